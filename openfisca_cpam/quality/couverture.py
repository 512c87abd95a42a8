"""What is covered: ``couverture.yaml``, and the table of README.md made from it.

python -m openfisca_cpam.quality.couverture                    # print the table
python -m openfisca_cpam.quality.couverture --write README.md  # write it between its two marks
"""

import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import click
import yaml

PACKAGE = Path(__file__).parents[1]
FICHIER = PACKAGE / "couverture.yaml"
DEBUT, FIN = "<!-- couverture -->", "<!-- /couverture -->"

# What may be said of a rule, and the column that counts it.
STATUTS = {
    "fait": "Règles calculées",
    "entree": "Données en entrée",
    "hors_champ": "Hors champ",
    "prevu": "Prévues",
}
_SANS_CALCUL = ("hors_champ", "prevu")


class CouvertureError(ValueError):
    """An entry of couverture.yaml that cannot be read; the message says which and why, in French."""


@dataclass(frozen=True)
class Regle:
    """One rule of the law, as couverture.yaml tells it.

    Attributes:
        id: the rule's identifier, unique in its domain.
        domaine: first level of parameters/, variables/ and tests/.
        regle: short paraphrase of the source sentence, in French.
        depuis: first day covered.
        jusqu_a: last day covered, None when still in force.
        variables: names of the variables that hold it.
        parametres: dotted names of the parameters that it reads; a node stands for all that it holds.
        tests: files of cases, from the root of the checkout.
        statut: a key of STATUTS.
        raison: why, for a rule that is out of scope or still to come.
    """

    id: str
    domaine: str
    regle: str
    depuis: datetime.date
    jusqu_a: datetime.date | None
    variables: tuple[str, ...]
    parametres: tuple[str, ...]
    tests: tuple[str, ...]
    statut: str
    raison: str | None


_CHAMPS = tuple(champ.name for champ in fields(Regle))


def _est_un_texte(valeur) -> bool:
    return isinstance(valeur, str) and bool(valeur.strip())


def _fautes_de_forme(entree: dict) -> Iterator[str]:
    """What is wrong in the form of an entry that has every field."""
    for champ in ("id", "domaine", "regle", "statut"):
        if not _est_un_texte(entree[champ]):
            yield f"{champ} doit être un texte non vide"
    for champ in ("variables", "parametres", "tests"):
        if not isinstance(entree[champ], list) or not all(map(_est_un_texte, entree[champ])):
            yield f"{champ} doit être une liste de noms ([] quand il n'y en a pas)"
    depuis, jusqu_a, statut = entree["depuis"], entree["jusqu_a"], entree["statut"]
    if type(depuis) is not datetime.date or type(jusqu_a) not in (datetime.date, type(None)):
        yield "depuis est une date AAAA-MM-JJ, jusqu_a aussi, ou null"
    elif jusqu_a is not None and jusqu_a < depuis:
        yield "jusqu_a précède depuis"
    if statut not in STATUTS:
        yield f"statut {statut!r} inconnu ; statuts possibles : {', '.join(STATUTS)}"
    if statut in _SANS_CALCUL and not _est_un_texte(entree["raison"]):
        yield f"une raison est exigée pour le statut {statut}"
    if statut == "fait" and not (entree["variables"] and entree["tests"]):
        yield "une règle faite nomme au moins une variable et un fichier de cas"
    if statut == "entree" and not entree["variables"]:
        yield "une règle laissée en entrée nomme la variable d'entrée"


