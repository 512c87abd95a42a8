"""A population through the rules: households a second, peak memory, two processes, and each variable's cost.

    python benchmarks/population.py [--individus 200000] [--slowest 10] [--variables]

Every figure is printed with what it is held against, measured in the same run: the rate of a bare NumPy pass over the
same columns (what the machine can do at best), one process against two, one size against five times as many persons.
Each computed variable's nanoseconds a person are held against one pass over one column; the slowest are explained by
the functions in which their own formula spends its time. A stop of work is drawn for a tenth of the adults, so that the
daily allowances have something to compute. ``--variables``: those alone, all of them, sorted.
"""

import argparse
import cProfile
import os
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pyarrow.parquet as pq
from openfisca_core import periods
from openfisca_core.indexed_enums import EnumArray

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.helpers.dates import NON_RENSEIGNEE
from openfisca_cpam.population import simulate
from openfisca_cpam.population.block import Households, _simulation, compute
from openfisca_cpam.population.columns import Values, plan
from openfisca_cpam.population.generate import generate
from openfisca_cpam.variables.prestations_especes.maladie.arret import NatureArret

PERIOD = "2026-04"
OUTPUTS = ["c2s_droit", "c2s_motif", "c2s_participation_mensuelle_foyer"]
BLOCK = 50_000


def clock(work, rounds: int = 3) -> float:
    """The median of the processor's seconds of some runs."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def bare(individus, foyers) -> float:
    """A NumPy pass: each column read, scaled, rounded, compared and summed by household once."""
    ids = individus.column("foyer_id").to_numpy()
    columns = [
        individus.column(name).to_numpy()
        for name in individus.column_names
        if str(individus.schema.field(name).type) == "double"
    ]

    def work():
        total = numpy.zeros(foyers.num_rows)
        for start in range(0, len(ids), 2 * BLOCK):
            part = slice(start, start + 2 * BLOCK)
            of = ids[part] - ids[start]
            for column in columns:
                values = numpy.floor(numpy.round(column[part] * 30, 6) + 0.5) / 100
                total[ids[start] : ids[start] + of[-1] + 1] += numpy.bincount(of, values * (values > 0))

    return clock(work)


def of_blocks(individus, foyers, system) -> float:
    """The rules, block by block, in memory, one core."""
    checked = plan(
        system, PERIOD, OUTPUTS, {"individu": ("individus", individus.schema), "foyer": ("foyers", foyers.schema)}
    )
    ids = individus.column("foyer_id").to_numpy()
    edges = [*range(0, foyers.num_rows, BLOCK), foyers.num_rows]
    rows = numpy.searchsorted(ids, edges)

    def work():
        for a, b, c, d in zip(edges, edges[1:], rows, rows[1:], strict=False):
            compute(checked, individus.slice(c, d - c), foyers.slice(a, b - a))

    return clock(work)


def stops(persons: int, seed: int = 5) -> dict[str, numpy.ndarray]:
    """A stop of work for a tenth of the persons: its days, its kind, the wage and the hours before it."""
    hasard = numpy.random.default_rng(seed)
    stopped = hasard.random(persons) < 0.1
    begins = numpy.datetime64("2026-01-05", "D") + hasard.integers(0, 90, persons)
    natures = [nature.index for nature in (NatureArret.maladie, NatureArret.affection_longue_duree, NatureArret.at_mp)]
    return {
        "ij_arret_debut": numpy.where(stopped, begins, NON_RENSEIGNEE),
        "ij_arret_fin": numpy.where(stopped, begins + hasard.integers(3, 200, persons), NON_RENSEIGNEE),
        "ij_nature": EnumArray(hasard.choice(natures, persons, p=[0.75, 0.15, 0.1]).astype(numpy.uint8), NatureArret),
        "ij_salaire_constant": stopped * numpy.round(hasard.uniform(600, 4500, persons), 2),
        "ij_heures_3_mois": stopped * 400.0,
        "ij_mois_affiliation": stopped * 24,
    }


def of_variables(individus, foyers, system, slowest: int, all_of_them: bool = False) -> None:
    """Nanoseconds a person of each computed variable, those that it reads left out."""
    people = individus.slice(0, min(individus.num_rows, 2 * BLOCK))
    foyers = foyers.slice(0, int(people.column("foyer_id")[-1].as_py()) + 1)
    people = people.slice(0, int(numpy.searchsorted(people.column("foyer_id").to_numpy(), foyers.num_rows)))
    checked = plan(
        system, PERIOD, OUTPUTS, {"individu": ("individus", people.schema), "foyer": ("foyers", foyers.schema)}
    )
    drawn = stops(len(people))
    columns = [(people, "individu"), (foyers, "foyer")]
    values = Values("individus", 0)
    simulation = _simulation(checked, Households(checked, people, values))
    for table, entity in columns:
        for column in checked.columns[entity]:
            array = values.array(column, table.column(column.name))
            for period in column.periods:
                simulation.get_holder(column.variable.name).set_input(period, array)
    for name, array in drawn.items():
        simulation.set_input(name, "ETERNITY", array)
    asked = {}
    for variable in system.variables.values():
        if not variable.formulas:
            continue
        period = {"day": "2026-04-01", "month": "2026-04", "year": "2026"}[variable.definition_period]
        if str(variable.formulas.keys()[0]) > "2026-04-01" or (variable.end and str(variable.end) < "2026-04-01"):
            continue
        try:
            simulation.calculate(variable.name, period)
        except Exception as error:
            print(f"  {variable.name}: {error}", file=sys.stderr)
            continue
        asked[variable.name] = periods.period(period)
    best = {name: min(_own_cost(simulation, name, period) for _ in range(5)) for name, period in asked.items()}
    ranked = sorted(((cost, name) for name, cost in best.items()), reverse=True)
    total = sum(cost for cost, _ in ranked)
    one = numpy.random.default_rng(1).random(len(people))
    single = min(_seconds(lambda: one * 30) for _ in range(30))
    print(
        f"{len(asked)} variables calculées, {len(people)} personnes : {total * 1e9 / len(people):,.0f} ns par personne "
        f"(un passage NumPy sur une colonne : {single * 1e9 / len(people):.2f} ns)"
    )
    shown = min(slowest, len(ranked))
    print(f"les {shown} plus lentes font {sum(cost for cost, _ in ranked[:shown]) / total:.0%} du temps :")
    for cost, name in ranked[:shown]:
        print(f"  {cost * 1e9 / len(people):8.1f} ns  {name} : {_why(simulation, name, asked[name])}")
    for cost, name in ranked[shown:] if all_of_them else ():
        print(f"  {cost * 1e9 / len(people):8.1f} ns  {name}")


def _seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _own_cost(simulation, name: str, period) -> float:
    """The processor's seconds of a variable when all that it reads is known."""
    simulation.get_holder(name).delete_arrays(period)
    return _seconds(lambda: simulation.calculate(name, period))


