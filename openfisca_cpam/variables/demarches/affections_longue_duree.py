"""L'affection de longue durée : la faire reconnaître, renouveler son protocole (L. 324-1, R. 160-11)."""

from openfisca_cpam.base import *


class demarches_ald_a_demander(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une affection de longue durée est à faire reconnaître"
    label_en = "A long-term condition is to be recognised"
    reference = [
        "Article L. 324-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041399098",
    ]


class demarches_ald_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour du protocole de soins de l'affection de longue durée"
    label_en = "Last day of the care protocol"
    reference = [
        "Article R. 160-11 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033240403",
    ]
