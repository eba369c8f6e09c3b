"""Sentences of the readers of text formats (PX-Web CSV, JSON-stat), in Vietnamese and English."""

from __future__ import annotations

__all__ = ["TEXT_FORMAT_SENTENCES"]

TEXT_FORMAT_SENTENCES: dict[str, dict[str, str]] = {
    "text_row_width": {
        "en": "The row has {found} cells where the heading has {expected}.",
        "vi": "Dòng có {found} ô trong khi tiêu đề có {expected} ô.",
    },
    "text_mend_row": {
        "en": "Compare the row with the original export; a label that holds the separator must stand in quotes.",
        "vi": "Hãy so dòng này với tệp xuất gốc; nhãn có chứa dấu phân cách phải đặt trong dấu ngoặc kép.",
    },
    "text_not_number": {
        "en": "The cell holds text where a number is expected.",
        "vi": "Ô chứa chữ ở chỗ cần có số.",
    },
    "text_mend_number": {
        "en": "Write the number alone, or '..' where there is none.",
        "vi": "Chỉ ghi số, hoặc ghi '..' nếu không có số liệu.",
    },
    "text_too_large": {
        "en": "The number is too large to be computed with.",
        "vi": "Số quá lớn, không tính toán được.",
    },
    "text_mark_unclear": {
        "en": "The mark in this number may stand before decimals or between thousands, and no other number of the file "
        "decides.",
        "vi": "Dấu trong số này có thể là dấu thập phân hoặc dấu phân cách hàng nghìn, và không có số nào khác trong "
        "tệp cho biết là dấu nào.",
    },
    "text_mark_other": {
        "en": "The number is not written like the others of the file, whose decimal mark is '{mark}'.",
        "vi": "Số này không viết giống các số khác trong tệp, vốn dùng dấu thập phân '{mark}'.",
    },
    "text_mend_mark": {
        "en": "Export the table anew without marks between thousands and with a decimal point.",
        "vi": "Hãy xuất lại bảng không có dấu phân cách hàng nghìn và dùng dấu chấm thập phân.",
    },
    "text_not_time": {
        "en": "This should name a year or a quarter and does not.",
        "vi": "Chỗ này cần ghi năm hoặc quý nhưng không có.",
    },
    "text_mend_time": {
        "en": "Write it as 2019, Prel. 2019 or Q1/2019; or leave it out, if it is an average of several years.",
        "vi": "Hãy viết dạng 2019, Sơ bộ 2019 hoặc Quý I năm 2019; hoặc bỏ đi nếu là bình quân nhiều năm.",
    },
    "text_no_label": {
        "en": "The row has numbers but no label.",
        "vi": "Dòng có số nhưng không có nhãn.",
    },
    "text_mend_label": {
        "en": "Write the row's label as in the original export.",
        "vi": "Hãy ghi nhãn của dòng theo tệp xuất gốc.",
    },
    "text_twice": {
        "en": "The same labels and the same time already stand at {first}.",
        "vi": "Cùng các nhãn và cùng thời gian này đã có ở {first}.",
    },
    "text_mend_twice": {
        "en": "Keep one of the two, or tell them apart by their labels.",
        "vi": "Hãy giữ một trong hai, hoặc đặt nhãn khác nhau để phân biệt.",
    },
    "text_encoding_broken": {
        "en": "is marked as {encoding} text and is not",
        "vi": "được đánh dấu là văn bản {encoding} nhưng không phải",
    },
    "text_encoding_unclear": {
        "en": "is neither UTF-8 text nor, beyond doubt, Vietnamese text of Windows (cp1258)",
        "vi": "không phải văn bản UTF-8, cũng không chắc chắn là văn bản tiếng Việt của Windows (cp1258)",
    },
    "text_not_text": {
        "en": "is not a text file",
        "vi": "không phải là tệp văn bản",
    },
    "text_mend_encoding": {
        "en": "Download it anew, or open it in the program that wrote it and save it as UTF-8.",
        "vi": "Hãy tải lại tệp, hoặc mở bằng chương trình đã tạo ra nó rồi lưu dạng UTF-8.",
    },
    "text_no_table": {
        "en": "holds no table: a heading and rows of cells, separated by ';', tabs or ',', are needed",
        "vi": "không chứa bảng: cần có dòng tiêu đề và các dòng số liệu, phân cách bằng ';', dấu tab hoặc ','",
    },
    "text_broken_quotes": {
        "en": "cannot be cut into cells, a quotation mark is not closed or stands inside a cell (line {line})",
        "vi": "không tách được thành các ô, có dấu ngoặc kép không đóng hoặc nằm giữa ô (dòng {line})",
    },
    "text_too_many_cells": {
        "en": "has more than {most} cells",
        "vi": "có nhiều hơn {most} ô",
    },
    "text_mend_table": {
        "en": "Export the one table that is needed from PX-Web as CSV with heading.",
        "vi": "Hãy xuất đúng bảng cần dùng từ PX-Web dạng CSV có tiêu đề.",
    },
    "text_no_time": {
        "en": "names no years, neither in a heading nor in a column",
        "vi": "không có năm, cả ở tiêu đề lẫn ở cột nào",
    },
    "text_mend_no_time": {
        "en": "Export the table with its years.",
        "vi": "Hãy xuất bảng kèm theo năm.",
    },
}
