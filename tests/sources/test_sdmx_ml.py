import time
import tracemalloc

import pytest
from fuzzing import only_our_errors
from hypothesis import given, settings
from hypothesis import strategies as st

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.published import sdmx_ml
from tfp_soctrang.sources.published.sdmx_ml import read_sdmx_ml

MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
HEADER = """<message:Header><message:ID>X1</message:ID><message:Prepared>{prepared}</message:Prepared>
<message:Structure structureID="S" dimensionAtObservation="{across}"/>
<message:Name>Accounts of a made-up country</message:Name>
<message:Source>Made-up office</message:Source></message:Header>"""
GDP = 'REF_AREA="VN" INDICATOR="NGDP_XDC" FREQ="A" BASE_PER="_Z" UNIT_MULT="9"'
REAL = 'REF_AREA="VN" INDICATOR="NGDP_R_XDC" FREQ="A" BASE_PER="2010" UNIT_MULT="9"'
OBS = '<Obs TIME_PERIOD="2020" OBS_VALUE="101.5"/><Obs TIME_PERIOD="2021" OBS_VALUE="107"/>'


def specific(data, prepared="2023-06-30T01:02:03Z", across="TIME_PERIOD"):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<message:StructureSpecificData xmlns:message="{MESSAGE}"
 xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{HEADER.format(prepared=prepared, across=across)}
