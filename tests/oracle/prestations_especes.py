"""Seconde lecture des indemnités journalières : maladie, maternité, accident du travail, travailleurs indépendants.

Une feuille de calcul de juriste : nombres exacts, une personne après l'autre, une fonction par règle (les numéros
« R » sont ceux du dossier, les articles ceux du code de la sécurité sociale). Rien ici ne vient des formules du
paquet ; seuls les noms des entrées et des résultats sont communs. Les rentes, les pensions et les capitaux sont dans
rentes_especes.py, les valeurs dans valeurs_especes.py.
"""

import functools
from fractions import Fraction

from .valeurs_especes import (
    AFFILIATION_LONGUE,
    AFFILIATION_MATERNITE,
    ANS_AFFECTION,
    AT_JOURS,
    AT_PLAFOND,
    AT_TAUX,
    AT_TAUX_MAJORE,
    CARENCE,
    CRDS,
    CSG,
    FIN_MAJORATION_ENFANTS,
    HEURES_DOUZE_MOIS,
    HEURES_DU_MOIS,
    HEURES_PAR_JOUR_ASSIMILE,
    HEURES_TROIS_MOIS,
    IJ_DES_RETRAITES,
    IJ_EN_TROIS_ANS,
    MINIMUM_JOURNALIER,
    MOIS_DE_REPRISE,
    NOUVEAUX_CONGES,
    PASS,
    PLAFOND_EN_SMIC,
    RETRAITES_COMPTES,
    RETRAITES_INDEPENDANTS_COMPTES,
    SANS_DATE,
    SEMAINES,
    SMIC,
    SMIC_DOUZE_MOIS,
    SMIC_SIX_MOIS,
    TAUX_FORFAITAIRE,
    D,
    Jour,
    ans_plus,
    arrondi,
    au,
    borne,
    fin_du_mois,
    jours_plus,
    mois_plus,
    mois_precedents,
    premier_janvier_avant,
    tronque,
    veille_du_mois,
)

INDEPENDANTS = {"artisan_commercant", "profession_liberale", "praticien_conventionne"}
LIBERAUX = {"profession_liberale", "praticien_conventionne"}
MAINTENUS = {"chomeur_indemnise", "maintien_droits"}
MALADIES = {"maladie", "affection_longue_duree", "temps_partiel_therapeutique"}
ACCIDENTS = {"at_mp", "rechute_at_mp"}
CONGES = {"maternite", "pathologie_grossesse", "paternite", "adoption", "deuil_enfant", "naissance_supplementaire"}

DEFAUTS = {
    "statut_professionnel": "salarie",
    "ij_nature": "maladie",
    "ij_motif_sans_carence": "aucun",
    "ij_rythme_paie": "mensuel",
    "maternite_enfants_attendus_nombre": 1,
    "ij_prescripteur": "medecin",
}


class Dossier:
    """Ce que la personne dit : un dictionnaire d'entrées, et la mémoire des règles déjà appliquées."""

    def __init__(self, dit: dict):
        self.dit, self.memoire = dit, {}

    def __getitem__(self, nom):
        return self.dit.get(nom, DEFAUTS.get(nom, 0))

    def date(self, nom):
        """La date donnée, ou rien."""
        jour = self.dit.get(nom, SANS_DATE)
        return None if jour == SANS_DATE else jour


def regle(fonction):
    """Une règle ne s'applique qu'une fois à un dossier."""

    @functools.wraps(fonction)
    def appliquee(dossier):
        if fonction.__name__ not in dossier.memoire:
            dossier.memoire[fonction.__name__] = fonction(dossier)
        return dossier.memoire[fonction.__name__]

    return appliquee


# --------------------------------------------------------------------------------------------------------------------
# L'arrêt


def independant(d) -> bool:
    return d["statut_professionnel"] in INDEPENDANTS


def affection_longue_duree(d) -> bool:
    return d["ij_nature"] == "affection_longue_duree" or (
        d["ij_nature"] == "temps_partiel_therapeutique" and bool(d["ij_temps_partiel_affection_longue_duree"])
    )


@regle
def debut(d):
    """Le premier jour donné ; à défaut, pour la maternité, celui du congé."""
    donne = d.date("ij_arret_debut")
    if donne is None and d["ij_nature"] == "maternite":
        return conge_debut(d)
    return donne


@regle
def fin(d):
    """Le dernier jour donné ; à défaut, pour un congé, le dernier que la loi laisse prendre."""
    donne = d.date("ij_arret_fin")
    if donne is not None or debut(d) is None:
        return donne
    nature = d["ij_nature"]
    if nature == "maternite":
        return conge_fin(d)
    if nature in CONGES and not conge_inexistant(d) and jours_du_conge(d) > 0:
        premier = max(debut(d), conge_premier_jour(d) or debut(d))
        return jours_plus(premier, jours_du_conge(d) - 1)
    return None


def reference(d):
    """R0 : le premier jour de l'interruption fixe tout, prolongations comprises."""
    return d.date("ij_arret_initial_debut") or debut(d)


def renseigne(d) -> bool:
    return debut(d) is not None and fin(d) is not None and fin(d) >= debut(d)


# --------------------------------------------------------------------------------------------------------------------
# Congés (R18 à R23)


def conge_categorie(d) -> str:
    """L. 331-3 et L. 331-4."""
    attendus = d["maternite_enfants_attendus_nombre"]
    if attendus >= 3:
        return "triples"
    if attendus == 2:
        return "jumeaux"
    return "rang_trois" if d["maternite_enfants_deja_nombre"] >= 2 else "simple"


def supplement(d) -> int:
    """L. 331-3, al. 2 ; L. 331-4 : deux semaines au plus (troisième enfant), quatre (jumeaux)."""
    permis = {"rang_trois": 2, "jumeaux": 4}.get(conge_categorie(d), 0)
    return min(d["maternite_supplement_prenatal_semaines"], permis)


def report(d) -> int:
    """L. 331-4-1 : trois semaines au plus."""
    return min(d["maternite_report_postnatal_semaines"], 3)


def semaines_prenatales(d) -> int:
    return SEMAINES[conge_categorie(d)][0] + supplement(d) - report(d)


def semaines_totales(d) -> int:
    return sum(SEMAINES[conge_categorie(d)])


def conge_debut_prevu(d):
    presumee = d.date("date_presumee_accouchement")
    return presumee and jours_plus(presumee, -7 * semaines_prenatales(d))


def conge_debut(d):
    """Le jour prévu, ou celui de l'accouchement s'il vient avant."""
    prevu, ne = conge_debut_prevu(d), d.date("date_accouchement")
    return min(prevu, ne) if prevu and ne else prevu


def jours_prematurite(d) -> int:
    """L. 331-3, dernier alinéa : plus de six semaines avant, et l'enfant hospitalisé."""
    presumee, ne = d.date("date_presumee_accouchement"), d.date("date_accouchement")
    if not (presumee and ne and d["maternite_enfant_hospitalise"]) or (presumee - ne).days <= 42:
        return 0
    return max(0, (conge_debut_prevu(d) - ne).days)


