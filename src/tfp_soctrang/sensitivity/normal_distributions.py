"""Distributions made of the normal one: truncated normal, log-normal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sensitivity.marginal import finite, positive, refuse, rising

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["LogNormal", "TruncatedNormal"]

# A truncated normal whose range holds less than this of the normal's probability is a slip of the pen.
_SMALLEST_MASS = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedNormal:
    """The normal distribution of `centre` and `sd` before it is cut at `low` and `high`; uncut by default."""

    centre: float
    sd: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        finite(self, "low", "high")
        rising(self)
        positive(self, "sd")
        if not self._mass >= _SMALLEST_MASS:
            problem = f"the range {self.low:g} to {self.high:g} holds nothing of the normal distribution"
            refuse(self, problem, (self.centre, self.sd), "Give a centre near the range, or a larger sd.")

    @property
    def _ends(self) -> tuple[float, float]:
        return (self.low - self.centre) / self.sd, (self.high - self.centre) / self.sd

    @property
    def _mass(self) -> float:
        from scipy import special

        start, end = self._ends
        if start > 0.0:  # the difference of two small numbers, not of two near one
            start, end = -end, -start
        return float(special.ndtr(end) - special.ndtr(start))

    @property
    def mean(self) -> float:
        """μ + σ (φ(α) - φ(β)) / Z."""
        start, end = self._ends
        return self.centre + self.sd * (_density(start) - _density(end)) / self._mass

    @property
    def variance(self) -> float:
        """σ² (1 + (α φ(α) - β φ(β)) / Z - ((φ(α) - φ(β)) / Z)²)."""
        start, end = self._ends
        slope = _first_moment(start) - _first_moment(end)
        shift = (_density(start) - _density(end)) / self._mass
        return self.sd * self.sd * (1.0 + slope / self._mass - shift * shift)

    def quantile(self, u: Array) -> Array:
        """Return μ + σ Φ⁻¹((1 - u) Φ(α) + u Φ(β)), computed in the lower tail when the range lies in the upper."""
        from scipy import special

        p = np.asarray(u, dtype=np.float64)
        start, end = self._ends
        # (1 - u) a + u b, not a + u (b - a): in a tail the difference has no digits left as u nears 1
        if start > 0.0:
            score = -special.ndtri((1.0 - p) * special.ndtr(-start) + p * special.ndtr(-end))
        elif math.isinf(start) and math.isinf(end):
            score = special.ndtri(p)
        else:
            score = special.ndtri((1.0 - p) * special.ndtr(start) + p * special.ndtr(end))
        score *= self.sd
        score += self.centre
        return np.asarray(np.clip(score, self.low, self.high))


def _density(z: float) -> float:
    return math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)


def _first_moment(z: float) -> float:
    return 0.0 if math.isinf(z) else z * _density(z)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogNormal:
    """A positive number whose logarithm is normal: `median` and `log_sd`, the standard deviation of the logarithm.

    Examples
    --------
    >>> LogNormal.from_range(1.5, 6.0, level=0.9).median
    3.0
    """

    median: float
    log_sd: float

    def __post_init__(self) -> None:
        finite(self)
        positive(self, "median", "log_sd")

    @classmethod
    def from_range(cls, low: float, high: float, *, level: float) -> LogNormal:
        """Return the distribution that lies between `low` and `high` with probability `level`, half the rest on a side.

        Raises
        ------
        AssumptionError
            Not 0 < low < high, or the level does not lie between 0 and 1.
        """
        from scipy import special

        subject = "LogNormal distribution"
        if not (0.0 < low < high < math.inf):
            raise AssumptionError(
                subject, "needs 0 < low < high", value=(low, high), remedy="Both ends must be above zero."
            )
        if not 0.0 < level < 1.0:
            raise AssumptionError(subject, "level must lie between 0 and 1", value=level, remedy="For example 0.9.")
        log_sd = 0.5 * math.log(high / low) / float(special.ndtri(0.5 + 0.5 * level))
        return cls(median=math.sqrt(low * high), log_sd=log_sd)

    @property
    def low(self) -> float:
        """Zero."""
        return 0.0

    @property
    def high(self) -> float:
        """Infinity."""
        return math.inf

    @property
    def mean(self) -> float:
        """Median · exp(log_sd² / 2)."""
        return self.median * math.exp(0.5 * self.log_sd**2)

    @property
    def variance(self) -> float:
        """Mean² (exp(log_sd²) - 1)."""
        return self.mean**2 * math.expm1(self.log_sd**2)

    def quantile(self, u: Array) -> Array:
        """Return median · exp(log_sd Φ⁻¹(u))."""
        from scipy import special

        score = special.ndtri(np.asarray(u, dtype=np.float64))
        score *= self.log_sd
        return np.asarray(self.median * np.exp(score))
