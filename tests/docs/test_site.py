"""The site: built without a warning, complete, its links whole, nothing fetched elsewhere."""

import importlib.util
import os
import posixpath
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

RACINE = Path(__file__).parents[2]
OUTILS = ("mkdocs", "material", "mkdocs_gen_files")
ABSENTS = [nom for nom in OUTILS if importlib.util.find_spec(nom) is None]
sans_outils = pytest.mark.skipif(bool(ABSENTS), reason=f"le site demande l'extra « docs » ; absents : {ABSENTS}")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Attributes by which a page fetches something when it is shown.
CHARGE = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "embed": "src",
    "link": "href", "use": "href", "image": "href", "object": "data",
}  # fmt: skip
DEHORS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.I)
DANS_LE_CSS = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]+)", re.I)


class Page(HTMLParser):
    """What a page holds: its anchors, its links, what it fetches."""

    def __init__(self, texte: str) -> None:
        super().__init__()
        self.ancres: set[str] = set()
        self.liens: list[str] = []
        self.charges: list[str] = []
        self.styles: list[str] = []
        self.feed(texte)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ancres.update(given[nom] for nom in ("id", "name") if given.get(nom))
        if tag == "a" and given.get("href"):
            self.liens.append(given["href"])
        if given.get(CHARGE.get(tag, "")):
            self.charges.append(given[CHARGE[tag]])
        self.charges += [one.split()[0] for one in (given.get("srcset") or "").split(",") if one.strip()]
        if given.get("style"):
            self.styles.append(given["style"])


