"""Accident du travail, maladie professionnelle : déclarer, répondre à la caisse, la rechute, la consolidation."""

from openfisca_cpam.base import *

R441_2 = [
    "Article R. 441-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423389",
]
R441_8 = [
    "Article R. 441-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423349",
]
R441_16 = [
    "Article R. 441-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423372",
]
R441_18 = [
    "Article R. 441-18 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038420769",
]
R461_5 = [
    "Article R. 461-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750481",
]
R461_9 = [
    "Article R. 461-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423408",
]
R433_17 = [
    "Article R. 433-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750334",
]
R434_32 = [
    "Article R. 434-32 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000022073148",
]
L431_2 = [
    "Article L. 431-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041399093",
]


_SANS_LE_DIMANCHE = "Mon Tue Wed Thu Fri Sat"


class demarches_at_mp_employeur_a_declare(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "L'employeur a déclaré l'accident, ou va le faire"
    label_en = "The employer has declared the accident, or will"
    reference = ["Article L. 441-2 du code de la sécurité sociale"]


class demarches_at_mp_questionnaire_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception du questionnaire de la caisse"
    label_en = "Receipt of the fund's questionnaire"
    reference = R441_8 + R461_9


class demarches_at_mp_rechute_certificat_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception, par la caisse, du certificat de rechute ou de nouvelle lésion"
    label_en = "Receipt by the fund of the certificate of relapse"
    reference = R441_16
    documentation = "La date de reconnaissance de l'accident, si elle est postérieure."


class demarches_at_mp_rechute_questionnaire_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Réception du questionnaire médical de la rechute"
    label_en = "Receipt of the medical questionnaire of the relapse"
    reference = R441_16


class demarches_at_mp_cessation_travail_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Cessation du travail due à la maladie professionnelle à déclarer"
    label_en = "End of work due to the occupational disease"
    reference = R461_5


class demarches_at_mp_consolidation_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Notification de la date de guérison ou de consolidation que la caisse envisage"
    label_en = "Notification of the date of stabilisation intended"
    reference = R433_17


class demarches_at_mp_incapacite_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Notification de la décision sur l'incapacité permanente"
    label_en = "Notification of the decision on permanent incapacity"
    reference = R434_32


class demarches_at_mp_faute_inexcusable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La victime, ou sa famille, veut faire reconnaître une faute inexcusable de l'employeur"
    label_en = "The victim wants the employer's inexcusable fault to be recognised"
    reference = [
        "Article L. 452-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006743112",
    ]
    documentation = (
        "L'employeur avait, ou aurait dû avoir, conscience du danger, et n'a pas pris les mesures nécessaires."
    )


class demarches_at_mp_ayants_droit_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander la rente d'ayant droit"
    label_en = "Last day to claim a dependant's annuity"
    reference = L431_2
    documentation = "Le jour du décès n'est pas compté (articles 2228 et 2229 du code civil)."

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans depuis le décès (L. 431-2, 3°)."""
        annees = parameters(period).prestations_especes.accident_travail.declaration.prescription_annees
        deces = individu("date_deces", period)
        due = est_renseignee(individu("at_mp_rente_ayants_droit_debut_date", period))
        return where(due, ajoute_annees(deces, annees), NON_RENSEIGNEE)


class demarches_at_mp_information_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour informer l'employeur de l'accident"
    label_en = "Last day to tell the employer"
    reference = R441_2

    def formula_2018_01_01(individu, period, parameters):
        """Le jour de l'accident, au plus tard dans les vingt-quatre heures : le lendemain."""
        heures = parameters(period).prestations_especes.accident_travail.declaration.victime_heures
        accident = individu("at_mp_accident_date", period)
        limite = (accident + numpy.timedelta64(heures, "h")).astype("datetime64[D]")
        maladie = individu("at_mp_maladie_professionnelle", period)
        return where(est_renseignee(accident) & not_(maladie), limite, NON_RENSEIGNEE)


class demarches_at_mp_declaration_employeur_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour que l'employeur, informé le jour de l'accident, le déclare"
    label_en = "Last day for the employer to declare"
    reference = [
        "Article R. 441-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423383",
    ]
    documentation = (
        "Jours fériés nationaux, de 2018 à 2030 ; ceux d'Alsace-Moselle (vendredi saint, 26 décembre) sont à ajouter."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Quarante-huit heures, dimanches et jours fériés non compris."""
        loi = parameters(period)
        heures = loi.prestations_especes.accident_travail.declaration.employeur_heures
        jours = numpy.timedelta64(heures, "h").astype("timedelta64[D]").astype(numpy.int64)
        accident = individu("at_mp_accident_date", period)
        feries = _jours_feries(accident, loi.demarches.jours_feries)
        limite = numpy.busday_offset(accident, jours, roll="backward", weekmask=_SANS_LE_DIMANCHE, holidays=feries)
        maladie = individu("at_mp_maladie_professionnelle", period)
        return where(est_renseignee(accident) & not_(maladie), limite, NON_RENSEIGNEE)


class demarches_at_mp_carence_employeur(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'employeur n'a pas déclaré l'accident : la victime peut le faire"
    label_en = "The employer did not declare: the victim may"
    reference = [
        "Article L. 441-2 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006743085",
    ]

    def formula_2018_01_01(individu, period):
        """Jusqu'à l'expiration de la deuxième année qui suit l'accident."""
        accident = est_renseignee(individu("at_mp_accident_date", period))
        maladie = individu("at_mp_maladie_professionnelle", period)
        return accident & not_(maladie) & not_(individu("demarches_at_mp_employeur_a_declare", period))


class demarches_at_mp_maladie_declaration_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour déclarer la maladie professionnelle"
    label_en = "Last day to declare the occupational disease"
    reference = R461_5
    documentation = "Plus tard, la déclaration reste possible dans les deux ans, mais le retard peut coûter des droits."

    def formula_2018_01_01(individu, period, parameters):
        """Quinze jours depuis la cessation du travail."""
        cessation = individu("demarches_at_mp_cessation_travail_date", period)
        jours = parameters(period).demarches.accident_travail.declaration_maladie_jours
        return where(est_renseignee(cessation), ajoute_jours(cessation, jours), NON_RENSEIGNEE)


class demarches_at_mp_questionnaire_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour renvoyer le questionnaire"
    label_en = "Last day to return the questionnaire"
    reference = R441_8 + R461_9

    def formula_2019_12_01(individu, period, parameters):
        """Vingt jours francs pour un accident, trente pour une maladie : ni le premier ni le dernier ne comptent."""
        regles = parameters(period).demarches.accident_travail
        recu = individu("demarches_at_mp_questionnaire_date", period)
        maladie = individu("at_mp_maladie_professionnelle", period)
        jours = where(maladie, regles.questionnaire_maladie_jours, regles.questionnaire_accident_jours)
        return where(est_renseignee(recu), ajoute_jours(recu, jours + 1), NON_RENSEIGNEE)


class demarches_at_mp_rechute_questionnaire_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour renvoyer le questionnaire médical de la rechute"
    label_en = "Last day to return the questionnaire of the relapse"
    reference = R441_16

    def formula_2019_12_01(individu, period, parameters):
        """Vingt jours francs."""
        recu = individu("demarches_at_mp_rechute_questionnaire_date", period)
        jours = parameters(period).demarches.accident_travail.questionnaire_rechute_jours
        return where(est_renseignee(recu), ajoute_jours(recu, jours + 1), NON_RENSEIGNEE)


class demarches_at_mp_rechute_decision_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la caisse pour statuer sur la rechute"
    label_en = "Last day of the fund's decision on the relapse"
    reference = R441_16 + R441_18
    documentation = "Sans décision à ce jour, la rechute est reconnue."

    def formula_2019_12_01(individu, period, parameters):
        """Soixante jours francs depuis la réception du certificat."""
        recu = individu("demarches_at_mp_rechute_certificat_date", period)
        jours = parameters(period).demarches.accident_travail.rechute_decision_jours
        return where(est_renseignee(recu), ajoute_jours(recu, jours + 1), NON_RENSEIGNEE)


class demarches_at_mp_consolidation_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour que le certificat médical final parvienne à la caisse"
    label_en = "Last day for the final certificate to reach the fund"
    reference = R433_17

    def formula_2018_01_01(individu, period, parameters):
        """Dix jours depuis la notification ; à défaut, la date notifiée devient définitive."""
        notification = individu("demarches_at_mp_consolidation_notification_date", period)
        jours = parameters(period).demarches.accident_travail.consolidation_certificat_jours
        return where(est_renseignee(notification), ajoute_jours(notification, jours), NON_RENSEIGNEE)


class demarches_at_mp_rapport_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander la copie du rapport médical sur l'incapacité"
    label_en = "Last day to ask for the medical report"
    reference = R434_32

    def formula_2018_01_01(individu, period, parameters):
        """Dix jours depuis la notification de la décision."""
        notification = individu("demarches_at_mp_incapacite_notification_date", period)
        jours = parameters(period).demarches.accident_travail.rapport_demande_jours
        return where(est_renseignee(notification), ajoute_jours(notification, jours), NON_RENSEIGNEE)


class demarches_at_mp_frais_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour réclamer soins, trajets et prestations d'un accident du travail"
    label_en = "Last day to claim care, trips and benefits of a work accident"
    reference = L431_2
    documentation = "Le jour de départ n'est pas compté (articles 2228 et 2229 du code civil)."

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans depuis l'accident, ou depuis la fin des indemnités journalières si elle est connue et postérieure."""
        annees = parameters(period).prestations_especes.accident_travail.declaration.prescription_annees
        accident = individu("at_mp_accident_date", period)
        fin = where(individu("ij_categorie_at_mp", period), individu("ij_fin", period), NON_RENSEIGNEE)
        depart = max_(accident, fin)
        return where(est_renseignee(accident), ajoute_annees(depart, annees), NON_RENSEIGNEE)


def _jours_feries(dates, regles):
    """Les jours fériés des années de ces dates et de leurs voisines : fixes, et mobiles quand ils sont connus."""
    annees = numpy.unique(annee(dates))
    annees = numpy.unique(numpy.concatenate([annees - 1, annees, annees + 1]))
    fixes = [f"{une}-{jour}" for une in annees for jour in regles.fixes]
    return numpy.array([*fixes, *regles.mobiles], dtype="datetime64[D]")
