"""The law of transport and of the franchises a second time, for one person and one day.

Written from the articles alone, without reading the formulas of the package, as plain as a worksheet: a situation is
a dictionary, amounts are exact decimals, one function a rule, the values typed again below. It is slow on purpose.
A key is the name of the package's variable; a key that is absent takes the default that its documentation says.
"""

# A worksheet answers line by line, as the article does.

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

D = Decimal
CENT = D("0.01")

# --------------------------------------------------------------------------- values, typed from the articles

TAUX_DROIT_COMMUN = [(date(2006, 12, 30), D("0.65")), (date(2023, 8, 1), D("0.55"))]  # R. 160-5, 9°
TAUX_EXONERE = D(1)  # L. 160-14
TAUX_TOTAL_REGIME_LOCAL = D(1)  # D. 325-7, practice of the caisses
INDEMNITE_KILOMETRIQUE = [(date(2015, 4, 19), D("0.30"))]  # R. 322-10-5, II

SEUIL_LONGUE_DISTANCE = D(150)  # R. 322-10, 1°, d: strictly more
SERIE_NOMBRE = 4  # R. 322-10, 1°, e: at least
SERIE_DISTANCE = D(50)  # strictly more
DELAI_SILENCE = 15  # R. 322-10-4
AGE_ENFANT_ACCOMPAGNE = 16  # R. 322-10-7: under
PRESCRIPTION_LIMITEE = date(2019, 12, 12)  # R. 322-10-2: valid one year
PRESCRIPTION_CONTACT = date(2023, 12, 28)  # L. 160-8, last paragraph
PERMISSION_DEBUT, PERMISSION_AGE, PERMISSION_RANG = date(2019, 12, 12), 20, 14  # R. 322-10-8

PARTAGE_DEBUT = date(2025, 3, 2)  # R. 322-11-1 to R. 322-11-6
PARTAGE_DETOUR_PAR_PATIENT, PARTAGE_DETOUR_MAX, PARTAGE_ATTENTE_MAX, PARTAGE_PATIENTS = D(10), D(30), D(45), 2

ACTE_COUTEUX_TARIF = [(date(2006, 9, 1), D(91)), (date(2011, 3, 1), D(120))]  # R. 160-16, I
ACTE_COUTEUX_COEFFICIENT = [(date(2006, 9, 1), D(50)), (date(2011, 3, 1), D(60))]
RENTE_MINIMUM = Fraction(2, 3)  # R. 371-1

FRANCHISE_DEBUT = date(2008, 1, 1)
FRANCHISE_TRAJET = [(FRANCHISE_DEBUT, D(2)), (date(2024, 3, 31), D(4))]  # D. 160-9, c
FRANCHISE_TRANSPORT_JOUR = [(FRANCHISE_DEBUT, D(4)), (date(2024, 3, 31), D(8))]  # D. 160-11, b
FRANCHISE_ACTE = [(FRANCHISE_DEBUT, D("0.50")), (date(2024, 3, 31), D(1))]  # D. 160-9, b
FRANCHISE_ACTE_JOUR = [(FRANCHISE_DEBUT, D(2)), (date(2024, 3, 31), D(4))]  # D. 160-11, a
FRANCHISE_BOITE = [(FRANCHISE_DEBUT, D("0.50")), (date(2024, 3, 31), D(1))]  # D. 160-9, a
FRANCHISE_ANNEE = D(50)  # D. 160-10

ALD_DEFICIENCE_EXIGEE = date(2011, 4, 1)  # R. 322-10, 1°, b
FIN_ALD_NON_EXONERANTE = date(2026, 10, 1)  # décret n° 2026-812
CAMSP_DEBUT = date(2014, 5, 28)  # R. 322-10, 1°, f
ARTICLE_80_DEBUT = date(2018, 10, 1)  # L. 162-21-2, D. 162-17
ARTICLE_80_LISTE_2019 = date(2019, 6, 17)
VACCINATION = (date(2021, 2, 20), date(2022, 1, 1))  # décret n° 2021-182
SAMU_EXONERE = date(2023, 2, 10)  # R. 160-17, I, 10°
ENGAGEMENT_MATERNITE = date(2022, 5, 1)  # R. 322-10-9
TAXI_CONVENTIONNE = date(2008, 6, 1)  # L. 322-5
AMP_SANS_STERILITE = date(2021, 9, 30)  # R. 160-17, I, 9°
COMMISSION_MEDICALE = date(2019, 1, 1)  # R. 322-10, 2°, e
FIN_EXPERTISE_MEDICALE = date(2022, 1, 1)  # L. 141-1
EXPERT_DE_JURIDICTION = date(2020, 1, 1)  # R. 142-18
TIERS_PAYANT_ALD = date(2018, 1, 1)  # L. 162-1-21
FIN_ACS = date(2019, 11, 1)

