"""Charts: each takes a result and returns a matplotlib figure; saved files are the same bytes on every run."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.capital import measure_name
from tfp_soctrang.report.editions import revision_rows
from tfp_soctrang.report.numbers import number
from tfp_soctrang.report.words import LABELS, place, unit_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.accounting_choices import AccountingCurve
    from tfp_soctrang.capital_measures import CapitalAccount
    from tfp_soctrang.messages import Language
    from tfp_soctrang.projection.projections import Projection
    from tfp_soctrang.revision_bridge import Revision
    from tfp_soctrang.uncertain_phase import PhaseSensitivity

__all__ = ["DOWN", "ENDS", "STYLE", "UP", "broken", "capital_chart", "png", "revision_chart", "save"]

# Okabe and Ito (2008): told apart by colour-blind readers, and by their greys in print.
ENDS, UP, DOWN = "#4d4d4d", "#0072b2", "#e69f00"
STYLE: Any = {"font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "tfp-soctrang"}


def revision_chart(revision: Revision, language: Language = "vi") -> Figure:
    """Return the bridge between two editions as a waterfall: the earlier share, each part, the later share."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows = revision_rows(revision, language)
    ends = [
        0.0 if isinstance(share, NotApplicable) else 100.0 * share
        for share in (revision.before.tfp_contribution_share, revision.after.tfp_contribution_share)
    ]
    changes = [100.0 * part.change for part in revision.parts]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 0.8 + 0.42 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        at = ends[0]
        spans = [(0.0, ends[0], ENDS)]
        for change in changes:
            spans.append((at, change, UP if change >= 0 else DOWN))
            at += change
        spans.append((0.0, ends[1], ENDS))
        for i, ((left, width, colour), (_, text)) in enumerate(zip(spans, rows, strict=True)):
            axes.barh(i, width, left=left, color=colour, height=0.62)
            axes.annotate(text, (max(left, left + width), i), xytext=(4, 0), textcoords="offset points", va="center")
        # the parts are small beside the ends: the axis begins near the smallest of them
        low = min([*ends, *(min(left, left + width) for left, width, colour in spans if colour != ENDS)])
        high = max([*ends, *(max(left, left + width) for left, width, _ in spans)])
        room = max(high - low, 1.0)
        axes.set_xlim(low - 0.6 * room, high + 0.35 * room)
        axes.set_yticks(range(len(rows)), [broken(name) for name, _ in rows])
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 1, language))
        axes.set_xlabel("%")
        axes.spines[["top", "right"]].set_visible(False)
        what = LABELS["revision_heading"][language]
        title = f"{what}: {place(revision.after.territory, language)}, {revision.phase}"
        axes.set_title(title, loc="left", fontsize=10)
    return figure


def capital_chart(found: CapitalAccount, language: Language = "vi") -> Figure:
    """Return the stock by year and where it comes from, and the TFP share under every measure of it."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    shown = [
        (one, 100.0 * one.tfp_contribution_share)
        for one in found.measures
        if not isinstance(one.tfp_contribution_share, NotApplicable)
    ]
    heights = (2.0, 0.6 + 0.32 * len(shown))
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 0.4 + sum(heights)), layout="constrained")
        above, below = figure.subplots(2, 1, height_ratios=heights)
        _stock_bars(above, found, language)
        for i, (one, share) in enumerate(shown):
            as_set = one.variant == "as_set"
            below.plot(share, i, "o", color=UP, markerfacecolor=UP if as_set else "white", markersize=7)
            below.annotate(
                number(share, 1, language), (share, i), xytext=(8, 0), textcoords="offset points", va="center",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
            )  # fmt: skip
            if as_set:
                below.axvline(share, color=ENDS, linewidth=0.8, linestyle=":", zorder=0)
        below.set_yticks(range(len(shown)), [broken(measure_name(one, language)) for one, _ in shown])
        below.invert_yaxis()
        below.margins(x=0.15)
        below.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        below.set_xlabel("%")
        below.spines[["top", "right"]].set_visible(False)
        title = f"{LABELS['capital_heading'][language]}: {place(found.territory, language)}, {found.phase}"
        below.set_title(title, loc="right", fontsize=10)  # it may be longer than the axes, to the left there is room
    return figure


def _stock_bars(axes: Any, found: CapitalAccount, language: Language) -> None:  # noqa: ANN401 - matplotlib's own
    years = [one.year for one in found.years]
    initial = [one.closing_stock * one.from_initial_stock for one in found.years]
    recorded = [one.closing_stock - part for one, part in zip(found.years, initial, strict=True)]
    words = {name: LABELS[name][language] for name in ("chart_initial", "chart_recorded", "chart_stock")}
    axes.bar(years, initial, color=DOWN, width=0.7, label=words["chart_initial"])
    axes.bar(years, recorded, bottom=initial, color=UP, width=0.7, label=words["chart_recorded"])
    for one in found.years:
        text = f"{100.0 * one.from_initial_stock:.0f} %"
        size = 8 if len(found.years) <= 8 else 6
        axes.annotate(text, (one.year, 0.0), xytext=(0, 4), textcoords="offset points", ha="center", fontsize=size)
    axes.set_xticks(years)
    axes.yaxis.set_major_formatter(lambda value, _: number(value, 0, language))
    axes.set_ylabel(unit_name(found.money_unit, language))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, ncols=2, loc="upper left", bbox_to_anchor=(0.0, 1.0))
    axes.margins(y=0.3)
    axes.set_title(words["chart_stock"], loc="left", fontsize=10)


def broken(name: str, width: int = 42) -> str:
    """Return a label cut into lines."""
    import textwrap

    return "\n".join(textwrap.wrap(name, width))


def save(figure: Figure, path: str | Path) -> None:
    """Write a chart as SVG or PNG by the name's ending; two runs write the same bytes."""
    import matplotlib as mpl

    path = Path(path)
    with mpl.rc_context(STYLE):
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}, dpi=150)


