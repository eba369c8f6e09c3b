"""World KLEMS, United States, release of April 2013: four aggregates of industries, 1947 to 2010, five series.

Source
    Jorgenson, Ho and Samuels (2012), A Prototype Industry-Level Production Account for the United States, 1947-2010;
    World KLEMS data file of April 2013.
Formula
    Growth of value added and its contributions in an aggregate are Σ w̄ times those of its children, w̄ the two-period
    mean share in value added at current prices. Aggregates are nested: manufacturing excluding electrical has the three
    aggregates below it as children, not the twelve industries.
Tolerance
    Absolute 1e-12 percentage points. The file holds double precision; growth rates stay below 40, and a sum of at most
    seven products of a weight and a growth rate is rounded by some 8 · 40 · 1.1e-16 = 4e-14, the weights by two
    roundings more. The measured maximum is 5.4e-15. Aggregating past the middle level moves growth by up to 0.008, the
    weights of the year before alone by up to 0.44. From levels, a log change times 100 is rounded by some 1e-13 and the
    tolerance is 1e-10, as in the account by industry (measured: 1.1e-14).
"""

import json
from itertools import chain

import numpy as np
import pandas as pd
import pytest

from tfp_soctrang.arithmetic.aggregation import aggregate_accounts, opening_weights, value_weights

TOLERANCE = 1e-12
TOLERANCE_FROM_LEVELS = 1e-10
SERIES = ["VA_Q", "VAConK", "VAConH", "VAConLC", "VAConTFP"]
COUNT = 252


@pytest.fixture(scope="module")
def tables(case_folder):
    """Years on axis 0, industries on axis 1; the tree of children."""
    folder = case_folder("worldklems_usa_aggregation")
    data, published = (
        pd.read_csv(folder / name).pivot(index="year", columns="code") for name in ("data.csv", "published.csv")
    )
    assert data.index.equals(published.index)
    assert len(data.index) == 64
    tree = json.loads((folder / "published.json").read_text(encoding="utf-8"))["tree"]
    assert {name: len(children) for name, children in tree.items()} == {
        "Mcons": 3, "Minter": 7, "Minves": 2, "MexElec": 3,
    }  # fmt: skip
    return data, published, tree


def aggregated(data, children, series, weights=value_weights):
    w = weights(data["VA"][children].to_numpy())
    return (w * data[series][children].to_numpy()[1:]).sum(axis=1)


@pytest.mark.parametrize("series", SERIES)
def test_every_aggregate_and_year(tables, series, compared):
    data, published, tree = tables
    ours = np.stack([aggregated(data, children, series) for children in tree.values()], axis=1)
    assert ours.shape == (63, 4)
    assert ours.size == COUNT
    compared("growth and contributions, points", ours, published[series][list(tree)].to_numpy()[1:], TOLERANCE)


def test_the_middle_level_from_our_own_aggregates(tables):
    # all the way up: the children of MexElec are computed here too, not read
    data, published, tree = tables
    value = np.stack([data["VA"][tree[name]].sum(axis=1) for name in tree["MexElec"]], axis=1)
    for series in SERIES:
        below = np.stack([aggregated(data, tree[name], series) for name in tree["MexElec"]], axis=1)
        ours = (value_weights(value) * below).sum(axis=1)
        error = np.abs(ours - published[series]["MexElec"].to_numpy()[1:])
        assert error.shape == (63,)
        # value added of the middle level is the sum of the industries' but for rounding of the sums
        assert error.max() <= TOLERANCE


def test_every_aggregate_of_industries_from_levels(tables, case_folder):
    # the three aggregates whose children are industries, from the levels of the account by industry
    _, published, tree = tables
    levels = pd.read_csv(case_folder("worldklems_usa_open") / "data.csv").pivot(index="year", columns="code")
    lowest = {name: children for name, children in tree.items() if name != "MexElec"}
    assert set(chain(*lowest.values())) == set(levels["VA"].columns)
    count = 0
    for name, children in lowest.items():
        value, output, capital, labour = (
            levels[key][children].to_numpy() for key in ("VA", "VA_QI", "CAP_QI", "LAB_QI")
        )
        share = levels["CAP"][children].to_numpy() / value
        account = aggregate_accounts(
            levels.index, output, capital, labour, capital_share=share, form="log", value_added=value
        )
        printed = published.xs(name, axis=1, level="code").iloc[1:]
        pairs = (
            (account.whole.output_growth, printed["VA_Q"]),
            (account.output_contribution.sum(axis=1), printed["VA_Q"]),
            (account.capital_contribution.sum(axis=1), printed["VAConK"]),
            (account.labour_contribution.sum(axis=1), printed["VAConH"] + printed["VAConLC"]),
            (account.tfp_contribution.sum(axis=1), printed["VAConTFP"]),
        )
        for ours, theirs in pairs:
            error = np.abs(100.0 * ours - theirs.to_numpy())
            assert np.isfinite(error).all()
            assert error.max() <= TOLERANCE_FROM_LEVELS
            count += error.size
    assert count == 63 * 5 * 3


def test_contributions_add_up_to_growth_in_every_aggregate(tables):
    data, _, tree = tables
    for children in tree.values():
        parts = sum(aggregated(data, children, series) for series in SERIES[1:])
        assert np.abs(parts - aggregated(data, children, "VA_Q")).max() <= TOLERANCE


@pytest.mark.parametrize("series", SERIES)
def test_the_comparison_tells_other_weights_and_the_flat_tree(tables, series):
    data, published, tree = tables
    known = published[series]["MexElec"].to_numpy()[1:]
    leaves = [code for name in tree["MexElec"] for code in tree[name]]
    assert np.abs(aggregated(data, leaves, series) - known).max() > 1e6 * TOLERANCE
    opening = aggregated(data, tree["MexElec"], series, weights=opening_weights)
    assert np.abs(opening - known).max() > 1e6 * TOLERANCE
