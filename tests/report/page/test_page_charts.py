"""The charts and tables of the page without a browser: what is drawn is what the records hold."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from page_samples import bundled, curve, uncertain

import tfp_soctrang as tfp
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.phase_report import phase_report
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.page.charts import (
    YearParts,
    curve_chart,
    fan_chart,
    tornado_chart,
    waterfall_chart,
    yearly_chart,
)
from tfp_soctrang.report.page.html import page_html
from tfp_soctrang.report.page.specification_shares import ShareCurve, SpecifiedShare, share_curve
from tfp_soctrang.report.page.svg import ticks
from tfp_soctrang.report.page.words import PAGE
from tfp_soctrang.sensitivity.specification_curve import specification_curve
from tfp_soctrang.sensitivity.specification_grid import SpecificationGrid
from tfp_soctrang.units import Phase

TEMPLATES = Path(tfp.__file__).parent / "report/page/templates"
YEARS = (
    YearParts(year=2021, output=0.0118, capital=0.0302, labour=-0.0119, tfp=-0.0065, assumed=True),
    YearParts(year=2022, output=0.0771, capital=0.0269, labour=0.0095, tfp=0.0407, assumed=False),
    YearParts(year=2023, output=-0.02, capital=0.01, labour=-0.01, tfp=-0.02, assumed=False),
)


def shapes(svg, tag):
    """The shapes of a chart as dictionaries, those of its hatching left out."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - the library's own text
    space = "{http://www.w3.org/2000/svg}"
    hatching = {id(one) for one in root.find(f"{space}defs").iter()}
    return [dict(one.attrib, text=one.text or "") for one in root.iter(f"{space}{tag}") if id(one) not in hatching]


def bars(svg):
    """The bars of a chart: those wider than the squares of its legend."""
    found = [{name: float(one[name]) for name in ("x", "y", "width", "height")} | {"fill": one["fill"]}
             for one in shapes(svg, "rect")]  # fmt: skip
    return [one for one in found if one["width"] > 11.0]


def zero_line(svg):
    return next(float(one["y1"]) for one in shapes(svg, "line") if one.get("stroke-width") == "1")


def test_waterfall_adds_up_to_output():
    growth = {"capital": 0.0274, "labour": -0.0037, "tfp": 0.0339, "output": 0.0576}
    svg = waterfall_chart(growth, "điểm %/năm", "vi")
    capital, labour, tfp_bar, output = bars(svg)
    unit = output["height"] / growth["output"]
    # places are written to a hundredth of the page's unit
    for bar, name in ((capital, "capital"), (labour, "labour"), (tfp_bar, "tfp")):
        assert bar["height"] == pytest.approx(abs(growth[name]) * unit, abs=0.03)
    assert labour["y"] == pytest.approx(capital["y"], abs=0.02)  # it hangs from the top of capital
    assert tfp_bar["y"] == pytest.approx(output["y"], abs=0.02)
    assert output["y"] + output["height"] == pytest.approx(zero_line(svg), abs=0.02)
    words = [one["text"] for one in shapes(svg, "text")]
    assert {"2,74", "-0,37", "3,39", "5,76"} <= set(words)


def test_waterfall_of_a_falling_output_stays_on_its_page():
    svg = waterfall_chart({"capital": 0.01, "labour": -0.02, "tfp": -0.03, "output": -0.04}, "points a year", "en")
    zero = zero_line(svg)
    assert bars(svg)[-1]["y"] == pytest.approx(zero, abs=0.02)
    assert all(one["y"] >= 20.0 and one["y"] + one["height"] <= 220.0 for one in bars(svg))


def test_negative_parts_of_a_year_stand_below_zero():
    svg = yearly_chart(YEARS, "vi")
    zero, drawn = zero_line(svg), bars(svg)
    assert len(drawn) == 9
    unit = drawn[3]["height"] / YEARS[1].capital
    for i, one in enumerate(YEARS):
        parts = dict(zip(("capital", "labour", "tfp"), drawn[3 * i : 3 * i + 3], strict=True))
        for name, bar in parts.items():
            size = getattr(one, name)
            assert bar["height"] == pytest.approx(abs(size) * unit, abs=0.05)
            below = bar["y"] >= zero - 0.02
            assert below == (size < 0.0)
        above = sum(max(getattr(one, name), 0.0) for name in parts)
        top = min([zero, *(bar["y"] for bar in parts.values())])
        assert zero - top == pytest.approx(above * unit, abs=0.06)
    markers = [one["d"] for one in shapes(svg, "path")][1:]  # the first is the legend's
    for one, marker in zip(YEARS, markers, strict=True):
        top, bottom = (float(re.findall(r"[ML][\d.]+ ([\d.]+)", marker)[i]) for i in (0, 2))
        assert zero - (top + bottom) / 2 == pytest.approx(one.output * unit, abs=0.05)
    assert "2021 +" in [one["text"] for one in shapes(svg, "text")]


