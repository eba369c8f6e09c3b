"""Sentences of uncertainty and sensitivity analysis, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["SENSITIVITY_SENTENCES"]

SENSITIVITY_SENTENCES: dict[str, dict[str, str]] = {
    "draw_raised": {
        "en": "the model stopped with {error}",
        "vi": "mô hình dừng với lỗi {error}",
    },
    "draw_not_finite": {
        "en": "{outcome} is {value}, and the model does not declare it undefined",
        "vi": "{outcome} bằng {value}, mà mô hình không báo là không xác định",
    },
    "too_many_failed": {
        "en": "{failed} of the first {computed} draws failed, {allowed} may in the whole run. The first: {draws}",
        "vi": "{failed} trong {computed} lần rút đầu tiên bị lỗi, cả lượt chạy chỉ cho phép {allowed}. Các lần đầu: {draws}",
    },
    "mend_failed": {
        "en": "Narrow the ranges that make it fail, mask what is legitimately undefined, or allow a higher rate of failures.",
        "vi": "Hãy thu hẹp khoảng của giả định gây lỗi, che (mask) kết quả vốn không xác định, hoặc cho phép tỷ lệ lỗi cao hơn.",
    },
    "one_scramble": {
        "en": "one scramble of Sobol points gives no error of its own: replicate the run with other seeds",
        "vi": "một lần xáo trộn điểm Sobol không cho sai số: hãy chạy lặp lại với các hạt giống khác",
    },
    "never_defined": {
        "en": "{outcome} is not defined in any draw",
        "vi": "{outcome} không xác định ở mọi lần rút",
    },
}
