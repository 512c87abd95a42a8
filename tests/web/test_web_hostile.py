"""Nothing that is sent can hurt: refused at once, in the one shape of errors; nothing is logged, nothing stored."""

import builtins
import copy
import gzip
import json
import logging
import time

import pytest
from flask import jsonify

from openfisca_cpam.web.application import application
from openfisca_cpam.web.limits import Limits

DAY = "2026-04-14"
RULES = ("/calculate", "/trace", "/explain")
SECONDS = 4  # of the processor, what a refusal may take at most


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def one(**variables) -> dict:
    patient = {name: {DAY: value} for name, value in variables.items()}
    return {"individus": {"p": patient}, "foyers": {"f": {"demandeur": ["p"]}}}


def persons(count: int, **variables) -> dict:
    patient = {name: {DAY: value} for name, value in variables.items()}
    return {
        "individus": {f"p{rank}": patient for rank in range(count)},
        "foyers": {f"f{rank}": {"demandeur": [f"p{rank}"]} for rank in range(count)},
    }


def refused(client, rule: str, body, status: int = 400) -> dict:
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    start = time.process_time()
    answer = client.post(rule, data=body, content_type="application/json")
    assert time.process_time() - start < SECONDS
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    assert len(answer.data) < 200_000
    error = json.loads(answer.data, parse_constant=pytest.fail)["error"]
    assert set(error) == {"status", "message", "mistakes", "more"}
    assert error["status"] == status
    assert error["message"]
    for mistake in error["mistakes"]:
        assert set(mistake) == {"message", "path", "suggestion"}
        assert mistake["path"] == "" or mistake["path"].startswith("/")
    return error


def household(**roles) -> dict:
    return {"individus": {"p": {"transport_versement": {DAY: None}}, "q": {}}, "foyers": {"f": roles}}


