"""Memory that many calls of a model take and give back: kept by the process, not asked for anew each time."""

from __future__ import annotations

from functools import cache

import numpy as np

__all__ = ["keep_freed_memory"]


@cache
def keep_freed_memory() -> None:
    """Have the C library keep up to 32 MB of freed memory, once a process; elsewhere than with glibc nothing happens.

    The arrays of a block, some hundred kilobytes each, are freed together at its end. glibc hands the top of its heap
    back to the system as soon as it is larger than twice the largest block that was ever freed, and the next call pays
    for every page of it again: more than for its arithmetic. So one block of 16 MB, which costs nothing as no page of
    it is touched, is freed first.

    References
    ----------
    mallopt(3), M_MMAP_THRESHOLD: the dynamic adjustment of this threshold and of M_TRIM_THRESHOLD.
    """
    np.empty(2**21)
