import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from scipy.special import gamma

from tfp_soctrang.arithmetic.retirement import survival, weibull_parameters
from tfp_soctrang.errors import DataError, EstimationError

SPREAD = ["normal", "log_normal", "gamma", "weibull"]
COVS = [0.01, 0.05, 0.15, 0.25, 3.0 / 7.0, 0.75, 1.0, 1.5]

life = st.floats(0.5, 100.0)
cov = st.floats(0.01, 1.5)
distribution = st.sampled_from(SPREAD)


def frozen(name, mean, spread):
    """The same distribution from scipy.stats, by its moments."""
    if name == "normal":
        return stats.norm(mean, mean * spread)
    if name == "log_normal":
        variance = np.log1p(spread**2)
        return stats.lognorm(np.sqrt(variance), scale=mean * np.exp(-variance / 2.0))
    if name == "gamma":
        return stats.gamma(spread**-2.0, scale=mean * spread**2)
    shape, scale = map(float, weibull_parameters(mean, spread))
    return stats.weibull_min(shape, scale=scale)


# -- moments -----------------------------------------------------------------------------------------------------------


@given(life, st.floats(0.001, 100.0))
def test_weibull_has_the_mean_and_the_coefficient_of_variation(mean, spread):
    shape, scale = map(float, weibull_parameters(mean, spread))
    if shape >= 0.15:  # Γ(1 + 2/k) stays within the range of floats
        first, second = gamma(1.0 + 1.0 / shape), gamma(1.0 + 2.0 / shape)
        assert scale * first == pytest.approx(mean, rel=1e-13)
        # the variance is a difference of two numbers near 1 where cov is small: EPS / cov² of itself and some
        assert np.sqrt(second / first**2 - 1.0) == pytest.approx(spread, rel=1e-12 + 2e-15 / spread**2)


def test_weibull_at_its_closed_forms():
    # k = 1 exponential; k = 2 Rayleigh with cov² = 4/π - 1; k = 1/2 with cov² = 5
    shape, scale = weibull_parameters(10.0, [1.0, np.sqrt(4.0 / np.pi - 1.0), np.sqrt(5.0)])
    assert shape == pytest.approx([1.0, 2.0, 0.5], rel=1e-13)
    assert scale == pytest.approx([10.0, 20.0 / np.sqrt(np.pi), 5.0], rel=1e-13)


@pytest.mark.parametrize("name", SPREAD)
@pytest.mark.parametrize("spread", [0.05, 0.25, 1.0, 1.5])
def test_moments_of_each_distribution_by_integration_of_survival(name, spread):
    # the mean is ∫ S and the second moment ∫ 2 t S, at mid-years by the offset; scipy gives what is beyond 50 lives
    if name == "normal" and spread > 0.25:
        return  # cut at zero, which moves its mean
    mean, rows = 40.0, 2000
    s, t = survival(rows, mean_life=mean, distribution=name, cov=spread, offset=0.5), np.arange(rows) + 0.5
    sf = frozen(name, mean, spread).sf
    beyond = [integrate.quad(lambda x, k=k: x**k * sf(x), float(rows), np.inf, limit=200)[0] for k in (0, 1)]
    # mid-year sums err by 1/24 of the slope of S at zero, steepest for the Weibull distribution with a shape below 1
    assert s.sum() + beyond[0] == pytest.approx(mean, rel=2e-3)
    second = 2.0 * (t * s).sum() + 2.0 * beyond[1]
    assert second / mean**2 == pytest.approx(1.0 + spread**2, rel=2e-4)


