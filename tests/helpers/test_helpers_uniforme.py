"""A value held once gives what an array filled with it gives, operation by operation and over the whole law."""

import datetime
import pickle
from operator import add, and_, eq, ge, gt, iadd, iand, invert, lt, mul, ne, neg, or_, sub, truediv

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_cpam.helpers import uniforme as module
from openfisca_cpam.helpers.choix import codes, lit, par_valeur, parmi, pour_les_seuls, premier_vrai
from openfisca_cpam.helpers.dates import age_revolu, ajoute_mois, annee, est_renseignee, premier_du_mois
from openfisca_cpam.helpers.uniforme import EnumUniforme, Uniforme, membre_uniforme, uniforme, valeur_commune
from openfisca_cpam.population.block import Households, _simulation
from openfisca_cpam.population.columns import Values, plan
from openfisca_cpam.population.generate import generate

TAILLE = 5

NOMBRES = st.one_of(
    st.floats(-1e6, 1e6).map(lambda x: numpy.float64(round(x, 2))),
    st.just(numpy.float64(0)),
    st.integers(-1000, 1000).map(numpy.int64),
    st.booleans().map(numpy.bool_),
)


class Couleur(Enum):
    rouge = "Rouge"
    vert = "Vert"
    bleu = "Bleu"


def rempli(valeur) -> numpy.ndarray:
    return numpy.full(TAILLE, valeur)


def memes(resultat, attendu) -> None:
    """The same values, bit for bit, of the same type and length."""
    resultat, attendu = numpy.asarray(resultat), numpy.asarray(attendu)
    assert resultat.dtype == attendu.dtype
    assert resultat.shape == attendu.shape
    numpy.testing.assert_array_equal(resultat, attendu)


def tableaux(valeurs):
    """Arrays of the same type as a value drawn."""
    return st.lists(valeurs, min_size=TAILLE, max_size=TAILLE).map(numpy.array)


@given(
    NOMBRES, NOMBRES, tableaux(NOMBRES), st.sampled_from([add, mul, gt, ge, lt, eq, ne, numpy.maximum, numpy.minimum])
)
def test_arithmetic(un, deux, tableau, operation):
    memes(operation(uniforme(un, TAILLE), uniforme(deux, TAILLE)), operation(rempli(un), rempli(deux)))
    memes(operation(uniforme(un, TAILLE), tableau), operation(rempli(un), tableau))
    memes(operation(tableau, uniforme(un, TAILLE)), operation(tableau, rempli(un)))
    memes(operation(uniforme(un, TAILLE), 3), operation(rempli(un), 3))


@given(
    st.sampled_from([0.0, 1.0, 0, 1, True, False]),
    st.one_of(tableaux(st.floats(-1e6, 1e6)), tableaux(st.integers(-9, 9)), tableaux(st.booleans())),
    st.sampled_from([add, sub, mul]),
)
def test_what_changes_nothing(un, tableau, operation):
    un = numpy.asarray(un)
    if operation is sub and un.dtype == bool == tableau.dtype:
        return  # NumPy refuses it
    memes(operation(tableau, uniforme(un, TAILLE)), operation(tableau, rempli(un)))
    memes(operation(uniforme(un, TAILLE), tableau), operation(rempli(un), tableau))


def test_what_is_read_cannot_be_changed_through_what_changes_nothing():
    lu = numpy.arange(5.0)
    somme = lu + uniforme(0.0, 5)
    with pytest.raises(ValueError, match="read-only"):
        somme[0] = 7


@given(st.booleans(), tableaux(st.booleans()), st.sampled_from([and_, or_, mul]))
def test_one_bool_that_decides(un, tableau, operation):
    for ici, la in ((uniforme(un, TAILLE), rempli(un)), (invert(uniforme(un, TAILLE)), invert(rempli(un)))):
        memes(operation(ici, tableau), operation(la, tableau))
        memes(operation(tableau, ici), operation(tableau, la))


@given(tableaux(st.floats(allow_nan=True, allow_infinity=True)))
def test_a_product_by_zero_keeps_what_is_no_number(tableau):
    with numpy.errstate(invalid="ignore"):
        memes(uniforme(0.0, TAILLE) * tableau, rempli(0.0) * tableau)
        memes(uniforme(False, TAILLE) * tableau, rempli(False) * tableau)


@given(st.booleans(), tableaux(st.booleans()), NOMBRES, NOMBRES, tableaux(NOMBRES))
def test_where(un, conditions, alors, sinon, tableau):
    for condition, pleine in ((uniforme(un, TAILLE), rempli(un)), (conditions, conditions)):
        for ici, la in ((uniforme(alors, TAILLE), rempli(alors)), (tableau, tableau)):
            memes(numpy.where(condition, ici, uniforme(sinon, TAILLE)), numpy.where(pleine, la, rempli(sinon)))
            memes(numpy.where(condition, uniforme(sinon, TAILLE), ici), numpy.where(pleine, rempli(sinon), la))
            memes(numpy.where(condition, ici, 0), numpy.where(pleine, la, 0))


