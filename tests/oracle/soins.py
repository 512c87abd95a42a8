"""The law of care, hospital stays, emergency visits and participations a second time, for one person and one day.

Written from the articles and the dossier alone, without reading the formulas of the package, as plain as a worksheet:
a situation is a dictionary, amounts are exact decimals, one function a rule (its number in the docstring), the values
typed again below with their dates. It is slow on purpose. A key is the name of the package's variable; a key that is
absent takes the default that its documentation says.
"""

from datetime import date, timedelta
from decimal import Decimal

from .transport import age, ajoute_mois, arrondi, periode_maternite, valeur

D = Decimal
ZERO, UN = D(0), D(1)
ORIGINE = date(2005, 1, 1)
SANS_OBJET = date(1970, 1, 1)
DEUX_TIERS = D("0.6666")  # R. 371-1, as the caisses write two thirds


def _dates(text: str) -> list:
    """« 2005-01-01: 0.70 ; 2023-10-15: 0.60 »; a value « - » is an end."""
    paires = [part.split(": ") for part in text.split(" ; ")]
    return [(date.fromisoformat(debut), None if montant == "-" else D(montant)) for debut, montant in paires]


# ------------------------------------------------------------------ 1.1 rates, share of the base paid by the AMO

TAUX = {
    "medecin": _dates("2005-01-01: 0.70"),  # R. 160-5, 3°
    "sage_femme": _dates("2005-01-01: 0.70"),
    "dentaire": _dates("2005-01-01: 0.70 ; 2023-10-15: 0.60"),  # R. 160-5, 3° bis
    "dentaire_prothese": _dates("2005-01-01: 0.70 ; 2023-10-15: 0.60"),
    "orthodontie": _dates("2005-01-01: 0.70 ; 2023-10-15: 0.60"),
    "dentaire_acte_medical": _dates("2005-01-01: 0.70"),
    "auxiliaire_medical": _dates("2005-01-01: 0.60"),  # 4°
    "biologie": _dates("2005-01-01: 0.60"),  # 5°
    "biologie_medecin": _dates("2005-01-01: 0.70"),
    "vaccin": _dates("2005-01-01: 0.65"),  # 11°
    "dispositif_medical": _dates("2005-01-01: 0.65 ; 2011-05-02: 0.60"),  # 8°
    "grand_appareillage": _dates("2005-01-01: 1"),  # R. 160-16, V, 1
    "produit_sanguin": _dates("2005-01-01: 1"),  # R. 160-16, V, 2
    "cure_surveillance": _dates("2005-01-01: 0.70"),
    "cure_forfait_thermal": _dates("2005-01-01: 0.65"),  # 10°
    "cure_hebergement": _dates("2005-01-01: 0.65"),
    "psychologue": _dates("2022-02-19: 0.60"),  # 18°
    "telesurveillance": _dates("2023-01-01: 0.60"),  # 19°
    "dispositif_numerique": _dates("2023-04-01: 0.60"),  # 20°
}
TAUX_MEDICAMENT = {
    "irremplacable": _dates("2005-01-01: 1"),  # R. 160-8
    "majeur_important": _dates("2005-01-01: 0.65"),
    "modere": _dates("2005-01-01: 0.35 ; 2011-05-02: 0.30"),  # 6°
    "faible": _dates("2010-04-16: 0.15"),  # 14°
    "homeopathie": _dates("2011-05-02: 0.30 ; 2020-01-01: 0.15 ; 2021-01-01: 0"),  # 7°
    "non_remboursable": _dates("2005-01-01: 0"),
}
HONORAIRE_LIGNES = (date(2016, 1, 1), 5)  # R. 160-7
TAUX_ASPA = D("0.80")  # R. 160-9: auxiliaires and biology
MAJORATION_TAUX = _dates("2006-01-01: 0.10 ; 2007-09-02: 0.20 ; 2009-01-31: 0.40")  # R. 160-6, al. 1
MAJORATION_PLAFOND = _dates("2006-01-01: 2.50 ; 2007-09-02: 5 ; 2009-01-31: 10 ; 2023-11-01: 10.60")  # al. 3
MT_DENTS_OBLIGATOIRE = D("0.60")  # convention of the dentists, from 2025-04-01
COVID = (date(2020, 3, 18), date(2022, 10, 1))  # téléconsultation at 100 %
TELECONSULTATION = date(2018, 9, 15)
TELECONSULTATION_DOUZE_MOIS_FIN = date(2022, 4, 1)

# ------------------------------------------------------------------ 1.2 régime local, AMO and local scheme together

LOCAL = {
    "medecin": _dates("2005-01-01: 0.90"),
    "sage_femme": _dates("2005-01-01: 0.90"),
    "auxiliaire_medical": _dates("2005-01-01: 0.90"),
    "biologie": _dates("2005-01-01: 0.90"),
    "biologie_medecin": _dates("2005-01-01: 0.90"),
    "dentaire": _dates("2005-01-01: 0.90"),
    "dentaire_prothese": _dates("2005-01-01: 0.90"),
    "orthodontie": _dates("2005-01-01: 0.90"),
    "dentaire_acte_medical": _dates("2005-01-01: 0.90"),
    "dispositif_medical": _dates("2011-05-02: 0.90"),
}
LOCAL_MEDICAMENT = {
    "majeur_important": _dates("2006-02-01: 0.90"),
    "modere": _dates("2006-02-01: 0.80"),
    "faible": _dates("2010-04-16: 0.15"),
}
LOCAL_COTISATION = _dates("2008-01-01: 0.016 ; 2012-01-01: 0.015 ; 2022-04-01: 0.013")  # D. 325-4, 5°
LOCAL_AGE_ENFANT = _dates("2008-01-01: 20 ; 2022-01-01: 24")  # D. 325-1-2-1

# ------------------------------------------------------------------ 1.3, 1.4 participation forfaitaire, franchise

PARTICIPATION = _dates("2005-01-01: 1 ; 2024-05-15: 2")  # R. 160-19
PARTICIPATION_ANNEE = _dates("2005-01-01: 50 ; 2025-01-01: 25")  # D. 160-6
PARTICIPATION_EUROS_2024 = D(50)  # décret n° 2024-432, art. 2, II
PARTICIPATION_JOUR = 4  # D. 160-8
FRANCHISE = _dates("2008-01-01: 0.50 ; 2024-03-31: 1")  # D. 160-9, a and b
FRANCHISE_ACTES_JOUR = _dates("2008-01-01: 2 ; 2024-03-31: 4")  # D. 160-11, a
FRANCHISE_ANNEE = D(50)  # D. 160-10
FIN_ACS = date(2019, 11, 1)

# ------------------------------------------------------------------ 1.5 hospital

FORFAIT_GENERAL = _dates("2007-01-01: 16 ; 2010-01-01: 18 ; 2018-01-01: 20 ; 2026-03-01: 23")  # L. 174-4
FORFAIT_PSYCHIATRIE = _dates("2007-01-01: 12 ; 2010-01-01: 13.50 ; 2018-01-01: 15 ; 2026-03-01: 17")
FPU = _dates("2022-01-01: 19.61 ; 2026-03-01: 23")  # L. 160-13, I, al. 4
FPU_MINORE = _dates("2022-01-01: 8.49 ; 2026-03-01: 9.96")  # R. 160-17-1, I
ACTE_COUTEUX = _dates("2006-09-01: 18 ; 2019-01-01: 24 ; 2026-04-22: 32")  # R. 160-16, I
SEUIL_TARIF = _dates("2006-09-01: 91 ; 2011-03-01: 120")
SEUIL_COEFFICIENT = _dates("2006-09-01: 50 ; 2011-03-01: 60")
HOPITAL_PARTICIPATION = D("0.20")  # R. 160-5, 1° and 2°
HOPITAL_JOURS = 30  # R. 160-16, V, 3
URGENCES_AVANT_2022 = D("0.20")  # R. 160-5, 12° and 13°
FPU_DEBUT = date(2022, 1, 1)

# ------------------------------------------------------------------ 1.6 tariffs

TARIF = {
    "generaliste": _dates("2011-01-01: 23 ; 2017-05-01: 25 ; 2023-11-01: 26.50 ; 2024-12-22: 30"),
    "generaliste_enfant": _dates("2017-05-01: 30 ; 2023-11-01: 31.50 ; 2024-12-22: 35"),
    "non_coordonne": _dates("2011-01-01: 25 ; 2023-11-01: 26.50"),
    "coordonne": _dates("2011-01-01: 28 ; 2017-07-01: 30 ; 2023-11-01: 31.50"),
    "avis": _dates("2017-10-01: 48 ; 2018-06-01: 50 ; 2022-04-01: 55 ; 2023-11-01: 56.50 ; 2024-12-22: 60"),
    "psychiatre": _dates("2023-11-01: 51.70 ; 2024-12-22: 55 ; 2026-01-01: 57"),
    "gynecologue_medical": _dates("2023-11-01: 33.50 ; 2024-12-22: 37 ; 2026-01-01: 40"),
    "geriatre": _dates("2023-11-01: 31.50 ; 2024-12-22: 37 ; 2026-01-01: 42"),
    "mpr": _dates("2024-12-22: 36 ; 2026-01-01: 40"),
    "pediatre_0_2": _dates("2023-11-01: 38.50 ; 2024-12-22: 39 ; 2026-01-01: 40"),
    "pediatre_2_6": _dates("2023-11-01: 33.50 ; 2024-12-22: 35"),
    "pediatre_6_16": _dates("2023-11-01: 29.50 ; 2024-12-22: 31.50"),
    "examen_obligatoire_enfant": _dates("2024-12-22: 45 ; 2026-01-01: 50"),
    "certificat_obligatoire_enfant": _dates("2023-11-01: 47.50 ; 2024-12-22: 54 ; 2026-01-01: 60"),
    "consultation_complexe": _dates("2023-11-01: 47.50"),
    "consultation_tres_complexe": _dates("2023-11-01: 60"),
    "depistage_melanome": _dates("2024-12-22: 54 ; 2026-01-01: 60"),
    "cardiologue_specifique": _dates("2023-11-01: 54"),
    "longue_medecin_traitant": _dates("2026-01-01: 60"),
    "bilan_prevention": _dates("2024-06-02: 30"),
    "teleconsultation": _dates("2018-09-15: 25"),
    "consultation_dentiste": _dates("2019-04-01: 23"),
    "seance_kinesitherapie": _dates("2012-07-15: 16.13 ; 2024-01-01: -"),
    "non_optam_generaliste": _dates("2017-05-01: 23"),
    "non_optam_enfant": _dates("2017-05-01: 28"),
    "non_optam_specialiste": _dates("2017-05-01: 23"),
    "autorite_generaliste": _dates("2005-01-01: 0.61"),  # L. 162-5-10
    "autorite_specialiste": _dates("2005-01-01: 1.22"),
    "psychologue_premiere": _dates("2022-04-05: 40 ; 2024-06-29: 50"),
    "psychologue_suivantes": _dates("2022-04-05: 30 ; 2024-06-29: 50"),
}
AGE_CONSULTATION_LONGUE = 80
PSYCHOLOGUE_SEANCES = _dates("2022-02-19: 8 ; 2025-05-16: 12")  # R. 162-65
PSYCHOLOGUE_AGE = 3  # R. 162-64, 1°
PSYCHOLOGUE_ADRESSAGE_FIN = date(2024, 6, 29)  # R. 162-64, 2°
CURE_HEBERGEMENT, CURE_RESSOURCES, CURE_PAR_PERSONNE = D("150.01"), D("14664.38"), D("0.50")
COEFFICIENT_AT_MP = D("1.5")  # L. 432-3
APPAREILS_AT_MP = {"dispositif_medical", "dentaire_prothese"}
NON_OPTAM_PLAFOND = _dates("2015-04-01: 1.25 ; 2017-01-01: 1")  # R. 871-2, 2°
NON_OPTAM_ECART = D("0.20")

