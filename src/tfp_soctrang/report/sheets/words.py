"""The words of the workbook, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.messages import Language

__all__ = ["SHEETS", "TEXTS", "texts"]

Words = Mapping[Language, str]

SHEETS: Mapping[str, Words] = {
    "figure": {"vi": "Kết quả", "en": "Figure"},
    "charts": {"vi": "Biểu đồ", "en": "Charts"},
    "inputs": {"vi": "Số liệu", "en": "Inputs"},
    "assumptions": {"vi": "Giả định", "en": "Assumptions"},
    "deflation": {"vi": "Khử giá", "en": "Deflation"},
    "reference": {"vi": "Tham chiếu", "en": "Reference"},
    "reference_capital": {"vi": "Vốn tham chiếu", "en": "Reference capital"},
    "capital": {"vi": "Vốn", "en": "Capital"},
    "growth": {"vi": "Hạch toán", "en": "Account"},
    "measures": {"vi": "Cách đo vốn khác", "en": "Other capital"},
    "uncertainty": {"vi": "Độ bất định", "en": "Uncertainty"},
    "sources": {"vi": "Nguồn", "en": "Sources"},
}

TEXTS: Mapping[str, Words] = {
    # ---------------------------------------------------------------------------------------- the looks of cells
    "legend": {"vi": "Màu ô", "en": "Colours of cells"},
    "legend_result": {"vi": "Kết quả, công thức", "en": "Result, a formula"},
    "legend_live": {"vi": "Công thức", "en": "Formula"},
    "legend_assumption": {"vi": "Giả định hoặc lựa chọn: sửa được", "en": "Assumption or choice: may be changed"},
    "legend_official": {"vi": "Số công bố: chính thức", "en": "Published: official"},
    "legend_preliminary": {"vi": "Số công bố: sơ bộ", "en": "Published: preliminary"},
    "legend_estimate": {"vi": "Số công bố: ước tính", "en": "Published: estimate"},
    "legend_unstated": {"vi": "Số công bố: không nêu", "en": "Published: status not stated"},
    "legend_derived": {"vi": "Tính lại từ số công bố", "en": "Derived from published numbers"},
    "legend_filled": {"vi": "Chưa có số liệu: điền bằng giả định (công thức)", "en": "Not published: filled (formula)"},
    "legend_library": {
        "vi": "Giá trị do thư viện tính khi lập tệp: không phải công thức, không đổi theo ô khác",
        "en": "Value computed by the library when the file was made: no formula, does not follow other cells",
    },
    "guide": {
        "vi": "Mọi kết quả trong tệp là công thức: sửa một ô số công bố (trang Số liệu) hay một giả định (trang Giả định) "
        "thì vốn, tăng trưởng và tỷ phần đổi theo. Đi ngược từ kết quả: Kết quả → Hạch toán → Vốn → Số liệu, Khử giá, "
        "Tham chiếu → Giả định. Mỗi giả định có tên trong Trình quản lý tên của Excel.",
        "en": "Every result in this file is a formula: change a published cell (sheet Inputs) or an assumption (sheet "
        "Assumptions), and capital, growth and the share follow. Backwards from the figure: Figure → Account → Capital → "
        "Inputs, Deflation, Reference → Assumptions. Every assumption has a name in Excel's Name Manager.",
    },
    # ------------------------------------------------------------------------------------------------ the figure
    "part": {"vi": "Thành phần", "en": "Part"},
    "exact_share": {"vi": "Tỷ phần, chưa làm tròn (%)", "en": "Share, not rounded (%)"},
    "rounded_share": {"vi": "Tỷ phần, tổng bằng 100,0 (%)", "en": "Share, adding up to 100.0 (%)"},
    "points_head": {"vi": "Đóng góp (điểm %)", "en": "Contribution (points)"},
    "growth_head": {"vi": "Tăng trưởng", "en": "Growth"},
    "sum": {"vi": "K + L + TFP", "en": "K + L + TFP"},
    "negative_found": {
        "vi": "Có đóng góp âm: yếu tố đó giảm, hoặc TFP giảm, nên kéo tăng trưởng xuống. Phần âm được vẽ dưới trục 0; tỷ "
        "phần âm và tỷ phần trên 100 % vẫn cộng thành 100.",
        "en": "A contribution is negative: that input fell, or TFP did, and held growth back. It is drawn below zero; "
        "negative shares and shares above 100 % still add up to 100.",
    },
    "negative_none": {
        "vi": "Không có đóng góp âm, cả giai đoạn và từng năm.",
        "en": "No contribution is negative, in the phase or in a year.",
    },
    "checks": {"vi": "Kiểm tra", "en": "Checks"},
    "check_sum": {"vi": "Ba tỷ phần đã làm tròn cộng lại (%)", "en": "Sum of the three rounded shares (%)"},
    "check_library": {
        "vi": "Tỷ phần TFP do thư viện tính khi lập tệp (%)",
        "en": "TFP share computed by the library when the file was made (%)",
    },
    "check_difference": {
        "vi": "Tỷ phần trong tệp trừ số trên (điểm %): bằng 0 khi chưa sửa ô nào",
        "en": "Share in this file less that one (points): 0 as long as no cell was changed",
    },
    "published_account": {
        "vi": "Số cơ quan Thống kê đã in cho cùng giai đoạn",
        "en": "What the Statistics Office printed for the same phase",
    },
    "printed_value": {"vi": "Số in", "en": "Printed"},
    "printed_difference": {"vi": "Trong tệp trừ số in (điểm %)", "en": "This file less the print (points)"},
    "rounding_left": {
        "vi": "* Phần lẻ do làm tròn ({by}) được tính vào {part} để tổng đúng bằng 100,0; TFP luôn là số làm tròn của "
        "chính nó.",
        "en": "* What rounding leaves over ({by}) is put on {part}, so that they add up to 100.0; TFP is always its own "
        "rounding.",
    },
    "version": {"vi": "Phiên bản mã: {version}", "en": "Code version: {version}"},
    "static_note": {
        "vi": "Tình trạng, lưu ý và danh sách ô dưới đây là của lúc lập tệp; chúng không đổi khi sửa ô.",
        "en": "Status, caveats and the list of cells below are those of when the file was made; they do not follow changes.",
    },
    "negative_years": {"vi": "Dưới 0: kéo tăng trưởng xuống", "en": "Below zero: holds growth back"},
    # ------------------------------------------------------------------------------------------------ the inputs
    "published_level": {"vi": "Số công bố", "en": "Published"},
    "published_growth": {"vi": "Tốc độ tăng công bố", "en": "Published growth"},
    "deflator": {"vi": "Chỉ số giảm phát", "en": "Deflator"},
    "later_definition": {"vi": "Số theo {name}", "en": "By {name}"},
    "earlier_definition": {"vi": "Số theo {name}", "en": "By {name}"},
    "level_used": {"vi": "Mức dùng để tính", "en": "Level used"},
    "growth_of_level": {"vi": "Tăng so với năm trước", "en": "Growth"},
    "over_output": {"vi": "Trên tổng sản phẩm", "en": "Over output"},
    "how": {"vi": "Cách có", "en": "How"},
    "how_published": {"vi": "công bố", "en": "published"},
    "how_unit": {"vi": "công bố, đổi đơn vị × {factor}", "en": "published, unit converted × {factor}"},
    "how_chained": {"vi": "mức năm trước × (1 + tốc độ tăng công bố)", "en": "level before × (1 + published growth)"},
    "how_deflated": {"vi": "giá hiện hành ÷ chỉ số giảm phát", "en": "current prices ÷ deflator"},
    "how_linked": {
        "vi": "nối năm {year}, theo tốc độ tăng của {name}",
        "en": "linked at {year}, by the growth of {name}",
    },
    "how_growth": {"vi": "tăng theo giả định {name}", "en": "grows by the assumption {name}"},
    "how_reference_growth": {
        "vi": "theo tốc độ tăng của {territory} cộng {name}",
        "en": "growth of {territory} plus {name}",
    },
    "how_output_ratio": {"vi": "{name} × tổng sản phẩm", "en": "{name} × output"},
    "not_in_phase": {"vi": " (chỉ để tính ô khác)", "en": " (only for other cells)"},
    "assumption_source": {"vi": "giả định {name}", "en": "assumption {name}"},
    "labour_detail_hours": {"vi": "Lao động tính theo giờ", "en": "Labour in hours"},
    "labour_detail_trained_share": {"vi": "Lao động tính theo trình độ đào tạo", "en": "Labour by training"},
    "labour_detail_composition": {"vi": "Lao động tính theo cơ cấu", "en": "Labour by composition"},
    "composition_is_value": {
        "vi": "Chỉ số cơ cấu là giá trị do thư viện tính từ các ô lao động và thu nhập theo nhóm (chỉ số Törnqvist nhiều "
        "nhóm); phần sau nó là công thức.",
        "en": "The index of composition is a value computed by the library from persons and income by cell (a Törnqvist "
        "index of many cells); everything after it is a formula.",
    },
    "persons": {"vi": "Số người", "en": "Persons"},
    "hours_per_person": {"vi": "Giờ/người", "en": "Hours a person"},
    "trained": {"vi": "Tỷ lệ qua đào tạo", "en": "Trained share"},
    "trained_wages": {"vi": "Phần trong quỹ lương", "en": "Share of wages"},
    "composition_index": {"vi": "Chỉ số cơ cấu", "en": "Composition index"},
    "labour_input": {"vi": "Đầu vào lao động", "en": "Labour input"},
    "capital_share_head": {"vi": "Hệ số vốn (b_K) đo được", "en": "Measured capital share (b_K)"},
    "rates_head": {"vi": "Tỷ lệ khấu hao công bố", "en": "Published depreciation rates"},
    "rates_held": {
        "vi": "Mỗi tỷ lệ được giữ đến khi có tỷ lệ mới.",
        "en": "Each is held until the next.",
    },
    "share_published": {
        "vi": "Hệ số công bố, giữ đến khi có hệ số mới.",
        "en": "Published coefficients, each held until the next.",
    },
    "share_is_value": {
        "vi": "Hệ số do thư viện tính từ các chuỗi thu nhập, hoặc ước lượng (xem Lưu ý ở trang đầu và trang Nguồn): là giá trị, không phải công thức; phần sau nó là công thức.",
        "en": "Computed by the library from income series, or estimated (see the caveats on the first sheet, and Sources): values, not formulas; everything after them is a formula.",
    },
    # --------------------------------------------------------------------------------------- deflation, reference
    "deflation_title": {
        "vi": "Chỉ số giảm phát ngầm định = giá hiện hành ÷ giá so sánh",
        "en": "Implicit deflator = current ÷ constant prices",
    },
    "current_prices": {"vi": "Giá hiện hành", "en": "Current prices"},
    "constant_prices": {"vi": "Giá so sánh", "en": "Constant prices"},
    "reference_title": {"vi": "Số liệu tham chiếu: {territory}", "en": "Reference figures: {territory}"},
    "reference_growth_title": {
        "vi": "Tốc độ tăng dùng để điền ô của {territory}: {series}",
        "en": "Growth that fills cells of {territory}: {series}",
    },
    "reference_ratio_title": {
        "vi": "Tỷ lệ vốn/sản lượng {year} của {territory}, theo cùng tỷ lệ khấu hao",
        "en": "Capital–output ratio of {territory} in {year}, at the same depreciation",
    },
    "reference_ratio": {"vi": "Vốn / tổng sản phẩm", "en": "Capital over output"},
    # ------------------------------------------------------------------------------------------------ the capital
    "capital_title": {"vi": "Vốn theo phương pháp kê khai liên tục", "en": "Capital by perpetual inventory"},
    "inventory_rule": {
        "vi": "Vốn cuối năm = vốn đầu năm + tích lũy − tiêu dùng vốn; tiêu dùng vốn = tỷ lệ khấu hao × (vốn đầu năm + c × "
        "tích lũy). c = 0, 1/2 hoặc 1 khi đầu tư đến vào cuối, giữa hay đầu năm.",
        "en": "Closing stock = opening stock + formation − consumption; consumption = depreciation × (opening stock + c × "
        "formation). c = 0, 1/2 or 1 where investment arrives at the end, in the middle or at the start of the year.",
    },
    "first_year_part": {"vi": "Phần khấu hao của năm đầu (c)", "en": "Part of its first year that it depreciates (c)"},
    "timing_fixed": {"vi": "Đầu tư đến vào (end, middle, start)", "en": "Investment arrives (end, middle, start)"},
    "stock_fixed": {"vi": "Vốn dùng (closing, opening, average)", "en": "Stock used (closing, opening, average)"},
    "initial_stock": {"vi": "Vốn ban đầu, cuối năm {year}", "en": "Initial stock, end of {year}"},
    "earlier_growth": {"vi": "Vốn đầu tư tăng trước khi có số liệu", "en": "Growth of investment before the record"},
    "life_used": {"vi": "Tuổi đời, số năm tròn", "en": "Life, whole years"},
    "money_in": {"vi": "Đơn vị: {unit}, {prices}", "en": "Unit: {unit}, {prices}"},
    "investment": {"vi": "Vốn đầu tư", "en": "Investment"},
    "formation": {"vi": "Tích lũy tài sản", "en": "Capital formation"},
    "depreciation": {"vi": "Tỷ lệ khấu hao", "en": "Depreciation rate"},
    "opening": {"vi": "Vốn đầu năm", "en": "Opening stock"},
    "consumption": {"vi": "Tiêu dùng vốn", "en": "Consumption"},
    "closing": {"vi": "Vốn cuối năm", "en": "Closing stock"},
    "average": {"vi": "Vốn bình quân", "en": "Average stock"},
    "capital_input": {"vi": "Vốn dùng để tính (K)", "en": "Capital input (K)"},
    "closing_growth": {"vi": "Vốn cuối năm tăng", "en": "Closing stock growth"},
    "capital_output": {"vi": "K/Y", "en": "K/Y"},
    "from_initial": {"vi": "Còn từ vốn ban đầu", "en": "Left of the initial stock"},
    "from_investment": {"vi": "Từ đầu tư các năm sau", "en": "From investment since"},
    "from_initial_share": {"vi": "Phần từ vốn ban đầu", "en": "Share of the initial stock"},
    "stocks_are_values": {
        "vi": "CÁC Ô XÁM Ở TRANG NÀY LÀ GIÁ TRỊ DO THƯ VIỆN TÍNH, KHÔNG PHẢI CÔNG THỨC: {why}. Sửa vốn đầu tư, khấu hao hay "
        "vốn ban đầu không làm chúng đổi; tăng trưởng, đóng góp và tỷ phần vẫn là công thức trên các giá trị này.",
        "en": "THE GREY CELLS OF THIS SHEET ARE VALUES COMPUTED BY THE LIBRARY, NOT FORMULAS: {why}. A change of investment, "
        "depreciation or initial stock does not move them; growth, contributions and shares remain formulas on them.",
    },
    "why_retiring": {
        "vi": "vốn gồm nhiều lứa tài sản loại bỏ dần theo một phân phối, mỗi ô cần hàng trăm số hạng",
        "en": "the stock is made of cohorts that retire along a distribution, hundreds of terms a cell",
    },
    "why_assets": {
        "vi": "vốn gồm nhiều loại tài sản, mỗi loại một bảng kê khai riêng",
        "en": "the stock is made of several assets, each with an inventory of its own",
    },
    "why_services": {
        "vi": "đầu vào là dịch vụ vốn, quyền số là chi phí sử dụng giải từ suất sinh lợi",
        "en": "the input is capital services, weighted by user costs solved for a rate of return",
    },
    "initial_as_value": {
        "vi": "Vốn ban đầu là giá trị do thư viện tính.",
        "en": "The initial stock is a value computed by the library.",
    },
    # ------------------------------------------------------------------------------------------------ the account
    "account_title": {"vi": "Hạch toán tăng trưởng", "en": "Growth account"},
    "levels": {"vi": "Mức", "en": "Levels"},
    "phase_table": {
        "vi": "Cả giai đoạn: mọi công thức với mọi cách bình quân",
        "en": "The phase: every form with every averaging",
    },
    "by_year_form": {"vi": "Từng năm: {form}", "en": "By year: {form}"},
    "by_year_chosen": {"vi": "Từng năm, theo công thức đã chọn", "en": "By year, in the form chosen"},
    "form": {"vi": "Công thức", "en": "Form"},
    "averaging": {"vi": "Bình quân", "en": "Averaging"},
    "contribution_k": {"vi": "Đóng góp của K", "en": "Contribution of K"},
    "contribution_l": {"vi": "Đóng góp của L", "en": "Contribution of L"},
    "tfp_growth_head": {"vi": "TFP tăng", "en": "TFP growth"},
    "share_k": {"vi": "Tỷ phần K", "en": "Share of K"},
    "share_l": {"vi": "Tỷ phần L", "en": "Share of L"},
    "share_tfp": {"vi": "Tỷ phần TFP", "en": "Share of TFP"},
    "growth_y": {"vi": "Y tăng", "en": "Y growth"},
    "growth_k": {"vi": "K tăng", "en": "K growth"},
    "growth_l": {"vi": "L tăng", "en": "L growth"},
    "chosen": {"vi": "Được chọn", "en": "Chosen"},
    "smallest": {
        "vi": "Tăng trưởng nhỏ hơn mức này (về độ lớn) thì tỷ phần không xác định",
        "en": "Output growth below this size leaves a share undefined",
    },
    "key": {"vi": "Khóa", "en": "Key"},
    # -------------------------------------------------------------------------------------------- the assumptions
    "assumptions_title": {"vi": "Giả định và lựa chọn", "en": "Assumptions and choices"},
    "choices": {"vi": "Lựa chọn của phương pháp", "en": "Choices of method"},
    "choice_note": {
        "vi": "Chọn trong danh sách của ô: kết quả đổi theo, trên cùng các chuỗi số liệu. Lựa chọn không có danh sách thì phải lập lại tệp.",
        "en": "Pick from the list of the cell: the figure follows, on the same series. A choice without a list needs the file made anew.",
    },
    "choice_fixed": {
        "vi": "không đổi được trong tệp này",
        "en": "cannot be changed in this file",
    },
    "numbers_assumed": {"vi": "Hệ số và tỷ lệ", "en": "Coefficients and rates"},
    "gap_fillers": {"vi": "Điền các ô chưa có số liệu", "en": "Filling cells that are not published"},
    "reference_assumptions": {"vi": "Giả định của {territory}", "en": "Assumptions of {territory}"},
    "what": {"vi": "Giả định", "en": "Assumption"},
    "value": {"vi": "Giá trị", "en": "Value"},
    "low": {"vi": "Thấp", "en": "Low"},
    "high": {"vi": "Cao", "en": "High"},
    "unit": {"vi": "Đơn vị", "en": "Unit"},
    "reason": {"vi": "Lý do", "en": "Reason"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "name": {"vi": "Tên trong công thức", "en": "Name in formulas"},
    "computed_here": {
        "vi": "{name} (công thức tính từ số liệu; gõ một số vào ô để thay)",
        "en": "{name} (a formula on the data; type a number over it to replace it)",
    },
    "by_library": {
        "vi": "{name} (giá trị do thư viện tính, không phải công thức; gõ một số vào ô để thay)",
        "en": "{name} (computed by the library, no formula; type a number over it to replace it)",
    },
    "idle": {
        "vi": "{name} (chỉ các giá trị của thư viện dựa vào: sửa ở đây không đổi kết quả trong tệp)",
        "en": "{name} (only values of the library rest on it: a change here does not move the figure of this file)",
    },
    "outside_range": {
        "vi": "Giá trị nằm ngoài khoảng thấp – cao của giả định này. Vẫn dùng?",
        "en": "The value lies outside the low – high range of this assumption. Use it all the same?",
    },
    "fills": {"vi": "{series}, {years}: {what}", "en": "{series}, {years}: {what}"},
    "meaning": {"vi": "Ý nghĩa", "en": "Meaning"},
    "setting_form": {"vi": "Công thức (form)", "en": "Form"},
    "setting_averaging": {"vi": "Cách bình quân (averaging)", "en": "Averaging"},
    "setting_stock": {"vi": "Vốn dùng trong năm (stock)", "en": "Stock of the year (stock)"},
    "setting_investment_timing": {
        "vi": "Đầu tư đến vào (investment_timing)",
        "en": "Investment arrives (investment_timing)",
    },
    # ------------------------------------------------------------------------------------ measures, uncertainty
    "measures_note": {
        "vi": "Giá trị do thư viện tính khi lập tệp, mỗi dòng chỉ khác giả định ở một điểm: không phải công thức. Chọn cách khác "
        "ở trang Giả định để thấy nó bằng công thức.",
        "en": "Values computed by the library when the file was made, each row differing from the assumptions in one thing: "
        "not formulas. Choose otherwise on the sheet Assumptions to see one as formulas.",
    },
    "measure": {"vi": "Cách đo vốn", "en": "Measure of capital"},
    "k_growth": {"vi": "K tăng", "en": "K growth"},
    "enterprises": {
        "vi": "Đối chiếu với sổ sách doanh nghiệp cuối {year} (giá hiện hành; chưa gồm hộ và công trình công cộng)",
        "en": "Against the books of enterprises, end of {year} (current prices; households and public works left out)",
    },
    "enterprise_books": {"vi": "Sổ sách", "en": "Books"},
    "enterprise_stock": {"vi": "Vốn của nghiên cứu", "en": "Stock of the study"},
    "enterprise_share": {"vi": "Sổ sách trên vốn", "en": "Books over stock"},
    "why_missing": {"vi": "Vì sao không có", "en": "Why there is none"},
    "uncertainty_note": {
        "vi": "Giá trị do thư viện tính khi lập tệp ({draws} lần rút, hạt giống {seed}, {sampling}): không phải công thức.",
        "en": "Values computed by the library when the file was made ({draws} draws, seed {seed}, {sampling}): no formulas.",
    },
    "central": {"vi": "Tại giá trị trung tâm", "en": "At the central values"},
    "median": {"vi": "Trung vị", "en": "Median"},
    "interval": {"vi": "Khoảng {level} %", "en": "{level} % interval"},
    "probability_negative": {"vi": "Xác suất tỷ phần âm", "en": "Probability that the share is negative"},
    "probability_undefined": {"vi": "Xác suất không xác định", "en": "Probability that it is not defined"},
    "probability_target": {"vi": "Xác suất vượt mục tiêu {target} %", "en": "Probability of exceeding {target} %"},
    "ranking": {
        "vi": "Phần phương sai của tỷ phần TFP do từng giả định",
        "en": "Variance of the TFP share by assumption",
    },
    "first_order": {"vi": "Riêng nó", "en": "Alone"},
    "total_order": {"vi": "Cùng giả định khác", "en": "With others"},
    "swings": {
        "vi": "Tỷ phần TFP khi một giả định ở hai đầu khoảng",
        "en": "TFP share with one assumption at the ends of its range",
    },
    "at_low": {"vi": "Tỷ phần tại thấp", "en": "Share at low"},
    "at_high": {"vi": "Tỷ phần tại cao", "en": "Share at high"},
    "fan": {"vi": "Chỉ số TFP (năm trước giai đoạn = 1), phân vị", "en": "TFP index (year before = 1), quantiles"},
    # -------------------------------------------------------------------------------------------------- sources
    "number": {"vi": "Số", "en": "No."},
    "territory": {"vi": "Lãnh thổ", "en": "Territory"},
    "series": {"vi": "Chuỗi", "en": "Series"},
    "years": {"vi": "Năm", "en": "Years"},
    "publication": {"vi": "Ấn phẩm", "en": "Publication"},
    "edition": {"vi": "Ấn bản", "en": "Edition"},
    "place_found": {"vi": "Nơi đọc", "en": "Where read"},
    "licence": {"vi": "Điều kiện sử dụng", "en": "Licence"},
    "note": {"vi": "Ghi chú", "en": "Note"},
    # --------------------------------------------------------------------------------------------------- charts
    "chart_contributions": {
        "vi": "Đóng góp vào tăng trưởng theo năm (điểm %)",
        "en": "Contributions to growth by year (points)",
    },
    "chart_growth": {"vi": "Tốc độ tăng theo năm (%)", "en": "Growth by year (%)"},
    "chart_origin": {
        "vi": "Vốn cuối năm và nguồn của nó ({unit})",
        "en": "Closing stock and where it comes from ({unit})",
    },
    "chart_output": {"vi": "Tổng sản phẩm tăng", "en": "Output growth"},
    "chart_capital": {"vi": "Vốn", "en": "Capital"},
    "chart_labour": {"vi": "Lao động", "en": "Labour"},
    "chart_note": {
        "vi": "Phần trên trục 0 cộng với phần dưới trục (âm) bằng tăng trưởng của tổng sản phẩm (đường đen). Đóng góp âm: "
        "yếu tố đó, hoặc TFP, giảm trong năm.",
        "en": "What stands above zero and what stands below (negative) add up to output growth (black line). A negative "
        "contribution: that input, or TFP, fell in the year.",
    },
}


def texts(language: Language) -> dict[str, str]:
    """Return the workbook's words in one language."""
    return {name: words[language] for name, words in TEXTS.items()}
