"""The description is valid and true: requests drawn from it, right and wrong, are answered as it says."""

import os
import re

import jsonschema
import pytest

from openfisca_cpam.web.application import application

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis n'est pas installé")

from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis import checks  # noqa: E402
from schemathesis.specs.openapi import checks as openapi_checks  # noqa: E402

CASES = int(os.environ.get("SCHEMATHESIS_CASES", "20"))
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]


def draw_and_check(schema, path: str, method: str) -> None:
    """Requests drawn from the description of one operation, right and wrong, and their answers checked."""
    operation = schema[path][method]

    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE))
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def right(case):
        case.call_and_validate(checks=CHECKS)

    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
    @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def wrong(case):
        case.call_and_validate(checks=CHECKS)

    right()
    wrong()


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/calculate", "post"),
        ("/trace", "post"),
        ("/explain", "post"),
        ("/calculate/columns", "post"),
        ("/parameters", "get"),
        ("/parameter/{id}", "get"),
        ("/variables", "get"),
        ("/variable/{id}", "get"),
        ("/entities", "get"),
        ("/situations", "get"),
        ("/situations/{id}", "get"),
        ("/spec", "get"),
    ],
)
def test_answers_are_those_of_the_description(described, path, method):
    draw_and_check(described, path, method)


@pytest.fixture(scope="module")
def described(systeme):
    return schemathesis.openapi.from_wsgi("/spec", application(systeme))


def test_the_examples_of_the_description_are_right(systeme):
    client = application(systeme).test_client()
    for path, operations in client.get("/spec").get_json()["paths"].items():
        if "post" in operations:
            example = operations["post"]["requestBody"]["content"]["application/json"]["example"]
            assert client.post(path, json=example).status_code == 200
        else:
            names = [one["example"] for one in operations["get"]["parameters"] if one["in"] == "path"]
            assert client.get(path.replace("{id}", names[0]) if names else path).status_code == 200


def test_every_route_is_described(systeme):
    app = application(systeme)
    described = app.test_client().get("/spec").get_json()["paths"]
    # The pages are for people: the description is that of the API.
    rules = [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("pages.")]
    served = {re.sub(r"<(\w+:)?\w+>", "{id}", rule.rule) for rule in rules}
    assert served - {"/"} == set(described)


def test_every_page_is_as_described(systeme):
    """Each variable, each parameter, each explained situation, against the schema of the description."""
    client = application(systeme).test_client()
    spec = client.get("/spec").get_json()

    def check(name: str, content) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": spec["components"]}
        jsonschema.Draft202012Validator(schema).validate(content)

    # Every page is made for test_web_descriptions; one in so many is enough for their shape.
    for name in list(systeme.variables)[::20]:
        check("Variable", client.get(f"/variable/{name}").get_json())
    for parameter in list(systeme.parameters.get_descendants())[::5]:
        check("Parametre", client.get(f"/parameter/{parameter.name}").get_json())
    check("Liste", client.get("/variables").get_json())
    check("Liste", client.get("/parameters").get_json())
    check("Entites", client.get("/entities").get_json())
    shipped = list(client.get("/situations").get_json())
    # The life stories are long, and computed by their own test: one in eight here.
    stories = [name for name in shipped if name.startswith("parcours_")]
    for rank, name in enumerate([*sorted(set(shipped) - set(stories)), *stories[::8]]):
        sent = client.get(f"/situations/{name}").get_json()
        check("Situation", sent)
        check("SituationCalculee", client.post("/calculate?details=true", json=sent).get_json())
        # The longest answers by far: one situation in three, each kind its own, and the neighbours of a domain differ.
        if rank % 3 == 0:
            check("Explication", client.post("/explain?details=true", json=sent).get_json())
        elif rank % 3 == 1:
            check("Trace", client.post("/trace", json=sent).get_json())
    refused = client.post("/calculate", json={})
    check("Erreur", refused.get_json())
