"""The command ``openfisca-cpam``: one module a command, imported when it is run.

A module of a command gives ``command``, a click command. Add it to ``COMMANDES`` with its one line of help.
"""

import sys

COMMANDES = {
    "calculate": ("openfisca_cpam.cli.calculate", "Calcule une situation et dit pourquoi"),
    "situations": ("openfisca_cpam.cli.situations", "Liste les situations fournies avec le paquet"),
    "check": ("openfisca_cpam.cli.check", "Vérifie des cas, des situations et des paramètres"),
    "test": ("openfisca_cpam.cli.test", "Vérifie les cas, les joue, montre pourquoi un cas échoue"),
    "new-case": ("openfisca_cpam.cli.new_case", "Écrit un cas à partir d'une situation"),
    "schema": ("openfisca_cpam.cli.schema", "Donne les schémas JSON des cas, situations et paramètres"),
    "serve": ("openfisca_cpam.cli.serve", "Sert l'API Web d'OpenFisca"),
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit status 0, 1 (internal fault) or 2 (the user's mistake)."""
    from openfisca_cpam.cli.group import run

    sys.exit(run(COMMANDES, sys.argv[1:] if arguments is None else arguments))
