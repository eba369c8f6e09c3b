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
        "en": "OBS_STATUS {told} says that the value is missing, yet there is a number.",
        "vi": "OBS_STATUS {told} cho biết không có số liệu, nhưng ô lại có số.",
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

_SAVE_PX = {
    "en": "Save the table anew from PX-Web or PX-Win as a PC-Axis file (.px).",
    "vi": "Hãy lưu lại bảng từ PX-Web hoặc PX-Win dưới dạng tệp PC-Axis (.px).",
}
_SAVE_WHOLE = {
    "en": "Download the file anew: it may have been cut off or edited by hand.",
    "vi": "Hãy tải lại tệp, có thể tệp bị cắt giữa chừng hoặc đã bị sửa tay.",
}
_CHOOSE_LESS = {
    "en": "Choose fewer values in PX-Web before saving.",
    "vi": "Hãy chọn ít giá trị hơn trong PX-Web trước khi lưu.",
}
_SAVE_UTF8 = {
    "en": 'Save the file as UTF-8 and write CODEPAGE="utf-8"; into it.',
    "vi": 'Hãy lưu tệp theo bảng mã UTF-8 và ghi CODEPAGE="utf-8"; vào tệp.',
}

_PX: dict[str, dict[str, str]] = {
    "px_keys": {
        "en": "is written with KEYS: rows of zeros are left out, and each row names its values",
        "vi": "được ghi theo dạng KEYS: các dòng toàn số 0 bị bỏ và mỗi dòng tự nêu giá trị của nó",
    },
    "px_keys_remedy": {
        "en": "Save the table without keys, or as CSV.",
        "vi": "Hãy lưu bảng ở dạng không có KEYS, hoặc dạng CSV.",
    },
    "px_too_large": {
        "en": "would have more than {most} cells, or cells with far too many dimensions",
        "vi": "sẽ có hơn {most} ô, hoặc các ô có quá nhiều chiều",
    },
    "px_too_large_remedy": _CHOOSE_LESS,
    "px_too_many_languages": {
        "en": "has {most} languages or more",
        "vi": "có từ {most} ngôn ngữ trở lên",
    },
    "px_too_many_languages_remedy": _SAVE_PX,
    "px_too_many_parts": {
        "en": "has more than {most} words and strings before DATA",
        "vi": "có quá {most} từ và chuỗi trước DATA",
    },
    "px_too_many_parts_remedy": _CHOOSE_LESS,
    "px_languages_differ": {
        "en": "has other dimensions or another number of values in one language than in another",
        "vi": "có các chiều hoặc số giá trị khác nhau giữa các ngôn ngữ",
    },
    "px_languages_differ_remedy": {
        "en": "Save the table in one language.",
        "vi": "Hãy lưu bảng bằng một ngôn ngữ.",
    },
    "px_open_data_string": {
        "en": "has a quotation mark that is not closed near value {cell}",
        "vi": "có dấu ngoặc kép không đóng ở gần giá trị thứ {cell}",
    },
    "px_open_data_string_remedy": _SAVE_WHOLE,
    "px_after_data": {
        "en": "goes on after the semicolon that ends DATA",
        "vi": "còn nội dung sau dấu chấm phẩy kết thúc DATA",
    },
    "px_after_data_remedy": _SAVE_PX,
    "px_wrong_number": {
        "en": "has {found} values after DATA, its dimensions ask for {size}",
        "vi": "có {found} giá trị sau DATA, trong khi các chiều đòi hỏi {size}",
    },
    "px_wrong_number_remedy": {
        "en": "Save the table anew; numbers take a decimal point, a comma separates two values.",
        "vi": "Hãy lưu lại bảng; số thập phân dùng dấu chấm, còn dấu phẩy ngăn cách hai giá trị.",
    },
    "px_data_cut_off": {
        "en": "ends within DATA, after {found} of {size} values: the semicolon is missing",
        "vi": "bị dừng giữa phần DATA, sau {found} trên {size} giá trị: thiếu dấu chấm phẩy kết thúc",
    },
    "px_data_cut_off_remedy": _SAVE_WHOLE,
    "px_no_dimensions": {
        "en": "has neither STUB nor HEADING",
        "vi": "không có STUB lẫn HEADING",
    },
    "px_no_dimensions_remedy": _SAVE_PX,
    "px_dimension_twice": {
        "en": "has the dimension {name!r} twice",
        "vi": "có chiều {name!r} hai lần",
    },
    "px_dimension_twice_remedy": _SAVE_PX,
    "px_no_values": {
        "en": "has no VALUES for the dimension {name!r}",
        "vi": "không có VALUES cho chiều {name!r}",
    },
    "px_no_values_remedy": _SAVE_PX,
    "px_counts_differ": {
        "en": "has {found} entries in {keyword} of {name!r}, but {size} values",
        "vi": "có {found} mục trong {keyword} của {name!r}, nhưng có {size} giá trị",
    },
    "px_counts_differ_remedy": _SAVE_WHOLE,
    "px_times_differ": {
        "en": "calls a time {value!r} in VALUES and {time} in TIMEVAL",
        "vi": "ghi thời gian là {value!r} trong VALUES nhưng là {time} trong TIMEVAL",
    },
    "px_times_differ_remedy": _SAVE_WHOLE,
    "px_no_time": {
        "en": "has no dimension of years, quarters or months",
        "vi": "không có chiều nào là năm, quý hoặc tháng",
    },
    "px_no_time_remedy": {
        "en": "Save the table with its time dimension, even for a single year.",
        "vi": "Hãy lưu bảng kèm chiều thời gian, kể cả khi chỉ có một năm.",
    },
    "px_two_times": {
        "en": "has two dimensions that look like time: {names}",
        "vi": "có hai chiều đều giống thời gian: {names}",
    },
    "px_two_times_remedy": {
        "en": "Mark the one that is time with TIMEVAL.",
        "vi": "Hãy đánh dấu chiều thời gian bằng TIMEVAL.",
    },
    "px_twice": {
        "en": "says {keyword} twice, the second time on line {line}",
        "vi": "ghi {keyword} hai lần, lần thứ hai ở dòng {line}",
    },
    "px_twice_remedy": _SAVE_WHOLE,
    "px_no_data": {
        "en": "has no DATA",
        "vi": "không có phần DATA",
    },
    "px_no_data_remedy": _SAVE_WHOLE,
    "px_code_page": {
        "en": "is in the code page {name!r}, which is not read here",
        "vi": "dùng bảng mã {name!r}, ở đây không đọc được",
    },
    "px_code_page_remedy": _SAVE_UTF8,
    "px_no_code_page": {
        "en": "does not say in which code page its letters are",
        "vi": "không cho biết chữ được ghi theo bảng mã nào",
    },
    "px_no_code_page_remedy": _SAVE_UTF8,
    "px_not_in_code_page": {
        "en": "is not in the code page it declares, {encoding}: byte {at} does not fit",
        "vi": "không đúng bảng mã đã khai báo là {encoding}: sai ở byte thứ {at}",
    },
    "px_not_in_code_page_remedy": _SAVE_UTF8,
    "px_not_text": {
        "en": "is not a text file",
        "vi": "không phải là tệp văn bản",
    },
    "px_not_text_remedy": _SAVE_PX,
    "px_open_string": {
        "en": "has a quotation mark on line {line} that is not closed",
        "vi": "có dấu ngoặc kép ở dòng {line} không được đóng",
    },
    "px_open_string_remedy": _SAVE_WHOLE,
    "px_cut_off": {
        "en": "ends in the middle of a keyword",
        "vi": "bị dừng giữa một từ khóa",
    },
    "px_cut_off_remedy": _SAVE_WHOLE,
    "px_no_keyword": {
        "en": "has {met!r} on line {line} where a keyword should stand",
        "vi": "có {met!r} ở dòng {line}, nơi phải là một từ khóa",
    },
    "px_no_keyword_remedy": _SAVE_PX,
    "px_no_semicolon": {
        "en": "has a keyword on line {line} before the one in front of it ends with a semicolon",
        "vi": "có từ khóa ở dòng {line} khi từ khóa trước đó chưa kết thúc bằng dấu chấm phẩy",
    },
    "px_no_semicolon_remedy": _SAVE_WHOLE,
    "px_not_a_time": {
        "en": "This value of the time dimension is not a year, half-year, quarter or month; its cells are left out.",
        "vi": "Giá trị này của chiều thời gian không phải là năm, nửa năm, quý hay tháng; các ô của nó bị bỏ qua.",
    },
    "px_not_a_time_remedy": {
        "en": "Save the table without this value.",
        "vi": "Hãy lưu bảng không kèm giá trị này.",
    },
    "px_number": {
        "en": "This is neither a number with a decimal point nor a symbol for a missing value.",
        "vi": "Đây không phải là số viết với dấu chấm thập phân, cũng không phải ký hiệu thiếu số liệu.",
    },
    "px_number_remedy": {
        "en": 'Write a bare number, ".." where there is none, or "-" for nil.',
        "vi": 'Hãy ghi số không có ngoặc kép, ".." nếu không có số liệu, hoặc "-" nếu bằng không.',
    },
    "px_nil": {
        "en": '{count} cells marked "-" (nil) are read as 0, as the PC-Axis format defines.',
        "vi": '{count} ô ghi "-" (không phát sinh) được đọc là 0, theo quy định của định dạng PC-Axis.',
    },
    "px_untold": {
        "en": "{count} more bad cells are not listed.",
        "vi": "Còn {count} ô lỗi khác không liệt kê.",
    },
}

SDMX_PX_SENTENCES: dict[str, dict[str, str]] = {**_SDMX, **_PX}
