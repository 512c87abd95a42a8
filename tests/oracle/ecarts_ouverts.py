"""The differences that stand: the package is to be corrected, docs/seconde_lecture.md says why.

Each entry is a number of that page and the results and situations that it explains. The test fails when an entry no
longer explains anything: it is then to be removed.
"""

from .transport import (
    ald_avec_deficience,
    ambulance,
    at_mp,
    longue_distance,
    periode_maternite,
    serie,
    soin_lie_ald,
    soin_lie_at_mp,
    vaccination,
)

ACCORD = {"transport_accord_prealable_requis", "transport_accord_prealable_motif"}


def accord_expres_a_temps(nom, jour, s):
    return nom == "transport_accord_tacite_date" and s["transport_accord_reponse"] == "accord"


def accord_sans_objet(nom, jour, s):
    convenance = s["transport_transfert_convenance"] or (
        s["transport_objet"] == "permission_sortie" and s["transport_permission_motif"] == "convenance"
    )
    return nom in ACCORD and (s["transport_mode"] == "aucun" or s["transport_objet"] == "cure_thermale" or convenance)


def premiere_hospitalisation(nom, jour, s):
    return (
        s["transport_objet"] == "transfert_hospitalise" and s["transport_cas_article_80"] == "premiere_hospitalisation"
    )


def non_conventionne_c2s(nom, jour, s):
    protege = s["beneficiaire_c2s"] or s["beneficiaire_ame"]
    return nom == "transport_tiers_payant" and protege and not s["transport_conventionne"]


def non_conventionne_deux_exonerations(nom, jour, s):
    cumul = soin_lie_at_mp(s, jour) and (periode_maternite(s, jour) or soin_lie_ald(s, jour))
    return nom == "transport_tiers_payant" and cumul and not s["transport_conventionne"]


def accompagne_en_avion(nom, jour, s):
    prescrit = s.get("transport_mode_prescrit", s["transport_mode"])
    return soin_lie_ald(s, jour) and s["transport_tierce_personne"] and prescrit in {"avion", "bateau"}


def vaccination_est_un_soin(nom, jour, s):
    autres = ambulance, longue_distance, serie, ald_avec_deficience, at_mp
    return (
        s["transport_objet"] == "vaccination_covid"
        and not vaccination(s, jour)
        and any(situation(s, jour) for situation in autres)
    )


def constatation_inconnue(nom, jour, s):
    return (
        nom == "transport_demande_date_limite"
        and s["transport_objet"] == "engagement_maternite"
        and s["date_constatation_grossesse"] is None
    )


ECARTS_OUVERTS = {
    1: accord_expres_a_temps,
    2: accord_sans_objet,
    3: premiere_hospitalisation,
    4: non_conventionne_c2s,
    5: non_conventionne_deux_exonerations,
    6: accompagne_en_avion,
    7: vaccination_est_un_soin,
    8: constatation_inconnue,
}
