"""What a written page asks the program to complete: a comment on a line of its own.

``<!-- situation: transport_100_km_2024 -->``  a shipped situation: what is known, what is computed, why
``<!-- commande: openfisca-cpam explain … -->``  a command of the package and what it prints
``<!-- fichier: parameters/… -->``  a file of the checkout
``<!-- resultat -->``  what the Python blocks above print, run in order
``<!-- tableau: couverture -->``  one row a domain; ``unites``: of the values
"""

import contextlib
import io
import re
import shlex
from pathlib import Path

from generateur.loi import Plan, tableau_des_domaines
from generateur.page import INSECABLE, adresse, bloc, echappe, lien, tableau
from openfisca_cpam.explanation.formats import texte, unites
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.compute import CompteRendu, Resultat, calcule
from openfisca_cpam.situation.dates import long_period, period
from openfisca_cpam.situation.guard import lit

RACINE = Path(__file__).resolve().parents[2]
_DIRECTIVE = re.compile(r"^<!-- (situation|commande|fichier|resultat|tableau)(?:: (.*?))? -->$", re.M | re.S)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
LIGNES, LARGEUR = 60, 96


class DirectiveError(ValueError):
    """A directive that cannot be carried out."""


def remplace(text: str, page: str, plan: Plan) -> str:
    """The text with each directive carried out.

    Raises:
        DirectiveError: naming the page and the directive.
    """
    done: list[str] = []
    place = 0
    space: dict = {"__name__": "exemple"}
    ran = 0
    for found in _DIRECTIVE.finditer(text):
        kind, argument = found.group(1), (found.group(2) or "").strip()
        done.append(text[place : found.start()])
        place = found.end()
        try:
            if kind == "resultat":
                blocks = [one.group(1) for one in _PYTHON.finditer(text[ran : found.start()])]
                done.append(_resultat(blocks, space))
                ran = found.start()
            else:
                done.append(_FAIRE[kind](argument, page, plan))
        except Exception as error:
            raise DirectiveError(f"{page} : « {found.group(0)} » : {type(error).__name__} : {error}") from error
    return "".join([*done, text[place:]])


def _code(text: str, language: str = "text") -> str:
    lines = text.rstrip().splitlines()
    if len(lines) > LIGNES:
        lines = [*lines[:LIGNES], "…"]
    return "\n".join([f"```{language}", *(line.rstrip() for line in lines), "```", ""])


def _resultat(blocks: list[str], space: dict) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for block in blocks:
            exec(compile(block, "<page>", "exec"), space)
    return _code(out.getvalue())


def _commande(argument: str, page: str, plan: Plan) -> str:
    from openfisca_cpam.cli import COMMANDES, display
    from openfisca_cpam.cli.group import run

    program, *words = shlex.split(argument)
    if program != "openfisca-cpam":
        raise DirectiveError("seule la commande openfisca-cpam est jouée")
    out = io.StringIO()
    wide, display.LARGEUR_SANS_TERMINAL = display.LARGEUR_SANS_TERMINAL, LARGEUR
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.chdir(RACINE):
            run(COMMANDES, words)
    finally:
        display.LARGEUR_SANS_TERMINAL = wide
    return _code(f"$ {argument}\n{out.getvalue()}")


def _fichier(argument: str, page: str, plan: Plan) -> str:
    path = RACINE / argument
    return _code(path.read_text("utf-8"), {"yaml": "yaml", "json": "json", "py": "python"}[path.suffix[1:]])


def _tableau(argument: str, page: str, plan: Plan) -> str:
    return {"couverture": tableau_des_domaines, "unites": _unites}[argument](plan, page)


def _unites(plan: Plan, page: str) -> str:
    """The closed list of units."""
    rows = [
        [f"<code>{echappe(name)}</code>", echappe(unit["label"]), echappe(unit["symbole"])]
        for name, unit in unites().items()
    ]
    return bloc(tableau(["Unité", "Est", "Se lit"], rows))


def _situation(argument: str, page: str, plan: Plan) -> str:
    return "".join(_une_situation(name, page, plan) for name in argument.replace(",", " ").split())


def _une_situation(name: str, page: str, plan: Plan) -> str:
    path = shipped.path(name)
    if path is None:
        raise DirectiveError(f"situation inconnue « {name} »")
    (situation,) = lit(path.read_bytes(), plan.system, path.name)
    report = calcule(situation, plan.system)
    several = len(situation.persons) > 1
    return bloc(
        f'<p class="situation">{echappe(shipped.descriptions()[name])}</p>',
        f"<details><summary>Ce qui est su</summary>{_donnees(report, page, plan, several)}</details>",
        _resultats(report, page, plan, several),
        f'<p class="fichier" data-search-exclude><code>openfisca-cpam calculate {name} --explain</code></p>',
        css="fiche exemple",
    )


def _donnees(report: CompteRendu, page: str, plan: Plan, several: bool) -> str:
    rows = []
    for one in report.situation.given:
        variable = plan.system.variables[one.variable]
        value = one.value
        members = getattr(variable, "possible_values", None)
        if members is not None and value in members.__members__:
            shown = str(members[value].value)
        else:
            shown = texte(value, variable.unit, espace=INSECABLE)
        when = "" if one.period.unit == "eternity" else long_period(one.period)
        who = [echappe(report.situation.ids(one.entity)[one.index])] if several else []
        label = _lien_variable(plan, page, one.variable, variable.label)
        rows.append([*who, label, echappe(when) or "–", echappe(shown)])
    return tableau([*(["Qui"] if several else []), "Donnée", "Quand", "Valeur"], rows)


def _resultats(report: CompteRendu, page: str, plan: Plan, several: bool) -> str:
    periods = {one.periode for one in report.resultats}
    rows = []
    for one in report.resultats:
        who = [echappe(one.id)] if several else []
        when = [echappe(long_period(period(one.periode)))] if len(periods) > 1 else []
        label = _lien_variable(plan, page, one.variable, one.libelle)
        rows.append([*who, *when, label, f"<b>{echappe(_valeur(one))}</b>"])
    columns = [*(["Qui"] if several else []), *(["Quand"] if len(periods) > 1 else []), "Résultat", "Valeur"]
    return tableau(columns, rows)


def _valeur(one: Resultat) -> str:
    return one.texte or texte(one.valeur, one.unite, one.type, INSECABLE)


def _lien_variable(plan: Plan, page: str, name: str, label: str) -> str:
    place = plan.places[name]
    return lien(adresse(page, place.page, place.ancre), label)


_FAIRE = {
    "situation": _situation,
    "commande": _commande,
    "fichier": _fichier,
    "tableau": _tableau,
}
