"""``openfisca-cpam explain``: what a variable or a parameter is."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from openfisca_cpam.cli.group import Command
from openfisca_cpam.situation.mistakes import nearest

if TYPE_CHECKING:
    from rich.console import Console

    from openfisca_cpam.explanation.fiche import FicheDossier, FicheParametre, FicheVariable

AIDE = """Dit ce qu'est une variable ou un paramètre : sa règle, son histoire, ses articles, ce qu'il lit et qui le lit.

NOM est celui d'une variable (transport_versement), d'un paramètre (franchises.transport.par_trajet) ou d'un dossier de
paramètres (franchises.transport).
"""
PROPOSITIONS = 8


@click.command("explain", cls=Command, options_metavar="[OPTIONS]", help=AIDE)
@click.argument("name", metavar="NOM")
@click.option("--date", "day", metavar="JOUR", help="Le jour de la loi (2024-03-31) ; aujourd'hui par défaut.")
@click.option("--json", "as_json", is_flag=True, help="Donne la fiche en JSON.")
def command(name: str, day: str | None, as_json: bool) -> None:
    """Find the name, print its page."""
    wanted = jour(day)
    from openfisca_cpam import CountryTaxBenefitSystem
    from openfisca_cpam.explanation import fiche as pages

    system = CountryTaxBenefitSystem()
    known = pages.noms(system)
    if name not in known:
        raise click.UsageError(_inconnu(name, known))
    page = pages.fiche(system, name, wanted)
    if as_json:
        click.echo(json.dumps(asdict(page), ensure_ascii=False, indent=2, default=str))
        return
    from openfisca_cpam.cli.display import console

    {"variable": _variable, "parametre": _parametre, "dossier": _dossier}[page.genre](console(), page, system)


def jour(text: str | None, option: str = "--date") -> str:
    """An ISO day given on the command line, today when it is not."""
    if text is None:
        return date.today().isoformat()
    from openfisca_cpam.situation.dates import day
    from openfisca_cpam.situation.mistakes import Problem

    try:
        return day(text).isoformat()
    except Problem as problem:
        end = f" ; vouliez-vous dire « {problem.suggestion} » ?" if problem.suggestion else ""
        raise click.UsageError(f"{option} : {problem.message}{end}") from None


def _inconnu(name: str, known: list[str]) -> str:
    message = f"ni variable ni paramètre « {name} »"
    if near := nearest(name, known):
        return f"{message} ; vouliez-vous dire « {near} » ?"
    if close := [one for one in known if name.casefold() in one][:PROPOSITIONS]:
        return f"{message} ; contiennent ce mot : {', '.join(close)}"
    return message


def _variable(out: "Console", page: "FicheVariable", system) -> None:
    from openfisca_cpam.explanation.formats import texte, unites

    _titre(out, page.nom, page.libelle)
    nature = "calculée" if page.calculee else "donnée"
    unit = f", en {unites()[page.unite]['label']}" if page.unite in unites() else ""
    out.print(f"Variable {nature}, {page.type}{unit} ; une valeur par {page.entite} pour {page.periode}")
    bounds = [f"au moins {texte(page.minimum, page.unite)}"] if page.minimum is not None else []
    bounds += [f"au plus {texte(page.maximum, page.unite)}"] if page.maximum is not None else []
    if bounds:
        out.print(f"Bornes : {', '.join(bounds)}")
    if not page.calculee:
        out.print(f"Sans réponse : {texte(page.defaut, page.unite, page.type)}")
    _texte(out, page.documentation)
    _references(out, page.references)
    for key, value in page.choix.items():
        _ligne(out, f"  {key} : {value}")
    if page.calculee:
        _section(out, f"La règle au {texte(page.date)}")
        if page.couverte:
            _texte(out, page.regle)
        else:
            start = page.formules[0].depuis
            end = f"jusqu'au {texte(page.jusqu_au)}" if page.jusqu_au and page.jusqu_au < page.date else None
            _ligne(out, f"Non couverte ce jour-là : la règle est couverte {end or f'à partir du {texte(start)}'}.")
    if len(page.formules) > 1 or page.jusqu_au:
        _section(out, "Histoire")
        for one in page.formules:
            _ligne(out, f"depuis {f'le {texte(one.depuis)}' if one.depuis else 'toujours'} : {_une_ligne(one.regle)}")
        if page.jusqu_au:
            _ligne(out, f"dernier jour : {texte(page.jusqu_au)}")
    _liste(out, "Lit les paramètres", [(name, _valeur(system, name, page.date)) for name in page.lit_parametres])
    _liste(out, "Lit les variables", [(name, system.variables[name].label) for name in page.lit_variables])
    _liste(out, "Lue par", [(name, system.variables[name].label) for name in page.lue_par])


def _parametre(out: "Console", page: "FicheParametre", system) -> None:
    from openfisca_cpam.explanation.formats import texte

    _titre(out, page.nom, page.libelle)
    out.print(f"Paramètre ; au {texte(page.date)} : [bold]{texte(page.valeur, page.unite)}[/bold]")
    if page.verifie_au:
        out.print(f"Vérifié jusqu'au {texte(page.verifie_au)}")
    _texte(out, page.documentation)
    _section(out, "Valeurs")
    for one in reversed(page.valeurs):
        mark = "→" if one.en_vigueur else " "
        note = " — valeur à confirmer" if one.confiance == "C" else ""
        _ligne(out, f"{mark} depuis le {texte(one.depuis)} : {texte(one.valeur, page.unite)}{note}")
        _references(out, one.references, "      ")
    _liste(out, "Lu par", [(name, system.variables[name].label) for name in page.lu_par])


def _dossier(out: "Console", page: "FicheDossier", system) -> None:
    from openfisca_cpam.explanation.formats import texte

    _titre(out, page.nom, page.libelle)
    _texte(out, page.documentation)
    _liste(
        out, "Contient", [(name, _valeur(system, name, page.date) or label) for name, label in page.contient.items()]
    )
    if page.valeurs:
        _section(out, "Valeurs")
    for one in reversed(page.valeurs):
        _ligne(out, f"depuis le {texte(one.depuis)} : {one.valeur}")
        _references(out, one.references, "      ")
    _liste(out, "Lu par", [(name, system.variables[name].label) for name in page.lu_par])


def _valeur(system, name: str, day: str) -> str | None:
    from openfisca_core.parameters import Parameter

    from openfisca_cpam.explanation.fiche import noeud
    from openfisca_cpam.explanation.formats import texte

    node = noeud(system, name)
    if not isinstance(node, Parameter):
        return None
    value = texte(node._get_at_instant(day), node.metadata.get("unit"))
    return f"{node.metadata.get('short_label', name)} : {value}"


def _titre(out: "Console", name: str, label: str) -> None:
    from rich.text import Text

    out.print(Text(label, style="bold"))
    out.print(Text(name, style="cyan"))


def _section(out: "Console", title: str) -> None:
    from rich.text import Text

    out.print()
    out.print(Text(title, style="bold"))


def _ligne(out: "Console", line: str) -> None:
    from rich.text import Text

    out.print(Text(line))


def _texte(out: "Console", text: str | None) -> None:
    for paragraph in (text or "").strip().split("\n\n"):
        if paragraph.strip():
            _ligne(out, _une_ligne(paragraph))


def _une_ligne(text: str) -> str:
    return " ".join(text.split())


def _references(out: "Console", references: list, margin: str = "") -> None:
    from rich.text import Text

    for one in references:
        out.print(Text(f"{margin}{one.titre}", style="dim"))
        if one.href and one.href != one.titre:
            out.print(Text(f"{margin}{one.href}", style="dim"))


def _liste(out: "Console", title: str, rows: list[tuple[str, str | None]]) -> None:
    if not rows:
        return
    _section(out, title)
    for name, label in rows:
        _ligne(out, f"  {name}{f' — {label}' if label else ''}")
