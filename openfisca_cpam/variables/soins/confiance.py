"""Le degré de confiance d'une valeur de la loi, lu de sa fiche : A, B ou C."""

import datetime


def est_a_confirmer(individu, period, *noms: str) -> bool:
    """True when one of the values that the law gives on the day is of confidence C.

    Args:
        individu: the population of the formula.
        period: the period, whose first day is read.
        noms: dotted names of parameters; one that has no value on the day is no doubt.
    """
    jour = datetime.date.fromisoformat(str(period.start))
    for nom in noms:
        noeud = individu.simulation.tax_benefit_system.parameters
        for partie in nom.split("."):
            noeud = noeud.children[partie]
        notes = {
            datetime.date.fromisoformat(str(depuis)): note for depuis, note in noeud.metadata["confidence"].items()
        }
        connues = [depuis for depuis in notes if depuis <= jour]
        if connues and notes[max(connues)] == "C":
            return True
    return False
