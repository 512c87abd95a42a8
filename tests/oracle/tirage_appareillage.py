"""Random purchases of devices: each draws near the thresholds, the ceilings and the dates of the law on purpose."""

import random
from datetime import date, timedelta
from decimal import Decimal as D

from .appareillage import DEBUT, ajoute_mois
from .appareillage_dentaire import COURONNES, ODF_BASES

FIN = date(2026, 12, 2)
CHANGEMENTS = [
    date(2011, 5, 2),
    date(2012, 9, 1),
    date(2014, 6, 1),
    date(2015, 4, 1),
    date(2015, 12, 23),
    date(2016, 1, 1),
    date(2016, 7, 15),
    date(2017, 1, 1),
    date(2017, 10, 1),
    date(2018, 7, 2),
    date(2019, 1, 1),
    date(2019, 4, 1),
    date(2019, 4, 2),
    date(2020, 1, 1),
    date(2020, 8, 28),
    date(2021, 1, 1),
    date(2022, 1, 1),
    date(2023, 1, 1),
    date(2023, 10, 15),
    date(2023, 12, 28),
    date(2024, 2, 25),
    date(2025, 1, 1),
    date(2025, 3, 20),
    date(2025, 4, 1),
    date(2025, 9, 1),
    date(2025, 12, 1),
    date(2026, 1, 1),
    date(2026, 12, 1),
]
JOURS_CHOISIS = [DEBUT, date(2020, 2, 29), date(2024, 2, 29), date(2025, 2, 28), date(2026, 8, 31), date(2026, 11, 22)]
UN_JOUR = timedelta(1)

# What the package computes when nobody gives it: given for every person of a day, or for none.
FACULTATIFS = {
    "appareillage_accord_delai_jours": 0.4,
    "audition_indication_oreille_droite": 0.4,
    "audition_indication_oreille_gauche": 0.4,
    "dentaire_acte": 0.75,
    "dentaire_orthodontie_accord_date": 0.5,
    "dentaire_orthodontie_premier_accord_date": 0.5,
    "dentaire_panier": 0.15,
    "optique_contrat_equipement_precedent_date": 0.4,
    "optique_delivrance_precedente_monture_date": 0.4,
    "optique_delivrance_precedente_verres_date": 0.4,
}

ACTES = [
    *sorted(COURONNES),
    *sorted(COURONNES),
    "aucun",
    "hbld090",
    "inlay_core_autre",
    "hbld490",
    "hbld033",
    "hbld785",
]
ACTES += ["hbld099", "hbld426", "bridge_ceramo_metallique_autre", "bridge_pilier_ceramo_metallique"]
ACTES += ["prothese_resine_definitive", "prothese_resine_transitoire"] * 4
ACTES += ["reparation_resine", "reparation_resine_renfort_metal", "adjonction_element", "inlay_onlay"]
ACTES += ["non_remboursable", "autre"]
HONORAIRES = "107.50 120 129 175 180.25 230 250 262.18 275 280 290 298.70 320 375 400 413.30 430 440 451.25 453.20 464"
HONORAIRES += (
    " 500 515 530 550 566.50 650 680 870 896.10 1170 1380 1465 1635 2300 60 61.80 80 85 100 10 21.50 193 349 517"
)
ADULTES_AUDITION = "199.71 300 350 400 700 800 900 950 1100 1300 1400 1700 2500 999.18 1250"
MATERIAUX = ["metal_non_precieux", "ceramo_metallique", "ceramique_monolithique", "zircone_monolithique"]
MATERIAUX += ["ceramo_ceramique", "non_renseigne"]
DENTS = ["incisive", "canine", "premiere_premolaire", "deuxieme_premolaire", "molaire", "non_renseignee"]
SITUATIONS = ["chirurgie_cataracte", "chirurgie_refractive", "traumatisme_oculaire", "greffe_cornee", "keratocone"]
SITUATIONS += ["glaucome", "diabete", "amblyopie"]
AGES = [3, 4, 6, 6, 9, 10, 15, 16, 16, 16, 18, 18, 20, 20, 24, 25, 42, 43, 43]
INDICATIONS = ["astigmatisme_irregulier", "strabisme_accommodatif", "aphakie", "keratocone"]


