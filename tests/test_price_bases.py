import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError
from tfp_soctrang.linking import deflate, implicit_deflator, link_price_base
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries, Link
from tfp_soctrang.sources.territory_register import find_territory
from tfp_soctrang.units import PriceBase, Unit, territory

VIET_NAM = territory("viet_nam")
BILLION = Unit.parse("tỷ đồng")


def series(base, values, first_year, **other):
    """Made-up annual figures: of the change to 2020 prices only one quarter is published in both."""
    values = np.asarray(values, dtype=float)
    given = {
        "name": f"output_const{base}" if base else "output_current",
        "years": np.arange(first_year, first_year + len(values)),
        "values": values,
        "unit": BILLION,
        "price_base": PriceBase(base),
        "territory": VIET_NAM,
        "status": (Status.OFFICIAL,) * len(values),
        "origin": (Origin(source=f"at {base} prices"),) * len(values),
    }
    return AnnualSeries(**(given | other))


def test_the_quarter_published_at_both_price_bases():
    # GDP of the first quarter of 2025, billion đồng: at 2010 and at 2020 prices; the years around it are made up
    old = series(2010, [1_400_000.0, 1_503_311.3], 2024)
    new = series(2020, [2_401_936.8, 2_580_000.0], 2025)
    linked = link_price_base(old, new, 2025)
    assert linked.years.tolist() == [2024, 2025, 2026]
    assert linked.price_base == PriceBase(2020)
    assert linked.name == "output_const2020"
    assert linked.at(2025) == 2_401_936.8
    assert linked.at(2026) == 2_580_000.0
    assert linked.at(2024) == pytest.approx(1_400_000.0 * 2_401_936.8 / 1_503_311.3, rel=1e-15)
    (link,) = linked.links
    assert (link.at, link.from_base, link.to_base) == (2025, PriceBase(2010), PriceBase(2020))
    assert link.factor == pytest.approx(1.5978, abs=5e-5)
    caveat = linked.caveats[-1]
    assert "before 2025 were published at constant 2010 prices" in caveat.text("en")
    assert "1.5978" in caveat.text("en")
    assert "1,5978" in caveat.text("vi")


def test_from_1994_over_2010_to_2020():
    at_1994 = series(1994, [10.0, 11.0, 12.1], 2008)
    at_2010 = series(2010, [30.0, 33.0, 36.0], 2010)
    at_2020 = series(2020, [54.0, 60.0], 2012)
    over = link_price_base(link_price_base(at_1994, at_2010, 2010), at_2020, 2012)
    assert over.years.tolist() == list(range(2008, 2014))
    assert [(one.at, one.from_base.year, one.to_base.year) for one in over.links] == [
        (2010, 1994, 2010),
        (2012, 2010, 2020),
    ]
    expected = [10.0 * 30.0 / 12.1 * 1.5, 11.0 * 30.0 / 12.1 * 1.5, 45.0, 49.5, 54.0, 60.0]
    np.testing.assert_allclose(over.values, expected, rtol=1e-14)
    # either order of the two links gives the same series
    other = link_price_base(at_1994, link_price_base(at_2010, at_2020, 2012), 2010)
    np.testing.assert_allclose(other.values, over.values, rtol=1e-14)
    assert {one.at for one in other.links} == {2010, 2012}
    assert len([caveat for caveat in over.caveats if caveat.code == "price_base_linked"]) == 2


def test_carried_levels_are_as_firm_as_what_they_are_made_of():
    old = series(2010, [1.0, 2.0, 3.0], 2022, status=(Status.OFFICIAL, Status.FILLED, Status.OFFICIAL))
    new = series(2020, [5.0, 6.0], 2024, status=(Status.PRELIMINARY, Status.ESTIMATE))
    assert link_price_base(old, new, 2024).status == (
        Status.PRELIMINARY,
        Status.FILLED,
        Status.PRELIMINARY,
        Status.ESTIMATE,
    )
    assert [origin.source for origin in link_price_base(old, new, 2024).origin] == ["at 2010 prices"] * 2 + [
        "at 2020 prices"
    ] * 2


def test_caveats_of_both_stay():
    doubt, note = Message.of("outlay_scope"), Message.of("price_base_inferred")
    old, new = series(2010, [1.0, 2.0], 2024, caveats=(doubt,)), series(2020, [3.0], 2025, caveats=(note,))
    assert set(link_price_base(old, new, 2025).caveats) >= {doubt, note}


