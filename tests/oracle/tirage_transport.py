"""Random situations of transport and franchises: each draws near the thresholds and the dates of the law on purpose."""

import random
from datetime import date, timedelta
from decimal import Decimal as D

from .transport import TAXI_KM, VEHICULES, age, ajoute_mois

DEBUT, FIN = date(2006, 12, 30), date(2026, 11, 22)
CHANGEMENTS = [
    date(2008, 1, 1),
    date(2008, 6, 1),
    date(2011, 3, 1),
    date(2011, 4, 1),
    date(2013, 2, 1),
    date(2014, 5, 28),
    date(2015, 4, 19),
    date(2016, 1, 1),
    date(2018, 1, 1),
    date(2018, 10, 1),
    date(2019, 1, 1),
    date(2019, 6, 17),
    date(2019, 11, 1),
    date(2019, 12, 12),
    date(2020, 1, 1),
    date(2021, 2, 20),
    date(2021, 3, 8),
    date(2021, 9, 30),
    date(2022, 1, 1),
    date(2022, 5, 1),
    date(2023, 2, 10),
    date(2023, 8, 1),
    date(2023, 11, 6),
    date(2023, 12, 28),
    date(2024, 3, 31),
    date(2025, 1, 1),
    date(2025, 3, 2),
    date(2025, 11, 1),
    date(2026, 10, 1),
]
JOURS_CHOISIS = [DEBUT, FIN, date(2020, 2, 29), date(2024, 2, 29), date(2025, 2, 28), date(2026, 5, 16)]

# What changes on a day: half of that day's persons are concerned, and half of those of the day before.
VISES = {
    date(2008, 6, 1): {"transport_mode": "taxi", "transport_conventionne": False},
    date(2011, 3, 1): {"transport_objet": "hospitalisation", "transport_urgence_attestee": True},
    date(2018, 1, 1): {"transport_mode": "vsl", "transport_conventionne": False, "ald_type": "exonerante"},
    date(2019, 1, 1): {"transport_objet": "convocation_controle", "transport_controle": "commission_medicale"},
    date(2019, 6, 17): {"transport_objet": "seance_chimio_radio_dialyse", "transport_mode": "vsl"},
    date(2019, 11, 1): {"beneficiaire_acs": True, "transport_objet": "hospitalisation", "transport_mode": "vsl"},
    date(2019, 12, 12): {"transport_objet": "hospitalisation", "transport_mode": "vehicule_personnel"},
    date(2020, 1, 1): {"transport_objet": "convocation_controle", "transport_controle": "juridiction"},
    date(2021, 2, 20): {"transport_objet": "vaccination_covid", "transport_mode": "vsl"},
    date(2022, 1, 1): {"transport_objet": "vaccination_covid", "transport_mode": "taxi"},
    date(2023, 12, 28): {"transport_prescription_sans_contact": True},
    date(2024, 3, 31): {"transport_objet": "hospitalisation", "transport_mode": "taxi"},
    date(2025, 3, 2): {"transport_objet": "seance_chimio_radio_dialyse", "transport_mode": "vsl"},
    date(2026, 10, 1): {"transport_objet": "soin_lie_ald", "ald_type": "non_exonerante"},
}

# What the package computes when nobody gives it: given for every person of a day, or for none.
FACULTATIFS = [
    "franchises_remboursement_date",
    "transport_billet_moins_cher",
    "transport_cas_article_80",
    "transport_distance_structure_proche",
    "transport_kilometres_en_charge",
    "transport_mode_prescrit",
    "transport_nombre_trajets",
    "transport_partage_soin_concerne",
    "transport_serie_distance_aller",
    "transport_soin_en_etablissement",
    "transport_soin_lie_ald",
    "transport_soin_lie_at_mp",
]

