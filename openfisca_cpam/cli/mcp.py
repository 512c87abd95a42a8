"""``openfisca-cpam mcp``: the law for an assistant, over the Model Context Protocol."""

import importlib.util

import click

from openfisca_cpam.cli.group import NOM, Command

AIDE = """Sert la loi à un assistant (Model Context Protocol).

Outils : calculer, expliquer avec les articles, lire une valeur ou une règle à une date, chercher un nom.

Le serveur parle sur l'entrée et la sortie standard : c'est l'assistant qui le lance (docs/mcp.md montre comment).
"""


@click.command("mcp", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.option(
    "--langue",
    type=click.Choice(["fr", "en"]),
    default="fr",
    help="Langue des phrases d'erreur : fr (par défaut) ou en.",
)
def command(langue: str) -> None:
    """Check the extra, load the law, serve."""
    if importlib.util.find_spec("mcp") is None:
        raise click.UsageError(f"le serveur MCP demande le SDK officiel : pip install '{NOM}[mcp]'")
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.mcp.server import serve
    from openfisca_cpam.mcp.tools import Tools

    system = CountryTaxBenefitSystem()
    serve(Tools(system, language=langue), system.get_package_metadata()["version"])
