"""A formula for the persons whom it concerns alone, written in the words of a formula for all."""

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_cpam.helpers.uniforme import est_nombreux, uniforme


class Seuls:
    """Some persons of a population: what is read of them has their number, what is found is given back to all.

    Attributes:
        rangs: their ranks.
        count: their number.
        simulation: the simulation.
    """

    def __init__(self, individu, condition: numpy.ndarray) -> None:
        """Keep the persons of a population who meet a condition."""
        self._individu = individu
        self.rangs = numpy.flatnonzero(condition)
        self.count = self.rangs.size
        self.simulation = individu.simulation

    def __call__(self, nom: str, periode) -> numpy.ndarray:
        """The values of a variable for them; where it concerns none of many persons, it is not computed."""
        if not self.count and est_nombreux(self._individu.count):
            return self._aucune(nom)
        return self._individu(nom, periode)[self.rangs]

    def _aucune(self, nom: str) -> numpy.ndarray:
        variable = self.simulation.tax_benefit_system.get_variable(nom, check_existence=True)
        if variable.value_type is Enum:
            return EnumArray(numpy.zeros(0, dtype=numpy.uint8), variable.possible_values)
        return numpy.zeros(0, dtype=variable.dtype)

    def get_holder(self, nom: str):
        """The holder of a variable, for all."""
        return self._individu.get_holder(nom)

    def rend(self, valeurs: numpy.ndarray, sinon: float | numpy.datetime64 = 0) -> numpy.ndarray:
        """Their values, and another one for everyone else.

        Args:
            valeurs: one each.
            sinon: the value of the others.
        """
        if not self.count:
            return uniforme(numpy.asarray(sinon).astype(numpy.asarray(valeurs).dtype), self._individu.count)
        tous = numpy.full(self._individu.count, sinon, dtype=numpy.asarray(valeurs).dtype)
        tous[self.rangs] = valeurs
        return tous