def jours(hasard: random.Random, nombre: int = 6) -> list:
    """The day before, the day and the morrow of each change, some chosen, others drawn."""
    choisis = {jour + decalage * UN_JOUR for jour in CHANGEMENTS for decalage in (-1, 0, 1)}
    choisis |= set(JOURS_CHOISIS)
    choisis |= {DEBUT + timedelta(hasard.randrange((FIN - DEBUT).days)) for _ in range(nombre)}
    return sorted(jour for jour in choisis if DEBUT <= jour <= FIN)


def facultatifs(hasard: random.Random) -> set:
    return {nom for nom, part in FACULTATIFS.items() if hasard.random() < part}


def _oui(hasard, part):
    return hasard.random() < part


def _autour(hasard, montants: str):
    """Un montant de la liste, au centime près, ou n'importe lequel."""
    if _oui(hasard, 0.2):
        return D(hasard.randrange(100, 260_000)) / 100
    return D(hasard.choice(montants.split())) + D(hasard.choice(["0", "0", "-0.01", "0.01"]))


def _il_y_a(hasard, jour, *mois):
    """Une date il y a tant de mois, au jour près, ou n'importe quand, ou aucune."""
    sort = hasard.random()
    if sort < 0.10:
        return None
    if sort < 0.12:
        return jour + UN_JOUR
    if sort < 0.25:
        return jour - timedelta(hasard.randrange(0, 2200))
    return ajoute_mois(jour, -hasard.choice(mois)) + hasard.choice([-1, 0, 0, 1]) * UN_JOUR


def _naissance(hasard, jour):
    sort = hasard.random()
    if sort < 0.62:
        return ajoute_mois(jour, -12 * hasard.choice(AGES)) + hasard.choice([-1, 0, 0, 1]) * UN_JOUR
    return jour - timedelta(hasard.randrange(200, 36_000))


def _personne(hasard, jour):
    s = {
        "date_naissance": _naissance(hasard, jour),
        "beneficiaire_c2s": _oui(hasard, 0.22),
        "beneficiaire_ame": _oui(hasard, 0.02),
        "soins_personne_detenue": _oui(hasard, 0.02),
        "appareillage_soin_lie_don": _oui(hasard, 0.02),
        "complementaire_type": hasard.choices(["aucune", "contrat_non_responsable", "contrat_responsable"], [2, 2, 6])[
            0
        ],
        "complementaire_panier_ani": _oui(hasard, 0.35),
        "appareillage_c2s_gestionnaire": hasard.choice(["cpam", "organisme_complementaire"]),
        "regime_local_alsace_moselle": _oui(hasard, 0.15),
        "audition_cecite": _oui(hasard, 0.1),
        "ald_type": hasard.choices(["aucune", "exonerante", "non_exonerante"], [8, 2, 1])[0],
        "appareillage_soin_lie_ald": _oui(hasard, 0.25),
        "appareillage_soin_lie_at_mp": _oui(hasard, 0.08),
        "victime_terrorisme": _oui(hasard, 0.1),
        "appareillage_soin_lie_terrorisme": _oui(hasard, 0.2),
        "appareillage_soin_lie_violences_sexuelles": _oui(hasard, 0.02),
        "beneficiaire_pension_invalidite": _oui(hasard, 0.03),
        "beneficiaire_pension_militaire": _oui(hasard, 0.02),
        "rente_at_mp_taux": D(hasard.choice(["0"] * 30 + ["0.66", "0.67", "0.70"])),
        "ayant_droit_rente_at_mp": _oui(hasard, 0.02),
        "date_presumee_accouchement": None,
        "date_accouchement": None,
        "appareillage_demande_accord_date": None,
        "appareillage_demande_accord_reponse": hasard.choice(["aucune", "aucune", "accord", "avis_favorable", "refus"]),
        "appareillage_demande_accord_reponse_date": None,
        "appareillage_prescription_sans_echange_oral": _oui(hasard, 0.05),
    }
    if _oui(hasard, 0.15):
        s["date_presumee_accouchement"] = ajoute_mois(jour, hasard.choice([-7, -6, 0, 3, 4, 5, 6, 7])) + timedelta(
            hasard.choice([-13, -12, -11, -1, 0, 1])
        )
    if _oui(hasard, 0.06):
        s["date_accouchement"] = jour - timedelta(hasard.choice([0, 1, 11, 12, 13, 100, 181, 182, 184, 185]))
    if _oui(hasard, 0.75):
        s["appareillage_demande_accord_date"] = jour - timedelta(
            hasard.choice([0, 5, 14, 15, 16, 17, 20, 21, 22, 23, 60, 190])
        )
        if _oui(hasard, 0.8):
            apres = timedelta(hasard.choice([0, 3, 14, 15, 16, 20, 21, 22]))
            s["appareillage_demande_accord_reponse_date"] = s["appareillage_demande_accord_date"] + apres
    return s


