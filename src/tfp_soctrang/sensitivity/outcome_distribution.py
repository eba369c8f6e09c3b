"""One outcome as a distribution: quantiles, intervals, probabilities, each with its Monte Carlo error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import AssumptionError, NotApplicable
from tfp_soctrang.messages import Message
from tfp_soctrang.sensitivity.quantile_summary import QuantileSummary

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.sensitivity.design import Sampling

    Array = NDArray[np.float64]

__all__ = ["Estimate", "IntervalEstimate", "KeptValues", "OutcomeDistribution", "StreamedValues", "ValueStore"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Estimate(Shown):
    """A number found by drawing.

    `standard_error` is that of pseudo-random draws; for Latin hypercubes it is an upper bound (Owen 1997, SIAM Journal
    on Numerical Analysis 34, 1884–1910); one scramble of Sobol points has none. `rank_error` is zero when all values
    were kept, else the most by which a probability, or the level of a quantile, may be off through the summary.
    """

    value: float
    standard_error: float | NotApplicable
    rank_error: float = 0.0

    def __float__(self) -> float:
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IntervalEstimate(Shown):
    """The interval that holds a share `level` of the defined outcomes, as many below it as above."""

    level: float
    low: Estimate
    high: Estimate

    def __repr__(self) -> str:
        return f"<IntervalEstimate {100 * self.level:g} %: {in_short(self.low.value)} to {in_short(self.high.value)}>"


class ValueStore(Protocol):
    """Where the outcomes of the draws are: kept one by one, or summarised."""

    @property
    def defined(self) -> int:
        """How many are defined."""

    @property
    def mean(self) -> float:
        """The mean of the defined ones."""

    @property
    def variance(self) -> float:
        """The variance of the defined ones."""

    def quantiles(self, levels: ArrayLike) -> tuple[Array, float]:
        """Return quantiles of the defined ones and their rank error."""

    def above(self, target: float) -> tuple[float, float]:
        """Return how many lie above the target, and by how many that may be off."""

    def below(self, target: float) -> tuple[float, float]:
        """Return how many lie below the target, and by how many that may be off."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class KeptValues(Shown):
    """All outcomes in the order of the draws, NaN where undefined or failed."""

    values: Array
    defined: int

    @classmethod
    def of(cls, values: Array) -> KeptValues:
        """Return the store of these values, set read-only."""
        values.setflags(write=False)
        # counted in pieces: no second array of the size of the first
        missing = sum(int(np.isnan(part).sum()) for part in np.array_split(values, max(values.size >> 20, 1)))
        return cls(values=values, defined=values.size - missing)

    def _defined_values(self) -> Array:
        return self.values if self.defined == self.values.size else self.values[~np.isnan(self.values)]

    @property
    def mean(self) -> float:
        """The mean of the defined ones."""
        return float(self._defined_values().mean())

    @property
    def variance(self) -> float:
        """The variance of the defined ones."""
        return float(self._defined_values().var(ddof=1)) if self.defined > 1 else 0.0

    def quantiles(self, levels: ArrayLike) -> tuple[Array, float]:
        """Return quantiles of the defined ones, linear between order statistics; no rank error."""
        return np.asarray(np.quantile(self._defined_values(), np.asarray(levels, dtype=np.float64))), 0.0

    def above(self, target: float) -> tuple[float, float]:
        """Return how many lie above the target."""
        return float(np.count_nonzero(self.values > target)), 0.0

    def below(self, target: float) -> tuple[float, float]:
        """Return how many lie below the target."""
        return float(np.count_nonzero(self.values < target)), 0.0


