"""YAML or JSON text to nodes that know their line and column.

No tag is run, no alias is followed, nothing is guessed: ``1:30``, ``010``, ``1_000``, ``yes`` and dates stay text.
"""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Collector, Mistake, SituationError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PROFONDEUR_MAXIMALE = 40
TAILLE_MAXIMALE = 20_000_000

_ENTIER = re.compile(r"[-+]?(0|[1-9][0-9]{0,30})\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,300})?(\.[0-9]*)?([eE][-+]?[0-9]{1,4})?\Z")
_NON_FINI = re.compile(r"[-+]?(\.?(inf|nan)|infinity)\Z", re.IGNORECASE)
_BOOLEENS = {"true": True, "false": False}
_NULS = {"", "~", "null"}

_EXPLICATIONS = {
    "cannot start any token": m.BAD_START(),
    "mapping values are not allowed": m.BAD_COLON(),
    "did not find expected key": m.BAD_KEY_OR_INDENT(),
    "did not find expected '-' indicator": m.BAD_LIST_INDENT(),
    "did not find expected ',' or": m.MISSING_COMMA(),
    "did not find expected node content": m.MISSING_VALUE(),
    "could not find expected ':'": m.MISSING_COLON(),
    "unexpected end of stream": m.OPEN_QUOTE(),
    "block sequence entries are not allowed": m.BAD_DASH(),
    "did not find expected <document start>": m.BAD_END(),
    "unknown escape character": m.BAD_ESCAPE(),
    "invalid Unicode character escape code": m.HALF_CHARACTER(),
    "invalid simple key": m.BAD_KEY(),
}


@dataclass(slots=True)
class Node:
    """A value of the text, with its place (from 1); ``bad`` when it is already reported: say nothing more of it."""

    line: int
    column: int
    bad: bool = False


@dataclass(slots=True)
class Scalar(Node):
    """A single value.

    Attributes:
        raw: as written, without quotes.
        quoted: whether it was between quotes.
        value: None, bool, int, float (NaN and infinities included) or str.
    """

    raw: str = ""
    quoted: bool = False
    value: object = None


@dataclass(slots=True)
class Mapping(Node):
    """Keys (always text) and values, in order, without duplicates."""

    entries: list[tuple[Scalar, Node]] = field(default_factory=list)

    def get(self, name: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for key, value in self.entries if key.raw == name), None)


