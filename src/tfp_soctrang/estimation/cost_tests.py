"""Tests of a translog cost function: technology, returns to scale, and what cost minimisation asks of the shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.cost_model import CostModel, constant_returns
from tfp_soctrang.estimation.equation_system import Divisor, SystemFit, SystemMethod, seemingly_unrelated
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.linear_hypotheses import independent_restrictions, wald
from tfp_soctrang.estimation.share_system import equal_coefficients_test, share_tests
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["cost_tests"]


def cost_tests(
    model: CostModel, fit: SystemFit | LinearFit, method: SystemMethod, divisor: Divisor
) -> tuple[HypothesisTest, ...]:
    """Return the tests of a fitted cost function.

    Wald tests: chi-square in a system, F in a single equation. Constant returns, where imposed, are tested in the
    wider function, estimated for that purpose.
    """
    made = [*_demand_tests(model, fit, method, divisor), *_time_tests(model, fit, method, divisor)]
    if model.shares is None:
        return tuple(made)
    terms, count = model.terms, len(model.inputs)
    others = {"output": model.logs[:, -1]} if "output" in terms.arguments and "returns" not in model.imposed else {}
    if terms.trend == "biased":
        others["trend"] = model.time
    dropped = dict(model.choices)["dropped"]
    made += share_tests(
        model.shares,
        model.logs[:, :count],
        model.inputs,
        others=others,
        dropped=dropped,
        method=method,
        divisor=divisor,
    )
    if isinstance(fit, SystemFit) and model.has_cost:
        shephard = Message.of("null_shares_are_cost_derivatives")
        made.append(equal_coefficients_test(fit, model.restrictions(), shephard))
    return tuple(made)


def _demand_tests(
    model: CostModel, fit: SystemFit | LinearFit, method: SystemMethod, divisor: Divisor
) -> list[HypothesisTest]:
    terms, prices = model.terms, model.inputs
    second = terms.zero([terms.name_of(a, b) for i, a in enumerate(prices) for b in prices[i:]])
    made = [_of_function(model, fit, "cobb_douglas", "null_constant_shares", second, method, divisor)]
    if model.has_cost:
        null = constant_returns(terms)
        made.append(_of_function(model, fit, "returns_to_scale", "null_cost_returns", null, method, divisor, "returns"))
    else:
        made.append(_not("returns_to_scale", "null_cost_returns", "cost_without_output"))
    if "output" in terms.arguments:
        null = terms.zero([terms.name_of(name, "output") for name in prices])
        made.append(_of_function(model, fit, "homotheticity", "null_homothetic", null, method, divisor, "returns"))
    else:
        made.append(_not("homotheticity", "null_homothetic", "cost_no_output"))
    return made


def _time_tests(
    model: CostModel, fit: SystemFit | LinearFit, method: SystemMethod, divisor: Divisor
) -> list[HypothesisTest]:
    terms = model.terms
    if terms.trend == "none":
        return [
            _not("neutral_trend", "null_cost_neutral", "translog_without_trend"),
            _not("technical_change", "null_translog_no_trend", "translog_without_trend"),
        ]
    made = []
    if terms.trend == "biased":
        null = terms.zero([f"{name}*trend" for name in model.inputs])
        made.append(_of_function(model, fit, "neutral_trend", "null_cost_neutral", null, method, divisor))
    else:
        made.append(_not("neutral_trend", "null_cost_neutral", "translog_trend_is_neutral"))
    if model.has_cost:
        null = terms.zero(terms.trend_names)
        made.append(_of_function(model, fit, "technical_change", "null_translog_no_trend", null, method, divisor))
    else:
        made.append(_not("technical_change", "null_translog_no_trend", "cost_without_output"))
    return made


def _not(name: str, null: str, reason: str, **values: object) -> HypothesisTest:
    return HypothesisTest(name=name, null=Message.of(null), outcome=NotApplicable(Message.of(reason, **values)))


def _of_function(
    model: CostModel,
    fit: SystemFit | LinearFit,
    name: str,
    null: str,
    restrictions: Restrictions,
    method: SystemMethod,
    divisor: Divisor,
    without: str = "",
) -> HypothesisTest:
    """Return the test of restrictions on the terms, those of `without` not being imposed."""
    wider = fit
    maintained = model.restrictions(without)
    if without in model.imposed:
        try:
            wider = (
                least_squares(model.response[:, 0], model.design[:, 0], model.names, restrictions=maintained)
                if isinstance(fit, LinearFit)
                else seemingly_unrelated(
                    model.response,
                    model.design,
                    model.names,
                    equations=model.equations,
                    restrictions=maintained,
                    method=method,
                    divisor=divisor,
                )
            )
        except EstimationError:
            return _not(name, null, "system_wider_fails", count=len(model.years))
    left = independent_restrictions((restrictions[0][:, model.kept], restrictions[1]), maintained)
    outcome: Outcome | NotApplicable
    if not len(left[1]):
        outcome = NotApplicable(Message.of("translog_follows_already"))
    elif isinstance(wider, LinearFit):
        outcome = wald(wider.coefficients, wider.covariance, left, degrees_of_freedom=wider.degrees_of_freedom)
    else:
        outcome = wider.wald(left)
    return HypothesisTest(name=name, null=Message.of(null), outcome=outcome)
