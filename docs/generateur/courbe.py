"""The history of a value as a small drawing: one step a dated value, colours and fonts left to the style sheet."""

from datetime import date
from html import escape

from openfisca_cpam.explanation.fiche import ValeurDatee
from openfisca_cpam.explanation.formats import texte

LARGEUR, HAUTEUR = 640, 144
GAUCHE, DROITE, HAUT, BAS = 8, 12, 32, 34
# A value older than this is drawn as if it began shortly before the next one.
ANCIENNE = "1995-01-01"


def courbe(values: list[ValeurDatee], unit: str | None, end: str, label: str) -> str:
    """The drawing of a history.

    Args:
        values: dated, ascending; an unknown value interrupts the line.
        unit: of the values.
        end: last day drawn, ISO.
        label: what it is, for who cannot see it.

    Returns:
        An ``<svg>``; nothing for fewer than two different numbers.
    """
    points = [(_rang(one.depuis), one.valeur) for one in values if one.depuis <= end]
    numbers = [value for _, value in points if _nombre(value)]
    if len(numbers) < 2 or len(set(numbers)) < 2:
        return ""
    last = max(_rang(end), points[-1][0] + 1)
    first = points[0][0]
    if values[0].depuis < ANCIENNE and len(points) > 1:
        first = points[1][0] - max(365, (last - points[1][0]) // 8)
        points[0] = (first, points[0][1])
    low, high = min(numbers), max(numbers)
    width, height = LARGEUR - GAUCHE - DROITE, HAUTEUR - HAUT - BAS

    def x(day: int) -> float:
        return round(GAUCHE + width * (day - first) / (last - first), 1)

    def y(value: float) -> float:
        return round(HAUT + height * (high - value) / (high - low), 1)

    path, dots, names = [], [], []
    # Where the name of the last value begins: the others stop before it.
    before_last = LARGEUR - DROITE - _largeur(texte(points[-1][1], unit))
    for rank, (day, value) in enumerate(points):
        if not _nombre(value):
            continue
        until = points[rank + 1][0] if rank + 1 < len(points) else last
        joined = rank and _nombre(points[rank - 1][1])
        path.append(f"{'L' if joined else 'M'}{x(day)} {y(value)}H{x(until)}")
        dots.append(f'<circle cx="{x(day)}" cy="{y(value)}" r="3"/>')
        shown = texte(value, unit, espace="\N{NO-BREAK SPACE}")
        falls = joined and points[rank - 1][1] > value
        end_of_all = rank == len(points) - 1
        if end_of_all or x(day) + _largeur(shown) < before_last:
            names.append(_etiquette(shown, (x(day), x(until), y(value)), falls=falls, first=not rank, last=end_of_all))
    years = [date.fromordinal(first).year, date.fromordinal(last).year]
    axis = (
        f'<path class="axe" d="M{GAUCHE} {HAUTEUR - 18}H{LARGEUR - DROITE}"/>'
        f'<text class="an" x="{GAUCHE}" y="{HAUTEUR - 4}">{years[0]}</text>'
        f'<text class="an fin" x="{LARGEUR - DROITE}" y="{HAUTEUR - 4}">{years[1]}</text>'
    )
    return (
        f'<svg class="courbe" viewBox="0 0 {LARGEUR} {HAUTEUR}" role="img" aria-label="{escape(label)}">'
        f'{axis}<path class="ligne" d="{"".join(path)}"/>{"".join(dots)}{"".join(names)}</svg>'
    )


def _largeur(shown: str) -> float:
    """About how wide a name is."""
    return 7.2 * len(shown) + 4


def _etiquette(shown: str, step: tuple[float, float, float], *, falls: bool, first: bool, last: bool) -> str:
    """The name of a step, above it where it holds there; the last one always has its own, at the right end."""
    start, end, height = step
    room = _largeur(shown)
    if not last and end - start < room:
        return ""
    css = "" if first else ' class="fin"' if last else ' class="mi"'
    # A short last step lower than the one before: its name goes below, off the line that comes down.
    below = last and falls and end - start < room
    place = LARGEUR - DROITE if last else start
    return f'<text{css} x="{place}" y="{height + (16 if below else -8):.1f}">{escape(shown)}</text>'


def _nombre(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rang(day: str) -> int:
    return date.fromisoformat(day).toordinal()
