"""L'incapacité permanente : capital ou rente, tierce personne, rentes des ayants droit."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import (
    MOIS_PAR_AN,
    TRIMESTRES_PAR_AN,
    coefficients_depuis,
    dernier_du_mois,
    lit_au_jour,
)
from openfisca_cpam.helpers.maxima import en_pour_cent
from openfisca_cpam.variables.prestations_especes.maladie.arret import DOMAINES, jour_couvert

L434_1 = ["Article L. 434-1 du code de la sécurité sociale"]
L434_2 = [
    "Article L. 434-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000047452183",
]
D434_1 = [
    "Article D. 434-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000032363924",
]
R434_2 = [
    "Article R. 434-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750340",
    "Article R. 434-2-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750341",
]
R434_4 = [
    "Article R. 434-4 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043481223",
]
R434_28 = [
    "Article R. 434-28 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750376",
]
L434_16 = [
    "Article L. 434-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031688385",
]
D434_2 = [
    "Article D. 434-2 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000027267037",
]
L434_17 = [
    "Article L. 434-17 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031688375",
]
L435_1 = [
    "Article L. 435-1 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006743080",
]
R434_33 = [
    "Article R. 434-33 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000022073151",
]
L434_8 = [
    "Article L. 434-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000025016258",
]
R434_10 = [
    "Article R. 434-10 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000030730333",
]
R434_15 = [
    "Article R. 434-15 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750365",
]
R434_16 = [
    "Article R. 434-16 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750527",
]


class PrestationIncapacite(Enum):
    aucune = "Aucune incapacité permanente"
    consolidation_non_renseignee = "La date de consolidation n'est pas donnée, ou précède la période couverte"
    capital = "Indemnité en capital : taux inférieur à 10 %"
    option = "Choix ouvert entre une rente et un capital : la somme des taux atteint 10 % (article R. 434-4)"
    rente = "Rente : taux d'au moins 10 %"


class at_mp_taux_incapacite(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Taux d'incapacité permanente de l'accident"
    label_en = "Permanent incapacity rate"
    reference = L434_2
    documentation = "0,07 pour 7 %. Depuis novembre 2026, le taux professionnel."


class at_mp_taux_anterieurs(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Somme des taux d'incapacité des accidents antérieurs"
    label_en = "Sum of earlier rates"
    reference = R434_2


class at_mp_option_rente(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "La victime choisit la rente (taux inférieur à 10 %, somme d'au moins 10 %)"
    label_en = "The victim chooses the annuity"
    reference = R434_4


class at_mp_option_notification_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de notification du choix entre rente et capital"
    label_en = "Date of notification of the choice"
    reference = R434_4


class at_mp_consolidation_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de consolidation"
    label_en = "Date of stabilisation"
    reference = L434_1


class at_mp_revision_taux_ancien(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Taux d'incapacité avant la révision"
    label_en = "Rate before revision"
    reference = ["Article R. 434-1-1 du code de la sécurité sociale"]


class at_mp_revision_date(Variable):
    value_type = date
    entity = Individu
    definition_period = ETERNITY
    label = "Date de la révision du taux"
    label_en = "Date of revision"
    reference = ["Article R. 434-1-1 du code de la sécurité sociale"]


class at_mp_salaire_annuel(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Salaire des douze mois civils avant l'arrêt, revalorisé"
    label_en = "Wages of the twelve months before"
    reference = [*L434_16, "Article R. 434-29 du code de la sécurité sociale"]


class at_mp_capitaux_deja_verses(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Indemnités en capital déjà versées (rente qui leur fait suite)"
    label_en = "Capitals already paid"
    reference = R434_4


class at_mp_capitaux_deja_recuperes(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 100_000
    label = "Part des capitaux déjà récupérée sur la rente"
    label_en = "Capitals already recovered"
    reference = R434_4


class at_mp_pension_invalidite_comparee(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pension annuelle d'invalidité que l'état donnerait (taux d'au moins deux tiers)"
    label_en = "Invalidity pension compared"
    reference = L434_2
    documentation = (
        "À laisser à zéro si la victime a déjà une pension d'invalidité (article L. 434-2, cinquième alinéa)."
    )


class at_mp_actes_impossibles_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 10
    label = "Actes ordinaires de la vie que la victime ne peut faire seule"
    label_en = "Acts of daily life impossible alone"
    reference = D434_2


class at_mp_danger_pour_soi_ou_autrui(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Troubles qui font de la victime un danger pour elle-même ou pour autrui"
    label_en = "Danger to self or others"
    reference = D434_2


class at_mp_prestation(Variable):
    value_type = Enum
    possible_values = PrestationIncapacite
    default_value = PrestationIncapacite.aucune
    entity = Individu
    definition_period = DAY
    label = "Prestation d'incapacité permanente"
    label_en = "Permanent incapacity benefit"
    reference = L434_1 + L434_2 + R434_4

    def formula_2018_01_01(individu, period, parameters):
        """Capital au-dessous de 10 %, rente à partir de 10 % ; choix quand la somme des taux atteint 10 %."""
        seuil = parameters(period).prestations_especes.accident_travail.incapacite_permanente.seuil_rente
        taux, anterieurs = individu("at_mp_taux_incapacite", period), individu("at_mp_taux_anterieurs", period)
        consolidation = individu("at_mp_consolidation_date", period)
        couverte = jour_couvert(parameters, period, consolidation) == consolidation
        somme = sans_bruit(taux + anterieurs)
        return premier_vrai(
            [
                (taux <= 0, PrestationIncapacite.aucune),
                (not_(couverte), PrestationIncapacite.consolidation_non_renseignee),
                (taux >= seuil, PrestationIncapacite.rente),
                (somme >= seuil, PrestationIncapacite.option),
            ],
            sinon=PrestationIncapacite.capital,
        )


def _capital(individu, parameters, jour, taux):
    """Le capital d'un taux, au barème d'un jour ; zéro hors du barème."""
    rang = en_pour_cent(taux)
    montant = numpy.zeros(individu.count)
    # One line of the table for each whole per cent.
    for numero in numpy.unique(rang):
        ligne = lit_au_jour(
            individu,
            parameters,
            jour,
            lambda jour, nom=f"taux_{numero}": valeur(
                jour.prestations_especes.accident_travail.incapacite_permanente.capital, nom, sinon=0
            ),
            DOMAINES,
        )
        montant = where(rang == numero, ligne, montant)
    return montant


class at_mp_capital(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité en capital"
    label_en = "Capital"
    reference = D434_1 + L434_1

    def formula_2018_01_01(individu, period, parameters):
        """Le barème du jour de la consolidation (lecture) ; aucun capital pour celui qui a choisi la rente.

        Taux révisé : le capital de la consolidation est celui de l'ancien taux, le reste est le complément de révision.
        """
        prestation = individu("at_mp_prestation", period)
        consolidation = jour_couvert(parameters, period, individu("at_mp_consolidation_date", period))
        ancien = individu("at_mp_revision_taux_ancien", period)
        revise = est_renseignee(individu("at_mp_revision_date", period)) & (ancien > 0)
        taux = where(revise, ancien, individu("at_mp_taux_incapacite", period))
        capital = _capital(individu, parameters, consolidation, taux)
        verse = (prestation == PrestationIncapacite.capital) | (
            (prestation == PrestationIncapacite.option) & not_(individu("at_mp_option_rente", period))
        )
        return where(verse, capital, 0)


class at_mp_capital_revision(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Complément de capital à la révision du taux"
    label_en = "Additional capital at revision"
    reference = [
        "Article R. 434-1-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750336",
        "Article R. 434-1-3 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750338",
        *D434_1,
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Le capital du nouveau taux moins celui de l'ancien, au barème du jour de la révision, sous 10 %.

        Le barème n'a que les taux sous 10 % : rien quand une rente remplace le capital ; tout le capital du nouveau taux
        quand il remplace une rente (R. 434-1-3). Rien quand le taux baisse sous 10 %.
        """
        revision = individu("at_mp_revision_date", period)
        jour = jour_couvert(parameters, period, revision)
        nouveau, ancien = individu("at_mp_taux_incapacite", period), individu("at_mp_revision_taux_ancien", period)
        difference = _capital(individu, parameters, jour, nouveau) - _capital(individu, parameters, jour, ancien)
        revise = est_renseignee(revision) & (ancien > 0)
        return where(revise, arrondi_centime(max_(difference, 0)), 0)


