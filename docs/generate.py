"""Run by MkDocs (mkdocs-gen-files) when the site is built: writes the generated pages and the menu."""

import sys
from pathlib import Path

import mkdocs_gen_files

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generateur import ecrites, loi, menu, pages

from openfisca_cpam import CountryTaxBenefitSystem

system = CountryTaxBenefitSystem()
found = pages(system)
for name, text in found.items():
    with mkdocs_gen_files.open(name, "w") as file:
        file.write(text)
config = mkdocs_gen_files.config
config["nav"] = menu(config["nav"], loi.menu(loi.Plan(system)), found, ecrites())
