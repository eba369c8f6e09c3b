"""Unit roots and cointegration against statsmodels and arch."""

from __future__ import annotations

import builtins

import numpy as np
import pytest
from arch.unitroot import cointegration
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.tsa.stattools import adfuller, coint

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.unit_root_tests import (
    dickey_fuller_regression,
    engle_granger,
    longest_lag,
    phillips_ouliaris,
    unit_root,
)

seeds = st.integers(0, 5_000)
CODES = {"none": "n", "constant": "c", "linear": "ct"}


def walk(seed, n=40, m=1):
    return np.random.default_rng(seed).normal(size=(n, m)).cumsum(axis=0)


@pytest.mark.filterwarnings("ignore:adfuller currently returns:FutureWarning")  # of statsmodels 0.15
@pytest.mark.parametrize("trend", CODES)
@given(seed=seeds)
def test_equals_statsmodels(trend, seed):
    x = walk(seed)[:, 0]
    for lags in (0, 2):
        theirs = adfuller(x, maxlag=lags, regression=CODES[trend], autolag=None)
        assert dickey_fuller_regression(x, trend, lags=lags) == (pytest.approx(theirs[0], rel=1e-8, abs=1e-10), lags)
    theirs = adfuller(x, maxlag=longest_lag(40), regression=CODES[trend], autolag="AIC")
    statistic, lags = dickey_fuller_regression(x, trend)
    assert lags == theirs[2]
    assert statistic == pytest.approx(theirs[0], rel=1e-8, abs=1e-10)
    assert unit_root(x, "output", trend=trend).outcome.p_value == pytest.approx(theirs[1], rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("trend", ["constant", "linear"])
@given(seed=seeds)
def test_engle_granger_equals_statsmodels(trend, seed):
    series = walk(seed, 40, 3)
    y, x = series[:, 0], series[:, 1:]
    theirs = coint(y, x, trend=CODES[trend], maxlag=1, autolag=None)
    deterministic = [np.ones(40)] + ([np.arange(40.0)] if trend == "linear" else [])
    design = np.column_stack([x, *deterministic])
    fit = least_squares(y, design, [str(i) for i in range(design.shape[1])])
    ours = engle_granger(fit.residuals, regressors=2, trend=trend, lags=1).outcome
    assert ours.statistic == pytest.approx(theirs[0], rel=1e-8)
    assert ours.p_value == pytest.approx(theirs[1], rel=1e-7, abs=1e-12)


def test_phillips_ouliaris_is_that_of_arch():
    series = walk(5, 60, 2)
    ours = phillips_ouliaris(series[:, 0], series[:, 1:], bandwidth=3).outcome
    theirs = cointegration.phillips_ouliaris(series[:, 0], series[:, 1:], trend="c", test_type="Zt", bandwidth=3)
    assert (ours.statistic, ours.p_value) == (theirs.stat, theirs.pvalue)


def test_tests_tell_walks_from_what_returns():
    rng = np.random.default_rng(3)
    noise = rng.normal(size=80)
    assert unit_root(noise, "output").rejects(0.01)
    assert not unit_root(walk(4, 80)[:, 0], "output").rejects(0.05)
    x = walk(6, 80)
    together = x[:, 0] + rng.normal(size=80)
    assert phillips_ouliaris(together, x).rejects(0.01)
    fit = least_squares(together, np.column_stack([np.ones(80), x]), ["constant", "x"])
    assert engle_granger(fit.residuals, regressors=1).rejects(0.01)


def code(test):
    assert isinstance(test.outcome, NotApplicable)
    return test.outcome.reason.code


def test_what_does_not_apply_has_its_reason(monkeypatch):
    x = walk(7)[:, 0]
    assert code(unit_root(x[:9], "output")) == "na_too_few"
    assert code(unit_root(np.arange(20.0), "output")) == "na_too_regular"
    assert code(engle_granger(x, regressors=6)) == "na_too_many_variables"
    assert code(engle_granger(x, regressors=1, trend="none")) == "na_no_constant"
    assert code(phillips_ouliaris(x[:9], x[:9, None])) == "na_too_few"
    real = builtins.__import__

    def without_arch(name, *args, **kwargs):
        if name.startswith("arch"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_arch)
    missing = phillips_ouliaris(x, walk(8))
    assert code(missing) == "na_needs_extra"
    assert "tfp-soctrang[cointegration]" in str(missing.outcome)
