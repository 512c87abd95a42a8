"""What holds for every trip, whatever the law of the day: properties drawn by hypothesis."""

import datetime
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.transport.article_80 import CasArticle80
from openfisca_cpam.variables.transport.prise_en_charge import Payeur
from openfisca_cpam.variables.transport.situations import ObjetTransport
from openfisca_cpam.variables.transport.trajet import ModeTransport

SYSTEM = CountryTaxBenefitSystem()
FIRST, LAST = datetime.date(2008, 1, 1), datetime.date(2026, 11, 22)

cents = st.integers(0, 30_000).map(lambda value: value / 100)
days = st.dates(FIRST, LAST)
trips = st.fixed_dictionaries(
    {
        "transport_mode": st.sampled_from([mode.name for mode in ModeTransport]),
        "transport_objet": st.sampled_from([purpose.name for purpose in ObjetTransport]),
        "transport_nombre_trajets": st.integers(0, 6),
        "transport_prix_trajet": cents,
        "transport_tarif_conventionnel": st.one_of(st.just(0.0), cents),
        "transport_distance_aller": st.sampled_from([0, 3.5, 12.3, 50, 50.1, 149.9, 150, 150.1, 320]),
        "transport_distance_structure_proche": st.sampled_from([2, 20, 150, 400]),
        "transport_peages": cents,
        "transport_accompagnant_billet": cents,
        "transport_conventionne": st.booleans(),
        "transport_urgence_attestee": st.booleans(),
        "transport_demande_samu": st.booleans(),
        "transport_soin_lie_ald": st.booleans(),
        "transport_deficience_referentiel": st.booleans(),
        "transport_tierce_personne": st.booleans(),
        "transport_cas_article_80": st.sampled_from([case.name for case in CasArticle80]),
        "transport_nombre_patients": st.integers(1, 5),
        "franchise_transport_deja_retenue_jour": st.sampled_from([0, 4, 8]),
        "franchises_deja_retenues_annee": st.sampled_from([0, 44, 47, 49.5, 50, 60]),
    }
)
persons = st.fixed_dictionaries(
    {
        "date_naissance": st.dates(datetime.date(1930, 1, 1), LAST).map(str),
        "ald_type": st.sampled_from([kind.name for kind in TypeALD]),
        "beneficiaire_c2s": st.booleans(),
        "beneficiaire_ame": st.booleans(),
        "regime_local_alsace_moselle": st.booleans(),
        "beneficiaire_aspa": st.booleans(),
    }
)
EVERY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def compute(day: datetime.date, trip: dict, person: dict, names: list[str]) -> dict[str, float]:
    month = str(day)[:7]
    individu = {
        "date_naissance": {"ETERNITY": person["date_naissance"]},
        "transport_prescription_date": {str(day): str(day - datetime.timedelta(days=3))},
        **{name: {month: value} for name, value in person.items() if name != "date_naissance"},
        **{name: {str(day): value} for name, value in trip.items()},
    }
    situation = {"individus": {"p": individu}, "foyers": {"f": {"demandeur": ["p"]}}}
    simulation = SimulationBuilder().build_from_dict(SYSTEM, situation)
    return {name: simulation.calculate(name, str(day))[0] for name in names}


@EVERY
@given(days, trips, persons)
def test_nothing_paid_beyond_what_is_spent_and_caps_hold(day, trip, person):
    results = compute(
        day,
        trip,
        person,
        [
            "transport_depense",
            "transport_part_amo",
            "transport_franchise",
            "transport_versement",
            "transport_part_complementaire_regime",
            "transport_reste_a_charge",
            "transport_ticket_moderateur",
            "transport_eligible",
            "transport_payeur",
        ],
    )
    law = SYSTEM.get_parameters_at_instant(str(day)).franchises
    spent, paid = results["transport_depense"], results["transport_versement"]
    left, complement = results["transport_reste_a_charge"], results["transport_part_complementaire_regime"]
    assert all(math.isfinite(value) for value in results.values())
    assert paid >= 0
    assert left >= 0
    assert results["transport_franchise"] <= results["transport_part_amo"] + 1e-9
    assert results["transport_franchise"] <= max(
        0, law.transport.plafond_journalier - trip["franchise_transport_deja_retenue_jour"]
    )
    assert results["transport_franchise"] <= max(0, law.plafond_annuel - trip["franchises_deja_retenues_annee"])
    if not results["transport_eligible"]:
        assert paid == complement == results["transport_franchise"] == 0
    hospital_pays = results["transport_payeur"] == Payeur.etablissement.index
    if not hospital_pays and paid + complement <= spent:
        assert paid + complement + left == pytest.approx(spent, abs=1e-6)


@EVERY
@given(days, trips, persons)
def test_paid_never_exceeds_the_expense(day, trip, person):
    # A known price on which nothing is estimated: what is paid is at most what was spent.
    known = dict(trip, transport_prix_trajet=max(trip["transport_prix_trajet"], 1.0))
    results = compute(
        day,
        known,
        person,
        ["transport_depense", "transport_versement", "transport_part_complementaire_regime"],
    )
    public = results["transport_versement"] + results["transport_part_complementaire_regime"]
    assert public <= results["transport_depense"] + 0.005 * (1 + trip["transport_nombre_trajets"])


@EVERY
@given(
    st.dates(datetime.date(2015, 4, 19), LAST),
    persons,
    st.floats(0.1, 400),
    st.floats(0, 400),
    st.sampled_from(["hospitalisation", "autre_soin", "soin_lie_ald"]),
)
def test_more_kilometres_by_car_never_pay_less(day, person, distance, more, purpose):
    # The agreement is in hand: crossing 150 km does not take the right away.
    def paid(kilometres: float) -> float:
        trip = {
            "transport_mode": "vehicule_personnel",
            "transport_objet": purpose,
            "transport_distance_aller": kilometres,
            "transport_accord_reponse": "accord",
            "transport_deficience_referentiel": True,
        }
        return compute(day, trip, person, ["transport_versement"])["transport_versement"]

    assert paid(distance + more) >= paid(distance)


@EVERY
@given(st.dates(datetime.date(2025, 11, 1), LAST), st.floats(0.1, 300), st.floats(0, 300), st.floats(0, 23.9))
def test_a_longer_taxi_trip_is_never_estimated_cheaper(day, distance, more, hour):
    def tariff(kilometres: float) -> float:
        trip = {
            "transport_mode": "taxi",
            "transport_distance_aller": kilometres,
            "transport_departement_licence": "d59",
            "transport_heure_prise_en_charge": hour,
        }
        name = "transport_tarif_estime"
        return compute(day, trip, {"date_naissance": "1960-01-01"}, [name])[name]

    assert tariff(distance + more) >= tariff(distance) > 0
