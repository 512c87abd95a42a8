"""Repair what can be repaired without a choice: inputs that nothing reads go, persons alone get their household."""

import re

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.quality import cases
from openfisca_cpam.quality.files import File
from openfisca_cpam.quality.play import computed, play, reformed
from openfisca_cpam.situation.compute import non_lues
from openfisca_cpam.situation.members import roles_of
from openfisca_cpam.situation.text import Mapping, parse

# « cle: valeur » alone on its line, the value on the line.
_ENTREE = re.compile(r"\s*(?P<key>[\w-]+)\s*:\s+[^\s#{\[|>&*!][^{}\[\]]*$")


def fix(file: File, system: TaxBenefitSystem) -> tuple[int, int]:
    """Rewrite a file of cases; nothing else of it moves.

    - An input that nothing reads is removed, unless it is written over several lines or inside braces, or its line
      says « # sans effet ».
    - Persons without households get the one that OpenFisca's own runner gives them in silence: each their own. Only
      when the case then passes.

    Args:
        file: of cases.
        system: the law.

    Returns:
        How many inputs were removed, how many cases got households. A file that cannot be read stays as it was.
    """
    text = file.path.read_bytes()
    _, broken = cases.read(text, system, file.name)
    if broken:
        return 0, 0
    housed, count = _house(text, system, file.name)
    new, removed = _prune(housed, system, file.name)
    if new != text:
        file.path.write_bytes(new)
    return removed, count


def _faults(text: bytes, system: TaxBenefitSystem, source: str) -> int:
    found, broken = cases.read(text, system, source)
    return len(broken) + sum(len(case.mistakes) for case in found)


# Inputs that nothing reads ---------------------------------------------------------------------------------------


def _prune(text: bytes, system: TaxBenefitSystem, source: str) -> tuple[bytes, int]:
    found, _ = cases.read(text, system, source)
    lines = text.decode("utf-8").splitlines(keepends=True)
    removed: set[int] = set()
    for case in found:
        simulation, failures = computed(case.situation, reformed(system, case.reforms, case.parameters))
        if failures or simulation is None:
            continue
        for given in non_lues(case.situation, simulation):
            line = lines[given.line - 1]
            match = _ENTREE.match(line.rstrip())
            if match and match["key"] == given.variable and "sans effet" not in line:
                removed.add(given.line - 1)
    new = "".join(_without(lines, removed)).encode("utf-8")
    if not removed or _faults(new, system, source) > _faults(text, system, source):
        return text, 0
    return new, len(removed)


def _without(lines: list[str], removed: set[int]) -> list[str]:
    """The lines that stay; a key left without anything below it gets « {} »."""
    kept = [(rank, line) for rank, line in enumerate(lines) if rank not in removed]
    result = []
    for place, (rank, line) in enumerate(kept):
        empty = False
        if re.match(r"\s*[\w-]+:\s*$", line) and rank + 1 in removed:
            following = next((other for _, other in kept[place + 1 :] if other.strip()), "")
            empty = _indent(following) <= _indent(line)
        result.append(line.rstrip() + " {}\n" if empty else line)
    return result


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


# Persons without households --------------------------------------------------------------------------------------


def _house(text: bytes, system: TaxBenefitSystem, source: str) -> tuple[bytes, int]:
    """Households for the persons of each case that has none, from the last case to the first."""
    root = parse(text)
    nodes = [root] if isinstance(root, Mapping) else [node for node in root.items if isinstance(node, Mapping)]
    lines = text.decode("utf-8").splitlines(keepends=True)
    count = 0
    for node in reversed(nodes):
        tried = _housed(lines, node, system)
        if tried is None:
            continue
        line = node.line
        case = next(
            one for one in cases.read("".join(tried).encode("utf-8"), system, source)[0] if one.situation.line == line
        )
        if not case.mistakes and not play(case, system).gaps:
            lines, count = tried, count + 1
    return "".join(lines).encode("utf-8"), count


def _housed(lines: list[str], node: Mapping, system: TaxBenefitSystem) -> list[str] | None:
    """The lines with the households of a case; None when it needs none."""
    inputs = node.get("input")
    person, kinds = system.person_entity, system.group_entities
    if not isinstance(inputs, Mapping):
        return None
    persons = inputs.get(person.plural)
    if not isinstance(persons, Mapping) or any(inputs.get(kind.plural) is not None for kind in kinds):
        return None
    key = next(key for key, _ in inputs.entries if key.raw == person.plural)
    space = " " * (key.column - 1)
    names = [name.raw if re.fullmatch(r"[a-z_]\w*", name.raw) else f'"{name.raw}"' for name, _ in persons.entries]
    added = []
    for kind in kinds:
        role = next(iter(roles_of(kind)))
        homes = ", ".join(f"{name}: {{{role}: {name}}}" for name in names)
        added.append(f"{space}{kind.plural}: {{{homes}}}\n")
    end = key.line
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > len(space)):
        end += 1
    return [*lines[:end], *added, *lines[end:]]
