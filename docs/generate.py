"""Run by MkDocs (mkdocs-gen-files) when the site is built: writes the generated pages and the menu."""

import sys
from pathlib import Path

import mkdocs_gen_files

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generateur import DOCS, loi, pages

from openfisca_cpam import CountryTaxBenefitSystem


def _remplace(entry, menu: list):
    """The menu of mkdocs.yml with the law's own, and without the pages that are not written yet."""
    if entry == "LA_LOI":
        return menu
    if isinstance(entry, dict):
        return {title: _remplace(below, menu) for title, below in entry.items()}
    if isinstance(entry, list):
        return [done for one in entry if (done := _remplace(one, menu)) not in (None, {}) and None not in _pages(done)]
    return entry if (DOCS / entry).is_file() or entry in found else None


def _pages(entry) -> list:
    return list(entry.values()) if isinstance(entry, dict) else []


system = CountryTaxBenefitSystem()
found = pages(system)
for name, text in found.items():
    with mkdocs_gen_files.open(name, "w") as file:
        file.write(text)
config = mkdocs_gen_files.config
config["nav"] = _remplace(config["nav"], loi.menu(loi.Plan(system)))
