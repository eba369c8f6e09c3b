"""Charts of a sensitivity analysis: density, tornado, fan, specification curve, contour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.accounting_choices import READING
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.factor_names import factor_name, factor_value, option_name
from tfp_soctrang.report.figures import DOWN, ENDS, STYLE, UP, broken
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.words import CHOICES, LABELS, SHORT_READINGS, place
from tfp_soctrang.units import Phase, Territory

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.accounting_choices import AccountingCurve
    from tfp_soctrang.inputs import PhaseInputs
    from tfp_soctrang.messages import Language
    from tfp_soctrang.sensitivity.monte_carlo import MonteCarloRun
    from tfp_soctrang.sensitivity.two_way import TwoWayGrid
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["contour_chart", "curve_chart", "density_chart", "fan_chart", "tornado_chart"]

_WIDTH = 7.2
# Draws beyond these quantiles are left out of the picture of a density, not of its numbers.
_SHOWN = (0.001, 0.999)


def _drawing(height: float) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _title(figure: Figure, key: str, territory: Territory, phase: Phase, language: Language) -> None:
    words = f"{LABELS[key][language]}: {place(territory, language)}, {phase}"
    figure.suptitle(words, x=0.01, ha="left", fontsize=10)


def density_chart(found: PhaseUncertainty, run: MonteCarloRun, language: Language = "vi") -> Figure:
    """Return the distribution of the TFP share with the figure, its interval and the targets."""
    import matplotlib as mpl

    values = run.values("tfp_contribution_share")
    values = values[np.isfinite(values)]
    low, high = np.quantile(values, _SHOWN)
    with mpl.rc_context(STYLE):
        figure, axes = _drawing(3.2)
        counts, edges = np.histogram(values, bins=80, range=(low, high), density=True)
        middle = 100.0 * 0.5 * (edges[1:] + edges[:-1])
        axes.fill_between(middle, counts, color="#d9d9d9", linewidth=0.0)
        axes.plot(middle, counts, color=ENDS, linewidth=1.0)
        top = float(counts.max())
        if not isinstance(found.low, NotApplicable) and not isinstance(found.high, NotApplicable):
            inside = (middle >= 100.0 * found.low) & (middle <= 100.0 * found.high)
            label = LABELS["chart_band"][language].format(level=percent(found.level, 0, language))
            axes.fill_between(middle[inside], counts[inside], color="#9ecae1", linewidth=0.0, label=label)
        central = 0.0 if isinstance(found.central, NotApplicable) else found.central
        marks = [] if isinstance(found.central, NotApplicable) else [(central, UP, "-", "chart_figure", 1)]
        marks += [(target, DOWN, "--", "chart_target", 0) for target, _ in found.targets]
        for value, colour, line, word, digits in marks:
            axes.axvline(100.0 * value, color=colour, linestyle=line, linewidth=1.4)
            # the lower ones to the left of their line, the figure in a row of its own
            left = value < central
            axes.annotate(
                f"{LABELS[word][language]} {percent(value, digits, language)}",
                (100.0 * value, top * (1.18 if digits else 1.07)), xytext=(-4 if left else 4, 0),
                textcoords="offset points", ha="right" if left else "left", color=ENDS, fontsize=8,
            )  # fmt: skip
        axes.set_ylim(0.0, 1.28 * top)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        axes.set_xlabel(LABELS["share_axis"][language])
        axes.legend(frameon=False, loc="upper left", fontsize=8)
        _title(figure, "chart_density", found.territory, found.phase, language)
    return figure


def tornado_chart(found: PhaseUncertainty, inputs: PhaseInputs, language: Language = "vi", most: int = 10) -> Figure:
    """Return the swing of the TFP share as each assumption moves over its range, the widest first."""
    import matplotlib as mpl

    bars = [
        (one, float(one.share_at_low), float(one.share_at_high))
        for one in found.swings
        if not isinstance(one.share_at_low, NotApplicable) and not isinstance(one.share_at_high, NotApplicable)
    ][:most]
    with mpl.rc_context(STYLE):
        figure, axes = _drawing(1.0 + 0.44 * max(len(bars), 1))
        base = 0.0 if isinstance(found.central, NotApplicable) else found.central
        for i, (one, at_low, at_high) in enumerate(bars):
            for value, end, colour in ((at_low, one.low, DOWN), (at_high, one.high, UP)):
                axes.barh(i, 100.0 * (value - base), left=100.0 * base, color=colour, height=0.6)
                outward = 1 if value >= base else -1
                axes.annotate(
                    factor_value(one.name, end, inputs, language), (100.0 * value, i), xytext=(4 * outward, 0),
                    textcoords="offset points", va="center", ha="left" if outward > 0 else "right", fontsize=7.5,
                )  # fmt: skip
        axes.axvline(100.0 * base, color=ENDS, linewidth=1.0)
        axes.set_yticks(range(len(bars)), [broken(factor_name(one.name, inputs, language), 34) for one, _, _ in bars])
        axes.invert_yaxis()
        axes.margins(x=0.16)
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        axes.set_xlabel(LABELS["share_axis"][language])
        handles = [mpl.patches.Patch(color=colour) for colour in (DOWN, UP)]
        axes.legend(handles, [LABELS["chart_low"][language], LABELS["chart_high"][language]], frameon=False, fontsize=8)
        _title(figure, "chart_tornado", found.territory, found.phase, language)
    return figure


def fan_chart(found: PhaseUncertainty, language: Language = "vi") -> Figure:
    """Return the TFP index by year with its bands."""
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        figure, axes = _drawing(3.2)
        first = found.phase.first_year - 1
        years = [first, *(one.year for one in found.fan)]
        paths = np.array([[100.0] * len(found.fan[0].index), *([100.0 * x for x in one.index] for one in found.fan)])
        levels = found.fan[0].probabilities
        for i in range(len(levels) // 2):
            band = percent(levels[-1 - i] - levels[i], 0, language)
            axes.fill_between(
                years, paths[:, i], paths[:, -1 - i], color=UP, alpha=0.18 + 0.17 * i, linewidth=0.0,
                label=LABELS["chart_band"][language].format(level=band),
            )  # fmt: skip
        axes.plot(years, paths[:, len(levels) // 2], color=UP, linewidth=1.6)
        axes.axhline(100.0, color=ENDS, linewidth=0.8, linestyle=":")
        axes.set_xticks(years)
        axes.yaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        axes.set_ylabel(f"{first} = 100")
        axes.legend(frameon=False, loc="upper left", fontsize=8)
        _title(figure, "chart_fan", found.territory, found.phase, language)
    return figure


def curve_chart(found: AccountingCurve, inputs: PhaseInputs, language: Language = "vi") -> Figure:
    """Return every specification's TFP share in rising order, the figure as set, and below which options it has.

    For each option a row shows where along the curve its specifications lie, as a density: an option that lies to one
    side drives the figure.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    curve = found.curve
    defined = np.flatnonzero(np.isfinite(curve.values))
    order = defined[np.argsort(curve.values[defined], kind="stable")]
    shares = 100.0 * curve.values[order]
    drivers = curve.drivers()
    names = list(curve.grid.axes) if isinstance(drivers, NotApplicable) else list(drivers.order)
    axes_of = list(curve.grid.axes)
    rows: list[tuple[str, Any]] = []
    heads = []
    for name in names:
        codes = curve.grid.codes[order, axes_of.index(name)]
        heads.append(len(rows))
        rows.append((CHOICES[name][language] if name in CHOICES else factor_name(name, inputs, language), None))
        for code, option in enumerate(curve.grid.axes[name]):
            short = SHORT_READINGS[str(option)][language] if name == READING else ""
            rows.append((short or option_name(name, option, inputs, language), codes == code))
    bins = 160
    with mpl.rc_context({**STYLE, "font.size": 7.5}):
        heights = (2.4, 0.15 * len(rows))
        figure = Figure(figsize=(_WIDTH, 0.6 + sum(heights)), layout="constrained")
        above, below = figure.subplots(2, 1, height_ratios=heights, sharex=True)
        place_of = (np.arange(len(order)) + 0.5) / max(len(order), 1)
        above.plot(place_of, shares, color=UP, linewidth=1.4)
        if not isinstance(found.as_set, NotApplicable):
            above.axhline(100.0 * found.as_set, color=ENDS, linewidth=0.8, linestyle=":")
            words = f"{LABELS['chart_figure'][language]} {percent(found.as_set, 1, language)}"
            above.annotate(
                words, (0.005, 100.0 * found.as_set),
                xytext=(0, 3), textcoords="offset points",
            )  # fmt: skip
        low, high = np.quantile(shares, (0.005, 0.995))
        above.set_ylim(low - 5.0, high + 5.0)
        above.yaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        above.set_ylabel(LABELS["share_axis"][language])
        above.spines[["top", "right"]].set_visible(False)
        image = np.full((len(rows), bins), np.nan)
        for i, (_, mask) in enumerate(rows):
            if mask is not None:
                counts = np.histogram(place_of[mask], bins=bins, range=(0.0, 1.0))[0]
                image[i] = counts / max(counts.max(), 1)
        below.imshow(image, aspect="auto", cmap="Blues", extent=(0.0, 1.0, len(rows), 0.0), vmin=0.0, vmax=1.2)
        labels = below.set_yticks(np.arange(len(rows)) + 0.5, [label for label, _ in rows], fontsize=6.5)
        for i in heads:
            labels[i].label1.set_fontweight("bold")
        below.set_xticks([])
        below.spines[:].set_visible(False)
        below.tick_params(length=0)
        _title(figure, "chart_curve", found.territory, found.phase, language)
    return figure


