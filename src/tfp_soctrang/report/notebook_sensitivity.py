"""How much a figure depends on its assumptions, as tables in a notebook."""

from __future__ import annotations

import numpy as np

from tfp_soctrang.accounting_choices import AccountingCurve
from tfp_soctrang.display import as_html, in_short
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.choice_words import CHOICES, SHORT_READINGS
from tfp_soctrang.report.factor_names import bare_name, factor_name, factor_value, range_of, value_of
from tfp_soctrang.report.names import place
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import html_heading, html_record, html_table
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.sensitivity.monte_carlo import MonteCarloRun
from tfp_soctrang.sensitivity.outcome_distribution import OutcomeDistribution
from tfp_soctrang.sensitivity.sobol_estimators import OutcomeIndices
from tfp_soctrang.sensitivity.specification_curve import Drivers, SpecificationCurve
from tfp_soctrang.sensitivity.tornado import Tornado
from tfp_soctrang.sensitivity.two_way import TwoWayGrid
from tfp_soctrang.sensitivity.variance import SobolIndices
from tfp_soctrang.uncertain_phase import BreakEvens, PhaseSensitivity
from tfp_soctrang.uncertainty import PhaseUncertainty

_LEVELS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
_SHOWN = 7
_OUTCOMES = {"tfp_contribution_share": "Tỷ phần TFP (%)", "tfp_growth": "TFP tăng (%/năm)"}
_DISTRIBUTIONS = {
    "Triangular": "tam giác",
    "Uniform": "đều",
    "Pert": "PERT",
    "Beta": "beta",
    "TruncatedNormal": "chuẩn cắt đuôi",
    "LogNormal": "loga chuẩn",
    "Empirical": "thực nghiệm",
}


@as_html.register
def _(found: PhaseSensitivity) -> str:
    inputs = found.model.inputs
    rows = [
        [
            factor_name(name, inputs),
            factor_value(name, found.central[name], inputs),
            range_of(inputs.values[name].about if name in inputs.values else name, one.low, one.high),
            _DISTRIBUTIONS.get(type(one).__name__, type(one).__name__),
        ]
        for name, one in found.drawn.items()
        if one.low < one.high
    ]
    title = f"Độ nhạy: {place(found.territory, 'vi')}, {LABELS['phase']['vi']} {found.phase}"
    held = len(found.drawn) - len(rows)
    notes = [
        f"{LABELS['headline']['vi']}: {percent(found.central_share)} %",
        "Gọi .uncertainty() để có khoảng tin cậy và xếp hạng giả định.",
    ]
    if held:
        notes.insert(1, f"{held} giả định giữ nguyên.")
    return html_record(title, html_table(["Giả định", "Giá trị", "Khoảng", "Phân phối"], rows), notes=notes)


@as_html.register
def _(found: PhaseUncertainty) -> str:
    words = {name: text["vi"] for name, text in LABELS.items()}
    totals = {one.name: one.total for one in found.ranking}
    swings = {one.name: one for one in found.swings}
    rows = [
        [
            bare_name(name),
            range_of(name, swings[name].low, swings[name].high),
            f"{percent(swings[name].share_at_low)} – {percent(swings[name].share_at_high)}",
            percent(totals[name]) if name in totals else "–",
        ]
        for name in (totals or swings)
    ]
    notes = [
        words["sensitivity_interval"].format(
            level=percent(found.level, 0), low=percent(found.low), high=percent(found.high),
            median=percent(found.median), growth_low=percent(found.tfp_growth_low, 2),
            growth_high=percent(found.tfp_growth_high, 2),
        ),
        *(
            words["sensitivity_target"].format(target=percent(target, 0), probability=percent(above))
            for target, above in found.targets
        ),
        words["sensitivity_negative"].format(
            negative=percent(found.probability_negative), undefined=percent(found.probability_undefined)
        ),
        words["sensitivity_draws"].format(
            draws=number(found.draws, 0), sampling=CHOICES[found.sampling]["vi"], seed=found.seed
        ),
    ]  # fmt: skip
    title = f"{words['headline']}: {percent(found.central)} %, {place(found.territory, 'vi')} {found.phase}"
    return html_record(title, html_table(words["sensitivity_head"].split(" | "), rows), notes=notes)


def _outcome_row(found: OutcomeDistribution) -> list[str]:
    name = _OUTCOMES.get(found.name, found.name)
    shown = percent if found.name in _OUTCOMES else _plain
    middle, ends = found.median, found.interval(0.9)
    if isinstance(middle, NotApplicable) or isinstance(ends, NotApplicable):
        return [name, "–", "–", "–", percent(1.0)]
    return [
        name,
        shown(middle.value, 2),
        f"{shown(ends.low.value, 2)} – {shown(ends.high.value, 2)}",
        percent(found.probability_negative.value),
        percent(found.probability_undefined.value),
    ]


def _plain(value: float, decimals: int) -> str:
    return number(value, decimals + 2)


_OUTCOME_HEAD = ["Kết quả", "Trung vị", "Khoảng 90 %", "Xác suất âm (%)", "Không xác định (%)"]


@as_html.register
def _(found: OutcomeDistribution) -> str:
    title = f"{number(found.computed, 0)} lần rút"
    return html_record(title, html_table(_OUTCOME_HEAD, [_outcome_row(found)]))


@as_html.register
def _(found: MonteCarloRun) -> str:
    title = f"{number(found.design.draws, 0)} lần rút, hạt giống {found.design.seed}"
    rows = [_outcome_row(one) for one in found.outcomes.values()]
    notes = [f"{len(found.failed)} lần rút không tính được"] if len(found.failed) else []
    return html_record(title, html_table(_OUTCOME_HEAD, rows), notes=notes)


