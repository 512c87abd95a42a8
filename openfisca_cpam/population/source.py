"""Where the tables come from: memory, Parquet, CSV; each gives tasks, and a task gives blocks of whole households."""

import bisect
import contextlib
import copy
import csv
import functools
import itertools
import os
import re
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.population.block import SOURCES, starts_of
from openfisca_cpam.population.columns import CLES, FOYER, INDIVIDU, as_array, as_numbers
from openfisca_cpam.population.mistakes import TableError, line, rows
from openfisca_cpam.population.parts import stamp
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.mistakes import nearest, reason
from openfisca_cpam.situation.values import as_number

# Persons of one task, lost when a run is killed; half of the row groups that most writers make, read whole then.
PERSONNES_PAR_TACHE = 1 << 19
# A bucket of files in no order is held whole.
PERSONNES_PAR_PAQUET = 200_000
PERSONNES_PAR_LECTURE = 131_072
_LIGNE = "__ligne"
_BOOLEENS = dict.fromkeys(("true", "True", "TRUE", "vrai", "oui", "1"), True) | dict.fromkeys(
    ("false", "False", "FALSE", "faux", "non", "0"), False
)

# The rows of each table, and where they stand in it: the rank of the first, or the rank of each.
Rows = int | numpy.ndarray
Block = tuple[pyarrow.Table, pyarrow.Table | None, tuple[Rows, Rows]]


@dataclass(frozen=True)
class Task:
    """Rows of each table, whole households; or, for tables that are in no order, a bucket of them."""

    rows: int
    individus: tuple[int, int] = (0, 0)
    foyers: tuple[int, int] = (0, 0)
    bucket: int | None = None


def as_table(table: Any, source: str) -> pyarrow.Table:
    """An Arrow, pandas or polars table as Arrow."""
    if isinstance(table, pyarrow.Table):
        return table
    if isinstance(table, pyarrow.RecordBatch):
        return pyarrow.Table.from_batches([table])
    if hasattr(table, "to_arrow"):  # polars
        return table.to_arrow()
    if type(table).__module__.split(".")[0] == "pandas":
        return pyarrow.Table.from_pandas(table, preserve_index=False)
    if hasattr(table, "__arrow_c_stream__"):
        return pyarrow.table(table)
    if isinstance(table, dict):
        return pyarrow.table(table)
    raise TableError([f"{source} : une table Arrow, pandas ou polars, ou un fichier, est attendu"])


def check_keys(schemas: dict[str, tuple[str, pyarrow.Schema]]) -> None:
    """Refuse tables that cannot be linked.

    Raises:
        TableError: naming the column that misses and the nearest one.
    """
    lines = []
    for entity, (source, schema) in schemas.items():
        needed = [FOYER] if "foyer" in schemas else []
        lines += [
            line(source, None, f"la colonne « {name} » manque", nearest(name, schema.names))
            for name in needed
            if name not in schema.names
        ]
        for name in CLES[entity][:2]:
            if name in schema.names and not _is_key(schema.field(name).type):
                lines.append(line(source, name, f"nombre entier ou texte attendu, type {schema.field(name).type} reçu"))
    if not lines and "foyer" in schemas:
        theirs, ours = (schemas[entity][1].field(FOYER).type for entity in ("individu", "foyer"))
        if pyarrow.types.is_integer(theirs) != pyarrow.types.is_integer(ours):
            lines.append(
                line(schemas["foyer"][0], FOYER, f"type {theirs} attendu comme chez les individus, {ours} reçu")
            )
    if lines:
        raise TableError(lines)


def _is_key(of: pyarrow.DataType) -> bool:
    types = pyarrow.types
    return types.is_integer(of) or types.is_string(of) or types.is_large_string(of) or types.is_string_view(of)


