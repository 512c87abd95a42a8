"""Compute a checked situation: results with their reasons, warnings, and the steps when asked."""

import math
import re
import time
from dataclasses import dataclass, field
from typing import Any

from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.details import Details, Donnee, details
from openfisca_cpam.explanation.model import Etape, Reference
from openfisca_cpam.explanation.steps import (
    TYPES,
    explique,
    lectures,
    parametre_lu,
    references_du_jour,
    texte_du_choix,
    valeur,
)
from openfisca_cpam.situation import dates
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.build import simule
from openfisca_cpam.situation.mistakes import Mistake, Problem, SituationError
from openfisca_cpam.situation.model import Asked, Given, Situation

# What is shown for a value that the rules cannot know; in JSON it is null.
INCONNU = "inconnu"
# Below a cent two amounts are one: the cases say so too.
CENTIME = 0.005
NAISSANCE, DECES, NON_RENSEIGNEE = "date_naissance", "date_deces", "1970-01-01"


@dataclass(frozen=True)
class Motif:
    """Why, or why not: the variable that says it, the member's name, its text."""

    variable: str
    valeur: str
    texte: str


@dataclass
class Resultat:
    """One result of one person or household. Field names are the keys of the JSON."""

    entite: str
    id: str
    variable: str
    periode: str
    libelle: str
    valeur: Any
    texte: str | None
    type: str
    unite: str | None
    motif: Motif | None
    references: list[Reference]
    explication: Etape | None = None


@dataclass
class CompteRendu:
    """What was computed for a situation.

    Attributes:
        situation: what was read.
        simulation: the engine's, computed.
        resultats: one an asked variable, period and person or household.
        avertissements: mistakes that do not prevent the result (an input that nothing reads).
    """

    situation: Situation
    simulation: Simulation
    resultats: list[Resultat] = field(default_factory=list)
    avertissements: list[Mistake] = field(default_factory=list)

    def details(self) -> Details:
        """Inputs that nothing read, defaults that were used, confidence of the values."""
        return details_de(self.situation, self.simulation)


def details_de(situation: Situation, simulation: Simulation) -> Details:
    """What the computation of a situation rests on; the simulation is traced and computed."""
    given = (
        Donnee(one.variable, tuple(str(cell) for cell in one.cells), str(one.period), one.index)
        for one in situation.given
    )
    return details(simulation, given)


def calcule(
    situation: Situation, system: TaxBenefitSystem, etapes: bool = False, secondes: float | None = None
) -> CompteRendu:
    """Compute what a situation asks.

    Args:
        situation: checked.
        system: the law it was checked against.
        etapes: with the tree of steps of each result.
        secondes: of computing at most, checked between two results; without limit by default.

    Returns:
        Results in the order asked, and warnings.

    Raises:
        SituationError: when a value of the law is not known at the date.
        TimeoutError: beyond the limit.
    """
    simulation = simule(situation, system, trace=True)
    report = CompteRendu(situation, simulation)
    given = {(one.variable, str(cell)) for one in situation.given for cell in one.cells}
    end = math.inf if secondes is None else time.monotonic() + secondes
    for asked in situation.asked:
        if time.monotonic() > end:
            raise TimeoutError
        variable = system.variables[asked.variable]
        try:
            array = simulation.calculate(asked.variable, asked.period)
            reason = motif_de(system, variable)
            reasons = None if reason is None else _of_the_same_period(simulation, reason, asked.period)
            known = getattr(variable, "connu", None)
            knowns = known and _of_the_same_period(simulation, system.variables[known], asked.period)
            if knowns is not None and not knowns.all():
                # What is unknown says why it is.
                reason = motif_du_nom(system, system.variables[known]) or reason
                reasons = reason and _of_the_same_period(simulation, reason, asked.period)
        except ParameterNotFoundError as error:
            raise SituationError(situation.source, [valeur_inconnue(asked, error)]) from error
        ids = situation.ids(asked.entity)
        for index in asked.indexes:
            motif = None
            if reasons is not None:
                motif = Motif(reason.name, valeur(reason, reasons, index), texte_du_choix(reason, reasons, index))
            unknown = knowns is not None and not knowns[index]
            report.resultats.append(
                Resultat(
                    asked.entity,
                    ids[index],
                    asked.variable,
                    str(asked.period),
                    variable.label or asked.variable,
                    None if unknown else valeur(variable, array, index),
                    INCONNU if unknown else texte_du_choix(variable, array, index),
                    TYPES[variable.value_type],
                    variable.unit,
                    motif,
                    references_du_jour(variable.reference, asked.period),
                )
            )
    if etapes:
        seen: set = set()
        ranks = {(r.variable, r.periode, r.id): r for r in report.resultats}
        for asked in situation.asked:
            for index in asked.indexes:
                result = ranks[(asked.variable, str(asked.period), situation.ids(asked.entity)[index])]
                result.explication = explique(simulation, asked.variable, asked.period, index, donnees=given, vues=seen)
    report.avertissements = [
        *_unexpected(report),
        *_out_of_life(situation),
        *_unread(situation, simulation),
        *_unverified(situation, simulation, system),
    ]
    return report


