"""What a request may ask at most."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of one request.

    Attributes:
        body: bytes.
        persons: individuals.
        rows: individuals, in columns.
        values: results in columns, one a row and variable.
        members: of one household whose steps are shown.
        explained: results whose steps are shown, one a person, variable and period.
        results: results asked, one a person, variable and period.
        cells: inputs, once shared out to the months or days that they fill.
        traced: values of all the steps of a trace.
        seconds: of computing; checked between two variables.
    """

    body: int = 1_000_000
    persons: int = 5_000
    rows: int = 100_000
    values: int = 1_000_000
    explained: int = 100
    members: int = 50
    results: int = 20_000
    cells: int = 200_000
    traced: int = 1_000_000
    seconds: float = 20.0
