"""Figures of a sensitivity analysis: TFP index with bands, fan, density, tornado, contour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.phase_model import SHARE
from tfp_soctrang.report.factor_names import factor_name, factor_value
from tfp_soctrang.report.figures.house import BLACK, BLUE, GREY, HATCH, ORANGE, WIDE, Frame, tint
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.uncertain_phase import TARGETS
from tfp_soctrang.uncertainty import Swing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.inputs import PhaseInputs
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.sensitivity.monte_carlo import MonteCarloRun
    from tfp_soctrang.uncertain_phase import PhaseSensitivity
    from tfp_soctrang.uncertainty import FanYear, PhaseUncertainty

__all__ = ["contour", "density", "fan", "index_bands", "report_swings", "tfp_index", "tornado"]

# Draws beyond these quantiles are left out of the picture of a density, not of its numbers.
_SHOWN = (0.001, 0.999)
_DRAWS = 20_000
_BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)
_FAN = (0.05, 0.15, 0.25, 0.35, 0.45, 0.5, 0.55, 0.65, 0.75, 0.85, 0.95)
_EDGE: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.6}


def framed(found: PhaseSensitivity, language: Language, width: float, *, titled: bool) -> Frame:
    """Return the frame of a figure of a sensitivity analysis."""
    return Frame(
        territory=found.territory,
        phase=found.phase,
        basis=found.basis,
        language=language,
        width=width,
        titled=titled,
    )


def index_bands(
    sheet: Canvas, base: int, found: Sequence[FanYear], key: str = "band", **words: object
) -> tuple[list[int], Any]:
    """Draw the quantiles of an index as nested bands; return their years and the quantiles, 100 in the year `base`."""
    from matplotlib.patches import Patch

    levels = found[0].probabilities
    years = [base, *(one.year for one in found)]
    paths = 100.0 * np.array([[1.0] * len(levels), *(one.index for one in found)])
    count = len(levels) // 2
    for i in range(count):
        colour = tint(BLUE, 0.16 + 0.5 * i / max(count - 1, 1))
        sheet.axes.fill_between(years, paths[:, i], paths[:, -1 - i], color=colour, linewidth=0.0, zorder=1 + 0.1 * i)
        width = percent(levels[-1 - i] - levels[i], 0, sheet.frame.language)
        sheet.key(Patch(facecolor=colour), sheet.say(key, level=width, **words))
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
    from matplotlib.lines import Line2D

    from tfp_soctrang.report.figures.canvas import Canvas

    base = sensitivity.phase.first_year - 1
    found = sensitivity.fan(seed, draws=draws, probabilities=_BANDS)
    with Canvas(framed(sensitivity, language, width, titled=titled), 2.5 if width > 5 else 2.1) as sheet:
        figure: dict[str, Any] = {"color": BLACK, "marker": "o", "markersize": 4.5, "linewidth": 1.5, "zorder": 4}
        median: dict[str, Any] = {"color": BLUE, "linewidth": 1.4, "linestyle": (0, (4, 1.5)), "zorder": 3}
        years = [base, *sensitivity.phase.growth_years.tolist()]
        index = [100.0, *(100.0 * value for value in sensitivity.central_index)]
        sheet.key(Line2D([], [], **figure), sheet.say("figure"))
        if found:
            sheet.key(Line2D([], [], **median), sheet.say("median"))
            banded, paths = index_bands(sheet, base, found)
            sheet.axes.plot(banded, paths[:, len(_BANDS) // 2], **median)
        sheet.axes.plot(years, index, **figure)
        told = [number(value, 1, language) for value in index]
        every = sheet.fits(told, len(told), sheet.sizes.small)
        for i, (year, value, text) in enumerate(zip(years, index, told, strict=True)):
            if every or i == len(years) - 1:
                sheet.note(text, (year, value), (0, 9))
        _index_axes(sheet, base, years)
        return sheet.finished(
            sheet.frame.title("tfp_index"), sheet.say("drawn", draws=number(draws, 0, language), seed=seed)
        )


def _index_axes(sheet: Canvas, base: int, years: list[int]) -> None:
    sheet.axes.axhline(100.0, color=GREY, linewidth=0.7, linestyle=":", zorder=2)
    sheet.axes.margins(x=0.04)
    sheet.years(years)
    sheet.numbers("y")
    sheet.unit(f"{base} = 100")


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
    from matplotlib.lines import Line2D

    from tfp_soctrang.report.figures.canvas import Canvas

    base = sensitivity.phase.first_year - 1
    found = sensitivity.fan(seed, draws=draws, probabilities=_FAN)
    told = {"draws": number(draws, 0, language), "seed": seed}
    with Canvas(framed(sensitivity, language, width, titled=titled), 2.5 if width > 5 else 2.1) as sheet:
        if not found:
            sheet.instead(sheet.say("no_index"))
            return sheet.finished(sheet.frame.title("fan"), sheet.say("drawn", **told))
        median: dict[str, Any] = {"color": BLACK, "linewidth": 1.5, "zorder": 3}
        sheet.key(Line2D([], [], **median), sheet.say("median"))
        years, paths = index_bands(sheet, base, found)
        sheet.axes.plot(years, paths[:, len(_FAN) // 2], **median)
        ends = [paths[-1, i] for i in (0, len(_FAN) // 2, -1)]
        sheet.end_notes(years[-1], ends, [number(value, 1, language) for value in ends])
        _index_axes(sheet, base, years)
        return sheet.finished(sheet.frame.title("fan"), sheet.say("drawn", **told))


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
            _shape(sheet, values, 50 if sheet.frame.narrow else 70)
            _marks(sheet, sensitivity, run, level, targets)
        return sheet.finished(sheet.frame.title("density"), *notes)


def _shape(sheet: Canvas, values: Any, bins: int) -> None:  # noqa: ANN401 - an array
    counts, edges = np.histogram(values, bins=bins, range=tuple(np.quantile(values, _SHOWN)), density=True)
    middle = 100.0 * 0.5 * (edges[1:] + edges[:-1])
    sheet.axes.fill_between(middle, counts, color=tint(BLUE, 0.16), linewidth=0.0)
    sheet.axes.plot(middle, counts, color=GREY, linewidth=1.0)
    sheet.axes.set_ylim(0.0, 1.06 * float(counts.max()))
    sheet.axes.set_yticks([])
    sheet.axes.spines["left"].set_visible(False)
    sheet.numbers("x", grid=False)
    sheet.label(sheet.say("share_axis"))


def _marks(
    sheet: Canvas, sensitivity: PhaseSensitivity, run: MonteCarloRun, level: float, targets: Sequence[float]
) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    language, axes = sheet.frame.language, sheet.axes
    outcome, central = run[SHARE], sensitivity.central_share
    marks: list[tuple[float, dict[str, Any], str]] = []
    if not isinstance(central, NotApplicable):
        style: dict[str, Any] = {"color": BLACK, "linewidth": 1.6}
        marks.append((central, style, sheet.say("figure_value", value=percent(central, 1, language))))
    median = outcome.median
    if not isinstance(median, NotApplicable):
        style = {"color": BLUE, "linewidth": 1.5, "linestyle": (0, (4, 1.5))}
        marks.append((median.value, style, sheet.say("median_value", value=percent(median.value, 1, language))))
    dashes = ((0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)), (0, (8, 3)))
    for i, target in enumerate(targets):
        style = {"color": ORANGE, "linewidth": 1.6, "linestyle": dashes[i % len(dashes)]}
        marks.append((target, style, sheet.say("target_value", value=number(100.0 * target, 0, language))))
    top = axes.get_ylim()[1]
    for value, style, text in marks:
        axes.plot([100.0 * value] * 2, [0.0, top], zorder=3, **style)
        sheet.key(Line2D([], [], **style), text)
    interval = outcome.interval(level)
    if not isinstance(interval, NotApplicable):
        low, high = interval.low.value, interval.high.value
        colour = tint(BLUE, 0.45)
        middle, counts = (np.asarray(values) for values in axes.lines[0].get_data())
        ends = np.clip([100.0 * low, 100.0 * high], middle[0], middle[-1])
        inside = np.unique([ends[0], *middle[(middle > ends[0]) & (middle < ends[1])], ends[1]])
        axes.fill_between(inside, np.interp(inside, middle, counts), color=colour, linewidth=0.0)
        told = {"low": percent(low, 1, language), "high": percent(high, 1, language)}
        sheet.key(Patch(facecolor=colour), sheet.say("interval_value", level=percent(level, 0, language), **told))


def tornado(
    sensitivity: PhaseSensitivity,
    *,
    most: int = 10,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return how far each assumption alone moves the TFP share over its range, the widest first.

    Beside each end stand the value of the assumption and the share there; words where the share is not defined.

    Parameters
    ----------
    sensitivity
        From `tfp.phase_sensitivity`.
    most
        Assumptions shown.
    language, width, titled
        As in `contributions`.
    """
    swings = [
        Swing(name=one.assumption, low=one.low, high=one.high, share_at_low=one.at_low, share_at_high=one.at_high)
        for one in sensitivity.tornado().bars
    ]
    frame = framed(sensitivity, language, width, titled=titled)
    return _tornado(frame, swings[:most], sensitivity.central_share, sensitivity.model.inputs)


