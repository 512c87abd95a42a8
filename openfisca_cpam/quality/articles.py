"""``articles.csv``: every version of each article that the parameters, the variables and the steps cite.

    python -m openfisca_cpam.quality.articles --source code.jsonl.gz           # write the file
    python -m openfisca_cpam.quality.articles --source code.jsonl.gz --check   # only say whether it is up to date

The source is one JSON object a line, in gzip: ``num`` (number of the article) and ``versions``, a list of
``[identifier, first day, day after the last]``, 2999-01-01 while in force. Versions that the source does not know
(another code, written by hand) are kept as they are.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import click
import yaml

from openfisca_cpam import PACKAGE
from openfisca_cpam.demarches import catalogue, recours
from openfisca_cpam.explanation import articles
from openfisca_cpam.explanation.articles import ADRESSE, COLONNES, IDENTIFIANT, SECURITE_SOCIALE, Version
from openfisca_cpam.explanation.model import Reference

TOUJOURS = "2999-01-01"
_AUTRE_TEXTE = re.compile(r"\b(code|arrêté|décret|loi)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Citation:
    """A reference somewhere in the law's files.

    Attributes:
        lieu: the parameter, or the variable.
        reference: title and address.
        premier, dernier: ISO days between which a version in force is wanted, both included; None for an input.
        fin_de_regle: the value is null: the version that has just ended is right too.
    """

    lieu: str
    reference: Reference
    premier: str | None
    dernier: str | None
    fin_de_regle: bool = False

    @property
    def identifiant(self) -> str | None:
        """Légifrance's identifier of the version cited."""
        match = IDENTIFIANT.search(self.reference.href or "")
        return match.group() if match else None


def des_parametres(directory: Path = PACKAGE / "parameters") -> Iterator[Citation]:
    """The references of every dated value."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(directory.rglob("*.yaml")):
        if path.name != "index.yaml":
            name = path.relative_to(directory).with_suffix("").as_posix().replace("/", ".")
            yield from _du_contenu(name, yaml.load(path.read_text("utf-8"), loader))


def _du_contenu(name: str, content: dict) -> Iterator[Citation]:
    if "values" not in content and "brackets" not in content:
        for key, child in content.items():
            if isinstance(child, dict) and key != "metadata":
                yield from _du_contenu(f"{name}.{key}", child)
        return
    values = content.get("values") or {}
    dated = (content.get("metadata") or {}).get("reference") or {}
    for day, references in dated.items():
        ended = day in values and (values[day] or {}).get("value") is None
        for one in references or ():
            yield Citation(name, Reference(str(one.get("title", "")), one.get("href")), str(day), str(day), ended)


def des_variables(system) -> Iterator[Citation]:
    """The references of every variable, each with the days that its formulas cover."""
    from openfisca_cpam.explanation.steps import references

    for name, variable in system.variables.items():
        first = last = None
        if variable.formulas:
            first = variable.formulas.keys()[0]
            last = variable.end.isoformat() if variable.end else TOUJOURS
        for one in references(variable.reference):
            yield Citation(name, one, first, last)


def des_demarches() -> Iterator[Citation]:
    """The references of every step and of every appeal of the catalogue, each with the days on which its rule holds."""
    for one in (*catalogue().values(), *recours().values()):
        for reference in one.references:
            cited = Reference(reference.title, reference.href)
            yield Citation(f"démarche {one.id}", cited, one.depuis, one.jusqu_a or TOUJOURS)


def fautes(citation: Citation, known: dict[str, Version]) -> Iterator[str]:
    """What is wrong with a citation, one line each, in French.

    Args:
        citation: where, what, and for which days.
        known: versions by identifier.
    """
    title, identifier = citation.reference.titre, citation.identifiant
    if identifier is None:
        return
    where = f"{citation.lieu}{f' {citation.premier}' if citation.premier == citation.dernier else ''}"
    version = known.get(identifier)
    if version is None:
        # An article of another code, or of an order, is not in the source.
        if SECURITE_SOCIALE in title or not _AUTRE_TEXTE.search(title):
            yield f"{where} : version {identifier} absente de articles.csv (« {title} »)"
        return
    named = articles.numeros(title)
    if named and version.numero not in named:
        yield f"{where} : {identifier} est une version de {version.numero}, le titre dit « {title} »"
    if citation.premier is None or citation.dernier is None:
        return
    ended = citation.fin_de_regle and version.fin == citation.premier
    overlaps = version.debut <= citation.dernier and (version.fin is None or citation.premier < version.fin)
    if not overlaps and not ended:
        yield (
            f"{where} : {version.numero} {identifier} est en vigueur du {version.debut} "
            f"au {version.fin or '…'} (exclu), pas ce jour-là"
        )


def extrait(source: Path, citations: list[Citation], before: list[Version]) -> list[Version]:
    """The versions to write: those, in the source, of the articles cited, and those kept from before.

    Args:
        source: the code, as the module says.
        citations: of parameters, variables and steps.
        before: what the file holds.
    """
    identifiers = {one.identifiant for one in citations} - {None}
    numbers = {
        number
        for one in citations
        if SECURITE_SOCIALE in one.reference.titre
        for number in articles.numeros(one.reference.titre)
    }
    found: list[Version] = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            number = "".join(character for character in article["num"].upper() if character not in " .*")
            if number in numbers or any(identifier in identifiers for identifier, _, _ in article["versions"]):
                found += [
                    Version(SECURITE_SOCIALE, number, name, first, None if end == TOUJOURS else end, ADRESSE + name)
                    for name, first, end in article["versions"]
                ]
    written = {one.identifiant for one in found}
    found += [one for one in before if one.code != SECURITE_SOCIALE and one.identifiant not in written]
    return sorted(found, key=lambda one: (one.code, _cle(one.numero), one.debut, one.identifiant))


def _cle(numero: str) -> tuple:
    return numero[0], [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in numero[1:].split("-")]


def en_texte(found: list[Version]) -> str:
    """The file's text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLONNES)
    writer.writerows([value or "" for value in astuple(version)] for version in found)
    return out.getvalue()


@click.command(help="Écrit articles.csv : les versions des articles que citent paramètres, variables et démarches.")
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FICHIER",
    help="Le code de la sécurité sociale et ses versions (jsonl.gz).",
)
@click.option("--check", is_flag=True, help="N'écrit rien ; code de retour 1 si le fichier n'est pas à jour.")
def main(source: Path, check: bool) -> None:
    """Write the file, or say whether it is up to date; then every citation that is wrong."""
    from openfisca_cpam import CountryTaxBenefitSystem

    citations = [*des_parametres(), *des_variables(CountryTaxBenefitSystem()), *des_demarches()]
    before = articles.lit() if articles.FICHIER.is_file() else []
    found = extrait(source, citations, before)
    text = en_texte(found)
    stale = not articles.FICHIER.is_file() or articles.FICHIER.read_text("utf-8") != text
    if stale and not check:
        articles.FICHIER.write_text(text, "utf-8")
    known = {version.identifiant: version for version in found}
    wrong = list(dict.fromkeys(line for citation in citations for line in fautes(citation, known)))
    for line in wrong:
        click.echo(line, err=True)
    cited = len({one.identifiant for one in citations} & set(known))
    click.echo(
        f"{len(found)} versions de {len({(one.code, one.numero) for one in found})} articles, {cited} citées, "
        f"{len(wrong)} citations à revoir" + (" ; articles.csv n'est pas à jour" if check and stale else "")
    )
    sys.exit(1 if wrong or (check and stale) else 0)


if __name__ == "__main__":
    main()
