"""Drawing activity and incomes: each person's sources, brought to the distribution of standards of living."""

from dataclasses import dataclass

import numpy

from openfisca_cpam.population.marges import valeur
from openfisca_cpam.population.menages import CONJOINT, ENFANT, TYPES, Menages

ACTIVITES = ("sans_objet", "emploi", "chomage", "retraite", "etudes", "foyer", "autre")
SANS_OBJET, EMPLOI, CHOMAGE, RETRAITE, ETUDES, AU_FOYER, AUTRE = range(len(ACTIVITES))
_BANDES = (15, 20, 25, 40, 55, 65)
MOIS = 12
_HOMMES_AU_FOYER = 0.05
# Share of private resources left after direct taxes, at the bottom and at the top.
_APRES_IMPOT = (0.98, 0.82)
# Wages and pensions are raised by this much at most to reach a standard of living.
_HAUSSE_MAXIMALE = 1.1
# Between these standards of living, transfers that are drawn later explain less and less of what is missing; above,
# nothing: it is income from property, help of relatives, and other resources.
_TRANSFERTS = (8_000, 17_000)


@dataclass
class Revenus:
    """What each person receives over twelve months, and each household.

    Attributes:
        activite: rank of the situation of each person.
        sources: yearly amounts of each person by source.
        micro: whether the self-employed is taxed on turnover.
        niveau_de_vie: of each household, a year.
        aide_logement: of each household, a year.
        rsa: whether each household receives the RSA.
        statut: rank of the tenure of each household (tenant, owner, housed free).
    """

    activite: numpy.ndarray
    sources: dict[str, numpy.ndarray]
    micro: numpy.ndarray
    niveau_de_vie: numpy.ndarray
    aide_logement: numpy.ndarray
    rsa: numpy.ndarray
    statut: numpy.ndarray


def activite(hasard, menages: Menages) -> numpy.ndarray:
    """The situation of each person, by age and, for employment, by sex."""
    table, hommes = valeur("activite_age"), valeur("emploi_hommes")
    bande = numpy.digitize(menages.age, _BANDES) - 1
    noms = ACTIVITES[1:]
    chances = numpy.zeros((2, len(_BANDES), len(noms)))
    for rang, (age, ligne) in enumerate(table.items()):
        ensemble = numpy.array([ligne[nom] for nom in noms], dtype=float)
        # Men: employment is published; few are at home; the other situations share what remains.
        masculin = ensemble * (0.43 if age == "65+" else 0.49)
        fixes = [noms.index("emploi"), noms.index("foyer")]
        reste = masculin.sum() - hommes[age] - _HOMMES_AU_FOYER * ensemble[fixes[1]]
        masculin = ensemble.copy()
        masculin[fixes] = 0
        masculin *= max(reste, 0) / max(masculin.sum(), 1)
        masculin[fixes] = hommes[age], _HOMMES_AU_FOYER * ensemble[fixes[1]]
        for sexe, nombre in ((0, masculin), (1, numpy.maximum(ensemble - masculin, 0))):
            chances[sexe, rang] = nombre / nombre.sum()
    adultes = bande >= 0
    sexe = numpy.where(menages.homme, 0, 1)
    cumul = numpy.cumsum(chances[sexe, numpy.maximum(bande, 0)], axis=1)
    tire = 1 + (hasard.random(len(menages.age))[:, None] > cumul[:, :-1]).sum(axis=1)
    return numpy.where(adultes, tire, SANS_OBJET).astype(numpy.int8)


def _quantile(table: dict[str, float], rang: numpy.ndarray, bas: float, alpha: float) -> numpy.ndarray:
    """The distribution of given deciles: log-linear between them, a Pareto tail above the last."""
    points = [0.0, *(numero / 10 for numero in range(1, 10))]
    valeurs = [table["d1"] * bas, *(table[f"d{numero}"] for numero in range(1, 10))]
    coeur = numpy.exp(numpy.interp(rang, points, numpy.log(valeurs)))
    queue = table["d9"] * ((1 - 0.9) / numpy.maximum(1 - rang, 1e-6)) ** (1 / alpha)
    return numpy.where(rang > 0.9, queue, coeur)


