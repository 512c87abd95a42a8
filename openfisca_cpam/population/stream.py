"""The adapter of a stream: record batches in, record batches out, with pyarrow alone (Spark's ``mapInArrow``)."""

from collections.abc import Callable, Iterable, Iterator

import pyarrow
import pyarrow.compute as pc
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.population.block import starts_of
from openfisca_cpam.population.columns import FOYER, INDIVIDU, as_array, output_field, plan
from openfisca_cpam.population.mistakes import TableError, line
from openfisca_cpam.population.run import FOYERS_PAR_BLOC, law
from openfisca_cpam.population.source import cut


def batches(
    *,
    period: str,
    outputs: list[str],
    keep: list[str] = (),
    cents: bool = False,
    system: Callable[[], TaxBenefitSystem] = law,
    block: int = FOYERS_PAR_BLOC,
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """A function from a stream of persons to the stream of their results.

    Args:
        period, outputs, keep, cents, system, block: as ``simulate`` takes them.

    Returns:
        ``f(batches) -> batches``. The batches hold one row a person; columns of households (their variables) stand on
        the rows of the persons, the same for each member. The members of a household must follow each other within
        the stream, even from one batch to the next: with Spark,
        ``frame.repartition("foyer_id").sortWithinPartitions("foyer_id").mapInArrow(f, schema)``.

    Raises:
        TableError: when the stream is read.
    """

    def adapted(stream: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        from openfisca_cpam.population.block import compute

        loaded, checked, names, before = system(), None, ([], []), set()
        for table, _, rows in cut(stream, None, block):
            if checked is None:
                names = _by_entity(loaded, table.schema)
                schemas = {"individu": ("individus", _part(table.schema, names[0]))}
                if FOYER in table.column_names:
                    schemas["foyer"] = ("foyers", _part(table.schema, [FOYER, *names[1]]))
                checked = plan(loaded, period, list(outputs), schemas, list(keep), cents)
            foyers = None
            if FOYER in table.column_names:
                starts = starts_of(table.column(FOYER))
                first = table.filter(as_array(starts))
                _once(first.column(FOYER), before)
                foyers = first.select([FOYER, *names[1]])
                _same_for_all(table, foyers, starts, names[1])
            results, _ = compute(checked, table.select(names[0]), foyers, rows)
            yield from plain(results).combine_chunks().to_batches()

    return adapted


def ddl(system: TaxBenefitSystem, outputs: list[str], columns: pyarrow.Schema, keep: list[str] = ()) -> str:
    """The schema of the results as Spark writes it, for ``mapInArrow``.

    Args:
        system: the law.
        outputs, keep: as ``batches`` takes them.
        columns: of the stream.

    Returns:
        ``individu_id bigint, foyer_id bigint, c2s_droit string``…
    """
    fields = [columns.field(name) for name in (INDIVIDU, FOYER, *keep) if name in columns.names]
    if not any(system.variables[name].entity.is_person for name in outputs):
        fields = [field for field in fields if field.name != INDIVIDU]
    fields += [output_field(system.variables[name], cents=False) for name in outputs]
    return ", ".join(f"{field.name} {_spark_type(field.type)}" for field in fields)


def _spark_type(of: pyarrow.DataType) -> str:
    types = pyarrow.types
    for check, name in (
        (types.is_boolean, "boolean"),
        (types.is_integer, "bigint"),
        (types.is_floating, "double"),
        (types.is_date, "date"),
    ):
        if check(of):
            return name
    return "string"


def plain(table: pyarrow.Table) -> pyarrow.Table:
    """Dictionaries as text: Spark reads no dictionary."""
    fields = [
        field.with_type(field.type.value_type) if pyarrow.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pyarrow.schema(fields))


def _by_entity(system: TaxBenefitSystem, schema: pyarrow.Schema) -> tuple[list[str], list[str]]:
    households = [
        name
        for name in schema.names
        if (variable := system.variables.get(name.partition("@")[0])) is not None and not variable.entity.is_person
    ]
    return [name for name in schema.names if name not in households], households


def _part(schema: pyarrow.Schema, names: list[str]) -> pyarrow.Schema:
    return pyarrow.schema([schema.field(name) for name in names])


def _once(ids: pyarrow.ChunkedArray, before: set) -> None:
    """A household met again after another is a household cut in two."""
    found = ids.to_pylist()
    again = next((one for one in found if one in before), None)
    if again is None and len(set(found)) < len(found):
        again = next(one for one in found if found.count(one) > 1)
    if again is not None:
        raise TableError([line("individus", FOYER, f"les membres du foyer « {again} » ne se suivent pas")])
    before.update(found)


def _same_for_all(table: pyarrow.Table, foyers: pyarrow.Table, starts, names: list[str]) -> None:
    import numpy

    places = as_array(numpy.cumsum(starts) - 1)
    for name in names:
        same = pc.equal(table.column(name), foyers.column(name).take(places))
        if not pc.all(same, min_count=0).as_py():
            raise TableError([line("individus", name, "les membres d'un même foyer n'ont pas la même valeur")])
