"""The tests that every log-linear production function carries, each applied or with the reason why not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.least_squares import LinearFit
from tfp_soctrang.estimation.linear_tests import leaves_nothing, linear_hypothesis
from tfp_soctrang.estimation.residual_tests import breusch_godfrey, breusch_pagan, durbin_watson, jarque_bera
from tfp_soctrang.estimation.stability_tests import break_at_any_year
from tfp_soctrang.estimation.unit_root_tests import engle_granger, unit_root
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.estimation.observations import Observations
    from tfp_soctrang.estimation.production_terms import ProductionTerms, Trend

    Array = NDArray[np.float64]

__all__ = [
    "breaks_test",
    "engle_granger_test",
    "not_applicable",
    "residual_tests",
    "returns_test",
    "unit_root_tests",
]

_NULLS = {
    "returns_to_scale": "null_constant_returns",
    "province_effects": "null_no_effects",
    "year_effects": "null_no_year_effects",
    "parameter_stability": "null_stable",
    "durbin_watson": "null_durbin_watson",
    "jarque_bera": "null_normal",
    "breusch_pagan": "null_one_variance",
    "engle_granger": "null_no_cointegration",
    "phillips_ouliaris": "null_no_cointegration",
    "prior_agreement": "null_prior_agrees",
}


def not_applicable(name: str, reason: str, **values: object) -> HypothesisTest:
    """Return the test `name` with the reason why it does not apply."""
    null = (
        Message.of("null_no_autocorrelation", lags=values.pop("lags"))
        if name == "breusch_godfrey"
        else Message.of(_NULLS[name])
    )
    return HypothesisTest(name=name, null=null, outcome=NotApplicable(Message.of(reason, **values)))


def returns_test(free: LinearFit | EstimationError, input_names: tuple[str, ...]) -> HypothesisTest:
    """Return the F test that elasticities sum to one, in the regression that leaves returns free.

    Parameters
    ----------
    free
        That regression, with columns named after the inputs, or why there is none.
    input_names
        Of the inputs.
    """
    null = Message.of("null_constant_returns")
    outcome: Outcome | NotApplicable
    if isinstance(free, EstimationError):
        outcome = NotApplicable(Message.of("na_free_not_estimable"))
    elif leaves_nothing(free):
        outcome = NotApplicable(Message.of("na_exact_fit"))
    else:
        outcome = linear_hypothesis(free, [float(name in input_names) for name in free.names], 1.0)
    return HypothesisTest(name="returns_to_scale", null=null, outcome=outcome)


def breaks_test(fit: LinearFit, break_names: tuple[str, ...], *, unless: str = "") -> HypothesisTest:
    """Return the F test that the break terms of the function have no coefficients.

    Parameters
    ----------
    fit
        The regression, with columns of those names.
    break_names
        Of the break terms; none where the function has no break.
    unless
        Code of the reason why the test does not apply to this fit, where there is one.
    """
    years = sorted({name.rsplit("_", 1)[1] for name in break_names})
    outcome: Outcome | NotApplicable
    if not break_names:
        outcome = NotApplicable(Message.of("na_no_break_given"))
    elif unless or leaves_nothing(fit):
        outcome = NotApplicable(Message.of(unless or "na_exact_fit"))
    else:
        weights = np.array([[float(name == term) for name in fit.names] for term in break_names])
        outcome = linear_hypothesis(fit, weights, np.zeros(len(break_names)))
    return HypothesisTest(
        name="breaks", null=Message.of("null_no_breaks", years=", ".join(years) or "–"), outcome=outcome
    )


def residual_tests(
    fit: LinearFit, years: ArrayLike, *, dated: bool, breaks: bool, memory: int, serial: Array | None
) -> list[HypothesisTest]:
    """Return the tests of stability and of residuals of one regression by ordinary least squares.

    Parameters
    ----------
    fit
        The regression, transformed when errors are autoregressive.
    years
        Of its rows.
    dated
        Whether rows have an order in time.
    breaks
        Whether it has break terms.
    memory
        Lags of the Breusch–Godfrey test.
    serial
        With autoregressive errors of estimated ρ: the lagged residual of each row, shape (n,); a given ρ has none.
    """
    plain = replace(fit, errors="classical", lags=0)
    if not dated:
        timed = [
            not_applicable("parameter_stability", "na_cross_section"),
            not_applicable("durbin_watson", "na_cross_section"),
            not_applicable("breusch_godfrey", "na_cross_section", lags=memory),
        ]
    else:
        stability = (
            not_applicable("parameter_stability", "na_breaks_given")
            if breaks
            else not_applicable("parameter_stability", "na_serial")
            if serial is not None
            else break_at_any_year(plain, years)
        )
        timed = [
            stability,
            not_applicable("durbin_watson", "na_serial") if serial is not None else durbin_watson(plain),
            breusch_godfrey(plain, lags=memory, also=None if serial is None else serial[:, np.newaxis]),
        ]
    return [*timed, jarque_bera(plain), breusch_pagan(plain)]


def unit_root_tests(seen: Observations, *, dated: bool) -> list[HypothesisTest]:
    """Return the unit-root tests of log output and of each log input, about a trend."""
    series = [("output", seen.log_output), *zip(seen.input_names, seen.log_inputs.T, strict=True)]
    if dated:
        return [unit_root(values, name) for name, values in series]
    reason = NotApplicable(Message.of("na_cross_section"))
    return [
        HypothesisTest(name=f"unit_root_{name}", null=Message.of("null_unit_root", series=name), outcome=reason)
        for name, _ in series
    ]


def engle_granger_test(fit: LinearFit, terms: ProductionTerms, trend: Trend, *, dated: bool) -> HypothesisTest:
    """Return the Engle–Granger test of a regression in levels without breaks by ordinary least squares."""
    if not dated:
        return not_applicable("engle_granger", "na_cross_section")
    if terms.break_names:
        return not_applicable("engle_granger", "na_breaks_given")
    if leaves_nothing(fit):
        return not_applicable("engle_granger", "na_exact_fit")
    regressors = sum(name in terms.input_names for name in terms.names)
    return engle_granger(fit.residuals, regressors=regressors, trend="linear" if trend == "linear" else "constant")
