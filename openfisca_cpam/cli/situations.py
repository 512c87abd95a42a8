"""``openfisca-cpam situations``: the situations shipped with the package."""

import json

import click

from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation.mistakes import nearest


@click.command(
    "situations",
    cls=Command,
    options_metavar="[OPTIONS]",
    help="Liste les situations fournies, avec une ligne de description. Chacune se calcule par son nom : "
    "openfisca-cpam calculate NOM.",
)
@click.option("--path", "name", metavar="NOM", help="Affiche le chemin du fichier de cette situation.")
@click.option("--json", "as_json", is_flag=True, help="Donne la liste en JSON.")
def command(name: str | None, as_json: bool) -> None:
    """Print the list, or the path of one."""
    from openfisca_cpam.situation import shipped

    known = shipped.paths()
    if name is not None:
        if name not in known:
            near = nearest(name, known)
            end = f" ; vouliez-vous dire « {near} » ?" if near else ""
            raise click.UsageError(f"situation inconnue « {name} »{end}")
        click.echo(str(known[name]))
        return
    lines = shipped.descriptions()
    if as_json:
        listed = [{"nom": key, "description": line, "chemin": str(known[key])} for key, line in lines.items()]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    width = max((len(key) for key in lines), default=0)
    for key, line in lines.items():
        click.echo(f"{key:<{width}}  {line}".rstrip())
