"""Indexes: axioms, products, contributions, chains, two stages, links, and what is refused.

EPS is the relative rounding error of one operation, 1.1e-16. Prices and quantities of the generated tables lie within
a factor of 1e4 of each other, with up to six items: a sum of positive products is wrong by less than 10 EPS of itself,
a log of a ratio (below 10) by 10 EPS absolutely, so that an index by logs is wrong by some 20 EPS of itself. CLOSE
leaves a factor of ten above that for products of two such indexes.
"""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tfp_soctrang.arithmetic.chaining import deflated_values, implied_deflator, linked_index
from tfp_soctrang.arithmetic.index_formulas import (
    CONSISTENT_IN_AGGREGATION,
    logarithmic_mean,
    mean_of_relatives,
)
from tfp_soctrang.arithmetic.index_numbers import (
    growth_contributions,
    index_contributions,
    price_index,
    quantity_index,
    two_stage_index,
)
from tfp_soctrang.errors import DataError

EPS = 2.0**-53
CLOSE = 5e-14
BASKETS = ["laspeyres", "paasche", "fisher", "walsh", "marshall_edgeworth"]
LOGS = ["geometric_laspeyres", "geometric_paasche", "tornqvist", "sato_vartia", "montgomery_vartia"]
FORMULAS = [*BASKETS, *LOGS]
SYMMETRIC = ["fisher", "tornqvist", "walsh", "marshall_edgeworth", "sato_vartia", "montgomery_vartia"]
IDEAL = ["fisher", "sato_vartia", "montgomery_vartia"]

number = st.floats(0.01, 100.0)
formula_of = st.sampled_from(FORMULAS)
kind_of = st.sampled_from(["price", "quantity"])


@st.composite
def tables(draw, least_periods=2, most_periods=5, least_items=1):
    n, k = draw(st.integers(least_periods, most_periods)), draw(st.integers(least_items, 6))
    cells = draw(st.lists(number, min_size=2 * n * k, max_size=2 * n * k))
    return np.reshape(cells, (2, n, k))


def index_of(kind):
    return price_index if kind == "price" else quantity_index


def value_ratio(p, q):
    value = (p * q).sum(axis=1)
    return value / value[0]


# -- axioms ------------------------------------------------------------------------------------------------------------


@given(tables(), formula_of, st.booleans())
def test_the_base_period_is_one_and_everything_is_positive(table, formula, chained):
    for kind in ("price", "quantity"):
        for base in (0, -1):
            index = index_of(kind)(*table, formula, chained=chained, base=base)
            assert index.shape == (table.shape[1],)
            assert index[base] == 1.0
            assert (index > 0.0).all()


@given(tables(), formula_of)
def test_identity_the_same_prices_are_no_change(table, formula):
    p, q = table
    constant = np.broadcast_to(p[:1], p.shape)
    assert price_index(constant, q, formula) == pytest.approx(np.ones(len(p)), rel=CLOSE, abs=0.0)
    assert quantity_index(q, constant, formula) == pytest.approx(np.ones(len(p)), rel=CLOSE, abs=0.0)


@given(tables(), formula_of, st.floats(0.01, 100.0))
def test_proportionality_prices_all_multiplied_multiply_the_index(table, formula, factor):
    # Montgomery–Vartia weights do not sum to one, except where quantities are proportional as well
    assume(formula != "montgomery_vartia")
    p, q = table
    scaled = np.concatenate([p[:1], factor * p[:1]])
    assert price_index(scaled, q[:2], formula)[1] == pytest.approx(factor, rel=CLOSE, abs=0.0)


def test_montgomery_vartia_is_not_proportional():
    p, q = np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([[1.0, 1.0], [9.0, 1.0]])
    assert abs(price_index(p, q, "montgomery_vartia")[1] - 2.0) > 0.01


@given(tables(), formula_of, st.data())
def test_commensurability_units_of_items_do_not_matter(table, formula, data):
    p, q = table
    units = np.array(data.draw(st.lists(st.floats(1e-6, 1e6), min_size=p.shape[1], max_size=p.shape[1])))
    for kind in ("price", "quantity"):
        expected = index_of(kind)(p, q, formula)
        assert index_of(kind)(p * units, q / units, formula) == pytest.approx(expected, rel=CLOSE, abs=0.0)


