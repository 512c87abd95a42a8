"""La C2S, un jour quelconque : ce qui suit la dernière demande déposée (``c2s_demande``), décision, paiement, fin.

Les dates d'un droit se lisent au jour de sa demande ; ici, elles se lisent n'importe quel jour qui la suit.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.decision import DroitC2S

L861_5 = [
    "Article L. 861-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046806509",
]
R861_16_3 = [
    "Article R. 861-16-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044492458",
]
R861_16_5 = [
    "Article R. 861-16-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601961",
]
R861_18 = [
    "Article R. 861-18 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045601938",
]
R861_30 = [
    "Article R. 861-30 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677019",
    "Article R. 861-31 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038677021",
]


SANS_DEMANDE = (
    "Sans demande décrite dans la situation, celui que donnent les dates de ce jour, même à venir : elles se donnent au "
    "jour de la demande."
)


class demarches_c2s_envisagee(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le foyer envisage de demander la Complémentaire santé solidaire"
    label_en = "The household thinks of applying for the C2S"
    reference = L861_5


class demarches_c2s_changement(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le foyer a changé depuis la demande : arrivée, départ, décès"
    label_en = "The household has changed since the application"
    reference = R861_16_5


class demarches_c2s_demande_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernière demande de C2S déposée"
    label_en = "Last C2S application"
    reference = L861_5

    def formula_2019_11_01(foyer, period):
        """Parmi les demandes décrites dans la situation, la dernière qui ne soit pas à venir."""
        return _depuis_la_demande(foyer, period, lambda jour: numpy.full(foyer.count, premier_jour(jour)))


class demarches_c2s_a_demander(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "La C2S est à demander"
    label_en = "The C2S should be applied for"
    reference = L861_5
    documentation = (
        "Les bénéficiaires du RSA n'ont rien à demander : leur droit est attribué avec l'allocation depuis 2022."
    )

    def formula_2019_11_01(foyer, period, parameters):
        """Envisagée, ouverte par les ressources ou par une allocation, sans demande qui attende ni droit qui coure."""
        envisagee = foyer("demarches_c2s_envisagee", period)
        ouverte = foyer("c2s_droit", period) != DroitC2S.aucun
        automatique = parameters(period).complementaire_sante_solidaire.presomption.rsa_automatique
        rsa = foyer("beneficiaire_rsa", period.first_month) & automatique
        return envisagee & ouverte & not_(rsa | _demande_utile(foyer, period))


class demarches_c2s_decision_date_limite(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour de la décision attendue ; le silence vaut ensuite acceptation"
    label_en = "Last day of the awaited decision"
    reference = L861_5

    def formula_2019_11_01(foyer, period):
        """Celui de la dernière demande, tant qu'aucune décision n'est donnée à ce jour."""
        limite = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_decision_limite_date", jour))
        decision = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_decision_date", jour))
        return where(_passee(decision, period), NON_RENSEIGNEE, limite)


class demarches_c2s_paiement_date_limite(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour renvoyer le bulletin et le moyen de paiement"
    label_en = "Last day to send the form and the means of payment"
    reference = R861_16_3
    documentation = SANS_DEMANDE

    def formula_2019_11_01(foyer, period):
        """Trois mois depuis l'envoi du bulletin ; sans objet une fois les éléments reçus."""
        envoi, recus, limite = (
            _lue(foyer, period, nom)
            for nom in ("c2s_bulletin_envoi_date", "c2s_paiement_elements_date", "c2s_paiement_limite_date")
        )
        attendus = _connue(foyer, period, envoi) & not_(_connue(foyer, period, recus))
        return where(attendus, limite, NON_RENSEIGNEE)


