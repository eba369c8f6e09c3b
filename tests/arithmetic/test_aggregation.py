"""Aggregation over industries and territories, Domar weights, shift-share, productivity ratios.

Every figure here is made up. The territories carry the names of those that merged in 2025 only to show the call: no
constant-price output, capital or labour of Cần Thơ and Hậu Giang by year was at hand.
"""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.accounting import growth_account
from tfp_soctrang.arithmetic.aggregation import aggregate_accounts, opening_weights, value_weights
from tfp_soctrang.arithmetic.domar import domar_accounts, domar_weights
from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.arithmetic.shift_share import productivity_ratio, shift_share, total_input
from tfp_soctrang.errors import DataError

EPS = 2.0**-53
FORMS = ["discrete", "log"]

level = st.floats(1e-2, 1e4)
growth = st.floats(-0.4, 0.6, allow_subnormal=False)
unit = st.floats(1e-6, 1e6)


@st.composite
def economies(draw, most_years=4, most_parts=4):
    """Years; output, capital, labour, value added at current prices and capital shares, shape (n, parts) each."""
    n, parts = draw(st.integers(2, most_years)), draw(st.integers(1, most_parts))

    def table(elements, rows):
        return np.reshape(draw(st.lists(elements, min_size=rows * parts, max_size=rows * parts)), (rows, parts))

    def levels():
        rates = np.vstack([np.zeros((1, parts)), table(growth, n - 1)])
        return table(level, 1) * np.cumprod(1.0 + rates, axis=0)

    return np.arange(2020, 2020 + n), levels(), levels(), levels(), levels(), table(st.floats(0.05, 0.95), n)


def account_of(data, form, **keywords):
    years, output, capital, labour, value, share = data
    return aggregate_accounts(
        years, output, capital, labour, capital_share=share, form=form, value_added=value, **keywords
    )


def close(ours, theirs, *sizes, roundings=40):
    """Equal but for some roundings of the largest numbers that take part."""
    size = 1.0 + sum(float(np.abs(array).sum()) for array in sizes)
    return bool((np.abs(np.asarray(ours) - np.asarray(theirs)) <= roundings * EPS * size).all())


# -- weights -----------------------------------------------------------------------------------------------------------


@given(economies())
def test_weights_sum_to_one(data):
    value = data[4]
    for weights in (value_weights(value), opening_weights(value)):
        assert weights.sum(axis=1) == pytest.approx(1.0, rel=1e-14)
        assert (weights > 0.0).all()


@given(economies())
def test_opening_weights_sum_discrete_growth_exactly_to_that_of_the_sum(data):
    output = data[1]
    summed = (opening_weights(output) * growth_rates(output)).sum(axis=1)
    assert summed == pytest.approx(growth_rates(output.sum(axis=1)), abs=1e-14)


# -- adding up ---------------------------------------------------------------------------------------------------------


@given(economies(), st.sampled_from(FORMS), st.booleans(), st.booleans())
def test_contributions_and_reallocation_add_up_to_the_whole(data, form, with_item, published_whole):
    years, output, _, _, value, _ = data
    keywords = {}
    if with_item:
        keywords |= {"item": 0.1 * output[:, 0] + 1.0, "item_value": 0.2 * value[:, 0]}
    if published_whole:
        keywords |= {"whole_output": output.sum(axis=1) ** 1.1, "whole_capital_share": 0.4}
    account = account_of(data, form, **keywords)
    whole = account.whole
    sizes = (account.output_contribution, account.capital_contribution, account.labour_contribution,
             whole.capital_contribution, whole.labour_contribution, whole.output_growth)  # fmt: skip

    summed = account.output_contribution.sum(axis=1) + account.item_contribution + account.output_difference
    assert close(summed, whole.output_growth, *sizes)
    tfp = account.tfp_contribution.sum(axis=1) + account.item_tfp_contribution
    assert close(tfp + account.output_difference + account.reallocation, whole.tfp_growth, *sizes)
    inside = account.weights.sum(axis=1)
    assert close(inside + account.item_weight, 1.0)
    assert close(
        inside * whole.capital_contribution, account.capital_contribution.sum(axis=1) - account.capital_reallocation,
        *sizes,
    )  # fmt: skip
    assert close(
        inside * whole.labour_contribution, account.labour_contribution.sum(axis=1) - account.labour_reallocation,
        *sizes,
    )  # fmt: skip
    if not published_whole:
        assert close(account.output_difference, 0.0, *sizes)
    assert np.array_equal(account.years, years[1:])


