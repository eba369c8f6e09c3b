"""What the commands say of themselves in Vietnamese, their examples, and the words of every help page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tfp_soctrang.messages import Language

__all__ = ["COMMANDS", "FAULTS", "GROUPS", "HELP", "USAGE", "CommandWords", "Example"]

Words = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A command line that can be run as it stands, and what it is for where that is not plain."""

    command: str
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class CommandWords:
    """A command in Vietnamese (the English is its docstring) and examples, the plainest first.

    `short` is one line of the list of commands, `text` the command's own page.
    """

    short: str
    text: str
    examples: tuple[Example, ...]


def _lines(*commands: str) -> tuple[Example, ...]:
    return tuple(Example(command) for command in commands)


HELP: Mapping[str, Words] = {
    "usage": {"vi": "Cách gọi", "en": "Usage"},
    "options": {"vi": "Tùy chọn", "en": "Options"},
    "commands": {"vi": "Lệnh", "en": "Commands"},
    "example": {"vi": "Ví dụ", "en": "Example"},
    "examples": {"vi": "Ví dụ", "en": "Examples"},
    "unknown": {"vi": "Không có lệnh '{name}'.", "en": "There is no command '{name}'."},
    "near": {"vi": "Có phải: {names}?", "en": "Did you mean: {names}?"},
    "known": {"vi": "Các lệnh: {names}.", "en": "The commands: {names}."},
    "this_page": {"vi": "In trang này rồi thôi.", "en": "Show this message and exit."},
    "version": {"vi": "In số phiên bản rồi thôi.", "en": "Show the version and exit."},
    "default": {"vi": "[mặc định: ", "en": "[default: "},
    "required": {"vi": "bắt buộc]", "en": "required]"},
    "published_file": {
        "vi": "Tệp này không phải biểu nhập. Nếu là bảng đã công bố: tfp-soctrang data show TỆP, rồi data map TỆP --out MAP.toml, "
        "rồi phase … --data TỆP --mapping MAP.toml. Nếu muốn biểu nhập: tfp-soctrang data template.",
        "en": "This is not the workbook to fill in. If it is a published table: tfp-soctrang data show FILE, then data map "
        "FILE --out MAP.toml, then phase … --data FILE --mapping MAP.toml. For the workbook: tfp-soctrang data template.",
    },
    "any_of": {"vi": "Trong số: ", "en": "Any of: "},
    "variable": {"vi": "biến môi trường: ", "en": "env var: "},
    "fault": {"vi": "Lỗi", "en": "Error"},
    "more": {"vi": "Xem thêm: {command} --help", "en": "More: {command} --help"},
}

# What the lines of usage are made of.
USAGE: Mapping[str, str] = {
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH …",
    "FIRST-LAST": "NĂM_ĐẦU-NĂM_CUỐI",
    "FILE": "TỆP",
}

# What click says of a call that is not right, in Vietnamese.
FAULTS: Mapping[str, str] = {
    "missing": "Thiếu {name}.",
    "option": "Không có tùy chọn '{name}'.",
    "choice": "Giá trị của {name} phải là một trong: {choices}.",
    "value": "Giá trị của {name} không dùng được: {message}",
}

# By task, in the order in which they are met.
GROUPS: Sequence[tuple[Words, Sequence[str]]] = (
    ({"vi": "Bắt đầu", "en": "Begin here"}, ("phase", "data")),
    (
        {"vi": "Con số từ đâu mà có, chắc đến đâu", "en": "Behind the figure, and how sure it is"},
        ("capital", "sensitivity", "estimate", "industries", "calibrate", "revisions"),
    ),
    ({"vi": "Các năm tới", "en": "The years ahead"}, ("project", "plan")),
    ({"vi": "Văn bản và chạy định kỳ", "en": "Documents, and running on schedule"}, ("report", "template", "job")),
    ({"vi": "Khác", "en": "Others"}, ("completion",)),
)

