"""Translog production functions: statsmodels, closed forms, invariances, numerical derivatives, refusals."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.translog import translog
from tfp_soctrang.estimation.translog_model import translog_model
from tfp_soctrang.estimation.translog_terms import TranslogTerms

YEARS = np.arange(1996, 2026)
NAMES = ("capital", "labour", "energy")


def sample(seed, n=30, count=2, noise=0.03):
    """A translog economy with a biased trend, inputs that wander."""
    rng = np.random.default_rng(seed)
    inputs = {name: np.exp(rng.normal(0.0, 0.3, n).cumsum() + 5.0) for name in NAMES[:count]}
    terms = TranslogTerms(arguments=tuple(inputs), trend="biased", quadratic_trend=False)
    logs = np.log(np.column_stack(list(inputs.values())))
    coefficients = rng.normal(0.0, 0.05, len(terms.names))
    coefficients[1 : 1 + count] += 1.0 / count
    time = np.arange(n) - (n - 1) / 2
    coefficients[-count - 1 :] *= 0.05
    output = np.exp(terms.columns(logs - logs.mean(axis=0), time) @ coefficients + rng.normal(0.0, noise, n))
    return output, inputs


trends = st.sampled_from(["none", "neutral", "biased"])
seeds = st.integers(0, 10_000)
few = settings(max_examples=25)  # each example estimates some functions


# -- against other programs and closed forms ---------------------------------------------------------------------------


@few
@given(seed=seeds, count=st.integers(1, 3))
def test_equals_statsmodels_on_a_design_written_by_hand(seed, count):
    output, inputs = sample(seed, count=count)
    fit = translog(output, inputs, years=YEARS, trend="neutral", quadratic_trend=True, scale="none", errors="hc3")
    x = np.log(np.column_stack(list(inputs.values())))
    t = np.arange(30.0)
    columns = [np.ones(30), *x.T]
    columns += [0.5 * x[:, i] ** 2 if i == j else x[:, i] * x[:, j] for i in range(count) for j in range(i, count)]
    theirs = sm.OLS(np.log(output), np.column_stack([*columns, t, 0.5 * t * t])).fit(cov_type="HC3", use_t=True)
    # unscaled logs: a condition number of some 1e6 in two factorisations
    np.testing.assert_allclose(fit.residuals, theirs.resid, atol=1e-8)
    np.testing.assert_allclose(fit.parameters.values, theirs.params, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(fit.parameters.standard_errors, theirs.bse, rtol=1e-5)
    assert fit.degrees_of_freedom == theirs.df_resid


@few
@given(seed=seeds)
def test_cobb_douglas_is_a_restricted_translog(seed):
    output, inputs = sample(seed, count=3)
    model = translog_model(output, inputs, years=YEARS, trend="neutral")
    zero = model.terms.cobb_douglas()
    restricted = least_squares(model.response, model.design, model.terms.names, restrictions=zero)
    plain = sm.OLS(model.response, np.column_stack([np.ones(30), model.logs, model.time])).fit()
    np.testing.assert_allclose(restricted.coefficients[[0, 1, 2, 3, 10]], plain.params, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(restricted.standard_errors[[0, 1, 2, 3, 10]], plain.bse, rtol=1e-8)
    # the test in the record is the F of the two sums of squares
    wide = sm.OLS(model.response, model.design).fit()
    statistic, p_value, difference = wide.compare_f_test(plain)
    outcome = translog(output, inputs, years=YEARS, trend="neutral").test("cobb_douglas").outcome
    assert outcome.statistic == pytest.approx(statistic, rel=1e-6)
    assert outcome.p_value == pytest.approx(p_value, rel=1e-6, abs=1e-12)
    assert outcome.degrees_of_freedom == (difference, wide.df_resid)


def test_an_exact_cobb_douglas_function_is_found_exactly():
    _, inputs = sample(1, count=3)
    output = 2.0 * inputs["capital"] ** 0.3 * inputs["labour"] ** 0.6 * inputs["energy"] ** 0.2
    fit = translog(output, inputs)
    np.testing.assert_allclose(fit.elasticities, np.broadcast_to([0.3, 0.6, 0.2], (30, 3)), atol=1e-10)
    assert isinstance(fit.test("cobb_douglas").outcome, NotApplicable)
    assert "fits the data to rounding" in str(fit.test("cobb_douglas").outcome)
    assert fit.regularity.regular == 1.0


@few
@given(seed=seeds, trend=trends)
def test_constant_returns_hold_and_are_the_regression_on_ratios(seed, trend):
    output, inputs = sample(seed)
    fit = translog(output, inputs, years=YEARS, trend=trend, returns="constant")
    np.testing.assert_allclose(fit.returns_to_scale, 1.0, atol=1e-10)
    np.testing.assert_allclose(fit.returns_to_scale_errors, 0.0, atol=1e-8)
    # ln(Y/L) on 1, k = ln(K/L), k²/2, t, t k
    x = np.log(inputs["capital"] / inputs["labour"])
    x, t = x - x.mean(), YEARS - YEARS.mean()
    more = {"none": [], "neutral": [t], "biased": [t, t * x]}[trend]
    theirs = sm.OLS(
        np.log(output) - np.log(inputs["labour"]) + np.log(inputs["labour"]).mean(),
        np.column_stack([np.ones(30), x, 0.5 * x * x, *more]),
    ).fit()
    np.testing.assert_allclose(fit.residuals, theirs.resid, atol=1e-9)
    assert fit.parameters["capital"] == pytest.approx(theirs.params[1], abs=1e-9)
    assert fit.parameters["capital*capital"] == pytest.approx(theirs.params[2], abs=1e-9)
    assert fit.parameters["capital*labour"] == pytest.approx(-theirs.params[2], abs=1e-9)


@few
@given(seed=seeds)
def test_the_test_of_constant_returns_is_the_same_from_both_sides(seed):
    output, inputs = sample(seed)
    options = {"years": YEARS, "trend": "biased"}
    free = translog(output, inputs, **options)
    constant = translog(output, inputs, returns="constant", **options)
    one, other = (fit.test("returns_to_scale").outcome for fit in (free, constant))
    assert one.statistic == pytest.approx(other.statistic, rel=1e-9)
    squares = [fit.residuals @ fit.residuals for fit in (free, constant)]
    by_squares = (squares[1] - squares[0]) / 4 / (squares[0] / free.degrees_of_freedom)
    assert one.statistic == pytest.approx(by_squares, rel=1e-6)
    assert one.degrees_of_freedom == (4.0, 30 - 9)
    assert "constant at every level" in str(free.test("returns_to_scale").null)


@few
@given(seed=seeds)
def test_no_trend_and_neutral_trend_are_tested_by_sums_of_squares(seed):
    output, inputs = sample(seed)
    fits = {trend: translog(output, inputs, years=YEARS, trend=trend) for trend in ("none", "neutral", "biased")}
    squares = {trend: fit.residuals @ fit.residuals for trend, fit in fits.items()}
    biased = fits["biased"]
    variance = squares["biased"] / biased.degrees_of_freedom
    assert biased.test("neutral_trend").outcome.statistic == pytest.approx(
        (squares["neutral"] - squares["biased"]) / 2 / variance, rel=1e-6
    )
    assert biased.test("technical_change").outcome.statistic == pytest.approx(
        (squares["none"] - squares["biased"]) / 3 / variance, rel=1e-6
    )
    assert "trend='biased'" in str(fits["neutral"].test("neutral_trend").outcome)
    assert "has no trend" in str(fits["none"].test("technical_change").outcome)


def test_one_input_of_constant_returns_has_elasticity_one():
    output, inputs = sample(4, count=1)
    fit = translog(output, inputs, returns="constant")
    np.testing.assert_allclose(fit.elasticities, 1.0, atol=1e-12)
    assert "holds by construction" in str(fit.test("cobb_douglas").outcome)
    assert fit.test("returns_to_scale").outcome.degrees_of_freedom == (2.0, 27.0)


# -- invariances -------------------------------------------------------------------------------------------------------


@few
@given(seed=seeds, trend=trends, money=st.floats(1e-6, 1e6), people=st.floats(1e-6, 1e6))
def test_units_do_not_matter(seed, trend, money, people):
    output, inputs = sample(seed)
    one = translog(output, inputs, years=YEARS, trend=trend)
    scaled = {"capital": money * inputs["capital"], "labour": people * inputs["labour"]}
    other = translog(money * output, scaled, years=YEARS, trend=trend)
    # logs of levels up to 1e8 are rounded to 1e-15 of some 20, which a condition number of 1e4 enlarges
    np.testing.assert_allclose(other.elasticities, one.elasticities, atol=1e-8)
    np.testing.assert_allclose(other.elasticity_errors, one.elasticity_errors, rtol=1e-6)
    np.testing.assert_allclose(other.parameters.values[1:], one.parameters.values[1:], atol=1e-7)
    np.testing.assert_allclose(np.diff(other.tfp), np.diff(one.tfp), atol=1e-8)
    assert other.test("cobb_douglas").outcome.statistic == pytest.approx(
        one.test("cobb_douglas").outcome.statistic, rel=1e-5
    )


@few
@given(seed=seeds, trend=trends, returns=st.sampled_from(["free", "constant"]))
def test_scaling_at_the_mean_changes_coefficients_only(seed, trend, returns):
    output, inputs = sample(seed)
    mean, none = (
        translog(output, inputs, years=YEARS, trend=trend, returns=returns, scale=scale) for scale in ("mean", "none")
    )
    np.testing.assert_allclose(none.elasticities, mean.elasticities, atol=1e-7)
    np.testing.assert_allclose(none.elasticity_errors, mean.elasticity_errors, rtol=1e-4, atol=1e-9)
    np.testing.assert_allclose(np.diff(none.tfp), np.diff(mean.tfp), atol=1e-8)
    np.testing.assert_array_equal(none.regularity.monotone, mean.regularity.monotone)
    # first-order coefficients are the elasticities at the mean of the logs
    np.testing.assert_allclose(mean.elasticities.mean(axis=0), mean.parameters.values[1:3], atol=1e-10)


@few
@given(seed=seeds)
def test_the_order_of_inputs_does_not_matter(seed):
    output, inputs = sample(seed, count=3)
    one = translog(output, inputs, years=YEARS, trend="neutral")
    other = translog(output, dict(reversed(inputs.items())), years=YEARS, trend="neutral")
    np.testing.assert_allclose(other.elasticities[:, ::-1], one.elasticities, atol=1e-9)
    assert other.parameters["energy*capital"] == pytest.approx(one.parameters["capital*energy"], abs=1e-9)


# -- derivatives -------------------------------------------------------------------------------------------------------


@given(seed=seeds, count=st.integers(1, 4), trend=trends, quadratic=st.booleans())
def test_gradients_and_symmetric_second_derivatives_are_numerical_ones(seed, count, trend, quadratic):
    rng = np.random.default_rng(seed)
    terms = TranslogTerms(
        arguments=("capital", "labour", "energy", "land")[:count],
        trend=trend,
        quadratic_trend=quadratic and trend != "none",
    )
    b, x, t = rng.normal(size=len(terms.names)), rng.normal(size=count), rng.normal()
    step = 1e-4

    def value(logs, time):
        return terms.columns(logs, time) @ b

    def moved(i):
        return step * np.eye(count)[i]

    # central differences of a quadratic are exact but for rounding: 1e-16 / 1e-4 and 1e-16 / 1e-8
    gradient = [(value(x + moved(i), t) - value(x - moved(i), t)) / (2 * step) for i in range(count)]
    np.testing.assert_allclose(terms.gradients(x, t) @ b, gradient, atol=1e-9)
    second = [
        [
            (value(x + moved(i) + moved(j), t) - value(x + moved(i), t) - value(x + moved(j), t) + value(x, t))
            / step**2
            for j in range(count)
        ]
        for i in range(count)
    ]
    np.testing.assert_allclose(terms.second_order(b), second, atol=1e-5)
    np.testing.assert_array_equal(terms.second_order(b), terms.second_order(b).T)
    over_time = (value(x, t + step) - value(x, t - step)) / (2 * step)
    assert terms.time_gradient(x, t) @ b == pytest.approx(over_time, abs=1e-9)


@few
@given(seed=seeds, trend=trends)
def test_errors_of_elasticities_are_those_of_a_numerical_gradient(seed, trend):
    output, inputs = sample(seed)
    fit = translog(output, inputs, years=YEARS, trend=trend)
    model = translog_model(output, inputs, years=YEARS, trend=trend)

    def elasticities(b):
        step = 1e-3
        ahead, behind = (
            [model.terms.columns(model.logs + sign * step * np.eye(2)[i], model.time) @ b for i in range(2)]
            for sign in (1.0, -1.0)
        )
        return (np.array(ahead) - np.array(behind)).T / (2 * step)

    b = fit.parameters.values
    jacobian = np.stack([elasticities(b + row) - elasticities(b) for row in np.eye(len(b))], axis=-1)
    covariance = jacobian @ fit.parameters.covariance @ np.swapaxes(jacobian, 1, 2)
    np.testing.assert_allclose(fit.elasticity_covariance, covariance, rtol=1e-6, atol=1e-12)


# -- TFP ---------------------------------------------------------------------------------------------------------------


@few
@given(seed=seeds, trend=st.sampled_from(["none", "neutral"]))
def test_tfp_is_output_less_what_inputs_explain(seed, trend):
    output, inputs = sample(seed)
    fit = translog(output, inputs, years=YEARS, trend=trend)
    t = YEARS - YEARS.mean()
    expected = fit.parameters["constant"] + fit.residuals + (fit.parameters["trend"] * t if trend == "neutral" else 0.0)
    np.testing.assert_allclose(fit.tfp, expected, atol=1e-9)


@few
@given(seed=seeds, quadratic=st.booleans(), trend=trends.filter(lambda trend: trend != "none"))
def test_tfp_growth_is_the_mean_shift_of_the_function_and_the_residual(seed, quadratic, trend):
    """Diewert's quadratic lemma: exact for every translog, biased or not."""
    output, inputs = sample(seed)
    fit = translog(output, inputs, years=YEARS, trend=trend, quadratic_trend=quadratic)
    model = translog_model(output, inputs, years=YEARS, trend=trend, quadratic_trend=quadratic)
    shift = model.terms.time_gradient(model.logs, model.time) @ fit.parameters.values
    np.testing.assert_allclose(np.diff(fit.tfp), 0.5 * (shift[1:] + shift[:-1]) + np.diff(fit.residuals), atol=1e-9)
    # and it is the Törnqvist index with the fitted elasticities for shares
    middle = 0.5 * (fit.elasticities[1:] + fit.elasticities[:-1])
    joint = (middle * np.diff(model.data.log_inputs, axis=0)).sum(axis=1)
    np.testing.assert_allclose(np.diff(fit.tfp), np.diff(np.log(output)) - joint, atol=1e-9)


