"""The description is valid and true: requests drawn from it, right and wrong, are answered as it says."""

import os

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
    if method == "post":
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
            names = [one["example"] for one in operations["get"].get("parameters", [])]
            assert client.get(path.replace("{id}", names[0]) if names else path).status_code == 200
