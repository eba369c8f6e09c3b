"""The figure of the distribution of the TFP share over the draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.phase_model import SHARE
from tfp_soctrang.report.figures.house import BLACK, BLUE, GREY, VERMILION, WIDE, framed, tint
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.uncertain_phase import TARGETS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.sensitivity.monte_carlo import MonteCarloRun
    from tfp_soctrang.uncertain_phase import PhaseSensitivity

__all__ = ["density"]

# Draws beyond these quantiles are left out of the picture of a density, not of its numbers.
_SHOWN = (0.001, 0.999)


def density(
    sensitivity: PhaseSensitivity,
    *,
    run: MonteCarloRun | None = None,
    level: float = 0.9,
    targets: Sequence[float] = TARGETS,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return the distribution of the TFP share over the draws, with the figure, the interval and the targets.

    Parameters
    ----------
    sensitivity
        From `tfp.phase_sensitivity`.
    run
        From `sensitivity.monte_carlo`; its hundred thousand draws when None.
    level
        Of the interval.
    targets
        Shares, fractions.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas

    run = sensitivity.monte_carlo() if run is None else run
    values = np.ma.filled(np.ma.asarray(run.values(SHARE), dtype=np.float64), np.nan)
    lost = float(np.mean(~np.isfinite(values)))
    values = values[np.isfinite(values)]
    told = {"draws": number(run.design.draws, 0, language), "seed": run.design.seed}
    with Canvas(framed(sensitivity, language, width, titled=titled), 2.2 if width > 5 else 1.9) as sheet:
        notes = [sheet.say("drawn", **told)]
        if lost > 0.0:
            notes.append(sheet.say("undefined_part", percent=percent(lost, 1, language)))
        if not values.size:
            sheet.instead(sheet.say("share_undefined_everywhere"))
        elif values.min() == values.max():
            sheet.instead(sheet.say("nothing_varies"))
        else:
            edges, counts = _shape(sheet, values, 44 if sheet.frame.narrow else 60)
            _marks(sheet, sensitivity, run, targets)
            _interval(sheet, run, level, edges, counts)
        return sheet.finished(sheet.frame.title("density"), *notes)


def _shape(sheet: Canvas, values: Any, bins: int) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    """Draw the histogram; return the edges of its columns in per cent, and their heights."""
    counts, edges = np.histogram(values, bins=bins, range=tuple(np.quantile(values, _SHOWN)), density=True)
    edges = 100.0 * edges
    sheet.axes.stairs(counts, edges, fill=True, color=tint(BLUE, 0.16), linewidth=0.0)
    sheet.axes.stairs(counts, edges, color=GREY, linewidth=0.8, zorder=2.5)
    sheet.axes.set_ylim(0.0, 1.06 * float(counts.max()))
    sheet.axes.set_yticks([])
    sheet.axes.spines["left"].set_visible(False)
    sheet.numbers("x", grid=False)
    sheet.label(sheet.say("share_axis"))
    return edges, counts


def _marks(sheet: Canvas, sensitivity: PhaseSensitivity, run: MonteCarloRun, targets: Sequence[float]) -> None:
    from tfp_soctrang.report.figures.keys import line

    language, axes = sheet.frame.language, sheet.axes
    median, central = run[SHARE].median, sensitivity.central_share
    marks: list[tuple[float, dict[str, Any], str]] = []
    if not isinstance(central, NotApplicable):
        style: dict[str, Any] = {"color": BLACK, "linewidth": 1.6}
        marks.append((central, style, sheet.say("figure_value", value=percent(central, 1, language))))
    if not isinstance(median, NotApplicable):
        style = {"color": BLUE, "linewidth": 1.5, "linestyle": (0, (4, 1.5))}
        marks.append((median.value, style, sheet.say("median_value", value=percent(median.value, 1, language))))
    dashes = ((0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)), (0, (8, 3)))
    for i, target in enumerate(targets):
        style = {"color": VERMILION, "linewidth": 1.6, "linestyle": dashes[i % len(dashes)]}
        marks.append((target, style, sheet.say("target_value", value=sheet.frame.target(target))))
    top = axes.get_ylim()[1]
    for value, style, text in marks:
        axes.plot([100.0 * value] * 2, [0.0, top], zorder=3, color="white", linewidth=3.0, solid_capstyle="butt")
        axes.plot([100.0 * value] * 2, [0.0, top], zorder=3.1, **style)
        sheet.key(line(**style), text)


def _interval(sheet: Canvas, run: MonteCarloRun, level: float, edges: Any, counts: Any) -> None:  # noqa: ANN401 - arrays
    from tfp_soctrang.report.figures.keys import patch

    language = sheet.frame.language
    interval = run[SHARE].interval(level)
    if isinstance(interval, NotApplicable):
        return
    low, high = interval.low.value, interval.high.value
    colour = tint(BLUE, 0.45)
    ends = np.clip(edges, 100.0 * low, 100.0 * high)
    inside = np.diff(ends) > 0.0
    sheet.axes.fill_between(
        np.repeat(ends, 2)[1:-1],
        np.repeat(counts, 2),
        where=np.repeat(inside, 2),
        color=colour,
        linewidth=0.0,
        zorder=2,
    )
    told = {"low": percent(low, 1, language), "high": percent(high, 1, language)}
    sheet.key(patch(colour), sheet.say("interval_value", level=percent(level, 0, language), **told))