@given(economies(most_parts=1), st.sampled_from(FORMS))
def test_one_industry_is_the_whole(data, form):
    years, output, capital, labour, _, share = data
    account = account_of(data, form)
    alone = growth_account(years, output[:, 0], capital[:, 0], labour[:, 0], capital_share=share[:, 0], form=form)
    for name in ("output_growth", "capital_contribution", "labour_contribution", "tfp_growth"):
        assert close(getattr(account.whole, name), getattr(alone, name), 3.0)
        assert close(account.tfp_contribution[:, 0], alone.tfp_growth, 3.0)
    assert close(account.reallocation, 0.0, 3.0)


@given(economies(), st.sampled_from(FORMS))
def test_inputs_that_grow_alike_are_not_reallocated(data, form):
    years, output, capital, labour, value, share = data
    pace = (1.03 ** np.arange(len(years)))[:, np.newaxis]
    account = account_of((years, output, capital[:1] * pace, labour[:1] / pace, value, share), form)
    assert close(account.capital_reallocation, 0.0, 3.0)
    assert close(account.labour_reallocation, 0.0, 3.0)


@given(economies(), st.sampled_from(FORMS), unit, unit, unit, unit)
def test_units_do_not_matter(data, form, of_output, of_capital, of_labour, of_value):
    years, output, capital, labour, value, share = data
    one = account_of(data, form)
    other = account_of(
        (years, of_output * output, of_capital * capital, of_labour * labour, of_value * value, share), form
    )
    for name in ("output_contribution", "tfp_contribution", "capital_reallocation", "labour_reallocation"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-12)
    assert other.whole.tfp_growth == pytest.approx(one.whole.tfp_growth, abs=1e-12)


# -- by hand -----------------------------------------------------------------------------------------------------------

THREE = {
    # primary, industry and construction, services; constant prices, made up
    "output": [[40.0, 20.0, 36.0], [41.0, 23.0, 39.0]],
    "capital_input": [[80.0, 90.0, 110.0], [82.0, 99.0, 116.0]],
    "labour_input": [[300.0, 100.0, 200.0], [285.0, 110.0, 209.0]],
}
TAXES = [4.0, 5.0]


def test_three_sectors_and_taxes_by_hand():
    account = aggregate_accounts([2020, 2021], **THREE, capital_share=[[0.3, 0.5, 0.4]], item=TAXES)
    # gross product 100 -> 108; contributions are changes over 100
    assert account.output_contribution == pytest.approx(np.array([[0.01, 0.03, 0.03]]), abs=1e-15)
    assert account.item_contribution == pytest.approx([0.01], abs=1e-15)
    assert account.whole.output_growth == pytest.approx([0.08], abs=1e-15)
    assert account.capital_contribution == pytest.approx(
        np.array([[0.4 * 0.3 * 2 / 80, 0.2 * 0.5 * 0.1, 0.36 * 0.4 * 6 / 110]]), abs=1e-15
    )
    assert account.labour_contribution == pytest.approx(
        np.array([[-0.4 * 0.7 * 0.05, 0.2 * 0.5 * 0.1, 0.36 * 0.6 * 0.045]]), abs=1e-15
    )
    share = (0.4 * 0.3 + 0.2 * 0.5 + 0.36 * 0.4) / 0.96
    assert account.whole.capital_share == pytest.approx([share], abs=1e-15)
    inputs = share * 17 / 280 + (1 - share) * 4 / 600
    assert account.whole.tfp_growth == pytest.approx([0.08 - inputs], abs=1e-15)
    assert account.item_tfp_contribution == pytest.approx([0.01 - 0.04 * inputs], abs=1e-15)
    # labour left the sector with the least labour income a worker: reallocation adds to growth
    assert account.labour_reallocation[0] > 0.0


def test_log_weights_are_two_period_means_at_current_prices():
    value = [[40.0, 20.0, 36.0], [44.0, 30.0, 46.0]]
    account = aggregate_accounts(
        [2020, 2021], **THREE, capital_share=0.4, form="log", value_added=value, item=TAXES, item_value=[4.0, 5.0]
    )
    weights = np.array([40 / 100 + 44 / 125, 20 / 100 + 30 / 125, 36 / 100 + 46 / 125]) / 2
    assert account.weights == pytest.approx(weights[np.newaxis], abs=1e-15)
    assert account.item_weight == pytest.approx([(0.04 + 5 / 125) / 2], abs=1e-15)
    assert account.output_contribution[0] == pytest.approx(weights * np.log([41 / 40, 23 / 20, 39 / 36]), abs=1e-15)


