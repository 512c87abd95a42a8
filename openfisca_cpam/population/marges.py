"""The margins of the generated population: dated tables with their sources, one file each in ``marges/``."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DOSSIER = Path(__file__).parent / "marges"


@dataclass(frozen=True)
class Marge:
    """A margin.

    Attributes:
        nom: of its file.
        description, unite, documentation: in French.
        date: of the value.
        valeur: a number or a table.
        confiance: A, B or C.
        references: ``{"title", "href"}`` each.
    """

    nom: str
    description: str
    unite: str
    documentation: str
    date: str
    valeur: Any
    confiance: str
    references: tuple[dict[str, str], ...]


@functools.cache
def marge(nom: str) -> Marge:
    """The latest value of a margin.

    Raises:
        KeyError: when there is no such margin.
    """
    path = DOSSIER / f"{nom}.yaml"
    if not path.exists():
        raise KeyError(nom)
    content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    day = max(content["values"])
    metadata = content["metadata"]
    return Marge(
        nom,
        content["description"],
        metadata["unit"],
        content["documentation"].strip(),
        str(day),
        content["values"][day]["value"],
        metadata["confidence"][day],
        tuple(metadata["reference"][day]),
    )


def valeur(nom: str) -> Any:
    """The value alone."""
    return marge(nom).valeur


def toutes() -> list[Marge]:
    """Every margin, by name."""
    return [marge(path.stem) for path in sorted(DOSSIER.glob("*.yaml"))]
