"""La demande de Complémentaire santé solidaire, que les autres domaines retrouvent par sa date."""

from openfisca_cpam.base import *


class c2s_demande(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Une demande de C2S est déposée ce jour-là"
    label_en = "A C2S application is filed on the day"
    reference = [
        "Article L. 861-5 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046806509",
    ]
    documentation = (
        "La décision se lit au jour de la demande, qu'elle soit déposée ou non. Vrai, le droit qu'elle ouvre est connu "
        "des autres domaines : beneficiaire_c2s le lit pour les mois qu'il couvre."
    )
