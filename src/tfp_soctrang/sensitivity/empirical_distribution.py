"""Draws among values that were met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.sensitivity.marginal import refuse

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Empirical"]


class Empirical:
    """Values that were met, each with its weight; equal weights when none are given. A draw is one of the values.

    Parameters
    ----------
    values
        Shape (n,), in any order.
    weights
        Shape (n,), not negative, in any unit.

    Raises
    ------
    AssumptionError
        There is no value, one is not finite, a weight is negative, or shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> Empirical([0.05, 0.04, 0.07]).quantile(np.array([0.1, 0.5, 0.9])).tolist()
    [0.04, 0.05, 0.07]
    """

    __slots__ = ("_cumulated", "values", "weights")

    values: Array
    weights: Array

    def __init__(self, values: ArrayLike, weights: ArrayLike | None = None) -> None:
        given = np.asarray(values, dtype=np.float64)
        each = np.ones(given.shape) if weights is None else np.asarray(weights, dtype=np.float64)
        if given.ndim != 1 or not given.size or each.shape != given.shape:
            refuse(self, "needs a row of values, and as many weights", (given.shape, each.shape), "Give one each.")
        for name, array, fine in (
            ("values", given, np.isfinite(given)),
            ("weights", each, np.isfinite(each) & (each >= 0.0)),
        ):
            if not fine.all():
                problem = f"{name}, item {int(np.argmin(fine))}: must be a finite number"
                problem += " not below zero" if name == "weights" else ""
                refuse(self, problem, float(array[np.argmin(fine)]), "Correct or leave out the item.")
        if not each.sum() > 0.0:
            refuse(self, "the weights sum to zero", each.tolist(), "Give at least one a weight.")
        kept = np.flatnonzero(each > 0.0)
        order = kept[np.argsort(given[kept], kind="stable")]
        self.values, self.weights = given[order], each[order] / each[order].sum()
        self._cumulated = None if np.ptp(each[order]) == 0.0 else np.cumsum(self.weights)
        for array in (self.values, self.weights):
            array.setflags(write=False)

    def __repr__(self) -> str:
        return f"Empirical({len(self.values)} values from {self.low:g} to {self.high:g})"

    @property
    def low(self) -> float:
        """The least value."""
        return float(self.values[0])

    @property
    def high(self) -> float:
        """The largest value."""
        return float(self.values[-1])

    @property
    def mean(self) -> float:
        """The weighted mean."""
        return float(self.weights @ self.values)

    @property
    def variance(self) -> float:
        """The weighted mean of squared distances from the mean."""
        return float(self.weights @ (self.values - self.mean) ** 2)

    def quantile(self, u: Array) -> Array:
        """Return the least value whose cumulated weight reaches `u`."""
        p = np.asarray(u, dtype=np.float64)
        if self._cumulated is None:
            at = np.ceil(p * len(self.values)).astype(np.intp) - 1
        else:
            at = np.searchsorted(self._cumulated, p, side="left")
        return np.asarray(self.values[np.clip(at, 0, len(self.values) - 1)])
