"""Les conditions du droit : heures, cotisations, affiliation, maintien ; et le motif de la décision."""

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import lit_au_jour, premier_janvier, somme_des_mois
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import (
    D323_1,
    DOMAINES,
    L161_8,
    L321_1,
    R313_3,
    R323_3,
    NatureArret,
    RythmePaie,
)
from openfisca_cpam.variables.prestations_especes.maladie.salaire import SourceSalaires

R313_8 = [
    "Article R. 313-8 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031827918",
]
R313_1 = [
    "Article R. 313-1, 3°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000031827953",
]
R313_7 = [
    "Article R. 313-7 du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037942023",
]


class MotifDroit(Enum):
    ouvert_heures = "Droit ouvert : heures de travail suffisantes (article R. 313-3, 1°, b)"
    ouvert_cotisations = "Droit ouvert : cotisations suffisantes sur six mois (article R. 313-3, 1°, a)"
    ouvert_saisonnier = "Droit ouvert : travail saisonnier ou discontinu, douze mois (article R. 313-7)"
    ouvert_terrorisme = "Droit ouvert sans condition : victime d'un acte de terrorisme (article L. 169-2)"
    ouvert_at_mp = "Droit ouvert sans condition de durée de travail : accident du travail (article L. 433-1)"
    ouvert_independant = "Droit ouvert : travailleur indépendant affilié (articles L. 622-1 et L. 623-1)"
    ouvert_ancien_droit = "Droit maintenu de l'ancienne activité salariée (article L. 161-8, deuxième alinéa)"
    arret_non_renseigne = "Le premier jour de l'arrêt n'est pas donné"
    hors_periode = "Arrêt antérieur à la période couverte par les règles"
    suppression = "Indemnités supprimées par la caisse (article L. 323-6)"
    sans_droit = "Ni activité ni droit maintenu"
    maintien_expire = "Droit maintenu expiré : plus de douze mois (articles L. 161-8 et R. 161-3)"
    heures_et_cotisations_insuffisantes = "Ni les heures ni les cotisations exigées (articles R. 313-3 et R. 313-7)"
    affiliation_insuffisante = "Durée d'affiliation insuffisante (article R. 313-3 ; D. 622-1 ou D. 623-8)"
    revenu_insuffisant = "Revenu moyen inférieur à un dixième du plafond : indemnité nulle (article D. 622-8)"
    profession_liberale_avant_2021 = "Professions libérales : aucune indemnité maladie avant le 1er juillet 2021"
    pension_independant = "Pension d'invalidité ou revenu de remplacement exclusif (article D. 622-2)"
    retraite_independant = "Pension de vieillesse : aucune indemnité avant 2022 (article D. 622-2, ancien)"
    cure_independant = "Cure thermale : aucune indemnité pour un travailleur indépendant (article D. 622-4)"
    cure_ressources = "Cure thermale : ressources trop élevées (article D. 323-1)"
    independant_at_mp = "Travailleur indépendant : pas d'assurance accidents du travail au régime général"
    temps_partiel_sans_arret = "Temps partiel thérapeutique sans arrêt complet indemnisé avant lui"
    conge_trop_court = "Cessation du travail de moins de huit semaines (article L. 331-3 ; D. 623-2)"
    repos_postnatal_trop_court = (
        "Indépendante : moins de six semaines de repos après la naissance ; l'allocation reste due (article D. 623-2)"
    )
    delai_depasse = "Congé pris après le délai"
    conge_non_ouvert = "Ce congé n'était pas ouvert à cette date"
    salaires_non_renseignes = "Les salaires ou revenus ne sont pas donnés"
    paternite_jours_immediats_non_pris = (
        "Congé de paternité : les jours dus à la naissance (quatre ; sept pour un indépendant) ne sont pas pris "
        "(articles L. 331-8 et D. 623-2)"
    )
    ouvert_deces_mere = "Droit ouvert sans condition : jours restants après le décès de la mère (article L. 331-6)"


_OUVERTS = (
    MotifDroit.ouvert_heures,
    MotifDroit.ouvert_cotisations,
    MotifDroit.ouvert_saisonnier,
    MotifDroit.ouvert_terrorisme,
    MotifDroit.ouvert_at_mp,
    MotifDroit.ouvert_independant,
    MotifDroit.ouvert_ancien_droit,
    MotifDroit.ouvert_deces_mere,
)


