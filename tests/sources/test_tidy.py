import csv
import io

import pytest
from office_files import assert_same, official

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.sources.office.labels import STATUS_WORDS, price_words
from tfp_soctrang.sources.office.tidy import check_tidy, read_tidy

HEADER = ["series", "year", "value", "unit", "price_base", "status", "territory", "source"]
VIETNAMESE = ["Chỉ tiêu", "Năm", "Giá trị", "Đơn vị", "Giá", "Trạng thái", "Lãnh thổ", "Nguồn"]


def rows_of(dataset):
    """One dictionary a cell, in the order of the register and the years."""
    return [
        {
            "series": name,
            "year": str(year),
            "value": repr(float(series.at(int(year)))),
            "unit": str(series.unit),
            "price_base": price_words(series.price_base),
            "status": STATUS_WORDS[series.status_at(int(year))],
            "territory": str(series.territory),
            "source": series.origin_at(int(year)).source,
        }
        for name, series in dataset.series.items()
        for year in series.years
    ]


def text_of(rows, header=HEADER, delimiter=","):
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([row[column] for column in HEADER] for row in rows)
    return buffer.getvalue()


class Table:
    """The rows of a CSV file under the hands of an analyst."""

    def __init__(self):
        self.rows = rows_of(official())

    def number(self, name, year):
        """The row of the file, counted from 1 with the header."""
        return next(n for n, row in enumerate(self.rows, 2) if (row["series"], row["year"]) == (name, str(year)))

    def put(self, name, year, column, content, fault):
        number = self.number(name, year)
        self.rows[number - 2][column] = content
        return [(f"row {number}, {column}", content, fault)]

    def save(self, folder):
        path = folder / "soc_trang.csv"
        path.write_text(text_of(self.rows), encoding="utf-8", newline="")
        return path


def put(name, year, column, content, fault):
    return lambda table: table.put(name, year, column, content, fault)


def no_year(table):
    number = table.number("output_const2010", 2023)
    table.put("output_const2010", 2023, "year", "", "")
    return [(f"row {number}, value", table.rows[number - 2]["value"], "number_without_year")]


def status_without_number(table):
    number = table.number("output_const2010", 2022)
    table.put("output_const2010", 2022, "value", "", "")
    return [(f"row {number}, status", "chính thức", "status_without_number")]


def decimal_comma(table):
    return table.put("output_current", 2016, "value", "37959,95", "number_conflict")


