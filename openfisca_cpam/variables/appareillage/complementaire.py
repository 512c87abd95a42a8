"""La couverture complémentaire de la personne : aucune, un contrat, ou la Complémentaire santé solidaire."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import L861_3
from openfisca_cpam.variables.appareillage.commun import CouvertureComplementaire
from openfisca_cpam.variables.individu.complementaire import TypeComplementaire

L871_1 = [
    "Article L. 871-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051382496",
    "Article R. 871-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000052861614",
]
D911_1 = [
    "Article D. 911-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038093115",
]


class GestionnaireC2S(Enum):
    cpam = "La caisse primaire d'assurance maladie"
    organisme_complementaire = "Une mutuelle, une institution de prévoyance ou un assureur"


class appareillage_c2s_gestionnaire(Variable):
    value_type = Enum
    possible_values = GestionnaireC2S
    default_value = GestionnaireC2S.cpam
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Organisme qui gère la Complémentaire santé solidaire de la personne"
    label_en = "Body that manages the C2S"
    reference = L861_3


class appareillage_panier_ani_a_confirmer(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Les minimums du contrat d'entreprise de cette période sont à confirmer"
    label_en = "Employer contract minimums to be confirmed"
    reference = D911_1

    def formula_2016_01_01(individu, period):
        """De 2016 à 2019, montants connus sans source."""
        return individu("complementaire_panier_ani", period.first_month)

    def formula_2020_01_01(individu, period):
        """Depuis 2020, montants lus dans l'article."""
        return numpy.zeros(individu.count, dtype=bool)


class appareillage_couverture_complementaire(Variable):
    value_type = Enum
    possible_values = CouvertureComplementaire
    default_value = CouvertureComplementaire.aucune
    entity = Individu
    definition_period = DAY
    label = "Couverture complémentaire retenue"
    label_en = "Complementary cover used"
    reference = L861_3 + L871_1

    def formula_2009_01_01(individu, period):
        """La Complémentaire santé solidaire (auparavant la CMU complémentaire) l'emporte sur un contrat."""
        contrat = individu("complementaire_type", period.first_month)
        return premier_vrai(
            [
                (individu("beneficiaire_c2s", period.first_month), CouvertureComplementaire.c2s),
                (contrat == TypeComplementaire.contrat_responsable, CouvertureComplementaire.contrat_responsable),
                (
                    contrat == TypeComplementaire.contrat_non_responsable,
                    CouvertureComplementaire.contrat_non_responsable,
                ),
            ],
            sinon=CouvertureComplementaire.aucune,
        )
