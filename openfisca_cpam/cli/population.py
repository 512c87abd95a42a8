"""``openfisca-cpam population``: a population to start from."""

from pathlib import Path

import click

from openfisca_cpam.cli.group import Command, Group

AIDE = "Tire une population dont les marges sont celles que publient l'Insee, la Drees, l'Unédic et la Cnam."
AIDE_GENERATE = """Tire une population : une table de personnes, une table de foyers, prêtes pour « simulate ».

\b
openfisca-cpam population generate --individus 100000 --seed 1 --folder population

Chaque marge (marges/*.yaml du paquet) a sa date, sa source et sa confiance. Le rapport dit, marge par marge, ce qui
était demandé et ce qui est obtenu. La même graine donne la même population.
"""


@click.command("generate", cls=Command, options_metavar="[OPTIONS]", help=AIDE_GENERATE)
@click.option("--individus", type=click.IntRange(min=1000), required=True, metavar="N", help="Nombre de personnes.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="S", help="Graine du tirage (0).")
@click.option(
    "--day", default="2026-04-01", metavar="JOUR", help="Jour des âges, des trajets et des séjours (2026-04-01)."
)
@click.option("--folder", default=".", metavar="DOSSIER", help="Où écrire individus.parquet et foyers.parquet.")
@click.option("--report", metavar="FICHIER", help="Écrit le rapport des marges (.csv ou .json) au lieu de l'afficher.")
def generate(*, individus: int, seed: int, day: str, folder: str, report: str | None) -> int:
    """Draw, write, compare with the margins."""
    if report is not None and Path(report).suffix not in (".csv", ".json"):
        raise click.UsageError(f"--report : « {report} » doit finir par .csv ou .json")
    from openfisca_cpam.situation.dates import day as one_day
    from openfisca_cpam.situation.mistakes import Problem

    try:
        one_day(day)
    except Problem as problem:
        raise click.UsageError(f"--day : {problem.message}") from None
    try:
        from openfisca_cpam.population.generate import write
        from openfisca_cpam.population.obtenu import obtenu_dans
    except ImportError as error:
        if error.name is None or not error.name.startswith("pyarrow"):
            raise
        click.echo("population demande l'extra « tables » : pip install openfisca-cpam[tables]", err=True)
        return 2
    from openfisca_cpam.cli.simulate import Advance

    directory = Path(folder)
    directory.mkdir(parents=True, exist_ok=True)
    paths = directory / "individus.parquet", directory / "foyers.parquet"
    advance = Advance()
    write(individus, seed, day, paths, advance)
    advance.close()
    click.echo(f"{paths[0]}, {paths[1]}")
    lines = obtenu_dans(*paths)
    if report is None:
        _show(lines)
    else:
        _write(lines, Path(report))
    return 0


def _show(lines) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Marge et poste", "Demandé", "Obtenu", "Écart", "Confiance", box=None, pad_edge=False)
    before = None
    for one in lines:
        if one.marge != before:
            table.add_row(f"[bold]{one.marge}[/bold]")
        table.add_row(
            f"  {one.poste}",
            _number(one.demande),
            _number(one.obtenu),
            f"{one.ecart:+.1%}".replace(".", ",").replace("%", " %"),
            one.confiance,
        )
        before = one.marge
    Console().print(table)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 100 else f"{value:.3g}".replace(".", ",")


def _write(lines, path: Path) -> None:
    import csv
    import json
    from dataclasses import asdict

    rows = [{**asdict(one), "ecart": one.ecart} for one in lines]
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".json":
            json.dump(rows, file, ensure_ascii=False, indent=1)
        else:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)


class _Population(Group):
    """The group; its commands stand in this module."""

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        return {"generate": generate}.get(name)


command = _Population(
    {"generate": (__name__, "Tire une population et compare ses marges")},
    name="population",
    help=AIDE,
    subcommand_metavar="COMMANDE [OPTIONS]…",
    options_metavar="[OPTIONS]",
    no_args_is_help=True,
)
