"""A case computed, as its page tells it: one sentence and one figure, what to do, the amounts, the steps, the dates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.model import Etape, ParametreLu, Reference
from openfisca_cpam.explanation.steps import explique, lectures
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.compute import CompteRendu, Resultat, calcule
from openfisca_cpam.situation.mistakes import Problem, SituationError
from openfisca_cpam.web import calculate
from openfisca_cpam.web.limits import Limits
from openfisca_cpam.web.pages.conditions import Inconnue, vraie
from openfisca_cpam.web.pages.graphiques import DessinCourbe, DessinJauge, courbe, jauge
from openfisca_cpam.web.pages.questionnaire import Ligne, Phrase, Questionnaire, Texte
from openfisca_cpam.web.pages.reponses import Membre, Reponses, en_json

JALONS_MAXIMAUX = 60


class Refus(Exception):
    """A case that the rules do not compute; the message, in French, says why."""


@dataclass
class Montant:
    """A line of the table of amounts."""

    resultat: Resultat
    texte: Texte | None
    membre: Membre | None
    total: bool


@dataclass
class Demarche:
    """Something to do, and before which date."""

    texte: Texte
    date: str | None
    passee: bool


@dataclass
class Vue:
    """All that the page shows."""

    jour: date
    phrase: Phrase
    chiffre: Resultat | None
    motif: Resultat | None
    demarches: list[Demarche]
    montants: list[Montant]
    etapes: list[Etape]
    articles: list[Reference]
    doutes: list[Resultat]
    incertaines: list[ParametreLu]
    inconnus: list[Resultat]
    avertissements: list[str]
    jauge: DessinJauge | None
    courbe: DessinCourbe | None
    jalons: list[str]
    compte_rendu: CompteRendu
    valeurs: dict[str, Any] = field(default_factory=dict)


def calcule_le_cas(answers: Reponses, system: TaxBenefitSystem, limits: Limits, today: date) -> Vue:
    """Compute a case whose answers are complete.

    Args:
        answers: complete.
        system: the law.
        limits: of one request.
        today: to say which dates are past.

    Raises:
        Refus: when the rules do not cover its day.
        SituationError: when the guard refuses what the file of questions gives.
    """
    return _Calcul(answers, system, limits, today).vue()


class _Calcul:
    def __init__(self, answers: Reponses, system: TaxBenefitSystem, limits: Limits, today: date) -> None:
        self.answers, self.system, self.limits, self.today = answers, system, limits, today
        self.file: Questionnaire = answers.questionnaire
        self.members = {member.cle: member for member in answers.membres() or []}
        self.report: CompteRendu | None = None
        self.found: dict[str, list[Resultat]] = {}

    def vue(self) -> Vue:
        self.report = self._calcule()
        for result in self.report.resultats:
            self.found.setdefault(result.variable, []).append(result)
        phrase = next(one for one in self.file.phrases if self._vraie(one.quand))
        amounts = list(self._montants())
        trees = self._etapes(phrase, amounts)
        reads = list(_parametres(trees))
        unknown = [one for lines in self.found.values() for one in lines if one.texte == "inconnu"]
        return Vue(
            jour=self.answers.jour(),
            phrase=phrase,
            chiffre=self._premier(phrase.chiffre),
            motif=self._premier(phrase.motif or self.file.motif),
            demarches=self._demarches(),
            montants=amounts,
            etapes=trees,
            articles=list(dict.fromkeys(_references(trees))),
            doutes=[one for name in self.file.doutes for one in self.found.get(name, ()) if one.valeur],
            incertaines=list({one.nom: one for one in reads if one.confiance == "C"}.values()),
            inconnus=unknown,
            avertissements=[one.message for one in self.report.avertissements if not one.path],
            jauge=self._jauge(),
            courbe=self._courbe(),
            jalons=self._jalons(),
            compte_rendu=self.report,
            valeurs={name: lines[0] for name, lines in self.found.items()},
        )

    def _calcule(self) -> CompteRendu:
        day = self.answers.jour().isoformat()
        wanted, refused = [], {}
        for name in self.file.resultats():
            try:
                _couverte(self.system, name, day)
                wanted.append(name)
            except Problem as problem:
                refused[name] = problem.message
        needed = [self.file.motif, self.file.montants[0].variable]
        for name in needed:
            if name in refused:
                raise Refus(refused[name].partition(" : ")[2])
        content = self.answers.situation(self.system, wanted)
        _, situation = calculate.read(en_json(content), self.system, self.limits)
        self.situation = situation
        try:
            return calcule(situation, self.system)
        except SituationError as error:
            raise Refus("une valeur de la loi n'est pas connue à cette date") from error

    def _premier(self, name: str | None) -> Resultat | None:
        return self.found.get(name or "", [None])[0]

    def _valeur(self, name: str) -> Any:
        if name in self.found:
            return self.found[name][0].valeur
        if self.file.question(name) is None:
            raise Inconnue(name)
        return self.answers._valeur_de(name)

    def _vraie(self, condition: Any) -> bool:
        return vraie(condition, self._valeur) is True

    def _montants(self) -> Iterator[Montant]:
        for line in self.file.montants:
            for result in self.found.get(line.variable, ()):
                if _vaut_la_ligne(line, result):
                    several = len(self.found[line.variable]) > 1
                    yield Montant(result, line.texte, self.members.get(result.id) if several else None, line.total)

    def _demarches(self) -> list[Demarche]:
        found = []
        for step in self.file.a_faire:
            if not self._vraie(step.quand):
                continue
            before = self._premier(step.date)
            if step.date and (before is None or before.valeur is None):
                continue
            day = before.valeur if before else None
            found.append(Demarche(step.texte, day, bool(day) and day < self.today.isoformat()))
        return found

    def _etapes(self, phrase: Phrase, amounts: list[Montant]) -> list[Etape]:
        """The trees, of the figure first, then of each amount, then of the reason; each step is told once."""
        shown = [
            phrase.chiffre,
            *(line.resultat.variable for line in amounts),
            phrase.motif or self.file.motif,
            *self.file.explique,
        ]
        given = {(one.variable, str(cell)) for one in self.situation.given for cell in one.cells}
        asked = {one.variable: one for one in self.situation.asked}
        nodes = self.noeuds = lectures(self.report.simulation)
        seen: set = set()
        trees = []
        for name in dict.fromkeys(one for one in shown if one in self.found):
            for index in asked[name].indexes:
                period = asked[name].period
                trees.append(
                    explique(self.report.simulation, name, period, index, donnees=given, vues=seen, noeuds=nodes)
                )
        return [tree for tree in trees if not tree.deja_vu]

    def _jauge(self) -> DessinJauge | None:
        chart = self.file.jauge
        if chart is None or not self._vraie(chart.quand):
            return None
        amount = self._premier(chart.variable)
        marks = [(self._premier(name), words) for name, words in chart.seuils]
        known = [(one, words) for one, words in marks if one is not None and one.valeur is not None]
        if amount is None or amount.valeur is None or not known:
            return None
        return jauge(chart, amount, known)

    def _courbe(self) -> DessinCourbe | None:
        chart = self.file.courbe
        if chart is None or not self._vraie(chart.quand) or self._premier(chart.variable) is None:
            return None
        question = self.file.question(chart.question)
        place = next((one for one in self.answers.places if one.question is question), None)
        if place is None:
            return None
        return courbe(chart, question, self.answers.valeurs.get(place.nom), self.situation, self.system)

    def _jalons(self) -> list[str]:
        """The days on which a value or a rule that the case reads has changed, and the day of the case."""
        found = {self.answers.jour().isoformat()}
        first = max(_premier_jour(self.system, name) for name in [self.file.motif or self.file.montants[0].variable])
        for node in self.noeuds.values():
            variable = self.system.variables[node.name]
            found |= set(variable.formulas.keys())
            for read in node.parameters:
                parameter = self.system.parameters
                for part in read.name.split("."):
                    parameter = getattr(parameter, "children", {}).get(part)
                found |= {entry.instant_str for entry in getattr(parameter, "values_list", ())}
        day = self.answers.jour().isoformat()
        kept = sorted(one for one in found if one >= first and len(one) == 10)
        if len(kept) > JALONS_MAXIMAUX:
            kept = sorted({*kept[-JALONS_MAXIMAUX:], day})
        return kept


def _couverte(system: TaxBenefitSystem, name: str, day: str) -> None:
    variable = system.variables[name]
    if variable.definition_period == DateUnit.ETERNITY:
        return
    dates.covered(variable, dates.widen(variable.definition_period, dates.period(day)))


def _premier_jour(system: TaxBenefitSystem, name: str) -> str:
    formulas = system.variables[name].formulas
    return formulas.keys()[0] if formulas else "0001-01-01"


def _vaut_la_ligne(line: Ligne, result: Resultat) -> bool:
    """Nothing is said of what is zero or without object, unless the file asks for it."""
    if result.texte == "inconnu":
        return True
    if result.valeur is None or result.valeur is False:
        return line.nul
    return bool(line.total or line.nul or result.type not in ("nombre", "entier") or result.valeur)


def _parametres(trees: list[Etape]) -> Iterator[ParametreLu]:
    for tree in trees:
        yield from tree.parametres
        yield from _parametres(tree.etapes)


def _references(trees: list[Etape]) -> Iterator[Reference]:
    for tree in trees:
        if tree.nature == "calcul" and not tree.deja_vu:
            yield from tree.references
        for read in tree.parametres:
            yield from read.references
        yield from _references(tree.etapes)
