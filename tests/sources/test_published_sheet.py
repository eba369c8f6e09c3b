"""Workbooks of made-up numbers in the layouts of yearbooks: what is read, what is refused and where."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published_sheet import read_published_workbook

LEVELS = [
    ["39", None, None, None, None],
    ["Vốn đầu tư thực hiện trên địa bàn theo giá so sánh 2010", None, None, None, None],
    ["Investment at constant 2010 prices", None, None, None, None],
    [None, None, None, None, "ĐVT: Tỷ đồng - Unit: Bill. dongs"],
    [None, 2019, 2020, "2021", "Sơ bộ - Prel. 2022"],
    ["TỔNG SỐ - TOTAL", 110, 121, 133.5, 146.25],
    ["Phân theo cấp quản lý - By management level", None, None, None, None],
    ["Trung ương - Central", 40, 41, 43, "-"],
    ["Địa phương - Local", 70, 80, 90.5, 146.25],
    ["Cơ cấu - Structure (%)", None, None, None, None],
    ["TỔNG SỐ - TOTAL", 100, 100, 100, 100],
    ["Phân theo cấp quản lý - By management level", None, None, None, None],
    ["Trung ương - Central", 36.4, 33.9, 32.2, "…"],
    ["(*) Số liệu sơ bộ", None, None, None, None],
    [None, None, None, None, None],
    ["Nguồn: Cục Thống kê", None, None, None, None],
]


def save(path, rows, change=None):
    """Write rows from A1 with openpyxl; `change(book, sheet)` does the rest."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bieu 39"
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(at, column, value)
    if change:
        change(book, sheet)
    book.save(path)
    return path


def one(path):
    (table,) = read_published_workbook(path)
    return table


def value(table, *labels, year):
    found = [cell for cell in table.cells if cell.labels == labels and cell.time.year == year]
    assert len(found) == 1, (labels, year, [cell.labels for cell in table.cells])
    return found[0]


@pytest.fixture
def book(tmp_path):
    return tmp_path / "bieu.xlsx"


def test_levels_and_structure(book):
    table = one(save(book, LEVELS))
    assert not table.issues
    assert table.file == "bieu.xlsx"
    assert table.name == "Bieu 39"
    assert table.title == (
        "Vốn đầu tư thực hiện trên địa bàn theo giá so sánh 2010 - Investment at constant 2010 prices"
    )
    assert table.dimensions == ("row",)
    group = "Phân theo cấp quản lý - By management level"
    assert table.labels("row") == (
        "TỔNG SỐ - TOTAL",
        f"{group} / Trung ương - Central",
        f"{group} / Địa phương - Local",
        "Cơ cấu - Structure (%) / TỔNG SỐ - TOTAL",
        f"Cơ cấu - Structure (%) / {group} / Trung ương - Central",
    )
    assert table.years() == (2019, 2020, 2021, 2022)
    total = value(table, "TỔNG SỐ - TOTAL", year=2022)
    assert (total.value, total.place, str(total.unit), str(total.price_base)) == (
        146.25,
        "E6",
        "tỷ đồng",
        "constant 2010 prices",
    )
    assert total.status is Status.PRELIMINARY
    assert value(table, "TỔNG SỐ - TOTAL", year=2021).status is Status.OFFICIAL
    nil = value(table, f"{group} / Trung ương - Central", year=2022)
    assert (nil.value, nil.raw) == (None, "-")
    assert str(value(table, "Cơ cấu - Structure (%) / TỔNG SỐ - TOTAL", year=2019).unit) == "%"
    assert "(*) Số liệu sơ bộ" in table.notes
    assert "Nguồn: Cục Thống kê" in table.notes
    assert any("39" in note for note in table.notes)
    assert any("“-” in 1 cells" in note for note in table.notes)


def test_without_status_and_edition_the_status_is_unstated(book):
    table = one(save(book, [["x", 2019, 2020], ["Tổng số", 1, 2]]))
    assert {cell.status for cell in table.cells} == {Status.UNSTATED}