<message:DataSet COMMENT="Published" ss:dataScope="DataStructure" xsi:type="ns1:DataSetType">{data}</message:DataSet>
</message:StructureSpecificData>"""


def series(attributes, *values):
    """A series of annual values from 2010 on."""
    observations = (f'<Obs TIME_PERIOD="{2010 + n}" OBS_VALUE="{value}"/>' for n, value in enumerate(values))
    return f"<Series {attributes}>{''.join(observations)}</Series>"


def generic(data, across="TIME_PERIOD"):
    return f"""<?xml version="1.0"?><message:GenericData xmlns:message="{MESSAGE}" xmlns:g="{GENERIC}">
{HEADER.format(prepared="2023-06-30", across=across)}
<message:DataSet structureRef="S" action="Replace">{data}</message:DataSet></message:GenericData>"""


GENERIC_SERIES = """<g:Series><g:SeriesKey><g:Value id="REF_AREA" value="VN"/>
<g:Value id="INDICATOR" value="LP_PE_NUM"/>
</g:SeriesKey><g:Attributes><g:Value id="UNIT_MULT" value="3"/></g:Attributes>
<g:Obs><g:ObsDimension value="2021"/><g:ObsValue value="98 504.4"/><g:Attributes><g:Value id="OBS_STATUS" value="P"/>
</g:Attributes></g:Obs><g:Obs><g:ObsDimension value="2020-Q1"/><g:ObsValue value="NaN"/></g:Obs></g:Series>"""


@pytest.fixture
def write(tmp_path):
    def written(content, name="file.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def read(write):
    def one(content):
        (table,) = read_sdmx_ml(write(content))
        return table

    return one


def values(table):
    return {(cell.time.year, cell.time.part): cell.value for cell in table.cells}


def refusal(path):
    with pytest.raises(DataError) as caught:
        read_sdmx_ml(path)
    for language in ("en", "vi"):
        assert "{" not in caught.value.text(language)
    assert caught.value.remedy
    return str(caught.value)


def test_structure_specific(read):
    table = read(specific(f"<Series {GDP}>{OBS}</Series><Series {REAL}>{OBS}</Series>"))
    assert table.dimensions == ("REF_AREA", "INDICATOR", "FREQ", "BASE_PER", "UNIT_MULT")
    assert (table.file, table.name, table.title) == ("file.xml", "", "Accounts of a made-up country")
    assert (table.vintage.edition, table.vintage.year) == ("2023-06-30", 2023)
    assert table.notes == ("Source: Made-up office", "COMMENT: Published")
    assert not table.issues
    current, _, real, _ = table.cells
    assert current.labels == ("VN", "NGDP_XDC", "A", "_Z", "9")
    assert (current.value, current.raw, current.place) == (101.5, "101.5", "series 1, 2020")
    assert (str(current.unit), str(current.price_base)) == ("tỷ đồng", "current prices")
    assert str(real.price_base) == "constant 2010 prices"


def test_generic(read):
    table = read(generic(GENERIC_SERIES))
    assert table.dimensions == ("REF_AREA", "INDICATOR", "UNIT_MULT")
    assert values(table) == {(2021, "A"): 98504.4, (2020, "Q1"): None}
    assert [cell.labels for cell in table.cells] == [("VN", "LP_PE_NUM", "3")] * 2
    assert table.cells[0].status is Status.PRELIMINARY
    assert (str(table.cells[0].unit), table.cells[0].price_base) == ("nghìn người", None)
    assert table.cells[0].raw == "98 504.4"


def test_observations_outside_series(read):
    table = read(
        specific(
            f'<Obs {GDP} TIME_PERIOD="2020" OBS_VALUE="5"/><Obs {GDP} TIME_PERIOD="2021" OBS_VALUE="6"/>',
            across="AllDimensions",
        )
    )
    assert values(table) == {(2020, "A"): 5, (2021, "A"): 6}
    assert table.cells[0].labels == ("VN", "NGDP_XDC", "A", "_Z", "9")
    flat = """<g:Obs><g:ObsKey><g:Value id="FREQ" value="A"/><g:Value id="TIME_PERIOD" value="2020"/></g:ObsKey>
    <g:ObsValue value="7"/></g:Obs>"""
    table = read(generic(flat, across="AllDimensions"))
    assert (table.dimensions, table.cells[0].labels, table.cells[0].value) == (("FREQ",), ("A",), 7)


def test_each_data_set_is_a_table(write):
    text = specific(series(GDP, 1)).replace(
        "</message:DataSet>", f"</message:DataSet><message:DataSet>{series(GDP, 2)}</message:DataSet>"
    )
    first, second = read_sdmx_ml(write(text))
    assert (first.name, second.name) == ("data set 1", "data set 2")
    assert (first.cells[0].value, second.cells[0].value) == (1, 2)


def test_a_label_that_a_series_lacks_is_empty(read):
    table = read(specific(series('INDICATOR="A"', 1) + series('INDICATOR="B" BASE_PER="2010"', 2)))
    assert [cell.labels for cell in table.cells] == [("A", ""), ("B", "2010")]


@pytest.mark.parametrize(
    ("period", "year", "part"),
    [
        ("2011", 2011, "A"),
        ("2011-A1", 2011, "A"),
        ("2011-Q1", 2011, "Q1"),
        ("2011Q1", 2011, "Q1"),
        ("2011-01", 2011, "M01"),
        ("2011-M12", 2011, "M12"),
        ("2011M12", 2011, "M12"),
        ("2011-S2", 2011, "H2"),
        (" 2011 ", 2011, "A"),
    ],
)
def test_periods(read, period, year, part):
    (cell,) = read(specific(f'<Series {GDP}><Obs TIME_PERIOD="{period}" OBS_VALUE="1"/></Series>')).cells
    assert (cell.time.year, cell.time.part) == (year, part)


@pytest.mark.parametrize("period", ["", "2011-W05", "2011-13", "2011-Q5", "0011", "2011-01-15", "1011", "２０１１"])
def test_a_period_that_is_none_is_an_issue(read, period):
    table = read(specific(f'<Series {GDP}><Obs TIME_PERIOD="{period}" OBS_VALUE="1"/></Series>'))
    assert not table.cells
    assert repr(period.strip()) in table.issues[0].text("en")
    assert "Hãy ghi" in table.issues[0].text("vi")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("7 902.3", 7902.3),
        ("7\u00a0902.3", 7902.3),
        ("-1 234 567", -1234567),
        ("1.5E3", 1500),
        ("+.5", 0.5),
        ("3.", 3),
        (" 12 ", 12),
        ("na", None),
        ("NaN", None),
        ("", None),
        ("..", None),
        ("…", None),
    ],
)
def test_values(read, raw, value):
    table = read(specific(series(GDP, raw)))
    assert [(cell.value, cell.raw) for cell in table.cells] == [(value, raw)]
    assert not table.issues


@pytest.mark.parametrize("raw", ["7,902.3", "79 02.3", "1e999", "INF", "abc", "1.2.3", "0x10", "1_000", "-", "٣"])
def test_what_is_no_number_is_an_issue(read, raw):
    table = read(specific(series(GDP, raw)))
    assert [cell.value for cell in table.cells] == [None]
    (issue,) = table.issues
    assert (issue.raw, issue.heading, issue.cell) == (raw, "VN.NGDP_XDC.A 2010", "series 1, 2010")


def test_a_missing_observation_value(read):
    (cell,) = read(specific(f'<Series {GDP}><Obs TIME_PERIOD="2020"/></Series>')).cells
    assert (cell.value, cell.raw) == (None, "")


def test_the_order_of_the_file_is_kept(read):
    table = read(
        specific(
            f'<Series {GDP}><Obs TIME_PERIOD="2004" OBS_VALUE="4"/><Obs TIME_PERIOD="2000" OBS_VALUE="3"/></Series>'
        )
    )
    assert [cell.time.year for cell in table.cells] == [2004, 2000]
    assert table.years() == (2000, 2004)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("A", Status.OFFICIAL),
        ("P", Status.PRELIMINARY),
        ("E", Status.ESTIMATE),
        ("F", Status.ESTIMATE),
        ("", Status.OFFICIAL),
    ],
)
def test_status(read, code, status):
    table = read(specific(f'<Series {GDP}><Obs TIME_PERIOD="2015" OBS_VALUE="1" OBS_STATUS="{code}"/></Series>'))
    assert table.cells[0].status is status


def test_without_a_status_the_edition_decides(read):
    text = specific(series(GDP, *range(100, 114)))
    by_year = {cell.time.year: cell.status for cell in read(text).cells}
    assert by_year[2021] is Status.OFFICIAL
    assert by_year[2022] is Status.PRELIMINARY
    assert by_year[2023] is Status.ESTIMATE
    undated = read(text.replace("2023-06-30T01:02:03Z", "soon"))
    assert undated.vintage is None
    assert {cell.status for cell in undated.cells} == {Status.UNSTATED}


def test_other_status_codes_are_noted(read):
    table = read(specific(f'<Series {GDP}><Obs TIME_PERIOD="2015" OBS_VALUE="1" OBS_STATUS="B"/></Series>'))
    assert table.cells[0].status is Status.OFFICIAL
    assert "OBS_STATUS B (1): VN.NGDP_XDC.A 2015" in table.notes


def test_a_missing_status(read):
    text = specific(f'<Series {GDP}><Obs TIME_PERIOD="2015" OBS_VALUE="0" OBS_STATUS="M"/></Series>')
    table = read(text)
    assert (table.cells[0].value, table.issues) == (None, ())
    (issue,) = read(text.replace('"0"', '"5"')).issues
    assert "OBS_STATUS M" in issue.text("en")


def test_the_same_period_twice(read):
    same = read(specific(series(GDP, "5") + series(GDP, "5.0")))
    assert (len(same.cells), same.issues) == (1, ())
    other = read(specific(series(GDP, "5") + series(GDP, "6")))
    assert [cell.raw for cell in other.cells] == ["5", "6"]
    assert "another value, 5" in other.issues[0].text("en")


def test_zeros_that_mean_missing(read):
    table = read(specific(series(REAL, 0, 0, "963320.2", "917334.2", "990000", "1040000")))
    assert [cell.value for cell in table.cells] == [None, None, 963320.2, 917334.2, 990000, 1040000]
    assert table.cells[0].raw == "0"
    assert "VN.NGDP_R_XDC.A: the zeros of 2010, 2011 are taken for missing values" in table.notes[-1]
    assert "không có số liệu" in table.notes[-1]
    assert not table.issues


@pytest.mark.parametrize(
    "numbers",
    [
        (0, 8, 42, 90, 320),  # rises from zero
        (0, 500, -300, 400, 600),  # a balance
        (0, 500, 600),  # too few to tell
        (0, 0, 0, 0),
        ("1.2", "0", "0.8", "2.3", "1.1"),  # a rate
    ],
)
def test_zeros_that_stay(read, numbers):
    table = read(specific(series(REAL, *numbers)))
    assert [cell.value for cell in table.cells] == [float(number) for number in numbers]
    assert "are kept as published" in table.notes[-1]


def test_negative_series_have_holes_too(read):
    assert values(read(specific(series(GDP, -50, 0, -70, -60))))[2011, "A"] is None


@pytest.mark.parametrize(
    ("indicator", "more", "unit", "base"),
    [
        ("NGDP_XDC", 'UNIT_MULT="12" REF_AREA="VN" BASE_PER="_Z"', "nghìn tỷ đồng", "current prices"),
        ("NGDP_XDC", 'UNIT_MULT="6" REF_AREA="VN-52"', "triệu đồng", "None"),
        ("NGDP_XDC", 'UNIT_MULT="9" REF_AREA="LA" BASE_PER="_Z"', "None", "None"),
        ("NGDP_XDC", 'REF_AREA="VN" BASE_PER="_Z"', "None", "None"),
        ("NGDP_R_XDC", 'UNIT_MULT="9" REF_AREA="VN" BASE_PER="_Z"', "tỷ đồng", "None"),
        ("NGDP_R_BY1994_XDC", 'UNIT_MULT="9" REF_AREA="VN"', "tỷ đồng", "constant 1994 prices"),
        ("NGDP_R_BY1994_XDC", 'UNIT_MULT="9" REF_AREA="VN" BASE_PER="2010"', "tỷ đồng", "None"),
        ("NGDPVA_ISIC4_R_XDC", 'UNIT_MULT="9" REF_AREA="VN" BASE_PER="_Z"', "tỷ đồng", "current prices"),
        ("LE_PE_NUM", 'UNIT_MULT="6"', "triệu người", "None"),
        ("LE_PE_NUM", 'UNIT_MULT="9"', "None", "None"),
        ("LUR_PT", "", "%", "None"),
        ("TB_USD", 'UNIT_MULT="6"', "None", "None"),
        ("PCPI_IX", 'BASE_PER="2019"', "None", "None"),
        ("X", 'UNIT_MEASURE="VND" UNIT_MULT="0"', "đồng", "None"),
    ],
)
def test_units_and_prices(read, indicator, more, unit, base):
    (cell,) = read(specific(series(f'INDICATOR="{indicator}" {more}', 5))).cells
    assert (str(cell.unit), str(cell.price_base)) == (unit, base)
    assert "UNIT_MULT" not in more or more.split('UNIT_MULT="')[1][0] in "".join(cell.labels)


def test_a_file_of_descriptions_beside_it_is_not_read(write, read):
    write("indicator,desc\nNGDP_XDC,Gross domestic product", "indicator_desc.csv")
    assert read(specific(series(GDP, 5))).cells[0].labels[1] == "NGDP_XDC"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(read, encoding):
    declared = "utf-8" if encoding.startswith("utf-8") else "utf-16"
    text = specific(series('INDICATOR="Sóc Trăng"', 5)).replace("UTF-8", declared)
    assert read(text.encode(encoding)).cells[0].labels == ("Sóc Trăng",)


def test_a_code_page(read):
    text = specific(series('INDICATOR="é"', 5)).replace("UTF-8", "ISO-8859-1")
    assert read(text.encode("latin-1")).cells[0].labels == ("é",)


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("dangerous", [BOMB, EXTERNAL, "<!DOCTYPE a>"])
def test_entities_are_refused_before_parsing(write, monkeypatch, encoding, dangerous):
    monkeypatch.setattr(sdmx_ml.ET, "XMLParser", None)
    declared = "utf-8" if encoding.startswith("utf-8") else "utf-16"
    text = specific(series('INDICATOR="&i;"', 5)).replace("UTF-8", declared).replace("?>", f"?>{dangerous}")
    path = write(text.encode(encoding))
    tracemalloc.start()
    begun = time.process_time()
    assert "document type or entities" in refusal(path)
    assert time.process_time() - begun < 0.5
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not XML"),
        (b"PK\x03\x04 a workbook", "not XML"),
        ("INDICATOR;2020\nNGDP;5", "not XML"),
        ('{"meta": {"schema": "sdmx-json"}, "data": {}}', "is JSON"),
        ("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "web page"),
        ("\n<HTML><body>Not found</body></HTML>", "web page"),
        ('<?xml version="1.0"?>\n<!-- made -->\n<html xmlns="http://www.w3.org/1999/xhtml"/>', "web page"),
        ("<rss/>", "another kind: its root is rss"),
        (f'<m:Structure xmlns:m="{MESSAGE}"/>', "without data: Structure"),
        (f'<m:Error xmlns:m="{MESSAGE}"/>', "error message of the server"),
        (f'<m:StructureSpecificData xmlns:m="{MESSAGE.replace("v2_1", "v3_0")}"/>', "another version"),
        ('<CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message"/>', "another version"),
        (f'<m:GenericData xmlns:m="{MESSAGE}"/>', "no observation"),
        (specific(f"<Series {GDP}/>"), "no observation"),
        (specific(f"<Rows {GDP}/>"), "Rows"),
        (specific(series(GDP, 1), across="REF_AREA"), "across REF_AREA"),
        (specific(f"<Series {GDP}>")[:-40], "not well-formed"),
        (specific(series(GDP, 1)).replace("UTF-8", "utf-7"), "encoding utf-7"),
        (specific(series(GDP, 1)).replace("UTF-8", "utf-16"), "encoding utf-16"),
        (specific(series(GDP, 1)).encode("utf-32"), "encoding utf-32"),
        (specific(series('A="é"', 1)).encode("latin-1"), "byte"),
        (specific(series(" ".join(f'D{n}="x"' for n in range(70)), 1)), "more than 64 dimensions"),
        (specific("<Series>" + "<Obs>" * 100), "nested deeper"),
        (specific(f"<Series {GDP}>" + "<Annotations>" * 100_000), "nested deeper"),
    ],
)
def test_refused(write, content, problem):
    assert problem in refusal(write(content))


def test_too_many_observations(write, monkeypatch):
    monkeypatch.setattr(sdmx_ml, "MOST_CELLS", 20)
    assert read_sdmx_ml(write(specific(series(GDP, *range(20)))))
    assert "more than 20 observations" in refusal(write(specific(series(GDP, *range(21)))))
    assert "more elements" in refusal(write(specific(series(GDP, 1) + "<Annotations/>" * 100)))


def test_many_bad_cells_are_counted(read):
    table = read(specific("".join(series(f'INDICATOR="I{n}"', *["x"] * 10) for n in range(15))))
    assert len(table.issues) == 100
    assert "50 more bad cells" in table.notes[-1]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_sdmx_ml(tmp_path / "no.xml")


def test_attributes_of_groups_are_noted(read):
    table = read(specific(f'<Group INDICATOR="NGDP_XDC" UNIT_MULT="9"/>{series(GDP, 1)}'))
    assert "Group: INDICATOR=NGDP_XDC, UNIT_MULT=9" in table.notes


# Counts and cells below were read from the files themselves (grep for <Series, <Obs, OBS_VALUE="0"), not by the reader.


def _cells(table, indicator, frequency):
    at, of = table.dimensions.index("INDICATOR"), table.dimensions.index("FREQ")
    return {
        (cell.time.year, cell.time.part): cell
        for cell in table.cells
        if (cell.labels[at], cell.labels[of]) == (indicator, frequency)
    }


def test_the_accounts_as_served(raw_folder):
    (table,) = read_sdmx_ml(raw_folder("nsdp_sdmx") / "GDPVNM.xml")
    assert len({cell.labels for cell in table.cells}) == 193
    assert len(table.cells) == 5818
    assert sum(cell.time.part.startswith("Q") for cell in table.cells) == 3304
    # 40 zeros: 36 in series far from zero, 4 in one that rises from 8
    assert sum(cell.raw == "0" for cell in table.cells) == 40
    assert sum(cell.value is None for cell in table.cells) == 36
    assert sum(cell.value == 0 for cell in table.cells) == 4
    assert not table.issues
    assert str(table.vintage) == "2024-10-24"
    assert {str(cell.unit) for cell in table.cells} == {"tỷ đồng"}

    gdp = _cells(table, "NGDP_XDC", "A")
    assert gdp[2010, "A"].value == 2739843.1719627166
    assert [year for year, _ in gdp][-4:] == [2000, 2001, 2002, 2003]
    assert gdp[2023, "A"].status is Status.PRELIMINARY
    assert _cells(table, "NFI_XDC", "A")[2002, "A"].value == 160840
    capital = _cells(table, "NFI_R_XDC", "A")
    assert [year for (year, _), cell in capital.items() if cell.value is None] == list(range(2004, 2010))
    assert capital[2010, "A"].value == 963320.2701175418
    assert str(capital[2010, "A"].price_base) == "constant 2010 prices"
    taxes = _cells(table, "NGDPTXS_XDC", "A")
    assert [year for (year, _), cell in taxes.items() if cell.value is None] == list(range(1986, 2004))


def test_the_quarters_as_served(raw_folder):
    (table,) = read_sdmx_ml(raw_folder("nsdp_sdmx") / "GDPVNM.xml")
    quarters = _cells(table, "NGDP_R_PA_XDC", "Q")
    assert quarters[2010, "Q1"].value == 672310.83055942121
    assert quarters[2010, "Q2"].value == 667213.43735936354
    assert quarters[2024, "Q3"].value == 1561963.0887278125
    assert quarters[2024, "Q3"].status is Status.ESTIMATE
    section = _cells(table, "NGDPVA_ISIC4_R_XDC", "A")[2004, "A"]
    assert (section.value, str(section.price_base)) == (5612.686927352639, "current prices")


def test_the_population_as_served(raw_folder):
    (table,) = read_sdmx_ml(raw_folder("nsdp_sdmx") / "POPVNM.xml")
    assert len({cell.labels for cell in table.cells}) == 11
    assert len(table.cells) == 165
    assert all(cell.value for cell in table.cells)
    assert {str(cell.unit) for cell in table.cells} == {"nghìn người"}
    assert (table.issues, str(table.vintage)) == ((), "2024-10-09")
    assert _cells(table, "LP_PE_NUM", "A")[2023, "A"].value == 100309.20866603316
    assert _cells(table, "LPM_PE_NUM", "A")[2009, "A"].value == 42523.4
    assert _cells(table, "VNM_LP_MRD_PE_NUM", "A")[2016, "A"].value == 17271.626


VALID = [
    specific(series(GDP, 0, 100, 200, 300) + series(REAL, "na", "7 902.3", "x")).encode(),
    generic(GENERIC_SERIES).encode(),
    specific(series(GDP, 1)).replace("UTF-8", "utf-16").encode("utf-16"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=200)
@given(content=st.binary(max_size=300))
def test_random_bytes(folder, content):
    only_our_errors(read_sdmx_ml, folder / "fuzz.xml", content)
    only_our_errors(read_sdmx_ml, folder / "fuzz.xml", b"<" + content)


@settings(max_examples=500)
@given(
    valid=st.sampled_from(VALID),
    edits=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.integers(0, 30),
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"<", b">", b"&", b'"', b"<Obs/>", b"<Series>", b"&#0;", b"\0", b"</", b"<!--", b"Q1"]
                ),
            ),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_mutated_files(folder, valid, edits):
    for where, length, new in edits:
        at = int(where * len(valid))
        valid = valid[:at] + new + valid[at + length :]
    only_our_errors(read_sdmx_ml, folder / "fuzz.xml", valid)
