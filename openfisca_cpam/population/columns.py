"""The columns of a table: which variable and period each one is, and its values as the engine stores them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as pc
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.helpers.dates import NON_RENSEIGNEE
from openfisca_cpam.population.mistakes import TableError, line, rows
from openfisca_cpam.situation import dates
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Problem, nearest

INDIVIDU, FOYER, ROLE = "individu_id", "foyer_id", "foyer_role"
CLES = {"individu": (INDIVIDU, FOYER, ROLE), "foyer": (FOYER,)}
# In a field's metadata: whole cents instead of euros.
CENTIMES = {b"unit": b"centime"}
# In a field's metadata: no variable, carried to the output.
GARDEE = {b"role": b"gardee"}
_ENTIER_MAXIMAL = 2**53


@dataclass(frozen=True)
class Column:
    """A column that gives a variable.

    Attributes:
        name: as written in the table, ``salaire`` or ``salaire@2026-03``.
        variable: OpenFisca's variable.
        periods: of the variable's own length.
        cents: whether the values are whole cents.
    """

    name: str
    variable: Any
    periods: tuple[Period, ...]
    cents: bool


@dataclass
class Plan:
    """What a run computes: checked once, shared by every block.

    Attributes:
        system: the law.
        period: of the run.
        outputs: variables asked, in order.
        columns: of each entity's table, by entity key.
        keep: columns carried to the output unchanged, by entity key.
        cents: whether amounts leave as whole cents.
        rules: what its blocks have learnt of the law.
    """

    system: TaxBenefitSystem
    period: Period
    outputs: list[Any]
    columns: dict[str, list[Column]]
    keep: dict[str, list[str]] = field(default_factory=dict)
    cents: bool = False
    rules: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def par_individu(self) -> bool:
        """Whether the output has a row a person (else a row a household)."""
        return any(variable.entity.is_person for variable in self.outputs)


def own_period(variable, period: Period) -> Period:
    """The period of the variable's own length that holds, or begins, another."""
    if variable.definition_period == "eternity":
        return Period.eternity()
    return {"day": period.first_day, "month": period.first_month, "year": period.this_year}[variable.definition_period]


def plan(
    system: TaxBenefitSystem,
    period: str,
    outputs: list[str],
    schemas: dict[str, tuple[str, pyarrow.Schema]],
    keep: list[str] = (),
    cents: bool = False,
) -> Plan:
    """Check what is asked and every column of the tables.

    Args:
        system: the law.
        period: a day, a month or a year; a variable of another length takes the period that holds or begins it.
        outputs: names of the variables asked.
        schemas: name of the source and schema of the table, by entity key.
        keep: columns that are no variables, carried to the output.
        cents: amounts are whole cents, in the tables and in the output.

    Raises:
        TableError: with every mistake.
    """
    lines: list[str] = []
    asked = _period(period, lines)
    wanted = []
    for name in dict.fromkeys(outputs):
        variable = system.variables.get(name)
        if variable is None:
            lines.append(line("résultats", None, f"variable inconnue « {name} »", nearest(name, system.variables)))
        else:
            wanted.append(variable)
    if not outputs:
        lines.append("résultats : au moins une variable est attendue")
    if asked is not None:
        for variable in wanted:
            try:
                dates.covered(variable, own_period(variable, asked))
            except Problem as problem:
                lines.append(line("résultats", None, problem.message, problem.suggestion))
    columns: dict[str, list[Column]] = {}
    kept: dict[str, list[str]] = {}
    for entity, (source, schema) in schemas.items():
        columns[entity], kept[entity] = [], []
        seen: dict[tuple[str, Period], str] = {}
        for name in dict.fromkeys(schema.names):
            if schema.names.count(name) > 1:
                lines.append(line(source, name, "colonne en double"))
            elif name in keep or (schema.field(name).metadata or {}).get(b"role") == b"gardee":
                kept[entity].append(name)
            elif name not in CLES[entity] and asked is not None:
                try:
                    column = column_of(system, entity, schema.field(name), asked, cents, keep)
                except Problem as problem:
                    lines.append(line(source, name, problem.message, problem.suggestion))
                    continue
                columns[entity].append(column)
                for one in column.periods:
                    other = seen.setdefault((column.variable.name, one), name)
                    if other != name:
                        lines.append(line(source, name, f"« {other} » donne déjà {column.variable.name} pour {one}"))
    for name in dict.fromkeys((*keep, *(one for names in kept.values() for one in names))):
        if name in outputs:
            lines.append(line("colonnes gardées", name, "un résultat demandé porte déjà ce nom"))
        elif len(kept) > 1 and all(name in names for names in kept.values()) and name != FOYER:
            lines.append(line("colonnes gardées", name, "les deux tables en ont une de ce nom"))
    for name in keep:
        if not any(name in names for names in kept.values()):
            everywhere = [one for _, schema in schemas.values() for one in schema.names]
            lines.append(line("colonnes gardées", None, f"colonne absente « {name} »", nearest(name, everywhere)))
    if lines:
        raise TableError(lines)
    return Plan(system, asked, wanted, columns, kept, cents)


