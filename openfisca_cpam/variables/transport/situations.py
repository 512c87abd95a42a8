"""Les situations qui ouvrent droit à la prise en charge : R. 322-10 (S1 à S8), R. 322-10-8 (S9), R. 322-10-9 (S10)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.individu.droits import TypeALD
from openfisca_cpam.variables.transport.articles import L141_1, R322_10_9
from openfisca_cpam.variables.transport.trajet import ModeTransport

R322_10 = [
    "Article R. 322-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404419",
]
R322_10_8 = [
    "Article R. 322-10-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039473963",
]
R142_18 = [
    "Article R. 142-18 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404253",
]
VACCINATION = ["Décret n° 2021-182 du 18 février 2021, prolongé au Journal officiel du 30 octobre 2021"]


class ObjetTransport(Enum):
    autre_soin = "Consultation, examen ou soin sans hospitalisation"
    hospitalisation = "Entrée ou sortie d'hospitalisation (complète, partielle ou ambulatoire)"
    seance_chimio_radio_dialyse = "Séance de chimiothérapie, de radiothérapie ou de dialyse en centre"
    soin_lie_ald = "Soin ou examen lié à une affection de longue durée"
    soin_at_mp = "Soin lié à un accident du travail ou à une maladie professionnelle"
    camsp_cmpp = "Soin dans un CAMSP ou un CMPP"
    convocation_controle = "Contrôle : contrôle médical, expert, juridiction, fournisseur d'appareillage agréé"
    permission_sortie = "Permission de sortie d'un patient hospitalisé"
    engagement_maternite = "Engagement maternité (femme admise au dispositif)"
    transfert_hospitalise = "Transfert d'un patient hospitalisé vers un autre établissement"
    passage_urgences_sans_admission = "Passage aux urgences sans hospitalisation"
    cure_thermale = "Cure thermale"
    vaccination_covid = "Vaccination contre la covid-19"


class ControleTransport(Enum):
    controle_medical = "Convocation du contrôle médical (R. 322-10, 2°, b)"
    appareillage = "Fournisseur d'appareillage agréé (R. 322-10, 2°, a)"
    juridiction = "Expert ou consultant d'une juridiction, ou son audience (R. 322-10, 2°, c)"
    expertise_medicale = "Expertise médicale de l'ancien article R. 141-1 (R. 322-10, 2°, d)"
    commission_medicale = "Commission médicale de recours amiable ou son médecin (R. 322-10, 2°, e)"


class transport_objet(Variable):
    value_type = Enum
    possible_values = ObjetTransport
    default_value = ObjetTransport.autre_soin
    entity = Individu
    definition_period = DAY
    label = "Objet du déplacement"
    label_en = "Purpose of the journey"
    reference = R322_10


class transport_soin(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Déplacement pour recevoir des soins ou subir des examens"
    label_en = "Journey to receive care"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """R. 322-10, 1° : ni contrôle (2°), ni permission de sortie, ni cure thermale."""
        return not_(
            parmi(
                individu("transport_objet", period),
                ObjetTransport.convocation_controle,
                ObjetTransport.permission_sortie,
                ObjetTransport.cure_thermale,
            )
        )


class transport_soin_lie_ald(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin lié à l'affection de longue durée de la personne"
    label_en = "Care linked to the long-term condition"
    reference = R322_10
    documentation = "Une dialyse ou une hospitalisation peut aussi être liée à l'affection : répondre alors oui."

    def formula_2006_12_30(individu, period):
        """Vrai quand l'objet du déplacement le dit, sauf réponse donnée."""
        return individu("transport_objet", period) == ObjetTransport.soin_lie_ald


class transport_soin_lie_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Soin ou contrôle lié à un accident du travail ou à une maladie professionnelle"
    label_en = "Care or control linked to a work accident or occupational disease"
    reference = [
        "Article L. 432-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686537",
    ]

    def formula_2006_12_30(individu, period):
        """Vrai quand l'objet du déplacement le dit, sauf réponse donnée."""
        return individu("transport_objet", period) == ObjetTransport.soin_at_mp


