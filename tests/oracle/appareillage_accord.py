"""The prior agreement a second time: silence, favourable opinion, refusal (R. 165-23, R. 315-15, D. 315-5)."""

from datetime import date, timedelta

from .appareillage import SANS_OBJET, UN_JOUR

DELAI, DELAI_MAXIMUM = 15, 21
AVIS_FAVORABLE = date(2020, 8, 28)  # R. 315-15, I, third paragraph


def delai(s, jour):
    return min(s["appareillage_accord_delai_jours"], DELAI_MAXIMUM) if "appareillage_accord_delai_jours" in s else DELAI


def limite(s, jour):
    demande = s["appareillage_demande_accord_date"]
    return None if demande is None else demande + timedelta(delai(s, jour))


def accord_date(s, jour):
    """Le jour de l'accord exprès, ou le lendemain du dernier jour de silence ; None sans accord à ce jour."""
    fin = limite(s, jour)
    if fin is None:
        return None
    reponse = s["appareillage_demande_accord_reponse"]
    repondu = s["appareillage_demande_accord_reponse_date"] or s["appareillage_demande_accord_date"]
    if reponse == "avis_favorable" and repondu < AVIS_FAVORABLE:
        reponse = "aucune"
    acquis = fin + UN_JOUR
    if reponse != "aucune" and repondu <= fin:
        if repondu <= jour:
            acquis = None if reponse == "refus" else repondu
    return acquis if acquis is not None and acquis <= jour else None


def accord_acquis(s, jour):
    return accord_date(s, jour) is not None


def accord(s, jour):
    return {
        "appareillage_accord_delai_jours": delai(s, jour),
        "appareillage_accord_limite_reponse_date": limite(s, jour) or SANS_OBJET,
        "appareillage_accord_prealable_date": accord_date(s, jour) or SANS_OBJET,
        "appareillage_accord_prealable_acquis": accord_acquis(s, jour),
    }
