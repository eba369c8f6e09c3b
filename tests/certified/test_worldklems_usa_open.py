"""World KLEMS, United States, release of April 2013: 12 industries, 1947 to 2010, seven series.

Source
    Jorgenson, Ho and Samuels (2012), A Prototype Industry-Level Production Account for the United States, 1947-2010;
    World KLEMS data file of April 2013.
Formula
    s = LAB/VA, two-year mean. VA_Q = 100 Δln VA_QI; VAConK = (1 - s) 100 Δln CAP_QI; VAConH = s 100 Δln H_EMP;
    VAConLC = s 100 (Δln LAB_QI - Δln H_EMP); VAConTFP = VA_Q - VAConK - VAConH - VAConLC; TFPva_I its chain and LP_I
    the ratio VA_QI/H_EMP, both with 2005 = 100.
Tolerance
    Absolute 1e-10, in percentage points or index points. The file holds double precision. Contributions are below 130:
    a log change times 100 is rounded by some 1e-14, and the measured maximum is 3e-14. The indices reach 180 and chain
    63 steps: 180 · 63 · 2e-16 = 3e-12 at the very worst, measured 1.5e-13. So 1e-10 leaves room for another order of
    summation, and no other convention comes near (the later year's share for the mean moves a contribution by up to 1).
"""

import numpy as np
import pandas as pd
import pytest

from tfp_soctrang.arithmetic.accounting import contributions, growth_account
from tfp_soctrang.arithmetic.growth import growth_rates, index_from_growth

TOLERANCE = 1e-10
BASE_YEAR = 2005
GROWTH = {"VA_Q": 756, "VAConK": 756, "VAConH": 756, "VAConLC": 756, "VAConTFP": 756}
INDEX = {"TFPva_I": 768, "LP_I": 768}


@pytest.fixture(scope="module")
def tables(case_folder):
    """Years on axis 0, industries on axis 1."""
    folder = case_folder("worldklems_usa_open")
    data, published = (
        pd.read_csv(folder / name).pivot(index="year", columns="code") for name in ("data.csv", "published.csv")
    )
    assert data["VA_QI"].columns.equals(published["VA_Q"].columns)
    return data, published


def recomputed(data, share_rows=slice(None)):
    years = data.index.to_numpy()
    value_added, hours = data["VA_QI"].to_numpy(), data["H_EMP"].to_numpy()
    capital_share = 1.0 - (data["LAB"] / data["VA"]).to_numpy()
    account = growth_account(
        years, value_added, data["CAP_QI"], data["LAB_QI"], capital_share=capital_share[share_rows], form="log"
    )
    _, from_hours = contributions(0.0, growth_rates(hours, log=True), account.capital_share, "log")
    base = int(np.flatnonzero(years == BASE_YEAR)[0])
    tfp, productivity = index_from_growth(account.tfp_growth, log=True), value_added / hours
    return {
        "VA_Q": 100.0 * account.output_growth,
        "VAConK": 100.0 * account.capital_contribution,
        "VAConH": 100.0 * from_hours,
        "VAConLC": 100.0 * (account.labour_contribution - from_hours),
        "VAConTFP": 100.0 * account.tfp_growth,
        "TFPva_I": 100.0 * tfp / tfp[base],
        "LP_I": 100.0 * productivity / productivity[base],
    }


@pytest.mark.parametrize(("series", "count"), [*GROWTH.items(), *INDEX.items()])
def test_every_industry_and_year(tables, series, count, compared):
    data, published = tables
    rows = published[series].iloc[1:] if series in GROWTH else published[series]
    ours = recomputed(data)[series]
    assert ours.shape == (len(rows), 12)
    assert ours.size == count
    compared("growth and contributions, points" if series in GROWTH else "indexes", ours, rows.to_numpy(), TOLERANCE)


def test_the_comparison_tells_the_later_years_share(tables):
    data, published = tables
    later = recomputed(data, share_rows=slice(1, None))
    assert np.abs(later["VAConTFP"] - published["VAConTFP"].iloc[1:].to_numpy()).max() > 0.1