def conge_fin(d):
    """R18 : compté de l'accouchement ; un accouchement en avance ne réduit pas le total."""
    presumee = d.date("date_presumee_accouchement")
    if presumee is None:
        return None
    total = 7 * semaines_totales(d)
    postnatal = total - 7 * semaines_prenatales(d)
    ne = d.date("date_accouchement") or presumee
    entier = jours_plus(conge_debut(d), total + jours_prematurite(d) - 1)
    return max(entier, jours_plus(ne, postnatal - 1))


def naissance(d):
    return d.date("date_accouchement") or d.date("date_presumee_accouchement")


def nouveau_conge_de_naissance(d) -> bool:
    """Loi n° 2020-1576, art. 73 : enfants nés, ou attendus, depuis le 1er juillet 2021."""
    dates = [d.date("date_accouchement"), d.date("date_presumee_accouchement")]
    return any(jour and jour >= NOUVEAUX_CONGES for jour in dates)


def paternite_duree(d) -> int:
    multiple = d["maternite_enfants_attendus_nombre"] >= 2
    if nouveau_conge_de_naissance(d):
        return 32 if multiple else 25
    return 18 if multiple else 11


def paternite_hospitalisation(d) -> int:
    """D. 331-6 : trente jours au plus, naissances depuis le 1er juillet 2019."""
    ne = naissance(d)
    return min(30, d["paternite_hospitalisation_enfant_jours"]) if ne and ne >= Jour(2019, 7, 1) else 0


def paternite_limite(d):
    """C. trav., D. 1225-8 : pour un salarié, le délai court de la fin de l'hospitalisation de l'enfant."""
    ne = d.date("date_accouchement")
    sorti = ne and jours_plus(ne, 0 if independant(d) else d["paternite_hospitalisation_enfant_jours"])
    return ne and mois_plus(sorti, 6 if nouveau_conge_de_naissance(d) else 4)


def adoption_nouvelle(d) -> bool:
    return (d.date("adoption_arrivee_date") or debut(d)) >= NOUVEAUX_CONGES


def adoption_salarie(d) -> int:
    """L. 331-7, en jours."""
    if d["maternite_enfants_attendus_nombre"] >= 2:
        return 7 * 22
    if d["adoption_enfants_charge_nombre"] >= 3:
        return 7 * 18
    return 7 * (16 if adoption_nouvelle(d) else 10)


def adoption_duree(d) -> int:
    """L. 623-1, III, 2° : pour un indépendant, les trois quarts de la durée de la maternité, demi-jour perdu."""
    if not independant(d):
        return adoption_salarie(d)
    nombre = d["maternite_enfants_attendus_nombre"]
    seul = "rang_trois" if d["adoption_enfants_charge_nombre"] >= 3 else "simple"
    categorie = "triples" if nombre >= 3 else "jumeaux" if nombre == 2 else seul
    return 7 * sum(SEMAINES[categorie]) * 3 // 4


def adoption_supplement(d) -> int:
    multiple = d["maternite_enfants_attendus_nombre"] >= 2
    if adoption_nouvelle(d):
        return 32 if multiple else 25
    return 18 if multiple else 11


def adoption_debut_au_plus_tot(d):
    """L. 331-7 : sept jours avant l'arrivée ; L. 623-1, III, 2° : pas avant elle pour un indépendant."""
    arrivee = d.date("adoption_arrivee_date")
    return arrivee and jours_plus(arrivee, 0 if independant(d) else -7)


def conge_premier_jour(d):
    """Le premier jour que la loi laisse indemniser, quand elle le fixe."""
    if d["ij_nature"] == "maternite":
        return conge_debut(d)
    return adoption_debut_au_plus_tot(d) if d["ij_nature"] == "adoption" else None


def adoption_part_minimale(d) -> int:
    arrivee = d.date("adoption_arrivee_date") or debut(d)
    if not d["adoption_conge_partage"] or arrivee >= Jour(2022, 2, 23):
        return 0
    return 25 if arrivee >= NOUVEAUX_CONGES else 11


def deuil_duree(d) -> int:
    """L. 331-9 ; L. 623-1, III bis."""
    return 8 if d["statut_professionnel"] == "salarie" else 15


def mois_de_naissance_restants(d) -> int:
    return max(0, 2 - d["conge_naissance_mois_deja_pris"])


def jours_du_conge(d):
    """Les jours que la loi laisse indemniser, quand elle en fixe le nombre."""
    nature = d["ij_nature"]
    if nature == "paternite":
        return max(0, paternite_duree(d) - d["paternite_jours_deja_pris"]) + paternite_hospitalisation(d)
    if nature == "adoption":
        return adoption_duree(d)
    if nature == "deuil_enfant":
        return max(0, deuil_duree(d) - d["ij_deuil_jours_deja_pris"])
    if nature == "pathologie_grossesse":
        return 30 if independant(d) else 14
    if nature == "naissance_supplementaire":
        restants = mois_de_naissance_restants(d)
        return (mois_plus(debut(d), restants) - debut(d)).days
    return None


def naissance_supplementaire_ouverte(d) -> bool:
    """Loi n° 2025-1403, art. 99 : enfants nés, attendus ou adoptés depuis 2026, congé pris depuis juillet 2026."""
    noms = ("date_accouchement", "date_presumee_accouchement", "adoption_arrivee_date")
    concerne = any(d.date(nom) and d.date(nom) >= Jour(2026, 1, 1) for nom in noms)
    return concerne and debut(d) >= Jour(2026, 7, 1)


def naissance_supplementaire_limite(d):
    """Neuf mois après la naissance ou l'arrivée ; après le 1er juillet 2026 pour le premier semestre."""
    depart = naissance(d) or d.date("adoption_arrivee_date")
    return depart and mois_plus(max(depart, Jour(2026, 7, 1)), 9)


# --------------------------------------------------------------------------------------------------------------------
# Salaires (R2 à R5, R17, R25)


def salaires_reference(d):
    """R5, R. 323-7 : les paies d'avant la cessation du travail."""
    emploi = d.date("ij_fin_emploi_date")
    garde = d["statut_professionnel"] in MAINTENUS or ancien_droit_invoque(d)
    if emploi and garde:
        return min(jours_plus(emploi, 1), reference(d))
    return reference(d)


def ancien_droit_invoque(d) -> bool:
    return independant(d) and bool(d["ij_ancien_droit_salarie"])


def paies_mensuelles(d, nombre) -> list:
    donnes = d.dit.get("salaire_brut", {})
    return [donnes.get(mois, D(0)) for mois in mois_precedents(salaires_reference(d), nombre)]


def source(d) -> str:
    if d["ij_salaires_periode_reference"]:
        return "total"
    if d["ij_salaire_constant"]:
        return "constant"
    return "mensuels" if any(paies_mensuelles(d, 12)) else "aucune"


def rythme(d) -> str:
    """Des salaires donnés par mois se comptent par mois."""
    donne = d["ij_rythme_paie"]
    return "mensuel" if source(d) == "mensuels" and donne in {"quinzaine", "semaine"} else donne


