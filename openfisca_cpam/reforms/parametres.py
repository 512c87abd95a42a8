"""A reform of parameters: ``{path: {date: value}}``, read, checked, applied to a light copy of the law.

    franchises.transport.par_trajet:
      2026-12-01: 6

A value holds from its date on, without end: the later values of the law go. A bracket of a scale is named as OpenFisca
names it: ``….regime_general[0].amount``.

    changes = lit(text, system, "reforme.yaml")     # raises SituationError, every mistake with its line
    reformed = applique(system, changes)            # the system itself is untouched
"""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale
from openfisca_core.periods import Instant, Period, instant
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.formats import texte, unites
from openfisca_cpam.quality.parameters import Lecteur
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.json_text import read_json
from openfisca_cpam.situation.mistakes import Collector, Problem, SituationError, nearest
from openfisca_cpam.situation.text import Mapping, Node, Scalar, plain, read_nodes

# {name of a parameter: {ISO date: value}}
Changements = dict[str, dict[str, Any]]

CHANGEMENTS_MAXIMUM = 200
_ENTIERES = frozenset({"count", "day", "month", "year", "hour", "minute", "km", "percent-point"})
# Beyond, a slip of the pen or malice: no amount of this law is near it.
_PLAFONDS = {"currency": 10_000_000, "currency/km": 10_000, "currency/hour": 100_000}
_PLAFOND = 1_000_000
# A share or an increase written in per cent (65 for 65 %) is above it.
_PART_MAXIMALE = 5
_ELEMENTS_MAXIMUM = 1_000
_PREFIXES = {"threshold": "threshold_unit", "rate": "rate_unit", "average_rate": "rate_unit", "amount": "amount_unit"}


def lit(text: str | bytes, system: TaxBenefitSystem, source: str = "réforme") -> Changements:
    """Read and check a reform.

    Args:
        text: YAML or JSON, ``{path: {date: value}}``.
        system: the law.
        source: the file's name, for messages.

    Returns:
        The changes, dates in ascending order.

    Raises:
        SituationError: with every mistake.
    """
    root, mistakes = read_nodes(text)
    if root is None or mistakes:
        raise SituationError(source, mistakes)
    return _verifie(root, system, source)


def verifie(changes: Any, system: TaxBenefitSystem, source: str = "réforme") -> Changements:
    """The same for what is already read (the JSON of a request, the fields of a form).

    Raises:
        SituationError: with every mistake, each with its path: ``(parameter, date)``.
        TypeError: for what is not JSON.
    """
    _, root, mistakes = read_json(json.dumps(changes))
    if root is None:
        raise SituationError(source, mistakes)
    return _verifie(root, system, source)


def _verifie(root: Node, system: TaxBenefitSystem, source: str) -> Changements:
    guard = _Garde(system)
    changes = guard.lit(root)
    if guard.found.mistakes:
        raise SituationError(source, guard.found.mistakes)
    return changes


def parametre(system: TaxBenefitSystem, name: str) -> Parameter | None:
    """The parameter of a dotted name, a value of a bracket included; None for any other name."""
    node: Any = system.parameters
    for word in name.split("."):
        match = re.fullmatch(r"(\w+?)\[(\d{1,3})\]", word)
        node = getattr(node, "children", {}).get(match.group(1) if match else word)
        if match:
            rank = int(match.group(2))
            node = node.brackets[rank] if isinstance(node, ParameterScale) and rank < len(node.brackets) else None
    return node if isinstance(node, Parameter) else None


def noms(system: TaxBenefitSystem) -> list[str]:
    """The names of the parameters that a reform may change."""
    return [one.name for one in _parametres(system)]


def _parametres(system: TaxBenefitSystem) -> Iterator[Parameter]:
    for node in system.parameters.get_descendants():
        if isinstance(node, Parameter):
            yield node
        elif isinstance(node, ParameterScale):
            for bracket in node.brackets:
                yield from bracket.children.values()


def unite(system: TaxBenefitSystem, name: str) -> str | None:
    """The unit of a parameter; that of a bracket's value stands in the scale's metadata."""
    found = parametre(system, name)
    if found is None or "[" not in name:
        return found.metadata.get("unit") if found else None
    scale: Any = system.parameters
    for word in name.partition("[")[0].split("."):
        scale = scale.children[word]
    return scale.metadata.get(_PREFIXES[name.rpartition(".")[2]])


# ---------------------------------------------------------------- reading


