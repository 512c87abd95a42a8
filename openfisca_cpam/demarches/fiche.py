"""What a step is, on a day: its text, form, addressee, delays, silence, appeals and the articles in force.

Field names are French: they are the keys of the JSON.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from numpy import datetime64
from openfisca_core.parameters import Parameter
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam import demarches
from openfisca_cpam.demarches import Demarche
from openfisca_cpam.demarches.textes import texte_court
from openfisca_cpam.explanation import articles
from openfisca_cpam.explanation.fiche import noeud
from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.model import Reference


@dataclass
class Delai:
    """A delay of the law: the parameter, what it is, its value on the day."""

    parametre: str
    libelle: str
    texte: str


@dataclass
class FicheRecours:
    """A way of appeal on a day."""

    devant: str
    delai: str | None
    silence: str | None
    tribunal: str | None
    delai_tribunal: str | None
    mediateur: str | None
    confiance: str
    references: list[Reference]


@dataclass
class FicheDemarche:
    """A step on a day; ``date`` and ``depasse`` for a person to whom it is due."""

    id: str
    domaine: str
    prestation: str
    intitule: str
    obligatoire: bool
    qui: str
    destinataire: str | None
    formulaire: str | None
    pieces: list[str]
    silence: str | None
    delais: list[Delai]
    recours: list[FicheRecours]
    confiance: str
    depuis: str
    jusqu_a: str | None
    references: list[Reference]
    texte: str | None = None
    date: str | None = None
    depasse: bool = False
    lit: list[str] = field(default_factory=list)


def fiche(system: TaxBenefitSystem, demarche: Demarche, jour: str) -> FicheDemarche:
    """The page of a step on an ISO day."""
    return FicheDemarche(
        id=demarche.id,
        domaine=demarches.domaines()[demarche.domaine],
        prestation=demarche.prestation,
        intitule=demarche.intitule,
        obligatoire=demarche.obligatoire,
        qui=demarche.qui,
        destinataire=demarche.destinataire,
        formulaire=demarche.formulaire.texte() if demarche.formulaire else None,
        pieces=list(demarche.pieces),
        silence=demarche.silence,
        delais=[one for name in demarche.delais if (one := _delai(system, name, jour))],
        recours=[
            _recours(system, one, jour)
            for name in demarche.recours
            if (one := demarches.recours()[name]).depuis <= jour <= (one.jusqu_a or jour)
        ],
        confiance=demarche.confiance,
        depuis=demarche.depuis,
        jusqu_a=demarche.jusqu_a,
        references=_references(demarche.references, jour),
        lit=demarche.variables(),
    )


def fiches(simulation: Simulation, period: Period, rang: int) -> list[FicheDemarche]:
    """The steps due to a person, in order of date, each with its page.

    Args:
        simulation: its inputs are set.
        period: a day.
        rang: of the person.
    """
    from openfisca_cpam.variables.demarches.prochaines import dues, en_ordre

    jour = str(period.start)
    found, dates, openings = dues(simulation.persons, period)
    due = en_ordre(found, dates[:, rang], openings[:, rang])
    pages = []
    for demarche, date, ouverture in due:
        page = fiche(simulation.tax_benefit_system, demarche, jour)
        page.texte = texte_court(demarche, date, ouverture, datetime64(jour))
        page.date = str(date) if date is not None else None
        page.depasse = demarche.sens == "limite" and date is not None and bool(date < datetime64(jour))
        pages.append(page)
    return pages


def _recours(system: TaxBenefitSystem, one: demarches.Recours, jour: str) -> FicheRecours:
    silence = _valeur(system, one.silence, jour)
    return FicheRecours(
        devant=one.devant,
        delai=_valeur(system, one.delai, jour),
        silence=f"{silence} sans réponse : {one.effet_du_silence}" if silence else None,
        tribunal=one.tribunal,
        delai_tribunal=_valeur(system, one.delai_tribunal, jour),
        mediateur=one.mediateur,
        confiance=one.confiance,
        references=_references(one.references, jour),
    )


def _delai(system: TaxBenefitSystem, name: str, jour: str) -> Delai | None:
    value = _valeur(system, name, jour)
    node = noeud(system, name)
    return Delai(name, node.metadata.get("short_label") or node.description, value) if value else None


def _valeur(system: TaxBenefitSystem, name: str | None, jour: str) -> str | None:
    """The value of a parameter on a day with its unit; None when it has none."""
    node = noeud(system, name) if name else None
    value = node._get_at_instant(jour) if isinstance(node, Parameter) else None
    return None if value is None else texte(value, node.metadata.get("unit"))


def _references(found: Iterable[demarches.Reference], jour: str) -> list[Reference]:
    return articles.a_la_date([Reference(one.title, one.href) for one in found], jour)
