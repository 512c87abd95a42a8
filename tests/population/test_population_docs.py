"""What the page and the notebook show runs as it is shown."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")
pytest.importorskip("altair", reason="l'extra « charts » n'est pas installé")

DOCS = Path(__file__).parents[2] / "docs"


def test_le_carnet_se_deroule():
    carnet = json.loads((DOCS / "carnets" / "reforme.ipynb").read_text("utf-8"))
    codes = ["".join(cellule["source"]) for cellule in carnet["cells"] if cellule["cell_type"] == "code"]
    espace: dict = {}
    for numero, code in enumerate(codes):
        exec(compile(code, f"cellule {numero}", "exec"), espace)
    ensemble = {une.payeur: une.ecart for une in espace["resultat"].lignes if une.dimension == "ensemble"}
    assert ensemble["menages"] > 1e9 and ensemble["amo"] == pytest.approx(-ensemble["menages"], abs=1)
    assert len(espace["dixiemes"]) == 10
    # Nothing computed is kept in the file: it would grow old.
    assert all(not cellule.get("outputs") for cellule in carnet["cells"])


def test_les_commandes_de_la_page_marchent(tmp_path):
    """Those of a drawn population, one after the other, with a smaller one."""
    texte = (DOCS / "populations.md").read_text("utf-8")
    lignes = [ligne for bloc in re.findall(r"```sh\n(.*?)```", texte, re.S) for ligne in bloc.splitlines()]
    jouees = [ligne for ligne in lignes if "population" in ligne or "--list" in ligne]
    assert len(jouees) >= 4 and len(lignes) >= 6
    for ligne in jouees:
        mots = shlex.split(ligne.replace("100000", "2000"))
        assert mots[0] == "openfisca-cpam"
        fait = subprocess.run(
            [sys.executable, "-m", "openfisca_cpam.cli", *mots[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert fait.returncode == 0, (ligne, fait.stderr)
    assert (tmp_path / "cout.html").exists() and (tmp_path / "droits.parquet").exists()


def test_les_reformes_de_la_page_sont_lues(systeme):
    from openfisca_cpam.reforms.parametres import lit

    texte = (DOCS / "populations.md").read_text("utf-8")
    (reforme,) = re.findall(r"```yaml\n(.*?)```", texte, re.S)
    assert len(lit(reforme, systeme)) == 2
