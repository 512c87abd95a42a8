"""What holds for every equipment, act and device, whatever the law of the day: properties drawn by hypothesis."""

import datetime

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum
from openfisca_core.reforms import Reform
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_cpam import CountryTaxBenefitSystem

SYSTEM = CountryTaxBenefitSystem()
FIRST, LAST = datetime.date(2009, 1, 1), datetime.date(2026, 11, 22)
EVERY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Each room: its first day, the variable of its price, its inputs by prefix, the parts that add up to the price.
PARTS = ("part_amo", "part_regime_local", "part_complementaire", "reste_a_charge")
ROOMS = {
    "optique": (FIRST, "optique_prix_total", PARTS),
    "optique_lentilles": (FIRST, "optique_lentilles_prix_total", PARTS),
    "audition": (FIRST, "audition_prix_total", PARTS),
    "audition_piles": (FIRST, "audition_piles_prix", PARTS),
    "dentaire": (FIRST, "dentaire_honoraires", PARTS),
    "dentaire_orthodontie": (FIRST, "dentaire_orthodontie_honoraires", PARTS),
    "dentaire_mt_dents": (
        datetime.date(2019, 4, 1),
        "dentaire_mt_dents_prix",
        ("part_amo", "part_complementaire", "reste_a_charge"),
    ),
    "appareillage_capillaire": (datetime.date(2012, 9, 1), "appareillage_capillaire_prix", PARTS),
    "appareillage_fauteuil": (datetime.date(2012, 9, 1), "appareillage_fauteuil_prix", PARTS),
    "appareillage_lpp": (datetime.date(2012, 9, 1), "appareillage_lpp_prix", PARTS),
}
# Statuses and contracts of the person, given for the month of the day.
STATUSES = (
    "complementaire_type",
    "complementaire_panier_ani",
    "beneficiaire_c2s",
    "beneficiaire_ame",
    "regime_local_alsace_moselle",
    "ald_type",
    "beneficiaire_pension_invalidite",
    "victime_terrorisme",
)
COMMON = ("appareillage_soin_lie_ald", "appareillage_soin_lie_at_mp", "appareillage_soin_lie_terrorisme")

cents = st.one_of(st.just(0.0), st.integers(0, 300_000).map(lambda value: value / 100))


def inputs_of(room: str) -> list:
    """The inputs of a room: variables of its prefix without a formula, and common ones."""
    longer = [other for other in ROOMS if other != room and other.startswith(room)]
    return [
        variable
        for name, variable in SYSTEM.variables.items()
        if not variable.formulas and name.startswith(f"{room}_") and not name.startswith(tuple(longer) or ("\0",))
    ] + [SYSTEM.variables[name] for name in (*COMMON, *STATUSES)]


def values_of(variable, day: datetime.date):
    """A strategy of values of one input, near what the law looks at."""
    if variable.value_type is bool:
        return st.booleans()
    if variable.value_type is Enum:
        return st.sampled_from([member.name for member in variable.possible_values])
    if variable.value_type is datetime.date:
        return st.integers(0, 1_500).map(lambda days: str(day - datetime.timedelta(days)))
    if variable.value_type is int:
        return st.integers(int(variable.minimum or 0), min(int(variable.maximum or 30), 30))
    if variable.unit == "currency":
        return cents
    return st.integers(int(variable.minimum or 0) * 4, min(int(variable.maximum or 40), 180) * 4).map(lambda q: q / 4)


@st.composite
def purchases(draw, room: str):
    """A day and a person with random inputs of one room."""
    first = ROOMS[room][0]
    day = draw(st.dates(first, LAST))
    born = draw(st.dates(datetime.date(1940, 1, 1), day))
    person = {"date_naissance": {"ETERNITY": str(born)}}
    for variable in inputs_of(room):
        if draw(st.booleans()):
            period = str(day)[:7] if variable.definition_period == "month" else str(day)
            person[variable.name] = {period: draw(values_of(variable, day))}
    # The price and what most refusals come from, given more often than not.
    for variable in inputs_of(room):
        if variable.name.endswith("ordonnance_date") and draw(st.integers(0, 3)):
            person[variable.name] = {str(day): str(day - datetime.timedelta(20))}
    return day, person


def compute(day, person, names, system=SYSTEM):
    situation = {"individus": {"p": person}, "foyers": {"f": {"demandeur": ["p"]}}}
    simulation = SimulationBuilder().build_from_dict(system, situation)
    return {name: simulation.calculate(name, str(day))[0] for name in names}


