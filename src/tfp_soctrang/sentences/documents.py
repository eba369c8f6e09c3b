"""Sentences of the documents of a phase, in Vietnamese and English."""

from __future__ import annotations

__all__ = ["DOCUMENT_SENTENCES"]

DOCUMENT_SENTENCES: dict[str, dict[str, str]] = {
    "initial_stock_left_annex": {
        "en": "{percent:.1f} % of the stock at the end of {last} still comes from the initial stock of {first}, which is assumed; Annex I shows the figure under others.",
        "vi": "{percent:.1f} % số vốn cuối năm {last} vẫn là từ vốn ban đầu năm {first}, một giả định; Phụ lục I cho thấy con số theo các giả định khác.",
    },
    "template_unreadable": {
        "en": "cannot be read as a Word document: {why}",
        "vi": "không đọc được như một tệp Word: {why}",
    },
    "give_docx": {
        "en": "Give a .docx file made from the template: tfp_soctrang.report.document.decree_template writes it.",
        "vi": "Hãy cho một tệp .docx lập từ mẫu: tfp_soctrang.report.document.decree_template ghi ra mẫu đó.",
    },
    "template_broken": {
        "en": "has a placeholder that cannot be understood: {why}, near {where}",
        "vi": "có chỗ điền không hiểu được: {why}, gần {where}",
    },
    "template_unclosed": {
        "en": "has a placeholder that cannot be understood: braces are not closed, near {where}",
        "vi": "có chỗ điền không hiểu được: dấu ngoặc chưa đóng, gần {where}",
    },
    "mend_placeholder": {
        "en": "Every placeholder is written {{{{ name }}}}, or {{{{p name }}}} alone in its paragraph.",
        "vi": "Mỗi chỗ điền viết là {{{{ tên }}}}, hoặc {{{{p tên }}}} đứng một mình trong đoạn.",
    },
    "template_unknown": {
        "en": "has placeholders that the report does not fill: {names}",
        "vi": "có chỗ điền mà báo cáo không có: {names}",
    },
    "known_placeholders": {
        "en": "It fills: {names}.",
        "vi": "Các chỗ điền có: {names}.",
    },
    "template_missing": {
        "en": "lacks placeholders without which the report would not be whole: {names}",
        "vi": "thiếu các chỗ điền mà báo cáo bắt buộc phải có: {names}",
    },
    "add_placeholders": {
        "en": "Put each back, {{{{p name }}}} alone in a paragraph or {{{{ name }}}} in a line, as in the shipped template.",
        "vi": "Hãy thêm lại, {{{{p tên }}}} đứng một mình trong đoạn hoặc {{{{ tên }}}} trong dòng, như trong mẫu kèm theo.",
    },
    "template_misplaced": {
        "en": "has placeholders in a place where they cannot stand: {names}",
        "vi": "có chỗ điền đặt sai cách: {names}",
    },
    "no_typst": {
        "en": "needs Typst, which is not installed",
        "vi": "cần Typst, hiện chưa cài đặt",
    },
    "install_pdf": {
        "en": "Install the extra: pip install tfp-soctrang[pdf].",
        "vi": "Hãy cài phần mở rộng: pip install tfp-soctrang[pdf].",
    },
}
