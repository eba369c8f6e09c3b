"""The CES function of two inputs in logs, with its Cobb–Douglas limit by series: no 0/0 and no overflow."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import TYPE_CHECKING

import numpy as np
from numpy.polynomial import Polynomial

from tfp_soctrang.display import Shown

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Aggregate", "ces_aggregate", "ces_weight", "kmenta_aggregate"]

# Below this |ρ z| the derivative by ρ is a difference of nearly equal numbers over (ρ z)²: the series takes over. It
# converges for |ρ z| < π at the least, as (0.3 / π)^j: the 16 terms leave less than 1e-16.
_SERIES = 0.3
_TERMS = 16


def _cumulants() -> Array:
    """Return the cumulants of a Bernoulli variable over j!, as polynomials in its mean d: κ₁ = d, κ' = d (1 - d) dκ/dd.

    Shape (terms, terms + 1): row j - 1 holds the coefficients of κ_j / j!.
    """
    table = np.zeros((_TERMS, _TERMS + 1), dtype=np.float64)
    cumulant = Polynomial([0.0, 1.0])
    for j in range(1, _TERMS + 1):
        table[j - 1, : len(cumulant.coef)] = np.asarray(cumulant.coef, dtype=np.float64) / factorial(j)
        cumulant = Polynomial([0.0, 1.0, -1.0]) * cumulant.deriv()
    return table


_CUMULANTS = _cumulants()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Aggregate(Shown):
    """Log of the aggregate of two inputs, M, with its derivatives by the share δ and by ρ; equal shapes."""

    log: Array
    by_share: Array
    by_rho: Array

    def __post_init__(self) -> None:
        for array in (self.log, self.by_share, self.by_rho):
            array.setflags(write=False)


def ces_aggregate(log_capital: ArrayLike, log_labour: ArrayLike, share: ArrayLike, rho: ArrayLike) -> Aggregate:
    """Return M = -(1/ρ) log(δ e^(-ρ k) + (1 - δ) e^(-ρ l)); at ρ = 0 its limit δ k + (1 - δ) l.

    Parameters
    ----------
    log_capital, log_labour
        k and l, any shapes that broadcast.
    share
        δ, strictly between 0 and 1: the weight of capital where both inputs are one.
    rho
        ρ, from -1 (straight isoquants) up; the elasticity of substitution is 1 / (1 + ρ).

    Returns
    -------
    Aggregate
        `min(k, l) <= log <= max(k, l)`.

    Notes
    -----
    With z = k - l and K(s) = log(1 + δ (e^s - 1)), the cumulant generating function of a Bernoulli variable,
    M = l - K(-ρ z) / ρ: near ρ z = 0 the series of K in its cumulants gives M and its derivatives without loss.

    References
    ----------
    Arrow, Chenery, Minhas and Solow (1961), Review of Economics and Statistics 43, 225–250.

    Examples
    --------
    >>> [round(float(ces_aggregate(1.0, 0.0, 0.4, rho).log), 6) for rho in (-1.0, 0.0, 1e-9, 1.0, 500.0)]
    [0.523137, 0.4, 0.4, 0.291487, 0.001022]
    """
    k, log_l, d, r = (np.asarray(a, dtype=np.float64) for a in (log_capital, log_labour, share, rho))
    z = k - log_l
    u = r * z
    near = np.abs(u) < _SERIES
    log, slope = np.zeros(np.broadcast_shapes(u.shape, d.shape)), np.zeros(np.broadcast_shapes(u.shape, d.shape))
    if not near.all():
        far = np.where(near, 1.0, u)  # a stand-in where the series is used
        generating, weight = _generating(-far, d)
        log = -z * generating / far
        slope = z**2 * (generating / far**2 + weight / far)
    if near.any():
        log_near, slope_near = _series(z, np.where(near, u, 0.0), d)
        log, slope = np.where(near, log_near, log), np.where(near, slope_near, slope)
    return Aggregate(log=log_l + log, by_share=z * _by_share(u, d), by_rho=slope)


def _generating(s: Array, d: Array) -> tuple[Array, Array]:
    """Return K(s) = log(1 + d (e^s - 1)) and K'(s), from the side on which nothing overflows."""
    small = np.expm1(-np.abs(s))
    up = s > 0.0
    log = np.where(up, s, 0.0) + np.log1p(np.where(up, 1.0 - d, d) * small)
    weight = np.where(up, d / (d + (1.0 - d) * (1.0 + small)), d * (1.0 + small) / (1.0 + d * small))
    return log, weight


def _by_share(u: Array, d: Array) -> Array:
    """Return the derivative of M by δ over z: (1 - e^-u) / (u (1 + d (e^-u - 1))), one at u = 0."""
    size = np.abs(u)
    part = np.divide(-np.expm1(-size), size, out=np.ones_like(u), where=size > 0.0)
    return np.asarray(part / np.where(u < 0.0, d + (1.0 - d) * np.exp(-size), 1.0 + d * np.expm1(-size)))


def _series(z: Array, u: Array, d: Array) -> tuple[Array, Array]:
    """Return M - l and the derivative of M by ρ, by Horner's rule over the cumulants."""
    total, slope = np.zeros_like(u), np.zeros_like(u)
    cumulants = (d[..., np.newaxis] ** np.arange(_TERMS + 1)) @ _CUMULANTS.T
    for j in range(_TERMS, 0, -1):
        cumulant = cumulants[..., j - 1]
        total = cumulant - u * total
        if j > 1:
            slope = (j - 1) * cumulant - u * slope
    return z * total, -(z**2) * slope


def kmenta_aggregate(log_capital: ArrayLike, log_labour: ArrayLike, share: ArrayLike, rho: ArrayLike) -> Aggregate:
    """Return the CES aggregate to first order in ρ: δ k + (1 - δ) l - ½ ρ δ (1 - δ) (k - l)².

    References
    ----------
    Kmenta (1967), International Economic Review 8, 180–189.

    Examples
    --------
    >>> float(kmenta_aggregate(1.0, 0.0, 0.4, 0.1).log.round(3)), float(ces_aggregate(1.0, 0.0, 0.4, 0.1).log.round(3))
    (0.388, 0.388)
    """
    k, log_l, d, r = (np.asarray(a, dtype=np.float64) for a in (log_capital, log_labour, share, rho))
    z = k - log_l
    curve = -0.5 * d * (1.0 - d) * z**2
    return Aggregate(
        log=log_l + d * z + r * curve,
        by_share=z - 0.5 * r * (1.0 - 2.0 * d) * z**2,
        by_rho=curve + np.zeros_like(r),
    )


def ces_weight(log_ratio: ArrayLike, share: ArrayLike, rho: ArrayLike) -> Array:
    """Return the weight of capital, its elasticity over the returns: δ e^(-ρ z) / (δ e^(-ρ z) + 1 - δ), z = log K/L.

    Examples
    --------
    >>> float(ces_weight(0.0, 0.4, 2.0)), float(ces_weight(3.0, 0.4, 0.0))
    (0.4, 0.4)
    """
    from scipy.special import expit, logit

    return np.asarray(expit(logit(share) - np.asarray(rho, dtype=np.float64) * np.asarray(log_ratio, dtype=np.float64)))
