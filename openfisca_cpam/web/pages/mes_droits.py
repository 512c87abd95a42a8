"""« Mes droits »: what happened, only the questions that it needs, the answer, what to do, how it was worked out.

Answers are posted, never in an address, and travel in the form from page to page: nothing is kept here.
"""

import json
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from openfisca_cpam.explanation.comparaison import entre
from openfisca_cpam.situation import dates
from openfisca_cpam.situation.build import forme_api
from openfisca_cpam.situation.mistakes import Problem, SituationError
from openfisca_cpam.web.errors import TooLarge
from openfisca_cpam.web.pages import Context
from openfisca_cpam.web.pages.formats import INSECABLE, montre
from openfisca_cpam.web.pages.questionnaire import Question, Questionnaire, Texte, charge
from openfisca_cpam.web.pages.reponses import LONGUEUR, NON, OUI, Erreur, Place, Reponses
from openfisca_cpam.web.pages.resultat import Refus, Vue, calcule_le_cas
from openfisca_cpam.web.pages.shell import langue
from openfisca_cpam.web.pages.textes import dit

CHAMPS = 600
COMMANDES = ("q", "action", "loi")
LISTE = 13


def install(blueprint: Blueprint, context: Context) -> None:
    """``/mes-droits`` and ``/mes-droits/<cas>``."""
    files = charge(context.system)

    @blueprint.app_context_processor
    def mots() -> dict:
        return {"unite": _unite}

    @blueprint.get("/mes-droits")
    def mes_droits() -> str:
        groups: dict[str, list[Questionnaire]] = {}
        for one in files.values():
            groups.setdefault(one.groupe["fr"], []).append(one)
        return render_template("pages/mes_droits.html", groupes=[(cases[0].groupe, cases) for cases in groups.values()])

    @blueprint.route("/mes-droits/<cas>", methods=["GET", "POST"])
    def mon_cas(cas: str) -> Response:
        file = files.get(cas)
        if file is None:
            abort(404)
        return _Page(file, context).reponse()


