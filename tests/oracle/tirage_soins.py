"""Random care, hospital stays and emergency visits, drawn near the thresholds and the dates on purpose."""

import random
from datetime import date, timedelta
from decimal import Decimal as D

from .transport import ajoute_mois

DEBUT, FIN = date(2005, 1, 1), date(2026, 11, 22)
CHANGEMENTS = [
    date(2006, 1, 1),
    date(2006, 2, 1),
    date(2006, 9, 1),
    date(2007, 1, 1),
    date(2007, 9, 2),
    date(2008, 1, 1),
    date(2009, 1, 31),
    date(2010, 1, 1),
    date(2010, 4, 16),
    date(2011, 1, 1),
    date(2011, 3, 1),
    date(2011, 5, 2),
    date(2012, 1, 1),
    date(2012, 7, 15),
    date(2013, 4, 1),
    date(2015, 4, 1),
    date(2016, 1, 1),
    date(2017, 1, 1),
    date(2017, 5, 1),
    date(2017, 7, 1),
    date(2017, 10, 1),
    date(2018, 1, 1),
    date(2018, 6, 1),
    date(2018, 9, 15),
    date(2019, 1, 1),
    date(2019, 3, 1),
    date(2019, 6, 1),
    date(2019, 8, 14),
    date(2019, 11, 1),
    date(2020, 1, 1),
    date(2020, 3, 18),
    date(2020, 8, 28),
    date(2020, 12, 16),
    date(2021, 1, 1),
    date(2021, 4, 28),
    date(2021, 9, 30),
    date(2022, 1, 1),
    date(2022, 2, 19),
    date(2022, 4, 1),
    date(2022, 4, 5),
    date(2022, 10, 1),
    date(2023, 1, 1),
    date(2023, 2, 10),
    date(2023, 4, 1),
    date(2023, 10, 15),
    date(2023, 11, 1),
    date(2023, 12, 29),
    date(2024, 1, 1),
    date(2024, 3, 31),
    date(2024, 5, 15),
    date(2024, 6, 2),
    date(2024, 6, 29),
    date(2024, 9, 1),
    date(2024, 11, 17),
    date(2024, 12, 22),
    date(2025, 1, 1),
    date(2025, 2, 7),
    date(2025, 4, 1),
    date(2025, 5, 16),
    date(2026, 1, 1),
    date(2026, 2, 21),
    date(2026, 3, 1),
    date(2026, 4, 22),
]
JOURS_CHOISIS = [DEBUT + timedelta(1), FIN, date(2020, 2, 29), date(2024, 2, 29), date(2024, 12, 31), date(2026, 8, 31)]

# What changes on a day: half of the persons of that day and of the day before are concerned.
VISES = {
    date(2016, 1, 1): {"soins_objet": "contraception", "sexe": "femme"},
    date(2018, 9, 15): {"soins_nature": "medecin", "soins_teleconsultation": True},
    date(2019, 3, 1): {"soins_nature": "medecin", "soins_objet": "examen_obligatoire_enfant"},
    date(2019, 6, 1): {"soins_nature": "medecin", "soins_objet": "consultation_cancer_25_ans", "sexe": "femme"},
    date(2019, 8, 14): {"soins_nature": "medecin", "soins_acces": "oriente_infirmier_pratique_avancee"},
    date(2019, 11, 1): {"beneficiaire_acs": True, "soins_nature": "medecin"},
    date(2020, 3, 18): {"soins_nature": "medecin", "soins_teleconsultation": True},
    date(2020, 8, 28): {"soins_nature": "sage_femme", "soins_objet": "contraception", "sexe": "femme"},
    date(2021, 1, 1): {"soins_nature": "medicament", "soins_medicament_service": "homeopathie"},
    date(2021, 4, 28): {"soins_nature": "medecin", "soins_acces": "oriente_sage_femme"},
    date(2021, 9, 30): {"soins_objet": "amp"},
    date(2022, 1, 1): {"soins_nature": "biologie", "soins_objet": "contraception", "sexe": "femme"},
    date(2022, 2, 19): {"soins_nature": "psychologue"},
    date(2022, 4, 1): {"soins_nature": "medecin", "soins_teleconsultation": True},
    date(2022, 4, 5): {"soins_nature": "psychologue"},
    date(2022, 10, 1): {"soins_nature": "medecin", "soins_teleconsultation": True},
    date(2023, 1, 1): {"soins_nature": "telesurveillance"},
    date(2023, 2, 10): {"soins_nature": "medecin", "soins_objet": "sante_sexuelle"},
    date(2023, 4, 1): {"soins_nature": "dispositif_numerique"},
    date(2023, 10, 15): {"soins_nature": "dentaire"},
    date(2023, 12, 29): {"soins_nature": "medecin", "soins_acces": "medecin_traitant_parti"},
    date(2024, 3, 31): {"soins_nature": "medicament"},
    date(2024, 6, 2): {"soins_nature": "medecin", "soins_objet": "bilan_prevention"},
    date(2024, 6, 29): {"soins_nature": "psychologue"},
    date(2024, 9, 1): {"soins_objet": "depistage_ist", "soins_nature": "biologie"},
    date(2024, 11, 17): {"soins_objet": "neuro_developpement"},
    date(2025, 2, 7): {"soins_objet": "cancer_sein_liste"},
    date(2025, 4, 1): {"soins_nature": "dentaire", "soins_objet": "mt_dents_soins"},
    date(2025, 5, 16): {"soins_nature": "psychologue"},
    date(2026, 2, 21): {"soins_nature": "dispositif_medical", "soins_objet": "preservatif"},
}

