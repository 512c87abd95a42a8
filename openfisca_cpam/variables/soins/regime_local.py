"""Le régime local d'Alsace-Moselle : sa cotisation et l'âge de l'enfant à charge (dossier, 1.2)."""

from openfisca_cpam.base import *

D325_4 = [
    "Article D. 325-4, 5°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000046356277",
]
D325_1_2_1 = [
    "Article D. 325-1-2-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044841450",
]


class soins_regime_local_assiette(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaire ou pension du mois soumis à la cotisation du régime local"
    label_en = "Wage or pension of the month liable to the local contribution"
    reference = D325_4
    documentation = "Sans plafond."


class soins_regime_local_cotisation(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    unit = "currency"
    label = "Cotisation du mois au régime local d'Alsace-Moselle"
    label_en = "Monthly contribution to the local scheme"
    reference = D325_4

    def formula_2008_01_01(individu, period, parameters):
        """1,6 %, puis 1,5 % (2012), puis 1,3 % (avril 2022) du salaire ou de la pension."""
        taux = parameters(period).soins.regime_local_alsace_moselle.taux_cotisation
        affilie = individu("regime_local_alsace_moselle", period)
        return affilie * arrondi_centime(individu("soins_regime_local_assiette", period) * taux)


class soins_regime_local_enfant_a_charge(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "D'âge à être enfant à charge d'un affilié du régime local"
    label_en = "Of an age to be a dependent child in the local scheme"
    reference = D325_1_2_1

    def formula_2008_01_01(individu, period, parameters):
        """Moins de vingt ans, moins de vingt-quatre depuis 2022."""
        limite = parameters(period).soins.regime_local_alsace_moselle.age_limite_enfant_a_charge
        return individu("age", period) < limite
