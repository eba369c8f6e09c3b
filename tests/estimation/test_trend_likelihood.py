"""The exact diffuse likelihood and the paths against two oracles: statsmodels' own models, and dense normal algebra."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.normal_scale import NormalScale
from tfp_soctrang.estimation.prior import NormalPrior
from tfp_soctrang.estimation.trend_likelihood import TrendRegression, information, log_likelihood, maximised
from tfp_soctrang.estimation.trend_model import TrendModel
from tfp_soctrang.estimation.trend_paths import path_covariance, solved

LEVELS = {"local_level": "rwalk", "random_walk_with_drift": "rwdrift", "local_linear": "lltrend", "smooth": "strend"}
WITH_ERROR = {
    "local_level": "llevel",
    "random_walk_with_drift": "lldtrend",
    "local_linear": "lltrend",
    "smooth": "strend",
}
MODELS = [(trend, error) for trend in LEVELS for error in (False, True)]
VARIANCES = {"measurement": 0.7, "level": 0.3, "slope": 0.05}


def sample(seed: int, n: int = 25, k: int = 2) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = (0.3 + rng.normal(size=(n, k))).cumsum(axis=0)
    return x @ rng.normal(size=k) + rng.normal(0.2, 1.0, n).cumsum() + 0.5 * rng.normal(size=n), x


def regression_of(trend: str, error: bool, y: np.ndarray, x: np.ndarray, prior: NormalPrior | None = None):
    model = TrendModel(trend=trend, measurement_error=error)
    return TrendRegression(
        model=model, names=tuple("ab"[: x.shape[1]]), response=y.copy(), design=x.copy(), prior=prior
    )


def chosen(model: TrendModel) -> np.ndarray:
    return np.array([VARIANCES[name] for name in model.variance_names])


def dense(regression: TrendRegression, variances: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Differences of y and x that hold no diffuse state, and the covariance of those of y given the coefficients."""
    model, n = regression.model, len(regression.response)
    named = dict(zip(model.variance_names, variances, strict=True))
    d = np.diff(np.eye(n), axis=0, n=model.diffuse)
    spread = named.get("measurement", 0.0) * d @ d.T
    if model.has_slope:
        steps = np.diff(np.eye(n - 1), axis=0)
        spread = spread + named.get("level", 0.0) * steps @ steps.T + named.get("slope", 0.0) * np.eye(n - 2)
    else:
        spread = spread + named["level"] * np.eye(n - 1)
    return d @ regression.response, d @ regression.design, spread


# statsmodels has no name for a local linear trend without error; the dense oracle covers it
@pytest.mark.parametrize(("trend", "error"), [m for m in MODELS if m != ("local_linear", False)])
@pytest.mark.parametrize("k", [0, 2])
@pytest.mark.filterwarnings("ignore:Specified model does not contain:Warning")
def test_equals_unobserved_components(trend, error, k):
    y, x = sample(3, k=k)
    regression = regression_of(trend, error, y, x)
    values = chosen(regression.model)
    level = "rtrend" if trend == "smooth" and not error else (WITH_ERROR if error else LEVELS)[trend]
    theirs = sm.tsa.UnobservedComponents(
        y, level=level, exog=x if k else None, mle_regression=False, use_exact_diffuse=True
    ).smooth(values)
    diffuse = regression.model.diffuse + k
    # statsmodels counts -½ ln 2π for the observations that only start the filter; Durbin and Koopman do not
    assert log_likelihood(regression, values) == pytest.approx(theirs.llf + 0.5 * diffuse * np.log(2 * np.pi), abs=1e-8)
    ours = solved(regression, values, np.arange(len(y)))
    np.testing.assert_allclose(ours.smoothed.level, theirs.smoothed_state[0], atol=1e-8)
    if k:
        np.testing.assert_allclose(ours.coefficients, theirs.smoothed_state[-k:, -1], atol=1e-8)
        np.testing.assert_allclose(
            ours.coefficient_covariance, theirs.smoothed_state_cov[-k:, -k:, -1], rtol=1e-7, atol=1e-10
        )
    t = slice(diffuse + 1, None)
    np.testing.assert_allclose(ours.filtered.level[-len(y) + diffuse + 1 :], theirs.filtered_state[0, t], atol=1e-8)
    if regression.model.has_slope:
        np.testing.assert_allclose(ours.smoothed.slope, theirs.smoothed_state[1], atol=1e-8)
        np.testing.assert_allclose(
            ours.smoothed.slope_errors, np.sqrt(theirs.smoothed_state_cov[1, 1]), rtol=1e-6, atol=2e-8
        )
        np.testing.assert_allclose(ours.filtered.slope[-5:], theirs.filtered_state[1, -5:], atol=1e-8)
    if not k:  # with inputs ours counts levels from their means
        np.testing.assert_allclose(
            ours.smoothed.errors, np.sqrt(theirs.smoothed_state_cov[0, 0].clip(0)), rtol=1e-6, atol=2e-8
        )
        np.testing.assert_allclose(
            ours.filtered.errors[3:], np.sqrt(theirs.filtered_state_cov[0, 0, -len(y) + diffuse + 2 :].clip(0)),
            rtol=1e-6, atol=2e-8,
        )  # fmt: skip


