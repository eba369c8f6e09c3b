import datetime
import string
import zipfile
from pathlib import Path

import openpyxl
import pytest
from office_files import FIRST_ROW, Office, assert_same, official

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sentences.cells import CELL_FAULTS, CELL_SENTENCES
from tfp_soctrang.sources.office.template import write_template
from tfp_soctrang.sources.office.workbook import check_workbook, read_workbook


def at(cell, code, raw=None):
    """What is expected of a planted cell: its place, its text as the file shows it, and the fault."""
    value = cell.value if raw is None else raw
    return cell.parent.title, cell.coordinate, "" if value is None else str(value), code


def value(name, year, content, fault, raw=None):
    return lambda office: [at(office.put(name, year, content), fault, raw)]


def head(name, where, content, fault):
    return lambda office: [at(office.put(name, where, content), fault)]


def year_cell(row_year, content, fault):
    """Another year at the head of a spare row of the sheet GRDP, with a number and a status in it."""

    def plant(office):
        office.put("output_const2010", row_year, 60000.5)
        office.put("output_const2010_status", row_year, "sơ bộ")
        cell = office.book["GRDP"].cell(FIRST_ROW + row_year - 2010, 1)
        cell.value = content
        return [at(cell, fault)]

    return plant


def number_without_year(office):
    year_cell(2026, None, "")(office)
    return [at(office.cell("output_const2010", 2026), "number_without_year")]


def status_without_number(office):
    office.put("output_const2010", 2022, None)
    return [at(office.cell("output_const2010_status", 2022), "status_without_number")]


def conflicting_conventions(office):
    return [
        at(office.put("output_current", 2016, "37.959,9"), "number_conflict"),
        at(office.put("output_current", 2017, "39,478.3"), "number_conflict"),
    ]


def extra_column(sheet, code, fault):
    def plant(office):
        column = office.book[sheet].max_column + 1
        office.book[sheet].cell(FIRST_ROW, column, 123.5)
        return [at(office.book[sheet].cell(5, column, code), fault)]

    return plant


def no_headings(office):
    """The sheet Lao động without its rows above the years."""
    office.book["Lao động"].delete_rows(1, FIRST_ROW - 1)
    return [("Lao động", "", "", "code_row_missing")]


def territory(content, fault):
    def plant(office):
        cell = office.book["Hướng dẫn"]["B4"]
        cell.value = content
        return [at(cell, fault)]

    return plant


# Faults that can stand in one file together, each in a cell of its own.
TOGETHER = {
    "error value": value("output_const2010", 2011, "#DIV/0!", "cell_error"),
    "words": value("output_const2010", 2012, "chưa có", "text_not_number"),
    "percent sign": value("output_const2010", 2013, "7,71%", "number_percent_sign"),
    "boolean": value("output_const2010", 2014, True, "boolean_not_number", "TRUE"),
    "date": value("output_const2010", 2015, datetime.date(2015, 3, 1), "date_not_number", "2015-03-01 00:00:00"),
    "zero output": value("output_const2010", 2016, 0, "not_positive"),
    "formula never calculated": value("output_const2010", 2017, "=B16*2", "formula_without_value"),
    "not finite": value("output_const2010", 2018, "inf", "number_not_finite"),
    "triệu for tỷ": value("output_const2010", 2019, 42700000, "level_jump"),
    "no status": value("output_const2010_status", 2020, None, "status_missing"),
    "unknown status": value("output_const2010_status", 2021, "chắc chắn", "status_unknown"),
    "status without number": status_without_number,
    "error value in a status": value("output_const2010_status", 2023, "#REF!", "cell_error"),
    "both conventions": conflicting_conventions,
    "ambiguous number": value("output_current", 2018, "41.057", "number_ambiguous"),
    "no unit": head("output_current", "unit", None, "unit_missing"),
    "growth of -100 %": value("output_growth", 2014, -100, "growth_out_of_range"),
    "no price base": head("output_growth", "prices", None, "price_base_missing"),
    "number without a year": number_without_year,
    "year twice": year_cell(2027, 2021, "year_duplicated"),
    "year with a fraction": year_cell(2028, 2011.7, "year_not_whole"),
    "year in words": year_cell(2029, "năm tới", "year_not_number"),
    "year long ago": year_cell(2030, 1850, "year_out_of_range"),
    "unknown unit": head("fixed_capital_formation_const2010", "unit", "tỉ tỉ", "unit_unknown"),
    "unknown price base": head("fixed_capital_formation_const2010", "prices", "giá gốc", "price_base_unknown"),
    "persons for money": head("fixed_capital_formation_current", "unit", "nghìn người", "unit_wrong_kind"),
    "current for constant prices": head(
        "investment_outlay_const2010", "prices", "giá hiện hành", "price_base_contradicts"
    ),
    "negative investment": value("investment_outlay_current", 2015, -5.5, "investment_negative"),
    "break in words": head("investment_outlay_current", "breaks", "có", "break_not_year"),
    "unknown series": extra_column("Vốn đầu tư", "vốn vay", "series_unknown"),
    "series twice": extra_column("Vốn đầu tư", "output_const2010", "series_duplicated"),
    "share as a percentage": value("capital_share", 2012, 41.2, "share_out_of_range"),
    "shares that do not sum": value("labour_share", 2013, 0.7, "shares_do_not_sum"),
    "prices of a share": head("capital_share", "prices", "giá hiện hành", "price_base_not_applicable"),
    "depreciation as a percentage": value("depreciation_rate", 2014, 5, "rate_out_of_range"),
    "negative stock": value("net_capital_stock_const2010", 2014, "-3", "not_positive"),
    "no headings": no_headings,
    "unknown territory": territory("Atlantis", "territory_unknown"),
}


