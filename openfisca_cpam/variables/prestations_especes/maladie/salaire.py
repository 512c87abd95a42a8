"""Le salaire de référence : trois façons de le donner, le plafond, le revenu journalier de base."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import MOIS_PAR_AN, lit_au_jour, somme_des_mois
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import DOMAINES, R323_4, RythmePaie

R323_9 = [
    "Article R. 323-9 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043356729",
]
R331_5 = [
    "Article R. 331-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043356709",
]
R433_4 = [
    "Article R. 433-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000029396214",
]


class SourceSalaires(Enum):
    aucune = "Aucun salaire n'est donné"
    total = "Total de la période de référence"
    constant = "Paie constante sur la période de référence"
    mensuels = "Salaires mois par mois"


class ij_rythme_paie(Variable):
    value_type = Enum
    possible_values = RythmePaie
    default_value = RythmePaie.mensuel
    entity = Individu
    definition_period = ETERNITY
    label = "Rythme de la paie"
    label_en = "Pay rhythm"
    reference = R323_4


class ij_salaires_periode_reference(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Total des paies brutes de la période de référence"
    label_en = "Total pay of the reference period"
    reference = R323_4
    documentation = (
        "Trois mois, six quinzaines, douze semaines ou douze mois selon le rythme ; le dernier mois (deux quinzaines, "
        "quatre semaines, douze mois) pour un accident du travail. Le plafond de chaque paie est appliqué comme si elles "
        "étaient égales : des paies inégales autour du plafond se donnent mois par mois."
    )


class ij_salaire_constant(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Montant brut de chaque paie, quand elles sont toutes égales"
    label_en = "Gross amount of each pay, when constant"
    reference = R323_4
    documentation = "Par mois, par quinzaine ou par semaine selon le rythme de la paie."


class ij_salaires_reference_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour avant lequel les paies sont retenues"
    label_en = "Day before which pays are counted"
    reference = [*R323_4, "Article R. 323-7 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period):
        """L'interruption du travail ; droit maintenu : le lendemain du dernier emploi (R. 323-7)."""
        fin_emploi = individu("ij_fin_emploi_date", period)
        maintenu = not_(individu("statut_professionnel", period) == StatutProfessionnel.salarie)
        retenue = maintenu & est_renseignee(fin_emploi)
        # An employment that ended before the covered period keeps its own months.
        lendemain = min_(ajoute_jours(fin_emploi, 1), individu("ij_date_regle", period))
        return where(retenue, lendemain, individu("ij_date_regle", period))


class ij_salaires_source(Variable):
    value_type = Enum
    possible_values = SourceSalaires
    default_value = SourceSalaires.aucune
    entity = Individu
    definition_period = DAY
    label = "Façon dont les salaires sont donnés"
    label_en = "How wages are given"
    reference = R323_4

    def formula_2018_01_01(individu, period, parameters):
        """Le total, sinon la paie constante, sinon les salaires des douze mois qui précèdent."""
        mois = parameters(period).prestations_especes.maladie.nombre_paies.saisonnier
        douze = somme_des_mois(individu, "salaire_brut", individu("ij_salaires_reference_date", period), mois)
        return premier_vrai(
            [
                (individu("ij_salaires_periode_reference", period) > 0, SourceSalaires.total),
                (individu("ij_salaire_constant", period) > 0, SourceSalaires.constant),
                (douze > 0, SourceSalaires.mensuels),
            ],
            sinon=SourceSalaires.aucune,
        )


class ij_rythme_retenu(Variable):
    value_type = Enum
    possible_values = RythmePaie
    default_value = RythmePaie.mensuel
    entity = Individu
    definition_period = DAY
    label = "Rythme de paie retenu"
    label_en = "Pay rhythm applied"
    reference = R323_4
    documentation = (
        "Des salaires donnés par mois sont comptés par mois, même si la paie est de quinzaine ou de semaine."
    )

    def formula_2018_01_01(individu, period):
        """Le rythme donné, sauf salaires mensuels d'une paie plus courte : R. 323-4, 1°, « dans les autres cas »."""
        rythme = individu("ij_rythme_paie", period)
        mensuels = individu("ij_salaires_source", period) == SourceSalaires.mensuels
        courte = parmi(rythme, RythmePaie.quinzaine, RythmePaie.semaine)
        return premier_vrai(
            [
                (mensuels & courte, RythmePaie.mensuel),
                (rythme == RythmePaie.quinzaine, RythmePaie.quinzaine),
                (rythme == RythmePaie.semaine, RythmePaie.semaine),
                (rythme == RythmePaie.saisonnier, RythmePaie.saisonnier),
            ],
            sinon=RythmePaie.mensuel,
        )