def test_the_edition_decides_where_nothing_is_labelled(book):
    rows = [["Niên giám thống kê tỉnh 2022"], [None, 2020, 2021, 2022], ["Tổng số", 1, 2, 3]]
    table = one(save(book, rows))
    assert str(table.vintage) == "Niên giám thống kê 2022"
    assert [cell.status for cell in table.cells] == [Status.OFFICIAL, Status.PRELIMINARY, Status.ESTIMATE]


def test_merged_headings_over_several_rows(book):
    rows = [
        ["Lao động phân theo giới tính"],
        [None, None, None, None, "Đơn vị tính: Người"],
        ["Chỉ tiêu", "Tổng số - Total", None, "Trong đó: Nữ - Female", None],
        [None, 2020, "Sơ bộ", 2020, "Sơ bộ"],
        [None, None, "Prel.", None, "Prel."],
        [None, None, 2021, None, 2021],
        ["A", 1, 2, 3, 4],
        ["Tổng số", 1000, 1010, 480, 485],
    ]

    def merge(_, sheet):
        for area in ("A3:A6", "B3:C3", "D3:E3", "B4:B6", "D4:D6"):
            sheet.merge_cells(area)

    table = one(save(book, rows, merge))
    assert not table.issues
    assert table.dimensions == ("row", "column")
    assert table.labels("column") == ("Tổng số - Total", "Trong đó: Nữ - Female")
    cell = value(table, "Tổng số", "Trong đó: Nữ - Female", year=2021)
    assert (cell.value, cell.status, str(cell.unit)) == (485, Status.PRELIMINARY, "người")
    assert len(table.cells) == 4


def test_years_stacked_without_merging(book):
    rows = [[None, 2019, 2020, "Sơ bộ"], [None, None, None, "Prel."], [None, None, None, 2021], ["Tổng số", 1, 2, 3]]
    table = one(save(book, rows))
    assert not table.issues
    assert [(cell.time.year, cell.value) for cell in table.cells] == [(2019, 1), (2020, 2), (2021, 3)]
    assert [cell.status for cell in table.cells] == [Status.OFFICIAL, Status.OFFICIAL, Status.PRELIMINARY]


def test_one_year_alone(book):
    table = one(save(book, [["ĐVT: Người"], ["Chỉ tiêu", "Năm 2022"], ["Nam", 5], ["Nữ", 6]]))
    assert [(cell.labels, cell.time.year, cell.value) for cell in table.cells] == [
        (("Nam",), 2022, 5),
        (("Nữ",), 2022, 6),
    ]


def test_years_down_with_groups_and_merged_headings(book):
    rows = [
        ["Tổng sản phẩm trên địa bàn"],
        [None, None, "Chia ra - Of which", None],
        ["Năm - Year", "Tổng số - Total", "Nông nghiệp", "Dịch vụ"],
        ["Giá hiện hành (Tỷ đồng)", None, None, None],
        [2020, 100, 40, 60],
        ["Sơ bộ - Prel. 2021", 110, 45, 65],
        ["Cơ cấu (%)", None, None, None],
        [2020, 100, 40, 60],
        ["Sơ bộ - Prel. 2021", 100, 40.9, 59.1],
        ["Giá so sánh 2010 (Tỷ đồng)", None, None, None],
        [2020, 80, 30, 50],
        [2021, 84, 31, 53],
    ]
    table = one(save(book, rows, lambda _, sheet: sheet.merge_cells("C2:D2")))
    assert not table.issues
    assert table.labels("row") == ("Giá hiện hành (Tỷ đồng)", "Cơ cấu (%)", "Giá so sánh 2010 (Tỷ đồng)")
    assert table.labels("column") == (
        "Tổng số - Total",
        "Chia ra - Of which / Nông nghiệp",
        "Chia ra - Of which / Dịch vụ",
    )
    current = value(table, "Giá hiện hành (Tỷ đồng)", "Tổng số - Total", year=2021)
    assert (current.value, str(current.unit), str(current.price_base)) == (110, "tỷ đồng", "current prices")
    assert str(value(table, "Cơ cấu (%)", "Tổng số - Total", year=2021).unit) == "%"
    constant = value(table, "Giá so sánh 2010 (Tỷ đồng)", "Chia ra - Of which / Dịch vụ", year=2021)
    assert (constant.value, str(constant.price_base)) == (53, "constant 2010 prices")


