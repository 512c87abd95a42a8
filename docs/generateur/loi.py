"""The pages of the law: a section a domain, with its rules, variables, parameters and cases, linked to each other."""

import posixpath
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml
from openfisca_core.parameters import Parameter, ParameterNode, ParameterScale
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from generateur.courbe import courbe
from generateur.page import (
    INSECABLE,
    adresse,
    bloc,
    echappe,
    lien,
    paragraphes,
    pluriel,
    tableau,
    tete,
    titre,
)
from openfisca_cpam.explanation.fiche import FicheParametre, FicheVariable, fiche
from openfisca_cpam.explanation.formats import texte, unites
from openfisca_cpam.explanation.model import Reference
from openfisca_cpam.quality import couverture
from openfisca_cpam.quality.couverture import STATUTS, Regle
from openfisca_cpam.quality.files import DONNEES

PAQUET = Path(couverture.__file__).resolve().parents[1]
TESTS = PAQUET.parent / "tests"
ACCUEIL = "droit/index.md"
CHEMIN = " › "
ETATS = {"fait": "calculée", "entree": "donnée en entrée", "hors_champ": "hors champ", "prevu": "prévue"}
CONFIANCES = {
    "A": "texte officiel, ou deux sources indépendantes",
    "B": "une seule source",
    "C": "calculée, ou connue sans source : à confirmer",
}
# Titles of the domains that no folder of parameters names, and shorter ones for the menu.
TITRES = {
    "transport": "Transport",
    "franchises": "Franchises et participations",
    "soins": "Soins",
    "hospitalisation": "Hospitalisation",
    "appareillage": "Appareillage",
    "complementaire_sante_solidaire": "Complémentaire santé solidaire",
    "couverture_universelle": "Couverture universelle",
    "prestations_especes": "Prestations en espèces",
    "demarches": "Démarches",
    "individu": "La personne",
    "foyer": "Le foyer",
    "references_nationales": "Références nationales",
}
DESCRIPTIONS = {
    "demarches": "Délais, recours, à qui demander, soins hors du département",
    "foyer": "Ce qui est vrai d'un foyer quel que soit le domaine : membres, logement, minima sociaux",
}
TYPES = {"entier": "nombre entier", "booleen": "oui ou non"}


@dataclass(frozen=True)
class Place:
    """Where something is described."""

    page: str
    ancre: str | None = None


@dataclass
class Cas:
    """A case, as its file writes it."""

    nom: str
    description: str
    periode: str
    attendus: set[str]


@dataclass
class Domaine:
    """A first level of ``parameters/``, ``variables/`` and ``tests/``."""

    nom: str
    titre: str
    description: str
    regles: list[Regle] = field(default_factory=list)
    variables: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parametres: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cas: dict[str, list[Cas]] = field(default_factory=dict)

    def page(self, *parts: str) -> str:
        """The path of one of its pages."""
        return posixpath.join("droit", self.nom, *parts)


