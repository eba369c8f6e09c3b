"""Bootstrap of means: rows drawn with replacement, all resamples in a few matrix products."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import AssumptionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["resample_rows", "resampled_means"]

_MOST_AT_ONCE = 2**22  # counts in memory: 32 MB


def resample_rows(seed: int, rows: int, start: int, stop: int) -> NDArray[np.int64]:
    """Return the rows of resamples number `start` to `stop - 1`, shape (stop - start, rows): the same however cut."""
    return np.stack(
        [
            np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(1, number))).integers(rows, size=rows)
            for number in range(start, stop)
        ]
    )


def resampled_means(terms: Array, resamples: int | NDArray[np.int64], seed: int = 0) -> Array:
    """Return the mean of each column over resampled rows, shape (resamples, k).

    A resample counts how often each row is drawn, so that its means are a product of the counts and the terms.

    Parameters
    ----------
    terms
        Shape (n, k).
    resamples
        How many, or the rows of each, shape (resamples, n).
    seed
        Of the rows that are drawn here.

    Raises
    ------
    AssumptionError
        Fewer than two resamples are asked for.

    Examples
    --------
    >>> import numpy as np
    >>> resampled_means(np.array([[1.0], [2.0], [6.0]]), np.array([[0, 1, 2], [2, 2, 2]])).tolist()
    [[3.0], [6.0]]
    """
    n, k = terms.shape
    number = resamples if isinstance(resamples, int) else len(resamples)
    if number < 2:
        raise AssumptionError("resamples", "must be at least 2", value=number, remedy="100 are usual.")
    out = np.empty((number, k))
    step = max(_MOST_AT_ONCE // n, 1)
    for start in range(0, number, step):
        stop = min(start + step, number)
        rows = resample_rows(seed, n, start, stop) if isinstance(resamples, int) else resamples[start:stop]
        places = rows + n * np.arange(len(rows))[:, np.newaxis]
        counts = np.bincount(places.ravel(), minlength=len(rows) * n).reshape(len(rows), n)
        out[start:stop] = counts.astype(np.float64) @ terms / n
    return out
