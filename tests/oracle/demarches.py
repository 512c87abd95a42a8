"""What to ask before being cared for outside one's department, a second time, for one person and one day.

Written from the articles alone, without reading the formulas of the package; the transport is that of ``transport``.
"""

from datetime import date

from .transport import Situation, accord, accord_requis

# Règlement (CE) n° 883/2004, article 91 : applicable depuis ce jour, avec le formulaire S2 (E 112 auparavant).
FORMULAIRE_S2 = date(2010, 5, 1)


def lieu(s) -> str:
    """Without a word, care is received in the department."""
    return s.get("hors_departement_lieu", "departement")


def sejour_accord_requis(s, jour) -> bool:
    """T24 : règlement intérieur des caisses ; en arrêt de travail, l'accord précède le séjour."""
    return s["arret_de_travail"] and s["hors_departement_sejour"]


def accord_obligatoire(s, jour) -> bool:
    """T21 : un acte, un transport ou un séjour qui y est soumis ; jamais le seul fait de quitter le département."""
    # R. 322-10-4 : l'urgence attestée par le prescripteur dispense de l'accord ; l'acte urgent aussi s'en passe (T22).
    transport = accord_requis(s, jour) and accord(s, jour) != "urgence"
    acte = s["hors_departement_acte_soumis_accord"] and s["hors_departement_soin_programme"]
    return transport or acte or sejour_accord_requis(s, jour)


def demarche(s, jour) -> str:
    """T22, T25 : le S2 pour un soin programmé en Europe ; l'urgence sans formalité ; le dossier conseillé."""
    programme = s["hors_departement_soin_programme"]
    # Deux obligations ensemble : celle du séjour est dite (lecture commune aux deux).
    if sejour_accord_requis(s, jour):
        return "accord_obligatoire"
    if lieu(s) == "union_europeenne" and programme:
        # Avant le formulaire S2, le règlement n° 1408/71 demandait déjà l'autorisation de la caisse.
        return "formulaire_s2" if jour >= FORMULAIRE_S2 else "accord_obligatoire"
    if accord_obligatoire(s, jour):
        return "accord_obligatoire"
    if lieu(s) == "departement":
        return "aucune"
    return "dossier_conseille" if programme else "urgence"


RESULTATS = {
    "hors_departement_accord_obligatoire": accord_obligatoire,
    "hors_departement_sejour_accord_requis": sejour_accord_requis,
    "hors_departement_demarche_motif": demarche,
}


def calcule(situation: dict, jour: date) -> dict:
    """Every result of one person on one day."""
    s = Situation(situation)
    return {nom: regle(s, jour) for nom, regle in RESULTATS.items()}
