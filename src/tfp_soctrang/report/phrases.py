"""Short phrases of the report that several sections use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.factor_names import factor_name
from tfp_soctrang.report.numbers import number, percent, rounded
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from tfp_soctrang.choices import Averaging
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.uncertainty import PhaseUncertainty, Swing

__all__ = ["called", "moved", "negative", "points", "telling"]


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
    return factor_name(name, report.inputs, report.language)


def telling(found: PhaseUncertainty) -> tuple[Swing, ...]:
    """Return the assumptions whose range alone changes the share as it is printed."""
    return tuple(
        one
        for one in found.swings
        if isinstance(one.share_at_low, NotApplicable)
        or isinstance(one.share_at_high, NotApplicable)
        or rounded(100.0 * one.share_at_low, 1) != rounded(100.0 * one.share_at_high, 1)
    )
