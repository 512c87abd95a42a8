"""``openfisca-cpam calculate``: a situation in, results with their reasons out."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.mistakes import SituationError, nearest, reason

if TYPE_CHECKING:
    from openfisca_cpam.situation.compute import CompteRendu
    from openfisca_cpam.situation.model import Situation

ENTREE = "entrée standard"

AIDE = """Calcule une situation et affiche les résultats demandés, avec leur raison.

FICHIER est un fichier YAML ou JSON, « - » pour l'entrée standard, ou le nom d'une situation fournie (voir
openfisca-cpam situations). Deux formes : celle de l'API Web (individus, foyers ; null demande un résultat) et celle
d'un cas (period, input, output).

Une erreur dans un fichier : une ligne par erreur sur la sortie d'erreur, rien n'est calculé, code de retour 2.
"""


@click.command("calculate", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("files", nargs=-1, required=True, metavar="FICHIER…")
@click.option(
    "--period", metavar="PÉRIODE", help="Période du calcul (2024-03-31, 2024-03 ou 2024) : remplace celle du cas."
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="VARIABLE",
    help="Résultat demandé, au lieu de ceux du fichier ; répétable.",
)
@click.option("--json", "as_json", is_flag=True, help="Donne les résultats en JSON.")
@click.option("--explain", is_flag=True, help="Montre les étapes du calcul, chacune avec les articles appliqués.")
@click.option(
    "--details",
    is_flag=True,
    help="Dit sur quoi le calcul repose : données non lues, valeurs par défaut, confiance des valeurs de la loi.",
)
def command(
    files: tuple[str, ...], period: str | None, outputs: tuple[str, ...], *, as_json: bool, explain: bool, details: bool
) -> int:
    """Read every file, refuse all mistakes at once, compute, print."""
    if files.count("-") > 1:
        raise click.UsageError("« - » (l'entrée standard) ne se donne qu'une fois")
    texts = [text_of(name) for name in files]
    if period is not None:
        _check_period(period)
    if any(not text.replace(",", " ").split() for text in outputs):
        raise click.UsageError("--output : nom d'une variable attendu")
    try:
        reports = _compute(
            texts, period, [name for text in outputs for name in text.replace(",", " ").split()], explain
        )
    except _Refused as refused:
        for line in refused.args:
            click.echo(line, err=True)
        return 2
    for report in reports:
        for warning in report.avertissements:
            click.echo(f"attention : {warning.text(report.situation.source)}", err=True)
    if as_json:
        from openfisca_cpam.cli.machine import comptes_rendus

        click.echo(json.dumps(comptes_rendus(reports, details), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        from openfisca_cpam.cli.display import show

        show(reports, explain, details)
    return 0


class _Refused(Exception):
    """Nothing is printed but these lines."""


def _compute(
    texts: list[tuple[str, bytes]], period: str | None, outputs: list[str], explain: bool
) -> list["CompteRendu"]:
    """Check every file, then compute every situation.

    Raises:
        _Refused: with the mistakes of all files.
    """
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.situation.compute import calcule
    from openfisca_cpam.situation.guard import lit

    system = CountryTaxBenefitSystem()
    for name in outputs:
        if name not in system.variables:
            raise click.UsageError(f"--output : variable inconnue « {name} »{_maybe(name, system.variables)}")
    situations: list[Situation] = []
    lines: list[str] = []
    for source, text in texts:
        try:
            situations += lit(text, system, source, period, outputs)
        except SituationError as error:
            lines += error.lines()
    if lines:
        raise _Refused(*lines)
    reports = []
    for situation in situations:
        try:
            reports.append(calcule(situation, system, explain))
        except SituationError as error:
            lines += error.lines()
    if lines:
        raise _Refused(*lines)
    return reports


def _maybe(word: str, names: Iterable[str]) -> str:
    near = nearest(word, names)
    return f" ; vouliez-vous dire « {near} » ?" if near else ""


def _check_period(text: str) -> None:
    from openfisca_cpam.situation.dates import period
    from openfisca_cpam.situation.mistakes import Problem

    try:
        period(text)
    except Problem as problem:
        end = f" ; vouliez-vous dire « {problem.suggestion} » ?" if problem.suggestion else ""
        raise click.UsageError(f"--period : {problem.message}{end}") from None


def text_of(name: str) -> tuple[str, bytes]:
    """The name to print and the content of a file, of standard input or of a shipped situation."""
    if name == "-":
        return ENTREE, sys.stdin.buffer.read()
    path = Path(name)
    try:
        if not path.exists() and (known := shipped.path(name)) is not None:
            return known.name, known.read_bytes()
        return name, path.read_bytes()
    except FileNotFoundError:
        raise click.UsageError(f"fichier introuvable « {name} »{_maybe(name, shipped.paths())}") from None
    except (OSError, ValueError) as error:
        raise click.UsageError(f"fichier illisible « {name[:60]} » ({reason(error)})") from None