# -- separability ------------------------------------------------------------------------------------------------------


@few
@given(seed=seeds)
def test_linear_separability_is_imposed_and_tested(seed):
    output, inputs = sample(seed, count=3)
    fit = translog(output, inputs, separable=[("capital", "labour")])
    assert fit.parameters["capital*energy"] == pytest.approx(0.0, abs=1e-12)
    assert fit.parameters["labour*energy"] == pytest.approx(0.0, abs=1e-12)
    free = translog(output, inputs)
    name = "linear_separability:capital+labour"
    squares = [one.residuals @ one.residuals for one in (free, fit)]
    by_squares = (squares[1] - squares[0]) / 2 / (squares[0] / free.degrees_of_freedom)
    assert fit.test(name).outcome.statistic == pytest.approx(by_squares, rel=1e-6)
    assert free.test(name).outcome.statistic == pytest.approx(by_squares, rel=1e-6)
    assert "capital, labour are linearly separable from energy" in str(fit.test(name).null)


def test_weak_separability_has_its_size_and_power():
    """The ratio of the elasticities of capital and labour does not move with energy where a_K b_LE = a_L b_KE."""
    rng = np.random.default_rng(11)
    n, rejections, linear = 150, {"holds": 0, "fails": 0}, 0
    for _ in range(200):
        logs = rng.normal(0.0, 0.5, (n, 3))
        logs -= logs.mean(axis=0)
        k, w, e = logs.T
        inputs = dict(zip(NAMES, np.exp(logs.T), strict=True))
        for case, cross in (("holds", 0.1), ("fails", -0.1)):
            function = 0.2 * k + 0.4 * w + 0.4 * e + 0.05 * k * e + cross * w * e
            output = np.exp(function + rng.normal(0.0, 0.06, n))
            fit = translog(output, inputs)
            rejections[case] += fit.test("weak_separability:capital+labour").rejects()
            linear += case == "holds" and fit.test("linear_separability:capital+labour").rejects()
    # 200 draws of a probability of .05: .05 ± 3 √(.05·.95/200) = up to .096
    assert 0.015 <= rejections["holds"] / 200 <= 0.096
    assert rejections["fails"] / 200 > 0.9
    # the same function is not linearly separable: the two nulls are different ones
    assert linear / 200 > 0.9


