"""JSON Schema (draft 2020-12) of cases, situations and parameters, made from the loaded system.

Editors with the YAML language server complete from it: names, members of the choices with their texts, units, bounds.
What a schema cannot say (a date that is not covered, an input that nothing reads) is left to ``openfisca-cpam check``.
"""

import datetime
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.formats import unites
from openfisca_cpam.explanation.steps import references
from openfisca_cpam.quality import parameters
from openfisca_cpam.quality.cases import MARGE
from openfisca_cpam.situation.dates import ATTENDUE
from openfisca_cpam.situation.members import roles_of

DIALECTE = "https://json-schema.org/draft/2020-12/schema"
PERIODE = (
    r"^((year|month|day):)?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?(:[0-9]{1,4})?$|^(ETERNITY|eternity)$"
)
JOUR = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
NOM_DE_PARAMETRE = r"^(?!(description|metadata|documentation|values|brackets)$)[a-z0-9]+(_[a-z0-9]+)*$"

Schema = dict[str, Any]


def cas(system: TaxBenefitSystem) -> Schema:
    """The schema of a file of cases."""
    period = {
        "description": "La date du cas : 2024-03-31, 2024-03 ou 2024.",
        "anyOf": [{"type": "string", "pattern": PERIODE}, {"type": "integer", "minimum": 1800, "maximum": 2200}],
    }
    texts = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
    margin = {"type": "number", "minimum": 0, "maximum": MARGE}
    case = {
        "type": "object",
        "properties": {
            "name": _text("Ce que le cas éprouve, en une ligne."),
            "description": _text("La source : article, arrêté, règle ; et le raisonnement."),
            "period": period,
            "input": {**_ref("input"), "description": "Les données."},
            "output": {**_ref("output"), "description": "Les résultats attendus, calculés à la main."},
            "absolute_error_margin": {
                "description": f"Écart accepté sur un nombre, {MARGE} au plus.",
                "anyOf": [margin, {"type": "object", "additionalProperties": margin}],
            },
            "keywords": {**texts, "description": "Des mots pour retrouver le cas."},
            "parameters": {"type": "object", "description": "Un arbre de paramètres qui remplace ceux de la loi."},
            "reforms": {**texts, "description": "Les réformes appliquées (openfisca_cpam.reforms.…)."},
        },
        "required": ["name", "description", "period", "input", "output"],
        "additionalProperties": False,
    }
    definitions = {
        **_case_values(system),
        "input": _case_block(system, "donnee"),
        "output": {**_case_block(system, "resultat"), "minProperties": 1},
        "cas": case,
    }
    return {
        "$schema": DIALECTE,
        "title": "Cas de l'Assurance Maladie",
        "anyOf": [{"type": "array", "items": _ref("cas"), "minItems": 1}, _ref("cas")],
        "$defs": definitions,
    }


def situations(system: TaxBenefitSystem) -> Schema:
    """The schema of a situation in the Web API's form."""
    properties = {}
    for entity in system.entities:
        roles = {} if entity.is_person else _roles(entity)
        content = {
            "type": "object",
            "properties": {**roles, **_variables(system, entity, "demande")},
            "additionalProperties": False,
        }
        properties[entity.plural] = {
            "description": entity.doc,
            "type": "object",
            "additionalProperties": content,
            "minProperties": 1,
        }
    return {
        "$schema": DIALECTE,
        "title": "Situation de l'Assurance Maladie",
        "type": "object",
        "properties": properties,
        "required": [system.person_entity.plural],
        "additionalProperties": False,
        "$defs": {
            **_values(system),
            **{
                f"demande_{name}": _dated({"anyOf": [_ref(f"valeur_{name}"), {"type": "null"}]})
                for name in sorted(system.variables)
            },
        },
    }


