"""What a reform is measured by: sums of variables, times columns of the table, for each payer."""

import re
from dataclasses import dataclass
from typing import Any

import numpy
import pyarrow
from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.population.mistakes import TableError
from openfisca_cpam.situation.mistakes import nearest

PAYEURS = ("amo", "complementaires", "menages")
_FACTEUR = re.compile(r"([a-z_][a-z0-9_]*)(?:(==|!=)([a-z_][a-z0-9_]*))?\Z|([0-9]+(?:\.[0-9]+)?)\Z")


@dataclass(frozen=True)
class Facteur:
    """A variable, a column or a number; a choice is compared with one of its members."""

    nom: str | None
    compare: str | None = None
    membre: str | None = None
    nombre: float = 1.0


@dataclass(frozen=True)
class Mesure:
    """A sum of signed products.

    Attributes:
        payeur: who pays.
        texte: as written.
        termes: ``(sign, factors)`` each.
    """

    payeur: str
    texte: str
    termes: tuple[tuple[int, tuple[Facteur, ...]], ...]

    def variables(self, system: TaxBenefitSystem) -> list[str]:
        """The names of the variables read."""
        names = [facteur.nom for _, facteurs in self.termes for facteur in facteurs if facteur.nom]
        return [name for name in dict.fromkeys(names) if name in system.variables]


def lit(payeur: str, texte: str, system: TaxBenefitSystem, columns: list[str]) -> Mesure:
    """Read a measure: ``12 * c2s_participation_mensuelle - droit!=aucun * depense``.

    Args:
        payeur: ``amo``, ``complementaires`` or ``menages``.
        texte: the sum.
        system: the law.
        columns: of the tables.

    Raises:
        TableError: with every mistake and the nearest name.
    """
    lines = []
    if payeur not in PAYEURS:
        near = nearest(payeur, PAYEURS)
        lines.append(f"mesure : payeur inconnu « {payeur} »" + _maybe(near, f" ({', '.join(PAYEURS)})"))
    termes = []
    for signe, terme in re.findall(r"([+-]?)\s*([^+-]+)", texte.strip()):
        facteurs = []
        for mot in terme.split("*"):
            facteur = _facteur(mot.strip())
            if facteur is None:
                lines.append(f"mesure {payeur} : « {mot.strip()} » n'est ni une variable, ni une colonne, ni un nombre")
                continue
            facteurs.append(facteur)
            lines += _mistakes(payeur, facteur, system, columns)
        termes.append((-1 if signe == "-" else 1, tuple(facteurs)))
    if not termes:
        lines.append(f"mesure {payeur} : une somme de variables est attendue")
    if lines:
        raise TableError(dict.fromkeys(lines))
    return Mesure(payeur, " ".join(texte.split()), tuple(termes))


def _facteur(mot: str) -> Facteur | None:
    found = _FACTEUR.match(re.sub(r"\s*(==|!=)\s*", r"\1", mot))
    if found is None:
        return None
    nom, compare, membre, nombre = found.groups()
    return Facteur(None, nombre=float(nombre)) if nombre else Facteur(nom, compare, membre)


def _mistakes(payeur: str, facteur: Facteur, system: TaxBenefitSystem, columns: list[str]) -> list[str]:
    if facteur.nom is None or (facteur.nom in columns and facteur.nom not in system.variables):
        return []
    variable = system.variables.get(facteur.nom)
    if variable is None:
        near = nearest(facteur.nom, [*system.variables, *columns])
        return [f"mesure {payeur} : « {facteur.nom} » n'est ni une variable ni une colonne" + _maybe(near)]
    if variable.value_type is Enum:
        members = [member.name for member in variable.possible_values]
        if facteur.membre is None:
            return [f"mesure {payeur} : {facteur.nom} est un choix, à comparer : {facteur.nom}!={members[0]}"]
        if facteur.membre not in members:
            near = nearest(facteur.membre, members)
            return [f"mesure {payeur} : {facteur.nom} n'a pas de valeur « {facteur.membre} »" + _maybe(near)]
    elif facteur.membre is not None or variable.value_type not in (float, int, bool):
        return [f"mesure {payeur} : {facteur.nom} n'est pas un choix" if facteur.membre else
                f"mesure {payeur} : {facteur.nom} n'est pas un nombre"]  # fmt: skip
    return []


def _maybe(near: str | None, otherwise: str = "") -> str:
    return f" ; vouliez-vous dire « {near} » ?" if near else otherwise


def montants(mesure: Mesure, system: TaxBenefitSystem, results: pyarrow.Table, tables: dict[str, Any]) -> numpy.ndarray:
    """The amount of each person.

    Args:
        mesure: what is measured.
        system: the law.
        results: a row a person, a column a variable of the measure.
        tables: arrays of the columns, a value a person.

    Returns:
        Euros a year, float64; a value that the rules do not know counts as 0.
    """
    total = numpy.zeros(results.num_rows)
    roles = tables.get("__premier")
    for signe, facteurs in mesure.termes:
        produit = numpy.full(results.num_rows, float(signe))
        of_household = False
        for facteur in facteurs:
            if facteur.nom is None:
                produit = produit * facteur.nombre
            elif facteur.nom in system.variables:
                variable = system.variables[facteur.nom]
                of_household |= not variable.entity.is_person
                produit = produit * _valeurs(variable, facteur, results.column(facteur.nom))
            else:
                produit = produit * tables[facteur.nom]
        # The amount of a household is counted once, on its first member.
        total += produit * roles if of_household and roles is not None else produit
    return total


def _valeurs(variable, facteur: Facteur, column: pyarrow.ChunkedArray) -> numpy.ndarray:
    if variable.value_type is Enum:
        column = column.combine_chunks() if isinstance(column, pyarrow.ChunkedArray) else column
        rank = column.dictionary.to_pylist().index(facteur.membre)
        same = column.indices.fill_null(0).to_numpy(zero_copy_only=False) == rank
        return same if facteur.compare == "==" else ~same
    return (
        column.fill_null(0).to_numpy(zero_copy_only=False).astype(float)
        if isinstance(column, pyarrow.Array)
        else column.combine_chunks().fill_null(0).to_numpy(zero_copy_only=False).astype(float)
    )
