"""The assistant's server, driven by the SDK's own client over standard input and output."""

import importlib.util
import json
import os
import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="le SDK MCP n'est pas installé")

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from openfisca_cpam.cli import COMMANDES
from openfisca_cpam.cli.group import run
from openfisca_cpam.mcp.tools import Refused, Tools
from openfisca_cpam.web.limits import Limits

DAY = "2026-04-14"
ROOT = Path(__file__).parents[2]


def situation(**variables) -> dict:
    patient = {name: {DAY: value} for name, value in variables.items()}
    return {"individus": {"p": patient}, "foyers": {"f": {"demandeur": ["p"]}}}


VSL = situation(
    transport_mode="vsl",
    transport_objet="hospitalisation",
    transport_prescription_date="2026-04-01",
    transport_prix_trajet=40.0,
    hors_departement_lieu="hors_departement",
    transport_versement=None,
)
CALLS = {
    "calculer": ("calculer", {"situation": VSL}),
    "expliquer": ("expliquer", {"situation": VSL}),
    "parametre": ("lire_parametre", {"nom": "franchises.transport.par_trajet", "date": "2024-03-30"}),
    "dossier": ("lire_parametre", {"nom": "franchises.transport"}),
    "variable": ("lire_variable", {"nom": "transport_franchise", "date": DAY}),
    "chercher": ("chercher", {"mots": "franchise TRAJET", "genre": "parametre"}),
    "situations": ("lister_situations", {}),
    "situation": ("lire_situation", {"nom": "transport_100_km_2024"}),
    # Hostile or mistaken.
    "une expression": ("calculer", {"situation": situation(transport_prix_trajet="9**9**9", transport_versement=None)}),
    "un nom faux": ("calculer", {"situation": situation(transport_mod="vsl", transport_versement=None)}),
    "hors dates": ("calculer", {"situation": {"individus": {"p": {"transport_versement": {"2005-01-01": None}}}}}),
    "trop": ("calculer", {"situation": {"individus": {"x" * 2_000_000: {}}}}),
    "profond": ("calculer", {"situation": {"individus": json.loads('{"a":' * 60 + "1" + "}" * 60)}}),
    "rien": ("calculer", {}),
    "une liste": ("calculer", {"situation": [1]}),
    "de trop": ("lire_parametre", {"nom": "franchises.transport.par_trajet", "jour": DAY}),
    "outil inconnu": ("calcule", {}),
    "paramètre inconnu": ("lire_parametre", {"nom": "franchises.transport.par_trajets"}),
    "jour faux": ("lire_variable", {"nom": "transport_franchise", "date": "31/03/2024"}),
    "genre faux": ("chercher", {"mots": "vsl", "genre": "loi"}),
    "aucun mot": ("chercher", {"mots": " - "}),
    "un chemin": ("lire_situation", {"nom": "../../pyproject"}),
}


