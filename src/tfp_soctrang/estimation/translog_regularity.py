"""Whether a fitted function behaves as economics asks at each observation: monotone, isoquants bent inwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.estimation.production_fit import Regularity

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Flags = NDArray[np.bool_]

__all__ = [
    "Curvature",
    "bordered_hessian",
    "curved",
    "log_hessian",
    "monotone",
    "production_regularity",
]

Curvature = Literal["quasi_concave", "quasi_convex", "concave", "convex"]

# Eigenvalues within this of zero, relative to the largest entry, are zero: a function linear along some direction
# (constant returns, homogeneity in prices) has exact zeros that rounding moves.
_ZERO = 1e-9


def monotone(elasticities: ArrayLike) -> Flags:
    """Return whether no elasticity is negative, shape (…) of elasticities of shape (…, i).

    Of a production function: no input lowers output. Of a cost function, whose elasticities by price are shares: no
    price lowers cost.
    """
    return np.asarray((np.asarray(elasticities) >= 0.0).all(axis=-1))


def log_hessian(elasticities: ArrayLike, second_order: ArrayLike) -> Array:
    """Return the Hessian in units of the function and its arguments, shape (…, i, i).

    Hᵢⱼ = fᵢⱼ xᵢ xⱼ / f = bᵢⱼ + εᵢ εⱼ - δᵢⱼ εᵢ for ln f quadratic in ln x. It is the Hessian of levels up to a positive
    factor and a change of units, so its signs on any set of directions are those of f.

    Examples
    --------
    >>> log_hessian([0.4, 0.6], [[0.0, 0.0], [0.0, 0.0]]).round(12).tolist()
    [[-0.24, 0.24], [0.24, -0.24]]
    """
    e, b = np.asarray(elasticities, dtype=np.float64), np.asarray(second_order, dtype=np.float64)
    return np.asarray(b + e[..., :, None] * e[..., None, :] - e[..., :, None] * np.eye(e.shape[-1]))


def bordered_hessian(elasticities: ArrayLike, second_order: ArrayLike) -> Array:
    """Return [[0, ε'], [ε, H]], H of `log_hessian`, shape (…, i+1, i+1).

    For a monotone function, leading principal minors of orders 3, 4, … of signs +, -, … mean strictly quasi-concave;
    all negative, strictly quasi-convex (Chiang 1984, section 12.4).

    Examples
    --------
    >>> bordered_hessian([1.0], [[0.0]]).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    e = np.asarray(elasticities, dtype=np.float64)
    hessian = log_hessian(e, second_order)
    out = np.zeros((*hessian.shape[:-2], e.shape[-1] + 1, e.shape[-1] + 1))
    out[..., 0, 1:] = out[..., 1:, 0] = e
    out[..., 1:, 1:] = hessian
    return out


def curved(elasticities: ArrayLike, second_order: ArrayLike, curvature: Curvature) -> Flags:
    """Return whether a function has the curvature at each point, shape (…).

    `concave`, `convex`: the Hessian is negative or positive semidefinite. `quasi_concave`, `quasi_convex`: it is so in
    the directions along which the function does not change (ε'v = 0): isoquants bend towards the origin, or away from
    it. A production function is to be quasi-concave in inputs, a cost function concave in prices.

    Parameters
    ----------
    elasticities
        Shape (…, i).
    second_order
        bᵢⱼ, shape (…, i, i), leading axes broadcast.

    Notes
    -----
    Decided by the largest or smallest eigenvalue, not by the signs of minors: minors settle strict definiteness only,
    and constant returns or price homogeneity make them zero. A function that is not monotone can pass; see `monotone`.

    References
    ----------
    Diewert and Wales (1987), Econometrica 55, 43–68. Arrow and Enthoven (1961), Econometrica 29, 779–800.

    Examples
    --------
    >>> bool(curved([0.4, 0.6], np.zeros((2, 2)), "quasi_concave")), bool(curved([0.4, 0.6], np.eye(2), "concave"))
    (True, False)
    """
    refuse_unknown(curvature, "curvature", get_args(Curvature))
    e = np.asarray(elasticities, dtype=np.float64)
    hessian = log_hessian(e, second_order)
    size = np.abs(hessian).max(axis=(-2, -1))
    if curvature.startswith("quasi"):
        length = (e * e).sum(axis=-1)[..., None, None]
        outer = e[..., :, None] * e[..., None, :]
        along = np.eye(e.shape[-1]) - np.divide(outer, length, out=np.zeros_like(outer), where=length > 0.0)
        hessian = along @ hessian @ along
    values = np.linalg.eigvalsh(hessian)
    if curvature in ("quasi_concave", "concave"):
        return np.asarray(values[..., -1] <= _ZERO * size)
    return np.asarray(values[..., 0] >= -_ZERO * size)


def production_regularity(elasticities: ArrayLike, second_order: ArrayLike) -> Regularity:
    """Return whether a production function is monotone and quasi-concave at each observation."""
    return Regularity(
        monotone=monotone(elasticities), quasi_concave=curved(elasticities, second_order, "quasi_concave")
    )