# What the package computes when nobody gives it: given for every person of a lot, or for none.
FACULTATIFS = [
    "soins_acces",
    "soins_tarif",
    "soins_prix",
    "soins_orthodontie_age_debut",
    "franchises_remboursement_date",
]

NATURES = {
    "medecin": 46,
    "sage_femme": 5,
    "dentaire": 8,
    "dentaire_prothese": 3,
    "orthodontie": 3,
    "dentaire_acte_medical": 2,
    "auxiliaire_medical": 12,
    "biologie": 8,
    "biologie_medecin": 3,
    "medicament": 20,
    "honoraire_dispensation": 4,
    "vaccin": 4,
    "dispositif_medical": 6,
    "grand_appareillage": 2,
    "produit_sanguin": 1,
    "cure_surveillance": 2,
    "cure_forfait_thermal": 2,
    "cure_hebergement": 2,
    "psychologue": 4,
    "telesurveillance": 1,
    "dispositif_numerique": 1,
    "teleexpertise": 1,
    "praticien_non_reconnu": 1,
    "automedication": 1,
    "confort": 1,
}
SPECIALITES = {
    "generaliste": 20,
    "specialiste": 6,
    "psychiatre": 6,
    "neurologue": 3,
    "neuropsychiatre": 3,
    "gynecologue_medical": 5,
    "gynecologue_obstetricien": 3,
    "ophtalmologue": 4,
    "stomatologue": 3,
    "pediatre": 6,
    "geriatre": 3,
    "mpr": 3,
    "dermatologue": 3,
    "cardiologue": 3,
    "radiologue": 3,
}
TYPES_PAR_NATURE = {
    "medecin": {
        "consultation": 30,
        "acte_technique": 20,
        "avis_ponctuel_consultant": 4,
        "consultation_complexe": 2,
        "consultation_tres_complexe": 2,
        "examen_obligatoire_enfant": 2,
        "certificat_obligatoire_enfant": 2,
        "depistage_melanome": 1,
        "cardiologue_specifique": 1,
        "longue_medecin_traitant": 2,
        "bilan_prevention": 1,
    },
    "dentaire": {"consultation_dentiste": 3, "acte_technique": 5, "consultation": 1},
    "auxiliaire_medical": {"seance_kinesitherapie": 4, "acte_technique": 6},
}
OBJETS = [
    "contraception",
    "contraception_urgence",
    "preservatif",
    "sante_sexuelle",
    "ivg",
    "depistage_vih_vhc",
    "depistage_ist",
    "depistage_organise",
    "examen_obligatoire_maternite",
    "grossesse_liste",
    "examen_obligatoire_enfant",
    "neuro_developpement",
    "consultation_cancer_25_ans",
    "bilan_prevention",
    "cancer_sein_liste",
    "depistage_cancer_sein_risque",
    "infertilite",
    "amp",
    "don",
    "mt_dents_examen",
    "mt_dents_soins",
    "vaccin_ror",
    "vaccin_grippe",
    "vaccin_campagne_scolaire",
]
OBJETS_PAR_NATURE = {
    "dentaire": ["mt_dents_examen", "mt_dents_soins", "mt_dents_soins"],
    "vaccin": ["vaccin_ror", "vaccin_grippe", "vaccin_campagne_scolaire"],
    "medicament": ["contraception", "contraception_urgence", "grossesse_liste", "ivg", "infertilite", "don"],
    "biologie": ["contraception", "depistage_vih_vhc", "depistage_ist", "ivg", "examen_obligatoire_maternite"],
    "dispositif_medical": ["preservatif", "contraception", "cancer_sein_liste"],
}
SERVICES_MEDICAMENT = {
    "majeur_important": 30,
    "modere": 25,
    "faible": 20,
    "homeopathie": 10,
    "irremplacable": 8,
    "non_remboursable": 3,
}
ACCES = [
    "medecin_traitant",
    "remplacant",
    "oriente_medecin_traitant",
    "oriente_infirmier_pratique_avancee",
    "oriente_sage_femme",
    "soins_iteratifs",
    "urgence",
    "permanence_des_soins",
    "eloignement",
    "medecin_traitant_indisponible",
    "generaliste_installation",
    "medecin_traitant_parti",
    "tabacologie_addictologie",
    "genetique",
    "medecine_preventive_etudiante",
    "centre_planification",
    "medecin_des_armees",
    "sans_declaration_exigee",
]
AGES = [0, 1, 2, 3, 5, 6, 9, 10, 15, 15, 16, 16, 17, 18, 18, 24, 25, 25, 26, 26, 30, 40, 45, 50, 51, 60, 65, 66, 70, 75]
AGES += [76, 79, 80, 80, 90]
PRIX = ["6.30", "12.40", "2.10", "16.13", "23", "26.50", "26.97", "30", "57", "90.99", "91", "119.99", "120", "120.01"]
PRIX += ["150", "0.50", "1", "1.54", "33.33", "79.95", "240", "1450"]