OBJETS = {
    "hospitalisation": 18,
    "autre_soin": 14,
    "seance_chimio_radio_dialyse": 14,
    "soin_lie_ald": 12,
    "soin_at_mp": 6,
    "camsp_cmpp": 6,
    "convocation_controle": 8,
    "permission_sortie": 8,
    "engagement_maternite": 6,
    "transfert_hospitalise": 8,
    "passage_urgences_sans_admission": 4,
    "cure_thermale": 1,
    "vaccination_covid": 4,
}
MODES = {
    "vehicule_personnel": 24,
    "vsl": 20,
    "taxi": 24,
    "ambulance": 20,
    "transport_commun": 8,
    "avion": 3,
    "bateau": 2,
    "aucun": 1,
}
CAS_PAR_OBJET = {
    "hospitalisation": ["premiere_hospitalisation", "usld", "ehpad", "domicile_pour_had", "had_autre"],
    "transfert_hospitalise": ["meme_entite", "entre_etablissements", "premiere_hospitalisation", "usld"],
    "autre_soin": ["transfert_moins_48h", "had_moins_48h_lie", "had_autre", "usld", "ehpad", "dialyse_domicile"],
    "soin_lie_ald": ["transfert_moins_48h", "had_moins_48h_lie"],
    "seance_chimio_radio_dialyse": ["radiotherapie_ville_moins_48h", "transfert_moins_48h", "dialyse_domicile"],
}
SOINS_SAMU = {
    "hospitalisation",
    "autre_soin",
    "soin_lie_ald",
    "soin_at_mp",
    "transfert_hospitalise",
    "passage_urgences_sans_admission",
}
SOINS_ALD = {"hospitalisation", "seance_chimio_radio_dialyse", "transfert_hospitalise", "autre_soin"}
CONTROLES = ["controle_medical", "appareillage", "juridiction", "expertise_medicale", "commission_medicale"]
DISTANCES = ["4", "7", "7.01", "10", "12.5", "19", "20", "33.3", "49.99", "50", "50.01", "51", "80", "149.99", "150"]
DISTANCES += ["150.01", "151", "210", "640"]
HEURES = ["7.98", "8", "10", "11.98", "12", "15.5", "19.98", "20", "23"]
DETOURS = ["0", "9.99", "10", "10.01", "20", "20.01", "30", "30", "30.01", "30.01"]


def jours(hasard: random.Random, nombre: int = 10) -> list:
    """The day before and the day of each change, some chosen, others drawn."""
    choisis = {jour for changement in CHANGEMENTS for jour in (changement - timedelta(1), changement)}
    choisis |= set(JOURS_CHOISIS)
    choisis |= {DEBUT + timedelta(hasard.randrange((FIN - DEBUT).days + 1)) for _ in range(nombre)}
    return sorted(choisis)


def facultatifs(hasard: random.Random) -> set:
    return {nom for nom in FACULTATIFS if hasard.random() < 0.6}


def _parmi(hasard, poids: dict):
    return hasard.choices(list(poids), list(poids.values()))[0]


def _euros(hasard, maximum=120):
    """Mostly any price; often one whose 55 % or 65 % falls on half a cent."""
    if hasard.random() < 0.4:
        return D(hasard.choice(["6.50", "8.10", "7.30", "36.30", "45.30", "0.50", "3.63", "7.27", "7.28", "110"]))
    return D(hasard.randrange(1, maximum * 100)) / 100


def _pres_d_un_age(hasard, jour):
    """Around 16, 18 or 20 years, thirty days, or anyone."""
    if hasard.random() < 0.08:
        return jour - timedelta(hasard.choice([0, 1, 29, 30, 31, 35]))
    ans = hasard.choice([3, 10, 16, 17, 18, 19, 20, 20, 45, 70])
    anniversaire = ajoute_mois(jour, -12 * ans) + timedelta(hasard.choice([-1, 0, 1, 200]))
    if hasard.random() < 0.15:
        anniversaire = date(jour.year - 18, 1, 1) + timedelta(hasard.choice([-1, 0, 1]))
    return anniversaire


