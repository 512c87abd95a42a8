"""What is imported, and when: help and version are instant; the real law is loaded only to compute."""

import json
import subprocess
import sys

import pytest

LOURDS = {"openfisca_core", "openfisca_web_api", "numpy", "flask", "gunicorn", "rich", "pandas", "pyarrow", "yaml"}

CAPTURE = """
from openfisca_cpam.cli import main
def run(*arguments):
    try:
        main(list(arguments))
    except SystemExit as end:
        assert end.code == 0
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def imported(code: str) -> set[str]:
    done = python(f"import sys\n{code}\nprint('|', *sorted(name.partition('.')[0] for name in sys.modules))")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("|")[2].split())


def test_importer_la_commande_n_importe_rien_de_lourd():
    assert not imported("import openfisca_cpam.cli") & {*LOURDS, "click"}


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_l_aide_n_importe_rien_de_lourd(argument):
    assert not imported(f"{CAPTURE}\nrun('{argument}')") & LOURDS


def test_l_aide_est_en_francais():
    done = python("from openfisca_cpam.cli import main; main(['calculate', '--help'])")
    assert done.stdout.startswith("Usage : openfisca-cpam calculate [OPTIONS] FICHIER…")
    assert "Affiche cette aide" in done.stdout
    assert "Show this message" not in done.stdout


def test_calculer_n_importe_pas_les_tables():
    assert not imported(f"{CAPTURE}\nrun('calculate', 'transport_100_km_2024')") & {
        "pandas",
        "pyarrow",
        "dask",
        "flask",
        "gunicorn",
    }


def test_la_situation_des_100_km():
    done = python("from openfisca_cpam.cli import main; main(['calculate', 'transport_100_km_2024'])")
    assert (done.returncode, done.stderr) == (0, "")
    assert "16,50 €" in done.stdout
    assert "13,50 €" in done.stdout


def test_la_situation_des_100_km_expliquee():
    done = python(
        "from openfisca_cpam.cli import main; main(['calculate', 'transport_100_km_2024', '--explain', '--json'])"
    )
    results = {one["variable"]: one for one in json.loads(done.stdout)["resultats"]}
    assert results["transport_versement"]["valeur"] == 16.5

    def cited(step):
        for read in step["parametres"]:
            yield from (reference["titre"] for reference in read["references"])
        for child in step["etapes"]:
            yield from cited(child)

    titles = {title for one in results.values() for title in cited(one["explication"])}
    assert any("R. 322-10-5" in title for title in titles)
    assert any("R. 160-5" in title for title in titles)


def test_un_lecteur_qui_s_arrete():
    code = "from openfisca_cpam.cli import main; main(['calculate', 'transport_100_km_2024', '--explain'])"
    done = subprocess.run(
        f'{sys.executable} -c "{code}" | head -1', shell=True, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr


def test_a_la_fin_rien_n_est_parcouru_par_le_ramasse_miettes():
    # Ce qui est inscrit avant la commande passe après ce qu'elle inscrit.
    code = (
        "import atexit, gc\natexit.register(lambda: print('|', gc.get_freeze_count(), len(gc.get_objects())))\n"
        "from openfisca_cpam.cli import main\nmain(['calculate', 'transport_100_km_2024'])"
    )
    done = python(code)
    assert done.returncode == 0, done.stderr
    gele, reste = map(int, done.stdout.rpartition("|")[2].split())
    assert gele > 50_000
    assert reste < 1_000
