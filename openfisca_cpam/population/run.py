"""A whole run: tasks shared out among processes or machines, results gathered, a killed run resumed."""

import contextlib
import functools
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy
import pyarrow
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.population import processes
from openfisca_cpam.population.block import compute, split_notes
from openfisca_cpam.population.columns import Plan, as_array, plan
from openfisca_cpam.population.mistakes import TableError
from openfisca_cpam.population.parts import Gathering, Parts, check_target
from openfisca_cpam.population.source import PERSONNES_PAR_TACHE, Buckets, Tables, Task, Unsorted, open_tables

# Whatever the columns, and when they are few: what each costs is spread over a block, what it holds must not exceed
# half a gigabyte.
FOYERS_PAR_BLOC, FOYERS_PAR_BLOC_ETROIT = 60_000, 120_000
_CASES_PAR_BLOC = 3_000_000


@dataclass
class Run:
    """What was computed.

    Attributes:
        table: the results (None when they were written to a file).
        path: the file written (None when they are in ``table``).
        rows: number of persons read.
        defaults: inputs read by the rules that no column gives; their default was used.
        resumed: persons whose results an earlier run had left.
        unread: columns that no result reads, for whatever person: they change nothing.
    """

    table: pyarrow.Table | None = None
    path: Path | None = None
    rows: int = 0
    defaults: list[str] = field(default_factory=list)
    resumed: int = 0
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Job:
    """What a process needs to compute tasks; pickled once a worker.

    Attributes:
        law: gives the system (picklable).
        period, outputs, keep, cents: as ``plan`` takes them.
        block: households of a block; as many as the columns allow when None.
        parts: where the results wait, None to give tables back.
    """

    law: Callable[[], TaxBenefitSystem]
    period: str
    outputs: tuple[str, ...]
    keep: tuple[str, ...]
    cents: bool
    block: int | None
    parts: Parts | None

    def plan(self, system: TaxBenefitSystem, schemas) -> Plan:
        """The checked plan."""
        return plan(system, self.period, list(self.outputs), schemas, list(self.keep), self.cents)


