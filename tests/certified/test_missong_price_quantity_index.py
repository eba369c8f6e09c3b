"""Meat of three kinds, 1986 to 1989: Laspeyres, Paasche and Fisher indexes of prices and quantities, 24 printed values.

Source
    Missong (2003), exercise 7.7, as data set Missong03E7.7 of the R package micEcon, commit
    3978e171290de9fa45b11ff92267b6d36f634b49; indexes as printed by the tests of micEconIndex.
Formula
    Fixed base 1986; a quantity index is the price index with the roles exchanged.
Tolerance
    Half a unit of the fourth digit after the point, in which the values are printed. The data are exact as printed.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.index_numbers import price_index, quantity_index

HALF_A_UNIT = 0.5e-4
PRINTED = {
    (price_index, "laspeyres"): [1.0000, 0.9840, 0.9967, 1.1255],
    (price_index, "paasche"): [1.0000, 0.9840, 0.9966, 1.1251],
    (price_index, "fisher"): [1.0000, 0.9840, 0.9966, 1.1253],
    (quantity_index, "laspeyres"): [1.0000, 0.9706, 0.8833, 0.7429],
    (quantity_index, "paasche"): [1.0000, 0.9706, 0.8833, 0.7427],
    (quantity_index, "fisher"): [1.0000, 0.9706, 0.8833, 0.7428],
}


@pytest.fixture(scope="module")
def table():
    with Path(__file__).with_name("missong_meat_1986_1989.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["year"] for row in rows] == ["1986", "1987", "1988", "1989"]
    return tuple(
        np.array([[float(row[f"{kind}_{item}"]) for item in ("beef", "veal", "pork")] for row in rows])
        for kind in ("price", "quantity")
    )


def test_there_are_twenty_four_values():
    assert sum(map(len, PRINTED.values())) == 24


@pytest.mark.parametrize(("index", "formula"), PRINTED)
def test_every_year(table, index, formula, compared):
    ours = index(*table, formula)
    assert ours.shape == (4,)
    compared(index.__name__.replace("_", " "), ours, PRINTED[index, formula], HALF_A_UNIT)


def test_the_comparison_tells_the_formulas_and_the_roles_apart(table):
    assert (
        np.abs(price_index(*table, "laspeyres") - np.array(PRINTED[price_index, "paasche"])).max() > 3.0 * HALF_A_UNIT
    )
    assert np.abs(quantity_index(*table, "fisher") - np.array(PRINTED[price_index, "fisher"])).max() > 0.1
