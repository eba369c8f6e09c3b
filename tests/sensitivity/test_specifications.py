import itertools
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.errors import AssumptionError, DataError, EstimationError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.specification_curve import specification_curve
from tfp_soctrang.sensitivity.specification_grid import Bundle, SpecificationGrid

LABOUR = Bundle(
    name="labour", options={"old": {"series": "ICLS-13", "share": 0.55}, "new": {"series": "ICLS-19", "share": 0.60}}
)
CHOICES = {"form": ["discrete", "log"], "rate": [0.04, 0.05, 0.06]}


def no_log_of_new(s):
    if s["form"] == "log" and s["series"] == "ICLS-19":
        return Message.of("map_no_year")
    return None


def grid_of(**changes):
    return SpecificationGrid(**{"choices": CHOICES, "bundles": [LABOUR], **changes})


def tfp(s):
    return 0.06 - s["share"] * 0.02 - s["rate"] * (0.5 if s["form"] == "log" else 0.4)


# -- the grid ----------------------------------------------------------------------------------------------------------


def test_the_grid_is_the_product_of_its_axes_in_a_fixed_order():
    grid = grid_of()
    assert len(grid) == grid.size == 2 * 3 * 2
    wanted = [
        {"form": form, "rate": rate, **sets}
        for form, rate, sets in itertools.product(["discrete", "log"], [0.04, 0.05, 0.06], LABOUR.options.values())
    ]
    assert list(grid) == wanted
    assert grid[7] == wanted[7]
    assert grid.axes == {"form": ("discrete", "log"), "rate": (0.04, 0.05, 0.06), "labour": ("old", "new")}
    assert grid.labels(1) == {"form": "discrete", "rate": "0.04", "labour": "new"}


def test_choices_of_a_bundle_never_part():
    for specification in grid_of():
        assert (specification["series"], specification["share"]) in {("ICLS-13", 0.55), ("ICLS-19", 0.60)}


def test_infeasible_combinations_are_listed_with_their_reason():
    grid = grid_of(rules=[lambda s: None, no_log_of_new])
    assert len(grid) == 9
    assert len(grid.infeasible) == 3
    assert grid.size == 12
    left = grid.infeasible[0]
    assert left.specification == {"form": "log", "rate": 0.04, "series": "ICLS-19", "share": 0.60}
    assert str(left.reason) == "has no number for a full year"
    assert sorted([*grid.numbers.tolist(), *(each.number for each in grid.infeasible)]) == list(range(12))
    assert all(no_log_of_new(s) is None for s in grid)


