"""What an assistant may ask: compute, explain, read a value or a rule of the law, look for a name. No SDK in it.

Each tool takes and gives JSON values; the guard, the limits and the sentences are those of the Web API.
"""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation import fiche as pages
from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.model import Etape, ParametreLu, Reference
from openfisca_cpam.situation import dates, shipped
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.build import forme_api
from openfisca_cpam.situation.compute import CompteRendu, Resultat, calcule
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.situation.mistakes import Mistake, Problem, SituationError, nearest
from openfisca_cpam.web.calculate import explicable, read
from openfisca_cpam.web.errors import TooLarge, pointer
from openfisca_cpam.web.limits import Limits

FOUND_AT_MOST = 30
EXPLAINED_AT_MOST = 20
MISTAKES_SHOWN = 20
_TEXT = {"type": "string"}
_SITUATION = {
    "type": "object",
    "description": "La forme de l'API Web d'OpenFisca : {individus: {nom: {variable: {période: valeur}}}, "
    "foyers: {nom: {demandeur: [nom], conjoint: [nom], personnes_a_charge: [noms]}}} ; null demande un résultat.",
}
_DAY = {**_TEXT, "description": "Le jour de la loi, AAAA-MM-JJ ; aujourd'hui par défaut"}
INSTRUCTIONS = (
    "L'Assurance Maladie française en règles qui calculent, au centime et au jour, chaque nombre avec son article. "
    "Cherchez le nom d'une variable avec « chercher », lisez-la avec « lire_variable » (périodes, valeurs possibles), "
    "écrivez une situation (ou partez de « lire_situation »), puis « calculer » ou « expliquer ». "
    "Une période est un jour (2026-04-14), un mois (2026-04), une année (2026) ou ETERNITY, selon la variable. "
    "Dites à la personne ce qui a été supposé (valeurs_par_defaut) et ce qui est incertain (confiance B ou C). "
    "Rien de ce qui est envoyé n'est conservé. Seule la caisse décide."
)


class Refused(Exception):
    """A call that cannot be answered; its argument is what to say."""


