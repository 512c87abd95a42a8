"""Le trajet : mode, nombre, distances, prix payé. Une cellule est une personne, un jour, des trajets semblables."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.articles import L322_5, R322_10_1, R322_10_2, R322_10_5


class ModeTransport(Enum):
    aucun = "Aucun transport"
    transport_commun = "Transport en commun terrestre (train, car, bus, métro)"
    vehicule_personnel = "Véhicule personnel"
    vsl = "Véhicule sanitaire léger"
    taxi = "Taxi"
    ambulance = "Ambulance"
    avion = "Avion de ligne régulière"
    bateau = "Bateau de ligne régulière"


class transport_mode(Variable):
    value_type = Enum
    possible_values = ModeTransport
    default_value = ModeTransport.aucun
    entity = Individu
    definition_period = DAY
    label = "Mode de transport utilisé"
    label_en = "Means of transport used"
    reference = R322_10_1


class transport_mode_prescrit(Variable):
    value_type = Enum
    possible_values = ModeTransport
    default_value = ModeTransport.aucun
    entity = Individu
    definition_period = DAY
    label = "Mode de transport prescrit"
    label_en = "Means of transport prescribed"
    reference = R322_10_2
    documentation = "À défaut, le mode utilisé : la personne est réputée avoir suivi la prescription."

    def formula_2006_12_30(individu, period):
        """La prescription indique le mode ; sans précision contraire, celui qui a été utilisé."""
        return individu("transport_mode", period)


class transport_aller_retour(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Aller et retour dans la journée"
    label_en = "Return trip on the day"
    reference = [
        "Article D. 160-9, c, du code de la sécurité sociale (la franchise est due par trajet)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651",
    ]


class transport_nombre_trajets(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 20
    label = "Nombre de trajets de la journée (un aller et retour compte pour deux)"
    label_en = "Number of one-way trips on the day"
    reference = [
        "Article D. 160-9, c, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158651",
    ]

    def formula_2006_12_30(individu, period):
        """Un trajet, deux pour un aller et retour, aucun sans transport ; un nombre donné l'emporte."""
        transporte = individu("transport_mode", period) != ModeTransport.aucun
        return where(transporte, 1 + individu("transport_aller_retour", period), 0)


class transport_vehicule_facture(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport en ambulance, en VSL ou en taxi"
    label_en = "Ambulance, VSL or taxi"
    reference = [
        "Article L. 160-13, III, 3°, du code de la sécurité sociale (véhicule sanitaire ou taxi)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    ]

    def formula_2006_12_30(individu, period):
        """Les trois modes facturés par une entreprise au tarif d'une convention."""
        return parmi(individu("transport_mode", period), ModeTransport.ambulance, ModeTransport.vsl, ModeTransport.taxi)


class transport_distance_aller(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "km"
    minimum = 0
    maximum = 20_000
    label = "Distance réellement parcourue pour l'aller seul"
    label_en = "Distance really travelled, one way"
    reference = [
        "Article R. 322-10-4, a, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000028987742",
    ]
    documentation = "Du point de prise en charge au lieu de soins. L'aller et le retour ne s'additionnent jamais."


class transport_distance_structure_proche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "km"
    minimum = 0
    maximum = 20_000
    label = "Distance, pour l'aller seul, de la structure de soins appropriée la plus proche"
    label_en = "One-way distance of the nearest suitable structure"
    reference = R322_10_5
    documentation = "À défaut, la distance réellement parcourue : la structure choisie est la plus proche."

    def formula_2006_12_30(individu, period):
        """La structure choisie est réputée la plus proche, sauf distance donnée."""
        return individu("transport_distance_aller", period)


class transport_kilometres_en_charge(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "km"
    minimum = 0
    maximum = 20_000
    label = "Kilomètres en charge d'un trajet, pour l'estimation du tarif"
    label_en = "Kilometres with the patient on board, one trip"
    reference = L322_5
    documentation = "À défaut, la distance de l'aller. Les décimales sont gardées."

    def formula_2006_12_30(individu, period):
        """La distance de l'aller, sauf kilométrage donné."""
        return individu("transport_distance_aller", period)


class transport_prix_trajet(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Prix payé ou facturé pour un trajet"
    label_en = "Price of one trip"
    reference = R322_10_2
    documentation = (
        "Facture d'ambulance, de VSL ou de taxi ; billet de transport en commun, d'avion ou de bateau. 0 quand il n'est "
        "pas connu. Sans objet pour un véhicule personnel."
    )


class transport_tarif_conventionnel(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Tarif conventionnel d'un trajet, s'il diffère du prix payé"
    label_en = "Conventional tariff of one trip, when it is not the price paid"
    reference = L322_5
    documentation = (
        "À donner quand le prix dépasse le tarif, ou quand la structure la plus proche limite la base. Il l'emporte sur "
        "toute estimation. 0 quand il n'est pas connu."
    )


class transport_conventionne(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Transporteur conventionné avec l'Assurance Maladie"
    label_en = "Carrier under agreement with the Assurance Maladie"
    reference = L322_5


class transport_tarif_arrete(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Tarif interministériel d'un trajet, pour une entreprise sanitaire non conventionnée"
    label_en = "Tariff by interministerial order, for a company without agreement"
    reference = [
        "Article L. 322-5-4 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742507",
    ]
    documentation = "La valeur de l'arrêté n'a pas été retrouvée : elle est à donner. 0 quand elle n'est pas connue."


class transport_billet_moins_cher(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Billet le moins cher pour un trajet, réductions personnelles comprises"
    label_en = "Cheapest fare of one trip"
    reference = [
        "Article L. 322-5 du code de la sécurité sociale (trajet le moins onéreux)",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284883",
    ]
    documentation = "Ticket de métro ou de bus, train en 2e classe, tarif le plus bas d'avion ou de bateau. À défaut, le prix payé. Quand une structure plus proche limite la base, donner le billet jusqu'à elle."

    def formula_2006_12_30(individu, period):
        """Le prix payé est réputé le moins cher, sauf billet donné."""
        return individu("transport_prix_trajet", period)


class transport_peages(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Péages payés avec un véhicule personnel, pour tous les trajets de la journée"
    label_en = "Tolls paid with one's own car, all trips of the day"
    reference = R322_10_2
    documentation = "Sur justificatifs."


class transport_stationnement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Stationnement payé avec un véhicule personnel, pour toute la journée"
    label_en = "Parking paid with one's own car"
    reference = R322_10_2
    documentation = "Sur justificatifs."


class transport_demande_samu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport demandé par le SAMU (centre 15)"
    label_en = "Transport asked by the SAMU"
    reference = [
        "Article R. 160-17, I, 10°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049902786",
    ]


class transport_urgence_attestee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Urgence attestée par le médecin prescripteur"
    label_en = "Urgency attested by the prescriber"
    reference = [
        "Article R. 322-10-4 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000028987742",
    ]


class transport_urgence(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Urgence : attestée par le prescripteur, ou appel du SAMU"
    label_en = "Urgency: attested, or call of the SAMU"
    reference = R322_10_2

    def formula_2006_12_30(individu, period):
        """La demande du SAMU vaut urgence attestée."""
        return individu("transport_urgence_attestee", period) | individu("transport_demande_samu", period)
