"""Translog production function with share equations: what it finds, what it must not depend on, what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, EstimationError, NotApplicable
from tfp_soctrang.estimation.equation_system import seemingly_unrelated
from tfp_soctrang.estimation.share_system import share_tests
from tfp_soctrang.estimation.translog import translog
from tfp_soctrang.estimation.translog_model import translog_model
from tfp_soctrang.estimation.translog_system import translog_system

YEARS = np.arange(1996, 2026)
NAMES = ("capital", "labour", "energy")
FIRST = np.array([0.35, 0.5, 0.15])
SECOND = np.array([[0.08, -0.06, -0.02], [-0.06, 0.09, -0.03], [-0.02, -0.03, 0.05]])
BIAS = np.array([0.002, -0.0015, -0.0005])


def economy(seed, *, noise=0.02, share_noise=0.01, wedge=0.0, count=3, n=30):
    """Competitive and of constant returns, but for `wedge` between the share of capital and its elasticity."""
    rng = np.random.default_rng(seed)
    logs = rng.normal(0.0, 0.2, (n, 3)).cumsum(axis=0)
    logs -= logs.mean(axis=0)
    logs, first, second, bias = (
        logs[:, :count],
        FIRST[:count].copy(),
        SECOND[:count, :count].copy(),
        BIAS[:count].copy(),
    )
    first[-1] = 1.0 - first[:-1].sum()
    second[-1, -1] = -second[-1, :-1].sum() if count == 3 else second[0, 0]
    if count == 2:
        second = second[0, 0] * np.array([[1.0, -1.0], [-1.0, 1.0]])
    bias[-1] = -bias[:-1].sum()
    t = np.arange(n) - (n - 1) / 2
    function = logs @ first + 0.5 * np.einsum("ni,ij,nj->n", logs, second, logs) + 0.015 * t + (logs @ bias) * t
    shares = first + logs @ second + t[:, None] * bias
    shares[:, 0] += wedge
    shares[:, -1] -= wedge
    errors = rng.normal(0.0, share_noise, (n, count))
    shares = shares + errors - errors.mean(axis=1, keepdims=True)
    names = NAMES[:count]
    return (
        np.exp(function + rng.normal(0.0, noise, n)),
        dict(zip(names, np.exp(logs).T, strict=True)),
        dict(zip(names, shares.T, strict=True)),
    )


def fitted(data, **options):
    return translog_system(*data, years=YEARS, trend="biased", **options)


def test_a_function_without_errors_is_found():
    data = economy(1, noise=1e-7, share_noise=1e-7)
    fit = fitted(data)
    values = fit.parameters
    # the inputs' logs are centred already; errors of 1e-7 leave coefficients within some 1e-6
    assert [values[name] for name in NAMES] == pytest.approx(FIRST, abs=1e-5)
    for i, a in enumerate(NAMES):
        assert values[f"{a}*trend"] == pytest.approx(BIAS[i], abs=1e-6)
        for j in range(i, 3):
            assert values[f"{a}*{NAMES[j]}"] == pytest.approx(SECOND[i, j], abs=1e-5)
    assert values["trend"] == pytest.approx(0.015, abs=1e-5)


def test_shares_make_small_samples_usable():
    """Thirty years, three inputs: elasticities of capital alone and with shares, over forty made-up economies."""
    alone, together = [], []
    for seed in range(40):
        output, inputs, shares = economy(seed)
        truth = economy(seed, noise=0.0, share_noise=0.0)[2]["capital"]
        single = translog(output, inputs, years=YEARS, trend="biased", returns="constant")
        alone.append(single.elasticity("capital") - truth)
        together.append(fitted((output, inputs, shares)).elasticity("capital") - truth)
    assert np.std(together) < 0.25 * np.std(alone)


@settings(max_examples=15)
@given(seed=st.integers(0, 1000), count=st.sampled_from([2, 3]))
def test_iterated_estimates_do_not_depend_on_the_share_left_out(seed, count):
    data = economy(seed, count=count)
    fits = [fitted(data, dropped=name) for name in data[1]]
    for fit in fits[:-1]:
        # iteration stops when coefficients move by less than 1e-9 standard errors
        np.testing.assert_allclose(fit.parameters.values, fits[-1].parameters.values, atol=1e-8)
        np.testing.assert_allclose(fit.elasticity_errors, fits[-1].elasticity_errors, rtol=1e-6)
        assert fit.test("cobb_douglas").outcome.statistic == pytest.approx(
            fits[-1].test("cobb_douglas").outcome.statistic, rel=1e-5
        )
    two = [fitted(data, dropped=name, method="two_step").parameters.values for name in data[1]]
    if count == 3:
        assert max(np.abs(values - two[-1]).max() for values in two[:-1]) > 1e-7


@settings(max_examples=15)
@given(seed=st.integers(0, 1000), money=st.floats(1e-4, 1e4), people=st.floats(1e-4, 1e4))
def test_units_do_not_matter(seed, money, people):
    output, inputs, shares = economy(seed)
    other = {**inputs, "capital": money * inputs["capital"], "labour": people * inputs["labour"]}
    one, two = fitted((output, inputs, shares)), fitted((money * output, other, shares))
    np.testing.assert_allclose(two.elasticities, one.elasticities, atol=1e-8)
    np.testing.assert_allclose(np.diff(two.tfp), np.diff(one.tfp), atol=1e-8)


def test_the_record():
    data = economy(2)
    fit = fitted(data)
    np.testing.assert_allclose(fit.returns_to_scale, 1.0, atol=1e-10)
    assert fit.residuals.shape == (30,)
    assert fit.degrees_of_freedom == 3 * 30 - 9  # one constant, one trend, 2 first, 3 second order, 2 biases are free
    assert dict(fit.choices)["method"] == "iterated"
    assert dict(fit.choices)["dropped"] == "energy"
    assert isinstance(fit.diagnostics, NotApplicable)
    assert "not a hypothesis" in str(fit.test("returns_to_scale").outcome)
    assert fit.test("cobb_douglas").outcome.degrees_of_freedom == (5.0,)  # second order and biases
    assert fit.test("neutral_trend").outcome.degrees_of_freedom == (2.0,)
    assert fit.test("technical_change").outcome.degrees_of_freedom == (3.0,)
    assert fit.test("symmetry").outcome.degrees_of_freedom == (1.0,)
    assert fit.test("homogeneity").outcome.degrees_of_freedom == (2.0,)
    middle = 0.5 * (fit.elasticities[1:] + fit.elasticities[:-1])
    joint = (middle * np.diff(np.log(np.column_stack(list(data[1].values()))), axis=0)).sum(axis=1)
    np.testing.assert_allclose(np.diff(fit.tfp), np.diff(np.log(data[0])) - joint, atol=1e-10)
    two_step = fitted(data, method="two_step")
    assert "method='iterated'" in str(two_step.test("symmetry_likelihood_ratio").outcome)


def test_separability_in_the_system():
    data = economy(3)
    free, imposed = (fitted(data, separable=groups) for groups in ((), [("capital", "labour")]))
    assert imposed.parameters["capital*energy"] == pytest.approx(0.0, abs=1e-12)
    # energy stands alone and returns are constant: its own second-order term vanishes with the others
    assert imposed.parameters["energy*energy"] == pytest.approx(0.0, abs=1e-12)
    one, other = (fit.test("linear_separability:capital+labour").outcome for fit in (free, imposed))
    assert one.distribution == "chi-square"
    assert one.degrees_of_freedom == (2.0,)
    assert one.statistic == pytest.approx(other.statistic, rel=1e-6)
    assert free.test("weak_separability:capital+energy").outcome.degrees_of_freedom == (1.0,)


def test_shares_that_are_not_elasticities_are_noticed():
    names = ("holds", "fails")
    rejections = dict.fromkeys(names, 0)
    for seed in range(40):
        for name, wedge in zip(names, (0.0, 0.15), strict=True):
            rejections[name] += fitted(economy(seed, wedge=wedge)).test("first_order_conditions").rejects(0.01)
    # chi-square in 30 observations rejects too often: a fifth at the nominal hundredth, told from three quarters
    assert rejections["holds"] <= 8
    assert rejections["fails"] >= 30


def test_likelihood_ratio_and_wald_of_symmetry_agree_when_it_holds():
    fit = fitted(economy(4))
    wald, ratio = (fit.test(name).outcome for name in ("symmetry", "symmetry_likelihood_ratio"))
    assert wald.degrees_of_freedom == ratio.degrees_of_freedom
    # W >= LR in a linear model, and the two are close where the restriction is nearly true (Berndt and Savin 1977)
    assert ratio.statistic <= wald.statistic + 1e-9
    assert ratio.statistic == pytest.approx(wald.statistic, rel=0.3, abs=0.2)


def test_share_tests_are_wald_tests_of_the_block_system():
    output, inputs, shares = economy(6)
    model = translog_model(output, inputs)
    table = np.column_stack([shares[name] for name in NAMES])
    tests = {test.name: test for test in share_tests(table, model.logs, NAMES)}
    x = np.column_stack([np.ones(30), model.logs])
    design = np.zeros((30, 2, 8))
    design[:, 0, :4], design[:, 1, 4:] = x, x
    system = seemingly_unrelated(table[:, :2], design, range(8), equations=("capital", "labour"))
    matrix = np.array([[0, 1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 1, 1]], dtype=float)
    expected = system.wald((matrix, np.zeros(2)))
    assert tests["homogeneity"].outcome.statistic == pytest.approx(expected.statistic, rel=1e-9)
    assert "capital, labour, energy" in str(tests["homogeneity"].null)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"labour": None}, EstimationError, r"shares: must be those of the inputs \(got \['capital', 'energy'\]\)"),
        ({"labour": np.full(30, 0.9)}, DataError, r"sum of shares, 1996: must be one"),
        ({"labour": np.full(29, 0.5)}, EstimationError, r"share of labour: must have 30 values"),
        ({"labour": np.full(30, np.nan)}, DataError, r"shares, 1996, labour: must be a number"),
    ],
)
def test_shares_that_are_refused(change, error, message):
    output, inputs, shares = economy(1)
    given = {name: share for name, share in {**shares, **change}.items() if share is not None}
    with pytest.raises(error, match=message) as caught:
        fitted((output, inputs, given))
    assert caught.value.remedy


def test_other_refusals():
    output, inputs, shares = economy(1)
    with pytest.raises(EstimationError, match=r"dropped: is not one of the inputs \(got 'land'\)"):
        fitted((output, inputs, shares), dropped="land")
    with pytest.raises(EstimationError, match="need another beside it"):
        translog_system(output, {"labour": inputs["labour"]}, {"labour": np.ones(30)})
    with pytest.raises(EstimationError, match=r"equation capital: is fitted to rounding"):
        translog_system(
            output, {"capital": inputs["capital"], "labour": inputs["labour"]},
            {"capital": np.full(30, 0.4), "labour": np.full(30, 0.6)},
        )  # fmt: skip