COMMANDS: Mapping[str, CommandWords] = {
    "": CommandWords(
        short="",
        text="Hạch toán tăng trưởng: vốn, lao động và năng suất các nhân tố tổng hợp (TFP) góp bao nhiêu vào tăng "
        "trưởng. Làm lần lượt như các ví dụ dưới đây; ví dụ riêng của từng lệnh: tfp-soctrang LỆNH --help.\n\n"
        "Mã thoát: 0 xong, 1 lỗi của chương trình, 2 gọi sai cách, 3 số liệu hoặc giả định bị từ chối.",
        examples=(
            Example(
                "tfp-soctrang phase 2021-2025",
                {"vi": "con số của Sóc Trăng, từ số đã công bố", "en": "the figure for Sóc Trăng, as published"},
            ),
            Example(
                "tfp-soctrang data template soctrang.xlsx",
                {"vi": "biểu nhập số liệu của cơ quan", "en": "a workbook for the office's figures"},
            ),
            Example(
                "tfp-soctrang data check soctrang.xlsx",
                {"vi": "mọi ô sai một lần, kèm cách sửa", "en": "every bad cell at once, with the remedy"},
            ),
            Example(
                "tfp-soctrang phase 2021-2025 --data soctrang.xlsx",
                {"vi": "con số từ biểu đó", "en": "the figure from that workbook"},
            ),
            Example(
                "tfp-soctrang sensitivity 2021-2025",
                {"vi": "chắc đến đâu, do giả định nào", "en": "how sure, and what decides it"},
            ),
            Example(
                "tfp-soctrang report 2021-2025 --out bao_cao",
                {"vi": "văn bản để trình ký", "en": "the documents to be signed"},
            ),
        ),
    ),
    "phase": CommandWords(
        short="Vốn, lao động, TFP góp bao nhiêu vào tăng trưởng của một giai đoạn",
        text="In phần đóng góp của vốn, lao động và TFP vào tăng trưởng của một giai đoạn, ví dụ 2021-2025. Giai đoạn "
        "2021-2025 là tăng trưởng của các năm 2021 … 2025, nên cần số liệu các năm 2020 … 2025.",
        examples=_lines(
            "tfp-soctrang phase 2021-2025",
            "tfp-soctrang phase 2021-2025 --data soctrang.xlsx --strict",
            "tfp-soctrang phase 2016-2020 --territory viet_nam --format json",
        ),
    ),
    "capital": CommandWords(
        short="Vốn từng năm, và con số theo các cách đo vốn khác",
        text="In vốn từng năm, vốn ấy từ đâu mà có, và tỷ phần TFP theo các cách đo vốn khác.",
        examples=_lines("tfp-soctrang capital 2021-2025", "tfp-soctrang capital 2021-2025 --chart von.svg"),
    ),
    "industries": CommandWords(
        short="Tăng trưởng và TFP của ba khu vực kinh tế",
        text="In tăng trưởng và TFP của ba khu vực, và phần do vốn, lao động chuyển giữa các khu vực. Số liệu của các "
        "khu vực lấy ở trang “Khu vực kinh tế” của biểu nhập (--data).",
        examples=_lines("tfp-soctrang industries 2021-2025 --data soctrang.xlsx"),
    ),
    "estimate": CommandWords(
        short="Số liệu nói gì về hàm sản xuất, và không nói được gì",
        text="In các ước lượng hàm sản xuất theo từng dạng, và kết luận được gì từ mỗi ước lượng.",
        examples=_lines(
            "tfp-soctrang estimate 2016-2020 --territory viet_nam",
            "tfp-soctrang estimate 2016-2020 --territory viet_nam --specification translog_free",
        ),
    ),
    "sensitivity": CommandWords(
        short="Khoảng của con số, giả định nào quyết định, điểm hòa",
        text="In khoảng của con số, khoảng ấy do giả định nào, và giá trị nào của giả định thì đạt mục tiêu.",
        examples=_lines(
            "tfp-soctrang sensitivity 2021-2025", "tfp-soctrang sensitivity 2021-2025 --specifications --charts do_nhay"
        ),
    ),
    "project": CommandWords(
        short="Giai đoạn chưa kết thúc theo các kịch bản, và mục tiêu cần gì",
        text="In một giai đoạn chưa kết thúc theo các kịch bản về những năm tới, và muốn đạt mục tiêu thì cần gì. Năm đã "
        "có số liệu được đọc như trong phase, các năm khác lấy từ kịch bản có khoảng. Kết quả là dự tính dựa trên giả "
        "định, không phải số của cơ quan Thống kê.",
        examples=_lines("tfp-soctrang project 2026-2030", "tfp-soctrang project 2026-2030 --scenario plan --target 55"),
    ),
    "calibrate": CommandWords(
        short="Hệ số đằng sau số TFP cả nước đã công bố",
        text="Tìm lại hệ số lao động, tỷ lệ khấu hao và tỷ lệ vốn ban đầu đằng sau một tài khoản đã công bố.",
        examples=_lines(
            "tfp-soctrang calibrate", "tfp-soctrang calibrate --phases 2011-2015,2016-2020 --write he_so.toml"
        ),
    ),
    "data": CommandWords(
        short="Số liệu: biểu nhập, kiểm tra, tệp đã công bố, kho các ấn bản",
        text="Số liệu có sẵn, số liệu của cơ quan Thống kê, tệp tải từ trang công bố, và kho các ấn bản.",
        examples=_lines("tfp-soctrang data template soctrang.xlsx", "tfp-soctrang data check soctrang.xlsx"),
    ),
    "data list": CommandWords(
        short="Các bộ số liệu có sẵn và các chuỗi của chúng",
        text="Liệt kê các bộ số liệu có sẵn và các chuỗi của chúng.",
        examples=_lines("tfp-soctrang data list"),
    ),
    "data template": CommandWords(
        short="Ghi biểu nhập số liệu (.xlsx), đã điền số đã công bố",
        text="Ghi biểu nhập số liệu của cơ quan Thống kê, đã điền sẵn các số đã công bố.",
        examples=_lines("tfp-soctrang data template soctrang.xlsx"),
    ),
    "data check": CommandWords(
        short="Mọi ô sai của một tệp trong một lần, kèm cách sửa",
        text="In mọi ô sai của một tệp trong một lần: ở đâu, đề mục, đang ghi gì, vì sao sai, cách sửa. Có ô sai thì mã "
        "thoát là 3.",
        examples=_lines("tfp-soctrang data check soctrang.xlsx"),
    ),
    "data show": CommandWords(
        short="Một tệp đã công bố có bảng nào, năm nào, đơn vị gì",
        text="Cho biết một tệp đã công bố có gì: bảng, lãnh thổ, năm, đơn vị, tình trạng, ô sai. Đọc được tệp PX-Web "
        "(CSV, JSON-stat), SDMX-ML, PC-Axis, sổ tính (.xlsx, .xls), trang niên giám dạng văn bản.",
        examples=_lines("tfp-soctrang data show dautu.csv"),
    ),
    "data map": CommandWords(
        short="Đoán ô nào của tệp đã công bố là chỉ tiêu nào",
        text="Viết một bản đoán: ô nào của tệp đã công bố là chỉ tiêu nào; chỗ không chắc có dấu ?, để người xem lại.",
        examples=_lines("tfp-soctrang data map dautu.csv --territory viet_nam --out dautu.toml"),
    ),
    "data add": CommandWords(
        short="Đưa một ấn bản vào kho",
        text="Giữ một ấn bản trong kho: biểu nhập, bảng .csv, tệp đã công bố kèm --mapping, hoặc một bộ có sẵn.",
        examples=_lines(
            'tfp-soctrang data add soctrang.xlsx --edition "NG 2025" --release-date 2026-06-30 --access-date 2026-07-01'
        ),
    ),
    "data vintages": CommandWords(
        short="Các ấn bản trong kho",
        text="Liệt kê các ấn bản trong kho.",
        examples=_lines("tfp-soctrang data vintages"),
    ),
    "data runs": CommandWords(
        short="Các con số đã giữ trong kho bằng phase --record",
        text="Liệt kê các con số đã giữ trong kho bằng “phase --record”.",
        examples=_lines("tfp-soctrang data runs", "tfp-soctrang data runs --result 1"),
    ),
    "revisions": CommandWords(
        short="Vì sao con số năm nay khác năm ngoái",
        text="Tách thay đổi của tỷ phần TFP giữa hai ấn bản: số liệu sửa, năm mới, giả định, phương pháp.",
        examples=_lines("tfp-soctrang revisions 2021-2025 --from soc_trang --to soctrang.xlsx"),
    ),
    "report": CommandWords(
        short="Văn bản của một giai đoạn: Word, Excel, trang web, bảng",
        text="Ghi các văn bản của một giai đoạn: Word theo Nghị định 30/2020/NĐ-CP, sổ tính có công thức sống, trang "
        "web, bảng số.",
        examples=_lines(
            "tfp-soctrang report 2021-2025 --out bao_cao",
            "tfp-soctrang report 2021-2025 --data soctrang.xlsx --letterhead letterhead.toml --out bao_cao",
        ),
    ),
    "template": CommandWords(
        short="Mẫu Word của báo cáo; mẫu tên cơ quan, nơi nhận, người ký",
        text="Mẫu Word của báo cáo, mà cơ quan sửa được; và mẫu tên cơ quan, nơi nhận, người ký.",
        examples=_lines("tfp-soctrang template write mau_bao_cao.docx"),
    ),
    "template letterhead": CommandWords(
        short="Ghi mẫu tên cơ quan, nơi nhận, người ký (.toml) để điền",
        text="Ghi một tệp TOML mới có mọi khóa của phần đầu và phần ký văn bản, kèm lời giải thích, để điền rồi đưa "
        "vào “report --letterhead”.",
        examples=_lines("tfp-soctrang template letterhead letterhead.toml"),
    ),
    "template write": CommandWords(
        short="Ghi mẫu Word vào một tệp mới",
        text="Ghi mẫu Word vào một tệp chưa có.",
        examples=_lines("tfp-soctrang template write mau_bao_cao.docx"),
    ),
    "plan": CommandWords(
        short="Việc gì tới hạn, còn thiếu số liệu nào",
        text="In việc gì tới hạn, các con số còn cần số liệu nào, và ngày công bố của chúng.",
        examples=_lines("tfp-soctrang plan", "tfp-soctrang plan --on 2026-11-23"),
    ),
    "job": CommandWords(
        short="Chạy định kỳ: tính, kiểm tra, công bố; hoặc xem tình trạng",
        text="Chạy công việc định kỳ (tính, kiểm tra và công bố con số của một giai đoạn), hoặc xem nó ra sao.",
        examples=_lines("tfp-soctrang job run job.toml", "tfp-soctrang job status job.toml"),
    ),
    "job run": CommandWords(
        short="Chạy một lần và in một dòng JSON",
        text="Chạy một lần và in một dòng JSON: kết cục, con số, các phép kiểm, số giây từng bước. Mã thoát: 0 xong (hoặc "
        "không có gì mới), 1 lỗi của chương trình hoặc máy, 2 tệp JOB.toml sai, 3 số liệu hoặc giả định bị từ chối, 4 đã "
        "tính nhưng một phép kiểm không đạt, 75 đang có lần chạy khác. Chỉ mã 0 mới công bố.",
        examples=_lines("tfp-soctrang job run job.toml"),
    ),
    "job status": CommandWords(
        short="Lần chạy cuối, con số đã công bố cũ chưa, các phép kiểm",
        text="Cho biết lần chạy cuối, con số đã công bố được bao lâu, các phép kiểm, và vì sao nó đã cũ.",
        examples=_lines("tfp-soctrang job status job.toml", "tfp-soctrang job status job.toml --fail-if-stale"),
    ),
    "completion": CommandWords(
        short="Gõ Tab để hoàn thành lệnh trong bash, zsh, fish, PowerShell",
        text="In đoạn mã để vỏ lệnh hoàn thành lệnh, tùy chọn, tên lãnh thổ, giai đoạn khi gõ Tab. Thêm nó vào tệp "
        "khởi động của vỏ lệnh, như các ví dụ.",
        examples=(
            Example('eval "$(tfp-soctrang completion bash)"', {"vi": "trong ~/.bashrc", "en": "in ~/.bashrc"}),
            Example('eval "$(tfp-soctrang completion zsh)"', {"vi": "trong ~/.zshrc", "en": "in ~/.zshrc"}),
            Example("tfp-soctrang completion fish > ~/.config/fish/completions/tfp-soctrang.fish"),
            Example(
                "tfp-soctrang completion powershell >> $PROFILE", {"vi": "trong PowerShell", "en": "in PowerShell"}
            ),
        ),
    ),
}
