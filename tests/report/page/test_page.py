"""The page in a browser: its script against the library, what it may load, how it reads and prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from page_samples import PHASES, bundled, curve, measured, uncertain

import tfp_soctrang as tfp
from made_up import ASSETS, BASIC, STEPS, assumption, data, study
from tfp_soctrang.errors import DataError, NotApplicable
from tfp_soctrang.evaluation import evaluate
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.provenance import Origin
from tfp_soctrang.report.numbers import number, percent, rounded_parts
from tfp_soctrang.report.page.html import page_html, write_page
from tfp_soctrang.report.page.model import page_model

FORMS = ("discrete", "geometric", "log")
AVERAGINGS = ("compound", "cumulative", "arithmetic", "mean_of_shares")
FIELDS = (
    "output_growth", "capital_growth", "labour_growth", "capital_contribution", "labour_contribution", "tfp_growth",
    "capital_contribution_share", "labour_contribution_share", "tfp_contribution_share", "capital_share",
)  # fmt: skip
# Sums of a dozen doubles in another order, and powers of two mathematical libraries, differ in the last few bits.
CLOSE = 1e-9


@pytest.fixture(scope="module")
def browser(not_run):
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        not_run("install playwright (pip install 'tfp-soctrang[test]') to drive the page in a browser")
    program = shutil.which("chromium")
    if program is None:
        not_run("install Chromium (Debian: apt-get install chromium) to open the page in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page from its file in a window; what the console says and what is asked for is kept."""
    contexts = []

    def open_page(html, *, width=1280, allow_console=False):
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
        contexts.append((context, allow_console))
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_bytes(html.encode("utf-8"))
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.route("**/*", lambda route: (page.asked.append(route.request.url), route.continue_()))
        page.goto(path.as_uri())
        page.address = path.as_uri()
        return page

    yield open_page
    for context, allow_console in contexts:
        for page in context.pages:
            assert allow_console or page.said == []
            assert page.asked == [page.address]
        context.close()


@pytest.fixture(scope="module")
def plain_page(browser, tmp_path_factory):
    """A page whose script is called with the models of many reports."""
    path = tmp_path_factory.mktemp("plain") / "page.html"
    write_page(bundled("viet_nam"), path)
    page = browser.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


@pytest.fixture(scope="module")
def province():
    return uncertain("soc_trang")


def displayed(page, name):
    return page.locator(f"#{name}").text_content()


# --------------------------------------------------------------------------------------- the script against the library


def made_up_report(tmp_path, text="", groups=(BASIC,)):
    figures = {name: series for group in groups for name, series in group.items()}
    return phase_report(study(tmp_path, data(tmp_path, figures), text), 2016, 2020)


def settings_text(**settings):
    lines = [f"{name} = {value!r}".replace("'", '"') for name, value in settings.items()]
    return "[viet_nam.settings]\n" + "\n".join(lines) + "\n"


def with_measured(name, series, years, values, **settings):
    assumptions = tfp.baseline(name).with_settings(**settings)
    figures = measured(tfp.load(name), series, years, values)
    return phase_report(tfp.study(figures, assumptions), *PHASES[name])


def stocks(name):
    return [
        bundled(name, settings={"stock": stock, "investment_timing": timing})
        for stock, timing in product(("closing", "opening", "average"), ("end", "middle", "start"))
        if name == "soc_trang" or (stock, timing) in {("closing", "end"), ("opening", "middle"), ("average", "start")}
    ]


def flat_year():
    """Output that does not grow in 2018: the share of that year is not defined, that of the phase is."""
    output = BASIC["output_const2010"][1].copy()
    output[8:] *= output[7] / output[8]
    return {**BASIC, "output_const2010": (("tỷ đồng", "giá so sánh 2010"), output)}


def published_stock():
    return {**BASIC, "net_capital_stock_const2010": (("tỷ đồng", "giá so sánh 2010"), 2500.0 * 1.05**STEPS)}


