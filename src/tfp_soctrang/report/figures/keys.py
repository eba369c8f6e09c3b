"""What stands for a series in a legend.

This module imports matplotlib: it is imported by functions that draw, never by the package.
"""

from __future__ import annotations

from typing import Any

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from tfp_soctrang.report.figures.house import EDGE, HATCH

__all__ = ["line", "patch"]


def line(**style: Any) -> Line2D:  # noqa: ANN401 - matplotlib's own
    """Return a line or marker."""
    return Line2D([], [], **style)


def patch(colour: str) -> Patch:
    """Return a column of a colour with its hatch, twice as dense as on a column: there is less of it."""
    return Patch(facecolor=colour, hatch=2 * HATCH.get(colour, ""), **EDGE)