def report_swings(report: PhaseReport, found: PhaseUncertainty, swings: Sequence[Swing]) -> Figure:
    """Return the tornado of a report, without title: the caption has it."""
    account = report.account
    frame = Frame(
        territory=account.territory,
        phase=account.phase,
        basis=account.basis,
        language=report.language,
        titled=False,
    )
    return _tornado(frame, swings, found.central, report.inputs)


def _tornado(frame: Frame, swings: Sequence[Swing], central: float | NotApplicable, inputs: PhaseInputs) -> Figure:
    from matplotlib.patches import Patch

    from tfp_soctrang.report.figures.canvas import Canvas, Rows

    rows = Rows([factor_name(one.name, inputs, frame.language) for one in swings], frame)
    empty = isinstance(central, NotApplicable) or not swings
    with Canvas(frame, 1.2 if empty else rows.height + 0.42) as sheet:
        if isinstance(central, NotApplicable):
            sheet.instead(sheet.say("share_undefined", reason=central.reason.text(frame.language)))
            return sheet.finished(frame.title("tornado"))
        if not swings:
            sheet.instead(sheet.say("nothing_varies"))
            return sheet.finished(frame.title("tornado"))
        rows.put(sheet.axes)
        for one, at in zip(swings, rows.centres, strict=True):
            _swing(sheet, one, at, central, inputs)
        sheet.axes.axvline(100.0 * central, color=BLACK, linewidth=0.9, zorder=3)
        sheet.numbers("x")
        sheet.label(sheet.say("share_axis"))
        sheet.key(Patch(facecolor=ORANGE, hatch=2 * HATCH[ORANGE], **_EDGE), sheet.say("low_end"))
        sheet.key(Patch(facecolor=BLUE, **_EDGE), sheet.say("high_end"))
        told = sheet.say("figure_value", value=percent(central, 1, frame.language))
        sheet.key(_line(color=BLACK, linewidth=0.9), told)
        return sheet.finished(frame.title("tornado"))