CASES = {
    "soc_trang": lambda _: stocks("soc_trang"),
    "viet_nam": lambda _: stocks("viet_nam"),
    "other central values": lambda _: [
        bundled("soc_trang", values={"initial_capital_output_ratio": 2.2, "depreciation_rate": 0.061}),
        bundled("viet_nam", settings={"form": "log", "averaging": "arithmetic"}, values={"labour_share": 0.5}),
    ],
    "steady state": lambda at: [
        made_up_report(at, settings_text(initial_stock=["steady_state"], stock=stock, investment_timing="middle"))
        for stock in ("closing", "opening")
    ],
    "backcast": lambda at: [made_up_report(at, settings_text(initial_stock=["backcast"], investment_timing="start"))],
    "published": lambda at: [made_up_report(at, groups=(published_stock(),))],
    "measured rate": lambda _: (
        [
            with_measured("viet_nam", "depreciation_rate", [2010, 2014, 2018], [0.045, 0.052, 0.06], stock=stock)
            for stock in ("closing", "average")
        ]
        + [with_measured("soc_trang", "depreciation_rate", [2020, 2023], [0.045, 0.06])]
    ),
    "measured share": lambda _: [
        with_measured("viet_nam", "capital_share", [2015, 2017, 2019], [0.38, 0.42, 0.45], share_years=years)
        for years in ("as_form", "two_year_mean")
    ],
    "flat year": lambda at: [made_up_report(at, groups=(flat_year(),))],
    "hours": lambda at: [
        made_up_report(
            at,
            settings_text(labour_kind="hours"),
            groups=({**BASIC, "hours_per_person": (("giờ", ""), 2200.0 - 7.0 * STEPS)},),
        )
    ],
}


def drawn_values(model, rng, count):
    """Slider positions: each slider moved or left alone, over its whole range, ends included."""
    found = [{}]
    for _ in range(count):
        values = {}
        for name, ends in model["sliders"].items():
            if rng.random() < 0.7:
                at = rng.choice([0.0, 1.0, *rng.random(4)])
                values[name] = float(ends["low"] + at * (ends["high"] - ends["low"]))
        found.append(values)
    return found


def by_library(inputs, values):
    parameters = {name: value for name, value in values.items() if name != "capital_share"}
    if "capital_share" in values:
        parameters["labour_share"] = 1.0 - values["capital_share"]
    return evaluate(inputs, parameters)


RECOMPUTE = """({model, draws, forms, averagings, fields}) => draws.flatMap((values) => forms.flatMap((form) =>
    averagings.map((averaging) => {
        const found = tfpSoctrang.recompute({...model, form, averaging}, values);
        const yearly = found.yearly.map((year) => [year.output, year.capital, year.labour, year.tfp]);
        return [fields.map((name) => found[name]), yearly];
    })))"""


@pytest.mark.parametrize("case", CASES)
def test_script_recomputes_what_the_library_does(plain_page, case, tmp_path):
    rng = np.random.default_rng(sum(map(ord, case)))
    for report in CASES[case](tmp_path):
        model = page_model(report).values
        draws = drawn_values(model, rng, 8)
        told = {"model": model, "draws": draws, "forms": FORMS, "averagings": AVERAGINGS, "fields": FIELDS}
        found = plain_page.evaluate(RECOMPUTE, told)
        assert len(found) == 9 * len(FORMS) * len(AVERAGINGS)
        results = [by_library(report.inputs, values) for values in draws]
        for (phase, years), (result, form, averaging) in zip(found, product(results, FORMS, AVERAGINGS), strict=True):
            split, yearly = result.decomposition(form, averaging), result.yearly(form)
            expected = [getattr(split, name).item() for name in FIELDS]
            np.testing.assert_allclose(np.array(phase, dtype=float), expected, rtol=0, atol=CLOSE)
            rows = (yearly.output_growth, yearly.capital_contribution, yearly.labour_contribution, yearly.tfp_growth)
            by_year = np.concatenate(np.broadcast_arrays(*rows), axis=1)
            np.testing.assert_allclose(years, by_year, rtol=0, atol=CLOSE)