# rythme : nombre de paies, diviseur, paies dans un an
RYTHMES = {
    "mensuel": (3, Fraction("91.25"), 12),
    "quinzaine": (6, Fraction(84), 26),
    "semaine": (12, Fraction(84), 52),
    "saisonnier": (12, Fraction(365), 12),
}


def salaire_journalier(d, plafond_mensuel) -> Fraction:
    """R. 323-4 : la somme des paies, chacune plafonnée, divisée."""
    nombre, diviseur, par_an = RYTHMES[rythme(d)]
    plafond = Fraction(plafond_mensuel) * 12 / par_an
    if source(d) == "total":
        somme = min(Fraction(d["ij_salaires_periode_reference"]), nombre * plafond)
    elif source(d) == "constant":
        somme = nombre * min(Fraction(d["ij_salaire_constant"]), plafond)
    else:
        somme = sum((min(Fraction(paie), plafond) for paie in paies_mensuelles(d, nombre)), Fraction(0))
    return somme / diviseur


def smic_mensuel(d) -> Fraction:
    """Celui du dernier jour du mois civil précédant l'arrêt, non arrondi."""
    return Fraction(au(SMIC, veille_du_mois(reference(d)))) * HEURES_DU_MOIS


def plafond_maladie(d) -> Fraction:
    return Fraction(au(PLAFOND_EN_SMIC, reference(d))) * smic_mensuel(d)


def maximum_maladie(d) -> Fraction:
    """R. 323-9 : le sept cent trentième du plafond annuel."""
    return 12 * plafond_maladie(d) / 730


def base_maladie(d) -> Fraction:
    return salaire_journalier(d, plafond_maladie(d))


@regle
def ij_maladie(d):
    """R2, R. 323-5 : la moitié."""
    return borne(base_maladie(d) / 2, maximum_maladie(d))


@regle
def ij_majoree(d):
    """R9 : les deux tiers, 1/547,5 du plafond au plus."""
    return borne(base_maladie(d) * 2 / 3, maximum_maladie(d) * 4 / 3)


def majoration_ouverte(d) -> bool:
    """R9 : les arrêts de trente jours consécutifs au moins le 1er juillet 2020, ce jour compris."""
    return (
        d["ij_enfants_a_charge_nombre"] >= 3
        and d["ij_nature"] in MALADIES - {"temps_partiel_therapeutique"}
        and jours_plus(reference(d), 29) <= FIN_MAJORATION_ENFANTS
    )


def septieme_mois(d):
    return mois_plus(reference(d), 6)


def minimum_septieme_mois(d):
    """R8b, R. 324-3 : jamais plus que le revenu journalier de base."""
    return min(au(MINIMUM_JOURNALIER, septieme_mois(d)), tronque(base_maladie(d)))


def pmss(jour) -> Fraction:
    return Fraction(au(PASS, jour)) / 12


def plafond_maternite(d) -> Fraction:
    """R. 331-5 : le plafond du dernier jour du mois civil précédent."""
    return pmss(veille_du_mois(reference(d)))


def net_du_forfait(montant) -> Fraction:
    return Fraction(montant) * (1 - Fraction(TAUX_FORFAITAIRE))


def maternite_nette(d) -> Fraction:
    return net_du_forfait(salaire_journalier(d, plafond_maternite(d)))


def maternite_maximum(d) -> Fraction:
    return net_du_forfait(plafond_maternite(d) * 3 / Fraction("91.25"))


@regle
def ij_maternite(d):
    """R17 : entre le minimum du premier jour du congé et le maximum."""
    return max(borne(maternite_nette(d), maternite_maximum(d)), au(MINIMUM_JOURNALIER, reference(d)))


def at_salaire(d) -> Fraction:
    """R25, R. 433-4."""
    if rythme(d) == "saisonnier":
        nombre, diviseur = 12, Fraction(365)
    elif rythme(d) == "mensuel":
        nombre, diviseur = 1, Fraction("30.42")
    else:
        nombre, diviseur = {"quinzaine": 2, "semaine": 4}[rythme(d)], Fraction(28)
    if source(d) == "total":
        somme = Fraction(d["ij_salaires_periode_reference"])
    elif source(d) == "constant":
        somme = nombre * Fraction(d["ij_salaire_constant"])
    else:
        somme = sum((Fraction(paie) for paie in paies_mensuelles(d, nombre)), Fraction(0))
    return somme / diviseur


def at_plafond(d) -> Fraction:
    return Fraction(AT_PLAFOND) * Fraction(au(PASS, reference(d)))


def _at(d, taux):
    """Un taux du salaire plafonné, sans dépasser 79 % du salaire réel."""
    salaire, plafond = at_salaire(d), at_plafond(d)
    taux = Fraction(taux)
    pleine, gain_net = taux * min(salaire, plafond), net_du_forfait(salaire)
    if salaire >= plafond and gain_net >= pleine:
        return arrondi(taux * plafond)
    return tronque(min(pleine, gain_net))


def _rechute(d, montant, plancher):
    """R. 433-7 : jamais moins que la première ; moins la rente maintenue."""
    if d["ij_nature"] != "rechute_at_mp":
        return montant
    return max(D(0), max(montant, D(plancher)) - D(d["at_mp_rente_maintenue_jour"]))


@regle
def at_initiale(d):
    return _rechute(d, _at(d, AT_TAUX), d["at_mp_premiere_indemnite_initiale"])


@regle
def at_majoree(d):
    return _rechute(d, _at(d, AT_TAUX_MAJORE), d["at_mp_premiere_indemnite_majoree"])


# --------------------------------------------------------------------------------------------------------------------
# Travailleurs indépendants (R40 à R43b)


def ti_facteur(d) -> int:
    return 3 if d["statut_professionnel"] in LIBERAUX else 1


def premier_versement(d):
    """D. 623-1 et D. 623-2 : le jour prévu du premier versement, celui où le congé devient payable."""
    return max(reference(d), conge_premier_jour(d) or reference(d))


def ti_plafond(d) -> Fraction:
    return Fraction(au(PASS, premier_versement(d)))


def ti_maximum(d) -> Fraction:
    return ti_facteur(d) * ti_plafond(d) / 730


def ti_sans_option(d) -> bool:
    """D. 622-9."""
    return bool(d["ij_ti_rsa_sans_option"]) and not d["micro_entreprise"]


def assiette_minimale(annee) -> Fraction:
    return Fraction(2, 5) * Fraction(au(PASS, Jour(annee, 1, 1)))


def revenu_de_l_annee(d, annee) -> Fraction:
    """R40 : au moins 40 % du plafond hors micro-entreprise, en proportion des cotisations payées."""
    revenu = Fraction(d.dit.get("revenu_activite_independante", {}).get(annee, 0))
    if not d["micro_entreprise"]:
        revenu = max(revenu, assiette_minimale(annee))
    if not d["ij_ti_echeancier_respecte"]:
        revenu *= Fraction(d.dit.get("ij_ti_part_cotisations_payees", {}).get(annee, 1))
    return revenu


def annees_de_reference(d) -> list:
    annee = premier_versement(d).year
    return [annee - 3, annee - 2, annee - 1]