class Plan:
    """What there is, and on which page.

    Args:
        system: the law.

    Attributes:
        jour: the day of the law that the pages tell: the last on which its values were checked.
        domaines: by name, in the order of ``couverture.yaml``.
        places: of variables, parameters and folders, by name.
    """

    def __init__(self, system: TaxBenefitSystem) -> None:
        self.system = system
        self.regles = couverture.lit(couverture.FICHIER.read_text("utf-8"))
        self.noeuds = {node.name: node for node in system.parameters.get_descendants()}
        self.parametres = {name: node for name, node in self.noeuds.items() if isinstance(node, Parameter)}
        self.domaines: dict[str, Domaine] = {}
        self.places: dict[str, Place] = {}
        self.modules: dict[str, str] = {}
        for regle in self.regles:
            self._domaine(regle.domaine).regles.append(regle)
        self._variables()
        self._parametres()
        self._cas()
        self.jour = max(str(one.metadata.get("last_value_still_valid_on", "")) for one in self.parametres.values())

    def _domaine(self, name: str) -> Domaine:
        if name not in self.domaines:
            node = self.noeuds.get(name)
            described = DESCRIPTIONS.get(name) or (node.description if node is not None else "")
            self.domaines[name] = Domaine(name, TITRES.get(name, name.replace("_", " ").capitalize()), described)
        return self.domaines[name]

    def _variables(self) -> None:
        for name, variable in self.system.variables.items():
            module = type(variable).__module__
            _, _, domain, *rest = module.split(".")
            place = self._domaine(domain)
            page = place.page("variables", "-".join(rest) + ".md")
            place.variables[page].append(name)
            self.modules[page] = module
            self.places[name] = Place(page, name)

    def _parametres(self) -> None:
        for name, node in self.noeuds.items():
            domain = self._domaine(name.split(".")[0])
            folder = self.dossier(node)
            page = domain.page("parametres", "-".join(folder.split(".")[1:]) or "racine") + ".md"
            if isinstance(node, Parameter | ParameterScale):
                domain.parametres[page].append(name)
                self.places[name] = Place(page, name)
            else:
                self.places.setdefault(name, Place(domain.page("parametres", "index.md")))
        for domain in self.domaines.values():
            domain.parametres = dict(sorted(domain.parametres.items(), key=lambda one: one[0][:-3]))
            for page, names in domain.parametres.items():
                self.places[self.dossier(self.noeuds[names[0]])] = Place(page)

    def _cas(self) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for path in sorted(TESTS.rglob("*.yaml")):
            parts = path.relative_to(TESTS).parts
            if DONNEES in parts or len(parts) < 2:
                continue
            content = yaml.load(path.read_text("utf-8"), loader)
            if not isinstance(content, list) or not all(isinstance(one, dict) and "output" in one for one in content):
                continue
            cases = [
                Cas(
                    str(one.get("name", "")),
                    " ".join(str(one.get("description", "")).split()),
                    str(one.get("period", "")),
                    set(_noms(one["output"])) & self.system.variables.keys(),
                )
                for one in content
            ]
            name = "tests/" + "/".join(parts)
            domain = self._domaine(parts[0])
            domain.cas[name] = cases
            self.places[name] = Place(domain.page("cas", "-".join(parts[1:]).removesuffix(".yaml") + ".md"))

    def dossier(self, node) -> str:
        """The dotted name of the folder that holds the file of a node; of itself, for a folder."""
        path = Path(node.file_path)
        below = path.relative_to(PAQUET / "parameters")
        return ".".join(below.parts[:-1] if path.suffix == ".yaml" else below.parts)

    # What is read from both ends --------------------------------------------------------------------------------

    def fiche(self, name: str):
        """What ``openfisca-cpam explain`` shows of a name."""
        return fiche(self.system, name, self.jour)

    @cached_property
    def fiches_parametres(self) -> dict[str, FicheParametre]:
        """The pages of all parameters."""
        return {name: self.fiche(name) for name in self.parametres}

    @cached_property
    def regles_de(self) -> dict[str, list[Regle]]:
        """The rules that name a variable, a parameter (or the folder that holds it) or a file of cases."""
        found: dict[str, list[Regle]] = defaultdict(list)
        for regle in self.regles:
            for name in (*regle.variables, *regle.tests):
                found[name].append(regle)
            for name in regle.parametres:
                for one in self.parametres:
                    if one == name or one.startswith(f"{name}."):
                        found[one].append(regle)
        return found

    @cached_property
    def cas_de(self) -> dict[str, list[str]]:
        """The files of the cases that expect a variable."""
        found: dict[str, list[str]] = defaultdict(list)
        for domain in self.domaines.values():
            for name, cases in domain.cas.items():
                for variable in set().union(*(one.attendus for one in cases)):
                    found[variable].append(name)
        return found

    # Links -----------------------------------------------------------------------------------------------------------

    def lien(self, source: str, name: str, text: str | None = None) -> str:
        """A link to what has a name; its name alone when nothing describes it."""
        place = self.places.get(name)
        if place is None:
            return f"<code>{echappe(name)}</code>"
        return lien(adresse(source, place.page, place.ancre), text or name, code=text is None)

    def lien_libelle(self, source: str, name: str) -> str:
        """A link to a variable or a parameter under its label; a file of cases keeps its name."""
        node = self.system.variables.get(name)
        label = node.label if node is not None else getattr(self.noeuds.get(name), "description", None)
        return self.lien(source, name, label)

    def lien_regle(self, source: str, regle: Regle) -> str:
        """A link to a rule, under its number."""
        page = self.domaines[regle.domaine].page("regles.md")
        return lien(adresse(source, page, ancre_regle(regle)), regle.id)

    def titre_du_fichier(self, page: str) -> str:
        """The title of a page of variables: what the file says of itself."""
        doc = (sys.modules[self.modules[page]].__doc__ or "").strip().split("\n\n")[0]
        return " ".join(doc.split()).rstrip(".") or self.modules[page].split(".")[-1]

    def titres_du_dossier(self, names: list[str]) -> list[str]:
        """The titles of the folders that lead to a page of parameters, below the domain."""
        parts = self.dossier(self.noeuds[names[0]]).split(".")
        nodes = [self.noeuds[".".join(parts[:rank])] for rank in range(2, len(parts) + 1)]
        labels = [(node.metadata or {}).get("short_label") or node.description or node.name for node in nodes]
        return labels or [self.domaines[parts[0]].titre]

    def titres_du_menu(self, domain: Domaine) -> dict[str, str]:
        """The title of each page of parameters: its own folder's, with those above when another has the same."""
        titles = {page: self.titres_du_dossier(names) for page, names in domain.parametres.items()}
        counts = Counter(labels[-1] for labels in titles.values())
        return {
            page: labels[-1] if counts[labels[-1]] == 1 else CHEMIN.join(labels[-2:]) for page, labels in titles.items()
        }


