"""Trends of one series: what is estimated, what lies on the edge, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.innovation_tests import (
    even_spread_test,
    kurtosis,
    ljung_box_test,
    normality_test,
    skewness,
)
from tfp_soctrang.estimation.unobserved_trend import unobserved_trend

YEARS = np.arange(1990, 2030)


def walk(seed: int, n: int = 40, drift: float = 0.02) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (drift + 0.03 * rng.normal(size=n)).cumsum()


def test_without_measurement_error_the_trend_is_the_series():
    y = walk(1)
    for trend in ("local_level", "random_walk_with_drift", "local_linear", "smooth"):
        fit = unobserved_trend(y, years=YEARS, trend=trend, measurement_error=False)
        np.testing.assert_allclose(fit.smoothed.level, y, atol=1e-12)
        np.testing.assert_array_equal(fit.smoothed.errors, 0.0)
        np.testing.assert_allclose(fit.measurement, 0.0, atol=1e-12)


def test_a_walk_with_drift_is_the_mean_and_variance_of_its_differences():
    y = walk(2)
    fit = unobserved_trend(y, years=YEARS, trend="random_walk_with_drift", measurement_error=False)
    growth = np.diff(y)
    variance = growth.var(ddof=1)
    assert fit.variances["level"] == pytest.approx(variance, rel=1e-10)
    np.testing.assert_allclose(fit.smoothed.slope, growth.mean(), rtol=1e-9)
    np.testing.assert_allclose(fit.smoothed.slope_errors, np.sqrt(variance / 39), rtol=1e-8)
    assert fit.variances.error("level") == pytest.approx(variance * np.sqrt(2 / 38), rel=1e-6)
    assert fit.log_likelihood == pytest.approx(
        stats.norm(0, np.sqrt(variance)).logpdf(growth - growth.mean()).sum()
        - 0.5 * np.log(39) + 0.5 * np.log(2 * np.pi * variance),
        abs=1e-9,
    )  # fmt: skip


def test_a_noiseless_line_is_its_own_trend_at_given_variances():
    line = 3.0 + 0.02 * np.arange(40)
    for trend, variances in (
        ("random_walk_with_drift", {"measurement": 1.0, "level": 0.5}),
        ("local_linear", {"measurement": 1.0, "level": 0.5, "slope": 0.1}),
        ("smooth", {"measurement": 1.0, "slope": 0.1}),
    ):
        fit = unobserved_trend(line, trend=trend, variances=variances)
        np.testing.assert_allclose(fit.smoothed.level, line, atol=1e-12)
        np.testing.assert_allclose(fit.smoothed.slope, 0.02, atol=1e-12)
        np.testing.assert_allclose(fit.filtered.level, line[1:], atol=1e-12)


def test_estimates_of_a_long_series_come_near_the_truth():
    rng = np.random.default_rng(3)
    level = (0.02 + 0.03 * rng.normal(size=1500)).cumsum()
    fit = unobserved_trend(level + 0.05 * rng.normal(size=1500), trend="random_walk_with_drift")
    for name, truth in (("measurement", 0.05**2), ("level", 0.03**2)):
        assert abs(fit.variances[name] - truth) < 4.0 * fit.variances.error(name)
        assert fit.variances.error(name) < 0.15 * truth
    inside = (fit.smoothed.band()[:, 0] <= level) & (level <= fit.smoothed.band()[:, 1])
    assert 0.93 <= inside.mean() <= 0.97
    assert not any(test.rejects(0.001) for test in fit.tests)


def test_pile_up_at_zero_is_a_result_with_a_reason():
    rng = np.random.default_rng(4)
    fit = unobserved_trend(rng.normal(size=60), trend="local_level")  # noise alone: no level moves
    assert fit.variances.at_zero == ("level",)
    reason = fit.variances.error("level")
    assert isinstance(reason, NotApplicable)
    assert "'level' is estimated to be zero" in str(reason)
    assert "ước lượng bằng không" in reason.reason.text("vi")
    np.testing.assert_allclose(fit.smoothed.level, fit.series.mean(), atol=1e-10)
    np.testing.assert_allclose(fit.smoothed.errors, np.sqrt(fit.variances["measurement"] / 60), rtol=1e-9)
    how_often = sum(
        "level" in unobserved_trend(np.random.default_rng(s).normal(size=30)).variances.at_zero for s in range(40)
    )
    # known from theory to be about 0.65 for a level that does not move (Shephard and Harvey 1990)
    assert 16 <= how_often <= 36


def test_growth_over_years_has_the_error_of_the_path():
    y = walk(5) + 0.05 * np.random.default_rng(6).normal(size=40)
    fit = unobserved_trend(
        y, years=YEARS, trend="random_walk_with_drift", variances={"measurement": 0.0025, "level": 0.0009}
    )
    value, error = fit.smoothed.growth(1995, 2000)
    assert value == pytest.approx(fit.smoothed.level[10] - fit.smoothed.level[5], abs=1e-14)
    assert 0.0 < error < np.hypot(fit.smoothed.errors[10], fit.smoothed.errors[5])
    one, other = fit.smoothed.growth(1995, 1998)[0], fit.smoothed.growth(1998, 2000)[0]
    assert one + other == pytest.approx(value, abs=1e-14)
    with pytest.raises(EstimationError, match="smoothed path, not the filtered"):
        fit.filtered.growth(1995, 2000)
    with pytest.raises(EstimationError, match=r"is not in the path.*got 2040.*1990 to 2029"):
        fit.smoothed.growth(1995, 2040)


def test_the_filtered_path_knows_the_past_only():
    y = walk(7) + 0.05 * np.random.default_rng(8).normal(size=40)
    given = {"measurement": 0.0025, "level": 0.0009}
    whole = unobserved_trend(y, years=YEARS, trend="random_walk_with_drift", variances=given)
    short = unobserved_trend(y[:30], years=YEARS[:30], trend="random_walk_with_drift", variances=given)
    np.testing.assert_allclose(whole.filtered.level[:29], short.filtered.level, atol=1e-10)
    assert whole.filtered.years[0] == 1991
    assert short.filtered.level[-1] == pytest.approx(short.smoothed.level[-1], abs=1e-10)
    assert short.filtered.errors[-1] == pytest.approx(short.smoothed.errors[-1], rel=1e-7)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_missing_year_is_named(bad):
    y = walk(9)
    y[3] = bad
    with pytest.raises(DataError, match=r"series, 1993: must be a number.*Supply the year"):
        unobserved_trend(y, years=YEARS)


def test_refusals():
    with pytest.raises(EstimationError, match=r"series: never moves.*Take another series"):
        unobserved_trend(np.full(20, 3.0))
    with pytest.raises(EstimationError, match=r"explain the series exactly.*give the variances"):
        unobserved_trend(3.0 + 0.02 * np.arange(20), trend="random_walk_with_drift", measurement_error=False)
    with pytest.raises(EstimationError, match=r"observations: are not enough: this model needs at least 6 \(got 5\)"):
        unobserved_trend([1.0, 2.0, 1.5, 2.5, 2.0], trend="local_linear")
    with pytest.raises(EstimationError, match=r"without a hole \(got \[1993\]\)"):
        unobserved_trend(walk(1, 4), years=[1991, 1992, 1994, 1995])
    with pytest.raises(EstimationError, match="must be one series"):
        unobserved_trend(np.ones((4, 2)))
    with pytest.raises(EstimationError, match="must be 4 whole years"):
        unobserved_trend(walk(1, 4), years=[1, 2, 3])
    for variances in ({"level": 1.0}, {"level": -1.0, "measurement": 1.0}, {"level": 0.0, "measurement": 0.0}):
        with pytest.raises(EstimationError, match="must give measurement, level, none below zero"):
            unobserved_trend(walk(1), variances=variances)


# -- tests of prediction errors ----------------------------------------------------------------------------------------


def test_statistics_equal_those_of_scipy_and_statsmodels():
    from statsmodels.stats.diagnostic import acorr_ljungbox

    e = np.random.default_rng(1).standard_t(5, size=50)
    assert skewness(e) == pytest.approx(stats.skew(e), rel=1e-12)
    assert kurtosis(e) == pytest.approx(stats.kurtosis(e, fisher=False), rel=1e-12)
    theirs = stats.jarque_bera(e)
    ours = normality_test(e).outcome
    assert (ours.statistic, ours.p_value) == pytest.approx((theirs.statistic, theirs.pvalue), rel=1e-10)
    box = acorr_ljungbox(e, lags=[6])
    outcome = ljung_box_test(e, 6).outcome
    assert outcome.statistic == pytest.approx(box["lb_stat"].iloc[0], rel=1e-10)
    assert outcome.p_value == pytest.approx(box["lb_pvalue"].iloc[0], rel=1e-10)
    ratio = (e[-17:] ** 2).sum() / (e[:17] ** 2).sum()
    spread = even_spread_test(e).outcome
    assert spread.statistic == pytest.approx(ratio, rel=1e-12)
    assert spread.p_value == pytest.approx(2 * min(stats.f(17, 17).sf(ratio), stats.f(17, 17).cdf(ratio)), rel=1e-10)


def test_ratios_of_variances_cost_degrees_of_freedom():
    e = np.random.default_rng(2).normal(size=50)
    assert ljung_box_test(e, 6, 3).outcome.degrees_of_freedom == (4.0,)
    none = ljung_box_test(e, 2, 3)
    assert isinstance(none.outcome, NotApplicable)
    assert not none.rejects()


def test_tests_refuse_what_they_cannot_test():
    with pytest.raises(EstimationError, match="three different numbers"):
        skewness([1.0, 1.0, 1.0])
    with pytest.raises(EstimationError, match="lags: must lie between 1 and 49"):
        ljung_box_test(np.arange(50.0), 50)
    with pytest.raises(EstimationError, match="part: must lie between 1 and 25"):
        even_spread_test(np.arange(50.0), 26)
    with pytest.raises(EstimationError, match="of the first years are all zero"):
        even_spread_test([0.0, 0.0, 0.0, 1.0, 2.0, 3.0])
    few = unobserved_trend(walk(3, 8), trend="random_walk_with_drift", measurement_error=False)
    assert all("6 prediction errors are too few" in str(test.outcome) for test in few.tests)
