"""Diagnostics against statsmodels and by leaving observations out."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

from tfp_soctrang.estimation.diagnostics import condition_number, diagnostics_of, leave_one_out, variance_inflation
from tfp_soctrang.estimation.least_squares import least_squares, solutions_of

NAMES = ["constant", "b", "c"]
seeds = st.integers(0, 10_000)


def sample(seed, n=20):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=(n, 2)).cumsum(axis=0)])
    return x @ rng.normal(size=3) + rng.normal(size=n), x


@given(seeds)
def test_equals_statsmodels(seed):
    y, x = sample(seed)
    fit = least_squares(y, x, NAMES)
    made = diagnostics_of(fit)
    peer = OLSInfluence(sm.OLS(y, x).fit())
    np.testing.assert_allclose(made.influence, peer.dfbetas, rtol=1e-7, atol=1e-9)
    factors = [variance_inflation_factor(x, i) for i in (1, 2)]
    np.testing.assert_allclose(made.variance_inflation[1:], factors, rtol=1e-7)
    assert np.isnan(made.variance_inflation[0])
    assert made.terms == tuple(NAMES)
    # two terms: the condition number follows from their correlation alone
    r = abs(np.corrcoef(x[:, 1], x[:, 2])[0, 1])
    assert made.condition_number == pytest.approx(np.sqrt((1 + r) / (1 - r)), rel=1e-7)


@given(seeds, st.floats(-20, 20), st.floats(-20, 20))
def test_units_do_not_matter(seed, first, second):
    y, x = sample(seed)
    moved = x + np.array([0.0, first, second])
    one, other = (diagnostics_of(least_squares(y, design, NAMES)) for design in (x, moved))
    assert other.condition_number == pytest.approx(one.condition_number, rel=1e-6)
    np.testing.assert_allclose(other.variance_inflation[1:], one.variance_inflation[1:], rtol=1e-6)
    np.testing.assert_allclose(other.influence[:, 1:], one.influence[:, 1:], rtol=1e-5, atol=1e-7)


def test_an_observation_with_a_term_of_its_own_cannot_be_left_out():
    y, x = sample(3)
    alone = np.column_stack([x, np.arange(20) == 7]).astype(float)
    _, made = leave_one_out(least_squares(y, alone, [*NAMES, "alone"]))
    assert np.isnan(made[7]).all()
    assert np.isfinite(np.delete(made, 7, axis=0)).all()
    changes, saturated = leave_one_out(least_squares(y[:4], x[:4], NAMES))
    assert np.isnan(saturated).all()
    # without one of four observations three terms fit exactly: the change is known, its standard error is not
    assert np.isfinite(changes).all()


@given(seeds)
def test_changes_are_those_of_leaving_out_under_restrictions_too(seed):
    y, x = sample(seed)
    held = (np.array([[0.0, 1.0, 1.0]]), np.array([1.0]))
    free = solutions_of(held, NAMES)[0]
    for restrictions, basis in ((None, None), (held, free)):
        fit = least_squares(y, x, NAMES, restrictions=restrictions)
        changes, influence = leave_one_out(fit, free=basis)
        for i in (0, 7, 19):
            kept = np.arange(20) != i
            without = least_squares(y[kept], x[kept], NAMES, restrictions=restrictions)
            np.testing.assert_allclose(changes[i], fit.coefficients - without.coefficients, rtol=1e-6, atol=1e-9)
            deviation = fit.standard_errors * np.sqrt(without.residual_variance / fit.residual_variance)
            np.testing.assert_allclose(influence[i] * deviation, changes[i], rtol=1e-6, atol=1e-9)
    fixed = (np.array([[0.0, 1.0, 0.0]]), np.array([0.4]))
    fit = least_squares(y, x, NAMES, restrictions=fixed)
    changes, influence = leave_one_out(fit, free=solutions_of(fixed, NAMES)[0])
    assert np.isnan(influence[:, 1]).all()
    assert np.abs(changes[:, 1]).max() < 1e-9 * np.abs(changes).max()


def test_a_constant_alone_is_well_conditioned():
    assert condition_number(np.ones((5, 1)), constant=np.ones(5)) == 1.0


def test_designs_without_a_constant():
    x = sample(4)[1][:, 1:]
    # statsmodels always centres: by hand, sum of squares over what the other term leaves of it
    left = x[:, 0] - x[:, 1] * (x[:, 0] @ x[:, 1]) / (x[:, 1] @ x[:, 1])
    by_hand = (x[:, 0] @ x[:, 0]) / (left @ left)
    np.testing.assert_allclose(variance_inflation(x), [by_hand, by_hand], rtol=1e-9)
    assert condition_number(np.column_stack([x[:, 0], 2.0 * x[:, 0]])) > 1e12
    assert condition_number(np.eye(3)) == pytest.approx(1.0, abs=1e-12)