def test_years_in_the_second_column_under_labels(book):
    rows = [
        ["Huyện", "Năm", "Dân số", "Lao động"],
        ["Kế Sách", 2020, 10, 5],
        [None, 2021, 11, 6],
        ["Mỹ Tú", 2020, 20, 15],
        [None, 2021, 21, 16],
    ]
    table = one(save(book, rows))
    assert not table.issues
    assert value(table, "Mỹ Tú", "Lao động", year=2021).value == 16
    assert value(table, "Kế Sách", "Dân số", year=2021).value == 11


def test_two_tables_on_a_sheet(book):
    second = [["Lao động"], ["ĐVT: Người"], [None, 2020, 2021], ["Tổng số", 7, 8]]
    rows = [["Vốn"], ["ĐVT: Tỷ đồng"], [None, 2020, 2021], ["Tổng số", 1, 2], ["Ghi chú: thử"], [None], *second]
    first, other = read_published_workbook(save(book, rows))
    assert [table.name for table in (first, other)] == ["Bieu 39", "Bieu 39 (2)"]
    assert [table.title for table in (first, other)] == ["Vốn", "Lao động"]
    assert "Ghi chú: thử" in first.notes
    assert {str(cell.unit) for cell in other.cells} == {"người"}
    assert [cell.value for cell in first.cells + other.cells] == [1, 2, 7, 8]


def test_a_table_of_years_down_below_one_of_years_across(book):
    rows = [
        [None, 2020, 2021],
        ["Tổng số", 1, 2],
        [None],
        ["Bảng hai"],
        ["Năm", "A b", "C d"],
        [2020, 5, 6],
        [2021, 7, 8],
    ]
    first, other = read_published_workbook(save(book, rows))
    assert [cell.value for cell in first.cells] == [1, 2]
    assert [(cell.labels, cell.value) for cell in other.cells] == [
        (("A b",), 5), (("C d",), 6), (("A b",), 7), (("C d",), 8),
    ]  # fmt: skip
    assert other.title == "Bảng hai"


def test_translations_in_the_next_column_and_line(book):
    beside = one(save(book, [["Chỉ tiêu", "Items", 2020, 2021], ["Trung ương", "Central", 1, 2]]))
    assert beside.labels("row") == ("Trung ương - Central",)
    rows = [
        [None, 2020, 2021],
        ["Phân theo cấp"],
        ["By level"],
        ["Trung ương", 1, 2],
        ["Central"],
        ["Địa phương", 3, 4],
    ]
    below = one(save(book, rows))
    assert below.labels("row") == (
        "Phân theo cấp - By level / Trung ương - Central",
        "Phân theo cấp - By level / Địa phương",
    )
    last = one(save(book, [["Chỉ tiêu", 2020, 2021, "Items"], ["Trung ương", 1, 2, "Central"]]))
    assert last.labels("row") == ("Trung ương - Central",)


def test_hidden_rows_columns_and_sheets_are_left_out_and_noted(book):
    def hide(wb, sheet):
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["C"].hidden = True
        wb.create_sheet("Nháp").sheet_state = "hidden"

    table = one(save(book, LEVELS, hide))
    assert table.years() == (2019, 2021, 2022)
    assert not any("Local" in label for label in table.labels("row"))
    text = "\n".join(table.notes)
    assert "Hidden rows not read: 9." in text
    assert "Hidden columns not read: C." in text
    assert "Hidden sheet not read: Nháp." in text


