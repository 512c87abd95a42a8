"""``openfisca-cpam demarches``: what to do next, by when, with which form; or what a step of the catalogue is."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation.mistakes import nearest

if TYPE_CHECKING:
    from rich.console import Console

    from openfisca_cpam.demarches.fiche import FicheDemarche, FicheRecours

AIDE = """Dit ce qu'il reste à faire dans une situation, dans l'ordre des dates.

Pour chaque démarche : qui, à qui, avec quel formulaire et quelles pièces, ce que vaut le silence, les recours, les
articles.

NOM est une situation (un fichier, « - », ou une situation fournie), ou l'identifiant d'une démarche (c2s_demande). Sans
NOM, la liste des démarches que le paquet connaît.

\b
openfisca-cpam demarches c2s_titre_expire
openfisca-cpam demarches c2s_demande
"""
SORTIE = "demarches_liste"


@click.command("demarches", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("name", required=False, metavar="[NOM]")
@click.option(
    "--period", metavar="JOUR", help="Le jour (2026-05-12) ; par défaut celui de la situation, ou aujourd'hui."
)
@click.option("--json", "as_json", is_flag=True, help="Donne les démarches en JSON.")
def command(name: str | None, period: str | None, as_json: bool) -> int:
    """List the catalogue, show a step, or list what is due in a situation."""
    from openfisca_cpam.cli.explain import jour
    from openfisca_cpam.demarches import catalogue

    day = jour(period, "--period") if period else None
    if name is None:
        _catalogue(day or date.today().isoformat(), as_json)
        return 0
    if name in catalogue():
        _une(name, day or date.today().isoformat(), as_json)
        return 0
    return _situation(name, day, as_json)


def _catalogue(day: str, as_json: bool) -> None:
    from openfisca_cpam.demarches import domaines, du_domaine

    found = {key: [one for one in du_domaine(key) if one.vaut(day)] for key in domaines()}
    if as_json:
        listed = {key: {one.id: one.intitule for one in steps} for key, steps in found.items()}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    from rich.text import Text

    from openfisca_cpam.cli.display import console

    out = console()
    width = max(len(one.id) for steps in found.values() for one in steps)
    for rank, (key, steps) in enumerate(found.items()):
        out.print(Text(("\n" if rank else "") + domaines()[key], style="bold"))
        for one in steps:
            out.print(Text.assemble((f"  {one.id:<{width}}  ", "cyan"), one.intitule))


def _une(name: str, day: str, as_json: bool) -> None:
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.demarches import catalogue
    from openfisca_cpam.demarches.fiche import fiche

    page = fiche(CountryTaxBenefitSystem(), catalogue()[name], day)
    if as_json:
        click.echo(json.dumps(asdict(page), ensure_ascii=False, indent=2))
        return
    from openfisca_cpam.cli.display import console

    _page(console(), page)


def _situation(name: str, day: str | None, as_json: bool) -> int:
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.cli.calculate import text_of
    from openfisca_cpam.demarches.fiche import fiches
    from openfisca_cpam.situation.build import simule
    from openfisca_cpam.situation.guard import lit
    from openfisca_cpam.situation.mistakes import SituationError

    try:
        source, text = text_of(name)
    except click.UsageError as error:
        raise click.UsageError(_ni_l_un_ni_l_autre(name, error)) from None
    system = CountryTaxBenefitSystem()
    try:
        situations = lit(text, system, source, day, [SORTIE])
    except SituationError as error:
        for line in error.lines():
            click.echo(line, err=True)
        return 2
    found = []
    for situation in situations:
        simulation = simule(situation, system, trace=False)
        (asked,) = situation.asked
        for index in asked.indexes:
            found.append((situation, index, str(asked.period), fiches(simulation, asked.period, index)))
    if as_json:
        listed = [
            {
                "situation": one.name,
                "personne": one.persons[index],
                "jour": when,
                "demarches": [asdict(p) for p in pages],
            }
            for one, index, when, pages in found
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return 0
    _affiche(found)
    return 0


def _ni_l_un_ni_l_autre(name: str, error: click.UsageError) -> str:
    """The mistake of the file, and the nearest step."""
    from openfisca_cpam.demarches import catalogue

    near = nearest(name, catalogue())
    if near and "vouliez-vous" not in error.message:
        return f"ni situation ni démarche « {name} » ; vouliez-vous dire « {near} » ?"
    return error.message


def _affiche(found: list[tuple]) -> None:
    from rich.text import Text

    from openfisca_cpam.cli.display import console
    from openfisca_cpam.situation.dates import long_period, period

    out = console()
    for rank, (situation, index, day, pages) in enumerate(found):
        several = len(situation.persons) > 1
        who = f"{situation.persons[index]} : " if several else ""
        title = f"{who}{situation.name or situation.source}, {long_period(period(day))}"
        out.print(Text(("\n" if rank else "") + title, style="bold"))
        if not pages:
            out.print(Text("Rien à faire ce jour-là."))
        for number, page in enumerate(pages, 1):
            out.print(Text.assemble(f"\n{number}. ", (page.texte, "bold red" if page.depasse else "bold")))
            _details(out, page)


def _page(out: "Console", page: "FicheDemarche") -> None:
    from rich.text import Text

    out.print(Text(page.intitule, style="bold"))
    out.print(Text(page.id, style="cyan"))
    kind = "exigé par la loi" if page.obligatoire else "conseillé"
    _ligne(out, "Domaine", f"{page.domaine} ; {kind}")
    _details(out, page)
    _ligne(out, "Lit", ", ".join(page.lit))


def _details(out: "Console", page: "FicheDemarche") -> None:
    _ligne(out, "Pour", page.prestation)
    _ligne(out, "Qui", page.qui)
    _ligne(out, "À qui", page.destinataire)
    _ligne(out, "Formulaire", page.formulaire)
    for piece in page.pieces:
        _ligne(out, "Pièce", piece)
    for delay in page.delais:
        _ligne(out, "Délai", f"{delay.libelle} : {delay.texte} ({delay.parametre})")
    _ligne(out, "Silence", page.silence)
    for one in page.recours:
        _recours(out, one)
    if page.confiance == "C":
        _ligne(out, "À confirmer", "aucune source sûre")
    _references(out, page.references)


def _recours(out: "Console", one: "FicheRecours") -> None:
    _ligne(out, "Recours", f"{one.devant}{f' ; délai : {one.delai}' if one.delai else ''}")
    _ligne(out, "", one.silence)
    if one.tribunal:
        _ligne(out, "", f"ensuite : {one.tribunal}{f' ; délai : {one.delai_tribunal}' if one.delai_tribunal else ''}")
    _ligne(out, "", one.mediateur)


def _ligne(out: "Console", title: str, text: str | None) -> None:
    from rich.text import Text

    if text:
        out.print(Text.assemble((f"   {title + ' :' if title else '':<13} ", "dim"), text))


def _references(out: "Console", references: list) -> None:
    from rich.text import Text

    for one in references:
        out.print(Text(f"   {one.titre}{f' ({one.href})' if one.href else ''}", style="dim"))
