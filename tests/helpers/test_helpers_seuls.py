"""Who a rule does not concern is not computed, and what is computed is the same."""

from types import SimpleNamespace

import numpy
import pytest

from openfisca_cpam.helpers.arrondis import arrondi_centime, centimes_fois
from openfisca_cpam.helpers.choix import pourvu_que
from openfisca_cpam.helpers.seuls import Seuls
from openfisca_cpam.helpers.uniforme import SEUIL, uniforme, valeur_commune
from openfisca_cpam.population.run import law


class Population:
    """Persons whose every value is their rank; what is read is noted."""

    def __init__(self, count: int) -> None:
        self.count, self.read = count, []
        self.simulation = SimpleNamespace(tax_benefit_system=law())

    def __call__(self, name: str, period: str) -> numpy.ndarray:
        self.read.append(name)
        return numpy.arange(self.count, dtype=float)


def test_what_concerns_none_of_many_is_not_computed():
    persons = Population(2 * SEUIL)
    nobody = Seuls(persons, numpy.zeros(persons.count, dtype=bool))
    price, access = nobody("soins_prix", "2026-04-14"), nobody("soins_acces", "2026-04-14")
    assert not persons.read
    assert price.dtype == numpy.float64
    assert access.possible_values.__name__ == "AccesMedecin"
    assert (nobody.rend(price * 2) == numpy.zeros(persons.count)).all()


@pytest.mark.parametrize("count", [3, 2 * SEUIL])
def test_those_concerned_get_their_values_and_the_others_another(count):
    persons = Population(count)
    condition = numpy.arange(count) == 1
    some = Seuls(persons, condition)
    assert some.rend(some("soins_prix", "2026-04-14") + 1, sinon=-1).tolist() == [-1, 2, *[-1] * (count - 2)]
    assert persons.read == ["soins_prix"]


def test_few_persons_are_read_even_when_nobody_is_concerned():
    persons = Population(3)
    assert Seuls(persons, numpy.zeros(3, dtype=bool))("soins_prix", "2026-04-14").size == 0
    assert persons.read == ["soins_prix"]


def test_a_choice_made_by_a_value_for_all_is_not_written_into():
    read = numpy.arange(2.0 * SEUIL)
    chosen = numpy.where(uniforme(True, read.size), read, 0)
    assert (chosen == read).all()
    with pytest.raises(ValueError, match="read-only"):
        chosen += 1
    assert valeur_commune(numpy.where(uniforme(False, read.size), read, 7)) == 7.0


@pytest.mark.parametrize("number", [1, 3, uniforme(1, 2 * SEUIL), uniforme(4, 2 * SEUIL)])
def test_cents_times_a_number_are_rounded_as_ever(number):
    amounts = arrondi_centime(numpy.random.default_rng(3).random(2 * SEUIL) * 1_000)
    assert centimes_fois(amounts, number).tobytes() == arrondi_centime(amounts * number).tobytes()


@pytest.mark.parametrize("rule", [True, False])
def test_a_rule_of_the_day_opens_a_condition(rule):
    condition = numpy.arange(2 * SEUIL) % 3 == 0
    assert (pourvu_que(rule, condition) == (condition & rule)).all()
