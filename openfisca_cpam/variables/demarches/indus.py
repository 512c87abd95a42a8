"""La caisse réclame une somme versée à tort : rectifier, rembourser, contester (L. 133-4-1, R. 133-9-2, R. 133-3)."""

from openfisca_cpam.base import *

R133_9_2 = [
    "Article R. 133-9-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043281678",
]
R133_3 = [
    "Article R. 133-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046176941",
]
R142_1 = [
    "Article R. 142-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037595656",
]


class demarches_indu_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception de la notification d'une somme versée à tort"
    label_en = "Receipt of the claim for money wrongly paid"
    reference = R133_9_2


class demarches_indu_rectification_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de la demande de rectification"
    label_en = "Date of the request for correction"
    reference = R133_9_2


class demarches_indu_rectification_reponse_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Notification du rejet de la demande de rectification"
    label_en = "Notification of the rejection of the correction"
    reference = R133_9_2


class demarches_indu_regle_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Remboursement, ou acceptation d'un échéancier"
    label_en = "Repayment or instalments agreed"
    reference = R133_9_2


class demarches_indu_mise_en_demeure_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception d'une mise en demeure de payer"
    label_en = "Receipt of a formal notice to pay"
    reference = R133_9_2


class demarches_contrainte_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Notification ou signification d'une contrainte"
    label_en = "Notification of an enforcement order"
    reference = R133_3


class demarches_indu_a_traiter(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une somme versée à tort reste réclamée"
    label_en = "Money wrongly paid is still claimed"
    reference = R133_9_2

    def formula_2021_03_25(individu, period):
        """Notifiée à ce jour, ni remboursée ni échelonnée."""
        notification = individu("demarches_indu_notification_date", period)
        regle = individu("demarches_indu_regle_date", period)
        jour = premier_jour(period)
        return est_renseignee(notification) & (notification <= jour) & not_(est_renseignee(regle) & (regle <= jour))


class demarches_indu_rectification_rejet_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence sur la demande de rectification vaut rejet"
    label_en = "Day on which silence on the correction means rejection"
    reference = R133_9_2

    def formula_2021_03_25(individu, period, parameters):
        """Un mois depuis la demande ; sans objet après une réponse."""
        demande = individu("demarches_indu_rectification_demande_date", period)
        reponse = individu("demarches_indu_rectification_reponse_date", period)
        mois = parameters(period).demarches.indu.rejet_rectification_mois
        muette = est_renseignee(demande) & not_(est_renseignee(reponse))
        return where(muette & individu("demarches_indu_a_traiter", period), ajoute_mois(demande, mois), NON_RENSEIGNEE)


class demarches_indu_rectification_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander la rectification des informations"
    label_en = "Last day to ask for the correction"
    reference = R133_9_2
    documentation = "Plus tard, une demande écrite vaut recours devant la commission de recours amiable (IV)."

    def formula_2021_03_25(individu, period, parameters):
        """Vingt jours depuis la réception de la notification ; sans objet une fois la demande faite."""
        notification = individu("demarches_indu_notification_date", period)
        demandee = est_renseignee(individu("demarches_indu_rectification_demande_date", period))
        jours = parameters(period).demarches.indu.rectification_jours
        a_traiter = individu("demarches_indu_a_traiter", period)
        return where(a_traiter & not_(demandee), ajoute_jours(notification, jours), NON_RENSEIGNEE)


class demarches_indu_remboursement_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour rembourser ou accepter un échéancier, et éviter les retenues"
    label_en = "Last day to repay or to agree on instalments"
    reference = R133_9_2

    def formula_2021_03_25(individu, period, parameters):
        """Vingt jours depuis la notification ; sept depuis un rejet exprès ; deux mois depuis un rejet par le silence."""
        regles = parameters(period).demarches.indu
        notification = individu("demarches_indu_notification_date", period)
        limite = ajoute_jours(notification, regles.rectification_jours)
        # La demande de rectification ne compte que dans les vingt jours (IV : plus tard, elle vaut recours).
        demande = individu("demarches_indu_rectification_demande_date", period)
        a_temps = est_renseignee(demande) & (demande <= limite)
        reponse = individu("demarches_indu_rectification_reponse_date", period)
        expresse = ajoute_jours(reponse, regles.recouvrement_apres_rejet_jours)
        silence = ajoute_mois(
            ajoute_mois(demande, regles.rejet_rectification_mois), regles.recouvrement_apres_silence_mois
        )
        limite = where(a_temps, where(est_renseignee(reponse), expresse, silence), limite)
        return where(individu("demarches_indu_a_traiter", period), limite, NON_RENSEIGNEE)


class demarches_indu_recours_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour contester l'indu devant la commission de recours amiable"
    label_en = "Last day to challenge the claim"
    reference = R133_9_2 + R142_1

    def formula_2021_03_25(individu, period, parameters):
        """Deux mois depuis la notification. La demande de rectification faite à temps interrompt ce délai : il repart de la
        réponse, ou du rejet par le silence (III).
        """
        regles = parameters(period).demarches.indu
        notification = individu("demarches_indu_notification_date", period)
        demande = individu("demarches_indu_rectification_demande_date", period)
        a_temps = est_renseignee(demande) & (demande <= ajoute_jours(notification, regles.rectification_jours))
        reponse = individu("demarches_indu_rectification_reponse_date", period)
        rejet = where(est_renseignee(reponse), reponse, ajoute_mois(demande, regles.rejet_rectification_mois))
        depart = where(a_temps, rejet, notification)
        limite = ajoute_mois(depart, parameters(period).transport.recours.delai_mois)
        return where(individu("demarches_indu_a_traiter", period), limite, NON_RENSEIGNEE)


class demarches_indu_mise_en_demeure_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour payer après la mise en demeure"
    label_en = "Last day to pay after the formal notice"
    reference = R133_9_2

    def formula_2021_03_25(individu, period, parameters):
        """Un mois depuis la réception de la mise en demeure."""
        recue = individu("demarches_indu_mise_en_demeure_date", period)
        mois = parameters(period).demarches.indu.mise_en_demeure_mois
        return where(est_renseignee(recue), ajoute_mois(recue, mois), NON_RENSEIGNEE)


class demarches_contrainte_opposition_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour former opposition à la contrainte"
    label_en = "Last day to oppose the enforcement order"
    reference = R133_3

    def formula_2021_03_25(individu, period, parameters):
        """Quinze jours depuis la notification ou la signification."""
        notification = individu("demarches_contrainte_notification_date", period)
        jours = parameters(period).demarches.indu.contrainte_opposition_jours
        return where(est_renseignee(notification), ajoute_jours(notification, jours), NON_RENSEIGNEE)