def test_numbers_of_the_later_series_before_the_link_are_not_used():
    old, new = series(2010, [1.0, 2.0, 3.0], 2023), series(2020, [9.0, 3.0, 6.0], 2023)
    np.testing.assert_allclose(link_price_base(old, new, 2025).values, [2.0, 4.0, 6.0], rtol=1e-15)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"breaks": frozenset({2010})}, {}),
        ({}, {"breaks": frozenset({2010})}),
        ({}, {"breaks": frozenset({2012})}),
        ({"breaks": frozenset({2011})}, {}),
    ],
)
def test_levels_before_and_after_a_re_evaluation_never_mix(earlier, later):
    old = series(1994, [1.0, 1.1, 1.2, 1.3], 2008, **earlier)
    new = series(2010, [4.0, 4.1, 4.2], 2010, **later)
    with pytest.raises(DataError, match="declared break lies between"):
        link_price_base(old, new, 2011)


def test_one_side_of_a_break_can_be_linked():
    broken = frozenset({2010})
    old = series(2010, [1.0, 1.1, 2.0, 2.1], 2008, breaks=broken)
    new = series(2020, [4.2, 4.4], 2011)
    assert link_price_base(old.window(2010, 2011), new, 2011).years.tolist() == [2010, 2011, 2012]
    assert link_price_base(old.window(2010, 2011), new, 2011).breaks == broken


@pytest.mark.parametrize(
    ("earlier", "later", "problem"),
    [
        ({"base": None}, {}, "only series at constant prices"),
        ({}, {"base": None}, "only series at constant prices"),
        ({"base": 2020}, {}, "already at one price base"),
        ({"unit": Unit.parse("triệu đồng")}, {}, "different unit"),
        ({"territory": territory("soc_trang")}, {}, "different territories"),
        ({"values": [1.0, -2.0]}, {}, "only positive levels"),
        ({}, {"values": [0.0, 1.0]}, "only positive levels"),
        ({"first_year": 2022}, {}, "has no number"),
        ({}, {"first_year": 2026}, "has no number"),
    ],
)
def test_what_cannot_be_linked(earlier, later, problem):
    old = series(**({"base": 2010, "values": [1.0, 2.0], "first_year": 2024} | earlier))
    new = series(**({"base": 2020, "values": [3.0, 4.0], "first_year": 2025} | later))
    with pytest.raises(DataError, match=problem) as caught:
        link_price_base(old, new, 2025)
    assert caught.value.remedy


def test_units_of_one_name_are_not_linked():
    before, after = find_territory("can_tho"), find_territory("can_tho_2025")
    old = series(2010, [1.0, 2.0], 2024, territory=before)
    with pytest.raises(DataError, match="different territories"):
        link_price_base(old, series(2020, [3.0], 2025, territory=after), 2025)
    with pytest.raises(DataError, match="different territory"):
        old + series(2010, [1.0, 2.0], 2024, territory=after)


def test_persons_have_no_price_base_to_link():
    persons = {"unit": Unit.parse("nghìn người"), "price_base": None}
    with pytest.raises(DataError, match="only series at constant prices"):
        link_price_base(series(2010, [1.0], 2025, **persons), series(2020, [1.0], 2025, **persons), 2025)


def test_links_stay_on_what_is_made_of_a_linked_series():
    linked = link_price_base(series(2010, [1.0, 2.0], 2024), series(2020, [3.0, 4.0], 2025), 2025)
    plain = series(2020, [1.0, 1.0, 1.0], 2024)
    current = series(None, [2.0, 3.0, 4.0], 2024)
    million = Unit.parse("triệu đồng")
    for made in (
        linked.growth(),
        linked.window(2024, 2025),
        linked.in_unit(million),
        linked + plain,
        plain + linked,
        plain.window(2024, 2024).joined(linked.window(2025, 2026)),
        implicit_deflator(current, linked),
        deflate(current, implicit_deflator(current, linked)),
    ):
        assert made.links == linked.links
    assert plain.links == ()
    assert isinstance(linked.links[0], Link)


positive = st.floats(1e-3, 1e9)
levels = st.lists(positive, min_size=2, max_size=12)


@given(levels, levels)
def test_growth_is_kept_on_each_side(before, after):
    at = 2000 + len(before) - 1
    old, new = series(2010, before, 2000), series(2020, after, at)
    grown = link_price_base(old, new, at).growth()
    # the factor cancels but for the rounding of the two carried levels
    np.testing.assert_allclose(grown.window(0, at).values, old.growth().values, rtol=1e-15, atol=1e-15)
    np.testing.assert_array_equal(grown.window(at + 1, 9999).values, new.growth().values)


@given(levels, levels)
def test_there_and_back(before, after):
    at = 2000 + len(before) - 1
    old, new = series(2010, before, 2000), series(2020, after, at)
    back = link_price_base(link_price_base(old, new, at), old, at)
    np.testing.assert_allclose(back.values, old.values, rtol=1e-15, atol=0)
    assert back.price_base == old.price_base
    there, again = back.links
    assert (there.from_base, there.to_base) == (again.to_base, again.from_base)
    assert there.factor * again.factor == pytest.approx(1.0, rel=1e-15)
