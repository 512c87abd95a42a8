"""The cost of a reform: who pays more, who pays less, who wins and loses, with the error of the sample."""

import contextlib
import functools
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
import pyarrow
import pyarrow.compute as pc
import yaml
from openfisca_core.reforms import Reform
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from openfisca_cpam.population import mesures, processes
from openfisca_cpam.population.block import Households, compute, split_notes
from openfisca_cpam.population.columns import Values, plan
from openfisca_cpam.population.mesures import PAYEURS, Mesure
from openfisca_cpam.population.mistakes import TableError, line
from openfisca_cpam.population.run import FOYERS_PAR_BLOC, items_of, law
from openfisca_cpam.population.source import Tables, Task, Unsorted, open_tables
from openfisca_cpam.situation.mistakes import SituationError, nearest, reason

REFORMES = Path(__file__).parent.parent / "reforms"
# Below half a cent a year, nobody has gained or lost.
INCHANGE = 0.005
# Two-sided, 95 %.
INTERVALLE = 1.96
AGES = (0, 18, 25, 40, 60, 75)
_AGES = ("0 à 17 ans", "18 à 24 ans", "25 à 39 ans", "40 à 59 ans", "60 à 74 ans", "75 ans et plus")
_FOYERS = ("personne seule", "couple sans enfant", "couple avec enfants", "parent seul")
_ALD = ("sans affection de longue durée", "affection de longue durée")
_DIXIEMES = tuple(f"dixième {numero}" for numero in range(1, 11))


@dataclass(frozen=True)
class ReformeLivree:
    """A reform of the package: title, source, period and measures, beside its parameters."""

    nom: str
    titre: str
    source: str
    period: str
    mesures: dict[str, str]

    @property
    def path(self) -> Path:
        """The file of its parameters."""
        return REFORMES / f"{self.nom}.yaml"


def livrees() -> dict[str, ReformeLivree]:
    """The reforms of the package, by name."""
    content = yaml.load((REFORMES / "index.yaml").read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        nom: ReformeLivree(nom, un["titre"], un["source"], str(un["period"]), un["mesures"])
        for nom, un in content.items()
    }


@dataclass(frozen=True)
class Loi:
    """Gives a reformed law, in any process.

    Attributes:
        texte: a reform of parameters, ``path: {date: value}``; or None.
        classe: the dotted path of an OpenFisca ``Reform``; or None.
        source: name of the file, for the mistakes.
        base: gives the law that is reformed.
    """

    texte: str | None = None
    classe: str | None = None
    source: str = "réforme"
    base: Callable[[], TaxBenefitSystem] = law

    def __call__(self) -> TaxBenefitSystem:
        """The law, reformed once a process.

        Raises:
            TableError: with every mistake of the reform.
        """
        return _loi(self)


def _is_reform(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, Reform) and one is not Reform


@functools.lru_cache(maxsize=4)
def _loi(loi: Loi) -> TaxBenefitSystem:
    base = loi.base()
    if loi.texte is not None:
        from openfisca_cpam.reforms.parametres import applique, lit

        try:
            return applique(base, lit(loi.texte, base, loi.source))
        except SituationError as error:
            raise TableError(error.lines()) from None
    if loi.classe is None:
        return base
    from openfisca_cpam.system import verifie_la_precision

    module, _, name = loi.classe.rpartition(".")
    try:
        found = __import__(module, fromlist=[name])
    except (ImportError, ValueError) as error:
        raise TableError([f"réforme « {loi.classe} » : le module « {module} » ne s'importe pas ({error})"]) from None
    if not _is_reform(reform := getattr(found, name, None)):
        known = [key for key, one in vars(found).items() if _is_reform(one)]
        message = f"« {module} » n'a pas de classe Reform de ce nom"
        raise TableError([line(f"réforme « {loi.classe} »", None, message, nearest(name, known))])
    try:
        return verifie_la_precision(reform(base))
    except (AttributeError, ValueError, TypeError) as error:
        raise TableError([f"réforme « {loi.classe} » : {error}"]) from None


