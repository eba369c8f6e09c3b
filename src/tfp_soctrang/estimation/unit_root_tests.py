"""Unit roots of series and of the residuals of a regression in levels (cointegration)."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.least_squares import least_squares
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "UnitRootTrend",
    "dickey_fuller_regression",
    "engle_granger",
    "longest_lag",
    "phillips_ouliaris",
    "unit_root",
]

UnitRootTrend = Literal["none", "constant", "linear"]

_CODES: dict[str, Literal["n", "c", "ct"]] = {"none": "n", "constant": "c", "linear": "ct"}
_FEWEST = 10
_MOST_VARIABLES = 6  # of MacKinnon's response surfaces


def longest_lag(n: int) -> int:
    """Return the most lagged changes that are tried on n years: the whole part of (n - 1)^(1/3) (Said and Dickey)."""
    return int(np.floor(np.cbrt(n - 1.0) + 1e-9))


def dickey_fuller_regression(series: ArrayLike, trend: UnitRootTrend, *, lags: int | None = None) -> tuple[float, int]:
    """Return the t-value of ρ in the augmented Dickey–Fuller regression, and its number of lagged changes.

    Δx_t = ρ x_{t-1} + γ'Δx_{t-1…t-p} + deterministic terms.

    Parameters
    ----------
    series
        Shape (n,).
    trend
        Deterministic terms: none (residuals of a regression), a constant, or a constant and a trend.
    lags
        p; None takes the p up to (n - 1)^(1/3) with the least Akaike criterion, all compared on the same years, and
        estimates with it on all years.

    Raises
    ------
    EstimationError
        The series is too short, or so regular that its changes are combinations of each other.

    References
    ----------
    Dickey and Fuller (1979), Journal of the American Statistical Association 74. Said and Dickey (1984), Biometrika 71.
    """
    x = np.asarray(series, dtype=np.float64)
    if lags is None:
        most = longest_lag(len(x))
        lags = int(np.argmin([_akaike(*_regression(x, trend, p, start=most)[:2]) for p in range(most + 1)]))
    return float(least_squares(*_regression(x, trend, lags, start=lags)).t_values[0]), lags


def _akaike(response: Array, design: Array) -> float:
    """Return n log(sum of squares) + 2k: Akaike's criterion less what all lags share."""
    q, _ = np.linalg.qr(design)
    left = response - q @ (q.T @ response)
    return float(len(left) * np.log(max(float(left @ left), float(np.finfo(np.float64).tiny))) + 2.0 * design.shape[1])


def _regression(x: Array, trend: UnitRootTrend, lags: int, *, start: int) -> tuple[Array, Array, list[str]]:
    """Return response, design and names of the regression on the years from `start` changes on."""
    change = np.diff(x)
    rows = np.arange(start, len(change))
    columns = [x[rows], *(change[rows - lag] for lag in range(1, lags + 1))]
    names = ["level", *(f"change {lag}" for lag in range(1, lags + 1))]
    if trend != "none":
        columns.append(np.ones(len(rows)))
        names.append("constant")
    if trend == "linear":
        columns.append(rows - rows.mean())
        names.append("trend")
    return change[rows], np.column_stack(columns), names


def unit_root(
    series: ArrayLike, name: str, *, trend: UnitRootTrend = "linear", lags: int | None = None
) -> HypothesisTest:
    """Return the augmented Dickey–Fuller test that a series has a unit root.

    Parameters
    ----------
    series
        Shape (n,), logs.
    name
        Of the series, for the sentence and the name of the test.
    trend
        Deterministic terms under the alternative: "linear" for series that grow.
    lags
        Lagged changes; see `dickey_fuller_regression`.

    Returns
    -------
    HypothesisTest
        p-value by MacKinnon's (1994) asymptotic response surface.

    References
    ----------
    Dickey and Fuller (1979). MacKinnon (1994), Journal of Business and Economic Statistics 12.
    """
    x = np.asarray(series, dtype=np.float64)
    return HypothesisTest(
        name=f"unit_root_{name}",
        null=Message.of("null_unit_root", series=name),
        outcome=_outcome(x, trend, lags, "dickey_fuller", _CODES[trend], 1),
    )