def _salaires(hasard, menages: Menages, en_emploi: numpy.ndarray) -> numpy.ndarray:
    """Yearly net wages of those who work."""
    nombre = len(menages.age)
    table = valeur("salaires")
    alpha = numpy.log(0.1 / 0.01) / numpy.log(table["p99"] / table["d9"])
    mensuel = _quantile(table, hasard.random(nombre), 0.85, alpha)
    par_age = list(valeur("salaires_age").values())
    mensuel = mensuel * numpy.array(par_age)[numpy.digitize(menages.age, (25, 40, 50))] / 1.0
    mensuel = mensuel * numpy.where(menages.homme, 1.06, 0.93)
    partiel = valeur("temps_partiel")
    reduit = hasard.random(nombre) < numpy.where(menages.homme, partiel["hommes"], partiel["femmes"])
    mensuel = mensuel * numpy.where(reduit, partiel["quotite"], 1.0)
    mois = numpy.where(hasard.random(nombre) < 0.88, MOIS, hasard.integers(1, MOIS, nombre))
    return numpy.where(en_emploi, mensuel * mois, 0.0)


def _loi(hasard, nombre: int, moyenne, variation: float) -> numpy.ndarray:
    """Amounts of a mean and coefficient of variation."""
    forme = 1 / variation**2
    return hasard.gamma(forme, numpy.asarray(moyenne) / forme, nombre)


def parmi(hasard, candidats: numpy.ndarray, nombre: float, poids: numpy.ndarray | None = None) -> numpy.ndarray:
    """That many of the candidates, as a mask."""
    masque = numpy.zeros(len(candidats), dtype=bool)
    rangs = numpy.flatnonzero(candidats)
    voulu = min(round(nombre), len(rangs))
    if voulu:
        chances = None if poids is None else poids[rangs] / poids[rangs].sum()
        masque[hasard.choice(rangs, voulu, replace=False, p=chances)] = True
    return masque


