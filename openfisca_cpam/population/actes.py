"""Claims: one row an act, with its person and date; the caps of the day and of the year run from act to act.

Acts are taken in the order of their reimbursement, then of their date, then of their order within the day. All the
first acts of a day are computed together, then all the second ones…: each finds, in the inputs « déjà », what the
earlier acts of its person have used of the caps. The results are those of acts handled one by one.
"""

import contextlib
import functools
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as pc
import pyarrow.parquet as pq
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.helpers.uniforme import une_fois
from openfisca_cpam.population import processes
from openfisca_cpam.population.block import LUE, read_columns, split_notes
from openfisca_cpam.population.columns import (
    INDIVIDU,
    Column,
    Values,
    as_array,
    column_of,
    output_array,
    output_field,
    own_period,
)
from openfisca_cpam.population.mistakes import TableError, line, rows
from openfisca_cpam.population.parts import Gathering, Parts, check_target
from openfisca_cpam.population.run import Run, law
from openfisca_cpam.population.simulation import BlockSimulation
from openfisca_cpam.population.source import PERSONNES_PAR_LECTURE, as_table, hashes, open_parquet, source_path
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.mistakes import Problem, nearest

DATE, ACTE, ORDRE, PROFESSIONNEL = "date", "acte_id", "ordre", "professionnel_id"
CLES = (INDIVIDU, DATE, ACTE, ORDRE, PROFESSIONNEL)
ACTES_PAR_PAQUET = 1_000_000
FOYERS = ("foyer_id", "foyer_role")
_REMBOURSEMENT = "franchises_remboursement_date"
_LIGNE = "__ligne"

# Each input « déjà », what it adds up, and over what: the day, the day with one professional, the civil year.
_JOUR, _PROFESSIONNEL, _ANNEE = "jour", "professionnel", "annee"
_COMPTEURS = (
    ("franchise_transport_deja_retenue_jour", _JOUR, ("franchise_transport_due",)),
    ("franchise_acte_paramedical_deja_retenue_jour", _JOUR, ("franchise_acte_paramedical_due",)),
    ("participation_nombre_deja_jour", _PROFESSIONNEL, ("participation_nombre_du",)),
    (
        "participation_nombre_deja_annee",
        _ANNEE,
        ("participation_nombre_du", "hospitalisation_urgences_participation_nombre_du"),
    ),
    (
        "participation_montant_deja_annee",
        _ANNEE,
        ("participation_retenue", "hospitalisation_urgences_participation_forfaitaire"),
    ),
    ("franchises_deja_retenues_annee", _ANNEE, ("franchises_retenues_jour",)),
)


@dataclass
class PlanActes:
    """What is computed for each act: checked once.

    Attributes:
        system: the law.
        outputs: variables of a day and a person.
        actes, individus: the columns of each table, as functions of the day.
        keep: columns carried to the output.
        cents: amounts leave as whole cents.
        rules: what its blocks have learnt of the law.
    """

    system: TaxBenefitSystem
    outputs: list[Any]
    actes: dict[str, pyarrow.Field]
    individus: dict[str, pyarrow.Field]
    keep: list[str]
    cents: bool
    first_day: str = ""
    columns: dict[tuple[str, str], Column] = field(default_factory=dict)
    rules: dict = field(default_factory=dict, compare=False, repr=False)

    def column(self, table: str, name: str, day: Period) -> Column:
        """The column of a table on a day."""
        of = (self.actes if table == "actes" else self.individus)[name]
        at = "" if "@" in name else str(own_period(self.system.variables[name], day))
        key = (name, at)
        if key not in self.columns:
            self.columns[key] = column_of(self.system, "individu", of, day, self.cents)
        return self.columns[key]