def _period(text: str, lines: list[str]) -> Period | None:
    try:
        found = dates.period(text)
    except Problem as problem:
        lines.append(line("période", None, problem.message, problem.suggestion))
        return None
    if found.size != 1 or found.unit == "eternity":
        lines.append(f"période : un jour, un mois ou une année attendu, « {text} » reçu")
        return None
    return found


def column_of(
    system: TaxBenefitSystem, entity: str, of: pyarrow.Field, period: Period, cents: bool, keep: list[str] = ()
) -> Column:
    """The variable and the periods of a column.

    Raises:
        Problem: for an unknown variable, one of another entity, a wrong period or type.
    """
    name, at, written = of.name.partition("@")
    variable = system.variables.get(name)
    if variable is None:
        near = nearest(name, [*system.variables, *CLES[entity], *keep])
        raise Problem(
            "variable inconnue (une colonne sans calcul se garde avec « keep »)", near and near + at + written
        )
    if variable.entity.key != entity:
        raise Problem(f"{name} se donne dans la table des {variable.entity.plural}")
    periods = (own_period(variable, period),)
    if at:
        periods = tuple(dates.cells(variable, dates.period(written))[0])
    in_cents = (cents or (of.metadata or {}).get(b"unit") == b"centime") and _is_money(variable)
    _kind(variable, of.type, in_cents)
    return Column(of.name, variable, periods, in_cents)


def _is_money(variable) -> bool:
    return variable.unit == "currency" and variable.value_type is float


_VALEURS = {float: "nombre", int: "nombre entier", bool: "booléen", date: "date", Enum: "texte ou code", str: "texte"}


def _kind(variable, of: pyarrow.DataType, cents: bool) -> None:
    """Refuse a column whose type cannot hold the variable."""
    types = pyarrow.types
    text = types.is_string(of) or types.is_large_string(of) or types.is_string_view(of)
    dictionary = types.is_dictionary(of) and not types.is_nested(of.value_type)
    fits = {
        float: types.is_integer(of) or types.is_floating(of) or types.is_decimal(of),
        int: types.is_integer(of),
        bool: types.is_boolean(of),
        date: types.is_date(of) or types.is_timestamp(of),
        Enum: text or dictionary or types.is_integer(of),
        str: text or dictionary,
    }[variable.value_type]
    if cents and not types.is_integer(of):
        raise Problem(f"{variable.name} : centimes entiers attendus, type {of} reçu")
    if not fits:
        raise Problem(f"{variable.name} : {_VALEURS[variable.value_type]} attendu, type {of} reçu")


