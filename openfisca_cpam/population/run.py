"""A whole run: tasks shared out among processes or machines, results gathered, a killed run resumed."""

import contextlib
import functools
import hashlib
import json
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import CodeType
from typing import Any

import numpy
import pyarrow
import pyarrow.csv
import pyarrow.parquet as pq
from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.population.block import compute
from openfisca_cpam.population.columns import Plan, plan
from openfisca_cpam.population.mistakes import TableError
from openfisca_cpam.population.source import (
    PERSONNES_PAR_TACHE,
    Buckets,
    Parquet,
    Tables,
    Task,
    Unsorted,
    as_table,
    csv_to_parquet,
)

FOYERS_PAR_BLOC = 50_000
_MANIFESTE = "calcul.json"


@dataclass
class Run:
    """What was computed.

    Attributes:
        table: the results (None when they were written to a file).
        path: the file written (None when they are in ``table``).
        rows: number of persons read.
        defaults: inputs read by the rules that no column gives; their default was used.
        resumed: persons whose results an earlier run had left.
    """

    table: pyarrow.Table | None = None
    path: Path | None = None
    rows: int = 0
    defaults: list[str] = field(default_factory=list)
    resumed: int = 0


@dataclass(frozen=True)
class Job:
    """What a process needs to compute tasks; pickled once a worker.

    Attributes:
        law: gives the system (picklable).
        period, outputs, keep, cents: as ``plan`` takes them.
        block: households of a block.
        folder: where the parts go, None to give tables back.
    """

    law: Callable[[], TaxBenefitSystem]
    period: str
    outputs: tuple[str, ...]
    keep: tuple[str, ...]
    cents: bool
    block: int
    folder: str | None

    def plan(self, system: TaxBenefitSystem, schemas) -> Plan:
        """The checked plan."""
        return plan(system, self.period, list(self.outputs), schemas, list(self.keep), self.cents)


def law() -> TaxBenefitSystem:
    """The law of the package, one a process."""
    return _system()


@functools.lru_cache(maxsize=1)
def _system() -> TaxBenefitSystem:
    from openfisca_cpam import CountryTaxBenefitSystem

    return CountryTaxBenefitSystem()