def plan_actes(
    system: TaxBenefitSystem,
    outputs: list[str],
    actes: pyarrow.Schema,
    individus: pyarrow.Schema | None,
    keep: list[str] = (),
    cents: bool = False,
) -> PlanActes:
    """Check what is asked and every column.

    Raises:
        TableError: with every mistake.
    """
    lines, wanted = [], []
    if not outputs:
        lines.append("résultats : au moins une variable est attendue")
    for name in dict.fromkeys(outputs):
        variable = system.variables.get(name)
        if variable is None:
            lines.append(line("résultats", None, f"variable inconnue « {name} »", nearest(name, system.variables)))
        elif not variable.entity.is_person:
            lines.append(line("résultats", None, f"{name} est un résultat de foyer : un acte est d'une personne"))
        else:
            wanted.append(variable)
    day = Period((DateUnit.DAY, Instant((2026, 1, 1)), 1))
    found: dict[str, dict[str, pyarrow.Field]] = {"actes": {}, "individus": {}}
    kept = []
    for source, schema in (("actes", actes), ("individus", individus)):
        if schema is None:
            continue
        for needed in (INDIVIDU, DATE) if source == "actes" else (INDIVIDU,):
            if needed not in schema.names:
                lines.append(line(source, None, f"la colonne « {needed} » manque", nearest(needed, schema.names)))
        for name in dict.fromkeys(schema.names):
            if schema.names.count(name) > 1:
                lines.append(line(source, name, "colonne en double"))
            elif name in keep:
                kept.append(name)
            elif name not in (CLES if source == "actes" else (INDIVIDU,)):
                if source == "individus" and name in found["actes"]:
                    lines.append(line(source, name, "donnée aussi par la table des actes"))
                    continue
                if name in FOYERS:
                    lines.append(line(source, name, "un acte est d'une personne, sans foyer : ôtez cette colonne"))
                    continue
                if source == "actes" and "@" in name:
                    bare = name.partition("@")[0]
                    lines.append(line(source, name, "la période d'un acte est sa date", bare))
                    continue
                try:
                    column_of(system, "individu", schema.field(name), day, cents, keep)
                except Problem as problem:
                    lines.append(line(source, name, problem.message, problem.suggestion))
                    continue
                found[source][name] = schema.field(name)
    if DATE in actes.names and not (
        pyarrow.types.is_date(actes.field(DATE).type) or pyarrow.types.is_timestamp(actes.field(DATE).type)
    ):
        lines.append(line("actes", DATE, f"date attendue, type {actes.field(DATE).type} reçu"))
    for name in dict.fromkeys(kept):
        if name in outputs:
            lines.append(line("colonnes gardées", name, "un résultat demandé porte déjà ce nom"))
    for name in keep:
        if name not in kept:
            names = [*actes.names, *(individus.names if individus is not None else ())]
            lines.append(line("colonnes gardées", None, f"colonne absente « {name} »", nearest(name, names)))
    if lines:
        raise TableError(lines)
    starts = [str(variable.formulas.keys()[0]) for variable in wanted if variable.formulas]
    return PlanActes(system, wanted, found["actes"], found["individus"], kept, cents, max(starts, default="0001-01-01"))


