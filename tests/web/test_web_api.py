"""The guarded API: same answers as OpenFisca's for valid requests, one shape of error for the others."""

import copy
import json
import logging

import pytest
from openfisca_web_api import handlers

from openfisca_cpam.situation import shipped
from openfisca_cpam.web.application import application
from openfisca_cpam.web.limits import Limits

DAY = "2026-04-14"


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def situation(**variables) -> dict:
    patient = {name: {DAY: value} for name, value in variables.items()}
    return {"individus": {"p": patient}, "foyers": {"f": {"demandeur": ["p"]}}}


VALID = situation(
    transport_mode="vsl",
    transport_objet="hospitalisation",
    transport_prescription_date="2026-04-01",
    transport_prix_trajet=40.0,
    transport_motif=None,
    transport_versement=None,
    transport_demande_date_limite=None,
    transport_eligible=None,
)


def refused(answer, status: int = 400) -> dict:
    assert answer.status_code == status, answer.get_data(as_text=True)
    error = answer.get_json()["error"]
    assert error["status"] == status
    assert error["message"]
    assert all(set(mistake) == {"message", "path", "suggestion"} for mistake in error["mistakes"])
    return error


@pytest.mark.parametrize("name", list(shipped.descriptions()))
def test_same_answer_as_openfisca(client, systeme, name):
    sent = client.get(f"/situations/{name}").get_json()
    expected = handlers.calculate(systeme, copy.deepcopy(sent))
    got = client.post("/calculate", json=sent)
    assert got.status_code == 200
    assert got.get_json() == json.loads(json.dumps(expected, default=str))


def test_the_headers_of_openfisca_and_of_safety(client):
    answer = client.post("/calculate", json=VALID)
    assert answer.headers["Country-Package"] == "openfisca-cpam"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_cors_is_an_option(systeme):
    answer = application(systeme, cors="https://exemple.fr").test_client().post("/calculate", json=VALID)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://exemple.fr"


HOSTILE = {
    "an expression that never ends": ("transport_prix_trajet", "9**9**9", "nombre attendu"),
    "an expression that eats memory": ("transport_prix_trajet", "1<<9999999999", "nombre attendu"),
    "text for a number": ("transport_prix_trajet", "40", "nombre attendu"),
    "true for a number": ("transport_prix_trajet", True, "nombre attendu"),
    "a decimal for an integer": ("transport_nombre_trajets", 1.5, "entier"),
    "a number for a bool": ("transport_aller_retour", 1, "true"),
    "beyond the bounds": ("transport_prix_trajet", -1, "hors limites"),
    "an unknown member": ("transport_mode", "vslx", "valeur inconnue"),
    "a day that does not exist": ("transport_prescription_date", "2026-02-30", "2026"),
    "an object for a number": ("transport_prix_trajet", {"a": 1}, "attendu"),
    "a list for a number": ("transport_prix_trajet", [1], "attendu"),
}


