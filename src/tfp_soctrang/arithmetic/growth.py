"""Growth rates and their averages over a phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import positive_levels, refuse_unknown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["average_growth", "growth_rates", "index_from_growth"]

AverageKind = Literal["compound", "cumulative", "arithmetic", "log"]


def growth_rates(levels: ArrayLike, *, log: bool = False) -> Array:
    """Return yearly growth rates: x[t]/x[t-1] - 1, or ln x[t] - ln x[t-1].

    Parameters
    ----------
    levels
        Shape (n, …), positive, years on axis 0.
    log
        Log changes instead of discrete rates.

    Returns
    -------
    ndarray
        Shape (n-1, …), fractions; row i is the growth into year i+1.

    Raises
    ------
    DataError
        A level is not positive.

    Examples
    --------
    >>> growth_rates([100.0, 110.0, 99.0]).round(12).tolist()
    [0.1, -0.1]
    """
    array = positive_levels(levels, "levels")
    ratio: Array = array[1:] / array[:-1]
    return np.log(ratio) if log else ratio - 1.0


def average_growth(levels: ArrayLike, kind: AverageKind = "compound") -> Array:
    """Return the growth of a phase from its levels.

    With n growth years: `compound` (x[n]/x[0])^(1/n) - 1 a year; `cumulative` x[n]/x[0] - 1 over the whole phase;
    `arithmetic` the mean of the yearly rates; `log` ln(x[n]/x[0])/n a year.

    Parameters
    ----------
    levels
        Shape (n+1, …), positive.

    Returns
    -------
    ndarray
        Shape (…).

    Raises
    ------
    DataError
        A level is not positive, or `kind` is not known.

    Examples
    --------
    >>> float(average_growth([100.0, 110.0, 121.0]).round(12))
    0.1
    """
    refuse_unknown(kind, "kind", get_args(AverageKind))
    array = positive_levels(levels, "levels")
    n = array.shape[0] - 1
    ratio: Array = array[-1] / array[0]
    if kind == "compound":
        return np.asarray(ratio ** (1.0 / n) - 1.0)
    if kind == "cumulative":
        return np.asarray(ratio - 1.0)
    if kind == "log":
        return np.asarray(np.log(ratio) / n)
    return np.asarray(growth_rates(array).mean(axis=0))


def index_from_growth(growth: ArrayLike, *, log: bool = False, base: float = 1.0) -> Array:
    """Return the index that grows at `growth`, starting from `base`.

    Parameters
    ----------
    growth
        Shape (n-1, …), fractions, discrete or log.

    Returns
    -------
    ndarray
        Shape (n, …); `growth_rates(index_from_growth(g, log=log), log=log)` is `g` but for rounding.

    Raises
    ------
    DataError
        A rate is not finite, or a discrete one is not above -1.

    Examples
    --------
    >>> index_from_growth([0.1, -0.1], base=100.0).round(10).tolist()
    [100.0, 110.0, 99.0]
    """
    rates = np.atleast_1d(np.asarray(growth, dtype=np.float64))
    bad = ~np.isfinite(rates) | (False if log else rates <= -1.0)
    if bad.any():
        where = tuple(int(i) for i in np.argwhere(bad)[0])
        raise DataError(
            f"growth, row {where[0]}",
            "must be finite, and above -1 when discrete",
            value=float(rates[where]),
            remedy="Growth is a fraction: divide a percentage by 100.",
        )
    factors = np.exp(rates) if log else 1.0 + rates
    first = np.ones((1, *rates.shape[1:]))
    return np.asarray(base * np.cumprod(np.concatenate([first, factors]), axis=0))
