import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.asset_profiles import age_price, declining_balance, geometric, hyperbolic, linear
from tfp_soctrang.arithmetic.capital import (
    backcast_investment,
    backcast_stock,
    perpetual_inventory,
    steady_state_stock,
)
from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
from tfp_soctrang.arithmetic.cohort_profiles import mixture_over_retirement
from tfp_soctrang.arithmetic.opening_balance import opening_run_down, share_of_initial
from tfp_soctrang.arithmetic.retirement import survival
from tfp_soctrang.errors import DataError

AT_START = {"end": 0.0, "middle": 0.5, "start": 1.0}
TIMINGS = list(AT_START)
EPS = 2.0**-53

timing = st.sampled_from(TIMINGS)
rate = st.floats(0.0, 1.0, allow_subnormal=False)
seed = st.integers(0, 2**32 - 1)


def cohort_by_cohort(flow, profile, when, balance=0.0, left=(1.0,), change=None):
    """The same stock in plain Python, each cohort kept apart: closing, consumption and what is left of the opening."""
    c, n, change = AT_START[when], len(flow), change if change is not None else np.zeros(len(flow))

    def at(table, age):
        return table[age] if age < len(table) else 0.0

    share, cohorts, closing, consumed, initial, stock = 1.0, [], [], [], [], balance
    for t in range(n):
        opening = stock
        cohorts.append([t, max(flow[t], 0.0)])
        sold = min(flow[t], 0.0)
        # the fraction that leaves at the start of the year ages no more; then the rest ages; then the others leave
        first = 1.0 + c * sold / opening if sold and c else 1.0
        aged = [first * bought * ((1.0 - c) * at(profile, t - v) + c * at(profile, t - v + 1)) for v, bought in cohorts]
        aged_initial = first * share * balance * at(left, t + 1)
        total = sum(aged) + aged_initial
        last = (total + (1.0 - c) * sold) / total if sold and c < 1.0 else 1.0
        other = (total * last + change[t]) / (total * last) if change[t] else 1.0
        # consumption: what there was after the sales at the start, and the year's investment, less what it became
        consumed.append(first * opening + max(flow[t], 0.0) - total)
        cohorts = [[v, bought * first * last * other] for v, bought in cohorts]
        share *= first * last * other
        stock = total * last * other
        initial.append(aged_initial * last * other)
        closing.append(stock)
    return np.array(closing), np.array(consumed), np.array(initial)


# -- by hand -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "by_age"), [("end", [1.0, 0.8, 0.25]), ("middle", [0.9, 0.525, 0.125]), ("start", [0.8, 0.25, 0.0])]
)
def test_three_years_by_hand(when, by_age):
    # 10, then 20, then nothing; a new asset keeps 1, 0.8, 0.25, 0
    stock = cohort_stock([10.0, 20.0, 0.0], [1.0, 0.8, 0.25, 0.0], investment_timing=when)
    expected = [10.0 * by_age[0], 10.0 * by_age[1] + 20.0 * by_age[0], 10.0 * by_age[2] + 20.0 * by_age[1]]
    assert stock.closing == pytest.approx(expected, rel=1e-15)
    assert stock.opening.tolist() == [0.0, *stock.closing[:-1]]
    assert stock.average == pytest.approx(0.5 * (stock.opening + stock.closing))


def test_a_life_of_one_year_leaves_nothing():
    flow = [5.0, 7.0, 9.0]
    assert cohort_stock(flow, [1.0, 0.0], investment_timing="end").closing.tolist() == flow
    assert cohort_stock(flow, [1.0, 0.0], investment_timing="start").closing.tolist() == [0.0] * 3
    assert cohort_stock(flow, [1.0, 0.0], investment_timing="middle").closing.tolist() == [2.5, 3.5, 4.5]


def test_no_investment_is_no_stock_and_an_opening_balance_runs_down():
    assert cohort_stock(np.zeros(5), [1.0, 0.5, 0.0], investment_timing="middle").closing.tolist() == [0.0] * 5
    stock = cohort_stock(
        np.zeros(3), [1.0, 0.0], investment_timing="end", opening_balance=80.0, opening_profile=[1.0, 0.5, 0.25, 0.125]
    )
    assert stock.closing.tolist() == [40.0, 20.0, 10.0]
    assert stock.consumption.tolist() == [40.0, 20.0, 10.0]
    assert share_of_initial(stock).tolist() == [1.0, 1.0, 1.0]


