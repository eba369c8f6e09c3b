"""Null hypotheses of translog functions and systems of equations, and why a test or a figure does not apply."""

from __future__ import annotations

__all__ = ["TRANSLOG_SENTENCES"]

TRANSLOG_SENTENCES: dict[str, dict[str, str]] = {
    "null_translog_returns": {
        "en": "Returns to scale are constant at every level of the inputs and in every year.",
        "vi": "Hiệu suất theo quy mô không đổi ở mọi mức đầu vào và mọi năm.",
    },
    "null_translog_cobb_douglas": {
        "en": "The function is Cobb–Douglas: all elasticities are constant.",
        "vi": "Hàm sản xuất có dạng Cobb–Douglas: mọi hệ số co giãn đều không đổi.",
    },
    "null_translog_neutral": {
        "en": "Technical change is Hicks-neutral: it leaves the elasticities as they are.",
        "vi": "Tiến bộ kỹ thuật trung tính theo Hicks: không làm thay đổi các hệ số co giãn.",
    },
    "null_translog_no_trend": {
        "en": "There is no technical change in the form of a trend.",
        "vi": "Không có tiến bộ kỹ thuật dưới dạng xu thế.",
    },
    "null_linear_separability": {
        "en": "{group} are linearly separable from {others}: all products of the two groups have coefficient zero.",
        "vi": "{group} tách được tuyến tính khỏi {others}: mọi tích chéo giữa hai nhóm có hệ số bằng không.",
    },
    "null_weak_separability": {
        "en": "{group} are weakly separable from {others} at the mean of the sample: the ratios of their elasticities "
        "do not depend on {others} there.",
        "vi": "{group} tách được yếu khỏi {others} tại điểm trung bình mẫu: tỷ số các hệ số co giãn trong nhóm không phụ "
        "thuộc vào {others} tại đó.",
    },
    "null_price_homogeneity": {
        "en": "Shares depend on the ratios of {arguments} only: the function is homogeneous in them.",
        "vi": "Các tỷ phần chỉ phụ thuộc vào tỷ lệ giữa {arguments}: hàm số thuần nhất theo các biến này.",
    },
    "null_symmetry": {
        "en": "The effect of one argument on the share of another is symmetric, as second derivatives are.",
        "vi": "Ảnh hưởng của một biến lên tỷ phần của biến khác là đối xứng, như các đạo hàm cấp hai.",
    },
    "null_symmetry_and_homogeneity": {
        "en": "Shares are homogeneous in {arguments} and symmetric.",
        "vi": "Các tỷ phần thuần nhất theo {arguments} và đối xứng.",
    },
    "null_shares_are_elasticities": {
        "en": "Inputs are paid their marginal products: the shares have the coefficients of the production function.",
        "vi": "Các đầu vào được trả bằng sản phẩm biên: phương trình tỷ phần có cùng hệ số với hàm sản xuất.",
    },
    "null_shares_are_cost_derivatives": {
        "en": "Inputs are chosen at least cost: the shares have the coefficients of the cost function.",
        "vi": "Các đầu vào được chọn với chi phí thấp nhất: phương trình tỷ phần có cùng hệ số với hàm chi phí.",
    },
    "null_constant_shares": {
        "en": "Cost shares do not depend on prices: substitution is that of a Cobb–Douglas function.",
        "vi": "Tỷ phần chi phí không phụ thuộc vào giá: mức thay thế như của hàm Cobb–Douglas.",
    },
    "null_cost_returns": {
        "en": "Cost is in proportion to output: returns to scale are constant.",
        "vi": "Chi phí tỷ lệ thuận với sản lượng: hiệu suất theo quy mô không đổi.",
    },
    "null_homothetic": {
        "en": "Cost shares do not depend on output: the function is homothetic.",
        "vi": "Tỷ phần chi phí không phụ thuộc vào sản lượng: hàm số là hàm vị tự.",
    },
    "null_cost_neutral": {
        "en": "Technical change is neutral: it leaves the cost shares as they are.",
        "vi": "Tiến bộ kỹ thuật trung tính: không làm thay đổi các tỷ phần chi phí.",
    },
    "cost_no_output": {
        "en": "Output was not given.",
        "vi": "Không có số liệu sản lượng.",
    },
    "translog_too_few": {
        "en": "{count} observations are too few for the {coefficients} coefficients of the wider function that the test "
        "compares with.",
        "vi": "{count} quan sát là quá ít cho {coefficients} hệ số của hàm tổng quát hơn mà kiểm định cần so sánh.",
    },
    "translog_terms_collinear": {
        "en": "On these data the terms of the wider function that the test compares with cannot be told apart.",
        "vi": "Với số liệu này, không phân biệt được các số hạng của hàm tổng quát hơn mà kiểm định cần so sánh.",
    },
    "translog_exact_fit": {
        "en": "The function fits the data to rounding: no error is left to test against.",
        "vi": "Hàm khớp số liệu đến sai số làm tròn: không còn phần dư để kiểm định.",
    },
    "translog_without_trend": {
        "en": "The function has no trend: estimate it with trend='neutral' or 'biased'.",
        "vi": "Hàm không có xu thế: hãy ước lượng với trend='neutral' hoặc 'biased'.",
    },
    "translog_trend_is_neutral": {
        "en": "The trend was chosen to be neutral: estimate it with trend='biased' to test that.",
        "vi": "Xu thế đã được chọn là trung tính: hãy ước lượng với trend='biased' để kiểm định điều này.",
    },
    "translog_nothing_outside": {
        "en": "With {count} inputs no pair of them leaves another outside.",
        "vi": "Với {count} đầu vào, không có cặp nào còn đầu vào khác ở ngoài.",
    },
    "translog_follows_already": {
        "en": "What the null says holds by construction here: there is nothing to test.",
        "vi": "Giả thuyết đúng theo cách xây dựng hàm: không có gì để kiểm định.",
    },
    "translog_tfp_is_the_rest": {
        "en": "TFP is what the inputs leave unexplained, not a parameter: its uncertainty is that of the elasticities.",
        "vi": "TFP là phần đầu vào không giải thích được, không phải tham số: độ bất định của nó là của các hệ số co giãn.",
    },
    "translog_estimable_restricted_only": {
        "en": "Without the restrictions, {count} observations do not tell the {coefficients} terms apart: there is "
        "nothing to diagnose but that.",
        "vi": "Nếu bỏ các ràng buộc, {count} quan sát không phân biệt được {coefficients} số hạng: không có gì khác để chẩn "
        "đoán.",
    },
    "system_has_many_equations": {
        "en": "A system of equations has no single design to diagnose.",
        "vi": "Hệ nhiều phương trình không có một ma trận số liệu duy nhất để chẩn đoán.",
    },
    "system_shares_add_up": {
        "en": "Constant returns are what makes the shares add up to one: with the share equations they are not a "
        "hypothesis.",
        "vi": "Hiệu suất không đổi theo quy mô là điều làm cho các tỷ phần cộng lại bằng một: khi có phương trình tỷ phần, "
        "đó không phải là giả thuyết.",
    },
    "system_is_not_iterated": {
        "en": "The likelihood ratio compares maxima of the likelihood: estimate with method='iterated'.",
        "vi": "Tỷ số hợp lý so sánh các giá trị cực đại của hàm hợp lý: hãy ước lượng với method='iterated'.",
    },
    "system_wider_fails": {
        "en": "The wider system that the test compares with cannot be estimated on {count} observations.",
        "vi": "Không ước lượng được hệ tổng quát hơn mà kiểm định cần so sánh với {count} quan sát.",
    },
    "cost_without_output": {
        "en": "Neither output nor the level of cost was given: shares alone do not tell returns to scale.",
        "vi": "Không có sản lượng hoặc mức chi phí: chỉ riêng tỷ phần không cho biết hiệu suất theo quy mô.",
    },
    "cost_without_trend": {
        "en": "The function has no trend, so it tells no technical change.",
        "vi": "Hàm không có xu thế nên không cho biết tiến bộ kỹ thuật.",
    },
    "cost_without_system": {
        "en": "No shares were given: the cost function was estimated as one equation.",
        "vi": "Không có số liệu tỷ phần: hàm chi phí được ước lượng như một phương trình.",
    },
}
