"""A checked situation: who, what is given, what is asked. No engine in it but periods."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openfisca_core.periods import Period


@dataclass
class Group:
    """The groups of one kind (households).

    Attributes:
        ids: their identifiers.
        of: for each person, the index of the group.
        roles: for each person, the index of the role in the entity's flattened roles.
    """

    ids: list[str]
    of: list[int]
    roles: list[int]


@dataclass
class Given:
    """A value that was given.

    Attributes:
        variable: name.
        entity: key of the entity (``individu``, ``foyer``).
        index: rank of the person or group.
        period: as written.
        cells: the periods of the variable's own length that it fills.
        value: bool, int, float, str, ISO date or Enum member's name; already divided when cells share it.
        line, path: where it was written.
    """

    variable: str
    entity: str
    index: int
    period: "Period"
    cells: list["Period"]
    value: Any
    line: int
    path: tuple[str | int, ...] = ()


@dataclass
class Asked:
    """A result that is asked.

    Attributes:
        variable, entity: as for ``Given``.
        indexes: ranks of the persons or groups.
        period: of the variable's own length.
        line: where it was asked.
        expected: one value an index, None when none is expected (a case gives them).
        widened: the period is not the case's own: the engine's runner would refuse it.
    """

    variable: str
    entity: str
    indexes: list[int]
    period: "Period"
    line: int
    expected: list[Any] | None = None
    widened: bool = False
    path: tuple[str | int, ...] = ()


@dataclass
class Situation:
    """What a file says, checked.

    Attributes:
        source: the file's name.
        line: its first line in the file.
        name, description: of a case.
        persons: identifiers.
        groups: by entity key.
        given, asked: in the order of the file.
    """

    source: str
    line: int = 1
    name: str | None = None
    description: str | None = None
    persons: list[str] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def ids(self, entity: str) -> list[str]:
        """Identifiers of the persons or groups of an entity."""
        return self.groups[entity].ids if entity in self.groups else self.persons
