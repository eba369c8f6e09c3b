"""Dynamic and fully modified least squares against arch, and what they are for."""

from __future__ import annotations

import numpy as np
import pytest
from arch.covariance.kernel import Bartlett
from arch.unitroot.cointegration import DynamicOLS, FullyModifiedOLS
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.cointegrated import cointegrated_cobb_douglas, long_run_covariance

seeds = st.integers(0, 5_000)
CODES = {"none": "c", "linear": "ct"}


def economy(seed, n=50):
    rng = np.random.default_rng(seed)
    shocks = rng.normal(size=(n, 2))
    capital, labour = np.cumsum(0.05 + 0.04 * shocks[:, 0]), np.cumsum(0.01 + 0.03 * shocks[:, 1])
    # output's errors come with the inputs' shocks: what least squares is biased by
    u = 0.02 * rng.normal(size=n) + 0.02 * shocks[:, 0]
    return np.exp(0.5 + 0.4 * capital + 0.6 * labour + u), {"capital": np.exp(capital), "labour": np.exp(labour)}


def fitted(seed, **choices):
    output, inputs = economy(seed)
    return cointegrated_cobb_douglas(output, inputs, years=np.arange(1970, 2020), **choices)


@given(seeds, st.integers(0, 5))
def test_long_run_covariances_are_those_of_arch(seed, bandwidth):
    series = np.random.default_rng(seed).normal(size=(30, 3)).cumsum(axis=0)
    both, one = long_run_covariance(series, bandwidth)
    peer = Bartlett(series, bandwidth=bandwidth, center=False).cov
    np.testing.assert_allclose(both, peer.long_run, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(one, peer.one_sided, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("trend", CODES)
@settings(max_examples=15)
@given(seed=seeds)
def test_dynamic_least_squares_is_that_of_arch(trend, seed):
    output, inputs = economy(seed)
    x = np.log(np.column_stack(list(inputs.values())))
    for leads, lags in ((1, 1), (0, 2)):
        peer = DynamicOLS(np.log(output), x, trend=CODES[trend], lags=lags, leads=leads)
        peer = peer.fit(bandwidth=3, df_adjust=True)
        ours = fitted(seed, trend=trend, leads=leads, lags=lags, bandwidth=3)
        np.testing.assert_allclose(ours.parameters.values[1:3], np.asarray(peer.params)[:2], rtol=1e-6)
        if trend == "none":  # arch counts the trend from another year, which moves its constant
            assert ours.parameters["constant"] == pytest.approx(peer.params["const"], rel=1e-6)
        np.testing.assert_allclose(ours.parameters.standard_errors[1:3], np.asarray(peer.std_errors)[:2], rtol=1e-6)


@pytest.mark.parametrize("trend", CODES)
@settings(max_examples=15)
@given(seed=seeds)
def test_fully_modified_least_squares_is_that_of_arch(trend, seed):
    output, inputs = economy(seed)
    x = np.log(np.column_stack(list(inputs.values())))
    peer = FullyModifiedOLS(np.log(output), x, trend=CODES[trend], x_trend="ct").fit(bandwidth=3, df_adjust=True)
    ours = fitted(seed, trend=trend, method="fully_modified", bandwidth=3)
    values = np.asarray(peer.params)
    np.testing.assert_allclose(ours.parameters.values[1:3], values[:2], rtol=1e-6)
    np.testing.assert_allclose(ours.parameters.standard_errors[1:3], np.asarray(peer.std_errors)[:2], rtol=1e-6)


@pytest.mark.parametrize("method", ["dynamic", "fully_modified"])
@settings(max_examples=15)
@given(seed=seeds, money=st.floats(-12, 12).map(np.exp), stock=st.floats(-12, 12).map(np.exp))
def test_units_move_the_constant_alone(method, seed, money, stock):
    output, inputs = economy(seed)
    years = np.arange(1970, 2020)
    for returns in ("free", "constant"):
        one = cointegrated_cobb_douglas(output, inputs, years=years, method=method, returns=returns)
        scaled = inputs | {"capital": stock * inputs["capital"]}
        other = cointegrated_cobb_douglas(money * output, scaled, years=years, method=method, returns=returns)
        np.testing.assert_allclose(other.elasticities, one.elasticities, rtol=1e-7)
        np.testing.assert_allclose(other.elasticity_errors, one.elasticity_errors, rtol=1e-6)
    assert (one.elasticities.sum(axis=1) == 1.0).all()


@pytest.mark.parametrize("method", ["dynamic", "fully_modified"])
def test_both_remove_the_bias_of_least_squares(method):
    from tfp_soctrang.estimation.cobb_douglas import cobb_douglas

    gaps = {"least squares": [], method: []}
    years = np.arange(1970, 2020)
    for seed in range(60):
        output, inputs = economy(seed)
        gaps["least squares"].append(cobb_douglas(output, inputs, years=years).parameters["capital"] - 0.4)
        gaps[method].append(fitted(seed, method=method).parameters["capital"] - 0.4)
    # with 60 samples the mean gap has a standard error near 0.002
    assert np.mean(gaps["least squares"]) > 0.004
    assert abs(np.mean(gaps[method])) < 0.5 * np.mean(gaps["least squares"])


def test_tests_of_cointegration_and_of_returns():
    fit = fitted(3)
    assert fit.test("engle_granger").rejects(0.05)
    assert fit.test("phillips_ouliaris").rejects(0.05)
    assert not fit.test("returns_to_scale").rejects(0.001)
    assert fit.test("durbin_watson").outcome.reason.code == "na_cointegrating"
    tied = fitted(3, returns="constant")
    assert tied.test("returns_to_scale").outcome == fit.test("returns_to_scale").outcome
    assert ("leads", "1") in fit.choices
    assert ("bandwidth", "3") in fit.choices


def test_refusals():
    output, inputs = economy(4)
    years = np.arange(1970, 2020)
    with pytest.raises(EstimationError, match=r"bandwidth: must lie between 0 and"):
        cointegrated_cobb_douglas(output, inputs, years=years, bandwidth=60)
    with pytest.raises(EstimationError, match="leads and lags: must not be below zero"):
        cointegrated_cobb_douglas(output, inputs, years=years, leads=-1)
    with pytest.raises(DataError, match="method: is not known"):
        cointegrated_cobb_douglas(output, inputs, years=years, method="canonical")
    short = {name: level[:10] for name, level in inputs.items()}
    with pytest.raises(EstimationError, match=r"observations: are not enough for 9 coefficients"):
        cointegrated_cobb_douglas(output[:10], short, years=years[:10])
    with pytest.raises(EstimationError, match="have no elasticity to estimate"):
        cointegrated_cobb_douglas(
            output, {"capital": inputs["capital"]}, years=years, returns="constant", method="fully_modified"
        )
    one = cointegrated_cobb_douglas(output, {"capital": inputs["capital"]}, years=years, returns="constant")
    assert one.test("phillips_ouliaris").outcome.reason.code == "na_one_input"