def test_a_published_whole_shows_its_difference():
    account = aggregate_accounts([2020, 2021], **THREE, capital_share=0.4, whole_output=[96.0, 104.0])
    assert account.output_difference == pytest.approx([104 / 96 - 103 / 96], abs=1e-15)


def test_territories_of_a_merger_made_up():
    # Cần Thơ, Hậu Giang, Sóc Trăng -> the new city; made-up levels at one price base. No territory has TFP growth:
    # output moves with inputs alone, and workers move to where they make more.
    labour = np.array([[600.0, 400.0, 640.0], [612.0, 396.0, 634.0]])
    capital = np.array([[150.0, 60.0, 80.0], [150.0, 60.0, 80.0]])
    output = np.array([[90.0, 30.0, 48.0]])
    output = np.vstack([output, output * (1.0 + 0.6 * growth_rates(labour))])
    account = aggregate_accounts([2024, 2025], output, capital, labour, capital_share=0.4)
    assert account.tfp_contribution == pytest.approx(np.zeros((1, 3)), abs=1e-15)
    assert account.whole.output_growth == pytest.approx([output[1].sum() / 168.0 - 1.0], abs=1e-15)
    gain = 0.6 * (90 * 0.02 - 30 * 0.01 - 48 * 6 / 640) / 168 - 0.6 * 2 / 1640
    assert account.labour_reallocation == pytest.approx([gain], abs=1e-15)
    assert account.whole.tfp_growth == pytest.approx([gain], abs=1e-15)
    assert gain > 0.0


# -- draws -------------------------------------------------------------------------------------------------------------

DRAWN = ["output", "capital_input", "labour_input", "capital_share", "value_added", "item", "item_value",
         "whole_output", "whole_capital_input", "whole_labour_input", "whole_capital_share"]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("drawn", DRAWN)
def test_draws_of_any_argument_are_single_calls(drawn, form):
    rng = np.random.default_rng(3)
    n, parts, draws = 3, 4, 5
    arguments = {name: rng.uniform(1.0, 2.0, (n, parts)) for name in DRAWN[:5]}
    arguments |= {name: rng.uniform(1.0, 2.0, n) for name in DRAWN[5:]}
    arguments["capital_share"] = arguments["capital_share"] / 3.0
    arguments["whole_capital_share"] = arguments["whole_capital_share"] / 3.0
    base = arguments[drawn]
    # shares between 1/3 and 2/3 stay below one
    arguments[drawn] = base[..., np.newaxis] * rng.uniform(0.7, 1.3, draws)
    together = aggregate_accounts([2020, 2021, 2022], **arguments, form=form)
    names = ("tfp_contribution", "capital_contribution", "reallocation", "output_difference", "item_tfp_contribution")
    for m in range(draws):
        single = aggregate_accounts([2020, 2021, 2022], **arguments | {drawn: arguments[drawn][..., m]}, form=form)
        for name in names:
            ours, alone = getattr(together, name), getattr(single, name)
            shape = (*alone.shape, draws)
            assert np.broadcast_to(ours, shape)[..., m] == pytest.approx(alone, abs=1e-14), name
        whole = np.broadcast_to(together.whole.tfp_growth, (n - 1, draws))[:, m]
        assert whole == pytest.approx(single.whole.tfp_growth, abs=1e-14)


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"form": "geometric"}, "form: has no contributions that add up"),
        ({"form": "log"}, "value_added: is needed by the form log"),
        ({"item_value": TAXES}, "item_value: belongs to item and value_added"),
        ({"item": TAXES, "value_added": THREE["output"]}, "item_value: belongs to item and value_added"),
        ({"item": [4.0, -5.0]}, "item, 2021: must be a finite number above zero"),
        ({"output": [[40.0, 20.0, 36.0], [41.0, 0.0, 39.0]]}, "output, 2021, column 1: must be a finite number above"),
        ({"capital_input": [[80.0, 90.0]] * 2}, "need the same parts on axis 1"),
        ({"output": [40.0, 41.0]}, "needs two years at least on axis 0 and industries"),
        ({"value_added": [[40.0, 20.0]] * 2}, "value_added: needs the years and parts of output"),
        ({"capital_share": 40.0}, "capital_share: must lie between 0 and 1"),
        ({"value_added": np.ones((2, 3, 4)), "capital_share": np.full((1, 1, 3), 0.4)}, "do not fit together"),
    ],
)
def test_industries_that_are_refused(changes, message):
    with pytest.raises(DataError, match=message):
        aggregate_accounts([2020, 2021], **{**THREE, "capital_share": 0.4} | changes)


