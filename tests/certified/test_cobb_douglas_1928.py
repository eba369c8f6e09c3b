"""Cobb and Douglas (1928): manufacturing of the United States, 1899 to 1922, constant returns imposed. 19 values.

Source
    Data: Cobb and Douglas (1928), American Economic Review 18 (supplement), indexes with 1899 = 100. Two versions of
    the labour index circulate: `labor_1928` as printed there, `labor_stewart` of Stewart's textbook. The estimates
    (log b, 0.744606) are those of sphaerula.com/legacy/R/cobbDouglas.html on `labor_stewart`; the transformed data
    those of studylib.net/doc/5846287 on `labor_1928`.
Formula
    log(P/K) = log b + α log(L/K): a Cobb–Douglas function with constant returns.
Tolerance
    Half a unit of the last printed digit.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.estimation.cobb_douglas import cobb_douglas

ESTIMATES = {
    "log b": ("0.007044", lambda fit: fit.parameters["constant"]),
    "elasticity of labour": ("0.744606", lambda fit: fit.parameters["labour"]),
    "b": ("1.007", lambda fit: np.exp(fit.parameters["constant"])),
    "elasticity of labour, two decimals": ("0.74", lambda fit: fit.parameters["labour"]),
    "elasticity of capital, two decimals": ("0.26", lambda fit: fit.parameters["capital"]),
    "b as in textbooks": ("1.01", lambda fit: np.exp(fit.parameters["constant"])),
}
TRANSFORMED = {
    ("q", 1900): "0.961905", ("q", 1901): "1.018182", ("q", 1906): "1.142857", ("q", 1912): "1.164474",
    ("q", 1918): "1.115", ("ln q", 1900): "-0.03884", ("ln q", 1904): "0.050431", ("ln q", 1913): "0.177983",
    ("ln q", 1918): "0.108854", ("ln k", 1900): "0.018868", ("ln k", 1904): "0.173663", ("ln k", 1908): "0.424565",
    ("ln k", 1913): "0.426879",
}  # fmt: skip


def half_unit(printed):
    return 0.5 * 10.0 ** -len(printed.partition(".")[2])


@pytest.fixture(scope="module")
def table():
    with Path(__file__).with_name("cobb_douglas_1928.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["year"]) for row in rows] == list(range(1899, 1923))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


@pytest.fixture(scope="module")
def fit(table):
    inputs = {"labour": table["labor_stewart"], "capital": table["capital"]}
    return cobb_douglas(table["output"], inputs, years=table["year"].astype(int), returns="constant")


@pytest.mark.parametrize("what", ESTIMATES)
def test_every_printed_estimate(fit, what, compared):
    printed, value = ESTIMATES[what]
    compared("estimates", value(fit), float(printed), half_unit(printed))


def test_every_printed_transformation(table, compared):
    # with one input beside labour and returns constant, the regression is one of log q on log k
    inputs = {"capital": table["capital"], "labour": table["labor_1928"]}
    made = cobb_douglas(table["output"], inputs, years=table["year"].astype(int), returns="constant").regression
    series = {"ln q": made.response, "ln k": made.design[:, made.names.index("capital")], "q": np.exp(made.response)}
    ours = [series[name][year - 1899] for name, year in TRANSFORMED]
    printed = TRANSFORMED.values()
    compared("transformed data", ours, [float(one) for one in printed], [half_unit(one) for one in printed])


def test_the_two_labour_indexes_are_told_apart(table):
    inputs = {"labour": table["labor_1928"], "capital": table["capital"]}
    other = cobb_douglas(table["output"], inputs, years=table["year"].astype(int), returns="constant")
    assert abs(other.parameters["labour"] - 0.744606) > 1e-3


def test_elasticities_sum_to_one_exactly(fit):
    assert (fit.elasticities.sum(axis=1) == 1.0).all()
