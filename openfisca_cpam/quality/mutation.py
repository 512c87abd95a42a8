"""Mutation: a value or a formula of the law is changed, some case must fail.

The cases are played once to learn what each reads; a mutant is then played only against those that can see it, the
most specific first, in this process or its children, and nothing is written to the law's files.
"""

import ast
import copy
import datetime
import hashlib
import inspect
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from openfisca_core.parameters import Parameter
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import PACKAGE
from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.quality import survivants
from openfisca_cpam.quality.couverture_des_cas import premiere_lecture
from openfisca_cpam.quality.execution import (
    Cas,
    Releve,
    ecrit_a_cote,
    empreinte_de_la_loi,
    en_parallele,
    joue,
    oublie,
    parametres,
    unites,
)
from openfisca_cpam.quality.fonctions import VARIABLES, modules, noms_cites

# How many states are kept in the file: those of other versions of the law make room for the new ones.
ETATS_GARDES = 20_000
_POINT, _CENTIEME = 0.01, 0.01
_ENTIERES = frozenset({"count", "day", "month", "year", "hour", "minute", "km", "percent-point"})


@dataclass(frozen=True)
class Mutant:
    """A change of the law.

    Attributes:
        domaine: first level of parameters/ or variables/.
        genre: ``valeur``, ``fin`` (of the values of a folder), ``date`` or ``formule``.
        nom: of the parameter, of the folder, of the variable, or of the function that formulas share.
        date: first day of the value or of the formula, None for a function.
        changement: what changes, in French or in Python.
        avant, apres: values (by name for a folder), instants; name of the function and place of the operator in it.
        lieu: ``file:line`` of a formula.
    """

    domaine: str
    genre: str
    nom: str
    date: str | None
    changement: str
    avant: Any
    apres: Any
    lieu: str | None = None


@dataclass
class Resultat:
    """What became of a mutant.

    Attributes:
        mutant: the change.
        cas: how many cases can see it.
        tue_par: the case that failed, None for a survivor.
        raison: why the survivor is left alone, None when nobody said.
    """

    mutant: Mutant
    cas: int
    tue_par: str | None
    raison: str | None = None

    @property
    def explique(self) -> bool:
        """Whether it is a survivor of which somebody said why."""
        return self.tue_par is None and self.raison is not None


@dataclass
class Rapport:
    """All the results of a run.

    Attributes:
        resultats: of each mutant.
        refusees: the explanations that explain nothing any more, with why.
    """

    resultats: list[Resultat] = field(default_factory=list)
    refusees: list[tuple[survivants.Explication, str]] = field(default_factory=list)

    def domaines(self) -> dict[str, list[Resultat]]:
        """Results by domain."""
        found: dict[str, list[Resultat]] = defaultdict(list)
        for one in self.resultats:
            found[one.mutant.domaine].append(one)
        return dict(sorted(found.items()))

    def en_json(self) -> dict[str, Any]:
        """JSON-ready."""
        alive = [one for one in self.resultats if one.tue_par is None]
        return {
            **_comptes(self.resultats),
            "domaines": {name: _comptes(all_) for name, all_ in self.domaines().items()},
            "survivants": [{**asdict(one.mutant), "cas": one.cas} for one in alive if not one.explique],
            "survivants_expliques": [
                {**asdict(one.mutant), "cas": one.cas, "raison": one.raison} for one in alive if one.explique
            ],
            "explications_refusees": [{**asdict(one), "pourquoi": why} for one, why in self.refusees],
        }


def _comptes(results: list[Resultat]) -> dict[str, Any]:
    return {
        "mutants": len(results),
        "tues": sum(one.tue_par is not None for one in results),
        "expliques": sum(one.explique for one in results),
        "score": score(results),
        "score_hors_expliques": score_hors_expliques(results),
    }


def score(results: Iterable[Resultat]) -> float:
    """Killed, of all, 0 to 1."""
    results = list(results)
    return sum(one.tue_par is not None for one in results) / len(results) if results else 1.0


def score_hors_expliques(results: Iterable[Resultat]) -> float:
    """Killed, of all but the survivors explained, 0 to 1."""
    return score(one for one in results if not one.explique)


# ---------------------------------------------------------------- values


