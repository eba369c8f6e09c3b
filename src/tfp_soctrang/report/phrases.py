"""Short phrases of the report that several sections use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.report.numbers import number, percent, rounded
from tfp_soctrang.report.words import ASSUMPTIONS, LABELS, assumption_name, label
from tfp_soctrang.series import year_spans

if TYPE_CHECKING:
    from tfp_soctrang.choices import Averaging
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport

__all__ = ["called", "moved", "negative", "points"]


def moved(growth: float, averaging: Averaging, words: dict[str, str], language: Language) -> str:
    """Return growth as a verb: `tăng bình quân 5,76 %/năm`."""
    whole = averaging == "cumulative"
    pace = LABELS["whole_phase" if whole else "per_year"][language]
    in_percent = rounded(100.0 * growth, 2)
    verb = words["fell" if in_percent < 0 else "rose"]
    return verb.format(value=number(abs(in_percent), 2, language), pace=pace, mean="" if whole else words["mean"])


def points(contribution: float, language: Language) -> str:
    """Return a contribution in percentage points."""
    return percent(contribution, 2, language)


def negative(contribution: float) -> bool:
    """Return whether a contribution prints as less than zero."""
    return rounded(100.0 * contribution, 2) < 0


def called(name: str, report: PhaseReport) -> str:
    """Return what an assumption of the sensitivity analysis is called: in words, or the cells that it fills."""
    language = report.language
    for used in report.account.assumptions:
        if used.assumption.name == name:
            return assumption_name(used.assumption, language)
    cells = [cell for cell in report.account.filled_cells if cell.filler.name == name]
    if cells:
        return f"{label(cells[0].series, language)}, {year_spans([cell.year for cell in cells])}"
    return ASSUMPTIONS[name][language] if name in ASSUMPTIONS else name
