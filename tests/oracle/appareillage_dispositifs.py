"""The other devices a second time: the list (M1, M4), wheelchairs (M2), hair prostheses (M3)."""

from datetime import date

from .appareillage import (
    ECHANGE_ORAL,
    SANS_OBJET,
    TAUX_LPP,
    TAUX_PLEIN,
    UN_JOUR,
    ZERO,
    D,
    age,
    ajoute_mois,
    base_connue,
    couverture,
    exonere,
    part_amo,
    part_regime_local,
    premier_jour_possible,
    sans_echange_oral,
    taux_lpp,
    tiers_payant,
    total_c2s,
    total_contrat,
    valeur,
)
from .appareillage_accord import accord_acquis

# --------------------------------------------------------------------------- values, typed from the dossier

REGLES_DE_DELIVRANCE = date(2012, 9, 1)  # R. 165-36, R. 165-40, R. 165-41
ORDONNANCE_MOIS, PRESCRIPTION_MOIS, DELIVRANCE_JOURS = 6, 12, 30
GRAND_APPAREILLAGE = {"orthoprothese", "prothese_oculaire_ou_faciale"}  # R. 160-16, V

FAUTEUIL_REFORME, FAUTEUIL_ANCIENNE_LISTE_FIN = date(2025, 12, 1), date(2026, 11, 30)
FAUTEUIL_PLV = {"manuel_non_modulaire": D("360.53"), "electrique_modulaire_classe_a": D("3161.21")}
FAUTEUIL_MOIS_ADULTE, FAUTEUIL_MOIS_ENFANT, FAUTEUIL_AGE = 60, 36, 16
LOCATION_SEMAINES, LOCATION_SEMAINES_UNE_FOIS, LOCATION_PERIODE = 26, 13, 12
ENGAGEMENT_RESTITUTION = date(2025, 3, 20)  # R. 165-105
OPTIONS_MOIS = 2  # D. 315-5, I

CAPILLAIRE_2019, CAPILLAIRE_2026 = date(2019, 4, 2), date(2026, 1, 1)
CAPILLAIRE_BASES = {
    "classe_1": [(CAPILLAIRE_2019, D(350))],
    "classe_2": [(CAPILLAIRE_2019, D(250)), (CAPILLAIRE_2026, D(350))],
    "classe_3": [(CAPILLAIRE_2026, D(350))],
    "classe_4": [(CAPILLAIRE_2026, D(350))],
    "partielle": [(CAPILLAIRE_2019, D(125))],
}
CAPILLAIRE_PLV = {
    "classe_1": [(CAPILLAIRE_2019, D(350))],
    "classe_2": [(CAPILLAIRE_2019, D(700))],
    "classe_3": [(CAPILLAIRE_2026, D(1000))],
    "classe_4": [],
    "partielle": [(CAPILLAIRE_2019, D(125))],
}
CAPILLAIRE_MOIS = 12


def ordonnance_perimee(etablie, jour, premiere, avant=None):
    """R. 165-40 : moins de six mois à la première délivrance, ou le jour que le prescripteur a écrit."""
    if not premiere:
        return False
    return jour >= ajoute_mois(etablie, ORDONNANCE_MOIS) or (avant is not None and jour > avant)


def parts(s, jour, prix, base, *, taux, plv, garantie, maximum, eligible, renforcee):
    """G1 à G6 : (part AMO, part du régime local, total)."""
    if not eligible:
        return ZERO, ZERO, ZERO
    amo = part_amo(s, jour, prix, base, taux, prix_fixe=plv > 0)
    local = part_regime_local(s, jour, prix, base, amo)
    b, couvert, total = min(prix, base), couverture(s, jour), amo + local
    if couvert == "contrat_non_responsable":
        total = max(total, b)
    elif couvert == "c2s":
        total = max(total, total_c2s(b, prix, maximum))
    elif couvert == "contrat_responsable":
        total = max(total, total_contrat(b, prix, garantie, plv if renforcee else None, base))
    return amo, local, total


def resultats(prefixe, s, jour, *, prix, plv, parts_lues, motif, renforcee):
    amo, local, total = parts_lues
    irregulier = max(ZERO, prix - plv) if plv > 0 else ZERO
    return {
        f"{prefixe}_motif": motif,
        f"{prefixe}_eligible": motif == "eligible",
        f"{prefixe}_part_amo": amo,
        f"{prefixe}_part_regime_local": local,
        f"{prefixe}_prise_en_charge_totale": total,
        f"{prefixe}_part_complementaire": total - amo - local,
        f"{prefixe}_reste_a_charge": prix - total,
        f"{prefixe}_montant_irregulier": irregulier,
        f"{prefixe}_prix_irregulier": irregulier > 0,
        f"{prefixe}_tiers_payant": tiers_payant(s, jour, motif == "eligible", renforcee),
    }


