"""Translog cost function from shares, from costs, or from both: demand, returns to scale, technical change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.cost_elasticities import CostElasticities, cost_elasticities
from tfp_soctrang.estimation.cost_model import CostModel, cost_model
from tfp_soctrang.estimation.cost_tests import cost_tests
from tfp_soctrang.estimation.equation_system import Divisor, SystemFit, SystemMethod, seemingly_unrelated
from tfp_soctrang.estimation.hypotheses import HypothesisTest
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.production_fit import Parameters
from tfp_soctrang.estimation.translog_model import Returns, Scale
from tfp_soctrang.estimation.translog_regularity import curved, monotone
from tfp_soctrang.estimation.translog_terms import Trend
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CostFit", "CostRegularity", "translog_cost"]

At = Literal["fitted", "observed"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CostRegularity(Shown):
    """Whether the function behaves as a cost function at each observation, shapes (n,).

    `monotone`: no price lowers cost. `concave`: in prices; demand falls as its own price rises.
    """

    monotone: NDArray[np.bool_]
    concave: NDArray[np.bool_]

    def __post_init__(self) -> None:
        for array in (self.monotone, self.concave):
            array.setflags(write=False)

    @property
    def regular(self) -> float:
        """Fraction of the observations at which both hold."""
        return float((self.monotone & self.concave).mean())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CostFit(Shown):
    """A translog cost function fitted to n observations of i inputs.

    Parameters
    ----------
    choices
        What was chosen: ("trend", …), ("method", …), ("dropped", …), ….
    years
        Labels of the observations.
    input_names
        Of the inputs, in the order of shares and elasticities.
    parameters
        Of the cost function; of those that shares tell where shares alone are estimated.
    shares
        Fitted cost shares, shape (n, i); rows add up to one.
    share_covariance
        Shape (n, i, i).
    elasticities
        Of demand and of substitution.
    cost_elasticity, cost_elasticity_errors
        ∂ln C/∂ln Y at each observation, shape (n,): below one, returns to scale increase. Or why there is none.
    technical_change, technical_change_errors
        ∂ln C/∂t, shape (n,): negative where technology improves. Or why there is none.
    residuals
        Of the equations, shape (n, m): cost where it is estimated, then the shares but one.
    equations
        Names of the m equations.
    regularity
        At each observation.
    tests
        Each with its null in words.
    system
        The fitted system, or why there is none.
    """

    choices: tuple[tuple[str, str], ...]
    years: NDArray[np.int64]
    input_names: tuple[str, ...]
    parameters: Parameters
    shares: Array
    share_covariance: Array
    elasticities: CostElasticities
    cost_elasticity: Array | NotApplicable
    cost_elasticity_errors: Array | NotApplicable
    technical_change: Array | NotApplicable
    technical_change_errors: Array | NotApplicable
    residuals: Array
    equations: tuple[str, ...]
    regularity: CostRegularity
    tests: tuple[HypothesisTest, ...]
    system: SystemFit | NotApplicable

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    @property
    def share_errors(self) -> Array:
        """Standard errors of the fitted shares, shape (n, i)."""
        return np.asarray(np.sqrt(np.maximum(np.einsum("nii->ni", self.share_covariance), 0.0)))

    def test(self, name: str) -> HypothesisTest:
        """Return the test of that name.

        Raises
        ------
        DataError
            There is none of that name; those that there are are named.
        """
        refuse_unknown(name, "test", [test.name for test in self.tests])
        return next(test for test in self.tests if test.name == name)


def translog_cost(
    prices: Mapping[str, ArrayLike],
    *,
    shares: Mapping[str, ArrayLike] | None = None,
    cost: ArrayLike | None = None,
    output: ArrayLike | None = None,
    years: ArrayLike | None = None,
    trend: Trend = "none",
    quadratic_trend: bool = False,
    returns: Returns = "free",
    scale: Scale = "mean",
    method: SystemMethod = "iterated",
    divisor: Divisor = "observations",
    dropped: str | None = None,
    elasticities_at: At = "fitted",
) -> CostFit:
    """Return the translog cost function, homogeneous of degree one in prices.

    ln C = a₀ + Σ aᵢ pᵢ + ½ ΣΣ bᵢⱼ pᵢ pⱼ + a_y y + ½ b_yy y² + Σ bᵢ_y pᵢ y + trend terms, p and y logs, with Σ aᵢ = 1
    and Σᵢ bᵢⱼ = Σᵢ bᵢ_y = Σᵢ bᵢₜ = 0. By Shephard's lemma the cost share of input i is sᵢ = ∂ln C/∂pᵢ.

    Parameters
    ----------
    prices
        Of the inputs by name, shape (n,) each, positive.
    shares
        Of each input in cost, by the same names, fractions. None: the cost equation alone, by least squares.
    cost
        Of all the inputs together, shape (n,), current prices. None: the share equations alone.
    output
        At constant prices, shape (n,). Needed with `cost`. With shares alone, None makes shares independent of output.
    years, trend, quadratic_trend, scale
        As in `translog`, of prices and output.
    returns
        `constant` imposes cost in proportion to output: a_y = 1, b_yy = bᵢ_y = 0, also for the shares alone.
    method, divisor
        See `SystemFit`. Iterated, the estimate does not depend on the equation left out.
    dropped
        The input whose share equation is left out; the last by default.
    elasticities_at
        `fitted` shares, as uncertain as the coefficients; `observed` shares, taken as given (Berndt and Wood).

    Returns
    -------
    CostFit
        Tests: `cobb_douglas`, `returns_to_scale`, `homotheticity`, `neutral_trend`, `technical_change`; with shares
        also homogeneity and symmetry; with shares and cost `first_order_conditions`.

    Raises
    ------
    DataError, EstimationError
        Prices, cost or output not positive or never moving, shares that do not add up to one, too few observations,
        collinear prices.

    References
    ----------
    Christensen and Greene (1976), Journal of Political Economy 84, 655–676. Berndt and Wood (1975), Review of
    Economics and Statistics 57, 259–268. Greene (2018), Econometric Analysis, 8th ed., section 10.3.2.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> wage, rent = np.exp(random.normal(size=(2, 40)))
    >>> share = 0.6 + 0.1 * np.log(wage / rent) + 0.01 * random.normal(size=40)
    >>> fit = translog_cost({"labour": wage, "capital": rent}, shares={"labour": share, "capital": 1.0 - share})
    >>> round(fit.parameters["labour*labour"], 2), fit.shares.sum(axis=1).round(12).max().item()
    (0.1, 1.0)
    """
    refuse_unknown(method, "method", get_args(SystemMethod))
    refuse_unknown(divisor, "divisor", get_args(Divisor))
    refuse_unknown(elasticities_at, "elasticities_at", get_args(At))
    model = cost_model(
        prices,
        shares=shares,
        cost=cost,
        output=output,
        years=years,
        trend=trend,
        quadratic_trend=quadratic_trend,
        returns=returns,
        scale=scale,
        dropped=dropped,
    )
    matrix, right = model.restrictions()
    system: SystemFit | NotApplicable
    fit: SystemFit | LinearFit
    if model.shares is None:
        fit = least_squares(model.response[:, 0], model.design[:, 0], model.names, restrictions=(matrix, right))
        system = NotApplicable(Message.of("cost_without_system"))
        residuals = fit.residuals[:, None]
    else:
        fit = system = seemingly_unrelated(
            model.response,
            model.design,
            model.names,
            equations=model.equations,
            restrictions=(matrix, right),
            method=method,
            divisor=divisor,
        )
        residuals = fit.residuals
    return _record(model, fit, system, residuals, elasticities_at, method, divisor)


def _record(
    model: CostModel,
    fit: SystemFit | LinearFit,
    system: SystemFit | NotApplicable,
    residuals: Array,
    elasticities_at: At,
    method: SystemMethod,
    divisor: Divisor,
) -> CostFit:
    weights = model.share_weights
    shares = weights @ fit.coefficients
    if elasticities_at == "observed" and model.shares is None:
        raise EstimationError(
            "elasticities_at",
            "asks for observed shares and none were given",
            value=elasticities_at,
            remedy="Give shares, or elasticities_at='fitted'.",
        )
    observed = model.shares if elasticities_at == "observed" else None
    second = model.second_order(fit.coefficients)
    scale = model.output_weights
    change = model.time_weights

    def along(gradient: Array | NotApplicable) -> tuple[Array | NotApplicable, Array | NotApplicable]:
        if isinstance(gradient, NotApplicable):
            return gradient, gradient
        variance = np.einsum("nk,kl,nl->n", gradient, fit.covariance, gradient)
        return gradient @ fit.coefficients, np.asarray(np.sqrt(np.maximum(variance, 0.0)))

    cost_elasticity, cost_elasticity_errors = along(scale)
    technical_change, technical_change_errors = along(change)
    settings = (("method", method), ("divisor", divisor)) if model.shares is not None else ()
    return CostFit(
        choices=(*model.choices, *settings, ("elasticities_at", elasticities_at)),
        years=model.years,
        input_names=model.inputs,
        parameters=Parameters(names=fit.names, values=fit.coefficients, covariance=fit.covariance),
        shares=shares,
        share_covariance=np.asarray(weights @ fit.covariance @ np.swapaxes(weights, -1, -2)),
        elasticities=cost_elasticities(
            model.inputs,
            second,
            model.units,
            shares if observed is None else observed,
            weights if observed is None else None,
            fit.covariance,
        ),
        cost_elasticity=cost_elasticity,
        cost_elasticity_errors=cost_elasticity_errors,
        technical_change=technical_change,
        technical_change_errors=technical_change_errors,
        residuals=residuals,
        equations=model.equations,
        regularity=CostRegularity(monotone=monotone(shares), concave=curved(shares, second, "concave")),
        tests=cost_tests(model, fit, method, divisor),
        system=system,
    )