def simulate_actes(
    actes: Any,
    individus: Any = None,
    *,
    outputs: list[str],
    output: str | os.PathLike | None = None,
    keep: list[str] = (),
    cents: bool = False,
    system: Callable[[], TaxBenefitSystem] = law,
    workers: int = 1,
    fresh: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Run:
    """Compute variables for each act of a table of claims.

    Args:
        actes: one row an act: ``individu_id``, ``date``, variables of a person; ``acte_id``; ``ordre`` within the day
            (the order of the rows otherwise); ``professionnel_id`` (acts without it count as of other professionals).
        individus: one row a person, with ``individu_id``: what is true of the person whatever the act.
        outputs: variables of persons; those of a month or a year are read for the act's.
        output: a ``.parquet`` or ``.csv`` file, or a folder; None gives the table.
        keep, cents, system, workers, fresh, progress: as ``simulate`` takes them (acts are counted).

    Returns:
        A ``Run``. Rows come in the order of the table in memory; from files, shared out by person, bucket by bucket,
        in the order of the file within each.

    Raises:
        TableError: with one sentence a mistake; nothing is written then.
    """
    target = check_target(output, actes, individus)
    loaded = system()
    with contextlib.ExitStack() as stack:
        in_memory = not isinstance(actes, str | os.PathLike)
        if target is None:
            parts = Parts(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "actes.parquet")
        else:
            parts = Parts(target)
        if fresh:
            parts.forget()
        if not in_memory:
            job = _Job(system, tuple(outputs), tuple(keep), cents, parts)
            return _files(
                Path(actes), None if individus is None else Path(individus), job, loaded, target, workers, progress
            )
        table = as_table(actes, "actes")
        persons = None if individus is None else as_table(individus, "individus")
        checked = plan_actes(loaded, outputs, table.schema, persons and persons.schema, keep, cents)
        results, defaults = compute_actes(checked, table, persons)
        progress(table.num_rows, table.num_rows)
        if target is None:
            return _noted(Run(results, None, table.num_rows), checked, defaults)
        parts.check_manifest({}, (None,), loaded)
        parts.write(0, [results], defaults)
        with Gathering(parts, 1) as gathering:
            gathering.add(0)
        return _noted(Run(None, target, table.num_rows), checked, defaults)


def _noted(run: Run, plan: PlanActes, notes: set[str]) -> Run:
    """The run, with what its notes say."""
    run.defaults, run.unread = split_notes(notes, [name for _, name in _names(plan)])
    return run


@dataclass(frozen=True)
class _Job:
    law: Callable[[], TaxBenefitSystem]
    outputs: tuple[str, ...]
    keep: tuple[str, ...]
    cents: bool
    parts: Parts


def _files(actes: Path, individus: Path | None, job: _Job, loaded, target, workers: int, progress) -> Run:
    types, folder = {DATE: pyarrow.date32()}, job.parts.folder
    paths = [source_path(path, loaded, job.keep, folder, types) for path in (actes, individus) if path is not None]
    schemas = [open_parquet(path).schema_arrow for path in paths]
    checked = plan_actes(
        loaded, list(job.outputs), schemas[0], schemas[1] if individus else None, list(job.keep), job.cents
    )
    total = open_parquet(paths[0]).metadata.num_rows
    if total == 0:
        raise TableError(["actes : aucune ligne"])
    number = -(-total // ACTES_PAR_PAQUET)
    content = {"actes": job.outputs, "gardees": job.keep, "centimes": job.cents, "paquets": number}
    job.parts.check_manifest(content, (actes, individus), loaded)
    run = Run(None, target, total)
    done, defaults = 0, set()
    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(processes.others(workers, [job.law]))
        processes.start(pool)
        sizes = _share_out(paths, folder, number)
        gathering = stack.enter_context(Gathering(job.parts, number))
        for rank, found, resumed in _buckets(job, number, len(paths) > 1, pool, target is not None):
            defaults |= found
            done += sizes[rank]
            run.resumed += sizes[rank] * resumed
            gathering.add(rank)
            progress(done, total)
    _noted(run, checked, defaults)
    if target is None:
        run.table = pq.read_table(job.parts.target)
    return run


def _share_out(paths: list[Path], folder: Path, number: int) -> list[int]:
    """Buckets of whole persons, in files; already there after an interruption."""
    done = folder / "paquets"
    if not done.exists():
        for name, path in zip(("actes", "individus"), paths, strict=False):
            schema = open_parquet(path).schema_arrow.append(pyarrow.field(_LIGNE, pyarrow.int64()))
            writers = [
                pq.ParquetWriter(folder / f"{name}-{rank:06}.source", schema, compression="lz4", use_dictionary=False)
                for rank in range(number)
            ]
            at = 0
            for batch in open_parquet(path).iter_batches(PERSONNES_PAR_LECTURE * 8):
                table = pyarrow.Table.from_batches([batch])
                ranks = as_array(numpy.arange(at, at + table.num_rows))
                _no_null(name, table, at)
                at += table.num_rows
                table = table.append_column(_LIGNE, ranks)
                of = hashes(table.column(INDIVIDU).combine_chunks()) % number
                for rank in range(number):
                    writers[rank].write_table(table.filter(as_array(of == rank)).cast(schema))
            for writer in writers:
                writer.close()
        done.touch()
    return [open_parquet(folder / f"actes-{rank:06}.source").metadata.num_rows for rank in range(number)]


def _no_null(source: str, table: pyarrow.Table, at: Any = 0) -> None:
    for name in (INDIVIDU, DATE):
        if name in table.column_names and table.column(name).null_count:
            empty = numpy.flatnonzero(pc.is_null(table.column(name)).to_numpy(zero_copy_only=False))
            raise TableError([line(source, name, f"{rows(empty, at)} : valeur vide")])


def _buckets(job: _Job, number: int, with_persons: bool, pool, resumable: bool) -> Iterator[tuple[int, set[str], bool]]:
    waiting = []
    for rank in range(number):
        found = job.parts.found(rank)
        if found is not None:
            yield rank, set(found), True
        else:
            waiting.append(rank)
    computed = processes.share_out(
        waiting,
        here=lambda rank: (rank, _bucket(job, rank, with_persons)),
        there=lambda ranks: functools.partial(_some_buckets, job, ranks, with_persons),
        pool=pool,
        resumable=resumable,
    )
    for rank, defaults in computed:
        yield rank, defaults, False


def _some_buckets(job: _Job, ranks: list[int], with_persons: bool) -> list[tuple[int, set[str]]]:
    return [(rank, _bucket(job, rank, with_persons)) for rank in ranks]


def _bucket(job: _Job, rank: int, with_persons: bool) -> set[str]:
    def read(name: str) -> pyarrow.Table:
        return pq.read_table(job.parts.folder / f"{name}-{rank:06}.source")

    def schema(table: pyarrow.Table) -> pyarrow.Schema:
        return table.schema.remove(table.schema.get_field_index(_LIGNE))

    actes, individus = read("actes"), read("individus") if with_persons else None
    if not actes.num_rows:
        job.parts.write(rank, [], set())
        return set()
    checked = plan_actes(
        job.law(), list(job.outputs), schema(actes), None if individus is None else schema(individus), list(job.keep),
        job.cents,
    )  # fmt: skip
    table, defaults = compute_actes(checked, actes, individus)
    job.parts.write(rank, [table], defaults)
    return defaults


def compute_actes(
    plan: PlanActes, actes: pyarrow.Table, individus: pyarrow.Table | None
) -> tuple[pyarrow.Table, set[str]]:
    """Compute every act of a table, all the acts of each of its persons being there.

    Returns:
        The results in the order of the rows, and the inputs read whose default was used.

    Raises:
        TableError: with every mistake, rows named.
    """
    where = actes.column(_LIGNE).to_numpy() if _LIGNE in actes.column_names else 0
    _no_null("actes", actes, where)
    joined = _persons(actes, individus)
    days = _days(plan, actes, where)
    code = pc.dictionary_encode(actes.column(INDIVIDU).combine_chunks()).indices.to_numpy()
    paid = actes.column(_REMBOURSEMENT).to_numpy().astype("datetime64[D]") if _REMBOURSEMENT in plan.actes else days
    order_given = actes.column(ORDRE).to_numpy() if ORDRE in actes.column_names else numpy.zeros(len(days), dtype=int)
    order = numpy.lexsort((numpy.arange(len(days)), order_given, days, paid))
    rank = _rank_in_group(code[order], days[order])
    groups = numpy.lexsort((rank, days[order], paid[order]))
    order, rank = order[groups], rank[groups]
    edges = numpy.flatnonzero(
        numpy.r_[
            True,
            (days[order][1:] != days[order][:-1]) | (rank[1:] != rank[:-1]) | (paid[order][1:] != paid[order][:-1]),
        ]
    )
    counters = _Counters(code, days, paid, _professionals(actes))
    results: list[list[pyarrow.Array]] = [[] for _ in plan.outputs]
    defaults: set[str] = set()
    lines: list[str] = []
    arrays: dict[tuple[str, str], Any] = {}
    for start, stop in zip(edges, numpy.r_[edges[1:], len(order)], strict=True):
        chosen = order[start:stop]
        day = _period(days[chosen[0]])
        try:
            simulation, given = _simulation(plan, actes, individus, joined, chosen, day, where, arrays)
        except TableError as error:
            lines += error.lines
            continue
        if lines:
            continue
        counters.set(simulation, chosen, day, given)
        for place, variable in enumerate(plan.outputs):
            values = _calculate(simulation, variable, day)
            companion = getattr(variable, "connu", None)
            known = _calculate(simulation, plan.system.variables[companion], day) if companion else None
            results[place].append(output_array(variable, values, known, plan.cents))
        counters.add(simulation, chosen, day)
        columns = [plan.column(source, name, day) for source, name in _names(plan) if LUE + name not in defaults]
        defaults |= simulation.defaults(given) | read_columns(simulation, {"individu": columns})
        simulation.forget()
    if lines:
        raise TableError(list(dict.fromkeys(lines)))
    back = as_array(numpy.argsort(order, kind="stable"))
    columns, fields = [], []
    for name in dict.fromkeys((ACTE, INDIVIDU, DATE, *plan.keep)):
        table = actes if name in actes.column_names else individus
        if table is not None and name in table.column_names:
            column = table.column(name) if table is actes else table.column(name).take(as_array(joined))
            columns.append(column)
            fields.append(table.schema.field(name))
    for place, variable in enumerate(plan.outputs):
        columns.append(pyarrow.chunked_array(results[place]).combine_chunks().take(back))
        fields.append(output_field(variable, plan.cents))
    return pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields)), defaults


