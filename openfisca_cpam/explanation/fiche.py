"""What a variable, a parameter or a folder of parameters is: its rule, its history, its articles, who reads it.

Field names are French: they are the keys of the JSON.
"""

import inspect
import types
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.articles import a_la_date
from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.model import Reference, Valeur
from openfisca_cpam.explanation.steps import TYPES, json_value, references

_TOUJOURS = "0001-01-01"
_VARIABLES = "openfisca_cpam.variables"
PERIODES = {
    DateUnit.DAY: "un jour",
    DateUnit.MONTH: "un mois",
    DateUnit.YEAR: "une année",
    DateUnit.ETERNITY: "toujours",
}


@dataclass
class Formule:
    """A formula: its first day (None when it has none), the law as its docstring tells it."""

    depuis: str | None
    regle: str
    en_vigueur: bool


@dataclass
class FicheVariable:
    """A variable on a date."""

    nom: str
    libelle: str
    date: str
    entite: str
    periode: str
    type: str
    unite: str | None
    calculee: bool
    regle: str | None
    couverte: bool
    jusqu_au: str | None
    documentation: str | None
    minimum: float | None
    maximum: float | None
    defaut: Valeur
    choix: dict[str, str] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    formules: list[Formule] = field(default_factory=list)
    lit_variables: list[str] = field(default_factory=list)
    lit_parametres: list[str] = field(default_factory=list)
    lue_par: list[str] = field(default_factory=list)
    genre: str = "variable"


@dataclass
class ValeurDatee:
    """A dated value and its articles."""

    depuis: str
    valeur: Valeur
    en_vigueur: bool
    confiance: str | None
    references: list[Reference] = field(default_factory=list)


@dataclass
class FicheParametre:
    """A parameter on a date."""

    nom: str
    libelle: str
    date: str
    unite: str | None
    valeur: Valeur
    documentation: str | None
    verifie_au: str | None
    valeurs: list[ValeurDatee] = field(default_factory=list)
    lu_par: list[str] = field(default_factory=list)
    genre: str = "parametre"


@dataclass
class FicheDossier:
    """A folder of parameters, or a scale: what it holds."""

    nom: str
    libelle: str
    date: str
    documentation: str | None
    contient: dict[str, str]
    genre: str = "dossier"


Fiche = FicheVariable | FicheParametre | FicheDossier


def noms(system: TaxBenefitSystem) -> list[str]:
    """Every name that has a page: variables, then parameters and folders."""
    return [*system.variables, *(node.name for node in system.parameters.get_descendants())]


def fiche(system: TaxBenefitSystem, name: str, day: str, lectures: "Lectures | None" = None) -> Fiche:
    """The page of a name.

    Args:
        system: the law.
        name: of a variable, a parameter or a folder of parameters.
        day: ISO date.
        lectures: who reads what, given by who asks for many pages.

    Raises:
        KeyError: for another name.
    """
    lectures = lectures or Lectures(system)
    if name in system.variables:
        return _variable(system, name, day, lectures)
    node = noeud(system, name)
    if node is None:
        raise KeyError(name)
    if isinstance(node, Parameter):
        return _parametre(node, day, lectures)
    return _dossier(node, day)


def noeud(system: TaxBenefitSystem, name: str) -> Any:
    """The parameter, scale or folder of a dotted name; None when there is none."""
    return next((node for node in system.parameters.get_descendants() if node.name == name), None)


def _variable(system: TaxBenefitSystem, name: str, day: str, lectures: "Lectures") -> FicheVariable:
    variable = system.variables[name]
    period = periode(variable, day)
    current = variable.get_formula(period) if variable.formulas and period is not None else None
    default = variable.default_value
    return FicheVariable(
        nom=name,
        libelle=variable.label or name,
        date=day,
        entite=variable.entity.key,
        periode=PERIODES[variable.definition_period],
        type=TYPES[variable.value_type],
        unite=variable.unit,
        calculee=bool(variable.formulas),
        regle=_docstring(current) if current else None,
        couverte=not variable.formulas or current is not None,
        jusqu_au=variable.end.isoformat() if variable.end else None,
        documentation=variable.documentation,
        minimum=getattr(variable, "minimum", None),
        maximum=getattr(variable, "maximum", None),
        defaut=_defaut(default),
        choix={one.name: str(one.value) for one in getattr(variable, "possible_values", None) or ()},
        references=a_la_date(references(variable.reference), day),
        formules=[
            Formule(None if start == _TOUJOURS else start, _docstring(formula), formula is current)
            for start, formula in variable.formulas.items()
        ],
        lit_variables=sorted(lectures.variables[name]),
        lit_parametres=sorted(lectures.parametres(name, day)),
        lue_par=sorted(other for other, read in lectures.variables.items() if name in read),
    )


