"""« Mes droits », without a browser: the files of questions, the flow of the form, the results, hostile requests."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from openfisca_cpam.web.application import application
from openfisca_cpam.web.limits import Limits
from openfisca_cpam.web.pages import questionnaire
from openfisca_cpam.web.pages.reponses import Reponses
from openfisca_cpam.web.pages.resultat import calcule_le_cas

TESTS = Path(__file__).resolve().parent.parent
CAS = yaml.safe_load((TESTS / "web" / "donnees" / "mes_droits.yaml").read_text("utf-8"))
VOITURE = CAS[0]["reponses"]


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def ecrites(answers: dict) -> dict[str, str]:
    """Answers as a form posts them."""
    return {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in answers.items()}


def texte(page: str) -> str:
    """The words of a page, spaces made plain."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def outputs(content: dict):
    """The results of a case that has one household: those of the person, then those of the household."""
    for name, value in content.items():
        if name == "foyers":
            yield from next(iter(value.values())).items()
        elif name != "individus":
            yield name, value


@pytest.mark.parametrize("one", CAS, ids=[f"{one['cas']}: {one['nom']}" for one in CAS])
def test_a_case_of_the_experts_through_the_form(client, systeme, one):
    written = yaml.safe_load((TESTS / one["source"]).read_text("utf-8"))
    expected = next(case for case in written if case["name"] == one["nom"])["output"]
    answers = Reponses(questionnaire.charge(systeme)[one["cas"]], ecrites(one["reponses"]), set())
    assert not answers.erreurs
    assert [place.nom for place in answers.manquantes] == []
    assert set(one["reponses"]) >= {place.nom for place in answers.places}
    view = calcule_le_cas(answers, systeme, Limits(), date(2026, 11, 22))
    compared = 0
    for name, value in outputs(expected):
        if name in view.valeurs:
            got = view.valeurs[name].valeur
            wanted = value.isoformat() if isinstance(value, date) else value
            assert got == (pytest.approx(wanted, abs=0.004) if isinstance(wanted, float | int) else wanted), name
            compared += 1
    assert compared
    page = client.post(f"/mes-droits/{one['cas']}", data=ecrites({place.nom: one["reponses"][place.nom]
                                                                  for place in answers.places}))  # fmt: skip
    assert page.status_code == 200, texte(page.text)
    if "chiffre" in one:
        assert f'<span class="chiffre">{one["chiffre"].replace(" ", chr(160))}</span>' in page.text


def test_every_case_has_its_example(systeme):
    assert {one["cas"] for one in CAS} == set(questionnaire.charge(systeme))
