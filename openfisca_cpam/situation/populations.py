"""Populations that answer at once what formulas have read before, and what nobody gave.

Half of the reads of a computation repeat another one, and a quarter are inputs left at their default; the engine checks
each of them anew, which is most of the time of one household. Not for a traced simulation, where each read is noted.
"""

from typing import Any

from openfisca_core.populations import GroupPopulation, Population
from openfisca_core.taxbenefitsystems import TaxBenefitSystem


class _Remembers:
    """What a population was asked, by variable and period; the first read is the engine's own, with its checks."""

    known: dict[tuple[str, Any], Any]

    def __call__(self, variable_name: str, period: Any, options: Any = None) -> Any:
        if options is not None or self.simulation.invalidated_caches:  # type: ignore[attr-defined]
            return super().__call__(variable_name, period, options)  # type: ignore[misc]
        key = (variable_name, period)
        array = self.known.get(key)
        if array is None:
            array = self.read(variable_name, period)
            if not self.simulation.invalidated_caches:  # type: ignore[attr-defined]
                self.known[key] = array
        return array

    def read(self, name: str, period: Any) -> Any:
        """What nobody has read yet."""
        array = self._default(name, period)
        return super().__call__(name, period) if array is None else array  # type: ignore[misc]

    def _default(self, name: str, period: Any) -> Any:
        """The default of an input of this entity that was given at no period; None for anything else."""
        if name in self._holders:  # type: ignore[attr-defined]
            return None
        variable = self.entity._tax_benefit_system.variables.get(name)  # type: ignore[attr-defined]
        if variable is None or variable.formulas or variable.entity.key != self.entity.key:  # type: ignore[attr-defined]
            return None
        unit = getattr(period, "unit", None)
        if variable.definition_period != "eternity" and (unit != variable.definition_period or period.size != 1):
            return None  # the engine says what is wrong
        default = getattr(variable, "default_of", variable.default_array)  # of a reform written on core's own variable
        return default(self.count)  # type: ignore[attr-defined]


class Persons(_Remembers, Population):
    """Persons."""

    def __init__(self, entity: Any) -> None:
        super().__init__(entity)
        self.known = {}


class Groups(_Remembers, GroupPopulation):
    """Households."""

    def __init__(self, entity: Any, members: Population) -> None:
        super().__init__(entity, members)
        self.known = {}


def populations(system: TaxBenefitSystem) -> dict[str, Any]:
    """Empty populations, as ``system.instantiate_entities`` makes them."""
    persons = Persons(system.person_entity)
    return {persons.entity.key: persons} | {kind.key: Groups(kind, persons) for kind in system.group_entities}