# --------------------------------------------------------------------------- M1, M4: a device of the list


def lpp_prochain(s, jour):
    """R. 165-24 : la durée normale d'utilisation, et jamais avant la fin de la garantie."""
    precedente, duree = s["appareillage_lpp_delivrance_precedente_date"], s["appareillage_lpp_duree_normale_mois"]
    if precedente is None:
        return None
    fin, garantie = ajoute_mois(precedente, int(duree)), s["appareillage_lpp_garantie_fin_date"]
    return fin if garantie is None else max(fin, garantie + UN_JOUR)


def lpp_motif(s, jour):
    if s["appareillage_lpp_prix"] == 0:
        return "sans_objet"
    if not s["appareillage_lpp_inscrit_liste"] and not s["appareillage_lpp_sur_mesure_accorde"]:
        return "hors_liste"
    if not s["appareillage_lpp_delivre"]:
        return "non_delivre"
    etablie = s["appareillage_lpp_ordonnance_date"]
    if etablie is None or etablie > jour:
        return "sans_ordonnance"
    muette = s["appareillage_lpp_teleconsultation"] and not s["appareillage_lpp_echange_oral"]
    if (muette and etablie >= ECHANGE_ORAL) or sans_echange_oral(s, etablie):
        return "sans_echange_oral"
    avant = s["appareillage_lpp_executer_avant_date"]
    if ordonnance_perimee(etablie, jour, s["appareillage_lpp_premiere_delivrance"], avant):
        return "ordonnance_perimee"
    if s["appareillage_lpp_prescription_mois"] > PRESCRIPTION_MOIS:
        return "prescription_trop_longue"
    long = s["appareillage_lpp_jours_delivres"] > DELIVRANCE_JOURS
    if long and not s["appareillage_lpp_conditionnement_superieur"]:
        return "delivrance_trop_importante"
    if s["appareillage_lpp_accord_exige"] and not accord_acquis(s, jour):
        return "accord_absent"
    if s["appareillage_lpp_renouvellement"]:
        garantie = s["appareillage_lpp_garantie_fin_date"]
        if garantie is not None and jour <= garantie:
            return "garantie_en_cours"
        if not s["appareillage_lpp_hors_usage_ou_inadapte"]:
            return "encore_utilisable"
        prochain = lpp_prochain(s, jour)
        if prochain is not None and jour < prochain and not s["appareillage_lpp_renouvellement_anticipe_accorde"]:
            return "delai_non_ecoule"
    return base_connue(s, jour, s["appareillage_lpp_base_devis"])


def lpp(s, jour):
    if jour < REGLES_DE_DELIVRANCE:
        return {}
    prix, plv, base = (
        s["appareillage_lpp_prix"],
        s["appareillage_lpp_prix_limite_vente"],
        s["appareillage_lpp_base_devis"],
    )
    plein = s["appareillage_lpp_nature"] in GRAND_APPAREILLAGE
    taux = TAUX_PLEIN if plein else taux_lpp(s, jour)
    motif, renforcee = lpp_motif(s, jour), s["appareillage_lpp_prise_en_charge_renforcee"]
    lues = parts(
        s,
        jour,
        prix,
        base,
        taux=taux,
        plv=plv,
        garantie=s["appareillage_lpp_garantie_totale"],
        maximum=s["appareillage_lpp_c2s_tarif_maximum"],
        eligible=motif == "eligible",
        renforcee=renforcee,
    )
    prochain = lpp_prochain(s, jour)
    return {
        "appareillage_lpp_prochain_renouvellement_date": prochain or SANS_OBJET,
        "appareillage_lpp_base_remboursement": base,
        "appareillage_lpp_taux": taux,
    } | resultats("appareillage_lpp", s, jour, prix=prix, plv=plv, parts_lues=lues, motif=motif, renforcee=renforcee)


# --------------------------------------------------------------------------- M2: wheelchairs


def nouvelle_liste(s, jour):
    return jour >= FAUTEUIL_REFORME and not s["appareillage_fauteuil_ancienne_nomenclature"]


def fauteuil_plv(s, jour):
    if s["appareillage_fauteuil_prix_limite_devis"] > 0:
        return s["appareillage_fauteuil_prix_limite_devis"]
    if s["appareillage_fauteuil_mode"] != "achat" or not nouvelle_liste(s, jour):
        return ZERO
    return FAUTEUIL_PLV.get(s["appareillage_fauteuil_categorie"], ZERO)


