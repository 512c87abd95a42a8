"""What a variable, a parameter or a folder of parameters is: its rule, its history, its articles, who reads it.

Field names are French: they are the keys of the JSON.
"""

import inspect
import textwrap
import types
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.articles import a_la_date
from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.lecteurs import par_parametre, parametres_par_formule
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
    """A formula: its first and last days (None without), the law as its docstring tells it, its source, its reads."""

    depuis: str | None
    regle: str
    en_vigueur: bool
    jusqu_au: str | None = None
    source: str = ""
    lit_parametres: list[str] = field(default_factory=list)


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
    """A folder of parameters, or a scale: what it holds; the dated values (one text a date) and readers of a scale."""

    nom: str
    libelle: str
    date: str
    documentation: str | None
    contient: dict[str, str]
    valeurs: list[ValeurDatee] = field(default_factory=list)
    lu_par: list[str] = field(default_factory=list)
    genre: str = "dossier"


Fiche = FicheVariable | FicheParametre | FicheDossier


def noms(system: TaxBenefitSystem) -> list[str]:
    """Every name that has a page: variables, then parameters and folders."""
    return [*system.variables, *(node.name for node in system.parameters.get_descendants())]


def fiche(system: TaxBenefitSystem, name: str, day: str) -> Fiche:
    """The page of a name.

    Args:
        system: the law.
        name: of a variable, a parameter or a folder of parameters.
        day: ISO date.

    Raises:
        KeyError: for another name.
    """
    if name in system.variables:
        return _variable(system, name, day)
    node = noeud(system, name)
    if node is None:
        raise KeyError(name)
    if isinstance(node, Parameter):
        return _parametre(system, node, day)
    return _dossier(system, node, day)


def noeud(system: TaxBenefitSystem, name: str) -> Any:
    """The parameter, scale or folder of a dotted name; None when there is none."""
    return noeuds(system).get(name)


def noeuds(system: TaxBenefitSystem) -> dict[str, Any]:
    """Every parameter, scale and folder by its dotted name."""
    return _garde(system, "noeuds", lambda: {node.name: node for node in system.parameters.get_descendants()})


# What is told from the whole law is told once for each law.
_INDEX: WeakKeyDictionary[TaxBenefitSystem, dict[str, Any]] = WeakKeyDictionary()


def _garde(system: TaxBenefitSystem, what: str, make: Callable[[], Any]) -> Any:
    kept = _INDEX.setdefault(system, {})
    if what not in kept:
        kept[what] = make()
    return kept[what]


def _variable(system: TaxBenefitSystem, name: str, day: str) -> FicheVariable:
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
        formules=list(_formules(system, variable, current)),
        lit_variables=sorted(variables_lues(system, name)),
        lit_parametres=sorted(parametres_lus(system, name, current)) if current else [],
        lue_par=sorted(variables_qui_lisent(system).get(name, ())),
    )


def _formules(system: TaxBenefitSystem, variable, current) -> Iterator[Formule]:
    starts = list(variable.formulas)
    last = variable.end.isoformat() if variable.end else None
    for rank, (start, formula) in enumerate(variable.formulas.items()):
        end = _veille(starts[rank + 1]) if rank + 1 < len(starts) else last
        read = sorted(parametres_lus(system, variable.name, formula))
        first = None if start == _TOUJOURS else start
        yield Formule(first, _docstring(formula), formula is current, end, _source(formula), read)


def _veille(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat()


def _source(formula) -> str:
    try:
        return textwrap.dedent(inspect.getsource(formula))
    except (OSError, TypeError):  # not written in a file
        return ""


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


def _parametre(system: TaxBenefitSystem, parameter: Parameter, day: str) -> FicheParametre:
    metadata = parameter.metadata
    dated = {entry.instant_str: json_value(entry.value) for entry in reversed(parameter.values_list)}
    values = _valeurs_datees(dated, metadata, day)
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
        lu_par=sorted(lecteurs(system, parameter.name)),
    )


def _valeurs_datees(dated: dict[str, Valeur], metadata: dict, day: str) -> list[ValeurDatee]:
    """Dated values with their articles; that in force on a day cites the version in force on that day."""
    current = max((start for start in dated if start <= day), default=None)
    cited = metadata.get("reference") or {}
    confidence = metadata.get("confidence") or {}
    values = []
    for start, value in dated.items():
        found = references(next((item for key, item in cited.items() if str(key) == start), None))
        grade = next((item for key, item in confidence.items() if str(key) == start), None)
        in_force = start == current
        shown = a_la_date(found, day) if in_force else found
        values.append(ValeurDatee(start, value, in_force, str(grade) if grade else None, shown))
    return values


def _dossier(system: TaxBenefitSystem, node: ParameterNode | ParameterScale, day: str) -> FicheDossier:
    children = getattr(node, "children", {})
    contents = {
        child.name: (child.metadata or {}).get("short_label") or child.description or key
        for key, child in children.items()
    }
    values, readers = [], []
    if isinstance(node, ParameterScale):
        contents = {
            f"tranche {rank}": _tranche(node, bracket, day) for rank, bracket in enumerate(node.brackets, start=1)
        }
        starts = sorted(
            {
                entry.instant_str
                for bracket in node.brackets
                for one in bracket.children.values()
                for entry in one.values_list
            }
        )
        dated = {start: " ; ".join(_tranche(node, bracket, start) for bracket in node.brackets) for start in starts}
        values, readers = _valeurs_datees(dated, node.metadata, day), sorted(lecteurs(system, node.name))
    return FicheDossier(
        nom=node.name,
        libelle=node.description or (node.metadata or {}).get("short_label") or node.name,
        date=day,
        documentation=(getattr(node, "documentation", None) or "").strip() or None,
        contient=contents,
        valeurs=values,
        lu_par=readers,
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


def variables_qui_lisent(system: TaxBenefitSystem) -> dict[str, list[str]]:
    """The variables whose formulas name a variable."""

    def turned() -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in system.variables:
            for read in variables_lues(system, name):
                found[read].append(name)
        return dict(found)

    return _garde(system, "variables", turned)


def parametres_lus(system: TaxBenefitSystem, name: str, formula) -> frozenset[str]:
    """The parameters that a formula of a variable reads, whatever the date and the person."""
    found = _garde(system, "formules", lambda: parametres_par_formule(system))
    start = next(day for day, other in system.variables[name].formulas.items() if other is formula)
    return found[name, start]


def lecteurs(system: TaxBenefitSystem, parameter: str) -> dict[str, list[str]]:
    """The variables whose formulas read a parameter, each with the first days of those formulas."""
    found = _garde(system, "formules", lambda: parametres_par_formule(system))
    return _garde(system, "parametres", lambda: par_parametre(found)).get(parameter, {})
