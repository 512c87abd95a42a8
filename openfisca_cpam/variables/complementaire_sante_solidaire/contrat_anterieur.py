"""Le contrat de santé que la personne avait avant la C2S (L. 861-4-1, D. 911-2)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.complementaire_sante_solidaire.decision import DroitC2S

L861_4_1 = [
    "Article L. 861-4-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039778563",
    "Article D. 911-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038682723",
]


class ContratAnterieur(Enum):
    aucun = "Pas de contrat complémentaire"
    individuel_hors_liste = "Contrat individuel, organisme hors de la liste des gestionnaires de la C2S"
    individuel_de_la_liste = "Contrat individuel, organisme de la liste des gestionnaires de la C2S"
    collectif_obligatoire = "Contrat collectif obligatoire d'entreprise"


class MotifContratAnterieur(Enum):
    sans_objet = "Sans objet"
    resiliation = "Résiliation totale sur demande, primes remboursées au prorata (L. 861-4-1, 1°)"
    transformation = "Transformation en garantie C2S sur demande, primes remboursées au prorata (L. 861-4-1, 2°)"
    dispense = "Dispense d'affiliation au contrat d'entreprise, jusqu'à la fin de la C2S (D. 911-2, 1°)"


class c2s_contrat_anterieur(Variable):
    value_type = Enum
    possible_values = ContratAnterieur
    default_value = ContratAnterieur.aucun
    entity = Individu
    definition_period = DAY
    label = "Contrat complémentaire de santé détenu à la date de la demande"
    label_en = "Health contract held on the day"
    reference = L861_4_1


class c2s_contrat_anterieur_motif(Variable):
    value_type = Enum
    possible_values = MotifContratAnterieur
    default_value = MotifContratAnterieur.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Ce que devient le contrat antérieur"
    label_en = "What becomes of the former contract"
    reference = L861_4_1

    def formula_2019_11_01(individu, period):
        """Résiliation, transformation, ou dispense du contrat d'entreprise, pour la personne qui obtient la C2S."""
        contrat = individu("c2s_contrat_anterieur", period)
        couverte = individu("c2s_droit_personne", period) != DroitC2S.aucun
        return premier_vrai(
            [
                (not_(couverte), MotifContratAnterieur.sans_objet),
                (contrat == ContratAnterieur.individuel_hors_liste, MotifContratAnterieur.resiliation),
                (contrat == ContratAnterieur.individuel_de_la_liste, MotifContratAnterieur.transformation),
                (contrat == ContratAnterieur.collectif_obligatoire, MotifContratAnterieur.dispense),
            ],
            sinon=MotifContratAnterieur.sans_objet,
        )
