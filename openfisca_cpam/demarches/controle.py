"""What is wrong with the catalogue: unknown keys, variables, members, parameters, appeals, articles; one line each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.demarches import DOSSIER, RECOURS, SENS, Demarche, Formulaire, Recours, domaines, lit_yaml
from openfisca_cpam.situation.mistakes import nearest

Contenu = dict[str, Any]

_IDENTIFIANT = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONFIANCES = ("A", "B", "C")
_CONDITIONS = ({"plus_de"}, {"connu"})
_LISTES = ("pieces", "delais", "recours")


def contenu() -> dict[str, list[Contenu]]:
    """The files of steps as they are written, by domain."""
    return {name: lit_yaml(DOSSIER / f"{name}.yaml") for name in domaines()}


def fautes(system: TaxBenefitSystem, files: dict[str, list[Contenu]], appeals: list[Contenu]) -> list[str]:
    """Every fault of the catalogue.

    Args:
        system: the law, for the names of variables and parameters.
        files: steps as they are written, by domain.
        appeals: the appeals as they are written.
    """
    found = []
    parameters = {node.name for node in system.parameters.get_descendants() if isinstance(node, Parameter)}
    known = [one.get("id") for one in appeals]
    for one in appeals:
        place = f"{RECOURS}, {one.get('id')}"
        found += [f"{place} : {fault}" for fault in _du_recours(one, parameters)]
    for name, steps in files.items():
        for step in steps:
            place = f"{name}.yaml, {step.get('id')}"
            found += [f"{place} : {fault}" for fault in _de_la_demarche(step, system, parameters, known)]
    ids = Counter(step.get("id") for steps in files.values() for step in steps)
    found += [f"identifiant {name} en double" for name, times in ids.items() if times > 1]
    used = {name for steps in files.values() for step in steps for name in step.get("recours", ())}
    found += [f"{RECOURS}, {name} : aucune démarche ne le nomme" for name in known if name not in used]
    written = {path.stem for path in DOSSIER.glob("*.yaml")} - {"index", "recours"}
    found += [f"{name}.yaml : absent de index.yaml" for name in sorted(written - set(domaines()))]
    return found


def _des_cles(one: Contenu, kind: type, left_out: Iterable[str] = ()) -> Iterator[str]:
    allowed = {field.name: field for field in fields(kind) if field.name not in left_out}
    for key in one:
        if key not in allowed:
            yield f"clé inconnue « {key} »{_proche(key, allowed)}"
    for key, field in allowed.items():
        if field.default is MISSING and key not in one:
            yield f"« {key} » manque"


def _proche(word: str, names: Iterable[str]) -> str:
    near = nearest(word, names)
    return f" ; vouliez-vous dire « {near} » ?" if near else ""


def _communes(one: Contenu, parameters: set[str], delays: Iterable[str]) -> Iterator[str]:
    if not _IDENTIFIANT.fullmatch(str(one.get("id"))):
        yield "identifiant en minuscules ASCII, mots séparés par _"
    if one.get("confiance") not in _CONFIANCES:
        yield f"confiance : {', '.join(_CONFIANCES)} attendu"
    for key in ("depuis", "jusqu_a"):
        if key in one and not _est_un_jour(one[key]):
            yield f"{key} : jour AAAA-MM-JJ attendu"
    if one.get("jusqu_a", "9999") < one.get("depuis", ""):
        yield "finit avant de commencer"
    if not one.get("references") or any(not reference.get("title") for reference in one.get("references", ())):
        yield "au moins une référence, avec son titre"
    for name in delays:
        if name not in parameters:
            yield f"paramètre inconnu « {name} »{_proche(name, parameters)}"


def _est_un_jour(text: Any) -> bool:
    if not isinstance(text, str) or not _JOUR.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _du_recours(one: Contenu, parameters: set[str]) -> Iterator[str]:
    yield from _des_cles(one, Recours)
    yield from _communes(one, parameters, [one[key] for key in ("delai", "silence", "delai_tribunal") if one.get(key)])


def _de_la_demarche(step: Contenu, system: TaxBenefitSystem, parameters: set[str], appeals: list[str]) -> Iterator[str]:
    yield from _des_cles(step, Demarche, left_out=["domaine"])
    yield from _communes(step, parameters, step.get("delais", ()))
    for key in _LISTES:
        if not isinstance(step.get(key, []), list):
            yield f"{key} : une liste est attendue"
    for name in step.get("recours", ()):
        if name not in appeals:
            yield f"recours inconnu « {name} »{_proche(name, appeals)}"
    if "formulaire" in step:
        yield from (f"formulaire, {fault}" for fault in _des_cles(step["formulaire"], Formulaire))
        if step["formulaire"].get("confiance") not in _CONFIANCES:
            yield f"formulaire, confiance : {', '.join(_CONFIANCES)} attendu"
    if not isinstance(step.get("obligatoire"), bool):
        yield "obligatoire : oui (true) ou non (false)"
    if step.get("sens", "limite") not in SENS:
        yield f"sens : {', '.join(SENS)} attendu"
    if (step.get("sens") == "attente") != all(step.get(key) for key in ("apres", "apres_en")):
        yield "« apres » et « apres_en » vont avec le sens attente, et lui seul"
    if not step.get("echeance") and (step.get("sens") or step.get("ouverture") or step.get("date_facultative")):
        yield "sens, ouverture et date_facultative vont avec une échéance"
    if not step.get("quand") and not step.get("echeance"):
        yield "ni condition ni échéance : la démarche serait toujours due"
    for key in ("intitule", "intitule_en"):
        text = str(step.get(key, ""))
        if not text or text != text.strip() or text.endswith("."):
            yield f"{key} : une phrase sans point final"
    for key in ("echeance", "ouverture"):
        if name := step.get(key):
            yield from _d_une_date(name, key, system)
    for name, wanted in (step.get("quand") or {}).items():
        yield from _d_une_condition(name, wanted, system)


def _d_une_date(name: str, key: str, system: TaxBenefitSystem) -> Iterator[str]:
    variable = system.variables.get(name)
    if variable is None:
        yield f"{key} : variable inconnue « {name} »{_proche(name, system.variables)}"
    elif variable.value_type is not date:
        yield f"{key} : {name} n'est pas une date"


def _d_une_condition(name: str, wanted: Any, system: TaxBenefitSystem) -> Iterator[str]:
    variable = system.variables.get(name)
    if variable is None:
        yield f"quand : variable inconnue « {name} »{_proche(name, system.variables)}"
    elif variable.value_type is Enum:
        members = variable.possible_values.__members__
        named = wanted["sauf"] if isinstance(wanted, dict) and set(wanted) == {"sauf"} else wanted
        for one in named if isinstance(named, list) else [named]:
            if not isinstance(one, str) or one not in members:
                yield f"quand, {name} : valeur inconnue « {one} »{_proche(str(one), members)}"
    elif isinstance(wanted, dict):
        if set(wanted) not in _CONDITIONS:
            yield f"quand, {name} : « plus_de » ou « connu » attendu"
        elif ("connu" in wanted) != (variable.value_type is date):
            yield f"quand, {name} : « connu » va avec une date, « plus_de » avec un nombre"
    elif not (variable.value_type is bool and isinstance(wanted, bool)):
        yield f"quand, {name} : true ou false, « plus_de » ou « connu » attendu"