def test_the_record_is_read_only_and_leaves_the_callers_arrays_alone():
    flow, profile = np.array([10.0, -2.0, 4.0]), np.array([1.0, 0.5, 0.25, 0.0])
    stock = cohort_stock(flow, profile, investment_timing="end", disposals="reduce_stock")
    assert flow.tolist() == [10.0, -2.0, 4.0]
    assert profile.flags.writeable
    flow[0] = 99.0
    assert stock.investment.tolist() == [10.0, -2.0, 4.0]
    with pytest.raises(ValueError, match="read-only"):
        stock.closing[0] = 1.0


# -- identities --------------------------------------------------------------------------------------------------------


@given(seed, timing, st.integers(1, 15), st.integers(1, 12), st.booleans())
def test_the_stock_is_that_of_cohorts_kept_apart(number, when, n, ages, eventful):
    random = np.random.default_rng(number)
    flow = random.uniform(0.0, 50.0, n)
    profile = np.append(np.sort(random.uniform(0.2, 1.0, ages))[::-1], 0.0)
    left = np.append(np.append(1.0, np.sort(random.uniform(0.7, 1.0, n))[::-1]), 0.0)
    change = np.zeros(n)
    if eventful:  # an opening balance of 1000 or more at 0.7 always covers them
        flow = np.where(random.uniform(size=n) < 0.3, -flow / 4.0, flow)
        change = np.where(random.uniform(size=n) < 0.3, random.uniform(-10.0, 30.0, n), 0.0)
    stock = cohort_stock(
        flow, profile, investment_timing=when, opening_balance=1000.0, opening_profile=left, other_changes=change,
        disposals="reduce_stock",
    )  # fmt: skip
    closing, consumed, initial = cohort_by_cohort(flow, profile, when, 1000.0, left, change)
    # sums of some thirty positive terms, each multiplied once a year by what is left
    assert stock.closing == pytest.approx(closing, rel=1e-13)
    assert stock.from_opening == pytest.approx(initial, rel=1e-13)
    # a difference of stocks of some 1 000
    assert stock.consumption == pytest.approx(consumed, abs=1e-10)
    assert (stock.consumption >= -1e-10).all()
    balance = stock.opening + stock.investment + stock.other_changes - stock.consumption
    assert balance == pytest.approx(stock.closing, rel=1e-14)
    assert np.array_equal(stock.opening[1:], stock.closing[:-1])
    shares = share_of_initial(stock)
    assert ((shares >= 0.0) & (shares <= 1.0 + 1e-14)).all()


@given(seed, timing, rate, st.integers(1, 25), st.booleans())
def test_a_geometric_profile_is_perpetual_inventory(number, when, depreciation, n, sales):
    random = np.random.default_rng(number)
    flow = random.uniform(0.0, 50.0, n)
    if sales:
        flow[random.integers(n)] *= -0.2
    profile = geometric(np.arange(n + 1.0), depreciation)
    settings_of_stock = {"investment_timing": when}
    try:
        known = perpetual_inventory(
            flow, initial_stock=100.0, depreciation_rate=depreciation, investment_timing=when
        ).closing
    except DataError:  # with a rate near 1 the sale exceeds the stock
        with pytest.raises(DataError, match="takes more than the stock"):
            cohort_stock(
                flow, profile, opening_balance=100.0, opening_profile=profile, disposals="reduce_stock",
                **settings_of_stock,
            )  # fmt: skip
        return
    if sales and (known < 1e-6).any():
        return
    stock = cohort_stock(
        flow, profile, opening_balance=100.0, opening_profile=profile, disposals="reduce_stock", **settings_of_stock
    )
    # (1 - d)^a at once or a times, over 25 years, and sums in another order; a sale cancels digits of the stock
    assert stock.closing == pytest.approx(known, rel=1e-12, abs=1e-10 if sales else 1e-300)


