"""One situation on several days: the results side by side, and what changed in the law between them."""

import inspect
from dataclasses import dataclass, field

from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.articles import a_la_date
from openfisca_cpam.explanation.model import ParametreLu, Reference
from openfisca_cpam.explanation.steps import lectures, parametre_lu, references
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.compute import CompteRendu, Resultat, calcule
from openfisca_cpam.situation.deplace import deplace
from openfisca_cpam.situation.mistakes import Problem, SituationError
from openfisca_cpam.situation.model import Situation


@dataclass
class Ligne:
    """A result on each day, None where the rules do not cover the day; then ``refus`` says why."""

    variable: str
    libelle: str
    entite: str
    id: str
    unite: str | None
    resultats: list[Resultat | None]
    refus: list[str | None]

    @property
    def change(self) -> bool:
        """Whether two days differ."""
        return len({(one.valeur, one.texte) if one else None for one in self.resultats}) > 1


@dataclass
class ValeurChangee:
    """A parameter that the computation reads and that differs between two days; None where it is not read."""

    nom: str
    libelle: str
    unite: str | None
    avant: ParametreLu | None
    apres: ParametreLu | None


@dataclass
class RegleChangee:
    """A variable whose formula differs between two days."""

    variable: str
    libelle: str
    depuis: str | None
    regle: str
    references: list[Reference]


@dataclass
class Changement:
    """What changed in the law, as this situation sees it, between two days."""

    de: str
    a: str
    valeurs: list[ValeurChangee] = field(default_factory=list)
    regles: list[RegleChangee] = field(default_factory=list)


@dataclass
class Comparaison:
    """The whole of it."""

    jours: list[str]
    lignes: list[Ligne]
    changements: list[Changement]


def compare(situation: Situation, system: TaxBenefitSystem, days: list[str]) -> Comparaison:
    """Compute a situation on several days.

    Args:
        situation: checked.
        system: the law.
        days: ISO dates, two at least, in the order wanted.

    Returns:
        The results, and between each day and the next the values and rules that changed.
    """
    reports, refusals = zip(*(_un_jour(deplace(situation, system, day), system) for day in days), strict=True)
    lines = []
    for asked in situation.asked:
        variable = system.variables[asked.variable]
        for index in asked.indexes:
            name = situation.ids(asked.entity)[index]
            key = (asked.variable, name)
            lines.append(
                Ligne(
                    asked.variable,
                    variable.label or asked.variable,
                    asked.entity,
                    name,
                    variable.unit,
                    [found.get(key) for found in map(_par_cle, reports)],
                    [refused.get(asked.variable) for refused in refusals],
                )
            )
    changes = [
        entre(system, days[rank], days[rank + 1], reports[rank], reports[rank + 1])
        for rank in range(len(days) - 1)
        if reports[rank] is not None and reports[rank + 1] is not None
    ]
    return Comparaison(days, lines, changes)


def _par_cle(report: CompteRendu | None) -> dict[tuple[str, str], Resultat]:
    return {(one.variable, one.id): one for one in report.resultats} if report else {}


def _un_jour(situation: Situation, system: TaxBenefitSystem) -> tuple[CompteRendu | None, dict[str, str]]:
    """What is covered on that day, computed; why, for what is not."""
    covered, refused = [], {}
    for asked in situation.asked:
        try:
            dates.covered(system.variables[asked.variable], asked.period)
            covered.append(asked)
        except Problem as problem:
            refused[asked.variable] = problem.message
    if not covered:
        return None, refused
    situation.asked = covered
    try:
        return calcule(situation, system), refused
    except SituationError as error:
        message = error.mistakes[0].message
        return None, refused | {asked.variable: message for asked in covered}


def entre(system: TaxBenefitSystem, first: str, second: str, before: CompteRendu, after: CompteRendu) -> Changement:
    """What changed in the law, as a situation computed on two days sees it."""
    change = Changement(first, second)
    old, new = _valeurs_lues(system, before), _valeurs_lues(system, after)
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name), new.get(name)
        if was is None or now is None or was.valeur != now.valeur:
            # A value that only one of the two days reads has changed only if the law has.
            seen = was or now
            other = parametre_lu(_parametres(system)[name], name, second if now is None else first, None)
            other.valeur = _parametres(system)[name]._get_at_instant(other.date)
            was, now = was or other, now or other
            if was.valeur != now.valeur:
                change.valeurs.append(ValeurChangee(name, seen.libelle, seen.unite, was, now))
    formulas = _formules(system, before), _formules(system, after)
    for name, formula in formulas[1].items():
        if formulas[0].get(name, formula) is not formula:
            variable = system.variables[name]
            start = next(day for day, one in variable.formulas.items() if one is formula)
            cited = a_la_date(references(variable.reference), second)
            rule = " ".join((inspect.getdoc(formula) or "").split())
            change.regles.append(RegleChangee(name, variable.label or name, start, rule, cited))
    return change


def _parametres(system: TaxBenefitSystem) -> dict[str, Parameter]:
    return {node.name: node for node in system.parameters.get_descendants() if isinstance(node, Parameter)}


def _valeurs_lues(system: TaxBenefitSystem, report: CompteRendu) -> dict[str, ParametreLu]:
    """The parameters read, each at the latest day on which it was."""
    known = _parametres(system)
    found: dict[str, ParametreLu] = {}
    for node in lectures(report.simulation).values():
        for read in node.parameters:
            day = str(read.period)
            if read.name in known and (read.name not in found or found[read.name].date < day):
                found[read.name] = parametre_lu(known[read.name], read.name, day, known[read.name]._get_at_instant(day))
    return found


def _formules(system: TaxBenefitSystem, report: CompteRendu) -> dict[str, object]:
    """The formula of each variable computed on the way."""
    found = {}
    for node in lectures(report.simulation).values():
        variable = system.variables[node.name]
        if variable.formulas and variable.definition_period != DateUnit.ETERNITY:
            formula = variable.get_formula(node.period)
            if formula is not None:
                found[node.name] = formula
    return found