def parametres(system: TaxBenefitSystem | None = None) -> Schema:
    """The schema of a file of parameters: one quantity, a table of it, or an index.yaml."""
    unit = {
        "enum": list(parameters.unites()),
        "markdownEnumDescriptions": [one["label"] for one in unites().values()],
    }
    days = {"pattern": JOUR, "description": "Un jour, sans guillemets : 2024-03-31."}
    value = {"type": ["number", "boolean", "null", "array", "string"]}
    series = {
        "type": "object",
        "description": "Les valeurs, chacune à partir de son jour, dans l'ordre ; une fin est une valeur null.",
        "propertyNames": days,
        "additionalProperties": {
            "type": "object", "properties": {"value": value}, "required": ["value"], "additionalProperties": False,
        },
        "minProperties": 1,
    }  # fmt: skip
    metadata = _object(
        {
            "short_label": _text("Le nom court, pour les pages et les tableaux."),
            "label_en": _text("Le nom court, en anglais."),
            "unit": {**unit, "description": "L'unité (units.yaml)."},
            **dict.fromkeys(parameters.UNITES_DE_BAREME, unit),
            "type": _text("Le type d'un barème."),
            "last_value_still_valid_on": {
                "type": "string", "pattern": JOUR, "description": "Jour de la dernière vérification, entre guillemets.",
            },
            "confidence": {
                "type": "object",
                "description": "Par date : A texte officiel ou deux sources, B une source, C calculé ou sans source.",
                "propertyNames": days,
                "additionalProperties": {"enum": list(parameters.CONFIANCES)},
            },
            "reference": {
                "type": "object",
                "description": "Par date : l'article en vigueur ce jour-là.",
                "propertyNames": days,
                "additionalProperties": {"type": "array", "items": _ref("reference"), "minItems": 1},
            },
        },
        ["short_label", "last_value_still_valid_on", "confidence", "reference"],
    )  # fmt: skip
    quantity = _object(
        {
            "description": _text("Ce que la valeur est, en une ligne."),
            "values": _ref("series"),
            "brackets": {
                "type": "array",
                "items": _object({name: _ref("series") for name in parameters.CLES_DE_TRANCHE}, []),
            },
            "metadata": _ref("metadata"),
            "documentation": _text("À quels cas elle s'applique, et la lecture retenue quand le texte est ouvert."),
        },
        ["description", "metadata"],
    )
    quantity["oneOf"] = [{"required": ["values"]}, {"required": ["brackets"]}]
    described = {
        "description": _text("Ce que le dossier ou la table contient."),
        "metadata": _object(
            {"short_label": _text("Le nom court."), "label_en": _text("Le même en anglais.")}, ["short_label"]
        ),
        "documentation": _text("Ce qu'il faut savoir de tout ce qui suit."),
    }  # fmt: skip
    table = {
        "type": "object",
        "properties": described,
        "patternProperties": {NOM_DE_PARAMETRE: _ref("grandeur")},
        "additionalProperties": False,
        "required": ["description", "metadata"],
    }
    reference = _object(
        {
            "title": _text("L'article, l'arrêté, la page."),
            "href": {"type": "string", "pattern": r"^https?://", "description": "L'adresse de la version en vigueur."},
            "note": _text("Une remarque."),
        },
        ["title"],
    )
    return {
        "$schema": DIALECTE,
        "title": "Paramètres de l'Assurance Maladie",
        "if": {"anyOf": [{"required": ["values"]}, {"required": ["brackets"]}]},
        "then": _ref("grandeur"),
        "else": _ref("table"),
        "$defs": {
            "series": series, "reference": reference, "metadata": metadata, "grandeur": quantity, "table": table,
        },
    }  # fmt: skip


SCHEMAS = {"cas": cas, "situations": situations, "parametres": parametres}


# Parts -----------------------------------------------------------------------------------------------------------


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text(description: str) -> Schema:
    return {"type": "string", "minLength": 1, "description": description}


