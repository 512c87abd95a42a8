"""The data of an explanation. Field names are French: they are the keys of its JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Valeur = bool | int | float | str | list | None


@dataclass(frozen=True)
class Reference:
    """An article or another source."""

    titre: str
    href: str | None = None


@dataclass
class ParametreLu:
    """A parameter that a step read.

    Attributes:
        nom: dotted name.
        libelle: short label, in French.
        valeur: at the date; None when unknown, or when ``nombre`` values of a table were read.
        unite: of ``units.yaml``, or None.
        date: the day of the law that was read.
        depuis: first day of the value in force, or None.
        references: in force on that day.
        confiance: A, B, C or None.
        verifie_au: last day on which the value is known to be valid.
        nombre: how many values of this folder were read, 1 for a parameter.
    """

    nom: str
    libelle: str
    valeur: Valeur
    unite: str | None
    date: str
    depuis: str | None = None
    references: list[Reference] = field(default_factory=list)
    confiance: str | None = None
    verifie_au: str | None = None
    nombre: int = 1


@dataclass
class Etape:
    """A step of the computation.

    Attributes:
        variable: name.
        libelle: label, in French.
        valeur: number, bool, ISO date, Enum member's name, text; None when unknown or without object.
        texte: text of the Enum member, else None.
        valeurs: values of the members of a household, by name, when the step is read for all of them.
        unite: of ``units.yaml``, or None.
        type: ``nombre``, ``entier``, ``booleen``, ``date``, ``choix`` or ``texte``.
        entite, id: whose value it is.
        periode: as OpenFisca writes it.
        nature: given, default (nobody gave it, nothing computes it), computed.
        regle: what the formula says the law is: the first lines of its docstring.
        regle_depuis: first day of the formula, None without a date.
        references: of the variable.
        parametres, etapes: what the step read.
        deja_vu: cited earlier in the same explanation: its parameters and steps are there.
    """

    variable: str
    libelle: str
    valeur: Valeur
    unite: str | None
    type: str
    entite: str
    id: str
    periode: str
    nature: Literal["donnee", "defaut", "calcul"]
    texte: str | None = None
    valeurs: dict[str, Valeur] | None = None
    regle: str | None = None
    regle_depuis: str | None = None
    references: list[Reference] = field(default_factory=list)
    parametres: list[ParametreLu] = field(default_factory=list)
    etapes: list["Etape"] = field(default_factory=list)
    deja_vu: bool = False


def en_json(etape: Etape) -> dict[str, Any]:
    """The step and all below it as JSON-ready dictionaries."""
    return asdict(etape)
