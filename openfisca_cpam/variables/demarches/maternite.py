"""Maternité : déclarer la grossesse (D. 532-1)."""

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