def _line(**style: Any) -> Any:  # noqa: ANN401 - matplotlib's own
    from matplotlib.lines import Line2D

    return Line2D([], [], **style)


def _swing(sheet: Canvas, one: Swing, at: float, central: float, inputs: PhaseInputs) -> None:
    language = sheet.frame.language
    ends = [("▼", one.low, one.share_at_low, ORANGE), ("▲", one.high, one.share_at_high, BLUE)]
    # the longer bar lies below the shorter one where both are on the same side, and has its words outside
    ends.sort(key=lambda end: -1.0 if isinstance(end[2], NotApplicable) else -abs(end[2] - central))
    taken: set[int] = set()
    for i, (mark, value, share, colour) in enumerate(ends):
        told = factor_value(one.name, value, inputs, language)
        if isinstance(share, NotApplicable):
            side = -1 if mark == "▼" else 1
            text, where = f"{mark} {told} → {sheet.say('no_share')}", central
        else:
            side = 1 if share > central or (share == central and mark == "▲") else -1
            text, where = f"{mark} {told} → {percent(share, 1, language)}", share
            sheet.axes.barh(
                at, 100.0 * (share - central), left=100.0 * central, color=colour, hatch=HATCH[colour],
                height=0.17 if i == 0 else 0.13, zorder=2 + 0.1 * i, **_EDGE,
            )  # fmt: skip
        if side in taken:
            side, where = -side, central
        taken.add(side)
        sheet.note(text, (100.0 * where, at), (4 * side, 0), ha="left" if side > 0 else "right")


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
        _filled(sheet, grid.first_values, grid.second_values, shares, targets)
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
        sheet.key(_line(color=BLACK, linewidth=1.6), _targets_told(sheet, targets))
        point: dict[str, Any] = {
            "color": "white",
            "markeredgecolor": BLACK,
            "marker": "o",
            "linestyle": "",
            "markersize": 7,
        }
        sheet.key(_line(**point), _figure_told(sheet, sensitivity.central_share))
        undefined = sheet.say("undefined_area") if shares.count() < shares.size else ""
        return sheet.finished(sheet.frame.title("contour"), undefined)


