"""Every result as a table in a notebook, in Vietnamese: registered here, or beside the text of the same result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

import tfp_soctrang.report.capital
import tfp_soctrang.report.editions
import tfp_soctrang.report.estimates
import tfp_soctrang.report.industries
import tfp_soctrang.report.notebook_fits
import tfp_soctrang.report.notebook_parts
import tfp_soctrang.report.notebook_sensitivity
import tfp_soctrang.report.projection  # noqa: F401 - each registers its own results
from tfp_soctrang.arithmetic.accounting import GrowthAccount
from tfp_soctrang.arithmetic.capital import CapitalStock
from tfp_soctrang.assumptions import Assumption, Assumptions, GapFiller
from tfp_soctrang.display import BadCells, as_html
from tfp_soctrang.errors import CellIssue
from tfp_soctrang.method import Study
from tfp_soctrang.phase_report import PhaseReport
from tfp_soctrang.plan import Plan
from tfp_soctrang.projection.projected_phase import ProjectedPhase
from tfp_soctrang.projection.scenarios import ScenarioSet
from tfp_soctrang.published_account import PublishedPhase
from tfp_soctrang.published_table import FileTables, TableSummary
from tfp_soctrang.reconciliation import CalibratedAccount
from tfp_soctrang.report.choice_words import AVERAGING, FORM
from tfp_soctrang.report.factor_names import range_of, value_of
from tfp_soctrang.report.names import ASSUMPTIONS, RULE, STATUS, assumption_name, label, place
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import html_heading, html_record, html_table
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans
from tfp_soctrang.units import territory

_MOST_ROWS = 40


def _assumption_row(one: Assumption) -> list[str]:
    value = "tính từ số liệu" if one.value is None else value_of(one.about, one.value)
    ends = range_of(one.about, one.low, one.high)
    return [assumption_name(one, "vi"), value, ends, one.in_words("source", "vi")]


def _settings_notes(found: Assumptions) -> list[str]:
    settings = found.settings
    return [
        f"{LABELS['form']['vi']}: {FORM[settings.form]['vi']}",
        f"{LABELS['averaging']['vi']}: {AVERAGING[settings.averaging]['vi']}",
    ]


def _filling(filler: GapFiller) -> str:
    one = filler.parameter
    ends = f"{percent(one.low, 1)} – {percent(one.high, 1)}"
    return ends if one.value is None else f"{percent(one.value, 2)} ({ends})"


_GAP_HEAD = ("Ô trống", "Năm", LABELS["rule"]["vi"], LABELS["source"]["vi"])


def _gap_row(filler: GapFiller) -> list[str]:
    return [
        label(filler.series, "vi") if filler.series else LABELS[f"measure_{filler.measure}"]["vi"],
        year_spans(filler.years),
        RULE[filler.rule]["vi"].format(value=_filling(filler)),
        filler.parameter.in_words("source", "vi"),
    ]


@as_html.register
def _(found: GapFiller) -> str:
    return html_record("Thay ô chưa có số liệu", html_table(_GAP_HEAD, [_gap_row(found)]))


@as_html.register
def _(found: Assumptions) -> str:
    head = ["Giả định", "Giá trị", "Khoảng", LABELS["source"]["vi"]]
    filled = [_gap_row(filler) for filler in found.gap_fillers]
    gaps = html_table(_GAP_HEAD, filled)
    return html_record(
        f"Giả định: {place(territory(found.territory), 'vi')}",
        html_table(head, [_assumption_row(one) for one in found.values.values()]),
        *([html_heading("Thay ô chưa có số liệu"), gaps] if filled else []),
        notes=_settings_notes(found),
    )


@as_html.register
def _(found: Study) -> str:
    data, given = found.data, found.assumptions
    years = sorted({int(year) for series in data.series.values() for year in series.years})
    rows = [
        ["Số liệu", f"{data.name}: {len(data.series)} chuỗi, {year_spans(years)}"],
        ["Giả định", f"{len(given.values)}, và {len(given.gap_fillers)} quy tắc thay ô chưa có số liệu"],
        ["Tham chiếu", "–" if data.reference is None else place(data.reference.territory, "vi")],
    ]
    title = f"Hạch toán tăng trưởng: {place(data.territory, 'vi')}"
    return html_record(title, html_table(["", ""], rows), notes=_settings_notes(given))


def _middle(values: np.ndarray) -> np.ndarray:
    """Return one number a year: of an account with further axes, the median over them."""
    return values if values.ndim == 1 else np.median(values.reshape(len(values), -1), axis=1)


@as_html.register
def _(found: GrowthAccount) -> str:
    shape = found.tfp_growth.shape
    columns = [
        _middle(np.broadcast_to(one, shape))
        for one in (
            found.output_growth, found.capital_growth, found.labour_growth, found.capital_share,
            found.capital_contribution, found.labour_contribution, found.tfp_growth,
        )
    ]  # fmt: skip
    head = [
        "Năm", "Y tăng (%)", "K tăng (%)", "L tăng (%)", "b_K (%)", "Vốn góp (điểm %)", "Lao động góp (điểm %)",
        "TFP tăng (%)",
    ]  # fmt: skip
    digits = (2, 2, 2, 1, 2, 2, 2)
    rows = [
        [str(year), *(percent(float(value), places) for value, places in zip(values, digits, strict=True))]
        for year, *values in zip(found.years.tolist(), *columns, strict=True)
    ]
    notes = [f"{LABELS['form']['vi']}: {FORM[found.form]['vi']}"]
    if len(shape) > 1:
        notes.append(f"Trung vị của {int(np.prod(shape[1:]))} tài khoản.")
    return html_record("Hạch toán tăng trưởng theo năm", html_table(head, _cut(rows)), notes=notes)


def _cut(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return the rows, the middle of a long table left out with a row of dots."""
    if len(rows) <= _MOST_ROWS:
        return list(rows)
    half = _MOST_ROWS // 2
    return [*rows[:half], ["…"] * len(rows[0]), *rows[-half:]]


