"""The labels of tables and charts, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.messages import Language

__all__ = ["LABELS", "Words"]

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
