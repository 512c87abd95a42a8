"""The package against a second, independent reading of the law: no cent, no date, no reason may differ."""

import random
from datetime import date
from decimal import Decimal

import numpy
import pytest
from openfisca_core.simulation_builder import SimulationBuilder

from .ecarts_ouverts import ECARTS_OUVERTS
from .tirage_transport import FENETRES, facultatifs, jours, tire, tire_journees
from .transport import RESULTATS, Situation, calcule, franchises_de_plusieurs_jours

# Binary floats against exact decimals: a thousandth of a cent is no difference.
TOLERANCE = 0.00001


def _periode(variable, jour: date) -> str:
    formats = {"day": f"{jour}", "month": f"{jour:%Y-%m}", "year": f"{jour:%Y}"}
    return formats.get(variable.definition_period, "ETERNITY")


def _tableau(variable, valeurs):
    """The values as the package stores them; a missing one takes the variable's default."""
    defaut = variable.default_value
    if variable.value_type.__name__ == "Enum":
        codes = {membre.name: membre.index for membre in variable.possible_values}
        valeurs = [codes[defaut.name if valeur is None else valeur] for valeur in valeurs]
        return numpy.array([list(variable.possible_values)[code].name for code in valeurs])
    valeurs = [defaut if valeur is None else valeur for valeur in valeurs]
    if variable.value_type is date:
        return numpy.array(valeurs, dtype="datetime64[D]")
    return numpy.array([float(v) if isinstance(v, Decimal) else v for v in valeurs], dtype=variable.dtype)


def _simulation(systeme, nombre: int):
    """That many persons, each alone in a household."""
    batisseur = SimulationBuilder()
    batisseur.create_entities(systeme)
    batisseur.declare_person_entity("individu", list(range(nombre)))
    foyers = batisseur.declare_entity("foyer", list(range(nombre)))
    batisseur.join_with_persons(foyers, numpy.arange(nombre), roles=["demandeur"] * nombre)
    return batisseur.build(systeme)


def _remplit(simulation, situations, jour: date):
    systeme = simulation.tax_benefit_system
    for nom in sorted({nom for situation in situations for nom in situation}):
        variable = systeme.get_variable(nom, check_existence=True)
        tableau = _tableau(variable, [situation.get(nom) for situation in situations])
        simulation.set_input(nom, _periode(variable, jour), tableau)


def calcule_par_le_paquet(systeme, situations, jour: date) -> dict:
    """All persons of one day in one simulation."""
    simulation = _simulation(systeme, len(situations))
    _remplit(simulation, situations, jour)
    resultats = {}
    for nom in [*RESULTATS, "transport_depense_connue"]:
        tableau = simulation.calculate(nom, str(jour))
        resultats[nom] = tableau.decode_to_str() if hasattr(tableau, "decode_to_str") else tableau
    return resultats


def _different(attendu, obtenu) -> bool:
    if isinstance(attendu, Decimal):
        return abs(float(attendu) - float(obtenu)) > TOLERANCE
    if isinstance(attendu, date):
        return numpy.datetime64(attendu, "D") != obtenu
    return attendu != obtenu


def ecarts(systeme, graine: int, nombre: int) -> list:
    """(variable, day, expected, got, situation) of every difference."""
    hasard = random.Random(graine)
    dates = jours(hasard)
    trouves = []
    for rang, jour in enumerate(dates):
        donnes = facultatifs(hasard)
        combien = nombre // len(dates) + (rang < nombre % len(dates))
        situations = [tire(hasard, jour, donnes) for _ in range(combien)]
        obtenus = calcule_par_le_paquet(systeme, situations, jour)
        for numero, situation in enumerate(situations):
            for nom, attendu in calcule(situation, jour).items():
                obtenu = obtenus[nom][numero]
                if attendu is None:
                    if obtenus["transport_depense_connue"][numero]:
                        trouves.append((nom, jour, None, obtenu, situation))
                elif _different(attendu, obtenu):
                    trouves.append((nom, jour, attendu, obtenu, situation))
    return trouves


def _decrit(trouves: list) -> str:
    lignes = [f"{len(trouves)} écarts"]
    for nom, jour, attendu, obtenu, situation in trouves[:10]:
        utile = {cle: str(valeur) for cle, valeur in situation.items() if valeur}
        lignes.append(f"{nom} le {jour} : seconde lecture {attendu}, paquet {obtenu}\n    {utile}")
    return "\n".join(lignes)


def _trie(trouves: list) -> tuple:
    """The differences that nothing explains, and the entries of the open ones that explained some."""
    inexpliques, servis = [], set()
    for ecart in trouves:
        nom, jour, _, _, situation = ecart
        motifs = {numero for numero, explique in ECARTS_OUVERTS.items() if explique(nom, jour, Situation(situation))}
        servis |= motifs
        if not motifs:
            inexpliques.append(ecart)
    return inexpliques, servis


def test_seconde_lecture(systeme):
    inexpliques, _ = _trie(ecarts(systeme, 20261122, 4_000))
    assert not inexpliques, _decrit(inexpliques)


@pytest.mark.complet
def test_seconde_lecture_complete(systeme):
    """100,000 situations; an open difference that no longer shows is to be removed from the list."""
    inexpliques, servis = _trie(ecarts(systeme, 1000, 100_000))
    assert not inexpliques, _decrit(inexpliques)
    assert servis == set(ECARTS_OUVERTS), f"écarts corrigés, à retirer : {sorted(set(ECARTS_OUVERTS) - servis)}"


@pytest.mark.parametrize("premier", FENETRES, ids=str)
def test_franchises_de_plusieurs_jours(systeme, premier):
    """The counter of the year follows the dates of reimbursement."""
    hasard = random.Random(premier.toordinal())
    personnes = [tire_journees(hasard, premier) for _ in range(150)]
    simulation = _simulation(systeme, len(personnes))
    for jour in personnes[0]:
        _remplit(simulation, [personne[jour] for personne in personnes], jour)
    for jour in personnes[0]:
        obtenu = simulation.calculate("franchises_retenues_jour", str(jour))
        attendu = [float(franchises_de_plusieurs_jours(personne)[jour]) for personne in personnes]
        numpy.testing.assert_allclose(obtenu, attendu, rtol=0, atol=TOLERANCE, err_msg=str(jour))
