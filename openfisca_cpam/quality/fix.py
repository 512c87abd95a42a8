"""Remove from the cases of a file the inputs that nothing reads; nothing else of the file moves."""

import re

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.quality import cases
from openfisca_cpam.quality.files import File
from openfisca_cpam.quality.play import computed
from openfisca_cpam.situation.compute import non_lues

# « cle: valeur » alone on its line, the value on the line.
_ENTREE = re.compile(r"(?P<indent>\s*)(?P<key>[\w-]+)\s*:\s+[^\s#{\[|>&*!][^{}\[\]]*$")


def fix(file: File, system: TaxBenefitSystem) -> int:
    """Rewrite a file of cases without the inputs that nothing reads.

    An input written over several lines or inside braces stays, and so does one whose line says « # sans effet ».

    Args:
        file: of cases.
        system: the law.

    Returns:
        How many lines were removed; 0 leaves the file as it was.
    """
    text = file.path.read_bytes()
    found, mistakes = cases.read(text, system, file.name)
    if mistakes:
        return 0
    lines = text.decode("utf-8").splitlines(keepends=True)
    removed: set[int] = set()
    for case in found:
        simulation, failures = computed(case.situation, system)
        if failures or simulation is None:
            continue
        for given in non_lues(case.situation, simulation):
            line = lines[given.line - 1]
            match = _ENTREE.match(line.rstrip())
            if match and match["key"] == given.variable and "sans effet" not in line:
                removed.add(given.line - 1)
    if not removed:
        return 0
    kept = _without(lines, removed)
    new = "".join(kept).encode("utf-8")
    again, broken = cases.read(new, system, file.name)
    if broken or len(again) != len(found) or sum(len(c.mistakes) for c in again) > sum(len(c.mistakes) for c in found):
        return 0
    file.path.write_bytes(new)
    return len(removed)


def _without(lines: list[str], removed: set[int]) -> list[str]:
    """The lines that stay; a key left without anything below it gets « {} »."""
    kept = [(rank, line) for rank, line in enumerate(lines) if rank not in removed]
    result = []
    for place, (rank, line) in enumerate(kept):
        if re.match(r"\s*[\w-]+:\s*$", line) and rank + 1 in removed:
            following = next((other for _, other in kept[place + 1 :] if other.strip()), "")
            if _indent(following) <= _indent(line):
                line = line.rstrip() + " {}\n"
        result.append(line)
    return result


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
