import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.factor_shares import (
    aligned,
    checked_shares,
    compensation_share,
    full_income_share,
    held_coefficients,
    labour_income_by_status,
    mean_shares,
    mixed_income_in_proportion,
    mixed_income_to_labour,
    self_employed_at_average_wage,
)
from tfp_soctrang.errors import DataError

# A made-up account of one year: gross product 110 = 40 paid to employees + 20 mixed income + 40 surplus of companies
# + 10 taxes less subsidies on products; 10 employees, 6 self-employed.
PAY, MIXED, VALUE_ADDED, GROSS_PRODUCT, EMPLOYEES, EMPLOYED = 40.0, 20.0, 100.0, 110.0, 10.0, 16.0

part = st.floats(0.01, 1e6)


def test_the_made_up_account_by_hand():
    assert float(compensation_share(PAY, VALUE_ADDED)) == 40 / 100
    assert float(mixed_income_to_labour(PAY, MIXED, VALUE_ADDED)) == 60 / 100
    assert float(mixed_income_in_proportion(PAY, MIXED, VALUE_ADDED)) == 40 / 80
    assert float(self_employed_at_average_wage(PAY, EMPLOYEES, EMPLOYED, VALUE_ADDED)) == 64 / 100
    assert float(full_income_share(PAY, MIXED, GROSS_PRODUCT)) == 60 / 110


@given(part, part, part)
def test_the_unadjusted_share_is_least_and_all_to_labour_the_most_of_the_income_splits(pay, mixed, surplus):
    value_added = pay + mixed + surplus
    low, middle, high = (
        float(compensation_share(pay, value_added)),
        float(mixed_income_in_proportion(pay, mixed, value_added)),
        float(mixed_income_to_labour(pay, mixed, value_added)),
    )
    assert low <= middle * (1 + 1e-12)
    assert middle <= high * (1 + 1e-12)
    # the share that mixed income is split by is the share itself
    assert (pay + middle * mixed) / value_added == pytest.approx(middle, rel=1e-9)


@given(part, part, st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_units_do_not_matter(pay, surplus, money, people):
    value_added = pay + 3.0 * surplus
    one = [
        mixed_income_to_labour(pay, surplus, value_added),
        mixed_income_in_proportion(pay, surplus, value_added),
        full_income_share(pay, surplus, value_added),
    ]
    other = [
        mixed_income_to_labour(money * pay, money * surplus, money * value_added),
        mixed_income_in_proportion(money * pay, money * surplus, money * value_added),
        full_income_share(money * pay, money * surplus, money * value_added),
    ]
    assert np.array(other) == pytest.approx(np.array(one), rel=1e-9)
    # a third of the employed beside the employees would be paid out of the surplus, of which there is three times it
    wage = self_employed_at_average_wage(pay, 3.0 * people, 3.0 * people, value_added)
    assert float(wage) == pytest.approx(float(compensation_share(pay, value_added)), rel=1e-12)


def test_without_mixed_income_and_self_employed_all_treatments_agree():
    plain = float(compensation_share(PAY, VALUE_ADDED))
    assert float(mixed_income_to_labour(PAY, 0.0, VALUE_ADDED)) == plain
    assert float(mixed_income_in_proportion(PAY, 0.0, VALUE_ADDED)) == plain
    assert float(self_employed_at_average_wage(PAY, EMPLOYEES, EMPLOYEES, VALUE_ADDED)) == plain
    assert float(full_income_share(PAY, 0.0, VALUE_ADDED)) == plain


def test_draws_and_industries_are_single_calls():
    pay, value = np.array([40.0, 42.0, 45.0]), np.array([100.0, 104.0, 110.0])
    mixed = np.array([20.0, 21.0, 21.0])[:, np.newaxis] * np.array([0.5, 1.0, 1.5])
    together = mixed_income_in_proportion(pay, mixed, value)
    assert together.shape == (3, 3)
    for m in range(3):
        assert np.array_equal(together[:, m], mixed_income_in_proportion(pay, mixed[:, m], value))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: compensation_share([40.0, 140.0], [100.0, 100.0], years=[2020, 2021]),
         r"compensation share, 2021: must lie between 0 and 1 \(got 1.4\)\. Shares are fractions"),
        (lambda: compensation_share(0.0, 100.0), "compensation: must be a finite number above zero"),
        (lambda: mixed_income_to_labour(40.0, 60.0, 100.0), r"mixed income to labour: must lie between 0 and 1"),
        (lambda: mixed_income_to_labour(40.0, -1.0, 100.0), "mixed_income: must be a finite number not below zero"),
        (lambda: mixed_income_in_proportion(40.0, 100.0, 100.0), "mixed_income: must be smaller than value added"),
        (lambda: mixed_income_in_proportion(40.0, 65.0, 100.0), "in proportion: must lie between 0 and 1"),
        (lambda: self_employed_at_average_wage(40.0, 10.0, 9.0, 100.0), "employees: must not exceed the employed"),
        (lambda: self_employed_at_average_wage(40.0, 10.0, 30.0, 100.0), "at the average wage: must lie between"),
        (lambda: full_income_share([40.0, np.nan], 20.0, 100.0, years=[2020, 2021]), "compensation, 2021"),
        (lambda: full_income_share([40.0, 41.0], [20.0] * 3, 100.0), "do not fit together"),
    ],
)  # fmt: skip
def test_accounts_that_are_refused(call, message):
    with pytest.raises(DataError, match=message) as caught:
        call()
    assert caught.value.remedy


