"""The law of dental prostheses, orthodontics and prevention examinations a second time (rules D1 to D6, T1 to T5)."""

from datetime import date

from .appareillage import (
    DEBUT,
    PANIER_ANI,
    SANS_OBJET,
    TAUX_ACTE_MEDICAL,
    TAUX_DENTAIRE,
    TAUX_PLEIN,
    UN_JOUR,
    ZERO,
    D,
    age,
    age_revolu,
    ajoute_mois,
    arrondi,
    base_connue,
    couverture,
    exonere,
    part_amo,
    part_regime_local,
    terrorisme,
    tiers_payant,
    total_c2s,
    total_contrat,
    valeur,
)
from .appareillage_accord import accord_date

# --------------------------------------------------------------------------- values, typed from the dossier

CONVENTION_2019, RAC_ZERO_2020, RAC_ZERO_2021 = date(2019, 4, 1), date(2020, 1, 1), date(2021, 1, 1)
HAUSSE_2025, RAC_ZERO_2026 = date(2025, 1, 1), date(2026, 1, 1)

COURONNES = {"hbld038", "hbld634", "hbld680", "hbld350", "hbld073", "hbld158", "hbld491", "hbld734", "hbld403"}
BRIDGES = {
    "hbld033",
    "hbld785",
    "hbld099",
    "hbld426",
    "bridge_ceramo_metallique_autre",
    "bridge_pilier_ceramo_metallique",
}
INLAY_CORES = {"hbld090", "inlay_core_autre"}
RESINES = {"prothese_resine_definitive", "prothese_resine_transitoire"}
REPARATIONS = {"reparation_resine", "reparation_resine_renfort_metal"}

BASE_COURONNE = [(DEBUT, D("107.50")), (RAC_ZERO_2020, D(120))]
CREES_EN_2019, CREES_EN_2026 = {"hbld680", "hbld350", "hbld073", "hbld158"}, {"hbld099", "hbld426"}
BASE_INLAY_CORE, BASE_INLAY_CORE_CLAVETTE, BASE_INLAY_CORE_2019 = D("122.55"), D("144.05"), D(90)
BASE_TRANSITOIRE, BASE_INLAY_ONLAY = D(10), D(100)
BASE_BRIDGE = D("279.50")
BASES_RESINE = {1: D("64.50"), 2: D("64.50"), 3: D("64.50")} | {
    n: D("64.50") + (n - 3) * D("10.75") for n in range(4, 15)
}
PLAQUE_METALLIQUE, DEUX_ARCADES = D(129), D("365.50")
BASE_REPARATION, BASE_ADJONCTION, ELEMENT_SUIVANT = D("21.50"), D("21.50"), D("10.75")

