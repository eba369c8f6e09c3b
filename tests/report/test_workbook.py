"""The workbook: computed anew by LibreOffice it gives the library's figure, also after an input was changed."""

from __future__ import annotations

import math
import re
import zipfile
from dataclasses import replace
from typing import get_args

import openpyxl
import pytest
from recalculation import find_soffice, named, recalculated, without_cached_values
from workbook_cases import Case, all_cases

import tfp_soctrang as tfp
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.evaluation import stock_path
from tfp_soctrang.messages import Message
from tfp_soctrang.method import Study
from tfp_soctrang.phase_report import Letterhead, phase_report
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.report.numbers import rounded_parts
from tfp_soctrang.report.workbook import workbook_bytes, write_workbook
from tfp_soctrang.uncertainty import FanYear, PhaseUncertainty, RankedAssumption, Swing
from tfp_soctrang.units import Phase

# The bound the issue names; formulas and library differ by the order of some hundred roundings of 1e-16.
EXACT = 1e-9
UNDEFINED = "không xác định"
# Computed anew as they are, with looks and charts, and compared cell by cell; the others as plain copies.
WITH_LOOKS = ("viet_nam closing end discrete compound", "soc_trang closing", "hours", "services", "published rates")


@pytest.fixture(scope="module")
def anew(tmp_path_factory, not_run):
    """Every case with its workbook as LibreOffice computes it, all in one run."""
    soffice = find_soffice()
    if soffice is None:
        not_run("install LibreOffice (soffice): it computes the workbooks anew")
    folder = tmp_path_factory.mktemp("workbooks")
    cases = all_cases(folder)
    files = []
    for number, (name, case) in enumerate(cases.items()):
        files.append(folder / f"case{number}.xlsx")
        case.write(files[-1], looks=name in WITH_LOOKS)
    books = recalculated(folder, files, soffice)
    return {name: (case, books[file.stem]) for (name, case), file in zip(cases.items(), files, strict=True)}


def equal(cell, value):
    if isinstance(value, NotApplicable):
        return cell == UNDEFINED
    return isinstance(cell, int | float) and math.isclose(cell, value, rel_tol=EXACT, abs_tol=EXACT)


def differences(book, expected, phase):
    """Every result cell of a workbook that is not the library's number."""
    account = expected.phase(*phase)
    stock = stock_path(expected.prepare(Phase(*phase)))
    names = (
        "tfp_contribution_share", "capital_contribution_share", "labour_contribution_share", "tfp_growth",
        "output_growth", "capital_growth", "labour_growth", "capital_contribution", "labour_contribution",
    )  # fmt: skip
    pairs = [(name, named(book, name), getattr(account, name)) for name in names]
    pairs.append(("capital share", named(book, "capital_share_of_phase"), account.capital_share))
    columns = {
        "output_level": [one.output for one in account.levels],
        "capital_input_level": [one.capital_input for one in account.levels],
        "labour_input_level": [one.labour_input for one in account.levels],
        "output_growth_by_year": [one.output_growth for one in account.levels[1:]],
        "capital_growth_by_year": [one.capital_growth for one in account.levels[1:]],
        "labour_growth_by_year": [one.labour_growth for one in account.levels[1:]],
        "tfp_growth_by_year": [one.tfp_growth for one in account.levels[1:]],
        "closing_stock": stock.closing.tolist(),
        "left_of_initial_stock": (stock.closing * stock.from_initial).tolist(),
        "tfp_shares_side_by_side": [one.tfp_contribution_share for one in account.alternatives],
    }
    for name, values in columns.items():
        cells = named(book, name)
        pairs += [(f"{name} {i}", cell, value) for i, (cell, value) in enumerate(zip(cells, values, strict=True))]
    for form in get_args(Form):
        for averaging in get_args(Averaging):
            share = expected.phase(*phase, form=form, averaging=averaging).tfp_contribution_share
            pairs.append((f"{form} {averaging}", named(book, f"tfp_share_{form}_{averaging}"), share))
    return [(what, cell, value) for what, cell, value in pairs if not equal(cell, value)]


def test_every_result_computed_anew_is_the_library_s(anew):
    wrong = {name: differences(book, case.expected, case.phase) for name, (case, book) in anew.items()}
    assert {name: found[:5] for name, found in wrong.items() if found} == {}
    assert len(anew) > 40


def readings(made, phase):
    """The TFP shares of a phase under every reading: some input moves at least one of them."""
    return [one.tfp_contribution_share for one in made.phase(*phase).alternatives]


def test_every_changed_input_moves_the_figure(anew):
    moved = 0
    for name, (case, _) in anew.items():
        before = readings(case.made, case.phase)
        for what, made in case.alone.items():
            after = readings(made, case.phase)
            assert max(abs(a - b) for a, b in zip(after, before, strict=True)) > 1e-4, (name, what)
            moved += 1
    assert moved > 28


