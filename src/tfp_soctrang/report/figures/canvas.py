"""The sheet that a figure is drawn on: title and legend above, the line of its state below, nothing cut off.

This module imports matplotlib: it is imported by functions that draw, never by the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from tfp_soctrang.report.figures.drawing import Drawing
from tfp_soctrang.report.figures.house import BLACK, GREY, MARGIN, Frame, house_style, source_line, status_line
from tfp_soctrang.report.figures.lettering import NumberTicks, high, legible, width_of, wrapped

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = ["Canvas"]

_GAP = 0.06  # inches between title, legend, drawing and foot
_CLEAR = 10  # pixels between what is written and the edge of its axes
_PASSES = 12
_DPI = 200  # of the layout, and of files


class Canvas:
    """A sheet being drawn on: `with Canvas(frame, height) as sheet: … return sheet.finished(title)`.

    Parameters
    ----------
    height
        Of the drawing in inches, title, legend and foot not counted.
    ratios
        Heights of the axes, one above the other.
    """

    def __init__(self, frame: Frame, height: float, *, ratios: Sequence[float] = (1.0,), sharex: bool = False) -> None:
        self.frame, self.sizes, self.height = frame, frame.sizes, height
        self._ratios, self._sharex = ratios, sharex
        self._style = ExitStack()
        self._legend: list[tuple[Any, str]] = []
        self._kept: list[tuple[Axes, Text]] = []

    def __enter__(self) -> Self:
        """Begin to draw in the house style."""
        import matplotlib as mpl

        self._style.enter_context(house_style())
        mpl.rcParams.update(
            {"font.size": self.sizes.text, "xtick.labelsize": self.sizes.small, "ytick.labelsize": self.sizes.small}
        )
        self.figure = Drawing(figsize=(self.frame.width, self.height), layout="constrained", dpi=_DPI)
        FigureCanvasAgg(self.figure)
        count = len(self._ratios)
        if count > 1 and not self._sharex:  # each as wide as its own labels let it be
            parts: Any = self.figure.subfigures(count, 1, height_ratios=list(self._ratios))
            self.all_axes: list[Axes] = [part.subplots() for part in parts]
        else:
            found = self.figure.subplots(count, 1, height_ratios=list(self._ratios), sharex=self._sharex, squeeze=False)
            self.all_axes = list(found[:, 0])
        self.axes = self.all_axes[0]
        return self

    def __exit__(self, *_: object) -> None:
        """Go back to the reader's own settings."""
        self._style.close()

    # ------------------------------------------------------------------------------------------- parts of a drawing

    def say(self, key: str, **values: object) -> str:
        """Return a word or sentence in the language of the figure."""
        return self.frame.say(key, **values)

    def unit(self, text: str, axes: Axes | None = None) -> None:
        """Write the unit of the upright axis above it, where it reads without turning the head."""
        (axes or self.axes).set_title(text, loc="left", fontsize=self.sizes.small, color=GREY, pad=4)

    def heading(self, text: str, axes: Axes) -> None:
        """Write what one of several axes shows."""
        told = wrapped(text, 0.8 * self.frame.width, self.sizes.text, "bold")
        axes.set_title(told, loc="left", fontsize=self.sizes.text, fontweight="bold", pad=5)

    def label(self, text: str, axes: Axes | None = None, *, room: float = 0.8) -> None:
        """Write what the level axis shows, in lines no wider than a part `room` of the sheet."""
        told = wrapped(text, room * self.frame.width, self.sizes.small)
        (axes or self.axes).set_xlabel(told, fontsize=self.sizes.small)

    def numbers(self, which: str, axes: Axes | None = None, *, grid: bool = True) -> None:
        """Write the numbers of an axis in the language of the figure, `x` or `y`, with a grid to read from."""
        axes = axes or self.axes
        axis = axes.xaxis if which == "x" else axes.yaxis
        most = (5 if self.frame.narrow else 8) if which == "x" else 6
        axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(NumberTicks(self.frame.language))
        if grid:
            axes.grid(visible=True, axis="x" if which == "x" else "y")

    def years(self, years: Sequence[int], axes: Axes | None = None, *, columns: bool = False) -> None:
        """Write as many of the years below the axis as there is room for, the last among them.

        Columns of one or two years are kept as narrow as those of three.
        """
        axes = axes or self.axes
        if columns and len(years) < 3:
            axes.set_xlim(years[0] - 0.5 - 0.5 * (3 - len(years)), years[-1] + 0.5 + 0.5 * (3 - len(years)))
        room = 0.86 * self.frame.width / max(len(years), 1)
        need = width_of("2020", self.sizes.small) + 0.07
        step = next((n for n in (1, 2, 3, 5, 10, 20) if n * room >= need), 50)
        axes.set_xticks([year for year in years if (years[-1] - year) % step == 0])
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
        axes.tick_params(axis="x", length=0)

    def fits(self, texts: Iterable[str], count: int, size: float) -> bool:
        """Return whether so many texts have room beside one another."""
        room = 0.86 * self.frame.width / max(count, 1)
        return all(width_of(text, size) + 0.03 <= room for text in texts)

    def note(
        self,
        text: str,
        at: tuple[float, float],
        shift: tuple[float, float] = (0.0, 0.0),
        *,
        axes: Axes | None = None,
        size: float | None = None,
        **more: Any,  # noqa: ANN401 - of matplotlib's annotate
    ) -> Text:
        """Write a number beside a point, `shift` points away; the axes make room for it."""
        axes = axes or self.axes
        told = {"ha": "center", "va": "center", "zorder": 5, **more}
        written = axes.annotate(
            legible(text), at, xytext=shift, textcoords="offset points", annotation_clip=False,
            fontsize=self.sizes.small if size is None else size,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}, **told,
        )  # fmt: skip
        self._kept.append((axes, written))
        return written

    def end_notes(self, year: int, values: Sequence[float], texts: Sequence[str]) -> None:
        """Write numbers to the right of the last year, moved apart where they would touch."""
        low, top = min(values), max(values)
        gap = self.sizes.small * 1.35 / 72.0 / (0.75 * self.height) * max(top - low, abs(top - 100.0), 1e-9)
        order = sorted(range(len(values)), key=lambda i: values[i])
        at = [values[i] for i in order]
        middle = len(at) // 2
        for i in range(middle + 1, len(at)):
            at[i] = max(at[i], at[i - 1] + gap)
        for i in range(middle - 1, -1, -1):
            at[i] = min(at[i], at[i + 1] - gap)
        for place, i in zip(at, order, strict=True):
            self.note(texts[i], (year, place), (5, 0), ha="left")

    def instead(self, text: str, axes: Axes | None = None) -> None:
        """Write words where there is nothing to draw, on a sheet as high as they need."""
        axes = axes or self.axes
        if len(self.all_axes) == 1:
            self.height = min(self.height, 1.2)
        axes.clear()
        axes.set_axis_off()
        told = wrapped(text, 0.85 * self.frame.width, self.sizes.text)
        axes.text(0.5, 0.5, told, transform=axes.transAxes, ha="center", va="center", fontsize=self.sizes.text)

    def key(self, handle: Artist, text: str) -> None:
        """Add an entry to the legend."""
        self._legend.append((handle, text))

    # ------------------------------------------------------------------------------------------- the finished sheet

    def finished(self, title: str, *notes: str) -> Drawing:
        """Return the figure with title and legend above, status and sources below."""
        frame, sizes, figure = self.frame, self.sizes, self.figure
        room = frame.width - 2 * MARGIN
        told = wrapped(title, room, sizes.title, "bold") if frame.titled else ""
        status = wrapped(status_line(frame, *notes), room, sizes.foot, "bold")
        source = wrapped(source_line(frame), room, sizes.foot)
        legend = self._placed_legend(room)
        head = MARGIN + (high(told, sizes.title) + _GAP if told else 0.0)
        below_head = head + (0.0 if legend is None else self._size_of(legend)[1] + _GAP)
        foot = MARGIN + high(status, sizes.foot) + high(source, sizes.foot) + _GAP
        whole = below_head + self.height + foot
        figure.set_size_inches(frame.width, whole)
        left = MARGIN / frame.width
        write: dict[str, Any] = {"ha": "left", "linespacing": 1.1}
        if told:
            at = 1.0 - MARGIN / whole
            figure.text(left, at, told, va="top", fontsize=sizes.title, fontweight="bold", **write)
        if legend is not None:
            legend.set_bbox_to_anchor((left, 1.0 - head / whole))
        up = (MARGIN + high(source, sizes.foot)) / whole
        figure.text(left, up, status, va="bottom", fontsize=sizes.foot, fontweight="bold", color=BLACK, **write)
        figure.text(left, MARGIN / whole, source, va="bottom", fontsize=sizes.foot, color=GREY, **write)
        figure.set_label(legible(title))
        self._lay_out((0.0, foot / whole, 1.0, self.height / whole))
        return figure

    def _size_of(self, artist: Any) -> tuple[float, float]:  # noqa: ANN401 - a legend or a text
        box = artist.get_window_extent(self.figure.canvas.get_renderer())  # type: ignore[attr-defined]
        return box.width / self.figure.dpi, box.height / self.figure.dpi

    def _placed_legend(self, room: float) -> Any:  # noqa: ANN401 - matplotlib's
        if not self._legend:
            return None
        size = self.sizes.small
        handles = [handle for handle, _ in self._legend]
        entries = len(handles)
        counts = list(dict.fromkeys(-(-entries // rows) for rows in range(1, entries + 1)))
        # in as few rows as whole names allow; if they need a column each, names in two lines and several columns
        tries = [(n, room) for n in counts if n > 1] + [(n, room / n - 0.45) for n in counts if n > 1]
        for columns, inches in [*tries, (1, room - 0.45)]:
            words = [wrapped(text, inches, size) for _, text in self._legend]
            if columns > 1 and max(text.count("\n") for text in words) > 1:
                continue
            legend = self.figure.legend(
                handles, words, loc="upper left", ncols=columns, fontsize=size, borderaxespad=0.0, borderpad=0.0,
                handlelength=2.4, handletextpad=0.5, columnspacing=1.2, labelspacing=0.35,
            )  # fmt: skip
            if columns == 1 or self._size_of(legend)[0] <= room:
                return legend
            legend.remove()
        return None

    def _lay_out(self, rect: tuple[float, float, float, float]) -> None:
        figure = self.figure
        engine = ConstrainedLayoutEngine(rect=rect, h_pad=0.03, w_pad=MARGIN, hspace=0.04)
        figure.set_layout_engine(engine)
        engine.execute(figure)
        for _ in range(_PASSES):
            if not self._widened():
                break
            engine.execute(figure)
        figure.set_layout_engine("none")  # what is laid out stays so: every saving has the same bytes
        self._settled()
        figure.set_dpi(100)

    def _settled(self) -> None:
        """Round where everything lies: the solver of the layout gives another last bit from run to run."""
        for part in self.figure.subfigs:
            box = part.bbox_relative
            box.p0, box.p1 = np.round(box.p0, 6), np.round(box.p1, 6)
        for axes in self.figure.get_axes():
            axes.set_position(np.round(axes.get_position(original=True).bounds, 6))
        for axes in {axes for axes, _ in self._kept}:
            for ends, setter in ((axes.get_xlim(), axes.set_xlim), (axes.get_ylim(), axes.set_ylim)):
                digits = 7 - int(np.floor(np.log10(abs(ends[1] - ends[0]))))
                setter(round(ends[0], digits), round(ends[1], digits))

    def _widened(self) -> bool:
        """Move the limits of axes outwards where what is written in them reaches over their edges."""
        renderer = self.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        over: dict[Axes, list[float]] = {}
        for axes, text in self._kept:
            box, frame = text.get_window_extent(renderer), axes.get_window_extent(renderer)
            beyond = over.setdefault(axes, [0.0] * 4)
            for i, excess in enumerate((frame.x0 - box.x0, box.x1 - frame.x1, frame.y0 - box.y0, box.y1 - frame.y1)):
                beyond[i] = max(beyond[i], excess + _CLEAR)
        moved = False
        for axes, beyond in over.items():
            frame = axes.get_window_extent(renderer)
            for ends, size, setter, low, top in (
                (axes.get_xlim(), frame.width, axes.set_xlim, beyond[0], beyond[1]),
                (axes.get_ylim(), frame.height, axes.set_ylim, beyond[2], beyond[3]),
            ):
                if max(low, top) > 0.5:
                    wide = (ends[1] - ends[0]) / size
                    setter(ends[0] - 1.15 * low * wide, ends[1] + 1.15 * top * wide)
                    moved = True
        return moved
