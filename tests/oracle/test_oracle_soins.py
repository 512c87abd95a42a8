"""The package against a second, independent reading of the law of care: no cent, no date, no reason may differ."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal

import numpy
import pytest

from . import soins as lecture
from . import tirage_soins
from .test_oracle_transport import _periode, _simulation, _tableau

# Binary floats against exact decimals: a thousandth of a cent is no difference.
TOLERANCE = 0.00001
PARTIES, PAR_PARTIE = 20, 5_000


def remplit(simulation, situations, jour: date):
    systeme = simulation.tax_benefit_system
    for nom in sorted({nom for situation in situations for nom in situation}):
        variable = systeme.get_variable(nom, check_existence=True)
        tableau = _tableau(variable, [situation.get(nom) for situation in situations])
        simulation.set_input(nom, _periode(variable, jour), tableau)


def calcule_par_le_paquet(systeme, situations, jour: date, noms) -> dict:
    """All persons of one day in one simulation."""
    simulation = _simulation(systeme, len(situations))
    remplit(simulation, situations, jour)
    resultats = {}
    for nom in noms:
        tableau = simulation.calculate(nom, _periode(systeme.get_variable(nom), jour))
        resultats[nom] = tableau.decode_to_str() if hasattr(tableau, "decode_to_str") else tableau
    return resultats


def _different(attendu, obtenu) -> bool:
    if isinstance(attendu, Decimal):
        return abs(float(attendu) - float(obtenu)) > TOLERANCE
    if isinstance(attendu, date):
        return numpy.datetime64(attendu, "D") != obtenu
    return attendu != obtenu


def ecarts(systeme, graine: int, nombre: int) -> tuple[list, Counter]:
    """(variable, day, expected, got, situation) of every difference, and how often each reason was met."""
    hasard = random.Random(graine)
    dates = tirage_soins.jours(hasard)
    trouves, motifs = [], Counter()
    for rang, jour in enumerate(dates):
        donnes = tirage_soins.facultatifs(hasard)
        combien = nombre // len(dates) + (rang < nombre % len(dates))
        situations = [tirage_soins.tire(hasard, jour, donnes) for _ in range(combien)]
        feuilles = [lecture.calcule(situation, jour) for situation in situations]
        noms = sorted({nom for feuille in feuilles for nom in feuille})
        obtenus = calcule_par_le_paquet(systeme, situations, jour, noms)
        for numero, (situation, feuille) in enumerate(zip(situations, feuilles, strict=True)):
            motifs.update(valeur for valeur in feuille.values() if isinstance(valeur, str))
            for nom, attendu in feuille.items():
                if _different(attendu, obtenus[nom][numero]):
                    trouves.append((nom, jour, attendu, obtenus[nom][numero], situation))
    return trouves, motifs


def _decrit(trouves: list) -> str:
    lignes = [f"{len(trouves)} écarts {dict(Counter(nom for nom, *_ in trouves))}"]
    for nom, jour, attendu, obtenu, situation in trouves[:10]:
        utile = {cle: str(valeur) for cle, valeur in situation.items() if valeur}
        lignes.append(f"{nom} le {jour} : seconde lecture {attendu}, paquet {obtenu}\n    {utile}")
    return "\n".join(lignes)


def test_trois_mille_situations(systeme):
    trouves, _ = ecarts(systeme, 20261123, 3_000)
    assert not trouves, _decrit(trouves)


@pytest.mark.complet
@pytest.mark.parametrize("partie", range(PARTIES))
def test_cent_mille_situations(systeme, partie):
    trouves, _ = ecarts(systeme, partie, PAR_PARTIE)
    assert not trouves, _decrit(trouves)


@pytest.mark.parametrize("premier", tirage_soins.FENETRES, ids=str)
def test_participations_de_plusieurs_jours(systeme, premier):
    """The counter of the year follows the dates of reimbursement."""
    hasard = random.Random(premier.toordinal())
    personnes = [tirage_soins.tire_journees(hasard, premier) for _ in range(120)]
    simulation = _simulation(systeme, len(personnes))
    for jour in personnes[0]:
        remplit(simulation, [personne[jour] for personne in personnes], jour)
    attendues = [lecture.participations_de_plusieurs_jours(personne) for personne in personnes]
    for jour in personnes[0]:
        obtenu = simulation.calculate("participation_retenue", str(jour))
        attendu = [float(retenues[jour]) for retenues in attendues]
        numpy.testing.assert_allclose(obtenu, attendu, rtol=0, atol=TOLERANCE, err_msg=str(jour))


@pytest.mark.parametrize("premier", [date(2023, 3, 1), date(2024, 3, 20), date(2025, 2, 1)], ids=str)
def test_l_annee_est_la_somme_de_ses_journees(systeme, premier):
    """Acts reimbursed on their day, each for more than its participation."""
    hasard = random.Random(premier.toordinal())
    personnes = [tirage_soins.tire_journees(hasard, premier) for _ in range(120)]
    for personne in personnes:
        for jour, situation in personne.items():
            situation["soins_tarif"] = Decimal("30")
            situation["franchises_remboursement_date"] = jour
            situation["participation_nombre_deja_annee"] = 0
            situation["participation_montant_deja_annee"] = Decimal(0)
    simulation = _simulation(systeme, len(personnes))
    for jour in personnes[0]:
        remplit(simulation, [personne[jour] for personne in personnes], jour)
    obtenu = simulation.calculate("participation_annee", str(premier.year))
    attendu = [float(sum(lecture.participations_de_plusieurs_jours(personne).values())) for personne in personnes]
    numpy.testing.assert_allclose(obtenu, attendu, rtol=0, atol=TOLERANCE)
    assert len(set(attendu)) > 5