@regle
def ti_revenu_et_seuil(d):
    """D. 622-7 et D. 622-8 : le revenu moyen, et 10 % du plafond moyen des mêmes années."""
    annees = annees_de_reference(d)

    def seuil(choisies):
        return sum(Fraction(au(PASS, Jour(annee, 1, 1))) for annee in choisies) / len(choisies) / 10

    if ti_sans_option(d):
        return Fraction(2, 5) * ti_plafond(d), seuil(annees)
    if d["ij_ti_revenu_moyen_donne"]:
        return Fraction(d["ij_ti_revenu_moyen_donne"]), seuil(annees)
    if d["ij_ti_revenu_a_ce_jour"]:
        revenu = Fraction(d["ij_ti_revenu_a_ce_jour"])
        if reference(d) >= Jour(2021, 7, 1):
            return revenu * 365 / d["ij_ti_jours_activite"], seuil(annees)
        return revenu * 12 / d["ij_ti_mois_activite"], seuil(annees)

    def moyenne(choisies):
        return sum(revenu_de_l_annee(d, annee) for annee in choisies) / len(choisies)

    def indemnite(revenu, minimum):
        return 0 if revenu < minimum else min(revenu / 730, ti_maximum(d))

    trois = moyenne(annees), seuil(annees)
    neutre = Jour(2021, 8, 8) <= reference(d) <= Jour(2023, 12, 31) and 2020 in annees
    if neutre:
        deux = [annee for annee in annees if annee != 2020]
        # Décret n° 2021-1049, art. 1: 2020 counts only when the allowance with it is higher.
        if not indemnite(*trois) > indemnite(moyenne(deux), seuil(deux)):
            return moyenne(deux), seuil(deux)
    return trois


def ti_revenu_connu(d) -> bool:
    annees = d.dit.get("revenu_activite_independante", {})
    return (
        bool(d["ij_ti_revenu_moyen_donne"] or d["ij_ti_revenu_a_ce_jour"] or d["ij_ti_revenus_nuls"])
        or ti_sans_option(d)
        or any(annees.get(annee) for annee in annees_de_reference(d))
        # D. 621-3: the minimum base keeps the flat sums of L. 623-1 whole, but for a micro-enterprise.
        or (d["ij_nature"] not in MALADIES and not d["micro_entreprise"])
    )


def ti_insuffisant(d) -> bool:
    revenu, seuil = ti_revenu_et_seuil(d)
    return not ti_sans_option(d) and revenu < seuil


@regle
def ti_ij_maladie(d):
    """R40, R41, R12 : 1/730 du revenu moyen plafonné ; rien sous le seuil ; la moitié à temps partiel."""
    if ti_insuffisant(d):
        return D(0)
    montant = borne(ti_revenu_et_seuil(d)[0] / 730, ti_maximum(d))
    return tronque(Fraction(montant) / 2) if d["ij_nature"] == "temps_partiel_therapeutique" else montant


def ti_forfait(d) -> Fraction:
    """D. 623-2 et D. 623-3 : 1/730 du plafond ; un dixième sous le seuil."""
    return ti_plafond(d) / 730 / (10 if ti_insuffisant(d) else 1)


@regle
def ti_allocation(d):
    """D. 623-1 : le plafond mensuel ; la moitié pour une adoption ; un dixième sous le seuil."""
    if not independant(d) or d["ij_nature"] not in {"maternite", "adoption"}:
        return D(0)
    montant = ti_plafond(d) / 12 / (10 if ti_insuffisant(d) else 1)
    return arrondi(montant / 2 if d["ij_nature"] == "adoption" else montant)


def au_repos(d):
    """La journalière forfaitaire, ou le droit gardé s'il vaut mieux (D. 623-8, depuis 2022)."""
    forfait = arrondi(ti_forfait(d))
    return max(forfait, ij_maternite(d)) if bascule_ancien_droit(d) else forfait


def ancien_droit_garde(d) -> bool:
    """L. 161-8 : douze mois après la fin de l'activité salariée."""
    return ancien_droit_invoque(d) and not maintien_expire(d)


def bascule_ancien_droit(d) -> bool:
    """R44, L. 161-8 : aucun droit nouveau (al. 1), ou une indemnité nulle (al. 2, 2020) ou réduite (al. 3, 2022)."""
    if not (independant(d) and ancien_droit_garde(d)):
        return False
    if d["ij_nature"] in CONGES:
        # D. 623-8 : la plus favorable des deux indemnités.
        return ti_insuffisant(d) and reference(d) >= Jour(2022, 1, 1) and source(d) != "aucune"
    if d["ij_nature"] in MALADIES:
        sans_droit = d["ij_mois_affiliation"] < 12 or liberal_sans_regime(d)
        return sans_droit or (ti_insuffisant(d) and reference(d) >= Jour(2020, 1, 1))
    return False


def liberal_sans_regime(d) -> bool:
    return d["statut_professionnel"] in LIBERAUX and reference(d) < Jour(2021, 7, 1)


def calcul_independant(d) -> bool:
    return independant(d) and not bascule_ancien_droit(d)


# --------------------------------------------------------------------------------------------------------------------
# Droit (R1, R5, R8, R12, R14, R16, R19, R42)


def jour_des_conditions(d):
    """R. 313-1, R. 313-4 : l'interruption ; la fin de l'emploi (droit gardé) ; l'arrivée de l'enfant adopté."""
    if salaires_reference(d) == reference(d) and d["ij_nature"] == "adoption":
        return d.date("adoption_arrivee_date") or reference(d)
    return salaires_reference(d)


def debut_de_periode(jour, mois):
    return mois_plus(jour.replace(day=1), -mois)


def jours_de_reference(d) -> list:
    """R. 313-1, 3° : pour la maternité, l'une ou l'autre de deux dates."""
    jours = [jour_des_conditions(d)]
    presumee = d.date("date_presumee_accouchement")
    if d["ij_nature"] in {"maternite", "pathologie_grossesse"} and presumee and salaires_reference(d) == reference(d):
        jours.append(mois_plus(presumee, -9))
    return jours


def remuneration(d, nom, mois, jours_assimiles, jour) -> Fraction:
    """Donnée, ou la somme des salaires ; chaque journée assimilée vaut six SMIC (R. 313-8)."""
    if d[nom]:
        donnee = Fraction(d[nom])
    elif source(d) == "total":
        # Les paies de la période de référence ne sont qu'une partie des six ou douze mois.
        donnee = Fraction(0 if mois == 6 and rythme(d) == "saisonnier" else d["ij_salaires_periode_reference"])
    elif source(d) == "constant":
        donnee = mois * Fraction(d["ij_salaire_constant"]) if rythme(d) in {"mensuel", "saisonnier"} else Fraction(0)
    else:
        donnes = d.dit.get("salaire_brut", {})
        donnee = sum((Fraction(donnes.get(cle, 0)) for cle in mois_precedents(jour, mois)), Fraction(0))
    smic = Fraction(au(SMIC, premier_janvier_avant(debut_de_periode(jour, mois))))
    return donnee + HEURES_PAR_JOUR_ASSIMILE * jours_assimiles * smic