HALF = '{"individus": {"p": {"transport_versement": {"2026-04-14": null}}}, "foyers": {"f": {"demandeur": ["p"]}}}'
BODIES = {
    "an integer of four hundred digits": one(transport_prix_trajet=10**400, transport_versement=None),
    "a number beyond all bounds": b'{"individus": {"p": {"transport_prix_trajet": {"2026-04-14": 1e999}}}}',
    "minus infinity": b'{"individus": {"p": {"transport_prix_trajet": {"2026-04-14": -Infinity}}}}',
    "not a number": b'{"individus": {"p": {"transport_prix_trajet": {"2026-04-14": NaN}}}}',
    "half a character in a name": HALF.replace('"p"', '"\\ud800"').encode(),
    "half a character in a value": HALF.replace("null", '"\\udfff"').encode(),
    "half a character in a period": HALF.replace("2026-04-14", "\\ud800").encode(),
    "an empty name": HALF.replace('"p"', '""').encode(),
    "a blank name": HALF.replace('"p"', '"  "').encode(),
    "an empty name of a household": HALF.replace('"f"', '""').encode(),
    "a name of half a megabyte": HALF.replace('"p"', json.dumps("p" * 400_000)).encode(),
    "a key twice": HALF.replace('"individus"', '"foyers"').encode(),
    "a key eighty thousand times": b"{" + b",".join([b'"a":1'] * 80_000) + b"}",
    "forty thousand keys twice": b"{" + b",".join(b'"a%d":1' % (rank // 2) for rank in range(80_000)) + b"}",
    "thousands of unknown names": one(**{f"transport_versemenx_{rank:05}": None for rank in range(15_000)}),
    "thousands of unknown persons": {
        "individus": {f"p{rank}": {} for rank in range(4_000)},
        "foyers": {"f": {"personnes_a_charge": [f"q{rank:06}" for rank in range(30_000)]}},
    },
    "a person a thousand times": household(personnes_a_charge=["p", "q"] * 10_000),
    "nested deep": b'{"individus":' * 5_000,
    "nested too deep": b'{"a":' * 20 + b"1" + b"}" * 20,
    "a list of lists": b"[" * 900 + b"]" * 900,
    "a month of 13": HALF.replace("2026-04-14", "2026-13-01").encode(),
    "a day of 31 April": HALF.replace("2026-04-14", "2026-04-31").encode(),
    "the year 9999": HALF.replace("2026-04-14", "9999-01-01").encode(),
    "the year 0": HALF.replace("2026-04-14", "0000-01-01").encode(),
    "a date before the rules": HALF.replace("2026-04-14", "2005-01-01").encode(),
    "a month for a result of a day": HALF.replace("2026-04-14", "2026-04").encode(),
    "a period of nine thousand years": HALF.replace("2026-04-14", "year:2026:9000").encode(),
    "a period of no day": HALF.replace("2026-04-14", "day:2026-04-14:0").encode(),
    "someone left out": household(demandeur=["p"]),
    "someone twice": household(demandeur=["p"], conjoint=["p", "q"]),
    "two demandeurs": household(demandeur=["p", "q"]),
    "an unknown role": household(demandeur=["p"], voisin=["q"]),
    "roles that are numbers": household(demandeur=[1, 2]),
    "roles that are objects": household(demandeur={"p": {}}),
    "persons in a list": {"individus": ["p"], "foyers": {}},
    "persons that are null": {"individus": None},
    "a variable that is a list": one() | {"individus": {"p": {"transport_versement": [None]}}},
    "nothing asked": one(transport_prix_trajet=40),
    "axes": one(transport_versement=None) | {"axes": [[{"name": "transport_prix_trajet", "count": 10**9}]]},
    "an expression": one(transport_prix_trajet="9**9**9", transport_versement=None),
    "code": one(transport_prix_trajet="__import__('os').system('true')", transport_versement=None),
    "a tag of YAML": b"!!python/object/apply:os.system ['true']",
    "text of another alphabet": '{"individus": "é"}'.encode("utf-16"),
    "a null": b"null",
    "a byte of nothing": b"\x00",
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_hostile_body(client, rule, body):
    refused(client, rule, body)


WIDE = 10**400
COLUMNS = {
    "an integer of four hundred digits": {"individus": {"transport_prix_trajet": [WIDE]}},
    "an integer beyond 2^53": {"individus": {"transport_nombre_trajets": [2**60]}},
    "a number for a bool": {"individus": {"transport_aller_retour": [1]}},
    "a bool for a number": {"individus": {"transport_prix_trajet": [True]}},
    "null": {"individus": {"transport_prix_trajet": [None]}},
    "a deep list for a value": {"individus": {"transport_prix_trajet": [json.loads("[" * 500 + "]" * 500)]}},
    "a deep list for a name": {"output": [json.loads("[" * 500 + "]" * 500)]},
    "an object for a role": {"foyer": [1], "role": [{"a": 1}]},
    "a bool for a household": {"foyer": [True], "role": ["demandeur"]},
    "sixty thousand unknown roles": {
        "individus": {"transport_prix_trajet": [1] * 60_000},
        "foyer": [1] * 60_000,
        "role": ["x"] * 60_000,
    },
    "thousands of unknown names": {"individus": {f"transport_versemenx_{rank:05}": [1] for rank in range(15_000)}},
    "ETERNITY": {"period": "ETERNITY"},
    "six months": {"period": "month:2026-01:6"},
    "a month of 13": {"period": "2026-13"},
    "a date before the rules": {"period": "2005-01-01"},
    "half a character": {"period": "\ud800"},
    "half a character in a role": {"foyer": ["\ud800"], "role": ["\ud800"]},
    "no row": {"individus": {"transport_prix_trajet": []}},
    "nothing": {"individus": {}},
}


@pytest.mark.parametrize("change", COLUMNS.values(), ids=COLUMNS)
def test_hostile_columns(client, change):
    valid = {"period": DAY, "individus": {"transport_prix_trajet": [40]}, "output": ["transport_versement"]}
    refused(client, "/calculate/columns", {**valid, **change})


def test_what_is_too_much_is_said(client, systeme):
    days = [
        f"{year}-{month:02}-{day:02}" for year in range(2007, 2080) for month in range(1, 13) for day in range(1, 28)
    ]
    asks = {"transport_versement": dict.fromkeys(days)}
    many = {"individus": {"p": asks}, "foyers": {"f": {"demandeur": ["p"]}}}
    assert "résultats" in refused(client, "/calculate", many, 422)["message"]
    assert "personnes" in refused(client, "/calculate", persons(5_001), 422)["message"]
    years = {f"month:{year}-01:600": "aucune" for year in (1950,)}
    wide = persons(400, transport_versement=None)
    for person in wide["individus"].values():
        person["ald_type"] = years
    assert "données" in refused(client, "/calculate", wide, 422)["message"]
    assert "expliquer" in refused(client, "/explain", persons(101, transport_versement=None), 422)["message"]
    family = {
        "individus": {f"p{rank}": {} for rank in range(51)},
        "foyers": {
            "f": {
                "demandeur": ["p0"],
                "personnes_a_charge": [f"p{rank}" for rank in range(1, 51)],
                "foyer_nombre_personnes": {DAY[:7]: None},
            }
        },
    }
    assert "un foyer de 51 personnes" in refused(client, "/explain", family, 422)["message"]
    traced = application(systeme, Limits(traced=50)).test_client()
    assert "étapes" in refused(traced, "/trace", one(transport_versement=None), 422)["message"]
    slow = application(systeme, Limits(seconds=-1)).test_client()
    for rule in RULES:
        assert "trop long" in refused(slow, rule, one(transport_versement=None), 422)["message"]
    valid = {"period": DAY, "individus": {"transport_prix_trajet": [40]}, "output": ["transport_versement"]}
    assert "trop long" in refused(slow, "/calculate/columns", valid, 422)["message"]
    few = application(systeme, Limits(values=1, rows=2)).test_client()
    both = {**valid, "output": ["transport_versement", "transport_motif"]}
    assert "valeurs" in refused(few, "/calculate/columns", both, 422)["message"]
    three = {**valid, "individus": {"transport_prix_trajet": [1, 2, 3]}}
    assert "personnes" in refused(few, "/calculate/columns", three, 422)["message"]
    assert "longue" in refused(client, "/calculate", b" " * 1_000_001, 413)["message"]


def test_a_period_that_is_too_long(client):
    sent = one(transport_versement=None)
    sent["individus"]["p"]["ald_type"] = {"year:1900:200": "aucune"}
    assert any("trop longue" in mistake["message"] for mistake in refused(client, "/calculate", sent)["mistakes"])


def test_a_body_without_length_is_limited_too(client):
    answer = client.post(
        "/calculate",
        content_type="application/json",
        input_stream=__import__("io").BytesIO(b" " * 1_500_000),
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path", ["/", "/spec", "/rien", "/variables", "/variable/age", "/parameter/rien", "/situations"]
)
def test_headers_of_safety_everywhere(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


def test_nothing_is_logged_nor_stored(client, caplog, monkeypatch):
    opened = builtins.open

    def read_only(file, mode="r", *rest, **options):
        assert not set(mode) & set("wax+"), file
        return opened(file, mode, *rest, **options)

    sent = copy.deepcopy(one(transport_prix_trajet=1234.5, transport_mode="vsl", transport_versement=None))
    monkeypatch.setattr(builtins, "open", read_only)
    with caplog.at_level(logging.DEBUG):
        for rule in RULES:
            assert client.post(rule, json=sent).status_code == 200
            assert client.post(f"{rule}?secret=67890", json=sent).status_code == 400
        refused(client, "/calculate", one(transport_prix_trajet="1234.5"))
        client.get("/variable/1234.5?secret=67890")
    for record in caplog.records:
        assert "1234" not in record.getMessage()
        assert "67890" not in record.getMessage()
        assert not record.exc_info


def test_a_fault_in_the_page_of_errors_logs_no_value(systeme, caplog, monkeypatch):
    from openfisca_cpam.web import errors

    app = application(systeme)

    def fails(*_, **__):
        raise RuntimeError("1234.5")

    monkeypatch.setattr(errors, "pointer", fails)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post("/calculate", json=one(transport_prix_trajet="1234.5"))
    assert answer.status_code == 500
    assert answer.get_json()["error"]["id"] in caplog.text
    assert "1234" not in caplog.text


def test_an_unknown_number_is_null(systeme):
    app = application(systeme)
    app.add_url_rule("/inconnu", "inconnu", lambda: jsonify({"a": [float("nan"), float("inf"), 1.5]}))
    assert app.test_client().get("/inconnu").data == b'{"a":[null,null,1.5]}\n'


def test_what_the_address_asks_and_nothing_reads_is_refused(client):
    sent = one(transport_versement=None)
    for rule, option, near in (
        ("/calculate", "detail=true", "details"),
        ("/explain", "period=2026", None),
        ("/trace", "details=true", None),
        ("/calculate/columns", "period=2026-04-14", None),
    ):
        answer = client.post(f"{rule}?{option}", json=sent)
        (mistake,) = answer.get_json()["error"]["mistakes"]
        assert answer.status_code == 400
        assert mistake["message"] == f"option inconnue « {option.partition('=')[0]} » dans l'adresse"
        assert mistake["suggestion"] == near


def test_a_compressed_body_is_refused_for_what_it_is(client):
    body = gzip.compress(json.dumps(one(transport_versement=None)).encode())
    for rule in (*RULES, "/calculate/columns"):
        answer = client.post(rule, data=body, content_type="application/json", headers={"Content-Encoding": "gzip"})
        assert answer.status_code == 415
        assert "compressé" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize(
    ("address", "message", "suggestion"),
    [
        ("/variable/transport_versment", "variable inconnue « transport_versment »", "transport_versement"),
        (
            "/parameter/franchises.transport.par_traget",
            "paramètre inconnu « franchises.transport.par_traget »",
            "franchises.transport.par_trajet",
        ),
        (
            "/parameter/franchises/transport/par_traget",
            "paramètre inconnu « franchises.transport.par_traget »",
            "franchises.transport.par_trajet",
        ),
        ("/situations/c2s_rs", "situation inconnue « c2s_rs »", "c2s_rsa"),
        ("/variable/nope", "variable inconnue « nope »", None),
    ],
)
def test_an_unknown_name_in_an_address_has_its_nearest(client, address, message, suggestion):
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.get_json()["error"]["mistakes"] == [{"message": message, "path": "", "suggestion": suggestion}]


def test_what_is_no_json_is_placed(client):
    pretty = json.dumps(one(transport_prix_trajet=1.5, transport_versement=None), indent=1)
    rank = pretty[: pretty.index("1.5")].count("\n") + 1
    for value, told in (
        ("NaN", "« NaN » n'est pas un nombre en JSON"),
        ("9" * 5000, "nombre trop long"),
        ("1,5", "JSON mal formé"),
    ):
        message = refused(client, "/calculate", pretty.replace("1.5", value).encode())["message"]
        assert message.startswith(told)
        assert f"ligne {rank}" in message
    mistake = refused(client, "/calculate", pretty.replace("1.5", "1e400").encode())["mistakes"][0]
    assert mistake["path"] == f"/individus/p/transport_prix_trajet/{DAY}"


@pytest.mark.parametrize(
    ("name", "value", "told", "suggestion"),
    [
        ("transport_prix_trajet", "40", "nombre attendu, « 40 » reçu entre guillemets (un texte)", "40"),
        ("transport_prix_trajet", None, "valeur vide (nombre attendu)", None),
        ("transport_nombre_trajets", 2.0, "nombre entier attendu, « 2.0 » reçu", "2"),
        ("transport_aller_retour", 1, "true (oui) ou false (non) attendu, « 1 » reçu", "true"),
        ("transport_prescription_date", "2023-02-29", "« 2023-02-29 » : ce jour n'existe pas dans le calendrier", None),
        ("transport_mode", "vls", "valeur inconnue « vls »", "vsl"),
        ("transport_mode", ["vsl"], "nom d'une valeur attendu, liste reçue", None),
    ],
)
def test_a_value_of_a_column_is_refused_as_that_of_one_person(client, name, value, told, suggestion):
    sent = {"period": DAY, "individus": {name: [value]}, "output": ["transport_versement"]}
    (mistake,) = refused(client, "/calculate/columns", sent)["mistakes"]
    assert told in mistake["message"]
    assert (mistake["path"], mistake["suggestion"]) == (f"/individus/{name}/0", suggestion)


@pytest.mark.parametrize(
    ("change", "path", "told"),
    [
        ({"period": 2026}, "/period", "period : texte attendu"),
        ({"individus": {}}, "/individus", "« individus » manque"),
        ({"foyer": [1], "role": ["conjoint"]}, "/foyer", "foyer « 1 » : aucun demandeur"),
    ],
)
def test_columns_say_what_misses(client, change, path, told):
    sent = {"period": DAY, "individus": {"transport_prix_trajet": [40]}, "output": ["transport_versement"], **change}
    (mistake,) = refused(client, "/calculate/columns", sent)["mistakes"]
    assert mistake["path"] == path
    assert told in mistake["message"]


@pytest.mark.parametrize("role", ["conjoint", "personnes_a_charge"])
def test_a_household_is_that_of_someone(client, role):
    sent = {**one(transport_versement=None), "foyers": {"f": {role: ["p"]}}}
    (mistake,) = refused(client, "/calculate", sent)["mistakes"]
    assert mistake["message"] == "le foyer « f » n'a pas de demandeur : dites qui, dans « demandeur »"
    assert mistake["path"] == "/foyers/f"
