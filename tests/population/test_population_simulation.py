"""A block computed by the rules that another has learnt gives what the engine gives; nothing of it stays in memory."""

import gc
import itertools
import weakref

import numpy
import pyarrow
import pytest
from openfisca_core.errors import CycleError
from openfisca_core.reforms import Reform

from openfisca_cpam.base import DAY, Individu, Variable
from openfisca_cpam.population import simulate
from openfisca_cpam.population.block import Households, _simulation, compute
from openfisca_cpam.population.columns import Values, plan
from openfisca_cpam.population.generate import generate

MOIS = "2026-04"


def _prevu(systeme, population, resultats=("c2s_droit",), periode=MOIS):
    return plan(
        systeme,
        periode,
        list(resultats),
        {"individu": ("individus", population.individus.schema), "foyer": ("foyers", population.foyers.schema)},
    )


def _bloc(systeme, prevu, population):
    """The simulation of a population, its columns given."""
    valeurs = Values("individus", 0)
    simulation = _simulation(prevu, Households(prevu, population.individus, valeurs))
    for entite, table in (("individu", population.individus), ("foyer", population.foyers)):
        for colonne in prevu.columns[entite]:
            tableau = valeurs.array(colonne, table.column(colonne.name))
            for periode in colonne.periods:
                simulation.get_holder(colonne.variable.name).set_input(periode, tableau)
    assert not valeurs.lines
    return simulation


def _toutes(systeme, simulation) -> dict[str, numpy.ndarray]:
    resultats = {}
    for variable in systeme.variables.values():
        if not variable.formulas or str(variable.formulas.keys()[0]) > "2026-04-01":
            continue
        if variable.end and str(variable.end) < "2026-04-01":
            continue
        periode = {"day": "2026-04-01", "month": MOIS, "year": "2026"}[variable.definition_period]
        resultats[variable.name] = numpy.asarray(simulation.calculate(variable.name, periode))
    return resultats


def test_the_whole_law_by_rules_learnt_from_another_block(systeme):
    une, autre = generate(1_200, 5), generate(1_700, 6)
    prevu = _prevu(systeme, une)
    _toutes(systeme, _bloc(systeme, prevu, une))
    assert sum(map(len, prevu.rules.values())) > 1_000
    apprises = _toutes(systeme, _bloc(systeme, prevu, autre))
    moteur = _toutes(systeme, _bloc(systeme, _prevu(systeme, autre), autre))
    assert apprises.keys() == moteur.keys()
    for nom, attendu in moteur.items():
        assert apprises[nom].dtype == attendu.dtype, nom
        numpy.testing.assert_array_equal(apprises[nom], attendu, err_msg=nom)


def test_a_value_that_is_given_wins_over_a_rule_that_was_learnt(systeme):
    colonnes = {"date_naissance": pyarrow.array([3650, 20_000], pyarrow.date32())}
    sans = pyarrow.table(colonnes)
    prevu = plan(systeme, "2026-04-14", ["age", "mineur_au_1er_janvier"], {"individu": ("individus", sans.schema)})
    ages = compute(prevu, sans, None)[0].column("age").to_pylist()
    assert ages == [46, 1]
    avec = pyarrow.table({**colonnes, "age": [7, 99]})
    donne = plan(systeme, "2026-04-14", ["age"], {"individu": ("individus", avec.schema)})
    donne.rules.update(prevu.rules)
    assert compute(donne, avec, None)[0].column("age").to_pylist() == [7, 99]


class _cercle_un(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    label = "Un"

    def formula(individu, period):
        return individu("cercle_deux", period)


class _cercle_deux(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    label = "Deux"

    def formula(individu, period):
        return individu("cercle_un", period)


def test_a_circle_is_still_refused(systeme):
    _cercle_un.__name__, _cercle_deux.__name__ = "cercle_un", "cercle_deux"

    class Circulaire(Reform):
        def apply(self):
            self.add_variables(_cercle_un, _cercle_deux)

    loi = Circulaire(systeme)
    table = pyarrow.table({"individu_id": [1, 2]})
    prevu = plan(loi, "2026-04-14", ["cercle_un"], {"individu": ("individus", table.schema)})
    simulation = _simulation(prevu, Households(prevu, table, Values("individus", 0)))
    for nom in ("cercle_un", "cercle_deux"):
        simulation.populations["individu"].learn(nom, prevu.period)
    with pytest.raises(CycleError):
        simulation.read(loi.variables["cercle_un"], prevu.period)


def test_no_array_of_a_block_waits_for_the_collection(systeme):
    population = generate(1_200, 5)
    prevu = _prevu(systeme, population)
    simulation = _bloc(systeme, prevu, population)
    resultat = weakref.ref(simulation.read(systeme.variables["c2s_droit"], prevu.period.first_day))
    places = weakref.ref(simulation.populations["foyer"].members_entity_id)
    gc.disable()
    try:
        simulation.forget()
        assert resultat() is None
        assert places() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("morceaux", [[3, 9, 40], [52]])
def test_booleans_of_any_cut(systeme, morceaux):
    vrais = numpy.random.default_rng(1).random(52) < 0.5
    entier = pyarrow.array(numpy.r_[[True, False, True], vrais])[3:]
    bornes = numpy.cumsum([0, *morceaux])
    colonne = pyarrow.chunked_array([entier[a:b] for a, b in itertools.pairwise(bornes)])
    table = pyarrow.table({"individu_id": numpy.arange(52), "beneficiaire_c2s": colonne})
    resultat = simulate(table, period=MOIS, outputs=["beneficiaire_c2s"]).table
    assert resultat.column("beneficiaire_c2s").to_pylist() == vrais.tolist()


@pytest.mark.parametrize("nombre", [numpy.nan, numpy.inf, -numpy.inf])
def test_a_number_that_is_none_is_refused_with_its_row(systeme, nombre):
    table = pyarrow.table({"transport_prix_trajet": [10.0, nombre, 3.0]})
    prevu = plan(systeme, "2026-04-14", ["transport_versement"], {"individu": ("individus", table.schema)})
    with pytest.raises(Exception, match="ligne 2 : nombre fini attendu"):
        compute(prevu, table, None)


def test_a_rule_of_the_household_is_not_one_of_the_person(systeme):
    population = generate(1_200, 5)
    prevu = _prevu(systeme, population)
    simulation = _bloc(systeme, prevu, population)
    foyers, personnes = simulation.populations["foyer"], simulation.populations["individu"]
    jour = prevu.period.first_day
    assert len(foyers("c2s_motif", jour)) == foyers.count
    with pytest.raises(ValueError, match="c2s_motif"):
        personnes("c2s_motif", jour)