def seuil_six_mois(jour) -> Fraction:
    return SMIC_SIX_MOIS * Fraction(au(SMIC, debut_de_periode(jour, 6)))


def seuil_douze_mois(jour) -> Fraction:
    return SMIC_DOUZE_MOIS * Fraction(au(SMIC, premier_janvier_avant(debut_de_periode(jour, 12))))


def condition_heures(d) -> bool:
    heures = Fraction(d["ij_heures_3_mois"]) + HEURES_PAR_JOUR_ASSIMILE * d["ij_jours_assimiles_3_mois"]
    return heures >= HEURES_TROIS_MOIS


def condition_cotisations(d) -> bool:
    return any(
        remuneration(d, "ij_remuneration_6_mois", 6, d["ij_jours_assimiles_3_mois"], jour) >= seuil_six_mois(jour)
        for jour in jours_de_reference(d)
    )


def condition_douze_mois(d) -> bool:
    heures = Fraction(d["ij_heures_12_mois"]) + HEURES_PAR_JOUR_ASSIMILE * d["ij_jours_assimiles_12_mois"]
    if heures >= HEURES_DOUZE_MOIS:
        return True
    jour = jour_des_conditions(d)
    gagne = remuneration(d, "ij_remuneration_12_mois", 12, d["ij_jours_assimiles_12_mois"], jour)
    return gagne >= seuil_douze_mois(jour)


@regle
def conditions_ouvertes(d) -> frozenset:
    """R1 : les raisons d'ouverture d'un salarié."""
    raisons = set()
    if condition_heures(d):
        raisons.add("ouvert_heures")
    if condition_cotisations(d):
        raisons.add("ouvert_cotisations")
    if not raisons and d["ij_rythme_paie"] == "saisonnier" and condition_douze_mois(d):
        raisons.add("ouvert_saisonnier")
    return frozenset(raisons)


def maintien_expire(d) -> bool:
    """R5, L. 161-8, R. 161-3 : douze mois après la perte de la qualité d'assuré."""
    if d["statut_professionnel"] != "maintien_droits" and not ancien_droit_invoque(d):
        return False
    fins = [d.date("ij_fin_emploi_date"), d.date("ij_fin_indemnisation_chomage_date")]
    fins = [jour for jour in fins if jour]
    return bool(fins) and reference(d) > mois_plus(max(fins), 12)


def affiliation_exigee(d) -> int:
    return au(AFFILIATION_MATERNITE, debut(d))


def trop_court(d) -> bool:
    """R19 : huit semaines ; avant 2019, quarante-quatre jours pour une indépendante."""
    if d["ij_nature"] != "maternite" or fin(d) is None:
        return False
    minimum = 44 if independant(d) and debut(d) < Jour(2019, 1, 1) else 56
    return (fin(d) - debut(d)).days + 1 < minimum


def immediats_non_pris(d) -> bool:
    """L. 331-8 : quatre jours à la naissance ; D. 623-2 : sept pour un indépendant."""
    if d["ij_nature"] != "paternite" or fin(d) is None or not nouveau_conge_de_naissance(d):
        return False
    return d["paternite_jours_deja_pris"] + (fin(d) - debut(d)).days + 1 < (7 if independant(d) else 4)


def repos_postnatal_court(d) -> bool:
    """D. 623-2 : six semaines après la naissance, depuis 2019 ; l'indemnité seule en dépend."""
    naissance = d.date("date_accouchement") or d.date("date_presumee_accouchement")
    if d["ij_nature"] != "maternite" or fin(d) is None or naissance is None or reference(d) < Jour(2019, 1, 1):
        return False
    return (fin(d) - naissance).days + 1 < 42


def conge_inexistant(d) -> bool:
    if d["ij_nature"] == "deuil_enfant":
        deces = d.date("ij_deces_enfant_date") or debut(d)
        return deces < Jour(2020, 7, 1)
    return d["ij_nature"] == "naissance_supplementaire" and not naissance_supplementaire_ouverte(d)


def hors_delai(d) -> bool:
    nature = d["ij_nature"]
    if nature == "paternite":
        limite = paternite_limite(d)
    elif nature == "deuil_enfant":
        deces = d.date("ij_deces_enfant_date")
        limite = deces and ans_plus(deces, 1)
    elif nature == "naissance_supplementaire":
        limite = naissance_supplementaire_limite(d)
    else:
        return False
    return bool(limite) and debut(d) > limite


def cure_refusee(d) -> bool:
    """D. 323-1 : les ressources doivent être inférieures au plafond."""
    if not (d["ij_cure_thermale"] and d["ij_nature"] in MALADIES):
        return False
    plafond = pmss(reference(d)) * (1 + Fraction(d["ij_cure_personnes_nombre"], 2))
    return Fraction(d["ij_cure_ressources_mensuelles"]) >= plafond


def temps_partiel_refuse(d) -> bool:
    """R12, D. 622-10."""
    if d["ij_nature"] != "temps_partiel_therapeutique" or not d["ij_temps_partiel_direct"]:
        return False
    return not affection_longue_duree(d) and (calcul_independant(d) or reference(d) < Jour(2019, 1, 1))


def refus(d) -> set:
    """Toutes les raisons de refuser ; aucune : le droit est ouvert."""
    if debut(d) is None:
        return {"arret_non_renseigne"}
    raisons, nature = set(), d["ij_nature"]
    if debut(d) < Jour(2018, 1, 1):
        raisons.add("hors_periode")
        return raisons
    if d["ij_suppression"]:
        raisons.add("suppression")
    terrorisme = nature in MALADIES and d["ij_victime_terrorisme"]
    if d["statut_professionnel"] == "sans_activite" and not terrorisme:
        raisons.add("sans_droit")
    if maintien_expire(d) and not independant(d) and not terrorisme:
        raisons.add("maintien_expire")
    if conge_inexistant(d):
        raisons.add("conge_non_ouvert")
    if hors_delai(d):
        raisons.add("delai_depasse")
    if trop_court(d):
        raisons.add("conge_trop_court")
    if immediats_non_pris(d):
        raisons.add("paternite_jours_immediats_non_pris")
    if temps_partiel_refuse(d):
        raisons.add("temps_partiel_sans_arret")
    if nature in CONGES and nature != "deuil_enfant" and d["ij_mois_affiliation"] < affiliation_exigee(d):
        raisons.add("affiliation_insuffisante")
    return raisons | (refus_independant(d) if independant(d) else refus_salarie(d))


def refus_salarie(d) -> set:
    raisons, nature = set(), d["ij_nature"]
    if source(d) == "aucune":
        raisons.add("salaires_non_renseignes")
    if nature in ACCIDENTS:
        return raisons
    terrorisme = nature in MALADIES and d["ij_victime_terrorisme"]
    if not conditions_ouvertes(d) and not terrorisme:
        raisons.add("heures_et_cotisations_insuffisantes")
    if cure_refusee(d):
        raisons.add("cure_ressources")
    return raisons


