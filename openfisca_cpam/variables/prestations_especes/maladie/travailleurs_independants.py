"""Le revenu de référence des travailleurs indépendants et leur indemnité journalière maladie."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import MOIS_PAR_AN, lit_au_jour, premier_janvier, valeur_de_l_annee
from openfisca_cpam.helpers.maxima import tronque_sous_maximum
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import DOMAINES

D622_7 = [
    "Article D. 622-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043656716",
]
D622_8 = [
    "Article D. 622-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041921175",
]
D622_1 = [
    "Article D. 622-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043656744",
]
L640_1 = ["Article L. 640-1 du code de la sécurité sociale", *D622_7]
D621_3 = [
    "Article D. 621-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000049904537",
]


class ij_ti_part_cotisations_payees(Variable):
    value_type = float
    default_value = 1
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Part payée des cotisations maladie dues pour l'année"
    label_en = "Share of the year's contributions paid"
    reference = D622_7


class ij_ti_echeancier_respecte(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Délais de paiement accordés par la caisse et respectés"
    label_en = "Payment plan respected"
    reference = D622_7


class ij_ti_revenu_moyen_donne(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Revenu moyen des trois années civiles, donné en une fois"
    label_en = "Mean income of three years, given at once"
    reference = D622_7
    documentation = (
        "Assiette minimale et cotisations impayées déjà prises en compte. À défaut, donner les revenus des années."
    )


class ij_ti_revenus_nuls(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Revenus nuls ou déficitaires pendant les trois années"
    label_en = "No income in the three years"
    reference = D622_7
    documentation = "Distingue un revenu nul d'un revenu qui n'a pas été donné."


class ij_ti_revenu_a_ce_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Revenu cotisé depuis le début de l'activité (trois premières années civiles)"
    label_en = "Income since the start of activity"
    reference = D622_7
    documentation = "À ne donner que si l'arrêt survient dans les trois premières années civiles d'affiliation."


class ij_ti_jours_activite(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 1_100
    label = "Jours d'activité depuis le début (arrêts depuis le 1er juillet 2021)"
    label_en = "Days of activity"
    reference = D622_7


class ij_ti_mois_activite(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "month"
    minimum = 0
    maximum = 36
    label = "Mois d'activité depuis le début (arrêts avant le 1er juillet 2021)"
    label_en = "Months of activity"
    reference = [
        "Article D. 622-7 du code de la sécurité sociale, en vigueur jusqu'au 13 juin 2021",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041921121",
    ]


class ij_ti_rsa_sans_option(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Bénéficiaire du RSA ou de la prime d'activité n'ayant pas opté pour l'assiette réelle"
    label_en = "Recipient of RSA without the option"
    reference = [
        "Article D. 622-9 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000041921323",
    ]


class ij_ti_duree_prescription_initiale(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 1_100
    label = "Durée de la première prescription d'arrêt (arrêts avant le 25 mai 2020)"
    label_en = "Length of the first prescription"
    reference = [
        "Article D. 613-19 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038622149",
    ]
    documentation = "À défaut, la durée de l'arrêt."


class ij_ti_temps_partiel_versees(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 1_100
    label = "Indemnités de temps partiel thérapeutique déjà versées au travailleur indépendant"
    label_en = "Therapeutic part-time allowances already paid, self-employed"
    reference = [
        "Article D. 622-10 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043656708",
    ]
    documentation = (
        "Pour une affection de longue durée, celles de la période de trois ans augmentée d'un an ; sinon, toutes "
        "maladies et tous accidents confondus."
    )


class ij_ti_ouvert(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Régime d'indemnités journalières ouvert à la profession"
    label_en = "Scheme open to the profession"
    reference = L640_1

    def formula_2018_01_01(individu, period, parameters):
        """Artisans et commerçants depuis 2018 ; maladie des professions libérales et praticiens depuis le 1er
        juillet 2021.
        """
        artisan = individu("statut_professionnel", period) == StatutProfessionnel.artisan_commercant
        depuis_2021 = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.prestations_especes.maladie.travailleurs_independants.profession_liberale_ouvre_droit,
            DOMAINES,
        )
        return artisan | depuis_2021 | not_(individu("ij_categorie_maladie", period))


class ij_ti_affiliation_suffisante(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Un an d'affiliation au constat médical (maladie)"
    label_en = "One year of affiliation"
    reference = D622_1

    def formula_2018_01_01(individu, period, parameters):
        """D. 622-1 ; les congés de naissance ont leur propre condition."""
        mois = parameters(period).prestations_especes.maladie.travailleurs_independants.affiliation_mois
        return (individu("ij_mois_affiliation", period) >= mois) | not_(individu("ij_categorie_maladie", period))


def jour_du_premier_versement(individu, period):
    """Le jour de l'interruption ; pour un congé commencé plus tôt que la loi ne le paie, le premier jour payable."""
    return max_(individu("ij_date_regle", period), individu("ij_conge_premier_jour_date", period))