def test_results_are_read_only():
    account = aggregate_accounts([2020, 2021], **THREE, capital_share=0.4)
    with pytest.raises(ValueError, match="read-only"):
        account.weights[0] = 0.0


# -- Domar -------------------------------------------------------------------------------------------------------------


@st.composite
def with_intermediates(draw):
    years, output, capital, labour, value, share = draw(economies())
    part = np.reshape(draw(st.lists(st.floats(0.1, 0.8), min_size=value.size, max_size=value.size)), value.shape)
    used = np.reshape(draw(st.lists(level, min_size=value.size, max_size=value.size)), value.shape)
    return years, output, used, capital, labour, value, part * value, share


@given(with_intermediates())
def test_domar_weighted_tfp_and_reallocation_add_up_to_aggregate_tfp(data):
    years, output, used, capital, labour, gross_value, used_value, share = data
    account = domar_accounts(
        years, output, used, capital, labour,
        gross_output_value=gross_value, intermediate_value=used_value, capital_share=share,
    )  # fmt: skip
    assert account.weights == pytest.approx(domar_weights(gross_value, used_value), rel=1e-14)
    assert (account.weights.sum(axis=1) > 1.0).all()
    summed = account.tfp_contribution.sum(axis=1) + account.value_added.reallocation
    # value-added growth is a growth of output over a share of 0.2 at least, and its index is chained and read back
    size = 1.0 + np.abs(account.output_growth).max() + np.abs(account.intermediate_growth).max()
    assert summed == pytest.approx(account.value_added.whole.tfp_growth, abs=1e-12 * float(size))
    assert account.tfp_contribution == pytest.approx(account.value_added.tfp_contribution, abs=1e-12 * float(size))


def test_domar_weights_of_steady_values_are_gross_output_over_total_value_added():
    # value added 40 + 60 = 100
    weights = domar_weights([[100.0, 150.0]] * 2, [[60.0, 90.0]] * 2)
    assert weights == pytest.approx(np.array([[1.0, 1.5]]), rel=1e-15)


def test_the_account_of_gross_output_by_hand():
    account = domar_accounts(
        [2020, 2021], [[100.0], [110.0]], [[50.0], [54.0]], [[300.0], [315.0]], [[10.0], [10.0]],
        gross_output_value=[[100.0], [120.0]], intermediate_value=[[60.0], [66.0]], capital_share=0.4,
    )  # fmt: skip
    value_added_share = (0.40 + 0.45) / 2
    expected = np.log(1.1) - (1 - value_added_share) * np.log(1.08) - value_added_share * 0.4 * np.log(1.05)
    assert account.tfp_growth == pytest.approx(np.array([[expected]]), abs=1e-15)
    assert account.weights == pytest.approx(np.array([[1 / value_added_share]]), rel=1e-15)


def test_domar_draws_are_single_calls():
    rng = np.random.default_rng(4)
    output, used, capital, labour, value = rng.uniform(1.0, 2.0, (5, 3, 2))
    drawn = 0.3 * value[..., np.newaxis] * rng.uniform(0.5, 1.5, 4)
    years = [2020, 2021, 2022]
    together = domar_accounts(
        years, output, used, capital, labour, gross_output_value=value, intermediate_value=drawn, capital_share=0.4
    )
    for m in range(4):
        single = domar_accounts(
            years, output, used, capital, labour,
            gross_output_value=value, intermediate_value=drawn[..., m], capital_share=0.4,
        )  # fmt: skip
        assert together.tfp_contribution[..., m] == pytest.approx(single.tfp_contribution, abs=1e-14)


def test_intermediates_as_large_as_output_are_refused():
    with pytest.raises(DataError, match="intermediate_value, row 1, column 0: must be smaller than gross output"):
        domar_weights([[100.0], [100.0]], [[60.0], [100.0]])


