"""The page docs/projection.md says what the command computes, and its example of two price bases runs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np

import tfp_soctrang as tfp
from tfp_soctrang.report.projection import come_in_rows, needed_rows, scenario_rows

PAGE = Path(__file__).parents[2] / "docs" / "projection.md"


def markdown(rows):
    return "\n".join(f"| {' | '.join(cell.strip() for cell in row)} |" for row in rows)


@cache
def tables():
    """The rows of the page's tables: as `tfp-soctrang project 2026-2030` computes them, 20 000 draws, seed 0."""
    found = tfp.project(tfp.study(tfp.load("soc_trang")), 2026, 2030)
    summaries, interim = (
        {one.scenario.name: one.uncertainty(20_000, 0) for one in phases} for phases in (found.scenarios, found.interim)
    )
    return {
        "phase": markdown(scenario_rows(found.scenarios, summaries, 0.55)),
        "interim": markdown(scenario_rows(found.interim, interim, 0.55)),
        "needed": markdown(needed_rows(found, 0.10, 0.055)),
        "come_in": markdown(come_in_rows(found.scenarios[0].as_years_come_in(20_000, 0))),
    }


def test_the_tables_are_the_computed_ones():
    page = PAGE.read_text(encoding="utf-8")
    for name, rows in tables().items():
        assert rows in page, f"{name} of docs/projection.md is not what is computed:\n{rows}"


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
