"""The law of devices a second time: what is common to all rooms, then optics and hearing aids.

Written from the dossier and the articles alone, without reading the formulas of the package, as plain as a worksheet:
a purchase is a dictionary, amounts are exact decimals, one function a rule (its number is the dossier's), the values
typed again below. It is slow on purpose. A key is the name of the package's variable; a key that is absent takes the
default that its documentation says. Dental acts are in ``appareillage_dentaire``, other devices in
``appareillage_dispositifs``.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from .transport import age as age_revolu
from .transport import ajoute_mois, arrondi, periode_maternite, valeur

D = Decimal
ZERO = D(0)
DEBUT = date(2009, 1, 1)
SANS_OBJET = date(1970, 1, 1)
UN_JOUR = timedelta(1)

# --------------------------------------------------------------------------- values, typed from the dossier

TAUX_LPP = [(DEBUT, D("0.65")), (date(2011, 5, 2), D("0.60"))]  # R. 160-5, 8°
TAUX_DENTAIRE = [(DEBUT, D("0.70")), (date(2023, 10, 15), D("0.60"))]  # R. 160-5, 3° and 3° bis
TAUX_ACTE_MEDICAL = D("0.70")
TAUX_PLEIN = D(1)  # L. 160-14, R. 160-16, V
TAUX_AVEC_REGIME_LOCAL = D("0.90")  # D. 325-7, I
COEFFICIENT_AT_MP = D("1.5")  # L. 432-3
RENTE_MINIMUM = Fraction(2, 3)  # R. 371-1
FRAIS_REELS = date(2015, 12, 23)  # L. 169-3
TIERS_PAYANT_OBLIGATOIRE, TIERS_PAYANT_ETENDU = date(2017, 1, 1), date(2022, 1, 1)  # L. 871-1
PANIER_ANI = date(2016, 1, 1)  # D. 911-1
PANIER_ANI_CERTAIN = date(2020, 1, 1)
DEVIS_NORMALISE = date(2019, 1, 1)  # L. 165-9; nothing is said of the years before
DEVIS_OFFRE = {"optique": date(2020, 1, 1), "audition": date(2019, 1, 1)}  # first day of a class with full cover

OPTIQUE_REFORME = date(2020, 1, 1)
OPTIQUE_MAJORITE = 18  # bases before 2020
MONTURE_A, MONTURE_A_PLV, ELEMENT_B = D(9), D(30), D("0.05")
VERRE_A_PART_DU_PLV = D("0.30")
GRILLE_A = {"unifocal": (D("32.50"), D("117.50")), "multifocal_progressif": (D(75), D(170))}
MONTURES_A_PROPOSER = {"adulte": 17, "enfant": 10}
ELEMENTS = ("monture", "verre_droit", "verre_gauche")
CASSE_MOIS, INADAPTATION_MOIS = 24, 3
FORFAIT_LENTILLES = D("39.48")
MYOPIE_FORTE, ANISOMETROPIE = D(8), D(3)

ANCIENNE_MONTURE = (D("30.49"), D("2.84"))  # under 18, from 18
ANCIENS_VERRES = {  # under 18, from 18
    "uni_spherique_6": (D("12.04"), D("2.29")),
    "uni_spherique_10": (D("26.68"), D("4.12")),
    "uni_spherique_au_dela": (D("44.97"), D("7.62")),
    "uni_cyl_4_sphere_6": (D("14.94"), D("3.66")),
    "uni_cyl_4_au_dela": (D("36.28"), D("6.86")),
    "uni_cyl_fort_sphere_6": (D("27.90"), D("6.25")),
    "uni_cyl_fort_au_dela": (D("46.50"), D("9.45")),
    "multi_spherique_4": (D("39.18"), D("7.32")),
    "multi_spherique_au_dela": (D("43.30"), D("10.82")),
    "multi_cyl_sphere_8": (D("43.60"), D("10.37")),
    "multi_cyl_au_dela": (D("66.62"), D("24.54")),
}

AGE_ADULTE_OPTIQUE, AGE_PETIT_ENFANT = 16, 6
DELAI_ADULTE, DELAI_ENFANT, DELAI_MORPHOLOGIE, DELAI_DEGRADATION = 24, 12, 6, 12
ORDONNANCE_MOIS = {"enfant": 12, "jusqu_a_42": 60, "apres": 36}
ORDONNANCE_AGE_MUR = 43
LENTILLES_MOIS = {"enfant": 12, "adulte": 36}
ORTHOPTISTE = (date(2023, 1, 1), 16, 42)
SITUATIONS_LIMITEES = {
    "chirurgie_cataracte": 12,
    "chirurgie_refractive": 6,
    "traumatisme_oculaire": 12,
    "greffe_cornee": 12,
}

ECHANGE_ORAL = date(2023, 12, 28)  # L. 160-8, last paragraph

CONTRAT_DEBUT = date(2015, 4, 1)  # R. 871-2, 3°
PLANCHERS = {"a": D(50), "b": D(125), "c": D(200), "d": D(125), "e": D(200), "f": D(200)}
PLAFONDS_2015 = {"a": D(470), "b": D(610), "c": D(750), "d": D(660), "e": D(800), "f": D(850)}
PLAFONDS_2020 = {"a": D(420), "b": D(560), "c": D(700), "d": D(610), "e": D(750), "f": D(800)}
PLANCHERS_ANI = {"a": D(100), "b": D(150), "c": D(200), "d": D(150), "e": D(200), "f": D(200)}
PLAFOND_MONTURE_2015, PLAFOND_MONTURE_2020 = D(150), D(100)
EQUIPEMENT = {"aa": "a", "cc": "c", "ff": "f", "ac": "b", "af": "d", "cf": "e"}
CONTRAT_PERIODE, CONTRAT_PERIODE_COURTE, CONTRAT_MAJORITE = 24, 12, 18

AUDITION_REFORME, AUDITION_RENFORCEE = date(2019, 1, 1), date(2021, 1, 1)
AUDITION_BASE_FAIBLE = date(2020, 1, 1)
AUDITION_AGE = 20
BASE_AUDITION_ADULTE = [
    (DEBUT, D("199.71")),
    (date(2019, 1, 1), D(300)),
    (date(2020, 1, 1), D(350)),
    (date(2021, 1, 1), D(400)),
]
BASE_AUDITION_JEUNE = D(1400)
BASE_AUDITION_JEUNE_2018 = {"a": D(900), "b": D("999.18"), "c": D(1250), "d": D(1400), "non_renseignee": ZERO}
PLV_AUDITION_ADULTE = [(date(2019, 1, 1), D(1300)), (date(2020, 1, 1), D(1100)), (date(2021, 1, 1), D(950))]
PLV_AUDITION_JEUNE = D(1400)
AUDITION_CLASSE_2_PLAFOND = D(1700)  # R. 871-2, 4°, b
AUDITION_MOIS, AUDITION_ESSAI, AUDITION_GARANTIE_MOIS = 48, 30, 48
AUDITION_DISTRIBUTEUR = date(2025, 9, 1)  # L. 165-6-1
AUDITION_C2S_ADULTE = [(date(2014, 6, 1), D(700)), (date(2019, 1, 1), D(800))]
AUDITION_C2S_JEUNE = [(date(2019, 1, 1), D(1400))]
PILES = [(date(2019, 1, 1), D("1.50"))]
SEUIL_DECIBELS, SEUIL_SIGNAL_BRUIT = D(30), D(3)

# --------------------------------------------------------------------------- a purchase

DEFAUTS = {
    "age": None,
    "ald_type": "aucune",
    "date_naissance": SANS_OBJET,
    "rente_at_mp_taux": ZERO,
    "complementaire_type": "aucune",
    "appareillage_c2s_gestionnaire": "cpam",
    "appareillage_demande_accord_reponse": "aucune",
    "appareillage_lpp_nature": "ordinaire",
    "appareillage_lpp_inscrit_liste": True,
    "appareillage_lpp_delivre": True,
    "appareillage_lpp_premiere_delivrance": True,
    "appareillage_fauteuil_mode": "aucun",
    "appareillage_fauteuil_categorie": "autre",
    "appareillage_fauteuil_premiere_delivrance": True,
    "appareillage_capillaire_classe": "aucune",
    "audition_inscrit_liste": True,
    "audition_distributeur_conforme": True,
    "audition_offre_renforcee_existe": True,
    "dentaire_couronne_materiau": "non_renseigne",
    "dentaire_localisation": "non_renseignee",
    "dentaire_praticien_conventionne": True,
    "dentaire_devis_alternative": "aucune",
    "dentaire_alternative_existante": "rac_zero",
    "dentaire_mt_dents_radiographies": "aucune",
    "dentaire_mt_dents_soin_nature": "aucun",
    "dentaire_orthodontie_acte": "aucun",
    "dentaire_orthodontie_numero_semestre": 1,
    "optique_inscrit_liste": True,
    "optique_offre_renforcee_existe": True,
    "optique_ordonnance_prescripteur": "ophtalmologiste",
    "optique_situation_medicale": "aucune",
    "optique_second_equipement_indication": "aucune",
    "optique_verres_teintes_indication": "aucune",
    "optique_lentilles_indication": "aucune",
}
for _cote in ("droit", "gauche"):
    DEFAUTS[f"optique_classe_verre_{_cote}"] = "b"
    DEFAUTS[f"optique_type_verre_{_cote}"] = "unifocal"
for _cote in ("droite", "gauche"):
    DEFAUTS[f"audition_classe_oreille_{_cote}"] = "classe_2"
    DEFAUTS[f"audition_ancienne_classe_oreille_{_cote}"] = "non_renseignee"
DEFAUTS["optique_classe_monture"] = "b"

NOMBRES = ("prix", "base", "honoraire", "garantie_totale", "tarif", "forfait", "dioptries", "sphere", "cylindre")
NOMBRES += ("axe", "addition", "perte_", "seuil_", "ecart_", "_nombre", "_mois", "_jours", "semaines", "deja_facturees")


class Achat(dict):
    """What is known of a purchase; what is not said has its default."""

    def __missing__(self, nom):
        if nom in DEFAUTS:
            return DEFAUTS[nom]
        if nom.endswith("_date") or nom.startswith("date_"):
            return None
        return ZERO if any(morceau in nom for morceau in NOMBRES) else False


def age(s, jour):
    """G12 : l'âge au jour de la délivrance ou de l'acte."""
    return age_revolu(s["date_naissance"], jour)


# --------------------------------------------------------------------------- G: common rules


def terrorisme(s):
    """L. 169-1 : une victime, et un soin qui résulte directement de l'acte."""
    return s["victime_terrorisme"] and s["appareillage_soin_lie_terrorisme"]