@pytest.mark.parametrize("when", TIMINGS)
@pytest.mark.parametrize("depreciation", [0.0, 0.05, 1.0])
def test_geometric_with_retirement_that_never_comes(when, depreciation):
    flow = np.array([3.0, 8.0, 0.0, 5.0])
    never = survival(5, mean_life=np.inf, distribution="sudden")
    profile = mixture_over_retirement(never, lambda age, _: geometric(age, depreciation))
    stock = cohort_stock(
        flow,
        profile,
        investment_timing=when,
        opening_balance=20.0,
        opening_profile=geometric(np.arange(5.0), depreciation),
    )
    known = perpetual_inventory(flow, initial_stock=20.0, depreciation_rate=depreciation, investment_timing=when)
    assert stock.closing == pytest.approx(known.closing, rel=1e-14, abs=1e-300)
    assert stock.consumption == pytest.approx(known.consumption, abs=1e-13)


@given(seed, timing, st.floats(0.001, 1000.0))
def test_stocks_are_in_the_unit_of_investment(number, when, factor):
    random = np.random.default_rng(number)
    flow, profile = random.uniform(0.0, 50.0, 10), np.linspace(1.0, 0.0, 8)
    one = cohort_stock(flow, profile, investment_timing=when)
    other = cohort_stock(factor * flow, profile, investment_timing=when)
    assert other.closing == pytest.approx(factor * one.closing, rel=1e-14)


def test_gross_is_above_productive_is_above_net():
    table = survival(31, mean_life=12.0, distribution="weibull", cov=0.35, maximum=29.0)
    efficiency = mixture_over_retirement(table, lambda age, life: hyperbolic(age, life, beta=0.6))
    price = age_price(efficiency, discount_rate=0.05)
    gross, productive, net = (
        cohort_stock(np.full(40, 10.0), g, investment_timing="middle").closing for g in (table, efficiency, price)
    )
    assert (gross >= productive).all()
    assert (productive >= net).all()
    # in the steady state investment replaces what age takes
    for g in (table, efficiency, price):
        stock = cohort_stock(np.full(40, 10.0), g, investment_timing="middle")
        assert stock.consumption[-5:] == pytest.approx(np.full(5, 10.0), rel=1e-12)


# -- disposals and other changes ---------------------------------------------------------------------------------------

LINE = [1.0, 0.75, 0.5, 0.25, 0.0]


@pytest.mark.parametrize("when", TIMINGS)
def test_a_year_of_negative_investment_is_refused_unless_said_otherwise(when):
    with pytest.raises(DataError, match="investment, row 1: is negative") as caught:
        cohort_stock([10.0, -3.0, 5.0], LINE, investment_timing=when)
    assert caught.value.value == -3.0
    assert "reduce_stock" in caught.value.text()


def test_a_disposal_takes_assets_of_all_ages():
    flow = [10.0, 20.0, -5.5, 0.0]
    kept = cohort_stock([10.0, 20.0, 0.0, 0.0], LINE, investment_timing="end").closing
    stock = cohort_stock(flow, LINE, investment_timing="end", disposals="reduce_stock")
    # before the sale 0.5 · 10 + 0.75 · 20 = 20 and a year later 0.25 · 10 + 0.5 · 20 = 12.5, in the same proportion
    assert stock.closing == pytest.approx([10.0, 27.5, 14.5, 12.5 * 14.5 / 20.0])
    assert stock.consumption[2] == pytest.approx(7.5)
    start = cohort_stock(flow, LINE, investment_timing="start", disposals="reduce_stock")
    # at the start: 5.5 of the opening stock 0.5 · 10 + 0.75 · 20 = 20
    assert start.opening[2] == pytest.approx(20.0)
    assert start.closing[2] == pytest.approx((0.25 * 10.0 + 0.5 * 20.0) * 14.5 / 20.0)
    assert kept[2] == 20.0


