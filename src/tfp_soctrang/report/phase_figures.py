"""Charts of a phase: contributions by year, the waterfall of the phase, the swings of the share."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.document_words import REPORT, SHORT_STATUS
from tfp_soctrang.report.figures import STYLE, broken
from tfp_soctrang.report.letterhead import of_territory
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.phrases import called, telling
from tfp_soctrang.report.words import LABELS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["contributions_chart", "swings_chart", "waterfall_chart", "with_status"]

# Okabe and Ito (2008): told apart by colour-blind readers; hatches tell them apart in a photocopy.
_CAPITAL, _LABOUR, _TFP, _WHOLE = "#0072b2", "#e69f00", "#009e73", "#4d4d4d"
_HATCH = {_CAPITAL: "", _LABOUR: "///", _TFP: "...", _WHOLE: ""}
_WIDTH = 6.5  # inches: the width of the text on the page


def with_status(figure: Figure, report: PhaseReport) -> Figure:
    """Return the chart with its last line: the state of the figure, where, when, whence."""
    account, language = report.account, report.language
    foot = REPORT["chart_foot"][language].format(
        status=SHORT_STATUS[account.status][language],
        place=of_territory(account.territory, language),
        phase=account.phase,
    )
    figure.supxlabel("\n".join(textwrap.wrap(foot, 105)), fontsize=7.5, x=0.01, ha="left", style="italic")
    return figure


def _bar(axes: Any, at: float, height: float, bottom: float, colour: str, **more: Any) -> None:  # noqa: ANN401
    axes.bar(
        at, height, bottom=bottom, color=colour, hatch=_HATCH[colour], edgecolor="white", linewidth=0.6,
        width=0.62, **more,
    )  # fmt: skip


def _plain_axes(axes: Any, language: Language) -> None:  # noqa: ANN401
    axes.axhline(0.0, color="black", linewidth=0.8)
    axes.set_ylabel(REPORT["chart_points"][language])
    axes.yaxis.set_major_formatter(lambda value, _: number(value, 1, language))
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="x", length=0)


def contributions_chart(report: PhaseReport) -> Figure:
    """Return the contributions by year as stacked columns, the negative ones below zero, with output growth above."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    language = report.language
    parts = (
        ("capital", "capital_contribution", _CAPITAL),
        ("labour", "labour_contribution", _LABOUR),
        ("tfp", "tfp_growth", _TFP),
    )
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(_WIDTH, 3.4), layout="constrained")
        axes = figure.add_subplot()
        for i, one in enumerate(report.yearly):
            above = below = 0.0
            for name, what, colour in parts:
                height = 100.0 * getattr(one, what)
                label = LABELS[name][language] if i == 0 else None
                _bar(axes, one.year, height, above if height >= 0 else below, colour, label=label)
                above, below = (above + height, below) if height >= 0 else (above, below + height)
        years = [one.year for one in report.yearly]
        growth = [one.output_growth for one in report.yearly]
        told = REPORT["chart_growth"][language]
        axes.plot(
            years,
            [100.0 * rate for rate in growth],
            "D",
            color="black",
            markerfacecolor="white",
            markersize=6,
            label=told,
        )
        for year, rate in zip(years, growth, strict=True):
            axes.annotate(
                percent(rate, 2, language), (year, 100.0 * rate), xytext=(0, 7), textcoords="offset points",
                ha="center", fontsize=8, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
            )  # fmt: skip
        axes.set_xticks(years)
        axes.margins(y=0.14)
        _plain_axes(axes, language)
        axes.legend(frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), fontsize=8)
    return with_status(figure, report)


def waterfall_chart(report: PhaseReport) -> Figure:
    """Return the phase as a waterfall: capital, labour and TFP, each from where the last one ended, to output."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    account, language = report.account, report.language
    steps = (
        ("capital", account.capital_contribution, _CAPITAL),
        ("labour", account.labour_contribution, _LABOUR),
        ("tfp", account.tfp_growth, _TFP),
        ("output", account.output_growth, _WHOLE),
    )
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(_WIDTH, 2.7), layout="constrained")
        axes = figure.add_subplot()
        at = 0.0
        for i, (_, part, colour) in enumerate(steps):
            height = 100.0 * part
            bottom = 0.0 if i == len(steps) - 1 else at
            _bar(axes, i, height, bottom, colour)
            at = bottom + height
            if i < len(steps) - 1:
                axes.plot([i + 0.31, i + 0.69], [at, at], color="black", linewidth=0.8)
            axes.annotate(
                percent(part, 2, language),
                (i, max(bottom, at)),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
            )
        axes.set_xticks(range(len(steps)), [LABELS[name][language] for name, _, _ in steps])
        axes.margins(y=0.14)
        _plain_axes(axes, language)
    return with_status(figure, report)


def swings_chart(report: PhaseReport, found: PhaseUncertainty) -> Figure:
    """Return how far each assumption alone moves the share, the widest first; undefined shares are left out."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    language = report.language
    rows = [
        (called(one.name, report), one.share_at_low, one.share_at_high)
        for one in telling(found)
        if not isinstance(one.share_at_low, NotApplicable) and not isinstance(one.share_at_high, NotApplicable)
    ]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(_WIDTH, 1.1 + 0.42 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        if not isinstance(found.central, NotApplicable):
            axes.axvline(100.0 * found.central, color=_WHOLE, linewidth=0.8, linestyle=":")
        for i, (_, low, high) in enumerate(rows):
            axes.plot([100.0 * low, 100.0 * high], [i, i], color=_WHOLE, linewidth=2.0, zorder=1)
            for share, colour, marker, end in ((low, _LABOUR, "s", "low"), (high, _CAPITAL, "o", "high")):
                told = REPORT[f"chart_at_{end}"][language] if i == 0 else None
                axes.plot(100.0 * share, i, marker, color=colour, markersize=7, label=told)
                left = share <= min(low, high) if low != high else end == "low"
                axes.annotate(
                    percent(share, 1, language), (100.0 * share, i), xytext=(-8 if left else 8, 0),
                    textcoords="offset points", va="center", ha="right" if left else "left", fontsize=8,
                )  # fmt: skip
        axes.set_yticks(range(len(rows)), [broken(name) for name, _, _ in rows])
        axes.invert_yaxis()
        axes.margins(x=0.18, y=0.12)
        axes.set_xlabel(REPORT["chart_share"][language])
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(frameon=False, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0), fontsize=8)
    return with_status(figure, report)


class _Thin:
    """What the charts of a report take, made of an account."""

    def __init__(self, account: PhaseAccount, language: Language) -> None:
        self.account, self.language, self.yearly = account, language, account.levels[1:]


def account_contributions(account: PhaseAccount, language: Language) -> Figure:
    """Return the contributions by year."""
    return contributions_chart(_Thin(account, language))  # type: ignore[arg-type]


def account_waterfall(account: PhaseAccount, language: Language) -> Figure:
    """Return the waterfall of the phase."""
    return waterfall_chart(_Thin(account, language))  # type: ignore[arg-type]


def account_inputs(account: PhaseAccount, language: Language) -> Figure:
    """Return the growth of the inputs."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, 3.0), layout="constrained")
    axes = figure.add_subplot()
    for name in ("output_growth", "capital_growth", "labour_growth"):
        axes.plot([one.year for one in account.levels[1:]], [getattr(one, name) for one in account.levels[1:]])
    return figure
