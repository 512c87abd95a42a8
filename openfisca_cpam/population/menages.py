"""Drawing households: a pool of plausible ones, weighted so that the margins hold, then sampled."""

from dataclasses import dataclass

import numpy

from openfisca_cpam.population.marges import valeur

TYPES = (
    "homme_seul",
    "femme_seule",
    "sans_famille",
    "couple_sans_enfant",
    "couple_avec_enfant",
    "famille_monoparentale",
    "hors_menage",
)
TERRITOIRES = ("metropole", "alsace_moselle", "dom", "mayotte")
GROUPES = 20  # of five years, the last one open
VIVIER = 60_000
# Place in the household.
REFERENCE, CONJOINT, ENFANT, AUTRE = range(4)
# Living alone, without family or as a couple without child, by age: 20, 30, 40, 60, 75 and over (weights of the draw,
# which the margins then correct).
_SEUL = {"homme": (0.22, 0.2, 0.2, 0.25, 0.3), "femme": (0.2, 0.12, 0.13, 0.3, 0.6)}
_COUPLE = (0.15, 0.12, 0.2, 0.65, 0.6)
_BORNES = (0, 20, 30, 40, 60, 75)


@dataclass
class Menages:
    """Households and their members, members contiguous.

    Attributes:
        genre: rank of the type of each household.
        territoire: rank of the territory of each household.
        de: household of each person.
        age: in completed years.
        homme: whether each person is a man.
        place: reference, partner, child or other.
    """

    genre: numpy.ndarray
    territoire: numpy.ndarray
    de: numpy.ndarray
    age: numpy.ndarray
    homme: numpy.ndarray
    place: numpy.ndarray

    def __len__(self) -> int:
        return len(self.genre)

    def choisis(self, rangs: numpy.ndarray) -> "Menages":
        """Some of the households, in the order given, possibly several times."""
        tailles = numpy.bincount(self.de, minlength=len(self))
        debuts = numpy.cumsum(tailles) - tailles
        nombre = tailles[rangs]
        de = numpy.repeat(numpy.arange(len(rangs)), nombre)
        dans = numpy.arange(len(de)) - numpy.repeat(numpy.cumsum(nombre) - nombre, nombre)
        lignes = numpy.repeat(debuts[rangs], nombre) + dans
        return Menages(
            self.genre[rangs], self.territoire[rangs], de, self.age[lignes], self.homme[lignes], self.place[lignes]
        )


