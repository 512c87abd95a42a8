"""Each sentence of the API in French, and in English for who asks; the catalogue holds them all."""

import ast
import re
import string

import pytest

from openfisca_cpam import PACKAGE
from openfisca_cpam.situation import messages
from openfisca_cpam.situation.messages import Phrase, Text
from openfisca_cpam.web.application import application
from openfisca_cpam.web.limits import Limits

DAY = "2026-04-14"
PHRASES = {name: value for name, value in vars(messages).items() if isinstance(value, Phrase)}
SPEAKING = [
    path
    for folder in ("situation", "web", "mcp")
    for path in sorted((PACKAGE / folder).glob("*.py"))
    if path.name not in ("messages.py", "deplace.py")
]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
def test_a_phrase_is_whole_in_both_languages(phrase):
    assert places(phrase.fr) == places(phrase.en)
    assert not re.search("[«»éèêàçôîûù]| :", phrase.en)
    assert phrase.fr.startswith(" ") == phrase.en.startswith(" ")
    words = re.sub(r"\{\w+\}", "", phrase.fr)
    assert phrase.fr != phrase.en or not re.search(r"[a-z]{2}", words)


def test_every_phrase_is_said_somewhere():
    text = "\n".join(path.read_text("utf-8") for path in SPEAKING)
    unsaid = [name for name in PHRASES if not re.search(rf"\bm\.{name}\b", text)]
    assert not unsaid


SAYS = {"Problem": 0, "Mistake": 1, "TooLarge": 0, "Unreadable": 0, "_Refused": 0, "add": 1, "_add": 1, "_missing": 2}


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_outside_the_catalogue(path):
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", None))
        for argument in call.args[SAYS[name] :][:1] if name in SAYS else ():
            literal = isinstance(argument, ast.JoinedStr) or (
                isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )
            assert not literal, f"{path.name}:{argument.lineno}"


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def situation(name: str, period: str, value) -> dict:
    patient = {name: {period: value}, "transport_versement": {DAY: None}}
    return {"individus": {"p": patient}, "foyers": {"f": {"demandeur": ["p"]}}}


MISTAKES = {
    "text for a number": (
        situation("transport_prix_trajet", DAY, "40"),
        "transport_prix_trajet : nombre attendu, « 40 » reçu entre guillemets (un texte)",
        "transport_prix_trajet: number expected, “40” was given in quotes (a text)",
    ),
    "a wrong day": (
        situation("transport_prescription_date", DAY, "2026-02-30"),
        "transport_prescription_date : « 2026-02-30 » : ce jour n'existe pas dans le calendrier",
        "transport_prescription_date: “2026-02-30”: this day does not exist in the calendar",
    ),
    "out of bounds": (
        situation("transport_prix_trajet", DAY, -0.5),
        "transport_prix_trajet : « -0,5 » hors limites (de 0 à 100000)",
        "transport_prix_trajet: “-0.5” is out of bounds (from 0 to 100000)",
    ),
    "a wrong length": (
        situation("transport_prix_trajet", "2026", 40),
        "transport_prix_trajet : période attendue : un jour (par exemple 2024-03-31), « 2026 » reçu",
        "transport_prix_trajet: period expected: a day (for example 2024-03-31), “2026” was given",
    ),
    "before the rules": (
        situation("transport_motif", "2005-03-01", None),
        "transport_motif n'est pas calculé pour « 2005-03-01 » : les règles sont couvertes à partir du "
        "30 décembre 2006",
        "transport_motif is not computed for “2005-03-01”: the rules are covered from 30 December 2006",
    ),
    "an unknown variable": (
        situation("transport_pri", DAY, 40),
        "variable inconnue « transport_pri »",
        "unknown variable “transport_pri”",
    ),
    "someone left out": (
        {"individus": {"p": {"transport_versement": {DAY: None}}, "q": {}}, "foyers": {"f": {"demandeur": ["p"]}}},
        "« q » n'est dans aucun foyer : ajoutez cette personne dans « foyers »",
        "“q” is in no foyer: add this person to “foyers”",
    ),
    "nothing asked": (
        {"individus": {"p": {}}, "foyers": {"f": {"demandeur": ["p"]}}},
        "aucun résultat n'est demandé : donnez la valeur null à une variable",
        "no result is asked for: give a variable the value null",
    ),
}


