"""Situations from outside: read safely, checked against the system, computed from arrays.

    from openfisca_cpam.situation import calcule, lit

    situations = lit(text, system, source="cas.yaml")   # raises SituationError, every mistake with its line
    compte_rendu = calcule(situations[0], system)

Nothing here is imported before it is used: reading the shipped situations' names must not load the engine.
"""

from typing import Any

_WHERE = {
    "Mistake": "mistakes",
    "SituationError": "mistakes",
    "nearest": "mistakes",
    "parse": "text",
    "Situation": "model",
    "lit": "guard",
    "simule": "build",
    "forme_api": "build",
    "calcule": "compute",
    "CompteRendu": "compute",
    "shipped": "shipped",
}

__all__ = [
    "CompteRendu",
    "Mistake",
    "Situation",
    "SituationError",
    "calcule",
    "forme_api",
    "lit",
    "nearest",
    "parse",
    "shipped",
    "simule",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    module = importlib.import_module(f"{__name__}.{_WHERE[name]}")
    return module if name == "shipped" else getattr(module, name)
