"""TFP as a trend beside the inputs: exact oracles, invariances, what fixed shares and priors do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.prior import NormalPrior
from tfp_soctrang.estimation.state_space_tfp import state_space
from tfp_soctrang.estimation.variance_quadrature import over_variances, proportion_nodes

YEARS = np.arange(2000, 2025)
TRENDS = ["random_walk_with_drift", "local_level", "local_linear", "smooth"]


def economy(seed: int = 0, n: int = 25, share: float = 0.45, error: float = 0.0):
    rng = np.random.default_rng(seed)
    capital = (0.07 + 0.03 * rng.normal(size=n)).cumsum()
    labour = (0.02 + 0.02 * rng.normal(size=n)).cumsum()
    tfp = (0.018 + 0.02 * rng.normal(size=n)).cumsum()
    output = tfp + share * capital + (1 - share) * labour + error * rng.normal(size=n)
    return np.exp(output), {"capital": np.exp(capital), "labour": np.exp(labour)}, tfp


def growth(levels) -> np.ndarray:
    return np.diff(np.log(levels))


# -- exact oracles -----------------------------------------------------------------------------------------------------


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20)
def test_a_walk_with_drift_is_least_squares_on_growth(seed):
    output, inputs, _ = economy(seed)
    found = state_space(output, inputs, years=YEARS)
    ratio = growth(inputs["capital"]) - growth(inputs["labour"])
    ols = least_squares(
        growth(output) - growth(inputs["labour"]), np.column_stack([np.ones(24), ratio]), ["drift", "capital"]
    )
    fit = found.fit
    assert fit.parameters["capital"] == pytest.approx(ols["capital"], abs=1e-10)
    assert fit.parameters["drift"] == pytest.approx(ols["drift"], abs=1e-11)
    assert found.variances["level"] == pytest.approx(ols.residual_variance, rel=1e-10)
    assert fit.degrees_of_freedom == ols.degrees_of_freedom == 22
    errors = dict(zip(fit.parameters.names, fit.parameters.standard_errors, strict=True))
    assert errors["capital"] == pytest.approx(ols.standard_errors[1], rel=1e-8)
    assert errors["drift"] == pytest.approx(ols.standard_errors[0], rel=1e-8)
    at = [fit.parameters.names.index(name) for name in ("drift", "capital")]
    np.testing.assert_allclose(fit.parameters.covariance[np.ix_(at, at)], ols.covariance, rtol=1e-7)


def test_a_fixed_share_makes_the_drift_the_mean_of_the_residual_growth():
    output, inputs, _ = economy(1)
    found = state_space(output, inputs, years=YEARS, capital_share=0.4)
    residual = growth(output) - 0.4 * growth(inputs["capital"]) - 0.6 * growth(inputs["labour"])
    assert found.fit.parameters["drift"] == pytest.approx(residual.mean(), abs=1e-13)
    assert found.variances["level"] == pytest.approx(residual.var(ddof=1), rel=1e-10)
    np.testing.assert_allclose(np.diff(found.fit.tfp), residual, atol=1e-12)
    assert found.fit.informed
    np.testing.assert_array_equal(found.fit.elasticity_errors, 0.0)
    np.testing.assert_allclose(found.smoothed.errors, 0.0, atol=1e-12)


@pytest.mark.parametrize("sd", [0.005, 0.05, 5.0])
def test_a_prior_on_capital_is_the_closed_posterior(sd):
    output, inputs, _ = economy(2)
    found = state_space(output, inputs, capital_share=NormalPrior(mean=0.40, sd=sd, source="made up"))
    x = growth(inputs["capital"]) - growth(inputs["labour"])
    y = growth(output) - growth(inputs["labour"])
    x, y = x - x.mean(), y - y.mean()
    variance = found.variances["level"]
    precision = 1 / sd**2 + x @ x / variance
    mean = (0.40 / sd**2 + x @ y / variance) / precision
    assert found.fit.parameters["capital"] == pytest.approx(mean, abs=1e-10)
    assert found.fit.elasticity_errors[0, 0] == pytest.approx(precision**-0.5, rel=1e-9)
    assert found.fit.informed
    # the variance maximises the marginal likelihood of demeaned growth, a normal vector of 23 dimensions
    basis = np.linalg.qr(np.column_stack([np.ones(24), np.eye(24)[:, :23]]))[0][:, 1:]

    def likelihood(v: float) -> float:
        spread = v * np.eye(23) + sd**2 * np.outer(basis.T @ x, basis.T @ x)
        return float(stats.multivariate_normal(0.4 * basis.T @ x, spread).logpdf(basis.T @ y))

    assert likelihood(variance) >= max(likelihood(variance * f) for f in (0.97, 0.999, 1.001, 1.03))


def test_between_no_prior_and_a_fixed_share():
    output, inputs, _ = economy(3)
    free = state_space(output, inputs).fit.parameters["capital"]
    wide = state_space(output, inputs, capital_share=NormalPrior(mean=0.4, sd=1e4, source="")).fit.parameters["capital"]
    tight = state_space(output, inputs, capital_share=NormalPrior(mean=0.4, sd=1e-7, source=""))
    fixed = state_space(output, inputs, capital_share=0.4)
    assert wide == pytest.approx(free, abs=1e-6)
    assert tight.fit.parameters["capital"] == pytest.approx(0.4, abs=1e-7)
    assert tight.fit.parameters["drift"] == pytest.approx(fixed.fit.parameters["drift"], abs=1e-8)
    assert tight.variances["level"] == pytest.approx(fixed.variances["level"], rel=1e-6)


# -- identities --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trend", TRENDS)
@pytest.mark.parametrize("share", [None, 0.4, NormalPrior(mean=0.4, sd=0.05, source="made up")])
@pytest.mark.parametrize("returns", ["constant", "free"])
def test_output_is_trend_and_inputs_and_error(trend, share, returns):
    output, inputs, _ = economy(4, error=0.02)
    for error in (False, True) if trend != "local_linear" else (False,):
        found = state_space(
            output, inputs, years=YEARS, trend=trend, capital_share=share, returns=returns, measurement_error=error
        )
        fit = found.fit
        logs = np.log(np.column_stack([inputs["capital"], inputs["labour"]]))
        np.testing.assert_allclose(
            fit.tfp + (logs * fit.elasticities).sum(axis=1) + found.measurement, np.log(output), atol=1e-10
        )
        assert fit.informed == (share is not None)
        assert (fit.form, fit.years[0], fit.input_names) == ("state_space", 2000, ("capital", "labour"))
        if returns == "constant":
            np.testing.assert_allclose(fit.returns_to_scale, 1.0, atol=1e-12)
            np.testing.assert_allclose(fit.returns_to_scale_errors, 0.0, atol=1e-8)
            assert isinstance(fit.test("returns_to_scale").outcome, NotApplicable)
        else:
            assert not isinstance(fit.test("returns_to_scale").outcome, NotApplicable)
        if not error:
            np.testing.assert_array_equal(found.measurement, 0.0)
        assert len(fit.residuals) == 25 - found.model.diffuse
        assert found.filtered.level[-1] == pytest.approx(found.smoothed.level[-1], abs=1e-9)
        assert found.filtered.errors[-1] == pytest.approx(found.smoothed.errors[-1], rel=1e-6, abs=1e-9)


@settings(max_examples=10)
@given(seed=st.integers(0, 1000), units=st.lists(st.floats(1e-3, 1e6), min_size=3, max_size=3), error=st.booleans())
def test_units_do_not_matter(seed, units, error):
    output, inputs, _ = economy(seed)
    one = state_space(output, inputs, measurement_error=error, capital_share=None)
    other = state_space(
        units[0] * output,
        {"capital": units[1] * inputs["capital"], "labour": units[2] * inputs["labour"]},
        measurement_error=error,
    )
    # the search for the ratio of two variances ends within 1e-7 of it: elasticities follow
    np.testing.assert_allclose(other.fit.elasticities, one.fit.elasticities, atol=1e-7)
    np.testing.assert_allclose(np.diff(other.fit.tfp), np.diff(one.fit.tfp), atol=1e-7)
    np.testing.assert_allclose(other.fit.tfp_errors, one.fit.tfp_errors, atol=1e-7)
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-7)


def test_recovery_from_many_years():
    rng = np.random.default_rng(9)
    n = 700
    capital, labour = rng.normal(0.0, 0.05, (2, n)).cumsum(axis=1)
    tfp = (0.01 + 0.02 * rng.normal(size=n)).cumsum()
    output = tfp + 0.3 * capital + 0.5 * labour + 0.03 * rng.normal(size=n)
    found = state_space(
        np.exp(output),
        {"capital": np.exp(capital), "labour": np.exp(labour)},
        returns="free",
        measurement_error=True,
        variances={"measurement": 0.03**2, "level": 0.02**2},
    )
    fit = found.fit
    assert np.abs((fit.elasticities[0] - [0.3, 0.5]) / fit.elasticity_errors[0]).max() < 3.5
    assert fit.elasticity_errors[0].max() < 0.04
    assert fit.test("returns_to_scale").rejects(1e-6)
    assert abs(fit.parameters["drift"] - 0.01) < 3.5 * fit.parameters.standard_errors[2]


def test_order_and_number_of_inputs():
    output, inputs, _ = economy(5)
    swapped = {"labour": inputs["labour"], "capital": inputs["capital"]}
    assert state_space(output, swapped).fit.elasticity("capital")[0] == pytest.approx(
        state_space(output, inputs).fit.elasticity("capital")[0], abs=1e-10
    )
    land = np.exp(np.random.default_rng(1).normal(0, 0.02, 25).cumsum())
    three = state_space(output, {**inputs, "land": land}, capital_share=0.4).fit
    np.testing.assert_allclose(three.returns_to_scale, 1.0, atol=1e-12)
    assert three.elasticity("capital")[0] == 0.4
    with pytest.raises(EstimationError, match="leave nothing to estimate"):
        state_space(output, {"capital": inputs["capital"]})
    only = state_space(output, {"capital": inputs["capital"]}, returns="free").fit
    assert only.elasticities.shape == (25, 1)


# -- refusals ----------------------------------------------------------------------------------------------------------


def test_refusals():
    output, inputs, _ = economy(6)
    with pytest.raises(DataError, match="capital_share: must lie between 0 and 1"):
        state_space(output, inputs, capital_share=40.0)
    with pytest.raises(EstimationError, match="no input is named 'capital'"):
        state_space(output, {"k": inputs["capital"], "l": inputs["labour"]}, capital_share=0.4)
    with pytest.raises(DataError, match="returns: is not known"):
        state_space(output, inputs, returns="rising")
    line = {"capital": np.exp(0.05 * np.arange(25)) * inputs["labour"], "labour": inputs["labour"]}
    with pytest.raises(EstimationError, match=r"capital: moves like a straight line.*as a prior"):
        state_space(output, line)
    alike = {"capital": 3.0 * inputs["labour"], "labour": inputs["labour"]}  # a ratio that is 3 but for rounding
    for trend in ("local_level", "random_walk_with_drift"):
        with pytest.raises(EstimationError, match=r"capital: moves like a"):
            state_space(output, alike, trend=trend)
    with pytest.raises(EstimationError, match=r"observations: are not enough: this model needs at least 5 \(got 4\)"):
        state_space(output[:4], {name: levels[:4] for name, levels in inputs.items()})
    with pytest.raises(EstimationError, match="explain the series exactly"):
        state_space(np.sqrt(inputs["capital"] * inputs["labour"]), inputs)
    broken = {**inputs, "labour": np.where(YEARS == 2003, -1.0, inputs["labour"])}
    with pytest.raises(DataError, match="labour, 2003"):
        state_space(output, broken, years=YEARS)
    with pytest.raises(EstimationError, match="without a hole"):
        state_space(output, inputs, years=np.delete(np.arange(2000, 2026), 3))


def test_a_prior_serves_where_the_data_cannot_tell():
    # capital per worker on a straight line: the data are silent, the posterior is the prior
    output, inputs, _ = economy(7)
    line = {"capital": np.exp(0.05 * np.arange(25)) * inputs["labour"], "labour": inputs["labour"]}
    prior = NormalPrior(mean=0.4, sd=0.05, source="made up")
    found = state_space(output, line, capital_share=prior)
    assert found.fit.parameters["capital"] == pytest.approx(0.4, abs=1e-10)
    assert found.fit.elasticity_errors[0, 0] == pytest.approx(0.05, rel=1e-9)


# -- the variances integrated out --------------------------------------------------------------------------------------


def test_without_a_prior_the_integral_over_one_variance_is_students_t():
    output, inputs, _ = economy(8)
    found = state_space(output, inputs)
    fit = found.fit
    wide = over_variances(found, scale_points=65)
    for level in (0.5, 0.95):
        half = stats.t(22).ppf(0.5 + level / 2) * fit.elasticity_errors[0, 0]
        centre = fit.elasticities[0, 0]
        assert wide.interval("capital", level) == pytest.approx((centre - half, centre + half), abs=1e-7)
    # the second moment of a t with 22 degrees of freedom
    assert wide.elasticities.standard_deviation[0] == pytest.approx(
        fit.elasticity_errors[0, 0] * np.sqrt(22 / 20), rel=1e-6
    )
    low, high = wide.interval("capital")
    narrow = 2 * 1.959964 * fit.elasticity_errors[0, 0]
    assert high - low > 1.04 * narrow


def test_the_integral_over_two_variances_by_brute_force():
    output, inputs, _ = economy(9, error=0.02)
    prior = NormalPrior(mean=0.4, sd=0.1, source="made up")
    found = state_space(output, inputs, capital_share=prior, measurement_error=True)
    ours = over_variances(found, nodes=24, scale_points=65)
    # a plain grid over proportions (midpoints) and the log of the sum, dense algebra at each node
    y = growth(output) - growth(inputs["labour"])
    x = growth(inputs["capital"]) - growth(inputs["labour"])
    d = np.diff(np.eye(25), axis=0)
    dd = np.diff(np.eye(24), axis=0)
    means, variances, weights = [], [], []
    for w in (np.arange(200) + 0.5) / 200:
        spread = dd @ (w * d @ d.T + (1 - w) * np.eye(24)) @ dd.T
        inverse, sign = np.linalg.inv(spread), np.linalg.slogdet(spread)[1]
        yy, xy, xx = (dd @ y) @ inverse @ (dd @ y), (dd @ x) @ inverse @ (dd @ y), (dd @ x) @ inverse @ (dd @ x)
        for v in np.exp(np.linspace(-12, -2, 120)):
            posterior = 1 / (1 / 0.1**2 + xx / v)
            mean = posterior * (0.4 / 0.1**2 + xy / v)
            quadratic = yy / v + 0.4**2 / 0.1**2 - mean**2 / posterior
            weights.append(-0.5 * (23 * np.log(v) + sign - np.log(posterior) + quadratic))
            means.append(mean)
            variances.append(posterior)
    weights = np.exp(np.array(weights) - max(weights))
    weights /= weights.sum()
    mean = weights @ np.array(means)
    sd = np.sqrt(weights @ (np.array(variances) + (np.array(means) - mean) ** 2))
    assert ours.elasticities.mean[0] == pytest.approx(mean, abs=2e-5)  # 200 midpoints: errors of 1e-5
    assert ours.elasticities.standard_deviation[0] == pytest.approx(sd, rel=2e-4)
    assert ours.weights.sum() == pytest.approx(1.0, abs=1e-12)


def test_bands_of_tfp_grow_when_variances_are_not_known():
    output, inputs, _ = economy(10, error=0.02)
    found = state_space(output, inputs, years=YEARS, measurement_error=True, capital_share=0.4)
    wide = over_variances(found)
    centred = found.smoothed.level + np.log(np.column_stack([*inputs.values()])).mean(axis=0) @ [0.0, 0.0]
    np.testing.assert_allclose(wide.tfp.mean, centred, atol=0.02)
    assert (np.sqrt(np.diag(wide.tfp_covariance)) > 0.0).all()
    np.testing.assert_allclose(np.sqrt(np.diag(wide.tfp_covariance)), wide.tfp.standard_deviation, rtol=1e-9)
    assert wide.interval("capital") == (0.4, 0.4)
    given = state_space(output, inputs, measurement_error=True, variances={"measurement": 1e-4, "level": 1e-4})
    with pytest.raises(EstimationError, match="were given"):
        over_variances(given)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_proportions_are_uniform_on_the_simplex(count):
    proportions, weights = proportion_nodes(count, 12)
    np.testing.assert_allclose(proportions.sum(axis=1), 1.0, atol=1e-14)
    assert weights.sum() == pytest.approx(1.0, abs=1e-10)
    np.testing.assert_allclose(weights @ proportions, 1 / count, atol=1e-10)
    np.testing.assert_allclose(weights @ proportions**2, 2 / (count * (count + 1)), atol=1e-10)  # Dirichlet(1, …, 1)
