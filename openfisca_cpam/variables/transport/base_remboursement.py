"""La dépense et la base de remboursement : distance retenue, tarif, billets, indemnité kilométrique."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.articles import L322_5, R322_10_5
from openfisca_cpam.variables.transport.trajet import ModeTransport

R322_10_3 = [
    "Article R. 322-10-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749249",
]
R322_10_7 = [
    "Article R. 322-10-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749258",
]


class MotifTarif(Enum):
    sans_objet = "Ni ambulance, ni VSL, ni taxi"
    tarif_arrete = "Tarif interministériel donné, l'entreprise n'étant pas conventionnée"
    tarif_conventionnel = "Tarif conventionnel donné"
    prix_facture = "Prix facturé par une entreprise conventionnée"
    estimation = "Tarif estimé d'après les barèmes : à confirmer par la facture"
    inconnu = "Tarif inconnu : donner le prix facturé ou le tarif conventionnel"
    inconnu_structure_proche = "Tarif jusqu'à la structure la plus proche inconnu : donner le tarif conventionnel"


class MotifBase(Enum):
    aucune = "Rien n'est pris en charge"
    connue = "Base connue"
    tarif_inconnu = "Base inconnue : il manque le tarif du trajet"
    indemnite_inconnue = "Base inconnue : avant le 19 avril 2015, l'indemnité dépendait de la puissance du véhicule"


class MotifDepense(Enum):
    connue = "Dépense connue"
    prix_inconnu = "Dépense inconnue : donner le prix payé"
    indemnite_inconnue = "Dépense inconnue : l'indemnité kilométrique d'avant le 19 avril 2015 dépendait du véhicule"
    base_inconnue = "Il manque le tarif du trajet : la base et le reste à charge sont inconnus"


class transport_distance_plus_proche_retenue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La base est limitée à la structure appropriée la plus proche"
    label_en = "The base is limited to the nearest suitable structure"
    reference = R322_10_5 + R322_10_3

    def formula_2006_12_30(individu, period):
        """R. 322-10-5, I : hors hospitalisation à 150 km au plus (R. 322-10-3), contrôle et permission de sortie."""
        hospitalisation_proche = individu("transport_situation_hospitalisation", period) & not_(
            individu("transport_longue_distance", period)
        )
        return not_(
            hospitalisation_proche
            | individu("transport_situation_controle", period)
            | individu("transport_situation_permission_sortie", period)
        )


class transport_distance_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "km"
    label = "Distance retenue pour l'aller"
    label_en = "Distance taken into account, one way"
    reference = R322_10_5 + R322_10_3

    def formula_2006_12_30(individu, period):
        """La distance réelle, ou celle de la structure appropriée la plus proche si elle est moindre."""
        reelle = individu("transport_distance_aller", period)
        proche = individu("transport_distance_structure_proche", period)
        limitee = individu("transport_distance_plus_proche_retenue", period) & (proche < reelle)
        return pour_les_seuls(limitee, lambda rangs: proche[rangs], sinon=reelle)


class transport_tarif_motif(Variable):
    value_type = Enum
    possible_values = MotifTarif
    default_value = MotifTarif.sans_objet
    entity = Individu
    definition_period = DAY
    label = "D'où vient le tarif du trajet"
    label_en = "Where the tariff comes from"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Un tarif donné l'emporte, puis le prix facturé, puis l'estimation ; sinon le tarif est inconnu."""
        limitee = individu("transport_distance_retenue", period) < individu("transport_distance_aller", period)
        arrete = not_(individu("transport_conventionne", period)) & (individu("transport_tarif_arrete", period) > 0)
        return premier_vrai(
            [
                (not_(individu("transport_vehicule_facture", period)), MotifTarif.sans_objet),
                (arrete, MotifTarif.tarif_arrete),
                (individu("transport_tarif_conventionnel", period) > 0, MotifTarif.tarif_conventionnel),
                (not_(limitee) & (individu("transport_prix_trajet", period) > 0), MotifTarif.prix_facture),
                (_estimable(individu, period, limitee), MotifTarif.estimation),
                (limitee, MotifTarif.inconnu_structure_proche),
            ],
            sinon=MotifTarif.inconnu,
        )


