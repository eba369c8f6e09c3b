"""Prices by age of an asset that loses efficiency along a straight line over eight years, and back: 16 values.

Source
    OECD (2009), Measuring Capital, section 3.3, as in the unit tests of the UK office's R package `pimir`
    (ONSdigital/Pimir_package, commit cec8597).
Formula
    p_s = Σ_t e_{s+t} (1+i)^t / (1+r)^(t+1), over p_0; e_s = 1 - s/8, r = 5 %, i = 2 %. Back: e_s is proportional to
    (1+r) p_s - (1+i) p_{s+1}.
Tolerance
    Prices: half a unit of the sixth decimal (the 0 at age 8 is exact). Efficiencies from the printed prices: 1e-5,
    which the rounding of prices implies: 5e-7 · (1.05 + 1.02), over e_0, a rental of 0.249: 4.2e-6 for the numerator
    and as much for the denominator.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.asset_profiles import age_efficiency, age_price, linear

RATES = {"discount_rate": 0.05, "rental_growth": 0.02}


@pytest.fixture(scope="module")
def table():
    found = defaultdict(list)
    with Path(__file__).with_name("oecd_manual_age_price.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["series"]].append(float(row["printed"]))
    assert {name: len(rows) for name, rows in found.items()} == {"age_price": 8, "inverse efficiency": 8}
    return {name: np.array(rows) for name, rows in found.items()}


def test_every_printed_price(table, compared):
    price = age_price(linear(np.arange(9.0), 8.0), **RATES)
    assert price[0] == 1.0
    compared("prices by age", price[1:], table["age_price"], 5e-7)
    assert price[8] == 0.0


def test_every_printed_efficiency_from_the_printed_prices(table, compared):
    efficiency = age_efficiency(np.concatenate([[1.0], table["age_price"]]), **RATES)
    assert efficiency[0] == 1.0
    compared("efficiencies from prices", efficiency[1:], table["inverse efficiency"], 1e-5)


@pytest.mark.parametrize("other", [{"discount_rate": 0.049}, {"rental_growth": 0.021}])
def test_the_comparison_tells_a_tenth_of_a_point_of_either_rate(table, other):
    price = age_price(linear(np.arange(9.0), 8.0), **RATES | other)
    assert np.abs(price[1:] - table["age_price"]).max() > 1e-4