DENTAIRES = {"dentaire", "dentaire_prothese", "orthodontie", "dentaire_acte_medical"}
CURES = {"cure_surveillance", "cure_forfait_thermal", "cure_hebergement"}
PHARMACIE = {"medicament", "honoraire_dispensation"}
# Prices set by the State or the convention: without a tariff given, what is paid is the tariff.
PRIX_REGLEMENTE = {
    "medicament",
    "honoraire_dispensation",
    "vaccin",
    "biologie",
    "auxiliaire_medical",
    "grand_appareillage",
    "produit_sanguin",
}
# Fees that a holder of the C2S or of the AME pays at the tariff (R19, R20).
HONORAIRES = {
    "medecin",
    "sage_femme",
    "dentaire",
    "dentaire_acte_medical",
    "auxiliaire_medical",
    "biologie",
    "biologie_medecin",
    "cure_surveillance",
    "psychologue",
}
# A line is rounded once, not box by box (R35).
PAR_LIGNE = {
    "medicament",
    "honoraire_dispensation",
    "vaccin",
    "dispositif_medical",
    "grand_appareillage",
    "produit_sanguin",
}
JAMAIS = {"praticien_non_reconnu", "automedication", "confort"}
PSYCHIATRES = {"psychiatre", "neurologue", "neuropsychiatre"}

DEFAUTS = {
    "ald_type": "aucune",
    "complementaire_type": "aucune",
    "complementaire_taux_garantie": UN,
    "date_naissance": SANS_OBJET,
    "medecin_traitant_declare": True,
    "rente_at_mp_taux": ZERO,
    "sexe": "non_precise",
    "soins_nature": "aucun",
    "soins_nombre_actes": 1,
    "soins_medicament_service": "majeur_important",
    "soins_medicament_nombre_lignes": 1,
    "soins_specialite": "generaliste",
    "soins_secteur": "secteur_1",
    "soins_type_acte": "consultation",
    "soins_objet": "ordinaire",
    "soins_meme_professionnel": True,
    "soins_teleconsultation_conditions_remplies": True,
    "soins_prescrit": True,
    "soins_carte_vitale": True,
    "hospitalisation_service": "aucun",
    "hospitalisation_urgences_suite": "aucun_passage",
    "hospitalisation_urgences_nombre_participations": 1,
}
NOMBRES = {
    "franchises_deja_retenues_annee",
    "franchise_acte_paramedical_deja_retenue_jour",
    "hospitalisation_acte_coefficient",
    "hospitalisation_acte_tarif",
    "hospitalisation_chambre_prix_jour",
    "hospitalisation_complementaire_chambre_jour",
    "hospitalisation_jours_anterieurs",
    "hospitalisation_tarif_journalier",
    "hospitalisation_urgences_facture",
    "participation_montant_deja_annee",
    "participation_nombre_deja_annee",
    "participation_nombre_deja_jour",
    "soins_coefficient",
    "soins_cure_personnes_a_charge",
    "soins_cure_ressources",
    "soins_medicament_prix_generique",
    "soins_mt_dents_mois_depuis_examen",
    "soins_psychologue_seances_anterieures",
    "soins_regime_local_assiette",
    "soins_teleconsultation_mois_depuis_consultation",
}
DATES = {
    "date_accouchement",
    "date_constatation_grossesse",
    "date_presumee_accouchement",
    "franchises_remboursement_date",
    "hospitalisation_date_entree",
    "hospitalisation_date_sortie",
    "soins_c2s_fin_date",
    "soins_decision_notification_date",
    "soins_recours_saisine_date",
}


class Situation(dict):
    """What is known of a person on one day; what is not said has its default."""

    def __missing__(self, nom):
        if nom in DEFAUTS:
            return DEFAUTS[nom]
        if nom in NOMBRES:
            return ZERO
        return None if nom in DATES else False


# ------------------------------------------------------------------ the person


def ans(s, jour):
    return age(s["date_naissance"], jour)


def soin_de_la_grossesse(s):
    """R22 - L. 160-9, 1° and 2°."""
    return s["soins_objet"] in {"examen_obligatoire_maternite", "grossesse_liste"}


def mineur_au_1er_janvier(s, jour):
    """R30, R33 - R. 160-20, D. 160-12."""
    return ans(s, date(jour.year, 1, 1)) < 18


def nouveau_ne(s, jour):
    """R23 - R. 160-17, I, 1°."""
    return 0 <= (jour - s["date_naissance"]).days <= 30


def rente_deux_tiers(s):
    """R25 - R. 371-1."""
    return s["rente_at_mp_taux"] >= DEUX_TIERS or s["ayant_droit_rente_at_mp"]


def terrorisme(s, lien="soins_lie_terrorisme"):
    return s["victime_terrorisme"] and s[lien]


def infirmite_pensionnee(s, lien="soins_lie_pension_militaire"):
    """L. 371-6: paid by the State, so out of L. 160-13, II and III."""
    return s["beneficiaire_pension_militaire"] and s[lien]


def ald(s):
    return s["ald_type"] == "exonerante"


# ------------------------------------------------------------------ is it reimbursed at all


def taux_nature(s, jour):
    """R7 - R. 160-5. None: no rate that day."""
    nature = s["soins_nature"]
    if nature == "honoraire_dispensation":
        if jour >= HONORAIRE_LIGNES[0] and s["soins_medicament_nombre_lignes"] >= HONORAIRE_LIGNES[1]:
            return UN
        nature = "medicament"
    if nature == "medicament":
        return valeur(TAUX_MEDICAMENT[s["soins_medicament_service"]], jour)
    return valeur(TAUX[nature], jour)


def exclu_de_l_ame(s, jour):
    """R20 - L. 251-2 of the code de l'action sociale et des familles, for an adult."""
    nature = s["soins_nature"]
    faible = nature in PHARMACIE and s["soins_medicament_service"] == "faible"
    exclu = nature in CURES or faible or s["soins_objet"] in {"amp", "infertilite"}
    return s["beneficiaire_ame"] and ans(s, jour) >= 18 and exclu


def remboursement_motif(s, jour):
    """R1, R15, R16, R17."""
    nature = s["soins_nature"]
    if nature == "aucun":
        return "aucun_soin"
    if nature == "teleexpertise":
        return "gratuit"
    if nature in JAMAIS:
        return nature
    if not s["soins_prescrit"]:
        return "non_prescrit"
    if nature in PHARMACIE:
        if s["soins_medicament_service"] == "non_remboursable":
            return "medicament_non_remboursable"
        if s["soins_medicament_service"] == "homeopathie" and jour >= date(2021, 1, 1):
            return "homeopathie_radiee"
    if nature == "orthodontie":
        debut = s.get("soins_orthodontie_age_debut", ans(s, jour))
        if not s["soins_orthodontie_accord"] or debut >= 16:
            return "orthodontie"
    if s["soins_teleconsultation"] and nature == "medecin":
        if jour < TELECONSULTATION:
            return "teleconsultation_non_ouverte"
        trop_ancienne = (
            jour < TELECONSULTATION_DOUZE_MOIS_FIN and s["soins_teleconsultation_mois_depuis_consultation"] > 12
        )
        if trop_ancienne or not s["soins_teleconsultation_conditions_remplies"]:
            return "teleconsultation_conditions"
    if nature == "psychologue":
        if taux_nature(s, jour) is None:
            return "psychologue_non_ouvert"
        if ans(s, jour) < PSYCHOLOGUE_AGE:
            return "psychologue_age"
        if jour < PSYCHOLOGUE_ADRESSAGE_FIN and not s["soins_psychologue_adressage"]:
            return "psychologue_adressage"
        if s["soins_psychologue_seances_anterieures"] >= valeur(PSYCHOLOGUE_SEANCES, jour):
            return "psychologue_nombre"
    if nature in {"telesurveillance", "dispositif_numerique"} and taux_nature(s, jour) is None:
        return "numerique_non_ouvert"
    if nature == "cure_hebergement":
        plafond = CURE_RESSOURCES * (1 + CURE_PAR_PERSONNE * s["soins_cure_personnes_a_charge"])
        if s["soins_cure_ressources"] > plafond:
            return "cure_ressources"
    if taux_nature(s, jour) is None:
        return "taux_inconnu"
    return "exclu_ame" if exclu_de_l_ame(s, jour) else "rembourse"


