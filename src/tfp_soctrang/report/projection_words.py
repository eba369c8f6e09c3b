"""The words of a projection, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tfp_soctrang.report.words import Words

__all__ = ["PROJECTION_LABELS"]

PROJECTION_LABELS: Mapping[str, Words] = {
    "title": {
        "vi": "DỰ TÍNH TỶ PHẦN TFP CỦA GIAI ĐOẠN CHƯA KHÉP",
        "en": "PROJECTED TFP SHARE OF A PHASE THAT IS STILL OPEN",
    },
    "mark": {
        "vi": "Dự tính trên giả định: không phải số đo, không phải dự báo của cơ quan Thống kê.",
        "en": "A projection on assumptions: no measurement, and no forecast of the Statistics Office.",
    },
    "closed": {
        "vi": "Mọi năm đã có số: xem tfp-soctrang phase {phase}.",
        "en": "Every year is in: see tfp-soctrang phase {phase}.",
    },
    "measured_to": {
        "vi": "{status}. Có số (công bố hoặc thay bằng giả định của nghiên cứu) đến {year}.",
        "en": "{status}. In (published, or filled by the study's assumptions) to {year}.",
    },
    "rule": {
        "vi": "Quy tắc cho địa bàn tỉnh cũ: {rule} (ước tính nội bộ, không phải số công bố).",
        "en": "Rule for the former province: {rule} (an office estimate, not a published figure).",
    },
    "head": {
        "vi": "Kịch bản | Y | I/Y | L | K | TFP | Tỷ phần TFP | Khoảng {level} % | P(> {target} %)",
        "en": "Scenario | Y | I/Y | L | K | TFP | TFP share | {level} % interval | P(> {target} %)",
    },
    "units": {
        "vi": "Y, L, K, TFP: tăng %/năm; I/Y: vốn đầu tư trên tổng sản phẩm; P: xác suất; đều theo %.",
        "en": "Y, L, K, TFP: growth a year; I/Y: investment over gross product; P: probability; all in %.",
    },
    "interim": {"vi": "Sơ bộ ba năm {phase}", "en": "Interim of three years, {phase}"},
    "draws": {
        "vi": "{draws} lần rút (hạt giống {seed}) trong khoảng của kịch bản và của mọi giả định trong nghiên cứu.",
        "en": "{draws} draws (seed {seed}) over the ranges of the scenario and of every assumption of the study.",
    },
    "target": {"vi": "Mục tiêu {quantity} {value} %: {source}", "en": "Target, {quantity} {value} %: {source}"},
    "tfp_contribution_share": {"vi": "tỷ phần TFP", "en": "TFP share"},
    "output_growth": {"vi": "tăng trưởng", "en": "growth"},
    "labour_productivity_growth": {"vi": "tăng năng suất lao động", "en": "growth of labour productivity"},
    "needed": {
        "vi": "CẦN GÌ ĐỂ TĂNG {growth} %/NĂM",
        "en": "WHAT GROWTH OF {growth} % A YEAR TAKES",
    },
    "needed_head": {
        "vi": "I, L theo kịch bản | TFP phải tăng (%/năm) | Tỷ phần TFP (%) | Nếu TFP tăng {tfp} %: I/Y phải là (%)",
        "en": "I, L of scenario | TFP must grow (% a year) | TFP share (%) | If TFP grows {tfp} %: I/Y must be (%)",
    },
    "needed_tfp": {
        "vi": "TFP tăng {tfp} % là {target} % của {growth} %.",
        "en": "TFP growth of {tfp} % is {target} % of {growth} %.",
    },
    "come_in": {
        "vi": "CON SỐ KHI TỪNG NĂM CÓ SỐ (kịch bản: {scenario})",
        "en": "THE FIGURE AS EACH YEAR COMES IN (scenario: {scenario})",
    },
    "come_in_head": {
        "vi": "Có số đến | Tỷ phần TFP (%) | Khoảng {level} % | P(> {target} %)",
        "en": "In to | TFP share (%) | {level} % interval | P(> {target} %)",
    },
    "come_in_note": {
        "vi": "* năm chưa tới: coi như đúng kịch bản; khoảng còn lại là của các năm sau đó và các giả định.",
        "en": "* a year still ahead, taken to come in as the scenario has it; what remains is of later years and of "
        "assumptions.",
    },
    "paths": {"vi": "Kịch bản {scenario}: {from_to}", "en": "Scenario {scenario}: {from_to}"},
    "chart": {"vi": "Chỉ số TFP theo kịch bản", "en": "TFP index by scenario"},
    "chart_measured": {"vi": "đã có số, hoặc thay bằng giả định", "en": "measured, or filled by assumptions"},
}