def ancre_regle(regle: Regle) -> str:
    """The anchor of a rule on its page."""
    return f"regle-{regle.id}"


def _noms(output) -> set[str]:
    """The names of an ``output``, whatever its form."""
    found = set()
    if isinstance(output, dict):
        for key, value in output.items():
            found |= {str(key)} | _noms(value)
    return found


def pages(plan: Plan) -> dict[str, str]:
    """Every page of the law, by path."""
    found = {ACCUEIL: _accueil(plan)}
    for domain in plan.domaines.values():
        found[domain.page("index.md")] = _index(plan, domain)
        if domain.regles:
            found[domain.page("regles.md")] = _regles(plan, domain)
        if domain.variables:
            found[domain.page("variables", "index.md")] = _liste_des_variables(plan, domain)
        for page, names in domain.variables.items():
            found[page] = _variables(plan, domain, page, names)
        if domain.parametres:
            found[domain.page("parametres", "index.md")] = _liste_des_parametres(plan, domain)
        for page, names in domain.parametres.items():
            found[page] = _parametres(plan, domain, page, names)
        if domain.cas:
            found[domain.page("cas", "index.md")] = _liste_des_cas(plan, domain)
        for name, cases in domain.cas.items():
            found[plan.places[name].page] = _cas(plan, domain, name, cases)
    return found


def menu(plan: Plan) -> list[dict]:
    """The law's part of the menu."""
    entries: list = [ACCUEIL]
    for domain in plan.domaines.values():
        below: list = [domain.page("index.md")]
        below += [{"Règles": domain.page("regles.md")}] if domain.regles else []
        for title, folder, rooms in (
            ("Variables", "variables", {page: _court(plan.titre_du_fichier(page)) for page in domain.variables}),
            ("Paramètres", "parametres", plan.titres_du_menu(domain)),
            ("Cas", "cas", {plan.places[name].page: _nom_du_fichier(name) for name in domain.cas}),
        ):
            if rooms:
                inside = [{text: page} for page, text in rooms.items()]
                below.append({title: [domain.page(folder, "index.md"), *inside]})
        entries.append({domain.titre: below})
    return entries


def _court(title: str) -> str:
    """The beginning of a title, up to its first pause."""
    return re.split(r" : |[,;(]| et ce qu| et qui ", title)[0].strip()


def _nom_du_fichier(name: str) -> str:
    return "/".join(name.split("/")[2:]).removesuffix(".yaml")


