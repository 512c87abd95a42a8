"""What points to a name of the law: rules of couverture.yaml, cases, articles. Each index is made once, when asked."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import yaml
from openfisca_core.parameters import Parameter, ParameterScale
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import PACKAGE
from openfisca_cpam.explanation.articles import IDENTIFIANT, NUMERO, SECURITE_SOCIALE, Version, versions
from openfisca_cpam.explanation.model import Reference
from openfisca_cpam.explanation.steps import references
from openfisca_cpam.quality import couverture

_CODE = re.compile(r"code (?:de la |de l'|de l’|du |des |général |civil)[^;,(«»0-9]*")
# How the codes other than that of social security end the key of their articles.
_SIGLES = {
    "code de l'action sociale et des familles": "casf",
    "code de la santé publique": "csp",
    "code du travail": "ct",
    "code général des impôts": "cgi",
    "code civil": "cc",
}
_SORTIE = re.compile(r"^  output:")
_CLE = re.compile(r"([a-z][a-z0-9_]*)\s*:(?=\s|$)")
_NOM = re.compile(r"^(?:- |  )name:\s*(.*)$")


@dataclass(frozen=True)
class Cas:
    """A case that expects a value of a variable."""

    nom: str
    fichier: str
    ligne: int


@dataclass(frozen=True)
class Citation:
    """What cites an article: a dated value of a parameter (or scale), or a variable (no date)."""

    genre: str
    nom: str
    libelle: str
    date: str | None
    reference: Reference


@dataclass
class Article:
    """An article.

    Attributes:
        cle: ``R322-10``, with the code's letters for another code than that of social security (``L251-1-casf``).
        numero: ``R322-10``.
        code: its name, in French.
        versions: those that the package knows, oldest first.
        citations: in the order of the parameters, then of the variables.
    """

    cle: str
    numero: str
    code: str
    versions: list[Version] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    @property
    def titre(self) -> str:
        """As a lawyer writes it: « R. 322-10 »."""
        return f"{self.numero[0]}. {self.numero[1:]}"


# ---------------------------------------------------------------- rules


@cache
def regles() -> tuple[couverture.Regle, ...]:
    """The rules of couverture.yaml."""
    return tuple(couverture.lit(couverture.FICHIER.read_text("utf-8")))


@cache
def _regles_par_nom() -> dict[str, list[couverture.Regle]]:
    found: dict[str, list[couverture.Regle]] = defaultdict(list)
    for rule in regles():
        for name in (*rule.variables, *rule.parametres):
            found[name].append(rule)
    return dict(found)


def regles_de(name: str) -> list[couverture.Regle]:
    """The rules that name a variable, a parameter, or a folder that holds it."""
    words = name.split(".")
    found: dict[tuple[str, str], couverture.Regle] = {}
    for length in range(len(words), 0, -1):
        for rule in _regles_par_nom().get(".".join(words[:length]), ()):
            found.setdefault((rule.domaine, rule.id), rule)
    return list(found.values())


# ---------------------------------------------------------------- cases


def dossier_des_cas() -> Path | None:
    """The cases of the checkout that holds the package; None where it is installed without them."""
    folder = PACKAGE.parent / "tests"
    return folder if folder.is_dir() else None


@cache
def cas() -> dict[str, list[Cas]]:
    """The cases by the words that are keys of their outputs: names of variables among them; read line by line."""
    found: dict[str, list[Cas]] = defaultdict(list)
    root = dossier_des_cas()
    for path in sorted(root.rglob("*.yaml")) if root else ():
        if "donnees" not in path.parts:
            for case, names in _du_fichier(path, path.relative_to(root.parent).as_posix()):
                for name in names:
                    found[name].append(case)
    return dict(found)


def _du_fichier(path: Path, shown: str) -> Iterator[tuple[Cas, set[str]]]:
    start, name, names, inside = 0, "", set(), False
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), "- "], start=1):
        if line.startswith("- "):
            if names:
                yield Cas(name or shown, shown, start), names
            start, name, names, inside = number, "", set(), False
        if title := _NOM.match(line):
            name = _texte(title.group(1))
        elif _SORTIE.match(line):
            inside = True
            names = set(_CLE.findall(line[len("  output:") :]))
        elif inside and line.strip() and not line.startswith("   "):
            inside = line.lstrip().startswith("#")
        elif inside and not line.lstrip().startswith("#"):
            names |= set(_CLE.findall(re.sub(r"\"[^\"]*\"|'[^']*'|\s#.*$", "", line)))


def _texte(written: str) -> str:
    read = yaml.safe_load(written) if written[:1] in ("'", '"') else written
    return str(read or "")


def cas_de(name: str) -> list[Cas]:
    """The cases that expect a value of a variable."""
    return cas().get(name, [])


# ---------------------------------------------------------------- articles

_ARTICLES: WeakKeyDictionary[TaxBenefitSystem, dict[str, Article]] = WeakKeyDictionary()


def articles(system: TaxBenefitSystem) -> dict[str, Article]:
    """Every article that a value or a variable cites, by key."""
    if system not in _ARTICLES:
        found: dict[str, Article] = {}
        for citation in _citations(system):
            for key, number, code in cites(citation.reference):
                article = found.setdefault(key, Article(key, number, code))
                if citation not in article.citations:
                    article.citations.append(citation)
        by_article = defaultdict(list)
        for version in versions().values():
            by_article[version.code, version.numero].append(version)
        for article in found.values():
            article.versions = sorted(by_article[article.code, article.numero], key=lambda one: one.debut)
        _ARTICLES[system] = dict(sorted(found.items(), key=lambda item: ordre(item[0])))
    return _ARTICLES[system]


def ordre(key: str) -> tuple:
    """Articles in the order of the code: L, R, D, then by their numbers.

    >>> sorted(["R322-10", "L322-5-2", "R322-9", "L322-5", "D160-9"], key=ordre)
    ['L322-5', 'L322-5-2', 'R322-9', 'R322-10', 'D160-9']
    """
    words = re.findall(r"\d+|[A-Za-z]+", key[1:])
    return ("LRDA".find(key[0]), [(0, int(one), "") if one.isdigit() else (1, 0, one) for one in words])


def _citations(system: TaxBenefitSystem) -> Iterator[Citation]:
    for node in system.parameters.get_descendants():
        if isinstance(node, Parameter | ParameterScale):
            for day, written in (node.metadata.get("reference") or {}).items():
                for reference in references(written):
                    yield Citation("parametre", node.name, node.description or node.name, str(day), reference)
    for variable in system.variables.values():
        for reference in references(variable.reference):
            yield Citation("variable", variable.name, variable.label or variable.name, None, reference)


def cites(reference: Reference) -> list[tuple[str, str, str]]:
    """The articles that a reference cites: key, number, code; the address counts where the title is silent."""
    found = {}
    for match in NUMERO.finditer(reference.titre):
        number = match.group(1) + match.group(2)
        code = _CODE.search(reference.titre, match.end())
        name = " ".join(code.group().replace("’", "'").split()) if code else SECURITE_SOCIALE
        name = next((one for one in (SECURITE_SOCIALE, *_SIGLES) if name.startswith(one)), SECURITE_SOCIALE)
        found[cle(number, name)] = (cle(number, name), number, name)
    match = IDENTIFIANT.search(reference.href or "")
    version = versions().get(match.group()) if match else None
    if version is not None and not found:
        key = cle(version.numero, version.code)
        found[key] = (key, version.numero, version.code)
    return list(found.values())


def cle(number: str, code: str = SECURITE_SOCIALE) -> str:
    """The key of an article."""
    return number if code == SECURITE_SOCIALE else f"{number}-{_SIGLES[code]}"


def cle_ecrite(text: str, known: dict[str, Any]) -> str | None:
    """The key of the article that a reader writes: ``R. 322-10``, ``r322-10``, ``article R*322-10``; None for others.

    >>> cle_ecrite("art. r 322-10", {"R322-10": 1}), cle_ecrite("R999-1", {"R322-10": 1}), cle_ecrite("r", {})
    ('R322-10', None, None)
    """
    match = re.fullmatch(r"\s*(?:art(?:icle)?\.?\s*)?([lrda])\s*\.?\s*\*?\s*(\d+(?:-[0-9a-z]+)*)\s*", text.casefold())
    if match is None:
        return None
    written = match.group(1) + match.group(2)
    return next((key for key in known if key.casefold() == written), None)