TAXI_DEBUT = date(2025, 11, 1)
TAXI_FORFAIT, TAXI_KM_INCLUS, TAXI_GRANDE_VILLE = D(13), D(4), D(15)
TAXI_TPMR, TAXI_OUTRE_MER, TAXI_MAJORATION = D(30), D(3), D("0.50")
TAXI_ABATTEMENT = {1: D(0), 2: D("0.23"), 3: D("0.35")}  # 4 and more: 0.37
TAXI_ABATTEMENT_QUATRE = D("0.37")
TAXI_KM = {
    departement: D(tarif)
    for tarif, departements in {
        "1.07": "14 29 33 34 35 45 56 65 67 68 69 72 77 78 81 82 85 91 92 93 94 95 971",
        "1.08": "11 25 30 42 44 49 63 70 79 90",
        "1.09": "53 54",
        "1.10": "13 17 31 71 87 88 973",
        "1.11": "24 39 47 86 89",
        "1.12": "16 21 51 55",
        "1.13": "01 10 15 22 40 41 46",
        "1.14": "04 57 64",
        "1.15": "09 73 80",
        "1.16": "12 19 26 50 83",
        "1.17": "07 08 61",
        "1.18": "05 23 37 66 76",
        "1.19": "03 28 32",
        "1.20": "02 59 60 62 84 972",
        "1.21": "27",
        "1.22": "38 74 75 974",
        "1.24": "43",
        "1.25": "36 48",
        "1.26": "18 52",
        "1.27": "06 2a 2b 58",
    }.items()
    for departement in departements.split()
}


def _court(text: str) -> list:
    return [(D(borne), D(montant)) for borne, montant in (part.split(":") for part in text.split())]


# First day, day after the last, forfaits, rate a kilometre, short trips (upper bound: amount).
BAREMES = {
    "ambulance": [
        (
            date(2013, 2, 1),
            date(2021, 3, 8),
            {"departemental": D("51.30"), "agglomeration": D("57.37"), "prise_en_charge": D("64.30")},
            D("2.19"),
            _court("5:7.00 10:5.50 15:4.00 19:2.50"),
        ),
        (
            date(2025, 1, 1),
            date.max,
            {"departemental": D("57.39")},
            D("2.44"),
            _court("5:9.75 10:7.53 15:5.47 19:3.42"),
        ),
    ],
    "vsl": [
        (
            date(2021, 3, 8),
            date(2023, 11, 6),
            {
                "zone_a": D("13.85"),
                "zone_b": D("13.45"),
                "zone_c": D("12.60"),
                "zone_d": D("11.97"),
                "prise_en_charge": D("15.58"),
            },
            D("1.02"),
            _court("7:6.57 8:6.35 9:5.81 10:5.25 11:4.70 12:4.16 13:3.61 14:3.07 15:2.52 16:1.97 17:1.43 18:0.87"),
        ),
        (
            date(2025, 1, 1),
            date.max,
            {"departemental": D("15.75")},
            D("1.10"),
            _court("7:8.54 8:7.68 9:7.03 10:6.35 11:5.22 12:4.62 13:4.01 14:3.41 15:2.80 16:2.07 17:1.50 18:0.91"),
        ),
    ],
}
SANITAIRE_KM_INCLUS = D(3)
MAJORATION_NUIT = {"vsl": D("0.50"), "ambulance": D("0.75")}
MAJORATION_DIMANCHE = {"vsl": D("0.25"), "ambulance": D("0.50")}

VEHICULES = {"ambulance", "vsl", "taxi"}
RANG = {"transport_commun": 1, "vehicule_personnel": 1, "avion": 1, "bateau": 1, "vsl": 2, "taxi": 2, "ambulance": 3}
SANS_OBJET = date(1970, 1, 1)

DEFAUTS = {
    "ald_type": "aucune",
    "date_naissance": SANS_OBJET,
    "rente_at_mp_taux": D(0),
    "transport_objet": "autre_soin",
    "transport_mode": "aucun",
    "transport_controle": "controle_medical",
    "transport_permission_motif": "therapeutique",
    "transport_contestation_anterieure_2022": True,
    "transport_conventionne": True,
    "transport_accord_reponse": "aucune",
    "transport_departement_licence": "non_renseigne",
    "transport_heure_prise_en_charge": D(10),
    "transport_nombre_patients": 1,
    "transport_partage_prescrit": "non_renseigne",
    "transport_rang_jour_hospitalisation": 0,
    "transport_rang_permission_semaine": 1,
    "transport_refus_nature": "aucun",
    "transport_serie_nombre": 0,
    "transport_type_forfait": "departemental",
    "transport_zone_vsl": "non_renseignee",
    "franchise_acte_paramedical_nombre": 0,
    "franchise_medicament_nombre_boites": 0,
}
MONTANTS = {
    "franchise_acte_paramedical_deja_retenue_jour",
    "franchise_acte_paramedical_remboursement",
    "franchise_medicament_remboursement",
    "franchise_transport_deja_retenue_jour",
    "franchises_deja_retenues_annee",
    "transport_accompagnant_billet",
    "transport_acte_coefficient",
    "transport_acte_tarif",
    "transport_distance_aller",
    "transport_partage_attente",
    "transport_partage_detour",
    "transport_peages",
    "transport_peages_trajet",
    "transport_prix_trajet",
    "transport_stationnement",
    "transport_tarif_arrete",
    "transport_tarif_conventionnel",
}
DATES = {
    "date_accouchement",
    "date_constatation_grossesse",
    "date_presumee_accouchement",
    "transport_accord_date_envoi",
    "transport_accord_reponse_date",
    "transport_prescription_date",
    "transport_recours_saisine_date",
    "transport_refus_notification_date",
}


class Situation(dict):
    """What is known of a person on one day; what is not said has its default."""

    def __missing__(self, nom):
        if nom in DEFAUTS:
            return DEFAUTS[nom]
        if nom in MONTANTS:
            return D(0)
        return None if nom in DATES else False


# --------------------------------------------------------------------------- small tools


