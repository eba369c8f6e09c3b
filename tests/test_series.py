from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.linking import deflate, extend_by_growth, implicit_deflator, link
from tfp_soctrang.provenance import Origin, Status, Vintage, status_from_words
from tfp_soctrang.series import AnnualSeries, year_spans
from tfp_soctrang.units import CURRENT_PRICES, Phase, PriceBase, Unit, territory

CONSTANT = PriceBase(2010)


def series(name="output_const2010", first=2020, values=(100.0, 110.0, 121.0), **changes):
    return AnnualSeries(
        **{
            "name": name,
            "years": np.arange(first, first + len(values)),
            "values": np.array(values),
            "unit": Unit.parse("tỷ đồng"),
            "price_base": CONSTANT,
            "territory": territory("soc_trang"),
            "status": (Status.OFFICIAL,) * len(values),
            "origin": (Origin(source="made up"),) * len(values),
        }
        | changes
    )


def test_numbers_are_read_only_and_copied():
    values = np.array([1.0, 2.0])
    made = series(values=values)
    values[0] = 9.0
    assert made.at(2020) == 1.0
    with pytest.raises(ValueError, match="read-only"):
        made.values[0] = 5.0


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"years": np.array([2020, 2020, 2021])}, "years must increase"),
        ({"years": np.array([2020, 2022, 2021])}, "years must increase"),
        ({"values": np.array([1.0, np.nan, 2.0])}, "2021: must be a finite number"),
        ({"price_base": None}, "needs a price base"),
        ({"status": (Status.OFFICIAL,)}, "one entry a year"),
    ],
)
def test_bad_series_are_refused(changes, hint):
    with pytest.raises(DataError, match=hint):
        series(**changes)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"unit": Unit.parse("triệu đồng")}, "unit"),
        ({"price_base": PriceBase(2020)}, "price base"),
        ({"price_base": CURRENT_PRICES}, "price base"),
        ({"territory": territory("viet_nam")}, "territory"),
    ],
)
@pytest.mark.parametrize("operation", [lambda a, b: a + b, lambda a, b: a.joined(b)], ids=["add", "join"])
def test_series_of_different_kinds_are_not_combined(operation, changes, what):
    with pytest.raises(DataError, match=f"different {what}"):
        operation(series(), series(**changes))


def test_sum_keeps_the_weaker_status_and_the_years_both_have():
    other = series(first=2021, values=(1.0, 2.0), status=(Status.ESTIMATE, Status.OFFICIAL))
    total = series() + other
    assert total.years.tolist() == [2021, 2022]
    assert total.values.tolist() == [111.0, 123.0]
    assert total.status == (Status.ESTIMATE, Status.OFFICIAL)


def test_growth_does_not_cross_a_break_or_a_hole():
    assert series().growth().values == pytest.approx([0.1, 0.1])
    with pytest.raises(DataError, match="declared to break"):
        series(breaks=frozenset({2021})).growth()
    assert series(breaks=frozenset({2021})).growth(2022, 2022).values == pytest.approx([0.1])
    with pytest.raises(DataError, match="2021"):
        series(values=(1.0, 2.0), years=np.array([2020, 2022])).growth(2021, 2022)


def test_levels_refuse_a_break_inside_only():
    broken = series(breaks=frozenset({2021}))
    with pytest.raises(DataError, match="2020 to 2021"):
        broken.levels([2020, 2021])
    assert broken.levels([2021, 2022]).tolist() == [110.0, 121.0]


def test_join_refuses_two_numbers_for_a_year():
    assert series().joined(series(first=2022, values=(121.0, 130.0))).years.tolist() == [2020, 2021, 2022, 2023]
    with pytest.raises(DataError, match="2022: differs"):
        series().joined(series(first=2022, values=(120.0,)))


def test_units_convert_within_a_kind():
    assert series().in_unit(Unit.parse("triệu đồng")).at(2020) == 100_000.0
    with pytest.raises(DataError, match="cannot be turned"):
        series().in_unit(Unit.parse("nghìn người"))