def jours(hasard: random.Random, nombre: int = 12) -> list:
    """The eve, the day and the morrow of each change, some chosen, others drawn."""
    choisis = {jour + timedelta(n) for jour in CHANGEMENTS for n in (-1, 0)}
    choisis |= set(JOURS_CHOISIS)
    choisis |= {DEBUT + timedelta(hasard.randrange((FIN - DEBUT).days + 1)) for _ in range(nombre)}
    return sorted(choisis)


def facultatifs(hasard: random.Random) -> set:
    return {nom for nom in FACULTATIFS if hasard.random() < 0.6}


def _parmi(hasard, poids: dict):
    return hasard.choices(list(poids), list(poids.values()))[0]


def _euros(hasard, maximum=200):
    if hasard.random() < 0.5:
        return D(hasard.choice(PRIX))
    return D(hasard.randrange(1, maximum * 100)) / 100


def _naissance(hasard, jour):
    """Around a birthday that matters, thirty days, a first of January, or anyone."""
    sort = hasard.random()
    if sort < 0.06:
        return jour - timedelta(hasard.choice([0, 1, 29, 30, 31, 40]))
    if sort < 0.15:
        return date(jour.year - 18, 1, 1) + timedelta(hasard.choice([-1, 0, 1]))
    naissance = ajoute_mois(jour, -12 * hasard.choice(AGES))
    return min(jour, naissance + timedelta(hasard.choice([-200, -1, 0, 0, 1, 1])))


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
    if hasard.random() < 0.4:
        s["date_accouchement"] = hasard.choice(
            [jour - timedelta(hasard.choice([0, 11, 12, 13])), presumee + timedelta(hasard.randrange(-150, 20))]
        )


