"""Loading the parameters: YAML is the only source, a JSON of what it holds makes the next start faster."""

from functools import partial
from pathlib import Path
from typing import Any

import yaml
from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.parameters import Parameter, ParameterNode, ParameterNodeAtInstant, ParameterScale, config

from openfisca_cpam.loading.cache import Cache, sources
from openfisca_cpam.loading.lazy import Lazy

# Raise it when what is stored changes.
_FORMAT = 2


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
    contents = sources(directory, ".yaml")
    cache = Cache("parametres", _FORMAT, contents)
    data = cache.read()
    if data is not None:
        return _node("", directory, _tree(data))
    data = {name: _parse(directory / name, content) for name, content in contents.items()}
    root = _node("", directory, _tree(data))
    for _ in root.get_descendants():  # a mistake is met here, before anything is stored
        pass
    cache.write(data)
    return root


def _parse(path: Path, content: bytes) -> Any:
    try:
        return yaml.load(content, Loader=config.Loader) or {}  # core's own loader: dates stay text
    except yaml.YAMLError as error:
        raise type(error)(f"{path}: {error}") from error


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
    node.children = Lazy(
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
