"""Each story is shipped as a situation: same inputs, and what it answers is what the story expects."""

from pathlib import Path

import pytest

from openfisca_cpam.quality.cases import MARGE
from openfisca_cpam.situation import shipped
from openfisca_cpam.situation.compute import calcule
from openfisca_cpam.situation.guard import lit
from openfisca_cpam.situation.model import Situation

RECITS = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.yaml"))}
LIVRES = {name for name in shipped.paths() if name.startswith("parcours_")}


def _steps(cases: list[Situation]):
    """Each step with the rank of its first person and of its first household in the whole."""
    persons = households = 0
    for case in cases:
        yield case, {"individu": persons, "foyer": households}
        persons, households = persons + len(case.persons), households + len(case.ids("foyer"))


def _given(cases: list[Situation]) -> dict:
    return {
        (given.variable, first[given.entity] + given.index, str(cell)): given.value
        for case, first in _steps(cases)
        for given in case.given
        for cell in given.cells
    }


def _expected(cases: list[Situation]) -> dict:
    return {
        (asked.variable, first[asked.entity] + index, str(asked.period)): value
        for case, first in _steps(cases)
        for asked in case.asked
        for index, value in zip(asked.indexes, asked.expected, strict=True)
    }


def _households(cases: list[Situation]) -> list:
    return [
        (first["foyer"] + household, role)
        for case, first in _steps(cases)
        for household, role in zip(case.groups["foyer"].of, case.groups["foyer"].roles, strict=True)
    ]


def test_every_story_is_a_situation_and_says_what_it_shows():
    assert set(RECITS) == LIVRES
    assert all(shipped.descriptions()[name] for name in RECITS)


@pytest.mark.parametrize("name", RECITS)
def test_the_situation_of_a_story(systeme, name):
    story = lit(RECITS[name].read_text("utf-8"), systeme, name)
    (situation,) = lit(shipped.path(name).read_text("utf-8"), systeme, name)
    assert _given([situation]) == _given(story)
    assert _households([situation]) == _households(story)

    expected = _expected(story)
    answered = {}
    for result in calcule(situation, systeme).resultats:
        entity = systeme.variables[result.variable].entity.key
        rank = situation.ids(entity).index(result.id)
        answered[result.variable, rank, result.periode] = result.valeur
    # A list of the story also says who has nothing: the situation asks those who have something.
    assert set(answered) <= set(expected)
    assert {key[::2] for key in answered} == {key[::2] for key in expected}
    for key, value in answered.items():
        if isinstance(value, bool | str):
            assert value == expected[key], key
        else:
            assert value == pytest.approx(expected[key], abs=MARGE), key
