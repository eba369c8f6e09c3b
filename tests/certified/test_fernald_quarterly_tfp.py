"""Fernald's quarterly TFP of the United States business sector, 1947:Q2 to 1989:Q4, 171 quarters of six series.

Source
    Fernald, A Quarterly, Utilization-Adjusted Series on Total Factor Productivity, Federal Reserve Bank of San
    Francisco Working Paper 2012-19; file of 5 March 2026.
Formula
    All in per cent at annual rates, 400 Δln: dY = (dY_prod + dY_inc)/2; dLP = dY - dhours;
    dtfp = dY - alpha dk - (1 - alpha)(dhours + dLQ) with alpha as published (no further averaging);
    dtfp_util = dtfp - dutil; dtfp_I - dtfp_C = relativePrice; invShare dtfp_I + (1 - invShare) dtfp_C = dtfp.
Tolerance
    Absolute 1e-10 percentage points. The file holds double precision and the growth rates are below 25, so that a few
    roundings are 4e-15 each when growth is used directly. Levels rebuilt from growth by 171 multiplications have a
    relative rounding error of at most 171 · 2e-16 = 4e-14, but two neighbours share all but the last step: a growth
    rate read back is wrong by some 400 · 4e-16 = 2e-13. Both stand far below 1e-10, and 1e-10 far below any other
    formula (a share averaged over two quarters moves dtfp by up to 0.07).
"""

import numpy as np
import pandas as pd
import pytest

from tfp_soctrang.arithmetic.accounting import contributions, growth_account, two_year_mean
from tfp_soctrang.arithmetic.growth import growth_rates, index_from_growth

TOLERANCE = 1e-10
ANNUAL_PERCENT = 400.0
SERIES = ["dY", "dLP", "dtfp", "dtfp_util", "dtfp_I", "dtfp_C"]


@pytest.fixture(scope="module")
def tables(case_folder):
    folder = case_folder("fernald_quarterly_tfp")
    data, published = (pd.read_csv(folder / name).set_index("date") for name in ("data.csv", "published.csv"))
    assert data.index.equals(published.index)
    return data.iloc[1:], published.iloc[1:]  # the first quarter has no growth


def derived(data, output_growth, hours_growth, tfp_growth):
    investment, price = data["invShare"].to_numpy(), data["relativePrice"].to_numpy()
    consumption_goods = tfp_growth - investment * price
    return {
        "dY": output_growth,
        "dLP": output_growth - hours_growth,
        "dtfp": tfp_growth,
        "dtfp_util": tfp_growth - data["dutil"].to_numpy(),
        "dtfp_I": consumption_goods + price,
        "dtfp_C": consumption_goods,
    }


def direct(data, share):
    """The account on the published growth rates."""
    output = 0.5 * (data["dY_prod"] + data["dY_inc"]).to_numpy()
    capital, labour = contributions(data["dk"], data["dhours"] + data["dLQ"], share, "log")
    return derived(data, output, data["dhours"].to_numpy(), output - capital - labour)


def through_levels(data, share):
    """The account on levels rebuilt from the published growth rates."""
    level = {name: index_from_growth(data[name] / ANNUAL_PERCENT, log=True) for name in data.columns}
    account = growth_account(
        np.arange(len(data) + 1),
        np.sqrt(level["dY_prod"] * level["dY_inc"]),
        level["dk"],
        level["dhours"] * level["dLQ"],
        capital_share=share,
        form="log",
    )
    hours = ANNUAL_PERCENT * growth_rates(level["dhours"], log=True)
    return derived(data, ANNUAL_PERCENT * account.output_growth, hours, ANNUAL_PERCENT * account.tfp_growth)


@pytest.mark.parametrize("way", [direct, through_levels])
@pytest.mark.parametrize("series", SERIES)
def test_every_quarter(tables, way, series, compared):
    data, published = tables
    ours = way(data, data["alpha"])[series]
    assert ours.shape == (171,)
    compared(f"six series, {way.__name__.replace('_', ' ')}, points", ours, published[series], TOLERANCE)


@pytest.mark.parametrize("way", [direct, through_levels])
def test_the_comparison_tells_another_share(tables, way):
    data, published = tables
    share = data["alpha"].to_numpy()
    averaged = np.concatenate([share[:1], two_year_mean(share)])
    assert np.abs(way(data, averaged)["dtfp"] - published["dtfp"]).max() > 0.05
