"""The pieces of a chart as SVG text: shapes, escaped words, scales and round ticks; the same bytes on every run."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["COLOURS", "WIDTH", "Scale", "chart", "line", "path", "rect", "text", "ticks"]

# A chart is as wide as a telephone's page; on a larger one it is scaled up.
WIDTH = 360.0

# Okabe and Ito (2008), told apart by colour-blind readers; in grey print by their lightness (L* 46 and 71) and by the
# hatching of labour.
COLOURS = {"tfp": "#0072b2", "capital": "#e69f00", "labour": "url(#{})", "output": "#3c3c3c", "grid": "#d9d9d9"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight scale from numbers to places on the page."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a number."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round numbers over a range: steps of 1, 2 or 5 times a power of ten.

    Examples
    --------
    >>> ticks(-1.3, 8.2)
    [-2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    """
    raw = max(high - low, 1e-9 * max(abs(high), abs(low), 1.0)) / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * times for times in (1.0, 2.0, 5.0, 10.0) if power * times >= raw * (1.0 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, max(last, first + 1) + 1)]


def _at(value: float) -> str:
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in {"-0", ""} else shown


def _attributes(given: dict[str, object]) -> str:
    shown = {name.rstrip("_").replace("_", "-"): value for name, value in given.items() if value is not None}
    return "".join(
        f' {name}="{_at(value) if isinstance(value, float) else html.escape(str(value))}"'
        for name, value in shown.items()
    )


def rect(x: float, y: float, width: float, height: float, **more: object) -> str:
    """Return a rectangle."""
    return f"<rect{_attributes({'x': x, 'y': y, 'width': max(width, 0.0), 'height': max(height, 0.0), **more})}/>"


def line(x1: float, y1: float, x2: float, y2: float, **more: object) -> str:
    """Return a straight line."""
    return f"<line{_attributes({'x1': x1, 'y1': y1, 'x2': x2, 'y2': y2, **more})}/>"


def path(points: Iterable[tuple[str, float, float]], **more: object) -> str:
    """Return a path of (command, x, y)."""
    drawn = "".join(f"{command}{_at(x)} {_at(y)}" for command, x, y in points)
    return f'<path d="{drawn}"{_attributes(more)}/>'


def text(x: float, y: float, words: str, **more: object) -> str:
    """Return words at a place, escaped."""
    return f"<text{_attributes({'x': x, 'y': y, **more})}>{html.escape(words)}</text>"


def chart(name: str, height: float, title: str, description: str, parts: Sequence[str]) -> str:
    """Return a whole chart with its title and description, for readers who see it and those who hear it.

    `name` makes its identifiers, among them the hatching `{name}-hatch`.
    """
    hatch = (
        f'<pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="5" height="5" fill="#e3f4ec"/><line x1="0" y1="0" x2="0" y2="5" stroke="#007a58" '
        'stroke-width="2.4"/></pattern>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_at(WIDTH)} {_at(height)}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{html.escape(title)}</title>'
        f'<desc id="{name}-desc">{html.escape(description)}</desc><defs>{hatch}</defs>{"".join(parts)}</svg>'
    )
