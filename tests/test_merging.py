import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError
from tfp_soctrang.merging import sum_members
from tfp_soctrang.provenance import Origin, Status, Vintage
from tfp_soctrang.series import AnnualSeries, Link
from tfp_soctrang.sources.territory_register import find_territory, members_of
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Unit

NEW = find_territory("can_tho_2025")
MEMBERS = members_of(NEW)
BILLION = Unit.parse("tỷ đồng")
AT_2010 = PriceBase(2010)


def series(territory, values, first_year=2020, **other):
    """Made-up figures: no level of Cần Thơ and Hậu Giang at constant prices was found by year."""
    values = np.asarray(values, dtype=float)
    given = {
        "name": "output_const2010",
        "years": np.arange(first_year, first_year + len(values)),
        "values": values,
        "unit": BILLION,
        "price_base": AT_2010,
        "territory": territory,
        "status": (Status.OFFICIAL,) * len(values),
        "origin": (Origin(source=f"Yearbook of {territory}", reference="made up"),) * len(values),
    }
    return AnnualSeries(**(given | other))


def three(*values, **other):
    return [series(territory, of_one, **other) for territory, of_one in zip(MEMBERS, values, strict=True)]


def test_levels_add_up():
    total = sum_members(three([60.0, 62.0], [20.0, 21.0], [35.0, 35.5]), NEW, MEMBERS)
    assert total.values.tolist() == [115.0, 118.5]
    assert total.years.tolist() == [2020, 2021]
    assert (total.territory, total.unit, total.price_base, total.name) == (NEW, BILLION, AT_2010, "output_const2010")
    origin = total.origin_at(2021)
    assert origin.note == "sum: Cần Thơ 62 + Hậu Giang 21 + Sóc Trăng 35.5"
    assert origin.source == "Yearbook of Cần Thơ; Yearbook of Hậu Giang; Yearbook of Sóc Trăng"
    assert origin.reference == "made up"
    assert [caveat.code for caveat in total.caveats] == ["sum_of_members"]
    assert "Cần Thơ (2025–)" in total.caveats[0].text("en")
    assert "là tổng mức của Cần Thơ, Hậu Giang, Sóc Trăng" in total.caveats[0].text("vi")