def tire(hasard: numpy.random.Generator, menages: Menages, poids: float) -> Revenus:
    """Draw the incomes of households of which each stands for ``poids`` real ones."""
    nombre, de, age = len(menages.age), menages.de, menages.age
    situation = activite(hasard, menages)
    au_travail, retraite, chomeur = situation == EMPLOI, situation == RETRAITE, situation == CHOMAGE
    independants = valeur("independants")
    independant = au_travail & (hasard.random(nombre) < independants["part"])
    micro = independant & (hasard.random(nombre) < independants["part_micro"])
    pensions, minima = valeur("pensions"), valeur("minima_sociaux")
    moyenne = numpy.where(menages.homme, pensions["moyenne_hommes"], pensions["moyenne_femmes"]) * MOIS
    sources = {
        "salaires": _salaires(hasard, menages, au_travail & ~independant),
        "non_salarie": independant
        * numpy.where(micro, _loi(hasard, nombre, 9000, 1.0), _loi(hasard, nombre, 29000, 1.1)),
        "retraites": retraite * _loi(hasard, nombre, moyenne, pensions["coefficient_variation"]),
    }
    paye = parmi(hasard, chomeur, valeur("chomage")["nombre"] / poids)
    sources["chomage"] = paye * _loi(hasard, nombre, valeur("chomage")["montant"] * MOIS, 0.4)
    ass = parmi(hasard, chomeur & ~paye & (age >= 30), minima["ass"]["nombre"] / poids)
    sources["ass"] = ass * minima["ass"]["montant"] * float(MOIS)
    invalidite = valeur("invalidite")
    inactif = (situation == AUTRE) | (situation == AU_FOYER)
    possibles = inactif & (age >= invalidite["age_minimum"]) & (age < invalidite["age_maximum"])
    invalide = parmi(hasard, possibles, invalidite["nombre"] / poids)
    sources["invalidite"] = invalide * _loi(hasard, nombre, 1050 * MOIS, 0.45)
    asi = parmi(hasard, invalide & (sources["invalidite"] < 900 * MOIS), minima["asi"]["nombre"] / poids)
    sources["asi"] = asi * minima["asi"]["montant"] * float(MOIS)
    handicape = parmi(
        hasard, inactif & ~invalide & (age >= 20) & (age < 64) | (chomeur & ~paye & ~ass & (age >= 20)),
        minima["aah"]["nombre"] / poids,
    )  # fmt: skip
    sources["aah"] = handicape * numpy.minimum(_loi(hasard, nombre, minima["aah"]["montant"] * MOIS, 0.3), 1016 * MOIS)
    unites = _unites(menages)
    cible = _niveaux(hasard, menages, sources)
    _ramene(menages, sources, cible * unites)
    prives = numpy.bincount(de, sum(sources[nom] for nom in _PRIVEES), minlength=len(menages))
    vieux = numpy.bincount(de, (age < 65) & (menages.place != ENFANT), minlength=len(menages)) == 0
    aspa = parmi(hasard, vieux & (prives < 13_000 * unites), minima["aspa"]["nombre"] / poids, 1 / (prives + 3000))
    premier = numpy.zeros(nombre, dtype=bool)
    premier[numpy.flatnonzero(numpy.diff(de, prepend=-1))] = True
    sources["aspa"] = (
        aspa[de] * premier * numpy.maximum(minima["aspa"]["montant"] * MOIS * hasard.gamma(4, 0.25, nombre), 300.0)
    )
    # The RSA: households of working age among the poorest, some of which do not ask for it.
    en_age = numpy.bincount(de, (age >= 25) & (age < 65), minlength=len(menages)) > 0
    exclus = numpy.bincount(de, handicape | aspa[de] | (situation == RETRAITE), minlength=len(menages)) > 0
    besoin = prives + numpy.bincount(de, sources["aah"] + sources["ass"], minlength=len(menages))
    rsa = parmi(
        hasard, en_age & ~exclus & (besoin < 8500 * unites), minima["rsa"]["nombre"] / poids, 1 / (besoin + 1500) ** 1.5
    )  # fmt: skip
    mineurs = numpy.bincount(de, age < 20, minlength=len(menages))
    familiales = numpy.where(mineurs >= 2, 151 + 193 * (mineurs - 2), 0) * float(MOIS)
    sources["prestations_familiales"] = familiales[de] * premier
    statut, aide = _logement(hasard, menages, cible, besoin / unites, poids)
    return Revenus(situation, sources, micro, cible, aide, rsa, statut)


_PRIVEES = ("salaires", "non_salarie", "retraites", "chomage", "invalidite")


def _unites(menages: Menages) -> numpy.ndarray:
    """Consumption units: 1, 0.5 for another person of fourteen or more, 0.3 for a child."""
    grands = numpy.bincount(menages.de, menages.age >= 14, minlength=len(menages))
    petits = numpy.bincount(menages.de, menages.age < 14, minlength=len(menages))
    return 1 + 0.5 * numpy.maximum(grands - 1, 0) + 0.3 * petits


def _niveaux(hasard, menages: Menages, sources: dict[str, numpy.ndarray]) -> numpy.ndarray:
    """The standard of living of each household: its rank among all is that of its own resources and of its kind.

    The ranks give the published distribution; overseas, it is scaled by the ratio of the medians.
    """
    unites = _unites(menages)
    total = numpy.bincount(menages.de, sum(sources.values()), minlength=len(menages)) / unites
    medianes = valeur("niveau_de_vie_type")
    par_type = numpy.array([medianes.get(nom, 0.7) for nom in TYPES])[menages.genre]
    score = numpy.log(total + 5500) + 0.35 * numpy.log(par_type) + hasard.normal(0, 0.25, len(menages))
    # Persons, not households, fill the deciles.
    personnes = numpy.bincount(menages.de, minlength=len(menages))
    ordre = numpy.argsort(score, kind="stable")
    cumul = numpy.cumsum(personnes[ordre])
    rang = numpy.empty(len(menages))
    rang[ordre] = (cumul - personnes[ordre] / 2) / cumul[-1]
    niveaux = _quantile(valeur("niveau_de_vie"), rang, 0.28, 2.3)
    outre_mer = valeur("niveau_de_vie_dom")
    return niveaux * numpy.array([1.0, 1.0, outre_mer["dom"], outre_mer["mayotte"]])[menages.territoire]