@dataclass(frozen=True)
class Tool:
    """A tool: its description, the JSON schema of its arguments, what it does."""

    title: str
    description: str
    arguments: dict[str, dict[str, Any]]
    required: tuple[str, ...]
    call: Callable[..., dict[str, Any]]

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the arguments."""
        return {
            "type": "object",
            "properties": self.arguments,
            "required": list(self.required),
            "additionalProperties": False,
        }


class Tools:
    """The tools on a law.

    Attributes:
        system: the law.
        limits: of one call.
        language: of the sentences, ``fr`` or ``en``.
    """

    def __init__(self, system: TaxBenefitSystem, limits: Limits | None = None, language: str = "fr") -> None:
        self.system = system
        self.limits = limits or Limits()
        self.language = language

    @cached_property
    def by_name(self) -> dict[str, Tool]:
        """Every tool."""
        kind = {"enum": ["variable", "parametre"], "description": "Les deux sans cet argument"}
        return {
            "calculer": Tool(
                "Calculer une situation",
                "Calcule les résultats demandés (null) d'une situation, chacun avec sa raison, son unité et ses "
                "articles ; dit quelles données n'ont servi à rien, quelles valeurs par défaut ont été supposées, "
                "et la confiance des valeurs de la loi.",
                {"situation": _SITUATION},
                ("situation",),
                self._compute,
            ),
            "expliquer": Tool(
                "Expliquer un calcul",
                "Les étapes de chaque résultat demandé, en retrait l'une sous l'autre : valeur, règle, valeurs de la "
                f"loi lues, articles et adresses. {EXPLAINED_AT_MOST} résultats au plus.",
                {"situation": _SITUATION},
                ("situation",),
                self._explain,
            ),
            "lire_parametre": Tool(
                "Lire une valeur de la loi",
                "La valeur d'un paramètre à une date, son histoire, ses articles et sa confiance ; pour un dossier, "
                "ce qu'il contient.",
                {"nom": {**_TEXT, "description": "Par exemple franchises.transport.par_trajet"}, "date": _DAY},
                ("nom",),
                self._parameter,
            ),
            "lire_variable": Tool(
                "Lire une variable et sa règle",
                "Ce qu'est une variable : sa règle en toutes lettres à une date, ses articles, sa période, son unité, "
                "ses valeurs possibles, ce qu'elle lit.",
                {"nom": {**_TEXT, "description": "Par exemple transport_versement"}, "date": _DAY},
                ("nom",),
                self._variable,
            ),
            "chercher": Tool(
                "Chercher un nom",
                "Les variables et les paramètres dont le nom ou le libellé contient tous les mots.",
                {"mots": {**_TEXT, "description": "Par exemple « franchise transport »"}, "genre": kind},
                ("mots",),
                self._search,
            ),
            "lister_situations": Tool(
                "Lister les situations fournies", "Des situations de la vie, toutes prêtes.", {}, (), self._situations
            ),
            "lire_situation": Tool(
                "Lire une situation fournie",
                "Une situation fournie, dans la forme que « calculer » et « expliquer » prennent.",
                {"nom": {**_TEXT, "description": "Par exemple transport_100_km_2024"}},
                ("nom",),
                self._situation,
            ),
        }

    def call(self, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Call a tool.

        Returns:
            JSON values.

        Raises:
            Refused: with sentences that say what is wrong.
        """
        tool = self.by_name.get(name)
        if tool is None:
            raise Refused(self._said(m.UNKNOWN_TOOL(name=name[:60]), nearest(name, self.by_name)))
        try:
            self._check(tool, arguments)
            return tool.call(**arguments)
        except SituationError as error:
            raise Refused(self._list(error.mistakes)) from None
        except Problem as problem:
            raise Refused(self._said(problem.message, problem.suggestion)) from None
        except TooLarge as error:
            raise Refused(self._said(error.args[0])) from None

    # What is said ---------------------------------------------------------------------------------------------------

    def _said(self, message: str, suggestion: str | None = None) -> str:
        text = m.DID_YOU_MEAN(message=message, suggestion=suggestion) if suggestion else message
        return m.in_language(text, self.language).encode("utf-8", "replace").decode()

    def _list(self, mistakes: list[Mistake]) -> str:
        lines = [
            f"{self._said(one.message, one.suggestion)}{f' [{pointer(one.path)}]' if one.path else ''}"
            for one in mistakes[:MISTAKES_SHOWN]
        ]
        if len(mistakes) > MISTAKES_SHOWN:
            lines.append(self._said(m.AND_OTHERS(count=len(mistakes) - MISTAKES_SHOWN)))
        return "\n".join(lines)

    def _check(self, tool: Tool, arguments: dict[str, Any]) -> None:
        for name in arguments:
            if name not in tool.arguments:
                raise Problem(m.UNKNOWN_ARGUMENT(name=str(name)[:60]), nearest(str(name), tool.arguments))
        for name in tool.required:
            if name not in arguments:
                raise Problem(m.ARGUMENT_MISSING(name=name))
        for name, value in arguments.items():
            schema = tool.arguments[name]
            if "enum" in schema:
                if value not in schema["enum"]:
                    raise Problem(m.ARGUMENT_AMONG(name=name, values=", ".join(schema["enum"])))
            elif not isinstance(value, dict if schema["type"] == "object" else str):
                raise Problem((m.OBJECT_ARGUMENT if schema["type"] == "object" else m.TEXT_ARGUMENT)(name=name))

    # Tools ----------------------------------------------------------------------------------------------------------

    def _report(self, situation: dict[str, Any], most: int, steps: bool) -> CompteRendu:
        try:
            body = json.dumps(situation)
        except RecursionError:
            raise TooLarge(m.TOO_DEEP()) from None
        if len(body) > self.limits.body:
            raise TooLarge(m.BODY_TOO_LONG())
        _, checked = read(body.encode(), self.system, self.limits)
        asked = sum(len(one.indexes) for one in checked.asked)
        if asked > most:
            raise TooLarge(m.MOST_RESULTS(count=asked, most=most))
        if steps:
            explicable(checked, self.limits)
        try:
            return calcule(checked, self.system, steps, self.limits.seconds)
        except TimeoutError:
            raise TooLarge(m.TOO_SLOW(seconds=m.number(self.limits.seconds))) from None

    def _compute(self, situation: dict[str, Any]) -> dict[str, Any]:
        report = self._report(situation, self.limits.explained, False)
        details = report.details()
        return {
            "resultats": [_result(one) for one in report.resultats],
            "avertissements": [self._said(one.message) for one in report.avertissements],
            "donnees_non_lues": [f"{one.variable} ({one.periode})" for one in details.donnees_non_lues],
            "valeurs_par_defaut": [
                f"{one.libelle} ({one.variable}{f', {chr(44).join(one.ids)}' if one.ids else ''}) : "
                f"{one.texte or texte(one.valeur, one.unite, one.type)}"
                for one in details.valeurs_par_defaut
            ],
            "confiance": {
                "niveau": details.confiance.niveau,
                "a_verifier": [_read(one) for one in details.confiance.valeurs],
            },
        }

    def _explain(self, situation: dict[str, Any]) -> dict[str, Any]:
        report = self._report(situation, EXPLAINED_AT_MOST, True)
        found = []
        for one in report.resultats:
            cited: set[tuple[str, str]] = set()
            steps = "\n".join(_outline(one.explication, cited)) if one.explication else ""
            found.append({**_result(one), "etapes": steps})
        return {"resultats": found, "avertissements": [self._said(one.message) for one in report.avertissements]}

    def _day(self, written: str | None) -> str:
        return date.today().isoformat() if written is None else dates.day(written).isoformat()

    def _known(self, name: str, names: list[str], unknown: m.Phrase) -> None:
        if name not in names:
            raise Problem(unknown(name=name[:60]), nearest(name, names))

    def _parameter(self, nom: str, date: str | None = None) -> dict[str, Any]:
        day = self._day(date)
        self._known(nom, [one.name for one in self.system.parameters.get_descendants()], m.UNKNOWN_PARAMETER)
        return asdict(pages.fiche(self.system, nom, day))

    def _variable(self, nom: str, date: str | None = None) -> dict[str, Any]:
        day = self._day(date)
        self._known(nom, list(self.system.variables), m.UNKNOWN_VARIABLE)
        return asdict(pages.fiche(self.system, nom, day))

    def _search(self, mots: str, genre: str | None = None) -> dict[str, Any]:
        words = _plain(mots[:200]).split()
        if not words:
            raise Problem(m.NO_WORD())
        found = [
            {"nom": name, "genre": kind, "libelle": label}
            for kind, name, label, plain in self._names
            if genre in (None, kind) and all(word in plain for word in words)
        ]
        # Those whose name itself has the words, the shortest first.
        found.sort(key=lambda one: (not all(word in _plain(one["nom"]) for word in words), len(one["nom"]), one["nom"]))
        return {"trouves": found[:FOUND_AT_MOST], "en_tout": len(found)}

    @cached_property
    def _names(self) -> list[tuple[str, str, str, str]]:
        """Kind, name, label, and what is searched: without accents nor capitals."""
        names = [
            ("variable", name, variable.label or name, f"{name} {variable.label} {getattr(variable, 'label_en', '')}")
            for name, variable in self.system.variables.items()
        ]
        names += [
            ("parametre", one.name, one.description or one.name, f"{one.name} {one.description}")
            for one in self.system.parameters.get_descendants()
        ]
        return [(kind, name, label, _plain(searched)) for kind, name, label, searched in names]

    def _situations(self) -> dict[str, Any]:
        return {"situations": shipped.descriptions()}

    def _situation(self, nom: str) -> dict[str, Any]:
        self._known(nom, list(shipped.paths()), m.UNKNOWN_SITUATION)
        path = shipped.paths()[nom]
        return {"situation": forme_api(lit(path.read_bytes(), self.system, path.name)[0])}


