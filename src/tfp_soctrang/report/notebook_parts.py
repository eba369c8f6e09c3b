"""What the methods of results return, as tables in a notebook: inputs, tests, what a target needs."""

from __future__ import annotations

from tfp_soctrang.display import as_html
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest
from tfp_soctrang.estimation.verdict_rules import RuleOutcome
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.measures import MeasuredSeries
from tfp_soctrang.plan import Target
from tfp_soctrang.projection.records import NeededGrowth, NeededInvestment, YearKnown
from tfp_soctrang.report.names import STATUS, label, place
from tfp_soctrang.report.notebook_fits import RULE_STATUS, RULES, TEST_HEAD, test_row
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.projection import come_in_rows
from tfp_soctrang.report.tables import html_record, html_table
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.sensitivity.outcome_distribution import IntervalEstimate
from tfp_soctrang.units import territory

__all__: list[str] = []

_RELATION = {"about": "khoảng", "over": "trên"}
_KIND = {"target": "Mục tiêu", "outturn": "Số đã nêu là đạt được"}


def _year_rows(measures: tuple[MeasuredSeries, ...], years: list[int]) -> list[list[str]]:
    return [[str(year), *(_level(one, year) for one in measures)] for year in years]


def _level(one: MeasuredSeries, year: int) -> str:
    """Return the published value and how firm it is; a cell that assumptions fill, or that nobody has, says so."""
    row = one.years.tolist().index(year)
    status = one.status[row]
    if status is not None:
        return f"{number(float(one.values[row]), 1)} ({STATUS[status]['vi']})"
    return "thay bằng giả định" if year in one.filled_years else "–"


@as_html.register
def _(found: PhaseInputs) -> str:
    head = ["Năm", *(f"{label(one.name, 'vi')} ({one.unit})" for one in found.measures)]
    return html_record(
        f"Số liệu đưa vào tính, {LABELS['phase']['vi']} {found.phase}",
        html_table(head, _year_rows(found.measures, found.years.tolist())),
        notes=dict.fromkeys(
            f"{LABELS['caveats']['vi']}: {one.text('vi')}" for each in found.measures for one in each.caveats
        ),
    )


@as_html.register
def _(found: NeededGrowth) -> str:
    rows = [
        ["Tổng sản phẩm tăng (%/năm)", percent(found.output_growth, 2)],
        ["Vốn đóng góp (điểm %)", percent(found.capital_contribution, 2)],
        ["Lao động đóng góp (điểm %)", percent(found.labour_contribution, 2)],
        ["TFP tăng (%/năm)", percent(found.tfp_growth, 2)],
        ["Tỷ phần TFP (%)", percent(found.tfp_contribution_share)],
        ["Tổng sản phẩm các năm tới tăng (%/năm)", percent(found.growth_ahead, 2)],
    ]
    return html_record("Tăng trưởng và TFP phải đi cùng nhau", html_table(["", "Giá trị"], rows))


@as_html.register
def _(found: NeededInvestment) -> str:
    rows = [[str(year), number(value, 0)] for year, value in zip(found.years, found.investment, strict=True)]
    return html_record(
        f"Vốn đầu tư cần để tổng sản phẩm tăng {percent(found.output_growth)} %/năm",
        html_table(["Năm", f"Vốn đầu tư cần ({found.unit}, giá so sánh)"], rows),
        notes=[
            f"Khi TFP tăng {percent(found.tfp_growth, 2)} %/năm và vốn tăng {percent(found.capital_growth, 2)} %/năm.",
            f"Cộng {number(found.total, 0)}, bằng {percent(found.ratio)} % tổng sản phẩm các năm ấy; "
            f"kịch bản có {number(found.planned, 0)}.",
        ],
    )


@as_html.register
def _(found: YearKnown) -> str:
    head = ["Có số đến năm", "Tỷ phần TFP (%)", "Khoảng (%)", "Xác suất vượt mục tiêu (%)"]
    notes = ["* Năm còn ở phía trước: coi như đúng theo kịch bản."] if found.simulated else []
    return html_record("Khi có thêm số liệu", html_table(head, come_in_rows([found])), notes=notes)


@as_html.register
def _(found: HypothesisTest) -> str:
    notes = [] if found.note is None else [found.note.text("vi")]
    return html_record("Kiểm định", html_table(TEST_HEAD, [test_row(found)]), notes=notes)


@as_html.register
def _(found: RuleOutcome) -> str:
    row = [RULES.get(found.name, found.name), RULE_STATUS[found.status], found.finding.text("vi")]
    return html_record("Quy tắc kết luận", html_table(["Quy tắc", "", "Kết quả"], [row]), notes=[found.why.text("vi")])


@as_html.register
def _(found: IntervalEstimate) -> str:
    rows = [
        [
            name,
            number(end.value, 4),
            "–" if isinstance(end.standard_error, NotApplicable) else number(end.standard_error, 4),
        ]
        for name, end in (("Cận dưới", found.low), ("Cận trên", found.high))
    ]
    return html_record(f"Khoảng {percent(found.level, 0)} %", html_table(["", "Giá trị", "Sai số của phép rút"], rows))


@as_html.register
def _(found: Target) -> str:
    years = str(found.last_year) if found.first_year is None else f"{found.first_year}–{found.last_year}"
    row = [years, f"{_RELATION[found.relation]} {percent(found.value, 0)} %", found.told_by("vi"), found.note("vi")]
    return html_record(
        f"{_KIND[found.kind]}: {place(territory(found.territory), 'vi')}",
        html_table(["Năm", "Tỷ phần TFP", "Ai nêu", "Ghi chú"], [row]),
    )
