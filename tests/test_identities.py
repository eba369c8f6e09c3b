"""What must hold whatever the numbers are: adding up, units, constant growth, closed forms, limits, broadcasting.

EPS is the relative rounding error of one operation, 1.1e-16; a tolerance says how many of them it allows and of what.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.accounting import SMALLEST_GROWTH, contributions, growth_account, phase_decomposition
from tfp_soctrang.arithmetic.capital import perpetual_inventory, steady_state_stock
from tfp_soctrang.arithmetic.growth import average_growth, growth_rates, index_from_growth

EPS = 2.0**-53
FORMS = ["discrete", "geometric", "log"]
AVERAGINGS = ["compound", "cumulative", "arithmetic", "mean_of_shares"]
TIMINGS = {"end": 0.0, "middle": 0.5, "start": 1.0}

growth = st.floats(-0.5, 1.0, allow_subnormal=False)
small_growth = st.floats(-0.05, 0.05, allow_subnormal=False)
share = st.floats(0.01, 0.99)
rate = st.floats(0.0, 1.0, allow_subnormal=False)
level = st.floats(1e-3, 1e6)
seed = st.integers(0, 2**32 - 1)
form_of_account = st.sampled_from(FORMS)
averaging_of_phase = st.sampled_from(AVERAGINGS)
timing_of_investment = st.sampled_from(list(TIMINGS))


@st.composite
def levels(draw, most_years=8):
    """Output, capital input, labour input: positive, shape (3, n), with growth between -50 and +100 % a year."""
    n = draw(st.integers(2, most_years))
    rates = draw(st.lists(growth, min_size=3 * (n - 1), max_size=3 * (n - 1)))
    first = np.array(draw(st.lists(level, min_size=3, max_size=3)))
    return first[:, np.newaxis] * index_from_growth(np.reshape(rates, (n - 1, 3))).T


def years_of(array):
    return np.arange(2000, 2000 + len(array))


def size(*arrays):
    """The largest number that takes part in a sum: its roundings are the error of the sum."""
    return sum(np.abs(array) for array in arrays)


# -- adding up ---------------------------------------------------------------------------------------------------------


@given(levels(), share, form_of_account)
def test_the_account_by_year_adds_up(data, capital_share, form):
    account = growth_account(years_of(data[0]), *data, capital_share=capital_share, form=form)
    total = account.capital_contribution + account.labour_contribution + account.tfp_growth
    # four additions and subtractions of numbers no larger than the sum of the sizes
    allowed = (
        4
        * EPS
        * size(account.output_growth, account.capital_contribution, account.labour_contribution, account.tfp_growth)
    )
    assert (np.abs(total - account.output_growth) <= allowed).all()
    ratios = data[0, 1:] / data[0, :-1]
    expected = np.log(ratios) if form == "log" else ratios - 1.0
    assert np.array_equal(account.output_growth, expected)


@given(levels(), share, form_of_account, averaging_of_phase)
def test_the_account_of_a_phase_adds_up(data, capital_share, form, averaging):
    phase = phase_decomposition(years_of(data[0]), *data, capital_share=capital_share, form=form, averaging=averaging)
    parts = (phase.capital_contribution, phase.labour_contribution, phase.tfp_growth)
    assert np.abs(sum(parts) - phase.output_growth) <= 4 * EPS * size(*parts, phase.output_growth)


@given(levels(), share, form_of_account, averaging_of_phase)
def test_contribution_shares_add_up_to_one(data, capital_share, form, averaging):
    phase = phase_decomposition(years_of(data[0]), *data, capital_share=capital_share, form=form, averaging=averaging)
    capital, labour = phase.capital_contribution_share, phase.labour_contribution_share
    if not phase.shares_defined:
        assert np.isnan([capital, labour, phase.tfp_contribution_share]).all()
        return
    # the share of TFP is exactly what the two others lack to one; adding the three again rounds four times
    assert phase.tfp_contribution_share == 1.0 - capital - labour
    total = capital + labour + phase.tfp_contribution_share
    assert abs(total - 1.0) <= 4 * EPS * (1.0 + size(capital, labour, phase.tfp_contribution_share))
    # and it is the share that TFP growth has in output growth: contributions are rounded relative to their size
    if averaging != "mean_of_shares":
        error = abs(phase.tfp_contribution_share - phase.tfp_growth / phase.output_growth)
        assert error <= 8 * EPS * (1.0 + size(capital, labour))


@given(growth, growth, share)
def test_geometric_contributions_add_up_to_the_joint_input(capital_growth, labour_growth, capital_share):
    parts = contributions(capital_growth, labour_growth, capital_share, "geometric")
    joint = (1.0 + capital_growth) ** capital_share * (1.0 + labour_growth) ** (1.0 - capital_share) - 1.0
    # relative 1e-12 of the numbers that are subtracted here to find the joint growth: its index, near 1
    assert abs(float(sum(parts)) - joint) <= 1e-12 * (1.0 + joint)
    # each part has the sign of its own input's growth: none is paid for by the other
    assert float(parts[0]) * capital_growth >= 0.0
    assert float(parts[1]) * labour_growth >= 0.0


@given(levels(), share)
def test_geometric_tfp_is_the_difference_of_indexes(data, capital_share):
    account = growth_account(years_of(data[0]), *data, capital_share=capital_share, form="geometric")
    output, capital, labour = data[:, 1:] / data[:, :-1]
    joint = capital**capital_share * labour ** (1.0 - capital_share)
    assert account.tfp_growth == pytest.approx(output - joint, abs=1e-12 * float((output + joint).max()))


# -- units -------------------------------------------------------------------------------------------------------------

power_of_two = st.integers(-40, 40).map(lambda exponent: 2.0**exponent)
any_factor = st.floats(1e-9, 1e12)
GROWTHS = ("output_growth", "capital_growth", "labour_growth")
PARTS = ("capital_contribution", "labour_contribution", "tfp_growth")


@given(levels(), share, form_of_account, st.tuples(power_of_two, power_of_two, power_of_two))
def test_units_that_are_powers_of_two_leave_every_bit(data, capital_share, form, factors):
    # a power of two only moves the exponent: every ratio of two levels is the same number
    scaled = data * np.array(factors)[:, np.newaxis]
    one, other = (growth_account(years_of(x[0]), *x, capital_share=capital_share, form=form) for x in (data, scaled))
    for name in (*GROWTHS, *PARTS):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    for averaging in AVERAGINGS:
        first, second = (
            phase_decomposition(years_of(x[0]), *x, capital_share=capital_share, form=form, averaging=averaging)
            for x in (data, scaled)
        )
        for name in (*GROWTHS, *PARTS, "tfp_contribution_share", "shares_defined"):
            assert np.array_equal(getattr(first, name), getattr(second, name), equal_nan=True), name


@given(levels(), share, form_of_account, st.tuples(any_factor, any_factor, any_factor))
def test_units_do_not_matter(data, capital_share, form, factors):
    # scaling rounds each level once, so each ratio of two levels moves by 4 EPS of itself and the growth rate, ratio
    # less 1, by that absolute amount; TFP growth collects those of output and inputs. Ratios are at most 2: 1e-14 is
    # far more than is needed, and as a fraction of growth it is 1e-12 once growth exceeds 1 %.
    scaled = data * np.array(factors)[:, np.newaxis]
    one, other = (growth_account(years_of(x[0]), *x, capital_share=capital_share, form=form) for x in (data, scaled))
    for name in (*GROWTHS, *PARTS):
        assert np.abs(getattr(one, name) - getattr(other, name)).max() <= 1e-14, name


@given(st.lists(st.floats(0.0, 50.0, allow_subnormal=False), min_size=1, max_size=20), level, rate, any_factor)
def test_stocks_are_in_the_unit_of_investment(flow, first, depreciation, factor):
    one = perpetual_inventory(flow, initial_stock=first, depreciation_rate=depreciation)
    other = perpetual_inventory(factor * np.array(flow), initial_stock=factor * first, depreciation_rate=depreciation)
    # all terms are positive, so that nothing cancels: twenty years of two roundings each
    assert other.closing == pytest.approx(factor * one.closing, rel=1e-14, abs=0.0)


# -- constant growth ---------------------------------------------------------------------------------------------------


@given(
    rates=st.tuples(small_growth, small_growth, small_growth),
    capital_share=share,
    n=st.integers(1, 10),
    averaging=st.sampled_from(["compound", "arithmetic", "mean_of_shares"]),
)
def test_constant_growth_gives_the_account_of_one_year_whatever_the_averaging(rates, capital_share, n, averaging):
    y, k, x = rates
    assume(abs(y) > 2.0 * SMALLEST_GROWTH)
    data = index_from_growth(np.tile(rates, (n, 1))).T
    for form in FORMS:
        phase = phase_decomposition(
            years_of(data[0]), *data, capital_share=capital_share, form=form, averaging=averaging
        )
        if form == "discrete":
            tfp, output = y - capital_share * k - (1.0 - capital_share) * x, y
        elif form == "geometric":
            joint = (1.0 + k) ** capital_share * (1.0 + x) ** (1.0 - capital_share) - 1.0
            tfp, output = y - joint, y
        else:
            logs = np.log1p([y, k, x])
            tfp, output = logs[0] - capital_share * logs[1] - (1.0 - capital_share) * logs[2], logs[0]
        # levels near 1 built by ten multiplications: a growth rate read back from them is off by some 10 EPS
        assert float(phase.tfp_growth) == pytest.approx(tfp, abs=1e-14)
        assert float(phase.output_growth) == pytest.approx(output, abs=1e-14)
        # their quotient: the errors of both, relative to output growth
        error = abs(float(phase.tfp_contribution_share) - tfp / output)
        assert error <= 1e-14 * (1.0 + abs(tfp / output)) / abs(output)


@given(small_growth, st.integers(1, 20))
def test_constant_growth_has_one_average(g, n):
    path = index_from_growth(np.full(n, g))
    assert float(average_growth(path, "compound")) == pytest.approx(g, abs=1e-14)
    assert float(average_growth(path, "arithmetic")) == pytest.approx(g, abs=1e-14)
    assert float(average_growth(path, "log")) == pytest.approx(np.log1p(g), abs=1e-14)
    assert float(average_growth(path, "cumulative")) == pytest.approx((1.0 + g) ** n - 1.0, abs=1e-13)


@given(small_growth, st.floats(0.06, 0.3), timing_of_investment, st.integers(1, 40))
def test_from_the_steady_state_the_stock_grows_with_investment(g, depreciation, timing, n):
    flow = 7.0 * (1.0 + g) ** np.arange(n)
    first = steady_state_stock(flow[0], growth=g, depreciation_rate=depreciation, investment_timing=timing)
    stock = perpetual_inventory(flow, initial_stock=first, depreciation_rate=depreciation, investment_timing=timing)
    # forty years of three roundings each, all terms positive
    assert stock.closing == pytest.approx((1.0 + g) * stock.opening, rel=3e-14, abs=0.0)


# -- closed forms of the stock -----------------------------------------------------------------------------------------


@given(
    st.floats(0.0, 1e4, allow_subnormal=False), level, st.floats(0.01, 1.0), timing_of_investment, st.integers(1, 60)
)
def test_constant_investment(flow, first, depreciation, timing, n):
    stock = perpetual_inventory(
        np.full(n, flow), initial_stock=first, depreciation_rate=depreciation, investment_timing=timing
    )
    arriving = (1.0 - TIMINGS[timing] * depreciation) * flow
    kept = (1.0 - depreciation) ** np.arange(1, n + 1)
    expected = kept * first + arriving * (1.0 - kept) / depreciation
    # 1 - d is rounded once and stands to the power of up to 60 on both sides; sixty years of three roundings: 180 EPS,
    # and 1 - kept loses a factor of at most 1/d = 100 where d is small and n is 1: 1e-12 covers both
    assert stock.closing == pytest.approx(expected, rel=1e-12, abs=1e-300)


@given(
    flow=st.floats(0.1, 1e4),
    first=level,
    depreciation=st.floats(0.0, 1.0),
    g=st.floats(-0.3, 0.3),
    timing=timing_of_investment,
    n=st.integers(1, 40),
)
def test_investment_that_grows_at_a_constant_rate(*, flow, first, depreciation, g, timing, n):
    assume(g + depreciation > 0.01)
    path = flow * (1.0 + g) ** np.arange(n)
    stock = perpetual_inventory(path, initial_stock=first, depreciation_rate=depreciation, investment_timing=timing)
    arriving = (1.0 - TIMINGS[timing] * depreciation) * flow
    t = np.arange(1, n + 1)
    kept, grown = (1.0 - depreciation) ** t, (1.0 + g) ** t
    expected = kept * first + arriving * (grown - kept) / (g + depreciation)
    # forty years of some four roundings, and grown - kept loses a factor of at most 1/(g + d) = 100 in the first year
    scale = kept * first + arriving * grown / (g + depreciation)
    assert (np.abs(stock.closing - expected) <= 1e-13 * scale).all()


@given(st.integers(0, 2**32 - 1), timing_of_investment, st.integers(1, 12))
def test_closing_is_opening_plus_investment_less_consumption(number, timing, n):
    random = np.random.default_rng(number)
    flow, depreciation = random.uniform(0.0, 50.0, (n, 3)), random.uniform(0.0, 1.0, (n, 3))
    stock = perpetual_inventory(
        flow, initial_stock=random.uniform(1.0, 500.0, 3), depreciation_rate=depreciation, investment_timing=timing
    )
    assert np.array_equal(stock.opening[1:], stock.closing[:-1])
    assert np.array_equal(stock.investment, flow)
    # consumption as depreciation of the stock and of what arrived, not as a difference
    consumption = depreciation * (stock.opening + TIMINGS[timing] * flow)
    scale = stock.opening + flow
    assert (np.abs(stock.opening + flow - consumption - stock.closing) <= 8 * EPS * scale).all()
    assert (np.abs(stock.consumption - consumption) <= 8 * EPS * scale).all()


# -- the three forms ---------------------------------------------------------------------------------------------------


@given(st.tuples(growth, growth, growth), share)
def test_the_forms_agree_as_growth_goes_to_zero(directions, capital_share):
    # With g the largest growth rate, x - ln(1+x) is x²/2 and cubes, and (1+k)^s (1+n)^(1-s) lacks s(1-s)(k-n)²/2 and
    # cubes to the weighted sum of k and n: no two forms differ by more than 3/2 g² and cubes, which 2 g² covers for
    # g ≤ 0.05. What is of second order falls to a quarter when growth is halved.
    pace = np.array(directions)
    largest = np.abs(pace).max()
    assume(largest > 0.1)
    pace = pace / largest

    def differences(g):
        data = np.stack([np.ones(3), 1.0 + g * pace], axis=1)
        tfp = {
            form: float(growth_account([0, 1], *data, capital_share=capital_share, form=form).tfp_growth[0])
            for form in FORMS
        }
        return np.array(
            [tfp["discrete"] - tfp["geometric"], tfp["discrete"] - tfp["log"], tfp["geometric"] - tfp["log"]]
        )

    paces = 0.05 / 2.0 ** np.arange(8)
    gaps = np.abs([differences(g) for g in paces])
    assert (gaps <= 2.0 * paces[:, np.newaxis] ** 2 + 1e-15).all()
    # The ratio of two halvings is 4 (1 + g c3 / (2 c2)) by the terms c2 g² + c3 g³, |c3| < 1: within 0.6 of 4 where c2
    # is above 0.2. Below 1e-9 the rounding of ratios near 1 (1e-16 each) begins to show.
    of_second_order = gaps[0] / paces[0] ** 2 > 0.25
    for before, after in pairwise(gaps):
        seen = of_second_order & (after > 1e-9)
        assert (np.abs(before[seen] / after[seen] - 4.0) < 0.6).all()


def test_the_difference_between_the_forms_by_its_second_order_terms():
    g, s, (y, k, x) = 1e-4, 0.4, (1.0, 2.0, -0.5)
    data = np.stack([np.ones(3), 1.0 + g * np.array([y, k, x])], axis=1)
    discrete, geometric, log = (
        float(growth_account([0, 1], *data, capital_share=s, form=form).tfp_growth[0]) for form in FORMS
    )
    # third-order terms are 1e-4 of the second, rounding 1e-16/1e-8
    assert (geometric - discrete) / g**2 == pytest.approx(s * (1.0 - s) * (k - x) ** 2 / 2.0, rel=1e-3, abs=0.0)
    assert (discrete - log) / g**2 == pytest.approx((y**2 - s * k**2 - (1.0 - s) * x**2) / 2.0, rel=1e-3, abs=0.0)


# -- broadcasting ------------------------------------------------------------------------------------------------------

DRAWS = 1000
# the same operations in the same order; only pow, exp and log may take another path for an array than for one number
SAME = 1e-14


def draws_of(number):
    random = np.random.default_rng(number)
    flow = random.uniform(5.0, 30.0, 6)
    levels_of_output = np.cumprod(1.0 + random.uniform(0.03, 0.09, 6)) * 100.0
    labour = np.cumprod(1.0 + random.uniform(-0.02, 0.03, 6)) * 50.0
    return (
        flow,
        levels_of_output,
        labour,
        {
            "share": random.uniform(0.38, 0.58, DRAWS),
            "rate": random.uniform(0.038, 0.08, DRAWS),
            "first": random.uniform(190.0, 350.0, DRAWS),
        },
    )


@settings(max_examples=3)
@given(seed, timing_of_investment)
def test_a_thousand_stocks_at_once_are_a_thousand_stocks(number, timing):
    flow, _, _, draws = draws_of(number)
    together = perpetual_inventory(
        flow[:, np.newaxis], initial_stock=draws["first"], depreciation_rate=draws["rate"], investment_timing=timing
    )
    assert together.closing.shape == (6, DRAWS)
    for i in range(DRAWS):
        single = perpetual_inventory(
            flow, initial_stock=draws["first"][i], depreciation_rate=draws["rate"][i], investment_timing=timing
        )
        assert np.abs(together.closing[:, i] / single.closing - 1.0).max() <= SAME


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("averaging", AVERAGINGS)
def test_a_thousand_phases_at_once_are_a_thousand_phases(form, averaging):
    flow, output, labour, draws = draws_of(20)
    capital = perpetual_inventory(
        flow[:, np.newaxis], initial_stock=draws["first"], depreciation_rate=draws["rate"]
    ).closing
    years = years_of(output)
    together = phase_decomposition(
        years,
        output[:, np.newaxis],
        capital,
        labour[:, np.newaxis],
        capital_share=draws["share"][np.newaxis],
        form=form,
        averaging=averaging,
    )
    names = (
        "output_growth", "capital_growth", "labour_growth", "capital_contribution", "labour_contribution",
        "capital_contribution_share", "labour_contribution_share",
    )  # fmt: skip
    assert together.tfp_contribution_share.shape == (DRAWS,)
    assert together.shares_defined.all()
    for i in range(DRAWS):
        single = phase_decomposition(
            years, output, capital[:, i], labour, capital_share=draws["share"][i], form=form, averaging=averaging
        )
        for name in names:
            ours, alone = np.broadcast_to(getattr(together, name), DRAWS)[i], float(getattr(single, name))
            # a growth rate is a ratio near 1 less 1: what is rounded is the ratio
            assert abs(ours - alone) <= SAME * max(abs(alone), 1.0 if name.endswith("growth") else abs(alone)), name
        # a residual is rounded relative to what it is the residual of
        for name in ("tfp_growth", "tfp_contribution_share"):
            assert abs(getattr(together, name)[i] - float(getattr(single, name))) <= SAME, name


# -- index and growth --------------------------------------------------------------------------------------------------


@given(st.lists(growth, min_size=1, max_size=30), st.floats(1e-3, 1e6), st.booleans())
def test_the_index_inverts_the_growth_rates(rates, base, log):
    path = index_from_growth(rates, log=log, base=base)
    assert path.shape == (len(rates) + 1,)
    # two neighbours of the index share all roundings but those of their own step: some 4 EPS of a ratio up to e
    assert growth_rates(path, log=log) == pytest.approx(np.array(rates), abs=2e-15)


@given(levels(most_years=20), st.booleans())
def test_the_growth_rates_invert_the_index(data, log):
    for path in data:
        rebuilt = index_from_growth(growth_rates(path, log=log), log=log, base=path[0])
        # twenty steps of three roundings, each of the ratio (discrete) or of its log (below 1) and the exponential
        assert rebuilt == pytest.approx(path, rel=1e-14, abs=0.0)
