"""« Mes droits », without a browser: the files of questions, the flow of the form, the results, hostile requests."""

import html
import io
import random
import re
from datetime import date, timedelta
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


# The form ----------------------------------------------------------------------------------------------------------


def champs_demandes(page: str) -> list[str]:
    return re.findall(r'<input type="hidden" name="q" value="([^"]+)">', page)


@pytest.mark.parametrize("one", [CAS[0], *(one for one in CAS if one["cas"] in ("c2s", "lunettes"))])
def test_one_page_after_the_other_leads_to_the_same_result(client, one):
    """Each page asks a few questions, carries what is answered, and asks nothing twice."""
    answers, carried, asked = ecrites(one["reponses"]), {}, []
    page = client.get(f"/mes-droits/{one['cas']}")
    while champs_demandes(page.text):
        now = champs_demandes(page.text)
        assert len(now) <= 4
        assert not set(now) & set(asked)
        asked += now
        hidden = dict(re.findall(r'<input type="hidden" name="(?!q")([^"]+)" value="([^"]*)">', page.text))
        assert {name: html.unescape(value) for name, value in hidden.items()} == carried
        carried |= {name: answers[name] for name in now}
        page = client.post(f"/mes-droits/{one['cas']}", data={**carried, "q": now})
        assert page.status_code == 200
    direct = client.post(f"/mes-droits/{one['cas']}", data={name: answers[name] for name in asked})
    assert texte(page.text) == texte(direct.text)


def test_only_the_questions_that_the_case_needs(client):
    car = texte(client.post("/mes-droits/trajet", data=ecrites(VOITURE)).text)
    assert "péages" in car
    assert "taxi conventionné" not in car
    wrong = ecrites(VOITURE) | {"transport_mode": "taxi"}
    assert champs_demandes(client.post("/mes-droits/trajet", data=wrong).text) == ["transport_conventionne"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("transport_distance_aller", "9**9**9", "Écrivez un nombre en chiffres"),
        ("transport_distance_aller", "1e400", "Écrivez un nombre en chiffres"),
        ("transport_distance_aller", "nan", "Écrivez un nombre en chiffres"),
        ("transport_distance_aller", "-1", "Écrivez au moins 0 km"),
        ("transport_distance_aller", "20 001", "Écrivez au plus 20 000 km"),
        ("transport_distance_aller", "1" * 61, "60 caractères au plus"),
        ("transport_distance_aller", "", "Écrivez un montant ou un nombre"),
        ("transport_objet", "hospitalisation'--", "Choisissez une réponse"),
        ("transport_objet", "permission_sortie", "Choisissez une réponse"),  # of the law, but not among the choices
        ("transport_aller_retour", "true", "Choisissez une réponse"),
        ("jour", "2026-02-30", "Donnez une date qui existe"),
        ("jour", "0001-01-01", "Donnez une date qui existe"),
        ("jour", "<script>alert(1)</script>", "Donnez une date qui existe"),
        ("jour", "2001-01-01", "les règles sont couvertes à partir du 30 décembre 2006"),
    ],
)
def test_a_wrong_answer_comes_back_with_what_is_wrong(client, field, value, said):
    page = client.post("/mes-droits/trajet", data=ecrites(VOITURE) | {field: value})
    assert page.status_code == 422
    assert said in texte(page.text)
    assert f'aria-describedby="{field}-' in page.text or f'id="{field}-erreur"' in page.text
    assert "resume-erreurs" in page.text
    assert "<script>alert" not in page.text
    assert champs_demandes(page.text) == [field]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"data": {"inconnu": "1"}}, 400),
        ({"data": {"q": ["__class__"]}}, 400),
        ({"data": {"date_naissance.vous.__init__": "1980-01-01", "zzz.1": ""}}, 400),
        ({"data": {"jour": ["2024-05-06", "2024-05-07"]}}, 400),
        ({"data": {"action": "modifier:transport_peages"}}, 400),  # not asked yet
        ({"data": {"action": "modifier:../../etc/passwd"}}, 400),
        ({"json": {"jour": "2024-05-06"}}, 415),
        ({"data": "jour=2024-05-06", "content_type": "text/plain"}, 415),
        ({"data": {"jour": (io.BytesIO(b"x"), "x.txt")}, "content_type": "multipart/form-data"}, 415),
        ({"data": {f"jour.{rank}": "" for rank in range(700)}}, 422),
        ({"data": {"jour": "1" * 2_000_000}}, 413),
    ],
)
def test_a_hostile_form_is_refused_in_a_page(client, request_, status):
    page = client.post("/mes-droits/trajet", **request_)
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert "Retour à l’accueil" in texte(page.text)


