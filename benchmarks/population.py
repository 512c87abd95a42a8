"""A population through the rules: households a second, peak memory, two processes, and each variable's cost.

    python benchmarks/population.py [--individus 200000] [--slowest 10]

Every figure is printed with what it is held against, measured in the same run: the rate of a bare NumPy pass over the
same columns (what the machine can do at best), one process against two, one size against five times as many persons.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pyarrow.parquet as pq

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.population import simulate
from openfisca_cpam.population.block import Households, _simulation, compute
from openfisca_cpam.population.columns import Values, plan
from openfisca_cpam.population.generate import generate

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


def of_variables(individus, foyers, system, slowest: int) -> None:
    """Nanoseconds a person of each computed variable, those that it reads left out."""
    checked = plan(
        system, PERIOD, OUTPUTS, {"individu": ("individus", individus.schema), "foyer": ("foyers", foyers.schema)}
    )
    people = individus.slice(0, min(individus.num_rows, 2 * BLOCK))
    values = Values("individus", 0)
    households = Households(checked, people, values)
    simulation = _simulation(checked, households)
    simulation.trace = True
    for column in checked.columns["individu"]:
        array = values.array(column, people.column(column.name))
        for period in column.periods:
            simulation.get_holder(column.variable.name).set_input(period, array)
    costs: dict[str, float] = {}
    asked = 0
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
        asked += 1

    def walk(node):
        costs[node.name] = costs.get(node.name, 0.0) + node.formula_time()
        for child in node.children:
            walk(child)

    for tree in simulation.tracer.trees:
        walk(tree)
    ranked = sorted(costs.items(), key=lambda item: -item[1])
    total = sum(costs.values())
    print(f"{asked} variables calculées, {len(people)} personnes : {total * 1e9 / len(people):,.0f} ns par personne")
    print(f"les {slowest} plus lentes font {sum(cost for _, cost in ranked[:slowest]) / total:.0%} du temps :")
    for name, cost in ranked[:slowest]:
        print(f"  {cost * 1e9 / len(people):8.1f} ns  {name}")


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
    options = parser.parse_args()
    system = CountryTaxBenefitSystem()
    population = generate(options.individus, 1)
    individus, foyers = population.individus, population.foyers
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