class Tables:
    """Tables in memory. Households that are not in order are sorted; ``restore`` gives back the rows' own order."""

    def __init__(self, individus: pyarrow.Table, foyers: pyarrow.Table | None) -> None:
        self.schemas = _schemas(individus.schema, foyers and foyers.schema)
        check_keys(self.schemas)
        self.order: dict[str, numpy.ndarray | None] = {"individu": None, "foyer": None}
        for entity, table in (("individu", individus), ("foyer", foyers)):
            if table is not None:
                _no_empty_key(SOURCES[entity], entity, [table])
        _no_double(SOURCES["individu"], INDIVIDU, individus)
        if foyers is not None:
            _no_double(SOURCES["foyer"], FOYER, foyers)
        if FOYER in individus.column_names:
            if foyers is not None and foyers.schema.field(FOYER).type != individus.schema.field(FOYER).type:
                at = foyers.column_names.index(FOYER)
                foyers = foyers.set_column(at, FOYER, foyers.column(FOYER).cast(individus.schema.field(FOYER).type))
            individus, foyers = self._sorted(individus, foyers)
        self.individus, self.foyers = individus, foyers

    def _sorted(self, individus: pyarrow.Table, foyers: pyarrow.Table | None):
        starts = numpy.flatnonzero(starts_of(individus.column(FOYER)))
        ids = individus.column(FOYER).take(as_array(starts))
        contiguous = pc.count_distinct(ids).as_py() == len(ids)
        if foyers is not None:
            if contiguous and len(ids) == foyers.num_rows and pc.all(pc.equal(ids, foyers.column(FOYER))).as_py():
                return individus, foyers
            _same_households(ids, foyers.column(FOYER))
        elif contiguous:
            return individus, None
        # In the order of the households' table, else of the first member met.
        known = foyers.column(FOYER) if foyers is not None else pc.unique(ids)
        rank = pc.index_in(individus.column(FOYER), known.combine_chunks() if foyers is not None else known)
        order = numpy.argsort(rank.to_numpy(), kind="stable")
        self.order["individu"] = order
        return individus.take(as_array(order)), foyers

    @property
    def rows(self) -> int:
        return self.individus.num_rows

    def tasks(self, persons: int = PERSONNES_PAR_TACHE) -> list[Task]:
        """Slices of whole households."""
        if FOYER not in self.individus.column_names:
            edges = [*range(0, self.rows, persons), self.rows]
            return [Task(b - a, (a, b), (0, 0)) for a, b in itertools.pairwise(edges) if b > a]
        starts = numpy.append(numpy.flatnonzero(starts_of(self.individus.column(FOYER))), self.rows)
        return _tasks(starts, persons)

    def blocks(self, task: Task, households: int) -> Iterator[Block]:
        """The blocks of a task."""
        a, b = task.individus
        persons = self.individus.slice(a, b - a).to_batches(max_chunksize=PERSONNES_PAR_LECTURE)
        groups = None
        if self.foyers is not None:
            c, d = task.foyers
            groups = iter(self.foyers.slice(c, d - c).to_batches(max_chunksize=PERSONNES_PAR_LECTURE))
        order = self.order["individu"]
        for people, homes, (at, home_at) in cut(
            persons, groups, households, (a, task.foyers[0]), self.individus.schema, self._foyer_schema()
        ):
            yield people, homes, (at if order is None else order[at : at + people.num_rows], home_at)

    def _foyer_schema(self):
        return None if self.foyers is None else self.foyers.schema

    def part(self, tasks: list[Task]) -> list[tuple["Tables", Task]]:
        """What another process needs for some tasks."""
        found = []
        for task in tasks:
            part = object.__new__(Tables)
            part.schemas, part.order = self.schemas, self.order
            (a, b), (c, d) = task.individus, task.foyers
            part.individus = self.individus.slice(a, b - a).combine_chunks()
            part.foyers = None if self.foyers is None else self.foyers.slice(c, d - c).combine_chunks()
            found.append((part, Task(task.rows, (0, b - a), (0, d - c))))
        return found


def _schemas(individus: pyarrow.Schema, foyers: pyarrow.Schema | None) -> dict[str, tuple[str, pyarrow.Schema]]:
    found = {"individu": (SOURCES["individu"], individus)}
    if foyers is not None:
        found["foyer"] = (SOURCES["foyer"], foyers)
    return found


def _tasks(starts: numpy.ndarray, persons: int) -> list[Task]:
    """Runs of households; ``starts`` ends with the number of rows."""
    found, first = [], 0
    while first < len(starts) - 1:
        last = max(int(numpy.searchsorted(starts, starts[first] + persons, "right")) - 1, first + 1)
        a, b = int(starts[first]), int(starts[last])
        found.append(Task(b - a, (a, b), (first, last)))
        first = last
    return found


def _no_empty_key(source: str, entity: str, tables: Iterable[Any], offset: int = 0) -> None:
    for table in tables:
        for name in CLES[entity]:
            if name in table.schema.names and table.column(name).null_count:
                empty = numpy.flatnonzero(pc.is_null(table.column(name)).to_numpy(zero_copy_only=False))
                raise TableError([line(source, name, f"{rows(empty, offset)} : identifiant vide")])
        offset += table.num_rows


def _no_double(source: str, name: str, table: pyarrow.Table) -> None:
    if name not in table.column_names or pc.count_distinct(table.column(name)).as_py() == table.num_rows:
        return
    column = table.column(name).combine_chunks()
    encoded = pc.dictionary_encode(column).indices.to_numpy()
    seen = numpy.bincount(encoded) > 1
    wrong = numpy.flatnonzero(seen[encoded])
    raise TableError([line(source, name, f"{rows(wrong)} : « {column[int(wrong[0])]} » est en double")])


def _same_households(of_persons, of_households) -> None:
    """Refuse persons whose household is not in the table, and households without a person."""
    lines = []
    unknown = pc.invert(pc.is_in(of_persons, _flat(of_households)))
    if pc.any(unknown).as_py():
        first = of_persons.filter(unknown)
        lines.append(
            line(
                SOURCES["individu"],
                FOYER,
                f"{_count(len(pc.unique(first)), 'foyer absent', 'foyers absents')} de la table des foyers : "
                f"{_few(first)}",
            )
        )
    empty = pc.invert(pc.is_in(of_households, _flat(of_persons)))
    if pc.any(empty).as_py():
        first = of_households.filter(empty)
        lines.append(
            line(SOURCES["foyer"], FOYER, f"{_count(len(first), 'foyer', 'foyers')} sans personne : {_few(first)}")
        )
    if lines:
        raise TableError(lines)


