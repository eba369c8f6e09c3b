"""Accuracy of least squares on the reference regressions of NIST: digits correct against statsmodels, 54 values.

Source
    NIST/ITL Statistical Reference Datasets, linear regression: Longley, Norris, NoInt1, Wampler1, Wampler3 (public
    domain), certified to 15 digits.
Measure
    Digits correct: -log10 of the relative error (of the absolute error where the certified value is 0), 15 where the
    value rounds to the certified print.
Limits
    At least as many digits as statsmodels' OLS on every value, 12.5 on every value of Longley, 13 on every other. The
    data of Norris are decimals that a double rounds: no more than some 13.9 digits of its errors can be had.
"""

import csv
import json

import numpy as np
import pytest
import statsmodels.api as sm

from tfp_soctrang.estimation.least_squares import least_squares

SETS = {"Longley": 16, "Norris": 6, "NoInt1": 4, "Wampler1": 14, "Wampler3": 14}


def digits(value, certified, half_ulp):
    if abs(value - certified) <= half_ulp:
        return 15.0
    return min(15.0, -np.log10(abs(value - certified) / (abs(certified) or 1.0)))


def regression(folder, name):
    with (folder / f"data_{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    y = np.array([float(row["y"]) for row in rows])
    x = np.array([[float(v) for key, v in row.items() if key != "y"] for row in rows])
    if name.startswith("Wampler"):
        x = np.vander(x[:, 0], 6, increasing=True)
    elif name != "NoInt1":
        x = np.column_stack([np.ones(len(y)), x])
    return y, x


def values(coefficients, errors, deviation, r_squared, first):
    out = {"residual sd": deviation, "R2": r_squared}
    for i, (b, e) in enumerate(zip(coefficients, errors, strict=True), start=first):
        out[f"B{i}"], out[f"se{i}"] = b, e
    return out


@pytest.mark.parametrize("name", SETS)
def test_at_least_the_digits_of_statsmodels(case_folder, name, compared):
    folder = case_folder("nist_strd_linear_open")
    y, x = regression(folder, name)
    first = 1 if name == "NoInt1" else 0
    fit = least_squares(y, x, [f"B{i}" for i in range(x.shape[1])])
    ours = values(fit.coefficients, fit.standard_errors, fit.residual_variance**0.5, fit.r_squared, first)
    peer = sm.OLS(y, x).fit()
    theirs = values(peer.params, peer.bse, peer.mse_resid**0.5, peer.rsquared, first)
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))["values"]
    checked = 0
    for value in published:
        of, what = value["id"].split(" ", 1)
        if of != name:
            continue
        certified, half = float(value["printed"]), value["half_ulp"]
        mine = digits(ours[what], certified, half)
        assert mine >= digits(theirs[what], certified, half), value["id"]
        least = 12.5 if name == "Longley" else 13.0
        assert mine >= least, value["id"]
        compared(name, ours[what], certified, max(half, 10.0**-least * (abs(certified) or 1.0)))
        checked += 1
    assert checked == SETS[name]


def test_the_measure_counts_digits():
    assert digits(1.001, 1.0, 1e-15) == pytest.approx(3.0)
    assert digits(1e-7, 0.0, 0.0) == pytest.approx(7.0)
    assert digits(1.0, 1.0, 0.0) == 15.0
