"""Search in the law: variables, parameters and folders, by words of their names, labels, texts and articles.

Accents, capitals and plurals do not count; the last letters of a word may miss.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from openfisca_core.parameters import Parameter, ParameterScale
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.articles import numeros
from openfisca_cpam.explanation.liens import Article, articles, cle_ecrite
from openfisca_cpam.explanation.steps import references
from openfisca_cpam.situation.mistakes import distance, nearest

QUESTION_MAXIMALE = 200
_MOTS = 12
_POIDS = {"libelle": 8.0, "nom": 6.0, "dossier": 2.0, "choix": 1.5, "article": 3.0, "texte": 1.0}
# A label of so many words says nothing else; longer, each word of it counts less.
_COURT = 5
# Of the values of one folder (one a department, one a zone) so many come first.
_FRERES, _DE_TROP = 2, 0.7
# A word begun counts less than a word written.
_DEBUT = 0.6
_VIDES = frozenset(
    word
    for line in (
        "a au aux avec ce ces cette combien comment cout coute coutent d dans de des du elle en est et il ils je l la",
        "le les leur ma mes mon ne nos notre on ou par pas pour qu quand que quel quelle quelles quels qui s sa se ses",
        "son sur un une vos votre y",
    )
    for word in line.split()
)
# The words of those who do not write laws, and those of the law.
_SYNONYMES = {
    "accouchement": "maternité",
    "ald": "longue durée",
    "appareil": "appareillage",
    "arret": "indemnité journalière",
    "c2s": "complémentaire santé solidaire",
    "cmu": "complémentaire santé solidaire",
    "dentiste": "dentaire",
    "hopital": "hospitalisation",
    "ij": "indemnité journalière",
    "lunette": "optique",
    "medecin": "généraliste",
    "mutuelle": "complémentaire",
    "naissance": "maternité",
    "pass": "plafond sécurité sociale",
    "sourd": "audition",
}
_SYNONYME = 0.5


@dataclass(frozen=True)
class Trouve:
    """A result."""

    genre: str
    nom: str
    libelle: str
    score: float


@dataclass(frozen=True)
class Reponse:
    """What a search finds.

    Attributes:
        question: as asked.
        article: the article that it names, if any.
        resultats: the best first.
        total: how many there are in all.
        partielle: no name holds every word: those that hold some are given.
        suggestions: near words or names, when nothing is found.
    """

    question: str
    article: Article | None
    resultats: list[Trouve]
    total: int
    partielle: bool
    suggestions: list[str]


def sans_accent(text: str) -> str:
    """Lower case, no accent.

    >>> sans_accent("Être Œuvré à L'Hôpital")
    "etre oeuvre a l'hopital"
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def mots(text: str) -> list[str]:
    """The words of a text, without accents, nor what the plural and the feminine add.

    >>> mots("Les trajets médicaux d'un enfant, indemnités journalières : 3 €")
    ['les', 'trajet', 'medical', 'd', 'un', 'enfant', 'indemnite', 'journalier', '3']
    """
    return [_racine(word) for word in re.findall(r"[a-z0-9]+", sans_accent(text))]


def _racine(word: str) -> str:
    if len(word) > 5 and word.endswith("aux"):
        return word[:-3] + "al"
    if len(word) > 4 and word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    # « indemnité » lost its accent: only the ends of adjectives go.
    return next((word[:-1] for end in ("ere", "ale", "elle", "ive") if len(word) > 6 and word.endswith(end)), word)


