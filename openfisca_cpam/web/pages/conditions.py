"""The small conditions of the files of questions: what an answer or a result must be.

A condition is ``{name: wanted, …}``, all of them; a list of conditions is one of them. ``wanted`` is a value, a list of
values (any of them), or ``{sauf: […]}``, ``{au_moins: n}``, ``{plus_de: n}``, ``{moins_de: n}``, ``{connu: true}``,
``{contient: …}`` (a box is ticked).
"""

from collections.abc import Callable, Iterator
from typing import Any

OPERATEURS = {
    "sauf": lambda value, wanted: value not in (wanted if isinstance(wanted, list) else [wanted]),
    "au_moins": lambda value, wanted: _number(value) and value >= wanted,
    "plus_de": lambda value, wanted: _number(value) and value > wanted,
    "moins_de": lambda value, wanted: _number(value) and value < wanted,
    "contient": lambda value, wanted: not {*_liste(wanted)}.isdisjoint(_liste(value)),
    "connu": lambda value, wanted: (value is not None) is wanted,
}


class Inconnue(LookupError):
    """A name of which nothing is known yet."""


def vraie(condition: Any, value_of: Callable[[str], Any]) -> bool | None:
    """Whether a condition holds.

    Args:
        condition: as above; None always holds.
        value_of: the value of a name; raises ``Inconnue`` while it is not known.

    Returns:
        True, False, or None when it hangs on what is not known yet.

    >>> ages = {"age": 12, "mode": "vsl"}.__getitem__
    >>> vraie({"age": {"au_moins": 16}}, ages), vraie([{"age": 3}, {"mode": ["vsl", "taxi"]}], ages), vraie(None, ages)
    (False, True, True)
    """
    if condition is None:
        return True
    if isinstance(condition, list):
        found = [vraie(one, value_of) for one in condition]
        return True if True in found else None if None in found else False
    unknown = False
    for name, wanted in condition.items():
        try:
            value = value_of(name)
        except Inconnue:
            unknown = True
            continue
        if not _comme_voulu(value, wanted):
            return False
    return None if unknown else True


def noms(condition: Any) -> Iterator[tuple[str, Any]]:
    """The names of a condition, each with what is wanted of it."""
    for one in condition if isinstance(condition, list) else [condition] if condition else []:
        yield from one.items()


def _comme_voulu(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(OPERATEURS[operator](value, limit) for operator, limit in wanted.items())
    if isinstance(wanted, list):
        return any(_comme_voulu(value, one) for one in wanted)
    return value == wanted and isinstance(value, bool) is isinstance(wanted, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _liste(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
