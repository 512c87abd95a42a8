"""The guard's reading of a request without any oddity, several times faster: no node a value.

Whatever is not plainly right (an unknown name, a value out of bounds, a form that the guard accepts in other ways) is
left to the guard, which reads the request again and says what is wrong.
"""

import math
from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import dates
from openfisca_cpam.situation.json_text import ENTIER_MAXIMAL, LONGUEUR_D_UNE_CLE
from openfisca_cpam.situation.members import roles_of
from openfisca_cpam.situation.mistakes import Problem
from openfisca_cpam.situation.model import Asked, Given, Group, Situation
from openfisca_cpam.situation.values import ENTIER_EXACT


class _Odd(Exception):
    """For the guard."""


def situation(content: Any, system: TaxBenefitSystem, source: str = "situation") -> Situation | None:
    """The situation that the guard reads in a request, or None where only the guard can tell.

    Args:
        content: JSON as Python values, without duplicated keys.
        system: the law.
        source: for messages.
    """
    try:
        return _Express(system, source).read(content)
    except _Odd:
        return None


class _Express:
    def __init__(self, system: TaxBenefitSystem, source: str) -> None:
        self.system = system
        self.situation = Situation(source)
        self.periods: dict[tuple[str, str], tuple[Period, list[Period] | None, bool, Period | None]] = {}
        self.checks: dict[str, Any] = {}

    def read(self, content: Any) -> Situation:
        person, kinds = self.system.person_entity, self.system.group_entities
        if type(content) is not dict or set(content) != {person.plural, *(kind.plural for kind in kinds)}:
            raise _Odd
        persons = _named(content[person.plural])
        self.situation.persons = list(persons)
        for kind in kinds:
            self.situation.groups[kind.key] = self._group(kind, _named(content[kind.plural]))
        for entity in self.system.entities:
            roles = () if entity.is_person else roles_of(entity)
            for rank, (identifier, variables) in enumerate(content[entity.plural].items()):
                for name, values in variables.items():
                    if name not in roles:
                        self._values(entity, rank, identifier, name, values)
        if not self.situation.asked:
            raise _Odd
        return self.situation

    def _group(self, kind, households: dict[str, dict[str, Any]]) -> Group:
        ranks = {name: rank for rank, name in enumerate(self.situation.persons)}
        group = Group(list(households), [0] * len(ranks), [0] * len(ranks))
        flattened = list(kind.flattened_roles)
        roles = {name: (role.max, flattened.index(role)) for name, role in roles_of(kind).items()}
        seen = set()
        for rank, content in enumerate(households.values()):
            headed = False
            for name, (most, rank_of_role) in roles.items():
                members = content.get(name, ())
                if type(members) is str:
                    members = (members,)
                elif type(members) is not list and members != ():
                    raise _Odd
                if most and len(members) > most:
                    raise _Odd
                for member in members:
                    if type(member) is not str or member not in ranks or member in seen:
                        raise _Odd
                    seen.add(member)
                    headed = headed or rank_of_role == 0
                    group.of[ranks[member]], group.roles[ranks[member]] = rank, rank_of_role
            if not headed:
                raise _Odd
        if len(seen) < len(ranks):
            raise _Odd
        return group

    def _values(self, entity, rank: int, identifier: str, name: str, values: Any) -> None:
        variable = self.system.variables.get(name)
        if variable is None or variable.entity.key != entity.key or type(values) is not dict or not values:
            raise _Odd
        filled: list[Period] = []
        for written, value in values.items():
            known = self.periods.get((name, written)) or self._period(variable, written)
            period, cells, shared, asked = known
            path = (entity.plural, identifier, name, written)
            if value is None:
                if asked is None:
                    raise _Odd
                self.situation.asked.append(Asked(name, entity.key, [rank], asked, 1, path=path))
                continue
            if cells is None:
                raise _Odd
            read = self._value(variable, value)
            if shared:
                read = read / len(cells)
            if len(values) > 1:
                filled += cells
            self.situation.given.append(Given(name, entity.key, rank, period, list(cells), read, 1, path))
        if len(set(filled)) < len(filled):
            raise _Odd  # given twice, or a short period inside a long one

    def _period(self, variable, written: str) -> tuple[Period, list[Period] | None, bool, Period | None]:
        """The period, the cells that a value fills and whether they share it, the period of a result; None: wrong."""
        try:
            period = dates.period(written)
        except Problem:
            raise _Odd from None
        try:
            cells, shared = dates.cells(variable, period)
        except Problem:
            cells, shared = None, False
        try:
            asked = dates.asked_period(variable, period)
            dates.covered(variable, asked)
        except Problem:
            asked = None
        self.periods[variable.name, written] = period, cells, shared, asked
        return self.periods[variable.name, written]

    def _value(self, variable, value: Any) -> Any:
        check = self.checks.get(variable.name)
        if check is None:
            check = self.checks[variable.name] = _CHECKS[variable.value_type](variable)
        return check(value)


def _named(found: Any) -> dict[str, dict[str, Any]]:
    """Persons or households by name, each with an object."""
    if type(found) is not dict or not found:
        raise _Odd
    for name, content in found.items():
        if type(content) is not dict or not name.isascii() or not name.strip() or len(name) > LONGUEUR_D_UNE_CLE:
            raise _Odd
    return found


def _within(variable):
    low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
    return -math.inf if low is None else low, math.inf if high is None else high


def _float(variable):
    low, high = _within(variable)

    def check(value: Any) -> float:
        kind = type(value)
        if not (kind is float and math.isfinite(value)) and not (kind is int and abs(value) <= ENTIER_MAXIMAL):
            raise _Odd
        if not low <= value <= high:
            raise _Odd
        return float(value)

    return check


def _int(variable):
    low, high = _within(variable)

    def check(value: Any) -> int:
        if type(value) is not int or abs(value) > ENTIER_EXACT or not low <= value <= high:
            raise _Odd
        return value

    return check


def _bool(_variable):
    def check(value: Any) -> bool:
        if type(value) is not bool:
            raise _Odd
        return value

    return check


def _enum(variable):
    names = set(variable.possible_values.__members__)

    def check(value: Any) -> str:
        if type(value) is not str or value not in names:
            raise _Odd
        return value

    return check


def _date(_variable):
    def check(value: Any) -> str:
        if type(value) is not str:
            raise _Odd
        try:
            return dates.day(value).isoformat()
        except Problem:
            raise _Odd from None

    return check


def _text(variable):
    most = getattr(variable, "max_length", None) or math.inf

    def check(value: Any) -> str:
        if type(value) is not str or not value.isascii() or len(value) > most:
            raise _Odd
        return value

    return check


_CHECKS = {float: _float, int: _int, bool: _bool, Enum: _enum, date: _date, str: _text}