def _quart(hasard, *seuils):
    return D(hasard.choice(seuils)) + D(hasard.choice(["0", "0", "-0.25", "0.25", "0.50", "-0.50"]))


def _verre(hasard, s, cote, jour, donnes):
    type_verre = hasard.choice(["unifocal", "multifocal_progressif"])
    classe = hasard.choice("aabbb")
    sphere = _quart(hasard, "0", "2", "4", "-4", "6", "-6", "8", "-8", "10", "-10", "5", "3.5")
    cylindre = D(hasard.choice(["0", "0", "0.25", "0.50", "1", "1.25", "2", "4", "4.25", "4.50", "-0.25", "-1", "-4"]))
    addition = D(hasard.choice(["0", "0", "0.75", "1", "2"]))
    ecarts = ["0", "0", "0", "0.25", "-0.25", "0.50", "-0.50", "0.24", "0.12"]
    tourne = hasard.choice([0, 0, 4, 5, 6, 10, 11, 20, 21, 90])
    axe = hasard.choice([1, 5, 45, 90, 91, 135, 178, 180])
    axe_precedent = (axe + tourne - 1) % 180 + 1
    s |= {
        f"optique_type_verre_{cote}": type_verre,
        f"optique_classe_verre_{cote}": classe,
        f"optique_sphere_verre_{cote}": sphere,
        f"optique_cylindre_verre_{cote}": cylindre,
        f"optique_addition_verre_{cote}": addition,
        f"optique_axe_verre_{cote}": D(axe),
        f"optique_sphere_verre_{cote}_precedent": sphere + D(hasard.choice(ecarts)),
        f"optique_cylindre_verre_{cote}_precedent": cylindre + D(hasard.choice(ecarts)) * (cylindre != 0),
        f"optique_addition_verre_{cote}_precedent": max(D(0), addition + D(hasard.choice(ecarts))),
        f"optique_axe_verre_{cote}_precedent": D(axe_precedent),
    }
    s[f"optique_prix_verre_{cote}"] = (
        D(0) if _oui(hasard, 0.1) else _autour(hasard, "9.75 32.50 40 75 95 117.50 150 170 260 350")
    )
    plv = base = D(0)
    if classe == "a":
        if _oui(hasard, 0.85):
            plv = _autour(hasard, "32.50 40 75 95 117.50 170") if _oui(hasard, 0.9) else D("19.99")
            if _oui(hasard, 0.5):
                s[f"optique_prix_verre_{cote}"] = plv + D(hasard.choice(["-0.01", "0", "0.01", "-5"]))
        base = D(hasard.choice(["0", "0", "9.75", "12", "15", "35.25", "51"]))
    s[f"optique_prix_limite_vente_verre_{cote}"] = plv
    s[f"optique_base_devis_verre_{cote}"] = base


