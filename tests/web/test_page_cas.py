"""« Créer un cas de test »: the case written passes the strict checks; mistakes have their line."""

import re
from html import unescape

import pytest
import yaml

from openfisca_cpam.quality.cases import A_COMPLETER
from openfisca_cpam.situation import shipped
from openfisca_cpam.web.application import application

BROWSER = {"Accept": "text/html"}
CAS = """\
- name: Franchise de deux trajets
  period: 2026-04-14
  input:
    transport_nombre_trajets: 2
    transport_mode: vsl
  output:
    franchise_transport_jour: 0
"""


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def ecrit(client, expected=200, **fields):
    answer = client.post("/cas", data=fields, headers=BROWSER)
    assert answer.status_code == expected, answer.text[:2000]
    return unescape(answer.text)


def le_cas(page):
    return re.search(r'<pre id="cas-yaml"[^>]*><code>(.*?)</code>', page, re.S).group(1)


@pytest.mark.parametrize("name", sorted(shipped.paths())[::7])
def test_une_situation_fournie(client, name):
    text = le_cas(ecrit(client, situation=name))
    case = yaml.safe_load(text)[0]
    assert case["output"] and case["period"]
    assert A_COMPLETER in case["description"]
    assert "# Articles appliqués :" in text
    again = yaml.safe_load(le_cas(ecrit(client, texte=text)))[0]
    assert again["output"] == case["output"], "the case written is read back and gives the same results"


def test_le_resultat_est_calcule_pas_recopie(client):
    """Two trips at 4 € in 2026: the zero of the text pasted is replaced."""
    case = yaml.safe_load(le_cas(ecrit(client, texte=CAS, nom="Deux trajets")))[0]
    assert case["output"]["franchise_transport_jour"] == 8
    assert case["name"] == "Deux trajets"


def test_la_forme_de_l_interface(client):
    text = shipped.path("transport_c2s").read_text("utf-8")
    assert "transport_versement" in le_cas(ecrit(client, texte=text))


def test_le_fichier(client):
    answer = client.post("/cas/fichier", data={"texte": CAS, "nom": 'Été "à" l\'hôpital/../x'}, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.mimetype == "text/yaml"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ete_a_l_hopital_x.yaml"'
    assert yaml.safe_load(answer.text)[0]["output"] == {"franchise_transport_jour": 8}
    assert client.post("/cas/fichier", data={"texte": "x"}, headers=BROWSER).status_code == 422


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (CAS.replace("transport_mode", "transport_mod"), 5, "transport_mode"),
        (CAS.replace("2026-04-14", "14/04/2026"), 2, "2026-04-14"),
        (CAS.replace(": 2\n", ": deux\n"), 4, "nombre entier attendu"),
        (CAS.replace(": vsl", ": !!python/name:os.system"), 5, "balise"),
        (CAS.replace("franchise_transport_jour", "franchise_transport_jours"), 7, "franchise_transport_jour"),
        ("{" * 500, 1, ""),
        ("- " * 30_000, 1, ""),
        ("texte", 1, "situation attendue"),
        ("\0", 1, "caractère interdit"),
        ("a: 1\n\tb: 2", 2, "tabulation"),
        (CAS.replace("output:", "sortie:"), 1, "output"),
    ],
)
def test_une_faute_a_sa_ligne(client, text, line, words):
    page = ecrit(client, 422, texte=text)
    assert f'data-ligne="{line}"' in page
    assert words in page
    assert "Traceback" not in page


def test_rien_n_est_choisi(client):
    assert "Choisissez une situation" in ecrit(client, 422)
    assert "Choisissez une situation" in ecrit(client, 422, situation="../index")


def test_ce_qui_est_colle_reste_echappe(client):
    hostile = "- name: </textarea></pre><script>alert(1)</script>\n" + CAS.split("\n", 1)[1]
    for fields in (
        {"texte": hostile},
        {"texte": CAS, "nom": "<script>alert(1)</script>"},
        {"texte": "<script>alert(1)</script>"},
    ):
        answer = client.post("/cas", data=fields, headers=BROWSER)
        assert "<script>alert" not in answer.text


def test_trop_de_cas(client):
    page = ecrit(client, 422, texte=CAS * 51)
    assert "50 cas au plus" in page
    assert len(yaml.safe_load(le_cas(ecrit(client, texte=CAS * 3, nom="Trois")))) == 3
    answer = client.post("/cas", data={"texte": " " * 300_000 + CAS}, headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (422, "text/html")


def test_une_page_de_resultats_y_mene(client):
    """A page of results posts its situation: nothing of it is in the address."""
    assert client.get("/cas?situation=transport_c2s", headers=BROWSER).status_code == 200
    assert client.get("/cas", headers=BROWSER).headers["Cache-Control"] == "no-store"