class _Garde:
    """Checks the nodes of a reform; every mistake is found."""

    def __init__(self, system: TaxBenefitSystem) -> None:
        self.system = system
        self.found = Collector()
        self.left = CHANGEMENTS_MAXIMUM

    def lit(self, root: Node) -> Changements:
        if not isinstance(root, Mapping):
            self.found.add(root, "une réforme en YAML est attendue : un paramètre, puis des dates et leurs valeurs")
            return {}
        if not root.entries:
            self.found.add(root, "réforme vide : un paramètre au moins est attendu")
        changes: Changements = {}
        for key, node in root.entries:
            found = parametre(self.system, key.raw)
            if found is None:
                self._inconnu(key)
            elif not isinstance(node, Mapping) or not node.entries:
                self.found.add(
                    node, f"{key.raw} : des dates et leurs valeurs attendues (2026-12-01: 6)", None, (key.raw,)
                )
            else:
                changes[key.raw] = self._valeurs(found, node)
        return changes

    def _inconnu(self, key: Scalar) -> None:
        name = key.raw if len(key.raw) <= 120 else key.raw[:120] + "…"
        node = _noeud(self.system, key.raw)
        if isinstance(node, ParameterScale):
            message = f"« {name} » est un barème : nommez une tranche"
            self.found.add(key, message, f"{name}[0].{next(iter(node.brackets[0].children))}", (key.raw,))
        elif node is not None:
            message = f"« {name} » est un dossier de paramètres : nommez un paramètre"
            self.found.add(key, message, next(iter(_sous(node)), None), (key.raw,))
        else:
            near = nearest(key.raw, noms(self.system))
            self.found.add(key, f"paramètre inconnu « {name} »", near, (key.raw,))

    def _valeurs(self, parameter: Parameter, node: Mapping) -> dict[str, Any]:
        found = {}
        for key, value in node.entries:
            path = (parameter.name, key.raw)
            self.left -= 1
            if self.left < 0:
                if self.left == -1:
                    self.found.add(key, f"trop de changements : {CHANGEMENTS_MAXIMUM} au plus", path=path)
                break
            day = self._jour(parameter, key, path)
            if self._valeur(parameter, value, path) and day is not None:
                found[day] = plain(value)
        return dict(sorted(found.items()))

    def _jour(self, parameter: Parameter, key: Scalar, path: tuple) -> str | None:
        try:
            day = dates.day(key.raw).isoformat()
        except Problem as problem:
            self.found.add(key, f"{parameter.name} : {problem.message[:200]}", problem.suggestion, path)
            return None
        first = parameter.values_list[-1].instant_str
        if day < first:
            start = dates.long_day(first)
            self.found.add(key, f"{parameter.name} : ce paramètre n'existe qu'à partir du {start}", first, path)
            return None
        return day

    def _valeur(self, parameter: Parameter, node: Node, path: tuple) -> bool:
        """Note what is wrong in a value; whether it is right."""
        before = len(self.found.mistakes)
        unit = unite(self.system, parameter.name)
        if isinstance(node, Scalar) and node.value is None and not node.bad:
            self.found.add(node, f"{parameter.name} : valeur vide ({_attendu(unit)} attendu)", None, path)
            return False
        own = Collector()
        reader = Lecteur(own, tuple(unites()), f"{parameter.name} : ")
        reader.taux = unit == "/1" and (parameter.description or "").casefold().startswith("taux")
        reader.valeur(path[-1], node, unit)
        if not own.mistakes:
            self._bornes(parameter, unit, plain(node), node, path)
        for one in own.mistakes:
            self.found.add(node, one.message, one.suggestion, path)
        return len(self.found.mistakes) == before

    def _bornes(self, parameter: Parameter, unit: str | None, value: Any, node: Node, path: tuple) -> None:
        def refuse(message: str, suggestion: str | None = None) -> None:
            self.found.add(node, f"{parameter.name} : {message}", suggestion, path)

        known = [entry.value for entry in parameter.values_list if entry.value is not None]
        if isinstance(value, list):
            kinds = {type(item) for one in known for item in one}
            if len(value) > _ELEMENTS_MAXIMUM:
                refuse(f"liste trop longue : {_ELEMENTS_MAXIMUM} éléments au plus")
            elif any(type(item) not in kinds for item in value):
                refuse("éléments d'une liste : " + ("des nombres attendus" if int in kinds else "des mots attendus"))
            return
        if isinstance(value, bool | str):
            return
        if value < 0 and not any(one < 0 for one in known):
            refuse(f"« {node.raw} » : une valeur négative n'a pas de sens ici")
        elif unit in _ENTIERES and isinstance(value, float) and all(float(one).is_integer() for one in known):
            refuse(f"nombre entier attendu, « {node.raw} » reçu", str(round(value)) if value.is_integer() else None)
        elif unit == "/1" and all(one <= 1 for one in known):
            if value > _PART_MAXIMALE:
                refuse(f"« {node.raw} » : une part s'écrit entre 0 et 1 (0.65 pour 65 %)", f"{value / 100:.10g}")
        elif value > (ceiling := _PLAFONDS.get(unit or "", _PLAFOND)):
            refuse(f"« {node.raw[:40]} » : au plus {texte(ceiling, unit)}")


def _attendu(unit: str | None) -> str:
    return {"boolean": "true ou false", "list": "liste", "date-mmdd": "jour de l'année"}.get(unit or "", "nombre")


def _noeud(system: TaxBenefitSystem, name: str) -> Any:
    node: Any = system.parameters
    for word in name.split("."):
        node = getattr(node, "children", {}).get(word)
    return node