def semaines_prises(s, jour):
    """M2 : 26 semaines, 13 renouvelables une fois, dans douze mois glissants."""
    semaines = s["appareillage_fauteuil_location_semaines"]
    if jour < FAUTEUIL_REFORME:
        return semaines
    deja, premiere = (
        s["appareillage_fauteuil_location_semaines_deja_facturees"],
        s["appareillage_fauteuil_location_premiere_semaine_date"],
    )
    if premiere is not None and jour >= ajoute_mois(premiere, LOCATION_PERIODE):
        deja = 0
    maximum = LOCATION_SEMAINES if s["appareillage_fauteuil_location_renouvelee"] else LOCATION_SEMAINES_UNE_FOIS
    return max(0, min(semaines, maximum - deja))


def fauteuil_base(s, jour):
    base = s["appareillage_fauteuil_base_devis"]
    if s["appareillage_fauteuil_mode"] == "location_courte":
        return base * semaines_prises(s, jour)
    return base if base > 0 else fauteuil_plv(s, jour)


def fauteuil_base_motif(s, jour):
    if s["appareillage_fauteuil_mode"] == "aucun" or s["appareillage_fauteuil_base_devis"] > 0:
        return "connue"
    return "supposee" if fauteuil_base(s, jour) > 0 else "inconnue"


def fauteuil_prochain(s, jour):
    precedente = s["appareillage_fauteuil_delivrance_precedente_date"]
    if precedente is None or jour < FAUTEUIL_REFORME:
        return None

    def delai(lu_le):
        return FAUTEUIL_MOIS_ADULTE if age(s, lu_le) >= FAUTEUIL_AGE else FAUTEUIL_MOIS_ENFANT

    return premier_jour_possible(precedente, jour, delai)


def fauteuil_motif(s, jour):
    mode = s["appareillage_fauteuil_mode"]
    if mode == "aucun" or s["appareillage_fauteuil_prix"] == 0:
        return "sans_objet"
    ancienne = s["appareillage_fauteuil_ancienne_nomenclature"] and jour >= FAUTEUIL_REFORME
    if ancienne and (mode != "achat" or jour > FAUTEUIL_ANCIENNE_LISTE_FIN):
        return "ancienne_liste_expiree"
    etablie = s["appareillage_fauteuil_ordonnance_date"]
    if etablie is None or etablie > jour:
        return "sans_ordonnance"
    if sans_echange_oral(s, etablie):
        return "sans_echange_oral"
    avant = s["appareillage_fauteuil_executer_avant_date"]
    if ordonnance_perimee(etablie, jour, s["appareillage_fauteuil_premiere_delivrance"], avant):
        return "ordonnance_perimee"
    if s["appareillage_fauteuil_accord_exige"] and not accord_acquis(s, jour):
        return "accord_absent"
    exige = s["appareillage_fauteuil_engagement_restitution_exige"] and jour >= ENGAGEMENT_RESTITUTION
    if exige and not s["appareillage_fauteuil_engagement_restitution_signe"]:
        return "engagement_restitution_absent"
    if mode == "location_courte" and semaines_prises(s, jour) == 0:
        return "location_epuisee"
    prochain = fauteuil_prochain(s, jour)
    leve = s["appareillage_fauteuil_renouvellement_anticipe_accorde"]  # R. 165-24
    if mode == "achat" and prochain is not None and jour < prochain and not leve:
        return "delai_non_ecoule"
    return base_connue(s, jour, fauteuil_base(s, jour))


def fauteuil_taux(s, jour):
    mode = s["appareillage_fauteuil_mode"]
    if mode == "achat" or exonere(s, jour) or (mode != "location_courte" and jour >= FAUTEUIL_REFORME):
        return TAUX_PLEIN
    return valeur(TAUX_LPP, jour)


def fauteuil(s, jour):
    if jour < REGLES_DE_DELIVRANCE:
        return {}
    prix, plv, base = s["appareillage_fauteuil_prix"], fauteuil_plv(s, jour), fauteuil_base(s, jour)
    motif = fauteuil_motif(s, jour)
    renforcee = nouvelle_liste(s, jour) and s["appareillage_fauteuil_mode"] == "achat"
    lues = parts(
        s,
        jour,
        prix,
        base,
        taux=fauteuil_taux(s, jour),
        plv=plv,
        garantie=s["appareillage_fauteuil_garantie_totale"],
        maximum=s["appareillage_fauteuil_c2s_tarif_maximum"],
        eligible=motif == "eligible",
        renforcee=renforcee,
    )
    demande = s["appareillage_demande_accord_date"]
    options = ajoute_mois(demande, OPTIONS_MOIS) if demande is not None and jour >= FAUTEUIL_REFORME else SANS_OBJET
    return {
        "appareillage_fauteuil_prix_limite_vente": plv,
        "appareillage_fauteuil_location_semaines_prises_nombre": semaines_prises(s, jour),
        "appareillage_fauteuil_base_remboursement": base,
        "appareillage_fauteuil_base_motif": fauteuil_base_motif(s, jour),
        "appareillage_fauteuil_prise_en_charge_renforcee": renforcee,
        "appareillage_fauteuil_prochain_renouvellement_date": fauteuil_prochain(s, jour) or SANS_OBJET,
        "appareillage_fauteuil_options_limite_reponse_date": options,
        "appareillage_fauteuil_taux": fauteuil_taux(s, jour),
        "appareillage_fauteuil_c2s_maximum_inconnu": couverture(s, jour) == "c2s"
        and motif == "eligible"
        and prix > base
        and s["appareillage_fauteuil_c2s_tarif_maximum"] == 0,
    } | resultats(
        "appareillage_fauteuil", s, jour, prix=prix, plv=plv, parts_lues=lues, motif=motif, renforcee=renforcee
    )


