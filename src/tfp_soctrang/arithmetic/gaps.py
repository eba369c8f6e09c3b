"""Filling missing years of a measure by growth or by a ratio: the arithmetic behind the gap fillers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["fill_by_growth", "fill_by_ratio"]


def fill_by_growth(
    values: ArrayLike,
    growth: ArrayLike,
    holes: ArrayLike,
    *,
    shift: ArrayLike = 0.0,
    overwrite: bool = False,
    missing: NDArray[np.bool_] | None = None,
) -> Array:
    """Return values with the holes chained on by growth, forward from the year before, else backward.

    Parameters
    ----------
    values
        Shape (n, …); NaN in holes.
    growth
        Growth into each year, shape (n, …); row t is from t-1 to t. Only the rows that are used must be finite.
    holes
        Shape (n,), True where a year may be filled.
    shift
        Added to the growth of every year that is used; broadcasts against one row.
    overwrite
        Whether `values` may be filled in place, when it has the shape of the result.
    missing
        Shape (n,), True where a year holds no number in any draw, and what stands there is not read; looked for when
        not given. The years that are filled are struck off it.

    Returns
    -------
    ndarray
        Shape (n, …); a hole with no filled or given neighbour is NaN.

    Examples
    --------
    >>> fill_by_growth([np.nan, 100.0, np.nan], [0.0, 0.25, 0.1], [True, False, True]).round(10).tolist()
    [80.0, 100.0, 110.0]
    """
    rates, more = np.asarray(growth, dtype=np.float64), np.asarray(shift, dtype=np.float64)
    given = np.asarray(values, dtype=np.float64)
    filled = _own(given, np.broadcast(given, rates, more[None]).shape, overwrite)
    empty = _missing(given) if missing is None else missing
    rows = [t for t in np.asarray(holes).nonzero()[0].tolist() if empty[t]]
    left = []
    for t in rows:
        if t > 0 and not empty[t - 1]:
            np.multiply(filled[t - 1], (1.0 + rates[t]) + more, out=filled[t, ...])  # a row is a view even of a number
            empty[t] = False
        else:
            left.append(t)
    for t in reversed(left):
        if t + 1 < len(filled) and not empty[t + 1]:
            np.divide(filled[t + 1], (1.0 + rates[t + 1]) + more, out=filled[t, ...])
            empty[t] = False
        else:
            filled[t] = np.nan
    return filled


def fill_by_ratio(
    values: ArrayLike,
    base: ArrayLike,
    ratio: ArrayLike,
    holes: ArrayLike,
    *,
    overwrite: bool = False,
    missing: NDArray[np.bool_] | None = None,
) -> Array:
    """Return values with the holes set to `ratio` times `base`.

    Parameters
    ----------
    values, base
        Shape (n, …); NaN in holes of `values`.
    ratio
        Broadcasts against one row.
    holes
        Shape (n,), True where a year may be filled.
    overwrite, missing
        As in `fill_by_growth`.

    Examples
    --------
    >>> fill_by_ratio([20.0, np.nan], [100.0, 110.0], 0.25, [True, True]).tolist()
    [20.0, 27.5]
    """
    given, whole = np.asarray(values, dtype=np.float64), np.asarray(base, dtype=np.float64)
    part = np.asarray(ratio, dtype=np.float64)
    filled = _own(given, np.broadcast(given, whole, part).shape, overwrite)
    empty = _missing(given) if missing is None else missing
    for t in np.asarray(holes).nonzero()[0].tolist():
        if empty[t]:
            np.multiply(whole[t], part, out=filled[t, ...])
            empty[t] = False
        else:
            some = np.isnan(given[t])
            if some.any():
                filled[t] = np.where(some, whole[t] * part, given[t])
    return filled


def _own(given: Array, shape: tuple[int, ...], overwrite: bool) -> Array:
    """Return an array of this shape that may be written to: the given one where it may be and fits, else a copy."""
    if overwrite and given.shape == shape:
        return given
    own = np.empty(shape)
    own[...] = given
    return own


def _missing(values: Array) -> NDArray[np.bool_]:
    """Return the years that hold no number in any draw."""
    return np.array([_open(row) for row in values], dtype=np.bool_)


def _open(row: Array) -> bool:
    """Return whether every draw of a year is missing; the first alone tells of nearly every row that is not."""
    return row.size > 0 and math.isnan(row.item(0)) and bool(np.isnan(row).all())
