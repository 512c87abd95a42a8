"""Check files, one after the other or several at once: mistakes with their lines, cases played on the way."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.quality import cases, parameters
from openfisca_cpam.quality.files import PACKAGE, File, find
from openfisca_cpam.quality.play import Gap, computed, play, said, unread
from openfisca_cpam.situation.guard import lit_chacune
from openfisca_cpam.situation.mistakes import Mistake, reason
from openfisca_cpam.situation.text import Mapping, Scalar, read_nodes

# Below this size (bytes of files), starting another process costs more than it saves: about 200 cases.
RENTABLE = 150_000


@dataclass
class CaseReport:
    """A case of a file.

    Attributes:
        name, line: where it is.
        gaps: results that are not the expected ones.
        played: whether it could be computed.
        mistaken: whether something is wrong in the way it is written.
    """

    name: str
    line: int
    gaps: list[Gap] = field(default_factory=list)
    played: bool = False
    mistaken: bool = False


@dataclass
class Report:
    """What was found in a file."""

    file: File
    mistakes: list[Mistake] = field(default_factory=list)
    cases: list[CaseReport] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """How to check: only the cases whose name, file or keywords hold a word; with the steps of what differs."""

    word: str | None = None
    steps: bool = False


def check(file: File, system: TaxBenefitSystem | None, choice: Choice = Choice()) -> Report:
    """Check a file, play its cases.

    Args:
        file: to read.
        system: the law; parameters do without.
        choice: of the cases.

    Returns:
        The report, mistakes in the order of the file. Nothing is raised for what the file holds.
    """
    report = Report(file)
    try:
        text = file.path.read_bytes()
    except OSError as error:
        report.mistakes.append(Mistake(1, f"fichier illisible ({reason(error)})"))
        return report
    try:
        _CHECKS[file.kind](report, text, system, choice)
    except Exception as error:  # a fault of the checker stops neither the other files nor their mistakes
        if os.environ.get("OPENFISCA_CPAM_TRACE"):
            raise
        report.mistakes.append(Mistake(1, f"erreur interne de la vérification ({said(error)})"))
    report.mistakes.sort(key=lambda mistake: (mistake.line, mistake.column))
    return report


def _cases(report: Report, text: bytes, system: TaxBenefitSystem, choice: Choice) -> None:
    found, report.mistakes = cases.read(text, system, report.file.name)
    for case in found:
        if choice.word is not None and not _chosen(case, report.file, choice.word):
            continue
        one = CaseReport(case.name, case.situation.line)
        if not case.mistakes:
            played = play(case, system, choice.steps)
            one.gaps, one.played = played.gaps, True
            case.mistakes += played.mistakes
        one.mistaken = bool(case.mistakes)
        report.mistakes += case.mistakes
        report.cases.append(one)
    if choice.word is not None and found and not report.cases:
        report.mistakes = []  # not the file that is looked for


def _chosen(case: cases.Case, file: File, word: str) -> bool:
    word = word.casefold()
    return any(word in text.casefold() for text in (file.path.stem, case.name, *case.keywords))


def _situation(report: Report, text: bytes, system: TaxBenefitSystem, choice: Choice) -> None:
    found, report.mistakes = lit_chacune(text, system, report.file.name)
    lines = text.decode("utf-8", "replace").splitlines()
    for one in found:
        report.mistakes += one.mistakes
        if not one.mistakes:
            simulation, failures = computed(one.situation, system)
            report.mistakes += failures or unread(one.situation, simulation, lines)


def _parameter(report: Report, text: bytes, system: TaxBenefitSystem, choice: Choice) -> None:
    report.mistakes = [*parameters.fautes_du_nom(report.file.path), *parameters.fautes_d_un_fichier(text)]


def _folder(report: Report, text: bytes, system: TaxBenefitSystem, choice: Choice) -> None:
    report.mistakes = parameters.fautes_d_un_index(text)


def _list(report: Report, text: bytes, system: TaxBenefitSystem, choice: Choice) -> None:
    """The index of the situations: one line of description a file."""
    root, report.mistakes = read_nodes(text)
    folder = report.file.path.parent
    names = {path.stem for path in folder.iterdir() if path.name != "index.yaml"}
    if root is not None and not isinstance(root, Mapping):
        report.mistakes.append(Mistake(root.line, "un nom de situation et sa description attendus à chaque ligne"))
    for key, node in root.entries if isinstance(root, Mapping) else ():
        if key.raw not in names:
            near = parameters.nearest(key.raw, names)
            report.mistakes.append(Mistake(key.line, f"aucune situation ne s'appelle « {key.raw} »", near, key.column))
        if not isinstance(node, Scalar) or not node.raw.strip():
            report.mistakes.append(Mistake(node.line, f"« {key.raw} » : description attendue", None, node.column))


def _questions(report: Report, text: bytes, system: TaxBenefitSystem, choice: Choice) -> None:
    """A file of questions, as the page « Mes droits » reads it."""
    from openfisca_cpam.web.pages.questionnaire import lit_fichier

    report.mistakes = lit_fichier(text, report.file.path, system)[1]


_CHECKS: dict[str, Callable[[Report, bytes, TaxBenefitSystem, Choice], None]] = {
    "cas": _cases,
    "situation": _situation,
    "parametre": _parameter,
    "dossier": _folder,
    "liste": _list,
    "questions": _questions,
}


# The law -----------------------------------------------------------------------------------------------------------


def load() -> TaxBenefitSystem:
    """The law.

    Raises:
        LawError: saying why it cannot be loaded.
    """
    import openfisca_cpam

    try:
        return openfisca_cpam.CountryTaxBenefitSystem()
    except Exception as error:
        if os.environ.get("OPENFISCA_CPAM_TRACE"):
            raise
        raise LawError(said(error)) from error


class LawError(Exception):
    """The law cannot be loaded: a file of parameters or of variables is wrong."""

    def reports(self, files: Iterable[File]) -> list[Report]:
        """What is wrong in the files of parameters, those given and those of the package."""
        wanted = [file for file in files if file.kind in ("parametre", "dossier")]
        known = {file.path.resolve() for file in wanted}
        here = os.path.relpath(PACKAGE / "parameters")
        own = find([str(PACKAGE / "parameters") if here.startswith("..") else here])
        wanted += [file for file in own if file.path.resolve() not in known]
        return [check(file, None) for file in wanted]


# Several files ---------------------------------------------------------------------------------------------------

# The law of a worker, inherited from the process that started it.
_shared: dict[str, Any] = {}


def _one(file: File) -> Report:
    return check(file, _shared["system"], _shared["choice"])


def check_all(
    files: Iterable[File], system: TaxBenefitSystem, choice: Choice = Choice(), workers: int | None = None
) -> Iterator[Report]:
    """Check files, in their order; with several processes when it pays.

    Args:
        files: to read.
        system: the law, loaded once: the processes inherit it.
        choice: as for ``check``.
        workers: processes; by default one a core when there is enough to do.

    Yields:
        The report of each file.
    """
    files = list(files)
    count = _workers(files) if workers is None else workers
    if count <= 1 or len(files) <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        for file in files:
            yield check(file, system, choice)
        return
    _shared.update(system=system, choice=choice)
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(min(count, len(files)), mp_context=context) as pool:
            # The longest first, so that the processes end together; the reports in the order of the files.
            order = sorted(range(len(files)), key=lambda rank: -_size(files[rank]))
            futures = {rank: pool.submit(_one, files[rank]) for rank in order}
            for rank in range(len(files)):
                yield futures[rank].result()
    finally:
        _shared.clear()


def _size(file: File) -> int:
    """What a file costs: cases are computed, the others only read."""
    try:
        size = file.path.stat().st_size
    except OSError:
        return 0
    return size if file.kind in ("cas", "situation") else size // 5


def _workers(files: list[File]) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, sum(map(_size, files)) // RENTABLE + 1))
