"""``/calculate/columns``: many persons at once, as columns of JSON; no engine object a person, no key a value."""

import math
from datetime import date
from typing import Any

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import dates, values
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import SUGGESTIONS, Mistake, Problem, SituationError, nearest
from openfisca_cpam.web.errors import TooLarge
from openfisca_cpam.web.limits import Limits

SOURCE = "requête"
_KEYS = ("period", "individus", "foyers", "output", "foyer", "role")


class _Columns:
    """Checks a request and builds its simulation; every mistake is found."""

    def __init__(self, content: Any, system: TaxBenefitSystem, limits: Limits) -> None:
        self.system, self.limits = system, limits
        self.mistakes: list[Mistake] = []
        self.content = content if isinstance(content, dict) else {}
        if not isinstance(content, dict):
            self.add((), m.COLUMNS_EXPECTED())
        for key in self.content:
            if key not in _KEYS:
                self.add((key,), m.UNKNOWN_KEY(name=key[:60], known=""), nearest(key, _KEYS))

    def add(self, path: tuple, message: str, suggestion: str | None = None) -> None:
        self.mistakes.append(Mistake(1, message, suggestion, path=path))
        if len(self.mistakes) >= SUGGESTIONS:
            self.stop()

    def stop(self) -> None:
        if self.mistakes:
            raise SituationError(SOURCE, self.mistakes)

    def period(self) -> Period | None:
        written = self.content.get("period")
        if not isinstance(written, str):
            self.add(("period",), m.COLUMNS_PERIOD())
            return None
        try:
            return dates.period(written)
        except Problem as problem:
            self.add(("period",), problem.message, problem.suggestion)
            return None

    def variable(self, name: Any, path: tuple, plural: str | None = None):
        known = self.system.variables.get(name) if isinstance(name, str) else None
        if known is None:
            self.add(path, m.UNKNOWN_VARIABLE(name=str(name)[:60]), nearest(str(name), self.system.variables))
        elif plural is not None and known.entity.plural != plural:
            self.add(path, m.COLUMN_ELSEWHERE(name=name, plural=known.entity.plural))
            return None
        return known

    def rows(self) -> int:
        sizes = {len(column) for column in self.columns("individus").values() if isinstance(column, list)}
        if isinstance(self.content.get("foyer"), list):
            sizes.add(len(self.content["foyer"]))
        if len(sizes) != 1 or 0 in sizes:
            found = ", ".join(map(str, sorted(sizes))) or m.NONE()
            self.add(("individus",), m.EVEN_COLUMNS(lengths=found))
            self.stop()
        (size,) = sizes
        if size > self.limits.rows:
            raise TooLarge(m.MOST_ROWS(count=size, most=self.limits.rows))
        return size

    def columns(self, plural: str) -> dict[str, Any]:
        found = self.content.get(plural, {})
        if not isinstance(found, dict):
            self.add((plural,), m.COLUMNS_OF(plural=plural))
            return {}
        return found

    def households(self, size: int) -> tuple[numpy.ndarray, numpy.ndarray, int]:
        """For each person the rank of the household and of the role; the number of households."""
        of, roles = self.content.get("foyer"), self.content.get("role")
        (kind,) = self.system.group_entities
        names = {role.key: rank for rank, role in enumerate(kind.flattened_roles)}
        if of is None:
            if roles is not None:
                self.add(("role",), m.ROLE_WITHOUT_HOUSEHOLD())
            return numpy.arange(size), numpy.zeros(size, dtype=int), size
        if not isinstance(of, list) or not all(type(one) in (int, str) for one in of):
            self.add(("foyer",), m.HOUSEHOLDS_LIST())
            self.stop()
        if not isinstance(roles, list) or len(roles) != size:
            self.add(("role",), m.ROLES_LIST(roles=", ".join(names)))
            self.stop()
        for rank, role in enumerate(roles):
            if not isinstance(role, str) or role not in names:
                self.add(("role", rank), m.UNKNOWN_ROLE(name=str(role)[:40]), nearest(str(role), names))
        self.stop()
        ranks: dict[int | str, int] = {}
        places = numpy.array([ranks.setdefault(one, len(ranks)) for one in of])
        given = numpy.array([names[role] for role in roles])
        for role in kind.flattened_roles:
            if role.max is not None:
                per_household = numpy.bincount(places[given == names[role.key]], minlength=len(ranks))
                for household in numpy.flatnonzero(per_household > role.max)[:20]:
                    name = list(ranks)[household]
                    self.add(("foyer",), m.TOO_MANY_OF_ROLE(name=str(name)[:40], most=role.max, role=role.key))
        return places, given, len(ranks)

    def array(self, variable, column: Any, size: int, path: tuple) -> numpy.ndarray | None:
        if not isinstance(column, list) or len(column) != size:
            self.add(path, m.VALUES_EXPECTED(name=variable.name, count=size))
            return None
        kind = variable.value_type
        checks = {
            float: lambda one: type(one) in (int, float) and math.isfinite(one),
            int: lambda one: type(one) is int and abs(one) <= 2**53,
            bool: lambda one: type(one) is bool,
            Enum: lambda one: isinstance(one, str) and one in variable.possible_values.__members__,
            date: _is_day,
            str: lambda one: isinstance(one, str),
        }
        wrong = next((rank for rank, one in enumerate(column) if not checks[kind](one)), None)
        if wrong is not None:
            shown = str(column[wrong])[:40]
            members = variable.possible_values.__members__ if kind is Enum else ()
            self.add((*path, wrong), m.UNEXPECTED_VALUE(name=variable.name, raw=shown), nearest(shown, members))
            return None
        if kind is Enum:
            codes = [variable.possible_values[one].index for one in column]
            return EnumArray(numpy.array(codes, dtype=numpy.uint8), variable.possible_values)
        array = numpy.array(column, dtype=object if kind is str else variable.dtype)
        if kind in (float, int):
            low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
            outside = numpy.zeros(size, dtype=bool)
            if low is not None:
                outside |= array < low
            if high is not None:
                outside |= array > high
            if outside.any():
                rank = int(numpy.flatnonzero(outside)[0])
                bounds = values.bounds(variable)
                value = m.number(column[rank])
                self.add((*path, rank), m.OUT_OF_BOUNDS(name=variable.name, value=value, bounds=bounds))
                return None
        return array


