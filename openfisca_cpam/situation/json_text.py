"""JSON text to the nodes that the guard reads; faster than YAML, and strict: no NaN, no key written twice."""

import json
import math
from typing import Any

from openfisca_cpam.situation.mistakes import Mistake
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence

PROFONDEUR_MAXIMALE = 12

_WORDS = {None: "null", True: "true", False: "false"}


class _Refused(Exception):
    """A mistake that stops the reading."""


def read_json(body: bytes | str) -> tuple[Any, Node | None, list[Mistake]]:
    """The content, its root node, and the mistakes of form.

    Args:
        body: JSON, UTF-8.

    Returns:
        The content as Python values, the node (None when the text cannot be read) and the mistakes: syntax, NaN and
        infinities, duplicated keys.
    """
    duplicates: list[str] = []

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(entries)
        if len(content) < len(entries):
            keys = [key for key, _ in entries]
            duplicates.extend(sorted({key for key in keys if keys.count(key) > 1}))
        return content

    def constant(name: str) -> float:
        raise _Refused(f"« {name} » n'est pas un nombre en JSON")

    try:
        text = body.decode("utf-8") if isinstance(body, bytes) else body
        if not text.strip():
            return None, None, [Mistake(1, "corps vide : une situation en JSON est attendue")]
        content = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except UnicodeDecodeError:
        return None, None, [Mistake(1, "le texte n'est pas en UTF-8")]
    except json.JSONDecodeError as error:
        return None, None, [Mistake(error.lineno, f"JSON mal formé, colonne {error.colno}", column=error.colno)]
    except RecursionError:
        return None, None, [Mistake(1, f"imbrication trop profonde : {PROFONDEUR_MAXIMALE} niveaux au plus")]
    except ValueError as error:  # an integer of thousands of digits
        return None, None, [Mistake(1, f"nombre trop long ({type(error).__name__})")]
    except _Refused as refused:
        return None, None, [Mistake(1, str(refused))]
    if duplicates:
        return None, None, [Mistake(1, f"clé « {key} » écrite deux fois") for key in duplicates]
    try:
        return content, _node(content, 0), []
    except _Refused as refused:
        return None, None, [Mistake(1, str(refused))]


def _node(value: Any, depth: int) -> Node:
    kind = type(value)
    if kind is str:
        return Scalar(1, 1, False, value, True, value)
    if kind is dict or kind is list:
        if depth == PROFONDEUR_MAXIMALE:
            raise _Refused(f"imbrication trop profonde : {PROFONDEUR_MAXIMALE} niveaux au plus")
        if kind is list:
            return Sequence(1, 1, False, [_node(one, depth + 1) for one in value])
        pairs = [(Scalar(1, 1, False, key, True, key), _node(one, depth + 1)) for key, one in value.items()]
        return Mapping(1, 1, False, pairs)
    if kind is float and not math.isfinite(value):  # 1e999
        raise _Refused("nombre trop grand")
    return Scalar(1, 1, False, repr(value) if kind is int or kind is float else _WORDS[value], False, value)
