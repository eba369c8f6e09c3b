"""The page docs/projection.md says what its numbers are, and its example of two price bases runs."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

PAGE = Path(__file__).parents[2] / "docs" / "projection.md"


def test_the_page_says_that_it_is_a_projection():
    page = PAGE.read_text(encoding="utf-8")
    assert "không phải số đo" in page
    assert "không phải dự báo của cơ quan Thống kê" in page
    assert page.index("không phải số đo") < page.index("| Cơ sở |")


def test_the_example_of_two_price_bases_runs_and_says_it_is_made_up():
    page = PAGE.read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)[1]
    assert "đặt ra" in code.splitlines()[0]
    names = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - the page's own example
    linked = names["linked"]
    assert linked.years.tolist() == [2024, 2025, 2026, 2027]
    np.testing.assert_allclose(linked.values[2:], [60.0 * 101.0 / 95.0, 60.0 * 108.0 / 95.0])
    shown = re.search(r"# → (.*)\n", code)[1]
    assert shown == str(linked.values.round(3).tolist())