def test_chaining_by_growth_keeps_the_weaker_status():
    rates = series(
        name="output_growth", first=2023, values=(5.0, 10.0), unit=Unit.parse("%"),
        status=(Status.ESTIMATE, Status.OFFICIAL),
    )  # fmt: skip
    longer = extend_by_growth(series(), rates)
    assert longer.at(2024) == pytest.approx(121.0 * 1.05 * 1.1)
    assert [longer.status_at(year) for year in (2022, 2023, 2024)] == [
        Status.OFFICIAL,
        Status.ESTIMATE,
        Status.ESTIMATE,
    ]
    with pytest.raises(DataError, match="price base"):
        extend_by_growth(series(), replace(rates, price_base=PriceBase(2020)))
    with pytest.raises(DataError, match="not a rate"):
        extend_by_growth(series(), series())


def test_link_takes_the_growth_of_the_later_definition():
    later = series(name="employed_icls19", first=2022, values=(60.0, 66.0))
    linked = link(series(), later, 2022)
    assert linked.at(2022) == 121.0
    assert linked.at(2023) == pytest.approx(121.0 * 1.1)
    with pytest.raises(DataError, match="2021"):
        link(series(), later, 2021)


def test_deflation_needs_current_prices_and_a_base():
    current = series(price_base=CURRENT_PRICES, values=(200.0, 220.0, 250.0))
    deflator = implicit_deflator(current, series())
    assert deflator.at(2020) == 2.0
    real = deflate(current, deflator)
    assert real.values.tolist() == pytest.approx([100.0, 110.0, 121.0])
    assert real.price_base == CONSTANT
    for wrong in (lambda: deflate(series(), deflator), lambda: implicit_deflator(series(), series())):
        with pytest.raises(DataError):
            wrong()


def test_dataset_names_near_misses():
    data = Dataset(name="mine", territory=territory("soc_trang"), series={"output_const2010": series()})
    with pytest.raises(DataError, match="output_const2010"):
        data["output_const2001"]
    with pytest.raises(DataError, match="another territory"):
        Dataset(name="mine", territory=territory("viet_nam"), series={"output_const2010": series()})


def test_year_spans():
    assert year_spans([2021, 2020, 2023, 2023]) == "2020–2021, 2023"
    assert year_spans([]) == "no year"


@pytest.mark.parametrize(
    ("words", "year", "expected"),
    [
        ("chính thức", None, Status.OFFICIAL),
        ("Sơ bộ", None, Status.PRELIMINARY),
        ("Prel.", None, Status.PRELIMINARY),
        ("ước (dự thảo, tháng 12/2023)", None, Status.ESTIMATE),
        ("công bố (làm tròn)", None, Status.ESTIMATE),
        ("công bố của UBND tỉnh", None, Status.UNSTATED),
        ("tính toán", None, Status.DERIVED),
        ("chính thức (không dán nhãn sơ bộ)", 2022, Status.OFFICIAL),
        ("chính thức/sơ bộ (không dán nhãn)", 2023, Status.PRELIMINARY),
        ("chính thức/sơ bộ (không dán nhãn)", 2024, Status.ESTIMATE),
    ],
)
def test_status_words(words, year, expected):
    assert status_from_words(words, year=year, vintage=Vintage(edition="2024Q4", year=2024)) is expected


def test_status_words_that_are_none():
    for words in ("xong", "chính thức (không dán nhãn sơ bộ)"):
        with pytest.raises(DataError):
            status_from_words(words)


def test_ranks_of_status():
    assert Status.UNSTATED.meets(Status.ESTIMATE)
    assert not Status.UNSTATED.meets(Status.PRELIMINARY)
    assert not Status.DERIVED.meets(Status.ESTIMATE)


@pytest.mark.parametrize("text", ["2025-2021", "2021", "21-25", "2021-2025-2026"])
def test_phases_that_are_none(text):
    with pytest.raises(DataError):
        Phase.parse(text)


def test_phase_levels_begin_a_year_earlier():
    assert Phase.parse("2021–2025").level_years.tolist() == [2020, 2021, 2022, 2023, 2024, 2025]
