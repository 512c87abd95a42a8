"""The official examples of docs/comparaisons.yaml: what each source says, or the difference stated."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from generateur.comparaisons import EGAL, FICHIER, ComparaisonError, calcule_exemple, lit

EXEMPLES = lit(FICHIER.read_text("utf-8"))
# The domains that pay or decide something; « démarches » gives no figure.
DOMAINES = {
    "transport",
    "franchises",
    "soins",
    "hospitalisation",
    "appareillage",
    "complementaire_sante_solidaire",
    "couverture_universelle",
    "prestations_especes",
}
MINIMUM = 30
BON = """
- nom: Un exemple
  domaine: soins
  date: 2020-03-10
  source: Une page
  adresse: https://www.service-public.fr/
  periode: 2020-03-10
  situation: {date_naissance: 1980-05-20, soins_nature: medecin}
  variable: soins_versement
  officiel: 16.5
"""


@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda exemple: exemple.nom)
def test_l_exemple_donne_le_resultat_officiel_ou_l_ecart_annonce(exemple, systeme):
    resultat = calcule_exemple(exemple, systeme)
    assert resultat.avertissements == ()
    assert resultat.conforme, f"officiel {resultat.officiel}, calculé {resultat.texte}, écart annoncé {exemple.ecart}"


def test_chaque_domaine_a_ses_exemples():
    assert len(EXEMPLES) >= MINIMUM
    assert {exemple.domaine for exemple in EXEMPLES} == DOMAINES


def test_un_resultat_different_n_est_pas_conforme(systeme):
    (exemple,) = lit(BON.replace("16.5", "17"))
    resultat = calcule_exemple(exemple, systeme)
    assert resultat.valeur == pytest.approx(16.5, abs=EGAL)
    assert resultat.ecart == pytest.approx(-0.5)
    assert not resultat.conforme
    (annonce,) = lit(BON.replace("16.5", "17") + "  ecart: -0.5\n  cause: La page ajoute cinquante centimes.\n")
    assert calcule_exemple(annonce, systeme).conforme


def test_une_donnee_que_rien_ne_lit_se_voit(systeme):
    (exemple,) = lit(BON.replace("soins_nature: medecin", "soins_nature: medecin, optique_prix_monture: 40"))
    assert "optique_prix_monture" in calcule_exemple(exemple, systeme).avertissements[0]


@pytest.mark.parametrize(
    ("avant", "apres", "phrase"),
    [
        ("officiel: 16.5", "offciel: 16.5", "il manque officiel"),
        ("officiel: 16.5", "officiel: 16.5\n  remarque: rien", "clé inconnue remarque"),
        ("officiel: 16.5", "officiel: 16.5\n  ecart: 1", "un écart a une cause"),
        ("officiel: 16.5", "officiel: 16.5\n  cause: rien", "un écart a une cause"),
        ("date: 2020-03-10", "date: mars", "date est une date"),
        ("https://", "http://", "adresse commence par https://"),
    ],
)
def test_une_entree_mal_ecrite_est_refusee(avant, apres, phrase):
    with pytest.raises(ComparaisonError, match=phrase):
        lit(BON.replace(avant, apres))


def test_un_nom_ne_sert_qu_une_fois():
    with pytest.raises(ComparaisonError, match="deux fois"):
        lit(BON + BON)
