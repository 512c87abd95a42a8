"""Jusqu'à quand demander le remboursement et contester un refus."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.articles import L141_1

L160_11 = [
    "Article L. 160-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033714761",
]
R142_1 = [
    "Article R. 142-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037595656",
    "Article R. 142-1-A, III, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404114",
]
R142_8 = ["Article R. 142-8 du code de la sécurité sociale (commission médicale de recours amiable)"]
L217_7_1 = [
    "Article L. 217-7-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037310142",
]


class NatureRefus(Enum):
    aucun = "Aucun refus"
    administratif = "Refus pour un motif administratif"
    medical = "Refus pour un motif médical"


class CommissionRecours(Enum):
    sans_objet = "Sans objet"
    cra = "Commission de recours amiable"
    cmra = "Commission médicale de recours amiable"
    expertise_medicale = "Expertise médicale"


class transport_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander le remboursement"
    label_en = "Last day to claim"
    reference = L160_11
    documentation = (
        "Sans objet (1970-01-01) quand rien n'est remboursable, pour l'engagement maternité tant que la date de la "
        "première constatation n'est pas donnée, et pour un accident du travail, qui suit l'article L. 431-2 : deux ans "
        "depuis l'accident ou la fin des indemnités journalières."
    )

    def formula_2006_12_30(individu, period, parameters):
        """Deux ans depuis le premier jour du trimestre civil qui suit ; pour la maternité, depuis la première constatation.

        Le jour de la constatation n'est pas compté (articles 2228 et 2229 du code civil) : le dernier jour a son quantième.
        """
        annees = parameters(period).transport.demande.prescription_annees
        jour = premier_jour(period)
        ordinaire = ajoute_jours(ajoute_annees(premier_du_trimestre_suivant(jour), annees), -1)
        constatation = individu("date_constatation_grossesse", period)
        engagement = individu("transport_situation_engagement_maternite", period)
        depuis_constatation = where(est_renseignee(constatation), ajoute_annees(constatation, annees), NON_RENSEIGNEE)
        sans_objet = not_(individu("transport_eligible", period)) | individu("transport_soin_lie_at_mp", period)
        return where(sans_objet, NON_RENSEIGNEE, where(engagement, depuis_constatation, ordinaire))


class transport_refus_nature(Variable):
    value_type = Enum
    possible_values = NatureRefus
    default_value = NatureRefus.aucun
    entity = Individu
    definition_period = DAY
    label = "Nature du refus notifié par la caisse"
    label_en = "Nature of the refusal"
    reference = R142_1


class transport_refus_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de notification du refus"
    label_en = "Date of notification of the refusal"
    reference = R142_1
    documentation = "Les délais ne courent que si la notification indique les voies de recours."


class transport_recours_saisine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date à laquelle la commission a reçu le recours"
    label_en = "Date on which the commission received the appeal"
    reference = R142_1


class transport_recours_commission(Variable):
    value_type = Enum
    possible_values = CommissionRecours
    default_value = CommissionRecours.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Commission à saisir"
    label_en = "Commission to appeal to"
    reference = R142_1 + R142_8 + L141_1

    def formula_2006_12_30(individu, period, parameters):
        """Motif administratif : CRA. Motif médical : CMRA pour un refus contesté depuis le 1er janvier 2022, avant expertise."""
        nature = individu("transport_refus_nature", period)
        saisine = individu("transport_recours_saisine_date", period)
        notification = individu("transport_refus_notification_date", period)
        conteste_le = where(est_renseignee(saisine), saisine, notification)
        conteste_le = where(est_renseignee(conteste_le), conteste_le, premier_jour(period))
        cmra = a_la_date(conteste_le, lambda jour: parameters(jour).transport.recours.cmra_competente)
        medical = nature == NatureRefus.medical
        return premier_vrai(
            [
                (nature == NatureRefus.administratif, CommissionRecours.cra),
                (medical & cmra, CommissionRecours.cmra),
                (medical, CommissionRecours.expertise_medicale),
            ],
            sinon=CommissionRecours.sans_objet,
        )


class transport_recours_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour saisir la commission"
    label_en = "Last day to appeal"
    reference = R142_1 + L141_1

    def formula_2006_12_30(individu, period, parameters):
        """Deux mois depuis la notification, de quantième à quantième ; un mois pour l'ancienne expertise médicale."""
        commission = individu("transport_recours_commission", period)
        notification = individu("transport_refus_notification_date", period)
        connue = est_renseignee(notification) & (commission != CommissionRecours.sans_objet)
        notifie_le = where(est_renseignee(notification), notification, premier_jour(period))
        delai = a_la_date(notifie_le, lambda jour: parameters(jour).transport.recours.delai_mois)
        expertise = a_la_date(
            notifie_le, lambda jour: valeur(parameters(jour).transport.recours, "delai_expertise_mois", sinon=0)
        )
        mois = where(commission == CommissionRecours.expertise_medicale, expertise, delai).astype(numpy.int64)
        # Sans délai connu ce jour-là, pas de date.
        return where(connue & (mois > 0), ajoute_mois(notification, mois), NON_RENSEIGNEE)