# Honoraires limites: from 2019-04-01, 2020-01-01 (or 2021-01-01), 2025-01-01.
HONORAIRES_LIMITES = {
    "hbld038": [(CONVENTION_2019, "320"), (RAC_ZERO_2020, "290"), (HAUSSE_2025, "298.70")],
    "hbld634": [(CONVENTION_2019, "530"), (RAC_ZERO_2020, "500"), (HAUSSE_2025, "515")],
    "hbld680": [(CONVENTION_2019, "530"), (RAC_ZERO_2020, "500"), (HAUSSE_2025, "515")],
    "hbld350": [(CONVENTION_2019, "480"), (RAC_ZERO_2020, "440"), (HAUSSE_2025, "453.20")],
    "hbld073": [(RAC_ZERO_2020, "440"), (HAUSSE_2025, "453.20")],
    "hbld158": [(RAC_ZERO_2020, "550"), (HAUSSE_2025, "566.50")],
    "hbld491": [(RAC_ZERO_2020, "550"), (HAUSSE_2025, "566.50")],
    "hbld090": [(CONVENTION_2019, "230"), (RAC_ZERO_2020, "175"), (HAUSSE_2025, "180.25")],
    "hbld490": [(CONVENTION_2019, "60"), (HAUSSE_2025, "61.80")],
    "hbld033": [(CONVENTION_2019, "870"), (HAUSSE_2025, "896.10")],
    "hbld785": [(CONVENTION_2019, "1465"), (RAC_ZERO_2020, "1380"), (HAUSSE_2025, "0")],
    "bridge_ceramo_metallique_autre": [(RAC_ZERO_2021, "1635"), (HAUSSE_2025, "1684.05")],
    "bridge_pilier_ceramo_metallique": [(RAC_ZERO_2021, "1170"), (HAUSSE_2025, "1205.10")],
    "reparation_resine": [(RAC_ZERO_2021, "80"), (HAUSSE_2025, "82.40")],
    "reparation_resine_renfort_metal": [(RAC_ZERO_2021, "85"), (HAUSSE_2025, "87.55")],
    "inlay_onlay": [(RAC_ZERO_2021, "350"), (HAUSSE_2025, "360.50")],
}
HONORAIRES_RESINE = {
    ("prothese_resine_transitoire", "1 à 3"): [(RAC_ZERO_2021, "275"), (HAUSSE_2025, "283.25")],
    ("prothese_resine_transitoire", "deux arcades"): [(RAC_ZERO_2021, "1170"), (HAUSSE_2025, "1205.10")],
    ("prothese_resine_definitive", "9"): [(RAC_ZERO_2021, "680"), (HAUSSE_2025, "700.40")],
    ("prothese_resine_definitive", "deux arcades"): [(RAC_ZERO_2021, "2300"), (HAUSSE_2025, "2369")],
}
# Confidence C of the honoraires limites.
LIMITES_FAIBLES = {
    "hbld033": RAC_ZERO_2020,
    "hbld785": RAC_ZERO_2020,
    "bridge_ceramo_metallique_autre": HAUSSE_2025,
    "bridge_pilier_ceramo_metallique": HAUSSE_2025,
    "prothese_resine_transitoire": HAUSSE_2025,
    "prothese_resine_definitive": HAUSSE_2025,
    "reparation_resine": HAUSSE_2025,
    "reparation_resine_renfort_metal": HAUSSE_2025,
    "inlay_onlay": HAUSSE_2025,
}
# First day without remainder (D3).
RAC_ZERO = dict.fromkeys(
    ["hbld038", "hbld634", "hbld680", "hbld350", "hbld090", "hbld490", "hbld033", "hbld785"], RAC_ZERO_2020
)
RAC_ZERO |= dict.fromkeys(sorted(RESINES | REPARATIONS), RAC_ZERO_2021)
RAC_ZERO |= {"hbld073": RAC_ZERO_2026, "hbld099": RAC_ZERO_2026}

C2S_2017, C2S_2024, C2S_FIN = date(2017, 10, 1), date(2024, 2, 25), date(2025, 1, 1)
C2S_MAXIMUMS = {
    "hbld038": [(DEBUT, "230"), (C2S_2017, "250"), (C2S_2024, "262.18"), (C2S_FIN, "0")],
    "hbld634": [(DEBUT, "375"), (C2S_2017, "0"), (RAC_ZERO_2020, "430"), (C2S_2024, "451.25"), (C2S_FIN, "0")],
    "hbld680": [(RAC_ZERO_2020, "430"), (C2S_2024, "451.25"), (C2S_FIN, "0")],
    "hbld350": [(RAC_ZERO_2020, "400"), (C2S_2024, "413.30"), (C2S_FIN, "0")],
}
C2S_RESINE_2006 = [(3, D(193)), (6, D(349)), (10, D(434)), (13, D(517)), (14, D(656))]
C2S_PLAQUE_2006, C2S_REPARATION_2006 = D(300), D(65)
C2S_CALCULES = {"hbld680", "hbld350"}  # confidence C in 2024
ANI_PROTHESES = D("1.25")  # D. 911-1, 2°

