"""The plan as data: what is due, which figures are released when, and what a phase still needs."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tfp_soctrang as tfp
from job_cases import write_job
from tfp_soctrang.errors import DataError
from tfp_soctrang.needed_cells import fresh_until, needed_of, overdue, phase_needs
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.plan import day_text, plan_record, plan_text
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.sources.plan_file import load_plan, shipped_plan
from tfp_soctrang.units import Phase, territory

PLAN = shipped_plan()


def days(quantity, year):
    return [(one.day.isoformat(), one.release.status.value) for one in PLAN.releases_of(quantity, year)]


def test_plan_holds_what_the_plan_says():
    assert [str(one.phase) for one in PLAN.phases if one.kind == "phase"] == ["2021–2025", "2026–2030"]
    assert {str(one.phase) for one in PLAN.phases if one.kind == "interim"} == {"2021–2023", "2026–2028"}
    report = next(one for one in PLAN.dues if one.code == "yearly_report")
    assert report.before(2026) == date(2026, 11, 30)
    assert (report.by, report.to) == ("science_department", "ministry")
    assert {(one.code, one.first_year) for one in PLAN.dues if one.month is None} == {
        ("interim_review", 2025), ("final_review", 2030)
    }  # fmt: skip
    assert [(one.last_year, one.value, one.kind) for one in PLAN.targets] == [
        (2025, 0.45, "target"), (2025, 0.47, "outturn"), (2030, 0.55, "target")
    ]  # fmt: skip
    (erratum,) = PLAN.errata
    assert (erratum.printed, erratum.meant) == ("2021 – 2025", "2026-2030")


def test_release_days_follow_the_decree_in_force():
    # before 10/4/2026 ND 62/2024 held for GDP, and no decree that was read names yearly GRDP
    assert days("gdp", 2023) == [("2024-10-06", "preliminary"), ("2025-10-06", "official")]
    assert days("gdp", 2024) == [("2025-10-06", "preliminary"), ("2026-10-03", "official")]
    assert days("gdp", 2025) == [("2026-10-03", "preliminary"), ("2027-10-03", "official")]
    assert days("grdp", 2022) == []
    assert days("grdp", 2025) == [("2026-09-29", "preliminary"), ("2027-09-29", "official")]
    assert days("grdp", 2026)[:2] == [("2026-06-29", "estimate"), ("2026-11-29", "estimate")]
    official = PLAN.releases_of("grdp", 2025)[-1].release
    assert not official.stated  # of the draft: it is marked wherever it is shown


def test_releases_are_those_of_the_collected_calendar(raw_folder):
    """Every day and decree of the plan stands in the collection of release days."""
    path = raw_folder(".").parent / "official" / "grdp_release_calendar.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    known = {(row["decree"], "GRDP" if "GRDP" in row["item"] else "GDP", row["date"]) for row in rows}
    for one in PLAN.releases:
        day, name = f"{one.day}/{one.month}", one.quantity.upper()
        printed = day + {0: "", 1: " of year t+1", 2: " of year t+2"}[one.years_after]
        if not one.stated and one.years_after:
            printed = f"{day} of following years"
        assert (one.decree, name, printed) in known, one
        assert one.stated == ("draft" not in one.decree)


def test_due_days_come_soonest_first():
    coming = PLAN.coming(date(2026, 11, 23))
    assert [(one.due.code, one.before.isoformat()) for one in coming] == [
        ("yearly_report", "2026-11-30"), ("final_review", "2031-01-01")
    ]  # fmt: skip
    # on the day itself it is late: the plan says before
    assert PLAN.coming(date(2026, 11, 30))[0].before == date(2027, 11, 30)
    assert PLAN.coming(date(2031, 1, 1)) == ()


def test_phases_a_report_is_about():
    def asked(year):
        return [str(one.phase) for one in PLAN.asked(year)]

    assert asked(2024) == ["2021–2025"]
    assert asked(2026) == ["2021–2025", "2026–2028", "2026–2030"]
    assert asked(2030) == ["2026–2030"]


@given(st.integers(2020, 2040), st.sampled_from([Status.FILLED, Status.ESTIMATE, Status.PRELIMINARY, Status.OFFICIAL]))
def test_firmer_releases_are_firmer_and_in_order(year, held):
    for quantity in ("gdp", "grdp"):
        found = PLAN.firmer_releases(quantity, year, held)
        assert [one.day for one in found] == sorted(one.day for one in found)
        assert all(not held.meets(one.release.status) for one in found)
        assert all(one.release.in_force_from <= one.day <= one.release.in_force_to for one in found)
        if held is Status.OFFICIAL:
            assert found == ()


def test_needs_of_the_bundled_figures():
    account = tfp.study(tfp.load("soc_trang")).phase(2021, 2025)
    cells = {(cell.series, cell.year): cell for cell in needed_of(account, PLAN)}
    assert cells["output_const2010", 2025].held is Status.FILLED
    assert cells["output_const2010", 2025].releases[-1].day == date(2027, 9, 29)
    assert cells["investment_outlay_current", 2023].releases == ()
    # preliminary 2025 and official 2024 are both due on 29/9/2026
    assert fresh_until(account, PLAN, 0) == date(2026, 9, 29)
    assert fresh_until(account, PLAN, 30) == date(2026, 10, 29)
    assert overdue(account, PLAN, date(2026, 9, 29), 0) == ()
    late = overdue(account, PLAN, date(2026, 9, 30), 0)
    assert [(cell.series, cell.year) for cell in late] == [("output_const2010", 2024), ("output_const2010", 2025)]


@given(st.integers(0, 90), st.integers(-400, 800))
def test_a_figure_is_overdue_just_after_its_last_fresh_day(grace, shift):
    account = tfp.study(tfp.load("soc_trang")).phase(2021, 2025)
    last = fresh_until(account, PLAN, grace)
    today = last + timedelta(days=shift)
    assert (overdue(account, PLAN, today, grace) != ()) == (today > last)


def test_an_open_phase_needs_all_its_cells():
    needs = phase_needs(tfp.study(tfp.load("soc_trang")), Phase(2026, 2030), PLAN)
    assert needs.status is None
    assert {cell.year for cell in needs.cells if cell.series == "output_const2010"} == set(range(2026, 2031))
    assert all(cell.held is None for cell in needs.cells)


def test_text_and_record_tell_the_same():
    study = tfp.study(tfp.load("soc_trang"))
    today = date(2026, 11, 23)
    needs = [phase_needs(study, one.phase, PLAN) for one in PLAN.asked(2026)]
    text = plan_text(PLAN, today, study.data.territory, needs, "vi")
    assert "trước ngày 30/11/2026 (còn 7 ngày)" in text
    assert "2025: lẽ ra đã có số sơ bộ 29/9/2026 *, hãy nhập; chính thức 29/9/2027 *" in text
    assert "Đính chính" in text
    assert "no year" not in text  # a line of the days that no calendar names, where every cell has a day
    english = plan_text(PLAN, today, study.data.territory, needs, "en")
    assert "2025: preliminary 29 September 2026 * should be out: enter it; official 29 September 2027 *" in english
    record = plan_record(PLAN, today, study.data.territory, needs)
    assert record["due"][0] == {
        "code": "yearly_report", "before": "2026-11-30", "by": "science_department", "to": "ministry"
    }  # fmt: skip
    cell = next(
        one for one in record["phases"][0]["needs"] if (one["series"], one["year"]) == ("output_const2010", 2025)
    )
    assert cell["overdue"]
    assert [one["day"] for one in cell["releases"]] == ["2026-09-29", "2027-09-29"]
    json.dumps(record, allow_nan=False)


def test_days_are_written_as_people_write_them():
    assert day_text(date(2026, 9, 5), "vi") == "5/9/2026"
    assert day_text(date(2026, 9, 5), "en") == "5 September 2026"


TEXT = data_file("plan.toml").decode()


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('kind = "interim"', 'kind = "interm"', r"line 42: phase\.kind: is not known \(got 'interm'\).*phase, interim"),
        ('before = "11-30"', 'before = "11-31"', r"due: day is out of range"),
        ('by = "science_department"', 'by = "office"', r"due\.by: is not the code of a body \(got 'office'\)"),
        ("value = 0.45", "value = 45", r"target\.value: must be a fraction, 0\.45 \(got 45\)"),
        ("value = 0.45", "value = 45.0", r"target: value must be a fraction"),
        ('years = "2021-2025"', 'years = "2025-2021"', r"line 30: phase: phase: ends before it begins"),
        ("stated = true", 'stated = "yes"', r"release\.stated: must be true or false"),
        ("years_after = 1", "years_aftr = 1", r"years_aftr: is not a key of this table\. Did you mean 'years_after'"),
        ('territory = "viet_nam"', 'territory = "atlantis"', r"not a territory"),
        ('printed = "2021 – 2025"', "", r"erratum\.printed: is missing"),
        ("[plan]", "[plans]", r"plans: is not a key"),
        ("last_year = 2030\nbefore", "last_year = 2020\nbefore", r"last_year lies before first_year"),
        ("in_force_from = 2024-08-01", 'in_force_from = "2024-08-01"', r"in_force_from: must be a date"),
    ],
)
def test_every_fault_of_a_plan_is_told_with_its_line(tmp_path, old, new, hint):
    assert old in TEXT
    path = tmp_path / "plan.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"plan\.toml") as caught:
        load_plan(path)
    assert re.search(hint, str(caught.value)), str(caught.value)


def test_line_of_a_fault_is_that_of_its_entry(tmp_path):
    """The third phase's fault is told with the line of the third phase."""
    path = tmp_path / "plan.toml"
    path.write_text(TEXT.replace('years = "2021-2023"', "years = 2021"), encoding="utf-8")
    with pytest.raises(DataError, match=r"phase\.years: must be a text") as caught:
        load_plan(path)
    line = next(i for i, raw in enumerate(TEXT.splitlines(), start=1) if '"2021-2023"' in raw)
    assert f"line {line}: phase.years" in str(caught.value)


