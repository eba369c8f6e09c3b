"""The blocks of a page that run: commands, code, files that are written down, output that is shown.

A mark on the line above a block says what it is:

`<!-- file: NAME -->` the block is written to NAME, in the page's folder;
`<!-- output -->` the block is what the last commands print, `…` alone on a line for what is left out;
`<!-- exit: N -->` the last command of the block ends with code N;
`<!-- not run: REASON -->` the block needs what a test cannot have, such as an administrator's rights.

`<!-- prepare: NAME -->`, anywhere, stands for what the reader does by hand: `PREPARED` in test_docs_commands.py
does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DOCS", "ROOT", "Block", "blocks", "sources"]

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PART = re.compile(
    r"^<!-- prepare: (?P<prepare>\w+) -->$"
    r"|^(?:<!-- (?P<mark>file|output|exit|not run)(?:: (?P<value>.*?))? -->\n)?```(?P<kind>[\w-]+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a page: its kind (`sh`, `python`, `toml`, …; `prepare` for a step by hand), its mark and its text."""

    kind: str
    mark: str
    value: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page in their order."""
    text = page.read_text(encoding="utf-8")
    for found in PART.finditer(text):
        if found["prepare"]:
            yield Block(kind="prepare", mark="", value=found["prepare"], text="")
        else:
            yield Block(kind=found["kind"], mark=found["mark"] or "", value=found["value"] or "", text=found["text"])


def sources() -> list[Path]:
    """Return the pages of the documentation."""
    return sorted(one for one in DOCS.rglob("*.md") if "writers" not in one.parts)
