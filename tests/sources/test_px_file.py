import time
import tracemalloc

import pytest
from fuzzing import only_our_errors
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sentences.sdmx_px import SDMX_PX_SENTENCES
from tfp_soctrang.sources.published import px_file
from tfp_soctrang.sources.published.px_file import read_px

# As PX-Web of the Statistics Office lays tables out, with made-up numbers.
GRDP = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="vi";
DECIMALS=1;
SHOWDECIMALS=0;
MATRIX="V03.01";
SUBJECT-CODE="V03";
SUBJECT-AREA="Tài khoản quốc gia; ngân sách";
TITLE="Tổng sản phẩm trên địa bàn "
"phân theo địa phương và năm";
CONTENTS="Tổng sản phẩm trên địa bàn";
UNITS="Tỷ đồng";
STUB="Địa phương";
HEADING="Năm";
VALUES("Địa phương")="CẢ NƯỚC","Sóc Trăng",
"Cần Thơ";
VALUES("Năm")="2017","2018","Sơ bộ 2019";
CODES("Địa phương")="00","94","92";
TIMEVAL("Năm")=TLIST(A1),"2017","2018","2019";
PRICES="F";
BASEPERIOD="2010";
LAST-UPDATED="20200630 09:00";
SOURCE="Cục Thống kê; số liệu đặt ra";
NOTE="Số liệu đặt ra;#không có thật";
VALUENOTE("Địa phương","Cần Thơ")="Kể cả Hậu Giang";
PRECISION("Địa phương","Sóc Trăng")=2;
DATA=
1000.5 1100 1200
35.25 ".." "-"
"......" . -7;
"""


@pytest.fixture
def write(tmp_path):
    def written(content, name="file.px"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def read(write):
    def one(content):
        (table,) = read_px(write(content))
        return table

    return one


def minimal(data="1 2;", **changes):
    """A table of one place and two years; keywords given replace or add."""
    said = {"CHARSET": '"UTF-8"', "STUB": '"place"', "HEADING": '"year"'} | changes
    said = {'VALUES("place")': '"Somewhere"', 'VALUES("year")': '"2019","2020"'} | said
    return "".join(f"{keyword}={value};\n" for keyword, value in said.items() if value) + f"DATA={data}"


def refusal(path):
    with pytest.raises(DataError) as caught:
        read_px(path)
    for language in ("en", "vi"):
        assert "{" not in caught.value.text(language)
    assert caught.value.remedy
    return str(caught.value)


def test_a_table(read):
    table = read(GRDP)
    assert (table.file, table.name) == ("file.px", "")
    assert table.title == "Tổng sản phẩm trên địa bàn phân theo địa phương và năm"
    assert table.dimensions == ("Địa phương",)
    assert table.labels("Địa phương") == ("CẢ NƯỚC", "Sóc Trăng", "Cần Thơ")
    assert table.years() == (2017, 2018, 2019)
    assert [cell.value for cell in table.cells] == [1000.5, 1100, 1200, 35.25, None, 0, None, None, -7]
    assert [cell.raw for cell in table.cells][3:] == ["35.25", "..", "-", "......", ".", "-7"]
    first, *_, last = table.cells
    assert (first.place, last.place, last.labels) == ("value 1", "value 9", ("Cần Thơ",))
    assert {(str(cell.unit), str(cell.price_base)) for cell in table.cells} == {("tỷ đồng", "constant 2010 prices")}
    assert (table.vintage.edition, table.vintage.year) == ("20200630 09:00", 2020)
    assert [cell.status for cell in table.cells[:3]] == [Status.OFFICIAL, Status.OFFICIAL, Status.PRELIMINARY]
    assert not table.issues
    assert table.notes[:3] == (
        "Số liệu đặt ra; không có thật",
        "Địa phương, Cần Thơ: Kể cả Hậu Giang",
        "Source: Cục Thống kê; số liệu đặt ra",
    )
    assert "1 cells marked" in table.notes[3]


def test_decimals_and_precision_do_not_round(read):
    assert read(minimal("1.23456 2;", DECIMALS="1", SHOWDECIMALS="0")).cells[0].value == 1.23456


def test_the_heading_turns_fastest(read):
    table = read(
        """CHARSET="UTF-8";STUB="region","sex";HEADING="kind","year";
