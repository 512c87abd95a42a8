"""La carence : combien de jours ne sont pas payés au début de l'arrêt."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import lit_au_jour
from openfisca_cpam.variables.prestations_especes.maladie.arret import (
    DOMAINES,
    L323_1_1,
    R323_1,
    MotifSansCarence,
    NatureArret,
    jour_couvert,
)


class ij_jours_arret(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours de l'arrêt décrit, du premier au dernier"
    label_en = "Days of the stop"
    reference = R323_1

    def formula_2018_01_01(individu, period):
        """Zéro quand une des deux dates manque ou que la fin précède le début."""
        debut, fin = individu("ij_debut", period), individu("ij_fin", period)
        connu = est_renseignee(debut) & est_renseignee(fin)
        return where(connu, max_(jours_entre(debut, fin) + 1, 0), 0)


class ij_sans_carence(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Arrêt maladie sans carence"
    label_en = "No waiting days"
    reference = R323_1 + L323_1_1

    def formula_2018_01_01(individu, period, parameters):
        """Prolongation, second arrêt d'une affection de longue durée, temps partiel thérapeutique, et les cas de la
        loi.

        Décès d'un enfant survenu depuis le 1er juillet 2020 ; interruption spontanée de grossesse : arrêts depuis le
        1er janvier 2024 ; interruption pour motif médical : depuis le 1er juillet 2024 ; temps partiel thérapeutique
        sans arrêt complet avant lui : depuis le 28 décembre 2019.
        """
        debut, nature = individu("ij_debut", period), individu("ij_nature", period)
        motif = individu("ij_motif_sans_carence", period)

        def au_jour(lecture, dates=None):
            dates = individu("ij_date_regle", period) if dates is None else dates
            return lit_au_jour(individu, parameters, dates, lecture, DOMAINES)

        prolongation = individu("ij_prolongation", period) | est_renseignee(individu("ij_arret_initial_debut", period))
        origine = individu("ij_ald_periode_debut", period)
        annees = parameters(period).prestations_especes.maladie.duree.affection_longue_duree_annees
        ald_suivant = (
            individu("ij_affection_longue_duree", period)
            & not_(individu("ij_ald_premier_arret", period))
            & (debut < ajoute_annees(origine, annees))
        )
        temps_partiel = (nature == NatureArret.temps_partiel_therapeutique) & (
            not_(individu("ij_temps_partiel_direct", period))
            | au_jour(lambda jour: jour.prestations_especes.maladie.carence.temps_partiel_therapeutique_sans_carence)
        )
        deces = individu("ij_deces_enfant_date", period)
        delai = au_jour(
            lambda jour: jour.prestations_especes.maladie.carence.deces_enfant_delai_jours,
            jour_couvert(parameters, period, deces),
        )
        deuil = (
            (motif == MotifSansCarence.deces_enfant)
            & (delai > 0)
            & (debut >= deces)
            & (debut <= ajoute_jours(deces, delai))
        )
        spontanee = (motif == MotifSansCarence.interruption_spontanee_grossesse) & au_jour(
            lambda jour: jour.prestations_especes.maladie.carence.interruption_spontanee_grossesse
        )
        medicale = (motif == MotifSansCarence.interruption_medicale_grossesse) & au_jour(
            lambda jour: jour.prestations_especes.maladie.carence.interruption_medicale_grossesse
        )
        independant = individu("ij_calcul_independant", period)
        autres = parmi(
            motif,
            MotifSansCarence.post_natal,
            MotifSansCarence.grossesse_6_semaines,
            MotifSansCarence.apres_at_mp,
            MotifSansCarence.apres_arret_complet,
        ) | (independant & (motif == MotifSansCarence.ti_meme_accident))
        terrorisme = individu("ij_victime_terrorisme", period)
        return prolongation | ald_suivant | temps_partiel | deuil | spontanee | medicale | autres | terrorisme


def commence_le_jour_de_l_accident(individu, period):
    """L'arrêt commence le jour même de l'accident du travail, que l'employeur paie (L. 433-1)."""
    accident = individu("at_mp_accident_date", period)
    at_mp = individu("ij_nature", period) == NatureArret.at_mp
    return at_mp & est_renseignee(accident) & (accident == individu("ij_date_reference", period))


class ij_carence_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours de carence"
    label_en = "Waiting days"
    documentation = (
        "Accident du travail : aucun ; mais le jour de l'accident, que l'employeur paie, en tient lieu quand il est donné "
        "comme premier jour de l'arrêt (accident de trajet avant le travail)."
    )
    reference = [
        *R323_1,
        "Article L. 433-1 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053283560",
        "Article D. 622-11 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043688323",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Trois jours en maladie, aucun pour les autres natures ; le jour de l'accident du travail est à l'employeur.

        Travailleurs indépendants avant le 25 mai 2020 : sept jours, ou trois si la personne est hospitalisée ou si la
        prescription dépasse sept jours (D. 613-19).
        """
        regle = individu("ij_date_regle", period)
        ordinaire = parameters(period).prestations_especes.maladie.carence.jours

        def au_jour(lecture):
            return lit_au_jour(individu, parameters, regle, lecture, DOMAINES)

        longue = au_jour(lambda jour: jour.prestations_especes.maladie.travailleurs_independants.carence_jours)
        reduite = au_jour(lambda jour: jour.prestations_especes.maladie.travailleurs_independants.carence_reduite_jours)
        prescrits = individu("ij_ti_duree_prescription_initiale", period)
        prescrits = where(prescrits > 0, prescrits, individu("ij_jours_arret", period))
        independant = where(individu("ij_hospitalise", period) | (prescrits > longue), reduite, longue)
        jours = where(individu("ij_calcul_independant", period), independant, ordinaire)
        due = individu("ij_categorie_maladie", period) & not_(individu("ij_sans_carence", period))
        debut = individu("ij_debut", period) == individu("ij_date_reference", period)
        accident = debut & commence_le_jour_de_l_accident(individu, period)
        return where(due, jours, where(accident, 1, 0))


def premier_indemnisable(individu, period):
    """Le premier jour payable de l'arrêt décrit, que le droit soit ouvert ou non."""
    apres_carence = ajoute_jours(individu("ij_debut", period), individu("ij_carence_jours", period))
    return max_(apres_carence, individu("ij_conge_premier_jour_date", period))


class ij_premier_jour_indemnisable_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Premier jour indemnisable"
    label_en = "First payable day"
    reference = R323_1

    def formula_2018_01_01(individu, period):
        """Le lendemain de la carence ; pour un congé de maternité ou d'adoption commencé trop tôt, le premier jour que
        la loi laisse indemniser. Sans objet quand le droit n'est pas ouvert.
        """
        premier = premier_indemnisable(individu, period)
        return where(individu("ij_eligible", period), premier, NON_RENSEIGNEE)
