"""Random populations for any domain, drawn from what its variables say of themselves.

Nothing here knows a domain: the inputs are those that its formulas are seen to read, and the values come from each
input's type, unit and bounds, and from the parameters around whose values the law changes.
"""

import datetime
from dataclasses import dataclass

import numpy
from arbre import domaine
from openfisca_core import periods
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import Parameter
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder

# Where a variable has no bound of its own: the largest value drawn, by unit.
PLAFONDS = {
    "currency": 500, "currency/km": 3, "currency/hour": 80, "/1": 1, "percent-point": 100, "km": 400, "year": 110,
    "month": 30, "day": 400, "hour": 23, "minute": 600, "count": 20,
}  # fmt: skip
NOMBRE_DE_DATES = 10
GENERATIONS = 12
# How many persons are drawn for one that is kept; of each generation, the share without parents; the share of the
# earlier persons that are fit to be parents.
TIRES, SANS_PARENT, PARENTS = 2, 0.2, 0.05
# Where a domain has few changes, days of any kind from this one on: a 29 February first.
PREMIER_JOUR_ORDINAIRE = datetime.date(2024, 2, 29)


@dataclass
class Population:
    """Persons in households, with the values of their inputs.

    Attributes:
        foyer: rank of each person's household, 0 to the number of households less one, each present.
        role: rank of each person's role: 0 demandeur, 1 conjoint, 2 personne à charge.
        entrees: arrays of values, by variable and period.
    """

    foyer: numpy.ndarray
    role: numpy.ndarray
    entrees: dict[tuple, numpy.ndarray]

    @property
    def nombre_de_foyers(self) -> int:
        return int(self.foyer.max()) + 1


def tire_la_composition(hasard: numpy.random.Generator, personnes: int) -> Population:
    """Households of one to six, without inputs."""
    tailles = hasard.choice(numpy.arange(1, 7), size=personnes, p=[0.55, 0.2, 0.1, 0.08, 0.05, 0.02])
    foyer = numpy.repeat(numpy.arange(personnes), tailles)[:personnes]
    rang = numpy.arange(personnes) - numpy.searchsorted(foyer, foyer)
    en_couple = hasard.random(personnes)[foyer] < 0.6
    role = numpy.where(rang == 0, 0, numpy.where((rang == 1) & en_couple, 1, 2))
    return Population(foyer, role, {})


def simule(systeme, population: Population) -> Simulation:
    """A simulation of the population, its inputs set."""
    constructeur = SimulationBuilder()
    constructeur.create_entities(systeme)
    constructeur.declare_person_entity("individu", numpy.arange(len(population.foyer)))
    foyers = constructeur.declare_entity("foyer", numpy.arange(population.nombre_de_foyers))
    cles = numpy.array(["demandeur", "conjoint", "personne_a_charge"])
    constructeur.join_with_persons(foyers, population.foyer, cles[population.role])
    simulation = constructeur.build(systeme)
    for (nom, periode), valeurs in population.entrees.items():
        simulation.set_input(nom, periode, valeurs)
    return simulation


def periode(variable, jour: datetime.date):
    """The period of a variable that holds a day."""
    texte = jour.isoformat()
    if variable.definition_period == DateUnit.MONTH:
        return periods.period(texte[:7])
    if variable.definition_period == DateUnit.YEAR:
        return periods.period(texte[:4])
    return periods.period(texte)


def calculees(systeme, son_domaine: str) -> list:
    """The computed variables of a domain."""
    return [v for v in systeme.variables.values() if v.formulas and domaine(v) == son_domaine]


def entrees_lues(systeme, son_domaine: str, jour: datetime.date) -> list[tuple]:
    """The inputs, each with its period, that a domain's formulas read on a day."""
    essai = simule(systeme, Population(numpy.zeros(2, int), numpy.arange(2), {}))
    essai.trace = True
    for variable in calculees(systeme, son_domaine):
        essai.calculate(variable.name, periode(variable, jour))
    lues = {}
    for noeud in essai.tracer.browse_trace():
        variable = systeme.variables[noeud.name]
        if not variable.formulas:
            eternelle = variable.definition_period == DateUnit.ETERNITY
            lues[noeud.name, DateUnit.ETERNITY.value if eternelle else noeud.period] = variable
    return list(lues.items())


def _parametres(systeme) -> list[Parameter]:
    return [noeud for noeud in systeme.parameters.get_descendants() if isinstance(noeud, Parameter)]


def seuils(systeme) -> dict[str, numpy.ndarray]:
    """The numbers of the law, by unit: values at which something may change."""
    trouves: dict[str, set] = {}
    for parametre in _parametres(systeme):
        for entree in parametre.values_list:
            if isinstance(entree.value, int | float) and not isinstance(entree.value, bool):
                trouves.setdefault(parametre.metadata.get("unit"), set()).add(float(entree.value))
    return {unite: numpy.array(sorted(valeurs)) for unite, valeurs in trouves.items()}


