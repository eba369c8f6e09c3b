"""Distributions between two ends: fixed, uniform, triangular, PERT, beta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.sensitivity.beta_quantile import beta_quantile
from tfp_soctrang.sensitivity.marginal import finite, mode_inside, positive, rising

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Beta", "Fixed", "Pert", "Triangular", "Uniform"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """An assumption that does not vary."""

    value: float

    def __post_init__(self) -> None:
        finite(self)

    @property
    def low(self) -> float:
        """The value."""
        return self.value

    @property
    def high(self) -> float:
        """The value."""
        return self.value

    @property
    def mean(self) -> float:
        """The value."""
        return self.value

    @property
    def variance(self) -> float:
        """Zero."""
        return 0.0

    def quantile(self, u: Array) -> Array:
        """Return the value, as often as there are `u`."""
        return np.full(np.shape(u), self.value, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uniform:
    """Every value from `low` to `high` alike.

    Examples
    --------
    >>> Uniform(low=0.4, high=0.6).mean
    0.5
    >>> Uniform(low=0.6, high=0.4)
    Traceback (most recent call last):
    tfp_soctrang.errors.AssumptionError: Uniform distribution: low must be below high (got (0.6, 0.4)). Exchange ...
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        finite(self)
        rising(self)

    @property
    def mean(self) -> float:
        """The middle."""
        return 0.5 * (self.low + self.high)

    @property
    def variance(self) -> float:
        """The squared range over 12."""
        return (self.high - self.low) ** 2 / 12.0

    def quantile(self, u: Array) -> Array:
        """Return `low + (high - low) u`."""
        value = np.asarray(np.multiply(u, self.high - self.low), dtype=np.float64)
        value += self.low
        return np.asarray(np.minimum(value, self.high, out=value if value.ndim else None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangular:
    """A density that rises in a line from `low` to `mode` and falls in a line to `high`."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        finite(self)
        rising(self)
        mode_inside(self)

    @property
    def mean(self) -> float:
        """The mean of low, mode and high."""
        return (self.low + self.mode + self.high) / 3.0

    @property
    def variance(self) -> float:
        """(l² + m² + h² - l m - l h - m h) / 18, from differences."""
        left, right = self.mode - self.low, self.high - self.mode
        return (left * left + left * right + right * right) / 18.0

    def quantile(self, u: Array) -> Array:
        """Return l + √(u (h-l)(m-l)) up to the mode, h - √((1-u)(h-l)(h-m)) above it."""
        p = np.asarray(u, dtype=np.float64)
        width, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(p * (width * left))
        falling = self.high - np.sqrt((1.0 - p) * (width * right))
        return np.where(p * width < left, rising, falling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pert:
    """The beta distribution of expert judgement: mean (low + shape · mode + high) / (shape + 2).

    References
    ----------
    Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7, 646–669. Vose (2008), Risk Analysis,
    appendix III, modified PERT: a = 1 + shape (mode - low) / (high - low), b = 2 + shape - a.
    """

    low: float
    mode: float
    high: float
    shape: float = 4.0

    def __post_init__(self) -> None:
        finite(self)
        rising(self)
        mode_inside(self)
        positive(self, "shape")

    @property
    def mean(self) -> float:
        """(low + shape · mode + high) / (shape + 2)."""
        return (self.low + self.shape * self.mode + self.high) / (self.shape + 2.0)

    @property
    def variance(self) -> float:
        """(mean - low)(high - mean) / (shape + 3)."""
        return (self.mean - self.low) * (self.high - self.mean) / (self.shape + 3.0)

    def quantile(self, u: Array) -> Array:
        """Return the quantiles of the beta distribution between low and high."""
        width = self.high - self.low
        a = 1.0 + self.shape * ((self.mode - self.low) / width)
        return _between(self.low, self.high, beta_quantile(a, 2.0 + self.shape - a, np.asarray(u, dtype=np.float64)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta:
    """The beta distribution with shapes `a` and `b`, stretched from `low` to `high`."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        finite(self)
        rising(self)
        positive(self, "a", "b")

    @property
    def mean(self) -> float:
        """Low + (high - low) a / (a + b)."""
        return self.low + (self.high - self.low) * self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        """(high - low)² a b / ((a + b)² (a + b + 1))."""
        total = self.a + self.b
        return (self.high - self.low) ** 2 * self.a * self.b / (total * total * (total + 1.0))

    def quantile(self, u: Array) -> Array:
        """Return the quantiles of the beta distribution between low and high."""
        return _between(self.low, self.high, beta_quantile(self.a, self.b, np.asarray(u, dtype=np.float64)))


def _between(low: float, high: float, fraction: Array) -> Array:
    fraction *= high - low
    fraction += low
    return np.clip(fraction, low, high, out=fraction)
