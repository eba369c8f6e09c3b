"""Why an SDMX-ML or a PC-Axis file, or a cell of one, is refused, and the remedy, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["SDMX_PX_SENTENCES"]

_SAVE_SDMX = {
    "en": "Download the data anew as SDMX-ML 2.1, structure-specific or generic.",
    "vi": "Hãy tải lại số liệu dưới dạng SDMX-ML 2.1 (StructureSpecificData hoặc GenericData).",
}
_ASK_OFFICE = {
    "en": "Ask the publisher which figure is right, and correct the file.",
    "vi": "Hãy hỏi cơ quan công bố xem số nào đúng rồi sửa tệp.",
}

_SDMX: dict[str, dict[str, str]] = {
    "sdmx_broken": {
        "en": "is not well-formed XML: {detail}",
        "vi": "không phải là tệp XML đúng cú pháp: {detail}",
    },
    "sdmx_broken_remedy": {
        "en": "Download it anew: it may have been cut off.",
        "vi": "Hãy tải lại tệp, có thể tệp bị cắt giữa chừng.",
    },
    "sdmx_no_data": {
        "en": "has no observation",
        "vi": "không có số liệu nào",
    },
    "sdmx_no_data_remedy": {
        "en": "Widen the query: other years, other indicators.",
        "vi": "Hãy chọn lại năm hoặc chỉ tiêu khi tải số liệu.",
    },
    "sdmx_encoding": {
        "en": "is in the encoding {encoding}, which is not read here",
        "vi": "dùng bảng mã {encoding}, ở đây không đọc được",
    },
    "sdmx_encoding_remedy": {
        "en": "Save it as UTF-8.",
        "vi": "Hãy lưu tệp theo bảng mã UTF-8.",
    },
    "sdmx_not_in_encoding": {
        "en": "is not in the encoding it declares, {encoding}: byte {at} does not fit",
        "vi": "không đúng bảng mã đã khai báo là {encoding}: sai ở byte thứ {at}",
    },
    "sdmx_not_in_encoding_remedy": {
        "en": "Download it anew, or save it as UTF-8.",
        "vi": "Hãy tải lại tệp, hoặc lưu theo bảng mã UTF-8.",
    },
    "sdmx_web_page": {
        "en": "is a web page, perhaps the error page of the server, not data",
        "vi": "là một trang web (có thể là trang báo lỗi của máy chủ), không phải số liệu",
    },
    "sdmx_web_page_remedy": {
        "en": "Open it in a browser to see what the server says, then download the data anew.",
        "vi": "Hãy mở tệp bằng trình duyệt để xem máy chủ báo gì, rồi tải lại số liệu.",
    },
    "sdmx_json": {
        "en": "is JSON, not SDMX-ML",
        "vi": "là tệp JSON, không phải SDMX-ML",
    },
    "sdmx_json_remedy": _SAVE_SDMX,
    "sdmx_not_xml": {
        "en": "is not XML",
        "vi": "không phải là tệp XML",
    },
    "sdmx_not_xml_remedy": _SAVE_SDMX,
    "sdmx_entities": {
        "en": "has a document type or entities; neither is ever needed for data, and both can do harm",
        "vi": "có khai báo DOCTYPE hoặc ENTITY; tệp số liệu không bao giờ cần đến, và chúng có thể gây hại",
    },
    "sdmx_entities_remedy": {
        "en": "Do not use this file; download the data anew from the publisher.",
        "vi": "Đừng dùng tệp này; hãy tải lại số liệu từ cơ quan công bố.",
    },
    "sdmx_swollen": {
        "en": "is nested deeper than {depth} levels or has far more elements than a table needs",
        "vi": "lồng nhau quá {depth} cấp hoặc có quá nhiều phần tử so với một bảng số liệu",
    },
    "sdmx_swollen_remedy": _SAVE_SDMX,
    "sdmx_too_many": {
        "en": "has more than {most} observations",
        "vi": "có quá {most} số liệu",
    },
    "sdmx_too_many_remedy": {
        "en": "Download only the indicators and years that are needed.",
        "vi": "Hãy chỉ tải các chỉ tiêu và các năm cần dùng.",
    },
    "sdmx_too_many_labels": {
        "en": "has more than {most} dimensions and attributes",
        "vi": "có quá {most} chiều và thuộc tính",
    },
    "sdmx_too_many_labels_remedy": _SAVE_SDMX,
    "sdmx_not_by_time": {
        "en": "is laid out across {dimension}, not by time",
        "vi": "được trình bày theo {dimension}, không phải theo thời gian",
    },
    "sdmx_not_by_time_remedy": {
        "en": "Download it with dimensionAtObservation=TIME_PERIOD.",
        "vi": "Hãy tải lại với dimensionAtObservation=TIME_PERIOD.",
    },
    "sdmx_unknown_element": {
        "en": "has an element in its data set that SDMX-ML 2.1 does not know: {name}",
        "vi": "có phần tử {name} trong bộ số liệu mà SDMX-ML 2.1 không quy định",
    },
    "sdmx_unknown_element_remedy": _SAVE_SDMX,
    "sdmx_other_xml": {
        "en": "is XML of another kind: its root is {name}",
        "vi": "là tệp XML loại khác, phần tử gốc là {name}",
    },
    "sdmx_other_xml_remedy": _SAVE_SDMX,
    "sdmx_other_version": {
        "en": "is SDMX of another version than 2.1: {namespace}",
        "vi": "là SDMX nhưng không phải phiên bản 2.1: {namespace}",
    },
    "sdmx_other_version_remedy": _SAVE_SDMX,
    "sdmx_error_message": {
        "en": "is an error message of the server, not data",
        "vi": "là thông báo lỗi của máy chủ, không phải số liệu",
    },
    "sdmx_error_message_remedy": {
        "en": "Read the message in the file, then download the data anew.",
        "vi": "Hãy đọc thông báo trong tệp rồi tải lại số liệu.",
    },
    "sdmx_no_data_message": {
        "en": "is an SDMX message without data: {name}",
        "vi": "là tệp SDMX không chứa số liệu: {name}",
    },
    "sdmx_no_data_message_remedy": {
        "en": "Give the data message; the structure and the code lists are not needed.",
        "vi": "Hãy đưa tệp số liệu; không cần tệp cấu trúc và danh mục mã.",
    },
    "sdmx_time": {
        "en": "The period {period!r} is not a year, half-year, quarter or month.",
        "vi": "Kỳ {period!r} không phải là năm, nửa năm, quý hay tháng.",
    },
    "sdmx_time_remedy": {
        "en": "Write it as 2011, 2011-Q1 or 2011-01.",
        "vi": "Hãy ghi là 2011, 2011-Q1 hoặc 2011-01.",
    },
    "sdmx_number": {
        "en": "This is not a number with a decimal point.",
        "vi": "Đây không phải là số viết với dấu chấm thập phân.",
    },
    "sdmx_number_remedy": {
        "en": "Write the number as 7902.3, or NaN where there is none.",
        "vi": "Hãy ghi số dưới dạng 7902.3, hoặc NaN nếu không có số liệu.",
    },
    "sdmx_missing_number": {
        "en": "OBS_STATUS {code} says that the value is missing, yet there is a number.",
        "vi": "OBS_STATUS {code} cho biết không có số liệu, nhưng ô lại có số.",
    },
    "sdmx_missing_number_remedy": _ASK_OFFICE,
    "sdmx_twice": {
        "en": "The same period of the same series stands in the file with another value, {other}.",
        "vi": "Cùng một kỳ của cùng một chuỗi còn có giá trị khác trong tệp: {other}.",
    },
    "sdmx_twice_remedy": _ASK_OFFICE,
    "sdmx_untold": {
        "en": "{count} more bad cells are not listed.",
        "vi": "Còn {count} ô lỗi khác không liệt kê.",
    },
    "sdmx_zero_missing": {
        "en": "{series}: the zeros of {when} are taken for missing values, no other value is nearer to zero than {least}.",
        "vi": "{series}: các số 0 của {when} được coi là không có số liệu, vì không số nào khác gần 0 hơn {least}.",
    },
    "sdmx_zero_kept": {
        "en": "{series}: the zeros of {when} are kept as published.",
        "vi": "{series}: các số 0 của {when} được giữ nguyên như công bố.",
    },
}

_PX: dict[str, dict[str, str]] = {}

SDMX_PX_SENTENCES: dict[str, dict[str, str]] = {**_SDMX, **_PX}
