"""Greene's primary metals (SIC 33), 27 states: Cobb–Douglas by ordinary least squares, test of constant returns.

Nineteen printed values.

Source
    Data: Greene (2003), Econometric Analysis, table F6.1 (as in the R package AER, SIC33). Estimates: printed table at
    scribd.com/document/60000483.
Formula
    log output = b0 + bL log labour + bK log capital; F of bL + bK = 1.
Tolerance
    Half a unit of the last printed digit. Two covariances and the F statistic, which the source computed from rounded
    figures or cut off (0.11575 prints as 0.1157), within one unit and a half of the last digit, the case's own room.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from tfp_soctrang.estimation.cobb_douglas import cobb_douglas

PRINTED = {
    "const": "1.1706", "se const": "0.3268", "t const": "3.5823",
    "lnL": "0.6030", "se lnL": "0.1260", "t lnL": "4.7875",
    "lnK": "0.3757", "se lnK": "0.0853", "t lnK": "4.4022",
    "R2": "0.9435", "adj R2": "0.9388", "s": "0.1884", "RSS": "0.85163",
    "cov[00]": "0.10680", "cov[10]": "-0.01984", "cov[11]": "0.01586", "cov[21]": "-0.00961", "cov[22]": "0.00728",
    "F CRS": "0.1157",
}  # fmt: skip
EXTRA = {"cov[00]": 1e-5, "cov[21]": 1e-5, "F CRS": 5e-5}


@pytest.fixture(scope="module")
def values():
    with Path(__file__).with_name("greene_sic33.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 27
    table = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    fit = cobb_douglas(table["output"], {"labour": table["labor"], "capital": table["capital"]})
    out = {
        "R2": fit.regression.r_squared,
        "adj R2": fit.regression.adjusted_r_squared,
        "s": np.sqrt(fit.regression.residual_variance),
        "RSS": fit.regression.sum_of_squares,
        "F CRS": fit.test("returns_to_scale").outcome.statistic,
    }
    for i, name in enumerate(["const", "lnL", "lnK"]):
        out[name] = fit.parameters.values[i]
        out[f"se {name}"] = fit.parameters.standard_errors[i]
        out[f"t {name}"] = fit.regression.t_values[i]
        out |= {f"cov[{i}{j}]": fit.parameters.covariance[i, j] for j in range(3)}
    return out


@pytest.mark.parametrize("what", PRINTED)
def test_every_printed_value(values, what, compared):
    printed = PRINTED[what]
    half = 0.5 * 10.0 ** -len(printed.partition(".")[2])
    compared("printed values", values[what], float(printed), half + EXTRA.get(what, 0.0))
