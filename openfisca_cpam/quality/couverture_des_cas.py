"""What the cases reach: each dated value and formula on its first day and the day before, each variable, each rule.

What « the first day » is depends on who reads: a value read by monthly formulas is first applied on the first of a
month. A value older than the formulas that may read it is first applied with them (``premiere_lecture``); one replaced
before them never is, and the day before them nobody reads. What no formula reads at all is missing, unless it is
explained in ``survivants.yaml``.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.quality import couverture, survivants
from openfisca_cpam.quality.execution import Cas, Lecture, Releve, parametres
from openfisca_cpam.quality.fonctions import mots

_TOUJOURS = "0001-01-01"
GENRES = ("valeurs", "veilles", "formules", "veilles_des_formules", "variables", "regles")


@dataclass(frozen=True)
class Manque:
    """Something that no case reaches.

    Attributes:
        domaine: first level of parameters/ or variables/.
        genre: one of ``GENRES``.
        nom: parameter, variable or rule.
        date: first day of the value or of the formula, None for a variable and a rule.
        jour: the day on which a case is missing, None when any day will do.
        quoi: what is missing, in French.
    """

    domaine: str
    genre: str
    nom: str
    date: str | None
    jour: str | None
    quoi: str


@dataclass
class Bilan:
    """The counts of a domain.

    Attributes:
        compte: by kind, how many there are to reach and how many are reached.
        avant_les_regles: dated values replaced before the first day of the formulas that read them.
        expliquees: dated values that no formula reads, and days that no case can reach, for a reason given in
            ``survivants.yaml``.
    """

    compte: dict[str, list[int]] = field(default_factory=lambda: {genre: [0, 0] for genre in GENRES})
    avant_les_regles: int = 0
    expliquees: int = 0


@dataclass
class Couverture:
    """The whole report.

    Attributes:
        cas: how many were played.
        echecs: those that fail, with the reason.
        domaines: counts by domain.
        manques: what no case reaches.
        regles: how many cases name each rule that is computed, by ``domaine/id``.
        refusees: explanations of a day that a case reaches, or that is asked of none.
    """

    cas: int
    echecs: list[str]
    domaines: dict[str, Bilan]
    manques: list[Manque]
    regles: dict[str, int]
    refusees: list[survivants.Explication] = field(default_factory=list)

    def en_json(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "cas": self.cas,
            "echecs": self.echecs,
            "domaines": {
                name: {
                    **{genre: {"total": a, "atteints": b} for genre, (a, b) in bilan.compte.items()},
                    "valeurs_avant_les_regles": bilan.avant_les_regles,
                    "valeurs_expliquees": bilan.expliquees,
                }
                for name, bilan in self.domaines.items()
            },
            "regles": self.regles,
            "explications_refusees": [str(one) for one in self.refusees],
            "manques": [asdict(one) for one in self.manques],
            "part": self.part,
        }

    @property
    def part(self) -> float:
        """Reached, of all there is to reach, 0 to 1."""
        total, reached = (sum(b.compte[g][i] for b in self.domaines.values() for g in GENRES) for i in (0, 1))
        return reached / total if total else 1.0


def mesure(system: TaxBenefitSystem, cases: list[Cas], releves: list[Releve]) -> Couverture:
    """What the cases reach.

    Args:
        system: the law.
        cases: all of them.
        releves: what each reaches, in the same order.
    """
    report = _Mesure(system)
    lectures = _au_jour_du_calcul(system, releves)
    passages = {(p.variable, p.formule, p.debut) for one in releves for p in one.passages}
    report.valeurs(lectures)
    report.formules(passages)
    report.variables(cases)
    rules = report.regles(cases)
    failed = [f"{case.lieu} : {one.echec}" for case, one in zip(cases, releves, strict=True) if one.echec]
    order = {name: rank for rank, name in enumerate(sorted(report.bilans))}
    gaps = sorted(report.manques, key=lambda m: (order[m.domaine], GENRES.index(m.genre), m.nom, m.date or ""))
    useless = [one for one in report.explications if one.couverture is not None and one not in report.utiles]
    return Couverture(len(cases), failed, {name: report.bilans[name] for name in order}, gaps, rules, useless)


def premiere_lecture(system: TaxBenefitSystem, lectures: Iterable[Lecture]) -> str | None:
    """From when a value may be read: nothing before that day is asked of the cases.

    It is the first day of the earliest formula that may read the value: the formula in force in each period where the
    cases read it, and the formulas of the same variable before it that name the value by the same words, tested or not.
    A formula replaced by the one that reads, and which says nothing of the value, could not read it. A value looked up
    on an earlier day, that of an event, may be read from that day.

    Args:
        system: the law.
        lectures: all those of one value.
    """
    starts = [
        day
        for one in {(one.parametre, one.variable, one.debut): one for one in lectures}.values()
        for day in _formules_qui_lisent(system, one)
    ]
    return min([*starts, *(one.jour for one in lectures)], default=None)


def _formules_qui_lisent(system: TaxBenefitSystem, lecture: Lecture) -> list[str]:
    """First days of the formula that read a value, and of the older ones of the same variable that name it too."""
    formulas = system.variables[lecture.variable].formulas
    reader = max(day for day in formulas if day <= lecture.debut)
    named = _mots_du_nom(lecture.parametre) & mots(formulas[reader])
    return [reader, *(day for day, formula in formulas.items() if day < reader and named <= mots(formula))]


def _mots_du_nom(name: str) -> set[str]:
    """The words by which a formula may reach a parameter: « a.b[0].amount » gives a, b, amount."""
    return {part.split("[")[0] for part in name.split(".")}


def domaine_de(variable) -> str:
    """First level of variables/ where a variable is written."""
    parts = type(variable).__module__.split(".")
    return parts[2] if parts[:2] == ["openfisca_cpam", "variables"] else parts[-1]


@dataclass(frozen=True)
class _Valeur:
    """A dated value, as an explanation may name it."""

    nom: str
    date: str
    changement: str = ""


class _Mesure:
    def __init__(self, system: TaxBenefitSystem) -> None:
        self.system = system
        self.bilans: dict[str, Bilan] = defaultdict(Bilan)
        self.manques: list[Manque] = []
        self.explications = survivants.lit()
        self.utiles: list[survivants.Explication] = []

    def _note(self, genre: str, reached: bool, gap: Manque) -> None:
        if not reached and (excuses := [one for one in self.explications if one.excuse(genre, gap.nom, gap.date)]):
            self.utiles += excuses
            self.bilans[gap.domaine].expliquees += 1
            return
        count = self.bilans[gap.domaine].compte[genre]
        count[0] += 1
        count[1] += reached
        if not reached:
            self.manques.append(gap)

    def valeurs(self, lectures: Iterable[Lecture]) -> None:
        by_parameter: dict[str, list[Lecture]] = defaultdict(list)
        for one in lectures:
            by_parameter[one.parametre].append(one)
        unknown = self._jours_inconnus(by_parameter)
        explanations = [one for one in self.explications if one.mutant is None]
        for parameter in parametres(self.system):
            read = by_parameter.get(parameter.name, [])
            domain = parameter.name.split(".")[0]
            days = sorted(entry.instant_str for entry in parameter.values_list)
            known = {one.jour for one in read}
            readers = self._lecteurs(read)
            null = {entry.instant_str for entry in parameter.values_list if entry.value is None}
            folder = ".".join(parameter.name.split(".")[:2])
            for rank, day in enumerate(days):
                if not readers and any(one.convient(_Valeur(parameter.name, day)) for one in explanations):
                    self.bilans[domain].expliquees += 1
                    continue
                if not readers:
                    self._note("valeurs", False, Manque(domain, "valeurs", parameter.name, day, day, "jamais lue"))
                    continue
                applied = min(_arrondi(max(day, start), step) for start, step in readers)
                if rank + 1 < len(days) and days[rank + 1] <= applied:
                    self.bilans[domain].avant_les_regles += 1
                    continue
                gap = Manque(domain, "valeurs", parameter.name, day, applied, "aucun cas le premier jour")
                self._note("valeurs", applied in known or (day in null and applied in unknown[folder]), gap)
                before = max(
                    (
                        eve
                        for start, step in readers
                        if (eve := _precedent(_arrondi(day, step), step)) >= start and day > start
                    ),
                    default=None,
                )
                if rank and before is not None:
                    gap = Manque(domain, "veilles", parameter.name, day, before, "aucun cas la veille")
                    reached = before in known or (days[rank - 1] in null and before in unknown[folder])
                    self._note("veilles", reached, gap)

    def _jours_inconnus(self, lectures: dict[str, list[Lecture]]) -> dict[str, set[str]]:
        """By folder (two levels of names), the days on which one of its values was read and is null.

        What is unknown in a tariff makes all of it unknown: the formulas then read no further.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for parameter in parametres(self.system):
            folder = ".".join(parameter.name.split(".")[:2])
            days = {one.jour for one in lectures.get(parameter.name, ())}
            found[folder] |= {day for day in days if parameter._get_at_instant(day) is None}
        return found

    def _lecteurs(self, lectures: list[Lecture]) -> set[tuple[str, DateUnit]]:
        """From when, and how often, each variable that reads a value looks it up."""
        by_reader: dict[str, list[Lecture]] = defaultdict(list)
        for one in lectures:
            by_reader[one.variable].append(one)
        return {
            (premiere_lecture(self.system, read), self._pas(variable, read)) for variable, read in by_reader.items()
        }

    def _pas(self, variable: str, lectures: list[Lecture]) -> DateUnit:
        """How often a variable looks a value up: at each of its periods, or on the days of events."""
        elsewhere = [one.jour for one in lectures if one.jour != one.debut]
        if not elsewhere:
            step = self.system.variables[variable].definition_period
            return DateUnit.DAY if step == DateUnit.ETERNITY else step
        if all(day.endswith("-01-01") for day in elsewhere):
            return DateUnit.YEAR
        return DateUnit.MONTH if all(day.endswith("-01") for day in elsewhere) else DateUnit.DAY

    def formules(self, passages: set[tuple[str, str, str]]) -> None:
        """Each formula on its first period, and the period before under the formula that it replaces."""
        run: dict[tuple[str, str], set[str]] = defaultdict(set)
        for variable, formula, start in passages:
            run[variable, formula].add(start)
        for name, variable in self.system.variables.items():
            domain, step = domaine_de(variable), variable.definition_period
            days = list(variable.formulas)
            for rank, day in enumerate(days):
                seen = run[name, day]
                if day == _TOUJOURS or step == DateUnit.ETERNITY:
                    self._note("formules", bool(seen), Manque(domain, "formules", name, None, None, "jamais calculée"))
                    continue
                applied = _arrondi(day, step)
                gap = Manque(domain, "formules", name, day, applied, "aucun cas le premier jour")
                self._note("formules", applied in seen, gap)
                if rank and (before := _precedent(applied, step)) >= days[0]:
                    gap = Manque(domain, "veilles_des_formules", name, day, before, "aucun cas la veille")
                    self._note("veilles_des_formules", before in run[name, days[rank - 1]], gap)
            if variable.end is not None and days and step != DateUnit.ETERNITY:
                after = (variable.end + datetime.timedelta(1)).isoformat()
                last = _precedent(_arrondi(after, step), step)
                gap = Manque(
                    domain, "veilles_des_formules", name, variable.end.isoformat(), last, "aucun cas le dernier jour"
                )
                self._note("veilles_des_formules", any(last in run[name, day] for day in days), gap)

    def variables(self, cases: list[Cas]) -> None:
        expected = {name for case in cases for name in case.sorties(self.system)}
        given = {name for case in cases for name in case.entrees(self.system)}
        for name, variable in self.system.variables.items():
            reached, what = (
                (name in expected, "attendue dans aucun cas")
                if variable.formulas
                else (name in given, "donnée dans aucun cas")
            )
            self._note("variables", reached, Manque(domaine_de(variable), "variables", name, None, None, what))

    def regles(self, cases: list[Cas]) -> dict[str, int]:
        if not couverture.FICHIER.is_file():
            return {}
        counts = {}
        for rule in couverture.lit(couverture.FICHIER.read_text("utf-8")):
            if rule.statut == "fait":
                count = counts[f"{rule.domaine}/{rule.id}"] = len(cas_d_une_regle(rule, cases))
                gap = Manque(rule.domaine, "regles", rule.id, None, None, "nommée par aucun cas de ses fichiers")
                self._note("regles", count > 0, gap)
        return counts


