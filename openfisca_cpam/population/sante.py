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


def nuits_par_sejour(hasard: numpy.random.Generator, menages: Menages) -> numpy.ndarray:
    """The nights of a stay of each person: none for the published share, and the mean of the age."""
    nuits, sejours = (numpy.array(list(valeur(f"soins_{nom}").values()), dtype=float) for nom in ("nuits", "sejours"))
    bande = numpy.digitize(menages.age, _BANDES)
    sans = valeur("sejours_sans_nuit")["part"]
    au_dela = numpy.maximum((nuits / sejours)[bande] / (1 - sans) - 1, 0.05)
    longueur = 1 + hasard.poisson(au_dela * hasard.gamma(0.9, 1 / 0.9, len(bande)))
    return numpy.where(hasard.random(len(bande)) < sans, 0, longueur)


def transport_type(hasard: numpy.random.Generator, nombre: int) -> dict[str, numpy.ndarray]:
    """A trip of each person: mode, distance and price, as the published trips are shared out."""
    table = valeur("transports")
    modes = list(table)
    chances = numpy.array([mode["trajets"] for mode in table.values()], dtype=float)
    mode = hasard.choice(len(modes), nombre, p=chances / chances.sum())
    # Log-normal distances: the published mean, a standard deviation of the logarithm of 0.8.
    ecart = 0.8
    moyenne = numpy.array([un["distance"] for un in table.values()], dtype=float)[mode]
    distance = moyenne * numpy.exp(hasard.normal(-(ecart**2) / 2, ecart, nombre))
    prix = numpy.array([un["prix"] for un in table.values()], dtype=float)[mode] * (0.4 + 0.6 * distance / moyenne)
    return {
        "mode": mode,
        "distance": numpy.clip(numpy.round(distance, 1), 0.5, 149),
        "prix": numpy.round(numpy.where(prix > 0, prix, 0), 2),
    }
