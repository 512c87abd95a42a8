"""The rules of a file of parameters: each fault with its line, in French, none hides another."""

import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from openfisca_cpam.situation import dates
from openfisca_cpam.situation.mistakes import Collector, Mistake, Problem, nearest
from openfisca_cpam.situation.text import Mapping, Node, Scalar, Sequence, read_nodes
from openfisca_cpam.situation.values import VRAI_FAUX, as_number

PACKAGE = Path(__file__).parents[1]

# Parameters may begin with a number (0_16_ans has no other name).
NOM = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
ADRESSE = re.compile(r"https?://[^\s/]+\.[^\s]+")
CLES = ("description", "values", "brackets", "metadata", "documentation")
CLES_DE_TABLE = ("description", "metadata", "documentation")
CLES_DE_TRANCHE = ("threshold", "rate", "amount", "average_rate")
UNITES_DE_BAREME = ("threshold_unit", "rate_unit", "amount_unit")
METADONNEES = (
    "short_label", "unit", "last_value_still_valid_on", "confidence", "reference", "label_en", "type",
    *UNITES_DE_BAREME,
)  # fmt: skip
CHAMPS_DE_REFERENCE = ("title", "href", "note")
CONFIANCES = ("A", "B", "C")
JOUR = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# Years that a law voted today may wait.
AVANCE = 5
_JOUR_DE_L_ANNEE = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@cache
def unites() -> tuple[str, ...]:
    """The closed list of units."""
    return tuple(yaml.safe_load((PACKAGE / "units.yaml").read_text("utf-8")))


def fautes_d_un_fichier(texte: str | bytes, unites_connues: tuple[str, ...] | None = None) -> list[Mistake]:
    """Faults of a file of parameters: one quantity, or a table of it (one child a department, a distance, …).

    Args:
        texte: the file's content.
        unites_connues: the closed list of units; the package's own by default.
    """
    racine, fautes = read_nodes(texte)
    lecteur = Lecteur(Collector(list(fautes)), unites_connues or unites())
    if racine is not None:
        lecteur.fichier(racine)
    return lecteur.rendues()


def fautes_d_un_index(texte: str | bytes) -> list[Mistake]:
    """Faults of an index.yaml, which says what a folder holds."""
    racine, fautes = read_nodes(texte)
    lecteur = Lecteur(Collector(list(fautes)), unites())
    if isinstance(racine, Mapping):
        lecteur.description(racine, lecteur.cles(racine, CLES_DE_TABLE))
    elif racine is not None:
        lecteur.note(racine, "description et metadata exigés")
    return lecteur.rendues()


def fautes_du_nom(chemin: Path) -> list[Mistake]:
    """Faults of the name of a file of parameters."""
    fautes = []
    if chemin.suffix != ".yaml":
        fautes.append(Mistake(1, f"« {chemin.name} » : seuls des fichiers .yaml vont dans parameters/"))
    if not NOM.fullmatch(chemin.stem):
        fautes.append(Mistake(1, f"nom de fichier « {chemin.stem} » : minuscules sans accent, chiffres et _ exigés"))
    if chemin.with_suffix("").is_dir():
        fautes.append(Mistake(1, "un dossier porte le même nom : les deux définissent le même paramètre"))
    return fautes


def _montre(node: Node) -> str:
    if isinstance(node, Scalar):
        return "rien" if node.value is None and not node.quoted else f"« {node.raw[:40]} »"
    return "une liste" if isinstance(node, Sequence) else "un groupe de clés"


def _texte(node: Node | None) -> bool:
    return isinstance(node, Scalar) and (node.bad or (isinstance(node.value, str) and bool(node.value.strip())))


