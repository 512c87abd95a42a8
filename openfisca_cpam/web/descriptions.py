"""The pages of OpenFisca's Web API that describe the law: each is made when it is first asked for.

Core makes them all at start, reading the source of every formula: ten seconds for this law.
"""

from functools import cache
from typing import Any

from flask import Flask, Response, jsonify, redirect, request
from openfisca_core.parameters import ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_web_api.loader.entities import build_entities
from openfisca_web_api.loader.parameters import build_api_parameter
from openfisca_web_api.loader.variables import build_variable

from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import nearest
from openfisca_cpam.web.errors import Unknown

WELCOME = (
    "This is the root of an OpenFisca Web API.\u00a0To learn how to use it, check the general documentation "
    "(https://openfisca.org/doc/) and the OpenAPI specification of this instance ({}spec)."
)


class Descriptions:
    """What core's loader says of a variable, a parameter or an entity, and the units and bounds that it leaves out.

    Attributes:
        metadata: of the package: name, version, addresses.
        parameters: by the path that core gives them (``franchises/transport/par_trajet``).
    """

    def __init__(self, system: TaxBenefitSystem) -> None:
        self.system = system
        self.metadata = system.get_package_metadata()
        self.parameters = {one.name.replace(".", "/"): one for one in system.parameters.get_descendants()}
        self.variable = cache(self._variable)
        self.parameter = cache(self._parameter)
        self.entities = cache(lambda: build_entities(system))

    def _variable(self, name: str) -> dict[str, Any]:
        variable = self.system.variables[name]
        return {**build_variable(variable, self.metadata), **_extra(variable)}

    def _parameter(self, path: str) -> dict[str, Any]:
        return build_api_parameter(self.parameters[path], self.metadata)


def _extra(variable) -> dict[str, Any]:
    found = {
        "unit": variable.unit,
        "labelEn": getattr(variable, "label_en", None),
        "minimum": getattr(variable, "minimum", None),
        "maximum": getattr(variable, "maximum", None),
    }
    return {name: value for name, value in found.items() if value is not None}


def install(app: Flask, known: Descriptions) -> None:
    """Core's routes and headers on these descriptions, with core's answers."""
    system = known.system

    @app.before_request
    def without_final_slash() -> Response | None:
        if request.path != "/" and request.path.endswith("/"):
            return redirect(request.path.rstrip("/") or "/")
        return None

    @app.route("/")
    def get_root() -> tuple[Response, int]:
        return jsonify({"welcome": WELCOME.format(request.host_url)}), 300

    @app.route("/parameters")
    def get_parameters() -> Response:
        return jsonify(
            {
                parameter.name: {
                    "description": getattr(parameter, "description", None),
                    "href": f"{request.host_url}parameter/{path}",
                }
                for path, parameter in known.parameters.items()
                if not isinstance(parameter, ParameterNode)
            }
        )

    @app.route("/parameter/<path:parameter_id>")
    def get_parameter(parameter_id: str) -> Response:
        path = parameter_id if parameter_id in known.parameters else parameter_id.replace(".", "/")
        if path not in known.parameters:
            written = parameter_id.replace("/", ".")
            near = nearest(written, (one.replace("/", ".") for one in known.parameters))
            raise Unknown(m.UNKNOWN_PARAMETER(name=written[:60]), near)
        return jsonify(known.parameter(path))

    @app.route("/variables")
    def get_variables() -> Response:
        return jsonify(
            {
                name: {
                    "description": variable.label,
                    "href": f"{request.host_url}variable/{name}",
                    **({"unit": variable.unit} if variable.unit is not None else {}),
                }
                for name, variable in system.variables.items()
            }
        )

    @app.route("/variable/<id>")
    def get_variable(id: str) -> Response:
        if id not in system.variables:
            raise Unknown(m.UNKNOWN_VARIABLE(name=id[:60]), nearest(id, system.variables))
        return jsonify(known.variable(id))

    @app.route("/entities")
    def get_entities() -> Response:
        return jsonify(known.entities())

    @app.after_request
    def package(response: Response) -> Response:
        response.headers["Country-Package"] = known.metadata["name"]
        response.headers["Country-Package-Version"] = known.metadata["version"]
        return response
