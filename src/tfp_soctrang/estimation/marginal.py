"""What a fitted Cobb–Douglas function says in levels: fitted output, marginal products, inputs that maximise profit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import positive_levels
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import LinearFit
from tfp_soctrang.estimation.production_fit import ProductionFit

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["FittedOutput", "MarginalProducts", "fitted_output", "marginal_products", "profit_maximising_inputs"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedOutput:
    """Fitted output in levels, shape (n,), and its delta-method variance.

    `level` is exp of the fitted log: the median of output under normal errors, not its mean.
    """

    level: Array
    variance: Array

    def __post_init__(self) -> None:
        for array in (self.level, self.variance):
            array.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MarginalProducts:
    """Output gained by one more unit of each of i inputs at n observations, shape (n, i), and its variance."""

    input_names: tuple[str, ...]
    values: Array
    variances: Array

    def __post_init__(self) -> None:
        for array in (self.values, self.variances):
            array.setflags(write=False)

    def of(self, name: str) -> Array:
        """Return the marginal product of the input `name`, shape (n,)."""
        return np.asarray(self.values[:, self.input_names.index(name)])


def _terms(fit: ProductionFit, inputs: Mapping[str, ArrayLike]) -> tuple[Array, Array]:
    """Return the terms of log output, one column a parameter, shape (n, m), and the input levels (n, i)."""
    if fit.form != "cobb_douglas" or fit.regression is None or "constant" not in fit.parameters.names:
        raise EstimationError(
            "fit",
            "is not a Cobb–Douglas function in levels by least squares",
            value=fit.form,
            remedy="Fit it with cobb_douglas(form='levels').",
        )
    if "rho" in fit.parameters.names:
        raise EstimationError(
            "fit",
            "has autoregressive errors",
            remedy="Fit it with serial='none': levels would need last year's error.",
        )
    n = len(fit.years)
    if set(inputs) != set(fit.input_names) or any(np.shape(level) != (n,) for level in inputs.values()):
        raise EstimationError(
            "inputs",
            f"must be {', '.join(fit.input_names)} with {n} levels each",
            value={name: np.shape(level) for name, level in inputs.items()},
            remedy="Give the inputs that the function was fitted to.",
        )
    levels = np.column_stack([positive_levels(inputs[name], name, fit.years) for name in fit.input_names])
    named = dict(zip(fit.input_names, np.log(levels).T, strict=True))
    columns = [_column(fit.regression, name) if name not in named else named[name] for name in fit.parameters.names]
    return np.column_stack(columns), levels


def _column(regression: LinearFit, name: str) -> Array:
    return np.asarray(regression.design[:, regression.names.index(name)])


def fitted_output(fit: ProductionFit, inputs: Mapping[str, ArrayLike]) -> FittedOutput:
    """Return fitted output in levels with its variance: q = exp(x'b), var(q) = q² x'Vx.

    Parameters
    ----------
    fit
        By `cobb_douglas`, in levels.
    inputs
        Those it was fitted to, levels of shape (n,).

    Returns
    -------
    FittedOutput
        `log(level) + residuals == log(output)`.

    References
    ----------
    Henningsen (2024), package micEcon, cobbDouglasCalc.
    """
    x, _ = _terms(fit, inputs)
    level = np.exp(x @ fit.parameters.values)
    variance = level**2 * np.einsum("ni,ij,nj->n", x, fit.parameters.covariance, x)
    return FittedOutput(level=level, variance=np.maximum(variance, 0.0))


def marginal_products(fit: ProductionFit, inputs: Mapping[str, ArrayLike]) -> MarginalProducts:
    """Return marginal products at fitted output, ε_i q / x_i, with their delta-method variance.

    The variance carries that of fitted output and of the elasticity and their covariance: the gradient by the
    parameters is (q/x_i)(e_i + ε_i x).

    Parameters
    ----------
    fit, inputs
        As for `fitted_output`.

    Returns
    -------
    MarginalProducts
        `values * levels / fitted == elasticities`.

    References
    ----------
    Henningsen (2024), package micEcon, cobbDouglasDeriv.
    """
    x, levels = _terms(fit, inputs)
    output = np.exp(x @ fit.parameters.values)
    values, variances = np.empty_like(levels), np.empty_like(levels)
    for i, name in enumerate(fit.input_names):
        at = fit.parameters.names.index(name)
        ratio = output / levels[:, i]
        elasticity = fit.parameters.values[at]
        gradient = ratio[:, np.newaxis] * (np.eye(x.shape[1])[at] + elasticity * x)
        values[:, i] = elasticity * ratio
        variances[:, i] = np.einsum("ni,ij,nj->n", gradient, fit.parameters.covariance, gradient)
    return MarginalProducts(input_names=fit.input_names, values=values, variances=np.maximum(variances, 0.0))


def profit_maximising_inputs(
    fit: ProductionFit,
    inputs: Mapping[str, ArrayLike],
    *,
    output_price: ArrayLike,
    input_prices: Mapping[str, ArrayLike],
) -> dict[str, Array]:
    """Return the levels of the inputs that have a price at which profit is largest, the other inputs held.

    Each marginal product is worth its price, p ε_v q / x_v = w_v, whence x_v = ε_v p q / w_v and
    log q = [log A + Σ_f ε_f log x_f + Σ_v ε_v log(ε_v p / w_v)] / (1 - Σ_v ε_v).

    Parameters
    ----------
    fit, inputs
        As for `fitted_output`; of the inputs with a price only the name is used.
    output_price
        Shape (n,) or a number, positive.
    input_prices
        By name, shapes (n,) or numbers, positive, in the money and units of output price and inputs.

    Returns
    -------
    dict
        By name of the inputs with a price, shape (n,).

    Raises
    ------
    EstimationError
        An elasticity of a priced input is not positive, or they sum to one or more: profit has no maximum.

    References
    ----------
    Henningsen (2024), package micEcon, cobbDouglasOpt.
    """
    x, _ = _terms(fit, inputs)
    unknown = [name for name in input_prices if name not in fit.input_names]
    if unknown or not input_prices:
        raise EstimationError(
            "input_prices",
            f"must name inputs among {', '.join(fit.input_names)}",
            value=list(input_prices),
            remedy="Price at least one input.",
        )
    price = _prices(output_price, "output_price", fit)
    elasticity = {name: fit.parameters[name] for name in input_prices}
    total = sum(elasticity.values())
    if min(elasticity.values()) <= 0.0 or total >= 1.0:
        raise EstimationError(
            "elasticities of the inputs with a price",
            "must each be positive and sum to less than one: otherwise profit has no maximum",
            value={name: round(value, 4) for name, value in elasticity.items()},
            remedy="Hold one of the inputs fixed, or fit the function anew.",
        )
    values = np.where(np.isin(fit.parameters.names, list(input_prices)), 0.0, fit.parameters.values)
    log_output = x @ values
    worth = {}
    for name, given in input_prices.items():
        worth[name] = elasticity[name] * price / _prices(given, f"price of {name}", fit)
        log_output = log_output + elasticity[name] * np.log(worth[name])
    output = np.exp(log_output / (1.0 - total))
    return {name: np.asarray(value * output) for name, value in worth.items()}


def _prices(given: ArrayLike, name: str, fit: ProductionFit) -> Array:
    n = len(fit.years)
    prices = np.asarray(given, dtype=np.float64)
    if prices.ndim and prices.shape != (n,):
        raise EstimationError(name, f"must be a number or {n} numbers", value=prices.shape, remedy="One a year.")
    return positive_levels(np.broadcast_to(prices, (n,)), name, fit.years)