def simulate(
    individus: Any,
    foyers: Any = None,
    *,
    period: str,
    outputs: list[str],
    output: str | os.PathLike | None = None,
    keep: list[str] = (),
    cents: bool = False,
    system: Callable[[], TaxBenefitSystem] = law,
    workers: int = 1,
    scheduler: str | None = None,
    block: int = FOYERS_PAR_BLOC,
    fresh: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Compute variables for a population.

    Args:
        individus: one row a person: an Arrow, pandas or polars table, or the path of a Parquet or CSV file. Columns
            are variables (``salaire`` for the run's period, ``salaire@2026-03`` for another), ``individu_id``,
            ``foyer_id`` and ``foyer_role`` (``demandeur``, ``conjoint``, ``personne_a_charge``, or 0, 1, 2). Without
            ``foyer_id`` each person is a household.
        foyers: one row a household, with ``foyer_id``; or None when no variable of households is given.
        period: a day, a month or a year; a variable of another length takes the period that holds or begins it.
        outputs: the variables asked. One of a person: a row a person (values of households repeated); else a row a
            household.
        output: a ``.parquet`` or ``.csv`` file, or a folder of Parquet parts; None gives the table.
        keep: columns that are no variables (a weight) carried to the output.
        cents: amounts are whole cents in the tables and in the output.
        system: gives the law; must be importable by name when there are several processes.
        workers: processes of this machine.
        scheduler: address of a Dask scheduler, instead (extra ``distributed``).
        block: households computed together.
        fresh: forget what a killed run left.
        progress: called with the persons done and their total.

    Returns:
        A ``Run``. An amount that the rules cannot know is null; so is a date that there is not.

    Raises:
        TableError: with one sentence a mistake; nothing is written then.
    """
    target = None if output is None else Path(output)
    if target is not None and target.suffix not in (".parquet", ".csv", ""):
        raise TableError([f"{target} : le résultat est un fichier .parquet ou .csv, ou un dossier"])
    with contextlib.ExitStack() as stack:
        parts = None
        if target is not None:
            parts = target.with_name(target.name + ".morceaux")
        job = Job(system, period, tuple(outputs), tuple(keep), cents, block, parts and str(parts))
        loaded = system()
        if fresh and parts is not None:
            shutil.rmtree(parts, ignore_errors=True)
        source = _source(individus, foyers, job, loaded, stack, parts)
        checked = job.plan(loaded, source.schemas)
        tasks = source.tasks() if not isinstance(source, Tables) else source.tasks(_size(workers, scheduler, source))
        if not tasks:
            raise TableError(["individus : aucune ligne"])
        if parts is not None:
            _manifest(parts, job, individus, foyers, tasks, loaded)
        run = _execute(job, source, tasks, workers, scheduler, progress)
        if parts is None:
            run.table = _in_order(pyarrow.concat_tables(run.table), source, checked)
        else:
            gather(parts, target, len(tasks))
            run.path = target
    return run


def _size(workers: int, scheduler: str | None, source: Tables) -> int:
    if workers == 1 and scheduler is None:
        return max(source.rows, 1)
    return max(1, min(PERSONNES_PAR_TACHE, -(-source.rows // (4 * workers))))


def _source(individus: Any, foyers: Any, job: Job, system, stack: contextlib.ExitStack, parts: Path | None):
    if not isinstance(individus, str | os.PathLike):
        if isinstance(foyers, str | os.PathLike):
            raise TableError(["foyers : une table est attendue, comme pour les individus"])
        return Tables(as_table(individus, "individus"), None if foyers is None else as_table(foyers, "foyers"))
    paths: list[Path | None] = []
    folder = parts or Path(stack.enter_context(tempfile.TemporaryDirectory()))
    for given in (individus, foyers):
        path = None if given is None else source_path(Path(given), system, job.keep, folder)
        paths.append(path)
    source = Parquet(*paths)
    job.plan(system, source.schemas)
    try:
        source.tasks()
    except Unsorted:
        stamp = "-".join(_stamp(path) for path in paths if path is not None)
        return Buckets(source, folder / f"paquets-{stamp}")
    return source


def source_path(path: Path, system, keep: tuple[str, ...], folder: Path, types: dict | None = None) -> Path:
    """The Parquet file of a table: the file itself, or what a CSV becomes in a folder of the run."""
    if path.suffix != ".csv":
        return path
    folder.mkdir(parents=True, exist_ok=True)
    spool = folder / f"{path.stem}.{_stamp(path)}.source"
    if not spool.exists():
        csv_to_parquet(path, _types(system, keep) | (types or {}), folder / "encours")
        os.replace(folder / "encours", spool)
    return spool


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        raise TableError([f"{path} : fichier absent"]) from None
    return hashlib.sha256(f"{path.resolve()} {found.st_size} {found.st_mtime_ns}".encode()).hexdigest()[:12]


def _types(system: TaxBenefitSystem, keep: tuple[str, ...]) -> dict[str, pyarrow.DataType]:
    kinds = {
        float: pyarrow.float64(),
        int: pyarrow.int64(),
        bool: pyarrow.bool_(),
        date: pyarrow.date32(),
        Enum: pyarrow.string(),
        str: pyarrow.string(),
    }
    return {name: kinds[variable.value_type] for name, variable in system.variables.items() if name not in keep}


def run_task(job: Job, source: Any, task: Task, rank: int) -> tuple[int, int, list[str], pyarrow.Table | None]:
    """Compute one task, in whatever process; write its part aside then rename it, so that it is whole or absent.

    Returns:
        The rank, the number of persons, the defaults used, and the table when nothing is written.
    """
    system = job.law()
    checked = job.plan(system, source.schemas)
    tables, defaults = [], set()
    writer, path = None, None
    if job.folder is not None:
        path = Path(job.folder) / f"{rank:06}.parquet"
        pending = path.with_suffix(f".{os.getpid()}.encours")
    try:
        for individus, foyers, rows in source.blocks(task, job.block):
            table, used = compute(checked, individus, foyers, rows)
            defaults |= used
            if path is None:
                tables.append(table)
                continue
            if writer is None:
                writer = pq.ParquetWriter(
                    pending, table.schema, compression="zstd", use_dictionary=_dictionaries(table.schema)
                )
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()
    if path is not None:
        (path.with_suffix(".json")).write_text(json.dumps(sorted(defaults)), encoding="utf-8")
        if writer is not None:
            os.replace(pending, path)
        else:
            path.touch()
    return rank, task.rows, sorted(defaults), pyarrow.concat_tables(tables) if tables else None


def _dictionaries(schema: pyarrow.Schema) -> list[str]:
    return [one.name for one in schema if pyarrow.types.is_dictionary(one.type) or pyarrow.types.is_string(one.type)]


def _execute(job: Job, source, tasks: list[Task], workers: int, scheduler: str | None, progress) -> Run:
    total = sum(task.rows for task in tasks)
    run = Run(rows=total)
    waiting = []
    defaults: set[str] = set()
    for rank, task in enumerate(tasks):
        done = job.folder is not None and (Path(job.folder) / f"{rank:06}.parquet").exists()
        if done:
            run.resumed += task.rows
            defaults.update(json.loads((Path(job.folder) / f"{rank:06}.json").read_text(encoding="utf-8")))
        else:
            waiting.append((rank, task))
    seen, tables = run.resumed, {}
    progress(seen, total)
    if scheduler is not None:
        from openfisca_cpam.population.cluster import on_cluster

        results = on_cluster(job, source, waiting, scheduler)
    elif workers > 1:
        results = _processes(job, source, waiting, workers)
    else:
        results = (run_task(job, source, task, rank) for rank, task in waiting)
    for rank, number, used, table in results:
        defaults.update(used)
        tables[rank] = table
        seen += number
        progress(seen, total)
    run.defaults = sorted(defaults)
    if job.folder is None:
        run.table = [tables[rank] for rank in sorted(tables) if tables[rank] is not None]
    return run


def _processes(job: Job, source, waiting: list[tuple[int, Task]], workers: int) -> Iterator[tuple]:
    # A new interpreter a worker: Arrow's threads do not live through a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=job.law) as pool:
        queue, running = iter(waiting), set()
        try:
            while True:
                while len(running) < 2 * workers and (item := next(queue, None)) is not None:
                    rank, task = item
                    running.add(pool.submit(run_task, job, *source.part(task), rank))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _manifest(parts: Path, job: Job, individus: Any, foyers: Any, tasks: list[Task], system: TaxBenefitSystem) -> None:
    """Refuse to mix the parts of two runs."""
    content = {
        "periode": job.period,
        "resultats": list(job.outputs),
        "gardees": list(job.keep),
        "centimes": job.cents,
        "taches": len(tasks),
    }
    check_manifest(parts, content, (individus, foyers), system)


def check_manifest(parts: Path, content: dict, tables: tuple, system: TaxBenefitSystem) -> None:
    """Refuse to mix the parts of two runs; parts of tables in memory cannot be resumed.

    Raises:
        TableError: when the folder holds the parts of another run.
    """
    sources = [_stamp(Path(one)) if isinstance(one, str | os.PathLike) else None for one in tables]
    content = json.loads(json.dumps({**content, "tables": sources, "loi": digest(system)}))
    path = parts / _MANIFESTE
    if path.exists() and sources[0] is not None:
        if json.loads(path.read_text(encoding="utf-8")) != content:
            raise TableError(
                [f"{parts} : morceaux d'un autre calcul (autres tables, résultats ou loi) ; « --fresh » les efface"]
            )
        return
    if path.exists():
        shutil.rmtree(parts)
    parts.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def digest(system: TaxBenefitSystem) -> str:
    """Changes when a value or a formula of the law changes."""
    found = hashlib.sha256()
    for parameter in sorted(system.parameters.get_descendants(), key=lambda one: one.name):
        for value in getattr(parameter, "values_list", ()):
            found.update(f"{parameter.name} {value.instant_str} {value.value}\n".encode())
    for name in sorted(system.variables):
        for day, formula in system.variables[name].formulas.items():
            found.update(f"{name} {day} {_written(formula.__code__)}".encode())
    return found.hexdigest()


def _written(code: CodeType) -> str:
    """What a function does, the same in every process."""
    constants = [
        _written(one)
        if isinstance(one, CodeType)
        else sorted(map(repr, one))
        if isinstance(one, frozenset)
        else repr(one)
        for one in code.co_consts
    ]
    return f"{code.co_code.hex()} {code.co_names} {constants}"


def _in_order(table: pyarrow.Table, source: Tables, checked: Plan) -> pyarrow.Table:
    """Back to the order of the table of persons when its households were not together."""
    order = source.order["individu"] if isinstance(source, Tables) else None
    if order is None or not checked.par_individu:
        return table
    return table.take(pyarrow.array(numpy.argsort(order)))


def gather(parts: Path, target: Path, number: int, remove: bool = True) -> None:
    """The parts in order as one file (or a folder of them), whole or absent."""
    paths = [path for rank in range(number) if (path := parts / f"{rank:06}.parquet").stat().st_size]
    pending = target.with_name(target.name + ".encours")
    if target.suffix == "":
        target.mkdir(parents=True, exist_ok=True)
        for rank, path in enumerate(paths):
            os.replace(path, target / f"part-{rank:06}.parquet")
    elif len(paths) == 1 and target.suffix == ".parquet":
        os.replace(paths[0], target)
    else:
        schema = pq.read_schema(paths[0])
        if target.suffix == ".csv":
            flat = pyarrow.schema(
                [one.with_type(one.type.value_type) if pyarrow.types.is_dictionary(one.type) else one for one in schema]
            )
            with pyarrow.csv.CSVWriter(pending, flat) as writer:
                for path in paths:
                    for batch in pq.ParquetFile(path).iter_batches():
                        writer.write_table(pyarrow.Table.from_batches([batch]).cast(flat))
        else:
            with pq.ParquetWriter(pending, schema, compression="zstd", use_dictionary=_dictionaries(schema)) as writer:
                for path in paths:
                    for batch in pq.ParquetFile(path).iter_batches(PERSONNES_PAR_TACHE):
                        writer.write_batch(batch)
        os.replace(pending, target)
    if remove:
        shutil.rmtree(parts)
