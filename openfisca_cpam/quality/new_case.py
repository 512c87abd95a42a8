"""Write a case from a situation: what was read, what was asked and computed, the articles applied."""

import json
import re
from collections import Counter
from typing import Any

import numpy
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.explanation.formats import texte
from openfisca_cpam.explanation.model import Etape
from openfisca_cpam.explanation.steps import explique, texte_du_choix, valeur
from openfisca_cpam.quality.cases import A_COMPLETER
from openfisca_cpam.quality.play import computed
from openfisca_cpam.situation.compute import non_lues
from openfisca_cpam.situation.mistakes import SituationError
from openfisca_cpam.situation.model import Asked, Given, Situation
from openfisca_cpam.situation.text import resolve

_BOOLEENS_DE_YAML_1_1 = ("yes", "no", "on", "off", "y", "n")
_NU = re.compile(r"[A-Za-zÀ-ÿ_][\wÀ-ÿ' -]*[\wÀ-ÿ]|[A-Za-z_]")


def new_case(situation: Situation, system: TaxBenefitSystem, name: str | None = None) -> str:
    """The YAML of a case.

    Args:
        situation: checked, with what it asks.
        system: the law it was checked against.
        name: of the case; the situation's own, or its file's, by default.

    Returns:
        A list of one case, ready to be pasted in a file of ``tests/``; its description is to be filled.

    Raises:
        SituationError: when a result cannot be computed, or when nothing asked is computed.
    """
    simulation, failures = computed(situation, system)
    if failures or simulation is None:
        raise SituationError(situation.source, failures)
    return _Writer(situation, system, simulation, name).text()


class _Writer:
    def __init__(
        self, situation: Situation, system: TaxBenefitSystem, simulation: Simulation, name: str | None
    ) -> None:
        self.situation, self.system, self.simulation = situation, system, simulation
        self.name = name or situation.name or situation.description or situation.source
        useless = {id(one) for one in non_lues(situation, simulation)}
        self.given = [one for one in situation.given if id(one) not in useless and one.cells]
        self.unread = [one for one in situation.given if id(one) in useless]
        self.asked = [one for one in situation.asked if system.variables[one.variable].formulas]
        self.alone = len(situation.persons) == 1 and all(
            group.ids and len(group.ids) == 1 and group.roles == [0] for group in situation.groups.values()
        )
        self.period = self._period()

    def _period(self) -> Period:
        """The period most often asked, else most often given."""
        for periods in (
            [one.period for one in self.asked if one.period.unit != "eternity"],
            [cell for one in self.given for cell in one.cells if cell.unit != "eternity"],
        ):
            if periods:
                return Counter(periods).most_common(1)[0][0]
        from openfisca_cpam.situation.mistakes import Mistake

        message = "aucun résultat daté n'est demandé : un cas a besoin d'une date"
        raise SituationError(self.situation.source, [Mistake(self.situation.line, message)])

    def text(self) -> str:
        lines = [
            f"- name: {_scalar(self.name)}",
            f'  description: "{A_COMPLETER} : la source (article, règle) et ce que le cas éprouve."',
            f"  period: {self.period}",
        ]
        lines += [f"  # {one.variable} est retirée : aucun résultat ne la lit." for one in self.unread]
        lines += self._block("input", self._inputs(), {} if self.alone else self._members())
        lines += [f"  # {line}" for line in self._articles()]
        lines += self._block("output", self._outputs(), {})
        return "\n".join(lines) + "\n"

    # What is given, what is asked --------------------------------------------------------------------------------

    def _inputs(self) -> dict[tuple[str, int], dict[str, Any]]:
        """Values by owner: ``{variable: text}`` or ``{variable: {period: text}}``."""
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for one in self.given:
            owner = found.setdefault((one.entity, one.index), {})
            # What is written lasts the whole period given, save a value shared out among its parts.
            shared = len(one.cells) > 1
            period = one.period if shared else one.cells[0]
            self._put(owner, one, str(period), _scalar(one.value))
        return {key: owner for key, owner in found.items() if owner}

    def _put(self, owner: dict[str, Any], one: Given | Asked, period: str, text: str) -> None:
        variable = self.system.variables[one.variable]
        own = period == str(self.period) or variable.definition_period == "eternity"
        if own and one.variable not in owner:
            owner[one.variable] = text
            return
        if not isinstance(owner.get(one.variable), dict):
            before = owner.pop(one.variable, None)
            owner[one.variable] = {} if before is None else {str(self.period): before}
        owner[one.variable][period] = text

    def _outputs(self) -> dict[tuple[str, int], dict[str, Any]]:
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for one in self.asked:
            variable = self.system.variables[one.variable]
            array = self.simulation.calculate(one.variable, one.period)
            for index in one.indexes:
                owner = found.setdefault((one.entity, index), {})
                text = self._expected(variable, array, index)
                if text is None:
                    owner[f"# {one.variable}"] = "inconnu à cette date"
                else:
                    self._put(owner, one, str(one.period), text)
        return found

    def _expected(self, variable, array: Any, index: int) -> str | None:
        """A computed value as a case writes it; None when it is unknown."""
        value = valeur(variable, array, index)
        if value is None and variable.value_type.__name__ == "date":
            day = numpy.datetime64(array[index], "D")
            return None if numpy.isnat(day) else f"{day}  # sans objet"
        if value is None:
            return None
        if variable.value_type == Enum:
            return f"{value}  # {texte_du_choix(variable, array, index)}"
        return _scalar(value)

    def _members(self) -> dict[tuple[str, int], dict[str, str]]:
        """Roles of each household."""
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for key, group in self.situation.groups.items():
            kind = next(entity for entity in self.system.group_entities if entity.key == key)
            for person, household, rank in zip(self.situation.persons, group.of, group.roles, strict=True):
                role = kind.flattened_roles[rank]
                names = found.setdefault((key, household), {}).setdefault(role.plural or role.key, [])
                names.append(_scalar(person))
        return {
            owner: {role: names[0] if len(names) == 1 else f"[{', '.join(names)}]" for role, names in roles.items()}
            for owner, roles in found.items()
        }

    # Text --------------------------------------------------------------------------------------------------------

    def _block(self, title: str, values: dict, members: dict) -> list[str]:
        if self.alone:
            flat = {name: text for owner in values.values() for name, text in owner.items()}
            return [f"  {title}:", *_entries(flat, 4)] if flat else [f"  {title}: {{}}"]
        lines = [f"  {title}:"]
        for entity in self.system.entities:
            inner = self._entity(entity, values, members, title == "input")
            lines += [f"    {entity.plural}:", *inner] if inner else []
        return lines

    def _entity(self, entity: Entity, values: dict, members: dict, everyone: bool) -> list[str]:
        lines = []
        for index, name in enumerate(self.situation.ids(entity.key)):
            entries = {**members.get((entity.key, index), {}), **values.get((entity.key, index), {})}
            if entries:
                lines += [f"      {_scalar(name)}:", *_entries(entries, 8)]
            elif everyone:
                lines.append(f"      {_scalar(name)}: {{}}")
        return lines

    def _articles(self) -> list[str]:
        """The articles of the results, of the steps that led to them and of the values read, each once."""
        given = {(one.variable, str(cell)) for one in self.situation.given for cell in one.cells}
        seen: set = set()
        steps = [
            explique(self.simulation, one.variable, one.period, index, donnees=given, vues=seen)
            for one in self.asked
            for index in one.indexes
        ]
        titles: dict[str, list[str]] = {}
        for step in steps:
            _cite(step, titles)
        lines = []
        for title, values in titles.items():
            shown = f" ({' ; '.join(values[:3])}{' ; …' if len(values) > 3 else ''})" if values else ""
            lines.append(f"- {title}{shown}")
        return ["Articles appliqués :", *lines] if lines else []


