"""Filling missing years of a measure by growth or by a ratio: the arithmetic behind the gap fillers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["fill_by_growth", "fill_by_ratio"]


def fill_by_growth(values: ArrayLike, growth: ArrayLike, holes: ArrayLike, *, overwrite: bool = False) -> Array:
    """Return values with the holes chained on by growth, forward from the year before, else backward.

    Parameters
    ----------
    values
        Shape (n, …); NaN in holes.
    growth
        Growth into each year, shape (n, …); row t is from t-1 to t. Only the rows that are used must be finite.
    holes
        Shape (n,), True where a year may be filled.
    overwrite
        Whether `values` may be filled in place, when it has the shape of the result.

    Returns
    -------
    ndarray
        Shape (n, …); a hole with no filled or given neighbour stays NaN.

    Examples
    --------
    >>> fill_by_growth([np.nan, 100.0, np.nan], [0.0, 0.25, 0.1], [True, False, True]).round(10).tolist()
    [80.0, 100.0, 110.0]
    """
    rates = np.asarray(growth, dtype=np.float64)
    given = np.asarray(values, dtype=np.float64)
    shape = np.broadcast_shapes(given.shape, rates.shape)
    filled = given if overwrite and given.shape == shape else np.array(np.broadcast_to(given, shape))
    # of many draws of one hole either all are open or none: the first cell of a row stands for it
    first = given.reshape(len(given), -1)[:, 0]
    rows = [t for t in np.flatnonzero(holes) if np.isnan(first[t]) and np.isnan(given[t]).all()]
    for t in rows:
        if t > 0:
            filled[t] = filled[t - 1] * (1.0 + rates[t])
    for t in reversed(rows):
        if t + 1 < len(filled) and np.isnan(filled[t]).all():
            filled[t] = filled[t + 1] / (1.0 + rates[t + 1])
    return filled


def fill_by_ratio(values: ArrayLike, base: ArrayLike, ratio: ArrayLike, holes: ArrayLike) -> Array:
    """Return values with the holes set to `ratio` times `base`.

    Parameters
    ----------
    values, base
        Shape (n, …); NaN in holes of `values`.
    ratio
        Broadcasts against one row.
    holes
        Shape (n,), True where a year may be filled.

    Examples
    --------
    >>> fill_by_ratio([20.0, np.nan], [100.0, 110.0], 0.25, [True, True]).tolist()
    [20.0, 27.5]
    """
    given, whole = np.asarray(values, dtype=np.float64), np.asarray(base, dtype=np.float64)
    part = np.asarray(ratio, dtype=np.float64)
    filled = np.array(np.broadcast_to(given, np.broadcast_shapes(given.shape, whole.shape, part.shape)))
    for t in np.flatnonzero(holes):
        open_ = np.isnan(given[t])
        if open_.all():
            np.multiply(whole[t], part, out=filled[t, ...])
        elif open_.any():
            filled[t] = np.where(open_, whole[t] * part, given[t])
    return filled
