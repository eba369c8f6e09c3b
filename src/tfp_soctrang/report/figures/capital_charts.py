"""Figures of the capital of a phase: its ratio to output, its stock, and the TFP share under each measure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.capital import measure_name
from tfp_soctrang.report.figures.house import BLUE, EDGE, GREY, HATCH, ORANGE, WIDE, framed
from tfp_soctrang.report.names import unit_name
from tfp_soctrang.report.numbers import number, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from tfp_soctrang.capital_measures import CapitalAccount
    from tfp_soctrang.messages import Language
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.rows import Rows

__all__ = ["capital", "capital_measures", "capital_output_ratio", "capital_stock"]


def capital_output_ratio(
    found: CapitalAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return the closing stock over output by year; the years before the phase are hollow.

    Parameters
    ----------
    found
        From `tfp.capital_account`.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line

    rows = [(one.year, one.capital_output_ratio) for one in found.years if one.capital_output_ratio is not None]
    with Canvas(framed(found, language, width, titled=titled), 2.2 if width > 5 else 1.9) as sheet:
        if not rows:
            sheet.instead(sheet.say("no_ratio"))
            return sheet.finished(sheet.frame.title("capital_output_ratio"))
        style: dict[str, Any] = {"color": BLUE, "marker": "o", "markersize": 5, "linewidth": 1.4}
        first = found.phase.first_year
        sheet.axes.plot([year for year, _ in rows], [ratio for _, ratio in rows], markerfacecolor="white", **style)
        inside = [(year, ratio) for year, ratio in rows if year >= first]
        sheet.axes.plot([year for year, _ in inside], [ratio for _, ratio in inside], **style)
        told = [number(ratio, 2, language) for _, ratio in rows]
        every = sheet.fits(told, len(rows), sheet.sizes.small)
        for i, ((year, ratio), text) in enumerate(zip(rows, told, strict=True)):
            if every or i in {0, len(rows) - 1}:
                sheet.note(text, (year, ratio), (0, 9 if _peak(rows, i) else -9))
        sheet.axes.margins(x=0.06, y=0.15)
        sheet.years(list(range(rows[0][0], rows[-1][0] + 1)))
        sheet.numbers("y")
        sheet.unit(sheet.say("ratio_axis"))
        if len(inside) < len(rows):
            sheet.key(line(markerfacecolor="white", **style), sheet.say("before_phase"))
            sheet.key(line(**style), sheet.say("in_phase"))
        return sheet.finished(sheet.frame.title("capital_output_ratio"))


def _peak(rows: list[tuple[int, float]], i: int) -> bool:
    """Return whether the line comes from below and goes there again, so that there is room above."""
    beside = [rows[j][1] for j in (i - 1, i + 1) if 0 <= j < len(rows)]
    return not beside or rows[i][1] >= sum(beside) / len(beside)


def capital_stock(
    found: CapitalAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return the closing stock by year, what is left of the initial one below, what was invested since above.

    Parameters as in `capital_output_ratio`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas

    with Canvas(framed(found, language, width, titled=titled), 2.4 if width > 5 else 2.1) as sheet:
        _stock(sheet, sheet.axes, found)
        return sheet.finished(sheet.frame.title("capital_stock"))


def capital_measures(
    found: CapitalAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return the TFP share under every measure of capital, the one set filled; words where there is no share.

    Parameters as in `capital_output_ratio`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.rows import Rows

    frame = framed(found, language, width, titled=titled)
    rows = Rows([measure_name(one, language) for one in found.measures], frame, thick=0.15)
    with Canvas(frame, rows.height + 0.42) as sheet:
        _measures(sheet, sheet.axes, found, rows)
        return sheet.finished(frame.title("capital_measures"))


def capital(found: CapitalAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True) -> Figure:
    """Return the stock by year above, the TFP share under every measure of capital below.

    Parameters as in `capital_output_ratio`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.rows import Rows

    frame = framed(found, language, width, titled=titled)
    rows = Rows([measure_name(one, language) for one in found.measures], frame, thick=0.15)
    above = 2.4 if width > 5 else 2.1
    with Canvas(frame, above + rows.height + 0.62, ratios=(above, rows.height + 0.2)) as sheet:
        upper, lower = sheet.all_axes
        sheet.heading(f"{sheet.say('capital_stock')} ({_unit(sheet, found)})", upper)
        _stock(sheet, upper, found, unit=False)
        sheet.heading(sheet.say("capital_measures"), lower)
        _measures(sheet, lower, found, rows)
        return sheet.finished(frame.title("capital"))