def _names(plan: PlanActes) -> list[tuple[str, str]]:
    """The columns of variables, each with its table."""
    return [*(("actes", name) for name in plan.actes), *(("individus", name) for name in plan.individus)]


def _period(day: numpy.datetime64) -> Period:
    one = day.astype("datetime64[D]").item()
    return Period((DateUnit.DAY, Instant((one.year, one.month, one.day)), 1))


def _rank_in_group(code: numpy.ndarray, days: numpy.ndarray) -> numpy.ndarray:
    """0 for the first act of a person's day, 1 for the second… in the order given."""
    order = numpy.lexsort((numpy.arange(len(code)), days, code))
    new = numpy.r_[True, (code[order][1:] != code[order][:-1]) | (days[order][1:] != days[order][:-1])]
    starts = numpy.flatnonzero(new)
    rank = numpy.empty(len(code), dtype=numpy.int64)
    rank[order] = numpy.arange(len(code)) - numpy.repeat(starts, numpy.diff(numpy.r_[starts, len(code)]))
    return rank


def _days(plan: PlanActes, actes: pyarrow.Table, where: Any) -> numpy.ndarray:
    given = actes.column(DATE).to_numpy()
    days = given.astype("datetime64[D]")
    if (days != given).any():
        raise TableError(
            [line("actes", DATE, f"{rows(numpy.flatnonzero(days != given), where)} : un jour est attendu")]
        )
    early = days < numpy.datetime64(plan.first_day)
    if early.any():
        message = f"les règles demandées sont couvertes à partir du {dates.long_day(plan.first_day)}"
        raise TableError([line("actes", DATE, f"{rows(numpy.flatnonzero(early), where)} : {message}")])
    values = Values("actes", where)
    if not values.in_the_calendar(DATE, days):
        raise TableError(values.lines)
    return days