def _annees(individu, period, parameters):
    """Les années civiles de référence, de la plus récente à la plus ancienne."""
    nombre = int(parameters(period).prestations_especes.maladie.travailleurs_independants.annees_reference)
    derniere = annee(jour_du_premier_versement(individu, period))
    return [derniere - recul for recul in range(1, nombre + 1)]


def _plafond_annuel(individu, parameters, dates):
    return lit_au_jour(
        individu,
        parameters,
        dates,
        lambda jour: jour.references_nationales.plafond_securite_sociale.annuel,
        DOMAINES,
    )


def _revenu_a_ce_jour_rapporte(individu, period, parameters):
    """Le revenu à ce jour rapporté à l'année ; zéro quand la durée de l'activité n'est pas donnée."""
    jours, mois = individu("ij_ti_jours_activite", period), individu("ij_ti_mois_activite", period)
    par_an = lit_au_jour(
        individu,
        parameters,
        individu("ij_date_regle", period),
        lambda jour: valeur(jour.prestations_especes.maladie.travailleurs_independants, "jours_par_an", sinon=0),
        DOMAINES,
    )
    duree = where(par_an > 0, jours, mois)
    rapporte = individu("ij_ti_revenu_a_ce_jour", period) * where(par_an > 0, par_an, MOIS_PAR_AN) / max_(duree, 1)
    return where(duree > 0, rapporte, 0)