def _fil(source: str, domain: Domaine, *steps: tuple[str, str], above: Iterable[str] = ()) -> str:
    """Where a page is: links to the pages above, then names of folders."""
    links = [
        lien(adresse(source, page), text)
        for page, text in ((ACCUEIL, "La loi"), (domain.page("index.md"), domain.titre), *steps)
        if page != source
    ]
    return f'<p class="fil" data-search-exclude>{CHEMIN.join([*links, *map(echappe, above)])}</p>\n\n'


# ---------------------------------------------------------------- the domains


def chiffres(plan: Plan, domain: Domaine) -> dict[str, int]:
    """What a domain holds, in figures."""
    states = Counter(regle.statut for regle in domain.regles)
    grades = Counter(
        one.confiance for names in domain.parametres.values() for name in names if name in plan.parametres
        for one in plan.fiches_parametres[name].valeurs
    )  # fmt: skip
    return {
        "Règles calculées": states["fait"],
        "Données en entrée": states["entree"],
        "Hors champ ou prévues": states["hors_champ"] + states["prevu"],
        "Variables": sum(map(len, domain.variables.values())),
        "Paramètres": sum(map(len, domain.parametres.values())),
        "Valeurs datées": sum(grades.values()),
        "À confirmer": grades["C"],
        "Cas": sum(map(len, domain.cas.values())),
    }


def tableau_des_domaines(plan: Plan, source: str) -> str:
    """One row a domain: what is covered."""
    rows = []
    for domain in plan.domaines.values():
        counts = chiffres(plan, domain)
        starts = [regle.depuis for regle in domain.regles if regle.statut == "fait"]
        cells = [str(count) if count else "–" for count in counts.values()]
        start = texte(min(starts).isoformat()) if starts else "–"
        rows.append([lien(adresse(source, domain.page("index.md")), domain.titre), *cells, start])
    columns = ["Domaine", *chiffres(plan, next(iter(plan.domaines.values()))), "Depuis"]
    return bloc(tableau(columns, rows, "fiches large", range(1, len(columns) - 1)), css="couverture")


def _accueil(plan: Plan) -> str:
    text = (
        f"La loi telle que le paquet l'applique, au {texte(plan.jour)} : chaque règle, chaque variable, chaque valeur "
        "datée avec son article. Ces pages sont écrites par le programme à partir de ses propres fichiers, les mêmes "
        "que ceux du calcul : rien n'y est recopié. `openfisca-cpam explain NOM` donne la même chose dans un terminal."
    )
    legend = " ; ".join(f"**{letter}** : {meaning}" for letter, meaning in CONFIANCES.items())
    return (
        f"{tete('La loi')}# La loi, domaine par domaine\n\n{text}\n\n{tableau_des_domaines(plan, ACCUEIL)}"
        f"La confiance d'une valeur est une lettre. {legend}.\n"
    )


def _index(plan: Plan, domain: Domaine) -> str:
    source = domain.page("index.md")
    counts = chiffres(plan, domain)
    tiles = "".join(
        f"<li><b>{f'{count:,}'.replace(',', INSECABLE)}</b> {echappe(name.lower())}</li>"
        for name, count in counts.items()
        if count
    )
    starts = [regle.depuis for regle in domain.regles if regle.statut == "fait"]
    covered = f"Couvert depuis le {texte(min(starts).isoformat())}. " if starts else ""
    parts = [
        tete(domain.titre),
        _fil(source, domain),
        titre(1, domain.titre, domain.nom),
        f"\n{domain.description}.\n\n" if domain.description else "\n",
        bloc(f'<ul class="chiffres">{tiles}</ul>', css="bandeau"),
        f"{covered}Valeurs vérifiées jusqu'au {_verifie(plan, domain)}.\n\n" if domain.parametres else "",
    ]
    rooms = [
        ("regles.md", domain.regles, "Règles", "ce que la loi dit, et ce qui le calcule"),
        ("variables/index.md", domain.variables, "Variables", "une étape de la loi chacune, avec son histoire"),
        ("parametres/index.md", domain.parametres, "Paramètres", "les valeurs datées, avec leurs articles"),
        ("cas/index.md", domain.cas, "Cas", "les exemples qui éprouvent les règles"),
    ]
    items = [
        f"<li>{lien(adresse(source, domain.page(page)), name)}<br>{echappe(text)}</li>"
        for page, there, name, text in rooms
        if there
    ]
    parts.append(bloc(f'<ul class="cartes">{"".join(items)}</ul>', css="acces"))
    parts.append(_confiance(plan, domain, source))
    parts.append(_points_ouverts(plan, domain, source))
    return "".join(parts)