TOGETHER = {
    "error value": put("output_const2010", 2011, "value", "#DIV/0!", "cell_error"),
    "words": put("output_const2010", 2012, "value", "chưa có", "text_not_number"),
    "percent sign": put("output_const2010", 2013, "value", "7.71%", "number_percent_sign"),
    "boolean": put("output_const2010", 2014, "value", "TRUE", "boolean_not_number"),
    "zero output": put("output_const2010", 2015, "value", "0", "not_positive"),
    "not finite": put("output_const2010", 2016, "value", "inf", "number_not_finite"),
    "triệu for tỷ": put("output_const2010", 2017, "value", "39478000.0", "level_jump"),
    "no status": put("output_const2010", 2018, "status", "", "status_missing"),
    "unknown status": put("output_const2010", 2019, "status", "chắc chắn", "status_unknown"),
    "status without number": status_without_number,
    "no year": no_year,
    "year twice": put("output_const2010", 2025, "year", "2024", "year_duplicated"),
    "year with a fraction": put("output_growth", 2011, "year", "2011.7", "year_not_whole"),
    "year in words": put("output_growth", 2012, "year", "năm 2012", "year_not_number"),
    "year far ahead": put("output_growth", 2013, "year", "20013", "year_out_of_range"),
    "growth of -100 %": put("output_growth", 2014, "value", "-100", "growth_out_of_range"),
    "no price base": put("output_growth", 2015, "price_base", "", "price_base_missing"),
    "other price base": put("output_growth", 2016, "price_base", "hiện hành", "price_base_contradicts"),
    "unknown price base": put("output_growth", 2017, "price_base", "giá gốc", "price_base_unknown"),
    "decimal comma": decimal_comma,
    "no unit": put("output_current", 2017, "unit", "", "unit_missing"),
    "unknown unit": put("output_current", 2018, "unit", "tỉ tỉ", "unit_unknown"),
    "persons for money": put("output_current", 2019, "unit", "người", "unit_wrong_kind"),
    "other unit": put("output_current", 2020, "unit", "triệu đồng", "unit_differs"),
    "negative investment": put("investment_outlay_current", 2015, "value", "-5.5", "investment_negative"),
    "no series": put("investment_outlay_current", 2016, "series", "", "series_name_bad"),
    "bad name": put("investment_outlay_current", 2017, "series", "vốn vay (a)", "series_name_bad"),
    "share as a percentage": put("capital_share", 2012, "value", "41.2", "share_out_of_range"),
    "shares that do not sum": put("labour_share", 2013, "value", "0.7", "shares_do_not_sum"),
    "prices of a share": put("capital_share", 2014, "price_base", "giá hiện hành", "price_base_not_applicable"),
    "depreciation as a percentage": put("depreciation_rate", 2014, "value", "5", "rate_out_of_range"),
    "negative labour": put("employed_icls13", 2014, "value", "\u22123", "not_positive"),
    "no territory": put("employed_icls13", 2015, "territory", "", "territory_missing"),
    "unknown territory": put("employed_icls13", 2016, "territory", "Atlantis", "territory_unknown"),
    "other territory": put("employed_icls13", 2017, "territory", "Việt Nam", "territory_differs"),
}


def found_in(issues):
    return sorted((issue.cell, issue.raw, issue.reason.code) for issue in issues)


@pytest.mark.parametrize("fault", TOGETHER)
def test_each_fault_alone_is_told_at_its_cell(tmp_path, fault):
    table = Table()
    planted = TOGETHER[fault](table)
    issues = check_tidy(table.save(tmp_path))
    assert found_in(issues) == sorted(planted)
    assert {(issue.file, issue.sheet) for issue in issues} == {("soc_trang.csv", "")}
    with pytest.raises(DataError) as refused:
        read_tidy(tmp_path / "soc_trang.csv")
    assert refused.value.issues == issues


