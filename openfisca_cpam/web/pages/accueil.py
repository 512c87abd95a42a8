"""The home page."""

from flask import Blueprint, render_template

from openfisca_cpam.web.pages import Context


def install(blueprint: Blueprint, context: Context) -> None:
    """``/accueil``; a browser gets it at ``/`` too."""

    @blueprint.get("/accueil")
    def accueil() -> str:
        return render_template("pages/accueil.html")
