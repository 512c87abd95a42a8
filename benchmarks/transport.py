"""A million trips: the package against the same law written by hand in NumPy, in one run.

    python benchmarks/transport.py [--trips 1000000] [--block 100000] [--rounds 5]

Both read the same columns and give the same five results; the run fails if one cent differs. The law by hand covers
what the columns can express: hospital stays and long-term conditions by invoiced vehicle or own car, prior agreement
beyond 150 km, minors, C2S, régime local, franchise. Both take the values of the day from the package.
"""

import argparse
import statistics
import sys
import time

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulation_builder import SimulationBuilder

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.helpers.arrondis import arrondi_centime
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.transport.situations import ObjetTransport
from openfisca_cpam.variables.transport.trajet import ModeTransport

DAY = "2026-04-14"
MONTH = "2026-04"
RESULTS = (
    "transport_base_remboursement",
    "transport_part_amo",
    "transport_franchise",
    "transport_versement",
    "transport_reste_a_charge",
)


def draw(trips: int, seed: int = 7) -> dict[str, numpy.ndarray]:
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


ENUMS = {"transport_mode": ModeTransport, "transport_objet": ObjetTransport, "ald_type": TypeALD}
MONTHLY = {"ald_type", "beneficiaire_c2s", "regime_local_alsace_moselle"}


def by_package(system, columns: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
    """The five results, through OpenFisca."""
    count = len(columns["date_naissance"])
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("individu", numpy.arange(count))
    foyers = builder.declare_entity("foyer", numpy.arange(count))
    builder.join_with_persons(foyers, numpy.arange(count), numpy.full(count, "demandeur"))
    simulation = builder.build(system)
    for name, column in columns.items():
        period = "ETERNITY" if name == "date_naissance" else MONTH if name in MONTHLY else DAY
        values = EnumArray(column, ENUMS[name]) if name in ENUMS else column
        simulation.set_input(name, period, values)
    return [simulation.calculate(name, DAY) for name in RESULTS]


def by_hand(parameters, columns: dict[str, numpy.ndarray]) -> list[numpy.ndarray]:
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


def blocks(columns: dict[str, numpy.ndarray], size: int):
    """The same columns, cut into blocks of rows."""
    for start in range(0, len(columns["date_naissance"]), size):
        yield {name: column[start : start + size] for name, column in columns.items()}


def main() -> int:
    """Print the times and their ratio; 1 when a cent differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--trips", type=int, default=1_000_000)
    options.add_argument("--block", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=5)
    arguments = options.parse_args()
    system = CountryTaxBenefitSystem()
    parameters = system.get_parameters_at_instant(DAY)
    columns = draw(arguments.trips)
    times: dict[str, list[float]] = {"package": [], "numpy": []}
    for _ in range(arguments.rounds):
        start = time.perf_counter()
        package = [by_package(system, block) for block in blocks(columns, arguments.block)]
        middle = time.perf_counter()
        hand = [by_hand(parameters, block) for block in blocks(columns, arguments.block)]
        times["package"].append(middle - start)
        times["numpy"].append(time.perf_counter() - middle)
    for index, name in enumerate(RESULTS):
        ours = numpy.concatenate([result[index] for result in package])
        theirs = numpy.concatenate([result[index] for result in hand])
        wrong = numpy.flatnonzero(numpy.abs(ours - theirs) > 0.001)
        if wrong.size:
            print(f"{name}: {wrong.size} rows differ, first row {wrong[0]}: {ours[wrong[0]]} != {theirs[wrong[0]]}")
            return 1
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:8} {arguments.trips / median / 1e6:7.2f} million trips a second ({median:.2f} s, median)")
    ratios = sorted(a / b for a, b in zip(times["package"], times["numpy"], strict=True))
    print(f"package / numpy: {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f}); same cents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
