"""The scheduled job: the same bytes twice, one run at a time, nothing published that is not whole and checked."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tfp_soctrang as tfp
from job_cases import FIGURES, JOB, NOON, figures, published, run, tree, write_job
from job_kills import kills
from tfp_soctrang import editions
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.errors import DataError, JobFileError
from tfp_soctrang.job.log import read_log
from tfp_soctrang.job.runs import job_at, job_status
from tfp_soctrang.job.snapshot import snapshot_of, study_of

COMMAND = [sys.executable, "-c", "from tfp_soctrang.cli import main; main()"]
OUTPUT = ("output_const2010", 2025)


def command(*arguments, cwd, code=0):
    """The command as a program of its own."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == code, (done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def told(capsys, monkeypatch):
    """The command in this process, which has imported everything already."""
    from tfp_soctrang.cli import main

    def told(*arguments, cwd, code=0):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["tfp-soctrang", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code or 0) == code
        return capsys.readouterr()

    return told


@pytest.fixture
def job(tmp_path):
    return write_job(tmp_path)


@pytest.fixture
def done(job):
    """A job that has run once."""
    assert run(job).outcome == "published"
    return job


def revise(job, revised=(), status=None, drop=()):
    (job.parent / "figures.csv").write_text(figures(revised, status, drop), encoding="utf-8")


def check(found, name):
    return next(one for one in found.checks if one.name == name)


def stale_on_the_page(job):
    """Whether the front page shows the banner to everybody, not only to those whose clock is past its day."""
    page = (job.parent / "published/index.html").read_text(encoding="utf-8")
    assert page.count('class="stale"') == 1
    return 'class="stale" role="alert"><strong>' in page


# ------------------------------------------------------------------------------------------------ the same bytes


def test_second_run_is_the_same_bytes_and_says_so(done):
    name, files = published(done.parent / "published")
    again = run(done, NOON + timedelta(days=1))
    assert (again.outcome, again.exit_code, again.bundle) == ("nothing_new", 0, name)
    assert published(done.parent / "published") == (name, files)
    _, status = job_status(done, clock=lambda: NOON + timedelta(days=2))
    assert status.last_run == again
    assert status.stale == ()


def test_another_folder_and_another_day_give_the_same_bytes(done, tmp_path):
    other = tmp_path / "elsewhere" / "deep"
    other.mkdir(parents=True)
    assert run(write_job(other), datetime(2030, 1, 1, tzinfo=UTC)).outcome == "published"
    assert published(other / "published") == published(done.parent / "published")


def test_bundle_holds_the_figure_and_what_it_was_made_from(done):
    name, files = published(done.parent / "published")
    place = done.parent / "published" / "bundles" / name
    account = tfp.study(tfp.load(done.parent / "figures.csv")).phase(2021, 2025)
    record = json.loads((place / "tfp_soc_trang_2021-2025.json").read_text(encoding="utf-8"))
    assert record["tfp_contribution_share"] == account.tfp_contribution_share
    assert record["sensitivity"]["draws"] == 500
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["figure"]["tfp_contribution_share"] == account.tfp_contribution_share
    inputs = {one["role"]: one for one in manifest["inputs"]}
    assert inputs["data"]["sha256"] == tree(done.parent)["figures.csv"]
    assert inputs["job"]["sha256"] == tree(done.parent)["job.toml"]
    assert {one["name"] for one in manifest["inputs"] if one["role"] == "shipped"} >= {"baseline.toml", "plan.toml"}
    assert {one["name"]: one["sha256"] for one in manifest["outputs"]} == {
        file: digest for file, digest in files.items() if file != "manifest.json"
    }
    assert manifest["sensitivity"]["seed"] == 7
    assert manifest["versions"]["tfp-soctrang"] == tfp.__version__
    assert manifest["assumptions"]["values"]["labour_share"]["value"] == 0.6
    assert [one["name"] for one in manifest["checks"]] == ["sums", "previous", "national", "last_year"]
    assert str(done.parent) not in (place / "manifest.json").read_text(encoding="utf-8")


def test_any_changed_input_gives_another_bundle(done):
    first, _ = published(done.parent / "published")
    (done.parent / "mine.toml").write_text("[soc_trang.assumptions.labour_share]\nvalue = 0.598\n", encoding="utf-8")
    names = {first}
    for text in (JOB + "\n", JOB.replace("seed = 7", "seed = 8"), JOB + '[assumptions]\nfile = "mine.toml"\n'):
        done.write_text(text, encoding="utf-8")
        assert run(done).outcome == "published"
        names.add(published(done.parent / "published")[0])
    revise(done, {OUTPUT: 46301.0})
    assert run(done).outcome == "published"
    names.add(published(done.parent / "published")[0])
    assert len(names) == 5


def test_figures_of_a_bundle_come_back_bit_for_bit():
    study = tfp.study(tfp.load("soc_trang"))
    again = study_of(snapshot_of(study))
    assert snapshot_of(again) == snapshot_of(study)
    ours, theirs = study.phase(2021, 2025), again.phase(2021, 2025)
    assert ours.tfp_contribution_share == theirs.tfp_contribution_share
    assert ours.filled_cells == theirs.filled_cells


# ------------------------------------------------------------------------------------------------ the job file


