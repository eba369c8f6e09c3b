from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

import tfp_soctrang as tfp

COMMAND = [sys.executable, "-c", "from tfp_soctrang.cli import main; main()"]


def run(*arguments, cwd=None, code=0, **environment):
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, cwd=cwd, env={**os.environ, **environment}, check=False
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == code, (out, err)
    return out, err


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("office") / "office.xlsx"
    run("data", "template", path)
    return path


FIELDS = [
    "territory", "first_year", "last_year", "form", "averaging", "output_growth", "capital_growth", "labour_growth",
    "capital_contribution", "labour_contribution", "tfp_growth", "capital_contribution_share",
    "labour_contribution_share", "tfp_contribution_share", "capital_share", "labour_share", "status", "filled_cells",
    "caveats", "origins",
]  # fmt: skip


def test_json_holds_the_record():
    out, _ = run("phase", "2021-2025", "--format", "json")
    record = json.loads(out)
    assert list(record)[: len(FIELDS)] == FIELDS
    account = tfp.study(tfp.load("soc_trang")).phase(2021, 2025)
    for name in FIELDS[5:16]:
        assert record[name] == getattr(account, name)
    assert record["status"] == "assumed"
    shares = [record[f"{part}_contribution_share"] for part in ("capital", "labour", "tfp")]
    assert sum(shares) == pytest.approx(1.0, abs=1e-15)
    assert len(record["filled_cells"]) == 9
    assert all(cell["source"] and cell["reason"] and cell["low"] <= cell["high"] for cell in record["filled_cells"])
    assert all(caveat["text"] for caveat in record["caveats"])
    assert {origin["territory"] for origin in record["origins"]} == {"soc_trang", "viet_nam"}


