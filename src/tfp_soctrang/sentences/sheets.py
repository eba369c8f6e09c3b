"""Why a cell of a yearbook page or a workbook is refused, and the remedy, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["SHEET_SENTENCES"]

SHEET_SENTENCES: dict[str, dict[str, str]] = {
    "sheet_vni": {
        "en": "The text is typed for a VNI font, whose codes differ from make to make.",
        "vi": "Chữ được gõ theo bảng mã VNI, mỗi bộ phông một khác.",
    },
    "sheet_vni_remedy": {
        "en": "Convert it to Unicode (UniKey, Ctrl+Shift+F6), or choose a Unicode font and type it anew, and save.",
        "vi": "Hãy chuyển sang Unicode (UniKey, Ctrl+Shift+F6), hoặc chọn phông Unicode rồi gõ lại, và lưu tệp.",
    },
    "sheet_encodings_mixed": {
        "en": "TCVN3 (ABC) and Unicode text stand side by side, and this text may be either.",
        "vi": "Chữ TCVN3 (ABC) và chữ Unicode lẫn với nhau, không biết đoạn này theo bảng mã nào.",
    },
    "sheet_one_encoding": {
        "en": "Convert all of it to Unicode (UniKey) and save.",
        "vi": "Hãy chuyển toàn bộ sang Unicode (bằng UniKey) rồi lưu lại.",
    },
    "text_row_count": {
        "en": "The row has {found} values and the heading {needed} years: which value belongs to which year is not sure.",
        "vi": "Dòng có {found} giá trị mà đầu bảng có {needed} năm: không chắc giá trị nào thuộc năm nào.",
    },
    "text_row_neighbour": {
        "en": "The row beside it lacks or has too many values: one of them may stand here.",
        "vi": "Dòng bên cạnh thiếu hoặc thừa giá trị: có thể một giá trị của dòng đó nằm ở đây.",
    },
    "text_check_image": {
        "en": "Read the row on the page itself and type it into a workbook.",
        "vi": "Hãy đọc dòng này trên chính trang in và gõ vào tệp Excel.",
    },
    "text_no_label": {
        "en": "The values stand before any label.",
        "vi": "Các giá trị đứng trước mọi tên dòng.",
    },
    "text_no_years": {
        "en": "Page {page} has no line of two or more years: its {count} lines with numbers cannot be assigned.",
        "vi": "Trang {page} không có dòng nào ghi từ hai năm trở lên: không gán được {count} dòng có số của trang.",
    },
    "text_give_heading": {
        "en": "Give the page with its line of years, or type the table into a workbook.",
        "vi": "Hãy đưa trang có dòng ghi năm, hoặc gõ bảng vào tệp Excel.",
    },
    "text_years_order": {
        "en": "The years of the heading do not rise, so the values cannot be assigned.",
        "vi": "Các năm ở đầu bảng không tăng dần nên không gán được giá trị.",
    },
    "text_second_table": {
        "en": "A second line of years begins here: the lines from here to the end of the page were not read.",
        "vi": "Từ đây có dòng năm thứ hai: các dòng từ đây đến hết trang không được đọc.",
    },
    "text_split_page": {
        "en": "Save the second table in a file of its own, or under a page mark of its own.",
        "vi": "Hãy lưu bảng thứ hai thành tệp riêng, hoặc thêm dấu trang riêng cho bảng đó.",
    },
    "label_twice": {
        "en": "The same label and heading stand at {other} already: it is not sure which one is meant.",
        "vi": "Cùng tên dòng và đầu cột này đã có ở {other}: không rõ ô nào mới đúng.",
    },
    "name_apart": {
        "en": "Give the two rows or columns names of their own, or remove one of them.",
        "vi": "Hãy đặt tên khác nhau cho hai dòng hoặc hai cột, hoặc bỏ đi một.",
    },
    "number_ambiguous": {
        "en": "The mark may separate thousands or decimals, and no other number of the file tells which.",
        "vi": "Dấu này có thể ngăn hàng nghìn hoặc phần thập phân, không số nào khác trong tệp cho biết.",
    },
    "number_contrary": {
        "en": "Some numbers of the file have a decimal comma and others a decimal point.",
        "vi": "Trong tệp có số dùng dấu phẩy thập phân, có số dùng dấu chấm thập phân.",
    },
    "number_one_style": {
        "en": "Write all numbers of the file in one way, or as real numbers.",
        "vi": "Hãy viết mọi số trong tệp theo một kiểu, hoặc nhập dưới dạng số.",
    },
    "number_not_one": {
        "en": "This is not a number.",
        "vi": "Đây không phải là số.",
    },
    "number_write_it": {
        "en": "Write the number, or leave the cell empty if there is none.",
        "vi": "Hãy ghi số, hoặc để trống nếu không có số liệu.",
    },
    "unit_unknown": {
        "en": "The unit is not known to this library, or the line names several.",
        "vi": "Không nhận ra đơn vị tính này, hoặc dòng này ghi nhiều đơn vị.",
    },
    "unit_write_it": {
        "en": "Write one unit, for example ĐVT: Tỷ đồng.",
        "vi": "Hãy ghi một đơn vị, ví dụ ĐVT: Tỷ đồng.",
    },
    "sheet_error": {
        "en": "The formula of this cell gives an error.",
        "vi": "Công thức của ô này báo lỗi.",
    },
    "sheet_mend_formula": {
        "en": "Mend the formula, or write the value.",
        "vi": "Hãy sửa công thức, hoặc ghi thẳng giá trị.",
    },
    "sheet_no_cache": {
        "en": "The cell has a formula and no computed value.",
        "vi": "Ô có công thức nhưng không có giá trị đã tính.",
    },
    "sheet_recalculate": {
        "en": "Open the file in Excel or LibreOffice, let it compute, and save it.",
        "vi": "Hãy mở tệp bằng Excel hoặc LibreOffice, để chương trình tính rồi lưu lại.",
    },
    "sheet_date": {
        "en": "The cell holds a date where a number is expected: the program took a number for a date.",
        "vi": "Ô chứa ngày tháng ở chỗ cần số: chương trình đã đổi số thành ngày tháng.",
    },
    "sheet_date_year": {
        "en": "The heading holds a date within a year, not a year.",
        "vi": "Đầu cột (hoặc đầu dòng) là một ngày giữa năm, không phải một năm.",
    },
    "sheet_logical": {
        "en": "The cell holds TRUE or FALSE where a number is expected.",
        "vi": "Ô chứa TRUE hoặc FALSE ở chỗ cần số.",
    },
    "sheet_not_finite": {
        "en": "The number is too large to be a figure.",
        "vi": "Số lớn đến mức không thể là số liệu.",
    },
    "sheet_merged_value": {
        "en": "One value stands in a merged cell, for several rows or columns: whose it is is not sure.",
        "vi": "Một giá trị nằm trong ô gộp của nhiều dòng hoặc nhiều cột: không chắc thuộc dòng hay cột nào.",
    },
    "sheet_unmerge": {
        "en": "Undo the merging and write each value in its own cell; leave empty what has no figure.",
        "vi": "Hãy bỏ gộp ô và ghi từng giá trị vào đúng ô; ô không có số liệu thì để trống.",
    },
    "sheet_scaled": {
        "en": "The number format shows the number divided by 1,000: it is not sure whether the unit is meant for the "
        "number stored or for the number shown.",
        "vi": "Định dạng số của ô hiển thị số đã chia cho 1.000: không chắc đơn vị tính áp dụng cho số lưu trong ô hay "
        "số hiển thị.",
    },
    "sheet_plain_format": {
        "en": "Give the cell a plain number format and check the unit.",
        "vi": "Hãy đổi ô sang định dạng số thường và kiểm tra lại đơn vị tính.",
    },
    "sheet_no_label": {
        "en": "The row has values and no label.",
        "vi": "Dòng có giá trị mà không có tên.",
    },
    "sheet_name_row": {
        "en": "Write the row's name in the first column.",
        "vi": "Hãy ghi tên dòng ở cột đầu.",
    },
    "sheet_no_year": {
        "en": "The heading of this column names no year: its {count} values were not read.",
        "vi": "Đầu cột này không ghi năm: {count} giá trị của cột không được đọc.",
    },
    "sheet_row_no_year": {
        "en": "The row stands among years and names none: its {count} values were not read.",
        "vi": "Dòng này nằm giữa các năm mà không ghi năm: {count} giá trị của dòng không được đọc.",
    },
    "sheet_write_year": {
        "en": "Write the year in full, for example 2022 or Sơ bộ 2022.",
        "vi": "Hãy ghi đủ năm, ví dụ 2022 hoặc Sơ bộ 2022.",
    },
    "sheet_no_table": {
        "en": "The sheet has {count} numbers and no row or column of years.",
        "vi": "Trang tính có {count} số mà không có hàng hay cột nào ghi năm.",
    },
    "note_nil": {
        "en": "“-” in {count} cells (nil or not available) is read as missing.",
        "vi": "Dấu “-” ở {count} ô (không phát sinh hoặc không có số liệu) được đọc là thiếu số liệu.",
    },
    "note_hidden_rows": {
        "en": "Hidden rows not read: {which}.",
        "vi": "Hàng ẩn không đọc: {which}.",
    },
    "note_hidden_columns": {
        "en": "Hidden columns not read: {which}.",
        "vi": "Cột ẩn không đọc: {which}.",
    },
    "note_hidden_sheet": {
        "en": "Hidden sheet not read: {which}.",
        "vi": "Trang tính ẩn không đọc: {which}.",
    },
    "note_column_skipped": {
        "en": "Column {which} (“{heading}”) compares or sums years and is not read.",
        "vi": "Cột {which} (“{heading}”) so sánh hoặc gộp nhiều năm, không được đọc.",
    },
    "note_tcvn3": {
        "en": "Text converted from TCVN3 (ABC).",
        "vi": "Chữ đã được chuyển từ bảng mã TCVN3 (ABC).",
    },
    "note_date_year": {
        "en": "{which}: the year {year} stands under a date format.",
        "vi": "{which}: năm {year} nằm trong ô định dạng ngày tháng.",
    },
    "note_table_number": {
        "en": "Table number {which}.",
        "vi": "Biểu số {which}.",
    },
    "note_stray": {
        "en": "Line {line}, not read: {text}",
        "vi": "Dòng {line}, không đọc: {text}",
    },
    "note_continued": {
        "en": "The table continues an earlier page.",
        "vi": "Bảng tiếp theo trang trước.",
    },
}