@pytest.mark.parametrize("name", PHASES)
def test_sliders_move_the_figure_as_the_library_would(opened, name):
    report = bundled(name)
    page = opened(page_html(report))
    account, inputs = report.account, report.inputs
    own = percent(account.tfp_contribution_share)

    def share():
        return float(page.locator("#moved-share").get_attribute("data-share"))

    assert page.locator("#what-if").is_visible()
    assert share() == pytest.approx(account.tfp_contribution_share, rel=0, abs=CLOSE)
    values = {}
    for slider, key, times in (
        ("depreciation_rate", "ArrowRight", 7),
        ("capital_share", "End", 1),
        ("initial_capital_output_ratio", "Home", 1),
        ("capital_share", "ArrowLeft", 20),
    ):
        handle = page.locator(f"#slider-{slider}")
        handle.focus()
        before = share()
        for _ in range(times):
            page.keyboard.press(key)
        values[slider] = float(handle.input_value())
        split = by_library(inputs, values).decomposition(account.form, account.averaging)
        expected = split.tfp_contribution_share.item()
        assert share() == pytest.approx(expected, rel=0, abs=CLOSE)
        assert abs(share() - before) > 1e-4
        assert displayed(page, "moved-share") == f"{percent(expected)} %"
        parts = rounded_parts(
            1.0, split.capital_contribution_share.item(), split.labour_contribution_share.item(), expected
        )
        for part in ("capital", "labour", "tfp"):
            assert displayed(page, f"share-{part}") == number(getattr(parts, part), 1)
        assert displayed(page, "part-capital") == percent(split.capital_contribution.item(), 2)
        assert displayed(page, "share") == f"{own} %"  # the figure of the report stays
    step = page.locator("#slider-depreciation_rate")
    assert float(step.input_value()) == pytest.approx(0.05 + 7 * 0.0005)
    assert step.get_attribute("aria-valuetext") == displayed(page, "value-depreciation_rate") == "5,35 %"
    sentence = f"Tỷ phần đóng góp của TFP: {displayed(page, 'moved-share')}."
    page.locator("#announced", has_text=sentence).wait_for(state="attached")
    assert "so với con số của báo cáo" in displayed(page, "moved-difference")
    page.locator("#reset").click()
    assert share() == pytest.approx(account.tfp_contribution_share, rel=0, abs=CLOSE)
    assert displayed(page, "moved-share") == f"{own} %"
    assert float(step.input_value()) == 0.05


def test_ratio_of_the_reference_follows_depreciation_until_it_is_set(opened):
    page = opened(page_html(bundled("soc_trang")))
    follows, ratio = page.locator("#follows-initial_capital_output_ratio"), "value-initial_capital_output_ratio"
    assert displayed(page, ratio) == "2,96"
    assert follows.is_visible()
    page.locator("#slider-depreciation_rate").focus()
    page.keyboard.press("End")
    shown = float(displayed(page, ratio).replace(",", "."))
    report = bundled("soc_trang", values={"depreciation_rate": 0.08})
    assert shown == pytest.approx(report.capital.years[0].capital_output_ratio, abs=0.005)
    assert shown < 2.9
    page.locator("#slider-initial_capital_output_ratio").focus()
    page.keyboard.press("End")
    assert displayed(page, ratio) == "3,50"
    assert not follows.is_visible()
    assert page.locator("#slider-initial_capital_output_ratio").get_attribute("min") == "1.9"


def test_script_writes_numbers_as_the_library_does(plain_page):
    page = plain_page
    rng = np.random.default_rng(7)
    values = [
        0.0, 0.125, -0.125, 0.005, 1.005, -0.0004, 0.00049999999, 0.0005, 1e-9, -1e-9, 123456.789, 0.9995, 9.995, 1e7,
        0.57643785, 0.1 + 0.2, 2 / 3, *(rng.normal(size=300) * 10.0 ** rng.integers(-5, 5, 300)).tolist(),
    ]  # fmt: skip
    pieces = [[value, decimals, language] for value in values for decimals in (0, 1, 2, 3) for language in ("vi", "en")]
    found = page.evaluate("p => p.map((one) => [tfpSoctrang.number(...one), tfpSoctrang.percent(...one)])", pieces)
    assert found == [[number(*one), percent(*one)] for one in pieces]
    shares = [tuple(row) for row in rng.normal(0.4, 0.5, (300, 2)).tolist()]
    names = [f"{name}_contribution_share" for name in ("capital", "labour", "tfp")]
    results = [dict(zip(names, (k, n, 1 - k - n), strict=True)) for k, n in shares]
    for (k, n), split in zip(shares, page.evaluate("r => r.map(tfpSoctrang.roundedShares)", results), strict=True):
        parts = rounded_parts(1.0, k, n, 1 - k - n)
        assert [split["capital"], split["labour"], split["tfp"]] == [
            int(10 * part) for part in (parts.capital, parts.labour, parts.tfp)
        ]