@pytest.fixture(scope="module")
def session():
    """Everything the server answers in one session: its tools, its instructions, each call."""
    answers = {}

    async def play() -> None:
        parameters = StdioServerParameters(
            command=sys.executable,
            args=["-m", "openfisca_cpam.cli", "mcp"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        with anyio.fail_after(120):
            async with Client(parameters) as client:
                answers["outils"] = (await client.list_tools()).tools
                for name, (tool, arguments) in CALLS.items():
                    answers[name] = await client.call_tool(tool, arguments)

    anyio.run(play)
    return answers


def given(session, name: str) -> dict:
    answer = session[name]
    assert not answer.is_error, answer.content
    assert json.loads(answer.content[0].text) == answer.structured_content
    return answer.structured_content


def refused(session, name: str) -> str:
    answer = session[name]
    assert answer.is_error
    assert "Traceback" not in answer.content[0].text
    return answer.content[0].text


def test_the_tools_are_described(session):
    found = {tool.name: tool for tool in session["outils"]}
    assert set(found) == {
        "calculer", "expliquer", "lire_parametre", "lire_variable", "chercher", "lister_situations", "lire_situation",
    }  # fmt: skip
    assert found["calculer"].input_schema["required"] == ["situation"]
    assert all(tool.description and tool.annotations.read_only_hint for tool in found.values())


def test_compute(session):
    found = given(session, "calculer")
    (result,) = found["resultats"]
    assert (result["valeur"], result["unite"], result["texte"]) == (18.0, "currency", "18,00 €")
    assert result["raison"] == "Pris en charge : toutes les conditions sont remplies"
    assert found["donnees_non_lues"] == ["hors_departement_lieu (2026-04-14)"]
    assert any("(transport_smur)" in one for one in found["valeurs_par_defaut"])
    assert found["confiance"]["niveau"] in ("B", "C")
    assert all(one["references"] for one in found["confiance"]["a_verifier"])


def test_explain_with_articles(session):
    (result,) = given(session, "expliquer")["resultats"]
    steps = result["etapes"].splitlines()
    assert steps[0] == "Versement de l'Assurance Maladie, franchise déduite [transport_versement, 2026-04-14] : 18,00 €"
    assert any(line.startswith("  Règle : ") for line in steps)
    assert "franchises.transport.par_trajet] : 4,00 €, depuis le 2024-03-31" in result["etapes"]
    assert "legifrance.gouv.fr/codes/article_lc/LEGIARTI" in result["etapes"]


def test_a_value_of_the_law_at_a_date(session):
    found = given(session, "parametre")
    assert (found["valeur"], found["unite"]) == (2, "currency")
    history = {one["depuis"]: (one["valeur"], one["confiance"]) for one in found["valeurs"]}
    assert history["2008-01-01"] == (2, "A")
    assert history["2024-03-31"] == (4, "A")
    assert all(one["references"] for one in found["valeurs"])
    assert "franchises.transport.par_trajet" in given(session, "dossier")["contient"]


def test_a_variable_and_its_rule_as_text(session):
    found = given(session, "variable")
    assert found["regle"]
    assert found["periode"]
    assert found["references"]


def test_search(session):
    found = given(session, "chercher")
    assert found["trouves"][0]["nom"] == "franchises.transport.par_trajet"
    assert {one["genre"] for one in found["trouves"]} == {"parametre"}


def test_shipped_situations(session):
    assert "transport_100_km_2024" in given(session, "situations")["situations"]
    assert "individus" in given(session, "situation")["situation"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("une expression", "nombre attendu, « 9**9**9 » reçu"),
        ("un nom faux", "vouliez-vous dire « transport_mode » ?"),
        ("hors dates", "les règles sont couvertes à partir du"),
        ("trop", "trop longue"),
        ("profond", "trop profonde"),
        ("rien", "l'argument « situation » manque"),
        ("une liste", "un objet JSON est attendu"),
        ("de trop", "argument inconnu « jour »"),
        ("outil inconnu", "vouliez-vous dire « calculer » ?"),
        ("paramètre inconnu", "vouliez-vous dire « franchises.transport.par_trajet » ?"),
        ("jour faux", "vouliez-vous dire « 2024-03-31 » ?"),
        ("genre faux", "variable, parametre"),
        ("aucun mot", "au moins un mot"),
        ("un chemin", "situation inconnue"),
    ],
)
def test_a_wrong_call_is_answered_with_a_sentence(session, name, said):
    assert said in refused(session, name)


def test_not_a_number(systeme):
    sent = situation(transport_prix_trajet=float("nan"), transport_versement=None)
    with pytest.raises(Refused, match="« NaN » n'est pas un nombre en JSON"):
        Tools(systeme).call("calculer", {"situation": sent})


def test_limits_and_english(systeme):
    tools = Tools(systeme, Limits(body=200), "en")
    with pytest.raises(Refused, match="The request is too long"):
        tools.call("calculer", {"situation": VSL})
    with pytest.raises(Refused, match="unknown variable “transport_franchis”; did you mean “transport_franchise”"):
        tools.call("lire_variable", {"nom": "transport_franchis"})
    many = situation(**dict.fromkeys(list(systeme.variables)[:40]))
    with pytest.raises(Refused):
        Tools(systeme).call("expliquer", {"situation": many})


def test_a_fault_shows_an_identifier_and_no_value(systeme, monkeypatch, caplog):
    from openfisca_cpam.mcp import server

    tools = Tools(systeme)

    def fails(*_):
        raise RuntimeError("secret 12345")

    monkeypatch.setattr(tools, "call", fails)
    answer = server._answer(tools, "calculer", {})
    assert answer.is_error
    assert "12345" not in answer.content[0].text + caplog.text
    assert answer.content[0].text.rpartition("(")[2].rstrip(")") in caplog.text


def test_without_the_extra_one_line_says_what_to_install(monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "mcp" else found(name, *rest))
    assert run(COMMANDES, ["mcp"]) == 2
    assert capsys.readouterr().err.strip().endswith("pip install 'openfisca-cpam[mcp]'")


def test_the_page_of_the_documentation(session, monkeypatch):
    """The tools of the page are those of the server, its configuration starts it, its program runs."""
    page = (ROOT / "docs" / "mcp.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", page, re.MULTILINE)
    tools = {tool.name: list(tool.input_schema["properties"]) for tool in session["outils"]}
    assert {name: re.findall(r"`(\w+)`", arguments) for name, arguments in rows} == tools
    (configuration,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert json.loads(configuration)["mcpServers"]["openfisca-cpam"]["args"][0] in COMMANDES
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    here = 'StdioServerParameters(command=sys.executable, args=["-m", "openfisca_cpam.cli", "mcp"], env=env)'
    written = 'StdioServerParameters(command="openfisca-cpam", args=["mcp"])'
    assert written in program
    exec(program.replace(written, here), {"sys": sys, "env": {**os.environ, "PYTHONPATH": str(ROOT)}})