@given(tables(), st.sampled_from(SYMMETRIC))
def test_time_reversal(table, formula):
    for kind in ("price", "quantity"):
        forward = index_of(kind)(*table, formula)[-1]
        backward = index_of(kind)(*table, formula, base=-1)[0]
        assert forward * backward == pytest.approx(1.0, rel=CLOSE, abs=0.0)


@given(tables())
def test_time_reversal_exchanges_laspeyres_and_paasche(table):
    for one, other in (("laspeyres", "paasche"), ("geometric_laspeyres", "geometric_paasche")):
        forward, backward = price_index(*table, one)[-1], price_index(*table, other, base=-1)[0]
        assert forward * backward == pytest.approx(1.0, rel=CLOSE, abs=0.0)


def test_laspeyres_is_not_reversible():
    p, q = np.array([[1.0, 1.0], [2.0, 1.0]]), np.array([[1.0, 1.0], [1.0, 4.0]])
    assert abs(price_index(p, q, "laspeyres")[1] * price_index(p, q, "laspeyres", base=1)[0] - 1.0) > 0.1


@given(tables(), st.sampled_from(IDEAL))
def test_factor_reversal_prices_times_quantities_are_values(table, formula):
    p, q = table
    product = price_index(p, q, formula) * quantity_index(p, q, formula)
    assert product == pytest.approx(value_ratio(p, q), rel=CLOSE, abs=0.0)


@pytest.mark.parametrize("formula", [f for f in FORMULAS if f not in IDEAL])
def test_factor_reversal_fails_for_the_others(formula):
    p, q = np.array([[1.0, 1.0], [3.0, 1.0]]), np.array([[2.0, 1.0], [1.0, 5.0]])
    product = price_index(p, q, formula)[1] * quantity_index(p, q, formula)[1]
    assert abs(product / value_ratio(p, q)[1] - 1.0) > 1e-3


@given(tables())
def test_product_of_laspeyres_and_paasche_is_the_ratio_of_values(table):
    for one, other in (("laspeyres", "paasche"), ("paasche", "laspeyres")):
        product = price_index(*table, one) * quantity_index(*table, other)
        assert product == pytest.approx(value_ratio(*table), rel=CLOSE, abs=0.0)


@given(tables(least_items=2))
def test_fisher_lies_between_laspeyres_and_paasche(table):
    laspeyres, paasche, fisher = (price_index(*table, f) for f in ("laspeyres", "paasche", "fisher"))
    assert (fisher <= np.maximum(laspeyres, paasche) * (1.0 + CLOSE)).all()
    assert (fisher >= np.minimum(laspeyres, paasche) * (1.0 - CLOSE)).all()
    assert fisher == pytest.approx(np.sqrt(laspeyres * paasche), rel=CLOSE, abs=0.0)


@given(tables(most_periods=2, least_items=2))
def test_laspeyres_exceeds_paasche_when_buyers_turn_to_what_became_cheaper(table):
    # quantities fall as prices rise: covariance of the relatives below zero (von Bortkiewicz)
    p, q = table
    q = np.stack([q[0], q[0] * p[0] / p[1]])
    laspeyres, paasche, fisher = (price_index(p, q, f)[1] for f in ("laspeyres", "paasche", "fisher"))
    assert laspeyres * (1.0 + CLOSE) >= fisher
    assert fisher * (1.0 + CLOSE) >= paasche


@given(tables(), st.sampled_from([f for f in FORMULAS if f != "montgomery_vartia"]))
def test_the_index_is_a_mean_of_the_relatives(table, formula):
    p, q = table
    relatives = p / p[0]
    index = price_index(p, q, formula)
    assert (index <= relatives.max(axis=1) * (1.0 + CLOSE)).all()
    assert (index >= relatives.min(axis=1) * (1.0 - CLOSE)).all()


@given(tables(least_items=2), formula_of, kind_of, st.integers(0, 5))
def test_the_order_of_items_does_not_matter(table, formula, kind, turn):
    rolled = np.roll(table, turn, axis=2)
    assert index_of(kind)(*rolled, formula) == pytest.approx(index_of(kind)(*table, formula), rel=CLOSE, abs=0.0)


