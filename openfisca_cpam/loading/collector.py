"""The collector of garbage, told that the law is half a million objects that stay."""

import atexit
import gc


def spare() -> None:
    """Collect seldom while this process loads and computes, and not at all when it ends.

    Collections among the objects that load are a tenth of the start; those of the end walk them all, several times, for
    nothing.
    """
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
