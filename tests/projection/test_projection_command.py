"""`tfp-soctrang project`: results on standard output, marked as projections; refusals with exit code 3."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

import tfp_soctrang as tfp
from tfp_soctrang.cli import cli
from tfp_soctrang.errors import AssumptionError, DataError

FAST = ["--draws", "200"]


def run(*arguments):
    done = CliRunner().invoke(cli, ["project", *arguments, *FAST])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def test_the_text_is_marked_in_both_languages():
    text = run("2026-2030")
    assert text.splitlines()[1] == "Sóc Trăng, giai đoạn 2026–2030"
    assert "không phải dự báo của cơ quan Thống kê" in text.splitlines()[2]
    assert "CHƯA KHÉP" in text
    assert "growth_of_new_city" in text
    for title in ("Cơ sở", "Kế hoạch", "Thấp", "2026–2028", "CẦN GÌ ĐỂ TĂNG 10,0 %/NĂM", "2030 *"):
        assert title in text
    english = run("2026-2030", "--lang", "en")
    assert "no forecast of the Statistics Office" in english
    for title in ("Baseline", "Plan targets", "Low", "WHAT GROWTH OF 10.0 % A YEAR TAKES"):
        assert title in english
    assert max(len(line) for line in text.splitlines()) <= 104


def test_json_holds_the_record():
    record = json.loads(run("2026-2030", "--format", "json", "--seed", "5"))
    found = tfp.project(tfp.study(tfp.load("soc_trang")), 2026, 2030)
    assert [one["scenario"] for one in record["scenarios"]] == ["baseline", "plan", "low"]
    assert record["allocation_rule"] == "growth_of_new_city"
    assert record["measured_to"] == 2025
    for one, row in zip(found.scenarios, record["scenarios"], strict=True):
        assert row["status"] == "open"
        assert row["tfp_growth"] == one.account.tfp_growth
        assert row["tfp_contribution_share"] == one.account.tfp_contribution_share
        assert row["low"] <= row["median"] <= row["high"]
        assert row["probability_above"] == one.uncertainty(200, 5).targets[0][1]
        assert row["needed"]["tfp_growth"] == one.needed_tfp_growth(0.10).tfp_growth
        assert len(row["projected_cells"]) == 15
        assert all(cell["source"] and cell["reason"] for cell in row["projected_cells"])
        assert [level["year"] for level in row["levels"]] == list(range(2025, 2031))
        assert [one["year"] for one in row["fan"]] == list(range(2026, 2031))
    assert [one["last_year"] for one in record["interim"]] == [2028] * 3
    assert [one["measured_to"] for one in record["as_years_come_in"]] == list(range(2025, 2031))
    assert {one["quantity"] for one in record["targets"]} >= {"tfp_contribution_share", "output_growth"}


def test_csv_has_one_flat_row_a_scenario_of_the_phase_and_of_its_interim():
    rows = list(csv.DictReader(io.StringIO(run("2026-2030", "--format", "csv", "--territory", "viet_nam"))))
    assert [row["scenario"] for row in rows] == ["baseline", "plan", "low"] * 2
    assert [row["last_year"] for row in rows] == ["2030"] * 3 + ["2028"] * 3
    assert not any(";" in value for row in rows for value in row.values())
    assert float(rows[1]["output_growth"]) == pytest.approx(0.10, abs=1e-12)


def test_two_runs_are_the_same_bytes():
    assert run("2026-2030") == run("2026-2030")


def test_target_growth_and_level_are_taken():
    record = json.loads(
        run("2026-2030", "--format", "json", "--target", "45", "--growth", "8", "--level", "50", "--scenario", "low")
    )
    (row,) = record["scenarios"]
    assert row["scenario"] == "low"
    assert (row["target"], row["level"]) == (0.45, 0.5)
    assert row["needed"]["output_growth"] == 0.08
    assert row["needed"]["given_tfp_growth"] == pytest.approx(0.036)


def test_what_has_no_solution_is_said(tmp_path):
    text = run("2026-2030", "--growth", "95", "--lang", "en", "--scenario", "plan")
    assert "outside the range searched" in text
    record = json.loads(run("2026-2030", "--growth", "95", "--format", "json", "--scenario", "plan"))
    assert record["scenarios"][0]["needed"]["investment_ratio"] is None
    assert record["scenarios"][0]["needed"]["not_applicable"]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_chart_is_the_same_bytes_twice(tmp_path, ending):
    paths = [tmp_path / f"{name}.{ending}" for name in "ab"]
    for path in paths:
        run("2026-2030", "--chart", str(path))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert len(paths[0].read_bytes()) > 10_000


def test_a_file_of_scenarios_and_faults_in_it(tmp_path):
    path = tmp_path / "ahead.toml"
    path.write_text('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nvalue = 0.12\nhigh = 0.13\n')
    record = json.loads(run("2026-2030", "--format", "json", "--scenario", "plan", "--scenarios", str(path)))
    assert record["scenarios"][0]["output_growth"] == pytest.approx(0.12, abs=1e-12)
    path.write_text('[[soc_trang.scenarios.plan.paths]]\nname = "scenario_output"\nvalue = 12\n')
    with pytest.raises(AssumptionError) as caught:
        run("2026-2030", "--scenarios", str(path))
    assert "line 3" in caught.value.problems[0]
    with pytest.raises(AssumptionError, match="has none of this name"):
        run("2026-2030", "--scenario", "high")


def test_the_city_comes_from_a_file(tmp_path):
    path = tmp_path / "city.csv"
    path.write_text(
        "series;year;value;unit;price_base;status;territory\n"
        "output_growth;2026;9.5;%;giá so sánh 2010;ước tính;can_tho_2025\n",
        encoding="utf-8",
    )
    record = json.loads(run("2026-2030", "--format", "json", "--scenario", "baseline", "--city", str(path)))
    cells = record["scenarios"][0]["projected_cells"]
    assert [(cell["year"], cell["parameter"]) for cell in cells if cell["by_rule"]] == [
        (2026, pytest.approx(0.095, abs=1e-15))
    ]


def test_a_phase_that_is_in_is_pointed_to_phase():
    text = run("2016-2020", "--territory", "viet_nam")
    assert "tfp-soctrang phase 2016-2020" in text
    assert "CẦN GÌ" not in text


def test_years_that_nothing_supplies_are_refused():
    with pytest.raises(DataError, match="no figure yet"):
        run("2031-2035")
