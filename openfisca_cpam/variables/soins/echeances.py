"""Jusqu'à quand demander le remboursement, et contester une décision (R55)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.exonerations import soin_de_la_grossesse

L160_11 = [
    "Article L. 160-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033714761",
]
R142_1 = [
    "Article R. 142-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037595656",
]
R142_8 = [
    "Articles R. 142-8 et R. 142-8-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404140",
]


class VoieDeRecours(Enum):
    sans_objet = "Aucune décision à contester"
    cra = "Commission de recours amiable de la caisse (R. 142-1)"
    cmra = "Commission médicale de recours amiable (R. 142-8)"
    expertise = "Expertise médicale, avant 2022 (L. 141-1, R. 141-2)"


class soins_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander le remboursement"
    label_en = "Last day to claim reimbursement"
    reference = L160_11
    documentation = "Sans objet (1970-01-01) pour un soin non remboursable et pour un accident du travail (L. 431-2)."

    def formula_2005_01_01(individu, period, parameters):
        """Deux ans du premier jour du trimestre qui suit les soins ; maternité : de la première constatation, qui ne compte pas."""
        annees = parameters(period).soins.demande.prescription_annees
        jour = numpy.full(individu.count, premier_jour(period))
        constatation = individu("date_constatation_grossesse", period)
        maternite = individu("soins_lie_maternite", period) & est_renseignee(constatation)
        trimestre = ajoute_jours(ajoute_annees(premier_du_trimestre_suivant(jour), annees), -1)
        limite = where(maternite, ajoute_annees(constatation, annees), trimestre)
        sans_objet = not_(individu("soins_remboursable", period)) | individu("soins_lie_at_mp", period)
        return where(sans_objet, NON_RENSEIGNEE, limite)


class soins_lie_maternite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Prestation de l'assurance maternité"
    label_en = "Benefit of the maternity insurance"
    reference = L160_11

    def formula_2005_01_01(individu, period):
        """Pendant la période de maternité, et les examens obligatoires et soins listés de la grossesse (L. 160-9)."""
        return individu("periode_maternite", period) | soin_de_la_grossesse(individu, period)


class soins_decision_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de notification de la décision contestée"
    label_en = "Date of notification of the challenged decision"
    reference = R142_1


class soins_decision_medicale(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La contestation est d'ordre médical"
    label_en = "The challenge is medical"
    reference = R142_8


class soins_recours_voie(Variable):
    value_type = Enum
    possible_values = VoieDeRecours
    default_value = VoieDeRecours.sans_objet
    entity = Individu
    definition_period = DAY
    label = "À qui contester la décision"
    label_en = "Whom to appeal to"
    reference = R142_1 + R142_8

    def formula_2006_12_30(individu, period, parameters):
        """Commission de recours amiable ; contestation médicale : expertise, puis commission médicale depuis 2022."""
        notifie_le = individu("soins_decision_notification_date", period)
        connue = est_renseignee(notifie_le)
        lue = where(connue, notifie_le, premier_jour(period))
        cmra = a_la_date(lue, lambda jour: valeur(parameters(jour).transport.recours, "cmra_competente", sinon=False))
        medicale = individu("soins_decision_medicale", period)
        return premier_vrai(
            [
                (not_(connue), VoieDeRecours.sans_objet),
                (medicale & cmra.astype(bool), VoieDeRecours.cmra),
                (medicale, VoieDeRecours.expertise),
            ],
            sinon=VoieDeRecours.cra,
        )


class soins_recours_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour contester la décision"
    label_en = "Last day to appeal"
    reference = R142_1 + R142_8
    documentation = "Un délai que la notification ne mentionne pas ne peut être opposé. Le médiateur est gratuit, après une réclamation écrite."

    def formula_2006_12_30(individu, period, parameters):
        """Deux mois de la notification ; un mois pour l'expertise médicale, jusqu'en 2021."""
        notifie_le = individu("soins_decision_notification_date", period)
        connue = est_renseignee(notifie_le)
        lue = where(connue, notifie_le, premier_jour(period))
        delai = a_la_date(lue, lambda jour: valeur(parameters(jour).transport.recours, "delai_mois", sinon=0))
        expertise = a_la_date(
            lue, lambda jour: valeur(parameters(jour).transport.recours, "delai_expertise_mois", sinon=0)
        )
        voie = individu("soins_recours_voie", period)
        mois = where(voie == VoieDeRecours.expertise, expertise, delai).astype(numpy.int64)
        return where(connue, ajoute_mois(lue, mois), NON_RENSEIGNEE)


class soins_recours_saisine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date à laquelle la commission a reçu la contestation"
    label_en = "Date on which the commission received the appeal"
    reference = R142_1


class soins_recours_rejet_implicite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence de la commission vaut rejet"
    label_en = "Day on which silence means rejection"
    reference = [
        "Article R. 142-6 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053220336",
        *R142_8,
    ]

    def formula_2006_12_30(individu, period, parameters):
        """Commission de recours amiable : deux mois (un avant 2019) ; commission médicale : quatre mois."""
        saisie_le = individu("soins_recours_saisine_date", period)
        connue = est_renseignee(saisie_le)
        lue = where(connue, saisie_le, premier_jour(period))
        cra = a_la_date(lue, lambda jour: valeur(parameters(jour).transport.recours, "silence_cra_mois", sinon=0))
        cmra = a_la_date(lue, lambda jour: valeur(parameters(jour).transport.recours, "silence_cmra_mois", sinon=0))
        voie = individu("soins_recours_voie", period)
        mois = where(voie == VoieDeRecours.cmra, cmra, cra).astype(numpy.int64)
        rejet = connue & parmi(voie, VoieDeRecours.cra, VoieDeRecours.cmra)
        return where(rejet, ajoute_mois(lue, mois), NON_RENSEIGNEE)


class soins_recours_tribunal_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour saisir le tribunal judiciaire après un rejet par le silence"
    label_en = "Last day to go to court after an implicit rejection"
    reference = ["Article R. 142-1-A, III, du code de la sécurité sociale"]

    def formula_2006_12_30(individu, period, parameters):
        """Deux mois du rejet implicite ; une décision expresse fait courir le délai de sa notification."""
        rejet = individu("soins_recours_rejet_implicite_date", period)
        mois = parameters(period).transport.recours.delai_mois
        return where(est_renseignee(rejet), ajoute_mois(rejet, mois), NON_RENSEIGNEE)