def _optique(hasard, s, jour, donnes):
    for cote in ("droit", "gauche"):
        _verre(hasard, s, cote, jour, donnes)
    s |= {
        "optique_classe_monture": hasard.choice("ab"),
        "optique_prix_monture": D(0) if _oui(hasard, 0.1) else _autour(hasard, "9 30 80 100 150 2.84 30.49 180"),
        "optique_garantie_totale": D(
            hasard.choice(["0", "0", "50", "80", "120", "200", "300", "420", "600", "750", "1000"])
        ),
        "optique_inscrit_liste": _oui(hasard, 0.97),
        "optique_ordonnance_date": _il_y_a(hasard, jour, 1, 6, 12, 36, 60, 11),
        "optique_ordonnance_prescripteur": hasard.choices(
            ["ophtalmologiste", "autre_medecin", "orthoptiste"], [7, 1, 2]
        )[0],
        "optique_ordonnance_limite_prescripteur_date": None,
        "optique_delivrance_precedente_date": _il_y_a(hasard, jour, 6, 12, 24),
        "optique_monture_inadaptee_visage": _oui(hasard, 0.2),
        "optique_prescription_precedente_connue": _oui(hasard, 0.5),
        "optique_degradation_attestee": _oui(hasard, 0.3),
        "optique_degradation_certifiee_ophtalmologiste": _oui(hasard, 0.3),
        "optique_situation_medicale": hasard.choice(SITUATIONS) if _oui(hasard, 0.35) else "aucune",
        "optique_situation_medicale_date": _il_y_a(hasard, jour, 6, 12),
        "optique_nouvelle_prescription": _oui(hasard, 0.7),
        "optique_second_equipement": _oui(hasard, 0.1),
        "optique_second_equipement_indication": hasard.choice(
            ["aucune", "intolerance_progressifs", "penalisation_optique"]
        ),
        "optique_verres_teintes": _oui(hasard, 0.1),
        "optique_verres_teintes_indication": hasard.choice(["aucune", "photophobie_permanente"]),
        "optique_devis_remis": _oui(hasard, 0.7),
        "optique_devis_offre_renforcee": _oui(hasard, 0.6),
        "optique_offre_renforcee_existe": _oui(hasard, 0.8),
    }
    if s["optique_second_equipement"] and _oui(hasard, 0.5):
        s["optique_delivrance_precedente_date"] = jour
    if s["optique_ordonnance_date"] and _oui(hasard, 0.1):
        s["optique_ordonnance_limite_prescripteur_date"] = jour + hasard.choice([-1, 0, 1]) * UN_JOUR
    # Half of the prescriptions are recent enough whatever the age.
    if _oui(hasard, 0.4):
        s["optique_ordonnance_date"] = jour - timedelta(hasard.randrange(0, 90))
    for element in ("monture", "verres"):
        nom = f"optique_delivrance_precedente_{element}_date"
        if nom in donnes:
            s[nom] = _il_y_a(hasard, jour, 6, 12, 24)
    if "optique_contrat_equipement_precedent_date" in donnes:
        s["optique_contrat_equipement_precedent_date"] = _il_y_a(hasard, jour, 12, 24)
    for prestation in ("appairage", "filtre", "adaptation"):
        achetee = _oui(hasard, 0.15)
        s[f"optique_prix_{prestation}"] = D(hasard.choice(["5", "10", "15.01"])) if achetee else D(0)
        s[f"optique_base_remboursement_{prestation}"] = D(hasard.choice(["0", "3", "12"]))
        if prestation != "adaptation":
            s[f"optique_prix_limite_vente_{prestation}"] = D(hasard.choice(["0", "10", "15"])) * (jour.year >= 2020)
    for element in ("monture", "verre_droit", "verre_gauche"):
        s[f"optique_c2s_tarif_maximum_{element}"] = D(hasard.choice(["0", "22.87", "60"])) if jour.year < 2020 else D(0)


