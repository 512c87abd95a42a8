"""``/calculate/columns``: many persons at once, as columns; no engine object a person, no key a value."""

import math
import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.details import Details, Donnee, details
from openfisca_cpam.situation import dates, values
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.json_text import ENTIER_MAXIMAL, Unreadable, node
from openfisca_cpam.situation.mistakes import Mistake, Problem, SituationError, nearest
from openfisca_cpam.web.errors import MISTAKES_SHOWN, TooLarge
from openfisca_cpam.web.limits import Limits

SOURCE = "requête"
_KEYS = ("period", "individus", "foyers", "output", "foyer", "role")


@dataclass
class Computed:
    """Results in columns.

    Attributes:
        period: as OpenFisca writes it.
        results: each variable asked and its values, one a person or a household.
        households: for each person, the rank of the household.
        details: what the computation rests on, when it was asked.
    """

    period: str
    results: list[tuple[Any, numpy.ndarray]]
    households: numpy.ndarray
    details: Details | None = None

    def content(self) -> dict[str, Any]:
        """``{"period", "individus": {variable: [values]}, "foyers": {variable: [values]}}``, ready for JSON."""
        found: dict[str, Any] = {"period": self.period, "individus": {}, "foyers": {}}
        for variable, array in self.results:
            found[variable.entity.plural][variable.name] = _values(variable, array)
        if self.details is not None:
            found["details"] = asdict(self.details)
        return found


class _Columns:
    """Checks a request and builds its simulation; every mistake is found, a hundred at most."""

    def __init__(self, content: Any, system: TaxBenefitSystem, limits: Limits) -> None:
        self.system, self.limits = system, limits
        self.mistakes: list[Mistake] = []
        self.content = content if isinstance(content, dict) else {}
        if not isinstance(content, dict):
            self.add((), m.COLUMNS_EXPECTED())
        for key in self.content:
            if key not in _KEYS:
                self.add((key[:200],), m.UNKNOWN_KEY(name=key[:60], known=""), nearest(key, _KEYS))

    def add(self, path: tuple, message: str, suggestion: str | None = None) -> None:
        self.mistakes.append(Mistake(1, message, suggestion, path=path))
        if len(self.mistakes) >= MISTAKES_SHOWN:
            self.stop()

    def stop(self) -> None:
        if self.mistakes:
            raise SituationError(SOURCE, self.mistakes)

    def period(self) -> Period | None:
        written = self.content.get("period")
        if not isinstance(written, str):
            if written is None:
                self.add(("period",), m.COLUMNS_PERIOD())
            else:
                near = f'"{written}"' if type(written) is int else None
                self.add(("period",), m.TEXT_FOR_KEY(name="period"), near)
            return None
        try:
            period = dates.period(written)
        except Problem as problem:
            self.add(("period",), problem.message, problem.suggestion)
            return None
        if period.unit == "eternity" or period.size != 1:
            self.add(("period",), m.COLUMNS_LENGTH(period=written))
            return None
        return period

    def outputs(self, period: Period | None) -> list[Any]:
        """The variables asked, each once, covered by the rules at the period."""
        asked = self.content.get("output")
        if not isinstance(asked, list) or not asked:
            self.add(("output",), m.OUTPUT_LIST())
            return []
        found: dict[str, Any] = {}
        for rank, name in enumerate(asked):
            variable = self.variable(name, ("output", rank))
            if variable is None or period is None:
                continue
            try:
                dates.covered(variable, own_period(variable, period))
            except Problem as problem:
                self.add(("output", rank), problem.message, problem.suggestion)
            found[name] = variable
        return list(found.values())

    def variable(self, name: Any, path: tuple, plural: str | None = None):
        known = self.system.variables.get(name) if isinstance(name, str) else None
        if known is None:
            near = nearest(name, self.system.variables) if isinstance(name, str) else None
            self.add(path, m.UNKNOWN_VARIABLE(name=_shown(name)), near)
        elif plural is not None and known.entity.plural != plural:
            self.add(path, m.COLUMN_ELSEWHERE(name=name, plural=known.entity.plural))
        return known

    def rows(self) -> int:
        if not self.columns("individus") and not isinstance(self.content.get("foyer"), list):
            self.add(("individus",), m.NO_COLUMN())
            self.stop()
        sizes = {len(column) for column in self.columns("individus").values() if isinstance(column, list)}
        if isinstance(self.content.get("foyer"), list):
            sizes.add(len(self.content["foyer"]))
        if len(sizes) != 1 or 0 in sizes:
            lengths = ", ".join(map(str, sorted(sizes)[:5])) or m.NONE()
            self.add(("individus",), m.EVEN_COLUMNS(lengths=lengths))
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
                near = nearest(role, names) if isinstance(role, str) else None
                self.add(("role", rank), m.UNKNOWN_ROLE(name=_shown(role)), near)
        self.stop()
        ranks: dict[int | str, int] = {}
        places = numpy.array([ranks.setdefault(one, len(ranks)) for one in of])
        given = numpy.array([names[role] for role in roles])
        known = list(ranks)
        for role in kind.flattened_roles:
            if role.max is not None:
                per_household = numpy.bincount(places[given == names[role.key]], minlength=len(ranks))
                if names[role.key] == 0:
                    for household in numpy.flatnonzero(per_household == 0)[:20]:
                        name = _shown(known[household])
                        self.add(("foyer",), m.HOUSEHOLD_WITHOUT(name=name, role=role.key))
                for household in numpy.flatnonzero(per_household > role.max)[:20]:
                    name = _shown(known[household])
                    self.add(("foyer",), m.TOO_MANY_OF_ROLE(name=name, most=role.max, role=role.key))
        return places, given, len(ranks)

    def array(self, variable, column: Any, size: int, path: tuple) -> numpy.ndarray | None:
        if not isinstance(column, list) or len(column) != size:
            self.add(path, m.VALUES_EXPECTED(name=variable.name, count=size))
            return None
        kind = variable.value_type
        members = variable.possible_values.__members__ if kind is Enum else ()
        check = (lambda one: isinstance(one, str) and one in members) if kind is Enum else _CHECKS[kind]
        wrong = next((rank for rank, one in enumerate(column) if not check(one)), None)
        if wrong is not None:
            self.add((*path, wrong), *_why(variable, column[wrong]))
            return None
        if kind is Enum:
            codes = {name: member.index for name, member in members.items()}
            return EnumArray(numpy.array([codes[one] for one in column], dtype=numpy.uint8), variable.possible_values)
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
                value, bounds = m.number(column[rank]), values.bounds(variable)
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


