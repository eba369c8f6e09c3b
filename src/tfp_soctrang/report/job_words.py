"""The words of the plan, of a job's status and of its front page, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from tfp_soctrang.messages import Language

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[Language, str]] = {
    "months": {
        "vi": "1 2 3 4 5 6 7 8 9 10 11 12",
        "en": "January February March April May June July August September October November December",
    },
    # the plan
    "on_day": {"vi": "Tính đến ngày {day}", "en": "As of {day}"},
    "due_next": {"vi": "Sắp đến hạn", "en": "Due next"},
    "within_year": {"vi": "trong năm {year}", "en": "within {year}"},
    "before_day": {"vi": "trước ngày {day}", "en": "before {day}"},
    "days_left": {"vi": "còn {days} ngày", "en": "{days} day(s) left"},
    "needs_head": {
        "vi": "{place}: con số cho báo cáo gần nhất, và những ô còn cần, theo lịch công bố",
        "en": "{place}: the figures of the next report, and the cells they still need, by the release calendar",
    },
    "phase": {"vi": "Giai đoạn", "en": "Phase"},
    "phase_open": {"vi": "chưa tính được, còn thiếu năm", "en": "open, years are missing"},
    "held": {"vi": "hiện có: {held}", "en": "held: {held}"},
    "nothing_held": {"vi": "chưa có", "en": "nothing"},
    "out_since": {"vi": "lẽ ra đã có số {release}, hãy nhập", "en": "{release} should be out: enter it"},
    "no_calendar_day": {"vi": "lịch công bố không nêu ngày", "en": "the release calendar names no day"},
    "nothing_needed": {"vi": "không cần gì thêm", "en": "nothing more is needed"},
    "about": {"vi": "khoảng {value} %", "en": "about {value} %"},
    "over": {"vi": "trên {value} %", "en": "over {value} %"},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "outturn": {"vi": "Thực hiện", "en": "Outturn"},
    "draft_mark": {
        "vi": "* Ngày theo dự thảo nghị định (8/2025) hoặc suy từ lịch của GDP: hãy đối chiếu với văn bản chính thức.",
        "en": "* A day of the decree's draft (August 2025) or by analogy with GDP: check it against the decree.",
    },
    "erratum": {
        "vi": "Đính chính kế hoạch: {place} in \u201c{printed}\u201d, đúng là {meant}.",
        "en": "Erratum of the plan: {place} prints \u201c{printed}\u201d for {meant}.",
    },
    # parts of a change
    "part_new": {"vi": "số mới", "en": "new cells"},
    "part_firmer": {
        "vi": "số sửa, nay chắc hơn hoặc theo ấn bản mới",
        "en": "revised, now firmer or of a newer edition",
    },
    "part_silent": {"vi": "số sửa mà mức tin cậy không đổi", "en": "changed with no firmer status"},
    "part_assumptions": {"vi": "giả định", "en": "assumptions"},
    "part_method": {"vi": "phương pháp", "en": "method"},
    "part_code": {"vi": "phiên bản mã", "en": "version of the code"},
    # status and front page
    "status_title": {"vi": "TÁC VỤ TÍNH TFP", "en": "TFP JOB"},
    "front_title": {"vi": "Đóng góp của TFP vào tăng trưởng", "en": "Contribution of TFP to growth"},
    "stale": {"vi": "CON SỐ NÀY CÓ THỂ ĐÃ CŨ", "en": "THIS FIGURE MAY BE OUT OF DATE"},
    "fresh": {"vi": "Con số còn mới.", "en": "The figure is fresh."},
    "fresh_until": {"vi": "Còn mới đến hết ngày {day}", "en": "Fresh up to {day}"},
    "fresh_always": {
        "vi": "Mọi ô có lịch công bố đều đã là số chắc nhất",
        "en": "Every cell with a release day is as firm as it will be",
    },
    "last_run": {"vi": "Lần chạy gần nhất", "en": "Last run"},
    "last_success": {"vi": "Lần chạy thành công gần nhất", "en": "Last successful run"},
    "age": {"vi": "cách đây {days} ngày", "en": "{days} day(s) ago"},
    "never": {"vi": "chưa có", "en": "never"},
    "published": {"vi": "Đang công bố", "en": "Published"},
    "nothing_published": {"vi": "chưa công bố gì", "en": "nothing yet"},
    "share": {"vi": "Tỷ phần TFP", "en": "TFP share"},
    "state": {"vi": "Tình trạng", "en": "Status"},
    "checks": {"vi": "Kiểm tra", "en": "Checks"},
    "notes": {"vi": "Ghi chú", "en": "Notes"},
    "documents": {"vi": "Tài liệu", "en": "Documents"},
    "passed": {"vi": "đạt", "en": "passed"},
    "failed": {"vi": "KHÔNG ĐẠT", "en": "FAILED"},
    "warned": {"vi": "lưu ý", "en": "warning"},
    "outcome_published": {"vi": "đã công bố", "en": "published"},
    "outcome_nothing_new": {
        "vi": "không có gì mới: cùng số liệu vào, cùng kết quả từng byte",
        "en": "nothing new: the same inputs, the same bytes",
    },
    "outcome_fault": {"vi": "lỗi chương trình hoặc máy", "en": "a fault of the program or the machine"},
    "outcome_usage": {"vi": "tệp tác vụ có lỗi", "en": "the job file has faults"},
    "outcome_refused": {"vi": "từ chối số liệu", "en": "data refused"},
    "outcome_check_failed": {"vi": "không đạt kiểm tra", "en": "a check failed"},
    "outcome_locked": {"vi": "một lần chạy khác đang giữ khóa", "en": "another run holds the lock"},
    "reader_clock": {
        "vi": "Theo đồng hồ của máy đang xem, đã quá ngày này.",
        "en": "By the clock of the machine you read this on, that day has passed.",
    },
}