def lit(texte: str) -> list[Regle]:
    """Read the text of couverture.yaml.

    Args:
        texte: YAML, a list of entries.

    Returns:
        The rules, in the order of the file.

    Raises:
        CouvertureError: on the first entry that cannot be read, or an identifier given twice in a domain.
    """
    entrees = yaml.load(texte, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(entrees, list) or not all(isinstance(entree, dict) for entree in entrees):
        raise CouvertureError("couverture.yaml doit être une liste de règles")
    regles, vues = [], set()
    for rang, entree in enumerate(entrees, start=1):
        nom = f"règle {entree.get('domaine')}/{entree.get('id')} (n° {rang})"
        if ecart := sorted(set(_CHAMPS).symmetric_difference(entree)):
            raise CouvertureError(f"{nom} : champs en trop ou manquants {ecart}")
        for faute in _fautes_de_forme(entree):
            raise CouvertureError(f"{nom} : {faute}")
        if (entree["domaine"], entree["id"]) in vues:
            raise CouvertureError(f"{nom} : identifiant donné deux fois dans le domaine")
        vues.add((entree["domaine"], entree["id"]))
        listes = {champ: tuple(entree[champ]) for champ in ("variables", "parametres", "tests")}
        regles.append(Regle(**{**entree, **listes}))
    return regles


def _feuilles(contenu: dict) -> Iterator[dict]:
    """The parameters of a file: itself, or the children of a table."""
    if "values" in contenu or "brackets" in contenu:
        yield contenu
    else:
        yield from (
            enfant for cle, enfant in contenu.items() if cle not in ("description", "metadata", "documentation")
        )


def _parametres(domaine: str) -> list[dict]:
    dossier = PACKAGE / "parameters" / domaine
    chemins = sorted(chemin for chemin in dossier.rglob("*.yaml") if chemin.name != "index.yaml")
    lecteur = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [feuille for chemin in chemins for feuille in _feuilles(yaml.load(chemin.read_text("utf-8"), lecteur))]


def _nombre_de_variables() -> Counter:
    from openfisca_cpam import CountryTaxBenefitSystem

    domaines = (type(variable).__module__.split(".") for variable in CountryTaxBenefitSystem().variables.values())
    return Counter(parties[2] for parties in domaines if parties[:2] == ["openfisca_cpam", "variables"])


def _jour(jour: datetime.date | None) -> str:
    return f"{jour:%d/%m/%Y}" if jour else "–"


def tableau(regles: list[Regle]) -> str:
    """README's table, one row a domain, in Markdown.

    « Valeurs à confirmer » counts the dated values of confidence C; « Vérifié le » is the oldest
    ``last_value_still_valid_on`` of the domain's parameters.
    """
    colonnes = ("Domaine", *STATUTS.values(), "Variables", "Paramètres", "Valeurs datées", "Valeurs à confirmer")
    colonnes += ("Depuis", "Vérifié le")
    lignes = [f"| {' | '.join(colonnes)} |", f"|---|{'--:|' * (len(colonnes) - 1)}"]
    variables = _nombre_de_variables()
    for domaine in dict.fromkeys(regle.domaine for regle in regles):
        celles_ci = [regle for regle in regles if regle.domaine == domaine]
        compte = Counter(regle.statut for regle in celles_ci)
        parametres = _parametres(domaine)
        confiances = [note for contenu in parametres for note in contenu["metadata"].get("confidence", {}).values()]
        verifie = [
            datetime.date.fromisoformat(contenu["metadata"]["last_value_still_valid_on"]) for contenu in parametres
        ]
        couvertes = [regle.depuis for regle in celles_ci if regle.statut == "fait"]
        cellules = (
            f"`{domaine}`",
            *(compte[statut] for statut in STATUTS),
            variables[domaine],
            len(parametres),
            len(confiances),
            sum(note == "C" for note in confiances),
            _jour(min(couvertes, default=None)),
            _jour(min(verifie, default=None)),
        )
        lignes.append(f"| {' | '.join(map(str, cellules))} |")
    return "\n".join(lignes)


def remplace(texte: str, table: str) -> str:
    """A text with the table between its two marks.

    Raises:
        CouvertureError: when the text does not hold each mark once, in order.
    """
    if texte.count(DEBUT) != 1 or texte.count(FIN) != 1 or texte.index(DEBUT) > texte.index(FIN):
        raise CouvertureError(f"le fichier doit contenir une fois {DEBUT}, puis une fois {FIN}")
    avant, reste = texte.split(DEBUT)
    return f"{avant}{DEBUT}\n{table}\n{FIN}{reste.split(FIN)[1]}"


@click.command(help="Affiche le tableau de ce qui est couvert, ou l'écrit dans un fichier.")
@click.option("--write", "cible", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="README.md")
def main(cible: Path | None) -> None:
    """Print README's table, or write it between its marks."""
    try:
        table = tableau(lit(FICHIER.read_text("utf-8")))
        if cible is None:
            click.echo(table)
        else:
            cible.write_text(remplace(cible.read_text("utf-8"), table), "utf-8")
    except (CouvertureError, FileNotFoundError) as erreur:
        click.echo(f"couverture : {erreur}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
