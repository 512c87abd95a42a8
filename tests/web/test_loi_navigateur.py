"""The law, the reform and the case in Chromium: screen readers, keyboard, telephones, no script, paper."""

import re
from pathlib import Path

import pytest

FRANCHISE = "franchises.transport.par_trajet"
ADDRESSES = (
    "/loi",
    "/loi/domaines/hospitalisation",
    "/loi/parametres",
    f"/loi/parametres/{FRANCHISE}",
    "/loi/parametres/franchises",
    "/loi/parametres/complementaire_sante_solidaire.contrat_sortie.tarif_mensuel",
    "/loi/parametres/transport.taxi.tarif_kilometrique.d13",
    "/loi/variables/franchise_transport_jour",
    "/loi/variables/transport_mode",
    "/loi/articles",
    "/loi/articles/R322-10",
    "/loi/recherche?q=forfait",
    "/loi/variables/inconnue",
    "/reforme",
    "/cas",
)
PARTAGEE = f"/reforme#{FRANCHISE.replace('@', '%40')}%402026-04-01=6.5&cas=transport_alsace_moselle"


def en(address, lang):
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_serious_fault_for_screen_readers(ouvre, accessible, address):
    accessible(ouvre(address))


@pytest.mark.parametrize("address", (*ADDRESSES[3:8:4], "/reforme", "/cas"))
def test_nor_in_english_nor_in_the_dark(ouvre, accessible, address):
    accessible(ouvre(en(address, "en"), color_scheme="dark"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_telephone_does_not_scroll_sideways(ouvre, address):
    page = ouvre(address, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_words_of_a_drawing_keep_their_size_on_a_telephone(ouvre):
    page = ouvre(f"/loi/parametres/{FRANCHISE}", width=360, height=740)
    sizes = page.eval_on_selector_all(
        ".courbe text", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes and min(sizes) >= 12
    inside = page.evaluate(
        """() => [...document.querySelectorAll('.courbe text')].every(one => {
            const box = one.getBoundingClientRect(), frame = one.closest('svg').getBoundingClientRect();
            return box.left >= frame.left - 1 && box.right <= frame.right + 1; })"""
    )
    assert inside


# ---------------------------------------------------------------- the search


def test_search_with_the_keyboard_alone(ouvre, accessible):
    page = ouvre("/loi")
    page.focus("#q")
    page.keyboard.type("franchise trajet")
    option = page.wait_for_selector("#q-propositions [role=option]", timeout=20_000)
    assert option is not None
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "q-propositions-0"
    accessible(page)
    page.keyboard.press("Escape")
    assert page.is_hidden("#q-propositions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/loi/recherche?q=franchise+trajet")
    assert page.locator(".resultats a").count() > 3


def test_a_suggestion_leads_to_its_page(ouvre):
    page = ouvre("/loi")
    page.fill("#q", "")
    page.type("#q", FRANCHISE)
    page.wait_for_selector("#q-propositions [role=option]", timeout=20_000)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/loi/parametres/{FRANCHISE}")


def test_search_without_script(ouvre):
    page = ouvre("/loi", java_script_enabled=False)
    page.fill("#q", "R. 322-10")
    page.click("text=Chercher >> nth=-1")
    page.wait_for_url("**/loi/recherche?q=*")
    page.click(".note a")
    page.wait_for_url("**/loi/articles/R322-10")


def test_the_value_at_a_date(ouvre):
    page = ouvre(f"/loi/parametres/{FRANCHISE}")
    page.fill("#date", "2024-03-30")
    page.click(".au-jour button")
    page.wait_for_url("**date=2024-03-30*")
    assert page.inner_text(".valeur-grande").replace("\xa0", " ") == "2,00 €"


# ---------------------------------------------------------------- the reform


def test_a_shared_reform_computes_itself(ouvre, accessible):
    page = ouvre(PARTAGEE)
    page.wait_for_selector("#avant-apres", timeout=20_000)
    assert page.input_value("#parametre-0") == FRANCHISE
    assert page.input_value("#situation") == "transport_alsace_moselle"
    assert "+2,50" in page.inner_text("#resultat")
    accessible(page)


def test_nothing_of_the_reform_is_asked_in_an_address(chromium, serveur):
    context = chromium.new_context(base_url=serveur)
    page = context.new_page()
    asked = []
    page.on("request", lambda one: asked.append((one.method, one.url)))
    page.goto(PARTAGEE)
    page.wait_for_selector("#avant-apres", timeout=20_000)
    assert [method for method, url in asked if url.partition("#")[0].endswith("/reforme")] == ["GET", "POST"]
    assert not [url for _, url in asked if "par_trajet" in url.partition("#")[0]]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0 and not context.cookies()
    context.close()


def test_a_reform_built_by_hand_then_shared(ouvre):
    page = ouvre("/reforme")
    page.focus("#parametre-0")
    page.keyboard.type("franchise retenue trajet")
    page.wait_for_selector("#parametre-0-propositions [role=option]", timeout=20_000)
    page.locator("#parametre-0-propositions [role=option]", has_text=FRANCHISE).first.click()
    assert page.input_value("#parametre-0") == FRANCHISE
    assert "4,00" in page.inner_text("#connu-0")
    page.fill("#date-0", "2026-04-01")
    page.fill("#valeur-0", "6,50 €")
    page.click("#ajouter")
    assert page.locator("[data-rang]").count() == 2
    page.fill("#parametre-1", "franchises.transport.plafond_journalier")
    page.select_option("#situation", "transport_alsace_moselle")
    page.fill("#valeur-1", "12")
    page.press("#valeur-1", "Enter")
    page.wait_for_selector("#avant-apres", timeout=20_000)
    assert page.evaluate("document.activeElement.id") == "avant-apres"
    address = page.url
    assert "par_trajet%402026-04-01=6.5" in address
    again = ouvre(address.partition("/reforme")[1] + address.partition("/reforme")[2])
    again.wait_for_selector("#avant-apres", timeout=20_000)
    assert again.inner_text("#resultat") == page.inner_text("#resultat")


def test_a_row_goes_and_the_others_keep_their_labels(ouvre):
    page = ouvre("/reforme")
    for rank in range(2):
        page.click("#ajouter")
        page.fill(f"#parametre-{rank + 1}", f"nom {rank + 1}")
    page.click("[data-rang] >> nth=1 >> button")
    assert page.locator("[data-rang]").count() == 2
    assert page.input_value("#parametre-1") == "nom 2"
    assert page.inner_text("[data-rang] >> nth=1 >> legend").strip() == "Changement 2"
    ids = page.eval_on_selector_all("#rangs [id]", "all => all.map(one => one.id)")
    assert len(ids) == len(set(ids))
    labels = page.eval_on_selector_all("#rangs label", "all => all.map(one => Boolean(one.control))")
    assert all(labels)


def test_a_mistake_is_told_and_reached_without_leaving(ouvre, accessible):
    page = ouvre("/reforme")
    page.fill("#parametre-0", FRANCHISE)
    page.fill("#valeur-0", "six")
    page.click(".actions .bouton")
    page.wait_for_selector("#resume-erreurs", timeout=20_000)
    assert page.evaluate("document.activeElement.id") == "resume-erreurs"
    page.click("#resume-erreurs a")
    assert page.evaluate("document.activeElement.id") == "valeur-0"
    assert page.input_value("#valeur-0") == "six"
    accessible(page)


@pytest.mark.parametrize(
    "fragment",
    [
        "<img src=x onerror=alert(1)>@2026-01-01=1", "%00@%00=%00",
        f"{FRANCHISE}@2026-01-01=\"><script>alert(1)</script>",
        "__proto__@2026-01-01=1&constructor@1=2", "@@@=", "%E0%A4%A", "x" * 20_000, "cas=../../etc/passwd",
    ],
)  # fmt: skip
def test_a_hostile_address_is_refused_in_words(ouvre, fragment):
    page = ouvre(f"/reforme#{fragment}")
    dialogs = []
    page.on("dialog", lambda one: (dialogs.append(one), one.dismiss()))
    page.wait_for_timeout(700)
    assert not dialogs
    assert page.locator("main img, main script").count() == 0
    assert page.locator("#avant-apres").count() == 0


def test_the_reform_without_script(ouvre):
    page = ouvre(f"/reforme?parametre={FRANCHISE}", java_script_enabled=False)
    page.fill("#date-0", "2026-04-01")
    page.fill("#valeur-0", "6,50")
    page.select_option("#situation", "transport_alsace_moselle")
    page.click(".actions .bouton")
    assert "+2,50" in page.inner_text("#resultat")
    assert page.get_attribute("#adresse", "href").startswith(f"/reforme#{FRANCHISE}")


# ---------------------------------------------------------------- the case, paper


def test_a_case_is_written_and_its_mistakes_reached(ouvre, accessible):
    page = ouvre("/cas")
    page.fill(
        "#texte",
        "- name: x\n  period: 2026-04-14\n  input:\n    transport_mod: vsl\n  output:\n    transport_motif: null\n",
    )
    with page.expect_navigation():
        page.click(".actions .bouton")
    accessible(page)
    page.click("[data-ligne='4']")
    selected = page.evaluate(
        "t => { const f = document.getElementById('texte'); return f.value.slice(f.selectionStart, f.selectionEnd); }"
    )
    assert selected.strip() == "transport_mod: vsl"
    page.fill("#texte", "")
    page.select_option("#situation", "transport_c2s")
    page.click(".actions .bouton")
    assert "Articles appliqués" in page.inner_text("#cas-yaml")
    accessible(page)


def test_the_case_downloads_without_script(ouvre):
    page = ouvre("/cas?situation=transport_c2s", java_script_enabled=False, accept_downloads=True)
    page.click(".actions .bouton")
    with page.expect_download() as waited:
        page.click("text=Télécharger")
    assert re.fullmatch(r"[a-z0-9_]+\.yaml", waited.value.suggested_filename)
    assert "transport_versement" in Path(waited.value.path()).read_text("utf-8")


@pytest.mark.parametrize("address", [f"/loi/parametres/{FRANCHISE}", PARTAGEE])
def test_paper_shows_what_matters_and_no_control(ouvre, address):
    page = ouvre(address)
    if "#" in address:
        page.wait_for_selector("#avant-apres", timeout=20_000)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator("nav:visible").count() == 0
    assert page.locator("table:visible").count() >= 1


def test_the_search_field_can_be_left(ouvre):
    """The keyboard goes through the page: nothing holds it."""
    page = ouvre("/reforme")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(document.activeElement.id || document.activeElement.textContent || '').trim().slice(0, 30)")
        )
    assert "parametre-0" in seen and "situation" in seen
    assert any("Comparer" in one for one in seen)
