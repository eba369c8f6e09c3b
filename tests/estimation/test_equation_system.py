"""Seemingly unrelated regressions against linearmodels, equation-by-equation least squares and the likelihood."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linearmodels.system import SUR

from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.estimation.equation_system import equation_blocks, seemingly_unrelated
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.estimation.linear_hypotheses import restriction_rows

EQUATIONS = ("one", "two", "three")
NAMES = [f"{name}:x{j}" for name, k in zip(EQUATIONS, (2, 3, 4), strict=True) for j in range(k)]


def sample(seed, n=40):
    rng = np.random.default_rng(seed)
    spread = rng.normal(size=(3, 3))
    errors = rng.multivariate_normal(np.zeros(3), spread @ spread.T + 0.3 * np.eye(3), size=n)
    designs = [np.column_stack([np.ones(n), rng.normal(size=(n, k))]) for k in (1, 2, 3)]
    response = np.column_stack([x @ rng.normal(size=x.shape[1]) for x in designs]) + errors
    return response, designs


def rival(response, designs):
    return SUR(
        {
            name: {
                "dependent": pd.Series(response[:, i], name=name),
                "exog": pd.DataFrame(designs[i], columns=[f"x{j}" for j in range(designs[i].shape[1])]),
            }
            for i, name in enumerate(EQUATIONS)
        }
    )


@pytest.mark.parametrize("divisor", ["observations", "degrees_of_freedom"])
@pytest.mark.parametrize("method", ["two_step", "iterated"])
@pytest.mark.parametrize("restricted", [False, True])
@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_equals_linearmodels(restricted, method, divisor, seed):
    response, designs = sample(seed)
    restrictions = (
        restriction_rows(NAMES, [({"one:x1": 1.0, "two:x1": -1.0}, 0.0), ({"three:x2": 1.0, "two:x2": 1.0}, 0.5)])
        if restricted
        else None
    )
    ours = seemingly_unrelated(
        response,
        equation_blocks(designs),
        NAMES,
        equations=EQUATIONS,
        restrictions=restrictions,
        method=method,
        divisor=divisor,
    )
    model = rival(response, designs)
    if restrictions is not None:
        model.add_constraints(pd.DataFrame(restrictions[0], columns=model.param_names), pd.Series(restrictions[1]))
    theirs = model.fit(
        method="gls",
        cov_type="unadjusted",
        debiased=divisor == "degrees_of_freedom",
        iterate=method == "iterated",
        iter_limit=5000,
        tol=1e-12,
    )
    # two steps are the same computation; iterations of either stop within some 1e-9 of the fixed point
    tolerance = 1e-9 if method == "two_step" else 1e-6
    np.testing.assert_allclose(ours.coefficients, theirs.params, rtol=tolerance, atol=tolerance)
    np.testing.assert_allclose(ours.standard_errors, theirs.std_errors, rtol=tolerance)
    np.testing.assert_allclose(ours.weighting, theirs.sigma, rtol=tolerance, atol=tolerance)
    assert ours.mcelroy_r_squared == pytest.approx(theirs.system_rsquared.mcelroy, abs=tolerance)
    assert ours.free_coefficients == (7 if restricted else 9)


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_unweighted_is_linearmodels_ols_and_each_equation_alone(seed):
    response, designs = sample(seed)
    ours = seemingly_unrelated(response, equation_blocks(designs), NAMES, equations=EQUATIONS, method="ols")
    alone = [least_squares(response[:, i], x, range(x.shape[1])) for i, x in enumerate(designs)]
    np.testing.assert_allclose(ours.coefficients, np.concatenate([fit.coefficients for fit in alone]), atol=1e-9)
    theirs = rival(response, designs).fit(method="ols", cov_type="unadjusted")
    np.testing.assert_allclose(ours.standard_errors, theirs.std_errors, rtol=1e-8)
    np.testing.assert_allclose(ours.covariance, theirs.cov, rtol=1e-6, atol=1e-9)
    independence = ours.breusch_pagan()
    assert independence.statistic == pytest.approx(theirs.breusch_pagan().stat, rel=1e-8)
    assert independence.p_value == pytest.approx(theirs.breusch_pagan().pval, rel=1e-6, abs=1e-14)
    np.testing.assert_allclose(ours.r_squared, [fit.r_squared for fit in alone], atol=1e-10)


@given(seed=st.integers(0, 10_000))
def test_same_regressors_make_it_least_squares_equation_by_equation(seed):
    response, designs = sample(seed)
    x = designs[2]
    names = [f"{name}:{j}" for name in EQUATIONS for j in range(4)]
    system = seemingly_unrelated(response, equation_blocks([x, x, x]), names, equations=EQUATIONS)
    alone = np.concatenate([least_squares(response[:, i], x, range(4)).coefficients for i in range(3)])
    np.testing.assert_allclose(system.coefficients, alone, atol=1e-9)


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_iterated_is_the_maximum_of_the_likelihood(seed):
    from scipy.stats import multivariate_normal

    response, designs = sample(seed)
    blocks = equation_blocks(designs)
    fit = seemingly_unrelated(response, blocks, NAMES, equations=EQUATIONS)
    covariance = fit.residuals.T @ fit.residuals / len(response)
    density = multivariate_normal(np.zeros(3), covariance).logpdf(fit.residuals).sum()
    assert fit.log_likelihood == pytest.approx(density, rel=1e-10)
    two = seemingly_unrelated(response, blocks, NAMES, equations=EQUATIONS, method="two_step")
    assert fit.log_likelihood >= two.log_likelihood - 1e-9

    def likelihood(coefficients):
        left = response - blocks @ coefficients
        return -0.5 * len(left) * np.linalg.slogdet(left.T @ left / len(left))[1]

    best = likelihood(fit.coefficients)
    for step in np.vstack([np.eye(9), -np.eye(9)]) * 1e-3 * fit.standard_errors:
        # a quadratic with unit curvature in standard errors loses 5e-7 in each direction
        assert likelihood(fit.coefficients + step) < best


def test_wald_tests_of_a_system_have_their_size():
    rng = np.random.default_rng(5)
    rejections = 0
    for _ in range(300):
        x = np.column_stack([np.ones(80), rng.normal(size=80)])
        errors = rng.multivariate_normal([0.0, 0.0], [[1.0, 0.6], [0.6, 1.0]], size=80)
        response = np.column_stack([x @ [1.0, 0.5], x @ [0.0, 0.5]]) + errors
        names = ["a", "b", "c", "d"]
        fit = seemingly_unrelated(response, equation_blocks([x, x]), names, equations=("one", "two"))
        rejections += fit.wald(restriction_rows(names, [({"b": 1.0, "d": -1.0}, 0.0)])).rejects()
    # 300 draws of a probability near .05: up to .05 + 3 √(.05·.95/300) = .088; n as divisor rejects slightly too often
    assert 0.02 <= rejections / 300 <= 0.09


def shares(n=30, seed=1):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=(n, 2))])
    two = np.column_stack([x @ [0.3, 0.02, -0.01], x @ [0.4, -0.01, 0.03]]) + rng.normal(0.0, 0.01, (n, 2))
    return np.column_stack([two, 1.0 - two.sum(axis=1)]), x


def test_all_shares_together_are_refused():
    table, x = shares()
    names = [f"{name}:{j}" for name in EQUATIONS for j in range(3)]
    with pytest.raises(EstimationError, match=r"error covariance: is singular") as caught:
        seemingly_unrelated(table, equation_blocks([x, x, x]), names, equations=EQUATIONS)
    assert "Drop one of the equations" in caught.value.remedy
    # pooled and unweighted they can be estimated
    assert seemingly_unrelated(table, equation_blocks([x, x, x]), names, equations=EQUATIONS, method="ols")["one:0"] > 0


def test_an_identity_among_the_equations_is_named():
    response, designs = sample(1)
    response[:, 1] = designs[1] @ [1.0, 2.0, 3.0]
    with pytest.raises(EstimationError, match="equation two: is fitted to rounding"):
        seemingly_unrelated(response, equation_blocks(designs), NAMES, equations=EQUATIONS)


def test_refusals():
    response, designs = sample(1)
    blocks = equation_blocks(designs)

    def call(y=response, x=blocks, names=NAMES, **options):
        return seemingly_unrelated(y, x, names, equations=EQUATIONS, **options)

    with pytest.raises(EstimationError, match=r"system: needs a response \(n, 3\) and a design \(n, 3, 8\)"):
        call(names=NAMES[:-1])
    with pytest.raises(EstimationError, match="observations: are not enough for 3 equations with 9 free") as caught:
        call(y=response[:4], x=blocks[:4])
    assert "more restrictions" in caught.value.remedy
    broken = blocks.copy()
    broken[7, 1, 3] = np.nan
    with pytest.raises(EstimationError, match=r"two:x1, equation two, row 7: must be a number \(got nan\)"):
        call(x=broken)
    gone = response.copy()
    gone[2, 2] = np.inf
    with pytest.raises(EstimationError, match=r"response, equation three, row 2: must be a number \(got inf\)"):
        call(y=gone)
    twice = blocks.copy()
    twice[:, 2, 8] = 2.0 * twice[:, 2, 6]
    with pytest.raises(EstimationError, match="three:x3: is a linear combination"):
        call(x=twice)
    with pytest.raises(EstimationError, match="repeat or contradict"):
        call(restrictions=restriction_rows(NAMES, [({"one:x0": 1.0}, 0.0), ({"one:x0": 2.0}, 1.0)]))
    with pytest.raises(EstimationError, match="restriction on four:x0: no coefficient has that name"):
        restriction_rows(NAMES, [({"four:x0": 1.0}, 0.0)])
    with pytest.raises(DataError, match="method: is not known"):
        call(method="three_step")
    with pytest.raises(DataError, match="divisor: is not known"):
        call(divisor="n")
