"""Drawing health: long-term conditions, then the care of a year, more of it for those who have one."""

import numpy

from openfisca_cpam.population.marges import valeur
from openfisca_cpam.population.menages import Menages, groupe

_BANDES = (5, 15, 25, 45, 65, 75, 85)


def ald(hasard: numpy.random.Generator, menages: Menages, niveau_de_vie: numpy.ndarray) -> numpy.ndarray:
    """Who has a long-term condition: by sex and age, more often among the poor of the same age under 65."""
    table = valeur("ald")
    taux = numpy.array([[ages[sexe] for ages in table.values()] for sexe in ("homme", "femme")]) / 100
    chance = taux[numpy.where(menages.homme, 0, 1), groupe(menages.age)]
    pauvre = niveau_de_vie[menages.de] < numpy.quantile(niveau_de_vie, 0.2)
    facteur = numpy.where(menages.age < 65, numpy.where(pauvre, 1.2, 0.95), 1.0)
    return hasard.random(len(chance)) < numpy.minimum(chance * facteur, 0.98)


def recours(
    hasard: numpy.random.Generator, menages: Menages, en_ald: numpy.ndarray, nom: str, cle: str | None = None
) -> numpy.ndarray:
    """The number of acts of a kind in a year: negative binomial, of the mean of the age, times that of the condition.

    Args:
        hasard: the generator.
        menages: the persons.
        en_ald: who has a long-term condition.
        nom: of the margin, ``soins_<nom>``.
        cle: of the multiplier and of the dispersion, when it is not ``nom``.
    """
    cle = cle or nom
    bande = numpy.digitize(menages.age, _BANDES)
    moyenne = numpy.array(list(valeur(f"soins_{nom}").values()), dtype=float)
    return _tire(hasard, moyenne[bande], bande, en_ald, cle)


def trajets(hasard: numpy.random.Generator, menages: Menages, en_ald: numpy.ndarray, habitants: float) -> numpy.ndarray:
    """One-way trips of a year, all modes."""
    par_personne = sum(mode["trajets"] for mode in valeur("transports").values()) * 1e6 / habitants
    bande = numpy.zeros(len(menages.age), dtype=int)
    moyenne = numpy.interp(menages.age, (0, 20, 60, 75, 90), (0.2, 0.3, 1.0, 2.2, 3.2))
    moyenne = moyenne * par_personne / max(moyenne.mean(), 1e-9)
    # Trips go two by two.
    return 2 * _tire(hasard, moyenne / 2, bande, en_ald, "trajets")


def _tire(hasard, moyenne: numpy.ndarray, bande: numpy.ndarray, en_ald: numpy.ndarray, cle: str) -> numpy.ndarray:
    rapport = valeur("soins_ald").get(cle, 1.5)
    facteur = numpy.where(en_ald, rapport, 1.0)
    # The mean of each age stays the published one.
    commun = numpy.bincount(bande, facteur * moyenne) / numpy.maximum(numpy.bincount(bande, moyenne), 1e-12)
    forme = valeur("dispersion").get(cle, 0.6)
    attendu = moyenne * facteur / numpy.maximum(commun, 1e-9)[bande]
    return hasard.poisson(attendu * hasard.gamma(forme, 1 / forme, len(moyenne)))