# -- shift-share -------------------------------------------------------------------------------------------------------


@given(economies(), st.booleans())
def test_terms_of_the_shift_share_sum_to_productivity_growth(data, with_item):
    _, output, _, labour, _, _ = data
    item = 0.3 * output[:, 0] + 1.0 if with_item else None
    terms = shift_share(output, labour, item=item)
    sizes = (terms.within, terms.static_shift, terms.dynamic_shift, terms.item_contribution)
    three = (terms.within + terms.static_shift + terms.dynamic_shift).sum(axis=1) + terms.item_contribution
    two = (terms.within_at_mean + terms.shift_at_mean).sum(axis=1) + terms.item_contribution
    # levels of output and labour differ by up to 1e6 between industries: rounding is relative to the largest term
    assert close(three, terms.productivity_growth, *sizes, roundings=200)
    assert close(two, terms.productivity_growth, *sizes, roundings=200)


@given(st.lists(st.tuples(*[st.integers(1, 1000)] * 4), min_size=1, max_size=5))
def test_the_three_and_two_terms_are_exact_in_rational_numbers(rows):
    # the identity itself, without rounding; and the library against it
    before, after, l0, l1 = zip(*rows, strict=True)
    p0, p1 = ([Fraction(y, x) for y, x in zip(*pair, strict=True)] for pair in ((before, l0), (after, l1)))
    s0, s1 = ([Fraction(x, sum(people)) for x in people] for people in (l0, l1))
    base = Fraction(sum(before), sum(l0))
    rate = Fraction(sum(after), sum(l1)) / base - 1
    columns = list(zip(p0, p1, s0, s1, strict=True))
    within = [s * (q - p) / base for p, q, s, _ in columns]
    static = [p * (r - s) / base for p, _, s, r in columns]
    dynamic = [(q - p) * (r - s) / base for p, q, s, r in columns]
    at_mean = [(s + r) / 2 * (q - p) / base for p, q, s, r in columns]
    shifted = [(p + q) / 2 * (r - s) / base for p, q, s, r in columns]
    assert sum(within) + sum(static) + sum(dynamic) == rate == sum(at_mean) + sum(shifted)
    terms = shift_share([before, after], [l0, l1])
    for ours, exact in (
        (terms.within, within), (terms.static_shift, static), (terms.dynamic_shift, dynamic),
        (terms.within_at_mean, at_mean), (terms.shift_at_mean, shifted),
    ):  # fmt: skip
        # productivities lie between 1e-3 and 1e3, so that a term is a difference of numbers up to 1e6
        assert np.abs(ours[0] - np.array(exact, dtype=float)).max() <= 1e-9
    assert float(terms.productivity_growth[0]) == pytest.approx(float(rate), abs=1e-9)


@given(economies(), unit, unit)
def test_units_do_not_matter_to_the_shift_share(data, of_output, of_labour):
    _, output, _, labour, _, _ = data
    one, other = shift_share(output, labour), shift_share(of_output * output, of_labour * labour)
    for name in ("within", "static_shift", "dynamic_shift"):
        size = 1.0 + float(np.abs(getattr(one, name)).max())
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-12 * size)


def test_shift_share_by_hand():
    # productivity 1 and 2; one worker of 50 moves to the second; the second becomes 2.1 a worker
    terms = shift_share([[50.0, 50.0], [49.0, 2.1 * 26.0]], [[50.0, 25.0], [49.0, 26.0]])
    base = 100.0 / 75.0
    assert terms.within[0] == pytest.approx([0.0, 25 / 75 * 0.1 / base], abs=1e-15)
    assert terms.static_shift[0] == pytest.approx([-1 / 75 / base, 2 / 75 / base], abs=1e-15)
    assert terms.dynamic_shift[0] == pytest.approx([0.0, 0.1 / 75 / base], abs=1e-15)
    assert terms.item_contribution.tolist() == [0.0]


def test_without_shifts_all_is_within_and_one_industry_has_no_shift():
    terms = shift_share([[50.0, 50.0], [60.0, 49.0]], [[50.0, 25.0], [100.0, 50.0]])
    assert np.abs(terms.static_shift).max() == np.abs(terms.dynamic_shift).max() == 0.0
    one = shift_share([[50.0], [60.0]], [[50.0], [48.0]])
    assert one.within[0, 0] == pytest.approx(one.productivity_growth[0], abs=1e-15)


