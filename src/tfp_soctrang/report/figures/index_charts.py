"""Figures of the TFP index of a sensitivity analysis: with bands, and as a fan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.report.figures.house import BLACK, BLUE, GREY, WIDE, framed, tint
from tfp_soctrang.report.numbers import number, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.uncertain_phase import PhaseSensitivity
    from tfp_soctrang.uncertainty import FanYear

__all__ = ["fan", "index_bands", "tfp_index"]

_DRAWS = 20_000
_BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)
_FAN = (0.05, 0.15, 0.25, 0.35, 0.45, 0.5, 0.55, 0.65, 0.75, 0.85, 0.95)


def index_bands(
    sheet: Canvas, base: int, found: Sequence[FanYear], key: str = "band", **words: object
) -> tuple[list[int], Any]:
    """Draw the quantiles of an index as nested bands; return their years and the quantiles, 100 in the year `base`."""
    from tfp_soctrang.report.figures.keys import patch

    levels = found[0].probabilities
    years = [base, *(one.year for one in found)]
    paths = 100.0 * np.array([[1.0] * len(levels), *(one.index for one in found)])
    count = len(levels) // 2
    for i in range(count):
        colour = tint(BLUE, 0.15 + (0.33 if count < 3 else 0.5) * i / max(count - 1, 1))
        sheet.axes.fill_between(years, paths[:, i], paths[:, -1 - i], color=colour, linewidth=0.0, zorder=1 + 0.1 * i)
        width = percent(levels[-1 - i] - levels[i], 0, sheet.frame.language)
        sheet.key(patch(colour), sheet.say(key, level=width, **words))
    return years, paths


def tfp_index(
    sensitivity: PhaseSensitivity,
    *,
    seed: int = 0,
    draws: int = _DRAWS,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return the TFP index by year as the figure has it, with the bands that hold 50 and 90 % of the draws.

    Parameters
    ----------
    sensitivity
        From `tfp.phase_sensitivity`.
    seed, draws
        Of the bands.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line

    base = sensitivity.phase.first_year - 1
    found = sensitivity.fan(seed, draws=draws, probabilities=_BANDS)
    with Canvas(framed(sensitivity, language, width, titled=titled), 2.5 if width > 5 else 2.1) as sheet:
        figure: dict[str, Any] = {"color": BLACK, "marker": "o", "markersize": 4.5, "linewidth": 1.5, "zorder": 4}
        median: dict[str, Any] = {"color": BLUE, "linewidth": 1.4, "linestyle": (0, (4, 1.5)), "zorder": 3}
        years = [base, *sensitivity.phase.growth_years.tolist()]
        index = [100.0, *(100.0 * value for value in sensitivity.central_index)]
        sheet.key(line(**figure), sheet.say("figure"))
        if found:
            sheet.key(line(**median), sheet.say("median"))
            banded, paths = index_bands(sheet, base, found)
            sheet.axes.plot(banded, paths[:, len(_BANDS) // 2], **median)
        sheet.axes.plot(years, index, **figure)
        told = [number(value, 1, language) for value in index]
        every = sheet.fits(told, len(told), sheet.sizes.small)
        for i, (year, value, text) in enumerate(zip(years, index, told, strict=True)):
            if every or i == len(years) - 1:
                rising = 0 < i < len(years) - 1 and index[i + 1] > value  # the line is free to the left of the point
                sheet.note(text, (year, value), (0, 9), ha="right" if rising else "center")
        _index_axes(sheet, base, years)
        return sheet.finished(
            sheet.frame.title("tfp_index"), sheet.say("drawn", draws=number(draws, 0, language), seed=seed)
        )


def fan(
    sensitivity: PhaseSensitivity,
    *,
    seed: int = 0,
    draws: int = _DRAWS,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return the TFP index of all draws by year as a fan: nested bands around the median.

    At the last year stand the median and the ends of the widest band. Parameters as in `tfp_index`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line

    base = sensitivity.phase.first_year - 1
    found = sensitivity.fan(seed, draws=draws, probabilities=_FAN)
    told = {"draws": number(draws, 0, language), "seed": seed}
    with Canvas(framed(sensitivity, language, width, titled=titled), 2.5 if width > 5 else 2.1) as sheet:
        if not found:
            sheet.instead(sheet.say("no_index"))
            return sheet.finished(sheet.frame.title("fan"), sheet.say("drawn", **told))
        median: dict[str, Any] = {"color": BLACK, "linewidth": 1.5, "zorder": 3}
        sheet.key(line(**median), sheet.say("median"))
        years, paths = index_bands(sheet, base, found)
        sheet.axes.plot(years, paths[:, len(_FAN) // 2], **median)
        ends = [paths[-1, i] for i in (0, len(_FAN) // 2, -1)]
        sheet.end_notes(years[-1], ends, [number(value, 1, language) for value in ends])
        _index_axes(sheet, base, years)
        return sheet.finished(sheet.frame.title("fan"), sheet.say("drawn", **told))


def _index_axes(sheet: Canvas, base: int, years: list[int]) -> None:
    sheet.axes.axhline(100.0, color=GREY, linewidth=0.7, linestyle=":", zorder=2)
    sheet.axes.margins(x=0.04)
    sheet.years(years)
    sheet.numbers("y")
    sheet.unit(f"{base} = 100")
