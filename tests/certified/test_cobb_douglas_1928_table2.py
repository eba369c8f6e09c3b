"""Fixed capital in manufacturing, United States, 1899 to 1922: the stock by accumulation, at 1880 prices.

Source
    Cobb and Douglas (1928), A Theory of Production, American Economic Review 18(1), table II, page 145.
Formula
    Real addition (3) = addition at cost price (1) / cost index (2) · 100; stock (4) = stock of the year before + (3);
    relative (5) = 100 · stock / stock of 1899. No depreciation: perpetual inventory with rate 0.
Tolerance
    (3): ± $5 million. Columns (1) and (2) are printed to whole units, and half a unit of a cost index is up to half a
    per cent: 4.8 of the 1 673 of 1917. The bound that these roundings imply is tested year by year as well.
    (4): exact. Column (4) adds the printed, rounded column (3); whole numbers add without rounding error.
    (5): half a unit of the last printed digit.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.capital import perpetual_inventory


@pytest.fixture(scope="module")
def table():
    with Path(__file__).with_name("cobb_douglas_1928_table2.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["period"]) for row in rows] == list(range(1898, 1923))
    return {name: np.array([float(row[name] or "nan") for row in rows]) for name in rows[0]}


def test_real_additions(table, compared):
    cost, index, printed = (table[name][1:] for name in ("addition_cost_price", "cost_index_1880", "addition_1880"))
    assert printed.shape == (24,)
    allowed = np.minimum(5.0, 0.5 + printed * (0.5 / index + 0.5 / cost))
    compared("real additions, $ million", 100.0 * cost / index, printed, allowed)


def test_stock_of_each_year_from_the_year_before(table):
    # one-step: the printed stock of the year before as initial stock, 24 of them side by side
    stock = perpetual_inventory(
        table["addition_1880"][np.newaxis, 1:], initial_stock=table["stock_1880"][:-1], depreciation_rate=0.0
    )
    assert stock.closing.shape == (1, 24)
    assert np.array_equal(stock.closing[0], table["stock_1880"][1:])


def test_stock_accumulated_from_1898(table, compared):
    stock = perpetual_inventory(table["addition_1880"][1:], initial_stock=table["stock_1880"][0], depreciation_rate=0.0)
    assert stock.closing.shape == (24,)
    compared("stocks, $ million", stock.closing, table["stock_1880"][1:], 0.0)
    assert np.array_equal(stock.opening, table["stock_1880"][:-1])


def test_relatives(table, compared):
    stock = perpetual_inventory(table["addition_1880"][1:], initial_stock=table["stock_1880"][0], depreciation_rate=0.0)
    relative = 100.0 * stock.closing / stock.closing[0]
    assert relative.shape == (24,)
    compared("relatives, 1899 = 100", relative, table["relative_1899"][1:], 0.5)


def test_the_comparison_tells_any_depreciation(table):
    stock = perpetual_inventory(
        table["addition_1880"][1:], initial_stock=table["stock_1880"][0], depreciation_rate=0.001
    )
    assert not np.allclose(stock.closing, table["stock_1880"][1:], rtol=0.0, atol=1.0)
