"""Ten thousand persons at once, two hundred households alone, any order: the same results, and no NaN."""

import zlib

import numpy
import pytest
import tirage
from arbre import VARIABLES, refuse

PERSONNES = 10_000
SEULS = 200 // tirage.NOMBRE_DE_DATES
DOMAINES = sorted(chemin.name for chemin in VARIABLES.glob("*") if chemin.is_dir() and any(chemin.glob("**/[a-z]*.py")))


def _ecarts(variables, attendus, obtenus, quoi, jour) -> list[str]:
    """Names of the variables whose two results differ, with the first difference."""
    fautes = []
    for variable in variables:
        attendu, obtenu = attendus[variable.name], obtenus[variable.name]
        if variable.value_type is float:
            differents = ~numpy.isclose(attendu, obtenu, rtol=1e-12, atol=1e-9, equal_nan=True)
        else:
            differents = attendu != obtenu
        if differents.any():
            rang = int(numpy.flatnonzero(differents)[0])
            fautes.append(f"{jour} {variable.name} {quoi} : {attendu[rang]} devient {obtenu[rang]}")
    return fautes


@pytest.mark.parametrize("rang", range(tirage.NOMBRE_DE_DATES))
@pytest.mark.parametrize("domaine", DOMAINES)
def test_vector_equals_scalar(systeme, domaine, rang):
    jour, variables = tirage.dates(systeme, domaine)[rang], tirage.calculees(systeme, domaine)
    if not variables:
        pytest.skip(f"{domaine} n'a pas de variable calculée")
    graine = zlib.crc32(f"{domaine} {jour}".encode())
    population = tirage.tire(systeme, domaine, jour, PERSONNES, graine)
    ensemble = tirage.calcule(systeme, population, variables, jour)

    fautes = [
        f"{jour} {variable.name} : {(~numpy.isfinite(ensemble[variable.name])).sum()} résultats infinis ou NaN"
        for variable in variables
        if variable.value_type is float and not numpy.isfinite(ensemble[variable.name]).all()
    ]

    melangee, personnes, foyers = tirage.melange(systeme, population, graine)
    ordre = {variable.name: personnes if variable.entity.is_person else foyers for variable in variables}
    attendus = {nom: valeurs[ordre[nom]] for nom, valeurs in ensemble.items()}
    fautes += _ecarts(
        variables, attendus, tirage.calcule(systeme, melangee, variables, jour), "dans un autre ordre", jour
    )

    hasard = numpy.random.default_rng(graine)
    # Half of those alone have the least usual results.
    rares = population.foyer[numpy.argsort(tirage.rarete(population, variables, ensemble))[-PERSONNES // 20 :]]
    choisis = [*hasard.choice(rares, SEULS // 2), *hasard.choice(population.nombre_de_foyers, SEULS - SEULS // 2)]
    for foyer in choisis:
        seul, membres = tirage.un_foyer(systeme, population, int(foyer))
        attendus = {
            variable.name: ensemble[variable.name][membres if variable.entity.is_person else [foyer]]
            for variable in variables
        }
        fautes += _ecarts(variables, attendus, tirage.calcule(systeme, seul, variables, jour), "seul", jour)
    refuse(sorted(set(fautes)))