def test_page_that_does_not_give_the_librarys_figure_offers_no_sliders(opened):
    report = bundled("viet_nam")
    html = page_html(report)
    given = f'"tfp_growth":{report.account.tfp_growth!r}'
    assert html.count(given) == 1
    page = opened(html.replace(given, f'"tfp_growth":{report.account.tfp_growth + 2e-9!r}'))
    assert page.locator("#disagrees").is_visible()
    assert not page.locator("#what-if").is_visible()


# ---------------------------------------------------------------------------------------------- sliders that are absent

RETIRING = settings_text(retirement="gamma", efficiency="hyperbolic", capital_kind="productive")
OF_ASSETS = settings_text(assets=["structures", "machinery"])


@pytest.mark.parametrize(
    ("groups", "text", "absent", "why"),
    [
        ((BASIC,), RETIRING, {"all"}, "tài sản bị loại bỏ"),
        ((BASIC, ASSETS), OF_ASSETS, {"all"}, "nhiều loại tài sản"),
        ((published_stock(),), "", {"initial_capital_output_ratio"}, "vốn ban đầu là số công bố"),
        ((BASIC,), settings_text(initial_stock=["backcast"]), {"initial_capital_output_ratio"}, "lùi về một đời"),
        ((BASIC,), assumption("depreciation_rate", 0.05), {"depreciation_rate"}, "không có khoảng"),
    ],
    ids=["retiring", "assets", "published", "backcast", "fixed"],
)
def test_what_cannot_be_recomputed_has_no_slider_and_the_page_says_why(tmp_path, groups, text, absent, why):
    report = made_up_report(tmp_path, text, groups)
    model = page_model(report)
    html = page_html(report)
    assert set(model.absent) == absent
    assert why in html
    names = {"capital_share", "depreciation_rate", "initial_capital_output_ratio"}
    shown = set(re.findall(r'id="slider-(\w+)"', html))
    assert shown == (set() if absent == {"all"} else names - absent)
    assert (model.values is None) == (not shown)


def test_page_without_sliders_says_nothing_in_the_console(opened, tmp_path):
    page = opened(page_html(made_up_report(tmp_path, RETIRING)))
    assert page.evaluate("tfpSoctrang.model") is None
    assert page.locator("text=Trang này không có thanh trượt").is_visible()


def test_measured_coefficients_have_no_slider():
    rate = with_measured("viet_nam", "depreciation_rate", [2010], [0.05])
    share = with_measured("viet_nam", "capital_share", [2015], [0.4])
    assert page_model(rate).absent == {"depreciation_rate": "no_slider_measured_rate"}
    assert page_model(share).absent == {"capital_share": "no_slider_measured_share"}


def test_share_that_is_not_defined(opened, tmp_path):
    flat = {**BASIC, "output_const2010": (("tỷ đồng", "giá so sánh 2010"), np.full(len(STEPS), 1000.0))}
    report = made_up_report(tmp_path, groups=(flat,))
    assert isinstance(report.account.tfp_contribution_share, NotApplicable)
    page = opened(page_html(report))
    assert displayed(page, "share") == "không xác định"
    assert "không xác định được tỷ phần" in page.locator(".figure").text_content()
    assert displayed(page, "moved-share") == "không xác định"
    page.locator("#slider-capital_share").focus()
    page.keyboard.press("End")
    assert displayed(page, "moved-share") == "không xác định"
    assert displayed(page, "share-tfp") == "–"
    assert displayed(page, "part-tfp").startswith("-")


def test_falling_output_turns_the_signs_of_shares_and_the_page_says_so(tmp_path):
    falling = {**BASIC, "output_const2010": (("tỷ đồng", "giá so sánh 2010"), 1000.0 * 0.98**STEPS)}
    told = "Tổng sản phẩm của giai đoạn giảm"
    assert told in page_html(made_up_report(tmp_path, groups=(falling,)))
    assert told not in page_html(made_up_report(tmp_path))


# ----------------------------------------------------------------------------------------------- nothing from elsewhere