@pytest.mark.parametrize(("trend", "error"), MODELS)
@settings(max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_equals_dense_algebra(trend, error, seed):
    y, x = sample(seed)
    regression = regression_of(trend, error, y, x)
    values = chosen(regression.model)
    dy, dx, spread = dense(regression, values)
    inverse = np.linalg.inv(spread)
    gram = dx.T @ inverse @ dx
    coefficients = np.linalg.solve(gram, dx.T @ inverse @ dy)
    left = dy - dx @ coefficients
    by_hand = -0.5 * (
        (len(dy) - 2) * np.log(2 * np.pi)
        + np.linalg.slogdet(spread)[1]
        + np.linalg.slogdet(gram)[1]
        + left @ inverse @ left
    )
    assert log_likelihood(regression, values) == pytest.approx(by_hand, abs=1e-7)
    ours = solved(regression, values, np.arange(len(y)))
    np.testing.assert_allclose(ours.coefficients, coefficients, atol=1e-8)
    np.testing.assert_allclose(ours.coefficient_covariance, np.linalg.inv(gram), rtol=1e-6, atol=1e-10)


@pytest.mark.parametrize(("trend", "error"), MODELS)
@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), mean=st.floats(0.1, 0.9), sd=st.floats(0.01, 3.0))
def test_a_prior_gives_the_closed_normal_posterior(trend, error, seed, mean, sd):
    y, x = sample(seed)
    prior = NormalPrior(mean=mean, sd=sd, source="made up")
    regression = regression_of(trend, error, y, x, prior)
    values = chosen(regression.model)
    dy, dx, spread = dense(regression, values)
    # marginal of the data: coefficient a ~ N(m, s²) integrated out, b diffuse
    whole = spread + sd**2 * np.outer(dx[:, 0], dx[:, 0])
    inverse, away = np.linalg.inv(whole), dy - mean * dx[:, 0]
    b = dx[:, 1]
    gram = b @ inverse @ b
    left = away - b * (b @ inverse @ away) / gram
    by_hand = -0.5 * (
        (len(dy) - 1) * np.log(2 * np.pi) + np.linalg.slogdet(whole)[1] + np.log(gram) + left @ inverse @ left
    )
    assert log_likelihood(regression, values) == pytest.approx(by_hand, abs=1e-6)
    precision = dx.T @ np.linalg.inv(spread) @ dx + np.diag([1.0 / sd**2, 0.0])
    expected = np.linalg.solve(precision, dx.T @ np.linalg.inv(spread) @ dy + np.array([mean / sd**2, 0.0]))
    ours = solved(regression, values, np.arange(len(y)))
    np.testing.assert_allclose(ours.coefficients, expected, atol=1e-7)
    np.testing.assert_allclose(ours.coefficient_covariance, np.linalg.inv(precision), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(("trend", "error"), MODELS)
def test_covariance_of_the_path_by_dense_algebra(trend, error):
    # all of (μ, y) normal with a start of variance 1e6: conditioning by hand
    y, x = sample(8)
    regression = regression_of(trend, error, y, x)
    values = chosen(regression.model)
    n = len(y)
    named = dict(zip(regression.model.variance_names, values, strict=True))
    sums, ramp = np.tril(np.ones((n, n)), -1), np.vander(np.arange(n), 2)
    level = named.get("level", 0.0) * sums @ sums.T + 1e6
    if regression.model.has_slope:
        level = (
            level + named.get("slope", 0.0) * (sums @ sums) @ (sums @ sums).T + 1e6 * np.outer(ramp[:, 0], ramp[:, 0])
        )
    data = level + named.get("measurement", 0.0) * np.eye(n)
    expected = level - level @ np.linalg.solve(data, level)
    found = path_covariance(regression.model, values, n)
    # the start of variance 1e6 leaves errors of 1e-6, and its inverse loses as much again
    np.testing.assert_allclose(found, expected, atol=2e-5)
    np.testing.assert_allclose(found, found.T, atol=1e-12)
    if not error:
        assert (found == 0.0).all()


@pytest.mark.parametrize(("trend", "error"), MODELS)
def test_the_maximum_is_one(trend, error):
    y, x = sample(11, n=60, k=1)
    regression = regression_of(trend, error, y, x)
    best = maximised(regression)
    top = log_likelihood(regression, best)
    rng = np.random.default_rng(0)
    for _ in range(60):
        other = best * np.exp(rng.normal(0.0, 0.3, len(best))) + rng.exponential(0.02 * best.max(), len(best))
        assert log_likelihood(regression, other) <= top + 1e-9
    for i in np.flatnonzero(best == 0.0):  # on the edge the likelihood falls inwards
        inwards = best.copy()
        inwards[i] = 1e-4 * best.max()
        assert log_likelihood(regression, inwards) < top


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), unit=st.floats(1e-6, 1e6), shift=st.floats(-1e3, 1e3))
def test_units_of_the_series(seed, unit, shift):
    y, x = sample(seed, k=1)
    one = maximised(regression_of("random_walk_with_drift", True, y, x))
    other = maximised(regression_of("random_walk_with_drift", True, unit * y + shift * unit, x))
    np.testing.assert_allclose(other, unit**2 * one, rtol=1e-6, atol=1e-12 * unit**2)


