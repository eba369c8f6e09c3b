"""The page of assumptions: every setting, assumption and gap filler of data/baseline.toml, with source and reason."""

from __future__ import annotations

from typing import Any

from page_text import WRITTEN, table
from record_text import RULES, TERRITORIES, both, in_range, read

from tfp_soctrang.assumptions import Assumption
from tfp_soctrang.report.names import assumption_name
from tfp_soctrang.sources.assumption_file import baseline

__all__ = ["page"]

MEASURES = {"output": "tổng sản phẩm", "investment": "vốn đầu tư", "labour": "lao động"}
ERRORS = {
    "error_estimate": "Sai số của số ước tính, hoặc không nêu tình trạng",
    "error_preliminary": "Sai số của số sơ bộ",
    "error_derived": "Sai số của số suy ra",
}
INTRODUCTION = """\
Mỗi giả định là một con số mà không nguồn nào công bố. Nó đứng trong `data/baseline.toml` với giá trị, khoảng, phân phối, đơn vị,
nguồn và lý do; con số, các lần rút ngẫu nhiên và trang này đọc cùng một bản ghi. Số trong tệp là phần, không phải phần trăm. Muốn
đổi: {doc}`howto/assumptions_file`. Giả định nào quan trọng: {doc}`sensitivity`. Kịch bản các năm tới: {doc}`scenarios`.

*Every assumption is a number that nobody has published: value, range, distribution, unit, source and reason. The figure, the draws
and this page read the same record.*

Cách đọc: **giá trị** · khoảng (thấp – cao) · phân phối."""


def settings(found: dict[str, Any]) -> str:
    """Return the settings of a territory as a table."""
    rows = [
        [f"`{key}`", ", ".join(f"`{one}`" for one in (item if isinstance(item, list) else [item]))]
        for key, item in found.items()
    ]
    return table(["lựa chọn · setting", "giá trị · value"], rows)


def assumption(found: Assumption, record: dict[str, Any]) -> list[str]:
    """Return the part of one assumption."""
    year = f" · năm {record['year']}" if "year" in record else ""
    name = ERRORS.get(found.name) or assumption_name(found, "vi")
    return ["", f"### {name}", "", f"`{found.name}`{year}: {in_range(record)}", *both(record)]


def filler(record: dict[str, Any]) -> list[str]:
    """Return the part of one gap filler."""
    years = ", ".join(map(str, record["years"]))
    based = f", bình quân các năm {', '.join(map(str, record['base_years']))}" if "base_years" in record else ""
    series = f" (`{record['series']}`)" if "series" in record else ""
    head = f"### Ô thay thế: {MEASURES[record['measure']]} {years}"
    return [
        "",
        head,
        "",
        f"`{record['name']}`{series}, {RULES[record['rule']]}{based}: {in_range(record)}",
        *both(record),
    ]


def page() -> str:
    """Return the page."""
    lines = [WRITTEN.format(name="assumptions"), "", "# Giả định · Assumptions", "", INTRODUCTION]
    for code, part in read("baseline.toml").items():
        known = baseline(code)
        lines += ["", f"## {TERRITORIES[code]}", "", settings(part["settings"])]
        for name, record in part["assumptions"].items():
            lines += assumption(known[name], record)
        for record in part.get("gap_fillers", []):
            lines += filler(record)
    return "\n".join(lines) + "\n"