def _defaut(value: Any) -> Valeur:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return None
    return json_value(value)


def _docstring(formula) -> str:
    return inspect.getdoc(formula) or ""


def periode(variable, day: str) -> Period | None:
    """The period of a variable that holds a day; None for what is true for ever."""
    year, month, number = (int(part) for part in day.split("-"))
    if variable.definition_period == DateUnit.ETERNITY:
        return Period((DateUnit.DAY, Instant((year, month, number)), 1))
    start = {DateUnit.MONTH: (year, month, 1), DateUnit.YEAR: (year, 1, 1)}.get(
        variable.definition_period, (year, month, number)
    )
    return Period((variable.definition_period, Instant(start), 1))


def _parametre(parameter: Parameter, day: str, lectures: "Lectures") -> FicheParametre:
    metadata = parameter.metadata
    dated = sorted(parameter.values_list, key=lambda entry: entry.instant_str)
    current = max((entry.instant_str for entry in dated if entry.instant_str <= day), default=None)
    cited = metadata.get("reference") or {}
    confidence = metadata.get("confidence") or {}
    values = []
    for entry in dated:
        start = entry.instant_str
        found = references(next((item for key, item in cited.items() if str(key) == start), None))
        grade = next((item for key, item in confidence.items() if str(key) == start), None)
        in_force = start == current
        shown = a_la_date(found, day) if in_force else found
        values.append(ValeurDatee(start, json_value(entry.value), in_force, str(grade) if grade else None, shown))
    days = [day, *(entry.instant_str for entry in dated[-3:] if entry.value is not None)]
    verified = metadata.get("last_value_still_valid_on")
    return FicheParametre(
        nom=parameter.name,
        libelle=parameter.description or metadata.get("short_label") or parameter.name,
        date=day,
        unite=metadata.get("unit"),
        valeur=json_value(parameter._get_at_instant(day)),
        documentation=(parameter.documentation or "").strip() or None,
        verifie_au=str(verified) if verified else None,
        valeurs=values,
        lu_par=sorted(lectures.lecteurs(parameter.name, days)),
    )


def _dossier(node: ParameterNode | ParameterScale, day: str) -> FicheDossier:
    children = getattr(node, "children", {})
    contents = {
        child.name: (child.metadata or {}).get("short_label") or child.description or key
        for key, child in children.items()
    }
    if isinstance(node, ParameterScale):
        contents = {
            f"tranche {rank}": _tranche(node, bracket, day) for rank, bracket in enumerate(node.brackets, start=1)
        }
    return FicheDossier(
        nom=node.name,
        libelle=node.description or (node.metadata or {}).get("short_label") or node.name,
        date=day,
        documentation=(getattr(node, "documentation", None) or "").strip() or None,
        contient=contents,
    )


def _tranche(scale: ParameterScale, bracket: ParameterNode, day: str) -> str:
    """A bracket on a day: its threshold, and its rate or amount."""
    words = []
    for key, child in bracket.children.items():
        unit = scale.metadata.get(f"{key.removeprefix('average_')}_unit")
        shown = texte(json_value(child._get_at_instant(day)), unit)
        words.append(f"à partir de {shown}" if key == "threshold" else shown)
    return " : ".join(sorted(words, key=lambda word: not word.startswith("à partir")))


# ---------------------------------------------------------------- who reads what


def _codes(formula) -> Iterator[types.CodeType]:
    """The code of a formula, of what is nested in it, and of the functions of variables/ that it calls."""
    seen: set[int] = set()
    left: list[tuple[types.CodeType, dict]] = [(formula.__code__, formula.__globals__)]
    while left:
        code, names = left.pop()
        if id(code) in seen:
            continue
        seen.add(id(code))
        yield code
        left += [(constant, names) for constant in code.co_consts if isinstance(constant, types.CodeType)]
        for name in code.co_names:
            called = names.get(name)
            if isinstance(called, types.FunctionType) and called.__module__.startswith(_VARIABLES):
                left.append((called.__code__, called.__globals__))