class transport_recours_rejet_implicite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence de la commission vaut rejet"
    label_en = "Day on which silence means rejection"
    reference = [
        "Article R. 142-6 du code de la sécurité sociale (commission de recours amiable)",
        "Article R. 142-8-5 du code de la sécurité sociale (commission médicale de recours amiable)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404140",
    ]

    def formula_2006_12_30(individu, period, parameters):
        """CRA : deux mois depuis la réception (un avant 2019). CMRA : quatre mois."""
        commission = individu("transport_recours_commission", period)
        saisine = individu("transport_recours_saisine_date", period)
        saisie_le = where(est_renseignee(saisine), saisine, premier_jour(period))
        cra = a_la_date(saisie_le, lambda jour: parameters(jour).transport.recours.silence_cra_mois)
        cmra = a_la_date(
            saisie_le, lambda jour: valeur(parameters(jour).transport.recours, "silence_cmra_mois", sinon=0)
        )
        mois = where(commission == CommissionRecours.cmra, cmra, cra).astype(numpy.int64)
        connu = est_renseignee(saisine) & parmi(commission, CommissionRecours.cra, CommissionRecours.cmra)
        return where(connu & (mois > 0), ajoute_mois(saisine, mois), NON_RENSEIGNEE)


class transport_recours_tribunal_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour saisir le pôle social du tribunal judiciaire après un rejet par le silence"
    label_en = "Last day to go to court after an implicit rejection"
    reference = R142_1

    def formula_2006_12_30(individu, period, parameters):
        """Deux mois depuis le rejet ; une décision expresse plus tôt fait courir le délai depuis sa notification."""
        rejet = individu("transport_recours_rejet_implicite_date", period)
        mois = parameters(period).transport.recours.delai_mois
        return where(est_renseignee(rejet), ajoute_mois(rejet, mois), NON_RENSEIGNEE)


class transport_reclamation_prealable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une première réclamation a été faite aux services de la caisse"
    label_en = "A first claim was made to the caisse"
    reference = L217_7_1


class transport_tribunal_saisi(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le tribunal est saisi"
    label_en = "The court is seized"
    reference = L217_7_1


class transport_mediation_possible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le médiateur de la caisse peut être saisi"
    label_en = "The mediator may be seized"
    reference = L217_7_1
    documentation = "Une médiation déclarée recevable suspend les délais de recours."

    def formula_2018_08_12(individu, period):
        """L. 217-7-1 : après une réclamation aux services, et tant que le tribunal n'est pas saisi."""
        refuse = individu("transport_refus_nature", period) != NatureRefus.aucun
        return (
            refuse
            & individu("transport_reclamation_prealable", period)
            & not_(individu("transport_tribunal_saisi", period))
        )
