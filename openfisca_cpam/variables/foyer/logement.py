"""Où et comment le foyer est logé."""

from openfisca_cpam.base import *

R861_5 = [
    "Article R. 861-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031694499",
]
R861_7 = [
    "Article R. 861-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038929244",
]


class ZoneResidence(Enum):
    metropole = "Métropole"
    dom = "Guadeloupe, Guyane, Martinique, La Réunion, Saint-Barthélemy ou Saint-Martin"
    mayotte = "Mayotte"


class StatutLogement(Enum):
    locataire = "Locataire"
    proprietaire = "Propriétaire de son logement"
    heberge_gratuitement = "Logé gratuitement"
    autre = "Autre (foyer, hôtel, sans domicile)"


class zone_residence(Variable):
    value_type = Enum
    possible_values = ZoneResidence
    default_value = ZoneResidence.metropole
    entity = Foyer
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Zone de résidence"
    label_en = "Zone of residence"
    reference = ["Article L. 751-1 du code de la sécurité sociale", "Article D. 861-1 du code de la sécurité sociale"]


class statut_logement(Variable):
    value_type = Enum
    possible_values = StatutLogement
    default_value = StatutLogement.locataire
    entity = Foyer
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Statut d'occupation du logement"
    label_en = "Housing status"
    reference = R861_5
    documentation = (
        "Le propriétaire et la personne logée gratuitement ont un avantage en nature, sauf les mois d'aide au logement."
    )


class aide_logement(Variable):
    value_type = float
    entity = Foyer
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Aide personnelle au logement (APL, ALF, ALS)"
    label_en = "Housing benefit"
    reference = R861_7