def _verifie(plan: Plan, domain: Domaine) -> str:
    days = [
        plan.fiches_parametres[name].verifie_au or ""
        for names in domain.parametres.values()
        for name in names
        if name in plan.parametres
    ]
    return texte(min(filter(None, days), default="–"))


def _confiance(plan: Plan, domain: Domaine, source: str) -> str:
    grades: Counter = Counter()
    doubtful = []
    for names in domain.parametres.values():
        for name in names:
            if name not in plan.parametres:
                continue
            page = plan.fiches_parametres[name]
            grades.update(one.confiance for one in page.valeurs)
            days = [texte(one.depuis) for one in page.valeurs if one.confiance == "C"]
            if days:
                doubtful.append([plan.lien(source, name, page.libelle), echappe(", ".join(days))])
    if not grades:
        return ""
    rows = [[f"<b>{letter}</b>", echappe(text), str(grades[letter])] for letter, text in CONFIANCES.items()]
    found = titre(2, "Confiance des valeurs", "confiance")
    found += bloc(tableau(["Lettre", "Veut dire", "Valeurs"], rows, nombres=[2]))
    if doubtful:
        table = tableau(["Valeur à confirmer", "Dates"], doubtful)
        summary = f"{pluriel(len(doubtful), 'paramètre')} avec une valeur à confirmer"
        found += bloc(f"<details data-search-exclude><summary>{summary}</summary>{table}</details>")
    return found


def _points_ouverts(plan: Plan, domain: Domaine, source: str) -> str:
    rules = [regle for regle in domain.regles if regle.statut in ("hors_champ", "prevu")]
    unknown = [
        page
        for names in domain.parametres.values()
        for name in names
        if name in plan.parametres and (page := plan.fiches_parametres[name]).valeur is None
    ]
    if not rules and not unknown:
        return ""
    found = titre(2, "Points ouverts", "points-ouverts")
    if rules:
        rows = [
            [plan.lien_regle(source, regle), echappe(regle.regle), echappe(f"{ETATS[regle.statut]} : {regle.raison}")]
            for regle in rules
        ]
        found += bloc(tableau(["Règle", "Ce qu'elle dit", "Pourquoi elle n'est pas calculée"], rows))
    if unknown:
        rows = [[plan.lien(source, page.nom, page.libelle), _depuis_quand(page)] for page in unknown]
        summary = f"{pluriel(len(unknown), 'paramètre')} sans valeur au {texte(plan.jour)} (éteints ou inconnus)"
        table = tableau(["Paramètre", "Sans valeur depuis"], rows)
        found += bloc(f"<details data-search-exclude><summary>{summary}</summary>{table}</details>")
    return found


def _depuis_quand(page: FicheParametre) -> str:
    current = next((one for one in page.valeurs if one.en_vigueur), None)
    return texte(current.depuis) if current else "toujours"


# ---------------------------------------------------------------- rules


def _regles(plan: Plan, domain: Domaine) -> str:
    source = domain.page("regles.md")
    found = [
        tete(f"{domain.titre} : les règles"),
        _fil(source, domain),
        titre(1, f"{domain.titre} : les règles", "regles"),
        "\nChaque règle a un numéro, que citent les cas, les variables et les paramètres qui la concernent.\n\n",
    ]
    for regle in domain.regles:
        until = f" jusqu'au {texte(regle.jusqu_a.isoformat())}" if regle.jusqu_a else ""
        state = f'<span class="etat {regle.statut}">{ETATS[regle.statut]}</span>'
        found.append(titre(2, regle.id, ancre_regle(regle)))
        found.append(
            bloc(
                f'<p class="regle">{echappe(regle.regle)}</p>',
                f'<p class="nom">{state} <span>depuis le {texte(regle.depuis.isoformat())}{until}</span></p>',
                paragraphes(regle.raison),
                _renvois(plan, source, "Calculée par" if regle.statut == "fait" else "Variables", regle.variables),
                _renvois(plan, source, "Valeurs", regle.parametres),
                _renvois(plan, source, "Cas", regle.tests),
            )
        )
    return "".join(found)


