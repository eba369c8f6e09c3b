"""How an assumption is drawn: distributions by their quantile function, each checked when it is made.

All are frozen records with `quantile(u)`, the ends of their range `low` and `high`, `mean` and `variance`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

import numpy as np
from scipy import special

from tfp_soctrang.errors import AssumptionError
from tfp_soctrang.sensitivity.beta_quantile import beta_quantile

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["Beta", "Empirical", "Fixed", "LogNormal", "Marginal", "Pert", "Triangular", "TruncatedNormal", "Uniform"]

# A truncated normal whose range holds less than this of the normal's probability is a slip of the pen.
_SMALLEST_MASS = 1e-9


class Marginal(Protocol):
    """What the engine asks of a distribution; any picklable object that has it will do."""

    @property
    def low(self) -> float:
        """The lower end of the range; minus infinity where there is none."""

    @property
    def high(self) -> float:
        """The upper end of the range."""

    @property
    def mean(self) -> float:
        """The expected value."""

    @property
    def variance(self) -> float:
        """The expected squared distance from the mean."""

    def quantile(self, u: Array) -> Array:
        """Return the values below which the probability is `u`, an array of any shape."""


def _refuse(record: object, problem: str, value: object, remedy: str) -> None:
    raise AssumptionError(f"{type(record).__name__} distribution", problem, value=value, remedy=remedy)


def _finite(record: object, *except_for: str) -> None:
    """Refuse a parameter that is not a finite number."""
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if field.name in except_for:
            if math.isnan(value):
                _refuse(record, f"{field.name} must be a number", value, "Leave it out where there is no limit.")
        elif not math.isfinite(value):
            _refuse(record, f"{field.name} must be a finite number", value, "Correct or supply it.")


def _range(record: Marginal) -> None:
    if not record.low < record.high:
        remedy = "Exchange the two; a value that does not vary is Fixed."
        _refuse(record, "low must be below high", (record.low, record.high), remedy)


def _positive(record: object, *names: str) -> None:
    for name in names:
        if not getattr(record, name) > 0.0:
            _refuse(record, f"{name} must be above zero", getattr(record, name), "Correct it.")


def _mode_inside(record: Triangular | Pert) -> None:
    if not record.low <= record.mode <= record.high:
        problem = f"the mode lies outside the range {record.low:g} to {record.high:g}"
        _refuse(record, problem, record.mode, "Give low, mode and high in one unit, fractions as fractions.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """An assumption that does not vary."""

    value: float

    def __post_init__(self) -> None:
        _finite(self)

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
        _finite(self)
        _range(self)

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
        _finite(self)
        _range(self)
        _mode_inside(self)

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
    Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7, 646–669. Vose (2008), Risk Analysis, section
    appendix III, modified PERT: a = 1 + shape (mode - low) / (high - low), b = 2 + shape - a.
    """

    low: float
    mode: float
    high: float
    shape: float = 4.0

    def __post_init__(self) -> None:
        _finite(self)
        _range(self)
        _mode_inside(self)
        _positive(self, "shape")

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
        _finite(self)
        _range(self)
        _positive(self, "a", "b")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedNormal:
    """The normal distribution of `centre` and `sd` before it is cut at `low` and `high`; uncut by default."""

    centre: float
    sd: float
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        _finite(self, "low", "high")
        _range(self)
        _positive(self, "sd")
        if not self._mass >= _SMALLEST_MASS:
            problem = f"the range {self.low:g} to {self.high:g} holds nothing of the normal distribution"
            _refuse(self, problem, (self.centre, self.sd), "Give a centre near the range, or a larger sd.")

    @property
    def _ends(self) -> tuple[float, float]:
        return (self.low - self.centre) / self.sd, (self.high - self.centre) / self.sd

    @property
    def _mass(self) -> float:
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
        """Return μ + σ Φ⁻¹(Φ(α) + u (Φ(β) - Φ(α))), computed in the lower tail when the range lies in the upper."""
        p = np.asarray(u, dtype=np.float64)
        start, end = self._ends
        if start > 0.0:
            score = -special.ndtri(special.ndtr(-start) - p * self._mass)
        elif math.isinf(start) and math.isinf(end):
            score = special.ndtri(p)
        else:
            score = special.ndtri(special.ndtr(start) + p * self._mass)
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
        _finite(self)
        _positive(self, "median", "log_sd")

    @classmethod
    def from_range(cls, low: float, high: float, *, level: float) -> LogNormal:
        """Return the distribution that lies between `low` and `high` with probability `level`, half the rest on a side.

        Raises
        ------
        AssumptionError
            Not 0 < low < high, or the level does not lie between 0 and 1.
        """
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
        score = special.ndtri(np.asarray(u, dtype=np.float64))
        score *= self.log_sd
        return np.asarray(self.median * np.exp(score))


class Empirical:
    """Values that were met, each with its weight; equal weights when none are given. A draw is one of the values.

    Parameters
    ----------
    values
        Shape (n,), in any order.
    weights
        Shape (n,), not negative, in any unit.

    Raises
    ------
    AssumptionError
        There is no value, one is not finite, a weight is negative, or shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> Empirical([0.05, 0.04, 0.07]).quantile(np.array([0.1, 0.5, 0.9])).tolist()
    [0.04, 0.05, 0.07]
    """

    __slots__ = ("_cumulated", "values", "weights")

    values: Array
    weights: Array

    def __init__(self, values: ArrayLike, weights: ArrayLike | None = None) -> None:
        given = np.asarray(values, dtype=np.float64)
        each = np.ones(given.shape) if weights is None else np.asarray(weights, dtype=np.float64)
        if given.ndim != 1 or not given.size or each.shape != given.shape:
            _refuse(self, "needs a row of values, and as many weights", (given.shape, each.shape), "Give one each.")
        for name, array, fine in (
            ("values", given, np.isfinite(given)),
            ("weights", each, np.isfinite(each) & (each >= 0.0)),
        ):
            if not fine.all():
                problem = f"{name}, item {int(np.argmin(fine))}: must be a finite number"
                problem += " not below zero" if name == "weights" else ""
                _refuse(self, problem, float(array[np.argmin(fine)]), "Correct or leave out the item.")
        if not each.sum() > 0.0:
            _refuse(self, "the weights sum to zero", each.tolist(), "Give at least one a weight.")
        kept = np.flatnonzero(each > 0.0)
        order = kept[np.argsort(given[kept], kind="stable")]
        self.values, self.weights = given[order], each[order] / each[order].sum()
        self._cumulated = None if np.ptp(each[order]) == 0.0 else np.cumsum(self.weights)
        for array in (self.values, self.weights):
            array.setflags(write=False)

    def __repr__(self) -> str:
        return f"Empirical({len(self.values)} values from {self.low:g} to {self.high:g})"

    @property
    def low(self) -> float:
        """The least value."""
        return float(self.values[0])

    @property
    def high(self) -> float:
        """The largest value."""
        return float(self.values[-1])

    @property
    def mean(self) -> float:
        """The weighted mean."""
        return float(self.weights @ self.values)

    @property
    def variance(self) -> float:
        """The weighted mean of squared distances from the mean."""
        return float(self.weights @ (self.values - self.mean) ** 2)

    def quantile(self, u: Array) -> Array:
        """Return the least value whose cumulated weight reaches `u`."""
        p = np.asarray(u, dtype=np.float64)
        if self._cumulated is None:
            at = np.ceil(p * len(self.values)).astype(np.intp) - 1
        else:
            at = np.searchsorted(self._cumulated, p, side="left")
        return np.asarray(self.values[np.clip(at, 0, len(self.values) - 1)])