# -- the whole parameter space -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SPREAD)
@pytest.mark.parametrize("spread", COVS)
@pytest.mark.parametrize("mean", [1.0, 7.0, 40.0])
def test_survival_is_that_of_scipy_by_its_moments(name, spread, mean):
    known, age = frozen(name, mean, spread), np.arange(120.0)
    found = survival(120, mean_life=mean, distribution=name, cov=spread)
    # a float of age 120 over a mean of 40 stands in an exponent or a power of up to 128 (Weibull, cov 0.01)
    assert found == pytest.approx(known.sf(age) / known.sf(0.0), abs=1e-13)
    low, high = 0.5 * mean, 2.5 * mean
    expected = np.where(age < low, 1.0, np.where(age > high, 0.0, known.sf(age) / known.sf(low)))
    given_cut = survival(120, mean_life=mean, distribution=name, cov=spread, minimum=low, maximum=high)
    assert given_cut == pytest.approx(expected, abs=1e-13)
    whole = known.cdf(high) - known.cdf(low)
    expected = np.where(age < low, 1.0, np.where(age > high, 0.0, (known.cdf(high) - known.cdf(age)) / whole))
    both = survival(120, mean_life=mean, distribution=name, cov=spread, minimum=low, maximum=high, right_truncated=True)
    # the plain difference of two cdf near one, divided by `whole`
    assert both == pytest.approx(expected, abs=1e-13 + 4e-16 / whole)


@pytest.mark.parametrize("name", SPREAD)
@pytest.mark.parametrize("shift", [0.25, 0.5, 1.0])
def test_offset_takes_survival_later_in_the_year(name, shift):
    known, age = frozen(name, 7.0, 0.4), np.arange(30.0)
    found = survival(30, mean_life=7.0, distribution=name, cov=0.4, minimum=2.0, maximum=15.0, offset=shift)
    expected = np.where(age < 2.0, 1.0, np.where(age > 15.0, 0.0, known.sf(age + shift) / known.sf(2.0)))
    assert found == pytest.approx(expected, abs=1e-14)


def test_an_offset_of_a_year_is_survival_one_year_on():
    settings = {"mean_life": 7.0, "distribution": "gamma", "cov": 0.4, "minimum": 2.0}
    assert np.array_equal(survival(29, **settings, offset=1.0)[2:], survival(30, **settings)[3:])


def test_the_digits_of_both_tails_are_kept():
    # maximum far below the mean: the plain difference of two survivals near one would have lost every digit
    found = survival(6, mean_life=50.0, distribution="normal", cov=0.1, maximum=5.0, right_truncated=True)
    cdf = stats.norm(50.0, 5.0).cdf
    assert found[:5] == pytest.approx((cdf(5.0) - cdf(np.arange(5.0))) / (cdf(5.0) - cdf(0.0)), rel=1e-12)
    # minimum far above it
    sf = stats.norm(50.0, 5.0).sf
    found = survival(121, mean_life=50.0, distribution="normal", cov=0.1, minimum=100.0)
    assert found[100:] == pytest.approx(sf(np.arange(100.0, 121.0)) / sf(100.0), rel=1e-11)


@given(distribution, life, cov, st.floats(0.0, 0.9), st.floats(1.0, 3.0), st.booleans(), st.floats(0.0, 1.0))
def test_survival_never_rises_and_starts_at_one(name, mean, spread, first, last, truncated, shift):
    low, high, age = first * mean, last * mean, np.arange(60)
    found = survival(
        60, mean_life=mean, distribution=name, cov=spread, minimum=low, maximum=high, right_truncated=truncated,
        offset=shift,
    )  # fmt: skip
    assert ((found >= 0.0) & (found <= 1.0)).all()
    assert (np.diff(found) <= 0.0).all()
    assert (found[age < low] == 1.0).all()
    assert (found[age > high] == 0.0).all()
    if low > 0.0 or shift == 0.0:
        assert found[0] == 1.0


def test_survival_as_the_spread_vanishes_is_sudden():
    for name in SPREAD:
        found = survival(20, mean_life=9.5, distribution=name, cov=0.01)
        assert found == pytest.approx(survival(20, mean_life=9.5, distribution="sudden"), abs=1e-3)


# -- sudden ------------------------------------------------------------------------------------------------------------


