import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.asset_profiles import (
    age_efficiency,
    age_price,
    declining_balance,
    geometric,
    hyperbolic,
    linear,
    one_hoss_shay,
)
from tfp_soctrang.arithmetic.cohort_profiles import mixture_over_retirement, product_with_survival
from tfp_soctrang.arithmetic.retirement import survival
from tfp_soctrang.errors import DataError

CONVENTIONS = ["same_age", "lagged_survival"]
# one row for each form: f(age, life), from 1 at age 0, never rising, 0 from the end of life if `ends`
FORMS = {
    "one_hoss_shay": (one_hoss_shay, True),
    "linear": (linear, True),
    "linear after two years": (lambda age, life: linear(age, life, delay=2.0), True),
    "hyperbolic": (lambda age, life: hyperbolic(age, life, beta=0.5), True),
    "hyperbolic, early loss": (lambda age, life: hyperbolic(age, life, beta=-3.0), True),
    "geometric": (lambda age, life: geometric(age, 0.1), False),
    "double-declining": (declining_balance, False),
}
form = st.sampled_from(list(FORMS))
EPS = 2.0**-53


# -- one asset ---------------------------------------------------------------------------------------------------------


@given(form, st.floats(0.5, 80.0))
def test_every_form_starts_at_one_and_never_rises(name, life):
    single, ends = FORMS[name]
    found = single(np.arange(100.0), life)
    assert found[0] == 1.0
    assert ((found >= 0.0) & (found <= 1.0)).all()
    assert (np.diff(found) <= 0.0).all()
    if ends:
        assert (found[np.arange(100.0) >= life] == 0.0).all()
        assert (found[np.arange(100.0) < life] > 0.0).all()


@pytest.mark.parametrize("life", [1.0, 2.5, 8.0])
def test_hyperbolic_at_its_bounds(life):
    age = np.arange(10.0)
    assert np.array_equal(hyperbolic(age, life, beta=0.0), linear(age, life))
    assert np.array_equal(hyperbolic(age, life, beta=1.0), one_hoss_shay(age, life))
    assert hyperbolic(age, life, beta=1.0 - 1e-12) == pytest.approx(one_hoss_shay(age, life), abs=1e-10)
    # far below zero everything is lost at once
    assert hyperbolic(age, life, beta=-1e12) == pytest.approx(np.where(age == 0.0, 1.0, 0.0), abs=1e-10)


def test_a_delay_that_reaches_the_end_of_life_is_one_hoss_shay():
    age = np.arange(6.0)
    for delay in (3.0, 4.0, 100.0):
        assert np.array_equal(linear(age, 3.0, delay=delay), one_hoss_shay(age, 3.0))
    assert linear([0.0, 2.0, 3.0, 5.0, 6.0], 6.0, delay=2.0).tolist() == [1.0, 1.0, 0.75, 0.25, 0.0]


def test_a_life_of_one_year():
    for name, (single, ends) in FORMS.items():
        found = single(np.array([0.0, 1.0]), 1.0)
        assert found[0] == 1.0
        if ends or name == "double-declining":
            assert found[1] == 0.0


def test_a_life_without_end_keeps_all_its_efficiency():
    for name in ("one_hoss_shay", "linear", "hyperbolic", "double-declining"):
        assert FORMS[name][0](np.arange(5.0), np.inf).tolist() == [1.0] * 5


def test_geometric_at_its_bounds():
    assert geometric([0.0, 1.0, 2.0], 0.0).tolist() == [1.0, 1.0, 1.0]
    assert geometric([0.0, 1.0, 2.0], 1.0).tolist() == [1.0, 0.0, 0.0]


def test_declining_balance_is_geometric_at_factor_over_life():
    age = np.arange(20.0)
    assert np.array_equal(declining_balance(age, 8.0), geometric(age, 0.25))
    assert np.array_equal(declining_balance(age, 8.0, factor=0.0), geometric(age, 0.0))
    assert declining_balance(age, 1.5).tolist() == [1.0] + [0.0] * 19