class ij_heures_3_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "hour"
    minimum = 0
    maximum = 3_000
    label = "Heures de travail des trois mois civils, ou des quatre-vingt-dix jours, qui précèdent"
    label_en = "Hours of the last three months"
    reference = R313_3
    documentation = (
        "Le meilleur des deux comptes. Pour la maternité, à la plus favorable des deux dates de l'article R. 313-1."
    )


class ij_heures_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "hour"
    minimum = 0
    maximum = 9_000
    label = "Heures de travail des douze mois civils, ou des 365 jours, qui précèdent"
    label_en = "Hours of the last twelve months"
    reference = R313_3


class ij_jours_assimiles_3_mois(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 92
    label = (
        "Journées assimilées des trois derniers mois (maladie, maternité, accident, invalidité, activité indépendante)"
    )
    label_en = "Days assimilated to work, three months"
    reference = R313_8


class ij_jours_assimiles_12_mois(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "day"
    minimum = 0
    maximum = 366
    label = "Journées assimilées des douze derniers mois"
    label_en = "Days assimilated to work, twelve months"
    reference = R313_8


class ij_remuneration_6_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Rémunération soumise à cotisations des six mois civils qui précèdent"
    label_en = "Pay of the last six civil months"
    reference = R313_3
    documentation = "À défaut, la somme des salaires mensuels, ou six fois la paie mensuelle constante."


class ij_remuneration_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = ETERNITY
    unit = "currency"
    minimum = 0
    maximum = 10_000_000
    label = "Rémunération soumise à cotisations des douze mois civils qui précèdent"
    label_en = "Pay of the last twelve civil months"
    reference = R313_3
    documentation = "À défaut, la somme des salaires mensuels, ou douze fois la paie mensuelle constante."


class ij_mois_affiliation(Variable):
    value_type = int
    entity = Individu
    definition_period = ETERNITY
    unit = "month"
    minimum = 0
    maximum = 1_200
    label = "Mois d'affiliation, à la date où la règle les exige"
    label_en = "Months of affiliation"
    reference = R313_3
    documentation = (
        "Au jour de l'interruption (arrêt de plus de six mois), à la date présumée de l'accouchement ou à l'arrivée de "
        "l'enfant (maternité, adoption), au constat médical (travailleurs indépendants)."
    )


class ij_ancien_droit_salarie(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Travailleur indépendant gardant le droit de son ancienne activité salariée"
    label_en = "Self-employed with a kept salaried right"
    reference = L161_8
    documentation = "Donner alors les salaires et le dernier jour de cet emploi (ij_fin_emploi_date)."


class ij_ti_pension_invalidite(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Travailleur indépendant titulaire d'une pension d'invalidité de son régime"
    label_en = "Self-employed with an invalidity pension"
    reference = [
        "Article D. 622-2, 1°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044948640",
    ]


class ij_ti_revenu_remplacement(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Travailleur indépendant percevant un revenu de remplacement (article L. 311-5)"
    label_en = "Self-employed with unemployment benefit"
    reference = [
        "Article D. 622-2, 2°, du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000044948640",
    ]


class ij_temps_partiel_direct(Variable):
    value_type = bool
    entity = Individu
    definition_period = ETERNITY
    label = "Temps partiel thérapeutique sans arrêt complet indemnisé juste avant lui"
    label_en = "Therapeutic part time without a full stop before"
    reference = R323_3


def _jour_des_conditions(individu, period):
    """L'interruption, ou la fin de l'emploi de qui garde son droit ; pour une adoption, l'arrivée de l'enfant."""
    jour, arrivee = individu("ij_salaires_reference_date", period), individu("adoption_arrivee_date", period)
    adoption = individu("ij_nature", period) == NatureArret.adoption
    maintenu = jour < individu("ij_date_regle", period)
    return where(adoption & est_renseignee(arrivee) & not_(maintenu), arrivee, jour)


def _remuneration(individu, period, donnee, mois, jour):
    """La rémunération donnée ; à défaut celle qui se déduit des salaires."""
    source, rythme = individu("ij_salaires_source", period), individu("ij_rythme_retenu", period)
    par_mois = parmi(rythme, RythmePaie.mensuel, RythmePaie.saisonnier)
    mensuels = somme_des_mois(individu, "salaire_brut", jour, mois)
    constant = where(par_mois, individu("ij_salaire_constant", period) * mois, 0)
    total = individu("ij_salaires_periode_reference", period)
    deduite = where(source == SourceSalaires.total, total, where(source == SourceSalaires.constant, constant, mensuels))
    return where(donnee > 0, donnee, deduite)


class ij_remuneration_6_mois_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération retenue sur six mois civils"
    label_en = "Pay counted over six months"
    reference = R313_3

    def formula_2018_01_01(individu, period, parameters):
        """Celle qui est donnée ; à défaut, les salaires mensuels, la paie constante, ou le total donné (qui la
        minore).
        """
        return _remuneration_6_mois(individu, period, parameters, _jour_des_conditions(individu, period))


def _remuneration_6_mois(individu, period, parameters, jour):
    mois = parameters(period).prestations_especes.maladie.conditions.mois_periode_courte
    total = individu("ij_salaires_source", period) == SourceSalaires.total
    douze_mois = total & (individu("ij_rythme_retenu", period) == RythmePaie.saisonnier)
    retenue = _remuneration(individu, period, individu("ij_remuneration_6_mois", period), mois, jour)
    # A seasonal total covers twelve months: nothing says how much of it falls in the last six.
    return where(douze_mois & (individu("ij_remuneration_6_mois", period) == 0), 0, retenue)


class ij_remuneration_12_mois_retenue(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération retenue sur douze mois civils"
    label_en = "Pay counted over twelve months"
    reference = R313_3

    def formula_2018_01_01(individu, period, parameters):
        """Celle qui est donnée ; à défaut, les salaires mensuels, la paie constante, ou le total donné (qui la
        minore).
        """
        mois = parameters(period).prestations_especes.maladie.conditions.mois_periode_longue
        jour = _jour_des_conditions(individu, period)
        return _remuneration(individu, period, individu("ij_remuneration_12_mois", period), mois, jour)


def _smic_horaire(individu, period, parameters, dates):
    # The SMIC is known from the first of the years that the rules of the self-employed look back to.
    especes = parameters(period).prestations_especes
    connu = premier_janvier(especes.premiere_annee - especes.maladie.travailleurs_independants.annees_reference)
    return lit_au_jour(
        individu,
        parameters,
        max_(dates, connu),
        lambda jour: jour.references_nationales.smic.horaire_brut,
        DOMAINES,
    )


class ij_seuil_cotisations_6_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération exigée sur six mois civils : 1 015 SMIC horaires"
    label_en = "Pay required over six months"
    reference = R313_3

    def formula_2018_01_01(individu, period, parameters):
        """SMIC du premier jour de la période de six mois civils ; adoption : les mois qui précèdent l'arrivée
        (R. 313-4).
        """
        return _seuil_6_mois(individu, period, parameters, _jour_des_conditions(individu, period))


def _seuil_6_mois(individu, period, parameters, jour):
    conditions = parameters(period).prestations_especes.maladie.conditions
    debut = ajoute_mois(premier_du_mois(jour), -conditions.mois_periode_courte)
    return arrondi_centime(conditions.smic_6_mois * _smic_horaire(individu, period, parameters, debut))


class ij_seuil_cotisations_12_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Rémunération exigée sur douze mois civils : 2 030 SMIC horaires"
    label_en = "Pay required over twelve months"
    reference = R313_3

    def formula_2018_01_01(individu, period, parameters):
        """SMIC du 1er janvier qui précède immédiatement le début de la période (ce jour même s'il la commence :
        lecture).
        """
        conditions = parameters(period).prestations_especes.maladie.conditions
        debut = ajoute_mois(premier_du_mois(_jour_des_conditions(individu, period)), -conditions.mois_periode_longue)
        smic = _smic_horaire(individu, period, parameters, premier_janvier(annee(debut)))
        return arrondi_centime(conditions.smic_12_mois * smic)


class ij_condition_heures(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "150 heures de travail ou assimilées en trois mois"
    label_en = "Enough hours in three months"
    reference = R313_3 + R313_8

    def formula_2018_01_01(individu, period, parameters):
        """R. 313-3, 1°, b : 150 heures depuis le 1er février 2015 ; six heures par journée assimilée."""
        conditions = parameters(period).prestations_especes.maladie.conditions
        assimilees = individu("ij_jours_assimiles_3_mois", period) * conditions.heures_par_jour_assimile
        return individu("ij_heures_3_mois", period) + assimilees >= conditions.heures_3_mois


def _remuneration_assimilee(individu, period, parameters, nom, mois, jour):
    """R. 313-8 : six SMIC horaires du 1er janvier qui précède la période, par journée assimilée."""
    debut = ajoute_mois(premier_du_mois(jour), -mois)
    smic = _smic_horaire(individu, period, parameters, premier_janvier(annee(debut)))
    heures = parameters(period).prestations_especes.maladie.conditions.heures_par_jour_assimile
    return individu(nom, period) * heures * smic


class ij_condition_cotisations(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Cotisations de 1 015 SMIC horaires en six mois civils"
    label_en = "Enough contributions in six months"
    reference = [*R313_3, *R313_8, *R313_1]

    def formula_2018_01_01(individu, period, parameters):
        """R. 313-3, 1°, a ; chaque journée assimilée des trois derniers mois vaut six SMIC horaires.

        Maternité et repos pathologique : au début du repos, ou du neuvième mois avant la date présumée (R. 313-1, 3°).
        """
        reference = individu("ij_salaires_reference_date", period)
        remplie = _cotisations_suffisantes(individu, period, parameters, _jour_des_conditions(individu, period))
        presumee = individu("date_presumee_accouchement", period)
        mois = parameters(period).prestations_especes.maternite.duree.mois_avant_terme
        enceinte = parmi(individu("ij_nature", period), NatureArret.maternite, NatureArret.pathologie_grossesse)
        enceinte = enceinte & est_renseignee(presumee)
        enceinte = enceinte & (reference == individu("ij_date_regle", period))
        if not enceinte.any():
            return remplie
        neuvieme_mois = where(enceinte, ajoute_mois(presumee, -mois), reference)
        return remplie | (enceinte & _cotisations_suffisantes(individu, period, parameters, neuvieme_mois))


def _cotisations_suffisantes(individu, period, parameters, jour):
    mois = parameters(period).prestations_especes.maladie.conditions.mois_periode_courte
    assimilee = _remuneration_assimilee(individu, period, parameters, "ij_jours_assimiles_3_mois", mois, jour)
    retenue = _remuneration_6_mois(individu, period, parameters, jour)
    return arrondi_centime(retenue + assimilee) >= _seuil_6_mois(individu, period, parameters, jour)


class ij_condition_douze_mois(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "600 heures ou 2 030 SMIC horaires en douze mois"
    label_en = "Enough hours or contributions in twelve months"
    reference = R313_3 + R313_7

    def formula_2018_01_01(individu, period, parameters):
        """R. 313-3, 2°, R. 313-5 et R. 313-7 : les mêmes seuils."""
        conditions = parameters(period).prestations_especes.maladie.conditions
        assimilees = individu("ij_jours_assimiles_12_mois", period) * conditions.heures_par_jour_assimile
        heures = individu("ij_heures_12_mois", period) + assimilees >= conditions.heures_12_mois
        assimilee = _remuneration_assimilee(
            individu,
            period,
            parameters,
            "ij_jours_assimiles_12_mois",
            conditions.mois_periode_longue,
            _jour_des_conditions(individu, period),
        )
        cotisations = arrondi_centime(individu("ij_remuneration_12_mois_retenue", period) + assimilee) >= individu(
            "ij_seuil_cotisations_12_mois", period
        )
        return heures | cotisations


class ij_droit_apres_six_mois(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit au-delà du sixième mois d'arrêt continu"
    label_en = "Right beyond the sixth month"
    reference = R313_3

    def formula_2018_01_01(individu, period, parameters):
        """R. 313-3, 2° : douze mois d'affiliation, et 600 heures ou 2 030 SMIC en douze mois ; sinon fin à six mois."""
        mois = parameters(period).prestations_especes.maladie.conditions.affiliation_mois
        affilie = individu("ij_mois_affiliation", period) >= mois
        remplie = affilie & individu("ij_condition_douze_mois", period)
        return remplie | individu("ij_victime_terrorisme", period)


class ij_maintien_expire(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit maintenu expiré au jour de l'arrêt"
    label_en = "Kept right expired"
    reference = [*L161_8, "Article R. 161-3 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Douze mois depuis la fin de l'emploi ou, s'il y en a eu une, de l'indemnisation du chômage.

        De même pour l'ancien droit salarié d'un travailleur indépendant.
        """
        mois = parameters(period).prestations_especes.maladie.conditions.maintien_mois
        emploi = individu("ij_fin_emploi_date", period)
        chomage = individu("ij_fin_indemnisation_chomage_date", period)
        depuis = where(est_renseignee(chomage), max_(chomage, emploi), emploi)
        ancien_droit = individu("ij_travailleur_independant", period) & individu("ij_ancien_droit_salarie", period)
        maintien = ancien_droit | (individu("statut_professionnel", period) == StatutProfessionnel.maintien_droits)
        return maintien & est_renseignee(depuis) & (individu("ij_date_reference", period) > ajoute_mois(depuis, mois))


class ij_cure_plafond_ressources(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Plafond mensuel de ressources ouvrant droit aux indemnités pendant une cure"
    label_en = "Ceiling of resources for spa treatment"
    reference = D323_1

    def formula_2018_01_01(individu, period, parameters):
        """Le plafond mensuel de la sécurité sociale, majoré de 50 % pour le conjoint et pour chaque personne à
        charge.
        """
        plafond = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.references_nationales.plafond_securite_sociale.mensuel,
            DOMAINES,
        )
        majoration = parameters(period).prestations_especes.maladie.cure_thermale.majoration_par_personne
        return plafond * (1 + majoration * individu("ij_cure_personnes_nombre", period))


class ij_categorie_maladie(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Arrêt relevant de l'assurance maladie"
    label_en = "Sickness insurance"
    reference = L321_1

    def formula_2018_01_01(individu, period):
        """Maladie, affection de longue durée, temps partiel thérapeutique."""
        return parmi(
            individu("ij_nature", period),
            NatureArret.maladie,
            NatureArret.affection_longue_duree,
            NatureArret.temps_partiel_therapeutique,
        )


class ij_categorie_at_mp(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Arrêt relevant de l'assurance accidents du travail"
    label_en = "Work-accident insurance"
    reference = ["Article L. 433-1 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period):
        """Accident, maladie professionnelle, rechute."""
        return parmi(individu("ij_nature", period), NatureArret.at_mp, NatureArret.rechute_at_mp)


class ij_calcul_independant(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Indemnité calculée selon les règles des travailleurs indépendants"
    label_en = "Computed under the self-employed rules"
    reference = ["Article L. 622-1 du code de la sécurité sociale", *L161_8]

    def formula_2018_01_01(individu, period, parameters):
        """L'ancien droit salarié, gardé douze mois, vaut tant que la nouvelle activité n'ouvre aucun droit (L. 161-8,
        premier alinéa).

        Et quand elle donne une indemnité nulle, depuis le 1er janvier 2020 (deuxième alinéa), ou une indemnité de
        maternité réduite, depuis le 1er janvier 2022 (troisième alinéa ; D. 623-8) : la plus favorable est servie.
        """
        independant = individu("ij_travailleur_independant", period)
        regle, maladie = individu("ij_date_regle", period), individu("ij_categorie_maladie", period)

        def au_jour(lecture):
            return lit_au_jour(individu, parameters, regle, lecture, DOMAINES)

        garde = individu("ij_ancien_droit_salarie", period) & not_(individu("ij_maintien_expire", period))
        insuffisant = individu("ij_ti_revenu_insuffisant", period)
        sans_droit = not_(individu("ij_ti_affiliation_suffisante", period)) | not_(individu("ij_ti_ouvert", period))
        nulle = insuffisant & au_jour(
            lambda jour: jour.prestations_especes.maladie.travailleurs_independants.maintien_ancien_droit
        )
        reduite = (
            insuffisant
            & (individu("ij_salaires_source", period) != SourceSalaires.aucune)
            & au_jour(lambda jour: jour.prestations_especes.maternite.travailleurs_independants.maintien_ancien_droit)
        )
        return independant & not_(garde & where(maladie, sans_droit | nulle, reduite))


class ij_motif(Variable):
    value_type = Enum
    possible_values = MotifDroit
    default_value = MotifDroit.arret_non_renseigne
    entity = Individu
    definition_period = DAY
    label = "Droit aux indemnités journalières, ou motif du refus"
    label_en = "Right to the allowance, or reason of refusal"
    reference = L321_1 + R313_3

    def formula_2018_01_01(individu, period, parameters):
        """Les refus d'abord, dans l'ordre où la caisse les oppose, puis la condition qui ouvre le droit."""
        especes = parameters(period).prestations_especes
        nature, statut = individu("ij_nature", period), individu("statut_professionnel", period)
        reference, regle = individu("ij_date_reference", period), individu("ij_date_regle", period)
        independant, comme_ti = (
            individu("ij_travailleur_independant", period),
            individu("ij_calcul_independant", period),
        )
        maladie, at_mp = individu("ij_categorie_maladie", period), individu("ij_categorie_at_mp", period)
        terrorisme = individu("ij_victime_terrorisme", period) & maladie
        cure = maladie & individu("ij_cure_thermale", period)

        def au_jour(lecture):
            return lit_au_jour(individu, parameters, regle, lecture, DOMAINES)

        ti_maladie = comme_ti & maladie
        # D. 622-2: the pensions of L. 632-1 and L. 634-2 are those of craftsmen and tradesmen.
        artisan = statut == StatutProfessionnel.artisan_commercant
        pension_ti = (artisan & individu("ij_ti_pension_invalidite", period)) | (
            individu("ij_ti_revenu_remplacement", period)
            & au_jour(
                lambda jour: jour.prestations_especes.maladie.travailleurs_independants.exclusion_revenu_remplacement
            )
        )
        # D. 622-2, last paragraph: the same replacement incomes close the benefits of L. 623-1.
        remplacement_ti = (
            comme_ti
            & (statut != StatutProfessionnel.praticien_conventionne)
            & not_(maladie)
            & individu("ij_ti_revenu_remplacement", period)
            & au_jour(
                lambda jour: jour.prestations_especes.maladie.travailleurs_independants.exclusion_revenu_remplacement
            )
        )
        retraite_ti = (
            artisan
            & individu("ij_pension_vieillesse", period)
            & (
                au_jour(lambda jour: jour.prestations_especes.maladie.travailleurs_independants.retraite_nombre_maximal)
                == 0
            )
        )
        conge = parmi(nature, NatureArret.maternite, NatureArret.adoption, NatureArret.paternite)
        conge = conge | (nature == NatureArret.naissance_supplementaire) | (nature == NatureArret.deuil_enfant)
        affiliation_exigee = (conge & (nature != NatureArret.deuil_enfant)) | (
            nature == NatureArret.pathologie_grossesse
        )
        affiliation = where(
            comme_ti,
            au_jour(lambda jour: jour.prestations_especes.maternite.travailleurs_independants.affiliation_mois),
            au_jour(lambda jour: jour.prestations_especes.maternite.affiliation_mois),
        )
        affilie = individu("ij_mois_affiliation", period) >= affiliation
        arret_complet = au_jour(
            lambda jour: jour.prestations_especes.maladie.temps_partiel_therapeutique.arret_complet_exige
        )
        temps_partiel_refuse = (
            (nature == NatureArret.temps_partiel_therapeutique)
            & individu("ij_temps_partiel_direct", period)
            & (arret_complet | comme_ti)
            & not_(individu("ij_affection_longue_duree", period))
        )
        jours = jours_entre(individu("ij_debut", period), individu("ij_fin", period)) + 1
        semaines = especes.maternite.cessation_semaines * especes.maternite.jours_par_semaine
        minimum = au_jour(
            lambda jour: valeur(
                jour.prestations_especes.maternite.travailleurs_independants, "anciens_jours_cessation", sinon=semaines
            )
        )
        restants = (nature == NatureArret.maternite) & (individu("maternite_jours_restants", period) > 0)
        deces_mere = restants & individu("maternite_deces_mere", period)
        trop_court = (
            (nature == NatureArret.maternite)
            & not_(restants)
            & est_renseignee(individu("ij_fin", period))
            & (jours < where(comme_ti, minimum, semaines))
        )
        pris = individu("paternite_jours_deja_pris", period) + jours
        immediats_non_pris = (
            (nature == NatureArret.paternite)
            & est_renseignee(individu("ij_fin", period))
            & (pris < individu("paternite_jours_immediats", period))
        )
        naissance = individu("date_accouchement", period)
        naissance = where(est_renseignee(naissance), naissance, individu("date_presumee_accouchement", period))
        repos = au_jour(
            lambda jour: jour.prestations_especes.maternite.travailleurs_independants.repos_postnatal_semaines
        )
        fin_repos = ajoute_jours(naissance, repos * especes.maternite.jours_par_semaine - 1)
        repos_trop_court = (
            comme_ti
            & (nature == NatureArret.maternite)
            & not_(restants)
            & est_renseignee(naissance)
            & est_renseignee(individu("ij_fin", period))
            & (repos > 0)
            & (individu("ij_fin", period) < fin_repos)
        )
        limite = individu("ij_conge_date_limite", period)
        hors_delai = conge & est_renseignee(limite) & (individu("ij_debut", period) > limite)
        non_ouvert = individu("ij_conge_non_ouvert", period)
        sans_salaire = not_(comme_ti) & (individu("ij_salaires_source", period) == SourceSalaires.aucune)
        heures, cotisations = individu("ij_condition_heures", period), individu("ij_condition_cotisations", period)
        saisonnier = (individu("ij_rythme_paie", period) == RythmePaie.saisonnier) & individu(
            "ij_condition_douze_mois", period
        )
        return premier_vrai(
            [
                (not_(est_renseignee(reference)), MotifDroit.arret_non_renseigne),
                (reference < regle, MotifDroit.hors_periode),
                (individu("ij_suppression", period), MotifDroit.suppression),
                (at_mp & independant, MotifDroit.independant_at_mp),
                (
                    ((statut == StatutProfessionnel.sans_activite) & not_(terrorisme))
                    # L. 333-1: an employee whose contract is suspended.
                    | (independant & (nature == NatureArret.allocation_grossesse_exposee)),
                    MotifDroit.sans_droit,
                ),
                (
                    individu("ij_maintien_expire", period) & not_(independant) & not_(terrorisme),
                    MotifDroit.maintien_expire,
                ),
                (non_ouvert, MotifDroit.conge_non_ouvert),
                (hors_delai, MotifDroit.delai_depasse),
                (trop_court, MotifDroit.conge_trop_court),
                (immediats_non_pris, MotifDroit.paternite_jours_immediats_non_pris),
                (temps_partiel_refuse, MotifDroit.temps_partiel_sans_arret),
                (ti_maladie & not_(individu("ij_ti_ouvert", period)), MotifDroit.profession_liberale_avant_2021),
                ((ti_maladie & pension_ti) | remplacement_ti, MotifDroit.pension_independant),
                (ti_maladie & retraite_ti, MotifDroit.retraite_independant),
                (ti_maladie & cure, MotifDroit.cure_independant),
                (
                    ti_maladie & not_(individu("ij_ti_affiliation_suffisante", period)),
                    MotifDroit.affiliation_insuffisante,
                ),
                (comme_ti & not_(individu("ij_ti_revenu_connu", period)), MotifDroit.salaires_non_renseignes),
                (ti_maladie & individu("ij_ti_revenu_insuffisant", period), MotifDroit.revenu_insuffisant),
                (
                    cure
                    & (
                        individu("ij_cure_ressources_mensuelles", period)
                        >= individu("ij_cure_plafond_ressources", period)
                    ),
                    MotifDroit.cure_ressources,
                ),
                (affiliation_exigee & not_(affilie) & not_(deces_mere), MotifDroit.affiliation_insuffisante),
                (repos_trop_court, MotifDroit.repos_postnatal_trop_court),
                (comme_ti, MotifDroit.ouvert_independant),
                (sans_salaire, MotifDroit.salaires_non_renseignes),
                (at_mp, MotifDroit.ouvert_at_mp),
                (terrorisme, MotifDroit.ouvert_terrorisme),
                (deces_mere, MotifDroit.ouvert_deces_mere),
                (independant, MotifDroit.ouvert_ancien_droit),
                (heures, MotifDroit.ouvert_heures),
                (cotisations, MotifDroit.ouvert_cotisations),
                (saisonnier, MotifDroit.ouvert_saisonnier),
            ],
            sinon=MotifDroit.heures_et_cotisations_insuffisantes,
        )


class ij_eligible(Variable):
    value_type = bool
    entity = Individu
    definition_period = DAY
    label = "Droit aux indemnités journalières pour cet arrêt ou ce congé"
    label_en = "Entitled to the allowance"
    reference = L321_1 + R313_3

    def formula_2018_01_01(individu, period):
        """Selon le motif."""
        return parmi(individu("ij_motif", period), *_OUVERTS)
