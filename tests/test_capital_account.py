"""The capital of a phase: its stock by year, and the figure under other measures of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from tfp_soctrang.cli import cli
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.capital import capital_text, measure_name, measure_rows

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def nation():
    return tfp.study(tfp.load("viet_nam"))


def under(tmp_path, text, name="viet_nam", phase=(2016, 2020)):
    """The TFP share of a phase under an assumptions file."""
    path = tmp_path / "changed.toml"
    path.write_text(text, encoding="utf-8")
    return tfp.study(tfp.load(name), path).phase(*phase).tfp_contribution_share


def of(found, variant, value=None):
    return next(one for one in found.measures if one.variant == variant and value in (None, one.value))


def test_stock_follows_from_investment_year_by_year(nation):
    found = tfp.capital_account(nation, 2016, 2020)
    first, *later = found.years
    assert (first.year, first.investment, first.growth, first.from_initial_stock) == (2010, None, None, 1.0)
    assert first.closing_stock == pytest.approx(2.5 * tfp.load("viet_nam")["output_const2010"].at(2010), rel=1e-15)
    before = first.closing_stock
    for i, year in enumerate(later, start=1):
        assert year.closing_stock == pytest.approx(0.95 * before + year.investment, rel=1e-14)
        assert year.growth == pytest.approx(year.closing_stock / before - 1, rel=1e-12)
        assert year.from_initial_stock == pytest.approx(0.95**i * first.closing_stock / year.closing_stock, rel=1e-13)
        before = year.closing_stock
    levels = {level.year: level for level in nation.phase(2016, 2020).levels}
    for year in found.years[-6:]:
        assert year.closing_stock == levels[year.year].capital_input
        assert year.capital_output_ratio == pytest.approx(year.closing_stock / levels[year.year].output, rel=1e-15)


@pytest.mark.parametrize(
    ("variant", "value", "text"),
    [
        ("stock", "opening", '[viet_nam.settings]\nstock = "opening"\n'),
        ("stock", "average", '[viet_nam.settings]\nstock = "average"\n'),
        ("investment_timing", "middle", '[viet_nam.settings]\ninvestment_timing = "middle"\n'),
        ("investment_timing", "start", '[viet_nam.settings]\ninvestment_timing = "start"\n'),
        ("depreciation_rate", 0.038, "[viet_nam.assumptions.depreciation_rate]\nvalue = 0.038\n"),
        ("depreciation_rate", 0.08, "[viet_nam.assumptions.depreciation_rate]\nvalue = 0.08\n"),
        ("initial_capital_output_ratio", 1.9, "[viet_nam.assumptions.initial_capital_output_ratio]\nvalue = 1.9\n"),
        ("initial_capital_output_ratio", 2.8, "[viet_nam.assumptions.initial_capital_output_ratio]\nvalue = 2.8\n"),
    ],
)
def test_each_measure_is_the_figure_under_that_assumption_alone(nation, tmp_path, variant, value, text):
    found = tfp.capital_account(nation, 2016, 2020)
    assert of(found, variant, value).tfp_contribution_share == pytest.approx(under(tmp_path, text), rel=1e-12)
    assert len(found.measures) == 14
    assert found.measures[0].variant == "as_set"
    assert found.measures[0].tfp_contribution_share == nation.phase(2016, 2020).tfp_contribution_share


@pytest.mark.parametrize(
    ("variant", "value", "settings"),
    [
        ("initial_stock", "steady_state", 'initial_stock = ["steady_state"]'),
        ("initial_stock", "backcast", 'initial_stock = ["backcast"]'),
        ("capital_kind", "gross", 'capital_kind = "gross"\nretirement = "gamma"\nefficiency = "one_hoss_shay"'),
        ("capital_kind", "productive", 'capital_kind = "productive"\nretirement = "gamma"\nefficiency = "hyperbolic"'),
        ("capital_kind", "net_hyperbolic", 'capital_kind = "net"\nretirement = "gamma"\nefficiency = "hyperbolic"'),
    ],
)
def test_each_kind_of_stock_is_the_figure_under_its_settings(tmp_path, variant, value, settings):
    for name, phase in (("viet_nam", (2016, 2020)), ("soc_trang", (2021, 2025))):
        found = tfp.capital_account(tfp.study(tfp.load(name)), *phase)
        expected = under(tmp_path, f"[{name}.settings]\n{settings}\n", name, phase)
        assert of(found, variant, value).tfp_contribution_share == pytest.approx(expected, rel=1e-12)


def test_steady_state_by_hand(nation):
    found = tfp.capital_account(nation, 2016, 2020)
    output = tfp.load("viet_nam")["output_const2010"]
    growth = (output.at(2020) / output.at(2015)) ** 0.2 - 1
    ratio = found.years[1].investment / (growth + 0.05) / output.at(2010)
    expected = tfp.study(
        tfp.load("viet_nam"), tfp.baseline("viet_nam").with_values(initial_capital_output_ratio=ratio)
    ).phase(2016, 2020)
    share = of(found, "initial_stock", "steady_state").tfp_contribution_share
    assert share == pytest.approx(expected.tfp_contribution_share, rel=1e-12)


def test_books_of_enterprises_are_set_beside_the_stock(tmp_path):
    province = tfp.capital_account(tfp.study(tfp.load("soc_trang")), 2021, 2025).enterprises
    assert (province.year, province.fixed_assets) == (2010, 5449.0)
    assert isinstance(province.share, NotApplicable)
    assert "begins at the end of 2020" in province.stock.reason.text("en")
    data = tfp.load("viet_nam")
    assert tfp.capital_account(tfp.study(data), 2016, 2020).enterprises is None
    money = data["output_current"]
    books = replace(money.window(2018, 2019), name="enterprise_fixed_assets_current", values=np.array([9.0e6, 9.5e6]))
    with_books = replace(data, series={**data.series, books.name: books})
    found = tfp.capital_account(tfp.study(with_books), 2016, 2020)
    prices = data["fixed_capital_formation_current"].at(2019) / data["fixed_capital_formation_const2010"].at(2019)
    stock = next(one.closing_stock for one in found.years if one.year == 2019) * prices
    assert found.enterprises.stock == pytest.approx(stock, rel=1e-12)
    assert found.enterprises.share == pytest.approx(9.5e6 / stock, rel=1e-12)
    assert "% of the stock of this study" in " ".join(capital_text(found, "en").split())


def test_published_stock_leaves_the_initial_ratio_out(tmp_path):
    path = tmp_path / "stock.csv"
    rows = ["series;year;value;unit;price_base;status;territory"]
    for year in range(2015, 2021):
        for series, value, unit, base in (
            ("output_const2010", 100 + 6 * (year - 2015), "tỷ đồng", "giá so sánh 2010"),
            ("fixed_capital_formation_const2010", 30 + year - 2015, "tỷ đồng", "giá so sánh 2010"),
            ("employed_icls13", 500 + year - 2015, "nghìn người", ""),
        ):
            rows.append(f"{series};{year};{value};{unit};{base};chính thức;Việt Nam")
    rows.append("net_capital_stock_const2010;2015;260;tỷ đồng;giá so sánh 2010;chính thức;Việt Nam")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    study = tfp.study(tfp.load(path))
    assert "initial_stock_left" not in {one.code for one in study.phase(2016, 2020).caveats}
    found = tfp.capital_account(study, 2016, 2020)
    assert (found.initial_year, found.initial_stock, found.years[0].closing_stock) == (2015, "published", 260.0)
    told = {"as_set", "stock", "investment_timing", "depreciation_rate", "initial_stock", "capital_kind"}
    assert {one.variant for one in found.measures} == told
    assert found.years[1].closing_stock == pytest.approx(0.95 * 260 + 31, rel=1e-14)


def test_measure_that_lacks_a_cell_says_which(tmp_path):
    path = tmp_path / "short.csv"
    rows = ["series;year;value;unit;price_base;status;territory"]
    for year in range(2010, 2016):
        rows.append(f"output_const2010;{year};{100 + 6 * (year - 2010)};tỷ đồng;giá so sánh 2010;chính thức;Việt Nam")
        rows.append(f"employed_icls13;{year};{500 + year - 2010};nghìn người;;chính thức;Việt Nam")
        if year > 2010:
            name = "fixed_capital_formation_const2010"
            rows.append(f"{name};{year};{30 + year - 2010};tỷ đồng;giá so sánh 2010;chính thức;Việt Nam")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = tfp.capital_account(tfp.study(tfp.load(path)), 2011, 2015)
    opening = of(found, "stock", "opening")
    assert isinstance(opening.tfp_contribution_share, NotApplicable)
    text = capital_text(found, "en")
    assert "Stock of the year: opening: the data lack fixed_capital_formation_const2010 2010." in text
    assert isinstance(of(found, "as_set").tfp_contribution_share, float)


def test_the_table_of_the_method_page_is_the_computed_one():
    page = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    found = tfp.capital_account(tfp.study(tfp.load("soc_trang")), 2021, 2025)
    for row in measure_rows(found):
        assert f"| {' | '.join(row)} |" in page
    assert found.initial_stock == "reference_ratio"
    assert f"2025: {100 * found.years[-1].from_initial_stock:.1f} %".replace(".", ",") in page
    assert "<table>" in found._repr_html_()
    assert len({measure_name(one, "en") for one in found.measures}) == len(found.measures) == 14


def test_command(tmp_path):
    run = CliRunner().invoke
    as_json = json.loads(run(cli, ["capital", "2021-2025", "--format", "json"]).stdout)
    shares = [one["tfp_contribution_share"] for one in as_json["measures"]]
    assert shares[0] == tfp.study(tfp.load("soc_trang")).phase(2021, 2025).tfp_contribution_share
    as_csv = run(cli, ["capital", "2021-2025", "--format", "csv"]).stdout.splitlines()
    assert [float(line.rsplit(",", 1)[1]) for line in as_csv[1:]] == shares
    text = run(cli, ["capital", "2021-2025", "--lang", "en"]).stdout
    assert "The TFP share runs from 12.5 to 56.6 %: 44.1 points apart." in text
    drawn = []
    for name in ("one.svg", "two.svg"):
        done = run(cli, ["capital", "2021-2025", "--chart", str(tmp_path / name)])
        assert done.exit_code == 0
        drawn.append((tmp_path / name).read_bytes())
    assert drawn[0] == drawn[1]
    assert b"<svg" in drawn[0]


@pytest.mark.parametrize(
    ("name", "phase", "told"), [("soc_trang", (2021, 2025), "55.5 %"), ("viet_nam", (2016, 2020), "27.7 %")]
)
def test_phase_tells_how_much_of_the_stock_is_assumed(name, phase, told):
    caveats = {one.code: one.text("en") for one in tfp.study(tfp.load(name)).phase(*phase).caveats}
    assert caveats["initial_stock_left"].startswith(f"{told} of the stock at the end of {phase[1]}")