def _ramene(menages: Menages, sources: dict[str, numpy.ndarray], cible: numpy.ndarray) -> None:
    """Scale private resources so that, taxes paid, they and the benefits come near the disposable income."""
    de, taille = menages.de, len(menages)
    prives = numpy.bincount(de, sum(sources[nom] for nom in _PRIVEES), minlength=taille)
    autres = numpy.bincount(de, sum(sources.values()), minlength=taille) - prives
    bas, haut = _APRES_IMPOT
    reste = numpy.interp(cible / _unites(menages), (15_000, 60_000), (bas, haut))
    # Transfers that are drawn later make up part of the poorest incomes; above, what wages and pensions of the
    # published level do not explain is other resources.
    niveau = cible / _unites(menages)
    du_prive = numpy.interp(niveau, _TRANSFERTS, (0.75, 1.0))
    voulu = numpy.maximum(cible * du_prive - autres, 0) / reste
    rapport = numpy.clip(voulu / numpy.maximum(prives, 1), 0.15, _HAUSSE_MAXIMALE)
    for nom in _PRIVEES:
        sources[nom] = numpy.round(sources[nom] * rapport[de], 2)
    manque = numpy.maximum(voulu - prives * rapport, 0) * numpy.interp(niveau, _TRANSFERTS, (0.0, 1.0))
    premier = numpy.diff(de, prepend=-1) > 0
    sources["patrimoine"] = numpy.round(numpy.where(premier, manque[de], 0), 2)


def _logement(hasard, menages: Menages, niveaux: numpy.ndarray, ressources: numpy.ndarray, poids: float):
    """Tenure by standard of living, brought to the whole; housing benefits to the poorest tenants."""
    ensemble, quintiles = valeur("logement"), valeur("logement_quintile")
    rang = numpy.argsort(numpy.argsort(niveaux)) / len(niveaux)
    proprietaire = numpy.interp(
        rang, (0.1, 0.9), (quintiles["premier"]["proprietaire"], quintiles["dernier"]["proprietaire"])
    )
    gratuit = numpy.interp(
        rang, (0.1, 0.9), (quintiles["premier"]["heberge_gratuitement"], quintiles["dernier"]["heberge_gratuitement"])
    )
    age = menages.age[numpy.flatnonzero(numpy.diff(menages.de, prepend=-1))]
    proprietaire = proprietaire * numpy.interp(age, (22, 35, 60), (0.15, 0.8, 1.25))
    proprietaire = numpy.minimum(proprietaire * ensemble["proprietaire"] / proprietaire.mean(), 0.97)
    gratuit = gratuit * ensemble["heberge_gratuitement"] / gratuit.mean()
    tire = hasard.random(len(niveaux))
    statut = numpy.where(tire < proprietaire, 1, numpy.where(tire < proprietaire + gratuit, 2, 0))
    aides = valeur("aides_logement")
    aide = parmi(hasard, statut == 0, aides["nombre"] / poids, 1 / (ressources + 4000) ** 3)
    montant = aide * _loi(hasard, len(niveaux), aides["montant"] * MOIS, 0.35)
    return statut, montant


def conjoint_lien(hasard, menages: Menages) -> numpy.ndarray:
    """How each partner is linked: 0 taxed together, 1 apart, 2 unmarried."""
    concubin = hasard.random(len(menages.age)) < numpy.interp(menages.age, (25, 45, 70), (0.6, 0.3, 0.08))
    return numpy.where((menages.place == CONJOINT) & concubin, 2, 0)
