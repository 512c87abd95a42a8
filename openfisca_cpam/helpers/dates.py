"""Dates as arrays of datetime64[D]: date to date, whole months, quarters.

A date that nobody gave is 1970-01-01, OpenFisca's own default; ``est_renseignee`` tells it apart.
"""

import functools

import numpy
from numpy.typing import ArrayLike, NDArray
from openfisca_core.periods import Period

from openfisca_cpam.helpers.uniforme import valeur_commune

Dates = NDArray[numpy.datetime64]

SAMEDI, DIMANCHE = 5, 6

_AGE_MAXIMAL = 300

NON_RENSEIGNEE = numpy.datetime64("1970-01-01", "D")

_JOUR, _MOIS = numpy.dtype("datetime64[D]"), numpy.dtype("datetime64[M]")


def _dates(dates: ArrayLike) -> Dates:
    if isinstance(dates, numpy.ndarray) and dates.dtype == _JOUR:
        return dates
    return numpy.asarray(dates, dtype=_JOUR)


def _grille(debut: str, fin: str) -> tuple[int, int, numpy.ndarray, numpy.ndarray]:
    """The calendar between two months: its first day and month, the month of each day, the first day of each month."""
    mois = numpy.arange(debut, fin, dtype=_MOIS)
    premiers = mois.astype(_JOUR).astype(numpy.int64)
    rang_du_mois = numpy.repeat(numpy.arange(len(mois) - 1, dtype=numpy.int16), numpy.diff(premiers))
    return int(premiers[0]), int(mois[0].astype(numpy.int64)), rang_du_mois, premiers


# Two hundred and fifty years: NumPy divides five times to find the month of a day, a small table gives it at once.
_PREMIER_JOUR, _PREMIER_MOIS, _RANG_DU_MOIS, _JOURS_DES_MOIS = _grille("1880-01", "2130-02")


# Below this number of dates, NumPy's own conversion is as fast.
_PEU = 200


def _dans(rangs: numpy.ndarray, table: numpy.ndarray) -> bool:
    return rangs.size > _PEU and valeur_commune(rangs) is None and rangs.min() >= 0 and rangs.max() < len(table)


def jours_des(dates: ArrayLike) -> NDArray[numpy.int64]:
    """Dates as numbers of days from 1 January 1970, without a copy."""
    return _dates(dates).view(numpy.int64)


def mois_des(dates: ArrayLike) -> NDArray[numpy.int64]:
    """The month of each date, numbered from January 1970.

    >>> int(mois_des("1970-01-31")), int(mois_des("2026-02-03"))
    (0, 673)
    """
    jours = _dates(dates)
    rangs = jours.view(numpy.int64) - _PREMIER_JOUR
    if not _dans(rangs, _RANG_DU_MOIS):
        return jours.astype(_MOIS).astype(numpy.int64)
    return numpy.take(_RANG_DU_MOIS, rangs).astype(numpy.int64) + _PREMIER_MOIS


def premier_jour_du_mois(mois: ArrayLike) -> Dates:
    """The first day of months numbered from January 1970.

    >>> str(premier_jour_du_mois(673))
    '2026-02-01'
    """
    mois = numpy.asanyarray(mois)
    rangs = mois - _PREMIER_MOIS
    if not _dans(rangs, _JOURS_DES_MOIS):
        return mois.astype(_MOIS).astype(_JOUR)
    return numpy.take(_JOURS_DES_MOIS, rangs).view(_JOUR)


def premier_jour(period: Period) -> numpy.datetime64:
    """The first day of an OpenFisca period."""
    return numpy.datetime64(str(period.start), "D")


def dernier_jour(period: Period) -> numpy.datetime64:
    """The last day of an OpenFisca period."""
    return numpy.datetime64(str(period.stop), "D")


def au_plus_tard(dates: ArrayLike, jour: ArrayLike) -> NDArray[numpy.bool_]:
    """True where a date is not after another (whole numbers of days are compared four times faster than dates).

    >>> au_plus_tard(["2026-03-01", "2026-03-02"], "2026-03-01").tolist()
    [True, False]
    """
    return jours_des(dates) <= jours_des(jour)


def est_avant(dates: ArrayLike, jour: ArrayLike) -> NDArray[numpy.bool_]:
    """True where a date is before another.

    >>> est_avant(["2026-02-28", "2026-03-01"], "2026-03-01").tolist()
    [True, False]
    """
    return jours_des(dates) < jours_des(jour)


def est_renseignee(dates: ArrayLike) -> NDArray[numpy.bool_]:
    """True where a date was given."""
    return jours_des(dates) != 0


def ajoute_mois(dates: ArrayLike, mois: ArrayLike) -> Dates:
    """Same day number some months later (or earlier), else the last day of that month.

    >>> str(ajoute_mois("2026-01-31", 1)), str(ajoute_mois("2026-09-20", -4))
    ('2026-02-28', '2026-05-20')
    """
    depart = _dates(dates)
    mois_depart = mois_des(depart)
    rang_du_jour = depart - premier_jour_du_mois(mois_depart)
    mois_arrivee = mois_depart + numpy.asanyarray(mois).astype(numpy.int64)
    dernier = premier_jour_du_mois(mois_arrivee + 1) - 1
    return numpy.minimum(premier_jour_du_mois(mois_arrivee) + rang_du_jour, dernier)


