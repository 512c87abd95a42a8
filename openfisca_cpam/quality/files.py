"""Which files to check, and what each is: a case, a situation, a parameter, an index, questions."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from openfisca_cpam.situation.mistakes import nearest
from openfisca_cpam.situation.text import Mapping, Sequence, read_nodes

Kind = Literal["cas", "situation", "liste", "parametre", "dossier", "questions"]

PACKAGE = Path(__file__).parents[1]
SUFFIXES = (".yaml", ".yml", ".json")
# A folder of this name holds files that tests read, not cases.
DONNEES = "donnees"
# YAML files of the package that are neither law nor cases; their own tests read them.
AUTRES = ("units.yaml", "couverture.yaml", "mkdocs.yml")
_DOSSIERS: dict[str, Kind] = {
    "parameters": "parametre", "situations": "situation", "tests": "cas", "questions": "questions"
}  # fmt: skip
# What is checked when no path is given.
COMPLET = ("tests", "parameters", "situations", "questions")


class NotFound(Exception):
    """A path that is not there; the arguments are the path and the nearest right one, or None."""


@dataclass(frozen=True)
class File:
    """A file to check.

    Attributes:
        path: where it is.
        name: as printed: what the user wrote, completed.
        kind: what it holds.
    """

    path: Path
    name: str
    kind: Kind

    @property
    def domain(self) -> str:
        """The first folder below tests/, parameters/…; the file's own folder elsewhere."""
        parts = self.path.resolve().parts[:-1]
        for rank in range(len(parts) - 1, -1, -1):
            if parts[rank] in _DOSSIERS:
                return parts[rank + 1] if rank + 1 < len(parts) else parts[rank]
        return parts[-1] if parts else ""


def default_paths(kinds: Iterable[str] = COMPLET) -> list[str]:
    """The folders of the checkout when one is here; the package's own elsewhere."""
    here = [place for name in kinds for place in (name, f"openfisca_cpam/{name}") if Path(place).is_dir()]
    seen: dict[Path, str] = {}
    for place in here:
        seen.setdefault(Path(place).resolve(), place)
    return list(seen.values()) or [str(PACKAGE / name) for name in kinds if (PACKAGE / name).is_dir()]


def find(paths: Iterable[str]) -> list[File]:
    """Every file to check, each once, in the order of the paths then of the names.

    Args:
        paths: files and folders; a file is taken whatever its name, a folder gives its YAML and JSON files.

    Raises:
        NotFound: for a path that is not there.
    """
    found: dict[Path, File] = {}
    for name in paths:
        place = Path(name)
        if place.is_dir():
            for path in _walk(place):
                found.setdefault(path.resolve(), File(path, str(path), kind_of(path)))
        elif place.exists():
            found.setdefault(place.resolve(), File(place, name, kind_of(place)))
        else:
            raise NotFound(name, _near(place))
    return list(found.values())


def _near(place: Path) -> str | None:
    """The file of the same folder whose name is nearest."""
    try:
        names = os.listdir(place.parent)
    except OSError:
        return None
    near = nearest(place.name, names)
    return str(place.parent / near) if near else None


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and name not in (DONNEES, "node_modules", "build", "dist")
        )  # fmt: skip
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith(".") and name not in AUTRES:
                yield Path(root) / name


def kind_of(path: Path) -> Kind:
    """What a file holds: its folder says it, else its first keys; a case when nothing does."""
    for part in reversed(path.resolve().parts[:-1]):
        kind = _DOSSIERS.get(part)
        if kind is not None:
            if path.name == "index.yaml" and kind in ("parametre", "situation"):
                return "dossier" if kind == "parametre" else "liste"
            return kind
    return _kind_by_content(path)


def _kind_by_content(path: Path) -> Kind:
    try:
        root, _ = read_nodes(path.read_bytes())
    except OSError:
        return "cas"
    if isinstance(root, Sequence) or not isinstance(root, Mapping):
        return "cas"
    keys = {key.raw for key, _ in root.entries}
    if keys & {"input", "output", "period"}:
        return "cas"
    if keys & {"values", "brackets", "metadata"}:
        return "parametre" if path.name != "index.yaml" else "dossier"
    if keys & {"questions", "resultat", "carte"}:
        return "questions"
    near = [nearest(key, ("individus", "foyers", "input", "output", "period")) for key in keys]
    return "situation" if set(near) & {"individus", "foyers"} else "cas"
