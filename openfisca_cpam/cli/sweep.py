"""``openfisca-cpam sweep``: one situation along the values of one of its inputs."""

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openfisca_cpam.cli.calculate import _maybe
from openfisca_cpam.cli.compare import une_situation
from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation.mistakes import reason

if TYPE_CHECKING:
    from openfisca_cpam.explanation.balayage import Balayage, Serie, Seuil

AIDE = """Calcule une situation pour toutes les valeurs d'une donnée, et nomme chaque seuil par son article.

\b
openfisca-cpam sweep transport_consultation_151_km --over transport_distance_aller=140:160:1
openfisca-cpam sweep … --out distances.csv --out distances.svg
"""
GRAPHIQUES = (".svg", ".png", ".html")
LARGEUR, HAUTEUR = 720, 320
TITRE_MAXIMAL = 120


@click.command("sweep", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("name", metavar="SITUATION")
@click.option("--over", required=True, metavar="VARIABLE=DE:À:PAS", help="La donnée, ses valeurs et leur pas.")
@click.option("--output", "outputs", multiple=True, metavar="VARIABLE", help="Résultat demandé, au lieu des siens.")
@click.option(
    "--out",
    "files",
    multiple=True,
    metavar="FICHIER",
    type=click.Path(dir_okay=False),
    help="Écrit un tableau (.csv) ou un graphique (.svg, .png, .html) au lieu d'afficher ; répétable.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Donne le tableau en CSV.")
@click.option("--json", "as_json", is_flag=True, help="Donne les résultats et les seuils en JSON.")
def command(
    *, name: str, over: str, outputs: tuple[str, ...], files: tuple[str, ...], as_csv: bool, as_json: bool
) -> int:
    """Read the situation, compute it all along, print or write."""
    if as_csv and as_json:
        raise click.UsageError("« --csv » et « --json » ne vont pas ensemble")
    paths = [Path(file) for file in files]
    for path in paths:
        if path.suffix not in (".csv", *GRAPHIQUES):
            raise click.UsageError(f"--out : « {path} » doit finir par .csv, .svg, .png ou .html")
    variable, equals, span = over.partition("=")
    system, situation = une_situation(name, outputs)
    if situation is None:
        return 2
    if variable not in system.variables:
        raise click.UsageError(f"--over : variable inconnue « {variable} »{_maybe(variable, system.variables)}")
    from openfisca_cpam.explanation.balayage import balaie, points
    from openfisca_cpam.situation.mistakes import Problem

    if system.variables[variable].value_type not in (int, float):
        raise click.UsageError(f"--over : {variable} n'est pas un nombre")
    try:
        first, last, step = (float(word) for word in span.split(":"))
    except ValueError:
        raise click.UsageError(f"--over : {variable}=de:à:pas attendu, « {over} » reçu" if equals else
                               "--over : VARIABLE=de:à:pas attendu") from None  # fmt: skip
    try:
        found = balaie(
            situation, system, variable, points(first, last, step, system.variables[variable].value_type is int)
        )
    except Problem as problem:
        raise click.UsageError(f"--over : {problem.message}") from None
    if len(found.points) > 1 and all(len(set(map(str, one.valeurs))) == 1 for one in found.series):
        click.echo(f"attention : aucun résultat ne change quand {variable} change", err=True)
    for path in paths:
        _ecrit(found, path)
    if as_json:
        content = {**asdict(found), "seuils": [{**asdict(one), "nom": one.nom()} for one in found.seuils]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str, allow_nan=False))
    elif as_csv:
        click.echo(tableau(found), nl=False)
    elif not paths:
        _show(found)
    return 0


def _noms(found: "Balayage") -> list[str]:
    several = len({(one.entite, one.id) for one in found.series}) > 1
    return [f"{one.variable} {one.id}" if several else one.variable for one in found.series]