def test_markup_in_an_answer_stays_text(client):
    page = client.post(
        "/mes-droits/trajet",
        data={"q": "jour", "jour": '"><img src=x onerror=alert(1)>', "transport_mode": "{{ 7*7 }}", "loi": "<b>"},
    )
    assert page.status_code == 422
    assert "<img src=x" not in page.text
    assert "49" not in texte(page.text)


def test_a_case_that_does_not_exist(client):
    for address in ("/mes-droits/_communes", "/mes-droits/..%2ftrajet", "/mes-droits/trajet.yaml"):
        assert client.get(address).status_code == 404


def test_more_children_than_the_file_allows(client):
    answers = ecrites(next(one for one in CAS if one["cas"] == "c2s")["reponses"]) | {"enfants": "9000000"}
    page = client.post("/mes-droits/c2s", data=answers)
    assert page.status_code == 422
    assert "Écrivez au plus 8" in texte(page.text)


def test_no_answer_is_in_an_address(client):
    """A GET shows the first page whatever its query says."""
    empty = client.get("/mes-droits/trajet").text
    assert client.get("/mes-droits/trajet", query_string=ecrites(VOITURE)).text == empty
    page = client.post("/mes-droits/trajet", data=ecrites(VOITURE)).text
    assert not re.search(r'(?:href|action|formaction)="[^"#]*(?:2024-05-06|vehicule_personnel)', page)


def test_nothing_is_logged(client, caplog):
    with caplog.at_level("DEBUG"):
        client.post("/mes-droits/trajet", data=ecrites(VOITURE) | {"transport_distance_aller": "secret"})
    assert "secret" not in caplog.text


# The result --------------------------------------------------------------------------------------------------------


def test_the_case_under_another_law(client):
    page = client.post("/mes-droits/trajet", data=ecrites(VOITURE) | {"loi": "2023-07-31"})
    said = texte(page.text)
    assert "Sous la loi du 31 juillet 2023" in said
    assert "Votre cas est du 6 mai 2024 : il donnait 16,50 €." in said
    assert "vous rembourse 19,50 €" in said
    assert "65 % → 55 %" in said
    assert "https://www.legifrance.gouv.fr/codes/article_lc/" in page.text


def test_the_result_becomes_a_test_case(client):
    """Its button posts the situation; the case that comes back asserts the same amount."""
    page = client.post("/mes-droits/trajet", data=ecrites(VOITURE)).text
    form = page[page.index('action="/cas"') :]
    situation = html.unescape(re.search(r'name="texte" value="([^"]*)"', form)[1])
    case = client.post("/cas", data={"texte": situation})
    assert case.status_code == 200
    assert "transport_versement: 16.5" in html.unescape(case.text)


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("1999-01-01", "les règles sont couvertes à partir du 30 décembre 2006"),
        ("31/31/2024", "Donnez une date qui existe"),
        ("9999-12-31", "Donnez une date qui existe"),
    ],
)
def test_another_law_that_is_not_covered_keeps_the_case(client, law, said):
    page = client.post("/mes-droits/trajet", data=ecrites(VOITURE) | {"loi": law})
    assert page.status_code == 422
    assert said in texte(page.text)
    assert "vous rembourse 16,50 €" in texte(page.text)


