"""The OpenAPI description of the service, made from the loaded law; core's own leaves out nulls, days and errors."""

from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

_PERIODS = {
    "day": r"^\d{4}(-\d{2}){0,2}$",
    "month": r"^\d{4}(-\d{2}){0,2}$",
    "year": r"^\d{4}(-\d{2}){0,2}$",
    "eternity": r"^(ETERNITY|eternity|\d{4}(-\d{2}){0,2})$",
}


def specification(system: TaxBenefitSystem, limits, metadata: dict[str, str], example: dict[str, Any]) -> dict:
    """The description, OpenAPI 3.1.

    Args:
        system: the law.
        limits: of one request.
        metadata: name and version of the package.
        example: a situation.

    Returns:
        The document, as JSON values.
    """
    (group,) = system.group_entities
    person = system.person_entity
    result_kinds = {"type": ["number", "string", "boolean", "null"]}
    schemas = {
        "Erreur": _error(),
        "Personne": _entity(system, person),
        "Foyer": _entity(system, group),
        "Situation": {
            "type": "object",
            "description": "Des variables par période, null pour ce qui est demandé ; chaque personne dans un foyer.",
            "properties": {
                person.plural: _each("Personne", limits.persons),
                group.plural: _each("Foyer", limits.persons),
            },
            "required": [person.plural],
            "additionalProperties": False,
        },
        "Colonnes": _columns(system),
        "Resultats": {
            "type": "object",
            "properties": {
                "period": {"type": "string"},
                person.plural: {"type": "object", "additionalProperties": {"type": "array", "items": result_kinds}},
                group.plural: {"type": "object", "additionalProperties": {"type": "array", "items": result_kinds}},
            },
            "required": ["period", person.plural, group.plural],
        },
        "Explication": {
            "type": "object",
            "properties": {
                "resultats": {"type": "array", "items": {"$ref": "#/components/schemas/Resultat"}},
                "avertissements": {"type": "array", "items": {"type": "object"}},
            },
            "required": ["resultats", "avertissements"],
        },
        "Resultat": {
            "type": "object",
            "description": "Un résultat, sa raison, et l'arbre de ses étapes (explication).",
            "properties": {
                "entite": {"type": "string"},
                "id": {"type": "string"},
                "variable": {"type": "string"},
                "periode": {"type": "string"},
                "libelle": {"type": "string"},
                "valeur": result_kinds,
                "texte": {"type": ["string", "null"]},
                "unite": {"type": ["string", "null"]},
                "motif": {"type": ["object", "null"]},
                "references": {"type": "array", "items": {"type": "object"}},
                "explication": {"type": ["object", "null"]},
            },
            "required": ["variable", "periode", "libelle", "valeur"],
        },
        "Trace": {
            "type": "object",
            "properties": {
                "trace": {"type": "object"},
                "entitiesDescription": {"type": "object"},
                "requestedCalculations": {"type": "array", "items": {"type": "string"}},
            },
            "required": ["trace", "entitiesDescription", "requestedCalculations"],
        },
        "Objet": {"type": "object"},
    }
    paths = {
        "/calculate": _post("Calcule une situation", "Situation", "Situation", example, limits),
        "/trace": _post("Calcule, et rend chaque étape à plat", "Situation", "Trace", example, limits),
        "/explain": _post("Calcule, et explique chaque étape", "Situation", "Explication", example, limits),
        "/calculate/columns": _post("Calcule des colonnes", "Colonnes", "Resultats", _example_of_columns(), limits),
        "/parameters": _get("Tous les paramètres"),
        "/parameter/{id}": _get("Un paramètre, ses valeurs et leurs articles", "franchises.transport.par_trajet"),
        "/variables": _get("Toutes les variables"),
        "/variable/{id}": _get("Une variable, ses formules et ses articles", "transport_versement"),
        "/entities": _get("Les personnes et les foyers"),
        "/situations": _get("Les situations fournies"),
        "/situations/{id}": _get("Une situation fournie", "transport_100_km_2024"),
        "/spec": _get("Cette description"),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": metadata["name"],
            "version": metadata["version"],
            "description": "L'Assurance Maladie en règles qui calculent. Rien de ce qui est envoyé n'est conservé.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _error() -> dict:
    mistake = {
        "type": "object",
        "properties": {
            "message": {"type": "string"},
            "path": {"type": "string", "description": "Pointeur JSON (RFC 6901)"},
            "suggestion": {"type": ["string", "null"], "description": "Le nom juste le plus proche"},
        },
        "required": ["message", "path", "suggestion"],
    }
    error = {
        "type": "object",
        "properties": {
            "status": {"type": "integer"},
            "message": {"type": "string"},
            "mistakes": {"type": "array", "items": mistake},
            "more": {"type": "integer"},
            "id": {"type": "string", "description": "Identifiant d'une erreur imprévue"},
        },
        "required": ["status", "message", "mistakes"],
    }
    return {"type": "object", "properties": {"error": error}, "required": ["error"]}


def _each(name: str, most: int) -> dict:
    return {
        "type": "object",
        "propertyNames": {"minLength": 1},
        "maxProperties": most,
        "additionalProperties": {"$ref": f"#/components/schemas/{name}"},
    }


def _entity(system: TaxBenefitSystem, entity) -> dict:
    properties: dict[str, Any] = {}
    if not entity.is_person:
        for role in entity.roles:
            many = {"type": "array", "items": {"type": "string"}}
            properties[role.plural or role.key] = {"anyOf": [many, {"type": "string"}], "description": role.label}
    for name, variable in system.get_variables(entity).items():
        properties[name] = {
            "type": "object",
            "description": variable.label,
            "propertyNames": {"pattern": _PERIODS[variable.definition_period]},
            "additionalProperties": _value(variable, asked=True),
        }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(variable, asked: bool) -> dict:
    """The schema of a value; ``asked`` lets null through."""
    null = ["null"] if asked else []
    kind = variable.value_type
    if kind is Enum:
        names = [member.name for member in variable.possible_values]
        return {"enum": [*names, *([None] if asked else [])]}
    if kind is date:
        return {"type": ["string", *null], "format": "date"}
    schema: dict[str, Any] = {"type": [{float: "number", int: "integer", bool: "boolean", str: "string"}[kind], *null]}
    for name in ("minimum", "maximum"):
        bound = getattr(variable, name, None)
        # A result may be outside the bounds of an input.
        if bound is not None and not variable.formulas:
            schema[name] = bound
    return schema


def _columns(system: TaxBenefitSystem) -> dict:
    def of(entity) -> dict:
        columns = {
            name: {"type": "array", "items": _value(variable, asked=False)}
            for name, variable in system.get_variables(entity).items()
        }
        return {"type": "object", "properties": columns, "additionalProperties": False}

    (group,) = system.group_entities
    person = system.person_entity
    return {
        "type": "object",
        "description": "Colonnes de même longueur, une personne par rang ; foyer et role pour un foyer à plusieurs.",
        "properties": {
            "period": {"type": "string"},
            person.plural: of(person),
            group.plural: of(group),
            "output": {"type": "array", "items": {"enum": list(system.variables)}, "minItems": 1},
            "foyer": {"type": "array", "items": {"type": ["string", "integer"]}},
            "role": {"type": "array", "items": {"enum": [role.key for role in group.flattened_roles]}},
        },
        "required": ["period", person.plural, "output"],
        "additionalProperties": False,
    }


def _example_of_columns() -> dict:
    return {
        "period": "2026-04-14",
        "individus": {
            "transport_mode": ["vsl", "taxi"],
            "transport_objet": ["hospitalisation", "hospitalisation"],
            "transport_prescription_date": ["2026-04-01", "2026-04-01"],
            "transport_prix_trajet": [40, 60],
        },
        "output": ["transport_motif", "transport_versement"],
    }


def _content(name: str) -> dict:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _errors(*statuses: int) -> dict:
    said = {
        400: "La requête n'est pas comprise : chaque erreur a sa phrase et son chemin",
        404: "Rien à cette adresse",
        413: "La requête est trop longue",
        415: "Le corps n'est pas du JSON",
        422: "Le calcul demandé est trop grand",
        500: "Erreur imprévue, avec un identifiant",
    }
    return {str(status): {"description": said[status], "content": _content("Erreur")} for status in statuses}


def _post(summary: str, sent: str, got: str, example: dict, limits) -> dict:
    content = _content(sent)
    content["application/json"]["example"] = example
    return {
        "post": {
            "summary": summary,
            "description": f"{limits.body} octets, {limits.persons} personnes, {limits.results} résultats au plus.",
            "requestBody": {"required": True, "content": content},
            "responses": {
                "200": {"description": "Les résultats", "content": _content(got)},
                **_errors(400, 413, 415, 422, 500),
            },
        }
    }


def _get(summary: str, example: str | None = None) -> dict:
    responses = {"200": {"description": summary, "content": _content("Objet")}}
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    if example is not None:
        schema = {"type": "string", "minLength": 1}
        operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": schema, "example": example}]
        responses.update(_errors(404))
    return {"get": operation}
