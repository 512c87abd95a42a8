"""One block of whole households: two tables in, one table of results out."""

from collections.abc import Iterable
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as pc
from openfisca_core.errors import ParameterNotFoundError

from openfisca_cpam.helpers.foyers import roles_des
from openfisca_cpam.helpers.memoire import garde_la_memoire
from openfisca_cpam.helpers.uniforme import une_fois
from openfisca_cpam.population.columns import (
    FOYER,
    INDIVIDU,
    ROLE,
    Plan,
    Values,
    as_array,
    as_numbers,
    output_array,
    output_field,
    own_period,
)
from openfisca_cpam.population.mistakes import TableError, line
from openfisca_cpam.population.simulation import BlockSimulation
from openfisca_cpam.situation.mistakes import nearest

# In the notes of a block, before the name of a column that its rules have read.
LUE = "="
SOURCES = {"individu": "individus", "foyer": "foyers"}


class Households:
    """The households of a block of contiguous members.

    Attributes:
        places: for each person the rank of the household.
        roles: for each person the rank of the role.
        starts: the row of the first member of each household.
    """

    def __init__(self, plan: Plan, individus: pyarrow.Table, values: Values) -> None:
        (kind,) = plan.system.group_entities
        self.kind = kind
        size = individus.num_rows
        if FOYER not in individus.column_names:
            self.places = self.starts = numpy.arange(size)
            self.roles = numpy.zeros(size, dtype=numpy.uint8)
            return
        change = starts_of(individus.column(FOYER))
        self.starts = numpy.flatnonzero(change)
        self.places = numpy.cumsum(change) - 1
        self.roles = self._roles(individus, size, values)

    def __len__(self) -> int:
        return len(self.starts)

    def _roles(self, individus: pyarrow.Table, size: int, values: Values) -> numpy.ndarray:
        names = [role.key for role in self.kind.flattened_roles]
        if ROLE not in individus.column_names:
            if len(self) < size:
                values.lines.append(line(values.source, None, f"la colonne « {ROLE} » manque ({', '.join(names)})"))
            return numpy.zeros(size, dtype=numpy.uint8)
        column = individus.column(ROLE)
        if pyarrow.types.is_integer(column.type):
            codes = as_numbers(column)
            wrong = (codes < 0) | (codes >= len(names))
            shown = codes[wrong][0] if wrong.any() else None
        else:
            codes = pc.index_in(column.cast(pyarrow.string()), pyarrow.array(names)).fill_null(255).to_numpy()
            wrong = codes == 255
            shown = column[int(numpy.flatnonzero(wrong)[0])].as_py() if wrong.any() else None
        if wrong.any():
            values.note(ROLE, f"rôle inconnu « {shown} » ({', '.join(names)})", wrong, nearest(str(shown), names))
            return numpy.zeros(size, dtype=numpy.uint8)
        codes = codes.astype(numpy.uint8)
        for rank, role in enumerate(self.kind.flattened_roles):
            if role.max is None:
                continue
            of_role = numpy.take(self.places, numpy.flatnonzero(codes == rank))
            # Households come in order: named once each, they have one such member at most.
            alone = role.max == 1 and bool((of_role[1:] > of_role[:-1]).all())
            if alone and (rank or len(of_role) == len(self)):
                continue
            number = numpy.bincount(of_role, minlength=len(self))
            if number.max() > role.max:
                wrong = number[self.places] > role.max
                values.note(ROLE, f"{role.max} {role.key} au plus par foyer", wrong & (codes == rank))
            if rank == 0 and number.min() == 0:
                values.note(FOYER, f"foyer sans {role.key}", (number == 0)[self.places])
        return codes


def starts_of(column: pyarrow.ChunkedArray) -> numpy.ndarray:
    """Where each row begins another household than the row before."""
    if len(column) == 0:
        return numpy.zeros(0, dtype=bool)
    change = numpy.ones(len(column), dtype=bool)
    if pyarrow.types.is_integer(column.type):
        array = as_numbers(column)
        change[1:] = array[1:] != array[:-1]
    else:
        whole = column.combine_chunks()
        change[1:] = pc.not_equal(whole[1:], whole[:-1]).to_numpy(zero_copy_only=False)
    return change


