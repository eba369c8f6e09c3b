"""Charts: each takes a result and returns a matplotlib figure; saved files are the same bytes on every run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.capital import measure_name
from tfp_soctrang.report.editions import revision_rows
from tfp_soctrang.report.numbers import number
from tfp_soctrang.report.words import LABELS, place

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.capital_measures import CapitalAccount
    from tfp_soctrang.messages import Language
    from tfp_soctrang.revision_bridge import Revision

__all__ = ["capital_chart", "revision_chart", "save"]

# Okabe and Ito (2008): told apart by colour-blind readers, and by their greys in print.
_ENDS, _UP, _DOWN = "#4d4d4d", "#0072b2", "#e69f00"
_STYLE: Any = {"font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "tfp-soctrang"}


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
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 0.8 + 0.42 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        at = ends[0]
        spans = [(0.0, ends[0], _ENDS)]
        for change in changes:
            spans.append((at, change, _UP if change >= 0 else _DOWN))
            at += change
        spans.append((0.0, ends[1], _ENDS))
        for i, ((left, width, colour), (_, text)) in enumerate(zip(spans, rows, strict=True)):
            axes.barh(i, width, left=left, color=colour, height=0.62)
            axes.annotate(text, (max(left, left + width), i), xytext=(4, 0), textcoords="offset points", va="center")
        # the parts are small beside the ends: the axis begins near the smallest of them
        low = min([*ends, *(min(left, left + width) for left, width, colour in spans if colour != _ENDS)])
        high = max([*ends, *(max(left, left + width) for left, width, _ in spans)])
        room = max(high - low, 1.0)
        axes.set_xlim(low - 0.6 * room, high + 0.35 * room)
        axes.set_yticks(range(len(rows)), [_broken(name) for name, _ in rows])
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 1, language))
        axes.set_xlabel("%")
        axes.spines[["top", "right"]].set_visible(False)
        what = LABELS["revision_heading"][language]
        title = f"{what}: {place(revision.after.territory, language)}, {revision.phase}"
        axes.set_title(title, loc="left", fontsize=10)
    return figure


def capital_chart(found: CapitalAccount, language: Language = "vi") -> Figure:
    """Return the TFP share under every measure of capital as dots, the measure as set filled."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    shown = [
        (measure_name(one, language), 100.0 * one.tfp_contribution_share, one.variant == "as_set")
        for one in found.measures
        if not isinstance(one.tfp_contribution_share, NotApplicable)
    ]
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 1.0 + 0.32 * len(shown)), layout="constrained")
        axes = figure.add_subplot()
        for i, (_, share, as_set) in enumerate(shown):
            axes.plot(share, i, "o", color=_UP, markerfacecolor=_UP if as_set else "white", markersize=7)
            axes.annotate(
                number(share, 1, language), (share, i), xytext=(8, 0), textcoords="offset points", va="center"
            )
            if as_set:
                axes.axvline(share, color=_ENDS, linewidth=0.8, linestyle=":", zorder=0)
        axes.set_yticks(range(len(shown)), [_broken(name) for name, _, _ in shown])
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.xaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        axes.set_xlabel("%")
        axes.spines[["top", "right"]].set_visible(False)
        title = f"{LABELS['capital_heading'][language]}: {place(found.territory, language)}, {found.phase}"
        axes.set_title(title, loc="left", fontsize=10)
    return figure


def _broken(name: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(name, 42))


def save(figure: Figure, path: Path) -> None:
    """Write a chart as SVG or PNG by the name's ending; two runs write the same bytes."""
    import matplotlib as mpl

    with mpl.rc_context(_STYLE):
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}, dpi=150)
