"""User costs, capital services, accounts of many inputs and annual growth: identities, hand-made cases, refusals."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.accounting import growth_account
from tfp_soctrang.arithmetic.capital_services import capital_services
from tfp_soctrang.arithmetic.growth import index_from_growth
from tfp_soctrang.arithmetic.index_numbers import quantity_index
from tfp_soctrang.arithmetic.klems import input_growth, many_input_account
from tfp_soctrang.arithmetic.temporal import annual_growth_from_quarterly
from tfp_soctrang.arithmetic.user_costs import smoothed_price_change, user_costs
from tfp_soctrang.errors import DataError

EPS = 2.0**-53
seed = st.integers(0, 2**32 - 1)


def assets(number, n=5, k=3, m=()):
    """Prices, stocks, depreciation rates and capital income that leave user costs positive or not, as it comes."""
    random = np.random.default_rng(number)
    price = np.cumprod(1.0 + random.uniform(-0.1, 0.15, (n, k, *m)), axis=0)
    stock = random.uniform(1.0, 100.0, (n, k, *m))
    rate = random.uniform(0.01, 0.3, (1, k, *m))
    income = random.uniform(0.05, 0.4, (n, *m)) * (price * stock).sum(axis=1)
    return price, stock, rate, income


# -- user costs --------------------------------------------------------------------------------------------------------


@given(seed, st.sampled_from(["keep", "zero"]), st.floats(0.8, 1.5), st.floats(0.0, 0.05))
def test_user_costs_exhaust_capital_income(number, negative, tax, property_tax):
    price, stock, rate, income = assets(number)
    costs = user_costs(
        price, stock, depreciation_rate=rate, capital_income=income, tax_factor=tax, property_tax_rate=property_tax,
        negative=negative,
    )  # fmt: skip
    assert costs.user_cost.shape == costs.negative.shape == (4, 3)
    assert costs.rate_of_return.shape == (4,)
    # three products of wealth, each some EPS of it; income is 1/20 of wealth or more
    assert costs.total == pytest.approx(income[1:], rel=1e-13, abs=0.0)
    assert costs.cost_share.sum(axis=1) == pytest.approx(np.ones(4), rel=8 * EPS)
    if negative == "keep":
        assert np.array_equal(costs.negative, costs.user_cost < 0.0)
    else:
        assert (costs.user_cost >= 0.0).all()
        assert (costs.user_cost[costs.negative] == 0.0).all()


@given(seed)
def test_the_internal_rate_given_back_as_external_gives_the_same_costs(number):
    price, stock, rate, income = assets(number)
    internal = user_costs(price, stock, depreciation_rate=rate, capital_income=income, negative="keep")
    external = user_costs(price, stock, depreciation_rate=rate, rate_of_return=internal.rate_of_return, negative="keep")
    assert np.array_equal(external.user_cost, internal.user_cost)
    assert np.array_equal(external.rate_of_return, internal.rate_of_return)


def test_user_cost_by_hand():
    # 1.2 · (0.06 · 100 + 0.1 · 105 - 5 + 0.01 · 100), ex post; 1.2 · 100 · (0.06 + 0.1 · 1.02 - 0.02 + 0.01), expected
    price = [[100.0], [105.0]]
    given_ = {"depreciation_rate": 0.1, "rate_of_return": 0.06, "tax_factor": 1.2, "property_tax_rate": 0.01}
    ex_post = user_costs(price, [[2.0]], **given_)
    assert ex_post.user_cost[0, 0] == pytest.approx(1.2 * 12.5, rel=8 * EPS)
    assert ex_post.compensation[0, 0] == pytest.approx(30.0, rel=8 * EPS)
    expected = user_costs(price, [[2.0]], price_change=[[0.02]], **given_)
    assert expected.user_cost[0, 0] == pytest.approx(1.2 * 15.2, rel=8 * EPS)


def boom():
    """Land that gains 30 per cent in price while capital income is a tenth of the stock."""
    return {
        "asset_price": [[1.0, 1.0], [1.0, 1.3]],
        "stock": [[80.0, 20.0]],
        "depreciation_rate": [[0.05, 0.0]],
        "capital_income": [10.0],
    }


def test_a_negative_user_cost_is_refused_by_name():
    with pytest.raises(DataError, match=r"user_cost, 2021, land: is negative \(got -0\.1"):
        user_costs(**boom(), items=["buildings", "land"], years=[2020, 2021])


def test_a_negative_user_cost_kept():
    # r = (10 - 4 + 6)/100
    costs = user_costs(**boom(), negative="keep")
    assert costs.rate_of_return == pytest.approx([0.12], rel=8 * EPS)
    assert costs.user_cost == pytest.approx(np.array([[0.17, -0.18]]), rel=1e-14)
    assert costs.negative.tolist() == [[False, True]]
    assert costs.total == pytest.approx([10.0], rel=8 * EPS)


def test_a_negative_user_cost_set_to_zero_lowers_the_rate():
    # buildings alone earn the ten: r = (10 - 4)/80
    costs = user_costs(**boom(), negative="zero")
    assert costs.rate_of_return == pytest.approx([0.075], rel=8 * EPS)
    assert costs.user_cost == pytest.approx(np.array([[0.125, 0.0]]), rel=8 * EPS)
    assert costs.negative.tolist() == [[False, True]]
    external = user_costs(**{**boom(), "capital_income": None}, rate_of_return=0.12, negative="zero")
    assert external.user_cost == pytest.approx(np.array([[0.17, 0.0]]), rel=1e-14)
    assert float(external.total[0]) == pytest.approx(13.6, rel=8 * EPS)


def test_an_asset_that_nobody_holds_is_not_negative():
    costs = user_costs(**{**boom(), "stock": [[80.0, 0.0]]})
    assert not costs.negative.any()
    assert costs.cost_share.tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize(("window", "centred", "expected"), [
    (1, False, [0.1, 0.2, -0.3, 0.4]), (2, False, [0.1, 0.15, -0.05, 0.05]), (9, False, [0.1, 0.15, 0.0, 0.1]),
    (3, True, [0.15, 0.0, 0.1, 0.05]), (3, False, [0.1, 0.15, 0.0, 0.1]),
])  # fmt: skip
def test_smoothed_price_changes(window, centred, expected):
    price = index_from_growth([[0.1], [0.2], [-0.3], [0.4]])
    assert smoothed_price_change(price, window=window, centred=centred)[:, 0] == pytest.approx(expected, abs=1e-15)


def test_smoothing_over_one_year_is_ex_post():
    price, stock, rate, income = assets(1)
    ours, ex_post = (
        user_costs(price, stock, depreciation_rate=rate, capital_income=income, price_change=change, negative="keep")
        for change in (smoothed_price_change(price, window=1), None)
    )
    assert np.array_equal(ours.user_cost, ex_post.user_cost)


def test_the_first_row_is_not_used():
    price, stock, rate, income = assets(2)
    spoilt = stock.copy()
    spoilt[0] = np.nan
    calls = [
        user_costs(price, s, depreciation_rate=rate, capital_income=c, negative="keep").user_cost
        for s, c in ((stock, income), (spoilt, income), (stock[1:], income[1:]))
    ]
    assert np.array_equal(calls[0], calls[1])
    assert np.array_equal(calls[0], calls[2])


@given(seed, st.sampled_from(["keep", "zero"]))
def test_draws_of_user_costs_at_once(number, negative):
    price, stock, rate, income = assets(number, m=(4,))
    together = user_costs(price, stock, depreciation_rate=rate, capital_income=income, negative=negative)
    services = capital_services(together.stock, together.compensation, allow_negative=True)
    for i in range(4):
        alone = user_costs(
            price[..., i], stock[..., i], depreciation_rate=rate[..., i], capital_income=income[:, i], negative=negative
        )
        assert together.user_cost[..., i] == pytest.approx(alone.user_cost, rel=1e-13, abs=1e-15)
        assert together.rate_of_return[:, i] == pytest.approx(alone.rate_of_return, rel=1e-13, abs=1e-15)
        single = capital_services(alone.stock, alone.compensation, allow_negative=True)
        for name in ("services_growth", "stock_growth", "composition_effect"):
            assert getattr(services, name)[:, i] == pytest.approx(getattr(single, name), rel=1e-12, abs=1e-13)


def test_draws_of_the_external_rate_alone():
    price, stock, rate, _ = assets(3)
    draws = np.array([0.02, 0.05, 0.08])
    together = user_costs(price, stock, depreciation_rate=rate, rate_of_return=draws[np.newaxis], negative="keep")
    assert together.user_cost.shape == (4, 3, 3)
    assert together.rate_of_return.shape == (4, 3)
    for i, external in enumerate(draws):
        alone = user_costs(price, stock, depreciation_rate=rate, rate_of_return=external, negative="keep")
        assert np.array_equal(together.user_cost[..., i], alone.user_cost)


PRICE, STOCK = [[1.0, 1.0], [1.1, 1.0]], [[60.0, 40.0]]
USUAL = {"depreciation_rate": 0.05, "capital_income": [20.0]}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: user_costs(PRICE, STOCK, depreciation_rate=0.1), "exactly one is needed"),
        (lambda: user_costs(PRICE, STOCK, **USUAL, rate_of_return=0.05), "exactly one is needed"),
        (lambda: user_costs(PRICE, STOCK, **USUAL, negative="clip"), "negative: is not known"),
        (lambda: user_costs([[1.0, 1.0], [0.0, 1.0]], STOCK, **USUAL), "asset_price, row 1, column 0"),
        (lambda: user_costs(PRICE[:1], STOCK, **USUAL), "asset_price: needs two years"),
        (lambda: user_costs(PRICE, [[1.0, -1.0]], **USUAL, items=["a", "b"]), "stock, row 0, b: must be finite"),
        (lambda: user_costs(PRICE, [[0.0, 0.0]], **USUAL, years=[2020, 2021]), "stock, 2021, all assets: adds up"),
        (lambda: user_costs(PRICE, STOCK, depreciation_rate=5.0, capital_income=[20.0]), "row 0, all assets: must lie"),
        (lambda: user_costs(PRICE, STOCK, depreciation_rate=[[0.1, -0.1]], capital_income=[2.0]), "row 0, column 1"),
        (lambda: user_costs(PRICE, STOCK, depreciation_rate=0.1, capital_income=[0.0]), "capital_income, row 0"),
        (lambda: user_costs(PRICE, STOCK, depreciation_rate=0.1, rate_of_return=math.nan), "rate_of_return, row 0"),
        (lambda: user_costs(PRICE, STOCK, **USUAL, tax_factor=0.0), "tax_factor, row 0, all assets"),
        (lambda: user_costs(PRICE, STOCK, **USUAL, property_tax_rate=2.0), "property_tax_rate, row 0, all assets"),
        (lambda: user_costs(PRICE, STOCK, **USUAL, price_change=[[-1.5, 0.0]]), "price_change, row 0, column 0"),
        (lambda: user_costs(PRICE, STOCK * 3, **USUAL), "stock: must have 2 rows"),
        (lambda: user_costs(PRICE, [[1.0, 1.0, 1.0]], **USUAL), "do not broadcast"),
        (lambda: smoothed_price_change(PRICE, window=0), "window: must be"),
        (lambda: smoothed_price_change(PRICE, window=4, centred=True), "window: must be"),
        (lambda: capital_services([[1.0, 0.0], [1.0, 1.0]], STOCK * 2, items=["a", "b"]), "quantities, row 1, b"),
        (lambda: capital_services([[0.0], [0.0]], cost_share=[[1.0]]), "appears or vanishes, or has a cost"),
        (lambda: capital_services([[1.0, 1.0]] * 2, [[1.0, -0.5]] * 2), "cost, row 0, column 1"),
        (lambda: input_growth([[1.0]] * 2), "exactly one is needed"),
        (lambda: input_growth([[1.0]] * 2, [[1.0]] * 2, cost_share=[[1.0]]), "exactly one is needed"),
        (lambda: input_growth([[1.0]] * 3, [[1.0]] * 2), "need years on axis 0"),
        (lambda: input_growth([[1.0]] * 3, cost_share=[[1.0]] * 3), "need years on axis 0"),
        (lambda: input_growth([1.0, 2.0], [1.0, 2.0]), "need years on axis 0"),
        (lambda: input_growth(1.0, 1.0), "need years on axis 0"),
        (lambda: input_growth([[1.0], [-1.0]], [[1.0]] * 2, years=[2020, 2021]), "quantities, 2021, column 0"),
        (lambda: input_growth([[1.0]] * 2, [[1.0], [0.0]], years=[2020, 2021]), "cost, 2021, all inputs: must add up"),
        (lambda: input_growth([[1.0, 1.0]] * 2, cost_share=[[0.5, 0.4]], years=[2020, 2021]), "2021, all inputs"),
        (lambda: input_growth(np.ones((2, 2, 3)), np.ones((2, 2, 4))), "do not broadcast"),
        (lambda: many_input_account([2020, 2022], [1.0, 1.0], [[1.0]] * 2, [[1.0]] * 2), "years: must be whole"),
        (lambda: many_input_account([2020, 2021], [1.0, 0.0], [[1.0]] * 2, [[1.0]] * 2), "output, 2021"),
        (lambda: many_input_account([2020, 2021], [1.0] * 3, [[1.0]] * 2, [[1.0]] * 2), "must have the same years"),
        (lambda: many_input_account([0, 1], np.ones((2, 3)), np.ones((2, 1, 4)), [[1.0]] * 2), "do not broadcast"),
        (lambda: annual_growth_from_quarterly([0.1] * 6, first_quarter=2), "two complete years"),
        (lambda: annual_growth_from_quarterly([0.1] * 9, first_quarter=5), "first_quarter: must be"),
        (lambda: annual_growth_from_quarterly([0.1] * 8 + [math.nan]), "growth, row 8"),
    ],
)  # fmt: skip
def test_refusals(call, message):
    with pytest.raises(DataError, match=message):
        call()


# -- capital services --------------------------------------------------------------------------------------------------


@given(seed, st.lists(st.floats(-0.2, 0.3), min_size=3, max_size=3))
def test_no_composition_effect_when_all_assets_grow_alike(number, growth):
    random = np.random.default_rng(number)
    stock = random.uniform(1.0, 100.0, 4) * index_from_growth(growth)[:, np.newaxis]
    compensation, wealth = random.uniform(0.1, 10.0, (2, 4, 4))
    for of_stock in (None, wealth):
        services = capital_services(stock, compensation, wealth=of_stock)
        # log changes below 0.4, four of them, each rounded by some 4 EPS of the ratio near one
        assert np.abs(services.composition_effect).max() <= 20 * EPS
        assert services.services_growth == pytest.approx(np.log1p(growth), abs=20 * EPS)


@given(seed)
def test_a_shift_to_what_costs_more_is_a_positive_composition_effect(number):
    random = np.random.default_rng(number)
    stock = np.array([[100.0, 100.0], [100.0, random.uniform(101.0, 150.0)]])
    user_cost = np.array([1.0, random.uniform(2.0, 5.0)])
    services = capital_services(stock, user_cost * stock)
    assert (services.composition_effect > 0.0).all()
    assert services.services_growth == pytest.approx(services.stock_growth + services.composition_effect, abs=EPS)


@given(seed)
def test_services_are_the_chained_tornqvist_quantity_index(number):
    price, stock, rate, income = assets(number)
    costs = user_costs(price, stock, depreciation_rate=rate, capital_income=income, negative="keep")
    assume((costs.user_cost > 1e-3).all())
    services = capital_services(costs.stock, costs.compensation)
    index = quantity_index(costs.user_cost, costs.stock, "tornqvist", chained=True)
    assert index_from_growth(services.services_growth, log=True) == pytest.approx(index, rel=1e-13, abs=0.0)


def test_an_absent_asset_contributes_nothing():
    stock, earned = [[90.0, 0.0], [99.0, 0.0]], [[9.0, 0.0], [9.9, 0.0]]
    services = capital_services(stock, earned)
    assert services.assets.contributions[0].tolist() == [services.services_growth[0], 0.0]
    assert services.assets.growth[0, 1] == 0.0
    assert services.services_growth == pytest.approx([math.log(1.1)], rel=8 * EPS)


def test_results_are_read_only():
    services = capital_services([[1.0], [2.0]], cost_share=[[1.0]])
    for array in (services.stock_growth, services.assets.growth, services.assets.cost_share):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


# -- many inputs -------------------------------------------------------------------------------------------------------


@given(seed, st.integers(1, 6))
def test_the_account_of_many_inputs_adds_up(number, k):
    random = np.random.default_rng(number)
    output, quantity, cost = random.uniform(1.0, 2.0, 5), *random.uniform(1.0, 2.0, (2, 5, k))
    account = many_input_account(range(2000, 2005), output, quantity, cost)
    assert account.years.tolist() == [2001, 2002, 2003, 2004]
    total = account.tfp_growth + account.inputs.contributions.sum(axis=1)
    assert total == pytest.approx(account.output_growth, abs=4 * EPS)
    assert account.inputs.cost_share.sum(axis=1) == pytest.approx(np.ones(4), rel=8 * EPS)


@given(seed)
def test_two_inputs_are_the_account_of_capital_and_labour(number):
    random = np.random.default_rng(number)
    output, capital, labour = random.uniform(1.0, 2.0, (3, 5))
    share = random.uniform(0.2, 0.8, 5)
    years = np.arange(2000, 2005)
    two = many_input_account(
        years, output, np.stack([capital, labour], axis=1), np.stack([share, 1.0 - share], axis=1) * 7.0
    )
    one = growth_account(years, output, capital, labour, capital_share=share, form="log")
    assert two.tfp_growth == pytest.approx(one.tfp_growth, abs=20 * EPS)
    assert two.inputs.contributions[:, 0] == pytest.approx(one.capital_contribution, abs=20 * EPS)


@given(seed)
def test_units_and_the_size_of_costs_do_not_matter(number):
    random = np.random.default_rng(number)
    quantity, cost = random.uniform(1.0, 2.0, (2, 4, 3))
    scaled = input_growth(quantity * random.uniform(1e-6, 1e6, 3), cost * random.uniform(0.1, 10.0, (4, 1)))
    assert scaled.total == pytest.approx(input_growth(quantity, cost).total, abs=1e-14)


def test_industries_at_once_are_industries_one_by_one():
    random = np.random.default_rng(6)
    output, quantity, cost = random.uniform(1.0, 2.0, (4, 5)), *random.uniform(1.0, 2.0, (2, 4, 3, 5))
    together = many_input_account(range(4), output, quantity, cost)
    for i in range(5):
        alone = many_input_account(range(4), output[:, i], quantity[..., i], cost[..., i])
        assert together.tfp_growth[:, i] == pytest.approx(alone.tfp_growth, abs=1e-15)
    one_output = many_input_account(range(4), output[:, 0], quantity, cost)
    assert one_output.tfp_growth[:, 2] == pytest.approx(
        many_input_account(range(4), output[:, 0], quantity[..., 2], cost[..., 2]).tfp_growth, abs=1e-15
    )
    # three growth years and three draws of output: years must not be taken for draws
    one_input = many_input_account(range(4), output[:, :3], quantity[..., 0], cost[..., 0])
    assert one_input.tfp_growth[:, 2] == pytest.approx(
        many_input_account(range(4), output[:, 2], quantity[..., 0], cost[..., 0]).tfp_growth, abs=1e-15
    )


def test_draws_of_wealth_alone():
    random = np.random.default_rng(8)
    stock, earned, wealth = (
        random.uniform(1.0, 2.0, (4, 3)),
        random.uniform(1.0, 2.0, (4, 3)),
        random.uniform(1, 2, (4, 3, 3)),
    )
    together = capital_services(stock, earned, wealth=wealth)
    for i in range(3):
        alone = capital_services(stock, earned, wealth=wealth[..., i])
        assert together.composition_effect[:, i] == pytest.approx(alone.composition_effect, abs=1e-15)


# -- years from quarters -----------------------------------------------------------------------------------------------


@given(st.floats(-0.05, 0.05), st.integers(1, 4), st.booleans())
def test_steady_quarters_make_steady_years(pace, first_quarter, log):
    years = annual_growth_from_quarterly(np.full(19, pace), first_quarter=first_quarter, log=log)
    assert years.shape == ((4,) if first_quarter == 2 else (3,))
    assert years == pytest.approx(np.full(len(years), 4.0 * pace if log else (1.0 + pace) ** 4 - 1.0), abs=1e-14)


def test_a_step_at_each_quarter_by_hand():
    # level 1 until a step of 10 per cent into quarter s of the second year: mean 1 + 0.1 (5 - s)/4
    for s in (1, 2, 3, 4):
        rates = np.zeros(7)
        rates[s + 2] = 0.1
        ours = annual_growth_from_quarterly(rates, first_quarter=2)
        assert ours == pytest.approx([0.1 * (5 - s) / 4], abs=1e-15)


def test_years_that_are_not_complete_are_left_out():
    rates = np.random.default_rng(7).normal(0.0, 0.02, (12, 2))
    whole = annual_growth_from_quarterly(rates[1:8], first_quarter=2)
    # from the third quarter before, and three quarters too many
    assert annual_growth_from_quarterly(rates[:11], first_quarter=1)[:1] == pytest.approx(whole, abs=1e-15)
    assert annual_growth_from_quarterly(rates[:11], first_quarter=1).shape == (1, 2)
