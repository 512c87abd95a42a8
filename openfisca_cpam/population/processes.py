"""The processes of this machine: each loads the law once, and this one takes its part of the work."""

import contextlib
import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from queue import SimpleQueue
from typing import Any

from openfisca_cpam.loading import collector
from openfisca_cpam.population.mistakes import TableError


@contextlib.contextmanager
def others(workers: int, laws: Iterable[Callable[[], Any]]) -> Iterator[ProcessPoolExecutor | None]:
    """The processes beside this one; None when there is none.

    Args:
        workers: processes in all, this one included.
        laws: give each a law (picklable); they are loaded as soon as a process starts.
    """
    if workers == 1:
        yield None
        return
    # A new interpreter a worker: Arrow's threads do not live through a fork.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers - 1, spawn, initializer=_begin, initargs=(tuple(laws),))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def start(pool: ProcessPoolExecutor | None) -> None:
    """Let the others load the law while this one looks at the tables."""
    for _ in range(_number(pool)):
        pool.submit(_nothing)


def _begin(laws: tuple[Callable[[], Any], ...]) -> None:
    collector.spare()
    for law in laws:
        law()


def _nothing() -> None:
    """Starts a worker."""


def _number(pool: ProcessPoolExecutor | None) -> int:
    return 0 if pool is None else pool._max_workers


def share_out(
    tasks: list,
    here: Callable[[Any], Any],
    there: Callable[[list], Callable[[], list]],
    pool: ProcessPoolExecutor | None,
    resumable: bool,
) -> Iterator[Any]:
    """The results of some tasks, in whatever order.

    Args:
        tasks: that are left. Those that a process takes together follow each other, and are read in one go.
        here: computes a task in this process.
        there: for some tasks, what computes them in another (picklable), called in this one.
        pool: the others.
        resumable: whether what is done is kept when the run stops.

    Raises:
        TableError: when another process is dead.
    """
    working = _number(pool)
    sharing, finished = _Sharing(tasks, working + 1), SimpleQueue()

    def feed(done: Future | None = None) -> None:
        """Gives a process its next tasks as soon as it has done some; the end is told by None."""
        if done is not None:
            finished.put(done)
        if not (taken := sharing.take()):
            finished.put(None)
            return
        try:
            pool.submit(there(taken)).add_done_callback(feed)
        except Exception as error:  # a process is dead, say: its tasks must not be lost in silence
            dead = Future()
            dead.set_exception(error)
            finished.put(dead)

    def results_of_others(wait: bool) -> Iterator[Any]:
        nonlocal working
        while working and (wait or not finished.empty()):
            done = finished.get()
            if done is None:
                working -= 1
                continue
            yield from _result(done, resumable)

    for _ in range(working):
        feed()
    while taken := sharing.take():
        for task in taken:
            yield here(task)
            yield from results_of_others(wait=False)
    yield from results_of_others(wait=True)


class _Sharing:
    """The tasks that are left.

    A process takes many of them at the beginning, one at the end: all the processes stop at about the same time.
    """

    def __init__(self, tasks: list, workers: int) -> None:
        self._tasks, self._at, self._workers, self._lock = tasks, 0, workers, threading.Lock()

    def take(self) -> list:
        """The next tasks; none when all are taken."""
        with self._lock:
            number = max(1, (len(self._tasks) - self._at) // (_PARTS_PAR_PROCESSUS * self._workers))
            self._at += number
            return self._tasks[self._at - number : self._at]


_PARTS_PAR_PROCESSUS = 4


def _result(future: Future, resumable: bool) -> list:
    try:
        return future.result()
    except BrokenExecutor:
        end = " ; la même commande reprend ce qui était fait" if resumable else ""
        raise TableError([f"un processus de calcul s'est arrêté (mémoire ?){end}"]) from None
