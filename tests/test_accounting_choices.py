"""The grid of accounting choices: every value is that of a run of the study of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import tfp_soctrang as tfp
from made_up import data, study
from single_runs import READING, account, share
from tfp_soctrang.accounting_choices import accounting_curve, accounting_grid
from tfp_soctrang.errors import AssumptionError, DataError, NotApplicable
from tfp_soctrang.inputs import reads
from tfp_soctrang.report.sensitivity import curve_text, driver_rows
from tfp_soctrang.sensitivity.specification_grid import Bundle, SpecificationGrid
from tfp_soctrang.units import Phase

# relative: the same operations on the same numbers, in one array or in one row
EXACT = 1e-12
PHASES = {"soc_trang": (2021, 2025), "viet_nam": (2016, 2020)}
CHOICES = {
    "soc_trang": {
        "reading", "investment_timing", "deflator", "labour_share", "outlay_to_formation", "employment_2020",
        "initial_stock", "capital",
    },
    "viet_nam": {"reading", "investment_timing", "deflator", "labour_share", "initial_stock", "capital"},
}  # fmt: skip


@pytest.fixture(scope="module", params=list(PHASES))
def found(request):
    made = tfp.study(tfp.load(request.param))
    phase = PHASES[request.param]
    grid = accounting_grid(made, *phase)
    return request.param, made, phase, grid, accounting_curve(made, *phase, grid=grid)


def sample(grid, seed=0, more=24):
    """Places in which every option of every axis occurs, and some more, so that axes meet in many ways."""
    random = np.random.default_rng(seed)
    places = set(random.choice(len(grid), more, replace=False).tolist())
    for axis, options in enumerate(grid.axes.values()):
        for option in range(len(options)):
            places.add(int(random.choice(np.flatnonzero(grid.codes[:, axis] == option))))
    return sorted(places)


def test_the_grid_is_single_runs_of_the_study(found):
    _, made, phase, grid, result = found
    places = sample(grid)
    for axis, options in enumerate(grid.axes.values()):
        assert set(grid.codes[places, axis].tolist()) == set(range(len(options)))
    alone = [share(made, phase, grid[place]) for place in places]
    np.testing.assert_allclose(result.curve.values[places], alone, rtol=EXACT, atol=0.0)
    assert np.ptp(alone) > 0.1  # they do differ


def test_the_axes_are_the_choices_of_the_method(found):
    name, made, phase, grid, result = found
    deflators = grid.axes.get("deflator", ())
    assert set(grid.axes) == CHOICES[name] - ({"deflator"} - set(grid.axes))
    assert len(set(deflators)) == len(deflators)
    assert not result.curve.undefined
    assert not result.curve.failed
    assert np.isfinite(result.curve.values).all()
    assert result.as_set == made.phase(*phase).tfp_contribution_share


def test_the_study_as_set_is_one_of_the_specifications(found):
    _, _, _, grid, result = found
    settings = {"reading": "discrete/compound", "investment_timing": "end", "capital": "net", "initial_stock": "ratio"}
    central = {"labour_share": 0.6, "outlay_to_formation": 1.0, "employment_2020": 0.0}
    wanted = settings | {"deflator": grid.axes.get("deflator", ("",))[0]} | central
    wanted = {name: str(value) for name, value in wanted.items() if name in grid.axes}
    place = next(place for place in range(len(grid)) if grid.labels(place) == wanted)
    assert result.curve.values[place] == pytest.approx(result.as_set, rel=EXACT)


def test_bundles_move_together(found):
    _, _, _, grid, _ = found
    for one in grid:
        aged = one["retirement"] != "none"
        assert aged == (one["efficiency"] != "geometric")
        assert aged == (one["capital_kind"] != "net" or one["efficiency"] == "hyperbolic")
        if one["depreciation_rate"] != 0.05:  # an end of the range of the rate belongs to the geometric stock
            assert not aged
        if one["service_life"] != 40.0:
            assert aged
        if one["initial_stock"] in {("steady_state",), ("backcast",)}:
            factor = one.get("reference_ratio_factor", one.get("initial_capital_output_ratio"))
            assert factor in {1.0, 2.5}


def test_a_larger_initial_stock_grows_less_and_leaves_more_to_tfp(found):
    _, _, _, grid, result = found
    codes = grid.codes[:, list(grid.axes).index("initial_stock")]
    names = list(grid.axes["initial_stock"])
    low, middle, high = (
        result.curve.values[codes == names.index(name)] for name in ("ratio_low", "ratio", "ratio_high")
    )
    assert (low < middle).all()
    assert (middle < high).all()


def test_drivers_and_text(found):
    _, made, phase, grid, result = found
    drivers = result.curve.drivers()
    assert drivers.axes == tuple(grid.axes)
    assert 0.5 < drivers.main.sum() <= 1.0 + 1e-12  # main effects: most of the variance here, never more than all
    assert (drivers.main <= drivers.total + 1e-12).all()
    inputs = made.prepare(Phase(*phase))
    rows = driver_rows(result, inputs, "en")
    assert len({row[0] for row in rows}) == len(grid.axes)
    assert f"{len(grid):,}".replace(",", "") in curve_text(result, inputs, "en").replace(",", "").replace(".", "")


def test_an_executor_gives_the_same_bits():
    made = tfp.study(tfp.load("viet_nam"))
    grid = SpecificationGrid(choices={READING: ["discrete/compound", "log/compound"], "labour_share": [0.5, 0.6]})
    with ThreadPoolExecutor(2) as pool:
        there = accounting_curve(made, 2016, 2020, grid=grid, executor=pool)
    here = accounting_curve(made, 2016, 2020, grid=grid)
    assert np.array_equal(there.curve.values, here.curve.values)


# ------------------------------------------------------------------------------------------------------ custom grids

CUSTOM = {
    "stock": SpecificationGrid(choices={"stock": ["closing", "opening", "average"], "depreciation_rate": [0.04, 0.06]}),
    "reading": SpecificationGrid(
        choices={READING: ["discrete/cumulative", "geometric/arithmetic", "log/mean_of_shares"]}
    ),
    "initial": SpecificationGrid(
        choices={
            "initial_stock": [("published", "ratio"), ("steady_state",), ("backcast",)],
            "service_life": [20.0, 31.0],
            "investment_timing": ["end", "start"],
        }
    ),
    "ageing": SpecificationGrid(
        choices={"discount_rate": [0.02, 0.05], "retirement_spread": [0.25, 0.5]},
        bundles=[
            Bundle(
                name="kind",
                options={
                    "gross": {"capital_kind": "gross", "retirement": "normal", "efficiency": "one_hoss_shay"},
                    "net": {"capital_kind": "net", "retirement": "weibull", "efficiency": "hyperbolic"},
                    "geometric": {"capital_kind": "net", "retirement": "none", "efficiency": "geometric"},
                },
            )
        ],
    ),
    "numbers alone": SpecificationGrid(choices={"labour_share": [0.45, 0.5, 0.6], "depreciation_rate": [0.04, 0.05]}),
}


@pytest.mark.parametrize("name", list(CUSTOM))
@pytest.mark.parametrize("territory", list(PHASES))
def test_a_grid_of_ones_own_is_single_runs_too(name, territory):
    made, phase, grid = tfp.study(tfp.load(territory)), PHASES[territory], CUSTOM[name]
    result = accounting_curve(made, *phase, grid=grid)
    alone = [share(made, phase, one) for one in grid]
    np.testing.assert_allclose(result.curve.values, alone, rtol=EXACT, atol=0.0)


def test_fills_of_the_phase_may_be_an_axis():
    made, phase = tfp.study(tfp.load("soc_trang")), (2021, 2025)
    choices = {"output_2025": [0.06, 0.0723, 0.08], "investment_2022_2025": [0.301, 0.367], "deflator": ["own:output"]}
    grid = SpecificationGrid(choices=choices)
    result = accounting_curve(made, *phase, grid=grid)
    np.testing.assert_allclose(result.curve.values, [share(made, phase, one) for one in grid], rtol=EXACT, atol=0.0)


def test_what_is_no_choice_is_refused():
    made = tfp.study(tfp.load("viet_nam"))
    for axis in ("labour_shares", "fom", "outlay_to_formation"):
        with pytest.raises(AssumptionError, match=axis) as caught:
            accounting_curve(made, 2016, 2020, grid=SpecificationGrid(choices={axis: [0.5, 0.6]}))
        assert "labour_share" in str(caught.value)
    with pytest.raises(AssumptionError, match="investment_timing"):
        accounting_curve(made, 2016, 2020, grid=SpecificationGrid(choices={"investment_timing": ["end", "never"]}))


def test_an_open_phase_has_no_grid():
    made = tfp.study(tfp.load("viet_nam"))
    for call in (accounting_grid, accounting_curve):
        with pytest.raises(DataError):
            call(made, 2021, 2025)


# ------------------------------------------------------------------------------------------------- shares without sense

FLAT = """
[[viet_nam.gap_fillers]]
name = "output_2020"
measure = "output"
years = [2020]
rule = "growth"
value = 0.0
low = -0.3
high = 0.3
distribution = "uniform"
unit = "made up"
source = "made up"
reason = "made up"
"""


def still(tmp_path):
    """A territory whose output does not grow before 2020, and in 2020 as assumed."""
    from made_up import BASIC

    prices, values = BASIC["output_const2010"]
    figures = data(
        tmp_path, BASIC | {"output_const2010": (prices, values * 0.0 + 1000.0)}, drop={("output_const2010", 2020)}
    )
    return study(tmp_path, figures, FLAT)


def test_a_share_of_no_growth_is_masked_with_its_reason(tmp_path):
    made = still(tmp_path)
    grid = SpecificationGrid(
        choices={READING: ["discrete/compound", "discrete/mean_of_shares"], "output_2020": [-0.2, 0.0, 0.2]}
    )
    result = accounting_curve(made, 2016, 2020, grid=grid)
    assert isinstance(result.as_set, NotApplicable)
    assert "not defined" in str(result.as_set)
    # mean of yearly shares: four years of the five never grow
    assert sorted(result.curve.undefined) == [1, 3, 4, 5]
    assert all("not defined" in reason.text("en") for reason in result.curve.undefined.values())
    assert not result.curve.failed
    for place, one in enumerate(grid):
        alone = account(made, (2016, 2020), one).tfp_contribution_share
        if place in result.curve.undefined:
            assert isinstance(alone, NotApplicable)
            assert np.isnan(result.curve.values[place])
        else:
            assert result.curve.values[place] == pytest.approx(alone, rel=EXACT)
    assert result.curve.values[0] > 1.0  # growth is negative, and TFP's still more
    assert isinstance(result.curve.rank(1), NotApplicable)


# ------------------------------------------------------------------------------------------------ data read only once


def test_settings_that_read_the_same_give_the_same_inputs():
    made = tfp.study(tfp.load("soc_trang"))
    phase, own = Phase(2021, 2025), made.assumptions.settings
    other = {
        "investment_timing": "middle",
        "retirement": "gamma",
        "efficiency": "hyperbolic",
        "capital_kind": "productive",
    }
    changed = made.assumptions.with_settings(**other)
    assert reads(changed.settings) == reads(own)
    once = made.prepare(phase).under(changed.settings)
    anew = tfp.study(made.data, changed).prepare(phase)
    assert once.settings == anew.settings
    assert once.reference.settings == anew.reference.settings
    for one in ("output", "investment", "labour"):
        for shared, fresh in ((once, anew), (once.reference, anew.reference)):
            np.testing.assert_array_equal(getattr(shared, one).values, getattr(fresh, one).values)
            assert getattr(shared, one).needed == getattr(fresh, one).needed
    assert (once.initial_rule, once.initial_stock) == (anew.initial_rule, anew.initial_stock)


@pytest.mark.parametrize(
    "other", [{"stock": "opening"}, {"deflator": "own:output"}, {"initial_stock": ("steady_state",)}]
)
def test_settings_that_read_other_data_are_told_apart(other):
    own = tfp.baseline("soc_trang")
    assert reads(own.with_settings(**other).settings) != reads(own.settings)


def test_a_gross_stock_reads_a_stock_of_its_own():
    own = tfp.baseline("viet_nam")
    gross = own.with_settings(capital_kind="gross", retirement="gamma", efficiency="one_hoss_shay")
    assert reads(gross.settings) != reads(own.settings)
