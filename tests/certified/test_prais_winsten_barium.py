"""Imports of barium chloride (Wooldridge, example 12.4): iterated Prais–Winsten, 30 printed values and 16 of a twin.

Source
    R package prais (github.com/franzmohr/prais): output in its README and data; the twin is an earlier edition of the
    README on the rounded data of the package wooldridge.
Formula
    ρ = Σ u_t u_{t-1} / Σ_{t≥2} u²_{t-1}, iterated; first observation scaled by √(1 - ρ²); standard errors of the
    transformed regression with n - k degrees of freedom.
Tolerance
    Half a unit of the last printed digit.
"""

import csv
import json

import numpy as np
import pytest

from tfp_soctrang.estimation.autoregressive import ar1_regression
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.residual_tests import durbin_watson_statistic

NAMES = ("const", "lchempi", "lgas", "lrtwex", "befile6", "affile6", "afdec6")


def table(folder):
    with (folder / "data.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 131
    y = np.array([float(row["lchnimp"]) for row in rows])
    return y, np.column_stack([np.ones(131), *(np.array([float(row[name]) for row in rows]) for name in NAMES[1:])])


def values(y, x):
    fit = ar1_regression(y, x, NAMES, method="prais_winsten")
    out = {f"rho iteration {i}": rho for i, rho in enumerate(fit.path, start=1)}
    out |= {
        "rho": fit.rho,
        "s": np.sqrt(fit.regression.residual_variance),
        "DW original": durbin_watson_statistic(least_squares(y, x, NAMES).residuals),
        "DW transformed": durbin_watson_statistic(fit.regression.residuals),
        "min residual": fit.residuals.min(),
        "max residual": fit.residuals.max(),
    }
    for i, name in enumerate(NAMES):
        out[f"b {name}"] = fit.regression.coefficients[i]
        out[f"se {name}"] = fit.regression.standard_errors[i]
        out[f"t {name}"] = fit.regression.t_values[i]
    return out


@pytest.mark.parametrize(("case", "count"), [("prais_winsten_barium", 30), ("prais_winsten_barium_v2", 16)])
def test_every_printed_value(case_folder, case, count, compared):
    folder = case_folder(case)
    made = values(*table(folder))
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))["values"]
    assert len(published) == count
    for value in published:
        what = "printed values, rounded data" if case.endswith("v2") else "printed values"
        compared(what, made[value["id"]], float(value["printed"]), value["half_ulp"])


def test_the_comparison_tells_prais_winsten_from_cochrane_orcutt(case_folder):
    y, x = table(case_folder("prais_winsten_barium"))
    other = ar1_regression(y, x, NAMES, method="cochrane_orcutt")
    assert abs(other.regression["const"] - -37.07582) > 1e-3
