"""The likelihood of the common scale of all variances, when one coefficient may have a normal prior; in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["NormalScale"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NormalScale(Shown):
    """A regression y = x a + e reduced to what its likelihood in the error variance v needs; a ~ N(m, s²), or no a.

    e has `degrees_of_freedom` independent normal elements, everything diffuse having been projected out. Fields with
    samples behind them, shape (…), work as single numbers do.

    Parameters
    ----------
    degrees_of_freedom
        p, of y.
    sum_of_squares
        R = (y - x m)'(y - x m); without a prior that of y.
    score, information
        r = x'(y - x m) and h = x'x; zero without a prior.
    prior_variance
        s²; zero without a prior.
    log_determinant
        What the projection added, a number that does not depend on v.
    """

    degrees_of_freedom: int
    sum_of_squares: Array
    score: Array
    information: Array
    prior_variance: float
    log_determinant: float = 0.0

    def __post_init__(self) -> None:
        for array in (self.sum_of_squares, self.score, self.information):
            array.setflags(write=False)

    def log_likelihood(self, variance: Array) -> Array:
        """Return the log-likelihood at v: y - x m ~ N(0, v I + s² x x'), by the rank-one formula.

        `variance` has the axes of the samples last.
        """
        v, c = variance, self.prior_variance * self.information
        quadratic = (self.sum_of_squares - self.prior_variance * self.score**2 / (v + c)) / v
        p = self.degrees_of_freedom
        determinant = self.log_determinant + p * np.log(2.0 * np.pi * v) + np.log1p(c / v)
        return np.asarray(-0.5 * (determinant + quadratic))

    def mode(self) -> Array:
        """Return the v of greatest likelihood: R / p without a prior, else the best root of a cubic, shape (…).

        Setting the derivative to zero and multiplying by 2 v² (v + c)², c = s² h, gives
        p v³ + ((2p - 1) c - R) v² + ((p - 1) c² - 2 R c + 2 s² r²) v + c (s² r² - R c) = 0.
        """
        p, total = self.degrees_of_freedom, np.asarray(self.sum_of_squares, dtype=np.float64)
        if self.prior_variance == 0.0:
            return np.asarray(total / p)
        unit = total / p  # v is sought in multiples of this, so that the cubic has coefficients of the size of p
        c = self.prior_variance * self.information / unit
        g = self.prior_variance * self.score**2 / unit**2
        companion = np.zeros((*total.shape, 3, 3))
        companion[..., 1, 0] = companion[..., 2, 1] = 1.0
        companion[..., 0, 2] = -c * (g - p * c) / p
        companion[..., 1, 2] = -((p - 1.0) * c**2 - 2.0 * p * c + 2.0 * g) / p
        companion[..., 2, 2] = -((2.0 * p - 1.0) * c - p) / p
        roots = np.linalg.eigvals(companion)
        # a root that is complex but for rounding is tried by its real part: only values of the likelihood decide
        tried = np.where(roots.real > 0.0, roots.real, 1.0)
        tried = np.moveaxis(np.stack([self._polished(tried[..., i], p, c, g) for i in range(3)], axis=-1), -1, 0)
        value = self.log_likelihood(tried * unit)
        best = np.argmax(value, axis=0)
        return np.asarray(np.take_along_axis(tried, best[np.newaxis], axis=0)[0] * unit)

    @staticmethod
    def _polished(v: Array, p: int, c: Array, g: Array) -> Array:
        """Return a root of the cubic after steps of Newton, where they keep it positive."""
        for _ in range(8):
            value = (
                p * v**3 + ((2 * p - 1.0) * c - p) * v**2 + ((p - 1.0) * c**2 - 2 * p * c + 2 * g) * v + c * (g - p * c)
            )
            slope = 3 * p * v**2 + 2 * ((2 * p - 1.0) * c - p) * v + (p - 1.0) * c**2 - 2 * p * c + 2 * g
            step = np.divide(value, slope, out=np.zeros_like(v), where=slope != 0.0)
            v = np.where((v - step > 0.5 * v) & (v - step < 2.0 * v), v - step, v)
        return v