@given(st.lists(st.tuples(number, number, number), min_size=2, max_size=5), formula_of)
def test_one_item_is_its_own_index(cells, formula):
    p, q, _ = np.array(cells).T[:, :, np.newaxis]
    # Montgomery–Vartia: weight L(v0, v1)/L(V0, V1) is one with one item
    assert price_index(p, q, formula) == pytest.approx(p[:, 0] / p[0, 0], rel=CLOSE, abs=0.0)


# -- means -------------------------------------------------------------------------------------------------------------


@given(tables())
def test_laspeyres_and_paasche_are_means_of_relatives_weighted_by_value(table):
    p, q = table
    relatives, value = p / p[0], p * q
    for formula, weight, mean in (
        ("laspeyres", value[:1], "arithmetic"),
        ("paasche", value, "harmonic"),
        ("geometric_laspeyres", value[:1], "geometric"),
        ("geometric_paasche", value, "geometric"),
    ):
        expected = price_index(p, q, formula)
        assert mean_of_relatives(relatives, weight, mean) == pytest.approx(expected, rel=CLOSE, abs=0.0)


def test_means_by_hand():
    relatives, weights = [[1.0, 4.0]], [[1.0, 1.0]]
    assert float(mean_of_relatives(relatives)[0]) == 2.5
    assert float(mean_of_relatives(relatives, weights, "harmonic")[0]) == pytest.approx(1.6, rel=4 * EPS, abs=0.0)
    assert float(mean_of_relatives(relatives, weights, "geometric")[0]) == pytest.approx(2.0, rel=4 * EPS, abs=0.0)
    assert float(mean_of_relatives(relatives, [[3.0, 0.0]], "geometric")[0]) == 1.0


@given(st.floats(1e-300, 1e300), st.floats(1e-300, 1e300))
def test_the_logarithmic_mean_lies_between_the_geometric_and_the_arithmetic(a, b):
    mean = float(logarithmic_mean(a, b))
    assert math.sqrt(a) * math.sqrt(b) * (1.0 - 1e-13) <= mean <= (0.5 * a + 0.5 * b) * (1.0 + 1e-13)
    assert mean == float(logarithmic_mean(b, a))


@given(st.floats(1e-3, 1e3), st.floats(-1e-3, 1e-3))
def test_the_logarithmic_mean_near_equality(a, distance):
    # L(a, a(1+x)) = a (1 + x/2 - x²/12 + x³/24 - …); the term in x⁴ is 19/720 x⁴ < 3e-14
    b = a * (1.0 + distance)
    x = (b - a) / a
    assert float(logarithmic_mean(a, b)) == pytest.approx(
        a * (1.0 + x / 2.0 - x**2 / 12.0 + x**3 / 24.0), rel=5e-14, abs=0.0
    )


def test_the_logarithmic_mean_at_its_limits():
    assert logarithmic_mean([3.0, 0.0, 0.0, 5.0], [3.0, 0.0, 7.0, 0.0]).tolist() == [3.0, 0.0, 0.0, 0.0]
    assert float(logarithmic_mean(1.0, math.e)) == pytest.approx(math.e - 1.0, rel=4 * EPS, abs=0.0)
    assert float(logarithmic_mean(5e-324, 1.7e308)) > 0.0
    with pytest.raises(DataError, match="logarithmic_mean, b"):
        logarithmic_mean(1.0, -1.0)


# -- contributions -----------------------------------------------------------------------------------------------------


@given(tables(), formula_of, kind_of, st.booleans(), st.sampled_from([0, 1, -1]))
def test_contributions_sum_to_the_change(table, formula, kind, chained, base):
    index = index_of(kind)(*table, formula, chained=chained, base=base)
    parts = index_contributions(*table, formula, of=kind, chained=chained, base=base)
    assert parts.shape == table.shape[1:]
    # chains pass through levels far from the first and the last one: their roundings are those of the largest
    scale = np.abs(parts).sum(axis=1) + index.max() + 1.0
    assert (np.abs(parts.sum(axis=1) - (index - 1.0)) <= CLOSE * scale).all()
    assert not parts[base].any()


