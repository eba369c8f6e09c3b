import numpy as np
import pytest

from tfp_soctrang.arithmetic.capital import opening_stock, perpetual_inventory, ratio_stock, steady_state_stock
from tfp_soctrang.errors import DataError

# the part of its first year that investment depreciates
OWN_YEAR = {"end": 0.0, "middle": 0.5, "start": 1.0}
TIMINGS = list(OWN_YEAR)


# -- timing ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "closing"),
    [
        ("end", [0.9 * 100.0 + 20.0, 0.9 * 110.0 + 30.0]),
        ("middle", [0.9 * 100.0 + 0.95 * 20.0, 0.9 * 109.0 + 0.95 * 30.0]),
        ("start", [0.9 * 100.0 + 0.9 * 20.0, 0.9 * 108.0 + 0.9 * 30.0]),
    ],
)
def test_two_years_by_hand(timing, closing):
    stock = perpetual_inventory([20.0, 30.0], initial_stock=100.0, depreciation_rate=0.1, investment_timing=timing)
    assert stock.closing == pytest.approx(closing, rel=1e-15, abs=0.0)
    assert stock.opening == pytest.approx([100.0, closing[0]], rel=1e-15, abs=0.0)
    assert stock.investment.tolist() == [20.0, 30.0]


def test_investment_arrives_at_the_end_of_the_year_at_five_per_cent_unless_said_otherwise():
    assert perpetual_inventory([10.0], initial_stock=100.0).closing.tolist() == [105.0]


def test_a_year_of_investment_fades_by_its_age():
    # one year of investment on a negligible stock; s years later (1-d)^s, (1-d/2)(1-d)^s, and for "start" the profile
    # of the UK office's engine, (1-d)^(s+1): a full period of depreciation in the first year
    rate, tiny = 0.05, 1e-30
    flow = np.zeros(40)
    flow[0] = 1.0
    age = np.arange(40)
    profile = {"end": 1.0, "middle": 1.0 - rate / 2.0, "start": 1.0 - rate}
    for timing, first in profile.items():
        stock = perpetual_inventory(flow, initial_stock=tiny, depreciation_rate=rate, investment_timing=timing)
        assert stock.closing == pytest.approx(first * (1.0 - rate) ** age, rel=1e-13, abs=0.0)
    start = perpetual_inventory(flow, initial_stock=tiny, depreciation_rate=rate, investment_timing="start")
    assert start.closing == pytest.approx((1.0 - rate) ** (age + 1), rel=1e-13, abs=0.0)


@pytest.mark.parametrize("timing", TIMINGS)
def test_consumption_is_depreciation_of_the_stock_and_of_the_years_investment(timing):
    flow, rate = np.array([20.0, 35.0, 5.0]), 0.08
    stock = perpetual_inventory(flow, initial_stock=100.0, depreciation_rate=rate, investment_timing=timing)
    assert stock.consumption == pytest.approx(rate * stock.opening + OWN_YEAR[timing] * rate * flow, rel=1e-13, abs=0.0)


def test_average_is_half_opening_half_closing():
    stock = perpetual_inventory([10.0, 10.0], initial_stock=100.0, depreciation_rate=0.05)
    assert stock.average.tolist() == [102.5, 107.375]


@pytest.mark.parametrize(("rate", "closing"), [(0.0, [110.0, 115.0]), (1.0, [10.0, 5.0])])
def test_both_ends_of_the_rate_are_allowed(rate, closing):
    assert perpetual_inventory([10.0, 5.0], initial_stock=100.0, depreciation_rate=rate).closing.tolist() == closing


def test_disposals_may_exceed_investment_while_the_stock_stays_positive():
    stock = perpetual_inventory([-20.0, -30.0], initial_stock=100.0, depreciation_rate=0.0)
    assert stock.closing.tolist() == [80.0, 50.0]


# -- shapes ------------------------------------------------------------------------------------------------------------


def test_one_rate_a_year():
    expected = [0.9 * 100.0 + 10.0, 0.8 * 100.0 + 20.0]
    for rate in ([0.1, 0.2], np.array([0.1, 0.2])):
        stock = perpetual_inventory([10.0, 20.0], initial_stock=100.0, depreciation_rate=rate)
        assert stock.closing == pytest.approx(expected, rel=1e-15, abs=0.0)
    column = perpetual_inventory(
        np.array([[10.0, 10.0], [20.0, 20.0]]), initial_stock=100.0, depreciation_rate=[[0.1], [0.2]]
    )
    assert column.closing == pytest.approx(np.array([[100.0, 100.0], [100.0, 100.0]]), rel=1e-15, abs=0.0)