@as_html.register
def _(found: CapitalStock) -> str:
    columns = [_middle(one) for one in (found.opening, found.investment, found.consumption, found.closing)]
    rows = [
        [str(i), *(number(float(value), 1) for value in values)]
        for i, values in enumerate(zip(*columns, strict=True), start=1)
    ]
    axes = found.levels.shape[1:]
    notes = [f"Trung vị của {int(np.prod(axes))} dãy."] if axes else []
    head = ["Năm thứ", "Vốn đầu năm", "Đầu tư", "Hao mòn", "Vốn cuối năm"]
    return html_record("Vốn theo phương pháp kê khai thường xuyên", html_table(head, _cut(rows)), notes=notes)


@as_html.register
def _(found: CalibratedAccount) -> str:
    rows = [
        [ASSUMPTIONS[one.name]["vi"], number(one.value, 4), f"{number(one.low, 4)} – {number(one.high, 4)}"]
        for one in found.coefficients
    ]
    against = [
        [str(one.phase), *(f"{percent(printed)} / {percent(computed)}" for printed, computed in pairs)]
        for one in found.comparisons
        for pairs in [list(zip(one.printed, one.computed, strict=True))]
    ]
    rule = LABELS["point_rule" if found.deviation <= 1.0 else "not_reproduced"]["vi"]
    return html_record(
        f"Hệ số đằng sau số công bố: {place(found.territory, 'vi')} ({found.account})",
        html_table(["", LABELS["point"]["vi"], LABELS["admissible"]["vi"]], rows),
        html_heading("Số in / số tính lại (%)"),
        html_table(["Giai đoạn", "Tỷ phần K", "Tỷ phần L", "Tỷ phần TFP", "TFP tăng"], against),
        notes=[
            rule.format(deviation=number(found.deviation, 2)),
            *(f"{LABELS['caveats']['vi']}: {caveat.text('vi')}" for caveat in found.caveats),
        ],
    )


