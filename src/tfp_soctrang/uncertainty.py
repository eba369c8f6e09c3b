"""How sure a phase's figure is, as plain records: what documents, charts and the job show of a sensitivity run."""

from __future__ import annotations

from dataclasses import dataclass

from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.units import Phase, Territory

__all__ = ["FanYear", "PhaseUncertainty", "RankedAssumption", "Swing"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RankedAssumption(Shown):
    """How much of the variance of the TFP contribution share an assumption explains.

    `first_order`: alone. `total`: with every other, and its interval. Fractions; the total ones may add up to more
    than one.
    """

    name: str
    first_order: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """The TFP contribution share at the ends of one assumption's range, all others at their central values."""

    name: str
    low: float
    high: float
    share_at_low: float | NotApplicable
    share_at_high: float | NotApplicable


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FanYear(Shown):
    """Quantiles of the TFP index of one year, the year before the phase being 1, in the order of `probabilities`."""

    year: int
    probabilities: tuple[float, ...]
    index: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhaseUncertainty(Shown):
    """The TFP contribution share of a phase as a distribution over the ranges of its assumptions.

    Parameters
    ----------
    draws, seed, sampling
        Of the run: the same three give the same numbers.
    central
        The share at the central values: the figure itself.
    median, level, low, high
        The median, and the interval that holds `level` of the draws.
    tfp_growth_median, tfp_growth_low, tfp_growth_high
        The same of TFP growth a year.
    probability_negative, probability_undefined
        Of the share.
    targets
        (target, probability that the share exceeds it).
    ranking
        Assumptions by total share of variance, largest first; empty when it was not computed.
    swings
        Assumptions one at a time, the widest first.
    fan
        By year of the phase.
    """

    territory: Territory
    phase: Phase
    draws: int
    seed: int
    sampling: str
    central: float | NotApplicable
    median: float | NotApplicable
    level: float
    low: float | NotApplicable
    high: float | NotApplicable
    tfp_growth_median: float
    tfp_growth_low: float
    tfp_growth_high: float
    probability_negative: float
    probability_undefined: float
    targets: tuple[tuple[float, float], ...]
    ranking: tuple[RankedAssumption, ...]
    swings: tuple[Swing, ...]
    fan: tuple[FanYear, ...]

    def __repr__(self) -> str:
        return (
            f"<PhaseUncertainty {self.territory} {self.phase}: TFP contribution share {in_short(self.central)}, "
            f"{100 * self.level:g} % interval {in_short(self.low)} to {in_short(self.high)}, "
            f"median {in_short(self.median)}; {self.draws} draws, seed {self.seed}>"
        )
