"""The chart of a projection: TFP by scenario, what is in solid, what is ahead dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tfp_soctrang.report.figures import DOWN, ENDS, STYLE, UP
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.projection_words import PROJECTION_LABELS
from tfp_soctrang.report.words import LABELS, place

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tfp_soctrang.messages import Language
    from tfp_soctrang.projection.projected_phase import ProjectedPhase
    from tfp_soctrang.projection.projections import Projection
    from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = ["projection_chart"]


def _index(one: ProjectedPhase) -> tuple[list[int], list[float]]:
    """Return the years and TFP of each, the year before the phase being 100."""
    import numpy as np

    growth = [level.tfp_growth or 0.0 for level in one.levels]
    steps = np.exp(growth) if one.account.form == "log" else 1.0 + np.array(growth)
    years = [level.year for level in one.levels]
    index = np.cumprod(steps)
    return years, (100.0 * index / index[years.index(one.phase.first_year - 1)]).tolist()


def projection_chart(found: Projection, summary: PhaseUncertainty, language: Language = "vi") -> Figure:
    """Return the TFP index of every scenario, with the bands of the first; what is in solid, what is ahead dashed.

    Parameters
    ----------
    summary
        The uncertainty of the first scenario.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    base = found.phase.first_year - 1
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 3.6), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        fan = summary.fan
        if fan:
            levels = fan[0].probabilities
            banded = [base, *(one.year for one in fan)]
            for i in range(len(levels) // 2):
                low, high = ([100.0, *(100.0 * one.index[k] for one in fan)] for k in (i, -1 - i))
                width = percent(levels[-1 - i] - levels[i], 0, language)
                axes.fill_between(
                    banded, low, high, color=UP, alpha=0.15 + 0.12 * i, linewidth=0.0,
                    label=LABELS["chart_band"][language].format(level=width),
                )  # fmt: skip
        for one, colour in zip(found.scenarios, (UP, DOWN, ENDS, "#009e73", "#cc79a7"), strict=False):
            years, index = _index(one)
            split = max(one.measured_to - years[0], 0) + 1
            axes.plot(
                years[split - 1 :], index[split - 1 :], color=colour, linewidth=1.6, linestyle="--",
                label=one.scenario.in_words(language),
            )  # fmt: skip
        years, index = _index(found.scenarios[0])
        split = max(found.scenarios[0].measured_to - years[0], 0) + 1
        axes.plot(
            years[:split], index[:split], color="black", linewidth=1.8, marker="o", markersize=3.5,
            label=PROJECTION_LABELS["chart_measured"][language],
        )  # fmt: skip
        axes.set_xticks(years)
        axes.yaxis.set_major_formatter(lambda value, _: number(value, 0, language))
        axes.set_ylabel(f"{base} = 100")
        axes.set_xlabel(PROJECTION_LABELS["mark"][language], fontsize=7.5)
        axes.legend(frameon=False, loc="upper left", fontsize=8)
        title = f"{PROJECTION_LABELS['chart'][language]}: {place(found.territory, language)}, {found.phase}"
        figure.suptitle(title, x=0.01, ha="left", fontsize=10)
    return figure
