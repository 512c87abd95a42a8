"""« La loi »: every name has its page; the search, the articles; hostile addresses."""

import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from openfisca_core.parameters import Parameter

from openfisca_cpam.explanation import fiche, liens
from openfisca_cpam.web.application import application
from openfisca_cpam.web.pages.courbe import HAUTEUR, courbe

BROWSER = {"Accept": "text/html"}
HOSTILES = [
    "<script>alert(1)</script>", "'%22><img src=x onerror=alert(1)>", "..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "a" * 5000, "__class__", "{{7*7}}", "\u202e", "transport[0", "transport[9999999999].rate", "transport..x",
    "%00", "0", "-1",
]  # fmt: skip


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


class Page(HTMLParser):
    """Ids, links and what is left open in a page."""

    VIDES = frozenset({"meta", "link", "input", "br", "line", "circle", "path", "rect", "img", "hr"})

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.open, self.faults = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag not in self.VIDES:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def verifie(client, address):
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200, address
    page = Page(answer.text)
    assert not page.open and not page.faults, (address, page.faults, page.open)
    assert len(page.ids) == len(set(page.ids)), address
    assert answer.text.count("<h1") == 1, address
    return unescape(answer.text).replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")


def adresses(systeme):
    yield from ("/loi", "/loi/parametres", "/loi/variables", "/loi/articles", "/loi/recherche")
    domains = {rule.domaine for rule in liens.regles()} | set(systeme.parameters.children) | {"foyer"}
    yield from (f"/loi/domaines/{name}" for name in sorted(domains))
    yield from (f"/loi/parametres/{name}" for name in fiche.noeuds(systeme))
    yield from (f"/loi/variables/{name}" for name in systeme.variables)
    yield from (f"/loi/articles/{key}" for key in liens.articles(systeme))


def test_un_echantillon_de_pages(client, systeme):
    every = list(adresses(systeme))
    for address in [*every[:20], *every[20::61]]:
        verifie(client, address)
        verifie(client, f"{address}?lang=en")


@pytest.mark.complet
def test_chaque_page(client, systeme):
    every = list(adresses(systeme))
    assert len(every) > 2500
    seen = set()
    for address in every:
        seen |= {href.partition("#")[0] for href in Page(verifie(client, address)).links if href.startswith("/loi")}
    assert {href.partition("?")[0] for href in seen} <= set(every), "every link inside the law leads to a page"


@pytest.mark.complet
def test_chaque_page_en_anglais_et_a_une_autre_date(client, systeme):
    for address in adresses(systeme):
        verifie(client, f"{address}?lang=en&date=2019-05-04")


def test_un_parametre_dit_tout_de_lui(client):
    page = verifie(client, "/loi/parametres/franchises.transport.par_trajet?date=2024-03-30")
    assert re.search(r'valeur-grande">2,00\s€', page), "the value on the date asked"
    for words in ("31 mars 2024", "1er janvier 2008", "D. 160-9", "LEGIARTI000049158651", "texte officiel"):
        assert words in page, words
    for href in ("/loi/variables/franchise_transport_jour", "/loi/parametres/franchises.transport"):
        assert f'href="{href}"' in page
    assert 'role="img" aria-label="Franchise' in page
    assert "/reforme?parametre=franchises.transport.par_trajet" in page


def test_une_valeur_a_confirmer_le_dit(client, systeme):
    weak = next(
        node
        for node in systeme.parameters.get_descendants()
        if isinstance(node, Parameter) and "C" in node.metadata["confidence"].values()
    )
    assert "marque-c" in verifie(client, f"/loi/parametres/{weak.name}")


def test_un_calcul_dit_tout_de_lui(client):
    page = verifie(client, "/loi/variables/franchise_transport_jour")
    for words in (
        "Une valeur par personne", "et par jour", "D. 160-9", "def formula_2008_01_01", "T15",
        "tests/franchises/transport.yaml:",
        'href="/loi/parametres/franchises.transport.par_trajet"', 'href="/loi/variables/franchise_transport_due"',
        'href="/loi/variables/transport_nombre_trajets"',
    ):  # fmt: skip
        assert words in page, words


def test_un_calcul_a_une_date_non_couverte(client):
    page = verifie(client, "/loi/variables/franchise_transport_jour?date=2007-12-31")
    assert "cette règle n" in page and "couverte" in page
    assert "1er janvier 2008" in page


def test_un_bareme(client):
    name = "complementaire_sante_solidaire.contrat_sortie.tarif_mensuel"
    page = verifie(client, f"/loi/parametres/{name}")
    assert re.search(r"à partir de 30 ans : 28,00 €", page)
    moved = client.get(f"/loi/parametres/{name}[1].amount", headers=BROWSER)
    assert (moved.status_code, moved.headers["Location"]) == (302, f"/loi/parametres/{name}")


def test_un_article(client):
    page = verifie(client, "/loi/articles/R322-10")
    assert "legifrance.gouv.fr/codes/article_lc/LEGIARTI" in page
    assert 'href="/loi/variables/transport_motif"' in page
    assert 'href="/loi/articles/R322-10-1"' in page
    moved = client.get("/loi/articles/r.%20322-10", headers=BROWSER)
    assert (moved.status_code, moved.headers["Location"]) == (302, "/loi/articles/R322-10")


def test_les_adresses_sont_celles_de_la_version_en_vigueur(client):
    page = verifie(client, "/loi/articles/D160-9")
    today = date.today().isoformat()
    current = next(one for one in liens.versions().values() if one.numero == "D160-9" and one.en_vigueur(today))
    assert current.adresse in page


def test_la_recherche_sans_script(client):
    page = verifie(client, "/loi/recherche?q=forfait+journalier")
    assert 'href="/loi/variables/hospitalisation_forfait_journalier"' in page
    assert 'value="forfait journalier"' in page
    page = verifie(client, "/loi/recherche?q=R322-10")
    assert 'href="/loi/articles/R322-10"' in page
    assert "Rien ne répond" in verifie(client, "/loi/recherche?q=zzzzzz")


def test_les_propositions(client):
    found = client.get("/loi/recherche.json?q=franchise+transport&genre=parametre").get_json()
    assert {one["genre"] for one in found["resultats"]} == {"parametre"}
    assert len(found["resultats"]) <= 8
    best = next(one for one in found["resultats"] if one["nom"] == "franchises.transport.par_trajet")
    assert best["href"] == "/loi/parametres/franchises.transport.par_trajet"
    assert best["valeur"].startswith("4,00")


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/loi/variables/transport_versemant", "/loi/variables/transport_versement"),
        ("/loi/parametres/franchises.transport.par_trajets", "/loi/parametres/franchises.transport.par_trajet"),
        ("/loi/parametres/transport_versement", "/loi/variables/transport_versement"),
        ("/loi/articles/R322-109", "/loi/articles/R322-10"),
        ("/loi/domaines/transports", "/loi/domaines/transport"),
    ],
)
def test_un_nom_inconnu_propose_les_plus_proches(client, address, near):
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 404
    assert f'href="{near}"' in answer.text


