"""The YAML cases played in this process: their verdict is that of OpenFisca's own runner, and what they read is noted.

cases = lit_les_cas(Path("tests"))
verdict = joue(cases[0], system)         # None, or why it fails
trace = releve(cases[0], system)         # the dated values and the formulas that it reached
"""

import contextlib
import copy
import functools
import hashlib
import importlib.metadata
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import yaml
from openfisca_core.parameters import Parameter, ParameterScale
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.tools import test_runner

from openfisca_cpam import PACKAGE
from openfisca_cpam.helpers import calendrier

# A folder of this name holds files that tests read, not cases.
DONNEES = "donnees"
# How many cases a file of what they reach holds: those of earlier versions of a case make room for the new ones.
CAS_GARDES = 20_000


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Safe; dates stay texts, as in core's own loader."""


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


@dataclass(frozen=True, eq=False)
class Cas:
    """A case.

    Attributes:
        fichier: path from the folder that holds ``tests``.
        ligne: first line of the case in its file.
        contenu: as written.
    """

    fichier: str
    ligne: int
    contenu: dict[str, Any]

    @property
    def nom(self) -> str:
        """The case's name, or its line."""
        return str(self.contenu.get("name") or f"ligne {self.ligne}")

    @property
    def lieu(self) -> str:
        """``file:line``."""
        return f"{self.fichier}:{self.ligne}"

    @property
    def de_la_loi(self) -> bool:
        """Whether it tests the law as it is, not a reform of it."""
        return not any(self.contenu.get(key) for key in ("reforms", "extensions", "parameters"))

    @functools.cached_property
    def empreinte(self) -> str:
        """Changes with what is written in it."""
        text = json.dumps(self.contenu, ensure_ascii=False, default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def sorties(self, system: TaxBenefitSystem) -> set[str]:
        """Names of the variables that it expects."""
        return _noms(self.contenu.get("output"), system)

    def entrees(self, system: TaxBenefitSystem) -> set[str]:
        """Names of the variables that it gives."""
        return _noms(self.contenu.get("input"), system)


def _noms(content: Any, system: TaxBenefitSystem) -> set[str]:
    if not isinstance(content, dict):
        return set()
    found = set()
    for key, value in content.items():
        if key in system.variables:
            found.add(key)
        else:
            found |= _noms(value, system)
    return found


def dossier_des_cas() -> Path | None:
    """The folder ``tests`` of the checkout that holds the package, else that of the current folder, else None."""
    found = (path for path in (PACKAGE.parent / "tests", Path("tests")) if path.is_dir() and any(_fichiers(path)))
    return next(found, None)


def _fichiers(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        yield from sorted(file for file in path.rglob("*.y*ml") if DONNEES not in file.parts)


def lit_les_cas(directory: Path) -> list[Cas]:
    """Every case of a folder (or of one file), in the order of the files.

    Raises:
        yaml.YAMLError: for a file that is not YAML, or that holds a tag.
    """
    root = directory.resolve().parent
    found = []
    for path in _fichiers(directory.resolve()):
        text = path.read_text("utf-8")
        nodes = yaml.compose(text, _Loader)
        contents = yaml.load(text, _Loader)
        if not isinstance(contents, list):
            nodes, contents = yaml.SequenceNode("", [nodes]), [contents]
        found += [
            Cas(path.relative_to(root).as_posix(), node.start_mark.line + 1, content)
            for node, content in zip(nodes.value, contents, strict=True)
            if isinstance(content, dict)
        ]
    return found


class _Partie:
    """A case being played: the checks are those of core's runner."""

    check_output = test_runner.YamlItem.check_output
    check_variable = test_runner.YamlItem.check_variable
    should_ignore_variable = test_runner.YamlItem.should_ignore_variable
    options: dict[str, Any] = {}

    def __init__(self, case: Cas, system: TaxBenefitSystem) -> None:
        self.tax_benefit_system = system
        self.test = test_runner.build_test(copy.deepcopy(case.contenu))
        builder = SimulationBuilder()
        builder.set_default_period(self.test.period)
        self.simulation = builder.build_from_dict(system, self.test.input)
        if self.test.max_spiral_loops:
            self.simulation.max_spiral_loops = self.test.max_spiral_loops


def joue(case: Cas, system: TaxBenefitSystem) -> str | None:
    """Play a case.

    Args:
        case: of the law.
        system: the law, or a mutant of it.

    Returns:
        None when it passes, else the first line of what is wrong.
    """
    try:
        _Partie(case, system).check_output()
    except Exception as error:  # whatever a mutant raises, the case has seen it
        return (str(error).strip() or type(error).__name__).splitlines()[0]
    return None


@dataclass(frozen=True)
class Lecture:
    """A dated value read by a formula.

    Attributes:
        parametre: dotted name.
        jour: ISO day of the law.
        variable: whose formula reads it.
        debut: first day of the period that is computed.
    """

    parametre: str
    jour: str
    variable: str
    debut: str


@dataclass(frozen=True)
class Passage:
    """A formula run.

    Attributes:
        variable: name.
        formule: its first day, as the key of the variable's formulas.
        debut: first day of the period.
    """

    variable: str
    formule: str
    debut: str


@dataclass
class Releve:
    """What a case reaches.

    Attributes:
        echec: None, or why it fails.
        lectures, passages: what it reads and runs, each once.
    """

    echec: str | None = None
    lectures: set[Lecture] = field(default_factory=set)
    passages: set[Passage] = field(default_factory=set)


def oublie() -> None:
    """Empty what core keeps of the parameters by day, so that a changed value is read again."""
    TaxBenefitSystem.get_parameters_at_instant.cache_clear()


def parametres(system: TaxBenefitSystem) -> Iterator[Parameter]:
    """Every parameter, those of the brackets of scales included."""
    for node in system.parameters.get_descendants():
        if isinstance(node, Parameter):
            yield node
        elif isinstance(node, ParameterScale):
            for bracket in node.brackets:
                yield from (child for child in bracket.children.values() if isinstance(child, Parameter))


def unites(system: TaxBenefitSystem) -> dict[str, str | None]:
    """The unit of every parameter, by name; a scale says those of its thresholds, rates and amounts."""
    found = {one.name: one.metadata.get("unit") for one in parametres(system)}
    for node in system.parameters.get_descendants():
        if isinstance(node, ParameterScale):
            for bracket in node.brackets:
                for key, child in bracket.children.items():
                    found[child.name] = node.metadata.get(f"{key.removeprefix('average_')}_unit", found.get(child.name))
    return found


@contextlib.contextmanager
def _note(releve: Releve) -> Iterator[None]:
    """Note the values looked up and the formulas run, in core itself: nulls, tables and scales are seen too."""
    stack: list[tuple[str, str]] = []
    get_at_instant, run_formula = Parameter._get_at_instant, Simulation._run_formula

    def look_up(parameter: Parameter, instant: str):
        if stack:
            releve.lectures.add(Lecture(parameter.name, str(instant), *stack[-1]))
        return get_at_instant(parameter, instant)

    def run(simulation: Simulation, variable, population, period):
        formula = variable.get_formula(period) if variable.formulas else None
        if formula is not None:
            start = next(day for day, one in reversed(variable.formulas.items()) if one is formula)
            begins = "0001-01-01" if period.unit == DateUnit.ETERNITY else str(period.start)
            releve.passages.add(Passage(variable.name, start, begins))
            stack.append((variable.name, begins))
        try:
            return run_formula(simulation, variable, population, period)
        finally:
            if formula is not None:
                stack.pop()

    jours_lus = calendrier.jours_lus
    Parameter._get_at_instant, Simulation._run_formula, calendrier.jours_lus = look_up, run, _les_dates_memes
    try:
        yield
    finally:
        Parameter._get_at_instant, Simulation._run_formula = get_at_instant, run_formula
        calendrier.jours_lus = jours_lus


def _les_dates_memes(days: numpy.ndarray, dates: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Like ``calendrier.jours_lus``, on the dates themselves: the value is the same, the day noted is the true one."""
    return numpy.unique(numpy.maximum(dates, days[0]), return_inverse=True)


def releve(case: Cas, system: TaxBenefitSystem) -> Releve:
    """Play a case and note what it reaches."""
    found = Releve()
    with _relecture(), _note(found):
        found.echec = joue(case, system)
    return found


@contextlib.contextmanager
def _relecture() -> Iterator[None]:
    """Every formula looks its values up again: one kept from a day already read would be noted once only."""
    kept = TaxBenefitSystem.get_parameters_at_instant
    TaxBenefitSystem.get_parameters_at_instant = kept.__wrapped__
    try:
        yield
    finally:
        TaxBenefitSystem.get_parameters_at_instant = kept


_travail: dict[str, Any] = {}


def en_parallele(task: Callable, items: Iterable, workers: int | None = None) -> Iterator[Any]:
    """``task(item)`` for each item, in order, on several processes when the system can fork and it pays.

    Args:
        task: called in a child that shares the memory of this process; may change it there.
        items: any objects; only their rank travels.
        workers: processes; by default one a core.
    """
    items = list(items)
    workers = min(workers or os.cpu_count() or 1, len(items) // 8 or 1)
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(task, items)
        return
    _travail.update(task=task, items=items)
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield from pool.imap(_une_tache, range(len(items)), chunksize=max(1, min(20, len(items) // (workers * 4))))


def _une_tache(rank: int) -> Any:
    return _travail["task"](_travail["items"][rank])


def empreinte_de_la_loi() -> str:
    """Changes with any file of the law, with what reads it, and with the engine."""
    versions = [importlib.metadata.version(name) for name in ("openfisca-core", "numpy")]
    digest = hashlib.sha256(" ".join(versions).encode())
    patterns = ("parameters/**/*.yaml", "variables/**/*.py", "helpers/*.py", "*.py", "quality/execution.py")
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern)}):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class Memoire:
    """What cases reached, kept in a file from one run to the next: on the same law a case is played once.

    Args:
        path: of the file; what is kept of another law is forgotten.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._loi = empreinte_de_la_loi()
        try:
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            kept = {}
        kept = kept if kept.get("loi") == self._loi else {}
        self._textes: list[str] = kept.get("textes", [])
        self._rangs = {text: rank for rank, text in enumerate(self._textes)}
        self._cas: dict[str, list] = kept.get("cas", {})

    def __contains__(self, case: Cas) -> bool:
        return case.empreinte in self._cas

    def lit(self, case: Cas) -> Releve:
        """What a case kept reaches."""
        failure, read, run = self._cas[case.empreinte]
        texts = self._textes
        return Releve(
            failure,
            {Lecture(*(texts[rank] for rank in read[at : at + 4])) for at in range(0, len(read), 4)},
            {Passage(*(texts[rank] for rank in run[at : at + 3])) for at in range(0, len(run), 3)},
        )

    def garde(self, case: Cas, found: Releve) -> None:
        """Keep what a case reaches."""
        self._cas[case.empreinte] = [found.echec, self._nombres(found.lectures), self._nombres(found.passages)]

    def _nombres(self, found: Iterable) -> list[int]:
        numbers = []
        for text in (text for one in found for text in vars(one).values()):
            if text not in self._rangs:
                self._rangs[text] = len(self._textes)
                self._textes.append(text)
            numbers.append(self._rangs[text])
        return numbers

    def ecrit(self) -> None:
        """Write the file, with the last cases kept."""
        cases = dict(list(self._cas.items())[-CAS_GARDES:])
        content = {"loi": self._loi, "textes": self._textes, "cas": cases}
        ecrit_a_cote(self.path, json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def ecrit_a_cote(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    aside.write_text(text, "utf-8")
    os.replace(aside, path)


def releve_tout(
    cases: list[Cas],
    system: TaxBenefitSystem,
    workers: int | None = None,
    avance: Callable[[], None] = lambda: None,
    memoire: Path | None = None,
) -> list[Releve]:
    """Play every case once, noting what each reaches.

    Args:
        cases: of the law.
        system: the law, as its files say it.
        workers: processes.
        avance: called after each case.
        memoire: file of what earlier runs noted on the same law; None to play everything.
    """
    kept = Memoire(memoire) if memoire is not None else None
    left = [case for case in cases if kept is None or case not in kept]
    played = en_parallele(functools.partial(releve, system=system), left, workers)
    if kept is None:
        return [_avec(one, avance) for one in played]
    for _ in range(len(cases) - len(left)):
        avance()
    for case, one in zip(left, played, strict=True):
        kept.garde(case, one)
        avance()
    if left:
        kept.ecrit()
    return [kept.lit(case) for case in cases]


def _avec(one: Releve, avance: Callable[[], None]) -> Releve:
    avance()
    return one
