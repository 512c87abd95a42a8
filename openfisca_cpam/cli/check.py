"""``openfisca-cpam check``: cases, situations, parameters and questions read, computed and refused line by line."""

from collections.abc import Callable

import click

from openfisca_cpam.cli.group import Command

AIDE = """Vérifie des cas, des situations, des paramètres et les questions de « Mes droits ».

CHEMIN est un fichier ou un dossier ; sans chemin, tests/, parameters/, situations/ et questions/. Une ligne par
erreur : fichier:ligne: message ; vouliez-vous dire « … » ? Code de retour 1 s'il y a une erreur.

Une donnée que rien ne lit est une erreur ; si c'est voulu, dites pourquoi sur sa ligne : # sans effet : raison.
"""


@click.command("check", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("paths", nargs=-1, metavar="[CHEMIN]…")
@click.option(
    "--format", "format_", type=click.Choice(["texte", "github"]), default="texte", metavar="FORMAT",
    help="texte, ou github (annotations d'une demande de fusion).",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), metavar="NOMBRE", help="Processus (choisi seul par défaut).")
@click.option(
    "--fix",
    is_flag=True,
    help="Corrige d'abord les cas : données que rien ne lit, personnes sans foyer.",
)
def command(paths: tuple[str, ...], format_: str, workers: int | None, fix: bool) -> int:
    """Check every file, print each mistake once."""
    files = files_of(paths)
    from openfisca_cpam.quality.check import LawError, check_all, load

    line = _annotation if format_ == "github" else _line
    try:
        system = load()
    except LawError as error:
        show_law_error(error, files, line)
        return 1
    if fix:
        _fix(files, system)
    mistakes = cases = 0
    for report in check_all(files, system, workers=workers):
        cases += len(report.cases)
        mistakes += len(report.mistakes)
        for mistake in report.mistakes:
            click.echo(line(report.file.name, mistake))
    click.echo(_summary(len(files), cases, mistakes), err=True)
    return 1 if mistakes else 0


def show_law_error(error, files: list, line: Callable | None = None) -> None:
    """The law cannot be loaded: what is wrong in the parameters, else why."""
    line = line or _line
    mistakes = [(report.file.name, one) for report in error.reports(files) for one in report.mistakes]
    for name, mistake in mistakes:
        click.echo(line(name, mistake))
    why = "" if mistakes else f" ({error})"
    rest = "les cas, les situations et les questions ne sont pas vérifiés"
    click.echo(f"la loi ne se charge pas{why} : {rest}", err=True)


def _fix(files: list, system) -> None:
    from openfisca_cpam.quality.fix import fix

    for file in files:
        removed, housed = fix(file, system) if file.kind == "cas" else (0, 0)
        said = []
        if removed:
            said.append(f"{removed} donnée{'s' * (removed > 1)} retirée{'s' * (removed > 1)}")
        if housed:
            said.append(f"foyers ajoutés à {housed} cas")
        if said:
            click.echo(f"{file.name} : {', '.join(said)}", err=True)


def files_of(paths: tuple[str, ...], kinds: tuple[str, ...] | None = None) -> list:
    """The files of the paths, or of the default folders.

    Raises:
        click.UsageError: for a path that is not there, or when there is nothing to check.
    """
    from openfisca_cpam.quality.files import COMPLET, NotFound, default_paths, find

    try:
        files = find(paths or default_paths(kinds or COMPLET))
    except NotFound as error:
        name, near = error.args
        end = f" ; vouliez-vous dire « {near} » ?" if near else ""
        raise click.UsageError(f"fichier ou dossier introuvable « {name} »{end}") from None
    if not files:
        where = f" dans {', '.join(paths)}" if paths else " ici : donnez un fichier ou un dossier"
        raise click.UsageError(f"aucun fichier à vérifier{where}")
    return files


def _line(source: str, mistake) -> str:
    return mistake.text(source)


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
