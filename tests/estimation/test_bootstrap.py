"""The batched bootstrap against a loop over statsmodels, parts of a whole, and what is singular."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.bootstrap import BLOCK, bootstrap_coefficients
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.translog import translog
from tfp_soctrang.estimation.translog_bootstrap import bootstrap_translog
from tfp_soctrang.estimation.translog_model import translog_model


def economy(n=25, seed=3):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    capital = np.exp(0.08 * t + rng.normal(0.0, 0.03, n).cumsum())
    labour = np.exp(0.02 * t + rng.normal(0.0, 0.02, n).cumsum())
    output = capital**0.4 * labour**0.6 * np.exp(0.01 * t + rng.normal(0.0, 0.02, n))
    return output, {"capital": capital, "labour": labour}, 2000 + t


def rows_of(n, replications, seed):
    """The rows drawn, by the rule that the documentation states: blocks of BLOCK with a spawn key each."""
    blocks = [
        np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(block,))).integers(0, n, (BLOCK, n))
        for block in range(-(-replications // BLOCK))
    ]
    return np.concatenate(blocks)[:replications]


@pytest.mark.parametrize("trend", ["none", "neutral"])
def test_pairs_are_a_loop_over_statsmodels(trend):
    output, inputs, years = economy()
    model = translog_model(output, inputs, years=years, trend=trend)
    y, x = model.response, model.design
    made = bootstrap_coefficients(y, x, model.terms.names, replications=1500, seed=0)
    theirs = np.array([sm.OLS(y[rows], x[rows]).fit().params for rows in rows_of(25, 1500, 0)])
    # 1e-10 of a coefficient, or 1e-10 where one happens to be near zero; both programs are some 1e-12 from the truth
    np.testing.assert_allclose(made.coefficients, theirs, rtol=1e-10, atol=1e-10)
    size = np.abs(theirs).max(axis=1, keepdims=True)
    assert (np.abs(made.coefficients - theirs) / size).max() < 1e-11
    assert made.left_out == 0
    np.testing.assert_allclose(made.estimate, sm.OLS(y, x).fit().params, rtol=1e-9)


@pytest.mark.parametrize("resampling", ["pairs", "residual"])
def test_restricted_replications_are_restricted_regressions(resampling):
    output, inputs, years = economy()
    model = translog_model(output, inputs, years=years, trend="neutral", returns="constant")
    y, x, names = model.response, model.design, model.terms.names
    made = bootstrap_coefficients(
        y, x, names, replications=60, seed=5, resampling=resampling, restrictions=model.restrictions()
    )
    fit = least_squares(y, x, names, restrictions=model.restrictions())
    errors = fit.residuals * np.sqrt(25 / fit.degrees_of_freedom)
    errors -= errors.mean()
    for rows, coefficients in zip(rows_of(25, 60, 5), made.coefficients, strict=True):
        drawn = (y[rows], x[rows]) if resampling == "pairs" else (fit.fitted + errors[rows], x)
        single = least_squares(*drawn, names, restrictions=model.restrictions())
        np.testing.assert_allclose(coefficients, single.coefficients, rtol=1e-9, atol=1e-9)
    matrix, right = model.restrictions()
    np.testing.assert_allclose(made.coefficients @ matrix.T, np.broadcast_to(right, (60, len(right))), atol=1e-10)


@settings(max_examples=25)
@given(
    seed=st.integers(0, 2**32),
    cut=st.integers(1, 2 * BLOCK - 1),
    resampling=st.sampled_from(["pairs", "residual"]),
)
def test_parts_made_apart_are_the_whole(seed, cut, resampling):
    output, inputs, _ = economy()
    model = translog_model(output, inputs)
    y, x, names = model.response, model.design, model.terms.names
    whole = bootstrap_coefficients(y, x, names, replications=2 * BLOCK, seed=seed, resampling=resampling)
    parts = [
        bootstrap_coefficients(y, x, names, replications=count, seed=seed, resampling=resampling, first=first)
        for first, count in ((0, cut), (cut, 2 * BLOCK - cut))
    ]
    # the draws are the same numbers; products of matrices of other shapes may round their last digit otherwise
    np.testing.assert_allclose(
        np.concatenate([part.coefficients for part in parts]), whole.coefficients, rtol=1e-10, atol=1e-11
    )


def test_zero_is_a_seed_and_seeds_differ():
    output, inputs, _ = economy()
    zero, again, one = (bootstrap_translog(output, inputs, replications=50, seed=seed) for seed in (0, 0, 1))
    assert zero.draws.coefficients.tobytes() == again.draws.coefficients.tobytes()
    assert np.abs(zero.draws.coefficients - one.draws.coefficients).max() > 0.01


# -- singular replications ---------------------------------------------------------------------------------------------


def test_singular_replications_are_found_counted_and_shown():
    """A term that only rows 3 and 11 carry: a resample without both cannot tell it."""
    rng = np.random.default_rng(2)
    x = np.column_stack([np.ones(20), np.isin(np.arange(20), [3, 11]), rng.normal(size=20)])
    y = x @ [1.0, 2.0, 3.0] + 0.1 * rng.normal(size=20)
    made = bootstrap_coefficients(y, x, ["constant", "two", "x"], replications=4000, seed=0)
    without = np.array([not np.isin(rows, [3, 11]).any() for rows in rows_of(20, 4000, 0)])
    assert 300 < without.sum() < 700  # (18/20)^20 = 12 % of 4000
    np.testing.assert_array_equal(made.singular, without)
    assert made.left_out == without.sum()
    assert np.isnan(made.coefficients[without]).all()
    assert np.isfinite(made.coefficients[~without]).all()
    assert made.usable.shape == (4000 - made.left_out, 3)
    assert made.standard_errors == pytest.approx(np.sqrt(np.diag(made.covariance)))
    assert made.interval(0.9).shape == (3, 2)


def test_nearly_singular_replications_are_solved_by_qr():
    """Nine rows, six terms: many replications have six or seven rows of their own, or fewer."""
    output, inputs, _ = economy(9, seed=8)
    model = translog_model(output, inputs)
    y, x = model.response, model.design
    made = bootstrap_coefficients(y, x, model.terms.names, replications=3000, seed=1)
    rows = rows_of(9, 3000, 1)
    distinct = np.array([len(set(drawn)) for drawn in rows])
    assert (distinct < 6).sum() > 500
    np.testing.assert_array_equal(made.singular, distinct < 6)
    scale = np.sqrt((x * x).sum(axis=0))
    for drawn, coefficients in zip(rows[~made.singular], made.usable, strict=True):
        q, r = np.linalg.qr(x[drawn] / scale)
        condition = np.linalg.cond(r)
        single = np.linalg.solve(r, q.T @ y[drawn]) / scale
        # QR of either basis is accurate to cond·eps; exact fits of six rows have conditions up to 1e6 and more
        gap = np.abs((coefficients - single) * scale).max() / np.abs(single * scale).max()
        assert gap < 1e-14 * condition * 10.0


def test_when_all_are_singular_it_says_what_to_do():
    x = np.column_stack([np.ones(40), *(np.arange(40) == row for row in range(8))])  # all eight are drawn in 2 %
    y = np.sin(np.arange(40.0))
    with pytest.raises(EstimationError, match=r"replications: are all singular.*got 2") as caught:
        bootstrap_coefficients(y, x, list("abcdefghi"), replications=2, seed=4)
    assert "resampling='residual'" in caught.value.remedy


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"replications": 0}, "replications: must be a whole number, 1 or more"),
        ({"replications": 10.5}, "replications: must be a whole number"),
        ({"seed": -1}, "seed: must be a whole number, 0 or more"),
        ({"seed": True}, "seed: must be a whole number"),
        ({"first": -1}, "first: must be a whole number"),
    ],
)
def test_counts_that_are_refused(change, message):
    output, inputs, _ = economy()
    with pytest.raises(EstimationError, match=message):
        bootstrap_translog(output, inputs, **{"replications": 10, "seed": 0, **change})


# -- what the replications are for -------------------------------------------------------------------------------------


@pytest.mark.parametrize("resampling", ["pairs", "residual"])
def test_delta_method_errors_are_those_of_the_bootstrap_in_a_large_sample(resampling):
    rng = np.random.default_rng(9)
    inputs = {name: np.exp(rng.normal(0.0, 0.5, 3000)) for name in ("capital", "labour")}
    output = inputs["capital"] ** 0.4 * inputs["labour"] ** 0.6 * np.exp(rng.normal(0.0, 0.1, 3000))
    made = bootstrap_translog(output, inputs, replications=4000, seed=0, resampling=resampling)
    # White's errors are the large-sample form of a bootstrap of pairs, classical ones of a bootstrap of residuals
    fit = translog(output, inputs, errors="hc0" if resampling == "pairs" else "classical")
    # 4000 replications tell a standard deviation within 1/√8000 = 1.1 %: three times that
    np.testing.assert_allclose(made.draws.standard_errors, fit.parameters.standard_errors, rtol=0.035)
    ratio = made.elasticity_errors / fit.elasticity_errors
    assert np.abs(ratio - 1.0).max() < 0.05
    assert np.abs(ratio.mean() - 1.0) < 0.02


def test_figures_of_a_bootstrap_are_those_of_its_replications():
    output, inputs, years = economy()
    options = {"years": years, "trend": "biased", "returns": "constant"}
    made = bootstrap_translog(output, inputs, replications=200, seed=0, resampling="residual", **options)
    model = translog_model(output, inputs, **options)
    assert made.elasticities.shape == (200, 25, 2)
    weights = model.terms.gradients(model.logs, model.time)
    np.testing.assert_allclose(made.elasticities[17], weights @ made.draws.coefficients[17], atol=1e-12)
    np.testing.assert_allclose(made.returns_to_scale_interval(), 1.0, atol=1e-9)
    assert made.regular.shape == (25,)
    assert ((made.regular >= 0.0) & (made.regular <= 1.0)).all()
    low, high = np.moveaxis(made.elasticity_interval(0.9), -1, 0)
    inside = ((made.elasticities >= low) & (made.elasticities <= high)).mean(axis=0)
    assert np.abs(inside - 0.9).max() < 0.02
    fit = translog(output, inputs, **options)
    growth = made.tfp_growth_interval(0.99)
    assert growth.shape == (24, 2)
    assert ((np.diff(fit.tfp) > growth[:, 0]) & (np.diff(fit.tfp) < growth[:, 1])).mean() > 0.9
