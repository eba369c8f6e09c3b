"""Tables of a cohort by age: their shape for every profile and distribution, and what steady growth leaves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.asset_profiles import age_price
from tfp_soctrang.arithmetic.capital import steady_state_stock
from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
from tfp_soctrang.arithmetic.cohort_tables import cohort_tables
from tfp_soctrang.arithmetic.opening_balance import steady_growth_stock
from tfp_soctrang.arithmetic.retirement import survival
from tfp_soctrang.errors import DataError

PROFILES = ["one_hoss_shay", "linear", "hyperbolic", "declining_balance", "geometric"]
DISTRIBUTIONS = ["sudden", "normal", "log_normal", "gamma", "weibull"]


def tables(life=20.0, efficiency="hyperbolic", retirement="gamma", **changed):
    given_numbers = {"discount_rate": 0.04, "retirement_spread": 0.3, "depreciation_rate": 0.08, "beta": 0.6}
    return cohort_tables(life, efficiency=efficiency, retirement=retirement, **{**given_numbers, **changed})


@pytest.mark.parametrize("cohorts", ["mixture", "product"])
@pytest.mark.parametrize("retirement", DISTRIBUTIONS)
@pytest.mark.parametrize("efficiency", PROFILES)
def test_every_table_begins_at_one_never_rises_and_ends(efficiency, retirement, cohorts):
    found = tables(np.array([3.0, 17.5]), efficiency, retirement, cohorts=cohorts)
    for table in (found.survival, found.efficiency, found.price):
        assert table[0] == pytest.approx(1.0, abs=1e-12)
        assert (np.diff(table, axis=0) <= 1e-12).all()
        assert (table[-1] == 0.0).all()
    assert (found.efficiency <= found.survival + 1e-12).all()
    assert ((found.first_year_depreciation > 0.0) & (found.first_year_depreciation < 1.0)).all()
    np.testing.assert_allclose(found.price, age_price(found.efficiency, discount_rate=0.04), rtol=1e-12)


@given(life=st.floats(1.0, 60.0))
def test_ages_of_sudden_retirement_sum_to_the_life(life):
    found = tables(life, "one_hoss_shay", "sudden")
    assert found.survival.sum() == pytest.approx(life, rel=1e-12)


@pytest.mark.parametrize("life", [1, 2, 25])
def test_whole_lives_are_those_of_the_certified_distribution(life):
    found = tables(float(life), "one_hoss_shay", "sudden")
    ages = found.survival.shape[0]
    np.testing.assert_array_equal(found.survival, survival(ages, mean_life=float(life), distribution="sudden"))


def test_life_of_one_year_loses_everything_in_it():
    found = tables(1.0, "linear", "sudden")
    assert found.efficiency.tolist() == [1.0, 0.0, 0.0]
    assert found.first_year_depreciation.item() == 1.0


def test_the_oldest_age_leaves_next_to_nothing_out():
    for retirement in DISTRIBUTIONS[1:]:
        found = tables(20.0, "one_hoss_shay", retirement, retirement_spread=0.5)
        ages = found.survival.shape[0]
        beyond = survival(ages + 200, mean_life=20.0, distribution=retirement, cov=0.5)[ages:].sum()
        assert beyond < 0.005 * 20.0  # of the life: the heaviest tail, log-normal


@given(growth=st.floats(-0.02, 0.15), rate=st.floats(0.02, 0.3), timing=st.sampled_from(["end", "middle", "start"]))
def test_steady_growth_of_a_geometric_profile_is_the_formula(growth, rate, timing):
    ages = np.arange(3000.0)
    profile = np.where(ages < 2999.0, (1.0 - rate) ** ages, 0.0)
    if growth + rate < 0.02:
        return
    found = steady_growth_stock(10.0, profile, growth=growth, investment_timing=timing)
    exact = steady_state_stock(10.0, growth=growth, depreciation_rate=rate, investment_timing=timing)
    # timing "middle" takes the mean of two ages: exact for a geometric profile too
    np.testing.assert_allclose(found, exact, rtol=1e-9)


@pytest.mark.parametrize("efficiency", PROFILES)
def test_steady_growth_leaves_what_a_long_record_builds_up(efficiency):
    found = tables(15.0, efficiency)
    past = 10.0 * 1.05 ** np.arange(-200.0, 0.0)
    built = cohort_stock(past, found.price, investment_timing="end").closing[-1]
    steady = steady_growth_stock(10.0, found.price, growth=0.05, investment_timing="end")
    np.testing.assert_allclose(steady, built, rtol=1e-12)


def test_what_a_profile_needs_is_asked_for():
    with pytest.raises(DataError, match="beta: is needed by gamma retirement of a hyperbolic profile"):
        tables(beta=None)
    with pytest.raises(DataError, match="retirement_spread: is needed"):
        tables(retirement_spread=None)
    with pytest.raises(DataError, match="depreciation_rate: is needed"):
        tables(efficiency="geometric", depreciation_rate=None)
    with pytest.raises(DataError, match=r"service_life: must be above zero and finite \(got 0\.0\)"):
        tables(0.0)
    with pytest.raises(DataError, match="efficiency"):
        tables(efficiency="cubic")
    with pytest.raises(DataError, match="investment: must be above zero"):
        steady_growth_stock(0.0, [1.0, 0.0], growth=0.0, investment_timing="end")


def test_draws_and_assets_broadcast():
    lives = np.array([[10.0], [30.0]]) * np.array([0.8, 1.0, 1.3])
    many = tables(lives, beta=np.array([[0.5], [0.75]]))
    for i in range(2):
        for j in range(3):
            single = tables(lives[i, j], beta=[0.5, 0.75][i])
            rows = single.price.shape[0]
            np.testing.assert_allclose(many.price[:rows, i, j], single.price, atol=1e-12)