def _cite(step: Etape, titles: dict[str, list[str]]) -> None:
    """Gather the articles of a step and of the values that it read, then of the steps below that decided something.

    A step whose value is no or zero is not cited: formulas compute every branch, whatever the case.
    """
    if step.nature != "calcul":
        return
    for reference in step.references:
        titles.setdefault(_line(reference.titre), [])
    for read in step.parametres:
        for reference in read.references:
            values = titles.setdefault(_line(reference.titre), [])
            shown = "barème" if read.nombre > 1 or read.valeur is None else texte(read.valeur, read.unite)
            value = f"{read.libelle} : {shown}"
            if value not in values:
                values.append(value)
    for child in step.etapes:
        if child.valeur not in (None, False, 0) and child.type != "choix":
            _cite(child, titles)


def _line(text: str) -> str:
    return " ".join(text.split())


def _entries(entries: dict[str, Any], indent: int) -> list[str]:
    space = " " * indent
    lines = []
    for name, value in entries.items():
        if isinstance(value, dict):
            lines.append(f"{space}{name}:")
            lines += [f"{space}  {period}: {text}" for period, text in value.items()]
        elif value.startswith("  # "):
            lines.append(f"{space}{name}:{value}")
        else:
            lines.append(f"{space}{name}: {value}")
    return lines


def _scalar(value: Any) -> str:
    """A value as YAML reads it back the same: quotes only where they are needed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.15g}" if float(f"{value:.15g}") == value else repr(value)
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    if _NU.fullmatch(text) and isinstance(resolve(text), str) and text.lower() not in _BOOLEENS_DE_YAML_1_1:
        return text
    return json.dumps(text, ensure_ascii=False)
