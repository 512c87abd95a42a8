"""La période de maternité, commune à toutes les prestations en nature."""

from openfisca_cpam.base import *


class date_presumee_accouchement(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date présumée de l'accouchement"
    label_en = "Expected date of delivery"
    reference = [
        "Article D. 160-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806067",
    ]
    documentation = "À ne remplir que pour une femme enceinte ou qui vient d'accoucher."


class date_accouchement(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de l'accouchement"
    label_en = "Date of delivery"
    reference = [
        "Article D. 160-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806067",
    ]


class date_constatation_grossesse(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la première constatation médicale de la grossesse"
    label_en = "Date of the first medical finding of pregnancy"
    reference = [
        "Article L. 160-11 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033714761",
    ]


class date_debut_periode_maternite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de la période de maternité prise en charge à 100 %"
    label_en = "First day of the maternity period"
    reference = [
        "Article L. 160-9 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041397831",
        "Article D. 160-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806067",
    ]

    def formula_2005_01_01(individu, period, parameters):
        """Quatre mois avant la date présumée, de quantième à quantième ; l'accouchement s'il vient plus tôt encore."""
        presumee = individu("date_presumee_accouchement", period)
        accouchement = individu("date_accouchement", period)
        debut = ajoute_mois(presumee, -parameters(period).individu.maternite.debut_mois_avant_dpa)
        sans_presumee, accouchee = not_(est_renseignee(presumee)), est_renseignee(accouchement)
        debut = where(accouchee & (sans_presumee | (accouchement < debut)), accouchement, debut)
        return where(sans_presumee & not_(accouchee), NON_RENSEIGNEE, debut)


class date_fin_periode_maternite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la période de maternité prise en charge à 100 %"
    label_en = "Last day of the maternity period"
    reference = [
        "Article D. 160-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806067",
    ]
    documentation = "Tant que l'accouchement n'a pas eu lieu, la date est comptée depuis la date présumée."

    def formula_2005_01_01(individu, period, parameters):
        """Douze jours après l'accouchement, ce jour compris ; à défaut d'accouchement, après la date présumée."""
        presumee = individu("date_presumee_accouchement", period)
        accouchement = individu("date_accouchement", period)
        depart = where(est_renseignee(accouchement), accouchement, presumee)
        fin = ajoute_jours(depart, parameters(period).individu.maternite.fin_jours_apres)
        return where(est_renseignee(depart), fin, NON_RENSEIGNEE)


class periode_maternite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Dans la période de maternité prise en charge à 100 %"
    label_en = "Within the maternity period"
    reference = [
        "Article L. 160-9 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041397831",
        "Article D. 160-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031806067",
    ]

    def formula_2005_01_01(individu, period):
        """De quatre mois avant la date présumée au douzième jour après l'accouchement, premier et dernier jours compris."""
        debut = individu("date_debut_periode_maternite", period)
        jour = premier_jour(period)
        return est_renseignee(debut) & (debut <= jour) & (jour <= individu("date_fin_periode_maternite", period))
