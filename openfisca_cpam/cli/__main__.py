"""``python -m openfisca_cpam.cli``."""

from openfisca_cpam.cli import main

main()
