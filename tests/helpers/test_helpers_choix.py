"""Choosing among the members of an Enum gives what numpy.select would, on codes."""

import numpy
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core.indexed_enums import Enum, EnumArray

from openfisca_cpam.helpers.choix import codes, parmi, premier_vrai, table


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