def ajoute_jours(dates: ArrayLike, jours: ArrayLike) -> Dates:
    """Some days later (or earlier).

    >>> str(ajoute_jours("2026-02-27", 2))
    '2026-03-01'
    """
    return _dates(dates) + numpy.asanyarray(jours).astype("timedelta64[D]")


def ajoute_annees(dates: ArrayLike, annees: ArrayLike) -> Dates:
    """Same day some years later; 29 February becomes 28 February.

    >>> str(ajoute_annees("2024-02-29", 1))
    '2025-02-28'
    """
    return ajoute_mois(dates, numpy.asanyarray(annees) * 12)


def fin_de_duree(debuts: ArrayLike, mois: ArrayLike) -> Dates:
    """Last day of a duration of some months that begins on each date, that day included.

    The eve of the same day number; where the last month has none, its last day (a year from 29 February ends on 28
    February).

    >>> str(fin_de_duree("2025-07-01", 12)), str(fin_de_duree("2024-02-29", 12)), str(fin_de_duree("2024-11-30", 3))
    ('2026-06-30', '2025-02-28', '2025-02-28')
    """
    veille_du_quantieme = ajoute_jours(ajoute_mois(debuts, mois), -1)
    return numpy.maximum(veille_du_quantieme, ajoute_mois(ajoute_jours(debuts, -1), mois))


def premier_du_mois(dates: ArrayLike) -> Dates:
    """First day of the month of each date."""
    return premier_jour_du_mois(mois_des(dates))


def premier_de_l_annee(dates: ArrayLike) -> Dates:
    """1 January of the year of each date.

    >>> str(premier_de_l_annee("2026-12-31")), str(premier_de_l_annee("1969-02-01"))
    ('2026-01-01', '1969-01-01')
    """
    return premier_jour_du_mois(mois_des(dates) // 12 * 12)


def premier_du_trimestre_suivant(dates: ArrayLike) -> Dates:
    """First day of the civil quarter that follows.

    >>> str(premier_du_trimestre_suivant("2024-02-10")), str(premier_du_trimestre_suivant("2024-12-31"))
    ('2024-04-01', '2025-01-01')
    """
    return premier_jour_du_mois((mois_des(dates) // 3 + 1) * 3)


def annee(dates: ArrayLike) -> NDArray[numpy.int64]:
    """Civil year of each date.

    >>> int(annee("2026-12-31"))
    2026
    """
    return mois_des(dates) // 12 + 1970


def jour_de_la_semaine(dates: ArrayLike) -> NDArray[numpy.int64]:
    """0 on Monday to 6 on Sunday.

    >>> int(jour_de_la_semaine("2026-03-01"))
    6
    """
    return (jours_des(dates) + 3) % 7


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
    return est_avant(ajoute_annees(jour, -numpy.asanyarray(age)), naissance)


def age_revolu(naissance: ArrayLike, jour: ArrayLike) -> NDArray[numpy.int64]:
    """Completed years on a day; someone born on 29 February is a year older on 1 March of common years.

    Before the birth, -1.

    >>> int(age_revolu("2008-02-10", "2026-02-09")), int(age_revolu("2008-02-10", "2026-02-10"))
    (17, 18)
    >>> int(age_revolu("2008-02-29", "2026-02-28")), int(age_revolu("2008-02-29", "2026-03-01"))
    (17, 18)
    """
    nes, au = _dates(naissance), _dates(jour)
    le_meme = valeur_commune(au)
    au = au if le_meme is None else le_meme
    if au.ndim == 0:
        if nes.size < _PEU:
            anniversaires = _anniversaires(au)
            return _AGE_MAXIMAL - numpy.searchsorted(anniversaires, nes, side="left")
        depuis_la_naissance = jours_des(au) + 1 - jours_des(nes)
        return numpy.take(_ages_par_jour(int(jours_des(au))), depuis_la_naissance, mode="clip").astype(numpy.int64)
    mois_au, mois_nes = mois_des(au), mois_des(nes)
    plus_tot_dans_le_mois = (au - premier_jour_du_mois(mois_au)) < (nes - premier_jour_du_mois(mois_nes))
    return numpy.maximum(-1, (mois_au - mois_nes - plus_tot_dans_le_mois) // 12)


def _anniversaires(au: numpy.datetime64) -> Dates:
    """The last birthdays of people of each age on a day, the oldest first."""
    return ajoute_annees(au, -numpy.arange(_AGE_MAXIMAL, -1, -1))


@functools.lru_cache(maxsize=16)
def _ages_par_jour(au: int) -> NDArray[numpy.int16]:
    """The age on a day, by the number of days since the eve of the birth; -1 before it."""
    anniversaires = jours_des(_anniversaires(numpy.datetime64(au, "D")))
    ages = numpy.repeat(numpy.arange(_AGE_MAXIMAL, dtype=numpy.int16), numpy.diff(anniversaires)[::-1])
    return numpy.concatenate([[-1], ages, [_AGE_MAXIMAL]]).astype(numpy.int16)


def jours_entre(debut: ArrayLike, fin: ArrayLike) -> NDArray[numpy.int64]:
    """Number of days from one date to another, the last one not counted.

    >>> int(jours_entre("2026-03-01", "2026-03-31"))
    30
    """
    return jours_des(fin) - jours_des(debut)