def _persons(actes: pyarrow.Table, individus: pyarrow.Table | None) -> numpy.ndarray | None:
    """For each act the row of its person."""
    if individus is None:
        return None
    _no_null("individus", individus)
    ids = individus.column(INDIVIDU).combine_chunks()
    if pc.count_distinct(ids).as_py() < len(ids):
        encoded = pc.dictionary_encode(ids).indices.to_numpy()
        wrong = numpy.flatnonzero((numpy.bincount(encoded) > 1)[encoded])
        where = individus.column(_LIGNE).to_numpy() if _LIGNE in individus.column_names else 0
        raise TableError(
            [line("individus", INDIVIDU, f"{rows(wrong, where)} : « {ids[int(wrong[0])]} » est en double")]
        )
    found = pc.index_in(actes.column(INDIVIDU).cast(ids.type), ids)
    if found.null_count:
        wrong = numpy.flatnonzero(pc.is_null(found).to_numpy(zero_copy_only=False))
        shown = actes.column(INDIVIDU)[int(wrong[0])].as_py()
        where = actes.column(_LIGNE).to_numpy() if _LIGNE in actes.column_names else 0
        raise TableError(
            [line("actes", INDIVIDU, f"{rows(wrong, where)} : « {shown} » n'est pas dans la table des individus")]
        )
    return found.to_numpy()