def tableau(found: "Balayage") -> str:
    """The table as CSV: one row a value, one column a result, and the threshold crossed to reach it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([found.variable, *_noms(found), "seuil"])
    for rank, value in enumerate(found.points):
        crossed = " ; ".join(one.nom() for one in _franchis(found, rank))
        cells = ["" if one.valeurs[rank] is None else _cellule(one.valeurs[rank]) for one in found.series]
        writer.writerow([value, *cells, crossed])
    return out.getvalue()


def _cellule(value) -> str | int | float:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _franchis(found: "Balayage", rank: int) -> list["Seuil"]:
    """The thresholds between a value and the one before."""
    if rank == 0:
        return []
    low, high = found.points[rank - 1], found.points[rank]
    return [one for one in found.seuils if low < one.a <= high]


def _ecrit(found: "Balayage", path: Path) -> None:
    try:
        if path.suffix == ".csv":
            path.write_text(tableau(found), "utf-8")
        else:
            chart = graphique(found)
            chart.save(str(path), **({"inline": True} if path.suffix == ".html" else {}))
    except OSError as error:
        raise click.UsageError(f"--out : « {path} » ne peut pas être écrit ({reason(error)})") from None


def graphique(found: "Balayage"):
    """An Altair chart of the results that are numbers, with a line at each threshold.

    Raises:
        click.UsageError: without the extra ``charts``, or without a number among the results.
    """
    try:
        import altair
        import vl_convert  # noqa: F401 - what writes SVG, PNG and pages that need no network
    except ImportError:
        raise click.UsageError("les graphiques demandent : pip install 'openfisca-cpam[charts]'") from None
    numbers = [one for one in found.series if one.type in ("nombre", "entier")]
    if not numbers:
        raise click.UsageError("--out : aucun résultat n'est un nombre, il n'y a rien à tracer (choisissez --output)")
    x = altair.X("x:Q", title=_titre(found.libelle, found.unite), scale=altair.Scale(nice=False))
    panels = []
    for unit in dict.fromkeys(one.unite for one in numbers):
        rows = [
            {"x": value, "y": one.valeurs[rank], "r": _nom(one, numbers)}
            for one in numbers
            if one.unite == unit
            for rank, value in enumerate(found.points)
        ]
        color = altair.Color("r:N", title=None, legend=altair.Legend(orient="top", columns=2, labelLimit=LARGEUR))
        y = altair.Y("y:Q", title=_titre("", unit))
        dash = altair.StrokeDash("r:N", title=None, legend=None)
        layers = [altair.Chart(altair.Data(values=rows)).mark_line().encode(x=x, y=y, color=color, strokeDash=dash)]
        if found.seuils:
            marks = altair.Data(
                values=[{"x": _place(one), "n": str(rank)} for rank, one in enumerate(found.seuils, start=1)]
            )
            rule = altair.Chart(marks).mark_rule(strokeDash=[4, 4], color="#555").encode(x="x:Q")
            text = altair.Chart(marks).mark_text(align="left", dx=3, dy=8, color="#333").encode(
                x="x:Q", y=altair.value(0), text="n:N"
            )  # fmt: skip
            layers += [rule, text]
        panels.append(altair.layer(*layers).properties(width=LARGEUR, height=HAUTEUR))
    from openfisca_cpam.explanation.formats import texte

    legend = [
        f"{rank}. {texte(_place(one), found.unite)} : {one.nom()}" for rank, one in enumerate(found.seuils, start=1)
    ]
    lines = [part for line in legend for part in _coupe(line)]
    title = altair.TitleParams(found.libelle, subtitle=lines, anchor="start", offset=12)
    return altair.vconcat(*panels, title=title).resolve_scale(color="independent", strokeDash="independent")


def _place(one: "Seuil") -> float:
    return one.a if one.valeur is None else one.valeur


def _coupe(line: str) -> list[str]:
    import textwrap

    return textwrap.wrap(line, TITRE_MAXIMAL, subsequent_indent="    ")


def _nom(one: "Serie", series: list["Serie"]) -> str:
    return f"{one.libelle} [{one.id}]" if len({other.id for other in series}) > 1 else one.libelle


def _titre(label: str, unit: str | None) -> str:
    from openfisca_cpam.explanation.formats import unites

    symbol = unites().get(unit or "", {}).get("symbole", "")
    return f"{label} ({symbol})" if label and symbol else label or symbol


def _show(found: "Balayage") -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from openfisca_cpam.cli.display import console
    from openfisca_cpam.explanation.formats import texte

    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(found.libelle, justify="right")
    for one in found.series:
        table.add_column(_nom(one, found.series), justify="left" if one.textes[0] else "right", overflow="fold")
    for rank, value in enumerate(found.points):
        if _franchis(found, rank):
            table.add_section()
        cells = [one.textes[rank] or texte(one.valeurs[rank], one.unite, one.type) for one in found.series]
        table.add_row(texte(value, found.unite), *map(escape, cells))
    out.print(table)
    out.print("[bold]Seuils[/bold]" if found.seuils else "Aucun seuil entre ces valeurs.")
    labels = {one.variable: one.libelle for one in found.series}
    for one in found.seuils:
        low, high = texte(one.de, found.unite), texte(one.a, found.unite)
        where = texte(one.valeur, found.unite) if one.valeur is not None else f"entre {low} et {high}"
        out.print(escape(f"{where} : {one.nom()}"), soft_wrap=True)
        out.print(
            escape(f"  change : {', '.join(labels[name] for name in one.variables)}"), style="dim", soft_wrap=True
        )
        for reference in {(r.titre, r.href): r for p in one.parametres for r in p.references}.values():
            if reference.href:
                out.print(f"  {reference.href}", style="dim", soft_wrap=True)
