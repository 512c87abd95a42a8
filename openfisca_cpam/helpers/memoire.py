"""Memory kept between two arrays: giving each back to the system costs more than the sums made in it."""

import ctypes
import functools

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # the names that malloc.h of the GNU C library gives them
# Bytes.
RENDUE_AU_DELA = 1 << 30
PLUS_GRAND_TABLEAU = 32 << 20


@functools.cache
def garde_la_memoire() -> bool:
    """Ask the C library to keep freed memory for the next arrays, up to a gibibyte.

    A block of households makes hundreds of arrays of a megabyte or two. By default the C library asks the system for
    each one and gives it back at once: the system clears every page again, which takes longer than the arithmetic.
    Nothing is done where the C library is another one. The peak of memory does not change.

    Returns:
        Whether the C library took the setting.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return bool(mallopt(_TRIM_THRESHOLD, RENDUE_AU_DELA)) and bool(mallopt(_MMAP_THRESHOLD, PLUS_GRAND_TABLEAU))