@pytest.mark.parametrize(
    ("call", "subject", "value"),
    [
        (lambda: one_hoss_shay(-1.0, 5.0), "age", -1.0),
        (lambda: one_hoss_shay([1.0, np.inf], 5.0), "age, row 1", np.inf),
        (lambda: linear(1.0, 0.0), "life", 0.0),
        (lambda: linear(1.0, 5.0, delay=-1.0), "delay", -1.0),
        (lambda: hyperbolic(1.0, [5.0, -2.0], beta=0.5), "life, row 1", -2.0),
        (lambda: hyperbolic(1.0, 5.0, beta=1.01), "beta", 1.01),
        (lambda: hyperbolic(1.0, 5.0, beta=-np.inf), "beta", -np.inf),
        (lambda: geometric(1.0, 5.0), "rate", 5.0),
        (lambda: geometric(1.0, -0.1), "rate", -0.1),
        (lambda: declining_balance(1.0, 5.0, factor=-2.0), "factor", -2.0),
        (lambda: age_price(0.5, discount_rate=0.05), "efficiency", 0.5),
        (lambda: age_price([1.0, -0.5], discount_rate=0.05), "efficiency, row 1", -0.5),
        (lambda: age_price([1.0, 0.5], discount_rate=-1.0), "discount_rate", -1.0),
        (lambda: age_price([1.0, 0.5], discount_rate=0.05, rental_growth=-2.0), "rental_growth", -2.0),
        (lambda: age_price([1.0, 0.5], discount_rate=0.05, tail_rate=1.5), "tail_rate", 1.5),
        (lambda: age_price([1.0, 1.0], discount_rate=0.25, rental_growth=0.25, tail_rate=0.0), "discount_rate", 0.0),
        (lambda: age_price([0.0, 0.0], discount_rate=0.05), "price of the new asset", 0.0),
        (lambda: age_price(np.ones((3, 2)), discount_rate=[0.1, 0.2, 0.3]), "efficiency", ((2,), (), (3,))),
        (lambda: age_efficiency([1.0, 2.0], discount_rate=0.0), "rental of the new asset", -1.0),
    ],
)
def test_what_is_refused(call, subject, value):
    with pytest.raises(DataError) as caught:
        call()
    assert (caught.value.subject, caught.value.value) == (subject, value)
    assert caught.value.remedy


# -- prices and efficiencies -------------------------------------------------------------------------------------------

rates = st.floats(-0.05, 0.3)


@given(form, st.integers(2, 50), rates, rates, st.sampled_from([1.0, 0.1]))
def test_price_and_efficiency_are_inverse(name, life, discount, growth, tail):
    if tail < 1.0 and discount <= growth:
        discount, growth = growth + 0.01, discount
    given_efficiency = FORMS[name][0](np.arange(life + 1.0), float(life))
    conversion = {"discount_rate": discount, "rental_growth": growth, "tail_rate": tail}
    price = age_price(given_efficiency, **conversion)
    assert price[0] == 1.0
    assert (np.diff(price) <= 4.0 * EPS).all()
    # e_0 in units of the new price is at least 1/(life + 1) times a discount factor of 1.35^life at worst where
    # rentals grow faster than they are discounted: the rounding of prices, EPS, over e_0
    scale = float(given_efficiency[0] / (discount * price[0] + 1.0 - (1.0 + growth) * price[1]))
    allowed = 1e-14 * (1.0 + scale)
    assert np.abs(age_efficiency(price, **conversion) - given_efficiency).max() <= allowed
    # and the other way round, where rentals are what they are
    again = age_price(np.maximum(age_efficiency(price, **conversion), 0.0), **conversion)
    assert np.abs(again - price).max() <= 100.0 * allowed


@given(st.floats(0.0, 1.0), st.floats(0.001, 0.3), st.floats(-0.05, 0.3), st.integers(1, 40))
def test_geometric_efficiency_is_its_own_price(rate, discount, growth, ages):
    if discount - growth + rate * (1.0 + growth) < 1e-3:
        return
    table = geometric(np.arange(float(ages)), rate)
    price = age_price(table, discount_rate=discount, rental_growth=growth, tail_rate=rate)
    # the last price is e over a difference of at least 1e-3, whose rounding the recursion carries back
    assert price == pytest.approx(table, rel=1e-12, abs=1e-300)


