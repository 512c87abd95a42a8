"""The situation that a page takes, shipped with the package or pasted, and its mistakes with their lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from flask import request

from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.situation.mistakes import Mistake, SituationError
from openfisca_cpam.situation.model import Situation
from openfisca_cpam.web.errors import TooLarge
from openfisca_cpam.web.limits import Limits
from openfisca_cpam.web.pages import Context

# A page shows what it computes, line by line: less than the interface takes.
PERSONNES, RESULTATS, CELLULES, CAS = 100, 300, 20_000, 50
TEXTE_MAXIMAL = 200_000
FAUTES_MONTREES = 30


@dataclass
class Lue:
    """What was sent.

    Attributes:
        nom: of a shipped situation, or nothing.
        texte: pasted, or that of the shipped situation.
        situations: none when there are mistakes.
        fautes: with their lines.
    """

    nom: str = ""
    texte: str = ""
    situations: list[Situation] = field(default_factory=list)
    fautes: list[Mistake] = field(default_factory=list)


@cache
def fournies() -> dict[str, str]:
    """The shipped situations by name, each in a line."""
    return shipped.descriptions()


def lue(context: Context, field_name: str = "situation", text_name: str = "texte", many: bool = False) -> Lue:
    """The situation of a form: the pasted text, else the shipped one that is chosen.

    Args:
        context: the law and the limits.
        field_name, text_name: of the fields.
        many: whether several cases are taken.

    Raises:
        TooLarge: beyond what a page computes.
    """
    text = request.form.get(text_name, "")
    name = request.form.get(field_name, "")[:100]
    if not text.strip():
        path = shipped.path(name) if name else None
        if path is None:
            return Lue(name)
        text = path.read_text("utf-8")
    found = Lue(name, text)
    if len(text) > TEXTE_MAXIMAL:
        raise TooLarge(f"Texte trop long : {TEXTE_MAXIMAL} caractères au plus.")
    try:
        situations = lit(text, context.system, "situation")
    except SituationError as error:
        found.fautes = error.mistakes
        return found
    if len(situations) > (CAS if many else 1):
        found.fautes = [Mistake(situations[CAS if many else 1].line, f"{CAS if many else 1} cas au plus à la fois")]
        return found
    verifie_la_taille(situations, context.limits)
    found.situations = situations
    return found


def verifie_la_taille(situations: Iterable[Situation], limits: Limits) -> None:
    """Refuse what a page would take too long to compute and show.

    Raises:
        TooLarge: saying which limit is passed.
    """
    persons, results, cells = 0, 0, 0
    for one in situations:
        persons += len(one.persons)
        results += sum(len(asked.indexes) for asked in one.asked)
        cells += sum(len(given.cells) for given in one.given)
    for count, limit, what in (
        (persons, min(PERSONNES, limits.persons), "personnes"),
        (results, min(RESULTATS, limits.results), "résultats demandés"),
        (cells, min(CELLULES, limits.cells), "données"),
    ):
        if count > limit:
            raise TooLarge(f"{count} {what} : {limit} au plus sur cette page.")


def extrait(text: str, line: int, around: int = 2) -> list[tuple[int, str, bool]]:
    """The lines around a mistake: number, text, whether it is the one."""
    lines = text.splitlines()
    first = max(1, line - around)
    return [
        (number, lines[number - 1][:200], number == line) for number in range(first, min(len(lines), line + around) + 1)
    ]


def fautes_montrees(found: Lue) -> list[dict]:
    """The mistakes as the template shows them, thirty at most."""
    return [
        {
            "ligne": one.line,
            "message": one.message[:400],
            "suggestion": one.suggestion[:200] if one.suggestion else None,
            "extrait": extrait(found.texte, one.line),
        }
        for one in found.fautes[:FAUTES_MONTREES]
    ]
