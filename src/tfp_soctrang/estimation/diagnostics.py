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
    values = np.linalg.svd(scaled[:, moves], compute_uv=False)
    return float(values[0] / values[-1]) if values.size and values[-1] > 0.0 else np.inf


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


def leave_one_out(fit: LinearFit, *, absorbed_leverage: ArrayLike = 0.0) -> Array:
    """Return the change of each coefficient when an observation is left out, in standard errors without it.

    DFBETAS_ij = (b_j - b_j(i)) / (s(i) √(X'X)⁻¹_jj), from one factorisation: b - b(i) = (X'X)⁻¹ x_i e_i/(1 - h_i).

    Parameters
    ----------
    fit
        A regression without restrictions.
    absorbed_leverage
        Leverage of effects removed beforehand, shape (n,): 1 over the years of its province in a panel.

    Returns
    -------
    ndarray
        Shape (n, k); NaN in the row of an observation without which a term cannot be estimated, or that leaves an
        exact fit.

    References
    ----------
    Belsley, Kuh and Welsch (1980), Regression Diagnostics, equations 2.5 and 2.7. Above 2/√n is called influential.
    """
    x, e = fit.design, fit.residuals
    degrees = fit.degrees_of_freedom - 1
    scale = np.sqrt((x * x).sum(axis=0))
    q, r = np.linalg.qr(x / scale)
    rows = q @ np.linalg.inv(r).T  # (X'X)⁻¹ x_i, in units of the scaled columns
    leverage = (q * q).sum(axis=1)
    spread = np.sqrt((np.linalg.inv(r) ** 2).sum(axis=1))
    left = 1.0 - leverage - np.asarray(absorbed_leverage, dtype=np.float64)
    held = left <= _CONSTANT
    left[held] = 1.0
    without = fit.sum_of_squares - e * e / left
    tiny = without <= _CONSTANT * fit.sum_of_squares
    deviation = np.sqrt(np.where(tiny, 1.0, without) / max(degrees, 1))
    out = rows * (e / left / deviation)[:, np.newaxis] / spread
    out[held | tiny] = np.nan
    if degrees < 1:
        out[:] = np.nan
    return np.asarray(out)


def diagnostics_of(fit: LinearFit, *, absorbed_leverage: ArrayLike = 0.0) -> Diagnostics:
    """Return the condition number, variance inflation and leave-one-out influence of a regression.

    Collinearity is measured beside the term named `constant`, where there is one.

    Parameters
    ----------
    fit
        A regression without restrictions.
    absorbed_leverage
        As for `leave_one_out`.
    """
    constant = fit.design[:, fit.names.index("constant")] if "constant" in fit.names else None
    return Diagnostics(
        terms=fit.names,
        condition_number=condition_number(fit.design, constant=constant),
        variance_inflation=variance_inflation(fit.design, constant=constant),
        influence=leave_one_out(fit, absorbed_leverage=absorbed_leverage),
    )