def test_unreadable_plan_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        load_plan(tmp_path / "absent.toml")
    (tmp_path / "bad.toml").write_text("[plan\n", encoding="utf-8")
    with pytest.raises(DataError, match="is not TOML"):
        load_plan(tmp_path / "bad.toml")


def test_shipped_plan_is_the_loaded_one(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert load_plan(path) == PLAN
    assert {territory(one.territory).code for one in PLAN.targets} == {"viet_nam"}


def command(*arguments, cwd=None, code=0):
    done = subprocess.run(
        [sys.executable, "-c", "from tfp_soctrang.cli import main; main()", *map(str, arguments)],
        capture_output=True, cwd=cwd, env={**os.environ, "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


def test_command_tells_what_the_offices_figures_need(tmp_path):
    write_job(tmp_path)
    out, _ = command("plan", "--on", "2026-11-23", "--data", "figures.csv", "--format", "json", cwd=tmp_path)
    phase = json.loads(out)["phases"][0]
    assert phase["status"] == "provisional"
    assert {(one["series"], one["year"], one["held"]) for one in phase["needs"]} == {
        (name, 2025, "preliminary") for name in ("output_const2010", "investment_outlay_const2010", "employed_icls19")
    }
    assert not any(one["overdue"] for one in phase["needs"])
    _, err = command("plan", "--on", "23/11/2026", code=2)
    assert "2026-11-23" in err
