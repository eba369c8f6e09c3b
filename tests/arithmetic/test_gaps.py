"""Gaps filled by growth or by a ratio: forward, backward, one draw or many, in place or not."""

import numpy as np
import pytest

from tfp_soctrang.arithmetic.gaps import fill_by_growth, fill_by_ratio

HOLE = np.nan
VALUES = np.array([HOLE, 100.0, HOLE, HOLE, 200.0])
HOLES = [True, False, True, True, False]
GROWTH = np.array([HOLE, 0.25, 0.10, 0.20, 0.50])


def test_forward_then_backward():
    # exact to rounding of two products
    assert fill_by_growth(VALUES, GROWTH, HOLES) == pytest.approx([80.0, 100.0, 110.0, 132.0, 200.0], rel=1e-15)


def test_only_rows_that_may_be_filled():
    found = fill_by_growth(VALUES, GROWTH, [False, False, True, False, False])
    np.testing.assert_array_equal(np.isnan(found), [True, False, False, True, False])


def test_no_neighbour_leaves_the_hole():
    found = fill_by_growth([HOLE, HOLE, 5.0], [0.0, 0.1, 0.1], [True, False, False])
    assert np.isnan(found[0])


def test_a_number_is_never_overwritten():
    assert fill_by_growth([3.0, 7.0], [0.0, 0.1], [True, True]).tolist() == [3.0, 7.0]
    assert fill_by_ratio([3.0, 7.0], [10.0, 10.0], 0.5, [True, True]).tolist() == [3.0, 7.0]


def test_shift_is_added_to_the_growth_that_is_used():
    shift = np.array([-0.02, 0.0, 0.03])
    found = fill_by_growth(VALUES[:, None], GROWTH[:, None], HOLES, shift=shift)
    for i, one in enumerate(shift):
        # the sum 1 + growth + shift is taken in another order: one rounding a year, four years
        np.testing.assert_allclose(found[:, i], fill_by_growth(VALUES, GROWTH + one, HOLES), rtol=1e-15)


def test_years_known_to_be_missing_are_filled_unread_and_struck_off():
    unread = np.where(np.isnan(VALUES), 7.0, VALUES)
    missing = np.isnan(VALUES)
    found = fill_by_growth(unread, GROWTH, HOLES, missing=missing)
    np.testing.assert_array_equal(found, fill_by_growth(VALUES, GROWTH, HOLES))
    assert not missing.any()
    alone = np.array([True, True, True])
    assert np.isnan(fill_by_growth([7.0, 7.0, 7.0], np.zeros(3), [True, True, True], missing=alone)).all()
    assert alone.all()
    by_ratio = np.array([False, True])
    assert fill_by_ratio([20.0, 7.0], [100.0, 110.0], 0.25, [True, True], missing=by_ratio).tolist() == [20.0, 27.5]
    assert not by_ratio.any()


def test_draws_that_differ_in_their_holes():
    given = np.array([[1.0, HOLE], [HOLE, HOLE], [4.0, 4.0]])
    by_ratio = fill_by_ratio(given, np.full((3, 1), 10.0), np.array([0.5, 0.7]), [True, True, True])
    assert by_ratio.tolist() == [[1.0, 7.0], [5.0, 7.0], [4.0, 4.0]]
    # a year that is given in one draw is no hole of growth; the year after it is one in both
    by_growth = fill_by_growth(given, np.zeros((3, 1)), [True, True, False])
    np.testing.assert_array_equal(by_growth[:, 0], [1.0, 1.0, 4.0])
    assert np.isnan(by_growth[0, 1])


@pytest.mark.parametrize("overwrite", [False, True])
def test_overwriting_is_asked_for(overwrite):
    for fill in (
        lambda values: fill_by_growth(values, GROWTH, HOLES, overwrite=overwrite),
        lambda values: fill_by_ratio(values, np.full(5, 10.0), 0.5, HOLES, overwrite=overwrite),
    ):
        values = VALUES.copy()
        found = fill(values)
        assert (found is values) == overwrite
        assert np.isnan(values).any() != overwrite
        assert not np.isnan(found).any()


def test_overwriting_another_shape_makes_its_own():
    values = VALUES[:, None].copy()
    found = fill_by_growth(values, GROWTH[:, None], HOLES, shift=np.zeros(4), overwrite=True)
    assert found.shape == (5, 4)
    assert np.isnan(values[0, 0])
