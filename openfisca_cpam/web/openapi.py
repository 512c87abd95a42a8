"""The OpenAPI description of the service, made from the loaded law; core's own leaves out nulls, days and errors."""

from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.web.arrow import MIMETYPE

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
                "details": _ref("Details"),
            },
            "required": ["period", person.plural, group.plural],
            "additionalProperties": False,
        },
        "SituationCalculee": {
            "type": "object",
            "description": "La situation, chaque null remplacé par son résultat ; details si l'adresse le demande.",
            "properties": {
                person.plural: _each("Personne", limits.persons),
                group.plural: _each("Foyer", limits.persons),
                "details": _ref("Details"),
            },
            "required": [person.plural],
            "additionalProperties": False,
        },
        "Explication": {
            "type": "object",
            "properties": {
                "resultats": _list(_ref("Resultat")),
                "avertissements": _list(_object({"message": _TEXT, "path": _list({"type": ["string", "integer"]})})),
                "details": _ref("Details"),
            },
            "required": ["resultats", "avertissements"],
            "additionalProperties": False,
        },
        **_steps(),
        **_pages(),
        "Trace": {
            "type": "object",
            "properties": {
                "trace": {"type": "object"},
                "entitiesDescription": {"type": "object"},
                "requestedCalculations": {"type": "array", "items": {"type": "string"}},
            },
            "required": ["trace", "entitiesDescription", "requestedCalculations"],
            "additionalProperties": False,
        },
    }
    most = (
        f"{limits.body} octets, {limits.persons} personnes, {limits.cells} données, {limits.seconds:g} secondes au plus"
    )
    results, explained = f"{most}, {limits.results} résultats.", f"{most}, {limits.explained} résultats."
    paths = {
        "/calculate": _post("Calcule une situation", "Situation", "SituationCalculee", example, results, details=True),
        "/trace": _post("Calcule, et rend chaque étape à plat", "Situation", "Trace", example, results),
        "/explain": _post(
            "Calcule, et explique chaque étape", "Situation", "Explication", example, explained, details=True
        ),
        "/calculate/columns": _post_columns(limits),
        "/parameters": _get("Tous les paramètres", "Liste"),
        "/parameter/{id}": _get(
            "Un paramètre, ses valeurs et leurs articles", "Parametre", "franchises.transport.par_trajet"
        ),
        "/variables": _get("Toutes les variables", "Liste"),
        "/variable/{id}": _get("Une variable, ses formules et ses articles", "Variable", "transport_versement"),
        "/entities": _get("Les personnes et les foyers", "Entites"),
        "/situations": _get("Les situations fournies", "Liste"),
        "/situations/{id}": _get("Une situation fournie", "Situation", "transport_100_km_2024"),
        "/spec": _get("Cette description", "Description"),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": metadata["name"],
            "version": metadata["version"],
            "description": "L'Assurance Maladie en règles qui calculent. Rien de ce qui est envoyé n'est conservé. "
            "Les erreurs ont toutes la même forme ; leurs phrases sont en français, "
            "ou en anglais (Accept-Language: en).",
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
    return {"type": "object", "properties": {"error": error}, "required": ["error"], "additionalProperties": False}


_TEXT = {"type": "string"}
_TEXT_OR_NOT = {"type": ["string", "null"]}
_ANY = {"type": ["number", "string", "boolean", "null", "array"]}


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: dict) -> dict:
    return {"type": "array", "items": items}