def _personne(hasard, jour) -> dict:
    s = {"date_naissance": _naissance(hasard, jour), "sexe": hasard.choice(["femme", "homme", "non_precise"])}
    rare = hasard.random
    s["medecin_traitant_declare"] = rare() < 0.85
    s["beneficiaire_c2s"] = rare() < 0.1
    s["beneficiaire_ame"] = rare() < 0.05
    s["beneficiaire_acs"] = rare() < 0.05
    s["beneficiaire_aspa"] = rare() < 0.06
    s["beneficiaire_pension_invalidite"] = rare() < 0.07
    s["beneficiaire_pension_militaire"] = rare() < 0.04
    s["ayant_droit_rente_at_mp"] = rare() < 0.02
    if rare() < 0.08:
        s["rente_at_mp_taux"] = D(hasard.choice(["0.10", "0.66", "0.67", "0.80"]))
    s["victime_terrorisme"] = rare() < 0.06
    s["regime_local_alsace_moselle"] = rare() < 0.15
    s["soins_personne_detenue"] = rare() < 0.03
    if rare() < 0.2:
        s["ald_type"] = hasard.choice(["exonerante", "exonerante", "non_exonerante"])
    if rare() < 0.12 and s["sexe"] != "homme":
        _maternite(hasard, jour, s)
    s["complementaire_type"] = hasard.choice(["aucune", "aucune", "contrat_responsable", "contrat_non_responsable"])
    s["complementaire_taux_garantie"] = D(
        hasard.choice(["1", "1", "1.10", "1.20", "1.25", "1.5", "2", "2.2", "3", "4"])
    )
    s["complementaire_couvre_facultatif"] = rare() < 0.3
    if rare() < 0.15 and jour >= date(2007, 3, 1):
        s["soins_decision_notification_date"] = jour - timedelta(hasard.choice([0, 1, 3, 20, 60]))
        s["soins_decision_medicale"] = rare() < 0.5
        if rare() < 0.6:
            s["soins_recours_saisine_date"] = s["soins_decision_notification_date"] + timedelta(
                hasard.choice([0, 1, 30])
            )
    if rare() < 0.1:
        s["soins_regime_local_assiette"] = D(hasard.choice(["1234.56", "2000", "1801.03", "999.96"]))
    s["participation_nombre_deja_annee"] = hasard.choice([0, 0, 0, 1, 22, 23, 24, 25, 26, 47, 48, 49, 50, 51])
    s["participation_nombre_deja_jour"] = hasard.choice([0, 0, 0, 1, 2, 3, 4, 5])
    s["participation_montant_deja_annee"] = D(hasard.choice(["0", "0", "40", "47", "48", "48.50", "49", "50", "51"]))
    s["franchises_deja_retenues_annee"] = D(hasard.choice(["0", "0", "0", "46", "48", "49", "49.50", "50", "51"]))
    s["franchise_acte_paramedical_deja_retenue_jour"] = D(hasard.choice(["0", "0", "0", "0.50", "1.50", "2", "3", "4"]))
    return s