def _renvois(plan: Plan, source: str, label: str, names) -> str:
    """A line of links."""
    links = ", ".join(plan.lien(source, name) for name in names)
    return f'<p class="renvois" data-search-exclude><b>{label} :</b> {links}</p>' if names else ""


def _regles_liees(plan: Plan, source: str, name: str) -> str:
    links = ", ".join(plan.lien_regle(source, regle) for regle in plan.regles_de.get(name, ()))
    return f'<p class="renvois" data-search-exclude><b>Règles :</b> {links}</p>' if links else ""


def sources(references: list[Reference]) -> str:
    """Articles, with their addresses when they are known."""
    items = "".join(
        f"<li>{lien(one.href, one.titre) if one.href and one.href.startswith('http') else echappe(one.titre)}</li>"
        for one in references
    )
    return f'<ul class="sources">{items}</ul>' if items else ""


def _unite(unit: str | None) -> str:
    return unites()[unit]["label"] if unit in unites() else ""


# ---------------------------------------------------------------- variables


def _liste_des_variables(plan: Plan, domain: Domaine) -> str:
    source = domain.page("variables", "index.md")
    rows = []
    for page, names in domain.variables.items():
        computed = sum(bool(plan.system.variables[name].formulas) for name in names)
        rows.append(
            [
                lien(adresse(source, page), plan.titre_du_fichier(page)),
                str(computed) if computed else "–",
                str(len(names) - computed) if len(names) > computed else "–",
            ]
        )
    return "".join(
        [
            tete(f"{domain.titre} : les variables"),
            _fil(source, domain),
            titre(1, f"{domain.titre} : les variables", "variables"),
            "\nUne variable est une étape de la loi : une condition, un motif, une base, un taux, un montant, une "
            "date. Celles que rien ne calcule sont les données de la situation.\n\n",
            bloc(tableau(["Ce dont elles parlent", "Calculées", "Données"], rows, nombres=[1, 2])),
        ]
    )


def _variables(plan: Plan, domain: Domaine, page: str, names: list[str]) -> str:
    title = plan.titre_du_fichier(page)
    file = plan.modules[page].replace(".", "/") + ".py"
    found = [
        tete(title),
        _fil(page, domain, (domain.page("variables", "index.md"), "Variables")),
        titre(1, title, "variables"),
        f'\n<p class="fichier"><code>{echappe(file)}</code></p>\n\n',
    ]
    for name in names:
        found.append(_variable(plan, page, plan.fiche(name)))
    return "".join(found)


