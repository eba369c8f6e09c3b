"""The words of the administrative report, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.account import PhaseStatus
from tfp_soctrang.choices import Form
from tfp_soctrang.messages import Language
from tfp_soctrang.units import TerritoryKind

__all__ = ["FORM_NAME", "HEADERS", "PRODUCT", "REPORT", "SAMPLING", "SHORT_STATUS", "STATUS_TOLD"]

Words = Mapping[Language, str]

# What the product of a territory is called.
PRODUCT: Mapping[TerritoryKind, Words] = {
    "country": {"vi": "tổng sản phẩm trong nước (GDP)", "en": "the gross domestic product (GDP)"},
    "region": {"vi": "tổng sản phẩm trên địa bàn (GRDP)", "en": "the gross regional domestic product (GRDP)"},
    "province": {"vi": "tổng sản phẩm trên địa bàn (GRDP)", "en": "the gross regional domestic product (GRDP)"},
    "city": {"vi": "tổng sản phẩm trên địa bàn (GRDP)", "en": "the gross regional domestic product (GRDP)"},
}

FORM_NAME: Mapping[Form, Words] = {
    "discrete": {
        "vi": "công thức rời rạc của cơ quan Thống kê",
        "en": "the discrete formula of the Statistics Office",
    },
    "geometric": {
        "vi": "dạng Cobb–Douglas của Tăng Văn Khiên",
        "en": "the Cobb–Douglas form of Tăng Văn Khiên",
    },
    "log": {"vi": "dạng lôgarit (Törnqvist, quốc tế)", "en": "the log form (Törnqvist, international)"},
}

# The state of the figure in a footer, and below a chart.
SHORT_STATUS: Mapping[PhaseStatus, Words] = {
    PhaseStatus.ASSUMED: {"vi": "Tính thử trên giả định", "en": "Assumed (tính thử trên giả định)"},
    PhaseStatus.OPEN: {"vi": "Chưa khép", "en": "Open"},
    PhaseStatus.PROVISIONAL: {"vi": "Tạm tính", "en": "Provisional"},
    PhaseStatus.FINAL: {"vi": "Mọi ô đều là số chính thức", "en": "Every cell is official"},
}

STATUS_TOLD: Mapping[PhaseStatus, Words] = {
    PhaseStatus.ASSUMED: {
        "vi": "Đây là kết quả tính thử trên giả định, không phải số ước tính hay số công bố của cơ quan Thống kê: {count} ô số liệu chưa có được thay bằng giả định; giá trị, khoảng và lý do của từng ô nêu tại mục “{evidence}”.",
        "en": "This is a trial calculation on assumptions (tính thử trên giả định), neither an estimate nor a publication of the Statistics Office: the cells that the data lack ({count} in all) are filled by assumptions; the value, range and reason of each stand under “{evidence}”.",
    },
    PhaseStatus.OPEN: {"vi": "Giai đoạn chưa khép.", "en": "The phase is open."},
    PhaseStatus.PROVISIONAL: {
        "vi": "Đây là số tạm tính: mọi ô đều lấy từ số đã công bố hoặc tính lại từ số đã công bố, nhưng có ô chưa phải số chính thức (mục “{supply}”).",
        "en": "The figure is provisional: every cell is published or derived from published ones, but not all are official yet (see “{supply}”).",
    },
    PhaseStatus.FINAL: {
        "vi": "Mọi ô về tổng sản phẩm, vốn đầu tư và lao động mà kết quả sử dụng đều là số chính thức.",
        "en": "Every cell of output, investment and labour that the figure uses is official.",
    },
}

SAMPLING: Mapping[str, Words] = {
    "random": {"vi": "rút ngẫu nhiên", "en": "random draws"},
    "latin_hypercube": {"vi": "siêu lập phương Latinh", "en": "Latin hypercube"},
    "sobol": {"vi": "dãy Sobol xáo trộn", "en": "scrambled Sobol points"},
}

# Letterhead after Nghị định 30/2020/NĐ-CP, Annex I.
HEADERS: Mapping[str, Words] = {
    "motto": {"vi": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "en": "SOCIALIST REPUBLIC OF VIET NAM"},
    "motto_below": {"vi": "Độc lập - Tự do - Hạnh phúc", "en": "Independence - Freedom - Happiness"},
    "number": {"vi": "Số: {number}/BC-{symbol}", "en": "No.: {number}/BC-{symbol}"},
    "date": {"vi": "{place}, ngày {day} tháng {month} năm {year}", "en": "{place}, {day} {month} {year}"},
    "type": {"vi": "BÁO CÁO", "en": "REPORT"},
    "abstract": {
        "vi": "Đóng góp của năng suất các nhân tố tổng hợp (TFP) vào tăng trưởng của {place} giai đoạn {phase}{state}",
        "en": "Contribution of total factor productivity (TFP) to the growth of {place} in {phase}{state}",
    },
    "abstract_assumed": {"vi": " (tính thử trên giả định)", "en": " (assumed: tính thử trên giả định)"},
    "to": {"vi": "Kính gửi:", "en": "To:"},
    "recipients": {"vi": "Nơi nhận:", "en": "Recipients:"},
    "as_above": {"vi": "- Như trên;", "en": "- As above;"},
    "file": {"vi": "- Lưu: VT, {unit}.", "en": "- Filed: VT, {unit}."},
    "annex": {"vi": "Phụ lục {number}", "en": "Annex {number}"},
    "annex_of": {
        "vi": "(Kèm theo Báo cáo số {number}/BC-{symbol} {date} của {body})",
        "en": "(To Report No. {number}/BC-{symbol} of {date} of {body})",
    },
    "annex_date": {"vi": "ngày {day} tháng {month} năm {year}", "en": "{day} {month} {year}"},
}

REPORT: Mapping[str, Words] = {
    "table": {"vi": "Bảng", "en": "Table"},
    "figure": {"vi": "Hình", "en": "Figure"},
    # of points: the Vietnamese alphabet without ă, â, ê, ô, ơ, ư, as laws and decrees use it
    "letters": {"vi": "abcdđeghiklmnopqrstuvxy", "en": "abcdefghijklmnopqrstuvwxyz"},
    # ---------------------------------------------------------------------------------------------- movements
    "rose": {"vi": "tăng {mean}{value} {pace}", "en": "grew by {value} {pace}"},
    "fell": {"vi": "giảm {mean}{value} {pace}", "en": "fell by {value} {pace}"},
    "mean": {"vi": "bình quân ", "en": ""},
    # ---------------------------------------------------------------------------------------------- opening
    "headline": {
        "vi": "Giai đoạn {phase}, {product} {place} {prices}{output}; năng suất các nhân tố tổng hợp (TFP) {tfp}. Trong tăng trưởng đó, TFP đóng góp {tfp_share} %, vốn đóng góp {capital_share} %, lao động đóng góp {labour_share} %.",
        "en": "In {phase}, {product} of {place} {prices}{output}; total factor productivity (TFP) {tfp}. Of that growth TFP contributed {tfp_share} %, capital {capital_share} % and labour {labour_share} %.",
    },
    "headline_no_share": {
        "vi": "Giai đoạn {phase}, {product} {place} {prices}{output}; năng suất các nhân tố tổng hợp (TFP) {tfp}. Không xác định được tỷ phần đóng góp của TFP. {reason} Đóng góp của vốn là {capital} điểm %, của lao động {labour} điểm %, của TFP {tfp_points} điểm %.",
        "en": "In {phase}, {product} of {place} {prices}{output}; total factor productivity (TFP) {tfp}. The TFP contribution share is not defined. {reason} Capital contributed {capital} points, labour {labour} and TFP {tfp_points}.",
    },
    "at_prices": {"vi": "theo {prices} ", "en": "at {prices} "},
    "falling": {
        "vi": "Tổng sản phẩm giảm trong giai đoạn: tỷ phần là phần của mức giảm, nên yếu tố có tỷ phần dương là yếu tố làm giảm.",
        "en": "Output fell in the phase: the shares are shares of the fall, and a part with a positive share pulled it down.",
    },
    "opening_interval": {
        "vi": "Khi các giả định thay đổi trong khoảng của chúng, tỷ phần đóng góp của TFP có trung vị {median} % và nằm trong khoảng từ {low} đến {high} % với xác suất {level} %.",
        "en": "With the assumptions anywhere in their ranges, the TFP contribution share has a median of {median} % and lies between {low} and {high} % with a probability of {level} %.",
    },
    "opening_annexes": {
        "vi": "Kèm theo Báo cáo này có {annexes}.",
        "en": "With this report come {annexes}.",
    },
    "former_territory": {
        "vi": "Từ ngày {day} địa bàn {place} thuộc đơn vị hành chính mới; số liệu sau ngày đó là của địa bàn {place} cũ.",
        "en": "Since {day} {place} has been part of a new unit; figures after that day are for the former {place}.",
    },
    # ---------------------------------------------------------------------------------------------- sections
    "method": {"vi": "Phương pháp tính", "en": "Method"},
    "results": {"vi": "Kết quả", "en": "Results"},
    "evidence": {"vi": "Số liệu thay bằng giả định và các giả định", "en": "Filled cells and assumptions"},
    "certainty": {"vi": "Độ nhạy của kết quả", "en": "Sensitivity of the figure"},
    "comparison": {"vi": "Đối chiếu với số đã công bố", "en": "Comparison with the published account"},
    "caveats": {"vi": "Lưu ý khi sử dụng", "en": "Caveats"},
    "supply": {"vi": "Số liệu cần có để ra số chính thức", "en": "What an official figure still needs"},
    "capital_annex": {
        "vi": "Vốn và tỷ phần TFP theo các cách đo vốn",
        "en": "Capital and the TFP share under its measures",
    },
    "sources_annex": {"vi": "Nguồn số liệu", "en": "Sources"},
    # ---------------------------------------------------------------------------------------------- method
    "formula_title": {"vi": "Công thức", "en": "Formula"},
    "formula_intro": {
        "vi": "TFP là phần tăng trưởng còn lại của tổng sản phẩm sau khi trừ đóng góp của vốn và của lao động, tính theo {form}:",
        "en": "TFP growth is what is left of output growth after the contributions of capital and labour, by {form}:",
    },
    "formula_where_discrete": {
        "vi": "trong đó G_Y, G_K, G_L và G_A là tốc độ tăng của tổng sản phẩm, vốn, lao động và TFP; b_K, b_L là hệ số đóng góp của vốn và của lao động. Tỷ phần đóng góp của TFP là",
        "en": "where G_Y, G_K, G_L and G_A are the growth rates of output, capital, labour and TFP; b_K and b_L are the coefficients of capital and labour. The TFP contribution share is",
    },
    "formula_where_log": {
        "vi": "trong đó Y, K, L, A là tổng sản phẩm, vốn, lao động và TFP; các hệ số là bình quân của hai năm. Tỷ phần đóng góp của TFP là",
        "en": "where Y, K, L and A are output, capital, labour and TFP; the coefficients are means of two years. The TFP contribution share is",
    },
    "phase_rule": {
        "vi": "Cách lấy bình quân của giai đoạn: {averaging}. Giai đoạn {phase} gồm các năm tăng trưởng {first} đến {last}, cần mức của các năm {before} đến {last}.",
        "en": "How the phase is averaged: {averaging}. The phase {phase} is the growth of {first} to {last}: it needs levels of {before} to {last}.",
    },
    "data_title": {"vi": "Hệ số và số liệu", "en": "Coefficients and data"},
    "coefficients": {
        "vi": "Hệ số của vốn b_K = {capital}, của lao động b_L = {labour}.",
        "en": "The coefficients are b_K = {capital} for capital and b_L = {labour} for labour.",
    },
    "y_is": {"vi": "Y: {series}, {unit}.", "en": "Y: {series}, {unit}."},
    "l_is": {"vi": "L: {series}, {unit}.", "en": "L: {series}, {unit}."},
    "k_is": {
        "vi": "K: vốn {timing}, {unit}, theo giá so sánh, lập từ {investment} bằng phương pháp kiểm kê liên tục.",
        "en": "K: the {timing} stock, {unit} at constant prices, by perpetual inventory over {investment}.",
    },
    "k_kind": {"vi": "Loại vốn: {kind}.", "en": "Kind of stock: {kind}."},
    "k_formula": {
        "vi": "với K_t là vốn cuối năm t, I_t là vốn đầu tư theo giá so sánh và δ là tỷ lệ khấu hao.",
        "en": "with K_t the stock at the end of year t, I_t investment at constant prices and δ the rate of depreciation.",
    },
    # ---------------------------------------------------------------------------------------------- results
    "phase_title": {"vi": "Cả giai đoạn", "en": "The phase"},
    "phase_intro": {
        "vi": "{table} phân chia tăng trưởng của tổng sản phẩm thành đóng góp của vốn, lao động và TFP.",
        "en": "{table} divides output growth into the contributions of capital, labour and TFP.",
    },
    "phase_caption": {
        "vi": "Đóng góp vào tăng trưởng của {place}, giai đoạn {phase}",
        "en": "Contributions to the growth of {place}, {phase}",
    },
    "waterfall_caption": {
        "vi": "Từ đóng góp của vốn, lao động và TFP đến tăng trưởng, giai đoạn {phase} (điểm %)",
        "en": "From the contributions of capital, labour and TFP to growth, {phase} (points)",
    },
    "negative": {
        "vi": "Đóng góp âm: {parts}.",
        "en": "Negative contributions: {parts}.",
    },
    "negative_meaning": {
        "vi": "Đóng góp âm của vốn hoặc lao động nghĩa là yếu tố đó giảm; đóng góp âm của TFP nghĩa là tổng sản phẩm tăng chậm hơn phần do vốn và lao động mang lại. Khi một yếu tố đóng góp âm, tỷ phần của các yếu tố khác cộng lại vượt 100 %.",
        "en": "A negative contribution of capital or labour means that the input fell; one of TFP means that output grew more slowly than capital and labour alone would have made it. Where one part is negative, the shares of the others exceed 100 % together.",
    },
    "negative_part": {"vi": "{part} ({points} điểm %)", "en": "{part} ({points} points)"},
    "negative_year": {"vi": "{part} năm {year} ({points} điểm %)", "en": "{part} in {year} ({points} points)"},
    "part_capital": {"vi": "vốn", "en": "capital"},
    "part_labour": {"vi": "lao động", "en": "labour"},
    "part_tfp": {"vi": "TFP", "en": "TFP"},
    "year_title": {"vi": "Theo năm", "en": "By year"},
    "year_intro": {
        "vi": "{table} tính cùng công thức cho từng năm; dòng cuối là cả giai đoạn.",
        "en": "{table} applies the formula to each year; the last row is the phase.",
    },
    "year_caption": {
        "vi": "Tài khoản tăng trưởng theo năm và cả giai đoạn",
        "en": "Growth account by year and for the phase",
    },
    "year_head": {
        "vi": "Năm | Tốc độ tăng (%) | | | Đóng góp (điểm %) | |",
        "en": "Year | Growth (%) | | | Contribution (points) | |",
    },
    "year_parts": {"vi": " | Y | K | L | Vốn | Lao động | TFP", "en": " | Y | K | L | Capital | Labour | TFP"},
    "levels_caption": {
        "vi": "Mức của tổng sản phẩm, vốn đầu tư, vốn và lao động",
        "en": "Levels of output, investment, capital and labour",
    },
    "levels_head": {
        "vi": "Năm | Tổng sản phẩm ({money}) | Vốn đầu tư ({money}) | Vốn ({money}) | Lao động ({labour})",
        "en": "Year | Output ({money}) | Investment ({money}) | Capital ({money}) | Labour ({labour})",
    },
    "levels_note": {
        "vi": "Tổng sản phẩm, vốn đầu tư và vốn theo giá so sánh.",
        "en": "Output, investment and capital at constant prices.",
    },
    "years_figure": {
        "vi": "Đóng góp vào tăng trưởng theo năm (điểm %)",
        "en": "Contributions to growth by year (points)",
    },
    "readings_title": {"vi": "Theo cách tính khác", "en": "Read otherwise"},
    "readings_intro": {
        "vi": "Cùng số liệu và giả định, tỷ phần TFP còn phụ thuộc cách hiểu “đóng góp trong giai đoạn” ({table}).",
        "en": "With the same data and assumptions, the TFP share still depends on what “contribution in a phase” means ({table}).",
    },
    "readings_range": {
        "vi": "Các cách tính cho tỷ phần từ {low} đến {high} %.",
        "en": "The readings give shares from {low} to {high} %.",
    },
    "readings_caption": {"vi": "Tỷ phần TFP theo các cách tính", "en": "TFP share under each reading"},
    "readings_head": {"vi": "Cách tính | Tỷ phần TFP (%)", "en": "Reading | TFP share (%)"},
    "of_this_report": {"vi": "{reading} – số của Báo cáo này", "en": "{reading} – the figure of this report"},
    # ---------------------------------------------------------------------------------------------- evidence
    "filled_title": {
        "vi": "Các ô chưa có số liệu, thay bằng giả định",
        "en": "Cells the data lack, filled by assumptions",
    },
    "filled_caption": {"vi": "Các ô thay bằng giả định", "en": "Cells filled by assumptions"},
    "filled_head": {
        "vi": "Chỉ tiêu | Năm | Giá trị | Cận dưới | Cận trên",
        "en": "Series | Year | Value | Low | High",
    },
    "filled_point": {
        "vi": "{series}, {years}. Quy tắc: {rule}. Lý do: {reason} Nguồn: {source}",
        "en": "{series}, {years}. Rule: {rule}. Reason: {reason} Source: {source}",
    },
    "filled_none": {
        "vi": "Không có ô nào của tổng sản phẩm, vốn đầu tư hay lao động được thay bằng giả định.",
        "en": "No cell of output, investment or labour is filled by an assumption.",
    },
    "assumptions_title": {"vi": "Các giả định khác", "en": "Other assumptions"},
    "assumptions_caption": {"vi": "Các giả định khác", "en": "Other assumptions"},
    "assumptions_head": {
        "vi": "Giả định | Giá trị | Cận dưới | Cận trên",
        "en": "Assumption | Value | Low | High",
    },
    "assumption_point": {
        "vi": "{name}. Lý do: {reason} Nguồn: {source}",
        "en": "{name}. Reason: {reason} Source: {source}",
    },
    "assumptions_none": {"vi": "Không có giả định nào khác.", "en": "There are no other assumptions."},
    # ---------------------------------------------------------------------------------------------- certainty
    "draws_title": {"vi": "Khi các giả định cùng thay đổi", "en": "With all assumptions drawn together"},
    "draws": {
        "vi": "Các giả định được rút {draws} lần từ khoảng của chúng ({sampling}, hạt giống {seed}). Tỷ phần TFP có trung vị {median} %; {level} % số lần rút nằm từ {low} đến {high} %. TFP tăng {growth_median} %/năm ở trung vị, {level} % số lần rút từ {growth_low} đến {growth_high} %/năm. Xác suất tỷ phần âm là {negative} %, không xác định {undefined} %.",
        "en": "The assumptions are drawn {draws} times from their ranges ({sampling}, seed {seed}). The TFP share has a median of {median} %; {level} % of the draws lie between {low} and {high} %. TFP grows by {growth_median} % a year at the median, {level} % of the draws between {growth_low} and {growth_high}. The share is negative with a probability of {negative} % and not defined with {undefined} %.",
    },
    "targets_caption": {
        "vi": "Xác suất tỷ phần TFP vượt mục tiêu",
        "en": "Probability that the TFP share exceeds a target",
    },
    "targets_head": {"vi": "Tỷ phần TFP vượt (%) | Xác suất (%)", "en": "TFP share above (%) | Probability (%)"},
    "ranking_title": {"vi": "Giả định nào quan trọng nhất", "en": "Which assumptions matter most"},
    "ranking_intro": {
        "vi": "{table} chia phương sai của tỷ phần TFP theo giả định: phần của riêng từng giả định, và phần của nó cùng với mọi giả định khác. Đứng đầu: {name}.",
        "en": "{table} divides the variance of the TFP share by assumption: the part of each alone, and with every other. The largest: {name}.",
    },
    "ranking_caption": {
        "vi": "Phần phương sai của tỷ phần TFP theo giả định (%)",
        "en": "Variance of the TFP share by assumption (%)",
    },
    "ranking_head": {
        "vi": "Giả định | Riêng | Cùng các giả định khác | Cận dưới | Cận trên",
        "en": "Assumption | Alone | With all others | Low | High",
    },
    "ranking_note": {
        "vi": "Cột “Cùng các giả định khác” có thể cộng lại quá 100 %; cận dưới và cận trên là của cột đó.",
        "en": "The column “With all others” may add up to more than 100 %; low and high are those of that column.",
    },
    "swings_title": {"vi": "Khi từng giả định thay đổi riêng", "en": "One assumption at a time"},
    "swings_caption": {
        "vi": "Tỷ phần TFP khi một giả định ở hai đầu khoảng, các giả định khác giữ nguyên (%)",
        "en": "TFP share with one assumption at the ends of its range, the others at their values (%)",
    },
    "swings_head": {
        "vi": "Giả định | Cận dưới | Tỷ phần TFP (%) | Cận trên | Tỷ phần TFP (%)",
        "en": "Assumption | Low | TFP share (%) | High | TFP share (%)",
    },
    "capital_title": {"vi": "Theo cách đo vốn", "en": "By the measure of capital"},
    "capital_text": {"vi": "{spread} Chi tiết tại {annex}.", "en": "{spread} Details stand in {annex}."},
    # ---------------------------------------------------------------------------------------------- comparison
    "published_text": {
        "vi": "{table} đặt kết quả cạnh bảng công bố của cơ quan Thống kê cho cùng giai đoạn.",
        "en": "{table} sets the figure beside the account that the Statistics Office published for the same phase.",
    },
    "published_caption": {
        "vi": "Kết quả tính và số đã công bố, giai đoạn {phase}",
        "en": "The figure and the published account, {phase}",
    },
    "published_head": {
        "vi": "Chỉ tiêu | Công bố | Tính | Chênh lệch (điểm %)",
        "en": "Quantity | Published | Computed | Difference (points)",
    },
    "published_capital": {"vi": "Tỷ phần của vốn (%)", "en": "Share of capital (%)"},
    "published_labour": {"vi": "Tỷ phần của lao động (%)", "en": "Share of labour (%)"},
    "published_tfp": {"vi": "Tỷ phần của TFP (%)", "en": "Share of TFP (%)"},
    "published_growth": {"vi": "TFP tăng (%/năm)", "en": "TFP growth (% a year)"},
    "published_source": {"vi": "Nguồn của số công bố: {source}.", "en": "Source of the published account: {source}."},
    # ---------------------------------------------------------------------------------------------- the end
    "closing": {
        "vi": "Trên đây là báo cáo kết quả tính đóng góp của TFP vào tăng trưởng của {place} giai đoạn {phase}./.",
        "en": "This concludes the report on the contribution of TFP to the growth of {place} in {phase}.",
    },
    "stocks_caption": {"vi": "Vốn theo năm ({unit}, giá so sánh)", "en": "Capital by year ({unit}, constant prices)"},
    "measures_caption": {"vi": "Tỷ phần TFP theo từng cách đo vốn", "en": "TFP share under each measure of capital"},
    "capital_figure": {
        "vi": "Vốn cuối năm, nguồn của nó, và tỷ phần TFP theo từng cách đo vốn",
        "en": "Closing stock, where it comes from, and the TFP share under each measure of capital",
    },
    "sources_intro": {
        "vi": "Mỗi dòng là một chuỗi số liệu, các năm và ấn phẩm đã cho các năm đó.",
        "en": "Each line is a series, the years, and the publication that gave them.",
    },
    "made_by": {"vi": "Tính bằng phần mềm tfp-soctrang {version}.", "en": "Computed by tfp-soctrang {version}."},
    # ---------------------------------------------------------------------------------------------- figures
    "chart_growth": {"vi": "Tổng sản phẩm tăng", "en": "Output growth"},
    "chart_points": {"vi": "điểm %", "en": "points"},
    "chart_foot": {
        "vi": "{status} – {place}, {phase}. Nguồn: tính từ số liệu và giả định nêu trong Báo cáo.",
        "en": "{status} – {place}, {phase}. Source: computed from the data and assumptions of this report.",
    },
    "chart_at_low": {"vi": "ở cận dưới", "en": "at the low end"},
    "chart_at_high": {"vi": "ở cận trên", "en": "at the high end"},
    "chart_share": {"vi": "Tỷ phần TFP (%)", "en": "TFP share (%)"},
    "chart_text": {"vi": "Biểu đồ. {what}", "en": "Chart. {what}"},
}
