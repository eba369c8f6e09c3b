"""Sentences of the scheduled job, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["JOB_SENTENCES"]

JOB_SENTENCES: dict[str, dict[str, str]] = {
    "job_lock_unusable": {
        "en": "the job's lock cannot be used: {reason}",
        "vi": "không dùng được khóa của tác vụ: {reason}",
    },
    "job_give_rights": {
        "en": "Check that the folder is there and that the account that runs the job may write to it.",
        "vi": "Hãy kiểm tra thư mục có đó không và tài khoản chạy tác vụ có quyền ghi không.",
    },
    "job_locked": {
        "en": "another run holds the lock ({holder})",
        "vi": "một lần chạy khác đang giữ khóa ({holder})",
    },
    "job_wait": {
        "en": "Wait until it ends; a run that was killed holds no lock.",
        "vi": "Hãy đợi lần chạy đó kết thúc; lần chạy bị ngắt giữa chừng không giữ khóa.",
    },
    "job_disk_full": {
        "en": "the disk is full ({reason})",
        "vi": "đĩa đã đầy ({reason})",
    },
    "job_disk_full_mend": {
        "en": "Free some space, then run again; what was published is as it was.",
        "vi": "Hãy giải phóng dung lượng rồi chạy lại; bản đã công bố vẫn nguyên vẹn.",
    },
    "job_read_only": {
        "en": "cannot be written to ({reason})",
        "vi": "không ghi được ({reason})",
    },
    "job_read_only_mend": {
        "en": "Give the account that runs the job the right to write there; what was published is as it was.",
        "vi": "Hãy cấp quyền ghi cho tài khoản chạy tác vụ; bản đã công bố vẫn nguyên vẹn.",
    },
    "job_disk_error": {
        "en": "cannot be read or written ({reason})",
        "vi": "không đọc hoặc ghi được ({reason})",
    },
    "job_disk_error_mend": {
        "en": "Check the path, the disk and the connection to it, then run again; what was published is as it was.",
        "vi": "Hãy kiểm tra đường dẫn, đĩa và kết nối rồi chạy lại; bản đã công bố vẫn nguyên vẹn.",
    },
    "job_input_changed": {
        "en": "changed while it was read",
        "vi": "bị thay đổi trong lúc đọc",
    },
    "job_input_settle": {
        "en": "Run again when nobody is writing to it.",
        "vi": "Hãy chạy lại khi không ai đang ghi tệp.",
    },
    "job_clock_back": {
        "en": "The clock says {now}, the last run was at {last}: the clock was set back. Ages are counted from the last run.",
        "vi": "Đồng hồ chỉ {now}, lần chạy trước lúc {last}: đồng hồ bị vặn lùi. Tuổi được tính từ lần chạy trước.",
    },
    "job_bundle_mended": {
        "en": "The published bundle {bundle} was not as it was published ({files}); it was published anew.",
        "vi": "Bộ đã công bố {bundle} không còn như lúc công bố ({files}); đã công bố lại.",
    },
    "job_log_damaged": {
        "en": "Line(s) {lines} of runs.jsonl cannot be read; they are left as they are.",
        "vi": "Không đọc được dòng {lines} của runs.jsonl; các dòng đó được giữ nguyên.",
    },
    "job_log_unwritable": {
        "en": "The run could not be recorded: {reason}",
        "vi": "Không ghi được lần chạy này vào sổ: {reason}",
    },
    "job_filled_refused": {
        "en": "the figure rests on cells that assumptions fill, and the job has allow_filled = false",
        "vi": "số liệu dựa vào các ô được thay bằng giả định, mà tác vụ đặt allow_filled = false",
    },
    "job_status_refused": {
        "en": 'cells less firm than minimum_status = "{minimum}" are refused',
        "vi": 'không chấp nhận các ô có mức tin cậy thấp hơn minimum_status = "{minimum}"',
    },
    "job_both_refused": {
        "en": 'cells that assumptions fill (allow_filled = false) and cells less firm than minimum_status = "{minimum}" '
        "are refused",
        "vi": "không chấp nhận các ô thay bằng giả định (allow_filled = false) và các ô có mức tin cậy thấp hơn "
        'minimum_status = "{minimum}"',
    },
    "job_supply": {
        "en": "Supply them: tfp-soctrang data template OUT.xlsx, fill in, then name the file under [data]; or change "
        "[assumptions].",
        "vi": "Hãy bổ sung: chạy tfp-soctrang data template OUT.xlsx, điền số, rồi nêu tệp ở mục [data]; hoặc sửa mục "
        "[assumptions].",
    },
    "job_checks_failed": {
        "en": "checks failed: {checks}; nothing was published",
        "vi": "không đạt kiểm tra: {checks}; không công bố gì",
    },
    "job_see_checks": {
        "en": "See 'tfp-soctrang job status': each check tells its numbers and what to do.",
        "vi": "Xem 'tfp-soctrang job status': mỗi kiểm tra nêu con số và cách xử lý.",
    },
    # The checks: what was found, with its numbers, and why it is looked at.
    "check_sums": {
        "en": "The printed shares of capital, labour and TFP add up to {total} ({parts}).",
        "vi": "Tỷ phần in ra của vốn, lao động và TFP cộng lại bằng {total} ({parts}).",
    },
    "check_sums_undefined": {
        "en": "Shares are not defined: output hardly grew. The contributions in points miss output growth by {gap:.2f}.",
        "vi": "Tỷ phần không xác định vì sản lượng hầu như không tăng. Tổng đóng góp lệch tốc độ tăng {gap:.2f} điểm.",
    },
    "why_sums": {
        "en": "A table whose parts do not add up to 100.0 is sent back.",
        "vi": "Bảng có tổng khác 100,0 sẽ bị trả lại.",
    },
    "check_previous_none": {
        "en": "No earlier figure of this phase has been published here.",
        "vi": "Chưa từng công bố con số nào của giai đoạn này tại đây.",
    },
    "check_previous_within": {
        "en": "TFP share {before:.1f} → {after:.1f} %: {change:+.1f} points, within ±{band:.1f}.",
        "vi": "Tỷ phần TFP {before:.1f} → {after:.1f} %: {change:+.1f} điểm, trong khoảng ±{band:.1f}.",
    },
    "check_previous_explained": {
        "en": "TFP share {before:.1f} → {after:.1f} %: {change:+.1f} points, more than ±{band:.1f}, but the inputs explain "
        "it: {parts}. {rest:+.1f} points remain unexplained.",
        "vi": "Tỷ phần TFP {before:.1f} → {after:.1f} %: {change:+.1f} điểm, vượt ±{band:.1f}, nhưng số liệu vào giải thích "
        "được: {parts}. Còn {rest:+.1f} điểm chưa giải thích được.",
    },
    "check_previous_accepted": {
        "en": "TFP share {before:.1f} → {after:.1f} %: {change:+.1f} points, more than ±{band:.1f}; the job file accepts the "
        "change from {bundle}.",
        "vi": "Tỷ phần TFP {before:.1f} → {after:.1f} %: {change:+.1f} điểm, vượt ±{band:.1f}; tệp tác vụ đã chấp nhận "
        "thay đổi so với {bundle}.",
    },
    "check_previous_outside": {
        "en": "TFP share {before:.1f} → {after:.1f} %: {change:+.1f} points, more than ±{band:.1f}, and {rest:+.1f} points are "
        'not explained ({parts}). If the change is right, set checks.accept_change_from = "{bundle}".',
        "vi": "Tỷ phần TFP {before:.1f} → {after:.1f} %: {change:+.1f} điểm, vượt ±{band:.1f}, trong đó {rest:+.1f} điểm chưa "
        'giải thích được ({parts}). Nếu thay đổi là đúng, đặt checks.accept_change_from = "{bundle}".',
    },
    "check_previous_undefined": {
        "en": "The share is not defined now or was not in {bundle}: the two cannot be compared.",
        "vi": "Tỷ phần hiện nay hoặc trong {bundle} không xác định: không so sánh được.",
    },
    "why_previous": {
        "en": "A jump from last year's figure comes from a revision, a new year, or a mistake: only the first two may pass.",
        "vi": "Con số nhảy so với năm trước là do số liệu sửa đổi, năm mới, hoặc sai sót: chỉ hai loại đầu được qua.",
    },
    "part_unreadable": {
        "en": "the figures of {bundle} cannot be read again",
        "vi": "không đọc lại được số liệu của {bundle}",
    },
    "check_national": {
        "en": "TFP share {ours:.1f} %, the country {theirs:.1f} % in {phase} ({edition}): {gap:+.1f} points, band ±{band:.1f}.",
        "vi": "Tỷ phần TFP {ours:.1f} %, cả nước {theirs:.1f} % giai đoạn {phase} ({edition}): {gap:+.1f} điểm, khoảng "
        "±{band:.1f}.",
    },
    "check_national_undefined": {
        "en": "The share is not defined: it is not compared with the country's.",
        "vi": "Tỷ phần không xác định: không so với cả nước.",
    },
    "why_national": {
        "en": "A province may differ from the country, but a large gap is looked at before it is printed. The country's "
        "account was seen second-hand.",
        "vi": "Tỉnh có thể khác cả nước, nhưng chênh lệch lớn cần xem lại trước khi in. Bảng của cả nước được xem qua bản sao.",
    },
    "check_last_year": {
        "en": "The weakest cell of {year} is {status} ({series}); asked for: {minimum} or firmer.",
        "vi": "Ô kém chắc nhất của năm {year} là {status} ({series}); yêu cầu: {minimum} trở lên.",
    },
    "why_last_year": {
        "en": "The last year carries the phase, and is the one revised most.",
        "vi": "Năm cuối quyết định giai đoạn và là năm bị sửa nhiều nhất.",
    },
    "check_age": {
        "en": "By the release calendar no firmer figure is due that is not entered (asked on {day}).",
        "vi": "Theo lịch công bố, không có số liệu chắc hơn nào đến hạn mà chưa nhập (xét ngày {day}).",
    },
    "check_age_overdue": {
        "en": "By the release calendar these should have been entered (asked on {day}, {grace} days' grace): {cells}.",
        "vi": "Theo lịch công bố, lẽ ra đã phải nhập (xét ngày {day}, cho phép chậm {grace} ngày): {cells}.",
    },
    "why_age": {
        "en": "A yearly figure from last year's numbers looks new and is not.",
        "vi": "Con số năm nay tính từ số liệu năm ngoái trông mới mà không mới.",
    },
    # What makes the published figure stale.
    "stale_nothing": {
        "en": "Nothing has been published yet.",
        "vi": "Chưa công bố gì.",
    },
    "stale_other": {
        "en": "The published figure is of another phase or territory: {territory} {phase}.",
        "vi": "Con số đang công bố là của giai đoạn hoặc lãnh thổ khác: {territory} {phase}.",
    },
    "stale_failed": {
        "en": "The last run ({at}) published nothing new: {why}",
        "vi": "Lần chạy gần nhất ({at}) không công bố được: {why}",
    },
    "stale_old": {
        "en": "The last successful run was {days} days ago, more than {limit}.",
        "vi": "Lần chạy thành công gần nhất cách đây {days} ngày, quá {limit} ngày.",
    },
    "stale_released": {
        "en": "Since {day} figures should have been entered that this one does not hold.",
        "vi": "Từ ngày {day} lẽ ra đã có số liệu mới mà bản này chưa có.",
    },
    "stale_damaged": {
        "en": "Files of the published bundle are not as they were published: {files}.",
        "vi": "Có tệp của bộ đã công bố không còn như lúc công bố: {files}.",
    },
    "stale_no_run": {
        "en": "No run has been recorded.",
        "vi": "Chưa ghi nhận lần chạy nào.",
    },
}
