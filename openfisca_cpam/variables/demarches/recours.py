"""Contester une décision, quelle que soit la prestation : commission, délais, silence, tribunal, médiateur.

Le transport et les soins ont leurs propres dates (``transport_recours_…``, ``soins_recours_…``), avec le jour de l'acte.
"""

from openfisca_cpam.base import *

R142_1_A = [
    "Article R. 142-1-A, III, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404114",
]
R142_1 = [
    "Article R. 142-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037595656",
]
R142_6 = [
    "Article R. 142-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053220336",
]
R142_8 = [
    "Article R. 142-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051829785",
]
R142_8_5 = [
    "Article R. 142-8-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404140",
]
L141_1 = [
    "Article L. 141-1 du code de la sécurité sociale, en vigueur jusqu'au 31 décembre 2021",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038314523",
]
L142_3 = [
    "Article L. 142-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044628858",
]
L134_2 = [
    "Article L. 134-2 du code de l'action sociale et des familles (recours préalable devant l'auteur de la décision)"
]
L217_7_1 = [
    "Article L. 217-7-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037310142",
]


class NatureDecision(Enum):
    aucune = "Aucune décision à contester"
    administrative = "Refus, montant ou somme réclamée, pour un motif administratif"
    medicale = "Motif médical : état du malade, soins, arrêt de travail, date de consolidation"
    incapacite = "État ou degré d'invalidité, taux d'incapacité permanente, inaptitude au travail"
    complementaire_sante_solidaire = "Complémentaire santé solidaire : refus, participation, fermeture"
    aide_medicale_etat = "Aide médicale de l'État : refus, exprès ou par le silence"


class CommissionSaisie(Enum):
    sans_objet = "Aucune décision à contester"
    cra = "Commission de recours amiable de la caisse (R. 142-1)"
    cmra = "Commission médicale de recours amiable (R. 142-8)"
    expertise_medicale = "Expertise médicale, demandée à la caisse, avant 2022 (L. 141-1)"
    auteur_de_la_decision = "Le directeur de la caisse, auteur de la décision (L. 134-2 du code de l'action sociale)"


class JugeSaisi(Enum):
    sans_objet = "Aucune décision à contester"
    tribunal_judiciaire = "Pôle social du tribunal judiciaire du domicile"
    tribunal_administratif = "Tribunal administratif"


class demarches_decision_nature(Variable):
    value_type = Enum
    possible_values = NatureDecision
    default_value = NatureDecision.aucune
    entity = Individu
    definition_period = DAY
    label = "Décision que la personne veut contester"
    label_en = "Decision to challenge"
    reference = R142_1 + R142_8


class demarches_decision_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de notification de la décision contestée, ou du refus par le silence"
    label_en = "Date of notification of the decision"
    reference = R142_1_A