LOIN = {"transport_distance_aller": 151, "transport_distance_structure_proche": ""}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"transport_accord_date_envoi": ""}, "envoyer la demande d’accord préalable"),
        (
            {"transport_accord_date_envoi": "2024-05-02", "transport_accord_reponse": "aucune"},
            "refus daté d’ici là, l’accord préalable est acquis",
        ),
        (
            {
                "transport_accord_date_envoi": "2024-05-02",
                "transport_accord_reponse": "refus",
                "transport_accord_reponse_date": "2024-05-04",
            },
            "Vous pouvez contester ce refus",
        ),
    ],
)
def test_a_long_trip_says_what_to_do_about_the_agreement(client, answers, said):
    steps = {"envoyer la demande d’accord préalable", "refus daté d’ici là", "Vous pouvez contester ce refus"}
    page = texte(client.post("/mes-droits/trajet", data=ecrites(VOITURE | LOIN | answers)).text)
    assert said in page
    assert [step for step in steps if step in page] == [step for step in steps if said.startswith(step)]


def test_an_unknown_tariff_is_said_and_not_guessed(client):
    taxi = next(one for one in CAS if one["nom"].startswith("EX3"))["reponses"]
    answers = ecrites(taxi) | {"transport_prix_trajet": "0", "transport_departement_licence": "non_renseigne"}
    said = texte(client.post("/mes-droits/trajet", data=answers).text)
    assert "son tarif n’est pas connu" in said
    assert "Une valeur manque" in said


def test_a_value_beyond_the_last_check_is_marked(client):
    answers = ecrites(VOITURE) | {"jour": "2031-05-06", "transport_prescription_date": "2031-05-06"}
    assert "Les valeurs de la loi sont vérifiées jusqu’au" in texte(
        client.post("/mes-droits/trajet", data=answers).text
    )


def test_the_ceilings_are_drawn_beside_their_numbers(client):
    one = next(one for one in CAS if one["nom"].endswith("9420 €"))
    page = client.post("/mes-droits/c2s", data=ecrites(one["reponses"])).text
    assert 'role="img" aria-labelledby="jauge-titre jauge-dit"' in page
    assert "C2S gratuite jusqu’à 10 339,00 €" in texte(page)
    assert "C2S avec participation jusqu’à 13 957,00 €" in texte(page)


def test_every_text_of_the_files_is_said_in_english_too(client):
    for one in CAS:
        page = client.post(f"/mes-droits/{one['cas']}?lang=en", data=ecrites(one["reponses"]))
        if page.status_code == 200:
            outside = re.sub(r'<(\w+) lang="fr">.*?</\1>', "", page.text, flags=re.DOTALL)
            assert "Vos réponses" not in outside
            assert "restent à votre charge" not in outside


# The files of questions --------------------------------------------------------------------------------------------

FICHIER = """
titre: {fr: Un, en: One}
carte: {fr: Un, en: One}
ordre: 1
groupe: {fr: Un, en: One}
jour: jour
questions:
- {cle: jour, type: date, question: {fr: Quand, en: When}}
- variable: transport_mode
  question: {fr: Comment, en: How}
  choix:
  - {valeur: vsl, fr: VSL, en: VSL}
  - {valeur: taxi, fr: Taxi, en: Taxi}
- {variable: transport_prix_trajet, si: {transport_mode: taxi}, question: {fr: Prix, en: Price}}
resultat:
  motif: transport_motif
  phrases:
  - {quand: {transport_motif: pris_en_charge}, fr: "Oui {transport_versement}", en: "Yes {transport_versement}"}
  - {fr: "Non", en: "No"}
  montants: [transport_versement]
"""


