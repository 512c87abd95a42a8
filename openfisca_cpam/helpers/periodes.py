"""How an input given for one period reaches a variable defined over another."""

from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.periods import DateUnit, Period

_ORDRE = (DateUnit.DAY, DateUnit.MONTH, DateUnit.YEAR)


def etend_la_periode(holder, period, array) -> None:
    """Take the value of a day for the month or year that holds it, and that of a year for each of its months.

    Core's own helper drops in silence a monthly status given in a case whose period is a day. Here the period is
    first widened to the variable's own, then, when it is longer, shared out to each of its parts.

    Args:
        holder: the variable's holder.
        period: the period of the input.
        array: the values.
    """
    definition = holder.variable.definition_period
    if period.unit in _ORDRE and _ORDRE.index(period.unit) < _ORDRE.index(definition):
        period = period.first_month if definition == DateUnit.MONTH else period.this_year
    if period.unit == definition and period.size == 1:
        return holder._set(period, array)
    return set_input_dispatch_by_period(holder, Period((period.unit, period.start, period.size)), array)
