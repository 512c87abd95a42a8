"""Estimation du tarif conventionnel d'un trajet en taxi, en VSL ou en ambulance, quand la facture n'est pas connue."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.geographie import DEPARTEMENTS
from openfisca_cpam.variables.transport.trajet import ModeTransport

CONVENTION_TAXI = [
    "Convention-cadre nationale des entreprises de taxi, approuvée par arrêté du 29 juillet 2025 (JO du 8 août 2025)",
    "Article L. 322-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284883",
]
CONVENTION_SANITAIRE = [
    "Convention nationale des transporteurs sanitaires privés et ses avenants (avenant 11, JO du 6 mai 2023)",
    "Article L. 322-5-2 du code de la sécurité sociale",
]

# Un membre par département, « d01 » à « d976 » : le nom est celui du paramètre du tarif kilométrique.
DepartementLicence = Enum(
    "DepartementLicence",
    {"non_renseigne": "Département non renseigné"}
    | {f"d{code.lower()}": f"{nom} ({code})" for code, nom in DEPARTEMENTS.items()},
)


class TypeForfait(Enum):
    departemental = "Forfait départemental"
    agglomeration = "Forfait agglomération (ambulance, trajet à l'intérieur d'une ville de la liste)"
    prise_en_charge = "Prise en charge (entreprises de la région parisienne)"


class ZoneVSL(Enum):
    zone_a = "Zone A"
    zone_b = "Zone B"
    zone_c = "Zone C"
    zone_d = "Zone D"
    non_renseignee = "Zone non renseignée"


class transport_departement_licence(Variable):
    value_type = Enum
    possible_values = DepartementLicence
    default_value = DepartementLicence.non_renseigne
    entity = Individu
    definition_period = DAY
    label = "Département de la licence du taxi"
    label_en = "Department of the taxi's licence"
    reference = CONVENTION_TAXI


class transport_grande_ville(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Départ ou arrivée dans une grande ville de la convention des taxis"
    label_en = "Departure or arrival in a large town of the taxi agreement"
    reference = CONVENTION_TAXI
    documentation = (
        "Bordeaux, Grenoble, Lille, Lyon, Marseille, Montpellier, Nantes, Nice, Paris, Rennes, Strasbourg, Toulouse, "
        "ou les départements 92, 93 et 94."
    )


class transport_tpmr(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport d'une personne à mobilité réduite dans un véhicule adapté"
    label_en = "Vehicle for a person with reduced mobility"
    reference = CONVENTION_TAXI


class transport_outre_mer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport en taxi outre-mer"
    label_en = "Taxi overseas"
    reference = CONVENTION_TAXI


class transport_heure_prise_en_charge(Variable):
    value_type = float
    default_value = 10.0
    entity = Individu
    definition_period = DAY
    unit = "hour"
    minimum = 0
    maximum = 24
    label = "Heure de la prise en charge du patient"
    label_en = "Hour of pick-up"
    reference = CONVENTION_TAXI
    documentation = "En heures et fractions d'heure : 20,5 pour 20 h 30. À défaut, dix heures : aucune majoration."


class transport_jour_ferie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Jour férié"
    label_en = "Public holiday"
    reference = CONVENTION_TAXI


class transport_type_forfait(Variable):
    value_type = Enum
    possible_values = TypeForfait
    default_value = TypeForfait.departemental
    entity = Individu
    definition_period = DAY
    label = "Forfait de l'entreprise de transport sanitaire"
    label_en = "Kind of flat charge"
    reference = CONVENTION_SANITAIRE


class transport_zone_vsl(Variable):
    value_type = Enum
    possible_values = ZoneVSL
    default_value = ZoneVSL.non_renseignee
    entity = Individu
    definition_period = DAY
    label = "Zone du siège de l'entreprise de VSL (tarifs de 2021)"
    label_en = "Zone of the VSL company"
    reference = CONVENTION_SANITAIRE


class transport_peages_trajet(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 10_000
    label = "Péages d'un trajet en taxi, en VSL ou en ambulance"
    label_en = "Tolls of one trip"
    reference = CONVENTION_TAXI
    documentation = "Sur justificatifs ; ils s'ajoutent au tarif estimé, sans majoration ni abattement."


def _nuit(individu, period, tarifs):
    heure = individu("transport_heure_prise_en_charge", period)
    return (heure >= tarifs.heure_debut_nuit) | (heure < tarifs.heure_fin_nuit)


def _dimanche_ou_ferie(individu, period, tarifs):
    """Samedi à partir de midi, dimanche, jour férié."""
    rang = jour_de_la_semaine(premier_jour(period))
    heure = individu("transport_heure_prise_en_charge", period)
    return (
        ((rang == SAMEDI) & (heure >= tarifs.heure_debut_samedi))
        | (rang == DIMANCHE)
        | individu("transport_jour_ferie", period)
    )


def _tarif_taxi(individu, period, parameters, kilometres):
    """Euros d'un trajet, NaN où un élément du tarif n'est pas connu."""
    taxi = parameters(period).transport.taxi
    if not valeur_connue(taxi, "forfait_prise_en_charge"):
        return numpy.full(kilometres.shape, numpy.nan)
    departements = codes(individu("transport_departement_licence", period))
    par_kilometre = numpy.full(kilometres.shape, numpy.nan)
    for code in numpy.unique(departements):
        nom = list(DepartementLicence)[code].name
        numpy.copyto(par_kilometre, valeur(taxi.tarif_kilometrique, nom), where=departements == code)
    patients = individu("transport_nombre_patients", period)
    abattements = taxi.abattement_partage
    par_patients = numpy.array(
        [0, 0, abattements.deux_patients, abattements.trois_patients, abattements.quatre_et_plus_patients]
    )
    a_bord = where(individu("transport_partage_refuse", period), 1, patients)
    abattement = numpy.take(par_patients, min_(a_bord, par_patients.size - 1))
    majore = _nuit(individu, period, taxi) | _dimanche_ou_ferie(individu, period, taxi)
    tarif = (
        taxi.forfait_prise_en_charge
        + individu("transport_grande_ville", period) * taxi.forfait_grande_ville
        + par_kilometre * max_(0, kilometres - taxi.km_inclus)
    )
    tarif = tarif * (1 + majore * taxi.majoration_nuit_dimanche) * (1 - abattement)
    return (
        arrondi_centime(tarif)
        + individu("transport_tpmr", period) * taxi.supplement_tpmr
        + individu("transport_outre_mer", period) * taxi.supplement_outre_mer
        + individu("transport_peages_trajet", period)
    )


def _trajet_court(noeud, kilometres):
    """Montant de la première tranche dont la borne n'est pas dépassée ; rien au-delà de la dernière."""
    montant = numpy.zeros(kilometres.shape)
    bornes = sorted((int(nom.removeprefix("jusqu_a_").removesuffix("_km")), nom) for nom in noeud)
    for borne, nom in reversed(bornes):
        montant = where(kilometres <= borne, valeur(noeud, nom), montant)
    return montant