class ij_ti_revenu_moyen(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Revenu d'activité annuel moyen"
    label_en = "Mean yearly income"
    reference = D622_7 + D621_3

    def formula_2018_01_01(individu, period, parameters):
        """La moyenne des trois années civiles ; les trois premières années, le revenu à ce jour rapporté à l'année.

        Chaque année compte au moins 40 % du plafond (sauf micro-entreprise), puis la part payée des cotisations.
        Arrêts du 8 août 2021 au 31 décembre 2023 : l'année 2020 n'est comptée que si l'indemnité en est plus forte.
        Avant le 1er juillet 2021, le revenu à ce jour est multiplié par douze et divisé par les mois d'activité.
        Bénéficiaires du RSA ou de la prime d'activité sans option : l'assiette minimale, 40 % du plafond (D. 622-9).
        """
        ti = parameters(period).prestations_especes.maladie.travailleurs_independants
        donne = _revenu_donne(individu, period, parameters)
        moyen = where(donne > 0, donne, _revenu_et_seuil(individu, period, parameters)[0])
        minimale = ti.assiette_minimale_en_pass * individu("ij_ti_plafond_annuel", period)
        return where(_sans_option(individu, period), minimale, moyen)


def _sans_option(individu, period):
    """D. 622-9 ; une micro-entreprise n'a pas de cotisation minimale à laquelle renoncer."""
    return individu("ij_ti_rsa_sans_option", period) & not_(individu("micro_entreprise", period))


def _revenu_donne(individu, period, parameters):
    """Le revenu moyen donné, ou le revenu à ce jour rapporté à l'année ; zéro quand ce sont des années."""
    donne = individu("ij_ti_revenu_moyen_donne", period)
    return where(donne > 0, donne, _revenu_a_ce_jour_rapporte(individu, period, parameters))


def _revenu_et_seuil(individu, period, parameters):
    """Le revenu moyen des années de référence, son seuil (D. 622-8), et le seuil de toutes les années.

    L'année 2020 n'est comptée que si l'indemnité qui en tient compte est supérieure à celle des deux autres années
    (décrets n° 2021-1049, article 1er, et n° 2021-1937) : à égalité, elle est écartée.
    """
    ti = parameters(period).prestations_especes.maladie.travailleurs_independants
    micro, payees = individu("micro_entreprise", period), individu("ij_ti_echeancier_respecte", period)
    ecarte_2020 = lit_au_jour(
        individu,
        parameters,
        individu("ij_date_regle", period),
        lambda jour: jour.prestations_especes.maladie.travailleurs_independants.annee_2020_neutralisee,
        DOMAINES,
    )
    annees = _annees(individu, period, parameters)
    revenus, plafonds = [], []
    for une_annee in annees:
        plafond = _plafond_annuel(individu, parameters, premier_janvier(une_annee))
        revenu = valeur_de_l_annee(individu, "revenu_activite_independante", une_annee)
        part = valeur_de_l_annee(individu, "ij_ti_part_cotisations_payees", une_annee)
        plancher = where(micro, 0, ti.assiette_minimale_en_pass * plafond)
        revenus.append(max_(revenu, plancher) * where(payees, 1, part))
        plafonds.append(plafond)

    def sur(comptees):
        """Le revenu moyen des années comptées, son seuil, et ce qui en est indemnisé."""
        moyen = numpy.average(revenus, axis=0, weights=comptees)
        seuil = arrondi_centime(ti.seuil_revenu_en_pass * numpy.average(plafonds, axis=0, weights=comptees))
        retenu = sans_bruit(moyen)
        maximum = individu("ij_ti_maximum_non_arrondi", period) * ti.diviseur
        return moyen, seuil, where(retenu < seuil, 0, min_(retenu, maximum))

    autres = numpy.array(annees) != ti.annee_neutralisee
    moyen, seuil, indemnise = sur(numpy.ones_like(autres))
    autre_moyen, autre_seuil, autre_indemnise = sur(autres)
    ecartee = ecarte_2020 & (autre_indemnise >= indemnise)
    return where(ecartee, autre_moyen, moyen), where(ecartee, autre_seuil, seuil), seuil


class ij_ti_revenu_connu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Revenus du travailleur indépendant donnés"
    label_en = "Income given"
    reference = D622_7

    def formula_2018_01_01(individu, period, parameters):
        """Un revenu ou un déficit de l'une des trois années, le revenu moyen, le revenu à ce jour et la durée de
        l'activité, ou l'indication de revenus nuls.

        Inutile à celui que l'assiette minimale indemnise (D. 622-9), et aux forfaits de maternité, de paternité,
        d'adoption et de deuil hors micro-entreprise : l'assiette minimale (D. 621-3) les garde entiers (D. 623-3).
        """
        revenus = numpy.zeros(individu.count)
        for une_annee in _annees(individu, period, parameters):
            # A loss is an income that was given: it must not hide a profit of the same amount.
            revenus = revenus + abs(valeur_de_l_annee(individu, "revenu_activite_independante", une_annee))
        autres = individu("ij_ti_revenu_moyen_donne", period) + _revenu_a_ce_jour_rapporte(individu, period, parameters)
        # Outside micro-enterprises the minimum base stands above the threshold of D. 623-3: the flat sum is due in full.
        forfait = not_(individu("micro_entreprise", period)) & not_(individu("ij_categorie_maladie", period))
        donnes = (revenus + autres > 0) | individu("ij_ti_revenus_nuls", period)
        return donnes | forfait | _sans_option(individu, period)


class ij_ti_seuil_revenu(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Revenu moyen au-dessous duquel l'indemnité est nulle"
    label_en = "Income threshold"
    reference = D622_8

    def formula_2018_01_01(individu, period, parameters):
        """10 % de la moyenne des plafonds annuels des années dont vient le revenu moyen : sans 2020 quand elle est
        écartée.

        Trois premières années d'activité : la moyenne porte sur les trois années civiles qui précèdent (lecture).
        """
        _, seuil, seuil_de_toutes = _revenu_et_seuil(individu, period, parameters)
        return where(_revenu_donne(individu, period, parameters) > 0, seuil_de_toutes, seuil)


class ij_ti_revenu_insuffisant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Revenu moyen inférieur au seuil"
    label_en = "Income below the threshold"
    reference = D622_8

    def formula_2018_01_01(individu, period):
        """Strictement inférieur, sans arrondi ; sans objet pour les personnes de l'article D. 622-9."""
        moyen = sans_bruit(individu("ij_ti_revenu_moyen", period))
        return (moyen < individu("ij_ti_seuil_revenu", period)) & not_(_sans_option(individu, period))


class ij_ti_plafond_annuel(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Plafond annuel de la sécurité sociale au jour de l'arrêt"
    label_en = "Yearly ceiling on the day of the stop"
    reference = D622_7

    def formula_2018_01_01(individu, period, parameters):
        """Le plafond du jour même ; congé de maternité ou d'adoption : du jour prévu du premier versement (D. 623-1,
        D. 623-2).
        """
        return _plafond_annuel(individu, parameters, jour_du_premier_versement(individu, period))


class ij_ti_maximum_non_arrondi(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière maximale d'un travailleur indépendant, avant arrondi"
    label_en = "Maximum allowance, self-employed, before rounding"
    reference = D622_7

    def formula_2018_01_01(individu, period, parameters):
        """Un plafond / 730 ; trois plafonds pour les professions libérales et praticiens, depuis le 1er juillet
        2021.
        """
        artisan = individu("statut_professionnel", period) == StatutProfessionnel.artisan_commercant
        ti = parameters(period).prestations_especes.maladie.travailleurs_independants
        liberal = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: valeur(
                jour.prestations_especes.maladie.travailleurs_independants,
                "plafond_profession_liberale_en_pass",
                sinon=0,
            ),
            DOMAINES,
        )
        multiple = where(artisan, ti.plafond_en_pass, liberal)
        return multiple * individu("ij_ti_plafond_annuel", period) / ti.diviseur


class ij_ti_maximum_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière maximale d'un travailleur indépendant"
    label_en = "Maximum allowance, self-employed"
    reference = D622_7

    def formula_2018_01_01(individu, period):
        """Le maximum publié, arrondi au centime le plus proche."""
        return arrondi_centime(individu("ij_ti_maximum_non_arrondi", period))


class ij_ti_plancher_journalier(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière sur l'assiette minimale (hors micro-entreprise)"
    label_en = "Allowance on the minimum base"
    reference = D621_3

    def formula_2018_01_01(individu, period, parameters):
        """40 % du plafond de l'année / 730, arrondi comme les montants publiés."""
        ti = parameters(period).prestations_especes.maladie.travailleurs_independants
        return arrondi_centime(ti.assiette_minimale_en_pass * individu("ij_ti_plafond_annuel", period) / ti.diviseur)


class ij_ti_journaliere(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière maladie d'un travailleur indépendant"
    label_en = "Daily allowance, self-employed"
    reference = D622_7 + D622_8

    def formula_2018_01_01(individu, period, parameters):
        """Le revenu moyen plafonné / 730 ; nulle sous le seuil."""
        diviseur = parameters(period).prestations_especes.maladie.travailleurs_independants.diviseur
        maximum = individu("ij_ti_maximum_non_arrondi", period)
        montant = tronque_sous_maximum(min_(individu("ij_ti_revenu_moyen", period) / diviseur, maximum), maximum)
        return where(individu("ij_ti_revenu_insuffisant", period), 0, montant)


class ij_ti_journaliere_forfaitaire_non_arrondie(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière forfaitaire de maternité et de paternité, avant arrondi"
    label_en = "Flat maternity allowance, before rounding"
    reference = [
        "Article D. 623-2 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043495239",
        "Article D. 623-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044948626",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Le plafond annuel du jour prévu du premier versement / 730 ; un dixième sous le seuil de revenu."""
        maternite = parameters(period).prestations_especes.maternite.travailleurs_independants
        part = where(individu("ij_ti_revenu_insuffisant", period), maternite.fraction_faible_revenu, 1)
        return part * individu("ij_ti_plafond_annuel", period) / maternite.diviseur
