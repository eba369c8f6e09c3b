"""The words of the page of a phase, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.messages import Language

__all__ = ["PAGE"]

PAGE: Mapping[str, Mapping[Language, str]] = {
    "title": {
        "vi": "Đóng góp của TFP vào tăng trưởng",
        "en": "The contribution of TFP to growth",
    },
    "lead": {
        "vi": "Năng suất các nhân tố tổng hợp (TFP) là phần tăng trưởng không do tăng vốn và lao động. Bảng dưới đây chia tốc "
        "độ tăng tổng sản phẩm của giai đoạn thành ba phần: vốn, lao động và TFP.",
        "en": "Total factor productivity (TFP) is the growth that more capital and labour do not account for. The table splits "
        "the growth of the gross product in the phase into three parts: capital, labour and TFP.",
    },
    "old": {"vi": "CON SỐ NÀY ĐÃ CŨ", "en": "THIS FIGURE IS OUT OF DATE"},
    "old_title": {"vi": "[CŨ]", "en": "[OUT OF DATE]"},
    "old_mark": {"vi": "đã cũ", "en": "out of date"},
    "old_advice": {
        "vi": "Đừng dùng số trên trang này trước khi cập nhật lại.",
        "en": "Do not use the numbers on this page before it has been renewed.",
    },
    "aged": {
        "vi": "Trang này chỉ được coi là mới đến hết ngày {date}.",
        "en": "This page counted as fresh until the end of {date} only.",
    },
    "fresh": {
        "vi": "Số được coi là mới đến hết ngày {date}.",
        "en": "The figure counts as fresh until the end of {date}.",
    },
    "assumed_title": {"vi": "Tính thử trên giả định", "en": "A trial on assumptions"},
    "assumed_text": {
        "vi": "{count} ô số liệu mà con số này cần chưa được công bố và đã được thay bằng giả định. Đây không phải số ước "
        "tính của cơ quan Thống kê.",
        "en": "{count} cells that this figure needs are not published and are filled by assumptions. This is not an estimate "
        "of the Statistics Office.",
    },
    "interval": {
        "vi": "Khi các giả định thay đổi trong khoảng của chúng, {level} % số lần tính cho tỷ phần từ {low} đến {high} %, "
        "trung vị {median} %.",
        "en": "As the assumptions move within their ranges, {level} % of the draws give a share from {low} to {high} %, with "
        "a median of {median} %.",
    },
    "published_note": {
        "vi": "Bảng do cơ quan Thống kê công bố cho cùng giai đoạn",
        "en": "The account the Statistics Office published for the same phase",
    },
    "here": {"vi": "trang này", "en": "this page"},
    "part": {"vi": "Phần", "en": "Part"},
    "split": {"vi": "Tăng trưởng chia thành vốn, lao động và TFP", "en": "Growth split into capital, labour and TFP"},
    "waterfall": {"vi": "Từ vốn, lao động và TFP đến tăng trưởng", "en": "From capital, labour and TFP to growth"},
    "waterfall_desc": {
        "vi": "Biểu đồ thác nước, {unit}: vốn {capital}, lao động {labour}, TFP {tfp}; cộng lại là tổng sản phẩm {output}.",
        "en": "Waterfall chart, {unit}: capital {capital}, labour {labour}, TFP {tfp}; together the gross product {output}.",
    },
    "growth_parts": {"vi": "Đóng góp vào tăng trưởng", "en": "Contributions to growth"},
    "yearly": {"vi": "Đóng góp theo năm", "en": "Contributions by year"},
    "yearly_desc": {
        "vi": "Biểu đồ cột chồng theo năm, điểm %; số liệu nằm trong bảng bên cạnh.",
        "en": "Stacked bars by year, percentage points; the numbers stand in the table beside it.",
    },
    "yearly_caption": {
        "vi": "Đóng góp vào tăng trưởng theo năm (điểm %)",
        "en": "Contributions to growth by year (points)",
    },
    "short_output": {"vi": "Tổng sản phẩm", "en": "Output"},
    "short_capital": {"vi": "Vốn", "en": "Capital"},
    "short_labour": {"vi": "Lao động", "en": "Labour"},
    "short_tfp": {"vi": "TFP", "en": "TFP"},
    "points_year": {"vi": "điểm %/năm", "en": "points a year"},
    "points_phase": {"vi": "điểm % cả giai đoạn", "en": "points over the phase"},
    "negative": {
        "vi": "Phần âm ({parts}) làm giảm tăng trưởng: trong biểu đồ theo năm nó nằm dưới trục 0, trong biểu đồ thác nước nó kéo "
        "xuống. Các phần dương vì thế vượt quá tổng; cộng cả phần âm thì vừa đúng tốc độ tăng tổng sản phẩm.",
        "en": "Negative parts ({parts}) lower growth: by year they stand below zero, in the waterfall they lead down. The "
        "positive parts therefore exceed the total; with the negative ones they add up to output growth exactly.",
    },
    "negative_output": {
        "vi": "Tổng sản phẩm của giai đoạn giảm: tỷ phần dương nghĩa là phần đó cùng giảm, tỷ phần âm nghĩa là phần đó tăng.",
        "en": "Output fell in the phase: a share above zero is of a part that fell with it, one below zero of a part that rose.",
    },
    "negative_share": {
        "vi": "Tỷ phần âm hoặc lớn hơn 100 % là đúng: khi một nhân tố giảm, hai nhân tố kia phải bù, và ba tỷ phần vẫn cộng "
        "lại bằng 100,0 %.",
        "en": "A share below zero or above 100 % is no mistake: where one factor falls, the others make up for it, and the "
        "three shares still add up to 100.0 %.",
    },
    "sliders": {"vi": "Thử thay đổi giả định", "en": "Change the assumptions"},
    "sliders_lead": {
        "vi": "Kéo thanh trượt (hoặc dùng phím mũi tên) để tính lại giai đoạn ngay trong trang. Con số của báo cáo ở trên không "
        "thay đổi. Mỗi thanh đi từ cận dưới đến cận trên của giả định; các ô thay bằng giả định giữ giá trị trung tâm.",
        "en": "Move a slider (or use the arrow keys) to recompute the phase within the page. The figure of the report above "
        "does not change. Each slider runs over the range of its assumption; filled cells keep their central values.",
    },
    "slider_capital_share": {"vi": "Hệ số vốn (b_K)", "en": "Capital share (b_K)"},
    "slider_depreciation_rate": {"vi": "Tỷ lệ khấu hao", "en": "Depreciation rate"},
    "slider_initial_capital_output_ratio": {
        "vi": "Tỷ lệ vốn/sản lượng ban đầu ({year})",
        "en": "Initial capital–output ratio ({year})",
    },
    "follows": {
        "vi": "Đang lấy theo tỷ lệ của Việt Nam, thay đổi theo khấu hao; kéo để đặt giá trị khác.",
        "en": "Follows the ratio of Việt Nam, which moves with depreciation; move the slider to set another.",
    },
    "reset": {"vi": "Đặt lại", "en": "Reset"},
    "moved": {"vi": "Tỷ phần TFP với các giả định này", "en": "TFP share under these assumptions"},
    "at_centre": {
        "vi": "Các giả định trung tâm: bằng con số của báo cáo.",
        "en": "Central assumptions: the report's figure.",
    },
    "difference": {
        "vi": "{points} điểm % so với con số của báo cáo.",
        "en": "{points} points from the report's figure.",
    },
    "impossible": {
        "vi": "Với các giả định này vốn không còn dương: không tính được.",
        "en": "Under these assumptions capital does not stay positive: there is no figure.",
    },
    "moved_years": {"vi": "Theo năm với các giả định này (điểm %)", "en": "By year under these assumptions (points)"},
    "checked": {
        "vi": "Trang tự kiểm tra khi mở: ở giá trị trung tâm, kết quả tính trong trang trùng với thư viện đến 1e-9.",
        "en": "Checked as the page opened: at the central values it gives the library's figure to 1e-9.",
    },
    "disagrees": {
        "vi": "Phần thử thay đổi giả định đã bị tắt: trình duyệt này không cho đúng con số của thư viện.",
        "en": "The sliders are switched off: this browser does not give the library's figure.",
    },
    "no_script": {
        "vi": "Thanh trượt và việc kiểm tra độ mới của số cần JavaScript. Hãy tự so ngày hôm nay với ngày hết hạn ghi trên "
        "trang, nếu có.",
        "en": "The sliders, and the check of freshness, need JavaScript. Compare today with the date printed on the page, if "
        "there is one.",
    },
    "no_sliders": {"vi": "Trang này không có thanh trượt", "en": "This page has no sliders"},
    "no_sliders_retiring": {
        "vi": "vốn gồm tài sản bị loại bỏ theo tuổi, trang không tính lại được; hãy dùng tfp-soctrang capital.",
        "en": "capital is made of assets that retire, which the page does not recompute; use tfp-soctrang capital.",
    },
    "no_sliders_assets": {
        "vi": "vốn gồm nhiều loại tài sản, trang không tính lại được; hãy dùng tfp-soctrang capital.",
        "en": "capital is made of several types of assets, which the page does not recompute; use tfp-soctrang capital.",
    },
    "no_slider_measured_share": {
        "vi": "hệ số được đo từ số liệu, không phải giả định.",
        "en": "it is measured in the data, not assumed.",
    },
    "no_slider_measured_rate": {
        "vi": "tỷ lệ được cho trong số liệu, không phải giả định.",
        "en": "it is given in the data, not assumed.",
    },
    "no_slider_published": {
        "vi": "vốn ban đầu là số công bố.",
        "en": "the initial stock is a published one.",
    },
    "no_slider_steady_state": {
        "vi": "vốn ban đầu suy từ vốn đầu tư tăng đều trước đó.",
        "en": "the initial stock is what steadily growing investment left.",
    },
    "no_slider_backcast": {
        "vi": "vốn ban đầu lập từ vốn đầu tư lùi về một đời tài sản.",
        "en": "the initial stock is made of investment carried back one life.",
    },
    "no_slider_fixed": {"vi": "giả định này không có khoảng.", "en": "this assumption has no range."},
    "no_slider": {"vi": "Không có thanh trượt cho {name}: {why}", "en": "No slider for {name}: {why}"},
    "reading": {"vi": "Cách tính", "en": "Reading"},
    "share_percent": {"vi": "Tỷ phần TFP (%)", "en": "TFP share (%)"},
    "uncertainty": {"vi": "Con số chắc chắn đến đâu", "en": "How sure the figure is"},
    "draws": {
        "vi": "{draws} lần rút ngẫu nhiên từ khoảng của các giả định ({sampling}, hạt giống {seed}).",
        "en": "{draws} draws from the ranges of the assumptions ({sampling}, seed {seed}).",
    },
    "growth_interval": {
        "vi": "TFP tăng {median} {pace} (trung vị), {level} % từ {low} đến {high}.",
        "en": "TFP grows {median} {pace} (median), {level} % from {low} to {high}.",
    },
    "negative_probability": {
        "vi": "Xác suất tỷ phần âm: {percent} %.",
        "en": "Probability of a negative share: {percent} %.",
    },
    "undefined_probability": {
        "vi": "Tỷ phần không xác định trong {percent} % số lần.",
        "en": "The share is not defined in {percent} % of the draws.",
    },
    "target": {
        "vi": "Xác suất tỷ phần vượt {target} %: {percent} %.",
        "en": "Probability that the share exceeds {target} %: {percent} %.",
    },
    "fan": {"vi": "Chỉ số TFP và khoảng của nó", "en": "The TFP index and its range"},
    "fan_base": {"vi": "năm {year} = 100", "en": "{year} = 100"},
    "fan_desc": {
        "vi": "Biểu đồ quạt: chỉ số TFP theo năm, dải {bands}; số liệu nằm trong bảng bên dưới.",
        "en": "Fan chart: the TFP index by year, bands of {bands}; the numbers stand in the table below.",
    },
    "fan_note": {
        "vi": "Dải màu: {bands}. Đường trắng: trung vị. Đường đứt: con số của báo cáo.",
        "en": "Shaded: {bands}. White line: the median. Dashed line: the report's figure.",
    },
    "tornado_note": {
        "vi": "Mỗi lần chỉ đổi một giả định. Cam, nhạt hơn: cận dưới; xanh, đậm hơn: cận trên; đường đứt: con số của báo cáo.",
        "en": "One assumption moved at a time. Orange, the lighter: its low end; blue, the darker: its high end; dashed: the report's figure.",
    },
    "fan_band": {"vi": "dải {percent} %", "en": "{percent} % band"},
    "quantile": {"vi": "phân vị {percent} %", "en": "{percent} % quantile"},
    "tornado": {"vi": "Giả định nào làm đổi con số", "en": "Which assumption moves the figure"},
    "tornado_desc": {
        "vi": "Biểu đồ lốc xoáy: tỷ phần TFP ở hai đầu khoảng của từng giả định, rộng nhất ở trên; số liệu nằm trong bảng bên "
        "dưới.",
        "en": "Tornado chart: the TFP share at both ends of each assumption's range, the widest on top; the numbers stand in "
        "the table below.",
    },
    "swing_head": {
        "vi": "Giả định | Cận dưới | Cận trên | Tỷ phần ở cận dưới (%) | Tỷ phần ở cận trên (%)",
        "en": "Assumption | Low | High | Share at low (%) | Share at high (%)",
    },
    "ranking": {
        "vi": "Phần phương sai của tỷ phần do từng giả định",
        "en": "Share of the variance that each assumption explains",
    },
    "ranking_head": {
        "vi": "Giả định | Riêng nó (%) | Cùng các giả định khác (%) | Khoảng (%)",
        "en": "Assumption | Alone (%) | With the others (%) | Interval (%)",
    },
    "curve": {"vi": "Tỷ phần theo mọi cách chọn phương pháp", "en": "The share under every choice of method"},
    "curve_desc": {
        "vi": "Đường cong đặc tả: {count} cách chọn xếp theo tỷ phần TFP, từ {low} đến {high} %, trung vị {median} %. Bên dưới là "
        "lựa chọn của từng cách.",
        "en": "Specification curve: {count} specifications by TFP share, from {low} to {high} %, median {median} %. Below, what "
        "each of them chose.",
    },
    "curve_chosen": {
        "vi": "Báo cáo này đứng thứ {rank} trên {count}, tính từ tỷ phần nhỏ nhất.",
        "en": "This report ranks {rank} of {count}, the least share first.",
    },
    "curve_unchosen": {
        "vi": "Cách chọn của báo cáo này không nằm trong lưới.",
        "en": "The choices of this report are not in the grid.",
    },
    "curve_undefined": {
        "vi": "{count} cách chọn không có tỷ phần.",
        "en": "{count} specifications have no share.",
    },
    "curve_head": {
        "vi": "Lựa chọn | Số cách | Nhỏ nhất (%) | Trung vị (%) | Lớn nhất (%)",
        "en": "Choice | How many | Least (%) | Median (%) | Largest (%)",
    },
    "capital_stock": {"vi": "Vốn của giai đoạn", "en": "The capital of the phase"},
    "assumed_heading": {"vi": "Những gì là giả định", "en": "What is assumed"},
    "filled_head": {"vi": "Năm | Giá trị | Khoảng", "en": "Year | Value | Range"},
    "assumption_head": {
        "vi": "Giả định | Giá trị | Khoảng | Lý do | Nguồn",
        "en": "Assumption | Value | Range | Reason | Source",
    },
    "source_head": {
        "vi": "Chỉ tiêu | Năm | Nguồn | Giấy phép",
        "en": "Series | Years | Source | Licence",
    },
    "no_licence": {"vi": "không nêu", "en": "not told"},
    "derived_licence": {"vi": "phép tính", "en": "arithmetic"},
    "how": {"vi": "Cách làm lại con số này", "en": "How to get this figure again"},
    "loads_nothing": {"vi": "Trang này không tải gì từ mạng.", "en": "This page loads nothing from the network."},
}