def somme_des_paies(individu, period, nombres, plafond_mensuel, paies_par_an):
    """Le total des paies de la période de référence, chacune dans la limite de son plafond."""
    rythme, source = individu("ij_rythme_retenu", period), individu("ij_salaires_source", period)
    nombre = numpy.take(
        table(
            RythmePaie,
            {
                RythmePaie.mensuel: nombres.mensuel,
                RythmePaie.quinzaine: nombres.quinzaine,
                RythmePaie.semaine: nombres.semaine,
                RythmePaie.saisonnier: nombres.saisonnier,
            },
        ),
        codes(rythme),
    )
    par_an = numpy.take(
        table(
            RythmePaie,
            {RythmePaie.quinzaine: paies_par_an.quinzaine, RythmePaie.semaine: paies_par_an.semaine},
            defaut=MOIS_PAR_AN,
        ),
        codes(rythme),
    )
    plafond = plafond_mensuel * MOIS_PAR_AN / par_an
    total = min_(individu("ij_salaires_periode_reference", period), nombre * plafond)
    constant = nombre * min_(individu("ij_salaire_constant", period), plafond)
    fin = individu("ij_salaires_reference_date", period)
    mensuels = somme_des_mois(individu, "salaire_brut", fin, nombre, plafond)
    return where(source == SourceSalaires.total, total, where(source == SourceSalaires.constant, constant, mensuels))


def diviseur_des_paies(individu, period, diviseurs):
    """Le diviseur du rythme de paie retenu."""
    return numpy.take(
        table(
            RythmePaie,
            {
                RythmePaie.mensuel: diviseurs.mensuel,
                RythmePaie.quinzaine: diviseurs.quinzaine_ou_semaine,
                RythmePaie.semaine: diviseurs.quinzaine_ou_semaine,
                RythmePaie.saisonnier: diviseurs.saisonnier,
            },
        ),
        codes(individu("ij_rythme_retenu", period)),
    )


