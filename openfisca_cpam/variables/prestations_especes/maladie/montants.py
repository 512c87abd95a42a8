"""L'indemnité d'un jour : brute, majorée, minimale, réduite ; et la retenue des contributions."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import lit_au_jour
from openfisca_cpam.helpers.maxima import tronque_sous_maximum
from openfisca_cpam.variables.prestations_especes.maladie.arret import (
    D323_2,
    DOMAINES,
    R323_3,
    NatureArret,
    jour_couvert,
)
from openfisca_cpam.variables.prestations_especes.maladie.carence import commence_le_jour_de_l_accident
from openfisca_cpam.variables.prestations_especes.maladie.salaire import R323_9, R331_5

R323_5 = [
    "Article R. 323-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043356746",
]
R323_5_ANCIEN = ["Articles L. 323-4 et R. 323-5 du code de la sécurité sociale, en vigueur jusqu'au 30 juin 2020"]
R324_3 = [
    "Article R. 324-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749282",
]
R433_1 = [
    "Article R. 433-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750304",
]
R433_2 = [
    "Article R. 433-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750307",
]
R433_3 = [
    "Article R. 433-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750310",
]
R433_7 = [
    "Article R. 433-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750320",
]
L331_8_1 = [
    "Article L. 331-8-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053270151",
]


class ij_maladie_journaliere(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière maladie d'un salarié"
    label_en = "Daily sickness allowance, employee"
    reference = R323_5 + R323_9

    def formula_2018_01_01(individu, period, parameters):
        """La moitié du revenu journalier de base, dans la limite du maximum ; tronquée, le maximum arrondi."""
        taux = parameters(period).prestations_especes.maladie.taux
        maximum = individu("ij_maximum_non_arrondi", period)
        return tronque_sous_maximum(min_(individu("ij_salaire_journalier_base", period) * taux, maximum), maximum)


class ij_majoration_enfants_ouverte(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Indemnité majorée à partir du trente et unième jour (trois enfants à charge)"
    label_en = "Increase for three children"
    reference = R323_5_ANCIEN

    def formula_2018_01_01(individu, period, parameters):
        """Arrêts ayant atteint trente jours consécutifs le 1er juillet 2020 au plus tard (loi n° 2019-1446, article
        85).

        Aucune majoration pour les arrêts commencés depuis, ni pour ceux plus courts à cette date.
        """
        majoration = parameters(period).prestations_especes.maladie.majoration_enfants
        trentieme = ajoute_jours(individu("ij_date_regle", period), majoration.jours - 1)
        # Reached on 1 July 2020 at the latest: the eve, the rate still stood.
        veille = ajoute_jours(trentieme, -1)
        ouverte = lit_au_jour(
            individu,
            parameters,
            veille,
            lambda jour: valeur_connue(jour.prestations_especes.maladie.majoration_enfants, "taux"),
            DOMAINES,
        )
        return (
            ouverte
            & (individu("ij_enfants_a_charge_nombre", period) >= majoration.enfants)
            & not_(individu("ij_calcul_independant", period))
            & individu("ij_categorie_maladie", period)
            & (individu("ij_nature", period) != NatureArret.temps_partiel_therapeutique)
        )


class ij_journaliere_majoree(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière majorée pour trois enfants, à partir du trente et unième jour"
    label_en = "Increased daily allowance"
    reference = R323_5_ANCIEN

    def formula_2018_01_01(individu, period, parameters):
        """Les deux tiers du revenu journalier de base ; le maximum est porté dans la même proportion."""
        especes = parameters(period).prestations_especes.maladie
        taux = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: valeur(jour.prestations_especes.maladie.majoration_enfants, "taux", sinon=especes.taux),
            DOMAINES,
        )
        maximum = individu("ij_maximum_non_arrondi", period) * taux / especes.taux
        montant = tronque_sous_maximum(min_(individu("ij_salaire_journalier_base", period) * taux, maximum), maximum)
        return where(individu("ij_majoration_enfants_ouverte", period), montant, 0)


class ij_septieme_mois_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour du septième mois d'arrêt continu"
    label_en = "First day of the seventh month"
    reference = R324_3

    def formula_2018_01_01(individu, period, parameters):
        """Six mois après l'interruption, de date à date."""
        mois = parameters(period).prestations_especes.maladie.duree.longue_mois
        return ajoute_mois(individu("ij_date_reference", period), mois)