def test_percent_formats_and_dates_as_years(book):
    def shape(_, sheet):
        sheet["B2"].number_format = "0.00%"
        sheet["C2"].number_format = "0.00%"
        sheet["B1"] = datetime.datetime(2020, 1, 1)
        sheet["C1"] = 2021
        sheet["C1"].number_format = "yyyy-mm-dd"  # shows 1905-07-13

    table = one(save(book, [[None, None, None], ["Tốc độ tăng", 0.0771, 0.05]], shape))
    assert [(cell.time.year, cell.value, str(cell.unit)) for cell in table.cells] == [(2020, 7.71, "%"), (2021, 5, "%")]
    assert sum("date format" in note for note in table.notes) == 2


def test_status_in_the_number_format_of_a_year(book):
    rows = [[None, 2020, 2021], ["Tổng số", 1, 2]]
    table = one(save(book, rows, lambda _, sheet: setattr(sheet["C1"], "number_format", '"Sơ bộ "0')))
    assert [cell.status for cell in table.cells] == [Status.OFFICIAL, Status.PRELIMINARY]


def test_numbers_as_text_follow_the_evidence_of_the_file(book):
    rows = [[None, 2020, 2021, 2022], ["Tổng số", "35.415,5", "1.234", "38 146"], ["Tốc độ", "7,71%", "-0,5", ".."]]
    table = one(save(book, rows))
    assert not table.issues
    assert [cell.value for cell in table.cells] == [35415.5, 1234, 38146, 7.71, -0.5, None]
    rows = [[None, 2020, 2021], ["Tổng số", "35.415", "1234"]]
    table = one(save(book, rows))
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [("B2", "number_ambiguous")]
    assert [cell.value for cell in table.cells] == [1234]


def test_unit_column_order_column_and_skipped_column(book):
    rows = [
        ["STT", "Chỉ tiêu", "Đơn vị tính", 2020, 2021, "2021 so với 2020 (%)"],
        [1, "GRDP", "Tỷ đồng", 100, 110, 110],
        [2, "Lao động", "Người", 5, 6, 120],
    ]
    table = one(save(book, rows))
    assert not table.issues
    assert [(cell.labels, cell.value, str(cell.unit)) for cell in table.cells] == [
        (("GRDP",), 100, "tỷ đồng"), (("GRDP",), 110, "tỷ đồng"),
        (("Lao động",), 5, "người"), (("Lao động",), 6, "người"),
    ]  # fmt: skip
    assert any("so với" in note for note in table.notes)


def test_a_row_set_out_leaves_its_group(book):
    rows = [[None, 2020, 2021], ["Dịch vụ"], ["  Thương mại", 1, 2], ["Thuế sản phẩm", 3, 4]]
    assert one(save(book, rows)).labels("row") == ("Dịch vụ / Thương mại", "Thuế sản phẩm")


def test_index_and_structure_blocks_do_not_inherit_the_unit_of_the_levels(book):
    rows = [
        ["ĐVT: Tỷ đồng"], [None, 2020, 2021], ["Tổng số", 1, 2],
        ["Chỉ số phát triển (Năm trước = 100)"], ["Tổng số", 101, 102],
        ["Cơ cấu"], ["Tổng số", 100, 100],
    ]  # fmt: skip
    table = one(save(book, rows))
    assert [str(cell.unit) for cell in table.cells] == ["tỷ đồng"] * 2 + ["%"] * 2 + ["None"] * 2


def test_quarters_under_merged_years(book):
    rows = [["Chỉ tiêu", 2020, None, 2021, None], [None, "Quý I", "Cả năm", "Quý I", "Cả năm"], ["GRDP", 1, 4, 2, 5]]

    def merge(_, sheet):
        for area in ("B1:C1", "D1:E1", "A1:A2"):
            sheet.merge_cells(area)

    table = one(save(book, rows, merge))
    assert [(cell.time.year, cell.time.part, cell.value) for cell in table.cells] == [
        (2020, "Q1", 1), (2020, "A", 4), (2021, "Q1", 2), (2021, "A", 5),
    ]  # fmt: skip


