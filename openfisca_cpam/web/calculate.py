"""``/calculate``, ``/trace`` and ``/explain``: one walk through the request, arrays to the engine, answers in place."""

import time
from collections import Counter
from dataclasses import asdict
from typing import Any

from openfisca_core.errors import ParameterNotFoundError
from openfisca_core.indexed_enums import Enum
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.situation import dates, express
from openfisca_cpam.situation import messages as m
from openfisca_cpam.situation.build import simule
from openfisca_cpam.situation.compute import calcule, details_de, valeur_inconnue
from openfisca_cpam.situation.guard import lit_noeud
from openfisca_cpam.situation.json_text import load, read_json
from openfisca_cpam.situation.mistakes import SituationError
from openfisca_cpam.situation.model import Situation
from openfisca_cpam.web.errors import TooLarge, said
from openfisca_cpam.web.limits import Limits

SOURCE = "requête"


def read(body: bytes, system: TaxBenefitSystem, limits: Limits) -> tuple[dict[str, Any], Situation]:
    """The content of a request and its checked situation.

    Args:
        body: JSON.
        system: the law.
        limits: of a request.

    Returns:
        The content as sent, and the situation.

    Raises:
        SituationError: with every mistake.
        TooLarge: beyond the limits.
    """
    content, mistakes = load(body)
    if mistakes:
        raise SituationError(SOURCE, mistakes)
    persons = content.get(system.person_entity.plural) if isinstance(content, dict) else None
    if isinstance(persons, dict) and len(persons) > limits.persons:
        raise TooLarge(m.MOST_PERSONS(count=len(persons), most=limits.persons))
    situation = express.situation(content, system, SOURCE)
    if situation is None:
        _, node, mistakes = read_json(body)
        if node is None:
            raise SituationError(SOURCE, mistakes)
        situation = lit_noeud(node, system, SOURCE)
    results = sum(len(asked.indexes) for asked in situation.asked)
    if results > limits.results:
        raise TooLarge(m.MOST_RESULTS(count=results, most=limits.results))
    cells = sum(len(given.cells) for given in situation.given)
    if cells > limits.cells:
        raise TooLarge(m.MOST_INPUTS(count=cells, most=limits.cells))
    return content, situation


def calculate(body: bytes, system: TaxBenefitSystem, limits: Limits, details: bool = False) -> dict[str, Any]:
    """The request with each null replaced by its result, as OpenFisca's own ``/calculate`` answers.

    Args:
        body: JSON.
        system: the law.
        limits: of a request.
        details: with one more key, ``details``: what the computation rests on.

    Raises:
        SituationError, TooLarge: as ``read``.
    """
    content, situation = read(body, system, limits)
    simulation = compute(content, situation, system, limits, trace=details)
    if details:
        content["details"] = asdict(details_de(situation, simulation))
    return content


def compute(content: dict[str, Any], situation: Situation, system: TaxBenefitSystem, limits: Limits, trace=False):
    """Fill the nulls of a request; returns the simulation."""
    simulation = simule(situation, system, trace=trace)
    end = time.monotonic() + limits.seconds
    columns: dict[tuple[str, str], list[Any]] = {}
    for asked in situation.asked:
        key = (asked.variable, dates.written(asked.period))
        if key not in columns:
            if time.monotonic() > end:
                raise TooLarge(m.TOO_SLOW(seconds=m.number(limits.seconds)))
            columns[key] = _column(simulation, system.variables[asked.variable], asked)
        plural, identifier, name, period = asked.path
        content[plural][identifier][name][period] = columns[key][asked.indexes[0]]
    return simulation


def _column(simulation, variable, asked) -> list[Any]:
    try:
        array = simulation.calculate(asked.variable, asked.period)
    except ParameterNotFoundError as error:
        raise SituationError(SOURCE, [valeur_inconnue(asked, error)]) from error
    if variable.value_type is Enum:
        names = [member.name for member in variable.possible_values]
        return [names[code] for code in array.tolist()]
    if variable.value_type is str:
        return [str(value) for value in array]
    return array.tolist()


def trace(body: bytes, system: TaxBenefitSystem, limits: Limits) -> dict[str, Any]:
    """OpenFisca's own ``/trace``: each step, flat, with the parameters that it read."""
    content, situation = read(body, system, limits)
    simulation = compute(content, situation, system, limits, trace=True)
    steps = {(node.name, dates.written(node.period)): node for node in simulation.tracer.browse_trace()}
    values = sum(getattr(node.value, "size", 1) for node in steps.values())
    if values > limits.traced:
        raise TooLarge(m.MOST_TRACED(count=values, most=limits.traced))
    return {
        "trace": simulation.tracer.get_serialized_flat_trace(),
        "entitiesDescription": simulation.describe_entities(),
        "requestedCalculations": list(dict.fromkeys(f"{one.variable}<{one.period}>" for one in situation.asked)),
    }


def explicable(situation: Situation, limits: Limits) -> None:
    """Refuse what would fill pages with steps: each one shows the value of every member of a household.

    Raises:
        TooLarge: beyond the limits.
    """
    results = sum(len(asked.indexes) for asked in situation.asked)
    if results > limits.explained:
        raise TooLarge(m.MOST_EXPLAINED(count=results, most=limits.explained))
    for group in situation.groups.values():
        members = max(Counter(group.of).values())
        if members > limits.members:
            raise TooLarge(m.MOST_MEMBERS(count=members, most=limits.members))


def explain(body: bytes, system: TaxBenefitSystem, limits: Limits, details: bool = False) -> dict[str, Any]:
    """Each result with its reason, and the tree of its steps: values, parameters, articles.

    Returns:
        ``{"resultats": […], "avertissements": [{"message", "path"}]}``.
    """
    _, situation = read(body, system, limits)
    explicable(situation, limits)
    try:
        report = calcule(situation, system, etapes=True, secondes=limits.seconds)
    except TimeoutError:
        raise TooLarge(m.TOO_SLOW(seconds=m.number(limits.seconds))) from None
    found = {
        "resultats": [asdict(result) for result in report.resultats],
        "avertissements": [
            {"message": said(warning.message), "path": list(warning.path)} for warning in report.avertissements
        ],
    }
    if details:
        found["details"] = asdict(report.details())
    return found