def test_weak_separability_is_free_of_units_and_scale():
    output, inputs = sample(5, count=3)
    name = "weak_separability:capital+energy"
    one = translog(output, inputs).test(name).outcome
    other = translog(output, {key: 1000.0 * level for key, level in inputs.items()}, scale="none").test(name).outcome
    assert one.statistic == pytest.approx(other.statistic, rel=1e-6)


def test_two_inputs_leave_nothing_to_separate_from():
    test = translog(*sample(1)).test("separability")
    assert "With 2 inputs no pair of them leaves another outside" in str(test.outcome)
    assert not test.rejects()


# -- diagnostics and records -------------------------------------------------------------------------------------------


def test_diagnostics_are_those_of_statsmodels():
    from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

    output, inputs = sample(2)
    fit = translog(output, inputs, years=YEARS, trend="neutral")
    model = translog_model(output, inputs, years=YEARS, trend="neutral")
    expected = [variance_inflation_factor(model.design, i) for i in range(1, 7)]
    assert np.isnan(fit.diagnostics.variance_inflation[0])
    np.testing.assert_allclose(fit.diagnostics.variance_inflation[1:], expected, rtol=1e-9)
    centred = model.design[:, 1:] - model.design[:, 1:].mean(axis=0)
    condition = np.linalg.cond(centred / np.linalg.norm(centred, axis=0))
    assert fit.diagnostics.condition_number == pytest.approx(condition, rel=1e-12)
    theirs = OLSInfluence(sm.OLS(model.response, model.design).fit()).dfbetas
    np.testing.assert_allclose(fit.diagnostics.influence, theirs, rtol=1e-8, atol=1e-9)


