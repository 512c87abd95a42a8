"""Le devis que l'opticien, l'audioprothésiste et le chirurgien-dentiste doivent remettre."""

from openfisca_cpam.base import *

L165_9 = [
    "Article L. 165-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037950090",
]
DENTAIRE = [
    "Article L. 1111-3-2 du code de la santé publique ; convention des chirurgiens-dentistes de 2018",
]


class optique_devis_remis(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un devis normalisé a été remis par l'opticien avant la vente"
    label_en = "Quote handed by the optician"
    reference = L165_9


class optique_devis_offre_renforcee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le devis comporte un équipement de classe A"
    label_en = "The quote offers a class A equipment"
    reference = L165_9


class optique_offre_renforcee_existe(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Un équipement de classe A répond au besoin"
    label_en = "A class A equipment answers the need"
    reference = L165_9


class optique_devis_conforme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le devis de l'opticien est conforme"
    label_en = "The optician's quote is compliant"
    reference = L165_9

    def formula_2019_01_01(individu, period):
        """En 2019 : un devis normalisé avant la vente ; l'optique n'a pas encore de classe à prise en charge renforcée."""
        return individu("optique_devis_remis", period)

    def formula_2020_01_01(individu, period):
        """Depuis 2020 : avec une offre de classe A si elle répond au besoin."""
        offre = individu("optique_devis_offre_renforcee", period)
        existe = individu("optique_offre_renforcee_existe", period)
        return individu("optique_devis_remis", period) & (offre | not_(existe))


class audition_devis_remis(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un devis normalisé a été remis par l'audioprothésiste avant la vente"
    label_en = "Quote handed by the audiologist"
    reference = L165_9


class audition_devis_offre_renforcee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le devis comporte une aide auditive de classe I"
    label_en = "The quote offers a class I aid"
    reference = L165_9


class audition_offre_renforcee_existe(Variable):
    value_type = bool
    default_value = True
    entity = Individu
    definition_period = DAY
    label = "Une aide auditive de classe I répond au besoin"
    label_en = "A class I aid answers the need"
    reference = L165_9


class audition_devis_conforme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le devis de l'audioprothésiste est conforme"
    label_en = "The audiologist's quote is compliant"
    reference = L165_9

    def formula_2019_01_01(individu, period):
        """Depuis 2019 : un devis normalisé avant la vente, avec une offre à prise en charge renforcée si elle répond
        au besoin.
        """
        offre = individu("audition_devis_offre_renforcee", period)
        existe = individu("audition_offre_renforcee_existe", period)
        return individu("audition_devis_remis", period) & (offre | not_(existe))


class AlternativeDentaire(Enum):
    aucune = "Aucune alternative n'est au devis"
    modere = "Le devis comporte une alternative au reste à charge modéré"
    rac_zero = "Le devis comporte une alternative sans reste à charge"


class MeilleureAlternativeDentaire(Enum):
    aucune = "Il n'existe aucune alternative"
    modere = "Il existe au mieux une alternative au reste à charge modéré"
    rac_zero = "Il existe une alternative sans reste à charge"


class dentaire_devis_remis(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un devis a été remis par le chirurgien-dentiste avant les soins"
    label_en = "Quote handed by the dentist"
    reference = DENTAIRE


class dentaire_devis_alternative(Variable):
    value_type = Enum
    possible_values = AlternativeDentaire
    default_value = AlternativeDentaire.aucune
    entity = Individu
    definition_period = DAY
    label = "Alternative portée au devis dentaire"
    label_en = "Alternative on the quote"
    reference = DENTAIRE


class dentaire_alternative_existante(Variable):
    value_type = Enum
    possible_values = MeilleureAlternativeDentaire
    default_value = MeilleureAlternativeDentaire.rac_zero
    entity = Individu
    definition_period = DAY
    label = "Meilleure alternative qui existe pour la dent"
    label_en = "Best existing alternative"
    reference = DENTAIRE


class dentaire_devis_conforme(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Le devis du chirurgien-dentiste est conforme"
    label_en = "The dentist's quote is compliant"
    reference = DENTAIRE
    documentation = "Le devis d'un bénéficiaire de la C2S est informatif ; il n'est pas envoyé à la caisse."

    def formula_2020_01_01(individu, period):
        """Depuis 2020 : un devis avant les soins prothétiques, avec une alternative sans reste à charge, à défaut
        modérée, si elle existe.
        """
        portee = individu("dentaire_devis_alternative", period)
        existante = individu("dentaire_alternative_existante", period)
        suffisante = (
            (portee == AlternativeDentaire.rac_zero)
            | ((portee == AlternativeDentaire.modere) & (existante != MeilleureAlternativeDentaire.rac_zero))
            | (existante == MeilleureAlternativeDentaire.aucune)
        )
        return individu("dentaire_devis_remis", period) & suffisante