def exoneration(s, jour):
    """G6 : la suppression de la participation, et pourquoi ; la première de la liste."""
    rente = Fraction(s["rente_at_mp_taux"]) >= RENTE_MINIMUM or s["ayant_droit_rente_at_mp"]
    cas = [
        ("soin_at_mp", s["appareillage_soin_lie_at_mp"]),
        ("ald_exonerante", s["ald_type"] == "exonerante" and s["appareillage_soin_lie_ald"]),
        ("maternite", periode_maternite(s, jour)),
        ("pension_invalidite", s["beneficiaire_pension_invalidite"]),
        ("rente_at_mp", rente),
        ("pension_militaire", s["beneficiaire_pension_militaire"]),
        ("detenu", s["soins_personne_detenue"]),
        ("terrorisme", terrorisme(s)),
        ("violences_sexuelles", s["appareillage_soin_lie_violences_sexuelles"]),
        ("don", s["appareillage_soin_lie_don"]),
        ("ame", s["beneficiaire_ame"]),
    ]
    return next((nom for nom, vrai in cas if vrai), "aucune")


def exonere(s, jour):
    return exoneration(s, jour) != "aucune"


def frais_reels(s, jour):
    """G11 - L. 169-3 : acte de terrorisme, aux frais réellement exposés."""
    return terrorisme(s) and jour >= FRAIS_REELS


def couverture(s, jour):
    if s["beneficiaire_c2s"]:
        return "c2s"
    return s["complementaire_type"]


def taux_lpp(s, jour):
    return TAUX_PLEIN if exonere(s, jour) else valeur(TAUX_LPP, jour)


def part_amo(s, jour, prix, base, taux, *, prix_fixe=False, majorable=True):
    """G1, G10, G11 : la part de l'Assurance Maladie d'une ligne.

    ``prix_fixe`` : article dont le prix est fixé (L. 165-3). ``majorable`` : dispositif ou prothèse dentaire.
    """
    if majorable and frais_reels(s, jour):
        return prix
    if s["appareillage_soin_lie_at_mp"]:
        coefficient = COEFFICIENT_AT_MP if majorable and not prix_fixe else D(1)
        return min(prix, arrondi(coefficient * base))
    return arrondi(taux * min(prix, base))