def test_rounded_shares_add_up_as_the_library_rounds_them(anew):
    adjusted = set()
    for name, (case, book) in anew.items():
        account = case.expected.phase(*case.phase)
        if name == "no growth":
            continue
        parts = (account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share)
        split = rounded_parts(1.0, *parts, 1)
        shown = named(book, "rounded_shares")
        assert shown == [float(split.capital), float(split.labour), float(split.tfp)], name
        assert round(sum(shown), 9) == 100.0, name
        told = [row[0].value for row in book["Kết quả"].iter_rows(max_col=1) if row[0].value]
        notes = [text for text in told if str(text).startswith("* Phần lẻ do làm tròn")]
        assert bool(notes) == (split.adjusted is not None), name
        if notes:
            by = f"({split.by})".replace(".", ",")
            assert by in notes[0], (name, notes)
            assert ("Vốn (K)" if split.adjusted == "capital" else "Lao động (L)") in notes[0]
        adjusted.add(split.adjusted)
    assert adjusted >= {None, "capital"}


def test_every_cached_value_is_what_libreoffice_computes(anew, tmp_path):
    for name in WITH_LOOKS:
        case, book = anew[name]
        write_workbook(case.report(), tmp_path / "made.xlsx")
        cached = openpyxl.load_workbook(tmp_path / "made.xlsx", data_only=True)
        compared = 0
        for page in openpyxl.load_workbook(tmp_path / "made.xlsx"):
            for row in page.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        here = cached[page.title][cell.coordinate].value
                        there = book[page.title][cell.coordinate].value
                        same = equal(there, here) if isinstance(here, int | float) else (here or "") == (there or "")
                        assert same, (name, page.title, cell.coordinate, cell.value, here, there)
                        compared += 1
        assert compared > 400, name


def test_undefined_shares_stay_undefined(anew):
    case, book = anew["no growth"]
    assert isinstance(case.expected.phase(*case.phase).tfp_contribution_share, NotApplicable)
    assert named(book, "tfp_contribution_share") == UNDEFINED
    assert named(book, "rounded_shares") == [UNDEFINED] * 3
    assert isinstance(named(book, "tfp_growth"), float)


# ------------------------------------------------------------------------------------------------ the file itself


@pytest.fixture(scope="module")
def province():
    return phase_report(tfp.study(tfp.load("soc_trang")), 2021, 2025)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_same_report_same_bytes(province, language):
    first, second = (workbook_bytes(replace(province, language=language)) for _ in range(2))
    assert first == second
    again = phase_report(tfp.study(tfp.load("soc_trang")), 2021, 2025, language=language)
    assert workbook_bytes(again) == first


def test_file_is_replaced_whole_and_a_bad_place_is_named(province, tmp_path):
    path = tmp_path / "figure.xlsx"
    path.write_text("old", encoding="utf-8")
    write_workbook(province, path)
    assert path.read_bytes() == workbook_bytes(province)
    assert [one.name for one in tmp_path.iterdir()] == ["figure.xlsx"]
    with pytest.raises(tfp.DataError, match=r"^figure\.xlsx: cannot be written: No such file or directory"):
        write_workbook(province, tmp_path / "nowhere" / "figure.xlsx")


def hostile(report, text):
    """The report with `text` wherever somebody else's words can stand."""
    origin = lambda one: replace(one, source=text, reference=text, note=text, note_vi=text, licence=text)  # noqa: E731
    series = {name: replace(one, origin=tuple(map(origin, one.origin))) for name, one in report.data.series.items()}
    filled = report.inputs.investment.fills[0]
    said = {"source": text, "reason": text, "unit": text, "source_vi": text, "reason_vi": text, "unit_vi": text}
    parameter = replace(filled.filler.parameter, **said)
    step = replace(filled, filler=replace(filled.filler, parameter=parameter))
    return replace(
        report,
        data=replace(report.data, series=series),
        inputs=replace(report.inputs, investment=replace(report.inputs.investment, fills=(step,))),
        account=replace(
            report.account,
            origins=tuple(replace(one, origin=origin(one.origin)) for one in report.account.origins),
            caveats=(Message.of("outlay_for_formation"),),
        ),
        letterhead=Letterhead(body=text, parent_body=text),
        code_version=text,
    )


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1"])
def test_no_text_becomes_a_formula(province, tmp_path, text):
    write_workbook(hostile(province, text), tmp_path / "hostile.xlsx")
    write_workbook(province, tmp_path / "plain.xlsx")
    counts = []
    for name in ("hostile", "plain"):
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
        counts.append(sum(cell.data_type == "f" for cell in cells))
        held = [cell for cell in cells if isinstance(cell.value, str) and text.strip() in cell.value.strip()]
        assert bool(held) == (name == "hostile")
        starting = [cell for cell in held if cell.data_type == "s" and cell.value == text]
        if name == "hostile":
            assert len(starting) > 10
            # a cell that begins with a sign stays text also when somebody edits it
            assert all(cell.quotePrefix for cell in starting)
    assert counts[0] == counts[1]
    with zipfile.ZipFile(tmp_path / "hostile.xlsx") as file:
        for part in file.namelist():
            if part.startswith(("xl/worksheets/sheet", "xl/charts/")):
                formulas = re.findall(r"<(?:c:)?f>(.*?)</(?:c:)?f>", file.read(part).decode())
                assert not [one for one in formulas if "HYPERLINK" in one or "cmd" in one or "1+1" in one], part


