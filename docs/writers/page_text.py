"""What the writers of pages share: tables, templates, sentences that carry no markup."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["DOCS", "ROOT", "WRITTEN", "filled", "plain", "table"]

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
WRITTEN = "<!-- Written by `python docs/writers {name}`: change the writer, not this page. A test keeps it. -->"


def table(head: list[str], rows: list[list[str]], marks: list[str] | None = None) -> str:
    """Return a table; `marks` are the alignments of its columns."""
    lines = [head, marks or ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def filled(template: str, parts: dict[str, str]) -> str:
    """Return a template with each `{name}` of `parts` replaced; a part that it does not use is a fault."""
    used = set()

    def part(match: re.Match[str]) -> str:
        used.add(match[1])
        return parts[match[1]]

    text = re.sub(r"\{(" + "|".join(parts) + r")\}", part, template)
    if used != set(parts):
        raise SystemExit(f"the template has no place for {sorted(set(parts) - used)}")
    return text


def plain(text: str) -> str:
    """Return a sentence in which every sign means itself, names between single backticks excepted."""
    parts = re.split(r"(`[^`]*`|https?://\S+)", text)
    return "".join(one if place % 2 else re.sub(r"([\\*_$<>\[\]#~^])", r"\\\1", one) for place, one in enumerate(parts))
