"""The cold start: the command, the whole law and a situation computed, against the engine imported alone, turn about.

    python benchmarks/start.py [--situation transport_100_km_2024] [--rounds 15]

Each is a process of its own; times are of the clock, the best and the median of the rounds. Goal: 0.45 s or less. The
same without what a start before has kept of the files of the law: the cache is never needed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

GOAL = 0.45
ENGINE = [sys.executable, "-c", "import openfisca_core.taxbenefitsystems"]
COMMAND = [sys.executable, "-c", "import sys; from openfisca_cpam.cli import main; main(sys.argv[1:])", "calculate"]


def seconds(command: list[str], cache: str | None = None) -> float:
    """Seconds of a process.

    Args:
        command: run to its end, which must be a good one.
        cache: folder of the cache, instead of the user's own.
    """
    environment = os.environ if cache is None else os.environ | {"XDG_CACHE_HOME": cache}
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Print the three starts and their ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--situation", default="transport_100_km_2024")
    options.add_argument("--rounds", type=int, default=15)
    given = options.parse_args()
    command = [*COMMAND, given.situation]
    times: dict[str, list[float]] = {"moteur": [], "commande": [], "sans cache": []}
    seconds(command)  # the cache, and the files read once
    for _ in range(given.rounds):
        times["moteur"].append(seconds(ENGINE))
        times["commande"].append(seconds(command))
        with tempfile.TemporaryDirectory() as empty:
            times["sans cache"].append(seconds(command, empty))
    best = {name: min(found) for name, found in times.items()}
    middle = {name: statistics.median(found) for name, found in times.items()}
    print(
        f"départ à froid : {best['commande']:.2f} s au mieux, {middle['commande']:.2f} s à la médiane (but {GOAL}) ; "
        f"le moteur importé seul {best['moteur']:.2f} et {middle['moteur']:.2f} ; rapport "
        f"{best['commande'] / best['moteur']:.1f} ; sans cache {best['sans cache']:.2f} et {middle['sans cache']:.2f}"
    )


if __name__ == "__main__":
    main()
