"""La pension d'invalidité : conditions, montant, minimum, maximum, tierce personne, fin, cumul avec un revenu."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import (
    MOIS_PAR_AN,
    TRIMESTRES_PAR_AN,
    coefficients_depuis,
    dernier_du_mois,
    lit_au_jour,
    premier_janvier,
)
from openfisca_cpam.helpers.maxima import tronque_sous_maximum
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import DOMAINES, jour_couvert

R341_4 = [
    "Article R. 341-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045250301",
]
R341_5 = [
    "Article R. 341-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000024106823",
]
R341_6 = [
    "Article R. 341-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750015",
]
R341_2 = [
    "Article R. 341-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045250316",
]
R341_8 = [
    "Article R. 341-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045250297",
]
R341_17 = [
    "Article R. 341-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047908363",
]
R313_5 = [
    "Article R. 313-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045250320",
]
L341_5 = [
    "Article L. 341-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006742598",
]
L341_6 = [
    "Article L. 341-6 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031688452",
]
L341_15 = [
    "Article L. 341-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047453137",
    "Article L. 341-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047453121",
]
CPSTI = ["Règlement du régime invalidité-décès du Conseil de la protection sociale des travailleurs indépendants"]


class CategorieInvalidite(Enum):
    aucune = "Aucune catégorie"
    categorie_1 = "Première catégorie : capable d'exercer une activité rémunérée"
    categorie_2 = "Deuxième catégorie : incapable d'exercer une profession"
    categorie_3 = "Troisième catégorie : aide d'une tierce personne"


class MotifInvalidite(Enum):
    ouvert = "Droit ouvert à la pension d'invalidité"
    sans_categorie = "Aucune catégorie d'invalidité n'est donnée"
    date_non_renseignee = "La date d'effet n'est pas donnée, ou précède la période couverte"
    capacite = "Perte de capacité inférieure aux deux tiers (article R. 341-2)"
    age = "Âge de la pension de vieillesse atteint (article L. 341-15)"
    affiliation = "Moins de douze mois d'affiliation (article R. 313-5)"
    activite = "Ni 600 heures ni 2 030 SMIC horaires en douze mois (article R. 313-5)"
    revenu_independant = "Travailleur indépendant : revenu moyen inférieur à un dixième du plafond (règlement)"
    salaire_non_renseigne = "Le salaire annuel moyen n'est pas donné"


class SituationFin(Enum):
    sans_activite = "Sans activité à 62 ans"
    activite = "En activité à 62 ans, retraite non demandée"
    chomage = "Au chômage à 62 ans après un travail dans les six mois qui précèdent"


class invalidite_categorie(Variable):
    value_type = Enum
    possible_values = CategorieInvalidite
    default_value = CategorieInvalidite.aucune
    entity = Individu
    definition_period = ETERNITY
    label = "Catégorie d'invalidité"
    label_en = "Category of invalidity"
    reference = ["Article L. 341-4 du code de la sécurité sociale"]
    documentation = "Indépendants : première catégorie pour l'invalidité partielle, deuxième pour l'invalidité totale."


class invalidite_date_effet(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour de la pension d'invalidité"
    label_en = "First day of the pension"
    reference = R341_4


class invalidite_arret_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour de l'arrêt suivi d'invalidité, ou de la constatation de l'invalidité"
    label_en = "First day of the stop followed by invalidity"
    reference = R313_5
    documentation = "À défaut, le premier jour de la pension."


class invalidite_perte_capacite(Variable):
    value_type = float
    default_value = 1
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Perte de capacité de travail ou de gain"
    label_en = "Loss of capacity"
    reference = R341_2
    documentation = "À défaut, celle que suppose la catégorie reconnue par le médecin-conseil."


class invalidite_salaire_annuel_moyen_donne(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaire annuel moyen des dix meilleures années, donné en une fois"
    label_en = "Mean yearly wage, given at once"
    reference = R341_4
    documentation = "Travailleurs indépendants : revenu annuel moyen des dix meilleures années."


class invalidite_salaire_annuel(Variable):
    value_type = float
    entity = Individu
    definition_period = YEAR
    set_input = etend_la_periode
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaire de l'année civile, limité au plafond de cette année, puis revalorisé"
    label_en = "Wage of the year, capped and revalued"
    reference = R341_4


class invalidite_mois_affiliation(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "month"
    minimum = 0
    maximum = 1_200
    label = "Mois d'affiliation au premier jour du mois de l'arrêt ou de la constatation"
    label_en = "Months of affiliation"
    reference = R313_5


class invalidite_heures_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "hour"
    minimum = 0
    maximum = 9_000
    label = "Heures de travail ou assimilées des douze mois civils, ou 365 jours, qui précèdent"
    label_en = "Hours of twelve months"
    reference = R313_5


class invalidite_remuneration_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Rémunération des douze mois civils qui précèdent"
    label_en = "Pay of twelve months"
    reference = R313_5


class invalidite_revenu_independant_moyen(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Revenu moyen des trois dernières années (travailleur indépendant)"
    label_en = "Mean income of three years, self-employed"
    reference = CPSTI


class invalidite_indemnites_journalieres_en_cours(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Indemnités journalières en cours (travailleur indépendant)"
    label_en = "Receiving daily allowances, self-employed"
    reference = CPSTI


class invalidite_travailleur_independant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Pension du régime des travailleurs indépendants"
    label_en = "Self-employed scheme"
    reference = CPSTI

    def formula_2018_01_01(individu, period):
        """Artisans et commerçants."""
        return individu("statut_professionnel", period) == StatutProfessionnel.artisan_commercant


class invalidite_jour_appreciation(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Jour dont la loi s'applique aux conditions"
    label_en = "Day of the conditions"
    reference = R313_5

    def formula_2018_01_01(individu, period, parameters):
        """L'arrêt ou la constatation ; à défaut, la date d'effet."""
        arret, effet = individu("invalidite_arret_date", period), individu("invalidite_date_effet", period)
        return jour_couvert(parameters, period, where(est_renseignee(arret), arret, effet))


class invalidite_seuil_remuneration(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération exigée en douze mois : 2 030 SMIC horaires"
    label_en = "Pay required in twelve months"
    reference = R313_5

    def formula_2018_01_01(individu, period, parameters):
        """SMIC du 1er janvier qui précède la période de douze mois civils (ce jour même s'il la commence : lecture)."""
        conditions = parameters(period).prestations_especes.maladie.conditions
        debut = ajoute_mois(
            premier_du_mois(individu("invalidite_jour_appreciation", period)), -conditions.mois_periode_longue
        )
        smic = lit_au_jour(
            individu,
            parameters,
            premier_janvier(annee(debut)),
            lambda jour: jour.references_nationales.smic.horaire_brut,
            DOMAINES,
        )
        return arrondi_centime(conditions.smic_12_mois * smic)


class invalidite_fin_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la pension d'invalidité"
    label_en = "Last day of the invalidity pension"
    reference = [
        *L341_15,
        "Article L. 341-17 du code de la sécurité sociale",
        "Article D. 341-1 du code de la sécurité sociale",
        "Article L. 632-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037951125",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Le dernier jour du mois des 62 ans ; sans demande de retraite, 67 ans au plus en activité, six mois de plus
        au chômage.

        L'article L. 632-1 étend aux artisans et commerçants le maintien en activité (L. 341-16), non celui au chômage
        (L. 341-17).
        """
        invalidite = parameters(period).prestations_especes.invalidite
        naissance = individu("date_naissance", period)
        situation = individu("invalidite_situation_a_62_ans", period)
        chomage = (situation == SituationFin.chomage) & not_(individu("invalidite_travailleur_independant", period))
        mois = where(
            situation == SituationFin.activite,
            invalidite.age_maximum_activite * MOIS_PAR_AN,
            invalidite.age_fin * MOIS_PAR_AN + where(chomage, invalidite.chomage_mois_supplementaires, 0),
        )
        anniversaire = ajoute_mois(naissance, mois.astype(numpy.int64))
        demande = individu("invalidite_retraite_demande_date", period)
        veille = ajoute_jours(premier_du_mois(demande), -1)
        fin = dernier_du_mois(anniversaire)
        # No pension of old age for incapacity before its age: an earlier claim changes nothing.
        age = dernier_du_mois(ajoute_mois(naissance, numpy.int64(invalidite.age_fin * MOIS_PAR_AN)))
        maintenue = (situation == SituationFin.activite) | chomage
        fin = where(est_renseignee(demande) & maintenue, max_(age, min_(fin, veille)), fin)
        return where(est_renseignee(naissance), fin, NON_RENSEIGNEE)


class invalidite_situation_a_62_ans(Variable):
    value_type = Enum
    possible_values = SituationFin
    default_value = SituationFin.sans_activite
    entity = Individu
    definition_period = ETERNITY
    label = "Situation à l'âge de la pension de vieillesse"
    label_en = "Situation at pension age"
    reference = L341_15


class invalidite_retraite_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour de la pension de vieillesse demandée par celui qui travaille encore"
    label_en = "First day of the old-age pension claimed"
    reference = L341_15


class invalidite_retraite_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de la pension de vieillesse qui remplace la pension d'invalidité"
    label_en = "First day of the old-age pension"
    reference = [*L341_15, "Article R. 341-22 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period):
        """Le premier jour du mois qui suit."""
        fin = individu("invalidite_fin_date", period)
        return where(est_renseignee(fin), ajoute_jours(fin, 1), NON_RENSEIGNEE)


class invalidite_salaire_annuel_moyen(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire annuel moyen des dix meilleures années"
    label_en = "Mean wage of the ten best years"
    reference = R341_4

    def formula_2018_01_01(individu, period, parameters):
        """Celui qui est donné ; à défaut la moyenne des dix meilleures années (toutes s'il y en a moins), avant
        l'arrêt.
        """
        nombre = int(parameters(period).prestations_especes.invalidite.annees_salaire_moyen)
        donne = individu("invalidite_salaire_annuel_moyen_donne", period)
        derniere = annee(individu("invalidite_jour_appreciation", period))
        connues = individu.get_holder("invalidite_salaire_annuel").get_known_periods()
        salaires = [numpy.zeros(individu.count)] * nombre
        for une_annee in sorted(une for une in connues if une.unit == YEAR and une.size == 1):
            avant = annee(premier_jour(une_annee)) < derniere
            salaires.append(where(avant, individu("invalidite_salaire_annuel", une_annee), 0))
        meilleurs = -numpy.sort(-numpy.stack(salaires), axis=0)[:nombre]
        retenus = max_((meilleurs > 0).sum(axis=0), 1)
        return where(donne > 0, donne, meilleurs.sum(axis=0) / retenus)


class invalidite_motif(Variable):
    value_type = Enum
    possible_values = MotifInvalidite
    default_value = MotifInvalidite.sans_categorie
    entity = Individu
    definition_period = DAY
    label = "Droit à la pension d'invalidité, ou motif du refus"
    label_en = "Right to the pension, or reason of refusal"
    reference = R313_5 + R341_2 + L341_15 + CPSTI

    def formula_2018_01_01(individu, period, parameters):
        """Moins de 62 ans, capacité réduite des deux tiers, douze mois d'affiliation, 600 heures ou 2 030 SMIC.

        Artisans et commerçants : douze mois d'affiliation et revenu moyen d'un dixième du plafond moyen, ou indemnités
        journalières en cours.
        """
        especes = parameters(period).prestations_especes
        invalidite, conditions = especes.invalidite, especes.maladie.conditions
        effet, naissance = individu("invalidite_date_effet", period), individu("date_naissance", period)
        independant = individu("invalidite_travailleur_independant", period)
        couverte = jour_couvert(parameters, period, effet) == effet
        activite = (individu("invalidite_heures_12_mois", period) >= conditions.heures_12_mois) | (
            arrondi_centime(individu("invalidite_remuneration_12_mois", period))
            >= individu("invalidite_seuil_remuneration", period)
        )
        # Whoever works after 62 keeps a pension (L. 341-16); none is awarded from that age.
        age = est_renseignee(naissance) & (effet >= ajoute_annees(naissance, invalidite.age_fin))
        derniere = annee(individu("invalidite_jour_appreciation", period))
        annees = int(especes.maladie.travailleurs_independants.annees_reference)
        plafonds = numpy.zeros(individu.count)
        for recul in range(1, annees + 1):
            plafonds = plafonds + lit_au_jour(
                individu,
                parameters,
                premier_janvier(derniere - recul),
                lambda jour: jour.references_nationales.plafond_securite_sociale.annuel,
                DOMAINES,
            )
        seuil = arrondi_centime(especes.maladie.travailleurs_independants.seuil_revenu_en_pass * plafonds / annees)
        revenu = (individu("invalidite_revenu_independant_moyen", period) >= seuil) | individu(
            "invalidite_indemnites_journalieres_en_cours", period
        )
        return premier_vrai(
            [
                (
                    individu("invalidite_categorie", period) == CategorieInvalidite.aucune,
                    MotifInvalidite.sans_categorie,
                ),
                (not_(couverte), MotifInvalidite.date_non_renseignee),
                (
                    # Two thirds are written 0.67 or 66.66 %: compared as whole per cents, cut down.
                    tronque_centime(individu("invalidite_perte_capacite", period))
                    < tronque_centime(invalidite.perte_capacite),
                    MotifInvalidite.capacite,
                ),
                (age, MotifInvalidite.age),
                (
                    individu("invalidite_mois_affiliation", period) < invalidite.affiliation_mois,
                    MotifInvalidite.affiliation,
                ),
                (independant & not_(revenu), MotifInvalidite.revenu_independant),
                (not_(independant) & not_(activite), MotifInvalidite.activite),
                (individu("invalidite_salaire_annuel_moyen", period) <= 0, MotifInvalidite.salaire_non_renseigne),
            ],
            sinon=MotifInvalidite.ouvert,
        )


class invalidite_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit à la pension d'invalidité ce jour"
    label_en = "Entitled to the pension on the day"
    reference = R313_5 + L341_15

    def formula_2018_01_01(individu, period):
        """Droit ouvert, de la date d'effet à la fin de la pension."""
        jour, fin = premier_jour(period), individu("invalidite_fin_date", period)
        ouvert = individu("invalidite_motif", period) == MotifInvalidite.ouvert
        en_cours = not_(est_renseignee(fin)) | (jour <= fin)
        return ouvert & (individu("invalidite_date_effet", period) <= jour) & en_cours


def _mois_entre(premier, dernier):
    return int(MOIS_PAR_AN) * (dernier.year - premier.year) + dernier.month - premier.month


def _par_categorie(individu, period, premiere, autres):
    categorie = individu("invalidite_categorie", period)
    return numpy.take(
        table(
            CategorieInvalidite,
            {
                CategorieInvalidite.categorie_1: premiere,
                CategorieInvalidite.categorie_2: autres,
                CategorieInvalidite.categorie_3: autres,
            },
        ),
        codes(categorie),
    )


class invalidite_maximum_annuel(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension annuelle maximale de la catégorie, à la date d'effet"
    label_en = "Maximum yearly pension"
    reference = R341_5

    def formula_2018_01_01(individu, period, parameters):
        """30 % ou 50 % du plafond annuel de la date d'effet."""
        invalidite = parameters(period).prestations_especes.invalidite
        part = _par_categorie(individu, period, invalidite.plafond_categorie_1, invalidite.plafond_categories_2_et_3)
        effet = jour_couvert(parameters, period, individu("invalidite_date_effet", period))
        plafond = lit_au_jour(
            individu,
            parameters,
            effet,
            lambda jour: jour.references_nationales.plafond_securite_sociale.annuel,
            DOMAINES,
        )
        return part * plafond


class invalidite_pension_annuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension annuelle d'invalidité, revalorisée et portée au minimum, sans la tierce personne"
    label_en = "Yearly pension, without third person"
    reference = R341_4 + R341_5 + L341_5 + L341_6

    def formula_2018_01_01(individu, period, parameters):
        """30 % ou 50 % du salaire annuel moyen, dans la limite du maximum ; revalorisée depuis ; au moins le
        minimum du jour.

        Chaque revalorisation est tronquée au centime ; celle de 2020 est plus forte pour les petites pensions.
        Indépendants : aucun minimum n'est connu.
        """
        invalidite = parameters(period).prestations_especes.invalidite
        taux = _par_categorie(individu, period, invalidite.taux_categorie_1, invalidite.taux_categories_2_et_3)
        maximum = individu("invalidite_maximum_annuel", period)
        pension = tronque_sous_maximum(
            min_(taux * individu("invalidite_salaire_annuel_moyen", period), maximum), maximum
        )
        effet, jour = individu("invalidite_date_effet", period), premier_jour(period)
        for depuis, coefficient in coefficients_depuis(
            individu, "prestations_especes.invalidite.coefficient_revalorisation"
        ):
            petites = parameters(str(depuis)).prestations_especes.invalidite.petites_pensions
            petite = sans_bruit(pension / MOIS_PAR_AN) <= valeur(petites, "plafond_mensuel", sinon=0)
            retenu = where(petite, valeur(petites, "coefficient_revalorisation", sinon=coefficient), coefficient)
            applique = (effet < depuis) & (depuis <= jour)
            pension = where(applique, tronque_centime(pension * retenu), pension)
        minimum = where(individu("invalidite_travailleur_independant", period), 0, invalidite.minimum_annuel)
        return where(individu("invalidite_eligible", period), max_(pension, minimum), 0)


class invalidite_dernier_coefficient_revalorisation(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Coefficient de la dernière revalorisation avant ce jour"
    label_en = "Last revaluation"
    reference = [*L341_6, "Article L. 161-25 du code de la sécurité sociale"]

    def formula_2018_04_01(individu, period, parameters):
        """Chaque 1er avril, et le 1er juillet 2022."""
        return numpy.full(individu.count, parameters(period).prestations_especes.invalidite.coefficient_revalorisation)


class invalidite_pension_mensuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension mensuelle d'invalidité, sans la tierce personne"
    label_en = "Monthly pension, without third person"
    reference = R341_4 + R341_5 + L341_5

    def formula_2018_01_01(individu, period):
        """Un douzième de la pension annuelle."""
        return tronque_centime(individu("invalidite_pension_annuelle", period) / MOIS_PAR_AN)


class invalidite_hospitalisation_debut(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Premier jour d'une hospitalisation en cours (tierce personne)"
    label_en = "First day of hospital stay"
    reference = R341_6


class invalidite_tierce_personne(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Majoration mensuelle pour tierce personne"
    label_en = "Monthly third-person supplement"
    reference = R341_6

    def formula_2018_01_01(individu, period, parameters):
        """40 % de la pension, au moins le montant minimal du jour ; suspendue après le mois qui suit
        l'hospitalisation.
        """
        tierce = parameters(period).prestations_especes.invalidite.tierce_personne
        due = individu("invalidite_eligible", period) & (
            individu("invalidite_categorie", period) == CategorieInvalidite.categorie_3
        )
        entree = individu("invalidite_hospitalisation_debut", period)
        fin = dernier_du_mois(ajoute_mois(premier_du_mois(entree), 1))
        suspendue = est_renseignee(entree) & (premier_jour(period) > fin)
        part = tronque_centime(tierce.taux * individu("invalidite_pension_annuelle", period) / MOIS_PAR_AN)
        return where(due & not_(suspendue), max_(part, tierce.minimum_mensuel), 0)


class invalidite_minimum_inconnu(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Pension d'un travailleur indépendant, dont le minimum n'est pas connu"
    label_en = "Minimum unknown, self-employed"
    reference = CPSTI

    def formula_2018_01_01(individu, period):
        """Les minimums du régime des indépendants ne sont dans aucune source vue : le résultat ne les applique pas."""
        return individu("invalidite_travailleur_independant", period) & individu("invalidite_eligible", period)


class invalidite_demande_depuis(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Consolidation, constatation, stabilisation, ou fin des indemnités : départ du délai de demande"
    label_en = "Start of the claim period"
    reference = R341_8


class invalidite_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour demander la pension d'invalidité"
    label_en = "Last day to claim"
    reference = R341_8

    def formula_2018_01_01(individu, period, parameters):
        """Douze mois."""
        depuis = individu("invalidite_demande_depuis", period)
        mois = parameters(period).prestations_especes.invalidite.demande_mois
        return where(est_renseignee(depuis), ajoute_mois(depuis, mois), NON_RENSEIGNEE)


# ---------------------------------------------------------------- cumul avec un revenu


class invalidite_revenus_activite_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaires et revenus de remplacement de la période de référence de douze mois"
    label_en = "Earnings of the reference period"
    reference = R341_17
    documentation = (
        "Du treizième au deuxième mois civils avant le contrôle ; année civile précédente pour un non-salarié."
    )


class invalidite_revenus_non_salaries_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Revenus professionnels non salariés de l'année civile précédente, avant la majoration"
    label_en = "Self-employed income of the year"
    reference = R341_17


class invalidite_salaire_annee_precedente(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaire de l'année civile précédant l'arrêt suivi d'invalidité"
    label_en = "Wage of the year before the stop"
    reference = R341_17
    documentation = (
        "Un arrêt de travail dans l'année : le salaire des seules périodes de travail effectif, ramené à l'année. Un "
        "apprentissage : au moins le SMIC du 1er janvier de l'année."
    )


class invalidite_salaire_annuel_moyen_revalorise(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaire annuel moyen revalorisé à la date du contrôle"
    label_en = "Mean wage revalued at the control"
    reference = R341_17
    documentation = "À défaut, le salaire annuel moyen lui-même."


class invalidite_coefficient_seuil(Variable):
    value_type = float
    default_value = 1
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 1
    maximum = 10
    label = "Revalorisation du salaire de l'année précédant l'arrêt, jusqu'au contrôle"
    label_en = "Revaluation of the threshold"
    reference = R341_17


class invalidite_revenus_trimestre(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaires du dernier trimestre (contrôles avant le 1er avril 2022)"
    label_en = "Pay of the last quarter"
    reference = [
        "Article R. 341-17 du code de la sécurité sociale, en vigueur jusqu'au 31 mars 2022",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038787015",
    ]


class invalidite_revenus_trimestre_precedent(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaires du trimestre d'avant (contrôles avant le 1er avril 2022)"
    label_en = "Pay of the quarter before"
    reference = [
        "Article R. 341-17 du code de la sécurité sociale, en vigueur jusqu'au 31 mars 2022",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038787015",
    ]


class invalidite_cumul_seuil(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Seuil de cumul de la pension avec un revenu, à la date du contrôle"
    label_en = "Threshold of cumulation"
    reference = R341_17 + CPSTI
    documentation = "Le jour demandé est la date du contrôle."

    def formula_2018_01_01(individu, period):
        """Jusqu'au 31 mars 2022 : le salaire trimestriel moyen de l'année civile précédant l'arrêt, revalorisé."""
        salaire = individu("invalidite_salaire_annee_precedente", period)
        return salaire * individu("invalidite_coefficient_seuil", period) / TRIMESTRES_PAR_AN

    def formula_2022_04_01(individu, period, parameters):
        """Le plus élevé du salaire annuel moyen et du salaire de l'année précédant l'arrêt, limité à un plafond
        d'alors.

        Un plafond et demi pour les contrôles depuis le 30 juillet 2023. Les deux salaires sont revalorisés. Artisans et
        commerçants : quatre fois la pension annuelle partielle, 2,4 fois la pension totale (règlement).
        """
        cumul = parameters(period).prestations_especes.invalidite.cumul
        multiple = cumul.salaire_avant_arret_en_pass
        annee_precedente = annee(individu("invalidite_jour_appreciation", period)) - 1
        plafond = lit_au_jour(
            individu,
            parameters,
            premier_janvier(annee_precedente),
            lambda jour: jour.references_nationales.plafond_securite_sociale.annuel,
            DOMAINES,
        )
        salaire = min_(individu("invalidite_salaire_annee_precedente", period), multiple * plafond)
        moyen = individu("invalidite_salaire_annuel_moyen_revalorise", period)
        moyen = where(moyen > 0, moyen, individu("invalidite_salaire_annuel_moyen", period))
        salaries = max_(moyen, salaire * individu("invalidite_coefficient_seuil", period))
        pensions = _par_categorie(
            individu, period, cumul.independant_multiple_categorie_1, cumul.independant_multiple_categories_2_et_3
        )
        independants = pensions * individu("invalidite_pension_annuelle", period)
        return sans_bruit(where(individu("invalidite_travailleur_independant", period), independants, salaries))


class invalidite_pension_periode_reference(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension d'invalidité de la période de référence du contrôle"
    label_en = "Pension of the reference period of the check"
    reference = R341_17
    documentation = (
        "Chaque mois compte à son montant d'alors, avant la réduction et sans la tierce personne. Les mois qui précèdent "
        "la pension comptent au premier montant (lecture)."
    )

    def formula_2022_04_01(individu, period, parameters):
        """La pension du treizième au deuxième mois civils avant le contrôle ; de l'année civile précédente pour une
        activité non salariée.
        """
        recul = parameters(period).prestations_especes.invalidite.cumul.periode_recul_mois
        actuelle = individu("invalidite_pension_annuelle", period)

        def sur_douze_mois(premier_mois):
            # Du contrôle au premier mois, pour que les mois d'avant la pension prennent son premier montant.
            total, mensualite = 0, actuelle
            for rang in reversed(range(_mois_entre(premier_mois, period.start))):
                pension = individu("invalidite_pension_annuelle", Period((DAY, premier_mois.offset(rang, MONTH), 1)))
                mensualite = where(pension > 0, pension, mensualite)
                total = total + (mensualite if rang < MOIS_PAR_AN else 0)
            return sans_bruit(total / MOIS_PAR_AN)

        salarie = sur_douze_mois(period.first_month.start.offset(-int(recul), MONTH))
        non_salarie = individu("invalidite_revenus_non_salaries_12_mois", period) > 0
        if non_salarie.any():
            salarie = where(non_salarie, sur_douze_mois(period.last_year.start), salarie)
        return where(actuelle > 0, salarie, 0)


class invalidite_cumul_depassement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépassement du seuil de cumul"
    label_en = "Excess over the threshold"
    reference = R341_17

    def formula_2018_01_01(individu, period):
        """Jusqu'au 31 mars 2022 : celui du dernier trimestre, si les deux derniers trimestres dépassent le seuil."""
        seuil = individu("invalidite_cumul_seuil", period)
        pension = individu("invalidite_pension_annuelle", period) / TRIMESTRES_PAR_AN
        dernier = sans_bruit(pension + individu("invalidite_revenus_trimestre", period) - seuil)
        avant = sans_bruit(pension + individu("invalidite_revenus_trimestre_precedent", period) - seuil)
        return where(avant > 0, max_(dernier, 0), 0)

    def formula_2022_04_01(individu, period, parameters):
        """La pension et les revenus de la période de référence, moins le seuil ; revenus non salariés majorés de 25 %."""
        majoration = parameters(period).prestations_especes.invalidite.cumul.majoration_non_salarie
        revenus = individu("invalidite_revenus_activite_12_mois", period) + (1 + majoration) * individu(
            "invalidite_revenus_non_salaries_12_mois", period
        )
        total = individu("invalidite_pension_periode_reference", period) + revenus
        return sans_bruit(max_(total - individu("invalidite_cumul_seuil", period), 0))


class invalidite_cumul_mois(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "month"
    label = "Mensualités réduites"
    label_en = "Payments reduced"
    reference = R341_17

    def formula_2018_01_01(individu, period, parameters):
        """Trois ; douze pour une activité non salariée depuis le 1er avril 2022 ; aucune sans dépassement."""
        cumul = parameters(period).prestations_especes.invalidite.cumul
        non_salarie = individu("invalidite_revenus_non_salaries_12_mois", period) > 0
        mois = where(non_salarie, cumul.mois_non_salarie, cumul.mois_salarie)
        return where(individu("invalidite_cumul_depassement", period) > 0, mois, 0)


class invalidite_pension_mensuelle_reduite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension mensuelle versée après la réduction pour cumul"
    label_en = "Monthly pension after reduction"
    reference = R341_17

    def formula_2018_01_01(individu, period, parameters):
        """Jusqu'au 31 mars 2022, chaque mois est réduit d'un tiers du dépassement trimestriel (lecture) ; puis d'un
        douzième de sa moitié.
        """
        cumul = parameters(period).prestations_especes.invalidite.cumul
        depassement = individu("invalidite_cumul_depassement", period) * cumul.reduction
        mensuel = depassement / MOIS_PAR_AN if cumul.annuel else depassement
        pension = individu("invalidite_pension_annuelle", period) / MOIS_PAR_AN
        return tronque_centime(max_(pension - mensuel, 0))