def test_all_faults_of_one_file_are_told_in_one_run(tmp_path):
    table = Table()
    planted = [cell for plant in TOGETHER.values() for cell in plant(table)]
    issues = check_tidy(table.save(tmp_path))
    assert len(planted) == len(TOGETHER) >= 20
    assert found_in(issues) == sorted(planted)
    rows = [int(issue.cell.split()[1].rstrip(",")) for issue in issues]
    assert rows == sorted(rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("header", [HEADER, VIETNAMESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_headers_and_encodings(tmp_path, delimiter, header, encoding):
    path = tmp_path / "x.csv"
    path.write_text(text_of(rows_of(official()), header, delimiter), encoding=encoding, newline="")
    assert check_tidy(path) == ()
    assert_same(read_tidy(path), official())


def write(folder, *lines):
    path = folder / "x.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


HEAD = "chỉ tiêu;năm;giá trị;đơn vị;giá;trạng thái;lãnh thổ"


def test_what_is_read(tmp_path):
    path = write(
        tmp_path,
        HEAD + ";năm gián đoạn chuỗi",
        "GRDP theo giá so sánh 2010;2021;35.415;tỷ đồng;giá so sánh 2010;sơ bộ;Sóc Trăng;",
        "GRDP theo giá so sánh 2010;2020;35.002,5;tỷ đồng;giá so sánh 2010;chính thức;Sóc Trăng;2021",
        "",
        "population;2021;1.206,819;nghìn người;;chính thức;Sóc Trăng;",
        "output_current;2021;..;;;;Sóc Trăng;",
    )
    reference = official("viet_nam")
    data = read_tidy(path, reference=reference)
    assert list(data) == ["output_const2010", "population"]
    assert data.reference is reference
    output = data["output_const2010"]
    assert output.years.tolist() == [2020, 2021]
    assert output.values.tolist() == [35002.5, 35415.0]
    assert output.breaks == {2021}
    assert output.status == (Status.OFFICIAL, Status.PRELIMINARY)
    assert str(output.origin_at(2021)) == "x.csv"
    assert output.origin_at(2021).reference == "x.csv, row 2, giá trị"
    assert data["population"].at(2021) == 1206.819


def test_a_lone_ambiguous_number_is_asked_about(tmp_path):
    path = write(tmp_path, HEAD, "output_const2010;2021;35.415;tỷ đồng;giá so sánh 2010;sơ bộ;Sóc Trăng")
    (issue,) = check_tidy(path)
    assert (issue.cell, issue.raw, issue.reason.code) == ("row 2, giá trị", "35.415", "number_ambiguous")
    assert "--decimal comma|point" in issue.remedy.text("vi")
    assert read_tidy(path, decimal=",")["output_const2010"].at(2021) == 35415.0
    assert read_tidy(path, decimal=".")["output_const2010"].at(2021) == 35.415
    with pytest.raises(DataError, match="comma or a point"):
        read_tidy(path, decimal="point")


def test_price_bases_of_one_series_must_agree(tmp_path):
    path = write(
        tmp_path,
        HEAD,
        "xuat_khau;2020;100,5;tỷ đồng;giá so sánh 2010;sơ bộ;Sóc Trăng",
        "xuat_khau;2021;100,5;tỷ đồng;giá hiện hành;sơ bộ;Sóc Trăng",
        "nhap_khau;2021;100,5;tỷ đồng;;sơ bộ;Sóc Trăng",
    )
    assert found_in(check_tidy(path)) == [
        ("row 3, giá", "giá hiện hành", "price_base_differs"),
        ("row 4, giá", "", "price_base_missing"),
    ]


def test_an_unquoted_decimal_comma_shifts_the_row(tmp_path):
    path = write(
        tmp_path,
        ",".join(HEADER),
        "output_const2010,2021,35415,5,tỷ đồng,giá so sánh 2010,sơ bộ,Sóc Trăng,niên giám",
        "output_const2010,2022,35415.5,tỷ đồng,giá so sánh 2010,sơ bộ,Sóc Trăng,niên giám",
        "output_const2010,2023",
    )
    assert [(issue.cell, issue.reason.code) for issue in check_tidy(path)] == [
        ("row 2", "row_length"),
        ("row 4", "row_length"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        ("chỉ tiêu;năm".encode("utf-16-le"), "csv_encoding"),
        ("Sóc Trăng tỷ đồng".encode("cp1258", errors="replace"), "csv_encoding"),
        (b"PK\x03\x04", "csv_is_workbook"),
        (b"\xd0\xcf\x11\xe0", "csv_is_workbook"),
        (b"year,output\n2021,35415\n", "csv_header"),
        (b"series,year,year\n", "csv_header_twice"),
        (b'series,year,value,unit,price_base,status,territory\n"output,2021\n', "csv_malformed"),
    ],
)
def test_files_that_are_no_such_csv(tmp_path, content, code):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    for read in (read_tidy, check_tidy):
        with pytest.raises(DataError) as refused:
            read(path)
        assert refused.value.problem.code == code
        assert refused.value.text("vi") != refused.value.text("en")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_tidy(tmp_path / "x.csv")


def test_a_header_without_rows_lacks_its_territory(tmp_path):
    assert [issue.reason.code for issue in check_tidy(write(tmp_path, HEAD))] == ["territory_missing"]


def test_a_carriage_return_in_the_header_is_refused_not_raised(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"series;ye\rar;value\noutput_const2010;2020;1\n")
    with pytest.raises(DataError):
        read_tidy(path)