def compute(
    plan: Plan, individus: pyarrow.Table, foyers: pyarrow.Table | None, rows: tuple[Any, Any] = (0, 0)
) -> tuple[pyarrow.Table, set[str]]:
    """Compute a block.

    Args:
        plan: checked against the schemas of the tables.
        individus: members of a household are contiguous, households in the order of ``foyers``.
        foyers: one row a household, or None.
        rows: rank of the first row of each table, or of each row, for the mistakes.

    Returns:
        The results (a row a person when one of them is of persons, else a row a household), and the notes: the names of
        the inputs that the tables do not give and whose default was used, and after ``LUE`` those of the columns read.

    Raises:
        TableError: with every mistake of the block, rows named.
    """
    garde_la_memoire()
    person_values = Values(SOURCES["individu"], rows[0])
    household_values = Values(SOURCES["foyer"], rows[1])
    households = Households(plan, individus, person_values)
    if foyers is not None:
        _matched(households, individus, foyers, household_values)
    given: list[tuple[Any, tuple, numpy.ndarray]] = []
    for table, values, entity in ((individus, person_values, "individu"), (foyers, household_values, "foyer")):
        for column in plan.columns.get(entity, ()):
            array = values.array(column, table.column(column.name))
            if array is not None:
                given.append((column.variable, column.periods, une_fois(array)))
    lines = person_values.lines + household_values.lines
    if lines:
        raise TableError(lines)
    simulation = _simulation(plan, households)
    inputs = set()
    for variable, periods, array in given:
        population = simulation.populations[variable.entity.key]
        for period in periods:
            population.give(variable.name, period, array)
            inputs.add((variable.name, period))
    try:
        found = _results(plan, simulation, households, individus, foyers)
        return found, simulation.defaults(inputs) | read_columns(simulation, plan.columns)
    finally:
        simulation.forget()


def read_columns(simulation: BlockSimulation, columns: dict[str, Iterable[Any]]) -> set[str]:
    """The columns that the rules have read, as notes."""
    return {LUE + one.name for some in columns.values() for one in some if simulation.reads(one.variable, one.periods)}


def split_notes(notes: Iterable[str], columns: Iterable[str]) -> tuple[list[str], list[str]]:
    """The inputs whose default was used, and the columns that nothing has read.

    >>> split_notes({"aah", "=salaire_net"}, ["salaire_net", "chomage_net"])
    (['aah'], ['chomage_net'])
    """
    found = set(notes)
    return sorted(one for one in found if not one.startswith(LUE)), [one for one in columns if LUE + one not in found]


def _matched(households: Households, individus: pyarrow.Table, foyers: pyarrow.Table, values: Values) -> None:
    """The table of households must have exactly the households of the persons, in the same order."""
    theirs, ours = individus.column(FOYER), foyers.column(FOYER)
    if pyarrow.types.is_integer(theirs.type) and pyarrow.types.is_integer(ours.type):
        same = numpy.array_equal(as_numbers(theirs)[households.starts], as_numbers(ours))
    else:
        theirs = theirs.take(as_array(households.starts))
        same = len(theirs) == len(ours) and pc.all(pc.equal(theirs.cast(ours.type), ours)).as_py()
    if not same:
        raise TableError([line(values.source, FOYER, "les foyers ne sont pas ceux des personnes, dans leur ordre")])


def _simulation(plan: Plan, households: Households) -> BlockSimulation:
    simulation = BlockSimulation(plan.system, plan.rules)
    populations = simulation.populations
    persons = populations[plan.system.person_entity.key]
    persons.count = len(households.places)
    persons.ids = range(persons.count)
    group = populations[households.kind.key]
    group.count = len(households)
    group.ids = range(group.count)
    group.members_entity_id = households.places
    group._members_role = roles_des(households.kind, households.roles)
    return simulation


def _calculate(simulation: BlockSimulation, variable, plan: Plan) -> numpy.ndarray:
    try:
        return simulation.read(variable, own_period(variable, plan.period))
    except ParameterNotFoundError as error:
        raise TableError(
            [f"{variable.name} : la valeur « {error.args[0] if error.args else error} » n'est pas connue à cette date"]
        ) from error


def _results(
    plan: Plan,
    simulation: BlockSimulation,
    households: Households,
    individus: pyarrow.Table,
    foyers: pyarrow.Table | None,
) -> pyarrow.Table:
    arrays, fields = [], []

    def add(name: str, array, field: pyarrow.Field | None = None) -> None:
        arrays.append(array)
        fields.append(field or pyarrow.field(name, array.type))

    by_person = plan.par_individu
    places, with_households = households.places, FOYER in individus.column_names
    kept = (INDIVIDU, FOYER) if by_person or not with_households else (FOYER,)
    wanted = dict.fromkeys((*kept, *plan.keep.get("individu", ())))
    own = individus.select([name for name in wanted if name in individus.column_names])
    if with_households and not by_person:
        own = own.take(as_array(households.starts))
    for name in own.column_names:
        add(name, own.column(name))
    for name in plan.keep.get("foyer", ()):
        if name == FOYER:  # there already
            continue
        add(name, foyers.column(name).take(as_array(places)) if by_person else foyers.column(name))
    for variable in plan.outputs:
        values = _calculate(simulation, variable, plan)
        companion = getattr(variable, "connu", None)
        known = _calculate(simulation, plan.system.variables[companion], plan) if companion else None
        if by_person and not variable.entity.is_person:
            values, known = values[places], None if known is None else known[places]
        add(
            variable.name,
            output_array(variable, values, known, plan.cents),
            output_field(variable, plan.cents),
        )
    return pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields))
