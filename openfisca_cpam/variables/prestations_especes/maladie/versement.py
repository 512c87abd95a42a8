"""Ce qui est payé : le jour, le mois, l'arrêt entier ; jusqu'à quand, et pourquoi cela s'arrête.

L'arrêt est découpé aux jours où le montant change (trente et unième ou vingt-neuvième jour, septième mois, retard) ; le
nombre de jours payés entre deux coupures vient du même compte que le jour isolé.
"""

import itertools

from openfisca_cpam.base import *
from openfisca_cpam.helpers.calendrier import (
    JAMAIS,
    compte_des_jours,
    fin_fevrier,
    lit_au_jour,
    premier_rang_atteint,
    trie,
)
from openfisca_cpam.variables.individu.travail import StatutProfessionnel
from openfisca_cpam.variables.prestations_especes.maladie.arret import (
    D323_2,
    DOMAINES,
    L321_1,
    L323_1,
    R313_3,
    R323_1,
    R323_2,
    MotifSansCarence,
    NatureArret,
)
from openfisca_cpam.variables.prestations_especes.maladie.carence import premier_indemnisable
from openfisca_cpam.variables.prestations_especes.maladie.montants import premier_jour_majore

CSG = [
    "Article L. 136-8, II, 1°, du code de la sécurité sociale",
    "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053278668",
]
CRDS = ["Ordonnance n° 96-50 du 24 janvier 1996, articles 14 et 19"]


class MotifFin(Enum):
    non_ouvert = "Le droit n'est pas ouvert"
    carence = "L'arrêt ne dépasse pas la carence"
    fin_arret = "Payé jusqu'au dernier jour de l'arrêt"
    fin_inconnue = "Le dernier jour de l'arrêt n'est pas donné"
    six_mois = "Au-delà de six mois : affiliation ou activité insuffisante (article R. 313-3, 2°)"
    nombre_maximal = "Trois cent soixante indemnités en trois ans (article R. 323-1, 4°)"
    trois_ans = "Trois ans de versement pour l'affection (article R. 323-1, 2°)"
    retraite = "Nombre maximal d'un titulaire de pension de vieillesse (article R. 323-2)"
    inaptitude = "Pension pour inaptitude : fin au septième mois (article R. 323-2, jusqu'au 13 avril 2021)"
    profession_liberale = "Quatre-vingt-sept jours pour une même incapacité (article D. 622-12)"
    temps_partiel = "Durée maximale du temps partiel thérapeutique (article D. 622-10)"
    teleconsultation = "Arrêt prescrit à distance : trois jours au plus (article L. 321-1)"
    duree_du_conge = "Hors des jours que la loi laisse indemniser pour ce congé"


class ij_limite_six_mois_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour indemnisable quand le droit s'arrête à six mois"
    label_en = "Last payable day at six months"
    reference = R313_3
    documentation = "Sans objet (1970-01-01) quand les conditions de l'arrêt long sont remplies, ou n'existent pas."

    def formula_2018_01_01(individu, period):
        """R. 313-3, 2° : la veille du septième mois, pour un salarié qui ne remplit pas les conditions."""
        arret = individu("ij_categorie_maladie", period) & not_(individu("ij_droit_apres_six_mois", period))
        limite = ajoute_jours(individu("ij_septieme_mois_date", period), -1)
        return where(arret & not_(individu("ij_calcul_independant", period)), limite, NON_RENSEIGNEE)


