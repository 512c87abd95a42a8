"""Core's simulation for many persons: what was read is read again at once, a result equal for all is held once."""

from typing import Any

import numpy
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.helpers.uniforme import une_fois
from openfisca_cpam.situation.populations import populations


class BlockSimulation(Simulation):
    """A simulation of persons and households that are still to be counted; no trace is kept."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        super().__init__(system, populations(system))

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

    def forget(self) -> None:
        """Let the arrays go: a simulation and its holders hold each other until the next collection."""
        for population in self.populations.values():
            population._holders.clear()
            population.known.clear()