def _flat(column):
    return column.combine_chunks() if isinstance(column, pyarrow.ChunkedArray) else column


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _few(column, number: int = 5) -> str:
    found = pc.unique(column)
    return ", ".join(f"« {one} »" for one in found[:number].to_pylist()) + (" …" if len(found) > number else "")


def cut(
    persons: Iterable[pyarrow.RecordBatch],
    groups: Iterator[pyarrow.RecordBatch] | None,
    households: int,
    rows_before: tuple[int, int] = (0, 0),
    schema: pyarrow.Schema | None = None,
    group_schema: pyarrow.Schema | None = None,
) -> Iterator[Block]:
    """Cut streams into blocks of whole households; what is held is a block and a reading.

    Args:
        persons: members of a household are contiguous.
        groups: households in the same order, or None.
        households: of a block.
        rows_before: rank of the first row of each stream.
        schema, group_schema: of the streams.
    """
    pending: list[pyarrow.RecordBatch] = []
    groups_left = _Rows(groups, group_schema)
    at, group_at = rows_before

    def block(table: pyarrow.Table, number: int) -> Block:
        nonlocal at, group_at
        found = (table, None if groups is None else groups_left.take(number), (at, group_at))
        at, group_at = at + table.num_rows, group_at + number
        return found

    for batch in persons:
        pending.append(batch)
        if sum(one.num_rows for one in pending) < households:
            continue  # not a block yet, even of persons alone
        table = pyarrow.Table.from_batches(pending, schema)
        starts = _starts(table)
        while len(starts) > households:
            yield block(table.slice(0, int(starts[households])), households)
            table = table.slice(int(starts[households]))
            starts = starts[households:] - starts[households]
        pending = table.to_batches()
    if pending and (table := pyarrow.Table.from_batches(pending, schema)).num_rows:
        yield block(table, len(_starts(table)))


def _starts(table: pyarrow.Table) -> numpy.ndarray:
    if FOYER not in table.column_names:
        return numpy.arange(table.num_rows)
    return numpy.flatnonzero(starts_of(table.column(FOYER)))


class _Rows:
    """Takes rows from a stream of batches."""

    def __init__(self, batches: Iterator[pyarrow.RecordBatch] | None, schema: pyarrow.Schema | None) -> None:
        self.batches, self.schema, self.left = batches, schema, []

    def take(self, number: int) -> pyarrow.Table:
        found, have = [], 0
        while have < number:
            batch = self.left.pop() if self.left else next(self.batches, None)
            if batch is None:
                break
            if have + batch.num_rows > number:
                self.left.append(batch.slice(number - have))
                batch = batch.slice(0, number - have)
            found.append(batch)
            have += batch.num_rows
        return pyarrow.Table.from_batches(found, self.schema)


class Lecture:
    """A Parquet file read forward: a reading takes up where the one before stopped, nothing is decoded twice."""

    def __init__(self, path: Path, columns: list[str] | None = None) -> None:
        self.path, self.columns = path, columns
        self._batches: Iterator[pyarrow.RecordBatch] | None = None
        self._left: pyarrow.RecordBatch | None = None
        self._at = self._group_end = 0

    def read(self, start: int, stop: int) -> Iterator[pyarrow.RecordBatch]:
        """The rows of a range; only its row groups are read."""
        if self._batches is None or not self._at <= start <= self._group_end:
            self._open(start)
        while self._at < stop:
            batch = self._left or next(self._batches, None)
            if batch is None:
                return
            low, high = max(start - self._at, 0), min(stop - self._at, batch.num_rows)
            self._left = batch.slice(high) if high < batch.num_rows else None
            self._at += high
            if low < high:
                yield batch.slice(low, high - low)

    def _open(self, start: int) -> None:
        """At the first row of the row group that holds a row."""
        file = open_parquet(self.path)
        ends = row_groups(file)
        first = bisect.bisect_right(ends, start)
        self._at, self._left = ends[first - 1] if first else 0, None
        self._group_end = ends[first] if first < len(ends) else self._at
        self._batches = _batches(file, list(range(first, len(ends))), self.columns)