ODF_BASES = {
    "semestre": D("193.50"),
    "surveillance": D("10.75"),
    "contention_annee_1": D("161.25"),
    "contention_annee_2": D("107.50"),
    "semestre_avant_chirurgie": D("193.50"),
}
ODF_TAUX_PLEIN = {"semestre", "contention_annee_1", "semestre_avant_chirurgie"}
ODF_SEMESTRES, ODF_SURVEILLANCES, ODF_AGE, ODF_DELAI = 6, 2, 16, 6
ODF_C2S_SEMESTRE, ODF_C2S_MULTI, ODF_C2S_CHIRURGIE = D(333), D(464), D("381.12")

DEPASSEMENTS_TERRORISME = date(2016, 7, 15)  # L. 169-2-1, NOTA: acts after 14 July 2016

MT_DENTS_DEBUT = date(2019, 4, 1)
MT_DENTS_2025 = date(2025, 4, 1)
MT_DENTS_AGES = {3, 6, 9, 12, 15, 18, 21, 24}
MT_DENTS_TARIFS = {"aucune": D(30), "une_ou_deux": D(42), "trois_ou_quatre_ou_panoramique": D(54)}
MT_DENTS_TARIF_2025, MT_DENTS_TAUX_2025, MT_DENTS_SOINS_MOIS = D(40), D("0.60"), 6

# --------------------------------------------------------------------------- D1: the act

PREMIERES = {"incisive", "canine", "premiere_premolaire"}


def acte(s, jour):
    """D1 : l'acte donné par le devis ; à défaut, la couronne selon le matériau et la dent."""
    if "dentaire_acte" in s:
        return s["dentaire_acte"]
    materiau, dent = s["dentaire_couronne_materiau"], s["dentaire_localisation"]
    if materiau == "metal_non_precieux":
        return "hbld038"
    if materiau == "ceramo_ceramique":
        return "hbld403"
    if materiau == "non_renseigne" or dent == "non_renseignee":
        return "aucun"
    if materiau == "ceramo_metallique":
        return "hbld634" if dent in PREMIERES else "hbld491" if dent == "deuxieme_premolaire" else "hbld734"
    if materiau == "ceramique_monolithique":
        return "hbld680" if dent in PREMIERES else "hbld158"
    return "hbld073" if dent == "molaire" else "hbld350"


def base_de_la_table(s, jour):
    """1.4 : None quand elle n'est pas connue, 0 quand l'acte n'est pas remboursé."""
    nom = acte(s, jour)
    if nom == "hbld403" and jour < CONVENTION_2019:
        return ZERO
    if (nom in CREES_EN_2019 and jour < CONVENTION_2019) or (nom in CREES_EN_2026 and jour < RAC_ZERO_2026):
        return None  # the code did not exist: what its ancestor was paid is on the quotation
    if nom in COURONNES:
        return valeur(BASE_COURONNE, jour)
    if nom in INLAY_CORES:
        if jour >= CONVENTION_2019:
            return BASE_INLAY_CORE_2019
        return BASE_INLAY_CORE_CLAVETTE if s["dentaire_inlay_core_clavette"] else BASE_INLAY_CORE
    if nom in BRIDGES:
        return BASE_BRIDGE
    if nom in RESINES:
        plaque = PLAQUE_METALLIQUE if s["dentaire_plaque_metallique"] else ZERO
        if s["dentaire_deux_arcades_completes"]:
            return DEUX_ARCADES + 2 * plaque
        base = BASES_RESINE.get(s["dentaire_nombre_dents"])
        return None if base is None else base + plaque
    if nom in REPARATIONS:
        return BASE_REPARATION
    if nom == "adjonction_element":
        nombre = s["dentaire_nombre_elements"]
        return None if nombre == 0 else BASE_ADJONCTION + (nombre - 1) * ELEMENT_SUIVANT
    if nom in {"hbld490", "inlay_onlay"}:
        connue = BASE_TRANSITOIRE if nom == "hbld490" else BASE_INLAY_ONLAY
        return connue if jour >= CONVENTION_2019 else None
    return ZERO if nom == "non_remboursable" else None


def non_rembourse(s, jour):
    return base_de_la_table(s, jour) == ZERO


