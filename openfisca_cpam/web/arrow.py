"""Columns as an Arrow IPC stream: a person a row, a variable a column; pyarrow is imported when it is used.

What is not personal stands in the address: ``?period=2026-04-14&output=transport_versement``. A variable of the
household is a column too, the same value for all its members; ``foyer`` and ``role`` say who lives with whom.
"""

import io
import json
import struct
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import dates
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Mistake, SituationError
from openfisca_cpam.web.columns import SOURCE, Computed
from openfisca_cpam.web.errors import TooLarge
from openfisca_cpam.web.limits import Limits

MIMETYPE = "application/vnd.apache.arrow.stream"
_PERSONS = ("foyer", "role")


def available() -> bool:
    """Whether pyarrow can be imported."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return False
    return True


def content(
    body: bytes, period: str | None, output: list[str], system: TaxBenefitSystem, limits: Limits
) -> dict[str, Any]:
    """The request in columns that a stream holds, as JSON would write it; the guard of columns then checks it.

    Args:
        body: the stream, without compression.
        period, output: of the address.
        system: the law.
        limits: of a request.

    Raises:
        SituationError, TooLarge: for a stream that cannot be read, or is too long.
    """
    table = _table(body, limits)
    found: dict[str, Any] = {"period": period, "individus": {}, "foyers": {}, "output": output}
    (kind,) = system.group_entities
    households: dict[str, list[Any]] = {}
    for name in table.column_names:
        column = _list(name, table.column(name))
        variable = system.variables.get(name)
        if name in _PERSONS:
            found[name] = column
        elif variable is not None and variable.entity.key == kind.key:
            households[name] = column
        else:
            found["individus"][name] = column
    of = found.get("foyer") or range(table.num_rows)
    for name, column in households.items():
        firsts: dict[Any, Any] = {}
        for rank, (household, value) in enumerate(zip(of, column, strict=True)):
            if firsts.setdefault(household, value) != value:
                raise _wrong(m.ONE_PER_HOUSEHOLD(name=name), ("foyers", name, rank))
        found["foyers"][name] = list(firsts.values())
    return found


def _wrong(message: str, path: tuple = ()) -> SituationError:
    return SituationError(SOURCE, [Mistake(1, message, path=path)])


def _table(body: bytes, limits: Limits):
    import pyarrow
    from pyarrow import ipc

    rows = 0
    batches = []
    try:
        _refuse_compression(body)
        with ipc.open_stream(pyarrow.py_buffer(body)) as stream:
            if len(set(stream.schema.names)) < len(stream.schema.names):
                names = stream.schema.names
                raise _wrong(m.KEY_TWICE(name=next(name for name in names if names.count(name) > 1)[:40]))
            for field in stream.schema:
                if not _allowed(field.type):
                    raise _wrong(m.ARROW_TYPE(name=field.name[:40], kind=str(field.type)[:40]), (field.name[:200],))
            for batch in stream:
                rows += batch.num_rows
                if rows > limits.rows:
                    raise TooLarge(m.MOST_ROWS(count=rows, most=limits.rows))
                batch.validate(full=True)
                batches.append(batch)
            return pyarrow.Table.from_batches(batches, stream.schema)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError, struct.error, MemoryError):
        raise _wrong(m.NOT_ARROW()) from None


def _allowed(kind) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
        return types.is_string(kind) or types.is_large_string(kind)
    checks = (types.is_integer, types.is_floating, types.is_boolean, types.is_string, types.is_large_string)
    return any(check(kind) for check in checks) or types.is_date32(kind)


def _list(name: str, column) -> list[Any]:
    if column.null_count:
        rank = next(rank for rank, one in enumerate(column) if not one.is_valid)
        raise _wrong(m.ARROW_NULL(name=name[:40]), (name[:200], rank))
    if str(column.type).startswith("date32"):
        _refuse_far_days(name, column)
    values: list[Any] = []
    for chunk in column.chunks:
        if hasattr(chunk, "dictionary"):  # a text is read once, however many rows bear it
            texts = chunk.dictionary.to_pylist()
            values += [texts[code] for code in chunk.indices.to_pylist()]
        else:
            values += chunk.to_pylist()
    return [one.isoformat() for one in values] if values and isinstance(values[0], date) else values


def _refuse_far_days(name: str, column) -> None:
    """Python has no date before the year 1 or after the year 9999, the guard none beyond its own years."""
    days = column.cast("int32").to_numpy().astype("datetime64[D]")
    wrong = numpy.flatnonzero(
        (days < numpy.datetime64(dates.PREMIER_JOUR)) | (days > numpy.datetime64(dates.DERNIER_JOUR))
    )
    if len(wrong):
        problem = m.WRONG_YEAR(text=str(days[wrong[0]]))
        raise _wrong(m.OF_VARIABLE(name=name[:40], problem=problem), (name[:200], int(wrong[0])))


def _refuse_compression(body: bytes) -> None:
    """Walk the messages of the stream: a compressed buffer would unfold to any size.

    Each message is: continuation (4 bytes), length of the metadata (4 bytes), a flatbuffer ``Message``, its body. The
    field 3 of a ``RecordBatch`` says the compression.
    """
    from pyarrow import ipc

    messages = ipc.MessageReader.open_stream(body)
    while True:
        try:
            message = messages.read_next_message()
        except StopIteration:
            return
        if message.type not in ("record batch", "dictionary"):
            continue
        data = bytes(message.metadata)
        batch = _field(data, struct.unpack_from("<I", data)[0], 2)
        if batch is not None and message.type == "dictionary":
            batch = _field(data, batch, 1)
        if batch is None or _field(data, batch, 3) is not None:
            raise _wrong(m.ARROW_COMPRESSED())


def _field(data: bytes, table: int, number: int) -> int | None:
    """Where the table of a field of a flatbuffer's table stands; None when the field is absent."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    (size,) = struct.unpack_from("<H", data, vtable)
    if 4 + 2 * number + 2 > size:
        return None
    (offset,) = struct.unpack_from("<H", data, vtable + 4 + 2 * number)
    if offset == 0:
        return None
    place = table + offset
    return place + struct.unpack_from("<I", data, place)[0]


def stream(computed: Computed) -> bytes:
    """The results as a stream: a person a row; what the computation rests on stands in the schema's metadata."""
    import pyarrow
    from pyarrow import ipc

    columns = {}
    for variable, values in computed.results:
        array = values if variable.entity.is_person else values[computed.households]
        if variable.value_type is Enum:
            names = pyarrow.array([member.name for member in variable.possible_values])
            codes = pyarrow.array(numpy.asarray(array).astype(numpy.int16))
            columns[variable.name] = pyarrow.DictionaryArray.from_arrays(codes, names)
        elif variable.value_type is date:
            columns[variable.name] = pyarrow.array(array.astype("datetime64[D]"))
        else:
            columns[variable.name] = pyarrow.array(array)
    metadata = {"period": computed.period}
    if computed.details is not None:
        metadata["details"] = json.dumps(asdict(computed.details), ensure_ascii=False, default=str)
    table = pyarrow.table(columns).replace_schema_metadata(metadata)
    sink = io.BytesIO()
    with ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()
