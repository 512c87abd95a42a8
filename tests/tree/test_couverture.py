"""couverture.yaml against the tree, and README's table against it."""

import functools
import re
from collections import defaultdict

import controles
import pytest
from arbre import RACINE, cas, refuse, variables_des_sorties

from openfisca_cpam.quality.couverture import DEBUT, FICHIER, CouvertureError, lit, remplace, tableau

LISEZMOI = RACINE / "README.md"


@pytest.fixture(scope="module")
def regles():
    return lit(FICHIER.read_text("utf-8"))


def test_each_name_exists(regles, systeme):
    fautes = []
    for regle in regles:
        nom = f"{regle.domaine}/{regle.id}"
        if regle.domaine not in controles.DOMAINES:
            fautes.append(f"{nom} : domaine inconnu")
        fautes += [f"{nom} : variable {v} inconnue" for v in regle.variables if v not in systeme.variables]
        fautes += [f"{nom} : fichier {t} absent" for t in regle.tests if not (RACINE / t).is_file()]
        for parametre in regle.parametres:
            noeud = systeme.parameters
            for partie in parametre.split("."):
                noeud = getattr(noeud, "children", {}).get(partie)
            if noeud is None:
                fautes.append(f"{nom} : paramètre {parametre} inconnu")
        if regle.statut == "entree":
            calculees = [v for v in regle.variables if v in systeme.variables and systeme.variables[v].formulas]
            if len(calculees) == len(regle.variables):
                fautes.append(f"{nom} : statut entree, mais {', '.join(calculees)} se calculent")
    refuse(fautes)


@functools.cache
def _texte(fichier: str) -> str:
    return (RACINE / fichier).read_text("utf-8")


def test_each_rule_done_is_tested_by_its_files(regles, systeme):
    fautes, demandees = [], defaultdict(set)
    for fichier, un_cas in cas():
        demandees[fichier] |= variables_des_sorties(un_cas, systeme.entities)
    for regle in regles:
        fichiers = [chemin for chemin in regle.tests if chemin in demandees]
        if regle.statut != "fait" or not fichiers:
            continue
        textes = [_texte(fichier) for fichier in fichiers]
        if not any(demandees[fichier] & set(regle.variables) for fichier in fichiers):
            fautes.append(
                f"{regle.domaine}/{regle.id} : aucune de ses variables n'est attendue dans ses fichiers de cas"
            )
        if not any(re.search(rf"\b{re.escape(regle.id)}\b", texte) for texte in textes):
            fautes.append(f"{regle.domaine}/{regle.id} : aucun de ses fichiers de cas ne nomme la règle {regle.id}")
    refuse(fautes)


def test_readme_is_up_to_date(regles):
    texte = LISEZMOI.read_text("utf-8")
    assert remplace(texte, tableau(regles)) == texte, "README.md n'est pas à jour : lancer « make couverture »"


REGLE = """
- id: T1
  domaine: transport
  regle: Une prescription médicale est exigée avant le trajet.
  depuis: 2006-12-30
  jusqu_a: null
  variables: [transport_prescription_valide]
  parametres: [transport.prescription.validite_annees]
  tests: [tests/transport/prescription.yaml]
  statut: fait
  raison: null
"""


def test_a_rule_is_read():
    (regle,) = lit(REGLE)
    assert (regle.id, regle.depuis.year, regle.jusqu_a) == ("T1", 2006, None)
    assert regle.variables == ("transport_prescription_valide",)


@pytest.mark.parametrize(
    ("avant", "apres", "motif"),
    [
        ("statut: fait", "statut: fini", "statut"),
        ("statut: fait", "statut: hors_champ", "raison"),
        ("statut: fait", "statut: prevu", "raison"),
        ("raison: null", "remarque: null", "remarque"),
        ("depuis: 2006-12-30", "depuis: '2006'", "depuis"),
        ("jusqu_a: null", "jusqu_a: 2006-12-29", "précède"),
        ("tests: [tests/transport/prescription.yaml]", "tests: []", "au moins"),
        ("variables: [transport_prescription_valide]", "variables: transport_prescription_valide", "liste"),
        ("regle: Une prescription médicale est exigée avant le trajet.", "regle: ''", "non vide"),
    ],
)
def test_a_wrong_rule_is_refused(avant, apres, motif):
    assert avant in REGLE
    with pytest.raises(CouvertureError, match=motif):
        lit(REGLE.replace(avant, apres))


def test_an_identifier_given_twice_is_refused():
    with pytest.raises(CouvertureError, match="deux fois"):
        lit(REGLE + REGLE)
    assert len(lit(REGLE + REGLE.replace("domaine: transport", "domaine: franchises"))) == 2


def test_the_table_takes_its_place_and_nothing_else():
    texte = f"avant\n{DEBUT}\nancien\n<!-- /couverture -->\naprès\n"
    assert remplace(texte, "| t |") == f"avant\n{DEBUT}\n| t |\n<!-- /couverture -->\naprès\n"
    assert remplace(remplace(texte, "| t |"), "| t |") == remplace(texte, "| t |")
    with pytest.raises(CouvertureError):
        remplace("sans marque", "| t |")