@pytest.mark.parametrize(("name", "value", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_wrong_value_is_named(client, name, value, said):
    sent = copy.deepcopy(VALID)
    sent["individus"]["p"][name] = {DAY: value}
    error = refused(client.post("/calculate", json=sent))
    (mistake,) = error["mistakes"]
    assert mistake["path"] == f"/individus/p/{name}/{DAY}"
    assert name in mistake["message"]
    assert said in mistake["message"]


def test_the_nearest_name(client):
    sent = situation(transport_mod="vsl", transport_motif=None)
    error = refused(client.post("/calculate", json=sent))
    assert error["mistakes"][0]["suggestion"] == "transport_mode"


RAW = {
    "nothing": (b"", "vide"),
    "not JSON": (b"{", "JSON mal form"),
    "YAML": (b"individus: {}", "JSON mal form"),
    "NaN": (b'{"individus": {"p": {"transport_prix_trajet": {"2026-04-14": NaN}}}}', "NaN"),
    "infinity": (b'{"individus": {"p": {"transport_prix_trajet": {"2026-04-14": 1e999}}}}', "trop grand"),
    "a key twice": (b'{"individus": {"p": {}, "p": {}}}', "deux fois"),
    "a list": (b"[]", "situation"),
    "a number": (b"3", "situation"),
    "not UTF-8": (b'"\xff"', "UTF-8"),
    "deep": (b"[" * 500_000, "imbrication"),
    "deep and closed": (b'{"a":' * 60 + b"1" + b"}" * 60, "imbrication"),
    "a number of ten thousand digits": (b'{"a": ' + b"9" * 10_000 + b"}", "nombre trop long"),
}


@pytest.mark.parametrize(("body", "said"), RAW.values(), ids=RAW)
@pytest.mark.parametrize("rule", ["/calculate", "/trace", "/explain", "/calculate/columns"])
def test_a_wrong_body(client, rule, body, said):
    error = refused(client.post(rule, data=body, content_type="application/json"))
    assert rule == "/calculate/columns" or any(said in mistake["message"] for mistake in error["mistakes"])


SHAPES = {
    "a month of 13": (lambda s: s["individus"]["p"].update(transport_mode={"2026-13-01": "vsl"}), "mois"),
    "a year for a day": (lambda s: s["individus"]["p"].update(transport_versement={"2026": None}), "période"),
    "a date outside the rules": (
        lambda s: s["individus"]["p"].update(transport_versement={"2005-01-01": None}),
        "couvert",
    ),
    "a person left out": (lambda s: s["individus"].update(q={}), "q"),
    "a person twice": (lambda s: s["foyers"]["f"].update(conjoint=["p"]), "p"),
    "an empty identifier": (lambda s: s["individus"].update({"": {}}), ""),
    "an unknown role": (lambda s: s["foyers"]["f"].update(voisin=["p"]), "voisin"),
    "an unknown entity": (lambda s: s.update(menages={}), "menages"),
    "axes": (lambda s: s.update(axes=[[{"name": "transport_prix_trajet", "count": 10**9}]]), "axes"),
}


@pytest.mark.parametrize(("change", "said"), SHAPES.values(), ids=SHAPES)
def test_a_wrong_shape(client, change, said):
    sent = copy.deepcopy(VALID)
    change(sent)
    error = refused(client.post("/calculate", json=sent))
    assert any(said in mistake["message"] for mistake in error["mistakes"])


def test_limits(systeme):
    client = application(systeme, Limits(body=2_000, persons=2, results=3)).test_client()
    three = {"individus": {name: {} for name in "abc"}, "foyers": {"f": {"demandeur": ["a"]}}}
    refused(client.post("/calculate", json=three), 422)
    refused(client.post("/calculate", json=VALID), 422)
    refused(client.post("/calculate", data=b" " * 2_001, content_type="application/json"), 413)
    slow = application(systeme, Limits(seconds=-1)).test_client()
    refused(slow.post("/calculate", json=VALID), 422)


def test_other_errors_have_the_same_shape(client):
    refused(client.post("/calculate", data="x=1"), 415)
    refused(client.get("/calculate"), 405)
    refused(client.get("/rien"), 404)
    refused(client.get("/variable/rien"), 404)
    refused(client.get("/parameter/rien"), 404)
    refused(client.get("/situations/rien"), 404)


def test_a_fault_shows_an_identifier_and_no_value(systeme, caplog, monkeypatch):
    from openfisca_cpam.web import calculate

    def fails(*_):
        raise RuntimeError("secret 12345")

    monkeypatch.setattr(calculate, "calculate", fails)
    client = application(systeme).test_client()
    with caplog.at_level(logging.ERROR):
        error = refused(client.post("/calculate", json=VALID), 500)
    assert error["id"] in caplog.text
    assert "12345" not in caplog.text
    assert "12345" not in json.dumps(error)


def test_trace_is_openfisca_s(client, systeme):
    got = client.post("/trace", json=VALID).get_json()
    assert got["entitiesDescription"] == {"individus": ["p"], "foyers": ["f"]}
    assert f"transport_versement<{DAY}>" in got["requestedCalculations"]
    assert got["trace"][f"transport_versement<{DAY}>"]["value"] == [18.0]


def test_explain_gives_steps_with_articles_and_warnings(client):
    sent = copy.deepcopy(VALID)
    sent["individus"]["p"]["hors_departement_lieu"] = {DAY: "hors_departement"}
    got = client.post("/explain", json=sent).get_json()
    paid = next(result for result in got["resultats"] if result["variable"] == "transport_versement")
    assert paid["valeur"] == 18.0
    assert paid["motif"]["valeur"] == "pris_en_charge"
    text = json.dumps(got["resultats"], ensure_ascii=False)
    assert "franchises.transport.par_trajet" in text
    assert "legifrance.gouv.fr/codes/article_lc/" in text
    assert any("hors_departement_lieu" in warning["message"] for warning in got["avertissements"])


def columns(**changes) -> dict:
    base = {
        "period": DAY,
        "individus": {
            "transport_mode": ["vsl", "taxi", "aucun"],
            "transport_objet": ["hospitalisation"] * 3,
            "transport_prescription_date": ["2026-04-01"] * 3,
            "transport_prix_trajet": [40.0, 60, 0],
            "beneficiaire_c2s": [False, True, False],
        },
        "output": ["transport_versement", "transport_motif", "transport_demande_date_limite"],
    }
    return {**base, **changes}


def test_columns(client):
    got = client.post("/calculate/columns", json=columns()).get_json()
    assert got["individus"] == {
        "transport_versement": [18.0, 33.0, 0.0],
        "transport_motif": ["pris_en_charge", "pris_en_charge", "aucun_transport"],
        "transport_demande_date_limite": ["2028-06-30", "2028-06-30", "1970-01-01"],
    }


def test_columns_of_households(client):
    sent = columns(
        foyer=["a", "b", "a"], role=["demandeur", "demandeur", "personne_a_charge"], output=["foyer_nombre_personnes"]
    )
    assert client.post("/calculate/columns", json=sent).get_json()["foyers"] == {"foyer_nombre_personnes": [2, 1]}


COLUMNS = {
    "unknown key": (columns(periode="x"), "/periode"),
    "no period": (columns(period=None), "/period"),
    "unknown output": (columns(output=["transport_versment"]), "/output/0"),
    "no output": (columns(output=[]), "/output"),
    "uneven columns": (columns(foyer=["a"], role=["demandeur"]), "/individus"),
    "wrong value": (columns(individus={"transport_prix_trajet": [1, "2"]}), "/individus/transport_prix_trajet/1"),
    "out of bounds": (columns(individus={"transport_prix_trajet": [1, -2]}), "/individus/transport_prix_trajet/1"),
    "unknown variable": (columns(individus={"inconnue": [1]}), "/individus/inconnue"),
    "two demandeurs": (columns(foyer=["a"] * 3, role=["demandeur"] * 3), "/foyer"),
    "unknown role": (columns(foyer=["a"] * 3, role=["voisin"] * 3), "/role/0"),
    "not an object": ([1], ""),
    "outside the rules": (columns(period="2005-01-01", individus={"transport_prix_trajet": [1]}), "/output/0"),
}


@pytest.mark.parametrize(("sent", "path"), COLUMNS.values(), ids=COLUMNS)
def test_wrong_columns(client, sent, path):
    error = refused(client.post("/calculate/columns", json=sent))
    assert path in [mistake["path"] for mistake in error["mistakes"]]
