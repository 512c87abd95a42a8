"""Accidents du travail et maladies professionnelles : ce qu'il faut savoir de l'accident, les déclarations,
l'inaptitude.
"""

from openfisca_cpam.base import *

R433_7 = [
    "Article R. 433-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750320",
]
L443_2 = ["Article L. 443-2 du code de la sécurité sociale", "Article R. 443-2 du code de la sécurité sociale"]
D433_4 = [
    "Article D. 433-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000021957789",
    "Articles D. 433-2 à D. 433-7 du code de la sécurité sociale",
]
R441_7 = [
    "Article R. 441-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423337",
    "Article R. 441-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423349",
]
R461_9 = [
    "Article R. 461-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423408",
    "Article R. 461-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423419",
]
R441_2 = [
    "Article R. 441-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423389",
]
R441_3 = [
    "Article R. 441-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038423383",
]
L431_2 = [
    "Article L. 431-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041399093",
]


class at_mp_jours_deja_indemnises(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 10_000
    label = "Jours déjà indemnisés pour le même accident, avant cet arrêt"
    label_en = "Days already paid for the same accident"
    reference = R433_7


class at_mp_consolidation_anterieure(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Guérison ou consolidation fixée avant la rechute"
    label_en = "Healed or stabilised before the relapse"
    reference = R433_7


class at_mp_premiere_indemnite_initiale(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Indemnité journalière à 60 % du premier arrêt (rechute)"
    label_en = "60 % allowance of the first stop"
    reference = R433_7


class at_mp_premiere_indemnite_majoree(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Indemnité journalière à 80 % du premier arrêt (rechute)"
    label_en = "80 % allowance of the first stop"
    reference = R433_7
    documentation = "Celle qui était, ou aurait été, versée à partir du vingt-neuvième jour."


class at_mp_rente_maintenue_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Rente maintenue pendant la rechute, par jour"
    label_en = "Annuity kept during the relapse, a day"
    reference = L443_2


class at_mp_accident_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de l'accident du travail"
    label_en = "Date of the accident"
    reference = L431_2


class at_mp_maladie_professionnelle(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Maladie professionnelle (et non accident)"
    label_en = "Occupational disease"
    reference = R461_9


class at_mp_dossier_reception_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Jour où la caisse dispose de la déclaration et du certificat médical initial"
    label_en = "Day on which the fund has the declaration"
    reference = R441_7 + R461_9
    documentation = (
        "Pour une maladie, le jour où le médecin-conseil dispose aussi du résultat des examens que prévoit le tableau "
        "(R. 461-9, I), s'il est plus tardif."
    )


class at_mp_enquete(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Accident : la caisse engage des investigations"
    label_en = "The fund investigates"
    reference = R441_7


class at_mp_comite_saisine_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Maladie : date de saisine du comité régional de reconnaissance"
    label_en = "Referral to the regional committee"
    reference = R461_9


class at_mp_decision_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la caisse pour décider du caractère professionnel"
    label_en = "Last day of the fund's decision"
    reference = R441_7 + R461_9
    documentation = (
        "Sans décision à ce jour, le caractère professionnel est reconnu. Sans objet avant le 1er décembre 2019."
    )

    def formula_2019_12_01(individu, period, parameters):
        """Jours francs : 30 pour un accident, 90 avec enquête ; 120 pour une maladie, 120 de plus depuis la saisine
        du comité.

        Ni le jour de départ ni le dernier ne comptent. Dossiers reçus depuis le 1er décembre 2019.
        """
        decision = parameters(period).prestations_especes.accident_travail.decision
        recu, saisine = individu("at_mp_dossier_reception_date", period), individu("at_mp_comite_saisine_date", period)
        maladie = individu("at_mp_maladie_professionnelle", period)
        jours = where(
            maladie,
            decision.maladie_jours,
            where(individu("at_mp_enquete", period), decision.accident_enquete_jours, decision.accident_jours),
        )
        limite = ajoute_jours(recu, jours + 1)
        comite = ajoute_jours(saisine, decision.maladie_comite_jours + 1)
        limite = where(maladie & est_renseignee(saisine), comite, limite)
        return where(est_renseignee(recu), limite, NON_RENSEIGNEE)


class at_mp_information_employeur_heures(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "hour"
    label = "Heures de la victime pour informer l'employeur de l'accident"
    label_en = "Hours to inform the employer"
    reference = R441_2

    def formula_2018_01_01(individu, period, parameters):
        """La journée de l'accident, ou au plus tard vingt-quatre heures."""
        heures = parameters(period).prestations_especes.accident_travail.declaration.victime_heures
        return numpy.full(individu.count, heures)


class at_mp_declaration_employeur_heures(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "hour"
    label = "Heures de l'employeur pour déclarer l'accident, dimanches et jours fériés exclus"
    label_en = "Hours to declare the accident"
    reference = R441_3

    def formula_2018_01_01(individu, period, parameters):
        """Quarante-huit heures."""
        heures = parameters(period).prestations_especes.accident_travail.declaration.employeur_heures
        return numpy.full(individu.count, heures)


class at_mp_declaration_victime_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la victime pour déclarer elle-même l'accident"
    label_en = "Last day for the victim to declare"
    reference = [*L431_2, "Article L. 441-2 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Deux ans après l'accident, de date à date."""
        annees = parameters(period).prestations_especes.accident_travail.declaration.prescription_annees
        accident = individu("at_mp_accident_date", period)
        return where(est_renseignee(accident), ajoute_annees(accident, annees), NON_RENSEIGNEE)


class at_mp_inaptitude_avis_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de l'avis d'inaptitude du médecin du travail"
    label_en = "Date of the unfitness notice"
    reference = D433_4


class at_mp_inaptitude_sortie_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date du licenciement ou du reclassement"
    label_en = "Date of dismissal or redeployment"
    reference = D433_4


class at_mp_inaptitude_journaliere(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Dernière indemnité journalière d'accident du travail avant l'avis d'inaptitude"
    label_en = "Last daily allowance before the notice"
    reference = D433_4


class at_mp_inaptitude_rente_mensuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Rente mensuelle du même accident"
    label_en = "Monthly annuity of the same accident"
    reference = D433_4


class at_mp_inaptitude_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de l'indemnité temporaire d'inaptitude"
    label_en = "Last day of the unfitness allowance"
    reference = D433_4

    def formula_2018_01_01(individu, period, parameters):
        """Un mois au plus depuis le lendemain de l'avis, ou jusqu'au licenciement ou au reclassement s'il vient
        plus tôt. À défaut de quantième, le mois finit le dernier jour : avis du 30 janvier, jusqu'au 28 février.
        """
        mois = parameters(period).prestations_especes.accident_travail.indemnites.inaptitude_mois
        avis, sortie = individu("at_mp_inaptitude_avis_date", period), individu("at_mp_inaptitude_sortie_date", period)
        fin = fin_de_duree(ajoute_jours(avis, 1), mois)
        fin = where(est_renseignee(sortie), min_(fin, sortie), fin)
        return where(est_renseignee(avis), fin, NON_RENSEIGNEE)


class at_mp_inaptitude_total(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité temporaire d'inaptitude"
    label_en = "Temporary unfitness allowance"
    reference = D433_4

    def formula_2018_01_01(individu, period):
        """La dernière indemnité journalière, chaque jour, moins la rente mensuelle du même accident."""
        avis = individu("at_mp_inaptitude_avis_date", period)
        jours = max_(jours_entre(avis, individu("at_mp_inaptitude_fin_date", period)), 0)
        du = jours * individu("at_mp_inaptitude_journaliere", period)
        net = max_(du - individu("at_mp_inaptitude_rente_mensuelle", period), 0)
        return where(est_renseignee(avis), arrondi_centime(net), 0)
