"""The second reading of cash benefits gives the worked examples of the dossier."""

from decimal import Decimal as D

import pytest

from . import prestations_especes, rentes_especes
from .valeurs_especes import Jour

SALARIE = {"sujet": "arret", "ij_heures_3_mois": D(480), "ij_mois_affiliation": 24, "ij_heures_12_mois": D(1600)}
ARTISAN = {"sujet": "arret", "statut_professionnel": "artisan_commercant", "ij_mois_affiliation": 24}
ACCIDENT = {"sujet": "arret", "ij_nature": "at_mp"}
INVALIDE = {
    "invalidite_date_effet": Jour(2026, 3, 1),
    "invalidite_mois_affiliation": 60,
    "invalidite_heures_12_mois": D(800),
}


def arret(debut, fin, **autres):
    return {"ij_arret_debut": Jour(*debut), "ij_arret_fin": Jour(*fin)} | autres


EXEMPLES = {
    "E1": (
        SALARIE | arret((2026, 3, 10), (2026, 3, 19), ij_salaire_constant=D(2200)),
        {"ij_total_arret": D("253.12"), "ij_csg": D("15.69"), "ij_crds": D("1.27"), "ij_total_net": D("236.16")},
    ),
    "E2, janvier 2026": (
        SALARIE | arret((2026, 1, 20), (2026, 1, 30), ij_salaire_constant=D(3200)),
        {"ij_journaliere_brute": D("41.47")},
    ),
    "E2, juillet 2026": (
        SALARIE | arret((2026, 7, 1), (2026, 7, 10), ij_salaire_constant=D(3200)),
        {"ij_journaliere_brute": D("42.97")},
    ),
    "E3": (
        SALARIE
        | arret((2026, 5, 11), (2026, 5, 20))
        | {"salaire_brut": {(2026, 2): D(2000), (2026, 3): D(2600), (2026, 4): D(3100)}},
        {"ij_journaliere_brute": D("38.92")},
    ),
    "E4": (
        SALARIE | arret((2025, 3, 31), (2025, 4, 10), ij_salaire_constant=D(3100)),
        {"ij_journaliere_brute": D("50.95")},
    ),
    "E5": (
        arret((2026, 8, 15), (2026, 8, 30), ij_heures_3_mois=D(149), ij_remuneration_6_mois=D(12150))
        | {"sujet": "arret", "ij_salaire_constant": D(2000)},
        {"ij_motif": {"heures_et_cotisations_insuffisantes"}},
    ),
    "E7": (
        SALARIE
        | arret((2026, 3, 2), (2026, 3, 6), ij_nature="affection_longue_duree", ij_salaire_constant=D("1825"))
        | {"ij_ald_periode_debut": Jour(2025, 3, 2)},
        {"ij_total_arret": D("150.00")},
    ),
    "E8": (
        SALARIE | arret((2020, 1, 6), (2020, 2, 19), ij_salaire_constant=D(2400), ij_enfants_a_charge_nombre=3),
        {"ij_total_arret": D("1854.15")},
    ),
    "E9": (
        SALARIE
        | {
            "ij_nature": "maternite",
            "date_presumee_accouchement": Jour(2026, 3, 23),
            "ij_salaire_constant": D(2800),
        },
        {"ij_debut": Jour(2026, 2, 9), "ij_total_arret": D("8144.64"), "ij_total_net": D("7598.95")},
    ),
    "E10": (
        ACCIDENT | arret((2026, 4, 10), (2026, 5, 19), ij_salaire_constant=D(2400)),
        {"ij_total_arret": D("2073.08")},
    ),
    "E11": (
        ACCIDENT | arret((2026, 4, 10), (2026, 5, 19), ij_salaire_constant=D(12500)),
        {"ij_total_arret": 28 * D("240.49") + 12 * D("320.66")},
    ),
    "E14": (
        ARTISAN
        | arret((2026, 5, 4), (2026, 5, 10))
        | {"revenu_activite_independante": {2023: D(21000), 2024: D(24000), 2025: D(27000)}},
        {"ij_journaliere_brute": D("32.87")},
    ),
    "E14, cotisations payées aux deux tiers": (
        ARTISAN
        | arret((2026, 5, 4), (2026, 5, 10))
        | {
            "revenu_activite_independante": {2023: D(30000), 2024: D(30000), 2025: D(30000)},
            "ij_ti_part_cotisations_payees": {2024: D(2) / D(3)},
        },
        {"ij_journaliere_brute": D("36.52")},
    ),
    "E15": (
        ARTISAN
        | arret((2026, 5, 4), (2026, 8, 23), ij_nature="maternite", micro_entreprise=True)
        | {"ij_ti_revenu_moyen_donne": D(4000)},
        {"ij_journaliere_brute": D("6.58"), "maternite_allocation_repos": D("400.50")},
    ),
    "E21": (
        SALARIE | arret((2025, 3, 20), (2025, 5, 31), ij_salaire_constant=D(3100)),
        {"ij_total_arret": D("3566.50")},
    ),
    "E22": (
        SALARIE
        | arret((2026, 3, 2), (2026, 3, 31), ij_salaire_constant=D(2200))
        | {
            "ij_maladie_jour_verse": [
                (Jour(2023, 3, 1), Jour(2023, 3, 10)),
                (Jour(2025, 1, 20), Jour(2025, 12, 30)),
            ]
        },
        {"ij_jours_payes": 15, "ij_dernier_jour_paye_date": Jour(2026, 3, 19)},
    ),
    "E23": (
        SALARIE
        | arret((2026, 3, 25), (2026, 4, 20), ij_nature="affection_longue_duree", ij_salaire_constant=D(2200))
        | {"ij_ald_periode_debut": Jour(2023, 4, 3)},
        {"ij_jours_payes": 9, "ij_carence_jours": 0, "ij_fin_motif": {"trois_ans"}},
    ),
    "E25": (
        SALARIE | arret((2026, 3, 2), (2026, 3, 10), ij_rythme_paie="semaine", ij_salaire_constant=D(500)),
        {"ij_journaliere_brute": D("35.71")},
    ),
    "E27": (
        SALARIE
        | arret((2026, 3, 2), (2026, 3, 20), ij_salaire_constant=D(2200))
        | {
            "ij_avis_papier": True,
            "ij_second_envoi_tardif": True,
            "ij_prescription_date": Jour(2026, 3, 2),
            "ij_envoi_date": Jour(2026, 3, 12),
        },
        {"ij_total_arret": D("452.00")},
    ),
    "E33": (
        SALARIE
        | arret((2019, 10, 7), (2019, 10, 16), ij_nature="temps_partiel_therapeutique", ij_salaire_constant=D(2400))
        | {"ij_temps_partiel_direct": True, "ij_perte_gain_journaliere": D(50)},
        {"ij_total_arret": D("276.15")},
    ),
    "E12": (
        {
            "sujet": "incapacite",
            "at_mp_taux_incapacite": D("0.07"),
            "at_mp_consolidation_date": Jour(2025, 6, 1),
        },
        {"at_mp_capital": D("3416.09")},
    ),
    "E13": (
        {
            "sujet": "incapacite",
            "at_mp_taux_incapacite": D("0.66"),
            "at_mp_consolidation_date": Jour(2025, 9, 1),
            "at_mp_salaire_annuel": D(40000),
        },
        {"at_mp_rente_annuelle": D(19600), "at_mp_rente_versement": D("1633.33")},
    ),
    "E29": (
        {
            "sujet": "incapacite",
            "at_mp_taux_incapacite": D("0.40"),
            "at_mp_taux_anterieurs": D("0.30"),
            "at_mp_consolidation_date": Jour(2025, 9, 1),
            "at_mp_salaire_annuel": D(24000),
        },
        {"at_mp_rente_annuelle": D(9600)},
    ),
    "E16": (
        INVALIDE
        | {
            "sujet": "invalidite",
            "invalidite_categorie": "categorie_3",
            "invalidite_salaire_annuel_moyen_donne": D(24000),
        },
        {"invalidite_pension_mensuelle": D(1000), "invalidite_tierce_personne": D("1288.13")},
    ),
    "E17": (
        INVALIDE
        | {
            "sujet": "invalidite",
            "invalidite_categorie": "categorie_2",
            "invalidite_salaire_annuel_moyen_donne": D(24000),
            "invalidite_salaire_annee_precedente": D(26000),
            "invalidite_revenus_activite_12_mois": D(18000),
        },
        {"invalidite_cumul_depassement": D(4000), "invalidite_pension_mensuelle_reduite": D("833.33")},
    ),
    "E18": (
        {
            "sujet": "deces",
            "statut_professionnel": "artisan_commercant",
            "date_deces": Jour(2026, 4, 1),
            "capital_deces_situation": "activite",
            "capital_deces_orphelins_nombre": 2,
        },
        {"capital_deces_montant": D(9612), "capital_deces_orphelins": 2 * D(2403)},
    ),
    "E20": (
        {
            "sujet": "veuvage",
            "date_naissance": Jour(1972, 1, 1),
            "invalidite_veuvage_invalide": True,
            "invalidite_veuvage_conjoint_decede_date": Jour(2026, 2, 1),
            "invalidite_veuvage_salaire_moyen_defunt": D(24000),
            "invalidite_veuvage_enfants_nombre": 3,
        },
        {"invalidite_veuvage_pension_mensuelle": D(594)},
    ),
}


@pytest.mark.parametrize("nom", EXEMPLES)
def test_exemple_du_dossier(nom):
    dit, attendus = EXEMPLES[nom]
    if dit["sujet"] == "arret":
        obtenus = prestations_especes.calcule(dit)
    else:
        obtenus = rentes_especes.calcule(dit, Jour(2026, 3, 15))
    assert {cle: obtenus[cle] for cle in attendus} == attendus
