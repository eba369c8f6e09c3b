import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.errors import AssumptionError, EstimationError, NotApplicable
from tfp_soctrang.sensitivity.break_even import break_even, rank_changes
from tfp_soctrang.sensitivity.two_way import two_way

BASE = {"x": 1.0, "c": 2.0}


def of(function):
    """Make a model of a function of x and c."""
    return lambda p: {"y": function(p["x"], p["c"])}


def search(function, low=0.0, high=3.0, **changes):
    return break_even(of(function), BASE, "x", low, high, "y", **changes)


def values(found):
    return [root.value for root in found.roots]


@given(st.lists(st.floats(-0.95, 0.95), min_size=1, max_size=4, unique=True), st.floats(-3.0, 3.0))
def test_all_roots_of_a_polynomial_are_found(roots, target):
    roots = sorted(roots)
    if len(roots) > 1 and min(np.diff(roots)) < 0.02:  # two and a half steps of the scan
        return
    found = search(lambda x, c: np.prod([x - root for root in roots], axis=0) + target, -1.0, 1.0, target=target)
    # near a root the polynomial is no flatter than the product of the distances to the others; its rounding, of numbers
    # of the size of the target, moves the root by that over the slope
    slopes = [np.prod([abs(root - other) for other in roots if other != root]) for root in roots]
    allowed = [1e-15 * (4.0 + abs(target)) / slope + 1e-14 for slope in slopes]
    assert len(found.roots) == len(roots)
    assert (np.abs(np.array(values(found)) - roots) <= 1e3 * np.array(allowed)).all()
    directions = [root.direction for root in found.roots]
    assert directions == ["rising" if (len(roots) - i) % 2 else "falling" for i in range(len(roots))]


def test_the_value_the_direction_and_the_nearest():
    found = search(lambda x, c: x**2 - c, -3.0, 3.0)
    assert values(found) == pytest.approx([-math.sqrt(2), math.sqrt(2)], rel=1e-14)
    assert [root.direction for root in found.roots] == ["falling", "rising"]
    assert found.nearest == pytest.approx(math.sqrt(2))
    assert (found.base, found.target, found.low, found.high) == (1.0, 0.0, -3.0, 3.0)
    assert values(search(lambda x, c: x**2, target=4.0)) == pytest.approx([2.0], rel=1e-14)


def test_touching_roots_and_pairs_between_two_points():
    touching = search(lambda x, c: (x - 1.2345) ** 2)
    assert [root.direction for root in touching.roots] == ["touching"]
    assert values(touching) == pytest.approx([1.2345], abs=1e-6)  # half the digits: the outcome is flat there
    both = search(lambda x, c: -((x - 1.2345) ** 2 - 1e-8))  # 0.0002 apart, in steps of 0.0117
    assert values(both) == pytest.approx([1.2344, 1.2346], rel=1e-10)
    assert [root.direction for root in both.roots] == ["rising", "falling"]


def test_a_near_miss_is_no_root():
    found = search(lambda x, c: (x - 1.2345) ** 2 + 1e-6)
    assert isinstance(found, NotApplicable)
    assert str(found.reason).startswith("y lies between 1")
    assert "never 0" in str(found.reason)


def test_roots_on_points_of_the_scan_are_met_once():
    found = search(lambda x, c: x * (x - 1.5) * (x - 3.0))
    assert values(found) == [0.0, 1.5, 3.0]
    assert [root.direction for root in found.roots] == ["rising", "falling", "rising"]
    assert [root.direction for root in search(lambda x, c: (x - 1.5) ** 2).roots] == ["touching"]


def test_always_never_and_held():
    always = search(lambda x, c: 0.0 * x + 5.0, target=5.0)
    assert "y is 5 for x anywhere from 0 to 3" in str(always)
    never = search(lambda x, c: x + 1.0)
    assert "y lies between 1 and 4 for x from 0 to 3, and is never 0" in str(never)
    assert "không bao giờ" in never.reason.text("vi")
    held = search(lambda x, c: np.maximum(x - 2.0, 0.0))
    assert held.roots == ()
    assert held.held[0] == pytest.approx((0.0, 2.0), abs=3 / 256)
    assert held.nearest == 1.0
    late = search(lambda x, c: np.maximum(2.0 - x, 0.0))
    assert late.nearest == pytest.approx(2.0, abs=3 / 256)


