"""Verdicts on estimated elasticities: what each rule found, why it exists, and what to do."""

from __future__ import annotations

__all__ = ["ESTIMATION_VERDICT_SENTENCES"]

ESTIMATION_VERDICT_SENTENCES: dict[str, dict[str, str]] = {
    # -- verdicts ------------------------------------------------------------------------------------------------------
    "verdict_usable": {
        "en": "Usable: the elasticity of {input_name} ({phase}) is {value:.3f} (95 % interval {low:.3f} to "
        "{high:.3f}), from the data alone.",
        "vi": "Dùng được: hệ số co giãn của {input_name} ({phase}) là {value:.3f} (khoảng tin cậy 95 %: "
        "{low:.3f} đến {high:.3f}), chỉ dựa vào số liệu.",
    },
    "verdict_usable_with_prior": {
        "en": "Usable with a prior: the elasticity of {input_name} ({phase}) is {value:.3f} (95 % interval "
        "{low:.3f} to {high:.3f}); name the prior or the given share wherever the figure is shown.",
        "vi": "Dùng được cùng thông tin tiên nghiệm: hệ số co giãn của {input_name} ({phase}) là {value:.3f} "
        "(khoảng tin cậy 95 %: {low:.3f} đến {high:.3f}); phải nêu rõ thông tin tiên nghiệm hoặc tỷ phần cho trước mỗi khi "
        "dùng con số này.",
    },
    "verdict_not_identified": {
        "en": "Not identified: the elasticity of {input_name} ({phase}) comes out as {value:.3f} (95 % "
        "interval {low:.3f} to {high:.3f}), and must not feed the account.",
        "vi": "Không xác định được: hệ số co giãn của {input_name} ({phase}) ước lượng là {value:.3f} (khoảng "
        "tin cậy 95 %: {low:.3f} đến {high:.3f}) và không được đưa vào phép tính TFP.",
    },
    "verdict_passed": {"en": "passed", "vi": "đạt"},
    "verdict_failed": {"en": "failed", "vi": "không đạt"},
    "verdict_not_applicable": {"en": "not applicable", "vi": "không áp dụng"},
    "verdict_refused": {
        "en": "is not identified, and does not feed the account; these rules failed",
        "vi": "không xác định được nên không đưa vào phép tính TFP; các quy tắc không đạt được nêu dưới đây",
    },
    "verdict_prior_refused": {
        "en": "rests on a prior, and only estimates from the data alone were asked for",
        "vi": "dựa vào thông tin tiên nghiệm, trong khi chỉ chấp nhận ước lượng từ số liệu",
    },
    "remedy_accept_prior": {
        "en": "Accept it by name, accept='usable_with_prior', and name the prior beside the figure.",
        "vi": "Hãy chấp nhận đích danh, accept='usable_with_prior', và nêu thông tin tiên nghiệm bên cạnh con số.",
    },
    "remedy_not_identified": {
        "en": "Use measured shares (the account's own choice), or estimate with less asked of the data: constant returns, "
        "growth rates, a prior with its source (prior='official'), a longer or more varied sample. To use it all the same "
        "say so by name: accept='not_identified'.",
        "vi": "Hãy dùng tỷ phần thu nhập đo được (cách tính mặc định), hoặc ước lượng với ít đòi hỏi hơn đối với số liệu: "
        "hiệu suất không đổi theo quy mô, tốc độ tăng, thông tin tiên nghiệm có nguồn (prior='official'), mẫu dài hơn hoặc "
        "biến động hơn. Nếu vẫn muốn dùng, hãy nói đích danh: accept='not_identified'.",
    },
    # -- the estimate --------------------------------------------------------------------------------------------------
    "why_precision": {
        "en": "An error of 0.10 in the elasticity of capital moves the TFP contribution share by 11 percentage points in "
        "Sóc Trăng in 2021–2025 and by up to 13 in Việt Nam. Published labour shares place it between 0.38 and 0.58, within "
        "0.10 of the middle, without any estimate: an estimate that knows less adds nothing.",
        "vi": "Sai lệch 0,10 ở hệ số co giãn của vốn làm tỷ phần đóng góp của TFP thay đổi 11 điểm phần trăm ở Sóc Trăng giai "
        "đoạn 2021–2025 và đến 13 điểm ở cả nước. Các tỷ phần lao động đã công bố cho biết hệ số này nằm giữa 0,38 và 0,58, "
        "tức trong phạm vi 0,10 quanh điểm giữa, không cần ước lượng: ước lượng kém chính xác hơn thì không thêm được gì.",
    },
    "rule_precision_passed": {
        "en": "The 95 % interval is {value:.3f} ± {half:.3f}, no wider than ± {limit:.2f}: the TFP contribution share is "
        "known within some {moved:.0f} percentage points.",
        "vi": "Khoảng tin cậy 95 % là {value:.3f} ± {half:.3f}, không rộng hơn ± {limit:.2f}: tỷ phần đóng góp của TFP được "
        "biết trong phạm vi khoảng {moved:.0f} điểm phần trăm.",
    },
    "rule_precision_failed": {
        "en": "The 95 % interval is {value:.3f} ± {half:.3f}, wider than ± {limit:.2f}: the TFP contribution share could be "
        "off by some {moved:.0f} percentage points.",
        "vi": "Khoảng tin cậy 95 % là {value:.3f} ± {half:.3f}, rộng hơn ± {limit:.2f}: tỷ phần đóng góp của TFP có thể lệch "
        "khoảng {moved:.0f} điểm phần trăm.",
    },
    "rule_share_given": {
        "en": "The elasticity, {value:.3f}, was given and not estimated.",
        "vi": "Hệ số co giãn, {value:.3f}, được cho trước chứ không ước lượng.",
    },
    "why_meaning": {
        "en": "Paid its marginal product, an input earns its elasticity as a share of output: below zero or above one it "
        "cannot, and contributions would have the wrong sign.",
        "vi": "Nếu được trả theo sản phẩm cận biên, phần thu nhập của một đầu vào bằng hệ số co giãn của nó: phần đó không "
        "thể âm hay vượt quá một, và đóng góp tính ra sẽ sai dấu.",
    },
    "rule_meaning_passed": {
        "en": "All elasticities lie between 0 and 1 at every observation of the phase (that of {input_name}: {low:.3f} to "
        "{high:.3f}).",
        "vi": "Mọi hệ số co giãn nằm giữa 0 và 1 ở mọi quan sát của giai đoạn (của {input_name}: {low:.3f} đến {high:.3f}).",
    },
    "rule_meaning_failed": {
        "en": "Elasticities leave the range 0 to 1 within the phase: that of {input_name} runs from {low:.3f} to {high:.3f}.",
        "vi": "Hệ số co giãn ra ngoài phạm vi 0 đến 1 trong giai đoạn: của {input_name} từ {low:.3f} đến {high:.3f}.",
    },
    "why_regularity": {
        "en": "Where a function is not monotone and quasi-concave it is no production function; a flexible form is exact at "
        "a point only and may fail at the edge of the sample.",
        "vi": "Nơi hàm không đơn điệu và tựa lõm thì không còn là hàm sản xuất; dạng hàm linh hoạt chỉ chính xác tại một điểm "
        "nên có thể sai ở rìa của mẫu.",
    },
    "rule_regularity_passed": {
        "en": "The function is monotone and quasi-concave at {percent:.0f} % of the observations of the phase, at least "
        "{limit:.0f} %.",
        "vi": "Hàm đơn điệu và tựa lõm ở {percent:.0f} % số quan sát của giai đoạn, ít nhất {limit:.0f} %.",
    },
    "rule_regularity_failed": {
        "en": "The function is monotone and quasi-concave at {percent:.0f} % of the observations of the phase, less than "
        "{limit:.0f} %.",
        "vi": "Hàm đơn điệu và tựa lõm chỉ ở {percent:.0f} % số quan sát của giai đoạn, dưới {limit:.0f} %.",
    },
    "why_collinearity": {
        "en": "Collinear terms harm an estimate through its standard error alone: they are asked about where precision "
        "fails, to tell whether other data or fewer terms would help.",
        "vi": "Đa cộng tuyến chỉ gây hại qua sai số chuẩn: vì thế chỉ xét khi độ chính xác không đạt, để biết cần số liệu "
        "khác hay cần bớt biến.",
    },
    "rule_collinearity_harmless": {
        "en": "The estimate is precise whatever the collinearity of its terms.",
        "vi": "Ước lượng đủ chính xác, dù các biến có cộng tuyến hay không.",
    },
    "rule_collinearity_passed": {
        "en": "The terms can be told apart (condition number {number:.1f}, at most {limit:.0f}; largest variance inflation "
        "{inflation:.1f}): precision is wanting because observations are few or errors large.",
        "vi": "Các biến phân biệt được với nhau (số điều kiện {number:.1f}, không quá {limit:.0f}; hệ số phóng đại phương sai "
        "lớn nhất {inflation:.1f}): thiếu chính xác là do ít quan sát hoặc sai số lớn.",
    },
    "rule_collinearity_failed": {
        "en": "The terms move together (condition number {number:.1f}, above {limit:.0f}; largest variance inflation "
        "{inflation:.1f}): precision is lost to collinearity.",
        "vi": "Các biến biến động cùng nhau (số điều kiện {number:.1f}, trên {limit:.0f}; hệ số phóng đại phương sai lớn nhất "
        "{inflation:.1f}): mất chính xác là do đa cộng tuyến.",
    },
    "why_robustness": {
        "en": "Figures of single years are revised: one observation must not move the elasticity by more than half of what "
        "precision allows.",
        "vi": "Số liệu từng năm còn được điều chỉnh: một quan sát không được làm hệ số co giãn thay đổi quá một nửa mức cho "
        "phép về độ chính xác.",
    },
    "rule_robustness_passed": {
        "en": "Observation {observation} moves the elasticity most, by {moved:.3f}, at most {limit:.2f}.",
        "vi": "Quan sát {observation} làm hệ số co giãn thay đổi nhiều nhất, {moved:.3f}, không quá {limit:.2f}.",
    },
    "rule_robustness_failed": {
        "en": "Observation {observation} alone moves the elasticity by {moved:.3f}, more than {limit:.2f}.",
        "vi": "Riêng quan sát {observation} đã làm hệ số co giãn thay đổi {moved:.3f}, hơn {limit:.2f}.",
    },
    "rule_robustness_unknown": {
        "en": "The fit does not tell what single observations do to it.",
        "vi": "Kết quả ước lượng không cho biết ảnh hưởng của từng quan sát.",
    },
    # -- the evidence --------------------------------------------------------------------------------------------------
    "why_drift": {
        "en": "The account asks how much TFP grows. A function that leaves TFP no growth of its own ascribes it to the input "
        "that grows most like a trend, which is capital.",
        "vi": "Phép tính nhằm biết TFP tăng bao nhiêu. Hàm không để cho TFP tự tăng sẽ gán mức tăng đó cho đầu vào có dạng "
        "giống xu thế nhất, tức là vốn.",
    },
    "rule_drift_passed": {
        "en": "TFP has a trend, a drift or effects of years of its own.",
        "vi": "TFP có xu thế, mức tăng bình quân hoặc hiệu ứng năm của riêng nó.",
    },
    "rule_drift_failed": {
        "en": "The function leaves TFP no growth of its own: add a trend, also to growth rates.",
        "vi": "Hàm không để cho TFP tự tăng: hãy thêm biến xu thế, kể cả khi dùng tốc độ tăng.",
    },
    "why_cointegration": {
        "en": "Series that drift fit each other whether they have to do with each other or not: in levels a small standard "
        "error means nothing unless the residuals return. A test that does not apply is no evidence.",
        "vi": "Các chuỗi có xu thế luôn khớp với nhau dù có liên quan hay không: ở dạng mức, sai số chuẩn nhỏ không có ý nghĩa "
        "trừ khi phần dư quay về trung bình. Không kiểm định được thì không có bằng chứng.",
    },
    "rule_cointegration_passed": {
        "en": "Output and inputs are cointegrated: the Engle–Granger statistic of the residuals in levels, {statistic:.2f}, "
        "is below the 5 % value for this length, {critical:.2f}.",
        "vi": "Sản lượng và các đầu vào đồng liên kết: thống kê Engle–Granger của phần dư ở dạng mức, {statistic:.2f}, nhỏ "
        "hơn giá trị tới hạn 5 % ứng với cỡ mẫu này, {critical:.2f}.",
    },
    "rule_cointegration_failed": {
        "en": "Nothing shows that output and inputs are cointegrated: the Engle–Granger statistic of the residuals in "
        "levels, {statistic:.2f}, is not below the 5 % value for this length, {critical:.2f}. The regression may be "
        "spurious: take growth rates or a state-space trend.",
        "vi": "Không có bằng chứng sản lượng và các đầu vào đồng liên kết: thống kê Engle–Granger của phần dư ở dạng mức, "
        "{statistic:.2f}, không nhỏ hơn giá trị tới hạn 5 % ứng với cỡ mẫu này, {critical:.2f}. Hồi quy có thể là giả mạo: "
        "hãy dùng tốc độ tăng hoặc mô hình không gian trạng thái.",
    },
    "rule_cointegration_differences": {
        "en": "The function is fitted to changes from year to year, or its trend is itself a random walk: no relation of "
        "levels is asked for.",
        "vi": "Hàm được ước lượng theo thay đổi từng năm, hoặc xu thế của nó là bước ngẫu nhiên: không đòi hỏi quan hệ giữa "
        "các mức.",
    },
    "rule_cointegration_stationary": {
        "en": "Output and inputs return to their trends (unit roots are refused in each), and the function has a trend.",
        "vi": "Sản lượng và các đầu vào quay về xu thế (bác bỏ nghiệm đơn vị ở từng chuỗi), và hàm có biến xu thế.",
    },
    "rule_cointegration_panel": {
        "en": "Pooled over provinces an estimate settles even where the levels of no province are cointegrated (Phillips and "
        "Moon 1999), as long as its errors allow for memory.",
        "vi": "Gộp nhiều tỉnh, ước lượng vẫn hội tụ dù các mức của từng tỉnh không đồng liên kết (Phillips và Moon 1999), "
        "miễn là sai số chuẩn tính đến tự tương quan.",
    },
    "why_memory": {
        "en": "Standard errors that take errors of successive years for independent are too small where they are not, and "
        "precision is judged by them; the test is at 5 %, since a false alarm costs no more than errors='hac' or growth "
        "rates.",
        "vi": "Sai số chuẩn giả định sai số các năm độc lập sẽ quá nhỏ khi có tự tương quan, mà độ chính xác được xét theo "
        "chúng; mức ý nghĩa 5 %, vì báo động nhầm chỉ khiến phải dùng errors='hac' hoặc tốc độ tăng.",
    },
    "rule_memory_passed": {
        "en": "Residuals show no memory (p = {p_value:.3f}).",
        "vi": "Phần dư không cho thấy tự tương quan (p = {p_value:.3f}).",
    },
    "rule_memory_failed": {
        "en": "Residuals remember earlier years (p = {p_value:.3f}), and the standard errors take them for independent.",
        "vi": "Phần dư có tự tương quan (p = {p_value:.3f}), trong khi sai số chuẩn giả định độc lập.",
    },
    "rule_memory_allowed": {
        "en": "The standard errors allow for memory.",
        "vi": "Sai số chuẩn đã tính đến tự tương quan.",
    },
    "rule_memory_clustered": {
        "en": "The standard errors allow for memory within each province.",
        "vi": "Sai số chuẩn đã tính đến tự tương quan trong từng tỉnh.",
    },
    "rule_memory_unknown": {
        "en": "The fit has no test of memory.",
        "vi": "Kết quả ước lượng không có kiểm định tự tương quan.",
    },
    "why_order": {
        "en": "Observations without years are taken for a cross-section, whose rows have no order; if residuals remember the "
        "row before, they are a series of years, or rows sorted by size with the form of the function wrong. The test is at "
        "1 %.",
        "vi": "Quan sát không có năm được coi là số liệu chéo, thứ tự các dòng không có ý nghĩa; nếu phần dư tương quan với "
        "dòng trước thì đó là chuỗi thời gian, hoặc các dòng xếp theo quy mô và dạng hàm sai. Mức ý nghĩa 1 %.",
    },
    "rule_order_passed": {
        "en": "Residuals of successive rows are not correlated ({correlation:.2f}): the observations are a cross-section.",
        "vi": "Phần dư của các dòng liên tiếp không tương quan ({correlation:.2f}): các quan sát là số liệu chéo.",
    },
    "rule_order_failed": {
        "en": "Residuals of successive rows are correlated ({correlation:.2f}): give the years if these are years, else "
        "another form of the function.",
        "vi": "Phần dư của các dòng liên tiếp tương quan ({correlation:.2f}): hãy cho năm nếu là chuỗi thời gian, nếu không "
        "hãy dùng dạng hàm khác.",
    },
    "why_stability": {
        "en": "The elasticity of the sample serves a phase at its end: if it changed on the way it is not that of the phase. "
        "The test is at 1 %, since it looks at every year.",
        "vi": "Hệ số co giãn của cả mẫu được dùng cho giai đoạn ở cuối mẫu: nếu nó đã thay đổi thì không phải là của giai "
        "đoạn đó. Mức ý nghĩa 1 %, vì kiểm định xét mọi năm.",
    },
    "rule_stability_passed": {
        "en": "No year divides the sample into two functions (p = {p_value:.3f}).",
        "vi": "Không năm nào chia mẫu thành hai hàm khác nhau (p = {p_value:.3f}).",
    },
    "rule_stability_failed": {
        "en": "The function is not the same before and after some year (p = {p_value:.3f}): fit a break, or a shorter sample.",
        "vi": "Hàm không như nhau trước và sau một năm nào đó (p = {p_value:.3f}): hãy đưa vào gãy khúc, hoặc dùng mẫu ngắn "
        "hơn.",
    },
    "rule_stability_unknown": {
        "en": "No test of stability is defined for this fit.",
        "vi": "Chưa có kiểm định tính ổn định cho dạng ước lượng này.",
    },
    "why_constant_returns": {
        "en": "Constant returns, when imposed, decide the elasticity with the data: they must not be against them. The test "
        "is at 1 %, since the account assumes them anyway.",
        "vi": "Khi áp đặt hiệu suất không đổi theo quy mô, giả thiết này cùng số liệu quyết định hệ số co giãn, nên không được "
        "trái với số liệu. Mức ý nghĩa 1 %, vì phép tính TFP vốn đã giả định như vậy.",
    },
    "rule_constant_returns_passed": {
        "en": "The data do not contradict constant returns (p = {p_value:.3f}).",
        "vi": "Số liệu không trái với hiệu suất không đổi theo quy mô (p = {p_value:.3f}).",
    },
    "rule_constant_returns_failed": {
        "en": "The data contradict constant returns (p = {p_value:.3f}).",
        "vi": "Số liệu bác bỏ hiệu suất không đổi theo quy mô (p = {p_value:.3f}).",
    },
    "rule_returns_free": {
        "en": "Constant returns are not imposed.",
        "vi": "Không áp đặt hiệu suất không đổi theo quy mô.",
    },
    # -- the prior -----------------------------------------------------------------------------------------------------
    "rule_no_prior": {
        "en": "The fit has no prior.",
        "vi": "Ước lượng không dùng thông tin tiên nghiệm.",
    },
    "rule_prior_elsewhere": {
        "en": "There is a prior, but not on the elasticity of {input_name}.",
        "vi": "Có thông tin tiên nghiệm, nhưng không phải về hệ số co giãn của {input_name}.",
    },
    "why_prior_declared": {
        "en": "A figure that rests on what was known beforehand must say what and from where.",
        "vi": "Con số dựa vào hiểu biết có trước thì phải nói rõ hiểu biết đó là gì và từ đâu.",
    },
    "rule_prior_declared_passed": {
        "en": "The prior has its source: {source}.",
        "vi": "Thông tin tiên nghiệm có nguồn: {source}.",
    },
    "rule_prior_declared_failed": {
        "en": "The prior does not say where it comes from ({source}).",
        "vi": "Thông tin tiên nghiệm không nêu nguồn ({source}).",
    },
    "why_prior_agreement": {
        "en": "Where data and prior contradict each other, their mean is believed by neither. The test is at 5 %.",
        "vi": "Khi số liệu và thông tin tiên nghiệm trái nhau, trung bình của chúng không được bên nào ủng hộ. Mức ý nghĩa 5 %.",
    },
    "rule_prior_agreement_passed": {
        "en": "Data and prior do not contradict each other (p = {p_value:.3f}).",
        "vi": "Số liệu và thông tin tiên nghiệm không trái nhau (p = {p_value:.3f}).",
    },
    "rule_prior_agreement_failed": {
        "en": "Data and prior contradict each other (p = {p_value:.3f}).",
        "vi": "Số liệu và thông tin tiên nghiệm trái nhau (p = {p_value:.3f}).",
    },
    "why_data_weight": {
        "en": "A precise prior makes any estimate look precise. Where less than half of what is known comes from the data, "
        "the figure is the prior's: then use its mean in the account as what it is, a measured share with its range.",
        "vi": "Thông tin tiên nghiệm rất hẹp làm mọi ước lượng trông có vẻ chính xác. Khi số liệu đóng góp chưa đến một nửa, "
        "con số là của thông tin tiên nghiệm: hãy dùng nó trong phép tính TFP đúng như bản chất, một tỷ phần đo được với "
        "khoảng của nó.",
    },
    "rule_data_weight_passed": {
        "en": "{percent:.0f} % of the precision comes from the data, at least {limit:.0f} % (standard deviation {sd:.3f} "
        "before, {error:.3f} after).",
        "vi": "{percent:.0f} % độ chính xác đến từ số liệu, ít nhất {limit:.0f} % (độ lệch chuẩn {sd:.3f} trước, {error:.3f} "
        "sau).",
    },
    "rule_data_weight_failed": {
        "en": "{percent:.0f} % of the precision comes from the data, less than {limit:.0f} % (standard deviation {sd:.3f} "
        "before, {error:.3f} after): the data say too little beside the prior.",
        "vi": "Chỉ {percent:.0f} % độ chính xác đến từ số liệu, dưới {limit:.0f} % (độ lệch chuẩn {sd:.3f} trước, {error:.3f} "
        "sau): số liệu nói quá ít so với thông tin tiên nghiệm.",
    },
}