def households_of_a_block(plan: Plan) -> int:
    """As many households as the columns of a run allow."""
    columns = sum(map(len, plan.columns.values())) + len(plan.outputs)
    return min(max(FOYERS_PAR_BLOC, _CASES_PAR_BLOC // max(columns, 1)), FOYERS_PAR_BLOC_ETROIT)


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
    block: int | None = None,
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
        workers: processes of this machine, this one included.
        scheduler: address of a Dask scheduler, instead (extra ``distributed``).
        block: households computed together; None, as many as the columns allow.
        fresh: forget what a killed run left.
        progress: called with the persons done and their total.

    Returns:
        A ``Run``. An amount that the rules cannot know is null; so is a date that there is not.

    Raises:
        TableError: with one sentence a mistake; nothing is written then.
    """
    target = check_target(output, individus, foyers)
    parts = None if target is None else Parts(target)
    job = Job(system, period, tuple(outputs), tuple(keep), cents, block, parts)
    if fresh and parts is not None:
        parts.forget()
    try:
        return _simulate(job, individus, foyers, workers, scheduler, progress)
    except Unsorted:  # a reading has shown that the files are not in the order that they announce
        if parts is not None:
            parts.forget()
        return _simulate(job, individus, foyers, workers, scheduler, progress, ordered=False)


def _simulate(job: Job, individus, foyers, workers: int, scheduler: str | None, progress, ordered: bool = True) -> Run:
    parts, loaded = job.parts, job.law()
    with contextlib.ExitStack() as stack:
        folder = parts.folder if parts else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pool = stack.enter_context(processes.others(1 if scheduler else workers, [job.law]))

        def check(schemas) -> None:
            job.plan(loaded, schemas)
            processes.start(pool)

        source = open_tables(individus, foyers, loaded, job.keep, folder, check, ordered)
        if parts is not None and isinstance(source, Buckets):
            parts = replace(parts, series="paquet-")
            job = replace(job, parts=parts)
        checked = job.plan(loaded, source.schemas)
        tasks = source.tasks() if not isinstance(source, Tables) else source.tasks(_size(workers, scheduler, source))
        if not tasks:
            raise TableError(["individus : aucune ligne"])
        if parts is not None:
            content = {
                "periode": job.period, "resultats": job.outputs, "gardees": job.keep, "centimes": job.cents,
                "taches": len(tasks),
            }  # fmt: skip
            parts.check_manifest(content, (individus, foyers), loaded)
        return _execute(job, source, checked, tasks, pool, scheduler, progress)


def _size(workers: int, scheduler: str | None, source: Tables) -> int:
    if workers == 1 and scheduler is None:
        return max(source.rows, 1)
    return max(1, min(PERSONNES_PAR_TACHE, -(-source.rows // (4 * workers))))


def run_task(
    job: Job, source: Any, task: Task, rank: int, checked: Plan | None = None
) -> tuple[int, int, list[str], pyarrow.Table | None]:
    """Compute one task, in whatever process.

    Args:
        job: what is computed.
        source: the tables.
        task, rank: which rows, and its place among the tasks.
        checked: the plan of the job, when the tasks before have one already.

    Returns:
        The rank, the number of persons, the defaults used, and the table when nothing is written.
    """
    checked = checked or job.plan(job.law(), source.schemas)
    defaults: set[str] = set()

    def results() -> Iterator[pyarrow.Table]:
        for individus, foyers, rows in source.blocks(task, job.block or households_of_a_block(checked)):
            table, used = compute(checked, individus, foyers, rows)
            defaults.update(used)
            yield table

    if job.parts is None:
        tables = list(results())
        return rank, task.rows, sorted(defaults), pyarrow.concat_tables(tables) if tables else None
    job.parts.write(rank, results(), defaults)
    return rank, task.rows, sorted(defaults), None


def _execute(job: Job, source, checked: Plan, tasks: list[Task], pool, scheduler: str | None, progress) -> Run:
    total = sum(task.rows for task in tasks)
    run = Run(rows=total)
    defaults: set[str] = set()
    tables: dict[int, pyarrow.Table | None] = {}
    with contextlib.ExitStack() as stack:
        gathering = None if job.parts is None else stack.enter_context(Gathering(job.parts, len(tasks)))
        waiting = []
        for rank, task in enumerate(tasks):
            found = None if job.parts is None else job.parts.found(rank)
            if found is None:
                waiting.append((rank, task))
                continue
            run.resumed += task.rows
            defaults.update(found)
            gathering.add(rank)
        seen = run.resumed
        progress(seen, total)
        if scheduler is not None:
            from openfisca_cpam.population.cluster import on_cluster

            results = on_cluster(job, source, waiting, scheduler)
        else:
            results = processes.share_out(
                waiting,
                here=lambda one: run_task(job, source, one[1], one[0], checked),
                there=lambda some: functools.partial(_run_tasks, job, items_of(source, some)),
                pool=pool,
                resumable=job.parts is not None,
            )
        for rank, number, used, table in results:
            defaults.update(used)
            if gathering is None:
                tables[rank] = table
            else:
                gathering.add(rank)
            seen += number
            progress(seen, total)
    columns = [one.name for some in checked.columns.values() for one in some]
    run.defaults, run.unread = split_notes(defaults, columns)
    if job.parts is None:
        whole = pyarrow.concat_tables([tables[rank] for rank in sorted(tables) if tables[rank] is not None])
        run.table = _in_order(whole, source, checked)
    else:
        run.path = job.parts.target
    return run


def items_of(source, tasks: list[tuple[int, Task]]) -> list[tuple[Any, Task, int]]:
    """What another process reads of the tables for some tasks, each with its task there and its rank."""
    parts = source.part([task for _, task in tasks])
    return [(*part, rank) for part, (rank, _) in zip(parts, tasks, strict=True)]


def _run_tasks(job: Job, items: list[tuple[Any, Task, int]]) -> list[tuple]:
    """Compute some tasks that follow each other, in another process."""
    checked = job.plan(job.law(), items[0][0].schemas)
    return [run_task(job, source, task, rank, checked) for source, task, rank in items]


def _in_order(table: pyarrow.Table, source: Tables, checked: Plan) -> pyarrow.Table:
    """Back to the order of the table of persons when its households were not together."""
    order = source.order["individu"] if isinstance(source, Tables) else None
    if order is None or not checked.par_individu:
        return table
    return table.take(as_array(numpy.argsort(order)))