def refus_independant(d) -> set:
    """R42, R43b, D. 622-2."""
    raisons, nature, statut = set(), d["ij_nature"], d["statut_professionnel"]
    if nature in ACCIDENTS:
        return {"independant_at_mp"}
    if nature == "allocation_grossesse_exposee":
        return {"sans_droit"}
    if bascule_ancien_droit(d):
        raisons = {"salaires_non_renseignes"} if source(d) == "aucune" else set()
        return raisons | ({"cure_ressources"} if cure_refusee(d) else set())
    if not ti_revenu_connu(d):
        raisons.add("salaires_non_renseignes")
    if repos_postnatal_court(d):
        raisons.add("repos_postnatal_trop_court")
    remplacement = d["ij_ti_revenu_remplacement"] and reference(d) >= Jour(2022, 1, 1)
    if remplacement and (nature in MALADIES or statut != "praticien_conventionne"):
        raisons.add("pension_independant")
    if nature not in MALADIES:
        return raisons
    if liberal_sans_regime(d):
        raisons.add("profession_liberale_avant_2021")
    if d["ij_mois_affiliation"] < 12:
        raisons.add("affiliation_insuffisante")
    # Les pensions des articles L. 632-1 et L. 634-2 sont celles des artisans et des commerçants.
    if d["ij_ti_pension_invalidite"] and statut not in LIBERAUX:
        raisons.add("pension_independant")
    pensionne = d["ij_pension_vieillesse"] and statut not in LIBERAUX
    if pensionne and reference(d) < RETRAITES_INDEPENDANTS_COMPTES:
        raisons.add("retraite_independant")
    if d["ij_cure_thermale"]:
        raisons.add("cure_independant")
    if ti_revenu_connu(d) and ti_insuffisant(d):
        raisons.add("revenu_insuffisant")
    return raisons


@regle
def motifs(d) -> frozenset:
    """Les raisons que la loi permet d'écrire."""
    refuses = refus(d)
    if refuses:
        return frozenset(refuses)
    if d["ij_nature"] in ACCIDENTS:
        return frozenset({"ouvert_at_mp"})
    if independant(d):
        terrorisme = {"ouvert_terrorisme"} if d["ij_victime_terrorisme"] else set()
        return frozenset({"ouvert_ancien_droit"} | terrorisme if bascule_ancien_droit(d) else {"ouvert_independant"})
    if d["ij_nature"] in MALADIES and d["ij_victime_terrorisme"]:
        return conditions_ouvertes(d) | {"ouvert_terrorisme"}
    return conditions_ouvertes(d)


def ouvert(d) -> bool:
    return all(motif.startswith("ouvert") for motif in motifs(d))


# --------------------------------------------------------------------------------------------------------------------
# Carence (R6)


def ald_premier_arret(d) -> bool:
    """R. 323-1, 3° : aucun arrêt avant lui, ou un an de reprise du travail."""
    periode = d.date("ij_ald_periode_debut")
    return periode is None or periode >= reference(d) or d["ij_ald_reprise_mois"] >= MOIS_DE_REPRISE


def ald_suivant(d) -> bool:
    """R. 323-1, 1° : « pour une période de trois ans » ; passée cette période, un nouvel arrêt a sa carence."""
    if not affection_longue_duree(d) or ald_premier_arret(d):
        return False
    return debut(d) < ans_plus(d.date("ij_ald_periode_debut"), ANS_AFFECTION)


def sans_carence(d) -> bool:
    if d["ij_nature"] not in MALADIES:
        return True
    motif, jour = d["ij_motif_sans_carence"], debut(d)
    if d["ij_prolongation"] or d.date("ij_arret_initial_debut") or d["ij_victime_terrorisme"]:
        return True
    if ald_suivant(d):
        return True
    suit_un_arret = jour >= Jour(2019, 12, 28) or not d["ij_temps_partiel_direct"]
    if d["ij_nature"] == "temps_partiel_therapeutique" and suit_un_arret:
        return True
    if motif == "deces_enfant":
        deces = d.date("ij_deces_enfant_date")
        return bool(deces) and deces >= Jour(2020, 7, 1) and deces <= jour <= jours_plus(deces, 91)
    if motif == "interruption_spontanee_grossesse":
        return jour >= Jour(2024, 1, 1)
    if motif == "interruption_medicale_grossesse":
        return jour >= Jour(2024, 7, 1)
    if motif == "ti_meme_accident":
        return calcul_independant(d)
    return motif in {"post_natal", "grossesse_6_semaines", "apres_at_mp", "apres_arret_complet"}


def carence(d) -> int:
    if sans_carence(d):
        return 0
    if calcul_independant(d) and reference(d) < Jour(2020, 5, 25):
        prescrite = d["ij_ti_duree_prescription_initiale"] or (fin(d) - debut(d)).days + 1
        return 3 if d["ij_hospitalise"] or prescrite > 7 else 7
    return CARENCE


def premier_indemnisable(d):
    apres_carence = jours_plus(debut(d), carence(d))
    return max(apres_carence, conge_premier_jour(d) or apres_carence)


# --------------------------------------------------------------------------------------------------------------------
# Durée (R7, R8, R11, R12, R14b) : les limites, chacune avec sa raison


def droit_long(d) -> bool:
    return d["ij_mois_affiliation"] >= AFFILIATION_LONGUE and condition_douze_mois(d)


def limites_de_date(d) -> dict:
    """Le dernier jour que chaque règle laisse payer."""
    limites, nature = {}, d["ij_nature"]
    if nature in MALADIES:
        salarie = not calcul_independant(d)
        if salarie and not d["ij_victime_terrorisme"] and not droit_long(d):
            limites["six_mois"] = jours_plus(mois_plus(reference(d), 6), -1)
        limite = limite_affection(d)
        if limite:
            limites["trois_ans"] = limite
        if salarie and d["ij_pension_inaptitude"] and reference(d) < RETRAITES_COMPTES:
            limites["inaptitude"] = jours_plus(mois_plus(reference(d), 6), -1)
    a_distance = d["ij_teleconsultation_autre_medecin"] and reference(d) >= Jour(2024, 2, 27)
    if nature in MALADIES | ACCIDENTS and a_distance:
        limites["teleconsultation"] = jours_plus(reference(d), 2)
    if nature == "maternite" and conge_fin(d):
        limites["duree_du_conge"] = conge_fin(d)
        if independant(d) and debut(d) < Jour(2019, 1, 1):
            limites["duree_du_conge"] = min(conge_fin(d), jours_plus(premier_indemnisable(d), 73))
    if nature == "allocation_grossesse_exposee" and conge_fin(d) and debut(d) <= conge_fin(d):
        limites["duree_du_conge"] = jours_plus(conge_debut(d), -1)
    return limites


