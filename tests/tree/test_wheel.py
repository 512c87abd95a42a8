"""The built wheel, installed alone in a clean environment away from the checkout, plays every case."""

import os
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
from arbre import PAQUET, RACINE, TESTS, cas, fichiers_de_cas

# Said by pip when no registry answers: the only reason to skip.
_SANS_RESEAU = re.compile(
    r"NewConnectionError|Temporary failure in name resolution|Name or service not known|Network is unreachable"
    r"|Connection refused|ConnectTimeoutError|ReadTimeoutError|Could not connect to proxy|ProxyError"
)


def _environnement() -> dict[str, str]:
    """The environment without what would let the checkout in."""
    return {nom: valeur for nom, valeur in os.environ.items() if nom not in ("PYTHONPATH", "PYTEST_ADDOPTS")}


def _execute(*commande, cwd) -> str:
    fini = subprocess.run(
        [*map(str, commande)], cwd=cwd, env=_environnement(), capture_output=True, text=True, check=False
    )
    sortie = fini.stdout + fini.stderr
    if fini.returncode and "pip" in map(str, commande) and _SANS_RESEAU.search(sortie):
        pytest.skip("pip n'atteint aucun registre de paquets")
    assert fini.returncode == 0, f"{' '.join(map(str, commande))} :\n{sortie[-6000:]}"
    return sortie


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel built from the checkout."""
    dossier = tmp_path_factory.mktemp("wheel")
    _execute(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", dossier, RACINE, cwd=dossier)
    (fichier,) = dossier.glob("*.whl")
    return fichier


def _joue_les_cas(wheel, dossier, *contraintes) -> None:
    _execute(sys.executable, "-m", "venv", dossier / "venv", cwd=dossier)
    binaires = dossier / "venv" / "bin"
    _execute(binaires / "python", "-m", "pip", "install", "--quiet", wheel, *contraintes, cwd=dossier)
    for fichier in fichiers_de_cas():
        copie = dossier / "cas" / fichier.relative_to(TESTS)
        copie.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fichier, copie)
    lieu = _execute(binaires / "python", "-c", "import openfisca_cpam; print(openfisca_cpam.__file__)", cwd=dossier)
    assert lieu.startswith(str(dossier)), f"le paquet vient de {lieu}"
    sortie = _execute(binaires / "openfisca", "test", "-c", "openfisca_cpam", dossier / "cas", cwd=dossier)
    assert f"{len(cas())} passed" in sortie, sortie[-2000:]


def test_the_wheel_holds_everything_of_the_package(wheel):
    dedans = set(zipfile.ZipFile(wheel).namelist())
    absents = [
        nom
        for chemin in sorted(PAQUET.rglob("*"))
        if chemin.is_file()
        and "__pycache__" not in chemin.parts
        and (nom := chemin.relative_to(RACINE).as_posix()) not in dedans
    ]
    assert not absents, f"absents du wheel : {absents}"
    assert not [nom for nom in dedans if nom.startswith(("tests/", "benchmarks/", "docs/"))]


def test_the_cases_pass_on_the_wheel(wheel, tmp_path):
    _joue_les_cas(wheel, tmp_path)


@pytest.mark.complet
def test_the_cases_pass_on_the_wheel_beside_the_oldest_core(wheel, tmp_path):
    _joue_les_cas(wheel, tmp_path, "openfisca-core[web-api]==44.7.1")