class demarches_c2s_en_cours(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Un droit à la C2S ouvert par une demande de la situation court ce jour-là"
    label_en = "A C2S right runs on the day"
    reference = L861_5

    def formula_2019_11_01(foyer, period):
        """Du premier au dernier jour du droit de la dernière demande."""
        jour = premier_jour(period)
        effet = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_effet_date", jour))
        fin = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_fin_date", jour))
        return est_renseignee(effet) & (effet <= jour) & (jour <= fin)


class demarches_c2s_renouvellement_debut_date(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Premier jour pour demander le renouvellement du droit en cours"
    label_en = "First day to ask for the renewal"
    reference = R861_18

    def formula_2019_11_01(foyer, period):
        """Quatre mois avant la fin du droit en cours."""
        debut = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_renouvellement_debut_date", jour))
        return where(foyer("demarches_c2s_en_cours", period), debut, NON_RENSEIGNEE)


class demarches_c2s_renouvellement_date_limite(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour demander le renouvellement du droit en cours"
    label_en = "Last day to ask for the renewal"
    reference = R861_18 + R861_30
    documentation = "Plus tard, la caisse peut encore l'accorder sans interruption, à titre exceptionnel."

    def formula_2019_11_01(foyer, period):
        """Deux mois avant la fin du droit en cours ; sans objet quand il se renouvelle de lui-même, ou pendant une
        suspension, où rien ne peut être demandé (R. 861-31, I).
        """
        limite = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_renouvellement_fin_date", jour))
        suspension = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_suspension_date", jour))
        notification = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_suspension_notification_date", jour))
        reprise = _depuis_la_demande(foyer, period, lambda jour: foyer("c2s_reprise_date", jour))
        suspendu = _passee(notification, period) & _passee(suspension, period) & not_(_passee(reprise, period))
        demande = foyer("demarches_c2s_en_cours", period) & not_(suspendu)
        demande = demande & not_(foyer("demarches_c2s_renouvellement_automatique", period))
        return where(demande, limite, NON_RENSEIGNEE)


class demarches_c2s_renouvellement_automatique(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Le droit en cours se renouvelle de lui-même"
    label_en = "The right renews by itself"
    reference = R861_18

    def formula_2019_11_01(foyer, period):
        """RSA, ASPA et anciennes allocations, pour un droit en cours."""
        automatique = numpy.zeros(foyer.count, dtype=bool)
        for jour in _jours_de_demande(foyer, period):
            automatique = where(foyer("c2s_demande", jour), foyer("c2s_renouvellement_automatique", jour), automatique)
        return automatique & foyer("demarches_c2s_en_cours", period)


class demarches_c2s_impaye_date_limite(Variable):
    value_type = date
    entity = Foyer
    definition_period = DAY
    label = "Dernier jour pour régler les participations impayées"
    label_en = "Last day to pay the arrears"
    reference = R861_30
    documentation = SANS_DEMANDE

    def formula_2019_11_01(foyer, period):
        """Trente jours depuis la lettre d'information, puis trente depuis la décision de suspension ; sans objet payées."""
        lettre, reglement, suspension, premier, second = (
            _lue(foyer, period, nom)
            for nom in (
                "c2s_impaye_information_date",
                "c2s_impaye_reglement_date",
                "c2s_suspension_notification_date",
                "c2s_impaye_regularisation_limite_date",
                "c2s_suspension_regularisation_limite_date",
            )
        )
        limite = where(_connue(foyer, period, suspension), second, premier)
        du = _connue(foyer, period, lettre) & not_(_connue(foyer, period, reglement))
        return where(du, limite, NON_RENSEIGNEE)


class demarches_c2s_changement_a_signaler(Variable):
    value_type = bool
    entity = Foyer
    definition_period = DAY
    label = "Un changement du foyer est à signaler au gestionnaire de la C2S"
    label_en = "A change is to be told to the manager of the C2S"
    reference = R861_16_5

    def formula_2019_11_01(foyer, period):
        """Un changement, pendant un droit en cours."""
        changement = foyer("demarches_c2s_changement", period)
        return changement & foyer("demarches_c2s_en_cours", period)


def _jours_de_demande(foyer, period):
    """Les jours de demande décrits dans la situation, jusqu'à celui du calcul, dans l'ordre."""
    connus = foyer.get_holder("c2s_demande").get_known_periods()
    jours = [un for un in connus if un.unit == DAY and un.start <= period.start]
    return sorted(jours, key=lambda un: un.start)


def _demande_utile(foyer, period):
    """La dernière demande ouvre un droit qui n'est pas fini : une demande refusée ou un droit éteint n'empêchent rien."""
    utile = numpy.zeros(foyer.count, dtype=bool)
    for jour in _jours_de_demande(foyer, period):
        ouvre = un_des_membres(foyer, foyer.members("c2s_droit_personne", jour) != DroitC2S.aucun)
        fini = _passee(ajoute_jours(foyer("c2s_fin_date", jour), 1), period)
        fini = fini & est_renseignee(foyer("c2s_fin_date", jour))
        utile = where(foyer("c2s_demande", jour), ouvre & not_(fini), utile)
    return utile


def _depuis_la_demande(foyer, period, lecture):
    """Une date lue au jour de la dernière demande déposée ; sans objet quand il n'y en a pas."""
    dates = numpy.full(foyer.count, NON_RENSEIGNEE)
    for jour in _jours_de_demande(foyer, period):
        dates = where(foyer("c2s_demande", jour), lecture(jour), dates)
    return dates


def _passee(dates, period):
    """La date est connue, et n'est pas à venir."""
    return est_renseignee(dates) & (dates <= premier_jour(period))


def _lue(foyer, period, nom):
    """Une date du droit : au jour de la dernière demande déposée, à défaut celle du jour."""
    demandee = est_renseignee(foyer("demarches_c2s_demande_date", period))
    return where(demandee, _depuis_la_demande(foyer, period, lambda jour: foyer(nom, jour)), foyer(nom, period))


def _connue(foyer, period, dates):
    """La date est donnée ; avec une demande déposée, elle n'est pas à venir."""
    demandee = est_renseignee(foyer("demarches_c2s_demande_date", period))
    return est_renseignee(dates) & (not_(demandee) | _passee(dates, period))
