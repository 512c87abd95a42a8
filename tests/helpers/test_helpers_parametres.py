"""A value that is unknown on a day says so."""

import math

from openfisca_core.parameters import ParameterNode

from openfisca_cpam.helpers.parametres import valeur, valeur_connue

NOEUD = ParameterNode(
    "tarifs",
    data={
        "d01": {"values": {"2020-01-01": {"value": None}, "2025-11-01": {"value": 1.13}}},
        "d02": {"values": {"2020-01-01": {"value": 0.0}}},
    },
)


def test_before_at_and_after():
    avant, apres = NOEUD("2025-10-31"), NOEUD("2025-11-01")
    assert math.isnan(valeur(avant, "d01"))
    assert valeur(avant, "d01", sinon=0) == 0
    assert not valeur_connue(avant, "d01")
    assert valeur(apres, "d01") == 1.13
    assert valeur_connue(apres, "d01")


def test_nought_is_known_and_a_stranger_is_not():
    noeud = NOEUD("2025-11-01")
    assert valeur_connue(noeud, "d02")
    assert valeur(noeud, "d02") == 0
    assert not valeur_connue(noeud, "d99")