def _textes(constants: Iterable[Any]) -> Iterator[str]:
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple | frozenset):
            yield from _textes(constant)


def variables_lues(system: TaxBenefitSystem, name: str) -> set[str]:
    """The variables that a variable's formulas name."""
    formulas = system.variables[name].formulas.values()
    found = {text for formula in formulas for code in _codes(formula) for text in _textes(code.co_consts)}
    return {text for text in found if text in system.variables and text != name}


def parametres_lus(system: TaxBenefitSystem, days: Iterable[str]) -> dict[str, set[str]]:
    """The parameters that each variable's own formula looks up, for one person of whom nothing is said.

    Args:
        system: the law.
        days: ISO dates on which every variable is computed.
    """
    found: dict[str, set[str]] = defaultdict(set)
    stack: list[str] = []
    get_at_instant = Parameter._get_at_instant
    group = system.group_entities[0]

    def look_up(parameter: Parameter, instant: str):
        if stack:
            found[stack[-1]].add(parameter.name)
        return get_at_instant(parameter, instant)

    for day in dict.fromkeys(days):
        builder = SimulationBuilder()
        situation = {
            system.person_entity.plural: {"A": {}},
            group.plural: {"F": {role.plural or role.key: ["A"] for role in group.roles[:1]}},
        }
        simulation = builder.build_from_dict(system, situation)
        run = simulation._run_formula

        def noted(variable, population, period, run=run):
            stack.append(variable.name)
            try:
                return run(variable, population, period)
            finally:
                stack.pop()

        simulation._run_formula = noted
        kept = TaxBenefitSystem.get_parameters_at_instant
        Parameter._get_at_instant = look_up
        # A value already looked up that day is not looked up again: each formula starts from nothing.
        TaxBenefitSystem.get_parameters_at_instant = kept.__wrapped__
        try:
            for variable in system.variables.values():
                period = periode(variable, day)
                if variable.formulas and variable.get_formula(period) is not None:
                    _calcule(simulation, variable, period)
        finally:
            Parameter._get_at_instant, TaxBenefitSystem.get_parameters_at_instant = get_at_instant, kept
    return found


def _calcule(simulation, variable, period: Period) -> None:
    from openfisca_core.errors import ParameterNotFoundError

    wanted = Period.eternity() if variable.definition_period == DateUnit.ETERNITY else period
    try:
        simulation.calculate(variable.name, wanted)
    except ParameterNotFoundError:  # not covered on that day: what was read until then is noted
        return


class Lectures:
    """Who reads what, each day of the law computed once.

    Args:
        system: the law.
        jours: ISO dates looked at first; a parameter that some formula reads on one of them needs no other day.
    """

    def __init__(self, system: TaxBenefitSystem, jours: Iterable[str] = ()) -> None:
        self.system = system
        self.jours = list(jours)
        self._du_jour: dict[str, dict[str, set[str]]] = {}

    @cached_property
    def variables(self) -> dict[str, set[str]]:
        """The variables that each variable's formulas name."""
        return {name: variables_lues(self.system, name) for name in self.system.variables}

    def parametres(self, variable: str, day: str) -> set[str]:
        """The parameters that a variable reads on a day, or on one of the days looked at first."""
        return set().union(*(self._lus(one).get(variable, set()) for one in dict.fromkeys([day, *self.jours])))

    def lecteurs(self, parameter: str, days: Iterable[str]) -> set[str]:
        """The variables that read a parameter on the days looked at first, or else on some days, or else that name the
        folder that holds it."""
        found = self._qui_lit(parameter, self.jours) or self._qui_lit(parameter, days)
        if found:
            return found
        folder = set(parameter.split(".")[:-1])
        return {name for name, formulas in self._mots.items() if any(folder <= words for words in formulas)}

    def _lus(self, day: str) -> dict[str, set[str]]:
        if day not in self._du_jour:
            self._du_jour[day] = parametres_lus(self.system, [day])
        return self._du_jour[day]

    def _qui_lit(self, parameter: str, days: Iterable[str]) -> set[str]:
        return {name for day in days for name, read in self._lus(day).items() if parameter in read}

    @cached_property
    def _mots(self) -> dict[str, list[set[str]]]:
        """The names and texts of the code of each formula of each variable."""
        return {
            name: [
                {word for code in _codes(formula) for word in (*code.co_names, *_textes(code.co_consts))}
                for formula in variable.formulas.values()
            ]
            for name, variable in self.system.variables.items()
        }
