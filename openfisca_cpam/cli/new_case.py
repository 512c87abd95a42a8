"""``openfisca-cpam new-case``: a situation computed and written as a case."""

from pathlib import Path

import click

from openfisca_cpam.cli.calculate import text_of
from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation.mistakes import SituationError, nearest, reason

AIDE = """Calcule une situation et en écrit un cas, à relire et à compléter.

SITUATION est un fichier YAML ou JSON, « - » pour l'entrée standard, ou le nom d'une situation fournie. Le cas ne garde
que les données lues par les résultats demandés et nomme les articles appliqués. Vérifiez les résultats avec le texte
avant de les garder : un cas dit ce que la loi veut, pas ce que le programme fait.
"""


@click.command("new-case", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("name", metavar="SITUATION")
@click.option("--name", "title", metavar="NOM", help="Nom du cas.")
@click.option("--period", metavar="PÉRIODE", help="Période du calcul : remplace celle du cas.")
@click.option(
    "--output", "outputs", multiple=True, metavar="VARIABLE",
    help="Résultat attendu, au lieu de ceux du fichier ; répétable.",
)  # fmt: skip
@click.option("--write", "target", metavar="FICHIER", help="Ajoute le cas à la fin de ce fichier.")
def command(name: str, title: str | None, period: str | None, outputs: tuple[str, ...], target: str | None) -> int:
    """Read, compute, write."""
    source, text = text_of(name)
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.quality.new_case import new_case
    from openfisca_cpam.situation.guard import lit

    system = CountryTaxBenefitSystem()
    wanted = [word for one in outputs for word in one.replace(",", " ").split()]
    for word in wanted:
        if word not in system.variables:
            near = nearest(word, system.variables)
            end = f" ; vouliez-vous dire « {near} » ?" if near else ""
            raise click.UsageError(f"--output : variable inconnue « {word} »{end}")
    try:
        situations = lit(text, system, source, period, wanted)
        cases = [new_case(one, system, title or _title(name, one.name)) for one in situations]
    except SituationError as error:
        for line in error.lines():
            click.echo(line, err=True)
        return 2
    written = "\n".join(cases)
    if target is None:
        click.echo(written, nl=False)
        return 0
    _append(Path(target), written)
    click.echo(f"{target} : {len(cases)} cas ajouté{'s' * (len(cases) > 1)}, description à compléter", err=True)
    return 0


def _title(name: str, own: str | None) -> str | None:
    """The situation's name, else its line in the list of the shipped ones."""
    from openfisca_cpam.situation import shipped

    return own or shipped.descriptions().get(Path(name).stem)


def _append(path: Path, written: str) -> None:
    """Add the cases at the end of a file of cases, or begin one; any other file is left as it is."""
    from openfisca_cpam.situation.text import Sequence, read_nodes

    try:
        before = path.read_bytes() if path.exists() else b""
        if before.strip():
            root, mistakes = read_nodes(before)
            if mistakes or not isinstance(root, Sequence):
                what = mistakes[0].text(str(path)) if mistakes else f"{path} n'est pas une liste de cas"
                raise click.UsageError(f"cas non ajouté : {what}")
        separator = "" if not before.strip() else "\n" if before.endswith(b"\n") else "\n\n"
        with path.open("a", encoding="utf-8") as file:
            file.write(separator + written)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"fichier impossible à écrire « {path} » ({reason(error)})") from None
