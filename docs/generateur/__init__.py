"""What the site shows and nobody writes by hand: the pages of the law, the formalities, the computed examples.

``pages()`` gives every page as text, without MkDocs; ``docs/generate.py`` writes them into the site.
"""

from collections.abc import Container
from pathlib import Path

from generateur import comparaisons, demarches, directives, loi
from generateur.page import typographie_markdown

# What stands in mkdocs.yml for the pages of the law.
LA_LOI = "LA_LOI"
DOCS = Path(__file__).resolve().parents[1]


def pages(system) -> dict[str, str]:
    """Every page of the site that is made, by its path below ``docs/``.

    Args:
        system: the law.

    Returns:
        The pages of the law, of the comparisons and of the formalities, and the written pages, completed.
    """
    plan = loi.Plan(system)
    found = loi.pages(plan)
    found[comparaisons.PAGE] = comparaisons.page(system, plan)
    found[demarches.PAGE] = demarches.page(plan)
    for name, text in ecrites().items():
        found[name] = directives.remplace(typographie_markdown(text), name, plan)
    return found


def ecrites() -> dict[str, str]:
    """The pages that people write, by path."""
    return {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}


def menu(entries: list, law: list, pages: Container[str], written: dict[str, str]) -> list:
    """The menu of mkdocs.yml, with the law's in place of ``LA_LOI``, without the pages that are not there yet, and with
    the written pages that it forgets at its end.

    Args:
        entries: of mkdocs.yml.
        law: the law's part.
        pages: paths of all pages.
        written: those that people write, by path.
    """
    known: set[str] = set()

    def complete(entry):
        if entry == LA_LOI:
            return law
        if isinstance(entry, dict):
            ((title, below),) = entry.items()
            done = complete(below)
            return {title: done} if done else None
        if isinstance(entry, list):
            return [done for one in entry if (done := complete(one))]
        known.add(entry)
        return entry if entry in pages else None

    found = complete(entries)
    others = [name for name in written if name not in known]
    return [*found, {"Autres pages": others}] if others else found
