"""What a computation rests on, when it is asked: inputs that nothing read, defaults, confidence of the values."""

import copy
import json

import pytest

from openfisca_cpam.cli import COMMANDES
from openfisca_cpam.cli.group import run
from openfisca_cpam.web.application import application

DAY = "2026-04-14"
SENT = {
    "individus": {
        "p": {
            "transport_mode": {DAY: "vsl"},
            "transport_objet": {DAY: "hospitalisation"},
            "transport_prescription_date": {DAY: "2026-04-01"},
            "transport_prix_trajet": {DAY: 40.0},
            "hors_departement_lieu": {DAY: "hors_departement"},
            "transport_versement": {DAY: None},
        },
        "q": {"transport_mode": {DAY: "taxi"}},
    },
    "foyers": {"f": {"demandeur": ["p"], "conjoint": ["q"]}},
}


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


@pytest.fixture(scope="module")
def details(client):
    return client.post("/calculate?details=true", json=SENT).get_json()["details"]


def test_the_compatible_form_is_left_as_it_is(client):
    plain = client.post("/calculate", json=SENT).get_json()
    assert set(plain) == {"individus", "foyers"}
    assert client.post("/calculate?details=false", json=SENT).get_json() == plain
    asked = client.post("/calculate?details=true", json=SENT).get_json()
    assert {key: asked[key] for key in plain} == plain
    assert asked["individus"]["p"]["transport_versement"][DAY] == 18.0


def test_inputs_that_nothing_read(details):
    (unread,) = details["donnees_non_lues"]
    assert (unread["id"], unread["variable"], unread["periode"]) == ("p", "hors_departement_lieu", DAY)


def test_defaults_say_for_whom(details):
    found = {one["variable"]: one for one in details["valeurs_par_defaut"]}
    assert "transport_mode" not in found
    assert found["transport_prix_trajet"]["ids"] == ["q"]
    assert (found["transport_prix_trajet"]["valeur"], found["transport_prix_trajet"]["unite"]) == (0.0, "currency")
    pension = found["beneficiaire_pension_invalidite"]
    assert pension["ids"] is None
    assert (pension["valeur"], pension["periode"]) == (False, "2026-04")
    assert found["date_naissance"]["valeur"] is None


def test_a_default_given_is_no_longer_one(client):
    sent = copy.deepcopy(SENT)
    for person in sent["individus"].values():
        person["beneficiaire_pension_invalidite"] = {"2026-04": False}
    got = client.post("/calculate?details=true", json=sent).get_json()["details"]
    assert "beneficiaire_pension_invalidite" not in {one["variable"] for one in got["valeurs_par_defaut"]}


def test_confidence_is_the_lowest_with_articles(details, systeme):
    confidence = details["confiance"]
    assert confidence["niveau"] in ("B", "C")
    for one in confidence["valeurs"]:
        node = systeme.parameters
        for part in one["nom"].split("."):
            node = node.children[part]
        assert node.metadata["confidence"][one["depuis"]] == one["confiance"] != "A"
        assert one["valeur"] == node(DAY)
        assert one["references"][0]["titre"]
    assert confidence["niveau"] == max(one["confiance"] for one in confidence["valeurs"])


def test_a_table_counts_for_the_row_read(client, systeme):
    """The tariff of one department is read, not the doubt on the others."""
    details = client.post("/calculate?details=true", json=SENT).get_json()["details"]
    folders = [one["nom"].rpartition(".")[0] for one in details["confiance"]["valeurs"]]
    assert not any("departement" in folder for folder in folders)


def test_explain_and_columns_give_them_too(client, details):
    assert client.post("/explain?details=true", json=SENT).get_json()["details"] == details
    assert "details" not in client.post("/explain", json=SENT).get_json()
    sent = {"period": DAY, "individus": {"transport_prix_trajet": [40]}, "output": ["transport_versement"]}
    got = client.post("/calculate/columns?details=true", json=sent).get_json()["details"]
    assert "transport_mode" in {one["variable"] for one in got["valeurs_par_defaut"]}
    assert "transport_prix_trajet" not in {one["variable"] for one in got["valeurs_par_defaut"]}


def test_a_wrong_option_is_refused(client):
    answer = client.post("/calculate?details=tru", json=SENT)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["mistakes"][0]["suggestion"] == "true"


def test_the_command_says_the_same(details, tmp_path, capsys):
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(SENT), "utf-8")
    assert run(COMMANDES, ["calculate", str(path), "--details", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["details"]
    assert {key: found[key] for key in details} == details
    assert run(COMMANDES, ["calculate", str(path), "--details"]) == 0
    out = capsys.readouterr().out
    assert "Données qu'aucun résultat n'a lues" in out
    assert "transport_prix_trajet [q] : Prix payé ou facturé pour un trajet : 0,00 € (14/04/2026)" in out
    assert f"Confiance des valeurs de la loi : {details['confiance']['niveau']}" in out