def test_columns_hold_the_specifications_one_array_a_choice():
    grid = grid_of(rules=[no_log_of_new])
    columns = grid.layout.columns(grid.codes[2:8])
    assert columns["rate"].dtype == np.float64
    assert columns["form"].dtype == object
    for i, place in enumerate(range(2, 8)):
        assert {name: values[i] for name, values in columns.items()} == grid[place]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SpecificationGrid(choices={}), "specification grid: has no choices"),
        (lambda: SpecificationGrid(choices={"form": []}), "choice form: has no option"),
        (lambda: SpecificationGrid(choices={"form": ["log", "log"]}), "choice form: has an option twice"),
        (lambda: grid_of(choices={"share": [0.5]}), "choice share: stands twice"),
        (lambda: grid_of(choices={"labour": [0.5]}), "axis labour: stands twice"),
        (lambda: Bundle(name="b", options={}), "bundle b: has no option"),
        (lambda: Bundle(name="b", options={"one": {"x": 1}, "two": {"y": 1}}), "bundle b, two: sets other choices"),
        (lambda: grid_of(rules=[lambda s: Message.of("map_no_year")]), "specification grid: has no feasible"),
        (lambda: SpecificationGrid(choices={f"c{i}": range(10) for i in range(7)}), r"is too large \(got 10000000\)"),
    ],
)
def test_grids_that_are_refused(call, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        call()
    assert caught.value.remedy


# -- the curve ---------------------------------------------------------------------------------------------------------


def test_the_curve_orders_ranks_and_counts():
    grid = grid_of()
    curve = specification_curve(tfp, grid, "tfp")
    plain = np.array([tfp(s) for s in grid])
    assert np.array_equal(curve.values, plain)
    assert np.array_equal(curve.values[curve.order], np.sort(plain))
    assert curve.median == np.median(plain)
    assert curve.range == (plain.min(), plain.max())
    assert curve.share_above(0.025) == np.mean(plain > 0.025)
    assert [curve.rank(place) for place in curve.order] == list(range(1, 13))
    assert curve.place(grid[5]) == 5


def batched(columns):
    return {"tfp": 0.06 - columns["share"] * 0.02 - columns["rate"] * np.where(columns["form"] == "log", 0.5, 0.4)}


@pytest.mark.parametrize("at_once", [1, 5, 1024])
def test_one_by_one_and_batched_agree_however_they_are_cut(at_once):
    grid = grid_of(rules=[no_log_of_new])
    alone = specification_curve(tfp, grid, "tfp")
    together = specification_curve(batched, grid, "tfp", batched=True, at_once=at_once)
    assert together.values == pytest.approx(alone.values, rel=1e-15)
    done = []
    specification_curve(tfp, grid, "tfp", at_once=at_once, progress=lambda *counts: done.append(counts))
    assert done[-1] == (9, 9)


def test_processes_need_only_the_function_whatever_the_rules_are():
    unpicklable = lambda s: no_log_of_new(s)  # noqa: E731, PLW0108 - a rule that no process could be sent
    grid = grid_of(rules=[unpicklable])
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = specification_curve(tfp, grid, "tfp", at_once=2, executor=pool)
    assert np.array_equal(found.values, specification_curve(tfp, grid, "tfp").values)


def test_undefined_specifications_keep_their_reason():
    def partly(s):
        return NotApplicable(Message.of("map_no_year")) if s["rate"] == 0.05 else {"tfp": tfp(s)}

    curve = specification_curve(partly, grid_of(), "tfp")
    assert sorted(curve.undefined) == [2, 3, 8, 9]
    assert np.isnan(curve.values[2])
    assert str(curve.rank(2)) == "not applicable: has no number for a full year"
    assert len(curve.order) == 8
    assert "4 of the grid have none" in str(curve.drivers().weighting)
    masked = specification_curve(
        lambda c: np.ma.masked_where(c["rate"] == 0.05, c["rate"]), grid_of(), "tfp", batched=True
    )
    assert sorted(masked.undefined) == [2, 3, 8, 9]
    never = specification_curve(lambda s: NotApplicable(Message.of("map_no_year")), grid_of(), "tfp")
    for nothing in (never.median, never.range, never.share_above(0.0), never.drivers()):
        assert "tfp is defined in no specification" in str(nothing)


def test_nan_and_refusals_are_loud():
    def hole(s):
        return np.nan if s["rate"] == 0.05 else 1.0

    def refusing(s):
        if s["rate"] == 0.05:
            raise DataError("output, 2021", "is missing")
        return 1.0

    with pytest.raises(EstimationError, match=r"4 of 12 specifications failed, 0 may. .*'rate': '0.05'.*tfp is nan"):
        specification_curve(hole, grid_of(), "tfp")
    with pytest.raises(EstimationError, match=r"output, 2021: is missing"):
        specification_curve(refusing, grid_of(), "tfp")
    with pytest.raises(EstimationError, match="tfp is inf"):
        specification_curve(lambda c: np.where(c["rate"] == 0.05, np.inf, 1.0), grid_of(), "tfp", batched=True)
    kept = specification_curve(refusing, grid_of(), "tfp", max_failure_rate=0.4)
    assert sorted(kept.failed) == [2, 3, 8, 9]
    assert "output, 2021" in str(kept.rank(3))


# -- which choice drives the spread ------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_drivers_are_the_variance_decomposition_of_the_full_grid(shape, seed):
    values = np.random.default_rng(seed).normal(size=shape)
    if values.size < 2 or values.std() < 1e-6:
        return
    grid = SpecificationGrid(choices={f"c{i}": range(n) for i, n in enumerate(shape)})
    curve = specification_curve(lambda s: values[tuple(int(s[f"c{i}"]) for i in range(len(shape)))], grid, "y")
    found = curve.drivers()
    for i in range(len(shape)):
        others = tuple(j for j in range(len(shape)) if j != i)
        assert found.main[i] == pytest.approx(values.mean(axis=others).var() / values.var(), abs=1e-12)
        assert found.total[i] == pytest.approx(values.var(axis=i).mean() / values.var(), abs=1e-12)
        means = values.mean(axis=others)
        assert list(found.means[f"c{i}"].values()) == pytest.approx(means.tolist(), abs=1e-12)
    assert "whole grid" in str(found.weighting)


def test_additive_outcomes_have_no_interaction_and_the_bundle_is_one_driver():
    found = specification_curve(lambda s: 2.0 * s["rate"] + s["share"], grid_of(), "y").drivers()
    assert found.axes == ("form", "rate", "labour")
    assert found.main == pytest.approx(found.total, abs=1e-12)
    assert found.main.sum() == pytest.approx(1.0)
    assert found.order == ("labour", "rate", "form")


def test_drivers_of_a_grid_with_holes_are_exact_conditional_means():
    grid = grid_of(rules=[no_log_of_new])
    curve = specification_curve(tfp, grid, "tfp")
    found = curve.drivers()
    table = list(zip(grid, curve.values, strict=True))
    values = curve.values

    def keys(s, axis):
        own = {"form": s["form"], "rate": s["rate"], "labour": s["series"]}
        return own[axis], tuple(value for name, value in own.items() if name != axis)

    for i, axis in enumerate(found.axes):
        for which, shares in ((0, found.main), (1, found.total)):
            groups = {}
            for s, value in table:
                groups.setdefault(keys(s, axis)[which], []).append(value)
            between = sum(len(g) * (np.mean(g) - values.mean()) ** 2 for g in groups.values())
            within = sum(len(g) * np.var(g) for g in groups.values())
            wanted = (between if which == 0 else within) / len(values) / values.var()
            assert shares[i] == pytest.approx(wanted, abs=1e-12)
    assert "9 combinations that have a value" in str(found.weighting)
    assert "3 of the grid have none" in str(found.weighting)


def test_an_option_without_a_value_has_no_mean_and_a_constant_no_driver():
    grid = SpecificationGrid(
        choices={"a": [1, 2], "b": [1, 2]}, rules=[lambda s: Message.of("map_no_year") if s["a"] == 2 else None]
    )
    assert specification_curve(lambda s: s["b"], grid, "y").drivers().means["a"] == {"1": 1.5, "2": None}
    assert "the same in every specification" in str(specification_curve(lambda s: 1.0, grid_of(), "y").drivers())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: specification_curve(lambda s: {"z": 1.0}, grid_of(), "y"), "outcome: is not returned by the function"),
        (lambda: specification_curve(lambda c: c["rate"][:2], grid_of(), "y", batched=True), r"return shape \(12,\)"),
        (lambda: specification_curve(tfp, grid_of(), "y", at_once=0), "at_once: must be at least 1"),
        (lambda: specification_curve(tfp, grid_of(), "y").place({"form": "log"}), "specification: is not in the grid"),
        (lambda: specification_curve(tfp, grid_of(rules=[no_log_of_new]), "y").place(
            {"form": "log", "rate": 0.04, "series": "ICLS-19", "share": 0.60}), "has no number for a full year"),
    ],
)  # fmt: skip
def test_questions_that_are_refused(call, message):
    with pytest.raises(AssumptionError, match=message) as caught:
        call()
    assert caught.value.remedy
