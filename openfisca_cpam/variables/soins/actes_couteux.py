"""La participation forfaitaire des actes coûteux (R36 à R40 ; R. 160-16)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.soins.acte import NatureSoin
from openfisca_cpam.variables.soins.articles import R160_16

# Acts of the list of article R. 162-52; dental prostheses, biology and pathology keep their share (IV).
ACTES_DE_LA_LISTE = (
    NatureSoin.medecin,
    NatureSoin.sage_femme,
    NatureSoin.dentaire,
    NatureSoin.orthodontie,
    NatureSoin.dentaire_acte_medical,
    NatureSoin.auxiliaire_medical,
)


class soins_acte_couteux(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte coûteux : tarif ou coefficient au moins égal au seuil"
    label_en = "Costly act"
    reference = R160_16

    def formula_2006_09_01(individu, period, parameters):
        """91 € ou 50 depuis 2006, 120 € ou 60 depuis 2011 ; le tarif compte, non le prix ; l'imagerie ne se cumule pas."""
        seuils = parameters(period).soins.participation_actes_couteux
        de_la_liste = parmi(individu("soins_nature", period), *ACTES_DE_LA_LISTE)
        cumul = individu("soins_actes_cumules", period) & not_(individu("soins_imagerie", period))
        nombre = where(cumul, individu("soins_nombre_rembourse", period), 1)
        tarif = arrondi_centime(individu("soins_tarif_retenu", period) * nombre)
        coefficient = individu("soins_coefficient", period) * nombre
        couteux = (tarif >= seuils.seuil_tarif) | (coefficient >= seuils.seuil_coefficient)
        return de_la_liste & couteux & individu("soins_remboursable", period)


class soins_participation_supprimee_imagerie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Acte d'imagerie ou d'orthodontie coûteux : aucune participation"
    label_en = "Costly imaging act: no share"
    reference = R160_16

    def formula_2006_09_01(individu, period):
        """R. 160-16, II, 1 : l'acte seul atteint le seuil ; un semestre d'orthodontie, selon la pratique des caisses."""
        supprimee = individu("soins_imagerie", period) | (individu("soins_nature", period) == NatureSoin.orthodontie)
        return individu("soins_acte_couteux", period) & supprimee