def _tarif_sanitaire(individu, period, tarifs, forfait, kilometres):
    """Euros d'un trajet en VSL ou en ambulance, NaN où un élément du tarif n'est pas connu."""
    par_kilometre = valeur(tarifs, "tarif_kilometrique")
    if numpy.isnan(par_kilometre):
        return numpy.full(kilometres.shape, numpy.nan)
    prise_en_charge = individu("transport_type_forfait", period) == TypeForfait.prise_en_charge
    factures = where(prise_en_charge, kilometres, max_(0, kilometres - tarifs.km_inclus))
    nuit, dimanche = _nuit(individu, period, tarifs), _dimanche_ou_ferie(individu, period, tarifs)
    majoration = where(nuit, tarifs.majoration_nuit, where(dimanche, tarifs.majoration_dimanche, 0))
    tarif = forfait + par_kilometre * factures + _trajet_court(tarifs.trajet_court, kilometres)
    return arrondi_centime(tarif * (1 + majoration)) + individu("transport_peages_trajet", period)


def _tarif_vsl(individu, period, parameters, kilometres):
    vsl = parameters(period).transport.vsl
    type_forfait = codes(individu("transport_type_forfait", period))
    zones = codes(individu("transport_zone_vsl", period))
    departement = valeur(vsl.forfait, "departement")
    par_zone = numpy.array([valeur(vsl.forfait, zone.name) for zone in ZoneVSL])
    # L'avenant 11 a remplacé les zones par un forfait unique.
    departemental = numpy.take(par_zone, zones) if numpy.isnan(departement) else departement
    forfait = numpy.select(
        [type_forfait == TypeForfait.departemental.index, type_forfait == TypeForfait.prise_en_charge.index],
        [departemental, valeur(vsl.forfait, "prise_en_charge")],
        numpy.nan,
    )
    return _tarif_sanitaire(individu, period, vsl, forfait, kilometres)