def _soin(hasard, jour, s, donnes, vises):
    nature = vises.get("soins_nature") or _parmi(hasard, NATURES)
    s["soins_nature"] = nature
    s["soins_nombre_actes"] = (
        1 if nature in {"psychologue", "cure_hebergement"} else hasard.choice([1, 1, 1, 2, 3, 4, 5, 6])
    )
    s["soins_specialite"] = _parmi(hasard, SPECIALITES)
    s["soins_secteur"] = hasard.choice(
        ["secteur_1"] * 5 + ["secteur_2_optam", "secteur_2_non_optam"] * 2 + ["secteur_3"]
    )
    s["soins_type_acte"] = _parmi(hasard, TYPES_PAR_NATURE.get(nature, {"consultation": 2, "acte_technique": 1}))
    s["soins_medicament_service"] = _parmi(hasard, SERVICES_MEDICAMENT)
    s["soins_medicament_nombre_lignes"] = hasard.choice([1, 1, 4, 5, 6])
    if hasard.random() < 0.35:
        s["soins_objet"] = hasard.choice(OBJETS_PAR_NATURE.get(nature, OBJETS))
    if "soins_acces" in donnes:
        s["soins_acces"] = hasard.choice(ACCES) if hasard.random() < 0.55 else "direct"
    if "soins_tarif" in donnes:
        s["soins_tarif"] = _euros(hasard)
    if "soins_prix" in donnes:
        if "soins_tarif" in donnes and hasard.random() < 0.5:
            s["soins_prix"] = s["soins_tarif"] + hasard.choice(
                [D(0), D("0.01"), D(5), D("-0.01") if s["soins_tarif"] > 1 else D(1), D(40), D(90)]
            )
        else:
            s["soins_prix"] = _euros(hasard)
    if "soins_orthodontie_age_debut" in donnes:
        s["soins_orthodontie_age_debut"] = hasard.choice([9, 12, 15, 16, 17])
    if hasard.random() < 0.2:
        s["soins_coefficient"] = D(hasard.choice(["49", "49.9", "50", "59", "59.9", "60", "61", "30"]))
    for nom, chance in {
        "soins_imagerie": 0.08,
        "soins_actes_cumules": 0.15,
        "soins_en_etablissement": 0.2,
        "soins_lie_ald": 0.4,
        "soins_prevu_protocole": 0.12,
        "soins_suivi_post_ald": 0.03,
        "soins_lie_at_mp": 0.05,
        "soins_lie_terrorisme": 0.3,
        "soins_lie_pension_militaire": 0.3,
        "soins_lie_violences_sexuelles": 0.02,
        "soins_exigence_particuliere": 0.1,
        "soins_prelevement_pour_biologie": 0.05,
        "soins_psychologue_adressage": 0.7,
        "soins_orthodontie_accord": 0.8,
        "soins_medicament_generique_refuse": 0.1,
        "soins_centre_de_sante": 0.08,
        "soins_tiers_payant_dette_sans_autorisation": 0.08,
    }.items():
        s[nom] = hasard.random() < chance
    s["soins_carte_vitale"] = hasard.random() < 0.93
    if hasard.random() < 0.08:
        un_an = ajoute_mois(jour, -12)
        s["soins_c2s_fin_date"] = hasard.choice(
            [jour, jour - timedelta(1), un_an, un_an + timedelta(1), un_an - timedelta(1)]
        )
    s["soins_meme_professionnel"] = hasard.random() < 0.8
    s["soins_prescrit"] = hasard.random() < 0.97
    s["soins_medicament_prix_generique"] = D(hasard.choice(["0", "1.20", "5"]))
    if vises.get("soins_teleconsultation") or (nature == "medecin" and hasard.random() < 0.12):
        s["soins_teleconsultation"] = True
        s["soins_teleconsultation_conditions_remplies"] = hasard.random() < 0.9
        s["soins_teleconsultation_mois_depuis_consultation"] = hasard.choice([0, 3, 11, 12, 12, 13])
    s["soins_psychologue_seances_anterieures"] = hasard.choice([0, 0, 1, 7, 8, 11, 12])
    s["soins_mt_dents_mois_depuis_examen"] = hasard.choice([0, 1, 5, 6, 7])
    if nature == "cure_hebergement":
        s["soins_cure_personnes_a_charge"] = hasard.choice([0, 0, 1, 2])
        s["soins_cure_ressources"] = D(hasard.choice(["0", "14664.38", "14664.39", "21996.57", "21996.58", "29328.76"]))


def _sejour(hasard, jour, s):
    s["hospitalisation_service"] = _parmi(
        hasard, {"mco": 10, "psychiatrie": 6, "ssr": 5, "had": 2, "usld": 1, "ehpad": 1, "hopital_de_jour": 2}
    )
    depuis = timedelta(hasard.choice([0, 1, 1, 2, 3, 6, 12, 29, 30, 31, 32, 45, 70]))
    s["hospitalisation_date_entree"] = max(date(2007, 1, 1), jour - depuis)
    s["hospitalisation_tarif_journalier"] = D(
        hasard.choice(
            [
                "900",
                "500",
                "1234.57",
                "75",
                "80",
                "89.95",
                "99.99",
                "100",
                "100.02",
                "115",
                "114.99",
                "85",
                "60",
                "67.53",
            ]
        )
    )
    s["hospitalisation_jours_anterieurs"] = hasard.choice([0, 0, 0, 0, 5, 28, 29, 30, 31, 60])
    if hasard.random() < 0.3:
        s["hospitalisation_acte_tarif"] = D(hasard.choice(["90.99", "91", "119.99", "120", "250"]))
    if hasard.random() < 0.15:
        s["hospitalisation_acte_coefficient"] = D(hasard.choice(["49", "50", "59", "60", "120"]))
    for nom, chance in {
        "hospitalisation_suite_acte_couteux": 0.07,
        "hospitalisation_forfait_acte_couteux_deja_acquitte": 0.1,
        "hospitalisation_sortie_par_transfert": 0.12,
        "hospitalisation_sortie_par_deces": 0.08,
        "hospitalisation_hors_parcours": 0.12,
        "hospitalisation_lie_ald": 0.4,
        "hospitalisation_lie_pension_militaire": 0.4,
        "hospitalisation_lie_ivg": 0.03,
        "hospitalisation_lie_infertilite": 0.03,
        "hospitalisation_lie_amp": 0.03,
        "hospitalisation_enfant_handicape_education_speciale": 0.03,
        "hospitalisation_chambre_prescrite": 0.2,
    }.items():
        s[nom] = hasard.random() < chance
    if hasard.random() < 0.35:
        s["hospitalisation_chambre_prix_jour"] = D(hasard.choice(["29.99", "30", "65.50", "120", "120.01"]))
        s["hospitalisation_complementaire_chambre_jour"] = D(hasard.choice(["0", "40", "65.50", "200"]))


