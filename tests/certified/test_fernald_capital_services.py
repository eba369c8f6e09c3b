"""Fernald's capital input of the United States business sector from nine assets, 1947:Q2 to 1989:Q4, 171 quarters.

Source
    Fernald, A Quarterly, Utilization-Adjusted Series on Total Factor Productivity, Federal Reserve Bank of San
    Francisco Working Paper 2012-19; file of 5 March 2026.
Formula
    dk = Σ w dk_j over equipment (two kinds), software, research and development, artistic originals, structures, rented
    dwellings, inventories and land; w are shares in rental cost, already means of two quarters; growth is 400 Δln.
Tolerance
    Absolute 1e-10 percentage points; the case's own is 1e-9. Each log of a ratio of stocks that 171 multiplications
    rebuilt is wrong by what its last step rounds, 400 · 4e-16 = 2e-13; shares add up to one. Other weights move the sum
    by far more: the quarter before's by up to 0.13.
"""

import numpy as np
import pandas as pd
import pytest

from tfp_soctrang.arithmetic.capital_services import capital_services
from tfp_soctrang.arithmetic.growth import index_from_growth

TOLERANCE = 1e-10
ANNUAL_PERCENT = 400.0


@pytest.fixture(scope="module")
def tables(case_folder):
    folder = case_folder("fernald_capital_services")
    data, published = (pd.read_csv(folder / name).set_index("date").iloc[1:] for name in ("data.csv", "published.csv"))
    assert data.index.equals(published.index)
    growth = data.filter(regex="^dk_").to_numpy()
    weight = data.filter(regex="^wgt_").to_numpy()
    assert growth.shape == weight.shape == (171, 9)
    assert [name.split(" ")[0][3:] for name in data.columns[:9]] == [name[4:] for name in data.columns[9:]]
    return index_from_growth(growth / ANNUAL_PERCENT, log=True), weight, published["dk"].to_numpy()


def test_every_quarter(tables, compared):
    stock, weight, published = tables
    ours = ANNUAL_PERCENT * capital_services(stock, cost_share=weight).services_growth
    assert ours.shape == (171,)
    compared("growth of capital services, points", ours, published, TOLERANCE)


def test_the_comparison_tells_the_weights_of_the_quarter_before(tables):
    stock, weight, published = tables
    before = np.concatenate([weight[:1], weight[:-1]])
    error = np.abs(ANNUAL_PERCENT * capital_services(stock, cost_share=before).services_growth - published)
    assert error.max() > 0.1