@pytest.mark.parametrize("name", ["A1", "R1C1", "true", "Năm 2025 (%)", "tfp_growth", "SETTING_form", "x" * 300])
def test_names_of_gap_fillers_that_excel_would_refuse(province, tmp_path, name):
    made = tfp.study(tfp.load("soc_trang"))
    fillers = tuple(
        replace(one, parameter=replace(one.parameter, name=name, meaning=one.parameter.about))
        if one.name == "output_2025"
        else one
        for one in made.assumptions.gap_fillers
    )
    renamed = Study(made.data, replace(made.assumptions, gap_fillers=fillers))
    write_workbook(Case(renamed, renamed, (2021, 2025)).report(), tmp_path / "named.xlsx")
    names = openpyxl.load_workbook(tmp_path / "named.xlsx").defined_names
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,254}", one) for one in names)
    assert len({one.lower() for one in names}) == len(names)
    lost = set(openpyxl.load_workbook(_written(province, tmp_path)).defined_names) - set(names)
    assert lost <= {"output_2025"}


def _written(report, folder):
    write_workbook(report, folder / "written.xlsx")
    return folder / "written.xlsx"


def test_every_formula_stays_within_what_excel_takes(province, tmp_path):
    book = openpyxl.load_workbook(_written(province, tmp_path))
    names = set(book.defined_names)
    known = {
        "IF", "AND", "OR", "NOT", "ABS", "ROUND", "MOD", "AVERAGE", "SUM", "LN", "EXP", "INDEX", "MATCH", "ISNUMBER",
        "TEXT",
    }  # fmt: skip
    count = 0
    for page in book:
        assert len(page.title) <= 31
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                bare = re.sub(r'"(?:[^"]|"")*"', '""', cell.value)
                assert all(len(text) <= 257 for text in re.findall(r'"(?:[^"]|"")*"', cell.value))
                assert len(cell.value) < 8192
                sheets = re.findall(r"'([^']+)'!", bare)
                assert set(sheets) <= set(book.sheetnames) - {page.title}, (page.title, cell.value)
                bare = re.sub(r"'[^']+'!", "", bare)
                words = set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", bare))
                assert all(w in known or w in names or re.fullmatch(r"[A-Z]{1,2}\d+", w) for w in words), cell.value
    assert count > 700


def test_print_panes_and_charts(province, tmp_path):
    path = _written(province, tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Kết quả", "Biểu đồ", "Hạch toán", "Vốn", "Số liệu", "Khử giá", "Tham chiếu", "Vốn tham chiếu", "Giả định",
        "Cách đo vốn khác", "Nguồn",
    ]  # fmt: skip
    for page in book:
        assert page.page_setup.paperSize == 9
        assert page.page_setup.fitToHeight == 0
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.title == "Biểu đồ" or page.freeze_panes is not None
    assert book["Nguồn"].print_title_rows == "$3:$3"
    with zipfile.ZipFile(path) as file:
        charts = [file.read(one).decode() for one in file.namelist() if re.fullmatch(r"xl/charts/chart\d.xml", one)]
    assert len(charts) == 3
    assert 'grouping val="stacked"' in charts[0]
    # columns that hang under zero do not cover the years
    assert 'tickLblPos val="low"' in charts[0]
    assert re.search(r'formatCode="\[\$-42A\]0\.0\\ %"', charts[0])
    formats = {cell.number_format for page in book for row in page.iter_rows() for cell in row}
    assert formats >= {"[$-42A]#,##0.0_ ", r"[$-42A]0.00\ %_ "}