def _lentilles(hasard, s, jour):
    s |= {
        "optique_lentilles_indication": hasard.choice(
            [*INDICATIONS, "myopie_forte", "myopie_forte", "anisometropie", "aucune"]
        ),
        "optique_lentilles_dioptries": D(hasard.choice(["2.75", "3", "3.25", "7.75", "8", "8.25"])),
        "optique_lentilles_prix_oeil_droit": D(0) if _oui(hasard, 0.2) else _autour(hasard, "39.48 20 150"),
        "optique_lentilles_prix_oeil_gauche": D(0) if _oui(hasard, 0.2) else _autour(hasard, "39.48 20 150"),
        "optique_lentilles_forfait_consomme_oeil_droit": D(hasard.choice(["0", "0", "19.74", "39.47", "39.48", "45"])),
        "optique_lentilles_forfait_consomme_oeil_gauche": D(hasard.choice(["0", "0", "19.74", "39.47", "39.48", "45"])),
        "optique_lentilles_garantie_totale": D(hasard.choice(["0", "0", "30", "100"])),
        "optique_lentilles_ordonnance_date": _il_y_a(hasard, jour, 1, 2, 12, 36),
    }


def _audition(hasard, s, jour, donnes):
    for cote in ("droite", "gauche"):
        s |= {
            f"audition_classe_oreille_{cote}": hasard.choice(["classe_1", "classe_2"]),
            f"audition_ancienne_classe_oreille_{cote}": hasard.choice(["non_renseignee", "a", "b", "c", "d"]),
            f"audition_prix_oreille_{cote}": D(0) if _oui(hasard, 0.2) else _autour(hasard, ADULTES_AUDITION),
            f"audition_perte_moyenne_oreille_{cote}": D(hasard.choice(["20", "30", "30.5", "31", "40"])),
            f"audition_seuil_intelligibilite_oreille_{cote}": D(hasard.choice(["0", "30", "31"])),
            f"audition_ecart_signal_bruit_oreille_{cote}": D(hasard.choice(["0", "3", "3.5"])),
            f"audition_perte_aigue_oreille_{cote}": D(hasard.choice(["0", "30", "31"])),
            f"audition_intelligibilite_alteree_oreille_{cote}": _oui(hasard, 0.5),
            f"audition_delivrance_precedente_oreille_{cote}_date": _il_y_a(hasard, jour, 48),
            f"audition_accord_renouvellement_anticipe_oreille_{cote}": _oui(hasard, 0.5),
        }
        if f"audition_indication_oreille_{cote}" in donnes:
            s[f"audition_indication_oreille_{cote}"] = _oui(hasard, 0.85)
    s |= {
        "audition_ordonnance_date": _il_y_a(hasard, jour, 1, 12),
        "audition_inscrit_liste": _oui(hasard, 0.96),
        "audition_distributeur_conforme": _oui(hasard, 0.9),
        "audition_essai_debut_date": _il_y_a(hasard, jour, 1),
        "audition_garantie_totale": D(
            hasard.choice(["0", "0", "400", "1000", "1500", "1699.99", "1700", "1700.01", "2000"])
        ),
        "audition_appareil_inutilisable": _oui(hasard, 0.7),
        "audition_garantie_inutilisable": _oui(hasard, 0.7),
        "audition_nouvelle_ordonnance": _oui(hasard, 0.7),
        "audition_piles_nombre": hasard.choice([0, 0, 1, 3, 7]),
        "audition_piles_prix": D(hasard.choice(["0", "1.49", "4.50", "4.51", "10.55", "12"])),
        "audition_devis_remis": _oui(hasard, 0.7),
        "audition_devis_offre_renforcee": _oui(hasard, 0.6),
        "audition_offre_renforcee_existe": _oui(hasard, 0.8),
    }


