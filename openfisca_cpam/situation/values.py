"""One value of one variable: its type, its bounds, its name among the members of an Enum."""

import math
import re
from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum

from openfisca_cpam.situation import dates
from openfisca_cpam.situation.mistakes import Problem, nearest
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence

VRAI_FAUX = {"oui": "true", "vrai": "true", "yes": "true", "on": "true", "1": "true"} | {
    "non": "false", "faux": "false", "no": "false", "off": "false", "0": "false",
}  # fmt: skip
_ENTIER_MAXIMAL = 2**53


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
    wanted = _WANTED.get(variable.value_type, "valeur")
    if isinstance(node, Mapping):
        raise Problem(f"{name} : {wanted} attendu{_e(variable)}, groupe de clés reçu")
    if isinstance(node, Sequence):
        raise Problem(f"{name} : {wanted} attendu{_e(variable)}, liste reçue")
    if node.value is None:
        raise Problem(f"{name} : valeur vide ({wanted} attendu{_e(variable)})")
    value = _READERS[variable.value_type](variable, node)
    if bounds and variable.value_type in (float, int):
        _bounds(variable, value)
    return value


def _e(variable) -> str:
    return "e" if variable.value_type is date else ""


def _shown(node: Scalar) -> str:
    raw = node.raw if len(node.raw) <= 40 else node.raw[:40] + "…"
    return f"« {raw} »"


def _number(variable, node: Scalar) -> float | int:
    value, name = node.value, variable.name
    wanted = _WANTED[variable.value_type]
    if isinstance(value, bool):
        raise Problem(f"{name} : {wanted} attendu, « {node.raw} » reçu")
    if isinstance(value, str):
        suggestion = as_number(value)
        because = ""
        if node.quoted and suggestion == value.strip():
            because = " entre guillemets (un texte)"
        elif re.fullmatch(r"[0-9]+(:[0-9]+)+", value):
            because = " (une heure n'est pas un nombre)"
        raise Problem(f"{name} : {wanted} attendu, {_shown(node)} reçu{because}", suggestion)
    if not math.isfinite(value):
        raise Problem(f"{name} : {wanted} fini attendu, « {node.raw} » reçu")
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
        suggestion = str(int(value)) if value.is_integer() and abs(value) < _ENTIER_MAXIMAL else None
        raise Problem(f"{variable.name} : nombre entier attendu, « {node.raw} » reçu", suggestion)
    if abs(value) > _ENTIER_MAXIMAL:
        raise Problem(f"{variable.name} : nombre trop grand")
    return value


def _bool(variable, node: Scalar) -> bool:
    if isinstance(node.value, bool):
        return node.value
    suggestion = VRAI_FAUX.get(node.raw.strip().lower()) or nearest(node.raw, ("true", "false"), 1)
    raise Problem(f"{variable.name} : true (oui) ou false (non) attendu, {_shown(node)} reçu", suggestion)


def _date(variable, node: Scalar) -> str:
    try:
        return dates.day(node.raw).isoformat()
    except Problem as problem:
        raise Problem(f"{variable.name} : {problem.message}", problem.suggestion) from None


def _enum(variable, node: Scalar) -> str:
    names = [member.name for member in variable.possible_values]
    if isinstance(node.value, str) and node.raw in names:
        return node.raw
    label = next((member.name for member in variable.possible_values if str(member.value) == node.raw), None)
    ending = [name for name in names if name.casefold().endswith(f"_{node.raw.casefold()}")]  # 59 for departement_59
    suggestion = label or (ending[0] if len(ending) == 1 else nearest(node.raw, names))
    known = "" if suggestion or len(names) > 12 else f" (valeurs possibles : {', '.join(names)})"
    raise Problem(f"{variable.name} : valeur inconnue {_shown(node)}{known}", suggestion)


def _text(variable, node: Scalar) -> str:
    if not isinstance(node.value, str):
        raise Problem(f"{variable.name} : texte attendu, « {node.raw} » reçu", f'"{node.raw}"')
    if not node.quoted and re.fullmatch(r"[-+0-9.,_:]+", node.raw):
        raise Problem(f"{variable.name} : texte attendu, « {node.raw} » reçu sans guillemets", f'"{node.raw}"')
    limit = getattr(variable, "max_length", None)
    if limit and len(node.raw) > limit:
        raise Problem(f"{variable.name} : {limit} caractères au plus, {len(node.raw)} reçus")
    return node.raw


def _bounds(variable, value: float) -> None:
    low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
    if (low is not None and value < low) or (high is not None and value > high):
        if low is None:
            limits = f"au plus {_fr(high)}"
        elif high is None:
            limits = f"au moins {_fr(low)}"
        else:
            limits = f"de {_fr(low)} à {_fr(high)}"
        raise Problem(f"{variable.name} : « {_fr(value)} » hors limites ({limits})")


def _fr(value: float) -> str:
    return f"{value:.15g}".replace(".", ",")


_READERS = {float: _float, int: _int, bool: _bool, date: _date, Enum: _enum, str: _text}
_WANTED = {
    float: "nombre", int: "nombre entier", bool: "true ou false", date: "date", Enum: "nom d'une valeur", str: "texte",
}  # fmt: skip
