"""From the tracer of a simulation to the tree of steps of one person or household."""

import inspect
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit, Period
from openfisca_core.simulations import Simulation

from openfisca_cpam.explanation.articles import a_la_date
from openfisca_cpam.explanation.model import Etape, ParametreLu, Reference, Valeur

TABLE = 8
TYPES = {float: "nombre", int: "entier", bool: "booleen", date: "date", Enum: "choix", str: "texte"}
_SANS_OBJET = numpy.datetime64("1970-01-01", "D")


def lectures(simulation: Simulation) -> dict[tuple[str, str], Any]:
    """Every step of a traced simulation, by variable and period: the one that was computed, with its children.

    Args:
        simulation: with ``trace`` on, already computed.

    Returns:
        ``{(variable, period): node of the tracer}``.
    """
    found: dict[tuple[str, str], Any] = {}
    for node in simulation.tracer.browse_trace():
        key = _key(simulation, node)
        known = found.get(key)
        if known is None or (not known.children and not known.parameters and (node.children or node.parameters)):
            found[key] = node
    return found


def explique(
    simulation: Simulation,
    variable: str,
    period: Period,
    index: int,
    *,
    donnees: Iterable[tuple[str, str]] = (),
    vues: set | None = None,
    noeuds: dict[tuple[str, str], Any] | None = None,
) -> Etape:
    """The tree of steps of one result.

    Args:
        simulation: with ``trace`` on, where the result was computed.
        variable: name of the result.
        period: of the result.
        index: rank of the person or household.
        donnees: (variable, period) that were given.
        vues: steps already cited, completed on the way; give the same set to several results to cite each step once.
        noeuds: the ``lectures`` of the simulation, when they were already made.

    Returns:
        The step of the result, with the steps below it.

    Raises:
        KeyError: for a result that was not computed.
    """
    nodes = lectures(simulation) if noeuds is None else noeuds
    reader = _Reader(simulation, nodes, set(donnees), set() if vues is None else vues)
    entity = simulation.tax_benefit_system.variables[variable].entity
    return reader.step(reader.nodes[(variable, str(period))], _Who(entity.key, index))


def _key(simulation: Simulation, node) -> tuple[str, str]:
    """Variable and period of a node; what is true for ever is read at any period."""
    variable = simulation.tax_benefit_system.variables[node.name]
    period = Period.eternity() if variable.definition_period == DateUnit.ETERNITY else node.period
    return node.name, str(period)


@dataclass(frozen=True)
class _Who:
    """Whose value is read: one person, or one household (and, below it, all its members)."""

    entity: str
    index: int


@dataclass
class _Reader:
    simulation: Simulation
    nodes: dict[tuple[str, str], Any]
    given: set[tuple[str, str]]
    seen: set = field(default_factory=set)

    def step(self, node, who: _Who) -> Etape:
        system = self.simulation.tax_benefit_system
        variable = system.variables[node.name]
        key = _key(self.simulation, node)
        node = self.nodes.get(key, node)
        who, members = self._whose(variable, who)
        population = self.simulation.populations[variable.entity.key]
        formula = variable.get_formula(node.period) if variable.formulas else None
        given = key in self.given
        etape = Etape(
            variable=node.name,
            libelle=variable.label or node.name,
            valeur=None,
            unite=variable.unit,
            type=TYPES[variable.value_type],
            entite=variable.entity.key,
            id=str(population.ids[who.index]),
            periode=key[1],
            nature="donnee" if given else "calcul" if formula is not None else "defaut",
            references=references_du_jour(variable.reference, node.period),
        )
        if members is None:
            etape.valeur = valeur(variable, node.value, who.index)
            etape.texte = texte_du_choix(variable, node.value, who.index)
        else:
            etape.id = ""
            etape.valeurs = {str(population.ids[rank]): valeur(variable, node.value, rank) for rank in members}
        if given or formula is None:
            return etape
        etape.regle = _docstring(formula)
        start = next((day for day, other in reversed(variable.formulas.items()) if other is formula), None)
        etape.regle_depuis = None if start == "0001-01-01" else start
        place = (*key, who, members is not None)
        etape.deja_vu = place in self.seen and bool(node.children or node.parameters)
        if etape.deja_vu:
            return etape
        self.seen.add(place)
        below = self._household(variable, who) if members is not None else who
        etape.etapes = [self.step(child, below) for child in _once(node.children)]
        etape.parametres = list(self._parameters(node, etape))
        return etape

    def _whose(self, variable, who: _Who) -> tuple[_Who, list[int] | None]:
        """Whose value to show for a variable read by ``who``; the ranks of all members, read from a household."""
        populations = self.simulation.populations
        wanted = variable.entity
        if wanted.key == who.entity:
            return who, None
        if not wanted.is_person:
            if populations[who.entity].entity.is_person:
                return _Who(wanted.key, int(populations[wanted.key].members_entity_id[who.index])), None
            return _Who(wanted.key, who.index), None
        members = numpy.flatnonzero(populations[who.entity].members_entity_id == who.index).tolist()
        return _Who(wanted.key, members[0] if members else 0), members if len(members) > 1 else None

    def _household(self, variable, who: _Who) -> _Who:
        """The household of a step shown for all its members, so that what it reads is shown for all too."""
        group = self.simulation.tax_benefit_system.group_entities[0]
        return _Who(group.key, int(self.simulation.populations[group.key].members_entity_id[who.index]))

    def _parameters(self, node, etape: Etape) -> Iterator[ParametreLu]:
        """Parameters read by a step, once each; a table read whole is one line, or the line of the case."""
        reads: dict[tuple[str, str], Any] = {}
        for read in node.parameters:
            reads.setdefault((read.name, str(read.period)), read.value)
        folders: dict[tuple[str, str], list[str]] = {}
        for name, day in reads:
            folders.setdefault((name.rpartition(".")[0], day), []).append(name)
        for (folder, day), names in folders.items():
            mine = self._of_the_case(names, etape)
            if len(mine) > TABLE:
                yield self._table(folder, day, len(mine))
                continue
            for name in mine:
                yield self._read(name, day, reads[(name, day)], etape)

    def _of_the_case(self, names: list[str], etape: Etape) -> list[str]:
        """Of a folder with one value a member of an Enum, the value of this case (others may be read for others)."""
        last = {name: name.rpartition(".")[2] for name in names}
        for step in etape.etapes:
            if step.type != "choix" or step.valeurs is not None:
                continue
            members = self.simulation.tax_benefit_system.variables[step.variable].possible_values.__members__
            if all(word in members for word in last.values()):
                return [name for name, word in last.items() if word == step.valeur]
        return names

    def _read(self, name: str, day: str, value: Any, etape: Etape) -> ParametreLu:
        parameter = trouve(self.simulation.tax_benefit_system.parameters, name)
        if isinstance(value, numpy.ndarray):
            population = self.simulation.populations[etape.entite]
            rank = next((i for i, one in enumerate(population.ids) if str(one) == etape.id), 0)
            value = value[rank].item() if value.ndim == 1 and len(value) == population.count else None
        return parametre_lu(parameter, name, day, value)

    def _table(self, folder: str, day: str, count: int) -> ParametreLu:
        node = trouve(self.simulation.tax_benefit_system.parameters, folder)
        first = next((child for child in getattr(node, "children", {}).values() if isinstance(child, Parameter)), None)
        read = parametre_lu(first, folder, day, None)
        read.libelle = _label(node, folder)
        read.nombre = count
        return read


