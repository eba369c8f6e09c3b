"""Why a cell of an office's file is refused, and the remedy: one sentence each, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["CELL_FAULTS", "CELL_SENTENCES"]

# Each fault: the reason in English and Vietnamese, then the remedy in English and Vietnamese (code `<fault>_remedy`).
_FAULTS: dict[str, tuple[str, str, str, str]] = {
    "cell_error": (
        "The spreadsheet shows an error here, not a number.",
        "Ô này đang báo lỗi của bảng tính, không phải là số.",
        "Correct the formula, or type the published number, or write .. when there is none.",
        "Hãy sửa công thức, hoặc nhập số đã công bố, hoặc ghi .. nếu không có số liệu.",
    ),
    "formula_without_value": (
        "The formula has no saved result, so its number cannot be read.",
        "Công thức chưa có kết quả được lưu nên không đọc được số.",
        "Open the file in Excel, let it calculate and save it again, or replace the formula by its number.",
        "Hãy mở tệp bằng Excel, để Excel tính lại rồi lưu, hoặc thay công thức bằng giá trị số.",
    ),
    "text_not_number": (
        "Words stand where a number belongs.",
        "Ô này phải là số nhưng lại ghi chữ.",
        "Write the number alone, without its unit or remarks; write .. when there is no number.",
        "Chỉ ghi con số, không kèm đơn vị hay ghi chú; ghi .. nếu không có số liệu.",
    ),
    "number_ambiguous": (
        "Is the mark in this number a decimal mark or a thousands mark? The file's other numbers do not settle it.",
        "Dấu trong số này là dấu thập phân hay dấu ngăn cách hàng nghìn? Các số khác trong tệp không đủ để xác định.",
        'Write one number of the file with decimals, such as 35.415,5, or pass decimal="," or "." '
        "(command: --decimal comma|point).",
        'Hãy ghi ít nhất một số có phần thập phân, ví dụ 35.415,5, hoặc khai báo decimal="," hay "." '
        "(dòng lệnh: --decimal comma|point).",
    ),
    "number_conflict": (
        "This number has “{mark}” for its decimal mark, but the file holds {commas} with a decimal comma and {points} "
        "with a decimal point.",
        "Số này dùng “{mark}” làm dấu thập phân, nhưng trong tệp có {commas} số dùng dấu phẩy thập phân và {points} số "
        "dùng dấu chấm thập phân.",
        "Write every number of the file in one way.",
        "Hãy viết mọi số trong tệp theo cùng một cách.",
    ),
    "number_against_decimal": (
        "This number cannot be read with the decimal mark that was given, “{mark}”.",
        "Không đọc được số này theo dấu thập phân đã khai báo, “{mark}”.",
        "Rewrite the number, or give the other decimal mark.",
        "Hãy viết lại số này, hoặc khai báo dấu thập phân kia.",
    ),
    "number_percent_sign": (
        "The number carries a percent sign, so its unit is told twice and perhaps differently.",
        "Số này có kèm dấu %, nên đơn vị bị nêu hai lần và có thể không khớp nhau.",
        "Write the number without the sign in a plain number format (7.71, not 7.71%), and % in the unit cell.",
        "Hãy bỏ dấu %, định dạng ô là số thường (7,71 chứ không phải 7,71%) và ghi % ở ô đơn vị.",
    ),
    "number_not_finite": (
        "This is not a finite number.",
        "Đây không phải là một số hữu hạn.",
        "Write the published number, or .. when there is none.",
        "Hãy ghi số đã công bố, hoặc .. nếu không có số liệu.",
    ),
    "boolean_not_number": (
        "A true/false value stands where a number belongs.",
        "Ô này phải là số nhưng lại chứa giá trị đúng/sai (TRUE/FALSE).",
        "Write the published number, or .. when there is none.",
        "Hãy ghi số đã công bố, hoặc .. nếu không có số liệu.",
    ),
    "date_not_number": (
        "A date stands where a number belongs; spreadsheets turn some numbers into dates by themselves.",
        "Ô này phải là số nhưng lại là ngày tháng; bảng tính đôi khi tự đổi số thành ngày tháng.",
        "Set the cell's format to Number and type the number again.",
        "Hãy đổi định dạng ô thành Số (Number) rồi nhập lại.",
    ),
    "year_duplicated": (
        "The year {year} stands twice; it stood first in {first}.",
        "Năm {year} bị lặp lại; lần đầu đã có ở {first}.",
        "Keep one row for each year.",
        "Mỗi năm chỉ giữ một dòng.",
    ),
    "year_not_whole": (
        "A year must be a whole number.",
        "Năm phải là số nguyên.",
        "Write the year alone, such as 2021.",
        "Chỉ ghi năm, ví dụ 2021.",
    ),
    "year_not_number": (
        "This is not a year.",
        "Đây không phải là năm.",
        "Write the year as a number alone, such as 2021; remarks go into the status or source column.",
        "Chỉ ghi năm bằng số, ví dụ 2021; ghi chú thì đặt ở cột trạng thái hoặc cột nguồn.",
    ),
    "year_out_of_range": (
        "The year lies before {first} or after {last}: accounts of this kind are neither that old "
        "nor projected that far, so it is taken for a slip.",
        "Năm nằm trước {first} hoặc sau {last}: không có số liệu tài khoản nào cũ đến thế hay dự báo xa "
        "đến thế, nên coi là gõ nhầm.",
        "Correct the year.",
        "Hãy sửa lại năm.",
    ),
    "number_without_year": (
        "This number stands in a row that has no year.",
        "Số này nằm ở dòng không ghi năm.",
        "Write the year at the head of the row, or remove the number (totals and averages belong elsewhere).",
        "Hãy ghi năm ở đầu dòng, hoặc bỏ số này (dòng tổng, dòng bình quân để ở nơi khác).",
    ),
    "break_not_year": (
        "The break years must be years.",
        "Năm gián đoạn chuỗi phải được ghi bằng năm.",
        "Write the years separated by commas, such as 2020, or leave the cell empty.",
        "Hãy ghi các năm, cách nhau bằng dấu phẩy, ví dụ 2020, hoặc để trống.",
    ),
    "series_duplicated": (
        "The series {name} stands twice; it stood first in {first}.",
        "Chỉ tiêu {name} xuất hiện hai lần; lần đầu ở {first}.",
        "Keep one of the two columns.",
        "Chỉ giữ lại một trong hai cột.",
    ),
    "series_unknown": (
        "Numbers stand beneath a code or heading that is not in the register of series.",
        "Bên dưới có số liệu nhưng mã hoặc tên chỉ tiêu này không có trong danh mục.",
        "Write a code of the template ({near}), or move these numbers to a sheet of their own.",
        "Hãy ghi đúng mã chỉ tiêu của biểu mẫu ({near}), hoặc chuyển các số này sang một trang tính riêng.",
    ),
    "series_name_bad": (
        "This is not a name for a series.",
        "Đây không phải là tên chỉ tiêu hợp lệ.",
        "Use a code of the template, or a name of letters, digits and underscores, with a dot before a part (output_const2010.primary).",
        "Hãy dùng mã chỉ tiêu của biểu mẫu, hoặc tên gồm chữ cái, chữ số và dấu gạch dưới, có dấu chấm trước tên bộ phận (output_const2010.primary).",
    ),
    "row_length": (
        "The row has {found} fields where the header has {expected}.",
        "Dòng này có {found} trường trong khi dòng tiêu đề có {expected} trường.",
        "Put numbers or texts that contain the delimiter between double quotes, and fill every column.",
        "Hãy đặt số hoặc chữ có chứa dấu phân cách trong dấu ngoặc kép và ghi đủ các cột.",
    ),
    "unit_missing": (
        "No unit is given, and a unit is never guessed.",
        "Chưa ghi đơn vị tính; chương trình không tự đoán đơn vị.",
        "Write the unit, such as {unit}.",
        "Hãy ghi đơn vị tính, ví dụ {unit}.",
    ),
    "unit_unknown": (
        "The unit is not known.",
        "Đơn vị tính này không có trong danh mục.",
        "Write a unit such as {unit}.",
        "Hãy ghi một đơn vị tính có trong danh mục, ví dụ {unit}.",
    ),
    "unit_wrong_kind": (
        "This unit measures another kind of quantity than the series, which is given in {unit}.",
        "Đơn vị này đo một loại đại lượng khác với chỉ tiêu, vốn tính bằng {unit}.",
        "Correct the unit, or move the numbers to the series they belong to.",
        "Hãy sửa đơn vị tính, hoặc chuyển số liệu sang đúng chỉ tiêu.",
    ),
    "unit_differs": (
        "The unit differs from that of the same series in {first}.",
        "Đơn vị khác với đơn vị của chính chỉ tiêu này ở {first}.",
        "Give all years of a series in one unit.",
        "Mọi năm của một chỉ tiêu phải dùng cùng một đơn vị.",
    ),
    "price_base_missing": (
        "No price base is given: the numbers may be at constant or at current prices.",
        "Chưa ghi loại giá: không rõ số liệu theo giá so sánh hay giá hiện hành.",
        "Write “giá so sánh 2010” (constant prices) or “giá hiện hành” (current prices).",
        "Hãy ghi “giá so sánh 2010” hoặc “giá hiện hành”.",
    ),
    "price_base_unknown": (
        "The price base is not known.",
        "Không rõ đây là loại giá nào.",
        "Write “giá so sánh 2010” (constant prices) or “giá hiện hành” (current prices).",
        "Hãy ghi “giá so sánh 2010” hoặc “giá hiện hành”.",
    ),
    "price_base_contradicts": (
        "The price base contradicts the series {name}, which is at “{wanted}”.",
        "Loại giá mâu thuẫn với chỉ tiêu {name}, vốn tính theo “{wanted}”.",
        "Correct the price base, or move the numbers to the series of these prices.",
        "Hãy sửa loại giá, hoặc chuyển số liệu sang chỉ tiêu theo đúng loại giá này.",
    ),
    "price_base_not_applicable": (
        "The series {name} has no prices, yet a price base is given.",
        "Chỉ tiêu {name} không tính theo giá, nhưng ở đây lại ghi loại giá.",
        "Leave the cell empty or write —, or move the numbers to the series they belong to.",
        "Hãy để trống hoặc ghi —, hoặc chuyển số liệu sang đúng chỉ tiêu.",
    ),
    "price_base_differs": (
        "The price base differs from that of the same series in {first}.",
        "Loại giá khác với loại giá của chính chỉ tiêu này ở {first}.",
        "Give all years of a series at one price base.",
        "Mọi năm của một chỉ tiêu phải tính theo cùng một loại giá.",
    ),
    "status_missing": (
        "The number beside, {number}, has no status.",
        "Số liệu bên cạnh, {number}, chưa ghi trạng thái.",
        "Write chính thức (official), sơ bộ (preliminary) or ước tính (estimate).",
        "Hãy ghi chính thức, sơ bộ hoặc ước tính.",
    ),
    "status_unknown": (
        "The status is not known.",
        "Trạng thái này không có trong danh mục.",
        "Write chính thức (official), sơ bộ (preliminary) or ước tính (estimate).",
        "Hãy ghi chính thức, sơ bộ hoặc ước tính.",
    ),
    "status_without_number": (
        "A status stands here, but its number ({other}) is empty: it was probably forgotten.",
        "Ở đây có trạng thái nhưng ô số liệu ({other}) để trống: có lẽ quên nhập số.",
        "Write the number, or .. when there is none, or remove the status.",
        "Hãy nhập số, hoặc ghi .. nếu không có số liệu, hoặc xóa trạng thái.",
    ),
    "not_positive": (
        "A zero or negative number cannot be right for this series.",
        "Chỉ tiêu này không thể bằng 0 hoặc âm.",
        "Correct the number; write .. when it is not known.",
        "Hãy sửa lại số; ghi .. nếu chưa có số liệu.",
    ),
    "investment_negative": (
        "Investment of a whole territory is not negative.",
        "Vốn đầu tư của cả lãnh thổ không thể âm.",
        "If fixed assets were disposed of, give the net formation of the year; otherwise correct the sign.",
        "Nếu có thanh lý tài sản cố định, hãy ghi tích lũy của cả năm sau khi trừ thanh lý; nếu không, hãy sửa dấu.",
    ),
    "share_out_of_range": (
        "A share must lie between 0 and 1. Is this a percentage?",
        "Tỷ phần phải nằm giữa 0 và 1. Đây có phải là số phần trăm không?",
        "Write a fraction with the unit lần (0.412), or a percentage with the unit % (41.2).",
        "Hãy ghi dạng hệ số với đơn vị lần (0,412), hoặc dạng phần trăm với đơn vị % (41,2).",
    ),
    "share_below_one_percent": (
        "A share below one per cent cannot be right. Is this a fraction whose unit is lần, not %?",
        "Tỷ phần dưới một phần trăm là không hợp lý. Đây có phải là hệ số, đơn vị lần chứ không phải %?",
        "Set the unit to lần, or write the percentage (41.2).",
        "Hãy đổi đơn vị thành lần, hoặc ghi số phần trăm (41,2).",
    ),
    "rate_out_of_range": (
        "A rate of depreciation must be at least 0 and below 1. Is this a percentage?",
        "Tỷ lệ khấu hao phải từ 0 đến dưới 1. Đây có phải là số phần trăm không?",
        "Write a fraction with the unit lần (0.05), or a percentage with the unit % (5).",
        "Hãy ghi dạng hệ số với đơn vị lần (0,05), hoặc dạng phần trăm với đơn vị % (5).",
    ),
    "growth_out_of_range": (
        "Growth of −100 % or less would leave no output.",
        "Tăng trưởng từ −100 % trở xuống nghĩa là không còn sản lượng.",
        "Correct the number; growth is the change over the year before.",
        "Hãy sửa lại số; tăng trưởng là mức thay đổi so với năm trước.",
    ),
    "growth_percent_as_ratio": (
        "With the unit lần this is a growth of {percent} % in one year. Is this a percentage?",
        "Với đơn vị lần, đây là mức tăng {percent} % trong một năm. Đây có phải là số phần trăm không?",
        "Set the unit to %, or write growth as a fraction (0.0771).",
        "Hãy đổi đơn vị thành %, hoặc ghi tăng trưởng dạng hệ số (0,0771).",
    ),
    "shares_do_not_sum": (
        "The capital share ({capital}, cell {other}) and the labour share ({labour}) of {year} sum to {total}, "
        "not to 1 within {tolerance} (half a unit of the third decimal).",
        "Tỷ phần vốn ({capital}, ô {other}) và tỷ phần lao động ({labour}) năm {year} cộng lại bằng {total}, "
        "không bằng 1 trong phạm vi {tolerance} (nửa đơn vị của chữ số thập phân thứ ba).",
        "Correct one of the two, or leave the labour share out: it is then 1 less the capital share.",
        "Hãy sửa một trong hai, hoặc bỏ trống tỷ phần lao động: khi đó nó bằng 1 trừ tỷ phần vốn.",
    ),
    "level_jump": (
        "The number is {times} times that of {year} ({other}): probably another unit (triệu for tỷ, or the reverse).",
        "Số này gấp {times} lần số của năm {year} ({other}): có lẽ nhầm đơn vị (triệu với tỷ đồng, hoặc ngược lại).",
        "Correct the number, or name {later} as a break year when the definition changed.",
        "Hãy sửa lại số, hoặc ghi {later} là năm gián đoạn chuỗi nếu phạm vi, định nghĩa đã thay đổi.",
    ),
    "territory_missing": (
        "No territory is given.",
        "Chưa ghi lãnh thổ.",
        "Write it beside “Lãnh thổ / Territory” (in CSV: in the column territory), such as Sóc Trăng.",
        "Hãy ghi ở ô bên cạnh “Lãnh thổ / Territory” (tệp CSV: cột lãnh thổ), ví dụ Sóc Trăng.",
    ),
    "territory_unknown": (
        "The territory is not known, or units of different times share the name.",
        "Lãnh thổ này không có trong danh mục, hoặc nhiều đơn vị khác thời kỳ cùng tên.",
        "Write a province by its name or code, for example one of: {known}.",
        "Hãy ghi tên hoặc mã của một tỉnh, ví dụ một trong: {known}.",
    ),
    "territory_differs": (
        "The territory differs from that in {first}.",
        "Lãnh thổ khác với lãnh thổ ở {first}.",
        "Keep one file for each territory.",
        "Mỗi lãnh thổ để một tệp riêng.",
    ),
    "sheet_missing": (
        "The workbook has no sheet with these series: {names}.",
        "Tệp không có trang tính nào chứa các chỉ tiêu này: {names}.",
        "Copy the sheet “{sheet}” of the template back into the file, even if it stays empty.",
        "Hãy chép lại trang “{sheet}” của biểu mẫu vào tệp, kể cả khi để trống số liệu.",
    ),
    "code_row_missing": (
        "The sheet has neither the row of codes (“Mã / Code”) nor the headings of the template, "
        "so its columns cannot be told.",
        "Trang tính không có dòng mã (“Mã / Code”) và cũng không có tên chỉ tiêu của biểu mẫu "
        "nên không nhận ra được các cột.",
        "Copy the heading rows of the template back into the sheet.",
        "Hãy chép lại các dòng tiêu đề của biểu mẫu vào trang tính này.",
    ),
    "year_column_missing": (
        "The sheet has no column of years beneath its codes.",
        "Trang tính không có cột năm bên dưới dòng mã.",
        "Write “Năm / Year” at the head of the column that holds the years.",
        "Hãy ghi “Năm / Year” ở đầu cột chứa năm.",
    ),
}

# Faults of a whole file: as above, but the reason is the problem of a `DataError`, which puts the full stop itself.
_FILE_FAULTS: dict[str, tuple[str, str, str, str]] = {
    "file_refused": (
        "{count} cell(s) cannot be used as they are",
        "có {count} ô chưa dùng được",
        "Mend them in the file and read it again; nothing of it was used.",
        "Hãy sửa các ô này trong tệp rồi đọc lại; chưa số liệu nào được sử dụng.",
    ),
    "file_not_found": (
        "there is no such file",
        "không tìm thấy tệp",
        "Check the name and the folder.",
        "Hãy kiểm tra tên tệp và thư mục.",
    ),
    "file_unreadable": (
        "the file cannot be opened ({why})",
        "không mở được tệp ({why})",
        "Close it in other programs and check that you may read it.",
        "Hãy đóng tệp trong các chương trình khác và kiểm tra quyền đọc tệp.",
    ),
    "file_empty": (
        "the file is empty",
        "tệp rỗng",
        "Save or send it again: the copy was probably cut off.",
        "Hãy lưu hoặc gửi lại tệp: có lẽ bản sao bị lỗi.",
    ),
    "file_is_xls": (
        "this is an old Excel file (.xls), not an .xlsx workbook",
        "đây là tệp Excel đời cũ (.xls), không phải .xlsx",
        "Open it in Excel and save it as “Excel Workbook (*.xlsx)”.",
        "Hãy mở bằng Excel rồi lưu thành “Excel Workbook (*.xlsx)”.",
    ),
    "file_encrypted": (
        "the workbook is protected by a password",
        "tệp được bảo vệ bằng mật khẩu",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it.",
        "Hãy mở bằng Excel, bỏ mật khẩu (File, Info, Protect Workbook) rồi lưu lại.",
    ),
    "file_is_html": (
        "this is a web page saved under a workbook's name",
        "đây là trang web được lưu dưới tên tệp bảng tính",
        "Open it in Excel and save it as “Excel Workbook (*.xlsx)”.",
        "Hãy mở bằng Excel rồi lưu thành “Excel Workbook (*.xlsx)”.",
    ),
    "file_not_xlsx": (
        "this is not an .xlsx workbook",
        "đây không phải là tệp .xlsx",
        "Give the workbook made from the template, saved as .xlsx; a CSV is read as CSV.",
        "Hãy dùng tệp lập từ biểu mẫu, lưu dạng .xlsx; tệp CSV thì đọc theo dạng CSV.",
    ),
    "file_corrupted": (
        "the workbook is damaged and cannot be read",
        "tệp bảng tính bị hỏng, không đọc được",
        "Open it in Excel, let Excel repair it and save it again, or ask for another copy.",
        "Hãy mở bằng Excel để Excel sửa rồi lưu lại, hoặc xin bản sao khác.",
    ),
    "csv_is_workbook": (
        "this is a workbook, not a CSV file",
        "đây là tệp bảng tính, không phải tệp CSV",
        "Save it as “CSV UTF-8”, or read it as a workbook.",
        "Hãy lưu thành “CSV UTF-8”, hoặc đọc theo dạng bảng tính.",
    ),
    "csv_encoding": (
        "the text is not in UTF-8 (nor in UTF-16 with its mark), so Vietnamese letters cannot be read",
        "tệp không dùng bảng mã UTF-8 (cũng không phải UTF-16 có dấu nhận biết) nên không đọc được chữ tiếng Việt",
        "Save it from Excel as “CSV UTF-8 (Comma delimited)”.",
        "Hãy lưu từ Excel theo dạng “CSV UTF-8 (Comma delimited)”.",
    ),
    "csv_malformed": (
        "the CSV file is malformed ({why})",
        "tệp CSV sai cấu trúc ({why})",
        "Look for a double quote that is not closed.",
        "Hãy tìm dấu ngoặc kép chưa đóng.",
    ),
    "csv_header": (
        "the first row must name the columns; missing: {missing}",
        "dòng đầu phải ghi tên các cột; còn thiếu: {missing}",
        "Write the header series,year,value,unit,price_base,status,territory,source.",
        "Hãy ghi dòng tiêu đề: chỉ tiêu,năm,giá trị,đơn vị,giá,trạng thái,lãnh thổ,nguồn.",
    ),
    "csv_header_twice": (
        "the first row names a column twice: {twice}",
        "dòng đầu ghi hai lần cùng một cột: {twice}",
        "Keep one of the two columns.",
        "Chỉ giữ lại một trong hai cột.",
    ),
    "decimal_unknown": (
        "the decimal mark must be a comma or a point",
        "dấu thập phân phải là dấu phẩy hoặc dấu chấm",
        'Pass decimal="," or "." (command: --decimal comma|point).',
        'Hãy khai báo decimal="," hoặc "." (dòng lệnh: --decimal comma|point).',
    ),
    "template_exists": (
        "the file exists and is not written over",
        "tệp đã có nên không ghi đè",
        "Choose another name, or ask for it with overwrite=True (command: --overwrite).",
        "Hãy chọn tên khác, hoặc yêu cầu ghi đè với overwrite=True (dòng lệnh: --overwrite).",
    ),
    "template_unwritable": (
        "the file cannot be written ({why})",
        "không ghi được tệp ({why})",
        "Close it in Excel, and check that the folder exists and may be written to.",
        "Hãy đóng tệp trong Excel, kiểm tra thư mục có tồn tại và có quyền ghi.",
    ),
    "template_filled": (
        "the number of {year} was filled in by an assumption and is no published figure",
        "số năm {year} do giả định bổ sung, không phải số liệu công bố",
        "Give the data set as published, before gaps are filled.",
        "Hãy dùng bộ số liệu gốc đã công bố, trước khi bổ sung số thiếu.",
    ),
    "template_years": (
        "the last year lies before the first, or a year lies outside {first}–{last}",
        "năm cuối đứng trước năm đầu, hoặc có năm nằm ngoài {first}–{last}",
        "Give the earlier year first.",
        "Hãy ghi năm sớm hơn trước.",
    ),
}

CELL_FAULTS: tuple[str, ...] = tuple(_FAULTS)
"""The codes of what can be wrong with one cell."""

CELL_SENTENCES: dict[str, dict[str, str]] = {}
for _code, (_en, _vi, _remedy_en, _remedy_vi) in {**_FAULTS, **_FILE_FAULTS}.items():
    CELL_SENTENCES[_code] = {"en": _en, "vi": _vi}
    CELL_SENTENCES[f"{_code}_remedy"] = {"en": _remedy_en, "vi": _remedy_vi}