def valeur(bareme: list, jour: date):
    """The value in force on a day, None before the first."""
    en_vigueur = None
    for debut, montant in bareme:
        if debut <= jour:
            en_vigueur = montant
    return en_vigueur


def arrondi(montant: Decimal) -> Decimal:
    return montant.quantize(CENT, ROUND_HALF_UP)


def ajoute_mois(jour: date, mois: int) -> date:
    """The same day number, else the last day of the month."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    for numero in range(jour.day, 0, -1):
        try:
            return date(annee, rang + 1, numero)
        except ValueError:
            continue
    raise ValueError(jour)


def age(naissance: date, jour: date) -> int:
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


# --------------------------------------------------------------------------- what the situation says


def nombre_trajets(s, jour):
    if s["transport_mode"] == "aucun":
        return 0
    if "transport_nombre_trajets" in s:
        return s["transport_nombre_trajets"]
    return 2 if s["transport_aller_retour"] else 1


def mode_prescrit(s, jour):
    return s.get("transport_mode_prescrit", s["transport_mode"])


def distance_proche(s, jour):
    return s.get("transport_distance_structure_proche", s["transport_distance_aller"])


def soin_lie_ald(s, jour):
    """Soin lié à une affection de longue durée dont la personne est reconnue atteinte."""
    lie = s.get("transport_soin_lie_ald", s["transport_objet"] == "soin_lie_ald")
    return lie and s["ald_type"] != "aucune"


def soin_lie_at_mp(s, jour):
    return s.get("transport_soin_lie_at_mp", s["transport_objet"] == "soin_at_mp")


def cas_article_80(s, jour):
    par_defaut = {"permission_sortie": "permission", "transfert_hospitalise": "entre_etablissements"}
    return s.get("transport_cas_article_80", par_defaut.get(s["transport_objet"], "aucun"))


def urgence(s, jour):
    """Urgence attestée par le prescripteur ; l'appel du SAMU en tient lieu."""
    return s["transport_urgence_attestee"] or s["transport_demande_samu"]


def est_un_soin(s, jour):
    """R. 322-10, 1° : recevoir des soins ou subir des examens. Ni un contrôle (2°), ni une permission de sortie."""
    return s["transport_objet"] not in {"convocation_controle", "permission_sortie", "cure_thermale"}


# --------------------------------------------------------------------------- T7: the hospital pays


def permission_du_chapitre(s, jour):
    """R. 322-10-8 : moins de vingt ans, à compter du quatorzième jour."""
    return (
        jour >= PERMISSION_DEBUT
        and s["transport_objet"] == "permission_sortie"
        and age(s["date_naissance"], jour) < PERMISSION_AGE
        and s["transport_rang_jour_hospitalisation"] >= PERMISSION_RANG
    )


def permission_moins_de_vingt_ans(s, jour):
    """S9 - R. 322-10-8 : un aller et retour par semaine."""
    return permission_du_chapitre(s, jour) and s["transport_rang_permission_semaine"] <= 1


def article_80(s, jour):
    """D. 162-17 : qui finance le déplacement, « assurance_maladie », « etablissement » ou « patient »."""
    cas = cas_article_80(s, jour)
    if s["transport_smur"]:
        return "etablissement"  # III; paid by the hospital's own endowment before
    if s["transport_transfert_convenance"] and s["transport_objet"] == "transfert_hospitalise":
        return "patient"
    if jour < ARTICLE_80_DEBUT:
        return "assurance_maladie"
    convenance = cas == "permission" and s["transport_permission_motif"] == "convenance"
    if convenance and not permission_moins_de_vingt_ans(s, jour):
        return "patient"
    if s["transport_mode"] not in VEHICULES or cas == "aucun":
        return "assurance_maladie"
    if s["transport_demande_samu"]:
        return "assurance_maladie"  # II, 2°
    if cas in {"premiere_hospitalisation", "had_autre"}:
        return "assurance_maladie"  # II, 1° and 4°
    if cas in {"usld", "ehpad"}:
        return "etablissement" if s["transport_meme_implantation"] else "assurance_maladie"  # II, 5° and 6°
    if cas in {"radiotherapie_ville_moins_48h", "dialyse_domicile", "domicile_pour_had"}:
        return "assurance_maladie" if jour >= ARTICLE_80_LISTE_2019 else "etablissement"  # II, 7° to 9°
    if cas == "had_moins_48h_lie":
        return "etablissement" if jour >= ARTICLE_80_LISTE_2019 else "assurance_maladie"  # I, 5°
    if cas == "permission" and permission_du_chapitre(s, jour):
        return "assurance_maladie"  # a second one in the week belongs to R. 322-10-8 too, which refuses it
    return "etablissement"


# --------------------------------------------------------------------------- T1: prescription


def prescription(s, jour):
    """R. 322-10-2 : None si la condition est remplie, sinon le motif du refus."""
    etablie = s["transport_prescription_date"]
    if etablie is None:
        defaut = "pas_de_prescription"
    elif etablie > jour:
        defaut = "prescription_tardive"
    else:
        perimee = jour >= PRESCRIPTION_LIMITEE and jour > ajoute_mois(etablie, 12)
        sans_contact = etablie >= PRESCRIPTION_CONTACT and s["transport_prescription_sans_contact"]
        if not perimee and not sans_contact:
            return None
        defaut = "pas_de_prescription"
    return None if controle(s, jour) or urgence(s, jour) else defaut


