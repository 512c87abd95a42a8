"""The explained survivors: mutants that somebody looked at and that no case can kill, each with the reason.

An explanation is worth what it explains: one that fits no mutant any more, or only mutants that the cases now kill, is
refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

FICHIER = Path(__file__).with_name("survivants.yaml")
_CLES = {"nom", "date", "mutant", "couverture", "raison"}
# What an explanation may say of coverage: the day that no case can reach.
JOURS = {"premier jour": "valeurs", "veille": "veilles"}


class Change(Protocol):
    """What an explanation may fit: a mutant."""

    nom: str
    date: str | None
    changement: str


@dataclass(frozen=True)
class Explication:
    """Why a survivor is left alone.

    Attributes:
        nom: of the parameter, folder, variable or function; « * » at its end stands for any end.
        raison: in French.
        date: first day of the value or of the formula; None for any.
        mutant: the change as the report prints it, without the line of a formula; None for any.
        couverture: « premier jour » or « veille », for a day of a dated value that no case can reach; it then says
            nothing of mutants.
    """

    nom: str
    raison: str
    date: str | None = None
    mutant: str | None = None
    couverture: str | None = None

    def convient(self, change: Change) -> bool:
        """Whether it fits a mutant."""
        return (
            self.couverture is None
            and self.nomme(change.nom)
            and self.date in (None, change.date)
            and self.mutant in (None, _en_espaces(change.changement))
        )  # fmt: skip

    def excuse(self, kind: str, name: str, day: str | None) -> bool:
        """Whether it says why no case reaches the first day, or the day before, of a dated value."""
        if self.couverture is None:
            return False
        return JOURS[self.couverture] == kind and self.nomme(name) and self.date in (None, day)

    def nomme(self, name: str) -> bool:
        """Whether it is about a parameter, a variable or a function."""
        return name.startswith(self.nom[:-1]) if self.nom.endswith("*") else name == self.nom

    def __str__(self) -> str:
        """In one line, as the reports name it."""
        date = f"@{self.date}" if self.date else ""
        return self.nom + date + "".join(f" : {one}" for one in (self.mutant, self.couverture) if one)


def _en_espaces(text: str) -> str:
    """With ordinary spaces, as a text is typed."""
    return " ".join(text.split())


def lit(path: Path | None = None) -> list[Explication]:
    """The explanations of a file.

    Args:
        path: by default that of the package; a file that is not there explains nothing.

    Raises:
        ValueError: in French, for an entry without a name or a reason, or with another key.
    """
    path = path or FICHIER
    entries = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None
    return [_explication(entry, path.name, rank) for rank, entry in enumerate(entries or [], 1)]


def _explication(entry: Any, file: str, rank: int) -> Explication:
    if not isinstance(entry, dict):
        raise ValueError(f"{file}, entrée {rank} : une entrée a « nom » et « raison ».")
    where = f"{file}, entrée {rank} ({entry.get('nom', 'sans nom')})"
    if unknown := sorted(entry.keys() - _CLES):
        raise ValueError(f"{where} : clé inconnue « {unknown[0]} » ; les clés sont {', '.join(sorted(_CLES))}.")
    for key in ("nom", "raison"):
        if not str(entry.get(key) or "").strip():
            raise ValueError(f"{where} : « {key} » manque.")
    if entry.get("couverture", "veille") not in JOURS:
        raise ValueError(f"{where} : « couverture » est l'un de : {', '.join(JOURS)}.")
    values = {key: _en_espaces(str(value)) for key, value in entry.items() if value is not None}
    return Explication(**values)


def raison(change: Change, explanations: Iterable[Explication]) -> str | None:
    """The reason of the first explanation that fits, None without one."""
    return next((one.raison for one in explanations if one.convient(change)), None)


def refusees(
    explanations: Iterable[Explication], existing: Iterable[Change], killed: Iterable[Change], alive: Iterable[Change]
) -> list[tuple[Explication, str]]:
    """The explanations that explain nothing, each with why, in French.

    Args:
        explanations: to judge.
        existing: every mutant of the law, played or not.
        killed, alive: what became of those that were played. An explanation of which none was played is not judged.
    """
    existing, killed, alive = list(existing), list(killed), list(alive)
    found = []
    for one in (one for one in explanations if one.couverture is None):
        if not any(one.convient(change) for change in existing):
            found.append((one, "aucun mutant de ce nom, de cette date et de ce changement"))
        elif any(map(one.convient, killed)) and not any(map(one.convient, alive)):
            found.append((one, "un cas le tue désormais"))
    return found
