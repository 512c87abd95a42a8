"""Reading a parameter that may have no value on a date.

Core drops a null value from the tree of the day; formulas that must say « inconnu » ask here.
"""

import math
from collections.abc import Callable

import numpy
from openfisca_core.errors import ParameterNotFoundError


def valeur(noeud, nom: str, sinon: float = math.nan):
    """The value of a child of a node of parameters, or ``sinon`` where it has none on that day.

    Args:
        noeud: a node of the parameters at an instant.
        nom: the child's name.
        sinon: what to return for a missing or null value.
    """
    return getattr(noeud, nom, sinon)


def valeur_connue(noeud, nom: str) -> bool:
    """True when a child of a node of parameters has a value on that day."""
    return getattr(noeud, nom, None) is not None


def a_la_date(dates: numpy.ndarray, lecture: Callable[[str], float]) -> numpy.ndarray:
    """A value of the law on each person's own date, read once for each distinct date.

    Before the first value of the parameter, that first value: the date is then outside what the rules cover. After its
    end, NaN.

    Args:
        dates: datetime64[D], one a person.
        lecture: gives the value on a date written YYYY-MM-DD, as in
            ``lambda jour: parameters(jour).transport.recours.delai_mois``.

    Returns:
        The values, one a person.

    Raises:
        ParameterNotFoundError: when the parameter has no value on any of the dates.
    """
    distinctes, rangs = numpy.unique(dates, return_inverse=True)
    valeurs, manque = [], None
    for jour in distinctes:
        try:
            valeurs.append(lecture(str(jour)))
        except ParameterNotFoundError as erreur:
            manque = erreur
            valeurs.append(math.nan if valeurs and valeurs[-1] is not None else None)
    premiere = next((connue for connue in valeurs if connue is not None), None)
    if premiere is None and manque is not None:
        raise manque
    valeurs = [premiere if connue is None else connue for connue in valeurs]
    return numpy.take(numpy.array(valeurs), rangs.reshape(numpy.shape(dates)))
