"""Whether a fitted function behaves as economics asks at each observation, and marginal products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.production_fit import ProductionFit, Regularity
from tfp_soctrang.estimation.translog_model import translog_model

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Flags = NDArray[np.bool_]

__all__ = [
    "Curvature",
    "MarginalProducts",
    "bordered_hessian",
    "curved",
    "log_hessian",
    "marginal_products",
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MarginalProducts:
    """∂Y/∂X of each input at each observation, shape (n, i), with delta-method covariance, shape (n, i, i)."""

    input_names: tuple[str, ...]
    values: Array
    covariance: Array

    def __post_init__(self) -> None:
        for array in (self.values, self.covariance):
            array.setflags(write=False)

    def of(self, name: str) -> Array:
        """Return the marginal product of the input `name`, shape (n,)."""
        return np.asarray(self.values[:, self.input_names.index(name)])

    @property
    def errors(self) -> Array:
        """Standard errors, shape (n, i)."""
        return np.asarray(np.sqrt(np.maximum(np.einsum("nii->ni", self.covariance), 0.0)))


def marginal_products(
    fit: ProductionFit,
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    at: Literal["fitted", "observed"] = "fitted",
) -> MarginalProducts:
    """Return what one more unit of each input adds to output: MPᵢ = εᵢ Y / Xᵢ, in units of output per unit of input.

    Parameters
    ----------
    fit
        Of `translog` or `translog_system`, on these `output` and `inputs`.
    at
        `fitted`: Y is exp of the fitted log of output, a function of the coefficients, whose uncertainty enters the
        standard errors. `observed`: Y is given.

    Raises
    ------
    EstimationError
        The fit is not a translog function of these data.

    Examples
    --------
    >>> from tfp_soctrang.estimation.translog import translog
    >>> x = np.exp(np.random.default_rng(2).normal(size=12))
    >>> y = 2.0 * x**0.5 * np.exp(0.01 * np.sin(np.arange(12)))
    >>> made = marginal_products(translog(y, {"labour": x}), y, {"labour": x})
    >>> bool(np.abs(made.values[:, 0] / x**-0.5 - 1.0).max() < 0.1)
    True
    """
    refuse_unknown(at, "at", ("fitted", "observed"))
    chosen = dict(fit.choices)
    if fit.form != "translog" or "scale" not in chosen:
        raise EstimationError(
            "fit", "is not a translog function", value=fit.form, remedy="Use a fit of translog or translog_system."
        )
    model = translog_model(
        output,
        inputs,
        years=fit.years,
        trend=chosen["trend"],  # type: ignore[arg-type]
        quadratic_trend=chosen["quadratic_trend"] == "yes",
        returns=chosen["returns"],  # type: ignore[arg-type]
        separable=[group.split("+") for group in chosen.get("separable", "").split(", ") if group],
        scale=chosen["scale"],  # type: ignore[arg-type]
    )
    gradients = model.terms.gradients(model.logs, model.time)
    elasticities = gradients @ fit.parameters.values
    log_fitted = model.design @ fit.parameters.values
    gap = np.abs(model.response - log_fitted - fit.residuals).max()
    if gap > 1e-8 * (1.0 + np.abs(model.response).max()) or model.data.input_names != fit.input_names:
        raise EstimationError(
            "output and inputs",
            "are not those the function was fitted to",
            value=float(gap),
            remedy="Give the levels that it was fitted to.",
        )
    levels = np.exp(log_fitted if at == "fitted" else model.response)
    per_input = levels[:, None] * np.exp(-model.data.log_inputs)
    if at == "fitted":
        gradients = gradients + elasticities[:, :, None] * model.design[:, None, :]
    slopes = per_input[:, :, None] * gradients
    return MarginalProducts(
        input_names=fit.input_names,
        values=elasticities * per_input,
        covariance=np.asarray(slopes @ fit.parameters.covariance @ np.swapaxes(slopes, -1, -2)),
    )
