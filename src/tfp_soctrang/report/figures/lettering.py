"""Type in figures: what the font can show, how wide it is, how it breaks into lines, and the numbers of axes.

This module imports matplotlib: it is imported by functions that draw, never by the package.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path
from matplotlib.ticker import Formatter

from tfp_soctrang.report.figures.house import FONT
from tfp_soctrang.report.numbers import number

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language

__all__ = ["NumberTicks", "high", "legible", "width_of", "wrapped"]

_LINE = 1.28  # height of a line of type over its size
_SPARE = 1.03  # measured widths of type differ by some per cent between renderers


class NumberTicks(Formatter):
    """Numbers of an axis in the language of the figure, with as many decimals as its ticks need."""

    def __init__(self, language: Language, after: str = "") -> None:
        self.language, self.after = language, after

    def __call__(self, value: float, pos: int | None = None) -> str:
        """Return one number."""
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Return all numbers of an axis, with the same decimals."""
        decimals = next((d for d in range(5) if all(abs(v - round(v, d)) < 1e-9 for v in values)), 5)
        return [number(float(value), decimals, self.language) + self.after for value in values]


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=FONT))).get_charmap())


def legible(text: str) -> str:
    """Return a text with composed letters, and a box for what the font of figures cannot show."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(letter if letter == "\n" or ord(letter) in _glyphs() else "□" for letter in whole)


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, weight: str = "normal") -> float:
    """Return how wide a line of text is, in inches."""
    prop = FontProperties(family=FONT, size=size, weight=weight)
    wide, _, _ = text_to_path.get_text_width_height_descent(text, prop, ismath=False)
    return float(wide) / 72.0 * _SPARE


def wrapped(text: str, inches: float, size: float, weight: str = "normal") -> str:
    """Return a text in lines that are no wider than so many inches; `%` stays with its number."""
    lines: list[str] = []
    for word in legible(text).replace(" %", "\u00a0%").split(" "):
        trial = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(trial, size, weight) <= inches:
            lines[-1] = trial
            continue
        rest = word
        while width_of(rest, size, weight) > inches and len(rest) > 1:
            fits = max((i for i in range(1, len(rest)) if width_of(rest[:i], size, weight) <= inches), default=1)
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return "\n".join(lines)


def high(text: str, size: float) -> float:
    """Return how high a text of some lines is, in inches."""
    return (text.count("\n") + 1) * size * _LINE / 72.0 if text else 0.0
