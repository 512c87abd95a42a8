"""« Réforme »: change values of the law, see a case before and after; the reform as an address, as YAML, as Python.

Nothing is stored: the address holds the reform after « # », which browsers keep to themselves.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

import yaml
from flask import Blueprint, Response, render_template, request

from openfisca_cpam import PACKAGE
from openfisca_cpam.explanation import fiche, recherche
from openfisca_cpam.reforms import parametres
from openfisca_cpam.reforms.avant_apres import AvantApres, avant_apres
from openfisca_cpam.situation.mistakes import Mistake, SituationError
from openfisca_cpam.situation.values import VRAI_FAUX, as_number
from openfisca_cpam.web.pages import Context, situation
from openfisca_cpam.web.pages.courbe import courbe
from openfisca_cpam.web.pages.formats import montre
from openfisca_cpam.web.pages.shell import langue, lien
from openfisca_cpam.web.pages.textes import dit

REFORMES = PACKAGE / "reforms"
LIGNES_MAXIMUM = 40
PROPOSITIONS = 8
_EXEMPLE = "transport_alsace_moselle"
_FORMATS = {"yaml": ("text/yaml", "reforme.yaml"), "python": ("text/x-python", "reforme.py")}


@dataclass
class Rang:
    """A row of the form: as written, then what is wrong in each field."""

    parametre: str = ""
    date: str = ""
    valeur: str = ""
    fautes: dict[str, str] = field(default_factory=dict)

    @property
    def vide(self) -> bool:
        """Whether nothing is written in it, save a date."""
        return not (self.parametre or self.valeur)


def install(blueprint: Blueprint, context: Context) -> None:
    """``/reforme``: the form, and the form sent."""
    system = context.system

    @blueprint.get("/reforme")
    def reforme() -> str:
        name = request.args.get("parametre", "")[:200]
        rows = [Rang(name, date.today().isoformat())] if parametres.parametre(system, name) else []
        shipped = _fournies().get(request.args.get("reforme", ""))
        if shipped is not None:
            rows = _en_rangs(parametres.lit(shipped[1], system))
        return _page(system, rows or [Rang("", date.today().isoformat())], situation.Lue(_EXEMPLE))

    @blueprint.post("/reforme")
    def reforme_calculee() -> Any:
        asked = request.form.get("action", "calculer")[:300]
        rows = _rangs()
        read = situation.Lue(request.form.get("situation", "")[:100], request.form.get("texte", ""))
        if asked == "ajouter":
            return _page(system, [*rows, Rang("", rows[-1].date)], read, ouvre=len(rows))
        if asked == "chercher":
            found = recherche.cherche(system, request.form.get("q", ""), PROPOSITIONS, ["parametre"])
            return _page(system, rows, read, trouves=found)
        if asked.startswith("prendre:"):
            return _page(system, _avec(rows, asked.removeprefix("prendre:")), read)
        if asked.startswith("retirer:"):
            kept = [row for rank, row in enumerate(rows) if str(rank) != asked.removeprefix("retirer:")]
            return _page(system, kept or [Rang("", date.today().isoformat())], read)
        changes, mistakes = _changements(system, rows)
        read = situation.lue(context)
        if not read.situations and not read.fautes:
            mistakes.append({"champ": "situation", "message": dit("reforme.sans_situation", langue())})
        if mistakes or read.fautes:
            return _page(system, rows, read, erreurs=mistakes), 422
        try:
            result = avant_apres(read.situations[0], system, parametres.applique(system, changes), set(changes))
        except SituationError as error:
            read.fautes = error.mistakes
            return _page(system, rows, read), 422
        return _page(system, rows, read, resultat=_resultat(system, changes, result, read))

    @blueprint.post("/reforme/fichier")
    def reforme_fichier() -> Any:
        changes, mistakes = _changements(system, _rangs())
        if mistakes:
            return _page(system, _rangs(), situation.Lue(_EXEMPLE), erreurs=mistakes), 422
        return _fichier(system, changes, request.form.get("format", ""))


@cache
def _fournies() -> dict[str, tuple[str, str]]:
    """The reforms that come with the package: title and YAML, by name."""
    titles = yaml.safe_load((REFORMES / "index.yaml").read_text("utf-8"))
    files = {name: REFORMES / f"{name}.yaml" for name in titles}
    return {name: (titles[name]["titre"], path.read_text("utf-8")) for name, path in files.items() if path.is_file()}


# ---------------------------------------------------------------- the form


def _rangs() -> list[Rang]:
    """The rows sent, or those of the YAML that is pasted instead."""
    lists = [request.form.getlist(name)[:LIGNES_MAXIMUM] for name in ("parametre", "date", "valeur")]
    size = max(map(len, lists), default=0)
    padded = [[*one, *[""] * (size - len(one))] for one in lists]
    rows = [Rang(*(text.strip()[:300] for text in row)) for row in zip(*padded, strict=True)]
    return rows or [Rang("", date.today().isoformat())]


def _avec(rows: list[Rang], name: str) -> list[Rang]:
    """The rows, the name written in the first empty one."""
    free = next((row for row in rows if row.vide), None)
    if free is None:
        free = Rang("", rows[-1].date)
        rows = [*rows, free]
    free.parametre = name[:200]
    return rows


def _changements(system, rows: list[Rang]) -> tuple[parametres.Changements, list[dict[str, str]]]:
    """The reform of the form, or what is wrong in it: each fault by its field, noted in its row too."""
    pasted = request.form.get("yaml", "")
    if pasted.strip():
        return _colle(system, pasted)
    raw: dict[str, dict[str, Any]] = {}
    places: dict[tuple[str, str], int] = {}
    mistakes: list[dict[str, str]] = []

    def refuse(rank: int, what: str, message: str) -> None:
        rows[rank].fautes.setdefault(what, message)
        told = dit("reforme.changement_faux", langue(), numero=rank + 1, message=message)
        mistakes.append({"champ": f"{what}-{rank}", "message": told if len(rows) > 1 else message})

    for rank, row in enumerate(rows):
        if row.vide:
            continue
        for what in ("parametre", "date", "valeur"):
            if not getattr(row, what):
                refuse(rank, what, dit(f"reforme.manque_{what}", langue()))
        if row.fautes:
            continue
        if (row.parametre, row.date) in places:
            refuse(rank, "date", dit("reforme.deux_fois", langue()))
            continue
        places[row.parametre, row.date] = rank
        unit = parametres.unite(system, row.parametre)
        raw.setdefault(row.parametre, {})[row.date] = valeur_ecrite(row.valeur, unit)
    if mistakes:
        return {}, mistakes
    if not raw:
        refuse(0, "parametre", dit("reforme.vide", langue()))
        return {}, mistakes
    try:
        return parametres.verifie(raw, system), []
    except SituationError as error:
        for one in error.mistakes:
            rank, what = _place(one, places, system)
            refuse(
                rank,
                what,
                _phrase(one).removeprefix(f"{rows[rank].parametre} : ").removeprefix(f"{rows[rank].date} : "),
            )
        return {}, mistakes


def _place(mistake: Mistake, places: dict[tuple[str, str], int], system) -> tuple[int, str]:
    """The row and the field of a mistake of the reform."""
    name = mistake.path[0] if mistake.path else ""
    if len(mistake.path) == 1 or parametres.parametre(system, str(name)) is None:
        return next((rank for (one, _), rank in places.items() if one == name), 0), "parametre"
    day = str(mistake.path[1])
    rank = places.get((str(name), day), 0)
    about_the_date = re.search(r"date attendue|calendrier|le mois va|année hors|n'existe qu'à partir", mistake.message)
    return rank, "date" if about_the_date else "valeur"


def _colle(system, text: str) -> tuple[parametres.Changements, list[dict[str, str]]]:
    try:
        return parametres.lit(text, system), []
    except SituationError as error:
        return {}, [
            {"champ": "yaml", "message": dit("reforme.ligne", langue(), ligne=one.line, message=_phrase(one))}
            for one in error.mistakes[: situation.FAUTES_MONTREES]
        ]


def _phrase(mistake: Mistake) -> str:
    end = f" ; vouliez-vous dire « {mistake.suggestion} » ?" if mistake.suggestion else ""
    return f"{mistake.message[:400]}{end}"


def valeur_ecrite(text: str, unit: str | None) -> Any:
    """A value as a reader writes it, as YAML knows it; what is not understood stays a text, which is then refused.

    >>> valeur_ecrite("6,50 €", "currency"), valeur_ecrite("65 %", "/1"), valeur_ecrite("oui", "boolean")
    (6.5, 0.65, True)
    >>> valeur_ecrite("1 234", "currency"), valeur_ecrite("3, 7", "list"), valeur_ecrite("9**9", "currency")
    (1234, [3, 7], '9**9')
    """
    text = text.strip()
    if unit == "boolean":
        known = {"true": True, "false": False}
        return known.get(VRAI_FAUX.get(text.casefold(), text.casefold()), text)
    if unit == "list":
        return [_nombre(one.strip()) for one in text.strip("[] ").split(",") if one.strip()]
    share = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*%", text)
    if unit == "/1" and share:
        return round(float(share.group(1).replace(",", ".")) / 100, 12)
    words = re.sub(r"\s*(€/km|€/h|ans?|mois|jours?|h|km|min|points?)\s*\Z", "", text)
    return _nombre(words)


def _nombre(text: str) -> Any:
    plain = as_number(text)
    if plain is None:
        return text
    return float(plain) if "." in plain else int(plain)


# ---------------------------------------------------------------- the page


def _page(
    system,
    rows: list[Rang],
    read: situation.Lue,
    *,
    erreurs: list[dict[str, str]] | None = None,
    trouves: recherche.Reponse | None = None,
    resultat: dict[str, Any] | None = None,
    ouvre: int | None = None,
) -> str:
    pasted = request.form.get("texte", "") if request.method == "POST" else ""
    if resultat is not None and request.form.get("yaml", "").strip():
        rows = _en_rangs(resultat["changements"])
    return render_template(
        "pages/reforme.html",
        rangs=[{"rang": row, "connu": _connu(system, row)} for row in rows],
        fournies=[(lien("/reforme", reforme=name), title) for name, (title, _) in _fournies().items()],
        situations=situation.fournies(),
        choisie=read.nom,
        texte=pasted,
        yaml="" if resultat is not None else request.form.get("yaml", ""),
        fautes=situation.fautes_montrees(read),
        erreurs=[*(erreurs or []), *({"champ": "texte", "message": _phrase(one)} for one in read.fautes[:3])],
        trouves=trouves,
        resultat=resultat,
        ouvre=ouvre,
    )


def _connu(system, row: Rang) -> dict[str, str] | None:
    """What is known of the parameter of a row: label, value of the law on its date, address."""
    found = parametres.parametre(system, row.parametre)
    if found is None:
        return None
    day = row.date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.date) else date.today().isoformat()
    unit = parametres.unite(system, row.parametre)
    scale = row.parametre.partition("[")[0]
    return {
        "libelle": _libelle(system, row.parametre),
        "valeur": montre(found._get_at_instant(day), unit, None, langue()),
        "jour": montre(day, lang=langue()),
        "href": lien(f"/loi/parametres/{scale}"),
    }


def _libelle(system, name: str) -> str:
    """The description of a parameter; of a bracket, that of its scale and its rank."""
    scale, _, rank = name.partition("[")
    if not rank:
        return parametres.parametre(system, name).description or name
    number, _, what = rank.partition("].")
    return f"{fiche.noeuds(system)[scale].description} (tranche {int(number) + 1}, {what})"


def _en_rangs(changes: parametres.Changements) -> list[Rang]:
    return [
        Rang(name, day, json.dumps(value, ensure_ascii=False))
        for name, values in changes.items()
        for day, value in values.items()
    ]


def _resultat(system, changes: parametres.Changements, found: AvantApres, read: situation.Lue) -> dict[str, Any]:
    lang = langue()
    lines = []
    for one in found.lignes:
        before, after = one.avant, one.apres
        lines.append(
            {
                "libelle": {"fr": before.libelle, "en": getattr(system.variables[before.variable], "label_en", None)},
                "href": lien(f"/loi/variables/{before.variable}"),
                "id": before.id,
                "periode": before.periode,
                "avant": before.texte or montre(before.valeur, before.unite, before.type, lang),
                "apres": after.texte or montre(after.valeur, after.unite, after.type, lang),
                "motif": (before.motif.texte if before.motif else None, after.motif.texte if after.motif else None),
                "change": one.change,
                "ecart": _ecart(one.ecart, before.unite, lang),
            }
        )
    return {
        "changements": changes,
        "modifies": [_modifie(system, name, values, lang) for name, values in changes.items()],
        "lignes": lines,
        "plusieurs": len({line["id"] for line in lines}) > 1,
        "periodes": len({line["periode"] for line in lines}) > 1,
        "changees": sum(line["change"] for line in lines),
        "etapes": [
            {
                "libelle": {"fr": one.libelle, "en": getattr(system.variables[one.variable], "label_en", None)},
                "href": lien(f"/loi/variables/{one.variable}"),
                "id": one.id,
                "avant": montre(one.avant, one.unite, one.type, lang),
                "apres": montre(one.apres, one.unite, one.type, lang),
            }
            for one in found.etapes
        ],
        "non_lus": [_libelle(system, name) for name in changes if name not in found.parametres_lus],
        "adresse": adresse(changes, read.nom if not request.form.get("texte", "").strip() else ""),
        "yaml": parametres.en_yaml(changes),
        "python": parametres.en_python(changes, system),
    }


def _ecart(value: float | None, unit: str | None, lang: str) -> str:
    """A difference with its sign; nothing when there is none."""
    if not value:
        return ""
    if unit == "/1":
        points = montre(round(abs(value) * 100, 6), "percent-point", None, lang)
        return f"{'+' if value > 0 else '−'}{points}"
    return f"{'+' if value > 0 else '−'}{montre(abs(value), unit, None, lang)}"


def _modifie(system, name: str, values: dict[str, Any], lang: str) -> dict[str, Any]:
    """A changed parameter: the law beside the reform."""
    law = [(entry.instant_str, entry.value) for entry in reversed(parametres.parametre(system, name).values_list)]
    unit = parametres.unite(system, name)
    first = min(values)
    after = [(day, value) for day, value in law if day < first] + sorted(values.items())
    made = courbe(after, lambda value: montre(value, unit, None, lang), date.today(), law)
    rows = [
        {
            "jour": montre(day, lang=lang),
            "avant": montre(parametres.parametre(system, name)._get_at_instant(day), unit, None, lang),
            "apres": montre(value, unit, None, lang),
        }
        for day, value in sorted(values.items())
    ]
    return {"nom": name, "libelle": _libelle(system, name), "rangs": rows, "courbe": made}


def adresse(changes: parametres.Changements, case: str = "") -> str:
    """The address of a reform: everything after « # », which no browser sends.

    >>> adresse({"franchises.transport.par_trajet": {"2026-12-01": 6.5}}, "transport_c2s")
    '/reforme#franchises.transport.par_trajet%402026-12-01=6.5&cas=transport_c2s'
    """
    pairs = [
        (f"{name}@{day}", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        for name, values in changes.items()
        for day, value in values.items()
    ]
    return f"/reforme#{urlencode([*pairs, *([('cas', case)] if case else [])])}"


def _fichier(system, changes: parametres.Changements, kind: str) -> Response:
    kind = kind if kind in _FORMATS else "yaml"
    mimetype, name = _FORMATS[kind]
    text = parametres.en_yaml(changes) if kind == "yaml" else parametres.en_python(changes, system)
    response = Response(text, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
