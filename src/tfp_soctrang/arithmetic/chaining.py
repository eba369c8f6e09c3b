"""Index series at work: deflating values, deflators that are implied, two index series joined at an overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse, refuse_unknown, years_first
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["deflated_values", "implied_deflator", "linked_index"]

Level = Literal["earlier", "later"]


def deflated_values(values: ArrayLike, price_index: ArrayLike) -> Array:
    """Return values at the prices of the period in which the price index is 1: V/P.

    Parameters
    ----------
    values
        At current prices, shape (n, …); any finite numbers.
    price_index
        Positive, with 1 (not 100) in its base period; axes align from the left, periods on axis 0.

    Returns
    -------
    ndarray
        `deflated_values(v, p) * p == v`.

    Raises
    ------
    DataError
        A value is not finite, a price index is not positive, or shapes do not fit.

    Examples
    --------
    >>> deflated_values([100.0, 121.0], [1.0, 1.1]).round(10).tolist()
    [100.0, 110.0]
    """
    money, price = _aligned("values", values, "price_index", price_index)
    refuse(money, ~np.isfinite(money), "values", "must be finite")
    refuse(price, ~(np.isfinite(price) & (price > 0.0)), "price_index", "must be finite and above zero")
    return np.asarray(money / price)


def implied_deflator(values: ArrayLike, volumes: ArrayLike) -> Array:
    """Return the price index that two published series imply: values at current over values at constant prices.

    Parameters
    ----------
    values, volumes
        At current and at constant prices, positive, shape (n, …); axes align from the left.

    Returns
    -------
    ndarray
        1 in the base period of `volumes`. Of a Laspeyres volume it is a Paasche price index.

    Raises
    ------
    DataError
        A number is not positive, or shapes do not fit.

    Examples
    --------
    >>> implied_deflator([100.0, 121.0], [100.0, 110.0]).round(10).tolist()
    [1.0, 1.1]
    """
    money, volume = _aligned("values", values, "volumes", volumes)
    for name, array in (("values", money), ("volumes", volume)):
        refuse(array, ~(np.isfinite(array) & (array > 0.0)), name, "must be finite and above zero")
    return np.asarray(money / volume)


def linked_index(earlier: ArrayLike, later: ArrayLike, *, overlap: int = 1, level: Level = "later") -> Array:
    """Return one series from two that share periods, each with its own growth outside the overlap.

    The factor is mean(later)/mean(earlier) over the shared periods: one period for a link at a point, the four
    quarters of a year for the annual overlap.

    Parameters
    ----------
    earlier, later
        Positive, shapes (n, …) and (m, …); the last `overlap` rows of `earlier` are the periods of the first of
        `later`.
    overlap
        Number of shared periods, one or more.
    level
        Whose level is kept, and whose rows in the overlap; the other is multiplied.

    Returns
    -------
    ndarray
        Shape (n + m - overlap, …).

    Raises
    ------
    DataError
        A number is not positive, there are fewer rows than the overlap, shapes do not fit, or `level` is not known.

    Notes
    -----
    With more than one shared period, growth across the edge of the overlap is of neither series; with one, it is.

    References
    ----------
    IMF (2017), Quarterly National Accounts Manual, chapter 8, for the two overlaps.

    Examples
    --------
    >>> linked_index([50.0, 60.0], [100.0, 110.0]).round(10).tolist()
    [83.3333333333, 100.0, 110.0]
    """
    refuse_unknown(level, "level", get_args(Level))
    old, new = np.asarray(earlier, dtype=np.float64), np.asarray(later, dtype=np.float64)
    if old.ndim == 0 or new.ndim == 0 or not 1 <= overlap <= min(old.shape[0], new.shape[0]):
        raise DataError(
            "overlap",
            "must be a number of periods that both series have",
            value=(overlap, old.shape, new.shape),
            remedy="Two series without a common period cannot be linked.",
        )
    deepest = max(old.ndim, new.ndim)
    old, new = years_first(old, deepest), years_first(new, deepest)
    for name, array in (("earlier", old), ("later", new)):
        refuse(array, ~(np.isfinite(array) & (array > 0.0)), name, "must be finite and above zero")
    try:
        behind = np.broadcast_shapes(old.shape[1:], new.shape[1:])
    except ValueError as error:
        raise DataError(
            "earlier and later", "do not broadcast", value=(old.shape, new.shape), remedy="Align the axes of draws."
        ) from error
    factor = new[:overlap].mean(axis=0) / old[-overlap:].mean(axis=0)
    parts = (old[:-overlap] * factor, new) if level == "later" else (old, new[overlap:] / factor)
    return np.concatenate([np.broadcast_to(part, (part.shape[0], *behind)) for part in parts])


def _aligned(one_name: str, one: ArrayLike, other_name: str, other: ArrayLike) -> tuple[Array, Array]:
    deepest = max(np.ndim(one), np.ndim(other))
    a, b = years_first(one, deepest), years_first(other, deepest)
    if a.ndim == 0 or a.shape[0] != b.shape[0]:
        raise DataError(
            f"{one_name} and {other_name}", "need the same periods on axis 0", value=(a.shape, b.shape),
            remedy="One number a period.",
        )  # fmt: skip
    try:
        np.broadcast_shapes(a.shape, b.shape)
    except ValueError as error:
        raise DataError(
            f"{one_name} and {other_name}", "do not broadcast", value=(a.shape, b.shape), remedy="Align the draws."
        ) from error
    return a, b
