"""Rows of a chart with names: beside them on a page, above them on a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tfp_soctrang.report.figures.house import MARGIN, Frame
from tfp_soctrang.report.figures.lettering import high, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Rows"]


class Rows:
    """Rows of a chart with names: beside them on a page, above them on a column. Heights are in inches.

    Parameters
    ----------
    names
        From the top.
    thick
        Height of what is drawn in a row.
    """

    def __init__(self, names: Sequence[str], frame: Frame, *, thick: float = 0.17) -> None:
        self.frame, self.thick = frame, thick
        size = frame.sizes.small
        inches = frame.width - 2 * MARGIN - 0.05 if frame.narrow else 0.36 * frame.width
        self.names = [wrapped(name, inches, size) for name in names]
        self.centres: list[float] = []
        at = 0.0
        for name in self.names:
            tall = high(name, size)
            if frame.narrow:
                self.centres.append(at + tall + 0.5 * thick + 0.03)
                at += tall + thick + 0.09
            else:
                room = max(tall, thick) + 0.1
                self.centres.append(at + 0.5 * room)
                at += room
        self.height = at + 0.04

    def put(self, axes: Axes) -> None:
        """Write the names and set the scale of the axis: inches from the top."""
        axes.set_ylim(self.height, 0.0)
        axes.tick_params(axis="y", length=0)
        size = self.frame.sizes.small
        if not self.frame.narrow:
            axes.set_yticks(self.centres, self.names, fontsize=size)
            return
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        for name, at in zip(self.names, self.centres, strict=True):
            axes.text(
                0.0, at - 0.5 * self.thick - 0.02, name, transform=axes.get_yaxis_transform(), fontsize=size,
                va="bottom", ha="left", linespacing=1.05, zorder=4,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
            )  # fmt: skip