def _dentaire(hasard, s, jour, donnes):
    s |= {
        "dentaire_couronne_materiau": hasard.choice(MATERIAUX),
        "dentaire_localisation": hasard.choice(DENTS),
        "dentaire_nombre_dents": hasard.choice([0, 1, 3, 4, 5, 6, 7, 8, 9, 9, 10, 11, 12, 13, 14]),
        "dentaire_deux_arcades_completes": _oui(hasard, 0.2),
        "dentaire_plaque_metallique": _oui(hasard, 0.25),
        "dentaire_nombre_elements": hasard.choice([0, 1, 2, 5]),
        "dentaire_inlay_core_clavette": _oui(hasard, 0.4),
        "dentaire_honoraires": D(0) if _oui(hasard, 0.05) else _autour(hasard, HONORAIRES),
        "dentaire_praticien_conventionne": _oui(hasard, 0.93),
        "dentaire_tarif_autorite": D(hasard.choice(["0", "5.38", "12.20"])),
        "dentaire_base_devis": D(hasard.choice(["0", "0", "0", "0", "96.75", "279.50"])),
        "dentaire_honoraire_limite_devis": D(hasard.choice(["0", "0", "0", "0", "460", "1420"])),
        "dentaire_tarif_maximum_c2s_devis": D(hasard.choice(["0", "0", "0", "0", "298.70", "515"])),
        "dentaire_garantie_totale": D(hasard.choice(["0", "0", "120", "150", "240", "360", "500", "1000"])),
        "dentaire_acte_principalement_medical": _oui(hasard, 0.06),
        "dentaire_hospitalisation_acte_couteux": _oui(hasard, 0.04),
        "dentaire_exigence_particuliere": _oui(hasard, 0.15),
        "dentaire_devis_remis": _oui(hasard, 0.7),
        "dentaire_devis_alternative": hasard.choice(["aucune", "modere", "rac_zero"]),
        "dentaire_alternative_existante": hasard.choice(["aucune", "modere", "rac_zero"]),
    }
    if "dentaire_acte" in donnes:
        s["dentaire_acte"] = hasard.choice(ACTES)
    if "dentaire_panier" in donnes:
        s["dentaire_panier"] = hasard.choice(["rac_zero", "modere", "libre"])


def _orthodontie(hasard, s, jour, donnes):
    s |= {
        "dentaire_orthodontie_acte": hasard.choice(["aucun", "semestre", "semestre", *ODF_BASES]),
        "dentaire_orthodontie_honoraires": D(0)
        if _oui(hasard, 0.05)
        else _autour(hasard, "10.75 107.50 161.25 193.50 333 381.12 464 700"),
        "dentaire_orthodontie_debut_traitement_date": _il_y_a(hasard, jour, 0, 1, 12),
        "dentaire_orthodontie_numero_semestre": hasard.choice([1, 1, 2, 5, 6, 7]),
        "dentaire_orthodontie_surveillances_deja_facturees": hasard.choice([0, 1, 2, 3]),
        "dentaire_orthodontie_multi_attaches": _oui(hasard, 0.4),
        "dentaire_orthodontie_chirurgie_maxillaires": _oui(hasard, 0.6),
        "dentaire_orthodontie_semestre_chirurgie_deja_pris": _oui(hasard, 0.3),
        "dentaire_orthodontie_garantie_totale": D(hasard.choice(["0", "0", "200", "387", "500"])),
        "dentaire_orthodontie_exigence_particuliere": _oui(hasard, 0.15),
    }
    if _oui(hasard, 0.5):
        debut = s["dentaire_orthodontie_debut_traitement_date"] or jour
        s["date_naissance"] = ajoute_mois(debut, -12 * 16) + hasard.choice([-1, 0, 1, 200]) * UN_JOUR
    if "dentaire_orthodontie_accord_date" in donnes:
        s["dentaire_orthodontie_accord_date"] = _il_y_a(hasard, jour, 0, 1, 6)
    if "dentaire_orthodontie_premier_accord_date" in donnes:
        debut = s["dentaire_orthodontie_debut_traitement_date"] or jour
        s["dentaire_orthodontie_premier_accord_date"] = _il_y_a(hasard, debut, 1, 6, 6)