def cas_d_une_regle(rule: couverture.Regle, cases: list[Cas]) -> list[Cas]:
    """The cases of a rule's files that name it."""
    return [case for case in cases if case.fichier in rule.tests and _nomme(case, rule.id)]


def _nomme(case: Cas, identifier: str) -> bool:
    text = f"{case.contenu.get('name', '')} {case.contenu.get('description', '')}"
    return re.search(rf"\b{re.escape(identifier)}\b", text) is not None


def _au_jour_du_calcul(system: TaxBenefitSystem, releves: list[Releve]) -> set[Lecture]:
    """The lookups of the cases, those of a formula that goes through all the dated values brought to the day computed.

    Looking up every dated value at once (the spans of a stay, a chain of revaluations) says nothing of the days for
    which a case was written: that of the computation does.
    """
    days = {one.name: {entry.instant_str for entry in one.values_list} for one in parametres(system)}
    found = set()
    for releve in releves:
        by_run: dict[tuple[str, str, str], list[Lecture]] = defaultdict(list)
        for one in releve.lectures:
            by_run[one.parametre, one.variable, one.debut].append(one)
        for (name, variable, start), read in by_run.items():
            whole = len(days[name]) > 1 and days[name] <= {one.jour for one in read}
            found |= {Lecture(name, start, variable, start)} if whole else set(read)
    return found


def _arrondi(day: str, step: DateUnit) -> str:
    """The first period that begins on a day or after it."""
    year, month, number = (int(part) for part in day.split("-"))
    if step == DateUnit.MONTH and number != 1:
        return f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    if step == DateUnit.YEAR and (month, number) != (1, 1):
        return f"{year + 1:04}-01-01"
    return day


def _precedent(day: str, step: DateUnit) -> str:
    """The first day of the period before the one that begins on a day."""
    date = datetime.date.fromisoformat(day)
    if step == DateUnit.YEAR:
        return date.replace(year=date.year - 1).isoformat()
    before = date - datetime.timedelta(1)
    return (before.replace(day=1) if step == DateUnit.MONTH else before).isoformat()
