"""The catalogue of steps: for every benefit, what to do, by when, with which form, and how to appeal.

Each YAML file that ``index.yaml`` names holds the steps of a domain; ``recours.yaml`` holds the appeals, which the
steps name. A step says which variables make it due and which give its dates: nothing is computed here. The formulas of
``variables/demarches/prochaines.py`` read it, and so do the command, the site and the pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DOSSIER = Path(__file__).resolve().parent
RECOURS = "recours.yaml"
# What the date of a step is: the last day to act, the first, the last day of an answer, a day that brings something.
SENS = ("limite", "debut", "attente", "effet")


@dataclass(frozen=True)
class Reference:
    """An article and the address of the version cited."""

    title: str
    href: str | None = None


@dataclass(frozen=True)
class Formulaire:
    """A form: its name, the fund's number, the cerfa number, and how sure they are (A, B or C)."""

    nom: str
    numero: str | None = None
    cerfa: str | None = None
    confiance: str = "C"

    def texte(self) -> str:
        """The form in one line, its doubt included."""
        numbers = [self.numero, f"cerfa {self.cerfa}" if self.cerfa else None]
        known = ", ".join(one for one in numbers if one)
        doubt = " (numéro à confirmer)" if known and self.confiance == "C" else ""
        return f"{known} : {self.nom}{doubt}" if known else self.nom


@dataclass(frozen=True)
class Recours:
    """A way of appeal, shared by the steps that name it.

    Attributes:
        delai, silence, delai_tribunal: names of parameters.
        effet_du_silence: what silence means.
    """

    id: str
    devant: str
    depuis: str
    delai: str
    references: tuple[Reference, ...]
    confiance: str
    silence: str | None = None
    effet_du_silence: str | None = None
    tribunal: str | None = None
    delai_tribunal: str | None = None
    mediateur: str | None = None
    jusqu_a: str | None = None


@dataclass(frozen=True)
class Demarche:
    """A step.

    Attributes:
        domaine: the file it stands in.
        quand: conditions by variable, all of them; read in this order, the next only when someone meets the former.
        echeance, ouverture: variables that give its date, and the first day of a window that ends on that date.
        sens: what that date is, one of SENS.
        date_facultative: due without a date too.
        apres: what is true once the last day of an answer is past (``attente`` alone).
        delais: names of the parameters that fix its delays.
        obligatoire: required by law; else advised.
        depuis, jusqu_a: first and last days of the rule.
    """

    id: str
    domaine: str
    prestation: str
    intitule: str
    intitule_en: str
    depuis: str
    qui: str
    obligatoire: bool
    references: tuple[Reference, ...]
    confiance: str
    quand: tuple[tuple[str, Any], ...] = ()
    echeance: str | None = None
    ouverture: str | None = None
    sens: str = "limite"
    date_facultative: bool = False
    apres: str | None = None
    apres_en: str | None = None
    destinataire: str | None = None
    formulaire: Formulaire | None = None
    pieces: tuple[str, ...] = ()
    silence: str | None = None
    delais: tuple[str, ...] = ()
    recours: tuple[str, ...] = ()
    jusqu_a: str | None = None

    def variables(self) -> list[str]:
        """The variables that it reads."""
        return [name for name in (*dict(self.quand), self.echeance, self.ouverture) if name]

    def vaut(self, day: str) -> bool:
        """Whether its rule holds on an ISO day."""
        return self.depuis <= day and (self.jusqu_a is None or day <= self.jusqu_a)


def lit_yaml(path: Path) -> Any:
    """A file of the catalogue, its dates as ISO texts."""
    return yaml.load(path.read_text("utf-8"), _Chargeur)


class _Chargeur(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Dates stay texts."""


_Chargeur.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


@cache
def domaines() -> dict[str, str]:
    """The titles of the domains, in order; each has its file."""
    return lit_yaml(DOSSIER / "index.yaml")


@cache
def recours() -> dict[str, Recours]:
    """The ways of appeal, by identifier."""
    found = lit_yaml(DOSSIER / RECOURS)
    return {one["id"]: Recours(**{**one, "references": _references(one["references"])}) for one in found}


@cache
def catalogue() -> dict[str, Demarche]:
    """Every step, by identifier, in the order of the files."""
    return {one.id: one for name in domaines() for one in _demarches(lit_yaml(DOSSIER / f"{name}.yaml"), name)}


def du_domaine(domaine: str) -> list[Demarche]:
    """The steps of a domain, in the order of its file."""
    return [one for one in catalogue().values() if one.domaine == domaine]


def _demarches(content: Iterable[dict[str, Any]], domaine: str) -> Iterable[Demarche]:
    for one in content:
        form = one.get("formulaire")
        yield Demarche(
            **{
                **one,
                "domaine": domaine,
                "quand": tuple(one.get("quand", {}).items()),
                "references": _references(one["references"]),
                "formulaire": Formulaire(**form) if form else None,
                **{key: tuple(one.get(key, ())) for key in ("pieces", "delais", "recours")},
            }
        )


def _references(found: Iterable[dict[str, str]]) -> tuple[Reference, ...]:
    return tuple(Reference(**one) for one in found)


CHAMPS = tuple(one.name for one in fields(Demarche) if one.name != "domaine")
