"""The charts of a page: what growth is made of, by phase and by year, and how sure the figure is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Language
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.page.specification_shares import ShareCurve
from tfp_soctrang.report.page.svg import COLOURS, WIDTH, Scale, chart, line, path, rect, text, ticks
from tfp_soctrang.report.page.words import PAGE
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.uncertainty import FanYear, Swing

__all__ = [
    "PARTS",
    "YearParts",
    "curve_chart",
    "even_bands",
    "fan_chart",
    "tornado_chart",
    "waterfall_chart",
    "yearly_chart",
]

PARTS = ("capital", "labour", "tfp")
_INK, _MUTED = "#1a1a1a", "#595959"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearParts:
    """Output growth of a year and its parts, fractions; `assumed` when the year rests on a filled cell."""

    year: int
    output: float
    capital: float
    labour: float
    tfp: float
    assumed: bool


def _colour(part: str, name: str) -> str:
    return COLOURS[part].format(f"{name}-hatch")


def _words(language: Language) -> dict[str, str]:
    return {name: sentence[language] for name, sentence in PAGE.items()}


def _value_axis(scale: Scale, marks: Sequence[float], left: float, right: float, language: Language) -> list[str]:
    """Return horizontal grid lines with their numbers, in percent."""
    decimals = 0 if all(mark == round(mark) for mark in marks) else 1
    parts = []
    for mark in marks:
        y = scale(mark)
        zero = mark == 0.0
        parts.append(
            line(left, y, right, y, stroke=_INK if zero else COLOURS["grid"], stroke_width=1.0 if zero else 0.6)
        )
        parts.append(text(left - 5.0, y + 3.5, number(mark, decimals, language), class_="tick", text_anchor="end"))
    return parts


def _legend(names: Sequence[str], name: str, words: Mapping[str, str], y: float) -> list[str]:
    parts, x = [], 34.0
    for part in names:
        label = words[f"short_{part}"]
        if part == "output":
            parts.append(_diamond(x + 5.0, y - 4.0))
        else:
            parts.append(rect(x, y - 9.0, 10.0, 10.0, fill=_colour(part, name), stroke=_INK, stroke_width=0.4))
        parts.append(text(x + 14.0, y, label, class_="label"))
        x += 28.0 + 6.2 * len(label)
    return parts


def _diamond(x: float, y: float, size: float = 4.5) -> str:
    corners = [("M", x, y - size), ("L", x + size, y), ("L", x, y + size), ("L", x - size, y)]
    return path([*corners, ("L", x, y - size)], fill="#ffffff", stroke=_INK, stroke_width=1.4)


def waterfall_chart(growth: Mapping[str, float], unit: str, language: Language) -> str:
    """Return the phase as a waterfall: capital, labour and TFP one on the other, and output growth.

    Parameters
    ----------
    growth
        Contributions of `capital`, `labour` and `tfp`, and growth of `output`, fractions.
    unit
        In words.
    """
    words, name, height = _words(language), "waterfall", 250.0
    in_percent = {part: 100.0 * growth[part] for part in (*PARTS, "output")}
    spans, at = [], 0.0
    for part in PARTS:
        spans.append((part, at, at + in_percent[part]))
        at += in_percent[part]
    spans.append(("output", 0.0, in_percent["output"]))
    reach = [end for _, *ends in spans for end in ends]
    marks = ticks(min(0.0, *reach), max(0.0, *reach))
    scale = Scale(low=marks[0], high=marks[-1], start=height - 34.0, end=22.0)
    left, right = 34.0, WIDTH - 4.0
    step = (right - left) / len(spans)
    parts = [text(left, 11.0, unit, class_="tick"), *_value_axis(scale, marks, left, right, language)]
    for i, (part, start, end) in enumerate(spans):
        x, wide = left + (i + 0.16) * step, 0.68 * step
        top, bottom = scale(max(start, end)), scale(min(start, end))
        parts.append(rect(x, top, wide, bottom - top, fill=_colour(part, name), stroke=_INK, stroke_width=0.5))
        if i < len(spans) - 1:
            x2 = left + (i + 1.16) * step
            parts.append(
                line(x + wide, scale(end), x2, scale(end), stroke=_MUTED, stroke_dasharray="2 2", stroke_width=0.9)
            )
        below = end < start
        y = bottom + 12.0 if below else top - 4.0
        shown = percent(growth[part], 2, language)
        parts.append(text(x + wide / 2.0, y, shown, class_="value halo", text_anchor="middle"))
        label = words[f"short_{part}"]
        parts.append(text(x + wide / 2.0, height - 8.0, label, class_="label", text_anchor="middle"))
    said = {part: percent(growth[part], 2, language) for part in growth}
    return chart(name, height, words["waterfall"], words["waterfall_desc"].format(unit=unit, **said), parts)


def yearly_chart(years: Sequence[YearParts], language: Language) -> str:
    """Return the parts of output growth by year as stacked bars, negative parts below zero, output as a diamond."""
    words, name, height = _words(language), "yearly", 270.0
    tops = [100.0 * max(sum(max(getattr(one, part), 0.0) for part in PARTS), one.output) for one in years]
    bottoms = [100.0 * min(sum(min(getattr(one, part), 0.0) for part in PARTS), one.output) for one in years]
    marks = ticks(min(0.0, *bottoms), max(0.0, *tops))
    scale = Scale(low=marks[0], high=marks[-1], start=height - 24.0, end=38.0)
    left, right = 34.0, WIDTH - 4.0
    step = (right - left) / len(years)
    parts = _legend((*PARTS, "output"), name, words, 12.0)
    parts += [text(left, 30.0, LABELS["points"][language], class_="tick")]
    parts += _value_axis(scale, marks, left, right, language)
    wide = min(0.62 * step, 46.0)
    room = 42.0 if any(one.assumed for one in years) else 32.0
    for i, one in enumerate(years):
        centre = left + (i + 0.5) * step
        above = below = 0.0
        for part in PARTS:
            size = 100.0 * getattr(one, part)
            start = above if size >= 0.0 else below
            above, below = (above + size, below) if size >= 0.0 else (above, below + size)
            y, end = scale(max(start, start + size)), scale(min(start, start + size))
            fill = _colour(part, name)
            parts.append(rect(centre - wide / 2.0, y, wide, end - y, fill=fill, stroke=_INK, stroke_width=0.5))
            if end - y >= 13.0 and step >= 40.0:
                shown = percent(getattr(one, part), 1, language)
                tone = "value on-dark" if part == "tfp" else "value halo"
                parts.append(text(centre, (y + end) / 2.0 + 4.0, shown, class_=tone, text_anchor="middle"))
        # on the edge of the bar, where it hides no number
        parts.append(_diamond(centre + wide / 2.0, scale(100.0 * one.output)))
        label = f"{one.year}{' +' if one.assumed else ''}"
        if step >= room or i % 2 == 0:
            parts.append(text(centre, height - 8.0, label, class_="label", text_anchor="middle"))
    return chart(name, height, words["yearly"], words["yearly_desc"], parts)


def even_bands(probabilities: Sequence[float]) -> list[tuple[float, float]]:
    """Return the pairs of quantiles that lie evenly about the median, the widest first.

    Examples
    --------
    >>> even_bands((0.05, 0.25, 0.5, 0.75, 0.95))
    [(0.05, 0.95), (0.25, 0.75)]
    """
    return [
        (low, high) for low in sorted(probabilities) for high in probabilities
        if low < 0.5 and abs(low + high - 1.0) < 1e-9
    ]  # fmt: skip


def fan_chart(fan: Sequence[FanYear], figure: Mapping[int, float], language: Language) -> str:
    """Return the TFP index as a fan: bands of quantiles, their median, and the index of the figure itself.

    Parameters
    ----------
    fan
        By year.
    figure
        The index of the account by year, its first year, 1, the one before the phase.
    """
    words, name, height = _words(language), "fan", 250.0
    base = min(figure)
    probabilities = fan[0].probabilities
    years = [base, *(one.year for one in fan if one.year != base)]
    rows = [(1.0,) * len(probabilities), *(one.index for one in fan if one.year != base)]
    values = [100.0 * value for row in rows for value in row] + [100.0 * value for value in figure.values()]
    marks = ticks(min(values), max(values))
    scale = Scale(low=marks[0], high=marks[-1], start=height - 24.0, end=24.0)
    across = Scale(low=float(years[0]), high=float(years[-1]), start=40.0, end=WIDTH - 44.0)
    parts = [text(40.0, 11.0, words["fan_base"].format(year=base), class_="tick")]
    parts += _value_axis(scale, marks, 38.0, WIDTH - 44.0, language)
    bands = even_bands(probabilities)
    for place, band in enumerate(bands):
        low, high = (probabilities.index(end) for end in band)
        there = [(across(float(year)), scale(100.0 * row[high])) for year, row in zip(years, rows, strict=True)]
        back = [(across(float(year)), scale(100.0 * row[low])) for year, row in zip(years, rows, strict=True)]
        outline = [("M" if i == 0 else "L", x, y) for i, (x, y) in enumerate([*there, *reversed(back)])]
        shade = 0.18 + 0.5 * (place + 1) / (len(bands) + 1)
        parts.append(path(outline, fill=COLOURS["tfp"], fill_opacity=round(shade, 3), stroke=_MUTED, stroke_width=0.5))
    middle = next((i for i, p in enumerate(probabilities) if abs(p - 0.5) < 1e-9), None)
    if middle is not None:
        points = [(across(float(year)), scale(100.0 * row[middle])) for year, row in zip(years, rows, strict=True)]
        parts.append(path([("L" if i else "M", x, y) for i, (x, y) in enumerate(points)], fill="none", stroke="#ffffff",
                          stroke_width=1.8))  # fmt: skip
    points = [(across(float(year)), scale(100.0 * figure[year])) for year in sorted(figure)]
    parts.append(path([("L" if i else "M", x, y) for i, (x, y) in enumerate(points)], fill="none", stroke=_INK,
                      stroke_width=1.6, stroke_dasharray="5 3"))  # fmt: skip
    last = rows[-1]
    ends = sorted({0, len(last) - 1} | ({middle} if middle is not None else set()))
    heights = _apart([scale(100.0 * last[i]) for i in ends], 11.0)
    parts += [
        text(WIDTH - 40.0, y + 3.5, number(100.0 * last[i], 1, language), class_="value")
        for i, y in zip(ends, heights, strict=True)
    ]
    parts += [
        text(across(float(year)), height - 8.0, str(year), class_="label", text_anchor="middle")
        for year in years[:: 1 if len(years) <= 8 else 2]
    ]
    told = ", ".join(f"{percent(high - low, 0, language)} %" for low, high in bands)
    return chart(name, height, words["fan"], words["fan_desc"].format(bands=told), parts)


def _apart(places: Sequence[float], least: float) -> list[float]:
    """Return places, given from low on the page to high, moved so that none is nearer to the next than `least`."""
    found: list[float] = []
    for place in places:
        found.append(min(place, found[-1] - least) if found else place)
    return found


def tornado_chart(swings: Sequence[tuple[str, Swing]], central: float | NotApplicable, language: Language) -> str:
    """Return the TFP share at both ends of each assumption's range, one row each, about the central share.

    `swings` come with the assumption in words.
    """
    words, name = _words(language), "tornado"
    row = 33.0
    height = 20.0 + row * len(swings) + 18.0
    shares = [100.0 * end for _, one in swings for end in (one.share_at_low, one.share_at_high)
              if not isinstance(end, NotApplicable)]  # fmt: skip
    shares += [] if isinstance(central, NotApplicable) else [100.0 * central]
    marks = ticks(min(shares), max(shares)) if shares else [0.0, 100.0]
    scale = Scale(low=marks[0], high=marks[-1], start=34.0, end=WIDTH - 34.0)
    parts = []
    for mark in marks:
        parts.append(line(scale(mark), 4.0, scale(mark), height - 18.0, stroke=COLOURS["grid"], stroke_width=0.6))
        parts.append(text(scale(mark), height - 5.0, number(mark, 0, language), class_="tick", text_anchor="middle"))
    if not isinstance(central, NotApplicable):
        x = scale(100.0 * central)
        parts.append(line(x, 4.0, x, height - 18.0, stroke=_INK, stroke_width=1.2, stroke_dasharray="4 2"))
    for i, (label, one) in enumerate(swings):
        y = 8.0 + i * row
        parts.append(text(4.0, y + 9.0, label, class_="label halo"))
        ends = [("low", one.share_at_low), ("high", one.share_at_high)]
        for end, share in ends:
            if isinstance(share, NotApplicable) or isinstance(central, NotApplicable):
                continue
            x1, x2 = sorted((scale(100.0 * central), scale(100.0 * share)))
            fill = COLOURS["capital"] if end == "low" else COLOURS["tfp"]
            parts.append(rect(x1, y + 13.0, x2 - x1, 12.0, fill=fill, stroke=_INK, stroke_width=0.5))
            side = "end" if share <= central else "start"
            x = scale(100.0 * share) + (-3.0 if share <= central else 3.0)
            parts.append(text(x, y + 22.5, percent(share, 1, language), class_="value halo", text_anchor=side))
    return chart(name, height, words["tornado"], words["tornado_desc"], parts)


def curve_chart(curve: ShareCurve, language: Language) -> str:
    """Return the specification curve: shares from the least to the largest, and below which options gave them.

    Points that fall on the same half unit of the page are drawn once.
    """
    words, name = _words(language), "curve"
    above, left, right = 150.0, 112.0, WIDTH - 6.0
    rows: list[tuple[str | None, str, int]] = []
    for axis, (label, options) in enumerate(curve.axes):
        rows.append((None, label, axis))
        rows += [(option, option, axis) for option in options]
    height = above + 12.0 + 13.0 * len(rows) + 4.0
    shares = [100.0 * point.share for point in curve.points]
    marks = ticks(min(shares), max(shares))
    scale = Scale(low=marks[0], high=marks[-1], start=above, end=10.0)
    across = Scale(low=-0.5, high=len(shares) - 0.5, start=left, end=right)
    parts = _value_axis(scale, marks, left, right, language)
    dots = sorted(
        {(round(2.0 * across(float(i))) / 2.0, round(2.0 * scale(share)) / 2.0) for i, share in enumerate(shares)}
    )
    stroke = 2.6 if len(shares) > 60 else 4.5
    parts.append(
        path([piece for x, y in dots for piece in (("M", x, y), ("L", x + 0.01, y))], stroke=COLOURS["tfp"],
             stroke_width=stroke, stroke_linecap="round", fill="none")
    )  # fmt: skip
    y = above + 12.0
    for option, label, axis in rows:
        y += 13.0
        heading = option is None
        shown = _shortened(label, 21 if heading else 20)
        parts.append(text(2.0 if heading else 8.0, y, shown, class_="label strong" if heading else "tick"))
        if heading:
            continue
        places = sorted(
            {round(2.0 * across(float(i))) / 2.0 for i, one in enumerate(curve.points) if one.options[axis] == option}
        )
        wide = max(1.0, min(4.0, 0.6 * (right - left) / len(shares)))
        parts.append(
            path([piece for x in places for piece in (("M", x, y - 8.0), ("L", x, y))], stroke=_MUTED,
                 stroke_width=wide, fill="none")
        )  # fmt: skip
    if curve.chosen is not None:
        x, at = across(float(curve.chosen)), scale(shares[curve.chosen])
        parts.append(line(x, 6.0, x, height - 2.0, stroke="#d55e00", stroke_width=1.2, stroke_dasharray="3 2"))
        parts.append(_diamond(x, at, 5.0))
        side = "end" if x > (left + right) / 2.0 else "start"
        shift = -8.0 if side == "end" else 8.0
        chosen = percent(curve.points[curve.chosen].share, 1, language)
        parts.append(text(x + shift, at - 7.0, f"{chosen} %", class_="value halo", text_anchor=side))
    low, middle, high = (
        percent(share, 1, language) for share in (curve.points[0].share, curve.median, curve.points[-1].share)
    )
    told = words["curve_desc"].format(count=number(len(shares), 0, language), low=low, high=high, median=middle)
    return chart(name, height, words["curve"], told, parts)


def _shortened(label: str, most: int) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"