@pytest.mark.parametrize("hostile", HOSTILES)
@pytest.mark.parametrize("start", ["/loi/parametres/", "/loi/variables/", "/loi/articles/", "/loi/domaines/"])
def test_les_noms_hostiles(client, start, hostile):
    answer = client.get(start + hostile, headers=BROWSER)
    assert answer.status_code in (302, 308, 404)
    assert "<script>alert" not in answer.text and "<img src=x" not in answer.text and ">49<" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("hostile", [*HOSTILES, "L." * 2000, "R" + "-1" * 3000])
def test_les_questions_hostiles(client, hostile):
    for address in ("/loi/recherche", "/loi/recherche.json"):
        answer = client.get(address, query_string={"q": hostile, "genre": hostile, "date": hostile}, headers=BROWSER)
        assert answer.status_code == 200
        assert answer.is_json or ("<script>alert" not in answer.text and "<img src=x" not in answer.text)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    json.loads(client.get("/loi/recherche.json", query_string={"q": hostile}).text)


@pytest.mark.parametrize("day", ["hier", "31/03/2024", "2024-02-30", "9" * 500, "<b>", "0000-00-00"])
def test_une_date_fausse_est_dite(client, day):
    answer = client.get("/loi/parametres/franchises.transport.par_trajet", query_string={"date": day}, headers=BROWSER)
    assert answer.status_code == 200
    said = {"2024-02-30": "ce jour n", "0000-00-00": "le mois va de 01"}.get(day, "est pas une date")
    assert said in answer.text and "<b>" not in answer.text


