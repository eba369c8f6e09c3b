"""TFP as an unobserved trend beside the inputs: its paths with bands, the capital share given, estimated or both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.arithmetic.factor_shares import checked_shares
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.observations import Observations, observations
from tfp_soctrang.estimation.prior import NormalPrior
from tfp_soctrang.estimation.production_fit import Parameters, ProductionFit, Regularity
from tfp_soctrang.estimation.trend_likelihood import TrendRegression, log_likelihood
from tfp_soctrang.estimation.trend_model import Trend, TrendModel
from tfp_soctrang.estimation.trend_paths import Solution, TrendPath, solved
from tfp_soctrang.estimation.unobserved_trend import Variances, innovation_tests, variances_of
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["ElasticityMap", "Returns", "StateSpaceFit", "elasticity_map", "state_space"]

Returns = Literal["constant", "free"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ElasticityMap(Shown):
    """Elasticities as a known number plus a combination of free coefficients: `fixed + matrix @ coefficients`.

    Parameters
    ----------
    names
        Of the k coefficients: the inputs whose elasticities they are. Where capital has a prior it comes first.
    fixed, matrix
        Shapes (i,) and (i, k).
    """

    names: tuple[str, ...]
    fixed: Array
    matrix: Array

    def __post_init__(self) -> None:
        for array in (self.fixed, self.matrix):
            array.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StateSpaceFit(Shown):
    """TFP as an unobserved trend: `log(output) == smoothed.level + log_inputs @ elasticities + measurement`.

    Parameters
    ----------
    fit
        The production function. Its `tfp` is the smoothed level and `tfp_errors` its standard errors; its residuals are
        the one-step prediction errors.
    model
        Of the trend.
    variances
        Of the trend and of measurement, with standard errors or why they have none.
    log_likelihood
        Exact diffuse, estimated elasticities integrated out.
    filtered, smoothed
        Paths of log TFP. Errors of a level are those with each input in units of its geometric mean; errors of growth
        do not depend on units.
    standardised
        Prediction errors from elasticities of the past alone, over their standard deviations.
    measurement
        Smoothed error of measurement in log output, shape (n,); zero where the model has none.
    regression, elasticity_map
        What was estimated, for those who go on from here.
    """

    fit: ProductionFit
    model: TrendModel
    variances: Variances
    log_likelihood: float
    filtered: TrendPath
    smoothed: TrendPath
    standardised: Array
    measurement: Array
    regression: TrendRegression
    elasticity_map: ElasticityMap

    def __repr__(self) -> str:
        means = ", ".join(
            f"{name} {mean:.3f}"
            for name, mean in zip(self.fit.input_names, self.fit.elasticities.mean(axis=0), strict=True)
        )
        return (
            f"<StateSpaceFit {self.model.trend}: elasticities {means}; {len(self.fit.elasticities)} observations, "
            f"log likelihood {self.log_likelihood:.2f}>"
        )

    def __post_init__(self) -> None:
        for array in (self.standardised, self.measurement):
            array.setflags(write=False)


def state_space(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    trend: Trend = "random_walk_with_drift",
    capital_share: float | NormalPrior | None = None,
    returns: Returns = "constant",
    measurement_error: bool = False,
    variances: Mapping[str, float] | None = None,
) -> StateSpaceFit:
    """Return TFP as an unobserved trend μ in log Y[t] = μ[t] + Σ ε_i log X_i[t] (+ measurement error).

    Parameters
    ----------
    output, inputs
        Levels at constant prices, shape (n,); inputs by name, `{"capital": …, "labour": …}`.
    years
        Labels, following each other.
    trend, measurement_error
        See `TrendModel`. Measurement error here is whatever moves output for one year only.
    capital_share
        Elasticity of the input named "capital": a number holds it fixed, None leaves it to the data, and a
        `NormalPrior` is a prior on the input it names. Others are left to the data where returns are free.
    returns
        `constant`: elasticities sum to one. `free`: they need not.
    variances
        By name, to take them as given; None takes those of greatest likelihood.

    Returns
    -------
    StateSpaceFit
        Without measurement error `fit.tfp == log(output) - log_inputs @ elasticities`.

    Raises
    ------
    DataError
        A level that is not positive, a share that is no fraction.
    EstimationError
        Too few years, a hole, a series that never moves, inputs that move like a straight line, an exact fit.

    Notes
    -----
    Given the variances, elasticities and paths are exact posteriors. The variances themselves are taken as known in
    every band: with some 25 years that is too narrow; `over_variances` integrates over them instead.
    With a random walk with drift, no measurement error and no prior this is ordinary least squares on growth rates.

    References
    ----------
    Durbin and Koopman (2012), sections 3.2 and 6.2 (regression effects as constant states). de Jong (1991).

    Examples
    --------
    >>> output, capital = [10.0, 10.8, 11.3, 12.4, 13.0], [20.0, 22.0, 23.5, 26.0, 27.0]
    >>> found = state_space(output, {"capital": capital, "labour": [5.0, 5.1, 5.1, 5.3, 5.2]}, capital_share=0.4)
    >>> round(found.fit.parameters["drift"], 4), round(found.smoothed.growth(0, 4)[0], 4)
    (0.0297, 0.1188)
    """
    refuse_unknown(returns, "returns", get_args(Returns))
    data = observations(output, inputs, years)
    share = capital_share if capital_share is None or isinstance(capital_share, NormalPrior) else float(capital_share)
    mapping = elasticity_map(data.input_names, share, returns)
    model = TrendModel(trend=trend, measurement_error=measurement_error)
    regression = TrendRegression(
        model=model,
        names=mapping.names,
        response=data.log_output - data.log_inputs @ mapping.fixed,
        design=data.log_inputs @ mapping.matrix,
        prior=share if isinstance(share, NormalPrior) else None,
    )
    found = variances_of(regression, variances, movement=float(np.ptp(data.log_inputs, axis=0).max()))
    solution = solved(regression, found.values, data.years)
    choices = (
        ("trend", trend),
        ("returns", returns),
        ("measurement_error", "estimated" if measurement_error else "none"),
        ("capital_share", _in_words(share)),
    )
    return StateSpaceFit(
        fit=_production_fit(data, mapping, regression, found, solution, choices),
        model=model,
        variances=found,
        log_likelihood=log_likelihood(regression, found.values),
        filtered=solution.filtered,
        smoothed=solution.smoothed,
        standardised=solution.recursive,
        measurement=(
            regression.response - regression.design @ solution.coefficients - solution.smoothed.level
            if measurement_error
            else np.zeros(len(data.years))
        ),
        regression=regression,
        elasticity_map=mapping,
    )


def elasticity_map(
    names: tuple[str, ...], capital_share: float | NormalPrior | None, returns: Returns
) -> ElasticityMap:
    """Return how elasticities depend on free coefficients.

    With constant returns the last input that has neither share nor prior takes what the others leave to one.

    Raises
    ------
    DataError
        A share that is no fraction.
    EstimationError
        A share of an input that is not there; constant returns over one input.
    """
    known = capital_share.input_name if isinstance(capital_share, NormalPrior) else "capital"
    if capital_share is not None and known not in names:
        raise EstimationError(
            "capital_share",
            f"is given, but no input is named {known!r}",
            value=names,
            remedy="Name it so: inputs={'capital': …, 'labour': …}.",
        )
    if isinstance(capital_share, float):
        checked_shares(capital_share, "capital_share")
    unit = np.eye(len(names))
    fixed, rest = np.zeros(len(names)), np.zeros(len(names))
    free = list(names)
    if returns == "constant":
        others = [name for name in names if name != known]
        if len(names) < 2:
            raise EstimationError(
                "returns",
                "constant over one input leave nothing to estimate",
                value=names,
                remedy="Give capital and labour, or returns='free'.",
            )
        rest = unit[names.index(others[-1])]
        fixed = fixed + rest
        free.remove(others[-1])
    if isinstance(capital_share, float):
        fixed = fixed + capital_share * (unit[names.index(known)] - rest)
        free.remove(known)
    elif capital_share is not None:
        free = [known, *(name for name in free if name != known)]
    columns = [unit[names.index(name)] - rest for name in free]
    return ElasticityMap(
        names=tuple(free),
        fixed=fixed,
        matrix=np.column_stack(columns) if columns else np.empty((len(names), 0)),
    )


def _in_words(share: float | NormalPrior | None) -> str:
    if share is None:
        return "estimated"
    if isinstance(share, NormalPrior):
        return f"prior, {share.input_name} {share.mean:.4g} ± {share.sd:.4g} ({share.source})"
    return f"given, {share:.4g}"


def _production_fit(
    data: Observations,
    mapping: ElasticityMap,
    regression: TrendRegression,
    found: Variances,
    solution: Solution,
    choices: tuple[tuple[str, str], ...],
) -> ProductionFit:
    n = len(data.years)
    elasticities = mapping.fixed + mapping.matrix @ solution.coefficients
    covariance = mapping.matrix @ solution.coefficient_covariance @ mapping.matrix.T
    constant_slope = regression.model.trend == "random_walk_with_drift"
    return ProductionFit(
        form="state_space",
        choices=choices,
        years=data.years,
        input_names=data.input_names,
        parameters=_parameters(data.input_names, elasticities, covariance, mapping, solution, found, constant_slope),
        elasticities=np.tile(elasticities, (n, 1)),
        elasticity_covariance=np.tile(covariance, (n, 1, 1)),
        tfp=solution.smoothed.level.copy(),
        tfp_errors=solution.smoothed.errors,
        residuals=solution.innovations,
        degrees_of_freedom=regression.degrees_of_freedom,
        tests=(
            *innovation_tests(solution.recursive, found),
            _returns_test(elasticities, covariance, dict(choices)["returns"]),
        ),
        regularity=Regularity(
            monotone=np.full(n, bool((elasticities >= 0.0).all())),
            quasi_concave=np.full(n, bool((elasticities >= 0.0).all())),
        ),
        diagnostics=NotApplicable(Message.of("no_design_diagnostics")),
        informed=dict(choices)["capital_share"] != "estimated",
        priors=() if regression.prior is None else (regression.prior,),
    )


def _parameters(
    names: tuple[str, ...],
    elasticities: Array,
    covariance: Array,
    mapping: ElasticityMap,
    solution: Solution,
    found: Variances,
    constant_slope: bool,
) -> Parameters:
    """Return elasticities, the drift where it is constant, and variances; in large samples the last are independent."""
    blocks_names = list(names)
    values, block = elasticities, covariance
    if constant_slope and solution.drift is not None:
        drift, variance, with_coefficients = solution.drift
        across = (mapping.matrix @ with_coefficients)[:, None]
        blocks_names.append("drift")
        values = np.append(values, drift)
        block = np.block([[block, across], [across.T, np.array([[variance]])]])
    k, m = len(values), len(found.values)
    whole = np.zeros((k + m, k + m))
    whole[:k, :k] = block
    whole[k:, k:] = found.covariance
    return Parameters(
        names=(*blocks_names, *(f"{name}_variance" for name in found.names)),
        values=np.append(values, found.values),
        covariance=whole,
    )


def _returns_test(elasticities: Array, covariance: Array, returns: str) -> HypothesisTest:
    from scipy.special import ndtr

    null = Message.of("constant_returns")
    if returns == "constant":
        reason = NotApplicable(Message.of("constant_returns_imposed"))
        return HypothesisTest(name="returns_to_scale", null=null, outcome=reason)
    z = float((elasticities.sum() - 1.0) / np.sqrt(covariance.sum()))
    outcome = Outcome(statistic=z, distribution="normal", degrees_of_freedom=(), p_value=float(2.0 * ndtr(-abs(z))))
    return HypothesisTest(name="returns_to_scale", null=null, outcome=outcome)