def _maternite(hasard, jour, s):
    presumee = hasard.choice(
        [
            ajoute_mois(jour, 4),
            ajoute_mois(jour, 4) + timedelta(hasard.choice([-1, 1, 2])),
            jour - timedelta(hasard.choice([11, 12, 13])),
            jour + timedelta(hasard.randrange(-60, 240)),
        ]
    )
    s["date_presumee_accouchement"] = presumee
    if hasard.random() < 0.8:
        s["date_constatation_grossesse"] = ajoute_mois(presumee, -7) + timedelta(hasard.randrange(30))
    if hasard.random() < 0.5:
        s["date_accouchement"] = hasard.choice(
            [jour - timedelta(hasard.choice([0, 11, 12, 13])), presumee + timedelta(hasard.randrange(-150, 20))]
        )


def _prescription(hasard, jour, s):
    sort = hasard.random()
    if sort < 0.8:
        s["transport_prescription_date"] = jour - timedelta(hasard.choice([0, 1, 5, 40]))
    elif sort < 0.92:
        annee = ajoute_mois(jour, -12)
        s["transport_prescription_date"] = annee + timedelta(hasard.choice([-1, 0, 1]))
    elif sort < 0.96:
        s["transport_prescription_date"] = jour + timedelta(hasard.choice([1, 3]))
        return
    else:
        return
    s["transport_prescription_sans_contact"] = hasard.random() < 0.04


def _accord(hasard, jour, s):
    if hasard.random() < 0.75:
        s["transport_accord_date_envoi"] = jour - timedelta(hasard.choice([1, 5, 14, 15, 16, 17, 20, 40]))
    reponse = hasard.random()
    if reponse < 0.6:
        depuis = s.get("transport_accord_date_envoi", jour - timedelta(20))
        s["transport_accord_reponse"] = "accord" if reponse < 0.35 else "refus"
        s["transport_accord_reponse_date"] = hasard.choice(
            [depuis + timedelta(hasard.choice([1, 14, 15, 16, 17])), max(jour, depuis + timedelta(1))]
        )


def _recours(hasard, jour, s):
    nature = hasard.choice(["aucun", "administratif", "medical", "medical"])
    s["transport_refus_nature"] = nature
    if nature == "aucun":
        return
    notification = hasard.choice(
        [
            jour + timedelta(hasard.randrange(60)),
            date(2021, 12, 31),
            date(2022, 1, 1),
            date(2025, 12, 31),
            date(2021, 1, 31),
            date(2023, 12, 30),
        ]
    )
    s["transport_refus_notification_date"] = notification
    if hasard.random() < 0.3:
        s["transport_recours_saisine_date"] = notification + timedelta(hasard.choice([0, 1, 5, 30]))


def _partage(hasard, s):
    s["transport_nombre_patients"] = hasard.choice([1, 2, 2, 3, 4, 5])
    if hasard.random() < 0.75:
        s["transport_partage_propose"] = hasard.random() < 0.9
        s["transport_partage_refuse"] = s["transport_partage_propose"] and hasard.random() < 0.85
        s["transport_partage_prescrit"] = hasard.choice(["compatible"] * 8 + ["incompatible", "non_renseigne"])
        s["transport_partage_detour"] = D(hasard.choice(DETOURS))
        s["transport_partage_attente"] = D(hasard.choice(["0", "30", "45", "45", "45.01", "46"]))


def _distances(hasard, s, donnes):
    distance = D(hasard.choice(DISTANCES)) if hasard.random() < 0.7 else D(hasard.randrange(10, 30000)) / 100
    s["transport_distance_aller"] = distance
    if "transport_distance_structure_proche" in donnes:
        proche = distance if hasard.random() < 0.6 else hasard.choice([D(20), D("7.5"), D(150), D("210.4")])
        s["transport_distance_structure_proche"] = proche
    if "transport_kilometres_en_charge" in donnes:
        s["transport_kilometres_en_charge"] = distance + D(hasard.choice(["0", "0", "0", "3.5"]))
    if "transport_serie_distance_aller" in donnes:
        s["transport_serie_distance_aller"] = distance if hasard.random() < 0.7 else D(hasard.choice(DISTANCES))
    s["transport_serie_nombre"] = hasard.choice([0, 0, 0, 1, 3, 4, 4, 5, 12])