def _object(properties: dict, optional: tuple[str, ...] = ()) -> dict:
    """An object with these properties and no other, all there but the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _steps() -> dict:
    """Results, steps, parameters read, and what it all rests on: the dataclasses of the explanation."""
    what = {"entite": _TEXT, "id": _TEXT, "variable": _TEXT, "libelle": _TEXT, "periode": _TEXT}
    value = {"valeur": _ANY, "texte": _TEXT_OR_NOT, "type": _TEXT, "unite": _TEXT_OR_NOT}
    reason = {**_object({"variable": _TEXT, "valeur": _ANY, "texte": _TEXT_OR_NOT}), "type": ["object", "null"]}
    result = {
        **what,
        **value,
        "motif": reason,
        "references": _list(_ref("Reference")),
        "explication": {"anyOf": [_ref("Etape"), {"type": "null"}]},
    }
    step = {
        **what,
        **value,
        "nature": {"enum": ["donnee", "defaut", "calcul"]},
        "valeurs": {"type": ["object", "null"], "description": "Par personne, pour une étape lue pour tout un foyer"},
        "regle": {**_TEXT_OR_NOT, "description": "Ce que la loi dit, et l'article"},
        "regle_depuis": _TEXT_OR_NOT,
        "references": _list(_ref("Reference")),
        "parametres": _list(_ref("ParametreLu")),
        "etapes": _list(_ref("Etape")),
        "deja_vu": {"type": "boolean", "description": "Expliquée plus haut dans la même réponse"},
    }
    read = {
        "nom": _TEXT,
        "libelle": _TEXT,
        "valeur": _ANY,
        "unite": _TEXT_OR_NOT,
        "date": {**_TEXT, "description": "Jour de la loi lue"},
        "depuis": _TEXT_OR_NOT,
        "references": _list(_ref("Reference")),
        "confiance": {"enum": ["A", "B", "C", None]},
        "verifie_au": _TEXT_OR_NOT,
        "nombre": {"type": "integer"},
    }
    unread = _object(what)
    default = _object({**what, **value, "ids": {**_list(_TEXT), "type": ["array", "null"]}}, optional=("id",))
    default["properties"].pop("id")
    default["description"] = "Une donnée que personne n'a fournie ; ids : pour qui, null pour tous"
    confidence = _object({"niveau": {"enum": ["A", "B", "C", None]}, "valeurs": _list(_ref("ParametreLu"))})
    return {
        "Reference": _object({"titre": _TEXT, "href": _TEXT_OR_NOT}),
        "Resultat": {**_object(result), "description": "Un résultat, sa raison, et l'arbre de ses étapes."},
        "Etape": {**_object(step), "description": "Une étape du calcul et ce qu'elle a lu."},
        "ParametreLu": {**_object(read), "description": "Une valeur de la loi, son article et sa confiance."},
        "Details": {
            **_object(
                {"donnees_non_lues": _list(unread), "valeurs_par_defaut": _list(default), "confiance": confidence}
            ),
            "description": "Sur quoi le calcul repose : données non lues, valeurs par défaut, confiance des valeurs.",
        },
    }


def _pages() -> dict:
    """What describes the law, as OpenFisca's API gives it."""
    entry = _object({"description": _TEXT_OR_NOT, "href": _TEXT, "unit": _TEXT}, optional=("unit",))
    formula = _object({"source": _TEXT, "content": _TEXT, "documentation": _TEXT}, optional=("documentation",))
    variable = {
        "id": _TEXT,
        "description": _TEXT,
        "valueType": {"enum": ["Int", "Float", "Boolean", "String", "Date"]},
        "defaultValue": _ANY,
        "definitionPeriod": {"enum": ["DAY", "MONTH", "YEAR", "ETERNITY", "WEEK", "WEEKDAY"]},
        "entity": _TEXT,
        "source": _TEXT,
        "documentation": _TEXT,
        "references": _list(_TEXT),
        "formulas": {"type": "object", "additionalProperties": {"anyOf": [formula, {"type": "null"}]}},
        "possibleValues": {"type": "object", "additionalProperties": _TEXT},
        "unit": _TEXT,
        "labelEn": _TEXT,
        "minimum": {"type": "number"},
        "maximum": {"type": "number"},
    }
    required = ("id", "description", "valueType", "defaultValue", "definitionPeriod", "entity")
    parameter = {
        "id": _TEXT,
        "description": _TEXT_OR_NOT,
        "metadata": {"type": "object"},
        "source": _TEXT,
        "documentation": _TEXT,
        "values": {"type": "object", "additionalProperties": _ANY},
        "brackets": {"type": "object"},
        "subparams": {"type": "object", "additionalProperties": _object({"description": _TEXT_OR_NOT})},
    }
    role = _object({"plural": _TEXT_OR_NOT, "description": _TEXT, "max": {"type": "integer"}}, optional=("max",))
    entity = {
        "plural": _TEXT,
        "description": _TEXT,
        "documentation": _TEXT,
        "roles": {"type": "object", "additionalProperties": role},
    }
    return {
        "Liste": {"type": "object", "description": "Par nom", "additionalProperties": entry},
        "Variable": _object(variable, optional=tuple(name for name in variable if name not in required)),
        "Parametre": _object(parameter, optional=("source", "documentation", "values", "brackets", "subparams")),
        "Entites": {"type": "object", "additionalProperties": _object(entity, optional=("roles",))},
        "Description": {"type": "object", "required": ["openapi", "info", "paths", "components", "servers"]},
    }


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
        406: "Arrow est demandé, et ce service ne l'a pas",
        413: "La requête est trop longue",
        415: "Le corps n'est pas du JSON (ni, pour les colonnes, de l'Arrow que ce service lit)",
        422: "Le calcul demandé est trop grand",
        500: "Erreur imprévue, avec un identifiant",
    }
    return {str(status): {"description": said[status], "content": _content("Erreur")} for status in statuses}


