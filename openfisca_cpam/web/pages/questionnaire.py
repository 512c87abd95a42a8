"""The files of questions, ``openfisca_cpam/questions/<cas>.yaml``: read strictly, checked against the law.

One file is one « what happened »: its questions, what each gives to the computation, and how its results are told. A
new file is a new page; nothing else changes. docs/ecrire_des_questions.md describes the format.
"""

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import PACKAGE
from openfisca_cpam.demarches import catalogue
from openfisca_cpam.situation.mistakes import nearest
from openfisca_cpam.web.pages.conditions import OPERATEURS, noms
from openfisca_cpam.web.pages.textes import LANGUES, typographie

DOSSIER = PACKAGE / "questions"
COMMUNES = "_communes.yaml"
# « choix: membres »: every value of the variable, in the words of the law (departments).
MEMBRES = "membres"
TYPES = ("choix", "coches", "oui_non", "nombre", "entier", "date")
_DES_VARIABLES = {float: "nombre", int: "entier", bool: "oui_non", date: "date", Enum: "choix"}
Texte = dict[str, str]


class QuestionnaireError(ValueError):
    """A file of questions that cannot be used; each line says where and why."""


@dataclass(frozen=True)
class Choix:
    """A possible answer: its value, its words, and what it gives to the computation."""

    valeur: str
    texte: Texte
    aide: Texte | None = None
    donne: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A question: one idea.

    Attributes:
        cle: its name among the answers.
        type: one of ``TYPES``.
        question, aide, exemple: its words.
        variable: what the answer gives, as it is; None when only its choices give something.
        unite: of the answer, shown beside the field (``units.yaml``).
        choix: of a choice.
        si: when it is needed.
        pour: keys of the persons to whom it is asked; empty for the case as a whole (its first person).
        defaut: taken when nothing is answered; without it an answer is needed.
        facultative: nothing may be answered, and nothing is then given.
        fixe: a date of the person (birth), which does not follow the case to another date of the law.
        minimum, maximum: of a number.
        donne: what « yes » gives.
        etape: title of the part that begins here.
    """

    cle: str
    type: str
    question: Texte
    aide: Texte | None = None
    exemple: Texte | None = None
    variable: str | None = None
    unite: str | None = None
    choix: tuple[Choix, ...] = ()
    si: Any = None
    pour: tuple[str, ...] = ()
    defaut: Any = None
    facultative: bool = False
    fixe: bool = False
    minimum: float | None = None
    maximum: float | None = None
    donne: dict[str, Any] = field(default_factory=dict)
    etape: Texte | None = None


@dataclass(frozen=True)
class Personne:
    """Someone of the household; ``nombre`` names the question that says how many there are."""

    cle: str
    role: str
    nom: Texte
    si: Any = None
    nombre: str | None = None


@dataclass(frozen=True)
class Phrase:
    """A sentence told when a condition holds, with its figure (first sentence) or its date (what to do)."""

    texte: Texte
    quand: Any = None
    chiffre: str | None = None
    date: str | None = None
    legende: Texte | None = None
    motif: str | None = None


@dataclass(frozen=True)
class Donnee:
    """An input that no question asks: a value, or ``=`` and the key of an answer."""

    variable: str
    valeur: Any
    si: Any = None


@dataclass(frozen=True)
class Ligne:
    """A line of the table of amounts."""

    variable: str
    texte: Texte | None = None
    total: bool = False
    nul: bool = False


@dataclass(frozen=True)
class Jauge:
    """A chart of one amount against thresholds."""

    variable: str
    titre: Texte
    seuils: tuple[tuple[str, Texte], ...]
    quand: Any = None


@dataclass(frozen=True)
class Courbe:
    """A chart of a result along the values of an answer."""

    question: str
    variable: str
    titre: Texte
    minimum: float
    maximum: float
    pas: float
    quand: Any = None


@dataclass(frozen=True)
class Questionnaire:
    """A file of questions."""

    cle: str
    titre: Texte
    carte: Texte
    ordre: int
    groupe: Texte
    jour: str
    questions: tuple[Question, ...]
    personnes: tuple[Personne, ...]
    donnees: tuple[Donnee, ...]
    phrases: tuple[Phrase, ...]
    motif: str | None
    a_faire: tuple[Phrase, ...]
    montants: tuple[Ligne, ...]
    explique: tuple[str, ...]
    doutes: tuple[str, ...]
    jauge: Jauge | None
    courbe: Courbe | None

    def question(self, key: str) -> Question | None:
        """The question of a key."""
        return next((one for one in self.questions if one.cle == key), None)

    def etape(self, question: Question) -> Texte | None:
        """The title of the part that a question belongs to."""
        title = None
        for one in self.questions:
            title = one.etape or title
            if one is question:
                break
        return title

    def resultats(self) -> list[str]:
        """The variables to compute, each once."""
        found = [one.variable for one in self.montants]
        found += [one for phrase in (*self.phrases, *self.a_faire) for one in _lues(phrase)]
        found += [*self.explique, *self.doutes, *([self.motif] if self.motif else [])]
        if self.jauge:
            found += [self.jauge.variable, *(name for name, _ in self.jauge.seuils)]
        if self.courbe:
            found.append(self.courbe.variable)
        answers = {one.cle for one in self.questions}
        return [name for name in dict.fromkeys(found) if name not in answers]


def _lues(phrase: Phrase) -> list[str]:
    named = [
        phrase.chiffre,
        phrase.date,
        phrase.motif,
        *(name for name, _ in noms(phrase.quand)),
        *champs(phrase.texte),
    ]
    return [name for name in named if name]


def champs(words: Texte) -> list[str]:
    """The names in braces of a sentence, in all languages."""
    return list(
        dict.fromkeys(name for text in words.values() for _, name, _, _ in string.Formatter().parse(text) if name)
    )


def chemins(folder: Path = DOSSIER) -> list[Path]:
    """The files of questions."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != COMMUNES)


