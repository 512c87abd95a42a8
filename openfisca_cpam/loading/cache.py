"""What a start found in the files of the law, kept for the next one.

A cache is keyed by the content of every file, so that it is never stale. It is never needed: without a folder to write
in, the files are read each time.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Several versions of the law may be at work on one machine.
_KEPT = 8


def sources(directory: Path, suffix: str) -> dict[str, bytes]:
    """Content of every file of a kind below a folder, by relative path, in order."""
    return dict(sorted(_sources(os.fspath(directory), suffix)))


# A thousand files at each start: most are shorter than this, and read in one go without an object for each.
_COURT = 4_096


def _sources(directory: str, suffix: str) -> Iterator[tuple[str, bytes]]:
    folders = [(directory, "")]
    while folders:
        folder, prefix = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(suffix):
                    yield prefix + entry.name, _read(entry.path)
                elif entry.is_dir():
                    folders.append((entry.path, f"{prefix}{entry.name}/"))


def _read(path: str) -> bytes:
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        content = os.read(file, _COURT)
        if len(content) == _COURT:
            content += b"".join(iter(lambda: os.read(file, 64 * _COURT), b""))
        return content
    finally:
        os.close(file)


class Cache:
    """A JSON file for one state of some files.

    Args:
        kind: what is kept (``parametres``, ``variables``), the beginning of the file's name.
        version: raised when what is stored changes.
        contents: of the files, by name.

    Attributes:
        key: changes when one of the files changes.
    """

    def __init__(self, kind: str, version: int, contents: dict[str, bytes]) -> None:
        digest = hashlib.sha256(str(version).encode())
        for name, content in contents.items():
            digest.update(name.encode() + b"\0" + content + b"\0")
        self.key = digest.hexdigest()[:32]
        self._kind = kind
        self._path = _directory() / f"{kind}-{self.key}.json"

    def read(self) -> Any | None:
        """What was kept; None when there is nothing whole."""
        try:
            return json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def write(self, data: Any) -> None:
        """Write aside, then rename: no process reads half of it. A folder that refuses is no fault."""
        with contextlib.suppress(OSError):
            folder = self._path.parent
            folder.mkdir(parents=True, exist_ok=True)
            kept = sorted(folder.glob(f"{self._kind}-*.json"), key=lambda path: path.stat().st_mtime)
            for old in kept[: -_KEPT + 1]:
                old.unlink(missing_ok=True)
            handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(data, file, ensure_ascii=False)
            os.replace(name, self._path)


def _directory() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "openfisca-cpam"