def unit_percent(name, year, number, fault):
    def plant(office):
        office.put(name, "unit", "%")
        for other in range(2010, 2026):
            office.put(name, other, 41.5)
        if name == "capital_share":
            for other in range(2010, 2026):
                office.put("labour_share", other, ".." if other == year else 0.585)
        return [at(office.put(name, year, number), fault)]

    return plant


def growth_as_ratio(office):
    office.put("output_growth", "unit", "lần")
    for year in range(2010, 2026):
        office.put("output_growth", year, 0.06)
    return [at(office.put("output_growth", 2015, 7.71), "growth_percent_as_ratio")]


def percent_format(office):
    cell = office.put("output_growth", 2015, 0.0771)
    cell.number_format = "0.00%"
    return [at(cell, "number_percent_sign", "7.71%")]


def no_sheet(office):
    office.book.remove(office.book["Lao động"])
    return [("Lao động", "", "", "sheet_missing")]


def no_years(office):
    sheet = office.book["Hệ số"]
    for row in range(FIRST_ROW - 1, sheet.max_row + 1):
        sheet.cell(row, 1).value = None
    return [("Hệ số", "", "", "year_column_missing")]


def no_territory_label(office):
    office.book["Hướng dẫn"]["A4"].value = None
    return [("Hướng dẫn", "", "", "territory_missing")]


def thousandth_at_the_beginning(office):
    return [at(office.put("employed_icls19", 2010, 0.7), "level_jump")]


# Faults that change what others mean, or take their cells away.
ALONE = {
    "no territory": territory(None, "territory_missing"),
    "no territory label": no_territory_label,
    "no sheet": no_sheet,
    "no column of years": no_years,
    "growth under the unit lần": growth_as_ratio,
    "share below one percent": unit_percent("capital_share", 2015, 0.41, "share_below_one_percent"),
    "percent format": percent_format,
    "first level a thousandth": thousandth_at_the_beginning,
}


def found_in(issues):
    return sorted((issue.sheet, issue.cell, issue.raw, issue.reason.code) for issue in issues)


@pytest.mark.parametrize("fault", [*TOGETHER, *ALONE])
def test_each_fault_alone_is_told_at_its_cell(tmp_path, fault):
    office = Office(tmp_path)
    planted = {**TOGETHER, **ALONE}[fault](office)
    path = office.save()
    issues = check_workbook(path)
    assert found_in(issues) == sorted(planted)
    for issue in issues:
        assert issue.file == "soc_trang.xlsx"
        assert issue.remedy.code == f"{issue.reason.code}_remedy"
        for language in ("vi", "en"):
            assert issue.reason.text(language).endswith((".", "?"))
            assert "{" not in issue.text(language)
    with pytest.raises(DataError) as refused:
        read_workbook(path)
    assert refused.value.issues == issues


def test_all_faults_of_one_file_are_told_in_one_run(tmp_path):
    office = Office(tmp_path)
    planted = [cell for plant in TOGETHER.values() for cell in plant(office)]
    path = office.save()
    assert len(planted) == len(TOGETHER) + 1 >= 20  # both conventions need two cells
    assert found_in(check_workbook(path)) == sorted(planted)
    with pytest.raises(DataError) as refused:
        read_workbook(path)
    text = refused.value.text("vi")
    assert text.startswith(f"soc_trang.xlsx: có {len(planted)} ô chưa dùng được")
    assert len(text.splitlines()) == 1 + len(planted)
    assert "soc_trang.xlsx GRDP B11 [GRDP theo giá so sánh 2010]: '#DIV/0!': Ô này đang báo lỗi" in text


def test_issues_stand_in_the_order_of_sheets_rows_and_columns(tmp_path):
    office = Office(tmp_path)
    for plant in TOGETHER.values():
        plant(office)
    sheets = office.book.sheetnames
    issues = check_workbook(office.save())
    places = []
    for issue in issues:
        row, column = (0, 0) if not issue.cell else openpyxl.utils.cell.coordinate_to_tuple(issue.cell)
        places.append((sheets.index(issue.sheet), row, column))
    assert places == sorted(places)


