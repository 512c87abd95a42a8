"""One value of one variable: its type, its bounds, its name among the members of an Enum."""

import math
import re
from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum

from openfisca_cpam.situation import dates
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Problem, nearest
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence

VRAI_FAUX = {"oui": "true", "vrai": "true", "yes": "true", "on": "true", "1": "true"} | {
    "non": "false", "faux": "false", "no": "false", "off": "false", "0": "false",
}  # fmt: skip
ENTIER_EXACT = 2**53


def checked(variable, node: Node, bounds: bool = True) -> Any:
    """The value of a node for a variable.

    Args:
        variable: OpenFisca's variable.
        node: a node of the text.
        bounds: whether ``minimum`` and ``maximum`` apply (not to expected results).

    Returns:
        bool, int, float, str, an ISO date or the name of an Enum member.

    Raises:
        Problem: in French, naming the variable, with the right writing when it is sure.
    """
    name = variable.name
    wanted = _WANTED.get(variable.value_type, m.VALUE_EXPECTED)()
    if isinstance(node, Mapping):
        raise Problem(m.GROUP_FOR_VALUE(name=name, wanted=wanted))
    if isinstance(node, Sequence):
        raise Problem(m.LIST_FOR_VALUE(name=name, wanted=wanted))
    if node.value is None:
        raise Problem(m.EMPTY_VALUE_OF(name=name, wanted=wanted))
    value = _READERS[variable.value_type](variable, node)
    if bounds and variable.value_type in (float, int):
        _bounds(variable, value)
    return value


def _shown(node: Scalar) -> str:
    return node.raw if len(node.raw) <= 40 else node.raw[:40] + "…"


def _number(variable, node: Scalar) -> float | int:
    value, name = node.value, variable.name
    wanted = _WANTED[variable.value_type]()
    if isinstance(value, bool):
        raise Problem(m.WRONG_VALUE(name=name, wanted=wanted, raw=node.raw, because=""))
    if isinstance(value, str):
        suggestion = as_number(value)
        because = ""
        if node.quoted and suggestion == value.strip():
            because = m.BECAUSE_QUOTED()
        elif re.fullmatch(r"[0-9]+(:[0-9]+)+", value):
            because = m.BECAUSE_HOUR()
        raise Problem(m.WRONG_VALUE(name=name, wanted=wanted, raw=_shown(node), because=because), suggestion)
    if not math.isfinite(value):
        raise Problem(m.FINITE_NUMBER(name=name, raw=_shown(node)))
    return value


def as_number(text: str) -> str | None:
    """The right writing of a number written the French way, when it is sure."""
    plain = re.sub(r"\s*(€|euros?|km|%)\s*\Z", "", text.strip(), flags=re.IGNORECASE)
    if "%" in text:
        return None
    if re.fullmatch(r"[-+]?[0-9]{1,3}([\s_'\u202f\u00a0][0-9]{3})+([.,][0-9]+)?", plain):
        plain = re.sub(r"[\s_']", "", plain)
    plain = plain.replace(",", ".", 1)
    if re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?", plain):
        return re.sub(r"\A([-+]?)0+(?=[0-9])", r"\1", plain)
    return None


def _float(variable, node: Scalar) -> float:
    return float(_number(variable, node))


def _int(variable, node: Scalar) -> int:
    value = _number(variable, node)
    if isinstance(value, float):
        suggestion = str(int(value)) if value.is_integer() and abs(value) < ENTIER_EXACT else None
        raise Problem(
            m.WRONG_VALUE(name=variable.name, wanted=m.INTEGER_EXPECTED(), raw=_shown(node), because=""), suggestion
        )
    if abs(value) > ENTIER_EXACT:
        raise Problem(m.NUMBER_TOO_LARGE(name=variable.name))
    return value


def _bool(variable, node: Scalar) -> bool:
    if isinstance(node.value, bool):
        return node.value
    suggestion = VRAI_FAUX.get(node.raw.strip().lower()) or nearest(node.raw, ("true", "false"), 1)
    raise Problem(m.WRONG_BOOL(name=variable.name, raw=_shown(node)), suggestion)


def _date(variable, node: Scalar) -> str:
    try:
        return dates.day(node.raw).isoformat()
    except Problem as problem:
        raise Problem(m.OF_VARIABLE(name=variable.name, problem=problem.message), problem.suggestion) from None


def _enum(variable, node: Scalar) -> str:
    names = [member.name for member in variable.possible_values]
    if isinstance(node.value, str) and node.raw in names:
        return node.raw
    label = next((member.name for member in variable.possible_values if str(member.value) == node.raw), None)
    ending = [name for name in names if name.casefold().endswith(f"_{node.raw.casefold()}")]  # 59 for departement_59
    suggestion = label or (ending[0] if len(ending) == 1 else nearest(node.raw, names))
    known = "" if suggestion or len(names) > 12 else m.POSSIBLE_MEMBERS(members=", ".join(names))
    raise Problem(m.UNKNOWN_MEMBER(name=variable.name, raw=_shown(node), known=known), suggestion)


def _text(variable, node: Scalar) -> str:
    if not isinstance(node.value, str):
        raise _not_text(variable, node, "")
    if not node.quoted and re.fullmatch(r"[-+0-9.,_:]+", node.raw):
        raise _not_text(variable, node, m.BECAUSE_NOT_QUOTED())
    limit = getattr(variable, "max_length", None)
    if limit and len(node.raw) > limit:
        raise Problem(m.TEXT_TOO_LONG(name=variable.name, limit=limit, length=len(node.raw)))
    return node.raw


def _not_text(variable, node: Scalar, because: str) -> Problem:
    wrong = m.WRONG_VALUE(name=variable.name, wanted=m.TEXT_EXPECTED(), raw=_shown(node), because=because)
    return Problem(wrong, f'"{node.raw}"')


def _bounds(variable, value: float) -> None:
    low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
    if (low is not None and value < low) or (high is not None and value > high):
        raise Problem(m.OUT_OF_BOUNDS(name=variable.name, value=m.number(value), bounds=bounds(variable)))


def bounds(variable) -> m.Text:
    """The bounds of a variable that has one at least, in words."""
    low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
    if low is None:
        return m.AT_MOST(high=m.number(high))
    return m.AT_LEAST(low=m.number(low)) if high is None else m.FROM_TO(low=m.number(low), high=m.number(high))


_READERS = {float: _float, int: _int, bool: _bool, date: _date, Enum: _enum, str: _text}
_WANTED = {
    float: m.NUMBER_EXPECTED, int: m.INTEGER_EXPECTED, bool: m.BOOL_EXPECTED, date: m.DATE_EXPECTED,
    Enum: m.MEMBER_EXPECTED, str: m.TEXT_EXPECTED,
}  # fmt: skip
