"""The CES function: limits from both sides, derivatives, ends, and what the series must not lose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logsumexp

from tfp_soctrang.estimation.ces_function import ces_aggregate, ces_weight, kmenta_aggregate

logs = st.floats(-3.0, 3.0)
shares = st.floats(0.02, 0.98)
rhos = st.floats(-1.0, 20.0)


def direct(k, l, d, r):  # noqa: E741 - the letters of the formula
    return -logsumexp([-r * k, -r * l], b=[d, 1 - d]) / r


@given(logs, logs, shares, rhos)
def test_equals_the_formula(k, l, d, r):  # noqa: E741
    m = ces_aggregate(k, l, d, r)
    if abs(r) > 1e-3:  # nearer to zero the formula itself loses digits
        assert float(m.log) == pytest.approx(direct(k, l, d, r), abs=1e-11)
    assert min(k, l) - 1e-12 <= float(m.log) <= max(k, l) + 1e-12


@given(logs, logs, shares)
def test_cobb_douglas_from_both_sides(k, l, d):  # noqa: E741
    at_zero = ces_aggregate(k, l, d, 0.0)
    assert float(at_zero.log) == pytest.approx(d * k + (1 - d) * l, abs=1e-14)
    assert float(at_zero.by_rho) == pytest.approx(-0.5 * d * (1 - d) * (k - l) ** 2, abs=1e-14)
    assert float(at_zero.by_share) == pytest.approx(k - l, abs=1e-14)
    for side in (-1.0, 1.0):
        for size in (1e-300, 1e-16, 1e-12, 1e-9):
            near = ces_aggregate(k, l, d, side * size)
            assert float(near.log) == pytest.approx(float(at_zero.log), abs=1e-8)
            assert float(near.by_rho) == pytest.approx(float(at_zero.by_rho), abs=1e-7)
        # and the way there is the derivative, not a jump: second order is ρ z³ / 6 at the most
        near = float(ces_aggregate(k, l, d, side * 1e-5).log - at_zero.log)
        assert near == pytest.approx(side * 1e-5 * float(at_zero.by_rho), abs=1e-9 * (1 + abs(k - l) ** 3))


@given(logs, shares, st.sampled_from([-1.0, 1.0]))
def test_series_and_formula_meet(k, d, side):
    # both sides of |ρ z| = 0.3, where one takes over from the other
    if abs(k) < 0.05:
        return
    at = side * 0.3 / abs(k)
    for part in ("log", "by_rho", "by_share"):
        inside = float(getattr(ces_aggregate(k, 0.0, d, at * (1 - 1e-13)), part))
        outside = float(getattr(ces_aggregate(k, 0.0, d, at * (1 + 1e-13)), part))
        assert inside == pytest.approx(outside, rel=1e-12, abs=1e-13)


@given(logs, logs, shares, rhos)
def test_derivatives_are_numerical_ones(k, l, d, r):  # noqa: E741
    h = 1e-4
    m = ces_aggregate(k, l, d, r)

    def five(f) -> float:  # truncation of h⁴, rounding of 1e-15 / h
        return float((8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h))

    assert float(m.by_rho) == pytest.approx(five(lambda s: ces_aggregate(k, l, d, r + s).log), abs=1e-8)
    # by the share the function bends as δ^-5 near the ends: half a percent of δ is far there
    step = 1e-3 * d * (1 - d)
    around = [float(ces_aggregate(k, l, d + j * step, r).log) for j in (-2, -1, 1, 2)]
    slope = (8 * (around[2] - around[1]) - (around[3] - around[0])) / (12 * step)
    assert float(m.by_share) == pytest.approx(slope, rel=1e-6, abs=1e-8)


@given(logs, logs, shares, rhos)
def test_the_weight_is_the_slope(k, l, d, r):  # noqa: E741
    h = 1e-4
    around = [float(ces_aggregate(k + j * h, l, d, r).log) for j in (-2, -1, 1, 2)]
    slope = (8 * (around[2] - around[1]) - (around[3] - around[0])) / (12 * h)
    assert float(ces_weight(k - l, d, r)) == pytest.approx(slope, abs=1e-8)


def test_ends():
    k, l = np.array([700.0, -700.0, 1e-9, 0.0]), np.array([-700.0, 700.0, 0.0, 0.0])  # noqa: E741
    for r in (-1.0, -0.5, 0.0, 1e-12, 2.0, 99.0, 1e4):
        m = ces_aggregate(k, l, 0.4, r)
        for part in (m.log, m.by_share, m.by_rho):
            assert np.isfinite(part).all()
        assert (m.log >= np.minimum(k, l) - 1e-9).all()
        assert (m.log <= np.maximum(k, l) + 1e-9).all()
    # straight isoquants: the log of a weighted sum; towards fixed proportions: the smaller input
    assert float(ces_aggregate(1.0, 0.0, 0.4, -1.0).log) == pytest.approx(np.log(0.4 * np.e + 0.6), rel=1e-14)
    assert float(ces_aggregate(1.0, 0.5, 0.4, 1e6).log) == pytest.approx(0.5, abs=1e-6)


def test_shapes_broadcast():
    k, l = np.linspace(-1, 1, 7), np.zeros(7)  # noqa: E741
    d, r = np.array([0.3, 0.5])[:, None], np.array([-0.5, 0.0, 4.0])[:, None, None]
    m = ces_aggregate(k, l, d, r)
    assert m.log.shape == m.by_share.shape == m.by_rho.shape == (3, 2, 7)
    for i, j in np.ndindex(3, 2):
        one = ces_aggregate(k, l, float(d[j, 0]), float(r[i, 0, 0]))
        for part in ("log", "by_share", "by_rho"):
            np.testing.assert_allclose(getattr(m, part)[i, j], getattr(one, part), rtol=1e-13, atol=1e-15)


@given(logs, logs, shares)
def test_kmenta_is_the_first_order(k, l, d):  # noqa: E741
    z = abs(k - l)
    for r in (-1e-3, 1e-3):
        gap = float(ces_aggregate(k, l, d, r).log - kmenta_aggregate(k, l, d, r).log)
        assert abs(gap) <= r**2 * z**3 / 6 + 1e-14  # the third cumulant of a Bernoulli variable is below 0.1
    exact, close = ces_aggregate(k, l, d, 0.0), kmenta_aggregate(k, l, d, 0.0)
    for part in ("log", "by_share", "by_rho"):
        assert float(getattr(exact, part)) == pytest.approx(float(getattr(close, part)), abs=1e-13)