def test_tcvn3_by_font_capitals_rich_text_and_plain_fonts(tmp_path):
    path = tmp_path / "tcvn3.xlsx"
    with xlsxwriter.Workbook(path) as wb:
        sheet = wb.add_worksheet("GRDP")
        time, capitals = wb.add_format({"font_name": ".VnTime"}), wb.add_format({"font_name": ".VnTimeH"})
        plain = wb.add_format({"font_name": "Arial"})
        sheet.write("A1", "Tæng s¶n phÈm tØnh Sãc Tr¨ng", capitals)
        sheet.write("A2", "§VT: Tû ®ång", time)
        sheet.write_row("B3", [2020])
        sheet.write("C3", "S¬ bé 2021", time)
        sheet.write_rich_string("A4", time, "Trung −¬ng", plain, " - Central", plain)
        sheet.write_row("B4", [1, 2])
        sheet.write("A5", "Số đã là Unicode", plain)
        sheet.write_row("B5", [3, 4])
    table = one(path)
    assert table.title == "TỔNG SẢN PHẨM TỈNH SÓC TRĂNG"
    assert table.labels("row") == ("Trung ương - Central", "Số đã là Unicode")
    assert [cell.status for cell in table.cells][:2] == [Status.OFFICIAL, Status.PRELIMINARY]
    assert {str(cell.unit) for cell in table.cells} == {"tỷ đồng"}
    assert any("TCVN3" in note for note in table.notes)


def test_tcvn3_under_an_ordinary_font_is_known_by_its_letters(book):
    rows = [["Vèn ®Çu t− trªn ®Þa bµn"], [None, 2020, "S¬ bé 2021"], ["Tæng sè", 1, 2], ["Sãc Tr¨ng", 3, 4]]
    table = one(save(book, rows))
    assert table.title == "Vốn đầu tư trên địa bàn"
    assert table.labels("row") == ("Tổng số", "Sóc Trăng")


def test_vni_is_refused_with_the_remedy(book):
    def font(_, sheet):
        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font(name="VNI-Times")

    (table,) = read_published_workbook(save(book, [["Tyû ñoàng"], [None, 2020, 2021], ["Soùc Traêng", 1, 2]], font))
    assert not table.cells
    assert [issue.cell for issue in table.issues] == ["A1", "A3"]
    assert "UniKey" in table.issues[0].text("vi")
    (table,) = read_published_workbook(save(book, [[None, 2020, 2021], ["Soùc Traêng", 1, 2]]))
    assert [issue.reason.code for issue in table.issues] == ["sheet_vni"]


def test_unicode_beside_tcvn3_under_one_font_is_doubtful(book):
    def font(_, sheet):
        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font(name=".VnTime")

    rows = [[None, 2020, 2021], ["Tổng số", 1, 2], ["Sóc", 3, 4], ["Tr¨ng bÐ", 5, 6]]
    table = one(save(book, rows, font))
    assert table.labels("row") == ("Tổng số", "Súc", "Trăng bé")
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [("A3", "sheet_encodings_mixed")]


