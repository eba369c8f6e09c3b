"""What the assumptions of a sensitivity analysis are called, and how their values read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tfp_soctrang.capital_input import RATIO_FACTOR, SHARE_ERROR
from tfp_soctrang.report.choice_words import CHOICES, READINGS
from tfp_soctrang.report.names import AS_NUMBER, ASSUMPTIONS, assumption_name
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans

if TYPE_CHECKING:
    from tfp_soctrang.inputs import PhaseInputs
    from tfp_soctrang.messages import Language

__all__ = ["bare_name", "factor_name", "factor_value", "option_name", "range_of", "value_of"]

# How `inputs` names the errors of cells, and `data/baseline.toml` its gap fillers.
_CELLS = re.compile(
    r"(?P<error>error_)?(?P<measure>output|investment|labour|employment)_(?P<first>\d{4})(_(?P<last>\d{4}))?"
)
_SCENARIO: Mapping[Language, str] = {"vi": "kịch bản", "en": "scenario"}
_MEASURES = {"employment": "labour"}


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
    return value_of(inputs.values[name].about if name in inputs.values else name, value, language)


def value_of(about: str, value: float, language: Language = "vi", decimals: int = 1) -> str:
    """Return a value of an assumption about something: a share or rate in percent with `decimals`, else a number."""
    if about in AS_NUMBER or about == RATIO_FACTOR:
        return number(value, 2, language)
    return f"{percent(value, decimals, language)} %"


def range_of(about: str, low: float, high: float, language: Language = "vi") -> str:
    """Return a range of an assumption about something, the unit once."""
    ends = value_of(about, low, language), value_of(about, high, language)
    return f"{ends[0].removesuffix(' %')} – {ends[1]}"


def bare_name(name: str, language: Language = "vi") -> str:
    """Return what an assumption is called as far as its own name tells it, for a record that knows no more."""
    if name in {RATIO_FACTOR, SHARE_ERROR}:
        return LABELS["factor_reference_ratio" if name == RATIO_FACTOR else "factor_share_error"][language]
    words = ASSUMPTIONS.get(name) or CHOICES.get(name)
    if words is not None:
        return words[language]
    found = _CELLS.fullmatch(name)
    if found is None:
        scenario = LABELS.get(f"measure_{name.removeprefix('scenario_')}")
        return name if scenario is None else f"{scenario[language]}, {_SCENARIO[language]}"
    measure = LABELS[f"measure_{_MEASURES.get(found['measure'], found['measure'])}"][language]
    if found["error"]:
        return LABELS["factor_error"][language].format(measure=measure, year=found["first"])
    years = "–".join(year for year in (found["first"], found["last"]) if year)
    return LABELS["factor_fill"][language].format(measure=measure, years=years)


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
