"""The requests of docs/api.md are played, in the words of the page, against a server; the answers are those shown."""

import json
import re
import shlex
import threading
import urllib.error
import urllib.request
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from openfisca_cpam.web.application import application

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```sh\n(curl .*?)```\n\n```json\n(.*?)```", PAGE, re.DOTALL)
SERVED = "http://127.0.0.1:5000"


@pytest.fixture(scope="module")
def address(systeme):
    class Silent(WSGIRequestHandler):
        def log_message(self, *_) -> None:
            pass

    with make_server("127.0.0.1", 0, application(systeme), handler_class=Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def played(command: str, address: str):
    """The answer to a curl command, with the options that the page uses."""
    words = iter(shlex.split(command)[1:])
    url, body, headers = None, None, {}
    for word in words:
        if word == "-s":
            continue
        if word == "-H":
            name, value = next(words).split(": ", 1)
            headers[name] = value
        elif word == "-d":
            body = next(words).encode()
        else:
            assert url is None, word
            url = word.replace(SERVED, address)
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def shown(expected, got, path: str = "") -> None:
    """Everything that the page shows is in the answer; lists whole."""
    if isinstance(expected, dict):
        assert isinstance(got, dict), path
        for key, value in expected.items():
            assert key in got, f"{path}/{key}"
            shown(value, got[key], f"{path}/{key}")
    elif isinstance(expected, list):
        assert len(expected) == len(got), path
        for rank, value in enumerate(expected):
            shown(value, got[rank], f"{path}/{rank}")
    else:
        assert got == expected, path


@pytest.mark.parametrize(
    ("command", "answer"), EXAMPLES, ids=[re.search(r":5000(\S+?)[\s\"]", c)[1] for c, _ in EXAMPLES]
)
def test_a_request_of_the_page(address, command, answer):
    shown(json.loads(answer), played(command, address))


def test_every_request_of_the_page_is_played():
    assert len(EXAMPLES) == PAGE.count("```sh\ncurl ") >= 8


def test_the_program_of_the_page(address):
    pytest.importorskip("pyarrow", reason="pyarrow n'est pas installé")
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(program.replace(SERVED, address), {})


def test_every_address_of_the_description_is_on_the_page(systeme):
    for path in application(systeme).test_client().get("/spec").get_json()["paths"]:
        assert f"/{path.split('/')[1]}" in PAGE
    for name in re.findall(r"`(?:GET|POST) ([^`]+)`", PAGE):
        assert name.split(",")[0].strip().startswith("/")


def test_the_limits_of_the_page_are_those_of_the_code():
    from openfisca_cpam.situation.json_text import LONGUEUR_D_UNE_CLE, PROFONDEUR_MAXIMALE
    from openfisca_cpam.web.limits import Limits

    limits = Limits()
    line = next(line for line in PAGE.splitlines() if line.startswith("Limites d'une requête"))
    numbers = [int(found.replace(" ", "")) for found in re.findall(r"\d[\d ]*", line)]
    assert numbers == [
        limits.body // 1_000_000,
        limits.persons,
        limits.rows,
        limits.results,
        limits.values,
        limits.explained,
        limits.members,
        PROFONDEUR_MAXIMALE,
        LONGUEUR_D_UNE_CLE,
        60,
        limits.seconds,
    ]