def test_only_years_that_all_have_and_the_others_are_told():
    city, hau_giang, soc_trang = three([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    total = sum_members([city.window(2021, 2022), hau_giang, soc_trang.window(2020, 2021)], NEW, MEMBERS)
    assert total.years.tolist() == [2021]
    assert "leaves out 2020, 2022" in str(total.caveats[1])
    with pytest.raises(DataError, match="no year in common"):
        sum_members([city.window(2020, 2020), hau_giang, soc_trang.window(2021, 2022)], NEW, MEMBERS)


def test_a_year_is_as_firm_as_its_least_firm_member():
    city, hau_giang, soc_trang = three([1.0, 2.0], [1.0, 2.0], [1.0, 2.0])
    weak = series(soc_trang.territory, [1.0, 2.0], status=(Status.PRELIMINARY, Status.FILLED))
    assert sum_members([city, hau_giang, weak], NEW, MEMBERS).status == (Status.PRELIMINARY, Status.FILLED)


def test_breaks_unite_and_no_growth_crosses_one():
    city, hau_giang, soc_trang = three([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    broken = series(soc_trang.territory, [1.0, 2.0, 3.0], breaks=frozenset({2022}))
    other = series(city.territory, [1.0, 2.0, 3.0], breaks=frozenset({2019}))
    total = sum_members([other, hau_giang, broken], NEW, MEMBERS)
    assert total.breaks == {2019, 2022}
    with pytest.raises(DataError, match="declared to break"):
        total.growth()


def test_one_edition_stays_and_two_do_not():
    edition = Origin(source="NSO", vintage=Vintage(edition="2024"), licence="facts", note_vi="đã rà soát")
    same = sum_members(three([1.0], [1.0], [1.0], origin=(edition,)), NEW, MEMBERS)
    assert same.vintage == (Vintage(edition="2024"),)
    assert (same.origin_at(2020).source, same.origin_at(2020).licence) == ("NSO", "facts")
    assert same.origin_at(2020).note_vi.endswith("đã rà soát")
    city, hau_giang, soc_trang = three([1.0], [1.0], [1.0], origin=(edition,))
    other = series(soc_trang.territory, [1.0], origin=(Origin(source="NSO", vintage=Vintage(edition="2023")),))
    assert sum_members([city, hau_giang, other], NEW, MEMBERS).vintage == ()


def test_linked_members_are_told():
    link = Link(2010, PriceBase(1994), AT_2010, 2.9)
    city, hau_giang, soc_trang = three([1.0], [1.0], [1.0])
    linked = series(soc_trang.territory, [1.0], links=(link,))
    total = sum_members([city, hau_giang, linked], NEW, MEMBERS)
    assert total.links == (link,)
    assert "Levels of Sóc Trăng were carried" in str(total.caveats[-1])


def test_persons_add_up_over_the_division_of_2004():
    # average population 2003, thousand: Cần Thơ (with Hậu Giang) 1 873.5, Sóc Trăng 1 215.7 (made up)
    required = members_of(NEW, on=2003)
    persons = {"name": "population", "unit": Unit.parse("nghìn người"), "price_base": None, "first_year": 2003}
    figures = {"can_tho_to_2003": [1873.5], "soc_trang": [1215.7]}
    total = sum_members([series(unit, figures[unit.code], **persons) for unit in required], NEW, required)
    assert total.at(2003) == pytest.approx(3089.2)


@pytest.mark.parametrize("unit", ["%", "lần"])
def test_rates_and_shares_are_never_summed(unit):
    rates = three([1.0], [1.0], [1.0], unit=Unit.parse(unit), price_base=None)
    with pytest.raises(DataError, match=r"rates, shares and indices are not summed.*Sum the levels"):
        sum_members(rates, NEW, MEMBERS)


def test_growth_of_members_is_not_summed():
    with pytest.raises(DataError, match="not summed"):
        sum_members([one.growth() for one in three([1.0, 2.0], [1.0, 2.0], [1.0, 2.0])], NEW, MEMBERS)


def test_every_member_once_and_no_other():
    city, hau_giang, soc_trang = three([1.0], [1.0], [1.0])
    with pytest.raises(DataError, match=r"without all its members.*missing: Hậu Giang"):
        sum_members([city, soc_trang], NEW, MEMBERS)
    with pytest.raises(DataError, match="more than once"):
        sum_members([city, hau_giang, soc_trang, soc_trang], NEW, MEMBERS)
    with pytest.raises(DataError, match=r"another territory.*Cà Mau.*Its members are: Cần Thơ, Hậu Giang"):
        sum_members([city, hau_giang, soc_trang, series(find_territory("Cà Mau", on=2024), [1.0])], NEW, MEMBERS)
    with pytest.raises(DataError, match="another territory"):
        sum_members([city, hau_giang, soc_trang, series(NEW, [1.0])], NEW, MEMBERS)
    for required in (MEMBERS, ()):
        with pytest.raises(DataError, match="without all its members"):
            sum_members([], NEW, required)


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"price_base": PriceBase(2020)}, "different price base"),
        ({"price_base": CURRENT_PRICES}, "different price base"),
        ({"unit": Unit.parse("triệu đồng")}, "different unit"),
        ({"name": "investment_const2010"}, "different quantities"),
    ],
)
def test_one_quantity_unit_and_price_base(other, problem):
    city, hau_giang, _ = three([1.0], [1.0], [1.0])
    with pytest.raises(DataError, match=problem) as caught:
        sum_members([city, hau_giang, series(MEMBERS[2], [1.0], **other)], NEW, MEMBERS)
    assert caught.value.remedy


levels = st.lists(st.floats(1.0, 1e6), min_size=3, max_size=3)


@given(st.tuples(levels, levels, levels))
def test_the_sum_grows_at_the_weighted_growth_of_its_members(by_member):
    members = three(*by_member)
    total = sum_members(members, NEW, MEMBERS)
    before = np.array([member.values[:-1] for member in members])
    growth = np.array([member.growth().values for member in members])
    weighted = (before / before.sum(axis=0) * growth).sum(axis=0)
    # growth is a ratio less one: its error is a few units in the last place of the largest ratio
    largest = float((1 + np.abs(growth)).max())
    np.testing.assert_allclose(total.growth().values, weighted, rtol=0, atol=2e-15 * largest)


@given(st.tuples(levels, levels, levels))
def test_order_of_members_does_not_matter(by_member):
    members = three(*by_member)
    here, there = sum_members(members, NEW, MEMBERS), sum_members(members[::-1], NEW, MEMBERS)
    np.testing.assert_allclose(here.values, there.values, rtol=1e-15, atol=0)
