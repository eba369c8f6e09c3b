"""Survival by age with a minimum, a maximum and four distributions: 75 values of the UK office's engine.

Source
    UK Office for National Statistics, R package `pimir`, unit tests of the survival function (ONSdigital/Pimir_package,
    commit cec8597). Mean life 7, coefficient of variation 3/7, minimum 2, maximum 15.
Formula
    1 before the minimum, then (1 - F(t)) / (1 - F(2)), or right-truncated (F(15) - F(t)) / (F(15) - F(2)).
Tolerance
    Half a unit of the seventh decimal, 5e-8: R prints seven and drops trailing zeros, so that a value printed with
    fewer still stands for seven (their own tolerance is 4.5e-8). Weibull: 1e-4, because the engine finds shape and
    scale by a coarse search; the error measured is 7e-5, and 5e-8 with the moments that its search left.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.arithmetic.retirement import survival

SERIES = {
    "norm 2-15 mean7 cov3/7": ("normal", False),
    "lognormal": ("log_normal", False),
    "gamma": ("gamma", False),
    "weibull": ("weibull", False),
    "norm right-truncated": ("normal", True),
}


@pytest.fixture(scope="module")
def table():
    found = defaultdict(list)
    with Path(__file__).with_name("ons_retirement_survival.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["series"]].append((float(row["printed"]), float(row["extra_tol"] or 5e-8)))
    assert list(found) == list(SERIES)
    return {name: np.array(rows) for name, rows in found.items()}


def ours(name):
    distribution, truncated = SERIES[name]
    return survival(
        15,
        mean_life=7.0,
        distribution=distribution,
        cov=3.0 / 7.0,
        minimum=2.0,
        maximum=15.0,
        right_truncated=truncated,
    )


@pytest.mark.parametrize("name", list(SERIES))
def test_every_printed_value(table, name, compared):
    printed, allowed = table[name].T
    assert printed.shape == (15,)
    compared("Weibull" if name == "weibull" else "other distributions", ours(name), printed, allowed)


def test_the_comparison_tells_the_distributions_and_the_truncation_apart(table):
    for name in SERIES:
        for other in set(SERIES) - {name}:
            assert np.abs(ours(other) - table[name][:, 0]).max() > 3e-3


def test_weibull_with_the_parameters_that_the_search_of_the_engine_left(table):
    # Least squares on the printed values gives shape 2.494812 and scale 7.889729: a mean 8.4e-5 below 7 and a
    # coefficient of variation 1.3e-4 above 3/7. With these moments every printed digit is met.
    found = survival(
        15, mean_life=7.0 - 8.423e-5, distribution="weibull", cov=3.0 / 7.0 + 1.32194e-4, minimum=2.0, maximum=15.0
    )
    assert (np.abs(found - table["weibull"][:, 0]) <= 5e-8).all()
