"""From the files that the office publishes to a figure: show, map, add, vintages, --as-of, revisions."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys

import openpyxl
import pytest

import tfp_soctrang as tfp
from tfp_soctrang import editions
from tfp_soctrang.archive.store import Archive
from tfp_soctrang.errors import ArchiveError, DataError

COMMAND = [sys.executable, "-c", "from tfp_soctrang.cli import main; main()"]


def run(*arguments, cwd, code=0):
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert done.returncode == code, (out, err)
    return out, err


GDP = (
    '"Gross domestic product by Items and Year"\n\n"Items";"2019";"2020";"2021";"Prel. 2022"\n'
    '"At constant 2010 prices (Bill. dongs)";100.5;110.25;121.0;130.0\n'
    '"Gross fixed capital formation at constant 2010 prices (Bill. dongs)";30.0;31.0;32.0;33.5\n'
)
MAPPING = (
    'territory = "Sóc Trăng"\n\n[[series]]\nname = "output_const2010"\n'
    'select = { "Items" = "At constant 2010 prices (Bill. dongs)" }\n'
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gdp.csv").write_text(GDP, encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def test_show_tells_what_a_file_holds(folder):
    out, _ = run("data", "show", "gdp.csv", "--lang", "en", cwd=folder)
    for told in ("2019–2022", "billion đồng" if "billion" in out else "tỷ đồng", "constant 2010", "preliminary 2"):
        assert told in out


def test_mapping_picks_the_cells(folder):
    data = tfp.load(folder / "gdp.csv", mapping=folder / "map.toml")
    series = data["output_const2010"]
    assert series.values.tolist() == [100.5, 110.25, 121.0, 130.0]
    assert [status.value for status in series.status] == ["official"] * 3 + ["preliminary"]
    assert series.price_base.year == 2010
    assert "gdp.csv, row 4" in series.origin_at(2019).reference
    assert data.reference is not None


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (("At constant 2010 prices", "At constant 2001 prices"), "nearest are"),
        (('"Items" =', '"Item" ='), "has no dimension"),
        (('select = { "Items" = "At constant 2010 prices (Bill. dongs)" }', "select = {}"), "must select one"),
        (("Sóc Trăng", "Sóc Trắng Xa"), "territory"),
        (("name =", "nmae ="), "nmae is not a key"),
        (("[[series]]", "[[serie]]"), "serie: is not a key"),
        (("[[series]]", "[series]"), r"must be tables \[\[series\]\]"),
        (('name = "output_const2010"', 'name = "output_const2010"\nunit = 3'), "unit must be a text .*got 3"),
        (('name = "output_const2010"', 'name = "output_const2010"\ntable = 3'), "table must be a text .*got 3"),
        (
            ('name = "output_const2010"', 'name = "output_const2010"\nbreaks = 2020'),
            "breaks must be .*got 2020",
        ),
        (('name = "output_const2010"', 'name = "output_const2010"\nbreaks = ["x"]'), "breaks must be a list"),
        (('name = "output_const2010"', 'name = "output_const2010"\nyears = "2021-2019"'), "years must read"),
        (('name = "output_const2010"', 'name = "output_const2010"\nyears = "1990-1995"'), "no number for a full year"),
        (('name = "output_const2010"', 'name = "output_const2010"\nunit = "tạ"'), "unit"),
    ],
)
def test_faulty_mapping_is_refused_with_the_remedy(folder, change, hint):
    text = MAPPING.replace(*change)
    assert text != MAPPING
    (folder / "map.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=hint):
        tfp.load(folder / "gdp.csv", mapping=folder / "map.toml")


def test_table_with_bad_cells_is_not_used(folder):
    (folder / "gdp.csv").write_text(GDP.replace("110.25", "abc"), encoding="utf-8")
    with pytest.raises(DataError, match="1 bad cell") as caught:
        tfp.load(folder / "gdp.csv", mapping=folder / "map.toml")
    assert [issue.raw for issue in caught.value.issues] == ["abc"]


def test_firmer_of_two_cells_of_a_year_is_taken(folder):
    twice = GDP.replace('"Prel. 2022"', '"Prel. 2021"')
    (folder / "gdp.csv").write_text(twice, encoding="utf-8")
    data = tfp.load(folder / "gdp.csv", mapping=folder / "map.toml")
    assert data["output_const2010"].at(2021) == 121.0
    assert data["output_const2010"].status_at(2021).value == "official"


def test_guess_is_a_mapping_that_works(folder):
    run("data", "map", "gdp.csv", "--out", "guess.toml", cwd=folder)
    data = tfp.load(folder / "gdp.csv", mapping=folder / "guess.toml")
    assert set(data) == {"output_const2010", "fixed_capital_formation_const2010"}
    _, err = run("data", "map", "gdp.csv", "--out", "guess.toml", cwd=folder, code=3)
    assert "guess.toml" in err


@pytest.fixture
def archive(tmp_path):
    """Two editions of Sóc Trăng in an archive: the bundled one, and a workbook with three other cells."""
    day = ("--access-date", "2026-07-02")
    run("data", "add", "viet_nam", "--edition", "1", "--release-date", "2025-01-06", *day, cwd=tmp_path)
    run("data", "add", "soc_trang", "--edition", "1", "--release-date", "2025-02-06", *day, cwd=tmp_path)
    path = tmp_path / "office.xlsx"
    tfp.write_template(path)
    book = openpyxl.load_workbook(path)
    for sheet, series, year, value, status in (
        ("GRDP", "output_growth", 2023, 6.1, None),
        ("GRDP", "output_growth", 2025, 7.9, "sơ bộ"),
        ("Lao động", "employed_icls19", 2023, 611.0, "chính thức"),
    ):
        cells = book[sheet]
        column = next(c for c in range(2, 20) if cells.cell(5, c).value == series)
        row = next(r for r in range(10, 40) if cells.cell(r, 1).value == year)
        cells.cell(row, column).value = value
        cells.cell(row, column + 1).value = status or cells.cell(row, column + 1).value
    book.save(path)
    book.close()
    run("data", "add", "office.xlsx", "--edition", "2", "--release-date", "2026-06-29", *day, cwd=tmp_path)
    return tmp_path


def test_vintages_are_listed_and_not_stored_twice(archive):
    out, _ = run("data", "vintages", cwd=archive)
    assert [line.split()[0] for line in out.splitlines()[1:]] == ["1", "2", "3"]
    arguments = ("--edition", "2", "--release-date", "2026-06-29", "--access-date", "2026-07-02")
    out, _ = run("data", "add", "office.xlsx", *arguments, cwd=archive)
    assert "stored already" in out


def test_as_of_gives_the_figure_of_the_day(archive):
    shares = []
    for day in ("2025-03-01", "2026-07-01"):
        out, _ = run("phase", "2021-2025", "--as-of", day, "--format", "json", cwd=archive)
        shares.append(json.loads(out)["tfp_contribution_share"])
    bundled = tfp.study(tfp.load("soc_trang")).phase(2021, 2025).tfp_contribution_share
    assert shares[0] == pytest.approx(bundled, rel=1e-14)
    assert shares[1] != pytest.approx(bundled, rel=1e-3)
    _, err = run("phase", "2021-2025", "--as-of", "2024-01-01", cwd=archive, code=3)
    assert "2025-01-06" in err


def test_a_figure_is_kept_with_what_it_was_made_from(archive):
    asked = ("phase", "2021-2025", "--as-of", "2026-07-01", "--format", "json", "--lang", "en")
    out, err = run(*asked, "--record", cwd=archive)
    assert err.strip().endswith("tfp-archive.sqlite: 1")
    kept, _ = run("data", "runs", "--result", "1", cwd=archive)
    assert kept == out
    with Archive(archive / "tfp-archive.sqlite", create=False) as file:
        file.check()
        (stored,) = file.runs()
    assert stored.vintages == (1, 2, 3)
    assert stored.code_version == tfp.__version__
    given = json.loads(stored.assumptions)
    assert given["values"]["labour_share"]["value"] == tfp.baseline("soc_trang").values["labour_share"].value
    assert given["reference"]["territory"] == "viet_nam"
    again, _ = run(*stored.command.split(), "--format", "json", "--lang", "en", cwd=archive)
    assert again == kept
    listed, _ = run("data", "runs", cwd=archive)
    assert len(listed.splitlines()) == 2
    assert stored.command in listed
    _, err = run("data", "runs", "--result", "9", cwd=archive, code=2)
    assert "no run 9" in err
    _, err = run("phase", "2021-2025", "--record", cwd=archive, code=2)
    assert "--as-of" in err


def test_a_kept_figure_names_its_assumptions_file(archive):
    (archive / "my point.toml").write_text("[soc_trang.assumptions.labour_share]\nvalue = 0.58\n", encoding="utf-8")
    asked = ("phase", "2021-2025", "--as-of", "2026-07-01", "--assumptions", "my point.toml", "--record")
    run(*asked, cwd=archive)
    with Archive(archive / "tfp-archive.sqlite", create=False) as file:
        (stored,) = file.runs()
    again, _ = run(*shlex.split(stored.command), "--format", "json", "--lang", "en", cwd=archive)
    assert again == stored.result
    assert json.loads(stored.result)["labour_share"] == pytest.approx(0.58, rel=1e-15)


def test_a_figure_that_its_day_does_not_give_is_not_kept(archive):
    path = archive / "tfp-archive.sqlite"
    study = tfp.study(editions.as_of(path, "2025-03-01", "soc_trang"))
    account = study.phase(2021, 2025)
    with pytest.raises(ArchiveError, match="another figure"):
        editions.keep_run(path, study, account, date="2026-07-01", command="phase 2021-2025")
    assert editions.runs(path) == ()
    assert run("data", "runs", "--lang", "en", cwd=archive)[0] == "The archive keeps no figure.\n"


def test_revisions_split_the_change_exactly(archive):
    arguments = ("revisions", "2021-2025", "--from", "2", "--to", "3")
    out, _ = run(*arguments, "--format", "json", "--chart", "bridge.svg", cwd=archive)
    record = json.loads(out)
    assert {(part["kind"], part["series"]) for part in record["parts"]} == {
        ("new", "output_growth, employed_icls19"),
        ("revised", "output_growth"),
    }
    assert record["after"] - record["before"] == record["change"]
    first = (archive / "bridge.svg").read_bytes()
    run(*arguments, "--chart", "bridge.svg", cwd=archive)
    assert (archive / "bridge.svg").read_bytes() == first
    out, _ = run(*arguments, "--lang", "en", cwd=archive)
    rows = [line for line in out.splitlines() if line.startswith(("  New years", "  Revised data"))]
    changes = [round(10 * float(line.split()[-1])) for line in rows]
    assert len(changes) == 2
    ends = [round(10 * float(line.split()[-1])) for line in out.splitlines() if "edition (%)" in line]
    assert ends[0] + sum(changes) == ends[1]


def test_no_archive_no_edition(tmp_path):
    for arguments in (("data", "vintages"), ("phase", "2021-2025", "--as-of", "2025-01-01")):
        _, err = run(*arguments, cwd=tmp_path, code=3)
        assert "tfp-archive.sqlite" in err
    assert not (tmp_path / "tfp-archive.sqlite").exists()


def test_published_number_that_cannot_be_right_is_refused(folder, raw_folder):
    """The file of October 2024 prints a real GDP of -4900.98 for 2023."""
    (folder / "gdp.csv").write_text(GDP.replace("110.25", "-4900.98").replace("121.0", "121000.0"), encoding="utf-8")
    with pytest.raises(DataError, match="cannot be right") as caught:
        tfp.load(folder / "gdp.csv", mapping=folder / "map.toml")
    assert {issue.raw for issue in caught.value.issues} == {"-4900.98", "121000.0"}
    path = raw_folder("nsdp_sdmx") / "GDPVNM.xml"
    guess = tfp.guess_mapping(path, "viet_nam")
    assert 'years = "2004-2022"' in guess
    assert "-4900.9833140436094" in guess


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("nsdp_sdmx/GDPVNM.xml", {"gdp_current", "gfcf_current", "gdp_const2010", "gfcf_const2010"}),
        ("pxweb_jsonstat_vi_2022/lao_dong_theo_nghe.json", {"employed_icls13", "employed_icls19"}),
    ],
)
def test_guess_reads_the_published_files_of_the_nation(name, rows, raw_folder, tmp_path):
    folder, file = name.split("/")
    path = raw_folder(folder) / file
    (tmp_path / "m.toml").write_text(tfp.guess_mapping(path, "viet_nam"), encoding="utf-8")
    data = tfp.load(path, mapping=tmp_path / "m.toml")
    assert len(data.series) >= len(rows)
    for series in data.series.values():
        assert len(series) > 0


def test_refusals_speak_vietnamese(archive):
    (archive / "gdp.csv").write_text(GDP.replace("110.25", "11x.2"), encoding="utf-8")
    (archive / "map.toml").write_text(MAPPING, encoding="utf-8")
    _, err = run("phase", "2021-2025", "--data", "gdp.csv", "--mapping", "map.toml", cwd=archive, code=3)
    assert "có 1 ô sai" in err
    assert "row 4, column 3" in err
    assert "'11x.2'" in err
    _, err = run("phase", "2021-2025", "--as-of", "2025-13-01", cwd=archive, code=3)
    assert "không phải là ngày" in err
    _, err = run("revisions", "2021-2025", "--from", "9", "--to", "3", cwd=archive, code=3)
    assert "Kho có: 1, 2, 3." in err
