"""Reading a parameter that may have no value on a date.

Core drops a null value from the tree of the day; formulas that must say « inconnu » ask here.
"""

import contextlib
import math
from collections.abc import Callable

import numpy
from openfisca_core.errors import ParameterNotFoundError

from openfisca_cpam.helpers.choix import lit
from openfisca_cpam.helpers.dates import jours_des
from openfisca_cpam.helpers.uniforme import distincts

# How far to look for the first value of a parameter.
_ANNEES_DE_LOI = 200


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
        ParameterNotFoundError: when the parameter has no value on any date.
    """
    numeros, rangs = distincts(jours_des(dates))
    distinctes = numeros.view("datetime64[D]")
    valeurs: list[float] = []
    commence = False
    for jour in distinctes:
        try:
            valeurs.append(lecture(str(jour)))
            commence = True
        except ParameterNotFoundError:
            if not commence:
                valeurs.append(valeurs[-1] if valeurs else _premiere_valeur(jour, lecture))
            else:
                valeurs.append(math.nan)
    return lit(numpy.array(valeurs), rangs.reshape(numpy.shape(dates)))


def _premiere_valeur(jour: numpy.datetime64, lecture: Callable[[str], float]) -> float:
    annee = jour.astype("datetime64[Y]")
    for suivante in range(1, _ANNEES_DE_LOI):
        with contextlib.suppress(ParameterNotFoundError):
            return lecture(f"{annee + suivante}-01-01")
    return lecture(str(jour))
