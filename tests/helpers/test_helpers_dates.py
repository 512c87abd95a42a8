"""Dates against the standard library, person by person."""

import calendar
import datetime

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openfisca_core import periods

from openfisca_cpam.helpers import dates

JOURS = st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31))


def _un_jour(resultat) -> datetime.date:
    return numpy.asarray(resultat).astype("datetime64[D]").item()


@given(JOURS, st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_the_month(jour, mois):
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    dernier = calendar.monthrange(annee, rang + 1)[1]
    assert _un_jour(dates.ajoute_mois(jour, mois)) == datetime.date(annee, rang + 1, min(jour.day, dernier))


@given(JOURS, st.integers(1, 600))
def test_a_duration_ends_on_the_eve_of_its_day_or_with_the_month(jour, mois):
    rang = jour.year * 12 + jour.month - 1 + mois
    dernier = calendar.monthrange(rang // 12, rang % 12 + 1)[1]
    fin = _un_jour(dates.fin_de_duree(jour, mois))
    if jour.day == 1:
        assert fin == datetime.date(rang // 12, rang % 12 + 1, 1) - datetime.timedelta(1)
    else:
        assert fin == datetime.date(rang // 12, rang % 12 + 1, min(jour.day - 1, dernier))


@given(JOURS, st.integers(-40, 40))
def test_years_later_are_twelve_months(jour, annees):
    assert _un_jour(dates.ajoute_annees(jour, annees)) == _un_jour(dates.ajoute_mois(jour, 12 * annees))


@given(JOURS, st.integers(-2000, 2000))
def test_days_later(jour, jours):
    arrivee = _un_jour(dates.ajoute_jours(jour, jours))
    assert arrivee == jour + datetime.timedelta(jours)
    assert int(dates.jours_entre(jour, arrivee)) == jours


@given(JOURS)
def test_parts_of_a_date(jour):
    assert int(dates.annee(jour)) == jour.year
    assert int(dates.jour_de_la_semaine(jour)) == jour.weekday()
    assert _un_jour(dates.premier_du_mois(jour)) == jour.replace(day=1)


@given(JOURS)
def test_the_next_quarter_begins_after_and_within_three_months(jour):
    debut = _un_jour(dates.premier_du_trimestre_suivant(jour))
    assert (debut.day, debut.month % 3) == (1, 1)
    assert jour < debut <= _un_jour(dates.ajoute_mois(jour.replace(day=1), 3))


@given(JOURS, JOURS)
def test_age_is_counted_in_completed_years(naissance, jour):
    avant_l_anniversaire = (jour.month, jour.day) < (naissance.month, naissance.day)
    age = max(-1, jour.year - naissance.year - avant_l_anniversaire)  # -1 before the birth
    assert int(dates.age_revolu(naissance, jour)) == age
    assert int(dates.age_revolu(numpy.array([naissance], dtype="M8[D]"), numpy.array([jour], dtype="M8[D]"))[0]) == age


@given(JOURS, JOURS, st.integers(0, 100))
def test_under_an_age_is_the_same_as_its_years(naissance, jour, age):
    assert bool(dates.moins_de(naissance, jour, age)) == (int(dates.age_revolu(naissance, jour)) < age)


@given(JOURS, JOURS, st.integers(1, 3))
def test_the_first_valid_date_is_the_limit(depuis, jour, annees):
    encore_valable = jour <= _un_jour(dates.ajoute_annees(depuis, annees))
    assert (depuis >= _un_jour(dates.premiere_date_valable(jour, annees))) == encore_valable


def test_arrays_and_one_date_meet():
    naissances = numpy.array(["1970-01-02", "2008-02-29", "2026-03-01"], dtype="datetime64[D]")
    ages = dates.age_revolu(naissances, numpy.datetime64("2026-03-01"))
    assert ages.tolist() == [56, 18, 0]
    assert ages.dtype == numpy.int64
    assert dates.ajoute_mois(naissances, numpy.array([1, -12, 0])).astype(str).tolist() == [
        "1970-02-02", "2007-02-28", "2026-03-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("periode", "premier", "dernier"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-03-31", "2024-03-31", "2024-03-31"),
    ],
)
def test_bounds_of_a_period(periode, premier, dernier):
    assert str(dates.premier_jour(periods.period(periode))) == premier
    assert str(dates.dernier_jour(periods.period(periode))) == dernier


def test_the_default_of_openfisca_is_no_date():
    assert dates.est_renseignee(["1970-01-01", "1970-01-02"]).tolist() == [False, True]


@given(st.lists(st.dates(), min_size=1, max_size=4), st.integers(-600, 600), JOURS)
def test_many_dates_are_those_of_numpy(jours, mois, jour):
    """Beyond some hundred dates small tables answer, and NumPy itself for the days that they do not hold."""
    tous = numpy.resize(numpy.array(jours, dtype="datetime64[D]"), 1000)
    en_mois = tous.astype("datetime64[M]")
    numpy.testing.assert_array_equal(dates.mois_des(tous), en_mois.astype(int))
    numpy.testing.assert_array_equal(dates.premier_du_mois(tous), en_mois.astype("datetime64[D]"))
    numpy.testing.assert_array_equal(dates.annee(tous), tous.astype("datetime64[Y]").astype(int) + 1970)
    numpy.testing.assert_array_equal(
        dates.premier_de_l_annee(tous), tous.astype("datetime64[Y]").astype("datetime64[D]")
    )
    numpy.testing.assert_array_equal(dates.ajoute_mois(tous, mois), [dates.ajoute_mois(un, mois) for un in tous])
    assert dates.mois_des(tous).dtype == dates.annee(tous).dtype == numpy.int64
    au = numpy.datetime64(jour, "D")
    un_a_un = numpy.array([dates.age_revolu(un, au) for un in tous[: len(jours)]])
    numpy.testing.assert_array_equal(dates.age_revolu(tous, au), numpy.resize(un_a_un, 1000))
