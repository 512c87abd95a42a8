"""Populations: tables of persons and households in, a table of results out, at any size.

``simulate`` takes tables or files, ``simulate_actes`` claims (one row an act); ``batches`` is the same for a stream
(Spark's ``mapInArrow``). They need the extra ``tables`` (pyarrow), imported when they are used.
"""

__all__ = ["TableError", "batches", "simulate", "simulate_actes"]


def __getattr__(name: str):
    if name == "simulate":
        from openfisca_cpam.population.run import simulate

        return simulate
    if name == "simulate_actes":
        from openfisca_cpam.population.actes import simulate_actes

        return simulate_actes
    if name == "batches":
        from openfisca_cpam.population.stream import batches

        return batches
    if name == "TableError":
        from openfisca_cpam.population.mistakes import TableError

        return TableError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