def groupe(age: numpy.ndarray) -> numpy.ndarray:
    """The group of five years of each age."""
    return numpy.minimum(age // 5, GROUPES - 1)


def pyramide() -> numpy.ndarray:
    """Persons by sex (men, women) and group of age, thousands."""
    table = valeur("personnes_sexe_age")
    return numpy.array([[ages[sexe] for ages in table.values()] for sexe in ("homme", "femme")], dtype=float)


def _ages(hasard, nombre: int, sexe: int, poids: tuple[float, ...], minimum: int = 18) -> numpy.ndarray:
    """Ages drawn from the pyramid of a sex, weighted by age."""
    ages = numpy.arange(minimum, 100)
    chances = pyramide()[sexe][groupe(ages)] * numpy.array((poids[0], *poids))[numpy.digitize(ages, _BORNES) - 1]
    # The last group is open: few are over 98.
    chances = chances * numpy.where(ages >= 95, 0.4, 1.0)
    return hasard.choice(ages, nombre, p=chances / chances.sum())


def vivier(hasard: numpy.random.Generator, nombre: int = VIVIER) -> Menages:
    """A pool of households of every type, before the margins are imposed."""
    parts = _menages_par_type()
    genre = numpy.sort(hasard.choice(len(TYPES), nombre, p=parts / parts.sum()))
    habitants = valeur("territoires")
    territoires = numpy.array([habitants[nom] for nom in TERRITOIRES], dtype=float)
    territoire = hasard.choice(len(TERRITOIRES), nombre, p=territoires / territoires.sum())
    membres: list[tuple[numpy.ndarray, ...]] = []
    for rang, nom in enumerate(TYPES):
        qui = numpy.flatnonzero(genre == rang)
        for de, age, homme, place in _TIRAGES[nom](hasard, len(qui)):
            membres.append((qui[de], numpy.clip(numpy.rint(age), 0, 104).astype(int), homme, place))
    de, age, homme, place = (numpy.concatenate(colonne) for colonne in zip(*membres, strict=True))
    ordre = numpy.lexsort((-age, place, de))
    return Menages(genre, territoire, de[ordre], age[ordre], homme[ordre], place[ordre])


def _menages_par_type() -> numpy.ndarray:
    table = valeur("menages_type")
    ordinaires = numpy.array([table[nom]["menages"] for nom in TYPES[:-1]], dtype=float)
    habitants = pyramide().sum() * 1000
    vivants = sum(table[nom]["personnes"] for nom in TYPES[:-1])
    mayotte = valeur("territoires")["mayotte"]
    # The table leaves Mayotte out; who is in no ordinary household is what remains of the population.
    return numpy.append(ordinaires * (vivants + mayotte) / vivants, habitants - vivants - mayotte)


def _une(nombre: int, age, homme, place: int) -> tuple[numpy.ndarray, ...]:
    return (
        numpy.arange(nombre),
        age,
        numpy.broadcast_to(homme, nombre).copy(),
        numpy.full(nombre, place, dtype=numpy.int8),
    )


def _seul(sexe: str):
    def tire(hasard, nombre):
        age = _ages(hasard, nombre, 0 if sexe == "homme" else 1, _SEUL[sexe])
        return [_une(nombre, age, sexe == "homme", REFERENCE)]

    return tire


def _sans_famille(hasard, nombre):
    homme = hasard.random(nombre) < 0.5
    age = numpy.where(
        homme, _ages(hasard, nombre, 0, (1, 0.4, 0.2, 0.2, 0.3)), _ages(hasard, nombre, 1, (1, 0.4, 0.2, 0.2, 0.5))
    )
    autres = 1 + (hasard.random(nombre) < 0.22)
    de = numpy.repeat(numpy.arange(nombre), autres)
    autre_age = numpy.maximum(age[de] + hasard.normal(0, 8, len(de)), 18)
    place = numpy.full(len(de), AUTRE, dtype=numpy.int8)
    return [_une(nombre, age, homme, REFERENCE), (de, autre_age, hasard.random(len(de)) < 0.5, place)]


def _couple(hasard, age_femme: numpy.ndarray) -> list[tuple[numpy.ndarray, ...]]:
    parents = valeur("parents")
    nombre = len(age_femme)
    ecart = hasard.normal(parents["ecart_conjoints"], parents["ecart_type_conjoints"], nombre)
    age_homme = numpy.maximum(age_femme + ecart, 18)
    return [_une(nombre, age_homme, True, REFERENCE), _une(nombre, age_femme, False, CONJOINT)]


def _couple_sans_enfant(hasard, nombre):
    return _couple(hasard, _ages(hasard, nombre, 1, _COUPLE))


def _enfants(hasard, nombre: int, famille: str, part_mineurs: float):
    """Children of each family, and the mother's age."""
    parents, tailles = valeur("parents"), valeur("familles_mineurs")[famille]
    chances = numpy.array(list(tailles.values()), dtype=float)
    mineurs = hasard.random(nombre) < part_mineurs
    combien = numpy.where(
        mineurs,
        1 + hasard.choice(len(chances), nombre, p=chances / chances.sum()),
        1 + (hasard.random(nombre) < 0.22),
    )
    # Minors: the youngest is one. Adult children only: the youngest is eighteen or more, fewer with age.
    benjamin = numpy.where(mineurs, hasard.uniform(0, 18, nombre), 18 + hasard.exponential(6.5, nombre))
    benjamin = numpy.where(mineurs, numpy.floor(benjamin), numpy.minimum(benjamin, 60))
    ages, de = [benjamin], [numpy.arange(nombre)]
    dernier = benjamin.copy()
    for rang in range(1, int(combien.max(initial=1))):
        dernier = dernier + numpy.maximum(hasard.normal(parents["ecart_enfants"], 1.5, nombre), 1)
        qui = numpy.flatnonzero(combien > rang)
        # A family counts its minors: older brothers and sisters who are minors stay below eighteen.
        ages.append(numpy.where(mineurs[qui], numpy.minimum(dernier[qui], 17.4 + (rang >= 2) * 3), dernier[qui]))
        de.append(qui)
    de, ages = numpy.concatenate(de), numpy.concatenate(ages)
    mere = benjamin + numpy.clip(
        hasard.normal(parents["mere_a_la_naissance"], parents["ecart_type_mere"], nombre), 17, 46
    )
    place = numpy.full(len(de), ENFANT, dtype=numpy.int8)
    return (de, ages, hasard.random(len(de)) < 0.512, place), mere


def _part_avec_mineurs(famille: str, genre: str) -> float:
    familles = sum(valeur("familles_mineurs")[famille].values()) * 1e6
    return min(1.0, familles / valeur("menages_type")[genre]["menages"])


def _couple_avec_enfant(hasard, nombre):
    enfants, mere = _enfants(hasard, nombre, "couple", _part_avec_mineurs("couple", "couple_avec_enfant"))
    return [*_couple(hasard, mere), enfants]


def _monoparentale(hasard, nombre):
    part = _part_avec_mineurs("monoparentale", "famille_monoparentale")
    enfants, mere = _enfants(hasard, nombre, "monoparentale", part)
    homme = hasard.random(nombre) >= valeur("parents")["part_meres_monoparentales"]
    return [_une(nombre, mere + homme * 3, homme, REFERENCE), enfants]


def _hors_menage(hasard, nombre):
    """Ehpad for two in five, then workers' hostels, prisons, convents, boats, the street."""
    homme = hasard.random(nombre) < 0.5
    ehpad = hasard.random(nombre) < 0.43
    age = numpy.where(ehpad, numpy.clip(hasard.normal(86, 7, nombre), 62, 103), hasard.uniform(18, 70, nombre))
    homme = numpy.where(ehpad, hasard.random(nombre) < 0.27, homme)
    return [_une(nombre, age, homme, REFERENCE)]


_TIRAGES = {
    "homme_seul": _seul("homme"),
    "femme_seule": _seul("femme"),
    "sans_famille": _sans_famille,
    "couple_sans_enfant": _couple_sans_enfant,
    "couple_avec_enfant": _couple_avec_enfant,
    "famille_monoparentale": _monoparentale,
    "hors_menage": _hors_menage,
}


def contraintes(menages: Menages) -> tuple[numpy.ndarray, numpy.ndarray, list[str]]:
    """What each household counts in each margin, the margins asked, and their names."""
    nombre = len(menages)
    tailles = numpy.bincount(menages.de, minlength=nombre).astype(float)
    colonnes, cibles, noms = [], [], []
    par_type = _menages_par_type()
    for rang, nom in enumerate(TYPES):
        colonnes.append((menages.genre == rang).astype(float))
        cibles.append(par_type[rang])
        noms.append(f"ménages : {nom}")
    population = pyramide() * 1000
    groupes = groupe(menages.age)
    for sexe, nom in enumerate(("hommes", "femmes")):
        for rang, age in enumerate(valeur("personnes_sexe_age")):
            qui = (menages.homme == (sexe == 0)) & (groupes == rang)
            colonnes.append(numpy.bincount(menages.de[qui], minlength=nombre).astype(float))
            cibles.append(population[sexe, rang])
            noms.append(f"{nom} de {age} ans")
    habitants = valeur("territoires")
    total = sum(habitants.values())
    # The first territory follows from the others and from the total.
    for rang, nom in enumerate(TERRITOIRES[1:], start=1):
        colonnes.append(tailles * (menages.territoire == rang))
        cibles.append(habitants[nom] * population.sum() / total)
        noms.append(f"habitants : {nom}")
    return numpy.column_stack(colonnes), numpy.array(cibles), noms


def cale(menages: Menages, tours: int = 60) -> numpy.ndarray:
    """Weights of the households such that the margins hold (raking: the weights stay positive).

    Solves ``Xᵗ exp(X λ) = cible`` by Newton's method.

    Raises:
        ArithmeticError: when the pool cannot meet the margins.
    """
    comptes, cibles, noms = contraintes(menages)
    depart = _menages_par_type().sum() / len(menages)
    multiplicateurs = numpy.zeros(comptes.shape[1])
    for _ in range(tours):
        poids = depart * numpy.exp(numpy.clip(comptes @ multiplicateurs, -8, 8))
        manque = cibles - comptes.T @ poids
        if (numpy.abs(manque) <= 1e-6 * cibles).all():
            return poids
        hessienne = comptes.T @ (comptes * poids[:, None])
        pas = numpy.linalg.solve(hessienne + 1e-9 * numpy.trace(hessienne) * numpy.eye(len(cibles)), manque)
        multiplicateurs += pas * min(1.0, 1.5 / numpy.abs(comptes @ pas).max())
    pire = int(numpy.argmax(numpy.abs(manque) / cibles))
    raise ArithmeticError(f"les marges ne sont pas atteintes : {noms[pire]} à {manque[pire] / cibles[pire]:.2%} près")


def echantillon(
    hasard: numpy.random.Generator, poids: numpy.ndarray, menages: Menages, personnes: int
) -> numpy.ndarray:
    """Households drawn with their weights until the number of persons is exact (systematic sampling)."""
    tailles = numpy.bincount(menages.de, minlength=len(menages))
    nombre = personnes / (poids @ tailles) * poids
    # Alike households stand together: the draw then keeps each of their kinds.
    ordre = numpy.lexsort((tailles, menages.territoire, menages.genre))
    cumul = numpy.floor(numpy.cumsum(nombre[ordre]) + hasard.random())
    fois = numpy.diff(cumul, prepend=0).astype(int)
    choisis = numpy.repeat(ordre, fois)
    hasard.shuffle(choisis)
    ecart = int(tailles[choisis].sum()) - personnes
    while ecart > 0:
        # Leave out households that fit in what is too many.
        possibles = numpy.flatnonzero(tailles[choisis] <= ecart)
        retire = possibles[: max(1, int(ecart // tailles[choisis[possibles]].max()))]
        ecart -= int(tailles[choisis[retire]].sum())
        choisis = numpy.delete(choisis, retire)
    if ecart < 0:
        seuls = numpy.flatnonzero(tailles == 1)
        choisis = numpy.append(choisis, hasard.choice(seuls, -ecart, p=poids[seuls] / poids[seuls].sum()))
    return choisis