def dates(systeme, son_domaine: str) -> list[datetime.date]:
    """Ten days of a domain: its changes, each with the day before, the first and the last among them."""
    formules = {
        datetime.date.fromisoformat(jour)
        for variable in calculees(systeme, son_domaine)
        for jour in variable.formulas
        if jour > "1970"
    } or {PREMIER_JOUR_ORDINAIRE}
    changements = formules | {
        datetime.date.fromisoformat(entree.instant_str)
        for parametre in _parametres(systeme)
        if parametre.name.split(".")[0] == son_domaine
        for entree in parametre.values_list
    }
    changements = sorted(jour for jour in changements if jour >= min(formules))
    rangs = numpy.unique(numpy.linspace(0, len(changements) - 1, NOMBRE_DE_DATES // 2).round().astype(int))
    choisis = {changements[rang] for rang in rangs}
    jours = choisis | {jour - datetime.timedelta(1) for jour in choisis}
    ordinaire = PREMIER_JOUR_ORDINAIRE
    while len(jours) < NOMBRE_DE_DATES:
        jours.add(ordinaire)
        ordinaire += datetime.timedelta(397)
    return sorted(jours)


def _nombres(variable, hasard, combien, les_seuils):
    bas = variable.minimum if variable.minimum is not None else 0
    haut = variable.maximum if variable.maximum is not None else max(bas, PLAFONDS.get(variable.unit, 100))
    entier = variable.value_type is int
    tires = hasard.uniform(bas, haut, combien)
    petits = bas + hasard.integers(0, 6, combien)
    pres = tires
    connus = les_seuils.get(variable.unit, numpy.array([]))
    connus = connus[(connus >= bas) & (connus <= haut)]
    if connus.size:
        ecart = 1 if entier else 0.01
        pres = hasard.choice(connus, combien) + ecart * hasard.integers(-1, 2, combien)
    choix = hasard.choice(4, combien, p=[0.25, 0.3, 0.3, 0.15])
    valeurs = numpy.choose(choix, [numpy.full(combien, float(variable.default_value)), tires, pres, petits])
    valeurs = numpy.clip(valeurs, bas, haut)
    return valeurs.astype(numpy.int64) if entier else numpy.round(valeurs, 2)


def _jours(variable, hasard, combien, jour):
    jour = numpy.datetime64(jour, "D")
    ecarts = numpy.choose(
        hasard.choice(4, combien, p=[0.35, 0.35, 0.15, 0.15]),
        [
            hasard.integers(-3, 4, combien),
            hasard.integers(-400, 401, combien),
            hasard.integers(-365 * 20, 1, combien),
            hasard.integers(-365 * 100, 1, combien),
        ],
    )
    valeurs = jour + ecarts.astype("timedelta64[D]")
    return numpy.where(hasard.random(combien) < 0.25, numpy.datetime64(variable.default_value, "D"), valeurs)


def _valeurs(variable, hasard, jour, les_seuils, densite):
    """Random values of one input, as many as there are densities."""
    combien = len(densite)
    if variable.value_type is bool:
        return hasard.random(combien) < densite
    if variable.value_type is Enum:
        codes = hasard.integers(0, len(variable.possible_values), combien)
        codes = numpy.where(hasard.random(combien) < densite + 0.2, codes, variable.default_value.index)
        return variable.possible_values.encode(codes)
    if variable.value_type is datetime.date:
        return _jours(variable, hasard, combien, jour)
    if variable.value_type in (float, int):
        return _nombres(variable, hasard, combien, les_seuils)
    return numpy.full(combien, variable.default_value, dtype=object)


def calcule(systeme, population: Population, variables: list, jour: datetime.date) -> dict[str, numpy.ndarray]:
    """The results of some variables on a day, by name."""
    simulation = simule(systeme, population)
    return {
        variable.name: numpy.asarray(simulation.calculate(variable.name, periode(variable, jour)))
        for variable in variables
    }


def rarete(population: Population, variables: list, resultats: dict[str, numpy.ndarray]) -> numpy.ndarray:
    """How unusual each person's results are: the sum, over the variables, of minus the logarithm of their frequency.

    Of an Enum each member counts; of any other variable, whether it is its default and whether it is positive.
    """
    scores = numpy.zeros(len(population.foyer))
    for variable in variables:
        valeurs = resultats[variable.name]
        if variable.value_type in (float, int):
            valeurs = numpy.sign(valeurs)
        elif variable.value_type is datetime.date:
            valeurs = valeurs != numpy.datetime64(variable.default_value, "D")
        _, rangs, nombres = numpy.unique(valeurs, return_inverse=True, return_counts=True)
        score = -numpy.log(nombres / nombres.sum())[rangs]
        scores += score if variable.entity.is_person else score[population.foyer]
    return scores


def tire(systeme, son_domaine: str, jour: datetime.date, personnes: int, graine: int) -> Population:
    """A random population that meets the formulas of a domain on a day.

    Inputs at random seldom fulfil every condition of a right at once. The population therefore grows by generations:
    most of each are children of the earlier persons whose results are the least usual, with some inputs drawn again.
    """
    hasard = numpy.random.default_rng(graine)
    les_seuils, lues = seuils(systeme), entrees_lues(systeme, son_domaine, jour)
    variables = calculees(systeme, son_domaine)
    generation = personnes * TIRES // GENERATIONS
    tous, resultats = None, {}
    for _ in range(GENERATIONS):
        nouveaux = tire_la_composition(hasard, generation)
        # With forty flags at random everyone is exempt: each person has few or many of them.
        densite = hasard.choice([0.0, 0.03, 0.1, 0.4], generation)
        for cle, variable in lues:
            la_densite = densite if variable.entity.is_person else densite[: nouveaux.nombre_de_foyers]
            nouveaux.entrees[cle] = _valeurs(variable, hasard, jour, les_seuils, la_densite)
        if tous is not None:
            _herite(nouveaux, tous, rarete(tous, variables, resultats), lues, hasard)
        obtenus = calcule(systeme, nouveaux, variables, jour)
        tous = nouveaux if tous is None else _reunit(tous, nouveaux, lues)
        resultats = {nom: _suite(resultats[nom], un) if resultats else un for nom, un in obtenus.items()}
    return _les_plus_rares(tous, rarete(tous, variables, resultats), lues, personnes)


def _herite(nouveaux: Population, anciens: Population, scores: numpy.ndarray, lues: list, hasard) -> None:
    """Give the new persons of half of the households the inputs of unusual earlier ones, but for those drawn again."""
    rares = numpy.argsort(scores)[-max(1, int(len(scores) * PARENTS)) :]
    parents = hasard.choice(rares, len(nouveaux.foyer))
    tirage = hasard.choice([0.02, 0.1, 0.3], len(parents))
    sans_parent = hasard.random(len(parents)) < SANS_PARENT
    premiers = numpy.searchsorted(nouveaux.foyer, numpy.arange(nouveaux.nombre_de_foyers))
    for cle, variable in lues:
        tires = sans_parent | (hasard.random(len(parents)) < tirage)
        herites = anciens.entrees[cle][parents if variable.entity.is_person else anciens.foyer[parents][premiers]]
        tires = tires if variable.entity.is_person else tires[premiers]
        nouveaux.entrees[cle] = numpy.where(tires, nouveaux.entrees[cle], herites)


def _les_plus_rares(tous: Population, scores: numpy.ndarray, lues: list, personnes: int) -> Population:
    """Whole households, those of the least usual persons first, up to a number of persons."""
    meilleurs = numpy.maximum.reduceat(scores, numpy.searchsorted(tous.foyer, numpy.arange(tous.nombre_de_foyers)))
    ordre = numpy.argsort(-meilleurs)
    places = numpy.cumsum(numpy.bincount(tous.foyer)[ordre])
    gardes = numpy.sort(ordre[places <= personnes])
    membres = numpy.flatnonzero(numpy.isin(tous.foyer, gardes))
    return Population(
        numpy.searchsorted(gardes, tous.foyer[membres]),
        tous.role[membres],
        {cle: tous.entrees[cle][membres if variable.entity.is_person else gardes] for cle, variable in lues},
    )


def _suite(avant: numpy.ndarray, apres: numpy.ndarray) -> numpy.ndarray:
    return numpy.concatenate([numpy.asarray(avant), numpy.asarray(apres)])


def _reunit(avant: Population, apres: Population, lues: list) -> Population:
    """Two populations, the households of the second after those of the first."""
    return Population(
        _suite(avant.foyer, apres.foyer + avant.nombre_de_foyers),
        _suite(avant.role, apres.role),
        {cle: _suite(avant.entrees[cle], apres.entrees[cle]) for cle, _ in lues},
    )


def un_foyer(systeme, population: Population, foyer: int) -> tuple[Population, numpy.ndarray]:
    """One household alone, and the ranks of its members in the population."""
    membres = numpy.flatnonzero(population.foyer == foyer)
    entrees = {
        (nom, sa_periode): valeurs[membres] if systeme.variables[nom].entity.is_person else valeurs[[foyer]]
        for (nom, sa_periode), valeurs in population.entrees.items()
    }
    return Population(numpy.zeros(membres.size, int), population.role[membres], entrees), membres


def melange(systeme, population: Population, graine: int) -> tuple[Population, numpy.ndarray, numpy.ndarray]:
    """The same population in another order: new rank -> old rank of the persons, then of the households."""
    hasard = numpy.random.default_rng(graine)
    personnes = hasard.permutation(len(population.foyer))
    foyers = hasard.permutation(population.nombre_de_foyers)
    nouveau_rang = numpy.argsort(foyers)
    entrees = {
        (nom, sa_periode): valeurs[personnes if systeme.variables[nom].entity.is_person else foyers]
        for (nom, sa_periode), valeurs in population.entrees.items()
    }
    return Population(nouveau_rang[population.foyer[personnes]], population.role[personnes], entrees), personnes, foyers
