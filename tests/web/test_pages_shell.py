"""What every page shares: language, headers, errors in plain words, words in both languages."""

import re

import pytest

from openfisca_cpam.web.application import application
from openfisca_cpam.web.pages import shell, textes

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(systeme):
    return application(systeme).test_client()


def test_the_root_is_a_page_for_browsers_and_data_for_programs(client):
    page = client.get("/", headers=BROWSER)
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    assert '<html lang="fr">' in page.text
    assert client.get("/").status_code == 300
    assert "welcome" in client.get("/", headers={"Accept": "application/json"}).get_json()
    assert all("Accept" in client.get("/", headers=one).vary for one in (BROWSER, {}))


def test_english_is_in_the_address_and_in_every_link(client):
    page = client.get("/?lang=en", headers=BROWSER).text
    assert '<html lang="en">' in page
    inside = re.findall(r'<a [^>]*href="(/(?!spec)[^"#]*)"', page)
    others = [href for href in inside if "lang=en" not in href]
    assert others == ["/"], "only the switch goes back to French"


@pytest.mark.parametrize("lang", ["xx", "", "fr'><script>", "../en"])
def test_another_language_is_french(client, lang):
    page = client.get("/", headers=BROWSER, query_string={"lang": lang})
    assert '<html lang="fr">' in page.text
    assert "<script>" not in page.text


def test_the_policy_of_pages_and_of_data(client):
    for answer in (client.get("/", headers=BROWSER), client.get("/nulle-part", headers=BROWSER)):
        assert answer.headers["Content-Security-Policy"] == shell.CSP
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
    assert client.get("/entities").headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_an_unknown_address_is_a_page_for_browsers_and_json_for_programs(client):
    page = client.get("/nulle-part", headers=BROWSER)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "Cette page n’existe pas" in page.text.replace("&#39;", "’")
    data = client.get("/nulle-part")
    assert (data.status_code, data.mimetype) == (404, "application/json")
    assert client.get("/variable/xxx", headers=BROWSER).get_json()["error"]["status"] == 404


def test_a_method_that_is_not_allowed(client):
    page = client.delete("/accueil", headers=BROWSER)
    assert (page.status_code, page.mimetype) == (405, "text/html")
    assert "GET" in page.headers["Allow"]


def test_a_fault_shows_a_number_and_nothing_else(systeme, monkeypatch):
    app = application(systeme)

    def fault():
        raise RuntimeError("secret 1 55 02 33")

    monkeypatch.setitem(app.view_functions, "pages.accueil", fault)
    page = app.test_client().get("/accueil", headers=BROWSER)
    assert (page.status_code, page.mimetype) == (500, "text/html")
    assert "secret" not in page.text
    assert re.search(r"Numéro à signaler\s:\s[0-9a-f]{12}", page.text)


def test_files_of_the_pages(client):
    page = client.get("/", headers=BROWSER).text
    for address in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page):
        answer = client.get(address)
        assert answer.status_code == 200, address
    assert client.get("/assets/../pages/shell.py").status_code == 404
    assert client.get("/assets/%2e%2e/limits.py").status_code == 404


def test_no_page_holds_a_script_or_a_style_of_its_own():
    for path in (shell.WEB / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|javascript:", text), path.name
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), path.name


def test_every_word_is_in_french_and_in_english():
    for key, words in textes.catalogue().items():
        assert set(words) == set(textes.LANGUES), key
        assert all(words.values()), key
        fields = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in words.items()}
        assert fields["fr"] == fields["en"], key


def test_templates_ask_for_words_that_exist():
    known = set(textes.catalogue())
    for path in (shell.WEB / "templates").rglob("*.html"):
        for key in re.findall(r"\bt\('([\w.]+)'\s*[,)]", path.read_text("utf-8")):
            assert key in known, f"{path.name}: {key}"