def part_regime_local(s, jour, prix, base, amo):
    """G6 - D. 325-7 : jusqu'à 90 % de la base."""
    if not s["regime_local_alsace_moselle"]:
        return ZERO
    return max(ZERO, arrondi(TAUX_AVEC_REGIME_LOCAL * min(prix, base)) - amo)


def base_connue(s, jour, base):
    """Une base qui n'est pas connue n'est pas un refus ; les frais réels n'en ont pas besoin (L. 169-3)."""
    return "eligible" if base > 0 or frais_reels(s, jour) else "base_inconnue"


def total_contrat(b, prix, garantie, plafond=None, base=ZERO):
    """G4 : ce que paient ensemble l'Assurance Maladie et un contrat responsable."""
    if plafond is not None:
        return min(prix, max(plafond, base))
    return max(b, min(prix, garantie))


def total_c2s(b, prix, maximum):
    """G5."""
    return max(b, min(prix, maximum))


def tiers_payant(s, jour, eligible, renforcee):
    """G9."""
    couvert = couverture(s, jour)
    if not eligible:
        return "sans_objet"
    if couvert == "c2s" or s["beneficiaire_ame"] or s["soins_personne_detenue"]:
        return "integral"
    if couvert != "contrat_responsable" or jour < TIERS_PAYANT_OBLIGATOIRE:
        return "amo_seul"
    return "jusqu_au_plafond" if renforcee and jour >= TIERS_PAYANT_ETENDU else "base"


def premier_jour_possible(precedente_delivrance, jour, delai):
    """G12 : le premier jour où le délai est écoulé, l'âge se prenant au jour de la nouvelle délivrance.

    ``delai`` donne les mois d'attente à l'âge d'un jour.
    """
    prevu = ajoute_mois(precedente_delivrance, delai(jour))
    while prevu > jour and prevu < ajoute_mois(precedente_delivrance, delai(prevu)):
        prevu = ajoute_mois(precedente_delivrance, delai(prevu))
    return prevu


def veille_du_delai(jour, mois):
    """Le dernier jour d'une durée de tant de mois."""
    return ajoute_mois(jour, mois) - UN_JOUR


# --------------------------------------------------------------------------- O: corrections


def correction(s, cote, quand=""):
    """O12 : le cylindre récrit positif. (sphère, cylindre, axe, addition)"""
    sphere, cylindre = s[f"optique_sphere_verre_{cote}{quand}"], s[f"optique_cylindre_verre_{cote}{quand}"]
    axe, addition = s[f"optique_axe_verre_{cote}{quand}"], s[f"optique_addition_verre_{cote}{quand}"]
    if cylindre < 0:
        sphere, cylindre = sphere + cylindre, -cylindre
        axe = axe - 90 if axe >= 90 else axe + 90
    return sphere, cylindre, axe, addition


def ancienne_base_verre(s, jour, cote):
    """1.2 : la base d'un verre avant 2020, par âge et par correction."""
    sphere, cylindre, _, _ = correction(s, cote)
    ecart = abs(sphere)
    if s[f"optique_type_verre_{cote}"] == "unifocal":
        if cylindre == 0:
            ligne = "uni_spherique_6" if ecart <= 6 else "uni_spherique_10" if ecart <= 10 else "uni_spherique_au_dela"
        elif cylindre <= 4:
            ligne = "uni_cyl_4_sphere_6" if ecart <= 6 else "uni_cyl_4_au_dela"
        else:
            ligne = "uni_cyl_fort_sphere_6" if ecart <= 6 else "uni_cyl_fort_au_dela"
    elif cylindre == 0:
        ligne = "multi_spherique_4" if ecart <= 4 else "multi_spherique_au_dela"
    else:
        ligne = "multi_cyl_sphere_8" if ecart <= 8 else "multi_cyl_au_dela"
    return ANCIENS_VERRES[ligne][age(s, jour) >= OPTIQUE_MAJORITE]


def categorie_verre(s, jour, cote):
    """O12 : la catégorie d'un verre pour le contrat responsable, acheté ce jour-là ou gardé."""
    if jour < CONTRAT_DEBUT:
        return "sans_objet"
    sphere, cylindre, _, _ = correction(s, cote)
    unifocal = s[f"optique_type_verre_{cote}"] == "unifocal"
    faible, fort = ("a", "c") if unifocal else ("c", "f")
    if jour < OPTIQUE_REFORME:
        if unifocal:
            return "a" if abs(sphere) <= 6 and cylindre <= 4 else "c"
        limite = 4 if cylindre == 0 else 8
        return "f" if abs(sphere) > limite else "c"
    if cylindre == 0:
        return faible if abs(sphere) <= (6 if unifocal else 4) else fort
    borne = 6 if unifocal else 8
    if sphere <= 0:
        return faible if sphere >= -borne and cylindre <= 4 else fort
    return faible if sphere + cylindre <= borne else fort


def categorie_equipement(s, jour):
    verres = sorted(categorie_verre(s, jour, cote) for cote in ("droit", "gauche"))
    return "sans_objet" if "sans_objet" in verres else EQUIPEMENT["".join(verres)]


def degradation(s, jour):
    """O6 : la dégradation de la vue, en comparant les deux prescriptions (depuis 2020)."""
    if jour < OPTIQUE_REFORME:
        return False
    if not s["optique_prescription_precedente_connue"]:
        return s["optique_degradation_attestee"]
    mesures, axe_tourne = [], False
    for cote in ("droit", "gauche"):
        sphere, cylindre, axe, addition = correction(s, cote)
        sphere_0, cylindre_0, axe_0, addition_0 = correction(s, cote, "_precedent")
        mesures.append(
            (
                max(abs(sphere - sphere_0), abs(cylindre - cylindre_0)),
                abs(addition - addition_0),
                abs((sphere + addition) - (sphere_0 + addition_0)),
            )
        )
        limite = 20 if cylindre <= 1 else 10 if cylindre <= 4 else 5
        ecart = abs(axe - axe_0)
        if cylindre > 0 and cylindre_0 > 0 and min(ecart, 180 - ecart) > limite:
            axe_tourne = True
    for droit, gauche in zip(*mesures, strict=True):
        if max(droit, gauche) >= D("0.50") or min(droit, gauche) >= D("0.25"):
            return True
    return axe_tourne


# --------------------------------------------------------------------------- O: conditions and renewal