def test_letterhead_language_and_documents_are_those_of_the_file(job):
    text = JOB.replace('"json", "csv"', '"docx", "html"').replace('"en"', '"vi"')
    job.write_text(text + '[letterhead]\nbody = "Thống kê"\nrecipients = ["Bộ", "Sở"]\n', encoding="utf-8")
    seen = {}

    def document(report, path):
        seen[path.name] = report
        path.write_text(report.letterhead.body, encoding="utf-8")

    assert run(job, renderers={"docx": document, "html": document}).outcome == "published"
    _, files = published(job.parent / "published")
    assert set(files) == {
        "tfp_soc_trang_2021-2025.docx", "tfp_soc_trang_2021-2025.html", "manifest.json", "figures.json"
    }  # fmt: skip
    report = seen["tfp_soc_trang_2021-2025.docx"]
    assert report.letterhead.recipients == ("Bộ", "Sở")
    assert report.language == "vi"
    assert report.uncertainty.draws == 500


def test_an_open_phase_is_projected_beside_the_figure(job):
    ahead = '\n[projection]\nphase = "2026-2030"\ngrowth = 0.08\ndraws = 300\n'
    job.write_text(JOB + ahead, encoding="utf-8")
    assert run(job).outcome == "published"
    name, files = published(job.parent / "published")
    stem = "projection_soc_trang_2026-2030"
    assert {f"{stem}.{ending}" for ending in ("txt", "json", "csv", "svg")} <= set(files)
    place = job.parent / "published/bundles" / name
    record = json.loads((place / f"{stem}.json").read_text(encoding="utf-8"))
    by_hand = tfp.project(tfp.study(tfp.load(job.parent / "figures.csv")), 2026, 2030)
    assert [one["tfp_contribution_share"] for one in record["scenarios"]] == [
        one.account.tfp_contribution_share for one in by_hand.scenarios
    ]
    needed = by_hand.scenarios[0].needed_tfp_growth(0.08)
    assert record["scenarios"][0]["needed"]["tfp_growth"] == needed.tfp_growth
    rows = (place / f"{stem}.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + len(by_hand.scenarios) + len(by_hand.interim)
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["projection"] == {"phase": "2026–2030", "target": None, "growth": 0.08, "draws": 300, "seed": 0}
    assert "scenarios.toml" in [one["name"] for one in manifest["inputs"]]
    assert run(job).outcome == "nothing_new"

    mine = job.parent / "ahead.toml"
    mine.write_text("[soc_trang]\nallocation_rule = 'office_estimate'\n", encoding="utf-8")
    job.write_text(JOB + ahead + 'scenarios = "ahead.toml"\n', encoding="utf-8")
    assert run(job).outcome == "published"
    again, _ = published(job.parent / "published")
    manifest = json.loads((job.parent / "published/bundles" / again / "manifest.json").read_text(encoding="utf-8"))
    assert "scenarios" in [one["role"] for one in manifest["inputs"]]

    mine.write_text("[soc_trang]\nallocation_rule = 'guess'\n", encoding="utf-8")
    refused = run(job)
    assert (refused.exit_code, published(job.parent / "published")[0]) == (3, again)


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("[outputs]", "[projection]\ndraws = 500\n[outputs]", "projection.phase: is missing"),
        ("[outputs]", "[projection]\nphase = 2026\n[outputs]", "projection.phase: must be two years, 2026-2030"),
        ("[outputs]", "[projection]\nphase = '2026-2030'\ntarget = 55\n[outputs]", "target: must be a fraction"),
        ('"json", "csv"', '"jsn", "csv"', "line 9: outputs.formats: cannot make 'jsn'. Use any of: csv, docx, html,"),
        ('phase = "2021-2025"', 'phase = "2025-2021"', "line 2: phase: must be two years"),
        ('phase = "2021-2025"', "", "phase: is missing"),
        ('folder = "published"', "folder = 3", "line 1: folder: must be a text (got 3)"),
        ('language = "en"', 'language = "fr"', "line 3: language: must be one of: vi, en (got 'fr')"),
        ("draws = 500", "draws = true", "sensitivity.draws: must be a whole number, 100 or more (got True)"),
        ("draws = 500", "draw = 500", "sensitivity.draw: is not a key of this table. Did you mean 'draws'?"),
        ("draws = 500", 'draws = 500\nsampling = "sobol"', "must be a power of two with sampling sobol (got 500)"),
        ("variance_draws = 64", "variance_draws = 65", "variance_draws: must be a power of two"),
        ('file = "figures.csv"', 'bundled = "atlantis"', "must be a data set that ships: soc_trang, viet_nam"),
        ('file = "figures.csv"', 'file = "a.csv"\narchive = "b"', "data.archive: stands beside file;"),
        ('file = "figures.csv"', 'bundled = "viet_nam"\nterritory = "soc_trang"', "that of the bundled set viet_nam"),
        ('file = "figures.csv"', 'as_of = "2026-09-30"', "data.as_of: needs archive."),
        ('file = "figures.csv"', 'archive = "a"\nas_of = "2026-13-30"', "must be 'latest' or a day"),
        ("[outputs]", "[checks]\nband_points = 0\n[outputs]", "checks.band_points: must be percentage points"),
        ("[outputs]", '[checks]\nnational = "stop"\n[outputs]', "checks.national: must be one of: fail, warn"),
        ("[outputs]", "[outputs]\nkeep = 1", "outputs.keep: must be a whole number, 2 or more"),
        ("[outputs]", "[letterhead]\nboss = 'x'\n[outputs]", "letterhead.boss: is not a key of this table."),
        ("[outputs]", "[letterhead]\nrecipients = 'x'\n[outputs]", "letterhead.recipients: must be a list of texts"),
        ("[sensitivity]", "[sensitivty]", "line 11: sensitivty: is not a key of this table. Did you mean"),
        ('language = "en"', 'language = "en"\ndata = 3', "is not TOML"),
    ],
)  # fmt: skip
def test_every_fault_of_the_file_is_told_with_its_line(job, old, new, hint):
    assert old in JOB
    job.write_text(JOB.replace(old, new), encoding="utf-8")
    found = run(job)
    assert (found.outcome, found.exit_code) == ("usage", 2)
    assert hint in found.error["en"], found.error["en"]
    assert not (job.parent / "published").exists()


