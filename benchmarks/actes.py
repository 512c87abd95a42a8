"""A million acts, of care and of transport: the package against the same law written by hand in NumPy, in one run.

    python benchmarks/actes.py [--actes 1000000] [--bloc 1000000] [--tours 5]

A row is an act of a person on a day. Both sides read the same columns; their five results must be equal to the cent, or
the run fails. The law by hand covers what the columns can express, and nothing else: for a trip, hospital stays and
long-term conditions by invoiced vehicle or own car, prior agreement beyond 150 km, minors, C2S, régime local,
franchise; for a consultation of a general practitioner, the coordinated pathway, long-term conditions, minors, C2S,
régime local, participation. The package computes all its rules. Both take the values of the day from the package.

Times are of the processor, the best of the rounds. Goal: ten million acts a second and core.
"""

import argparse
import sys
import time

import numpy
import pyarrow

from openfisca_cpam.helpers.arrondis import arrondi_centime
from openfisca_cpam.population.block import compute
from openfisca_cpam.population.columns import plan
from openfisca_cpam.population.run import law
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.soins.acte import AccesMedecin, NatureSoin
from openfisca_cpam.variables.transport.situations import ObjetTransport
from openfisca_cpam.variables.transport.trajet import ModeTransport

DAY = "2026-04-14"
GOAL = 10.0
TRIP = (
    "transport_base_remboursement",
    "transport_part_amo",
    "transport_franchise",
    "transport_versement",
    "transport_reste_a_charge",
)


def draw_trips(trips: int, seed: int = 7) -> dict[str, numpy.ndarray]:
    """Columns of trips, one row a person and day."""
    generator = numpy.random.default_rng(seed)
    modes = numpy.array([ModeTransport[m].index for m in ("vehicule_personnel", "vsl", "taxi", "ambulance")], "uint8")
    purposes = numpy.array(
        [ObjetTransport[o].index for o in ("hospitalisation", "autre_soin", "soin_lie_ald")], dtype="uint8"
    )
    births = numpy.datetime64("1935-01-01") + generator.integers(0, 33_000, trips)
    return {
        "date_naissance": births.astype("datetime64[D]"),
        "transport_mode": generator.choice(modes, trips, p=[0.3, 0.25, 0.35, 0.1]),
        "transport_objet": generator.choice(purposes, trips),
        "transport_prescription_date": numpy.datetime64("2025-04-01") + generator.integers(0, 380, trips),
        "transport_distance_aller": numpy.round(generator.gamma(1.2, 35, trips), 1),
        "transport_aller_retour": generator.random(trips) < 0.8,
        "transport_prix_trajet": numpy.round(generator.gamma(3, 20, trips) + 5, 2),
        "transport_deficience_referentiel": generator.random(trips) < 0.7,
        "transport_accord_date_envoi": numpy.datetime64("2026-03-20") + generator.integers(0, 20, trips),
        "ald_type": generator.integers(0, len(TypeALD), trips).astype("uint8"),
        "beneficiaire_c2s": generator.random(trips) < 0.12,
        "regime_local_alsace_moselle": generator.random(trips) < 0.03,
        "franchises_deja_retenues_annee": generator.integers(0, 14, trips) * 4.0,
    }