@dataclass
class Cumuls:
    """Sums that add up from block to block.

    Attributes:
        sommes: by dimension, an array (group, payer, statistic); statistics: weight, before, after, and of the
            households' differences z and weights w: number, Σz, Σz², Σzw, Σw².
        gagnants: by dimension, an array (group, winners/losers) of weights.
        defaults: inputs without a column.
    """

    sommes: dict[str, numpy.ndarray] = field(default_factory=dict)
    gagnants: dict[str, numpy.ndarray] = field(default_factory=dict)
    defaults: set[str] = field(default_factory=set)

    def ajoute(self, autre: "Cumuls") -> None:
        """Add the sums of another block."""
        for nom in autre.sommes:
            for a, b in ((self.sommes, autre.sommes), (self.gagnants, autre.gagnants)):
                a[nom] = a[nom] + b[nom] if nom in a else b[nom]
        self.defaults |= autre.defaults


@dataclass(frozen=True)
class Ligne:
    """A line of the result: a payer in a group.

    Attributes:
        dimension, groupe, payeur: which.
        personnes: weighted.
        avant, apres, ecart: euros a year.
        par_personne: mean difference, euros a year.
        ecart_min, ecart_max: the 95 % interval of the difference.
        par_personne_min, par_personne_max: that of the mean.
        gagnants, perdants: persons of households that pay less, or more.
    """

    dimension: str
    groupe: str
    payeur: str
    personnes: float
    avant: float
    apres: float
    ecart: float
    ecart_min: float
    ecart_max: float
    par_personne: float
    par_personne_min: float
    par_personne_max: float
    gagnants: float
    perdants: float


@dataclass
class Cout:
    """The result.

    Attributes:
        titre, source: of the reform.
        lignes: by dimension, group, payer.
        period: of the run.
        personnes: rows read.
        mesures: how each payer was measured.
        defaults: inputs without a column.
    """

    titre: str
    source: str
    lignes: list[Ligne]
    period: str
    personnes: int
    mesures: dict[str, str]
    defaults: list[str]

    def table(self) -> pyarrow.Table:
        """The lines as a table."""
        names = list(Ligne.__dataclass_fields__)
        return pyarrow.table({name: [getattr(one, name) for one in self.lignes] for name in names})


