import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special, stats

from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sensitivity.beta_quantile import beta_quantile
from tfp_soctrang.sensitivity.distributions import (
    Beta,
    Empirical,
    Fixed,
    LogNormal,
    Pert,
    Triangular,
    TruncatedNormal,
    Uniform,
)

# Each beside the same distribution of scipy.stats, which computes its quantiles in another way.
PAIRS = [
    (Uniform(low=0.3, high=0.7), stats.uniform(0.3, 0.4)),
    (Triangular(low=0.4, mode=0.55, high=0.7), stats.triang(0.5, 0.4, 0.3)),
    (Triangular(low=0.4, mode=0.4, high=0.7), stats.triang(0.0, 0.4, 0.3)),
    (Triangular(low=0.4, mode=0.7, high=0.7), stats.triang(1.0, 0.4, 0.3)),
    (Pert(low=0.03, mode=0.05, high=0.10), stats.beta(1 + 4 * 2 / 7, 1 + 4 * 5 / 7, 0.03, 0.07)),
    (Pert(low=0.03, mode=0.03, high=0.10, shape=2.0), stats.beta(1.0, 3.0, 0.03, 0.07)),
    (Beta(a=2.5, b=0.8, low=-1.0, high=3.0), stats.beta(2.5, 0.8, -1.0, 4.0)),
    (TruncatedNormal(centre=1.0, sd=2.0), stats.norm(1.0, 2.0)),
    (TruncatedNormal(centre=1.0, sd=2.0, low=0.0, high=2.5), stats.truncnorm(-0.5, 0.75, 1.0, 2.0)),
    (TruncatedNormal(centre=0.0, sd=1.0, low=4.0), stats.truncnorm(4.0, np.inf)),
    (TruncatedNormal(centre=0.0, sd=1.0, high=-4.0), stats.truncnorm(-np.inf, -4.0)),
    (LogNormal(median=2.5, log_sd=0.4), stats.lognorm(0.4, scale=2.5)),
]
U = np.concatenate(
    [10.0 ** -np.arange(12.0, 1.0, -1.0), np.linspace(0.01, 0.99, 197), 1.0 - 10.0 ** -np.arange(2.0, 9.0)]
)


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda d: type(d).__name__)
def test_quantiles_mean_and_variance_are_those_of_scipy(ours, theirs):
    # 1e-10 of a standard deviation: scipy's truncated normal inverts its distribution in the logarithm
    assert np.abs(ours.quantile(U) - theirs.ppf(U)).max() <= 1e-10 * theirs.std()
    assert ours.mean == pytest.approx(theirs.mean(), rel=1e-9)
    assert ours.variance == pytest.approx(theirs.var(), rel=1e-6)  # scipy's truncated normal far in a tail: 1e-7


@pytest.mark.parametrize("ours", [ours for ours, _ in PAIRS] + [Fixed(value=0.4)], ids=lambda d: type(d).__name__)
def test_moments_are_the_integrals_of_the_quantile_function(ours):
    def moment(power):
        return integrate.quad(lambda u: float(ours.quantile(np.array([u]))[0]) ** power, 0, 1, epsabs=1e-12, limit=400)[
            0
        ]

    # the quantile function has infinite slope at its ends: quad reaches some 1e-7 of the second moment
    assert moment(1) == pytest.approx(ours.mean, rel=1e-6, abs=1e-9)
    assert moment(2) - moment(1) ** 2 == pytest.approx(ours.variance, rel=1e-4, abs=1e-9)


@pytest.mark.parametrize("ours", [ours for ours, _ in PAIRS], ids=lambda d: type(d).__name__)
def test_ends_order_and_pickling(ours):
    ends = ours.quantile(np.array([0.0, 1.0]))
    assert ends == pytest.approx([ours.low, ours.high], rel=1e-15)  # far in a tail: the rounding of Φ⁻¹
    values = ours.quantile(np.linspace(0.0, 1.0, 100_001))
    # equal up to rounding of the polynomials
    assert (np.diff(values[1:-1]) >= -1e-14 * (abs(values[1]) + abs(values[-2]))).all()
    assert np.array_equal(pickle.loads(pickle.dumps(ours)).quantile(U), ours.quantile(U))  # noqa: S301
    u = U.copy()
    ours.quantile(u)
    assert np.array_equal(u, U), "the probabilities are the caller's"


