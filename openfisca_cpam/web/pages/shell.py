"""What every page shares: the language, the headers, the navigation, the errors in plain words.

The language is ``?lang=en`` in the address, carried by every link that ``lien`` writes: no cookie, nothing stored.
"""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, render_template, request
from markupsafe import Markup, escape
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.web.pages.formats import montre
from openfisca_cpam.web.pages.textes import LANGUES, catalogue, dit, typographie

WEB = Path(__file__).resolve().parent.parent
NAME = "pages"
# Endpoint of the blueprint, key of its name in the navigation; shown once the page is installed.
NAVIGATION = (
    ("mes_droits", "shell.mes_droits"),
    ("loi", "shell.loi"),
    ("reforme", "shell.reforme"),
    ("cas", "shell.cas"),
)
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ERRORS = (400, 404, 405, 413, 415, 422, 500)


def blueprint() -> Blueprint:
    """The blueprint of the pages, with what their templates call."""
    made = Blueprint(
        NAME, __name__, template_folder=WEB / "templates", static_folder=WEB / "static", static_url_path="/assets"
    )

    @made.after_request
    def page_headers(response: Response) -> Response:
        return secure(response)

    @made.app_context_processor
    def words() -> dict:
        lang = langue()
        return {
            "lang": lang,
            "t": lambda key, **values: dit(key, lang, **values),
            "lien": lien,
            "ressource": ressource,
            "montre": lambda value, unite=None, type_=None: montre(value, unite, type_, lang),
            "navigation": navigation,
            "dans_la_loi": dans_la_loi,
            "bilingue": bilingue,
            "loi": loi,
        }

    return made


def install(app: Flask, system: TaxBenefitSystem) -> None:
    """The home page for browsers at ``/``, and the errors of pages as pages.

    Args:
        app: the application, its errors and the blueprint installed.
        system: the law, for its name and version.
    """
    app.config["PAGES_VERSION"] = system.get_package_metadata()["version"]
    root = app.view_functions["get_root"]

    def get_root() -> Response:
        if navigateur():
            response = secure(app.make_response(app.view_functions[f"{NAME}.accueil"]()))
        else:
            response = app.make_response(root())
        response.vary.add("Accept")
        return response

    app.view_functions["get_root"] = get_root
    for kinds in app.error_handler_spec[None].values():
        for kind, handler in kinds.items():
            kinds[kind] = _as_page(handler)


def _as_page(handler):
    """An error handler of the API that answers a page to whoever looks at a page."""

    def handled(error: Exception) -> Response:
        response = current_app.make_response(handler(error))
        page = request.blueprint == NAME or (request.endpoint is None and navigateur())
        if not page or not response.is_json:
            return response
        said = response.get_json()["error"]
        html = page_erreur(response.status_code, said.get("id"))
        allow = response.headers.get("Allow")
        if allow:
            html.headers["Allow"] = allow
        return html

    return handled


def page_erreur(status: int, identifier: str | None = None) -> Response:
    """A page that says in plain words what went wrong and what to do."""
    shown = status if status in _ERRORS else (400 if status < 500 else 500)
    html = render_template("pages/erreur.html", status=status, key=shown, identifier=identifier)
    response = current_app.make_response((html, status))
    return secure(response)


def secure(response: Response) -> Response:
    """The headers of a page: its own style and scripts, nothing else, nowhere else."""
    response.headers["Content-Security-Policy"] = CSP
    return response


def navigateur() -> bool:
    """Whether the client asks for a page rather than for data."""
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def langue() -> str:
    """The language of the page: French unless the address says another that the pages have."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUES else LANGUES[0]


def lien(path: str, lang: str | None = None, ancre: str = "", **arguments: str) -> str:
    """An address of the pages, in the language of this page or in another.

    Args:
        path: from the root.
        lang: another language.
        ancre: the fragment.
        arguments: of the query.
    """
    chosen = lang or langue()
    query = {**arguments, **({"lang": chosen} if chosen != LANGUES[0] else {})}
    return path + (f"?{urlencode(query)}" if query else "") + (f"#{ancre}" if ancre else "")


def ressource(name: str) -> str:
    """The address of a file of ``static``, new when its content is."""
    return f"/assets/{name}?v={_empreinte(name)}"


@cache
def _empreinte(name: str) -> str:
    return hashlib.sha256((WEB / "static" / name).read_bytes()).hexdigest()[:12]


def navigation() -> list[dict[str, object]]:
    """The pages that are there, and which one this is."""
    rules = {rule.endpoint: rule.rule for rule in current_app.url_map.iter_rules() if "<" not in rule.rule}
    lang = langue()
    return [
        {
            "page": endpoint,
            "href": lien(rules[f"{NAME}.{endpoint}"]),
            "nom": dit(key, lang),
            "ici": request.path == rules[f"{NAME}.{endpoint}"],
            "dedans": request.path.startswith(f"{rules[f'{NAME}.{endpoint}']}/"),
        }
        for endpoint, key in NAVIGATION
        if f"{NAME}.{endpoint}" in rules and key in catalogue()
    ]


def dans_la_loi(genre: str, nom: str) -> str | None:
    """The address of a rule (``variables``) or of a value (``parametres``) on the page of the law, where it is there.

    Without the day: the day of a case is an answer, and no answer is in an address.
    """
    known = {"variables": "loi_variable", "parametres": "loi_parametre"}[genre]
    return lien(f"/loi/{genre}/{nom}") if f"{NAME}.{known}" in current_app.view_functions else None


def loi(words: str | None) -> str | Markup:
    """A text of the law or of its files: French whatever the page, with French spacing."""
    if not words:
        return ""
    shown = typographie(words)
    return shown if langue() == "fr" else Markup('<span lang="fr">{}</span>').format(escape(shown))


def bilingue(words: dict[str, str] | str | None, mark: bool = True) -> str | Markup:
    """A text in the language of the page; French where English misses, then marked as French for screen readers.

    Args:
        words: ``{"fr": …, "en": …}``, or a French text.
        mark: wrap French in a ``span lang="fr"`` on an English page.
    """
    lang = langue()
    if not words:
        return ""
    if isinstance(words, str):
        words = {"fr": typographie(words)}
    if words.get(lang):
        return words[lang]
    return Markup('<span lang="fr">{}</span>').format(escape(words["fr"])) if mark else words["fr"]