def communes(folder: Path = DOSSIER) -> dict[str, Any]:
    """The questions that several files share, by key; a file takes one with ``reprend: <key>``."""
    path = folder / COMMUNES
    return (yaml.safe_load(path.read_text("utf-8")) or {}) if path.is_file() else {}


@cache
def charge(system: TaxBenefitSystem, folder: Path = DOSSIER) -> dict[str, Questionnaire]:
    """Every file of questions, in the order of the page.

    Raises:
        QuestionnaireError: with a line for each mistake of any file.
    """
    found, mistakes = [], []
    for path in chemins(folder):
        try:
            found.append(lit(path.read_text("utf-8"), path.stem, system, communes(folder)))
        except QuestionnaireError as error:
            mistakes.append(str(error))
    if mistakes:
        raise QuestionnaireError("\n".join(mistakes))
    return {one.cle: one for one in sorted(found, key=lambda one: (one.ordre, one.cle))}


def lit(text: str, key: str, system: TaxBenefitSystem, shared: dict[str, Any] | None = None) -> Questionnaire:
    """Read a file of questions.

    Args:
        text: YAML.
        key: of the case, the name of the file without suffix.
        system: the law, for the names of variables and of their values.
        shared: the questions that several files share.

    Raises:
        QuestionnaireError: with a line for each mistake.
    """
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise QuestionnaireError(f"{key}.yaml: YAML illisible ({str(error).splitlines()[0]})") from None
    reader = _Lecture(system, key, shared or {})
    found = reader.questionnaire(content)
    if reader.mistakes:
        raise QuestionnaireError("\n".join(f"{key}.yaml: {one}" for one in reader.mistakes))
    return found