def _variable(plan: Plan, source: str, page: FicheVariable) -> str:
    nature = "calculée" if page.calculee else "donnée"
    facts = [
        f"{TYPES.get(page.type, page.type)}{f', en {_unite(page.unite)}' if page.unite else ''}",
        f"par {page.entite}, pour {page.periode}",
    ]
    bounds = [f"au moins {texte(page.minimum, page.unite)}"] if page.minimum is not None else []
    bounds += [f"au plus {texte(page.maximum, page.unite)}"] if page.maximum is not None else []
    facts += [" et ".join(bounds)] if bounds else []
    if not page.calculee and not page.choix:
        facts.append(f"sans réponse : {texte(page.defaut, page.unite, page.type)}")
    tags = "".join(f"<span>{echappe(fact)}</span>" for fact in facts)
    history = ""
    if page.formules:
        lines = "".join(
            f"<dt>{f'Depuis le {texte(one.depuis)}' if one.depuis else 'Toujours'}</dt>"
            f"<dd>{paragraphes(one.regle)}</dd>"
            for one in reversed(page.formules)
        )
        end = (
            f"<dt>Jusqu'au {texte(page.jusqu_au)}</dt><dd><p>Dernier jour de la règle.</p></dd>"
            if page.jusqu_au
            else ""
        )
        history = f'<dl class="histoire">{end}{lines}</dl>'
    choices = ""
    if page.choix:
        rows = [[f"<code>{echappe(key)}</code>", echappe(value)] for key, value in page.choix.items()]
        default = f" ; sans réponse : {page.defaut}" if not page.calculee else ""
        choices = (
            f"<details><summary>{pluriel(len(rows), 'valeur possible', 'valeurs possibles')}"
            f"{echappe(default)}</summary>"
            f"{tableau(['Valeur', 'Veut dire'], rows)}</details>"
        )
    return titre(2, page.libelle, page.nom) + bloc(
        f'<p class="nom"><code>{page.nom}</code> <span class="etat {nature}">{nature}</span>{tags}</p>',
        paragraphes(page.documentation),
        history,
        sources(page.references),
        choices,
        _regles_liees(plan, source, page.nom),
        _lectures(
            plan,
            source,
            {
                "Lit les paramètres": sorted({name for one in page.formules for name in one.lit_parametres}),
                "Lit les variables": page.lit_variables,
                "Lue par": page.lue_par,
                "Attendue par les cas de": plan.cas_de.get(page.nom, []),
            },
        ),
    )


def _lectures(plan: Plan, source: str, lists: dict[str, list[str]]) -> str:
    """What is read and who reads, folded."""
    there = {label: names for label, names in lists.items() if names}
    if not there:
        return ""
    summary = " · ".join(f"{label.lower()} ({len(names)})" for label, names in there.items())
    blocks = "".join(
        f"<p><b>{label}</b></p><ul>{''.join(f'<li>{plan.lien_libelle(source, name)}</li>' for name in names)}</ul>"
        for label, names in there.items()
    )
    return (
        f'<details class="lectures" data-search-exclude><summary>{summary[0].upper()}{summary[1:]}</summary>'
        f"{blocks}</details>"
    )


# ---------------------------------------------------------------- parameters


def _liste_des_parametres(plan: Plan, domain: Domaine) -> str:
    source = domain.page("parametres", "index.md")
    rows = []
    for page, names in domain.parametres.items():
        folder = plan.noeuds.get(plan.dossier(plan.noeuds[names[0]]))
        text = folder.description if folder is not None else ""
        title = CHEMIN.join(plan.titres_du_dossier(names))
        rows.append([lien(adresse(source, page), title), echappe(text), str(len(names))])
    return "".join(
        [
            tete(f"{domain.titre} : les paramètres"),
            _fil(source, domain),
            titre(1, f"{domain.titre} : les paramètres", "parametres"),
            "\nLes valeurs de la loi : un fichier chacune, chaque valeur datée et suivie de son article.\n\n",
            bloc(tableau(["Dossier", "Ce qu'il contient", "Paramètres"], rows, nombres=[2])),
        ]
    )


def _parametres(plan: Plan, domain: Domaine, page: str, names: list[str]) -> str:
    *above, title = plan.titres_du_dossier(names)
    folder = plan.noeuds[plan.dossier(plan.noeuds[names[0]])]
    found = [
        tete(f"{domain.titre} : {title}"),
        _fil(page, domain, (domain.page("parametres", "index.md"), "Paramètres"), above=above),
        titre(1, title, "parametres"),
        f"\n{folder.description}\n\n" if folder.description and folder.description != title else "\n",
        f'<p class="fichier"><code>parameters/{folder.name.replace(".", "/")}/</code></p>\n\n',
    ]
    table = None
    for name in names:
        node = plan.noeuds[name]
        parent = plan.noeuds.get(name.rpartition(".")[0])
        inside = isinstance(parent, ParameterNode) and Path(parent.file_path).suffix == ".yaml"
        if inside and table is not parent:
            table = parent
            found.append(titre(2, parent.description or parent.name, parent.name))
            plan.places[parent.name] = Place(page, parent.name)
            found.append(
                bloc(f'<p class="nom"><code>{echappe(parent.name)}</code></p>', paragraphes(parent.documentation))
            )
        if isinstance(node, ParameterScale):
            found.append(_bareme(plan, page, node))
        else:
            found.append(_parametre(plan, page, plan.fiches_parametres[name], 3 if inside else 2))
    return "".join(found)


