"""What a reader must know of series summed over merged territories or carried across price bases."""

from __future__ import annotations

__all__ = ["TERRITORY_SENTENCES"]

TERRITORY_SENTENCES: dict[str, dict[str, str]] = {
    "sum_of_members": {
        "en": "The figures of {territory} are sums of the levels of {members}: nobody published them, and a back "
        "series of the Statistics Office may differ.",
        "vi": "Số liệu của {territory} là tổng mức của {members}: không phải số đã công bố, và có thể khác chuỗi số do "
        "cơ quan Thống kê tính lại.",
    },
    "sum_leaves_out_years": {
        "en": "The sum for {territory} leaves out {years}: some of its members have a number there, others have none.",
        "vi": "Tổng của {territory} bỏ qua {years}: có đơn vị có số liệu, có đơn vị không có.",
    },
    "sum_of_linked_levels": {
        "en": "Levels of {members} were carried to another price base before they were added, each by its own factor: "
        "such sums hold only near the year of the link.",
        "vi": "Mức của {members} được chuyển sang năm gốc giá khác trước khi cộng, mỗi đơn vị theo hệ số riêng: tổng "
        "chỉ đúng gần năm nối chuỗi.",
    },
    "price_base_linked": {
        "en": "Levels of {territory} before {at} were published at constant {from_year} prices; they are brought to "
        "constant {to_year} prices by the ratio of the two levels of {at}, {factor:.4f}, which keeps their growth.",
        "vi": "Mức của {territory} trước năm {at} được công bố theo giá so sánh {from_year}; được chuyển về giá so "
        "sánh {to_year} theo tỷ số hai mức của năm {at}, {factor:.4f}, giữ nguyên tốc độ tăng.",
    },
}
