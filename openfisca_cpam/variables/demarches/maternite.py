"""Maternité et naissance : déclarer la grossesse (D. 532-1), rattacher l'enfant (L. 160-2)."""

from openfisca_cpam.base import *

D532_1 = [
    "Article D. 532-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047012803",
]


class demarches_grossesse_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Début de la grossesse, tel que le premier examen le constate"
    label_en = "Start of the pregnancy"
    reference = D532_1
    documentation = "À donner tant que la grossesse n'est pas déclarée."


class demarches_enfant_a_rattacher(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un enfant né ou adopté est à rattacher à ses parents"
    label_en = "A child is to be attached to the parents"
    reference = [
        "Article L. 160-2 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000036687777",
    ]


class demarches_grossesse_declaration_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour déclarer la grossesse"
    label_en = "Last day to declare the pregnancy"
    reference = D532_1

    def formula_2023_01_04(individu, period, parameters):
        """Dans les quatorze premières semaines, dont le premier jour est celui du début de la grossesse."""
        debut = individu("demarches_grossesse_debut_date", period)
        jours = parameters(period).demarches.maternite.declaration_grossesse_jours
        return where(est_renseignee(debut), ajoute_jours(debut, jours - 1), NON_RENSEIGNEE)