def _parametre(plan: Plan, source: str, page: FicheParametre, level: int) -> str:
    end = max(page.verifie_au or "", plan.jour)
    rows = [
        [
            f"{texte(one.depuis)}",
            f"<b>{echappe(texte(one.valeur, page.unite, espace=INSECABLE))}</b>",
            _lettre(one.confiance),
            sources(one.references),
        ]
        for one in reversed(page.valeurs)
    ]
    now = echappe(texte(page.valeur, page.unite, espace=INSECABLE))
    unit = f"<span>{echappe(_unite(page.unite))}</span>" if page.unite else ""
    verified = f"<span>vérifié jusqu'au {texte(page.verifie_au)}</span>" if page.verifie_au else ""
    return titre(level, page.libelle, page.nom) + bloc(
        f'<p class="nom"><code>{echappe(page.nom)}</code> <span class="etat valeur">{now}</span>{unit}{verified}</p>',
        paragraphes(page.documentation),
        courbe(page.valeurs, page.unite, end, f"Histoire : {page.libelle}"),
        tableau(["Depuis le", "Valeur", "Confiance", "Textes"], rows, "fiches valeurs"),
        _regles_liees(plan, source, page.nom),
        _lectures(plan, source, {"Lu par": page.lu_par}),
    )


def _lettre(grade: str | None) -> str:
    """A confidence."""
    return f'<span class="confiance {grade}" title="{CONFIANCES[grade]}">{grade}</span>' if grade else "–"


def _bareme(plan: Plan, source: str, scale: ParameterScale) -> str:
    page = plan.fiche(scale.name)
    rows = [[echappe(name), echappe(text)] for name, text in page.contient.items()]
    return titre(2, page.libelle, page.nom) + bloc(
        f'<p class="nom"><code>{echappe(page.nom)}</code></p>',
        paragraphes(page.documentation),
        tableau(["Tranche", f"Au {texte(plan.jour)}"], rows),
    )


# ---------------------------------------------------------------- cases


def _liste_des_cas(plan: Plan, domain: Domaine) -> str:
    source = domain.page("cas", "index.md")
    rows = []
    for name, cases in domain.cas.items():
        rules = ", ".join(plan.lien_regle(source, regle) for regle in plan.regles_de.get(name, ()))
        rows.append([plan.lien(source, name), str(len(cases)), rules or "–"])
    return "".join(
        [
            tete(f"{domain.titre} : les cas"),
            _fil(source, domain),
            titre(1, f"{domain.titre} : les cas", "cas"),
            "\nUn cas dit ce que la loi donne dans une situation précise, d'après quel texte. Tous sont rejoués à "
            "chaque changement du paquet.\n\n",
            bloc(tableau(["Fichier", "Cas", "Règles"], rows, nombres=[1])),
        ]
    )


def _cas(plan: Plan, domain: Domaine, name: str, cases: list[Cas]) -> str:
    page = plan.places[name].page
    file = name.removeprefix("tests/")
    items = "".join(
        f'<li><p class="cas"><b>{echappe(one.nom)}</b> <span>{echappe(_periode(one.periode))}</span></p>'
        f"{paragraphes(one.description)}</li>"
        for one in cases
    )
    return "".join(
        [
            tete(f"Cas : {file}", search=False),
            _fil(page, domain, (domain.page("cas", "index.md"), "Cas")),
            titre(1, file.removesuffix(".yaml").split("/")[-1].replace("_", " ").capitalize(), "cas"),
            f'\n<p class="fichier"><code>{echappe(name)}</code> · {pluriel(len(cases), "cas", "cas")}</p>\n\n',
            bloc(_regles_liees(plan, page, name), f'<ol class="cas">{items}</ol>'),
        ]
    )


def _periode(period: str) -> str:
    return texte(period) if len(period) == 10 else period


__all__ = ["ACCUEIL", "ETATS", "STATUTS", "Plan", "menu", "pages", "sources", "tableau_des_domaines"]