def test_nothing_but_the_page_itself_can_load(opened, province):
    page = opened(page_html(province, curve=curve(), fresh_until="2000-01-01"), allow_console=True)
    page.locator("#slider-depreciation_rate").focus()
    page.keyboard.press("End")
    assert page.said == []
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML('beforeend',
                '<img src="https://example.org/a.png" onerror="window.ran = 1">'
                + '<link rel="stylesheet" href="https://example.org/a.css"><iframe src="https://example.org"></iframe>'
                + '<form action="https://example.org" id="sent"></form>');
            const script = document.createElement('script');
            script.textContent = 'window.ran = 2';
            document.body.append(script);
            document.getElementById('sent').submit();
            return fetch('https://example.org/').then(() => null, () => null);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in said for said in page.said)


def test_page_names_nothing_to_load(province):
    html = page_html(province, curve=curve())
    assert not re.search(r"\ssrc=|@import|url\((?!#)|<link (?!rel=\"icon\" href=\"data:,\")", html)
    assert " style=" not in html
    assert len(re.findall(r"<script", html)) == 2


def test_page_over_http_asks_for_itself_only(browser, province):
    context = browser.new_context()
    page, asked, said = context.new_page(), [], []
    html = page_html(province)

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    page.on("console", lambda message: said.append(message.text))
    page.goto("http://page.test/figure.html")
    assert page.locator("#what-if").is_visible()
    assert (asked, said) == (["http://page.test/figure.html"], [])
    context.close()


def test_text_of_the_data_cannot_become_code(opened):
    hostile = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>\"'&amp;<!--"
    figures = tfp.load("viet_nam")
    origin = Origin(
        source=hostile, reference='https://example.org/"><script>ran=1</script>', licence=hostile, note=hostile,
        note_vi=hostile,
    )  # fmt: skip
    series = {
        name: replace(one, origin=tuple(origin for _ in one.origin))
        if name == "output_const2010"
        else replace(one, origin=tuple(replace(each, reference="javascript:ran=1") for each in one.origin))
        for name, one in figures.series.items()
    }
    letterhead = Letterhead(body=hostile, date=hostile)
    made = tfp.study(replace(figures, series=series))
    report = phase_report(made, 2016, 2020, letterhead=letterhead, code_version=hostile)
    page = opened(page_html(report, stale=hostile, curve=curve((hostile, "<b>bold</b>"))))
    assert page.evaluate("window.ran === undefined")
    for place in ("#sources", ".letterhead", ".banner", "footer"):
        assert hostile in page.locator(place).first.text_content()
    links = page.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert links == ['https://example.org/"><script>ran=1</script>'] * len(links) != []
    assert page.locator("svg b").count() == 0
    assert displayed(page, "moved-share") == displayed(page, "share")


