"""What the code of formulas names: which functions they call, which parameters they may read."""

import functools
import importlib
from types import CodeType, FunctionType, ModuleType

from openfisca_cpam import PACKAGE

VARIABLES = f"{PACKAGE.name}.variables"


@functools.cache
def modules() -> list[ModuleType]:
    """The files of variables/, all loaded: the system itself loads a file when one of its variables is asked for."""
    paths = (path.relative_to(PACKAGE.parent).with_suffix("") for path in (PACKAGE / "variables").rglob("*.py"))
    names = sorted(".".join(path.parts) for path in paths if path.name != "__init__")
    return [importlib.import_module(name) for name in names]


def noms_cites(code: CodeType) -> set[str]:
    """The names (functions, attributes) that a code and the functions written in it name."""
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= noms_cites(constant)
    return found


@functools.cache
def mots(formula: FunctionType) -> frozenset[str]:
    """The names, and the texts, of a formula and of the functions of the package that it calls, through others too."""
    found: set[str] = set()
    seen: set[FunctionType] = set()
    left = [formula]
    while left:
        function = left.pop()
        if function in seen:
            continue
        seen.add(function)
        names = noms_cites(function.__code__)
        found |= names | _textes(function.__code__)
        cells = [cell.cell_contents for cell in function.__closure__ or ()]
        found |= {content for content in cells if isinstance(content, str)}
        called = [function.__globals__.get(name) for name in names] + cells
        left += [
            one for one in called if isinstance(one, FunctionType) and one.__module__.startswith(f"{PACKAGE.name}.")
        ]
    return frozenset(found)


def _textes(code: CodeType) -> set[str]:
    found: set[str] = set()
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= _textes(constant)
        elif isinstance(constant, str):
            found.add(constant)
        elif isinstance(constant, tuple):
            found |= {one for one in constant if isinstance(one, str)}
    return found
