"""The files of questions, ``openfisca_cpam/questions/<cas>.yaml``: read strictly, checked against the law.

One file is one « what happened »: its questions, what each gives to the computation, and how its results are told. A
new file is a new page; nothing else changes. docs/ecrire_des_questions.md describes the format.
"""

import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import PACKAGE
from openfisca_cpam.demarches import catalogue
from openfisca_cpam.situation.mistakes import Mistake, nearest
from openfisca_cpam.web.pages.conditions import OPERATEURS, noms
from openfisca_cpam.web.pages.lignes import Cles, Lieu, Suite, contenu, reunies, sur_la_ligne
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
    content = contenu(path.read_bytes())[0] if path.is_file() else {}
    return content if isinstance(content, dict) else {}


@cache
def charge(system: TaxBenefitSystem, folder: Path = DOSSIER) -> dict[str, Questionnaire]:
    """Every file of questions, in the order of the page.

    Raises:
        QuestionnaireError: with a line for each mistake of any file.
    """
    found, lines = [], []
    paths = chemins(folder)
    if (folder / COMMUNES).is_file():
        paths.insert(0, folder / COMMUNES)
    for path in paths:
        read, mistakes = lit_fichier(path.read_bytes(), path, system)
        lines += [one.text(path.name) for one in mistakes]
        found += [read] if read else []
    if lines:
        raise QuestionnaireError("\n".join(lines))
    return {one.cle: one for one in sorted(found, key=lambda one: (one.ordre, one.cle))}


def lit(text: str | bytes, key: str, system: TaxBenefitSystem, shared: dict[str, Any] | None = None) -> Questionnaire:
    """Read a file of questions.

    Args:
        text: YAML.
        key: of the case, the name of the file without suffix.
        system: the law, for the names of variables and of their values.
        shared: the questions that several files share.

    Raises:
        QuestionnaireError: with a line for each mistake.
    """
    found, mistakes = _lit(text, key, system, shared or {})
    if found is None:
        raise QuestionnaireError("\n".join(one.text(f"{key}.yaml") for one in mistakes))
    return found


def lit_fichier(text: bytes, path: Path, system: TaxBenefitSystem) -> tuple[Questionnaire | None, list[Mistake]]:
    """Read a file of questions, or the shared ones, with the shared questions of its folder (else the package's).

    Args:
        text: what it holds.
        path: where it is.
        system: the law.

    Returns:
        The questions (None for the shared ones, and with mistakes), and the mistakes in the order of the file.
    """
    if path.name == COMMUNES:
        return None, _communes_lues(text, system)[1]
    beside = path.parent / COMMUNES
    beside = beside if beside.is_file() else DOSSIER / COMMUNES
    shared, _, wrong = _communes_lues(beside.read_bytes(), system)
    return _lit(text, path.stem, system, shared, wrong)


def _lit(
    text: str | bytes,
    key: str,
    system: TaxBenefitSystem,
    shared: dict[str, Any],
    wrong: frozenset[str] = frozenset(),
) -> tuple[Questionnaire | None, list[Mistake]]:
    content, mistakes = contenu(text)
    reader = _Lecture(system, key, shared, wrong)
    found = reader.questionnaire(content) if content is not None else None
    mistakes = sorted([*mistakes, *reader.mistakes], key=lambda one: one.line)
    return (None if mistakes else found), mistakes


@lru_cache(maxsize=4)
def _communes_lues(text: bytes, system: TaxBenefitSystem) -> tuple[dict[str, Any], list[Mistake], frozenset[str]]:
    """The shared questions, their mistakes, and the keys of those that have some."""
    content, mistakes = contenu(text)
    reader = _Lecture(system, COMMUNES.removesuffix(".yaml"), {})
    wrong = set()
    top = reader.cles(content, Lieu("fichier"), content) if content is not None else {}
    for key in top:
        before = len(reader.mistakes)
        place, node = Lieu(f"question « {key} »").dans(top, key), top[key]
        named = reunies({"cle": key}, node) if isinstance(node, dict) else node
        question = reader.question(named, place, None)
        if len(reader.mistakes) > before:
            wrong.add(key)
            reader.tues.add(key)
        if question is not None:
            reader.questions[key] = question
    return top, sorted([*mistakes, *reader.mistakes], key=lambda one: one.line), frozenset(wrong)


