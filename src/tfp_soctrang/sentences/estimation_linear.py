"""Null hypotheses of tests, and why a test or a figure does not apply, for linear production functions."""

from __future__ import annotations

__all__ = ["ESTIMATION_LINEAR_SENTENCES"]

ESTIMATION_LINEAR_SENTENCES: dict[str, dict[str, str]] = {
    # -- null hypotheses -----------------------------------------------------------------------------------------------
    "null_constant_returns": {
        "en": "The elasticities sum to one: returns to scale are constant.",
        "vi": "Tổng các hệ số co giãn bằng một: hiệu suất không đổi theo quy mô.",
    },
    "null_no_breaks": {
        "en": "There is no break in {years}: the coefficients of the break terms are all zero.",
        "vi": "Không có gãy khúc vào {years}: mọi hệ số của các biến gãy khúc bằng không.",
    },
    "null_no_break_at": {
        "en": "All coefficients are the same before {year} and from it on.",
        "vi": "Mọi hệ số trước năm {year} và từ năm đó trở đi là như nhau.",
    },
    "null_stable": {
        "en": "All coefficients are the same before and after every year.",
        "vi": "Mọi hệ số là như nhau trước và sau bất kỳ năm nào.",
    },
    "note_largest_at": {
        "en": "The statistic is largest when the second regime begins in {year}.",
        "vi": "Thống kê lớn nhất khi chế độ thứ hai bắt đầu từ năm {year}.",
    },
    "note_short_for_surface": {
        "en": "The sample is shorter than those the critical values were simulated for: the p-value is rough.",
        "vi": "Mẫu ngắn hơn các mẫu đã dùng để mô phỏng giá trị tới hạn: giá trị p chỉ là gần đúng.",
    },
    "null_durbin_watson": {
        "en": "Errors of successive years are independent (against positive autocorrelation).",
        "vi": "Sai số của hai năm liền nhau là độc lập (đối thuyết: tự tương quan dương).",
    },
    "null_no_autocorrelation": {
        "en": "Errors have no autocorrelation up to {lags} years.",
        "vi": "Sai số không có tự tương quan đến bậc {lags} năm.",
    },
    "null_no_memory_in_panel": {
        "en": "Errors of a province in successive years are not correlated.",
        "vi": "Sai số của một tỉnh ở hai năm liền nhau không tương quan.",
    },
    "null_normal": {
        "en": "Errors are normally distributed.",
        "vi": "Sai số có phân phối chuẩn.",
    },
    "null_one_variance": {
        "en": "The variance of errors is the same for all observations.",
        "vi": "Phương sai của sai số là như nhau ở mọi quan sát.",
    },
    "null_unit_root": {
        "en": "The log of {series} has a unit root: its shocks stay for good.",
        "vi": "Lôgarit của {series} có nghiệm đơn vị: các cú sốc để lại tác động vĩnh viễn.",
    },
    "null_no_cointegration": {
        "en": "Residuals have a unit root: output and inputs are not cointegrated.",
        "vi": "Phần dư có nghiệm đơn vị: sản lượng và các đầu vào không đồng liên kết.",
    },
    "null_prior_agrees": {
        "en": "The data and the prior speak of the same elasticities.",
        "vi": "Số liệu và thông tin tiên nghiệm nói về cùng các hệ số co giãn.",
    },
    "null_no_effects": {
        "en": "All provinces share one constant: there are no province effects.",
        "vi": "Mọi tỉnh có chung một hằng số: không có hiệu ứng riêng của tỉnh.",
    },
    "null_no_year_effects": {
        "en": "All years share one constant: there are no year effects.",
        "vi": "Mọi năm có chung một hằng số: không có hiệu ứng riêng của năm.",
    },
    # -- why something does not apply ----------------------------------------------------------------------------------
    "na_exact_fit": {
        "en": "The fit is exact: the residuals are no more than the rounding of digits.",
        "vi": "Hàm khớp hoàn toàn: phần dư chỉ là sai số làm tròn.",
    },
    "na_restricted": {
        "en": "Restrictions bind the coefficients of this regression: test on the reduced regression.",
        "vi": "Các hệ số của hồi quy này bị ràng buộc: hãy kiểm định trên hồi quy rút gọn.",
    },
    "na_nothing_added": {
        "en": "The terms tested are combinations of the terms already in the regression.",
        "vi": "Các biến cần kiểm định là tổ hợp của các biến đã có trong hồi quy.",
    },
    "na_too_few": {
        "en": "It needs at least {needed} observations, there are {given}.",
        "vi": "Cần ít nhất {needed} quan sát, chỉ có {given}.",
    },
    "na_no_constant": {
        "en": "The regression has no constant, and the test needs one.",
        "vi": "Hồi quy không có hằng số, kiểm định này cần hằng số.",
    },
    "na_too_regular": {
        "en": "The series moves too regularly: its changes are combinations of each other.",
        "vi": "Chuỗi biến động quá đều: các thay đổi của nó là tổ hợp của nhau.",
    },
    "na_too_many_variables": {
        "en": "Critical values exist for at most {most} variables, there are {given}.",
        "vi": "Giá trị tới hạn chỉ có cho tối đa {most} biến, ở đây có {given}.",
    },
    "na_needs_extra": {
        "en": "It needs the package {package}: pip install 'tfp-soctrang[{extra}]'.",
        "vi": "Cần gói {package}: pip install 'tfp-soctrang[{extra}]'.",
    },
    "na_cross_section": {
        "en": "The observations are a cross section: they have no order in time.",
        "vi": "Các quan sát là số liệu chéo: không có thứ tự thời gian.",
    },
    "na_panel": {
        "en": "The observations are a panel: the test is made for one series of years.",
        "vi": "Các quan sát là số liệu mảng: kiểm định này dành cho một chuỗi năm.",
    },
    "na_no_break_given": {
        "en": "The function has no break; `parameter_stability` looks for one at every year.",
        "vi": "Hàm không có gãy khúc; `parameter_stability` tìm gãy khúc ở mọi năm.",
    },
    "na_breaks_given": {
        "en": "The function has breaks, and the critical values are for none.",
        "vi": "Hàm đã có gãy khúc, giá trị tới hạn chỉ dành cho trường hợp không có.",
    },
    "na_growth_form": {
        "en": "The function is fitted to growth rates: the test is about a regression in levels.",
        "vi": "Hàm được ước lượng theo tốc độ tăng: kiểm định này dành cho hồi quy theo mức.",
    },
    "na_serial": {
        "en": "Errors are modelled as autoregressive: the test is about ordinary least squares.",
        "vi": "Sai số được mô hình hóa là tự hồi quy: kiểm định này dành cho bình phương nhỏ nhất thông thường.",
    },
    "na_informed": {
        "en": "The coefficients rest on more than the data (a prior or a penalty): residuals are not those of least squares.",
        "vi": "Các hệ số không chỉ dựa vào số liệu (có tiên nghiệm hoặc số phạt): phần dư không phải của bình phương nhỏ nhất.",
    },
    "na_cointegrating": {
        "en": "Residuals are those of a cointegrating regression, which may have memory.",
        "vi": "Phần dư là của hồi quy đồng liên kết, được phép có tự tương quan.",
    },
    "na_no_year_effects": {
        "en": "The function has no year effects.",
        "vi": "Hàm không có hiệu ứng riêng của năm.",
    },
    "na_no_prior": {
        "en": "No prior was given.",
        "vi": "Không có thông tin tiên nghiệm.",
    },
    "na_free_not_estimable": {
        "en": "Without the restriction or the prior these data give no estimate: a term is a combination of the others, or observations are too few.",
        "vi": "Nếu bỏ ràng buộc hoặc tiên nghiệm thì số liệu này không cho ước lượng: có biến là tổ hợp của các biến khác, hoặc quá ít quan sát.",
    },
    "na_one_input": {
        "en": "With one input and constant returns the elasticity is one: nothing is estimated of it.",
        "vi": "Với một đầu vào và hiệu suất không đổi, hệ số co giãn bằng một: không có gì để ước lượng.",
    },
    "na_no_regressor": {
        "en": "The regression has no term whose influence could be told.",
        "vi": "Hồi quy không có biến nào để đo ảnh hưởng.",
    },
    "na_nonlinear": {
        "en": "The equation is fitted in levels and not linear in its parameters: the test is about a linear regression.",
        "vi": "Phương trình được ước lượng theo mức và không tuyến tính theo tham số: kiểm định này dành cho hồi quy tuyến tính.",
    },
    "na_residual_tfp": {
        "en": "TFP is a residual here: its error is that of the elasticities, and depends on the units of the inputs.",
        "vi": "TFP ở đây là phần dư: sai số của nó là sai số của các hệ số co giãn, và phụ thuộc đơn vị của các đầu vào.",
    },
    # -- what to know of a prior ---------------------------------------------------------------------------------------
    "note_range_skewed": {
        "en": "The range {low:.2f}-{high:.2f} is not even about {mean:.2f}; the normal prior has one spread, taken from the farther end, so that {inside:.0f} % of it lies in the range and {below:.0f} % below.",
        "vi": "Khoảng {low:.2f}-{high:.2f} không cân quanh {mean:.2f}; tiên nghiệm chuẩn chỉ có một độ rộng, lấy theo đầu xa hơn, nên {inside:.0f} % nằm trong khoảng và {below:.0f} % nằm dưới khoảng.",
    },
}
