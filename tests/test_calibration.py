from __future__ import annotations

import numpy as np
import pytest

import tfp_soctrang as tfp
from tfp_soctrang.arithmetic.calibration import AccountPhase, calibrate, printed_quantities
from tfp_soctrang.errors import DataError, EstimationError
from tfp_soctrang.units import Phase

SETTINGS = {"form": "discrete", "averaging": "compound", "investment_timing": "end"}


@pytest.fixture(scope="module")
def national():
    data = tfp.load("viet_nam")
    output, labour = data["output_const2010"].values, data["employed_icls13"].values
    phases = []
    for first, last, printed in ((2011, 2015, (50.0, 15.3, 34.7, 2.1)), (2016, 2020, (52.2, 1.8, 46.0, 2.9))):
        rows = np.arange(first - 1 - 2010, last + 1 - 2010)
        phases.append(
            AccountPhase(
                years=rows + 2010, rows=rows, output=output[rows], labour_input=labour[rows],
                printed=np.array(printed) / 100, half_unit=np.full(4, 0.0005),
            )
        )  # fmt: skip
    return tuple(phases), data["fixed_capital_formation_const2010"].values[1:], float(output[0])


@pytest.fixture(scope="module")
def found():
    return tfp.calibrate(tfp.load("viet_nam"))


def test_labour_share_is_060(found):
    assert found["labour_share"].value == pytest.approx(0.60, abs=0.005)  # the figure asked for
    assert found["labour_share"].low >= 0.598
    assert found["labour_share"].high <= 0.603


def test_every_print_of_the_phases_used_is_reproduced(found):
    assert found.deviation <= 1.0
    used = [one for one in found.comparisons if one.used]
    assert [one.phase for one in used] == [Phase(2011, 2015), Phase(2016, 2020)]
    assert all(all(one.reproduced) for one in used)
    out_of_sample = found.comparisons[2]
    assert out_of_sample.reason.code == "not_calibrated_to_derived"
    assert abs(out_of_sample.computed[2] - 0.393) <= 0.015


def test_admissible_set_is_that_of_a_plain_grid(national, found):
    phases, investment, output = national
    axes = np.meshgrid(
        np.linspace(0.5975, 0.6040, 27), np.linspace(0.032, 0.058, 105), np.linspace(2.35, 2.92, 115), indexing="ij"
    )
    grid = np.stack([axis.ravel() for axis in axes])
    computed = printed_quantities(grid, phases, investment, output, **SETTINGS)
    printed = np.stack([phase.printed for phase in phases])[:, :, None]
    inside = grid[:, (np.abs(computed - printed) <= 0.0005).all(axis=(0, 1))]
    assert inside.shape[1] > 50
    for name, row, step in (
        ("labour_share", inside[0], 0.00025), ("depreciation_rate", inside[1], 0.00025),
        ("initial_capital_output_ratio", inside[2], 0.005),
    ):  # fmt: skip
        one = found[name]
        # the ends found by optimisation hold every admissible grid point, and are not far outside: the set is a thin
        # sliver, so a grid misses its tips by a few steps
        assert one.low <= row.min() + 1e-12
        assert one.high >= row.max() - 1e-12
        assert one.low >= row.min() - 6 * step
        assert one.high <= row.max() + 6 * step


def test_admissible_set_holds_the_one_known_by_hand(found):
    # b_L 0.599-0.6025, depreciation 3.8-5.1 %, K/Y 2.49-2.79: found by hand on a coarse grid, inside the exact set
    for name, low, high in (
        ("labour_share", 0.599, 0.6025),
        ("depreciation_rate", 0.038, 0.051),
        ("initial_capital_output_ratio", 2.49, 2.79),
    ):  # fmt: skip
        assert found[name].low <= low
        assert found[name].high >= high


def test_point_of_a_made_up_account_is_recovered(national):
    phases, investment, output = national
    truth = np.array([[0.55], [0.06], [2.2]])
    exact = printed_quantities(truth, phases, investment, output, **SETTINGS)[:, :, 0]
    # six decimals of percent: the point is then known to about that
    fine = tuple(
        AccountPhase(
            years=phase.years, rows=phase.rows, output=phase.output, labour_input=phase.labour_input,
            printed=row, half_unit=np.full(4, 5e-9),
        )
        for phase, row in zip(phases, exact, strict=True)
    )  # fmt: skip
    got = calibrate(fine, investment, output)
    assert got.reproduces
    assert got.point == pytest.approx(truth[:, 0], rel=1e-4)


def test_account_that_nothing_reproduces_says_so(national):
    phases, investment, output = national
    wrong = tuple(
        AccountPhase(
            years=phase.years, rows=phase.rows, output=phase.output, labour_input=phase.labour_input,
            printed=np.array([0.1, 0.8, 0.1, 0.03]), half_unit=phase.half_unit,
        )
        for phase in phases
    )  # fmt: skip
    got = calibrate(wrong, investment, output)
    assert not got.reproduces
    assert got.deviation > 1.0
    assert got.low == pytest.approx(got.point)


def test_one_phase_cannot_tell_depreciation_from_the_ratio(national):
    phases, investment, output = national
    with pytest.raises(EstimationError, match="at least two"):
        calibrate(phases[:1], investment, output)


def test_phase_that_is_not_printed_is_refused():
    with pytest.raises(DataError, match="2011–2015"):
        tfp.calibrate(tfp.load("viet_nam"), phases=(Phase(2012, 2016), Phase(2016, 2020)))


def test_account_from_a_file(tmp_path, found):
    path = tmp_path / "mine.csv"
    path.write_text(
        "territory,first_year,last_year,capital_contribution_share,labour_contribution_share,"
        "tfp_contribution_share,tfp_growth,unit\n"
        "Việt Nam,2011,2015,50.0,15.3,34.7,2.1,%\nViệt Nam,2016,2020,52.2,1.8,46.0,2.9,%\n",
        encoding="utf-8",
    )
    again = tfp.calibrate(tfp.load("viet_nam"), path)
    assert again.point == found.point
    assert again.caveats == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [("a,b\n1,2\n", "lacks columns"), ("", "lacks columns")],
)
def test_account_file_that_is_not_one(tmp_path, text, hint):
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=hint):
        tfp.calibrate(tfp.load("viet_nam"), path)