VALUES("region")="N","S";VALUES("sex")="men","women";VALUES("kind")="a","b","c";VALUES("year")="2019","2020";
DATA="""
        + " ".join(map(str, range(24)))
        + ";"
    )
    assert table.dimensions == ("region", "sex", "kind")
    by_cell = {(*cell.labels, cell.time.year): cell.value for cell in table.cells}
    assert by_cell["N", "men", "a", 2020] == 1
    assert by_cell["N", "men", "c", 2019] == 4
    assert by_cell["N", "women", "a", 2019] == 6
    assert by_cell["S", "women", "c", 2020] == 23


def test_time_may_stand_anywhere(read):
    table = read(minimal("1 2;", STUB='"year"', HEADING='"place"'))
    assert [(cell.labels, cell.time.year, cell.value) for cell in table.cells] == [
        (("Somewhere",), 2019, 1),
        (("Somewhere",), 2020, 2),
    ]
    assert read(minimal("1 2;", STUB="", HEADING='"place","year"')).years() == (2019, 2020)
    only = read(minimal("1 2;", STUB="", HEADING='"year"', **{'VALUES("place")': ""}))
    assert (only.dimensions, only.cells[0].labels) == ((), ())


@pytest.mark.parametrize(
    ("values", "timeval", "parts"),
    [
        ('"2011Q1","2011Q2"', 'TLIST(Q1),"20111","20112"', [(2011, "Q1"), (2011, "Q2")]),
        ('"Quý I năm 2011","Quý IV năm 2011"', "", [(2011, "Q1"), (2011, "Q4")]),
        ('"một","hai"', 'TLIST(Q1),"20111","20112"', [(2011, "Q1"), (2011, "Q2")]),
        ('"một","hai"', 'TLIST(H1),"20111","2011H2"', [(2011, "H1"), (2011, "H2")]),
        ('"2011M01","2011M02"', 'TLIST(M1),"201101","2011M02"', [(2011, "M01"), (2011, "M02")]),
        ('"một","hai"', 'TLIST(A1,"2011"-"2012")', [(2011, "A"), (2012, "A")]),
        ('"2011Q1","2011Q2"', 'TLIST(Q1,"20111"-"20112")', [(2011, "Q1"), (2011, "Q2")]),
        ('"Prel. 2019","Ước tính 2020"', "", [(2019, "A"), (2020, "A")]),
    ],
)
def test_times(read, values, timeval, parts):
    table = read(minimal(**{'VALUES("year")': values, 'TIMEVAL("year")': timeval}))
    assert [(cell.time.year, cell.time.part) for cell in table.cells] == parts
    assert not table.issues


def test_the_status_printed_with_a_year_comes_first(read):
    table = read(minimal(**{'VALUES("year")': '"Prel. 2010","2011"', "LAST-UPDATED": '"20200630 09:00"'}))
    assert [cell.status for cell in table.cells] == [Status.PRELIMINARY, Status.OFFICIAL]
    undated = read(minimal())
    assert (undated.vintage, undated.cells[0].status) == (None, Status.UNSTATED)
    never = read(minimal(**{"LAST-UPDATED": '"99991231 16:59"'}))
    assert never.vintage is None


def test_a_value_of_time_that_is_no_time_is_an_issue(read):
    table = read(minimal("1 2 3;", **{'VALUES("year")': '"2019","2020","Bình quân"'}))
    assert [cell.value for cell in table.cells] == [1, 2]
    (issue,) = table.issues
    assert (issue.cell, issue.raw) == ("VALUES(year)", "Bình quân")


def test_years_without_timeval_are_told_from_other_numbers(read):
    both = {'VALUES("base")': '"1994","2010"', 'VALUES("year")': '"2019","2020"'}
    table = read(minimal("1 2 3 4;", STUB='"base"', **both))
    assert (table.dimensions, table.years()) == (("base",), (2019, 2020))


def test_units_of_contents_values(read):
    text = minimal(
        "1 2 3 4 5 6;",
        STUB='"what"',
        CONTVARIABLE='"what"',
        UNITS='"Tỷ đồng"',
        **{
            'VALUES("what")': '"GRDP","Dân số","Cơ cấu (%)"',
            'UNITS("Dân số")': '"Nghìn người"',
            'PRICES("GRDP")': '"C"',
        },
    )
    cells = read(text).cells
    assert [str(cell.unit) for cell in cells[::2]] == ["tỷ đồng", "nghìn người", "%"]
    assert [str(cell.price_base) for cell in cells[::2]] == ["current prices", "None", "None"]


def test_prices_of_labels_and_titles(read):
    text = minimal(
        "1 2 3 4;",
        STUB='"kind"',
        TITLE='"Vốn đầu tư (Giá hiện hành)"',
        **{'VALUES("kind")': '"Giá so sánh 2010 (Tỷ đồng)","Tổng số"'},
    )
    cells = read(text).cells
    assert [str(cell.price_base) for cell in cells[::2]] == ["constant 2010 prices", "current prices"]
    assert [str(cell.unit) for cell in cells[::2]] == ["tỷ đồng", "None"]
    assert read(minimal(PRICES='"F"')).cells[0].price_base is None


def test_a_label_that_is_a_bare_number_is_no_unit(read):
    assert read(minimal(**{'VALUES("place")': '"1"'})).cells[0].unit is None


def test_languages(write):
    text = minimal(
        "1 2;",
        LANGUAGE='"vi"',
        LANGUAGES='"vi","en"',
        **{
            "TITLE": '"Dân số"',
            "TITLE[en]": '"Population"',
            "STUB[en]": '"region"',
            "HEADING[en]": '"period"',
            'VALUES[en]("region")': '"Some place"',
            'VALUES[en]("period")': '"2019","Prel. 2020"',
            "UNITS": '"Nghìn người"',
            "NOTE": '"Đặt ra"',
            "NOTE[en]": '"Made up"',
        },
    )
    vietnamese, english = read_px(write(text))
    assert (vietnamese.name, english.name) == ("vi", "en")
    assert (vietnamese.title, english.title) == ("Dân số", "Population")
    assert (english.dimensions, english.cells[1].labels) == (("region",), ("Some place",))
    assert english.cells[1].status is Status.PRELIMINARY
    assert str(english.cells[1].unit) == "nghìn người"
    assert [cell.value for cell in vietnamese.cells] == [cell.value for cell in english.cells]
    assert (vietnamese.notes, english.notes) == (("Đặt ra",), ("Made up",))


@pytest.mark.parametrize(
    ("charset", "codepage", "language", "encoding"),
    [
        ('"ANSI"', '"utf-8"', "", "utf-8"),
        ('"ANSI"', "", "", "utf-8"),
        ("", "", "", "utf-8"),
        ("", "", "", "utf-8-sig"),
        ("", "", "", "utf-16"),
        ('"ANSI"', '"windows-1258"', "", "cp1258"),
        ('"ANSI"', "", '"vi"', "cp1258"),
        ('"windows-1258"', "", "", "cp1258"),
    ],
)
def test_code_pages(read, charset, codepage, language, encoding):
    # windows-1258 writes a letter and its tone apart
    place = "So\u0301c Tr\u0103ng \u0110"
    text = minimal(CHARSET=charset, CODEPAGE=codepage, LANGUAGE=language, **{'VALUES("place")': f'"{place}"'})
    assert read(text.encode(encoding)).cells[0].labels == ("Sóc Trăng Đ",)


@pytest.mark.parametrize("page", ["iso-8859-1", "windows-1252", "cp1252", "ANSI"])
def test_western_code_pages(read, page):
    text = minimal(CHARSET='"ANSI"', CODEPAGE=f'"{page}"', **{'VALUES("place")': '"Café"'})
    assert read(text.encode("latin-1")).cells[0].labels == ("Café",)


def test_layout_of_the_text(read):
    text = (
        'charset = "UTF-8" ;\r\nSTUB\r\n=\r\n"place" ;HEADING="year";VALUES( "place" )="Some" "where;="\r\n;'
        'VALUES("year")="2019",\r\n"2020";COPYRIGHT=YES;EMPTY=;DATA=1,\t"2";\r\n\x1a\0'
    )
    table = read(text)
    assert table.cells[0].labels == ("Somewhere;=",)
    assert table.cells[0].value == 1
    # a quoted number is none
    assert (table.cells[1].value, table.issues[0].raw) == (None, "2")


@pytest.mark.parametrize(
    ("symbol", "value", "bad"),
    [
        *((f'"{"." * dots}"', None, False) for dots in range(1, 7)),
        ("..", None, False),
        ('"-"', 0, False),
        ("-", 0, False),
        ('"......."', None, True),
        ('"…"', None, True),
        ("x", None, True),
        ("1e999", None, True),
        ("nan", None, True),
        ("٣", None, True),
        ('""', None, True),
    ],
)
def test_symbols(read, symbol, value, bad):
    table = read(minimal(f"{symbol} 2;"))
    assert (table.cells[0].value, bool(table.issues)) == (value, bad)


def test_symbols_of_the_file(read):
    table = read(minimal('":" "nil";', DATASYMBOL1='":"', DATASYMBOLNIL='"nil"'))
    assert ([cell.value for cell in table.cells], table.issues) == ([None, 0], ())
    # a dash in the data is nil by the format, however a dot is shown
    assert read(minimal('"-" ".";', DATASYMBOL1='"-"')).cells[0].value == 0


def test_codes_serve_where_texts_lack(read):
    table = read(minimal(**{'VALUES("place")': "", 'CODES("place")': '"94"'}))
    assert table.cells[0].labels == ("94",)


def test_many_bad_cells_are_counted(read):
    years = ",".join(f'"{year}"' for year in range(1900, 2050))
    table = read(minimal("x " * 150 + ";", **{'VALUES("year")': years}))
    assert len(table.issues) == 100
    assert "50 more bad cells" in table.notes[-1]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "no DATA"),
        (b"PK\x03\x04\x00\x00\x01", "not a text"),
        ("a;b\n1;2\n", "where a keyword should stand"),
        ("<html><body>Not found</body></html>", "where a keyword should stand"),
        (GRDP.partition("DATA")[0], "no DATA"),
        (GRDP.partition("DATA")[0] + "DATA", "middle of a keyword"),
        (GRDP[:-3], "semicolon is missing"),
        (GRDP + "1 2 3;", "goes on after"),
        (GRDP.replace("1200", "1200 7"), "values after DATA, its dimensions ask for 9"),
        (GRDP.replace("1200", ""), "has 8 values after DATA, its dimensions ask for 9"),
        (GRDP.replace("1000.5", "1000,5"), "decimal point"),
        (GRDP.replace('"-"', '"-'), "has a quotation mark that is not closed"),
        (GRDP.partition("BASEPERIOD")[0] + 'NOTE="open;\nDATA=1;', "line 22 that is not closed"),
        (GRDP.replace('UNITS="Tỷ đồng";', 'UNITS="Tỷ đồng";UNITS="%";'), "UNITS twice, the second time on line 13"),
        (GRDP.replace('CONTENTS="Tổng sản phẩm trên địa bàn";', 'CONTENTS="x"'), "semicolon"),
        (GRDP.replace("utf-8", "tcvn3"), "code page 'tcvn3'"),
        (GRDP.replace("utf-8", "utf-8").encode("cp1258", "replace").replace(b"Trang", b"\xff"), "byte"),
        (minimal(CHARSET="", **{'VALUES("place")': '"é"'}).encode("latin-1"), "does not say"),
        (minimal(CODEPAGE='"utf-8"', **{'VALUES("place")': '"é"'}).encode("latin-1"), "byte"),
        (minimal(**{'KEYS("place")': "VALUES"}), "written with KEYS"),
        (minimal(STUB="", HEADING=""), "neither STUB nor HEADING"),
        (minimal(**{'VALUES("place")': ""}), "no VALUES for the dimension 'place'"),
        (minimal(STUB='"year"'), "dimension 'year' twice"),
        (minimal(**{'CODES("year")': '"1"'}), "1 entries in CODES of 'year', but 2 values"),
        (minimal(**{'TIMEVAL("year")': 'TLIST(A1),"2019","2021"'}), "'2020' in VALUES and 2021-A in TIMEVAL"),
        (minimal(**{'VALUES("year")': '"men","women"'}), "no dimension of years"),
        (minimal(STUB='"nam"', **{'VALUES("nam")': '"2001"'}), "two dimensions that look like time: nam, year"),
        (minimal(**{"STUB[en]": '"a","b"'}), "other dimensions"),
        (minimal(**{"STUB[en]": '"a"', 'VALUES[en]("a")': '"x","y"'}), "other dimensions"),
        (minimal(**{f"STUB[l{n}]": '"a"' for n in range(20)}), "10 languages or more"),
    ],
)
def test_refused(write, content, problem):
    assert problem in refusal(write(content))


def test_bombs_are_refused_at_once(write):
    names = ",".join(f'"d{n}"' for n in range(3500))
    # a number of cells with thousands of digits
    twos = {f'VALUES("d{n}")': ",".join(f'"{value}"' for value in range(20)) for n in range(3500)}
    # few cells, each of which would name thousands of dimensions
    ones = {f'VALUES("d{n}")': '"x"' for n in range(3500)} | {
        'VALUES("year")': ",".join(f'"{n}"' for n in range(10_000))
    }
    for values in (twos, ones):
        path = write(minimal("1 " * 10_000 + ";", STUB=names, **values))
        begun = time.process_time()
        assert "cells" in refusal(path)
        assert time.process_time() - begun < 1
        tracemalloc.start()
        refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 64 * 2**20
        tracemalloc.stop()


@pytest.mark.parametrize("filler", ["\n", ";", " ", '"', "[", "A", "A=", '"" '])
def test_long_runs_take_no_time(write, filler):
    path = write(minimal(CHARSET='"ANSI"').replace("DATA", filler * 200_000 + "DATA"))
    begun = time.process_time()
    if not filler.isspace():
        refusal(path)
    else:
        assert read_px(path)
    assert time.process_time() - begun < 2


def test_too_many_cells(write, monkeypatch):
    monkeypatch.setattr(px_file, "MOST_CELLS", 8)
    assert "more than 8 cells" in refusal(write(GRDP))


@pytest.mark.parametrize("code", SDMX_PX_SENTENCES)
def test_sentences_are_in_both_languages(code):
    texts = SDMX_PX_SENTENCES[code]
    assert set(texts) == {"en", "vi"}
    fields = [{part.split("}")[0].split("!")[0] for part in text.split("{")[1:]} for text in texts.values()]
    assert fields[0] == fields[1]
    assert code.removesuffix("_remedy") in SDMX_PX_SENTENCES
    for text in texts.values():
        assert text.endswith(".") or not code.endswith("_remedy")


VALID = [GRDP.encode(), minimal().encode(), minimal(STUB='"year"', HEADING='"place"').encode("utf-16")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=200)
@given(content=st.binary(max_size=300))
def test_random_bytes(folder, content):
    only_our_errors(read_px, folder / "fuzz.px", content)
    only_our_errors(read_px, folder / "fuzz.px", b"DATA=" + content)


PIECES = [
    b'"',
    b";",
    b"=",
    b",",
    b"(",
    b")",
    b"[",
    b"]",
    b'""',
    b"DATA=",
    b'KEYS("a")=CODES;',
    b"\0",
    b"TLIST",
    b"\xff",
]


@settings(max_examples=500)
@given(
    valid=st.sampled_from(VALID),
    edits=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.integers(0, 30),
            st.one_of(st.binary(max_size=6), st.sampled_from(PIECES)),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_mutated_files(folder, valid, edits):
    for where, length, new in edits:
        at = int(where * len(valid))
        valid = valid[:at] + new + valid[at + length :]
    only_our_errors(read_px, folder / "fuzz.px", valid)
