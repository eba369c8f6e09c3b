"""Workbooks of made-up numbers, in the layouts of yearbooks."""

from __future__ import annotations

import datetime

import openpyxl
import xlwt

from tfp_soctrang.sources.published.published_sheet import read_published_workbook

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


def put(place, new, number_format=None, area=None):
    def change(_, sheet):
        sheet[place] = new
        if number_format:
            sheet[place].number_format = number_format
        if area:
            sheet.merge_cells(area)

    return change


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
