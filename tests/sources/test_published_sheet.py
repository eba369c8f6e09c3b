"""Workbooks in the layouts of yearbooks: what is read of them."""

from __future__ import annotations

import datetime

import pytest
import xlsxwriter
from workbooks import LEVELS, one, save, value, xls

from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published.published_sheet import read_published_workbook


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
    table = one(save(book, [[None, 2019, 2020], ["Tổng số", 1, 2]]))
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
