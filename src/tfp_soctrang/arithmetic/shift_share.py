"""Productivity as a ratio: index levels, and what growth within industries and shifts between them do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.aggregation import positive_parts
from tfp_soctrang.arithmetic.checks import aligned, positive_levels, refuse
from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["ShiftShare", "productivity_ratio", "shift_share", "total_input"]

# Fractions that add up to one do so but for some roundings of 1e-16; more is a mistake and moves the base from 100.
_SUM_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ShiftShare(Shown):
    """Growth of labour productivity by year, discrete: terms of shape (n-1, industries, …), fractions.

    `productivity_growth == (within + static_shift + dynamic_shift).sum(axis=1) + item_contribution`, and
    `== (within_at_mean + shift_at_mean).sum(axis=1) + item_contribution`, but for rounding.
    """

    productivity_growth: Array
    within: Array
    static_shift: Array
    dynamic_shift: Array
    item_contribution: Array

    def __post_init__(self) -> None:
        for name in self.__slots__:
            getattr(self, name).setflags(write=False)

    @property
    def within_at_mean(self) -> Array:
        """Growth within industries at the mean employment share of the two years: the first of two terms."""
        return np.asarray(self.within + 0.5 * self.dynamic_shift)

    @property
    def shift_at_mean(self) -> Array:
        """Shift of employment at the mean productivity of the two years: the second of two terms."""
        return np.asarray(self.static_shift + 0.5 * self.dynamic_shift)


def shift_share(
    output: ArrayLike, labour_input: ArrayLike, *, item: ArrayLike | None = None, years: ArrayLike | None = None
) -> ShiftShare:
    """Return the growth of labour productivity P = ΣY / ΣL as growth within industries and shifts between them.

    With P_i = Y_i / L_i and s_i = L_i / ΣL, each over P[t-1]: within s_i[t-1] ΔP_i; static shift P_i[t-1] Δs_i; dynamic
    shift ΔP_i Δs_i. In two terms, with means of both years: s̄_i ΔP_i and P̄_i Δs_i.

    Parameters
    ----------
    output
        Shape (n, industries, …), positive, at prices of one base year, so that levels add up. Rows need not be one year
        apart: the first and last row of a phase give the shift-share of the phase.
    labour_input
        Persons or hours, same shape, positive, one unit.
    item
        Output without labour, shape (n, …): taxes less subsidies on products. It contributes Δ(T/ΣL).
    years
        Labels of axis 0 for messages.

    Returns
    -------
    ShiftShare
        n-1 rows.

    Raises
    ------
    DataError
        A level is not positive, or shapes do not fit.

    Notes
    -----
    The sum of shifts over industries means something, a single industry's shift little: an industry that loses workers
    has a negative one even when they leave for better. Compare P_i with P before reading it.

    References
    ----------
    Fabricant (1942), Employment in Manufacturing, 1899–1939. Timmer and Szirmai (2000), Structural Change and Economic
    Dynamics 11, for three terms.

    Examples
    --------
    >>> terms = shift_share([[50.0, 50.0], [49.0, 52.0]], [[50.0, 25.0], [49.0, 26.0]])
    >>> [float(x.sum().round(6)) for x in (terms.within, terms.static_shift, terms.dynamic_shift)]
    [0.0, 0.01, 0.0]
    """
    made, labour = positive_parts(output, "output", years), positive_parts(labour_input, "labour_input", years)
    if made.shape[:2] != labour.shape[:2]:
        raise DataError(
            "output and labour_input",
            "need the same years and industries",
            value=(made.shape, labour.shape),
            remedy="Give one row a year and one column an industry in each; taxes less subsidies go into item.",
        )
    extra = np.zeros(made.shape[0]) if item is None else positive_levels(item, "item", years)
    made, labour, extra = aligned("output, labour_input and item", made, labour, extra[:, np.newaxis])
    extra = extra[:, 0]
    total = labour.sum(axis=1)
    whole = (made.sum(axis=1) + extra) / total
    productivity, share, per_worker = made / labour, labour / total[:, np.newaxis], extra / total
    base = whole[:-1, np.newaxis]
    more, moved = np.diff(productivity, axis=0), np.diff(share, axis=0)
    return ShiftShare(
        productivity_growth=growth_rates(whole),
        within=share[:-1] * more / base,
        static_shift=productivity[:-1] * moved / base,
        dynamic_shift=more * moved / base,
        item_contribution=np.diff(per_worker, axis=0) / whole[:-1],
    )


def _base_row(years: ArrayLike, base_year: int, length: int) -> int:
    label = np.asarray(years)
    rows = np.flatnonzero(label == base_year)
    if label.shape != (length,) or len(rows) != 1:
        raise DataError(
            "base_year",
            f"must be one of {length} years, one a row",
            value=base_year,
            remedy="Give the year whose index is 100, and one year for each row.",
        )
    return int(rows[0])


def total_input(years: ArrayLike, inputs: ArrayLike, weights: ArrayLike, *, base_year: int) -> Array:
    """Return total input as a weighted arithmetic mean of factor inputs: 100 Σ w_f x_f[t] / x_f[base].

    Parameters
    ----------
    years
        Shape (n,).
    inputs
        Levels or indices of labour and capital input, shape (n, factors, …), positive; units do not matter.
    weights
        Shares of the factors in income of the base period, shape (factors, …), not negative, sum one.

    Returns
    -------
    ndarray
        Shape (n, …), 100 in `base_year`.

    Raises
    ------
    DataError
        A level is not positive, weights are negative or do not add up to one, the base year is missing.

    References
    ----------
    Kendrick (1961), Productivity Trends in the United States, appendix A.

    Examples
    --------
    >>> total_input([1929, 1930], [[50.0, 10.0], [60.0, 16.0]], [0.75, 0.25], base_year=1929).tolist()
    [100.0, 130.0]
    """
    levels = positive_parts(inputs, "inputs", years)
    shares = np.asarray(weights, dtype=np.float64)
    if shares.ndim == 0 or shares.shape[0] != levels.shape[1]:
        raise DataError(
            "weights",
            f"needs {levels.shape[1]} numbers on axis 0, one a factor",
            value=shares.shape,
            remedy="Give one weight for each column of inputs.",
        )
    remedy = "Weights are shares of income: fractions of a sum of one."
    refuse(shares, ~(np.isfinite(shares) & (shares >= 0.0)), "weights", "must not be negative", remedy)
    total = shares.sum(axis=0)
    refuse(total, np.abs(total - 1.0) > _SUM_TOLERANCE, "sum of weights", "must be one", remedy)
    base = _base_row(years, base_year, levels.shape[0])
    levels, shares = aligned("inputs and weights", levels, shares[np.newaxis])
    return np.asarray(100.0 * (shares * levels / levels[base]).sum(axis=1))


def productivity_ratio(years: ArrayLike, output: ArrayLike, factor_input: ArrayLike, *, base_year: int) -> Array:
    """Return productivity as an index: 100 (y[t] / y[base]) / (x[t] / x[base]).

    Partial productivity with one input (persons, hours, capital), total factor productivity with `total_input`.

    Parameters
    ----------
    years
        Shape (n,).
    output, factor_input
        Levels or indices, shape (n, …), positive; axes align from the left. Units do not matter.

    Returns
    -------
    ndarray
        Shape (n, …), 100 in `base_year`.

    Raises
    ------
    DataError
        A level is not positive, or the base year is missing.

    References
    ----------
    Kendrick (1961), Productivity Trends in the United States, table A-XXII.

    Examples
    --------
    >>> productivity_ratio([1929, 1930], [80.0, 90.0], [100.0, 90.0], base_year=1929).tolist()
    [100.0, 125.0]
    """
    made, used = positive_levels(output, "output", years), positive_levels(factor_input, "factor_input", years)
    made, used = aligned("output and factor_input", made, used)
    ratio = np.asarray(made / used)
    return np.asarray(100.0 * ratio / ratio[_base_row(years, base_year, ratio.shape[0])])
