"""The words of tables and charts, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.assumptions import Assumption
from tfp_soctrang.choices import Averaging, FillRule, Form
from tfp_soctrang.messages import Language
from tfp_soctrang.provenance import Status
from tfp_soctrang.units import PriceBase, Territory, Unit

__all__ = [
    "ASSUMPTIONS",
    "AS_PERCENT",
    "AVERAGING",
    "CAPITAL",
    "CHOICES",
    "FORM",
    "LABELS",
    "PHASE_STATUS",
    "READINGS",
    "RULE",
    "SHORT_READINGS",
    "SPECIFICATION_WORDS",
    "STATUS",
    "VERDICTS",
    "assumption_name",
    "label",
    "part_name",
    "place",
    "prices",
    "unit_name",
]

Words = Mapping[Language, str]

LABELS: Mapping[str, Words] = {
    "title": {
        "vi": "ĐÓNG GÓP CỦA NĂNG SUẤT CÁC NHÂN TỐ TỔNG HỢP (TFP) VÀO TĂNG TRƯỞNG",
        "en": "CONTRIBUTION OF TOTAL FACTOR PRODUCTIVITY (TFP) TO GROWTH",
    },
    "phase": {"vi": "giai đoạn", "en": "phase"},
    "headline": {"vi": "Tỷ phần đóng góp của TFP", "en": "TFP contribution share"},
    "tfp_growth": {"vi": "TFP tăng", "en": "TFP growth"},
    "undefined": {"vi": "không xác định", "en": "not defined"},
    "status": {"vi": "Tình trạng", "en": "Status"},
    "form": {"vi": "Công thức", "en": "Form"},
    "averaging": {"vi": "Bình quân", "en": "Averaging"},
    "coefficients": {"vi": "Hệ số", "en": "Coefficients"},
    "capital_share": {"vi": "vốn b_K", "en": "capital b_K"},
    "labour_share": {"vi": "lao động b_L", "en": "labour b_L"},
    "growth": {"vi": "Tăng trưởng", "en": "Growth"},
    "contribution": {"vi": "Đóng góp", "en": "Contribution"},
    "share": {"vi": "Tỷ phần", "en": "Share"},
    "per_year": {"vi": "%/năm", "en": "% a year"},
    "whole_phase": {"vi": "% cả giai đoạn", "en": "% over the phase"},
    "points": {"vi": "điểm %", "en": "points"},
    "percent": {"vi": "%", "en": "%"},
    "output": {"vi": "Tổng sản phẩm (Y)", "en": "Gross product (Y)"},
    "capital": {"vi": "Vốn (K)", "en": "Capital (K)"},
    "labour": {"vi": "Lao động (L)", "en": "Labour (L)"},
    "tfp": {"vi": "TFP (A)", "en": "TFP (A)"},
    "rounding": {
        "vi": "* Tỷ phần: phần lẻ do làm tròn ({by}) được tính vào {part} để tổng đúng bằng 100,0; TFP luôn là số làm tròn "
        "của chính nó.",
        "en": "* Shares: what rounding leaves over ({by}) is put on {part} so that they add up to 100.0; TFP is always its "
        "own rounding.",
    },
    "own_rounding": {
        "vi": "Đóng góp được làm tròn riêng từng số nên tổng có thể lệch 0,01.",
        "en": "Contributions are rounded one by one and may miss the total by 0.01.",
    },
    "brought_to": {"vi": "quy về {prices}", "en": "brought to {prices}"},
    "derived_cell": {"vi": "tính lại", "en": "derived"},
    "by_year": {"vi": "Theo năm (%)", "en": "By year (%)"},
    "year": {"vi": "Năm", "en": "Year"},
    "filled_mark": {"vi": "+ có ô thay bằng giả định", "en": "+ rests on a filled cell"},
    "side_by_side": {
        "vi": "Cùng giai đoạn này, tỷ phần TFP theo cách tính khác (%)",
        "en": "The same phase read otherwise: TFP share (%)",
    },
    "this_figure": {"vi": "số trên đây", "en": "the figure above"},
    "filled_cells": {
        "vi": "Các ô chưa có số liệu, thay bằng giả định ({count})",
        "en": "Cells the data lack, filled by assumptions ({count})",
    },
    "range": {"vi": "khoảng", "en": "range"},
    "rule": {"vi": "Quy tắc", "en": "Rule"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "reason": {"vi": "Lý do", "en": "Reason"},
    "assumptions": {"vi": "Các giả định khác", "en": "Other assumptions"},
    "missing": {
        "vi": "Để có số chính thức, cơ quan Thống kê cần cung cấp",
        "en": "For the official figure the Statistics Office has to supply",
    },
    "not_yet_official": {
        "vi": "Đã có nhưng chưa phải số chính thức",
        "en": "Published, but not official yet",
    },
    "nothing_missing": {"vi": "Không thiếu gì: mọi ô đều là số chính thức.", "en": "Nothing: every cell is official."},
    "caveats": {"vi": "Lưu ý", "en": "Caveats"},
    "sources": {"vi": "Nguồn số liệu", "en": "Sources"},
    "edition": {"vi": "ấn bản", "en": "edition"},
    "derived_from": {"vi": "tính từ", "en": "derived from"},
    "computed": {"vi": "tính từ số liệu", "en": "computed from the data"},
    "calibration_title": {
        "vi": "HỆ SỐ SUY TỪ BẢNG CÔNG BỐ",
        "en": "COEFFICIENTS RECOVERED FROM A PUBLISHED ACCOUNT",
    },
    "point": {"vi": "Điểm chọn", "en": "Point"},
    "admissible": {"vi": "Tập chấp nhận được", "en": "Admissible set"},
    "point_rule": {
        "vi": "Điểm chọn: điểm có sai lệch lớn nhất so với số in nhỏ nhất ({deviation} nửa đơn vị chữ số cuối).",
        "en": "Point: its largest deviation from a print is the least possible ({deviation} half units of the last digit).",
    },
    "not_reproduced": {
        "vi": "Không có bộ hệ số nào tái lập mọi số in: sai lệch nhỏ nhất là {deviation} nửa đơn vị chữ số cuối.",
        "en": "No coefficients reproduce every print: the least deviation is {deviation} half units of the last digit.",
    },
    "comparison": {"vi": "So với số in", "en": "Against the prints"},
    "printed": {"vi": "in", "en": "printed"},
    "computed_short": {"vi": "tính", "en": "computed"},
    "all_digits": {"vi": "khớp mọi chữ số", "en": "every digit"},
    "differs": {"vi": "khác", "en": "differs"},
    "years": {"vi": "Năm", "en": "Years"},
    "units": {"vi": "Đơn vị", "en": "Units"},
    "prices": {"vi": "Giá", "en": "Prices"},
    "numbers": {"vi": "Số liệu", "en": "Numbers"},
    "blank": {"vi": "ô trống", "en": "blank"},
    "territories": {"vi": "Lãnh thổ nhận ra", "en": "Territories recognised"},
    "not_printed": {"vi": "tệp không in", "en": "the file prints none"},
    "revision_title": {"vi": "VÌ SAO TỶ PHẦN TFP THAY ĐỔI", "en": "WHY THE TFP SHARE CHANGED"},
    "revision_heading": {"vi": "Vì sao tỷ phần TFP thay đổi", "en": "Why the TFP share changed"},
    "revision_before": {"vi": "Ấn bản trước (%)", "en": "Earlier edition (%)"},
    "revision_after": {"vi": "Ấn bản sau (%)", "en": "Later edition (%)"},
    "revision_revised": {"vi": "Số liệu sửa", "en": "Revised data"},
    "revision_new": {"vi": "Số liệu mới", "en": "New years"},
    "revision_assumptions": {"vi": "Đổi giả định", "en": "Changed assumptions"},
    "revision_method": {"vi": "Đổi phương pháp", "en": "Changed method"},
    "revision_none": {"vi": "Hai ấn bản cho cùng một kết quả.", "en": "Both editions give the same."},
    "revision_note": {
        "vi": "Mỗi phần là giá trị Shapley: bình quân mức thay đổi nó gây ra qua mọi thứ tự; các phần cộng đúng bằng "
        "{change} điểm %.",
        "en": "Each part is a Shapley value, the mean of what it changes over all orders; the parts add up to exactly "
        "{change} points.",
    },
    "vintages_none": {"vi": "Kho chưa có ấn bản nào.", "en": "The archive holds no vintage."},
    "vintages_head": {
        "vi": "Số | Bộ số liệu | Lãnh thổ | Ấn bản | Ngày công bố | Ngày lấy | Tệp",
        "en": "No. | Data set | Territory | Edition | Released | Accessed | File",
    },
    "capital_title": {"vi": "VỐN CỦA GIAI ĐOẠN", "en": "THE CAPITAL OF A PHASE"},
    "capital_heading": {"vi": "Tỷ phần TFP theo từng cách đo vốn", "en": "TFP share under each measure of capital"},
    "capital_years": {
        "vi": "Năm | Đầu tư | Vốn cuối năm | Tăng (%) | Vốn/Tổng sản phẩm | Từ vốn ban đầu (%)",
        "en": "Year | Investment | Closing stock | Growth (%) | Capital–output ratio | From the initial stock (%)",
    },
    "capital_measures": {
        "vi": "Cách đo vốn (chỉ khác giả định ở điểm này) | K/Y cuối kỳ | K tăng ({pace}) | Tỷ phần TFP (%)",
        "en": "Measure of capital (differs in this alone) | K/Y at the end | K growth ({pace}) | TFP share (%)",
    },
    "capital_spread": {
        "vi": "Tỷ phần TFP từ {low} đến {high} %: cách nhau {spread} điểm %.",
        "en": "The TFP share runs from {low} to {high} %: {spread} points apart.",
    },
    "initial_published": {
        "vi": "Vốn ban đầu ({year}): số công bố.",
        "en": "Initial stock ({year}): published.",
    },
    "initial_ratio": {
        "vi": "Vốn ban đầu ({year}): tỷ lệ vốn trên tổng sản phẩm giả định, nhân với tổng sản phẩm.",
        "en": "Initial stock ({year}): an assumed capital–output ratio times output.",
    },
    "initial_reference_ratio": {
        "vi": "Vốn ban đầu ({year}): tỷ lệ vốn trên tổng sản phẩm của Việt Nam cùng năm, nhân với tổng sản phẩm.",
        "en": "Initial stock ({year}): the capital–output ratio of Việt Nam in that year times output.",
    },
    "initial_steady_state": {
        "vi": "Vốn ban đầu ({year}): số mà vốn đầu tư tăng đều trước đó để lại.",
        "en": "Initial stock ({year}): what steadily growing investment left behind.",
    },
    "initial_backcast": {
        "vi": "Vốn ban đầu ({year}): lập từ vốn đầu tư lùi về một đời tài sản.",
        "en": "Initial stock ({year}): made of investment carried back one life.",
    },
    "asset_stocks": {"vi": "Vốn cuối năm theo loại tài sản", "en": "Closing stocks by type of asset"},
    "services_head": {
        "vi": "Năm | Dịch vụ vốn tăng (%) | Vốn tăng (%) | Do cơ cấu (điểm %)",
        "en": "Year | Growth of services (%) | Growth of the stock (%) | Of composition (points)",
    },
    "industries_title": {"vi": "TĂNG TRƯỞNG VÀ TFP THEO KHU VỰC", "en": "GROWTH AND TFP BY PART"},
    "industries_head": {
        "vi": "Khu vực | Tỷ trọng (%) | Y tăng | K tăng | L tăng | TFP tăng (%/năm) | Đóng góp vào tăng trưởng | Đóng góp "
        "vào TFP (điểm %)",
        "en": "Part | Weight (%) | Y growth | K growth | L growth | TFP growth (% a year) | Contribution to growth | To "
        "TFP (points)",
    },
    "bridge_heading": {
        "vi": "TFP của toàn bộ, điểm % mỗi năm",
        "en": "TFP growth of the whole, points a year",
    },
    "bridge_difference": {
        "vi": "chênh lệch giữa tổng công bố và tổng các khu vực",
        "en": "published whole less the sum of the parts",
    },
    "bridge_capital": {"vi": "dịch chuyển vốn", "en": "reallocation of capital"},
    "bridge_labour": {"vi": "dịch chuyển lao động", "en": "reallocation of labour"},
    "bridge_tfp": {"vi": "TFP của toàn bộ", "en": "TFP growth of the whole"},
    "shift_heading": {
        "vi": "Năng suất lao động cả giai đoạn, %",
        "en": "Labour productivity over the phase, %",
    },
    "shift_growth": {"vi": "tăng", "en": "growth"},
    "shift_within": {"vi": "trong nội bộ các khu vực", "en": "within the parts"},
    "shift_static": {"vi": "dịch chuyển tĩnh", "en": "static shift"},
    "shift_dynamic": {"vi": "dịch chuyển động", "en": "dynamic shift"},
    "sensitivity_title": {
        "vi": "CON SỐ PHỤ THUỘC VÀO GIẢ ĐỊNH NHƯ THẾ NÀO",
        "en": "HOW MUCH THE FIGURE DEPENDS ON ITS ASSUMPTIONS",
    },
    "sensitivity_interval": {
        "vi": "Khoảng {level} %: {low} – {high} %, trung vị {median} %; TFP tăng {growth_low} – {growth_high} %/năm.",
        "en": "{level} % interval: {low} to {high} %, median {median} %; TFP growth {growth_low} to {growth_high} % a year.",
    },
    "sensitivity_target": {
        "vi": "Xác suất vượt {target} %: {probability} %",
        "en": "Probability of more than {target} %: {probability} %",
    },
    "sensitivity_negative": {
        "vi": "Xác suất âm: {negative} %; không xác định: {undefined} %",
        "en": "Probability of a negative share: {negative} %; of an undefined one: {undefined} %",
    },
    "sensitivity_draws": {
        "vi": "{draws} lần rút ({sampling}, hạt giống {seed}) trong khoảng của mọi giả định, ô thay thế và ô chưa chính thức.",
        "en": "{draws} draws ({sampling}, seed {seed}) over the ranges of all assumptions, filled cells and unofficial cells.",
    },
    "sensitivity_head": {
        "vi": "Giả định | Khoảng | Tỷ phần TFP ở hai đầu (%) | Phần phương sai (%)",
        "en": "Assumption | Range | TFP share at its ends (%) | Part of the variance (%)",
    },
    "break_even_head": {
        "vi": "Giá trị của một giả định để tỷ phần TFP bằng {target} %, các giả định khác giữ nguyên",
        "en": "Values of one assumption at which the TFP share is {target} %, the others held",
    },
    "break_even_none": {
        "vi": "Không có trong khoảng của giả định nào.",
        "en": "None within the range of any assumption.",
    },
    "curve_title": {
        "vi": "MỌI CÁCH HẠCH TOÁN BẢO VỆ ĐƯỢC",
        "en": "EVERY DEFENSIBLE WAY OF ACCOUNTING",
    },
    "curve_count": {
        "vi": "{count} tổ hợp ({infeasible} không ghép được, {undefined} không xác định); phân vị của tỷ phần TFP (%)",
        "en": "{count} combinations ({infeasible} infeasible, {undefined} undefined); quantiles of the TFP share (%)",
    },
    "curve_drivers": {
        "vi": "Lựa chọn nào làm con số khác nhau (phần phương sai), và tỷ phần bình quân theo từng lựa chọn (%)",
        "en": "Which choice drives the spread (part of the variance), and the mean share under each option (%)",
    },
    "factor_reference_ratio": {
        "vi": "Vốn ban đầu so với tỷ lệ cả nước (lần)",
        "en": "Initial stock, multiple of the nation's ratio",
    },
    "factor_share_error": {"vi": "Sai số của tỷ phần vốn ước lượng", "en": "Error of the estimated capital share"},
    "estimate_title": {"vi": "HÀM SẢN XUẤT ƯỚC LƯỢNG TỪ SỐ LIỆU", "en": "THE PRODUCTION FUNCTION BY THE DATA"},
    "estimate_sample": {
        "vi": "Mẫu: {first}–{last}, {count} năm; {filled} ô thay bằng giả định. Tiên nghiệm của hệ số vốn: {mean} ± {sd} "
        "({source}).",
        "en": "Sample: {first}–{last}, {count} years; {filled} filled cells. Prior of the capital elasticity: {mean} ± {sd} "
        "({source}).",
    },
    "estimate_head": {
        "vi": "Dạng hàm | Co giãn vốn | Sai số | Co giãn lao động | Sai số | Năm hợp lệ (%) | Tỷ phần TFP (%) | Kết luận",
        "en": "Specification | Capital elasticity | Error | Labour elasticity | Error | Regular years (%) | TFP share (%) | "
        "Verdict",
    },
    "estimate_as_set": {
        "vi": "Tỷ phần TFP với hệ số như đã đặt: {share} %.",
        "en": "TFP share with the coefficients as set: {share} %.",
    },
    "estimate_why": {"vi": "Vì sao", "en": "Why"},
    "estimate_tests": {"vi": "Kiểm định bác bỏ ở mức 5 %", "en": "Tests that reject at 5 %"},
    "estimate_rules": {"vi": "Các quy tắc, và vì sao", "en": "The rules, and why"},
    "estimate_may": {
        "vi": "Không dạng nào dùng được một mình: hãy dùng hệ số đo được (bảng cân đối liên ngành) hoặc ước lượng có tiên "
        "nghiệm; hàm translog tự do không đọc được với số năm này.",
        "en": "No specification stands alone: use measured shares (the input-output table) or an estimate with a prior; a free "
        "translog cannot be read with so few years.",
    },
    "factor_fill": {"vi": "{measure} {years}, ô thay thế", "en": "{measure} {years}, filled"},
    "factor_error": {"vi": "{measure} {year}, số chưa chính thức", "en": "{measure} {year}, not official yet"},
    "measure_output": {"vi": "Tổng sản phẩm", "en": "Gross product"},
    "measure_investment": {"vi": "Vốn đầu tư", "en": "Investment"},
    "measure_labour": {"vi": "Lao động", "en": "Employment"},
    "chart_density": {"vi": "Phân phối của tỷ phần TFP", "en": "Distribution of the TFP share"},
    "chart_figure": {"vi": "con số", "en": "figure"},
    "chart_target": {"vi": "mục tiêu", "en": "target"},
    "chart_tornado": {
        "vi": "Tỷ phần TFP khi từng giả định đi hết khoảng của nó",
        "en": "TFP share as each assumption moves over its range",
    },
    "chart_low": {"vi": "đầu thấp", "en": "low end"},
    "chart_high": {"vi": "đầu cao", "en": "high end"},
    "chart_fan": {"vi": "Chỉ số TFP theo năm", "en": "TFP index by year"},
    "chart_curve": {"vi": "Tỷ phần TFP theo mọi cách hạch toán", "en": "TFP share under every way of accounting"},
    "chart_contour": {"vi": "Tỷ phần TFP theo hai giả định", "en": "TFP share over two assumptions"},
    "chart_band": {"vi": "khoảng {level} %", "en": "{level} % interval"},
    "share_axis": {"vi": "tỷ phần TFP (%)", "en": "TFP share (%)"},
    "enterprise_check": {
        "vi": "Đối chiếu: tài sản cố định và đầu tư dài hạn của doanh nghiệp cuối {year} là {books} (giá trị sổ sách, giá "
        "hiện hành; chưa gồm hộ và công trình công cộng); {stock}.",
        "en": "Cross-check: fixed assets and long-term investment of enterprises at the end of {year} are {books} (book "
        "value, current prices; households and public works left out); {stock}.",
    },
    "enterprise_share": {
        "vi": "bằng {share} % vốn của nghiên cứu, {stock} theo giá năm đó",
        "en": "{share} % of the stock of this study, {stock} at the prices of that year",
    },
    "enterprise_incomparable": {
        "vi": "không so được với vốn của nghiên cứu: {why}",
        "en": "not comparable with the stock of this study: {why}",
    },
    "chart_recorded": {"vi": "từ vốn đầu tư các năm sau", "en": "from investment since"},
    "chart_initial": {"vi": "từ vốn ban đầu", "en": "from the initial stock"},
    "chart_stock": {"vi": "Vốn cuối năm và nguồn của nó", "en": "Closing stock and where it comes from"},
    "runs_none": {"vi": "Kho chưa giữ con số nào.", "en": "The archive keeps no figure."},
    "runs_head": {
        "vi": "Số | Lúc | Tỷ phần TFP (%) | Ấn bản | Phiên bản mã | Lệnh",
        "en": "No. | At | TFP share (%) | Editions | Code | Command",
    },
    "issues": {"vi": "{count} ô cần sửa:", "en": "{count} cell(s) to mend:"},
    "no_issues": {"vi": "Không có ô nào sai.", "en": "No bad cell."},
    "open_end": {"vi": "tới biên tìm kiếm", "en": "edge of the search"},
}

ASSUMPTIONS: Mapping[str, Words] = {
    "labour_share": {"vi": "Hệ số lao động (b_L)", "en": "Labour share (b_L)"},
    "depreciation_rate": {"vi": "Tỷ lệ khấu hao", "en": "Depreciation rate"},
    "initial_capital_output_ratio": {
        "vi": "Tỷ lệ vốn/sản lượng ban đầu",
        "en": "Initial capital–output ratio",
    },
    "outlay_to_formation": {
        "vi": "Tích lũy tài sản cố định / vốn đầu tư thực hiện",
        "en": "Fixed capital formation / investment outlay",
    },
    "investment_share": {"vi": "Tỷ trọng trong vốn đầu tư", "en": "Share in investment"},
    "investment_growth": {
        "vi": "Vốn đầu tư tăng trước khi có số liệu",
        "en": "Growth of investment before the record",
    },
    "service_life": {"vi": "Tuổi đời tài sản (năm)", "en": "Service life (years)"},
    "retirement_spread": {"vi": "Độ phân tán của tuổi đời", "en": "Spread of the life"},
    "efficiency_beta": {"vi": "Tham số hypebol của hiệu suất", "en": "Beta of the hyperbolic efficiency"},
    "efficiency_delay": {"vi": "Số năm chưa suy giảm", "en": "Years without loss"},
    "declining_factor": {"vi": "Hệ số số dư giảm dần", "en": "Declining-balance factor"},
    "discount_rate": {"vi": "Lãi suất chiết khấu thực", "en": "Real discount rate"},
    "rate_of_return": {"vi": "Suất sinh lợi thực", "en": "Real rate of return"},
    "asset_price_change": {
        "vi": "Giá tài sản tăng so với giá chung",
        "en": "Change of the asset's price over prices in general",
    },
    "tax_factor": {"vi": "Hệ số thuế", "en": "Tax factor"},
    "wage_premium": {"vi": "Tiền lương lao động qua đào tạo cao hơn", "en": "Wage premium of the trained"},
    "employer_contribution": {
        "vi": "Đóng góp của người sử dụng lao động",
        "en": "What employers pay beside wages",
    },
    "error_estimate": {"vi": "Sai số của số ước tính", "en": "Error of an estimate"},
    "error_preliminary": {"vi": "Sai số của số sơ bộ", "en": "Error of a preliminary figure"},
    "error_derived": {"vi": "Sai số của số tính lại", "en": "Error of a derived figure"},
}

# Assumptions that are shares or rates are shown in percent, ratios as they are.
AS_PERCENT = frozenset(
    {
        "labour_share",
        "depreciation_rate",
        "discount_rate",
        "rate_of_return",
        "investment_growth",
        "investment_share",
        "asset_price_change",
        "wage_premium",
        "employer_contribution",
        "error_estimate",
        "error_preliminary",
        "error_derived",
        "growth",
        "reference_growth",
        "output_ratio",
    }
)

SERIES: Mapping[str, Words] = {
    "output_const2010": {"vi": "Tổng sản phẩm theo giá so sánh 2010", "en": "Gross product, constant 2010 prices"},
    "output_const2020": {"vi": "Tổng sản phẩm theo giá so sánh 2020", "en": "Gross product, constant 2020 prices"},
    "fixed_capital_formation_const2020": {
        "vi": "Tích lũy tài sản cố định theo giá so sánh 2020",
        "en": "Fixed capital formation, constant 2020 prices",
    },
    "investment_outlay_const2020": {
        "vi": "Vốn đầu tư thực hiện theo giá so sánh 2020",
        "en": "Investment outlay, constant 2020 prices",
    },
    "output_growth_const2020": {
        "vi": "Tốc độ tăng tổng sản phẩm, giá so sánh 2020",
        "en": "Growth of gross product, constant 2020 prices",
    },
    "output_growth": {"vi": "Tốc độ tăng tổng sản phẩm", "en": "Growth of gross product"},
    "output_current": {"vi": "Tổng sản phẩm theo giá hiện hành", "en": "Gross product, current prices"},
    "fixed_capital_formation_const2010": {
        "vi": "Tích lũy tài sản cố định theo giá so sánh 2010",
        "en": "Fixed capital formation, constant 2010 prices",
    },
    "fixed_capital_formation_current": {
        "vi": "Tích lũy tài sản cố định theo giá hiện hành",
        "en": "Fixed capital formation, current prices",
    },
    "investment_outlay_const2010": {
        "vi": "Vốn đầu tư thực hiện theo giá so sánh 2010",
        "en": "Investment outlay, constant 2010 prices",
    },
    "investment_outlay_current": {
        "vi": "Vốn đầu tư thực hiện theo giá hiện hành",
        "en": "Investment outlay, current prices",
    },
    "employed_icls13": {"vi": "Lao động đang làm việc 15+ (ICLS-13)", "en": "Employed persons 15+ (ICLS-13)"},
    "employed_icls19": {"vi": "Lao động đang làm việc 15+ (ICLS-19)", "en": "Employed persons 15+ (ICLS-19)"},
    "output_const2010_draft": {"vi": "Tổng sản phẩm, số dự thảo", "en": "Gross product, draft level"},
    "investment_state_current": {"vi": "Vốn đầu tư khu vực Nhà nước", "en": "Investment, state"},
    "investment_nonstate_current": {"vi": "Vốn đầu tư khu vực ngoài Nhà nước", "en": "Investment, non-state"},
    "labour_force_15plus": {"vi": "Lực lượng lao động 15+", "en": "Labour force 15+"},
    "unemployment_rate": {"vi": "Tỷ lệ thất nghiệp", "en": "Unemployment rate"},
    "population": {"vi": "Dân số", "en": "Population"},
    "trained_share": {"vi": "Tỷ lệ lao động đã qua đào tạo", "en": "Share of trained workers"},
    "hours_per_person": {"vi": "Giờ làm việc một người trong năm", "en": "Hours a person works in a year"},
    "enterprise_fixed_assets_current": {
        "vi": "Tài sản cố định và đầu tư dài hạn của doanh nghiệp",
        "en": "Fixed assets and long-term investment of enterprises",
    },
    "employed_icls13 + employed_icls19": {
        "vi": "Lao động đang làm việc 15+ (nối ICLS-13 và ICLS-19)",
        "en": "Employed persons 15+ (ICLS-13 linked to ICLS-19)",
    },
}

VERDICTS: Mapping[str, Words] = {
    "usable": {"vi": "dùng được", "en": "usable"},
    "usable_with_prior": {"vi": "dùng được cùng tiên nghiệm", "en": "usable with a prior"},
    "not_identified": {"vi": "không xác định được", "en": "not identified"},
}

SPECIFICATION_WORDS: Mapping[str, Words] = {
    "cobb_douglas_free": {"vi": "Cobb–Douglas tự do", "en": "Cobb–Douglas, free"},
    "cobb_douglas_free_trend": {"vi": "Cobb–Douglas tự do, có xu thế", "en": "Cobb–Douglas, free, trend"},
    "cobb_douglas_constant": {"vi": "Cobb–Douglas, hiệu suất không đổi", "en": "Cobb–Douglas, constant returns"},
    "cobb_douglas_constant_trend": {
        "vi": "Cobb–Douglas, hiệu suất không đổi, xu thế",
        "en": "Cobb–Douglas, constant returns, trend",
    },
    "cobb_douglas_prais_winsten": {
        "vi": "như trên, sai số AR(1)",
        "en": "the same, AR(1) errors",
    },
    "cobb_douglas_dynamic": {"vi": "đồng tích hợp, OLS động", "en": "cointegrated, dynamic OLS"},
    "cobb_douglas_growth": {"vi": "Cobb–Douglas, tốc độ tăng", "en": "Cobb–Douglas in growth rates"},
    "cobb_douglas_growth_prior": {
        "vi": "Cobb–Douglas, tốc độ tăng, tiên nghiệm",
        "en": "Cobb–Douglas in growth rates, prior",
    },
    "translog_free": {"vi": "translog tự do", "en": "translog, free"},
    "translog_constant_trend": {
        "vi": "translog, hiệu suất không đổi, xu thế",
        "en": "translog, constant returns, trend",
    },
    "ces_kmenta": {"vi": "CES (xấp xỉ Kmenta)", "en": "CES (Kmenta)"},
    "ces_nls": {"vi": "CES (phi tuyến)", "en": "CES (nonlinear)"},
    "state_space_estimated": {"vi": "xu thế ẩn, hệ số ước lượng", "en": "unobserved trend, share estimated"},
    "state_space_prior": {"vi": "xu thế ẩn, tiên nghiệm", "en": "unobserved trend, prior"},
    "state_space_fixed": {"vi": "xu thế ẩn, hệ số cho trước", "en": "unobserved trend, share given"},
}

# The readings in a few words, for the rows of a chart.
SHORT_READINGS: Mapping[str, Words] = {
    "discrete/compound": {"vi": "rời rạc, bình quân nhân", "en": "discrete, compound"},
    "discrete/cumulative": {"vi": "rời rạc, cả giai đoạn", "en": "discrete, whole phase"},
    "discrete/arithmetic": {"vi": "rời rạc, bình quân cộng", "en": "discrete, arithmetic"},
    "discrete/mean_of_shares": {"vi": "rời rạc, bình quân tỷ phần", "en": "discrete, mean of shares"},
    "geometric/compound": {"vi": "Cobb–Douglas (Khiên)", "en": "geometric (Khiên)"},
    "log/compound": {"vi": "lôgarit", "en": "log"},
}

# The choices that the grid of accounting choices makes, and the words of sampling.
CHOICES: Mapping[str, Words] = {
    "random": {"vi": "giả ngẫu nhiên", "en": "pseudo-random"},
    "latin_hypercube": {"vi": "siêu lập phương Latinh", "en": "Latin hypercube"},
    "sobol": {"vi": "Sobol xáo trộn", "en": "scrambled Sobol"},
    "reading": {"vi": "Công thức và bình quân", "en": "Form and averaging"},
    "investment_timing": {"vi": "Đầu tư đến vào", "en": "Investment arrives"},
    "stock": {"vi": "Vốn dùng trong năm", "en": "Stock of the year"},
    "deflator": {"vi": "Chỉ số giá đầu tư", "en": "Deflator of investment"},
    "initial_stock": {"vi": "Vốn ban đầu", "en": "Initial stock"},
    "capital": {"vi": "Loại vốn và tốc độ hao mòn", "en": "Kind of capital and how fast it goes"},
    "end": {"vi": "cuối năm", "en": "end of year"},
    "middle": {"vi": "giữa năm", "en": "middle"},
    "start": {"vi": "đầu năm", "en": "start of year"},
    "ratio": {"vi": "tỷ lệ theo giả định", "en": "ratio as set"},
    "ratio_low": {"vi": "tỷ lệ thấp", "en": "low ratio"},
    "ratio_high": {"vi": "tỷ lệ cao", "en": "high ratio"},
    "steady_state": {"vi": "tăng đều trước đó", "en": "steady growth"},
    "backcast": {"vi": "lùi một đời tài sản", "en": "one life back"},
    "net": {"vi": "thuần", "en": "net"},
    "net_low": {"vi": "thuần, khấu hao thấp", "en": "net, low rate"},
    "net_high": {"vi": "thuần, khấu hao cao", "en": "net, high rate"},
    "gross": {"vi": "gộp", "en": "gross"},
    "gross_low": {"vi": "gộp, đời ngắn", "en": "gross, short life"},
    "gross_high": {"vi": "gộp, đời dài", "en": "gross, long life"},
    "productive": {"vi": "năng suất", "en": "productive"},
    "productive_low": {"vi": "năng suất, đời ngắn", "en": "productive, short life"},
    "productive_high": {"vi": "năng suất, đời dài", "en": "productive, long life"},
    "net_hyperbolic": {"vi": "thuần hypebol", "en": "net hyperbolic"},
    "net_hyperbolic_low": {"vi": "thuần hypebol, đời ngắn", "en": "net hyperbolic, short life"},
    "net_hyperbolic_high": {"vi": "thuần hypebol, đời dài", "en": "net hyperbolic, long life"},
    "reference:fixed_capital_formation": {"vi": "tích lũy TSCĐ cả nước", "en": "national fixed capital formation"},
    "reference:output": {"vi": "GDP", "en": "GDP"},
    "own:output": {"vi": "GRDP của tỉnh", "en": "GRDP of the province"},
    "own:fixed_capital_formation": {"vi": "tích lũy TSCĐ", "en": "fixed capital formation"},
}

READINGS: Mapping[tuple[Form, Averaging], Words] = {
    ("discrete", "compound"): {
        "vi": "bình quân nhân rồi áp công thức một lần (cách của cơ quan Thống kê)",
        "en": "compound growth, formula once (the Statistics Office's practice)",
    },
    ("discrete", "cumulative"): {"vi": "mức thay đổi cộng dồn cả giai đoạn", "en": "change over the whole phase"},
    ("discrete", "arithmetic"): {"vi": "bình quân cộng của các năm", "en": "means of the yearly account"},
    ("discrete", "mean_of_shares"): {
        "vi": "bình quân cộng của tỷ phần từng năm",
        "en": "mean of the yearly shares",
    },
    ("geometric", "compound"): {
        "vi": "dạng Cobb–Douglas của Tăng Văn Khiên, bình quân nhân",
        "en": "Tăng Văn Khiên's Cobb–Douglas form, compound growth",
    },
    ("log", "compound"): {"vi": "dạng lôgarit (Törnqvist, quốc tế)", "en": "log form (Törnqvist, international)"},
}

FORM: Mapping[Form, Words] = {
    "discrete": {
        "vi": "rời rạc (công thức của cơ quan Thống kê): G_A = G_Y − b_K·G_K − b_L·G_L",
        "en": "discrete (the Statistics Office's formula): G_A = G_Y − b_K·G_K − b_L·G_L",
    },
    "geometric": {
        "vi": "Cobb–Douglas (Tăng Văn Khiên): G_A = G_Y − [(1+G_K)^b_K·(1+G_L)^b_L − 1]",
        "en": "geometric (Tăng Văn Khiên's Cobb–Douglas form): G_A = G_Y − [(1+G_K)^b_K·(1+G_L)^b_L − 1]",
    },
    "log": {
        "vi": "lôgarit (Törnqvist, quốc tế): Δln A = Δln Y − s_K·Δln K − s_L·Δln L",
        "en": "log (Törnqvist, international): Δln A = Δln Y − s_K·Δln K − s_L·Δln L",
    },
}

AVERAGING: Mapping[Averaging, Words] = {
    "compound": {
        "vi": "tốc độ tăng bình quân nhân của Y, K, L trong giai đoạn, rồi áp công thức một lần",
        "en": "compound growth of Y, K, L over the phase, then the formula once",
    },
    "cumulative": {
        "vi": "mức thay đổi cộng dồn cả giai đoạn, rồi áp công thức một lần",
        "en": "change over the whole phase, then the formula once",
    },
    "arithmetic": {
        "vi": "bình quân cộng của các năm; tỷ phần là tỷ số của các bình quân",
        "en": "means of the yearly account; shares are ratios of the means",
    },
    "mean_of_shares": {
        "vi": "bình quân cộng của tỷ phần từng năm",
        "en": "mean of the yearly shares",
    },
}

PHASE_STATUS: Mapping[PhaseStatus, Words] = {
    PhaseStatus.ASSUMED: {
        "vi": "TÍNH THỬ TRÊN GIẢ ĐỊNH (không phải số ước tính của cơ quan Thống kê)",
        "en": "ASSUMED: some cells are filled by assumptions",
    },
    PhaseStatus.OPEN: {"vi": "CHƯA KHÉP: còn thiếu năm", "en": "OPEN: a year is missing"},
    PhaseStatus.PROVISIONAL: {
        "vi": "TẠM TÍNH: có ô chưa phải số chính thức",
        "en": "PROVISIONAL: some cells are not official yet",
    },
    PhaseStatus.FINAL: {"vi": "CHÍNH THỨC: mọi ô đều là số chính thức", "en": "FINAL: every cell is official"},
}

STATUS: Mapping[Status, Words] = {
    Status.OFFICIAL: {"vi": "chính thức", "en": "official"},
    Status.PRELIMINARY: {"vi": "sơ bộ", "en": "preliminary"},
    Status.ESTIMATE: {"vi": "ước tính", "en": "estimate"},
    Status.UNSTATED: {"vi": "không nêu", "en": "unstated"},
    Status.DERIVED: {"vi": "tính lại", "en": "derived"},
    Status.FILLED: {"vi": "giả định", "en": "filled"},
}

RULE: Mapping[FillRule, Words] = {
    "growth": {"vi": "tăng {value} % so với năm trước", "en": "growth of {value} % over the year before"},
    "reference_growth": {
        "vi": "theo tốc độ tăng của cả nước, chênh lệch {value} điểm %",
        "en": "national growth, with a difference of {value} points",
    },
    "output_ratio": {"vi": "bằng {value} % tổng sản phẩm cùng năm", "en": "{value} % of the year's gross product"},
}


# Parts of a name that follow it: assets and industries that the library knows; others show their own name.
PARTS: Mapping[str, Words] = {
    "primary": {"vi": "nông, lâm nghiệp và thủy sản", "en": "agriculture, forestry and fishing"},
    "industry": {"vi": "công nghiệp và xây dựng", "en": "industry and construction"},
    "services": {"vi": "dịch vụ", "en": "services"},
    "taxes": {"vi": "thuế trừ trợ cấp sản phẩm", "en": "taxes less subsidies on products"},
    "structures": {"vi": "nhà cửa, công trình", "en": "structures"},
    "machinery": {"vi": "máy móc, thiết bị", "en": "machinery and equipment"},
    "other": {"vi": "khác", "en": "other"},
}


def assumption_name(assumption: Assumption, language: Language) -> str:
    """Return what an assumption is called, the asset or industry it is of in brackets."""
    name = ASSUMPTIONS[assumption.about][language]
    part = assumption.name.removeprefix(assumption.about).removeprefix("_")
    return f"{name} ({part_name(part, language)})" if part else name


def part_name(part: str, language: Language) -> str:
    """Return what an asset or industry is called, or its own name where the library does not know it."""
    return PARTS[part][language] if part in PARTS else part


def label(name: str, language: Language) -> str:
    """Return the name of a series in words."""
    return SERIES[name][language] if name in SERIES else name


def place(territory: Territory, language: Language) -> str:
    """Return the name of a territory."""
    return territory.name_vi if language == "vi" else territory.name_en


CAPITAL: Mapping[str, Words] = {
    "as_set": {"vi": "Theo giả định", "en": "As set"},
    "stock": {"vi": "Vốn dùng trong năm: {value}", "en": "Stock of the year: {value}"},
    "investment_timing": {"vi": "Đầu tư đến vào: {value}", "en": "Investment arrives: {value}"},
    "depreciation_rate": {"vi": "Khấu hao {value} %", "en": "Depreciation {value} %"},
    "initial_capital_output_ratio": {
        "vi": "Vốn ban đầu {value} năm sản lượng",
        "en": "Initial stock {value} years of output",
    },
    "initial_stock": {"vi": "Vốn ban đầu: {value}", "en": "Initial stock: {value}"},
    "steady_state": {"vi": "đầu tư tăng đều trước đó", "en": "left by steady growth"},
    "backcast": {"vi": "đầu tư lùi về một đời tài sản", "en": "investment carried back one life"},
    "capital_kind": {"vi": "Loại vốn: {value}", "en": "Kind of stock: {value}"},
    "gross": {"vi": "gộp, đến khi loại bỏ", "en": "gross, until retirement"},
    "productive": {"vi": "năng suất, suy giảm hypebol", "en": "productive, hyperbolic efficiency"},
    "net_hyperbolic": {"vi": "thuần, theo suy giảm hypebol", "en": "net, of hyperbolic efficiency"},
    "services": {"vi": "dịch vụ vốn theo loại tài sản", "en": "services by type of asset"},
    "closing": {"vi": "cuối năm", "en": "closing"},
    "opening": {"vi": "đầu năm", "en": "opening"},
    "average": {"vi": "bình quân năm", "en": "average"},
    "end": {"vi": "cuối năm", "en": "at the end of the year"},
    "middle": {"vi": "giữa năm", "en": "in the middle of the year"},
    "start": {"vi": "đầu năm", "en": "at the start of the year"},
}

_UNIT_EN = {
    "tỷ đồng": "billion đồng",
    "triệu đồng": "million đồng",
    "nghìn người": "thousand persons",
    "người": "persons",
}


def unit_name(unit: Unit, language: Language) -> str:
    """Return the name of a unit."""
    return unit.symbol if language == "vi" else _UNIT_EN.get(unit.symbol, unit.symbol)


def prices(base: PriceBase | None, language: Language) -> str:
    """Return a price base in words; empty where there is none."""
    if base is None:
        return ""
    if language == "en":
        return str(base)
    return "giá hiện hành" if base.year is None else f"giá so sánh {base.year}"