def ordonnance_verres_fin(s, jour):
    """O1 : le dernier jour d'exécution, moins d'un, cinq ou trois ans selon l'âge à la prescription."""
    etablie = s["optique_ordonnance_date"]
    if etablie is None:
        return None
    ans = age_revolu(s["date_naissance"], etablie)
    groupe = "enfant" if ans < AGE_ADULTE_OPTIQUE else "jusqu_a_42" if ans < ORDONNANCE_AGE_MUR else "apres"
    fin = veille_du_delai(etablie, ORDONNANCE_MOIS[groupe])
    abregee = s["optique_ordonnance_limite_prescripteur_date"]
    return fin if abregee is None else min(fin, abregee)


def ordonnance_verres_valable(s, jour):
    fin = ordonnance_verres_fin(s, jour)
    return fin is not None and s["optique_ordonnance_date"] <= jour <= fin


def prescripteur_habilite(s, jour):
    """O1 : un orthoptiste prescrit aux patients de 16 à 42 ans, depuis 2023."""
    if s["optique_ordonnance_prescripteur"] != "orthoptiste":
        return True
    etablie = s["optique_ordonnance_date"]
    if etablie is None:
        return False
    debut, premier, dernier = ORTHOPTISTE
    return etablie >= debut and premier <= age_revolu(s["date_naissance"], etablie) <= dernier


def situation_medicale(s, jour):
    """O7 : aucune attente pour les verres, sur une nouvelle prescription d'un ophtalmologiste."""
    situation = s["optique_situation_medicale"]
    if jour < OPTIQUE_REFORME or situation == "aucune" or not s["optique_nouvelle_prescription"]:
        return False
    if s["optique_ordonnance_prescripteur"] != "ophtalmologiste":
        return False
    quand = s["optique_situation_medicale_date"]
    if situation in SITUATIONS_LIMITEES and quand is not None:
        return jour < ajoute_mois(quand, SITUATIONS_LIMITEES[situation])
    return True


def precedente(s, element):
    return s.get(f"optique_delivrance_precedente_{element}_date", s["optique_delivrance_precedente_date"])


def renouvellement(s, jour, element, lu_le=None):
    """O5 : la règle de délai et le nombre de mois, à l'âge de ce jour-là ou d'un jour à venir."""
    if precedente(s, element) is None or jour < OPTIQUE_REFORME:
        return "sans_delai", 0
    ans = age(s, lu_le or jour)
    if element == "verres" and situation_medicale(s, jour):
        return "situation_medicale", 0
    if element == "verres" and ans < AGE_ADULTE_OPTIQUE and s["optique_degradation_certifiee_ophtalmologiste"]:
        return "degradation_enfant", 0
    if ans < AGE_PETIT_ENFANT and s["optique_monture_inadaptee_visage"]:
        return "morphologie", DELAI_MORPHOLOGIE
    if ans < AGE_ADULTE_OPTIQUE:
        return "enfant", DELAI_ENFANT
    if degradation(s, jour):
        return "degradation", DELAI_DEGRADATION
    return "adulte", DELAI_ADULTE


def prochain_renouvellement_optique(s, jour, element):
    if renouvellement(s, jour, element)[0] == "sans_delai":
        return None
    return premier_jour_possible(precedente(s, element), jour, lambda lu_le: renouvellement(s, jour, element, lu_le)[1])


def prix_verres(s):
    return s["optique_prix_verre_droit"] + s["optique_prix_verre_gauche"]


def sans_echange_oral(s, etablie):
    """L. 160-8, last paragraph: prescribed from a distance without a word, since the paragraph exists."""
    return s["appareillage_prescription_sans_echange_oral"] and etablie >= ECHANGE_ORAL


def motif_optique(s, jour, element):
    """O1, O5, O8, O9 : pourquoi la monture ou les verres sont pris en charge, ou non."""
    achete = s["optique_prix_monture"] > 0 if element == "monture" else prix_verres(s) > 0
    if not achete:
        return "sans_objet"
    if not s["optique_inscrit_liste"]:
        return "hors_liste"
    etablie = s["optique_ordonnance_date"]
    if etablie is None or etablie > jour:
        return "sans_ordonnance"
    if not prescripteur_habilite(s, jour):
        return "prescripteur_non_habilite"
    if sans_echange_oral(s, etablie):
        return "sans_echange_oral"
    if not ordonnance_verres_valable(s, jour):
        return "ordonnance_perimee"
    ophtalmologiste = s["optique_ordonnance_prescripteur"] == "ophtalmologiste"
    indication = s["optique_second_equipement_indication"] != "aucune" and ophtalmologiste
    if s["optique_second_equipement"] and not indication:
        return "indication_absente"
    if element == "verres" and s["optique_verres_teintes"] and s["optique_verres_teintes_indication"] == "aucune":
        return "indication_absente"
    if s["optique_second_equipement"] and precedente(s, element) == jour:
        return "eligible"  # O8: two equipments at once, the first of the pair bars nothing
    prochain = prochain_renouvellement_optique(s, jour, element)
    return "delai_non_ecoule" if prochain is not None and jour < prochain else "eligible"


# --------------------------------------------------------------------------- O: lines of the equipment


def lignes_optique(s, jour):
    """Chaque élément ou prestation acheté : (nom, prix, base, prix limite, classe A, prix fixé)."""
    reforme = jour >= OPTIQUE_REFORME
    lignes = []
    classe_a = reforme and s["optique_classe_monture"] == "a"
    lignes.append(("monture", s["optique_prix_monture"], base_monture(s, jour), plv_monture(s, jour), classe_a))
    for cote in ("droit", "gauche"):
        classe_a = reforme and s[f"optique_classe_verre_{cote}"] == "a"
        prix, plv = s[f"optique_prix_verre_{cote}"], plv_verre(s, jour, cote)
        lignes.append((f"verre_{cote}", prix, base_verre(s, jour, cote), plv, classe_a))
    for prestation in ("appairage", "filtre"):
        prix, base = s[f"optique_prix_{prestation}"], s[f"optique_base_remboursement_{prestation}"]
        plv = s[f"optique_prix_limite_vente_{prestation}"] if reforme else ZERO
        lignes.append((prestation, prix, base, plv, reforme))
    prix, base = s["optique_prix_adaptation"], s["optique_base_remboursement_adaptation"]
    lignes.append(("adaptation", prix, base, ZERO, False))
    return lignes


def plv_monture(s, jour):
    return MONTURE_A_PLV if jour >= OPTIQUE_REFORME and s["optique_classe_monture"] == "a" else ZERO


def base_monture(s, jour):
    if jour < OPTIQUE_REFORME:
        return ANCIENNE_MONTURE[age(s, jour) >= OPTIQUE_MAJORITE]
    return MONTURE_A if s["optique_classe_monture"] == "a" else ELEMENT_B