@given(tables(), formula_of, kind_of, st.booleans())
def test_contributions_to_growth_sum_to_growth(table, formula, kind, chained):
    index = index_of(kind)(*table, formula, chained=chained)
    parts = index_contributions(*table, formula, of=kind, chained=chained)
    assume(index.min() > 1e-2)
    ours = growth_contributions(parts)
    scale = (np.abs(parts).sum(axis=1).max() + index.max() + 1.0) / index[:-1]
    assert (np.abs(ours.sum(axis=1) - (index[1:] / index[:-1] - 1.0)) <= 4 * CLOSE * scale * scale).all()


@given(tables(least_items=2), formula_of)
def test_an_item_whose_price_does_not_move_contributes_nothing(table, formula):
    p, q = table
    p[:, 0] = p[0, 0]
    assert not index_contributions(p, q, formula)[:, 0].any()


@given(tables(least_items=2), formula_of)
def test_contributions_have_the_sign_of_the_price_change(table, formula):
    p, q = table
    assert (index_contributions(p, q, formula) * (p - p[0]) >= 0.0).all()


def test_laspeyres_volume_contributions_by_hand():
    # 2010 prices 1 and 2; volumes 10 and 5, then 12 and 5, then 12 and 8: 20 → 22 → 28
    p, q = np.array([[1.0, 2.0], [1.5, 2.0], [2.0, 2.5]]), np.array([[10.0, 5.0], [12.0, 5.0], [12.0, 8.0]])
    parts = index_contributions(p, q, "laspeyres", of="quantity")
    assert parts == pytest.approx(np.array([[0.0, 0.0], [0.1, 0.0], [0.1, 0.3]]), abs=1e-15)
    assert growth_contributions(parts) == pytest.approx(np.array([[0.1, 0.0], [0.0, 6.0 / 22.0]]), abs=1e-15)


def test_fisher_contributions_are_van_ijzerens():
    p, q = np.array([[1.0, 2.0], [2.0, 3.0]]), np.array([[4.0, 3.0], [2.0, 4.0]])
    # the same weights as a mean of those of Laspeyres and Paasche: F/(F + P) and P/(F + P), P the Paasche index
    laspeyres, paasche = (price_index(p, q, f)[1] for f in ("laspeyres", "paasche"))
    fisher = math.sqrt(laspeyres * paasche)
    s0 = p[0] * q[0] / (p[0] @ q[0])
    s01 = p[0] * q[1] / (p[0] @ q[1])
    expected = (paasche * s0 + fisher * s01) / (paasche + fisher) * (p[1] / p[0] - 1.0)
    assert index_contributions(p, q, "fisher")[1] == pytest.approx(expected, rel=1e-14, abs=0.0)


# -- chains and base periods -------------------------------------------------------------------------------------------


@given(tables(least_periods=3), formula_of, kind_of)
def test_a_chain_is_the_product_of_its_links(table, formula, kind):
    index = index_of(kind)(*table, formula, chained=True)
    product = 1.0
    for t in range(1, table.shape[1]):
        product *= index_of(kind)(*table[:, t - 1 : t + 1], formula)[1]
        assert index[t] == pytest.approx(product, rel=CLOSE, abs=0.0)


@given(tables(least_periods=3), formula_of, kind_of)
def test_rebasing_a_chain_only_rescales_it(table, formula, kind):
    one, other = (index_of(kind)(*table, formula, chained=True, base=base) for base in (0, 2))
    assert one / one[2] == pytest.approx(other, rel=CLOSE, abs=0.0)


@given(tables(), formula_of, kind_of)
def test_two_periods_chained_are_the_direct_comparison(table, formula, kind):
    two = table[:, :2]
    chained, fixed = (index_of(kind)(*two, formula, chained=c) for c in (True, False))
    assert chained == pytest.approx(fixed, rel=4 * EPS, abs=0.0)


def test_a_fixed_base_in_the_middle_compares_both_ways():
    p, q = np.array([[1.0, 1.0], [2.0, 1.0], [4.0, 1.0]]), np.array([[1.0, 3.0], [1.0, 2.0], [1.0, 1.0]])
    assert price_index(p, q, "laspeyres", base=1) == pytest.approx([3.0 / 4.0, 1.0, 6.0 / 4.0], rel=4 * EPS, abs=0.0)
    assert np.array_equal(price_index(p, q, "laspeyres", base=-2), price_index(p, q, "laspeyres", base=1))


# -- two stages --------------------------------------------------------------------------------------------------------


