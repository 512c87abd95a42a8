"""The results of a run on the disk: one part a task, whole or absent, gathered in order into the file asked."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

import pyarrow
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet as pq
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import PACKAGE
from openfisca_cpam.loading.cache import Cache, sources
from openfisca_cpam.population.mistakes import TableError

_MANIFESTE = "calcul.json"


def check_target(output: str | os.PathLike | None, *tables: Any) -> Path | None:
    """Where the results go.

    Args:
        output: what is asked.
        tables: what is read; the result must not take its place.

    Raises:
        TableError: for a file of another kind, that of a table, or a place where nothing can be written.
    """
    if output is None:
        return None
    target = Path(output)
    if not target.name:
        raise TableError(["résultats : le nom d'un fichier .parquet ou .csv, ou d'un dossier, est attendu"])
    if target.suffix not in (".parquet", ".csv", ""):
        raise TableError([f"{target} : le résultat est un fichier .parquet ou .csv, ou un dossier"])
    refuse_same(target, tables)
    if target.exists() and target.is_dir() != (target.suffix == ""):
        kind = "un dossier" if target.is_dir() else "un fichier"
        raise TableError([f"{target} : {kind} porte déjà ce nom"])
    return target


def refuse_same(target: Path, tables: Iterable[Any]) -> None:
    """Refuse to write a result over a table that is read.

    Raises:
        TableError: naming it.
    """
    for one in tables:
        if isinstance(one, str | os.PathLike) and target.exists() and Path(one).exists() and target.samefile(one):
            raise TableError([f"{target} : le résultat prendrait la place d'une table lue ; donnez-lui un autre nom"])


@dataclass(frozen=True)
class Parts:
    """The folder of the parts, beside the result.

    Attributes:
        target: a ``.parquet`` or ``.csv`` file, or a folder, which takes the parts themselves.
        series: begins their names: those of files in no order must not be taken for those that come before it is known.
    """

    target: Path
    series: str = ""

    @property
    def folder(self) -> Path:
        """Where the parts wait; a killed run leaves it."""
        return self.target.with_name(self.target.name + ".morceaux")

    @property
    def _are_the_result(self) -> bool:
        return self.target.suffix == ""

    def path(self, rank: int) -> Path:
        """The part of a task: Parquet when it is the result, else what is quickest to read again."""
        return self.folder / f"{self.series}{rank:06}{'.parquet' if self._are_the_result else '.arrow'}"

    def forget(self) -> None:
        """Forget what a killed run left."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def found(self, rank: int) -> list[str] | None:
        """The defaults used for a part that is there, else None."""
        if not self.path(rank).exists():
            return None
        return json.loads(self.path(rank).with_suffix(".json").read_text(encoding="utf-8"))

    def write(self, rank: int, tables: Iterable[pyarrow.Table], defaults: set[str]) -> None:
        """Write a part aside, then rename it, so that it is whole or absent.

        Args:
            rank: of the task.
            tables: its results, taken one at a time; none leaves an empty file.
            defaults: filled while the tables come.
        """
        path = self.path(rank)
        pending = path.with_suffix(f".{os.getpid()}.encours")
        with contextlib.ExitStack() as stack:
            writer = None
            for table in tables:
                if writer is None:
                    open_writer = _parquet_writer if self._are_the_result else _arrow_writer
                    writer = stack.enter_context(open_writer(pending, table.schema))
                writer.write_table(table)
        if writer is None:
            pending.touch()
        path.with_suffix(".json").write_text(json.dumps(sorted(defaults)), encoding="utf-8")
        os.replace(pending, path)

    def check_manifest(self, content: dict, tables: tuple, system: TaxBenefitSystem) -> None:
        """Refuse to mix the parts of two runs; parts of tables in memory cannot be resumed.

        Raises:
            TableError: when the folder holds the parts of another run.
        """
        files = [stamp(Path(one)) if isinstance(one, str | os.PathLike) else None for one in tables]
        content = json.loads(json.dumps({**content, "tables": files, "loi": digest(system), "colonnes lues": True}))
        path = self.folder / _MANIFESTE
        if path.exists() and files[0] is not None:
            if json.loads(path.read_text(encoding="utf-8")) != content:
                raise TableError(
                    [
                        f"{self.folder} : morceaux d'un autre calcul (autres tables, résultats ou loi) ; "
                        f"« --fresh » les efface"
                    ]
                )
            return
        if path.exists():
            self.forget()
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")


