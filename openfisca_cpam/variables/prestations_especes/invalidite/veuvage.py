"""La pension de veuf ou de veuve invalide (articles L. 342-1 à L. 342-6)."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import MOIS_PAR_AN, dernier_du_mois

R342_5 = [
    "Article R. 342-5 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045250252",
    "Article R. 341-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047908363",
]
D342_1 = [
    "Article D. 342-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006736517",
]
D342_2 = [
    "Article D. 342-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006736518",
]
D342_3 = [
    "Article D. 342-3 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047634673",
]
L342_1 = [
    "Article L. 342-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047453698",
]
R342_4 = [
    "Article R. 342-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750020",
]
R342_2 = [
    "Article R. 342-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006749334",
]


class MotifVeuvage(Enum):
    sans_objet = "Pas de conjoint assuré décédé"
    ouvert = "Droit ouvert à la pension de veuf ou de veuve invalide"
    non_invalide = "Le conjoint survivant n'est pas invalide des deux tiers"
    age = "À cinquante-cinq ans, une pension de vieillesse la remplace (article D. 342-2)"
    remariage = "Droit perdu par le remariage (article L. 342-5)"
    reversion = "La pension de réversion du même conjoint est plus élevée (article L. 342-1)"


class invalidite_veuvage_conjoint_decede_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date du décès du conjoint assuré"
    label_en = "Date of death of the insured spouse"
    reference = L342_1


class invalidite_veuvage_invalide(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Conjoint survivant invalide des deux tiers"
    label_en = "Surviving spouse invalid at two thirds"
    reference = L342_1


class invalidite_veuvage_remarie(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Remariage du conjoint survivant"
    label_en = "Remarried"
    reference = ["Article L. 342-5 du code de la sécurité sociale"]


class invalidite_veuvage_enfants_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Enfants eus ou élevés par le conjoint survivant"
    label_en = "Children"
    reference = R342_2


class invalidite_veuvage_pension_defunt(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pension annuelle principale du défunt (deuxième catégorie ou vieillesse)"
    label_en = "Main pension of the deceased"
    reference = D342_1
    documentation = "À défaut, la moitié du salaire annuel moyen du défunt."


class invalidite_veuvage_salaire_moyen_defunt(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Salaire annuel moyen du conjoint décédé"
    label_en = "Mean wage of the deceased"
    reference = D342_1


class invalidite_veuvage_avantages_personnels(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Avantages annuels personnels de vieillesse, d'invalidité ou d'accident du travail"
    label_en = "Own yearly benefits"
    reference = D342_3


class invalidite_veuvage_reversion(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pension annuelle de réversion du même conjoint"
    label_en = "Survivor's pension of the same spouse"
    reference = L342_1


class invalidite_veuvage_demande_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de réception de la demande de pension de veuf ou de veuve"
    label_en = "Date of the claim"
    reference = R342_4


class invalidite_veuvage_reconnaissance_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Jour depuis lequel le conjoint survivant est reconnu invalide, s'il suit la demande"
    label_en = "Date of recognised disability, if after the claim"
    reference = R342_4


class invalidite_veuvage_pension_principale(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension annuelle principale du défunt, retenue"
    label_en = "Main pension counted"
    reference = D342_1

    def formula_2018_01_01(individu, period, parameters):
        """Celle qui est donnée ; à défaut, une pension de deuxième catégorie, dans la limite du maximum du jour."""
        racine = parameters(period)
        invalidite = racine.prestations_especes.invalidite
        maximum = invalidite.plafond_categories_2_et_3 * racine.references_nationales.plafond_securite_sociale.annuel
        calculee = min_(
            invalidite.taux_categories_2_et_3 * individu("invalidite_veuvage_salaire_moyen_defunt", period), maximum
        )
        donnee = individu("invalidite_veuvage_pension_defunt", period)
        return where(donnee > 0, donnee, tronque_centime(calculee))


class invalidite_veuvage_pension_theorique(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension annuelle de veuf ou de veuve invalide, avant la réversion"
    label_en = "Widow's yearly pension, before survivor's pension"
    reference = D342_1 + R342_2 + D342_3 + ["Article L. 342-4 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """54 % de la pension principale, au moins le minimum ; cumul limité à 52 % du total ; plus 10 % pour trois
        enfants.

        La limite de cumul ne peut être inférieure à 73 % de la pension de vieillesse maximale. La majoration pour
        enfants se calcule sur la pension portée au minimum (L. 342-4).
        """
        racine = parameters(period)
        invalidite, veuvage = racine.prestations_especes.invalidite, racine.prestations_especes.invalidite.veuvage
        principale = individu("invalidite_veuvage_pension_principale", period)
        personnels = individu("invalidite_veuvage_avantages_personnels", period)
        pension = max_(tronque_centime(veuvage.taux * principale), invalidite.minimum_annuel)
        maximale = veuvage.pension_vieillesse_maximale * racine.references_nationales.plafond_securite_sociale.annuel
        limite = max_(veuvage.cumul_plafond * (personnels + principale), veuvage.cumul_plancher * maximale)
        reduite = min_(pension, max_(tronque_centime(limite - personnels), 0))
        pension = where(personnels > 0, reduite, pension)
        enfants = individu("invalidite_veuvage_enfants_nombre", period) >= veuvage.enfants
        return tronque_centime(pension * (1 + where(enfants, veuvage.majoration_enfants, 0)))


class invalidite_veuvage_motif(Variable):
    value_type = Enum
    possible_values = MotifVeuvage
    default_value = MotifVeuvage.sans_objet
    entity = Individu
    definition_period = DAY
    label = "Droit à la pension de veuf ou de veuve invalide, ou motif du refus"
    label_en = "Right to the widow's invalidity pension"
    reference = L342_1 + D342_2

    def formula_2018_01_01(individu, period, parameters):
        """Moins de 55 ans, invalide des deux tiers, non remarié ; la plus élevée des deux pensions du même conjoint
        est servie.

        La pension de vieillesse la remplace à la première échéance qui suit le cinquante-cinquième anniversaire
        (R. 342-6) : le mois de l'anniversaire reste payé.
        """
        age = parameters(period).prestations_especes.invalidite.veuvage.age
        deces, naissance = (
            individu("invalidite_veuvage_conjoint_decede_date", period),
            individu("date_naissance", period),
        )
        pension = individu("invalidite_veuvage_pension_theorique", period)
        remplacee = premier_jour(period) > dernier_du_mois(ajoute_annees(naissance, age))
        return premier_vrai(
            [
                (not_(est_renseignee(deces)) | (premier_jour(period) < deces), MotifVeuvage.sans_objet),
                (individu("invalidite_veuvage_remarie", period), MotifVeuvage.remariage),
                (est_renseignee(naissance) & remplacee, MotifVeuvage.age),
                (not_(individu("invalidite_veuvage_invalide", period)), MotifVeuvage.non_invalide),
                (individu("invalidite_veuvage_reversion", period) > pension, MotifVeuvage.reversion),
            ],
            sinon=MotifVeuvage.ouvert,
        )


class invalidite_veuvage_pension_annuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension annuelle de veuf ou de veuve invalide"
    label_en = "Widow's yearly pension"
    reference = D342_1

    def formula_2018_01_01(individu, period):
        """Quand le droit est ouvert."""
        ouvert = individu("invalidite_veuvage_motif", period) == MotifVeuvage.ouvert
        return where(ouvert, individu("invalidite_veuvage_pension_theorique", period), 0)


class invalidite_veuvage_pension_mensuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension mensuelle de veuf ou de veuve invalide"
    label_en = "Widow's monthly pension"
    reference = D342_1

    def formula_2018_01_01(individu, period):
        """Un douzième."""
        return tronque_centime(individu("invalidite_veuvage_pension_annuelle", period) / MOIS_PAR_AN)


class invalidite_veuvage_demande_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour de la demande qui fait remonter la pension au mois suivant le décès"
    label_en = "Last day of a claim that goes back to the month after the death"
    reference = R342_4
    documentation = (
        "Sans objet une fois ce jour passé : la demande reste possible, mais la pension commence le mois suivant."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Un an depuis le décès."""
        mois = parameters(period).prestations_especes.invalidite.veuvage.demande_mois
        deces = individu("invalidite_veuvage_conjoint_decede_date", period)
        limite = ajoute_mois(deces, mois)
        return where(est_renseignee(deces) & (premier_jour(period) <= limite), limite, NON_RENSEIGNEE)