def _urgences(hasard, jour, s):
    s["hospitalisation_urgences_suite"] = hasard.choice(
        ["sans_hospitalisation"] * 4 + ["hospitalisation_mco", "hospitalisation_autre"]
    )
    s["hospitalisation_urgences_programme"] = hasard.random() < 0.05
    s["hospitalisation_urgences_risque_sanitaire"] = hasard.random() < 0.04
    s["hospitalisation_lie_ivg"] = hasard.random() < 0.02
    s["hospitalisation_lie_infertilite"] = hasard.random() < 0.02
    s["hospitalisation_lie_amp"] = hasard.random() < 0.02
    s["hospitalisation_lie_ald"] = hasard.random() < 0.4
    if hasard.random() < 0.7:
        s["hospitalisation_urgences_facture"] = D(
            hasard.choice(
                ["80", "25.28", "8.48", "9.96", "19.61", "20.61", "21.61", "23", "24", "25", "118.37", "250.01"]
            )
        )
    if hasard.random() < 0.2:
        s["hospitalisation_acte_tarif"] = D(hasard.choice(["90.99", "91", "119.99", "120"]))
    s["hospitalisation_lie_pension_militaire"] = hasard.random() < 0.4
    s["hospitalisation_urgences_nombre_participations"] = hasard.choice([0, 1, 1, 1, 2, 3, 4, 5])


def tire(hasard: random.Random, jour: date, donnes: set) -> dict:
    """A situation: care, a stay or an emergency visit; sometimes care and a visit the same day."""
    s = _personne(hasard, jour)
    if "franchises_remboursement_date" in donnes:
        s["franchises_remboursement_date"] = jour + timedelta(hasard.choice([0, 0, 0, 1, 5, 40]))
    vises = VISES.get(jour) or VISES.get(jour + timedelta(1)) or {}
    vises = vises if hasard.random() < 0.5 else {}
    sort = hasard.random()
    if vises or sort < 0.68:
        _soin(hasard, jour, s, donnes, vises)
    elif jour >= date(2007, 1, 1) and sort < 0.86:
        _sejour(hasard, jour, s)
    else:
        _urgences(hasard, jour, s)
        if hasard.random() < 0.2:
            _soin(hasard, jour, s, donnes, vises)
    for nom, chance in {
        "hospitalisation_lie_at_mp": 0.05,
        "hospitalisation_lie_terrorisme": 0.3,
        "hospitalisation_lie_violences_sexuelles": 0.02,
        "hospitalisation_lie_don": 0.02,
    }.items():
        s[nom] = hasard.random() < chance
    for nom, valeur in vises.items():
        if nom in donnes or nom not in FACULTATIFS:
            s[nom] = valeur
    if "soins_acces" not in donnes:
        s.pop("soins_acces", None)
    return s


# First days of series of twelve days of acts: around the new amount, the euro cap of 2024, the new number of 2025.
FENETRES = [date(2023, 11, 25), date(2024, 4, 20), date(2024, 12, 1), date(2025, 12, 10)]


def tire_journees(hasard: random.Random, premier: date) -> dict:
    """Twelve days of consultations of one person, six days apart, some reimbursed later."""
    deja, montant = hasard.choice([0, 10, 18, 30, 44]), D(hasard.choice(["0", "20", "38", "45"]))
    journees = {}
    for rang in range(12):
        jour = premier + timedelta(6 * rang)
        journees[jour] = {
            "soins_nature": hasard.choice(["medecin", "medecin", "biologie", "sage_femme"]),
            "soins_type_acte": "acte_technique",
            "soins_tarif": D(hasard.choice(["26.50", "60", "1.50", "0.90"])),
            "soins_nombre_actes": hasard.choice([1, 2, 3, 5]),
            "franchises_remboursement_date": jour + timedelta(hasard.choice([0, 0, 2, 7, 15, 40])),
            "participation_nombre_deja_annee": deja,
            "participation_montant_deja_annee": montant,
        }
    return journees
