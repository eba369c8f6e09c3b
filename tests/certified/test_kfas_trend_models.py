"""US unemployment 1959Q1 to 2009Q3 by the trend models of KFAS: likelihoods and ML variances, 11 printed values.

Source
    R package KFAS (fitSSM) as recorded in statsmodels, tsa/statespace/tests/results: test_ucm.R prints the variances at
    which each likelihood stands. Data: statsmodels.datasets.macrodata.
Formula
    y = μ + ε, μ' = μ + b + η, b' = b + ζ, exact diffuse start; no term for the two observations that start the filter.
Tolerance
    Likelihoods: what the case names, 2e-7. ML variances: 1e-3 relative, KFAS having stopped by its own tolerance.
"""

import csv
import json

import numpy as np
import pytest

from tfp_soctrang.estimation.unobserved_trend import unobserved_trend

# trend, measurement error, variances as test_ucm.R prints them
MODELS = {
    "local linear trend": (
        "local_linear",
        True,
        {"measurement": 1.339852549e-06, "level": 1.008704925e-02, "slope": 6.091760810e-02},
    ),
    "random walk with drift": ("random_walk_with_drift", False, {"level": 0.1184499547}),
    "smooth trend": ("smooth", True, {"measurement": 0.0008824099119, "slope": 0.0753064234342}),
    "random trend": ("smooth", False, {"slope": 0.08054724989}),
    "local level with deterministic trend": (
        "random_walk_with_drift",
        True,
        {"measurement": 4.457592057e-06, "level": 1.184455029e-01},
    ),
}
LIKELIHOODS = [f"{name}: loglik at published variances" for name in MODELS]
ML = [
    "local linear trend: ML sigma2 level",
    "local linear trend: ML sigma2 slope",
    "random walk with drift: ML sigma2 level",
    "smooth trend: ML sigma2 eps",
    "smooth trend: ML sigma2 slope",
    "random trend: ML sigma2 slope",
]
OURS = {"eps": "measurement", "level": "level", "slope": "slope"}


@pytest.fixture(scope="module")
def case(case_folder):
    folder = case_folder("kfas_trend_models")
    with (folder / "data.csv").open(encoding="utf-8") as file:
        series = np.array([float(row["unemp"]) for row in csv.DictReader(file)])
    assert len(series) == 203
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))["values"]
    return series, {value["id"]: value for value in published}


@pytest.fixture(scope="module")
def fits(case):
    return {
        name: unobserved_trend(case[0], trend=trend, measurement_error=error)
        for name, (trend, error, _) in MODELS.items()
    }


def test_nothing_printed_is_left_out(case):
    assert sorted(case[1]) == sorted(LIKELIHOODS + ML)


@pytest.mark.parametrize("name", MODELS)
def test_likelihood_at_the_printed_variances(case, name, compared):
    trend, error, variances = MODELS[name]
    value = case[1][f"{name}: loglik at published variances"]
    found = unobserved_trend(case[0], trend=trend, measurement_error=error, variances=variances).log_likelihood
    compared("likelihoods", found, value["value"], value["extra_tol"])


@pytest.mark.parametrize("name", ML)
def test_variance_of_greatest_likelihood(case, fits, name, compared):
    value = case[1][name]
    model, which = name.split(": ML sigma2 ")
    compared("variances", fits[model].variances[OURS[which]], value["value"], value["extra_tol"])


@pytest.mark.parametrize("name", MODELS)
def test_ours_is_at_least_as_likely_as_the_printed_optimum(case, fits, name):
    # KFAS stopped at 1e-6 where the maximum has measurement error zero: the edge is found as such
    assert fits[name].log_likelihood >= case[1][f"{name}: loglik at published variances"]["value"] - 1e-8
    expected = ("measurement",) if name.startswith("local") else ()
    assert fits[name].variances.at_zero == expected