def put(place, new, number_format=None, area=None):
    def change(_, sheet):
        sheet[place] = new
        if number_format:
            sheet[place].number_format = number_format
        if area:
            sheet.merge_cells(area)

    return change


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (put("C6", "=B6*2"), "C6", "sheet_no_cache"),
        (put("C6", "#DIV/0!"), "C6", "sheet_error"),
        (put("C6", "12l"), "C6", "number_not_one"),
        (put("C6", "n/a"), "C6", "number_not_one"),
        (put("C6", "1.234"), "C6", "number_ambiguous"),
        (put("C6", "12.34.5"), "C6", "number_not_one"),
        (put("C6", datetime.datetime(2023, 5, 1)), "C6", "sheet_date"),
        (put("C6", True), "C6", "sheet_logical"),
        (put("C6", 35415, "#,##0,"), "C6", "sheet_scaled"),
        (put("C6", 121, area="C6:D6"), "C6", "sheet_merged_value"),
        (put("B8", 40, area="B8:B9"), "B8", "sheet_merged_value"),
        (put("C5", "202O"), "C5", "sheet_no_year"),
        (put("C5", 20201), "C5", "sheet_no_year"),
        (put("C5", None), "C6", "sheet_no_year"),
        (put("C5", datetime.datetime(2020, 5, 1)), "C5", "sheet_date_year"),
        (put("C5", "=A1+1"), "C5", "sheet_no_cache"),
        (put("C5", 2019), "C6", "label_twice"),
        (put("A9", "Trung ương - Central"), "B9", "label_twice"),
        (put("A9", None), "B9", "sheet_no_label"),
        (put("E4", "ĐVT: Tỷ đồn"), "E4", "unit_unknown"),
        (put("E4", "ĐVT: Tỷ đồng; %"), "E4", "unit_unknown"),
        (put("A9", "Soùc Traêng ñòa"), "A9", "sheet_vni"),
    ],
)
def test_each_fault_is_reported_at_its_cell(book, change, place, code):
    table = one(save(book, LEVELS, change))
    found = [(issue.cell, issue.reason.code) for issue in table.issues]
    assert (place, code) in found
    for issue in table.issues:
        assert issue.sheet == "Bieu 39"
        assert issue.text("vi")
        assert issue.text("en")
    sound = one(save(book, LEVELS))
    right = {cell.place: (cell.labels, cell.time.year, cell.value) for cell in sound.cells}
    for cell in table.cells:  # what is still read is right, but for the label or unit that the fault is about
        if not place.startswith(("A", "E4")) and "C5" not in place:
            assert right[cell.place] == (cell.labels, cell.time.year, cell.value)
        else:
            assert right[cell.place][1:] == (cell.time.year, cell.value)


def test_decimal_comma_beside_decimal_point(book):
    table = one(save(book, [[None, 2020, 2021, 2022], ["Tổng số", "1,5", "2.5", 3]]))
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [
        ("B2", "number_contrary"), ("C2", "number_contrary"),
    ]  # fmt: skip


def test_a_row_without_a_year_among_years(book):
    rows = [["Năm", "Tổng số", "Nữ"], [2019, 1, 2], [2020, 3, 4], ["2O21", 5, 6], [2022, 7, 8]]
    table = one(save(book, rows))
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [("A4", "sheet_row_no_year")]
    assert 5 not in [cell.value for cell in table.cells]


def test_a_figure_column_left_of_the_years(book):
    table = one(save(book, [["Huyện", "Diện tích", 2020, 2021], ["Kế Sách", 35287, 1, 2], ["Mỹ Tú", 36819, 3, 4]]))
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [("B1", "sheet_no_year")]


def test_cached_values_of_formulas_and_errors(tmp_path):
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as wb:
        sheet = wb.add_worksheet("F")
        sheet.write_row("B1", [2020, 2021, 2022])
        sheet.write("A2", "Tổng số")
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D2", "=1+3", None, 4)
    table = one(path)
    assert [cell.value for cell in table.cells] == [2, 4]
    assert [(issue.cell, issue.reason.code, issue.raw) for issue in table.issues] == [("C2", "sheet_error", "#DIV/0!")]


