"""Solow's United States, 1909 to 1949: seven eighths of the growth of output per man-hour are technical change.

Source
    Solow (1957), Technical Change and the Aggregate Production Function, Review of Economics and Statistics 39, table 1
    (q, k and A of the copy in Greene 2003, table F7.2); the eighths as quoted by the Nobel announcement of 1987.
Formula
    Output per man-hour without technical change in 1949 is q/A; the share of technical change is
    1 - (q_1949/A_1949 - q_1909)/(q_1949 - q_1909).
Tolerance
    Half of a unit of the printed figure, that is half an eighth: the source says no more than "seven eighths".

This case is weak. The share of property in income, column by column, is in no public copy of the table, so that A is
taken as printed and not recomputed: the test proves the averaging of growth over a phase, not the account.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.growth import average_growth


@pytest.fixture(scope="module")
def table():
    with Path(__file__).with_name("solow_1957.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["year"]) for row in rows] == list(range(1909, 1950))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def test_output_per_man_hour_doubled(table, compared):
    ratio = 1.0 + float(average_growth(table["q"], "cumulative"))
    compared("output per man-hour, ratio", ratio, 2.0, 0.5)
    assert ratio == pytest.approx(1.275 / 0.623, rel=1e-15, abs=0.0)


def test_seven_eighths_and_one_eighth(table, compared):
    growth = float(average_growth(table["q"], "cumulative"))
    without_technical_change = float(average_growth(table["q"] / table["A"], "cumulative"))
    eighths = 8.0 * without_technical_change / growth
    compared("eighths", [8.0 - eighths, eighths], [7.0, 1.0], 0.5)
