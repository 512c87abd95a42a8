"""What a computation rests on: inputs that nothing read, defaults that were used, confidence of the law's values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.simulations import Simulation

from openfisca_cpam.explanation.model import ParametreLu, Valeur
from openfisca_cpam.explanation.steps import TYPES, lectures, parametre_lu, texte_du_choix, trouve, valeur


@dataclass
class NonLue:
    """An input that no result read. Field names are the keys of the JSON."""

    entite: str
    id: str
    variable: str
    libelle: str
    periode: str


@dataclass
class ParDefaut:
    """An input that nobody gave and that the computation read: the default was used.

    Attributes:
        ids: for whom it was not given; None for everyone.
        valeur, texte: the default; ``texte`` of an Enum member.
    """

    entite: str
    ids: list[str] | None
    variable: str
    libelle: str
    periode: str
    valeur: Valeur
    texte: str | None
    type: str
    unite: str | None


@dataclass
class Confiance:
    """How sure the law's values read are.

    Attributes:
        niveau: the lowest (A official text or two sources, B one source, C to be confirmed); None when none was read.
        valeurs: those that are not A, C first, each with its article and address.
    """

    niveau: str | None = None
    valeurs: list[ParametreLu] = field(default_factory=list)


@dataclass
class Details:
    """All of it."""

    donnees_non_lues: list[NonLue]
    valeurs_par_defaut: list[ParDefaut]
    confiance: Confiance


@dataclass(frozen=True)
class Donnee:
    """An input: the ranks of those it was given for, at one period; None for everyone.

    Attributes:
        periods: of the variable's own length, as OpenFisca writes them.
        written: the period as it was given.
    """

    variable: str
    periods: tuple[str, ...]
    written: str
    rank: int | None = None


def details(simulation: Simulation, given: Iterable[Donnee]) -> Details:
    """What a computation rests on.

    Args:
        simulation: with ``trace`` on, already computed.
        given: the inputs.
    """
    given = list(given)
    read = lectures(simulation)
    return Details(_unread(simulation, given, read), _defaults(simulation, given, read), _confidence(simulation, read))


def _unread(simulation: Simulation, given: list[Donnee], read: dict[tuple[str, str], Any]) -> list[NonLue]:
    found = []
    for one in given:
        if not any((one.variable, period) in read for period in one.periods):
            variable = simulation.tax_benefit_system.variables[one.variable]
            ids = simulation.populations[variable.entity.key].ids
            who = "" if one.rank is None else str(ids[one.rank])
            found.append(NonLue(variable.entity.key, who, one.variable, variable.label or one.variable, one.written))
    return found


def _defaults(simulation: Simulation, given: list[Donnee], read: dict[tuple[str, str], Any]) -> list[ParDefaut]:
    ranks: dict[tuple[str, str], set[int | None]] = {}
    for one in given:
        for period in one.periods:
            ranks.setdefault((one.variable, period), set()).add(one.rank)
    found = []
    for (name, period), node in sorted(read.items()):
        variable = simulation.tax_benefit_system.variables[name]
        if variable.formulas and variable.get_formula(node.period) is not None:
            continue
        population = simulation.populations[variable.entity.key]
        known = ranks.get((name, period), set())
        missing = [rank for rank in range(population.count) if rank not in known]
        if None in known or not missing:
            continue
        ids = None if len(missing) == population.count else [str(population.ids[rank]) for rank in missing]
        default = variable.default_array(1)
        found.append(
            ParDefaut(
                variable.entity.key,
                ids,
                name,
                variable.label or name,
                period,
                valeur(variable, default, 0),
                texte_du_choix(variable, default, 0),
                TYPES[variable.value_type],
                variable.unit,
            )
        )
    return found


def _confidence(simulation: Simulation, read: dict[tuple[str, str], Any]) -> Confiance:
    system = simulation.tax_benefit_system
    values: dict[tuple[str, str | None], ParametreLu] = {}
    for node in read.values():
        for one in _of_the_case(simulation, node):
            parameter = trouve(system.parameters, one.name)
            if isinstance(parameter, Parameter):
                seen = parametre_lu(parameter, one.name, str(one.period), None)
                if seen.confiance is not None:
                    seen.valeur = parameter(one.period)
                    values.setdefault((one.name, seen.depuis), seen)
    doubtful = sorted(
        (one for one in values.values() if one.confiance != "A"), key=lambda one: (-ord(one.confiance or "A"), one.nom)
    )
    return Confiance(max((one.confiance for one in values.values()), default=None), doubtful)


def _of_the_case(simulation: Simulation, node: Any) -> list[Any]:
    """The values that a step read; of a table with one value a member of an Enum, those of the members met here."""
    members: list[tuple[set[str], set[str]]] = []
    for child in node.children:
        variable = simulation.tax_benefit_system.variables[child.name]
        if variable.value_type == Enum and child.value is not None:
            names = [member.name for member in variable.possible_values]
            met = {names[code] for code in numpy.unique(numpy.asarray(child.value)).tolist()}
            members.append((set(names), met))
    folders: dict[str, list[Any]] = {}
    for one in node.parameters:
        folders.setdefault(one.name.rpartition(".")[0], []).append(one)
    kept = []
    for reads in folders.values():
        last = {one.name.rpartition(".")[2] for one in reads}
        met = next((met for names, met in members if last <= names), None)
        kept += [one for one in reads if met is None or one.name.rpartition(".")[2] in met]
    return kept
