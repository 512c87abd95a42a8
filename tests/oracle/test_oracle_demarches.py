"""The package against the second reading of what to ask before care outside the department: no answer may differ."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from . import demarches
from .test_oracle_transport import _remplit, _simulation
from .tirage_transport import facultatifs, jours, tire

LIEUX = ("departement", "hors_departement", "union_europeenne")


def tire_une_demarche(hasard: random.Random, jour: date, donnes: set) -> dict:
    """A transport, and what surrounds it; half of the persons need no transport."""
    situation = tire(hasard, jour, donnes) if hasard.random() < 0.5 else {}
    situation["hors_departement_lieu"] = hasard.choice(LIEUX)
    for nom, part in (
        ("hors_departement_soin_programme", 0.5),
        ("hors_departement_acte_soumis_accord", 0.2),
        ("hors_departement_sejour", 0.4),
        ("arret_de_travail", 0.4),
    ):
        situation[nom] = hasard.random() < part
    return situation


def ecarts(systeme, graine: int, nombre: int) -> tuple[list, Counter]:
    """(variable, day, expected, got, situation) of every difference, and how often each answer was met."""
    hasard = random.Random(graine)
    dates = [*jours(hasard), demarches.FORMULAIRE_S2, demarches.FORMULAIRE_S2 - timedelta(1)]
    trouves, rencontres = [], Counter()
    for jour in dates:
        donnes = facultatifs(hasard)
        situations = [tire_une_demarche(hasard, jour, donnes) for _ in range(nombre // len(dates) + 1)]
        simulation = _simulation(systeme, len(situations))
        _remplit(simulation, situations, jour)
        attendus = [demarches.calcule(situation, jour) for situation in situations]
        for nom in demarches.RESULTATS:
            tableau = simulation.calculate(nom, str(jour))
            obtenus = tableau.decode_to_str() if hasattr(tableau, "decode_to_str") else tableau
            for attendu, obtenu, situation in zip(attendus, obtenus, situations, strict=True):
                rencontres[nom, str(attendu[nom])] += 1
                if attendu[nom] != obtenu:
                    trouves.append((nom, jour, attendu[nom], obtenu, situation))
    return trouves, rencontres


def _decrit(trouves: list) -> str:
    lignes = [f"{len(trouves)} écarts {Counter((nom, str(a), str(b)) for nom, _, a, b, _ in trouves)}"]
    for nom, jour, attendu, obtenu, situation in trouves[:10]:
        utile = {cle: str(valeur) for cle, valeur in situation.items() if valeur}
        lignes.append(f"{nom} le {jour} : seconde lecture {attendu}, paquet {obtenu}\n    {utile}")
    return "\n".join(lignes)


def test_seconde_lecture_des_demarches(systeme):
    trouves, rencontres = ecarts(systeme, 20261122, 3_000)
    assert not trouves, _decrit(trouves)
    # Each answer is met: the comparison says something of all of them.
    motifs = {member.name for member in systeme.variables["hors_departement_demarche_motif"].possible_values}
    assert {valeur for nom, valeur in rencontres if nom == "hors_departement_demarche_motif"} == motifs


@pytest.mark.complet
def test_seconde_lecture_des_demarches_complete(systeme):
    trouves, _ = ecarts(systeme, 1000, 100_000)
    assert not trouves, _decrit(trouves)
