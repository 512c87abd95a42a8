"""Who is in a situation: persons, households, roles. Nobody left out, nobody twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import nearest
from openfisca_cpam.situation.model import Group, Situation
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence

Add = Callable[..., None]


def roles_of(kind) -> dict[str, Any]:
    """Roles of a kind of household by the key that is written (plural when there may be several)."""
    return {role.plural or role.key: role for role in kind.roles}


def names_in(node: Node) -> list[Scalar] | None:
    """Names of persons: one, a list, none; None when the node is something else."""
    if isinstance(node, Scalar):
        return [] if node.value is None and not node.bad else [node]
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        return node.items
    return None


@dataclass
class _Placing:
    """Where persons go, for one kind of household."""

    kind: Any
    group: Group
    ranks: dict[str, int]
    seen: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass
class Members:
    """Fills the persons and households of a situation.

    Attributes:
        system: the law.
        situation: to fill.
        add: notes a mistake (node, message, suggestion, path).
        nearest: looks for the right name (word, names).
    """

    system: TaxBenefitSystem
    situation: Situation
    add: Add
    nearest: Callable[..., str | None] = nearest

    def alone(self) -> None:
        """One person, in a household of their own."""
        self.situation.persons = [self.system.person_entity.key]
        self.situation.groups = {kind.key: Group([kind.key], [0], [0]) for kind in self.system.group_entities}

    def of_case(self, inputs: Mapping, place: Node) -> bool:
        """Persons of a case: in the plural form, in the engine's singular form, or one person alone."""
        plurals = [entity.plural for entity in self.system.entities]
        if any(inputs.get(plural) is not None for plural in plurals):
            return self.of(inputs, place)
        self.alone()
        person = self.system.person_entity
        for kind in self.system.group_entities:
            node = inputs.get(kind.key)
            for key, value in node.entries if isinstance(node, Mapping) else ():
                if key.raw in roles_of(kind) and [name.raw for name in names_in(value) or []] != [person.key]:
                    message = m.ONE_PERSON_HERE(
                        kind=kind.key, person=person.key, persons=person.plural, kinds=kind.plural
                    )
                    self.add(key, message)
                    return False
        return True

    def of(self, holder: Mapping, place: Node) -> bool:
        """Persons and households under their plural keys.

        Returns:
            False when nothing more can be said of the variables.
        """
        plural = self.system.person_entity.plural
        persons = holder.get(plural)
        if persons is None:
            if not any(nearest(key.raw, [plural]) for key, _ in holder.entries):
                self.add(place, m.PERSONS_MISSING(plural=plural), path=(plural,))
            return False
        if not isinstance(persons, Mapping) or not persons.entries:
            if not persons.bad:
                self.add(persons, m.NO_PERSON(plural=plural), path=(plural,))
            return False
        self.situation.persons = [key.raw for key, _ in persons.entries]
        for kind in self.system.group_entities:
            self.situation.groups[kind.key] = self._group(kind, holder.get(kind.plural), persons)
        return True

    def contents(self, node: Node | None, entity) -> Iterator[tuple[int, Scalar, Mapping]]:
        """Rank, name and variables of each person or household."""
        for rank, (key, content) in enumerate(node.entries if isinstance(node, Mapping) else ()):
            empty = content.bad or (isinstance(content, Scalar) and content.value is None)
            if isinstance(content, Mapping):
                yield rank, key, content
            elif entity.is_person and not empty:
                message = m.VARIABLES_EXPECTED(name=key.raw)
                self.add(content, message, path=(entity.plural, key.raw))

    def _group(self, kind, node: Node | None, persons: Mapping) -> Group:
        people = self.situation.persons
        lone = Group([kind.key], [0] * len(people), [0] * len(people))
        if node is None:
            if len(people) > 1:
                message = m.HOUSEHOLDS_MISSING(count=len(people), plural=kind.plural, roles=", ".join(roles_of(kind)))
                self.add(persons, message, path=(kind.plural,))
            return lone
        if not isinstance(node, Mapping) or not node.entries:
            if not node.bad:
                self.add(node, m.NO_HOUSEHOLD(plural=kind.plural, kind=kind.key), path=(kind.plural,))
            return lone
        group = Group([key.raw for key, _ in node.entries], [0] * len(people), [0] * len(people))
        placing = _Placing(kind, group, {name: rank for rank, name in enumerate(people)})
        for rank, (key, content) in enumerate(node.entries):
            self._household(rank, key, content, placing)
        for key, _ in persons.entries:
            if key.raw not in placing.seen:
                message = m.LEFT_OUT(name=key.raw, kind=kind.key, plural=kind.plural)
                self.add(key, message, path=(self.system.person_entity.plural, key.raw))
        return group

    def _household(self, rank: int, key: Scalar, content: Node, placing: _Placing) -> None:
        kind = placing.kind
        path = (kind.plural, key.raw)
        if not isinstance(content, Mapping):
            if not content.bad:
                self.add(content, m.ROLES_EXPECTED(name=key.raw), path=path)
            return
        roles = roles_of(kind)
        empty, headed = True, False
        for role_key, value in content.entries:
            # A misspelt role is reported with the variables; its persons are not left out for that.
            role = roles.get(role_key.raw) or roles.get(self._near_role(role_key.raw, roles) or "")
            if role is None:
                continue
            names = names_in(value)
            headed = headed or (role is kind.flattened_roles[0] and names != [])
            if names is None:
                message = m.NAMES_EXPECTED(role=role_key.raw)
                self.add(value, message, path=(*path, role_key.raw))
                empty = False
                continue
            empty = empty and not names
            if role.max and len(names) > role.max:
                message = m.TOO_MANY_IN_ROLE(name=key.raw, count=len(names), role=role_key.raw, most=role.max)
                self.add(role_key, message, path=(*path, role_key.raw))
            rank_of_role = list(kind.flattened_roles).index(role)
            for name in names:
                if not name.bad:
                    self._place(name, (rank, rank_of_role), (*path, role_key.raw), placing)
        if empty:
            self.add(key, m.EMPTY_HOUSEHOLD(kind=kind.key, name=key.raw), path=path)
        elif not headed:
            self.add(key, m.NO_HEAD(kind=kind.key, name=key.raw, role=kind.flattened_roles[0].key), path=path)

    def _near_role(self, word: str, roles: dict[str, Any]) -> str | None:
        return None if word in self.system.variables else self.nearest(word, roles)

    def _place(self, name: Scalar, ranks: tuple[int, int], path: tuple[str, ...], placing: _Placing) -> None:
        household = path[1]
        person = placing.ranks.get(name.raw)
        if person is None:
            self.add(name, m.UNKNOWN_PERSON(name=name.raw[:200]), self.nearest(name.raw, placing.ranks), path)
        elif name.raw in placing.seen:
            other, line = placing.seen[name.raw]
            twice = m.TWICE_IN(name=name.raw, household=household)
            where = "" if line == name.line else m.ON_LINE(line=line)
            two = m.IN_TWO(name=name.raw, other=other, where=where, household=household)
            self.add(name, twice if other == household else two, path=path)
        else:
            placing.seen[name.raw] = (household, name.line)
            placing.group.of[person], placing.group.roles[person] = ranks