class Gathering:
    """Puts the parts together in their order, while others are computed; the result is whole or absent.

    Args:
        parts: where they are.
        number: how many are expected.
    """

    def __init__(self, parts: Parts, number: int) -> None:
        self._parts, self._number = parts, number
        self._pending = parts.target.with_name(parts.target.name + ".encours")
        self._ready: set[int] = set()
        self._next = 0
        self._writer = None

    def __enter__(self) -> "Gathering":
        return self

    def add(self, rank: int) -> None:
        """A part is written."""
        self._ready.add(rank)
        while self._next in self._ready:
            if not self._parts._are_the_result:
                self._append(self._parts.path(self._next))
            self._next += 1

    def _append(self, path: Path) -> None:
        if not path.stat().st_size:
            return
        with pyarrow.OSFile(os.fspath(path)) as file, pyarrow.ipc.open_file(file) as reader:
            if self._writer is None:
                csv = self._parts.target.suffix == ".csv"
                self._writer = (_CsvWriter if csv else _parquet_writer)(self._pending, reader.schema)
            batches = [reader.get_batch(rank) for rank in range(reader.num_record_batches)]
            self._writer.write_table(pyarrow.Table.from_batches(batches, reader.schema))

    def __exit__(self, kind, *_) -> None:
        if self._writer is not None:
            self._writer.close()
        if kind is not None:
            self._pending.unlink(missing_ok=True)
            return
        if self._parts._are_the_result:
            self._parts.target.mkdir(parents=True, exist_ok=True)
            paths = [path for rank in range(self._number) if (path := self._parts.path(rank)).stat().st_size]
            for rank, path in enumerate(paths):
                os.replace(path, self._parts.target / f"part-{rank:06}.parquet")
            for path in self._parts.target.glob("part-*.parquet"):  # of a run before, that had more of them
                if int(path.stem.removeprefix("part-") or 0) >= len(paths):
                    path.unlink()
        else:
            os.replace(self._pending, self._parts.target)
        self._parts.forget()


class _CsvWriter:
    """A CSV; the texts of a dictionary are written as texts."""

    def __init__(self, path: Path, schema: pyarrow.Schema) -> None:
        types = pyarrow.types
        self._schema = pyarrow.schema(
            [one.with_type(one.type.value_type) if types.is_dictionary(one.type) else one for one in schema]
        )
        self._writer = pyarrow.csv.CSVWriter(path, self._schema)

    def write_table(self, table: pyarrow.Table) -> None:
        self._writer.write_table(table.cast(self._schema))

    def close(self) -> None:
        self._writer.close()


def _parquet_writer(path: Path, schema: pyarrow.Schema) -> pq.ParquetWriter:
    # A dictionary is worth its time for texts alone.
    types = pyarrow.types
    texts = [one.name for one in schema if types.is_dictionary(one.type) or types.is_string(one.type)]
    return pq.ParquetWriter(path, schema, use_dictionary=texts)


def _arrow_writer(path: Path, schema: pyarrow.Schema) -> pyarrow.ipc.RecordBatchFileWriter:
    return pyarrow.ipc.new_file(os.fspath(path), schema)


def stamp(path: Path) -> str:
    """Changes when a file changes.

    Raises:
        TableError: when it is absent.
    """
    try:
        found = path.stat()
    except OSError:
        raise TableError([f"{path} : fichier absent"]) from None
    return hashlib.sha256(f"{path.resolve()} {found.st_size} {found.st_mtime_ns}".encode()).hexdigest()[:12]


def digest(system: TaxBenefitSystem) -> str:
    """Changes when a value or a formula of the law changes, in the files or by a reform."""
    ours = f"{PACKAGE.name}.variables."
    found = hashlib.sha256(Cache("variables", 0, sources(PACKAGE / "variables", ".py")).key.encode())
    for parameter in sorted(system.parameters.get_descendants(), key=lambda one: one.name):
        for value in getattr(parameter, "values_list", ()):
            found.update(f"{parameter.name} {value.instant_str} {value.value}\n".encode())
    for name in sorted(system.variables.made()):
        variable = system.variables[name]
        if type(variable).__module__.startswith(ours) and not variable.is_neutralized:
            continue  # said by the files
        found.update(f"{name} {variable.is_neutralized}".encode())
        for day, formula in variable.formulas.items():
            found.update(f"{day} {_written(formula.__code__)}".encode())
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
