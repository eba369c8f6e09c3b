"""What a reader must know of the measures of capital, labour and income shares that a setting chose."""

from __future__ import annotations

__all__ = ["MEASURE_SENTENCES"]

MEASURE_SENTENCES: dict[str, dict[str, str]] = {
    "trained_share_fallback": {
        "en": "Labour is weighted by the share of trained workers and an assumed wage premium: a stand-in for wages by "
        "education and sector, which the data lack.",
        "vi": "Lao động được gia quyền theo tỷ lệ đã qua đào tạo và một mức chênh lệch tiền lương giả định: thay cho tiền "
        "lương theo trình độ và khu vực, là số liệu chưa có.",
    },
    "value_added_with_taxes": {
        "en": "The labour share is taken in the gross product, taxes less subsidies on products included, which are income "
        "of neither factor: it comes out too low.",
        "vi": "Tỷ phần lao động tính trên tổng sản phẩm, gồm cả thuế trừ trợ cấp sản phẩm, vốn không phải thu nhập của "
        "nhân tố nào: kết quả thấp hơn thực tế.",
    },
    "share_source_compensation": {
        "en": "The labour share is compensation of employees over value added: what the self-employed earn counts as "
        "capital income.",
        "vi": "Tỷ phần lao động là thu nhập của người làm công trên giá trị tăng thêm: thu nhập của người tự làm được coi "
        "là thu nhập của vốn.",
    },
    "share_source_mixed_income_to_labour": {
        "en": "All mixed income counts as labour income: an upper bound of the labour share.",
        "vi": "Toàn bộ thu nhập hỗn hợp được coi là thu nhập của lao động: cận trên của tỷ phần lao động.",
    },
    "share_source_mixed_income_in_proportion": {
        "en": "Mixed income is split between labour and capital as the rest of value added is.",
        "vi": "Thu nhập hỗn hợp được chia cho lao động và vốn theo cơ cấu của phần còn lại.",
    },
    "share_source_self_employed_at_average_wage": {
        "en": "The self-employed are taken to earn what the average employee earns.",
        "vi": "Coi người tự làm có thu nhập bằng bình quân của người làm công.",
    },
    "share_source_full_income": {
        "en": "The labour share is the full income of workers over the gross product, as in Tăng Văn Khiên.",
        "vi": "Tỷ phần lao động là thu nhập đầy đủ của người lao động trên tổng sản phẩm, theo Tăng Văn Khiên.",
    },
    "share_source_income_by_status": {
        "en": "The labour share is made of workers' average income by employment status, with an assumed rate of what "
        "employers pay beside wages.",
        "vi": "Tỷ phần lao động được lập từ thu nhập bình quân theo vị thế việc làm, cộng một tỷ lệ đóng góp giả định của "
        "người sử dụng lao động.",
    },
    "share_estimated": {
        "en": "The capital share is estimated ({specification}, {first}-{last}): {elasticity:.3f}, standard error "
        "{error:.3f}.",
        "vi": "Tỷ phần vốn là số ước lượng ({specification}, {first}-{last}): {elasticity:.3f}, sai số chuẩn {error:.3f}.",
    },
    "not_estimated": {
        "en": "not estimated: {why}",
        "vi": "không ước lượng được: {why}",
    },
    "capital_kind_gross": {
        "en": "Capital is the gross stock: assets count in full until they retire.",
        "vi": "Vốn là giá trị gộp: tài sản được tính đủ cho đến khi bị loại bỏ.",
    },
    "capital_kind_productive": {
        "en": "Capital is the productive stock: assets count by the efficiency they have left.",
        "vi": "Vốn là giá trị năng suất: tài sản được tính theo năng lực sản xuất còn lại.",
    },
    "capital_kind_services": {
        "en": "Capital input is the services of {count} types of assets, weighted by user cost.",
        "vi": "Đầu vào vốn là dịch vụ của {count} loại tài sản, gia quyền theo chi phí sử dụng.",
    },
    "enterprise_books_before": {
        "en": "the books are of {year}, the stock of this study begins at the end of {first}.",
        "vi": "số sổ sách là của năm {year}, vốn của nghiên cứu này bắt đầu từ cuối năm {first}.",
    },
    "enterprise_no_deflator": {
        "en": "no deflator of {year} is known, and the books are at current prices.",
        "vi": "không có chỉ số giảm phát năm {year}, mà số sổ sách theo giá hiện hành.",
    },
    "initial_steady_state": {
        "en": "The initial stock is the one that investment growing {growth:.2f} % a year before {year} would have left.",
        "vi": "Vốn ban đầu là số mà vốn đầu tư tăng {growth:.2f} %/năm trước năm {year} để lại.",
    },
    "initial_backcast": {
        "en": "The initial stock is made of investment carried back over {life:.0f} years before {year}, growing "
        "{growth:.2f} % a year.",
        "vi": "Vốn ban đầu được lập từ vốn đầu tư lùi về {life:.0f} năm trước năm {year}, tăng {growth:.2f} %/năm.",
    },
}