def cout(
    individus: Any,
    foyers: Any = None,
    *,
    reform: Loi,
    period: str,
    mesures_par_payeur: dict[str, str],
    baseline: Loi | None = None,
    titre: str = "Réforme",
    source: str = "",
    weight: str = "poids",
    workers: int = 1,
    block: int = FOYERS_PAR_BLOC,
    folder: str | os.PathLike | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Cout:
    """Compute a population under two laws and compare what each payer pays.

    Args:
        individus, foyers: as ``simulate`` takes them.
        reform: the law compared.
        period: of the run.
        mesures_par_payeur: a sum of variables for each payer, euros a year (see ``mesures.lit``).
        baseline: the law it is compared with; the package's by default.
        titre, source: carried to the result.
        weight: the column of weights of the persons; without it each person counts for one.
        workers: processes.
        block: households computed together.
        folder: where to keep the sums of each task, so that a killed run resumes; they are removed at the end.
        progress: called with the persons done and their total.

    Raises:
        TableError: with every mistake.
    """
    laws = (baseline or Loi(), reform)
    systems = [one() for one in laws]
    parts = Path(folder) if folder is not None else None

    def compare(ordered: bool) -> Cout:
        with contextlib.ExitStack() as stack:
            scratch = parts or Path(stack.enter_context(tempfile.TemporaryDirectory()))
            tables = open_tables(individus, foyers, systems[0], (), scratch, ordered=ordered)
            columns = [name for _, schema in tables.schemas.values() for name in schema.names]
            measures = [mesures.lit(payeur, texte, systems[0], columns) for payeur, texte in mesures_par_payeur.items()]
            shared = _Partage(laws, period, tuple(measures), tuple(_gardees(measures, columns, weight)), weight, block)
            for one in systems:
                shared.plan(one, tables.schemas)
            pool = stack.enter_context(processes.others(workers, laws))
            processes.start(pool)
            levels = _seuils(tables, weight, stack)
            size = (-(-tables.rows // max(workers * 2, 1)),) if isinstance(tables, Tables) else ()
            tasks = tables.tasks(*size)
            total, done, found = sum(task.rows for task in tasks), 0, {}
            for rank, of_task in _tout(shared, tables, tasks, levels, pool, parts):
                found[rank] = of_task
                done += tasks[rank].rows
                progress(done, total)
            sums = Cumuls()
            for rank in range(len(tasks)):  # whatever process was first, the same roundings
                sums.ajoute(found[rank])
        told = {one.payeur: one.texte for one in measures}
        return Cout(titre, source, _lignes(sums), period, total, told, sorted(sums.defaults))

    def forget() -> None:
        for path in parts.glob("*.npz") if parts is not None else ():
            path.unlink()

    try:
        found = compare(ordered=True)
    except Unsorted:  # a reading has shown that the files are not in the order that they announce
        forget()
        found = compare(ordered=False)
    forget()
    return found


@dataclass(frozen=True)
class _Partage:
    laws: tuple[Loi, Loi]
    period: str
    measures: tuple[Mesure, ...]
    keep: tuple[str, ...]
    weight: str
    block: int

    def plan(self, system: TaxBenefitSystem, schemas):
        """The checked plan of one of the laws."""
        wanted = dict.fromkeys(name for measure in self.measures for name in measure.variables(system))
        # A row a person, whatever is measured.
        return plan(system, self.period, [*wanted, "age"], schemas, list(self.keep))


def _gardees(measures: list[Mesure], columns: list[str], weight: str) -> Iterator[str]:
    names = {facteur.nom for measure in measures for _, facteurs in measure.termes for facteur in facteurs}
    for name in (*sorted(name for name in names if name), weight, "niveau_de_vie"):
        if name in columns:
            yield name


def _seuils(tables, weight: str, stack) -> numpy.ndarray | None:
    """The nine thresholds between the tenths of persons, by standard of living."""
    if "niveau_de_vie" not in tables.schemas["individu"][1].names:
        return None
    values, weights = [], []
    for task in tables.tasks() if not isinstance(tables, Tables) else tables.tasks(max(tables.rows, 1)):
        for persons, _, _ in tables.blocks(task, FOYERS_PAR_BLOC):
            values.append(persons.column("niveau_de_vie").to_numpy().astype(numpy.float32))
            weights.append(_poids(persons, weight).astype(numpy.float32))
    values, weights = numpy.concatenate(values), numpy.concatenate(weights)
    order = numpy.argsort(values, kind="stable")
    cumul = numpy.cumsum(weights[order], dtype=float)
    return values[order][numpy.searchsorted(cumul, cumul[-1] * numpy.arange(1, 10) / 10)].astype(float)


def _poids(persons: pyarrow.Table, weight: str) -> numpy.ndarray:
    return (
        persons.column(weight).to_numpy().astype(float)
        if weight in persons.column_names
        else numpy.ones(persons.num_rows)
    )


def _tout(shared, tables, tasks: list[Task], levels, pool, parts: Path | None) -> Iterator[tuple[int, Cumuls]]:
    return processes.share_out(
        list(enumerate(tasks)),
        here=lambda one: (one[0], _task(shared, tables, one[1], one[0], levels, parts)),
        there=lambda some: functools.partial(_tasks, shared, items_of(tables, some), levels, parts),
        pool=pool,
        resumable=parts is not None,
    )


def _tasks(shared: _Partage, items: list, levels, parts: Path | None) -> list[tuple[int, Cumuls]]:
    """Some tasks that follow each other, in another process."""
    return [(rank, _task(shared, tables, task, rank, levels, parts)) for tables, task, rank in items]


def _task(shared: _Partage, tables, task: Task, rank: int, levels, parts: Path | None) -> Cumuls:
    path = None
    if parts is not None:
        parts.mkdir(parents=True, exist_ok=True)
        path = parts / f"{rank:06}.npz"
        if path.exists():
            return _relit(path)
    sums = Cumuls()
    systems = [one() for one in shared.laws]
    plans = [shared.plan(system, tables.schemas) for system in systems]
    for persons, households, rows in tables.blocks(task, shared.block):
        before, used = compute(plans[0], persons, households, rows)
        after, _ = compute(plans[1], persons, households, rows)
        sums.ajoute(_bloc(shared, systems[0], plans[0], persons, (before, after), levels))
        sums.defaults |= set(split_notes(used, ())[0])
    if path is not None:
        _ecrit(path, sums)
    return sums


def _bloc(shared: _Partage, system, checked, persons: pyarrow.Table, results, levels) -> Cumuls:
    before, after = results
    weights = _poids(persons, shared.weight)
    households = Households(checked, persons, Values("individus", 0))
    places, number = households.places, len(households)
    first = numpy.zeros(len(places))
    first[households.starts] = 1
    columns: dict[str, Any] = {"__premier": first}
    for name in shared.keep:
        if name in before.column_names:
            columns[name] = before.column(name).to_numpy(zero_copy_only=False).astype(float)
    paid = {}
    for measure in shared.measures:
        paid[measure.payeur] = [mesures.montants(measure, system, table, columns) for table in (before, after)]
    gain = numpy.zeros(number)
    if "menages" in paid:
        gain = numpy.bincount(places, paid["menages"][1] - paid["menages"][0], minlength=number)
    winner, loser = (gain < -INCHANGE)[places], (gain > INCHANGE)[places]
    sums = Cumuls()
    for name, (groups, labels) in _groupes(persons, before, households, levels).items():
        size = len(labels)
        table = numpy.zeros((size, len(PAYEURS), 8))
        key = places * size + groups
        cluster_weight = numpy.bincount(key, weights, minlength=number * size).reshape(number, size)
        present = (cluster_weight > 0).sum(axis=0)
        for rank, payeur in enumerate(PAYEURS):
            if payeur not in paid:
                continue
            was, now = (weights * values for values in paid[payeur])
            z = numpy.bincount(key, now - was, minlength=number * size).reshape(number, size)
            table[:, rank, 0] = cluster_weight.sum(axis=0)
            table[:, rank, 1] = numpy.bincount(groups, was, minlength=size)
            table[:, rank, 2] = numpy.bincount(groups, now, minlength=size)
            table[:, rank, 3] = present
            table[:, rank, 4] = z.sum(axis=0)
            table[:, rank, 5] = (z * z).sum(axis=0)
            table[:, rank, 6] = (z * cluster_weight).sum(axis=0)
            table[:, rank, 7] = (cluster_weight**2).sum(axis=0)
        sums.sommes[name] = table
        sums.gagnants[name] = numpy.column_stack(
            [numpy.bincount(groups, weights * chosen, minlength=size) for chosen in (winner, loser)]
        )
    return sums


def _groupes(persons, results, households: Households, levels) -> dict[str, tuple[numpy.ndarray, tuple[str, ...]]]:
    """The group of each person in each dimension that the tables allow."""
    size = persons.num_rows
    found = {"ensemble": (numpy.zeros(size, dtype=int), ("tous",))}
    if levels is not None:
        found["niveau de vie"] = (
            numpy.searchsorted(levels, persons.column("niveau_de_vie").to_numpy(), "left"),
            _DIXIEMES,
        )
    age = numpy.maximum(results.column("age").to_numpy(), 0)  # a child to be born counts with the youngest
    found["âge"] = (numpy.digitize(age, AGES) - 1, _AGES)
    if "ald_type" in persons.column_names:
        column = persons.column("ald_type")
        if not pyarrow.types.is_integer(column.type):
            found["santé"] = (
                pc.not_equal(column.cast(pyarrow.string()), "aucune").to_numpy(zero_copy_only=False).astype(int), _ALD,
            )  # fmt: skip
    number = len(households)
    couple = numpy.bincount(households.places[households.roles == 1], minlength=number) > 0
    children = numpy.bincount(households.places[households.roles == 2], minlength=number) > 0
    kind = numpy.where(couple, numpy.where(children, 2, 1), numpy.where(children, 3, 0))
    found["type de foyer"] = (kind[households.places], _FOYERS)
    return found


def _lignes(sums: Cumuls) -> list[Ligne]:
    labels = {"ensemble": ("tous",), "niveau de vie": _DIXIEMES, "âge": _AGES, "santé": _ALD, "type de foyer": _FOYERS}
    lines = []
    for name, table in sums.sommes.items():
        for rank, label in enumerate(labels[name]):
            for place, payeur in enumerate(PAYEURS):
                weight, was, now, number, total, squares, cross, weights = table[rank, place]
                if weight == 0:
                    continue
                mean = total / weight
                # Households are drawn: the variance of a total is that of their sums, of a mean that of the residuals.
                correction = number / (number - 1) if number > 1 else 0
                deviation = INTERVALLE * (correction * max(squares - total**2 / number, 0)) ** 0.5
                residuals = max(squares - 2 * mean * cross + mean**2 * weights, 0)
                per_person = INTERVALLE * (correction * residuals) ** 0.5 / weight
                won, lost = sums.gagnants[name][rank]
                lines.append(
                    Ligne(
                        name, label, payeur, weight, was, now, now - was, now - was - deviation, now - was + deviation,
                        mean, mean - per_person, mean + per_person, won, lost,
                    )
                )  # fmt: skip
    return lines


def _ecrit(path: Path, sums: Cumuls) -> None:
    arrays = {f"s {name}": table for name, table in sums.sommes.items()}
    arrays |= {f"g {name}": table for name, table in sums.gagnants.items()}
    handle, pending = tempfile.mkstemp(dir=path.parent, suffix=".encours")
    with os.fdopen(handle, "wb") as file:
        numpy.savez(file, defauts=numpy.array(json.dumps(sorted(sums.defaults))), **arrays)
    os.replace(pending, path)


def _relit(path: Path) -> Cumuls:
    with numpy.load(path, allow_pickle=False) as content:
        return Cumuls(
            {name[2:]: content[name] for name in content if name.startswith("s ")},
            {name[2:]: content[name] for name in content if name.startswith("g ")},
            set(json.loads(str(content["defauts"]))),
        )


def reforme_nommee(name: str) -> tuple[Loi, ReformeLivree | None]:
    """A reform by its name in the package, its YAML file, or the dotted path of a class.

    Raises:
        TableError: when it is none of them.
    """
    known = livrees()
    if name in known:
        path = known[name].path
        return Loi(texte=path.read_text(encoding="utf-8"), source=path.name), known[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml", ".json"):
        try:
            return Loi(texte=path.read_text(encoding="utf-8"), source=path.name), None
        except (OSError, UnicodeDecodeError) as error:
            raise TableError([f"{path} : réforme illisible ({reason(error)})"]) from None
    if "." in name:
        return Loi(classe=name), None
    near = nearest(name, known)
    end = f" ; vouliez-vous dire « {near} » ?" if near else f" (fournies : {', '.join(known)})"
    raise TableError([f"réforme inconnue « {name} »{end}"])


__all__ = ["Cout", "Loi", "ReformeLivree", "cout", "livrees", "reforme_nommee"]