def test_a_right_file(systeme):
    assert questionnaire.lit(FICHIER, "essai", systeme).resultats() == [
        "transport_versement",
        "transport_motif",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("variable: transport_mode", "variable: transport_mod", "variable inconnue « transport_mod » ; vouliez-vous"),
        ("valeur: taxi", "valeur: taix", "n'a pas de valeur « taix » ; vouliez-vous dire « taxi »"),
        ("{transport_mode: taxi}", "{transport_mode: avion}", "transport_mode n'a pas de valeur « avion »"),
        ("{transport_mode: taxi}", "{transport_prix_trajet: 1}", "n'est pas une question posée plus haut"),
        ("{transport_mode: taxi}", "{transport_mode: {egal: taxi}}", "opérateur inconnu « egal »"),
        ("question: {fr: Comment, en: How}", "question: {fr: Comment}", "un texte dans chaque langue"),
        ("question: {fr: Comment, en: How}", "question: {fr: Comment, en: How}\n  aid: 1", "clé inconnue « aid »"),
        ("en: \"Yes {transport_versement}\"", "en: \"Yes\"", "n'ont pas les mêmes valeurs entre accolades"),
        ("transport_motif: pris_en_charge", "transport_motif: pris", "transport_motif n'a pas de valeur « pris »"),
        ("jour: jour", "jour: transport_mode", "une question de type date"),
        ("  - {fr: \"Non\", en: \"No\"}\n", "", "la dernière phrase n'a pas de « quand »"),
        ("type: date", "type: heure", "type attendu"),
        ("titre: {fr: Un, en: One}", "", "« titre » manque"),
        ("ordre: 1", "ordre: [", "YAML illisible"),
        ("- {variable: transport_prix_trajet", "- {reprend: rien", "question commune inconnue « rien »"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_is_said_with_its_place(systeme, right, wrong, said):
    assert right in FICHIER
    with pytest.raises(questionnaire.QuestionnaireError) as error:
        questionnaire.lit(FICHIER.replace(right, wrong, 1), "essai", systeme)
    assert said in str(error.value)
    assert all(re.match(r"essai\.yaml:\d+: ", line) for line in str(error.value).splitlines())


def test_choices_and_results_of_the_shipped_files_are_all_reachable(systeme):
    """Each sentence of the result but the last hangs on something; no two choices of a question read the same."""
    for file in questionnaire.charge(systeme).values():
        assert all(phrase.quand for phrase in file.phrases[:-1]), file.cle
        for question in file.questions:
            for language in ("fr", "en"):
                words = [choice.texte[language] for choice in question.choix]
                assert len(words) == len(set(words)), (file.cle, question.cle)


def au_hasard(question, rank: int, draw: random.Random) -> str:
    """A right answer, drawn."""
    if question.type == "choix":
        return draw.choice(question.choix).valeur
    if question.type == "coches":
        return ",".join(choice.valeur for choice in question.choix if draw.random() < 0.3)
    if question.type == "oui_non":
        return draw.choice(["oui", "non"])
    if question.type == "date":
        first = date(1950, 1, 1) if question.fixe else date(2024, 1, 1)
        return (first + timedelta(draw.randrange(700) + 10 * rank)).isoformat()
    low = question.minimum or 0
    return str(int(low + draw.randrange(int(min(question.maximum or 3000, low + 3000) - low) + 1)))


@pytest.mark.parametrize("cas", [path.stem for path in questionnaire.chemins()])
def test_any_right_answers_give_a_result_or_say_why_not(client, systeme, cas):
    """Drawn answers never meet a fault, whatever the questions that they lead to."""
    file = questionnaire.charge(systeme)[cas]
    for seed in range(4):
        draw = random.Random(f"{cas} {seed}")
        answers: dict[str, str] = {}
        while (now := Reponses(file, answers, set())).manquantes:
            answers |= {place.nom: au_hasard(place.question, len(answers), draw) for place in now.page()}
        page = client.post(f"/mes-droits/{cas}", data=answers, query_string={"lang": draw.choice(["fr", "en"])})
        assert page.status_code in (200, 422), (answers, texte(page.text)[:500])
        assert ('id="resultat"' if page.status_code == 200 else "resume-erreurs") in page.text
        assert "…" not in re.search(r"<h1>(.*?)</h1>", page.text, re.DOTALL)[1], "a sentence without its value"


def test_a_step_leads_to_its_page_of_the_law(systeme, monkeypatch):
    app = application(systeme)
    for name in ("pages.loi_variable", "pages.loi_parametre"):
        monkeypatch.setitem(app.view_functions, name, app.view_functions.get(name, lambda nom: nom))
    page = app.test_client().post("/mes-droits/trajet?lang=en", data=ecrites(VOITURE)).text
    assert 'href="/loi/variables/transport_taux?lang=en"' in page
    assert re.search(r'href="/loi/parametres/transport\.[a-z_.]+\?lang=en"', page)