class Index:
    """The words of the law; built once."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        self.documents: list[tuple[str, str, str]] = []
        self.words: dict[str, dict[int, float]] = defaultdict(dict)
        # A word as it is written, by its root.
        self.written: dict[str, str] = {}
        for variable in system.variables.values():
            choices = [str(one.value) for one in getattr(variable, "possible_values", None) or ()]
            self._add(
                "variable", variable.name, variable.label or variable.name,
                libelle=[variable.label or "", getattr(variable, "label_en", None) or ""],
                choix=choices if len(choices) < 60 else [],
                texte=[variable.documentation or ""],
                article=[one.titre for one in references(variable.reference)],
            )  # fmt: skip
        folders: dict[str, str] = {}
        for node in system.parameters.get_descendants():
            metadata = node.metadata or {}
            folders[node.name] = metadata.get("short_label") or node.description or ""
            words = node.name.split(".")
            kind = "parametre" if isinstance(node, Parameter | ParameterScale) else "dossier"
            cited = metadata.get("reference") or {}
            titles = (
                {one.titre for written in cited.values() for one in references(written)} if kind == "parametre" else ()
            )
            self._add(
                kind, node.name, node.description or metadata.get("short_label") or node.name,
                libelle=[node.description or "", metadata.get("short_label") or ""],
                dossier=[folders.get(".".join(words[:length]), "") for length in range(1, len(words))],
                texte=[getattr(node, "documentation", None) or ""],
                article=titles,
            )  # fmt: skip
        self.sorted = sorted(self.words)

    def _add(self, kind: str, name: str, label: str, article: Iterable[str], **texts: list[str]) -> None:
        rank = len(self.documents)
        self.documents.append((kind, name, label))
        for field, found in {**texts, "nom": [name.replace("_", " ")]}.items():
            for text in found:
                for written in re.findall(r"\w+", text.casefold()):
                    self.written.setdefault(_racine(sans_accent(written)), written)
                words = set(mots(text)) - _VIDES
                length = min(1.0, _COURT / len(words)) if words and field == "libelle" else 1.0
                for word in words:
                    self._weigh(word, rank, _POIDS[field] * (1 + length) / 2)
        for number in {number for title in article for number in numeros(title)}:
            self._weigh(sans_accent(number), rank, _POIDS["article"])

    def _weigh(self, word: str, rank: int, weight: float) -> None:
        known = self.words[word]
        known[rank] = max(known.get(rank, 0), weight)

    def cherche(self, word: str, begun: bool = True) -> dict[int, float]:
        """Ranks of the documents that hold a word, or one that begins so, each with its weight."""
        found: dict[int, float] = {}
        place = bisect_left(self.sorted, word)
        while place < len(self.sorted) and self.sorted[place].startswith(word):
            whole = self.sorted[place] == word
            if whole or (begun and len(word) > 1):
                for rank, weight in self.words[self.sorted[place]].items():
                    found[rank] = max(found.get(rank, 0), weight if whole else weight * _DEBUT)
            place += 1
        return found

    def proche(self, word: str) -> str | None:
        """The nearest word of the law, as it is written, two edits at most."""
        if len(word) < 4:
            return None
        near = [(distance(word, one), -len(self.words[one]), one) for one in self.sorted if one[0] == word[0]]
        best = min(near, default=(3, 0, ""))
        return self.written.get(best[2], best[2]) if best[0] <= (1 if len(word) < 6 else 2) else None


_INDEX: WeakKeyDictionary[TaxBenefitSystem, Index] = WeakKeyDictionary()


def index(system: TaxBenefitSystem) -> Index:
    """The index of a law."""
    if system not in _INDEX:
        _INDEX[system] = Index(system)
    return _INDEX[system]


def cherche(system: TaxBenefitSystem, question: str, limit: int = 50, genres: Iterable[str] = ()) -> Reponse:
    """Search.

    Args:
        system: the law.
        question: words, a name, or the number of an article.
        limit: how many results to give.
        genres: keep only variables, parameters or folders.
    """
    question = " ".join(question[:QUESTION_MAXIMALE].split())
    known, wanted = index(system), set(genres)
    article = articles(system).get(cle_ecrite(question, articles(system)) or "")
    asked = _demandes(question)
    if article is not None or not asked:
        found, partial = {}, False
        if article is not None:
            cited = {citation.nom for citation in article.citations}
            found = {rank: 1.0 for rank, (_, name, _) in enumerate(known.documents) if name in cited}
    else:
        found, partial = _classe(known, asked)
        exact = sans_accent(question).replace(" ", "_")
        for rank in found:
            if known.documents[rank][1] in (question, exact):
                found[rank] += 1000
    kept = [(score, rank) for rank, score in found.items() if not wanted or known.documents[rank][0] in wanted]
    _trie(known, kept)
    folders: dict[str, int] = defaultdict(int)
    for place, (score, rank) in enumerate(kept):
        kind, name, _ = known.documents[rank]
        folder = name.rpartition(".")[0] if kind == "parametre" else ""
        folders[folder] += bool(folder)
        if folders[folder] > _FRERES:
            kept[place] = (score * _DE_TROP, rank)
    _trie(known, kept)
    results = [Trouve(*known.documents[rank], score) for score, rank in kept[:limit]]
    suggestions = [] if kept and not partial else _suggestions(system, known, question, asked)
    return Reponse(question, article, results, len(kept), partial, suggestions)


def _trie(known: Index, found: list[tuple[float, int]]) -> None:
    """The best first; of two, the shorter name: what is general is what is looked for."""
    found.sort(key=lambda one: (-one[0], len(known.documents[one[1]][1]), known.documents[one[1]][1]))


def _demandes(question: str) -> list[str]:
    """The words of a question; numbers of articles whole."""
    numbers = [sans_accent(one) for one in numeros(question.upper())] if re.search(r"\d-\d", question) else []
    rest = re.sub(r"(?i)\b[LRDA]\s?\.?\s?\*?\s?\d+(?:-\w+)+", " ", question) if numbers else question
    words = mots(rest.replace("_", " ").replace(".", " "))
    full = [word for word in words if word not in _VIDES]
    return list(dict.fromkeys([*numbers, *(full or words)]))[:_MOTS]


def _avec_synonyme(known: Index, word: str) -> dict[int, float]:
    found = known.cherche(word)
    others = [known.cherche(one, begun=False) for one in mots(_SYNONYMES.get(word, ""))]
    for rank in set.intersection(*map(set, others)) if others else ():
        found[rank] = max(found.get(rank, 0), _SYNONYME * min(one[rank] for one in others))
    return found


def _classe(known: Index, asked: list[str]) -> tuple[dict[int, float], bool]:
    """Scores by rank: of the documents that hold every word, else of those that hold some."""
    found = [_avec_synonyme(known, word) for word in asked]
    every = set.intersection(*(set(one) for one in found)) if found else set()
    size = len(known.documents)
    rarity = [1 + size / (1 + len(one)) ** 0.5 / size**0.5 for one in found]
    ranks = every or set().union(*found)
    scores = {rank: sum(one.get(rank, 0) * rarity[place] for place, one in enumerate(found)) for rank in ranks}
    if not every:
        most = max((sum(rank in one for one in found) for rank in ranks), default=0)
        scores = {rank: score for rank, score in scores.items() if sum(rank in one for one in found) == most}
    return scores, not every and bool(scores)


def _suggestions(system: TaxBenefitSystem, known: Index, question: str, asked: list[str]) -> list[str]:
    near = nearest(question, (name for _, name, _ in known.documents))
    if near and near != question:
        return [near]
    corrected = [word if known.cherche(word) else known.proche(word) or word for word in asked]
    return [" ".join(corrected)] if corrected != asked else []
