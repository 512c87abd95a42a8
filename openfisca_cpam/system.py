"""The tax and benefit system: entities, variables and parameters, loaded and checked."""

import json

import numpy
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import PACKAGE, entities
from openfisca_cpam.loading.parameters import charge_parametres
from openfisca_cpam.loading.variables import charge_variables

_DTYPES = {float: numpy.float64, int: numpy.int64}


def verifie_la_precision(system: TaxBenefitSystem) -> TaxBenefitSystem:
    """Refuse a variable written on core's plain ``Variable``: its float32 and int32 lose cents in silence.

    Args:
        system: a system or a reform of it.

    Returns:
        The system itself.

    Raises:
        TypeError: naming the first variable stored in float32 or int32.
    """
    for name, variable in system.variables.items():
        wanted = _DTYPES.get(variable.value_type)
        if wanted is not None and variable.dtype != wanted:
            raise TypeError(
                f"variable {name}: stored in {numpy.dtype(variable.dtype).name}; "
                f"write it on openfisca_cpam.base.Variable to keep {numpy.dtype(wanted).name}"
            )
    return system


class CountryTaxBenefitSystem(TaxBenefitSystem):
    """The law of the Assurance Maladie: entities, variables, parameters."""

    def __init__(self) -> None:
        super().__init__(entities.entities)
        self.variables = charge_variables(PACKAGE / "variables", f"{PACKAGE.name}.variables")
        self.parameters = charge_parametres(PACKAGE / "parameters")
        example = PACKAGE / "situations" / "transport_100_km_2024.json"
        self.open_api_config = {
            "variable_example": "transport_versement",
            "parameter_example": "franchises.transport.par_trajet",
            "simulation_example": json.loads(example.read_text("utf-8")),
        }

    def apply_reform(self, reform_path: str) -> TaxBenefitSystem:
        """Apply a reform named by its dotted path, and refuse one that would lose cents."""
        return verifie_la_precision(super().apply_reform(reform_path))
