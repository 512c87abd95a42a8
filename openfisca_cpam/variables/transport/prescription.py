"""La prescription médicale de transport (R. 322-10-2)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.articles import R322_10_2
from openfisca_cpam.variables.transport.situations import R142_18, ControleTransport

L160_8 = [
    "Article L. 160-8, dernier alinéa, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053282923",
]


class MotifPrescription(Enum):
    valide = "Prescription établie avant le transport et en cours de validité"
    convocation = "La convocation ou l'avis d'audience vaut prescription"
    urgence = "Urgence : la prescription peut être établie après le transport"
    absente = "Aucune prescription"
    tardive = "Prescription établie après le transport, sans urgence"
    perimee = "Prescription de plus d'un an"
    sans_contact = "Prescription en téléconsultation sans contact oral ni vidéo (L. 160-8, dernier alinéa)"


class transport_prescription_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de la prescription médicale de transport"
    label_en = "Date of the prescription"
    reference = R322_10_2
    documentation = "Ne pas remplir en l'absence de prescription."


class transport_prescription_sans_contact(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Prescription faite en téléconsultation, sans contact oral ni vidéo avec le prescripteur"
    label_en = "Prescribed in a teleconsultation without oral or video contact"
    reference = L160_8


def sans_contact_requis(individu, period, parameters, prescrite_le):
    """Prescrit en téléconsultation sans le contact exigé à la date de la prescription (L. 160-8)."""
    sans_contact = individu("transport_prescription_sans_contact", period)
    if not sans_contact.any():
        return sans_contact
    exige = a_la_date(prescrite_le, lambda le: parameters(le).transport.prescription.contact_en_teleconsultation)
    return sans_contact & exige


def _motif(individu, period, parameters, perimee):
    """La validité de la prescription ; ``perimee`` dit, de la date de prescription, si elle a expiré."""
    prescrite_le = individu("transport_prescription_date", period)
    sans_contact = sans_contact_requis(individu, period, parameters, prescrite_le)
    prescrite, prealable = est_renseignee(prescrite_le), au_plus_tard(prescrite_le, premier_jour(period))
    expiree = perimee(prescrite_le)
    return premier_vrai(
        [
            (individu("transport_situation_controle", period), MotifPrescription.convocation),
            (prescrite & prealable & not_(expiree) & not_(sans_contact), MotifPrescription.valide),
            (individu("transport_urgence", period), MotifPrescription.urgence),
            (not_(prescrite), MotifPrescription.absente),
            (not_(prealable), MotifPrescription.tardive),
            (expiree, MotifPrescription.perimee),
        ],
        sinon=MotifPrescription.sans_contact,
    )


class transport_prescription_motif(Variable):
    value_type = Enum
    possible_values = MotifPrescription
    default_value = MotifPrescription.absente
    entity = Individu
    definition_period = DAY
    label = "Validité de la prescription de transport, et pourquoi"
    label_en = "Whether the prescription is valid, and why"
    reference = R322_10_2 + L160_8
    documentation = "En urgence, la prescription reste à établir : elle peut l'être après le transport."

    def formula_2006_12_30(individu, period, parameters):
        """Du 30 décembre 2006 au 11 décembre 2019 : prescription préalable, sans limite de durée."""
        return _motif(individu, period, parameters, lambda prescrite_le: numpy.zeros(prescrite_le.shape, dtype=bool))

    def formula_2019_12_12(individu, period, parameters):
        """Depuis le 12 décembre 2019 : valable un an, de date à date, le dernier jour compris.

        Une prescription faite en téléconsultation depuis le 28 décembre 2023 suppose un contact oral ou vidéo (L. 160-8).
        """
        validite = parameters(period).transport.prescription.validite_annees
        plus_ancienne = premiere_date_valable(premier_jour(period), validite)
        return _motif(individu, period, parameters, lambda prescrite_le: est_avant(prescrite_le, plus_ancienne))


class transport_prescription_valide(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "La condition de prescription est remplie"
    label_en = "The condition of prescription is met"
    reference = R322_10_2

    def formula_2006_12_30(individu, period):
        """Prescription préalable, convocation, ou urgence."""
        return parmi(
            individu("transport_prescription_motif", period),
            MotifPrescription.valide,
            MotifPrescription.convocation,
            MotifPrescription.urgence,
        )


class transport_juridiction_sans_titre(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Convocation d'une juridiction, sans demande acceptée ni prescription : ni véhicule facturé ni accompagnant"
    label_en = "Court summons without petition nor prescription"
    reference = R142_18

    def formula_2020_01_01(individu, period, parameters):
        """R. 142-18, depuis le 1er janvier 2020 : demande dans la requête avec avis conforme, ou prescription médicale.

        La prescription vaut dans les conditions ordinaires : préalable, et pour un an.
        """
        juridiction = individu("transport_situation_controle", period) & (
            individu("transport_controle", period) == ControleTransport.juridiction
        )
        if not juridiction.any():
            return juridiction
        prescrite_le = individu("transport_prescription_date", period)
        jour = premier_jour(period)
        validite = parameters(period).transport.prescription.validite_annees
        prescrite = (
            est_renseignee(prescrite_le)
            & (prescrite_le <= jour)
            & (prescrite_le >= premiere_date_valable(jour, validite))
            & not_(sans_contact_requis(individu, period, parameters, prescrite_le))
        )
        return juridiction & not_(individu("transport_juridiction_demande_acceptee", period)) & not_(prescrite)