def trips_by_hand(parameters, columns: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    """The five results, the law written out for this day."""
    law, franchises = parameters.transport, parameters.franchises
    day = numpy.datetime64(DAY)
    mode, purpose = columns["transport_mode"], columns["transport_objet"]
    trips = numpy.where(columns["transport_aller_retour"], 2, 1)
    distance, price = columns["transport_distance_aller"], columns["transport_prix_trajet"]
    prescription = columns["transport_prescription_date"]
    year, rest = prescription.astype("datetime64[Y]"), prescription - prescription.astype("datetime64[Y]")
    valid = (prescription <= day) & (day <= (year + 1).astype("datetime64[D]") + rest)
    far = distance > law.seuil_longue_distance_km
    hospital = purpose == ObjetTransport.hospitalisation.index
    for_ald = purpose == ObjetTransport.soin_lie_ald.index
    ald = for_ald & (columns["ald_type"] > 0) & columns["transport_deficience_referentiel"]
    agreed = columns["transport_accord_date_envoi"] + (law.accord_prealable.delai_silence_jours + 1) <= day
    covered = valid & (hospital | ald | far) & (~far | agreed)
    exempt = for_ald & (columns["ald_type"] == TypeALD.exonerante.index)
    rate = numpy.where(exempt, law.taux_prise_en_charge.exonere, law.taux_prise_en_charge.droit_commun)
    car = mode == ModeTransport.vehicule_personnel.index
    own = numpy.where(car, distance * trips * law.indemnite_kilometrique, 0)
    base = covered * (own + ~car * price * trips)
    per_trip = covered * ~car * arrondi_centime(price * rate)
    amo = arrondi_centime(per_trip * trips + arrondi_centime(covered * own * rate))
    minor = columns["date_naissance"] > numpy.datetime64("2008-01-01")
    due = ~car & ~minor & ~columns["beneficiaire_c2s"]
    withheld = numpy.minimum(
        numpy.minimum(trips * franchises.transport.par_trajet, franchises.transport.plafond_journalier),
        numpy.minimum(franchises.transport.par_trajet, per_trip) * trips,
    )
    left = numpy.maximum(0, franchises.plafond_annuel - columns["franchises_deja_retenues_annee"])
    withheld = arrondi_centime(numpy.minimum(due * withheld, left))
    paid = arrondi_centime(amo - withheld)
    total = law.regime_local_alsace_moselle.taux_total
    complement = numpy.maximum(0, arrondi_centime(arrondi_centime(base * total) - amo))
    local = columns["regime_local_alsace_moselle"] * complement
    c2s = columns["beneficiaire_c2s"] * numpy.maximum(0, arrondi_centime(base - amo - local))
    spent = arrondi_centime(own + ~car * price * trips)
    return [base, amo, withheld, paid, numpy.maximum(0, arrondi_centime(spent - paid - local - c2s))]


CONSULTATION = (
    "soins_base_remboursement",
    "soins_part_amo",
    "soins_participation_forfaitaire",
    "soins_versement",
    "soins_reste_a_charge",
)


def draw_consultations(acts: int, seed: int = 11) -> dict[str, numpy.ndarray]:
    """Columns of consultations, one row a person and day."""
    generator = numpy.random.default_rng(seed)
    births = numpy.datetime64("1935-01-01") + generator.integers(0, 33_000, acts)
    ways = numpy.array([AccesMedecin[one].index for one in ("medecin_traitant", "direct")], dtype="uint8")
    return {
        "date_naissance": births.astype("datetime64[D]"),
        "soins_nature": numpy.full(acts, NatureSoin.medecin.index, dtype="uint8"),
        "soins_acces": generator.choice(ways, acts, p=[0.9, 0.1]),
        "ald_type": generator.integers(0, len(TypeALD), acts).astype("uint8"),
        "soins_lie_ald": generator.random(acts) < 0.3,
        "beneficiaire_c2s": generator.random(acts) < 0.12,
        "regime_local_alsace_moselle": generator.random(acts) < 0.03,
        "soins_prix": 35 + numpy.round((generator.random(acts) < 0.2) * generator.gamma(2, 8, acts), 2),
        "participation_nombre_deja_annee": generator.integers(0, 27, acts),
    }


def consultations_by_hand(parameters, columns: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    """The five results, the law written out for this day."""
    law, participation = parameters.soins, parameters.franchises.participation_forfaitaire
    births, c2s = columns["date_naissance"], columns["beneficiaire_c2s"]
    young = births > numpy.datetime64("2020-04-14")
    base = numpy.where(young, law.tarif.generaliste_moins_6_ans, law.tarif.generaliste_6_ans_et_plus)
    child = births > numpy.datetime64("2010-04-14")
    pathway = child | (columns["soins_acces"] == AccesMedecin.medecin_traitant.index)
    exempt = (columns["ald_type"] == TypeALD.exonerante.index) & columns["soins_lie_ald"]
    rate = numpy.where(exempt, 1.0, law.taux_remboursement.medecin)
    lower = numpy.where(pathway, rate, arrondi_centime(rate - law.parcours.majoration_taux))
    amo = arrondi_centime(base * lower)
    minor = births > numpy.datetime64("2008-01-01")
    left = numpy.maximum(0, participation.nombre_maximum_annuel - columns["participation_nombre_deja_annee"])
    withheld = arrondi_centime((~minor & ~c2s & (left > 0)) * numpy.minimum(participation.montant, amo))
    paid = numpy.maximum(0, arrondi_centime(amo - withheld))
    ordinary = arrondi_centime(base - arrondi_centime(base * rate))
    total = arrondi_centime(base * law.regime_local_alsace_moselle.taux_total.medecin)
    complement = numpy.minimum(ordinary, numpy.maximum(0, arrondi_centime(total - (base - ordinary))))
    local = columns["regime_local_alsace_moselle"] * complement
    solidarity = (c2s & pathway) * numpy.maximum(0, arrondi_centime(base - amo - local))
    spent = numpy.where(c2s, base, columns["soins_prix"])  # no fee above the tariff from who has the C2S
    return [base, amo, withheld, paid, arrondi_centime(spent - paid - local - solidarity)]


ACTS = {
    "un trajet": (draw_trips, trips_by_hand, TRIP),
    "une consultation": (draw_consultations, consultations_by_hand, CONSULTATION),
}


def best(work, rounds: int):
    """The last results and the processor's seconds of the best round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        results = work()
        times.append(time.process_time() - start)
    return results, min(times)


def measure(name: str, acts: int, block: int, rounds: int) -> int:
    """Print the rates of an act and their ratio; 1 when a cent differs."""
    draw, by_hand, wanted = ACTS[name]
    system = law()
    parameters = system.get_parameters_at_instant(DAY)
    columns = draw(acts)
    table = pyarrow.table(columns)
    checked = plan(system, DAY, list(wanted), {"individu": ("actes", table.schema)})
    starts = range(0, acts, block)

    def package():
        return [compute(checked, table.slice(start, block), None, (start, 0))[0] for start in starts]

    def hand():
        return [
            by_hand(parameters, {key: one[start : start + block] for key, one in columns.items()}) for start in starts
        ]

    ours, our_time = best(package, rounds)
    theirs, their_time = best(hand, rounds)
    whole = pyarrow.concat_tables(ours)
    for index, variable in enumerate(wanted):
        mine = whole.column(variable).to_numpy()
        other = numpy.concatenate([block[index] for block in theirs])
        wrong = numpy.flatnonzero(numpy.abs(mine - other) > 0.001)
        if wrong.size:
            first = wrong[0]
            print(f"{variable} : {wrong.size} lignes diffèrent, la {first} : {mine[first]} != {other[first]}")
            return 1
    print(
        f"{name:18} paquet, toutes ses règles {acts / our_time / 1e6:5.2f} millions d'actes par seconde et par cœur "
        f"(but {GOAL:.0f}) ; NumPy écrit à la main, les seules règles de ces colonnes {acts / their_time / 1e6:5.2f} ; "
        f"rapport des temps {our_time / their_time:.1f} ; mêmes centimes"
    )
    return 0


def main() -> int:
    """Print each act; 1 when a cent differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--actes", type=int, default=1_000_000)
    options.add_argument("--bloc", type=int, default=1_000_000)
    options.add_argument("--tours", type=int, default=5)
    given = options.parse_args()
    return max(measure(name, given.actes, given.bloc, given.tours) for name in ACTS)


if __name__ == "__main__":
    sys.exit(main())
