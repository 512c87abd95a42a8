"""The content of a YAML file that remembers its lines: plain keys, lists and values, and where each of them stands."""

from dataclasses import dataclass
from typing import Any

from openfisca_cpam.situation.mistakes import Mistake
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence, read_nodes


class Cles(dict):
    """Keys and values, with the line of each key."""

    ligne = 1
    lignes: dict[str, int]


class Suite(list):
    """A list, with the line of each item."""

    lignes: list[int]


@dataclass(frozen=True)
class Lieu:
    """A place of the file: in words, and its line."""

    texte: str
    ligne: int = 1

    def dans(self, node: Any, key: Any = None, suite: str = "") -> "Lieu":
        """The place of a key, or of an item, of a node; its own when the node does not say it."""
        if isinstance(node, Cles):
            line = node.lignes.get(key, node.ligne)
        elif isinstance(node, Suite) and isinstance(key, int):
            line = node.lignes[key]
        else:
            line = self.ligne
        return Lieu(self.texte + suite, line)

    def __str__(self) -> str:
        return self.texte


def contenu(text: str | bytes) -> tuple[Any, list[Mistake]]:
    """The content of a file with its lines (None when it cannot be read), and the mistakes of form."""
    root, mistakes = read_nodes(text)
    return (_avec_lignes(root) if root is not None else None), list(mistakes)


def _avec_lignes(node: Node) -> Any:
    if isinstance(node, Mapping):
        found = Cles((key.raw, _avec_lignes(value)) for key, value in node.entries)
        found.ligne, found.lignes = node.line, {key.raw: key.line for key, _ in node.entries}
        return found
    if isinstance(node, Sequence):
        items = Suite(_avec_lignes(item) for item in node.items)
        items.lignes = [item.line for item in node.items]
        return items
    return node.value if isinstance(node, Scalar) else None


def sur_la_ligne(value: Any, line: int) -> Any:
    """What a file takes from another: all of it stands on the line that takes it."""
    if isinstance(value, dict):
        found = Cles((key, sur_la_ligne(one, line)) for key, one in value.items())
        found.ligne, found.lignes = line, {}
        return found
    if isinstance(value, list):
        items = Suite(sur_la_ligne(one, line) for one in value)
        items.lignes = [line] * len(items)
        return items
    return value


def reunies(first: dict[str, Any], node: dict[str, Any]) -> Cles:
    """Keys, and those of a node that stand for them, with its lines."""
    found = Cles({**first, **node})
    found.ligne, found.lignes = getattr(node, "ligne", 1), dict(getattr(node, "lignes", {}))
    return found