def test_draws_of_rate_and_initial_stock_stand_behind_the_years():
    flow = np.array([[10.0], [20.0], [30.0]])
    rates, stocks = np.array([0.0, 0.1, 0.2, 0.3]), np.array([100.0, 200.0, 300.0, 400.0])
    stock = perpetual_inventory(flow, initial_stock=stocks, depreciation_rate=rates)
    assert stock.opening.shape == stock.investment.shape == stock.closing.shape == (3, 4)
    assert stock.opening[0].tolist() == stocks.tolist()
    assert stock.closing[0] == pytest.approx((1.0 - rates) * stocks + 10.0, rel=1e-15, abs=0.0)
    crossed = perpetual_inventory(flow[:, :, np.newaxis], initial_stock=stocks[:, np.newaxis], depreciation_rate=rates)
    assert crossed.closing.shape == (3, 4, 4)


@pytest.mark.parametrize("timing", TIMINGS)
def test_opening_is_the_closing_of_the_year_before_and_nothing_can_be_overwritten(timing):
    stock = perpetual_inventory(np.arange(1.0, 7.0), initial_stock=9.0, investment_timing=timing)
    assert np.array_equal(stock.opening[1:], stock.closing[:-1])
    for array in (stock.opening, stock.investment, stock.closing):
        assert not array.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


def test_the_investment_given_stays_its_owners():
    flow = np.array([10.0, 20.0])
    stock = perpetual_inventory(flow, initial_stock=100.0)
    flow[0] = 99.0
    assert flow.flags.writeable
    assert stock.investment[0] == 10.0


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_investment_must_be_finite(value):
    with pytest.raises(DataError) as error:
        perpetual_inventory([10.0, value], initial_stock=100.0)
    assert str(error.value) == (
        f"investment, row 1: must be a finite number (got {value!r}). Supply the year, or fill it by a rule."
    )


def test_investment_needs_years():
    with pytest.raises(
        DataError, match=r"^investment: needs years on axis 0 \(got 10\.0\)\. Give one number a year\.$"
    ):
        perpetual_inventory(10.0, initial_stock=100.0)


@pytest.mark.parametrize("rate", [-0.01, 1.01, 5.0, np.nan])
def test_a_rate_outside_0_and_1_is_refused(rate):
    with pytest.raises(DataError) as error:
        perpetual_inventory([10.0], initial_stock=100.0, depreciation_rate=rate)
    assert str(error.value) == (
        f"depreciation_rate: must lie between 0 and 1 (got {rate!r}). Rates are fractions: divide a percentage by 100."
    )


def test_the_row_of_a_bad_rate_is_named():
    with pytest.raises(DataError) as error:
        perpetual_inventory([10.0, 10.0], initial_stock=100.0, depreciation_rate=[0.05, 5.0])
    assert error.value.subject == "depreciation_rate, row 1"
    assert error.value.value == 5.0


@pytest.mark.parametrize("first", [0.0, -1.0, np.nan, np.inf])
def test_the_initial_stock_must_be_above_zero(first):
    with pytest.raises(DataError) as error:
        perpetual_inventory([10.0], initial_stock=first)
    assert str(error.value) == f"initial_stock: must be above zero (got {first!r}). Give a closing stock."


def test_a_stock_that_turns_negative_is_refused():
    with pytest.raises(DataError) as error:
        perpetual_inventory([10.0, -200.0], initial_stock=100.0, depreciation_rate=0.0)
    assert error.value.subject == "closing stock, row 1"
    assert error.value.value == -90.0
    assert str(error.value).endswith(
        "turns negative (got -90.0). The disposals exceed the stock: check the sign and the unit of investment."
    )


def test_an_unknown_timing_is_refused_with_the_known_ones():
    with pytest.raises(DataError) as error:
        perpetual_inventory([10.0], initial_stock=100.0, investment_timing="mid-year")
    assert str(error.value) == "investment_timing: is not known (got 'mid-year'). Use one of: end, middle, start."


# -- initial stocks ----------------------------------------------------------------------------------------------------


def test_ratio_stock():
    assert float(ratio_stock(2739843.172, 2.5)) == 2739843.172 * 2.5
    assert ratio_stock(100.0, [2.0, 2.5, 3.0]).tolist() == [200.0, 250.0, 300.0]