def test_price_is_the_sum_of_discounted_rentals():
    efficiency = np.array([1.0, 0.9, 0.6, 0.2, 0.0])
    r, i = 0.07, 0.03
    value = [sum(efficiency[s + t] * (1.0 + i) ** t / (1.0 + r) ** (t + 1) for t in range(5 - s)) for s in range(5)]
    assert age_price(efficiency, discount_rate=r, rental_growth=i) == pytest.approx(np.array(value) / value[0])


def test_without_interest_and_growth_price_is_what_is_left_of_the_services():
    assert age_price([3.0, 2.0, 1.0, 0.0], discount_rate=0.0) == pytest.approx([1.0, 0.5, 1.0 / 6.0, 0.0])


def test_one_hoss_shay_price_by_the_annuity():
    life, r = 10, 0.06
    annuity = (1.0 - 1.06 ** -(life - np.arange(life + 1.0))) / r
    found = age_price(one_hoss_shay(np.arange(life + 1.0), life), discount_rate=r)
    assert found == pytest.approx(annuity / annuity[0], rel=1e-13)


def test_draws_of_the_rates_broadcast_behind_the_ages():
    table = linear(np.arange(9.0), 8.0)
    discount, growth = np.array([[0.03], [0.05]]), np.array([0.0, 0.01, 0.02])
    price = age_price(table, discount_rate=discount, rental_growth=growth)
    assert price.shape == (9, 2, 3)
    back = age_efficiency(price, discount_rate=discount, rental_growth=growth)
    for i in range(2):
        for j in range(3):
            single = age_price(table, discount_rate=discount[i, 0], rental_growth=growth[j])
            assert np.array_equal(price[:, i, j], single)
            assert back[:, i, j] == pytest.approx(table, abs=1e-13)
    assert age_efficiency(table, discount_rate=discount, rental_growth=growth).shape == (9, 2, 3)


# -- cohorts -----------------------------------------------------------------------------------------------------------


def by_definition(method, table, single, convention):
    """Both ways, age by age and retirement age by retirement age."""
    n, lag = len(table), int(convention == "lagged_survival")
    left = np.append(table, 0.0)
    found = [1.0] * lag
    for age in range(n):
        if method is product_with_survival:
            longest = next(t for t in range(n + 1) if left[t] == 0.0)
            found.append(left[age] * float(single(float(age + lag), float(max(longest + lag, 1)))))
        else:
            found.append(
                sum(
                    (left[t - 1] - left[t]) * float(single(float(age + lag), float(t + lag)))
                    for t in range(age + 1, n + 1)
                )
            )
    return np.array(found)


@pytest.mark.parametrize("method", [mixture_over_retirement, product_with_survival])
@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("name", list(FORMS))
@pytest.mark.parametrize(
    "table",
    [
        [1.0, 0.0],
        [1.0],
        [0.9, 0.4, 0.1],
        survival(12, mean_life=6.0, distribution="weibull", cov=0.4, minimum=2.0, maximum=10.0),
        survival(12, mean_life=30.0, distribution="gamma", cov=0.8),
        survival(9, mean_life=np.inf, distribution="sudden"),
    ],
    ids=["one year", "one row", "short", "weibull", "never reaches zero", "never retires"],
)
def test_cohort_profiles_by_their_definition(method, convention, name, table):
    found = method(table, FORMS[name][0], convention=convention)
    expected = by_definition(method, np.asarray(table), FORMS[name][0], convention)
    assert found.shape == expected.shape
    # a sum of a dozen positive terms
    assert found == pytest.approx(expected, rel=1e-14, abs=1e-16)
    assert (found >= 0.0).all()
    assert (np.diff(found) <= 16.0 * EPS).all()


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_with_sudden_retirement_the_cohort_is_one_asset(convention):
    lag = int(convention == "lagged_survival")
    table = survival(9, mean_life=6.0, distribution="sudden")
    for single, ends in FORMS.values():
        expected = single(np.arange(9.0 + lag), 6.0 + lag) * (1.0 if ends else np.arange(9 + lag) < 6 + lag)
        for method in (mixture_over_retirement, product_with_survival):
            assert np.array_equal(method(table, single, convention=convention), expected)


