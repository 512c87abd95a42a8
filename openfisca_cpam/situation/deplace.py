"""The same situation on another day, and copies of a situation side by side."""

from dataclasses import replace
from datetime import date

from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation.model import Asked, Given, Group, Situation


def jour_de_reference(situation: Situation) -> str:
    """The day that a situation is about: that of its first result of one day, else the first day of the first."""
    periods = [asked.period for asked in situation.asked if asked.period.unit != DateUnit.ETERNITY]
    days = [period for period in periods if period.unit == DateUnit.DAY]
    return str((days or periods or [Period.eternity()])[0].start)


def deplace(situation: Situation, system: TaxBenefitSystem, day: str) -> Situation:
    """The situation moved to a day: its periods, and the dates of what happens, by as many days, months and years.

    What is true for ever (a date of birth) stays.

    Args:
        situation: checked.
        system: the law.
        day: ISO date that takes the place of ``jour_de_reference``.
    """
    origin, target = date.fromisoformat(jour_de_reference(situation)), date.fromisoformat(day)

    def moved(period: Period) -> Period:
        if period.unit == DateUnit.ETERNITY:
            return period
        start = period.start
        if period.unit == DateUnit.DAY:
            there = date(*start) + (target - origin)
            return Period((period.unit, Instant((there.year, there.month, there.day)), period.size))
        months = (target.year - origin.year) * 12 + target.month - origin.month if period.unit == DateUnit.MONTH else 0
        years = target.year - origin.year if period.unit == DateUnit.YEAR else 0
        rank = (start[0] + years) * 12 + start[1] - 1 + months
        return Period((period.unit, Instant((rank // 12, rank % 12 + 1, start[2])), period.size))

    def value(one: Given):
        variable = system.variables[one.variable]
        if variable.value_type is not date or variable.definition_period == DateUnit.ETERNITY or not one.value:
            return one.value
        return (date.fromisoformat(str(one.value)) + (target - origin)).isoformat()

    given = [
        replace(one, period=moved(one.period), cells=[moved(cell) for cell in one.cells], value=value(one))
        for one in situation.given
    ]
    return replace(situation, given=given, asked=[replace(one, period=moved(one.period)) for one in situation.asked])


def repete(situation: Situation, count: int) -> Situation:
    """A situation with several copies of everyone, the copies of one person ``len(persons)`` ranks apart.

    Args:
        situation: checked.
        count: number of copies, 1 at least.
    """
    sizes = {key: len(group.ids) for key, group in situation.groups.items()}
    persons = len(situation.persons)

    def size(entity: str) -> int:
        return sizes.get(entity, persons)

    def one_given(one: Given, copy: int) -> Given:
        return replace(one, index=one.index + copy * size(one.entity))

    def all_asked(one: Asked) -> Asked:
        return replace(one, indexes=[i + copy * size(one.entity) for copy in range(count) for i in one.indexes])

    def names(ids: list[str]) -> list[str]:
        return [f"{name}·{copy}" if copy else name for copy in range(count) for name in ids]

    groups = {
        key: Group(
            names(group.ids),
            [rank + copy * sizes[key] for copy in range(count) for rank in group.of],
            group.roles * count,
        )
        for key, group in situation.groups.items()
    }
    return replace(
        situation,
        persons=names(situation.persons),
        groups=groups,
        given=[one_given(one, copy) for copy in range(count) for one in situation.given],
        asked=[all_asked(one) for one in situation.asked],
    )
