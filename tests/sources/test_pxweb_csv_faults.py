import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pxweb_exports import GROUP_LINES, JOINED, TWO_HEADING_ROWS, YEARS_AS_COLUMNS

from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.sources.published import pxweb_layout
from tfp_soctrang.sources.published.pxweb_csv import read_pxweb_csv


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        (table,) = read_pxweb_csv(path)
        return table

    return read


def test_vietnamese_of_windows(read):
    def windows(text):
        # each letter as cp1258 has it: composed where it can be, else vowel and tone
        letters = []
        for letter in text:
            try:
                letters.append(letter.encode("cp1258"))
            except UnicodeEncodeError:
                marks = unicodedata.normalize("NFD", letter)
                tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
                letters.append((unicodedata.normalize("NFC", marks.replace(tone, "")) + tone).encode("cp1258"))
        return b"".join(letters)

    table = read(windows(GROUP_LINES))
    assert table.dimensions == ("Cách tính", "Thành phần")
    assert table.labels("Cách tính") == ("Giá thực tế (Tỷ đồng)", "Giá so sánh 2010 (Tỷ đồng)")
    assert table.notes == ("(*) Dòng ghi chú thứ nhất nối tiếp.",)


@pytest.mark.parametrize(
    "content",
    [
        "Résumé;2015\nA;1.5\n".encode("latin-1"),
        b"S\xe3c Tr\xa8ng;2015\nT\xe6ng s\xe8;1.5\n",  # TCVN3
        "x;2015\nA;1.5\n".encode("utf-16-le"),  # without a mark
        b"\xef\xbb\xbf\xff;2015\n",
        b"\xff\xfea",
        b"\x00\x01\x02",
    ],
)
def test_an_encoding_that_cannot_be_decided_is_refused(read, content):
    with pytest.raises(DataError) as caught:
        read(content)
    assert "UTF-8" in caught.value.text("en")
    assert "UTF-8" in caught.value.text("vi")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "one line",
        '"Title"\n\n"A";"2015"\n',
        "a;b\nc;d\n",
        '"A";"Total"\n"x";1.5\n',
        '"A";"2015"\n"x;1.5\n',
        '"A";"2015"\n"x"y;1.5\n',
        "A;2015\n" + "x" * 200_000 + ";1\n",
        '"A";"2015"\n"x"\n',
    ],
)
def test_what_is_no_table_is_refused(read, content):
    with pytest.raises(DataError) as caught:
        read(content)
    assert caught.value.remedy


def test_a_huge_table_is_refused_before_it_is_cut(read, monkeypatch):
    monkeypatch.setattr(pxweb_layout, "MOST_CELLS", 10)
    with pytest.raises(DataError, match="more than 10 cells"):
        read(YEARS_AS_COLUMNS)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_pxweb_csv(tmp_path / "none.csv")


def issues(table):
    return [(issue.cell, issue.reason.code, issue.raw) for issue in table.issues]


def test_rows_that_do_not_fit_and_text_among_numbers(read):
    table = read(
        '"Title by Items and Year"\n\n"Items";"2015";"2016"\n'
        '"A";1.5;2.5\n"B";1.5\n"C";1.5;2.5;3.5\n"D";1.5;nil\n" ";1.5;2.5\n"E";1.5;2.5;""\n"F"\n"G";1.5;2.5\n"H"\n'
    )
    assert issues(table) == [
        ("row 5", "text_row_width", "B | 1.5"),
        ("row 6", "text_row_width", "C | 1.5 | 2.5 | 3.5"),
        ("row 8", "text_no_label", "  | 1.5 | 2.5"),
        ("row 10", "text_row_width", "F"),
        ("row 12", "text_row_width", "H"),
        ("row 7, column 3", "text_not_number", "nil"),
    ]
    assert table.labels("Items") == ("A", "D", "E", "G")
    assert table.issues[-1].heading == "D | 2016"
    assert all(issue.text("vi") and issue.text("en") for issue in table.issues)


def test_a_row_cut_short_does_not_lend_its_rows_to_the_label_above(read):
    table = read('" ";" ";"Total"\n"A"\n" ";"2015";1.5\n"B";"2015"\n" ";"2016";2.5\n')
    assert issues(table) == [("row 4", "text_row_width", "B | 2015")]
    assert [(cell.labels, cell.value) for cell in table.cells] == [(("A", "Total"), 1.5), (("B", "Total"), 2.5)]