def _mt_dents(hasard, s, jour):
    s |= {
        "dentaire_mt_dents_prix": D(0) if _oui(hasard, 0.1) else _autour(hasard, "30 40 42 54 60"),
        "dentaire_mt_dents_radiographies": hasard.choice(
            ["aucune", "aucune", "une_ou_deux", "trois_ou_quatre_ou_panoramique"]
        ),
        "dentaire_mt_dents_tarif_devis": D(hasard.choice(["0", "52", "64"])),
        "dentaire_mt_dents_examen_precedent_date": _il_y_a(hasard, jour, 1, 6, 12),
        "dentaire_mt_dents_examen_grossesse_deja_realise": _oui(hasard, 0.3),
        "dentaire_mt_dents_soin_nature": hasard.choice(
            ["aucun", *["soin_conservateur_chirurgical_ou_radiographie"] * 4, "inlay_onlay", "prothese", "orthodontie"]
        ),
        "dentaire_mt_dents_soin_prix": D(hasard.choice(["20", "28.92", "33.74", "50"])),
        "dentaire_mt_dents_soin_base": D(hasard.choice(["0", "28.92", "33.74"])),
    }
    naissance = s["date_naissance"]
    if _oui(hasard, 0.3):
        ans = max(0, jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day)))
        s["dentaire_mt_dents_examen_precedent_date"] = (
            ajoute_mois(naissance, 12 * ans) - hasard.choice([0, 1]) * UN_JOUR
        )


def _lpp(hasard, s, jour):
    s |= {
        "appareillage_lpp_nature": hasard.choice(
            ["ordinaire", "ordinaire", "orthoprothese", "prothese_oculaire_ou_faciale", "chaussures_orthopediques"]
        ),
        "appareillage_lpp_prix": D(0) if _oui(hasard, 0.05) else _autour(hasard, "12.20 53.81 100 250 800"),
        "appareillage_lpp_base_devis": D(hasard.choice(["0", "12.20", "53.81", "99.99", "250.05"])),
        "appareillage_lpp_prix_limite_vente": D(hasard.choice(["0", "0", "53.81", "100", "250"])),
        "appareillage_lpp_inscrit_liste": _oui(hasard, 0.92),
        "appareillage_lpp_sur_mesure_accorde": _oui(hasard, 0.4),
        "appareillage_lpp_delivre": _oui(hasard, 0.96),
        "appareillage_lpp_ordonnance_date": _il_y_a(hasard, jour, 1, 2, 3, 6),
        "appareillage_lpp_executer_avant_date": jour + hasard.choice([-1, 0, 1]) * UN_JOUR
        if _oui(hasard, 0.1)
        else None,
        "appareillage_lpp_premiere_delivrance": _oui(hasard, 0.7),
        "appareillage_lpp_teleconsultation": _oui(hasard, 0.2),
        "appareillage_lpp_echange_oral": _oui(hasard, 0.6),
        "appareillage_lpp_prescription_mois": hasard.choice([0, 1, 6, 12, 12, 13]),
        "appareillage_lpp_jours_delivres": hasard.choice([0, 28, 30, 30, 31]),
        "appareillage_lpp_conditionnement_superieur": _oui(hasard, 0.5),
        "appareillage_lpp_accord_exige": _oui(hasard, 0.25),
        "appareillage_lpp_renouvellement": _oui(hasard, 0.4),
        "appareillage_lpp_hors_usage_ou_inadapte": _oui(hasard, 0.7),
        "appareillage_lpp_delivrance_precedente_date": _il_y_a(hasard, jour, 12, 36, 60),
        "appareillage_lpp_duree_normale_mois": hasard.choice([0, 12, 36, 60]),
        "appareillage_lpp_garantie_fin_date": jour + hasard.choice([-1, 0, 1]) * UN_JOUR if _oui(hasard, 0.3) else None,
        "appareillage_lpp_renouvellement_anticipe_accorde": _oui(hasard, 0.3),
        "appareillage_lpp_garantie_totale": D(hasard.choice(["0", "0", "50", "120", "500"])),
        "appareillage_lpp_c2s_tarif_maximum": D(hasard.choice(["0", "20", "80", "400"])),
        "appareillage_lpp_prise_en_charge_renforcee": _oui(hasard, 0.15),
    }