def base(s, jour):
    if non_rembourse(s, jour):
        return ZERO
    if not s["dentaire_praticien_conventionne"]:
        return s["dentaire_tarif_autorite"]
    return s["dentaire_base_devis"] or base_de_la_table(s, jour) or ZERO


def base_inconnue(s, jour):
    return s["dentaire_honoraires"] > 0 and base(s, jour) == 0 and not non_rembourse(s, jour)


def base_a_confirmer(s, jour):
    """Les bases de confiance C : bridges, deux arcades, inlay-onlay."""
    if motif(s, jour) != "eligible" or s["dentaire_base_devis"] > 0 or not s["dentaire_praticien_conventionne"]:
        return False
    nom = acte(s, jour)
    if base(s, jour) == 0:
        return False
    faible = nom in BRIDGES or nom == "inlay_onlay"
    return faible or (nom in RESINES and s["dentaire_deux_arcades_completes"])


def limite_de_la_table(s, jour):
    nom = acte(s, jour)
    if nom in RESINES:
        dents = s["dentaire_nombre_dents"]
        cas = "deux arcades" if s["dentaire_deux_arcades_completes"] else "1 à 3" if 1 <= dents <= 3 else str(dents)
        bareme = HONORAIRES_RESINE.get((nom, cas), [])
        if s["dentaire_plaque_metallique"]:
            bareme = []
    else:
        bareme = HONORAIRES_LIMITES.get(nom, [])
    return D(valeur(bareme, jour) or 0)


def honoraire_limite(s, jour):
    return s["dentaire_honoraire_limite_devis"] or limite_de_la_table(s, jour)


def panier(s, jour):
    """D3."""
    if "dentaire_panier" in s:
        return s["dentaire_panier"]
    nom = acte(s, jour)
    stellite = nom in RESINES and s["dentaire_plaque_metallique"]
    if nom in RAC_ZERO and jour >= RAC_ZERO[nom] and not stellite:
        return "rac_zero"
    return "modere" if honoraire_limite(s, jour) > 0 else "libre"


def maximum_c2s(s, jour):
    """1.4 : le total de l'acte pour un bénéficiaire de la C2S ; 0 quand il n'est pas connu."""
    if s["dentaire_tarif_maximum_c2s_devis"] > 0:
        return s["dentaire_tarif_maximum_c2s_devis"]
    nom = acte(s, jour)
    if jour < C2S_2017 and nom in RESINES and not s["dentaire_deux_arcades_completes"]:
        dents = s["dentaire_nombre_dents"]
        total = next((montant for borne, montant in C2S_RESINE_2006 if 1 <= dents <= borne), ZERO)
        return total + (C2S_PLAQUE_2006 if s["dentaire_plaque_metallique"] and total > 0 else ZERO)
    if jour < C2S_2017 and nom in REPARATIONS:
        return C2S_REPARATION_2006
    return D(valeur(C2S_MAXIMUMS.get(nom, []), jour) or 0)


def motif(s, jour):
    if s["dentaire_honoraires"] == 0:
        return "sans_objet"
    return "hors_liste" if non_rembourse(s, jour) else base_connue(s, jour, base(s, jour))


# --------------------------------------------------------------------------- D2 to D6: amounts


def taux(s, jour):
    """D2."""
    if exonere(s, jour) or s["dentaire_hospitalisation_acte_couteux"]:
        return TAUX_PLEIN
    return TAUX_ACTE_MEDICAL if s["dentaire_acte_principalement_medical"] else valeur(TAUX_DENTAIRE, jour)


def garantie_retenue(s, jour):
    """D6 - D. 911-1, 2° : au moins 125 % de la base, hors des actes sans reste à charge."""
    garantie = s["dentaire_garantie_totale"]
    if s["complementaire_panier_ani"] and jour >= PANIER_ANI and panier(s, jour) != "rac_zero":
        garantie = max(garantie, arrondi(ANI_PROTHESES * base(s, jour)))
    return garantie