@pytest.mark.parametrize("room", ROOMS)
def test_price_is_shared_out_to_the_cent(room):
    """Price = Assurance Maladie + local scheme + complementary + what is left; none is negative."""
    _, price, parts = ROOMS[room]

    @EVERY
    @given(purchases(room))
    def check(purchase):
        day, person = purchase
        names = [f"{room}_{part}" for part in parts]
        results = compute(day, person, [price, *names])
        assert sum(results[name] for name in names) == pytest.approx(results[price], abs=1e-6)
        for name in names:
            assert results[name] >= 0, name
            assert round(results[name], 2) == pytest.approx(results[name], abs=1e-9), name

    check()


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "audition_piles"])
def test_nothing_is_paid_without_right(room):
    """A line that is not eligible leaves the whole price to the patient."""
    _, price, _ = ROOMS[room]
    flags = {
        "optique": ("optique_monture_eligible", "optique_verres_eligible"),
        "audition": ("audition_oreille_droite_eligible", "audition_oreille_gauche_eligible"),
    }.get(room, (f"{room}_eligible",))

    @EVERY
    @given(purchases(room))
    def check(purchase):
        day, person = purchase
        results = compute(day, person, [price, f"{room}_reste_a_charge", f"{room}_part_amo", *flags])
        if not any(results[flag] for flag in flags):
            assert results[f"{room}_part_amo"] == 0
            assert results[f"{room}_reste_a_charge"] == pytest.approx(results[price], abs=1e-6)

    check()


@pytest.mark.parametrize("room", ["optique", "audition", "dentaire", "appareillage_capillaire", "appareillage_lpp"])
def test_a_contract_never_leaves_more_to_pay(room):
    """Without, then with the share alone, then with a responsible contract: the patient pays less and less."""

    @EVERY
    @given(purchases(room))
    def check(purchase):
        day, person = purchase
        left = []
        for contract in ("aucune", "contrat_non_responsable", "contrat_responsable"):
            covered = {**person, "complementaire_type": {str(day)[:7]: contract}}
            left.append(compute(day, covered, [f"{room}_reste_a_charge"])[f"{room}_reste_a_charge"])
        assert left[0] >= left[1] - 1e-9
        assert left[1] >= left[2] - 1e-9

    check()


def test_class_a_of_optics_costs_nothing_with_a_responsible_contract():
    """Since 2020, class A within its caps, due, with a responsible contract: nothing left."""

    @EVERY
    @given(st.dates(datetime.date(2020, 1, 1), LAST), st.integers(3250, 11750), st.integers(100, 3000))
    def check(day, cap, frame):
        month, when = str(day)[:7], str(day)
        person = {
            "optique_ordonnance_date": {when: str(day - datetime.timedelta(10))},
            "complementaire_type": {month: "contrat_responsable"},
            "optique_classe_monture": {when: "a"},
            "optique_prix_monture": {when: frame / 100},
        }
        for lens in ("verre_droit", "verre_gauche"):
            person[f"optique_classe_{lens}"] = {when: "a"}
            person[f"optique_prix_{lens}"] = {when: cap / 100}
            person[f"optique_prix_limite_vente_{lens}"] = {when: cap / 100}
        results = compute(day, person, ["optique_reste_a_charge", "optique_prix_irregulier"])
        assert results == {"optique_reste_a_charge": 0, "optique_prix_irregulier": False}

    check()


class LetterOfTheText(Reform):
    """The flat share of article R. 160-16 is left on orthodontics of a high coefficient."""

    def apply(self):
        def applied(parameters):
            switch = parameters.appareillage.dentaire.orthodontie.participation_forfaitaire_appliquee
            switch.update(start=None, stop=None, period="year:2009:40", value=True)
            return parameters

        self.modify_parameters(modifier_function=applied)


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        ("2009-01-01", 175.50),
        ("2015-12-31", 175.50),
        ("2016-01-01", 175.50),
        ("2018-06-01", 175.50),
        ("2018-12-31", 175.50),
        ("2019-01-01", 169.50),
        ("2019-06-03", 169.50),
        ("2026-04-21", 169.50),
        ("2026-04-22", 161.50),
        ("2026-05-04", 161.50),
    ],
)
def test_orthodontics_by_the_letter_of_the_text(day, paid):
    """Example 40, rule T4: 18 €, then 24 € since 2019, then 32 € since 22 April 2026."""
    date = datetime.date.fromisoformat(day)
    person = {
        "date_naissance": {"ETERNITY": str(date - datetime.timedelta(365 * 12))},
        "dentaire_orthodontie_acte": {day: "semestre"},
        "dentaire_orthodontie_honoraires": {day: 700},
        "dentaire_orthodontie_accord_date": {day: str(date - datetime.timedelta(20))},
    }
    names = ["dentaire_orthodontie_part_amo", "dentaire_orthodontie_participation_forfaitaire"]
    assert compute(date, person, names) == {names[0]: 193.50, names[1]: 0}
    by_the_letter = compute(date, person, names, LetterOfTheText(SYSTEM))
    assert by_the_letter[names[0]] == paid
    assert numpy.isclose(by_the_letter[names[1]], 193.50 - paid)