def juridiction_sans_titre(s, jour):
    """R. 142-18 : convocation d'une juridiction, sans demande acceptée ni prescription médicale valable."""
    sans_convocation = Situation(s)
    sans_convocation["transport_objet"] = "autre_soin"
    sans_convocation["transport_urgence_attestee"] = sans_convocation["transport_demande_samu"] = False
    return (
        s["transport_objet"] == "convocation_controle"
        and s["transport_controle"] == "juridiction"
        and jour >= EXPERT_DE_JURIDICTION
        and not s["transport_juridiction_demande_acceptee"]
        and prescription(sans_convocation, jour) is not None
    )


# --------------------------------------------------------------------------- T2: situations


def hospitalisation(s, jour):
    return s["transport_objet"] in {"hospitalisation", "seance_chimio_radio_dialyse", "transfert_hospitalise"}


def ald_avec_deficience(s, jour):
    if not soin_lie_ald(s, jour) or not est_un_soin(s, jour):
        return False
    reconnue = s["ald_type"] == "exonerante" or jour < FIN_ALD_NON_EXONERANTE
    # For the patient's own means or a public transport, the incapacity is the need of being accompanied.
    accompagne = RANG[mode_prescrit(s, jour)] == 1 and s["transport_tierce_personne"]
    return reconnue and (jour < ALD_DEFICIENCE_EXIGEE or s["transport_deficience_referentiel"] or accompagne)


def at_mp(s, jour):
    return soin_lie_at_mp(s, jour) and est_un_soin(s, jour)


def ambulance(s, jour):
    """S4 : ambulance prescrite et utilisée."""
    return (
        est_un_soin(s, jour)
        and s["transport_mode"] == "ambulance"
        and mode_prescrit(s, jour) == "ambulance"
        and (s["transport_critere_ambulance"] or s["transport_demande_samu"])
    )


def longue_distance(s, jour):
    return est_un_soin(s, jour) and s["transport_distance_aller"] > SEUIL_LONGUE_DISTANCE


def serie(s, jour):
    distance = s.get("transport_serie_distance_aller", s["transport_distance_aller"])
    return est_un_soin(s, jour) and s["transport_serie_nombre"] >= SERIE_NOMBRE and distance > SERIE_DISTANCE


def camsp_cmpp(s, jour):
    return s["transport_objet"] == "camsp_cmpp" and jour >= CAMSP_DEBUT


def controle(s, jour):
    if s["transport_objet"] != "convocation_controle":
        return False
    if s["transport_controle"] == "commission_medicale":
        return jour >= COMMISSION_MEDICALE
    if s["transport_controle"] == "expertise_medicale":
        return jour < FIN_EXPERTISE_MEDICALE or s["transport_contestation_anterieure_2022"]
    return True


def engagement_maternite(s, jour):
    return s["transport_objet"] == "engagement_maternite" and jour >= ENGAGEMENT_MATERNITE


def vaccination(s, jour):
    debut, fin = VACCINATION
    return (
        s["transport_objet"] == "vaccination_covid"
        and debut <= jour < fin
        and (s["transport_deficience_referentiel"] or s["transport_tierce_personne"])
        and s["transport_mode"] in VEHICULES
    )


SITUATIONS = [
    hospitalisation,
    ald_avec_deficience,
    at_mp,
    ambulance,
    longue_distance,
    serie,
    camsp_cmpp,
    controle,
    permission_moins_de_vingt_ans,
    engagement_maternite,
    vaccination,
]


# --------------------------------------------------------------------------- T3, T4: prior agreement


def accord_requis(s, jour):
    """R. 322-10-4, R. 322-10-9."""
    if s["transport_mode"] == "aucun" or s["transport_objet"] == "cure_thermale":
        return False
    if article_80(s, jour) != "assurance_maladie":
        return False
    if s["transport_mode"] in {"avion", "bateau"} or engagement_maternite(s, jour):
        return True
    if vaccination(s, jour):
        return False
    if s["transport_distance_aller"] > SEUIL_LONGUE_DISTANCE or camsp_cmpp(s, jour):
        return True
    return serie(s, jour) and not soin_lie_ald(s, jour)


def refus_dans_le_delai(s, jour):
    envoi, reponse = s["transport_accord_date_envoi"], s["transport_accord_reponse_date"]
    if s["transport_accord_reponse"] != "refus":
        return False
    return envoi is None or reponse <= envoi + timedelta(DELAI_SILENCE)


def accord_tacite(s, jour):
    """Le jour où le silence vaut accord, None s'il n'y en a pas."""
    envoi, reponse = s["transport_accord_date_envoi"], s["transport_accord_reponse_date"]
    if envoi is None:
        return None
    if s["transport_accord_reponse"] != "aucune" and reponse <= envoi + timedelta(DELAI_SILENCE):
        return None
    return envoi + timedelta(DELAI_SILENCE + 1)


def accord(s, jour):
    if not accord_requis(s, jour):
        return "non_requis"
    if urgence(s, jour) and not engagement_maternite(s, jour):
        return "urgence"
    if s["transport_accord_reponse"] == "accord" and s["transport_accord_reponse_date"] <= jour:
        return "accord"
    tacite = accord_tacite(s, jour)
    if tacite is not None and tacite <= jour:
        return "accord_tacite"
    return "refus" if refus_dans_le_delai(s, jour) else "manquant"


# --------------------------------------------------------------------------- T5, T6, T8: decision


def mode_conforme(s, jour):
    utilise, prescrit = s["transport_mode"], mode_prescrit(s, jour)
    if utilise in VEHICULES and juridiction_sans_titre(s, jour):
        return False
    if utilise in {"avion", "bateau"}:
        return prescrit == utilise
    return RANG[utilise] <= RANG[prescrit]


