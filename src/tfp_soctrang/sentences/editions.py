"""Sentences of mapping files and of the archive, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["EDITION_SENTENCES"]

EDITION_SENTENCES: dict[str, dict[str, str]] = {
    "map_bad_cells": {
        "en": "has {count} bad cell(s), so no series is made of it",
        "vi": "có {count} ô sai, nên không lấy chuỗi nào từ bảng này",
    },
    "map_mend_cells": {
        "en": "Mend them, or export the table anew.",
        "vi": "Hãy sửa các ô đó, hoặc xuất lại bảng.",
    },
    "map_no_table": {"en": "names no table of the file", "vi": "nêu tên bảng không có trong tệp"},
    "map_which_table": {
        "en": "must say which table of the file",
        "vi": "phải nêu lấy bảng nào của tệp",
    },
    "map_tables": {"en": "The tables are: {tables}.", "vi": "Các bảng là: {tables}."},
    "map_twice": {
        "en": "stands twice with other numbers ({first} and {second})",
        "vi": "có hai lần với hai số khác nhau ({first} và {second})",
    },
    "map_mend_twice": {
        "en": "Select one of the two rows by its labels.",
        "vi": "Hãy chọn một trong hai dòng bằng nhãn của nó.",
    },
    "map_no_year": {"en": "has no number for a full year", "vi": "không có số nào của cả năm"},
    "map_other_labels": {"en": "Select other labels.", "vi": "Hãy chọn nhãn khác."},
    "map_no_unit": {"en": "the file prints no unit for it", "vi": "tệp không in đơn vị của chuỗi này"},
    "map_mixed_units": {"en": "its cells are in different units", "vi": "các ô có đơn vị khác nhau"},
    "map_say_unit": {
        "en": 'Say it in the mapping, for example unit = "tỷ đồng".',
        "vi": 'Hãy nêu trong tệp ánh xạ, ví dụ unit = "tỷ đồng".',
    },
    "map_no_prices": {"en": "the file prints no price base for it", "vi": "tệp không in chuỗi này theo giá nào"},
    "map_say_prices": {
        "en": 'Say it in the mapping, for example price_base = "giá so sánh 2010".',
        "vi": 'Hãy nêu trong tệp ánh xạ, ví dụ price_base = "giá so sánh 2010".',
    },
    "map_implausible": {"en": "{count} cell(s) cannot be right", "vi": "{count} ô không thể đúng"},
    "map_ask_publisher": {
        "en": 'Ask the publisher; to go on without them name the years to take, for example years = "2010-2022".',
        "vi": "Hãy hỏi nơi công bố; muốn bỏ qua các ô đó thì nêu các năm cần lấy trong tệp ánh xạ, ví dụ "
        'years = "2010-2022".',
    },
    "map_no_dimension": {
        "en": "the table has no dimension {dimension!r}",
        "vi": "bảng không có chiều {dimension!r}",
    },
    "map_dimensions": {"en": "Its dimensions are: {dimensions}.", "vi": "Các chiều của bảng là: {dimensions}."},
    "map_no_label": {
        "en": "the table has no {dimension} {label!r}",
        "vi": "chiều {dimension} của bảng không có nhãn {label!r}",
    },
    "map_nearest": {"en": "The nearest are: {labels}.", "vi": "Gần nhất là: {labels}."},
    "map_select_one": {"en": "must select one {dimension}", "vi": "phải chọn một nhãn của chiều {dimension}"},
    "map_add_select": {"en": "Add it to select.", "vi": "Hãy thêm vào select."},
    "not_a_date": {"en": "is not a date", "vi": "không phải là ngày"},
    "write_date": {"en": "Write it as 2025-06-30.", "vi": "Hãy ghi như 2025-06-30."},
    "edition_unknown": {"en": "is not in the archive", "vi": "không có trong kho"},
    "editions_held": {"en": "It holds: {editions}.", "vi": "Kho có: {editions}."},
}
