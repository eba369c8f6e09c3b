import pytest
from pxweb_exports import (
    ALL,
    GROUP_LINES,
    JOINED,
    JOINED_LABELS,
    JOINED_YEAR_FIRST,
    REWRITTEN,
    TWO_HEADING_ROWS,
    YEARS_AS_COLUMNS,
    YEARS_IN_SECOND_COLUMN,
)

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published.pxweb_csv import read_pxweb_csv


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        (table,) = read_pxweb_csv(path)
        return table

    return read


def find(table, year, *labels, status=None):
    (cell,) = [
        cell
        for cell in table.cells
        if cell.labels == labels and cell.time.year == year and status in {None, cell.status}
    ]
    return cell


def test_years_as_columns(read):
    table = read(YEARS_AS_COLUMNS)
    assert table.title == "Output at constant 2010 prices by Items, Use and Year"
    assert table.dimensions == ("Items", "Use")
    assert table.labels("Use") == ("TOTAL", "Stocks held")
    cell = find(table, 2015, "Total (Bill. Dongs)", "TOTAL")
    assert (cell.value, cell.raw, cell.place) == (110.25, "110.25", "row 4, column 4")
    assert (str(cell.unit), str(cell.price_base)) == ("tỷ đồng", "constant 2010 prices")
    assert str(find(table, 2015, "Structure (%)", "TOTAL").unit) == "%"
    missing = find(table, 2016, "Total (Bill. Dongs)", "TOTAL")
    assert (missing.value, missing.raw, missing.status) == (None, "..", Status.PRELIMINARY)
    assert find(table, 2014, "Total (Bill. Dongs)", "Stocks held").value == -1.0
    assert (table.vintage.edition, table.vintage.year, table.years()) == ("Prel. 2016", 2016, (2014, 2015, 2016))
    assert not table.issues


def test_years_in_second_column(read):
    table = read(YEARS_IN_SECOND_COLUMN)
    assert table.dimensions == ("Items", "Types of ownership")
    cell = find(table, 2016, "At current prices (Bill. Dongs)", "State")
    assert (cell.value, cell.status, str(cell.price_base)) == (31.0, Status.PRELIMINARY, "current prices")
    assert find(table, 2015, "At current prices (Bill. Dongs)", "State").status is Status.OFFICIAL
    index = find(table, 2015, "Index (Previous year=100)-%", "Total")
    assert (index.value, str(index.unit), index.price_base) == (None, "%", None)


def test_group_lines_and_notes(read):
    table = read(GROUP_LINES)
    assert table.dimensions == ("Cách tính", "Thành phần")
    constant = find(table, 2019, "Giá so sánh 2010 (Tỷ đồng)", "Nhà nước")
    assert (constant.value, str(constant.unit), str(constant.price_base)) == (3.5, "tỷ đồng", "constant 2010 prices")
    assert str(find(table, 2018, "Giá thực tế (Tỷ đồng)", "Tổng số").price_base) == "current prices"
    assert table.notes == ("(*) Dòng ghi chú thứ nhất nối tiếp.",)
    assert not table.issues


def test_two_rows_of_headings_with_merged_cells(read):
    table = read(TWO_HEADING_ROWS)
    assert table.dimensions == ("Tỉnh, thành phố", "Chỉ tiêu")
    assert table.labels("Tỉnh, thành phố") == ("CẢ NƯỚC", "Đà Nẵng")
    cell = find(table, 2019, "CẢ NƯỚC", "Dân số (Nghìn người)")
    assert (cell.value, str(cell.unit), cell.place) == (5.6, "nghìn người", "row 5, column 5")
    # a star is no status, and without a labelled year the edition is not known
    assert {cell.status for cell in table.cells} == {Status.UNSTATED}
    assert table.vintage is None


def test_years_under_merged_labels(read):
    text = '" ";"Tổng số";" ";"Nam";" "\n" ";"2018";"Sơ bộ 2019";"2018";"Sơ bộ 2019"\n"A";1.5;2.5;3.5;4.5\n'
    table = read(text)
    assert table.dimensions == ("row", "column")
    assert [(cell.labels[1], cell.time.year, cell.value) for cell in table.cells] == [
        ("Tổng số", 2018, 1.5),
        ("Tổng số", 2019, 2.5),
        ("Nam", 2018, 3.5),
        ("Nam", 2019, 4.5),
    ]