def total(s, jour, amo, local):
    honoraires, couvert = s["dentaire_honoraires"], couverture(s, jour)
    b, plancher = min(honoraires, base(s, jour)), amo + local
    if couvert == "aucune":
        return plancher
    if couvert == "contrat_non_responsable":
        return max(plancher, b)
    if couvert == "c2s":
        maximum = maximum_c2s(s, jour)
        if maximum == 0 and panier(s, jour) == "rac_zero":
            maximum = honoraire_limite(s, jour)  # D4
        return max(plancher, total_c2s(b, honoraires, maximum))
    if panier(s, jour) == "rac_zero":
        return max(plancher, total_contrat(b, honoraires, ZERO, honoraire_limite(s, jour), base(s, jour)))
    return max(plancher, total_contrat(b, honoraires, garantie_retenue(s, jour)))


def plafond_opposable(s, jour):
    """G7, D4, D5 : ce que le praticien conventionné ne peut dépasser ; 0 quand rien."""
    if not s["dentaire_praticien_conventionne"]:
        return ZERO
    if couverture(s, jour) == "c2s":
        if s["dentaire_exigence_particuliere"]:
            return ZERO
        if maximum_c2s(s, jour) > 0:
            return maximum_c2s(s, jour)
    return honoraire_limite(s, jour) if panier(s, jour) != "libre" else ZERO


def dentaire(s, jour):
    prix = s["dentaire_honoraires"]
    eligible = motif(s, jour) == "eligible"
    amo = local = pris = ZERO
    if eligible:
        amo = part_amo(s, jour, prix, base(s, jour), taux(s, jour))
        local = part_regime_local(s, jour, prix, base(s, jour), amo)
        pris = total(s, jour, amo, local)
    c2s, connu = couverture(s, jour) == "c2s", maximum_c2s(s, jour) > 0
    rac_zero = panier(s, jour) == "rac_zero"
    plafond = plafond_opposable(s, jour)
    irregulier = max(ZERO, prix - plafond) if plafond > 0 else ZERO
    calcule = acte(s, jour) in C2S_CALCULES and C2S_2024 <= jour < C2S_FIN
    limite_devis = s["dentaire_honoraire_limite_devis"] > 0
    faible = jour >= LIMITES_FAIBLES.get(acte(s, jour), date.max) and limite_de_la_table(s, jour) > 0
    return {
        "dentaire_acte": acte(s, jour),
        "dentaire_base_remboursement": base(s, jour),
        "dentaire_honoraire_limite": honoraire_limite(s, jour),
        "dentaire_panier": panier(s, jour),
        "dentaire_tarif_maximum_c2s": maximum_c2s(s, jour),
        "dentaire_motif": motif(s, jour),
        "dentaire_eligible": eligible,
        "dentaire_base_inconnue": base_inconnue(s, jour),
        "dentaire_base_a_confirmer": base_a_confirmer(s, jour),
        "dentaire_honoraire_limite_inconnu": prix > 0 and rac_zero and honoraire_limite(s, jour) == 0,
        "dentaire_honoraire_limite_a_confirmer": faible and not limite_devis,
        "dentaire_taux": taux(s, jour),
        "dentaire_part_amo": amo,
        "dentaire_part_regime_local": local,
        "dentaire_plafond_c2s_non_verifie": c2s and eligible and rac_zero and not connu,
        "dentaire_c2s_maximum_inconnu": c2s and eligible and not rac_zero and not connu and liste_c2s(s, jour),
        "dentaire_c2s_maximum_a_confirmer": c2s and calcule and s["dentaire_tarif_maximum_c2s_devis"] == 0,
        "dentaire_garantie_retenue": garantie_retenue(s, jour),
        "dentaire_prise_en_charge_totale": pris,
        "dentaire_part_complementaire": pris - amo - local,
        "dentaire_reste_a_charge": prix - pris,
        "dentaire_plafond_opposable": plafond,
        "dentaire_montant_irregulier": irregulier,
        "dentaire_prix_irregulier": irregulier > 0,
        "dentaire_tiers_payant": tiers_payant(s, jour, eligible, rac_zero),
        "dentaire_devis_conforme": devis_conforme(s, jour),
    }