class Values:
    """The columns of one block as arrays; every mistake is noted with its rows."""

    def __init__(self, source: str, offset: Any) -> None:
        self.source, self.offset, self.lines = source, offset, []

    def note(self, column: str, message: str, wrong: numpy.ndarray, suggestion: str | None = None) -> None:
        """Note the rows where ``wrong`` is true."""
        where = rows(numpy.flatnonzero(wrong), self.offset)
        self.lines.append(line(self.source, column, f"{where} : {message}", suggestion))

    def array(self, column: Column, values: pyarrow.ChunkedArray) -> numpy.ndarray | None:
        """The values of a column, None after a mistake."""
        variable = column.variable
        if values.null_count:
            self.note(column.name, "valeur vide", pc.is_null(values).to_numpy(zero_copy_only=False))
            return None
        if variable.value_type is Enum:
            return self._enum(column, values)
        if variable.value_type is str:
            return numpy.array(values.to_pylist(), dtype=object)
        if variable.value_type is date:
            return self._dates(column, values)
        if pyarrow.types.is_decimal(values.type):
            values = values.cast(pyarrow.float64())
        array = _booleans(values) if variable.value_type is bool else as_numbers(values)
        if column.cents:
            array = array.astype(variable.dtype)
            array /= 100
        return self._bounded(column, array.astype(variable.dtype, copy=False))

    def _bounded(self, column: Column, array: numpy.ndarray) -> numpy.ndarray | None:
        variable = column.variable
        if variable.value_type is bool or not len(array):
            return array
        least, most = array.min(), array.max()  # the rows are looked for only when one of them is wrong
        if variable.value_type is float and not (numpy.isfinite(least) and numpy.isfinite(most)):
            self.note(column.name, "nombre fini attendu", ~numpy.isfinite(array))
            return None
        low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
        if variable.value_type is int:
            low = -_ENTIER_MAXIMAL if low is None else low
            high = _ENTIER_MAXIMAL if high is None else high
        if (low is not None and least < low) or (high is not None and most > high):
            wrong = numpy.zeros(len(array), dtype=bool)
            wrong |= False if low is None else array < low
            wrong |= False if high is None else array > high
            limits = f"au moins {low}" if high is None else f"au plus {high}" if low is None else f"de {low} à {high}"
            shown = array[numpy.flatnonzero(wrong)[0]]
            self.note(column.name, f"« {shown:.15g} » hors limites ({limits})".replace(".", ","), wrong)
            return None
        return array

    def _dates(self, column: Column, values: pyarrow.ChunkedArray) -> numpy.ndarray | None:
        if pyarrow.types.is_date32(values.type):  # days already; several times as fast as to_numpy
            days = as_numbers(values.cast(pyarrow.int32())).astype(numpy.int64).view("datetime64[D]")
        else:
            array = values.to_numpy()
            days = array.astype("datetime64[D]", copy=False)
            if days is not array and (days != array).any():
                self.note(column.name, "un jour est attendu, sans heure", days != array)
                return None
        return days if self.in_the_calendar(column.name, days) else None

    def in_the_calendar(self, name: str, days: numpy.ndarray) -> bool:
        """Whether the days are of years that a person may write; the others are noted."""
        first, last = numpy.datetime64(dates.PREMIER_JOUR), numpy.datetime64(dates.DERNIER_JOUR)
        if not len(days) or (days.min() >= first and days.max() <= last):
            return True
        wrong = (days < first) | (days > last)
        self.note(name, m.WRONG_YEAR(text=str(days[numpy.flatnonzero(wrong)[0]])), wrong)
        return False

    def _enum(self, column: Column, values: pyarrow.ChunkedArray) -> numpy.ndarray | None:
        members = column.variable.possible_values
        names = [member.name for member in members]
        if pyarrow.types.is_integer(values.type):
            codes = as_numbers(values)
            if codes.size and (codes.min() < 0 or codes.max() >= len(names)):
                wrong = (codes < 0) | (codes >= len(names))
                shown = codes[numpy.flatnonzero(wrong)[0]]
                self.note(column.name, f"code « {shown} » inconnu (de 0 à {len(names) - 1})", wrong)
                return None
            return EnumArray(codes.astype(numpy.uint8, copy=False), members)
        if not pyarrow.types.is_dictionary(values.type):
            values = pc.dictionary_encode(values)
        values = values.unify_dictionaries().combine_chunks()
        if isinstance(values, pyarrow.ChunkedArray):
            values = values.chunk(0) if values.num_chunks else values
        known = {name: rank for rank, name in enumerate(names)}
        found = values.dictionary.to_pylist()
        table = numpy.array([known.get(str(one), 255) for one in found] or [0], dtype=numpy.uint8)
        codes = numpy.take(table, as_numbers(values.indices))
        wrong = codes == 255
        if wrong.any():
            first = str(found[values.indices[int(numpy.flatnonzero(wrong)[0])].as_py()])
            self.note(column.name, f"valeur inconnue « {first[:60]} »", wrong, nearest(first, names))
            return None
        return EnumArray(codes, members)


# Arrow's names of the types that NumPy calls otherwise.
_TYPES = {"double": "float64", "float": "float32", "halffloat": "float16"}