def test_parts_are_told_apart_without_colour():
    svg = yearly_chart(YEARS, "en")
    fills = {one["fill"] for one in bars(svg)}
    assert len(fills) == 3
    assert "url(#yearly-hatch)" in fills

    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return 116 * luminance ** (1 / 3) - 16

    plain = sorted(lightness(fill) for fill in fills if fill.startswith("#"))
    assert plain == pytest.approx([46, 71], abs=1.0)


def test_fan_holds_its_bands_in_order():
    report = uncertain("soc_trang")
    figure = {2020: 1.0, **{one.year: one.index[2] for one in report.uncertainty.fan}}
    svg = fan_chart(report.uncertainty.fan, figure, "vi")
    paths = [one for one in shapes(svg, "path") if one["fill"] != "none"]
    assert len(paths) == 2  # 90 % and 50 %
    outlines = [[float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", one["d"])] for one in paths]
    assert all(len(places) == 12 for places in outlines)
    (wide, narrow), last = outlines, len(report.uncertainty.fan)
    assert wide[last] < narrow[last] < narrow[last + 1] < wide[last + 1]
    unit = (wide[last + 1] - wide[last]) / (report.uncertainty.fan[-1].index[-1] - report.uncertainty.fan[-1].index[0])
    inner = report.uncertainty.fan[-1].index[3] - report.uncertainty.fan[-1].index[1]
    assert narrow[last + 1] - narrow[last] == pytest.approx(unit * inner, abs=0.05)
    middle, dashed = (
        [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", one["d"])] for one in shapes(svg, "path")[2:]
    )
    assert middle == dashed  # the figure was given as the median
    words = [one["text"] for one in shapes(svg, "text")]
    for i in (0, 2, 4):
        assert number(100 * report.uncertainty.fan[-1].index[i], 1) in words


def test_fan_without_a_median_or_even_bands_is_still_drawn():
    report = uncertain("viet_nam")
    lame = tuple(
        replace(one, probabilities=(0.1, 0.6), index=(one.index[0], one.index[3])) for one in report.uncertainty.fan
    )
    svg = fan_chart(lame, {2015: 1.0, **{one.year: 1.01 for one in lame}}, "en")
    assert [one["fill"] for one in shapes(svg, "path")] == ["none"]


def test_swings_begin_at_the_figure():
    report = uncertain("soc_trang")
    share, swings = report.account.tfp_contribution_share, report.uncertainty.swings
    svg = tornado_chart([(one.name, one) for one in swings], share, "vi")
    every = [{k: float(one[k]) for k in ("x", "width")} for one in shapes(svg, "rect")]
    assert len(every) == 2 * len(swings)
    middle = next(float(one["x1"]) for one in shapes(svg, "line") if one.get("stroke-dasharray"))
    widest = swings[0]
    unit = (every[0]["width"] + every[1]["width"]) / abs(widest.share_at_high - widest.share_at_low)
    for i, one in enumerate(swings):
        for bar, end in zip(every[2 * i : 2 * i + 2], (one.share_at_low, one.share_at_high), strict=True):
            near, far = (bar["x"], bar["x"] + bar["width"]) if end >= share else (bar["x"] + bar["width"], bar["x"])
            assert near == pytest.approx(middle, abs=0.02)
            assert far - near == pytest.approx((end - share) * unit, abs=0.05)
        assert percent(one.share_at_low, 1) in svg


def test_swing_without_a_share_is_left_blank():
    report = uncertain("viet_nam")
    none = NotApplicable(Message.of("share_undefined"))
    half = replace(report.uncertainty.swings[0], share_at_low=none)
    svg = tornado_chart([("half", half)], report.account.tfp_contribution_share, "en")
    assert len(shapes(svg, "rect")) == 1
    blank = tornado_chart([("none", replace(half, share_at_high=none))], none, "en")
    assert shapes(blank, "rect") == []


def test_curve_marks_every_point_and_the_chosen_one():
    found = curve()
    svg = curve_chart(found, "vi")
    dots, *rows = [one for one in shapes(svg, "path") if one.get("fill") == "none"]
    places = [tuple(map(float, pair)) for pair in re.findall(r"M([\d.]+) ([\d.]+)", dots["d"])]
    assert len(places) == len(found.points) == 120
    assert all(later[1] <= earlier[1] for earlier, later in pairwise(places))
    assert len(rows) == 43
    marks = [re.findall(r"M([\d.]+) ", one["d"]) for one in rows]
    assert [len(row) for row in marks] == [40, 40, 40, *(3 for _ in range(40))]
    words = [one["text"] for one in shapes(svg, "text")]
    assert f"{percent(found.points[70].share)} %" in words
    unmarked = curve_chart(replace(found, chosen=None), "vi")
    assert len(shapes(unmarked, "line")) == len(shapes(svg, "line")) - 1


def test_curve_of_thousands_of_points_stays_small():
    points = tuple(SpecifiedShare(share=i / 20_000, options=("a" if i % 2 else "b",)) for i in range(20_000))
    svg = curve_chart(ShareCurve(axes=(("x", ("a", "b")),), points=points), "en")
    assert len(svg) < 40_000
    assert "20,000" in svg


def test_curve_of_one_point_or_equal_ones_is_drawn():
    for count in (1, 3):
        points = (SpecifiedShare(share=0.4, options=("a",)),) * count
        svg = curve_chart(ShareCurve(axes=(("x", ("a", "b")),), points=points, chosen=0), "en")
        assert "nan" not in svg
        assert "40.0 %" in svg


def test_curve_of_a_sensitivity_run():
    grid = SpecificationGrid(choices={"form": ["discrete", "log"], "rate": [0.04, 0.05, 0.06]})
    shares = {("discrete", 0.05): 0.46, ("log", 0.05): 0.47}
    run = specification_curve(
        lambda one: shares.get((one["form"], one["rate"]), 0.4 + one["rate"] + 0.01 * (one["form"] == "log")),
        grid,
        "tfp_contribution_share",
    )
    found = share_curve(run, chosen={"form": "discrete", "rate": 0.05}, names={"form": "Công thức", "log": "lôgarit"})
    assert found.axes == (("Công thức", ("discrete", "lôgarit")), ("rate", ("0.04", "0.05", "0.06")))
    assert [round(one.share, 3) for one in found.points] == [0.44, 0.45, 0.46, 0.46, 0.47, 0.47]
    assert found.points[found.chosen].options == ("discrete", "0.05")
    assert found.median == pytest.approx(0.46)
    assert found.of_option(0, "lôgarit") == pytest.approx([0.45, 0.47, 0.47])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"points": ()}, "needs finite shares, the least first"),
        ({"chosen": 120}, "chosen is not among its points"),
        ({"axes": (("Công thức", ("rời rạc",)),)}, "has a point that is not on its axes"),
    ],
)
def test_curve_that_does_not_fit_is_refused(change, told):
    with pytest.raises(DataError, match=told):
        replace(curve(), **change)
    unsorted = tuple(reversed(curve().points))
    with pytest.raises(DataError, match="the least first"):
        replace(curve(), points=unsorted)