def _outcome(
    x: Array, trend: UnitRootTrend, lags: int | None, distribution: str, surface: str, variables: int
) -> Outcome | NotApplicable:
    from statsmodels.tsa.adfvalues import mackinnonp

    if len(x) < _FEWEST:
        return NotApplicable(Message.of("na_too_few", needed=_FEWEST, given=len(x)))
    try:
        statistic, _ = dickey_fuller_regression(x, trend, lags=lags)
    except EstimationError:
        return NotApplicable(Message.of("na_too_regular"))
    if not np.isfinite(statistic):
        return NotApplicable(Message.of("na_too_regular"))
    return Outcome(
        statistic=statistic,
        distribution=distribution,
        degrees_of_freedom=(),
        p_value=float(mackinnonp(statistic, regression=surface, N=variables)),
    )


def engle_granger(
    residuals: ArrayLike, *, regressors: int, trend: UnitRootTrend = "constant", lags: int | None = None
) -> HypothesisTest:
    """Return the Engle–Granger test that the residuals of a regression in levels have a unit root: no cointegration.

    Parameters
    ----------
    residuals
        Of the regression by ordinary least squares, shape (n,).
    regressors
        Number of its regressors with a unit root (deterministic terms not counted).
    trend
        Deterministic terms of that regression.
    lags
        Lagged changes; see `dickey_fuller_regression`.

    References
    ----------
    Engle and Granger (1987), Econometrica 55. MacKinnon (1994).
    """
    e = np.asarray(residuals, dtype=np.float64)
    null = Message.of("null_no_cointegration")
    variables = regressors + 1
    outcome: Outcome | NotApplicable
    if trend == "none":
        outcome = NotApplicable(Message.of("na_no_constant"))
    elif variables > _MOST_VARIABLES:
        outcome = NotApplicable(Message.of("na_too_many_variables", most=_MOST_VARIABLES, given=variables))
    else:
        outcome = _outcome(e, "none", lags, "engle_granger", _CODES[trend], variables)
    return HypothesisTest(name="engle_granger", null=null, outcome=outcome)


def phillips_ouliaris(
    response: ArrayLike, regressors: ArrayLike, *, trend: UnitRootTrend = "constant", bandwidth: int | None = None
) -> HypothesisTest:
    """Return the Phillips–Ouliaris Z_t test of no cointegration, through the package `arch`.

    Parameters
    ----------
    response, regressors
        Levels (logs), shapes (n,) and (n, m).
    trend
        Deterministic terms.
    bandwidth
        Of the Bartlett kernel; None lets `arch` choose (Newey and West 1994).

    Returns
    -------
    HypothesisTest
        Not applicable, with the extra to install as its reason, where `arch` is missing.

    References
    ----------
    Phillips and Ouliaris (1990), Econometrica 58.
    """
    null = Message.of("null_no_cointegration")
    name = "phillips_ouliaris"
    y, x = np.asarray(response, dtype=np.float64), np.asarray(regressors, dtype=np.float64)
    if len(y) < _FEWEST:
        short = NotApplicable(Message.of("na_too_few", needed=_FEWEST, given=len(y)))
        return HypothesisTest(name=name, null=null, outcome=short)
    try:
        from arch.unitroot import cointegration
    except ImportError:
        missing = NotApplicable(Message.of("na_needs_extra", package="arch", extra="cointegration"))
        return HypothesisTest(name=name, null=null, outcome=missing)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = cointegration.phillips_ouliaris(y, x, trend=_CODES[trend], test_type="Zt", bandwidth=bandwidth)
    # the one warning that is known becomes a note; any other is passed on
    short_sample = [one for one in caught if "smallest sample size" in str(one.message)]
    for other in caught:
        if other not in short_sample:
            warnings.warn_explicit(other.message, other.category, other.filename, other.lineno)
    note = Message.of("note_short_for_surface") if short_sample else None
    outcome = Outcome(
        statistic=float(found.stat), distribution=name, degrees_of_freedom=(), p_value=float(found.pvalue)
    )
    return HypothesisTest(name=name, null=null, outcome=outcome, note=note)