def liste_c2s(s, jour):
    """Les actes de la liste de 2006, dont le montant n'est plus toujours connu depuis octobre 2017."""
    return acte(s, jour) in {"hbld038", "hbld634"} | RESINES | REPARATIONS


def devis_conforme(s, jour):
    """G8 : une alternative sans reste à charge, ou à défaut modérée, quand elle existe (depuis 2020)."""
    if jour < RAC_ZERO_2020:
        return False
    rangs = ["aucune", "modere", "rac_zero"]
    existe, portee = s["dentaire_alternative_existante"], s["dentaire_devis_alternative"]
    return s["dentaire_devis_remis"] and rangs.index(portee) >= rangs.index(existe)


# --------------------------------------------------------------------------- T1 to T4: orthodontics


def odf_debut(s, jour):
    return s["dentaire_orthodontie_debut_traitement_date"] or jour


def odf_accord(s, jour):
    if "dentaire_orthodontie_accord_date" in s:
        return s["dentaire_orthodontie_accord_date"]
    return accord_date(s, jour)


def odf_premier_accord(s, jour):
    return s.get("dentaire_orthodontie_premier_accord_date") or odf_accord(s, jour)


def odf_debut_limite(s, jour):
    """T1 : six mois après l'accord, et avant le seizième anniversaire."""
    premier = odf_premier_accord(s, jour)
    if premier is None:
        return None
    return min(ajoute_mois(premier, ODF_DELAI), anniversaire(s["date_naissance"], ODF_AGE) - UN_JOUR)


def odf_motif(s, jour):
    """T1, T2."""
    nom = s["dentaire_orthodontie_acte"]
    if nom == "aucun" or s["dentaire_orthodontie_honoraires"] == 0:
        return "sans_objet"
    accord = odf_accord(s, jour)
    if accord is None or accord > jour:
        return "accord_absent"
    if nom == "semestre_avant_chirurgie":
        if not s["dentaire_orthodontie_chirurgie_maxillaires"]:
            return "indication_absente"
        return "semestres_epuises" if s["dentaire_orthodontie_semestre_chirurgie_deja_pris"] else "eligible"
    if age_revolu(s["date_naissance"], odf_debut(s, jour)) >= ODF_AGE:
        return "age_depasse"
    if odf_debut(s, jour) > ajoute_mois(odf_premier_accord(s, jour), ODF_DELAI):
        return "accord_perime"
    if nom == "semestre" and s["dentaire_orthodontie_numero_semestre"] > ODF_SEMESTRES:
        return "semestres_epuises"
    deja = s["dentaire_orthodontie_surveillances_deja_facturees"]
    return "semestres_epuises" if nom == "surveillance" and deja >= ODF_SURVEILLANCES else "eligible"


def odf_taux(s, jour):
    nom = s["dentaire_orthodontie_acte"]
    return TAUX_PLEIN if nom in ODF_TAUX_PLEIN or exonere(s, jour) else valeur(TAUX_DENTAIRE, jour)


def odf_maximum_c2s(s, jour):
    nom = s["dentaire_orthodontie_acte"]
    if nom == "semestre":
        return ODF_C2S_MULTI if s["dentaire_orthodontie_multi_attaches"] else ODF_C2S_SEMESTRE
    if nom == "semestre_avant_chirurgie":
        return ODF_C2S_CHIRURGIE if jour < C2S_2017 else ZERO
    return ODF_BASES.get(nom, ZERO)


def odf_faible(s, jour):
    nom = s["dentaire_orthodontie_acte"]
    return nom == "semestre" and s["dentaire_orthodontie_multi_attaches"] and jour >= RAC_ZERO_2020