def remboursable(s, jour):
    return remboursement_motif(s, jour) == "rembourse"


def nombre_rembourse(s, jour):
    if not remboursable(s, jour):
        return 0
    nombre = s["soins_nombre_actes"]
    if s["soins_nature"] == "psychologue":
        restantes = int(valeur(PSYCHOLOGUE_SEANCES, jour)) - int(s["soins_psychologue_seances_anterieures"])
        return min(nombre, restantes)
    if preservatif(s, jour) and jour >= date(2026, 2, 21):
        return min(nombre, 1)  # D. 160-13
    return nombre


# ------------------------------------------------------------------ tariff, price, base


def tarif_consultation(s, jour):
    """R12, R14, 1.6: the table of the convention; None: to be given."""
    secteur, specialite, type_acte = s["soins_secteur"], s["soins_specialite"], s["soins_type_acte"]
    generaliste = specialite == "generaliste"
    if type_acte == "acte_technique":
        return None
    if secteur == "secteur_3" and type_acte != "consultation":
        return None
    if secteur == "secteur_3":
        return valeur(TARIF["autorite_generaliste" if generaliste else "autorite_specialiste"], jour)
    if type_acte == "avis_ponctuel_consultant":
        return None if specialite in PSYCHIATRES else valeur(TARIF["avis"], jour)
    if type_acte == "longue_medecin_traitant":
        return valeur(TARIF[type_acte], jour) if ans(s, jour) >= AGE_CONSULTATION_LONGUE else None
    if type_acte in TARIF:
        return valeur(TARIF[type_acte], jour)
    if s["soins_teleconsultation"] and generaliste and secteur in {"secteur_1", "secteur_2_optam"}:
        return valeur(TARIF["teleconsultation"], jour)
    enfant = ans(s, jour) < 6
    if secteur == "secteur_2_non_optam":
        if generaliste:
            return valeur(TARIF["non_optam_enfant" if enfant else "non_optam_generaliste"], jour)
        return None if specialite in PSYCHIATRES else valeur(TARIF["non_optam_specialiste"], jour)
    if generaliste:
        return valeur(TARIF["generaliste_enfant" if enfant else "generaliste"], jour)
    propre = specialite == "gynecologue_medical" and jour >= date(2023, 11, 1)
    if not dans_parcours(s, jour) and not propre:
        return None if specialite in PSYCHIATRES else valeur(TARIF["non_coordonne"], jour)
    if specialite == "pediatre":
        ages = {"pediatre_0_2": range(0, 2), "pediatre_2_6": range(2, 6), "pediatre_6_16": range(6, 16)}
        for tranche, compris in ages.items():
            propre = valeur(TARIF[tranche], jour)
            if ans(s, jour) in compris and propre is not None:
                return propre
    if specialite in PSYCHIATRES:
        return valeur(TARIF["psychiatre"], jour)
    if specialite in TARIF and valeur(TARIF[specialite], jour) is not None:
        return valeur(TARIF[specialite], jour)
    return valeur(TARIF["coordonne"], jour)


def tarif_convention(s, jour):
    nature, type_acte = s["soins_nature"], s["soins_type_acte"]
    if nature == "medecin":
        return tarif_consultation(s, jour)
    if nature == "dentaire" and type_acte == "consultation_dentiste":
        return valeur(TARIF["consultation_dentiste"], jour)
    if nature == "auxiliaire_medical" and type_acte == "seance_kinesitherapie":
        return valeur(TARIF["seance_kinesitherapie"], jour)
    if nature == "psychologue":
        premiere = s["soins_psychologue_seances_anterieures"] == 0
        return valeur(TARIF["psychologue_premiere" if premiere else "psychologue_suivantes"], jour)
    if nature == "cure_hebergement":
        return CURE_HEBERGEMENT
    return None


def tarif(s, jour):
    """The tariff of one act or box; a given one wins; None when unknown."""
    if s.get("soins_tarif"):
        return s["soins_tarif"]
    connu = tarif_convention(s, jour)
    if connu is None and s["soins_nature"] in PRIX_REGLEMENTE and s.get("soins_prix"):
        return s["soins_prix"]
    return connu


def prix(s, jour):
    if "soins_prix" in s:
        return s["soins_prix"]
    return tarif(s, jour) or ZERO


def tarif_retenu(s, jour):
    """R21 (L. 432-3), R48: the generic's price when the generic is refused, from 2020."""
    montant = tarif(s, jour) or ZERO
    if jour >= date(2008, 12, 19) and s["soins_lie_at_mp"] and s["soins_nature"] in APPAREILS_AT_MP:
        return arrondi(montant * COEFFICIENT_AT_MP)
    generique = s["soins_medicament_prix_generique"]
    refus = s["soins_medicament_generique_refuse"] and s["soins_nature"] == "medicament" and jour >= date(2020, 1, 1)
    return min(montant, generique) if refus and generique > 0 else montant


def depassement_interdit(s, jour):
    """R19, R20; the psychologist's sessions for all (L. 162-58)."""
    if s["soins_nature"] == "psychologue":
        return True
    concerne = s["beneficiaire_c2s"] or s["beneficiaire_ame"]
    conventionne = s["soins_nature"] != "medecin" or s["soins_secteur"] != "secteur_3"
    return concerne and conventionne and s["soins_nature"] in HONORAIRES and not s["soins_exigence_particuliere"]


def prix_du(s, jour):
    montant = prix(s, jour)
    if depassement_interdit(s, jour) and remboursable(s, jour) and tarif(s, jour):
        return min(montant, tarif_retenu(s, jour))
    return montant


def depense(s, jour):
    if s["soins_nature"] in {"aucun", "teleexpertise"}:
        return ZERO
    rembourses = nombre_rembourse(s, jour)
    return prix_du(s, jour) * rembourses + prix(s, jour) * (s["soins_nombre_actes"] - rembourses)


def base_acte(s, jour):
    """R1 - L. 160-10, R. 160-22: never more than what is paid."""
    if not remboursable(s, jour):
        return ZERO
    return min(tarif_retenu(s, jour), prix_du(s, jour))


def base(s, jour):
    return base_acte(s, jour) * nombre_rembourse(s, jour)


# ------------------------------------------------------------------ parcours de soins


ACCES_SANS_CONDITION = {
    "sans_declaration_exigee": ORIGINE,
    "urgence": ORIGINE,
    "permanence_des_soins": ORIGINE,
    "eloignement": ORIGINE,
    "medecin_traitant_indisponible": ORIGINE,
    "generaliste_installation": ORIGINE,
    "medecin_traitant_parti": date(2023, 12, 29),  # L. 162-5-3, 5°
    "tabacologie_addictologie": ORIGINE,
    "medecin_des_armees": ORIGINE,
    "genetique": ORIGINE,
    "medecine_preventive_etudiante": ORIGINE,
    "centre_planification": ORIGINE,
    "oriente_infirmier_pratique_avancee": date(2019, 8, 14),  # D. 162-1-6, 11°
    "oriente_sage_femme": date(2021, 4, 28),  # L. 162-5-3, 4°
}
# The order in which the package gives its reasons, when several hold: it changes no amount.
ORDRE_PARCOURS = [
    "sans_declaration_exigee",
    "urgence",
    "permanence_des_soins",
    "eloignement",
    "medecin_traitant_indisponible",
    "generaliste_installation",
    "tabacologie_addictologie",
    "medecin_des_armees",
    "genetique",
    "medecine_preventive_etudiante",
    "centre_planification",
    "medecin_traitant_parti",
    "protocole_ald",
    "examen_obligatoire_enfant",
    "oriente_infirmier_pratique_avancee",
    "oriente_sage_femme",
]


def acces(s):
    par_defaut = "medecin_traitant" if s["soins_specialite"] == "generaliste" else "oriente_medecin_traitant"
    return s.get("soins_acces", par_defaut)


def fait_par_un_medecin(s):
    """L. 160-13, II, R. 160-6: who does the act, a stomatologist for a dental one; not what it is."""
    stomatologue = s["soins_nature"] in DENTAIRES and s["soins_specialite"] == "stomatologue"
    return s["soins_nature"] == "medecin" or stomatologue


def parcours_motif(s, jour):
    """R8, R9, R10, R11 - L. 162-5-3, R. 160-6, D. 162-1-6, D. 162-1-7."""
    if not fait_par_un_medecin(s):
        return "sans_objet"
    if jour < date(2006, 1, 1):
        return "avant_2006"
    if ans(s, jour) < 16:
        return "moins_16_ans"
    if s["beneficiaire_ame"]:
        return "ame"
    venue = acces(s)
    raisons = {venue} if venue in ACCES_SANS_CONDITION and jour >= ACCES_SANS_CONDITION[venue] else set()
    if s["soins_prevu_protocole"]:
        raisons.add("protocole_ald")
    if s["soins_objet"] == "examen_obligatoire_enfant":
        raisons.add("examen_obligatoire_enfant")
    for raison in ORDRE_PARCOURS:
        if raison in raisons:
            return raison
    if not s["medecin_traitant_declare"]:
        return "hors_sans_medecin_traitant"
    if venue in {"medecin_traitant", "remplacant", "oriente_medecin_traitant", "soins_iteratifs"}:
        return venue
    specialite = s["soins_specialite"]
    if specialite in {"gynecologue_medical", "gynecologue_obstetricien"}:
        return "acces_direct_gynecologue"
    if specialite == "ophtalmologue":
        return "acces_direct_ophtalmologue"
    if specialite == "stomatologue":
        return "acces_direct_stomatologue"
    if specialite in {"psychiatre", "neuropsychiatre"}:
        return "acces_direct_psychiatre" if ans(s, jour) < 26 else "hors_psychiatre_age"
    return "hors_sans_orientation"


def dans_parcours(s, jour):
    return not parcours_motif(s, jour).startswith("hors")


