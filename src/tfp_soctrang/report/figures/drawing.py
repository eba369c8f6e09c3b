"""The matplotlib figure that all drawing functions return: saved in the house style, the same bytes each time.

This module imports matplotlib: it is imported by functions that draw, never by the package.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from tfp_soctrang.report.figures.house import house_style

__all__ = ["Drawing", "dateless"]


_TITLED = ("svg", "png")  # formats whose metadata hold a title


def dateless(ending: str) -> dict[str, None]:
    """Return the metadata that leave out of a file what differs from run to run."""
    silent = {"svg": "Date", "pdf": "CreationDate", "png": "Software"}.get(ending.lower())
    return {silent: None} if silent else {}


class Drawing(Figure):
    """A figure that is saved and shown in the house style, with the same bytes on every run."""

    def savefig(self, fname: Any, **options: Any) -> None:  # noqa: ANN401 - as matplotlib's
        """Save the figure as matplotlib does, with its title, without the date and the version of matplotlib."""
        ending = options.get("format") or (Path(fname).suffix[1:] if isinstance(fname, (str, Path)) else "png")
        named = {"Title": str(self.get_label())} if ending in _TITLED else {}
        options["metadata"] = {**named, **dateless(str(ending)), **(options.get("metadata") or {})}
        with house_style():
            super().savefig(fname, **options)

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Return the picture for a notebook, sharp on screens of twice the density."""
        stream = io.BytesIO()
        self.savefig(stream, format="png", dpi=192)
        wide, high = (int(96 * inches + 0.5) for inches in self.get_size_inches())
        return stream.getvalue(), {"width": wide, "height": high}
