"""Sums of products against rational arithmetic."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.estimation.exact_sums import exact_residuals, exact_sum_of_squares, orthogonality

number = st.floats(-1e12, 1e12).map(lambda v: v if abs(v) > 1e-30 else 0.0)
rows = st.lists(st.tuples(number, number, number), min_size=1, max_size=6)


@given(rows, number, number)
def test_residuals_and_their_sums_are_those_of_fractions(table, first, second):
    y, x = np.array([row[0] for row in table]), np.array([row[1:] for row in table])
    head, tail = exact_residuals(y, x, [first, second])
    for i, (response, one, two) in enumerate(table):
        exact = Fraction(response) - Fraction(one) * Fraction(first) - Fraction(two) * Fraction(second)
        size = abs(response) + abs(one * first) + abs(two * second)
        # tails are added in doubles: two further roundings of at most ε² of the terms
        assert abs(Fraction(head[i]) + Fraction(tail[i]) - exact) <= Fraction(1e-31) * Fraction(size)
    product = orthogonality(x, head, tail)
    for j in range(2):
        exact = sum(Fraction(x[i, j]) * (Fraction(head[i]) + Fraction(tail[i])) for i in range(len(table)))
        room = sum(abs(x[i, j]) * (abs(head[i]) * 1e-31 + abs(tail[i])) for i in range(len(table)))
        assert abs(Fraction(product[j]) - exact) <= Fraction(1.2e-16) * abs(exact) + Fraction(1e-15) * Fraction(room)


@given(st.lists(number, min_size=1, max_size=9))
def test_sums_of_squares_round_once(values):
    exact = float(sum(Fraction(v) ** 2 for v in values))
    assert exact_sum_of_squares(values) == exact


def test_several_regressions_on_one_design():
    rng = np.random.default_rng(1)
    y, x, b = rng.normal(size=(5, 3)), rng.normal(size=(5, 2)), rng.normal(size=(2, 3))
    head, _ = exact_residuals(y, x, b)
    for m in range(3):
        np.testing.assert_array_equal(head[:, m], exact_residuals(y[:, m], x, b[:, m])[0])
