"""``openfisca-cpam check``: cases, situations and parameters read, computed and refused line by line."""

import click

from openfisca_cpam.cli.group import Command

AIDE = """Vérifie des cas, des situations et des paramètres.

CHEMIN est un fichier ou un dossier ; sans chemin, tests/, parameters/ et situations/. Une ligne par erreur :
fichier:ligne: message ; vouliez-vous dire « … » ? Code de retour 1 s'il y a une erreur.

Une donnée que rien ne lit est une erreur ; si c'est voulu, dites pourquoi sur sa ligne : # sans effet : raison.
"""


@click.command("check", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("paths", nargs=-1, metavar="[CHEMIN]…")
@click.option(
    "--format", "format_", type=click.Choice(["texte", "github"]), default="texte", metavar="FORMAT",
    help="texte, ou github (annotations d'une demande de fusion).",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), metavar="NOMBRE", help="Processus (choisi seul par défaut).")
@click.option("--fix", is_flag=True, help="Retire d'abord des cas les données que rien ne lit.")
def command(paths: tuple[str, ...], format_: str, workers: int | None, fix: bool) -> int:
    """Check every file, print each mistake once."""
    files = files_of(paths)
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.quality.check import check_all

    system = CountryTaxBenefitSystem()
    if fix:
        from openfisca_cpam.quality.fix import fix as fix_file

        for file in files:
            removed = fix_file(file, system) if file.kind == "cas" else 0
            if removed:
                click.echo(
                    f"{file.name} : {removed} donnée{'s' * (removed > 1)} retirée{'s' * (removed > 1)}", err=True
                )
    mistakes = cases = 0
    for report in check_all(files, system, workers=workers):
        cases += len(report.cases)
        mistakes += len(report.mistakes)
        for mistake in report.mistakes:
            click.echo(
                _annotation(report.file.name, mistake) if format_ == "github" else mistake.text(report.file.name)
            )
    click.echo(_summary(len(files), cases, mistakes), err=True)
    return 1 if mistakes else 0


def files_of(paths: tuple[str, ...], kinds: tuple[str, ...] = ("tests", "parameters", "situations")) -> list:
    """The files of the paths, or of the default folders.

    Raises:
        click.UsageError: for a path that is not there, or when there is nothing to check.
    """
    from openfisca_cpam.quality.files import NotFound, default_paths, find

    try:
        files = find(paths or default_paths(kinds))
    except NotFound as error:
        name, near = error.args
        end = f" ; vouliez-vous dire « {near} » ?" if near else ""
        raise click.UsageError(f"fichier ou dossier introuvable « {name} »{end}") from None
    if not files:
        where = f" dans {', '.join(paths)}" if paths else " ici : donnez un fichier ou un dossier"
        raise click.UsageError(f"aucun fichier à vérifier{where}")
    return files


def _annotation(source: str, mistake) -> str:
    """A line that the forge shows beside the line of the file."""
    text = mistake.text("").split(": ", 1)[1]
    for letter, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(letter, code)
    place = source
    for letter, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        place = place.replace(letter, code)
    return f"::error file={place},line={mistake.line},col={mistake.column}::{text}"


def _summary(files: int, cases: int, mistakes: int) -> str:
    read = f"{files} fichier{'s' * (files > 1)}, {cases} cas"
    return f"{read} : {f'{mistakes} erreur' + 's' * (mistakes > 1) if mistakes else 'aucune erreur'}"
