"""A checked situation to an OpenFisca simulation, through arrays: no string reaches the engine's own parsers."""

from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.entities import Individu, entities
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.model import Situation
from openfisca_cpam.situation.populations import populations as quick_populations


def simule(situation: Situation, system: TaxBenefitSystem, trace: bool = True) -> Simulation:
    """Build the simulation.

    Args:
        situation: checked.
        system: the law.
        trace: keep the steps (needed by the explanation and by the warnings).

    Returns:
        A simulation whose inputs are set; nothing is computed yet.
    """
    populations = system.instantiate_entities() if trace else quick_populations(system)
    persons = populations[system.person_entity.key]
    persons.ids = list(situation.persons)
    persons.count = len(situation.persons)
    for key, group in situation.groups.items():
        population = populations[key]
        population.ids = list(group.ids)
        population.count = len(group.ids)
        population.members_entity_id = numpy.array(group.of)
        population.members_role = numpy.array(population.entity.flattened_roles)[numpy.array(group.roles)]
    simulation = Simulation(system, populations)
    simulation.trace = trace
    for (name, _), (period, values) in _columns(situation).items():
        variable = system.variables[name]
        population = populations[variable.entity.key]
        simulation.get_holder(name).set_input(period, _array(variable, population.count, values))
    return simulation


def _columns(situation: Situation) -> dict[tuple[str, str], tuple[Any, dict[int, Any]]]:
    """Values by variable and period: ``{(variable, period): (period, {rank: value})}``."""
    columns: dict[tuple[str, str], tuple[Any, dict[int, Any]]] = {}
    for given in situation.given:
        for cell in given.cells:
            columns.setdefault((given.variable, dates.written(cell)), (cell, {}))[1][given.index] = given.value
    return columns


def _array(variable, count: int, values: dict[int, Any]) -> numpy.ndarray:
    """The column of a variable: defaults, then what was given."""
    ranks = list(values)
    if variable.value_type == Enum:
        codes = numpy.full(count, variable.default_value.index, dtype=numpy.uint8)
        codes[ranks] = [variable.possible_values[name].index for name in values.values()]
        return EnumArray(codes, variable.possible_values)
    array = variable.default_array(count).copy()
    if variable.value_type is str:
        array = numpy.array(array, dtype=object)
    for rank, value in values.items():
        array[rank] = value
    return array


def forme_api(situation: Situation) -> dict[str, dict[str, dict[str, Any]]]:
    """The situation in the Web API's form, ready for ``/calculate``; results asked are null.

    Only with the periods of the variables' own length, so that the engine reads what we read.
    """
    form: dict[str, dict[str, dict[str, Any]]] = {Individu.plural: {name: {} for name in situation.persons}}
    for entity in entities:
        if entity.is_person or entity.key not in situation.groups:
            continue
        group = situation.groups[entity.key]
        households: dict[str, dict[str, Any]] = {name: {} for name in group.ids}
        for person, household, rank in zip(situation.persons, group.of, group.roles, strict=True):
            role = entity.flattened_roles[rank]
            households[group.ids[household]].setdefault(role.plural or role.key, []).append(person)
        form[entity.plural] = households
    plurals = {entity.key: entity.plural for entity in entities}
    for given in situation.given:
        owner = form[plurals[given.entity]][situation.ids(given.entity)[given.index]]
        for cell in given.cells:
            owner.setdefault(given.variable, {})[dates.written(cell)] = given.value
    for asked in situation.asked:
        for index in asked.indexes:
            owner = form[plurals[asked.entity]][situation.ids(asked.entity)[index]]
            owner.setdefault(asked.variable, {}).setdefault(dates.written(asked.period), None)
    return form
