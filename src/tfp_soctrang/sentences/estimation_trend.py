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
}