def _estimable(individu, period, limitee):
    """Un barème donne le tarif ; lu seulement où une facture manque, ou où une structure est plus proche."""
    estimable = limitee
    if limitee.any():
        estimable = limitee & (individu("transport_tarif_estime_structure_proche", period) > 0)
    if (not_(limitee) & (individu("transport_prix_trajet", period) <= 0)).any():
        estimable = estimable | (not_(limitee) & individu("transport_tarif_estimable", period))
    return estimable


def _estimation(individu, period, motif, limitee):
    """Le tarif estimé, pour les kilomètres retenus."""
    if not (motif == MotifTarif.estimation).any():
        return uniforme(0.0, limitee.size)
    proche = individu("transport_tarif_estime_structure_proche", period)
    return where(limitee, proche, individu("transport_tarif_estime", period))


class transport_tarif_trajet(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Base de remboursement d'un trajet en ambulance, en VSL ou en taxi"
    label_en = "Reimbursement base of one trip"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Le tarif, sans dépasser ce qui a été payé ; réduit, si le coefficient est connu, au refus d'un partage."""
        motif = individu("transport_tarif_motif", period)
        prix = individu("transport_prix_trajet", period)
        limitee = individu("transport_distance_retenue", period) < individu("transport_distance_aller", period)
        arrete = individu("transport_tarif_arrete", period)
        conventionnel = individu("transport_tarif_conventionnel", period)
        estime = _estimation(individu, period, motif, limitee)
        tarif = (motif == MotifTarif.prix_facture) * prix
        tarif = pour_les_seuls(motif == MotifTarif.tarif_arrete, lambda rangs: arrete[rangs], tarif)
        tarif = pour_les_seuls(motif == MotifTarif.tarif_conventionnel, lambda rangs: conventionnel[rangs], tarif)
        tarif = pour_les_seuls(motif == MotifTarif.estimation, lambda rangs: estime[rangs], tarif)
        plafonne = pour_les_seuls((prix > 0) & (prix < tarif), lambda rangs: prix[rangs], sinon=tarif)
        return plafonne * (1 - individu("transport_partage_minoration_taux", period))


class transport_accompagnant_billet(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Billet le moins cher de la personne accompagnante, pour un trajet en commun"
    label_en = "Cheapest fare of the escort, one trip"
    reference = R322_10_7
    documentation = "Train, bus, avion ou bateau. Un accompagnant dans la même voiture ne donne droit à rien de plus."


class transport_accompagnant_pris_en_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le transport en commun de la personne accompagnante est pris en charge"
    label_en = "The escort's fare is covered"
    reference = R322_10_7

    def formula_2006_12_30(individu, period, parameters):
        """R. 322-10-7 : patient de moins de seize ans, ou dont la prescription mentionne le besoin d'un tiers."""
        enfant = individu("age", period) < parameters(period).transport.accompagnant.age_enfant
        admis = individu("transport_eligible", period) & not_(individu("transport_juridiction_sans_titre", period))
        return admis & (enfant | individu("transport_tierce_personne", period))


class transport_accompagnant_mention_manquante(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "À signaler : la prescription d'un enfant accompagné ne mentionne pas l'accompagnant"
    label_en = "Warning: the prescription does not mention the child's escort"
    reference = R322_10_7

    def formula_2006_12_30(individu, period):
        """L'âge suffit selon le texte ; le formulaire demande la mention."""
        return (
            individu("transport_accompagnant_pris_en_charge", period)
            & (individu("transport_accompagnant_billet", period) > 0)
            & not_(individu("transport_tierce_personne", period))
        )


class transport_base_motif(Variable):
    value_type = Enum
    possible_values = MotifBase
    default_value = MotifBase.aucune
    entity = Individu
    definition_period = DAY
    label = "La base de remboursement est-elle connue"
    label_en = "Whether the base is known"
    reference = L322_5
    documentation = (
        "Quand la base est inconnue, les montants valent 0 et ne doivent pas être lus : il manque une donnée."
    )

    def formula_2006_12_30(individu, period, parameters):
        """Un tarif inconnu, ou l'indemnité kilométrique d'avant 2015, laisse la base ouverte : rien n'est deviné."""
        tarif_inconnu = parmi(
            individu("transport_tarif_motif", period), MotifTarif.inconnu, MotifTarif.inconnu_structure_proche
        )
        sans_indemnite = pourvu_que(
            not valeur_connue(parameters(period).transport, "indemnite_kilometrique"),
            individu("transport_mode", period) == ModeTransport.vehicule_personnel,
        )
        return premier_vrai(
            [
                (not_(individu("transport_eligible", period)), MotifBase.aucune),
                (tarif_inconnu, MotifBase.tarif_inconnu),
                (sans_indemnite, MotifBase.indemnite_inconnue),
            ],
            sinon=MotifBase.connue,
        )


class transport_base_connue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La base de remboursement est connue"
    label_en = "The base is known"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Faux quand il manque un tarif ou une indemnité : les montants ne sont alors pas à lire."""
        return not_(
            parmi(individu("transport_base_motif", period), MotifBase.tarif_inconnu, MotifBase.indemnite_inconnue)
        )


class transport_base_vehicule(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Base de remboursement de tous les trajets en ambulance, en VSL ou en taxi"
    label_en = "Base of all invoiced trips"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Le tarif d'un trajet, autant de fois qu'il y a de trajets."""
        du = individu("transport_eligible", period) & individu("transport_vehicule_facture", period)
        return fois(du * individu("transport_tarif_trajet", period), individu("transport_nombre_trajets", period))


class transport_base_autres(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Base de remboursement du véhicule personnel, des billets et de l'accompagnant"
    label_en = "Base of own car, fares and escort"
    reference = R322_10_5 + R322_10_7

    def formula_2006_12_30(individu, period, parameters):
        """Kilomètres retenus à l'indemnité, péages et stationnement ; billets les moins chers, sans dépasser le prix payé."""
        trajets = individu("transport_nombre_trajets", period)
        mode = individu("transport_mode", period)
        indemnite = valeur(parameters(period).transport, "indemnite_kilometrique")
        frais = individu("transport_peages", period) + individu("transport_stationnement", period)
        kilometres = fois(individu("transport_distance_retenue", period), trajets)
        voiture = 0 * kilometres if numpy.isnan(indemnite) else kilometres * indemnite + frais
        en_commun = Seuls(
            individu, parmi(mode, ModeTransport.transport_commun, ModeTransport.avion, ModeTransport.bateau)
        )
        prix, moins_cher = en_commun("transport_prix_trajet", period), en_commun("transport_billet_moins_cher", period)
        billet = en_commun.rend(where(prix > 0, min_(prix, moins_cher), moins_cher))
        accompagnes = Seuls(individu, individu("transport_accompagnant_billet", period) > 0)
        accompagnant = accompagnes.rend(
            accompagnes("transport_accompagnant_pris_en_charge", period)
            * accompagnes("transport_accompagnant_billet", period)
        )
        base = (mode == ModeTransport.vehicule_personnel) * voiture + fois(billet + accompagnant, trajets)
        return individu("transport_eligible", period) * base


class transport_base_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_base_connue"
    label = "Base de remboursement du transport, pour tous les trajets de la journée"
    label_en = "Reimbursement base of the day's trips"
    reference = L322_5 + R322_10_5

    def formula_2006_12_30(individu, period):
        """Trajets facturés, véhicule personnel, billets du patient et de son accompagnant, au centime."""
        return arrondi_centime(individu("transport_base_vehicule", period) + individu("transport_base_autres", period))


class transport_prix_trajet_retenu(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_depense_connue"
    label = "Prix d'un trajet en ambulance, en VSL ou en taxi : payé, ou à défaut son tarif"
    label_en = "Price of one invoiced trip"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Le prix payé ; à défaut le tarif donné, s'il n'est pas celui d'une structure plus proche, puis l'estimation."""
        prix = individu("transport_prix_trajet", period)
        motif = individu("transport_tarif_motif", period)
        limitee = individu("transport_distance_retenue", period) < individu("transport_distance_aller", period)
        donne = parmi(motif, MotifTarif.tarif_arrete, MotifTarif.tarif_conventionnel) & not_(limitee)
        facture = individu("transport_vehicule_facture", period)
        tarif = where(donne, individu("transport_tarif_trajet", period), 0)
        if (facture & (prix <= 0) & not_(donne)).any():
            tarif = where(donne, tarif, individu("transport_tarif_estime", period))
        return facture * pour_les_seuls(prix <= 0, lambda rangs: tarif[rangs], sinon=prix)


class transport_depense_motif(Variable):
    value_type = Enum
    possible_values = MotifDepense
    default_value = MotifDepense.connue
    entity = Individu
    definition_period = DAY
    label = "La dépense de transport est-elle connue"
    label_en = "Whether the expense is known"
    reference = L322_5

    def formula_2006_12_30(individu, period, parameters):
        """Un prix ou une indemnité qui manque laisse la dépense et le reste à charge ouverts."""
        mode = individu("transport_mode", period)
        prix_manque = (individu("transport_vehicule_facture", period)) & (
            individu("transport_prix_trajet_retenu", period) <= 0
        )
        en_commun = parmi(mode, ModeTransport.transport_commun, ModeTransport.avion, ModeTransport.bateau)
        billet_manque = en_commun & (individu("transport_billet_moins_cher", period) <= 0)
        sans_indemnite = pourvu_que(
            not valeur_connue(parameters(period).transport, "indemnite_kilometrique"),
            mode == ModeTransport.vehicule_personnel,
        )
        return premier_vrai(
            [
                (individu("transport_nombre_trajets", period) == 0, MotifDepense.connue),
                (prix_manque | billet_manque, MotifDepense.prix_inconnu),
                (sans_indemnite, MotifDepense.indemnite_inconnue),
                (not_(individu("transport_base_connue", period)), MotifDepense.base_inconnue),
            ],
            sinon=MotifDepense.connue,
        )


class transport_depense_connue(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La dépense et le reste à charge sont connus"
    label_en = "Whether the expense and what is left are known"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Faux quand un prix, un tarif ou l'indemnité manque."""
        return individu("transport_depense_motif", period) == MotifDepense.connue


class transport_depense(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    connu = "transport_depense_connue"
    label = "Dépense de transport de la journée"
    label_en = "Transport expense of the day"
    reference = L322_5
    documentation = (
        "Prix payés ; à défaut de prix, le tarif. Pour un véhicule personnel, les kilomètres parcourus à l'indemnité "
        "kilométrique, avec péages et stationnement."
    )

    def formula_2006_12_30(individu, period, parameters):
        """Ce que le transport coûte, avant toute prise en charge."""
        trajets = individu("transport_nombre_trajets", period)
        mode = individu("transport_mode", period)
        facture = individu("transport_prix_trajet_retenu", period)
        en_commun = Seuls(
            individu, parmi(mode, ModeTransport.transport_commun, ModeTransport.avion, ModeTransport.bateau)
        )
        prix = en_commun("transport_prix_trajet", period)
        billet = en_commun.rend(where(prix > 0, prix, en_commun("transport_billet_moins_cher", period)))
        indemnite = valeur(parameters(period).transport, "indemnite_kilometrique", sinon=0)
        voiture = fois(individu("transport_distance_aller", period), trajets) * indemnite + (
            individu("transport_peages", period) + individu("transport_stationnement", period)
        )
        par_trajet = individu("transport_vehicule_facture", period) * facture + (
            billet + individu("transport_accompagnant_billet", period)
        )
        return arrondi_centime((mode == ModeTransport.vehicule_personnel) * voiture + fois(par_trajet, trajets))