def _plain(text: str) -> str:
    """Words without accents, capitals nor signs between them."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter if letter.isalnum() else " " for letter in letters if unicodedata.category(letter) != "Mn")


def _references(references: list[Reference]) -> list[str]:
    return [one.titre if one.href in (None, one.titre) else f"{one.titre} ({one.href})" for one in references]


def _result(one: Resultat) -> dict[str, Any]:
    return {
        "de": one.id,
        "variable": one.variable,
        "libelle": one.libelle,
        "periode": one.periode,
        "valeur": one.valeur,
        "unite": one.unite,
        "texte": one.texte or texte(one.valeur, one.unite, one.type),
        "raison": one.motif.texte if one.motif else None,
        "references": _references(one.references),
    }


def _read(one: ParametreLu) -> dict[str, Any]:
    return {
        "nom": one.nom,
        "libelle": one.libelle,
        "texte": texte(one.valeur, one.unite) if one.nombre == 1 else f"barème de {one.nombre} valeurs",
        "depuis": one.depuis,
        "confiance": one.confiance,
        "references": _references(one.references),
    }


def _outline(step: Etape, cited: set[tuple[str, str]], level: int = 0) -> list[str]:
    """A step and those below it, one line each, two spaces a level; what is left at its default is not shown."""
    margin = "  " * level
    if step.valeurs is not None:
        shown = " ; ".join(f"{name} {texte(one, step.unite, step.type)}" for name, one in step.valeurs.items())
    else:
        shown = step.texte or texte(step.valeur, step.unite, step.type)
    note = {"donnee": " (donnée)", "defaut": " (par défaut)", "calcul": ""}[step.nature]
    lines = [f"{margin}{step.libelle} [{step.variable}, {step.periode}] : {shown}{note}"]
    if step.deja_vu:
        lines[0] += " (expliqué plus haut)"
        return lines
    if step.regle:
        lines.append(f"{margin}  Règle : {step.regle}")
    for one in step.parametres:
        found = _read(one)
        doubt = f", confiance {one.confiance}" if one.confiance in ("B", "C") else ""
        line = f"{margin}  Loi : {one.libelle} [{one.nom}] : {found['texte']}, depuis le {one.depuis}{doubt}"
        if (one.nom, one.date) not in cited and found["references"]:
            line += f" — {' ; '.join(found['references'])}"
        cited.add((one.nom, one.date))
        lines.append(line)
    for below in step.etapes:
        if below.nature != "defaut":
            lines += _outline(below, cited, level + 1)
    return lines
