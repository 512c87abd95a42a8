"""Periods as users write them: strict, explained in French, brought to the variable's own length."""

import functools
import re
from datetime import date

from openfisca_core.holders import set_input_dispatch_by_period, set_input_divide_by_period
from openfisca_core.periods import DateUnit, Instant, Period

from openfisca_cpam.explanation.formats import MOIS
from openfisca_cpam.helpers.periodes import etend_la_periode
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.messages import long_day
from openfisca_cpam.situation.mistakes import Problem

_PERIODE = re.compile(r"(?:(year|month|day):)?([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?::([0-9]{1,4}))?\Z")
_SANS_ZERO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?\Z")
_FRANCAISE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z")
_EN_LETTRES = re.compile(r"([0-9]{1,2})(?:er)? +(\w+) +([0-9]{4})\Z")
_COLLEE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_HEURE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ][0-9:.,+Z-]+\Z")
_ORDRE = (DateUnit.DAY, DateUnit.MONTH, DateUnit.YEAR)
CELLULES_MAXIMALES = 4000
# A date of another year is a slip of the keyboard or a code that means « unknown ».
PREMIER_JOUR, DERNIER_JOUR = date(1800, 1, 1), date(2200, 12, 31)

ATTENDUE = {
    DateUnit.DAY: m.A_DAY(),
    DateUnit.MONTH: m.A_MONTH(),
    DateUnit.YEAR: m.A_YEAR(),
    DateUnit.ETERNITY: m.FOR_EVER(),
}


def day(text: str) -> date:
    """A day written ``2024-03-31``.

    Raises:
        Problem: for any other writing and for days that do not exist.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        year, month, number = (int(part) for part in text.split("-"))
        _calendar(text, year, month, number)
        return date(year, month, number)
    raise Problem(m.WRONG_DAY(text=_short(text)), iso(text, need_day=True))


@functools.lru_cache(maxsize=4096)
def written(period: Period) -> str:
    """A period as OpenFisca writes it; its own ``str`` is a third of the time of a large request."""
    return str(period)


@functools.lru_cache(maxsize=4096)
def period(text: str) -> Period:
    """A period: ``2024``, ``2024-03``, ``2024-03-31``, ``ETERNITY``, ``month:2024-01:6``.

    Raises:
        Problem: for any other writing and for dates that do not exist.
    """
    if text.lower() == "eternity":
        return Period.eternity()
    match = _PERIODE.match(text)
    if match is None:
        raise Problem(m.WRONG_PERIOD(text=_short(text)), iso(text))
    unit_name, year, month, number, size = match.groups()
    _calendar(text, int(year), int(month or 1), int(number or 1))
    written = DateUnit.DAY if number else DateUnit.MONTH if month else DateUnit.YEAR
    unit = DateUnit(unit_name) if unit_name else written
    # Months or years that would begin within a month are nobody's.
    within = unit != DateUnit.DAY and int(number or 1) != 1
    if within or _ORDRE.index(unit) < _ORDRE.index(written) or (size is not None and (not unit_name or int(size) == 0)):
        raise Problem(m.WRONG_LONG_PERIOD(text=text))
    return Period((unit, Instant((int(year), int(month or 1), int(number or 1))), int(size or 1)))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def _calendar(text: str, year: int, month: int, number: int) -> None:
    if not 1 <= month <= 12:
        raise Problem(m.WRONG_MONTH(text=text))
    if not PREMIER_JOUR.year <= year <= DERNIER_JOUR.year:
        raise Problem(m.WRONG_YEAR(text=text))
    try:
        date(year, month, number)
    except ValueError:
        raise Problem(m.NO_SUCH_DAY(text=text)) from None


def iso(text: str, need_day: bool = False) -> str | None:
    """The right writing of a date written otherwise, when it is sure.

    >>> iso("31/03/2024"), iso("20240331"), iso("2024-03-31T10:00:00Z"), iso("1er mars 2024"), iso("31/02/2024")
    ('2024-03-31', '2024-03-31', '2024-03-31', '2024-03-01', None)
    """
    text = text.strip()
    if match := _FRANCAISE.match(text):
        number, month, year = match.groups()
        written = f"{year}-{int(month):02}-{int(number):02}"
    elif (match := _EN_LETTRES.match(text)) and match.group(2).lower() in MOIS:
        number, month, year = match.groups()
        written = f"{year}-{MOIS.index(month.lower()) + 1:02}-{int(number):02}"
    elif match := _COLLEE.match(text) or _HEURE.match(text):
        written = "-".join(match.groups())
    elif match := _SANS_ZERO.match(text):
        written = "-".join(f"{int(part):02}" for part in match.groups() if part)
    else:
        return None
    try:
        found = day(written) if written.count("-") == 2 else period(written)
    except Problem:
        return None
    return None if need_day and not isinstance(found, date) else written


def _fits(definition: DateUnit, asked: Period) -> bool:
    """Whether a period is exactly one of the variable's own: a civil year, a civil month, a day."""
    if asked.unit != definition or asked.size != 1:
        return False
    _, month, number = asked.start
    return not (
        (definition == DateUnit.MONTH and number != 1) or (definition == DateUnit.YEAR and (month, number) != (1, 1))
    )


