"""What the assumptions of a sensitivity analysis are called, and how their values read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tfp_soctrang.capital_input import RATIO_FACTOR, SHARE_ERROR
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.words import CHOICES, LABELS, READINGS, assumption_name
from tfp_soctrang.series import year_spans

if TYPE_CHECKING:
    from tfp_soctrang.inputs import PhaseInputs
    from tfp_soctrang.messages import Language

__all__ = ["factor_name", "factor_value", "option_name"]

# Assumptions about a share or a rate read in percent, ratios as they are.
_NOT_PERCENT = {
    "initial_capital_output_ratio", "outlay_to_formation", "service_life", "retirement_spread", "efficiency_beta",
    "efficiency_delay", "declining_factor", "tax_factor", RATIO_FACTOR,
}  # fmt: skip


def factor_name(name: str, inputs: PhaseInputs, language: Language = "vi") -> str:
    """Return what an assumption, gap filler or cell error of a phase is called."""
    words = {key: text[language] for key, text in LABELS.items()}
    if name in {RATIO_FACTOR, SHARE_ERROR}:
        return words["factor_reference_ratio" if name == RATIO_FACTOR else "factor_share_error"]
    for what in inputs.measures:
        for step in what.fills:
            if step.filler.name == name:
                years = year_spans(what.years[step.rows])
                return words["factor_fill"].format(measure=words[f"measure_{what.measure}"], years=years)
        for error, _, row in what.error_cells:
            if error == name:
                return words["factor_error"].format(measure=words[f"measure_{what.measure}"], year=what.years[row])
    return assumption_name(inputs.values[name], language) if name in inputs.values else name


def factor_value(name: str, value: float, inputs: PhaseInputs, language: Language = "vi") -> str:
    """Return a value of an assumption with its unit: a percentage, or a number."""
    about = inputs.values[name].about if name in inputs.values else name
    if about in _NOT_PERCENT:
        return number(value, 2, language)
    return f"{percent(value, 1, language)} %"


def option_name(axis: str, option: object, inputs: PhaseInputs, language: Language = "vi") -> str:
    """Return an option of an axis of the grid of accounting choices in words."""
    if axis == "reading":
        form, _, averaging = str(option).partition("/")
        readings: Mapping[tuple[str, str], Mapping[Language, str]] = READINGS  # type: ignore[assignment]
        return readings[form, averaging][language]
    if isinstance(option, float):
        return factor_value(axis, option, inputs, language)
    try:
        return factor_value(axis, float(str(option)), inputs, language)
    except ValueError:
        return CHOICES.get(str(option), {}).get(language, str(option))
