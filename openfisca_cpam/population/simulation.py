"""Core's simulation for many persons: a rule is looked up once a run, a result equal for all is held once."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.helpers.uniforme import une_fois
from openfisca_cpam.situation.populations import Groups, Persons


class Rule(NamedTuple):
    """What computes a variable for a period, found by the engine with all its checks and kept for the blocks to come.

    Attributes:
        variable: OpenFisca's variable.
        formula: that of the period; None for the default.
        reads_parameters: whether the formula takes the parameters.
    """

    variable: Any
    formula: Callable | None
    reads_parameters: bool


# By entity, then by variable and period.
Rules = dict[str, dict[tuple[str, Any], Rule]]


class _ByRules:
    """A population that computes what a block before has computed without looking for its rule again."""

    rules: dict[tuple[str, Any], Rule]
    given: dict[tuple[str, Any], numpy.ndarray]
    used: set[tuple[str, Any]]

    def read(self, name: str, period: Any) -> Any:
        for key in ((name, period), (name, None)):
            if key in self.given:
                self.used.add(key)
                return self.given[key]
        simulation = self.simulation  # type: ignore[attr-defined]
        rule = self.rules.get((name, period))
        # What was given stays the engine's; so does what is being computed, of which it sees the circle.
        if rule is None or self.was_given(name) or simulation.computes(name):
            array = super().read(name, period)  # type: ignore[misc]
            self.learn(name, period)
            return array
        if rule.formula is None:
            return rule.variable.default_of(self.count)  # type: ignore[attr-defined]
        return simulation.apply(rule, self, name, period)

    def learn(self, name: str, period: Any) -> None:
        """Keep the rule of a variable that the engine has just computed."""
        variable = self.simulation.tax_benefit_system.variables.get(name)  # type: ignore[attr-defined]
        if variable is None or variable.is_neutralized:
            return
        formula = variable.get_formula(period) if variable.formulas else None
        if formula is None and not hasattr(variable, "default_of"):  # of a reform written on core's own variable
            return
        self.rules[name, period] = Rule(variable, formula, formula is not None and formula.__code__.co_argcount > 2)

    def was_given(self, name: str) -> bool:
        """Whether a variable has a value that no rule has computed, for whatever period."""
        holder = self._holders.get(name)  # type: ignore[attr-defined]
        return holder is not None and bool(holder._memory_storage._arrays)

    def give(self, name: str, period: Any, values: numpy.ndarray) -> None:
        """Set an input, which is then read without a check."""
        holder = self.get_holder(name)  # type: ignore[attr-defined]
        holder.set_input(period, values)
        stored = holder.get_array(period)
        if stored is not None:  # a longer period was shared out among those of the variable
            # What is true for ever is read at any period.
            self.given[name, None if period.unit == DateUnit.ETERNITY else period] = stored
            self.known.pop((name, period), None)  # type: ignore[attr-defined]


class _BlockPersons(_ByRules, Persons):
    pass


class _BlockGroups(_ByRules, Groups):
    pass


class BlockSimulation(Simulation):
    """A simulation of persons and households that are still to be counted; no trace is kept.

    Args:
        system: the law.
        rules: what the simulations of the same system before this one have learnt; this one adds to it.
    """

    def __init__(self, system: TaxBenefitSystem, rules: Rules) -> None:
        persons = _BlockPersons(system.person_entity)
        groups = {kind.key: _BlockGroups(kind, persons) for kind in system.group_entities}
        super().__init__(system, {persons.entity.key: persons} | groups)
        for key, population in self.populations.items():
            population.rules = rules.setdefault(key, {})
            population.given, population.used = {}, set()

    def read(self, variable: Any, period: Any) -> numpy.ndarray:
        """A result, one a person or one a household."""
        return self.populations[variable.entity.key](variable.name, period)

    def computes(self, name: str) -> bool:
        """Whether a variable is being computed, for whatever period."""
        for frame in self.tracer.stack:  # noqa: SIM110 - read before each formula: any() takes three times longer
            if frame["name"] == name:
                return True
        return False

    def apply(self, rule: Rule, population: Any, name: str, period: Any) -> numpy.ndarray:
        """The result of a rule, as the engine would have stored it."""
        stack = self.tracer.stack
        stack.append({"name": name, "period": period})
        try:
            if rule.reads_parameters:
                array = rule.formula(population, period, self.tax_benefit_system.get_parameters_at_instant)
            else:
                array = rule.formula(population, period)
            array = self._cast_formula_result(array, rule.variable)
        finally:
            stack.pop()
            if self.invalidated_caches:
                self.purge_cache_of_invalid_values()
        if len(array) != population.count:
            population.get_holder(name).put_in_cache(array, period)  # the engine says what is wrong
        return array

    def _cast_formula_result(self, value, variable) -> numpy.ndarray:
        return une_fois(super()._cast_formula_result(value, variable))

    def defaults(self, given: set[tuple[str, Any]]) -> set[str]:
        """Inputs read by the computation that nobody gave.

        Args:
            given: name and period of the inputs that were set.
        """
        variables, found = self.tax_benefit_system.variables, set()
        for population in self.populations.values():
            holders = population._holders
            for name, holder in holders.items():
                if not holder.variable.formulas:
                    found.update(name for period in holder.get_known_periods() if (name, period) not in given)
            found.update(name for name, _ in population.known if name not in holders and not variables[name].formulas)
        return found

    def reads(self, variable: Any, periods: Iterable[Any]) -> bool:
        """Whether the computation has read what was given for a variable, at one of its periods."""
        used = self.populations[variable.entity.key].used
        return any((variable.name, period) in used for period in (*periods, None))

    def forget(self) -> None:
        """Let everything go: what hold each other keep their arrays until the next collection, and memory grows."""
        for population in self.populations.values():
            vars(population).clear()
        vars(self).clear()