def test_standard_errors_of_one_variance_are_known():
    # v̂ = S/p: the curvature of -p/2 log v - S/2v in log v at the maximum is p/2
    y, x = sample(5, k=2)
    regression = regression_of("random_walk_with_drift", False, y, x)
    best = maximised(regression)
    p = regression.degrees_of_freedom
    assert p == 25 - 2 - 2
    assert np.sqrt(information(regression, best)[0, 0]) == pytest.approx(best[0] * np.sqrt(2.0 / p), rel=1e-6)


def test_standard_errors_of_two_variances_are_those_of_a_numerical_hessian():
    rng = np.random.default_rng(2)
    y = rng.normal(size=300).cumsum() + 2.0 * rng.normal(size=300)
    regression = regression_of("local_level", True, y, np.empty((300, 0)))
    best = maximised(regression)
    assert (best > 0.0).all()
    h = 1e-3 * best
    hessian = np.empty((2, 2))
    for i in range(2):
        for j in range(2):
            moves = [(a, b) for a in (1, -1) for b in (1, -1)]
            hessian[i, j] = sum(
                a * b * log_likelihood(regression, best + a * h * np.eye(2)[i] + b * h * np.eye(2)[j]) for a, b in moves
            ) / (4 * h[i] * h[j])
    np.testing.assert_allclose(information(regression, best), np.linalg.inv(-hessian), rtol=1e-3)


# -- the scale in closed form ------------------------------------------------------------------------------------------


@given(
    p=st.integers(2, 60),
    least=st.floats(1e-3, 1e3),
    information=st.floats(0.0, 1e4),
    gap=st.floats(-30.0, 30.0),
    sd=st.floats(1e-3, 30.0),
)
def test_the_cubic_gives_the_greatest_likelihood(p, least, information, gap, sd):
    scale = NormalScale(
        degrees_of_freedom=p,
        sum_of_squares=np.asarray(least + information * gap**2),
        score=np.asarray(information * gap),
        information=np.asarray(information),
        prior_variance=sd**2,
    )
    mode = scale.mode()
    grid = np.exp(np.linspace(np.log(1e-6), np.log(1e9), 4001))
    assert scale.log_likelihood(mode) >= scale.log_likelihood(grid).max() - 1e-9


def test_the_likelihood_of_the_scale_is_that_of_a_normal_vector():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=7), rng.normal(size=7)
    away = y - 0.4 * x
    scale = NormalScale(
        degrees_of_freedom=7,
        sum_of_squares=np.asarray(away @ away),
        score=np.asarray(x @ away),
        information=np.asarray(x @ x),
        prior_variance=0.09,
    )
    expected = stats.multivariate_normal(0.4 * x, 0.5 * np.eye(7) + 0.09 * np.outer(x, x)).logpdf(y)
    assert scale.log_likelihood(np.asarray(0.5)) == pytest.approx(expected, abs=1e-12)


def test_unknown_trends_and_zero_variances_are_refused():
    with pytest.raises(DataError, match="trend: is not known"):
        TrendModel(trend="cubic", measurement_error=True)
    y, x = sample(1)
    with pytest.raises(EstimationError, match="variances: are all zero"):
        log_likelihood(regression_of("smooth", True, y, x), np.zeros(2))
