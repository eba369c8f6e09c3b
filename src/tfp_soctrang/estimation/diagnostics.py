"""How well the data tell the terms of a regression apart, and what one observation decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.estimation.production_fit import Diagnostics

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.estimation.least_squares import LinearFit

    Array = NDArray[np.float64]

__all__ = ["condition_number", "diagnostics_of", "leave_one_out", "variance_inflation"]

# A column that moves less than this about its mean, relative to its size, is a constant but for rounding.
_CONSTANT = 1e-12


def _moving(design: ArrayLike, constant: ArrayLike | None) -> tuple[Array, NDArray[np.bool_]]:
    """Return the columns scaled to length one (less their part along `constant`), and which of them are left."""
    x = np.asarray(design, dtype=np.float64)
    about = x
    if constant is not None:
        along = np.asarray(constant, dtype=np.float64)
        about = x - np.outer(along, along @ x / (along @ along))
    length = np.sqrt((about * about).sum(axis=0))
    moves = length > _CONSTANT * np.sqrt((x * x).sum(axis=0))
    scaled = np.divide(about, length, out=np.zeros_like(about), where=moves)
    return scaled, moves


def condition_number(design: ArrayLike, *, constant: ArrayLike | None = None) -> float:
    """Return the largest over the smallest singular value of the columns scaled to length one.

    Above 30 terms are called strongly collinear (Belsley, Kuh and Welsch 1980, section 3.2).

    Parameters
    ----------
    design
        Shape (n, k).
    constant
        The column of the constant, shape (n,): the others are taken less their part along it (about their means when
        it is one throughout). Of logs the number without it depends on the units of output and inputs, since a unit
        moves a log by a constant.

    Examples
    --------
    >>> round(condition_number([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), 3)
    2.806
    """
    scaled, moves = _moving(design, constant)
    if not moves.any():
        return 1.0  # a constant alone
    values = np.linalg.svd(scaled[:, moves], compute_uv=False)
    return float(values[0] / values[-1]) if values[-1] > 0.0 else np.inf


def variance_inflation(design: ArrayLike, *, constant: ArrayLike | None = None) -> Array:
    """Return by how much the other terms raise the variance of each coefficient: 1/(1 - R²) of term on others.

    Parameters
    ----------
    design
        Shape (n, k), columns independent.
    constant
        As for `condition_number`; its own column gets NaN, and R² is about the mean.

    Returns
    -------
    ndarray
        Shape (k,), one and above.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, section 3.2.
    """
    scaled, moves = _moving(design, constant)
    out = np.full(scaled.shape[1], np.nan)
    _, r = np.linalg.qr(scaled[:, moves])
    if r.size:
        inverse = np.linalg.inv(r)
        out[moves] = (inverse * inverse).sum(axis=1)
    return out


def leave_one_out(
    fit: LinearFit, *, free: Array | None = None, absorbed_leverage: ArrayLike = 0.0
) -> tuple[Array, Array]:
    """Return the change of each coefficient when an observation is left out, as it is and in standard errors.

    b - b(i) = N (Z'Z)⁻¹ zᵢ eᵢ / (1 - hᵢ) with Z = X N, from one factorisation; DFBETAS divides it by the coefficient's
    standard error with the variance s(i) estimated without the observation.

    Parameters
    ----------
    fit
        A regression.
    free
        N of shape (k, k-q) where its coefficients are restricted (`solutions_of`).
    absorbed_leverage
        Leverage of effects removed beforehand, shape (n,): 1 over the years of its province in a panel.

    Returns
    -------
    tuple of ndarray
        Both (n, k); NaN in the row of an observation without which a term cannot be estimated. In standard errors also
        NaN where leaving it out leaves an exact fit, and for a coefficient that restrictions fix.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, equations 2.5 and 2.7. Above 2/√n is called influential.
    """
    e = fit.residuals
    basis = np.eye(fit.design.shape[1]) if free is None else free
    reduced = fit.design @ basis
    length = np.sqrt((reduced * reduced).sum(axis=0))
    q, r = np.linalg.qr(reduced / length)
    half = basis @ (np.linalg.inv(r) / length[:, np.newaxis])
    spread = np.sqrt((half * half).sum(axis=1))
    left = 1.0 - (q * q).sum(axis=1) - np.asarray(absorbed_leverage, dtype=np.float64)
    held = left <= _CONSTANT
    share = e / np.where(held, 1.0, left)
    changes = (q @ half.T) * share[:, np.newaxis]
    changes[held] = np.nan
    degrees = fit.degrees_of_freedom - 1
    if degrees < 1:
        return changes, np.full_like(changes, np.nan)
    without = fit.sum_of_squares - share * e
    tiny = without <= _CONSTANT * fit.sum_of_squares
    deviation = np.sqrt(np.where(tiny, 1.0, without) / degrees)
    size = spread * np.sqrt((fit.design * fit.design).sum(axis=0))  # units of the terms do not enter
    fixed = size <= _CONSTANT * size.max()
    influence = changes / deviation[:, np.newaxis] / np.where(fixed, 1.0, spread)
    influence[tiny] = np.nan
    influence[:, fixed] = np.nan
    return changes, influence


def diagnostics_of(fit: LinearFit, *, free: Array | None = None, absorbed_leverage: ArrayLike = 0.0) -> Diagnostics:
    """Return the condition number, variance inflation and leave-one-out influence of a regression.

    Collinearity is measured beside the term named `constant`, where there is one, and of the terms as they stand;
    influence is under the restrictions.

    Parameters
    ----------
    fit
        A regression whose design has full rank.
    free, absorbed_leverage
        As for `leave_one_out`.
    """
    constant = fit.design[:, fit.names.index("constant")] if "constant" in fit.names else None
    changes, influence = leave_one_out(fit, free=free, absorbed_leverage=absorbed_leverage)
    return Diagnostics(
        terms=fit.names,
        condition_number=condition_number(fit.design, constant=constant),
        variance_inflation=variance_inflation(fit.design, constant=constant),
        influence=influence,
        changes=changes,
    )
