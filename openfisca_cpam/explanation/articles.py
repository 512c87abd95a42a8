"""The versions of the articles that the law's files cite: ``articles.csv``, and which one was in force on a day.

``python -m openfisca_cpam.quality.articles`` writes the file.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openfisca_cpam.explanation.model import Reference

FICHIER = Path(__file__).resolve().parent.parent / "articles.csv"
COLONNES = ("code", "numero", "identifiant", "debut", "fin", "adresse")
SECURITE_SOCIALE = "code de la sécurité sociale"
ADRESSE = "https://www.legifrance.gouv.fr/codes/article_lc/"
IDENTIFIANT = re.compile(r"LEGIARTI\d{12}")
NUMERO = re.compile(r"\b([LRDA])\s?\.?\s?\*?\s?(\d+(?:-\d+|-[A-Z]\b)*)")


@dataclass(frozen=True)
class Version:
    """A version of an article.

    Attributes:
        code: the code's name, in French.
        numero: as in « R322-10-1 ».
        identifiant: Légifrance's.
        debut: first day, ISO.
        fin: the day after the last, ISO; None while it is in force.
        adresse: of the version.
    """

    code: str
    numero: str
    identifiant: str
    debut: str
    fin: str | None
    adresse: str

    def en_vigueur(self, day: str) -> bool:
        """Whether it was in force on an ISO day."""
        return self.debut <= day and (self.fin is None or day < self.fin)


def lit(path: Path = FICHIER) -> list[Version]:
    """The versions of a file, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        places = [header.index(name) for name in Version.__dataclass_fields__]
        return [Version(*[row[place] or None for place in places]) for row in rows]  # only « fin » may be empty


@cache
def versions() -> dict[str, Version]:
    """Every version that the package knows, by identifier."""
    return {version.identifiant: version for version in lit()} if FICHIER.is_file() else {}


@cache
def _par_article() -> dict[tuple[str, str], list[Version]]:
    found: dict[tuple[str, str], list[Version]] = {}
    for version in versions().values():
        found.setdefault((version.code, version.numero), []).append(version)
    return found


def numeros(titre: str) -> list[str]:
    """The numbers of the articles that a title names.

    >>> numeros("Articles L. 322-5-2 et R. 142-1-A, III, du code de la sécurité sociale ; décret n° 2011-258")
    ['L322-5-2', 'R142-1-A']
    """
    return list(dict.fromkeys(letter + number for letter, number in NUMERO.findall(titre)))


def version_en_vigueur(reference: Reference, day: str) -> Version | None:
    """The version, in force on a day, of the article that a reference cites.

    The article is that of the address; without address, the only one that the title names. An « ancien article » stays
    as it is cited: its number may since hold another rule.

    Returns:
        The version; None when the article or its version of that day is not known.
    """
    if reference.titre.startswith("Ancien"):
        return None
    match = IDENTIFIANT.search(reference.href or "")
    cited = versions().get(match.group()) if match else None
    if cited is not None:
        article = (cited.code, cited.numero)
    elif reference.href in (None, reference.titre) and SECURITE_SOCIALE in reference.titre:
        named = numeros(reference.titre)
        if len(named) != 1:
            return None
        article = (SECURITE_SOCIALE, named[0])
    else:
        return None
    # The last of those in force: two versions may begin on one day, the first then never applied.
    return next((one for one in reversed(_par_article().get(article, [])) if one.en_vigueur(day)), None)


def a_la_date(references: Iterable[Reference], day: str) -> list[Reference]:
    """References with the address of the version in force on a day, where it is known."""
    found = []
    for reference in references:
        version = version_en_vigueur(reference, day)
        found.append(Reference(reference.titre, version.adresse) if version else reference)
    return found
