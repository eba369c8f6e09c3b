"""Workbooks with faults: each is reported at its cell, and nothing is read as what it is not."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import string
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from workbooks import LEVELS, one, put, save, xls

from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.sentences.sheets import SHEET_SENTENCES
from tfp_soctrang.sources.published.published_sheet import read_published_workbook


@pytest.fixture
def book(tmp_path):
    return tmp_path / "bieu.xlsx"


def test_figures_of_the_size_of_years_are_figures(book):
    rows = [
        [None, 2020, 2021], ["Số hộ", 2021, 2022], ["Số xã", 2015, 2016], ["Số ấp", 5, 6], [None],
        ["Huyện Kế Sách", 2001, 2002], ["Số lớp", 7, 8],
    ]  # fmt: skip
    table = one(save(book, rows))
    assert not table.issues
    assert [cell.value for cell in table.cells] == [2021, 2022, 2015, 2016, 5, 6, 2001, 2002, 7, 8]
    assert table.years() == (2020, 2021)
    faulty = one(save(book, [[None, "202O", "2O21"], ["Số xã", 2015, 2016], ["Số ấp", 5, 6]]))
    assert not faulty.cells
    assert faulty.issues


def test_codes_beside_labels_are_no_years(book):
    rows = [["Mã", "Chỉ tiêu", 2020, 2021], [2001, "Nam", 1, 2], [2002, "Nữ", 3, 4]]
    table = one(save(book, rows))
    assert [cell.value for cell in table.cells] == [1, 2, 3, 4]
    assert not table.issues


def test_sentences_have_both_languages_and_the_same_values():
    for code, sentences in SHEET_SENTENCES.items():
        fields = [
            sorted(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in sentences.values()
        ]
        assert set(sentences) == {"vi", "en"}
        assert fields[0] == fields[1], code


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


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (put("C6", "=B6*2"), "C6", "sheet_no_cache"),
        (put("C6", "#DIV/0!"), "C6", "sheet_error"),
        (put("C6", "12l"), "C6", "number_not_one"),
        (put("C6", "nil"), "C6", "number_not_one"),
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


def random_sheet(generator, sheet):
    """Write one or two tables whose figures are often of the size of years; return each figure's year and value."""
    truth, row = {}, 1

    def figure():
        size = generator.choice([10, 2100, 3000])
        wild = generator.choice([generator.randint(0, size), generator.randint(1950, 2080)])
        return generator.choice([wild, round(generator.random() * size, 1)])

    def write(year, column):
        cell = sheet.cell(row, column, figure())
        truth[cell.coordinate] = (year, cell.value)

    for table in range(generator.choice([1, 1, 2])):
        row += generator.choice([1, 2]) if table else 0
        for title in (f"Bảng {table}", "ĐVT: Tỷ đồng"):
            if generator.random() < 0.75:
                sheet.cell(row, 1, title)
                row += 1
        row += generator.random() < 0.3
        first = generator.choice([2005, 2015, 2019])
        years = range(first, first + generator.choice([2, 3, 5]))
        width = generator.choice([1, 2, 3])
        across = generator.random() < 0.7
        sheet.cell(row, 1, generator.choice([None, "Chỉ tiêu", "Địa phương"]) if across else "Năm")
        for at, heading in enumerate(years if across else [f"Cột {letter}q" for letter in "abc"[:width]], start=2):
            sheet.cell(row, at, generator.choice([heading, str(heading)]))
        row += 1
        for line in range(generator.choice([1, 3, 6]) if across else 1):
            if generator.random() < 0.3:
                sheet.cell(row, 1, f"Theo giá hiện hành, nhóm {line} (Tỷ đồng)")
                row += 1
            if across:
                sheet.cell(row, 1, f"Dòng {table}{line} nào")
                for at, year in enumerate(years, start=2):
                    write(year, at)
                row += 1
                continue
            for year in years:
                sheet.cell(row, 1, year)
                for at in range(width):
                    write(year, 2 + at)
                row += 1
        if generator.random() < 0.3:
            sheet.cell(row, 1, "Nguồn: thử")
            row += 1
    return truth


def test_random_tables_are_read_as_they_were_written(book):
    generator = random.Random(3)  # noqa: S311
    for _ in range(150):
        truth = {}
        save(book, [], lambda _, sheet, truth=truth: truth.update(random_sheet(generator, sheet)))
        tables = read_published_workbook(book)
        assert not [issue.text() for table in tables for issue in table.issues]
        assert {cell.place: (cell.time.year, cell.value) for table in tables for cell in table.cells} == truth