def plv_verre(s, jour, cote):
    """Lu sur le devis."""
    if jour < OPTIQUE_REFORME or s[f"optique_classe_verre_{cote}"] == "b":
        return ZERO
    return s[f"optique_prix_limite_vente_verre_{cote}"]


def base_verre(s, jour, cote):
    if jour < OPTIQUE_REFORME:
        return ancienne_base_verre(s, jour, cote)
    if s[f"optique_classe_verre_{cote}"] == "b":
        return ELEMENT_B
    devis = s[f"optique_base_devis_verre_{cote}"]
    return devis if devis > 0 else arrondi(VERRE_A_PART_DU_PLV * plv_verre(s, jour, cote))


def base_motif(s, jour):
    """1.2, grille : la base et le prix limite de la classe A se lisent sur le devis."""
    rangs = []
    for cote in ("droit", "gauche"):
        bought = s[f"optique_prix_verre_{cote}"] > 0
        if jour < OPTIQUE_REFORME or not bought or s[f"optique_classe_verre_{cote}"] == "b":
            continue
        devis, plv = s[f"optique_base_devis_verre_{cote}"], plv_verre(s, jour, cote)
        if plv > 0:
            rangs.append("connue" if devis > 0 else "estimee")
        else:
            rangs.append("plafond_inconnu" if devis > 0 else "inconnue")
    return next((m for m in ("inconnue", "plafond_inconnu", "estimee") if m in rangs), "connue")


def prix_limite_a_verifier(s, jour):
    for cote in ("droit", "gauche"):
        plv = plv_verre(s, jour, cote)
        bas, haut = GRILLE_A[s[f"optique_type_verre_{cote}"]]
        if plv > 0 and not bas <= plv <= haut:
            return True
    return False


def eligible_optique(s, jour, nom):
    return motif_optique(s, jour, "monture" if nom == "monture" else "verres") == "eligible"


def taux_optique(s, jour):
    return taux_lpp(s, jour)


def lignes_prises(s, jour):
    """Les lignes prises en charge : (nom, prix, base, limite, classe A, b, part AMO, part du régime local)."""
    prises = []
    for nom, prix, base, plv, classe_a in lignes_optique(s, jour):
        if prix == 0 or not eligible_optique(s, jour, nom):
            continue
        amo = part_amo(s, jour, prix, base, taux_optique(s, jour), prix_fixe=classe_a)
        local = part_regime_local(s, jour, prix, base, amo)
        prises.append((nom, prix, base, plv, classe_a, min(prix, base), amo, local))
    return prises


# --------------------------------------------------------------------------- O13: the contrat responsable


def plafond_monture(jour):
    if jour < CONTRAT_DEBUT:
        return None
    return PLAFOND_MONTURE_2015 if jour < OPTIQUE_REFORME else PLAFOND_MONTURE_2020


def plancher_contrat(s, jour):
    return PLANCHERS.get(categorie_equipement(s, jour), ZERO)


def plancher_ani(s, jour):
    return PLANCHERS_ANI.get(categorie_equipement(s, jour), ZERO) if jour >= PANIER_ANI else ZERO


def plafond_contrat(s, jour):
    table = PLAFONDS_2015 if jour < OPTIQUE_REFORME else PLAFONDS_2020
    return table.get(categorie_equipement(s, jour), ZERO)


def contrat_precedent(s, jour):
    return s.get("optique_contrat_equipement_precedent_date", s["optique_delivrance_precedente_date"])


def contrat_periode_ecoulee(s, jour):
    """O13, avant 2020 : deux ans, un an pour un mineur ou quand la vue a évolué."""
    precedent = contrat_precedent(s, jour)
    if precedent is None or not CONTRAT_DEBUT <= jour < OPTIQUE_REFORME:
        return True
    court = age(s, jour) < CONTRAT_MAJORITE or s["optique_degradation_attestee"]
    return jour >= ajoute_mois(precedent, CONTRAT_PERIODE_COURTE if court else CONTRAT_PERIODE)


def total_contrat_optique(s, jour):
    """O13 : l'équipement entier, parts de l'Assurance Maladie comprises."""
    toutes = lignes_prises(s, jour)
    prises = [ligne for ligne in toutes if ligne[0] in ELEMENTS or ligne[4]]
    adaptation = sum((max(ligne[5], ligne[6]) for ligne in toutes if ligne not in prises), ZERO)
    classe_a = sum(
        (max(min(prix, max(plv, base)), amo + local) for _, prix, base, plv, est_a, _, amo, local in prises if est_a),
        ZERO,
    )
    autres = [ligne for ligne in prises if not ligne[4]]
    if not autres:
        return classe_a + adaptation
    somme_b = sum((ligne[5] for ligne in autres), ZERO)
    deja = sum((ligne[6] + ligne[7] for ligne in autres), ZERO)
    garantie = s["optique_garantie_totale"]
    ani = s["complementaire_panier_ani"] and jour >= PANIER_ANI
    if (garantie == 0 and not ani) or not contrat_periode_ecoulee(s, jour):
        return classe_a + max(somme_b, deja) + adaptation
    prix_retenus = ZERO
    for nom, prix, *_ in autres:
        limite = plafond_monture(jour)
        prix_retenus += min(prix, limite) if nom == "monture" and limite is not None else prix
    enveloppe = garantie
    if categorie_equipement(s, jour) != "sans_objet":
        plancher = plancher_ani(s, jour) if ani else plancher_contrat(s, jour)
        enveloppe = min(max(classe_a + garantie, plancher), plafond_contrat(s, jour)) - classe_a
    return classe_a + max(somme_b, min(enveloppe, prix_retenus), deja) + adaptation


def total_optique(s, jour):
    """G2 à G5, O3, O13."""
    couvert = couverture(s, jour)
    if couvert == "contrat_responsable":
        return total_contrat_optique(s, jour)
    total = ZERO
    for nom, prix, _, plv, classe_a, b, amo, local in lignes_prises(s, jour):
        ligne = amo + local
        if couvert == "contrat_non_responsable":
            ligne = max(ligne, b)
        elif couvert == "c2s":
            maximum = plv if classe_a else ZERO
            if jour < OPTIQUE_REFORME and nom in ELEMENTS:
                maximum = s[f"optique_c2s_tarif_maximum_{nom}"]
            ligne = max(ligne, total_c2s(b, prix, maximum))
        total += ligne
    return total