def as_numbers(values: pyarrow.ChunkedArray | pyarrow.Array) -> numpy.ndarray:
    """A column of numbers as an array, without a copy where it is in one piece.

    ``to_numpy`` would first import pandas, to ask it whether it knows the column: half of the start of a process.
    """
    if values.null_count:
        return values.to_numpy()
    kind = numpy.dtype(_TYPES.get(str(values.type), str(values.type)))
    pieces = []
    for one in values.chunks if isinstance(values, pyarrow.ChunkedArray) else [values]:
        stored = numpy.frombuffer(one.buffers()[1] or b"", dtype=kind, count=one.offset + len(one) if len(one) else 0)
        pieces.append(stored[one.offset :])
    return pieces[0] if len(pieces) == 1 else numpy.concatenate([numpy.zeros(0, kind), *pieces])


def _booleans(values: pyarrow.ChunkedArray) -> numpy.ndarray:
    """Booleans without nulls, a byte each: the bits of a byte are spread at once (Arrow takes one at a time)."""
    chunks = []
    for chunk in values.chunks:
        bits = numpy.frombuffer(chunk.buffers()[1] or b"", dtype=numpy.uint8)
        chunks.append(numpy.unpackbits(bits, count=chunk.offset + len(chunk), bitorder="little")[chunk.offset :])
    return (chunks[0] if len(chunks) == 1 else numpy.concatenate([numpy.zeros(0, numpy.uint8), *chunks])).view(bool)


def output_field(variable, cents: bool) -> pyarrow.Field:
    """The field of a result."""
    money = cents and _is_money(variable)
    kinds = {
        float: pyarrow.int64() if money else pyarrow.float64(),
        int: pyarrow.int64(),
        bool: pyarrow.bool_(),
        date: pyarrow.date32(),
        Enum: pyarrow.dictionary(pyarrow.uint8(), pyarrow.string()),
        str: pyarrow.string(),
    }
    metadata = CENTIMES if money else {b"unit": variable.unit.encode()} if variable.unit else None
    return pyarrow.field(variable.name, kinds[variable.value_type], metadata=metadata)


def output_array(variable, values: numpy.ndarray, known: numpy.ndarray | None, cents: bool) -> pyarrow.Array:
    """The values of a result; null where it cannot be known, and for a date that there is not."""
    unknown = None if known is None or known.all() else ~known
    if variable.value_type is Enum:
        names = _texts(member.name for member in variable.possible_values)
        codes = as_array(numpy.asarray(values).astype(numpy.uint8), unknown)
        return pyarrow.DictionaryArray.from_arrays(codes, names)
    if variable.value_type is date:
        absent = values == NON_RENSEIGNEE
        days = values.astype("datetime64[D]").astype(numpy.int32)
        return as_array(days, absent if unknown is None else absent | unknown, pyarrow.date32())
    if cents and _is_money(variable):
        values = numpy.rint(values * 100).astype(numpy.int64)
    if variable.value_type is str:
        return pyarrow.array(values, mask=unknown)
    return as_array(values, unknown)


def as_array(
    values: numpy.ndarray, absent: numpy.ndarray | None = None, of: pyarrow.DataType | None = None
) -> pyarrow.Array:
    """An array of numbers or booleans as Arrow's, without a copy; ``pyarrow.array`` would import pandas to look at it.

    Args:
        values: numbers, booleans.
        absent: where it is null.
        of: the type, when it is not that of the numbers (days of a date as int32).
    """
    validity = None
    if absent is not None and absent.any():
        validity = pyarrow.py_buffer(numpy.packbits(~absent, bitorder="little"))
    kind = of or pyarrow.from_numpy_dtype(values.dtype)
    stored = numpy.packbits(values, bitorder="little") if values.dtype == bool else numpy.ascontiguousarray(values)
    return pyarrow.Array.from_buffers(kind, len(values), [validity, pyarrow.py_buffer(stored)])


def _texts(texts: Iterable[str]) -> pyarrow.StringArray:
    """Texts as Arrow's (as for numbers, ``pyarrow.array`` would import pandas)."""
    written = [text.encode() for text in texts]
    ends = numpy.cumsum([0, *map(len, written)], dtype=numpy.int32)
    return pyarrow.StringArray.from_buffers(len(written), pyarrow.py_buffer(ends), pyarrow.py_buffer(b"".join(written)))
