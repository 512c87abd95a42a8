"""Which formula reads which parameter, told from its source: whatever the date, the person and the branch taken.

The source is followed without being run: ``parameters(period).transport.recours`` through local names, the functions
of variables/ and helpers/ that it is handed to, and the lambdas that they call. Where a name is only known when the
formula runs (one value a department), every value that it may name is read.
"""

import ast
import builtins
import inspect
import sys
import types
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from openfisca_core.parameters import Parameter, ParameterScale
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

_PACKAGE = "openfisca_cpam."
_PROFONDEUR = 25
# What these say of a node or do with it is not a value of the law.
_SANS_LECTURE = frozenset({"isinstance", "len", "str", "repr", "print", "id", "type", "callable"})
_Code = ast.FunctionDef | ast.Lambda


class _Noeuds(frozenset):
    """Nodes of the tree of parameters that an expression may be."""


class _Enfants(_Noeuds):
    """Nodes followed by ``.children``: a name known only when the formula runs is that of a parameter named in full."""


class _Connus(frozenset):
    """Texts that an expression may be."""


class _Lois:
    """The ``parameters`` of a formula: called, it gives the root."""


class _Fonction:
    """A function or a lambda of the source, with the names that it sees."""

    def __init__(self, node: _Code, names: dict[str, Any], module: dict[str, Any]) -> None:
        self.node, self.names, self.module = node, names, module