def test_years_joined_with_labels(read):
    table = read(JOINED)
    assert table.dimensions == ("Cities, towns", "Items")
    assert table.labels("Cities, towns") == ("WHOLE COUNTRY", "Thai Nguyen")
    assert table.labels("Items") == ("Total (Thous. pers.)", "Share (%)")
    cell = find(table, 2016, "Thai Nguyen", "Total (Thous. pers.)")
    assert (cell.value, cell.status, str(cell.unit)) == (11.0, Status.PRELIMINARY, "nghìn người")
    assert table.vintage.edition == "Prel. 2016"

    table = read(JOINED_YEAR_FIRST)
    assert table.dimensions == ("Province", "Kind")
    assert find(table, 2011, "A", "Salary & wage").value == 1.6


def test_headings_that_join_two_dimensions(read):
    table = read(JOINED_LABELS)
    assert table.dimensions == ("Items", "Sector")
    cell = find(table, 2016, "Structure (%)", "Farms")
    assert (cell.value, str(cell.unit)) == (19.1, "%")
    assert str(find(table, 2015, "Total (Bill. Dongs)", "Farms").unit) == "tỷ đồng"


def test_no_title_quoted_numbers_and_a_repeated_heading(read):
    table = read(REWRITTEN)
    assert table.dimensions == ("Indicators", "column")
    assert (table.title, len(table.cells)) == ("", 4)
    assert find(table, 2015, "total", "Female").value == 20.8


@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends_make_no_difference(read, text, encoding, separator, line_end):
    other = "\n".join(line.replace('";"', f'"{separator}"') for line in text.split("\n"))
    other = "".join(separator if mark == ";" and not inside else mark for mark, inside in marks_outside_quotes(other))
    table = read(other.replace("\n", line_end).encode(encoding))
    same = read(text)
    assert [(c.labels, c.time, c.value, c.status, c.place) for c in table.cells] == [
        (c.labels, c.time, c.value, c.status, c.place) for c in same.cells
    ]
    assert (table.title, table.dimensions, table.notes) == (same.title, same.dimensions, same.notes)


def marks_outside_quotes(text):
    inside = False
    for mark in text:
        inside ^= mark == '"'
        yield mark, inside


def test_the_same_year_preliminary_and_final_stays_apart(read):
    table = read('"A";"2015";"Prel. 2016";"2016"\n"x";1.5;2.5;3.5\n')
    assert not table.issues
    assert find(table, 2016, "x", status=Status.PRELIMINARY).value == 2.5
    assert find(table, 2016, "x", status=Status.OFFICIAL).value == 3.5


def test_an_unlabelled_year_after_a_preliminary_one_is_unstated(read):
    table = read('"A";"2015";"Prel. 2016";"2017";"Ước tính 2018"\n"x";1.5;2.5;3.5;4.5\n')
    assert [cell.status for cell in table.cells] == [
        Status.OFFICIAL,
        Status.PRELIMINARY,
        Status.UNSTATED,
        Status.ESTIMATE,
    ]
    assert table.vintage.year == 2018


def test_base_years_of_prices_are_no_times(read):
    table = read('"Năm";"Giá so sánh 2010";"Giá so sánh 1994"\n"2009";1.5;2.5\n"2010";3.5;4.5\n')
    assert [(cell.time.year, str(cell.price_base)) for cell in table.cells] == [
        (2009, "constant 2010 prices"),
        (2009, "constant 1994 prices"),
        (2010, "constant 2010 prices"),
        (2010, "constant 1994 prices"),
    ]
    with pytest.raises(DataError, match="names no years"):
        read('"A";"Giá so sánh 2010";"Giá so sánh 1994"\n"x";1.5;2.5\n')


def test_groups_over_one_column_of_labels(read):
    table = read('"A";"2015";"2016"\n"Tổng (Tỷ đồng)"\n"x";1.5;2.5\n"Cơ cấu (%)"\n"x";1.5;2.5\n')
    assert table.dimensions == ("group", "A")
    assert [str(cell.unit) for cell in table.cells] == ["tỷ đồng", "tỷ đồng", "%", "%"]