def xls(path):
    wb = xlwt.Workbook()
    sheet = wb.add_sheet("GRDP")
    vn = xlwt.easyxf("font: name .VnTime")
    for at, (text, style) in enumerate([("Tæng s¶n phÈm", xlwt.easyxf("font: name .VnTimeH")), ("§VT: Tû ®ång", vn)]):
        sheet.write(at, 0, text, style)
    sheet.write_merge(2, 3, 0, 0, "ChØ tiªu", vn)
    sheet.write_merge(2, 2, 1, 2, "Tæng sè", vn)
    sheet.write(3, 1, 2020)
    sheet.write(3, 2, "S¬ bé 2021", vn)
    sheet.write(4, 0, "Sãc Tr¨ng", vn)
    sheet.write(4, 1, 35002.5)
    sheet.write(4, 2, 0.0118, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(5, 0, "Èn", vn)
    sheet.write(5, 1, 9)
    sheet.write(5, 2, 9)
    sheet.row(5).hidden = True
    sheet.write(6, 0, "Sai", vn)
    sheet.write(6, 1, datetime.datetime(2023, 5, 1), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write(6, 2, True)
    sheet.write(2, 3, "H")
    sheet.col(3).hidden = True
    wb.save(str(path))
    return path


def test_the_old_format(tmp_path):
    table = one(xls(tmp_path / "cu.xls"))
    assert table.title == "TỔNG SẢN PHẨM"
    assert table.labels("row") == ("Sóc Trăng",)
    assert table.labels("column") == ("Tổng số",)
    assert [(cell.value, str(cell.unit), cell.place) for cell in table.cells] == [
        (35002.5, "tỷ đồng", "B5"), (1.18, "%", "C5"),
    ]  # fmt: skip
    assert [(issue.cell, issue.reason.code) for issue in table.issues] == [
        ("B7", "sheet_date"),
        ("C7", "sheet_logical"),
    ]
    text = "\n".join(table.notes)
    assert "Hidden rows not read: 6." in text
    assert "Hidden columns not read: D." in text


def test_the_file_is_not_changed(book):
    before = save(book, LEVELS).read_bytes()
    read_published_workbook(book)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"<html><table></table></html>", b"a;b\n1;2\n"]
)
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "x.xls"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"x\.xls"):
        read_published_workbook(path)


def test_a_workbook_without_a_table_is_refused(book):
    with pytest.raises(DataError, match="no table"):
        read_published_workbook(save(book, [["Lời nói đầu"]]))
    (table,) = read_published_workbook(save(book, [["Tổng số", 1, 2], ["Nam", 3, 4]]))
    assert [issue.reason.code for issue in table.issues] == ["sheet_no_table"]
    assert not table.cells


def test_merging_the_whole_sheet_is_refused_before_it_is_filled(book):
    save(book, LEVELS, put("A1", "39", area="A1:B1"))
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"'))
    book.write_bytes(out.getvalue())
    with pytest.raises(DataError, match="merges millions"):
        read_published_workbook(book)


def test_mutated_bytes_give_only_errors_of_the_library(tmp_path):
    sound = save(tmp_path / "a.xlsx", LEVELS)
    with zipfile.ZipFile(sound) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    old = xls(tmp_path / "b.xls").read_bytes()
    generator = random.Random(20)  # noqa: S311
    path = tmp_path / "mutated"
    for turn in range(120):
        if turn % 2:
            name = generator.choice(
                [name for name in members if "sheet" in name or "styles" in name or "shared" in name]
            )
            content = bytearray(members[name])
        else:
            content = bytearray(old)
        for _ in range(generator.randint(1, 8)):
            content[generator.randrange(len(content))] = generator.randrange(256)
        if turn % 2:
            with zipfile.ZipFile(path, "w") as archive:
                for other, kept in members.items():
                    archive.writestr(other, bytes(content) if other == name else kept)
        else:
            path.write_bytes(bytes(content))
        with contextlib.suppress(TfpError):
            read_published_workbook(path)


CELLS = st.one_of(
    st.none(), st.integers(1990, 2030), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.sampled_from(["Tổng số", "Central", "Sơ bộ 2021", "2020", "ĐVT: Tỷ đồng", "-", "…", "1.234", "3,5", "Cơ cấu (%)",
                     "A", "Sãc Tr¨ng", "Soùc Traêng", "=A1", "#REF!", "Quý I", "39"]),
    st.dates(min_value=datetime.date(1901, 1, 1)),
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8), st.booleans())
def test_any_small_sheet_is_read_or_refused(tmp_path_factory, rows, merged):
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    save(path, rows, (lambda _, sheet: sheet.merge_cells("A1:B2")) if merged else None)
    try:
        tables = read_published_workbook(path)
    except TfpError:
        return
    for table in tables:
        places = [cell.place for cell in table.cells]
        assert len(places) == len(set(places))
        assert all(len(cell.labels) == len(table.dimensions) for cell in table.cells)
        assert all(issue.text("vi") and issue.text("en") for issue in table.issues)
