"""The words of figures, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tfp_soctrang.report.words import Words

__all__ = ["FIGURES"]

FIGURES: Mapping[str, Words] = {
    # ---------------------------------------------------------------------------------------------- titles
    "contributions": {"vi": "Đóng góp vào tăng trưởng theo năm", "en": "Contributions to growth by year"},
    "waterfall": {
        "vi": "Từ đóng góp của vốn, lao động và TFP đến tăng trưởng",
        "en": "From the contributions of capital, labour and TFP to growth",
    },
    "input_growth": {"vi": "Tốc độ tăng của vốn và lao động", "en": "Growth of capital and labour"},
    "capital_output_ratio": {"vi": "Vốn trên tổng sản phẩm", "en": "Capital–output ratio"},
    "capital_stock": {"vi": "Vốn cuối năm và nguồn của nó", "en": "Closing stock and where it comes from"},
    "capital_measures": {
        "vi": "Tỷ phần TFP theo từng cách đo vốn",
        "en": "TFP share under each measure of capital",
    },
    "capital": {"vi": "Vốn và tỷ phần TFP theo cách đo vốn", "en": "Capital and the TFP share under its measures"},
    "tfp_index": {"vi": "Chỉ số TFP theo năm", "en": "TFP index by year"},
    "fan": {"vi": "Chỉ số TFP khi các giả định cùng thay đổi", "en": "TFP index with all assumptions drawn together"},
    "density": {"vi": "Phân phối của tỷ phần TFP", "en": "Distribution of the TFP share"},
    "tornado": {
        "vi": "Tỷ phần TFP khi từng giả định đi hết khoảng của nó",
        "en": "TFP share as each assumption moves over its range",
    },
    "contour": {"vi": "Tỷ phần TFP theo hai giả định", "en": "TFP share over two assumptions"},
    "specification_curve": {
        "vi": "Tỷ phần TFP theo mọi cách hạch toán",
        "en": "TFP share under every way of accounting",
    },
    "revision_bridge": {"vi": "Vì sao tỷ phần TFP thay đổi", "en": "Why the TFP share changed"},
    "projection": {"vi": "Chỉ số TFP theo kịch bản", "en": "TFP index by scenario"},
    "of_phase": {"vi": "{what}: {place}, {phase}", "en": "{what}: {place}, {phase}"},
    # ---------------------------------------------------------------------------------------------- axes and legends
    "points": {"vi": "điểm %", "en": "percentage points"},
    "points_per_year": {"vi": "điểm %/năm", "en": "percentage points a year"},
    "percent_per_year": {"vi": "% so với năm trước", "en": "% over the year before"},
    "share_axis": {"vi": "Tỷ phần TFP (%)", "en": "TFP share (%)"},
    "share_of": {"vi": "{share} % tăng trưởng", "en": "{share} % of growth"},
    "ratio_axis": {"vi": "lần", "en": "ratio"},
    "stock_axis": {"vi": "{unit}, giá so sánh", "en": "{unit}, constant prices"},
    "part_output": {"vi": "Tổng sản phẩm", "en": "Output"},
    "part_capital": {"vi": "Vốn", "en": "Capital"},
    "part_labour": {"vi": "Lao động", "en": "Labour"},
    "part_tfp": {"vi": "TFP", "en": "TFP"},
    "output_growth": {"vi": "Tổng sản phẩm tăng", "en": "Output growth"},
    "in_phase": {"vi": "trong giai đoạn", "en": "in the phase"},
    "before_phase": {"vi": "trước giai đoạn", "en": "before the phase"},
    "initial": {"vi": "từ vốn ban đầu", "en": "from the initial stock"},
    "recorded": {"vi": "từ vốn đầu tư các năm sau", "en": "from investment since"},
    "as_set": {"vi": "theo giả định", "en": "as set"},
    "otherwise": {"vi": "cách đo khác", "en": "another measure"},
    "no_share": {"vi": "không xác định", "en": "not defined"},
    "no_figure": {"vi": "thiếu số liệu", "en": "data lacking"},
    "figure": {"vi": "con số", "en": "figure"},
    "figure_value": {"vi": "con số: {value} %", "en": "figure: {value} %"},
    "median": {"vi": "trung vị", "en": "median"},
    "median_value": {"vi": "trung vị: {value} %", "en": "median: {value} %"},
    "target_value": {"vi": "mục tiêu: {value} %", "en": "target: {value} %"},
    "interval_value": {"vi": "khoảng {level} %: {low} – {high} %", "en": "{level} % interval: {low} to {high} %"},
    "band": {"vi": "khoảng {level} %", "en": "{level} % interval"},
    "low_end": {"vi": "▼ giả định ở đầu thấp", "en": "▼ assumption at its low end"},
    "high_end": {"vi": "▲ giả định ở đầu cao", "en": "▲ assumption at its high end"},
    "sorted_axis": {
        "vi": "{count} cách, tỷ phần từ thấp đến cao",
        "en": "{count} ways, from the lowest share to the highest",
    },
    "where_options": {
        "vi": "Ô càng đậm: lựa chọn có càng nhiều ở đoạn đó của đường",
        "en": "Darker: more of the option's ways lie there along the curve",
    },
    "undefined_area": {"vi": "gạch chéo: tỷ phần không xác định", "en": "hatched: share not defined"},
    "bridge_before": {"vi": "Ấn bản trước", "en": "Earlier edition"},
    "bridge_after": {"vi": "Ấn bản sau", "en": "Later edition"},
    "bridge_up": {"vi": "làm tăng", "en": "raises it"},
    "bridge_down": {"vi": "làm giảm", "en": "lowers it"},
    "bridge_end": {"vi": "ấn bản", "en": "edition"},
    "measured": {"vi": "đã có số, hoặc thay bằng giả định", "en": "measured, or filled by assumptions"},
    "band_of": {"vi": "khoảng {level} %, {scenario}", "en": "{level} % interval, {scenario}"},
    # ---------------------------------------------------------------------------------------------- words for numbers
    "share_undefined": {
        "vi": "Tỷ phần TFP không xác định. {reason}",
        "en": "The TFP share is not defined. {reason}",
    },
    "share_undefined_everywhere": {
        "vi": "Tỷ phần TFP không xác định ở mọi chỗ.",
        "en": "The TFP share is not defined anywhere.",
    },
    "undefined_part": {
        "vi": "{percent} % số lần rút có tỷ phần không xác định.",
        "en": "The share is not defined in {percent} % of the draws.",
    },
    "nothing_varies": {
        "vi": "Không giả định nào có khoảng: không có gì để vẽ.",
        "en": "No assumption has a range: there is nothing to draw.",
    },
    "no_index": {
        "vi": "Chỉ số TFP không xác định ở mọi năm.",
        "en": "The TFP index is not defined in any year.",
    },
    "no_ratio": {
        "vi": "Không năm nào có cả vốn và tổng sản phẩm.",
        "en": "No year has both capital and output.",
    },
    "no_change": {"vi": "Hai ấn bản cho cùng một kết quả.", "en": "Both editions give the same."},
    # ---------------------------------------------------------------------------------------------- the line below
    "assumed": {"vi": "Tính thử trên giả định", "en": "Assumed"},
    "open": {
        "vi": "Chưa khép: dự tính trên giả định, không phải số đo hay dự báo của cơ quan Thống kê",
        "en": "Open: a projection on assumptions, no measurement and no forecast of the Statistics Office",
    },
    "provisional": {"vi": "Tạm tính: có ô chưa phải số chính thức", "en": "Provisional: some cells are not official"},
    "final": {"vi": "Mọi ô đều là số chính thức", "en": "Every cell is official"},
    "filled": {"vi": " ({count}\u00a0ô thay bằng giả định)", "en": " ({count}\u00a0cells filled by assumptions)"},
    "filled_one": {"vi": " (1\u00a0ô thay bằng giả định)", "en": " (1\u00a0cell filled by assumptions)"},
    "drawn": {
        "vi": "{draws} lần rút, hạt giống {seed}.",
        "en": "{draws} draws, seed {seed}.",
    },
    "sources": {"vi": "Nguồn: {names}.", "en": "Source: {names}."},
    "sources_derived": {"vi": "tính từ số công bố", "en": "derived from published figures"},
    "source_edition": {"vi": "{source}, ấn bản {edition}", "en": "{source}, edition {edition}"},
    "source_without": {"vi": "{source}, không ghi ấn bản", "en": "{source}, edition not stated"},
    "sources_more": {"vi": "{names}; và {count} nguồn khác", "en": "{names}; and {count} more"},
}