def test_influence_under_constant_returns_is_that_of_leaving_out():
    output, inputs = sample(2)
    fit = translog(output, inputs, returns="constant", separable=[("capital",)])
    model = translog_model(output, inputs, returns="constant", separable=[("capital",)])
    whole = least_squares(model.response, model.design, model.terms.names, restrictions=model.restrictions())
    rest = np.delete(np.arange(30), 4)
    without = least_squares(
        model.response[rest], model.design[rest], model.terms.names, restrictions=model.restrictions()
    )
    # DFBETAS: the variance is that without the observation, the rest of the standard error that with it
    deviation = np.sqrt(without.residual_variance / whole.residual_variance)
    errors = whole.standard_errors * deviation
    free = whole.standard_errors > 1e-8  # second-order terms are zero: separable and of constant returns
    change = (whole.coefficients - without.coefficients)[free] / errors[free]
    np.testing.assert_allclose(fit.diagnostics.influence[4, free], change, rtol=1e-7, atol=1e-9)
    assert free.tolist() == [True, True, True, False, False, False]
    assert np.isnan(fit.diagnostics.influence[:, ~free]).all()


def test_influence_of_an_observation_that_nothing_can_replace():
    output, inputs = sample(2)
    lone = {**inputs, "land": np.where(np.arange(30) == 7, 2.0, 1.0) * np.exp(0.0 * inputs["labour"])}
    with pytest.raises(EstimationError, match="is a linear combination of the other terms"):
        translog(output, lone)
    x = np.column_stack([np.ones(30), np.log(inputs["labour"]), np.arange(30) == 7])
    fit = least_squares(np.log(output), x, ["constant", "labour", "lone"])
    influence = diagnostics_of(fit).influence
    assert np.isnan(influence[7]).all()
    assert np.isfinite(np.delete(influence, 7, axis=0)).all()


