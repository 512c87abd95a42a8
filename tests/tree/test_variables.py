"""Every file of variables and every variable of the loaded system."""

import ast
from collections import defaultdict

import controles
import pytest
from arbre import PAQUET, domaine, refuse, sources, unites


@pytest.fixture(scope="module")
def arbres():
    """Syntax tree of each file of variables/, keyed by its path."""
    return {chemin: ast.parse(source) for chemin, source in sources().items()}


def test_each_variable_is_labelled_sourced_and_bounded(systeme):
    assert systeme.variables, "aucune variable"
    refuse([f for v in systeme.variables.values() for f in controles.fautes_d_une_variable(v, unites())])


def test_each_variable_bears_a_name_of_its_domain(systeme):
    noms = [(nom, domaine(variable)) for nom, variable in systeme.variables.items()]
    refuse([faute for nom, son_domaine in noms if (faute := controles.nom_refuse(nom, son_domaine))])


def test_no_legal_number_in_python(arbres):
    refuse([f"{chemin} {faute}" for chemin, arbre in arbres.items() for faute in controles.nombres_de_la_loi(arbre)])


def test_formulas_are_dated_told_and_vectorial(arbres):
    refuse(
        [
            f"{chemin} {faute}"
            for chemin, arbre in arbres.items()
            for faute in controles.formules_mal_ecrites(arbre, chemin.split("/")[0])
        ]
    )


def test_the_law_imports_nothing_that_reads_it():
    fautes = []
    for dossier in ("variables", "parameters", "helpers"):
        for chemin in sorted((PAQUET / dossier).rglob("*.py")):
            arbre = ast.parse(chemin.read_text("utf-8"))
            fautes += [f"{chemin.relative_to(PAQUET)} {faute}" for faute in controles.importe_la_machinerie(arbre)]
    refuse(fautes)


def test_no_two_files_define_one_name(arbres):
    lieux = defaultdict(list)
    for chemin, arbre in arbres.items():
        for nom in controles.variables_definies(arbre):
            lieux[nom].append(chemin)
    refuse([f"{nom} : défini dans {', '.join(chemins)}" for nom, chemins in lieux.items() if len(chemins) > 1])


def test_files_lie_in_a_known_domain(arbres):
    fautes = []
    for chemin in arbres:
        parties = chemin.removesuffix(".py").split("/")
        if len(parties) < 2 and parties != ["__init__"]:
            fautes.append(f"{chemin} : un fichier de variables va dans le dossier de son domaine")
        elif parties[0] not in controles.DOMAINES and parties != ["__init__"]:
            fautes.append(f"{chemin} : domaine {parties[0]} inconnu")
        if any(not controles.SNAKE_CASE.fullmatch(partie) for partie in parties if partie != "__init__"):
            fautes.append(f"{chemin} : minuscules ASCII, chiffres et _ exigés")
    refuse(fautes)


def test_each_class_of_the_files_is_loaded(arbres, systeme):
    ecrites = {nom for arbre in arbres.values() for nom in controles.variables_definies(arbre)}
    refuse([f"{nom} : écrite mais absente du système" for nom in sorted(ecrites - set(systeme.variables))])
