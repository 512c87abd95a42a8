"""L'arrêt de travail : sa nature, ses dates, et ce qu'il faut en savoir."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import premier_janvier
from openfisca_cpam.variables.individu.travail import StatutProfessionnel

L321_1 = ["Article L. 321-1 du code de la sécurité sociale"]
R323_1 = [
    "Article R. 323-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031827857",
]
R323_2 = [
    "Article R. 323-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043356761",
]
R323_3 = [
    "Article R. 323-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038956374",
]
R323_4 = [
    "Article R. 323-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051226486",
]
D323_1 = [
    "Article D. 323-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031813462",
]
D323_2 = [
    "Article D. 323-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006736471",
]
L323_1 = ["Article L. 323-1 du code de la sécurité sociale"]
L323_1_1 = [
    "Article L. 323-1-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041977041",
]
R313_3 = [
    "Article R. 313-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047983348",
]
L161_8 = [
    "Article L. 161-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044628954",
]

# Les premiers niveaux de parameters/ que lisent les règles de ce domaine.
DOMAINES = ("prestations_especes", "references_nationales")


def jour_couvert(parameters, period, dates):
    """La date, bornée au premier jour couvert par les règles."""
    return max_(dates, premier_janvier(parameters(period).prestations_especes.premiere_annee))


class NatureArret(Enum):
    maladie = "Maladie ou accident non professionnel"
    affection_longue_duree = "Affection de longue durée ou soins de plus de six mois (article L. 324-1)"
    temps_partiel_therapeutique = "Travail à temps partiel pour motif thérapeutique (article L. 323-3)"
    allocation_grossesse_exposee = "Suspension du contrat d'une salariée enceinte exposée ou de nuit (article L. 333-1)"
    maternite = "Congé de maternité (article L. 331-3)"
    pathologie_grossesse = "Repos supplémentaire pour grossesse pathologique (article L. 331-5)"
    paternite = "Congé de paternité et d'accueil de l'enfant (article L. 331-8)"
    adoption = "Congé d'adoption (article L. 331-7)"
    deuil_enfant = "Congé de deuil d'un enfant (article L. 331-9)"
    naissance_supplementaire = "Congé supplémentaire de naissance (article L. 331-8-1)"
    at_mp = "Accident du travail ou maladie professionnelle (article L. 433-1)"
    rechute_at_mp = "Rechute d'un accident du travail ou d'une maladie professionnelle (article L. 443-2)"


class MotifSansCarence(Enum):
    aucun = "Aucun motif particulier"
    deces_enfant = "Premier arrêt après le décès d'un enfant ou d'une personne à charge de moins de vingt-cinq ans"
    interruption_spontanee_grossesse = "Interruption spontanée de grossesse avant la vingt-deuxième semaine"
    interruption_medicale_grossesse = "Interruption de grossesse pour motif médical"
    post_natal = "Maladie due à l'accouchement, à la suite directe du congé de maternité"
    grossesse_6_semaines = "État pathologique de la grossesse constaté dans les six semaines avant l'accouchement"
    apres_at_mp = "Maladie déclarée depuis trois jours au moins à la consolidation d'un accident du travail"
    apres_arret_complet = "Temps partiel thérapeutique à la suite directe d'un arrêt complet indemnisé"
    ti_meme_accident = "Nouvel arrêt d'un travailleur indépendant dû au même accident"


class RythmePaie(Enum):
    mensuel = "Paie mensuelle"
    quinzaine = "Paie toutes les deux semaines"
    semaine = "Paie chaque semaine"
    saisonnier = "Travail saisonnier ou discontinu"


class ij_nature(Variable):
    value_type = Enum
    possible_values = NatureArret
    default_value = NatureArret.maladie
    entity = Individu
    definition_period = ETERNITY
    label = "Nature de l'arrêt de travail ou du congé"
    label_en = "Nature of the leave"
    reference = L321_1


class ij_arret_debut(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour de l'arrêt, entièrement non travaillé"
    label_en = "First day entirely off work"
    reference = R323_1
    documentation = (
        "Pour un accident du travail, le lendemain de l'accident : le jour de l'accident est payé par l'employeur. "
        "Pour un congé de maternité, le jour est calculé de la date présumée de l'accouchement s'il n'est pas donné ; "
        "donné plus tôt, les jours qui précèdent le congé ne sont pas payés. "
        "Un arrêt par personne : deux arrêts sont deux lignes ou deux demandes."
    )


class ij_arret_fin(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Dernier jour de l'arrêt, prolongations comprises"
    label_en = "Last day of the leave, extensions included"
    reference = L321_1
    documentation = "Pour un congé de naissance ou d'adoption, calculé s'il n'est pas donné."


class ij_arret_initial_debut(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour de l'arrêt initial, quand l'arrêt décrit en est la prolongation"
    label_en = "First day of the initial stop, when this one extends it"
    reference = R323_4
    documentation = (
        "À donner seulement si la prolongation est décrite seule. L'arrêt initial fixe alors le salaire, les plafonds, "
        "les conditions et le compte des jours ; aucune carence n'est retenue."
    )


class ij_prolongation(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Prolongation d'un arrêt, ou nouvel arrêt prescrit comme tel dans les quarante-huit heures de la reprise"
    label_en = "Extension of an earlier stop"
    reference = R323_1


class ij_motif_sans_carence(Variable):
    value_type = Enum
    possible_values = MotifSansCarence
    default_value = MotifSansCarence.aucun
    entity = Individu
    definition_period = ETERNITY
    label = "Circonstance qui supprime la carence"
    label_en = "Circumstance that removes the waiting days"
    reference = [
        *L323_1_1,
        "Article R. 331-6 du code de la sécurité sociale",
        "Article L. 371-3 du code de la sécurité sociale",
    ]


class ij_deces_enfant_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date du décès de l'enfant ou de la personne à charge de moins de vingt-cinq ans"
    label_en = "Date of death of the child"
    reference = L323_1_1


class ij_victime_terrorisme(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Arrêt dû à un acte de terrorisme"
    label_en = "Stop due to an act of terrorism"
    reference = [
        "Article L. 169-2, 2° et 7°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702157",
    ]


class ij_ald_periode_debut(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour du premier arrêt dû à la même affection de longue durée"
    label_en = "First day of the first stop for the same long-term condition"
    reference = R323_1
    documentation = "Ne pas remplir quand l'arrêt décrit est le premier pour cette affection."


class ij_ald_reprise_mois(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "month"
    minimum = 0
    maximum = 600
    label = "Mois de reprise du travail avant cet arrêt, affection de longue durée"
    label_en = "Months of resumed work before this stop"
    reference = R323_1


class ij_temps_partiel_affection_longue_duree(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Temps partiel thérapeutique dû à une affection de longue durée"
    label_en = "Therapeutic part time due to a long-term condition"
    reference = R323_3


class ij_perte_gain_journaliere(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Perte de gain par jour due au temps partiel thérapeutique"
    label_en = "Daily loss of earnings"
    reference = R323_3
    documentation = (
        "L'indemnité d'un salarié ne la dépasse pas : si elle n'est pas donnée, rien n'est versé. Sans effet pour un "
        "travailleur indépendant, dont l'indemnité est de moitié (article D. 622-10)."
    )


class ij_maladie_versees_trois_ans(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 1_100
    label = "Indemnités journalières maladie déjà versées dans les trois ans, au premier jour indemnisable"
    label_en = "Sickness allowances paid in the last three years"
    reference = R323_1
    documentation = (
        "Hors affection de longue durée, maternité et accident du travail. Ce nombre est tenu pour ne pas baisser "
        "pendant l'arrêt ; pour un compte exact, donner plutôt les jours (ij_maladie_jour_verse) et laisser 0 ici."
    )


class ij_maladie_jour_verse(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    set_input = etend_la_periode
    label = "Indemnité journalière maladie versée ce jour-là, avant l'arrêt décrit"
    label_en = "Sickness allowance paid on this day, before the stop described"
    reference = R323_1
    documentation = (
        "Hors affection de longue durée. Une période de plusieurs jours se donne en une fois : day:2025-01-20:345."
    )


class ij_pension_vieillesse(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Titulaire d'une pension de vieillesse ayant atteint l'âge légal, hors retraite progressive"
    label_en = "Holder of an old-age pension past the legal age"
    reference = R323_2


class ij_pension_inaptitude(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Pension de vieillesse accordée pour inaptitude au travail"
    label_en = "Old-age pension granted for incapacity"
    reference = [
        "Article R. 323-2 du code de la sécurité sociale, en vigueur jusqu'au 13 avril 2021",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000024112974",
    ]


class ij_retraite_versees(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 10_000
    label = "Indemnités journalières maladie déjà versées depuis que la pension et l'âge légal sont réunis"
    label_en = "Allowances already paid since retirement"
    reference = R323_2


class ij_enfants_a_charge_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Nombre d'enfants à charge"
    label_en = "Dependent children"
    reference = ["Article R. 323-5 du code de la sécurité sociale, en vigueur jusqu'au 13 avril 2021"]


class ij_fin_emploi_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Dernier jour du dernier emploi salarié (droit maintenu)"
    label_en = "Last day of the last job"
    reference = [*L161_8, "Article R. 323-7 du code de la sécurité sociale"]
    documentation = "Le salaire de référence est alors celui d'avant cette date."


class ij_fin_indemnisation_chomage_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Dernier jour de l'indemnisation du chômage, quand elle a pris fin"
    label_en = "Last day of unemployment benefit"
    reference = L161_8
    documentation = "Le droit est maintenu douze mois après."


class ij_hospitalise(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Hospitalisé pendant l'arrêt (ou dans l'impossibilité d'envoyer l'avis)"
    label_en = "In hospital"
    reference = D323_2


class ij_second_envoi_tardif(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Avis sur papier envoyé en retard, pour la seconde fois en vingt-quatre mois"
    label_en = "Paper notice late for the second time"
    reference = D323_2


class ij_prescription_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la prescription de l'arrêt"
    label_en = "Date of the prescription"
    reference = D323_2
    documentation = "À défaut, le premier jour de l'arrêt."


class ij_envoi_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date d'envoi de l'avis d'arrêt"
    label_en = "Date on which the notice was sent"
    reference = D323_2


class ij_teleconsultation_autre_medecin(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = (
        "Arrêt prescrit à distance par un autre que le médecin traitant ou la sage-femme "
        "référente, sans impossibilité d'examen"
    )
    label_en = "Prescribed by telemedicine by another doctor"
    reference = [*L321_1, "Article L. 433-1 du code de la sécurité sociale"]


class ij_suppression(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Indemnités supprimées par la caisse pour manquement (contrôle, sorties, activité non autorisée)"
    label_en = "Allowances withdrawn by the fund"
    reference = ["Article L. 323-6 du code de la sécurité sociale"]


class ij_cure_thermale(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Arrêt pour une cure thermale prise en charge"
    label_en = "Spa treatment"
    reference = D323_1


class ij_cure_ressources_mensuelles(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Ressources mensuelles de l'assuré, de son conjoint et des personnes à charge"
    label_en = "Monthly resources of the household"
    reference = D323_1


class ij_cure_personnes_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Conjoint, enfants, ascendants et autres personnes à charge"
    label_en = "Partner and dependants"
    reference = D323_1


class ij_debut(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de l'arrêt ou du congé décrit"
    label_en = "First day of the leave"
    reference = L321_1

    def formula_2018_01_01(individu, period):
        """La date donnée ; à défaut, pour la maternité, le premier jour du congé calculé de la date présumée."""
        donne = individu("ij_arret_debut", period)
        maternite = individu("ij_nature", period) == NatureArret.maternite
        maternite = maternite & (individu("maternite_jours_restants", period) == 0)
        return where(maternite & not_(est_renseignee(donne)), individu("maternite_conge_debut_date", period), donne)


class ij_fin(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de l'arrêt ou du congé décrit"
    label_en = "Last day of the leave"
    reference = L321_1

    def formula_2018_01_01(individu, period):
        """La date donnée ; à défaut, pour un congé de naissance, d'adoption ou de deuil, la fin de sa durée."""
        donne = individu("ij_arret_fin", period)
        nature, debut = individu("ij_nature", period), individu("ij_debut", period)
        maternite = nature == NatureArret.maternite
        duree = individu("ij_conge_jours_maximum", period)
        premier = max_(debut, individu("ij_conge_premier_jour_date", period))
        maternite = maternite & (individu("maternite_jours_restants", period) == 0)
        calculee = where(maternite, individu("maternite_conge_fin_date", period), ajoute_jours(premier, duree - 1))
        calculable = (maternite | (duree > 0)) & est_renseignee(debut)
        return where(est_renseignee(donne) | not_(calculable), donne, calculee)


