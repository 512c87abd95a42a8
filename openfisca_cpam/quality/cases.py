"""The rules of a case, beyond those of a situation: it says its source, and it puts something to the test."""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.quality import parameters
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.guard import CLES_DU_CAS, Lue, lit_chacune
from openfisca_cpam.situation.mistakes import Collector, Mistake, Problem, nearest
from openfisca_cpam.situation.model import Asked, Situation
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence, plain

MARGE = 0.005
CLES = (*CLES_DU_CAS, "reforms", "parameters")
REFORMES = "openfisca_cpam.reforms."
A_COMPLETER = "À compléter"
_HORS_COUVERTURE = re.compile(r"#\s*hors couverture\b\s*:?\s*(.*)", re.IGNORECASE)
SOURCE = re.compile(
    r"\b[LRDA]\.? ?\*?\d|\bart(icle|\.)|arrêté|décret|convention|avenant|circulaire|Cass\.|Source|dossier|règle", re.I
)


@dataclass
class Case:
    """A case as it was read.

    Attributes:
        source: the file's name.
        situation: who, what is given, what is asked and expected.
        mistakes: what is wrong in it; it is not played unless there is none.
        margins: absolute error margin by variable; ``default`` for the others.
        reforms: dotted paths of the reforms to apply.
        parameters: the tree of parameters that replaces the law's, as JSON.
        keywords: words to find it by.
        lines: the text of its file.
    """

    source: str
    situation: Situation
    mistakes: list[Mistake]
    margins: dict[str, float] = field(default_factory=dict)
    reforms: tuple[str, ...] = ()
    parameters: str | None = None
    keywords: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.situation.name or f"cas de la ligne {self.situation.line}"

    def margin(self, variable: str) -> float:
        return self.margins.get(variable, self.margins.get("default", 0.0))


def read(text: bytes, system: TaxBenefitSystem, source: str) -> tuple[list[Case], list[Mistake]]:
    """Read and check the cases of a file.

    Args:
        text: its content.
        system: the law.
        source: the file's name.

    Returns:
        The cases, each with its own mistakes, and the mistakes of the file as a whole.
    """
    lines = text.decode("utf-8", "replace").splitlines()
    uncovered = frozenset(rank for rank, line in enumerate(lines, 1) if _HORS_COUVERTURE.search(line))
    found, mistakes = lit_chacune(text, system, source, keys=CLES, case=True, uncovered=uncovered)
    cases = [_Checker(one, system, source, lines).case for one in found]
    _same_names(cases)
    return cases, mistakes


def _same_names(cases: list[Case]) -> None:
    seen: dict[str, int] = {}
    for case in cases:
        name = case.situation.name
        if not name:
            continue
        if name in seen:
            message = f"deux cas portent le nom « {name} » (déjà ligne {seen[name]})"
            case.mistakes.append(Mistake(case.situation.line, message))
        seen.setdefault(name, case.situation.line)