def motif_de(system: TaxBenefitSystem, variable):
    """The ``…_motif`` variable that gives the reason of an amount or of an ``…_eligible``.

    The variable may name it (``motif``). Otherwise the longest prefix wins: ``transport_base`` has
    ``transport_base_motif`` if there is one, else ``transport_motif``.

    Returns:
        The variable, or None.
    """
    if getattr(variable, "motif", None):
        return system.variables[variable.motif]
    if not (variable.name.endswith("_eligible") or (variable.unit or "").startswith("currency")):
        return None
    return motif_du_nom(system, variable) if variable.formulas else None


def motif_du_nom(system: TaxBenefitSystem, variable):
    """The ``…_motif`` variable of the longest prefix of a variable's name, or None."""
    words = variable.name.split("_")
    for length in range(len(words), 0, -1):
        reason = system.variables.get("_".join([*words[:length], "motif"]))
        if reason is not None and reason.entity.key == variable.entity.key and reason.value_type == Enum:
            return reason
    return None


def _of_the_same_period(simulation: Simulation, reason, period: Period):
    """The values of a companion variable (a reason) for a period, None when it has no rule for it."""
    try:
        wanted = dates.asked_period(reason, dates.widen(reason.definition_period, period))
        dates.covered(reason, wanted)
    except Problem:
        return None
    return simulation.calculate(reason.name, wanted)


def _unexpected(report: CompteRendu) -> list[Mistake]:
    """Results that are not those that the case expects: they are written there for something."""
    found, results = [], iter(report.resultats)
    for asked in report.situation.asked:
        for rank, _ in enumerate(asked.indexes):
            one = next(results)
            expected = None if asked.expected is None else asked.expected[rank]
            if expected is None or one.valeur is None or one.valeur == expected:
                continue
            both = (expected, one.valeur)
            if not all(isinstance(value, float) for value in both) or abs(expected - one.valeur) >= CENTIME:
                shown = [m.number(value) if type(value) in (int, float) else str(value) for value in both]
                told = m.NOT_AS_EXPECTED(name=asked.variable, expected=shown[0], found=shown[1])
                found.append(Mistake(asked.line, told, path=asked.path))
    return found


def _out_of_life(situation: Situation) -> list[Mistake]:
    """Persons born after all that is asked, or dead before they are born: a slip of the keyboard, most often."""
    births = {one.index: one.value for one in situation.given if one.variable == NAISSANCE}
    asked = [str(one.period.stop) for one in situation.asked if one.period.unit != "eternity"]
    found = []
    for one in situation.given:
        born = births.get(one.index)
        if one.variable not in (NAISSANCE, DECES) or born is None or NON_RENSEIGNEE in (one.value, born):
            continue
        words = {"name": one.variable, "person": situation.persons[one.index], "birth": dates.long_day(born)}
        if one.variable == NAISSANCE and asked and max(asked) < born:
            found.append(Mistake(one.line, m.NOT_BORN(**words), path=one.path))
        if one.variable == DECES and one.value < born:
            words["death"] = dates.long_day(one.value)
            found.append(Mistake(one.line, m.DEAD_BEFORE_BIRTH(**words), path=one.path))
    return found


def _unread(situation: Situation, simulation: Simulation) -> list[Mistake]:
    return [non_lue(one) for one in non_lues(situation, simulation)]


def non_lues(situation: Situation, simulation: Simulation) -> list[Given]:
    """Inputs that no result reads, at none of their periods; the simulation is traced and computed."""
    read = lectures(simulation)
    return [one for one in situation.given if not any((one.variable, str(cell)) in read for cell in one.cells)]


def non_lue(given: Given) -> Mistake:
    """What to say of an input that no result reads."""
    return Mistake(given.line, m.NOT_READ(name=given.variable, when=_when(given)), path=given.path)


def _when(given: Given) -> str:
    """The period of an input, in brackets; nothing for what is true for ever."""
    period = given.cells[0] if len(given.cells) == 1 else given.period
    return "" if period.unit == "eternity" else m.IN_BRACKETS(period=dates.long_period(period))


def _unverified(situation: Situation, simulation: Simulation, system: TaxBenefitSystem) -> list[Mistake]:
    """One warning for results later than the day to which the values they read were verified."""
    oldest, latest = None, ""
    for node in lectures(simulation).values():
        for read in node.parameters:
            parameter = system.parameters
            for part in read.name.split("."):
                parameter = getattr(parameter, "children", {}).get(part)
            seen = parametre_lu(parameter, read.name, str(read.period), None)
            if seen.verifie_au and seen.verifie_au < seen.date:
                oldest = min(oldest or seen.verifie_au, seen.verifie_au)
                latest = max(latest, seen.date)
    if oldest is None:
        return []
    verified, computed = dates.long_day(oldest), dates.long_day(latest)
    return [Mistake(situation.line, m.VERIFIED_UNTIL(verified=verified, computed=computed))]


def valeur_inconnue(asked: Asked, error: ParameterNotFoundError) -> Mistake:
    """What to say of a result whose law has no value at the date."""
    return Mistake(asked.line, m.UNKNOWN_LAW(name=asked.variable, which=_missing(error)), path=asked.path)


def _missing(error: ParameterNotFoundError) -> str:
    """The parameter's dotted name and the day, in brackets (Python writes over the error's own ``name``)."""
    match = re.search(r"'([^']+)'", str(error))
    name = re.sub(r"\[(\w+)\]", r".\1", match.group(1)) if match else error.name
    return m.WHICH_VALUE(parameter=name, day=error.instant_str)