class _Suite:
    """A tuple or a list written in the source."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items


class _Methode:
    """``items``, ``values`` or ``get`` of a table written in the source."""

    def __init__(self, of: _Suite, name: str) -> None:
        self.of, self.name = of, name


class _Plusieurs:
    """Functions that a name may be."""

    def __init__(self, functions: list[Any]) -> None:
        self.functions = functions


_LOIS = _Lois()


def parametres_par_formule(system: TaxBenefitSystem) -> dict[tuple[str, str], frozenset[str]]:
    """The parameters that each formula reads, in its own code and in the functions that it calls.

    Args:
        system: the law.

    Returns:
        ``{(variable, first day of the formula): names of parameters and scales}``.
    """
    reader = _Lecteur(system)
    return {
        (name, day): reader.formule(formula)
        for name, variable in system.variables.items()
        for day, formula in variable.formulas.items()
    }


def par_parametre(found: dict[tuple[str, str], frozenset[str]]) -> dict[str, dict[str, list[str]]]:
    """The same, the other way: ``{parameter: {variable: first days of the formulas}}``."""
    turned: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (variable, day), names in found.items():
        for name in names:
            turned[name][variable].append(day)
    return {name: dict(readers) for name, readers in turned.items()}


@cache
def _fonctions(file: str) -> dict[int, ast.FunctionDef]:
    """The functions of a module by the line of their ``def``."""
    module = next(one for one in list(sys.modules.values()) if getattr(one, "__file__", None) == file)
    tree = ast.parse(inspect.getsource(module))
    return {node.lineno: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def _source(function: types.FunctionType) -> ast.FunctionDef | None:
    code = function.__code__
    try:
        known = _fonctions(code.co_filename)
    except (OSError, StopIteration, SyntaxError):  # not written in a file
        return None
    # With decorators the first line is theirs.
    after = (known.get(line) for line in range(code.co_firstlineno, code.co_firstlineno + 5))
    return next((node for node in after if node is not None and node.name == code.co_name), None)


class _Lecteur:
    def __init__(self, system: TaxBenefitSystem) -> None:
        self.root = system.parameters
        self.names = {node.name: node for node in system.parameters.get_descendants()}
        self.read: set[str] = set()
        self.stack: list[_Code] = []
        self.known: dict[tuple, tuple[Any, frozenset[str]]] = {}

    def formule(self, formula: types.FunctionType) -> frozenset[str]:
        self.read = set()
        node = _source(formula)
        if node is not None:
            names = [argument.arg for argument in node.args.args]
            self._appelle(
                _Fonction(node, _fermeture(formula), formula.__globals__),
                [None] * min(2, len(names)) + [_LOIS] * (len(names) > 2),
                {},
            )
        return frozenset(self.read)

    # Calls -------------------------------------------------------------------------------------------------------

    def _appelle(self, function: _Fonction, given: list[Any], named: dict[str, Any]) -> Any:
        node = function.node
        if node in self.stack or len(self.stack) > _PROFONDEUR:
            return None
        key = self._cle(function, given, named)
        if key is not None and key in self.known:
            result, read = self.known[key]
            self.read |= read
            return result
        before, self.read = self.read, set()
        names = dict(function.names)
        arguments = node.args
        order = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        defaults = dict(zip(order[len(order) - len(arguments.defaults) :], arguments.defaults, strict=True))
        for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            if default is not None:
                defaults[one.arg] = default
        for name in (*order, *(one.arg for one in arguments.kwonlyargs)):
            names[name] = self._valeur(defaults[name], names, function.module) if name in defaults else None
        names.update(zip(order, given, strict=False))
        if arguments.vararg:
            names[arguments.vararg.arg] = _Suite(given[len(order) :])
        names.update(named)
        self.stack.append(node)
        try:
            if isinstance(node, ast.Lambda):
                result = self._valeur(node.body, names, function.module)
            else:
                returned: list[Any] = []
                self._corps(node.body, names, function.module, returned)
                result = _ensemble(returned)
        finally:
            self.stack.pop()
        if key is not None:
            self.known[key] = (result, frozenset(self.read))
        self.read |= before
        return result

    @staticmethod
    def _cle(function: _Fonction, given: list[Any], named: dict[str, Any]) -> tuple | None:
        """What the result of a call depends on, when that is all told by its arguments."""
        if function.names or isinstance(function.node, ast.Lambda):
            return None
        values = [*given, *named.values()]
        if any(not (one is None or isinstance(one, _Noeuds | _Connus | _Lois)) for one in values):
            return None
        return (id(function.node), tuple(given), tuple(named.items()))

    # Statements --------------------------------------------------------------------------------------------------

    def _corps(self, body: Iterable[ast.stmt], names: dict, module: dict, returned: list[Any]) -> None:
        for node in body:
            self._instruction(node, names, module, returned)

    def _instruction(self, node: ast.stmt, names: dict, module: dict, returned: list[Any]) -> None:
        value = lambda part: self._valeur(part, names, module)  # noqa: E731
        match node:
            case ast.Return() | ast.Expr():
                found = value(node.value) if node.value is not None else None
                if isinstance(node, ast.Return):
                    returned.append(found)
            case ast.Assign():
                found = value(node.value)
                for target in node.targets:
                    self._pose(target, found, names)
            case ast.AnnAssign() | ast.AugAssign():
                found = value(node.value) if node.value is not None else None
                self._pose(node.target, found, names)
            case ast.For():
                self._pose(node.target, self._elements(value(node.iter)), names)
                for _ in range(2):  # what the loop sets is seen by its next turn
                    self._corps(node.body, names, module, returned)
                self._corps(node.orelse, names, module, returned)
            case ast.If() | ast.While():
                value(node.test)
                self._corps(node.body, names, module, returned)
                self._corps(node.orelse, names, module, returned)
            case ast.With():
                for item in node.items:
                    value(item.context_expr)
                self._corps(node.body, names, module, returned)
            case ast.Try():
                for block in (node.body, *(handler.body for handler in node.handlers), node.orelse, node.finalbody):
                    self._corps(block, names, module, returned)
            case ast.FunctionDef():
                names[node.name] = _Fonction(node, names, module)
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        value(child)

    def _pose(self, target: ast.expr, found: Any, names: dict) -> None:
        if isinstance(target, ast.Name):
            names[target.id] = _ensemble([names.get(target.id), found])
        elif isinstance(target, ast.Tuple | ast.List):
            items = found.items if isinstance(found, _Suite) else []
            each = self._elements(found)
            for rank, part in enumerate(target.elts):
                self._pose(part, items[rank] if len(items) == len(target.elts) else each, names)

    def _elements(self, found: Any) -> Any:
        """What an iteration gives, whatever its turn."""
        if isinstance(found, _Suite):
            return _ensemble(found.items)
        if isinstance(found, _Noeuds):
            return self._enfants(found)
        return None

    # Expressions -------------------------------------------------------------------------------------------------

    def _valeur(self, node: ast.expr, names: dict, module: dict) -> Any:
        match node:
            case ast.Constant():
                return self._texte(node.value)
            case ast.Name():
                return names[node.id] if node.id in names else self._du_module(node.id, module)
            case ast.Attribute():
                return self._attribut(self._valeur(node.value, names, module), node.attr)
            case ast.Subscript():
                found = self._valeur(node.value, names, module)
                return self._indice(found, self._valeur(node.slice, names, module))
            case ast.Call():
                return self._appel(node, names, module)
            case ast.Lambda():
                return _Fonction(node, names, module)
            case ast.Tuple() | ast.List() | ast.Set():
                return _Suite([self._valeur(item, names, module) for item in node.elts])
            case ast.IfExp():
                self._valeur(node.test, names, module)
                return _ensemble([self._valeur(node.body, names, module), self._valeur(node.orelse, names, module)])
            case ast.BoolOp():
                return _ensemble([self._valeur(item, names, module) for item in node.values])
            case ast.NamedExpr():
                found = self._valeur(node.value, names, module)
                self._pose(node.target, found, names)
                return found
            case ast.Starred():
                return self._valeur(node.value, names, module)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                inner = dict(names)
                for part in node.generators:
                    self._pose_neuf(part.target, self._elements(self._valeur(part.iter, inner, module)), inner)
                    for test in part.ifs:
                        self._valeur(test, inner, module)
                if isinstance(node, ast.DictComp):
                    self._valeur(node.key, inner, module)
                    return _Suite([self._valeur(node.value, inner, module)])
                return _Suite([self._valeur(node.elt, inner, module)])
            case ast.Dict():
                for key in node.keys:
                    if key is not None:
                        self._valeur(key, names, module)
                return _Suite([self._valeur(item, names, module) for item in node.values])
            case _:
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.expr):
                        self._valeur(child, names, module)
                return None

    def _pose_neuf(self, target: ast.expr, found: Any, names: dict) -> None:
        """The names of a comprehension hide those outside."""
        for part in ast.walk(target):
            if isinstance(part, ast.Name):
                names.pop(part.id, None)
        self._pose(target, found, names)

    def _texte(self, value: Any) -> Any:
        if not isinstance(value, str):
            return None
        if "." in value and value in self.names:  # a parameter named in full
            self._lit_tout(self.names[value])
        return _Connus([value])

    def _du_module(self, name: str, module: dict) -> Any:
        if name not in module:
            return getattr(builtins, name, None)
        found = module[name]
        return self._objet(found)

    def _objet(self, found: Any) -> Any:
        """A constant of a module: its texts and functions."""
        if isinstance(found, types.FunctionType):
            return found
        if isinstance(found, str):
            return _Connus([found])
        if isinstance(found, dict):
            return _Suite([self._objet(item) for item in found.values()])
        if isinstance(found, tuple | list | set | frozenset):
            return _Suite([self._objet(item) for item in found])
        return None

    def _attribut(self, found: Any, name: str) -> Any:
        if isinstance(found, _Suite):
            return _Methode(found, name) if name in ("items", "values", "get") else None
        if not isinstance(found, _Noeuds):
            # simulation.tax_benefit_system.parameters
            return self._en_noeuds([self.root]) if name == "parameters" and found is None else None
        children = [one.children[name] for one in found if name in getattr(one, "children", {})]
        if children:
            return self._en_noeuds(children)
        return _Enfants(found) if name == "children" else None

    def _indice(self, found: Any, key: Any) -> Any:
        if isinstance(found, _Suite):
            return _ensemble(found.items)
        if not isinstance(found, _Noeuds):
            return None
        if isinstance(found, _Enfants) and not isinstance(key, _Connus):
            return None
        if isinstance(key, _Connus):
            return self._en_noeuds([one.children[word] for one in found for word in key if word in _enfants_de(one)])
        return self._enfants(found)

    def _enfants(self, found: _Noeuds) -> Any:
        return self._en_noeuds([child for one in found for child in _enfants_de(one).values()])

    def _en_noeuds(self, nodes: list[Any]) -> Any:
        """Nodes reached; those that hold a value are read."""
        for one in nodes:
            if isinstance(one, Parameter | ParameterScale):
                self.read.add(one.name)
        left = [one for one in nodes if not isinstance(one, Parameter | ParameterScale)]
        return _Noeuds(left) if left else None

    def _lit_tout(self, node: Any) -> None:
        self._en_noeuds([node, *node.get_descendants()])

    def _appel(self, node: ast.Call, names: dict, module: dict) -> Any:
        called = self._valeur(node.func, names, module)
        given: list[Any] = []
        for argument in node.args:
            found = self._valeur(argument, names, module)
            given += found.items if isinstance(argument, ast.Starred) and isinstance(found, _Suite) else [found]
        named = {one.arg: self._valeur(one.value, names, module) for one in node.keywords if one.arg}
        if called is _LOIS:
            return self._en_noeuds([self.root])
        if called in (getattr, hasattr) and given and isinstance(given[0], _Noeuds):
            return _ensemble([self._indice(given[0], given[1]), *given[2:]])
        if isinstance(called, _Plusieurs):
            return _ensemble([self._suit(one, given, named) for one in called.functions])
        return self._suit(called, given, named)

    def _suit(self, called: Any, given: list[Any], named: dict[str, Any]) -> Any:
        if isinstance(called, _Methode):
            return {
                "items": lambda: _Suite([_Suite([None, item]) for item in called.of.items]),
                "values": lambda: called.of,
                "get": lambda: _ensemble([*called.of.items, *given[1:]]),
            }[called.name]()
        if isinstance(called, _Fonction):
            return self._appelle(called, given, named)
        if isinstance(called, types.FunctionType) and called.__module__.startswith(_PACKAGE):
            source = _source(called)
            if source is not None:
                return self._appelle(_Fonction(source, _fermeture(called), called.__globals__), given, named)
        if getattr(called, "__name__", None) not in _SANS_LECTURE:
            for found in (*given, *named.values()):
                self._echappe(found)
        return None

    def _echappe(self, found: Any) -> None:
        """Handed to code that is not followed: a function is called, a node is read whole."""
        if isinstance(found, _Fonction):
            self._appelle(found, [], {})
        elif isinstance(found, _Plusieurs | _Suite):
            for item in found.functions if isinstance(found, _Plusieurs) else found.items:
                self._echappe(item)
        elif isinstance(found, _Noeuds):
            for one in found:
                self._lit_tout(one)


def _fermeture(function: types.FunctionType) -> dict[str, Any]:
    """The texts that a function made by another remembers."""
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return {
        name: _Connus([cell.cell_contents]) if isinstance(cell.cell_contents, str) else None for name, cell in cells
    }


def _enfants_de(node: Any) -> dict[str, Any]:
    return getattr(node, "children", {})


def _ensemble(found: list[Any]) -> Any:
    """What may be one or another."""
    kept = [one for one in found if one is not None]
    if nodes := [one for one in kept if isinstance(one, _Noeuds)]:
        return nodes[0] if len(nodes) == 1 else _Noeuds(frozenset().union(*nodes))
    if kept and all(isinstance(one, _Connus) for one in kept):
        return _Connus(frozenset().union(*kept))
    suites = [one for one in kept if isinstance(one, _Suite)]
    if len(suites) > 1:
        lengths = {len(one.items) for one in suites}
        if len(lengths) == 1:
            return _Suite([_ensemble(list(items)) for items in zip(*(one.items for one in suites), strict=True)])
        return _Suite([_ensemble([item for one in suites for item in one.items])])
    functions = [one for one in kept if isinstance(one, _Fonction | types.FunctionType)]
    if len(functions) > 1:
        return _Plusieurs(functions)
    return kept[-1] if kept else None
