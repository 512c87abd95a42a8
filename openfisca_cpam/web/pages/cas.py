"""« Créer un cas de test »: a situation computed and written as a YAML case, commented with the articles applied."""

import re
import unicodedata
from typing import Any

from flask import Blueprint, Response, render_template, request

from openfisca_cpam.quality.new_case import new_case
from openfisca_cpam.situation.mistakes import SituationError
from openfisca_cpam.web.pages import Context, situation
from openfisca_cpam.web.pages.shell import langue
from openfisca_cpam.web.pages.textes import dit

NOM_MAXIMAL = 200


def install(blueprint: Blueprint, context: Context) -> None:
    """``/cas``: the form, the form sent (by this page or by a page of results), the file."""

    @blueprint.get("/cas")
    def cas() -> str:
        return _page(situation.Lue(request.args.get("situation", "")[:100]))

    @blueprint.post("/cas")
    def cas_ecrit() -> Any:
        read, written = _ecrit(context)
        return _page(read, written), 200 if written else 422

    @blueprint.post("/cas/fichier")
    def cas_fichier() -> Any:
        read, written = _ecrit(context)
        if not written:
            return _page(read), 422
        response = Response(written, mimetype="text/yaml")
        response.headers["Content-Disposition"] = f'attachment; filename="{_fichier(written)}"'
        return response


def _ecrit(context: Context) -> tuple[situation.Lue, str]:
    """What was sent, and its cases written; nothing when there are mistakes."""
    read = situation.lue(context, many=True)
    name = " ".join(request.form.get("nom", "")[:NOM_MAXIMAL].split())
    try:
        cases = [
            new_case(one, context.system, _nom(name, rank, len(read.situations)) or one.name or _ligne(read))
            for rank, one in enumerate(read.situations, start=1)
        ]
    except SituationError as error:
        read.fautes = error.mistakes
        return read, ""
    return read, "\n".join(cases)


def _nom(name: str, rank: int, count: int) -> str:
    """The name asked, with its rank when there are several cases."""
    return f"{name} ({rank})" if name and count > 1 else name


def _ligne(read: situation.Lue) -> str | None:
    """What a shipped situation says of itself, when it is the one that is written."""
    return None if request.form.get("texte", "").strip() else situation.fournies().get(read.nom)


def _fichier(written: str) -> str:
    """The name of the file: that of the first case, in plain letters."""
    title = written.partition("\n")[0].partition("name:")[2]
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("_") + ".yaml"


def _page(read: situation.Lue, written: str = "") -> str:
    mistakes = situation.fautes_montrees(read)
    errors = [{"champ": "texte", "message": one.message} for one in read.fautes[:3]]
    if request.method == "POST" and not written and not errors:
        errors = [{"champ": "situation", "message": dit("reforme.sans_situation", langue())}]
    return render_template(
        "pages/cas.html",
        situations=situation.fournies(),
        choisie=read.nom,
        texte=request.form.get("texte", "") if request.method == "POST" else "",
        nom=request.form.get("nom", "")[:NOM_MAXIMAL],
        fautes=mistakes,
        erreurs=errors,
        cas=written,
    )
