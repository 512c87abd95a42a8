"""What the site shows and nobody writes by hand: the pages of the law, the computed examples, the comparisons.

``pages()`` gives every page as text, without MkDocs; ``docs/generate.py`` writes them into the site.
"""

from pathlib import Path

from generateur import comparaisons, directives, loi

DOCS = Path(__file__).resolve().parents[1]


def pages(system) -> dict[str, str]:
    """Every page of the site that is made, by its path below ``docs/``.

    Args:
        system: the law.

    Returns:
        The pages of the law, that of the comparisons, and the written pages that hold a directive, completed.
    """
    plan = loi.Plan(system)
    found = loi.pages(plan)
    found[comparaisons.PAGE] = comparaisons.page(system, plan)
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text("utf-8")
        if directives.en_contient(text):
            name = path.relative_to(DOCS).as_posix()
            found[name] = directives.remplace(found.get(name, text), name, plan)
    return found
