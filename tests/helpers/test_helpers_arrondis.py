"""Rounding of euros against exact decimal arithmetic."""

from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openfisca_cpam.helpers.arrondis import arrondi_centime, arrondi_euro, tronque_centime

MONTANTS = st.integers(0, 10_000_000).map(lambda centimes: Decimal(centimes) / 100)
TAUX = st.integers(0, 10_000).map(lambda dix_millieme: Decimal(dix_millieme) / 10_000)


def _produit(montant: Decimal, taux: Decimal) -> float:
    return float(montant) * float(taux)


@given(MONTANTS, TAUX)
def test_the_nearest_cent_half_up_of_any_amount_times_any_rate(montant, taux):
    exact = (montant * taux).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert float(arrondi_centime(_produit(montant, taux))) == float(exact)


@given(MONTANTS, TAUX)
def test_the_cent_below_of_any_amount_times_any_rate(montant, taux):
    exact = (montant * taux).quantize(Decimal("0.01"), ROUND_DOWN)
    assert float(tronque_centime(_produit(montant, taux))) == float(exact)


@given(MONTANTS)
def test_the_nearest_euro_half_up(montant):
    assert float(arrondi_euro(float(montant))) == float(montant.quantize(Decimal(1), ROUND_HALF_UP))


@given(MONTANTS)
def test_an_amount_in_cents_is_left_as_it_is(montant):
    assert float(arrondi_centime(float(montant))) == float(montant) == float(tronque_centime(float(montant)))


@pytest.mark.parametrize(
    ("montant", "attendu"),
    [(0.005, 0.01), (1.005, 1.01), (2.675, 2.68), (16.505, 16.51), (0.0049, 0.0), (30.0 * 0.55, 16.5), (-0.004, 0.0)],
)
def test_halves_that_binary_floats_miss(montant, attendu):
    assert float(arrondi_centime(montant)) == attendu


def test_any_shape_in_float64():
    for fonction in (arrondi_centime, tronque_centime, arrondi_euro):
        arrondis = fonction([[1.239, 2.0], [3.5, 4]])
        assert arrondis.dtype == numpy.float64
        assert arrondis.shape == (2, 2)


@given(st.integers(-10_000_000, 10_000_000), st.floats(-4e-7, 4e-7))
def test_the_noise_below_half_of_the_sixth_decimal_of_a_cent_counts_for_nothing(demis, bruit):
    montant = demis / 200
    exact = (Decimal(demis) / 2 + Decimal("0.5")).to_integral_value(ROUND_FLOOR) / 100
    assert float(arrondi_centime(montant + bruit / 100)) == float(exact)


@given(st.integers(0, 10_000_000), st.floats(1e-6, 0.49))
def test_what_is_less_than_half_a_cent_by_a_millionth_is_left_out(centimes, manque):
    assert float(arrondi_centime((centimes + 0.5 - manque) / 100)) == centimes / 100
    assert float(tronque_centime((centimes + 1 - manque) / 100)) == centimes / 100
