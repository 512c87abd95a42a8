"""Le résultat d'une année de soins, à partir de ses nombres : participations et franchises d'une personne.

Les nombres sont ceux des actes qui doivent la retenue, après les plafonds du jour (quatre participations par professionnel,
quatre actes paramédicaux, deux trajets) et hors des jours d'exonération. Le résultat est le même que celui des actes
comptés un à un, tant que chaque acte est remboursé d'au moins le montant de sa retenue.
"""

from openfisca_cpam.base import *
from openfisca_cpam.variables.franchises.articles import D160_6, D160_9, D160_10
from openfisca_cpam.variables.franchises.exonerations import MotifFranchise
from openfisca_cpam.variables.franchises.participations import participations_dues

_AVANT = (
    "À donner pour une année où le montant change (2024 : avant le 15 mai pour la participation, avant le 31 mars pour "
    "les franchises) ; sans effet les autres années."
)


_SOINS = ("soins_nature", "participation_nombre_actes", "hospitalisation_urgences_suite")
_ACTES = ("soins_nature", "transport_mode", "franchise_medicament_nombre_boites", "franchise_acte_paramedical_nombre")


def _somme_des_journees(individu, period, comptees, nombre, garde=None):
    """Sum of the numbers of the days of the year on which something is described.

    Args:
        individu: the population.
        period: the year.
        comptees: names of the variables of which a known value tells of a day of acts.
        nombre: gives the number of a day.
        garde: keeps a day or not; all of them by default.
    """
    total = numpy.zeros(individu.count, dtype=numpy.int64)
    connues = {
        journee
        for nom in comptees
        for journee in individu.get_holder(nom).get_known_periods()
        if journee.unit == DAY and period.start <= journee.start <= period.stop
    }
    for journee in sorted(connues, key=lambda connue: connue.start):
        if garde is None or garde(journee):
            total = total + nombre(journee)
    return total


def _avant_hausse(parameters, period, lecture):
    """Tells whether a day is before the change of an amount in the year."""
    fin = lecture(parameters(period.stop).franchises)
    return lambda journee: lecture(parameters(journee.start).franchises) != fin


def _boites(individu):
    def nombre(journee):
        due = individu("franchise_personne_motif", journee) == MotifFranchise.due
        return due * individu("franchise_medicament_nombre_boites", journee)

    return nombre


def _actes(individu, parameters):
    def nombre(journee):
        franchise = parameters(journee.start).franchises.acte_paramedical
        due = individu("franchise_personne_motif", journee) == MotifFranchise.due
        maximum = int(franchise.plafond_journalier / franchise.par_acte)
        return due * min_(individu("franchise_acte_paramedical_nombre", journee), maximum)

    return nombre


def _trajets(individu, parameters):
    def nombre(journee):
        franchise = parameters(journee.start).franchises.transport
        due = individu("franchise_transport_motif", journee) == MotifFranchise.due
        # A trip that the hospital or the patient pays bears no franchise (L. 160-13, III).
        due = due & individu("transport_eligible", journee)
        maximum = int(franchise.plafond_journalier / franchise.par_trajet)
        return due * min_(individu("transport_nombre_trajets", journee), maximum)

    return nombre


