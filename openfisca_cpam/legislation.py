"""Loading the parameters: YAML is the only source, a JSON of what it holds makes the next start faster.

The cache is keyed by the content of every file, so that it is never stale. It is never needed: without a folder to
write in, the YAML is read each time.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.parameters import Parameter, ParameterNode, ParameterNodeAtInstant, ParameterScale, config

# Raise it when what is stored changes.
_FORMAT = 2
# Several versions of the law may be at work on one machine.
_CACHES_KEPT = 8


def charge_parametres(directory: Path) -> ParameterNode:
    """The tree of the parameters of a folder of YAML files.

    Args:
        directory: each folder below it is a node, each file a parameter or a node, ``index.yaml`` describes.

    Returns:
        The root node, the same as ``ParameterNode("", directory_path=...)`` gives.

    Raises:
        openfisca_core.errors.ParameterParsingError: naming the file, for a value that is not one.
        yaml.YAMLError: naming the file and line, for a file that is not YAML.
    """
    sources = dict(sorted(_sources(os.fspath(directory))))
    digest = hashlib.sha256(f"{_FORMAT}".encode())
    for name, content in sources.items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    cache = _cache_directory() / f"parametres-{digest.hexdigest()[:32]}.json"
    data = _read(cache)
    if data is not None:
        return _node("", directory, _tree(data))
    data = {name: _parse(directory / name, content) for name, content in sources.items()}
    root = _node("", directory, _tree(data))
    for _ in root.get_descendants():  # a mistake is met here, before anything is stored
        pass
    _write(cache, data)
    return root


def _sources(directory: str, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Relative path and content of every YAML file below a folder."""
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _sources(entry.path, f"{prefix}{entry.name}/")
            elif entry.name.endswith(".yaml"):
                with open(entry.path, "rb", buffering=0) as file:
                    yield prefix + entry.name, file.read()


def _cache_directory() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "openfisca-cpam"


def _parse(path: Path, content: bytes) -> Any:
    try:
        return yaml.load(content, Loader=config.Loader) or {}  # core's own loader: dates stay text
    except yaml.YAMLError as error:
        raise type(error)(f"{path}: {error}") from error


def _read(cache: Path) -> dict[str, Any] | None:
    try:
        return json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(cache: Path, data: dict[str, Any]) -> None:
    """Write aside, then rename: no process reads half of it. A folder that refuses is no fault."""
    with contextlib.suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        caches = sorted(cache.parent.glob("parametres-*.json"), key=lambda path: path.stat().st_mtime)
        for old in caches[: -_CACHES_KEPT + 1]:
            old.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=cache.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        os.replace(name, cache)


def _tree(data: dict[str, Any]) -> dict[str, Any]:
    """Files by path -> nested folders."""
    root: dict[str, Any] = {}
    for name, content in data.items():
        *folders, file = name.split("/")
        node = root
        for folder in folders:
            node = node.setdefault(folder, {})
        node[file] = content
    return root


class _NoeudDuJour(ParameterNodeAtInstant):
    """The parameters of a day, each looked up when it is first read: a whole tree costs a millisecond a day."""

    def __init__(self, name: str, node: ParameterNode, instant_str: str) -> None:
        self._name = name
        self._node = node
        self._instant_str = instant_str

    def __getattr__(self, key: str):
        if key == "_children":
            children = {name: getattr(self, name, None) for name in self._node.children}
            value = {name: child for name, child in children.items() if child is not None}
        else:
            child = None if key.startswith("_") else self._node.children.get(key)
            value = None if child is None else child._get_at_instant(self._instant_str)
            if value is None:
                raise ParameterNotFoundError(f"{self._name}.{key}" if self._name else key, self._instant_str)
        self.__dict__[key] = value
        return value


class _Enfants(dict):
    """The children of a node by name, each made when it is first asked for: a computation reads few of them."""

    def __init__(self, prepared: dict[str, Callable[[], Any]]) -> None:
        super().__init__(dict.fromkeys(prepared))
        self._prepared = prepared

    def __getitem__(self, name: str) -> Any:
        make = self._prepared.pop(name, None)
        if make is not None:
            self[name] = make()
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[str]:
        # Its own, so that ``{**children}`` and ``dict(children)`` ask for each value.
        return super().__iter__()

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401

    def items(self):
        self._make_all()
        return super().items()

    def values(self):
        self._make_all()
        return super().values()

    def _make_all(self) -> None:
        for name in tuple(self._prepared):
            self[name]


class _Noeud(ParameterNode):
    def __getattr__(self, name: str) -> Any:
        if name == "children" or name not in self.children:
            raise AttributeError(f"{self.__dict__.get('name', '')} : aucun paramètre « {name} »")
        child = self.__dict__[name] = self.children[name]
        return child

    def _get_at_instant(self, instant: str) -> _NoeudDuJour:
        return _NoeudDuJour(self.name, self, instant)


def _node(name: str, path: Path, tree: dict[str, Any]) -> ParameterNode:
    """The node of a folder, or of a file that holds several parameters."""
    described = tree.get("index.yaml", {key: tree[key] for key in config.COMMON_KEYS & tree.keys()})
    node = _Noeud(name, data=described, file_path=str(path))
    node.children = _Enfants(
        {
            key.removesuffix(".yaml"): partial(_child, name, path, key, content)
            for key, content in tree.items()
            if key != "index.yaml" and key not in config.COMMON_KEYS
        }
    )
    return node


def _child(parent: str, path: Path, key: str, content: dict[str, Any]) -> ParameterNode | Parameter | ParameterScale:
    child = key.removesuffix(".yaml")
    name = f"{parent}.{child}" if parent else child
    # The children of a file stay in that file.
    file = path if path.suffix == ".yaml" else path / key
    if "values" in content:
        return Parameter(name, content, str(file))
    if "brackets" in content:
        return ParameterScale(name, content, str(file))
    return _node(name, file, content)