class _Lecture:
    """Reads one file; notes every mistake with its place.

    Attributes:
        fautives: keys of the shared questions that have mistakes of their own, said once in their own file.
        tues: names that a mistake already said has made unknown: nothing more is said of them.
        corrigees: likewise the values (variable, value) that a mistake already said proposes.
    """

    def __init__(
        self, system: TaxBenefitSystem, key: str, shared: dict[str, Any], wrong: frozenset[str] = frozenset()
    ) -> None:
        self.system, self.key, self.shared, self.fautives = system, key, shared, wrong
        self.mistakes: list[Mistake] = []
        self.questions: dict[str, Question] = {}
        self.tues: set[str] = set()
        self.corrigees: set[tuple[str, str]] = set()

    def note(self, place: Lieu, message: str, word: str | None = None, names: Iterable[str] = ()) -> str | None:
        """Note a mistake; gives the nearest name."""
        near = nearest(word, names) if word else None
        self.mistakes.append(Mistake(place.ligne, f"{place} : {message}" if place.texte else message, near))
        return near

    def cles(self, node: Any, place: Lieu, known: Iterable[str], needed: Iterable[str] = ()) -> dict[str, Any]:
        """A mapping with only known keys."""
        if not isinstance(node, dict):
            self.note(place, "des clés et leurs valeurs sont attendues")
            return {}
        known = [*known]
        meant = {
            self.note(place.dans(node, name), f"clé inconnue « {name} »", str(name), known)
            for name in node if name not in known
        }  # fmt: skip
        for name in needed:
            if name not in node and name not in meant:
                self.note(place.dans(node), f"« {name} » manque")
        return node

    def tue(self, name: Any) -> bool:
        """Whether a mistake is already said of a name."""
        return isinstance(name, str) and name in self.tues

    def genre(self, one: dict[str, Any], name: str, kinds: type | tuple, what: str, place: Lieu) -> None:
        """A value of a kind, when it is given."""
        value = one.get(name)
        wrong = not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool)
        if name in one and wrong:
            self.note(place.dans(one, name), f"{name} : {what} attendu")

    def liste(self, node: Any, place: Lieu) -> list[Any]:
        """A list; none for nothing."""
        if node is None or isinstance(node, list):
            return node or []
        self.note(place, "une liste est attendue")
        return []

    def texte(self, node: Any, place: Lieu, needed: bool = False) -> Texte | None:
        """Words in every language."""
        none = dict.fromkeys(LANGUES, "")
        if node is None:
            if needed:
                self.note(place, "texte manquant")
                return none
            return None
        if not isinstance(node, dict):
            self.note(place, f"un texte dans chaque langue est attendu ({', '.join(LANGUES)})")
            return none
        before = len(self.mistakes)
        self.cles(node, place, LANGUES)
        for name in LANGUES:
            text = node.get(name)
            if not isinstance(text, str) or not text.strip():
                what = f"« {name} » manque" if text is None or text == "" else f"« {name} » n'est pas un texte"
                self.note(place.dans(node, name), f"{what} : un texte dans chaque langue est attendu")
        if len(self.mistakes) > before:
            return none
        words = {name: " ".join(node[name].split()) for name in LANGUES}
        try:
            if len({frozenset(champs({name: text})) for name, text in words.items()}) > 1:
                self.note(place.dans(node), "les deux langues n'ont pas les mêmes valeurs entre accolades")
        except ValueError:
            self.note(place.dans(node), "accolades mal formées")
            return none
        return {**words, "fr": typographie(words["fr"])}

    def mots(self, node: dict[str, Any], place: Lieu, needed: bool = True) -> Texte | None:
        """The words that stand among other keys."""
        given = {name: node[name] for name in LANGUES if name in node}
        if not given and not needed:
            return None
        words = Cles(given)
        words.ligne = place.dans(node).ligne
        words.lignes = {name: line for name, line in getattr(node, "lignes", {}).items() if name in given}
        return self.texte(words, place, True)

    def variable(self, name: Any, place: Lieu) -> Any:
        """A variable of the law."""
        found = self.system.variables.get(name) if isinstance(name, str) else None
        if found is None:
            near = self.note(place, f"variable inconnue « {name} »", str(name), self.system.variables)
            self.tues.update(one for one in (name, near) if isinstance(one, str))
        return found

    def questionnaire(self, content: Any) -> Questionnaire | None:
        known = ("titre", "carte", "ordre", "groupe", "jour", "personnes", "questions", "donnees", "resultat")
        needed = ("titre", "carte", "ordre", "groupe", "jour", "questions", "resultat")
        file = Lieu("fichier")
        top = self.cles(content, file, known, needed)
        if not top:
            return None
        order = top.get("ordre")
        if "ordre" in top and (not isinstance(order, int) or isinstance(order, bool)):
            self.note(Lieu("ordre").dans(top, "ordre"), "un nombre entier est attendu")
        heads = {
            name: self.texte(top[name], Lieu(name).dans(top, name), True)
            for name in ("titre", "carte", "groupe") if name in top
        }  # fmt: skip
        people_nodes = self.liste(top.get("personnes"), Lieu("personnes").dans(top, "personnes"))
        people_keys = [one.get("cle") for one in people_nodes if isinstance(one, dict)] or ["vous"]
        nodes = self.liste(top.get("questions"), Lieu("questions").dans(top, "questions"))
        for rank, node in enumerate(nodes, 1):
            place = Lieu(f"question {rank}").dans(nodes, rank - 1)
            question = self.question(node, place, people_keys)
            if question is None:
                continue
            if question.cle in self.questions:
                self.note(place, f"clé « {question.cle} » en double")
            self.questions[question.cle] = question
        day = self.questions.get(top.get("jour")) if isinstance(top.get("jour"), str) else None
        if "jour" in top and not self.tue(top["jour"]) and (day is None or day.type != "date" or day.pour):
            dates = [key for key, one in self.questions.items() if one.type == "date"]
            self.note(
                Lieu("jour").dans(top, "jour"), "la clé d'une question de type date, posée une fois, est attendue",
                str(top["jour"]), dates,
            )  # fmt: skip
        people = tuple(self.personnes(people_nodes))
        data = tuple(self.donnees(self.liste(top.get("donnees"), Lieu("donnees").dans(top, "donnees"))))
        told = self.resultat(top["resultat"], Lieu("resultat").dans(top, "resultat")) if "resultat" in top else {}
        if self.mistakes:
            return None
        return Questionnaire(
            cle=self.key,
            ordre=order,
            jour=top["jour"],
            questions=tuple(self.questions.values()),
            personnes=people,
            donnees=data,
            **heads,
            **told,
        )

    def donnees(self, nodes: list[Any]) -> Iterator[Donnee]:
        for rank, node in enumerate(nodes, 1):
            place = Lieu(f"donnée {rank}").dans(nodes, rank - 1)
            one = self.cles(node, place, ("variable", "valeur", "si"), ("variable", "valeur"))
            self.condition(one.get("si"), place.dans(one, "si", ", si"), self.questions)
            if "variable" in one and "valeur" in one:
                self.valeur_donnee(one["variable"], one["valeur"], place.dans(one, "variable"))
                yield Donnee(one["variable"], one["valeur"], one.get("si"))

    def resultat(self, node: Any, place: Lieu) -> dict[str, Any]:
        """What the result tells, by the names of ``Questionnaire``."""
        told = self.cles(
            node, place,
            ("phrases", "motif", "a_faire", "montants", "explique", "doutes", "jauge", "courbe"),
            ("phrases", "montants"),
        )  # fmt: skip

        def items(name: str) -> list[Any]:
            return self.liste(told.get(name), Lieu(name).dans(told, name))

        phrases = self.phrases(items("phrases"), "phrase")
        if phrases and phrases[-1].quand is not None:
            self.note(Lieu("phrases").dans(told["phrases"], len(told["phrases"]) - 1),
                      "la dernière phrase n'a pas de « quand » : elle vaut dans les autres cas")  # fmt: skip
        if told.get("motif"):
            self.variable(told["motif"], Lieu("motif").dans(told, "motif"))
        for name in ("explique", "doutes"):
            for rank, one in enumerate(items(name)):
                where = Lieu(name).dans(told[name], rank)
                variable = self.variable(one, where)
                if name == "doutes" and variable is not None and variable.value_type is not bool:
                    self.note(where, f"{one} ne dit pas oui ou non")
        return {
            "phrases": phrases,
            "motif": told.get("motif"),
            "a_faire": self.phrases(self.demarches(items("a_faire")), "à faire"),
            "montants": tuple(self.montants(items("montants"))),
            "explique": tuple(items("explique")),
            "doutes": tuple(items("doutes")),
            "jauge": self.jauge(told.get("jauge"), Lieu("jauge").dans(told, "jauge")),
            "courbe": self.courbe(told.get("courbe"), Lieu("courbe").dans(told, "courbe")),
        }

    def question(self, node: Any, place: Lieu, people: list[str] | None) -> Question | None:
        if isinstance(node, dict) and "reprend" in node:
            return self.reprise(node, place, people)
        known = list(Question.__dataclass_fields__)
        one = self.cles(node, place, known, ("question",))
        key = one.get("cle") or one.get("variable")
        if not isinstance(key, str) or not key.isidentifier():
            if one:
                self.note(place, "« cle » ou « variable » manque, ou n'est pas un nom")
            return None
        place = Lieu(f"question « {key} »", place.ligne)

        def at(name: str, suite: str = "") -> Lieu:
            return place.dans(one, name, suite)

        variable = self.variable(one["variable"], at("variable")) if "variable" in one else None
        if "variable" in one and variable is None:
            self.tues.add(key)
            return None
        kind = one.get("type") or (_DES_VARIABLES.get(variable.value_type) if variable else None)
        if kind not in TYPES:
            self.note(at("type"), f"type attendu : {', '.join(TYPES)}", str(kind or ""), TYPES)
            self.tues.add(key)
            return None
        if variable is not None and _DES_VARIABLES.get(variable.value_type) != kind:
            self.note(at("type"), f"{variable.name} est de type {_DES_VARIABLES.get(variable.value_type)}, non {kind}")
        choices = tuple(self.choix(one.get("choix"), variable, at("choix")))
        if (kind in ("choix", "coches")) != bool(choices):
            self.note(at("choix"), "« choix » va avec les types choix et coches, et eux seuls")
        default = one.get("defaut")
        if kind == "choix" and default is not None and default not in [choice.valeur for choice in choices]:
            self.note(
                at("defaut"), f"defaut inconnu « {default} »", str(default), [choice.valeur for choice in choices]
            )
        self.condition(one.get("si"), at("si", ", si"), self.questions)
        asked = tuple(self.liste(one.get("pour"), at("pour")))
        for name in asked if people is not None else ():
            if name not in people:
                self.note(at("pour"), f"personne inconnue « {name} »", str(name), map(str, people))
        if kind in _DEFAUTS and default is not None:
            self.genre(one, "defaut", *_DEFAUTS[kind], place)
        for name, kinds, what in (
            ("facultative", bool, "true ou false"),
            ("fixe", bool, "true ou false"),
            ("unite", str, "nom d'unité"),
        ):
            self.genre(one, name, kinds, what, place)
        self.donne(one.get("donne"), at("donne"))
        if one.get("donne") and kind != "oui_non":
            self.note(at("donne"), "« donne » va avec le type oui_non, ou avec un choix")
        return Question(
            cle=key,
            type=kind,
            question=self.texte(one["question"], at("question"), True) if "question" in one else None,
            aide=self.texte(one.get("aide"), at("aide", ", aide")),
            exemple=self.texte(one.get("exemple"), at("exemple", ", exemple")),
            variable=one.get("variable"),
            unite=one.get("unite") or (variable.unit if variable else None),
            choix=choices,
            si=one.get("si"),
            pour=asked,
            defaut=default,
            facultative=bool(one.get("facultative", False)),
            fixe=bool(one.get("fixe", key == "date_naissance")),
            minimum=self.borne(one, "minimum", variable, at),
            maximum=self.borne(one, "maximum", variable, at),
            donne=one.get("donne") or {},
            etape=self.texte(one.get("etape"), at("etape", ", etape")),
        )

    def reprise(self, node: dict[str, Any], place: Lieu, people: list[str] | None) -> Question | None:
        """A shared question, with what the file changes of it."""
        name, here = node["reprend"], place.dans(node, "reprend")
        if not isinstance(name, str) or name not in self.shared:
            near = self.note(here, f"question commune inconnue « {name} »", str(name), self.shared)
            self.tues.update(one for one in (name, near) if isinstance(one, str))
            return None
        own = {key: one for key, one in node.items() if key != "reprend"}
        taken = self.shared[name] if isinstance(self.shared[name], dict) else {}
        merged = reunies({"cle": name, **sur_la_ligne(taken, here.ligne)}, own)
        merged.ligne = here.ligne
        merged.lignes = {key: line for key, line in getattr(node, "lignes", {}).items() if key in own}
        before = len(self.mistakes)
        question = self.question(merged, here, people)
        if name in self.fautives:
            del self.mistakes[before:]
            self.tues.add(name)
        return question

    def borne(self, one: dict[str, Any], name: str, variable: Any, at: Callable[..., Lieu]) -> float | None:
        """A bound of a number, no wider than that of its variable."""
        law = getattr(variable, name, None)
        written = one.get(name)
        if written is None:
            return law
        if not isinstance(written, int | float) or isinstance(written, bool):
            self.note(at(name), f"{name} : nombre attendu")
        elif law is not None and (written < law if name == "minimum" else written > law):
            self.note(at(name), f"{name} de {written} hors de ceux de {variable.name} ({law})")
        return written

    def choix(self, nodes: Any, variable: Any, place: Lieu) -> Iterator[Choix]:
        members = [one.name for one in variable.possible_values] if variable and variable.value_type is Enum else None
        if nodes == MEMBRES:  # a list of names, the same in every language
            for member in variable.possible_values if members else ():
                yield Choix(member.name, dict.fromkeys(LANGUES, typographie(str(member.value))))
            return
        seen = set()
        nodes = self.liste(nodes, place)
        for rank, node in enumerate(nodes):
            here = place.dans(nodes, rank)
            one = self.cles(node, here.dans(nodes, rank, ", choix"), ("valeur", "fr", "en", "aide", "donne"))
            value = one.get("valeur")
            if not isinstance(value, str) or value in seen:
                if one:
                    self.note(here, f"valeur de choix absente ou en double « {value} »")
                continue
            seen.add(value)
            if members is not None and value not in members:
                written = here.dans(one, "valeur")
                near = self.note(written, f"{variable.name} n'a pas de valeur « {value} »", value, members)
                self.corrigees.add((variable.name, near or value))
            self.donne(one.get("donne"), here.dans(one, "donne"))
            words = self.mots(one, here.dans(one, None, f", choix {value}"))
            told = self.texte(one.get("aide"), here.dans(one, "aide", f", aide de {value}"))
            yield Choix(value, words, told, one.get("donne") or {})

    def donne(self, given: Any, place: Lieu) -> None:
        if given is not None:
            for name, value in self.cles(given, place, given if isinstance(given, dict) else ()).items():
                self.valeur_donnee(name, value, place.dans(given, name))

    def valeur_donnee(self, name: Any, value: Any, place: Lieu) -> None:
        variable = self.variable(name, place)
        if variable is None:
            return
        if isinstance(value, str) and value.startswith("="):
            source = self.questions.get(value[1:])
            if source is None:
                if value[1:] not in self.tues:
                    self.note(place, f"réponse inconnue « {value[1:]} »", value[1:], self.questions)
            elif source.type != _DES_VARIABLES.get(variable.value_type):
                self.note(place, f"{name} attend le type {_DES_VARIABLES.get(variable.value_type)}, non {source.type}")
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

    def personnes(self, nodes: list[Any]) -> Iterator[Personne]:
        (group,) = self.system.group_entities
        roles = {role.key: role for role in group.roles}
        nodes = nodes or [{"cle": "vous", "role": "demandeur", "nom": _VOUS}]
        for rank, node in enumerate(nodes, 1):
            place = Lieu(f"personne {rank}").dans(nodes, rank - 1)
            one = self.cles(node, place, ("cle", "role", "nom", "si", "nombre"), ("cle", "role", "nom"))
            if "cle" in one and not (isinstance(one["cle"], str) and one["cle"].isidentifier()):
                self.note(place.dans(one, "cle"), f"« {one['cle']} » n'est pas un nom")
            if "role" in one and one["role"] not in [*roles]:
                self.note(place.dans(one, "role"), f"rôle inconnu « {one['role']} »", str(one["role"]), roles)
            self.condition(one.get("si"), place.dans(one, "si", ", si"), self.questions)
            count = one.get("nombre")
            if count is not None and not self.tue(count):
                asked = self.questions.get(count) if isinstance(count, str) else None
                if asked is None or asked.type != "entier":
                    self.note(place.dans(one, "nombre"), f"« {count} » n'est pas une question de type entier")
            if rank == 1 and (one.get("si") or count):
                self.note(place, "la première personne est toujours là")
            name = self.texte(one["nom"], place.dans(one, "nom"), True) if "nom" in one else None
            yield Personne(one.get("cle", ""), one.get("role", ""), name, one.get("si"), count)

    def condition(self, node: Any, place: Lieu, questions: dict[str, Question], results: bool = False) -> None:
        """A condition on earlier answers, or on results too."""
        for rank, one in enumerate(node if isinstance(node, list) else [node]):
            if one is None:
                continue
            if not isinstance(one, dict):
                self.note(place.dans(node, rank), "{nom: valeur} attendu")
                continue
            for name, wanted in one.items():
                self._voulue(name, wanted, place.dans(one, name), questions, results)

    def _voulue(self, name: str, wanted: Any, place: Lieu, questions: dict[str, Question], results: bool) -> None:
        """One name of a condition and what is wanted of it."""
        values = self._valeurs(name, place, questions, results)
        if values is None:
            return
        for operator, limit in wanted.items() if isinstance(wanted, dict) else [("", wanted)]:
            if operator and operator not in OPERATEURS:
                self.note(place, f"opérateur inconnu « {operator} »", operator, OPERATEURS)
            elif operator in _COMPARAISONS and (not isinstance(limit, int | float) or isinstance(limit, bool)):
                self.note(place, f"{operator} : nombre attendu")
            elif values and operator in ("", "sauf", "contient"):
                for value in limit if isinstance(limit, list) else [limit]:
                    asked = questions.get(name)
                    if value not in values and (asked and asked.variable, str(value)) not in self.corrigees:
                        self.note(place, f"{name} n'a pas de valeur « {value} »", str(value), map(str, values))

    def _valeurs(self, name: str, place: Lieu, questions: dict[str, Question], results: bool) -> list[Any] | None:
        """The values that a name may take; empty when any may be, None when the name is unknown."""
        if name in questions:
            question = questions[name]
            if question.type == "oui_non":
                return [True, False]
            return [choice.valeur for choice in question.choix]
        if name in self.tues:
            return None
        variable = self.system.variables.get(name) if results else None
        if variable is None and results:
            self.note(
                place, f"« {name} » n'est ni une question, ni une variable", name, [*questions, *self.system.variables]
            )
            return None
        if variable is None:
            self.note(place, f"« {name} » n'est pas une question posée plus haut", name, questions)
            return None
        if variable.value_type is Enum:
            return [member.name for member in variable.possible_values]
        return [True, False] if variable.value_type is bool else []

    def phrases(self, nodes: list[Any], what: str) -> tuple[Phrase, ...]:
        found = []
        for rank, node in enumerate(nodes, 1):
            if node is None and what == "à faire":  # a step whose mistake is said
                continue
            place = Lieu(f"{what} {rank}").dans(nodes, rank - 1)
            one = self.cles(node, place, ("quand", "fr", "en", "chiffre", "date", "legende", "motif"))
            if not one:
                continue
            self.condition(one.get("quand"), place.dans(one, "quand", ", quand"), self.questions, results=True)
            words = self.mots(one, place)
            for key in ("chiffre", "date", "motif"):
                self.reponse_ou_variable(one.get(key), place.dans(one, key))
            for name in champs(words):
                self.reponse_ou_variable(name, place.dans(one, LANGUES[0]))
            legend = self.texte(one.get("legende"), place.dans(one, "legende", ", legende"))
            when, figure, day, reason = (one.get(name) for name in ("quand", "chiffre", "date", "motif"))
            found.append(Phrase(words, when, figure, day, legend, reason))
        return tuple(found)

    def reponse_ou_variable(self, name: Any, place: Lieu) -> None:
        """A name that a sentence shows: of an answer, or of a result."""
        if name is not None and not self.tue(name) and name not in [*self.questions]:
            self.variable(name, place)

    def demarches(self, nodes: list[Any]) -> list[Any]:
        """What to do, the words of a step of the catalogue in place of its name; None for a step that is unknown."""
        found = Suite()
        found.lignes = list(getattr(nodes, "lignes", []))
        for rank, node in enumerate(nodes, 1):
            if not isinstance(node, dict) or "demarche" not in node:
                found.append(node)
                continue
            name = str(node["demarche"])
            step = catalogue().get(name)
            if step is None:
                place = Lieu(f"à faire {rank}").dans(node, "demarche")
                self.note(place, f"démarche inconnue « {name} »", name, catalogue())
                found.append(None)
                continue
            words = {"fr": step.intitule, "en": step.intitule_en}
            told = {language: f"{text[:1].upper()}{text[1:]}." for language, text in words.items()}
            found.append(reunies(told, {key: one for key, one in node.items() if key != "demarche"}))
            found[-1].ligne, found[-1].lignes = node.ligne, node.lignes
        return found

    def montants(self, nodes: list[Any]) -> Iterator[Ligne]:
        for rank, node in enumerate(nodes, 1):
            place = Lieu(f"montant {rank}").dans(nodes, rank - 1)
            line = {"variable": node} if isinstance(node, str) else node
            one = self.cles(line, place, ("variable", "fr", "en", "total", "nul"), ("variable",))
            if "variable" not in one:
                continue
            self.variable(one["variable"], place.dans(one, "variable"))
            for name in ("total", "nul"):
                self.genre(one, name, bool, "true ou false", place)
            words = self.mots(one, place, needed=False)
            yield Ligne(one["variable"], words, bool(one.get("total")), bool(one.get("nul")))

    def jauge(self, node: Any, place: Lieu) -> Jauge | None:
        if node is None:
            return None
        one = self.cles(node, place, ("variable", "titre", "seuils", "quand"), ("variable", "titre", "seuils"))
        if "variable" in one:
            self.variable(one["variable"], place.dans(one, "variable"))
        self.condition(one.get("quand"), place.dans(one, "quand", ", quand"), self.questions, results=True)
        marks, items = [], self.liste(one.get("seuils"), place.dans(one, "seuils"))
        for rank, item in enumerate(items):
            here = place.dans(items, rank, ", seuil")
            mark = self.cles(item, here, ("variable", "fr", "en"), ("variable",))
            if "variable" in mark:
                self.variable(mark["variable"], here.dans(mark, "variable"))
                marks.append((mark["variable"], self.mots(mark, here)))
        title = self.texte(one["titre"], place.dans(one, "titre"), True) if "titre" in one else None
        return Jauge(one.get("variable"), title, tuple(marks), one.get("quand"))

    def courbe(self, node: Any, place: Lieu) -> Courbe | None:
        if node is None:
            return None
        keys = ("question", "variable", "titre", "minimum", "maximum", "pas")
        one = self.cles(node, place, (*keys, "quand"), keys)
        asked = one.get("question")
        question = self.questions.get(asked) if isinstance(asked, str) else None
        if "question" in one and not self.tue(asked) and (
            question is None or question.variable is None or question.type not in ("nombre", "entier")
        ):  # fmt: skip
            self.note(place.dans(one, "question"), f"« {asked} » n'est pas une question qui donne un nombre")
        if "variable" in one:
            self.variable(one["variable"], place.dans(one, "variable"))
        for name in ("minimum", "maximum", "pas"):
            self.genre(one, name, (int, float), "nombre", place)
        self.condition(one.get("quand"), place.dans(one, "quand", ", quand"), self.questions, results=True)
        return Courbe(
            asked, one.get("variable"),
            self.texte(one["titre"], place.dans(one, "titre"), True) if "titre" in one else None,
            one.get("minimum"), one.get("maximum"), one.get("pas"), one.get("quand"),
        )  # fmt: skip


_DEFAUTS = {
    "nombre": ((int, float), "nombre"), "entier": (int, "nombre entier"), "oui_non": (bool, "true ou false"),
    "date": (str, "jour (2026-03-31)"),
}  # fmt: skip
_COMPARAISONS = ("au_moins", "plus_de", "moins_de")
_VOUS = {"fr": "Vous", "en": "You"}