def test_draws_of_the_shift_share_are_single_calls():
    rng = np.random.default_rng(5)
    output, labour, item = rng.uniform(1, 2, (4, 3)), rng.uniform(1, 2, (4, 3, 6)), rng.uniform(1, 2, (4, 6))
    together = shift_share(output, labour, item=item)
    for m in range(6):
        single = shift_share(output, labour[..., m], item=item[:, m])
        for name in ("within", "static_shift", "dynamic_shift", "item_contribution", "productivity_growth"):
            assert getattr(together, name)[..., m] == pytest.approx(getattr(single, name), abs=1e-14)


@pytest.mark.parametrize(
    ("output", "labour", "message"),
    [
        ([[1.0, 2.0], [1.0, 2.0]], [[1.0, 2.0], [1.0, 0.0]], "labour_input, 2021, column 1: must be a finite number"),
        ([[1.0, 2.0], [1.0, 2.0]], [[1.0], [1.0]], "need the same years and industries"),
        ([1.0, 2.0], [1.0, 2.0], "industries .or territories. on axis 1"),
        (np.ones((2, 2, 3)), np.ones((2, 2, 4)), "do not fit together"),
    ],
)
def test_shift_shares_that_are_refused(output, labour, message):
    with pytest.raises(DataError, match=message):
        shift_share(output, labour, years=[2020, 2021])


# -- ratios ------------------------------------------------------------------------------------------------------------


def test_ratios_by_hand():
    years, output = [1928, 1929, 1930], [180.0, 200.0, 210.0]
    assert productivity_ratio(years, output, [50.0, 40.0, 35.0], base_year=1929) == pytest.approx([72.0, 100.0, 120.0])
    both = total_input(years, [[45.0, 8.0], [50.0, 10.0], [55.0, 14.0]], [0.75, 0.25], base_year=1929)
    assert both == pytest.approx([87.5, 100.0, 117.5], rel=1e-15)
    total = productivity_ratio(years, output, both, base_year=1929)
    assert total == pytest.approx([100 * 90 / 87.5, 100.0, 100 * 105 / 117.5], rel=1e-15)


@given(economies(), unit, unit)
def test_units_do_not_matter_to_ratios(data, of_output, of_input):
    years, output, capital = data[:3]
    one = productivity_ratio(years, output, capital, base_year=2021)
    other = productivity_ratio(years, of_output * output, of_input * capital, base_year=2021)
    assert other == pytest.approx(one, rel=1e-12)
    weights = np.full(capital.shape[1], 1.0 / capital.shape[1])
    both = total_input(years, capital, weights, base_year=2021)
    assert both[1] == pytest.approx(100.0, rel=1e-13)
    assert total_input(years, of_input * capital, weights, base_year=2021) == pytest.approx(both, rel=1e-12)
    # total input lies between the inputs: its ratio between the partial ones
    indices = 100.0 * capital / capital[1]
    assert (both <= indices.max(axis=1) * (1 + 1e-12)).all()
    assert (both >= indices.min(axis=1) * (1 - 1e-12)).all()


def test_draws_of_the_weights_are_single_calls():
    inputs = [[45.0, 8.0], [50.0, 10.0], [55.0, 14.0]]
    weights = np.array([[0.6, 0.7, 0.8], [0.4, 0.3, 0.2]])
    together = total_input([2019, 2020, 2021], inputs, weights, base_year=2020)
    assert together.shape == (3, 3)
    for m in range(3):
        single = total_input([2019, 2020, 2021], inputs, weights[:, m], base_year=2020)
        assert np.array_equal(together[:, m], single)


@pytest.mark.parametrize(
    ("weights", "base_year", "message"),
    [
        ([0.75, 0.35], 2020, "sum of weights: must be one"),
        ([75.0, 25.0], 2020, "sum of weights: must be one"),
        ([1.25, -0.25], 2020, "weights, row 1: must not be negative"),
        ([1.0], 2020, "one a factor"),
        ([0.75, 0.25], 2022, "base_year: must be one of 2 years"),
    ],
)
def test_total_inputs_that_are_refused(weights, base_year, message):
    with pytest.raises(DataError, match=message):
        total_input([2020, 2021], [[45.0, 8.0], [50.0, 10.0]], weights, base_year=base_year)
