"""The pages that are written by a program; each number on them is computed or read from data/.

`python docs/writers NAME …`, or `all`, writes them anew; accuracy runs tests/certified and needs TFP_CASES.
"""

from __future__ import annotations

from collections.abc import Callable

import accuracy_page
import architecture_page
import assumptions_page
import commands_page
import data_page
import estimates_page
import plan_page
import projection_page
import scenarios_page
import sensitivity_page
from page_text import DOCS

__all__ = ["PAGES", "main"]

PAGES: dict[str, Callable[..., str]] = {
    "accuracy": accuracy_page.page,
    "architecture": architecture_page.page,
    "assumptions": assumptions_page.page,
    "commands": commands_page.page,
    "data": data_page.page,
    "estimates": estimates_page.page,
    "plan": plan_page.page,
    "projection": projection_page.page,
    "scenarios": scenarios_page.page,
    "sensitivity": sensitivity_page.page,
}


def main(names: list[str]) -> None:
    """Write the pages named, or all."""
    unknown = set(names) - {*PAGES, "all"}
    if unknown or not names:
        raise SystemExit(f"usage: python docs/writers {'|'.join([*PAGES, 'all'])}")
    for name in PAGES if "all" in names else names:
        (DOCS / f"{name}.md").write_text(PAGES[name](), encoding="utf-8", newline="\n")