# ------------------------------------------------------------------ 2.C exemptions


def contraception(s, jour):
    """R26 - R. 160-17, I, 5°."""
    if s["soins_objet"] != "contraception" or jour < date(2016, 1, 1):
        return False
    if s["sexe"] == "homme" and jour < date(2024, 9, 1):
        return False
    minimum = 15 if jour < date(2020, 8, 28) else 0
    limite = 18 if jour < date(2022, 1, 1) else 26
    return minimum <= ans(s, jour) < limite


def preservatif(s, jour):
    return (
        s["soins_objet"] == "preservatif"
        and s["soins_nature"] == "dispositif_medical"
        and jour >= date(2023, 1, 1)
        and ans(s, jour) < 26
    )


def mt_dents(s, jour):
    """R27 - L. 162-1-12, L. 160-8, 6°: every three years, then every year; care of the next six months."""
    if jour < date(2020, 1, 1):
        return False
    if s["soins_objet"] == "mt_dents_examen":
        if s["soins_nature"] not in {"dentaire", "dentaire_acte_medical"}:
            return False
        a = ans(s, jour)
        return 3 <= a <= 24 and (jour >= date(2025, 4, 1) or a % 3 == 0)
    if s["soins_objet"] == "mt_dents_soins":
        if s["soins_nature"] not in {"dentaire", "dentaire_acte_medical"}:
            return False
        mois = int(s["soins_mt_dents_mois_depuis_examen"])
        return mois <= 6 and 3 <= ans(s, ajoute_mois(jour, -mois)) <= 24
    return False


def bilan_prevention(s, jour):
    """R26 - R. 160-17, I, 8°."""
    ages = [*range(18, 26), *range(45, 51), *range(60, 66), *range(70, 76)]
    return s["soins_objet"] == "bilan_prevention" and jour >= date(2024, 6, 2) and ans(s, jour) in ages


def vaccination(s, jour):
    objet = s["soins_objet"]
    if s["soins_nature"] != "vaccin":
        return False
    if objet == "vaccin_ror":
        return ans(s, jour) < 18
    if objet == "vaccin_campagne_scolaire":
        return jour >= date(2024, 9, 1)
    return objet == "vaccin_grippe"


# Exemptions under article L. 160-14: they leave the majoration of R. 160-6 (al. 2).
ARTICLE_L160_14 = {
    "ald",
    "suivi_post_ald",
    "nouveau_ne",
    "violences_sexuelles",
    "contraception",
    "contraception_urgence",
    "preservatif",
    "sante_sexuelle",
    "ivg",
    "depistage_vih_vhc",
    "depistage_ist",
    "depistage_organise",
    "examen_enfant",
    "neuro_developpement",
    "consultation_cancer",
    "bilan_prevention",
    "cancer_sein_risque",
    "infertilite",
    "amp",
    "don",
    "mt_dents",
    "vaccin",
    "pension_invalidite",
    "rente_at_mp",
}
# R. 160-10 and R. 160-17, I: their medicines at 30 % and 15 % keep their share (R. 160-18).
ARTICLE_R160_18 = ARTICLE_L160_14 - {"ald", "suivi_post_ald", "violences_sexuelles", "vaccin", "neuro_developpement"}
# The order of the reasons, when several hold.
ORDRE_EXONERATION = [
    # Those that leave no majoration first: they are the better ones.
    "ame",
    "at_mp",
    "terrorisme",
    "maternite",
    "examen_maternite",
    "pension_militaire",
    "detenu",
    "cancer_sein",
    "nouveau_ne",
    "ald",
    "suivi_post_ald",
    "violences_sexuelles",
    "contraception",
    "contraception_urgence",
    "preservatif",
    "sante_sexuelle",
    "ivg",
    "depistage_vih_vhc",
    "depistage_ist",
    "depistage_organise",
    "examen_enfant",
    "neuro_developpement",
    "consultation_cancer",
    "bilan_prevention",
    "cancer_sein_risque",
    "infertilite",
    "amp",
    "don",
    "vaccin",
    "pension_invalidite",
    "rente_at_mp",
    "mt_dents",
]


def exonerations(s, jour):
    """R20 to R27: every exemption that holds."""
    objet, nature, a = s["soins_objet"], s["soins_nature"], ans(s, jour)
    cas = {
        "ame": s["beneficiaire_ame"],
        "at_mp": s["soins_lie_at_mp"],
        "terrorisme": terrorisme(s),
        "maternite": periode_maternite(s, jour),
        "examen_maternite": soin_de_la_grossesse(s),
        "nouveau_ne": nouveau_ne(s, jour) and s["soins_en_etablissement"],
        "ald": ald(s) and (s["soins_lie_ald"] or s["soins_prevu_protocole"]),
        "suivi_post_ald": s["soins_suivi_post_ald"]
        and jour >= date(2016, 1, 1)
        and s["soins_nature"]
        in {"medecin", "sage_femme", "dentaire", "dentaire_acte_medical", "biologie", "biologie_medecin"},
        "pension_militaire": s["beneficiaire_pension_militaire"],
        "detenu": s["soins_personne_detenue"],
        "violences_sexuelles": s["soins_lie_violences_sexuelles"],
        "contraception": contraception(s, jour),
        "contraception_urgence": objet == "contraception_urgence"
        and nature == "medicament"
        and (jour >= date(2023, 1, 1) or a < 18),
        "preservatif": preservatif(s, jour),
        "sante_sexuelle": objet == "sante_sexuelle" and jour >= date(2022, 1, 1) and a < 26,
        "ivg": objet == "ivg" and jour >= date(2013, 4, 1),
        "depistage_vih_vhc": objet == "depistage_vih_vhc" and nature == "biologie",
        "depistage_ist": objet == "depistage_ist" and jour >= date(2024, 9, 1) and a < 26,
        "depistage_organise": objet == "depistage_organise",
        "examen_enfant": objet == "examen_obligatoire_enfant" and a < (6 if jour < date(2019, 3, 1) else 17),
        "neuro_developpement": objet == "neuro_developpement" and jour >= date(2024, 11, 17),
        "consultation_cancer": objet == "consultation_cancer_25_ans"
        and date(2019, 6, 1) <= jour < date(2024, 6, 2)
        and s["sexe"] != "homme"
        and a == 25,
        "bilan_prevention": bilan_prevention(s, jour),
        "cancer_sein": objet == "cancer_sein_liste" and jour >= date(2025, 2, 7),
        "cancer_sein_risque": objet == "depistage_cancer_sein_risque" and jour >= date(2016, 1, 1),
        "infertilite": objet == "infertilite",
        "amp": objet == "amp" and jour >= date(2021, 9, 30),
        "don": objet == "don",
        "mt_dents": mt_dents(s, jour),
        "vaccin": vaccination(s, jour),
        "pension_invalidite": s["beneficiaire_pension_invalidite"],
        "rente_at_mp": rente_deux_tiers(s),
        "teleconsultation_covid": s["soins_teleconsultation"] and nature == "medecin" and COVID[0] <= jour < COVID[1],
    }
    if nature == "cure_hebergement":
        return set()  # a supplementary benefit, outside L. 160-8 (R. 160-24)
    retenues = {nom for nom, vrai in cas.items() if vrai}
    if participation_maintenue(s):
        retenues -= ARTICLE_R160_18
    return retenues


def participation_maintenue(s):
    """R24, R25 - R. 160-18: medicines at 30 % and 15 % (R. 160-5, 6° and 14°), with their honoraire."""
    return s["soins_nature"] in PHARMACIE and s["soins_medicament_service"] in {"modere", "faible"}


def exoneration_motif(s, jour):
    trouvees = exonerations(s, jour) if remboursable(s, jour) else set()
    if "teleconsultation_covid" in trouvees and trouvees <= ARTICLE_L160_14 | {"teleconsultation_covid"}:
        return "teleconsultation_covid"
    return next((nom for nom in ORDRE_EXONERATION if nom in trouvees), "aucune")


def part_obligatoire_mt_dents(s, jour):
    """R27: from 2025-04-01 the complementary pays the rest, when there is one."""
    return (
        jour >= date(2025, 4, 1)
        and exonerations(s, jour) == {"mt_dents"}
        and (s["complementaire_type"] != "aucune" or s["beneficiaire_c2s"])
    )


# ------------------------------------------------------------------ rate and shares


def taux_parcours(s, jour):
    """The rate before the majoration of R. 160-6."""
    if not remboursable(s, jour):
        return ZERO
    ordinaire = taux_nature(s, jour)
    if part_obligatoire_mt_dents(s, jour):
        return MT_DENTS_OBLIGATOIRE
    if exonerations(s, jour):
        return UN
    if s["beneficiaire_aspa"] and s["soins_nature"] in {"auxiliaire_medical", "biologie"}:
        return max(ordinaire, TAUX_ASPA)
    return ordinaire


def majoration_due(s, jour):
    """R8, R24: owed out of the parcours, except under an exemption that is not of article L. 160-14."""
    if jour < date(2006, 1, 1) or dans_parcours(s, jour) or not remboursable(s, jour):
        return False
    return not exonerations(s, jour) - ARTICLE_L160_14


def part_de_la_base(s, jour, taux_):
    """R2: rounded act by act, or once for a line of pharmacy."""
    une, nombre = base_acte(s, jour), nombre_rembourse(s, jour)
    if s["soins_nature"] in PAR_LIGNE:
        return arrondi(une * nombre * taux_)
    return arrondi(une * taux_) * nombre


def participation_ordinaire(s, jour):
    return base(s, jour) - part_de_la_base(s, jour, taux_parcours(s, jour))


ACTES_DE_LA_LISTE = {
    "medecin",
    "sage_femme",
    "dentaire",
    "orthodontie",
    "dentaire_acte_medical",
    "auxiliaire_medical",
}  # R. 162-52


def seuil_atteint(s, jour, nombre):
    """R36, R37 - R. 160-16, I: the tariff, not the price."""
    return tarif_retenu(s, jour) * nombre >= valeur(SEUIL_TARIF, jour) or s["soins_coefficient"] * nombre >= valeur(
        SEUIL_COEFFICIENT, jour
    )


