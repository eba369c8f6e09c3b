"""Net and productive stock of five years of investment: 15 values of the UK office's engine.

Source
    UK Office for National Statistics, R package `pimir`, unit tests of the stocks (ONSdigital/Pimir_package, commit
    cec8597). Investment 10, 20, 30, 40, 50; survival 1, 0.75, 0.5, 0.25, 0.
Formula
    stock_t = Σ_v I_v g_{t-v+1}, g the profile by method 1 (`lagged_survival`): a full period of loss in the year of
    investment (`start`). The net stock from a linear efficiency takes the price of the cohort at 5 % discount and 1 %
    growth of rentals. The stock of undiminished assets that never retire is cumulated investment.
Tolerance
    Half a unit of the last printed digit.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.asset_profiles import age_price, geometric, linear, one_hoss_shay
from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
from tfp_soctrang.arithmetic.cohort_profiles import mixture_over_retirement
from tfp_soctrang.arithmetic.retirement import survival

INVESTMENT = [10.0, 20.0, 30.0, 40.0, 50.0]
SURVIVAL = [1.0, 0.75, 0.5, 0.25, 0.0]


def method_1(single):
    return mixture_over_retirement(SURVIVAL, single, convention="lagged_survival")


PROFILES = {
    "linear profile": method_1(linear),
    "linear efficiency -> net stock, r5 i1": age_price(method_1(linear), discount_rate=0.05, rental_growth=0.01),
    "geometric 1%": method_1(lambda age, _: geometric(age, 0.01)),
}


@pytest.fixture(scope="module")
def table():
    found = defaultdict(list)
    with Path(__file__).with_name("ons_pim_stocks.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            decimals = len(row["printed"].partition(".")[2])
            found[row["series"]].append((float(row["printed"]), 0.5 * 10.0**-decimals))
    assert list(found) == list(PROFILES)
    return {name: np.array(rows) for name, rows in found.items()}


@pytest.mark.parametrize("name", list(PROFILES))
def test_every_printed_stock(table, name, compared):
    printed, half_unit = table[name].T
    assert printed.shape == (5,)
    stock = cohort_stock(INVESTMENT, PROFILES[name], investment_timing="start")
    compared("stocks", stock.closing, printed, half_unit)


def test_gross_stock_without_retirement_is_cumulated_investment():
    never = survival(6, mean_life=np.inf, distribution="sudden")
    stock = cohort_stock(INVESTMENT, mixture_over_retirement(never, one_hoss_shay), investment_timing="start")
    assert stock.closing.tolist() == [10.0, 30.0, 60.0, 100.0, 150.0]


@pytest.mark.parametrize("name", list(PROFILES))
def test_the_comparison_tells_the_timing_and_the_price(table, name):
    printed = table[name][:, 0]
    for timing in ("end", "middle"):
        stock = cohort_stock(INVESTMENT, PROFILES[name], investment_timing=timing)
        assert np.abs(stock.closing - printed).max() > 0.4
    for other in set(PROFILES) - {name}:
        stock = cohort_stock(INVESTMENT, PROFILES[other], investment_timing="start")
        assert np.abs(stock.closing - printed).max() > 1.0
