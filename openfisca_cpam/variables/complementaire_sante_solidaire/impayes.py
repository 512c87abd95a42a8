"""Les participations impayées : information, suspension, fermeture, reprise (L. 861-11, R. 861-30 à R. 861-36).

Les dates se donnent au jour de la demande qui a ouvert le droit.
"""

from openfisca_cpam.base import *

L861_11 = [
    "Article L. 861-11 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044628815",
]
R861_30 = [
    "Article R. 861-30 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677019",
]
R861_31 = [
    "Article R. 861-31 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677021",
]
R861_32 = [
    "Article R. 861-32 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677023",
]


class MotifImpaye(Enum):
    aucun = "Aucune mensualité impayée"
    report = "Mensualité impayée, ajoutée à la suivante (R. 861-30, I)"
    information_due = "Deux mensualités consécutives impayées : lettre d'information à envoyer (R. 861-30, II)"
    information = "Lettre d'information notifiée : trente jours pour régler (R. 861-30, II)"
    regularise = "Dette réglée dans le délai de la lettre d'information (R. 861-31)"
    suspension = "Droit suspendu (R. 861-31)"
    reprise = "Suspension levée par le paiement intégral (L. 861-11)"
    fermeture = "Droit fermé pour le reste de l'année de droit (L. 861-11, R. 861-32)"


class c2s_mensualites_impayees(Variable):
    value_type = int
    entity = Foyer
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 12
    label = "Mensualités consécutives non entièrement payées"
    label_en = "Consecutive instalments not fully paid"
    reference = R861_30


class c2s_impaye_information_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de notification de la lettre d'information sur l'impayé"
    label_en = "Date of notification of the information letter"
    reference = R861_30


class c2s_impaye_reglement_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date du paiement intégral, ou de l'accord sur les modalités de paiement"
    label_en = "Date of full payment or of the agreed plan"
    reference = L861_11 + R861_31
    documentation = "L'accord sur les modalités ne règle l'impayé que dans le délai de la lettre d'information."


class c2s_suspension_notification_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Date de notification de la décision de suspension"
    label_en = "Date of notification of the suspension"
    reference = R861_31


class c2s_fermeture_decidee(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "La fermeture du droit pour impayé a été décidée"
    label_en = "The closure has been decided"
    reference = L861_11 + R861_32


class c2s_impaye_regularisation_limite_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour régler après la lettre d'information"
    label_en = "Last day to pay after the letter"
    reference = R861_30

    def formula_2019_11_01(foyer, period, parameters):
        """Trente jours depuis la notification de la lettre."""
        lettre = foyer("c2s_impaye_information_date", period)
        jours = parameters(period).complementaire_sante_solidaire.impaye.delai_information_jours
        return where(est_renseignee(lettre), ajoute_jours(lettre, jours), NON_RENSEIGNEE)


class c2s_suspension_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Premier jour de la suspension du droit"
    label_en = "First day of the suspension"
    reference = R861_31

    def formula_2019_11_01(foyer, period):
        """Premier jour du mois suivant l'expiration du délai, à défaut de règlement dans ce délai."""
        limite = foyer("c2s_impaye_regularisation_limite_date", period)
        reglement = foyer("c2s_impaye_reglement_date", period)
        regle = est_renseignee(reglement) & (reglement <= limite)
        suspendu = est_renseignee(limite) & not_(regle)
        return where(suspendu, ajoute_mois(premier_du_mois(limite), 1), NON_RENSEIGNEE)


class c2s_suspension_regularisation_limite_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour régler après la notification de la suspension"
    label_en = "Last day to pay after the suspension"
    reference = R861_31

    def formula_2019_11_01(foyer, period, parameters):
        """Trente jours depuis la notification de la décision de suspension."""
        notification = foyer("c2s_suspension_notification_date", period)
        jours = parameters(period).complementaire_sante_solidaire.impaye.delai_suspension_jours
        notifiee = est_renseignee(notification) & est_renseignee(foyer("c2s_suspension_date", period))
        return where(notifiee, ajoute_jours(notification, jours), NON_RENSEIGNEE)


class c2s_fermeture_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Jour au plus tôt de la fermeture du droit pour impayé"
    label_en = "Earliest day of the closure"
    reference = L861_11 + R861_32
    documentation = "Donnée dès la notification de la suspension, à défaut de paiement intégral d'ici là."

    def formula_2019_11_01(foyer, period):
        """Le lendemain du dernier jour pour régler, à défaut de paiement intégral."""
        limite = foyer("c2s_suspension_regularisation_limite_date", period)
        reglement = foyer("c2s_impaye_reglement_date", period)
        regle = est_renseignee(reglement) & (reglement <= limite)
        return where(est_renseignee(limite) & not_(regle), ajoute_jours(limite, 1), NON_RENSEIGNEE)


class c2s_droit_ferme_impaye(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Droit fermé pour impayé"
    label_en = "Right closed for non-payment"
    reference = L861_11 + R861_32

    def formula_2019_11_01(foyer, period):
        """Fermeture possible, et décidée ou suivie d'un paiement trop tardif."""
        possible = est_renseignee(foyer("c2s_fermeture_date", period))
        tardif = est_renseignee(foyer("c2s_impaye_reglement_date", period))
        return possible & (foyer("c2s_fermeture_decidee", period) | tardif)


class c2s_reprise_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Jour où la suspension prend fin"
    label_en = "Day on which the suspension ends"
    reference = L861_11

    def formula_2019_11_01(foyer, period):
        """Premier jour du mois qui suit le paiement intégral, avant la fermeture ; jamais avant la suspension."""
        suspension = foyer("c2s_suspension_date", period)
        reglement = foyer("c2s_impaye_reglement_date", period)
        repris = est_renseignee(suspension) & est_renseignee(reglement)
        repris = repris & not_(est_renseignee(foyer("c2s_fermeture_date", period)))
        reprise = max_(suspension, ajoute_mois(premier_du_mois(reglement), 1))
        return where(repris, reprise, NON_RENSEIGNEE)


class c2s_impaye_motif(Variable):
    value_type = Enum
    possible_values = MotifImpaye
    default_value = MotifImpaye.aucun
    entity = Foyer
    definition_period = DAY
    label = "Où en est l'impayé, et pourquoi"
    label_en = "Where the non-payment stands"
    reference = L861_11 + R861_30 + R861_31 + R861_32

    def formula_2019_11_01(foyer, period, parameters):
        """D'après les dates données : le dernier acte connu de la procédure."""
        seuil = parameters(period).complementaire_sante_solidaire.impaye.mensualites_consecutives
        impayees = foyer("c2s_mensualites_impayees", period)
        reglement = foyer("c2s_impaye_reglement_date", period)
        limite = foyer("c2s_impaye_regularisation_limite_date", period)
        notifiee = est_renseignee(foyer("c2s_suspension_notification_date", period))
        suspension = est_renseignee(foyer("c2s_suspension_date", period))
        return premier_vrai(
            [
                (foyer("c2s_droit_ferme_impaye", period), MotifImpaye.fermeture),
                (est_renseignee(foyer("c2s_reprise_date", period)), MotifImpaye.reprise),
                (suspension & notifiee, MotifImpaye.suspension),
                (est_renseignee(limite) & est_renseignee(reglement), MotifImpaye.regularise),
                (est_renseignee(limite), MotifImpaye.information),
                (impayees >= seuil, MotifImpaye.information_due),
                (impayees > 0, MotifImpaye.report),
            ],
            sinon=MotifImpaye.aucun,
        )
