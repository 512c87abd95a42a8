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


class c2s_droit_termine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour du dernier droit à la C2S déjà terminé"
    label_en = "Last day of the last C2S right that has ended"
    reference = [
        "Article L. 861-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046812151",
    ]
    documentation = (
        "Parmi les demandes décrites (c2s_demande) ; il ouvre un an de tiers payant sur la part obligatoire."
    )

    def formula_2019_11_01(individu, period):
        """La plus récente des fins de droit passées de la personne ; sans objet quand aucun droit n'est terminé."""
        termine = numpy.full(individu.count, NON_RENSEIGNEE)
        connus = individu.foyer.get_holder("c2s_demande").get_known_periods()
        for jour in (un for un in connus if un.unit == DAY):
            fin = individu("c2s_personne_fin_date", jour)
            passee = individu.foyer("c2s_demande", jour) & est_renseignee(fin) & (fin < premier_jour(period))
            termine = where(passee, max_(termine, fin), termine)
        return termine