@pytest.mark.parametrize("when", TIMINGS)
def test_the_whole_stock_may_be_sold_or_lost_but_not_more(when):
    flow = np.array([0.3, 0.0, 0.1])
    stock = cohort_stock(flow, LINE, investment_timing=when, opening_balance=0.7, opening_profile=LINE)
    opening, before = stock.opening[1], stock.closing[1]
    worth = {"end": before, "start": opening, "middle": 2.0 / (1.0 / opening + 1.0 / before)}[when]
    settings_of_stock = {
        "investment_timing": when, "opening_balance": 0.7, "opening_profile": LINE, "disposals": "reduce_stock"
    }  # fmt: skip
    flow[1] = -worth
    sold = cohort_stock(flow, LINE, **settings_of_stock)
    assert sold.closing[1] == pytest.approx(0.0, abs=1e-15)
    assert sold.closing[2] == pytest.approx(cohort_stock([0.1], LINE, investment_timing=when).closing[0], rel=1e-12)
    flow[1] = -1.001 * worth
    with pytest.raises(DataError, match="investment, row 1: takes more than the stock"):
        cohort_stock(flow, LINE, **settings_of_stock)
    flow[1] = 0.0
    lost = cohort_stock(flow, LINE, other_changes=[0.0, -before, 0.0], **settings_of_stock)
    assert lost.closing[1] == pytest.approx(0.0, abs=1e-15)
    with pytest.raises(DataError, match="other_changes, row 1: takes more than the stock"):
        cohort_stock(flow, LINE, other_changes=[0.0, -1.001 * before, 0.0], **settings_of_stock)


def test_a_sale_at_the_start_of_the_year_in_which_the_rest_retires():
    stock = cohort_stock([4.0, -1.0], [1.0, 0.5, 0.0], investment_timing="start", disposals="reduce_stock")
    assert stock.closing.tolist() == [2.0, 0.0]
    assert stock.consumption.tolist() == [2.0, 1.0]


def test_a_gain_and_the_same_loss_leave_the_stock_as_it_was():
    plain = cohort_stock([10.0, 20.0, 30.0, 0.0], LINE, investment_timing="middle")
    change = np.array([0.0, 5.0, 0.0, 0.0])
    moved = cohort_stock([10.0, 20.0, 30.0, 0.0], LINE, investment_timing="middle", other_changes=change)
    assert moved.closing[1] == pytest.approx(plain.closing[1] + 5.0)
    # two equal stocks a year later differ by what is left of the gain
    change[2] = -(moved.closing[2] - plain.closing[2])
    again = cohort_stock([10.0, 20.0, 30.0, 0.0], LINE, investment_timing="middle", other_changes=change)
    assert again.closing[2] == pytest.approx(plain.closing[2])
    assert again.consumption[2] == pytest.approx(moved.consumption[2])
    assert again.other_changes.tolist() == change.tolist()


def test_a_gain_where_there_is_no_stock_is_refused():
    with pytest.raises(DataError, match="enter what is new as investment"):
        cohort_stock([0.0, 1.0], LINE, investment_timing="end", other_changes=[3.0, 0.0])


# -- the opening balance -----------------------------------------------------------------------------------------------


@given(timing, st.floats(-0.05, 0.15), st.integers(1, 12), st.integers(1, 6))
def test_opening_balance_and_run_down_replace_the_investment_before_the_record(when, g, life, n):
    # investment that grew at g for as long as the profile reaches: the same stock with it and with its balance
    profile = linear(np.arange(life + 2.0), life + 1.0)
    record = np.linspace(10.0, 13.0, n)
    before = backcast_investment(record[0], g, life + 2)
    whole = cohort_stock(np.concatenate([before, record]), profile, investment_timing=when)
    left = opening_run_down(profile, investment_growth=g, years=n, investment_timing=when)
    short = cohort_stock(
        record, profile, investment_timing=when, opening_balance=whole.opening[life + 2], opening_profile=left
    )
    assert short.closing == pytest.approx(whole.closing[life + 2 :], rel=1e-13)
    assert (np.diff(left) <= 4.0 * EPS).all()


def test_run_down_of_a_geometric_profile_is_the_profile():
    profile = np.append(geometric(np.arange(400.0), 0.1), 0.0)
    for when in TIMINGS:
        left = opening_run_down(profile, investment_growth=[0.0, 0.07], years=30, investment_timing=when)
        assert left.shape == (31, 2)
        # 0.9^400 is 5e-19
        assert left == pytest.approx(np.broadcast_to(profile[:31, np.newaxis], (31, 2)), rel=1e-13)


def test_share_of_initial_falls_to_nothing():
    stock = cohort_stock(
        np.full(6, 10.0),
        LINE,
        investment_timing="end",
        opening_balance=[[25.0], [0.0]],
        opening_profile=np.array(LINE)[:, None, None],
    )
    share = share_of_initial(stock)
    assert share.shape == (6, 2, 1)
    assert share[:, 0, 0] == pytest.approx([18.75 / 28.75, 12.5 / 30.0, 6.25 / 28.75, 0.0, 0.0, 0.0])
    assert (share[:, 1] == 0.0).all()
    nothing = cohort_stock([0.0], LINE, investment_timing="end")
    assert np.isnan(share_of_initial(nothing)).all()


