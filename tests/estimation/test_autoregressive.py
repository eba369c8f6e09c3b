"""Autoregressive errors: transformations by hand, given and estimated ρ, what does not settle."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.autoregressive import ar1_regression, quasi_differences

NAMES = ["constant", "b"]


def sample(seed, rho=0.6, n=60):
    rng = np.random.default_rng(seed)
    u = np.zeros(n)
    for t in range(1, n):
        u[t] = rho * u[t - 1] + rng.normal()
    x = np.column_stack([np.ones(n), rng.normal(size=n)])
    return x @ [1.0, 2.0] + u, x


@given(st.floats(-0.95, 0.95))
def test_prais_winsten_is_the_square_root_of_the_inverse_covariance(rho):
    n = 7
    sigma = rho ** np.abs(np.subtract.outer(np.arange(n), np.arange(n))) / (1.0 - rho**2)
    p = quasi_differences(np.eye(n), rho, "prais_winsten")
    np.testing.assert_allclose(p @ sigma @ p.T, np.eye(n), atol=1e-10)
    assert quasi_differences(np.eye(n), rho, "cochrane_orcutt").shape == (n - 1, n)


@settings(max_examples=40)
@given(st.integers(0, 5_000))
def test_cochrane_orcutt_is_statsmodels_glsar(seed):
    y, x = sample(seed)
    ours = ar1_regression(y, x, NAMES, method="cochrane_orcutt", tolerance=1e-10)
    peer = sm.GLSAR(y, x, rho=1)
    for _ in range(100):
        fit = peer.fit()
        u = y - x @ fit.params
        peer = sm.GLSAR(y, x, rho=[u[1:] @ u[:-1] / (u[:-1] @ u[:-1])])
    fit = peer.fit()
    assert ours.rho == pytest.approx(float(peer.rho[0]), abs=1e-8)
    np.testing.assert_allclose(ours.regression.coefficients, fit.params, rtol=1e-7)
    np.testing.assert_allclose(ours.regression.standard_errors, fit.bse, rtol=1e-7)


@settings(max_examples=40)
@given(st.integers(0, 5_000), st.floats(-0.9, 0.9))
def test_a_given_rho_is_generalised_least_squares_and_has_no_error(seed, rho):
    y, x = sample(seed, n=20)
    ours = ar1_regression(y, x, NAMES, rho=rho)
    sigma = rho ** np.abs(np.subtract.outer(np.arange(20), np.arange(20)))
    peer = sm.GLS(y, x, sigma=sigma).fit()
    np.testing.assert_allclose(ours.regression.coefficients, peer.params, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(ours.regression.standard_errors, peer.bse, rtol=1e-7)
    assert ours.rho_given
    assert ours.rho_error == 0.0


def test_the_estimate_is_near_the_truth_and_a_fixed_point():
    y, x = sample(1, n=4000)
    fit = ar1_regression(y, x, NAMES, tolerance=1e-12)
    # four standard errors
    assert fit.rho == pytest.approx(0.6, abs=4 * fit.rho_error)
    assert fit.rho_error == pytest.approx(np.sqrt((1 - fit.rho**2) / 4000))
    u = fit.residuals
    assert u[1:] @ u[:-1] / (u[:-1] @ u[:-1]) == pytest.approx(fit.rho, abs=1e-10)
    assert fit.path[-1] == fit.rho
    np.testing.assert_allclose(y - x @ fit.regression.coefficients, u, atol=1e-12)


def test_refusals():
    y, x = sample(2)
    with pytest.raises(EstimationError, match=r"rho: must lie between -1 and 1 \(got 1\.2\)"):
        ar1_regression(y, x, NAMES, rho=1.2)
    with pytest.raises(DataError, match="method: is not known"):
        ar1_regression(y, x, NAMES, method="yule_walker")
    with pytest.raises(EstimationError, match="does not settle in 1 iterations") as caught:
        ar1_regression(y, x, NAMES, iterations=1)
    assert "growth" in caught.value.remedy
    with pytest.raises(EstimationError, match="the fit is exact"):
        ar1_regression(np.arange(8.0), np.column_stack([np.ones(8), np.arange(8.0)]), NAMES)
    swing = 1.5 ** np.arange(20.0) * np.where(np.arange(20) % 2, 1.0, -1.0)
    with pytest.raises(EstimationError, match="rho: must lie between -1 and 1") as caught:
        ar1_regression(swing, np.ones((20, 1)), ["constant"])
    assert "growth rates" in caught.value.remedy
