"""The page of data: sources with licences and every bundled series, from data/catalogue.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from page_text import filled, plain, table
from record_text import TERRITORIES, read

from tfp_soctrang.messages import Message

__all__ = ["page"]

TEMPLATE = Path(__file__).with_name("data.md.in")


def sources(series: list[dict[str, Any]]) -> str:
    """Return sources and licences, with the series and years each is used for."""
    used: dict[tuple[str, str], list[str]] = {}
    for record in series:
        for origin in record["origin"]:
            if origin["source"] != "derived":
                of = used.setdefault((origin["source"], origin.get("licence", "")), [])
                of.append(f"{record['dataset']}: {record['name']} {origin['years']}")
    rows = [[source, licence, "; ".join(of)] for (source, licence), of in used.items()]
    return table(["nguồn · source", "licence as told", "used for"], rows)


def one_series(record: dict[str, Any]) -> list[str]:
    """Return the part of one series."""
    base = f", {record['price_base']}" if "price_base" in record else ""
    lines = [
        "",
        f"### `{record['name']}`",
        "",
        f"{record['unit']}{base}; cột `{record['column']}` của `data/{record['file']}`.",
    ]
    if "breaks" in record:
        lines[-1] += f" Chuỗi gãy tại {', '.join(map(str, record['breaks']))}."
    if "note" in record:
        lines += ["", plain(record["note"])]
    for caveat in record.get("caveats", []):
        said = Message.of(caveat)
        lines += ["", f"Lưu ý: {plain(said.text('vi'))} *{plain(said.text('en'))}*"]
    rows = [
        [
            origin["years"].replace("-", "–"), plain(origin["source"]), plain(origin.get("vintage", "–")),
            plain(origin.get("note_vi") or origin.get("note") or "–"),
        ]
        for origin in record["origin"]
    ]  # fmt: skip
    return [*lines, "", table(["năm", "nguồn", "ấn bản", "ghi chú"], rows)]


def page() -> str:
    """Return the page."""
    found = read("catalogue.toml")
    lines = []
    for dataset in found["dataset"]:
        lines += ["", f"## Bộ số liệu `{dataset['name']}` ({TERRITORIES[dataset['name']]})"]
        for record in found["series"]:
            if record["dataset"] == dataset["name"]:
                lines += one_series(record)
    parts = {"sources": sources(found["series"]), "series": "\n".join(lines).strip()}
    return filled(TEMPLATE.read_text(encoding="utf-8"), parts)