def _prix(hasard, s, donnes):
    mode = s["transport_mode"]
    if mode == "vehicule_personnel":
        s["transport_peages"] = D(hasard.choice(["0", "9.40", "3.15"]))
        s["transport_stationnement"] = D(hasard.choice(["0", "6.00", "2.35"]))
        return
    if hasard.random() < 0.85:
        s["transport_prix_trajet"] = _euros(hasard)
    if mode in VEHICULES:
        s["transport_peages_trajet"] = D(hasard.choice(["0", "0", "3.20"]))
        s.setdefault("transport_conventionne", hasard.random() < 0.88)
        if s["transport_conventionne"] and hasard.random() < 0.3:
            s["transport_tarif_conventionnel"] = _euros(hasard)
        if not s["transport_conventionne"] and mode != "taxi" and hasard.random() < 0.6:
            s["transport_tarif_arrete"] = _euros(hasard)
        return
    if hasard.random() < 0.5:
        s["transport_accompagnant_billet"] = _euros(hasard, 40)
    if "transport_billet_moins_cher" in donnes:
        s["transport_billet_moins_cher"] = s.get("transport_prix_trajet", D("12.35"))
        if hasard.random() < 0.5:
            s["transport_billet_moins_cher"] = _euros(hasard)


def _tarifs(hasard, s):
    s["transport_heure_prise_en_charge"] = D(hasard.choice(HEURES)) if hasard.random() < 0.5 else D(10)
    s["transport_jour_ferie"] = hasard.random() < 0.1
    s["transport_departement_licence"] = "d" + hasard.choice([*TAXI_KM, "976"])
    if hasard.random() < 0.05:
        s["transport_departement_licence"] = "non_renseigne"
    for nom in ("transport_grande_ville", "transport_tpmr", "transport_outre_mer"):
        s[nom] = hasard.random() < 0.2
    s["transport_type_forfait"] = hasard.choice(["departemental"] * 4 + ["agglomeration", "prise_en_charge"])
    s["transport_zone_vsl"] = hasard.choice(["zone_a", "zone_b", "zone_c", "zone_d", "non_renseignee"])


def _soin(hasard, jour, s, donnes):
    objet = s["transport_objet"]
    s["ald_type"] = hasard.choice(["aucune", "exonerante", "non_exonerante"])
    if objet == "soin_lie_ald" and hasard.random() < 0.9 and s["ald_type"] == "aucune":
        s["ald_type"] = "exonerante"
    if "transport_soin_lie_ald" in donnes:
        s["transport_soin_lie_ald"] = objet == "soin_lie_ald" or (objet in SOINS_ALD and hasard.random() < 0.3)
    if "transport_soin_lie_at_mp" in donnes:
        possible = objet in SOINS_ALD | {"convocation_controle"}
        s["transport_soin_lie_at_mp"] = objet == "soin_at_mp" or (possible and hasard.random() < 0.1)
    s["transport_deficience_referentiel"] = hasard.random() < 0.7
    s["transport_critere_ambulance"] = hasard.random() < 0.5
    s["transport_tierce_personne"] = hasard.random() < 0.3
    if "transport_partage_soin_concerne" in donnes:
        s["transport_partage_soin_concerne"] = hasard.random() < 0.7
    if "transport_soin_en_etablissement" in donnes:
        hospitalise = objet in {"hospitalisation", "transfert_hospitalise"}
        s["transport_soin_en_etablissement"] = hospitalise or (objet in SOINS_ALD and hasard.random() < 0.5)
    if objet == "convocation_controle":
        s["transport_controle"] = hasard.choice(CONTROLES)
        s["transport_contestation_anterieure_2022"] = hasard.random() < 0.5
        s["transport_juridiction_demande_acceptee"] = hasard.random() < 0.5