def limite_affection(d):
    """R7 b : trois ans de date à date, un an de plus à temps partiel ; suites de couches, depuis la naissance."""
    plus = 1 if d["ij_nature"] == "temps_partiel_therapeutique" else 0
    if affection_longue_duree(d):
        depart = reference(d) if ald_premier_arret(d) else d.date("ij_ald_periode_debut")
        return jours_plus(ans_plus(depart, ANS_AFFECTION + plus), -1)
    if d["ij_motif_sans_carence"] == "post_natal" and d.date("date_accouchement"):
        return jours_plus(ans_plus(d.date("date_accouchement"), ANS_AFFECTION), -1)
    return None


def limites_de_nombre(d) -> dict:
    """Le nombre de jours que chaque règle laisse payer."""
    limites, nature = {}, d["ij_nature"]
    if nature in MALADIES:
        depuis = RETRAITES_INDEPENDANTS_COMPTES if calcul_independant(d) else RETRAITES_COMPTES
        if d["ij_pension_vieillesse"] and reference(d) >= depuis:
            limites["retraite"] = max(0, IJ_DES_RETRAITES - d["ij_retraite_versees"])
        if calcul_independant(d):
            limites |= limites_independant(d)
    if jours_du_conge(d) is not None:
        limites["duree_du_conge"] = jours_du_conge(d)
    return limites


def limites_independant(d) -> dict:
    limites = {}
    if d["statut_professionnel"] in LIBERAUX:
        initial = d.date("ij_arret_initial_debut")
        second = d["ij_nature"] == "affection_longue_duree" and not ald_premier_arret(d)
        exempt = second or d["ij_motif_sans_carence"] == "ti_meme_accident" or d["ij_victime_terrorisme"]
        deja = max(0, (debut(d) - initial).days - (0 if exempt else CARENCE)) if initial else 0
        limites["profession_liberale"] = max(0, 87 - deja)
    if d["ij_nature"] == "temps_partiel_therapeutique":
        long = affection_longue_duree(d) and d["statut_professionnel"] not in LIBERAUX
        limites["temps_partiel"] = max(0, (270 if long else 90) - d["ij_ti_temps_partiel_versees"])
    return limites


@regle
def journal(d):
    """(jours payés, raison de l'arrêt des paiements) : jour après jour, de la fin de la carence à celle de l'arrêt."""
    if not ouvert(d):
        return {}, {"non_ouvert"}
    if fin(d) is None:
        return {}, {"fin_inconnue"}
    return _paie(d, fin(d))


def _paie(d, dernier):
    dates, nombres = limites_de_date(d), limites_de_nombre(d)
    # R7 : ni les affections de longue durée ni les suites de couches ne comptent, elles ont leurs trois ans.
    compte = d["ij_nature"] in MALADIES and not affection_longue_duree(d)
    compte = compte and d["ij_motif_sans_carence"] != "post_natal"
    anciens = set()
    for premier, ultime in d.dit.get("ij_maladie_jour_verse", []):
        anciens |= {jours_plus(premier, rang) for rang in range((ultime - premier).days + 1)}
    payes, refuses, jour = {}, {}, premier_indemnisable(d)
    verses = sorted(anciens)
    while jour <= dernier:
        raisons = {raison for raison, limite in dates.items() if jour > limite}
        raisons |= {raison for raison, nombre in nombres.items() if len(payes) >= nombre}
        if compte:
            depuis = ans_plus(jour, -3)
            dans_la_fenetre = sum(depuis < ancien < jour for ancien in verses)
            deja = sum(depuis < paye for paye in payes) + dans_la_fenetre + d["ij_maladie_versees_trois_ans"]
            if deja >= IJ_EN_TROIS_ANS:
                raisons.add("nombre_maximal")
        if raisons:
            refuses[jour] = raisons
        else:
            payes[jour] = montant_du_jour(d, jour)
        jour = jours_plus(jour, 1)
    if premier_indemnisable(d) > dernier:
        return payes, {"carence" if d["ij_nature"] in MALADIES else "duree_du_conge"}
    # La règle qui arrête le versement est celle du jour qui suit le dernier payé.
    suivant = jours_plus(max(payes), 1) if payes else premier_indemnisable(d)
    return payes, refuses.get(suivant, {"fin_arret"})


def rang_at(d, jour) -> int:
    """Le rang du jour depuis l'arrêt ; une rechute après consolidation recommence."""
    reprise = d["ij_nature"] == "rechute_at_mp" and d["at_mp_consolidation_anterieure"]
    deja = 0 if reprise else d["at_mp_jours_deja_indemnises"]
    return (jour - reference(d)).days + 1 + deja


def montant_du_jour(d, jour):
    montant = montant_entier(d, jour)
    return tronque(Fraction(montant) / 2) if reduit_ce_jour(d, jour) else montant


def montant_entier(d, jour):
    nature = d["ij_nature"]
    if nature in ACCIDENTS:
        return at_initiale(d) if rang_at(d, jour) <= AT_JOURS else at_majoree(d)
    if nature == "naissance_supplementaire":
        taux = conge_naissance_taux(d, jour)
        if calcul_independant(d):
            return arrondi(taux * ti_forfait(d))
        return borne(taux * maternite_nette(d), taux * maternite_maximum(d))
    if nature in CONGES:
        return journaliere_de_repos(d)
    if calcul_independant(d):
        return ti_ij_maladie(d)
    return maladie_du_jour(d, jour)


def conge_naissance_taux(d, jour) -> Fraction:
    """1.9 : 70 % le premier mois, 60 % le second."""
    second = d["conge_naissance_mois_deja_pris"] >= 1 or jour >= mois_plus(debut(d), 1)
    return Fraction(6, 10) if second else Fraction(7, 10)


def journaliere_de_repos(d):
    return au_repos(d) if independant(d) else ij_maternite(d)


def maladie_du_jour(d, jour):
    montant = ij_maladie(d)
    if majoration_ouverte(d) and (jour - reference(d)).days + 1 >= 31:
        montant = ij_majoree(d)
    if d["ij_nature"] in MALADIES - {"temps_partiel_therapeutique"} and jour >= septieme_mois(d):
        montant = max(montant, minimum_septieme_mois(d))
    if d["ij_nature"] == "temps_partiel_therapeutique":
        montant = min(montant, D(d["ij_perte_gain_journaliere"]))
    return montant


def envoi_limite(d):
    """R. 321-2 ; sans délai ni sanction pour une victime du terrorisme (L. 169-2, 3°)."""
    prescrit = d["ij_nature"] not in CONGES or d["ij_nature"] == "pathologie_grossesse"
    return jours_plus(debut(d), 2) if prescrit and d["ij_avis_papier"] and not d["ij_victime_terrorisme"] else None


def envoi_tardif(d) -> bool:
    limite, envoi = envoi_limite(d), d.date("ij_envoi_date")
    return bool(limite and envoi) and envoi > limite


def reduit_ce_jour(d, jour) -> bool:
    """R13, D. 323-2."""
    if not (envoi_tardif(d) and d["ij_second_envoi_tardif"]) or d["ij_hospitalise"] or d["ij_victime_terrorisme"]:
        return False
    return (d.date("ij_prescription_date") or debut(d)) <= jour < d.date("ij_envoi_date")


# --------------------------------------------------------------------------------------------------------------------
# Les résultats, sous les noms du paquet


def ou_rien(jour):
    return jour or SANS_DATE


