"""What a fitted function says in levels: fitted output, marginal products, inputs that maximise profit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.arithmetic.checks import positive_levels, refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import LinearFit
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.translog_model import translog_model

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["FittedOutput", "MarginalProducts", "fitted_output", "marginal_products", "profit_maximising_inputs"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FittedOutput(Shown):
    """Fitted output in levels, shape (n,), and its delta-method variance.

    `level` is exp of the fitted log: the median of output under normal errors, not its mean.
    """

    level: Array
    variance: Array

    def __post_init__(self) -> None:
        for array in (self.level, self.variance):
            array.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MarginalProducts(Shown):
    """∂Y/∂X of each of i inputs at n observations, shape (n, i), with delta-method covariance, shape (n, i, i)."""

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


def marginal_products(
    fit: ProductionFit,
    inputs: Mapping[str, ArrayLike],
    *,
    output: ArrayLike | None = None,
    at: Literal["fitted", "observed"] = "fitted",
) -> MarginalProducts:
    """Return what one more unit of each input adds to output: MPᵢ = εᵢ Y / Xᵢ, in units of output per unit of input.

    At fitted output the variance carries that of output and of the elasticity and their covariance: with log Y = z'b
    and εᵢ = wᵢ'b the gradient by the parameters is (Y / Xᵢ)(wᵢ + εᵢ z).

    Parameters
    ----------
    fit
        By `cobb_douglas` in levels, by `translog` or `translog_system`.
    inputs
        Levels of shape (n,): of a translog those it was fitted to.
    output
        That the function was fitted to; needed for a translog and for `at="observed"`.
    at
        `fitted`: Y is exp of the fitted log of output, a function of the coefficients. `observed`: Y is given.

    Returns
    -------
    MarginalProducts
        `values * levels / output == elasticities`.

    Raises
    ------
    EstimationError
        Another form; output and inputs that are not those the function was fitted to.

    References
    ----------
    Henningsen (2024), package micEcon, cobbDouglasDeriv and translogDeriv.

    Examples
    --------
    >>> from tfp_soctrang.estimation.translog import translog
    >>> x = np.exp(np.random.default_rng(2).normal(size=12))
    >>> y = 2.0 * x**0.5 * np.exp(0.01 * np.sin(np.arange(12)))
    >>> made = marginal_products(translog(y, {"labour": x}), {"labour": x}, output=y)
    >>> bool(np.abs(made.values[:, 0] / x**-0.5 - 1.0).max() < 0.1)
    True
    """
    refuse_unknown(at, "at", ("fitted", "observed"))
    if output is None and (fit.form == "translog" or at == "observed"):
        raise EstimationError(
            "output", "is needed here", remedy="Give the levels of output that the function was fitted to."
        )
    if fit.form == "translog" and output is not None:
        columns, slopes, levels = _translog_terms(fit, inputs, output)
    else:
        columns, levels = _terms(fit, inputs)
        unit = np.array([[float(name == one) for one in fit.parameters.names] for name in fit.input_names])
        slopes = np.broadcast_to(unit, (len(levels), *unit.shape))
        if output is not None:
            observed = np.log(positive_levels(output, "output", fit.years))
            _refuse_other_data(observed - fit.tfp - (fit.elasticities * np.log(levels)).sum(axis=1), observed)
    elasticities = slopes @ fit.parameters.values
    if at == "fitted":
        product = np.exp(columns @ fit.parameters.values)
        slopes = slopes + elasticities[:, :, np.newaxis] * columns[:, np.newaxis, :]
    else:
        product = np.asarray(output, dtype=np.float64)
    per_input = product[:, np.newaxis] / levels
    slopes = per_input[:, :, np.newaxis] * slopes
    return MarginalProducts(
        input_names=fit.input_names,
        values=elasticities * per_input,
        covariance=np.asarray(slopes @ fit.parameters.covariance @ np.swapaxes(slopes, -1, -2)),
    )


def _translog_terms(
    fit: ProductionFit, inputs: Mapping[str, ArrayLike], output: ArrayLike
) -> tuple[Array, Array, Array]:
    """Return the terms of log output (n, k), the derivatives of the elasticities (n, i, k) and the inputs (n, i)."""
    chosen = dict(fit.choices)
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
    if model.data.input_names != fit.input_names:
        raise EstimationError(
            "inputs", f"must be {', '.join(fit.input_names)}", value=model.data.input_names, remedy="In that order."
        )
    _refuse_other_data(model.response - model.design @ fit.parameters.values - fit.residuals, model.response)
    return model.design, model.terms.gradients(model.logs, model.time), np.exp(model.data.log_inputs)


def _refuse_other_data(gap: Array, log_output: Array) -> None:
    """Refuse data of which the function and its residuals do not make output: `gap` is what is left, shape (n,)."""
    if np.abs(gap).max() > 1e-8 * (1.0 + np.abs(log_output).max()):
        raise EstimationError(
            "output and inputs",
            "are not those the function was fitted to",
            value=float(np.abs(gap).max()),
            remedy="Give the levels that it was fitted to.",
        )


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
