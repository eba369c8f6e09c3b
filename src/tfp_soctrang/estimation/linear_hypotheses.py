"""Linear restrictions written by name, those of them that say something new, and Wald tests of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.hypotheses import Outcome, chi_square_outcome, f_outcome
from tfp_soctrang.estimation.least_squares import rank_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["independent_restrictions", "likelihood_ratio", "restriction_rows", "stacked_restrictions", "wald"]


def restriction_rows(names: Sequence[str], equations: Sequence[tuple[Mapping[str, float], float]]) -> Restrictions:
    """Return R of shape (q, k) and r of shape (q,): each equation gives the weights of some coefficients and their sum.

    Raises
    ------
    EstimationError
        A name is not one of `names`.

    Examples
    --------
    >>> rows, sums = restriction_rows(["constant", "capital", "labour"], [({"capital": 1.0, "labour": 1.0}, 1.0)])
    >>> rows.tolist(), sums.tolist()
    ([[0.0, 1.0, 1.0]], [1.0])
    """
    matrix = np.zeros((len(equations), len(names)))
    for row, (weights, _) in zip(matrix, equations, strict=True):
        for name, weight in weights.items():
            if name not in names:
                raise EstimationError(
                    f"restriction on {name}", "no coefficient has that name", remedy=f"Use: {', '.join(names)}."
                )
            row[list(names).index(name)] += weight
    return matrix, np.array([total for _, total in equations], dtype=np.float64)


def stacked_restrictions(restrictions: Sequence[Restrictions], count: int) -> Restrictions:
    """Return one R and r of all `restrictions` on `count` coefficients; none gives R of shape (0, count)."""
    matrices = [np.zeros((0, count)), *(matrix for matrix, _ in restrictions)]
    return np.vstack(matrices), np.concatenate([np.zeros(0), *(right for _, right in restrictions)])


def independent_restrictions(restrictions: Restrictions, maintained: Restrictions | None = None) -> Restrictions:
    """Return those rows of R b = r that do not follow from the rows before them and from `maintained`.

    Raises
    ------
    EstimationError
        A row contradicts those before it.

    Examples
    --------
    >>> three = (np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([0.0, 1.0, 1.0]))
    >>> rows, sums = independent_restrictions(three)
    >>> rows.tolist(), sums.tolist()
    ([[1.0, 0.0], [0.0, 1.0]], [0.0, 1.0])
    """
    matrix, right = restrictions
    above, above_right = maintained if maintained is not None else (np.zeros((0, matrix.shape[1])), np.zeros(0))
    every, total = np.vstack([above, matrix]), np.concatenate([above_right, right])
    _, dependent = rank_of(every.T)
    _, contradicting = rank_of(np.column_stack([every, total]).T)
    if set(dependent) - set(contradicting):
        row = min(set(dependent) - set(contradicting))
        raise EstimationError(
            f"restriction {row + 1}",
            "contradicts those before it",
            value=float(total[row]),
            remedy="Leave one of them out.",
        )
    kept = [row for row in range(len(matrix)) if row + len(above) not in dependent]
    return matrix[kept], right[kept]


def wald(
    values: ArrayLike, covariance: ArrayLike, restrictions: Restrictions, *, degrees_of_freedom: int | None = None
) -> Outcome:
    """Return the Wald test of R b = r.

    W = (R b - r)' (R V R')⁻¹ (R b - r) is chi-square with q degrees of freedom; with those of the residual variance
    given, W / q is F(q, n-k), exactly so in a regression with independent normal errors of one variance.

    Parameters
    ----------
    values, covariance
        b of shape (k,) and V of shape (k, k).
    restrictions
        R and r, rows independent of each other and of what the estimate satisfies by construction
        (`independent_restrictions`).
    degrees_of_freedom
        n - k for F, None for chi-square.

    References
    ----------
    Greene (2018), Econometric Analysis, 8th ed., equations 5-14 to 5-16.

    Examples
    --------
    >>> outcome = wald([0.4, 0.5], [[0.01, 0.0], [0.0, 0.01]], (np.array([[1.0, 1.0]]), np.array([1.0])))
    >>> round(outcome.statistic, 12), round(outcome.p_value, 4)
    (0.5, 0.4795)
    """
    matrix, right = restrictions
    gap = matrix @ np.asarray(values, dtype=np.float64) - right
    spread = matrix @ np.asarray(covariance, dtype=np.float64) @ matrix.T
    # restrictions in their own standard errors: units of the coefficients do not enter the solution
    scale = np.sqrt(np.diag(spread))
    scaled = gap / scale
    statistic = float(scaled @ np.linalg.solve(spread / np.outer(scale, scale), scaled))
    q = len(right)
    if degrees_of_freedom is None:
        return chi_square_outcome(statistic, q)
    return f_outcome(statistic / q, q, degrees_of_freedom)


def likelihood_ratio(general: float, restricted: float, restrictions: int) -> Outcome:
    """Return the likelihood-ratio test: twice the gain in log-likelihood is chi-square with as many degrees of freedom.

    Examples
    --------
    >>> round(likelihood_ratio(10.0, 8.0, 1).p_value, 4)
    0.0455
    """
    # two maxima found by iteration agree to rounding when the restriction holds exactly
    statistic = max(2.0 * (general - restricted), 0.0)
    return chi_square_outcome(statistic, restrictions)
