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

# What is smaller than this, relative to what it is part of, is rounding.
_ROUNDING = 1e-12


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
        Condition and inflation about the means where there is a term named `constant`: without it the condition of
        logs would depend on units. Influence as DFBETAS, (b - b(i)) over standard errors with the variance estimated
        without observation i; NaN for an observation without which a coefficient cannot be estimated, or which leaves
        an exact fit, and for a coefficient that is fixed.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, equations 2.5 and 2.7, sections 3.1 and 3.2.
    """
    x = fit.design
    about = x - x.mean(axis=0) if "constant" in fit.names else x
    length = np.sqrt((about * about).sum(axis=0))
    moves = length > _ROUNDING * np.sqrt((x * x).sum(axis=0))
    scaled = about[:, moves] / length[moves]
    inflation = np.full(x.shape[1], np.nan)
    inverse = np.linalg.inv(np.linalg.qr(scaled)[1])
    inflation[moves] = (inverse * inverse).sum(axis=1)
    return Diagnostics(
        terms=fit.names,
        condition_number=float(np.linalg.cond(scaled)) if moves.any() else 1.0,
        variance_inflation=inflation,
        influence=_influence(fit, np.eye(x.shape[1]) if free is None else free),
    )


def _influence(fit: LinearFit, free: Array) -> Array:
    """Return DFBETAS, shape (n, k): b - b(i) = N (Z'Z)⁻¹ zᵢ eᵢ / (1 - hᵢ) with Z = X N."""
    left = fit.degrees_of_freedom - 1
    if left < 1:
        return np.full(fit.design.shape, np.nan)
    reduced = fit.design @ free
    length = np.sqrt((reduced * reduced).sum(axis=0))
    q, r = np.linalg.qr(reduced / length)
    half = free @ (np.linalg.inv(r) / length[:, None])
    spread = np.sqrt((half * half).sum(axis=1))
    rest = 1.0 - (q * q).sum(axis=1)
    alone = rest <= _ROUNDING
    residuals = fit.residuals
    squares = float(residuals @ residuals)
    share = residuals / np.where(alone, 1.0, rest)
    without = squares - share * residuals
    exact = without <= _ROUNDING * squares
    deviation = np.sqrt(np.where(exact, 1.0, without) / left)
    fixed = spread <= _ROUNDING * np.abs(half).max()
    out = (q @ half.T) * (share / deviation)[:, None] / np.where(fixed, 1.0, spread)
    out[alone | exact] = np.nan
    out[:, fixed] = np.nan
    return np.asarray(out)