def pole(x):
    """1 / (x - 1.2345), not defined at the pole itself."""
    apart = x - 1.2345
    return np.ma.masked_where(apart == 0.0, 1.0 / np.where(apart == 0.0, 1.0, apart))


def test_poles_and_jumps_are_not_roots():
    at_pole = search(lambda x, c: pole(x))
    assert isinstance(at_pole, NotApplicable)
    assert "jumps over 0 where x is 1.2345" in str(at_pole)
    beside = search(lambda x, c: pole(x) - 1.0)
    assert values(beside) == pytest.approx([2.2345], rel=1e-12)
    assert beside.jumps == pytest.approx((1.2345,), rel=1e-12)
    assert "jumps over" in str(search(lambda x, c: np.where(x > 1.7, 1.0, -1.0)))


def test_undefined_stretches_are_told_and_searched_around():
    found = search(lambda x, c: np.ma.masked_where(np.abs(x - 1.0) < 0.2, (x - 0.5) * (x - 2.0)))
    assert values(found) == pytest.approx([0.5, 2.0], rel=1e-12)
    assert len(found.undefined) == 1
    assert found.undefined[0] == pytest.approx((0.8, 1.2), abs=3 / 256)
    nowhere = search(lambda x, c: np.ma.masked_all(len(x)))
    assert "not defined for x anywhere from 0 to 3" in str(nowhere)
    # growth that is masked in less than a step around its pole: the share changes side there without a value
    narrow = search(lambda x, c: np.ma.masked_where(np.abs(x - 1.2345) < 1e-4, 1.0 / (x - 1.2345)))
    place = float(str(narrow).split("where x is ")[1].split(",")[0])
    assert abs(place - 1.2345) <= 1e-4


def test_rank_changes_by_pair():
    def model(p):
        return {
            "first": p["x"],
            "second": 0.0 * p["x"] + 1.25,
            "third": 3.5 + 0.0 * p["x"],
            "turning": (p["x"] - 1) ** 2,
        }

    found = rank_changes(model, BASE, "x", 0.0, 3.0, "first", ["second", "third", "turning"])
    assert values(found["second"]) == pytest.approx([1.25])
    assert found["second"].roots[0].direction == "rising"
    assert found["second"].outcome == "first - second"
    assert isinstance(found["third"], NotApplicable)
    assert values(found["turning"]) == pytest.approx([(3 - math.sqrt(5)) / 2, (3 + math.sqrt(5)) / 2])


def test_two_way_grid_is_the_outcome_at_its_places():
    grid = two_way(
        of(lambda x, c: np.ma.masked_where(x > 0.9, x * c)), BASE, ("x", 0.0, 1.0), ("c", 2.0, 4.0), "y", points=5
    )
    assert grid.first_values.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert grid.values[1].tolist() == [0.5, 0.625, 0.75, 0.875, 1.0]
    assert grid.undefined[4].all()
    assert not grid.undefined[:4].any()
    # along a line of the grid the level set is the one-way break-even
    row = break_even(of(lambda x, c: x * c), {"x": 0.5, "c": 3.0}, "c", 2.0, 4.0, "y", target=1.5)
    assert np.interp(1.5, grid.values[2], grid.second_values) == pytest.approx(row.nearest)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: break_even(of(np.add), BASE, "z", 0.0, 1.0, "y"), AssumptionError, "is of no assumption of the base"),
        (lambda: search(np.add, 1.0, 1.0), AssumptionError, "x: low must be below high, both finite"),
        (lambda: search(np.add, 0.0, math.inf), AssumptionError, "x: low must be below high, both finite"),
        (lambda: search(np.add, points=2), AssumptionError, r"points: must be at least 3 \(got 2\)"),
        (lambda: break_even(of(np.add), BASE, "x", 0.0, 1.0, "z"), AssumptionError, "is not returned by the model"),
        (lambda: rank_changes(of(np.add), BASE, "x", 0.0, 1.0, "y", ["z"]), AssumptionError, "is not returned by"),
        (
            lambda: search(lambda x, c: np.where(x > 2.0, np.nan, x)),
            EstimationError,
            "y is nan, and the model does not",
        ),
        (lambda: two_way(of(np.add), BASE, ("x", 0, 1), ("x", 0, 1), "y"), AssumptionError, "needs two assumptions"),
    ],
)
def test_questions_that_are_refused(call, error, message):
    with pytest.raises(error, match=message) as caught:
        call()
    assert caught.value.remedy
