"""The page of scenarios: every path and target of data/scenarios.toml, with source and reason."""

from __future__ import annotations

from typing import Any

from page_text import WRITTEN, plain, table
from record_text import RULES, TERRITORIES, both, in_range, read, value

__all__ = ["page"]

MEASURES = {"output": "Tổng sản phẩm", "investment": "Vốn đầu tư", "labour": "Lao động"}
QUANTITIES = {
    "tfp_contribution_share": "tỷ phần đóng góp của TFP",
    "output_growth": "tăng trưởng tổng sản phẩm mỗi năm",
    "labour_productivity_growth": "tăng năng suất lao động mỗi năm",
}
INTRODUCTION = """\
Kịch bản của {doc}`projection`: mỗi đường có giá trị, khoảng, phân phối, đơn vị, nguồn và lý do, trong `data/scenarios.toml`. Số nào
không có kế hoạch hay số công bố làm nguồn thì ghi rõ là giả định của thư viện. *Every path of the projections with its value, range,
source and reason; a number without a plan or a published figure behind it says that it is an assumption of this library.*

Cách đọc: **giá trị** · khoảng (thấp – cao) · phân phối. Giá trị là phần, không phải phần trăm."""


def targets(found: list[dict[str, Any]]) -> str:
    """Return the targets of a territory as a table."""
    rows = [
        [
            QUANTITIES[one["quantity"]],
            value(one["value"]),
            f"{one['first_year']}–{one['last_year']}",
            plain(one["source_vi"]),
        ]
        for one in found
    ]
    return table(["mục tiêu · target", "mức", "giai đoạn", "nguồn · source"], rows)


def path(record: dict[str, Any]) -> list[str]:
    """Return the part of one path."""
    years = f"{record['years'][0]}–{record['years'][-1]}" if len(record["years"]) > 1 else str(record["years"][0])
    head = (
        f"**{MEASURES[record['measure']]} {years}** (`{record['name']}`, {RULES[record['rule']]}): {in_range(record)}"
    )
    return ["", head, *both(record)]


def page() -> str:
    """Return the page."""
    lines = [WRITTEN.format(name="scenarios"), "", "# Kịch bản các năm tới · Scenarios", "", INTRODUCTION]
    for code, part in read("scenarios.toml").items():
        lines += ["", f"## {TERRITORIES[code]}", ""]
        if "allocation_rule" in part:
            lines += [f"Quy tắc cho địa bàn tỉnh cũ (`allocation_rule`): `{part['allocation_rule']}`.", ""]
        lines.append(targets(part["targets"]))
        for name, scenario in part["scenarios"].items():
            lines += ["", f"### {TERRITORIES[code]}: {scenario['title_vi']} (`{name}`)"]
            for record in scenario["paths"]:
                lines += path(record)
    return "\n".join(lines) + "\n"
