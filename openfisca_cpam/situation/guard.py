"""Nodes to a checked situation: every mistake is found, none stops the search for the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openfisca_core.periods import Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import dates, values
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.members import Members, roles_of
from openfisca_cpam.situation.mistakes import Collector, Mistake, Problem, SituationError, nearest
from openfisca_cpam.situation.model import Asked, Given, Situation
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence, read_nodes

CLES_DU_CAS = (
    "period", "input", "output", "name", "description", "keywords", "absolute_error_margin", "relative_error_margin",
)  # fmt: skip
_CLES_SIGNIFICATIVES = ("period", "input", "output")


def lit(
    text: str | bytes,
    system: TaxBenefitSystem,
    source: str = "situation",
    default_period: str | None = None,
    outputs: Iterable[str] = (),
) -> list[Situation]:
    """Read and check a text: a situation in the Web API's form, a case in the short form, or a list of them.

    Args:
        text: YAML or JSON.
        system: the law.
        source: the file's name, for messages.
        default_period: replaces the period of a case; the period of ``outputs`` in the Web API's form.
        outputs: names of variables asked instead of those of the text.

    Returns:
        The situations, in order; never empty.

    Raises:
        SituationError: with every mistake.
    """
    read, mistakes = lit_chacune(text, system, source, default_period=default_period, outputs=outputs)
    mistakes += [mistake for one in read for mistake in one.mistakes]
    if mistakes:
        raise SituationError(source, mistakes)
    return [one.situation for one in read]


@dataclass
class Lue:
    """One situation of a text: its node, what was read of it, its own mistakes."""

    node: Mapping
    situation: Situation
    mistakes: list[Mistake]


def lit_chacune(
    text: str | bytes,
    system: TaxBenefitSystem,
    source: str = "situation",
    *,
    default_period: str | None = None,
    outputs: Iterable[str] = (),
    keys: tuple[str, ...] = CLES_DU_CAS,
    case: bool = False,
    uncovered: frozenset[int] = frozenset(),
) -> tuple[list[Lue], list[Mistake]]:
    """Read each situation of a text, whatever the others are worth.

    Args:
        text, system, source, default_period, outputs: as for ``lit``.
        keys: accepted at the top of a case.
        case: every situation is a case in the short form, whatever its keys look like.
        uncovered: lines where a result may be asked at a date that the rules do not cover.

    Returns:
        The situations, and the mistakes that belong to none of them.
    """
    root, mistakes = read_nodes(text)
    found = Collector(list(mistakes))
    read: list[Lue] = []
    for node, path in _cases(root, found) if root is not None else ():
        own = Collector()
        guard = _Guard(
            system, own, source, default_period=default_period, outputs=list(outputs), path=path, keys=keys, case=case,
            uncovered=uncovered,
        )  # fmt: skip
        read.append(Lue(node, guard.read(node), own.mistakes))
    return read, found.mistakes


def lit_noeud(node: Node, system: TaxBenefitSystem, source: str = "situation") -> Situation:
    """Check one situation in the Web API's form, already read.

    Args:
        node: the root, a mapping of entities.
        system: the law.
        source: for messages.

    Returns:
        The situation.

    Raises:
        SituationError: with every mistake, each with its path.
    """
    found = Collector()
    situation = None
    for mapping, path in _cases(node, found):
        if path or not any(key.raw in {entity.plural for entity in system.entities} for key, _ in mapping.entries):
            plurals = ", ".join(entity.plural for entity in system.entities)
            found.add(mapping, m.JSON_SITUATION_EXPECTED(plurals=plurals))
            break
        situation = _Guard(system, found, source, default_period=None, outputs=[], path=()).read(mapping)
    if found.mistakes:
        raise SituationError(source, found.mistakes)
    return situation


def _cases(root: Node, found: Collector) -> Iterator[tuple[Mapping, tuple]]:
    items = root.items if isinstance(root, Sequence) else [root]
    if not items or (isinstance(root, Mapping) and not root.entries):
        found.add(root, m.EMPTY_SITUATION())
        return
    for rank, node in enumerate(items):
        if not isinstance(node, Mapping):
            found.add(node, m.SITUATION_EXPECTED())
        elif not node.entries:
            found.add(node, m.EMPTY_SITUATION())
        else:
            yield node, (rank,) if isinstance(root, Sequence) else ()


class _Guard:
    """Checks one situation."""

    def __init__(
        self,
        system: TaxBenefitSystem,
        found: Collector,
        source: str,
        *,
        default_period: str | None,
        outputs: list[str],
        path: tuple,
        keys: tuple[str, ...] = CLES_DU_CAS,
        case: bool = False,
        uncovered: frozenset[int] = frozenset(),
    ) -> None:
        self.uncovered = uncovered
        self.lost = False  # who is in the case could not be read: say nothing of the names in its results
        self.keys = keys
        self.case = case
        self.system = system
        self.found = found
        self.outputs = outputs
        self.root = path
        self.person = system.person_entity
        self.kinds = {entity.key: entity for entity in system.entities}
        self.plurals = {entity.plural: entity for entity in system.entities}
        self.situation = Situation(source)
        self.members = Members(system, self.situation, self._add, found.nearest)
        self.option_period = default_period
        self.period: Period | None = None
        self.written: dict[str, Period] = {}
        self.filled: dict[tuple[str, int, str], tuple[Given, int]] = {}

    # Forms ---------------------------------------------------------------------------------------------------------

    def read(self, node: Mapping) -> Situation:
        """Check the node of a situation."""
        self.situation.line = node.line
        if self.option_period is not None:
            self.period = self._period_of(Scalar(node.line, node.column, raw=self.option_period), ("--period",))
        keys = [key.raw for key, _ in node.entries]
        short = self.case or any(key in _CLES_SIGNIFICATIVES for key in keys)
        if not short and not any(key in self.plurals for key in keys):
            guess = [nearest(key, [*_CLES_SIGNIFICATIVES, *self.plurals]) for key in keys]
            short = any(word in _CLES_SIGNIFICATIVES for word in guess) and not any(w in self.plurals for w in guess)
        if short:
            self._case(node)
        else:
            self._api(node)
        return self.situation

    def _api(self, node: Mapping) -> None:
        before = len(self.found.mistakes)
        for key, _ in node.entries:
            if key.raw in self.plurals:
                continue
            if key.raw == "axes":
                self._add(key, m.NO_AXES(), path=("axes",))
                continue
            suggestion = self.found.nearest(key.raw, self.plurals)
            known = "" if suggestion else m.EXPECTED_NAMES(names=", ".join(self.plurals))
            self._add(key, m.UNKNOWN_ENTITY(name=key.raw, known=known), suggestion, (key.raw,))
        if not self.members.of(node, node):
            return
        for plural, entity in self.plurals.items():
            for rank, key, values_node in self.members.contents(node.get(plural), entity):
                self._variables(values_node, entity, rank, (plural, key.raw), False)
        if self.option_period is not None and not self.outputs:
            self._add(node, m.PERIOD_UNUSED(period=self.option_period), path=("--period",))
        if self.outputs:
            self._ask_options(node)
        elif not self.situation.asked and len(self.found.mistakes) == before:
            self._add(node, m.NOTHING_ASKED())

    def _case(self, node: Mapping) -> None:
        self._case_keys(node)
        inputs, outputs = node.get("input"), node.get("output")
        if inputs is None:
            self._missing(node, "input", m.THE_INPUTS())
        elif not isinstance(inputs, Mapping):
            if not inputs.bad:
                self._add(inputs, m.VARIABLES_EXPECTED(name="input"), path=("input",))
        elif self.members.of_case(inputs, node):
            self._case_inputs(inputs)
        else:
            self.lost = True
            for key, _ in inputs.entries:
                near = nearest(key.raw, self.plurals)
                if near and key.raw not in (*self.plurals, *self.kinds, *self.system.variables):
                    self._add(key, m.UNKNOWN_ENTITY(name=key.raw, known=""), near, ("input", key.raw))
        if not self.situation.persons:  # go on with one person, to find the mistakes of the outputs
            self.members.alone()
        if self.outputs:
            self._ask_options(node)
        elif outputs is None:
            self._missing(node, "output", m.THE_RESULTS())
        else:
            self._case_outputs(outputs)

    def _case_keys(self, node: Mapping) -> None:
        """Keys of a case, its name, its description, its period."""
        for key, value in node.entries:
            if key.raw not in self.keys:
                suggestion = nearest(key.raw, self.keys)
                known = "" if suggestion else m.EXPECTED_NAMES(names=", ".join(CLES_DU_CAS[:5]))
                self._add(key, m.UNKNOWN_KEY(name=key.raw, known=known), suggestion, (key.raw,))
            elif key.raw in ("name", "description"):
                if isinstance(value, Scalar) and (value.bad or value.raw):
                    setattr(self.situation, key.raw, " ".join(value.raw.split()))
                else:
                    self._add(value, m.TEXT_FOR_KEY(name=key.raw), path=(key.raw,))
        written = node.get("period")
        if self.option_period is None:
            if written is None:
                self._missing(node, "period", m.THE_DATE())
            else:
                self.period = self._period_of(written, ("period",))

    def _missing(self, node: Mapping, name: str, what: str) -> None:
        """Note a key that misses, unless a misspelt or misplaced one (already noted) stands for it."""
        if any(key.raw not in self.keys and nearest(key.raw, self.keys) == name for key, _ in node.entries):
            return
        inside = [node.get("input"), node.get("output")]
        if not any(isinstance(part, Mapping) and part.get(name) is not None for part in inside):
            self._add(node, m.KEY_MISSING(name=name, what=what), path=(name,))

    # What is given and asked ----------------------------------------------------------------------------------------

    def _variables(self, node: Mapping, entity, rank: int, path: tuple, undated: bool) -> None:
        """Variables of one person or household; ``undated`` values take the case's period."""
        roles = {} if entity.is_person else roles_of(entity)
        for key, value in node.entries:
            if key.raw in roles:
                continue
            variable = self._variable(key, entity, (*path, key.raw), roles)
            if variable is not None:
                self._values(variable, value, rank, (*path, key.raw), undated)

    def _values(self, variable, node: Node, rank: int, path: tuple, undated: bool) -> None:
        if node.bad:
            return
        if isinstance(node, Mapping):
            if not node.entries:
                self._add(node, m.EMPTY_VALUE(name=variable.name), path=path)
            for key, value in node.entries:
                period = self._period_of(key, (*path, key.raw))
                if period is not None:
                    self._value(variable, value, rank, period, path=(*path, key.raw), null_asks=not undated)
        elif undated:
            period = self.period
            if period is None and variable.definition_period == "eternity":
                period = Period.eternity()
            if period is None:  # already said
                self._try(node, path, values.checked, variable, node)
            else:
                self._value(variable, node, rank, period, path=path, null_asks=False)
        elif isinstance(node, Sequence):
            self._add(node, m.LIST_BY_PERIOD(name=variable.name), path=path)
        else:
            example = dates.ATTENDUE[variable.definition_period]
            self._add(
                node,
                m.PERIOD_MISSING(name=variable.name, wanted=example, raw=node.raw[:40] or "null"),
                path=path,
            )

    def _value(self, variable, node: Node, rank: int, period: Period, *, path: tuple, null_asks: bool) -> None:
        if node.bad:
            return
        self.written[dates.written(period)] = period
        if null_asks and isinstance(node, Scalar) and node.value is None:
            if not self.outputs:
                self._ask(variable, [rank], period, node, path)
            return
        placed = self._try(node, path, dates.cells, variable, period)
        value = self._try(node, path, values.checked, variable, node)
        if placed is None or value is None:
            return
        cells, shared = placed
        if shared:
            value = value / len(cells)
        given = Given(variable.name, variable.entity.key, rank, period, cells, value, node.line, path)
        for cell in list(cells):
            known = self.filled.get((variable.name, rank, dates.written(cell)))
            size = len(cells)
            if known is not None and known[1] == size:
                # JSON is one line: its number says nothing.
                already = "" if known[0].line == node.line else m.ALREADY_LINE(line=known[0].line)
                self._add(node, m.GIVEN_TWICE(name=variable.name, period=cell, already=already), path=path)
                return
            if known is None or size < known[1]:  # the value of the shorter period wins
                if known is not None:
                    known[0].cells.remove(cell)
                self.filled[(variable.name, rank, dates.written(cell))] = (given, size)
            else:
                given.cells = [other for other in given.cells if other != cell]
        self.situation.given.append(given)

    def _case_inputs(self, inputs: Mapping) -> None:
        for key, node in inputs.entries:
            path = ("input", key.raw)
            if self._misplaced(key, "input", path):
                continue
            if key.raw in self.plurals:
                entity = self.plurals[key.raw]
                for rank, name, content in self.members.contents(node, entity):
                    self._variables(content, entity, rank, (*path, name.raw), True)
            elif key.raw in self.kinds and isinstance(node, Mapping):
                self._variables(node, self.kinds[key.raw], 0, path, True)
            else:
                variable = self._variable(key, None, path, [*self.plurals, *self.kinds])
                if variable is None:
                    continue
                if len(self.situation.ids(variable.entity.key)) > 1:
                    self._add(key, m.SAY_FOR_WHOM(name=variable.name, plural=variable.entity.plural), path=path)
                elif isinstance(node, Sequence) and not node.bad:
                    self._add(node, m.LIST_FOR_ONE(name=variable.name, plural=self.person.plural), path=path)
                else:
                    self._values(variable, node, 0, path, True)

    def _misplaced(self, key: Scalar, inside: str, path: tuple) -> bool:
        """Whether a key of the case itself stands one level too deep (noted)."""
        if key.bad or key.raw not in self.keys or key.raw in self.system.variables:
            return False
        self._add(key, m.MISPLACED(name=key.raw, inside=inside), path=path)
        return True

    def _case_outputs(self, node: Node) -> None:
        if node.bad:
            return
        if isinstance(node, Scalar) and node.value is not None:
            node = Sequence(node.line, node.column, items=[node])
        if isinstance(node, Sequence) and node.items:
            self._listed_outputs(node)
            return
        if not isinstance(node, Mapping) or not node.entries:
            self._add(node, m.EMPTY_OUTPUT(), path=("output",))
            return
        for key, value in node.entries:
            path = ("output", key.raw)
            if self._misplaced(key, "output", path):
                continue
            if key.raw in self.plurals:
                self._plural_outputs(self.plurals[key.raw], value, path)
            elif key.raw in self.kinds and isinstance(value, Mapping):
                for name, expected in value.entries:
                    self._output(name, expected, self.kinds[key.raw], None, (*path, name.raw))
            else:
                self._output(key, value, None, None, path)

    def _listed_outputs(self, node: Sequence) -> None:
        for item in node.items:
            if not isinstance(item, Scalar):
                self._add(item, m.NAME_FOR_OUTPUT(), path=("output",))
            elif not item.bad:
                self._output(item, None, None, None, ("output", item.raw))

    def _plural_outputs(self, entity, node: Node, path: tuple) -> None:
        if not isinstance(node, Mapping) or not node.entries:
            self._add(node, m.NAME_AND_RESULTS(plural=entity.plural), path=path)
            return
        ids = self.situation.ids(entity.key)
        for key, content in node.entries:
            if key.raw not in ids and not self.lost:
                near = self.found.nearest(key.raw, ids)
                self._add(key, m.UNKNOWN_ID(kind=entity.key, name=key.raw), near, (*path, key.raw))
            names: list[tuple[Scalar, Node | None]] = []
            if isinstance(content, Mapping):
                names = list(content.entries)
            elif isinstance(content, Sequence):
                names = [(item, None) for item in content.items if isinstance(item, Scalar)]
            if not names:
                self._add(content, m.RESULTS_EXPECTED(name=key.raw), path=(*path, key.raw))
            rank = ids.index(key.raw) if key.raw in ids else 0
            for name, expected in names:
                self._output(name, expected, entity, rank, (*path, key.raw, name.raw))

    def _output(self, key: Scalar, node: Node | None, entity, rank: int | None, path: tuple) -> None:
        variable = self._variable(key, entity, path, [*self.plurals, *self.kinds] if entity is None else ())
        if variable is None:
            return
        ids = self.situation.ids(variable.entity.key)
        indexes = list(range(len(ids))) if rank is None else [rank]
        if isinstance(node, Mapping):
            for written, expected in node.entries:
                period = self._period_of(written, (*path, written.raw))
                if period is not None:
                    self._ask(variable, indexes, period, written, (*path, written.raw), expected=expected)
            if not node.entries:
                self._add(node, m.EMPTY_EXPECTED(name=variable.name), path=path)
        elif self.period is not None:
            self._ask(variable, indexes, self.period, key, path, expected=node, default=True)

    def _ask_options(self, node: Mapping) -> None:
        """Results named by ``--output``."""
        for name in self.outputs:
            key = Scalar(node.line, node.column, raw=name, quoted=True, value=name)
            path = ("--output", name)
            variable = self._variable(key, None, path, ())
            if variable is None:
                continue
            period = self.period or self._only_period(variable.definition_period)
            if period is None:
                if not self.found.mistakes:
                    self._add(node, m.PERIOD_OF_RESULT(name=name), path=path)
                continue
            indexes = list(range(len(self.situation.ids(variable.entity.key))))
            self._ask(variable, indexes, period, key, path, default=True)

    def _only_period(self, definition: str) -> Period | None:
        """The only period of that length in the text, else the only period, else None."""
        if definition == "eternity":
            return Period.eternity()
        written = [period for period in self.written.values() if period.unit != "eternity"]
        same = [period for period in written if period.unit == definition]
        return same[0] if len(same) == 1 else written[0] if len(written) == 1 else None

    def _ask(
        self,
        variable,
        indexes: list[int],
        period: Period,
        node: Node,
        path: tuple,
        *,
        expected: Node | None = None,
        default: bool = False,
    ) -> None:
        """Note an asked result; ``default`` tells that the period is the case's, not the variable's own."""
        wished = dates.widen(variable.definition_period, period) if default else period
        cell = self._try(node, path, dates.asked_period, variable, wished)
        wanted = None
        if expected is not None and not (expected.bad or (isinstance(expected, Scalar) and expected.value is None)):
            nodes = expected.items if isinstance(expected, Sequence) else [expected] * len(indexes)
            if len(nodes) != len(indexes):
                self._add(
                    expected,
                    m.UNEVEN_EXPECTED(name=variable.name, count=len(nodes), persons=len(indexes)),
                    path=path,
                )
            elif isinstance(expected, Sequence):
                wanted = [self._try(item, path, values.checked, variable, item, False) for item in nodes]
            else:
                wanted = [self._try(expected, path, values.checked, variable, expected, False)] * len(indexes)
        if cell is None:
            return
        given = all((variable.name, index, dates.written(cell)) in self.filled for index in indexes)
        if not given and not self._covered(variable, cell, node, path):
            return
        widened = wished != period and variable.definition_period != "eternity"
        asked = Asked(variable.name, variable.entity.key, indexes, cell, node.line, wanted, widened, path)
        self.situation.asked.append(asked)

    def _covered(self, variable, cell: Period, node: Node, path: tuple) -> bool:
        try:
            dates.covered(variable, cell)
        except Problem as problem:
            if node.line in self.uncovered:
                return True
            self._add(node, problem.message, problem.suggestion, path)
            return False
        return True

    # Small parts ----------------------------------------------------------------------------------------------------

    def _variable(self, key: Scalar, entity, path: tuple, others: Iterable[str]):
        """The variable a key names, or None when it is a mistake (noted)."""
        if key.bad:
            return None
        variable = self.system.variables.get(key.raw)
        if variable is None:
            near, variables = self.found.nearest, self.system.variables
            own = (name for name, one in variables.items() if entity is None or one.entity.key == entity.key)
            suggestion = near(key.raw, others) or near(key.raw, own) or near(key.raw, variables)
            unknown = m.UNKNOWN_VARIABLE if entity is None or entity.is_person else m.UNKNOWN_VARIABLE_OR_ROLE
            self._add(key, unknown(name=key.raw), suggestion, path)
            return None
        if entity is not None and variable.entity.key != entity.key:
            self._add(key, m.WRONG_ENTITY(name=key.raw, right=variable.entity.plural, wrong=entity.plural), path=path)
            return None
        return variable

    def _period_of(self, node: Node, path: tuple) -> Period | None:
        if not isinstance(node, Scalar):
            self._add(node, m.PERIOD_EXPECTED(), path=path)
            return None
        if node.bad:
            return None
        return self._try(node, path, dates.period, node.raw)

    def _try(self, node: Node, path: tuple, check, *arguments) -> Any:
        try:
            return check(*arguments)
        except Problem as problem:
            self._add(node, problem.message, problem.suggestion, path)
            return None

    def _add(self, node: Node, message: str, suggestion: str | None = None, path: tuple = ()) -> None:
        self.found.add(node, message, suggestion, (*self.root, *path))
