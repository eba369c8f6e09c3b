"""A coefficient when the error variance is not known: its normal posterior mixed over the posterior of the variance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.estimation.normal_scale import NormalScale

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["ScaleMixture", "scale_nodes"]

# Nodes of the trapezoidal rule over log v. The integrand is smooth and dies at both ends, where that rule converges
# faster than any power of the step.
_NODES = 129


def scale_nodes(scale: NormalScale, nodes: int = _NODES) -> tuple[Array, Array]:
    """Return variances, shape (nodes, …), evenly spread in their logs, and the log-likelihood at each.

    Under a flat prior on log v the likelihood is the posterior there. With S the least sum of squares and R that at the
    prior mean, exp(-30) of its mode is left below S / (p + 10 √p + 60) and above R / p · exp(60 / p + 10 / √p).
    """
    p, total = scale.degrees_of_freedom, np.asarray(scale.sum_of_squares)
    least = total - np.divide(
        scale.score**2, scale.information, out=np.zeros_like(total), where=scale.information > 0.0
    )
    least = np.maximum(least, 1e-12 * total)
    low = np.log(least / (p + 10.0 * np.sqrt(p) + 60.0))
    high = np.log(total / p) + 60.0 / p + 10.0 / np.sqrt(p)
    places = np.linspace(0.0, 1.0, nodes).reshape(nodes, *(1,) * total.ndim)
    variance = np.exp(low + (high - low) * places)
    return variance, np.asarray(scale.log_likelihood(variance))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ScaleMixture(Shown):
    """Normal distributions with weights: means, variances and weights of shape (nodes, …), weights summing to one."""

    means: Array
    variances: Array
    weights: Array

    def __post_init__(self) -> None:
        for array in (self.means, self.variances, self.weights):
            array.setflags(write=False)

    @classmethod
    def of(cls, scale: NormalScale, prior_mean: float) -> ScaleMixture:
        """Return the posterior of the coefficient with a prior, mixed over the variance."""
        variance, log_density = scale_nodes(scale)
        weight = np.exp(log_density - log_density.max(axis=0))
        posterior = 1.0 / (1.0 / scale.prior_variance + scale.information / variance)
        return cls(
            means=prior_mean + posterior * scale.score / variance,
            variances=posterior,
            weights=weight / weight.sum(axis=0),
        )

    @property
    def mean(self) -> Array:
        """Shape (…)."""
        return np.asarray((self.weights * self.means).sum(axis=0))

    @property
    def standard_deviation(self) -> Array:
        """By the law of total variance, shape (…)."""
        within = (self.weights * self.variances).sum(axis=0)
        between = (self.weights * (self.means - self.mean) ** 2).sum(axis=0)
        return np.asarray(np.sqrt(within + between))

    def probability_below(self, value: Array) -> Array:
        """Return the distribution function at `value`, shape (…)."""
        from scipy.special import ndtr

        error = np.sqrt(self.variances)
        away = value - self.means
        # a coefficient that is known has no error: its distribution is a step
        z = np.divide(away, error, out=np.copysign(np.full_like(away, np.inf), away), where=error > 0.0)
        return np.asarray((self.weights * ndtr(z)).sum(axis=0))

    def interval(self, level: float = 0.95) -> Array:
        """Return the equal-tailed interval, shape (…, 2)."""
        tail = 0.5 - 0.5 * level
        return np.stack([self.quantile(tail), self.quantile(1.0 - tail)], axis=-1)

    def quantile(self, probability: float) -> Array:
        """Return the quantile, shape (…), by halving: between the least and the greatest quantile of the normals."""
        from scipy.special import ndtri

        each = self.means + float(ndtri(probability)) * np.sqrt(self.variances)
        low, high = each.min(axis=0), each.max(axis=0)
        return bisected(lambda value: self.probability_below(value) - probability, low, high)


def bisected(rising: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Return where a rising function is zero, between `low` and `high`, to the last digits."""
    for _ in range(60):
        middle = 0.5 * (low + high)
        below = rising(middle) < 0.0
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray(0.5 * (low + high))