@given(tables(least_items=3), st.sampled_from(sorted(CONSISTENT_IN_AGGREGATION)), kind_of, st.booleans(), st.data())
def test_two_stages_are_one_where_the_formula_is_consistent(table, formula, kind, chained, data):
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=table.shape[2], max_size=table.shape[2]))
    two = two_stage_index(*table, groups, formula, of=kind, chained=chained)
    one = index_of(kind)(*table, formula, chained=chained)
    assert two == pytest.approx(one, rel=10 * CLOSE, abs=0.0)


@pytest.mark.parametrize("formula", [f for f in FORMULAS if f not in CONSISTENT_IN_AGGREGATION])
def test_two_stages_differ_where_it_is_not(formula):
    p = np.array([[1.0, 1.0, 1.0], [3.0, 1.0, 0.5]])
    q = np.array([[2.0, 1.0, 4.0], [1.0, 5.0, 3.0]])
    assert abs(two_stage_index(p, q, "aab", formula)[1] / price_index(p, q, formula)[1] - 1.0) > 1e-5


@pytest.mark.parametrize("formula", ["fisher", "tornqvist", "walsh", "sato_vartia"])
def test_two_stages_of_superlative_indexes_agree_to_the_second_order(formula):
    # halving the changes divides a difference of third order by eight at least
    direction = np.random.default_rng(3).normal(size=(2, 6))
    first = np.exp(np.random.default_rng(4).normal(size=(2, 6)))
    gaps = []
    for size in (0.2, 0.1, 0.05):
        p, q = (np.stack([a, a * np.exp(size * d)]) for a, d in zip(first, direction, strict=True))
        gaps.append(abs(two_stage_index(p, q, "aabbcc", formula)[1] - price_index(p, q, formula)[1]))
    assert 0.0 < gaps[2] < gaps[1] / 6.0 < gaps[0] / 36.0


def test_one_group_and_groups_of_one_are_no_stage():
    p, q = np.random.default_rng(5).uniform(0.5, 2.0, (2, 4, 3))
    for groups in ("aaa", "abc"):
        for formula in FORMULAS:
            assert two_stage_index(p, q, groups, formula) == pytest.approx(
                price_index(p, q, formula), rel=CLOSE, abs=0.0
            )


# -- deflation and links -----------------------------------------------------------------------------------------------


@given(tables())
def test_values_deflated_by_paasche_are_laspeyres_volumes(table):
    p, q = table
    value = (p * q).sum(axis=1)
    volume = deflated_values(value, price_index(p, q, "paasche"))
    assert volume == pytest.approx((p[0] * q).sum(axis=1), rel=CLOSE, abs=0.0)
    assert implied_deflator(value, volume) == pytest.approx(price_index(p, q, "paasche"), rel=CLOSE, abs=0.0)


@given(st.lists(number, min_size=3, max_size=6), st.lists(number, min_size=2, max_size=6), st.sampled_from([1, 2]))
def test_each_part_of_a_link_keeps_its_growth(earlier, later, overlap):
    kept_later, kept_earlier = (
        linked_index(earlier, later, overlap=overlap, level=level) for level in ("later", "earlier")
    )
    n, m = len(earlier), len(later)
    assert len(kept_later) == len(kept_earlier) == n + m - overlap
    assert np.array_equal(kept_later[n - overlap :], later)
    assert np.array_equal(kept_earlier[:n], earlier)
    before = np.array(earlier)[: n - overlap]
    assert kept_later[: n - overlap] / kept_later[0] == pytest.approx(before / before[0], rel=CLOSE, abs=0.0)
    if overlap == 1:  # the two levels differ by one factor
        ratio = kept_later / kept_earlier
        assert ratio == pytest.approx(np.full(len(ratio), ratio[0]), rel=CLOSE, abs=0.0)


def test_links_by_hand():
    assert linked_index([50.0, 60.0], [100.0, 110.0], level="earlier") == pytest.approx(
        [50.0, 60.0, 66.0], rel=4 * EPS, abs=0.0
    )
    annual = linked_index([10.0, 1.0, 2.0, 3.0, 4.0], [20.0, 20.0, 20.0, 20.0, 30.0], overlap=4)
    assert annual == pytest.approx([80.0, 20.0, 20.0, 20.0, 20.0, 30.0], rel=4 * EPS, abs=0.0)