class ij_journaliere_minimum_septieme_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière minimale à partir du septième mois"
    label_en = "Minimum allowance from the seventh month"
    reference = R324_3

    def formula_2018_01_01(individu, period, parameters):
        """Le minimum du premier jour du septième mois, dans la limite du revenu journalier de base (salariés)."""
        minimum = lit_au_jour(
            individu,
            parameters,
            jour_couvert(parameters, period, individu("ij_septieme_mois_date", period)),
            lambda jour: jour.prestations_especes.maternite.minimum_journalier,
            DOMAINES,
        )
        borne = min_(minimum, tronque_centime(individu("ij_salaire_journalier_base", period)))
        due = individu("ij_categorie_maladie", period) & not_(individu("ij_calcul_independant", period))
        return where(due & (individu("ij_nature", period) != NatureArret.temps_partiel_therapeutique), borne, 0)


class maternite_journaliere(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière de maternité, de paternité, d'adoption ou de deuil"
    label_en = "Daily maternity allowance"
    reference = R331_5

    def formula_2018_01_01(individu, period):
        """Salariés : le revenu net plafonné, au moins le minimum. Travailleurs indépendants : le forfait.

        Depuis 2022, une travailleuse indépendante dont le forfait est réduit garde son ancien droit s'il est meilleur.
        """
        maximum = individu("maternite_maximum_non_arrondi", period)
        salarie = tronque_sous_maximum(individu("maternite_revenu_journalier_net", period), maximum)
        salarie = max_(salarie, individu("ij_minimum_journalier", period))
        forfait = arrondi_centime(individu("ij_ti_journaliere_forfaitaire_non_arrondie", period))
        independant = individu("ij_travailleur_independant", period)
        ancien = where(independant, max_(salarie, forfait), salarie)
        return where(individu("ij_calcul_independant", period), forfait, ancien)


class conge_naissance_journaliere_premier_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière du congé supplémentaire de naissance, premier mois (décret non vu)"
    label_en = "Supplementary birth leave, first month"
    reference = L331_8_1

    def formula_2018_01_01(individu, period, parameters):
        """70 % de l'indemnité de maternité annoncés, depuis le 1er juillet 2026 ; rien avant."""
        return _conge_naissance(individu, period, parameters, "taux_premier_mois")


class conge_naissance_journaliere_second_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière du congé supplémentaire de naissance, second mois (décret non vu)"
    label_en = "Supplementary birth leave, second month"
    reference = L331_8_1

    def formula_2018_01_01(individu, period, parameters):
        """60 % de l'indemnité de maternité annoncés, depuis le 1er juillet 2026 ; rien avant."""
        return _conge_naissance(individu, period, parameters, "taux_second_mois")


def _conge_naissance(individu, period, parameters, nom):
    taux = lit_au_jour(
        individu,
        parameters,
        individu("ij_date_regle", period),
        lambda jour: getattr(jour.prestations_especes.maternite.conge_supplementaire_naissance, nom),
        DOMAINES,
    )
    independant = individu("ij_calcul_independant", period)
    plein = individu("maternite_maximum_non_arrondi", period)
    salarie = tronque_sous_maximum(taux * individu("maternite_revenu_journalier_net", period), taux * plein)
    forfait = arrondi_centime(taux * individu("ij_ti_journaliere_forfaitaire_non_arrondie", period))
    return where(independant, forfait, salarie)


class at_mp_plafond_salaire_journalier_non_arrondi(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire journalier maximal, accident du travail, avant arrondi"
    label_en = "Maximum daily wage, work accident"
    reference = R433_2

    def formula_2018_01_01(individu, period, parameters):
        """0,834 % du plafond annuel du premier jour de l'arrêt."""
        taux = parameters(period).prestations_especes.accident_travail.indemnites.plafond_en_pass
        return taux * individu("ij_ti_plafond_annuel", period)


class at_mp_salaire_journalier_maximum(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire journalier maximal, accident du travail"
    label_en = "Maximum daily wage, work accident, rounded"
    reference = R433_2

    def formula_2018_01_01(individu, period):
        """Le maximum publié."""
        return arrondi_centime(individu("at_mp_plafond_salaire_journalier_non_arrondi", period))


def _at_mp(individu, period, parameters, taux):
    salaire = individu("at_mp_salaire_journalier", period)
    plafond = individu("at_mp_plafond_salaire_journalier_non_arrondi", period)
    net = salaire * (1 - parameters(period).prestations_especes.maternite.taux_forfaitaire)
    return tronque_sous_maximum(min_(taux * min_(salaire, plafond), net), taux * plafond)


class at_mp_journaliere_initiale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière d'accident du travail, vingt-huit premiers jours"
    label_en = "Work-accident allowance, first 28 days"
    reference = R433_1 + R433_7

    def formula_2018_01_01(individu, period, parameters):
        """60 % du salaire journalier plafonné, dans la limite de 79 % du salaire ; rechute : au moins l'ancienne."""
        taux = parameters(period).prestations_especes.accident_travail.indemnites.taux_initial
        montant = _at_mp(individu, period, parameters, taux)
        rechute = individu("ij_nature", period) == NatureArret.rechute_at_mp
        ancienne = individu("at_mp_premiere_indemnite_initiale", period)
        return where(rechute, max_(montant, ancienne), montant)


class at_mp_journaliere_majoree(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière d'accident du travail, à partir du vingt-neuvième jour"
    label_en = "Work-accident allowance from day 29"
    reference = R433_3 + R433_7

    def formula_2018_01_01(individu, period, parameters):
        """80 % du salaire journalier plafonné, dans la limite de 79 % du salaire ; rechute : au moins l'ancienne."""
        taux = parameters(period).prestations_especes.accident_travail.indemnites.taux_majore
        montant = _at_mp(individu, period, parameters, taux)
        rechute = individu("ij_nature", period) == NatureArret.rechute_at_mp
        ancienne = individu("at_mp_premiere_indemnite_majoree", period)
        return where(rechute, max_(montant, ancienne), montant)


def premier_jour_majore(individu, period, parameters):
    """Le vingt-neuvième jour d'un accident du travail, les jours déjà indemnisés comptés sauf consolidation."""
    consolidee = (individu("ij_nature", period) == NatureArret.rechute_at_mp) & individu(
        "at_mp_consolidation_anterieure", period
    )
    anterieurs = where(consolidee, 0, individu("at_mp_jours_deja_indemnises", period))
    jours = parameters(period).prestations_especes.accident_travail.indemnites.jours_taux_initial
    # The day of the accident is not one of the twenty-eight (R. 433-3: the day after it is the first).
    jours = jours + where(commence_le_jour_de_l_accident(individu, period), 1, 0)
    return ajoute_jours(individu("ij_date_reference", period), jours - anterieurs)


def _maladie_des_premiers_jours(individu, period, parameters):
    """L'indemnité d'un salarié au premier jour payé : une prolongation peut commencer par la majoration ou le minimum."""
    reference = individu("ij_date_reference", period)
    premier = ajoute_jours(individu("ij_debut", period), individu("ij_carence_jours", period))
    jour_31 = ajoute_jours(reference, parameters(period).prestations_especes.maladie.majoration_enfants.jours)
    majoree = individu("ij_majoration_enfants_ouverte", period) & (premier >= jour_31)
    montant = where(majoree, individu("ij_journaliere_majoree", period), individu("ij_maladie_journaliere", period))
    septieme_mois = premier >= individu("ij_septieme_mois_date", period)
    minimum = individu("ij_journaliere_minimum_septieme_mois", period)
    return max_(montant, where(septieme_mois, minimum, 0))


class ij_journaliere_brute(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière brute des premiers jours payés"
    label_en = "Gross daily allowance of the first paid days"
    reference = R323_5 + R331_5 + R433_1 + R323_3

    def formula_2018_01_01(individu, period, parameters):
        """Selon la nature de l'arrêt ; zéro quand le droit n'est pas ouvert.

        Temps partiel thérapeutique : dans la limite de la perte de gain (salariés) ; la moitié (indépendants). Accident du
        travail déjà indemnisé vingt-huit jours : l'indemnité majorée.
        """
        nature, independant = individu("ij_nature", period), individu("ij_calcul_independant", period)
        fraction = parameters(period).prestations_especes.maladie.travailleurs_independants.temps_partiel_fraction
        maladie = where(
            independant,
            individu("ij_ti_journaliere", period),
            _maladie_des_premiers_jours(individu, period, parameters),
        )
        temps_partiel = where(
            independant,
            tronque_centime(fraction * maladie),
            min_(maladie, tronque_centime(individu("ij_perte_gain_journaliere", period))),
        )
        # The relapse's allowance is cut by the annuity that goes on (L. 443-2).
        rente = where(nature == NatureArret.rechute_at_mp, individu("at_mp_rente_maintenue_jour", period), 0)
        premier = ajoute_jours(individu("ij_debut", period), individu("ij_carence_jours", period))
        majore = premier >= premier_jour_majore(individu, period, parameters)
        initiale, majoree = (
            individu("at_mp_journaliere_initiale", period),
            individu("at_mp_journaliere_majoree", period),
        )
        at_mp = max_(where(majore, majoree, initiale) - rente, 0)
        montant = where(
            nature == NatureArret.temps_partiel_therapeutique,
            temps_partiel,
            where(
                individu("ij_categorie_at_mp", period),
                at_mp,
                where(
                    nature == NatureArret.naissance_supplementaire,
                    where(
                        individu("conge_naissance_mois_deja_pris", period) > 0,
                        individu("conge_naissance_journaliere_second_mois", period),
                        individu("conge_naissance_journaliere_premier_mois", period),
                    ),
                    where(
                        individu("ij_categorie_maladie", period) | (nature == NatureArret.allocation_grossesse_exposee),
                        maladie,
                        individu("maternite_journaliere", period),
                    ),
                ),
            ),
        )
        return where(individu("ij_eligible", period), arrondi_centime(montant), 0)


class ij_journaliere_nette(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière nette des premiers jours payés"
    label_en = "Net daily allowance of the first paid days"
    reference = ["Article L. 136-8, II, 1°, du code de la sécurité sociale", "Ordonnance n° 96-50 du 24 janvier 1996"]
    documentation = "Indication : les contributions se retiennent sur le total versé, non jour par jour."

    def formula_2018_01_01(individu, period, parameters):
        """La brute, moins la CSG et la CRDS, chacune arrondie au centime."""
        prelevements = parameters(period).prestations_especes.prelevements_sociaux
        brute = individu("ij_journaliere_brute", period)
        csg = arrondi_centime(brute * prelevements.csg)
        return arrondi_centime(brute - csg - arrondi_centime(brute * prelevements.crds))


class ij_journaliere_reduite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière d'un jour de retard, au second envoi tardif de l'avis"
    label_en = "Daily allowance of a late day"
    reference = D323_2

    def formula_2018_01_01(individu, period, parameters):
        """D. 323-2 : réduite de moitié pour les jours entre la prescription et la veille de l'envoi."""
        reduction = parameters(period).prestations_especes.maladie.envoi_tardif.reduction
        return tronque_centime(individu("ij_journaliere_brute", period) * (1 - reduction))
