"""How the records of data/*.toml read on a page: numbers, ranges, what is said in both languages."""

from __future__ import annotations

import tomllib
from typing import Any

from page_text import plain

from tfp_soctrang.sources.catalogue import data_file

__all__ = ["DISTRIBUTIONS", "RULES", "TERRITORIES", "both", "in_range", "read", "value"]

TERRITORIES = {"viet_nam": "Việt Nam", "soc_trang": "Sóc Trăng", "can_tho_2025": "Thành phố Cần Thơ (từ 1/7/2025)"}
DISTRIBUTIONS = {
    "triangular": "tam giác", "pert": "PERT", "uniform": "đều", "normal": "chuẩn", "log_normal": "lô-ga chuẩn",
    "fixed": "cố định",
}  # fmt: skip
RULES = {
    "growth": "tốc độ tăng so với năm trước",
    "reference_growth": "tốc độ tăng của cả nước, cộng thêm giá trị",
    "output_ratio": "tỷ lệ so với tổng sản phẩm",
    "reference_ratio": "tỷ lệ của cả nước trong cùng năm, dưới cùng khấu hao",
}


def read(name: str) -> dict[str, Any]:
    """Return a file of data/."""
    return tomllib.loads(data_file(name).decode())


def value(found: float) -> str:
    """Return a number as Vietnamese writes it, no digit left out."""
    return f"{found:.10g}".replace(".", ",").replace("-", "−")


def in_range(record: dict[str, Any]) -> str:
    """Return value, range and distribution of a record."""
    first = f"**{value(record['value'])}**" if "value" in record else f"*{RULES[record['rule']]}*"
    return f"{first} · {value(record['low'])} – {value(record['high'])} · {DISTRIBUTIONS[record['distribution']]}"


def both(record: dict[str, Any]) -> list[str]:
    """Return unit, source and reason of a record, in Vietnamese and then in English."""
    vi = f"Đơn vị: {plain(record['unit_vi'])}. Nguồn: {plain(record['source_vi'])}"
    en = f"Unit: {plain(record['unit'])}. Source: {plain(record['source'])}"
    reasons = [f" Lý do: {plain(record['reason_vi'])}" if record.get("reason_vi") else ""]
    reasons.append(f" Reason: {plain(record['reason'])}" if record.get("reason") else "")
    return ["", vi + reasons[0], "", f"::::{{container}} en\n{en}{reasons[1]}\n::::"]