def acte_couteux(s, jour):
    """R36, R37: imaging acts are never added."""
    if jour < date(2006, 9, 1) or s["soins_nature"] not in ACTES_DE_LA_LISTE or not remboursable(s, jour):
        return False
    cumul = s["soins_actes_cumules"] and not s["soins_imagerie"]
    return seuil_atteint(s, jour, nombre_rembourse(s, jour) if cumul else 1)


def participation_supprimee(s, jour):
    """R39 - R. 160-16, II; a semester of orthodontics: practice of the caisses (appareillage, 1.5)."""
    return acte_couteux(s, jour) and (s["soins_imagerie"] or s["soins_nature"] == "orthodontie")


def participation_dans_parcours(s, jour):
    """R36 to R39: the share, reduced to the lump sum for a costly act; acts done at the same time bear one."""
    if participation_supprimee(s, jour):
        return ZERO
    ordinaire = participation_ordinaire(s, jour)
    if not acte_couteux(s, jour):
        return ordinaire
    ensemble = s["soins_actes_cumules"] or s["soins_meme_professionnel"]
    forfaits = 1 if ensemble else nombre_rembourse(s, jour)
    return min(ordinaire, valeur(ACTE_COUTEUX, jour) * forfaits)


def majoration_pleine(s, jour):
    b, avant = base_acte(s, jour), taux_parcours(s, jour)
    return arrondi(b * avant) - arrondi(b * (avant - valeur(MAJORATION_TAUX, jour)))


def majoration_d_un_acte(s, jour):
    """R8, R8b - R. 160-6: what the lower rate takes away, within the cap for a technical act."""
    if not majoration_due(s, jour):
        return ZERO
    pleine = majoration_pleine(s, jour)
    return min(pleine, valeur(MAJORATION_PLAFOND, jour)) if s["soins_type_acte"] == "acte_technique" else pleine


def majoration_plafonnee(s, jour):
    """R8b: the cap of R. 160-6, al. 3, on technical acts."""
    if s["soins_type_acte"] != "acte_technique":
        return False
    return majoration_pleine(s, jour) > valeur(MAJORATION_PLAFOND, jour)


def majoration(s, jour):
    return majoration_d_un_acte(s, jour) * nombre_rembourse(s, jour)


def part_amo(s, jour):
    """R2: before participation forfaitaire and franchise."""
    return max(ZERO, base(s, jour) - participation_dans_parcours(s, jour) - majoration(s, jour))


def ticket_moderateur(s, jour):
    return base(s, jour) - part_amo(s, jour)


def taux(s, jour):
    """The rate applied to the base; a capped majoration is an amount apart."""
    avant = taux_parcours(s, jour)
    if majoration_due(s, jour) and not majoration_plafonnee(s, jour):
        return avant - valeur(MAJORATION_TAUX, jour)
    return avant


def taux_motif(s, jour):
    if not remboursable(s, jour):
        return "non_rembourse"
    if part_obligatoire_mt_dents(s, jour):
        return "mt_dents"
    if majoration_due(s, jour):
        return "exoneration_hors_parcours" if exonerations(s, jour) else "hors_parcours"
    if exonerations(s, jour):
        return "exoneration"
    if s["beneficiaire_aspa"] and s["soins_nature"] in {"auxiliaire_medical", "biologie"}:
        return "aspa"
    return "ordinaire"


# ------------------------------------------------------------------ participation forfaitaire


def participation_motif(s, jour):
    """R29, R30 - L. 160-13, II, L. 160-15, R. 160-20, D. 160-8."""
    autres_natures = {"biologie", "biologie_medecin", "cure_surveillance"}
    concerne = fait_par_un_medecin(s) or s["soins_nature"] in autres_natures
    if not concerne or not remboursable(s, jour):
        return "sans_objet"
    if s["soins_prelevement_pour_biologie"] and s["soins_nature"] != "biologie":
        return "prelevement"
    if s["soins_objet"] == "depistage_organise":
        return "depistage_organise"
    if mineur_au_1er_janvier(s, jour):
        return "mineur"
    if s["beneficiaire_c2s"]:
        return "c2s"
    if s["beneficiaire_acs"] and jour < FIN_ACS:
        return "acs"
    if s["beneficiaire_ame"]:
        return "ame"
    if periode_maternite(s, jour):
        return "maternite"
    if soin_de_la_grossesse(s):
        return "examen_maternite"
    if terrorisme(s):
        return "terrorisme"
    if infirmite_pensionnee(s):
        return "pension_militaire"
    return "due"


def jour_remboursement(s, jour):
    return s.get("franchises_remboursement_date") or jour


def participation_nombre_du(s, jour):
    """R31 - D. 160-8: four a day for one professional."""
    if participation_motif(s, jour) != "due":
        return 0
    nombre = nombre_rembourse(s, jour)
    if not s["soins_meme_professionnel"]:
        return nombre
    return min(nombre, max(0, PARTICIPATION_JOUR - int(s["participation_nombre_deja_jour"])))


def participation_nombre_retenu(s, jour):
    """R31 - D. 160-6: the year of the reimbursement."""
    reste = int(valeur(PARTICIPATION_ANNEE, jour_remboursement(s, jour))) - int(s["participation_nombre_deja_annee"])
    return min(participation_nombre_du(s, jour), max(0, reste))


def participation(s, jour):
    """R4: never more than what is reimbursed; in 2024 fifty euros at most."""
    if nombre_rembourse(s, jour) == 0:
        return ZERO
    par_acte = min(valeur(PARTICIPATION, jour), part_amo(s, jour) / nombre_rembourse(s, jour))
    du = arrondi(par_acte * participation_nombre_retenu(s, jour))
    if jour_remboursement(s, jour).year == 2024:
        du = min(du, max(ZERO, PARTICIPATION_EUROS_2024 - s["participation_montant_deja_annee"]))
    return du


# ------------------------------------------------------------------ franchise


def franchise(s, jour):
    """R32 to R35 - L. 160-13, III, D. 160-9 to D. 160-12."""
    nature = s["soins_nature"]
    if jour < date(2008, 1, 1) or nature not in {"medicament", "vaccin", "auxiliaire_medical"}:
        return ZERO
    exempt = (
        mineur_au_1er_janvier(s, jour)
        or s["beneficiaire_c2s"]
        or (s["beneficiaire_acs"] and jour < FIN_ACS)
        or s["beneficiaire_ame"]
        or periode_maternite(s, jour)
        or soin_de_la_grossesse(s)
        or terrorisme(s)
        or infirmite_pensionnee(s)
    )
    if exempt:
        return ZERO
    due = valeur(FRANCHISE, jour) * nombre_rembourse(s, jour)
    if nature == "auxiliaire_medical":
        deja = s["franchise_acte_paramedical_deja_retenue_jour"]
        due = min(due, max(ZERO, valeur(FRANCHISE_ACTES_JOUR, jour) - deja))
    due = min(due, part_amo(s, jour))
    return min(due, max(ZERO, FRANCHISE_ANNEE - s["franchises_deja_retenues_annee"]))


def versement(s, jour):
    """R3, R4."""
    return part_amo(s, jour) - participation(s, jour) - franchise(s, jour)


# ------------------------------------------------------------------ régime local, C2S, complementary


def taux_local(s, jour):
    nature = s["soins_nature"]
    bareme = LOCAL_MEDICAMENT.get(s["soins_medicament_service"]) if nature in PHARMACIE else LOCAL.get(nature)
    return (valeur(bareme, jour) if bareme else None) or ZERO


def part_regime_local(s, jour):
    """R51 - L. 325-1, D. 325-7: never the majoration; the lump sum of a costly act is paid entirely (R40)."""
    if not s["regime_local_alsace_moselle"] or not remboursable(s, jour):
        return ZERO
    part = participation_dans_parcours(s, jour)
    if acte_couteux(s, jour):
        return part
    complement = part_de_la_base(s, jour, taux_local(s, jour)) - part_de_la_base(s, jour, taux_parcours(s, jour))
    return min(part, max(ZERO, complement))


def part_c2s(s, jour):
    """R19 - L. 861-3: what the person would pay of the tariff; nothing out of the parcours."""
    if not s["beneficiaire_c2s"] or not dans_parcours(s, jour) or s["soins_nature"] == "cure_hebergement":
        return ZERO
    return ticket_moderateur(s, jour) - part_regime_local(s, jour)


def facultative(s, jour):
    """R49 - R. 871-2, 1°: 6°, 7°, 10° and 14° of R. 160-5."""
    nature = s["soins_nature"]
    if nature in {"cure_forfait_thermal", "cure_hebergement"}:
        return True
    return nature in PHARMACIE and s["soins_medicament_service"] in {"modere", "faible", "homeopathie"}


def depassement_garanti(s, jour):
    """R50 - R. 871-2, 2°."""
    garantie = max(ZERO, s["complementaire_taux_garantie"] - 1)
    if (
        s["complementaire_type"] == "contrat_responsable"
        and s["soins_nature"] == "medecin"
        and s["soins_secteur"] in {"secteur_2_non_optam", "secteur_3"}
        and jour >= date(2015, 4, 1)
    ):
        garantie = max(ZERO, min(valeur(NON_OPTAM_PLAFOND, jour), garantie - NON_OPTAM_ECART))
    return arrondi(base(s, jour) * garantie)


def part_complementaire(s, jour):
    """R49, R50, R51."""
    contrat = s["complementaire_type"]
    if contrat == "aucune" or s["beneficiaire_c2s"] or not remboursable(s, jour):
        return ZERO
    responsable = contrat == "contrat_responsable"
    if responsable and facultative(s, jour) and not s["complementaire_couvre_facultatif"]:
        return ZERO
    ticket = ticket_moderateur(s, jour)
    depassement = min(depense(s, jour) - base(s, jour), depassement_garanti(s, jour))
    if responsable and not dans_parcours(s, jour):
        ticket = participation_dans_parcours(s, jour)
        if s["soins_secteur"] == "secteur_1" and s["soins_specialite"] != "generaliste":
            depassement = ZERO  # the authorised dépassement (R12, R. 871-1, 2°)
    return ticket + depassement - part_regime_local(s, jour)