class Lecteur:
    """Reads one file, or a part of it; each message begins with ``prefixe``."""

    def __init__(self, found: Collector, unites_connues: tuple[str, ...], prefixe: str = "") -> None:
        self.found = found
        self.unites = tuple(unites_connues)
        self.prefixe = prefixe
        self.taux = False

    def note(self, node: Node, message: str, suggestion: str | None = None) -> None:
        """Note a fault at a node, unless the node is already reported."""
        if not node.bad:
            self.found.add(node, f"{self.prefixe}{message}", suggestion)

    def rendues(self) -> list[Mistake]:
        return sorted(self.found.mistakes, key=lambda faute: (faute.line, faute.column))

    def cles(self, node: Mapping, connues: tuple[str, ...], ou: str = "") -> set[str]:
        """Note the unknown keys; give the known ones that they were probably meant to be."""
        voulues = set()
        for cle, _ in node.entries:
            if cle.raw in connues:
                continue
            proche = nearest(cle.raw, connues)
            voulues |= {proche} if proche else set()
            attendu = "" if proche else f" (attendu : {', '.join(connues)})"
            self.note(cle, f"{ou}clé inconnue « {cle.raw} »{attendu}", proche)
        return voulues

    def description(self, node: Mapping, voulues: set[str | None]) -> None:
        """What a file, a table or a folder says of itself."""
        if "description" not in voulues and not _texte(node.get("description")):
            self.note(node.get("description") or node, "description manquante")
        metadonnees = node.get("metadata")
        if "metadata" in voulues:
            return
        if not isinstance(metadonnees, Mapping):
            self.note(metadonnees or node, "metadata manquant")
        elif not _texte(metadonnees.get("short_label")) and not any(
            cle.raw not in METADONNEES and nearest(cle.raw, METADONNEES) == "short_label"
            for cle, _ in metadonnees.entries
        ):
            self.note(metadonnees.get("short_label") or metadonnees, "metadata.short_label manquant")

    def fichier(self, racine: Node) -> None:
        if not isinstance(racine, Mapping):
            self.note(racine, "un fichier, une grandeur : des clés (description, values, metadata) attendues")
            return
        enfants = [(cle, enfant) for cle, enfant in racine.entries if cle.raw not in CLES_DE_TABLE]
        groupes = [
            enfant for cle, enfant in enfants
            if isinstance(enfant, Mapping) and cle.raw not in CLES and (enfant.get("values") or enfant.get("brackets"))
        ]  # fmt: skip
        if not groupes:
            self.parametre(racine)
            return
        seules = [cle.raw for cle, enfant in enfants if not isinstance(enfant, Mapping)]
        self.description(racine, {nearest(cle, CLES_DE_TABLE) for cle in seules})
        unites_lues = set()
        for cle, enfant in enfants:
            if not NOM.fullmatch(cle.raw):
                self.note(cle, f"{cle.raw} : minuscules sans accent, chiffres et _ exigés")
            if not isinstance(enfant, Mapping):
                self.note(cle, f"clé inconnue « {cle.raw} »", nearest(cle.raw, CLES_DE_TABLE))
                continue
            self.prefixe = f"{cle.raw} : "
            self.parametre(enfant)
            self.prefixe = ""
            metadonnees = enfant.get("metadata")
            unite = metadonnees.get("unit") if isinstance(metadonnees, Mapping) else None
            unites_lues.add(unite.raw if isinstance(unite, Scalar) else None)
        if len(unites_lues) > 1:
            self.note(racine, "une table n'a qu'une unité : séparer les grandeurs en plusieurs fichiers")

    def parametre(self, node: Mapping) -> None:
        voulues = self.cles(node, CLES)
        self.description(node, voulues)
        if node.get("documentation") is not None and not _texte(node.get("documentation")):
            self.note(node.get("documentation"), "documentation vide")
        metadonnees = node.get("metadata")
        unite = metadonnees.get("unit") if isinstance(metadonnees, Mapping) else None
        unite = unite.raw if isinstance(unite, Scalar) else None
        dit = node.get("description")
        self.taux = unite == "/1" and isinstance(dit, Scalar) and dit.raw.casefold().startswith("taux")
        series = list(self._series(node))
        if (node.get("values") is None) == (node.get("brackets") is None):
            if not voulues & {"values", "brackets"}:
                self.note(node, "un fichier, une grandeur : « values » ou « brackets » exigé")
            jours = None
        else:
            lus = [self.serie(nom, serie, unite) for nom, serie in series]
            jours = None if any(jours is None for jours in lus) else {jour for jours in lus for jour in jours}
        if isinstance(metadonnees, Mapping):
            self._metadonnees(metadonnees, jours)
            self._dates_lointaines(series, metadonnees.get("last_value_still_valid_on"))

    def _series(self, node: Mapping) -> Iterator[tuple[str, Node]]:
        """Each mapping date -> value: one for values, one a bound of each bracket of a scale."""
        if (valeurs := node.get("values")) is not None:
            yield "values", valeurs
        tranches = node.get("brackets")
        if tranches is not None and not isinstance(tranches, Sequence):
            self.note(tranches, "brackets : une liste de tranches attendue")
            return
        for rang, tranche in enumerate(tranches.items if tranches is not None else ()):
            if not isinstance(tranche, Mapping):
                self.note(tranche, f"brackets[{rang}] : {', '.join(CLES_DE_TRANCHE)} attendus")
                continue
            self.cles(tranche, CLES_DE_TRANCHE, f"brackets[{rang}] : ")
            for cle, serie in tranche.entries:
                if cle.raw in CLES_DE_TRANCHE:
                    yield f"brackets[{rang}].{cle.raw}", serie

    def serie(self, nom: str, serie: Node, unite: str | None) -> list[str] | None:
        """Check the dated values of a series; its days, None when one is not a day."""
        if not isinstance(serie, Mapping) or not serie.entries:
            self.note(serie, f"{nom} : des valeurs datées sont exigées")
            return None
        jours: list[str | None] = []
        for cle, entree in serie.entries:
            jour = self._jour(cle, nom)
            if jour is not None and any(autre is not None and autre > jour for autre in jours):
                self.note(cle, f"{nom} : dates dans l'ordre croissant exigées")
            jours.append(jour)
            if not isinstance(entree, Mapping):
                exemple = entree.raw if isinstance(entree, Scalar) and entree.raw else "…"
                self.note(
                    entree, f"{nom} {cle.raw} : « value: … » attendu, {_montre(entree)} reçu", f"value: {exemple}"
                )
                continue
            voulues = self.cles(entree, ("value",), f"{nom} {cle.raw} : « value » et rien d'autre ; ")
            if (valeur := entree.get("value")) is not None:
                self.valeur(f"{nom} {cle.raw}", valeur, unite)
            elif "value" not in voulues:
                self.note(entree, f"{nom} {cle.raw} : « value » manque")
        return None if None in jours else [jour for jour in jours if jour is not None]

    def _jour(self, cle: Scalar, ou: str) -> str | None:
        if cle.bad:
            return None
        try:
            jour = dates.day(cle.raw).isoformat()
        except Problem as probleme:
            self.note(cle, f"{ou} : {probleme.message}", probleme.suggestion)
            return None
        if cle.quoted:
            self.note(cle, f"{ou} : date AAAA-MM-JJ sans guillemets exigée", cle.raw)
        return jour

    def valeur(self, ou: str, node: Node, unite: str | None) -> None:
        if unite == "list":
            if not isinstance(node, Sequence) and not (isinstance(node, Scalar) and node.value is None):
                self.note(node, f"{ou} : liste attendue, {_montre(node)} reçu")
            return
        if not isinstance(node, Scalar):
            self.note(node, f"{ou} : une seule valeur attendue, {_montre(node)} reçu")
            return
        if node.value is None and not node.quoted:
            if node.raw == "":
                self.note(node, f"{ou} : valeur vide ; une fin s'écrit null", "null")
            return
        if unite == "boolean":
            if not isinstance(node.value, bool):
                proche = VRAI_FAUX.get(node.raw.strip().lower())
                self.note(node, f"{ou} : true ou false attendu, {_montre(node)} reçu", proche)
        elif unite == "date-mmdd":
            if not node.quoted or not _JOUR_DE_L_ANNEE.fullmatch(node.raw):
                proche = f'"{node.raw}"' if _JOUR_DE_L_ANNEE.fullmatch(node.raw) else None
                self.note(node, f'{ou} : un "MM-JJ" entre guillemets est attendu, {_montre(node)} reçu', proche)
        else:
            self._nombre(ou, node, unite)

    def _nombre(self, ou: str, node: Scalar, unite: str | None) -> None:
        if isinstance(node.value, bool):
            self.note(node, f"{ou} : {_montre(node)} n'est pas un nombre")
        elif isinstance(node.value, str):
            proche = as_number(node.value)
            pour_cent = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*%", node.value.strip())
            if pour_cent and unite == "/1":
                proche = f"{round(float(pour_cent.group(1).replace(',', '.')) / 100, 10):.10g}"
            because = ""
            if re.fullmatch(r"[0-9]+(:[0-9]+)+", node.value):
                because = " (une heure)"
            elif node.quoted and proche == node.value.strip():
                because = " entre guillemets (un texte)"
            self.note(node, f"{ou} : {_montre(node)} n'est pas un nombre{because}", proche)
        elif not math.isfinite(node.value):
            self.note(node, f"{ou} : {_montre(node)} n'est pas un nombre fini")
        elif self.taux and not -1 <= node.value <= 1:
            self.note(node, f"{ou} : un taux va de 0 à 1, {_montre(node)} reçu", f"{node.value / 100:.10g}")

    def _metadonnees(self, node: Mapping, jours: set[str] | None) -> None:
        voulues = self.cles(node, METADONNEES, "metadata : ")
        donnees = [(cle, valeur) for cle, valeur in node.entries if cle.raw in ("unit", *UNITES_DE_BAREME)]
        if not donnees and "unit" not in voulues:
            self.note(node, "metadata.unit manquante")
        for _, valeur in donnees:
            if not isinstance(valeur, Scalar) or valeur.raw not in self.unites:
                proche = nearest(valeur.raw, self.unites) if isinstance(valeur, Scalar) else None
                self.note(valeur, f"metadata.unit : {_montre(valeur)} hors de units.yaml", proche)
        self._verifie_au(node, voulues)
        for nom in ("reference", "confidence"):
            entrees = node.get(nom)
            if not isinstance(entrees, Mapping):
                if nom not in voulues:
                    self.note(entrees or node, f"metadata.{nom} manquant : une entrée par date de « values »")
                continue
            self._memes_dates(nom, entrees, jours)
            for cle, valeur in entrees.entries:
                if nom == "reference":
                    self._references(cle.raw, valeur)
                elif not isinstance(valeur, Scalar) or valeur.raw not in CONFIANCES:
                    self.note(valeur, f"confidence {cle.raw} : A, B ou C, pas {_montre(valeur)}")

    def _verifie_au(self, node: Mapping, voulues: set[str]) -> None:
        nom = "last_value_still_valid_on"
        verifie = node.get(nom)
        if nom in voulues:
            return
        try:
            dates.day(verifie.raw if isinstance(verifie, Scalar) else "")
        except Problem as probleme:
            recu = "" if verifie is None else f", pas {_montre(verifie)}"
            proche = f'"{probleme.suggestion}"' if probleme.suggestion else None
            self.note(verifie or node, f'metadata.{nom} : "AAAA-MM-JJ" entre guillemets exigé{recu}', proche)
            return
        if not verifie.quoted:
            self.note(verifie, f"metadata.{nom} : date entre guillemets exigée", f'"{verifie.raw}"')

    def _dates_lointaines(self, series: list[tuple[str, Node]], verifie: Node | None) -> None:
        """A value dated long after the day on which the law was read is a slip of the year."""
        try:
            limite = dates.day(verifie.raw if isinstance(verifie, Scalar) else "")
        except Problem:
            return
        for nom, serie in series:
            for cle, _ in serie.entries if isinstance(serie, Mapping) else ():
                if re.fullmatch(JOUR, cle.raw) and int(cle.raw[:4]) > limite.year + AVANCE:
                    self.note(cle, f"{nom} : « {cle.raw} » est loin après la dernière vérification ({limite})")

    def _memes_dates(self, nom: str, entrees: Mapping, jours: set[str] | None) -> None:
        lus: list[str] = []
        for cle, _ in entrees.entries:
            jour = self._jour(cle, f"metadata.{nom}")
            if jour is None:
                jours = None
                continue
            if lus and lus[-1] > jour:
                self.note(cle, f"metadata.{nom} : dates dans l'ordre croissant exigées")
            lus.append(jour)
        if jours is None:  # already said
            return
        manquantes = sorted(jours - set(lus))
        en_trop = [cle for cle, _ in entrees.entries if cle.raw not in jours]
        if len(en_trop) == 1 and len(manquantes) == 1:
            self.note(
                en_trop[0], f"metadata.{nom} : mêmes dates que les valeurs exigées, « {en_trop[0].raw} » n'y est pas",
                manquantes[0],
            )  # fmt: skip
            return
        for cle in en_trop:
            self.note(cle, f"metadata.{nom} : mêmes dates que les valeurs exigées, « {cle.raw} » n'y est pas")
        for jour in manquantes:
            self.note(entrees, f"metadata.{nom} : mêmes dates que les valeurs exigées, {jour} manque")

    def _references(self, jour: str, node: Node) -> None:
        if not isinstance(node, Sequence) or not node.items:
            self.note(node, f"reference {jour} : une liste d'au moins un titre est exigée")
            return
        for item in node.items:
            if not isinstance(item, Mapping):
                self.note(item, f"reference {jour} : « title: … » attendu, {_montre(item)} reçu")
                continue
            voulues = self.cles(item, CHAMPS_DE_REFERENCE, f"reference {jour} : ")
            if not _texte(item.get("title")) and "title" not in voulues:
                self.note(item.get("title") or item, f"reference {jour} : titre manquant")
            adresse = item.get("href")
            if adresse is not None and not (isinstance(adresse, Scalar) and ADRESSE.fullmatch(adresse.raw)):
                self.note(adresse, f"reference {jour} : adresse {_montre(adresse)} illisible")