def widen(definition: DateUnit, asked: Period) -> Period:
    """The month or year that holds a shorter period; the period itself when it is not shorter."""
    if asked.unit == DateUnit.ETERNITY or asked.size != 1:
        return asked
    if definition == DateUnit.MONTH and asked.unit == DateUnit.DAY:
        return asked.first_month
    if definition == DateUnit.YEAR and asked.unit in (DateUnit.DAY, DateUnit.MONTH):
        return asked.this_year
    return asked


def cells(variable, given: Period) -> tuple[list[Period], bool]:
    """The periods of the variable's own length that a value given for a period fills.

    Args:
        variable: OpenFisca's variable.
        given: the period written.

    Returns:
        The periods, and whether the value is shared out among them (divided) rather than repeated.

    Raises:
        Problem: when the variable does not take that length.
    """
    definition = variable.definition_period
    if definition == DateUnit.ETERNITY:
        return [Period.eternity()], False
    if given.unit == DateUnit.ETERNITY:
        raise wrong_length(variable, "ETERNITY")
    if _fits(definition, given):
        return [given], False
    if variable.set_input is etend_la_periode:
        given = widen(definition, given)
        if _fits(definition, given):
            return [given], False
    spread = variable.set_input in (etend_la_periode, set_input_dispatch_by_period, set_input_divide_by_period)
    if spread and _ORDRE.index(given.unit) >= _ORDRE.index(definition):
        if given.size > CELLULES_MAXIMALES or given.size_in_days > 366 * 60:
            raise Problem(m.PERIOD_TOO_LONG(name=variable.name, period=given))
        parts = list(given.get_subperiods(definition))
        if len(parts) > CELLULES_MAXIMALES:
            raise Problem(m.PERIOD_TOO_LONG(name=variable.name, period=given))
        return parts, variable.set_input is set_input_divide_by_period
    raise wrong_length(variable, given)


def wrong_length(variable, given: Period | str) -> Problem:
    """What to say of a period that is not of the variable's length."""
    wanted = ATTENDUE[variable.definition_period]
    return Problem(m.WRONG_LENGTH(name=variable.name, wanted=wanted, period=given))


def asked_period(variable, asked: Period) -> Period:
    """The period of a result, checked against the variable's length.

    Raises:
        Problem: when they differ.
    """
    if variable.definition_period == DateUnit.ETERNITY:
        return Period.eternity()
    if not _fits(variable.definition_period, asked):
        raise wrong_length(variable, asked)
    return asked


def covered(variable, asked: Period) -> None:
    """Check that a computed variable has a formula at a period.

    Raises:
        Problem: saying from when, or until when, the rules cover it.
    """
    if not variable.formulas or asked.unit == DateUnit.ETERNITY:
        return
    first = variable.formulas.keys()[0]
    if str(asked.start) < first:
        raise Problem(m.NOT_YET_COVERED(name=variable.name, period=asked, day=long_day(first)))
    if variable.end is not None and asked.start.date > variable.end:
        last = long_day(variable.end.isoformat())
        raise Problem(m.NO_LONGER_COVERED(name=variable.name, period=asked, day=last))


def long_period(asked: Period) -> str:
    """A period in French: ``31/03/2024``, ``mars 2024``, ``2024``, ``toujours``."""
    if asked.unit == DateUnit.ETERNITY:
        return "toujours"
    year, month, number = asked.start
    if asked.size != 1:
        return str(asked)
    if asked.unit == DateUnit.DAY:
        return f"{number:02}/{month:02}/{year}"
    return f"{MOIS[month - 1]} {year}" if asked.unit == DateUnit.MONTH else str(year)