def test_csv_is_one_row_with_a_header():
    out, _ = run("phase", "2016-2020", "--territory", "viet_nam", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 1
    assert float(rows[0]["tfp_contribution_share"]) == pytest.approx(0.456, abs=5e-4)


def test_two_runs_are_the_same_bytes():
    for shape in ("table", "json", "csv"):
        first = run("phase", "2021-2025", "--format", shape, PYTHONHASHSEED="1")
        assert first == run("phase", "2021-2025", "--format", shape, PYTHONHASHSEED="2")


def test_printed_shares_add_up_to_100():
    for lang, comma in (("vi", ","), ("en", ".")):
        for territory, phase in (("soc_trang", "2021-2025"), ("viet_nam", "2011-2015"), ("viet_nam", "2021-2023")):
            out, _ = run("phase", phase, "--territory", territory, "--lang", lang)
            lines = [line for line in out.splitlines() if line[:1] in "TVLGC" and line.rstrip(" *")[-1:].isdigit()]
            table = [line.rstrip(" *").split()[-1] for line in lines if "(" in line][-4:]
            whole, *parts = (int(text.replace(comma, "")) for text in table)
            assert whole == 1000 == sum(parts), out[:1200]


def test_strict_exits_3_and_names_the_cells():
    out, err = run("phase", "2021-2025", "--strict", code=3)
    assert out == ""
    for name in ("output_const2010", "investment_outlay_current", "employed_icls19"):
        assert name in err
    assert "2020, 2023–2025" in err


def test_open_phase_exits_3_and_names_the_years():
    _, err = run("phase", "2021-2025", "--territory", "viet_nam", "--lang", "en", code=3)
    assert "2025" in err
    assert "no figure yet" in err


def test_minimum_status():
    run("phase", "2011-2015", "--territory", "viet_nam", "--minimum-status", "official")
    _, err = run("phase", "2021-2023", "--territory", "viet_nam", "--minimum-status", "preliminary", code=3)
    assert "employed_icls19" in err


def test_usage_errors_exit_2():
    for arguments in (("phase",), ("phase", "2021"), ("phase", "2021-2025", "--form", "linear"), ("phrase",)):
        run(*arguments, code=2)


def test_form_and_averaging_are_named():
    out, _ = run("phase", "2021-2025", "--form", "log", "--averaging", "mean_of_shares", "--lang", "en")
    assert "Form: log" in out
    assert "mean of the yearly shares" in out


def test_assumptions_file(tmp_path):
    good = tmp_path / "good.toml"
    good.write_text("[soc_trang.assumptions.capital_share]\nvalue = 0.45\n", encoding="utf-8")
    out, _ = run("phase", "2021-2025", "--assumptions", good, "--format", "json")
    record = json.loads(out)
    assert record["capital_share"] == pytest.approx(0.45)
    assert "good.toml, dòng 1" in record["assumptions"][0]["source"]
    bad = tmp_path / "bad.toml"
    bad.write_text("[soc_trang.assumptions.capital_share]\nvalue = 45\n", encoding="utf-8")
    _, err = run("phase", "2021-2025", "--assumptions", bad, code=3)
    assert "bad.toml, line 2" in err or "bad.toml, line 1" in err


def test_template_is_checked_read_and_gives_the_same_figure(template):
    out, _ = run("data", "check", template, "--lang", "en")
    assert "No bad cell" in out
    out, _ = run("phase", "2021-2025", "--data", template, "--format", "json")
    ours = tfp.study(tfp.load("soc_trang")).phase(2021, 2025)
    assert json.loads(out)["tfp_contribution_share"] == pytest.approx(ours.tfp_contribution_share, rel=1e-12)
    _, err = run("data", "template", template, code=3)
    assert "office.xlsx" in err


def test_bad_file_prints_every_cell(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(
        "series,year,value,unit,price_base,status,territory\n"
        "output_const2010,2020,abc,tỷ đồng,giá so sánh 2010,chính thức,Sóc Trăng\n"
        "output_const2010,2021.5,100,tỷ đồng,giá so sánh 2010,chính thức,Sóc Trăng\n"
        "employed_icls19,2020,-5,nghìn người,,chính thức,Sóc Trăng\n",
        encoding="utf-8",
    )
    out, _ = run("data", "check", path, code=3)
    assert out.startswith("3 ô cần sửa")
    for raw in ("'abc'", "'2021.5'", "'-5'"):
        assert raw in out
    _, err = run("phase", "2021-2025", "--data", path, code=3)
    assert all(raw in err for raw in ("'abc'", "'2021.5'", "'-5'"))


def test_calibrate_writes_a_point_that_reproduces_the_account(tmp_path):
    point = tmp_path / "point.toml"
    out, _ = run("calibrate", "--write", point, "--format", "json")
    record = json.loads(out)
    assert next(one["name"] for one in record["coefficients"]) == "labour_share"
    assert record["deviation"] < 1
    out, _ = run("phase", "2016-2020", "--territory", "viet_nam", "--assumptions", point, "--format", "json")
    assert f"{100 * json.loads(out)['tfp_contribution_share']:.1f}" == "46.0"
    run("calibrate", "--write", point, code=3)


def test_list_and_help():
    out, _ = run("data", "list")
    assert "output_const2010" in out
    out, _ = run("--help")
    assert "phase 2021-2025" in out


def test_redirected_output_is_utf8_on_a_machine_that_is_not():
    out, _ = run("phase", "2021-2025", PYTHONIOENCODING="cp1252", PYTHONUTF8="0", LC_ALL="C")
    assert "TÍNH THỬ TRÊN GIẢ ĐỊNH" in out


def test_a_published_workbook_given_as_the_template_is_shown_the_way(tmp_path, template):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "14. Tổng sản phẩm trên địa bàn theo giá so sánh 2010"
    book.save(tmp_path / "nien_giam.xlsx")
    for arguments in (
        ("data", "check", tmp_path / "nien_giam.xlsx"),
        ("phase", "2021-2025", "--data", tmp_path / "nien_giam.xlsx"),
    ):
        out, err = run(*arguments, code=3)
        assert "data map TỆP --out MAP.toml" in out + err
        out, err = run(*arguments, "--lang", "en", code=3)
        assert "This is not the workbook to fill in." in out + err
    torn = openpyxl.load_workbook(template)
    del torn["GRDP"]
    torn.save(tmp_path / "torn.xlsx")
    out, _ = run("data", "check", tmp_path / "torn.xlsx", code=3)
    assert "data map" not in out


def test_current_prices_without_a_deflator_are_told_and_an_outdated_range_names_the_way_out(tmp_path, template):
    import openpyxl

    book = openpyxl.load_workbook(template)
    for title, code, values in (
        ("GRDP", "output_const2010", (35002, 35415, 38146, 40347, 43199, 46322)),
        ("Vốn đầu tư", "investment_outlay_current", (16200, 13006, 17456, 19020, 21331, 22100)),
        ("Lao động", "employed_icls19", (628, 595, 605, 606, 607, 608)),
    ):
        sheet = book[title]
        column = next(cell.column for cell in sheet[5] if cell.value == code)
        for row in range(10, sheet.max_row + 1):
            place = (sheet.cell(row, 1).value or 0) - 2020
            if 0 <= place <= 5:
                for shift, value in enumerate((values[place], "chính thức", "Niên giám")):
                    sheet.cell(row, column + shift, value)
    path = tmp_path / "office.xlsx"
    book.save(path)
    out, _ = run("phase", "2021-2025", "--data", path)
    told = " ".join(out.split())
    assert "Vốn đầu tư năm 2025 đã có theo giá hiện hành nhưng chưa dùng được: Việt Nam chưa công bố" in told
    _, err = run("sensitivity", "2021-2025", "--data", path, "--draws", "64", code=3)
    assert "nằm ngoài khoảng 0,301 – 0,367" in err
    own = tmp_path / "own.toml"
    own.write_text(
        '[[soc_trang.gap_fillers]]\nname = "investment_2022_2025"\nlow = 0.28\nhigh = 0.367\nsource = "x"\n',
        encoding="utf-8",
    )
    run("sensitivity", "2021-2025", "--data", path, "--draws", "64", "--assumptions", own)
    _, err = run("sensitivity", "2021-2025", "--data", path, "--draws", "64", "--lang", "en", code=3)
    assert "write low and high of investment_2022_2025" in err