def c2s_maximum_inconnu_optique(s, jour):
    if couverture(s, jour) != "c2s" or jour >= OPTIQUE_REFORME:
        return False
    achetes = [nom for nom in ELEMENTS if s[f"optique_prix_{nom}"] > 0]
    return any(s[f"optique_c2s_tarif_maximum_{nom}"] == 0 for nom in achetes)


def irregulier_optique(s, jour):
    """G7."""
    return sum((max(ZERO, prix - plv) for _, prix, _, plv, _ in lignes_optique(s, jour) if plv > 0), ZERO)


def optique(s, jour):
    prises = lignes_prises(s, jour)
    amo, local = sum((x[6] for x in prises), ZERO), sum((x[7] for x in prises), ZERO)
    total, prix = total_optique(s, jour), sum((x[1] for x in lignes_optique(s, jour)), ZERO)
    par_element = {x[0]: x[6] for x in prises}
    reforme = jour >= OPTIQUE_REFORME

    def delai_ordinaire(lu_le):
        return DELAI_ENFANT if age(s, lu_le) < AGE_ADULTE_OPTIQUE else DELAI_ADULTE

    return {
        "optique_ordonnance_fin_validite_date": ordonnance_verres_fin(s, jour) or SANS_OBJET,
        "optique_ordonnance_valable": ordonnance_verres_valable(s, jour),
        "optique_prescripteur_habilite": prescripteur_habilite(s, jour),
        "optique_degradation": degradation(s, jour),
        "optique_situation_medicale_reconnue": situation_medicale(s, jour),
        "optique_renouvellement_monture_motif": renouvellement(s, jour, "monture")[0],
        "optique_renouvellement_verres_motif": renouvellement(s, jour, "verres")[0],
        "optique_prochain_renouvellement_monture_date": prochain_renouvellement_optique(s, jour, "monture")
        or SANS_OBJET,
        "optique_prochain_renouvellement_verres_date": prochain_renouvellement_optique(s, jour, "verres") or SANS_OBJET,
        "optique_renouvellement_apres_achat_date": (
            premier_jour_possible(jour, jour, delai_ordinaire) if reforme else SANS_OBJET
        ),
        "optique_monture_motif": motif_optique(s, jour, "monture"),
        "optique_verres_motif": motif_optique(s, jour, "verres"),
        "optique_monture_eligible": motif_optique(s, jour, "monture") == "eligible",
        "optique_verres_eligible": motif_optique(s, jour, "verres") == "eligible",
        "optique_prix_limite_vente_monture": plv_monture(s, jour),
        "optique_base_remboursement_monture": base_monture(s, jour),
        "optique_base_remboursement_verre_droit": base_verre(s, jour, "droit"),
        "optique_base_remboursement_verre_gauche": base_verre(s, jour, "gauche"),
        "optique_base_motif": base_motif(s, jour),
        "optique_prix_limite_a_verifier": prix_limite_a_verifier(s, jour),
        "optique_categorie_verre_droit": categorie_verre(s, jour, "droit"),
        "optique_categorie_verre_gauche": categorie_verre(s, jour, "gauche"),
        "optique_categorie_equipement": categorie_equipement(s, jour),
        "optique_plancher_contrat": plancher_contrat(s, jour),
        "optique_plancher_contrat_ani": plancher_ani(s, jour),
        "optique_plafond_contrat": plafond_contrat(s, jour),
        "optique_contrat_periode_ecoulee": contrat_periode_ecoulee(s, jour),
        "optique_contrat_a_confirmer": contrat_a_confirmer(s, jour),
        "optique_prise_en_charge_contrat": total_contrat_optique(s, jour),
        "optique_taux": taux_optique(s, jour),
        "optique_prix_total": prix,
        "optique_part_amo_monture": par_element.get("monture", ZERO),
        "optique_part_amo_verre_droit": par_element.get("verre_droit", ZERO),
        "optique_part_amo_verre_gauche": par_element.get("verre_gauche", ZERO),
        "optique_part_amo": amo,
        "optique_part_regime_local": local,
        "optique_prise_en_charge_totale": total,
        "optique_part_complementaire": total - amo - local,
        "optique_reste_a_charge": prix - total,
        "optique_montant_irregulier": irregulier_optique(s, jour),
        "optique_prix_irregulier": irregulier_optique(s, jour) > 0,
        "optique_c2s_maximum_inconnu": c2s_maximum_inconnu_optique(s, jour),
        "optique_tiers_payant": tiers_payant(
            s, jour, any(x[0] in ELEMENTS for x in prises), any(x[4] for x in prises if x[0] in ELEMENTS)
        ),
        "optique_montures_a_proposer_nombre": montures_a_proposer(s, jour),
        "optique_garantie_casse_fin_date": veille_du_delai(jour, CASSE_MOIS) if reforme else SANS_OBJET,
        "optique_garantie_inadaptation_fin_date": veille_du_delai(jour, INADAPTATION_MOIS) if reforme else SANS_OBJET,
        "optique_devis_conforme": devis_conforme(s, jour, "optique"),
    }


def contrat_a_confirmer(s, jour):
    """1.2, confiance C : avant 2020, la limite de la monture et la catégorie f."""
    if couverture(s, jour) != "contrat_responsable" or not CONTRAT_DEBUT <= jour < OPTIQUE_REFORME:
        return False
    return s["optique_prix_monture"] > 0 or "f" in {categorie_verre(s, jour, cote) for cote in ("droit", "gauche")}


def montures_a_proposer(s, jour):
    if jour < OPTIQUE_REFORME:
        return 0
    return MONTURES_A_PROPOSER["enfant" if age(s, jour) < AGE_ADULTE_OPTIQUE else "adulte"]


def devis_conforme(s, jour, domaine):
    """G8 - L. 165-9 : le devis et son offre à prise en charge renforcée, quand il en existe une."""
    offre = s[f"{domaine}_devis_offre_renforcee"] or not s[f"{domaine}_offre_renforcee_existe"]
    return jour >= DEVIS_NORMALISE and s[f"{domaine}_devis_remis"] and (offre or jour < DEVIS_OFFRE[domaine])


# --------------------------------------------------------------------------- O11: contact lenses


def lentilles_ordonnance_fin(s, jour):
    etablie = s["optique_lentilles_ordonnance_date"]
    if etablie is None:
        return None
    enfant = age_revolu(s["date_naissance"], etablie) < AGE_ADULTE_OPTIQUE
    return veille_du_delai(etablie, LENTILLES_MOIS["enfant" if enfant else "adulte"])


