"""Translog production function estimated with its share equations: inputs paid their marginal products."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.equation_system import Divisor, SystemFit, SystemMethod, seemingly_unrelated
from tfp_soctrang.estimation.hypotheses import HypothesisTest
from tfp_soctrang.estimation.linear_hypotheses import independent_restrictions
from tfp_soctrang.estimation.production_fit import Parameters, ProductionFit
from tfp_soctrang.estimation.share_system import (
    adding_up_shares,
    dropped_share,
    equal_coefficients_test,
    share_tests,
    system_test,
)
from tfp_soctrang.estimation.translog import log_tfp
from tfp_soctrang.estimation.translog_model import Scale, TranslogModel, translog_model
from tfp_soctrang.estimation.translog_regularity import production_regularity
from tfp_soctrang.estimation.translog_terms import Trend
from tfp_soctrang.estimation.translog_tests import separability_tests
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["translog_system"]


def translog_system(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    shares: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    trend: Trend = "none",
    quadratic_trend: bool = False,
    separable: Sequence[Sequence[str]] = (),
    scale: Scale = "mean",
    method: SystemMethod = "iterated",
    divisor: Divisor = "observations",
    dropped: str | None = None,
) -> ProductionFit:
    """Return the translog production function with constant returns, estimated together with its share equations.

    ln Y = F(x, t) + e₀ and sᵢ = ∂F/∂xᵢ + eᵢ = aᵢ + Σⱼ bᵢⱼ xⱼ + bᵢₜ t + eᵢ for all inputs but one, with the same
    coefficients in all equations. On competitive markets an input is paid its marginal product, so that its share in
    the value of output is its elasticity; that the shares add up to one is constant returns.

    Parameters
    ----------
    output, inputs, years, trend, quadratic_trend, separable, scale
        As in `translog`.
    shares
        Income of each input over the income of all, shape (n,) each, by the names of the inputs.
    method, divisor
        See `SystemFit`. Iterated, the estimate does not depend on the equation left out.
    dropped
        The input whose share equation is left out; the last by default.

    Returns
    -------
    ProductionFit
        `residuals` are those of output. Tests: `cobb_douglas`, `neutral_trend`, `technical_change` and separability
        (Wald, chi-square), `first_order_conditions` (that output and share equations have the same coefficients), and
        homogeneity and symmetry of the share equations; `returns_to_scale` does not apply: adding up implies it.

    Raises
    ------
    DataError, EstimationError
        As `translog`; shares that do not add up to one; a system that does not settle.

    References
    ----------
    Christensen, Jorgenson and Lau (1973), Review of Economics and Statistics 55, 28–45. Berndt and Christensen (1973),
    Journal of Econometrics 1, 81–113.

    Examples
    --------
    >>> random = np.random.default_rng(1)
    >>> capital, labour = np.exp(random.normal(size=(2, 30)))
    >>> share = 0.4 + 0.05 * np.log(capital / labour) + 0.01 * random.normal(size=30)
    >>> ratio = np.log(capital / labour)
    >>> output = labour * np.exp(0.4 * ratio + 0.025 * ratio**2 + 0.02 * random.normal(size=30))
    >>> fit = translog_system(
    ...     output, {"capital": capital, "labour": labour}, {"capital": share, "labour": 1.0 - share}, scale="none"
    ... )
    >>> round(fit.parameters["capital"], 2), round(fit.parameters["capital*capital"], 2)
    (0.4, 0.05)
    """
    model = translog_model(
        output,
        inputs,
        years=years,
        trend=trend,
        quadratic_trend=quadratic_trend,
        returns="constant",
        separable=separable,
        scale=scale,
    )
    names = model.data.input_names
    if len(names) < 2:
        raise EstimationError(
            "inputs",
            "need another beside it for shares to tell anything",
            value=list(names),
            remedy="Give two or more.",
        )
    table = adding_up_shares(shares, names, model.data.years)
    out = dropped_share(dropped, names)
    kept = [i for i, name in enumerate(names) if name != out]
    gradients = model.terms.gradients(model.logs, model.time)
    response = np.column_stack([model.response, table[:, kept]])
    design = np.concatenate([model.design[:, None, :], gradients[:, kept, :]], axis=1)
    equations = ("output", *(names[i] for i in kept))

    def fitted(without: str = "") -> SystemFit:
        return seemingly_unrelated(
            response,
            design,
            model.terms.names,
            equations=equations,
            restrictions=model.restrictions(without),
            method=method,
            divisor=divisor,
        )

    fit = fitted()
    elasticities = gradients @ fit.coefficients
    others = {"trend": model.time} if trend == "biased" else {}
    chosen = {**dict(model.choices), "shares": "system", "method": method, "divisor": divisor, "dropped": out}
    return ProductionFit(
        form="translog",
        choices=tuple(chosen.items()),
        years=model.data.years,
        input_names=names,
        parameters=Parameters(names=fit.names, values=fit.coefficients, covariance=fit.covariance),
        elasticities=elasticities,
        elasticity_covariance=np.asarray(gradients @ fit.covariance @ np.swapaxes(gradients, -1, -2)),
        tfp=log_tfp(model, fit.coefficients),
        tfp_errors=NotApplicable(Message.of("translog_tfp_is_the_rest")),
        residuals=np.ascontiguousarray(fit.residuals[:, 0]),
        degrees_of_freedom=response.size - fit.free_coefficients,
        tests=(
            *_tests(model, fit),
            *separability_tests(model, _wider(fitted) if "separability" in model.imposed else fit),
            equal_coefficients_test(fit, model.restrictions(), Message.of("null_shares_are_elasticities")),
            *share_tests(table, model.logs, names, others=others, dropped=out, method=method, divisor=divisor),
        ),
        regularity=production_regularity(elasticities, model.terms.second_order(fit.coefficients)),
        diagnostics=NotApplicable(Message.of("system_has_many_equations")),
        informed=False,
    )


def _wider(fitted: Callable[[str], SystemFit]) -> SystemFit | NotApplicable:
    try:
        return fitted("separability")
    except EstimationError:
        return NotApplicable(Message.of("translog_terms_collinear"))


def _tests(model: TranslogModel, fit: SystemFit) -> list[HypothesisTest]:
    terms, maintained = model.terms, model.restrictions()
    made = [
        HypothesisTest(
            name="returns_to_scale",
            null=Message.of("null_translog_returns"),
            outcome=NotApplicable(Message.of("system_shares_add_up")),
        ),
        system_test(
            "cobb_douglas",
            Message.of("null_translog_cobb_douglas"),
            fit,
            independent_restrictions(terms.cobb_douglas(), maintained),
        ),
    ]
    for name, null, entering, reason in (
        ("neutral_trend", "null_translog_neutral", terms.bias_names, "translog_trend_is_neutral"),
        ("technical_change", "null_translog_no_trend", terms.trend_names, "translog_without_trend"),
    ):
        if entering:
            left = independent_restrictions(terms.zero(entering), maintained)
            made.append(system_test(name, Message.of(null), fit, left))
        else:
            why = "translog_without_trend" if terms.trend == "none" else reason
            made.append(HypothesisTest(name=name, null=Message.of(null), outcome=NotApplicable(Message.of(why))))
    return made
