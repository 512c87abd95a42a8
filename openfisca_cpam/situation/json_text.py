"""JSON text to the nodes that the guard reads; faster than YAML, and strict: no NaN, no key written twice."""

import json
import math
import re
from collections import Counter
from typing import Any

from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Mistake
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence

PROFONDEUR_MAXIMALE = 12
LONGUEUR_D_UNE_CLE = 200
# Beyond, an integer is no number of the engine.
ENTIER_MAXIMAL = 10**300
DOUBLES_MONTRES = 100

_WORDS = {None: "null", True: "true", False: "false"}


class Unreadable(Exception):
    """A mistake that stops the reading; its argument is the sentence."""


def read_json(body: bytes | str) -> tuple[Any, Node | None, list[Mistake]]:
    """The content, its root node, and the mistakes of form.

    Args:
        body: JSON, UTF-8.

    Returns:
        The content as Python values, the node (None when the text cannot be read) and the mistakes: syntax, NaN and
        infinities, duplicated keys.
    """
    content, mistakes = load(body)
    if mistakes:
        return None, None, mistakes
    try:
        return content, node(content), []
    except Unreadable as refused:
        return None, None, [Mistake(1, *refused.args, path=_where(content))]


def load(body: bytes | str) -> tuple[Any, list[Mistake]]:
    """The content as Python values and the mistakes of form, but those that ``node`` finds."""
    duplicates: list[str] = []

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(entries)
        if len(content) < len(entries):
            written = Counter(key for key, _ in entries)
            duplicates.extend(sorted(key for key, times in written.items() if times > 1))
        return content

    def constant(name: str) -> float:
        line, column = _place(text, re.escape(name))
        raise Unreadable(m.NOT_JSON_NUMBER(name=name, line=line, column=column))

    text = ""
    try:
        text = body.decode("utf-8") if isinstance(body, bytes) else body
        if not text.strip():
            return None, [Mistake(1, m.EMPTY_BODY())]
        content = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except UnicodeDecodeError:
        return None, [Mistake(1, m.NOT_UTF8())]
    except json.JSONDecodeError as error:
        return None, [Mistake(error.lineno, m.BAD_JSON(line=error.lineno, column=error.colno), column=error.colno)]
    except RecursionError:
        return None, [Mistake(1, m.JSON_TOO_DEEP(levels=PROFONDEUR_MAXIMALE))]
    except ValueError:  # an integer of thousands of digits
        line, column = _place(text, "[0-9]{1000,}")
        return None, [Mistake(line, m.NUMBER_TOO_LONG(line=line, column=column), column=column)]
    except Unreadable as refused:
        return None, [Mistake(1, *refused.args)]
    if duplicates:
        shown = [key[:40].encode("utf-8", "replace").decode() for key in duplicates[:DOUBLES_MONTRES]]
        return None, [Mistake(1, m.KEY_TWICE(name=key)) for key in shown]
    return content, []


def _place(text: str, wanted: str) -> tuple[int, int]:
    """Line and column, from 1, of the first match outside the quotes."""
    for found in re.finditer(rf'"(?:[^"\\]|\\.)*"|({wanted})', text):
        if found.group(1) is not None:
            return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
    return 1, 1


def _where(value: Any) -> tuple[str | int, ...]:
    """The keys from the root to what ``node`` refuses."""
    path: list[str | int] = []
    while len(path) < PROFONDEUR_MAXIMALE:
        for key, one in value.items() if isinstance(value, dict) else enumerate(value if type(value) is list else ()):
            try:
                node(one, len(path) + 1)
            except Unreadable:
                path.append(key)
                value = one
                break
        else:
            break
    return tuple(path)


def _sound(text: str) -> None:
    """Refuse half a surrogate pair: it cannot be written in any answer."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise Unreadable(m.HALF_CHARACTER()) from None


def node(value: Any, depth: int = 0) -> Node:
    """The node of a content and of all below it; a mistake of form stops it."""
    kind = type(value)
    if kind is str:
        _sound(value)
        return Scalar(1, 1, False, value, True, value)
    if kind is dict or kind is list:
        if depth == PROFONDEUR_MAXIMALE:
            raise Unreadable(m.JSON_TOO_DEEP(levels=PROFONDEUR_MAXIMALE))
        if kind is list:
            return Sequence(1, 1, False, [node(one, depth + 1) for one in value])
        for key in value:
            if not key.strip():
                raise Unreadable(m.EMPTY_KEY())
            if len(key) > LONGUEUR_D_UNE_CLE:
                raise Unreadable(m.KEY_TOO_LONG(start=key[:40], most=LONGUEUR_D_UNE_CLE))
            _sound(key)
        pairs = [(Scalar(1, 1, False, key, True, key), node(one, depth + 1)) for key, one in value.items()]
        return Mapping(1, 1, False, pairs)
    if (kind is float and not math.isfinite(value)) or (kind is int and abs(value) > ENTIER_MAXIMAL):  # 1e999
        raise Unreadable(m.NUMBER_TOO_BIG())
    return Scalar(1, 1, False, repr(value) if kind is int or kind is float else _WORDS[value], False, value)