@dataclass(slots=True)
class Sequence(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


def resolve(raw: str) -> object:
    """What a plain (unquoted) word means: null, true, false, a number, else the text itself."""
    low = raw.lower()
    if low in _NULS:
        return None
    if low in _BOOLEENS:
        return _BOOLEENS[low]
    if _ENTIER.match(raw):
        return int(raw)
    if any(letter.isdigit() for letter in raw) and _DECIMAL.match(raw):
        return float(raw)
    if _NON_FINI.match(raw):
        return math.nan if "nan" in low else math.inf
    return raw


def plain(node: Node) -> object:
    """The value of a node and of all below it: dict, list, None, bool, int, float or str."""
    if isinstance(node, Mapping):
        return {key.raw: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def parse(text: str | bytes, source: str = "situation") -> Node:
    """Read a text.

    Args:
        text: YAML or JSON.
        source: the file's name, for messages.

    Returns:
        The root node.

    Raises:
        SituationError: for text that is not YAML, tags, aliases, duplicate keys, several documents, too deep or long.
    """
    node, mistakes = read_nodes(text)
    if mistakes:
        raise SituationError(source, mistakes)
    return node


def read_nodes(text: str | bytes) -> tuple[Node | None, list[Mistake]]:
    """The root node and the mistakes of form; with a syntax error the node is None."""
    found = Collector()
    try:
        root = _compose(_decode(text), found)
    except _Stop as stop:
        return None, [*found.mistakes, *stop.args]
    return (root, found.mistakes) if root is not None else (None, [Mistake(1, m.EMPTY_FILE())])


def _decode(text: str | bytes) -> str:
    if len(text) > TAILLE_MAXIMALE:
        raise _Stop(Mistake(1, m.FILE_TOO_LONG(megabytes=TAILLE_MAXIMALE // 1_000_000)))
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _Stop(Mistake(text.count(b"\n", 0, error.start) + 1, m.NOT_UTF8())) from None
    return text.removeprefix("\ufeff")


class _Stop(Exception):
    """The text cannot be read further; its arguments are mistakes, if they are not noted yet."""


_SURROGATES = re.compile(r"\\\\|\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def _join_surrogates(match: re.Match) -> str:
    if match.group(1) is None:
        return match.group(0)
    return json.loads(f'"{match.group(0)}"')


def _syntax(error: yaml.MarkedYAMLError, text: str, json_text: bool) -> Mistake:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = error.problem or ""
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    reason = next((french for english, french in _EXPLICATIONS.items() if english in problem), None)
    if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in problem:
        reason = m.TABS()
    if json_text:
        try:
            json.loads(text)
        except json.JSONDecodeError as json_error:
            line, column = json_error.lineno, json_error.colno
        except RecursionError:
            reason = m.TOO_DEEP()
    language = "JSON" if json_text else "YAML"
    return Mistake(line, m.UNREADABLE(language=language, reason=reason or m.SYNTAX()), None, column)


def _compose(text: str, found: Collector) -> Node | None:
    """Build nodes from the parser's events, with a stack: no recursion, no constructor."""
    json_text = text.lstrip().startswith("{")
    if json_text:
        text = _SURROGATES.sub(_join_surrogates, text)
    try:
        return _assemble(yaml.parse(text, Loader=_Loader), found)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _Stop(Mistake(line, m.FORBIDDEN_CHARACTER())) from None
    except yaml.MarkedYAMLError as error:
        raise _Stop(_syntax(error, text, json_text)) from None


def _assemble(events: Iterable[yaml.Event], found: Collector) -> Node | None:
    root: Node | None = None
    stack: list[Node] = []
    keys: list[Scalar | None] = []
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                found.add(_place(event), m.ONE_DOCUMENT())
                raise _Stop
            continue
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, found)
            if not stack:
                root = node
            elif isinstance(stack[-1], Sequence):
                stack[-1].items.append(node)
            elif keys[-1] is None:
                keys[-1] = _key(node, stack[-1], found)
                if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                    raise _Stop
                continue
            else:
                _enter(stack[-1], keys[-1], node, found)
                keys[-1] = None
            if isinstance(node, Mapping | Sequence):
                if len(stack) >= PROFONDEUR_MAXIMALE:
                    found.add(node, m.TOO_DEEP())
                    raise _Stop
                stack.append(node)
                keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
    return root


def _place(event: yaml.Event) -> Node:
    return Node(event.start_mark.line + 1, event.start_mark.column + 1)


def _node(event: yaml.NodeEvent, found: Collector) -> Node:
    place = _place(event)
    if isinstance(event, yaml.AliasEvent):
        found.add(place, m.NO_ALIAS(name=event.anchor))
        return Scalar(place.line, place.column, bad=True)
    if event.anchor:
        found.add(place, m.NO_ANCHOR(name=event.anchor))
    tagged = event.tag is not None
    if tagged:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        found.add(place, m.NO_TAG(name=tag))
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(place.line, place.column, tagged)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(place.line, place.column, tagged)
    quoted = bool(event.style)
    value = event.value if quoted else resolve(event.value)
    return Scalar(place.line, place.column, tagged, event.value, quoted, value)


def _key(node: Node, mapping: Mapping, found: Collector) -> Scalar:
    if not isinstance(node, Scalar):
        found.add(node, m.KEY_IS_A_WORD())
        return Scalar(node.line, node.column, bad=True)
    if not node.bad and not node.raw.strip():
        found.add(node, m.EMPTY_KEY())
        node.bad = True
    elif node.raw == "<<":
        found.add(node, m.NO_MERGE())
        node.bad = True
    return node


def _enter(mapping: Mapping, key: Scalar, node: Node, found: Collector) -> None:
    if key.bad:
        return
    first = next((other for other, _ in mapping.entries if other.raw == key.raw), None)
    if first is not None:
        found.add(key, m.KEY_TWICE_LINE(name=key.raw, line=first.line))
        return
    mapping.entries.append((key, node))
