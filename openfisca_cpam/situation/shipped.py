"""The situations shipped with the package: their names, paths and one-line descriptions.

A situation is a JSON file (Web API's form) or a YAML file (either form). Its description is the ``description`` or
``name`` of a case in the short form, else its line in ``index.yaml`` (``nom: description``).
"""

from pathlib import Path

import yaml

DOSSIER = Path(__file__).resolve().parent.parent / "situations"
_SUFFIXES = (".json", ".yaml", ".yml")


def paths() -> dict[str, Path]:
    """Paths by name, in alphabetical order."""
    if not DOSSIER.is_dir():
        return {}
    files = (path for path in DOSSIER.iterdir() if path.suffix in _SUFFIXES and path.stem != "index")
    return {path.stem: path for path in sorted(files)}


def path(name: str) -> Path | None:
    """The path of a shipped situation, by its name without suffix; None when there is none."""
    return paths().get(name)


def descriptions() -> dict[str, str]:
    """One line by name; empty when nobody wrote it."""
    index = DOSSIER / "index.yaml"
    known = yaml.safe_load(index.read_text("utf-8")) if index.exists() else {}
    return {name: " ".join((_own(file) or str((known or {}).get(name, ""))).split()) for name, file in paths().items()}


def _own(file: Path) -> str:
    if file.suffix == ".json":
        return ""
    content = yaml.safe_load(file.read_text("utf-8"))
    if isinstance(content, list) and content:
        content = content[0]
    if not isinstance(content, dict):
        return ""
    return str(content.get("name") or content.get("description") or "")
