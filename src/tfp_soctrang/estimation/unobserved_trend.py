"""One series as an unobserved trend: local level, random walk with drift, local linear and smooth trend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest
from tfp_soctrang.estimation.innovation_tests import (
    even_spread_test,
    kurtosis,
    ljung_box_test,
    normality_test,
    skewness,
)
from tfp_soctrang.estimation.least_squares import rank_of
from tfp_soctrang.estimation.trend_likelihood import TrendRegression, information, log_likelihood, maximised
from tfp_soctrang.estimation.trend_model import Trend, TrendModel
from tfp_soctrang.estimation.trend_paths import TrendPath, solved
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["UnobservedTrend", "Variances", "innovation_tests", "refuse_exact", "unobserved_trend", "variances_of"]

# What a fit leaves of a series, relative to its spread, when it leaves nothing but the rounding of its digits.
_EXACT = 1e-11


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Variances(Shown):
    """Variances of a trend model: given, or at the maximum of the likelihood.

    Parameters
    ----------
    names, values
        `measurement`, `level`, `slope`: those the model has.
    covariance
        From the curvature of the likelihood; zero for what was given or lies at zero.
    given
        Whether they were given.
    """

    names: tuple[str, ...]
    values: Array
    covariance: Array
    given: bool

    def __post_init__(self) -> None:
        for array in (self.values, self.covariance):
            array.setflags(write=False)

    def __getitem__(self, name: str) -> float:
        """Return the variance `name`."""
        return float(self.values[self.names.index(name)])

    @property
    def at_zero(self) -> tuple[str, ...]:
        """Names of the variances estimated to be exactly zero: the data ask for no such movement."""
        return () if self.given else tuple(n for n, v in zip(self.names, self.values, strict=True) if v == 0.0)

    def error(self, name: str) -> float | NotApplicable:
        """Return the standard error of the variance `name`, or why it has none."""
        if self.given:
            return NotApplicable(Message.of("variance_given", name=name))
        if name in self.at_zero:
            return NotApplicable(Message.of("variance_at_zero", name=name))
        at = self.names.index(name)
        return float(np.sqrt(self.covariance[at, at]))

    @property
    def estimated(self) -> int:
        """Number of variances that were estimated and are above zero."""
        return 0 if self.given else len(self.names) - len(self.at_zero)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class UnobservedTrend(Shown):
    """A series split into its trend and what is none: `series == smoothed.level + measurement`.

    Parameters
    ----------
    model
        Which trend, with an error of measurement or not.
    years, series
        Shapes (n,).
    variances
        With standard errors, or why they have none.
    log_likelihood
        Exact diffuse, without any term for the observations that only start the filter.
    filtered, smoothed
        Paths with bands; variances are taken as known in them.
    standardised
        One-step prediction errors over their standard deviations, shape (n - diffuse,).
    tests
        Of the prediction errors: "ljung_box", "jarque_bera", "heteroskedasticity".
    """

    model: TrendModel
    years: NDArray[np.int64]
    series: Array
    variances: Variances
    log_likelihood: float
    filtered: TrendPath
    smoothed: TrendPath
    standardised: Array
    tests: tuple[HypothesisTest, ...]

    def __post_init__(self) -> None:
        for array in (self.years, self.series, self.standardised):
            array.setflags(write=False)

    @property
    def measurement(self) -> Array:
        """Smoothed error of measurement, shape (n,)."""
        return np.asarray(self.series - self.smoothed.level)

    @property
    def skewness(self) -> float:
        """Of the prediction errors."""
        return skewness(self.standardised)

    @property
    def kurtosis(self) -> float:
        """Of the prediction errors; 3 for normal ones."""
        return kurtosis(self.standardised)

    def test(self, name: str) -> HypothesisTest:
        """Return the test of that name."""
        return next(test for test in self.tests if test.name == name)


def unobserved_trend(
    series: ArrayLike,
    *,
    years: ArrayLike | None = None,
    trend: Trend = "local_level",
    measurement_error: bool = True,
    variances: Mapping[str, float] | None = None,
) -> UnobservedTrend:
    """Return the unobserved trend of one series, its variances at the maximum of the exact diffuse likelihood.

    Parameters
    ----------
    series
        Shape (n,), usually logs; any numbers.
    years
        Labels, shape (n,), following each other; None counts 0, 1, 2, …
    trend, measurement_error
        See `TrendModel`.
    variances
        By name, to take them as given; None estimates them. A variance estimated to be zero is a result: see
        `Variances.at_zero`.

    Raises
    ------
    DataError
        A value that is missing or not a number: its year is named.
    EstimationError
        Too few observations, years with a hole, a series that never moves or follows its trend exactly.

    Notes
    -----
    The diffuse likelihood is that of the series once the states of the first year are known for nothing; with one
    variance it divides by n less the diffuse states, not by n. It is maximised over every set of positive variances.

    References
    ----------
    Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., chapters 2, 3, 5 and 7.
    Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter.

    Examples
    --------
    >>> fit = unobserved_trend([1.0, 1.3, 1.1, 1.6, 1.4, 1.9, 1.7, 2.2], trend="random_walk_with_drift")
    >>> fit.variances.at_zero, fit.smoothed.slope.round(3).tolist()[0]
    (('level',), 0.15)
    """
    n = np.shape(series)[0] if np.ndim(series) == 1 else 0
    if n == 0:
        raise EstimationError("series", "must be one series", value=np.shape(series), remedy="Give a value each year.")
    label = checked_years(years, n)
    y = np.array(series, dtype=np.float64)
    refuse(y, ~np.isfinite(y), "series", "must be a number", "Supply the year, or take a run without a hole.", label)
    if np.ptp(y) <= _EXACT * np.abs(y).max():
        raise EstimationError(
            "series", "never moves: it has no trend", value=float(y[0]), remedy="Take another series."
        )
    model = TrendModel(trend=trend, measurement_error=measurement_error)
    regression = TrendRegression(model=model, names=(), response=y, design=np.empty((n, 0)))
    found = variances_of(regression, variances)
    solution = solved(regression, found.values, label)
    return UnobservedTrend(
        model=model,
        years=label,
        series=y,
        variances=found,
        log_likelihood=log_likelihood(regression, found.values),
        filtered=solution.filtered,
        smoothed=solution.smoothed,
        standardised=solution.recursive,
        tests=innovation_tests(solution.recursive, found),
    )


def checked_years(years: ArrayLike | None, n: int) -> NDArray[np.int64]:
    """Return n year labels that follow each other."""
    label = np.arange(n) if years is None else np.asarray(years)
    if label.shape != (n,) or not np.issubdtype(label.dtype, np.integer):
        raise EstimationError("years", f"must be {n} whole years", value=label.tolist(), remedy="One for each value.")
    if (np.diff(label) != 1).any():
        missing = sorted(set(range(int(label.min()), int(label.max()) + 1)) - set(label.tolist()))
        raise EstimationError(
            "years",
            "must follow each other without a hole",
            value=missing or label.tolist(),
            remedy="Supply the missing years, or estimate on the longest run without a hole.",
        )
    return label.astype(np.int64)


def variances_of(regression: TrendRegression, given: Mapping[str, float] | None, movement: float = 0.0) -> Variances:
    """Return the variances given, checked, or those of greatest likelihood with their covariance.

    `movement` as in `refuse_exact`.

    Raises
    ------
    EstimationError
        Too few observations, an exact fit, unknown names, negative variances or none above zero.
    """
    names = regression.model.variance_names
    needed = regression.model.diffuse + regression.design.shape[1] + (0 if given is not None else len(names)) + 1
    n = len(regression.response)
    if n < needed:
        raise EstimationError(
            "observations",
            f"are not enough: this model needs at least {needed}",
            value=n,
            remedy="Take more years, a simpler trend, or give the capital share.",
        )
    if given is not None:
        wrong = set(given) ^ set(names)
        values = np.array([given.get(name, np.nan) for name in names], dtype=np.float64)
        if wrong or not (np.isfinite(values).all() and (values >= 0.0).all() and values.max() > 0.0):
            raise EstimationError(
                "variances",
                f"must give {', '.join(names)}, none below zero and not all zero",
                value=dict(given),
                remedy="Give each by its name, or none to estimate them.",
            )
        return Variances(names=names, values=values, covariance=np.zeros((len(names),) * 2), given=True)
    refuse_exact(regression, movement)
    values = maximised(regression)
    return Variances(names=names, values=values, covariance=information(regression, values), given=False)


def refuse_exact(regression: TrendRegression, movement: float = 0.0) -> None:
    """Refuse a response that a straight line and the inputs explain wholly, and inputs that the trend explains.

    Parameters
    ----------
    regression
        Its design may be differences of columns.
    movement
        By how much those columns move: what is left of a difference may be their rounding.

    Raises
    ------
    EstimationError
        No variance is left to estimate, or a coefficient cannot be told from the trend.
    """
    model, prior = regression.model, regression.prior
    basis = model.basis(len(regression.response))
    free = regression.design if prior is None else regression.design[:, 1:]
    named = regression.names if prior is None else regression.names[1:]
    _, dependent = rank_of(np.column_stack([basis, free]))
    which = ", ".join(named[i - basis.shape[1]] for i in dependent) or _idle(model, free, named, movement)
    if which:
        line = "a straight line" if model.has_slope else "a constant"
        raise EstimationError(
            which,
            f"moves like {line} or like the other inputs: its elasticity cannot be told from the trend of TFP",
            remedy="Give the capital share as a number or as a prior, or assume constant returns.",
        )
    spread = np.sqrt(((regression.response - regression.response.mean()) ** 2).mean())
    everything = np.column_stack([basis, regression.design])
    size = np.sqrt((everything**2).sum(axis=0))
    size = np.where(size > 0.0, size, 1.0)
    fitted = everything / size @ np.linalg.lstsq(everything / size, regression.response, rcond=None)[0]
    left = np.sqrt(((regression.response - fitted) ** 2).mean())
    if left <= _EXACT * max(spread, float(np.abs(regression.response).max())):
        raise EstimationError(
            "variances",
            "are zero: a straight trend and the inputs explain the series exactly, and the likelihood has no bound",
            value=float(left),
            remedy="Made-up or interpolated figures do this: take measured ones, or give the variances.",
        )


def _idle(model: TrendModel, columns: Array, names: tuple[str, ...], movement: float) -> str:
    left, _ = model.without_line(columns)
    return ", ".join(name for name, column in zip(names, left.T, strict=True) if np.ptp(column) <= _EXACT * movement)


def innovation_tests(standardised: Array, variances: Variances) -> tuple[HypothesisTest, ...]:
    """Return the three tests of the prediction errors, or why they do not apply to so few."""
    if len(standardised) < 8:
        reason = NotApplicable(Message.of("too_few_innovations", count=len(standardised)))
        return (
            HypothesisTest(name="ljung_box", null=Message.of("innovations_uncorrelated", lags=1), outcome=reason),
            HypothesisTest(name="jarque_bera", null=Message.of("innovations_normal"), outcome=reason),
            HypothesisTest(name="heteroskedasticity", null=Message.of("innovations_even", part=1), outcome=reason),
        )
    return (
        ljung_box_test(standardised, estimated_variances=variances.estimated),
        normality_test(standardised),
        even_spread_test(standardised),
    )
