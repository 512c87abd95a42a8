"""Les formulaires : celui que remplit le prescripteur, celui par lequel on demande le remboursement."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.transport.articles import R322_10_2
from openfisca_cpam.variables.transport.situations import ObjetTransport


class FormulairePrescription(Enum):
    aucun = "Sans objet"
    convocation = "La convocation ou l'avis d'audience, qui vaut prescription"
    s3141 = "S3141 : prescription de transport pour une permission de sortie d'un patient de moins de vingt ans"
    s3139 = "S3139 (cerfa 11575) : demande d'accord préalable, volets 1 et 2 au service médical de la caisse"
    s3138 = "S3138 (cerfa 11574) ou prescription électronique : prescription médicale de transport"


class FormulaireRemboursement(Enum):
    aucun = "Sans objet"
    tiers_payant = "Aucun : le transporteur s'adresse à la caisse"
    facture = "La prescription et la facture acquittée du transporteur, à adresser à la caisse"
    s3140 = "S3140 (cerfa 11162) ou compte en ligne, avec la prescription et les justificatifs"


class transport_formulaire_prescription(Variable):
    value_type = Enum
    possible_values = FormulairePrescription
    default_value = FormulairePrescription.aucun
    entity = Individu
    definition_period = DAY
    label = "Formulaire de prescription"
    label_en = "Form of the prescription"
    reference = R322_10_2

    def formula_2006_12_30(individu, period):
        """Convocation pour un contrôle, S3141 pour une permission, S3139 si l'accord est requis, sinon S3138."""
        transporte = individu("transport_nombre_trajets", period) > 0
        return premier_vrai(
            [
                (not_(transporte), FormulairePrescription.aucun),
                (individu("transport_accord_prealable_requis", period), FormulairePrescription.s3139),
                (individu("transport_situation_controle", period), FormulairePrescription.convocation),
                (individu("transport_situation_permission_sortie", period), FormulairePrescription.s3141),
                (individu("transport_objet", period) == ObjetTransport.cure_thermale, FormulairePrescription.aucun),
            ],
            sinon=FormulairePrescription.s3138,
        )


class transport_demande_formulaire(Variable):
    value_type = Enum
    possible_values = FormulaireRemboursement
    default_value = FormulaireRemboursement.aucun
    entity = Individu
    definition_period = DAY
    label = "Comment demander le remboursement"
    label_en = "How to claim"
    reference = R322_10_2

    def formula_2006_12_30(individu, period):
        """R. 322-10-2 : la prescription et une facture, ou un justificatif de transport ; rien avec le tiers payant."""
        return premier_vrai(
            [
                (not_(individu("transport_eligible", period)), FormulaireRemboursement.aucun),
                (individu("transport_tiers_payant", period), FormulaireRemboursement.tiers_payant),
                (individu("transport_vehicule_facture", period), FormulaireRemboursement.facture),
            ],
            sinon=FormulaireRemboursement.s3140,
        )