def lentilles_indication(s, jour):
    indication, dioptries = s["optique_lentilles_indication"], s["optique_lentilles_dioptries"]
    if indication == "myopie_forte":
        return dioptries >= MYOPIE_FORTE
    if indication == "anisometropie":
        return dioptries >= ANISOMETROPIE
    return indication != "aucune"


def lentilles_motif(s, jour):
    prix = s["optique_lentilles_prix_oeil_droit"] + s["optique_lentilles_prix_oeil_gauche"]
    etablie = s["optique_lentilles_ordonnance_date"]
    if prix == 0:
        return "sans_objet"
    if etablie is None or etablie > jour:
        return "sans_ordonnance"
    if sans_echange_oral(s, etablie):
        return "sans_echange_oral"
    if jour > lentilles_ordonnance_fin(s, jour):
        return "ordonnance_perimee"
    return "eligible" if lentilles_indication(s, jour) else "indication_absente"


def lentilles(s, jour):
    eligible = lentilles_motif(s, jour) == "eligible"
    amo = local = total = prix_total = ZERO
    for cote in ("droit", "gauche"):
        prix = s[f"optique_lentilles_prix_oeil_{cote}"]
        prix_total += prix
        if not eligible or prix == 0:
            continue
        reste = max(ZERO, FORFAIT_LENTILLES - s[f"optique_lentilles_forfait_consomme_oeil_{cote}"])
        amo_oeil = part_amo(s, jour, prix, reste, taux_lpp(s, jour))
        local_oeil = part_regime_local(s, jour, prix, reste, amo_oeil)
        b, couvert = min(prix, reste), couverture(s, jour)
        total_oeil = amo_oeil + local_oeil
        if couvert == "contrat_responsable":
            total_oeil = max(total_oeil, total_contrat(b, prix, s["optique_lentilles_garantie_totale"]))
        elif couvert != "aucune":
            total_oeil = max(total_oeil, b)
        amo, local, total = amo + amo_oeil, local + local_oeil, total + total_oeil
    return {
        "optique_lentilles_ordonnance_fin_validite_date": lentilles_ordonnance_fin(s, jour) or SANS_OBJET,
        "optique_lentilles_motif": lentilles_motif(s, jour),
        "optique_lentilles_eligible": eligible,
        "optique_lentilles_prix_total": prix_total,
        "optique_lentilles_part_amo": amo,
        "optique_lentilles_part_regime_local": local,
        "optique_lentilles_part_complementaire": total - amo - local,
        "optique_lentilles_reste_a_charge": prix_total - total,
    }


# --------------------------------------------------------------------------- H: hearing aids


def groupe_auditif(s, jour):
    """H2."""
    jeune = age(s, jour) < AUDITION_AGE or s["audition_cecite"]
    return "moins_20_ans_ou_cecite" if jeune else "adulte"


def jeune_ou_aveugle(s, jour):
    return groupe_auditif(s, jour) != "adulte"


def indication_auditive(s, jour, cote):
    """H1 : l'un des quatre critères."""
    if f"audition_indication_oreille_{cote}" in s:
        return s[f"audition_indication_oreille_{cote}"]
    aigue = s[f"audition_perte_aigue_oreille_{cote}"] > SEUIL_DECIBELS
    return (
        s[f"audition_perte_moyenne_oreille_{cote}"] > SEUIL_DECIBELS
        or s[f"audition_seuil_intelligibilite_oreille_{cote}"] > SEUIL_DECIBELS
        or s[f"audition_ecart_signal_bruit_oreille_{cote}"] > SEUIL_SIGNAL_BRUIT
        or (aigue and s[f"audition_intelligibilite_alteree_oreille_{cote}"])
    )


def base_auditive(s, jour, cote):
    if not jeune_ou_aveugle(s, jour):
        return valeur(BASE_AUDITION_ADULTE, jour)
    if jour < AUDITION_REFORME:
        return BASE_AUDITION_JEUNE_2018[s[f"audition_ancienne_classe_oreille_{cote}"]]
    return BASE_AUDITION_JEUNE


def classe_1(s, jour, cote):
    return jour >= AUDITION_REFORME and s[f"audition_classe_oreille_{cote}"] == "classe_1"


def plv_auditif(s, jour, cote):
    if not classe_1(s, jour, cote):
        return ZERO
    return PLV_AUDITION_JEUNE if jeune_ou_aveugle(s, jour) else valeur(PLV_AUDITION_ADULTE, jour)


def prochain_renouvellement_auditif(s, jour, cote):
    """H7."""
    precedente_delivrance = s[f"audition_delivrance_precedente_oreille_{cote}_date"]
    if precedente_delivrance is None or jour < AUDITION_REFORME:
        return None
    return ajoute_mois(precedente_delivrance, AUDITION_MOIS)


def renouvellement_anticipe(s, jour, cote):
    return (
        s["audition_appareil_inutilisable"]
        and s["audition_garantie_inutilisable"]
        and s["audition_nouvelle_ordonnance"]
        and s[f"audition_accord_renouvellement_anticipe_oreille_{cote}"]
    )


def motif_auditif(s, jour, cote):
    """H1, H7."""
    if s[f"audition_prix_oreille_{cote}"] == 0:
        return "sans_objet"
    if not s["audition_inscrit_liste"]:
        return "hors_liste"
    etablie = s["audition_ordonnance_date"]
    if etablie is None or etablie > jour:
        return "sans_ordonnance"
    if sans_echange_oral(s, etablie):
        return "sans_echange_oral"
    if not indication_auditive(s, jour, cote):
        return "indication_absente"
    if jour >= AUDITION_DISTRIBUTEUR and not s["audition_distributeur_conforme"]:
        return "distributeur_non_conforme"
    prochain = prochain_renouvellement_auditif(s, jour, cote)
    if prochain is not None and jour < prochain and not renouvellement_anticipe(s, jour, cote):
        return "delai_non_ecoule"
    return base_connue(s, jour, base_auditive(s, jour, cote))


def c2s_maximum_auditif(s, jour):
    """H5."""
    return valeur(AUDITION_C2S_JEUNE if jeune_ou_aveugle(s, jour) else AUDITION_C2S_ADULTE, jour) or ZERO


