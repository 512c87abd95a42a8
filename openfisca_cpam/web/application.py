"""The WSGI application: OpenFisca's endpoints guarded, the steps, the columns, the shipped situations."""

import functools
import json
import math
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask, Response, jsonify, request
from flask.json.provider import DefaultJSONProvider
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.middleware.proxy_fix import ProxyFix

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.build import forme_api
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.situation.json_text import load
from openfisca_cpam.situation.mistakes import Mistake, SituationError, nearest
from openfisca_cpam.web import arrow, calculate, descriptions, errors, openapi, pages
from openfisca_cpam.web.columns import compute_columns
from openfisca_cpam.web.limits import Limits

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def application(system: TaxBenefitSystem | None = None, limits: Limits | None = None, cors: str | None = None) -> Flask:
    """The application.

    Args:
        system: the law; the package's own by default.
        limits: of one request.
        cors: the origin that browsers may call from (``*`` for any); none by default.

    Returns:
        A Flask application; nothing that is sent is stored or logged.
    """
    system = system or CountryTaxBenefitSystem()
    limits = limits or Limits()
    # Not core's own application: it opens to every origin, answers 500 with the message of the fault, and reads the
    # source of every formula before it answers.
    app = Flask("openfisca_cpam.web", static_folder=None)
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_host=1)  # as core's
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = limits.body
    known = descriptions.Descriptions(system)
    descriptions.install(app, known)
    errors.install(app)
    _situations(app, system)
    for rule, compute, options in (
        ("/calculate", lambda body: calculate.calculate(body, system, limits, _details()), ["details"]),
        ("/trace", lambda body: calculate.trace(body, system, limits), []),
        ("/explain", lambda body: calculate.explain(body, system, limits, _details()), ["details"]),
    ):
        app.add_url_rule(rule, rule.removeprefix("/"), _posted(compute, *options), methods=["POST"])
    app.add_url_rule("/calculate/columns", "columns", lambda: _columns(system, limits), methods=["POST"])

    pages.install(app, system, limits)

    @functools.cache
    def description() -> dict[str, Any]:
        example = system.open_api_config["simulation_example"]
        described = openapi.specification(system, limits, known.metadata, example)
        answered = calculate.calculate(json.dumps(example).encode(), system, Limits())
        described["paths"]["/calculate"]["post"]["responses"]["200"]["content"]["application/json"]["example"] = (
            answered
        )
        return described

    @app.route("/spec")
    def get_spec() -> Response:
        return jsonify({**description(), "servers": [{"url": request.host_url}]})

    @app.after_request
    def secure(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.vary.update(["Accept", "Accept-Language"])
        if request.path == "/explain" and response.status_code == 200:  # labels are the law's, warnings the reader's
            response.content_language.update(["fr", errors.language()])
        if cors:
            response.headers["Access-Control-Allow-Origin"] = cors
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return app


def _posted(compute: Callable[[bytes], Any], *options: str) -> Callable[[], Response]:
    def view() -> Response:
        if not request.is_json:
            raise UnsupportedMediaType
        _not_packed()
        _only(*options)
        return jsonify(compute(request.get_data()))

    return view


def _not_packed() -> None:
    """Refuse a body that is compressed: it would unfold to any size, and nothing here unfolds it."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise errors.Packed


def _only(*options: str) -> None:
    """Refuse in the address what would be left unread."""
    wrong = [
        Mistake(1, m.UNKNOWN_OPTION(name=name[:60]), nearest(name, options))
        for name in request.args
        if name not in options
    ]
    if wrong:
        raise SituationError(calculate.SOURCE, wrong)


def _details() -> bool:
    """Whether the address asks what the computation rests on (``?details=true``)."""
    written = request.args.get("details", "false")
    if written not in ("true", "false"):
        message = m.WRONG_OPTION(name="details")
        raise SituationError(calculate.SOURCE, [Mistake(1, message, nearest(written, ("true", "false")))])
    return written == "true"


def _columns(system: TaxBenefitSystem, limits: Limits) -> Response:
    """JSON or Arrow in, JSON or Arrow out."""
    wanted = request.accept_mimetypes.best_match(["application/json", arrow.MIMETYPE], "application/json")
    sends = request.mimetype == arrow.MIMETYPE
    if (sends or wanted == arrow.MIMETYPE) and not arrow.available():
        raise errors.NoArrow(415 if sends else 406)
    if not sends and not request.is_json:
        raise UnsupportedMediaType
    _not_packed()
    _only("details", *(("period", "output") if sends else ()))
    details = _details()
    if sends:
        output = [name for part in request.args.getlist("output") for name in part.split(",")]
        content = arrow.content(request.get_data(), request.args.get("period"), output, system, limits)
    else:
        content, mistakes = load(request.get_data())
        if mistakes:
            raise SituationError(calculate.SOURCE, mistakes)
    computed = compute_columns(content, system, limits, details)
    if wanted == arrow.MIMETYPE:
        return Response(arrow.stream(computed), mimetype=arrow.MIMETYPE)
    return jsonify(computed.content())


class _Json(DefaultJSONProvider):
    """Valid JSON that means what it says: ISO dates (not « Tue, 30 Jun 2026 »), null for an unknown number."""

    ensure_ascii = False
    sort_keys = False
    compact = True

    @staticmethod
    def default(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else DefaultJSONProvider.default(value)

    def dumps(self, value: Any, **options: Any) -> str:
        try:
            return super().dumps(value, **options, allow_nan=False)
        except ValueError:
            return super().dumps(_finite(value), **options, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _situations(app: Flask, system: TaxBenefitSystem) -> None:
    """The shipped situations."""

    @app.route("/situations")
    def get_situations() -> Response:
        lines = shipped.descriptions().items()
        return jsonify(
            {name: {"description": line, "href": f"{request.host_url}situations/{name}"} for name, line in lines}
        )

    @app.route("/situations/<name>")
    def get_situation(name: str) -> Response:
        path = shipped.path(name)
        if path is None:
            raise errors.Unknown(m.UNKNOWN_SITUATION(name=name[:60]), nearest(name, shipped.paths()))
        return jsonify(forme_api(lit(path.read_bytes(), system, path.name)[0]))