def _hopital(hasard, jour, s, donnes):
    objet = s["transport_objet"]
    if objet == "permission_sortie":
        s["transport_rang_permission_semaine"] = hasard.choice([1, 1, 1, 2])
        s["transport_permission_motif"] = hasard.choice(["therapeutique", "organisation", "convenance"])
        if hasard.random() < 0.6:
            s["date_naissance"] = ajoute_mois(jour, -240) + timedelta(hasard.choice([-1, 0, 1, 2]))
    if objet == "engagement_maternite":
        s["date_naissance"] = ajoute_mois(jour, -12 * hasard.choice([17, 18, 19, 30]))
    if objet in {"permission_sortie", "hospitalisation"}:
        rang = hasard.choice([1, 2, 13, 14, 15, 30])
        s["transport_rang_jour_hospitalisation"] = min(rang, (jour - s["date_naissance"]).days + 1)
    if "transport_cas_article_80" in donnes:
        cas = {"permission_sortie": "permission", "transfert_hospitalise": "entre_etablissements"}.get(objet, "aucun")
        if objet in CAS_PAR_OBJET and hasard.random() < 0.4:
            cas = hasard.choice(CAS_PAR_OBJET[objet])
        s["transport_cas_article_80"] = cas
        s["transport_meme_implantation"] = hasard.random() < 0.5
    if objet == "transfert_hospitalise":
        s["transport_vers_convalescence"] = hasard.random() < 0.3
        s["transport_transfert_convenance"] = hasard.random() < 0.15 and not s.get("transport_demande_samu")
    suite = objet in {"hospitalisation", "transfert_hospitalise"}
    s["transport_hospitalisation_suite_directe"] = suite and hasard.random() < 0.08


def _urgence(hasard, jour, s):
    s["transport_urgence_attestee"] = hasard.random() < 0.12
    if hasard.random() < 0.3 and s["transport_objet"] in SOINS_SAMU and s["transport_mode"] in VEHICULES:
        s["transport_demande_samu"] = True
        if "transport_mode_prescrit" in s:
            s["transport_mode_prescrit"] = s["transport_mode"]
        s["transport_smur"] = s["transport_mode"] == "ambulance" and hasard.random() < 0.15
    if s["transport_objet"] in SOINS_ALD and hasard.random() < 0.3:
        s["transport_acte_tarif"] = D(hasard.choice(["0", "90.99", "91", "119.99", "120", "300"]))
        s["transport_acte_coefficient"] = D(hasard.choice(["0", "49.5", "50", "59.5", "60"]))


def _droits(hasard, jour, s):
    for nom, chance in {
        "beneficiaire_c2s": 0.12,
        "beneficiaire_acs": 0.05,
        "beneficiaire_ame": 0.04,
        "beneficiaire_aspa": 0.05,
        "beneficiaire_pension_invalidite": 0.06,
        "beneficiaire_pension_militaire": 0.05,
        "ayant_droit_rente_at_mp": 0.03,
        "regime_local_alsace_moselle": 0.15,
        "victime_terrorisme": 0.05,
        "transport_soin_lie_terrorisme": 0.3,
        "transport_soin_lie_pension_militaire": 0.4,
        "transport_soin_lie_violences_sexuelles": 0.02,
        "transport_soin_infertilite": 0.03,
        "transport_soin_amp": 0.04,
        "transport_don": 0.02,
    }.items():
        s[nom] = hasard.random() < chance
    s["rente_at_mp_taux"] = D(hasard.choice(["0"] * 10 + ["0.1", "0.66", "0.67", "1"]))
    if s["transport_objet"] == "engagement_maternite" or hasard.random() < 0.12:
        _maternite(hasard, jour, s)


