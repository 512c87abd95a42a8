"""La décision : prise en charge ou non, par qui, et pourquoi. L'ordre est celui de l'examen d'un dossier."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.accord_prealable import MotifAccordPrealable
from openfisca_cpam.variables.transport.article_80 import MotifArticle80
from openfisca_cpam.variables.transport.articles import L322_5, R322_10_1
from openfisca_cpam.variables.transport.prescription import MotifPrescription
from openfisca_cpam.variables.transport.situations import ObjetTransport
from openfisca_cpam.variables.transport.trajet import ModeTransport

L322_5_4 = [
    "Article L. 322-5-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742507",
]


class MotifTransport(Enum):
    pris_en_charge = "Pris en charge : toutes les conditions sont remplies"
    aucun_transport = "Aucun transport ce jour-là"
    cure_thermale = "Les transports de cure thermale relèvent d'autres règles, sous condition de ressources"
    charge_etablissement = "À la charge de l'établissement de santé (L. 162-21-2, D. 162-17)"
    charge_patient_convenance = "À la charge du patient : déplacement de convenance (D. 162-17)"
    pas_de_prescription = "Pas de prescription médicale valable le jour du transport (R. 322-10-2)"
    prescription_tardive = "Prescription établie après le transport, sans urgence (R. 322-10-2)"
    situation_non_couverte = "Aucune des situations qui ouvrent droit n'est remplie (R. 322-10)"
    accord_refuse = "L'accord préalable a été refusé à temps (R. 322-10-4)"
    accord_prealable_manquant = "L'accord préalable était requis et n'était pas acquis (R. 322-10-4)"
    mode_superieur_prescription = "Le mode utilisé n'est pas celui que permet la prescription (L. 322-5)"
    taxi_non_conventionne = "Taxi non conventionné (L. 322-5)"
    tarif_arrete_interministeriel = (
        "Ambulance ou VSL d'une entreprise non conventionnée : donner le tarif fixé par arrêté, que la caisse connaît "
        "(L. 322-5-4)"
    )


class Payeur(Enum):
    assurance_maladie = "Assurance Maladie"
    etablissement = "Établissement de santé"
    patient = "Patient"


class transport_mode_conforme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le mode utilisé respecte la prescription"
    label_en = "The means used respects the prescription"
    reference = L322_5 + R322_10_1

    def formula_2006_12_30(individu, period):
        """R. 322-10-1 ordonne les modes : individuel ou en commun, assis professionnalisé (VSL ou taxi), ambulance.

        Un rang égal ou inférieur à celui de la prescription est couvert ; avion et bateau doivent être prescrits. Devant
        une juridiction, un véhicule facturé suppose une demande acceptée ou une prescription (R. 142-18).
        """
        rang = rangs(ModeTransport, (ModeTransport.vsl, ModeTransport.taxi), (ModeTransport.ambulance,))
        mode, prescrit = individu("transport_mode", period), individu("transport_mode_prescrit", period)
        rang_respecte = lit(rang, codes(mode)) <= lit(rang, codes(prescrit))
        de_ligne = parmi(mode, ModeTransport.avion, ModeTransport.bateau)
        conforme = where(de_ligne, codes(mode) == codes(prescrit), rang_respecte)
        sans_titre = individu("transport_juridiction_sans_titre", period) & individu(
            "transport_vehicule_facture", period
        )
        return conforme & not_(sans_titre)


class transport_conventionnement_motif(Variable):
    value_type = Enum
    possible_values = MotifTransport
    default_value = MotifTransport.pris_en_charge
    entity = Individu
    definition_period = DAY
    label = "Le conventionnement du transporteur permet-il la prise en charge"
    label_en = "Whether the carrier's agreement allows coverage"
    reference = L322_5 + L322_5_4

    def formula_2006_12_30(individu, period, parameters):
        """Taxi non conventionné : rien, depuis le 1er juin 2008. Entreprise sanitaire : tarif interministériel."""
        taxi = individu("transport_mode", period) == ModeTransport.taxi
        sans_convention = individu("transport_vehicule_facture", period) & not_(
            individu("transport_conventionne", period)
        )
        sans_tarif = individu("transport_tarif_arrete", period) <= 0
        return premier_vrai(
            [
                (
                    sans_convention & taxi & parameters(period).transport.taxi.conventionnement_obligatoire,
                    MotifTransport.taxi_non_conventionne,
                ),
                (sans_convention & not_(taxi) & sans_tarif, MotifTransport.tarif_arrete_interministeriel),
            ],
            sinon=MotifTransport.pris_en_charge,
        )


class transport_motif(Variable):
    value_type = Enum
    possible_values = MotifTransport
    default_value = MotifTransport.aucun_transport
    entity = Individu
    definition_period = DAY
    label = "Pourquoi le transport est pris en charge, ou non"
    label_en = "Why the transport is covered, or not"
    reference = [
        "Articles L. 322-5, R. 322-10 à R. 322-10-9 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404419",
    ]

    def formula_2006_12_30(individu, period):
        """D'abord qui finance (D. 162-17), puis prescription, situation, accord, mode, conventionnement."""
        article_80 = individu("transport_article_80_motif", period)
        prescription = individu("transport_prescription_motif", period)
        accord = individu("transport_accord_prealable_motif", period)
        conventionnement = individu("transport_conventionnement_motif", period)
        a_la_charge_de_l_hopital = parmi(article_80, MotifArticle80.etablissement, MotifArticle80.smur)
        sans_prescription = parmi(
            prescription, MotifPrescription.absente, MotifPrescription.perimee, MotifPrescription.sans_contact
        )
        return premier_vrai(
            [
                (individu("transport_nombre_trajets", period) == 0, MotifTransport.aucun_transport),
                (individu("transport_mode", period) == ModeTransport.aucun, MotifTransport.aucun_transport),
                (individu("transport_objet", period) == ObjetTransport.cure_thermale, MotifTransport.cure_thermale),
                (a_la_charge_de_l_hopital, MotifTransport.charge_etablissement),
                (article_80 == MotifArticle80.convenance, MotifTransport.charge_patient_convenance),
                (sans_prescription, MotifTransport.pas_de_prescription),
                (prescription == MotifPrescription.tardive, MotifTransport.prescription_tardive),
                (not_(individu("transport_situation", period)), MotifTransport.situation_non_couverte),
                (accord == MotifAccordPrealable.refus, MotifTransport.accord_refuse),
                (accord == MotifAccordPrealable.manquant, MotifTransport.accord_prealable_manquant),
                (not_(individu("transport_mode_conforme", period)), MotifTransport.mode_superieur_prescription),
                (
                    conventionnement == MotifTransport.taxi_non_conventionne,
                    MotifTransport.taxi_non_conventionne,
                ),
                (
                    conventionnement == MotifTransport.tarif_arrete_interministeriel,
                    MotifTransport.tarif_arrete_interministeriel,
                ),
            ],
            sinon=MotifTransport.pris_en_charge,
        )


class transport_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Transport pris en charge par l'Assurance Maladie"
    label_en = "Transport covered by the Assurance Maladie"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """Toutes les conditions sont remplies et l'hôpital ne paie pas."""
        return individu("transport_motif", period) == MotifTransport.pris_en_charge


class transport_payeur(Variable):
    value_type = Enum
    possible_values = Payeur
    default_value = Payeur.patient
    entity = Individu
    definition_period = DAY
    label = "Qui paie le transport"
    label_en = "Who pays the transport"
    reference = L322_5

    def formula_2006_12_30(individu, period):
        """L'Assurance Maladie si elle prend en charge, l'établissement dans les cas de l'article 80, sinon le patient."""
        motif = individu("transport_motif", period)
        return premier_vrai(
            [
                (motif == MotifTransport.pris_en_charge, Payeur.assurance_maladie),
                (motif == MotifTransport.charge_etablissement, Payeur.etablissement),
            ],
            sinon=Payeur.patient,
        )