def _drivers(found: Drivers) -> str:
    rows = []
    for name in found.order:
        at = found.axes.index(name)
        means = [
            f"{_option(name, option)} {percent(mean)}" for option, mean in found.means[name].items() if mean is not None
        ]
        rows.append([bare_name(name), percent(float(found.total[at])), "; ".join(means)])
    return html_table(["Lựa chọn", "Phần phương sai (%)", "Bình quân theo từng lựa chọn (%)"], rows)


def _option(axis: str, option: object) -> str:
    if axis == "reading":
        return SHORT_READINGS[str(option)]["vi"]
    try:
        return value_of(axis, float(str(option)))
    except ValueError:
        words = CHOICES.get(str(option))
        return str(option) if words is None else words["vi"]


def _spread(found: SpecificationCurve) -> str:
    values = found.values[np.isfinite(found.values)]
    if not values.size:
        return ""
    cells = [percent(float(value)) for value in np.quantile(values, _LEVELS)]
    return html_table(["Phân vị", *(f"{100 * level:.0f} %" for level in _LEVELS)], [["Giá trị (%)", *cells]])


def _curve(title: str, found: SpecificationCurve, notes: list[str]) -> str:
    drivers = found.drivers()
    more: list[str] = []
    if not isinstance(drivers, NotApplicable):
        more = [html_heading(LABELS["curve_drivers"]["vi"]), _drivers(drivers)]
    count = LABELS["curve_count"]["vi"].format(
        count=number(len(found.grid), 0),
        infeasible=number(len(found.grid.infeasible), 0),
        undefined=number(len(found.undefined), 0),
    )
    return html_record(title, _spread(found), *more, notes=[count, *notes])


@as_html.register
def _(found: AccountingCurve) -> str:
    title = f"Mọi cách hạch toán bảo vệ được: {place(found.territory, 'vi')}, {LABELS['phase']['vi']} {found.phase}"
    return _curve(title, found.curve, [f"{LABELS['headline']['vi']} theo giả định cơ sở: {percent(found.as_set)} %"])


@as_html.register
def _(found: SpecificationCurve) -> str:
    return _curve(f"Mọi cách hạch toán: {_OUTCOMES.get(found.outcome, found.outcome)}", found, [])


@as_html.register
def _(found: Drivers) -> str:
    return html_record(LABELS["curve_drivers"]["vi"], _drivers(found))


@as_html.register
def _(found: Tornado) -> str:
    rows = [
        [
            bare_name(bar.assumption),
            range_of(bar.assumption, bar.low, bar.high),
            percent(bar.at_low),
            percent(bar.at_high),
        ]
        for bar in found.bars
    ]
    title = f"{_OUTCOMES.get(found.outcome, found.outcome)} khi từng giả định đi từ đầu thấp đến đầu cao"
    return html_record(
        title,
        html_table(["Giả định", "Khoảng", LABELS["chart_low"]["vi"], LABELS["chart_high"]["vi"]], rows),
        notes=[f"Con số: {percent(found.base_outcome)}"],
    )


@as_html.register
def _(found: BreakEvens) -> str:
    rows, never = [], []
    for name, one in found.found:
        if isinstance(one, NotApplicable):
            never.append(bare_name(name))
            continue
        places = [value_of(name, root.value) for root in one.roots]
        held = [range_of(name, low, high) for low, high in one.held]
        rows.append([bare_name(name), "; ".join([*places, *held])])
    title = LABELS["break_even_head"]["vi"].format(target=percent(found.target, 0))
    notes = [f"Không đạt được trong khoảng của: {', '.join(never)}"] if never else []
    return html_record(title, html_table(["Giả định", "Giá trị"], rows), notes=notes)


def _indices(found: OutcomeIndices) -> str:
    order = np.argsort(-found.total, kind="stable")
    rows = [
        [
            bare_name(found.names[i]),
            percent(float(found.first[i])),
            percent(float(found.total[i])),
            " – ".join(percent(float(end)) for end in found.total_interval[i]),
        ]
        for i in order.tolist()
    ]
    head = ["Giả định", "Riêng nó (%)", "Cùng các giả định khác (%)", f"Khoảng {percent(found.level, 0)} %"]
    return html_table(head, rows)


@as_html.register
def _(found: OutcomeIndices) -> str:
    return html_record("Phần phương sai do từng giả định (chỉ số Sobol)", _indices(found))


@as_html.register
def _(found: SobolIndices) -> str:
    parts: list[str] = []
    for name, one in found.outcomes.items():
        parts.append(html_heading(_OUTCOMES.get(name, name)))
        if isinstance(one, OutcomeIndices):
            parts.append(_indices(one))
        else:
            parts.append(html_table(["", ""], [["–", one.reason.text("vi")]]))
    return html_record("Phần phương sai do từng giả định (chỉ số Sobol)", *parts)


@as_html.register
def _(found: TwoWayGrid) -> str:
    down = _some(len(found.first_values))
    across = _some(len(found.second_values))
    rows = [
        [
            value_of(found.first, float(found.first_values[i])),
            *("–" if np.isnan(found.values[i, j]) else percent(float(found.values[i, j])) for j in across),
        ]
        for i in down
    ]
    head = [
        f"{bare_name(found.first)} \\ {bare_name(found.second)}",
        *(value_of(found.second, float(found.second_values[j])) for j in across),
    ]
    title = f"{_OUTCOMES.get(found.outcome, found.outcome)} theo hai giả định"
    size = in_short(found.values).rpartition("(")[2].rstrip(")")
    return html_record(title, html_table(head, rows), notes=[f"Lưới {size}; ở đây là một phần."])


def _some(count: int) -> list[int]:
    return sorted({round(i) for i in np.linspace(0, count - 1, min(count, _SHOWN)).tolist()})
