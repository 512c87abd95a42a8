"""Official worked examples beside our results: ``docs/comparaisons.yaml``, computed when the site is built."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from generateur.page import INSECABLE, bloc, echappe, lien, paragraphes, pluriel, tableau, tete, titre
from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.situation.compute import CompteRendu, calcule
from openfisca_cpam.situation.guard import lit as lit_situations

FICHIER = Path(__file__).resolve().parents[1] / "comparaisons.yaml"
PAGE = "comparaisons.md"
# Half a cent: what is equal to the cent.
EGAL = 0.005


class ComparaisonError(ValueError):
    """An entry that cannot be read; the message says which and why, in French."""


@dataclass(frozen=True)
class Exemple:
    """An official worked example.

    Attributes:
        nom: what it shows, unique.
        domaine: of the law.
        date: of the official page or text that gives the result.
        source, adresse: of that page or text.
        periode: day, month or year computed.
        situation: inputs, as in a case.
        variable: the result.
        officiel: what the source says.
        ecart: our result less the official one, stated; 0 when they agree.
        cause: of the difference.
    """

    nom: str
    domaine: str
    date: datetime.date
    source: str
    adresse: str
    periode: str
    situation: dict[str, Any]
    variable: str
    officiel: float | str | bool | datetime.date
    ecart: float = 0
    cause: str | None = None


@dataclass(frozen=True)
class Resultat:
    """What we compute for an example, and what the computation did not read."""

    exemple: Exemple
    valeur: Any
    texte: str
    officiel: str
    ecart: float | None
    avertissements: tuple[str, ...]

    @property
    def conforme(self) -> bool:
        """Whether the difference is the one that the entry states."""
        if self.ecart is None:
            return self.officiel == self.texte
        return abs(self.ecart - self.exemple.ecart) < EGAL


_CHAMPS = {one.name for one in fields(Exemple)}
_FACULTATIFS = {"ecart", "cause"}


def lit(text: str) -> list[Exemple]:
    """Read the list.

    Raises:
        ComparaisonError: on the first entry that cannot be read.
    """
    entries = yaml.safe_load(text)
    if not isinstance(entries, list):
        raise ComparaisonError("une liste d'exemples est attendue")
    found: dict[str, Exemple] = {}
    for rank, entry in enumerate(entries, start=1):
        name = f"exemple n° {rank} ({entry.get('nom') if isinstance(entry, dict) else entry})"
        for fault in _fautes(entry):
            raise ComparaisonError(f"{name} : {fault}")
        if entry["nom"] in found:
            raise ComparaisonError(f"{name} : nom donné deux fois")
        found[entry["nom"]] = Exemple(**{**entry, "periode": str(entry["periode"])})
    return list(found.values())


def _fautes(entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "des clés et des valeurs sont attendues"
        return
    if missing := sorted(_CHAMPS - _FACULTATIFS - entry.keys()):
        yield f"il manque {', '.join(missing)}"
    if unknown := sorted(entry.keys() - _CHAMPS):
        yield f"clé inconnue {', '.join(unknown)}"
    if type(entry.get("date")) is not datetime.date:
        yield "date est une date AAAA-MM-JJ"
    if not str(entry.get("adresse", "")).startswith("https://"):
        yield "adresse commence par https://"
    if bool(entry.get("ecart")) != bool(entry.get("cause")):
        yield "un écart a une cause, et une cause un écart"


def calcule_exemple(exemple: Exemple, system) -> Resultat:
    """Compute an example with the guarded reader and the engine."""
    case = {
        "name": exemple.nom,
        "period": exemple.periode,
        "input": exemple.situation,
        "output": [exemple.variable],
    }
    (situation,) = lit_situations(yaml.safe_dump(case, allow_unicode=True), system, exemple.nom)
    report: CompteRendu = calcule(situation, system)
    result = report.resultats[0]
    variable = system.variables[exemple.variable]
    official = exemple.officiel.isoformat() if isinstance(exemple.officiel, datetime.date) else exemple.officiel
    number = variable.value_type in (float, int) and result.valeur is not None
    choices = getattr(variable, "possible_values", None)
    return Resultat(
        exemple,
        result.valeur,
        result.texte or texte(result.valeur, variable.unit, result.type, INSECABLE),
        str(choices[official].value) if choices else texte(official, variable.unit, result.type, INSECABLE),
        round(result.valeur - float(official), 6) if number else None,
        tuple(one.message for one in report.avertissements),
    )


def page(system, plan) -> str:
    """The page of the comparisons."""
    results = [calcule_exemple(one, system) for one in lit(FICHIER.read_text("utf-8"))]
    same = sum(one.conforme and not one.exemple.ecart for one in results)
    different = [one for one in results if one.exemple.ecart]
    found = [
        tete("Exemples officiels"),
        "# Les exemples officiels, recalculés\n\n",
        "Des exemples chiffrés que donnent les organismes publics et les textes, chacun avec sa date, et ce que "
        "calcule le paquet pour la même situation, le même jour. Les résultats sont calculés quand ces pages sont "
        "construites ; un test refuse toute différence qui n'est pas annoncée.\n\n",
        f"**{pluriel(len(results), 'exemple')}** : {same} identiques au centime, "
        f"{len(different)} avec une différence expliquée.\n\n",
    ]
    domains = {name: domain.titre for name, domain in plan.domaines.items()}
    for domain in dict.fromkeys(one.exemple.domaine for one in results):
        found.append(titre(2, domains[domain], f"exemples-{domain}"))
        here = [one for one in results if one.exemple.domaine == domain]
        for source in dict.fromkeys((one.exemple.source, one.exemple.adresse, one.exemple.date) for one in here):
            text, href, day = source
            rows = [
                _ligne(one, plan)
                for one in here
                if (one.exemple.source, one.exemple.adresse, one.exemple.date) == source
            ]
            columns = ["Exemple", "Au", "Officiel", "Calculé", "Différence"]
            found.append(
                bloc(
                    f'<p class="source">{lien(href, text)}, {texte(day.isoformat())}</p>',
                    tableau(columns, rows, "fiches exemples", [2, 3, 4]),
                )
            )
    return "".join(found)


def _ligne(result: Resultat, plan) -> list[str]:
    one = result.exemple
    what = f"<b>{echappe(one.nom)}</b><br>{plan.lien(PAGE, one.variable)}"
    if one.cause:
        what += f'<div class="cause">{paragraphes(one.cause)}</div>'
    gap = "aucune"
    if one.ecart:
        unit = plan.system.variables[one.variable].unit
        gap = ("+" if result.ecart > 0 else "") + texte(result.ecart, unit, espace=INSECABLE)
    elif not result.conforme:  # the test says it too
        gap = "à expliquer"
    day = texte(one.periode) if len(one.periode) == 10 else one.periode
    return [what, day, echappe(result.officiel), f"<b>{echappe(result.texte)}</b>", gap]
