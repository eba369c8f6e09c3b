import dataclasses
import zipfile

import numpy as np
import pytest
from office_files import FIRST_ROW, assert_same, bundled_like, official
from openpyxl import load_workbook

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.sources.office.register import SERIES, SHEETS
from tfp_soctrang.sources.office.template import write_template
from tfp_soctrang.sources.office.workbook import check_workbook, read_workbook


@pytest.mark.parametrize("name", ["soc_trang", "viet_nam"])
def test_the_bundled_figures_come_back_exactly(tmp_path, name):
    written = bundled_like(name)
    write_template(tmp_path / "t.xlsx", written)
    assert check_workbook(tmp_path / "t.xlsx") == ()
    read = read_workbook(tmp_path / "t.xlsx")
    assert set(read) == {series.name for series in SERIES} & set(written)
    assert_same(read, written)


def test_declared_breaks_come_back(tmp_path):
    write_template(tmp_path / "t.xlsx", bundled_like("viet_nam"))
    assert read_workbook(tmp_path / "t.xlsx")["investment_outlay_current"].breaks == {2020}


def test_all_series_filled_in_come_back_without_an_issue(tmp_path):
    write_template(tmp_path / "t.xlsx", official())
    assert check_workbook(tmp_path / "t.xlsx") == ()
    read = read_workbook(tmp_path / "t.xlsx")
    assert list(read) == [series.name for series in SERIES]
    assert_same(read, official())


def test_two_runs_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, official())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_years_outside_the_range_widen_it(tmp_path):
    write_template(tmp_path / "t.xlsx", official(), first_year=2015, last_year=2020)
    assert_same(read_workbook(tmp_path / "t.xlsx"), official())


def test_an_empty_data_set_gives_a_template_with_the_years_asked_for(tmp_path):
    empty = Dataset(name="none", territory=official().territory, series={})
    write_template(tmp_path / "t.xlsx", empty, first_year=2018, last_year=2025)
    assert check_workbook(tmp_path / "t.xlsx") == ()
    assert list(read_workbook(tmp_path / "t.xlsx")) == []
    book = load_workbook(tmp_path / "t.xlsx")
    assert [cell.value for cell in book["GRDP"]["A"]][FIRST_ROW - 1 :] == list(range(2018, 2026))
    book.close()


def test_sheets_headings_and_drop_downs(tmp_path):
    write_template(tmp_path / "t.xlsx", official())
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Hướng dẫn", *(sheet.name for sheet in SHEETS)]
    grdp = book["GRDP"]
    assert [grdp.cell(row, 2).value for row in range(3, 10)] == [
        "GRDP theo giá so sánh 2010",
        "GRDP at constant 2010 prices",
        "output_const2010",
        "tỷ đồng",
        "giá so sánh 2010",
        None,
        "Giá trị / Value",
    ]
    assert grdp.freeze_panes == "B10"
    lists = {str(one.sqref): one.formula1 for one in grdp.data_validations.dataValidation}
    assert lists["C10:C30"] == '"chính thức,sơ bộ,ước tính,không nêu,tính toán"'
    assert lists["B7"] == '"giá so sánh 2010,giá hiện hành"'
    assert lists["B6"].startswith('"tỷ đồng,')
    assert book["Lao động"]["B7"].value == "—"
    guide = [cell.value for cell in book["Hướng dẫn"]["B"] if cell.value]
    assert guide[0] == "Sóc Trăng"
    assert any("tfp-soctrang data check" in text for text in guide)
    book.close()


def test_no_text_starts_a_formula_and_there_are_no_macros(tmp_path):
    sly = official(names={"output_const2010"})
    series = sly["output_const2010"]
    origin = (Origin(source='=HYPERLINK("http://example.org")'),) * len(series)
    sly = Dataset(name="sly", territory=sly.territory, series={series.name: dataclasses.replace(series, origin=origin)})
    write_template(tmp_path / "t.xlsx", sly)
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
        assert not any("vba" in name.lower() for name in archive.namelist())
    assert not any(b"<f>" in sheet or b"sheetProtection" in sheet for sheet in sheets)
    assert_same(read_workbook(tmp_path / "t.xlsx"), sly)


def test_an_existing_file_stays_unless_asked(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_text("số liệu của tôi", encoding="utf-8")
    with pytest.raises(DataError, match="not written over"):
        write_template(path, official())
    assert path.read_text(encoding="utf-8") == "số liệu của tôi"
    write_template(path, official(), overwrite=True)
    assert check_workbook(path) == ()
    assert [entry.name for entry in tmp_path.iterdir()] == ["t.xlsx"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(DataError, match="cannot be written"):
        write_template(tmp_path / "nowhere" / "t.xlsx", official())


@pytest.mark.parametrize(("first", "last"), [(2020, 2019), (1800, 2020), (2020, 2200)])
def test_years_that_make_no_range(tmp_path, first, last):
    with pytest.raises(DataError, match="before the first"):
        write_template(tmp_path / "t.xlsx", official(), first_year=first, last_year=last)


def test_a_filled_in_number_is_not_handed_out_as_published(tmp_path):
    data = official(names={"output_const2010"})
    series = data["output_const2010"]
    filled = dataclasses.replace(series, status=(*series.status[:-1], Status.FILLED))
    with pytest.raises(DataError, match="2025 was filled in"):
        write_template(tmp_path / "t.xlsx", Dataset(name="x", territory=data.territory, series={series.name: filled}))


def test_numbers_keep_sixteen_digits(tmp_path):
    data = official(names={"output_const2010"})
    series = dataclasses.replace(data["output_const2010"], values=np.geomspace(1.1e4, 3.3e4, 16) / 3)
    write_template(tmp_path / "t.xlsx", Dataset(name="x", territory=data.territory, series={series.name: series}))
    read = read_workbook(tmp_path / "t.xlsx")[series.name]
    # 16 significant digits of a double: half a unit of the last is a relative 5e-16 at worst
    np.testing.assert_allclose(read.values, series.values, rtol=5e-16, atol=0)