def reste_a_charge(s, jour):
    """R6."""
    return (
        depense(s, jour)
        - versement(s, jour)
        - part_regime_local(s, jour)
        - part_c2s(s, jour)
        - part_complementaire(s, jour)
    )


def complementaire_motif(s, jour):
    if s["beneficiaire_c2s"]:
        return "c2s"
    if s["complementaire_type"] == "aucune":
        return "aucune"
    if not remboursable(s, jour):
        return "base_nulle"
    responsable = s["complementaire_type"] == "contrat_responsable"
    if responsable and facultative(s, jour) and not s["complementaire_couvre_facultatif"]:
        return "facultatif"
    if responsable and not dans_parcours(s, jour):
        return "hors_parcours"
    depassement = min(depense(s, jour) - base(s, jour), depassement_garanti(s, jour))
    return "ticket_et_depassement" if depassement > 0 else "ticket"


# ------------------------------------------------------------------ 2.H tiers payant


def tiers_payant_motif(s, jour):
    """R48 - L. 161-36-4, L. 162-1-21, L. 162-1-22, L. 162-4-5, L. 162-1-12, L. 432-1, L. 861-3, L. 871-1."""
    nature, objet = s["soins_nature"], s["soins_objet"]
    if not remboursable(s, jour):
        return "non_rembourse"
    if s["soins_lie_at_mp"]:
        return "at_mp"
    if terrorisme(s):
        return "terrorisme"
    if s["soins_personne_detenue"]:
        return "detenu"
    if not s["soins_carte_vitale"]:
        return "carte_vitale"  # L. 161-36-4, 1°
    if s["soins_medicament_generique_refuse"] and nature == "medicament":
        return "generique_refuse"  # L. 162-16-7
    if not dans_parcours(s, jour):
        return "hors_parcours"  # L. 161-36-4, 3°
    if s["beneficiaire_c2s"]:
        return "c2s"
    if s["beneficiaire_ame"]:
        return "ame"
    if mt_dents(s, jour):
        return "mt_dents"
    if objet == "neuro_developpement" and jour >= date(2024, 11, 17):
        return "neuro_developpement"
    jeune = ans(s, jour) < (18 if jour < date(2022, 1, 1) else 26) and s["sexe"] != "homme"
    urgence = objet == "contraception_urgence" and exoneration_motif(s, jour) == "contraception_urgence"
    if jeune and jour >= date(2016, 1, 1) and (contraception(s, jour) or urgence):
        return "contraception"
    if s["soins_tiers_payant_dette_sans_autorisation"]:
        return "dette"  # L. 161-36-4, 2°
    if s["soins_centre_de_sante"]:
        return "centre_sante"
    lie = ald(s) and (s["soins_lie_ald"] or s["soins_prevu_protocole"])
    if jour >= date(2018, 1, 1) and (lie or periode_maternite(s, jour) or soin_de_la_grossesse(s)):
        return "maternite_ou_ald"
    if objet == "ivg" and jour >= date(2020, 12, 16):
        return "ivg"
    if objet == "examen_obligatoire_enfant" and ans(s, jour) < 17 and jour >= date(2019, 3, 1):
        return "examen_enfant"
    fin = s["soins_c2s_fin_date"]
    if fin is not None and fin < jour <= ajoute_mois(fin, 12):
        return "ancien_c2s"
    if s["complementaire_type"] == "contrat_responsable" and jour >= date(2017, 1, 1):
        return "contrat_responsable"
    return "facultatif"


SANS_TIERS_PAYANT = {"non_rembourse", "carte_vitale", "generique_refuse", "hors_parcours", "dette", "facultatif"}


def avance(s, jour):
    """R5, R48: participations and franchises are taken later."""
    motif = tiers_payant_motif(s, jour)
    if motif in SANS_TIERS_PAYANT:
        return depense(s, jour)
    paye = part_amo(s, jour) + part_regime_local(s, jour) + part_c2s(s, jour)
    if motif in {"contrat_responsable", "mt_dents"}:
        paye += min(part_complementaire(s, jour), ticket_moderateur(s, jour) - part_regime_local(s, jour))
    return depense(s, jour) - paye


def tarif_motif(s, jour):
    if s["soins_nature"] in {"aucun", "teleexpertise"}:
        return "sans_objet"
    if s.get("soins_tarif") or tarif_convention(s, jour):
        autorite = s["soins_nature"] == "medecin" and s["soins_secteur"] == "secteur_3"
        return "non_conventionne" if autorite else "connu"
    return "prix_reglemente" if tarif(s, jour) else "inconnu"


# ------------------------------------------------------------------ deadlines


def recours(s, jour):
    """R55 - R. 142-1, R. 142-6, R. 142-8, R. 142-8-5; L. 141-1 and R. 141-2 before 2022."""
    notifie, saisi = s["soins_decision_notification_date"], s["soins_recours_saisine_date"]
    if notifie is None:
        return {
            "soins_recours_voie": "sans_objet",
            "soins_recours_date_limite": SANS_OBJET,
            "soins_recours_rejet_implicite_date": SANS_OBJET,
            "soins_recours_tribunal_date_limite": SANS_OBJET,
        }
    medicale = "cmra" if notifie >= date(2022, 1, 1) else "expertise"
    voie = medicale if s["soins_decision_medicale"] else "cra"
    rejet = tribunal = SANS_OBJET
    if saisi is not None and voie != "expertise":
        silence = 4 if voie == "cmra" else 1 if saisi < date(2019, 1, 1) else 2
        rejet = ajoute_mois(saisi, silence)
        tribunal = ajoute_mois(rejet, 2)
    return {
        "soins_recours_voie": voie,
        "soins_recours_date_limite": ajoute_mois(notifie, 1 if voie == "expertise" else 2),
        "soins_recours_rejet_implicite_date": rejet,
        "soins_recours_tribunal_date_limite": tribunal,
    }


def regime_local_affilie(s, jour):
    """1.2 - D. 325-4, D. 325-1-2-1."""
    if jour < date(2008, 1, 1):
        return {}
    due = s["soins_regime_local_assiette"] * valeur(LOCAL_COTISATION, date(jour.year, jour.month, 1))
    return {
        "soins_regime_local_cotisation": arrondi(due) if s["regime_local_alsace_moselle"] else ZERO,
        "soins_regime_local_enfant_a_charge": ans(s, jour) < valeur(LOCAL_AGE_ENFANT, jour),
    }