def orthodontie(s, jour):
    nom, prix = s["dentaire_orthodontie_acte"], s["dentaire_orthodontie_honoraires"]
    tarif, eligible, couvert = ODF_BASES.get(nom, ZERO), odf_motif(s, jour) == "eligible", couverture(s, jour)
    amo = local = pris = ZERO
    if eligible:
        amo = part_amo(s, jour, prix, tarif, odf_taux(s, jour), majorable=False)
        if terrorisme(s) and jour >= DEPASSEMENTS_TERRORISME:
            amo = prix  # L. 169-2-1: the fees above the tariff too
        local = part_regime_local(s, jour, prix, tarif, amo)
        pris, b = amo + local, min(prix, tarif)
        if couvert == "contrat_non_responsable":
            pris = max(pris, b)
        elif couvert == "c2s":
            pris = max(pris, total_c2s(b, prix, odf_maximum_c2s(s, jour)))
        elif couvert == "contrat_responsable":
            garantie = s["dentaire_orthodontie_garantie_totale"]
            if s["complementaire_panier_ani"] and jour >= PANIER_ANI:
                garantie = max(garantie, arrondi(ANI_PROTHESES * tarif))
            pris = max(pris, total_contrat(b, prix, garantie))
    maximum = odf_maximum_c2s(s, jour)
    irregulier = ZERO
    # L. 162-9, last paragraph: the maximum binds for what the C2S covers, not for a refused act.
    if couvert == "c2s" and eligible and maximum > 0 and not s["dentaire_orthodontie_exigence_particuliere"]:
        irregulier = max(ZERO, prix - maximum)
    return {
        "dentaire_orthodontie_debut_limite_date": odf_debut_limite(s, jour) or SANS_OBJET,
        "dentaire_orthodontie_motif": odf_motif(s, jour),
        "dentaire_orthodontie_eligible": eligible,
        "dentaire_orthodontie_base_remboursement": tarif,
        "dentaire_orthodontie_taux": odf_taux(s, jour),
        "dentaire_orthodontie_participation_forfaitaire": ZERO,
        "dentaire_orthodontie_part_amo": amo,
        "dentaire_orthodontie_part_regime_local": local,
        "dentaire_orthodontie_tarif_maximum_c2s": maximum,
        "dentaire_orthodontie_plafond_c2s_inconnu": couvert == "c2s" and eligible and maximum == 0,
        "dentaire_orthodontie_c2s_a_confirmer": couvert == "c2s" and odf_faible(s, jour),
        "dentaire_orthodontie_destinataire_devis": ("dentiste_conseil" if couvert == "c2s" else "sans_objet"),
        "dentaire_orthodontie_prise_en_charge_totale": pris,
        "dentaire_orthodontie_part_complementaire": pris - amo - local,
        "dentaire_orthodontie_reste_a_charge": prix - pris,
        "dentaire_orthodontie_montant_irregulier": irregulier,
        "dentaire_orthodontie_prix_irregulier": irregulier > 0,
    }


# --------------------------------------------------------------------------- T5: M'T dents


def anniversaire(naissance, ans):
    return ajoute_mois(naissance, 12 * ans)


def mt_dents_age_prevu(s, jour):
    ans = age(s, jour)
    return 3 <= ans <= 24 if jour >= MT_DENTS_2025 else ans in MT_DENTS_AGES


def mt_dents_grossesse(s, jour):
    """T5 : du quatrième mois à six mois (douze jours avant avril 2025) après l'accouchement."""
    presumee, accouchement = s["date_presumee_accouchement"], s["date_accouchement"]
    if presumee is None and accouchement is None:
        return False
    terme = accouchement or presumee
    fin = ajoute_mois(terme, 6) if jour >= MT_DENTS_2025 else terme.fromordinal(terme.toordinal() + 12)
    return ajoute_mois(presumee or accouchement, -6) <= jour <= fin


def mt_dents_limite(s, jour):
    if not mt_dents_age_prevu(s, jour):
        return None
    return anniversaire(s["date_naissance"], age(s, jour) + 1) - UN_JOUR


