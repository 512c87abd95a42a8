"""A situation computed along the values of one variable, and the thresholds met on the way, each with its article.

All the values are computed at once: copies of the situation stand side by side in one simulation.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.model import ParametreLu, Reference, Valeur
from openfisca_cpam.explanation.steps import (
    TYPES,
    lectures,
    parametre_lu,
    references_du_jour,
    texte_du_choix,
    valeur,
)
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.build import simule
from openfisca_cpam.situation.deplace import repete
from openfisca_cpam.situation.mistakes import Problem
from openfisca_cpam.situation.model import Asked, Given, Situation

POINTS_MAXIMAUX = 5000
# A change of slope smaller than two cents a step is a rounding.
_ARRONDI = 0.021
_FINESSE = 40
_MINIMUM, _MINIMUM_DES_TAUX = 0.01, 0.0001
_TOURS = 4
_SEUILS_MAXIMAUX = 60


@dataclass
class Seuil:
    """Where a result changes its course.

    Attributes:
        de, a: the last value seen before it and the first one after.
        variables: the results that change.
        valeur: the value of the law that is the threshold, None when it is none.
        parametres: the parameters of that value, or those that the step which changes reads.
        etape: label of the step which changes, when no value of the law is the threshold.
        references: articles of that step.
    """

    de: float
    a: float
    variables: list[str]
    valeur: float | None = None
    parametres: list[ParametreLu] = field(default_factory=list)
    etape: str | None = None
    references: list[Reference] = field(default_factory=list)

    def nom(self) -> str:
        """What the threshold is and which article says so, on one line."""
        what = (
            " ; ".join(one.libelle for one in self.parametres)
            if self.valeur is not None
            else self.etape or "changement"
        )
        cited = [one for read in self.parametres for one in read.references] or self.references
        titles = list(dict.fromkeys(one.titre for one in cited if "rticle" in one.titre)) or [
            one.titre for one in cited[:1]
        ]
        return f"{what} ({' ; '.join(titles[:2])})" if titles else what


@dataclass
class Serie:
    """A result along the way."""

    variable: str
    libelle: str
    entite: str
    id: str
    unite: str | None
    type: str
    valeurs: list[Valeur]
    textes: list[str | None]


@dataclass
class Balayage:
    """The whole of it."""

    variable: str
    libelle: str
    unite: str | None
    periode: str
    points: list[float]
    series: list[Serie]
    seuils: list[Seuil]


def points(first: float, last: float, step: float, whole: bool) -> list[float]:
    """The values from one to another.

    Raises:
        Problem: for a step that does not lead there, or too many values.
    """
    if not all(map(math.isfinite, (first, last, step))) or step <= 0 or last < first:
        raise Problem("de:à:pas attendu, avec un pas positif et une fin après le début (0:200:5)")
    if whole and not all(float(one).is_integer() for one in (first, last, step)):
        raise Problem("des nombres entiers sont attendus")
    count = math.floor((last - first) / step + 1e-9) + 1
    if count > POINTS_MAXIMAUX:
        raise Problem(f"{count} valeurs, {POINTS_MAXIMAUX} au plus : prenez un pas plus grand")
    found = [round(first + rank * step, 9) for rank in range(count)]
    return [int(one) for one in found] if whole else found


def balaie(situation: Situation, system: TaxBenefitSystem, variable: str, values: list[float]) -> Balayage:
    """Compute a situation along the values of a variable.

    Args:
        situation: checked.
        system: the law.
        variable: a number (float or int), given in the situation or not.
        values: ascending.

    Returns:
        The results, and the thresholds.

    Raises:
        Problem: for a variable that is not a number, or values outside its bounds.
    """
    return _Balayage(situation, system, variable).tout(values)


@dataclass
class _Passe:
    """A simulation along some values."""

    values: list[float]
    simulation: Simulation
    columns: dict[tuple[str, int], numpy.ndarray]


class _Balayage:
    def __init__(self, situation: Situation, system: TaxBenefitSystem, name: str) -> None:
        variable = system.variables[name]
        if variable.value_type not in (float, int):
            raise Problem(f"{name} n'est pas un nombre")
        self.situation, self.system, self.variable = situation, system, variable
        own = [one for one in situation.given if one.variable == name]
        self.given = own or [self._nouveau(situation.asked[0])]
        self.others = [one for one in situation.given if one.variable != name]
        self.index = self.given[0].index
        self.whole = variable.value_type is int

    def _nouveau(self, asked: Asked) -> Given:
        """The variable given to the first person or household, for the period of the results."""
        if self.variable.definition_period == "eternity":
            period = Period.eternity()
        else:
            period = dates.widen(self.variable.definition_period, asked.period)
        dates.asked_period(self.variable, period)
        return Given(self.variable.name, self.variable.entity.key, 0, period, [period], 0, 0)

    def tout(self, values: list[float]) -> Balayage:
        for bound, wrong in (
            ("minimum", lambda limit: values[0] < limit),
            ("maximum", lambda limit: values[-1] > limit),
        ):
            limit = getattr(self.variable, bound, None)
            if limit is not None and wrong(limit):
                raise Problem(f"{self.variable.name} : le {bound} est {texte(limit, self.variable.unit)}")
        whole = self._passe(values)
        series = [self._serie(whole, asked, index) for asked in self.situation.asked for index in asked.indexes]
        return Balayage(
            self.variable.name,
            self.variable.label or self.variable.name,
            self.variable.unit,
            str(self.given[0].period),
            values,
            series,
            self._seuils(whole),
        )

    def _passe(self, values: list[float]) -> _Passe:
        copies = repete(replace(self.situation, given=self.others), len(values))
        size = len(self.situation.ids(self.variable.entity.key))
        copies.given += [
            replace(one, index=one.index + rank * size, value=value)
            for rank, value in enumerate(values)
            for one in self.given
            if one.index == self.index
        ] + [
            replace(one, index=one.index + rank * size)
            for rank in range(len(values))
            for one in self.given
            if one.index != self.index
        ]
        simulation = simule(copies, self.system, trace=True)
        columns = {}
        for asked in self.situation.asked:
            array = simulation.calculate(asked.variable, asked.period)
            people = len(self.situation.ids(asked.entity))
            for index in asked.indexes:
                columns[asked.variable, index] = array[index::people]
        return _Passe(values, simulation, columns)

    def _serie(self, run: _Passe, asked: Asked, index: int) -> Serie:
        variable, column = self.system.variables[asked.variable], run.columns[asked.variable, index]
        ranks = range(len(run.values))
        return Serie(
            asked.variable,
            variable.label or asked.variable,
            asked.entity,
            self.situation.ids(asked.entity)[index],
            variable.unit,
            TYPES[variable.value_type],
            [valeur(variable, column, rank) for rank in ranks],
            [texte_du_choix(variable, column, rank) for rank in ranks],
        )

    # Thresholds ----------------------------------------------------------------------------------------------------

    def _seuils(self, whole: _Passe) -> list[Seuil]:
        found: list[Seuil] = []
        for low, high in self._ruptures(whole):
            found += self._precise(low, high)
        merged: dict[Any, Seuil] = {}
        for one in found:
            key = (one.de, one.a, one.nom())
            if key in merged:
                merged[key].variables = list(dict.fromkeys([*merged[key].variables, *one.variables]))
            else:
                merged[key] = one
        return sorted(merged.values(), key=lambda one: (one.a, one.de))[:_SEUILS_MAXIMAUX]

    def _ruptures(self, run: _Passe) -> list[tuple[float, float]]:
        """The intervals in which some result changes its course: one step for a jump, two around a change of slope."""
        flagged = set()
        for key, column in run.columns.items():
            flagged |= self._intervalles(self.system.variables[key[0]], column)
        last = len(run.values) - 1
        spans: list[list[int]] = []
        for start, end in sorted(flagged):
            if spans and start < spans[-1][1]:
                spans[-1][1] = max(spans[-1][1], end)
            else:
                spans.append([start, end])
        return [(run.values[max(start, 0)], run.values[min(end, last)]) for start, end in spans]

    def _intervalles(self, variable, column: numpy.ndarray) -> set[tuple[int, int]]:
        """(rank before, rank after) around each change of course of a column."""
        if variable.value_type is not float:
            plain = column.view(numpy.ndarray) if variable.value_type == Enum else numpy.asarray(column)
            if variable.value_type in (bool, Enum):
                return {(int(rank), int(rank) + 1) for rank in numpy.flatnonzero(plain[1:] != plain[:-1])}
            if plain.dtype.kind == "M":
                plain = plain.astype("datetime64[D]").astype(numpy.int64)
            elif plain.dtype.kind not in "if":
                return set()
            column = plain.astype(float)
        known = numpy.isfinite(column)
        found = {(int(rank), int(rank) + 1) for rank in numpy.flatnonzero(known[1:] != known[:-1])}
        slope = numpy.diff(column)
        bends = numpy.abs(numpy.diff(slope)) > _ARRONDI
        for rank in numpy.flatnonzero(bends).tolist():
            # A jump bends twice in a row, one way then the other: it lies in the step between.
            if rank + 1 < len(bends) and bends[rank + 1] and _saut(slope, rank + 1):
                found.add((rank + 1, rank + 2))
            elif rank and bends[rank - 1] and _saut(slope, rank):
                continue
            else:
                found.add((rank, rank + 2))
        return found

    def _precise(self, low: float, high: float) -> list[Seuil]:
        """The thresholds of an interval: found again on finer and finer values, then named."""
        spans = [(low, high)]
        for _ in range(_TOURS):
            finer = []
            for start, end in spans:
                inner = self._entre(start, end)
                ruptures = self._ruptures(self._passe(inner)) if len(inner) > 2 else []
                finer += ruptures or [(start, end)]
            if finer == spans:
                break
            spans = finer[:_SEUILS_MAXIMAUX]
        return [self._nomme(start, end) for start, end in spans]

    def _entre(self, start: float, end: float) -> list[float]:
        if self.whole:
            step = max(1, int((end - start) // _FINESSE))
            return sorted({*range(int(start), int(end) + 1, step), int(end)})
        step = _pas_rond((end - start) / _FINESSE, _MINIMUM_DES_TAUX if self.variable.unit == "/1" else _MINIMUM)
        ranks = range(math.ceil(start / step - 1e-9), math.floor(end / step + 1e-9) + 1)
        return sorted({start, end, *(round(rank * step, 9) for rank in ranks)})

    def _nomme(self, start: float, end: float) -> Seuil:
        """The values of the law in an interval; else the deepest step that changes in it, and what it reads."""
        run = self._passe([start, end])
        changed = [name for (name, _), column in run.columns.items() if _change(column)]
        names = list(dict.fromkeys(changed)) or list(dict.fromkeys(name for name, _ in run.columns))
        near = [one for one in self._lus(run) if self._est_le_seuil(one, start, end)]
        if near:
            return Seuil(start, end, names, float(near[0].valeur), near)
        step = self._etape(run)
        if step is None:
            return Seuil(start, end, names)
        node, variable = step
        read = [self._parametre(one) for one in node.parameters]
        return Seuil(
            start,
            end,
            names,
            None,
            list({one.nom: one for one in read if one is not None}.values()),
            variable.label or variable.name,
            references_du_jour(variable.reference, node.period),
        )

    def _differe(self, node) -> bool:
        """Whether a step of the first copy of someone differs from that of the last."""
        if node.value is None:
            return False
        people = len(self.situation.ids(self.system.variables[node.name].entity.key))
        return any(_change(node.value[index::people]) for index in range(people))

    def _est_le_seuil(self, read: ParametreLu, start: float, end: float) -> bool:
        number = isinstance(read.valeur, int | float) and not isinstance(read.valeur, bool)
        slack = 0 if self.whole else 1e-6
        return number and read.unite == self.variable.unit and start - slack <= read.valeur <= end + slack

    def _lus(self, run: _Passe) -> Iterable[ParametreLu]:
        """The values of the law that the steps which change read."""
        found: dict[str, ParametreLu] = {}
        for node in lectures(run.simulation).values():
            for read in node.parameters if self._differe(node) else ():
                if read.name not in found and (one := self._parametre(read)) is not None:
                    found[read.name] = one
        return found.values()

    def _parametre(self, read) -> ParametreLu | None:
        node = self.system.parameters
        for part in read.name.split("."):
            node = getattr(node, "children", {}).get(part)
        if not isinstance(node, Parameter):
            return None
        return parametre_lu(node, read.name, str(read.period), node._get_at_instant(str(read.period)))

    def _etape(self, run: _Passe):
        """The deepest computed yes-or-no or choice that differs between the ends, else the deepest number."""
        best, best_key = None, (False, -1)
        seen = set()

        def visit(node, depth: int) -> None:
            nonlocal best, best_key
            key = (node.name, str(node.period))
            variable = self.system.variables[node.name]
            if key not in seen and variable.formulas and node.parameters and self._differe(node):
                rank = (variable.value_type in (bool, Enum), depth)
                if rank > best_key:
                    best, best_key = (node, variable), rank
            seen.add(key)
            for child in node.children:
                visit(child, depth + 1)

        for tree in run.simulation.tracer.trees:
            visit(tree, 0)
        return best


def _pas_rond(step: float, least: float) -> float:
    """The first of 1, 2, 5, 10, … times a power of ten that is not below a step: values stay round.

    >>> _pas_rond(0.0375, 0.01), _pas_rond(0.0012, 0.01), _pas_rond(7, 0.01)
    (0.05, 0.01, 10.0)
    """
    if step <= least:
        return least
    power = 10.0 ** math.floor(math.log10(step))
    return next(round(power * times, 9) for times in (1, 2, 5, 10) if power * times >= step - 1e-12)


def _change(column: numpy.ndarray) -> bool:
    return bool(numpy.asarray(column[0] != column[-1]).any())


def _saut(slope: numpy.ndarray, rank: int) -> bool:
    """Whether the step at a rank jumps between two slopes that agree."""
    before, after = slope[rank - 1], slope[rank + 1] if rank + 1 < len(slope) else slope[rank - 1]
    return abs(before - after) <= _ARRONDI
