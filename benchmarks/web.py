"""The guarded API against OpenFisca's own handler, in one run: one household, 500 households, columns.

    python benchmarks/web.py [--households 500] [--rounds 7]
"""

import argparse
import copy
import gc
import json
import statistics
import sys
import time

from openfisca_web_api import handlers

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.web.application import application

DAY = "2026-04-14"


def situation(system, households: int) -> dict:
    """The shipped situation, once a household."""
    patient = system.open_api_config["simulation_example"]["individus"]["patient"]
    return {
        "individus": {f"p{rank}": patient for rank in range(households)},
        "foyers": {f"f{rank}": {"demandeur": [f"p{rank}"]} for rank in range(households)},
    }


def milliseconds(call, rounds: int) -> float:
    """Median time of a call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    """Print the times and ratios."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--households", type=int, default=500)
    options.add_argument("--rounds", type=int, default=7)
    arguments = options.parse_args()
    system = CountryTaxBenefitSystem()
    client = application(system).test_client()
    gc.collect()
    gc.freeze()  # as the server does
    for households in (1, arguments.households):
        sent = situation(system, households)
        body = json.dumps(sent)
        assert client.post("/calculate", data=body, content_type="application/json").status_code == 200
        ours = milliseconds(
            lambda body=body: client.post("/calculate", data=body, content_type="application/json"), arguments.rounds
        )
        core = milliseconds(lambda sent=sent: handlers.calculate(system, copy.deepcopy(sent)), min(arguments.rounds, 3))
        print(f"{households:5} households: {ours:8.1f} ms; OpenFisca's handler {core:8.1f} ms; ratio {core / ours:.1f}")
    count = arguments.households
    sent = {
        "period": DAY,
        "individus": {
            "transport_mode": ["vsl"] * count,
            "transport_objet": ["hospitalisation"] * count,
            "transport_prescription_date": ["2026-04-01"] * count,
            "transport_prix_trajet": [40.0] * count,
        },
        "output": ["transport_motif", "transport_versement", "transport_franchise", "transport_reste_a_charge"],
    }
    body = json.dumps(sent)
    bulk = milliseconds(
        lambda: client.post("/calculate/columns", data=body, content_type="application/json"), arguments.rounds
    )
    print(f"{count:5} households in columns: {bulk:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