def test_the_record_tells_the_choices_and_is_read_only():
    output, inputs = sample(3)
    fit = translog(output, inputs, years=YEARS, trend="biased", errors="hac", lags=2)
    assert dict(fit.choices) == {
        "trend": "biased",
        "quadratic_trend": "no",
        "returns": "free",
        "separable": "",
        "scale": "mean",
        "errors": "hac",
        "lags": "2",
    }
    assert isinstance(fit.tfp_errors, NotApplicable)
    for array in (fit.elasticities, fit.elasticity_covariance, fit.tfp, fit.residuals, fit.parameters.values):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0
    again = translog(output, inputs, years=YEARS, trend="biased", errors="hac", lags=2)
    assert fit.elasticities.tobytes() == again.elasticities.tobytes()


# -- refusals ----------------------------------------------------------------------------------------------------------


def test_few_observations():
    output, inputs = sample(1)
    short = {name: level[:9] for name, level in inputs.items()}
    with pytest.raises(
        EstimationError, match=r"observations: are not enough for the 9 free .* 2 inputs \(got 9\)"
    ) as e:
        translog(output[:9], short, years=YEARS[:9], trend="biased")
    assert "returns='constant'" in e.value.remedy
    narrow = translog(output[:9], short, years=YEARS[:9], trend="biased", returns="constant")
    assert "9 observations are too few for the 9 coefficients" in str(narrow.test("returns_to_scale").outcome)
    assert not narrow.test("returns_to_scale").rejects()