class transport_deficience_referentiel(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Déficience ou incapacité du référentiel de prescription des transports"
    label_en = "Impairment listed in the prescription reference"
    reference = ["Article R. 322-10, 1°, b, du code de la sécurité sociale", "Arrêté du 23 décembre 2006"]
    documentation = (
        "Pour un transport individuel ou en commun, l'incapacité tient au besoin d'être accompagné : une personne qui "
        "peut se déplacer seule répond non."
    )


class transport_critere_ambulance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "L'état justifie une ambulance"
    label_en = "The state of the patient justifies an ambulance"
    reference = ["Article R. 322-10, 1°, c, du code de la sécurité sociale", "Arrêté du 23 décembre 2006"]
    documentation = (
        "Position allongée ou demi-assise, surveillance par une personne qualifiée, oxygène, brancardage ou portage, "
        "précautions d'asepsie."
    )


class transport_tierce_personne(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La prescription mentionne le besoin d'une personne accompagnante"
    label_en = "The prescription states the need of an escort"
    reference = [
        "Article R. 322-10-7 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749258",
    ]


class transport_serie_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Transports prescrits pour un même traitement sur deux mois"
    label_en = "Transports prescribed for one treatment within two months"
    reference = R322_10
    documentation = "Compter les voyages vers le lieu de soins : le retour n'est pas compté une seconde fois (lecture de l'Assurance Maladie)."


class transport_serie_distance_aller(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "km"
    minimum = 0
    maximum = 20_000
    label = "Distance de l'aller de chacun des transports de la série"
    label_en = "One-way distance of each transport of the series"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """À défaut, la distance de l'aller de ce transport."""
        return individu("transport_distance_aller", period)


class transport_serie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport d'une série : quatre transports au moins en deux mois, à plus de 50 km chacun"
    label_en = "Series of transports"
    reference = R322_10

    def formula_2006_12_30(individu, period, parameters):
        """R. 322-10, 1°, e : au moins quatre transports prescrits, chacun à plus de cinquante kilomètres."""
        serie = parameters(period).transport.serie
        return (
            individu("transport_soin", period)
            & (individu("transport_serie_nombre", period) >= serie.nombre_minimal)
            & (individu("transport_serie_distance_aller", period) > serie.distance_km)
        )


class transport_longue_distance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Distance de l'aller supérieure à 150 kilomètres"
    label_en = "More than 150 km one way"
    reference = R322_10

    def formula_2006_12_30(individu, period, parameters):
        """Strictement plus de 150 km pour l'aller seul (Cass. 2e civ., 8 novembre 2012, n° 11-24.538)."""
        return individu("transport_distance_aller", period) > parameters(period).transport.seuil_longue_distance_km


class transport_situation_hospitalisation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S1 - Transport lié à une hospitalisation"
    label_en = "S1 - Linked to a hospital stay"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """R. 322-10, 1°, a : entrée et sortie, séances tenues pour hospitalisation, transfert pour être admis."""
        return parmi(
            individu("transport_objet", period),
            ObjetTransport.hospitalisation,
            ObjetTransport.seance_chimio_radio_dialyse,
            ObjetTransport.transfert_hospitalise,
        )


class transport_situation_ald(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S2 - Soin lié à une affection de longue durée, avec déficience ou incapacité"
    label_en = "S2 - Linked to a long-term condition, with an impairment"
    reference = R322_10

    def formula_2006_12_30(individu, period, parameters):
        """R. 322-10, 1°, b : affection reconnue, soin qui lui est lié et, depuis le 1er avril 2011, déficience.

        Du 1er avril 2011 au 30 septembre 2026, toute affection de longue durée ; depuis le 1er octobre 2026
        (décret n° 2026-812), l'affection exonérante seulement.
        """
        ald = parameters(period).transport.ald
        reconnue = individu("ald_type", period.first_month)
        ouvre_droit = (reconnue == TypeALD.exonerante) | pourvu_que(
            ald.non_exonerante_ouvre_droit, reconnue == TypeALD.non_exonerante
        )
        individuel_ou_commun = parmi(
            individu("transport_mode_prescrit", period),
            ModeTransport.transport_commun,
            ModeTransport.vehicule_personnel,
            ModeTransport.avion,
            ModeTransport.bateau,
        )
        deficience = individu("transport_deficience_referentiel", period) | (
            individuel_ou_commun & individu("transport_tierce_personne", period)
        )
        return (
            individu("transport_soin", period)
            & individu("transport_soin_lie_ald", period)
            & ouvre_droit
            & (deficience | (not ald.condition_deficience))
        )


class transport_situation_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S3 - Soin lié à un accident du travail ou à une maladie professionnelle"
    label_en = "S3 - Linked to a work accident or occupational disease"
    reference = [
        "Article L. 431-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000035640835",
        "Article L. 432-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031686537",
    ]

    def formula_2006_12_30(individu, period):
        """Aucune condition d'incapacité."""
        return individu("transport_soin", period) & individu("transport_soin_lie_at_mp", period)


class transport_situation_ambulance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S4 - Transport par ambulance justifié par l'état du malade"
    label_en = "S4 - Ambulance justified by the state of the patient"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """R. 322-10, 1°, c : transport par ambulance, donc prescrite et utilisée ; celle qu'envoie le SAMU en est une."""
        ambulance = individu("transport_mode", period) == ModeTransport.ambulance
        prescrite = individu("transport_mode_prescrit", period) == ModeTransport.ambulance
        justifiee = individu("transport_critere_ambulance", period) & prescrite
        return individu("transport_soin", period) & ambulance & (justifiee | individu("transport_demande_samu", period))


class transport_situation_longue_distance(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S5 - Soin à plus de 150 kilomètres"
    label_en = "S5 - Care more than 150 km away"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """R. 322-10, 1°, d : tout soin, sous accord préalable."""
        return individu("transport_soin", period) & individu("transport_longue_distance", period)


class transport_situation_serie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S6 - Transports en série"
    label_en = "S6 - Series"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """R. 322-10, 1°, e : sous accord préalable."""
        return individu("transport_serie", period)


class transport_situation_camsp_cmpp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S7 - Soin d'un enfant ou d'un adolescent dans un CAMSP ou un CMPP"
    label_en = "S7 - CAMSP or CMPP"
    reference = R322_10

    def formula_2006_12_30(individu, period, parameters):
        """R. 322-10, 1°, f, depuis le 28 mai 2014 (décret n° 2014-531) : sous accord préalable."""
        camsp_cmpp = individu("transport_objet", period) == ObjetTransport.camsp_cmpp
        return camsp_cmpp & parameters(period).transport.camsp_cmpp.ouvre_droit


class transport_controle(Variable):
    value_type = Enum
    possible_values = ControleTransport
    default_value = ControleTransport.controle_medical
    entity = Individu
    definition_period = DAY
    label = "Contrôle pour lequel la personne est convoquée"
    label_en = "Kind of control"
    reference = R322_10


class transport_juridiction_demande_acceptee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Ambulance, VSL, taxi ou accompagnant demandés dans la requête, avec l'avis conforme de l'expert"
    label_en = "Vehicle or escort asked in the petition, with the expert's agreement"
    reference = R142_18


class transport_contestation_anterieure_2022(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Contestation médicale engagée avant le 1er janvier 2022"
    label_en = "Medical dispute begun before 2022"
    reference = L141_1


class transport_situation_controle(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S8 - Contrôle en application de la législation de la sécurité sociale"
    label_en = "S8 - Statutory control"
    reference = R322_10
    documentation = (
        "Pris en charge au taux de droit commun, sauf accident du travail (L. 442-8) ou autre exonération ; des caisses "
        "paient à 100 %, ce que le texte ne dit pas."
    )

    def formula_2006_12_30(individu, period):
        """R. 322-10, 2° : la convocation vaut prescription ; pas encore de commission médicale de recours amiable."""
        convocation = individu("transport_objet", period) == ObjetTransport.convocation_controle
        return convocation & (individu("transport_controle", period) != ControleTransport.commission_medicale)

    def formula_2019_01_01(individu, period):
        """Depuis le 1er janvier 2019, la commission médicale de recours amiable aussi."""
        return individu("transport_objet", period) == ObjetTransport.convocation_controle

    def formula_2022_01_01(individu, period):
        """Depuis le 1er janvier 2022, l'expertise médicale ne vaut plus que pour les contestations d'avant ce jour."""
        convocation = individu("transport_objet", period) == ObjetTransport.convocation_controle
        expertise = individu("transport_controle", period) == ControleTransport.expertise_medicale
        return convocation & (not_(expertise) | individu("transport_contestation_anterieure_2022", period))


class transport_rang_jour_hospitalisation(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    minimum = 0
    maximum = 40_000
    label = "Rang du jour dans l'hospitalisation (1 le jour de l'admission)"
    label_en = "Rank of the day in the hospital stay"
    reference = R322_10_8


class transport_rang_permission_semaine(Variable):
    value_type = int
    default_value = 1
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 1
    maximum = 14
    label = "Rang de cette permission de sortie dans la semaine civile (du lundi au dimanche)"
    label_en = "Rank of the leave in the civil week"
    reference = R322_10_8


class transport_situation_permission_sortie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S9 - Permission de sortie d'un patient de moins de vingt ans"
    label_en = "S9 - Leave of a patient under twenty"
    reference = R322_10_8

    def formula_2019_12_12(individu, period, parameters):
        """R. 322-10-8, depuis le 12 décembre 2019 : à compter du quatorzième jour, un aller et retour par semaine."""
        permission = parameters(period).transport.permission_sortie
        sortants = Seuls(individu, individu("transport_objet", period) == ObjetTransport.permission_sortie)
        admis = (
            (sortants("age", period) < permission.age_limite)
            & (sortants("transport_rang_jour_hospitalisation", period) >= permission.rang_jour_hospitalisation)
            & (sortants("transport_rang_permission_semaine", period) <= permission.allers_retours_par_semaine)
        )
        return sortants.rend(admis, sinon=False)


class transport_situation_engagement_maternite(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S10 - Engagement maternité"
    label_en = "S10 - Engagement maternité"
    reference = R322_10_9

    def formula_2006_12_30(individu, period, parameters):
        """R. 322-10-9, depuis le 1er mai 2022 : examens des 8e et 9e mois, ou trajet vers l'hébergement temporaire."""
        admise = individu("transport_objet", period) == ObjetTransport.engagement_maternite
        return admise & parameters(period).transport.engagement_maternite


class transport_situation_vaccination(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "S11 - Vaccination contre la covid-19 d'une personne qui ne peut se déplacer seule"
    label_en = "S11 - Covid-19 vaccination of a person unable to travel alone"
    reference = VACCINATION

    def formula_2006_12_30(individu, period, parameters):
        """Du 20 février au 31 décembre 2021 : ambulance, VSL ou taxi, pris en charge intégralement."""
        seul_impossible = individu("transport_deficience_referentiel", period) | individu(
            "transport_tierce_personne", period
        )
        return (
            (individu("transport_objet", period) == ObjetTransport.vaccination_covid)
            & individu("transport_vehicule_facture", period)
            & seul_impossible
            & parameters(period).transport.vaccination_covid
        )


class transport_situation(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Une situation au moins ouvre droit à la prise en charge"
    label_en = "At least one situation opens the right"
    reference = R322_10

    def formula_2006_12_30(individu, period):
        """Sans l'une des situations S1 à S11, rien n'est pris en charge, même avec une prescription."""
        return (
            individu("transport_situation_hospitalisation", period)
            | individu("transport_situation_ald", period)
            | individu("transport_situation_at_mp", period)
            | individu("transport_situation_ambulance", period)
            | individu("transport_situation_longue_distance", period)
            | individu("transport_situation_serie", period)
            | individu("transport_situation_camsp_cmpp", period)
            | individu("transport_situation_controle", period)
            | individu("transport_situation_permission_sortie", period)
            | individu("transport_situation_engagement_maternite", period)
            | individu("transport_situation_vaccination", period)
        )
