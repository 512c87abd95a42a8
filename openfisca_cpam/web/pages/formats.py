"""Values as a reader of the page writes them: French as everywhere in the package, English as in Great Britain."""

import math
from datetime import date
from typing import Any

from openfisca_cpam.explanation.formats import MOIS, nombre
from openfisca_cpam.explanation.formats import texte as francais

INSECABLE = "\u00a0"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SYMBOLS = {
    "currency/km": "/km", "currency/hour": "/hour", "year": "year", "month": "month", "day": "day", "hour": "hour",
    "minute": "minute", "km": "km", "percent-point": "point",
}  # fmt: skip
_PLURALS = {"year", "month", "day", "hour", "minute", "percent-point"}


def montre(value: Any, unite: str | None = None, type_: str | None = None, lang: str = "fr") -> str:
    """A value in a language, with no-break spaces.

    >>> montre(1234.5, "currency", lang="en"), montre(0.65, "/1", lang="en"), montre("2026-03-01", lang="en")
    ('€1,234.50', '65%', '1\\xa0March\\xa02026')
    >>> montre(True, lang="en"), montre(2, "day", lang="en"), montre("2026-03-01")
    ('yes', '2\\xa0days', '1er\\xa0mars\\xa02026')
    """
    jour = _day(value)
    if jour is not None and type_ != "texte":
        return date_longue(jour, lang)
    if lang == "fr":
        return francais(value, unite, type_, INSECABLE)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "not applicable" if type_ in ("date", "texte") else "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(montre(item, None, type_, lang) for item in value)
    if isinstance(value, str):
        return value
    return _number(value, unite)


def _number(value: float, unite: str | None) -> str:
    decimals = (2, 4) if unite and unite.startswith("currency") else (0, 4 if unite == "/1" else 6)
    whole, _, cents = nombre(value * 100 if unite == "/1" else value, *decimals, espace="\0").partition(",")
    shown = whole.replace("\0", ",") + (f".{cents}" if cents else "")
    if unite == "/1":
        return f"{shown}%"
    symbol = _SYMBOLS.get(unite or "", "")
    if unite and unite.startswith("currency"):
        sign, digits = ("−", shown[1:]) if shown.startswith("-") else ("", shown)
        return f"{sign}€{digits}{symbol}"
    if unite in _PLURALS and abs(value) != 1:
        symbol += "s"
    return f"{shown}{INSECABLE}{symbol}" if symbol else shown


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def date_longue(jour: date, lang: str = "fr") -> str:
    """A day in full.

    >>> date_longue(date(2026, 3, 31), "fr"), date_longue(date(2026, 3, 31), "en")
    ('31\\xa0mars\\xa02026', '31\\xa0March\\xa02026')
    """
    if lang == "en":
        return INSECABLE.join((str(jour.day), MONTHS[jour.month - 1], str(jour.year)))
    return INSECABLE.join(("1er" if jour.day == 1 else str(jour.day), MOIS[jour.month - 1], str(jour.year)))
