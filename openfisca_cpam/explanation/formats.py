"""Values as a French reader writes them: ``1 234,56 €``, ``55 %``, ``31/03/2024``, ``oui``."""

import math
from functools import cache
from pathlib import Path
from typing import Any

import yaml

INCONNU = "inconnu"
SANS_OBJET = "sans objet"
_SINGULIERS = {"ans": "an", "jours": "jour", "points": "point"}
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


@cache
def unites() -> dict[str, dict[str, str]]:
    """The closed list of units: label and symbol."""
    path = Path(__file__).resolve().parent.parent / "units.yaml"
    return yaml.safe_load(path.read_text("utf-8"))


def texte(value: Any, unite: str | None = None, type_: str | None = None, espace: str = " ") -> str:
    """A value in French.

    Args:
        value: number, bool, ISO date, text, list or None.
        unite: of ``units.yaml``.
        type_: ``date`` tells the date that nobody gave from an unknown number; ``texte`` keeps the text as it is.
        espace: between thousands and before the unit; pages give a no-break one.

    >>> texte(1234.5, "currency"), texte(0.655, "/1"), texte("2024-03-31", None, "date"), texte(True)
    ('1 234,50 €', '65,5 %', '31/03/2024', 'oui')
    >>> texte(None, None, "date"), texte(None, "currency"), texte(1, "year"), texte(2, "day"), texte(0.3, "currency/km")
    ('sans objet', 'inconnu', '1 an', '2 jours', '0,30 €/km')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return SANS_OBJET if type_ in ("date", "texte") else INCONNU
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return ", ".join(texte(item, None, type_, espace) for item in value)
    if isinstance(value, str):
        return value if type_ == "texte" else _text(value, unite)
    if unite and unite.startswith("currency"):
        number = nombre(value, 2, 4, espace)
    elif unite == "/1":
        return f"{nombre(value * 100, 0, 4, espace)}{espace}%"
    else:
        number = nombre(value, 0, 6, espace)
    symbol = unites().get(unite or "", {}).get("symbole", "")
    if abs(value) < 2:
        symbol = _SINGULIERS.get(symbol, symbol)
    return f"{number}{espace}{symbol}" if symbol else number


def _text(value: str, unite: str | None) -> str:
    parts = value.split("-")
    if unite == "date-mmdd" and len(parts) == 2:
        return f"{int(parts[1])} {MOIS[int(parts[0]) - 1]}"
    if len(parts) == 3 and len(value) == 10 and all(part.isdigit() for part in parts):
        return f"{parts[2]}/{parts[1]}/{parts[0]}"
    return value


def nombre(value: float, minimum: int = 0, maximum: int = 6, espace: str = " ") -> str:
    """A number with a comma and spaced thousands, between two numbers of decimals.

    >>> nombre(-1234567.5, 2), nombre(0.1 + 0.2), nombre(-0.0)
    ('-1 234 567,50', '0,3', '0')
    """
    rounded = round(float(value), maximum) + 0.0
    whole, _, decimals = f"{rounded:,.{maximum}f}".partition(".")
    decimals = decimals.rstrip("0").ljust(minimum, "0")
    return whole.replace(",", espace) + (f",{decimals}" if decimals else "")
