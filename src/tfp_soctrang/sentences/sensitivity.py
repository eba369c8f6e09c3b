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
    "indices_undefined": {
        "en": "{outcome} is not defined in {percent:.1f} % of the base draws, more than {most:.1f} %: what is left is no "
        "product of ranges, and its variance does not divide among the assumptions",
        "vi": "{outcome} không xác định ở {percent:.1f} % số lần rút cơ sở, quá {most:.1f} %: phần còn lại không phải là tích "
        "các khoảng, nên không phân chia được phương sai theo giả định",
    },
    "outcome_constant": {
        "en": "{outcome} is {value:.6g} whatever the assumptions: there is no variance to divide",
        "vi": "{outcome} bằng {value:.6g} với mọi giả định: không có phương sai để phân chia",
    },
    "outcome_never_varies": {
        "en": "{outcome} is the same whatever the assumptions: there is no variance to divide",
        "vi": "{outcome} không đổi với mọi giả định: không có phương sai để phân chia",
    },
    "undefined_here": {
        "en": "{outcome} is not defined where {assumption} is {value:.6g}",
        "vi": "{outcome} không xác định khi {assumption} bằng {value:.6g}",
    },
    "undefined_at_base": {
        "en": "{outcome} is not defined at the central values of the assumptions",
        "vi": "{outcome} không xác định ở giá trị trung tâm của các giả định",
    },
    "never_reached": {
        "en": "{outcome} lies between {least:.6g} and {most:.6g} for {assumption} from {low:.6g} to {high:.6g}, and is "
        "never {target:.6g}",
        "vi": "{outcome} nằm giữa {least:.6g} và {most:.6g} khi {assumption} từ {low:.6g} đến {high:.6g}, không bao giờ "
        "bằng {target:.6g}",
    },
    "always_reached": {
        "en": "{outcome} is {target:.6g} for {assumption} anywhere from {low:.6g} to {high:.6g}",
        "vi": "{outcome} luôn bằng {target:.6g} khi {assumption} từ {low:.6g} đến {high:.6g}",
    },
    "jumps_over": {
        "en": "{outcome} jumps over {target:.6g} where {assumption} is {place:.6g}, and never takes the value",
        "vi": "{outcome} nhảy qua {target:.6g} khi {assumption} bằng {place:.6g}, không bao giờ nhận giá trị đó",
    },
    "undefined_throughout": {
        "en": "{outcome} is not defined for {assumption} anywhere from {low:.6g} to {high:.6g}",
        "vi": "{outcome} không xác định với mọi {assumption} từ {low:.6g} đến {high:.6g}",
    },
    "equal_weights": {
        "en": "shares of the variance over the whole grid, every combination with the same weight",
        "vi": "tỷ phần phương sai trên toàn bộ lưới, mọi tổ hợp có trọng số như nhau",
    },
    "equal_weights_with_holes": {
        "en": "shares of the variance over the {computed} combinations that have a value, each with the same weight; {left} "
        "of the grid have none, so the choices are not balanced and the shares need not add up",
        "vi": "tỷ phần phương sai trên {computed} tổ hợp có kết quả, trọng số như nhau; {left} tổ hợp của lưới không có kết "
        "quả, nên các lựa chọn không cân đối và các tỷ phần có thể không cộng lại được",
    },
    "grid_constant": {
        "en": "{outcome} is the same in every specification: no choice drives it",
        "vi": "{outcome} như nhau ở mọi phương án: không lựa chọn nào làm thay đổi",
    },
    "grid_undefined": {
        "en": "{outcome} is defined in no specification",
        "vi": "{outcome} không xác định ở mọi phương án",
    },
    "computed_outside_range": {
        "en": "the value computed from the data, {value:.4g}, lies outside its range {low:g} to {high:g}, so no interval "
        "can be drawn",
        "vi": "giá trị tính từ số liệu, {value:.4g}, nằm ngoài khoảng {low:g} – {high:g} của nó, nên không rút được khoảng "
        "của con số",
    },
    "mend_computed_range": {
        "en": "Supply the cells it fills; or write low and high of {name} in a file of your own and give it as assumptions "
        "(--assumptions). Without the interval: report --draws 0.",
        "vi": "Hãy ghi số thật vào các ô nó thay thế; hoặc ghi low, high của {name} trong tệp giả định của mình rồi đưa vào "
        "bằng --assumptions. Báo cáo không cần khoảng: report --draws 0.",
    },
    "outcome_masked": {
        "en": "{outcome} is not defined here",
        "vi": "{outcome} không xác định ở đây",
    },
    "specifications_failed": {
        "en": "{failed} of {computed} specifications failed, {allowed} may. The first: {examples}",
        "vi": "{failed} trong {computed} phương án bị lỗi, chỉ cho phép {allowed}. Các phương án đầu: {examples}",
    },
    "mend_specification": {
        "en": "State it as infeasible with its reason, or return it as undefined.",
        "vi": "Hãy khai là không khả thi kèm lý do, hoặc trả về là không xác định.",
    },
}