class Bounds:
    """What a Parquet file says of an identifier in each of its row groups, which are in order.

    Attributes:
        least, most: the first and the last identifier of each row group.
        starts: its first row, and the number of rows of the file.
    """

    def __init__(self, file: pq.ParquetFile, name: str) -> None:
        self._file, self._name = file, name
        self.starts = [0, *row_groups(file)]
        found = [one.statistics for one in _columns(file, name)]
        self.least, self.most = [one.min for one in found], [one.max for one in found]

    @classmethod
    def of(cls, path: Path, name: str, repeated: bool) -> "Bounds | None":
        """Those of a file; None when it does not tell, or when its row groups are not in order.

        Args:
            path: of the file.
            name: a column of whole numbers.
            repeated: whether a row group may begin with the last identifier of the one before.
        """
        file = open_parquet(path)
        told = [one.statistics is not None and one.statistics.has_min_max for one in _columns(file, name)]
        if not told or not all(told) or not pyarrow.types.is_integer(file.schema_arrow.field(name).type):
            return None
        bounds = cls(file, name)
        pairs = zip(bounds.most, bounds.least[1:], strict=False)
        return bounds if all(last <= first if repeated else last < first for last, first in pairs) else None

    def first_after(self, group: int) -> tuple[int, int] | None:
        """The row and the identifier of the first one greater than those of a row group, in the next ones."""
        at, last = self.starts[group + 1], self.most[group]
        for later in range(group + 1, len(self.most)):
            for batch in self._file.iter_batches(_QUELQUES_LIGNES, [later], [self._name], use_threads=False):
                ids = as_numbers(batch.column(0))
                other = numpy.flatnonzero(ids != last)
                if len(other):
                    return (at + int(other[0]), int(ids[other[0]])) if ids[other[0]] > last else None
                at += len(ids)
        return None

    def row_of(self, identifier: int) -> int | None:
        """The row of an identifier."""
        group = bisect.bisect_right(self.least, identifier) - 1
        if group < 0 or identifier > self.most[group]:
            return None
        start, number = self.starts[group], self.starts[group + 1] - self.starts[group]
        if self.most[group] - self.least[group] + 1 == number:  # no number is missing
            return start + identifier - self.least[group]
        ids = self._ids(group)
        rank = int(numpy.searchsorted(ids, identifier))
        return start + rank if rank < number and ids[rank] == identifier else None

    @functools.lru_cache(maxsize=1)  # noqa: B019 - they are asked for in order
    def _ids(self, group: int) -> numpy.ndarray:
        return as_numbers(self._file.read_row_group(group, [self._name], use_threads=False).column(0))


# Enough to find where a household that two row groups share ends.
_QUELQUES_LIGNES = 1_024


def _columns(file: pq.ParquetFile, name: str) -> list[Any]:
    """What a file says of a column in each of its row groups."""
    paths = [file.schema.column(rank).path for rank in range(len(file.schema))]  # a column of lists may have several
    return [file.metadata.row_group(group).column(paths.index(name)) for group in range(file.num_row_groups)]