class invalidite_veuvage_effet_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de la pension de veuf ou de veuve invalide"
    label_en = "First day of the widow's pension"
    reference = R342_4

    def formula_2018_01_01(individu, period, parameters):
        """Le mois suivant le décès si la demande vient dans l'année, sinon le mois suivant la demande ; le mois suivant
        la reconnaissance de l'invalidité quand elle est postérieure à la demande.
        """
        mois = parameters(period).prestations_especes.invalidite.veuvage.demande_mois
        deces = individu("invalidite_veuvage_conjoint_decede_date", period)
        demande = individu("invalidite_veuvage_demande_date", period)
        depart = where(demande <= ajoute_mois(deces, mois), deces, demande)
        reconnaissance = individu("invalidite_veuvage_reconnaissance_date", period)
        depart = where(reconnaissance > demande, reconnaissance, depart)
        effet = ajoute_mois(premier_du_mois(depart), 1)
        return where(est_renseignee(deces) & est_renseignee(demande), effet, NON_RENSEIGNEE)


# ---------------------------------------------------------------- cumul avec un revenu


class invalidite_veuvage_sans_activite(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Conjoint survivant qui n'avait exercé aucune activité avant la pension de veuf ou de veuve"
    label_en = "Surviving spouse who never worked before the pension"
    reference = R342_5


class invalidite_veuvage_cumul_seuil(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Seuil de cumul de la pension de veuf ou de veuve avec un revenu, à la date du contrôle"
    label_en = "Threshold of cumulation, widow's pension"
    reference = R342_5
    documentation = (
        "Le jour demandé est la date du contrôle. Avant le 1er avril 2022, le seuil de qui n'avait jamais travaillé était la "
        "rémunération d'un manœuvre de la région, dans aucune source vue."
    )

    def formula_2022_04_01(individu, period, parameters):
        """Celui d'une pension d'invalidité ; pour qui n'avait jamais travaillé, le SMIC du 1er janvier qui précède la
        période de référence, sur douze mois.
        """
        loi = parameters(period)
        recul = loi.prestations_especes.invalidite.cumul.periode_recul_mois
        salarie = period.first_month.start.offset(-int(recul), MONTH)

        def smic(debut):
            national = parameters(debut.offset("first-of", YEAR)).references_nationales.smic
            return national.horaire_brut * national.heures_annuelles

        non_salarie = individu("invalidite_revenus_non_salaries_12_mois", period) > 0
        minimum = arrondi_centime(where(non_salarie, smic(period.last_year.start), smic(salarie)))
        return where(
            individu("invalidite_veuvage_sans_activite", period), minimum, individu("invalidite_cumul_seuil", period)
        )


class invalidite_veuvage_cumul_depassement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Dépassement du seuil de cumul, pension de veuf ou de veuve"
    label_en = "Excess over the threshold, widow's pension"
    reference = R342_5
    documentation = "La pension est celle du jour du contrôle, pour douze mois (lecture)."

    def formula_2022_04_01(individu, period, parameters):
        """La pension et les revenus de la période de référence, moins le seuil ; revenus non salariés majorés de 25 %."""
        majoration = parameters(period).prestations_especes.invalidite.cumul.majoration_non_salarie
        pension = individu("invalidite_veuvage_pension_annuelle", period)
        revenus = individu("invalidite_revenus_activite_12_mois", period) + (1 + majoration) * individu(
            "invalidite_revenus_non_salaries_12_mois", period
        )
        depassement = sans_bruit(max_(pension + revenus - individu("invalidite_veuvage_cumul_seuil", period), 0))
        return where(pension > 0, depassement, 0)


class invalidite_veuvage_pension_mensuelle_reduite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Pension mensuelle de veuf ou de veuve versée après la réduction pour cumul"
    label_en = "Widow's monthly pension after reduction"
    reference = R342_5
    documentation = (
        "Des trois mois civils qui suivent le contrôle ; de douze pour une activité non salariée (R. 341-17, II)."
    )

    def formula_2022_04_01(individu, period, parameters):
        """Chaque mois est réduit d'un douzième de la moitié du dépassement."""
        reduction = parameters(period).prestations_especes.invalidite.cumul.reduction
        depassement = individu("invalidite_veuvage_cumul_depassement", period) * reduction
        pension = individu("invalidite_veuvage_pension_annuelle", period)
        return tronque_centime(max_(pension - depassement, 0) / MOIS_PAR_AN)
