"""La franchise sur les médicaments et sur les actes paramédicaux (D. 160-9, a et b, D. 160-11, a)."""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.articles import D160_9
from openfisca_cpam.variables.franchises.exonerations import (
    MotifFranchise,
    soin_de_la_grossesse,
    soin_lie_pension_militaire,
    soin_lie_terrorisme,
)
from openfisca_cpam.variables.soins.acte import NatureSoin

D160_11 = [
    "Article D. 160-11, a, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049158648",
]


def _des_soins(individu, period, natures, nom):
    """A result of the care described, read only when someone has care of these kinds: trips alone then stay quick."""
    concernes = parmi(individu("soins_nature", period), *natures)
    return concernes * individu(nom, period) if concernes.any() else uniforme(0, individu.count)


def _remboursement(individu, period, natures, suffisant):
    """The reimbursement of the care described; held to be enough when only the number of boxes or acts is given."""
    decrit = _des_soins(individu, period, natures, "soins_part_amo")
    return where(parmi(individu("soins_nature", period), *natures), decrit, suffisant)


_MEDICAMENTS = (NatureSoin.medicament, NatureSoin.vaccin)


class franchise_soin_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    label = "Boîtes ou actes du soin décrit, soumis à la franchise"
    label_en = "Boxes or acts of the care described, liable to the franchise"
    reference = [
        "Article L. 160-13, III, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000051284908",
    ]

    def formula_2008_01_01(individu, period):
        """Remboursable, et ni soin lié au terrorisme (L. 169-2), ni soin listé de la grossesse (L. 160-9).

        Ni soin de l'infirmité pensionnée, que l'État prend en charge (L. 371-6).
        """
        dispense = (
            soin_lie_terrorisme(individu, period)
            | soin_de_la_grossesse(individu, period)
            | soin_lie_pension_militaire(individu, period)
        )
        return not_(dispense) * individu("soins_nombre_rembourse", period)


class franchise_medicament_nombre_boites(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Boîtes de médicaments remboursables délivrées ce jour-là"
    label_en = "Boxes of medicines dispensed on the day"
    reference = D160_9
    documentation = "Une boîte est une unité de conditionnement ; son honoraire de dispensation est compris."

    def formula_2008_01_01(individu, period):
        """À défaut, les boîtes de médicament ou de vaccin décrites comme soin."""
        return _des_soins(individu, period, _MEDICAMENTS, "franchise_soin_nombre")


class franchise_medicament_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Remboursement de ces médicaments par l'Assurance Maladie, avant franchise"
    label_en = "Reimbursement of these medicines, before the franchise"
    reference = D160_9
    documentation = "Quand le médicament n'est pas décrit, il est tenu pour suffisant."

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la part de l'Assurance Maladie du médicament décrit comme soin, sinon de quoi retenir la franchise."""
        par_boite = parameters(period).franchises.medicament.par_boite
        suffisant = individu("franchise_medicament_nombre_boites", period) * par_boite
        return _remboursement(individu, period, _MEDICAMENTS, suffisant)


class franchise_medicament_due(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchise due sur les médicaments de la journée, avant le plafond de l'année"
    label_en = "Medicine franchise of the day, before the yearly cap"
    reference = D160_9

    def formula_2008_01_01(individu, period, parameters):
        """Un montant par boîte, sans plafond du jour, dans la limite du remboursement."""
        par_boite = parameters(period).franchises.medicament.par_boite
        due = individu("franchise_personne_motif", period) == MotifFranchise.due
        montant = individu("franchise_medicament_nombre_boites", period) * par_boite
        return due * min_(montant, individu("franchise_medicament_remboursement", period))


class franchise_acte_paramedical_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "count"
    minimum = 0
    maximum = 1_000
    label = "Actes d'auxiliaires médicaux du jour, hors hospitalisation"
    label_en = "Acts of paramedics on the day"
    reference = D160_9

    def formula_2008_01_01(individu, period):
        """À défaut, les actes d'auxiliaire médical décrits comme soin."""
        return _des_soins(individu, period, (NatureSoin.auxiliaire_medical,), "franchise_soin_nombre")


class franchise_acte_paramedical_remboursement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Remboursement de ces actes par l'Assurance Maladie, avant franchise"
    label_en = "Reimbursement of these acts, before the franchise"
    reference = D160_9
    documentation = "Quand les actes ne sont pas décrits, il est tenu pour suffisant."

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la part de l'Assurance Maladie des actes décrits comme soin, sinon de quoi retenir la franchise."""
        par_acte = parameters(period).franchises.acte_paramedical.par_acte
        suffisant = individu("franchise_acte_paramedical_nombre", period) * par_acte
        return _remboursement(individu, period, (NatureSoin.auxiliaire_medical,), suffisant)


class franchise_acte_paramedical_deja_retenue_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    minimum = 0
    maximum = 1_000
    label = "Franchise sur les actes paramédicaux déjà retenue pour la même journée"
    label_en = "Paramedical franchise already withheld for the same day"
    reference = D160_11


class franchise_acte_paramedical_due(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Franchise due sur les actes paramédicaux de la journée, avant le plafond de l'année"
    label_en = "Paramedical franchise of the day, before the yearly cap"
    reference = D160_9 + D160_11

    def formula_2008_01_01(individu, period, parameters):
        """Un montant par acte, dans la limite du plafond du jour et du remboursement."""
        franchise = parameters(period).franchises.acte_paramedical
        due = individu("franchise_personne_motif", period) == MotifFranchise.due
        deja_retenue = individu("franchise_acte_paramedical_deja_retenue_jour", period)
        reste_du_jour = max_(0, franchise.plafond_journalier - deja_retenue)
        montant = min_(individu("franchise_acte_paramedical_nombre", period) * franchise.par_acte, reste_du_jour)
        return due * min_(montant, individu("franchise_acte_paramedical_remboursement", period))
