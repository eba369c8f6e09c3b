"""Monotonicity, curvature and marginal products against Hessians of levels, minors and numerical gradients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError
from tfp_soctrang.estimation.translog_regularity import (
    bordered_hessian,
    curved,
    log_hessian,
    monotone,
    production_regularity,
)
from tfp_soctrang.estimation.translog_terms import TranslogTerms

seeds = st.integers(0, 100_000)


def point(seed, count=3):
    rng = np.random.default_rng(seed)
    b = rng.normal(0.0, 0.3, (count, count))
    return rng.uniform(0.1, 0.8, count), 0.5 * (b + b.T)


@given(seed=seeds)
def test_log_hessian_is_the_hessian_of_levels_in_its_units(seed):
    rng = np.random.default_rng(seed)
    terms = TranslogTerms(arguments=("capital", "labour"), trend="none", quadratic_trend=False)
    b = rng.normal(0.0, 0.3, 6)
    x = np.exp(rng.normal(0.0, 0.5, 2))

    def level(inputs):
        return np.exp(terms.columns(np.log(inputs), 0.0) @ b)

    step = 1e-4 * x
    hessian = np.empty((2, 2))
    for i in range(2):
        for j in range(2):
            a, c = step * np.eye(2)[i], step * np.eye(2)[j]
            corners = level(x + a + c) - level(x + a - c) - level(x - a + c) + level(x - a - c)
            hessian[i, j] = corners / (4 * step[i] * step[j])
    ours = log_hessian(terms.gradients(np.log(x), 0.0) @ b, terms.second_order(b))
    # central second differences: rounding 1e-16 / 1e-8, truncation of the order of the step squared
    np.testing.assert_allclose(ours, hessian * np.outer(x, x) / level(x), atol=5e-6)


@given(seed=seeds, count=st.integers(2, 4))
def test_strict_curvature_agrees_with_the_minors_of_the_bordered_hessian(seed, count):
    e, b = point(seed, count)
    bordered = bordered_hessian(e, b)
    minors = np.array([np.linalg.det(bordered[:m, :m]) for m in range(3, count + 2)])
    assume(np.abs(minors).min() > 1e-4)
    signs = np.array([(-1.0) ** (m - 1) for m in range(3, count + 2)])
    assert bool(curved(e, b, "quasi_concave")) == bool((minors * signs > 0.0).all())
    assert bool(curved(e, b, "quasi_convex")) == bool((minors < 0.0).all())
    plain = log_hessian(e, b)
    assert bool(curved(e, b, "concave")) == bool(np.linalg.eigvalsh(plain)[-1] <= 0.0)
    assert bool(curved(e, -b, "convex")) == bool(np.linalg.eigvalsh(log_hessian(e, -b))[0] >= 0.0)


@given(seed=seeds)
def test_concave_implies_quasi_concave_and_signs_turn_with_the_kind(seed):
    e, b = point(seed)
    if curved(e, b, "concave"):
        assert curved(e, b, "quasi_concave")
    if curved(e, b, "convex"):
        assert curved(e, b, "quasi_convex")
    # along an isoquant the Hessian of -f is minus that of f: a kind and its opposite hold together only where it is 0
    strict = np.abs(np.linalg.eigvalsh(bordered_hessian(e, b))).min() > 1e-6
    assert not (strict and curved(e, b, "quasi_concave") and curved(e, b, "quasi_convex"))


def test_known_functions():
    zero = np.zeros((2, 2))
    assert curved([0.4, 0.6], zero, "concave")  # constant returns: a zero eigenvalue counts as zero
    assert curved([0.8, 0.9], zero, "quasi_concave")  # increasing returns are quasi-concave, not concave
    assert not curved([0.8, 0.9], zero, "concave")
    assert curved([-1.0, -1.0], zero, "convex")  # 1/(K L)
    isoquants_bend_out = np.array([[1.0, -1.0], [-1.0, 1.0]])  # eliminates substitution: σ < 0
    assert not curved([0.5, 0.5], isoquants_bend_out, "quasi_concave")
    assert curved([0.5, 0.5], isoquants_bend_out, "quasi_convex")
    with pytest.raises(DataError, match="curvature: is not known"):
        curved([0.5, 0.5], zero, "flat")


@given(seed=seeds, scale=st.floats(1e-3, 1e3))
def test_one_elasticity_of_substitution_on_either_side_of_zero(seed, scale):
    """Constant returns, two inputs: quasi-concave exactly where b_KK <= s (1 - s), that is where sigma > 0."""
    rng = np.random.default_rng(seed)
    s, b = rng.uniform(0.05, 0.95), rng.normal(0.0, 0.3) * min(scale, 3.0)
    assume(abs(b - s * (1.0 - s)) > 1e-6)
    second = b * np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert bool(curved([s, 1.0 - s], second, "quasi_concave")) == (b < s * (1.0 - s))


def test_points_and_draws_broadcast():
    rng = np.random.default_rng(3)
    e, b = rng.uniform(0.1, 0.9, (5, 7, 3)), rng.normal(0.0, 0.3, (5, 1, 3, 3))
    b = b + np.swapaxes(b, -1, -2)
    found = production_regularity(e, b)
    assert found.quasi_concave.shape == found.monotone.shape == (5, 7)
    for i in range(5):
        for j in range(7):
            assert found.quasi_concave[i, j] == curved(e[i, j], b[i, 0], "quasi_concave")
    assert monotone([[0.1, 0.0], [0.1, -0.001]]).tolist() == [True, False]
