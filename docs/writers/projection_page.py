"""The page of the years ahead: the tables of `tfp-soctrang project 2026-2030`, 20 000 draws, seed 0."""

from __future__ import annotations

from pathlib import Path

from page_text import filled

import tfp_soctrang as tfp
from tfp_soctrang.report.projection import come_in_rows, needed_rows, scenario_rows

__all__ = ["page"]

TEMPLATE = Path(__file__).with_name("projection.md.in")
DRAWS, SEED = 20_000, 0


def rows(found: list[list[str]]) -> str:
    """Return the rows of a table."""
    return "\n".join(f"| {' | '.join(cell.strip() for cell in row)} |" for row in found)


def page() -> str:
    """Return the page."""
    found = tfp.project(tfp.study(tfp.load("soc_trang")), 2026, 2030)
    summaries, interim = (
        {one.scenario.name: one.uncertainty(DRAWS, SEED) for one in phases}
        for phases in (found.scenarios, found.interim)
    )
    parts = {
        "phase": rows(scenario_rows(found.scenarios, summaries, 0.55)),
        "interim": rows(scenario_rows(found.interim, interim, 0.55)),
        "needed": rows(needed_rows(found, 0.10, 0.055)),
        "come_in": rows(come_in_rows(found.scenarios[0].as_years_come_in(DRAWS, SEED))),
    }
    return filled(TEMPLATE.read_text(encoding="utf-8"), parts)
