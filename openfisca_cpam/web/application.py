"""The WSGI application: OpenFisca's endpoints guarded, the steps, the columns, the shipped situations."""

import json
import math
from datetime import date
from typing import Any

from flask import Flask, Response, jsonify, request
from flask.json.provider import DefaultJSONProvider
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_web_api.app import create_app
from werkzeug.exceptions import NotFound, UnsupportedMediaType

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.build import forme_api
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.web import calculate, errors, openapi
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
    app = create_app(system)
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = limits.body
    # Core opens its API to every origin and answers 500 with the message of the fault: both are replaced.
    kept = [one for one in app.after_request_funcs.get(None, []) if not one.__module__.startswith("flask_cors")]
    app.after_request_funcs = {None: kept}
    app.error_handler_spec.clear()
    errors.install(app)
    _pages_of_variables(app, system)
    _situations(app, system)
    for rule, compute in (
        ("/calculate", calculate.calculate),
        ("/trace", calculate.trace),
        ("/explain", calculate.explain),
        ("/calculate/columns", calculate.columns),
    ):
        endpoint = rule.removeprefix("/").replace("/", "_")
        if endpoint not in app.view_functions:
            app.add_url_rule(rule, endpoint, methods=["POST"])
        app.view_functions[endpoint] = _posted(compute, system, limits)

    example = system.open_api_config["simulation_example"]
    described = openapi.specification(system, limits, system.get_package_metadata(), example)
    answered = calculate.fill(json.dumps(example).encode(), system, Limits())
    described["paths"]["/calculate"]["post"]["responses"]["200"]["content"]["application/json"]["example"] = answered
    app.view_functions["get_spec"] = lambda: jsonify({**described, "servers": [{"url": request.host_url}]})

    @app.after_request
    def secure(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if cors:
            response.headers["Access-Control-Allow-Origin"] = cors
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return app


def _posted(compute, system: TaxBenefitSystem, limits: Limits):
    def view(**_: Any) -> Response:
        if not request.is_json:
            raise UnsupportedMediaType
        return jsonify(compute(request.get_data(), system, limits))

    return view


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


def _pages_of_variables(app: Flask, system: TaxBenefitSystem) -> None:
    """Units, bounds and English labels, which core's pages leave out."""
    extra = {name: _extra(variable) for name, variable in system.variables.items()}
    core_variable, core_variables = app.view_functions["get_variable"], app.view_functions["get_variables"]

    def get_variable(id: str) -> Response:
        if id not in extra:
            raise NotFound
        return jsonify({**core_variable(id).get_json(), **extra[id]})

    def get_variables() -> Response:
        found = core_variables().get_json()
        units = {name: {"unit": extra[name]["unit"]} if "unit" in extra[name] else {} for name in found}
        return jsonify({name: {**page, **units[name]} for name, page in found.items()})

    app.view_functions["get_variable"] = get_variable
    app.view_functions["get_variables"] = get_variables


def _extra(variable) -> dict[str, Any]:
    found = {
        "unit": variable.unit,
        "labelEn": getattr(variable, "label_en", None),
        "minimum": getattr(variable, "minimum", None),
        "maximum": getattr(variable, "maximum", None),
    }
    return {name: value for name, value in found.items() if value is not None}


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
            raise NotFound
        return jsonify(forme_api(lit(path.read_bytes(), system, path.name)[0]))