# -- backcast ----------------------------------------------------------------------------------------------------------


@given(st.floats(-0.1, 0.2), timing, st.floats(0.02, 1.0))
def test_backcast_to_a_long_life_is_the_steady_state(g, when, depreciation):
    if (1.0 - depreciation) / (1.0 + g) > 0.95:
        return
    expected = steady_state_stock(7.0, growth=g, depreciation_rate=depreciation, investment_timing=when)
    found = backcast_stock(7.0, growth=g, life=900, depreciation_rate=depreciation, investment_timing=when)
    # 0.95^900 is 1e-20; 900 years of three roundings that fade at 5 % a year; 1 + g over g + d loses a factor of 20
    assert float(found) == pytest.approx(float(expected), rel=1e-12, abs=1e-300)


def test_backcast_of_assets_with_different_lives():
    lives, g = np.array([[3], [1]]), np.array([0.0, 1.0])
    found = backcast_investment(8.0, g, lives)
    assert found[:, 0].tolist() == [[8.0, 1.0], [8.0, 2.0], [8.0, 4.0]]
    assert found[:, 1].tolist() == [[0.0, 0.0], [0.0, 0.0], [8.0, 4.0]]
    stock = backcast_stock(8.0, growth=g, life=lives, depreciation_rate=0.5)
    assert stock.tolist() == [[14.0, 5.25], [8.0, 4.0]]
    known = cohort_stock(found, geometric(np.arange(4.0), 0.5), investment_timing="end").closing[-1]
    assert np.array_equal(stock, known)


@pytest.mark.parametrize("depreciation", [0.0, 1.0])
def test_backcast_at_the_bounds_of_depreciation(depreciation):
    found = [
        float(backcast_stock(6.0, growth=0.0, life=4, depreciation_rate=depreciation, investment_timing=t))
        for t in TIMINGS
    ]
    assert found == ([24.0, 24.0, 24.0] if depreciation == 0.0 else [6.0, 3.0, 0.0])


# -- broadcasting ------------------------------------------------------------------------------------------------------


@settings(max_examples=5)
@given(seed, timing, st.booleans())
def test_many_draws_at_once_are_many_stocks(number, when, eventful):
    random = np.random.default_rng(number)
    assets, draws, n = 3, 25, 20
    flow = random.uniform(1.0, 30.0, (n, assets, 1))
    lives, factor = random.uniform(3.0, 12.0, (assets, draws)), random.uniform(0.5, 2.0, (assets, draws))
    table = survival(n + 1, mean_life=lives, distribution="weibull", cov=0.4)
    profile = np.minimum(table, declining_balance(np.arange(n + 1.0)[:, None, None], lives, factor=factor))
    balance, change = random.uniform(50.0, 90.0, (assets, draws)), np.zeros((n, assets, 1))
    left = geometric(np.arange(n + 1.0)[:, None, None], 1.0 / lives)
    if eventful:
        flow[7, 1], change[9, 2] = -3.0, -2.0
    together = cohort_stock(
        flow, profile, investment_timing=when, opening_balance=balance, opening_profile=left, other_changes=change,
        disposals="reduce_stock",
    )  # fmt: skip
    assert together.closing.shape == (n, assets, draws)
    for i in range(assets):
        for j in range(draws):
            single = cohort_stock(
                flow[:, i, 0], profile[:, i, j], investment_timing=when, opening_balance=balance[i, j],
                opening_profile=left[:, i, j], other_changes=change[:, i, 0], disposals="reduce_stock",
            )  # fmt: skip
            # sums of twenty positive terms, which one cell adds in another order than a block of cells
            assert together.closing[:, i, j] == pytest.approx(single.closing, rel=1e-13)
            assert together.from_opening[:, i, j] == pytest.approx(single.from_opening, rel=1e-13)


