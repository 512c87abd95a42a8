"""``openfisca-cpam simulate``: tables of persons and households in, a table of results out."""

import sys
import time

import click

from openfisca_cpam.cli.group import Command

AIDE = """Calcule des variables pour toute une population : des tables en entrée, une table en sortie.

\b
openfisca-cpam simulate --individus I.parquet --foyers F.parquet --period 2026-04 --output O.parquet c2s_droit c2s_motif

Les tables sont des fichiers Parquet ou CSV. Une ligne par personne, une ligne par foyer ; une colonne est une variable
(« salaire », ou « salaire@2026-03 » pour un autre mois), ou « individu_id », « foyer_id » et « foyer_role »
(demandeur, conjoint, personne_a_charge). Une variable sans colonne garde sa valeur par défaut : la liste en est donnée.

Avec --actes, une ligne est un acte, sa date est sa période, et les plafonds du jour et de l'année civile courent d'un
acte à l'autre ; --individus donne alors ce qui est vrai de la personne.

Le résultat est un fichier .parquet ou .csv, ou un dossier de morceaux. Un calcul interrompu reprend où il en était.
"""


@click.command("simulate", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("outputs", nargs=-1, required=True, metavar="VARIABLE…")
@click.option("--individus", metavar="FICHIER", help="Table des personnes.")
@click.option("--foyers", metavar="FICHIER", help="Table des foyers.")
@click.option("--actes", metavar="FICHIER", help="Table d'actes, un par ligne, avec leur personne et leur date.")
@click.option("--period", metavar="PÉRIODE", help="Jour, mois ou année du calcul (celle de chaque acte avec --actes).")
@click.option("--output", required=True, metavar="FICHIER", help="Table des résultats, ou dossier.")
@click.option("--keep", multiple=True, metavar="COLONNE", help="Colonne à garder telle quelle (un poids) ; répétable.")
@click.option("--cents", is_flag=True, help="Les montants sont des centimes entiers, en entrée comme en sortie.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Nombre de processus, celui de la commande compris (1).",
)
@click.option("--scheduler", metavar="ADRESSE", help="Ordonnanceur Dask qui répartit le calcul entre des machines.")
@click.option(
    "--block",
    type=click.IntRange(min=1),
    metavar="N",
    help="Foyers calculés ensemble (60 000 à 120 000 selon le nombre de colonnes).",
)
@click.option("--fresh", is_flag=True, help="Oublie les morceaux d'un calcul interrompu.")
def command(*, outputs: tuple[str, ...], output: str, block: int | None, **options) -> int:
    """Check everything, compute, say what was left to its default."""
    try:
        from openfisca_cpam.population.actes import simulate_actes
        from openfisca_cpam.population.run import simulate
    except ImportError as error:
        if error.name is None or not error.name.startswith("pyarrow"):
            raise
        click.echo("simulate demande l'extra « tables » : pip install openfisca-cpam[tables]", err=True)
        return 2
    from openfisca_cpam.population.mistakes import TableError

    options["keep"] = list(options["keep"])
    claims = options.pop("actes")
    _refuse_mixed(claims, block, options)
    advance = Advance("personnes" if claims is None else "actes")
    common = {"outputs": list(outputs), "output": output, "progress": advance}
    try:
        if claims is None:
            run = simulate(block=block, **common, **options)
        else:
            kept = {name: options[name] for name in ("individus", "keep", "cents", "workers", "fresh")}
            run = simulate_actes(claims, **common, **kept)
    except TableError as error:
        advance.close()
        for one in error.lines:
            click.echo(one, err=True)
        return 2
    advance.close()
    click.echo(f"{_grouped(run.rows)} {advance.what}, {run.path}")
    if run.resumed:
        of = "calculés" if claims else "calculées"
        click.echo(f"dont {_grouped(run.resumed)} {of} avant l'interruption")
    if run.defaults:
        click.echo(f"valeur par défaut pour {len(run.defaults)} variables sans colonne : {', '.join(run.defaults)}")
    if run.unread:
        names = ", ".join(run.unread)
        click.echo(f"attention : aucun résultat demandé ne lit, pour sa période : {names}", err=True)
    return 0


def _refuse_mixed(claims: str | None, block: int | None, options: dict) -> None:
    if claims is None:
        for name in ("individus", "period"):
            if options[name] is None:
                raise click.UsageError(f"l'option « --{name} » manque")
        return
    unused = {"--foyers": options["foyers"], "--period": options["period"], "--scheduler": options["scheduler"]}
    for name, given in {**unused, "--block": block}.items():
        if given is not None:
            raise click.UsageError(f"« {name} » ne va pas avec « --actes »")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


class Advance:
    """The progress on standard error: a bar on a terminal, a line every ten seconds otherwise."""

    EVERY = 10

    def __init__(self, what: str = "personnes") -> None:
        self.what = what
        self.bar, self.task, self.start, self.said, self.first = None, None, time.monotonic(), 0.0, None

    def __call__(self, done: int, total: int) -> None:
        """Show what is done."""
        if self.first is None:
            self.first = done
            if sys.stderr.isatty():
                self._bar(total)
        if self.bar is not None:
            self.bar.update(self.task, completed=done)
            return
        now = time.monotonic()
        if now - self.said >= self.EVERY or done == total:
            self.said = now
            rate = (done - self.first) / max(now - self.start, 1e-9)
            left = f", encore {(total - done) / rate:.0f} s" if rate and done < total else ""
            click.echo(f"{_grouped(done)} / {_grouped(total)} {self.what}, {_grouped(int(rate))}/s{left}", err=True)

    def _bar(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn

        class _Rate(ProgressColumn):
            def render(self, task):
                rate = f", {_grouped(int(task.speed))}/s" if task.speed else ""
                return f"{_grouped(int(task.completed))} / {_grouped(int(task.total))}{rate}"

        self.bar = Progress(
            TextColumn(self.what),
            BarColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self.task = self.bar.add_task(self.what, total=total, completed=self.first)
        self.bar.start()

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self.bar is not None:
            self.bar.stop()
