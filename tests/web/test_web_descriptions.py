"""The pages that describe the law: those of OpenFisca's own application, for every name; a start without waiting."""

import subprocess
import sys

import pytest
from openfisca_web_api.app import create_app

from openfisca_cpam.web.application import application

OURS = {"unit", "labelEn", "minimum", "maximum"}


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


@pytest.fixture(scope="module")
def core(systeme):
    return create_app(systeme).test_client()


def test_every_variable_is_described_as_openfisca_does(client, core, systeme):
    for name in systeme.variables:
        got = client.get(f"/variable/{name}").get_json()
        expected = core.get(f"/variable/{name}").get_json()
        assert {key: value for key, value in got.items() if key not in OURS} == expected, name


def test_every_parameter_is_described_as_openfisca_does(client, core, systeme):
    for parameter in systeme.parameters.get_descendants():
        path = parameter.name.replace(".", "/")
        expected = core.get(f"/parameter/{path}").get_json()
        assert client.get(f"/parameter/{path}").get_json() == expected, path
        assert client.get(f"/parameter/{parameter.name}").get_json() == expected, path


@pytest.mark.parametrize("path", ["/", "/entities", "/parameters"])
def test_the_lists_are_those_of_openfisca(client, core, path):
    ours, theirs = client.get(path), core.get(path)
    assert (ours.status_code, ours.get_json()) == (theirs.status_code, theirs.get_json())


def test_the_list_of_variables_adds_units(client, core):
    got, expected = client.get("/variables").get_json(), core.get("/variables").get_json()
    assert got["transport_versement"]["unit"] == "currency"
    assert {name: {key: page[key] for key in ("description", "href")} for name, page in got.items()} == expected


def test_the_headers_are_those_of_openfisca(client, core):
    ours, theirs = client.get("/entities").headers, core.get("/entities").headers
    for name in ("Country-Package", "Country-Package-Version", "Content-Type"):
        assert ours[name] == theirs[name]


def test_a_final_slash_is_followed_inside_the_service_only(client):
    assert client.get("/variables/").headers["Location"] == "/variables"
    for path, there in (("//exemple.fr/", "/exemple.fr"), ("/\\exemple.fr/", "/%5Cexemple.fr")):
        answer = client.get("/", environ_overrides={"PATH_INFO": path})
        assert answer.headers["Location"] == there


def test_no_source_is_read_at_start():
    program = (
        "import inspect\n"
        "def read(*_): raise AssertionError('a source was read at start')\n"
        "inspect.getsourcelines = inspect.findsource = inspect.getsource = read\n"
        "from openfisca_cpam.web.application import application\n"
        "client = application().test_client()\n"
        "assert client.get('/variables').status_code == 200\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
