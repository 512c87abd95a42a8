"""``openfisca-cpam test``: cases checked, played, and explained when they fail."""

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from openfisca_cpam.cli.check import files_of, show_law_error
from openfisca_cpam.cli.group import Command

if TYPE_CHECKING:
    from openfisca_cpam.quality.check import Report
    from openfisca_cpam.quality.play import Gap

AIDE = """Vérifie les cas puis les joue.

CHEMIN est un fichier ou un dossier de cas ; sans chemin, tests/. Un cas qui échoue montre ce qui était attendu, ce
qui est obtenu, l'écart, et les étapes du calcul avec leurs articles. Code de retour 1 si un cas échoue ou s'il est
mal écrit.
"""


@click.command("test", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("paths", nargs=-1, metavar="[CHEMIN]…")
@click.option(
    "-k", "word", metavar="MOT", help="Seulement les cas dont le nom, le fichier ou les mots-clés contiennent MOT."
)
@click.option("--short", is_flag=True, help="Ne montre pas les étapes du calcul d'un cas qui échoue.")
@click.option("--workers", type=click.IntRange(1, 64), metavar="NOMBRE", help="Processus (choisi seul par défaut).")
def command(paths: tuple[str, ...], word: str | None, short: bool, workers: int | None) -> int:
    """Check and play, print the failures as they come, then the summary."""
    files = [file for file in files_of(paths, ("tests",)) if file.kind == "cas"]
    if not files:
        raise click.UsageError("aucun fichier de cas")
    from openfisca_cpam.cli.display import console
    from openfisca_cpam.quality.check import Choice, LawError, check_all, load

    try:
        system = load()
    except LawError as error:
        show_law_error(error, [])
        return 1
    out = console()
    reports: list[Report] = []
    with _progress(len(files)) as advance:
        for report in check_all(files, system, Choice(word, steps=not short), workers):
            _show(out, report)
            reports.append(report)
            advance()
    cases = [case for report in reports for case in report.cases]
    mistakes = sum(len(report.mistakes) for report in reports)
    if word is not None and not cases and not mistakes:
        raise click.UsageError(f"aucun cas ne contient « {word} »")
    _table(out, reports)
    failed = sum(bool(case.gaps) for case in cases)
    refused = sum(case.mistaken and not case.gaps for case in cases)
    passed = len(cases) - failed - refused
    out.print(_sentence(len(cases), passed, failed, refused, mistakes))
    return 1 if failed or mistakes or not cases else 0


def _sentence(cases: int, passed: int, failed: int, refused: int, mistakes: int) -> str:
    parts = [f"{passed} réussi{'s' * (passed > 1)}"]
    if failed:
        parts.append(f"{failed} en échec")
    if refused:
        parts.append(f"{refused} mal écrit{'s' * (refused > 1)}")
    end = f" ({mistakes} erreur{'s' * (mistakes > 1)})" if mistakes else ""
    return f"{cases} cas : {', '.join(parts)}{end}"


def _progress(count: int) -> Any:
    """A bar on the terminal of the messages; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    err = Console(stderr=True)
    if not err.is_terminal:
        return nullcontext(lambda: None)
    bar = Progress(console=err, transient=True, auto_refresh=False)  # no thread: the work forks

    class _Bar:
        def __enter__(self):
            bar.start()
            task = bar.add_task("Cas", total=count)
            return lambda: (bar.advance(task), bar.refresh())

        def __exit__(self, *_):
            bar.stop()

    return _Bar()


def _show(out: Any, report: "Report") -> None:
    """The mistakes of a file, then its failures."""
    from rich.padding import Padding
    from rich.text import Text

    from openfisca_cpam.cli.display import arbre

    for mistake in report.mistakes:
        out.print(Text(mistake.text(report.file.name), style="yellow"), soft_wrap=True)
    for case in report.cases:
        if not case.gaps:
            continue
        out.print(Text(f"ÉCHEC {report.file.name}:{case.line}: {case.name}", style="bold red"), soft_wrap=True)
        cited: set[tuple[str, str]] = set()
        for gap in case.gaps:
            out.print(Text(f"  {report.file.name}:{gap.line}: {_gap(gap)}"), soft_wrap=True)
            if gap.steps is not None:
                out.print(Padding(arbre(gap.steps, None, cited), (0, 0, 0, 4), expand=False))
        out.print()


def _gap(gap: "Gap") -> str:
    """Expected, got, difference, in one line."""
    from openfisca_cpam.explanation.formats import texte
    from openfisca_cpam.situation.dates import long_period, period

    expected, got = (texte(value, gap.unit, gap.type) for value in (gap.expected, gap.got))
    if expected == got:  # the difference is below what is printed
        expected, got = repr(gap.expected), repr(gap.got)
    if gap.type == "choix":
        got = f"{gap.got} ({gap.got_text})"
    whose = "" if gap.id in ("individu", "foyer") else f" [{gap.id}]"
    line = f"{gap.label}{whose} ({gap.variable}, {long_period(period(gap.period))}) : attendu {expected}, obtenu {got}"
    difference = gap.difference
    if difference is None:
        return line
    shown = texte(difference, gap.unit, gap.type)
    if shown == texte(0.0, gap.unit, gap.type) or "-0" in shown.split(",")[0]:
        shown = f"{difference:.3g}" if abs(difference) < 0.01 else shown
    return f"{line}, écart {'+' if difference > 0 else ''}{shown}"


def _table(out: Any, reports: list["Report"]) -> None:
    """One row a domain."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Domaine")
    for title in ("Cas", "Réussis", "En échec", "Mal écrits"):
        table.add_column(title, justify="right")
    for domain in dict.fromkeys(report.file.domain for report in reports if report.cases or report.mistakes):
        cases = [case for report in reports if report.file.domain == domain for case in report.cases]
        failed = sum(bool(case.gaps) for case in cases)
        refused = sum(case.mistaken and not case.gaps for case in cases)
        row = (len(cases), len(cases) - failed - refused, failed, refused)
        table.add_row(domain, *(str(number) if number else "–" for number in row))
    out.print(table)