def _targets_told(sheet: Canvas, targets: Sequence[float]) -> str:
    told = " %; ".join(number(100.0 * target, 0, sheet.frame.language) for target in targets)
    return sheet.say("target_value", value=told)


def _figure_told(sheet: Canvas, central: float | NotApplicable) -> str:
    if isinstance(central, NotApplicable):
        return f"{sheet.say('figure')}: {sheet.say('no_share')}"
    return sheet.say("figure_value", value=percent(central, 1, sheet.frame.language))


def _filled(sheet: Canvas, across: Any, up: Any, shares: Any, targets: Sequence[float]) -> None:  # noqa: ANN401
    from matplotlib.patheffects import withStroke

    from tfp_soctrang.report.figures.canvas import NumberTicks

    language = sheet.frame.language
    low, high = float(shares.min()), float(shares.max())
    levels = np.linspace(low, high if high > low else low + 1.0, 12)
    filled = sheet.axes.contourf(across, up, shares, levels=levels, cmap="cividis")
    inside = sorted(100.0 * target for target in targets if low < 100.0 * target < high)
    if inside:
        halo: Any = [withStroke(linewidth=3.2, foreground="white")]
        lines = sheet.axes.contour(across, up, shares, levels=inside, colors=BLACK, linewidths=1.6)
        lines.set_path_effects(halo)
        labels = sheet.axes.clabel(lines, fmt=lambda v: f"{number(v, 0, language)}\u00a0%", fontsize=sheet.sizes.small)
        for text in labels:
            text.set_path_effects(halo)
    place = {"location": "bottom", "aspect": 40, "pad": 0.03} if sheet.frame.narrow else {"aspect": 30}
    bar = sheet.figure.colorbar(filled, ax=sheet.axes, **place)
    bar.outline.set_visible(False)
    axis = bar.ax.xaxis if sheet.frame.narrow else bar.ax.yaxis
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(NumberTicks(language))
    bar.set_label(sheet.say("share_axis"), fontsize=sheet.sizes.small)
