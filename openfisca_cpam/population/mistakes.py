"""Mistakes found in a table: one line each, in French, with the column, the rows and the nearest right name."""

from collections.abc import Iterable
from typing import Any

# Rows named in one line; the others are counted.
LIGNES_NOMMEES = 5


class TableError(ValueError):
    """A table that cannot be computed.

    Attributes:
        lines: one sentence a mistake.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))

    def __reduce__(self):
        return TableError, (self.lines,)  # from another process, still a sentence a mistake


def line(source: str, column: str | None, message: str, suggestion: str | None = None) -> str:
    """The sentence of a mistake.

    >>> line("individus.csv", "salaire_nett", "variable inconnue", "salaire_net")
    'individus.csv : colonne « salaire_nett » : variable inconnue ; vouliez-vous dire « salaire_net » ?'
    """
    where = source if column is None else f"{source} : colonne « {column} »"
    return f"{where} : {message}" + (f" ; vouliez-vous dire « {suggestion} » ?" if suggestion else "")


def rows(numbers: Iterable[int], offset: Any = 0) -> str:
    """The rows of a mistake, counted from 1 as a person reads a table (the header is not a row).

    Args:
        numbers: rows of a block, from 0.
        offset: rank in the table of the block's first row, or an array with the rank of each row.

    >>> rows([0]), rows([0, 4]), rows(range(9))
    ('ligne 1', 'lignes 1 et 5', 'lignes 1, 2, 3, 4, 5 et 4 autres')
    """
    ranks = (number + offset if isinstance(offset, int) else offset[number] for number in numbers)
    found = [int(rank) + 1 for rank in ranks]
    named = [str(number) for number in found[:LIGNES_NOMMEES]]
    if len(found) == 1:
        return f"ligne {named[0]}"
    others = len(found) - len(named)
    if others:
        return f"lignes {', '.join(named)} et {others} autre{'s' if others > 1 else ''}"
    return f"lignes {', '.join(named[:-1])} et {named[-1]}"
