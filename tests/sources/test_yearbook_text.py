"""The text of yearbook pages: rows that have exactly the years of the heading, and rows that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published.yearbook_text import read_yearbook_text

PAGE = """=== page index 7
12 Dân số - Population
(Tiếp theo) Lao động phân theo địa phương
(Cont.) Employees by province
ĐVT: Nghìn người - Unit: Thous. persons
2009
2010
Sơ bộ
Prel.
2011
Miền Đông
East Region
10,0
20,5 30,0
Long An
1,0 2,0 ..
Kế Sách
4,0
5,0 -
Mỹ Tú
7,0 8,0
9,0
41
"""


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "trang.txt"
        path.write_text(text, encoding="utf-8")
        return read_yearbook_text(path)

    return reading


def codes(table):
    return [(issue.cell, issue.heading, issue.reason.code) for issue in table.issues]


def rows(table):
    return {label: [cell.value for cell in table.cells if cell.labels == (label,)] for label in table.labels("label")}


def test_a_page(read):
    (table,) = read(PAGE)
    assert not table.issues
    assert table.name == "page 7"
    assert table.title == "Lao động phân theo địa phương - Employees by province"
    assert rows(table) == {
        "Miền Đông - East Region": [10, 20.5, 30],
        "Long An": [1, 2, None],
        "Kế Sách": [4, 5, None],
        "Mỹ Tú": [7, 8, 9],
    }
    assert [cell.status for cell in table.cells[:3]] == [Status.OFFICIAL, Status.OFFICIAL, Status.PRELIMINARY]
    assert {str(cell.unit) for cell in table.cells} == {"nghìn người"}
    assert table.cells[1].place == "page 7, line 14, value 1"
    assert any("41" in note for note in table.notes)
    assert "12 Dân số - Population" in table.notes


def test_continued_pages_are_joined_and_others_are_not(read):
    second = PAGE.replace("index 7", "index 8").replace("Kế Sách", "Cù Lao").replace("Mỹ Tú", "Vĩnh Châu")
    second = second.replace("Miền Đông", "Miền Tây").replace("East", "West").replace("Long An", "Trần Đề")
    (table,) = read(PAGE + second)
    assert table.name == "page 7–8"
    assert len(table.cells) == 24
    assert len(read(PAGE + second.replace("index 8", "index 9"))) == 2
    (twice,) = read(PAGE + PAGE.replace("index 7", "index 8"))
    assert [code for _, _, code in codes(twice)] == ["label_twice"] * 4


HEAD = "=== page index 1\nLao động phân theo địa phương\n2009\n2010\n2011\n"


@pytest.mark.parametrize(
    ("body", "kept", "refused"),
    [
        # a brace: five values for two provinces, all with the first; the rows beside are sound
        ("A Lưới\n1 2 3\nCần Thơ\n4\n5\n6\n7\n8\nHậu Giang\nSóc Trăng\n9 10 11\n", ["A Lưới", "Sóc Trăng"],
         ["Cần Thơ", "Hậu Giang"]),
        # the value of the brace stands with the second: it has just as many values as years, and is refused too
        ("A Lưới\n1 2 3\nCần Thơ\n4 5\nHậu Giang\n6 7 8\nSóc Trăng\n9 10 11\n", ["Sóc Trăng"],
         ["A Lưới", "Cần Thơ", "Hậu Giang"]),
        # values exchanged between two rows
        ("A Lưới\n1 2 3\nCần Thơ\n4\nHậu Giang\n5 6 7 8 9\nSóc Trăng\n9 10 11\n", ["A Lưới", "Sóc Trăng"],
         ["Cần Thơ", "Hậu Giang"]),
        # the values of the first row stand before its label
        ("1\n2\n3\nĐà Nẵng\nQuảng Nam\n4 5 6\n", ["Quảng Nam"], ["", "Đà Nẵng"]),
        # a value lost
        ("A Lưới\n1 2 3\nCần Thơ\n4 5\nSóc Trăng\n9 10 11\nCà Mau\n1 1 1\n", ["Cà Mau"],
         ["A Lưới", "Cần Thơ", "Sóc Trăng"]),
        # a label that lost all its values
        ("A Lưới\n1 2 3\nCần Thơ\nSóc Trăng\n9 10 11\nCà Mau\n1 1 1\n", ["Cà Mau"],
         ["A Lưới", "Cần Thơ", "Sóc Trăng"]),
    ],
)  # fmt: skip
def test_scrambled_rows_are_issues(read, body, kept, refused):
    (table,) = read(HEAD + body)
    assert list(rows(table)) == kept
    assert [heading for _, heading, _ in codes(table)] == refused


def test_groups_where_the_table_is_not_by_province(read):
    text = "Vốn đầu tư\nTỷ đồng - Billion dongs\n2009 2010\nTổng số 3 4\nPhân theo cấp\nBy level\nĐịa phương 1 2\n"
    (table,) = read(text + "Nguồn: thử\n")
    assert rows(table) == {"Tổng số": [3, 4], "Phân theo cấp - By level / Địa phương": [1, 2]}
    assert {str(cell.unit) for cell in table.cells} == {"tỷ đồng"}
    assert {cell.status for cell in table.cells} == {Status.UNSTATED}
    assert any("Nguồn: thử" in note for note in table.notes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bảng\n2010\nLong An 5\n", "text_no_years"),
        ("Bảng\n2010 2009\nLong An 5 6\n", "text_years_order"),
        ("Bảng\n2009 2010\nLong An 5 6\nBảng hai\n2009 2010\nLong An 7 8\n", "text_second_table"),
        ("Bảng\nĐVT: Tấn\n2009 2010\nLong An 5 6\n", "unit_unknown"),
        ("Bảng\n2009 2010\nLong An 5 1.234\n", "number_ambiguous"),
        ("Bảng\n2009 2010\nLong An 5,5 1.5\n", "number_contrary"),
        ("Bảng\n2009 2010\nLong An 5,5 1.23.4\n", "number_not_one"),
    ],
)
def test_what_cannot_be_read_is_an_issue_at_its_line(read, text, code):
    (table,) = read(text)
    assert code in [found for _, _, found in codes(table)]
    assert all(issue.cell.startswith("line ") and issue.text("vi") for issue in table.issues)


def test_thousands_points_and_decimal_commas(read):
    (table,) = read("Bảng\n2009 2010\nLong An 27.065.153 1.234\nCà Mau 1,5 2\n")
    assert rows(table) == {"Long An": [27065153, 1234], "Cà Mau": [1.5, 2]}


def test_tcvn3_is_converted_and_vni_and_mixtures_are_refused(read):
    (table,) = read("Lao ®éng\n§VT: Ng−êi - Unit: Person\n2009 2010\nSãc Tr¨ng 1 2\n")
    assert rows(table) == {"Sóc Trăng": [1, 2]}
    assert {str(cell.unit) for cell in table.cells} == {"người"}
    with pytest.raises(DataError, match="VNI"):
        read("Lao ñoäng\n2009 2010\nSoùc Traêng 1 2\n")
    with pytest.raises(DataError, match="TCVN3"):
        read("Lao ®éng - Lao động\n2009 2010\nSãc Tr¨ng 1 2\n")


def test_files_that_are_no_text_or_no_table(read, tmp_path):
    with pytest.raises(DataError, match="no table"):
        read("Lời nói đầu\n")
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        read_yearbook_text(tmp_path / "b")
    with pytest.raises(DataError):
        read_yearbook_text(tmp_path / "none")


# cells with a value, without, preliminary ones, issues: with the refused values, years and page numbers they make up
# every number of the pages
RAW = {
    "yearbook_pdf_pages/nien_giam_2008_pages_130_144_151_194_53_616_text_TCVN3.txt": (990, 0, 45, 31),
    "yearbook_pdf_pages/nien_giam_2011_p690-691_text_TCVN3.txt": (230, 0, 46, 0),
    "yearbook_pdf_pages/nien_giam_2011_pages_206_224_233_114_293_text_TCVN3.txt": (890, 0, 35, 0),
    "yearbook_html_text/quangtri_ng2021_p130_investment_const2010.txt": (20, 5, 5, 5),
    "yearbook_html_text/hungyen_ng2022_p97_grdp_const2010.txt": (0, 0, 0, 1),
    "yearbook_html_text/labour_tables_samples.txt": (0, 0, 0, 1),
}


@pytest.mark.parametrize("name", RAW)
def test_counts_of_the_raw_files(raw_folder, name):
    folder, _, file = name.partition("/")
    tables = read_yearbook_text(raw_folder(folder) / file)
    cells = [cell for table in tables for cell in table.cells]
    preliminary = sum(cell.status is Status.PRELIMINARY for cell in cells)
    missing = sum(cell.value is None for cell in cells)
    assert (len(cells) - missing, missing, preliminary, sum(len(table.issues) for table in tables)) == RAW[name]


# read off the lines of the files by eye
BY_HAND = [
    ("nien_giam_2008_pages_130_144_151_194_53_616_text_TCVN3.txt", "page 130", "Sóc Trăng", 2005, 27713, "người"),
    ("nien_giam_2008_pages_130_144_151_194_53_616_text_TCVN3.txt", "page 151", "Sóc Trăng", 2007, 2934, "tỷ đồng"),
    ("nien_giam_2008_pages_130_144_151_194_53_616_text_TCVN3.txt", "page 53", "Sóc Trăng", 2008, 25.3, "nghìn người"),
    ("nien_giam_2011_p690-691_text_TCVN3.txt", "page 690–691", "Sóc Trăng", 2010, 2880.7, "nghìn đồng"),
    ("nien_giam_2011_p690-691_text_TCVN3.txt", "page 690–691", "Lâm Đồng", 2011, 2595.3, "nghìn đồng"),
    (
        "nien_giam_2011_p690-691_text_TCVN3.txt", "page 690–691",
        "Bắc Trung Bộ và Duyên hải miền Trung - North Central and Central coastal areas", 2005, 1238.9, "nghìn đồng",
    ),
    ("nien_giam_2011_pages_206_224_233_114_293_text_TCVN3.txt", "page 224", "Sóc Trăng", 2007, 12506, "tỷ đồng"),
    ("nien_giam_2011_pages_206_224_233_114_293_text_TCVN3.txt", "page 114", "Sóc Trăng", 2011, 29.3, "nghìn người"),
    ("nien_giam_2011_pages_206_224_233_114_293_text_TCVN3.txt", "page 206", "Sóc Trăng", 2010, 36861, "người"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "page", "label", "year", "expected", "unit"), BY_HAND)
def test_cells_read_by_eye(raw_folder, file, page, label, year, expected, unit):
    tables = {table.name: table for table in read_yearbook_text(raw_folder("yearbook_pdf_pages") / file)}
    (cell,) = (cell for cell in tables[page].cells if cell.labels == (label,) and cell.time.year == year)
    assert (cell.value, str(cell.unit)) == (expected, unit)


def test_the_html_text_read_by_eye(raw_folder):
    path = raw_folder("yearbook_html_text") / "quangtri_ng2021_p130_investment_const2010.txt"
    (table,) = read_yearbook_text(path)
    assert rows(table)["TỔNG SỐ - TOTAL"] == [7338648, 9314742, 11334896, 13034132, 18508226]
    assert [value for label, values in rows(table).items() if "Trung ương" in label for value in values][1] == 747677
    assert {str(cell.price_base) for cell in table.cells} == {"constant 2010 prices"}


# rows of the pages whose values are known to be scrambled, or to be those of a brace
@pytest.mark.parametrize("page", ["page 130", "page 144", "page 151", "page 194", "page 53", "page 616"])
def test_no_row_of_a_brace_is_taken(raw_folder, page):
    file = "nien_giam_2008_pages_130_144_151_194_53_616_text_TCVN3.txt"
    tables = {table.name: table for table in read_yearbook_text(raw_folder("yearbook_pdf_pages") / file)}
    assert not {"Cần Thơ", "Hậu Giang", "Đắk Lắk", "Đắk Nông"} & set(tables[page].labels("label"))
    assert ("Sóc Trăng" in tables[page].labels("label")) is (page != "page 616")


LINES = st.sampled_from(
    [*PAGE.splitlines(), "Tổng số 1 2 3", "2010 2011", "…", "- - -", "1.234", "Sãc Tr¨ng", "=== page index 8", "", "c"]
)


@settings(max_examples=200)
@given(st.lists(LINES, max_size=25))
def test_any_order_of_lines_is_read_or_refused(tmp_path_factory, lines):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        tables = read_yearbook_text(path)
    except TfpError:
        return
    for table in tables:
        assert all(len(values) <= len(table.years()) for values in rows(table).values())


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "text.txt"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        read_yearbook_text(path)
    except TfpError:
        return
