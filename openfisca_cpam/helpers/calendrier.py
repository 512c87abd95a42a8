"""Constants of the calendar, and values read on each person's own dates or months."""

import weakref
from collections.abc import Callable

import numpy
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit, Instant, Period

from openfisca_cpam.helpers.choix import lit
from openfisca_cpam.helpers.dates import jours_des, mois_des, premier_jour_du_mois
from openfisca_cpam.helpers.uniforme import distincts, uniforme, valeur_commune

MOIS_PAR_AN = 12
TRIMESTRES_PAR_AN = 4

_changements: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()


def _jours_de_changement(individu, domaines: tuple[str, ...]) -> numpy.ndarray:
    """The days on which a value of some domains changes, in order, read once for each simulation."""
    simulation = individu.simulation
    connus = _changements.setdefault(simulation, {})
    if domaines not in connus:
        racine = simulation.tax_benefit_system.parameters
        jours = {
            entree.instant_str
            for domaine in domaines
            for noeud in racine.children[domaine].get_descendants()
            if isinstance(noeud, Parameter)
            for entree in noeud.values_list
        }
        connus[domaines] = numpy.array(sorted(jours), dtype="datetime64[D]")
    return connus[domaines]


def lit_au_jour(
    individu, parameters, dates: numpy.ndarray, lecture: Callable, domaines: tuple[str, ...]
) -> numpy.ndarray:
    """A value of the law on each person's own date, read once for each day on which the domains change.

    Args:
        individu: the population of the formula.
        parameters: the ``parameters`` of the formula.
        dates: datetime64[D], one a person.
        lecture: takes the root of the parameters of a day, gives the value (a number or a boolean).
        domaines: first levels of parameters/ that ``lecture`` reads.

    Returns:
        The values, one a person.
    """
    lus, inverse = jours_lus(_jours_de_changement(individu, domaines), dates)
    valeurs = numpy.array([lecture(parameters(str(jour))) for jour in lus])
    return lit(valeurs, inverse.reshape(numpy.shape(dates)))