@given(st.floats(0.02, 2000.0), st.floats(0.02, 2000.0))
def test_beta_quantiles_are_right_whatever_the_shapes(a, b):
    u = np.concatenate([U[5:-2], [2.0**-54, 1.0 - 1e-12]])
    found = beta_quantile(a, b, u)
    near = np.abs(found - special.betaincinv(a, b, u)) <= 1e-12
    # near one the rounding of u itself moves the quantile, and scipy's inverse errs near one half when a = b: there the
    # probability below what was found must be u, to 8 roundings
    back = np.abs(special.betainc(a, b, found) - u) <= 8 * 2.0**-53
    assert (near | back).all()


def test_pert_of_four_has_the_mean_and_spread_of_the_rule_of_thumb():
    pert = Pert(low=1.0, mode=2.0, high=6.0)
    assert pert.mean == (1.0 + 4 * 2.0 + 6.0) / 6.0
    assert pert.variance == pytest.approx((2.5 - 1.0) * (6.0 - 2.5) / 7.0, rel=1e-14)


def test_log_normal_from_its_range():
    found = LogNormal.from_range(1.5, 6.0, level=0.8)
    assert found.quantile(np.array([0.1, 0.9])) == pytest.approx([1.5, 6.0], rel=1e-14)


def test_empirical_draws_its_values_in_proportion_to_their_weights():
    values, weights = [3.0, 1.0, 2.0, 9.0], [1.0, 2.0, 5.0, 0.0]
    found = Empirical(values, weights)
    u = (np.arange(8000) + 0.5) / 8000
    drawn, counts = np.unique(found.quantile(u), return_counts=True)
    assert drawn.tolist() == [1.0, 2.0, 3.0]
    assert counts.tolist() == [2000, 5000, 1000]
    assert (found.low, found.high) == (1.0, 3.0)
    assert found.mean == pytest.approx(found.quantile(u).mean(), rel=1e-12)
    assert found.variance == pytest.approx(found.quantile(u).var(), rel=1e-12)
    assert "from 1 to 3" in repr(found)


def test_empirical_without_weights_is_the_inverse_of_the_step_function():
    values = np.array([0.07, 0.04, 0.05, 0.05])
    u = np.linspace(0.001, 0.999, 999)
    assert np.array_equal(Empirical(values).quantile(u), np.quantile(values, u, method="inverted_cdf"))
    assert Empirical(values, [2.0] * 4).quantile(u).tolist() == Empirical(values).quantile(u).tolist()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Fixed(value=math.nan), r"Fixed distribution: value must be a finite number \(got nan\)"),
        (lambda: Uniform(low=0.7, high=0.3), r"Uniform distribution: low must be below high \(got \(0.7, 0.3\)\)"),
        (lambda: Uniform(low=0.3, high=0.3), "a value that does not vary is Fixed"),
        (lambda: Uniform(low=0.3, high=math.inf), "high must be a finite number"),
        (lambda: Triangular(low=0.4, mode=60.0, high=0.7), r"the mode lies outside the range 0.4 to 0.7 \(got 60.0\)"),
        (lambda: Pert(low=0.4, mode=0.3, high=0.7), "Pert distribution: the mode lies outside the range"),
        (lambda: Pert(low=0.4, mode=0.5, high=0.7, shape=0.0), r"shape must be above zero \(got 0.0\)"),
        (lambda: Beta(a=0.0, b=1.0), r"Beta distribution: a must be above zero \(got 0.0\)"),
        (lambda: TruncatedNormal(centre=0.0, sd=-1.0), "sd must be above zero"),
        (lambda: TruncatedNormal(centre=0.0, sd=1.0, low=math.nan), "low must be a number"),
        (lambda: TruncatedNormal(centre=5.0, sd=0.1, low=41.0, high=42.0), "41 to 42 holds nothing of the normal"),
        (lambda: LogNormal(median=-1.0, log_sd=0.1), "median must be above zero"),
        (lambda: LogNormal.from_range(0.0, 1.0, level=0.9), "needs 0 < low < high"),
        (lambda: LogNormal.from_range(1.0, 2.0, level=90), r"level must lie between 0 and 1 \(got 90\)"),
        (lambda: Empirical([]), "needs a row of values"),
        (lambda: Empirical([1.0, 2.0], [1.0]), "as many weights"),
        (lambda: Empirical([1.0, math.nan]), r"values, item 1: must be a finite number \(got nan\)"),
        (lambda: Empirical([1.0, 2.0], [1.0, -1.0]), r"weights, item 1: must be a finite number not below zero"),
        (lambda: Empirical([1.0], [0.0]), "the weights sum to zero"),
    ],
)  # fmt: skip
def test_distributions_that_are_refused(call, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        call()
    assert caught.value.remedy