class _Checker:
    """Checks one case that the guard has read."""

    def __init__(self, lue: Lue, system: TaxBenefitSystem, source: str, lines: list[str]) -> None:
        self.node, self.situation, self.mistakes = lue.node, lue.situation, lue.mistakes
        self.system = system
        self.case = Case(source, lue.situation, lue.mistakes, lines=lines)
        self._words()
        self.case.margins = self._margins()
        self.case.reforms = self._reforms()
        self.case.parameters = self._parameters()
        self.case.keywords = tuple(self._texts("keywords"))
        self._outputs()

    def _add(self, node: Node, message: str, suggestion: str | None = None) -> None:
        if not node.bad:
            self.mistakes.append(Mistake(node.line, message, suggestion, node.column))

    def _words(self) -> None:
        """A name, and a description that names the source."""
        for key, what in (
            ("name", "un nom qui dit ce que le cas éprouve"),
            ("description", "la source (article, arrêté, règle) est exigée"),
        ):
            node = self.node.get(key)
            misspelt = any(other.raw not in CLES and nearest(other.raw, CLES) == key for other, _ in self.node.entries)
            if node is None and not misspelt:
                self._add(self.node, f"« {key} » manque : {what}")
            elif isinstance(node, Scalar) and not node.bad and node.raw and not node.raw.strip():
                self._add(node, f"« {key} » vide : {what}")
        node = self.node.get("description")
        if isinstance(node, Scalar) and node.raw.strip():
            if node.raw.strip().startswith(A_COMPLETER):
                self._add(node, "description à compléter : dites la source et ce que le cas éprouve")
            elif not SOURCE.search(node.raw):
                self._add(node, "description sans source : nommez l'article, l'arrêté ou la règle")

    def _margins(self) -> dict[str, float]:
        node = self.node.get("relative_error_margin")
        if node is not None:
            self._add(node, f"marge relative refusée : absolute_error_margin, {MARGE} au plus")
        node = self.node.get("absolute_error_margin")
        margins: dict[str, float] = {}
        for name, value in self._by_variable(node):
            number = value.value if isinstance(value, Scalar) and not value.bad else None
            if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= MARGE:
                shown = f" « {value.raw} »" if isinstance(value, Scalar) else ""
                self._add(value, f"marge d'erreur{shown} refusée : un nombre de 0 à {MARGE}")
            else:
                margins[name] = float(number)
        return margins

    def _by_variable(self, node: Node | None) -> list[tuple[str, Node]]:
        if node is None:
            return []
        if not isinstance(node, Mapping):
            return [("default", node)]
        for key, _ in node.entries:
            if key.raw != "default" and key.raw not in self.system.variables:
                near = nearest(key.raw, ["default", *self.system.variables])
                self._add(key, f"absolute_error_margin : variable inconnue « {key.raw} »", near)
        return [(key.raw, value) for key, value in node.entries]

    def _reforms(self) -> tuple[str, ...]:
        names = self._texts("reforms")
        for name in names:
            if not re.fullmatch(r"openfisca_cpam\.reforms(\.[A-Za-z_][A-Za-z0-9_]*)+", name):
                node = self.node.get("reforms")
                self._add(node, f"réforme « {name} » refusée : un nom qui commence par {REFORMES}")
        return tuple(names)

    def _parameters(self) -> str | None:
        """A tree of parameters that takes the place of the law's for this case."""
        node = self.node.get("parameters")
        if node is None:
            return None
        if not isinstance(node, Mapping) or not node.entries:
            self._add(node, "« parameters » : un arbre de paramètres attendu")
            return None
        self._below(node, self.system.parameters)
        return json.dumps(plain(node))

    def _below(self, node: Mapping, law: Any) -> None:
        children = getattr(law, "children", {})
        for key, value in node.entries:
            if key.raw not in children:
                self._add(key, f"parameters : paramètre inconnu « {key.raw} »", nearest(key.raw, children))
            elif not isinstance(value, Mapping):
                self._add(value, f"parameters : « {key.raw} » attend « values: » ou des paramètres")
            elif getattr(children[key.raw], "children", None):
                self._below(value, children[key.raw])
            elif value.get("brackets") is None:
                self._dated_values(key.raw, value, children[key.raw])

    def _dated_values(self, name: str, node: Mapping, law: Any) -> None:
        reader = parameters.Lecteur(Collector(), parameters.unites(), f"parameters : {name} : ")
        if node.get("values") is None:
            reader.note(node, "« values » manque")
        else:
            reader.serie("values", node.get("values"), law.metadata.get("unit"))
        self.mistakes += reader.rendues()

    def _texts(self, key: str) -> list[str]:
        """A text or a list of texts."""
        node = self.node.get(key)
        items = node.items if isinstance(node, Sequence) else [node] if node is not None else []
        texts = [item.raw for item in items if isinstance(item, Scalar) and isinstance(item.value, str)]
        if node is not None and (len(texts) != len(items) or not texts):
            self._add(node, f"« {key} » : un texte, ou une liste de textes")
        return texts

    def _outputs(self) -> None:
        """Each result has an expected value, is computed, and is not given too."""
        filled = {(one.variable, one.index, str(cell)): one.line for one in self.situation.given for cell in one.cells}
        said = {mistake.line for mistake in self.mistakes}
        for asked in self.situation.asked:
            variable = self.system.variables[asked.variable]
            message = suggestion = None
            line = next(
                (filled[cell] for i in asked.indexes if (cell := (asked.variable, i, str(asked.period))) in filled),
                None,
            )
            if line is not None:
                message = f"{asked.variable} est à la fois donné (ligne {line}) et attendu : le cas n'éprouve rien"
            elif not variable.formulas:
                message = f"{asked.variable} est une donnée, pas un résultat : le cas n'éprouve rien"
            elif asked.expected is None:
                message = f"{asked.variable} : la valeur attendue manque"
            elif asked.widened:
                message = (
                    f"{asked.variable} : période attendue : {dates.ATTENDUE[variable.definition_period]}, "
                    "celle du cas est plus courte"
                )
                suggestion = f"{asked.variable}: {{{asked.period}: {_written(asked)}}}"
            marked = _HORS_COUVERTURE.search(self.case.lines[asked.line - 1])
            if marked and not message:
                message = self._uncovered(variable, asked.period, marked.group(1))
            if not message and _too_late(asked.period, self.system):
                message = (
                    f"{asked.variable} est attendu en {asked.period.start.year}, "
                    f"les valeurs de la loi sont vérifiées jusqu'au {dates.long_day(_verified(self.system))}"
                )
            if message and asked.line not in said:
                self.mistakes.append(Mistake(asked.line, message, suggestion, path=asked.path))

    def _uncovered(self, variable, period: Period, reason: str) -> str | None:
        """What is wrong in « # hors couverture : raison » on the line of a result."""
        if not reason.strip():
            return f"{variable.name} : « # hors couverture : » doit dire pourquoi"
        try:
            dates.covered(variable, period)
        except Problem:
            return None
        return f"{variable.name} est dit « hors couverture », mais la règle couvre cette date"


@lru_cache(maxsize=8)
def _verified(system: TaxBenefitSystem) -> str:
    """The last day on which a value of the law was verified, ISO; empty when none says it."""
    days = (
        str(getattr(one, "metadata", {}).get("last_value_still_valid_on", ""))
        for one in system.parameters.get_descendants()
    )
    return max(days, default="")


def _too_late(period: Period, system: TaxBenefitSystem) -> bool:
    """Whether a result is asked at a date so far that it is a slip of the year."""
    verified = _verified(system)
    return bool(verified) and period.unit != "eternity" and period.start.year > int(verified[:4]) + parameters.AVANCE


def _written(asked: Asked) -> str:
    value = asked.expected[0] if asked.expected else "…"
    return str(value).lower() if isinstance(value, bool) else str(value)
