"""Translog cost functions: duality, numerical derivatives, statsmodels, invariances, refusals."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.translog_cost import translog_cost
from tfp_soctrang.estimation.translog_terms import TranslogTerms

YEARS = np.arange(1986, 2026)
NAMES = ("capital", "labour", "energy")
ARGUMENTS = (*NAMES, "output")
TERMS = TranslogTerms(arguments=ARGUMENTS, trend="biased", quadratic_trend=False)
TRUE = {
    "constant": 1.0, "capital": 0.35, "labour": 0.5, "energy": 0.15, "output": 0.9,
    "capital*capital": 0.08, "capital*labour": -0.06, "capital*energy": -0.02,
    "labour*labour": 0.09, "labour*energy": -0.03, "energy*energy": 0.05,
    "capital*output": 0.02, "labour*output": -0.03, "energy*output": 0.01, "output*output": 0.04,
    "trend": -0.01, "capital*trend": 0.002, "labour*trend": -0.003, "energy*trend": 0.001, "output*trend": 0.0005,
}  # fmt: skip


def economy(seed, *, noise=0.02, share_noise=0.01, n=40, wedge=0.0):
    rng = np.random.default_rng(seed)
    logs = rng.normal(0.0, 0.2, (n, 4)).cumsum(axis=0)
    logs -= logs.mean(axis=0)
    time = np.arange(n) - (n - 1) / 2
    b = np.array([TRUE[name] for name in TERMS.names])
    cost = np.exp(TERMS.columns(logs, time) @ b + rng.normal(0.0, noise, n))
    errors = rng.normal(0.0, share_noise, (n, 3))
    shares = TERMS.gradients(logs, time)[:, :3] @ b + errors - errors.mean(axis=1, keepdims=True)
    shares[:, 0] += wedge
    shares[:, 2] -= wedge
    prices = dict(zip(NAMES, np.exp(logs[:, :3]).T, strict=True))
    return prices, dict(zip(NAMES, shares.T, strict=True)), cost, np.exp(logs[:, 3])


def fitted(data, **options):
    prices, shares, cost, output = data
    given = {"shares": shares, "cost": cost, "output": output, "years": YEARS, "trend": "biased", **options}
    return translog_cost(prices, **given)


@pytest.mark.parametrize("known", ["all", "shares", "cost"])
def test_a_function_without_errors_is_found(known):
    noise = 1e-7 if known != "cost" else 1e-9
    data = economy(1, noise=noise, share_noise=noise)
    fit = fitted(data, **{"shares": {"cost": None}, "cost": {"shares": None}, "all": {}}[known])
    names = fit.parameters.names
    if known == "shares":
        assert set(names) == {name for name in TRUE if set(name.split("*")) & set(NAMES)}
    else:
        assert names == TERMS.names
    assert dict(zip(names, fit.parameters.values, strict=True)) == pytest.approx(
        {name: TRUE[name] for name in names}, abs=1e-5
    )
    assert isinstance(fit.system, NotApplicable) == (known == "cost")


@settings(max_examples=20)
@given(seed=st.integers(0, 1000), known=st.sampled_from(["all", "shares", "cost"]))
def test_homogeneous_in_prices(seed, known):
    fit = fitted(economy(seed), **{"shares": {"cost": None}, "cost": {"shares": None}, "all": {}}[known])
    np.testing.assert_allclose(fit.shares.sum(axis=1), 1.0, atol=1e-10)
    np.testing.assert_allclose(fit.share_covariance.sum(axis=(1, 2)), 0.0, atol=1e-10)
    np.testing.assert_allclose(fit.elasticities.price.sum(axis=2), 0.0, atol=1e-7)
    np.testing.assert_allclose(fit.elasticities.allen, np.swapaxes(fit.elasticities.allen, 1, 2), atol=1e-6)
    # cost-weighted demand responses: Σᵢ sᵢ ηᵢⱼ = 0
    np.testing.assert_allclose(np.einsum("ni,nij->nj", fit.shares, fit.elasticities.price), 0.0, atol=1e-8)


@settings(max_examples=10)
@given(seed=st.integers(0, 1000), common=st.floats(0.01, 100.0), own=st.floats(0.01, 100.0))
def test_units_and_the_price_level_do_not_matter(seed, common, own):
    prices, shares, cost, output = economy(seed)
    one = fitted((prices, shares, cost, output))
    other = {name: common * price for name, price in prices.items()}
    other["labour"] = own * other["labour"]
    two = fitted((other, shares, common * cost, own * output))
    np.testing.assert_allclose(two.shares, one.shares, atol=1e-7)
    np.testing.assert_allclose(two.cost_elasticity, one.cost_elasticity, atol=1e-6)
    np.testing.assert_allclose(two.elasticities.price, one.elasticities.price, atol=1e-5)


def test_one_equation_is_the_regression_on_relative_prices():
    """Two inputs: ln(C/pL) on 1, k, y, k²/2, k y, y²/2 with k = ln(pK/pL)."""
    prices, _, cost, output = economy(3)
    fit = translog_cost({"capital": prices["capital"], "labour": prices["labour"]}, cost=cost, output=output)
    k = np.log(prices["capital"] / prices["labour"])
    y = np.log(output)
    design = np.column_stack([np.ones(40), k, y, 0.5 * k * k, k * y, 0.5 * y * y])
    theirs = sm.OLS(np.log(cost / prices["labour"]), design).fit()
    np.testing.assert_allclose(fit.residuals[:, 0], theirs.resid, atol=1e-9)
    names = ["capital", "output", "capital*capital", "capital*output", "output*output"]
    np.testing.assert_allclose([fit.parameters[name] for name in names], theirs.params[1:], atol=1e-8)
    places = [fit.parameters.names.index(name) for name in names]
    np.testing.assert_allclose(fit.parameters.standard_errors[places], theirs.bse[1:], rtol=1e-7)
    f_test = theirs.f_test((np.eye(6)[[2, 4, 5]], [1.0, 0.0, 0.0]))
    outcome = fit.test("returns_to_scale").outcome
    assert outcome.statistic == pytest.approx(float(f_test.fvalue), rel=1e-7)
    assert outcome.degrees_of_freedom == (3.0, 34.0)
    constant = translog_cost(
        {"capital": prices["capital"], "labour": prices["labour"]}, cost=cost, output=output, returns="constant"
    )
    assert constant.test("returns_to_scale").outcome.statistic == pytest.approx(outcome.statistic, rel=1e-7)
    np.testing.assert_allclose(constant.cost_elasticity, 1.0, atol=1e-10)


def test_elasticities_are_those_of_the_demand_the_function_implies():
    """Xᵢ = sᵢ C / pᵢ, differentiated numerically by prices, at every observation."""
    data = economy(5)
    fit = fitted(data, scale="none")
    b = fit.parameters.values
    logs = np.log(np.column_stack([*data[0].values(), data[3]]))
    time = np.arange(40.0)

    def log_demand(at):
        shares = TERMS.gradients(at, time)[:, :3] @ b
        return np.log(shares) + (TERMS.columns(at, time) @ b)[:, None] - at[:, :3]

    step = 1e-5
    for j in range(3):
        move = step * np.eye(4)[j]
        slope = (log_demand(logs + move) - log_demand(logs - move)) / (2.0 * step)
        # central differences: truncation 1e-10 times third derivatives, rounding 1e-16 / 1e-5
        np.testing.assert_allclose(fit.elasticities.price[:, :, j], slope, atol=1e-6)
    np.testing.assert_allclose(fit.elasticities.allen, fit.elasticities.price / fit.shares[:, None, :], rtol=1e-12)
    ratio = fit.elasticities.price[:, 0, 1] - fit.elasticities.price[:, 1, 1]
    np.testing.assert_allclose(fit.elasticities.morishima[:, 0, 1], ratio, rtol=1e-12)
    np.testing.assert_allclose(np.einsum("nii->ni", fit.elasticities.morishima), 0.0, atol=1e-12)


@pytest.mark.parametrize("at", ["fitted", "observed"])
def test_errors_of_elasticities_are_those_of_a_numerical_gradient(at):
    data = economy(6)
    fit = fitted(data, elasticities_at=at)
    logs = np.log(np.column_stack([*data[0].values(), data[3]]))
    weights = TERMS.gradients(logs - logs.mean(axis=0), YEARS - YEARS.mean())[:, :3]
    observed = np.column_stack([data[1][name] for name in NAMES])

    def both(b):
        shares = weights @ b if at == "fitted" else observed
        second = TERMS.second_order(b)[:3, :3]
        price = second / shares[:, :, None] + shares[:, None, :] - np.eye(3)
        return np.stack([price, price / shares[:, None, :]])

    b = fit.parameters.values
    np.testing.assert_allclose(np.stack([fit.elasticities.price, fit.elasticities.allen]), both(b), rtol=1e-9)
    step = 1e-6
    jacobian = np.stack(
        [(both(b + step * row) - both(b - step * row)) / (2.0 * step) for row in np.eye(len(b))], axis=-1
    )
    variance = np.einsum("...k,kl,...l->...", jacobian, fit.parameters.covariance, jacobian)
    found = np.stack([fit.elasticities.price_errors, fit.elasticities.allen_errors])
    np.testing.assert_allclose(found, np.sqrt(variance), rtol=1e-4)


def test_errors_at_observed_shares_are_those_of_berndt_and_wood():
    """With shares as given, the error of an Allen elasticity is that of b over the product of the shares."""
    data = economy(7)
    fit = fitted(data, cost=None, elasticities_at="observed")
    place = fit.parameters.names.index("capital*energy")
    error = fit.parameters.standard_errors[place]
    product = data[1]["capital"] * data[1]["energy"]
    np.testing.assert_allclose(fit.elasticities.allen_errors[:, 0, 2], error / product, rtol=1e-12)


def test_cost_elasticity_and_technical_change_by_year():
    data = economy(8, noise=1e-7, share_noise=1e-7)
    fit = fitted(data)
    logs = np.log(np.column_stack([*data[0].values(), data[3]]))
    time = YEARS - YEARS.mean()
    b = np.array([TRUE[name] for name in TERMS.names])
    np.testing.assert_allclose(fit.cost_elasticity, TERMS.gradients(logs, time)[:, 3] @ b, atol=1e-5)
    np.testing.assert_allclose(fit.technical_change, TERMS.time_gradient(logs, time) @ b, atol=1e-5)
    assert fit.cost_elasticity_errors.shape == fit.technical_change_errors.shape == (40,)
    without = fitted(economy(8), trend="none", years=None)
    assert "no technical change" in str(without.technical_change)


@settings(max_examples=8)
@given(seed=st.integers(0, 1000))
def test_iterated_estimates_do_not_depend_on_the_share_left_out(seed):
    fits = [fitted(economy(seed), dropped=name) for name in NAMES]
    for fit in fits[1:]:
        np.testing.assert_allclose(fit.parameters.values, fits[0].parameters.values, atol=1e-8)
        np.testing.assert_allclose(fit.elasticities.price_errors, fits[0].elasticities.price_errors, rtol=1e-6)


def test_tests_of_a_true_function_and_of_shares_that_do_not_fit_it():
    fit = fitted(economy(9))
    for name, degrees in {
        "cobb_douglas": 3.0,
        "returns_to_scale": 5.0,
        "homotheticity": 2.0,
        "neutral_trend": 2.0,
        "technical_change": 4.0,
        "homogeneity": 2.0,
        "symmetry": 1.0,
        "symmetry_and_homogeneity": 3.0,
        "first_order_conditions": 9.0,
    }.items():
        assert fit.test(name).outcome.degrees_of_freedom == (degrees,), name
    with pytest.raises(DataError, match="test: is not known"):
        fit.test("heteroskedasticity")
    assert fit.test("cobb_douglas").rejects(1e-6)
    assert fit.test("homotheticity").rejects(1e-3)
    assert not fit.test("first_order_conditions").rejects(1e-3)
    assert fitted(economy(9, wedge=0.2)).test("first_order_conditions").rejects(1e-6)
    assert fit.regularity.regular == 1.0


def test_constant_returns_are_tested_in_the_wider_function():
    free, constant = (fitted(economy(10), returns=returns) for returns in ("free", "constant"))
    one, two = (fit.test("returns_to_scale").outcome for fit in (free, constant))
    assert one.statistic == pytest.approx(two.statistic, rel=1e-6)
    np.testing.assert_allclose(constant.cost_elasticity, 1.0, atol=1e-10)
    shares_only = fitted(economy(10), cost=None, returns="constant")
    assert shares_only.parameters["capital*output"] == pytest.approx(0.0, abs=1e-12)
    assert "shares alone do not tell" in str(shares_only.test("returns_to_scale").outcome)


def test_irregular_points_are_shown():
    data = economy(11, noise=1e-4, share_noise=1e-4)
    bent = dict(TRUE)
    logs = np.log(np.column_stack([*data[0].values(), data[3]]))
    bent |= {"capital*capital": 0.5, "capital*labour": -0.5, "labour*labour": 0.5, "labour*energy": 0.0}
    bent |= {"capital*energy": 0.0, "energy*energy": 0.0}
    b = np.array([bent[name] for name in TERMS.names])
    time = YEARS - YEARS.mean()
    table = TERMS.gradients(logs, time)[:, :3] @ b + 1e-5 * np.sin(np.arange(120.0)).reshape(40, 3)
    table[:, 2] += 1.0 - table.sum(axis=1)
    fit = translog_cost(
        data[0], shares=dict(zip(NAMES, table.T, strict=True)), output=data[3], years=YEARS, trend="biased"
    )
    np.testing.assert_array_equal(fit.regularity.monotone, (fit.shares >= 0.0).all(axis=1))
    own = np.einsum("nii->ni", fit.elasticities.price)
    # where shares are positive, concave means that no demand rises with its own price
    assert not fit.regularity.concave[(own > 1e-6).any(axis=1) & fit.regularity.monotone].any()
    assert fit.regularity.regular < 0.5


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"shares": None, "cost": None}, EstimationError, "shares and cost: are both missing"),
        ({"output": None}, EstimationError, "output: must be given with cost"),
        ({"years": None}, EstimationError, "years: must be given where there is a trend"),
        ({"trend": "none", "quadratic_trend": True}, EstimationError, "bends a trend that is not there"),
        ({"cost": np.zeros(40)}, DataError, r"cost, 1986: must be a finite number above zero \(got 0.0\)"),
        ({"output": np.ones(40)}, EstimationError, r"output: never moves.*\(got 1.0\)"),
        ({"shares": None, "elasticities_at": "observed"}, EstimationError, "asks for observed shares"),
        ({"method": "both"}, DataError, "method: is not known"),
        ({"elasticities_at": "mean"}, DataError, "elasticities_at: is not known"),
        ({"dropped": "land"}, EstimationError, "dropped: is not one of the inputs"),
    ],
)  # fmt: skip
def test_refusals(change, error, message):
    with pytest.raises(error, match=message) as caught:
        fitted(economy(1), **change)
    assert caught.value.remedy


def test_prices_that_are_refused():
    prices, shares, cost, output = economy(1)
    with pytest.raises(EstimationError, match="prices: must be those of two inputs or more"):
        fitted(({"labour": prices["labour"]}, shares, cost, output))
    with pytest.raises(EstimationError, match="input output: has the name of another term"):
        fitted(({**prices, "output": prices["labour"]}, shares, cost, output))
    steady = {**prices, "labour": 3.0 * prices["energy"]}
    with pytest.raises(EstimationError, match=r"^labour/energy: moves, in logs, in a fixed proportion"):
        fitted((steady, shares, cost, output))
    short = [
        {name: level[:8] for name, level in prices.items()},
        {name: level[:8] for name, level in shares.items()},
        cost[:8],
        output[:8],
    ]
    with pytest.raises(EstimationError, match="observations: are not enough for 14 coefficients"):
        fitted([short[0], None, *short[2:]], years=YEARS[:8])
