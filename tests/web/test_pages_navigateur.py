"""The pages in Chromium: keyboard, screen readers (axe), telephones, no script, the slider, paper."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

DONNEES = Path(__file__).resolve().parent / "donnees" / "mes_droits.yaml"
CAS = yaml.safe_load(DONNEES.read_text("utf-8"))
PREMIERS = {one["cas"]: one["reponses"] for one in reversed(CAS)}
ADRESSES = ("/", "/mes-droits", "/mes-droits/trajet", "/nulle-part")
# Fills a form of its own and posts it: the answers of a whole case at once.
POSTE = """answers => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = location.href;
  for (const [name, value] of Object.entries(answers)) {
    const field = document.createElement("input");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""

OUVRE_TOUT = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Opens what it takes to see an element of each kind (tag and classes), at each depth of the steps.
OUVRE_UN_DE_CHAQUE = """() => {
  const depths = new Map([[null, 0]]);
  const seen = new Set();
  for (const one of document.querySelectorAll("details")) {
    one.open = false;
    depths.set(one, depths.get(one.parentElement.closest("details")) + 1);
  }
  for (const element of document.querySelectorAll("details, details *")) {
    const depth = element.matches("details, summary") ? depths.get(element.closest("details")) : "";
    const kind = `${element.tagName} ${element.getAttribute("class")} ${depth}`;
    if (seen.has(kind)) continue;
    seen.add(kind);
    for (let one = element.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  }
}"""
CONTRASTE = "color-contrast"


def poste(page, answers: dict, **more: str) -> None:
    written = {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in answers.items()}
    with page.expect_navigation():
        page.evaluate(POSTE, written | more)


def suit(page, control) -> None:
    """A click that leads to another page: what is read next is read there, however slow the machine."""
    with page.expect_navigation():
        control.click()


def continue_(page) -> None:
    suit(page, page.get_by_role("button", name="Continuer"))


def tient(page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("lang", "scheme"), [("fr", "light"), ("en", "dark")])
@pytest.mark.parametrize("address", ADRESSES)
def test_no_serious_fault_for_screen_readers(ouvre, accessible, address, lang, scheme):
    page = ouvre(f"{address}?lang={lang}", color_scheme=scheme)
    accessible(page)
    assert page.get_attribute("html", "lang") == lang


@pytest.mark.parametrize("rank", range(len(PREMIERS)), ids=list(PREMIERS))
def test_a_result_has_no_serious_fault_and_fits_a_telephone(ouvre, accessible, rank):
    """Every result, in one language and one scheme of colours or the other."""
    cas = list(PREMIERS)[rank]
    lang, scheme = ("fr", "en")[rank % 2], ("light", "dark")[rank // 2 % 2]
    page = ouvre(f"/mes-droits/{cas}?lang={lang}", width=360, height=740, color_scheme=scheme)
    assert tient(page, 360)
    poste(page, PREMIERS[cas])
    assert page.locator("#resultat h1").inner_text()
    page.evaluate(OUVRE_TOUT)
    assert tient(page, 360)
    # Contrast looks at what covers each word: on thousands of steps alike, minutes. One of each kind is enough for it.
    accessible(page, rules={CONTRASTE: {"enabled": False}})
    page.evaluate(OUVRE_UN_DE_CHAQUE)
    assert page.locator("details[open]").count() >= 1
    accessible(page, runOnly=[CONTRASTE])


def test_a_form_with_mistakes_has_no_serious_fault(ouvre, accessible):
    page = ouvre("/mes-droits/trajet", width=360, height=740)
    continue_(page)
    assert page.locator("#resume-erreurs li").count() == 3
    assert page.title().startswith("Quelque chose est à corriger")
    assert page.evaluate("document.activeElement.id") == "resume-erreurs"
    accessible(page)
    assert tient(page, 360)


@pytest.mark.parametrize("address", ADRESSES)
def test_a_telephone_does_not_scroll_sideways(ouvre, address):
    assert tient(ouvre(address, width=360, height=740), 360)


def test_the_keyboard_alone_leads_to_a_result(ouvre):
    """A funeral's form from end to end with Tab, arrows, digits and Enter, from the home page."""
    page = ouvre("/mes-droits", locale="fr-FR")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "saut"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    _tabule(page, lambda: page.evaluate("document.activeElement.textContent").strip() == "Un décès")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mes-droits/deces")
    _tabule(page, lambda: _champ(page) == "date_deces")
    page.keyboard.type("04042026")  # the same day whichever of day and month comes first
    _choisit(page, "statut_professionnel", 0)
    _choisit(page, "capital_deces_situation", 0)
    _continue(page)
    _tabule(page, lambda: _champ(page) == "capital_deces_heures_trois_mois")
    page.keyboard.type("400")
    _continue(page)
    _choisit(page, "capital_deces_conjoint", 1)
    _continue(page)
    _tabule(page, lambda: _champ(page) == "capital_deces_enfants_a_charge_nombre")
    page.keyboard.type("0")
    _tabule(page, lambda: _champ(page) == "capital_deces_descendants_nombre")
    page.keyboard.type("2")
    _continue(page)
    assert page.locator(".grand-chiffre .chiffre").inner_text().replace("\u00a0", " ") == "4 009,00 €"
    _tabule(page, lambda: page.evaluate("document.activeElement.matches('.etapes-racine summary')"))
    page.keyboard.press("Enter")
    assert page.locator(".etapes-racine details[open]").count() == 1


def _champ(page) -> str:
    return page.evaluate("document.activeElement.name || ''")


def _tabule(page, there) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if there():
            return
    raise AssertionError("the keyboard does not lead there")


def _choisit(page, name: str, rank: int) -> None:
    _tabule(page, lambda: _champ(page) == name)
    page.keyboard.press("Space")
    for _ in range(rank):
        page.keyboard.press("ArrowDown")


def _continue(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_form_works_without_javascript(ouvre):
    page = ouvre("/mes-droits/trajet", java_script_enabled=False)
    page.fill("#jour", "2026-05-12")
    page.check("#transport_objet-autre_soin")
    page.check("#transport_mode-vehicule_personnel")
    continue_(page)
    assert "ambulance" not in page.locator("main h1").inner_text()
    page.check("#prescription-non")
    continue_(page)
    page.check("#transport_urgence_attestee-non")
    continue_(page)
    page.fill("#transport_distance_aller", "dix")
    page.check("#transport_aller_retour-oui")
    continue_(page)
    assert page.locator("#transport_distance_aller").get_attribute("aria-invalid") == "true"
    assert "transport_distance_aller-erreur" in page.get_attribute("#transport_distance_aller", "aria-describedby")
    assert page.is_checked("#transport_aller_retour-oui")
    page.fill("#transport_distance_aller", "10")
    page.fill("#transport_peages", "")
    continue_(page)
    for name in ("couverture-aucune", "situation_particuliere-aucune", "regime_local_alsace_moselle-non"):
        if not page.locator(f"[id='{name}']").count():
            continue_(page)
        page.check(f"[id='{name}']")
    continue_(page)
    assert "ne prend pas en charge" in page.locator("h1").inner_text()
    # Change an answer from the result: the question comes back with it, and the rest is kept.
    suit(page, page.locator("button[value='modifier:transport_distance_aller']"))
    assert page.input_value("#transport_distance_aller") == "10"
    page.fill("#transport_distance_aller", "12")
    continue_(page)
    assert page.locator(".resume dd", has_text=re.compile("12\\skm")).count() == 1
    # The other language, answers kept, nothing in the address.
    suit(page, page.locator(".langue-bouton"))
    assert "does not cover" in page.locator("h1").inner_text()
    assert page.url.endswith("/mes-droits/trajet?lang=en")
    # Another date, without the slider.
    assert page.locator("#curseur").count() == 0
    page.fill("#loi", "2023-07-31")
    suit(page, page.locator(".formulaire-date button"))
    assert "31 July 2023" in page.locator(".note-date").inner_text().replace("\u00a0", " ")


def test_the_slider_shows_the_case_under_another_law(ouvre):
    page = ouvre("/mes-droits/trajet")
    poste(page, PREMIERS["trajet"])
    assert page.locator(".grand-chiffre .chiffre").inner_text().replace("\u00a0", " ") == "16,50 €"
    days = page.locator("#jalons option").evaluate_all("all => all.map((one) => one.value)")
    assert "2023-08-01" in days
    with page.expect_response("**/mes-droits/trajet"):
        page.locator("#curseur").evaluate(
            "(slider, rank) => { slider.value = rank; slider.dispatchEvent(new Event('input')); }",
            days.index("2023-08-01") - 1,
        )
    page.locator("output", has_text="19,50").wait_for()
    assert page.locator(".grand-chiffre .chiffre").inner_text().replace("\u00a0", " ") == "19,50 €"
    assert page.input_value("#loi") == days[days.index("2023-08-01") - 1]
    page.fill("#loi", "1999-01-01")
    page.locator("#loi").dispatch_event("change")
    page.wait_for_selector("#loi-erreur")
    assert "couvertes à partir du" in page.locator("#loi-erreur").inner_text()
    assert page.locator(".grand-chiffre .chiffre").inner_text().replace("\u00a0", " ") == "19,50 €"


def test_a_number_opens_to_its_rule_and_its_article(ouvre):
    page = ouvre("/mes-droits/trajet")
    poste(page, PREMIERS["trajet"])
    row = page.locator("tr", has_text=re.compile("Taux de prise en charge"))
    row.locator("a").click()
    step = page.locator("details[id^='e-transport_taux']")
    assert step.get_attribute("open") is not None
    assert step.is_visible()
    assert "55" in step.inner_text()
    assert step.locator("a[href^='https://www.legifrance.gouv.fr/']").count() > 0


def test_paper_has_the_answers_the_result_and_the_articles(ouvre):
    page = ouvre("/mes-droits/trajet", width=794, height=1123)
    poste(page, PREMIERS["trajet"])
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    for words in ("16,50", "Vos réponses", "Articles appliqués", "R. 322-10-5", "Fiche calculée le"):
        assert words in shown.replace("\u00a0", " ")
    for hidden in ("nav", ".actions", "#curseur", ".formulaire-date", ".etapes-racine", ".resume button"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert len(page.pdf(format="A4")) > 10_000