@as_html.register
def _(found: PublishedPhase) -> str:
    head = ["Tỷ phần K (%)", "Tỷ phần L (%)", "Tỷ phần TFP (%)", "TFP tăng (%/năm)"]
    row = [percent(value) for value in found.printed]
    notes = [one for one in (found.edition, found.source, found.note) if one]
    return html_record(f"Số đã công bố, giai đoạn {found.phase}", html_table(head, [row]), notes=notes)


@as_html.register
def _(found: ProjectedPhase) -> str:
    years = year_spans([cell.year for cell in found.cells])
    note = f"Kịch bản “{found.scenario.in_words('vi')}” cho các năm {years}: số dự tính." if years else ""
    return as_html(found.account) + (html_record("", notes=[note]).removeprefix("<h4></h4>") if note else "")


@as_html.register
def _(found: ScenarioSet) -> str:
    rows = [[one.name, one.in_words("vi"), str(len(one.paths))] for one in found.scenarios.values()]
    title = f"Kịch bản: {place(territory(found.territory), 'vi')}"
    return html_record(title, html_table(["Tên", "Kịch bản", "Số giả định về các năm tới"], rows))


@as_html.register
def _(found: PhaseReport) -> str:
    parts = [as_html(found.account)]
    if found.uncertainty is not None:
        parts.append(as_html(found.uncertainty))
    return "".join(parts)


@as_html.register
def _(found: Plan) -> str:
    dues = [
        [
            one.name("vi"),
            f"{one.first_year}–{one.last_year}" if one.first_year != one.last_year else str(one.first_year),
            "trong năm" if one.month is None else f"trước {one.day}/{one.month}",
            found.body(one.by).name("vi"),
            found.body(one.to).name("vi"),
        ]
        for one in found.dues
    ]
    phases = ", ".join(str(one.phase) for one in found.phases)
    return html_record(
        found.name_vi,
        html_table(["Việc", "Năm", "Hạn", "Ai làm", "Gửi ai"], dues),
        notes=[f"Các giai đoạn: {phases}", f"{LABELS['source']['vi']}: {found.source}"],
    )


def _issue_rows(issues: Sequence[CellIssue]) -> list[list[str]]:
    return [
        [
            ", ".join(part for part in (one.sheet, one.cell) if part) or one.file,
            one.heading,
            one.raw,
            one.reason.text("vi"),
            one.remedy.text("vi"),
        ]
        for one in issues
    ]


@as_html.register
def _(found: BadCells) -> str:
    if not found:
        return html_record(LABELS["no_issues"]["vi"])
    head = ["Ô", "Đề mục", "Đang ghi", "Vì sao sai", "Cách sửa"]
    title = f"{found[0].file}: {LABELS['issues']['vi'].format(count=len(found)).rstrip(':')}"
    return html_record(title, html_table(head, _issue_rows(found)))


def _table_row(one: TableSummary) -> list[str]:
    statuses = ", ".join(f"{STATUS[status]['vi']} {count}" for status, count in one.statuses)
    return [
        one.table.name or one.table.file,
        one.table.title,
        year_spans(one.years),
        ", ".join(one.units) or LABELS["not_printed"]["vi"],
        f"{one.numbers} ({statuses})" if statuses else str(one.numbers),
        str(len(one.territories)),
        str(len(one.table.issues)),
    ]


@as_html.register
def _(found: FileTables) -> str:
    head = ["Bảng", "Tên", "Năm", "Đơn vị", "Số liệu", "Lãnh thổ nhận ra", "Ô sai"]
    title = found[0].table.file if found else "Tệp không có bảng nào"
    return html_record(title, html_table(head, [_table_row(one) for one in found]))


@as_html.register
def _(found: TableSummary) -> str:
    rows = [
        [dimension, str(len(labels)), "; ".join(labels[:12]) + (" …" if len(labels) > 12 else "")]
        for dimension, labels in zip(found.table.dimensions, found.labels, strict=True)
    ]
    return as_html(FileTables([found])) + html_table(["Chiều", "Số nhãn", "Nhãn"], rows)
