"""``openfisca-cpam compare``: one situation on several days."""

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from openfisca_cpam.cli.explain import jour
from openfisca_cpam.cli.group import Command

if TYPE_CHECKING:
    from openfisca_cpam.explanation.comparaison import Changement, Comparaison
    from openfisca_cpam.explanation.model import ParametreLu
    from openfisca_cpam.situation.compute import Resultat
    from openfisca_cpam.situation.model import Situation

AIDE = """Calcule une situation à plusieurs dates, côte à côte, avec les valeurs et les règles qui ont changé.

La situation est déplacée tout entière : ses périodes et les dates de ce qui arrive (prescription, arrêt…) ; ce qui vaut
pour toujours, comme une date de naissance, ne bouge pas.

\b
openfisca-cpam compare transport_100_km_2024 --dates 2023-07-31 2023-08-01 2024-03-31
"""
_DATE = re.compile(r"\d{4}-|\d{1,2}/")


@click.command("compare", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("words", nargs=-1, required=True, metavar="SITUATION")
@click.option("--dates", "days", multiple=True, metavar="JOUR JOUR…", help="Deux jours au moins (2024-03-30).")
@click.option("--output", "outputs", multiple=True, metavar="VARIABLE", help="Résultat demandé, au lieu des siens.")
@click.option("--json", "as_json", is_flag=True, help="Donne la comparaison en JSON.")
def command(words: tuple[str, ...], days: tuple[str, ...], outputs: tuple[str, ...], as_json: bool) -> int:
    """Read the situation, compute it on each day, print."""
    # « --dates J1 J2 » : click gives J1 to the option and leaves J2 among the words.
    files = [word for word in words if not _DATE.match(word)]
    wanted = list(dict.fromkeys(jour(one, "--dates") for text in (*days, *(w for w in words if w not in files))
                                for one in text.replace(",", " ").split()))  # fmt: skip
    if len(files) != 1:
        raise click.UsageError("une situation et une seule est attendue")
    if len(wanted) < 2:
        raise click.UsageError("--dates : deux jours différents au moins sont attendus")
    system, situation = une_situation(files[0], outputs)
    if situation is None:
        return 2
    from openfisca_cpam.explanation.comparaison import compare

    found = compare(situation, system, wanted)
    if as_json:
        click.echo(json.dumps(_json(found), ensure_ascii=False, indent=2, default=str, allow_nan=False))
    else:
        _show(found)
    return 0


def une_situation(name: str, outputs: tuple[str, ...]) -> tuple:
    """The law, and the only situation of a file; None after its mistakes are printed."""
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.cli.calculate import _maybe, text_of
    from openfisca_cpam.situation.guard import lit
    from openfisca_cpam.situation.mistakes import SituationError

    source, text = text_of(name)
    system = CountryTaxBenefitSystem()
    asked = [one for words in outputs for one in words.replace(",", " ").split()]
    for one in asked:
        if one not in system.variables:
            raise click.UsageError(f"--output : variable inconnue « {one} »{_maybe(one, system.variables)}")
    try:
        situations: list[Situation] = lit(text, system, source, None, asked)
    except SituationError as error:
        for line in error.lines():
            click.echo(line, err=True)
        return system, None
    if len(situations) > 1:
        raise click.UsageError(f"{source} contient {len(situations)} situations, une seule est attendue")
    return system, situations[0]


def _json(found: "Comparaison") -> dict:
    return {
        "jours": found.jours,
        "resultats": [
            {
                "variable": line.variable, "libelle": line.libelle, "entite": line.entite, "id": line.id,
                "unite": line.unite, "change": line.change,
                "valeurs": [one.valeur if one else None for one in line.resultats],
                "textes": [one.texte if one else None for one in line.resultats],
                "motifs": [asdict(one.motif) if one and one.motif else None for one in line.resultats],
                "refus": line.refus,
            }
            for line in found.lignes
        ],
        "changements": [asdict(one) for one in found.changements],
    }  # fmt: skip


def _show(found: "Comparaison") -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from openfisca_cpam.cli.display import console
    from openfisca_cpam.explanation.formats import texte

    out = console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    several = len({(line.entite, line.id) for line in found.lignes}) > 1
    if several:
        table.add_column("Personne ou foyer", no_wrap=True)
    table.add_column("Résultat", overflow="fold")
    for day in found.jours:
        table.add_column(texte(day), justify="right", overflow="fold")
    for line in found.lignes:
        cells = [_cellule(one) if one else "non couvert" for one in line.resultats]
        shown = [f"[bold]{escape(cell)}[/bold]" if line.change else escape(cell) for cell in cells]
        table.add_row(*([escape(line.id)] if several else []), escape(line.libelle), *shown)
    out.print(table)
    for text in dict.fromkeys(one for line in found.lignes for one in line.refus if one):
        out.print(escape(text))
    for change in found.changements:
        _change(out, change)


def _cellule(result: "Resultat") -> str:
    from openfisca_cpam.explanation.formats import texte

    return result.texte or texte(result.valeur, result.unite, result.type)


def _change(out, change: "Changement") -> None:
    from rich.text import Text

    from openfisca_cpam.explanation.formats import texte

    out.print(Text(f"\nDu {texte(change.de)} au {texte(change.a)}", style="bold"))
    if not change.valeurs and not change.regles:
        out.print("Aucune valeur ni règle lue n'a changé : les différences viennent des dates elles-mêmes.")
    for one in change.valeurs:
        line = Text("§ ", style="cyan")
        line.append(one.libelle, style="cyan")
        line.append(f" : {_lu(one.avant)} → {_lu(one.apres)}")
        if one.apres is not None and one.apres.depuis and change.de < one.apres.depuis <= change.a:
            line.append(f", depuis le {texte(one.apres.depuis)}")
        out.print(line)
        _articles(out, one.apres.references if one.apres else [])
    for rule in change.regles:
        since = f" (depuis le {texte(rule.depuis)})" if rule.depuis else ""
        out.print(Text(f"Règle changée{since} : {rule.libelle}"))
        out.print(Text(f"  {rule.regle}", style="dim"))
        _articles(out, rule.references)


def _lu(read: "ParametreLu | None") -> str:
    from openfisca_cpam.explanation.formats import texte

    return texte(read.valeur, read.unite) if read is not None else "non lu"


def _articles(out, references: list) -> None:
    from rich.text import Text

    for one in references:
        address = f" {one.href}" if one.href and one.href != one.titre else ""
        out.print(Text(f"  {one.titre}{address}", style="dim"))
