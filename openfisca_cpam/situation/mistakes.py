"""Mistakes found in a file: one line each, in French, with the nearest right name."""

import errno
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

PROCHE = 2
_LIENS = frozenset(("", "a", "au", "aux", "d", "de", "du", "en", "et", "l", "la", "le", "par", "pour", "un", "une"))
# What a file that a user names may be refused for.
FILES = {
    errno.ENOENT: "il n'existe pas, ou son dossier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "son chemin passe par un fichier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTEMPTY: "un dossier porte déjà ce nom",
    errno.ENOSPC: "plus de place sur le disque",
    errno.EROFS: "disque en lecture seule",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ELOOP: "liens qui tournent en rond",
    errno.EFBIG: "fichier trop grand",
}
# Beyond so many mistakes, or names compared, the nearest is no longer looked for.
SUGGESTIONS = 30
COMPARAISONS = 60_000


def reason(error: Exception) -> str:
    """Why a file cannot be read or written, in French.

    >>> reason(OSError(errno.ENOSPC, "No space left on device"))
    'plus de place sur le disque'
    """
    if isinstance(error, UnicodeDecodeError):
        return "le texte n'est pas en UTF-8"
    if isinstance(error, OSError):
        return FILES.get(error.errno, error.strerror or str(error))
    return "nom qui ne peut pas être celui d'un fichier"


@dataclass(frozen=True)
class Mistake:
    """One mistake.

    Attributes:
        line: line of the file, from 1.
        column: column, from 1.
        message: what is wrong, in French, without a final dot.
        suggestion: the nearest right name or writing, or None.
        path: keys from the root to the place (a person, a variable, a period; ints for list items).
    """

    line: int
    message: str
    suggestion: str | None = None
    column: int = 1
    path: tuple[str | int, ...] = ()

    def text(self, source: str) -> str:
        """The line to print: ``fichier:ligne: message ; vouliez-vous dire « … » ?``."""
        end = f" ; vouliez-vous dire « {self.suggestion} » ?" if self.suggestion else ""
        # In JSON written in one line the number of the line says nothing.
        deep = self.line == 1 and len(self.path) > 2
        where = f"{'/'.join(map(str, self.path))} : " if deep else ""
        return f"{source}:{self.line}: {where}{self.message}{end}"


class SituationError(ValueError):
    """A situation that cannot be computed.

    Attributes:
        source: the file's name as the user gave it.
        mistakes: every mistake, in the order of the file.
    """

    def __init__(self, source: str, mistakes: Iterable[Mistake]) -> None:
        self.source = source
        self.mistakes = sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line a mistake."""
        return [mistake.text(self.source) for mistake in self.mistakes]


@dataclass
class Problem(Exception):
    """A wrong value or period, raised by the small checkers and given its line by the guard."""

    message: str
    suggestion: str | None = None


@dataclass
class Collector:
    """Gathers the mistakes of one file."""

    mistakes: list[Mistake] = field(default_factory=list)
    compared: int = 0

    def add(self, node, message: str, suggestion: str | None = None, path: tuple = ()) -> None:
        """Note a mistake at a node of the text."""
        self.mistakes.append(Mistake(node.line, message, suggestion, node.column, path))

    def nearest(self, word: str, names: Iterable[str]) -> str | None:
        """The nearest name, while the mistakes are few enough for someone to read them."""
        if len(self.mistakes) >= SUGGESTIONS or self.compared >= COMPARAISONS:
            return None
        names = list(names)
        self.compared += len(names)
        return nearest(word, names)


def distance(left: str, right: str, limit: int = PROCHE) -> int:
    """Edits (insert, delete, replace, swap of neighbours) from one word to another; ``limit + 1`` when there are more.

    >>> distance("transport_mod", "transport_mode"), distance("taix", "taxi"), distance("vsl", "avion")
    (1, 1, 3)
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    start, end = 0, 0
    most = min(len(left), len(right))
    while start < most and left[start] == right[start]:
        start += 1
    while end < most - start and left[-1 - end] == right[-1 - end]:
        end += 1
    left, right = left[start : len(left) - end], right[start : len(right) - end]
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        current = [i]
        for j, other in enumerate(right, 1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, row = row, current
    return min(row[-1], limit + 1)


def nearest(word: str, names: Iterable[str], limit: int = PROCHE) -> str | None:
    """The name at the smallest distance, two edits at most, else None. Capitals and dashes do not count.

    Args:
        word: what was written.
        names: the right names.
        limit: largest distance; a word of four letters or fewer is allowed one edit only.
    """
    if len(word) > 200:
        return None
    names = names if isinstance(names, Collection) else list(names)
    if len(word) <= 4:
        limit = min(limit, 1)
    written, letters = _plain(word)
    best, best_distance = None, limit + 1
    for name in names:
        plain, others = _plain(name)
        # An edit changes one letter at most: nearly every name is ruled out here.
        if (letters & ~others).bit_count() > limit or (others & ~letters).bit_count() > limit:
            continue
        here = distance(written, plain, best_distance - 1)
        if here < best_distance:
            best, best_distance = name, here
    return best or _by_words(written, names)


def _by_words(written: str, names: Iterable[str]) -> str | None:
    """The only name made of the same words, or that begins as what is written; None when there are several.

    >>> _by_words("prix_du_trajet_transport", ["transport_prix_trajet", "transport_mode"])
    'transport_prix_trajet'
    >>> _by_words("calcul", ["calculate", "check"]), _by_words("transport", ["transport_mode", "transport_objet"])
    ('calculate', None)
    """
    words = _words(written)
    if len(words) > 1:
        found = [name for name in names if _words(_plain(name)[0]) == words]
    elif len(written) > 4:
        found = [name for name in names if _plain(name)[0].startswith(written)]
    else:
        return None
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=8192)
def _words(plain: str) -> frozenset[str]:
    """The words of a name, without those that only link them, nor the mark of the plural."""
    return frozenset(word.rstrip("s") for word in plain.replace(".", "_").split("_")) - _LIENS


@lru_cache(maxsize=8192)
def _plain(word: str) -> tuple[str, int]:
    """The word as it is compared, and the set of its letters as bits."""
    plain = word.casefold().replace("-", "_").replace(" ", "_")
    letters = 0
    for letter in plain:
        letters |= 1 << (ord(letter) & 63)
    return plain, letters