def test_one_hoss_shay_gives_survival():
    table = survival(30, mean_life=9.0, distribution="log_normal", cov=0.5)
    for method in (mixture_over_retirement, product_with_survival):
        assert method(table, one_hoss_shay) == pytest.approx(table, rel=1e-14)
        lagged = method(table, one_hoss_shay, convention="lagged_survival")
        assert lagged == pytest.approx(np.append(1.0, table), rel=1e-14)


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("method", [mixture_over_retirement, product_with_survival])
def test_many_cohorts_at_once_are_many_cohorts(method, convention):
    random = np.random.default_rng(5)
    lives, beta = random.uniform(3.0, 15.0, (3, 40)), random.uniform(-1.0, 1.0, (3, 40))
    table = survival(25, mean_life=lives, distribution="gamma", cov=0.3, maximum=1.8 * lives)
    shared = method(table, linear, convention=convention)
    own = method(table, lambda age, life: hyperbolic(age, life, beta=beta), convention=convention)
    for i in range(3):
        for j in range(40):
            # sums of up to 25 positive terms, added in another order by a product of matrices
            single = method(table[:, i, j], linear, convention=convention)
            assert shared[:, i, j] == pytest.approx(single, rel=1e-13, abs=1e-300)
            single = method(
                table[:, i, j], lambda age, life, b=beta[i, j]: hyperbolic(age, life, beta=b), convention=convention
            )
            assert own[:, i, j] == pytest.approx(single, rel=1e-13, abs=1e-300)


def test_draws_of_a_parameter_need_their_axis_in_survival():
    beta, table = np.array([0.0, 0.5, 1.0]), survival(9, mean_life=5.0, distribution="normal", cov=0.3)
    for method in (mixture_over_retirement, product_with_survival):
        found = method(table[:, np.newaxis], lambda age, life: hyperbolic(age, life, beta=beta))
        assert found.shape == (9, 3)
        for j in range(3):
            single = method(table, lambda age, life, b=beta[j]: hyperbolic(age, life, beta=b))
            assert found[:, j] == pytest.approx(single, rel=1e-13, abs=1e-300)


def test_the_price_of_a_cohort_is_the_present_value_of_its_services():
    # the mean over retirement ages of values that are not each divided by that of a new asset
    table = survival(20, mean_life=8.0, distribution="normal", cov=0.3, maximum=15.0)
    r, i = 0.06, 0.02
    weight = table - np.append(table[1:], 0.0)
    value = np.zeros(20)
    for t in range(1, 21):
        efficiency = hyperbolic(np.arange(20.0), float(t), beta=0.5)
        new = sum(efficiency[a] * (1.0 + i) ** a / (1.0 + r) ** (a + 1) for a in range(20))
        value += weight[t - 1] * new * age_price(efficiency, discount_rate=r, rental_growth=i)
    cohort = mixture_over_retirement(table, lambda age, life: hyperbolic(age, life, beta=0.5))
    assert age_price(cohort, discount_rate=r, rental_growth=i) == pytest.approx(value / value[0], rel=1e-13)


@pytest.mark.parametrize("method", [mixture_over_retirement, product_with_survival])
@pytest.mark.parametrize(
    ("table", "single", "convention", "subject"),
    [
        ([1.0, 0.5, 0.6], linear, "same_age", "survival from age 1, row 1"),
        ([1.0, -0.5], linear, "same_age", "survival, row 1"),
        ([[1.0, 1.0], [0.5, 50.0]], linear, "same_age", "survival, row 1, column 1"),
        ([1.0, np.nan], linear, "same_age", "survival, row 1"),
        (0.5, linear, "same_age", "survival"),
        ([], linear, "same_age", "survival"),
        ([1.0, 0.5], linear, "uk", "convention"),
        ([1.0, 0.5], lambda age, life: np.ones(7), "same_age", "profile"),
        ([1.0, 0.5], lambda age, life: np.full(len(age), np.inf), "same_age", "profile, row 0"),
        (np.ones((4, 3)), lambda age, life: np.ones((4, 2)), "same_age", "profile"),
        (np.ones(4), lambda age, life: np.ones((4, 2)), "same_age", "profile"),
    ],
)
def test_cohorts_that_are_refused(method, table, single, convention, subject):
    with pytest.raises(DataError) as caught:
        method(table, single, convention=convention)
    assert caught.value.subject == subject
    assert caught.value.remedy