def _unit(sheet: Canvas, found: CapitalAccount) -> str:
    return sheet.say("stock_axis", unit=unit_name(found.money_unit, sheet.frame.language))


def _stock(sheet: Canvas, axes: Axes, found: CapitalAccount, *, unit: bool = True) -> None:
    from tfp_soctrang.report.figures.keys import patch

    years = [one.year for one in found.years]
    initial = [one.closing_stock * one.from_initial_stock for one in found.years]
    recorded = [one.closing_stock - part for one, part in zip(found.years, initial, strict=True)]
    axes.bar(years, initial, color=ORANGE, hatch=HATCH[ORANGE], width=0.74, **EDGE)
    axes.bar(years, recorded, bottom=initial, color=BLUE, width=0.74, **EDGE)
    told = [f"{percent(one.from_initial_stock, 0, sheet.frame.language)}\u00a0%" for one in found.years]
    every = sheet.fits(told, len(told), sheet.sizes.small)
    for i, (year, part, text) in enumerate(zip(years, initial, told, strict=True)):
        if every or (i == len(years) - 1 and sheet.fits([text], len(told) // 2, sheet.sizes.small)):
            sheet.note(text, (year, 0.5 * part), axes=axes)
    sheet.years(years, axes)
    sheet.numbers("y", axes)
    if unit:
        sheet.unit(_unit(sheet, found), axes)
    sheet.key(patch(ORANGE), sheet.say("initial"))
    sheet.key(patch(BLUE), sheet.say("recorded"))


def _measures(sheet: Canvas, axes: Axes, found: CapitalAccount, rows: Rows) -> None:
    from tfp_soctrang.report.figures.keys import line

    language = sheet.frame.language
    style: dict[str, Any] = {"color": BLUE, "marker": "o", "linestyle": "", "markersize": 6, "zorder": 4}
    shares = [one.tfp_contribution_share for one in found.measures]
    defined = [100.0 * share for share in shares if not isinstance(share, NotApplicable)]
    middle = 0.5 * (min(defined) + max(defined)) if defined else 0.0
    rows.put(axes)
    for one, share, at in zip(found.measures, shares, rows.centres, strict=True):
        if isinstance(share, NotApplicable):
            lacking = isinstance(one.capital_growth, NotApplicable)
            words = sheet.say("no_figure" if lacking else "no_share")
            sheet.note(words, (middle, at), axes=axes, style="italic", color=GREY)
            continue
        as_set = one.variant == "as_set"
        axes.plot(100.0 * share, at, markerfacecolor=BLUE if as_set else "white", **style)
        sheet.note(number(100.0 * share, 1, language), (100.0 * share, at), (7, 0), axes=axes, ha="left")
        if as_set:
            axes.axvline(100.0 * share, color=GREY, linewidth=0.8, linestyle=":", zorder=1)
    axes.margins(x=0.06)
    if defined:
        sheet.numbers("x", axes)
        sheet.label(sheet.say("share_axis"), axes)
        sheet.key(line(markerfacecolor=BLUE, **style), sheet.say("as_set"))
        sheet.key(line(markerfacecolor="white", **style), sheet.say("otherwise"))
    else:
        axes.set_xticks([])
