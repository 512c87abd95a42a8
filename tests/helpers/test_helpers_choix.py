"""Choosing among the members of an Enum gives what numpy.select would, on codes."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_cpam.helpers.choix import codes, parmi, premier_vrai, table, where
from openfisca_cpam.helpers.uniforme import SEUIL, membre_uniforme, uniforme


class Mode(Enum):
    voiture = "Voiture"
    taxi = "Taxi"
    ambulance = "Ambulance"


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_the_first_condition_that_holds_wins(lignes):
    premiere, seconde = numpy.array(lignes).T
    choisis = premier_vrai([(premiere, Mode.taxi), (seconde, Mode.ambulance)], sinon=Mode.voiture)
    attendus = ["taxi" if une else "ambulance" if deux else "voiture" for une, deux in lignes]
    assert isinstance(choisis, EnumArray)
    assert choisis.decode_to_str().tolist() == attendus


def test_no_condition_gives_the_last_resort_to_each():
    assert premier_vrai([], sinon=Mode.taxi, taille=3).decode_to_str().tolist() == ["taxi"] * 3


def test_members_and_codes():
    valeurs = Mode.encode(numpy.array(["taxi", "voiture", "ambulance"]))
    assert parmi(valeurs, Mode.taxi, Mode.ambulance).tolist() == [True, False, True]
    assert parmi(valeurs).tolist() == [False, False, False]
    assert codes(valeurs).tolist() == [1, 0, 2]
    assert type(codes(valeurs)) is numpy.ndarray


def test_a_table_is_read_by_code():
    prix = table(Mode, {Mode.taxi: 1.13, Mode.ambulance: 2.5}, defaut=-1)
    assert prix.dtype == numpy.float64
    assert numpy.take(prix, [2, 0, 1]).tolist() == [2.5, -1, 1.13]


_HASARD = numpy.random.default_rng(11)
_NOMBRE = SEUIL + 7
_VALEURS = {
    "un nombre": 1.5,
    "zéro": 0,
    "zéro négatif": -0.0,
    "un entier": numpy.int64(7),
    "un booléen": True,
    "pas un nombre": numpy.nan,
    "un jour": numpy.datetime64("2026-03-01"),
    "nombres": _HASARD.random(_NOMBRE),
    "un sur deux": _HASARD.random(2 * _NOMBRE)[::2],
    "entiers": _HASARD.integers(-9, 9, _NOMBRE),
    "entiers courts": _HASARD.integers(-9, 9, _NOMBRE).astype(numpy.int32),
    "réels courts": _HASARD.random(_NOMBRE).astype(numpy.float32),
    "booléens": _HASARD.random(_NOMBRE) < 0.5,
    "jours": _HASARD.integers(0, 9_000, _NOMBRE).astype("datetime64[D]"),
    "le même nombre": uniforme(3.0, _NOMBRE),
    "le même entier": uniforme(3, _NOMBRE),
    "le même booléen": uniforme(True, _NOMBRE),
    "le même jour": uniforme(numpy.datetime64("2026-03-01"), _NOMBRE),
    "un tableau sans dimension": numpy.array(5.0),
}


@pytest.mark.parametrize("alors", _VALEURS)
@pytest.mark.parametrize("sinon", _VALEURS)
def test_a_choice_is_that_of_numpy_bit_for_bit(alors, sinon):
    un, autre = _VALEURS[alors], _VALEURS[sinon]
    for condition in (_HASARD.random(_NOMBRE) < 0.3, uniforme(True, _NOMBRE), numpy.zeros(_NOMBRE, dtype=bool)):
        try:
            attendu = numpy.where(numpy.array(condition), numpy.array(un), numpy.array(autre))
        except TypeError:
            with pytest.raises(TypeError):
                where(condition, un, autre)
            continue
        attendu = numpy.where(numpy.array(condition), un, autre)
        trouve = numpy.asarray(where(condition, un, autre))
        assert trouve.dtype == attendu.dtype
        assert trouve.tobytes() == numpy.asarray(attendu).tobytes()


def test_a_choice_of_members_and_of_few_persons_is_numpys_own():
    modes = EnumArray(numpy.full(_NOMBRE, Mode.taxi.index, dtype=numpy.uint8), Mode)
    condition = numpy.arange(_NOMBRE) > 3
    for un in (modes, membre_uniforme(Mode.taxi, _NOMBRE)):
        assert numpy.asarray(where(condition, un, modes)).tolist() == [Mode.taxi.index] * _NOMBRE
    assert where([True, False], 1, 2).tolist() == [1, 2]