def motif(s, jour):
    """T8 : article 80, prescription, situation, accord, mode, transporteur."""
    if s["transport_mode"] == "aucun":
        return "aucun_transport"
    if s["transport_objet"] == "cure_thermale":
        return "cure_thermale"
    financeur = article_80(s, jour)
    if financeur != "assurance_maladie":
        return {"etablissement": "charge_etablissement", "patient": "charge_patient_convenance"}[financeur]
    refus = prescription(s, jour)
    if refus is not None:
        return refus
    if not any(situation(s, jour) for situation in SITUATIONS):
        return "situation_non_couverte"
    decision = accord(s, jour)
    if decision == "refus":
        return "accord_refuse"
    if decision == "manquant":
        return "accord_prealable_manquant"
    if not mode_conforme(s, jour):
        return "mode_superieur_prescription"
    if not s["transport_conventionne"]:
        if s["transport_mode"] == "taxi" and jour >= TAXI_CONVENTIONNE:
            return "taxi_non_conventionne"
        if s["transport_mode"] in {"vsl", "ambulance"} and not s["transport_tarif_arrete"]:
            return "tarif_arrete_interministeriel"
    return "pris_en_charge"


def eligible(s, jour):
    return motif(s, jour) == "pris_en_charge"


def payeur(s, jour):
    return {"pris_en_charge": "assurance_maladie", "charge_etablissement": "etablissement"}.get(
        motif(s, jour), "patient"
    )


# --------------------------------------------------------------------------- T9: distance


def distance_retenue(s, jour):
    reelle = s["transport_distance_aller"]
    if hospitalisation(s, jour) and reelle <= SEUIL_LONGUE_DISTANCE:
        return reelle
    if controle(s, jour) or permission_moins_de_vingt_ans(s, jour):
        return reelle
    return min(reelle, distance_proche(s, jour))


# --------------------------------------------------------------------------- 1.5, 1.6: estimated tariffs


def nuit(s, jour):
    heure = s["transport_heure_prise_en_charge"]
    return heure >= 20 or heure < 8


def dimanche_ou_ferie(s, jour):
    samedi_apres_midi = jour.weekday() == 5 and s["transport_heure_prise_en_charge"] >= 12
    return samedi_apres_midi or jour.weekday() == 6 or s["transport_jour_ferie"]


def tarif_taxi(s, jour, km):
    au_km = TAXI_KM.get(s["transport_departement_licence"].removeprefix("d"))
    if jour < TAXI_DEBUT or au_km is None:
        return None
    montant = TAXI_FORFAIT + (TAXI_GRANDE_VILLE if s["transport_grande_ville"] else 0)
    montant += au_km * max(D(0), km - TAXI_KM_INCLUS)
    if nuit(s, jour) or dimanche_ou_ferie(s, jour):
        montant *= 1 + TAXI_MAJORATION
    if not s["transport_partage_refuse"]:  # who refuses the shared trip travels alone
        montant *= 1 - TAXI_ABATTEMENT.get(s["transport_nombre_patients"], TAXI_ABATTEMENT_QUATRE)
    supplements = (TAXI_TPMR if s["transport_tpmr"] else 0) + (TAXI_OUTRE_MER if s["transport_outre_mer"] else 0)
    return arrondi(montant) + supplements + s["transport_peages_trajet"]


def tarif_sanitaire(s, jour, km):
    mode, forfait = s["transport_mode"], s["transport_type_forfait"]
    for debut, fin, forfaits, au_km, court in BAREMES[mode]:
        if not debut <= jour < fin:
            continue
        par_zone = forfait == "departemental" and forfait not in forfaits
        nom = s["transport_zone_vsl"] if par_zone else forfait
        if nom not in forfaits:
            return None
        inclus = D(0) if forfait == "prise_en_charge" else SANITAIRE_KM_INCLUS
        montant = forfaits[nom] + au_km * max(D(0), km - inclus)
        montant += next((supplement for borne, supplement in court if km <= borne), D(0))
        if nuit(s, jour):
            montant *= 1 + MAJORATION_NUIT[mode]
        elif dimanche_ou_ferie(s, jour):
            montant *= 1 + MAJORATION_DIMANCHE[mode]
        return arrondi(montant) + s["transport_peages_trajet"]
    return None


def tarif_estime(s, jour, km=None):
    """Le tarif d'un trajet d'après les barèmes, None s'il n'est pas connu."""
    if s["transport_mode"] not in VEHICULES:
        return None
    if km is None:
        km = s.get("transport_kilometres_en_charge", s["transport_distance_aller"])
    return (tarif_taxi if s["transport_mode"] == "taxi" else tarif_sanitaire)(s, jour, km)


# --------------------------------------------------------------------------- T10: base


def tarif_trajet(s, jour):
    """La base d'un trajet en ambulance, en VSL ou en taxi, None si elle n'est pas connue."""
    prix = s["transport_prix_trajet"]
    if s["transport_tarif_arrete"] and not s["transport_conventionne"] and s["transport_mode"] != "taxi":
        tarif = s["transport_tarif_arrete"]
    elif s["transport_tarif_conventionnel"]:
        tarif = s["transport_tarif_conventionnel"]
    elif distance_retenue(s, jour) < s["transport_distance_aller"]:
        tarif = tarif_estime(s, jour, distance_retenue(s, jour))
    elif prix:
        tarif = prix
    else:
        tarif = tarif_estime(s, jour)
    if tarif is not None and prix:
        tarif = min(tarif, prix)  # the base never exceeds what was paid
    return tarif