@pytest.mark.parametrize("when", TIMINGS)
def test_service_lives_that_change_by_cohort(when):
    n, lives = 12, np.linspace(8.0, 4.0, 12)
    table = survival(n + 1, mean_life=lives[:, np.newaxis], distribution="normal", cov=[0.2, 0.4])
    flow = np.linspace(10.0, 21.0, n)
    stock = cohort_stock(flow, table, investment_timing=when, by_cohort=True)
    assert stock.closing.shape == (n, 2)
    # each cohort alone with its own profile, added up
    parts = [
        cohort_stock(np.where(np.arange(n) == v, flow, 0.0), table[:, v], investment_timing=when).closing
        for v in range(n)
    ]
    assert stock.closing == pytest.approx(sum(parts), rel=1e-13)
    same = np.repeat(table[:, :1], n, axis=1)
    together = cohort_stock(flow, same, investment_timing=when, by_cohort=True).closing
    assert together == pytest.approx(cohort_stock(flow, table[:, 0], investment_timing=when).closing, rel=1e-13)


# -- refusals ----------------------------------------------------------------------------------------------------------

GOOD = {"investment": [10.0, 20.0], "profile": LINE, "investment_timing": "end"}


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ({"investment": 5.0}, "investment"),
        ({"investment": [1.0, np.nan]}, "investment, row 1"),
        ({"investment_timing": "mid-year"}, "investment_timing"),
        ({"disposals": "ignore"}, "disposals"),
        ({"profile": 1.0}, "profile"),
        ({"profile": [1.0, 1.1, 0.0]}, "profile, row 1"),
        ({"profile": [[1.0, 1.0], [0.5, -0.1], [0.0, 0.0]]}, "profile, row 1, column 1"),
        ({"profile": [1.0]}, "last row of profile"),
        ({"profile": [1.0, 0.5], "investment_timing": "start"}, "last row of profile"),
        ({"profile": LINE, "by_cohort": True}, "profile"),
        ({"profile": np.zeros((3, 5)), "by_cohort": True}, "profile"),
        ({"profile": np.zeros((3, 5)), "investment": np.zeros((2, 4))}, "cohort_stock"),
        ({"opening_balance": -1.0, "opening_profile": LINE}, "opening_balance"),
        ({"opening_balance": 1.0}, "opening_profile"),
        ({"opening_balance": 1.0, "opening_profile": [0.9, 0.0]}, "opening_profile, row 0"),
        ({"opening_balance": 1.0, "opening_profile": [1.0, 0.9]}, "last row of opening_profile"),
        ({"other_changes": 3.0}, "other_changes"),
        ({"other_changes": [1.0, 2.0, 3.0]}, "other_changes"),
        ({"other_changes": [1.0, np.inf]}, "other_changes, row 1"),
        ({"investment": [[1.0, 1.0], [2.0, -9.0]], "disposals": "reduce_stock"}, "investment, row 1, column 1"),
    ],
)
def test_what_is_refused(change, subject):
    with pytest.raises(DataError) as caught:
        cohort_stock(**GOOD | change)
    assert caught.value.subject == subject
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("call", "subject"),
    [
        (
            lambda: opening_run_down([1.0, 0.5], investment_growth=0.0, years=3, investment_timing="end"),
            "last row of profile",
        ),
        (lambda: opening_run_down(LINE, investment_growth=-1.0, years=3, investment_timing="end"), "investment_growth"),
        (lambda: opening_run_down([1.0, 0.0], investment_growth=0.0, years=3, investment_timing="start"), "profile"),
        (lambda: opening_run_down(LINE, investment_growth=0.0, years=3, investment_timing="late"), "investment_timing"),
        (lambda: backcast_investment(-1.0, 0.0, 5), "first_investment"),
        (lambda: backcast_investment(1.0, -1.0, 5), "growth"),
        (lambda: backcast_investment(1.0, 0.0, 0), "life"),
        (lambda: backcast_investment(1.0, 0.0, [5, 2.5]), "life, row 1"),
        (lambda: backcast_investment(1.0, 0.0, np.inf), "life"),
        (lambda: backcast_investment([1.0, 2.0], [0.0, 0.1, 0.2], 5), "backcast_investment"),
        (lambda: backcast_stock(1.0, growth=0.0, life=5, depreciation_rate=5.0), "depreciation_rate"),
    ],
)
def test_what_is_refused_beside_the_stock(call, subject):
    with pytest.raises(DataError) as caught:
        call()
    assert caught.value.subject == subject
    assert caught.value.remedy