def construit(cible: Path) -> None:
    """Build the site as `make docs` does."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(cible)],
        cwd=RACINE,
        env={**os.environ, "PYTHONPATH": str(RACINE), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr


def lit(site: Path) -> dict[str, Page]:
    """Every page, by its path."""
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def liens_casses(site: Path, pages: dict[str, Page]) -> list[str]:
    """Links to a page, a file or an anchor that is not there."""
    found = []
    for nom, page in pages.items():
        for lien in dict.fromkeys(page.liens + page.charges):
            parts = urlsplit(lien)
            # The page of a missing address is shown at any address: its links start from the root.
            if parts.scheme or parts.netloc or nom == "404.html":
                continue
            cible = (
                posixpath.normpath(posixpath.join(posixpath.dirname(nom), unquote(parts.path))) if parts.path else nom
            )
            ancre = unquote(parts.fragment)
            if cible in pages:
                if ancre and ancre not in pages[cible].ancres:
                    found.append(f"{nom} : {lien} (ancre absente)")
            elif not (site / cible).is_file():
                found.append(f"{nom} : {lien}")
    return found


def demandes_au_dehors(site: Path, pages: dict[str, Page]) -> list[str]:
    """What a page or a style sheet would fetch from another place."""
    found = [f"{nom} : {one}" for nom, page in pages.items() for one in page.charges if DEHORS.match(one)]
    found += [
        f"{nom} : {one}" for nom, page in pages.items() for style in page.styles for one in DANS_LE_CSS.findall(style)
    ]
    for path in sorted(site.rglob("*.css")):
        found += [f"{path.name} : {one}" for one in DANS_LE_CSS.findall(path.read_text("utf-8"))]
    return found


def sans_page(system, pages: dict[str, Page]) -> list[str]:
    """Variables and parameters that no page of the law describes."""
    from openfisca_core.parameters import Parameter

    ancres = set().union(*(page.ancres for nom, page in pages.items() if nom.startswith("droit/")))
    names = [
        *system.variables,
        *(one.name for one in system.parameters.get_descendants() if isinstance(one, Parameter)),
    ]
    return [name for name in names if name not in ancres]


def pages_attendues(system) -> list[str]:
    """The pages that each domain must have."""
    domains = {type(variable).__module__.split(".")[2] for variable in system.variables.values()}
    found = [f"droit/{one}/{page}" for one in domains for page in ("index.html", "variables/index.html")]
    found += [f"droit/{one}/index.html" for one in system.parameters.children]
    found += [f"droit/{one}/parametres/index.html" for one in system.parameters.children]
    regles = (RACINE / "openfisca_cpam" / "couverture.yaml").read_text("utf-8")
    found += [f"droit/{one}/regles.html" for one in set(re.findall(r"^  domaine: (\w+)$", regles, re.M))]
    return sorted(set(found))


@sans_outils
def test_le_site_est_entier(systeme, tmp_path):
    site = tmp_path / "site"
    construit(site)
    pages = lit(site)
    assert [one for one in pages_attendues(systeme) if one not in pages] == []
    assert sans_page(systeme, pages) == []
    assert liens_casses(site, pages)[:20] == []
    assert demandes_au_dehors(site, pages) == []
    assert "fr" in re.search(r'"lang":\s*\[([^\]]*)\]', (site / "search" / "search_index.json").read_text("utf-8"))[1]


def test_un_lien_casse_et_une_demande_au_dehors_se_voient(tmp_path):
    (tmp_path / "a.html").write_text(
        '<h2 id="la">x</h2><a href="#la"></a><a href="#ici"></a><a href="b.html"></a><a href="https://ailleurs.fr/"></a>'
        '<img src="https://ailleurs.fr/i.png"><script src="//ailleurs.fr/s.js"></script>'
        '<i style="background:url(//q/r)">',
        "utf-8",
    )
    (tmp_path / "s.css").write_text(
        "@import 'https://ailleurs.fr/police.css'; a { background: url(image.png) }", "utf-8"
    )
    pages = lit(tmp_path)
    assert liens_casses(tmp_path, pages) == ["a.html : #ici (ancre absente)", "a.html : b.html"]
    assert demandes_au_dehors(tmp_path, pages) == [
        "a.html : https://ailleurs.fr/i.png",
        "a.html : //ailleurs.fr/s.js",
        "a.html : //q/r",
        "s.css : https://ailleurs.fr/police.css",
    ]


@pytest.fixture
def generateur(monkeypatch):
    """The package that makes the pages."""
    monkeypatch.syspath_prepend(str(RACINE / "docs"))
    return importlib.import_module("generateur")


def test_le_menu_omet_ce_qui_manque_et_ajoute_ce_qu_il_oublie(generateur):
    entries = [{"Accueil": "index.md"}, {"Un": ["un/index.md", {"Plus tard": "un/absent.md"}]}, {"La loi": "LA_LOI"}]
    written = {"index.md": "", "un/index.md": "", "oubliee.md": ""}
    assert generateur.menu(entries, ["droit/index.md"], {*written, "droit/index.md"}, written) == [
        {"Accueil": "index.md"},
        {"Un": ["un/index.md"]},
        {"La loi": ["droit/index.md"]},
        {"Autres pages": ["oubliee.md"]},
    ]


def test_une_directive_fautive_nomme_la_page(generateur, systeme):
    plan = generateur.loi.Plan(systeme)
    with pytest.raises(generateur.directives.DirectiveError, match=r"page\.md : .*situation inconnue"):
        generateur.directives.remplace("<!-- situation: rien_de_tel -->", "page.md", plan)
    shown = generateur.directives.remplace("<!-- situation: transport_100_km_2024 -->", "page.md", plan)
    assert "16,50" in shown and "Ce qui est su" in shown


def test_une_page_garde_son_code_et_prend_les_espaces_du_francais(generateur):
    page = importlib.import_module("generateur.page")
    text = '---\ntitle: T\n---\nUne « règle » : `a : b` ?\n\n```yaml\na : b\n```\n<p class="x">Et ; après</p>'
    assert page.typographie_markdown(text).replace(page.INSECABLE, "~") == (
        '---\ntitle: T\n---\nUne «~règle~»~: `a : b`~?\n\n```yaml\na : b\n```\n<p class="x">Et~; après</p>'
    )


def test_la_courbe_a_une_marche_par_valeur(generateur):
    courbe = importlib.import_module("generateur.courbe").courbe
    from openfisca_cpam.explanation.fiche import ValeurDatee

    def drawn(*pairs):
        return courbe([ValeurDatee(day, value, False, "A") for day, value in pairs], "currency", "2026-11-22", "x < y")

    svg = drawn(("2008-01-01", 2), ("2024-03-31", 4))
    assert svg.count("<circle") == 2
    assert "2,00" in svg and "4,00" in svg and "x &lt; y" in svg
    # An unknown value breaks the line: two beginnings.
    assert drawn(("2008-01-01", 2), ("2015-01-01", None), ("2020-01-01", 4)).count("M") == svg.count("M") + 1
    assert drawn(("2008-01-01", 2)) == drawn(("2008-01-01", True), ("2010-01-01", False)) == ""


def test_make_docs_est_dit():
    assert re.search(r"^docs: .*## \w", (RACINE / "Makefile").read_text("utf-8"), re.M)
    assert "make docs" in (RACINE / "docs" / "developpeur" / "index.md").read_text("utf-8")


@pytest.mark.complet
@sans_outils
@pytest.mark.skipif(CHROMIUM is None, reason="pas de Chromium sur cette machine")
@pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="playwright n'est pas installé")
def test_la_recherche_marche_depuis_un_dossier_sans_rien_demander(tmp_path):
    """Opened as a file: the French search answers, and no request leaves the folder."""
    from playwright.sync_api import sync_playwright

    construit(tmp_path / "site")
    asked: list[str] = []
    faults: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 390, "height": 844})
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.goto((tmp_path / "site" / "index.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        tab.click("label.md-header__button[for=__search]")
        # « franchises » finds « franchise »: words are read as French ones.
        tab.locator(".md-search__input").press_sequentially("franchises transports")
        tab.wait_for_selector(".md-search-result__link", timeout=60_000)
        found = tab.inner_text(".md-search-result__list")
        browser.close()
    assert "ranchise" in found
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
