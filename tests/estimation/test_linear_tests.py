"""Tests of one regression against statsmodels, closed forms and simulation."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.diagnostic import acorr_breusch_godfrey, het_breuschpagan
from statsmodels.stats.stattools import jarque_bera as sm_jarque_bera

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.linear_tests import added_terms, linear_hypothesis
from tfp_soctrang.estimation.residual_tests import (
    breusch_godfrey,
    breusch_pagan,
    durbin_watson,
    durbin_watson_statistic,
    jarque_bera,
)
from tfp_soctrang.estimation.stability_tests import break_at, break_at_any_year

NAMES = ["constant", "b", "c"]
seeds = st.integers(0, 10_000)


def sample(seed, n=25):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=(n, 2)).cumsum(axis=0)])
    return x @ rng.normal(size=3) + rng.normal(size=n), x


def fitted(seed, n=25, **options):
    y, x = sample(seed, n)
    return least_squares(y, x, NAMES, **options), sm.OLS(y, x).fit()


@given(seeds)
def test_linear_hypotheses_equal_statsmodels(seed):
    ours, theirs = fitted(seed)
    weights, values = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, -1.0]]), np.array([1.0, 0.2])
    both, peer = linear_hypothesis(ours, weights, values), theirs.f_test((weights, values))
    assert both.statistic == pytest.approx(float(peer.fvalue), rel=1e-8)
    assert both.p_value == pytest.approx(float(peer.pvalue), rel=1e-7, abs=1e-14)
    one = linear_hypothesis(ours, weights[0], 1.0)
    assert one.statistic == pytest.approx(float(theirs.f_test((weights[:1], values[:1])).fvalue), rel=1e-8)


@given(seeds)
def test_a_linear_hypothesis_is_the_fall_of_the_fit_under_the_restriction(seed):
    ours, _ = fitted(seed)
    bound = least_squares(ours.response, ours.design, NAMES, restrictions=([[0.0, 1.0, 1.0]], [1.0]))
    by_sums = (bound.sum_of_squares - ours.sum_of_squares) / ours.residual_variance
    # the difference of two sums of squares loses digits where the restriction nearly holds
    assert linear_hypothesis(ours, [0, 1, 1], 1.0).statistic == pytest.approx(by_sums, rel=1e-7, abs=1e-11)


@pytest.mark.filterwarnings("ignore:.* currently returns a plain tuple:FutureWarning")  # of statsmodels 0.15
@given(seeds, st.integers(1, 4))
def test_breusch_godfrey_equals_statsmodels(seed, lags):
    ours, theirs = fitted(seed)
    outcome = breusch_godfrey(ours, lags=lags).outcome
    _, _, statistic, p_value = acorr_breusch_godfrey(theirs, nlags=lags)
    assert outcome.statistic == pytest.approx(statistic, rel=1e-7, abs=1e-9)
    assert outcome.p_value == pytest.approx(p_value, rel=1e-6)
    assert outcome.degrees_of_freedom == (lags, 25 - 3 - lags)


@pytest.mark.filterwarnings("ignore:.* currently returns a plain tuple:FutureWarning")  # of statsmodels 0.15
@given(seeds)
def test_normality_and_one_variance_equal_statsmodels(seed):
    ours, theirs = fitted(seed)
    statistic, p_value, _, _ = sm_jarque_bera(theirs.resid)
    assert jarque_bera(ours).outcome.statistic == pytest.approx(statistic, rel=1e-8)
    assert jarque_bera(ours).outcome.p_value == pytest.approx(p_value, rel=1e-8)
    _, _, statistic, p_value = het_breuschpagan(theirs.resid, theirs.model.exog)
    assert breusch_pagan(ours).outcome.statistic == pytest.approx(statistic, rel=1e-7)
    assert breusch_pagan(ours).outcome.p_value == pytest.approx(p_value, rel=1e-6)


@pytest.mark.parametrize("n", [5, 8, 25, 60])
def test_the_exact_durbin_watson_probability_is_that_of_simulation(n):
    fit, theirs = fitted(11, n)
    outcome = durbin_watson(fit).outcome
    assert outcome.statistic == pytest.approx(sm.stats.durbin_watson(theirs.resid), rel=1e-9)
    errors = np.random.default_rng(5).normal(size=(n, 200_000))
    q, _ = np.linalg.qr(fit.design)
    residuals = errors - q @ (q.T @ errors)
    drawn = (np.diff(residuals, axis=0) ** 2).sum(axis=0) / (residuals**2).sum(axis=0)
    # four standard deviations of a share of 200 000 draws: at most 4 · 0.5/√200000
    assert outcome.p_value == pytest.approx((drawn <= outcome.statistic).mean(), abs=0.0045)


def test_one_residual_direction_says_nothing_of_memory():
    # n - k = 1: d is one number whatever the errors
    y, x = sample(2, 4)
    assert reason(durbin_watson(least_squares(y, x, NAMES))) == "na_too_few"


@given(seeds)
def test_sign_and_units_do_not_move_the_durbin_watson_probability(seed):
    fit, _ = fitted(seed)
    scaled = least_squares(-7.0 * fit.response, fit.design, NAMES)
    assert durbin_watson(scaled).outcome.p_value == pytest.approx(durbin_watson(fit).outcome.p_value, abs=1e-8)


def test_p_values_are_uniform_under_the_null():
    x = sample(3)[1]
    rng = np.random.default_rng(8)
    draws = {"dw": [], "bg": [], "stable": []}
    for _ in range(400):
        fit = least_squares(x @ [1.0, 0.5, 0.5] + rng.normal(size=25), x, NAMES)
        draws["dw"].append(durbin_watson(fit).outcome.p_value)
        draws["bg"].append(breusch_godfrey(fit).outcome.p_value)
        draws["stable"].append(break_at_any_year(fit, np.arange(25), replications=199).outcome.p_value)
    # a share of 0.1 in 400 draws has a standard deviation of 0.015; the F form of Breusch–Godfrey is approximate and
    # rejects in 14 of 100 here (3000 draws)
    assert np.mean(np.array(draws["dw"]) < 0.1) == pytest.approx(0.1, abs=0.05)
    assert np.mean(np.array(draws["stable"]) <= 0.1) == pytest.approx(0.1, abs=0.05)
    assert np.mean(np.array(draws["bg"]) < 0.1) == pytest.approx(0.14, abs=0.06)


def test_tests_see_what_they_look_for():
    y, x = sample(4)
    years = np.arange(2000, 2025)
    swings = np.sin(years / 2.0)
    remembered = least_squares(x[:, 1] + 3.0 * swings, x, NAMES)
    assert durbin_watson(remembered).rejects(0.01)
    assert breusch_godfrey(remembered).rejects(0.01)
    broken = least_squares(y + 6.0 * (years >= 2012), x, NAMES)
    assert break_at(broken, years, 2012).rejects(0.01)
    found = break_at_any_year(broken, years)
    assert found.rejects(0.01)
    assert "2012" in found.note.text("en")
    spike = least_squares(y + 40.0 * (years == 2003), x, NAMES)
    assert jarque_bera(spike).rejects(0.01)


def test_chow_by_hand():
    fit, _ = fitted(6)
    years = np.arange(2000, 2025)
    early = least_squares(fit.response[:10], fit.design[:10], NAMES).sum_of_squares
    late = least_squares(fit.response[10:], fit.design[10:], NAMES).sum_of_squares
    outcome = break_at(fit, years, 2010).outcome
    by_hand = (fit.sum_of_squares - early - late) / 3 / ((early + late) / 19)
    assert outcome.statistic == pytest.approx(by_hand, rel=1e-9)
    assert outcome.degrees_of_freedom == (3.0, 19.0)
    # two years cannot carry three coefficients: Chow's test of prediction
    short = least_squares(fit.response[:23], fit.design[:23], NAMES).sum_of_squares
    outcome = break_at(fit, years, 2023).outcome
    assert outcome.statistic == pytest.approx((fit.sum_of_squares - short) / 2 / (short / 20), rel=1e-9)
    assert outcome.degrees_of_freedom == (2.0, 20.0)
    with pytest.raises(EstimationError, match=r"year: must lie between 2001 and 2024 \(got 2000\)"):
        break_at(fit, years, 2000)


@given(seeds)
def test_the_largest_f_is_the_largest_chow(seed):
    fit, _ = fitted(seed)
    years = np.arange(25)
    chows = [break_at(fit, years, year).outcome.statistic for year in range(4, 22)]
    outcome = break_at_any_year(fit, years, replications=19).outcome
    assert outcome.statistic == pytest.approx(max(chows), rel=1e-8)
    assert outcome.p_value in {i / 20 for i in range(1, 21)}


def reason(test):
    assert isinstance(test.outcome, NotApplicable)
    assert not test.rejects(1.0)
    return test.outcome.reason.code


def test_what_does_not_apply_has_its_reason():
    y, x = sample(7)
    exact = least_squares(x @ [1.0, 2.0, 3.0], x, NAMES)
    for test in (durbin_watson, breusch_godfrey, jarque_bera, breusch_pagan):
        assert reason(test(exact)) == "na_exact_fit"
    assert reason(break_at_any_year(exact, np.arange(25))) == "na_exact_fit"
    bound = least_squares(y, x, NAMES, restrictions=([[0, 1, 1]], [1.0]))
    assert reason(durbin_watson(bound)) == "na_restricted"
    fit = least_squares(y, x, NAMES)
    assert added_terms(fit, x[:, 1:] * 2.0).reason.code == "na_nothing_added"
    assert reason(breusch_pagan(least_squares(y, x[:, 1:], NAMES[1:]))) == "na_no_constant"
    assert reason(breusch_godfrey(least_squares(y[:5], x[:5], NAMES), lags=2)) == "na_too_few"
    assert reason(breusch_godfrey(fit, lags=25)) == "na_too_few"
    assert reason(break_at_any_year(least_squares(y[:7], x[:7], NAMES), np.arange(7))) == "na_too_few"


def test_durbin_watson_statistic():
    assert durbin_watson_statistic([1.0, 1.0, 1.0]) == 0.0
    assert durbin_watson_statistic([1.0, -1.0]) == 2.0
