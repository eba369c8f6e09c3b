"""Cobb–Douglas functions: statsmodels as oracle, invariances, choices and data that are refused."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.cobb_douglas import cobb_douglas
from tfp_soctrang.estimation.least_squares import newey_west_lags
from tfp_soctrang.estimation.prior import NormalPrior, Ridge
from tfp_soctrang.estimation.production_terms import log_linear_regularity

YEARS = np.arange(2000, 2025)
seeds = st.integers(0, 5_000)
EXAMPLES = 20  # a fit with all its tests takes some 15 ms
scales = st.floats(-14, 14).map(np.exp)


def economy(seed, n=25, noise=0.02):
    rng = np.random.default_rng(seed)
    t = np.arange(n)
    capital = np.exp(5.0 + 0.08 * t + 0.05 * rng.normal(size=n).cumsum())
    labour = np.exp(3.0 + 0.015 * t + 0.02 * rng.normal(size=n).cumsum())
    return np.exp(1.0 + 0.01 * t + noise * rng.normal(size=n)) * capital**0.4 * labour**0.6, capital, labour


def made(seed, **choices):
    output, capital, labour = economy(seed)
    return cobb_douglas(output, {"capital": capital, "labour": labour}, years=YEARS, **choices)


def logs(seed):
    return [np.log(series) for series in economy(seed)]


# -- oracles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("errors", ["classical", "hc0", "hc1", "hc2", "hc3", "hac"])
@settings(max_examples=EXAMPLES)
@given(seed=seeds)
def test_free_levels_with_a_trend_are_the_regression_by_hand(errors, seed):
    fit = made(seed, trend="linear", errors=errors)
    y, k, n = logs(seed)
    x = np.column_stack([np.ones(25), k, n, np.arange(25)])
    options = {"classical": {"cov_type": "nonrobust"}, "hac": {"cov_type": "HAC", "cov_kwds": {"maxlags": 2}}}
    peer = sm.OLS(y, x).fit(**options.get(errors, {"cov_type": errors.upper()}), use_t=True)
    assert fit.parameters.names == ("constant", "capital", "labour", "trend")
    # logs are nearly combinations of trend and constant: cond 1e4 in the peer's pseudo-inverse
    np.testing.assert_allclose(fit.parameters.values, peer.params, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(fit.parameters.standard_errors, peer.bse, rtol=1e-6)
    test = fit.test("returns_to_scale").outcome
    theirs = peer.f_test((np.array([[0.0, 1.0, 1.0, 0.0]]), np.array([1.0])))
    assert test.statistic == pytest.approx(float(theirs.fvalue), rel=1e-5, abs=1e-9)
    assert test.p_value == pytest.approx(float(theirs.pvalue), rel=1e-5)
    np.testing.assert_allclose(fit.tfp + (fit.elasticities * np.column_stack([k, n])).sum(axis=1), y, rtol=1e-12)
    assert not fit.informed


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_constant_returns_are_the_regression_per_worker(seed):
    fit = made(seed, returns="constant")
    y, k, n = logs(seed)
    peer = sm.OLS(y - n, np.column_stack([np.ones(25), k - n])).fit()
    np.testing.assert_allclose(fit.parameters.values[:2], peer.params, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(fit.parameters.standard_errors, [*peer.bse, peer.bse[1]], rtol=1e-8)
    assert (fit.elasticities.sum(axis=1) == 1.0).all()
    assert (fit.returns_to_scale_errors == 0.0).all()
    # the restriction is tested in the regression that leaves returns free, whichever of the two is reported
    assert fit.test("returns_to_scale").outcome == made(seed).test("returns_to_scale").outcome


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_returns_do_not_depend_on_which_input_is_last(seed):
    output, capital, labour = economy(seed)
    one = cobb_douglas(output, {"capital": capital, "labour": labour}, years=YEARS, returns="constant")
    other = cobb_douglas(output, {"labour": labour, "capital": capital}, years=YEARS, returns="constant")
    for name in ("constant", "capital", "labour"):
        assert other.parameters[name] == pytest.approx(one.parameters[name], rel=1e-9, abs=1e-10)


@pytest.mark.parametrize("trend", ["none", "linear"])
@settings(max_examples=EXAMPLES)
@given(seed=seeds)
def test_growth_form_is_the_regression_of_differences(trend, seed):
    fit = made(seed, form="growth", trend=trend)
    y, k, n = (np.diff(series) for series in logs(seed))
    x = np.column_stack([k, n, np.ones(24)])[:, : 3 if trend == "linear" else 2]
    peer = sm.OLS(y, x).fit()
    assert fit.parameters.names == ("capital", "labour", "trend")[: x.shape[1]]
    np.testing.assert_allclose(fit.parameters.values, peer.params, rtol=1e-8, atol=1e-11)
    np.testing.assert_allclose(fit.parameters.standard_errors, peer.bse, rtol=1e-8)
    assert fit.tfp.shape == (25,)
    assert fit.residuals.shape == (24,)
    assert fit.test("engle_granger").outcome.reason.code == "na_growth_form"


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_breaks_are_dummies_and_their_test_is_theirs(seed):
    fit = made(seed, trend="linear", breaks={2010: "step", 2015: "both"})
    y, k, n = logs(seed)
    columns = {
        "constant": np.ones(25), "capital": k, "labour": n, "trend": np.arange(25), "step_2010": YEARS >= 2010,
        "step_2015": YEARS >= 2015, "kink_2015": np.maximum(YEARS - 2014, 0),
    }  # fmt: skip
    peer = sm.OLS(y, np.column_stack(list(columns.values())).astype(float)).fit()
    assert fit.parameters.names == tuple(columns)
    np.testing.assert_allclose(fit.parameters.values, peer.params, rtol=1e-6, atol=1e-8)
    theirs = peer.f_test(np.eye(7)[4:])
    assert fit.test("breaks").outcome.statistic == pytest.approx(float(theirs.fvalue), rel=1e-6)
    assert "2010, 2015" in fit.test("breaks").null.text("en")
    assert fit.test("parameter_stability").outcome.reason.code == "na_breaks_given"


def test_a_kink_in_growth_form_is_a_step_of_growth():
    fit = made(3, trend="linear", breaks={2012: "kink"}, form="growth")
    column = fit.regression.design[:, fit.regression.names.index("kink_2012")]
    np.testing.assert_array_equal(column, (np.arange(2001, 2025) >= 2012).astype(float))


@settings(max_examples=EXAMPLES)
@given(seeds, st.floats(-0.9, 0.9))
def test_a_given_rho_is_generalised_least_squares(seed, rho):
    fit = made(seed, serial="prais_winsten", rho=rho)
    y, k, n = logs(seed)
    x = np.column_stack([np.ones(25), k, n])
    sigma = rho ** np.abs(np.subtract.outer(np.arange(25), np.arange(25)))
    peer = sm.GLS(y, x, sigma=sigma).fit()
    np.testing.assert_allclose(fit.parameters.values[:3], peer.params, rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(fit.parameters.standard_errors[:3], peer.bse, rtol=1e-6)
    assert fit.parameters["rho"] == rho
    assert fit.parameters.standard_errors[3] == 0.0


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_cochrane_orcutt_is_statsmodels_iterated_glsar(seed):
    output, capital, labour = economy(seed)
    try:
        fit = cobb_douglas(
            output, {"capital": capital, "labour": labour}, years=YEARS, trend="linear", serial="cochrane_orcutt"
        )
    except EstimationError:
        reject()  # ρ reaches one in some of these random walks: refused, as tested below
    y, k, n = logs(seed)
    peer = sm.OLS(*(s[1:] - fit.parameters["rho"] * s[:-1] for s in (y, np.column_stack(
        [np.ones(25), k, n, np.arange(25)])))).fit()  # fmt: skip
    np.testing.assert_allclose(fit.parameters.values[:4], peer.params, rtol=1e-6, atol=1e-8)
    u = y - np.column_stack([np.ones(25), k, n, np.arange(25)]) @ peer.params
    # a fixed point: the residuals of the last coefficients give ρ back, up to the tolerance of the iteration
    assert u[1:] @ u[:-1] / (u[:-1] @ u[:-1]) == pytest.approx(fit.parameters["rho"], abs=1e-5)
    assert fit.test("durbin_watson").outcome.reason.code == "na_serial"
    assert fit.test("engle_granger").outcome.reason.code == "na_serial"
    assert 0.0 <= fit.test("breusch_godfrey").outcome.p_value <= 1.0


# -- invariances -------------------------------------------------------------------------------------------------------

CHOICES = [
    {},
    {"trend": "linear", "errors": "hac"},
    {"returns": "constant"},
    {"form": "growth", "trend": "linear"},
    {"returns": "constant", "prior": NormalPrior(mean=0.4, sd=0.05, source="made up")},
    {"ridge": Ridge.towards({"capital": 0.4, "labour": 0.6}, penalty=0.01, source="made up")},
    {"serial": "prais_winsten", "rho": 0.5},
    {"serial": "prais_winsten", "rho": 0.5, "prior": NormalPrior(mean=0.4, sd=0.05, source="made up")},
]


@pytest.mark.parametrize("choices", CHOICES)
@settings(max_examples=EXAMPLES)
@given(seed=seeds, money=scales, stock=scales, people=scales)
def test_units_move_the_constant_alone(choices, seed, money, stock, people):
    output, capital, labour = economy(seed)
    one = cobb_douglas(output, {"capital": capital, "labour": labour}, years=YEARS, **choices)
    other = cobb_douglas(
        money * output, {"capital": stock * capital, "labour": people * labour}, years=YEARS, **choices
    )
    for i, name in enumerate(one.parameters.names):
        if name != "constant":
            assert other.parameters[name] == pytest.approx(one.parameters[name], rel=1e-6, abs=1e-8), name
            error = one.parameters.standard_errors[i]
            assert other.parameters.standard_errors[i] == pytest.approx(error, rel=1e-6, abs=1e-12), name
    np.testing.assert_allclose(np.diff(other.tfp), np.diff(one.tfp), atol=1e-8)
    np.testing.assert_allclose(other.residuals, one.residuals, atol=1e-8)
    assert other.diagnostics.condition_number == pytest.approx(one.diagnostics.condition_number, rel=1e-6)
    for test, same in zip(other.tests, one.tests, strict=True):
        if isinstance(same.outcome, NotApplicable):
            assert isinstance(test.outcome, NotApplicable)
        else:
            assert test.outcome.p_value == pytest.approx(same.outcome.p_value, rel=1e-5, abs=1e-7), test.name


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_every_fit_carries_every_test_with_its_null_in_both_languages(seed):
    names = {
        "returns_to_scale", "breaks", "parameter_stability", "durbin_watson", "breusch_godfrey", "jarque_bera",
        "breusch_pagan", "unit_root_output", "unit_root_capital", "unit_root_labour", "engle_granger",
        "prior_agreement",
    }  # fmt: skip
    for choices in CHOICES:
        fit = made(seed, **choices)
        assert {test.name for test in fit.tests} == names
        for test in fit.tests:
            assert test.null.text("vi")
            assert test.null.text("en")
            if isinstance(test.outcome, NotApplicable):
                assert test.outcome.reason.text("vi")
            else:
                assert 0.0 <= test.outcome.p_value <= 1.0


def test_unknown_test_names_are_refused_with_those_there_are():
    with pytest.raises(DataError, match=r"test: is not known \(got 'durbin'\)\. Use one of: returns_to_scale"):
        made(1).test("durbin")


def test_an_exact_function_is_recovered_and_its_tests_say_so():
    _, capital, labour = economy(2)
    output = 3.0 * capital**0.35 * labour**0.55
    fit = cobb_douglas(output, {"capital": capital, "labour": labour}, years=YEARS)
    assert fit.parameters["capital"] == pytest.approx(0.35, abs=1e-9)
    assert fit.parameters["labour"] == pytest.approx(0.55, abs=1e-9)
    assert np.ptp(fit.tfp) < 1e-8
    for name in (
        "returns_to_scale",
        "durbin_watson",
        "breusch_godfrey",
        "jarque_bera",
        "breusch_pagan",
        "engle_granger",
    ):
        assert fit.test(name).outcome.reason.code == "na_exact_fit"


def test_a_cross_section_has_no_order():
    output, capital, labour = economy(4)
    shuffle = np.random.default_rng(1).permutation(25)
    fit = cobb_douglas(output, {"capital": capital, "labour": labour})
    other = cobb_douglas(output[shuffle], {"capital": capital[shuffle], "labour": labour[shuffle]})
    np.testing.assert_allclose(other.parameters.values, fit.parameters.values, rtol=1e-9)
    for name in ("durbin_watson", "breusch_godfrey", "parameter_stability", "engle_granger", "unit_root_output"):
        assert fit.test(name).outcome.reason.code == "na_cross_section"
    assert fit.test("jarque_bera").outcome.statistic == pytest.approx(other.test("jarque_bera").outcome.statistic)


def test_one_input_with_constant_returns_has_elasticity_one():
    output, capital, _ = economy(5)
    fit = cobb_douglas(output, {"capital": capital}, years=YEARS, returns="constant")
    assert (fit.elasticities == 1.0).all()
    assert (fit.elasticity_covariance == 0.0).all()


def test_hac_lags():
    fit = made(6, errors="hac")
    assert fit.regression.lags == newey_west_lags(25) == 2
    assert ("errors", "hac, 2 lags") in fit.choices
    assert made(6, errors="hac", lags=4).regression.lags == 4
    assert newey_west_lags(3) <= 2


# -- regularity --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elasticities", "monotone", "quasi_concave"),
    [
        ((0.4, 0.6), True, True),
        ((0.9, 0.9), True, True),
        ((0.0, 1.0), True, True),
        ((-0.1, 1.1), False, False),
        ((-1.1, 0.1), False, True),
        ((-0.4, -0.6), False, False),
        ((0.3, 0.3, 0.4), True, True),
        ((0.5, -0.1, 0.6), False, False),
        ((0.7,), True, True),
    ],
)
def test_regularity(elasticities, monotone, quasi_concave):
    found = log_linear_regularity(np.array([elasticities]))
    assert (bool(found.monotone[0]), bool(found.quasi_concave[0])) == (monotone, quasi_concave)
    if len(elasticities) == 2:
        # bordered Hessian of x^a y^b at (1, 1): f_xx f_y² - 2 f_xy f_x f_y + f_yy f_x² is not above zero
        a, b = elasticities
        bordered = a * (a - 1) * b * b - 2 * a * b * a * b + b * (b - 1) * a * a
        assert (bordered <= 1e-12) == quasi_concave


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"lags": 2}, r"lags: belong to errors='hac'\. Leave them out"),
        ({"rho": 0.5}, r"rho: belongs to autoregressive errors\. Take serial="),
        ({"prior": NormalPrior(mean=0.4, sd=0.1, source="x"),
          "ridge": Ridge.towards({"capital": 0.4}, penalty=1.0, source="x")}, "ridge: stands beside a prior"),
        ({"prior": NormalPrior(mean=0.4, sd=0.1, source="x"), "errors": "hc1"}, "errors: must be classical beside"),
        ({"breaks": {2000: "step"}}, r"breaks: must lie between 2001 and 2024 \(got 2000\)\. Name the first year"),
        ({"breaks": {2010: "kink"}}, r"breaks, 2010: is a kink of a trend that the function does not have"),
        ({"breaks": {2010: "bend"}, "trend": "linear"}, r"breaks, 2010: is not known \(got 'bend'\)"),
        ({"serial": "prais_winsten", "rho": 1.0}, r"rho: must lie between -1 and 1 \(got 1.0\)\. A given ρ"),
        ({"serial": "ar2"}, r"serial: is not known \(got 'ar2'\)"),
        ({"returns": "increasing"}, r"returns: is not known"),
        ({"trend": "cubic"}, r"trend: is not known"),
        ({"form": "index"}, r"form: is not known"),
        ({"errors": "hc9"}, r"errors: is not known"),
        ({"errors": "hac", "lags": 25}, r"lags: must lie between 0 and 24 \(got 25\)"),
        ({"prior": NormalPrior(mean=0.4, sd=0.1, source="x", input_name="land")},
         r"prior: must name inputs among capital, labour, each once \(got \['land'\]\)"),
        ({"prior": [NormalPrior(mean=0.4, sd=0.1, source="x")] * 2}, r"prior: must name inputs .* each once"),
    ],
)  # fmt: skip
def test_choices_that_are_refused(choices, message):
    with pytest.raises((EstimationError, DataError), match=message) as caught:
        made(7, **choices)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "choices", [{"trend": "linear"}, {"breaks": {3: "step"}}, {"form": "growth"}, {"errors": "hac"},
                {"serial": "prais_winsten"}],
)  # fmt: skip
def test_a_cross_section_refuses_what_needs_years(choices):
    output, capital, labour = economy(8)
    with pytest.raises(EstimationError, match="needs the years of the observations") as caught:
        cobb_douglas(output, {"capital": capital, "labour": labour}, **choices)
    assert "years" in caught.value.remedy


def changed(series, value, at=4):
    out = series.copy()
    out[at] = value
    return out


def test_data_that_are_refused():
    output, capital, labour = economy(9)
    for bad in (0.0, -2.0, np.nan):
        with pytest.raises(DataError, match="capital, 2004: must be a finite number above zero") as caught:
            cobb_douglas(output, {"capital": changed(capital, bad), "labour": labour}, years=YEARS)
        assert "correct or supply" in caught.value.remedy
    with pytest.raises(EstimationError, match=r"labour: never moves"):
        cobb_douglas(output, {"capital": capital, "labour": np.full(25, 7.0)}, years=YEARS)
    with pytest.raises(EstimationError, match=r"labour: is a linear combination of the other terms"):
        cobb_douglas(output, {"capital": capital, "labour": 3.0 * capital**2}, years=YEARS)
    with pytest.raises(EstimationError, match=r"capital: is a linear combination of the other terms"):
        cobb_douglas(output, {"capital": 3.0 * labour, "labour": labour}, years=YEARS, returns="constant")
    keep = YEARS != 2007
    with pytest.raises(EstimationError, match=r"years: must follow each other without a hole \(got \[2007\]\)"):
        cobb_douglas(output[keep], {"capital": capital[keep], "labour": labour[keep]}, years=YEARS[keep])
    with pytest.raises(EstimationError, match=r"observations: are not enough for 4 coefficients.*got 4") as caught:
        cobb_douglas(output[:4], {"capital": capital[:4], "labour": labour[:4]}, years=YEARS[:4], trend="linear")
    assert "Take more years" in caught.value.remedy
    steady = np.exp(0.05 * np.arange(25.0))
    with pytest.raises(EstimationError, match="trend: is a linear combination"):
        cobb_douglas(output, {"capital": steady, "labour": labour}, years=YEARS, trend="linear")
    with pytest.raises(EstimationError, match=r"inputs: bear the name of a term of the function \(got \['trend'\]\)"):
        cobb_douglas(output, {"trend": capital, "labour": labour}, years=YEARS)


def test_collinear_inputs_can_be_told_apart_by_constant_returns_or_a_prior():
    output, capital, _ = economy(10)
    twins = {"capital": capital, "labour": 5.0 * np.sqrt(capital)}
    with pytest.raises(EstimationError, match="restriction or a prior"):
        cobb_douglas(output, twins, years=YEARS)
    tied = cobb_douglas(output, twins, years=YEARS, returns="constant")
    assert tied.test("returns_to_scale").outcome.reason.code == "na_free_not_estimable"
    told = cobb_douglas(output, twins, years=YEARS, prior=NormalPrior(mean=0.4, sd=0.05, source="made up"))
    # the data tell capital + labour/2 only: the prior stays what it was
    assert told.parameters["capital"] == pytest.approx(0.4, abs=1e-9)
    assert told.parameters.standard_errors[1] == pytest.approx(0.05, rel=1e-9)
    assert isinstance(told.diagnostics, NotApplicable)
    assert told.test("prior_agreement").outcome.reason.code == "na_free_not_estimable"


def test_short_samples_say_which_tests_they_cannot_carry():
    output, capital, labour = economy(11)
    fit = cobb_douglas(output[:6], {"capital": capital[:6], "labour": labour[:6]}, years=YEARS[:6])
    for name in ("unit_root_output", "engle_granger", "parameter_stability"):
        assert fit.test(name).outcome.reason.code == "na_too_few"