@pytest.mark.parametrize(("sent", "french", "english"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_both_languages(client, sent, french, english):
    for header, language, expected in (
        (None, "fr", french),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr", french),
        ("de", "fr", french),
        ("en", "en", english),
        ("en-GB,en;q=0.9", "en", english),
        ("de,en;q=0.7,fr;q=0.3", "en", english),
    ):
        answer = client.post("/calculate", json=sent, headers={"Accept-Language": header} if header else {})
        assert answer.status_code == 400
        error = answer.get_json()["error"]
        assert expected in [mistake["message"] for mistake in error["mistakes"]]
        assert answer.headers["Content-Language"] == language
        assert "Accept-Language" in answer.headers["Vary"]


ENGLISH = {"Accept-Language": "en"}


def test_the_other_errors_in_english(client, systeme):
    def said(answer) -> tuple[int, str]:
        return answer.status_code, answer.get_json()["error"]["message"]

    assert said(client.get("/rien", headers=ENGLISH)) == (404, "There is nothing at this address.")
    assert said(client.get("/calculate", headers=ENGLISH)) == (405, "This method is not allowed at this address.")
    assert said(client.post("/calculate", data="x=1", headers=ENGLISH)) == (
        415,
        "The body of the request must be JSON (Content-Type: application/json).",
    )
    small = application(systeme, Limits(persons=1, body=300)).test_client()
    two = {"individus": {"p": {}, "q": {}}}
    assert said(small.post("/calculate", json=two, headers=ENGLISH)) == (422, "2 persons: 1 at most in one request.")
    assert said(small.post("/calculate", json={"individus": "x" * 300}, headers=ENGLISH)) == (
        413,
        "The request is too long.",
    )


def test_several_mistakes_are_counted_in_english(client):
    sent = situation("transport_prix_trajet", DAY, "40")
    sent["individus"]["p"]["transport_mod"] = {DAY: "vsl"}
    error = client.post("/calculate", json=sent, headers=ENGLISH).get_json()["error"]
    assert error["message"] == "2 mistakes in the situation."
    assert [mistake["suggestion"] for mistake in error["mistakes"]] == ["40", "transport_mode"]


def test_a_warning_in_english(client):
    sent = situation("hors_departement_lieu", DAY, "hors_departement")
    answer = client.post("/explain", json=sent, headers=ENGLISH)
    assert answer.headers["Content-Language"] == "fr, en"
    assert client.post("/explain", json=sent).headers["Content-Language"] == "fr"
    warned = answer.get_json()["avertissements"]
    assert "hors_departement_lieu (14/04/2026) is not read by any result asked for" in [
        one["message"] for one in warned
    ]


def test_columns_in_english(client):
    sent = {"period": "2026-13", "individus": {"transport_prix_trajet": [1, "2"]}, "output": ["transport_versement"]}
    error = client.post("/calculate/columns", json=sent, headers=ENGLISH).get_json()["error"]
    assert [(one["message"], one["path"]) for one in error["mistakes"]] == [
        ("“2026-13”: months go from 01 to 12", "/period"),
        (
            "transport_prix_trajet: number expected, “2” was given in quotes (a text)",
            "/individus/transport_prix_trajet/1",
        ),
    ]


def test_a_text_is_its_french():
    text = messages.AT_LEAST(low=messages.number(0.5))
    assert isinstance(text, Text)
    assert (text, messages.english(text)) == ("au moins 0,5", "at least 0.5")