def calcule(dit: dict) -> dict:
    """Les résultats de l'arrêt. Un ensemble : plusieurs réponses sont justes."""
    d = Dossier(dit)
    payes, raisons = journal(d)
    total = sum(payes.values(), D(0))
    csg, crds = arrondi(Fraction(total) * Fraction(CSG)), arrondi(Fraction(total) * Fraction(CRDS))
    resultats = {
        "ij_travailleur_independant": independant(d),
        "ij_motif": set(motifs(d)),
        "ij_eligible": ouvert(d),
        "ij_jours_payes": len(payes),
        "ij_total_arret": total,
        "ij_csg": csg,
        "ij_crds": crds,
        "ij_total_net": total - csg - crds,
        "ij_dernier_jour_paye_date": max(payes) if payes else SANS_DATE,
        "ij_fin_motif": raisons,
        "journal": payes,
    }
    if not renseigne(d):
        return resultats
    resultats |= faits(d)
    if payes and premier_indemnisable(d) in payes and not any(reduit_ce_jour(d, jour) for jour in payes):
        resultats["ij_journaliere_brute"] = payes[min(payes)]
    return resultats


def faits(d) -> dict:
    """Les dates, les durées et les étapes du calcul."""
    nature = d["ij_nature"]
    resultats = {
        "ij_debut": debut(d),
        "ij_fin": fin(d),
        "ij_date_reference": reference(d),
        "ij_jours_arret": (fin(d) - debut(d)).days + 1,
        "ij_carence_jours": carence(d),
        "ij_premier_jour_indemnisable_date": premier_indemnisable(d) if ouvert(d) else SANS_DATE,
        "ij_affection_longue_duree": affection_longue_duree(d),
        "ij_avis_date_limite": ou_rien(envoi_limite(d)),
        "ij_envoi_tardif": envoi_tardif(d),
    }
    if debut(d) < Jour(2018, 1, 1):
        return resultats
    if ouvert(d):
        resultats["ij_calcul_independant"] = calcul_independant(d)
    if source(d) != "aucune" and not calcul_independant(d):
        resultats |= etapes_salarie(d)
    if independant(d) and ti_revenu_connu(d):
        resultats |= etapes_independant(d)
    if nature in {"maternite", "paternite", "adoption", "naissance_supplementaire"}:
        resultats |= etapes_conge(d)
    if nature == "deuil_enfant" and not conge_inexistant(d):
        resultats["ij_deuil_duree_jours"] = deuil_duree(d)
    if nature == "pathologie_grossesse":
        resultats["maternite_repos_pathologique_jours"] = jours_du_conge(d)
    return resultats


def etapes_salarie(d) -> dict:
    etapes = {
        "ij_salaires_source": source(d),
        "ij_rythme_retenu": rythme(d),
        "ij_salaires_reference_date": salaires_reference(d),
    }
    if d["ij_nature"] in ACCIDENTS:
        return etapes | {
            "at_mp_salaire_journalier": at_salaire(d),
            "at_mp_plafond_salaire_journalier_non_arrondi": at_plafond(d),
            "at_mp_salaire_journalier_maximum": arrondi(at_plafond(d)),
        }
    etapes |= {
        "ij_condition_heures": condition_heures(d),
        "ij_seuil_cotisations_12_mois": seuil_douze_mois(jour_des_conditions(d)),
        "ij_condition_cotisations": condition_cotisations(d),
        "ij_condition_douze_mois": condition_douze_mois(d),
    }
    if d["ij_nature"] in CONGES:
        return etapes | {
            "ij_plafond_mensuel_maternite": plafond_maternite(d),
            "maternite_revenu_journalier_net": min(maternite_nette(d), maternite_maximum(d)),
            "maternite_maximum_non_arrondi": maternite_maximum(d),
            "maternite_maximum_journalier": arrondi(maternite_maximum(d)),
            "ij_minimum_journalier": au(MINIMUM_JOURNALIER, reference(d)),
        }
    return etapes | {
        "ij_smic_mensuel": smic_mensuel(d),
        "ij_plafond_salaire_mensuel": plafond_maladie(d),
        "ij_maximum_non_arrondi": maximum_maladie(d),
        "ij_maximum_journalier": arrondi(maximum_maladie(d)),
        "ij_salaire_journalier_base": base_maladie(d),
        "ij_seuil_cotisations_6_mois": seuil_six_mois(jour_des_conditions(d)),
    }


def etapes_independant(d) -> dict:
    revenu, seuil = ti_revenu_et_seuil(d)
    if liberal_sans_regime(d):
        return {"ij_ti_revenu_moyen": revenu, "ij_ti_seuil_revenu": seuil}
    if ti_sans_option(d):
        return {"ij_ti_revenu_moyen": revenu, "ij_ti_revenu_insuffisant": False}
    return {
        "ij_ti_revenu_moyen": revenu,
        "ij_ti_seuil_revenu": seuil,
        "ij_ti_revenu_insuffisant": ti_insuffisant(d),
        "ij_ti_maximum_non_arrondi": ti_maximum(d),
        "ij_ti_maximum_journalier": arrondi(ti_maximum(d)),
        "maternite_allocation_repos": (
            ti_allocation(d) if ouvert(d) or motifs(d) == {"repos_postnatal_trop_court"} else D(0)
        ),
    }


def etapes_conge(d) -> dict:
    nature = d["ij_nature"]
    if nature == "naissance_supplementaire":
        return {
            "conge_naissance_ouvert": naissance_supplementaire_ouverte(d),
            "conge_naissance_date_limite": ou_rien(naissance_supplementaire_limite(d)),
        }
    if nature == "paternite":
        nouveau = nouveau_conge_de_naissance(d)
        immediats = (7 if independant(d) else 4) if nouveau else 0
        return {
            "paternite_duree_jours": paternite_duree(d),
            "paternite_jours_hospitalisation": paternite_hospitalisation(d),
            "paternite_jours_immediats": immediats,
            "paternite_periodes_maximum": (3 if independant(d) else 2) if nouveau else 1,
            "paternite_date_limite": paternite_limite(d),
        }
    if nature == "adoption":
        return {
            "adoption_duree_jours": adoption_duree(d),
            "adoption_duree_partagee_jours": adoption_duree(d)
            + (adoption_supplement(d) if d["adoption_conge_partage"] else 0),
            "adoption_part_minimale_jours": adoption_part_minimale(d),
        }
    if conge_fin(d) is None:
        return {}
    return {
        "maternite_conge_categorie": conge_categorie(d),
        "maternite_semaines_prenatales": semaines_prenatales(d),
        "maternite_semaines_totales": semaines_totales(d),
        "maternite_conge_debut_prevu_date": conge_debut_prevu(d),
        "maternite_conge_debut_date": conge_debut(d),
        "maternite_jours_prematurite": jours_prematurite(d),
        "maternite_conge_fin_date": conge_fin(d),
        "maternite_conge_jours": (conge_fin(d) - conge_debut(d)).days + 1,
    }


__all__ = ["Dossier", "calcule", "fin_du_mois"]
