"""Households and members: against a loop, household by household."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from openfisca_cpam.entities import Foyer
from openfisca_cpam.helpers.foyers import (
    nombre_parmi,
    ordre_dans_le_foyer,
    rang_dans_le_foyer,
    roles_des,
    un_des_membres,
    un_du_foyer,
)
from openfisca_cpam.helpers.memoire import garde_la_memoire
from openfisca_cpam.helpers.uniforme import uniforme


class Groupe:
    """Four households, the third of them without a member who meets anything."""

    count = 4
    members_entity_id = numpy.array([0, 0, 1, 2, 3, 3, 3])


class Personnes:
    class simulation:
        populations = {"foyer": Groupe}


@given(st.lists(st.booleans(), min_size=7, max_size=7))
def test_one_of_the_members(condition):
    condition = numpy.array(condition)
    attendu = [condition[Groupe.members_entity_id == foyer].any() for foyer in range(4)]
    assert un_des_membres(Groupe, condition).tolist() == attendu
    assert un_du_foyer(Personnes, condition).tolist() == [attendu[f] for f in Groupe.members_entity_id]


def test_one_of_the_members_when_all_are_alike():
    for un in (False, True):
        assert un_des_membres(Groupe, uniforme(un, 7)).tolist() == [un] * 4
        assert un_du_foyer(Personnes, uniforme(un, 7)).tolist() == [un] * 7


PERSONNES = st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.dates(), st.booleans()), min_size=1, max_size=12)


@given(PERSONNES)
def test_order_and_rank_in_the_household(personnes):
    groupes, premiers, naissances, derniers = (numpy.array(colonne) for colonne in zip(*personnes, strict=True))
    naissances = naissances.astype("datetime64[D]")
    ordre = ordre_dans_le_foyer(groupes, ~premiers, naissances, derniers)
    cles = [(foyer, not premier, jour, dernier) for foyer, premier, jour, dernier in personnes]
    assert [cles[i] for i in ordre] == sorted(cles)
    rangs = rang_dans_le_foyer(groupes[ordre])
    assert rangs.tolist() == [groupes[ordre][: i + 1].tolist().count(g) for i, g in enumerate(groupes[ordre])]


@given(PERSONNES)
def test_number_among_some_persons(personnes):
    groupes, condition = (numpy.array(colonne) for colonne in list(zip(*personnes, strict=True))[:2])
    assert nombre_parmi(groupes, condition).tolist() == [condition[groupes == groupe].sum() for groupe in groupes]


def test_roles_are_compared_as_objects_are():
    codes = numpy.array([0, 1, 2, 2, 0])
    roles, objets = roles_des(Foyer, codes), numpy.array(Foyer.flattened_roles)[codes]
    for role in Foyer.flattened_roles:
        assert (roles == role).tolist() == (objets == role).tolist()
        assert (roles != role).tolist() == (objets != role).tolist()
        assert (roles[1:3] == role).tolist() == (objets[1:3] == role).tolist()
    assert (roles == "demandeur").tolist() == [False] * 5


def test_memory_is_kept_without_a_word():
    assert garde_la_memoire() in (True, False)
