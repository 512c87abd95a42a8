"""From what a form posts to checked answers, to the next questions, to a situation for the guard.

Nothing is kept: every answer travels in the form. A field is named after its question (``age``), or its question and
its person (``salaire.conjoint``, ``date_naissance.enfant_2``); ``q`` names the questions that the page asked.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import dates
from openfisca_cpam.situation.mistakes import Problem
from openfisca_cpam.situation.values import as_number
from openfisca_cpam.web.pages.conditions import Inconnue, vraie
from openfisca_cpam.web.pages.questionnaire import Personne, Question, Questionnaire

LONGUEUR = 60
QUESTIONS_PAR_PAGE = 4
MEMBRES = 12
OUI, NON = "oui", "non"
_ANNEES = (1800, 2200)


@dataclass(frozen=True)
class Membre:
    """A person of the case: key, role, rank among those of the same kind (0 when alone)."""

    cle: str
    personne: Personne
    rang: int = 0


@dataclass(frozen=True)
class Place:
    """A question asked to someone (or once, to nobody in particular)."""

    question: Question
    membre: Membre | None = None

    @property
    def nom(self) -> str:
        """The name of its field."""
        return f"{self.question.cle}.{self.membre.cle}" if self.membre else self.question.cle


@dataclass(frozen=True)
class Erreur:
    """What is wrong in an answer: a key of ``textes/mes_droits.yaml`` and the values of its sentence."""

    cle: str
    valeurs: dict[str, Any] = field(default_factory=dict)


class Reponses:
    """The answers of a form.

    Attributes:
        brutes: what was posted, by field.
        erreurs: by field.
        places: the questions that the case needs, as far as the answers tell.
        manquantes: those of ``places`` without an answer.
    """

    def __init__(self, questionnaire: Questionnaire, posted: dict[str, str], asked: set[str]) -> None:
        self.questionnaire = questionnaire
        self.brutes = {name: value.strip() for name, value in posted.items()}
        self.demandees = asked
        self.valeurs: dict[str, Any] = {}
        self.erreurs: dict[str, Erreur] = {}
        self.places: list[Place] = []
        self.manquantes: list[Place] = []
        self.bloquees = False
        self._noms: set[str] = set()
        self._prochaines: int | None = None
        self._lit()

    # Reading ------------------------------------------------------------------------------------------------------

    def _lit(self) -> None:
        for run in _suites(self.questionnaire.questions):
            for place in self._places(run):
                needed = self._necessaire(place)
                if needed is None:
                    self._arrete()
                    continue
                if not needed:
                    continue
                self.places.append(place)
                name = place.nom
                self._noms.add(name)
                if name not in self.brutes and name not in self.demandees:
                    self.manquantes.append(place)
                    continue
                value, mistake = lit_reponse(place.question, self.brutes.get(name, ""))
                if mistake:
                    self.erreurs[name] = mistake
                else:
                    self.valeurs[name] = value

    def _places(self, run: list[Question]) -> Iterator[Place]:
        """The places of questions in a row: for each person all of theirs, then the next person."""
        if not run[0].pour:
            yield from (Place(question) for question in run)
            return
        members = self.membres()
        if members is None:
            self._arrete()
            return
        for member in members:
            yield from (Place(question, member) for question in run if member.personne.cle in question.pour)

    def membres(self) -> list[Membre] | None:
        """The persons of the case; None while the answers do not say who they are."""
        found: list[Membre] = []
        for person in self.questionnaire.personnes:
            here = vraie(person.si, self._valeur_de)
            if here is None:
                return None
            if not here:
                continue
            if person.nombre is None:
                found.append(Membre(person.cle, person))
                continue
            try:
                count = self._valeur_de(person.nombre) or 0
            except Inconnue:
                return None
            found += [Membre(f"{person.cle}_{rank}", person, rank) for rank in range(1, min(count, MEMBRES) + 1)]
        return found

    def _arrete(self) -> None:
        """What comes next hangs on a missing answer: what is missing until now is asked first."""
        self.bloquees = True
        if self._prochaines is None:
            self._prochaines = len(self.manquantes)

    def _necessaire(self, place: Place) -> bool | None:
        return vraie(place.question.si, lambda key: self._valeur_de(key, place.membre))

    def _valeur_de(self, key: str, member: Membre | None = None) -> Any:
        """An answer: of the person first, else of the case; None for a question that the case does not need."""
        names = [f"{key}.{member.cle}", key] if member else [key]
        for name in names:
            if name in self.valeurs:
                return self.valeurs[name]
        if self.bloquees or not self._noms.isdisjoint(names):
            raise Inconnue(key)
        return None

    # What comes next ----------------------------------------------------------------------------------------------

    def page(self) -> list[Place]:
        """The questions to ask now: those to correct, else the next ones that do not hang on each other."""
        if self.erreurs:
            asked = [place for place in self.places if place.nom in self.demandees]
            wrong = [place for place in self.places if place.nom in self.erreurs]
            return asked if any(place.nom in self.demandees for place in wrong) else wrong
        chosen: list[Place] = []
        for place in self.manquantes[: self._prochaines]:
            if chosen and (
                place.membre != chosen[0].membre
                or self.questionnaire.etape(place.question) is not self.questionnaire.etape(chosen[0].question)
            ):
                break
            chosen.append(place)
            if len(chosen) == QUESTIONS_PAR_PAGE:
                break
        return chosen

    def acquises(self, without: set[str] = frozenset()) -> dict[str, str]:
        """The fields to carry: needed, and right."""
        return {
            place.nom: self.brutes.get(place.nom, "")
            for place in self.places
            if place.nom in self.valeurs and place.nom not in without
        }

    @property
    def completes(self) -> bool:
        """Whether the case can be computed."""
        return not self.erreurs and not self.manquantes and not self.bloquees

    def jour(self) -> date:
        """The day of the case."""
        return date.fromisoformat(self.valeurs[self.questionnaire.jour])

    def au_jour(self, day: date) -> "Reponses":
        """The same answers with every date of what happens moved, so that the case falls on a day."""
        shift = day - self.jour()
        posted = dict(self.brutes)
        for place in self.places:
            value = self.valeurs.get(place.nom)
            if place.question.type == "date" and not place.question.fixe and value:
                posted[place.nom] = _decale(value, shift)
        return Reponses(self.questionnaire, posted, self.demandees)

    # The situation ------------------------------------------------------------------------------------------------

    def situation(self, system: TaxBenefitSystem, asked: list[str], **replaced: Any) -> dict[str, Any]:
        """The situation in the Web API's form, each input at the period of its variable.

        Args:
            system: the law.
            asked: variables to compute, for everyone.
            replaced: values in place of answers, by field.
        """
        (group,) = system.group_entities
        day = self.jour().isoformat()
        members = self.membres() or []
        people: dict[str, dict] = {member.cle: {} for member in members}
        household: dict[str, Any] = {}
        for member in members:
            role = next(role for role in group.roles if role.key == member.personne.role)
            household.setdefault(role.plural or role.key, []).append(member.cle)

        def put(name: str, value: Any, member: Membre | None) -> None:
            variable = system.variables[name]
            owner = household if not variable.entity.is_person else people[(member or members[0]).cle]
            owner.setdefault(name, {})[_periode(variable, day)] = value

        for place in self.places:
            value = replaced.get(place.nom, self.valeurs.get(place.nom))
            for name, one in self._donne(place, value):
                put(name, one, place.membre)
        for given in self.questionnaire.donnees:
            for member in members:
                holds = vraie(given.si, lambda key, member=member: self._valeur_de(key, member))
                value = self._reference(given.valeur, member)
                if holds and value is not None:
                    put(given.variable, value, member)
                if not system.variables[given.variable].entity.is_person:
                    break
        for name in asked:
            variable = system.variables[name]
            for owner in people.values() if variable.entity.is_person else [household]:
                owner.setdefault(name, {}).setdefault(_periode(variable, day), None)
        return {system.person_entity.plural: people, group.plural: {"foyer": household}}

    def _donne(self, place: Place, value: Any) -> Iterator[tuple[str, Any]]:
        question = place.question
        if value is None:
            return
        if question.variable is not None:
            yield question.variable, value
        given = dict(question.donne) if value is True else {}
        if question.choix:
            for choice in question.choix:
                if choice.valeur in (value if question.type == "coches" else [value]):
                    given.update(choice.donne)
        for name, one in given.items():
            found = self._reference(one, place.membre)
            if found is not None:
                yield name, found

    def _reference(self, written: Any, member: Membre | None) -> Any:
        if not (isinstance(written, str) and written.startswith("=")):
            return written
        try:
            return self._valeur_de(written[1:], member)
        except Inconnue:
            return None


def _suites(questions: tuple[Question, ...]) -> Iterator[list[Question]]:
    """Questions in a row that are all asked once, or all asked to persons."""
    run: list[Question] = []
    for question in questions:
        if run and bool(run[0].pour) != bool(question.pour):
            yield run
            run = []
        run.append(question)
    if run:
        yield run


def _decale(value: str, shift: timedelta) -> str:
    try:
        return (date.fromisoformat(value) + shift).isoformat()
    except OverflowError:
        return value


def _periode(variable, day: str) -> str:
    unit = variable.definition_period
    if unit == DateUnit.ETERNITY:
        return "ETERNITY"
    return day[: {DateUnit.DAY: 10, DateUnit.MONTH: 7, DateUnit.YEAR: 4}[unit]]


def lit_reponse(question: Question, written: str) -> tuple[Any, Erreur | None]:
    """The value of an answer, or what is wrong with it.

    Args:
        question: which.
        written: what the field holds, without spaces around.

    Returns:
        (value, None) or (None, mistake). The value of a number of rate is a share (0.65 for « 65 % »).
    """
    if len(written) > LONGUEUR and question.type != "coches":
        return None, Erreur("erreur_longueur", {"maximum": LONGUEUR})
    if question.type == "coches":
        return _coches(question, written)
    if not written:
        if question.defaut is not None:
            return (question.defaut.isoformat() if isinstance(question.defaut, date) else question.defaut), None
        if question.facultative:
            return None, None
        return None, Erreur("erreur_choix" if question.type in ("choix", "oui_non") else f"erreur_{question.type}_vide")
    return _LECTEURS[question.type](question, written)


def _choix(question: Question, written: str) -> tuple[Any, Erreur | None]:
    known = {choice.valeur for choice in question.choix}
    return (written, None) if written in known else (None, Erreur("erreur_choix"))


def _coches(question: Question, written: str) -> tuple[Any, Erreur | None]:
    ticked = list(dict.fromkeys(written.split(","))) if written else []
    known = {choice.valeur for choice in question.choix}
    return (ticked, None) if known.issuperset(ticked) else (None, Erreur("erreur_choix"))


def _oui_non(_question: Question, written: str) -> tuple[Any, Erreur | None]:
    return (written == OUI, None) if written in (OUI, NON) else (None, Erreur("erreur_choix"))


def _nombre(question: Question, written: str) -> tuple[Any, Erreur | None]:
    text = as_number(written.removesuffix("%") if question.unite == "/1" else written)
    if text is None:
        return None, Erreur("erreur_nombre")
    value = float(text)
    if question.unite == "/1":
        value = round(value / 100, 6)
    return (None, wrong) if (wrong := _hors_limites(question, value)) else (value, None)


def _entier(question: Question, written: str) -> tuple[Any, Erreur | None]:
    text = as_number(written)
    if text is None or not re.fullmatch(r"[-+]?[0-9]{1,9}", text):
        return None, Erreur("erreur_entier")
    value = int(text)
    return (None, wrong) if (wrong := _hors_limites(question, value)) else (value, None)


def _hors_limites(question: Question, value: float) -> Erreur | None:
    low, high = question.minimum, question.maximum
    if low is not None and value < low:
        return Erreur("erreur_minimum", {"minimum": low, "unite": question.unite})
    if high is not None and value > high:
        return Erreur("erreur_maximum", {"maximum": high, "unite": question.unite})
    return None


def _date(_question: Question, written: str) -> tuple[Any, Erreur | None]:
    try:
        found = dates.day(written)
    except Problem as problem:
        try:
            found = dates.day(problem.suggestion or "")
        except Problem:
            return None, Erreur("erreur_date")
    if not _ANNEES[0] <= found.year <= _ANNEES[1]:
        return None, Erreur("erreur_date")
    return found.isoformat(), None


_LECTEURS = {"choix": _choix, "oui_non": _oui_non, "nombre": _nombre, "entier": _entier, "date": _date}


def en_json(situation: dict[str, Any]) -> bytes:
    """The situation as the guard reads it."""
    return json.dumps(situation).encode()
