"""The command ``openfisca-cpam``: one module a command, imported when it is run.

A module of a command gives ``command``, a click command. Add it to ``COMMANDES`` with its one line of help.
"""

import sys

from openfisca_cpam.loading import collector

COMMANDES = {
    "calculate": ("openfisca_cpam.cli.calculate", "Calcule une situation et dit pourquoi"),
    "situations": ("openfisca_cpam.cli.situations", "Liste les situations fournies avec le paquet"),
    "explain": ("openfisca_cpam.cli.explain", "Dit ce qu'est une variable ou un paramètre, et sa règle"),
    "demarches": ("openfisca_cpam.cli.demarches", "Dit ce qu'il faut faire, à qui, avant quelle date, et les recours"),
    "compare": ("openfisca_cpam.cli.compare", "Compare une situation à plusieurs dates"),
    "sweep": ("openfisca_cpam.cli.sweep", "Calcule une situation pour toutes les valeurs d'une donnée"),
    "simulate": ("openfisca_cpam.cli.simulate", "Calcule toute une population, de table à table"),
    "population": ("openfisca_cpam.cli.population", "Tire une population aux marges publiées"),
    "reform": ("openfisca_cpam.cli.reform", "Ce que coûte une réforme, à qui, qui gagne et qui perd"),
    "coverage": ("openfisca_cpam.cli.coverage", "Dit ce que les cas atteignent de la loi"),
    "mutate": ("openfisca_cpam.cli.mutate", "Change la loi et vérifie que les cas le voient"),
    "check": ("openfisca_cpam.cli.check", "Vérifie des cas, des situations, des paramètres et des questions"),
    "test": ("openfisca_cpam.cli.test", "Vérifie les cas, les joue, montre pourquoi un cas échoue"),
    "new-case": ("openfisca_cpam.cli.new_case", "Écrit un cas à partir d'une situation"),
    "schema": ("openfisca_cpam.cli.schema", "Donne les schémas JSON des cas, situations et paramètres"),
    "serve": ("openfisca_cpam.cli.serve", "Sert l'API Web d'OpenFisca"),
    "mcp": ("openfisca_cpam.cli.mcp", "Sert la loi à un assistant (Model Context Protocol)"),
}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; exit status 0, 1 (internal fault) or 2 (the user's mistake)."""
    collector.spare()
    from openfisca_cpam.cli.group import run

    sys.exit(run(COMMANDES, sys.argv[1:] if arguments is None else arguments))