def test_all_faults_are_told_at_once(job):
    text = JOB.replace('"en"', '"fr"').replace('"csv"', '"doc"').replace("draws = 500", "draws = 5")
    job.write_text(text, encoding="utf-8")
    with pytest.raises(JobFileError) as caught:
        job_at(job)
    assert [line.split(":")[0] for line in caught.value.problems] == [
        "job.toml, line 3", "job.toml, line 12", "job.toml, line 9"
    ]  # fmt: skip


def test_a_faulty_file_is_recorded_where_it_names_its_folder(done):
    before = published(done.parent / "published")
    done.write_text(JOB.replace("draws = 500", "draws = 5"), encoding="utf-8")
    assert run(done).exit_code == 2
    assert published(done.parent / "published") == before
    assert read_log(done.parent / "published/runs.jsonl").last.outcome == "usage"
    assert stale_on_the_page(done)


def test_defaults_are_the_strict_ones(job):
    found = job_at(job)
    assert not found.allow_filled
    assert found.minimum_status.value == "estimate"
    assert found.checks.last_year_status.value == "estimate"
    assert (found.checks.previous, found.checks.national) == ("fail", "warn")


# ------------------------------------------------------------------------------------------------ data refused


def test_filled_cells_are_refused_and_named(job):
    job.write_text(JOB.replace('file = "figures.csv"', 'bundled = "soc_trang"'), encoding="utf-8")
    found = run(job)
    assert (found.outcome, found.exit_code) == ("refused", 3)
    assert "allow_filled = false" in found.error["en"]
    assert 'minimum_status = "estimate"' in found.error["vi"]
    assert "output_const2010 2025" in found.error["en"]
    assert "--strict" not in found.error["en"]
    allowed = '[assumptions]\nallow_filled = true\nminimum_status = "derived"\n[checks]\nlast_year = "warn"\n'
    job.write_text(job.read_text(encoding="utf-8") + allowed, encoding="utf-8")
    found = run(job)
    assert (found.outcome, found.status) == ("published", "assumed")
    assert not check(found, "last_year").passed
    page = (job.parent / "published/index.html").read_text(encoding="utf-8")
    assert "ASSUMED: some cells are filled by assumptions" in page  # the status stands on the page


def test_cells_below_the_minimum_status_are_refused(job):
    job.write_text(JOB + '[assumptions]\nminimum_status = "official"\n', encoding="utf-8")
    found = run(job)
    assert found.exit_code == 3
    assert "employed_icls19 2025" in found.error["en"]
    assert 'minimum_status = "official"' in found.error["en"]
    revise(job, status={})
    assert run(job).status == "final"


@pytest.mark.parametrize("name", ["figures.csv", "mine.toml", "plan.toml"])
def test_vanished_input_is_refused_and_nothing_is_lost(done, name):
    text = JOB.replace('language = "en"', 'language = "en"\nplan = "plan.toml"')
    done.write_text(text + '[assumptions]\nfile = "mine.toml"\n', encoding="utf-8")
    for other in ("mine.toml", "plan.toml"):
        (done.parent / other).write_text("", encoding="utf-8")
    before = published(done.parent / "published")
    (done.parent / name).unlink()
    found = run(done)
    assert (found.outcome, found.exit_code) == ("refused", 3)
    assert f"{name}: cannot be read" in found.error["en"]
    assert published(done.parent / "published") == before


def test_input_that_changes_while_it_is_read_is_refused(done, monkeypatch):
    before = published(done.parent / "published")
    load = tfp.load

    def slow_load(path, **other):
        data = load(path, **other)
        revise(done, {OUTPUT: 46333.0})
        return data

    monkeypatch.setattr("tfp_soctrang.api.loading.load", slow_load)
    found = run(done)
    assert found.exit_code == 3
    assert "figures.csv: changed while it was read" in found.error["en"]
    assert published(done.parent / "published") == before


def test_bad_cells_are_told(done):
    before = published(done.parent / "published")
    revise(done, {OUTPUT: "abc"})
    found = run(done)
    assert found.exit_code == 3
    assert "'abc'" in found.error["en"]
    assert published(done.parent / "published") == before


def test_figures_of_another_territory_are_refused(job):
    job.write_text(JOB.replace("[outputs]", 'territory = "viet_nam"\n[outputs]'), encoding="utf-8")
    found = run(job)
    assert found.exit_code == 3
    assert "figures of viet_nam, the data are of soc_trang" in found.error["en"]