def _tarif_ambulance(individu, period, parameters, kilometres):
    ambulance = parameters(period).transport.ambulance
    forfaits = numpy.array([valeur(ambulance.forfait, forfait.name) for forfait in TypeForfait])
    forfait = numpy.take(forfaits, codes(individu("transport_type_forfait", period)))
    return _tarif_sanitaire(individu, period, ambulance, forfait, kilometres)


def _estimation(individu, period, parameters, kilometres):
    """Euros d'un trajet selon le mode utilisé ; 0 où rien ne permet d'estimer."""
    mode = individu("transport_mode", period)
    tarif = numpy.zeros(kilometres.shape)
    baremes = {
        ModeTransport.taxi: _tarif_taxi,
        ModeTransport.vsl: _tarif_vsl,
        ModeTransport.ambulance: _tarif_ambulance,
    }
    for mode_facture, bareme in baremes.items():
        du_mode = mode == mode_facture
        if du_mode.any():
            numpy.copyto(tarif, bareme(individu, period, parameters, kilometres), where=du_mode & (kilometres > 0))
    return numpy.nan_to_num(tarif, nan=0)


class transport_tarif_estime(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_tarif_estimable"
    motif = "transport_tarif_motif"
    label = "Tarif conventionnel estimé d'un trajet, pour les kilomètres parcourus"
    label_en = "Estimated tariff of one trip"
    reference = CONVENTION_TAXI + CONVENTION_SANITAIRE
    documentation = "0 quand les tarifs de la date, du département ou du forfait ne sont pas connus : voir transport_tarif_estimable."

    def formula_2006_12_30(individu, period, parameters):
        """Taxi : barème national depuis le 1er novembre 2025. VSL et ambulance : tables des avenants, avec des lacunes.

        L'estimation vaut pour une entreprise certifiée (les autres sont payées 13 % de moins depuis le 1er octobre 2025).
        """
        return _estimation(individu, period, parameters, individu("transport_kilometres_en_charge", period))


class transport_tarif_estime_structure_proche(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Tarif conventionnel estimé d'un trajet jusqu'à la structure appropriée la plus proche"
    label_en = "Estimated tariff of one trip to the nearest suitable structure"
    reference = [
        "Article R. 322-10-5 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000030288189",
    ]
    documentation = "0 quand le tarif n'est pas connu."

    def formula_2006_12_30(individu, period, parameters):
        """Le même barème, pour la distance de la structure la plus proche."""
        return _estimation(individu, period, parameters, individu("transport_distance_retenue", period))


class transport_tarif_estimable(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le tarif du trajet peut être estimé"
    label_en = "The tariff can be estimated"
    reference = CONVENTION_TAXI + CONVENTION_SANITAIRE

    def formula_2006_12_30(individu, period):
        """Faux quand la date, le département ou le forfait n'ont pas de tarif connu : jamais 0 € deviné."""
        return individu("transport_tarif_estime", period) > 0