# --------------------------------------------------------------------------- M3: hair prostheses


def capillaire_base(s, jour):
    if s["appareillage_capillaire_base_devis"] > 0:
        return s["appareillage_capillaire_base_devis"]
    if s["appareillage_capillaire_classe"] == "partielle" and jour >= CAPILLAIRE_2026:
        return ZERO
    return valeur(CAPILLAIRE_BASES.get(s["appareillage_capillaire_classe"], []), jour) or ZERO


def capillaire_plv(s, jour):
    if s["appareillage_capillaire_classe"] == "partielle" and jour >= CAPILLAIRE_2026:
        return ZERO
    return valeur(CAPILLAIRE_PLV.get(s["appareillage_capillaire_classe"], []), jour) or ZERO


def capillaire_renforcee(s, jour):
    """G4, M3 : classes I et II, depuis 2026."""
    return s["appareillage_capillaire_classe"] in {"classe_1", "classe_2"} and jour >= CAPILLAIRE_2026


def capillaire_prochain(s, jour):
    precedente = s["appareillage_capillaire_delivrance_precedente_date"]
    return None if precedente is None or jour < CAPILLAIRE_2019 else ajoute_mois(precedente, CAPILLAIRE_MOIS)


def capillaire_motif(s, jour):
    classe = s["appareillage_capillaire_classe"]
    if s["appareillage_capillaire_prix"] == 0:
        return "sans_objet"
    nouvelle = classe in {"classe_3", "classe_4"} and CAPILLAIRE_2019 <= jour < CAPILLAIRE_2026
    if nouvelle or (classe == "partielle" and jour >= CAPILLAIRE_2026):
        return "hors_liste"
    etablie = s["appareillage_capillaire_ordonnance_date"]
    if etablie is None or etablie > jour:
        return "sans_ordonnance"
    if sans_echange_oral(s, etablie):
        return "sans_echange_oral"
    if ordonnance_perimee(etablie, jour, premiere=True, avant=s["appareillage_capillaire_executer_avant_date"]):
        return "ordonnance_perimee"
    prochain = capillaire_prochain(s, jour)
    leve = s["appareillage_capillaire_renouvellement_anticipe_accorde"]  # R. 165-24
    if prochain is not None and jour < prochain and not leve:
        return "delai_non_ecoule"
    return base_connue(s, jour, capillaire_base(s, jour))


def capillaire(s, jour):
    if jour < REGLES_DE_DELIVRANCE:
        return {}
    prix, plv, base = s["appareillage_capillaire_prix"], capillaire_plv(s, jour), capillaire_base(s, jour)
    motif, renforcee = capillaire_motif(s, jour), capillaire_renforcee(s, jour)
    donne = s["appareillage_capillaire_c2s_tarif_maximum"]
    lues = parts(
        s,
        jour,
        prix,
        base,
        taux=taux_lpp(s, jour),
        plv=plv,
        garantie=s["appareillage_capillaire_garantie_totale"],
        maximum=donne if donne > 0 or not renforcee else plv,
        eligible=motif == "eligible",
        renforcee=renforcee,
    )
    c2s = couverture(s, jour) == "c2s"
    return {
        "appareillage_capillaire_base_remboursement": base,
        "appareillage_capillaire_prix_limite_vente": plv,
        "appareillage_capillaire_prise_en_charge_renforcee": renforcee,
        "appareillage_capillaire_prochain_renouvellement_date": capillaire_prochain(s, jour) or SANS_OBJET,
        "appareillage_capillaire_taux": taux_lpp(s, jour),
        "appareillage_capillaire_plafond_c2s_non_verifie": c2s and motif == "eligible" and donne == 0,
    } | resultats(
        "appareillage_capillaire", s, jour, prix=prix, plv=plv, parts_lues=lues, motif=motif, renforcee=renforcee
    )