def _franchises(hasard, jour, s, donnes):
    s["franchises_deja_retenues_annee"] = D(hasard.choice(["0", "0", "0", "43", "46.50", "47", "49.99", "50", "12"]))
    s["franchise_transport_deja_retenue_jour"] = D(hasard.choice(["0", "0", "0", "2", "4", "3.58", "8"]))
    if hasard.random() < 0.4:
        s["franchise_acte_paramedical_nombre"] = hasard.randrange(0, 7)
        s["franchise_acte_paramedical_remboursement"] = _euros(hasard, 30)
        s["franchise_acte_paramedical_deja_retenue_jour"] = D(hasard.choice(["0", "0", "0.50", "2", "3", "4"]))
        s["franchise_medicament_nombre_boites"] = hasard.randrange(0, 7)
        s["franchise_medicament_remboursement"] = D(hasard.choice(["0", "0.32", "0.50", "1", "2.10", "16.12"]))
    if "franchises_remboursement_date" in donnes:
        s["franchises_remboursement_date"] = jour + timedelta(hasard.choice([0, 0, 3, 20]))


def tire(hasard: random.Random, jour: date, donnes: set) -> dict:
    """One situation on a day; ``donnes`` are the optional values that this day's persons give."""
    s = {"date_naissance": _pres_d_un_age(hasard, jour)}
    vise = VISES.get(jour) or VISES.get(jour + timedelta(1), {})
    vise = vise if hasard.random() < 0.5 else {}
    s["transport_objet"] = vise.get("transport_objet") or _parmi(hasard, OBJETS)
    s["transport_mode"] = vise.get("transport_mode") or _parmi(hasard, MODES)
    s["transport_aller_retour"] = hasard.random() < 0.5
    if "transport_mode_prescrit" in donnes:
        prescrit = s["transport_mode"] if hasard.random() < 0.75 else _parmi(hasard, MODES)
        s["transport_mode_prescrit"] = s["transport_mode"] if prescrit == "aucun" else prescrit
    _distances(hasard, s, donnes)
    _urgence(hasard, jour, s)
    _soin(hasard, jour, s, donnes)
    _hopital(hasard, jour, s, donnes)
    _droits(hasard, jour, s)
    _prescription(hasard, jour, s)
    _accord(hasard, jour, s)
    _recours(hasard, jour, s)
    _partage(hasard, s)
    s.update(vise)
    _prix(hasard, s, donnes)
    _tarifs(hasard, s)
    _franchises(hasard, jour, s, donnes)
    if age(s["date_naissance"], jour) < 15 and s["transport_objet"] != "engagement_maternite":
        for nom in ("date_presumee_accouchement", "date_accouchement", "date_constatation_grossesse"):
            s.pop(nom, None)
    if "transport_nombre_trajets" in donnes:
        s["transport_nombre_trajets"] = 0 if s["transport_mode"] == "aucun" else hasard.choice([1, 2, 2, 3, 4])
    return s


FENETRES = [date(2007, 12, 27), date(2010, 6, 1), date(2024, 3, 27), date(2025, 12, 28)]


def tire_journees(hasard: random.Random, premier: date, nombre: int = 8) -> dict:
    """Some days running of one person, reimbursed in another order."""
    naissance = _pres_d_un_age(hasard, premier)
    deja = D(hasard.choice(["0", "0", "12", "31.50", "43", "49.99", "50"]))
    journees = {}
    for rang in range(nombre):
        jour = premier + timedelta(rang)
        s = {"date_naissance": naissance, "transport_mode": hasard.choice(["aucun", "taxi", "vsl", "ambulance"])}
        s["transport_objet"] = "hospitalisation"
        s["transport_prescription_date"] = jour
        s["transport_aller_retour"] = hasard.random() < 0.5
        s["transport_prix_trajet"] = _euros(hasard)
        _franchises(hasard, jour, s, {"franchises_remboursement_date"})
        s["franchises_remboursement_date"] = jour + timedelta(hasard.choice([0, 0, 1, 2, 3, 5, 9]))
        s["franchises_deja_retenues_annee"] = deja
        journees[jour] = s
    return journees
