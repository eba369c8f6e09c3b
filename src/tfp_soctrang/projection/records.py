"""The records of a projection: projected cells, what a target needs, and a year that has come in."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.assumptions import GapFiller
from tfp_soctrang.choices import Measure
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.units import PriceBase, Unit

__all__ = ["NeededGrowth", "NeededInvestment", "ProjectedCell", "YearKnown"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProjectedCell(Shown):
    """A year ahead of a measure, by a path: neither published nor filled for want of a published figure.

    `parameter` is the number of the path; `low` and `high` are the cell's own values at the ends of its range.
    `by_rule` tells the cells of a former territory that a measured year of its new one supplies from those of a
    scenario.
    """

    series: str
    measure: Measure
    year: int
    value: float
    low: float
    high: float
    unit: Unit
    price_base: PriceBase | None
    parameter: float
    path: GapFiller
    by_rule: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NeededGrowth(Shown):
    """Output and TFP growth that belong together, given the investment and employment of a scenario.

    `output_growth == tfp_growth + capital_contribution + labour_contribution`, each an average over the phase.
    `growth_ahead` is the growth of output in the years ahead that it takes (the mean where paths differ).
    """

    output_growth: float
    tfp_growth: float
    capital_contribution: float
    labour_contribution: float
    tfp_contribution_share: float | NotApplicable
    growth_ahead: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NeededInvestment(Shown):
    """The investment of the years ahead that a growth of output takes, given that of TFP and employment.

    `total` is the sum over `years`, `planned` that of the scenario, both at the constant prices of the account, in
    `unit`; `ratio` is `total` over the output of these years.
    """

    output_growth: float
    tfp_growth: float
    capital_growth: float
    years: tuple[int, ...]
    investment: tuple[float, ...]
    planned: float
    ratio: float
    unit: Unit

    @property
    def total(self) -> float:
        """The sum over the years ahead."""
        return sum(self.investment)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class YearKnown(Shown):
    """The figure of the phase when the years to `measured_to` are in, and the interval that remains.

    `simulated` tells a year that is still ahead: its cells are taken as the scenario has them, and known. Otherwise the
    data are cut off after it.
    """

    measured_to: int
    simulated: bool
    share: float | NotApplicable
    low: float | NotApplicable
    high: float | NotApplicable
    standard_deviation: float | NotApplicable
    probability_above: float
