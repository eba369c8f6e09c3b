"""Priors and ridge: closed forms, limits, and what they are made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, norm

from tfp_soctrang.errors import AssumptionError, DataError, EstimationError
from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.prior import (
    NormalPrior,
    Ridge,
    free_variance,
    informed_least_squares,
    normal_prior,
    official_prior,
)

YEARS = np.arange(2000, 2020)
seeds = st.integers(0, 5_000)
EXAMPLES = 20  # a fit with all its tests takes some 15 ms


def economy(seed, n=20):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    capital = np.exp(5.0 + 0.08 * t + 0.05 * rng.normal(size=n).cumsum())
    labour = np.exp(3.0 + 0.015 * t + 0.02 * rng.normal(size=n).cumsum())
    output = np.exp(1.0 + 0.02 * rng.normal(size=n)) * capital**0.45 * labour**0.55
    return output, {"capital": capital, "labour": labour}


@settings(max_examples=EXAMPLES)
@given(seeds, st.floats(0.01, 1.0), st.floats(0.1, 0.8))
def test_the_posterior_is_the_closed_form(seed, sd, mean):
    output, inputs = economy(seed)
    fit = cobb_douglas(output, inputs, years=YEARS, prior=NormalPrior(mean=mean, sd=sd, source="made up"))
    x = np.column_stack([np.ones(20), *(np.log(level) for level in inputs.values())])
    y = np.log(output)
    ols = least_squares(y, x, list("abc"))
    precision = x.T @ x / ols.residual_variance + np.diag([0.0, 1.0 / sd**2, 0.0])
    right = x.T @ y / ols.residual_variance + np.array([0.0, mean / sd**2, 0.0])
    # normal equations square the condition number of the logs (some 1e3)
    np.testing.assert_allclose(fit.parameters.values, np.linalg.solve(precision, right), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(fit.parameters.covariance, np.linalg.inv(precision), rtol=1e-5, atol=1e-10)
    assert fit.informed
    assert fit.degrees_of_freedom == 17


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_constant_returns_weigh_share_and_data_by_precision(seed):
    output, inputs = economy(seed)
    prior = NormalPrior(mean=0.3, sd=0.07, source="made up")
    free = cobb_douglas(output, inputs, years=YEARS, returns="constant")
    fit = cobb_douglas(output, inputs, years=YEARS, returns="constant", prior=prior)
    error = free.elasticity_errors[0, 0]
    weight = prior.sd**-2 / (prior.sd**-2 + error**-2)
    expected = weight * prior.mean + (1 - weight) * free.parameters["capital"]
    assert fit.parameters["capital"] == pytest.approx(expected, rel=1e-8)
    assert fit.elasticity_errors[0, 0] == pytest.approx((prior.sd**-2 + error**-2) ** -0.5, rel=1e-8)
    assert (fit.elasticities.sum(axis=1) == 1.0).all()
    # on the labour share it is the same prior
    mirrored = NormalPrior(mean=0.7, sd=0.07, source="made up", input_name="labour")
    other = cobb_douglas(output, inputs, years=YEARS, returns="constant", prior=mirrored)
    assert other.parameters["capital"] == pytest.approx(fit.parameters["capital"], rel=1e-9)
    # and the two disagree as far as their joint spread says
    gap = (free.parameters["capital"] - prior.mean) ** 2 / (error**2 + prior.sd**2)
    outcome = fit.test("prior_agreement").outcome
    assert outcome.statistic == pytest.approx(gap, rel=1e-8)
    assert outcome.p_value == pytest.approx(chi2.sf(gap, 1), rel=1e-7)


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_wide_priors_leave_the_data_alone_and_narrow_ones_decide(seed):
    output, inputs = economy(seed)
    free = cobb_douglas(output, inputs, years=YEARS)
    wide = cobb_douglas(output, inputs, years=YEARS, prior=NormalPrior(mean=0.4, sd=1e6, source="x"))
    narrow = cobb_douglas(output, inputs, years=YEARS, prior=NormalPrior(mean=0.4, sd=1e-9, source="x"))
    np.testing.assert_allclose(wide.parameters.values, free.parameters.values, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(wide.parameters.standard_errors, free.parameters.standard_errors, rtol=1e-7)
    assert narrow.parameters["capital"] == pytest.approx(0.4, abs=1e-12)
    assert narrow.elasticity_errors[0, 0] == pytest.approx(1e-9, rel=1e-6)
    gaps = []
    for sd in (1.0, 0.1, 0.01, 0.001):
        fit = cobb_douglas(output, inputs, years=YEARS, prior=NormalPrior(mean=0.4, sd=sd, source="x"))
        gaps.append(abs(fit.parameters["capital"] - 0.4))
    assert gaps == sorted(gaps, reverse=True)


@settings(max_examples=EXAMPLES)
@given(seeds, st.floats(1e-4, 10.0))
def test_a_ridge_is_the_prior_of_its_penalty(seed, penalty):
    output, inputs = economy(seed)
    centre = {"capital": 0.4, "labour": 0.6}
    ridge = cobb_douglas(output, inputs, years=YEARS, ridge=Ridge.towards(centre, penalty=penalty, source="x"))
    free = cobb_douglas(output, inputs, years=YEARS)
    sd = np.sqrt(free.regression.residual_variance / penalty)
    priors = [NormalPrior(mean=value, sd=sd, source="x", input_name=name) for name, value in centre.items()]
    same = cobb_douglas(output, inputs, years=YEARS, prior=priors)
    np.testing.assert_allclose(ridge.parameters.values, same.parameters.values, rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(ridge.parameters.covariance, same.parameters.covariance, rtol=1e-8, atol=1e-14)
    # the minimum of the penalised sum of squares: its gradient vanishes
    x = ridge.regression.design
    pull = penalty * (ridge.parameters.values[1:] - [0.4, 0.6])
    np.testing.assert_allclose((x.T @ ridge.residuals)[1:], pull, rtol=1e-6, atol=1e-9)
    assert ridge.informed


def test_the_official_prior():
    prior = official_prior()
    assert prior.mean == 0.4
    assert prior.sd == pytest.approx(0.18 / norm.ppf(0.95), rel=1e-12)
    # the farther end is the 95th percentile; on the nearer side the prior is wider than the range
    assert norm.cdf(0.58, 0.4, prior.sd) == pytest.approx(0.95)
    assert prior.probability(-np.inf, 0.38) == pytest.approx(norm.cdf(0.38, 0.4, prior.sd))
    assert "0.38-0.58 is not even about 0.40" in prior.note.text("en")
    assert "52 % of it lies in the range and 43 % below" in prior.note.text("en")
    assert "0,38-0,58" in prior.note.text("vi")
    assert "labour share of the baseline, 0.6 (0.42 to 0.62)" in prior.source
    output, inputs = economy(1)
    fit = cobb_douglas(output, inputs, years=YEARS, prior=prior)
    assert any(name == "prior" and value.startswith("capital 0.4 ± 0.1094") for name, value in fit.choices)
    named = cobb_douglas(output, inputs, years=YEARS, prior="official")
    np.testing.assert_array_equal(named.parameters.values, fit.parameters.values)
    with pytest.raises(DataError, match="prior: is not known"):
        cobb_douglas(output, inputs, years=YEARS, prior="flat")


@settings(max_examples=EXAMPLES)
@given(st.floats(0.1, 0.9), st.floats(0.01, 0.3), st.floats(0.5, 0.99))
def test_even_ranges_hold_their_coverage(mean, half, coverage):
    prior = normal_prior(mean, mean - half, mean + half, source="x", coverage=coverage)
    assert prior.probability(mean - half, mean + half) == pytest.approx(coverage, abs=1e-9)
    assert prior.note is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: NormalPrior(mean=0.4, sd=0.0, source="x"), "prior, sd: must be a number above zero"),
        (lambda: NormalPrior(mean=np.nan, sd=0.1, source="x"), "prior, mean: must be a number"),
        (lambda: normal_prior(0.7, 0.3, 0.6, source="x"), r"needs low ≤ mean ≤ high"),
        (lambda: normal_prior(0.4, 0.4, 0.4, source="x"), r"low < high"),
        (lambda: normal_prior(0.4, 0.3, 0.5, source="x", coverage=1.0), "coverage: must lie between 0 and 1"),
        (lambda: Ridge.towards({"capital": 0.4}, penalty=-1.0, source="x"), "ridge, penalty: must be a number above"),
        (lambda: Ridge.towards({}, penalty=1.0, source="x"), "ridge, centre: is empty"),
    ],
)
def test_priors_that_are_refused(call, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        call()
    assert caught.value.remedy


def test_what_cannot_be_informed():
    output, inputs = economy(2)
    prior = NormalPrior(mean=0.4, sd=0.1, source="x")
    with pytest.raises(EstimationError, match="is on an elasticity that constant returns fix"):
        cobb_douglas(output, {"capital": inputs["capital"]}, years=YEARS, returns="constant", prior=prior)
    short = {name: level[:3] for name, level in inputs.items()}
    with pytest.raises(EstimationError, match="not enough to tell the variance of errors beside 3 terms") as caught:
        cobb_douglas(output[:3], short, years=YEARS[:3], prior=prior)
    assert "not the variance" in caught.value.remedy
    with pytest.raises(EstimationError, match="needs sds or a penalty, one of them"):
        informed_least_squares([1.0, 2, 4], [[1.0], [1], [1]], ["a"], weights=[[1.0]], targets=[0.0])


def test_free_variance_leaves_collinear_terms_out():
    rng = np.random.default_rng(4)
    x = np.column_stack([np.ones(12), rng.normal(size=12)])
    y = rng.normal(size=12)
    assert free_variance(y, np.column_stack([x, 2.0 * x[:, 1]])) == free_variance(y, x)
