"""OpenFisca's Web API on this law, with what it leaves out: units, bounds, English labels, shipped situations."""

import math
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from flask.json.provider import DefaultJSONProvider
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_web_api.app import create_app

from openfisca_cpam import CountryTaxBenefitSystem
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.build import forme_api
from openfisca_cpam.situation.guard import lit

DELAI = 60


def application(system: TaxBenefitSystem | None = None) -> Flask:
    """The WSGI application.

    Args:
        system: the law; the package's own by default.

    Returns:
        A Flask application: core's endpoints, ``/variable/<id>`` and ``/variables`` with units, ``/situations``.
    """
    system = system or CountryTaxBenefitSystem()
    app = create_app(system)
    app.json = _Json(app)
    extra = {name: _extra(variable) for name, variable in system.variables.items()}
    core_variable, core_variables = app.view_functions["get_variable"], app.view_functions["get_variables"]

    def get_variable(id: str) -> Response:
        return jsonify({**core_variable(id).get_json(), **extra[id]})

    def get_variables() -> Response:
        found = core_variables().get_json()
        return jsonify({name: {**page, **_short(extra[name])} for name, page in found.items()})

    app.view_functions["get_variable"] = get_variable
    app.view_functions["get_variables"] = get_variables

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
            abort(404)
        return jsonify(forme_api(lit(path.read_bytes(), system, path.name)[0]))

    return app


class _Json(DefaultJSONProvider):
    """Valid JSON that means what it says: ISO dates (not « Tue, 30 Jun 2026 »), null for an unknown number."""

    ensure_ascii = False
    sort_keys = False

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


def _extra(variable) -> dict[str, Any]:
    """What core's page of a variable leaves out."""
    found = {
        "unit": variable.unit,
        "labelEn": getattr(variable, "label_en", None),
        "minimum": getattr(variable, "minimum", None),
        "maximum": getattr(variable, "maximum", None),
    }
    return {name: value for name, value in found.items() if value is not None}


def _short(extra: dict[str, Any]) -> dict[str, Any]:
    return {"unit": extra["unit"]} if "unit" in extra else {}


def serve(app: Flask, host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C.

    Args:
        app: the application, loaded once and shared by the workers.
        host, port: address to listen on.
        workers: processes.
        ready: called once, when the port answers.
    """
    try:
        from gunicorn.app.base import BaseApplication
    except ImportError:  # no gunicorn on this system
        from werkzeug.serving import run_simple

        ready()
        run_simple(host, port, app, threaded=True)
        return

    class _Server(BaseApplication):
        def load_config(self) -> None:
            options = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": workers,
                "preload_app": True,
                "timeout": DELAI,
                "graceful_timeout": 5,
                "loglevel": "warning",
                "when_ready": lambda _server: ready(),
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    _Server().run()
