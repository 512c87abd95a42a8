"""Dates as arrays of datetime64[D]: date to date, whole months, quarters.

A date that nobody gave is 1970-01-01, OpenFisca's own default; ``est_renseignee`` tells it apart.
"""

import numpy
from numpy.typing import ArrayLike, NDArray
from openfisca_core.periods import Period

Dates = NDArray[numpy.datetime64]

SAMEDI, DIMANCHE = 5, 6

_AGE_MAXIMAL = 300

NON_RENSEIGNEE = numpy.datetime64("1970-01-01", "D")


def _dates(dates: ArrayLike) -> Dates:
    return numpy.asarray(dates, dtype="datetime64[D]")


def premier_jour(period: Period) -> numpy.datetime64:
    """The first day of an OpenFisca period."""
    return numpy.datetime64(str(period.start), "D")


def dernier_jour(period: Period) -> numpy.datetime64:
    """The last day of an OpenFisca period."""
    return numpy.datetime64(str(period.stop), "D")


def est_renseignee(dates: ArrayLike) -> NDArray[numpy.bool_]:
    """True where a date was given."""
    return _dates(dates) != NON_RENSEIGNEE


def ajoute_mois(dates: ArrayLike, mois: ArrayLike) -> Dates:
    """Same day number some months later (or earlier), else the last day of that month.

    >>> str(ajoute_mois("2026-01-31", 1)), str(ajoute_mois("2026-09-20", -4))
    ('2026-02-28', '2026-05-20')
    """
    depart = _dates(dates)
    mois_depart = depart.astype("datetime64[M]")
    rang_du_jour = depart - mois_depart.astype("datetime64[D]")
    mois_arrivee = mois_depart + numpy.asarray(mois).astype("timedelta64[M]")
    dernier = (mois_arrivee + 1).astype("datetime64[D]") - 1
    return numpy.minimum(mois_arrivee.astype("datetime64[D]") + rang_du_jour, dernier)


def ajoute_jours(dates: ArrayLike, jours: ArrayLike) -> Dates:
    """Some days later (or earlier).

    >>> str(ajoute_jours("2026-02-27", 2))
    '2026-03-01'
    """
    return _dates(dates) + numpy.asarray(jours).astype("timedelta64[D]")


def ajoute_annees(dates: ArrayLike, annees: ArrayLike) -> Dates:
    """Same day some years later; 29 February becomes 28 February.

    >>> str(ajoute_annees("2024-02-29", 1))
    '2025-02-28'
    """
    return ajoute_mois(dates, numpy.asarray(annees) * 12)


def premier_du_mois(dates: ArrayLike) -> Dates:
    """First day of the month of each date."""
    return _dates(dates).astype("datetime64[M]").astype("datetime64[D]")


def premier_du_trimestre_suivant(dates: ArrayLike) -> Dates:
    """First day of the civil quarter that follows.

    >>> str(premier_du_trimestre_suivant("2024-02-10")), str(premier_du_trimestre_suivant("2024-12-31"))
    ('2024-04-01', '2025-01-01')
    """
    mois = _dates(dates).astype("datetime64[M]").astype(numpy.int64)
    return ((mois // 3 + 1) * 3).astype("datetime64[M]").astype("datetime64[D]")


def annee(dates: ArrayLike) -> NDArray[numpy.int64]:
    """Civil year of each date.

    >>> int(annee("2026-12-31"))
    2026
    """
    return _dates(dates).astype("datetime64[Y]").astype(numpy.int64) + 1970


def jour_de_la_semaine(dates: ArrayLike) -> NDArray[numpy.int64]:
    """0 on Monday to 6 on Sunday.

    >>> int(jour_de_la_semaine("2026-03-01"))
    6
    """
    return (_dates(dates).astype(numpy.int64) + 3) % 7


def premiere_date_valable(jour: ArrayLike, annees: int) -> Dates:
    """The earliest date from which some years, date to date, are not over on a day.

    Comparing dates with it is a comparison with one date, where adding years to each is a hundred times slower.

    >>> str(premiere_date_valable("2026-01-10", 1)), str(premiere_date_valable("2024-02-29", 1))
    ('2025-01-10', '2023-03-01')
    """
    au = _dates(jour)
    limite = ajoute_annees(au, -annees)
    return limite + (ajoute_annees(limite, annees) < au).astype("timedelta64[D]")


def moins_de(naissance: ArrayLike, jour: ArrayLike, age: ArrayLike) -> NDArray[numpy.bool_]:
    """True where the person has not completed that many years on the day.

    >>> bool(moins_de("2008-02-29", "2026-02-28", 18)), bool(moins_de("2008-02-29", "2026-03-01", 18))
    (True, False)
    """
    return _dates(naissance) > ajoute_annees(jour, -numpy.asarray(age))


def age_revolu(naissance: ArrayLike, jour: ArrayLike) -> NDArray[numpy.int64]:
    """Completed years on a day; someone born on 29 February is a year older on 1 March of common years.

    Before the birth, -1.

    >>> int(age_revolu("2008-02-10", "2026-02-09")), int(age_revolu("2008-02-10", "2026-02-10"))
    (17, 18)
    >>> int(age_revolu("2008-02-29", "2026-02-28")), int(age_revolu("2008-02-29", "2026-03-01"))
    (17, 18)
    """
    nes, au = _dates(naissance), _dates(jour)
    if au.ndim == 0:
        # One day for all: rank each birth among the days on which people of each age were born, at the latest.
        anniversaires = ajoute_annees(au, -numpy.arange(_AGE_MAXIMAL, -1, -1))
        return _AGE_MAXIMAL - numpy.searchsorted(anniversaires, nes, side="left")
    mois = au.astype("datetime64[M]").astype(numpy.int64) - nes.astype("datetime64[M]").astype(numpy.int64)
    jour_du_mois_au = au - au.astype("datetime64[M]").astype("datetime64[D]")
    jour_du_mois_nes = nes - nes.astype("datetime64[M]").astype("datetime64[D]")
    return numpy.maximum(-1, (mois - (jour_du_mois_au < jour_du_mois_nes)) // 12)


def jours_entre(debut: ArrayLike, fin: ArrayLike) -> NDArray[numpy.int64]:
    """Number of days from one date to another, the last one not counted.

    >>> int(jours_entre("2026-03-01", "2026-03-31"))
    30
    """
    return (_dates(fin) - _dates(debut)).astype(numpy.int64)