# ------------------------------------------------------------------------------------------------ checks


def test_a_jump_that_nothing_explains_is_not_published(done):
    before = published(done.parent / "published")
    revise(done, {OUTPUT: 47300.0})
    found = run(done)
    assert (found.outcome, found.exit_code) == ("check_failed", 4)
    one = check(found, "previous")
    assert not one.passed
    assert "49.0 → 52.7 %: +3.7 points, more than ±1.0, and +3.7 points are not explained" in one.said["en"]
    assert "changed with no firmer status 3.7" in one.said["en"]
    assert "49,0 → 52,7 %" in one.said["vi"]
    assert before[0] in one.said["en"]
    assert published(done.parent / "published") == before
    # somebody has looked at it
    done.write_text(JOB + f'[checks]\naccept_change_from = "{before[0]}"\n', encoding="utf-8")
    found = run(done)
    assert found.outcome == "published"
    assert "accepts the change" in check(found, "previous").said["en"]
    # what was accepted stands: the second run compares with the same figure as the first
    assert run(done).outcome == "nothing_new"
    # the acceptance is of the change from that one bundle, not of any to come
    revise(done, {OUTPUT: 48300.0})
    assert run(done).outcome == "check_failed"


def test_a_jump_by_firmer_figures_is_explained(done):
    revise(done, {OUTPUT: (47300.0, "chính thức")})
    found = run(done)
    assert found.outcome == "published"
    said = check(found, "previous").said["en"]
    assert "the inputs explain it: revised, now firmer or of a newer edition 3.7" in said
    assert "+0.0 points remain unexplained" in said
    assert run(done).outcome == "nothing_new"


def test_a_jump_by_assumptions_is_for_a_person_to_accept(done):
    (done.parent / "mine.toml").write_text("[soc_trang.assumptions.labour_share]\nvalue = 0.5\n", encoding="utf-8")
    done.write_text(JOB + '[assumptions]\nfile = "mine.toml"\n', encoding="utf-8")
    found = run(done)
    assert found.outcome == "check_failed"
    assert "assumptions -" in check(found, "previous").said["en"]


def test_a_new_year_explains_a_jump(job):
    filled = '[assumptions]\nallow_filled = true\n[checks]\nlast_year = "warn"\n'
    job.write_text(JOB + filled, encoding="utf-8")
    revise(job, drop={OUTPUT})
    assert run(job).status == "assumed"
    revise(job, {OUTPUT: 47300.0})
    found = run(job)
    assert found.outcome == "published"
    assert "new cells" in check(found, "previous").said["en"]


def test_a_change_of_the_code_is_not_explained_by_the_inputs(done):
    """The published share is another than its own inputs give today."""
    folder = done.parent / "published"
    name, _ = published(folder)
    place = folder / "bundles" / name
    manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    manifest["figure"]["tfp_contribution_share"] += 0.05
    manifest["fingerprint"] = "of an older version"
    text = json.dumps(manifest).encode()
    (place / "manifest.json").write_bytes(text)
    import hashlib

    older = f"soc_trang-2021-2025-{hashlib.sha256(text).hexdigest()[:12]}"
    place.rename(folder / "bundles" / older)
    (folder / "current.txt").write_text(older, encoding="utf-8")
    found = run(done)
    assert found.outcome == "check_failed"
    assert "version of the code -5.0" in check(found, "previous").said["en"]


def test_figure_far_from_the_country_is_a_warning_or_a_stop(job):
    job.write_text(JOB + "[checks]\nnational_band_points = 5\n", encoding="utf-8")
    found = run(job)
    assert found.outcome == "published"
    one = check(found, "national")
    assert (one.passed, one.level) == (False, "warn")
    assert "the country 39.3 % in 2021–2023 (seen 2025): +9.7 points, band ±5.0" in one.said["en"]
    job.write_text(JOB + '[checks]\nnational_band_points = 5\nnational = "fail"\n', encoding="utf-8")
    assert run(job).exit_code == 4


def test_country_is_compared_with_its_own_phase(job):
    text = JOB.replace('file = "figures.csv"', 'bundled = "viet_nam"').replace("2021-2025", "2016-2020")
    job.write_text(text, encoding="utf-8")
    found = run(job)
    assert "46.0 % in 2016–2020" in check(found, "national").said["en"]
    account = json.loads((job.parent / "published/bundles" / found.bundle / "tfp_viet_nam_2016-2020.json").read_bytes())
    assert 100 * account["tfp_contribution_share"] - 46.0 == pytest.approx(-0.4, abs=0.05)


def test_weak_last_year_stops_the_figure(job):
    job.write_text(JOB + '[checks]\nlast_year_status = "official"\n', encoding="utf-8")
    found = run(job)
    assert found.exit_code == 4
    assert "weakest cell of 2025 is preliminary" in check(found, "last_year").said["en"]
    assert "last_year" in found.error["en"]
    revise(job, status={2024: "sơ bộ"})
    assert run(job).outcome == "published"


def test_printed_shares_that_do_not_add_up_stop_the_figure(done, monkeypatch):
    from tfp_soctrang.job import checks as job_checks

    real = job_checks.split_rows

    def wrong(account, language):
        table = real(account, language)
        rows = [list(row) for row in table.rows]
        rows[-1][-1] = "99.9"
        return type(table)(rows=tuple(map(tuple, rows)), notes=table.notes)

    before = published(done.parent / "published")
    monkeypatch.setattr(job_checks, "split_rows", wrong)
    found = run(done)
    assert (found.exit_code, check(found, "sums").passed) == (4, False)
    assert published(done.parent / "published") == before