# -- zeros and refusals ------------------------------------------------------------------------------------------------

PRICES = np.array([[1.0, 2.0], [2.0, 3.0]])
APPEARS = np.array([[4.0, 0.0], [2.0, 4.0]])


@pytest.mark.parametrize(
    ("formula", "price", "quantity"),
    [
        # values 4 → 16; cost of the first basket 8, first prices of the second 10
        ("laspeyres", 8.0 / 4.0, 10.0 / 4.0),
        ("paasche", 16.0 / 10.0, 16.0 / 8.0),
        ("fisher", math.sqrt(3.2), math.sqrt(5.0)),
        ("walsh", 2.0, (2.0 * math.sqrt(2.0) + 4.0 * math.sqrt(6.0)) / (4.0 * math.sqrt(2.0))),
        ("marshall_edgeworth", 24.0 / 14.0, 26.0 / 12.0),
    ],
)
def test_an_item_that_appears_counts_in_baskets(formula, price, quantity):
    assert price_index(PRICES, APPEARS, formula)[1] == pytest.approx(price, rel=8 * EPS, abs=0.0)
    assert quantity_index(PRICES, APPEARS, formula)[1] == pytest.approx(quantity, rel=8 * EPS, abs=0.0)


@pytest.mark.parametrize(
    ("formula", "price"),
    [
        # shares 1, 0 → 1/4, 3/4 and relatives 2, 3/2
        ("geometric_laspeyres", 2.0),
        ("geometric_paasche", 2.0**0.25 * 1.5**0.75),
        ("tornqvist", 2.0**0.625 * 1.5**0.375),
        ("sato_vartia", 2.0),
        # the item in both periods has value 4 in both, of 4 → 16 in all: weight 4/L(4, 16)
        ("montgomery_vartia", 2.0 ** (math.log(4.0) / 3.0)),
    ],
)
def test_an_item_that_appears_has_no_quantity_relative(formula, price):
    assert price_index(PRICES, APPEARS, formula)[1] == pytest.approx(price, rel=8 * EPS, abs=0.0)
    with pytest.raises(DataError, match=rf"quantities, 2020, rice: .*{formula} takes the log.*\(got 0\.0\)"):
        quantity_index(PRICES, APPEARS, formula, items=["shrimp", "rice"], periods=[2020, 2021])


@pytest.mark.parametrize("formula", ["walsh", "sato_vartia", "montgomery_vartia"])
def test_periods_without_a_common_item(formula):
    with pytest.raises(DataError, match="no item stands in both periods"):
        price_index(PRICES, [[1.0, 0.0], [0.0, 1.0]], formula)


