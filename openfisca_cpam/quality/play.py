"""Play a case: what differs from what it expects, and which of its inputs nothing reads.

Floats are compared in float64 (core's own runner compares in float32: 16777217 is 16777216 to it); whole numbers,
booleans, dates, texts and Enum members exactly.
"""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.model import Etape
from openfisca_cpam.explanation.steps import TYPES, explique, texte_du_choix, valeur
from openfisca_cpam.quality.cases import Case
from openfisca_cpam.situation.build import simule
from openfisca_cpam.situation.compute import non_lue, non_lues, valeur_inconnue
from openfisca_cpam.situation.mistakes import Mistake
from openfisca_cpam.situation.model import Given, Situation

# What sums of euros and cents lose in float64; a millionth of a cent at a million euros.
_PERTE = 1e-12
_SANS_EFFET = re.compile(r"#\s*sans effet\b\s*:?\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Gap:
    """A result that is not the expected one.

    Attributes:
        variable, period: of the result.
        entity, id: whose.
        label: the variable's.
        unit, type: to print the values.
        expected, got: as JSON knows them; Enum members by name.
        got_text: of an Enum member.
        line: where it was expected.
        steps: how it was computed, when asked.
    """

    variable: str
    period: str
    entity: str
    id: str
    label: str
    unit: str | None
    type: str
    expected: Any
    got: Any
    got_text: str | None
    line: int
    steps: Etape | None = None

    @property
    def difference(self) -> float | None:
        """Got less expected, None when they are no numbers."""
        both = (self.got, self.expected)
        numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in both)
        return self.got - self.expected if numbers else None


@dataclass
class Played:
    """A case that was played: ``gaps`` fail it, ``mistakes`` say that it does not test what it seems to."""

    gaps: list[Gap] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


@lru_cache(maxsize=32)
def reformed(system: TaxBenefitSystem, reforms: tuple[str, ...], parameters: str | None) -> TaxBenefitSystem:
    """The system with reforms applied one after the other, then with the parameters that a case gives."""
    for reform in reforms:
        system = system.apply_reform(reform)
    if parameters is None:
        return system
    from openfisca_core.reforms.in_yaml_test_reform import InYamlTestReform

    return InYamlTestReform(system, json.loads(parameters))


def play(case: Case, system: TaxBenefitSystem, steps: bool = False) -> Played:
    """Compute a case and compare.

    Args:
        case: read without mistakes.
        system: the law it was checked against.
        steps: with the steps of each result that is not the expected one.

    Returns:
        The gaps and mistakes; no exception comes out of a formula.
    """
    played = Played()
    try:
        law = reformed(system, case.reforms, case.parameters)
    except Exception as error:
        played.mistakes.append(Mistake(case.situation.line, f"réforme ou paramètres inapplicables ({said(error)})"))
        return played
    simulation, failures = computed(case.situation, law)
    if failures:
        played.mistakes += failures
        return played
    given = {(one.variable, str(cell)) for one in case.situation.given for cell in one.cells}
    seen: set = set()
    for asked in case.situation.asked:
        variable = law.variables[asked.variable]
        array = simulation.calculate(asked.variable, asked.period)
        ids = case.situation.ids(asked.entity)
        for index, expected in zip(asked.indexes, asked.expected or (), strict=False):
            got = valeur(variable, array, index)
            if not same(variable, array, index, expected, case.margin(asked.variable)):
                if got is None and variable.value_type.__name__ == "date":
                    got = "1970-01-01"
                tree = None
                if steps:
                    tree = explique(simulation, asked.variable, asked.period, index, donnees=given, vues=seen)
                gap = Gap(
                    asked.variable, str(asked.period), asked.entity, str(ids[index]), variable.label or asked.variable,
                    variable.unit, TYPES[variable.value_type], expected, got, texte_du_choix(variable, array, index),
                    asked.line, tree,
                )  # fmt: skip
                played.gaps.append(gap)
    played.mistakes += unread(case.situation, simulation, case.lines)
    return played


def computed(situation: Situation, system: TaxBenefitSystem) -> tuple[Simulation | None, list[Mistake]]:
    """A traced simulation where everything asked is computed, and what could not be."""
    failures: list[Mistake] = []
    try:
        simulation = simule(situation, system, trace=True)
    except Exception as error:
        return None, [Mistake(situation.line, f"la situation ne se construit pas ({said(error)})")]
    for asked in situation.asked:
        try:
            simulation.calculate(asked.variable, asked.period)
        except ParameterNotFoundError as error:
            failures.append(valeur_inconnue(asked, error))
            break  # the others would say the same
        except Exception as error:
            message = f"{asked.variable} : le calcul échoue ({said(error)})"
            failures.append(Mistake(asked.line, message, path=asked.path))
            break
    return simulation, failures


def said(error: Exception) -> str:
    """An exception in one line."""
    return " ".join(f"{type(error).__name__} : {error}".split())[:300]


def same(variable, array: Any, index: int, expected: Any, margin: float = 0.0) -> bool:
    """Whether a computed cell is what is expected.

    Args:
        variable: OpenFisca's.
        array: its computed values.
        index: rank of the person or household.
        expected: number, bool, ISO date, Enum member's name or text.
        margin: absolute, for floats only.
    """
    if variable.value_type == Enum:
        return valeur(variable, array, index) == expected
    cell = array[index]
    if variable.value_type is float:
        got = float(cell)
        return abs(got - float(expected)) <= margin + _PERTE * max(1.0, abs(float(expected)))  # false for NaN
    if variable.value_type in (int, bool):
        return cell.item() == expected
    if variable.value_type is str:
        return valeur(variable, array, index) == expected
    return numpy.datetime64(cell, "D") == numpy.datetime64(expected, "D")


def unread(situation: Situation, simulation: Simulation, lines: list[str]) -> list[Mistake]:
    """Inputs that no result reads, save those whose line says « # sans effet : » and why; and such words said in vain.

    Args:
        situation: what was read.
        simulation: traced and computed.
        lines: the text of the file.
    """
    useless = non_lues(situation, simulation)
    useless += [one for one in _of_nobody_asked(situation) if one not in useless]
    mistakes = []
    for given in useless:
        said = _marked(given, lines)
        if said is None:
            mistakes.append(non_lue(given))
        elif not said:
            mistakes.append(Mistake(given.line, f"{given.variable} : « # sans effet : » doit dire pourquoi"))
    read = {id(given) for given in useless}
    for given in situation.given:
        if id(given) not in read and _marked(given, lines) is not None:
            mistakes.append(Mistake(given.line, f"{given.variable} est dit « sans effet », mais un résultat le lit"))
    return mistakes


def _of_nobody_asked(situation: Situation) -> list[Given]:
    """Inputs of the households of which nothing is asked: a formula never reads another household."""
    if not all(group.ids for group in situation.groups.values()):
        return []

    def homes(entity: str, index: int) -> set[tuple[str, int]]:
        if entity in situation.groups:
            return {(entity, index)}
        return {(key, group.of[index]) for key, group in situation.groups.items()}

    wanted = {home for one in situation.asked for index in one.indexes for home in homes(one.entity, index)}
    return [one for one in situation.given if not homes(one.entity, one.index) & wanted]


def _marked(given: Given, lines: list[str]) -> str | None:
    """The reason written after « # sans effet : » on the line of an input; None without these words."""
    line = lines[given.line - 1] if 0 < given.line <= len(lines) else ""
    match = _SANS_EFFET.search(line)
    return None if match is None else match.group(1).strip()