def test_figure_that_the_calendar_says_is_out_must_be_entered(job):
    later = datetime(2027, 10, 30, tzinfo=UTC)
    assert check(run(job, later - timedelta(days=1)), "data_age").passed  # the last day of grace
    found = run(job, later)
    one = check(found, "data_age")
    assert (found.outcome, one.passed, one.level) == ("nothing_new", False, "warn")
    assert "Gross product, constant 2010 prices 2025 (official 29 September 2027)" in one.said["en"]
    job.write_text(JOB + '[checks]\ndata_age = "fail"\n', encoding="utf-8")
    assert run(job, later).exit_code == 4
    revise(job, status={})
    assert check(run(job, later), "data_age").passed


def test_share_that_is_not_defined_is_published_as_such(done, told):
    """Output that does not grow: no share, and a change that a person has to accept."""
    first, _ = published(done.parent / "published")
    revise(done, {("output_const2010", year): 35002.0 for year in range(2020, 2026)})
    found = run(done)
    assert (found.exit_code, found.share) == (4, None)
    assert "cannot be compared" in check(found, "previous").said["en"]
    done.write_text(JOB + f'[checks]\naccept_change_from = "{first}"\n', encoding="utf-8")
    found = run(done)
    assert found.outcome == "published"
    assert "Shares are not defined" in check(found, "sums").said["en"]
    assert "not compared with the country's" in check(found, "national").said["en"]
    assert run(done).outcome == "nothing_new"
    assert "TFP share: –" in told("job", "status", "job.toml", "--lang", "en", cwd=done.parent).out


# ------------------------------------------------------------------------------------------------ archive


def archived(folder, *days):
    """An archive with the figures of Việt Nam and an edition of Sóc Trăng for each day, and its job."""
    archive = folder / "kho.sqlite"
    editions.add_vintage(archive, "viet_nam", edition="1", release_date="2026-01-06", access_date="2026-11-01")
    for i, day in enumerate(days):
        path = folder / "office.csv"
        path.write_text(figures({OUTPUT: 46300.0 + 10 * i}), encoding="utf-8")
        editions.add_vintage(archive, path, edition=day, release_date=day, access_date="2026-11-01")
    text = JOB.replace('file = "figures.csv"', 'archive = "kho.sqlite"\nas_of = "latest"')
    (folder / "job.toml").write_text(text, encoding="utf-8")
    return folder / "job.toml"


def test_figures_of_the_archive_and_the_figure_kept_in_it_once(tmp_path):
    job = archived(tmp_path, "2026-09-30", "2026-10-30")
    found = run(job)
    assert found.outcome == "published"
    manifest = json.loads((tmp_path / "published/bundles" / found.bundle / "manifest.json").read_bytes())
    assert manifest["as_of"] == "2026-10-30"
    assert {one["edition"] for one in manifest["editions"]} == {"1", "2026-10-30"}
    assert run(job).outcome == "nothing_new"
    (kept,) = editions.runs(tmp_path / "kho.sqlite")
    assert json.loads(kept.result)["tfp_contribution_share"] == found.share
    job.write_text(job.read_text(encoding="utf-8").replace("latest", "2026-09-30"), encoding="utf-8")
    earlier = run(job)
    assert earlier.outcome == "published"
    assert earlier.share < found.share
    assert len(editions.runs(tmp_path / "kho.sqlite")) == 2
    # a newer edition with the same firmness is another edition of the cells: its revision explains itself
    path = tmp_path / "office.csv"
    path.write_text(figures({OUTPUT: 46400.0}), encoding="utf-8")
    editions.add_vintage(
        tmp_path / "kho.sqlite", path, edition="3", release_date="2026-10-31", access_date="2026-11-01"
    )
    assert run(job).share == earlier.share  # as known on the day that the job names


