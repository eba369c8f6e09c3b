"""CES fits: recovery, limits, invariances, Kmenta's form, intervals of the elasticity of substitution."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.ces import ces
from tfp_soctrang.estimation.ces_function import ces_aggregate


def economy(seed, n=200, *, rho=0.5, share=0.4, returns=1.0, trend=0.0, noise=0.02, spread=0.5, additive=False):
    rng = np.random.default_rng(seed)
    k, labour = rng.normal(0.0, spread, (2, n))
    k, labour = k - k.mean(), labour - labour.mean()
    log = trend * (np.arange(n) - (n - 1) / 2) + returns * ces_aggregate(k, labour, share, rho).log
    error = noise * rng.normal(size=n)
    output = np.exp(log) + error if additive else np.exp(log + error)
    return output, {"capital": np.exp(k), "labour": np.exp(labour)}


def annual(seed, n=25):
    rng = np.random.default_rng(seed)
    k, labour, tfp = ((m + s * rng.normal(size=n)).cumsum() for m, s in ((0.07, 0.03), (0.02, 0.02), (0.018, 0.02)))
    return np.exp(tfp + 0.45 * k + 0.55 * labour), {"capital": np.exp(k), "labour": np.exp(labour)}


# -- recovery ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rho", [-0.7, 0.0, 0.5, 4.0])
@pytest.mark.parametrize(("returns", "trend"), [("constant", "none"), ("free", "linear")])
@pytest.mark.parametrize("error", ["multiplicative", "additive"])
def test_recovery(rho, returns, trend, error):
    nu, rate = (0.85 if returns == "free" else 1.0), (2e-4 if trend == "linear" else 0.0)
    output, inputs = economy(11, 2000, rho=rho, returns=nu, trend=rate, additive=error == "additive", noise=0.02)
    found = ces(output, inputs, returns=returns, trend=trend, error=error)
    truth = {"constant": 0.0, "trend": rate, "distribution": 0.4, "rho": rho, "returns": nu}
    parameters = found.fit.parameters
    for name, value, se in zip(parameters.names, parameters.values, parameters.standard_errors, strict=True):
        assert abs(value - truth[name]) < 3.5 * se, name
        assert 0.0 < se < 0.2
    low, high = found.substitution.interval
    assert low <= 1 / (1 + rho) * 1.05
    assert high >= 1 / (1 + rho) * 0.95
    assert found.substitution.value == pytest.approx(1 / (1 + parameters["rho"]), rel=1e-12)
    assert found.fit.test("cobb_douglas").rejects(1e-4) == (rho != 0.0)


def test_standard_errors_are_those_of_repeated_samples():
    estimates, errors = [], []
    for seed in range(60):
        fit = ces(*economy(seed, 80, rho=0.5, noise=0.05)).fit
        estimates.append(fit.parameters.values)
        errors.append(fit.parameters.standard_errors)
    ratio = np.std(estimates, axis=0, ddof=1) / np.mean(errors, axis=0)
    # the standard deviation of 60 draws has an error of 9 %
    assert (np.abs(ratio - 1.0) < 0.3).all()


def test_intervals_of_substitution_cover():
    inside, methods = 0, set()
    for seed in range(40):
        substitution = ces(*economy(seed, 30, rho=0.5, noise=0.1)).substitution
        low, high = substitution.interval
        inside += low <= 1 / 1.5 <= high
        methods.add(substitution.method)
    assert inside >= 33  # 95 % of 40 is 38; below 33 comes once in a thousand
    assert "profile" in methods


# -- the Cobb–Douglas limit --------------------------------------------------------------------------------------------


def test_the_restricted_fit_is_cobb_douglas_by_least_squares():
    output, inputs = economy(3, 60, rho=0.3, returns=0.9, noise=0.05)
    found = ces(output, inputs, returns="free", trend="linear")
    logs = np.log(np.column_stack([*inputs.values()]))
    design = np.column_stack([np.ones(60), np.arange(60), logs])
    restricted = sm.OLS(np.log(output), design).fit()
    outcome = found.fit.test("cobb_douglas").outcome
    free = float(found.fit.residuals @ found.fit.residuals)
    assert outcome.statistic == pytest.approx((restricted.ssr - free) / (free / 55), rel=1e-7)
    assert outcome.degrees_of_freedom == (1.0, 55.0)


@pytest.mark.parametrize("rho", [-1e-6, 0.0, 1e-6])
def test_fits_pass_through_rho_zero(rho):
    # data made by ρ about zero with hardly any noise: estimates follow without a jump
    output, inputs = economy(4, 60, rho=rho, noise=1e-9)
    found = ces(output, inputs)
    assert found.fit.parameters["rho"] == pytest.approx(rho, abs=2e-8)
    assert found.substitution.value == pytest.approx(1.0 - rho, abs=2e-8)
    assert found.fit.parameters["distribution"] == pytest.approx(0.4, abs=1e-8)


# -- elasticities ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["nls", "kmenta"])
@pytest.mark.parametrize("returns", ["constant", "free"])
def test_elasticities_are_numerical_derivatives_with_delta_errors(method, returns):
    output, inputs = economy(5, 50, rho=0.4, returns=0.9 if returns == "free" else 1.0, noise=0.03)
    fit = ces(output, inputs, method=method, returns=returns).fit
    k, labour = (np.log(levels) - np.log(levels).mean() for levels in inputs.values())
    p = dict(zip(fit.parameters.names, fit.parameters.values, strict=True))

    def function(k, labour, p):
        nu = p.get("returns", 1.0)
        if method == "nls":
            return nu * ces_aggregate(k, labour, p["distribution"], p["rho"]).log
        d = p["distribution"]
        return nu * (d * k + (1 - d) * labour - 0.5 * p["rho"] * d * (1 - d) * (k - labour) ** 2)

    def elasticities(p):
        h = 1e-4
        first = (function(k + h, labour, p) - function(k - h, labour, p)) / (2 * h)
        second = (function(k, labour + h, p) - function(k, labour - h, p)) / (2 * h)
        return np.column_stack([first, second])

    np.testing.assert_allclose(fit.elasticities, elasticities(p), atol=1e-7)
    np.testing.assert_allclose(np.log(output), fit.tfp + function(k, labour, p), atol=1e-12)
    slopes = []
    for name in fit.parameters.names:
        h = 1e-5
        up, down = {**p, name: p[name] + h}, {**p, name: p[name] - h}
        slopes.append((elasticities(up) - elasticities(down)) / (2 * h))
    slopes = np.array(slopes)
    by_delta = np.einsum("pni,pq,qnj->nij", slopes, fit.parameters.covariance, slopes)
    np.testing.assert_allclose(fit.elasticity_covariance, by_delta, rtol=1e-4, atol=1e-10)
    np.testing.assert_allclose(fit.returns_to_scale, p.get("returns", 1.0), atol=1e-12)


def test_regularity_of_kmenta_by_the_bordered_hessian():
    output, inputs = economy(6, 40, rho=-0.8, noise=0.3, spread=1.5)
    fit = ces(output, inputs, method="kmenta", returns="free").fit
    k, labour = (np.log(levels) - np.log(levels).mean() for levels in inputs.values())
    p = fit.parameters

    def level(x, y):
        k, labour, d = np.log(x), np.log(y), p["distribution"]
        return np.exp(p["returns"] * (d * k + (1 - d) * labour - 0.5 * p["rho"] * d * (1 - d) * (k - labour) ** 2))

    x, y, h = np.exp(k), np.exp(labour), 1e-4
    fx = (level(x * (1 + h), y) - level(x * (1 - h), y)) / (2 * h * x)
    fy = (level(x, y * (1 + h)) - level(x, y * (1 - h))) / (2 * h * y)
    fxx = (level(x * (1 + h), y) - 2 * level(x, y) + level(x * (1 - h), y)) / (h * x) ** 2
    fyy = (level(x, y * (1 + h)) - 2 * level(x, y) + level(x, y * (1 - h))) / (h * y) ** 2
    fxy = (
        level(x * (1 + h), y * (1 + h)) - level(x * (1 + h), y * (1 - h))
        - level(x * (1 - h), y * (1 + h)) + level(x * (1 - h), y * (1 - h))
    ) / (4 * h * h * x * y)  # fmt: skip
    bent = 2 * fx * fy * fxy - fx**2 * fyy - fy**2 * fxx
    np.testing.assert_array_equal(fit.regularity.monotone, (fx >= 0) & (fy >= 0))
    clear = np.abs(bent) > 1e-4 * np.abs(fx * fy * fxy)
    np.testing.assert_array_equal(fit.regularity.quasi_concave[clear], bent[clear] >= 0)
    assert 0.0 < fit.regularity.regular < 1.0  # this sample has both kinds


# -- Kmenta ------------------------------------------------------------------------------------------------------------


def test_kmenta_is_close_where_rho_is_small():
    for rho in (-0.1, 0.1):
        output, inputs = economy(7, 300, rho=rho, noise=0.001, returns=0.9)
        exact, close = (ces(output, inputs, method=method, returns="free").fit for method in ("nls", "kmenta"))
        assert close.parameters["rho"] == pytest.approx(exact.parameters["rho"], abs=0.01)
        np.testing.assert_allclose(close.elasticities, exact.elasticities, atol=0.02)
    output, inputs = economy(7, 300, rho=3.0, noise=0.001, spread=1.0)
    exact, close = (ces(output, inputs, method=method).fit for method in ("nls", "kmenta"))
    assert abs(close.parameters["rho"] - exact.parameters["rho"]) > 0.5  # and far where it is not


def test_kmenta_is_ordinary_least_squares():
    output, inputs = economy(8, 40, rho=0.2, returns=0.9, noise=0.05)
    k, labour = (np.log(levels) for levels in inputs.values())
    ols = sm.OLS(np.log(output), np.column_stack([np.ones(40), k, labour, (k - labour) ** 2])).fit()
    found = ces(output, inputs, method="kmenta", returns="free")
    np.testing.assert_allclose(found.fit.residuals, ols.resid, atol=1e-12)
    assert found.fit.test("cobb_douglas").outcome.p_value == pytest.approx(ols.pvalues[3], rel=1e-8)
    crs = ols.t_test([0, 1, 1, 0])  # at unit ratio; here inputs are centred, so test the same sum
    assert found.fit.parameters["returns"] == pytest.approx(float(crs.effect[0]), rel=1e-10)
    assert found.fit.test("returns_to_scale").outcome.statistic == pytest.approx(
        float(((crs.effect - 1) / crs.sd.ravel())[0] ** 2), rel=1e-8
    )


def test_the_search_finds_the_closed_form_of_kmenta():
    # least squares over (δ, ρ, ν) of the expansion is the linear regression in another parameter space
    output, inputs = economy(9, 60, rho=0.3, noise=0.05)
    found = ces(output, inputs, method="kmenta")
    assert found.substitution.value == pytest.approx(1 / (1 + found.fit.parameters["rho"]), rel=1e-6)
    se = found.fit.parameters.standard_errors[found.fit.parameters.names.index("rho")]
    assert found.substitution.standard_error == pytest.approx(found.substitution.value**2 * se, rel=1e-6)


def test_the_restriction_test_is_that_of_the_translog():
    output, inputs = economy(10, 60, rho=0.2, returns=0.9, noise=0.05)
    k, labour = (np.log(levels) for levels in inputs.values())
    translog = sm.OLS(
        np.log(output), np.column_stack([np.ones(60), k, labour, k * k, k * labour, labour * labour])
    ).fit()
    theirs = translog.f_test([[0, 0, 0, 1, 0, -1], [0, 0, 0, 1, 0.5, 0]])  # k² = l², k² = -½ k l
    for method in ("kmenta", "nls"):
        outcome = ces(output, inputs, method=method, returns="free").fit.test("kmenta_restriction").outcome
        assert outcome.statistic == pytest.approx(float(theirs.fvalue), rel=1e-7)
        assert outcome.p_value == pytest.approx(float(theirs.pvalue), rel=1e-7)
    # a translog that is no CES is found out
    wrong = np.exp(np.log(output) + 0.3 * k * labour)
    assert ces(wrong, inputs, method="kmenta", returns="free").fit.test("kmenta_restriction").rejects(0.001)
    none = ces(output, inputs, method="kmenta").fit.test("kmenta_restriction").outcome
    assert isinstance(none, NotApplicable)
    assert "translog of two inputs is Kmenta's form" in str(none)
    few = ces(*economy(2, 6, rho=0.2), method="kmenta", returns="free").fit.test("kmenta_restriction").outcome
    assert "6 observations are too few for the 6 terms" in str(few)


# -- invariances -------------------------------------------------------------------------------------------------------


@settings(max_examples=12)
@given(
    seed=st.integers(0, 500),
    units=st.lists(st.floats(1e-4, 1e6), min_size=3, max_size=3),
    method=st.sampled_from(["nls", "kmenta"]),
    error=st.sampled_from(["multiplicative", "additive"]),
)
def test_units_do_not_matter(seed, units, method, error):
    if method == "kmenta" and error == "additive":
        error = "multiplicative"
    output, inputs = economy(seed, 40, rho=0.6, noise=0.03)
    one = ces(output, inputs, method=method, error=error, returns="free")
    other = ces(
        units[0] * output,
        {"capital": units[1] * inputs["capital"], "labour": units[2] * inputs["labour"]},
        method=method,
        error=error,
        returns="free",
    )
    for name in ("distribution", "rho", "returns"):
        assert other.fit.parameters[name] == pytest.approx(one.fit.parameters[name], abs=1e-6)
    np.testing.assert_allclose(other.fit.elasticities, one.fit.elasticities, atol=1e-6)
    np.testing.assert_allclose(other.fit.elasticity_errors, one.fit.elasticity_errors, rtol=1e-4)
    np.testing.assert_allclose(other.substitution.interval, one.substitution.interval, rtol=1e-4)
    np.testing.assert_allclose(np.diff(other.fit.tfp), np.diff(one.fit.tfp), atol=1e-6)


def test_residuals_of_an_additive_error_are_in_units_of_output():
    output, inputs = economy(16, 60, additive=True)
    fit = ces(1000.0 * output, inputs, error="additive").fit
    np.testing.assert_allclose(
        fit.residuals,
        1000.0 * output - np.exp(np.log(1000.0 * output) - fit.tfp + fit.parameters["constant"]),
        atol=1e-8,
    )


def test_inputs_in_either_order():
    output, inputs = economy(12, 60, rho=0.7, noise=0.03)
    one = ces(output, inputs)
    other = ces(output, {"labour": inputs["labour"], "capital": inputs["capital"]})
    assert other.substitution.value == pytest.approx(one.substitution.value, rel=1e-7)
    np.testing.assert_allclose(other.fit.elasticity("capital"), one.fit.elasticity("capital"), atol=1e-8)
    assert other.fit.parameters["distribution"] == pytest.approx(1 - one.fit.parameters["distribution"], abs=1e-8)


@pytest.mark.parametrize("seed", range(6))
def test_no_grid_finds_better(seed):
    # the starts do their work: no (δ, ρ) of a fine grid has a smaller sum of squares
    output, inputs = annual(seed)
    y = np.log(output)
    k, labour = (np.log(levels) - np.log(levels).mean() for levels in inputs.values())
    found = float((ces(output, inputs).fit.residuals ** 2).sum())
    shares, rhos = np.linspace(0.002, 0.998, 250)[:, None], (1 / np.geomspace(0.011, 1e4, 200) - 1)[:, None, None]
    left = y - ces_aggregate(k, labour, shares, rhos).log
    assert found <= (left.var(axis=-1) * 25).min() * (1 + 1e-9)


# -- substitution ------------------------------------------------------------------------------------------------------


def test_precise_data_take_the_delta_method():
    substitution = ces(*economy(13, 200, rho=0.5)).substitution
    assert (substitution.method, substitution.reason, substitution.bounded) == ("delta", None, True)
    low, high = substitution.interval
    assert (low + high) / 2 == pytest.approx(substitution.value, rel=1e-12)


def test_ends_of_a_profile_are_rejected_at_just_the_level():
    output, inputs = annual(4)
    substitution = ces(output, inputs, trend="linear").substitution
    assert substitution.method == "profile"
    assert "sum of squares is not quadratic" in str(substitution.reason)
    y, t = np.log(output), np.arange(25)
    k, labour = (np.log(levels) - np.log(levels).mean() for levels in inputs.values())
    shares = np.linspace(0.001, 0.999, 4000)

    def least(sigma: float) -> float:  # by hand: a fine grid of δ
        m = ces_aggregate(k, labour, shares[:, None], 1 / sigma - 1).log
        basis = np.linalg.qr(np.column_stack([np.ones(25), t]))[0]
        left = y - m
        left = left - left @ basis @ basis.T
        return float((left**2).sum(axis=1).min())

    from scipy import stats

    free = least(substitution.value)
    for end in substitution.interval:
        statistic = (least(end) / free - 1) * 21
        assert stats.f(1, 21).sf(statistic) == pytest.approx(0.05, abs=2e-4)


def test_an_interval_without_end_says_so():
    output, inputs = annual(16)
    substitution = ces(output, inputs, trend="linear").substitution
    assert substitution.interval == (0.0, float("inf"))
    assert not substitution.bounded
    assert {note.code for note in substitution.notes} == {"substitution_unbounded", "substitution_to_zero"}
    assert "không loại trừ" in substitution.notes[0].text("vi")


def test_a_fit_on_the_bound_says_so():
    output, inputs = annual(10)
    found = ces(output, inputs)
    assert dict(found.fit.choices)["rho"] == "at_bound"
    assert found.fit.parameters["rho"] == -1.0
    assert found.fit.parameters.standard_errors[found.fit.parameters.names.index("rho")] == 0.0
    assert found.substitution.value == float("inf")
    assert isinstance(found.substitution.standard_error, NotApplicable)
    assert "lies on the bound ρ = -1" in str(found.substitution.reason)
    assert 0.0 < found.substitution.interval[0] < found.substitution.interval[1] == float("inf")


def test_fixed_proportions_are_not_told_from_little_substitution():
    rng = np.random.default_rng(1)
    k, labour = rng.normal(0, 0.5, (2, 60))
    output = np.exp(np.minimum(k, labour) + 0.02 * rng.normal(size=60))
    substitution = ces(output, {"capital": np.exp(k), "labour": np.exp(labour)}).substitution
    assert substitution.interval[0] == 0.0
    assert substitution.interval[1] < 0.3


# -- refusals ----------------------------------------------------------------------------------------------------------


def test_refusals():
    output, inputs = economy(14, 30)
    noise = np.random.default_rng(3).normal(0.0, 0.02, 30)
    idle = (inputs["labour"] ** 1.2 / inputs["capital"] ** 0.2 * np.exp(noise), inputs)  # capital does harm here
    with pytest.raises(EstimationError, match=r"distribution: runs to 0 or 1.*Cobb–Douglas function with a prior"):
        ces(*idle)
    idle_kmenta = ces(*idle, method="kmenta")
    assert isinstance(idle_kmenta.substitution, NotApplicable)
    assert "not between 0 and 1" in str(idle_kmenta.substitution)
    assert idle_kmenta.fit.elasticities.shape == (30, 2)
    with pytest.raises(EstimationError, match="inputs: must be two"):
        ces(output, {**inputs, "land": inputs["labour"] ** 0.5})
    with pytest.raises(EstimationError, match="observations: are not enough for 5 parameters"):
        ces(output[:5], {k: v[:5] for k, v in inputs.items()}, returns="free", trend="linear")
    with pytest.raises(EstimationError, match="capital and labour: move alike"):
        ces(output, {"capital": inputs["labour"] * 3.0, "labour": inputs["labour"]})
    with pytest.raises(EstimationError, match="move alike, or their ratio moves like the trend"):
        ces(output, {"capital": inputs["labour"] * 1.02 ** np.arange(30), "labour": inputs["labour"]}, trend="linear")
    with pytest.raises(EstimationError, match="residuals: are zero"):
        ces(*economy(15, 30, noise=0.0))
    with pytest.raises(EstimationError, match="error: cannot be additive"):
        ces(output, inputs, method="kmenta", error="additive")
    with pytest.raises(EstimationError, match="level: must lie between 0 and 1"):
        ces(output, inputs, level=95.0)
    with pytest.raises(DataError, match="trend: is not known"):
        ces(output, inputs, trend="quadratic")
    with pytest.raises(DataError, match="capital, 2003"):
        ces(
            output,
            {**inputs, "capital": np.where(np.arange(30) == 3, 0.0, inputs["capital"])},
            years=2000 + np.arange(30),
        )
    with pytest.raises(EstimationError, match="labour: never moves"):
        ces(output, {**inputs, "labour": np.full(30, 2.0)})


def test_influence_of_an_observation_is_what_leaving_it_out_does():
    output, inputs = economy(17, 40, noise=0.05)
    fit = ces(output, inputs).fit
    diagnostics = fit.diagnostics
    assert diagnostics.terms == fit.parameters.names
    assert diagnostics.influence.shape == (40, 3)
    row = int(np.argmax(np.abs(diagnostics.influence[:, 2])))
    rest = np.delete(np.arange(40), row)
    without = ces(output[rest], {name: levels[rest] for name, levels in inputs.items()}).fit
    change = (fit.parameters["rho"] - without.parameters["rho"]) / fit.parameters.standard_errors[2]
    assert diagnostics.influence[row, 2] == pytest.approx(change, rel=0.35)  # linear in the parameters only nearly so