def mt_dents_motif(s, jour):
    if s["dentaire_mt_dents_prix"] == 0:
        return "sans_objet"
    grossesse = mt_dents_grossesse(s, jour)
    if mt_dents_age_prevu(s, jour):
        precedent = s["dentaire_mt_dents_examen_precedent_date"]
        deja = precedent is not None and precedent >= anniversaire(s["date_naissance"], age(s, jour))
        if not deja:
            return "eligible"
        if not grossesse:
            return "deja_realise"
    if not grossesse:
        return "age_non_prevu"
    return "deja_realise" if s["dentaire_mt_dents_examen_grossesse_deja_realise"] else "eligible_grossesse"


def mt_dents_tarif(s, jour):
    if s["dentaire_mt_dents_tarif_devis"] > 0:
        return s["dentaire_mt_dents_tarif_devis"]
    radios = s["dentaire_mt_dents_radiographies"]
    if jour < MT_DENTS_2025:
        return MT_DENTS_TARIFS[radios]
    return MT_DENTS_TARIF_2025 if radios == "aucune" else ZERO


def mt_dents_partage(s, jour, montant):
    """T5 : 60 % et 40 % depuis avril 2025, tout à l'Assurance Maladie sans complémentaire, avant, ou exonéré."""
    seul = jour < MT_DENTS_2025 or couverture(s, jour) == "aucune" or exonere(s, jour)
    amo = montant if seul else arrondi(MT_DENTS_TAUX_2025 * montant)
    local = part_regime_local(s, jour, montant, montant, amo)
    return amo, local, montant - amo - local


def mt_dents_soin_motif(s, jour):
    nature, examen = s["dentaire_mt_dents_soin_nature"], s["dentaire_mt_dents_examen_precedent_date"]
    if nature == "aucun":
        return "sans_objet"
    if nature != "soin_conservateur_chirurgical_ou_radiographie":
        return "nature_exclue"
    if examen is None or examen > jour:
        return "sans_examen"
    return "delai_depasse" if jour > ajoute_mois(examen, MT_DENTS_SOINS_MOIS) else "eligible"


def mt_dents(s, jour):
    if jour < MT_DENTS_DEBUT:
        return {}
    prix, tarif = s["dentaire_mt_dents_prix"], mt_dents_tarif(s, jour)
    eligible = mt_dents_motif(s, jour) in {"eligible", "eligible_grossesse"}
    amo, local, amc = mt_dents_partage(s, jour, min(prix, tarif) if eligible else ZERO)
    soin = min(s["dentaire_mt_dents_soin_prix"], s["dentaire_mt_dents_soin_base"])
    soin_amo, soin_local, soin_amc = mt_dents_partage(
        s, jour, soin if mt_dents_soin_motif(s, jour) == "eligible" else ZERO
    )
    examen = s["dentaire_mt_dents_examen_precedent_date"]
    return {
        "dentaire_mt_dents_limite_date": mt_dents_limite(s, jour) or SANS_OBJET,
        "dentaire_mt_dents_periode_grossesse": mt_dents_grossesse(s, jour),
        "dentaire_mt_dents_motif": mt_dents_motif(s, jour),
        "dentaire_mt_dents_eligible": eligible,
        "dentaire_mt_dents_periode_a_confirmer": mt_dents_motif(s, jour) == "eligible_grossesse",
        "dentaire_mt_dents_tarif": tarif,
        "dentaire_mt_dents_tarif_inconnu": eligible and tarif == 0,
        "dentaire_mt_dents_part_amo": amo,
        "dentaire_mt_dents_part_regime_local": local,
        "dentaire_mt_dents_part_complementaire": amc,
        "dentaire_mt_dents_reste_a_charge": prix - amo - local - amc,
        "dentaire_mt_dents_prix_irregulier": eligible and tarif > 0 and prix > tarif,
        "dentaire_mt_dents_dispense_avance": eligible,
        "dentaire_mt_dents_soins_limite_date": SANS_OBJET if examen is None else ajoute_mois(examen, 6),
        "dentaire_mt_dents_soin_motif": mt_dents_soin_motif(s, jour),
        "dentaire_mt_dents_soin_part_amo": soin_amo,
        "dentaire_mt_dents_soin_part_regime_local": soin_local,
        "dentaire_mt_dents_soin_part_complementaire": soin_amc,
    }