def _fauteuil(hasard, s, jour):
    mode = hasard.choice(["aucun", "achat", "achat", "achat", "location_longue", "location_courte", "location_courte"])
    s |= {
        "appareillage_fauteuil_mode": mode,
        "appareillage_fauteuil_categorie": hasard.choice(
            ["autre", "manuel_non_modulaire", "electrique_modulaire_classe_a"]
        ),
        "appareillage_fauteuil_prix": _autour(hasard, "360.53 3161.21 500 4000 2187 60"),
        "appareillage_fauteuil_base_devis": D(hasard.choice(["0", "360.53", "500", "12.15"])),
        "appareillage_fauteuil_prix_limite_devis": D(hasard.choice(["0", "0", "600", "4000"])),
        "appareillage_fauteuil_ancienne_nomenclature": _oui(hasard, 0.25),
        "appareillage_fauteuil_ordonnance_date": _il_y_a(hasard, jour, 1, 2, 6),
        "appareillage_fauteuil_premiere_delivrance": _oui(hasard, 0.7),
        "appareillage_fauteuil_executer_avant_date": jour + hasard.choice([-1, 0, 1]) * UN_JOUR
        if _oui(hasard, 0.1)
        else None,
        "appareillage_fauteuil_renouvellement_anticipe_accorde": _oui(hasard, 0.3),
        "appareillage_fauteuil_delivrance_precedente_date": _il_y_a(hasard, jour, 36, 60),
        "appareillage_fauteuil_accord_exige": _oui(hasard, 0.3),
        "appareillage_fauteuil_engagement_restitution_exige": _oui(hasard, 0.3),
        "appareillage_fauteuil_engagement_restitution_signe": _oui(hasard, 0.6),
        "appareillage_fauteuil_location_semaines": hasard.choice([1, 5, 12, 13, 14, 26, 27]),
        "appareillage_fauteuil_location_semaines_deja_facturees": hasard.choice([0, 0, 1, 12, 13, 25, 26]),
        "appareillage_fauteuil_location_premiere_semaine_date": _il_y_a(hasard, jour, 3, 12),
        "appareillage_fauteuil_location_renouvelee": _oui(hasard, 0.6),
        "appareillage_fauteuil_garantie_totale": D(hasard.choice(["0", "0", "400", "5000"])),
        "appareillage_fauteuil_c2s_tarif_maximum": D(hasard.choice(["0", "0", "450", "4000"])),
    }


def _capillaire(hasard, s, jour):
    s |= {
        "appareillage_capillaire_classe": hasard.choice(
            ["aucune", "classe_1", "classe_1", "classe_2", "classe_2", "classe_3", "classe_4", "partielle"]
        ),
        "appareillage_capillaire_prix": D(0) if _oui(hasard, 0.05) else _autour(hasard, "125 250 350 700 1000 1500"),
        "appareillage_capillaire_ordonnance_date": _il_y_a(hasard, jour, 1, 2, 6),
        "appareillage_capillaire_delivrance_precedente_date": _il_y_a(hasard, jour, 12),
        "appareillage_capillaire_executer_avant_date": jour + hasard.choice([-1, 0, 1]) * UN_JOUR
        if _oui(hasard, 0.1)
        else None,
        "appareillage_capillaire_renouvellement_anticipe_accorde": _oui(hasard, 0.3),
        "appareillage_capillaire_garantie_totale": D(hasard.choice(["0", "0", "300", "400", "900"])),
        "appareillage_capillaire_base_devis": D(hasard.choice(["0", "125", "300"]))
        if jour < date(2019, 4, 2)
        else D(0),
        "appareillage_capillaire_c2s_tarif_maximum": D(hasard.choice(["0", "0", "300", "700"])),
    }


def tire(hasard: random.Random, jour: date, donnes: set) -> dict:
    """One person and what they buy that day in every room."""
    s = _personne(hasard, jour)
    _orthodontie(hasard, s, jour, donnes)  # it may choose the date of birth
    _optique(hasard, s, jour, donnes)
    _lentilles(hasard, s, jour)
    _audition(hasard, s, jour, donnes)
    _dentaire(hasard, s, jour, donnes)
    _mt_dents(hasard, s, jour)
    _lpp(hasard, s, jour)
    _fauteuil(hasard, s, jour)
    _capillaire(hasard, s, jour)
    if "appareillage_accord_delai_jours" in donnes:
        s["appareillage_accord_delai_jours"] = hasard.choice([15, 18, 21])
    return s