class Parquet:
    """Parquet files whose households are in increasing order of ``foyer_id``, the same in both.

    Where the files give the bounds of their row groups, the order inside each is checked when it is read.
    """

    def __init__(self, individus: Path, foyers: Path | None) -> None:
        self.paths = {"individu": individus, "foyer": foyers}
        self._lectures: dict[str, Lecture] = {}
        self.schemas = _schemas(
            open_parquet(individus).schema_arrow, None if foyers is None else open_parquet(foyers).schema_arrow
        )
        check_keys(self.schemas)
        self.rows = open_parquet(individus).metadata.num_rows
        self._checked, self._distinct = True, False

    @functools.cache  # noqa: B019 (the tables are read once, whoever asks)
    def tasks(self, persons: int = PERSONNES_PAR_TACHE) -> list[Task]:
        """Runs of whole households.

        Raises:
            Unsorted: when the households are not in order.
            TableError: for orphans, doubles and empty identifiers.
        """
        if FOYER not in self.schemas["individu"][1].names:
            self.distinct_persons()
            edges = [*range(0, self.rows, persons), self.rows]
            return [Task(b - a, (a, b), (0, 0)) for a, b in itertools.pairwise(edges) if b > a]
        if (tasks := self._tasks_of_bounds(persons)) is not None:
            self._checked = False
            return tasks
        return self._tasks_read(persons)

    def _tasks_of_bounds(self, persons: int) -> list[Task] | None:
        """The tasks, from what the files say of their row groups; None where they do not say enough."""
        if self.rows <= persons:
            return None  # the identifiers are soon read, and a mistake in them is known before anything is computed
        if any(
            one.statistics is None or not one.statistics.has_null_count or one.statistics.null_count
            for entity, path in self.paths.items()
            if path is not None
            for name in CLES[entity]
            if name in self.schemas[entity][1].names
            for one in _columns(open_parquet(path), name)
        ):
            return None
        ours = Bounds.of(self.paths["individu"], FOYER, repeated=True)
        theirs = None if self.paths["foyer"] is None else Bounds.of(self.paths["foyer"], FOYER, repeated=False)
        if ours is None or (self.paths["foyer"] is not None and theirs is None):
            return None
        if theirs is not None and (ours.least[0], ours.most[-1]) != (theirs.least[0], theirs.most[-1]):
            return None
        tasks: list[Task] = []
        start = household_start = 0
        while (end := self._end(start, persons)) < self.rows:
            if end not in ours.starts or (found := ours.first_after(ours.starts.index(end) - 1)) is None:
                return None
            end, identifier = found
            household_end = 0 if theirs is None else theirs.row_of(identifier)
            if household_end is None:
                return None
            tasks.append(Task(end - start, (start, end), (household_start, household_end)))
            start, household_start = end, household_end
        homes = 0 if theirs is None else theirs.starts[-1]
        tasks.append(Task(self.rows - start, (start, self.rows), (household_start, homes)))
        if INDIVIDU in self.schemas["individu"][1].names and (
            Bounds.of(self.paths["individu"], INDIVIDU, repeated=False) is None
        ):
            self.distinct_persons()
            self._distinct = True
        return tasks

    def _tasks_read(self, persons: int) -> list[Task]:
        """The tasks, from the identifiers themselves.

        Raises:
            Unsorted, TableError: as ``tasks``.
        """
        theirs = _Increasing(self.paths["individu"], "individu", repeated=True)
        if self.paths["foyer"] is None:
            groups = None
        else:
            groups = _Increasing(self.paths["foyer"], "foyer", repeated=False).households()
        tasks: list[Task] = []
        start, household_start, at, household_at = 0, 0, 0, 0
        ours = _Rows(groups, pyarrow.schema([self.schemas["foyer"][1].field(FOYER)]) if groups is not None else None)
        for batch in theirs.starts():
            ids, places, number = batch
            if groups is not None and len(ids):
                found = ours.take(len(ids))
                same = found.num_rows == len(ids) and pc.all(pc.equal(found.column(0).cast(ids.type), ids)).as_py()
                if not same:
                    raise Unsorted
            edges = numpy.flatnonzero(places + at >= self._end(start, persons))
            while len(edges):
                rank = edges[0]
                tasks.append(
                    Task(
                        at + int(places[rank]) - start,
                        (start, at + int(places[rank])),
                        (household_start, household_at + int(rank)),
                    )
                )
                start, household_start = at + int(places[rank]), household_at + int(rank)
                edges = numpy.flatnonzero(places + at >= self._end(start, persons))
            at, household_at = at + number, household_at + len(ids)
        if groups is not None and ours.take(1).num_rows:
            raise Unsorted
        if at > start:
            tasks.append(Task(at - start, (start, at), (household_start, household_at)))
        self.distinct_persons()
        return tasks

    def _end(self, start: int, persons: int) -> int:
        """Where a task ends: with a row group when one ends about there, since a row group is read from its start."""
        wanted = start + persons
        ends = [end for end in self._row_groups if start + persons // 2 <= end <= start + 5 * persons // 2]
        return min(ends, key=lambda end: abs(end - wanted), default=wanted)

    @functools.cached_property
    def _row_groups(self) -> list[int]:
        return row_groups(open_parquet(self.paths["individu"]))

    def distinct_persons(self) -> None:
        """Refuse a person met twice."""
        if INDIVIDU in self.schemas["individu"][1].names:
            distinct(self.paths["individu"], SOURCES["individu"], INDIVIDU, self.rows)

    def blocks(self, task: Task, households: int) -> Iterator[Block]:
        """The blocks of a task."""
        groups = None
        if self.paths["foyer"] is not None:
            groups = self._lecture("foyer").read(*task.foyers)
        persons = self._lecture("individu").read(*task.individus)
        group_schema = self.schemas["foyer"][1] if "foyer" in self.schemas else None
        blocks = cut(
            persons, groups, households, (task.individus[0], task.foyers[0]), self.schemas["individu"][1], group_schema
        )
        yield from blocks if self._checked else self._in_order(blocks, task)

    def _in_order(self, blocks: Iterator[Block], task: Task) -> Iterator[Block]:
        """The same blocks, whose order is checked.

        Raises:
            Unsorted: when the households are not in order, or not the same in both tables.
        """
        names = self.schemas["individu"][1].names
        strict = (
            INDIVIDU in names
            and not self._distinct
            and pyarrow.types.is_integer(self.schemas["individu"][1].field(INDIVIDU).type)
        )
        last = last_person = None
        persons, homes = task.individus[0], task.foyers[0]
        for block in blocks:
            people, groups, _ = block
            ids = as_numbers(people.column(FOYER))
            change = numpy.flatnonzero(ids[1:] != ids[:-1]) + 1
            if (last is not None and ids[0] <= last) or (ids[change] < ids[change - 1]).any():
                raise Unsorted
            last, persons = ids[-1], persons + len(ids)
            if strict:
                own = as_numbers(people.column(INDIVIDU))
                if (last_person is not None and own[0] <= last_person) or (own[1:] <= own[:-1]).any():
                    raise Unsorted
                last_person = own[-1]
            if groups is not None:
                firsts = ids[numpy.concatenate(([0], change))]
                if not numpy.array_equal(as_numbers(groups.column(FOYER)), firsts):
                    raise Unsorted
                homes += groups.num_rows
            yield block
        if persons != task.individus[1] or (self.paths["foyer"] is not None and homes != task.foyers[1]):
            raise Unsorted

    def _lecture(self, entity: str) -> Lecture:
        """The reading of a table, kept from one task to the next."""
        if entity not in self._lectures:
            self._lectures[entity] = Lecture(self.paths[entity])
        return self._lectures[entity]

    def part(self, tasks: list[Task]) -> list[tuple["Parquet", Task]]:
        """What another process or thread needs for some tasks: the paths, and readings of its own."""
        alone = copy.copy(self)
        alone._lectures = {}
        return [(alone, task) for task in tasks]


class Unsorted(Exception):
    """The households of a file are not in increasing order, or not the same in both: they are to be sorted out."""


def open_parquet(path: Path) -> pq.ParquetFile:
    """The file, opened.

    Raises:
        TableError: when it is absent or is no Parquet.
    """
    try:
        return pq.ParquetFile(path)
    except FileNotFoundError:
        raise TableError([f"{path} : fichier absent"]) from None
    except (pyarrow.ArrowInvalid, OSError) as error:
        if path.is_dir():
            raise TableError([f"{path} : c'est un dossier ; une table est un fichier .parquet ou .csv"]) from None
        if isinstance(error, OSError) and error.errno:
            raise TableError([f"{path} : illisible ({reason(error)})"]) from None
        if path.suffix != ".parquet":
            raise TableError([f"{path} : une table est un fichier .parquet ou .csv"]) from None
        raise TableError([f"{path} : ce n'est pas un fichier Parquet lisible ({error})"]) from None


def row_groups(file: pq.ParquetFile) -> list[int]:
    """The row that follows each row group."""
    return [*itertools.accumulate(file.metadata.row_group(rank).num_rows for rank in range(file.num_row_groups))]


def _batches(
    file: pq.ParquetFile, groups: list[int] | None = None, columns: list[str] | None = None
) -> Iterator[pyarrow.RecordBatch]:
    """Readings of a file, without Arrow's threads: processes share out the work, and a reading costs a third less.

    One row group at a time: Arrow keeps what it has read of all those that it is asked together.
    """
    for group in range(file.num_row_groups) if groups is None else groups:
        yield from file.iter_batches(PERSONNES_PAR_LECTURE, [group], columns, use_threads=False)


class _Increasing:
    """Reads the identifiers of a file once; they must increase."""

    def __init__(self, path: Path, entity: str, repeated: bool) -> None:
        self.path, self.entity, self.repeated = path, entity, repeated
        self.names = [name for name in CLES[entity] if name in open_parquet(path).schema_arrow.names]

    def starts(self) -> Iterator[tuple[pyarrow.Array, numpy.ndarray, int]]:
        """Identifiers of the households that begin in a reading, where, and its number of rows."""
        before, offset = None, 0
        for batch in _batches(open_parquet(self.path), None, self.names):
            _no_empty_key(SOURCES[self.entity], self.entity, [batch], offset)
            offset += batch.num_rows
            column = batch.column(FOYER)
            increases = pc.less_equal if self.repeated else pc.less
            if len(column) > 1 and not pc.all(increases(column[:-1], column[1:])).as_py():
                raise Unsorted
            change = starts_of(pyarrow.chunked_array([column]))
            if before is not None and len(column):
                if column[0].as_py() < before or (not self.repeated and column[0].as_py() == before):
                    raise Unsorted
                change[0] = column[0].as_py() != before
            if len(column):
                before = column[-1].as_py()
            places = numpy.flatnonzero(change)
            yield column.take(as_array(places)), places, batch.num_rows

    def households(self) -> Iterator[pyarrow.RecordBatch]:
        """The identifiers alone."""
        for ids, _, _ in self.starts():
            yield pyarrow.RecordBatch.from_arrays([ids], [FOYER])


def distinct(path: Path, source: str, name: str, number: int) -> None:
    """Refuse an identifier met twice, in bounded memory: those that do not increase are shared out among files.

    Raises:
        TableError: naming the rows.
    """
    before, increasing = None, True
    for batch in _batches(open_parquet(path), None, [name]):
        column = batch.column(0)
        if not len(column):
            continue
        if not pc.all(pc.less(column[:-1], column[1:])).as_py() or (before is not None and column[0].as_py() <= before):
            increasing = False
            break
        before = column[-1].as_py()
    if increasing:
        return
    buckets = max(1, number // 4_000_000 + 1)
    with tempfile.TemporaryDirectory() as folder:
        files = [open(Path(folder) / str(rank), "wb") for rank in range(buckets)]  # noqa: SIM115
        at = 0
        for batch in _batches(open_parquet(path), None, [name]):
            keys = hashes(batch.column(0))
            pairs = numpy.column_stack((keys, numpy.arange(at, at + len(keys))))
            at += len(keys)
            of = keys % buckets
            for rank, file in enumerate(files):
                pairs[of == rank].tofile(file)
        for file in files:
            file.close()
        suspects: list[int] = []
        for rank in range(buckets):
            pairs = numpy.fromfile(Path(folder) / str(rank), dtype=numpy.int64).reshape(-1, 2)
            pairs = pairs[numpy.lexsort((pairs[:, 1], pairs[:, 0]))]
            same = numpy.flatnonzero(pairs[1:, 0] == pairs[:-1, 0])
            suspects += sorted({int(one) for step in (0, 1) for one in pairs[same + step, 1]})[:1000]
    if not suspects:
        return
    # The same hash may come from two texts: look at the texts themselves.
    reading = Lecture(path, [name])
    values = [next(reading.read(row, row + 1)).column(0)[0].as_py() for row in sorted(suspects)]
    wrong = [row for row, value in zip(sorted(suspects), values, strict=True) if values.count(value) > 1]
    if wrong:
        shown = values[sorted(suspects).index(wrong[0])]
        raise TableError([line(source, name, f"{rows(wrong)} : « {shown} » est en double")])


def hashes(column: pyarrow.Array) -> numpy.ndarray:
    """A number for each identifier, the same in every process."""
    if pyarrow.types.is_integer(column.type):
        return as_numbers(column).astype(numpy.int64)
    return numpy.array(
        [zlib.crc32(one) | zlib.adler32(one) << 31 for one in column.cast(pyarrow.binary()).to_pylist()],
        dtype=numpy.int64,
    )


class Buckets:
    """Parquet files in no order, shared out by household into files that fit in memory.

    Results come bucket by bucket, in the order of the rows of the persons' file within each: always the same.
    """

    def __init__(self, source: Parquet, folder: Path, persons: int = PERSONNES_PAR_PAQUET) -> None:
        source.distinct_persons()
        self.schemas, self.rows, self.folder = source.schemas, source.rows, folder
        self.number = max(1, -(-source.rows // persons))
        self.sizes = [0] * self.number
        done = folder / "complet"
        for entity, path in source.paths.items():
            if path is not None:
                sizes = self._share_out(entity, path, write=not done.exists())
                self.sizes = sizes if entity == "individu" else self.sizes
        done.touch()

    def _path(self, entity: str, bucket: int) -> Path:
        return self.folder / f"{entity}-{bucket:05}.parquet"

    def _share_out(self, entity: str, path: Path, write: bool) -> list[int]:
        if not write:
            return [open_parquet(self._path(entity, rank)).metadata.num_rows for rank in range(self.number)]
        schema = self.schemas[entity][1].append(pyarrow.field(_LIGNE, pyarrow.int64()))
        self.folder.mkdir(parents=True, exist_ok=True)
        writers = [
            pq.ParquetWriter(self._path(entity, rank), schema, compression="lz4", use_dictionary=False)
            for rank in range(self.number)
        ]
        waiting: list[list[pyarrow.RecordBatch]] = [[] for _ in writers]
        sizes, held, at = [0] * self.number, 0, 0
        for batch in _batches(open_parquet(path)):
            _no_empty_key(SOURCES[entity], entity, [batch], at)
            numbers = as_array(numpy.arange(at, at + batch.num_rows))
            batch = pyarrow.RecordBatch.from_arrays([*batch.columns, numbers], schema=schema)  # noqa: PLW2901
            at += batch.num_rows
            of = hashes(batch.column(FOYER)) % self.number
            for rank in numpy.unique(of):
                mine = batch.filter(as_array(of == rank))
                sizes[rank] += mine.num_rows
                waiting[rank].append(mine)
            held += batch.num_rows
            if held > PERSONNES_PAR_TACHE:
                self._flush(writers, waiting, schema)
                held = 0
        self._flush(writers, waiting, schema)
        for writer in writers:
            writer.close()
        return sizes

    @staticmethod
    def _flush(writers, waiting, schema) -> None:
        for writer, batches in zip(writers, waiting, strict=True):
            if batches:
                writer.write_table(pyarrow.Table.from_batches(batches, schema))
                batches.clear()

    def tasks(self, persons: int = PERSONNES_PAR_TACHE) -> list[Task]:
        """One a bucket."""
        return [Task(size, bucket=rank) for rank, size in enumerate(self.sizes) if size or "foyer" in self.schemas]

    def blocks(self, task: Task, households: int) -> Iterator[Block]:
        """The bucket, sorted."""
        individus = pq.read_table(self._path("individu", task.bucket))
        foyers = pq.read_table(self._path("foyer", task.bucket)) if "foyer" in self.schemas else None
        if foyers is not None:
            _no_double(SOURCES["foyer"], FOYER, foyers)
        if individus.num_rows == 0 and (foyers is None or foyers.num_rows == 0):
            return
        tables = Tables(individus, foyers)
        for persons, groups, _ in tables.blocks(
            Task(tables.rows, (0, tables.rows), (0, 0 if foyers is None else foyers.num_rows)), households
        ):
            where = persons.column(_LIGNE).to_numpy(), 0 if groups is None else groups.column(_LIGNE).to_numpy()
            yield persons.drop_columns([_LIGNE]), None if groups is None else groups.drop_columns([_LIGNE]), where

    def part(self, tasks: list[Task]) -> list[tuple["Buckets", Task]]:
        """What another process needs for some tasks: the folder."""
        return [(self, task) for task in tasks]


def open_tables(
    individus: Any,
    foyers: Any,
    system: TaxBenefitSystem,
    keep: Iterable[str],
    folder: Path,
    check: Callable[[dict], Any] = lambda schemas: None,
    ordered: bool = True,
) -> Tables | Parquet | Buckets:
    """The tables of a population, whatever they come from.

    Args:
        individus, foyers: as ``simulate`` takes them.
        system: the law; it says the types of the columns of a CSV.
        keep: columns that are no variables.
        folder: of the run, for what is made of a CSV or of files in no order.
        check: refuses the columns, before any long work on them.
        ordered: whether the files may be in order; False when a reading has shown that they are not.

    Raises:
        TableError: with every mistake.
    """
    if not isinstance(individus, str | os.PathLike):
        if isinstance(foyers, str | os.PathLike):
            raise TableError(["foyers : une table est attendue, comme pour les individus"])
        return Tables(as_table(individus, "individus"), None if foyers is None else as_table(foyers, "foyers"))
    paths = [None if one is None else source_path(Path(one), system, keep, folder) for one in (individus, foyers)]
    source = Parquet(*paths)
    check(source.schemas)
    buckets = folder / f"paquets-{'-'.join(stamp(path) for path in paths if path is not None)}"
    if ordered and not buckets.exists():
        with contextlib.suppress(Unsorted):
            source.tasks()
            return source
    return Buckets(source, buckets)


def source_path(
    path: Path, system: TaxBenefitSystem, keep: Iterable[str], folder: Path, types: dict | None = None
) -> Path:
    """The Parquet file of a table: the file itself, or what a CSV becomes in a folder of the run."""
    if path.suffix != ".csv":
        return path
    folder.mkdir(parents=True, exist_ok=True)
    spool = folder / f"{path.stem}.{stamp(path)}.source"
    if not spool.exists():
        csv_to_parquet(path, _types(system, keep) | (types or {}), folder / "encours")
        os.replace(folder / "encours", spool)
    return spool


def _types(system: TaxBenefitSystem, keep: Iterable[str]) -> dict[str, pyarrow.DataType]:
    kinds = {
        float: pyarrow.float64(),
        int: pyarrow.int64(),
        bool: pyarrow.bool_(),
        date: pyarrow.date32(),
        Enum: pyarrow.string(),
        str: pyarrow.string(),
    }
    return {name: kinds[variable.value_type] for name, variable in system.variables.items() if name not in keep}


def csv_to_parquet(path: Path, types: dict[str, pyarrow.DataType], target: Path) -> None:
    """A CSV as Parquet, read by pieces; the types are those of the variables.

    Raises:
        TableError: naming the column and the row of a value that is not of its type.
    """
    names = _header(path)
    options = pyarrow.csv.ConvertOptions(
        column_types={name: types[name] for name in names if name in types}, strings_can_be_null=True,
        null_values=[""], true_values=[text for text, value in _BOOLEENS.items() if value],
        false_values=[text for text, value in _BOOLEENS.items() if not value],
    )  # fmt: skip
    writer, at = None, 0
    try:
        with pyarrow.csv.open_csv(path, convert_options=options) as reader:
            for batch in reader:
                if writer is None:
                    writer = pq.ParquetWriter(target, batch.schema, compression="lz4", use_dictionary=False)
                writer.write_batch(batch)
                at += batch.num_rows
        if writer is None:
            raise TableError([f"{path} : aucune ligne"])
    except pyarrow.ArrowInvalid as error:
        raise TableError([_csv_mistake(path, names, types, at, str(error))]) from None
    finally:
        if writer is not None:
            writer.close()


def _header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline().rstrip("\r\n")
    except FileNotFoundError:
        raise TableError([f"{path} : fichier absent"]) from None
    except UnicodeDecodeError:
        raise TableError([f"{path} : ce fichier n'est pas en UTF-8"]) from None
    if ";" in first and "," not in first:
        raise TableError([f"{path}, ligne d'en-tête : colonnes séparées par « ; », des virgules sont attendues"])
    names = [name.strip('"') for name in first.split(",")]
    if names == [""]:
        raise TableError([f"{path} : fichier vide"])
    if double := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise TableError([line(str(path), name, "colonne en double") for name in double])
    return names


def _csv_mistake(path: Path, names: list[str], types: dict[str, pyarrow.DataType], rows_read: int, message: str) -> str:
    """The sentence of a value that Arrow refuses: the row is looked for, Arrow does not always say it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.reader(file)):
            if number == 0 or number <= rows_read:
                continue
            if len(row) != len(names):
                return f"{path}, ligne {number} : {len(names)} valeurs attendues, {len(row)} reçues"
            for name, text in zip(names, row, strict=True):
                shape, wanted = _FORMES.get(types.get(name), (_TEXTE, ""))
                if text and not shape(text.strip(" ")):
                    return line(str(path), name, f"ligne {number} : « {text[:40]} », {wanted}", _right(text, wanted))
    return f"{path} : illisible ({message})"


def _right(text: str, wanted: str) -> str | None:
    """The right writing of a value, when it is sure."""
    if wanted.startswith("nombre"):
        found = as_number(text)
        return None if found is None or ("entier" in wanted and "." in found) else found
    return dates.iso(text, need_day=True) if wanted.startswith("date") else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


# What Arrow reads as a value of each type; Python would take more (« １２ », « 19900101 »).
_TEXTE = re.compile(r"(?s:.*)").fullmatch
_FORMES = {
    pyarrow.float64(): (
        re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?(nan|inf|infinity)", re.I).fullmatch,
        "nombre attendu",
    ),
    pyarrow.int64(): (re.compile(r"[-+]?[0-9]+").fullmatch, "nombre entier attendu"),
    pyarrow.date32(): (_is_day, "date attendue (2024-03-31)"),
    pyarrow.bool_(): (_BOOLEENS.__contains__, "true ou false attendu"),
}
