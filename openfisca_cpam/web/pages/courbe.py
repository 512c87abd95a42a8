"""The history of a value as steps: where each line, dot and word goes; the template draws them as SVG.

Across, places are per cent of the width, so that words keep their size on a telephone; down, they are pixels.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

HAUTEUR, HAUT, BAS = 250, 46, 34
_GAUCHE, _DROITE = 13.0, 97.0
_ECART_DES_MOTS = 20.0
_ANNEES_MAXIMUM = 6
_ETAGES = 4


@dataclass(frozen=True)
class Trait:
    """A line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Mot:
    """A word, ``fin`` when its right end is at the place, ``milieu`` when its middle is."""

    x: float
    y: float
    texte: str
    ancre: str = "debut"


@dataclass(frozen=True)
class Point:
    """The first day of a value."""

    x: float
    y: float


@dataclass
class Courbe:
    """What to draw."""

    hauteur: int = HAUTEUR
    etages: list[tuple[float, str]] = field(default_factory=list)
    annees: list[Mot] = field(default_factory=list)
    traits: list[Trait] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    mots: list[Mot] = field(default_factory=list)
    aujourd_hui: float | None = None
    autres: list[Trait] = field(default_factory=list)


def courbe(
    values: list[tuple[str, Any]],
    shown: Callable[[Any], str],
    today: date,
    other: list[tuple[str, Any]] | None = None,
) -> Courbe | None:
    """The drawing of a history; None for what is not a number nor yes or no.

    Args:
        values: (ISO date, value or None), oldest first.
        shown: writes a value.
        today: where the dashed line stands.
        other: another history of the same value (a reform), drawn beside.
    """
    every = [*values, *(other or [])]
    known = [value for _, value in every if value is not None]
    if not known or any(not isinstance(value, bool | int | float) for value in known):
        return None
    first, last = min(day for day, _ in every), max(day for day, _ in every)
    start = date.fromisoformat(first).toordinal()
    end = max(today.toordinal(), date.fromisoformat(last).toordinal())
    end = max(end + (end - start) * 0.05, start + 365)
    top = max(0, *map(float, known))
    bottom = min(0.0, *map(float, known))
    steps = [0.0, 1.0] if all(isinstance(value, bool) for value in known) else _etages(bottom, top)
    low, high = steps[0], max(steps[-1], top)

    def across(day: float) -> float:
        return round(_GAUCHE + (_DROITE - _GAUCHE) * (day - start) / (end - start), 2)

    def down(value: float) -> float:
        return round(HAUT + (HAUTEUR - HAUT - BAS) * (high - float(value)) / ((high - low) or 1), 1)

    kind = bool if isinstance(known[0], bool) else float
    made = Courbe(etages=[(down(one), shown(kind(one))) for one in steps])
    made.annees = _annees(start, end, across)
    made.traits, made.points = _marches(values, across, down, end)
    made.autres = _marches(other, across, down, end)[0] if other else []
    made.mots = _mots(values, shown, across, down)
    if start < today.toordinal() < end:
        made.aujourd_hui = across(today.toordinal())
    return made


def _etages(bottom: float, top: float) -> list[float]:
    """Round values, four or five, from the lowest to the highest or just above."""
    span = (top - bottom) or 1.0
    power = 10 ** math.floor(math.log10(span / _ETAGES))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power * _ETAGES >= span * 0.999)
    rank = math.floor(bottom / step)
    found = [round(rank * step, 10)]
    while found[-1] < top or len(found) == 1:
        rank += 1
        found.append(round(rank * step, 10))
    return found


def _annees(start: float, end: float, across: Callable[[float], float]) -> list[Mot]:
    first, last = date.fromordinal(int(start)).year, date.fromordinal(int(end)).year
    every = next(one for one in (1, 2, 5, 10, 20, 50, 100) if (last - first) / one <= _ANNEES_MAXIMUM)
    found = []
    for year in range(first - first % every, last + 1, every):
        day = date(year, 1, 1).toordinal()
        if start <= day <= end:
            found.append(Mot(across(day), HAUTEUR - 10, str(year), "milieu"))
    return found or [Mot(across(start), HAUTEUR - 10, str(first))]


def _marches(
    values: list[tuple[str, Any]], across: Callable[[float], float], down: Callable[[Any], float], end: float
) -> tuple[list[Trait], list[Point]]:
    """Flat while a value lasts, upright where it changes; nothing where it is not known."""
    traits, points = [], []
    for rank, (day, value) in enumerate(values):
        if value is None:
            continue
        x, y = across(date.fromisoformat(day).toordinal()), down(value)
        more = rank + 1 < len(values)
        until = across(date.fromisoformat(values[rank + 1][0]).toordinal()) if more else across(end)
        traits.append(Trait(x, y, until, y))
        points.append(Point(x, y))
        if more and values[rank + 1][1] is not None:
            traits.append(Trait(until, y, until, down(values[rank + 1][1])))
    return traits, points


def _mots(
    values: list[tuple[str, Any]],
    shown: Callable[[Any], str],
    across: Callable[[float], float],
    down: Callable[[Any], float],
) -> list[Mot]:
    """The values over their steps, the last ones first, as many as there is room for."""
    found: list[Mot] = []
    for day, value in reversed(values):
        if value is None or isinstance(value, bool):
            continue
        x = across(date.fromisoformat(day).toordinal())
        if not found or found[-1].x - x >= _ECART_DES_MOTS * (2 if found[-1].ancre == "fin" else 1):
            if x > _DROITE - _ECART_DES_MOTS:
                found.append(Mot(_DROITE, down(value) - 9, shown(value), "fin"))
            else:
                found.append(Mot(x, down(value) - 9, shown(value)))
    return list(reversed(found))
