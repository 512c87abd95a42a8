"""Les minima sociaux du foyer."""

from openfisca_cpam.base import *

L861_2 = [
    "Article L. 861-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048702111",
]


class beneficiaire_rsa(Variable):
    value_type = bool
    entity = Foyer
    definition_period = MONTH
    set_input = etend_la_periode
    label = "Foyer bénéficiaire du revenu de solidarité active (RSA)"
    label_en = "RSA household"
    reference = L861_2
