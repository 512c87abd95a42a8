"""Short texts of steps, in French: a date, what to do, and whether the law asks for it or it is only advised."""

from numpy import datetime64

from openfisca_cpam.demarches import Demarche


def texte_court(demarche: Demarche, echeance: datetime64 | None, ouverture: datetime64 | None, jour: datetime64) -> str:
    """One line for a step.

    Args:
        demarche: of the catalogue.
        echeance: its date, None without.
        ouverture: first day of the window in which to act, None without.
        jour: the day computed.
    """
    conseil = "" if demarche.obligatoire else " (conseillé)"
    if echeance is None:
        return f"{demarche.intitule}{conseil}"
    passee = echeance < jour
    if demarche.sens == "attente" and passee:
        return f"passé le {en_jour(echeance)} : {demarche.apres}"
    quand = {
        "limite": f"délai expiré le {en_jour(echeance)}" if passee else _jusqu_au(echeance, ouverture, jour),
        "debut": f"depuis le {en_jour(echeance)}" if echeance <= jour else f"à partir du {en_jour(echeance)}",
        "attente": f"jusqu'au {en_jour(echeance)}",
        "effet": f"depuis le {en_jour(echeance)}" if echeance <= jour else f"le {en_jour(echeance)}",
    }[demarche.sens]
    return f"{quand} : {demarche.intitule}{conseil}"


def _jusqu_au(echeance: datetime64, ouverture: datetime64 | None, jour: datetime64) -> str:
    """« du … au … » before a window opens, « au plus tard le … » afterwards."""
    if ouverture is not None and ouverture > jour:
        return f"du {en_jour(ouverture)} au {en_jour(echeance)}"
    return f"au plus tard le {en_jour(echeance)}"


def en_jour(jour: datetime64 | str) -> str:
    """A date as the French write it.

    >>> en_jour("2026-04-12")
    '12/04/2026'
    """
    annee, mois, quantieme = str(jour).split("-")
    return f"{quantieme}/{mois}/{annee}"
