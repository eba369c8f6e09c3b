"""Unobserved trends: level, slope and measurement error, filtered and smoothed with an exact diffuse start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.display import Shown
from tfp_soctrang.estimation.least_squares import coefficients_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Innovations", "States", "Trend", "TrendModel", "innovations", "states"]

Trend = Literal["local_level", "random_walk_with_drift", "local_linear", "smooth"]

_MOVING: dict[str, tuple[str, ...]] = {
    "local_level": ("level",),
    "random_walk_with_drift": ("level",),
    "local_linear": ("level", "slope"),
    "smooth": ("slope",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendModel:
    """A series as a trend and, where `measurement_error` is true, an error of measurement beside it.

    y[t] = μ[t] + ε[t],  μ[t+1] = μ[t] + b[t] + η[t],  b[t+1] = b[t] + ζ[t]

    with independent normal ε, η, ζ of the variances `measurement`, `level`, `slope`, of which a model has

    ========================== =========================== ==================
    trend                      b                           variances
    ========================== =========================== ==================
    `local_level`              none                        level
    `random_walk_with_drift`   a constant                  level
    `local_linear`             a random walk               level, slope
    `smooth`                   a random walk               slope
    ========================== =========================== ==================

    and `measurement` before them. Nothing is assumed about μ and b of the first year (they are diffuse).
    """

    trend: Trend
    measurement_error: bool

    def __post_init__(self) -> None:
        refuse_unknown(self.trend, "trend", get_args(Trend))

    @property
    def variance_names(self) -> tuple[str, ...]:
        """Names of the variances, in their order."""
        return ("measurement", *_MOVING[self.trend]) if self.measurement_error else _MOVING[self.trend]

    @property
    def has_slope(self) -> bool:
        """Whether the level has a slope, constant or moving."""
        return self.trend != "local_level"

    @property
    def diffuse(self) -> int:
        """Number of diffuse states: as many observations only start the filter."""
        return 2 if self.has_slope else 1

    def basis(self, n: int) -> Array:
        """Return what the diffuse states alone can follow: a constant and, with a slope, a line; shape (n, diffuse)."""
        return np.vander(np.arange(n, dtype=np.float64), self.diffuse, increasing=True)

    def without_line(self, columns: Array) -> tuple[Array, Array]:
        """Return columns (n, c) less their least-squares constant or line, and the coefficients of it, (diffuse, c)."""
        basis = self.basis(len(columns))
        line = coefficients_of(columns.T, basis).T
        return np.asarray(columns - basis @ line), np.asarray(line)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Innovations(Shown):
    """One-step prediction errors of c columns after the start, (n - diffuse, c), and their variance, (n - diffuse,)."""

    errors: Array
    variance: Array

    def __post_init__(self) -> None:
        for array in (self.errors, self.variance):
            array.setflags(write=False)

    @property
    def standardised(self) -> Array:
        """Errors over the root of their variance."""
        return np.asarray(self.errors / np.sqrt(self.variance)[:, None])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class States(Shown):
    """Level and slope of c columns, (n, s, c) with s = 1 or 2, and the covariance of the states, (n, s, s).

    The covariance does not depend on the column. Filtered states before the row `diffuse - 1` are not determined.
    """

    filtered: Array
    filtered_covariance: Array
    smoothed: Array
    smoothed_covariance: Array
    innovations: Innovations

    def __post_init__(self) -> None:
        for array in (self.filtered, self.filtered_covariance, self.smoothed, self.smoothed_covariance):
            array.setflags(write=False)


def _prepared(model: TrendModel, variances: Array, series: Array) -> Any:  # noqa: ANN401 - statsmodels has no types
    """Return the state space of statsmodels for these variances and one series, with an exact diffuse start.

    A new one for each series: `bind` on one that has run leaves the filter with the former series.
    """
    from statsmodels.tsa.statespace.kalman_smoother import KalmanSmoother

    size = model.diffuse
    space = KalmanSmoother(k_endog=1, k_states=size, k_posdef=size)
    space["design", 0, 0] = 1.0
    space["transition"] = np.array([[1.0, 1.0], [0.0, 1.0]]) if size == 2 else np.eye(1)
    space["selection"] = np.eye(size)
    named = dict(zip(model.variance_names, variances, strict=True))
    space["obs_cov", 0, 0] = named.get("measurement", 0.0)
    for i, name in enumerate(("level", "slope")[:size]):
        space["state_cov", i, i] = named.get(name, 0.0)
    space.initialize_diffuse()
    space.tolerance = 0.0  # the filter of statsmodels may otherwise call itself converged and stop updating
    space.bind(np.array(series[:, np.newaxis]))
    return space


def _scaled(model: TrendModel, columns: Array) -> tuple[Array, Array, Array]:
    """Return columns of about unit size without their line, their scale, and the line: the filter is linear in them."""
    left, line = model.without_line(columns)
    scale = np.sqrt((left * left).mean(axis=0))
    scale = np.where(scale > 0.0, scale, 1.0)
    return left / scale, scale, line


def innovations(model: TrendModel, variances: Array, columns: Array) -> Innovations:
    """Return the one-step prediction errors of columns (n, c) that all follow `model` with `variances`.

    The first `diffuse` observations have none.
    """
    scaled, scale, _ = _scaled(model, columns)
    errors = np.empty((len(columns) - model.diffuse, columns.shape[1]))
    variance = np.empty(len(errors))
    for i in range(columns.shape[1]):
        result = _prepared(model, variances, scaled[:, i]).filter()
        errors[:, i] = result.forecasts_error[0, model.diffuse :] * scale[i]
        variance = result.forecasts_error_cov[0, 0, model.diffuse :]
    return Innovations(errors=errors, variance=np.array(variance))


def states(model: TrendModel, variances: Array, columns: Array) -> States:
    """Return filtered and smoothed level and slope of columns (n, c), each taken as a series of its own.

    Both are linear in the column, so the states of `y - X b` are those of y less those of X times b.
    """
    scaled, scale, line = _scaled(model, columns)
    n, c, s = len(columns), columns.shape[1], model.diffuse
    filtered, smoothed = np.empty((n, s, c)), np.empty((n, s, c))
    errors = np.empty((n - s, c))
    for i in range(c):
        result = _prepared(model, variances, scaled[:, i]).smooth()
        filtered[:, :, i] = result.filtered_state.T * scale[i]
        smoothed[:, :, i] = result.smoothed_state.T * scale[i]
        errors[:, i] = result.forecasts_error[0, s:] * scale[i]
    straight = np.zeros((n, s, c))
    straight[:, 0] = model.basis(n) @ line
    if s == 2:
        straight[:, 1] = line[1]
    return States(
        filtered=filtered + straight,
        filtered_covariance=np.array(result.filtered_state_cov.transpose(2, 0, 1)),
        smoothed=smoothed + straight,
        smoothed_covariance=np.array(result.smoothed_state_cov.transpose(2, 0, 1)),
        innovations=Innovations(errors=errors, variance=np.array(result.forecasts_error_cov[0, 0, s:])),
    )