def test_every_fault_of_a_workbook_is_planted_somewhere():
    only_elsewhere = {
        "unit_differs", "price_base_differs", "territory_differs", "row_length", "series_name_bad",  # CSV
        "number_against_decimal",  # below: the mark is given
    }  # fmt: skip
    text = Path(__file__).read_text(encoding="utf-8")
    planted = {code for code in CELL_FAULTS if f'"{code}"' in text}
    assert set(CELL_FAULTS) - only_elsewhere == planted - only_elsewhere


def test_what_is_read(tmp_path):
    office = Office(tmp_path)
    office.put("output_const2010", 2024, "..")
    office.put("output_const2010_status", 2024, None)
    office.put("output_const2010_source", 2025, None)
    office.put("output_const2010_status", 2025, "Ước tính")
    office.put("employed_icls13", "unit", "người")
    for year in range(2010, 2026):
        office.put("net_capital_stock_const2010", year, None)
        office.put("net_capital_stock_const2010_status", year, None)
        office.put("employed_icls13", year, 700000)
    reference = official("viet_nam")
    data = read_workbook(office.save(), reference=reference)
    assert data.name == "soc_trang.xlsx"
    assert data.reference is reference
    assert "net_capital_stock_const2010" not in data
    series = data["output_const2010"]
    assert not series.has(2024)
    assert series.status_at(2025) is Status.ESTIMATE
    assert series.origin_at(2025).source == "soc_trang.xlsx"
    assert series.origin_at(2023).source == "Niên giám thống kê, bảng 50"
    assert series.origin_at(2023).reference == "soc_trang.xlsx, GRDP!B23"
    assert str(data["employed_icls13"].unit) == "người"
    assert data["employed_icls13"].at(2020) == 700000


def test_numbers_as_text_follow_the_file_or_the_mark_given(tmp_path):
    office = Office(tmp_path)
    office.put("output_const2010", 2011, "31.200")
    office.put("output_const2010", 2012, " 32\u00a0448,5 ")
    path = office.save()
    series = read_workbook(path)["output_const2010"]
    assert (series.at(2011), series.at(2012)) == (31200.0, 32448.5)
    issues = check_workbook(path, decimal=".")
    assert [issue.reason.code for issue in issues] == ["level_jump", "number_against_decimal"]
    with pytest.raises(DataError, match="comma or a point"):
        check_workbook(path, decimal="comma")


def test_columns_rows_and_sheets_may_be_moved(tmp_path):
    office = Office(tmp_path)
    grdp = office.book["GRDP"]
    grdp.insert_rows(4)
    grdp["A4"] = "Người lập: Phòng Thống kê Tổng hợp"
    grdp.insert_rows(20, amount=2)
    grdp.insert_cols(3)
    grdp["C6"], grdp["C10"] = "ghi chú", "Ghi chú"
    grdp.insert_cols(1)
    for row in grdp.iter_rows(min_row=1, max_row=grdp.max_row):  # the last three columns in reverse
        cells = [cell for cell in row if cell.column >= 10]
        for cell, content in zip(cells, [cell.value for cell in cells][::-1], strict=True):
            cell.value = content
    grdp.title = "Bảng 1"
    grdp.cell(grdp.max_row + 2, 2, "Ghi chú: số liệu đã quyết toán")
    office.book.move_sheet("Hệ số", -3)
    office.book.create_sheet("Nháp")["A1"] = 2021
    path = office.save()
    assert check_workbook(path) == ()
    assert_same(read_workbook(path), official())


def test_a_cleared_code_is_made_good_by_the_heading(tmp_path):
    office = Office(tmp_path)
    for suffix in ("", "_status", "_source"):
        office.put(f"output_current{suffix}", "code", None)
    path = office.save()
    assert check_workbook(path) == ()
    assert_same(read_workbook(path), official())


def test_a_cleared_row_of_codes_is_made_good_by_the_headings(tmp_path):
    office = Office(tmp_path)
    office.book["Vốn đầu tư"].delete_rows(5)
    path = office.save()
    assert_same(read_workbook(path), official())


def test_cleared_labels_of_code_and_year_are_made_good(tmp_path):
    office = Office(tmp_path)
    for cell in ("A5", "A9"):
        office.book["Vốn đầu tư"][cell] = None
    assert_same(read_workbook(office.save()), official())


def test_numbers_beneath_a_cleared_code_and_heading_are_not_lost_silently(tmp_path):
    office = Office(tmp_path)
    for row in (3, 4, 5, 6, 7):
        office.book["GRDP"].cell(row, 2).value = None
    issues = check_workbook(office.save())
    assert found_in(issues) == [("GRDP", "B9", "Giá trị / Value", "series_unknown")]