def contour_chart(
    grid: TwoWayGrid, inputs: PhaseInputs, territory: Territory, targets: tuple[float, ...], language: Language = "vi"
) -> Figure:
    """Return the TFP share over the ranges of two assumptions, the break-even lines of the targets drawn strongly."""
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        figure, axes = _drawing(4.2)
        shares = 100.0 * grid.values.T
        levels = np.linspace(np.nanmin(shares), np.nanmax(shares), 12)
        filled = axes.contourf(grid.first_values, grid.second_values, shares, levels=levels, cmap="cividis")
        lines = axes.contour(
            grid.first_values, grid.second_values, shares, levels=sorted(100.0 * t for t in targets),
            colors="white", linewidths=1.6,
        )  # fmt: skip
        axes.clabel(lines, fmt=lambda value: f"{number(value, 0, language)} %", fontsize=8)
        axes.plot(grid.base[grid.first], grid.base[grid.second], "o", color="white", markeredgecolor="black")
        axes.xaxis.set_major_formatter(lambda value, _: factor_value(grid.first, value, inputs, language))
        axes.yaxis.set_major_formatter(lambda value, _: factor_value(grid.second, value, inputs, language))
        axes.set_xlabel(factor_name(grid.first, inputs, language))
        axes.set_ylabel(factor_name(grid.second, inputs, language))
        bar = figure.colorbar(filled, ax=axes, label=LABELS["share_axis"][language])
        bar.ax.yaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        _title(figure, "chart_contour", territory, inputs.phase, language)
    return figure