@pytest.mark.parametrize("bad", [0.0, -1.0, math.nan, math.inf])
def test_prices_must_be_positive(bad):
    p = PRICES.copy()
    p[1, 0] = bad
    for call in (price_index, quantity_index, index_contributions):
        with pytest.raises(DataError, match=r"prices, 2021, shrimp: must be finite and above zero"):
            call(p, APPEARS, items=["shrimp", "rice"], periods=[2020, 2021])


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_quantities_must_not_be_negative(bad):
    q = APPEARS.copy()
    q[1, 1] = bad
    with pytest.raises(DataError, match=r"quantities, row 1, column 1: must be finite and not negative"):
        price_index(PRICES, q)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: price_index(PRICES, APPEARS, "divisia"), "formula: is not known"),
        (lambda: index_contributions(PRICES, APPEARS, of="value"), "of: is not known"),
        (lambda: price_index([1.0, 2.0], [1.0, 2.0]), "need the same periods"),
        (lambda: price_index(PRICES[:1], APPEARS[:1]), "need the same periods"),
        (lambda: price_index(PRICES, APPEARS[:, :1]), "need the same periods"),
        (lambda: price_index(PRICES, APPEARS, base=2), "base: must be a row of 2 periods"),
        (lambda: price_index(PRICES, APPEARS, base=-3), "base: must be a row of 2 periods"),
        (lambda: price_index(PRICES, APPEARS, items=["rice"]), "items: must name 2"),
        (lambda: price_index(PRICES, APPEARS, periods=[2020]), "periods: must name 2"),
        (lambda: price_index(PRICES, [[0.0, 0.0], [1.0, 1.0]], periods=[2020, 2021]), "2020, all items: must sum"),
        (lambda: price_index(np.ones((2, 2, 3)), np.ones((2, 2, 4))), "do not broadcast"),
        (lambda: price_index([[1e200, 1e200]] * 2, [[1e200, 1.0]] * 2), "row 0, all items: must sum to a finite"),
        (lambda: price_index([[1e-200], [1.0], [1e200]], [[1.0]] * 3, chained=True), "the chain: runs out"),
        (lambda: two_stage_index(PRICES, APPEARS, "a"), "groups: must name the group of 2"),
        (lambda: two_stage_index(PRICES, APPEARS, "ab"), "groups, row 0, b: sells nothing"),
        (lambda: growth_contributions([0.1, 0.2]), "contributions: need two periods"),
        (lambda: growth_contributions([[0.0], [-1.0]]), "contributions, row 1"),
        (lambda: mean_of_relatives([[1.0, 0.0]]), "relatives, row 0, column 1"),
        (lambda: mean_of_relatives([[1.0, 1.0]], [[1.0, -1.0]]), "weights, row 0, column 1"),
        (lambda: mean_of_relatives([[1.0, 1.0]], [[0.0, 0.0]]), "weights, row 0, all items: are all zero"),
        (lambda: mean_of_relatives([1.0, 1.0]), "need periods on axis 0"),
        (lambda: mean_of_relatives([[1.0, 1.0]], [[1.0, 1.0, 1.0]]), "weights: do not fit"),
        (lambda: mean_of_relatives([[1.0, 1.0]], kind="quadratic"), "kind: is not known"),
        (lambda: deflated_values([1.0, 2.0], [1.0, 0.0]), "price_index, row 1"),
        (lambda: deflated_values([1.0, math.nan], [1.0, 1.0]), "values, row 1"),
        (lambda: deflated_values([1.0, 2.0], [1.0]), "need the same periods"),
        (lambda: deflated_values(np.ones((2, 3)), np.ones((2, 4))), "do not broadcast"),
        (lambda: implied_deflator([1.0, -2.0], [1.0, 1.0]), "values, row 1"),
        (lambda: linked_index([1.0], [1.0], overlap=0), "overlap: must be"),
        (lambda: linked_index([1.0, 2.0], [1.0], overlap=2), "overlap: must be"),
        (lambda: linked_index([0.0, 2.0], [1.0]), "earlier, row 0"),
        (lambda: linked_index([1.0], [1.0], level="none"), "level: is not known"),
        (lambda: linked_index(np.ones((2, 3)), np.ones((2, 4))), "do not broadcast"),
    ],
)  # fmt: skip
def test_refusals(call, message):
    with pytest.raises(DataError, match=message):
        call()


# -- draws -------------------------------------------------------------------------------------------------------------


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_draws_at_once_are_draws_one_by_one(number):
    random = np.random.default_rng(number)
    p, q = random.uniform(0.5, 2.0, (4, 3)), random.uniform(0.5, 2.0, (4, 3, 7))
    weight = random.uniform(0.5, 2.0, (4, 3, 7))
    for formula in FORMULAS:
        for chained in (False, True):
            calls = [
                lambda q, f=formula, c=chained: price_index(p, q, f, chained=c),
                lambda q, f=formula, c=chained: quantity_index(p, q, f, chained=c, base=2),
                lambda q, f=formula, c=chained: index_contributions(p, q, f, chained=c),
                lambda q, f=formula, c=chained: two_stage_index(p, q, "aab", f, of="quantity", chained=c),
            ]
            for call in calls:
                together = call(q)
                for i in range(7):
                    assert together[..., i] == pytest.approx(call(q[..., i]), rel=1e-13, abs=1e-15)
    together = mean_of_relatives(p, weight, "geometric")
    assert together[..., 3] == pytest.approx(mean_of_relatives(p, weight[..., 3], "geometric"), rel=1e-14, abs=0.0)
    levels = random.uniform(0.5, 2.0, (4, 7))
    assert linked_index(p[:, 0], levels)[..., 3] == pytest.approx(
        linked_index(p[:, 0], levels[:, 3]), rel=1e-14, abs=0.0
    )
    assert deflated_values(p[:, 0], levels)[..., 3] == pytest.approx(p[:, 0] / levels[:, 3], rel=1e-14, abs=0.0)
