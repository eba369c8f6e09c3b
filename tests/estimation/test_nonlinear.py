"""Nonlinear least squares against scipy's curve_fit and the linear regression, its invariances and its failures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import curve_fit

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.nonlinear import nonlinear_cobb_douglas

YEARS = np.arange(1995, 2025)
seeds = st.integers(0, 5_000)


def economy(seed, n=30):
    rng = np.random.default_rng(seed)
    capital = np.exp(2.0 + 0.06 * np.arange(n) + 0.2 * rng.normal(size=n))
    labour = np.exp(1.0 + 0.3 * rng.normal(size=n))
    output = 1.5 * capital**0.4 * labour**0.5 + 0.2 * rng.normal(size=n)
    return output, {"capital": capital, "labour": labour}


@settings(max_examples=20)
@given(seeds)
def test_additive_errors_equal_curve_fit(seed):
    output, inputs = economy(seed)
    fit = nonlinear_cobb_douglas(output, inputs, years=YEARS)

    def model(x, constant, capital, labour):
        return np.exp(constant) * x[0] ** capital * x[1] ** labour

    x = np.array(list(inputs.values()))
    values, covariance = curve_fit(model, x, output, p0=[0.4, 0.4, 0.5], xtol=1e-14, ftol=1e-14)
    np.testing.assert_allclose(fit.parameters.values, values, rtol=1e-5, atol=1e-7)
    # curve_fit differentiates numerically: some 1e-6 of the covariance
    np.testing.assert_allclose(fit.parameters.covariance, covariance, rtol=1e-3, atol=1e-9)
    np.testing.assert_allclose(fit.residuals, output - model(x, *fit.parameters.values), atol=1e-7)
    assert fit.degrees_of_freedom == 27
    assert fit.test("durbin_watson").outcome.reason.code == "na_nonlinear"


@settings(max_examples=20)
@given(seeds)
def test_multiplicative_errors_are_the_linear_regression(seed):
    output, inputs = economy(seed)
    fit = nonlinear_cobb_douglas(output, inputs, years=YEARS, error="multiplicative", returns="constant", errors="hac")
    linear = cobb_douglas(output, inputs, years=YEARS, returns="constant", errors="hac")
    np.testing.assert_allclose(fit.parameters.values, linear.parameters.values, rtol=1e-10)
    np.testing.assert_allclose(fit.parameters.covariance, linear.parameters.covariance, rtol=1e-10)
    assert fit.test("returns_to_scale").outcome == linear.test("returns_to_scale").outcome
    np.testing.assert_allclose(fit.tfp, linear.tfp, rtol=1e-10)


@settings(max_examples=15)
@given(seeds, st.floats(-10, 10).map(np.exp), st.floats(-10, 10).map(np.exp))
def test_units_move_the_constant_alone(seed, money, stock):
    output, inputs = economy(seed)
    for choices in ({}, {"returns": "constant", "trend": "linear", "errors": "hc1"}):
        one = nonlinear_cobb_douglas(output, inputs, years=YEARS, **choices)
        scaled = inputs | {"capital": stock * inputs["capital"]}
        other = nonlinear_cobb_douglas(money * output, scaled, years=YEARS, **choices)
        np.testing.assert_allclose(other.elasticities, one.elasticities, rtol=1e-5)
        np.testing.assert_allclose(other.elasticity_errors, one.elasticity_errors, rtol=1e-4)
        np.testing.assert_allclose(other.residuals, money * one.residuals, atol=1e-5 * money)
    assert (one.elasticities.sum(axis=1) == 1.0).all()


def test_the_minimum_is_least():
    output, inputs = economy(3)
    fit = nonlinear_cobb_douglas(output, inputs, years=YEARS, breaks={2010: "step"})
    x = np.column_stack([np.ones(30), *(np.log(level) for level in inputs.values()), YEARS >= 2010])
    least = ((output - np.exp(x @ fit.parameters.values)) ** 2).sum()
    assert least == pytest.approx((fit.residuals**2).sum(), rel=1e-8)
    rng = np.random.default_rng(1)
    for _ in range(50):
        near = fit.parameters.values + 0.01 * fit.parameters.standard_errors * rng.normal(size=4)
        assert ((output - np.exp(x @ near)) ** 2).sum() > least
    assert ("starts", "8 of 8 at the minimum") in fit.choices
    assert 0.0 <= fit.test("breaks").outcome.p_value <= 1.0


def test_an_exact_function_is_recovered():
    _, inputs = economy(4)
    output = 2.0 * inputs["capital"] ** 0.3 * inputs["labour"] ** 0.7
    fit = nonlinear_cobb_douglas(output, inputs)
    np.testing.assert_allclose(fit.elasticities[0], [0.3, 0.7], atol=1e-10)
    assert fit.test("breusch_godfrey").outcome.reason.code == "na_cross_section"
    assert fit.test("jarque_bera").outcome.reason.code == "na_exact_fit"


def test_the_same_seed_gives_the_same_bytes():
    output, inputs = economy(5)
    one, other = (nonlinear_cobb_douglas(output, inputs, years=YEARS, seed=7) for _ in range(2))
    assert one.parameters.values.tobytes() == other.parameters.values.tobytes()


def test_failures_and_refusals():
    output, inputs = economy(6)
    with pytest.raises(EstimationError, match="nonlinear least squares: reaches no minimum from 2 starts") as caught:
        nonlinear_cobb_douglas(output, inputs, years=YEARS, starts=2, evaluations=1)
    assert caught.value.value > 1e-5
    assert "error='multiplicative'" in caught.value.remedy
    with pytest.raises(DataError, match="error: is not known"):
        nonlinear_cobb_douglas(output, inputs, years=YEARS, error="proportional")
    with pytest.raises(EstimationError, match="years: are needed for a trend"):
        nonlinear_cobb_douglas(output, inputs, trend="linear")
    with pytest.raises(EstimationError, match="lags: belong to errors='hac'"):
        nonlinear_cobb_douglas(output, inputs, years=YEARS, lags=2)
    with pytest.raises(EstimationError, match="starts: must be one at least"):
        nonlinear_cobb_douglas(output, inputs, years=YEARS, starts=0)
    with pytest.raises(EstimationError, match="labour: is a linear combination"):
        nonlinear_cobb_douglas(output, inputs | {"labour": inputs["capital"] ** 2}, years=YEARS)
    short = {name: level[:3] for name, level in inputs.items()}
    with pytest.raises(EstimationError, match="not enough for 3 coefficients"):
        nonlinear_cobb_douglas(output[:3], short, years=YEARS[:3])
