"""The prior agreement a second time: silence, favourable opinion, refusal (R. 165-23, R. 315-15, D. 315-5)."""

from datetime import date, timedelta

from .appareillage import SANS_OBJET, UN_JOUR

DELAI, DELAI_MAXIMUM = 15, 21
DELAI_PROLONGE = date(2018, 7, 2)  # D. 315-5; R. 165-23 says fifteen days and no more
AVIS_FAVORABLE = date(2020, 8, 28)  # R. 315-15, I, third paragraph


def delai(s, jour):
    return s.get("appareillage_accord_delai_jours", DELAI)


def limite(s, jour):
    """Le délai du jour de la réception : quinze jours, vingt et un au plus depuis le 2 juillet 2018."""
    demande = s["appareillage_demande_accord_date"]
    if demande is None:
        return None
    return demande + timedelta(min(delai(s, jour), DELAI_MAXIMUM if demande >= DELAI_PROLONGE else DELAI))


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
    if reponse != "aucune" and repondu <= min(fin, jour):
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