class demarches_decision_voies_de_recours(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "La notification mentionne les délais et les voies de recours"
    label_en = "The notification states the time limits and ways of appeal"
    reference = R142_1_A
    documentation = "Sans cette mention, aucun délai n'est opposable à la personne."


class demarches_recours_saisine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date à laquelle la commission, ou la caisse, a reçu le recours"
    label_en = "Date of receipt of the appeal"
    reference = R142_6 + R142_8_5


class demarches_recours_decision_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de notification de la réponse au recours"
    label_en = "Date of notification of the answer to the appeal"
    reference = R142_1_A


class demarches_mediation_recevable_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de notification de la recevabilité par le médiateur"
    label_en = "Date on which the mediator accepts the claim"
    reference = L217_7_1


class demarches_mediation_recommandations_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date des recommandations du médiateur"
    label_en = "Date of the mediator's recommendations"
    reference = L217_7_1


class demarches_reclamation_faite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une première démarche a été faite auprès des services de la caisse"
    label_en = "A first claim was made to the caisse"
    reference = L217_7_1


class demarches_tribunal_saisi(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un tribunal est saisi du litige"
    label_en = "A court is seized"
    reference = L217_7_1


class demarches_recours_commission(Variable):
    value_type = Enum
    possible_values = CommissionSaisie
    default_value = CommissionSaisie.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Qui saisir d'abord"
    label_en = "Whom to appeal to first"
    reference = R142_1 + R142_8 + L141_1 + L142_3 + L134_2
    documentation = (
        "La C2S suit le recours préalable du contentieux de l'admission à l'aide sociale (L. 142-3, L. 142-4) : la "
        "commission de recours amiable de la caisse (lecture). L'AME reste au code de l'action sociale et des familles : "
        "à confirmer sur la décision de refus."
    )

    def formula_2019_01_01(individu, period, parameters):
        """Motif administratif ou C2S : CRA. Incapacité : CMRA depuis 2019. Motif médical : CMRA pour une décision contestée
        depuis le 1er janvier 2022, expertise avant. AME : le directeur de la caisse.
        """
        nature = individu("demarches_decision_nature", period)
        saisine = individu("demarches_recours_saisine_date", period)
        notification = individu("demarches_decision_notification_date", period)
        # Tant que rien n'est déposé, la contestation ne peut être antérieure au jour du calcul.
        conteste_le = where(est_renseignee(saisine), saisine, max_(notification, premier_jour(period)))
        cmra = a_la_date(conteste_le, lambda jour: parameters(jour).transport.recours.cmra_competente)
        medicale = nature == NatureDecision.medicale
        return premier_vrai(
            [
                (nature == NatureDecision.aucune, CommissionSaisie.sans_objet),
                (nature == NatureDecision.aide_medicale_etat, CommissionSaisie.auteur_de_la_decision),
                ((nature == NatureDecision.incapacite) | (medicale & cmra), CommissionSaisie.cmra),
                (medicale, CommissionSaisie.expertise_medicale),
            ],
            sinon=CommissionSaisie.cra,
        )


class demarches_recours_suspendu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le délai de recours est suspendu par la médiation"
    label_en = "The mediation suspends the time limit"
    reference = L217_7_1

    def formula_2019_01_01(individu, period):
        """De la notification de la recevabilité aux recommandations du médiateur."""
        jour = premier_jour(period)
        recevable = individu("demarches_mediation_recevable_date", period)
        fin = individu("demarches_mediation_recommandations_date", period)
        ouverte = est_renseignee(recevable) & (recevable <= jour) & not_(est_renseignee(fin) & (fin <= jour))
        return ouverte & not_(individu("demarches_tribunal_saisi", period))


class demarches_recours_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour former le recours préalable"
    label_en = "Last day of the prior appeal"
    reference = R142_1_A + R142_1 + L141_1 + L217_7_1
    documentation = (
        "Sans objet (1970-01-01) sans décision notifiée, une fois le recours formé, pendant une médiation, ou quand la "
        "notification ne mentionne pas les délais : aucun n'est alors opposable."
    )

    def formula_2019_01_01(individu, period, parameters):
        """Deux mois depuis la notification, de quantième à quantième ; un mois pour l'expertise médicale, jusqu'en 2021."""
        commission = individu("demarches_recours_commission", period)
        notification = individu("demarches_decision_notification_date", period)
        connue = est_renseignee(notification) & (commission != CommissionSaisie.sans_objet)
        lue = where(connue, notification, premier_jour(period))
        delai = a_la_date(lue, lambda jour: parameters(jour).transport.recours.delai_mois)
        expertise = a_la_date(
            lue, lambda jour: valeur(parameters(jour).transport.recours, "delai_expertise_mois", sinon=0)
        )
        mois = where(commission == CommissionSaisie.expertise_medicale, expertise, delai).astype(numpy.int64)
        limite = _prolonge(individu, period, notification, ajoute_mois(lue, mois))
        opposable = individu("demarches_decision_voies_de_recours", period)
        attendu = connue & opposable & not_(_depose(individu, period, "demarches_recours_saisine_date"))
        return where(attendu & not_(individu("demarches_recours_suspendu", period)), limite, NON_RENSEIGNEE)


class demarches_recours_rejet_implicite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour où le silence sur le recours vaut rejet"
    label_en = "Day on which silence means rejection"
    reference = R142_6 + R142_8_5
    documentation = "Sans objet pour l'expertise médicale, et une fois la réponse notifiée."

    def formula_2019_01_01(individu, period, parameters):
        """Commission de recours amiable, et AME : deux mois depuis la réception. Commission médicale : quatre mois."""
        commission = individu("demarches_recours_commission", period)
        saisine = individu("demarches_recours_saisine_date", period)
        depose = _depose(individu, period, "demarches_recours_saisine_date")
        lue = where(depose, saisine, premier_jour(period))
        cra = a_la_date(lue, lambda jour: parameters(jour).transport.recours.silence_cra_mois)
        cmra = a_la_date(lue, lambda jour: valeur(parameters(jour).transport.recours, "silence_cmra_mois", sinon=0))
        mois = where(commission == CommissionSaisie.cmra, cmra, cra).astype(numpy.int64)
        muet = parmi(commission, CommissionSaisie.cra, CommissionSaisie.cmra, CommissionSaisie.auteur_de_la_decision)
        attendu = depose & muet & not_(_depose(individu, period, "demarches_recours_decision_date"))
        return where(attendu, ajoute_mois(saisine, mois), NON_RENSEIGNEE)


class demarches_recours_juge(Variable):
    value_type = Enum
    possible_values = JugeSaisi
    default_value = JugeSaisi.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Quel tribunal saisir ensuite"
    label_en = "Which court comes next"
    reference = [
        "Article L. 142-8 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038314480",
        "Article R. 142-10 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000042587026",
        *L134_2,
    ]

    def formula_2019_01_01(individu, period):
        """Le tribunal judiciaire, y compris pour la C2S (L. 142-8) ; pour l'AME, le tribunal administratif."""
        commission = individu("demarches_recours_commission", period)
        return premier_vrai(
            [
                (commission == CommissionSaisie.sans_objet, JugeSaisi.sans_objet),
                (commission == CommissionSaisie.auteur_de_la_decision, JugeSaisi.tribunal_administratif),
            ],
            sinon=JugeSaisi.tribunal_judiciaire,
        )


class demarches_recours_tribunal_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour saisir le tribunal"
    label_en = "Last day to go to court"
    reference = R142_1_A + R142_6 + R142_8_5
    documentation = "Sans objet tant que le recours préalable n'a ni réponse, ni rejet par le silence à ce jour."

    def formula_2019_01_01(individu, period, parameters):
        """Deux mois depuis la réponse notifiée ; à défaut, depuis le rejet par le silence."""
        jour = premier_jour(period)
        mois = parameters(period).transport.recours.delai_mois
        reponse = individu("demarches_recours_decision_date", period)
        repondu = _depose(individu, period, "demarches_recours_decision_date")
        silence = individu("demarches_recours_rejet_implicite_date", period)
        depart = where(repondu, reponse, where(est_renseignee(silence) & (silence <= jour), silence, NON_RENSEIGNEE))
        limite = _prolonge(individu, period, depart, ajoute_mois(depart, mois))
        ouvert = est_renseignee(depart) & not_(individu("demarches_tribunal_saisi", period))
        ouvert = ouvert & (individu("demarches_recours_commission", period) != CommissionSaisie.sans_objet)
        return where(ouvert & not_(individu("demarches_recours_suspendu", period)), limite, NON_RENSEIGNEE)


class demarches_mediation_possible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le médiateur de la caisse peut être saisi"
    label_en = "The mediator may be seized"
    reference = L217_7_1

    def formula_2018_08_12(individu, period):
        """Après une démarche auprès des services, tant qu'aucun tribunal n'est saisi ni aucune médiation engagée."""
        contestee = individu("demarches_decision_nature", period) != NatureDecision.aucune
        engagee = est_renseignee(individu("demarches_mediation_recevable_date", period))
        saisi = individu("demarches_tribunal_saisi", period)
        return contestee & individu("demarches_reclamation_faite", period) & not_(saisi | engagee)


def _depose(individu, period, nom):
    """La date est donnée et n'est pas à venir."""
    jour = individu(nom, period)
    return est_renseignee(jour) & (jour <= premier_jour(period))


def _prolonge(individu, period, depart, limite):
    """La limite, plus les jours qu'une médiation achevée a suspendus entre le départ du délai et elle."""
    recevable = individu("demarches_mediation_recevable_date", period)
    fin = individu("demarches_mediation_recommandations_date", period)
    suspendus = max_(jours_entre(max_(recevable, depart), max_(fin, depart)), 0)
    return where(est_renseignee(recevable) & (recevable <= limite), ajoute_jours(limite, suspendus), limite)
