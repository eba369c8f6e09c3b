"""The page of estimates is the computed one."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_of_estimates_is_the_computed_one():
    made = runpy.run_path(str(ROOT / "benchmarks" / "estimates_page.py"))
    assert made["page"]() == (ROOT / "docs" / "estimates.md").read_text(encoding="utf-8")
