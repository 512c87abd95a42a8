"""The same tasks on a Dask cluster (extra ``distributed``): the files are on a disk that every machine sees."""

from collections.abc import Iterator

from openfisca_cpam.population.mistakes import TableError


def on_cluster(job, source, waiting: list, address: str) -> Iterator[tuple]:
    """Results as they come. A task lost with its worker is computed again; its part is written once.

    Args:
        job: what is computed.
        source: the tables.
        waiting: rank and task of each.
        address: of the scheduler (``tcp://host:8786``), or a Dask client.

    Raises:
        TableError: without the extra, or when the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise TableError(
            ["--scheduler demande l'extra « distributed » : pip install openfisca-cpam[distributed]"]
        ) from None
    from openfisca_cpam.population.run import run_task

    if isinstance(address, Client):
        client, own = address, False
    else:
        try:
            client, own = Client(address, timeout=10), True
        except (OSError, TimeoutError, ValueError):
            raise TableError([f"--scheduler : rien ne répond à « {address} »"]) from None
    try:
        futures = [
            client.submit(
                run_task, job, *source.part([task])[0], rank, key=f"cpam-{id(job)}-{rank}", pure=False, retries=2
            )
            for rank, task in waiting
        ]
        for future in as_completed(futures):
            yield future.result()
            future.release()
    finally:
        if own:
            client.close()