_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "description": "La langue des phrases d'erreur : fr (par défaut) ou en",
    "schema": {"type": "string", "enum": ["fr", "en"]},
}
_DETAILS = {
    "name": "details",
    "in": "query",
    "description": "true : ajoute sur quoi le calcul repose (données non lues, valeurs par défaut, confiance)",
    "schema": {"type": "boolean", "default": False},
}


def _post(summary: str, sent: str, got: str, example: dict, most: str, *, details: bool = False) -> dict:
    content = _content(sent)
    content["application/json"]["example"] = example
    return {
        "post": {
            "summary": summary,
            "description": most,
            "parameters": [_LANGUAGE, *([_DETAILS] if details else [])],
            "requestBody": {"required": True, "content": content},
            "responses": {
                "200": {"description": "Les résultats", "content": _content(got)},
                **_errors(400, 413, 415, 422, 500),
            },
        }
    }


def _post_columns(limits) -> dict:
    """Columns: JSON or Arrow in, JSON or Arrow out."""
    most = f"{limits.body} octets, {limits.rows} personnes, {limits.values} valeurs au plus."
    arrow = f"{most} En Arrow, period et output sont dans l'adresse ; une personne par ligne, une variable par colonne."
    operation = _post("Calcule des colonnes", "Colonnes", "Resultats", _example_of_columns(), arrow, details=True)
    binary = {MIMETYPE: {"schema": {"type": "string", "format": "binary"}}}
    post = operation["post"]
    post["requestBody"]["content"].update(binary)
    post["responses"]["200"]["content"].update(binary)
    post["responses"].update(_errors(406))
    post["parameters"] += [
        {
            "name": "period",
            "in": "query",
            "description": "La période, pour un corps en Arrow",
            "schema": {"type": "string"},
            "example": "2026-04-14",
        },
        {
            "name": "output",
            "in": "query",
            "description": "Les variables demandées, séparées par des virgules, pour un corps en Arrow",
            "schema": {"type": "string"},
            "example": "transport_motif,transport_versement",
        },
    ]
    return operation


def _get(summary: str, got: str, example: str | None = None) -> dict:
    responses = {"200": {"description": summary, "content": _content(got)}}
    operation: dict[str, Any] = {"summary": summary, "parameters": [_LANGUAGE], "responses": responses}
    if example is not None:
        schema = {"type": "string", "minLength": 1}
        operation["parameters"].append(
            {"name": "id", "in": "path", "required": True, "schema": schema, "example": example}
        )
        responses.update(_errors(404))
    return {"get": operation}
