"""Values as a French reader writes them."""

import doctest
import math

import pytest

from openfisca_cpam.explanation import formats
from openfisca_cpam.explanation.formats import texte


def test_exemples_des_docstrings():
    assert doctest.testmod(formats).failed == 0


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        ((0, "currency"), "0,00 €"),
        ((-0.0, "currency"), "0,00 €"),
        ((1234567.891, "currency"), "1 234 567,891 €"),
        ((-12.5, "currency"), "-12,50 €"),
        ((0.1 + 0.2, "currency"), "0,30 €"),
        ((1, "/1"), "100 %"),
        ((1.5, "/1"), "150 %"),
        ((2 / 3, "/1"), "66,6667 %"),
        ((1, "day"), "1 jour"),
        ((15, "day"), "15 jours"),
        ((0, "month"), "0 mois"),
        ((12.5, "km"), "12,5 km"),
        ((4, "count"), "4"),
        ((10000, "count"), "10 000"),
        ((False,), "non"),
        (("03-31", "date-mmdd"), "31 mars"),
        (("2024-03-31",), "31/03/2024"),
        (("75", None, "texte"), "75"),
        ((["a", 1],), "a, 1"),
        ((math.nan, "currency"), "inconnu"),
        ((None, None, "entier"), "inconnu"),
        ((None, None, "date"), "sans objet"),
        ((1234.5, "currency", None, "\u202f"), "1\u202f234,50\u202f€"),
    ],
)
def test_texte(arguments, written):
    assert texte(*arguments) == written


def test_toutes_les_unites_ont_une_ecriture():
    for unit in formats.unites():
        assert texte(2, unit)
