"""Loading the variables: a module is imported, a variable made, when a computation first asks for one of its rules.

Which module holds which variable is kept by a cache keyed by the content of the files; a change imports them all, so
that a mistake in any is met at once.
"""

import importlib
import inspect
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from openfisca_core.errors import VariableNameConflictError

from openfisca_cpam.base import Variable
from openfisca_cpam.loading.cache import Cache, sources
from openfisca_cpam.loading.lazy import Lazy

# Raise it when what is stored changes.
_FORMAT = 1


def charge_variables(directory: Path, package: str) -> Lazy:
    """The variables of a folder of modules.

    Args:
        directory: of the modules.
        package: its dotted name.

    Returns:
        The variables by name, in the order of the files and of their classes.

    Raises:
        openfisca_core.errors.VariableNameConflictError: for a name met twice.
    """
    contents = sources(directory, ".py")
    cache = Cache("variables", _FORMAT, contents)
    modules: dict[str, str] | None = cache.read()
    if modules is None:
        modules = {}
        for path in contents:
            module = ".".join((package, *path.removesuffix(".py").split("/")))
            for name in _defined(module):
                if name in modules:
                    raise VariableNameConflictError(f"variable {name}: defined in {modules[name]} and in {module}")
                modules[name] = module
        cache.write(modules)
    return Lazy({name: partial(_make, module, name) for name, module in modules.items()})


def _defined(module: str) -> Iterator[str]:
    """Names of the variables that a module defines."""
    for item in vars(importlib.import_module(module)).values():
        if inspect.isclass(item) and issubclass(item, Variable) and item.__module__ == module:
            yield item.__name__


def _make(module: str, name: str) -> Variable:
    return getattr(importlib.import_module(module), name)()