def _professionals(actes: pyarrow.Table) -> numpy.ndarray | None:
    if PROFESSIONNEL not in actes.column_names:
        return None
    return pc.dictionary_encode(actes.column(PROFESSIONNEL).combine_chunks()).indices.fill_null(-1).to_numpy()


def _simulation(plan: PlanActes, actes, individus, joined, chosen, day: Period, where, arrays):
    """The simulation of some acts of one day, each person alone in a household."""
    system = plan.system
    simulation = BlockSimulation(system, plan.rules)
    populations = simulation.populations
    number = len(chosen)
    for population in populations.values():
        population.count, population.ids = number, range(number)
        if not population.entity.is_person:
            population.members_entity_id = numpy.arange(number)
    given = set()
    lines: list[str] = []
    for table, source, names, ranks in (
        (actes, "actes", plan.actes, chosen),
        (individus, "individus", plan.individus, None if joined is None else joined[chosen]),
    ):
        if table is None:
            continue
        for name in names:
            column = plan.column(source, name, day)
            key = (source, name)
            if key not in arrays:
                values = Values(source, where if source == "actes" else 0)
                arrays[key] = values.array(column, table.column(name))
                lines += values.lines
            if arrays[key] is None:
                continue
            population = populations[column.variable.entity.key]
            for period in column.periods:
                population.give(column.variable.name, period, arrays[key][ranks])
                given.add((column.variable.name, period))
    if lines:
        raise TableError(lines)
    return simulation, given


class _Counters:
    """What each person has used of the caps so far."""

    def __init__(self, code, days, paid, professionals) -> None:
        years = paid.astype("datetime64[Y]").astype(int)
        self.keys = {
            _JOUR: _codes(code, days.astype(int)),
            _ANNEE: _codes(code, years),
            _PROFESSIONNEL: None if professionals is None else _codes(_codes(code, days.astype(int)), professionals),
        }
        self.totals = {
            name: numpy.zeros(0 if self.keys[over] is None else int(self.keys[over].max(initial=-1)) + 1)
            for name, over, _ in _COMPTEURS
        }

    def set(self, simulation: BlockSimulation, chosen, day: Period, given: set) -> None:
        """Give the inputs « déjà » that the table does not give itself; what it gives is added to."""
        for name, over, _ in _COMPTEURS:
            if self.keys[over] is None:
                continue
            variable = simulation.tax_benefit_system.variables[name]
            population = simulation.populations[variable.entity.key]
            used = self.totals[name][self.keys[over][chosen]]
            before = simulation.get_array(name, day)
            if before is not None:
                used = used + before
                simulation.delete_arrays(name, day)
            population.give(name, day, une_fois(used.astype(variable.dtype)))
            given.add((name, day))

    def add(self, simulation: BlockSimulation, chosen, day: Period) -> None:
        """Count these acts; a person has one of them at most."""
        for name, over, counted in _COMPTEURS:
            if self.keys[over] is not None:
                keys = self.keys[over][chosen]
                for one in counted:
                    self.totals[name][keys] += simulation.read(simulation.tax_benefit_system.variables[one], day)


def _codes(first: numpy.ndarray, second: numpy.ndarray) -> numpy.ndarray:
    """Consecutive codes of the pairs."""
    _, codes = numpy.unique(numpy.stack((first, second)), axis=1, return_inverse=True)
    return codes.reshape(-1)


def _calculate(simulation: BlockSimulation, variable, day: Period) -> numpy.ndarray:
    try:
        return simulation.read(variable, own_period(variable, day))
    except ParameterNotFoundError as error:
        raise TableError([f"{variable.name} : une valeur de la loi n'est pas connue le {day} ({error})"]) from error
