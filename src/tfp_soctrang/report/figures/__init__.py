"""Figures: each takes the result that a user holds and returns a matplotlib figure in one house style.

Every figure has Vietnamese words and numbers, or English ones with `language="en"`; is legible at the width of a page
(6.5 inches) and of a column (`width=3.3`), in colour and in grey; and carries below it the state of the figure, and
the publications with their editions. `save` writes SVG or PNG, the same bytes on every run.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang.errors import DataError
from tfp_soctrang.report.figures.capital_charts import capital, capital_measures, capital_output_ratio, capital_stock
from tfp_soctrang.report.figures.contour_chart import contour
from tfp_soctrang.report.figures.density_chart import density
from tfp_soctrang.report.figures.growth_charts import contributions, input_growth, waterfall
from tfp_soctrang.report.figures.house import COLUMN, WIDE, house_style
from tfp_soctrang.report.figures.index_charts import fan, tfp_index
from tfp_soctrang.report.figures.projection_chart import projection
from tfp_soctrang.report.figures.revision_chart import revision_bridge
from tfp_soctrang.report.figures.specification_chart import specification_curve
from tfp_soctrang.report.figures.tornado_chart import report_swings, tornado

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "COLUMN",
    "WIDE",
    "capital",
    "capital_measures",
    "capital_output_ratio",
    "capital_stock",
    "contour",
    "contributions",
    "density",
    "fan",
    "input_growth",
    "png",
    "projection",
    "report_swings",
    "revision_bridge",
    "save",
    "specification_curve",
    "tfp_index",
    "tornado",
    "waterfall",
]


def save(figure: Figure, path: str | Path) -> None:
    """Write a figure as SVG or PNG by the name's ending; two runs write the same bytes.

    Raises
    ------
    DataError
        The ending is neither.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> figure = tfp.figures.waterfall(tfp.study(tfp.load("viet_nam")).phase(2016, 2020))
    >>> tfp.figures.save(figure, "figure.bmp")
    Traceback (most recent call last):
    tfp_soctrang.errors.DataError: file of a figure: cannot have the ending '.bmp'. Name it .svg or .png.
    """
    ending = Path(path).suffix.lower()
    if ending not in (".svg", ".png"):
        raise DataError("file of a figure", f"cannot have the ending {ending!r}", remedy="Name it .svg or .png.")
    _write(figure, str(path), ending[1:])


def png(figure: Figure) -> bytes:
    """Return a figure as PNG for print; two runs give the same bytes."""
    stream = io.BytesIO()
    _write(figure, stream, "png")
    return stream.getvalue()


def _write(figure: Figure, target: str | io.BytesIO, ending: str) -> None:
    from tfp_soctrang.report.figures.drawing import dateless

    with house_style():
        figure.savefig(target, format=ending, metadata=dateless(ending))
