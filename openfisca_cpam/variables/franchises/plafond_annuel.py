"""Le plafond de l'année civile, commun aux transports, aux actes paramédicaux et aux médicaments (D. 160-10).

L'année est celle du remboursement. Quand une situation contient plusieurs journées d'actes, elles comptent dans l'ordre
de leur remboursement ; ce qui a été retenu hors de la situation se donne en entrée.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.articles import D160_10

# Les variables dont une valeur connue signale une journée d'actes.
_ACTES = (
    "transport_mode",
    "soins_nature",
    "franchise_medicament_nombre_boites",
    "franchise_acte_paramedical_nombre",
    "franchise_transport_due",
    "franchise_medicament_due",
    "franchise_acte_paramedical_due",
)


class franchises_remboursement_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Date du remboursement des actes de la journée"
    label_en = "Date of reimbursement of the day's acts"
    reference = D160_10
    documentation = "À défaut, le jour des actes. Le plafond s'apprécie à cette date, non à celle des soins."

    def formula_2005_01_01(individu, period):
        """Le jour des actes, sauf date donnée ; depuis 2005, où naît la participation forfaitaire."""
        return uniforme(premier_jour(period), individu.count)


class franchises_deja_retenues_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Franchises déjà retenues dans l'année civile du remboursement, hors de la situation décrite"
    label_en = "Franchises already withheld in the civil year"
    reference = D160_10


class franchises_dues_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchises dues pour la journée, avant le plafond de l'année"
    label_en = "Franchises of the day, before the yearly cap"
    reference = D160_10

    def formula_2008_01_01(individu, period):
        """Transports, actes paramédicaux et médicaments."""
        return somme_de(
            individu("franchise_transport_due", period),
            individu("franchise_acte_paramedical_due", period),
            individu("franchise_medicament_due", period),
        )


class franchises_dues_avant(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchises dues pour les autres journées de la situation, remboursées plus tôt la même année"
    label_en = "Franchises of the other days of the situation, reimbursed earlier in the year"
    reference = D160_10

    def formula_2008_01_01(individu, period):
        """Les journées d'actes connues, rangées par date de remboursement, puis par date d'actes."""
        rembourse_le = individu("franchises_remboursement_date", period)
        total = uniforme(0.0, individu.count)
        autres_journees = {
            journee
            for nom in _ACTES
            for journee in individu.get_holder(nom).get_known_periods()
            if journee.unit == DAY and journee != period
        }
        for journee in sorted(autres_journees, key=lambda connue: connue.start):
            autre_date = individu("franchises_remboursement_date", journee)
            avant = (autre_date < rembourse_le) | ((autre_date == rembourse_le) & (journee.start < period.start))
            meme_annee = annee(autre_date) == annee(rembourse_le)
            total = total + where(avant & meme_annee, individu("franchises_dues_jour", journee), 0)
        return total


class franchises_retenues_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchises retenues pour la journée, plafond de l'année appliqué"
    label_en = "Franchises withheld for the day, within the yearly cap"
    reference = D160_10

    def formula_2008_01_01(individu, period, parameters):
        """Ce qui est dû, dans la limite de ce qui reste du plafond de l'année civile."""
        plafond = parameters(period).franchises.plafond_annuel
        deja = somme_de(individu("franchises_deja_retenues_annee", period), individu("franchises_dues_avant", period))
        reste = max_(0, plafond - deja)
        return arrondi_centime(min_(individu("franchises_dues_jour", period), reste))


class franchise_transport_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchise retenue sur les transports de la journée"
    label_en = "Transport franchise withheld"
    reference = D160_10
    documentation = "Le jour où le plafond est atteint, les transports passent d'abord, puis les actes, puis les médicaments : le texte ne fixe pas d'ordre."

    def formula_2008_01_01(individu, period):
        """La part des transports, servie la première."""
        return min_(individu("franchise_transport_due", period), individu("franchises_retenues_jour", period))


class franchise_acte_paramedical_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchise retenue sur les actes paramédicaux de la journée"
    label_en = "Paramedical franchise withheld"
    reference = D160_10

    def formula_2008_01_01(individu, period):
        """La part des actes paramédicaux, après les transports."""
        reste = individu("franchises_retenues_jour", period) - individu("franchise_transport_retenue", period)
        return arrondi_centime(min_(individu("franchise_acte_paramedical_due", period), reste))


class franchise_medicament_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchise retenue sur les médicaments de la journée"
    label_en = "Medicine franchise withheld"
    reference = D160_10

    def formula_2008_01_01(individu, period):
        """Ce qui reste des franchises retenues."""
        return arrondi_centime(
            individu("franchises_retenues_jour", period)
            - individu("franchise_transport_retenue", period)
            - individu("franchise_acte_paramedical_retenue", period)
        )