def accompagnant(s, jour):
    """R. 322-10-7 : le billet de l'accompagnant est pris en charge."""
    if juridiction_sans_titre(s, jour):
        return False
    return age(s["date_naissance"], jour) < AGE_ENFANT_ACCOMPAGNE or s["transport_tierce_personne"]


def billet(s, jour):
    prix = s["transport_prix_trajet"]
    tarif = s.get("transport_billet_moins_cher", prix)
    return min(tarif, prix) if prix else tarif


def base(s, jour):
    """La base de tous les trajets de la journée, None si elle n'est pas connue."""
    mode, trajets = s["transport_mode"], nombre_trajets(s, jour)
    if mode in VEHICULES:
        tarif = tarif_trajet(s, jour)
        return None if tarif is None else tarif * trajets
    if mode == "vehicule_personnel":
        indemnite = valeur(INDEMNITE_KILOMETRIQUE, jour)
        if indemnite is None:
            return None
        return distance_retenue(s, jour) * trajets * indemnite + s["transport_peages"] + s["transport_stationnement"]
    avec = s["transport_accompagnant_billet"] if accompagnant(s, jour) else D(0)
    total = (billet(s, jour) + avec) * trajets
    return total or None  # a young child may travel free


# --------------------------------------------------------------------------- T11: shared transport


def refus_de_partage(s, jour):
    """R. 322-11-1 et suivants : une proposition valable a été refusée."""
    patients = s["transport_nombre_patients"]
    detour_admis = min(PARTAGE_DETOUR_PAR_PATIENT * (patients - 1), PARTAGE_DETOUR_MAX)
    return (
        jour >= PARTAGE_DEBUT
        and s["transport_partage_propose"]
        and s["transport_partage_refuse"]
        and s["transport_mode"] in {"vsl", "taxi"}
        and s["transport_partage_prescrit"] == "compatible"
        and s.get("transport_partage_soin_concerne", s["transport_objet"] == "seance_chimio_radio_dialyse")
        and patients >= PARTAGE_PATIENTS
        and s["transport_partage_detour"] <= detour_admis
        and s["transport_partage_attente"] <= PARTAGE_ATTENTE_MAX
        and not s["transport_demande_samu"]
        and not s["beneficiaire_c2s"]
        and not s["beneficiaire_ame"]
    )


# --------------------------------------------------------------------------- T12: rate


def periode_maternite(s, jour):
    """L. 160-9, D. 160-3."""
    presumee, accouchement = s["date_presumee_accouchement"], s["date_accouchement"]
    if presumee is None and accouchement is None:
        return False
    debut = accouchement if presumee is None else ajoute_mois(presumee, -4)
    if accouchement is not None:
        debut = min(debut, accouchement)
    return debut <= jour <= (accouchement or presumee) + timedelta(12)


def nouveau_ne(s, jour):
    """R. 160-17, I, 1°."""
    limite = s["date_naissance"] + timedelta(30)
    passage = s["transport_objet"] == "passage_urgences_sans_admission"
    soin_en_etablissement = s.get("transport_soin_en_etablissement", hospitalisation(s, jour) or passage)
    debut = jour - timedelta(max(s["transport_rang_jour_hospitalisation"], 1) - 1)
    hospitalise = s["transport_objet"] == "hospitalisation" and debut <= limite
    return (soin_en_etablissement and jour <= limite) or hospitalise


def acte_couteux(s, jour):
    """R. 160-16, II, 2."""
    tarif, coefficient = valeur(ACTE_COUTEUX_TARIF, jour), valeur(ACTE_COUTEUX_COEFFICIENT, jour)
    couteux = s["transport_acte_tarif"] >= tarif or s["transport_acte_coefficient"] >= coefficient
    premiere = s["transport_objet"] == "transfert_hospitalise" and cas_article_80(s, jour) == "premiere_hospitalisation"
    return couteux and urgence(s, jour) and (s["transport_objet"] == "hospitalisation" or premiere)


def transfert(s, jour):
    """R. 160-8 : d'un hôpital où le patient était hospitalisé à un autre, hors maison de repos."""
    ailleurs = {
        "premiere_hospitalisation",
        "ehpad",
        "domicile_pour_had",
        "dialyse_domicile",
        "radiotherapie_ville_moins_48h",
    }
    return (
        s["transport_objet"] == "transfert_hospitalise"
        and cas_article_80(s, jour) not in ailleurs
        and not s["transport_vers_convalescence"]
    )


def exonerations(s, jour):
    rente = Fraction(s["rente_at_mp_taux"]) >= RENTE_MINIMUM
    cas = {
        "E1": soin_lie_ald(s, jour) and s["ald_type"] == "exonerante",
        "E2": soin_lie_at_mp(s, jour),
        "E3": s["transport_soin_infertilite"] or (s["transport_soin_amp"] and jour >= AMP_SANS_STERILITE),
        "E4": periode_maternite(s, jour),
        "E5": nouveau_ne(s, jour),
        "E6": acte_couteux(s, jour),
        "E7": s["transport_demande_samu"] and jour >= SAMU_EXONERE,
        "E8": s["transport_hospitalisation_suite_directe"] and hospitalisation(s, jour),
        "E9": transfert(s, jour),
        "E10": s["beneficiaire_pension_invalidite"],
        "E11": rente or s["ayant_droit_rente_at_mp"],
        "E12": s["beneficiaire_pension_militaire"],
        "E13": s["beneficiaire_aspa"],
        "E14": camsp_cmpp(s, jour),
        "E15": (s["victime_terrorisme"] and s["transport_soin_lie_terrorisme"])
        or s["transport_soin_lie_violences_sexuelles"],
        "E16": s["transport_don"],
        "E17": engagement_maternite(s, jour),
        "S11": vaccination(s, jour),
        "AME": s["beneficiaire_ame"],
    }
    return {nom for nom, vrai in cas.items() if vrai}


