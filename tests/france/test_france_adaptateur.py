"""openfisca-france's population handed over: the same entitlements as with inputs set by hand, and the example runs.

Both packages are in the environment of the comparison (``make test-all`` makes it).
"""

import os
import subprocess
from pathlib import Path

import numpy
import pytest

RACINE = Path(__file__).parents[2]
PYTHON = Path(os.environ.get("OPENFISCA_FRANCE_PYTHON", RACINE / ".venv-openfisca-france" / "bin" / "python"))

pytestmark = [
    pytest.mark.complet,
    pytest.mark.skipif(
        not PYTHON.is_file(),
        reason="openfisca-france 176.1.8 n'est pas installé (.venv-openfisca-france ou OPENFISCA_FRANCE_PYTHON)",
    ),
]


def lance(*arguments) -> str:
    fini = subprocess.run(
        [PYTHON, *arguments], capture_output=True, text=True, check=False, cwd=RACINE,
        env={**os.environ, "PYTHONPATH": str(RACINE)},
    )  # fmt: skip
    assert fini.returncode == 0, fini.stderr
    return fini.stdout


@pytest.fixture(scope="module")
def resultats(tmp_path_factory):
    fichier = tmp_path_factory.mktemp("france") / "resultats.npz"
    lance(Path(__file__).with_name("adaptateur.py"), "2024-06", fichier)
    return numpy.load(fichier)


def test_les_memes_droits_qu_avec_des_donnees_posees_a_la_main(resultats):
    noms = {cle.split()[1] for cle in resultats.files if " " in cle}
    assert len(noms) == 4
    for nom in noms:
        a_la_main, adapte = resultats[f"main {nom}"], resultats[f"adaptateur {nom}"]
        assert len(a_la_main) > 200
        assert numpy.abs(a_la_main - adapte).max() < 0.005, nom
    assert len(set(resultats["adaptateur c2s_motif"])) > 2


def test_l_aspa_d_un_couple_par_moities_et_ce_qui_n_est_pas_repris(resultats):
    # 1 571,16 € pour deux : 785,58 € chacun.
    assert resultats["aspa"].tolist() == [785.58, 785.58]
    assert resultats["percoit_aspa"].tolist() == [True, True]
    assert resultats["non_reprises"].tolist() == ["rpns_autres_revenus"]


def test_ce_qui_ne_se_lit_pas_est_refuse(resultats):
    assert resultats["refus"].tolist() == [
        "« 2024-06 » : un jour est attendu (2024-06-01)",
        "« 2024-13-01 » : un jour est attendu (2024-06-01)",
        "« demain » : un jour est attendu (2024-06-01)",
        "famille n° 1 : aucun demandeur",
    ]


def test_l_exemple_marche():
    lignes = lance(RACINE / "examples" / "avec_openfisca_france.py").splitlines()
    # Trois personnes en métropole au 1er avril 2024 : 24 703 € avec participation.
    assert "c2s_plafond_avec_participation" in lignes[1] and lignes[1].endswith("24 703,00 €")
    assert "sans participation" in lignes[2]