class ij_limite_affection_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour indemnisable des trois ans (affection de longue durée, suites d'accouchement)"
    label_en = "Last payable day of the three years"
    reference = [*R323_1, "Article R. 331-6 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Trois ans depuis le premier arrêt de l'affection, un de plus à temps partiel ; suites de couches :
        l'accouchement.
        """
        duree = parameters(period).prestations_especes.maladie.duree
        ald = individu("ij_affection_longue_duree", period)
        origine = where(
            individu("ij_ald_premier_arret", period),
            individu("ij_date_reference", period),
            individu("ij_ald_periode_debut", period),
        )
        temps_partiel = individu("ij_nature", period) == NatureArret.temps_partiel_therapeutique
        annees = duree.affection_longue_duree_annees + where(temps_partiel, duree.temps_partiel_therapeutique_annees, 0)
        limite = ajoute_jours(ajoute_annees(origine, annees.astype(numpy.int64)), -1)
        naissance = individu("date_accouchement", period)
        post_natal = (
            individu("ij_categorie_maladie", period)
            & (individu("ij_motif_sans_carence", period) == MotifSansCarence.post_natal)
            & est_renseignee(naissance)
        )
        apres_naissance = ajoute_jours(ajoute_annees(naissance, duree.affection_longue_duree_annees), -1)
        return where(ald, limite, where(post_natal, apres_naissance, NON_RENSEIGNEE))


class ij_limite_inaptitude_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour indemnisable du titulaire d'une pension pour inaptitude (arrêts avant le 14 avril 2021)"
    label_en = "Last payable day, pension for incapacity"
    reference = [
        "Article R. 323-2 du code de la sécurité sociale, en vigueur jusqu'au 13 avril 2021",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000024112974",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """La veille du septième mois de l'arrêt ; supprimé pour les arrêts depuis le 14 avril 2021."""
        applicable = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: jour.prestations_especes.maladie.retraite.inaptitude_septieme_mois,
            DOMAINES,
        )
        vise = applicable & individu("ij_pension_inaptitude", period) & individu("ij_categorie_maladie", period)
        # L. 622-1 sends the self-employed to L. 323-2 from 2022 only.
        vise = vise & not_(individu("ij_calcul_independant", period))
        return where(vise, ajoute_jours(individu("ij_septieme_mois_date", period), -1), NON_RENSEIGNEE)


class ij_limite_teleconsultation_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour indemnisable d'un arrêt prescrit à distance"
    label_en = "Last payable day, telemedicine"
    reference = [
        *L321_1,
        "Article L. 162-4-4 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000053283625",
        "Article L. 433-1 du code de la sécurité sociale",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Le troisième jour, pour les arrêts depuis le 27 février 2024 (date à confirmer) ; aucune limite avant.

        Une prolongation prescrite à distance ne porte pas l'arrêt au-delà (L. 162-4-4, second alinéa) : les trois jours
        sont ceux de l'arrêt initial.
        """
        jours = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: valeur(jour.prestations_especes.maladie.teleconsultation, "jours_maximum", sinon=0),
            DOMAINES,
        )
        vise = individu("ij_teleconsultation_autre_medecin", period) & (jours > 0)
        vise = vise & (individu("ij_categorie_maladie", period) | individu("ij_categorie_at_mp", period))
        return where(vise, ajoute_jours(individu("ij_date_reference", period), jours - 1), NON_RENSEIGNEE)


class ij_nombre_maximal_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Nombre de jours que limitent la retraite, la profession libérale, le temps partiel ou la durée du congé"
    label_en = "Fixed limits of the number of days"
    reference = [
        *R323_2,
        "Article D. 622-12 du code de la sécurité sociale",
        "Article D. 622-10 du code de la sécurité sociale",
    ]
    documentation = (
        "Le plus petit des nombres applicables ; -1 quand il n'y en a aucun. Les 360 jours en trois ans n'y sont pas."
    )

    def formula_2018_01_01(individu, period):
        """Le plus petit des quatre nombres."""
        conge = where(individu("ij_conge_limite", period), individu("ij_conge_jours_maximum", period), -1)
        nombres = [
            individu("ij_reste_retraite_jours", period),
            individu("ij_reste_profession_liberale_jours", period),
            individu("ij_reste_temps_partiel_jours", period),
            conge,
        ]
        plus_petit = numpy.full(individu.count, -1)
        for nombre in nombres:
            plus_petit = where(nombre < 0, plus_petit, where(plus_petit < 0, nombre, min_(plus_petit, nombre)))
        return plus_petit


class ij_reste_retraite_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Indemnités restantes d'un titulaire de pension de vieillesse (-1 : sans limite)"
    label_en = "Allowances left, retired"
    reference = [*R323_2, "Article L. 622-1 du code de la sécurité sociale"]

    def formula_2018_01_01(individu, period, parameters):
        """Soixante au total, arrêts depuis le 14 avril 2021 (salariés), depuis 2022 (indépendants).

        Avant 2022, aucune pour un artisan ou commerçant ; aucune limite pour une profession libérale (D. 622-2).
        """
        regle = individu("ij_date_regle", period)
        salarie = lit_au_jour(
            individu,
            parameters,
            regle,
            lambda jour: valeur(jour.prestations_especes.maladie.retraite, "nombre_maximal", sinon=-1),
            DOMAINES,
        )
        independant = lit_au_jour(
            individu,
            parameters,
            regle,
            lambda jour: jour.prestations_especes.maladie.travailleurs_independants.retraite_nombre_maximal,
            DOMAINES,
        )
        artisan = individu("statut_professionnel", period) == StatutProfessionnel.artisan_commercant
        independant = where((independant == 0) & not_(artisan), -1, independant)
        nombre = where(individu("ij_calcul_independant", period), independant, salarie)
        vise = individu("ij_pension_vieillesse", period) & individu("ij_categorie_maladie", period) & (nombre >= 0)
        return where(vise, max_(nombre - individu("ij_retraite_versees", period), 0), -1)


class ij_reste_profession_liberale_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours indemnisables d'une même incapacité, professions libérales (-1 : sans limite)"
    label_en = "Days payable, liberal professions"
    reference = [
        "Article D. 622-12 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043651298",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """Quatre-vingt-sept jours consécutifs, depuis le 1er juillet 2021.

        D'une prolongation décrite seule sont retirés les jours de la même incapacité déjà payés : ceux qui la précèdent
        depuis l'arrêt initial, sa carence déduite. Le second arrêt d'une affection de longue durée (D. 622-12, 1°) ou d'un
        même accident (D. 622-5), et celui d'une victime du terrorisme, n'en ont pas.
        """
        jours = lit_au_jour(
            individu,
            parameters,
            individu("ij_date_regle", period),
            lambda jour: valeur(
                jour.prestations_especes.maladie.travailleurs_independants, "profession_liberale_jours", sinon=0
            ),
            DOMAINES,
        )
        liberal = parmi(
            individu("statut_professionnel", period),
            StatutProfessionnel.profession_liberale,
            StatutProfessionnel.praticien_conventionne,
        )
        vise = liberal & individu("ij_calcul_independant", period) & individu("ij_categorie_maladie", period)
        sans_carence = (
            (
                (individu("ij_nature", period) == NatureArret.affection_longue_duree)
                & not_(individu("ij_ald_premier_arret", period))
            )
            | (individu("ij_motif_sans_carence", period) == MotifSansCarence.ti_meme_accident)
            | individu("ij_victime_terrorisme", period)
        )
        carence = where(sans_carence, 0, parameters(period).prestations_especes.maladie.carence.jours)
        ecoules = jours_entre(individu("ij_date_reference", period), individu("ij_debut", period))
        return where(vise, max_(jours - max_(ecoules - carence, 0), 0), -1)


class ij_reste_temps_partiel_jours(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours de temps partiel thérapeutique indemnisables, travailleurs indépendants (-1 : sans limite)"
    label_en = "Days of therapeutic part time, self-employed"
    reference = [
        "Article D. 622-10 du code de la sécurité sociale",
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043656708",
    ]

    def formula_2018_01_01(individu, period, parameters):
        """90 jours pour toutes les maladies et tous les accidents ; 270 pour une affection de longue durée, hors
        professions libérales. Les jours déjà versés sont retirés.
        """
        ti = parameters(period).prestations_especes.maladie.travailleurs_independants
        artisan = individu("statut_professionnel", period) == StatutProfessionnel.artisan_commercant
        longue = artisan & individu("ij_affection_longue_duree", period)
        jours = where(longue, ti.temps_partiel_affection_longue_duree_jours, ti.temps_partiel_jours)
        temps_partiel = individu("ij_nature", period) == NatureArret.temps_partiel_therapeutique
        reste = max_(jours - individu("ij_ti_temps_partiel_versees", period), 0)
        return where(temps_partiel & individu("ij_calcul_independant", period), reste, -1)


def _ou_jamais(dates):
    return where(est_renseignee(dates), dates, JAMAIS)


def limite_de_date(individu, period, parameters):
    """Le dernier jour que les règles de date laissent payer, l'arrêt fût-il plus long."""
    limites = [
        _ou_jamais(individu(nom, period))
        for nom in (
            "ij_limite_six_mois_date",
            "ij_limite_affection_date",
            "ij_limite_inaptitude_date",
            "ij_limite_teleconsultation_date",
            "ij_conge_dernier_jour_date",
        )
    ]
    # A stop that is no long-term condition is followed for three years: its own days never leave the window.
    annees = parameters(period).prestations_especes.maladie.duree.periode_annees
    ordinaire = individu("ij_categorie_maladie", period) & not_(individu("ij_affection_longue_duree", period))
    depart = ajoute_jours(individu("ij_debut", period), individu("ij_carence_jours", period))
    limites.append(where(ordinaire, ajoute_jours(ajoute_annees(depart, annees), -1), JAMAIS))
    plus_tot = limites[0]
    for limite in limites:
        plus_tot = min_(plus_tot, limite)
    return plus_tot


def compteur(individu, period, parameters, fin):
    """La fonction qui compte les jours payés du premier jour indemnisable à une date comprise, bornée à une fin."""
    duree = parameters(period).prestations_especes.maladie.duree
    premier = premier_indemnisable(individu, period)
    eligible = individu("ij_eligible", period)
    nombre = individu("ij_nombre_maximal_jours", period)
    limite = max_(limite_de_date(individu, period, parameters), ajoute_jours(premier, -1))
    fin = min_(fin, limite)
    compte = individu("ij_categorie_maladie", period) & not_(individu("ij_affection_longue_duree", period))
    compte = compte & (individu("ij_motif_sans_carence", period) != MotifSansCarence.post_natal)
    deja, verses_depuis = (
        individu("ij_maladie_versees_trois_ans", period),
        compte_des_jours(individu, "ij_maladie_jour_verse"),
    )

    def places(jour):
        """Les indemnités que la période de trois ans qui finit ce jour-là laisse encore, sans celles de l'arrêt."""
        depuis = ajoute_jours(ajoute_annees(jour, -duree.periode_annees), 1)
        return max_(duree.nombre_maximal - deja - verses_depuis(depuis), 0)

    fevriers = [fin_fevrier(annee(premier) + rang) for rang in range(int(duree.periode_annees) + 1)]
    places_en_fevrier = [(fevrier, fevrier >= premier, places(fevrier)) for fevrier in fevriers]

    def cumul(jour):
        dernier = min_(jour, fin)
        ecoules = max_(jours_entre(premier, dernier) + 1, 0)
        payes = min_(ecoules, places(dernier))
        # Two days may leave the window at once around 29 February; the person still receives one a day.
        for fevrier, apres_le_premier, restantes in places_en_fevrier:
            avant = apres_le_premier & (fevrier < dernier)
            payes = where(avant, min_(payes, restantes + jours_entre(fevrier, dernier)), payes)
        payes = where(compte, payes, ecoules)
        payes = where(nombre >= 0, min_(payes, nombre), payes)
        return where(eligible, payes, 0)

    return premier, fin, cumul


def montants(individu, period, parameters):
    """La fonction qui donne l'indemnité d'un jour payé, et les jours où elle change."""
    especes = parameters(period).prestations_especes
    nature, reference = individu("ij_nature", period), individu("ij_date_reference", period)
    brute, eligible = individu("ij_journaliere_brute", period), individu("ij_eligible", period)
    # Sickness: day 31 with three children, month 7, days of delay.
    jour_31 = ajoute_jours(reference, especes.maladie.majoration_enfants.jours)
    majoree, majoration = individu("ij_journaliere_majoree", period), individu("ij_majoration_enfants_ouverte", period)
    mois_7, minimum = (
        individu("ij_septieme_mois_date", period),
        individu("ij_journaliere_minimum_septieme_mois", period),
    )
    prescription, envoi = individu("ij_prescription_date", period), individu("ij_envoi_date", period)
    prescription = where(est_renseignee(prescription), prescription, individu("ij_debut", period))
    retard = (
        individu("ij_envoi_tardif", period)
        & individu("ij_second_envoi_tardif", period)
        & not_(individu("ij_hospitalise", period))
    )
    part = 1 - especes.maladie.envoi_tardif.reduction
    # Work accident: day 29, earlier days of the same accident counted while no consolidation was fixed.
    at_mp = individu("ij_categorie_at_mp", period)
    jour_29 = premier_jour_majore(individu, period, parameters)
    rente = where(nature == NatureArret.rechute_at_mp, individu("at_mp_rente_maintenue_jour", period), 0)
    at_majoree = arrondi_centime(max_(individu("at_mp_journaliere_majoree", period) - rente, 0))
    # Supplementary birth leave: the second month.
    supplementaire = nature == NatureArret.naissance_supplementaire
    second_mois, second = (
        ajoute_mois(individu("ij_debut", period), max_(1 - individu("conge_naissance_mois_deja_pris", period), 0)),
        individu("conge_naissance_journaliere_second_mois", period),
    )

    def montant(jour):
        du_jour = where(majoration & (jour >= jour_31), majoree, brute)
        du_jour = where(jour >= mois_7, max_(du_jour, minimum), du_jour)
        du_jour = where(at_mp & (jour >= jour_29), at_majoree, du_jour)
        du_jour = where(supplementaire & (jour >= second_mois), second, du_jour)
        en_retard = retard & (jour >= prescription) & (jour < envoi)
        du_jour = where(en_retard, tronque_centime(du_jour * part), du_jour)
        return where(eligible, du_jour, 0)

    return montant, (jour_31, mois_7, prescription, envoi, jour_29, second_mois)


def total(individu, period, parameters, debut, fin):
    """La somme des indemnités de deux jours compris, par tranches de montant constant."""
    seuls = Seuls(individu, individu("ij_eligible", period))
    premier, dernier, cumul = compteur(seuls, period, parameters, seuls("ij_fin", period))
    montant, coupures = montants(seuls, period, parameters)
    debut, apres = max_(debut[seuls.rangs], premier), ajoute_jours(min_(fin[seuls.rangs], dernier), 1)
    apres = max_(apres, debut)
    bornes = trie(debut, *(min_(max_(coupure, debut), apres) for coupure in coupures), apres)
    payes = [cumul(ajoute_jours(borne, -1)) for borne in bornes]
    somme = numpy.zeros(seuls.count)
    for gauche, (avant, jours) in zip(bornes[:-1], itertools.pairwise(payes), strict=True):
        somme = somme + (jours - avant) * montant(gauche)
    return seuls.rend(arrondi_centime(somme))


class ij_jour(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Indemnité journalière brute due pour ce jour"
    label_en = "Gross allowance due for the day"
    reference = L321_1 + L323_1 + R323_1
    documentation = "Zéro pendant la carence, hors de l'arrêt et quand les droits sont épuisés."

    def formula_2018_01_01(individu, period, parameters):
        """Le montant du jour, si ce jour est payé."""
        # What is true of the whole stop is read once a year, not once a day.
        arret = period.this_year.first_day
        seuls = Seuls(individu, individu("ij_eligible", arret))
        jour = uniforme(premier_jour(period), seuls.count)
        _, _, cumul = compteur(seuls, arret, parameters, seuls("ij_fin", arret))
        montant, _ = montants(seuls, arret, parameters)
        paye = (cumul(jour) - cumul(ajoute_jours(jour, -1))) > 0
        return seuls.rend(where(paye, montant(jour), 0.0))


class ij_mois(Variable):
    value_type = float
    entity = Individu
    definition_period = MONTH
    unit = "currency"
    label = "Indemnités journalières brutes dues pour le mois"
    label_en = "Gross allowances of the month"
    reference = L321_1 + L323_1

    def formula_2018_01_01(individu, period, parameters):
        """La somme des jours du mois."""
        debut, fin = (uniforme(jour, individu.count) for jour in (premier_jour(period), dernier_jour(period)))
        return total(individu, period.this_year.first_day, parameters, debut, fin)


class ij_total_arret(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Total brut des indemnités journalières de l'arrêt"
    label_en = "Gross total of the stop"
    reference = L321_1 + L323_1

    def formula_2018_01_01(individu, period, parameters):
        """La somme des tranches de montant constant, du premier au dernier jour."""
        return total(individu, period, parameters, individu("ij_debut", period), individu("ij_fin", period))


class ij_csg(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "CSG retenue sur le total de l'arrêt"
    label_en = "CSG withheld"
    reference = CSG

    def formula_2018_01_01(individu, period, parameters):
        """6,2 % du total brut, arrondis au centime."""
        taux = parameters(period).prestations_especes.prelevements_sociaux.csg
        return arrondi_centime(individu("ij_total_arret", period) * taux)


class ij_crds(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "CRDS retenue sur le total de l'arrêt"
    label_en = "CRDS withheld"
    reference = CRDS

    def formula_2018_01_01(individu, period, parameters):
        """0,5 % du total brut, arrondis au centime."""
        taux = parameters(period).prestations_especes.prelevements_sociaux.crds
        return arrondi_centime(individu("ij_total_arret", period) * taux)


class ij_total_net(Variable):
    value_type = float
    entity = Individu
    definition_period = DAY
    unit = "currency"
    label = "Total net des indemnités journalières de l'arrêt"
    label_en = "Net total of the stop"
    reference = CSG + CRDS

    def formula_2018_01_01(individu, period):
        """Le total brut, moins la CSG et la CRDS."""
        return arrondi_centime(
            individu("ij_total_arret", period) - individu("ij_csg", period) - individu("ij_crds", period)
        )


class ij_jours_payes(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours payés de l'arrêt"
    label_en = "Days paid"
    reference = L323_1 + R323_1

    def formula_2018_01_01(individu, period, parameters):
        """Du premier jour indemnisable à la fin, dans la limite des durées maximales."""
        seuls = Seuls(individu, individu("ij_eligible", period))
        _, fin, cumul = compteur(seuls, period, parameters, seuls("ij_fin", period))
        return seuls.rend(cumul(fin))


class ij_dernier_jour_paye_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour payé de l'arrêt"
    label_en = "Last day paid"
    reference = L323_1 + R323_1

    def formula_2018_01_01(individu, period, parameters):
        """Sans objet (1970-01-01) quand aucun jour n'est payé."""
        seuls = Seuls(individu, individu("ij_eligible", period))
        premier, fin, cumul = compteur(seuls, period, parameters, seuls("ij_fin", period))
        nombre = cumul(fin)
        trouve = premier_rang_atteint(cumul, premier, max_(fin, premier), nombre)
        return seuls.rend(where(nombre > 0, trouve, NON_RENSEIGNEE), sinon=NON_RENSEIGNEE)


class ij_jours_maximum(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours payables au plus si l'arrêt se prolongeait (0 : sans limite ou sans droit)"
    label_en = "Most days payable were the stop to go on"
    reference = L323_1 + R323_1

    def formula_2018_01_01(individu, period, parameters):
        """Le compte mené jusqu'à la limite des règles de date ; sans limite pour un accident du travail."""
        seuls = Seuls(individu, individu("ij_eligible", period))
        _, fin, cumul = compteur(seuls, period, parameters, uniforme(JAMAIS, seuls.count))
        sans_limite = (fin == JAMAIS) & (seuls("ij_nombre_maximal_jours", period) < 0)
        return seuls.rend(where(sans_limite, 0, cumul(fin)))


class ij_fin_de_droits_date(Variable):
    value_type = date
    entity = Individu
    definition_period = DAY
    label = "Dernier jour payable si l'arrêt se prolongeait"
    label_en = "Last payable day were the stop to go on"
    reference = L323_1 + R323_1
    documentation = (
        "Sans objet (1970-01-01) sans droit, ou quand aucune durée maximale ne s'applique (accident du travail)."
    )

    def formula_2018_01_01(individu, period, parameters):
        """Le jour où le nombre maximal est atteint."""
        seuls = Seuls(individu, individu("ij_eligible", period))
        premier, fin, cumul = compteur(seuls, period, parameters, uniforme(JAMAIS, seuls.count))
        nombre = seuls("ij_jours_maximum", period)
        trouve = premier_rang_atteint(cumul, premier, max_(fin, premier), nombre)
        return seuls.rend(where(nombre > 0, trouve, NON_RENSEIGNEE), sinon=NON_RENSEIGNEE)


class ij_fin_motif(Variable):
    value_type = Enum
    possible_values = MotifFin
    default_value = MotifFin.non_ouvert
    entity = Individu
    definition_period = DAY
    label = "Pourquoi le versement s'arrête"
    label_en = "Why payment stops"
    reference = L323_1 + R323_1 + R313_3

    def formula_2018_01_01(individu, period, parameters):
        """La règle qui arrête le versement avant la fin de l'arrêt, s'il y en a une."""
        fin, dernier = individu("ij_fin", period), individu("ij_dernier_jour_paye_date", period)
        payes = individu("ij_jours_payes", period)
        premier = premier_indemnisable(individu, period)
        # The day on which payment would have gone on.
        suivant = where(payes > 0, ajoute_jours(dernier, 1), premier)

        def atteinte(nom):
            limite = individu(nom, period)
            return est_renseignee(limite) & (limite < suivant)

        def epuise(nom):
            reste = individu(nom, period)
            return (reste >= 0) & (payes >= reste)

        eligible = individu("ij_eligible", period)
        conge = individu("ij_conge_limite", period) & (payes >= individu("ij_conge_jours_maximum", period))
        return premier_vrai(
            [
                (not_(eligible), MotifFin.non_ouvert),
                (not_(est_renseignee(fin)), MotifFin.fin_inconnue),
                (atteinte("ij_limite_teleconsultation_date") & (suivant <= fin), MotifFin.teleconsultation),
                ((individu("ij_carence_jours", period) > 0) & (fin < premier), MotifFin.carence),
                (fin < premier, MotifFin.duree_du_conge),
                (dernier == fin, MotifFin.fin_arret),
                (atteinte("ij_limite_six_mois_date"), MotifFin.six_mois),
                (atteinte("ij_limite_affection_date"), MotifFin.trois_ans),
                (atteinte("ij_limite_inaptitude_date"), MotifFin.inaptitude),
                (epuise("ij_reste_retraite_jours"), MotifFin.retraite),
                (epuise("ij_reste_profession_liberale_jours"), MotifFin.profession_liberale),
                (epuise("ij_reste_temps_partiel_jours"), MotifFin.temps_partiel),
                (conge | atteinte("ij_conge_dernier_jour_date"), MotifFin.duree_du_conge),
            ],
            sinon=MotifFin.nombre_maximal,
        )


class ij_jours_de_retard(Variable):
    value_type = int
    entity = Individu
    definition_period = DAY
    unit = "day"
    label = "Jours entre la prescription et l'envoi de l'avis"
    label_en = "Days between prescription and sending"
    reference = D323_2

    def formula_2018_01_01(individu, period):
        """La veille de l'envoi comprise ; zéro quand l'envoi n'est pas daté."""
        envoi, prescription = individu("ij_envoi_date", period), individu("ij_prescription_date", period)
        prescription = where(est_renseignee(prescription), prescription, individu("ij_debut", period))
        return where(est_renseignee(envoi), max_(jours_entre(prescription, envoi), 0), 0)
