"""Ce que l'opticien doit proposer et garantir."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.appareillage.articles import LPP


class optique_montures_a_proposer_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Modèles de montures de classe A que l'opticien doit proposer"
    label_en = "Class A frames to be offered"
    reference = LPP
    documentation = "Chaque modèle en deux coloris."

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : dix-sept modèles pour un adulte, dix pour un enfant."""
        obligations = parameters(period).appareillage.optique.obligations
        montures = obligations.montures_classe_a_a_proposer
        return where(individu("age", period) < obligations.age_enfant, montures.enfant, montures.adulte)


class optique_garantie_casse_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la garantie de casse d'une monture délivrée ce jour"
    label_en = "Last day of the breakage guarantee"
    reference = LPP
    documentation = "Remplacement de tout ou partie de la monture, une fois ; rayures et usage anormal exclus."

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : deux ans."""
        annees = parameters(period).appareillage.optique.obligations.garantie_casse_annees
        return ajoute_jours(ajoute_annees(numpy.full(individu.count, premier_jour(period)), annees), -1)


class optique_garantie_inadaptation_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la garantie d'inadaptation de verres délivrés ce jour"
    label_en = "Last day of the adaptation guarantee"
    reference = LPP

    def formula_2020_01_01(individu, period, parameters):
        """Depuis 2020 : trois mois."""
        mois = parameters(period).appareillage.optique.obligations.garantie_inadaptation_mois
        return ajoute_jours(ajoute_mois(numpy.full(individu.count, premier_jour(period)), mois), -1)