def _sous(node: ParameterNode) -> Iterator[str]:
    return (one.name for one in node.get_descendants() if isinstance(one, Parameter))


# ---------------------------------------------------------------- applying


class ReformeDeParametres(Reform):
    """A law whose parameters are those of another but for a few; what is not changed is shared, nothing is copied."""

    name = "Réforme de paramètres"

    def __init__(self, baseline: TaxBenefitSystem, changes: Changements) -> None:
        self.changements = changes
        self._instants: dict[Instant, Any] = {}
        super().__init__(baseline)

    def apply(self) -> None:
        """Put the changed parameters in place."""
        for name, values in self.changements.items():
            self.parameters = _avec(self.parameters, name.split("."), values)

    def get_parameters_at_instant(self, when: str | int | Period | Instant) -> Any:
        """As core does; core's memory of the last laws read outlives the reform, this one goes with it."""
        day = when if isinstance(when, Instant) else when.start if isinstance(when, Period) else instant(when)
        if day not in self._instants:
            self._instants[day] = self.parameters.get_at_instant(day)
        return self._instants[day]


def applique(system: TaxBenefitSystem, changes: Changements) -> TaxBenefitSystem:
    """The law with some parameters changed; the system given stays as it is.

    Args:
        system: the law, or a reform of it.
        changes: checked.
    """
    return ReformeDeParametres(system, changes)


def _avec(node: Any, words: list[str], values: dict[str, Any]) -> Any:
    """A copy of a node, of its descendants on the way to a parameter, and of that parameter with its new values."""
    if isinstance(node, Parameter):
        changed = copy.copy(node)
        for day, value in sorted(values.items()):
            changed.update(start=instant(day), value=value)
        return changed
    first, *rest = words
    key, _, rank = first.partition("[")
    child = node.children[key]
    if rank:
        scale = copy.copy(child)
        scale.brackets = list(child.brackets)
        place = int(rank.rstrip("]"))
        scale.brackets[place] = _avec(child.brackets[place], rest, values)
        changed_child = scale
    else:
        changed_child = _avec(child, rest, values)
    changed = copy.copy(node)
    # Through items(): the children of the law are made when they are asked for.
    changed.children = {**dict(node.children.items()), key: changed_child}
    setattr(changed, key, changed_child)
    return changed


# ---------------------------------------------------------------- writing


def en_yaml(changes: Changements) -> str:
    """The reform as ``lit`` reads it."""
    lines = []
    for name, values in changes.items():
        lines.append(f"{name}:")
        lines += [f"  {day}: {_yaml(value)}" for day, value in sorted(values.items())]
    return "\n".join(lines) + "\n"


def _yaml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def en_python(changes: Changements, system: TaxBenefitSystem, name: str = "Réforme de paramètres") -> str:
    """The reform as an OpenFisca ``Reform`` class, ready to run: it needs nothing but OpenFisca and the law.

    Args:
        changes: checked.
        system: the law, for the names that comments give.
        name: of the reform.
    """
    lines = [
        f"{json.dumps(_une_ligne(name), ensure_ascii=False)}",
        "",
        "from openfisca_core.periods import instant",
        "from openfisca_core.reforms import Reform",
        "",
        "",
        "def modifie(parameters):",
    ]
    for path, values in changes.items():
        found = parametre(system, path)
        lines.append(f"    # {_une_ligne((found.description if found else None) or path)}")
        for day, value in sorted(values.items()):
            lines.append(f'    {_acces(path)}.update(start=instant("{day}"), value={value!r})')
    lines += [
        "    return parameters",
        "",
        "",
        "class reforme(Reform):",
        f"    name = {json.dumps(_une_ligne(name), ensure_ascii=False)}",
        "",
        "    def apply(self):",
        "        self.modify_parameters(modifier_function=modifie)",
        "",
        "",
        'if __name__ == "__main__":',
        "    from openfisca_cpam import CountryTaxBenefitSystem",
        "",
        "    systeme = reforme(CountryTaxBenefitSystem())",
    ]
    first, values = next(iter(changes.items()))
    day = next(iter(sorted(values)))
    at = f'    print({_acces(first, "systeme.parameters")}("{day}"))'
    return "\n".join([*lines, at]) + "\n"


def _acces(path: str, root: str = "parameters") -> str:
    """A parameter from the root: names that are no Python name go through ``children``.

    >>> _acces("a.b[0].amount"), _acces("a.0_16_ans.b"), _acces("a.if")
    ('parameters.a.b[0].amount', 'parameters.a.children["0_16_ans"].b', 'parameters.a.children["if"]')
    """
    import keyword

    found = root
    for word in path.split("."):
        key, bracket, rank = word.partition("[")
        plain_name = key.isidentifier() and not keyword.iskeyword(key)
        found += (f".{key}" if plain_name else f'.children["{key}"]') + bracket + rank
    return found


def _une_ligne(text: str) -> str:
    return " ".join(text.split())