class at_mp_option_date_limite(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour pour choisir entre la rente et le capital"
    label_en = "Last day to choose"
    reference = R434_4

    def formula_2018_01_01(individu, period, parameters):
        """Deux mois depuis la notification ; à défaut de choix, le capital est versé."""
        mois = parameters(period).prestations_especes.accident_travail.incapacite_permanente.option_mois
        notification = individu("at_mp_option_notification_date", period)
        ouverte = individu("at_mp_prestation", period) == PrestationIncapacite.option
        return where(ouverte & est_renseignee(notification), ajoute_mois(notification, mois), NON_RENSEIGNEE)


class at_mp_rente_due(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Rente due"
    label_en = "Annuity due"
    reference = L434_2 + R434_4

    def formula_2018_01_01(individu, period):
        """Taux d'au moins 10 %, ou choix de la rente."""
        prestation = individu("at_mp_prestation", period)
        choisie = (prestation == PrestationIncapacite.option) & individu("at_mp_option_rente", period)
        return (prestation == PrestationIncapacite.rente) | choisie


class at_mp_rente_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour de la rente"
    label_en = "First day of the annuity"
    reference = [
        "Article L. 434-2 du code de la sécurité sociale",
        "Article R. 434-33 du code de la sécurité sociale",
        "Article R. 434-1-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006750336",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Le lendemain de la consolidation ; le jour de la révision quand elle porte à 10 % un taux qui n'avait donné
        qu'un capital (R. 434-1-1, b).
        """
        seuil = parameters(period).prestations_especes.accident_travail.incapacite_permanente.seuil_rente
        lendemain = ajoute_jours(individu("at_mp_consolidation_date", period), 1)
        revision, ancien = individu("at_mp_revision_date", period), individu("at_mp_revision_taux_ancien", period)
        nee_de_la_revision = est_renseignee(revision) & (ancien > 0) & (ancien < seuil)
        jour = where(nee_de_la_revision, max_(revision, lendemain), lendemain)
        return where(individu("at_mp_rente_due", period), jour, NON_RENSEIGNEE)


def _salaire_minimum(individu, period, parameters, date_lue):
    return lit_au_jour(
        individu,
        parameters,
        jour_couvert(parameters, period, date_lue),
        lambda jour: jour.prestations_especes.accident_travail.incapacite_permanente.salaire_minimum,
        DOMAINES,
    )


def _salaire_utile(individu, period, parameters, minimum):
    """Relevé au minimum ; compté en entier jusqu'à deux minimums, puis pour un tiers, jusqu'à huit minimums."""
    rente = parameters(period).prestations_especes.accident_travail.incapacite_permanente
    salaire = max_(individu("at_mp_salaire_annuel", period), minimum)
    entier = rente.salaire_integral_multiple * minimum
    excedent = max_(min_(salaire, rente.salaire_plafond_multiple * minimum) - entier, 0)
    return min_(salaire, entier) + excedent * rente.salaire_excedent_fraction


class at_mp_salaire_minimum_rente(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire annuel minimum des rentes au jour de la consolidation ou du décès"
    label_en = "Minimum annual wage of annuities"
    reference = [*L434_16, "Article R. 434-27 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Montant du jour de la consolidation ; du décès quand aucune n'est donnée."""
        consolidation, deces = individu("at_mp_consolidation_date", period), individu("date_deces", period)
        return _salaire_minimum(
            individu, period, parameters, where(est_renseignee(consolidation), consolidation, deces)
        )


class at_mp_salaire_utile(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire servant au calcul de la rente"
    label_en = "Wage used for the annuity"
    reference = R434_28 + L434_16

    def formula_2018_01_01(individu, period, parameters):
        """Relevé au minimum ; compté en entier jusqu'à deux minimums, puis pour un tiers, jusqu'à huit minimums."""
        return _salaire_utile(individu, period, parameters, individu("at_mp_salaire_minimum_rente", period))


class at_mp_taux_utile(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Taux de la rente, après réduction et majoration"
    label_en = "Annuity rate"
    reference = R434_2

    def formula_2018_01_01(individu, period, parameters):
        """La part jusqu'à 50 % compte pour moitié, au-delà pour une fois et demie ; les taux antérieurs occupent
        d'abord les 50 %.
        """
        rente = parameters(period).prestations_especes.accident_travail.incapacite_permanente
        taux, anterieurs = individu("at_mp_taux_incapacite", period), individu("at_mp_taux_anterieurs", period)
        premiere = min_(taux, max_(rente.seuil_parts - anterieurs, 0))
        return premiere * rente.coefficient_premiere_part + (taux - premiere) * rente.coefficient_seconde_part


def _vivante_ce_mois(individu, period):
    """La victime n'est pas décédée avant le mois du jour demandé (R. 434-33)."""
    deces = individu("date_deces", period)
    return not_(est_renseignee(deces)) | (premier_jour(period) <= dernier_du_mois(deces))


def _revalorise(individu, period, parameters, montant, premier):
    """Une rente au jour demandé : les revalorisations qui suivent son premier jour, chacune tronquée au centime."""
    jour = premier_jour(period)
    for depuis, _ in coefficients_depuis(
        individu, "prestations_especes.accident_travail.incapacite_permanente.coefficient_revalorisation"
    ):
        applique = (premier < depuis) & (depuis <= jour)
        if applique.any():
            rentes = parameters(str(depuis)).prestations_especes.accident_travail.incapacite_permanente
            montant = where(applique, tronque_centime(montant * rentes.coefficient_revalorisation), montant)
    return montant


class at_mp_rente_annuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rente annuelle (depuis novembre 2026, part professionnelle seule)"
    label_en = "Yearly annuity"
    reference = L434_2 + R434_2 + R434_28 + L434_17 + R434_33
    documentation = (
        "Montant du jour demandé, chaque revalorisation depuis le premier jour de la rente comprise. Elle reste due jusqu'à "
        "la fin du mois du décès."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Le salaire utile × le taux utile, tronqué ; au moins la pension d'invalidité comparée à partir de deux tiers.

        Revalorisée chaque 1er avril, et le 1er juillet 2022 (L. 434-17). Accidents successifs : au plus le salaire qui sert au calcul (L. 434-2, quatrième alinéa). Consolidations depuis le
        1er novembre 2026 : part professionnelle seule, la part fonctionnelle attend un décret.
        """
        plancher = parameters(
            period
        ).prestations_especes.accident_travail.incapacite_permanente.plancher_invalidite_taux
        salaire = individu("at_mp_salaire_utile", period)
        montant = tronque_centime(min_(salaire * individu("at_mp_taux_utile", period), salaire))
        pension = where(
            individu("at_mp_taux_incapacite", period) >= plancher,
            tronque_centime(individu("at_mp_pension_invalidite_comparee", period)),
            0,
        )
        premier = ajoute_jours(individu("at_mp_consolidation_date", period), 1)
        revalorisee = _revalorise(individu, period, parameters, max_(montant, pension), premier)
        return where(individu("at_mp_rente_due", period) & _vivante_ce_mois(individu, period), revalorisee, 0)


class at_mp_rente_mensuelle_versement(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Rente versée chaque mois (chaque trimestre sinon)"
    label_en = "Annuity paid monthly"
    reference = ["Article R. 434-34 du code de la sécurité sociale", "Article L. 434-15 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """À partir de 50 % d'incapacité."""
        seuil = parameters(period).prestations_especes.accident_travail.incapacite_permanente.seuil_parts
        return individu("at_mp_rente_due", period) & (individu("at_mp_taux_incapacite", period) >= seuil)


class at_mp_rente_retenue_annuelle(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Retenue annuelle sur la rente qui suit un capital"
    label_en = "Yearly recovery of a capital"
    reference = R434_4

    def formula_2018_01_01(individu, period, parameters):
        """30 % de la rente au plus, jusqu'à la moitié des capitaux versés."""
        rente = parameters(period).prestations_especes.accident_travail.incapacite_permanente
        a_recuperer = rente.retenue_capital_fraction * individu("at_mp_capitaux_deja_verses", period) - individu(
            "at_mp_capitaux_deja_recuperes", period
        )
        plafond = rente.retenue_capital_taux * individu("at_mp_rente_annuelle", period)
        return tronque_centime(max_(min_(plafond, a_recuperer), 0))


class at_mp_rente_versement(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Montant de chaque versement de la rente"
    label_en = "Amount of each payment"
    reference = ["Article R. 434-34 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period):
        """La rente de l'année, la retenue déduite, divisée par douze ou par quatre. Ni CSG, ni CRDS, ni impôt."""
        annuelle = individu("at_mp_rente_annuelle", period) - individu("at_mp_rente_retenue_annuelle", period)
        diviseur = where(individu("at_mp_rente_mensuelle_versement", period), MOIS_PAR_AN, TRIMESTRES_PAR_AN)
        return tronque_centime(annuelle / diviseur)


class at_mp_tierce_personne(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Prestation complémentaire mensuelle pour recours à tierce personne"
    label_en = "Monthly third-person supplement"
    reference = [*D434_2, "Article R. 434-3 du code de la sécurité sociale"]
    documentation = "Montant du jour demandé."

    def formula_2018_01_01(individu, period, parameters):
        """Taux d'au moins 80 %, depuis le premier jour de la rente : trois ou quatre actes, cinq ou six, sept et plus
        (ou danger).
        """
        tierce = parameters(period).prestations_especes.accident_travail.incapacite_permanente.tierce_personne
        actes = individu("at_mp_actes_impossibles_nombre", period)
        haut = (actes >= tierce.actes_niveau_3) | individu("at_mp_danger_pour_soi_ou_autrui", period)
        montant = where(
            haut,
            tierce.montant_niveau_3,
            where(
                actes >= tierce.actes_niveau_2,
                tierce.montant_niveau_2,
                where(actes >= tierce.actes_niveau_1, tierce.montant_niveau_1, 0),
            ),
        )
        servie = premier_jour(period) >= individu("at_mp_rente_debut_date", period)
        ouverte = individu("at_mp_rente_due", period) & (
            individu("at_mp_taux_incapacite", period) >= tierce.taux_minimum
        )
        return where(servie & ouverte & _vivante_ce_mois(individu, period), montant, 0)


class at_mp_part_fonctionnelle_non_calculee(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Part fonctionnelle de la rente ou du capital non calculée (décrets non vus)"
    label_en = "Functional part not computed"
    reference = ["Loi n° 2025-199 du 28 février 2025, article 90", "Loi n° 2025-1403 du 30 décembre 2025, article 96"]

    def formula_2018_01_01(individu, period, parameters):
        """Consolidations depuis le 1er novembre 2026."""
        reforme = lit_au_jour(
            individu,
            parameters,
            jour_couvert(parameters, period, individu("at_mp_consolidation_date", period)),
            lambda jour: jour.prestations_especes.accident_travail.incapacite_permanente.reforme_2026,
            DOMAINES,
        )
        return reforme & (individu("at_mp_taux_incapacite", period) > 0)


# ---------------------------------------------------------------- ayants droit


class at_mp_conjoint_survivant(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Conjoint, partenaire de Pacs ou concubin survivant de la victime"
    label_en = "Surviving partner of the victim"
    reference = R434_10


class at_mp_couple_annees(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "year"
    minimum = 0
    maximum = 100
    label = "Années de vie en couple au décès, quand le couple s'est formé après l'accident"
    label_en = "Years of the couple formed after the accident"
    reference = ["Article L. 434-8 du code de la sécurité sociale", *R434_10]


class at_mp_couple_avant_accident_ou_enfant(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Couple formé avant l'accident, ou enfant commun"
    label_en = "Couple formed before the accident, or common child"
    reference = ["Article L. 434-8 du code de la sécurité sociale", *R434_10]


class at_mp_conjoint_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Conjoint survivant ouvrant droit à la rente"
    label_en = "Partner entitled to the annuity"
    reference = ["Article L. 434-8 du code de la sécurité sociale", *R434_10]

    def formula_2018_01_01(individu, period, parameters):
        """Couple formé avant l'accident, ou depuis deux ans au décès, ou avec un enfant commun."""
        annees = parameters(period).prestations_especes.accident_travail.ayants_droit.couple_annees
        couple = individu("at_mp_couple_avant_accident_ou_enfant", period) | (
            individu("at_mp_couple_annees", period) >= annees
        )
        return individu("at_mp_conjoint_survivant", period) & couple


class at_mp_conjoint_age(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "year"
    minimum = 0
    maximum = 130
    label = "Âge du conjoint survivant"
    label_en = "Age of the partner"
    reference = R434_10


class at_mp_conjoint_incapacite(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "/1"
    minimum = 0
    maximum = 1
    label = "Incapacité de travail du conjoint survivant, depuis trois mois au moins"
    label_en = "Incapacity of the partner"
    reference = R434_10


class at_mp_divorce_pension_alimentaire(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Pension alimentaire annuelle reçue par le conjoint divorcé ou séparé"
    label_en = "Yearly alimony of the divorced spouse"
    reference = R434_10


class at_mp_orphelins_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Orphelins d'un parent, de moins de vingt ans"
    label_en = "Orphans of one parent, under 20"
    reference = R434_15


class at_mp_orphelins_doubles_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 30
    label = "Orphelins de père et de mère, de moins de vingt ans"
    label_en = "Orphans of both parents"
    reference = R434_15


class at_mp_ascendants_nombre(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "count"
    minimum = 0
    maximum = 4
    label = "Ascendants à la charge de la victime"
    label_en = "Ascendants in charge"
    reference = R434_16


class at_mp_frais_funeraires(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 1_000_000
    label = "Frais funéraires payés pour la victime, décédée de l'accident ou de la maladie professionnelle"
    label_en = "Funeral costs paid for the victim"
    reference = L435_1
    documentation = "Remboursés à la personne qui les a payés, quel que soit son lien avec la victime, sur factures."


class at_mp_frais_funeraires_rembourses(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Frais funéraires remboursés"
    label_en = "Funeral costs repaid"
    reference = [*L435_1, "Article D. 435-1 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Les frais payés, dans la limite d'un vingt-quatrième du plafond annuel du jour du décès."""
        diviseur = parameters(
            period
        ).prestations_especes.accident_travail.ayants_droit.frais_funeraires_diviseur_du_plafond
        deces = individu("date_deces", period)
        couvert = jour_couvert(parameters, period, deces)
        plafond = lit_au_jour(
            individu,
            parameters,
            couvert,
            lambda jour: jour.references_nationales.plafond_securite_sociale.annuel,
            DOMAINES,
        )
        limite = arrondi_centime(plafond / diviseur)
        return where(couvert == deces, min_(individu("at_mp_frais_funeraires", period), limite), 0)


class at_mp_rente_ayants_droit_debut_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour des rentes d'ayants droit"
    label_en = "First day of the dependants' annuities"
    reference = R434_33

    def formula_2018_01_01(individu, period, parameters):
        """Le lendemain du décès ; le mois suivant quand la victime avait une rente, payée jusqu'à la fin du mois. Sans objet
        quand aucun ayant droit n'est connu.
        """
        deces = individu("date_deces", period)
        titulaire = individu("at_mp_rente_due", period) & (individu("at_mp_rente_debut_date", period) <= deces)
        jour = ajoute_jours(where(titulaire, dernier_du_mois(deces), deces), 1)
        return where(est_renseignee(deces) & (_parts(individu, period, parameters) > 0), jour, NON_RENSEIGNEE)


class at_mp_salaire_utile_ayants_droit(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Salaire servant au calcul des rentes d'ayants droit"
    label_en = "Wage used for the dependants' annuities"
    reference = R434_28 + L434_16

    def formula_2018_01_01(individu, period, parameters):
        """Comme pour la victime, au salaire minimum du jour du décès."""
        minimum = _salaire_minimum(individu, period, parameters, individu("date_deces", period))
        return _salaire_utile(individu, period, parameters, minimum)


def _part_divorce(individu, period, parameters):
    ayants = parameters(period).prestations_especes.accident_travail.ayants_droit
    salaire = individu("at_mp_salaire_utile_ayants_droit", period)
    part = individu("at_mp_divorce_pension_alimentaire", period) / max_(salaire, 1)
    return min_(part, ayants.divorce_maximum)


def _part_conjoint(individu, period, parameters):
    """La rente de 40 % se partage avec l'ancien conjoint, la moitié en restant au nouveau ; le complément lui est propre."""
    ayants = parameters(period).prestations_especes.accident_travail.ayants_droit
    complement = (individu("at_mp_conjoint_age", period) >= ayants.conjoint_age) | (
        individu("at_mp_conjoint_incapacite", period) >= ayants.conjoint_incapacite
    )
    partagee = ayants.conjoint - _part_divorce(individu, period, parameters)
    part = max_(partagee, ayants.conjoint_partage_minimum * ayants.conjoint)
    part = part + where(complement, ayants.conjoint_complement, 0)
    return where(individu("at_mp_conjoint_eligible", period), part, 0)


def _part_orphelins(individu, period, parameters):
    ayants = parameters(period).prestations_especes.accident_travail.ayants_droit
    nombre, doubles = individu("at_mp_orphelins_nombre", period), individu("at_mp_orphelins_doubles_nombre", period)
    premiers = min_(nombre, ayants.orphelin_rang_premiers)
    return (
        premiers * ayants.orphelin_deux_premiers
        + (nombre - premiers) * ayants.orphelin_suivants
        + doubles * ayants.orphelin_double
    )


def _part_ascendants(individu, period, parameters):
    ayants = parameters(period).prestations_especes.accident_travail.ayants_droit
    return min_(individu("at_mp_ascendants_nombre", period) * ayants.ascendant, ayants.ascendants_maximum)


def _parts(individu, period, parameters):
    """Le total des parts du salaire de tous les ayants droit, avant la réduction."""
    return (
        _part_conjoint(individu, period, parameters)
        + _part_divorce(individu, period, parameters)
        + _part_orphelins(individu, period, parameters)
        + _part_ascendants(individu, period, parameters)
    )


class at_mp_ayants_droit_reduction(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "/1"
    label = "Coefficient qui ramène le total des rentes d'ayants droit à 85 % du salaire"
    label_en = "Scaling of dependants' annuities"
    reference = R434_16

    def formula_2018_01_01(individu, period, parameters):
        """Réduction proportionnelle de toutes les rentes quand leur total dépasse 85 %."""
        maximum = parameters(period).prestations_especes.accident_travail.ayants_droit.total_maximum
        return maximum / max_(_parts(individu, period, parameters), maximum)


def _rente(individu, period, parameters, part):
    """La part du salaire utile, réduite s'il y a lieu ; revalorisée depuis son premier jour (L. 434-17)."""
    salaire = individu("at_mp_salaire_utile_ayants_droit", period) * individu("at_mp_ayants_droit_reduction", period)
    deces = individu("date_deces", period)
    couvert = jour_couvert(parameters, period, deces) == deces
    rente = tronque_centime(part(individu, period, parameters) * salaire)
    premier = individu("at_mp_rente_ayants_droit_debut_date", period)
    return where(couvert, _revalorise(individu, period, parameters, rente, premier), 0)


class at_mp_rente_conjoint(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rente annuelle du conjoint survivant"
    label_en = "Annuity of the partner"
    reference = R434_10 + L434_8 + L434_17
    documentation = (
        "Quand un ancien conjoint a une rente (L. 434-8), celle de 40 % se partage : le nouveau conjoint a le reste, et au "
        "moins la moitié (R. 434-10 ; lecture)."
    )

    def formula_2018_01_01(individu, period, parameters):
        """40 % du salaire utile de la victime, moins la rente d'un ancien conjoint ; 20 % de plus à 55 ans ou en cas
        d'incapacité de 50 %. Elle cesse au remariage.
        """
        return _rente(individu, period, parameters, _part_conjoint)


class at_mp_rente_divorce(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rente annuelle du conjoint divorcé ou séparé"
    label_en = "Annuity of the divorced spouse"
    reference = R434_10 + L434_8 + L434_17

    def formula_2018_01_01(individu, period, parameters):
        """La pension alimentaire, dans la limite de 20 % du salaire utile."""
        return _rente(individu, period, parameters, _part_divorce)


class at_mp_rente_orphelins(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rente annuelle collective des orphelins"
    label_en = "Annuity of the orphans"
    reference = R434_15 + L434_17

    def formula_2018_01_01(individu, period, parameters):
        """25 % pour chacun des deux premiers, 20 % au-delà ; 30 % pour un orphelin de père et de mère."""
        return _rente(individu, period, parameters, _part_orphelins)


class at_mp_rente_ascendants(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rente annuelle de l'ensemble des ascendants"
    label_en = "Annuity of the ascendants"
    reference = R434_16 + L434_17

    def formula_2018_01_01(individu, period, parameters):
        """10 % chacun, 30 % pour tous."""
        return _rente(individu, period, parameters, _part_ascendants)


class at_mp_remariage_indemnite(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Arrérages versés quand le conjoint survivant forme un nouveau couple"
    label_en = "Arrears paid on a new couple"
    reference = [
        "Article L. 434-9 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000039119792",
    ]
    documentation = "Différés tant qu'un enfant commun a une rente."

    def formula_2018_01_01(individu, period, parameters):
        """Trois années de la rente, qui cesse."""
        annees = parameters(period).prestations_especes.accident_travail.ayants_droit.remariage_annees
        return arrondi_centime(annees * individu("at_mp_rente_conjoint", period))
