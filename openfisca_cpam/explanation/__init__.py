"""A computed case to the tree of its steps, each with its value, the parameters it read and their article.

Pure data (``Etape``, ``ParametreLu``, ``Reference``): the command, the Web API and the pages only render it.
"""

from typing import Any

_WHERE = {
    "Details": "details",
    "Donnee": "details",
    "details": "details",
    "Etape": "model",
    "ParametreLu": "model",
    "Reference": "model",
    "Valeur": "model",
    "en_json": "model",
    "explique": "steps",
    "lectures": "steps",
    "parametre_lu": "steps",
    "references": "steps",
    "texte": "formats",
}

__all__ = [
    "Details",
    "Donnee",
    "Etape",
    "ParametreLu",
    "Reference",
    "Valeur",
    "details",
    "en_json",
    "explique",
    "lectures",
    "parametre_lu",
    "references",
    "texte",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
