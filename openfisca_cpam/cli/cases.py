"""What the commands that play cases share: finding them, and a progress bar."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

# What each case reaches, kept from one run to the next.
MEMOIRE = ".cache/releves.json"


def tous(directory: str | None = None) -> list:
    """Every case of the law, of a folder or of the checkout's ``tests``.

    Raises:
        click.UsageError: when there is none, or when a file cannot be read.
    """
    import yaml

    from openfisca_cpam.quality.execution import dossier_des_cas, lit_les_cas

    path = Path(directory) if directory is not None else dossier_des_cas()
    if path is None or not path.exists():
        raise click.UsageError(f"dossier de cas introuvable « {directory or 'tests'} » ; --cases dit où il est")
    try:
        cases = [case for case in lit_les_cas(path) if case.de_la_loi]
    except yaml.YAMLError as error:
        raise click.UsageError(f"cas illisible : {' '.join(str(error).split())}") from None
    if not cases:
        raise click.UsageError(f"aucun cas dans « {path} »")
    return cases


@contextlib.contextmanager
def progression(title: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on the error output of a terminal; call what it gives after each step."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.advance(task)


def check_domain(name: str) -> None:
    """Refuse a domain that no folder of the law bears, before any case is played."""
    from openfisca_cpam import PACKAGE
    from openfisca_cpam.situation.mistakes import nearest

    folders = (place for part in ("variables", "parameters") for place in (PACKAGE / part).iterdir())
    known = sorted({place.name for place in folders if place.is_dir() and not place.name.startswith("_")})
    if name not in known:
        near = nearest(name, known)
        end = f" ; vouliez-vous dire « {near} » ?" if near else f" ({', '.join(known)})"
        raise click.UsageError(f"--domain : domaine inconnu « {name} »{end}")
