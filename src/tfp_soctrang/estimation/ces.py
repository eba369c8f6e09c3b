"""CES production functions of two inputs, by nonlinear least squares or by Kmenta's approximation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.ces_function import ces_aggregate, ces_weight, kmenta_aggregate
from tfp_soctrang.estimation.ces_search import CesError, CesProblem, CesSolution, best_fit, least_sum
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.hypotheses import HypothesisTest
from tfp_soctrang.estimation.kmenta import (
    f_test,
    kmenta_fit,
    kmenta_parameters,
    kmenta_regularity,
    kmenta_restriction_test,
    kmenta_slopes,
    kmenta_tests,
)
from tfp_soctrang.estimation.least_squares import LinearFit, rank_of
from tfp_soctrang.estimation.observations import Observations, observations
from tfp_soctrang.estimation.production_fit import Parameters, ProductionFit, Regularity
from tfp_soctrang.estimation.substitution import Substitution, substitution_of
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CesFit", "CesMethod", "ces"]

CesMethod = Literal["nls", "kmenta"]
_EXACT = 1e-20  # a sum of squares this small, relative to that of output about its mean, is rounding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CesFit(Shown):
    """A CES function of two inputs.

    Parameters
    ----------
    fit
        The production function, with the parameters `constant`, `trend`, `distribution` (δ, the weight of capital where
        inputs stand at their geometric means: it does not depend on units), `rho` and `returns` (ν).
    substitution
        Elasticity of substitution with an interval, or why the fit has none.
    """

    fit: ProductionFit
    substitution: Substitution | NotApplicable

    def __repr__(self) -> str:
        found = self.substitution
        sigma = "not applicable" if isinstance(found, NotApplicable) else in_short(found.value)
        return f"<CesFit: elasticity of substitution {sigma}; {self.fit!r}>"


def ces(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    method: CesMethod = "nls",
    returns: Literal["constant", "free"] = "constant",
    trend: Literal["none", "linear"] = "none",
    error: CesError = "multiplicative",
    level: float = 0.95,
) -> CesFit:
    """Return the CES function Y = γ e^(λ t) (δ K^-ρ + (1 - δ) L^-ρ)^(-ν/ρ) fitted by least squares.

    Parameters
    ----------
    output, inputs
        Levels at constant prices, shape (n,); two inputs by name, the first of them K.
    years
        Labels, following each other.
    method
        `nls`: nonlinear least squares from a grid of starts over δ and ρ. `kmenta`: linear least squares on the
        function expanded at ρ = 0, good where ρ (log K/L)² is small.
    returns, trend
        ν = 1 or free; λ = 0 or free (neutral technical progress at a constant rate).
    error
        `multiplicative`: squares of errors in log output are summed. `additive`: of errors in output; not for Kmenta.
    level
        Of the interval of the elasticity of substitution.

    Returns
    -------
    CesFit
        `fit.tfp == log(output) - ν M(log inputs)`, inputs in units of their geometric means.

    Raises
    ------
    DataError
        A level that is not positive.
    EstimationError
        Too few years, a hole, a series that never moves, inputs that move alike, an exact fit, or a best fit that gives
        one input no weight.

    Notes
    -----
    ρ is kept between -1 (σ infinite) and 99 (σ = 0.01). A best fit on such a bound is reported as such: its covariances
    take ρ as given. Standard errors are classical: s² (J'J)⁻¹.

    References
    ----------
    Arrow, Chenery, Minhas and Solow (1961). Kmenta (1967). Klump, McAdam and Willman (2012), Journal of Economic
    Surveys 26, 769–799 (normalisation at sample means). Henningsen and Henningsen (2012), Economics Letters 115, 67–69.

    Examples
    --------
    >>> rng = np.random.default_rng(5)
    >>> capital, labour = rng.uniform(1.0, 9.0, (2, 60))
    >>> output = (0.4 / capital + 0.6 / labour) ** -1.0 * np.exp(rng.normal(0.0, 0.02, 60))  # ρ = 1: σ = 0.5
    >>> found = ces(output, {"capital": capital, "labour": labour})
    >>> round(found.substitution.value, 2), [round(end, 2) for end in found.substitution.interval]
    (0.49, [0.48, 0.51])
    """
    for word, name, known in (
        (method, "method", get_args(CesMethod)),
        (returns, "returns", ("constant", "free")),
        (trend, "trend", ("none", "linear")),
        (error, "error", get_args(CesError)),
    ):
        refuse_unknown(word, name, known)
    if not 0.0 < level < 1.0:
        raise EstimationError("level", "must lie between 0 and 1", value=level, remedy="0.95, say.")
    data = observations(output, inputs, years)
    if len(data.input_names) != 2:
        raise EstimationError(
            "inputs", "must be two", value=data.input_names, remedy="Give capital and labour; for more, a translog."
        )
    if method == "kmenta" and error == "additive":
        raise EstimationError(
            "error", "cannot be additive in Kmenta's approximation, which is linear in logs", value=error,
            remedy="Use error='multiplicative', or method='nls'.",
        )  # fmt: skip
    problem = _problem(data, method, returns == "free", trend == "linear", error)
    choices = (("method", method), ("returns", returns), ("trend", trend), ("error", error))
    return (_nls if method == "nls" else _kmenta)(data, problem, choices, level)


def _refuse_exact(problem: CesProblem, sum_of_squares: float) -> None:
    centred = problem.log_output - problem.log_output.mean()
    if sum_of_squares <= _EXACT * float(centred @ centred):
        raise EstimationError(
            "residuals",
            "are zero: the function fits exactly, and nothing can be said of its errors",
            value=sum_of_squares,
            remedy="Made-up figures do this: add noise, or calibrate instead of estimating.",
        )


def _problem(data: Observations, method: CesMethod, free: bool, trend: bool, error: CesError) -> CesProblem:
    logs = data.log_inputs - data.log_inputs.mean(axis=0)
    time = data.years - data.years.mean()
    return CesProblem(
        log_output=data.log_output - data.log_output.mean(),
        log_capital=logs[:, 0],
        log_labour=logs[:, 1],
        time=time if trend else None,
        free_returns=free,
        error=error,
        aggregate=ces_aggregate if method == "nls" else kmenta_aggregate,
    )


def _nls(
    data: Observations,
    problem: CesProblem,
    choices: tuple[tuple[str, str], ...],
    level: float,
) -> CesFit:
    solution = best_fit(problem)
    _refuse_exact(problem, solution.sum_of_squares)
    b = len(problem.linear_names)
    covariance = _covariance(problem, solution)
    share = float(1.0 / (1.0 + np.exp(-solution.values[b])))
    rho = float(solution.values[b + 1])
    nu = float(solution.values[b + 2]) if problem.free_returns else 1.0
    values = solution.values.copy()
    values[0] += data.log_output.mean()
    values[b] = share
    change = np.ones(len(values))
    change[b] = share * (1.0 - share)
    ratio = problem.log_capital - problem.log_labour
    weight = ces_weight(ratio, share, rho)
    slopes = np.zeros((len(weight), 2, len(values)))
    slopes[:, 0, b] = nu * weight * (1.0 - weight)
    slopes[:, 0, b + 1] = -ratio * slopes[:, 0, b]
    slopes[:, 1] = -slopes[:, 0]
    if problem.free_returns:
        slopes[:, 0, b + 2], slopes[:, 1, b + 2] = weight, 1.0 - weight
    linearised = _linearised(problem, solution, covariance)
    log_aggregate = problem.aggregate(problem.log_capital, problem.log_labour, share, rho).log
    fit = ProductionFit(
        form="ces",
        choices=(*choices, ("rho", "at_bound" if solution.at_bound else "interior")),
        years=data.years,
        input_names=data.input_names,
        parameters=Parameters(names=problem.names, values=values, covariance=covariance * np.outer(change, change)),
        elasticities=nu * np.column_stack([weight, 1.0 - weight]),
        elasticity_covariance=np.einsum("nip,pq,njq->nij", slopes, covariance, slopes),
        tfp=data.log_output - nu * log_aggregate,
        tfp_errors=NotApplicable(Message.of("tfp_is_residual")),
        residuals=solution.residuals * (np.exp(data.log_output.mean()) if problem.error == "additive" else 1.0),
        degrees_of_freedom=problem.degrees_of_freedom,
        tests=_tests(problem, solution),
        regularity=Regularity(monotone=np.full(len(weight), nu > 0.0), quasi_concave=np.full(len(weight), rho >= -1.0)),
        diagnostics=diagnostics_of(linearised),
        informed=False,
        regression=linearised,
        elasticity_slopes=slopes[:, :, [problem.names.index(name) for name in linearised.names]],
    )
    return CesFit(fit=fit, substitution=substitution_of(problem, solution, float(covariance[b + 1, b + 1]), level))


def _covariance(problem: CesProblem, solution: CesSolution) -> Array:
    """Return s² (J'J)⁻¹ of (c, λ, logit δ, ρ, ν); with ρ on its bound, that of the others."""
    jacobian = solution.jacobian
    free = np.ones(jacobian.shape[1], dtype=bool)
    if solution.at_bound:
        free[len(problem.linear_names) + 1] = False
    _, dependent = rank_of(jacobian[:, free])
    if dependent:
        named = np.array(problem.names)[free]
        raise EstimationError(
            ", ".join(named[list(dependent)]),
            "cannot be told from the other parameters at the best fit",
            remedy="Take a Cobb-Douglas function, or Kmenta's approximation.",
        )
    _, r = np.linalg.qr(jacobian[:, free])
    inverse = np.linalg.inv(r)
    variance = solution.sum_of_squares / (len(solution.residuals) - int(free.sum()))
    out = np.zeros((len(free), len(free)))
    out[np.ix_(free, free)] = variance * inverse @ inverse.T
    return out


def _linearised(problem: CesProblem, solution: CesSolution, covariance: Array) -> LinearFit:
    """Return the regression that the fit is near its solution: on the derivatives by the free parameters."""
    free = np.ones(len(problem.names), dtype=bool)
    if solution.at_bound:
        free[problem.names.index("rho")] = False
    design = solution.jacobian[:, free]
    return LinearFit(
        names=tuple(name for name, kept in zip(problem.names, free, strict=True) if kept),
        design=design,
        response=solution.residuals + design @ solution.values[free],
        coefficients=solution.values[free],
        covariance=covariance[np.ix_(free, free)],
        errors="classical",
        lags=0,
        degrees_of_freedom=problem.degrees_of_freedom,
    )


def _tests(problem: CesProblem, solution: CesSolution) -> tuple[HypothesisTest, ...]:
    freedom = problem.degrees_of_freedom
    found = [
        f_test(
            "cobb_douglas",
            Message.of("ces_is_cobb_douglas"),
            restricted=least_sum(problem, rho=0.0),
            free=solution.sum_of_squares,
            restrictions=1,
            degrees_of_freedom=freedom,
        )
    ]
    null = Message.of("constant_returns")
    if problem.free_returns:
        found.append(
            f_test(
                "returns_to_scale",
                null,
                restricted=least_sum(replace(problem, free_returns=False)),
                free=solution.sum_of_squares,
                restrictions=1,
                degrees_of_freedom=freedom,
            )
        )
    else:
        reason = NotApplicable(Message.of("constant_returns_imposed"))
        found.append(HypothesisTest(name="returns_to_scale", null=null, outcome=reason))
    return (*found, kmenta_restriction_test(problem))


def _kmenta(
    data: Observations,
    problem: CesProblem,
    choices: tuple[tuple[str, str], ...],
    level: float,
) -> CesFit:
    linear = kmenta_fit(problem)
    _refuse_exact(problem, linear.sum_of_squares)
    values, covariance = kmenta_parameters(problem, linear)
    values[0] += data.log_output.mean()
    ratio = problem.log_capital - problem.log_labour
    slopes = kmenta_slopes(problem, linear, ratio)
    base = np.array([0.0, 0.0]) if problem.free_returns else np.array([0.0, 1.0])
    elasticities = base + slopes @ linear.coefficients
    capital = linear["capital"]
    labour = linear["labour"] if problem.free_returns else 1.0 - capital
    function = capital * problem.log_capital + labour * problem.log_labour + linear["curvature"] * ratio**2
    b = len(problem.linear_names)
    substitution: Substitution | NotApplicable
    if not 0.0 < values[b] < 1.0 or capital + labour <= 0.0:
        substitution = NotApplicable(Message.of("kmenta_share_outside", share=float(values[b])))
    else:
        substitution = substitution_of(problem, best_fit(problem), float(covariance[b + 1, b + 1]), level)
    return CesFit(
        fit=ProductionFit(
            form="ces",
            choices=choices,
            years=data.years,
            input_names=data.input_names,
            parameters=Parameters(names=problem.names, values=values, covariance=covariance),
            elasticities=elasticities,
            elasticity_covariance=np.einsum("nip,pq,njq->nij", slopes, linear.covariance, slopes),
            tfp=data.log_output - function,
            tfp_errors=NotApplicable(Message.of("tfp_is_residual")),
            residuals=linear.residuals,
            degrees_of_freedom=linear.degrees_of_freedom,
            tests=kmenta_tests(problem, linear),
            regularity=kmenta_regularity(elasticities, 2.0 * linear["curvature"]),
            diagnostics=diagnostics_of(linear),
            informed=False,
            regression=linear,
            elasticity_slopes=slopes,
        ),
        substitution=substitution,
    )
