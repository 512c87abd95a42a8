"""``openfisca-cpam schema``: JSON Schemas for editors and for whoever sends a situation."""

import json
from pathlib import Path

import click

from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation.mistakes import reason

NOMS = ("cas", "situations", "parametres")

AIDE = """Donne le schéma JSON (draft 2020-12) des cas, des situations ou des paramètres.

SCHEMA est cas (par défaut), situations ou parametres. Avec --write, les trois sont écrits dans un dossier, pour un
éditeur : voir docs/ecrire_un_cas.md.
"""


@click.command("schema", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("name", type=click.Choice(NOMS), required=False, metavar="[SCHEMA]")
@click.option("--write", "folder", metavar="DOSSIER", help="Écrit les trois schémas (ou celui nommé) dans ce dossier.")
def command(name: str | None, folder: str | None) -> int:
    """Generate from the loaded system; print one, or write files."""
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.quality.schema import SCHEMAS

    system = CountryTaxBenefitSystem()
    if folder is None:
        click.echo(_json(SCHEMAS[name or "cas"](system)))
        return 0
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        for one in (name,) if name else NOMS:
            path = place / f"{one}.schema.json"
            path.write_text(_json(SCHEMAS[one](system)) + "\n", "utf-8")
            click.echo(str(path))
    except OSError as error:
        raise click.UsageError(f"dossier impossible à écrire « {folder} » ({reason(error)})") from None
    return 0


def _json(schema: dict) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2)
