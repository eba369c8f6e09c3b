"""Figures of a growth account: contributions by year, the waterfall of the phase, growth of the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.figures.house import BLACK, EDGE, HATCH, SERIES, WIDE, framed
from tfp_soctrang.report.numbers import number, percent, rounded_parts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.account import PhaseAccount
    from tfp_soctrang.messages import Language
    from tfp_soctrang.report.figures.canvas import Canvas

__all__ = ["contributions", "input_growth", "waterfall"]


def _column(sheet: Canvas, at: float, height: float, bottom: float, series: str, wide: float) -> None:
    colour = SERIES[series]
    sheet.axes.bar(at, height, bottom=bottom, color=colour, hatch=HATCH[colour], width=wide, **EDGE)


def _diamonds() -> dict[str, Any]:
    return {
        "color": BLACK, "linestyle": "", "marker": "D", "markerfacecolor": "white", "markersize": 5,
        "markeredgewidth": 1.1, "zorder": 4,
    }  # fmt: skip


def contributions(
    account: PhaseAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return the contributions by year as stacked columns, the negative ones below zero, and output growth.

    Parameters
    ----------
    account
        From `study.phase`.
    language
        Of words and numbers.
    width
        In inches: 6.5 for a page, 3.3 for a column.
    titled
        Whether the title stands in the picture.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> figure = tfp.figures.contributions(tfp.study(tfp.load("viet_nam")).phase(2016, 2020))
    >>> figure.get_label()
    'Đóng góp vào tăng trưởng theo năm: Việt Nam, 2016–2020'
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line, patch

    parts = (("capital", "capital_contribution"), ("labour", "labour_contribution"), ("tfp", "tfp_growth"))
    rows = account.levels[1:]
    with Canvas(framed(account, language, width, titled=titled), 2.5 if width > 5 else 2.1) as sheet:
        told = [f"◇\u00a0{percent(one.output_growth or 0.0, 2, language)}" for one in rows]
        small = sheet.fits(told, len(rows), sheet.sizes.small)
        for one, text in zip(rows, told, strict=True):
            above = below = 0.0
            for series, what in parts:
                height = 100.0 * (getattr(one, what) or 0.0)
                _column(sheet, one.year, height, above if height >= 0 else below, series, 0.62)
                above, below = (above + height, below) if height >= 0 else (above, below + height)
            rate = 100.0 * (one.output_growth or 0.0)
            sheet.axes.plot(one.year, rate, **_diamonds())
            if small:
                sheet.note(text, (one.year, max(above, rate)), (0, 8))
        sheet.axes.axhline(0.0, color=BLACK, linewidth=0.8)
        sheet.years([one.year for one in rows], columns=True)
        sheet.numbers("y")
        sheet.unit(sheet.say("points"))
        for series, _ in parts:
            sheet.key(patch(SERIES[series]), sheet.say(f"part_{series}"))
        sheet.key(line(**_diamonds()), sheet.say("output_growth"))
        return sheet.finished(sheet.frame.title("contributions"))


def waterfall(account: PhaseAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True) -> Figure:
    """Return the phase as a waterfall: capital, labour and TFP, each from where the last one ended, to output.

    Below each part stands its share of growth, rounded so that the three add up; where the shares are not defined, the
    line below says why. Parameters as in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.lettering import wrapped

    steps = (
        ("capital", account.capital_contribution, account.capital_contribution_share),
        ("labour", account.labour_contribution, account.labour_contribution_share),
        ("tfp", account.tfp_growth, account.tfp_contribution_share),
        ("output", account.output_growth, 1.0),
    )
    shares = [share for _, _, share in steps if not isinstance(share, NotApplicable)]
    why = ""
    with Canvas(framed(account, language, width, titled=titled), 2.3 if width > 5 else 2.1) as sheet:
        slot = 0.82 * width / len(steps)
        names = [wrapped(sheet.say(f"part_{series}"), slot, sheet.sizes.text) for series, _, _ in steps]
        if len(shares) == len(steps):
            split = rounded_parts(1.0, shares[0], shares[1], shares[2])
            for i, share in enumerate((split.capital, split.labour, split.tfp)):
                told = sheet.say("share_of", share=number(share, 1, language))
                names[i] += "\n" + wrapped(told, slot, sheet.sizes.text)
        elif isinstance(account.tfp_contribution_share, NotApplicable):
            why = sheet.say("share_undefined", reason=account.tfp_contribution_share.reason.text(language))
        at = 0.0
        for i, (series, part, _) in enumerate(steps):
            height = 100.0 * part
            bottom = at if i < len(steps) - 1 else 0.0
            _column(sheet, i, height, bottom, series, 0.6)
            at = bottom + height
            if i < len(steps) - 1:
                sheet.axes.plot([i + 0.3, i + 0.7], [at, at], color=BLACK, linewidth=0.8)
            sheet.note(percent(part, 2, language), (i, max(bottom, at)), (0, 6))
        sheet.axes.axhline(0.0, color=BLACK, linewidth=0.8)
        sheet.axes.set_xticks(range(len(steps)), names, fontsize=sheet.sizes.text)
        sheet.axes.tick_params(axis="x", length=0)
        sheet.numbers("y")
        sheet.unit(sheet.say("points" if account.averaging == "cumulative" else "points_per_year"))
        return sheet.finished(sheet.frame.title("waterfall"), why)


def input_growth(
    account: PhaseAccount, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return the growth of capital and of labour by year as columns, that of output as diamonds.

    Parameters as in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line, patch

    rows = account.levels[1:]
    with Canvas(framed(account, language, width, titled=titled), 2.4 if width > 5 else 2.0) as sheet:
        columns = [
            (one.year + shift, 100.0 * (rate or 0.0), series)
            for one in rows
            for series, rate, shift in (("capital", one.capital_growth, -0.2), ("labour", one.labour_growth, 0.2))
        ]
        told = [number(rate, 1, language) for _, rate, _ in columns]
        written = sheet.fits(told, len(columns) + len(rows), sheet.sizes.small)
        for (at, rate, series), text in zip(columns, told, strict=True):
            _column(sheet, at, rate, 0.0, series, 0.4)
            if written:
                sheet.note(text, (at, rate), (0, 6 if rate >= 0 else -6))
        growth = [100.0 * (one.output_growth or 0.0) for one in rows]
        sheet.axes.plot([one.year for one in rows], growth, **_diamonds())
        sheet.axes.axhline(0.0, color=BLACK, linewidth=0.8)
        sheet.years([one.year for one in rows], columns=True)
        sheet.numbers("y")
        sheet.unit(sheet.say("percent_per_year"))
        for series in ("capital", "labour"):
            sheet.key(patch(SERIES[series]), sheet.say(f"part_{series}"))
        sheet.key(line(**_diamonds()), sheet.say("part_output"))
        return sheet.finished(sheet.frame.title("input_growth"))
