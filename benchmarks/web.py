"""The guarded API against OpenFisca's own handler, turn about in one run: one household, 500 households, columns.

    python benchmarks/web.py [--households 500] [--rounds 7]

Medians of the clock; the time of the processor beside it, which a busy machine does not stretch.
"""

import argparse
import copy
import json
import statistics
import sys
import time
from collections.abc import Callable

from openfisca_web_api import handlers

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.web.application import application
from openfisca_cpam.web.server import settle

DAY = "2026-04-14"


def situation(system, households: int) -> dict:
    """The shipped situation, once a household."""
    patient = system.open_api_config["simulation_example"]["individus"]["patient"]
    return {
        "individus": {f"p{rank}": patient for rank in range(households)},
        "foyers": {f"f{rank}": {"demandeur": [f"p{rank}"]} for rank in range(households)},
    }


def turn_about(calls: list[tuple[Callable[[], object], int]]) -> list[tuple[float, float]]:
    """Median milliseconds of each call, clock and processor; each has its number of rounds, mixed with the others'."""
    times: list[list[tuple[float, float]]] = [[] for _ in calls]
    for number in range(max(rounds for _, rounds in calls)):
        for found, (call, rounds) in zip(times, calls, strict=True):
            if number < rounds:
                clock, processor = time.perf_counter(), time.process_time()
                call()
                found.append(((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000))
    return [tuple(statistics.median(column) for column in zip(*found, strict=True)) for found in times]


def main() -> int:
    """Print the times and ratios."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--households", type=int, default=500)
    options.add_argument("--rounds", type=int, default=7)
    arguments = options.parse_args()
    begun = time.perf_counter()
    system = CountryTaxBenefitSystem()
    client = application(system).test_client()
    print(f"ready to answer in {time.perf_counter() - begun:.2f} s")
    settle()

    def post(rule: str, sent: dict) -> Callable[[], object]:
        body = json.dumps(sent)

        def call() -> object:
            return client.post(rule, data=body, content_type="application/json")

        assert call().status_code == 200
        return call

    for households in (1, arguments.households):
        sent = situation(system, households)
        rounds = arguments.rounds * (20 if households == 1 else 1)
        ours, core = turn_about(
            [
                (post("/calculate", sent), rounds),
                (lambda sent=sent: handlers.calculate(system, copy.deepcopy(sent)), min(rounds, arguments.rounds)),
            ]
        )
        print(
            f"{households:5} household{'s' if households > 1 else ''}: {ours[0]:7.1f} ms (processor {ours[1]:.1f}); "
            f"OpenFisca's handler {core[0]:7.1f} ms (processor {core[1]:.1f}); ratio {core[1] / ours[1]:.1f}"
        )
    count = arguments.households
    columns = {
        "period": DAY,
        "individus": {
            "transport_mode": ["vsl"] * count,
            "transport_objet": ["hospitalisation"] * count,
            "transport_prescription_date": ["2026-04-01"] * count,
            "transport_prix_trajet": [40.0] * count,
        },
        "output": ["transport_motif", "transport_versement", "transport_franchise", "transport_reste_a_charge"],
    }
    ((clock, processor),) = turn_about([(post("/calculate/columns", columns), arguments.rounds * 3)])
    print(f"{count:5} households in columns: {clock:.1f} ms (processor {processor:.1f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