def test_english_has_no_vietnamese_of_ours(province, tmp_path):
    path = _written(replace(province, language="en"), tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Figure"
    ours = [cell.value for row in book["Account"].iter_rows() for cell in row if isinstance(cell.value, str)]
    marked = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    assert not [text for text in ours if marked.search(text.replace("Tăng Văn Khiên", ""))]
    formats = {cell.number_format for page in book for row in page.iter_rows() for cell in row if cell.data_type == "n"}
    assert formats >= {"[$-409]#,##0.0_ ", r"[$-409]0.00\ %_ "}
    assert not [one for one in formats if "42A" in one]


def test_colour_says_how_firm_a_cell_is(province, tmp_path):
    page = openpyxl.load_workbook(_written(province, tmp_path))["Số liệu"]
    fills = {}
    for row in page.iter_rows(min_row=4):
        status, level = row[6].value, row[1] if row[1].value is not None else row[3]
        if row[2].value is None and isinstance(row[0].value, int):
            fills.setdefault(status, set()).add(level.fill.fgColor.rgb)
    assert fills["giả định"] == {"FFF8CBAD"}
    assert all(len(colours) == 1 for colours in fills.values())
    assert len({next(iter(colours)) for colours in fills.values()}) == len(fills)


def test_a_value_of_the_library_never_looks_like_a_formula(tmp_path):
    """Grey italics are numbers without formula, and no formula wears them."""
    case = all_cases(tmp_path)["services"]
    book = openpyxl.load_workbook(_written(case.report(), tmp_path))
    values = 0
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                grey = cell.fill.fgColor.rgb == "FFEDEDED"
                assert not (grey and cell.data_type == "f"), (page.title, cell.coordinate)
                values += grey and cell.data_type == "n" and cell.value is not None
    assert values > 40
    warning = book["Vốn"]["A3"].value
    assert warning.startswith("CÁC Ô XÁM Ở TRANG NÀY LÀ GIÁ TRỊ DO THƯ VIỆN TÍNH")
    assert "dịch vụ vốn" in warning
    stock = [cell for (cell,) in book["Vốn"][book.defined_names["closing_stock"].attr_text.split("!")[1]]]
    assert all(cell.data_type == "n" for cell in stock)
    idle = [
        row for row in book["Giả định"].iter_rows(min_row=20) if row[7].value and "không đổi kết quả" in row[7].value
    ]
    assert {row[7].value.split(" ")[0] for row in idle} >= {"depreciation_rate"}
    assert all(row[1].fill.fgColor.rgb == "FFEDEDED" for row in idle)


def test_formulas_that_do_not_come_to_the_library_s_figure_are_refused(province):
    wrong = replace(province.account, output_growth=province.account.output_growth + 1e-6)
    with pytest.raises(RuntimeError, match="the formula comes to"):
        workbook_bytes(replace(province, account=wrong))


def test_no_cached_value_is_left_for_libreoffice(province, tmp_path):
    count = without_cached_values(_written(province, tmp_path), tmp_path / "bare.xlsx")
    formulas = openpyxl.load_workbook(tmp_path / "bare.xlsx")
    bare = openpyxl.load_workbook(tmp_path / "bare.xlsx", data_only=True)
    cells = [
        (page.title, cell.coordinate)
        for page in formulas
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(cells) == count
    assert all(bare[sheet][address].value is None for sheet, address in cells)


FAN = (0.9, 0.95, 0.98, 0.99, 1.0, 1.1, 1.2)  # more quantiles than the sheet has columns


def uncertainty(report):
    account = report.account
    return PhaseUncertainty(
        territory=account.territory, phase=account.phase, draws=1000, seed=0, sampling="sobol",
        central=account.tfp_contribution_share, median=0.41, level=0.9, low=0.1, high=0.6, tfp_growth_median=0.025,
        tfp_growth_low=0.005, tfp_growth_high=0.035, probability_negative=0.01, probability_undefined=0.0,
        targets=((0.45, 0.4),),
        ranking=(RankedAssumption(name="labour_share", first_order=0.5, total=0.55, total_low=0.5, total_high=0.6),),
        swings=(Swing(name="output_2025", low=0.06, high=0.08, share_at_low=0.43, share_at_high=0.49),),
        fan=(FanYear(year=2021, probabilities=(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99), index=FAN),),
    )  # fmt: skip


def test_uncertainty_and_the_printed_account_have_their_place(province, tmp_path):
    printed = PublishedPhase(
        phase=Phase(2021, 2025), printed=(0.5, 0.1, 0.4, 0.02), half_unit=(5e-4,) * 4, source="Cục Thống kê"
    )
    path = _written(replace(province, uncertainty=uncertainty(province), published=printed), tmp_path)
    book, cached = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    page = book["Độ bất định"]
    held = [cell for row in page.iter_rows() for cell in row if cell.data_type == "n" and cell.value is not None]
    assert {0.41, 0.1, 0.6, 0.4, 0.55, 0.49, 0.99, 1.2} <= {cell.value for cell in held}
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    first = cached["Kết quả"]
    rows = {row[0].value: row for row in first.iter_rows() if row[0].value == "Tỷ phần TFP"}
    assert rows["Tỷ phần TFP"][2].value == pytest.approx(province.account.tfp_contribution_share - 0.4, abs=1e-12)