class participation_annee_nombre_actes(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Participations dues dans l'année civile, avant le nombre maximal"
    label_en = "Participations due in the civil year, before the yearly number"
    reference = D160_6

    def formula_2005_01_01(individu, period):
        """À défaut, la somme des journées d'actes décrites, passages aux urgences compris."""
        return _somme_des_journees(individu, period, _SOINS, lambda jour: participations_dues(individu, jour))


class participation_annee_nombre_actes_avant_hausse(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Participations de l'année dues avant le changement de montant"
    label_en = "Participations of the year due before the change of amount"
    reference = D160_6
    documentation = _AVANT

    def formula_2005_01_01(individu, period, parameters):
        """À défaut, la somme des journées décrites dont le montant n'est pas celui de la fin de l'année."""
        avant = _avant_hausse(parameters, period, lambda franchises: franchises.participation_forfaitaire.montant)
        return _somme_des_journees(individu, period, _SOINS, lambda jour: participations_dues(individu, jour), avant)


class participation_annee_nombre_retenu(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    unit = "count"
    label = "Participations retenues dans l'année, nombre maximal appliqué"
    label_en = "Participations withheld in the year"
    reference = D160_6

    def formula_2005_01_01(individu, period, parameters):
        """Cinquante, vingt-cinq depuis 2025."""
        maximum = parameters(period).franchises.participation_forfaitaire.nombre_maximum_annuel
        return min_(individu("participation_annee_nombre_actes", period), maximum)


class participation_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    unit = "currency"
    label = "Participations forfaitaires retenues dans l'année civile"
    label_en = "Participations withheld in the civil year"
    reference = D160_6

    def formula_2005_01_01(individu, period, parameters):
        """Les premiers actes au montant du 1er janvier, les suivants à celui du 31 décembre ; en 2024, au plus 50 €."""
        debut = parameters(period).franchises.participation_forfaitaire
        fin = parameters(period.stop).franchises.participation_forfaitaire
        retenu = individu("participation_annee_nombre_retenu", period)
        avant = min_(individu("participation_annee_nombre_actes_avant_hausse", period), retenu)
        montant = avant * debut.montant + (retenu - avant) * fin.montant
        plafonne = min_(montant, valeur(debut, "montant_maximum_annuel", sinon=numpy.inf))
        due = not_(individu("mineur_au_1er_janvier", period))
        return due * arrondi_centime(plafonne)


class franchises_annee_nombre_boites(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Boîtes de médicaments de l'année soumises à la franchise"
    label_en = "Boxes of medicines of the year"
    reference = D160_9

    def formula_2008_01_01(individu, period):
        """À défaut, la somme des journées décrites, plafond du jour appliqué."""
        return _somme_des_journees(individu, period, _ACTES, _boites(individu))


class franchises_annee_nombre_boites_avant_hausse(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Boîtes de médicaments de l'année délivrées avant le changement de montant"
    label_en = "Boxes of the year before the change of amount"
    reference = D160_9
    documentation = _AVANT

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la somme des journées décrites dont le montant n'est pas celui de la fin de l'année."""
        avant = _avant_hausse(parameters, period, lambda franchises: franchises.medicament.par_boite)
        return _somme_des_journees(individu, period, _ACTES, _boites(individu), avant)


class franchises_annee_nombre_actes(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Actes paramédicaux de l'année soumis à la franchise, quatre au plus par jour"
    label_en = "Paramedical acts of the year, four a day at most"
    reference = D160_9

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la somme des journées décrites, plafond du jour appliqué."""
        return _somme_des_journees(individu, period, _ACTES, _actes(individu, parameters))


class franchises_annee_nombre_actes_avant_hausse(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Actes paramédicaux de l'année antérieurs au changement de montant"
    label_en = "Paramedical acts of the year before the change of amount"
    reference = D160_9
    documentation = _AVANT

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la somme des journées décrites dont le montant n'est pas celui de la fin de l'année."""
        avant = _avant_hausse(parameters, period, lambda franchises: franchises.acte_paramedical.par_acte)
        return _somme_des_journees(individu, period, _ACTES, _actes(individu, parameters), avant)


class franchises_annee_nombre_trajets(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Trajets de l'année soumis à la franchise, deux au plus par jour"
    label_en = "Trips of the year, two a day at most"
    reference = D160_9

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la somme des journées décrites, plafond du jour appliqué ; les trajets pris en charge seulement."""
        return _somme_des_journees(individu, period, _ACTES, _trajets(individu, parameters))


class franchises_annee_nombre_trajets_avant_hausse(Variable):
    value_type = int
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "count"
    minimum = 0
    maximum = 100_000
    label = "Trajets de l'année antérieurs au changement de montant"
    label_en = "Trips of the year before the change of amount"
    reference = D160_9
    documentation = _AVANT

    def formula_2008_01_01(individu, period, parameters):
        """À défaut, la somme des journées décrites dont le montant n'est pas celui de la fin de l'année."""
        avant = _avant_hausse(parameters, period, lambda franchises: franchises.transport.par_trajet)
        return _somme_des_journees(individu, period, _ACTES, _trajets(individu, parameters), avant)


class franchises_annee_dues(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    unit = "currency"
    label = "Franchises dues dans l'année civile, avant le plafond"
    label_en = "Franchises due in the civil year, before the cap"
    reference = D160_9

    def formula_2008_01_01(individu, period, parameters):
        """Boîtes, actes paramédicaux et trajets, au montant du 1er janvier puis à celui du 31 décembre."""
        debut = parameters(period).franchises
        fin = parameters(period.stop).franchises
        total = numpy.zeros(individu.count)
        for nom, avant_hausse, apres_hausse in (
            ("franchises_annee_nombre_boites", debut.medicament.par_boite, fin.medicament.par_boite),
            ("franchises_annee_nombre_actes", debut.acte_paramedical.par_acte, fin.acte_paramedical.par_acte),
            ("franchises_annee_nombre_trajets", debut.transport.par_trajet, fin.transport.par_trajet),
        ):
            nombre = individu(nom, period)
            avant = min_(individu(f"{nom}_avant_hausse", period), nombre)
            total = total + avant * avant_hausse + (nombre - avant) * apres_hausse
        return not_(individu("mineur_au_1er_janvier", period)) * arrondi_centime(total)


class franchises_annee(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    unit = "currency"
    label = "Franchises retenues dans l'année civile"
    label_en = "Franchises withheld in the civil year"
    reference = D160_10

    def formula_2008_01_01(individu, period, parameters):
        """Dans la limite du plafond commun aux trois."""
        plafond = parameters(period).franchises.plafond_annuel
        return min_(individu("franchises_annee_dues", period), plafond)
