"""Covariance matrices of least-squares coefficients: classical, robust, with memory, clustered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.exact_sums import exact_residuals, exact_sum_of_squares, powers_of_two

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["ErrorKind", "coefficient_covariance", "groups_of", "inverse_products", "newey_west_lags"]

ErrorKind = Literal["classical", "hc0", "hc1", "hc2", "hc3", "hac", "clustered"]

# An observation with a leverage this close to one is fitted by a term of its own.
_ALONE = 1e-11


def newey_west_lags(n: int) -> int:
    """Return the lags of HAC errors when none are given: the whole part of 4 (n/100)^(2/9) (Newey and West 1994).

    Examples
    --------
    >>> [newey_west_lags(n) for n in (15, 25, 40, 100)]
    [2, 2, 3, 4]
    """
    return min(int(4.0 * (n / 100.0) ** (2.0 / 9.0)), n - 1)


def groups_of(clusters: ArrayLike | None, n: int) -> NDArray[np.intp]:
    """Return the number of the cluster of each row, counted from 0."""
    if clusters is None or np.shape(clusters) != (n,):
        raise EstimationError(
            "clusters",
            f"must be {n} labels for errors='clustered'",
            value=None if clusters is None else np.shape(clusters),
            remedy="Give the province of each row; a single series has no clusters.",
        )
    found, number = np.unique(np.asarray(clusters), return_inverse=True)
    if len(found) < 2:
        raise EstimationError(
            "clusters", "must be two at least", value=found.tolist(), remedy="Take errors='hc1' or 'hac'."
        )
    return np.asarray(number)


def inverse_products(x: Array) -> Array:
    """Return (X'X)⁻¹ to nearly all digits, columns of X independent.

    X R⁻¹ misses orthonormality by about ε·cond: put right, (X'X)⁻¹ = R⁻¹ (R⁻ᵀX'X R⁻¹)⁻¹ R⁻ᵀ.
    """
    n, k = x.shape
    scale = powers_of_two(x)
    _, r = np.linalg.qr(x / scale)
    inverse = np.linalg.inv(r)
    near, _ = exact_residuals(np.zeros((n, k)), -x / scale, inverse)
    half = inverse / scale[:, None]
    return np.asarray(half @ np.linalg.solve(near.T @ near, half.T))


def coefficient_covariance(
    x: Array, residuals: Array, errors: ErrorKind, lags: int, groups: NDArray[np.intp] | None, absorbed: int
) -> Array:
    """Return the covariance of the coefficients of a regression, shape (k, k).

    Parameters
    ----------
    x, residuals
        Shapes (n, k), columns independent, and (n,).
    errors, lags
        See `LinearFit`.
    groups
        Number of the cluster of each row, for `clustered`.
    absorbed
        Degrees of freedom of effects removed beforehand.
    """
    n, k = x.shape
    bread = inverse_products(x)
    if errors == "classical":
        return np.asarray(bread * exact_sum_of_squares(residuals) / (n - k - absorbed))
    leverage = np.einsum("ni,ij,nj->n", x, bread, x)
    if errors in ("hc2", "hc3") and (leverage > 1.0 - _ALONE).any():
        row = int(np.argmax(leverage))
        raise EstimationError(
            f"row {row}",
            "is fitted exactly by a term of its own: its residual is zero whatever it is",
            remedy="Use errors='hc1', or leave the observation and its term out.",
        )
    weight = {
        "hc0": 1.0,
        "hac": 1.0,
        "clustered": 1.0,
        "hc1": np.sqrt(n / (n - k - absorbed)),
        "hc2": 1.0 / np.sqrt(1.0 - leverage) if errors == "hc2" else 1.0,
        "hc3": 1.0 / (1.0 - leverage) if errors == "hc3" else 1.0,
    }[errors]
    scores = x * (residuals * weight)[:, None]
    if groups is not None:
        count = int(groups.max()) + 1
        sums = np.zeros((count, k))
        np.add.at(sums, groups, scores)
        return np.asarray(bread @ (sums.T @ sums) @ bread * (count / (count - 1) * (n - 1) / (n - k)))
    meat = scores.T @ scores
    if errors == "hac":
        if not 0 <= lags < n:
            raise EstimationError(
                "lags", f"must lie between 0 and {n - 1}", value=lags, remedy="A year's data: often 1 or 2."
            )
        for lag in range(1, lags + 1):
            cross = scores[lag:].T @ scores[:-lag]
            meat = meat + (1.0 - lag / (lags + 1.0)) * (cross + cross.T)
    return np.asarray(bread @ meat @ bread)
