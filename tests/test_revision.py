from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tfp_soctrang as tfp
from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.revision_bridge import revision
from tfp_soctrang.units import Phase, PriceBase

PHASE = Phase(2016, 2020)


def changed(data, name, year, factor):
    series = data[name]
    values = series.values.copy()
    values[list(series.years).index(year)] *= factor
    return replace(data, series={**data.series, name: replace(series, values=values)})


@pytest.fixture(scope="module")
def nation():
    return tfp.load("viet_nam")


def test_one_revised_series_is_the_whole_change(nation):
    after = tfp.study(changed(nation, "output_const2010", 2020, 1.01))
    found = revision(tfp.study(nation), after, PHASE)
    assert [(part.kind, part.series, part.years) for part in found.parts] == [("revised", "output_const2010", (2020,))]
    assert found.parts[0].change == found.change


def test_parts_are_symmetric_and_add_up(nation):
    data = changed(changed(nation, "output_const2010", 2020, 1.01), "employed_icls13", 2015, 1.02)
    assumptions = tfp.baseline("viet_nam").with_values(depreciation_rate=0.06).with_settings(form="log")
    found = revision(tfp.study(nation), tfp.study(data, assumptions), PHASE)
    assert {part.kind for part in found.parts} == {"revised", "assumptions", "method"}
    assert math.fsum(part.change for part in found.parts) == found.change
    # backwards every part changes its sign
    back = revision(tfp.study(data, assumptions), tfp.study(nation), PHASE)
    for part, other in zip(found.parts, back.parts, strict=True):
        assert part.change == pytest.approx(-other.change, rel=1e-9)  # the same differences summed in another order


def test_two_steps_by_hand(nation):
    data = changed(nation, "output_const2010", 2020, 1.01)
    assumptions = tfp.baseline("viet_nam").with_values(labour_share=0.5)
    base, both = tfp.study(nation), tfp.study(data, assumptions)
    shares = [
        study.phase(2016, 2020).tfp_contribution_share
        for study in (base, tfp.study(data), tfp.study(nation, assumptions), both)
    ]
    found = {part.kind: part.change for part in revision(base, both, PHASE).parts}
    assert found["revised"] == pytest.approx(((shares[1] - shares[0]) + (shares[3] - shares[2])) / 2, rel=1e-9)
    assert found["assumptions"] == pytest.approx(((shares[2] - shares[0]) + (shares[3] - shares[1])) / 2, rel=1e-9)


def test_new_years_take_the_place_of_filled_cells():
    data = tfp.load("soc_trang")
    employed = data["employed_icls19"]
    cells = {
        int(year): (employed.at(year), employed.status_at(year), employed.origin_at(year)) for year in employed.years
    }
    cells[2023] = (615.0, Status.OFFICIAL, Origin(source="made up"))
    longer = replace(data, series={**data.series, "employed_icls19": employed.with_cells(cells, employed)})
    found = revision(tfp.study(data), tfp.study(longer), Phase(2021, 2025))
    assert [(part.kind, part.years) for part in found.parts] == [("new", (2023,))]
    assert len(found.after.filled_cells) == len(found.before.filled_cells) - 1


def test_revised_reference_is_named_with_its_territory():
    data = tfp.load("soc_trang")
    other = replace(data, reference=changed(data.reference, "employed_icls19", 2024, 1.01))
    found = revision(tfp.study(data), tfp.study(other), Phase(2021, 2025))
    assert [(part.territory.code, part.series) for part in found.parts] == [("viet_nam", "employed_icls19")]


def test_same_editions_have_no_parts(nation):
    found = revision(tfp.study(nation), tfp.study(nation), PHASE)
    assert found.parts == ()
    assert found.change == 0.0


def test_editions_that_cannot_be_compared(nation):
    with pytest.raises(DataError, match="different territories"):
        revision(tfp.study(nation), tfp.study(tfp.load("soc_trang")), PHASE)
    with pytest.raises(DataError, match="no figure yet"):
        revision(tfp.study(nation), tfp.study(nation), Phase(2021, 2025))
    moved = replace(nation["output_const2010"], price_base=PriceBase(2020))
    other = replace(nation, series={**nation.series, "output_const2010": moved})
    with pytest.raises(DataError, match="price base"):
        revision(tfp.study(nation), tfp.study(other), PHASE)


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["output_const2010", "fixed_capital_formation_const2010", "employed_icls13"]),
            st.integers(2011, 2020),
            st.floats(0.98, 1.02),
        ),
        min_size=1,
        max_size=6,
    ),
    st.floats(0.45, 0.62),
)
def test_parts_add_up_to_the_last_bit(changes, labour_share):
    before = after = tfp.load("viet_nam")
    for name, year, factor in changes:
        after = changed(after, name, year, factor)
    assumptions = tfp.baseline("viet_nam").with_values(labour_share=labour_share)
    found = revision(tfp.study(before), tfp.study(after, assumptions), PHASE)
    assert math.fsum(part.change for part in found.parts) == found.change