def png(figure: Figure) -> bytes:
    """Return a chart as PNG for print; two runs give the same bytes."""
    import matplotlib as mpl

    stream = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(stream, format="png", metadata={"Software": None}, dpi=200)
    return stream.getvalue()


def contributions(account: PhaseAccount, *, language: Language = "vi") -> Figure:
    """Return the contributions by year as stacked columns, the negative ones below zero, with output growth."""
    from tfp_soctrang.report.phase_figures import account_contributions

    return account_contributions(account, language)


def waterfall(account: PhaseAccount, *, language: Language = "vi") -> Figure:
    """Return the phase as a waterfall: capital, labour and TFP, each from where the last one ended, to output."""
    from tfp_soctrang.report.phase_figures import account_waterfall

    return account_waterfall(account, language)


def input_growth(account: PhaseAccount, *, language: Language = "vi") -> Figure:
    """Return the growth of capital and labour by year beside that of output."""
    from tfp_soctrang.report.phase_figures import account_inputs

    return account_inputs(account, language)


def capital_output_ratio(found: CapitalAccount, *, language: Language = "vi") -> Figure:
    """Return the capital–output ratio by year."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    rows = [(one.year, one.capital_output_ratio) for one in found.years if one.capital_output_ratio is not None]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.5, 3.0), layout="constrained")
        axes = figure.add_subplot()
        axes.plot([year for year, _ in rows], [ratio for _, ratio in rows], "o-", color=UP)
        axes.yaxis.set_major_formatter(lambda value, _: number(value, 1, language))
    return figure


def capital_measures(found: CapitalAccount, *, language: Language = "vi") -> Figure:
    """Return the TFP share under every measure of capital."""
    return capital_chart(found, language)


def tfp_index(sensitivity: PhaseSensitivity, *, language: Language = "vi") -> Figure:
    """Return the TFP index by year as the figure has it, with the bands of the draws."""
    return fan(sensitivity, language=language)


def fan(sensitivity: PhaseSensitivity, *, language: Language = "vi") -> Figure:
    """Return the TFP index of the draws by year as nested bands."""
    from tfp_soctrang.report.sensitivity_figures import fan_chart

    return fan_chart(sensitivity.uncertainty(10_000, variance_draws=64), language)


def density(sensitivity: PhaseSensitivity, *, language: Language = "vi") -> Figure:
    """Return the distribution of the TFP share with the figure, its interval and the targets."""
    from tfp_soctrang.report.sensitivity_figures import density_chart

    run = sensitivity.monte_carlo()
    return density_chart(sensitivity.summary(run, variance_draws=64), run, language)


def tornado(sensitivity: PhaseSensitivity, *, language: Language = "vi") -> Figure:
    """Return the swing of the TFP share as each assumption moves over its range, the widest first."""
    from tfp_soctrang.report.sensitivity_figures import tornado_chart

    return tornado_chart(sensitivity.uncertainty(1000, variance_draws=64), sensitivity.model.inputs, language)


def contour(sensitivity: PhaseSensitivity, first: str, second: str, *, language: Language = "vi") -> Figure:
    """Return the TFP share over the ranges of two assumptions, the lines of the targets drawn strongly."""
    from tfp_soctrang.report.sensitivity_figures import contour_chart

    grid = sensitivity.contour(first, second)
    return contour_chart(grid, sensitivity.model.inputs, sensitivity.territory, (0.45, 0.55), language)


def specification_curve(curve: AccountingCurve, *, language: Language = "vi") -> Figure:
    """Return every specification's TFP share in rising order, the figure as set, and below which options it has."""
    from tfp_soctrang.report.sensitivity_figures import curve_chart

    return curve_chart(curve, curve.inputs, language)


def revision_bridge(found: Revision, *, language: Language = "vi") -> Figure:
    """Return the bridge between two editions as a waterfall: the earlier share, each part, the later share."""
    return revision_chart(found, language)


def projection(found: Projection, *, language: Language = "vi") -> Figure:
    """Return the TFP index of every scenario, with the bands of the first; what is in solid, what is ahead dashed."""
    from tfp_soctrang.report.projection_figure import projection_chart

    return projection_chart(found, found.scenarios[0].uncertainty(10_000), language)