class _Page:
    """One exchange with the form of a case."""

    def __init__(self, file: Questionnaire, context: Context) -> None:
        self.file, self.context = file, context
        self.lang = langue()

    def reponse(self) -> Response:
        form = _formulaire() if request.method == "POST" else MultiDict()
        action = form.get("action", "")
        asked = set(form.getlist("q"))
        posted = {name: ",".join(values) for name, values in form.lists() if name not in COMMANDES}
        for name, values in form.lists():
            question = self.file.question(name.partition(".")[0])
            if len(values) > 1 and name != "q" and (question is None or question.type != "coches"):
                raise BadRequest
        if action == "langue":  # the other language: what is typed on the page is asked again
            posted = {name: value for name, value in posted.items() if name not in asked}
            asked = set()
        answers = Reponses(self.file, posted, asked)
        known = {place.nom for place in answers.places}
        strangers = {*posted, *asked} - known
        if any(self.file.question(name.partition(".")[0]) is None for name in strangers):
            raise BadRequest
        if action.startswith("modifier:"):
            place = next((one for one in answers.places if one.nom == action.partition(":")[2]), None)
            if place is None:
                raise BadRequest
            return self._questions(answers, [place], 200)
        if not answers.completes:
            return self._questions(answers, answers.page(), 422 if answers.erreurs else 200)
        return self._resultat(answers, form.get("loi", "").strip())

    # The questions ------------------------------------------------------------------------------------------------

    def _questions(self, answers: Reponses, places: list[Place], status: int, refus: str | None = None) -> Response:
        asked = {place.nom for place in places}
        errors = {name: self._dit(mistake) for name, mistake in answers.erreurs.items() if name in asked}
        if refus:
            errors[places[0].nom] = refus
        before = [place for place in answers.places if place.nom in answers.valeurs and place.nom not in asked]
        html = render_template(
            "pages/questions.html",
            cas=self.file,
            places=places,
            etape=self._etape(answers, places[0]),
            erreurs=[
                {"champ": _premier_champ(one), "question": one.question.question, "message": errors[one.nom]}
                for one in places
                if one.nom in errors
            ],
            messages=errors,
            brutes=answers.brutes,
            acquises=answers.acquises(asked),
            resume=self._resume(answers, before),
            precedente=before[-1].nom if before else None,
            longueur=LONGUEUR,
            liste=LISTE,
        )  # fmt: skip
        return make_response(html, status)

    def _etape(self, answers: Reponses, place: Place) -> dict[str, Any]:
        """The title of the part that a question belongs to, and whom it is about."""
        alone = len(answers.membres() or []) < 2
        return {"titre": self.file.etape(place.question), "membre": None if alone else place.membre}

    def _resume(self, answers: Reponses, places: list[Place]) -> list[dict[str, Any]]:
        several = len(answers.membres() or []) > 1
        return [
            {
                "nom": place.nom,
                "question": place.question.question,
                "membre": place.membre if several else None,
                "reponse": self._reponse(place.question, answers.valeurs.get(place.nom)),
            }
            for place in places
        ]

    def _reponse(self, question: Question, value: Any) -> Texte:
        """An answer in words."""
        if value is None:
            return {one: dit("mes_droits.sans_reponse", one) for one in ("fr", "en")}
        if question.type == "oui_non":
            return {one: dit(f"mes_droits.{OUI if value else NON}", one) for one in ("fr", "en")}
        if question.type == "coches":
            ticked = [choice.texte for choice in question.choix if choice.valeur in value]
            none = {one: dit("mes_droits.rien_coche", one) for one in ("fr", "en")}
            return {one: ", ".join(words[one] for words in ticked) or none[one] for one in ("fr", "en")}
        if question.type == "choix":
            return next(choice.texte for choice in question.choix if choice.valeur == value)
        return {one: montre(value, question.unite, lang=one) for one in ("fr", "en")}

    def _dit(self, mistake: Erreur) -> str:
        unit = mistake.valeurs.get("unite")
        shown = {
            name: value if name == "unite" else montre(value, unit, lang=self.lang)
            for name, value in mistake.valeurs.items()
        }
        return dit(f"mes_droits.{mistake.cle}", self.lang, **shown)

    # The result ---------------------------------------------------------------------------------------------------

    def _resultat(self, answers: Reponses, law: str) -> Response:
        place = next(one for one in answers.places if one.question.cle == self.file.jour)
        try:
            view = self._calcule(answers)
        except (Refus, SituationError) as error:
            return self._questions(answers, [place], 422, self._refus(error))
        other, refused = None, None
        if law:
            try:
                day = dates.day(law)
                if day != answers.jour():
                    other = self._calcule(answers.au_jour(day))
            except Problem:
                refused = dit("mes_droits.erreur_date", self.lang)
            except (Refus, SituationError) as error:
                refused = self._refus(error)
        members = answers.membres() or []
        html = render_template(
            "pages/resultat.html",
            cas=self.file,
            vue=other or view,
            origine=view if other else None,
            changement=entre(self.context.system, *_ordre(view, other)) if other else None,
            membres={member.cle: member for member in members} if len(members) > 1 else {},
            acquises=answers.acquises(),
            resume=self._resume(answers, answers.places),
            date_loi=law if refused else (other or view).jour.isoformat(),
            date_loi_refus=refused,
            phrase=self._phrase,
            libelle=self._libelle,
            aujourd_hui=date.today(),
            situation=json.dumps(forme_api((other or view).compte_rendu.situation), ensure_ascii=False),
            systeme=self.context.system,
        )
        return make_response(html, 422 if refused else 200)

    def _calcule(self, answers: Reponses) -> Vue:
        view = calcule_le_cas(answers, self.context.system, self.context.limits, date.today())
        for name, value in answers.valeurs.items():
            question = self.file.question(name.partition(".")[0])
            view.valeurs.setdefault(name, (question, value))
        return view

    def _refus(self, error: Exception) -> str:
        if isinstance(error, Refus):
            return dit("mes_droits.refus", self.lang, raison=str(error))
        if isinstance(error, SituationError) and error.mistakes:
            return dit("mes_droits.refus", self.lang, raison=error.mistakes[0].message)
        raise error

    def _phrase(self, words: Texte, view: Vue) -> str:
        """A sentence with its values, in the language of the page."""
        return words[self.lang].format_map(_Valeurs(view, self.lang))

    def _libelle(self, name: str, french: str) -> Texte:
        """The label of a variable in every language."""
        english = getattr(self.context.system.variables.get(name), "label_en", None)
        return {"fr": french, **({"en": english} if english else {})}


class _Valeurs(dict):
    """The values of a sentence: results and answers, written for the reader."""

    def __init__(self, view: Vue, lang: str) -> None:
        self.view, self.lang = view, lang

    def __missing__(self, name: str) -> str:
        found = self.view.valeurs.get(name)
        if found is None:
            return "…"
        if isinstance(found, tuple):
            question, value = found
            return montre(value, question.unite, lang=self.lang)
        if found.texte is not None:
            return found.texte
        return montre(found.valeur, found.unite, found.type, self.lang)


def _unite(name: str | None) -> str:
    """What stands beside the field of a number."""
    if name == "/1":
        return "%"
    if name in (None, "count", "boolean", "list"):
        return ""
    if name == "currency":
        return "€"
    return montre(2, name, lang=langue()).partition(INSECABLE)[2]


def _ordre(one: Vue, other: Vue) -> tuple[Any, ...]:
    """Two computed cases, the earlier day first."""
    first, last = sorted((one, other), key=lambda view: view.jour)
    return first.jour.isoformat(), last.jour.isoformat(), first.compte_rendu, last.compte_rendu


def _premier_champ(place: Place) -> str:
    """The id of the first field of a question."""
    if place.question.type == "oui_non":
        return f"{place.nom}-{OUI}"
    if place.question.type == "coches" or (place.question.type == "choix" and len(place.question.choix) < LISTE):
        return f"{place.nom}-{place.question.choix[0].valeur}"
    return place.nom


def _formulaire() -> MultiDict:
    """What a form posted: nothing else, not too much."""
    if request.mimetype != "application/x-www-form-urlencoded":
        raise UnsupportedMediaType
    form = request.form
    if sum(len(values) for values in form.listvalues()) > CHAMPS:
        raise TooLarge("Trop de réponses.")
    return form