def jours_lus(jours: numpy.ndarray, dates: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The days on which the law of some dates is read, each once, and the rank of each date's own.

    Args:
        jours: the days on which the law changes, in order.
        dates: datetime64[D].
    """
    rangs = numpy.maximum(numpy.searchsorted(jours_des(jours), jours_des(dates), side="right") - 1, 0)
    lus, inverse = distincts(rangs)
    return jours[lus], inverse


def coefficients_depuis(individu, nom: str) -> list[tuple[numpy.datetime64, float]]:
    """The dated values of a parameter, oldest first, as the simulation's system holds them.

    Args:
        individu: the population of the formula.
        nom: dotted name of the parameter.
    """
    noeud = individu.simulation.tax_benefit_system.parameters
    for partie in nom.split("."):
        noeud = noeud.children[partie]
    jours = [entree.instant_str for entree in noeud.values_list]
    entrees = [(numpy.datetime64(jour, "D"), noeud._get_at_instant(jour)) for jour in jours]
    return sorted(entree for entree in entrees if entree[1] is not None)


def periode_du_mois(mois: numpy.datetime64) -> Period:
    """The OpenFisca month of a datetime64[M]."""
    annee, rang = str(mois).split("-")
    return Period((DateUnit.MONTH, Instant((int(annee), int(rang), 1)), 1))


def periode_de_l_annee(annee: int) -> Period:
    """The OpenFisca year of a number."""
    return Period((DateUnit.YEAR, Instant((int(annee), 1, 1)), 1))


def somme_des_mois(individu, nom: str, fin: numpy.ndarray, nombre: numpy.ndarray, plafond=numpy.inf) -> numpy.ndarray:
    """The sum of a monthly variable over the months before each person's own month, each month capped.

    Args:
        individu: the population of the formula.
        nom: the monthly variable.
        fin: datetime64[D], the first months left out.
        nombre: number of months, one a person.
        plafond: the cap of a month, one a person.
    """
    mois_de_fin = mois_des(fin)
    total = numpy.zeros(mois_de_fin.shape)
    plus_long = int(numpy.max(nombre, initial=0))
    fins, _ = distincts(mois_de_fin)
    lus = {un_mois - recul for un_mois in fins.tolist() for recul in range(1, plus_long + 1)}
    for un_mois in sorted(lus, reverse=True):
        donnes = individu(nom, periode_du_mois(numpy.datetime64(un_mois, "M")))
        if valeur_commune(donnes) != 0:
            recul = mois_de_fin - un_mois
            total += numpy.where((recul > 0) & (recul <= nombre), numpy.minimum(donnes, plafond), 0)
    return total


def valeur_de_l_annee(individu, nom: str, annees: numpy.ndarray) -> numpy.ndarray:
    """The value of a yearly variable in each person's own year."""
    valeurs = uniforme(0.0, annees.size)
    for annee in distincts(annees)[0]:
        valeurs = numpy.where(annees == annee, individu(nom, periode_de_l_annee(annee)), valeurs)
    return valeurs


def premier_janvier(annees: numpy.ndarray) -> numpy.ndarray:
    """1 January of each year, a number.

    >>> str(premier_janvier(numpy.array(2026)))
    '2026-01-01'
    """
    return premier_jour_du_mois((numpy.asanyarray(annees, dtype=numpy.int64) - 1970) * 12)


def fin_fevrier(annees: numpy.ndarray) -> numpy.ndarray:
    """28 February of each year, the day before the number of days between two dates may jump.

    >>> str(fin_fevrier(numpy.array(2028)))
    '2028-02-28'
    """
    return premier_janvier(annees) + numpy.timedelta64(58, "D")


def dernier_du_mois(dates: numpy.ndarray) -> numpy.ndarray:
    """Last day of the month of each date.

    >>> str(dernier_du_mois(numpy.datetime64("2028-02-03")))
    '2028-02-29'
    """
    return premier_jour_du_mois(mois_des(dates) + 1) - 1


# A day that no rule reaches: the end of what has no end.
JAMAIS = numpy.datetime64("2999-12-31", "D")


def compte_des_jours(individu, nom: str) -> Callable[[numpy.ndarray], numpy.ndarray]:
    """A function that counts, for each person, the days given as true from a day on.

    Args:
        individu: the population of the formula.
        nom: a boolean variable of the day, given as input.

    Returns:
        A function of datetime64[D], one a person, to int64.
    """
    periodes = sorted(
        (une for une in individu.get_holder(nom).get_known_periods() if une.unit == DateUnit.DAY and une.size == 1),
        key=lambda une: une.start,
    )
    jours = numpy.array([str(une.start) for une in periodes], dtype="datetime64[D]")
    if not periodes:
        return lambda depuis: uniforme(0, individu.count)
    cumul = numpy.zeros((len(periodes) + 1, individu.count), dtype=numpy.int64)
    for rang, une in enumerate(periodes):
        cumul[rang + 1] = cumul[rang] + individu(nom, une)
    personnes = numpy.arange(individu.count)

    def compte(depuis: numpy.ndarray) -> numpy.ndarray:
        return cumul[-1] - cumul[numpy.searchsorted(jours, depuis, side="left"), personnes]

    return compte


def premier_rang_atteint(cumul: Callable, debut: numpy.ndarray, fin: numpy.ndarray, valeur: numpy.ndarray):
    """The first day, between two, on which a non-decreasing count reaches a value (by halves).

    Args:
        cumul: counts up to a day included; takes and gives one value a person.
        debut: first day to look at.
        fin: last day to look at, where the value is reached.
        valeur: the count to reach.
    """
    bas, haut = debut, numpy.maximum(debut, fin)
    while (bas < haut).any():
        milieu = bas + (haut - bas) // 2
        atteint = cumul(milieu) >= valeur
        haut = numpy.where(atteint, milieu, haut)
        bas = numpy.where(atteint, bas, numpy.minimum(milieu + 1, haut))
    return haut


def trie(*dates: numpy.ndarray) -> list[numpy.ndarray]:
    """Dates of each person in order, the earliest first: few arrays are compared two by two.

    >>> [str(un[0]) for un in trie(*numpy.array([["2026-03-01"], ["2024-01-01"]], dtype="datetime64[D]"))]
    ['2024-01-01', '2026-03-01']
    """
    rangees: list[numpy.ndarray] = []
    for une in dates:
        reste = une
        for rang, autre in enumerate(rangees):
            rangees[rang], reste = numpy.minimum(autre, reste), numpy.maximum(autre, reste)
        rangees.append(reste)
    return rangees
