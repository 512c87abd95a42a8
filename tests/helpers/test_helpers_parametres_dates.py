"""A value on each person's own date."""

import numpy
import pytest
from openfisca_core.errors import ParameterNotFoundError

from openfisca_cpam.helpers.parametres import a_la_date


@pytest.fixture
def montant(systeme):
    return lambda jour: systeme.get_parameters_at_instant(jour).franchises.transport.par_trajet


def dates(*jours: str) -> numpy.ndarray:
    return numpy.array(jours, dtype="datetime64[D]")


def test_each_date_has_its_value(montant):
    assert a_la_date(dates("2024-03-31", "2024-03-30", "2008-01-01"), montant).tolist() == [4, 2, 2]


def test_before_the_first_value_it_is_the_first(montant):
    assert a_la_date(dates("1990-01-01", "2007-12-31", "2026-01-01"), montant).tolist() == [2, 2, 4]
    assert a_la_date(dates("1990-01-01"), montant).tolist() == [2]


def test_after_the_end_it_is_unknown(systeme):
    values = a_la_date(
        dates("2021-12-31", "2022-01-01"),
        lambda jour: systeme.get_parameters_at_instant(jour).transport.recours.delai_expertise_mois,
    )
    assert values[0] == 1
    assert numpy.isnan(values[1])


def test_a_parameter_without_any_value_is_a_mistake(systeme):
    with pytest.raises(ParameterNotFoundError):
        a_la_date(
            dates("2024-01-01"),
            lambda jour: systeme.get_parameters_at_instant(jour).transport.partage.coefficient_minoration,
        )
