"""The total of a stop is the sum of its days and of its months, whatever crosses it; other identities."""

import datetime

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openfisca_core.simulations import SimulationBuilder

from openfisca_cpam import CountryTaxBenefitSystem

_REGLAGES = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def systeme():
    return CountryTaxBenefitSystem()


def simule(systeme, entrees: dict[str, list], periode: str):
    """A simulation of persons, one value each of each eternal input, and of the days already paid."""
    nombre = len(next(iter(entrees.values())))
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(nombre))
    foyers = constructeur.declare_entity("foyer", numpy.arange(nombre))
    constructeur.join_with_persons(foyers, numpy.arange(nombre), numpy.array(["demandeur"] * nombre))
    simulation = constructeur.build(systeme)
    for nom, valeurs in entrees.items():
        variable = systeme.variables[nom]
        if hasattr(variable, "possible_values") and variable.possible_values is not None:
            tableau = variable.possible_values.encode(numpy.array(valeurs))
        else:
            tableau = numpy.array(valeurs, dtype="datetime64[D]" if "date" in str(variable.value_type) else None)
        simulation.set_input(nom, "eternity" if variable.definition_period == "eternity" else periode, tableau)
    return simulation


def jours_de(debut: datetime.date, nombre: int) -> list[str]:
    return [(debut + datetime.timedelta(rang)).isoformat() for rang in range(nombre)]


arrets = st.fixed_dictionaries(
    {
        "debut": st.dates(datetime.date(2019, 9, 1), datetime.date(2026, 9, 1)),
        "jours": st.integers(1, 260),
        "ij_salaire_constant": st.sampled_from([300.0, 500.0, 1_999.99, 2_400.0, 3_100.0, 12_500.0]),
        "ij_nature": st.sampled_from(
            ["maladie", "affection_longue_duree", "at_mp", "rechute_at_mp", "naissance_supplementaire", "maternite"]
        ),
        "ij_enfants_a_charge_nombre": st.integers(0, 3),
        "ij_maladie_versees_trois_ans": st.sampled_from([0, 0, 200, 355]),
        "ij_pension_vieillesse": st.booleans(),
        "ij_mois_affiliation": st.sampled_from([6, 24]),
        "ij_heures_12_mois": st.sampled_from([0.0, 1_000.0]),
        "at_mp_jours_deja_indemnises": st.sampled_from([0, 20, 40]),
        "ij_second_envoi_tardif": st.booleans(),
        "retard": st.integers(0, 20),
        "statut_professionnel": st.sampled_from(["salarie", "salarie", "artisan_commercant", "profession_liberale"]),
    }
)


@_REGLAGES
@given(st.lists(arrets, min_size=4, max_size=4))
def test_total_is_the_sum_of_the_days_and_of_the_months(systeme, tires):
    premier = min(un["debut"] for un in tires)
    dernier = max(un["debut"] + datetime.timedelta(un["jours"]) for un in tires)
    if (dernier - premier).days > 500:  # one calendar for all: keep them close
        tires = [{**un, "debut": premier + datetime.timedelta(rang * 17)} for rang, un in enumerate(tires)]
        dernier = max(un["debut"] + datetime.timedelta(un["jours"]) for un in tires)
    nombre = len(tires)
    entrees = {nom: [un[nom] for un in tires] for nom in tires[0] if nom not in ("debut", "jours", "retard")}
    entrees["ij_arret_debut"] = [un["debut"] for un in tires]
    entrees["ij_arret_fin"] = [un["debut"] + datetime.timedelta(un["jours"] - 1) for un in tires]
    entrees["ij_envoi_date"] = [un["debut"] + datetime.timedelta(un["retard"]) for un in tires]
    entrees["date_accouchement"] = [un["debut"] - datetime.timedelta(100) for un in tires]
    entrees["ij_avis_papier"] = [True] * nombre
    entrees["ij_heures_3_mois"] = [450.0] * nombre
    entrees["ij_ti_revenu_moyen_donne"] = [27_001.0] * nombre
    simulation = simule(systeme, entrees, "2026-01-01")

    total = simulation.calculate("ij_total_arret", "2026-01-01")
    payes = simulation.calculate("ij_jours_payes", "2026-01-01")
    somme, comptes = numpy.zeros(nombre), numpy.zeros(nombre)
    for jour in jours_de(premier - datetime.timedelta(2), (dernier - premier).days + 5):
        du_jour = simulation.calculate("ij_jour", jour)
        somme, comptes = somme + du_jour, comptes + (du_jour > 0)
    mois = sorted({jour[:7] for jour in jours_de(premier, (dernier - premier).days + 1)})
    par_mois = sum(simulation.calculate("ij_mois", un) for un in mois)

    numpy.testing.assert_allclose(somme, total, atol=0.004)
    numpy.testing.assert_allclose(par_mois, total, atol=0.004)
    montant = simulation.calculate("ij_journaliere_brute", "2026-01-01")
    assert ((comptes == payes) | (montant == 0)).all()


@_REGLAGES
@given(
    st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 6, 1)),
    st.integers(30, 200),
    st.lists(st.tuples(st.integers(0, 1_090), st.integers(1, 200)), max_size=4),
)
def test_no_three_years_hold_more_than_360_allowances(systeme, debut, duree, anterieurs):
    passes = {
        debut - datetime.timedelta(recul) + datetime.timedelta(rang)
        for recul, jours in anterieurs
        for rang in range(jours)
        if rang < recul
    }
    simulation = simule(
        systeme,
        {
            "ij_arret_debut": [debut],
            "ij_arret_fin": [debut + datetime.timedelta(duree - 1)],
            "ij_salaire_constant": [2_000.0],
            "ij_heures_3_mois": [450.0],
            "ij_mois_affiliation": [24],
            "ij_heures_12_mois": [1_000.0],
        },
        "2026-01-01",
    )
    for jour in passes:
        simulation.set_input("ij_maladie_jour_verse", jour.isoformat(), numpy.array([True]))
    verses = sorted(passes)
    # Day by day, as the law tells it: what is paid now, given all that was paid in the three years that end today.
    for rang in range(3, duree):
        jour = debut + datetime.timedelta(rang)
        try:
            depuis = jour.replace(year=jour.year - 3)
        except ValueError:  # 29 February
            depuis = jour.replace(year=jour.year - 3, day=28)
        attendu = sum(depuis < un for un in verses) < 360
        assert (simulation.calculate("ij_jour", jour.isoformat())[0] > 0) == attendu, jour
        if attendu:
            verses.append(jour)
    assert simulation.calculate("ij_jours_payes", "2026-01-01")[0] == len(verses) - len(passes)


def test_more_wage_never_gives_less(systeme):
    salaires = numpy.linspace(1, 20_000, 2_000)
    for nature in ("maladie", "at_mp", "maternite"):
        simulation = simule(
            systeme,
            {
                "ij_arret_debut": ["2026-03-10"] * salaires.size,
                "ij_arret_fin": ["2026-07-10"] * salaires.size,
                "ij_nature": [nature] * salaires.size,
                "ij_salaire_constant": salaires,
                "ij_heures_3_mois": [450.0] * salaires.size,
                "ij_mois_affiliation": [24] * salaires.size,
            },
            "2026-03-10",
        )
        assert (numpy.diff(simulation.calculate("ij_total_arret", "2026-03-10")) >= 0).all(), nature