def _is_day(one: Any) -> bool:
    if not isinstance(one, str):
        return False
    try:
        dates.day(one)
    except Problem:
        return False
    return True


def compute_columns(content: Any, system: TaxBenefitSystem, limits: Limits) -> dict[str, Any]:
    """Compute columns.

    Args:
        content: ``{"period", "individus": {variable: [values]}, "foyers": {…}, "output": [variables]}`` and, for
            households of several persons, ``foyer`` (number or name) and ``role``, one a person. A variable of another
            length takes the period that holds or begins ``period``.
        system: the law.
        limits: of a request.

    Returns:
        ``{"period", "individus": {variable: [values]}, "foyers": {variable: [values]}}``: a value a row, in order.

    Raises:
        SituationError, TooLarge: nothing is computed then.
    """
    request = _Columns(content, system, limits)
    period = request.period()
    asked = request.content.get("output")
    if not isinstance(asked, list) or not asked:
        request.add(("output",), m.OUTPUT_LIST())
        asked = []
    size = request.rows()
    places, roles, households = request.households(size)
    wanted = [(one, request.variable(one, ("output", rank))) for rank, one in enumerate(asked)]
    given: list[tuple[Any, numpy.ndarray]] = []
    for plural, count in (("individus", size), ("foyers", households)):
        for name, column in request.columns(plural).items():
            variable = request.variable(name, (plural, name), plural)
            array = None if variable is None else request.array(variable, column, count, (plural, name))
            if array is not None:
                given.append((variable, array))
    request.stop()
    populations = system.instantiate_entities()
    persons = populations[system.person_entity.key]
    persons.ids, persons.count = list(range(size)), size
    (kind,) = system.group_entities
    group = populations[kind.key]
    group.ids, group.count = list(range(households)), households
    group.members_entity_id = places
    group.members_role = numpy.array(kind.flattened_roles)[roles]
    simulation = Simulation(system, populations)
    for variable, array in given:
        simulation.get_holder(variable.name).set_input(_own(variable, period), array)
    answer: dict[str, Any] = {"period": str(period), "individus": {}, "foyers": {}}
    for name, variable in wanted:
        own = _own(variable, period)
        try:
            dates.covered(variable, own)
        except Problem as problem:
            path = ("output", asked.index(name))
            raise SituationError(SOURCE, [Mistake(1, problem.message, problem.suggestion, path=path)]) from problem
        answer[variable.entity.plural][name] = _values(variable, simulation.calculate(name, own))
    return answer


def _own(variable, period: Period) -> Period:
    """The period of the variable's own length that holds, or begins, another."""
    if variable.definition_period == "eternity":
        return Period.eternity()
    return {"day": period.first_day, "month": period.first_month, "year": period.this_year}[variable.definition_period]


def _values(variable, array: numpy.ndarray) -> list[Any]:
    if variable.value_type is Enum:
        names = [member.name for member in variable.possible_values]
        return [names[code] for code in array.tolist()]
    if variable.value_type is date:
        return [str(one) for one in array]
    return array.tolist()
