"""Flow of the Nile 1871 to 1970 as a local level: variances and diagnostics, 9 printed values.

Source
    Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., pages 37 and 40; Van den Bossche
    (2011), Journal of Statistical Software 41(8), figures 2 and 5 (EViews). Data: statsmodels.datasets.nile.
Formula
    y = μ + ε, μ a random walk with an exact diffuse start: the first observation has no prediction error.
Tolerance
    Half a unit of the last printed digit, or what the case names where the source is less exact than its digits. The
    EViews figures are diagnostics at the variances e^9.600350 and e^7.348705 that its figure 2 prints.
"""

import csv
import json
from math import exp

import numpy as np
import pytest

from tfp_soctrang.estimation.innovation_tests import ljung_box_test
from tfp_soctrang.estimation.unobserved_trend import unobserved_trend

IDS = [
    "sigma2 eps",
    "sigma2 eta",
    "Ljung-Box Q(9)",
    "skewness",
    "kurtosis",
    "Jarque-Bera",
    "H(33)",
    "Q(10) EViews",
    "JB EViews",
]


@pytest.fixture(scope="module")
def case(case_folder):
    folder = case_folder("nile_local_level")
    with (folder / "data.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))["values"]
    years = np.array([int(float(row["year"])) for row in rows])
    return years, np.array([float(row["volume"]) for row in rows]), {value["id"]: value for value in published}


@pytest.fixture(scope="module")
def computed(case):
    years, volume, _ = case
    fit = unobserved_trend(volume, years=years)
    eviews = unobserved_trend(volume, years=years, variances={"measurement": exp(9.600350), "level": exp(7.348705)})
    return {
        "sigma2 eps": fit.variances["measurement"],
        "sigma2 eta": fit.variances["level"],
        "Ljung-Box Q(9)": fit.test("ljung_box").outcome.statistic,
        "skewness": fit.skewness,
        "kurtosis": fit.kurtosis,
        "Jarque-Bera": fit.test("jarque_bera").outcome.statistic,
        "H(33)": fit.test("heteroskedasticity").outcome.statistic,
        "Q(10) EViews": ljung_box_test(eviews.standardised, 10, 0).outcome.statistic,
        "JB EViews": eviews.test("jarque_bera").outcome.statistic,
    }


def test_nothing_printed_is_left_out(case):
    assert sorted(case[2]) == sorted(IDS)


@pytest.mark.parametrize("name", IDS)
def test_printed_value(case, computed, name, compared):
    value = case[2][name]
    compared("printed values", computed[name], value["value"], max(value["half_ulp"], value.get("extra_tol", 0.0)))


def test_eviews_prints_the_p_values_too(case):
    years, volume, _ = case
    fit = unobserved_trend(volume, years=years, variances={"measurement": exp(9.600350), "level": exp(7.348705)})
    assert ljung_box_test(fit.standardised, 10, 0).outcome.p_value == pytest.approx(0.217, abs=5e-4)
    assert fit.test("jarque_bera").outcome.p_value == pytest.approx(0.979373, abs=5e-6)


def test_the_comparison_tells_the_starts_apart(case):
    # with the approximate start of EViews (its own variances) the printed Q(9) of Durbin and Koopman is missed
    years, volume, published = case
    other = unobserved_trend(volume, years=years, variances={"measurement": exp(9.600350), "level": exp(7.348705)})
    assert abs(other.test("ljung_box").outcome.statistic - published["Ljung-Box Q(9)"]["value"]) > 0.01
    assert unobserved_trend(volume, years=years).log_likelihood == pytest.approx(-632.545625103041, abs=1e-9)
