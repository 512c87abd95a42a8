"""Tables of a disk through the C2S and back to the disk: households a second, two processes, the peak of memory.

    python benchmarks/tables.py [--menages 24000000]

The tables are those of benchmarks/c2s.py, amounts in whole cents, as a statistical office would keep them. Printed:

- Parquet to Parquet with one process: households a second of the processor's time (goal: one million), held against the
  same reading and writing without any rule in between;
- two processes: the wall-clock time of one over twice that of two (goal: 0.9), with the machine's load, since two
  processes of a busy machine prove nothing, nor do small tables, where the start of an interpreter shows; the same
  against two whole runs side by side, whose processors share a memory and a clock: what the machine can give;
- the peak of memory of one process for the size asked and for a quarter of it (goal: 500 MB whatever the size).

Each run is a process of its own, so that what it holds and what it takes are its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet as pq
from c2s import RESULTATS, tire

from openfisca_cpam.variables.complementaire_sante_solidaire.foyer import ResidenceAlternee
from openfisca_cpam.variables.foyer.logement import StatutLogement, ZoneResidence

MONTH = "2024-12"
DAY = f"{MONTH}-01"
DRAWN = 1_000_000
MEMBERS = {
    "c2s_residence_alternee": ResidenceAlternee,
    "zone_residence": ZoneResidence,
    "statut_logement": StatutLogement,
}

_RUN = """
import os, resource, sys, time
from openfisca_cpam.population import simulate
from openfisca_cpam.population.run import law
law()
folder, workers, outputs = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(",")
def spent():
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, (resource.RUSAGE_SELF,
                                                                               resource.RUSAGE_CHILDREN)))
wall, processor = time.perf_counter(), spent()
simulate(f"{folder}/individus.parquet", f"{folder}/foyers.parquet", period=sys.argv[4], outputs=outputs,
         output=f"{folder}/{sys.argv[5]}.parquet", workers=workers, cents=True, fresh=True)
# Not ru_maxrss: it keeps the peak of the process that started this one.
peak = next(int(one.split()[1]) for one in open("/proc/self/status") if one.startswith("VmHWM")) / 1024
print(time.perf_counter() - wall, spent() - processor, peak)
"""

_COPY = """
import resource, sys
import pyarrow.parquet as pq
from openfisca_cpam.population.parts import _parquet_writer
from openfisca_cpam.population.source import open_parquet, _batches
before = resource.getrusage(resource.RUSAGE_SELF)
for name in ("individus", "foyers"):
    for batch in _batches(open_parquet(f"{sys.argv[1]}/{name}.parquet")):
        pass
table = pq.read_table(f"{sys.argv[1]}/resultats.parquet")
middle = resource.getrusage(resource.RUSAGE_SELF)
writer = _parquet_writer(f"{sys.argv[1]}/copie.parquet", table.schema)
writer.write_table(table)
writer.close()
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
"""


def write(folder: Path, households: int) -> None:
    """The tables of a draw, repeated with other identifiers: amounts in cents, members by their names."""
    folder.mkdir()
    drawn = min(households, DRAWN)
    persons, homes = tire(drawn, MONTH)
    for name, columns in (("individus", persons), ("foyers", {"foyer_id": numpy.arange(drawn), **homes})):
        table = pyarrow.table({key: _column(key, values) for key, values in columns.items()})
        rank = table.column_names.index("foyer_id")
        with pq.ParquetWriter(folder / f"{name}.parquet", table.schema) as writer:
            for first in range(0, households, drawn):
                ids = pyarrow.array(columns["foyer_id"].astype(numpy.int64) + first)
                writer.write_table(table.set_column(rank, "foyer_id", ids))


def _column(name: str, values: numpy.ndarray) -> pyarrow.Array:
    if name in MEMBERS:
        names = [member.name for member in MEMBERS[name]]
        return pyarrow.DictionaryArray.from_arrays(pyarrow.array(values.astype("int8")), names)
    if values.dtype == numpy.float64:
        return pyarrow.array(numpy.rint(values * 100).astype(numpy.int64))
    return pyarrow.array(values)


def run(folder: Path, workers: int, output: str = "resultats") -> tuple[float, float, float]:
    """Seconds of the wall, of the processor, and megabytes of one run."""
    command = [sys.executable, "-c", _RUN, str(folder), str(workers), ",".join(RESULTATS), DAY, output]
    return tuple(map(float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()))


def _side_by_side(folder: Path) -> float:
    """Seconds of the wall of two runs of one process that know nothing of each other: what the machine can do."""
    with ThreadPoolExecutor(2) as pool:
        return max(found[0] for found in pool.map(lambda name: run(folder, 1, name), ("resultats", "autres")))


def main() -> None:
    """Print the three figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--menages", type=int, default=24_000_000)
    households = options.parse_args().menages
    if households > DRAWN and households % DRAWN:
        options.error(f"--menages : {DRAWN} au plus, ou un multiple de {DRAWN}")
    with tempfile.TemporaryDirectory() as made:
        large, small = Path(made) / "large", Path(made) / "small"
        write(large, households)
        write(small, households // 4)
        one = min(run(large, 1) for _ in range(2))
        copy = float(
            subprocess.run([sys.executable, "-c", _COPY, large], capture_output=True, text=True, check=True).stdout
        )
        print(
            f"de Parquet à Parquet, {households} foyers : {households / one[1] / 1e6:.2f} million de foyers par "
            f"seconde et par cœur (but 1) ; lire et écrire sans rien calculer : {households / copy / 1e6:.2f}"
        )
        two = min(run(large, 2) for _ in range(2))
        beside = min(_side_by_side(large) for _ in range(2))
        print(
            f"deux processus : efficacité {one[0] / 2 / two[0]:.2f} (but 0,9), {beside / 2 / two[0]:.2f} de ce que "
            f"donnent ici deux calculs à la fois, qui ont {one[0] / beside:.2f} de la vitesse d'un seul ; "
            f"{os.cpu_count()} cœurs, charge {os.getloadavg()[0]:.1f}"
        )
        print(f"mémoire au plus haut : {one[2]:.0f} Mo, {run(small, 1)[2]:.0f} Mo pour quatre fois moins (but 500)")


if __name__ == "__main__":
    main()