def parametre_lu(parameter: Any, name: str, day: str, value: Valeur) -> ParametreLu:
    """A parameter at a date, with the article in force.

    Args:
        parameter: OpenFisca's parameter, None when it is not one (a bracket of a scale).
        name: dotted name.
        day: ISO date of the law.
        value: what was read.
    """
    read = ParametreLu(name, _label(parameter, name), json_value(value), None, day)
    if not isinstance(parameter, Parameter):
        return read
    metadata = parameter.metadata
    read.unite = metadata.get("unit")
    read.verifie_au = str(metadata["last_value_still_valid_on"]) if "last_value_still_valid_on" in metadata else None
    dated = [entry.instant_str for entry in parameter.values_list if entry.instant_str <= day]
    read.depuis = max(dated, default=None)
    read.references = a_la_date(references(_in_force(metadata.get("reference"), day)), day)
    confidence = _in_force(metadata.get("confidence"), day)
    read.confiance = str(confidence) if confidence else None
    return read


def _in_force(dated: Any, day: str) -> Any:
    """The entry of the latest date that is not after a day; what is not dated stands as it is."""
    if not isinstance(dated, dict):
        return dated
    start = max((str(key) for key in dated if str(key) <= day), default=None)
    return next((value for key, value in dated.items() if str(key) == start), None)


def references(written: Any) -> list[Reference]:
    """References as written (text, address, list of both, mappings title and href) as pairs.

    An address that follows a title belongs to it.
    """
    found: list[Reference] = []
    for item in written if isinstance(written, list | tuple) else [written] if written else []:
        if isinstance(item, dict):
            found.append(Reference(str(item.get("title", "")), item.get("href")))
        elif str(item).startswith(("http://", "https://")):
            if found and found[-1].href is None:
                found[-1] = Reference(found[-1].titre, str(item))
            else:
                found.append(Reference(str(item), str(item)))
        else:
            found.append(Reference(str(item)))
    return found


def references_du_jour(written: Any, period: Period) -> list[Reference]:
    """References as written, each with the address of the version in force on the first day of a period."""
    found = references(written)
    return found if period.unit == DateUnit.ETERNITY else a_la_date(found, str(period.start))


def valeur(variable, array: Any, index: int) -> Valeur:
    """One cell as JSON knows it: NaN and the date nobody gave are None, an Enum member its name."""
    if array is None:
        return None
    if variable.value_type == Enum:
        return list(variable.possible_values)[int(numpy.asarray(array)[index])].name
    cell = array[index]
    if variable.value_type is date:
        day = numpy.datetime64(cell, "D")
        return None if day == _SANS_OBJET or numpy.isnat(day) else str(day)
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return json_value(cell)


def json_value(value: Any) -> Valeur:
    """A number, text, bool or list without NumPy types nor NaN."""
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def texte_du_choix(variable, array: Any, index: int) -> str | None:
    """The text of an Enum member, None for other variables."""
    if variable.value_type != Enum or array is None:
        return None
    return str(list(variable.possible_values)[int(numpy.asarray(array)[index])].value)


def _once(children: list) -> Iterator[Any]:
    seen = set()
    for child in children:
        key = (child.name, str(child.period))
        if key not in seen:
            seen.add(key)
            yield child


def trouve(tree: Any, name: str) -> Any:
    """The parameter or folder of a dotted name, None when there is none."""
    for part in name.split("."):
        tree = getattr(tree, "children", {}).get(part)
        if tree is None:
            return None
    return tree


def _label(node: Any, name: str) -> str:
    if node is None:
        return name
    return (getattr(node, "metadata", None) or {}).get("short_label") or node.description or name


def _docstring(formula) -> str | None:
    """The first paragraph of a formula's docstring, on one line."""
    text = inspect.getdoc(formula)
    return " ".join(text.split("\n\n")[0].split()) if text else None