def test_la_langue_garde_la_question(client):
    page = verifie(client, "/loi/recherche?q=forfait&lang=en")
    assert 'href="/loi/recherche?q=forfait"' in page
    page = verifie(client, "/loi/parametres/franchises.transport.par_trajet?date=2020-01-01")
    assert "date=2020-01-01&lang=en" in page
    hostile = client.get("/loi?path=x&ancre=y&lang=en&self=1&date=2020-01-01", headers=BROWSER)
    assert hostile.status_code == 200


# ---------------------------------------------------------------- the drawing


def dessine(values, today=date(2026, 1, 1), other=None):
    return courbe(values, str, today, other)


def test_une_marche_par_valeur():
    made = dessine([("2010-01-01", 2), ("2020-01-01", 4)])
    flat = [one for one in made.traits if one.y1 == one.y2]
    assert len(flat) == len(made.points) == 2
    assert flat[0].x2 == flat[1].x1 and flat[0].y1 > flat[1].y1, "higher is up"
    assert [one.texte for one in made.mots] == ["2", "4"]
    assert all(0 <= one.x1 <= one.x2 <= 100 and 0 <= one.y1 <= HAUTEUR for one in made.traits)


def test_une_fin_est_un_trou():
    made = dessine([("2010-01-01", 2), ("2012-01-01", None), ("2020-01-01", 4)])
    assert len(made.points) == 2
    assert not [one for one in made.traits if one.x1 == one.x2], "nothing links what is on both sides of the gap"


def test_l_echelle_part_de_zero_et_finit_au_dessus():
    made = dessine([("2010-01-01", 18), ("2020-01-01", 23)])
    assert [texte for _, texte in made.etages] == ["0.0", "10.0", "20.0", "30.0"]


def test_oui_ou_non_a_deux_etages():
    made = dessine([("2010-01-01", False), ("2020-01-01", True)])
    assert [texte for _, texte in made.etages] == ["False", "True"]


def test_une_liste_ne_se_dessine_pas():
    assert dessine([("2010-01-01", [1, 2])]) is None
    assert dessine([("2010-01-01", None)]) is None


def test_chaque_histoire_tient_dans_son_cadre(systeme):
    for node in systeme.parameters.get_descendants():
        if isinstance(node, Parameter):
            values = [(one.instant_str, one.value) for one in reversed(node.values_list)]
            made = courbe(values, str, date(2026, 11, 23))
            if made is not None:
                inside = [0 <= one.x1 <= one.x2 <= 100 and min(one.y1, one.y2) >= 0 for one in made.traits]
                assert all(inside) and max(y for y, _ in made.etages) <= HAUTEUR, node.name
                assert 2 <= len(made.etages) <= 6, node.name
                assert 1 <= len(made.annees) <= 8, node.name


def test_une_version_finit_la_veille_de_la_suivante(client):
    page = verifie(client, "/loi/articles/R322-10")
    assert "31 décembre 2019" in page and "au 1er janvier 2020" not in page
