"""How well a regression's terms can be told apart, and what each observation does to each coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.estimation.production_fit import Diagnostics

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfp_soctrang.estimation.least_squares import LinearFit

    Array = NDArray[np.float64]

__all__ = ["design_diagnostics"]

# An observation with this leverage is fitted exactly by a term of its own: nothing is left to estimate that term from.
_DECIDES_ALONE = 1.0 - 1e-11


def design_diagnostics(fit: LinearFit, free: Array | None = None) -> Diagnostics:
    """Return the condition, the variance inflation and the influence of observations of a regression.

    Parameters
    ----------
    fit
        Its design must have full rank.
    free
        N of shape (k, k-q) where coefficients are restricted (`solutions_of`). Condition and inflation are of the
        terms as they stand, influence is under the restrictions.

    Returns
    -------
    Diagnostics
        `influence` is infinite in the rows of an observation that alone decides some coefficient.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, equations 2.1 and 3.10.
    """
    x = fit.design
    scaled = x / np.sqrt((x * x).sum(axis=0))
    basis = np.eye(x.shape[1]) if free is None else free
    reduced = x @ basis
    length = np.sqrt((reduced * reduced).sum(axis=0))
    q, r = np.linalg.qr(reduced / length)
    leverage = (q * q).sum(axis=1)
    alone = leverage > _DECIDES_ALONE
    change = (
        basis @ (np.linalg.solve(r, q.T) / length[:, None]) * (fit.residuals / np.where(alone, 1.0, 1.0 - leverage))
    )
    errors = fit.standard_errors[:, None]
    influence = np.divide(change, errors, out=np.zeros_like(change), where=errors > 0.0)
    influence[:, alone] = np.inf
    return Diagnostics(
        terms=fit.names,
        condition_number=float(np.linalg.cond(scaled)),
        variance_inflation=_variance_inflation(x),
        influence=influence.T,
    )


def _variance_inflation(x: Array) -> Array:
    """Return 1 / (1 - R²) of each column on the others; NaN for a constant column."""
    centred = x - x.mean(axis=0)
    moves = np.sqrt((centred * centred).sum(axis=0)) > 1e-12 * np.sqrt((x * x).sum(axis=0))
    out = np.full(x.shape[1], np.nan)
    scaled = centred[:, moves] / np.sqrt((centred[:, moves] ** 2).sum(axis=0))
    inverse = np.linalg.inv(np.linalg.qr(scaled)[1])
    out[moves] = (inverse * inverse).sum(axis=1)
    return out
