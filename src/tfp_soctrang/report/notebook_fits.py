"""Fitted production functions as tables in a notebook."""

from __future__ import annotations

from tfp_soctrang.display import as_html
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.ces import CesFit
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.state_space_tfp import StateSpaceFit
from tfp_soctrang.estimation.verdict import Verdict
from tfp_soctrang.production_estimates import Estimate
from tfp_soctrang.report.choice_words import SPECIFICATION_WORDS, VERDICTS
from tfp_soctrang.report.estimates import estimate_head, estimate_row
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import html_heading, html_record, html_table

__all__ = ["RULES", "RULE_STATUS", "TEST_HEAD", "test_row"]

_FORMS = {
    "cobb_douglas": "Cobb–Douglas",
    "translog": "translog",
    "ces": "CES",
    "state_space": "xu thế ẩn (không gian trạng thái)",
}
RULES = {
    "precision": "độ chính xác",
    "meaning": "ý nghĩa kinh tế",
    "regularity": "dáng của hàm",
    "collinearity": "đa cộng tuyến",
    "robustness": "độ vững",
    "drift": "độ trôi",
    "cointegration": "đồng tích hợp",
    "memory": "phần dư nhớ năm trước",
    "stability": "độ ổn định",
    "constant_returns": "hiệu suất không đổi",
    "prior_declared": "tiên nghiệm được khai báo",
    "prior_agreement": "hợp với tiên nghiệm",
    "data_weight": "sức nặng của số liệu",
}
_VARIANCES = {"level": "mức", "slope": "độ dốc", "measurement": "đo lường"}
RULE_STATUS = {"passed": "đạt", "failed": "không đạt", "not_applicable": "không áp dụng"}
TEST_HEAD = ("Giả thuyết", "Thống kê", "p", "Kết luận")


def _parameters(fit: ProductionFit) -> str:
    found = fit.parameters
    rows = [
        [name, number(float(value), 4), number(float(error), 4) if error > 0.0 else "–"]
        for name, value, error in zip(found.names, found.values, found.standard_errors, strict=True)
    ]
    return html_table(["Tham số", "Ước lượng", "Sai số chuẩn"], rows)


def _elasticities(fit: ProductionFit) -> str:
    rows = [
        [name, number(float(values.mean()), 3), f"{number(float(values.min()), 3)} – {number(float(values.max()), 3)}"]
        for name, values in zip(fit.input_names, fit.elasticities.T, strict=True)
    ]
    return html_table(["Độ co giãn theo", "Bình quân", "Thấp nhất – cao nhất"], rows)


def test_row(one: HypothesisTest) -> list[str]:
    """Return a test as a row: what is tested, the statistic, its p-value, the verdict or why there is none."""
    if not isinstance(one.outcome, Outcome):
        return [one.null.text("vi"), "–", "–", one.outcome.reason.text("vi")]
    verdict = "bác bỏ ở mức 5 %" if one.rejects() else "không bác bỏ"
    return [one.null.text("vi"), number(one.outcome.statistic, 3), number(one.outcome.p_value, 3), verdict]


def _notes(fit: ProductionFit) -> list[str]:
    notes = [f"{len(fit.elasticities)} quan sát, {fit.degrees_of_freedom} bậc tự do"]
    chosen = [f"{name} = {value}" for name, value in fit.choices if value.lower() != "none"]
    if chosen:
        notes.append(f"Lựa chọn: {'; '.join(chosen)}")
    if fit.informed:
        notes.append("Độ co giãn dựa cả vào tiên nghiệm hoặc hệ số cho trước, không chỉ vào số liệu.")
    if not isinstance(fit.regularity, NotApplicable):
        notes.append(f"Hàm có dáng của hàm sản xuất ở {percent(fit.regularity.regular, 0)} % quan sát.")
    return notes


def _fit(title: str, fit: ProductionFit, more: list[str]) -> str:
    tests = html_table(TEST_HEAD, [test_row(one) for one in fit.tests])
    return html_record(
        title,
        _parameters(fit),
        html_heading("Độ co giãn của sản lượng"),
        _elasticities(fit),
        *([html_heading("Kiểm định"), tests] if fit.tests else []),
        notes=[*more, *_notes(fit)],
    )


@as_html.register
def _(found: ProductionFit) -> str:
    return _fit(f"Hàm sản xuất {_FORMS[found.form]}", found, [])


@as_html.register
def _(found: CesFit) -> str:
    sigma = found.substitution
    if isinstance(sigma, NotApplicable):
        told = f"Độ co giãn thay thế: {sigma.reason.text('vi')}"
    else:
        low, high = (number(end, 3) if end < float("inf") else "∞" for end in sigma.interval)
        value = number(sigma.value, 3) if sigma.value < float("inf") else "∞"
        told = f"Độ co giãn thay thế σ = {value}, khoảng {percent(sigma.level, 0)} %: {low} – {high}"
    return _fit(f"Hàm sản xuất {_FORMS['ces']}", found.fit, [told])


@as_html.register
def _(found: StateSpaceFit) -> str:
    variances = "; ".join(
        f"phương sai của {_VARIANCES.get(name, name)} = {value:.3g}".replace(".", ",")
        for name, value in zip(found.variances.names, found.variances.values.tolist(), strict=True)
    )
    likelihood = f"Log hợp lý: {number(found.log_likelihood, 2)}"
    return _fit(f"TFP là {_FORMS['state_space']}", found.fit, [likelihood, *([variances] if variances else [])])


@as_html.register
def _(found: Estimate) -> str:
    title = SPECIFICATION_WORDS[found.specification]["vi"]
    parts = [html_table(estimate_head("vi"), [estimate_row(found)])]
    if isinstance(found.verdict, NotApplicable):
        return html_record(title, *parts, notes=[found.verdict.reason.text("vi")])
    return html_record(title, *parts, html_heading("Quy tắc kết luận"), _rules(found.verdict))


def _rules(found: Verdict) -> str:
    rows = [
        [RULES.get(rule.name, rule.name), RULE_STATUS[rule.status], rule.finding.text("vi")] for rule in found.rules
    ]
    return html_table(["Quy tắc", "", "Kết quả"], rows)


@as_html.register
def _(found: Verdict) -> str:
    return html_record(f"Kết luận: {VERDICTS[found.kind]['vi']}", _rules(found))
