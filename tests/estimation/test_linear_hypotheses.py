"""Restrictions by name, those that say something new, and tests of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.least_squares import solutions_of
from tfp_soctrang.estimation.linear_hypotheses import (
    independent_restrictions,
    likelihood_ratio,
    restriction_rows,
    stacked_restrictions,
    wald,
)

NAMES = ("a", "b", "c", "d")


def test_rows_by_name():
    matrix, right = restriction_rows(NAMES, [({"a": 1.0, "c": -1.0}, 0.0), ({"d": 2.0}, 3.0)])
    assert matrix.tolist() == [[1.0, 0.0, -1.0, 0.0], [0.0, 0.0, 0.0, 2.0]]
    assert right.tolist() == [0.0, 3.0]
    with pytest.raises(EstimationError, match="restriction on e: no coefficient has that name") as caught:
        restriction_rows(NAMES, [({"e": 1.0}, 0.0)])
    assert "a, b, c, d" in caught.value.remedy
    assert stacked_restrictions([], 4)[0].shape == (0, 4)


@given(seed=st.integers(0, 10_000), rank=st.integers(1, 4), rows=st.integers(1, 8))
def test_independent_rows_have_the_same_solutions(seed, rank, rows):
    rng = np.random.default_rng(seed)
    matrix = rng.integers(-2, 3, (rows, rank)) @ rng.integers(-2, 3, (rank, 4)).astype(float)
    right = matrix @ rng.normal(size=4)
    kept, kept_right = independent_restrictions((matrix, right))
    assert len(kept) == np.linalg.matrix_rank(matrix) == np.linalg.matrix_rank(kept)
    if len(kept):
        free, fixed = solutions_of((kept, kept_right), NAMES)
        for _ in range(3):
            b = fixed + free @ rng.normal(size=free.shape[1])
            np.testing.assert_allclose(matrix @ b, right, atol=1e-9)


def test_rows_that_follow_from_what_is_maintained_are_left_out():
    maintained = restriction_rows(NAMES, [({"a": 1.0, "b": 1.0}, 1.0)])
    said = restriction_rows(NAMES, [({"a": 1.0}, 0.4), ({"b": 1.0}, 0.6), ({"c": 1.0}, 0.0)])
    kept, _ = independent_restrictions(said, maintained)
    assert kept.tolist() == [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]
    with pytest.raises(EstimationError, match=r"restriction 3: contradicts those before it \(got 0.7\)"):
        independent_restrictions(restriction_rows(NAMES, [({"a": 1.0}, 0.4), ({"b": 1.0}, 0.7)]), maintained)


@given(seed=st.integers(0, 10_000), scale=st.floats(1e-8, 1e8))
def test_wald_does_not_depend_on_how_the_restrictions_are_written(seed, scale):
    rng = np.random.default_rng(seed)
    root, values = rng.normal(size=(4, 4)), rng.normal(size=4)
    covariance = root @ root.T + 0.1 * np.eye(4)
    matrix, right = rng.normal(size=(2, 4)), rng.normal(size=2)
    one = wald(values, covariance, (matrix, right))
    mixed = np.array([[scale, 0.0], [1.0, 2.0]])
    other = wald(values, covariance, (mixed @ matrix, mixed @ right))
    assert other.statistic == pytest.approx(one.statistic, rel=1e-5)
    gap = matrix @ values - right
    assert one.statistic == pytest.approx(gap @ np.linalg.inv(matrix @ covariance @ matrix.T) @ gap, rel=1e-8)
    assert one.p_value == pytest.approx(stats.chi2.sf(one.statistic, 2), rel=1e-9, abs=1e-300)
    small = wald(values, covariance, (matrix, right), degrees_of_freedom=17)
    assert small.statistic == pytest.approx(one.statistic / 2, rel=1e-12)
    assert small.p_value == pytest.approx(stats.f.sf(one.statistic / 2, 2, 17), rel=1e-9, abs=1e-300)


def test_likelihood_ratio_is_never_negative():
    assert likelihood_ratio(1.0, 1.0 + 1e-12, 2).statistic == 0.0
    assert likelihood_ratio(5.0, 2.0, 2).p_value == pytest.approx(stats.chi2.sf(6.0, 2))
