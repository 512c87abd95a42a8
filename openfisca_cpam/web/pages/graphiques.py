"""The charts of the pages: numbers placed on a line; templates draw them as SVG beside a table that says the same."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.balayage import Seuil, balaie, points
from openfisca_cpam.situation.compute import Resultat
from openfisca_cpam.situation.mistakes import Problem
from openfisca_cpam.situation.model import Situation
from openfisca_cpam.web.pages.questionnaire import Courbe, Jauge, Question, Texte

LARGEUR, HAUTEUR = 640, 240
PAS_MAXIMAUX = 60
SEUILS_MAXIMAUX = 4
_MARGE = 1.15
_RONDS = (1, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Repere:
    """A threshold of a gauge, and where it stands (0 to ``LARGEUR``)."""

    texte: Texte
    valeur: float
    x: float
    unite: str | None


@dataclass(frozen=True)
class DessinJauge:
    """An amount against thresholds."""

    titre: Texte
    valeur: float
    unite: str | None
    x: float
    reperes: list[Repere]


@dataclass(frozen=True)
class DessinCourbe:
    """A result along the values of an answer: lines between the thresholds, the thresholds, the place of the case."""

    titre: Texte
    unite_x: str | None
    unite_y: str | None
    table: list[tuple[float, float]]
    traces: list[str]
    maximum_x: float
    maximum_y: float
    seuils: list[Repere]
    ici: tuple[float, float, float, float] | None


def jauge(chart: Jauge, amount: Resultat, marks: list[tuple[Resultat, Texte]]) -> DessinJauge:
    """Place an amount and its thresholds on one line that begins at zero."""
    top = max([amount.valeur, *(one.valeur for one, _ in marks)]) * _MARGE or 1

    def place(value: float) -> float:
        return round(max(0, value) / top * LARGEUR, 1)

    placed = [Repere(words, one.valeur, place(one.valeur), one.unite) for one, words in marks]
    placed.sort(key=lambda one: one.x)
    return DessinJauge(chart.titre, amount.valeur, amount.unite, place(amount.valeur), placed)


def courbe(
    chart: Courbe, question: Question, answer: Any, situation: Situation, system: TaxBenefitSystem
) -> DessinCourbe | None:
    """Sweep an answer and place the results; None when the sweep is not possible."""
    high = max(chart.maximum, math.ceil((answer or 0) * _MARGE / chart.pas) * chart.pas)
    step = chart.pas * math.ceil((high - chart.minimum) / chart.pas / PAS_MAXIMAUX)
    asked = [one for one in situation.asked if one.variable == chart.variable][:1]
    try:
        values = points(chart.minimum, high, step, question.type == "entier")
        swept = balaie(replace(situation, asked=asked), system, question.variable, values)
    except Problem:
        return None
    found = [(x, y) for x, y in zip(swept.points, swept.series[0].valeurs, strict=True) if y is not None]
    if not found:
        return None
    marks = [one for one in swept.seuils if one.valeur is not None][:SEUILS_MAXIMAUX]
    top = _rond(max(y for _, y in found))
    width = (found[-1][0] - chart.minimum) or 1

    def place(x: float, y: float) -> tuple[float, float]:
        return round((x - chart.minimum) / width * LARGEUR, 1), round(HAUTEUR - y / top * HAUTEUR, 1)

    here = None
    if answer is not None:
        y = _hauteur(found, marks, answer)
        here = (answer, y, *place(answer, y))
    every = max(1, round(len(found) / 10))
    return DessinCourbe(
        titre=chart.titre,
        unite_x=question.unite,
        unite_y=swept.series[0].unite,
        table=found[::every],
        traces=[" ".join("{:g},{:g}".format(*place(*one)) for one in piece) for piece in _morceaux(found, marks)],
        maximum_x=found[-1][0],
        maximum_y=top,
        seuils=[Repere({"fr": one.nom()}, one.de, place(one.de, 0)[0], question.unite) for one in marks],
        ici=here,
    )


def _rond(value: float) -> float:
    """A round number not below a value, for the top of an axis.

    >>> _rond(57.2), _rond(0), _rond(1300)
    (60, 1, 2000)
    """
    if value <= 0:
        return 1
    power = 10 ** math.floor(math.log10(value))
    return next(power * times for times in _RONDS if power * times >= value)


def _morceaux(found: list[tuple[float, float]], marks: list[Seuil]) -> list[list[tuple[float, float]]]:
    """The points between one threshold and the next, each piece drawn up to its threshold."""
    pieces, rest = [], found
    for mark in sorted(marks, key=lambda one: one.de):
        before = [one for one in rest if one[0] <= mark.de]
        after = [one for one in rest if one[0] > mark.de]
        if len(before) < 2 or len(after) < 2:
            continue
        pieces.append([*before, (mark.de, _prolonge(before[-2], before[-1], mark.de))])
        rest = [(mark.de, _prolonge(after[1], after[0], mark.de)), *after]
    return [*pieces, rest]


def _prolonge(first: tuple[float, float], last: tuple[float, float], x: float) -> float:
    if last[0] == first[0]:
        return last[1]
    return max(0.0, last[1] + (last[1] - first[1]) / (last[0] - first[0]) * (x - last[0]))


def _hauteur(found: list[tuple[float, float]], marks: list[Seuil], x: float) -> float:
    """The height of the line above a value."""
    for piece in _morceaux(found, marks):
        for first, last in pairwise(piece):
            if first[0] <= x <= last[0]:
                return _prolonge(first, last, x)
    return min(found, key=lambda one: abs(one[0] - x))[1]