def changements(value: Any, unit: str | None) -> list[Any]:
    """The values that a dated value is changed to: one unit, one per cent, a point, a day, more and less.

    Args:
        value: of the law; None, unknown or ended, is changed with its folder.
        unit: of ``units.yaml``.

    >>> changements(0.55, "/1"), changements(2, "currency"), changements(150, "km"), changements(True, "boolean")
    ([0.56, 0.54], [2.02, 1.98], [151, 149], [False])
    >>> changements("12-31", "date-mmdd"), changements(None, "currency"), changements(["a", "b"], "list")
    (['01-01', '12-30'], [], [['b'], ['a']])
    """
    if value is None:
        return []
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, list):
        return [value[1:], value[:-1]] if len(value) > 1 else [[]]
    if isinstance(value, str):
        return _autres_jours(value) if unit == "date-mmdd" else [f"{value}?"]
    if unit in _ENTIERES:
        step = 1
    elif unit == "/1":
        step = _POINT
    else:
        step = max(abs(value) / 100, _CENTIEME)
    more = round(value + step, 6)
    less = round(value - step, 6)
    if value == 0:
        return [1]
    return [more, less] if less >= 0 or value < 0 else [more]


def _autres_jours(value: str) -> list[str]:
    month, number = (int(part) for part in value.split("-"))
    day = datetime.date(2024, month, number)
    return [f"{day + datetime.timedelta(shift):%m-%d}" for shift in (1, -1)]


def des_valeurs(system: TaxBenefitSystem) -> Iterator[Mutant]:
    """The mutants of every dated value; the values unknown or ended on one day in one folder are changed together."""
    units = unites(system)
    for parameter in parametres(system):
        unit = units[parameter.name]
        for entry in parameter.values_list:
            for new in changements(entry.value, unit):
                yield Mutant(
                    parameter.name.split(".")[0], "valeur", parameter.name, entry.instant_str,
                    f"{texte(entry.value, unit)} devient {texte(new, unit)}", entry.value, new,
                )  # fmt: skip
    for (folder, day), group in fins(system).items():
        name = folder if len(group) > 1 else group[0].name
        after = {one.name: _voisine(one, day) for one in group}
        what = "la valeur inconnue ou finie" if len(group) == 1 else f"les {len(group)} valeurs inconnues ou finies"
        yield Mutant(
            name.split(".")[0],
            "fin",
            name,
            day,
            f"{what} devient connue" if len(group) == 1 else f"{what} deviennent connues",
            None,
            after,
        )


def fins(system: TaxBenefitSystem) -> dict[tuple[str, str], list[Parameter]]:
    """The parameters whose value is null from a day on, by folder (two levels of names) and day.

    What is unknown in a tariff makes all of it unknown: the formulas then read no further.
    """
    found: dict[tuple[str, str], list[Parameter]] = defaultdict(list)
    for parameter in parametres(system):
        for entry in parameter.values_list:
            if entry.value is None:
                found[".".join(parameter.name.split(".")[:2]), entry.instant_str].append(parameter)
    return found


def _voisine(parameter: Parameter, day: str) -> Any:
    """The value of a parameter before a day, else its first one after it, else one."""
    known = [entry for entry in parameter.values_list if entry.value is not None]
    before = [entry.value for entry in known if entry.instant_str < day]
    return next(iter(before or [entry.value for entry in reversed(known)]), 1.0)


def des_dates(system: TaxBenefitSystem) -> Iterator[Mutant]:
    """Each dated value but the first begins a day earlier, or a day later."""
    for parameter in parametres(system):
        for entry in parameter.values_list[:-1]:
            day = datetime.date.fromisoformat(entry.instant_str)
            for shift, word in ((1, "plus tard"), (-1, "plus tôt")):
                yield Mutant(
                    parameter.name.split(".")[0], "date", parameter.name, entry.instant_str, f"un jour {word}",
                    entry.instant_str, (day + datetime.timedelta(shift)).isoformat(),
                )  # fmt: skip


# ---------------------------------------------------------------- formulas

_COMPARAISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_LIENS = {ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
_BORNES = {"min_": "max_", "max_": "min_"}


def _change(node: ast.AST, rank: int) -> bool:
    """Change the operator of a node; the rank is that of the operator in a chain of comparisons."""
    if isinstance(node, ast.Compare) and rank < len(node.ops) and type(node.ops[rank]) in _COMPARAISONS:
        node.ops[rank] = _COMPARAISONS[type(node.ops[rank])]()
        return True
    if rank:
        return False
    if isinstance(node, ast.BinOp) and type(node.op) in _LIENS:
        node.op = _LIENS[type(node.op)]()
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BORNES:
        node.func.id = _BORNES[node.func.id]
        return True
    return False


def _mutations(function: ast.FunctionDef) -> Iterator[tuple[int, int, ast.AST, ast.AST]]:
    """Each operator of a function: rank of its node in a walk, rank in the node, the node before and after."""
    for place, node in enumerate(ast.walk(function)):
        for rank in range(len(node.ops) if isinstance(node, ast.Compare) else 1):
            changed = copy.deepcopy(node)
            if _change(changed, rank):
                yield place, rank, node, changed


def _fonctions(module: ModuleType) -> Iterator[tuple[str | None, ast.FunctionDef]]:
    """The formulas of a module, each with its variable, and its functions (None)."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            yield None, node
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and item.name.startswith("formula"):
                    yield node.name, item


def _jour_de(system: TaxBenefitSystem, variable: str, function: str) -> str | None:
    formulas = system.variables[variable].formulas
    return next((day for day, formula in formulas.items() if formula.__name__ == function), None)


def des_formules(system: TaxBenefitSystem) -> Iterator[Mutant]:
    """The mutants of every comparison, logical link and bound of the formulas and of what they share."""
    for module in modules():
        file = f"{module.__name__.removeprefix(f'{PACKAGE.name}.').replace('.', '/')}.py"
        for variable, function in _fonctions(module):
            if variable is not None and variable not in system.variables:
                continue
            day = _jour_de(system, variable, function.name) if variable else None
            for place, rank, node, changed in _mutations(function):
                yield Mutant(
                    module.__name__.split(".")[2], "formule", variable or f"{module.__name__}.{function.name}", day,
                    f"{ast.unparse(node)} devient {ast.unparse(changed)}", function.name, [place, rank],
                    f"{file}:{node.lineno}",
                )  # fmt: skip


def _compile(module: ModuleType, function: ast.FunctionDef, place: int, rank: int) -> FunctionType:
    changed = copy.deepcopy(function)
    _change(next(node for at, node in enumerate(ast.walk(changed)) if at == place), rank)
    tree = ast.fix_missing_locations(ast.Module([changed], []))
    found: dict[str, Any] = {}
    exec(compile(tree, module.__file__ or "", "exec"), module.__dict__, found)
    return found[function.name]


def _formules_qui_appellent(system: TaxBenefitSystem, name: str) -> set[tuple[str, str]]:
    """(variable, first day) of the formulas that call a function of variables/, through others too."""
    functions = {
        key: value
        for module in modules()
        for key, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__.startswith(VARIABLES)
    }
    callers = {name}
    while more := {
        key for key, value in functions.items() if key not in callers and noms_cites(value.__code__) & callers
    }:
        callers |= more
    return {
        (variable.name, day)
        for variable in system.variables.values()
        for day, formula in variable.formulas.items()
        if noms_cites(formula.__code__) & callers
    }


# ---------------------------------------------------------------- running


class Banc:
    """The law, the cases, and what each case reads.

    Args:
        system: the law; changed while a mutant is played, then put back.
        cases: they all pass.
        releves: what each reads, in the same order.
    """

    def __init__(self, system: TaxBenefitSystem, cases: list[Cas], releves: list[Releve]) -> None:
        self.system = system
        self._parametres = {one.name: one for one in parametres(system)}
        # The case that reads least says the most about what it reads; it is played first.
        order = sorted(range(len(cases)), key=lambda rank: len(releves[rank].lectures) + len(releves[rank].passages))
        self._valeurs: dict[str, list[tuple[Cas, set[str]]]] = defaultdict(list)
        self._formules: dict[tuple[str, str], list[Cas]] = defaultdict(list)
        for rank in order:
            days: dict[str, set[str]] = defaultdict(set)
            for one in releves[rank].lectures:
                days[one.parametre].add(one.jour)
            for name, read in days.items():
                self._valeurs[name].append((cases[rank], read))
            for key in {(one.variable, one.formule) for one in releves[rank].passages}:
                self._formules[key].append(cases[rank])
        read = defaultdict(list)
        for one in {lecture for releve in releves for lecture in releve.lectures}:
            read[one.parametre].append(one)
        self._debuts = {name: premiere_lecture(system, found) for name, found in read.items()}
        self._lecteurs_directs = {name: {one.variable for one in found} for name, found in read.items()}
        self._empreintes = {id(case): case.empreinte for case in cases}
        self._sorties = {id(case): case.sorties(system) for case in cases}
        self._rang = {id(cases[rank]): place for place, rank in enumerate(order)}
        self._loi = empreinte_de_la_loi()

    def voient(self, mutant: Mutant) -> list[Cas]:
        """The cases that can see a mutant: those that expect what reads it first, then the most specific."""
        found = self._tous_ceux_qui_voient(mutant)
        names = mutant.apres if mutant.genre == "fin" else [mutant.nom]
        near = {mutant.nom}.union(*(self._lecteurs_directs.get(name, ()) for name in names))
        return sorted(found, key=lambda case: (not self._sorties[id(case)] & near, self._rang[id(case)]))

    def _tous_ceux_qui_voient(self, mutant: Mutant) -> list[Cas]:
        if mutant.genre == "formule":
            if mutant.nom in self.system.variables:
                return self._formules[mutant.nom, mutant.date or ""]
            keys = _formules_qui_appellent(self.system, mutant.avant)
            return list({id(case): case for key in keys for case in self._formules[key]}.values())
        names = mutant.apres if mutant.genre == "fin" else [mutant.nom]
        return list({id(case): case for name in names for case in self._lecteurs(name, mutant)}.values())

    def _lecteurs(self, name: str, mutant: Mutant) -> Iterator[Cas]:
        """The cases that read a parameter on a day on which it changes."""
        if mutant.genre == "date":
            first, end = sorted((mutant.avant, mutant.apres))
        else:
            first = mutant.date or ""
            days = sorted(entry.instant_str for entry in self._parametres[name].values_list)
            end = next((day for day in days if day > first), "9999")
        for case, read in self._valeurs[name]:
            if any(first <= day < end for day in read):
                yield case

    def avant_les_regles(self, mutant: Mutant) -> bool:
        """Whether a value was replaced before the first day of the formulas that read it: no case can see it."""
        start = self._debuts.get(mutant.nom)
        if mutant.genre != "valeur" or start is None:
            return False
        days = sorted(entry.instant_str for entry in self._parametres[mutant.nom].values_list)
        return any((mutant.date or "") < day <= start for day in days)

    def joue(self, mutant: Mutant) -> Resultat:
        """Play a mutant until a case fails."""
        cases = self.voient(mutant)
        put_back = self._applique(mutant)
        try:
            killer = next((case for case in cases if joue(case, self.system) is not None), None)
        finally:
            put_back()
        return Resultat(mutant, len(cases), killer.lieu if killer else None)

    def _applique(self, mutant: Mutant) -> Callable[[], None]:
        if mutant.genre == "formule":
            return self._applique_la_formule(mutant)
        attribute = "instant_str" if mutant.genre == "date" else "value"
        changes = mutant.apres if mutant.genre == "fin" else {mutant.nom: mutant.apres}
        entries = {
            name: next(one for one in self._parametres[name].values_list if one.instant_str == mutant.date)
            for name in changes
        }

        def install(values: dict[str, Any]) -> None:
            for name, entry in entries.items():
                setattr(entry, attribute, values[name])
            oublie()

        install(changes)
        return lambda: install(dict.fromkeys(changes, mutant.avant))

    def _applique_la_formule(self, mutant: Mutant) -> Callable[[], None]:
        place, rank = mutant.apres
        if mutant.nom in self.system.variables:
            variable = self.system.variables[mutant.nom]
            module = sys.modules[type(variable).__module__]
            node = next(one for name, one in _fonctions(module) if name == mutant.nom and one.name == mutant.avant)
            formula = variable.formulas[mutant.date]
            variable.formulas[mutant.date] = _compile(module, node, place, rank)
            return lambda: variable.formulas.update({mutant.date: formula})
        module = sys.modules[mutant.nom.rpartition(".")[0]]
        node = next(one for name, one in _fonctions(module) if name is None and one.name == mutant.avant)
        function = getattr(module, mutant.avant)
        users = [one for one in modules() if vars(one).get(mutant.avant) is function]
        changed = _compile(module, node, place, rank)

        def install(what: FunctionType) -> None:
            for one in users:
                setattr(one, mutant.avant, what)

        install(changed)
        return lambda: install(function)

    def cle(self, mutant: Mutant) -> str:
        """What the result depends on: the law, the change, the cases that can see it."""
        seen = sorted(self._empreintes[id(case)] for case in self._tous_ceux_qui_voient(mutant))
        text = json.dumps([self._loi, asdict(mutant), seen], ensure_ascii=False, default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def lance(
    bench: Banc,
    mutants: list[Mutant],
    *,
    etat: Path | None = None,
    workers: int | None = None,
    avance: Callable[[], None] = lambda: None,
) -> Rapport:
    """Play mutants; what an earlier run has played, on the same law and the same cases, is not played again.

    Args:
        bench: the law and its cases.
        mutants: to play; those that no case can see are left out (``Banc.avant_les_regles``).
        etat: file of the results, written on the way; None to keep nothing.
        workers: processes.
        avance: called after each mutant.
    """
    state = _lit_l_etat(etat)
    mutants = [mutant for mutant in mutants if not bench.avant_les_regles(mutant)]
    keys = [bench.cle(mutant) for mutant in mutants]
    explanations = survivants.lit()
    results: dict[int, Resultat] = {}
    for rank, key in enumerate(keys):
        if key in state:
            results[rank] = Resultat(mutants[rank], *state[key])
            avance()
    left = [rank for rank in range(len(mutants)) if rank not in results]
    try:
        for rank, result in zip(left, en_parallele(bench.joue, [mutants[rank] for rank in left], workers), strict=True):
            results[rank] = result
            state[keys[rank]] = [result.cas, result.tue_par]
            if len(results) % 200 == 0:
                _ecrit_l_etat(etat, state)
            avance()
    finally:
        _ecrit_l_etat(etat, state)
    for result in results.values():
        if result.tue_par is None:
            result.raison = survivants.raison(result.mutant, explanations)
    return _rapport(bench.system, [results[rank] for rank in range(len(mutants))], explanations)


def _rapport(system: TaxBenefitSystem, results: list[Resultat], explanations: list[survivants.Explication]) -> Rapport:
    existing = [*tous(system, dates=True), *tous(system, formules=True)] if explanations else []
    killed = [one.mutant for one in results if one.tue_par is not None]
    alive = [one.mutant for one in results if one.tue_par is None]
    return Rapport(results, survivants.refusees(explanations, existing, killed, alive))


def _lit_l_etat(path: Path | None) -> dict[str, list]:
    try:
        return json.loads(path.read_text("utf-8")) if path is not None else {}
    except (OSError, ValueError):
        return {}


def _ecrit_l_etat(path: Path | None, state: dict[str, list]) -> None:
    if path is None:
        return
    ecrit_a_cote(path, json.dumps(dict(list(state.items())[-ETATS_GARDES:]), ensure_ascii=False))


def echantillon(mutants: list[Mutant], size: int) -> list[Mutant]:
    """Some mutants, always the same for one list, spread over its domains."""
    ranked = sorted(mutants, key=lambda one: hashlib.sha256(f"{one.nom} {one.date} {one.changement}".encode()).digest())
    by_domain: dict[str, list[Mutant]] = defaultdict(list)
    for one in ranked:
        by_domain[one.domaine].append(one)
    chosen: list[Mutant] = []
    while len(chosen) < min(size, len(mutants)):
        chosen += [queue.pop() for queue in by_domain.values() if queue]
    return chosen[:size]


def tous(
    system: TaxBenefitSystem, *, formules: bool = False, dates: bool = False, domaine: str | None = None
) -> list[Mutant]:
    """The mutants of the dated values, of their dates too, or of the formulas."""
    found = list(des_formules(system)) if formules else [*des_valeurs(system), *(des_dates(system) if dates else ())]
    return [one for one in found if domaine is None or one.domaine == domaine]


__all__ = [
    "Banc",
    "Mutant",
    "Rapport",
    "Resultat",
    "changements",
    "echantillon",
    "lance",
    "score",
    "score_hors_expliques",
    "tous",
]
