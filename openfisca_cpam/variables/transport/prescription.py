"""La prescription médicale de transport (R. 322-10-2)."""

from openfisca_cpam.base import *

R322_10_2 = [
    "Article R. 322-10-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041404409",
]


class MotifPrescription(Enum):
    valide = "Prescription établie avant le transport et en cours de validité"
    convocation = "La convocation ou l'avis d'audience vaut prescription"
    urgence = "Urgence : la prescription peut être établie après le transport"
    absente = "Aucune prescription"
    tardive = "Prescription établie après le transport, sans urgence"
    perimee = "Prescription de plus d'un an"


class transport_prescription_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date de la prescription médicale de transport"
    label_en = "Date of the prescription"
    reference = R322_10_2
    documentation = "Ne pas remplir en l'absence de prescription."


def _motif(individu, period, perimee):
    prescrite_le = individu("transport_prescription_date", period)
    jour = premier_jour(period)
    return premier_vrai(
        [
            (individu("transport_situation_controle", period), MotifPrescription.convocation),
            (individu("transport_urgence", period), MotifPrescription.urgence),
            (not_(est_renseignee(prescrite_le)), MotifPrescription.absente),
            (prescrite_le > jour, MotifPrescription.tardive),
            (perimee(prescrite_le, jour), MotifPrescription.perimee),
        ],
        sinon=MotifPrescription.valide,
    )


class transport_prescription_motif(Variable):
    value_type = Enum
    possible_values = MotifPrescription
    default_value = MotifPrescription.absente
    entity = Individu
    definition_period = DAY
    label = "Validité de la prescription de transport, et pourquoi"
    label_en = "Whether the prescription is valid, and why"
    reference = R322_10_2

    def formula_2006_12_30(individu, period):
        """Du 30 décembre 2006 au 11 décembre 2019 : prescription préalable, sans limite de durée."""
        return _motif(individu, period, lambda prescrite_le, jour: numpy.zeros(prescrite_le.shape, dtype=bool))

    def formula_2019_12_12(individu, period, parameters):
        """Depuis le 12 décembre 2019 : valable un an, de date à date, le dernier jour compris."""
        validite = parameters(period).transport.prescription.validite_annees
        return _motif(individu, period, lambda prescrite_le, jour: jour > ajoute_annees(prescrite_le, validite))


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