def taux(s, jour):
    """Le taux du déplacement, même s'il n'est pas pris en charge."""
    return TAUX_EXONERE if exonerations(s, jour) else valeur(TAUX_DROIT_COMMUN, jour)


# --------------------------------------------------------------------------- T13 to T16: franchise


def personne_exoneree_de_franchise(s, jour):
    """L. 160-15, D. 160-12, L. 160-9."""
    mineur = age(s["date_naissance"], date(jour.year, 1, 1)) < 18
    acs = s["beneficiaire_acs"] and jour < FIN_ACS
    return mineur or s["beneficiaire_c2s"] or acs or s["beneficiaire_ame"] or periode_maternite(s, jour)


def transport_soumis_a_franchise(s, jour):
    """L. 160-13, III, 3°."""
    return (
        jour >= FRANCHISE_DEBUT
        and eligible(s, jour)
        and s["transport_mode"] in VEHICULES
        and not s["transport_demande_samu"]
        and not personne_exoneree_de_franchise(s, jour)
        and not (s["victime_terrorisme"] and s["transport_soin_lie_terrorisme"])
        and not (s["beneficiaire_pension_militaire"] and s["transport_soin_lie_pension_militaire"])
        and not engagement_maternite(s, jour)
        and not vaccination(s, jour)
    )


def part_amo_trajet(s, jour):
    tarif = tarif_trajet(s, jour)
    return D(0) if tarif is None or not eligible(s, jour) else arrondi(tarif * taux(s, jour))


def franchise_transport_due(s, jour):
    """D. 160-9, D. 160-11 : trajet par trajet, jamais plus que le remboursement ni que ce qui reste du jour."""
    if not transport_soumis_a_franchise(s, jour):
        return D(0)
    reste_jour = max(D(0), valeur(FRANCHISE_TRANSPORT_JOUR, jour) - s["franchise_transport_deja_retenue_jour"])
    total = D(0)
    for _ in range(nombre_trajets(s, jour)):
        total += min(valeur(FRANCHISE_TRAJET, jour), part_amo_trajet(s, jour), reste_jour - total)
    return total


def franchise_actes_due(s, jour):
    """D. 160-9, b, et D. 160-11, a."""
    if jour < FRANCHISE_DEBUT or personne_exoneree_de_franchise(s, jour):
        return D(0)
    reste_jour = max(D(0), valeur(FRANCHISE_ACTE_JOUR, jour) - s["franchise_acte_paramedical_deja_retenue_jour"])
    montant = s["franchise_acte_paramedical_nombre"] * valeur(FRANCHISE_ACTE, jour)
    return min(montant, s["franchise_acte_paramedical_remboursement"], reste_jour)


def franchise_boites_due(s, jour):
    """D. 160-9, a : aucun plafond journalier."""
    if jour < FRANCHISE_DEBUT or personne_exoneree_de_franchise(s, jour):
        return D(0)
    montant = s["franchise_medicament_nombre_boites"] * valeur(FRANCHISE_BOITE, jour)
    return min(montant, s["franchise_medicament_remboursement"])


def reste_de_l_annee(s, jour):
    """D. 160-10 : le plafond de l'année civile du remboursement, moins ce qui a été retenu."""
    return max(D(0), FRANCHISE_ANNEE - s["franchises_deja_retenues_annee"])


def franchise_transport(s, jour):
    """Les transports passent les premiers."""
    return min(franchise_transport_due(s, jour), reste_de_l_annee(s, jour))


def franchises_dues(s, jour):
    return franchise_transport_due(s, jour) + franchise_actes_due(s, jour) + franchise_boites_due(s, jour)


def franchises_retenues(s, jour):
    return min(franchises_dues(s, jour), reste_de_l_annee(s, jour))


def franchises_de_plusieurs_jours(journees: dict) -> dict:
    """Le compteur de l'année avance dans l'ordre des remboursements (D. 160-10), non des soins.

    ``journees`` : le jour des soins et la situation de ce jour.
    """
    retenues, compteurs = {}, {}
    for jour in sorted(journees, key=lambda jour: (journees[jour].get("franchises_remboursement_date", jour), jour)):
        s = Situation(journees[jour])
        annee = s.get("franchises_remboursement_date", jour).year
        deja = compteurs.get(annee, s["franchises_deja_retenues_annee"])
        retenues[jour] = min(franchises_dues(s, jour), max(D(0), FRANCHISE_ANNEE - deja))
        compteurs[annee] = deja + retenues[jour]
    return retenues


# --------------------------------------------------------------------------- T17: amounts


def base_remboursement(s, jour):
    """0 quand rien n'est pris en charge ou que la base n'est pas connue."""
    return (base(s, jour) or D(0)) if eligible(s, jour) else D(0)


def part_amo(s, jour):
    if s["transport_mode"] in VEHICULES:
        return part_amo_trajet(s, jour) * nombre_trajets(s, jour)
    return arrondi(base_remboursement(s, jour) * taux(s, jour))