class _Lecture:
    """Reads one file; notes every mistake with its place."""

    def __init__(self, system: TaxBenefitSystem, key: str, shared: dict[str, Any]) -> None:
        self.system, self.key, self.shared = system, key, shared
        self.mistakes: list[str] = []
        self.questions: dict[str, Question] = {}

    def note(self, place: str, message: str, word: str | None = None, names: Iterable[str] = ()) -> None:
        near = nearest(word, names) if word else None
        self.mistakes.append(f"{place} : {message}" + (f" ; vouliez-vous dire « {near} » ?" if near else ""))

    def cles(self, node: Any, place: str, known: Iterable[str], needed: Iterable[str] = ()) -> dict[str, Any]:
        """A mapping with only known keys."""
        if not isinstance(node, dict):
            self.note(place, "des clés et leurs valeurs sont attendues")
            return {}
        known = [*known]
        for name in node:
            if name not in known:
                self.note(place, f"clé inconnue « {name} »", str(name), known)
        for name in needed:
            if name not in node:
                self.note(place, f"« {name} » manque")
        return node

    def texte(self, node: Any, place: str, needed: bool = False) -> Texte | None:
        """Words in every language."""
        if node is None:
            if needed:
                self.note(place, "texte manquant")
                return dict.fromkeys(LANGUES, "")
            return None
        words = {} if not isinstance(node, dict) else {name: node.get(name) for name in LANGUES}
        if not words or set(node) - set(LANGUES) or not all(isinstance(t, str) and t.strip() for t in words.values()):
            self.note(place, f"un texte dans chaque langue est attendu ({', '.join(LANGUES)})")
            return dict.fromkeys(LANGUES, "")
        words = {name: " ".join(text.split()) for name, text in words.items()}
        try:
            if (
                len({tuple(champs({name: text})) for name, text in words.items()}) > 1
                and len({frozenset(champs({name: text})) for name, text in words.items()}) > 1
            ):
                self.note(place, "les deux langues n'ont pas les mêmes valeurs entre accolades")
        except ValueError:
            self.note(place, "accolades mal formées")
        return {**words, "fr": typographie(words["fr"])}

    def variable(self, name: Any, place: str) -> Any:
        """A variable of the law."""
        found = self.system.variables.get(name) if isinstance(name, str) else None
        if found is None:
            self.note(place, f"variable inconnue « {name} »", str(name), self.system.variables)
        return found

    def questionnaire(self, content: Any) -> Questionnaire | None:
        known = ("titre", "carte", "ordre", "groupe", "jour", "personnes", "questions", "donnees", "resultat")
        needed = ("titre", "carte", "ordre", "groupe", "jour", "questions", "resultat")
        top = self.cles(content, "fichier", known, needed)
        if self.mistakes:
            return None
        people_keys = [one.get("cle") for one in top.get("personnes", []) if isinstance(one, dict)] or ["vous"]
        for rank, node in enumerate(top["questions"], 1):
            question = self.question(node, f"question {rank}", people_keys)
            if question is None:
                continue
            if question.cle in self.questions:
                self.note(f"question {rank}", f"clé « {question.cle} » en double")
            self.questions[question.cle] = question
        day = self.questions.get(top["jour"])
        if day is None or day.type != "date" or day.pour:
            self.note("jour", "la clé d'une question de type date, posée une fois, est attendue")
        people = tuple(self.personnes(top.get("personnes")))
        data = []
        for rank, node in enumerate(top.get("donnees", []), 1):
            place = f"donnée {rank}"
            one = self.cles(node, place, ("variable", "valeur", "si"), ("variable", "valeur"))
            self.condition(one.get("si"), f"{place}, si", self.questions)
            self.valeur_donnee(one.get("variable"), one.get("valeur"), place)
            data.append(Donnee(one.get("variable"), one.get("valeur"), one.get("si")))
        told = self.cles(
            top["resultat"], "resultat",
            ("phrases", "motif", "a_faire", "montants", "explique", "doutes", "jauge", "courbe"),
            ("phrases", "montants"),
        )  # fmt: skip
        phrases = self.phrases(told.get("phrases"), "phrase")
        if phrases and phrases[-1].quand is not None:
            self.note("phrases", "la dernière phrase n'a pas de « quand » : elle vaut dans les autres cas")
        if told.get("motif"):
            self.variable(told["motif"], "motif")
        for name in told.get("explique", []):
            self.variable(name, "explique")
        for name in told.get("doutes", []):
            variable = self.variable(name, "doutes")
            if variable is not None and variable.value_type is not bool:
                self.note("doutes", f"{name} ne dit pas oui ou non")
        if self.mistakes:
            return None
        return Questionnaire(
            cle=self.key,
            titre=self.texte(top["titre"], "titre", True),
            carte=self.texte(top["carte"], "carte", True),
            ordre=top["ordre"],
            groupe=self.texte(top["groupe"], "groupe", True),
            jour=top["jour"],
            questions=tuple(self.questions.values()),
            personnes=people,
            donnees=tuple(data),
            phrases=phrases,
            motif=told.get("motif"),
            a_faire=self.phrases(self.demarches(told.get("a_faire")), "à faire"),
            montants=tuple(self.montants(told["montants"])),
            explique=tuple(told.get("explique", [])),
            doutes=tuple(told.get("doutes", [])),
            jauge=self.jauge(told.get("jauge")),
            courbe=self.courbe(told.get("courbe")),
        )

    def question(self, node: Any, place: str, people: list[str]) -> Question | None:
        if isinstance(node, dict) and "reprend" in node:
            name = node["reprend"]
            if name not in self.shared:
                self.note(place, f"question commune inconnue « {name} »", str(name), self.shared)
                return None
            node = {"cle": name, **self.shared[name], **{key: one for key, one in node.items() if key != "reprend"}}
        known = list(Question.__dataclass_fields__)
        one = self.cles(node, place, known, ("question",))
        key = one.get("cle") or one.get("variable")
        if not isinstance(key, str) or not key.isidentifier():
            self.note(place, "« cle » ou « variable » manque, ou n'est pas un nom")
            return None
        place = f"question « {key} »"
        variable = self.variable(one["variable"], place) if "variable" in one else None
        kind = one.get("type") or (_DES_VARIABLES.get(variable.value_type) if variable else None)
        if kind not in TYPES:
            self.note(place, f"type attendu : {', '.join(TYPES)}")
            return None
        if variable is not None and _DES_VARIABLES.get(variable.value_type) != kind:
            self.note(place, f"{variable.name} est de type {_DES_VARIABLES.get(variable.value_type)}, non {kind}")
        choices = tuple(self.choix(one.get("choix", []), variable, place))
        if (kind in ("choix", "coches")) != bool(choices):
            self.note(place, "« choix » va avec les types choix et coches, et eux seuls")
        default = one.get("defaut")
        if kind == "choix" and default is not None and default not in [choice.valeur for choice in choices]:
            self.note(place, f"defaut inconnu « {default} »", str(default), [choice.valeur for choice in choices])
        self.condition(one.get("si"), f"{place}, si", self.questions)
        asked = tuple(one.get("pour", ()))
        for name in asked:
            if name not in people:
                self.note(place, f"personne inconnue « {name} »", str(name), people)
        self.donne(one.get("donne", {}), place)
        if one.get("donne") and kind != "oui_non":
            self.note(place, "« donne » va avec le type oui_non, ou avec un choix")
        return Question(
            cle=key,
            type=kind,
            question=self.texte(one.get("question"), place, True),
            aide=self.texte(one.get("aide"), f"{place}, aide"),
            exemple=self.texte(one.get("exemple"), f"{place}, exemple"),
            variable=one.get("variable"),
            unite=one.get("unite") or (variable.unit if variable else None),
            choix=choices,
            si=one.get("si"),
            pour=asked,
            defaut=default,
            facultative=bool(one.get("facultative", False)),
            fixe=bool(one.get("fixe", key == "date_naissance")),
            minimum=one.get("minimum", getattr(variable, "minimum", None)),
            maximum=one.get("maximum", getattr(variable, "maximum", None)),
            donne=one.get("donne", {}),
            etape=self.texte(one.get("etape"), f"{place}, etape"),
        )

    def choix(self, nodes: Any, variable: Any, place: str) -> Iterator[Choix]:
        members = [one.name for one in variable.possible_values] if variable and variable.value_type is Enum else None
        if nodes == MEMBRES:  # a list of names, the same in every language
            for member in variable.possible_values if members else ():
                yield Choix(member.name, dict.fromkeys(LANGUES, typographie(str(member.value))))
            return
        seen = set()
        for node in nodes or []:
            one = self.cles(node, f"{place}, choix", ("valeur", "fr", "en", "aide", "donne"), ("valeur", "fr", "en"))
            value = one.get("valeur")
            if not isinstance(value, str) or value in seen:
                self.note(place, f"valeur de choix absente ou en double « {value} »")
                continue
            seen.add(value)
            if members is not None and value not in members:
                self.note(place, f"{variable.name} n'a pas de valeur « {value} »", value, members)
            self.donne(one.get("donne", {}), place)
            words = self.texte({name: one.get(name) for name in LANGUES}, f"{place}, choix {value}", True)
            yield Choix(value, words, self.texte(one.get("aide"), f"{place}, aide de {value}"), one.get("donne", {}))

    def donne(self, given: Any, place: str) -> None:
        for name, value in (given or {}).items():
            self.valeur_donnee(name, value, place)

    def valeur_donnee(self, name: Any, value: Any, place: str) -> None:
        variable = self.variable(name, place)
        if variable is None:
            return
        if isinstance(value, str) and value.startswith("="):
            source = self.questions.get(value[1:])
            if source is None:
                self.note(place, f"réponse inconnue « {value[1:]} »", value[1:], self.questions)
            elif source.type != _DES_VARIABLES[variable.value_type]:
                self.note(place, f"{name} attend le type {_DES_VARIABLES[variable.value_type]}, non {source.type}")
        elif variable.value_type is Enum:
            members = [one.name for one in variable.possible_values]
            if value not in members:
                self.note(place, f"{name} n'a pas de valeur « {value} »", str(value), members)
        elif variable.value_type is bool:
            if not isinstance(value, bool):
                self.note(place, f"{name} : true ou false attendu")
        elif variable.value_type in (float, int):
            if not isinstance(value, int | float) or isinstance(value, bool):
                self.note(place, f"{name} : nombre attendu")
        else:
            self.note(place, f"{name} : une valeur prise dans une réponse (=cle) est attendue")

    def personnes(self, nodes: Any) -> Iterator[Personne]:
        (group,) = self.system.group_entities
        roles = {role.key: role for role in group.roles}
        for rank, node in enumerate(nodes or [{"cle": "vous", "role": "demandeur", "nom": _VOUS}], 1):
            place = f"personne {rank}"
            one = self.cles(node, place, ("cle", "role", "nom", "si", "nombre"), ("cle", "role", "nom"))
            if one.get("role") not in roles:
                self.note(place, f"rôle inconnu « {one.get('role')} »", str(one.get("role")), roles)
            self.condition(one.get("si"), f"{place}, si", self.questions)
            count = one.get("nombre")
            if count is not None and (count not in self.questions or self.questions[count].type != "entier"):
                self.note(place, f"« {count} » n'est pas une question de type entier")
            if rank == 1 and (one.get("si") or count):
                self.note(place, "la première personne est toujours là")
            yield Personne(
                one.get("cle", ""), one.get("role", ""), self.texte(one.get("nom"), place, True), one.get("si"), count
            )

    def condition(self, node: Any, place: str, questions: dict[str, Question], results: bool = False) -> None:
        """A condition on earlier answers, or on results too."""
        for one in node if isinstance(node, list) else [node]:
            if one is not None and not isinstance(one, dict):
                self.note(place, "{nom: valeur} attendu")
                return
        for name, wanted in noms(node):
            values = self._valeurs(name, place, questions, results)
            if values is None:
                continue
            for operator, limit in wanted.items() if isinstance(wanted, dict) else [("", wanted)]:
                if operator and operator not in OPERATEURS:
                    self.note(place, f"opérateur inconnu « {operator} »", operator, OPERATEURS)
                elif values and operator in ("", "sauf", "contient"):
                    for value in limit if isinstance(limit, list) else [limit]:
                        if value not in values:
                            self.note(place, f"{name} n'a pas de valeur « {value} »", str(value), map(str, values))

    def _valeurs(self, name: str, place: str, questions: dict[str, Question], results: bool) -> list[Any] | None:
        """The values that a name may take; empty when any may be, None when the name is unknown."""
        if name in questions:
            question = questions[name]
            if question.type == "oui_non":
                return [True, False]
            return [choice.valeur for choice in question.choix]
        variable = self.system.variables.get(name) if results else None
        if variable is None:
            self.note(place, f"« {name} » n'est pas une question posée plus haut", name, questions)
            return None
        if variable.value_type is Enum:
            return [member.name for member in variable.possible_values]
        return [True, False] if variable.value_type is bool else []

    def phrases(self, nodes: Any, what: str) -> tuple[Phrase, ...]:
        found = []
        for rank, node in enumerate(nodes or [], 1):
            place = f"{what} {rank}"
            one = self.cles(node, place, ("quand", "fr", "en", "chiffre", "date", "legende", "motif"), ("fr", "en"))
            self.condition(one.get("quand"), f"{place}, quand", self.questions, results=True)
            words = self.texte({name: one.get(name) for name in LANGUES}, place, True)
            for name in (one.get("chiffre"), one.get("date"), one.get("motif"), *champs(words)):
                if name is not None and name not in self.questions:
                    self.variable(name, place)
            legend = self.texte(one.get("legende"), f"{place}, legende")
            when, figure, day, reason = (one.get(name) for name in ("quand", "chiffre", "date", "motif"))
            found.append(Phrase(words, when, figure, day, legend, reason))
        return tuple(found)

    def demarches(self, nodes: Any) -> list[Any]:
        """What to do, the words of a step of the catalogue in place of its name."""
        found = []
        for rank, node in enumerate(nodes or [], 1):
            if not isinstance(node, dict) or "demarche" not in node:
                found.append(node)
                continue
            name = str(node["demarche"])
            step = catalogue().get(name)
            if step is None:
                self.note(f"à faire {rank}", f"démarche inconnue « {name} »", name, catalogue())
                continue
            words = {"fr": step.intitule, "en": step.intitule_en}
            told = {language: f"{text[:1].upper()}{text[1:]}." for language, text in words.items()}
            found.append({**told, **{key: one for key, one in node.items() if key != "demarche"}})
        return found

    def montants(self, nodes: Any) -> Iterator[Ligne]:
        for rank, node in enumerate(nodes or [], 1):
            place = f"montant {rank}"
            line = {"variable": node} if isinstance(node, str) else node
            one = self.cles(line, place, ("variable", "fr", "en", "total", "nul"), ("variable",))
            self.variable(one.get("variable"), place)
            words = {name: one[name] for name in LANGUES if name in one}
            yield Ligne(
                one.get("variable"), self.texte(words or None, place), bool(one.get("total")), bool(one.get("nul"))
            )

    def jauge(self, node: Any) -> Jauge | None:
        if node is None:
            return None
        one = self.cles(node, "jauge", ("variable", "titre", "seuils", "quand"), ("variable", "titre", "seuils"))
        self.variable(one.get("variable"), "jauge")
        self.condition(one.get("quand"), "jauge, quand", self.questions, results=True)
        marks = []
        for item in one.get("seuils", []):
            mark = self.cles(item, "jauge, seuil", ("variable", "fr", "en"), ("variable", "fr", "en"))
            self.variable(mark.get("variable"), "jauge, seuil")
            words = self.texte({name: mark.get(name) for name in LANGUES}, "jauge, seuil", True)
            marks.append((mark.get("variable"), words))
        return Jauge(one.get("variable"), self.texte(one.get("titre"), "jauge", True), tuple(marks), one.get("quand"))

    def courbe(self, node: Any) -> Courbe | None:
        if node is None:
            return None
        keys = ("question", "variable", "titre", "minimum", "maximum", "pas")
        one = self.cles(node, "courbe", (*keys, "quand"), keys)
        question = self.questions.get(one.get("question"))
        if question is None or question.variable is None or question.type not in ("nombre", "entier"):
            self.note("courbe", f"« {one.get('question')} » n'est pas une question qui donne un nombre")
        self.variable(one.get("variable"), "courbe")
        self.condition(one.get("quand"), "courbe, quand", self.questions, results=True)
        return Courbe(
            one.get("question"), one.get("variable"), self.texte(one.get("titre"), "courbe", True),
            one.get("minimum"), one.get("maximum"), one.get("pas"), one.get("quand"),
        )  # fmt: skip


_VOUS = {"fr": "Vous", "en": "You"}