def test_a_heading_or_a_row_among_times_that_names_none(read):
    table = read('"A";"2015";"2O16";"2017"\n"x";1.5;2.5;3.5\n')
    assert issues(table) == [("row 1, column 3", "text_not_time", "2O16")]
    assert table.years() == (2015, 2017)
    table = read('"A";"Year";"Total"\n"x";"2015";1.5\n"x";"2016";1.5\n"x";"2O17";1.5\n')
    assert issues(table) == [("row 4, column 2", "text_not_time", "2O17")]


def test_the_same_label_twice(read):
    table = read('"A";"2015";"2016"\n"Thai Nguyen";1.5;2.5\n"Thai  Nguyen";1.5;2.5\n')
    assert issues(table) == [
        ("row 3, column 2", "text_twice", "1.5"),
        ("row 3, column 3", "text_twice", "2.5"),
    ]
    assert "row 2, column 2" in table.issues[0].text()


@pytest.mark.parametrize(
    ("numbers", "values", "codes"),
    [
        (["1234.5", "1.234", "7"], [1234.5, 1.234, 7.0], []),
        (["1.234,5", "1.234", "7"], [1234.5, 1234.0, 7.0], []),
        (["12,5", "1.234.567", "-3"], [12.5, 1234567.0, -3.0], []),
        (["1,234.5", "1,234", "0.5"], [1234.5, 1234.0, 0.5], []),
        (["7 902.3", "902.35", "1 000"], [7902.3, 902.35, 1000.0], []),
        (["0.123", "1.234", "12"], [0.123, 1.234, 12.0], []),
        (["1.234", "5.678", "12"], [12.0], ["text_mark_unclear"] * 2),
        (["1.5", "2.5", "3,5"], [1.5, 2.5], ["text_mark_other"]),
        (["1.5", "1.2.3", "1e5"], [1.5], ["text_mark_other", "text_not_number"]),
        (["1.5", "9" * 400, "−2.5"], [1.5, -2.5], ["text_too_large"]),
        (["1.5", "…", "-"], [1.5, None, None], []),
    ],
)
def test_how_numbers_are_written_is_decided_for_the_file(read, numbers, values, codes):
    table = read(
        '"A";"2015"\n' + "".join(f'"{label}";"{number}"\n' for label, number in zip("xyz", numbers, strict=True))
    )
    assert [cell.value for cell in table.cells] == values
    assert [issue.reason.code for issue in table.issues] == codes


mutation = st.tuples(st.integers(0, 2_000), st.integers(0, 40), st.sampled_from([b"", b";", b'"', b"\n", b"\x00", b"..",
                     b",", b"2015", b"1.234,5", b"\xff", b" by ", b"\t", b"(*)", b"Prel. ", b'" ";']))  # fmt: skip


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_random_bytes_are_read_or_refused(tmp_path_factory, content):
    read_or_refuse(tmp_path_factory, content)


@given(st.text(alphabet='ab;,\t"\n 0123456789.()ậ', max_size=120))
@settings(max_examples=200)
def test_random_text_is_read_or_refused(tmp_path_factory, content):
    read_or_refuse(tmp_path_factory, content.encode())


@given(
    st.sampled_from([YEARS_AS_COLUMNS, GROUP_LINES, JOINED, TWO_HEADING_ROWS]),
    st.lists(mutation, min_size=1, max_size=4),
)
@settings(max_examples=400)
def test_mutated_files_are_read_or_refused(tmp_path_factory, text, mutations):
    content = text.encode()
    for place, length, insert in mutations:
        at = place % (len(content) or 1)
        content = content[:at] + insert + content[at + length :]
    read_or_refuse(tmp_path_factory, content)


def read_or_refuse(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    path.write_bytes(content)
    with suppress(TfpError):
        (table,) = read_pxweb_csv(path)
        assert all(len(cell.labels) == len(table.dimensions) for cell in table.cells)
        assert all(issue.text("vi") for issue in table.issues)


def test_a_heading_wider_than_the_table_is_no_fault_of_ours(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('"A";" ";" ";" ";"x"\n" ";"2019";"2020"\n"Sóc Trăng";1;2\n', encoding="utf-8")
    with suppress(DataError):
        read_pxweb_csv(path)
