"""The figure of a specification curve: the TFP share under every way of accounting, and which options lie where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.accounting_choices import READING
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.report.choice_words import CHOICES, SHORT_READINGS
from tfp_soctrang.report.factor_names import factor_name, option_name
from tfp_soctrang.report.figures.house import BLACK, BLUE, GREY, WIDE, Frame, framed
from tfp_soctrang.report.numbers import number, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.accounting_choices import AccountingCurve
    from tfp_soctrang.messages import Language
    from tfp_soctrang.report.figures.canvas import Canvas

__all__ = ["specification_curve"]

_BINS = 80
_DARKEST = 3.0  # times as many as if the option lay evenly along the curve
# The curve is shown between these quantiles and some points: single far specifications would flatten it.
_SHOWN = (0.005, 0.995)


def specification_curve(
    curve: AccountingCurve, *, language: Language = "vi", width: float = WIDE, titled: bool = True
) -> Figure:
    """Return every specification's TFP share in rising order, and below it where the options lie along the curve.

    An option whose row is dark to one side drives the share; choices stand in the order of what they explain.

    Parameters
    ----------
    curve
        From `tfp.accounting_curve`.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas

    frame = framed(curve, language, width, titled=titled)
    order = curve.curve.order
    if not len(order):
        with Canvas(frame, 1.2) as sheet:
            sheet.instead(sheet.say("share_undefined_everywhere"))
            return sheet.finished(frame.title("specification_curve"))
    rows = _rows(curve, order, language)
    heights = _heights([name for name, _ in rows], frame)
    edges = np.concatenate([[0.0], np.cumsum(heights)])
    above = 2.0 if width > 5 else 1.8
    with Canvas(frame, above + float(edges[-1]) + 0.35, ratios=(above, float(edges[-1])), sharex=True) as sheet:
        upper, lower = sheet.all_axes
        _curve(sheet, upper, 100.0 * curve.curve.values[order], curve.as_set)
        _options(sheet, lower, rows, edges)
        told = sheet.say("sorted_axis", count=number(len(order), 0, language))
        sheet.label(told, lower, room=0.5)
        return sheet.finished(frame.title("specification_curve"), f"{sheet.say('where_options')}.")


def _rows(found: AccountingCurve, order: Any, language: Language) -> list[tuple[str, Any]]:  # noqa: ANN401
    """Return choices, each followed by its options: a name, and the places along the curve that have the option."""
    curve = found.curve
    drivers = curve.drivers()
    axes = list(curve.grid.axes)
    names = axes if isinstance(drivers, NotApplicable) else list(drivers.order)
    places = (np.arange(len(order)) + 0.5) / len(order)
    rows: list[tuple[str, Any]] = []
    for name in names:
        codes = curve.grid.codes[order, axes.index(name)]
        rows.append((CHOICES[name][language] if name in CHOICES else factor_name(name, found.inputs, language), None))
        for code, option in enumerate(curve.grid.axes[name]):
            short = SHORT_READINGS[str(option)][language] if name == READING else ""
            rows.append((short or option_name(name, option, found.inputs, language), places[codes == code]))
    return rows


def _label_width(frame: Frame) -> float:
    return 0.42 * frame.width


def _heights(names: list[str], frame: Frame) -> Any:  # noqa: ANN401 - an array
    from tfp_soctrang.report.figures.lettering import wrapped

    size = frame.sizes.foot
    lines = np.array([wrapped(name, _label_width(frame), size, "bold").count("\n") + 1 for name in names])
    return lines * size * 1.16 / 72.0 + 0.02


def _curve(sheet: Canvas, axes: Any, shares: Any, as_set: float | NotApplicable) -> None:  # noqa: ANN401
    from tfp_soctrang.report.figures.keys import line

    places = (np.arange(len(shares)) + 0.5) / len(shares)
    axes.plot(places, shares, color=BLUE, linewidth=1.6, drawstyle="steps-mid" if len(shares) < 40 else "default")
    low, high = np.quantile(shares, _SHOWN)
    if not isinstance(as_set, NotApplicable):
        style: dict[str, Any] = {"color": BLACK, "linewidth": 1.0, "linestyle": (0, (4, 1.5))}
        axes.axhline(100.0 * as_set, **style)
        told = percent(as_set, 1, sheet.frame.language)
        sheet.key(line(**style), sheet.say("figure_value", value=told))
        low, high = min(low, 100.0 * as_set), max(high, 100.0 * as_set)
    room = max(0.06 * (high - low), 0.5)
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(0.0, 1.0)
    sheet.numbers("y", axes)
    sheet.unit(sheet.say("share_axis"), axes)
    axes.tick_params(axis="x", length=0, labelbottom=False)


def _options(sheet: Canvas, axes: Any, rows: list[tuple[str, Any]], edges: Any) -> None:  # noqa: ANN401
    from tfp_soctrang.report.figures.lettering import wrapped

    size = sheet.sizes.foot
    image = np.full((len(rows), _BINS), np.nan)
    for i, (_, places) in enumerate(rows):
        if places is not None:
            counts = np.histogram(places, bins=_BINS, range=(0.0, 1.0))[0]
            image[i] = counts * _BINS / max(len(places), 1)
    axes.pcolormesh(
        np.linspace(0.0, 1.0, _BINS + 1), edges, np.ma.masked_invalid(image), cmap="Blues", vmin=0.0, vmax=_DARKEST,
        rasterized=True,
    )  # fmt: skip
    axes.set_ylim(edges[-1], 0.0)
    names = [wrapped(name, _label_width(sheet.frame), size, "bold") for name, _ in rows]
    axes.set_yticks(0.5 * (edges[1:] + edges[:-1]), names, fontsize=size, linespacing=1.0)
    for tick, (_, places) in zip(axes.get_yticklabels(), rows, strict=True):
        if places is None:
            tick.set_fontweight("bold")
    for edge, (_, places) in zip(edges, rows, strict=False):
        if places is None and edge > 0.0:
            axes.axhline(edge, color=GREY, linewidth=0.4)
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