def demande_date_limite(s, jour):
    """R55 - L. 160-11: two years from the first day of the next quarter; maternity, from the first finding."""
    if not remboursable(s, jour) or s["soins_lie_at_mp"]:
        return SANS_OBJET
    constatee = s["date_constatation_grossesse"]
    if constatee is not None and (periode_maternite(s, jour) or soin_de_la_grossesse(s)):
        return ajoute_mois(constatee, 24)
    debut_trimestre = date(jour.year, (jour.month - 1) // 3 * 3 + 1, 1)
    return ajoute_mois(debut_trimestre, 3 + 24) - timedelta(1)


# ------------------------------------------------------------------ 2.G hospital stay

SANS_FORFAIT = {"usld", "ehpad"}


def stay(s, jour):
    entree = s["hospitalisation_date_entree"]
    if s["hospitalisation_service"] == "aucun" or entree is None:
        return None
    return entree, s.get("hospitalisation_date_sortie") or jour


def jours_factures(s, jour):
    """R43."""
    bornes = stay(s, jour)
    if bornes is None or s["hospitalisation_service"] in SANS_FORFAIT:
        return 0
    return max(1, (bornes[1] - bornes[0]).days)


def jours_depuis(premier, nombre):
    return [premier + timedelta(n) for n in range(nombre)]


def hopital_exoneration(s, jour):
    """R21 to R26, R40, for a stay."""
    entree, sortie = stay(s, jour) or (jour, jour)
    payes = jours_depuis(entree, max(1, (sortie - entree).days))
    en_maternite = [periode_maternite(s, j) for j in payes]
    cas = {
        "maternite_en_partie": any(en_maternite) and not all(en_maternite),
        "ame": s["beneficiaire_ame"],
        "at_mp": s["hospitalisation_lie_at_mp"],
        "terrorisme": terrorisme(s, "hospitalisation_lie_terrorisme"),
        "maternite": all(en_maternite),
        "nouveau_ne": nouveau_ne(s, entree),
        "ald": ald(s) and s["hospitalisation_lie_ald"],
        "pension_militaire": s["beneficiaire_pension_militaire"],
        "detenu": s["soins_personne_detenue"],
        "violences_sexuelles": s["hospitalisation_lie_violences_sexuelles"],
        "ivg": s["hospitalisation_lie_ivg"] and jour >= date(2013, 4, 1),
        "don": s["hospitalisation_lie_don"],
        "infertilite": s["hospitalisation_lie_infertilite"],
        "amp": s["hospitalisation_lie_amp"] and jour >= date(2021, 9, 30),
        "pension_invalidite": s["beneficiaire_pension_invalidite"],
        "rente_at_mp": rente_deux_tiers(s),
    }
    return {nom for nom, vrai in cas.items() if vrai}


ORDRE_HOPITAL = [
    "ame",
    "at_mp",
    "terrorisme",
    "maternite",
    "pension_militaire",
    "detenu",
    "nouveau_ne",
    "ald",
    "violences_sexuelles",
    "ivg",
    "don",
    "infertilite",
    "amp",
    "pension_invalidite",
    "rente_at_mp",
    "maternite_en_partie",
]


def hopital_exoneration_motif(s, jour):
    trouvees = hopital_exoneration(s, jour) if stay(s, jour) else set()
    return next((nom for nom in ORDRE_HOPITAL if nom in trouvees), "aucune")


def frais_sejour(s, jour):
    return s["hospitalisation_tarif_journalier"] * jours_factures(s, jour)


def journees_avec_participation(s, jour):
    """R43 - R. 160-16, V, 3: of the first thirty, those that L. 160-9 does not cover."""
    if stay(s, jour) is None or hopital_exoneration(s, jour) - {"maternite_en_partie"}:
        return []
    nombre = min(jours_factures(s, jour), HOPITAL_JOURS - int(s["hospitalisation_jours_anterieurs"]))
    return [j for j in jours_depuis(stay(s, jour)[0], max(0, nombre)) if not periode_maternite(s, j)]


def jours_avec_participation(s, jour):
    return len(journees_avec_participation(s, jour))


def participation_jour(s, jour):
    if jours_avec_participation(s, jour) == 0:
        return ZERO
    return arrondi(s["hospitalisation_tarif_journalier"] * HOPITAL_PARTICIPATION)


def participation_proportionnelle(s, jour):
    return participation_jour(s, jour) * jours_avec_participation(s, jour)


def hopital_seuil_atteint(s, jour):
    tarif_, coefficient = s["hospitalisation_acte_tarif"], s["hospitalisation_acte_coefficient"]
    return tarif_ >= valeur(SEUIL_TARIF, jour) or coefficient >= valeur(SEUIL_COEFFICIENT, jour)


def hopital_acte_couteux(s, jour):
    """R36, R38."""
    return stay(s, jour) is not None and (hopital_seuil_atteint(s, jour) or s["hospitalisation_suite_acte_couteux"])


def forfait_acte_couteux(s, jour):
    """What is left of the share in a stay with a costly act, None when the ordinary rule applies."""
    if not hopital_acte_couteux(s, jour):
        return None
    forfait = ZERO if s["hospitalisation_forfait_acte_couteux_deja_acquitte"] else valeur(ACTE_COUTEUX, jour)
    return forfait if forfait < participation_proportionnelle(s, jour) else None


def hopital_majoration(s, jour):
    """R8b - R. 160-6, al. 4: once, the amount of the cap; an exemption that is not of L. 160-14 leaves none."""
    if not s["hospitalisation_hors_parcours"] or stay(s, jour) is None or ans(s, jour) < 16:
        return ZERO
    if hopital_exoneration(s, jour) & {"ame", "at_mp", "terrorisme", "maternite", "pension_militaire", "detenu"}:
        return ZERO
    participation = hopital_participation(s, jour)
    return min(valeur(MAJORATION_PLAFOND, jour), frais_sejour(s, jour) - participation)


def hopital_participation(s, jour):
    forfait = forfait_acte_couteux(s, jour)
    return participation_proportionnelle(s, jour) if forfait is None else forfait


def hopital_ticket(s, jour):
    return hopital_participation(s, jour) + hopital_majoration(s, jour)


def forfait_motif(s, jour):
    """R41, R44 - L. 174-4."""
    bornes, service = stay(s, jour), s["hospitalisation_service"]
    if bornes is None:
        return "sans_sejour"
    if service in SANS_FORFAIT:
        return "hors_champ"
    if service == "had":
        return "had"
    if service == "hopital_de_jour" or bornes[0] == bornes[1]:
        return "sans_nuit"
    premiere = hopital_exoneration_motif(s, jour)  # the order of the reasons, no more
    cas = {
        "maternite": all(periode_maternite(s, j) for j in jours_de_presence(s, jour)),
        "at_mp": premiere == "at_mp",
        "don": s["hospitalisation_lie_don"],
        "pension_militaire": s["beneficiaire_pension_militaire"] and s["hospitalisation_lie_pension_militaire"],
        "enfant_handicape": s["hospitalisation_enfant_handicape_education_speciale"],
        "terrorisme": premiere == "terrorisme",
        "detenu": s["soins_personne_detenue"],
        "nouveau_ne": nouveau_ne(s, bornes[0]),
        "ame": premiere == "ame",
    }
    return next((nom for nom, vrai in cas.items() if vrai), "du")


def jours_de_presence(s, jour):
    """R41: entry and exit included, but the day of a transfer or of a death in short stay."""
    entree, sortie = stay(s, jour)
    jours = jours_depuis(entree, (sortie - entree).days + 1)
    deces = s["hospitalisation_sortie_par_deces"] and s["hospitalisation_service"] == "mco"
    return jours[:-1] if s["hospitalisation_sortie_par_transfert"] or deces else jours


def jours_de_forfait(s, jour):
    """R41: the days that count."""
    if forfait_motif(s, jour) in {"sans_sejour", "hors_champ", "had", "sans_nuit"}:
        return []
    return jours_de_presence(s, jour)


def forfait_du_jour(s, jour):
    psychiatrie = s["hospitalisation_service"] == "psychiatrie"
    return valeur(FORFAIT_PSYCHIATRIE if psychiatrie else FORFAIT_GENERAL, jour)


def forfait_total(s, jour):
    if forfait_motif(s, jour) != "du":
        return ZERO
    return sum((forfait_du_jour(s, j) for j in jours_de_forfait(s, jour) if not periode_maternite(s, j)), ZERO)


def forfait_impute(s, jour):
    """R42 - L. 174-4, al. 3: day by day, never when the share is limited because of its amount."""
    if forfait_acte_couteux(s, jour) is not None or forfait_motif(s, jour) != "du":
        return ZERO
    if s["regime_local_alsace_moselle"]:
        return ZERO  # D. 174-1
    concernes = set(jours_de_forfait(s, jour)) & set(journees_avec_participation(s, jour))
    return sum((min(forfait_du_jour(s, j), participation_jour(s, jour)) for j in concernes), ZERO)


def forfait_ajoute(s, jour):
    return forfait_total(s, jour) - forfait_impute(s, jour)


def jours_de_chambre(s, jour):
    """R45 - R. 162-27: the exit day too, except death or transfer."""
    bornes = stay(s, jour)
    if bornes is None or s["hospitalisation_chambre_prescrite"]:
        return 0
    sans_sortie = s["hospitalisation_sortie_par_transfert"] or s["hospitalisation_sortie_par_deces"]
    nombre = (bornes[1] - bornes[0]).days + (0 if sans_sortie else 1)
    return max(nombre, 0)


def chambre(s, jour):
    return s["hospitalisation_chambre_prix_jour"] * jours_de_chambre(s, jour)


def hopital_depense(s, jour):
    return frais_sejour(s, jour) + forfait_ajoute(s, jour) + chambre(s, jour)


def hopital_local(s, jour):
    """1.2 - L. 174-4, al. 4, D. 325-6: the share, the lump sum and the forfait; never the majoration."""
    if not s["regime_local_alsace_moselle"]:
        return ZERO
    return hopital_participation(s, jour) + forfait_ajoute(s, jour)


def hopital_c2s(s, jour):
    """R19 - L. 861-3, 1° and 2°."""
    if not s["beneficiaire_c2s"]:
        return ZERO
    hors = s["hospitalisation_hors_parcours"] and ans(s, jour) >= 16 and not s["beneficiaire_ame"]
    ticket = ZERO if hors else hopital_ticket(s, jour)
    local = hopital_local(s, jour)
    if hors:
        return max(ZERO, forfait_ajoute(s, jour) - local)
    return ticket + forfait_ajoute(s, jour) - local


def hopital_complementaire(s, jour):
    """R49: the share, the lump sum, the forfait without limit; the room within its guarantee."""
    contrat = s["complementaire_type"]
    if contrat == "aucune" or s["beneficiaire_c2s"]:
        return ZERO
    part = hopital_participation(s, jour) + forfait_ajoute(s, jour) - hopital_local(s, jour)
    if contrat == "contrat_non_responsable":
        part += hopital_majoration(s, jour)
    une = min(s["hospitalisation_chambre_prix_jour"], s["hospitalisation_complementaire_chambre_jour"])
    return part + une * jours_de_chambre(s, jour)


# ------------------------------------------------------------------ emergency visits


def urgences_motif(s, jour):
    """R46, R47 - L. 160-13, I, al. 4, R. 160-17-1."""
    suite = s["hospitalisation_urgences_suite"]
    if suite == "aucun_passage":
        return "aucun_passage"
    if jour < FPU_DEBUT:
        return "avant_2022"
    if suite == "hospitalisation_mco":
        return "hospitalisation"
    if s["hospitalisation_urgences_programme"]:
        return "programme"
    cas = {
        "maternite": periode_maternite(s, jour),
        "nouveau_ne": nouveau_ne(s, jour),
        "rente_at_mp": s["rente_at_mp_taux"] >= DEUX_TIERS,  # II, 3°: the holder alone
        "pension_invalidite": s["beneficiaire_pension_invalidite"],
        "pension_militaire": s["beneficiaire_pension_militaire"],
        "violences_sexuelles": s["hospitalisation_lie_violences_sexuelles"],
        "don": s["hospitalisation_lie_don"],
        "terrorisme": terrorisme(s, "hospitalisation_lie_terrorisme"),
        "risque_sanitaire": s["hospitalisation_urgences_risque_sanitaire"],
        "ame": s["beneficiaire_ame"],
        "detenu": s["soins_personne_detenue"],
        "minore_ald": ald(s),
        "minore_at_mp": s["hospitalisation_lie_at_mp"] or s["soins_lie_at_mp"] or s["rente_at_mp_taux"] > 0,
    }
    return next((nom for nom, vrai in cas.items() if vrai), "normal")


def urgences_forfait(s, jour):
    motif = urgences_motif(s, jour)
    if motif == "normal":
        return valeur(FPU, jour)
    return valeur(FPU_MINORE, jour) if motif.startswith("minore") else ZERO


def urgences_exonere_avant_2022(s, jour):
    """The exemptions of 2.C, for a bill of before 2022."""
    cas = {
        "ame": s["beneficiaire_ame"],
        "at_mp": s["hospitalisation_lie_at_mp"],
        "terrorisme": terrorisme(s, "hospitalisation_lie_terrorisme"),
        "maternite": periode_maternite(s, jour),
        "nouveau_ne": nouveau_ne(s, jour),
        "ald": ald(s) and s["hospitalisation_lie_ald"],
        "pension_militaire": s["beneficiaire_pension_militaire"],
        "detenu": s["soins_personne_detenue"],
        "violences_sexuelles": s["hospitalisation_lie_violences_sexuelles"],
        "don": s["hospitalisation_lie_don"],
        "ivg": s["hospitalisation_lie_ivg"] and jour >= date(2013, 4, 1),
        "infertilite": s["hospitalisation_lie_infertilite"],
        "amp": s["hospitalisation_lie_amp"] and jour >= date(2021, 9, 30),
        "pension_invalidite": s["beneficiaire_pension_invalidite"],
        "rente_at_mp": rente_deux_tiers(s),
    }
    return any(cas.values())


def urgences_participation(s, jour):
    """What is left to the person: 20 % of the bill before 2022, the lump sum since."""
    if jour >= FPU_DEBUT:
        return urgences_forfait(s, jour)
    suite = s["hospitalisation_urgences_suite"]
    if suite in {"aucun_passage", "hospitalisation_mco"} or urgences_exonere_avant_2022(s, jour):
        return ZERO
    facture = s["hospitalisation_urgences_facture"]
    part = facture - arrondi(facture * (1 - URGENCES_AVANT_2022))
    if jour >= date(2006, 9, 1) and hopital_seuil_atteint(s, jour):
        return min(part, valeur(ACTE_COUTEUX, jour))  # R36
    return part


def urgences_participations_dues(s, jour):
    """R29, R30, R47."""
    if s["hospitalisation_urgences_suite"] in {"aucun_passage", "hospitalisation_mco"}:
        return 0
    exempt = (
        mineur_au_1er_janvier(s, jour)
        or s["beneficiaire_c2s"]
        or (s["beneficiaire_acs"] and jour < FIN_ACS)
        or s["beneficiaire_ame"]
        or periode_maternite(s, jour)
        or terrorisme(s, "hospitalisation_lie_terrorisme")
        or infirmite_pensionnee(s, "hospitalisation_lie_pension_militaire")
    )
    return 0 if exempt else min(PARTICIPATION_JOUR, int(s["hospitalisation_urgences_nombre_participations"]))


def urgences_participation_forfaitaire(s, jour):
    """R31, R47: after the other acts of the day; within what is reimbursed when the bill is known."""
    annee = jour_remboursement(s, jour)
    reste = int(valeur(PARTICIPATION_ANNEE, annee)) - int(s["participation_nombre_deja_annee"])
    reste = max(0, reste - participation_nombre_retenu(s, jour))
    due = valeur(PARTICIPATION, jour) * min(urgences_participations_dues(s, jour), reste)
    if annee.year == 2024:
        deja = s["participation_montant_deja_annee"] + participation(s, jour)
        due = min(due, max(ZERO, PARTICIPATION_EUROS_2024 - deja))
    facture = s["hospitalisation_urgences_facture"]
    return min(due, max(ZERO, facture - urgences_participation(s, jour))) if facture else due


def calcule_urgences(s, jour):
    laisse, participation_ = urgences_participation(s, jour), urgences_participation_forfaitaire(s, jour)
    facture = s["hospitalisation_urgences_facture"]
    if s["hospitalisation_urgences_suite"] in {"aucun_passage", "hospitalisation_mco"}:
        facture = ZERO
    total = max(facture, laisse) if facture else laisse + participation_
    versement_ = max(ZERO, total - laisse - participation_)
    # L. 325-1, I: the board's decision of 29 March 2022.
    local = laisse if s["regime_local_alsace_moselle"] and jour >= date(2022, 3, 29) else ZERO
    c2s = laisse - local if s["beneficiaire_c2s"] else ZERO
    complementaire = laisse - local if s["complementaire_type"] != "aucune" and not s["beneficiaire_c2s"] else ZERO
    return {
        "hospitalisation_urgences_forfait_motif": urgences_motif(s, jour),
        "hospitalisation_urgences_forfait": urgences_forfait(s, jour) if jour >= FPU_DEBUT else ZERO,
        "hospitalisation_urgences_participation_forfaitaire": participation_,
        "hospitalisation_urgences_depense": total,
        "hospitalisation_urgences_versement": versement_,
        "hospitalisation_urgences_part_regime_local": local,
        "hospitalisation_urgences_part_c2s": c2s,
        "hospitalisation_urgences_part_complementaire": complementaire,
        "hospitalisation_urgences_reste_a_charge": total - versement_ - local - c2s - complementaire,
    }


# ------------------------------------------------------------------ the worksheet


def calcule_soins(s, jour):
    resultat = {
        "soins_remboursement_motif": remboursement_motif(s, jour),
        "soins_parcours_motif": parcours_motif(s, jour),
        "soins_dans_parcours": dans_parcours(s, jour),
        "soins_nombre_rembourse": nombre_rembourse(s, jour),
        "soins_taux_motif": taux_motif(s, jour),
        "soins_taux_parcours": taux_parcours(s, jour),
        "soins_taux": taux(s, jour),
        "soins_exoneration_motif": exoneration_motif(s, jour),
        "participation_motif": participation_motif(s, jour),
        "soins_demande_date_limite": demande_date_limite(s, jour),
        "soins_tarif_motif": tarif_motif(s, jour),
        "soins_tiers_payant_motif": tiers_payant_motif(s, jour),
        "soins_tiers_payant": tiers_payant_motif(s, jour) not in SANS_TIERS_PAYANT,
        "soins_complementaire_facultative": facultative(s, jour),
        **regime_local_affilie(s, jour),
    }
    if jour >= date(2006, 12, 30):
        resultat |= recours(s, jour)
    connu = s["soins_nature"] == "aucun" or not remboursable(s, jour) or tarif(s, jour)
    if connu:
        resultat |= {
            "soins_depense": depense(s, jour),
            "soins_base_acte": base_acte(s, jour),
            "soins_base_remboursement": base(s, jour),
            "soins_depassement": depense(s, jour) - base(s, jour),
            "soins_acte_couteux": acte_couteux(s, jour),
            "soins_participation_supprimee_imagerie": participation_supprimee(s, jour),
            "soins_participation_dans_parcours": participation_dans_parcours(s, jour),
            "soins_majoration_hors_parcours": majoration(s, jour),
            "soins_part_amo": part_amo(s, jour),
            "soins_ticket_moderateur": ticket_moderateur(s, jour),
            "participation_nombre_du": participation_nombre_du(s, jour),
            "participation_nombre_retenu": participation_nombre_retenu(s, jour),
            "soins_participation_forfaitaire": participation(s, jour),
            "soins_franchise": franchise(s, jour),
            "soins_versement": versement(s, jour),
            "soins_part_regime_local": part_regime_local(s, jour),
            "soins_part_c2s": part_c2s(s, jour),
            "soins_part_complementaire": part_complementaire(s, jour),
            "soins_complementaire_motif": complementaire_motif(s, jour),
            "soins_reste_a_charge": reste_a_charge(s, jour),
            "soins_avance_patient": avance(s, jour),
        }
    return resultat


def calcule_sejour(s, jour):
    if jour < date(2007, 1, 1):
        return {}
    depense_ = hopital_depense(s, jour)
    amo = frais_sejour(s, jour) - hopital_ticket(s, jour)
    parts = hopital_local(s, jour), hopital_c2s(s, jour), hopital_complementaire(s, jour)
    forfait_couteux = forfait_acte_couteux(s, jour)
    return {
        "hospitalisation_jours_factures": jours_factures(s, jour),
        "hospitalisation_jours_forfait": len(jours_de_forfait(s, jour)),
        "hospitalisation_jours_avec_participation": jours_avec_participation(s, jour),
        "hospitalisation_exoneration_motif": hopital_exoneration_motif(s, jour),
        "hospitalisation_forfait_motif": forfait_motif(s, jour),
        "hospitalisation_frais_sejour": frais_sejour(s, jour),
        "hospitalisation_acte_couteux": hopital_acte_couteux(s, jour),
        "hospitalisation_participation_proportionnelle": participation_proportionnelle(s, jour),
        "hospitalisation_participation_actes_couteux": forfait_couteux or ZERO,
        "hospitalisation_majoration_hors_parcours": hopital_majoration(s, jour),
        "hospitalisation_ticket_moderateur": hopital_ticket(s, jour),
        "hospitalisation_part_amo": amo,
        "hospitalisation_forfait_journalier_total": forfait_total(s, jour),
        "hospitalisation_forfait_journalier_impute": forfait_impute(s, jour),
        "hospitalisation_forfait_journalier": forfait_ajoute(s, jour),
        "hospitalisation_chambre_particuliere": chambre(s, jour),
        "hospitalisation_depense": depense_,
        "hospitalisation_part_regime_local": parts[0],
        "hospitalisation_part_c2s": parts[1],
        "hospitalisation_part_complementaire": parts[2],
        "hospitalisation_reste_a_charge": depense_ - amo - sum(parts),
    }


def calcule(situation: dict, jour: date) -> dict:
    """All the lines of the worksheet; amounts that need an unknown tariff are left out."""
    s = Situation(situation)
    return calcule_soins(s, jour) | calcule_sejour(s, jour) | calcule_urgences(s, jour)


def participations_de_plusieurs_jours(journees: dict) -> dict:
    """R31 - D. 160-6: the days of a person, counted in the order of their reimbursement, year by year."""
    ordre = sorted(journees, key=lambda jour: (jour_remboursement(Situation(journees[jour]), jour), jour))
    nombre, montant, retenues = {}, {}, {}
    for jour in ordre:
        s = Situation(journees[jour])
        annee = jour_remboursement(s, jour).year
        s["participation_nombre_deja_annee"] += nombre.get(annee, 0)
        s["participation_montant_deja_annee"] += montant.get(annee, ZERO)
        nombre[annee] = nombre.get(annee, 0) + participation_nombre_retenu(s, jour)
        montant[annee] = montant.get(annee, ZERO) + participation(s, jour)
        retenues[jour] = participation(s, jour)
    return retenues