class ij_smic_mensuel(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "SMIC mensuel du dernier jour du mois civil précédant l'arrêt"
    label_en = "Monthly minimum wage of the eve of the month"
    reference = R323_4

    def formula_2018_01_01(individu, period, parameters):
        """L'horaire × 1 820 / 12, sans arrondi : le plafond change pour les arrêts du mois suivant la hausse."""
        veille = ajoute_jours(premier_du_mois(individu("ij_date_regle", period)), -1)
        horaire = lit_au_jour(
            individu, parameters, veille, lambda jour: jour.references_nationales.smic.horaire_brut, DOMAINES
        )
        return horaire * parameters(period).references_nationales.smic.heures_annuelles / MOIS_PAR_AN


class ij_plafond_salaire_mensuel(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Plafond mensuel des salaires retenus pour l'indemnité maladie"
    label_en = "Monthly cap of wages, sickness"
    reference = R323_4

    def formula_2018_01_01(individu, period, parameters):
        """1,8 SMIC ; 1,4 pour les arrêts commencés depuis le 1er avril 2025 (décret n° 2025-160)."""
        multiple = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.prestations_especes.maladie.plafond_en_smic,
            DOMAINES,
        )
        return multiple * individu("ij_smic_mensuel", period)


class ij_maximum_non_arrondi(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière maladie maximale, avant arrondi"
    label_en = "Maximum daily sickness allowance, before rounding"
    reference = R323_9

    def formula_2018_01_01(individu, period, parameters):
        """R. 323-9 : un sept cent trentième du plafond annuel."""
        diviseur = parameters(period).prestations_especes.maladie.maximum_diviseur
        return individu("ij_plafond_salaire_mensuel", period) * MOIS_PAR_AN / diviseur


class ij_maximum_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière maladie maximale"
    label_en = "Maximum daily sickness allowance"
    reference = R323_9

    def formula_2018_01_01(individu, period):
        """Le maximum publié, arrondi au centime le plus proche."""
        return arrondi_centime(individu("ij_maximum_non_arrondi", period))


class ij_salaire_journalier_base(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Revenu journalier de base, maladie"
    label_en = "Daily base wage, sickness"
    reference = R323_4

    def formula_2018_01_01(individu, period, parameters):
        """La somme des paies plafonnées / 91,25 (mois), 84 (quinzaines ou semaines) ou 365 (douze mois), sans
        arrondi.
        """
        maladie = parameters(period).prestations_especes.maladie
        somme = somme_des_paies(
            individu,
            period,
            maladie.nombre_paies,
            individu("ij_plafond_salaire_mensuel", period),
            maladie.paies_par_an,
        )
        return somme / diviseur_des_paies(individu, period, maladie.diviseur)


class ij_plafond_mensuel_maternite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Plafond mensuel des salaires retenus pour la maternité, la paternité et l'adoption"
    label_en = "Monthly cap of wages, maternity"
    reference = R331_5

    def formula_2018_01_01(individu, period, parameters):
        """Le plafond mensuel de la sécurité sociale du dernier jour du mois civil précédant l'arrêt."""
        veille = ajoute_jours(premier_du_mois(individu("ij_date_regle", period)), -1)
        return lit_au_jour(
            individu,
            parameters,
            veille,
            lambda jour: jour.references_nationales.plafond_securite_sociale.mensuel,
            DOMAINES,
        )


class maternite_revenu_journalier_net(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Revenu journalier de base de la maternité, net du taux forfaitaire de cotisations"
    label_en = "Daily base of maternity, net of the flat rate"
    reference = R331_5

    def formula_2018_01_01(individu, period, parameters):
        """La somme des paies plafonnées au plafond mensuel / 91,25 (84, 365), diminuée de 21 %, sans arrondi."""
        especes = parameters(period).prestations_especes
        somme = somme_des_paies(
            individu,
            period,
            especes.maladie.nombre_paies,
            individu("ij_plafond_mensuel_maternite", period),
            especes.maladie.paies_par_an,
        )
        base = somme / diviseur_des_paies(individu, period, especes.maladie.diviseur)
        net = base * (1 - especes.maternite.taux_forfaitaire)
        return min_(net, individu("maternite_maximum_non_arrondi", period))


class maternite_maximum_non_arrondi(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière de maternité maximale, avant arrondi"
    label_en = "Maximum maternity allowance, before rounding"
    reference = R331_5

    def formula_2018_01_01(individu, period, parameters):
        """Trois plafonds mensuels / 91,25, diminués de 21 %."""
        especes = parameters(period).prestations_especes
        plafond = individu("ij_plafond_mensuel_maternite", period) * especes.maladie.nombre_paies.mensuel
        return plafond / especes.maladie.diviseur.mensuel * (1 - especes.maternite.taux_forfaitaire)


class maternite_maximum_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière de maternité maximale"
    label_en = "Maximum maternity allowance"
    reference = R331_5

    def formula_2018_01_01(individu, period):
        """Le maximum publié, arrondi au centime le plus proche."""
        return arrondi_centime(individu("maternite_maximum_non_arrondi", period))


class ij_minimum_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière de maternité minimale, au premier jour du congé"
    label_en = "Minimum maternity allowance"
    reference = R331_5

    def formula_2018_01_01(individu, period, parameters):
        """Un trois-cent-soixante-cinquième du minimum des pensions d'invalidité (arrêté du 22 décembre 1955)."""
        return lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.prestations_especes.maternite.minimum_journalier,
            DOMAINES,
        )


class at_mp_salaire_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire journalier, accident du travail, avant plafond"
    label_en = "Daily wage, work accident, uncapped"
    reference = R433_4

    def formula_2018_01_01(individu, period, parameters):
        """La paie du dernier mois civil / 30,42 (ou les paies du mois / 28, ou douze mois / 365)."""
        indemnites = parameters(period).prestations_especes.accident_travail.indemnites
        par_an = parameters(period).prestations_especes.maladie.paies_par_an
        somme = somme_des_paies(individu, period, indemnites.nombre_paies, numpy.inf, par_an)
        return somme / diviseur_des_paies(individu, period, indemnites.diviseur)
