"""Sentences of scenarios and projections, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["PROJECTION_SENTENCES"]

PROJECTION_SENTENCES: dict[str, dict[str, str]] = {
    "price_base_carried_back": {
        "en": "Levels of {territory} after {at} were published at constant {from_year} prices; they stand here at constant "
        "{to_year} prices, linked in {at}, published at both ({to_year} prices times {factor:.4f} are {from_year} prices). "
        "Growth is that of the prices at which it was published.",
        "vi": "Các mức của {territory} sau năm {at} được công bố theo giá so sánh {from_year}; ở đây quy về giá so sánh "
        "{to_year}, nối tại năm {at} có ở cả hai giá (giá {to_year} nhân {factor:.4f} thành giá {from_year}). Tốc độ tăng là "
        "tốc độ theo giá đã công bố.",
    },
    "growth_at_later_prices": {
        "en": "Growth of {years} was published at constant {growth} prices; it is chained here on levels at constant {levels} "
        "prices.",
        "vi": "Tốc độ tăng năm {years} được công bố theo giá so sánh {growth}; ở đây nối vào mức theo giá so sánh {levels}.",
    },
    "no_overlap_year": {
        "en": "stand at two price bases with no year in common, and {years} would be left out",
        "vi": "theo hai giá so sánh mà không có năm nào chung, nên năm {years} sẽ bị bỏ",
    },
    "supply_overlap_year": {
        "en": "Supply one year at both price bases (2025, say), or leave one of the two out of the data.",
        "vi": "Hãy cho một năm có ở cả hai giá so sánh (ví dụ 2025), hoặc bỏ một trong hai chuỗi khỏi số liệu.",
    },
    "projected": {
        "en": "The figure is a projection on assumptions, not a measurement and no forecast of the Statistics Office: from "
        "{first} on output, investment or employment is that of the scenario {scenario}.",
        "vi": "Con số là dự tính trên giả định, không phải số đo và không phải dự báo của cơ quan Thống kê: từ năm {first} "
        "tổng sản phẩm, vốn đầu tư hoặc lao động là của kịch bản {scenario}.",
    },
    "share_implied": {
        "en": "Given output, investment and employment, the TFP share of a scenario is arithmetic: it says what TFP must "
        "have done for the scenario to come true, not what it will do.",
        "vi": "Khi đã cho tổng sản phẩm, vốn đầu tư và lao động thì tỷ phần TFP của kịch bản chỉ là số học: nó cho biết TFP "
        "phải tăng bao nhiêu để kịch bản thành hiện thực, không phải TFP sẽ tăng bấy nhiêu.",
    },
    "rule_growth_of_new_city": {
        "en": "{territory} is part of {city} since {since}, and no figures of it after {last} are published. Those used here are "
        "an office estimate by the rule growth_of_new_city: output, investment and employment are taken to grow as those of "
        "the whole city, so that its share in the city stays what it was.",
        "vi": "{territory} thuộc {city} từ {since}, không có số công bố riêng sau năm {last}. Các số dùng ở đây là ước tính nội bộ "
        "của cơ quan Thống kê theo quy tắc growth_of_new_city: tổng sản phẩm, vốn đầu tư và lao động được coi là tăng như "
        "toàn thành phố, tức tỷ trọng trong thành phố giữ nguyên.",
    },
    "rule_office_estimate": {
        "en": "{territory} is part of {city} since {since}, and no figures of it after {last} are published. Those used here are "
        "an office estimate by the rule office_estimate: the office compiles them for the communes of the former territory.",
        "vi": "{territory} thuộc {city} từ {since}, không có số công bố riêng sau năm {last}. Các số dùng ở đây là ước tính nội bộ "
        "của cơ quan Thống kê theo quy tắc office_estimate: cơ quan tổng hợp từ các xã, phường của địa bàn cũ.",
    },
    "no_allocation_rule": {
        "en": "was merged into {city} on {since}: figures after {last} exist only by a rule that is named",
        "vi": "đã nhập vào {city} từ {since}: số liệu sau năm {last} chỉ có khi nêu rõ quy tắc phân bổ",
    },
    "name_allocation_rule": {
        "en": "Give allocation_rule in the scenario file: {rules}.",
        "vi": "Hãy cho allocation_rule trong tệp kịch bản: {rules}.",
    },
    "nothing_projected": {
        "en": "every year of {what} in {phase} is measured: nothing is left to solve for",
        "vi": "mọi năm của {what} trong giai đoạn {phase} đã có số đo: không còn gì để giải",
    },
    "output_growth_out_of_reach": {
        "en": "output growth of {target:.2f} % is out of reach: with {low:.0f} to {high:.0f} % a year in the years ahead it runs "
        "from {least:.2f} to {most:.2f} %",
        "vi": "không đạt được mức tăng {target:.2f} % của tổng sản phẩm: khi các năm tới tăng từ {low:.0f} đến {high:.0f} %/năm thì "
        "mức tăng chỉ từ {least:.2f} đến {most:.2f} %",
    },
    "tfp_growth_out_of_reach": {
        "en": "TFP growth of {target:.2f} % is out of reach: with output growth of {low:.0f} to {high:.0f} % a year in the years "
        "ahead it runs from {least:.2f} to {most:.2f} %",
        "vi": "không đạt được mức tăng {target:.2f} % của TFP: khi tổng sản phẩm các năm tới tăng từ {low:.0f} đến {high:.0f} %/năm "
        "thì TFP chỉ tăng từ {least:.2f} đến {most:.2f} %",
    },
    "investment_out_of_reach": {
        "en": "TFP growth of {target:.2f} % would need investment outside the range searched (its ratio to output 0 to {high:.1f}, "
        "or its growth {low:.0f} to {top:.0f} % a year): within it TFP growth runs from {least:.2f} to {most:.2f} %",
        "vi": "để TFP tăng {target:.2f} % thì vốn đầu tư phải nằm ngoài khoảng đã tìm (tỷ lệ trên tổng sản phẩm 0 đến {high:.1f}, "
        "hoặc tăng {low:.0f} đến {top:.0f} %/năm): trong khoảng đó TFP chỉ tăng từ {least:.2f} đến {most:.2f} %",
    },
}