def _why(simulation, name: str, period) -> str:
    """Where a formula spends its time when all that it reads is known: its three dearest functions."""
    profile = cProfile.Profile()
    for _ in range(5):
        simulation.get_holder(name).delete_arrays(period)
        profile.runcall(simulation.calculate, name, period)
    stats = pstats.Stats(profile).stats
    total = sum(own for _, _, own, _, _ in stats.values())
    dearest = sorted(((own, calls, place) for place, (_, calls, own, _, _) in stats.items()), reverse=True)[:3]

    def told(file: str, line: int, function: str) -> str:
        if file == "~":  # C
            return function.strip("<>{}").replace("method ", "").replace("built-in ", "").replace("'", "")
        return f"{function} ({Path(file).parent.name}/{Path(file).name}:{line})"

    return ", ".join(f"{own / total:.0%} {told(*place)} x{calls // 5}" for own, calls, place in dearest)


_PEAK = """
import resource, sys
from openfisca_cpam.population import simulate
i, f, o = (f"{sys.argv[1]}/{name}.parquet" for name in "ifo")
simulate(i, f, period="2026-04", outputs=["c2s_droit"], output=o)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--individus", type=int, default=200_000)
    parser.add_argument("--slowest", type=int, default=10)
    parser.add_argument("--variables", action="store_true", help="each variable's cost, and nothing else")
    options = parser.parse_args()
    system = CountryTaxBenefitSystem()
    population = generate(options.individus, 1)
    individus, foyers = population.individus, population.foyers
    if options.variables:
        of_variables(individus, foyers, system, options.slowest, all_of_them=True)
        return
    number = foyers.num_rows
    least, rules = bare(individus, foyers), of_blocks(individus, foyers, system)
    rate = f"{number / rules / 1e6:.2f} million de foyers par seconde"
    print(f"C2S en mémoire, un cœur : {rate} ({individus.num_rows} personnes)")
    print(f"  {rules / least:.1f} fois le temps d'un passage NumPy sur les mêmes colonnes")
    with tempfile.TemporaryDirectory() as folder:
        times = {}
        for times_as_many in (1, 5):
            one = Path(folder) / str(times_as_many)
            one.mkdir()
            drawn = population if times_as_many == 1 else generate(5 * options.individus, 2)
            pq.write_table(drawn.individus, one / "i.parquet")
            pq.write_table(drawn.foyers, one / "f.parquet")
            peak = subprocess.run([sys.executable, "-c", _PEAK, str(one)], capture_output=True, text=True, check=True)
            print(f"mémoire au plus haut, {drawn.individus.num_rows} personnes : {float(peak.stdout):.0f} Mo")
        paths = Path(folder) / "5" / "i.parquet", Path(folder) / "5" / "f.parquet"
        for workers in (1, 2):
            start = time.perf_counter()
            simulate(
                *paths, period=PERIOD, outputs=OUTPUTS, output=Path(folder) / f"o{workers}.parquet", workers=workers
            )
            times[workers] = time.perf_counter() - start
    print(
        f"de Parquet à Parquet, {5 * options.individus} personnes : deux processus, "
        f"{times[1] / times[2]:.2f} fois plus vite qu'un ({os.cpu_count()} cœurs, charge {os.getloadavg()[0]:.1f})"
    )
    of_variables(individus, foyers, system, options.slowest)
    print(f"mémoire de ce banc : {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} Mo")


if __name__ == "__main__":
    main()