# ----------------------------------------------------------------------------------------------------------- reading it


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_telephone_shows_the_page_without_scrolling_sideways(opened, language):
    report = uncertain("soc_trang", language=language)
    html = page_html(report, curve=curve(), stale="Lần chạy mới nhất không thành công.", fresh_until="2026-11-23")
    page = opened(html, width=360)
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]") == [360, 360]
    outside = page.evaluate(
        """() => [...document.querySelectorAll('main *, .banner')].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width > 1 && (box.right > 360.5 || box.left < -0.5);
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert outside == []
    # words of charts are at least 9 pixels high on the smallest page, and none is cut off by its chart
    small = page.evaluate(
        """() => [...document.querySelectorAll('svg text')].filter((one) => {
            const svg = one.ownerSVGElement, scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            return parseFloat(getComputedStyle(one).fontSize) * scale < 9;
        }).length"""
    )
    cut = page.evaluate(
        """() => [...document.querySelectorAll('svg text')].filter((one) => {
            const box = one.getBBox(), view = one.ownerSVGElement.viewBox.baseVal;
            return box.x < -0.5 || box.x + box.width > view.width + 0.5
                || box.y < -1 || box.y + box.height > view.height + 1;
        }).map((one) => one.textContent)"""
    )
    assert (small, cut) == (0, [])


def test_print_shows_the_figure_and_leaves_the_sliders_out(opened, province):
    page = opened(page_html(province, curve=curve(), stale="Lần chạy mới nhất không thành công."))
    page.emulate_media(media="print")
    assert not page.locator("#slider-capital_share").is_visible()
    for shown in ("#share", ".banner", "#split", "#sources", "svg >> nth=0"):
        assert page.locator(shown).is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.banner')).position") == "static"
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 14


def test_charts_and_tables_are_told_to_those_who_hear_the_page(opened, province):
    page = opened(page_html(province, curve=curve()))
    told = page.locator("svg").evaluate_all(
        """all => all.map((one) => [one.getAttribute('role'),
            ...one.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id).textContent)])"""
    )
    assert len(told) == 5
    assert all(role == "img" and title and len(description) > 20 for role, title, description in told)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    named = page.evaluate(
        """() => [...document.querySelectorAll('section, table')].filter((one) => {
            const by = one.getAttribute('aria-labelledby');
            return by ? !document.getElementById(by) : !(one.caption || one.classList.contains('bars'));
        }).length"""
    )
    assert named == 0
    assert page.locator("#announced").get_attribute("aria-live") == "polite"
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


# --------------------------------------------------------------------------------------------------- a figure grown old


def test_stale_figure_is_marked(opened, province):
    why = "Lần chạy ngày 3/4/2027 không thành công."
    page = opened(page_html(province, stale=why))
    banner = page.locator(".banner")
    assert banner.is_visible()
    assert banner.text_content().startswith(f"CON SỐ NÀY ĐÃ CŨ {why}")
    assert page.title().startswith("[CŨ] ")
    assert page.locator(".old-mark").is_visible()
    page.evaluate("window.scrollTo(0, 3000)")
    assert page.locator(".banner").bounding_box()["y"] == 0
    fresh = opened(page_html(province))
    assert fresh.locator(".banner").count() == 0
    assert not fresh.locator(".old-mark").is_visible()
    assert not fresh.title().startswith("[")


@pytest.mark.parametrize(
    ("now", "old"), [("2027-03-30T12:00:00", False), ("2027-03-31T23:59:00", False), ("2027-04-01T00:01:00", True)]
)
def test_page_grows_old_by_itself(browser, tmp_path, province, now, old):
    context = browser.new_context(timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    page.clock.set_fixed_time(f"{now}+07:00")
    path = tmp_path / "page.html"
    write_page(province, path, fresh_until="2027-03-31")
    page.goto(path.as_uri())
    assert page.locator("#aged").is_visible() is old
    assert page.locator(".old-mark").is_visible() is old
    assert page.title().startswith("[CŨ] ") is old
    assert "31/3/2027" in page.locator(".figure").text_content()
    if not old:
        # a page left open is told when somebody looks at it again
        page.clock.set_fixed_time("2027-04-02T08:00:00+07:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert page.locator("#aged").is_visible()
    context.close()


def test_page_without_script_still_shows_the_figure_and_its_day(browser, tmp_path, province):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    path = tmp_path / "page.html"
    write_page(province, path, fresh_until="2027-03-31", stale="Lần chạy mới nhất không thành công.")
    page.goto(path.as_uri())
    assert page.locator("#share").text_content() == "46,1 %"
    assert page.locator("noscript p").is_visible()
    assert page.locator(".banner").first.is_visible()
    assert not page.locator("#slider-capital_share").is_visible()
    context.close()


def test_day_that_is_none_is_refused():
    with pytest.raises(DataError, match=r"fresh_until: is not a date \(got '31/3/2027'\)\. Write year, month and day"):
        page_html(bundled("viet_nam"), fresh_until="31/3/2027")


# ------------------------------------------------------------------------------------------------------- the same bytes


def test_same_inputs_same_bytes(tmp_path):
    program = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[2]); from page_samples import curve, uncertain; "
        "from tfp_soctrang.report.page.html import write_page; "
        "write_page(uncertain('soc_trang'), pathlib.Path(sys.argv[1]), curve=curve(), fresh_until='2027-03-31')"
    )
    other, path = tmp_path / "other.html", tmp_path / "page.html"
    environment = {**os.environ, "PYTHONHASHSEED": "1"}  # this process has another
    here = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", program, str(other), here], check=True, env=environment)
    for _ in range(2):
        write_page(uncertain("soc_trang"), path, curve=curve(), fresh_until="2027-03-31")
        assert path.read_bytes() == other.read_bytes()
    assert b"\r" not in path.read_bytes()