def test_ticks_are_round_and_cover_the_range():
    for low, high in ((0.0, 6.25), (-126.9, 80.2), (99.2, 119.0), (0.4, 0.4), (0.0, 0.0), (-0.03, 0.0)):
        marks = ticks(low, high)
        assert marks[0] <= low
        assert marks[-1] >= high
        assert 2 <= len(marks) <= 9
        steps = {round(later - earlier, 12) for earlier, later in pairwise(marks)}
        assert len(steps) == 1
        assert f"{steps.pop():e}"[0] in "125"


# ------------------------------------------------------------------------------------------------ the page's words


def cells(html, table):
    body = re.search(rf'<table[^>]* id="{table}".*?</table>', html, re.DOTALL)[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", body)]


@pytest.mark.parametrize("name", ["soc_trang", "viet_nam"])
@pytest.mark.parametrize("form", ["discrete", "geometric", "log"])
@pytest.mark.parametrize("averaging", ["compound", "mean_of_shares"])
def test_printed_shares_add_up_to_a_hundred(name, form, averaging):
    html = page_html(bundled(name, settings={"form": form, "averaging": averaging}))
    rows = cells(html, "split")[1:]
    assert len(rows) == 4
    shares = [Decimal(row[3].removesuffix(" *").replace(",", ".")) for row in rows]
    assert shares[0] == sum(shares[1:]) == Decimal("100.0")


def test_assumed_figure_is_said_so_and_a_published_one_is_not():
    assumed, published = page_html(bundled("soc_trang")), page_html(bundled("viet_nam"))
    for said in ("Tính thử trên giả định", "9 ô số liệu mà con số này cần chưa được công bố"):
        assert said in assumed
        assert said not in published
    assert "TẠM TÍNH: có ô chưa phải số chính thức" in published


def test_everything_the_figure_rests_on_is_there():
    report = uncertain("soc_trang", code_version="0.1.0+abc")
    html = page_html(report, curve=curve())
    account = report.account
    for cell in account.filled_cells:
        assert f'<td data-label="{PAGE["filled_head"]["vi"].split(" | ")[1]}">{number(cell.value, 1)}</td>' in html
        assert cell.filler.parameter.reason_vi in html
    for other in account.alternatives:
        assert percent(other.tfp_contribution_share) in html
    for caveat in account.caveats:
        assert caveat.text("vi") in html
    sources = cells(html, "sources")[1:]
    assert len(sources) == len(account.origins)
    assert any("MIT (repo); NSO figures" in row[3] for row in sources)
    assert all(row[3] for row in sources)
    assert "tfp-soctrang phase 2021-2025 --territory soc_trang" in html
    assert "tfp-soctrang 0.1.0+abc" in html
    assert html.count("<svg") == 5


def test_negative_contributions_are_explained():
    html = page_html(bundled("soc_trang"))
    assert "Phần âm (2021: Lao động -1,19; 2021: TFP -0,65)" in html
    one_year = page_html(phase_report(tfp.study(tfp.load("viet_nam")), 2020, 2020))
    assert "Phần âm (2020: Lao động -1,15) làm giảm" in one_year
    falling = page_html(bundled("soc_trang", values={"initial_capital_output_ratio": 1.9, "labour_share": 0.42}))
    assert "Tỷ phần âm hoặc lớn hơn 100 % là đúng" in falling
    assert PAGE["negative_share"]["vi"] not in html


def test_published_account_stands_beside_the_figure():
    published = PublishedPhase(
        phase=Phase(2016, 2020), printed=(0.531, 0.012, 0.457, 0.0285), half_unit=(0.0005, 0.0005, 0.0005, 0.00005),
        edition="2021", source="Tổng cục Thống kê",
    )  # fmt: skip
    report = phase_report(tfp.study(tfp.load("viet_nam")), 2016, 2020, published=published)
    rows = cells(page_html(report), "published")[1:]
    assert [row[1] for row in rows] == ["53,1", "1,2", "45,7", "2,85"]
    assert [row[2] for row in rows] == ["52,6", "1,8", "45,6", "2,85"]


def test_english_page_holds_no_vietnamese_words_of_ours():
    html = page_html(uncertain("viet_nam", language="en"), curve=curve(("Form", "Rate")), fresh_until="2027-03-31")
    assert '<html lang="en">' in html
    assert "45.6 %" in html
    for name, text in PAGE.items():
        plain = [piece for piece in re.split(r"\{\w+\}| \| ", text["vi"]) if len(piece) > 12]
        assert not any(piece in html for piece in plain), name


def test_every_word_of_the_page_is_used_and_told_in_both_languages():
    code = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.parent.glob("*.py"))
    code += "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("page.*"))
    made = ("slider_", "short_", "no_slider_", "no_sliders_")
    for name, text in PAGE.items():
        assert all(text[language] for language in ("vi", "en"))
        named = re.search(rf"(?<!\w){name}(?!\w)", re.sub(rf'    "{name}": \{{', "", code, count=1))
        assert named or name.startswith(made), name
        fields = {language: sorted(re.findall(r"\{(\w+)\}", text[language])) for language in ("vi", "en")}
        assert fields["vi"] == fields["en"], name
