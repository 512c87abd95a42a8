"""Variables written like another one: the same as classes, found with their own lines."""

import inspect

import pytest

from openfisca_cpam import PACKAGE
from openfisca_cpam.base import Variable, comme
from openfisca_cpam.variables.individu import ressources


def test_it_takes_what_it_is_not_told(systeme):
    modele, autre = systeme.variables["salaire_net"], systeme.variables["chomage_net"]
    for nom in ("value_type", "entity", "definition_period", "unit", "minimum", "maximum", "reference", "dtype"):
        assert getattr(autre, nom) == getattr(modele, nom), nom
    assert autre.set_input is modele.set_input
    assert autre.label == "Allocations de chômage nettes (hors ASS)"
    assert (modele.documentation is not None, autre.documentation) == (True, None)
    assert isinstance(autre, Variable)
    assert type(autre) is ressources.chomage_net
    assert not autre.formulas


def test_each_reads_its_own_months(systeme):
    """One function is written once and given to many: each formula keeps its own names."""
    formules = {
        nom: inspect.getclosurevars(systeme.variables[f"c2s_{nom}_de_la_periode"].get_formula("2026-01-01")).nonlocals
        for nom in ("chomage", "retraites")
    }
    assert formules == {
        "chomage": {"nom": "c2s_chomage", "mensuelles": ("chomage_net",)},
        "retraites": {"nom": "c2s_retraites", "mensuelles": ("retraite_nette",)},
    }


@pytest.mark.parametrize("nom", ["chomage_net", "c2s_retraites", "c2s_retraites_de_la_periode", "c2s_percu_ajpp"])
def test_its_lines_are_those_that_write_it(systeme, nom):
    fichier, source, ligne = type(systeme.variables[nom]).get_introspection_data()
    lignes = (PACKAGE.parent / fichier.removeprefix("/")).read_text("utf-8").splitlines(keepends=True)
    assert "".join(lignes[ligne - 1 :]).startswith(source)
    assert nom.removeprefix("c2s_").removeprefix("percu_").removesuffix("_de_la_periode") in source


def test_a_reform_may_write_one_too():
    autre = comme(ressources.salaire_net, "prime_de_depart", label="Prime de départ", maximum=5)
    try:
        assert autre().maximum == 5
        assert autre.__module__ == ressources.__name__
        assert autre.get_introspection_data() == ("/openfisca_cpam/variables/individu/ressources.py", "", 0)
    finally:
        del ressources.prime_de_depart
