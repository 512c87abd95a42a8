"""``openfisca-cpam reform``: what a reform costs, whom, and who gains or loses."""

from pathlib import Path

import click

from openfisca_cpam.cli.group import Command

AIDE = """Compare la loi et une réforme sur toute une population : coût par payeur, gagnants et perdants.

\b
openfisca-cpam reform --list
openfisca-cpam reform --individus I.parquet --foyers F.parquet --reform franchises_doublees --output cout.html
openfisca-cpam reform … --reform ma_reforme.yaml --period 2026-04 --mesure menages="franchises_annee"

Une réforme est une réforme fournie, un fichier YAML (« paramètre: {date: valeur} ») ou une classe Reform d'OpenFisca
(module.Classe). Une mesure est une somme de variables, multipliées s'il le faut par des colonnes de la table.
"""
FORMATS = (".csv", ".html", ".json", ".parquet")


@click.command("reform", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.option("--list", "listed", is_flag=True, help="Liste les réformes fournies.")
@click.option("--individus", metavar="FICHIER", help="Table des personnes.")
@click.option("--foyers", metavar="FICHIER", help="Table des foyers.")
@click.option("--reform", metavar="RÉFORME", help="Réforme fournie, fichier YAML ou module.Classe.")
@click.option("--baseline", metavar="RÉFORME", help="Loi de référence, si ce n'est pas celle du paquet.")
@click.option("--period", metavar="PÉRIODE", help="Jour, mois ou année du calcul.")
@click.option("--mesure", "measures", multiple=True, metavar="PAYEUR=SOMME", help="amo, complementaires ou menages.")
@click.option("--weight", default="poids", metavar="COLONNE", help="Colonne des poids (poids).")
@click.option("--workers", type=click.IntRange(min=1), default=1, metavar="N", help="Nombre de processus (1).")
@click.option("--output", multiple=True, metavar="FICHIER", help="Écrit le résultat (.csv, .json, .parquet, .html).")
def command(*, listed: bool, output: tuple[str, ...], measures: tuple[str, ...], **options) -> int:
    """Check, compute under the two laws, print or write."""
    try:
        from openfisca_cpam.population import cout as module
        from openfisca_cpam.population.mistakes import TableError
    except ImportError as error:
        if error.name is None or not error.name.startswith("pyarrow"):
            raise
        click.echo("reform demande l'extra « tables » : pip install openfisca-cpam[tables]", err=True)
        return 2
    if listed:
        for one in module.livrees().values():
            click.echo(f"{one.nom} : {one.titre} ({one.source})")
        return 0
    paths = [Path(one) for one in output]
    for path in paths:
        if path.suffix not in FORMATS:
            raise click.UsageError(f"--output : « {path} » doit finir par {', '.join(FORMATS)}")
    for name in ("individus", "reform"):
        if options[name] is None:
            raise click.UsageError(f"l'option « --{name} » manque")
    from openfisca_cpam.cli.simulate import Advance
    from openfisca_cpam.population.parts import refuse_same

    advance = Advance()
    try:
        for path in paths:
            refuse_same(path, (options["individus"], options["foyers"], options["reform"], options["baseline"]))
        found = _cost(module, options, measures, paths, advance)
    except TableError as error:
        advance.close()
        for one in error.lines:
            click.echo(one, err=True)
        return 2
    advance.close()
    for path in paths:
        _write(found, path)
    if not paths:
        _show(found)
    return 0


def _cost(module, options: dict, measures: tuple[str, ...], paths: list[Path], advance):
    reform, shipped = module.reforme_nommee(options["reform"])
    baseline = module.reforme_nommee(options["baseline"])[0] if options["baseline"] else None
    period = options["period"] or (shipped.period if shipped else None)
    if period is None:
        raise click.UsageError("l'option « --period » manque")
    by_payer = dict(shipped.mesures) if shipped else {}
    for one in measures:
        payer, equals, text = one.partition("=")
        if not equals:
            raise click.UsageError(f"--mesure : payeur=somme attendu, « {one} » reçu")
        by_payer[payer.strip()] = text
    if not by_payer:
        raise click.UsageError("l'option « --mesure » manque : ce qui est payé, par exemple menages=franchises_annee")
    return module.cout(
        options["individus"],
        options["foyers"],
        reform=reform,
        baseline=baseline,
        period=period,
        mesures_par_payeur=by_payer,
        titre=shipped.titre if shipped else options["reform"],
        source=shipped.source if shipped else "",
        weight=options["weight"],
        workers=options["workers"],
        folder=paths[0].with_name(paths[0].name + ".morceaux") if paths else None,
        progress=advance,
    )


def _write(found, path: Path) -> None:
    import json
    from dataclasses import asdict

    if path.suffix == ".html":
        from openfisca_cpam.population.rapport import page

        path.write_text(page(found), encoding="utf-8")
    elif path.suffix == ".json":
        path.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1), encoding="utf-8")
    elif path.suffix == ".csv":
        import pyarrow.csv

        pyarrow.csv.write_csv(found.table(), path)
    else:
        import pyarrow.parquet

        pyarrow.parquet.write_table(found.table(), path)
    click.echo(str(path))


def _show(found) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(f"[bold]{found.titre}[/bold]  {found.source}")
    table = Table(
        "", "Payeur", "Écart (M€ par an)", "Intervalle à 95 %", "Par personne (€)", "Gagnants", "Perdants", box=None
    )
    before = None
    for one in found.lignes:
        group = f"{one.dimension} : {one.groupe}"
        table.add_row(
            "" if group == before else group,
            one.payeur,
            _number(one.ecart / 1e6, 1),
            f"{_number(one.ecart_min / 1e6, 1)} à {_number(one.ecart_max / 1e6, 1)}",
            _number(one.par_personne, 2),
            _share(one.gagnants, one.personnes) if one.payeur == "menages" else "",
            _share(one.perdants, one.personnes) if one.payeur == "menages" else "",
        )
        before = group
    console.print(table)
    if found.defaults:
        console.print(
            f"valeur par défaut pour {len(found.defaults)} variables sans colonne : {', '.join(found.defaults)}"
        )


def _number(value: float, digits: int) -> str:
    return f"{value:+,.{digits}f}".replace(",", " ").replace(".", ",")


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %".replace(".", ",") if whole else ""