FONCTIONS = [
    neg,
    numpy.floor,
    numpy.abs,
    lambda x: numpy.round(x, 1),
    lambda x: numpy.clip(x, -3, 7),
    lambda x: x.astype(numpy.float32),
    lambda x: x.round(1),
    lambda x: x[numpy.array([4, 0, 0])],
    lambda x: x[numpy.array([True, False, True, True, False])],
    lambda x: x[1:3],
    lambda x: x[2],
    lambda x: numpy.bincount([0, 0, 2, 2, 1], weights=x),
    lambda x: numpy.bincount([0, 0, 2, 2, 1], weights=x, minlength=7),
    numpy.unique,
    lambda x: numpy.unique(x, return_inverse=True)[1],
    lambda x: numpy.searchsorted([-4.0, 0.0, 3.0], x, side="right"),
    lambda x: numpy.flatnonzero(x > 0),
    numpy.zeros_like,
    lambda x: numpy.concatenate([x, [1.0]]),
    numpy.cumsum,
    lambda x: x.sum(),
    lambda x: x.max(),
    lambda x: (x > 0).any(),
    lambda x: (x > 0).all(),
    lambda x: numpy.any(x > 0),
    lambda x: numpy.select([x > 0, x < -3], [x, x * 2], 0),
    lambda x: pickle.loads(pickle.dumps(x)),
    lambda x: x.copy(),
    lambda x: sub(x, x),
    lambda x: truediv(x, 7),
    lambda x: numpy.add(x, 1, out=numpy.zeros(TAILLE)),
    lambda x: numpy.add(x, 1, where=numpy.array([True] * TAILLE), out=numpy.zeros(TAILLE)),
]


@given(st.floats(-1e6, 1e6), st.sampled_from(FONCTIONS))
def test_functions(valeur, fonction):
    memes(fonction(uniforme(valeur, TAILLE)), fonction(rempli(valeur)))


@given(st.floats(-1e6, 1e6), tableaux(st.floats(-1e6, 1e6)))
def test_adding_in_place_gives_a_new_value(valeur, tableau):
    total = uniforme(valeur, TAILLE)
    memes(iadd(total, tableau), rempli(valeur) + tableau)
    memes(total, rempli(valeur))
    memes(iadd(tableau.copy(), total), tableau + valeur)
    vrais = uniforme(True, TAILLE)
    memes(iand(vrais, tableau > 0), tableau > 0)


def test_it_stays_held_once_and_read_only():
    un = uniforme(2.0, 1_000_000)
    autre = numpy.where(numpy.round((un * 3 + 1) / 7, 6) > 0, un, 0.0)
    assert type(autre) is Uniforme
    assert valeur_commune(autre) == 2.0
    assert autre.strides == (0,)
    with pytest.raises(ValueError, match="égale pour tous"):
        un[3] = 1.0
    with pytest.raises(ValueError):
        un.view(numpy.ndarray)[3] = 1.0
    assert numpy.zeros_like(un).flags.writeable


@pytest.mark.parametrize("taille", [0, 1, 2])
def test_few_persons(taille):
    un = uniforme(2.0, taille)
    memes(un + 1, numpy.full(taille, 3.0))
    memes(un[numpy.zeros(taille, dtype=bool)], numpy.zeros(0))
    memes(numpy.where(un > 1, un, 0), numpy.full(taille, 2.0))
    memes((un > 1) & numpy.zeros(taille, dtype=bool), numpy.zeros(taille, dtype=bool))
    memes(un * numpy.zeros(taille, dtype=bool), numpy.zeros(taille))
    assert list(membre_uniforme(Couleur.vert, taille)[numpy.arange(taille)].decode()) == [Couleur.vert] * taille


def test_members():
    vert = membre_uniforme(Couleur.vert, TAILLE)
    plein = EnumArray(numpy.full(TAILLE, Couleur.vert.index, dtype=numpy.uint8), Couleur)
    assert type(vert) is EnumUniforme
    for autre in (Couleur.vert, Couleur.bleu):
        memes(vert == autre, plein == autre)
        memes(vert != autre, plein != autre)
        memes(parmi(vert, Couleur.rouge, autre), parmi(plein, Couleur.rouge, autre))
    memes(codes(vert), codes(plein))
    memes(lit(numpy.array([1.0, 5.0, 9.0]), codes(vert)), rempli(5.0))
    assert list(vert.decode()) == [Couleur.vert] * TAILLE
    assert list(vert[numpy.array([0, 3])].decode()) == [Couleur.vert] * 2
    assert list(vert[1:3].decode()) == [Couleur.vert] * 2
    assert parmi(vert).tolist() == [False] * TAILLE