class StreamedValues:
    """Outcomes taken in block by block and not kept: moments, counts at stated targets, a quantile summary.

    Parameters
    ----------
    targets
        Numbers at which draws above and below are counted exactly; 0 always is.
    size
        See `QuantileSummary`.
    """

    __slots__ = ("_counts", "_mean", "_squares", "defined", "summary")

    def __init__(self, targets: Sequence[float] = (), size: int = 65_536) -> None:
        self.summary = QuantileSummary(size)
        self.defined = 0
        self._counts = {float(target): [0, 0] for target in (0.0, *targets)}
        self._mean = self._squares = 0.0

    def add(self, values: Array) -> None:
        """Take in the outcomes of a block; NaN is undefined or failed."""
        kept = values[~np.isnan(values)]
        if not kept.size:
            return
        self.summary.add(kept)
        for target, counts in self._counts.items():
            counts[0] += int(np.count_nonzero(kept < target))
            counts[1] += int(np.count_nonzero(kept > target))
        # Chan, Golub and LeVeque (1983), American Statistician 37, 242–247: two samples at once
        mean, total = float(kept.mean()), self.defined + kept.size
        step = mean - self._mean
        self._squares += float(((kept - mean) ** 2).sum()) + step * step * self.defined * kept.size / total
        self._mean += step * kept.size / total
        self.defined = total

    @property
    def mean(self) -> float:
        """The mean of the defined ones."""
        return self._mean

    @property
    def variance(self) -> float:
        """The variance of the defined ones."""
        return self._squares / (self.defined - 1) if self.defined > 1 else 0.0

    def quantiles(self, levels: ArrayLike) -> tuple[Array, float]:
        """Return quantiles from the summary and their rank error."""
        return self.summary.quantiles(levels), self.summary.rank_error

    def above(self, target: float) -> tuple[float, float]:
        """Return how many lie above the target: exact at a stated one."""
        if target in self._counts:
            return float(self._counts[target][1]), 0.0
        return self.summary.share_above(target) * self.defined, self.summary.rank_error * self.defined

    def below(self, target: float) -> tuple[float, float]:
        """Return how many lie below the target: exact at a stated one."""
        if target in self._counts:
            return float(self._counts[target][0]), 0.0
        below = 1.0 - self.summary.share_above(np.nextafter(target, -math.inf))
        return below * self.defined, self.summary.rank_error * self.defined


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OutcomeDistribution(Shown):
    """The distribution of one outcome over the draws.

    Probabilities are shares of all draws that were computed, undefined ones among them, so that those of lying above a
    target, not above it, and of being undefined add up to one. Quantiles and moments are of the defined draws.

    Parameters
    ----------
    name
        Of the outcome.
    computed
        Draws that did not fail.
    sampling
        How they were drawn: it decides on the Monte Carlo error.
    store
        The values.
    """

    name: str
    computed: int
    sampling: Sampling
    store: ValueStore

    def __repr__(self) -> str:
        middle, ends = self.median, self.interval(0.9)
        if isinstance(middle, NotApplicable) or isinstance(ends, NotApplicable):
            return f"<OutcomeDistribution {self.name}: nowhere defined in {self.computed} draws>"
        return (
            f"<OutcomeDistribution {self.name}: median {middle.value:.4f}, 90 % interval {ends.low.value:.4f} to "
            f"{ends.high.value:.4f}, {self.computed} draws>"
        )

    def _error(self, value: float) -> float | NotApplicable:
        return NotApplicable(Message.of("one_scramble")) if self.sampling == "sobol" else value

    @property
    def mean(self) -> Estimate | NotApplicable:
        """The mean of the defined outcomes."""
        if not self.store.defined:
            return NotApplicable(Message.of("never_defined", outcome=self.name))
        error = math.sqrt(self.store.variance / self.store.defined)
        return Estimate(value=self.store.mean, standard_error=self._error(error))

    @property
    def standard_deviation(self) -> float | NotApplicable:
        """The standard deviation of the defined outcomes."""
        if not self.store.defined:
            return NotApplicable(Message.of("never_defined", outcome=self.name))
        return math.sqrt(self.store.variance)

    def quantiles(self, levels: ArrayLike) -> Array | NotApplicable:
        """Return the quantiles at several levels at once, without their errors."""
        wanted = np.asarray(levels, dtype=np.float64)
        if not ((wanted >= 0.0) & (wanted <= 1.0)).all():
            remedy = "Levels are fractions: divide a percentage by 100."
            raise AssumptionError(
                "quantile", "its level must lie between 0 and 1", value=wanted.tolist(), remedy=remedy
            )
        if not self.store.defined:
            return NotApplicable(Message.of("never_defined", outcome=self.name))
        return self.store.quantiles(wanted)[0]

    def quantile(self, level: float) -> Estimate | NotApplicable:
        """Return the value below which a share `level` of the defined outcomes lies.

        The standard error is half the distance of the order statistics one binomial standard deviation of the rank to
        either side.

        Raises
        ------
        AssumptionError
            The level does not lie between 0 and 1.
        """
        spread = math.sqrt(max(level * (1.0 - level), 0.0) / max(self.store.defined, 1))
        found = self.quantiles([level, max(level - spread, 0.0), min(level + spread, 1.0)])
        if isinstance(found, NotApplicable):
            return found
        value, low, high = found.tolist()
        return Estimate(
            value=value,
            standard_error=self._error(0.5 * (high - low)),
            rank_error=self.store.quantiles([level])[1] if not isinstance(self.store, KeptValues) else 0.0,
        )

    @property
    def median(self) -> Estimate | NotApplicable:
        """The quantile at one half."""
        return self.quantile(0.5)

    def interval(self, level: float) -> IntervalEstimate | NotApplicable:
        """Return the interval from quantile (1 - level) / 2 to quantile (1 + level) / 2.

        Raises
        ------
        AssumptionError
            The level does not lie strictly between 0 and 1.
        """
        if not 0.0 < level < 1.0:
            remedy = "Levels are fractions: 0.9 for ninety per cent."
            raise AssumptionError("interval", "its level must lie between 0 and 1", value=level, remedy=remedy)
        low, high = self.quantile(0.5 - 0.5 * level), self.quantile(0.5 + 0.5 * level)
        if isinstance(low, NotApplicable) or isinstance(high, NotApplicable):
            return NotApplicable(Message.of("never_defined", outcome=self.name))
        return IntervalEstimate(level=level, low=low, high=high)

    def _probability(self, count: float, off: float) -> Estimate:
        # with a half added to either side the error of a probability of 0 or 1 is not 0 (Jeffreys)
        smoothed = (count + 0.5) / (self.computed + 1.0)
        error = math.sqrt(smoothed * (1.0 - smoothed) / self.computed)
        return Estimate(value=count / self.computed, standard_error=self._error(error), rank_error=off / self.computed)

    def probability_above(self, target: float) -> Estimate:
        """Return the share of draws whose outcome is defined and above the target."""
        return self._probability(*self.store.above(target))

    def probability_below(self, target: float) -> Estimate:
        """Return the share of draws whose outcome is defined and below the target."""
        return self._probability(*self.store.below(target))

    @property
    def probability_negative(self) -> Estimate:
        """The share of draws whose outcome is defined and below zero."""
        return self.probability_below(0.0)

    @property
    def probability_undefined(self) -> Estimate:
        """The share of draws for which the model says that the outcome is not defined."""
        return self._probability(float(self.computed - self.store.defined), 0.0)
