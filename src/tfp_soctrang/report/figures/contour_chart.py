"""The TFP share over the ranges of two assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.factor_names import factor_name, factor_value
from tfp_soctrang.report.figures.house import BLACK, GREY, WIDE, framed
from tfp_soctrang.report.numbers import percent
from tfp_soctrang.uncertain_phase import TARGETS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.uncertain_phase import PhaseSensitivity

__all__ = ["contour"]


def contour(
    sensitivity: PhaseSensitivity,
    first: str,
    second: str,
    *,
    targets: Sequence[float] = TARGETS,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return the TFP share over the ranges of two assumptions, the lines of the targets drawn strongly.

    The point is the figure. Where the share is not defined the area is hatched.

    Parameters
    ----------
    sensitivity
        From `tfp.phase_sensitivity`.
    first, second
        Names of assumptions: across and up.
    targets
        Shares, fractions.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line

    grid, inputs = sensitivity.contour(first, second), sensitivity.model.inputs
    names = [factor_name(name, inputs, language) for name in (first, second)]
    with Canvas(framed(sensitivity, language, width, titled=titled), 3.4 if width > 5 else 3.1) as sheet:
        axes, shares = sheet.axes, np.ma.masked_invalid(100.0 * grid.values.T)
        if not shares.count():
            sheet.instead(sheet.say("share_undefined_everywhere"))
            return sheet.finished(sheet.frame.title("contour"))
        axes.spines[["top", "right"]].set_visible(True)
        if shares.count() < shares.size:
            axes.set_facecolor("white")
            axes.fill_between(
                [grid.first_values[0], grid.first_values[-1]], grid.second_values[0], grid.second_values[-1],
                facecolor="white", edgecolor=GREY, hatch="xxx", linewidth=0.0, zorder=0,
            )  # fmt: skip
        inside = sorted(target for target in targets if shares.min() < 100.0 * target < shares.max())
        _filled(sheet, grid.first_values, grid.second_values, shares, inside)
        axes.plot(
            grid.base[first], grid.base[second], "o", color="white", markeredgecolor=BLACK, markersize=7, zorder=5,
            clip_on=False,
        )  # fmt: skip
        sheet.numbers("x", grid=False)
        sheet.numbers("y", grid=False)
        axes.xaxis.set_major_formatter(lambda value, _: factor_value(first, value, inputs, language))
        axes.yaxis.set_major_formatter(lambda value, _: factor_value(second, value, inputs, language))
        sheet.label(names[0])
        sheet.unit(names[1])
        if inside:
            sheet.key(line(color=BLACK, linewidth=1.6), _targets_told(sheet, inside))
        point: dict[str, Any] = {
            "color": "white",
            "markeredgecolor": BLACK,
            "marker": "o",
            "linestyle": "",
            "markersize": 7,
        }
        sheet.key(line(**point), _figure_told(sheet, sensitivity.central_share))
        undefined = sheet.say("undefined_area") if shares.count() < shares.size else ""
        return sheet.finished(sheet.frame.title("contour"), undefined)


def _targets_told(sheet: Canvas, targets: Sequence[float]) -> str:
    return sheet.say("target_value", value=" %; ".join(sheet.frame.target(target) for target in targets))


def _figure_told(sheet: Canvas, central: float | NotApplicable) -> str:
    if isinstance(central, NotApplicable):
        return f"{sheet.say('figure')}: {sheet.say('no_share')}"
    return sheet.say("figure_value", value=percent(central, 1, sheet.frame.language))


def _filled(sheet: Canvas, across: Any, up: Any, shares: Any, targets: Sequence[float]) -> None:  # noqa: ANN401
    from matplotlib.patheffects import withStroke
    from matplotlib.ticker import MaxNLocator

    from tfp_soctrang.report.figures.lettering import NumberTicks

    language = sheet.frame.language
    low, high = float(shares.min()), float(shares.max())
    rounded = MaxNLocator(nbins=14, steps=[1, 2, 5, 10])
    levels = rounded.tick_values(low, high if high > low else low + 1.0)
    filled = sheet.axes.contourf(across, up, shares, levels=levels, cmap="cividis")
    if targets:
        halo: Any = [withStroke(linewidth=3.2, foreground="white")]
        drawn = [100.0 * target for target in targets]
        lines = sheet.axes.contour(across, up, shares, levels=drawn, colors=BLACK, linewidths=1.6)
        lines.set_path_effects(halo)
        words = {value: f"{sheet.frame.target(value / 100.0)}\u00a0%" for value in drawn}
        for text in sheet.axes.clabel(lines, fmt=words, fontsize=sheet.sizes.small):
            text.set_path_effects(halo)
    place = {"location": "bottom", "aspect": 40, "pad": 0.03} if sheet.frame.narrow else {"aspect": 30}
    bar = sheet.figure.colorbar(filled, ax=sheet.axes, **place)
    bar.outline.set_visible(False)
    axis = bar.ax.xaxis if sheet.frame.narrow else bar.ax.yaxis
    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(NumberTicks(language))
    bar.set_label(sheet.say("share_axis"), fontsize=sheet.sizes.small)
