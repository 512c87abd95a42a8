"""An input given for one period reaches a variable defined over another, and never disappears."""

import pytest
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import entities
from openfisca_cpam.base import DAY, MONTH, YEAR, Individu, Variable, etend_la_periode


def _variable(nom, periode):
    corps = {
        "value_type": float, "entity": Individu, "definition_period": periode, "label": nom,
        "set_input": etend_la_periode,
    }  # fmt: skip
    return type(nom, (Variable,), corps)


@pytest.fixture(scope="module")
def petit_systeme():
    systeme = TaxBenefitSystem(entities.entities)
    systeme.add_variables(_variable("du_jour", DAY), _variable("du_mois", MONTH), _variable("de_l_annee", YEAR))
    return systeme


@pytest.mark.parametrize(
    ("nom", "donnee", "lues"),
    [
        ("du_mois", "2024-03-31", ["2024-03"]),
        ("du_mois", "2024-03", ["2024-03"]),
        ("du_mois", "2024", ["2024-01", "2024-12"]),
        ("du_mois", "month:2024-03:3", ["2024-03", "2024-05"]),
        ("de_l_annee", "2024-03-31", ["2024"]),
        ("de_l_annee", "2024-03", ["2024"]),
        ("de_l_annee", "2024", ["2024"]),
        ("du_jour", "2024-02", ["2024-02-01", "2024-02-29"]),
        ("du_jour", "2024", ["2024-01-01", "2024-12-31"]),
        ("du_jour", "2024-03-31", ["2024-03-31"]),
    ],
)
def test_the_value_arrives(petit_systeme, nom, donnee, lues):
    simulation = SimulationBuilder().build_from_dict(
        petit_systeme, {"individus": {"a": {nom: {donnee: 13957.65}}}, "foyers": {"f": {"demandeur": ["a"]}}}
    )
    for lue in lues:
        assert simulation.calculate(nom, lue).tolist() == [13957.65]


def test_the_value_stays_within_its_period(petit_systeme):
    simulation = SimulationBuilder().build_from_dict(
        petit_systeme, {"individus": {"a": {"du_mois": {"2024-03-31": 2}}}, "foyers": {"f": {"demandeur": ["a"]}}}
    )
    assert [float(simulation.calculate("du_mois", mois)[0]) for mois in ("2024-02", "2024-03", "2024-04")] == [0, 2, 0]