@pytest.mark.parametrize("scale", ["mean", "none"])
def test_collinear_inputs_are_named(scale):
    output, inputs = sample(1)
    power = {"capital": inputs["capital"], "labour": 3.0 * inputs["capital"] ** 0.7}
    with pytest.raises(EstimationError, match=r"^labour: moves, in logs, in a fixed proportion"):
        translog(output, power, scale=scale)
    steady = {"capital": np.exp(0.07 * np.arange(30.0)), "labour": inputs["labour"]}
    with pytest.raises(EstimationError, match=r"^trend: moves, in logs, in a fixed proportion") as caught:
        translog(output, steady, years=YEARS, trend="neutral", scale=scale)
    assert "Cobb–Douglas function with a given share" in caught.value.remedy
    fixed = {"capital": 2.5 * inputs["labour"], "labour": inputs["labour"]}
    with pytest.raises(EstimationError, match=r"^capital/labour: moves"):
        translog(output, fixed, returns="constant", scale=scale)


def test_a_term_that_repeats_others_is_named():
    output, inputs = sample(1)
    two_sizes = {**inputs, "capital": np.where(np.arange(30) < 13, 100.0, 150.0)}
    with pytest.raises(EstimationError, match=r"capital\*capital: is a linear combination of the other terms"):
        translog(output, two_sizes)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"inputs": {"capital": np.full(30, 7.0)}}, EstimationError, r"capital: never moves.*\(got 7.0\)"),
        ({"inputs": {"capital": -np.ones(30)}}, DataError, r"capital, 1996: must be a finite number above zero"),
        ({"inputs": {"trend": np.arange(1.0, 31.0)}}, EstimationError, "input trend: has the name of another term"),
        ({"inputs": {"a+b": np.arange(1.0, 31.0)}}, EstimationError, "has the name of another term"),
        ({"inputs": {"a*b": np.arange(1.0, 31.0)}}, EstimationError, "has the name of another term"),
        ({"years": None, "trend": "neutral"}, EstimationError, "years: must be given where there is a trend"),
        ({"years": np.delete(np.arange(1995, 2026), 7)}, None, ""),
        ({"years": np.delete(np.arange(1995, 2026), 7), "trend": "neutral"}, EstimationError, r"hole \(got \[2002\]\)"),
        ({"years": np.delete(np.arange(1995, 2026), 7), "errors": "hac"}, EstimationError, r"without a hole"),
        ({"quadratic_trend": True}, EstimationError, "bends a trend that is not there"),
        ({"trend": "linear"}, DataError, "trend: is not known"),
        ({"scale": "median"}, DataError, "scale: is not known"),
        ({"returns": "increasing"}, DataError, "returns: is not known"),
        ({"separable": ("capital",)}, EstimationError, "must be groups of some, not all, of the inputs"),
        ({"separable": (("capital", "labour"),)}, EstimationError, "must be groups of some, not all"),
        ({"separable": (("land",),)}, EstimationError, r"groups of some.*got \('land',\)"),
    ],
)
def test_refusals(change, error, message):
    output, inputs = sample(1)
    options = {"output": output, "inputs": inputs, "years": YEARS, **change}
    if error is None:
        assert translog(**options).elasticities.shape == (30, 2)
        return
    with pytest.raises(error, match=message) as caught:
        translog(**options)
    assert caught.value.remedy