def test_sudden_retirement():
    assert survival(4, mean_life=1.0, distribution="sudden").tolist() == [1.0, 0.0, 0.0, 0.0]
    assert survival(4, mean_life=2.5, distribution="sudden").tolist() == [1.0, 1.0, 1.0, 0.0]
    assert survival(4, mean_life=2.5, distribution="sudden", offset=0.5).tolist() == [1.0, 1.0, 0.0, 0.0]
    assert survival(4, mean_life=9.0, distribution="sudden", maximum=1.0).tolist() == [1.0, 1.0, 0.0, 0.0]
    assert survival(100, mean_life=np.inf, distribution="sudden").min() == 1.0


# -- broadcasting ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SPREAD)
def test_many_lives_at_once_are_many_lives(name):
    random = np.random.default_rng(3)
    lives, covs = random.uniform(2.0, 60.0, (3, 1)), random.uniform(0.01, 1.5, (3, 20))
    together = survival(40, mean_life=lives, distribution=name, cov=covs, minimum=1.0, maximum=90.0, offset=0.5)
    assert together.shape == (40, 3, 20)
    for i in range(3):
        for j in range(20):
            single = survival(
                40, mean_life=lives[i, 0], distribution=name, cov=covs[i, j], minimum=1.0, maximum=90.0, offset=0.5
            )
            # the same operations; exp, log and powers may take another path for an array, and a power of 1/cov = 100
            # or 128 multiplies the last bit: 1e-13 of survival, and nothing to speak of where it is below 1e-3
            assert together[:, i, j] == pytest.approx(single, rel=1e-13, abs=1e-16)


def test_service_lives_that_change_over_time_stand_on_a_cohort_axis():
    lives = np.linspace(20.0, 10.0, 30)[:, np.newaxis]
    found = survival(15, mean_life=lives * np.array([1.0, 2.0]), distribution="normal", cov=0.25)
    assert found.shape == (15, 30, 2)
    assert (np.diff(found[1:, :, 0], axis=1) < 0.0).all()
    assert np.array_equal(found[:, 7, 1], survival(15, mean_life=2.0 * lives[7, 0], distribution="normal", cov=0.25))


# -- refusals ----------------------------------------------------------------------------------------------------------

GOOD = {"mean_life": 7.0, "distribution": "normal", "cov": 0.3}


@pytest.mark.parametrize(
    ("change", "subject", "value"),
    [
        ({"mean_life": 0.0}, "mean_life", 0.0),
        ({"mean_life": [5.0, -1.0]}, "mean_life, row 1", -1.0),
        ({"mean_life": np.inf}, "mean_life", np.inf),
        ({"mean_life": [[5.0, np.nan]]}, "mean_life, row 0, column 1", None),
        ({"cov": 0.0}, "cov", 0.0),
        ({"cov": None}, "cov", None),
        ({"distribution": "sudden"}, "cov", 0.3),
        ({"distribution": "sudden", "cov": None, "mean_life": 0.0}, "mean_life", 0.0),
        ({"distribution": "winfrey"}, "distribution", "winfrey"),
        ({"minimum": -1.0}, "minimum", -1.0),
        ({"minimum": np.inf}, "minimum", np.inf),
        ({"minimum": [2.0, 9.0], "maximum": 5.0}, "minimum, row 1", 9.0),
        ({"minimum": 500.0}, "minimum", 500.0),
        ({"maximum": 0.0}, "maximum", 0.0),
        ({"offset": 1.5}, "offset", 1.5),
        ({"offset": -0.1}, "offset", -0.1),
        ({"mean_life": [7.0, 8.0], "cov": [0.1, 0.2, 0.3]}, "survival", ((2,), (3,), (), (), ())),
    ],
)
def test_what_is_refused(change, subject, value):
    with pytest.raises(DataError) as caught:
        survival(10, **GOOD | change)
    assert caught.value.subject == subject
    if value is not None:
        assert caught.value.value == value
    assert caught.value.remedy


def test_no_rows_are_refused():
    with pytest.raises(DataError, match=r"ages: must be at least 1 \(got 0\)"):
        survival(0, **GOOD)


def test_a_weibull_that_hardly_varies_is_refused_rather_than_wrong():
    with pytest.raises(EstimationError, match="take the sudden distribution"):
        weibull_parameters(7.0, 1e-6)