def oreille(s, jour, cote):
    """H3 à H5 : (éligible, prix, part AMO, part du régime local, total)."""
    prix, base = s[f"audition_prix_oreille_{cote}"], base_auditive(s, jour, cote)
    if motif_auditif(s, jour, cote) != "eligible":
        return False, prix, ZERO, ZERO, ZERO
    plv = plv_auditif(s, jour, cote)
    amo = part_amo(s, jour, prix, base, taux_lpp(s, jour), prix_fixe=plv > 0)
    local = part_regime_local(s, jour, prix, base, amo)
    b, couvert = min(prix, base), couverture(s, jour)
    total = amo + local
    if couvert == "contrat_non_responsable":
        total = max(total, b)
    elif couvert == "c2s":
        total = max(total, total_c2s(b, prix, c2s_maximum_auditif(s, jour)))
    elif couvert == "contrat_responsable":
        garantie = s["audition_garantie_totale"]
        if plv > 0 and jour >= AUDITION_RENFORCEE:
            total = max(total, total_contrat(b, prix, garantie, plv, base))
        else:
            limite = min(garantie, AUDITION_CLASSE_2_PLAFOND) if jour >= AUDITION_RENFORCEE else garantie
            total = max(total, total_contrat(b, prix, limite))
    return True, prix, amo, local, total


def piles(s, jour):
    """1.3 : la base d'une plaquette ; la complémentaire paie la participation."""
    plaquette = valeur(PILES, jour)
    prix = s["audition_piles_prix"]
    base = ZERO if plaquette is None else s["audition_piles_nombre"] * plaquette
    amo = part_amo(s, jour, prix, base, taux_lpp(s, jour))
    local = part_regime_local(s, jour, prix, base, amo)
    total = amo + local if couverture(s, jour) == "aucune" else max(amo + local, min(prix, base))
    return {
        "audition_piles_part_amo": amo,
        "audition_piles_part_regime_local": local,
        "audition_piles_part_complementaire": total - amo - local,
        "audition_piles_reste_a_charge": prix - total,
    }


def destinataire_devis_auditif(s, jour):
    """H9."""
    if couverture(s, jour) != "c2s":
        return "sans_objet"
    caisse = s["appareillage_c2s_gestionnaire"] == "cpam" or jeune_ou_aveugle(s, jour)
    return "cpam" if caisse else "organisme_complementaire"


def audition(s, jour):
    cotes = ("droite", "gauche")
    oreilles = {cote: oreille(s, jour, cote) for cote in cotes}
    amo, local = sum((x[2] for x in oreilles.values()), ZERO), sum((x[3] for x in oreilles.values()), ZERO)
    total, prix = sum((x[4] for x in oreilles.values()), ZERO), sum((x[1] for x in oreilles.values()), ZERO)
    irregulier, renforcee, base_inconnue = ZERO, False, False
    resultats = {}
    for cote in cotes:
        eligible, prix_oreille, amo_oreille, _, total_oreille = oreilles[cote]
        plv = plv_auditif(s, jour, cote)
        if plv > 0:
            irregulier += max(ZERO, prix_oreille - plv)
        renforcee = renforcee or (eligible and plv > 0)
        base_inconnue = base_inconnue or (prix_oreille > 0 and base_auditive(s, jour, cote) == 0)
        prochain = prochain_renouvellement_auditif(s, jour, cote)
        resultats |= {
            f"audition_indication_oreille_{cote}": indication_auditive(s, jour, cote),
            f"audition_base_remboursement_oreille_{cote}": base_auditive(s, jour, cote),
            f"audition_prix_limite_vente_oreille_{cote}": plv,
            f"audition_prochain_renouvellement_oreille_{cote}_date": prochain or SANS_OBJET,
            f"audition_oreille_{cote}_motif": motif_auditif(s, jour, cote),
            f"audition_oreille_{cote}_eligible": eligible,
            f"audition_part_amo_oreille_{cote}": amo_oreille,
            f"audition_prise_en_charge_totale_oreille_{cote}": total_oreille,
        }
    reforme, essai = jour >= AUDITION_REFORME, s["audition_essai_debut_date"]
    c2s = couverture(s, jour) == "c2s"
    return (
        resultats
        | {
            "audition_groupe_tarifaire": groupe_auditif(s, jour),
            "audition_base_inconnue": base_inconnue,
            "audition_valeurs_a_confirmer": audition_a_confirmer(s, jour),
            "audition_renouvellement_apres_achat_date": ajoute_mois(jour, AUDITION_MOIS) if reforme else SANS_OBJET,
            "audition_essai_fin_minimum_date": essai + timedelta(AUDITION_ESSAI) if reforme and essai else SANS_OBJET,
            "audition_garantie_fin_date": veille_du_delai(jour, AUDITION_GARANTIE_MOIS) if reforme else SANS_OBJET,
            "audition_taux": taux_lpp(s, jour),
            "audition_c2s_tarif_maximum": c2s_maximum_auditif(s, jour),
            "audition_c2s_maximum_inconnu": c2s and prix > 0 and c2s_maximum_auditif(s, jour) == 0,
            "audition_prix_total": prix,
            "audition_part_amo": amo,
            "audition_part_regime_local": local,
            "audition_part_complementaire": total - amo - local,
            "audition_reste_a_charge": prix - total,
            "audition_montant_irregulier": irregulier,
            "audition_prix_irregulier": irregulier > 0,
            "audition_tiers_payant": tiers_payant(s, jour, any(x[0] for x in oreilles.values()), renforcee),
            "audition_destinataire_devis": destinataire_devis_auditif(s, jour),
            "audition_devis_conforme": devis_conforme(s, jour, "audition"),
        }
        | piles(s, jour)
    )


def audition_a_confirmer(s, jour):
    """1.3, confiance C, chez l'adulte : le prix limite de la classe I en 2019 et en 2020, la base en 2020."""
    if jeune_ou_aveugle(s, jour) or not AUDITION_REFORME <= jour < AUDITION_RENFORCEE:
        return False
    achetees = [cote for cote in ("droite", "gauche") if s[f"audition_prix_oreille_{cote}"] > 0]
    return any(jour >= AUDITION_BASE_FAIBLE or classe_1(s, jour, cote) for cote in achetees)


def commun(s, jour):
    return {
        "appareillage_exoneration_motif": exoneration(s, jour),
        "appareillage_exonere": exonere(s, jour),
        "appareillage_frais_reels": frais_reels(s, jour),
        "appareillage_couverture_complementaire": couverture(s, jour),
        "appareillage_coefficient_at_mp_a_confirmer": s["appareillage_soin_lie_at_mp"],
        "appareillage_regime_local_a_confirmer": s["regime_local_alsace_moselle"],
        "appareillage_panier_ani_a_confirmer": s["complementaire_panier_ani"]
        and PANIER_ANI <= jour < PANIER_ANI_CERTAIN,
    }