def versement(s, jour):
    return part_amo(s, jour) - franchise_transport(s, jour)


def part_complementaire_regime(s, jour):
    """C2S (L. 861-3) et régime local (L. 325-1), sur la base seulement."""
    if not eligible(s, jour):
        return D(0)
    reste = arrondi(base_remboursement(s, jour)) - part_amo(s, jour)
    if s["beneficiaire_c2s"]:
        return reste
    if s["regime_local_alsace_moselle"]:
        return max(D(0), arrondi(base_remboursement(s, jour) * TAUX_TOTAL_REGIME_LOCAL) - part_amo(s, jour))
    return D(0)


def tarif_sans_prix(s, jour):
    """À défaut de prix payé, le tarif du trajet fait."""
    if distance_retenue(s, jour) < s["transport_distance_aller"]:
        return tarif_estime(s, jour)  # the tariff given is the one to the nearest hospital
    return tarif_trajet(s, jour)


def depense(s, jour):
    """Ce que les trajets coûtent, None si on ne le sait pas."""
    mode, trajets = s["transport_mode"], nombre_trajets(s, jour)
    if mode == "aucun":
        return D(0)
    if mode == "vehicule_personnel":
        indemnite = valeur(INDEMNITE_KILOMETRIQUE, jour)
        if indemnite is None:
            return None
        return (
            s["transport_distance_aller"] * trajets * indemnite + s["transport_peages"] + s["transport_stationnement"]
        )
    if mode in VEHICULES:
        prix = s["transport_prix_trajet"] or tarif_sans_prix(s, jour)
        return None if not prix else prix * trajets
    prix = s["transport_prix_trajet"] or billet(s, jour)
    return (prix + s["transport_accompagnant_billet"]) * trajets if prix else None


def reste_a_charge(s, jour):
    """Avant une complémentaire privée ; None si la dépense ou la base ne sont pas connues."""
    if motif(s, jour) == "charge_etablissement":
        return D(0)
    if depense(s, jour) is None or (eligible(s, jour) and base(s, jour) is None):
        return None
    return arrondi(depense(s, jour)) - versement(s, jour) - part_complementaire_regime(s, jour)


# --------------------------------------------------------------------------- T18: third-party payment


def tiers_payant(s, jour):
    if not eligible(s, jour) or s["transport_mode"] not in VEHICULES or refus_de_partage(s, jour):
        return False
    if s["transport_conventionne"] or s["beneficiaire_c2s"] or s["beneficiaire_ame"]:
        return True  # L. 322-5-1, L. 861-3
    ald = soin_lie_ald(s, jour) and s["ald_type"] == "exonerante"
    maternite = periode_maternite(s, jour) or engagement_maternite(s, jour)
    return jour >= TIERS_PAYANT_ALD and (ald or maternite)  # L. 162-1-21


# --------------------------------------------------------------------------- T20, T28: time limits


def demande_date_limite(s, jour):
    """L. 160-11."""
    if not eligible(s, jour) or soin_lie_at_mp(s, jour):
        return SANS_OBJET
    if engagement_maternite(s, jour):
        constatee = s["date_constatation_grossesse"]
        return SANS_OBJET if constatee is None else ajoute_mois(constatee, 24)
    debut_trimestre = date(jour.year, (jour.month - 1) // 3 * 3 + 1, 1)
    return ajoute_mois(debut_trimestre, 3 + 24) - timedelta(1)


def recours_commission(s, jour):
    if s["transport_refus_nature"] == "aucun":
        return "sans_objet"
    if s["transport_refus_nature"] == "administratif":
        return "cra"
    contestee = s["transport_recours_saisine_date"] or s["transport_refus_notification_date"]
    return "cmra" if contestee >= FIN_EXPERTISE_MEDICALE else "expertise_medicale"


def recours_date_limite(s, jour):
    commission = recours_commission(s, jour)
    if commission == "sans_objet":
        return SANS_OBJET
    mois = 1 if commission == "expertise_medicale" else 2
    return ajoute_mois(s["transport_refus_notification_date"], mois)


# --------------------------------------------------------------------------- the worksheet


RESULTATS = {
    "transport_motif": motif,
    "transport_eligible": eligible,
    "transport_payeur": payeur,
    "transport_accord_prealable_requis": accord_requis,
    "transport_accord_prealable_motif": accord,
    "transport_accord_tacite_date": lambda s, jour: accord_tacite(s, jour) or SANS_OBJET,
    "transport_distance_retenue": distance_retenue,
    "transport_tarif_estime": lambda s, jour: tarif_estime(s, jour) or D(0),
    "transport_base_remboursement": lambda s, jour: arrondi(base_remboursement(s, jour)),
    "transport_taux": taux,
    "transport_part_amo": part_amo,
    "franchise_transport_retenue": franchise_transport,
    "transport_versement": versement,
    "transport_part_complementaire_regime": part_complementaire_regime,
    "transport_reste_a_charge": reste_a_charge,
    "transport_tiers_payant": tiers_payant,
    "transport_demande_date_limite": demande_date_limite,
    "transport_recours_commission": recours_commission,
    "transport_recours_date_limite": recours_date_limite,
    "franchises_retenues_jour": franchises_retenues,
}


def calcule(situation: dict, jour: date) -> dict:
    """Every result of one person on one day; None where a result must not be read."""
    s = Situation(situation)
    return {nom: regle(s, jour) for nom, regle in RESULTATS.items()}
