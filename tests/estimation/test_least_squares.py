"""Least squares against statsmodels, closed forms and its own refusals."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.least_squares import coefficients_of, least_squares, rank_of


def sample(seed: int, n: int = 25, k: int = 4) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=(n, k - 1)).cumsum(axis=0)])
    return x @ rng.normal(size=k) + rng.normal(size=n) * (1.0 + 0.5 * np.abs(x[:, 1])), x


@pytest.mark.parametrize("errors", ["classical", "hc0", "hc1", "hc2", "hc3", "hac"])
@given(seed=st.integers(0, 10_000))
def test_equals_statsmodels(errors, seed):
    y, x = sample(seed)
    ours = least_squares(y, x, list("abcd"), errors=errors, lags=2 if errors == "hac" else 0)
    options = {"classical": {"cov_type": "nonrobust"}, "hac": {"cov_type": "HAC", "cov_kwds": {"maxlags": 2}}}
    theirs = sm.OLS(y, x).fit(**options.get(errors, {"cov_type": errors.upper()}), use_t=True)
    # two factorisations of a design of moderate condition number: 1e-8 leaves room for 1e4 · cond · eps
    np.testing.assert_allclose(ours.coefficients, theirs.params, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(ours.standard_errors, theirs.bse, rtol=1e-8)
    np.testing.assert_allclose(ours.p_values, theirs.pvalues, rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(ours.interval(0.9), theirs.conf_int(0.1), rtol=1e-7, atol=1e-9)
    assert ours.r_squared == pytest.approx(theirs.rsquared, abs=1e-10)
    assert ours.log_likelihood == pytest.approx(theirs.llf, rel=1e-10)
    np.testing.assert_allclose(x.T @ ours.residuals, 0.0, atol=1e-8 * np.abs(x.T @ y).max())


@given(seed=st.integers(0, 10_000))
def test_restrictions_hold_and_equal_substitution(seed):
    y, x = sample(seed)
    fit = least_squares(y, x, list("abcd"), restrictions=([[0.0, 1.0, 1.0, 0.0]], [1.0]))
    assert fit["b"] + fit["c"] == pytest.approx(1.0, abs=1e-12)
    # substituting c = 1 - b: the same regression written by hand
    by_hand = sm.OLS(y - x[:, 2], np.column_stack([x[:, 0], x[:, 1] - x[:, 2], x[:, 3]])).fit()
    np.testing.assert_allclose(fit.coefficients[[0, 1, 3]], by_hand.params, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(fit.standard_errors[[0, 1, 3]], by_hand.bse, rtol=1e-8)
    assert fit.standard_errors[2] == pytest.approx(fit.standard_errors[1], rel=1e-10)
    assert fit.degrees_of_freedom == 22


def test_a_batch_is_the_single_regressions():
    y, x = sample(3)
    rng = np.random.default_rng(4)
    rows = rng.integers(0, 25, size=(200, 25))
    batch = coefficients_of(y[rows], x[rows])
    single = np.array([coefficients_of(y[pick], x[pick]) for pick in rows])
    np.testing.assert_allclose(batch, single, rtol=1e-9)


def test_has_constant_sees_hidden_ones():
    y, x = sample(5)
    halves = np.column_stack([x[:, 1], np.arange(25) < 10, np.arange(25) >= 10])
    assert least_squares(y, halves, list("abc")).has_constant
    assert not least_squares(y, x[:, 1:], list("abc")).has_constant
    uncentred = least_squares(y, x[:, 1:], list("abc")).r_squared
    assert uncentred == pytest.approx(sm.OLS(y, x[:, 1:]).fit().rsquared, abs=1e-12)


def test_collinear_columns_are_named():
    y, x = sample(6)
    with pytest.raises(EstimationError, match=r"^twice: is a linear combination of the other terms"):
        least_squares(y, np.column_stack([x, 2.0 * x[:, 1] - x[:, 0]]), [*"abcd", "twice"])
    assert rank_of(np.column_stack([x, np.zeros(25)])) == (4, (4,))


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12])
def test_collinearity_does_not_depend_on_units(scale):
    y, x = sample(7)
    assert least_squares(y, x * scale, list("abcd")).coefficients == pytest.approx(
        least_squares(y, x, list("abcd")).coefficients / scale, rel=1e-9
    )


def test_refusals_name_place_and_remedy():
    y, x = sample(8)
    with pytest.raises(EstimationError, match=r"observations: are not enough for 4 coefficients.*got 4"):
        least_squares(y[:4], x[:4], list("abcd"))
    broken = x.copy()
    broken[3, 2] = np.nan
    with pytest.raises(EstimationError, match=r"c, row 3: must be a number \(got nan\)"):
        least_squares(y, broken, list("abcd"))
    with pytest.raises(EstimationError, match="must have 25 rows and 3 columns"):
        least_squares(y, x, list("abc"))
    with pytest.raises(EstimationError, match="repeat or contradict"):
        least_squares(y, x, list("abcd"), restrictions=([[0, 1, 1, 0], [0, 2, 2, 0]], [1.0, 3.0]))
    with pytest.raises(EstimationError, match="lags: must lie between 0 and 24"):
        least_squares(y, x, list("abcd"), errors="hac", lags=25)
    with pytest.raises(DataError, match="errors"):
        least_squares(y, x, list("abcd"), errors="hc9")
    lone = np.column_stack([x, np.arange(25) == 7])
    with pytest.raises(EstimationError, match="row 7: is fitted exactly by a term of its own"):
        least_squares(y, lone, [*"abcd", "lone"], errors="hc3")
