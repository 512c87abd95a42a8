"""Each computed variable of the package on a drawn population: nanoseconds a person, sorted, the slowest explained.

    python benchmarks/variables.py [--individus 100000] [--slowest 10] [--all]

A variable's own cost, what it reads being known, is held against one NumPy pass over one column in the same run; the
slowest are explained by the functions in which their own formula spends its time. A stop of work is drawn for a tenth
of the persons, so that the daily allowances have something to compute. Times are of the processor.
"""

import argparse
import cProfile
import pstats
import sys
import time
from pathlib import Path

import numpy
from openfisca_core import periods
from openfisca_core.indexed_enums import EnumArray

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.helpers.dates import NON_RENSEIGNEE
from openfisca_cpam.population.block import Households, _simulation
from openfisca_cpam.population.columns import Values, plan
from openfisca_cpam.population.generate import generate
from openfisca_cpam.variables.prestations_especes.maladie.arret import NatureArret

PERIOD = "2026-04"
OUTPUTS = ["c2s_droit", "c2s_motif", "c2s_participation_mensuelle_foyer"]
# In one block, whatever the population.
PERSONS = 100_000


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
    people = individus.slice(0, min(individus.num_rows, PERSONS))
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


def main() -> None:
    """Print the variables, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--individus", type=int, default=100_000)
    parser.add_argument("--slowest", type=int, default=10, help="how many are explained")
    parser.add_argument("--all", action="store_true", help="the others too, without an explanation")
    options = parser.parse_args()
    population = generate(options.individus, 1)
    of_variables(population.individus, population.foyers, CountryTaxBenefitSystem(), options.slowest, options.all)


if __name__ == "__main__":
    main()
