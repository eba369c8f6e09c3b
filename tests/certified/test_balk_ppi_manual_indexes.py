"""Six commodities in five periods: price indexes of eight formulas, 45 printed values.

Source
    Balk (2008), Price and Quantity Index Numbers, tables 3.4, 3.6 and 3.12, on the data of the Producer Price Index
    Manual (2004), tables 19.1 and 19.2; values as recomputed and printed by the R package gpindex, commit
    e1226f9659e7b6b476709f58ac96ae5264e3b4b6.
Formula
    As `price_index` and `quantity_index` say, fixed base in period 1 unless a pair of periods is named. The Jevons
    index is the geometric mean of relatives with equal weights.
Tolerance
    Half a unit of the last printed digit of each value. Prices and quantities are exact as printed.
    Marshall–Edgeworth of period 4 is a tie, 1.14375 printed as 1.1438: 1e-12 is added for the rounding of sums, which
    is some 1e-15.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.index_formulas import mean_of_relatives
from tfp_soctrang.arithmetic.index_numbers import price_index, quantity_index

FIXED_BASE = {
    "laspeyres": ["1.0000", "1.4200", "1.3450", "1.3550", "1.4400"],
    "paasche": ["1.0000", "1.3824", "1.2031", "1.0209", "0.7968"],
    "fisher": ["1.0000", "1.4011", "1.2721", "1.1762", "1.0712"],
    "tornqvist": ["1.0000", "1.4052", "1.2890", "1.2268", "1.2477"],
    "geometric_laspeyres": ["1.0000", "1.3300", "1.2523", "1.1331", "1.0999"],
    "geometric_paasche": ["1.0000", "1.4846", "1.3268", "1.3282", "1.4153"],
    "walsh": ["1.0000", "1.4017", "1.2850", "1.2193", "1.1850"],
    "marshall_edgeworth": ["1.0000", "1.4010", "1.2656", "1.1438", "0.9801"],
}


def half_a_unit(printed):
    return 0.5 * 10.0 ** -len(printed.partition(".")[2]) + 1e-12


@pytest.fixture(scope="module")
def table():
    """Prices and quantities, five periods by six products."""
    with Path(__file__).with_name("balk_ppi_manual.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    p, q = np.full((5, 6), np.nan), np.full((5, 6), np.nan)
    for row in rows:
        cell = int(row["period"]) - 1, int(row["product"]) - 1
        p[cell], q[cell] = float(row["price"]), float(row["quantity"])
    return p, q


def test_there_are_forty_fixed_base_values():
    assert sum(map(len, FIXED_BASE.values())) == 40


@pytest.mark.parametrize("formula", FIXED_BASE)
def test_fixed_base(table, formula, compared):
    ours = price_index(*table, formula)
    assert ours.shape == (5,)
    printed = FIXED_BASE[formula]
    compared("indexes of a fixed base", ours, [float(one) for one in printed], [half_a_unit(one) for one in printed])


def pair(table, first, second):
    return tuple(array[[first - 1, second - 1]] for array in table)


@pytest.mark.parametrize(
    ("compute", "printed"),
    [
        (lambda t: price_index(*pair(t, 2, 3), "laspeyres")[1], "0.9609929"),
        (lambda t: price_index(*pair(t, 2, 3), "geometric_laspeyres")[1], "0.8705581"),
        (lambda t: paasche_over_laspeyres(*pair(t, 2, 3)), "-0.04099992"),
        (lambda t: quantity_index(*pair(t, 2, 3), "laspeyres")[1], "1.175887"),
        (lambda t: mean_of_relatives(t[0][1:2] / t[0][:1], kind="geometric")[0] - 1.0, "0.2419201"),
    ],
)
def test_five_values_of_pairs_of_periods(table, compute, printed, compared):
    compared("pairs of periods", compute(table), float(printed), half_a_unit(printed))


def paasche_over_laspeyres(p, q):
    return price_index(p, q, "paasche")[1] / price_index(p, q, "laspeyres")[1] - 1.0


def test_the_comparison_tells_the_formulas_apart(table):
    for formula, column in FIXED_BASE.items():
        for other in FIXED_BASE:
            if other != formula:
                gap = np.abs(price_index(*table, other) - np.array(column, dtype=float)).max()
                assert gap > 20.0 * half_a_unit(column[0]), (formula, other)
