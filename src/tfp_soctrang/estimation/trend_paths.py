"""Paths of an unobserved trend, with bands: filtered (what was known then) and smoothed (what is known now)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.least_squares import rank_of
from tfp_soctrang.estimation.trend_likelihood import TrendRegression, posterior
from tfp_soctrang.estimation.trend_model import States, TrendModel, states
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Solution", "TrendPath", "solved"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TrendPath(Shown):
    """Level and slope of a trend by year, given the variances.

    Parameters
    ----------
    years
        Shape (n,). A filtered path begins with the first year whose past determines it.
    level
        Shape (n,).
    covariance
        Of the level: between any two years, (n, n), where smoothed; of each year by itself, (n,), where filtered.
    slope, slope_errors
        Growth of the level from this year to the next and its standard error, shape (n,), or why there is none.
    """

    years: NDArray[np.int64]
    level: Array
    covariance: Array
    slope: Array | NotApplicable
    slope_errors: Array | NotApplicable

    def __post_init__(self) -> None:
        for array in (self.years, self.level, self.covariance, self.slope, self.slope_errors):
            if isinstance(array, np.ndarray):
                array.setflags(write=False)

    @property
    def errors(self) -> Array:
        """Standard errors of the level, shape (n,)."""
        variance = self.covariance if self.covariance.ndim == 1 else np.diag(self.covariance)
        return np.asarray(np.sqrt(np.maximum(variance, 0.0)))

    def band(self, level: float = 0.95) -> Array:
        """Return the band of the level, shape (n, 2): normal, the variances taken as known."""
        from scipy.special import ndtri

        half = float(ndtri(0.5 + 0.5 * level)) * self.errors
        return np.stack([self.level - half, self.level + half], axis=1)

    def growth(self, first: int, last: int) -> tuple[float, float]:
        """Return how much the level grew from the year `first` to the year `last`, and its standard error.

        `growth(a, b) + growth(b, c) == growth(a, c)`. Only a smoothed path knows how years move together.

        Raises
        ------
        EstimationError
            The path is filtered, or a year is not in it.
        """
        if self.covariance.ndim == 1:
            raise EstimationError(
                "growth",
                "needs the covariance between two years",
                remedy="Ask the smoothed path, not the filtered one.",
            )
        places = []
        for year in (first, last):
            at = np.flatnonzero(self.years == year)
            if not len(at):
                span = f"{self.years[0]} to {self.years[-1]}"
                raise EstimationError("year", "is not in the path", value=year, remedy=f"Take years from {span}.")
            places.append(int(at[0]))
        weights = np.zeros(len(self.years))
        weights[places[1]] += 1.0
        weights[places[0]] -= 1.0
        variance = float(weights @ self.covariance @ weights)
        return float(weights @ self.level), float(np.sqrt(max(variance, 0.0)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Solution(Shown):
    """Everything a trend with inputs says once its variances are given.

    Parameters
    ----------
    coefficients, coefficient_covariance
        Shapes (k,) and (k, k).
    filtered, smoothed
        Paths of the trend.
    innovations
        One-step prediction errors with the coefficients of the whole sample taken out, (n - diffuse,): they are not
        independent where coefficients are estimated.
    recursive
        Standardised one-step prediction errors, each from coefficients of the past alone, as many as degrees of
        freedom: independent and standard normal where the model holds.
    drift, drift_variance, drift_with_coefficients
        Smoothed slope of the last year, its variance and its covariances with the coefficients; None without slope.
    """

    coefficients: Array
    coefficient_covariance: Array
    filtered: TrendPath
    smoothed: TrendPath
    innovations: Array
    recursive: Array
    drift: tuple[float, float, Array] | None

    def __post_init__(self) -> None:
        for array in (self.coefficients, self.coefficient_covariance, self.innovations, self.recursive):
            array.setflags(write=False)


def solved(regression: TrendRegression, variances: Array, years: NDArray[np.int64]) -> Solution:
    """Return coefficients, paths and prediction errors for given variances.

    Levels and their errors are those of the trend with every column of the design in deviations from its mean, which
    for logs of inputs means: inputs in units of their geometric means. The level itself is given in the units of the
    data. Without such a convention the error of a level would change with the units of the inputs.
    """
    model, scale = regression.model, float(variances.sum())
    proportions = variances / scale
    both = states(model, proportions, regression.columns)
    table = both.innovations.standardised
    mean, covariance = posterior(table, scale, regression.prior)
    centre = regression.design.mean(axis=0)
    smoothed, drift = _smoothed(regression, both, variances, years, mean, covariance, centre)
    return Solution(
        coefficients=mean,
        coefficient_covariance=covariance,
        filtered=_filtered(regression, both, scale, years, centre),
        smoothed=smoothed,
        innovations=np.asarray(both.innovations.errors @ np.append(1.0, -mean)),
        recursive=_recursive(regression, table, scale),
        drift=drift,
    )


def _no_slope() -> NotApplicable:
    return NotApplicable(Message.of("trend_without_slope"))


def _smoothed(
    regression: TrendRegression,
    both: States,
    variances: Array,
    years: NDArray[np.int64],
    mean: Array,
    covariance: Array,
    centre: Array,
) -> tuple[TrendPath, tuple[float, float, Array] | None]:
    model = regression.model
    one_and_less = np.append(1.0, -mean)
    level = both.smoothed[:, 0] @ one_and_less
    per_input = both.smoothed[:, 0, 1:] - centre
    own = path_covariance(model, variances, len(years))
    spread = own + per_input @ covariance @ per_input.T
    if not model.has_slope:
        slope = errors = _no_slope()
        path = TrendPath(years=years, level=level, covariance=spread, slope=slope, slope_errors=errors)
        return path, None
    growth = both.smoothed[:, 1] @ one_and_less
    growth_input = both.smoothed[:, 1, 1:]
    growth_variance = both.smoothed_covariance[:, 1, 1] * variances.sum() + np.einsum(
        "ni,ij,nj->n", growth_input, covariance, growth_input
    )
    path = TrendPath(
        years=years,
        level=level,
        covariance=spread,
        slope=growth,
        slope_errors=np.sqrt(np.maximum(growth_variance, 0.0)),
    )
    return path, (float(growth[-1]), float(growth_variance[-1]), np.asarray(-covariance @ growth_input[-1]))


def _filtered(
    regression: TrendRegression, both: States, scale: float, years: NDArray[np.int64], centre: Array
) -> TrendPath:
    """Return the path of which each year rests on the years up to it (but on variances of the whole sample)."""
    model = regression.model
    table = both.innovations.standardised
    first = _first_determined(regression, table)
    rows = range(first + model.diffuse - 1, len(years))
    level, variance = np.empty(len(rows)), np.empty(len(rows))
    slope, slope_variance = np.empty(len(rows)), np.empty(len(rows))
    for i, t in enumerate(rows):
        mean, covariance = posterior(table[: t + 1 - model.diffuse], scale, regression.prior)
        now = both.filtered[t] @ np.append(1.0, -mean)
        weight = both.filtered[t, :, 1:].copy()
        weight[0] -= centre
        spread = both.filtered_covariance[t] * scale + weight @ covariance @ weight.T
        level[i], variance[i] = now[0], spread[0, 0]
        slope[i], slope_variance[i] = (now[1], spread[1, 1]) if model.has_slope else (0.0, 0.0)
    return TrendPath(
        years=years[rows.start :],
        level=level,
        covariance=variance,
        slope=slope if model.has_slope else _no_slope(),
        slope_errors=np.sqrt(np.maximum(slope_variance, 0.0)) if model.has_slope else _no_slope(),
    )


def _first_determined(regression: TrendRegression, table: Array) -> int:
    """Return after how many prediction errors all diffuse coefficients can be told."""
    first = 1 if regression.prior is None else 2
    k = table.shape[1] - first
    if k == 0:
        return 0
    for rows in range(k, len(table) + 1):
        if rank_of(table[:rows, first:])[0] == k:
            return rows
    return len(table)


def _recursive(regression: TrendRegression, table: Array, scale: float) -> Array:
    """Return standardised prediction errors from coefficients of the past (Brown, Durbin and Evans 1975)."""
    out = []
    for t in range(_first_determined(regression, table), len(table)):
        mean, covariance = posterior(table[:t], scale, regression.prior)
        x = table[t, 1:]
        out.append((table[t, 0] - x @ mean) / np.sqrt(scale + x @ covariance @ x))
    return np.asarray(out, dtype=np.float64)


def path_covariance(model: TrendModel, variances: Array, n: int) -> Array:
    """Return the covariance (n, n) of the smoothed level given the coefficients: Var(ε) - Var(ε) M Var(ε).

    M = D'(Var D y)⁻¹ D is the precision of the data without the diffuse states, D taking first differences, or second
    where there is a slope: D y holds no diffuse state. Without an error of measurement the level is the data: zero.
    """
    named = dict(zip(model.variance_names, variances, strict=True))
    error = float(named.get("measurement", 0.0))
    if error == 0.0:
        return np.zeros((n, n))
    d = np.diff(np.eye(n), axis=0, n=model.diffuse)
    spread = error * d @ d.T
    if model.has_slope:
        steps = np.diff(np.eye(n - 1), axis=0)
        spread = spread + named.get("level", 0.0) * steps @ steps.T + named.get("slope", 0.0) * np.eye(n - 2)
    else:
        spread = spread + named["level"] * np.eye(n - 1)
    half = np.linalg.solve(np.linalg.cholesky(spread), error * d)
    return np.asarray(error * np.eye(n) - half.T @ half)