@pytest.mark.parametrize(("output", "ratio", "value"), [(0.0, 2.5, 0.0), (-1.0, 2.5, -2.5), (100.0, np.nan, np.nan)])
def test_ratio_stock_must_be_above_zero(output, ratio, value):
    with pytest.raises(DataError) as error:
        ratio_stock(output, ratio)
    assert str(error.value) == f"initial stock: must be above zero (got {value!r}). Check output and ratio."


@pytest.mark.parametrize("timing", TIMINGS)
@pytest.mark.parametrize(("growth", "rate"), [(0.06, 0.05), (0.0, 0.08), (-0.02, 0.05), (0.25, 0.3), (0.07, 0.0)])
def test_a_steady_state_grows_at_its_rate(timing, growth, rate):
    flow = 11.0 * (1.0 + growth) ** np.arange(30)
    first = steady_state_stock(flow[0], growth=growth, depreciation_rate=rate, investment_timing=timing)
    stock = perpetual_inventory(flow, initial_stock=first, depreciation_rate=rate, investment_timing=timing)
    # thirty steps of three roundings each: 90 · 1.1e-16 = 1e-14
    assert stock.closing == pytest.approx((1.0 + growth) * stock.opening, rel=2e-14, abs=0.0)
    assert float(first) == pytest.approx((1.0 - OWN_YEAR[timing] * rate) * 11.0 / (growth + rate), rel=1e-15, abs=0.0)


def test_steady_state_of_draws():
    rates = np.array([0.03, 0.05, 0.08])
    assert steady_state_stock(11.0, growth=0.06, depreciation_rate=rates) == pytest.approx(
        11.0 / (0.06 + rates), rel=1e-15, abs=0.0
    )


@pytest.mark.parametrize(("growth", "rate"), [(-0.05, 0.05), (-0.1, 0.05), (np.nan, 0.05)])
def test_no_steady_state_without_growth_above_minus_depreciation(growth, rate):
    with pytest.raises(DataError) as error:
        steady_state_stock(11.0, growth=growth, depreciation_rate=rate)
    assert str(error.value) == (
        f"growth + depreciation_rate: must be above zero (got {growth + rate!r}). There is no steady state."
    )


@pytest.mark.parametrize("flow", [0.0, -5.0, np.nan, np.inf])
def test_no_steady_state_without_investment(flow):
    with pytest.raises(DataError) as error:
        steady_state_stock(flow, growth=0.06, depreciation_rate=0.05)
    assert str(error.value) == f"investment: must be above zero (got {flow!r}). Take another year."


@pytest.mark.parametrize(
    ("investment", "initial", "rate"),
    [
        ([10.0, 10.0, 10.0], [100.0], 0.05),
        ([10.0, 10.0, 10.0], [100.0, 200.0, 300.0], 0.05),
        (np.full((3, 2), 10.0), 100.0, [0.05, 0.06, 0.07]),
        ([10.0, 10.0, 10.0], 100.0, [[0.05, 0.06]]),
    ],
)
def test_shapes_that_would_turn_years_into_draws_are_refused(investment, initial, rate):
    with pytest.raises(DataError, match="do not broadcast") as error:
        perpetual_inventory(investment, initial_stock=initial, depreciation_rate=rate)
    assert "investment[:, None]" in str(error.value)


def test_steady_state_refuses_what_has_none():
    with pytest.raises(DataError, match="investment_timing"):
        steady_state_stock(10.0, growth=0.05, depreciation_rate=0.05, investment_timing="mid")
    for growth, rate in ((0.05, 5.0), (np.inf, 0.05), (-0.05, 0.05)):
        with pytest.raises(DataError):
            steady_state_stock(10.0, growth=growth, depreciation_rate=rate)


@pytest.mark.parametrize("timing", ["end", "middle", "start"])
def test_opening_stock_undoes_a_year(timing):
    stock = perpetual_inventory([12.0], initial_stock=80.0, depreciation_rate=0.07, investment_timing=timing)
    assert opening_stock(stock.closing[0], 12.0, 0.07, timing) == pytest.approx(80.0, rel=1e-14)  # two roundings


def test_the_record_is_apart_from_what_was_given():
    flow = np.array([10.0, 10.0])
    stock = perpetual_inventory(flow, initial_stock=100.0)
    flow[0] = 99.0
    assert stock.investment.tolist() == [10.0, 10.0]
    assert flow.flags.writeable
    for array in (stock.investment, stock.levels):
        assert not array.flags.writeable