def _is_text(one: Any) -> bool:
    return isinstance(one, str) and (one.isascii() or one.encode("utf-8", "ignore").decode() == one)


_CHECKS = {
    float: lambda one: (type(one) is float and math.isfinite(one)) or (type(one) is int and abs(one) <= ENTIER_MAXIMAL),
    int: lambda one: type(one) is int and abs(one) <= values.ENTIER_EXACT,
    bool: lambda one: type(one) is bool,
    date: _is_day,
    str: _is_text,
}


def _why(variable, value: Any) -> tuple[str, str | None]:
    """What is wrong in a value, and the right writing when it is sure: as for one person."""
    if isinstance(value, float) and not math.isfinite(value):
        return m.FINITE_NUMBER(name=variable.name, raw=_shown(value)), None
    try:
        values.checked(variable, node(value), bounds=False)
    except Problem as problem:
        return problem.message, problem.suggestion
    except Unreadable as refused:
        return m.OF_VARIABLE(name=variable.name, problem=refused.args[0]), None
    return m.UNEXPECTED_VALUE(name=variable.name, raw=_shown(value)), None


def _shown(value: Any) -> str:
    """A value in a message: short, whatever it is."""
    if isinstance(value, list | dict):
        return m.A_LIST() if isinstance(value, list) else m.AN_OBJECT()
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)[:40]


def compute_columns(content: Any, system: TaxBenefitSystem, limits: Limits, with_details: bool = False) -> Computed:
    """Compute columns.

    Args:
        content: ``{"period", "individus": {variable: [values]}, "foyers": {…}, "output": [variables]}`` and, for
            households of several persons, ``foyer`` (number or name) and ``role``, one a person. A variable of another
            length takes the period that holds or begins ``period``.
        system: the law.
        limits: of a request.
        with_details: also what the computation rests on.

    Raises:
        SituationError, TooLarge: nothing is answered then.
    """
    request = _Columns(content, system, limits)
    period = request.period()
    asked = request.outputs(period)
    size = request.rows()
    if size * len(asked) > limits.values:
        raise TooLarge(m.MOST_VALUES(count=size * len(asked), most=limits.values))
    places, roles, households = request.households(size)
    given: list[tuple[Any, numpy.ndarray]] = []
    for plural, count in (("individus", size), ("foyers", households)):
        for name, column in request.columns(plural).items():
            variable = request.variable(name, (plural, name[:200]), plural)
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
    simulation.trace = with_details
    for variable, array in given:
        simulation.get_holder(variable.name).set_input(own_period(variable, period), array)
    end = time.monotonic() + limits.seconds
    results = []
    for variable in asked:
        if time.monotonic() > end:
            raise TooLarge(m.TOO_SLOW(seconds=m.number(limits.seconds)))
        try:
            results.append((variable, simulation.calculate(variable.name, own_period(variable, period))))
        except ParameterNotFoundError as error:
            path = ("output", content["output"].index(variable.name))
            unknown = m.UNKNOWN_LAW(name=variable.name, which="")
            raise SituationError(SOURCE, [Mistake(1, unknown, path=path)]) from error
    rests = None
    if with_details:
        inputs = [
            Donnee(variable.name, (str(own_period(variable, period)),), str(own_period(variable, period)))
            for variable, _ in given
        ]
        rests = details(simulation, inputs)
    return Computed(str(period), results, places, rests)


def own_period(variable, period: Period) -> Period:
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