def _object(properties: dict[str, Schema], required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _values(system: TaxBenefitSystem) -> dict[str, Schema]:
    """One definition a variable, for its values, described."""
    return {
        f"valeur_{name}": {**_described(variable), **_value(variable)}
        for name, variable in sorted(system.variables.items())
    }


def _case_values(system: TaxBenefitSystem) -> dict[str, Schema]:
    """What a case gives of each variable, and what it expects of those that are computed (without bounds)."""
    found = {}
    for name, variable in sorted(system.variables.items()):
        value, described = _value(variable), _described(variable)
        found[f"donnee_{name}"] = {**described, "anyOf": [value, _dated(value)]}
        if variable.formulas:
            free = {key: one for key, one in value.items() if key not in ("minimum", "maximum")}
            listed = {"type": "array", "items": free, "minItems": 1}
            # One value for everyone, or a list: one a person or household.
            found[f"resultat_{name}"] = {**described, "anyOf": [free, _dated({"anyOf": [free, listed]}), listed]}
    return found


def _value(variable) -> Schema:
    """The values of a variable."""
    kind = variable.value_type
    if kind == Enum:
        members = list(variable.possible_values)
        return {
            "enum": [member.name for member in members],
            "enumDescriptions": [str(member.value) for member in members],
            "markdownEnumDescriptions": [str(member.value) for member in members],
        }
    if kind is bool:
        return {"type": "boolean"}
    if kind is datetime.date:
        return {"type": "string", "format": "date", "pattern": JOUR}
    if kind is str:
        limit = getattr(variable, "max_length", None)
        return {"type": "string", **({"maxLength": limit} if limit else {})}
    bounds = {name: getattr(variable, name, None) for name in ("minimum", "maximum")}
    schema = {"type": "integer" if kind is int else "number"}
    return schema | {name: bound for name, bound in bounds.items() if bound is not None}


def _described(variable) -> Schema:
    """What an editor shows beside a variable: its label, unit, bounds, length of period, articles."""
    lines = [variable.label or variable.name]
    unit = unites().get(variable.unit or "", {}).get("label")
    facts = [f"Unité : {unit}" if unit else "", f"Période : {ATTENDUE[variable.definition_period]}"]
    low, high = getattr(variable, "minimum", None), getattr(variable, "maximum", None)
    facts += [f"Minimum : {low:g}" if low is not None else "", f"Maximum : {high:g}" if high is not None else ""]
    facts.append("Calculée" if variable.formulas else "Donnée")
    lines.append(" · ".join(fact for fact in facts if fact))
    if variable.documentation:
        lines.append(" ".join(variable.documentation.split()))
    lines += [one.titre for one in references(variable.reference)]
    return {"title": variable.label or variable.name, "description": "\n\n".join(lines)}


def _dated(value: Schema) -> Schema:
    return {
        "type": "object", "propertyNames": {"pattern": PERIODE}, "additionalProperties": value, "minProperties": 1,
    }  # fmt: skip


def _variables(system: TaxBenefitSystem, entity, prefix: str) -> dict[str, Schema]:
    """The variables of an entity (of all when None), by name; the computed ones alone for results."""
    return {
        name: _ref(f"{prefix}_{name}")
        for name, variable in sorted(system.variables.items())
        if (entity is None or variable.entity.key == entity.key) and (variable.formulas or prefix != "resultat")
    }


def _roles(entity) -> dict[str, Schema]:
    names = {"type": "array", "items": {"type": ["string", "integer"]}}
    found = {}
    for key, role in roles_of(entity).items():
        one = {**names, "maxItems": role.max} if role.max else names
        found[key] = {"title": role.label, "description": role.doc, "anyOf": [{"type": "string"}, one]}
    return found


def _case_block(system: TaxBenefitSystem, prefix: str) -> Schema:
    """``input`` or ``output``: variables at once for one person, or persons and households by name."""
    properties = _variables(system, None, prefix)
    for entity in system.entities:
        roles = _roles(entity) if prefix == "donnee" and not entity.is_person else {}
        inner = {**roles, **_variables(system, entity, prefix)}
        content = {"type": ["object", "null"], "properties": inner, "additionalProperties": False}
        properties[entity.key] = {"description": entity.doc, **content}
        properties[entity.plural] = {"description": entity.doc, "type": "object", "additionalProperties": content}
    return {"type": "object", "properties": properties, "additionalProperties": False}