class ij_date_reference(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour de l'interruption du travail, qui fixe le droit, le salaire et les plafonds"
    label_en = "Day of the interruption of work"
    reference = [*R323_4, "Article R. 313-1 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period):
        """Le premier jour de l'arrêt initial : une prolongation garde la loi, le salaire et les plafonds de ce jour."""
        initial = individu("ij_arret_initial_debut", period)
        return where(est_renseignee(initial), initial, individu("ij_debut", period))


class ij_date_regle(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour dont la loi s'applique"
    label_en = "Day whose law applies"
    reference = R323_4

    def formula_2018_01_01(individu, period, parameters):
        """Le jour de l'interruption, borné au premier jour couvert par les règles."""
        return jour_couvert(parameters, period, individu("ij_date_reference", period))


class ij_travailleur_independant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Travailleur indépendant (artisan, commerçant, profession libérale, praticien conventionné)"
    label_en = "Self-employed"
    reference = ["Article L. 622-1 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period):
        """Selon le statut professionnel."""
        return parmi(
            individu("statut_professionnel", period),
            StatutProfessionnel.artisan_commercant,
            StatutProfessionnel.profession_liberale,
            StatutProfessionnel.praticien_conventionne,
        )


class ij_affection_longue_duree(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Arrêt dû à une affection de longue durée"
    label_en = "Stop due to a long-term condition"
    reference = R323_1

    def formula_2018_01_01(individu, period):
        """L'arrêt complet, ou le temps partiel thérapeutique que la personne y rattache."""
        nature = individu("ij_nature", period)
        temps_partiel = nature == NatureArret.temps_partiel_therapeutique
        return (nature == NatureArret.affection_longue_duree) | (
            temps_partiel & individu("ij_temps_partiel_affection_longue_duree", period)
        )


class ij_ald_premier_arret(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Premier arrêt de la période de trois ans de l'affection de longue durée"
    label_en = "First stop of the three-year period"
    reference = R323_1

    def formula_2018_01_01(individu, period, parameters):
        """Aucun arrêt antérieur, ou une reprise du travail d'un an qui ouvre une nouvelle période (R. 323-1, 3°)."""
        debut, origine = individu("ij_date_reference", period), individu("ij_ald_periode_debut", period)
        mois = parameters(period).prestations_especes.maladie.duree.reouverture_mois
        return not_(est_renseignee(origine)) | (origine >= debut) | (individu("ij_ald_reprise_mois", period) >= mois)
