"""Tests of a translog function: constant returns, Cobb–Douglas, neutral technical change, separability."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.equation_system import SystemFit
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.linear_hypotheses import independent_restrictions, wald
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tfp_soctrang.estimation.translog_model import TranslogModel

    Array = NDArray[np.float64]
    Restrictions = tuple[Array, Array]

__all__ = ["separability_tests", "translog_tests"]

# Residuals of this size relative to the variation of output are what rounding leaves of an exact function.
_EXACT = 1e-10


def translog_tests(model: TranslogModel, fit: LinearFit) -> tuple[HypothesisTest, ...]:
    """Return the tests of a fitted translog production function.

    Each compares the function with the restriction against the function without it, all other restrictions kept: a
    restriction that the fit imposes is tested in the wider function, estimated for that purpose. Wald tests with the
    standard errors of the fit; with classical errors the F of a linear restriction is exact, and is that of the sums of
    squares.
    """
    terms = model.terms

    itself = _exact_or(fit)
    wider = {without: _wider(model, fit, without) for without in model.imposed}

    def linear(null: Restrictions, without: str = "") -> Outcome | NotApplicable:
        return _linear(wider.get(without, itself), null, model.restrictions(without))

    bias: Outcome | NotApplicable
    if terms.trend == "biased":
        bias = linear(terms.zero(terms.bias_names))
    else:
        bias = NotApplicable(
            Message.of("translog_without_trend" if terms.trend == "none" else "translog_trend_is_neutral")
        )
    change = (
        NotApplicable(Message.of("translog_without_trend"))
        if terms.trend == "none"
        else linear(terms.zero(terms.trend_names))
    )
    return (
        _test("returns_to_scale", "null_translog_returns", linear(terms.homogeneity(), "returns")),
        _test("cobb_douglas", "null_translog_cobb_douglas", linear(terms.cobb_douglas())),
        _test("neutral_trend", "null_translog_neutral", bias),
        _test("technical_change", "null_translog_no_trend", change),
        *separability_tests(model, wider.get("separability", itself)),
    )


def _test(name: str, null: str, outcome: Outcome | NotApplicable, **values: object) -> HypothesisTest:
    return HypothesisTest(name=name, null=Message.of(null, **values), outcome=outcome)


def separability_tests(model: TranslogModel, wider: LinearFit | SystemFit | NotApplicable) -> list[HypothesisTest]:
    """Return the linear and the weak test of separability of each group asked for, or of every pair of inputs.

    `wider` is the function fitted without these restrictions, or why it could not be: F tests in one equation,
    chi-square tests in a system.
    """
    inputs = model.data.input_names
    asked = dict(model.choices)["separable"]
    groups: Sequence[Sequence[str]] = (
        [group.split("+") for group in asked.split(", ")] if asked else list(combinations(inputs, 2))
    )
    maintained = model.restrictions("separability")
    made = []
    for group in groups:
        others = [name for name in inputs if name not in group]
        if not others:
            return [
                HypothesisTest(
                    name="separability",
                    null=Message.of("null_linear_separability", group=", ".join(group), others="–"),
                    outcome=NotApplicable(Message.of("translog_nothing_outside", count=len(inputs))),
                )
            ]
        outcomes = (
            ("linear", _linear(wider, model.terms.separability([group]), maintained)),
            ("weak", _weak(model, wider, group)),
        )
        made += [
            _test(
                f"{kind}_separability:{'+'.join(group)}",
                f"null_{kind}_separability",
                outcome,
                group=", ".join(group),
                others=", ".join(others),
            )
            for kind, outcome in outcomes
        ]
    return made


def _wider(model: TranslogModel, fit: LinearFit, without: str) -> LinearFit | NotApplicable:
    """Return the fit without one of its restrictions, or why no test can be made in it."""
    matrix, right = model.restrictions(without)
    n, k = model.design.shape
    if n <= k - len(right):
        return NotApplicable(Message.of("translog_too_few", count=n, coefficients=k - len(right)))
    try:
        wider = least_squares(
            model.response,
            model.design,
            model.terms.names,
            errors=fit.errors,
            lags=fit.lags,
            restrictions=(matrix, right) if len(right) else None,
        )
    except EstimationError:
        return NotApplicable(Message.of("translog_terms_collinear"))
    return _exact_or(wider)


def _exact_or(fit: LinearFit) -> LinearFit | NotApplicable:
    """Return the fit, or that it leaves no residual to test against."""
    if np.sqrt(fit.sum_of_squares / len(fit.response)) < _EXACT * np.ptp(fit.response):
        return NotApplicable(Message.of("translog_exact_fit"))
    return fit


def _freedom(wider: LinearFit | SystemFit) -> int | None:
    return wider.degrees_of_freedom if isinstance(wider, LinearFit) else None


def _linear(
    wider: LinearFit | SystemFit | NotApplicable, null: Restrictions, maintained: Restrictions
) -> Outcome | NotApplicable:
    if isinstance(wider, NotApplicable):
        return wider
    matrix, right = independent_restrictions(null, maintained)
    if not len(right):
        return NotApplicable(Message.of("translog_follows_already"))
    return wald(wider.coefficients, wider.covariance, (matrix, right), degrees_of_freedom=_freedom(wider))


def _weak(
    model: TranslogModel, wider: LinearFit | SystemFit | NotApplicable, group: Sequence[str]
) -> Outcome | NotApplicable:
    """Return the test of εᵣ bᵢₖ = εᵢ bᵣₖ at the mean of the sample, r the first of the group, k outside it.

    That is a zero derivative of the ratio of elasticities εᵢ / εᵣ by xₖ, but for its denominator.
    """
    if isinstance(wider, NotApplicable):
        return wider
    terms = model.terms
    if len(group) < 2:
        return NotApplicable(Message.of("translog_follows_already"))
    weights = terms.gradients(model.logs.mean(axis=0), model.time.mean())
    elasticity = weights @ wider.coefficients
    second = terms.second_order(wider.coefficients)
    places = [terms.arguments.index(name) for name in group]
    gaps, slopes = [], []
    for i in places[1:]:
        for k in (k for k in range(len(terms.arguments)) if k not in places):
            r = places[0]
            unit_i, unit_r = (
                np.array(terms.names) == terms.name_of(terms.arguments[j], terms.arguments[k]) for j in (i, r)
            )
            gaps.append(elasticity[r] * second[i, k] - elasticity[i] * second[r, k])
            slopes.append(
                weights[r] * second[i, k] + elasticity[r] * unit_i - weights[i] * second[r, k] - elasticity[i] * unit_r
            )
    jacobian = np.array(slopes)
    covariance = jacobian @ wider.covariance @ jacobian.T
    scale = np.sqrt(np.diag(covariance))
    if np.linalg.cond(covariance / np.outer(scale, scale)) > 1e12:
        return NotApplicable(Message.of("translog_follows_already"))
    every = (np.eye(len(gaps)), np.zeros(len(gaps)))
    return wald(np.array(gaps), covariance, every, degrees_of_freedom=_freedom(wider))