def test_an_optional_sheet_may_go(tmp_path):
    office = Office(tmp_path)
    office.book.remove(office.book["Hệ số"])
    assert "capital_share" not in read_workbook(office.save())


def test_a_declared_break_excuses_a_jump(tmp_path):
    office = Office(tmp_path)
    for year in range(2020, 2026):
        office.put("investment_outlay_current", year, 3000000)
    assert [issue.reason.code for issue in check_workbook(office.save())] == ["level_jump"]
    office.open()
    office.put("investment_outlay_current", "breaks", 2020)
    assert check_workbook(office.save()) == ()


@pytest.mark.parametrize("labour", [0.5885, 0.5875])
def test_shares_may_miss_one_by_half_a_unit_of_three_decimals(tmp_path, labour):
    office = Office(tmp_path)
    office.put("capital_share", 2015, 0.412)
    office.put("labour_share", 2015, labour)
    assert check_workbook(office.save()) == ()


def test_shares_in_percent_are_fractions_of_a_hundred(tmp_path):
    office = Office(tmp_path)
    office.put("capital_share", "unit", "%")
    for year in range(2010, 2026):
        office.put("capital_share", year, 40)
        office.put("labour_share", year, 0.6)
    data = read_workbook(office.save())
    assert data["capital_share"].at(2015) == 40
    assert data["capital_share"].unit.symbol == "%"


def test_a_share_shown_as_a_percentage_is_the_fraction_it_holds(tmp_path):
    office = Office(tmp_path)
    office.cell("capital_share", 2015).number_format = "0.0%"
    assert_same(read_workbook(office.save()), official())


def _ole(payload=b""):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + payload


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \n", "file_empty"),
        (_ole(), "file_is_xls"),
        (_ole("EncryptedPackage".encode("utf-16-le")), "file_encrypted"),
        (b"\xef\xbb\xbf<html><table><tr><td>2021</td></tr></table></html>", "file_is_html"),
        (b"series,year,value\n", "file_not_xlsx"),
        (b"PK\x03\x04 cut off", "file_corrupted"),
    ],
)
def test_files_that_are_no_workbook(tmp_path, content, code):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    for read in (read_workbook, check_workbook):
        with pytest.raises(DataError) as refused:
            read(path)
        assert refused.value.problem.code == code
        assert refused.value.subject == "x.xlsx"
        assert refused.value.text("vi") != refused.value.text("en")


def test_archives_that_are_no_workbook(tmp_path):
    path = tmp_path / "x.xlsx"
    for parts, code in (
        ({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, "file_not_xlsx"),
        ({"notes.txt": "x"}, "file_not_xlsx"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<broken"}, "file_corrupted"),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        with pytest.raises(DataError) as refused:
            read_workbook(path)
        assert refused.value.problem.code == code


def test_a_damaged_sheet(tmp_path):
    write_template(tmp_path / "t.xlsx", official())
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:3000]
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(DataError, match="damaged"):
        read_workbook(tmp_path / "x.xlsx")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_workbook(tmp_path / "x.xlsx")
    with pytest.raises(DataError, match="is not a file"):
        read_workbook(tmp_path)


def test_reading_leaves_the_file_as_it_was(tmp_path):
    path = Office(tmp_path).save()
    before = path.read_bytes()
    read_workbook(path)
    assert path.read_bytes() == before


def test_a_cell_at_the_foot_of_a_sheet_costs_nothing(tmp_path):
    office = Office(tmp_path)
    office.book["GRDP"].cell(1048576, 1).value = "hết"
    assert_same(read_workbook(office.save()), official())


@pytest.mark.parametrize("code", CELL_SENTENCES)
def test_both_languages_tell_the_same_values(code):
    fields = {
        language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for language, text in CELL_SENTENCES[code].items()
    }
    assert set(fields) == {"en", "vi"}
    assert fields["en"] == fields["vi"]
    assert code.startswith(("file_", "csv_", "template_", "decimal_")) or all(
        text.endswith((".", "?")) for text in CELL_SENTENCES[code].values()
    )


def test_a_number_is_judged_even_where_its_year_or_unit_is_at_fault(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path, official())
    book = openpyxl.load_workbook(path)
    sheet = book["GRDP"]
    sheet["A12"], sheet["B12"] = 2011.7, -5
    sheet["B6"] = None
    sheet["B14"] = -6
    book.save(path)
    book.close()
    found = {(issue.sheet, issue.cell): issue.reason.code for issue in check_workbook(path)}
    assert found["GRDP", "A12"] == "year_not_whole"
    assert found["GRDP", "B12"] == found["GRDP", "B14"] == "not_positive"
    assert found["GRDP", "B6"] == "unit_missing"