@given(st.lists(st.one_of(st.booleans(), tableaux(st.booleans())), min_size=1, max_size=4))
def test_first_true(conditions):
    membres = (Couleur.rouge, Couleur.vert, Couleur.rouge, Couleur.vert)
    ici = [
        (uniforme(un, TAILLE) if isinstance(un, bool) else un, m) for un, m in zip(conditions, membres, strict=False)
    ]
    la = [(rempli(un) if isinstance(un, bool) else un, m) for un, m in zip(conditions, membres, strict=False)]
    attendu = numpy.select([un for un, _ in la], [m.index for _, m in la], Couleur.bleu.index)
    for cas in (ici, la):
        resultat = premier_vrai(cas, sinon=Couleur.bleu)
        assert resultat.possible_values is Couleur
        memes(codes(resultat), attendu.astype(numpy.uint8))


DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31)).map(lambda jour: numpy.datetime64(jour, "D"))


@given(DATES, DATES, st.integers(-30, 30))
def test_dates(un, deux, mois):
    for fonction in (
        lambda x, y: ajoute_mois(x, mois),
        lambda x, y: premier_du_mois(x),
        lambda x, y: annee(x),
        lambda x, y: est_renseignee(x),
        lambda x, y: x < y,
        lambda x, y: y - x,
        age_revolu,
    ):
        attendu = fonction(rempli(un), rempli(deux))
        memes(fonction(uniforme(un, TAILLE), uniforme(deux, TAILLE)), attendu)
        memes(fonction(rempli(un), uniforme(deux, TAILLE)), attendu)
        memes(fonction(uniforme(un, TAILLE), rempli(deux)), attendu)


@given(tableaux(st.integers(0, 4)))
def test_once_for_each_whole_number(entiers):
    memes(par_valeur(entiers, lambda x: x * 2.5 + 1), entiers * 2.5 + 1)
    memes(par_valeur(uniforme(entiers[0], TAILLE), lambda x: x * 2.5), rempli(entiers[0] * 2.5))
    memes(par_valeur(entiers - 3, lambda x: x * 2.5), (entiers - 3) * 2.5)


@given(tableaux(st.booleans()), tableaux(st.floats(0, 100)))
def test_only_those_concerned(concernes, valeurs):
    memes(pour_les_seuls(concernes, lambda rangs: valeurs[rangs] * 2), numpy.where(concernes, valeurs * 2, 0))
    memes(
        pour_les_seuls(concernes, lambda rangs: valeurs[rangs] * 2, sinon=valeurs),
        numpy.where(concernes, valeurs * 2, valeurs),
    )
    memes(pour_les_seuls(uniforme(False, TAILLE), lambda rangs: 1 / 0, sinon=3.0), rempli(3.0))


def _toutes(systeme, population, monkeypatch, seuil: int) -> dict[str, numpy.ndarray]:
    """Every computed variable of the package for a population, defaults held once from a number of persons."""
    monkeypatch.setattr(module, "SEUIL", seuil)
    individus, foyers = population.individus, population.foyers
    prevu = plan(
        systeme,
        "2026-04",
        ["c2s_droit"],
        {"individu": ("individus", individus.schema), "foyer": ("foyers", foyers.schema)},
    )
    valeurs = Values("individus", 0)
    simulation = _simulation(prevu, Households(prevu, individus, valeurs))
    for entite, table in (("individu", individus), ("foyer", foyers)):
        for colonne in prevu.columns[entite]:
            tableau = valeurs.array(colonne, table.column(colonne.name))
            for periode in colonne.periods:
                simulation.get_holder(colonne.variable.name).set_input(periode, tableau)
    resultats = {}
    for variable in systeme.variables.values():
        if not variable.formulas or str(variable.formulas.keys()[0]) > "2026-04-01":
            continue
        if variable.end and str(variable.end) < "2026-04-01":
            continue
        periode = {"day": "2026-04-01", "month": "2026-04", "year": "2026"}[variable.definition_period]
        resultats[variable.name] = numpy.asarray(simulation.calculate(variable.name, periode))
    return resultats


def test_the_whole_law_is_the_same(systeme, monkeypatch):
    population = generate(1_500, 3)
    une_fois = _toutes(systeme, population, monkeypatch, 0)
    remplis = _toutes(systeme, population, monkeypatch, 10_000)
    assert len(une_fois) > 700
    for nom, valeurs in remplis.items():
        assert une_fois[nom].dtype == valeurs.dtype, nom
        numpy.testing.assert_array_equal(une_fois[nom], valeurs, err_msg=nom)
