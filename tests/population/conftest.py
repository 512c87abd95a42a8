"""A small population drawn at random, and the same results computed by the engine's own builder."""

import numpy
import pytest

pyarrow = pytest.importorskip("pyarrow", reason="l'extra « tables » n'est pas installé")

ROLES = ("demandeur", "conjoint", "personne_a_charge")
PERIODE = "2026-04"


def tire(foyers: int, graine: int = 4) -> tuple:
    """Persons and households as Arrow tables, members contiguous."""
    hasard = numpy.random.default_rng(graine)
    tailles = hasard.choice([1, 2, 3, 5], foyers, p=[0.4, 0.3, 0.2, 0.1])
    de = numpy.repeat(numpy.arange(foyers), tailles)
    personnes = len(de)
    rang = numpy.arange(personnes) - numpy.repeat(numpy.cumsum(tailles) - tailles, tailles)
    role = numpy.where(rang == 0, 0, numpy.where((rang == 1) & (hasard.random(personnes) < 0.7), 1, 2))
    ages = numpy.where(role == 2, hasard.integers(0, 20, personnes), hasard.integers(20, 80, personnes))
    individus = pyarrow.table(
        {
            "individu_id": numpy.arange(personnes) * 3 + 1,
            "foyer_id": de + 100,
            "foyer_role": pyarrow.array([ROLES[one] for one in role]),
            "date_naissance": (numpy.datetime64("2026-04-14") - ages * 365).astype("datetime64[D]"),
            "c2s_salaires": numpy.where(role < 2, numpy.round(hasard.gamma(2, 9000, personnes), 2), 0.0),
            "c2s_percoit_ass": hasard.random(personnes) < 0.03,
        }
    )
    return individus, pyarrow.table(
        {
            "foyer_id": numpy.arange(foyers) + 100,
            "statut_logement": pyarrow.array(
                hasard.choice(["proprietaire", "locataire", "heberge_gratuitement"], foyers)
            ),
            "poids": numpy.round(hasard.random(foyers), 3),
        }
    )


@pytest.fixture(scope="session")
def population():
    return tire(300)
