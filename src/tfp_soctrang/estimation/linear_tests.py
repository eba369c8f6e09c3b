"""F tests of linear hypotheses about one regression, and of terms added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.exact_sums import exact_sum_of_squares
from tfp_soctrang.estimation.hypotheses import Outcome, f_outcome
from tfp_soctrang.estimation.linear_hypotheses import wald
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.estimation.least_squares import LinearFit

    Array = NDArray[np.float64]

__all__ = ["added_terms", "independent_columns", "leaves_nothing", "linear_hypothesis", "unsuitable"]

# Residuals smaller than this, relative to the movement of the response, are the rounding of its digits.
_EXACT = 1e-12
# Parts of added columns smaller than this, relative to the column, are rounding of what the design explains already.
_NEW = 1e-9


def leaves_nothing(fit: LinearFit) -> bool:
    """Return whether the fit is exact but for rounding, so that its residuals say nothing."""
    size = np.ptp(fit.response) or np.abs(fit.response).max()
    return bool(np.abs(fit.residuals).max() <= _EXACT * size)


def unsuitable(fit: LinearFit) -> NotApplicable | None:
    """Return why the residuals of this fit carry no test: they are rounding, or restrictions bind the coefficients."""
    if leaves_nothing(fit):
        return NotApplicable(Message.of("na_exact_fit"))
    if fit.degrees_of_freedom != len(fit.response) - len(fit.names):
        return NotApplicable(Message.of("na_restricted"))
    return None


def linear_hypothesis(fit: LinearFit, weights: ArrayLike, values: ArrayLike) -> Outcome:
    """Return the F test of `weights @ coefficients == values` with the covariance of the fit.

    The `wald` test of R b = r with the fit's degrees of freedom. Of classical errors it is the F test of restricted
    against free sums of squares; of robust errors the robust Wald test over its number of hypotheses.

    Parameters
    ----------
    fit
        A regression.
    weights, values
        R of shape (q, k) or (k,), and r of shape (q,) or a number.

    Returns
    -------
    Outcome
        F with q and the fit's reference degrees of freedom.

    References
    ----------
    Greene (2018), Econometric Analysis, 8th ed., equation 5-16.

    Examples
    --------
    >>> from tfp_soctrang.estimation.least_squares import least_squares
    >>> fit = least_squares([1.0, 2.9, 5.1, 7.0], [[1, 0], [1, 1], [1, 2], [1, 3]], ["constant", "slope"])
    >>> test = linear_hypothesis(fit, [0.0, 1.0], 2.0)
    >>> round(test.statistic, 4), round(test.p_value, 4)
    (0.2222, 0.6838)
    """
    matrix = np.atleast_2d(np.asarray(weights, dtype=np.float64))
    right = np.broadcast_to(np.asarray(values, dtype=np.float64), (len(matrix),))
    return wald(fit.coefficients, fit.covariance, (matrix, right), degrees_of_freedom=fit.reference_degrees_of_freedom)


def independent_columns(columns: ArrayLike, beside: ArrayLike) -> Array:
    """Return an orthonormal basis of what `columns` (n, q) add to the span of `beside` (n, k), shape (n, rank)."""
    x, added = np.asarray(beside, dtype=np.float64), np.asarray(columns, dtype=np.float64)
    basis, _ = np.linalg.qr(x / np.sqrt((x * x).sum(axis=0)))
    length = np.sqrt((added * added).sum(axis=0))
    left = added[:, length > 0.0] / length[length > 0.0]
    for _ in range(2):  # twice is enough (Kahan)
        left = left - basis @ (basis.T @ left)
    u, s, _ = np.linalg.svd(left, full_matrices=False)
    return np.asarray(u[:, s > _NEW])


def added_terms(fit: LinearFit, columns: ArrayLike) -> Outcome | NotApplicable:
    """Return the F test that columns added to a regression have no coefficients.

    F = [(S₀ - S₁)/q] / [S₁/(n - k - q)], S₀ and S₁ the sums of squares without and with them, q the number of columns
    that are not combinations of the terms in the regression.

    Parameters
    ----------
    fit
        A regression by ordinary least squares, without restrictions.
    columns
        Shape (n, q).

    Returns
    -------
    Outcome or NotApplicable
        F with q and n - k - q degrees of freedom; not applicable when the fit is exact or nothing is left over.
    """
    reason = unsuitable(fit)
    if reason is not None:
        return reason
    basis = independent_columns(columns, fit.design)
    count, left = basis.shape[1], fit.degrees_of_freedom - basis.shape[1]
    if count == 0:
        return NotApplicable(Message.of("na_nothing_added"))
    if left < 1:
        return NotApplicable(Message.of("na_too_few", needed=len(fit.names) + count + 1, given=len(fit.response)))
    residuals = fit.residuals
    explained = basis.T @ residuals
    unexplained = exact_sum_of_squares(residuals - basis @ explained)
    if unexplained <= _EXACT**2 * exact_sum_of_squares(residuals):
        return NotApplicable(Message.of("na_exact_fit"))
    return f_outcome(float(explained @ explained) / count / (unexplained / left), count, left)
