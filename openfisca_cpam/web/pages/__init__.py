"""The pages: server-side templates in the same application, of use without JavaScript, with no request outside.

``shell`` holds what every page shares (language, headers, errors, navigation); each other module is one page and
registers its addresses on the blueprint in ``install(blueprint, context)``.
"""

import importlib
from dataclasses import dataclass

from flask import Flask
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.web.limits import Limits

# One module a page, in the order of the navigation.
PAGES = ("accueil", "mes_droits", "loi", "reforme", "cas")


@dataclass(frozen=True)
class Context:
    """What a page needs.

    Attributes:
        system: the law.
        limits: of one request.
    """

    system: TaxBenefitSystem
    limits: Limits


def install(app: Flask, system: TaxBenefitSystem, limits: Limits) -> None:
    """Add the pages to the application; call it once the errors of the API are installed.

    Args:
        app: the application of the Web API.
        system: the law.
        limits: of one request.
    """
    from openfisca_cpam.web.pages import shell

    context = Context(system, limits)
    blueprint = shell.blueprint()
    for name in PAGES:
        importlib.import_module(f"{__name__}.{name}").install(blueprint, context)
    app.register_blueprint(blueprint)
    shell.install(app, system)
