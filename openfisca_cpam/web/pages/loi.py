"""« La loi »: every value with its history, every variable with its formula, who reads what, the articles, a search."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request
from openfisca_core.parameters import Parameter, ParameterScale

from openfisca_cpam.explanation import fiche, liens, recherche
from openfisca_cpam.explanation.formats import unites
from openfisca_cpam.situation import dates
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.mistakes import Problem, nearest
from openfisca_cpam.web.pages import Context
from openfisca_cpam.web.pages.courbe import courbe
from openfisca_cpam.web.pages.formats import montre
from openfisca_cpam.web.pages.shell import langue, lien
from openfisca_cpam.web.pages.textes import catalogue, dit, typographie

RESULTATS = 40
SUGGESTIONS = 8
PROCHES = 6
# The order in which a reader looks for them; others come after.
_DOMAINES = (
    "soins", "hospitalisation", "transport", "franchises", "appareillage", "prestations_especes",
    "complementaire_sante_solidaire", "couverture_universelle", "demarches", "individu", "foyer",
)  # fmt: skip
# What an address of these pages may ask.
_GARDES = ("q", "genre", "date", "parametre", "reforme", "situation")


def install(blueprint: Blueprint, context: Context) -> None:
    """The addresses of the page, all below ``/loi``."""
    system = context.system

    @blueprint.app_context_processor
    def tools() -> dict[str, Any]:
        return {"meme_page": meme_page}

    blueprint.app_template_filter("typo")(typographie)

    @blueprint.get("/loi")
    def loi() -> str:
        return render_template("pages/loi.html", domaines=_domaines(system))

    @blueprint.get("/loi/domaines/<domaine>")
    def loi_domaine(domaine: str) -> Any:
        found = next((one for one in _domaines(system) if one["nom"] == domaine), None)
        if found is None:
            return _inconnu(domaine, {one["nom"]: lien(f"/loi/domaines/{one['nom']}") for one in _domaines(system)})
        return render_template("pages/loi_domaine.html", domaine=found, **_du_domaine(system, domaine))

    @blueprint.get("/loi/parametres")
    def loi_parametres() -> str:
        return render_template("pages/loi_arbre.html", arbre=_arbre(system.parameters))

    @blueprint.get("/loi/parametres/<nom>")
    def loi_parametre(nom: str) -> Any:
        scale = nom.partition("[")[0]
        if scale != nom and scale in fiche.noeuds(system):
            return redirect(lien(f"/loi/parametres/{scale}"))
        if nom not in fiche.noeuds(system):
            return _nom_inconnu(system, nom)
        day, problem = _jour()
        page = fiche.fiche(system, nom, day)
        shown = _parametre if page.genre == "parametre" else _dossier
        return render_template(
            f"pages/loi_{page.genre}.html", page=page, chemin=_chemin(system, nom), probleme=problem, jour=day,
            **shown(system, page),
        )  # fmt: skip

    @blueprint.get("/loi/variables")
    def loi_variables() -> str:
        return render_template("pages/loi_variables.html", domaines=_variables_par_domaine(system))

    @blueprint.get("/loi/variables/<nom>")
    def loi_variable(nom: str) -> Any:
        if nom not in system.variables:
            return _nom_inconnu(system, nom)
        day, problem = _jour()
        page = fiche.fiche(system, nom, day)
        return render_template(
            "pages/loi_variable.html", page=page, probleme=problem, jour=day, **_variable(system, page)
        )

    @blueprint.get("/loi/articles")
    def loi_articles() -> str:
        return render_template("pages/loi_articles.html", groupes=_articles_par_code(system))

    @blueprint.get("/loi/articles/<numero>")
    def loi_article(numero: str) -> Any:
        known = liens.articles(system)
        if numero not in known:
            key = liens.cle_ecrite(numero[: recherche.QUESTION_MAXIMALE], known)
            if key is not None:
                return redirect(lien(f"/loi/articles/{key}"))
            near = difflib.get_close_matches(numero[:40].upper(), known, PROCHES, 0.6)
            return _inconnu(numero, {known[key].titre: lien(f"/loi/articles/{key}") for key in near})
        return render_template("pages/loi_article.html", article=known[numero], **_article(system, known, numero))

    @blueprint.get("/loi/recherche")
    def loi_recherche() -> str:
        found = _cherche(system, RESULTATS)
        return render_template("pages/loi_recherche.html", reponse=found, resultats=_resultats(found))

    @blueprint.get("/loi/recherche.json")
    def loi_recherche_json() -> Response:
        found = _cherche(system, SUGGESTIONS)
        article = None
        if found.article is not None:
            article = {"titre": found.article.titre, "href": lien(f"/loi/articles/{found.article.cle}")}
        return jsonify(
            {
                "question": found.question,
                "article": article,
                "resultats": [
                    {**one, "valeur": _valeur_du_jour(system, one["nom"]) if one["genre"] == "parametre" else None}
                    for one in _resultats(found)
                ],
                "total": found.total,
                "suggestions": found.suggestions,
            }
        )


def adresse(genre: str, nom: str) -> str:
    """The page of a name."""
    return lien(f"/loi/{'variables' if genre == 'variable' else 'parametres'}/{nom}")


def meme_page(lang: str) -> str:
    """The address of this page in another language, with what it was asked."""
    kept = {name: request.args[name][: recherche.QUESTION_MAXIMALE] for name in _GARDES if request.args.get(name)}
    return lien(request.path, lang, **kept)


def _cherche(system, limit: int) -> recherche.Reponse:
    genre = request.args.get("genre", "")
    return recherche.cherche(system, request.args.get("q", ""), limit, [genre] if genre else [])


def _resultats(found: recherche.Reponse) -> list[dict[str, str]]:
    return [
        {"genre": one.genre, "nom": one.nom, "libelle": one.libelle, "href": adresse(one.genre, one.nom)}
        for one in found.resultats
    ]


def _jour() -> tuple[str, str | None]:
    """The day asked and what is wrong in it; today by default."""
    today = date.today().isoformat()
    asked = request.args.get("date", "").strip()
    if not asked:
        return today, None
    try:
        return dates.day(asked[:40]).isoformat(), None
    except Problem as problem:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", asked):  # well written, but of no calendar
            return today, m.in_language(problem.message, langue())
        return today, dit("loi.date_fausse", langue(), recu=asked[:40]) + (
            f" ({problem.suggestion})" if problem.suggestion else ""
        )


# ---------------------------------------------------------------- unknown names


def _nom_inconnu(system, name: str) -> Any:
    known = [*system.variables, *fiche.noeuds(system)]
    near = nearest(name, known)
    names = [near] if near else []
    if len(name) <= recherche.QUESTION_MAXIMALE:
        found = recherche.cherche(system, name.replace("_", " ").replace(".", " "), PROCHES)
        names += [one.nom for one in found.resultats]
    return _inconnu(
        name,
        {one: adresse("variable" if one in system.variables else "", one) for one in dict.fromkeys(names[:PROCHES])},
    )


def _inconnu(name: str, near: dict[str, str]) -> tuple[str, int]:
    shown = name if len(name) <= 80 else name[:80] + "…"
    return render_template("pages/loi_inconnu.html", nom=shown, proches=near), 404


# ---------------------------------------------------------------- domains and lists


def _domaines(system) -> list[dict[str, Any]]:
    """Each domain with what it covers."""
    rules = defaultdict(list)
    for rule in liens.regles():
        rules[rule.domaine].append(rule)
    variables, parameters = defaultdict(int), defaultdict(int)
    for name in system.variables:
        variables[_domaine_de(system, name)] += 1
    for name, node in fiche.noeuds(system).items():
        parameters[name.partition(".")[0]] += isinstance(node, Parameter | ParameterScale)
    found = []
    known = {**rules, **variables, **dict.fromkeys(system.parameters.children)}
    for name in dict.fromkeys([*(one for one in _DOMAINES if one in known), *known]):
        node = system.parameters.children.get(name)
        done = [rule for rule in rules[name] if rule.statut == "fait"]
        found.append(
            {
                "nom": name,
                "titre": _titre_du_domaine(name, node),
                "description": node.description if node is not None else "",
                "comptes": _comptes(regles=len(rules[name]), valeurs=parameters[name], variables=variables[name]),
                "depuis": min((rule.depuis for rule in done), default=None),
            }
        )
    return found


def _comptes(**counts: int) -> str:
    """« 97 règles suivies, 193 valeurs, 151 calculs et données », without what there is none of."""
    lang = langue()
    words = [
        dit(f"loi.compte_{what}{'_un' if count == 1 else ''}", lang, nombre=count)
        for what, count in counts.items()
        if count
    ]
    return ", ".join(words)


def _titre_du_domaine(name: str, node: Any) -> str:
    if f"loi.domaine_{name}" in catalogue():
        return dit(f"loi.domaine_{name}", langue())
    label = (node.metadata or {}).get("short_label") if node is not None else None
    return label or name.replace("_", " ").capitalize()


def _domaine_de(system, name: str) -> str:
    words = type(system.variables[name]).__module__.split(".")
    return words[2] if words[:2] == ["openfisca_cpam", "variables"] else "autres"


def _du_domaine(system, domain: str) -> dict[str, Any]:
    rules = defaultdict(list)
    for rule in liens.regles():
        if rule.domaine == domain:
            rules[rule.statut].append(rule)
    node = system.parameters.children.get(domain)
    return {
        "regles": {status: rules[status] for status in ("fait", "entree", "hors_champ", "prevu") if rules[status]},
        "arbre": _arbre(node) if node is not None else [],
        "variables": [_ligne(system, name) for name in sorted(system.variables) if _domaine_de(system, name) == domain],
    }


def _variables_par_domaine(system) -> list[tuple[str, list[dict[str, Any]]]]:
    found = defaultdict(list)
    for name in sorted(system.variables):
        found[_domaine_de(system, name)].append(_ligne(system, name))
    return [(_titre_du_domaine(name, system.parameters.children.get(name)), rows) for name, rows in found.items()]


def _arbre(node: Any) -> list[dict[str, Any]]:
    """What a folder holds, folder by folder."""
    today = date.today().isoformat()
    found = []
    for key, child in node.children.items():
        leaf = isinstance(child, Parameter)
        found.append(
            {
                "nom": child.name,
                "titre": (child.metadata or {}).get("short_label") or child.description or key,
                "libelle": child.description or "",
                "valeur": _valeur(child, today) if leaf else None,
                "enfants": _arbre(child) if not leaf and not isinstance(child, ParameterScale) else [],
            }
        )
    return sorted(found, key=lambda one: bool(one["enfants"]))


def _valeur(parameter: Parameter, day: str) -> str:
    value = parameter._get_at_instant(day)
    if value is None:  # it ended, has not begun, or was not found: the page of the value tells
        return dit("loi.sans_valeur", langue())
    return montre(value, parameter.metadata.get("unit"), None, langue())


def _valeur_du_jour(system, name: str) -> str | None:
    node = fiche.noeuds(system)[name]
    return _valeur(node, date.today().isoformat()) if isinstance(node, Parameter) else None


def _ligne(system, name: str) -> dict[str, Any]:
    """A variable in a list."""
    variable = system.variables[name]
    return {
        "nom": name,
        "href": adresse("variable", name),
        "libelle": {"fr": variable.label or name, "en": getattr(variable, "label_en", None)},
        "calculee": bool(variable.formulas),
    }


def _ligne_de_parametre(system, name: str, day: str | None = None) -> dict[str, Any]:
    node = fiche.noeuds(system)[name]
    leaf = isinstance(node, Parameter)
    return {
        "nom": name,
        "href": adresse("parametre", name),
        "libelle": node.description or name,
        "valeur": _valeur(node, day) if leaf and day else None,
    }


def _chemin(system, name: str) -> list[tuple[str, str]]:
    """The folders that hold a name: title and address."""
    words = name.split(".")
    found = []
    for length in range(1, len(words)):
        folder = ".".join(words[:length])
        node = fiche.noeuds(system)[folder]
        found.append(((node.metadata or {}).get("short_label") or words[length - 1], adresse("dossier", folder)))
    return found


# ---------------------------------------------------------------- one name


def _parametre(system, page: fiche.FicheParametre) -> dict[str, Any]:
    today = date.today()
    lang = langue()
    history = [(one.depuis, one.valeur) for one in page.valeurs]
    drawn = courbe(history, lambda value: montre(value, page.unite, None, lang), today)
    title = ""
    if drawn is not None:
        (first, start), (last, end) = history[0], history[-1]
        words = {"du": montre(first, lang=lang), "debut": montre(start, page.unite, None, lang)}
        words |= {"au": montre(last, lang=lang), "fin": montre(end, page.unite, None, lang)}
        key = "loi.courbe_une" if len(history) == 1 else "loi.courbe_titre"
        title = dit(key, lang, nom=page.libelle, nombre=len(history), **words)
    return {
        "valeurs": list(reversed(list(_valeurs(page.valeurs, today.isoformat())))),
        "courbe": drawn,
        "courbe_titre": title,
        "unite": _unite(page.unite),
        "lecteurs": [_ligne(system, name) for name in page.lu_par],
        "regles": liens.regles_de(page.nom),
        "reforme": lien("/reforme", parametre=page.nom) if "pages.reforme" in current_app.view_functions else None,
        "actuel": next((one for one in page.valeurs if one.en_vigueur), None),
    }


def _valeurs(values: list[fiche.ValeurDatee], today: str) -> Iterator[dict[str, Any]]:
    for rank, one in enumerate(values):
        following = values[rank + 1].depuis if rank + 1 < len(values) else None
        yield {"datee": one, "jusqu_au": following and _veille(following), "a_venir": one.depuis > today}


def _veille(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat()


def _dossier(system, page: fiche.FicheDossier) -> dict[str, Any]:
    node = fiche.noeuds(system)[page.nom]
    scale = isinstance(node, ParameterScale)
    return {
        "bareme": scale,
        "arbre": [] if scale else _arbre(node),
        "valeurs": list(reversed(list(_valeurs(page.valeurs, date.today().isoformat())))),
        "lecteurs": [_ligne(system, name) for name in page.lu_par],
        "regles": liens.regles_de(page.nom),
    }


def _unite(unit: str | None) -> str:
    """The unit in words."""
    if unit not in unites():
        return ""
    return dit(f"loi.unite_{unit.replace('/', '_').strip('_')}".replace("-", "_"), langue())


def _variable(system, page: fiche.FicheVariable) -> dict[str, Any]:
    variable = system.variables[page.nom]
    return {
        "libelle": {"fr": page.libelle, "en": getattr(variable, "label_en", None)},
        "unite": _unite(page.unite),
        "periode": str(variable.definition_period),
        "domaine": _domaine_de(system, page.nom),
        "titre_du_domaine": _titre_du_domaine(
            _domaine_de(system, page.nom), system.parameters.children.get(_domaine_de(system, page.nom))
        ),
        "formules": [
            {
                "formule": one,
                "paragraphes": [
                    typographie(" ".join(part.split())) for part in one.regle.split("\n\n") if part.strip()
                ],
                "parametres": [_ligne_de_parametre(system, name, page.date) for name in one.lit_parametres],
            }
            for one in reversed(page.formules)
        ],
        "lit": [_ligne(system, name) for name in page.lit_variables],
        "lecteurs": [_ligne(system, name) for name in page.lue_par],
        "regles": liens.regles_de(page.nom),
        "cas": liens.cas_de(page.nom),
        "sans_cas": liens.dossier_des_cas() is None,
        "premiere": page.formules[0].depuis if page.formules else None,
    }


# ---------------------------------------------------------------- articles


def _articles_par_code(system) -> list[tuple[str, list[liens.Article]]]:
    found = defaultdict(list)
    for article in liens.articles(system).values():
        found[article.code].append(article)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def _article(system, known: dict[str, liens.Article], key: str) -> dict[str, Any]:
    article = known[key]
    today = date.today().isoformat()
    values: dict[str, dict[str, Any]] = {}
    for one in article.citations:
        if one.genre == "parametre":
            row = values.setdefault(one.nom, {**_ligne_de_parametre(system, one.nom), "dates": []})
            node = fiche.noeuds(system)[one.nom]
            shown = _valeur(node, one.date) if isinstance(node, Parameter) else None
            row["dates"].append({"date": one.date, "valeur": shown, "titre": one.reference.titre})
    others = [other for other in known.values() if other.cle != key and other.cle.startswith(f"{key}-")]
    return {
        "versions": [
            {"adresse": one.adresse, "debut": one.debut, "fin": one.fin and _veille(one.fin)}
            for one in reversed(article.versions)
        ],
        "en_vigueur": next((one for one in reversed(article.versions) if one.en_vigueur(today)), None),
        "valeurs": list(values.values()),
        "variables": list(
            {one.nom: _ligne(system, one.nom) for one in article.citations if one.genre == "variable"}.values()
        ),
        "voisins": others,
    }