def test_corrupt_archive_is_refused_and_nothing_is_lost(tmp_path):
    job = archived(tmp_path, "2026-09-30")
    assert run(job).outcome == "published"
    before = published(tmp_path / "published")
    archive = tmp_path / "kho.sqlite"
    good = archive.read_bytes()
    for damaged in (good[:3000] + b"\0" * 3000 + good[6000:], b"no database at all", good[: len(good) // 2]):
        archive.write_bytes(damaged)
        found = run(job)
        assert (found.outcome, found.exit_code) == ("refused", 3), found
        assert "kho.sqlite" in found.error["en"]
        assert published(tmp_path / "published") == before
    archive.write_bytes(good)
    assert run(job).outcome == "nothing_new"


# ------------------------------------------------------------------------------------------------ one run at a time


def test_two_jobs_at_once_one_publishes(job):
    """The second starts while the first writes a document."""
    job.write_text(JOB.replace('"json", "csv"', '"docx"'), encoding="utf-8")
    writing, go_on = threading.Event(), threading.Event()

    def slow(report, path):
        writing.set()
        assert go_on.wait(60)
        path.write_bytes(b"a document")

    outcomes = []
    first = threading.Thread(target=lambda: outcomes.append(run(job, renderers={"docx": slow})))
    first.start()
    try:
        assert writing.wait(60)
        out, err = command("job", "run", "job.toml", cwd=job.parent, code=75)
        record = json.loads(out)
        assert (record["outcome"], record["exit_code"]) == ("locked", 75)
        assert f"({os.getpid()}," in record["error"]["en"]
        assert "đang giữ khóa" in err
    finally:
        go_on.set()
        first.join()
    assert outcomes[0].outcome == "published"
    published(job.parent / "published")
    assert [one.outcome for one in read_log(job.parent / "published/runs.jsonl").runs] == ["published"]


def test_lock_of_a_killed_run_does_not_block(job):
    """The file is left behind, the lock is not."""
    code = (
        "import sys, time; from pathlib import Path; from tfp_soctrang.job.lock import job_lock\n"
        "with job_lock(Path(sys.argv[1]), 'the killed one'): print('held', flush=True); time.sleep(600)"
    )
    (job.parent / "published").mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(job.parent / "published/job.lock")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        found = run(job)
        assert found.exit_code == 75
        assert "the killed one" in found.error["vi"]
    finally:
        holder.kill()
        holder.communicate()
    assert (job.parent / "published/job.lock").exists()
    assert run(job).outcome == "published"


def test_killed_runs_leave_a_whole_bundle(tmp_path):
    """kill -9 at five random moments; benchmarks/soak/job_kills.py does it a hundred times."""
    found = list(kills(tmp_path, 5, seed=20261123))
    assert [one.problem for one in found] == [""] * 5
    assert len(found) == 5


# ------------------------------------------------------------------------------------------------ faults


def test_full_disk_in_a_document_loses_nothing(done):
    before = published(done.parent / "published")
    revise(done, {OUTPUT: 46301.0})
    done.write_text(JOB.replace('"json", "csv"', '"json", "csv", "xlsx"'), encoding="utf-8")

    def full(report, path):
        path.write_bytes(b"half a workbook")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    found = run(done, renderers={"xlsx": full})
    assert (found.outcome, found.exit_code) == ("fault", 1)
    assert "the disk is full" in found.error["en"]
    assert published(done.parent / "published") == before
    assert not list((done.parent / "published/bundles").glob(".new-*"))
    assert stale_on_the_page(done)
    assert run(done, renderers={"xlsx": lambda _, path: path.write_bytes(b"whole")}).outcome == "published"
    assert not stale_on_the_page(done)


def test_fault_of_a_renderer_is_ours_and_loses_nothing(done, capsys):
    before = published(done.parent / "published")
    done.write_text(JOB.replace('"csv"', '"pdf"'), encoding="utf-8")

    def broken(report, path):
        raise ZeroDivisionError("in the renderer")

    found = run(done, renderers={"pdf": broken})
    assert (found.outcome, found.exit_code) == ("fault", 1)
    assert found.error["en"] == "ZeroDivisionError: in the renderer"
    assert "in broken" in capsys.readouterr().err
    assert published(done.parent / "published") == before


def test_log_that_cannot_be_written_is_told(done, monkeypatch):
    def full(path, line):
        from tfp_soctrang.errors import PublishingError

        raise PublishingError(str(path), "the disk is full")

    monkeypatch.setattr("tfp_soctrang.job.log.append_line", full)
    revise(done, {OUTPUT: 46301.0})
    found = run(done)
    assert (found.outcome, found.exit_code) == ("published", 1)
    assert "could not be recorded" in found.error["en"]
    monkeypatch.undo()
    assert run(done).outcome == "nothing_new"  # the figure is published, and now recorded
    assert [one.outcome for one in read_log(done.parent / "published/runs.jsonl").runs] == ["published", "nothing_new"]


def test_read_only_folder_is_told_and_loses_nothing(not_run):
    """As a user who may not write there; root may write anywhere, so it lends itself another identity."""
    if sys.platform == "win32":
        not_run("rights of folders are others on Windows")
    nobody = 65534
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        job = write_job(folder)
        assert run(job).outcome == "published"
        before = tree(folder)
        job.chmod(0o644)
        places = [folder / "published", folder / "published/bundles"]
        for path in places:
            path.chmod(0o555)
        (folder / "published/runs.jsonl").chmod(0o444)
        root = os.geteuid() == 0
        try:
            if root:
                os.seteuid(nobody)
            found = run(job)
        finally:
            if root:
                os.seteuid(0)
            for path in places:
                path.chmod(0o755)
        assert (found.outcome, found.exit_code) == ("fault", 1)
        assert "job.lock" in found.error["en"]
        assert "may write to it" in found.error["en"]
        assert tree(folder) == before
        published(folder / "published")


def test_folder_that_cannot_be_made_is_told(job):
    job.write_text(JOB.replace('"published"', '"figures.csv/published"'), encoding="utf-8")
    found = run(job)
    assert (found.outcome, found.exit_code) == ("fault", 1)
    assert "figures.csv/published" in found.error["en"]


def test_clock_set_back_is_noticed(done):
    back = NOON - timedelta(days=300)
    found = run(done, back)
    assert found.exit_code == 0
    (note,) = found.notes
    assert "The clock says 2026-01-27 12:00+00:00, the last run was at 2026-11-23 12:00+00:00" in note["en"]
    assert "bị vặn lùi" in note["vi"]
    _, status = job_status(done, clock=lambda: back)
    assert status.notes == (note,)
    assert status.age_days == 300  # from the last run that was, not from a clock that is wrong
    assert "vặn lùi" in (done.parent / "published/index.html").read_text(encoding="utf-8") or (
        "set back" in (done.parent / "published/index.html").read_text(encoding="utf-8")
    )
    assert run(done, NOON + timedelta(days=1)).notes == ()


def test_damaged_bundle_is_published_anew(done):
    name, files = published(done.parent / "published")
    page = done.parent / "published/bundles" / name / "tfp_soc_trang_2021-2025.json"
    page.write_text("somebody wrote here", encoding="utf-8")
    _, status = job_status(done, clock=lambda: NOON)
    assert any("tfp_soc_trang_2021-2025.json" in one["en"] for one in status.stale)
    found = run(done)
    assert found.outcome == "published"
    assert "was not as it was published" in found.notes[0]["en"]
    assert published(done.parent / "published") == (name, files)
    assert run(done).outcome == "nothing_new"


def test_lost_bundle_or_pointer_is_published_anew(done):
    import shutil

    name, files = published(done.parent / "published")
    shutil.rmtree(done.parent / "published/bundles" / name)
    assert job_status(done, clock=lambda: NOON)[1].bundle is None
    assert run(done).outcome == "published"
    (done.parent / "published/current.txt").unlink()
    assert run(done).outcome == "published"
    assert published(done.parent / "published") == (name, files)


def test_cut_line_of_the_log_is_told_and_kept(done):
    log = done.parent / "published/runs.jsonl"
    log.write_bytes(log.read_bytes() + b'{"at": "2026-11')
    found = run(done)
    assert found.outcome == "nothing_new"
    assert "Line(s) 2 of runs.jsonl" in found.notes[0]["en"]
    kept = read_log(log)
    assert [one.outcome for one in kept.runs] == ["published", "nothing_new"]
    assert kept.damaged_lines == (2,)


def test_only_so_many_bundles_stay(job):
    job.write_text(JOB.replace("[outputs]", "[outputs]\nkeep = 3"), encoding="utf-8")
    names = []
    for step in range(5):
        revise(job, {OUTPUT: 46300.0 + step})
        names.append(run(job).bundle)
    assert {path.name for path in (job.parent / "published/bundles").iterdir()} == set(names[-3:])


# ------------------------------------------------------------------------------------------------ status


def test_failed_run_does_not_leave_last_years_figure_looking_fresh(done):
    folder = done.parent / "published"
    assert not stale_on_the_page(done)
    (done.parent / "figures.csv").unlink()
    run(done, NOON + timedelta(days=365))
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<div class="stale" role="alert"><strong>THIS FIGURE MAY BE OUT OF DATE' in page
    assert "figures.csv: cannot be read" in page
    _, status = job_status(done, clock=lambda: NOON + timedelta(days=366))
    assert [one["en"].split(":")[0] for one in status.stale] == [
        "The last run (2027-11-23 12",
        "Since 29 October 2027 figures should have been entered that this one does not hold.",
    ]  # fmt: skip
    assert status.age_days == 366


def test_figure_goes_stale_by_age_alone(done):
    _, status = job_status(done, clock=lambda: NOON + timedelta(days=401))
    assert any("401 days ago, more than 400" in one["en"] for one in status.stale)
    _, status = job_status(done, clock=lambda: NOON + timedelta(days=300))
    assert status.stale == ()


def test_nothing_published_and_another_phase_are_told(job, tmp_path):
    _, status = job_status(job, clock=lambda: NOON)
    assert [one["en"] for one in status.stale] == ["Nothing has been published yet.", "No run has been recorded."]
    run(job)
    job.write_text(JOB.replace("2021-2025", "2021-2024"), encoding="utf-8")
    _, status = job_status(job, clock=lambda: NOON)
    assert "of another phase or territory: soc_trang 2021–2025" in status.stale[0]["en"]
    assert run(job).outcome == "published"  # another phase is compared with nothing
    assert job_status(job, clock=lambda: NOON)[1].stale == ()


def test_commands_print_one_line_and_tell_the_status(job, told):
    out, err = command("job", "run", "job.toml", cwd=job.parent)
    assert len(out.splitlines()) == 1
    record = json.loads(out)
    assert (record["outcome"], record["status"], err) == ("published", "provisional", "")
    assert set(record["seconds"]) >= {"read", "compute", "sensitivity", "check", "render json", "publish"}
    out, _ = told("job", "status", "job.toml", "--fail-if-stale", "--lang", "en", cwd=job.parent)
    assert "TFP share: 49.0 %" in out
    assert "[passed] The printed shares" in out
    (job.parent / "figures.csv").unlink()
    out, err = told("job", "run", "job.toml", cwd=job.parent, code=3)
    assert json.loads(out)["outcome"] == "refused"
    assert "figures.csv" in err
    out, _ = told("job", "status", "job.toml", "--fail-if-stale", "--format", "json", cwd=job.parent, code=4)
    assert json.loads(out)["last_run"]["exit_code"] == 3
    for name in ("run", "status"):
        _, err = told("job", name, "absent.toml", cwd=job.parent, code=2)
        assert "absent.toml: cannot be read" in err


def test_every_made_up_cell_is_used(job):
    """The figures of these tests leave no cell to an assumption."""
    account = tfp.study(tfp.load(job.parent / "figures.csv")).phase(2021, 2025)
    assert account.filled_cells == ()
    assert {cell.series for cell in account.published_cells} == set(FIGURES)
    with pytest.raises(DataError):
        tfp.load(job.parent / "nothing.csv")


def test_archive_opens_after_all(tmp_path):
    job = archived(tmp_path, "2026-09-30")
    run(job)
    with Archive(tmp_path / "kho.sqlite", create=False) as archive:
        archive.check()


# ------------------------------------------------------------------------------------------------ examples

EXAMPLES = Path(__file__).parents[2] / "docs/examples/job"


def test_example_of_a_job_names_every_key_with_its_default(tmp_path):
    import re
    from dataclasses import fields

    from tfp_soctrang.job_settings import JobChecks, JobSensitivity

    (tmp_path / "job.toml").write_bytes((EXAMPLES / "job.toml").read_bytes())
    found = job_at(tmp_path / "job.toml")
    assert found.checks == JobChecks()
    assert found.sensitivity == JobSensitivity()
    assert set(found.outputs) == {"json", "csv", "xlsx", "docx", "pdf", "html"}
    assert dict(found.letterhead)["recipients"] == ("Bộ Khoa học và Công nghệ",)
    text = (EXAMPLES / "job.toml").read_text(encoding="utf-8")
    # previous and last_year are told in docs/job.md, with the checks they belong to
    told = {one.name for one in fields(JobChecks)} - {"previous", "last_year"}
    assert told <= set(re.findall(r"^(?:# )?(\w+) = ", text, re.MULTILINE))


def test_example_of_a_job_runs(tmp_path):
    """On made-up figures in the place of the workbook, with the documents that every machine makes."""
    write_job(tmp_path)
    text = (EXAMPLES / "job.toml").read_text(encoding="utf-8").replace("soctrang.xlsx", "figures.csv")
    text = text.replace(', "xlsx", "docx", "pdf", "html"', "").replace("draws = 100000", "draws = 1000")
    (tmp_path / "job.toml").write_text(text, encoding="utf-8")
    assert run(tmp_path / "job.toml").outcome == "published"


def shim(folder):
    """A program at the place of the installed command."""
    path = folder / "tfp-soctrang"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from tfp_soctrang.cli import main; main()" "$@"\n')
    path.chmod(0o755)
    return path


def test_example_for_systemd_is_valid(tmp_path, not_run):
    import shutil

    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        not_run("install systemd (systemd-analyze): it verifies the example of service and timer")
    program = shim(tmp_path)
    for name in ("tfp-soctrang.service", "tfp-soctrang.timer"):
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/tfp-soctrang/.venv/bin/tfp-soctrang", str(program)))
    units = [str(tmp_path / name) for name in ("tfp-soctrang.service", "tfp-soctrang.timer")]
    done = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    calendar = next(line for line in (tmp_path / "tfp-soctrang.timer").read_text().splitlines() if "OnCalendar" in line)
    done = subprocess.run(
        [analyze, "calendar", calendar.partition("=")[2]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Mon" in done.stdout
    bad = tmp_path / "bad.service"
    bad.write_text((tmp_path / "tfp-soctrang.service").read_text().replace("Type=oneshot", "Type=onesht"))
    done = subprocess.run([analyze, "verify", "--man=no", str(bad)], capture_output=True, text=True, check=False)
    assert "onesht" in done.stderr  # the program sees faults at all


def test_example_for_cron_runs_as_it_stands(job, not_run):
    if sys.platform == "win32":
        not_run("cron needs a shell")
    line = (EXAMPLES / "crontab").read_text(encoding="utf-8").splitlines()[-1]
    schedule, shown = line.split("  ", 1)
    assert schedule == "0 6 * * 1"
    shown = shown.replace("/srv/tfp-soctrang", str(job.parent))
    shown = shown.replace("/opt/tfp-soctrang/.venv/bin/tfp-soctrang", str(shim(job.parent)))
    done = subprocess.run(["/bin/sh", "-c", shown], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((job.parent / "job.log").read_text(encoding="utf-8"))["outcome"] == "published"


def test_example_for_windows_has_the_fields_of_the_schema():
    """Order and names after the schema of Task Scheduler 1.2; it was not tried on Windows."""
    from xml.etree import ElementTree

    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    text = (EXAMPLES / "tfp-soctrang.xml").read_text(encoding="utf-8")
    task = ElementTree.fromstring(text)  # noqa: S314 - our own file
    assert (task.tag, task.get("version")) == (f"{space}Task", "1.2")
    names = [one.tag.removeprefix(space) for one in task]
    assert names == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert text.isascii()  # no encoding is declared: plain letters mean the same in all that Windows may take it for
    start = datetime.fromisoformat(task.findtext(f".//{space}StartBoundary"))
    assert start.weekday() == 0
    day = task.find(f".//{space}ScheduleByWeek/{space}DaysOfWeek")[0]
    assert day.tag == f"{space}Monday"
    assert task.findtext(f".//{space}MultipleInstancesPolicy") == "IgnoreNew"
    assert task.find(f"{space}Actions").get("Context") == task.find(f".//{space}Principal").get("id")
    exec_ = task.find(f".//{space}Exec")
    assert [one.tag.removeprefix(space) for one in exec_] == ["Command", "Arguments", "WorkingDirectory"]
    assert exec_.findtext(f"{space}Arguments").startswith("job run ")
