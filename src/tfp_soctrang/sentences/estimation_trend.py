"""Sentences of TFP as an unobserved trend and of CES functions, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["ESTIMATION_TREND_SENTENCES"]

ESTIMATION_TREND_SENTENCES: dict[str, dict[str, str]] = {
    "innovations_uncorrelated": {
        "en": "The one-step prediction errors are not correlated over {lags} years.",
        "vi": "Sai số dự báo một bước không tự tương quan trong {lags} năm.",
    },
    "innovations_normal": {
        "en": "The one-step prediction errors are normally distributed.",
        "vi": "Sai số dự báo một bước có phân phối chuẩn.",
    },
    "innovations_even": {
        "en": "The prediction errors vary as much in the last {part} years as in the first {part}.",
        "vi": "Phương sai của sai số dự báo trong {part} năm cuối bằng phương sai trong {part} năm đầu.",
    },
    "too_few_innovations": {
        "en": "{count} prediction errors are too few for this test.",
        "vi": "{count} sai số dự báo là quá ít cho kiểm định này.",
    },
    "too_few_lags": {
        "en": "{lags} lags leave no degree of freedom where {ratios} ratios of variances are estimated.",
        "vi": "Với {lags} độ trễ thì không còn bậc tự do, vì đã ước lượng {ratios} tỷ số phương sai.",
    },
    "trend_without_slope": {
        "en": "A local level has no slope.",
        "vi": "Mô hình mức địa phương không có độ dốc.",
    },
    "variance_given": {
        "en": "The variance '{name}' was given, not estimated.",
        "vi": "Phương sai '{name}' được cho trước, không phải ước lượng.",
    },
    "variance_at_zero": {
        "en": "The variance '{name}' is estimated to be zero: the likelihood falls as soon as it leaves zero, so the data "
        "ask for no such movement, and a standard error has no meaning there.",
        "vi": "Phương sai '{name}' ước lượng bằng không: hàm hợp lý giảm ngay khi phương sai rời khỏi số không, tức số "
        "liệu không đòi hỏi biến động này; tại đó sai số chuẩn không có nghĩa.",
    },
    "constant_returns": {
        "en": "Returns to scale are constant: the elasticities sum to one.",
        "vi": "Hiệu suất không đổi theo quy mô: tổng các hệ số co giãn bằng một.",
    },
    "constant_returns_imposed": {
        "en": "Constant returns to scale were imposed.",
        "vi": "Hiệu suất không đổi theo quy mô đã được áp đặt trước.",
    },
    "no_design_diagnostics": {
        "en": "The model is not one regression on fixed terms; how well the data tell the elasticities is in their "
        "standard errors and intervals.",
        "vi": "Mô hình không phải là một hồi quy theo các biến cố định; mức độ phân biệt các hệ số co giãn thể hiện ở sai số "
        "chuẩn và khoảng tin cậy.",
    },
    "ces_is_cobb_douglas": {
        "en": "The elasticity of substitution is one: the function is Cobb–Douglas (ρ = 0).",
        "vi": "Độ co giãn thay thế bằng một: hàm có dạng Cobb–Douglas (ρ = 0).",
    },
    "kmenta_restriction": {
        "en": "The second-order terms of a translog function enter only as the square of log capital less log labour.",
        "vi": "Các số hạng bậc hai của hàm translog chỉ xuất hiện dưới dạng bình phương của hiệu log vốn trừ log lao động.",
    },
    "kmenta_is_translog": {
        "en": "With constant returns the translog of two inputs is Kmenta's form itself: nothing is restricted.",
        "vi": "Khi hiệu suất không đổi theo quy mô, hàm translog hai đầu vào chính là dạng Kmenta: không có ràng buộc nào để "
        "kiểm định.",
    },
    "kmenta_needs_logs": {
        "en": "The restriction is one on a function in logs with an error in logs; here the error is added to output.",
        "vi": "Ràng buộc này đặt trên hàm log với sai số cộng vào log; ở đây sai số cộng vào chính sản lượng.",
    },
    "kmenta_too_few": {
        "en": "{count} observations are too few for the {terms} terms of a translog function.",
        "vi": "{count} quan sát là quá ít cho {terms} số hạng của hàm translog.",
    },
    "kmenta_share_outside": {
        "en": "The distribution parameter is {share:.3f}, not between 0 and 1: one input has no weight or a negative one, "
        "and an elasticity of substitution has no meaning.",
        "vi": "Tham số phân phối bằng {share:.3f}, nằm ngoài khoảng từ 0 đến 1: một đầu vào không có trọng số hoặc có trọng "
        "số âm, nên độ co giãn thay thế không có nghĩa.",
    },
    "tfp_is_residual": {
        "en": "TFP is what the inputs do not explain; it has no standard error of its own.",
        "vi": "TFP là phần các đầu vào không giải thích được; bản thân nó không có sai số chuẩn.",
    },
    "rho_at_bound": {
        "en": "The best fit lies on the bound ρ = {rho:.0f}, where the sum of squares is not quadratic: the delta method has "
        "no meaning.",
        "vi": "Nghiệm tốt nhất nằm trên biên ρ = {rho:.0f}, tại đó tổng bình phương không có dạng bậc hai: phương pháp delta "
        "không có nghĩa.",
    },
    "delta_below_zero": {
        "en": "The interval of the delta method would reach down to {low:.2f}, but the elasticity of substitution is not "
        "negative.",
        "vi": "Khoảng theo phương pháp delta xuống tới {low:.2f}, trong khi độ co giãn thay thế không thể âm.",
    },
    "delta_not_quadratic": {
        "en": "At the ends of the interval of the delta method the test statistic is {left:.2f} and {right:.2f} where it "
        "should be {critical:.2f}: the sum of squares is not quadratic that far out.",
        "vi": "Tại hai đầu khoảng theo phương pháp delta, thống kê kiểm định là {left:.2f} và {right:.2f} thay vì "
        "{critical:.2f}: tổng bình phương không còn dạng bậc hai ở xa như vậy.",
    },
    "substitution_unbounded": {
        "en": "The interval has no end above: even perfect substitution cannot be excluded.",
        "vi": "Khoảng không có cận trên: không loại trừ được cả trường hợp thay thế hoàn hảo.",
    },
    "substitution_to_zero": {
        "en": "The interval reaches down to zero: even fixed proportions cannot be excluded.",
        "vi": "Khoảng xuống tới số không: không loại trừ được cả trường hợp tỷ lệ cố định.",
    },
    "substitution_with_gaps": {
        "en": "Some values inside the interval are rejected: it is the smallest one that holds all that are not.",
        "vi": "Một số giá trị bên trong khoảng bị bác bỏ: đây là khoảng nhỏ nhất chứa mọi giá trị không bị bác bỏ.",
    },
}