# -- shares ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 41.2, np.nan, np.inf])
def test_shares_outside_zero_and_one_are_refused_with_place_value_and_remedy(share):
    with pytest.raises(DataError, match="labour_share, 2021, column 1: must lie between 0 and 1") as caught:
        checked_shares([[0.4, 0.5], [0.4, share]], years=[2020, 2021])
    assert np.isnan(share) or caught.value.value == share
    assert "divide a percentage by 100" in caught.value.remedy


def test_mean_shares_are_means_of_two_years():
    assert mean_shares([0.5, 0.25, 0.75]).tolist() == [0.375, 0.5]
    with pytest.raises(DataError, match="must lie between 0 and 1"):
        mean_shares([0.5, 1.5])


def test_alignment_keeps_years_on_the_left():
    years, table, number = aligned("a", [1.0, 2.0, 3.0], np.ones((3, 3, 4)), 5.0)
    assert (years.shape, table.shape, number.shape) == ((3, 1, 1), (3, 3, 4), ())


# -- input–output tables -----------------------------------------------------------------------------------------------


def test_coefficients_are_held_until_the_next_table():
    held = held_coefficients(range(2007, 2017), [2007, 2012], [0.62, 0.60])
    assert held.tolist() == [0.62] * 5 + [0.60] * 5


def test_coefficients_by_sector_and_draws():
    table = np.random.default_rng(2).uniform(0.3, 0.7, (2, 3, 5))
    held = held_coefficients([2011, 2012], [2007, 2012], table)
    assert np.array_equal(held, table)


@pytest.mark.parametrize(
    ("years", "tables", "coefficients", "message"),
    [
        ([2006, 2007], [2007, 2012], [0.6, 0.6], "coefficient, 2006: no input–output table is in force"),
        ([2016, 2017], [2007, 2012], [0.6, 0.6], "coefficient, 2017: no input–output table is in force"),
        ([2012], [2012, 2007], [0.6, 0.6], "table_years: must rise"),
        ([2012], [2007, 2012], [0.6], "one row of coefficients each"),
        ([2012], [2007, 2012], [0.6, 60.0], "coefficients, 2012: must lie between 0 and 1"),
    ],
)
def test_tables_that_are_refused(years, tables, coefficients, message):
    with pytest.raises(DataError, match=message):
        held_coefficients(years, tables, coefficients)


def test_a_late_table_can_be_held_for_longer_when_said_so():
    assert held_coefficients([2017], [2007, 2012], [0.62, 0.60], held_for=6).tolist() == [0.60]


# -- a region without an income account --------------------------------------------------------------------------------


def test_regional_income_by_hand():
    # 200 thousand employees at 6 million đồng with 20 % on top, 350 thousand own-account at 4, 50 thousand unpaid
    persons, income = [[200.0, 350.0, 50.0]], [[6.0, 4.0, 0.0]]
    total = labour_income_by_status(persons, income, contribution_rate=[0.2, 0.0, 0.0])
    assert total == pytest.approx([12 * (200 * 6 * 1.2 + 350 * 4)], rel=1e-15)
    assert float(compensation_share(total, [68_160.0])[0]) == pytest.approx(0.5, rel=1e-15)


def test_regional_income_of_draws_is_single_calls():
    persons, income = np.array([[200.0, 350.0], [210.0, 340.0]]), np.array([[6.0, 4.0], [6.3, 4.1]])
    rate = np.array([[0.18, 0.20, 0.22], [0.0, 0.0, 0.0]])
    together = labour_income_by_status(persons, income, contribution_rate=rate)
    assert together.shape == (2, 3)
    for m in range(3):
        assert np.array_equal(together[:, m], labour_income_by_status(persons, income, contribution_rate=rate[:, m]))


def test_regional_income_without_statuses_or_rate_is_refused():
    with pytest.raises(DataError, match="statuses on axis 1"):
        labour_income_by_status([200.0], [6.0], contribution_rate=0.2)
    with pytest.raises(TypeError, match="contribution_rate"):
        labour_income_by_status([[200.0]], [[6.0]])
    with pytest.raises(DataError, match="do not fit together"):
        labour_income_by_status([[200.0, 350.0]], [[6.0, 4.0]], contribution_rate=[0.2, 0.0, 0.0])
