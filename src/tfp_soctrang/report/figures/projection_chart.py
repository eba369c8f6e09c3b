"""The figure of a projection: TFP by scenario, what is in solid, what is ahead dashed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np

from tfp_soctrang.report.figures.house import BLACK, LINES, WIDE, Frame
from tfp_soctrang.report.figures.index_charts import index_bands

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.projection.projected_phase import ProjectedPhase
    from tfp_soctrang.projection.projections import Projection
    from tfp_soctrang.uncertainty import FanYear

__all__ = ["projection"]


def _index(one: ProjectedPhase) -> tuple[list[int], list[float]]:
    """Return the years and TFP of each, the year before the phase being 100."""
    growth = [level.tfp_growth or 0.0 for level in one.levels]
    steps = np.exp(growth) if one.account.form == "log" else 1.0 + np.array(growth)
    years = [level.year for level in one.levels]
    index = np.cumprod(steps)
    return years, (100.0 * index / index[years.index(one.phase.first_year - 1)]).tolist()


def projection(
    projection: Projection,
    *,
    fan: Sequence[FanYear] | None = None,
    language: Language = "vi",
    width: float = WIDE,
    titled: bool = True,
) -> Figure:
    """Return the TFP index of every scenario, with the bands of the first; what is in solid, what is ahead dashed.

    Parameters
    ----------
    projection
        From `tfp.project`.
    fan
        Of the first scenario, from its `uncertainty`; drawn afresh when None.
    language, width, titled
        As in `contributions`.
    """
    from tfp_soctrang.report.figures.canvas import Canvas
    from tfp_soctrang.report.figures.keys import line

    first = projection.scenarios[0]
    base = projection.phase.first_year - 1
    bands = first.sensitivity.fan() if fan is None else fan
    frame = Frame(
        territory=projection.territory,
        phase=projection.phase,
        basis=first.account.basis,
        language=language,
        width=width,
        titled=titled,
    )
    with Canvas(frame, 2.9 if width > 5 else 2.4) as sheet:
        axes = sheet.axes
        measured: dict[str, Any] = {"color": BLACK, "linewidth": 1.7, "marker": "o", "markersize": 4, "zorder": 5}
        sheet.key(line(**measured), sheet.say("measured"))
        for one, (colour, dash, marker) in zip(projection.scenarios, cycle(LINES), strict=False):
            years, index = _index(one)
            split = max(one.measured_to - years[0], 0)
            style: dict[str, Any] = {
                "color": colour, "linestyle": dash, "marker": marker, "markersize": 4, "linewidth": 1.5, "zorder": 4,
            }  # fmt: skip
            axes.plot(years[split:], index[split:], **style)
            sheet.key(line(**style), one.scenario.in_words(language))
        years, index = _index(first)
        split = max(first.measured_to - years[0], 0) + 1
        axes.plot(years[:split], index[:split], **measured)
        if bands:
            index_bands(sheet, base, bands, "band_of", scenario=first.scenario.in_words(language))
        axes.axvline(base, color=BLACK, linewidth=0.5, linestyle=":", zorder=2)
        axes.margins(x=0.03)
        sheet.years(years)
        sheet.numbers("y")
        sheet.unit(f"{base} = 100")
        return sheet.finished(frame.title("projection"))
