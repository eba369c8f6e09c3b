"""Cobb–Douglas functions by nonlinear least squares: errors beside output in its own units, or in proportion to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.coefficient_covariance import ErrorKind, newey_west_lags
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.linear_tests import leaves_nothing
from tfp_soctrang.estimation.log_linear_record import log_linear_fit
from tfp_soctrang.estimation.observations import Observations, observations
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.production_terms import BreakKind, ProductionTerms, Returns, Trend, production_terms
from tfp_soctrang.estimation.production_tests import breaks_test, not_applicable, returns_test, unit_root_tests
from tfp_soctrang.estimation.residual_tests import breusch_godfrey, jarque_bera

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["ErrorForm", "nonlinear_cobb_douglas"]

ErrorForm = Literal["additive", "multiplicative"]

_OFFSET = 1e-5
_FARTHEST = 60.0  # of a trial's log output from the mean: beyond it exp says nothing but overflow


def nonlinear_cobb_douglas(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    error: ErrorForm = "additive",
    returns: Returns = "free",
    trend: Trend = "none",
    breaks: Mapping[int, BreakKind] | None = None,
    errors: ErrorKind = "classical",
    lags: int | None = None,
    starts: int = 8,
    seed: int = 0,
    evaluations: int = 500,
) -> ProductionFit:
    """Return a Cobb–Douglas function by nonlinear least squares.

    Additive: Y = exp(constant + trend…) Π X_i^ε_i + e. Multiplicative: Y = exp(constant + trend…) Π X_i^ε_i · exp(u),
    which in logs is the linear regression, and gives its estimates.

    Parameters
    ----------
    output, inputs, years, returns, trend, breaks, errors, lags
        As for `cobb_douglas`.
    error
        What is squared: errors in the units of output, which weigh years of large output more, or in proportion.
    starts, seed
        The search starts from the linear regression in logs and from `starts - 1` points drawn about it; the lowest sum
        of squares is kept.
    evaluations
        The most evaluations of the function from one start.

    Returns
    -------
    ProductionFit
        Residuals in units of output (additive) or logs (multiplicative). Standard errors and tests are those of the
        regression on the derivatives at the estimate (Gauss–Newton). `choices` tells how many starts ended there.

    Raises
    ------
    DataError, EstimationError
        As for `cobb_douglas`; and when no start reaches a minimum.

    Notes
    -----
    A minimum is accepted when residuals are orthogonal to the derivatives up to 1e-5 of their size, Bates and Watts'
    relative offset.

    References
    ----------
    Greene (2018), Econometric Analysis, 8th ed., chapter 7. Bates and Watts (1981), Technometrics 23. Davidson and
    MacKinnon (1993), Estimation and Inference in Econometrics, chapter 6.

    Examples
    --------
    >>> capital, labour = np.array([1.0, 2, 3, 5, 8, 13]), np.array([2.0, 2, 3, 3, 4, 5])
    >>> output = 2.0 * capital**0.3 * labour**0.7 + [0.01, -0.02, 0.01, 0.02, -0.01, -0.01]
    >>> fit = nonlinear_cobb_douglas(output, {"capital": capital, "labour": labour})
    >>> fit.elasticities[0].round(3).tolist()
    [0.297, 0.704]
    """
    refuse_unknown(error, "error", get_args(ErrorForm))
    dated = years is not None
    if not dated and (trend != "none" or breaks or errors == "hac"):
        raise EstimationError(
            "years", "are needed for a trend, breaks or errors='hac'", remedy="Give them, or leave those out."
        )
    if lags is not None and errors != "hac":
        raise EstimationError("lags", "belong to errors='hac'", remedy="Leave them out.")
    if starts < 1:
        raise EstimationError("starts", "must be one at least", value=starts, remedy="Some 8 are usual.")
    seen = observations(output, inputs, years)
    terms = production_terms(seen, returns=returns, trend=trend, breaks=breaks)
    loose = production_terms(seen, returns="free", trend=trend, breaks=breaks)
    width = 0 if errors != "hac" else newey_west_lags(len(seen.years)) if lags is None else lags
    search = {"starts": starts, "seed": seed, "evaluations": evaluations}
    fit, reached = _minimised(seen, terms, error, errors, width, **search)
    free: LinearFit | EstimationError
    try:
        free = fit if returns == "free" else _minimised(seen, loose, error, errors, width, **search)[0]
    except EstimationError as found:
        free = found
    memory = breusch_godfrey(_plain(fit)) if dated else not_applicable("breusch_godfrey", "na_cross_section", lags=2)
    tests = (
        returns_test(free, seen.input_names),
        breaks_test(fit, terms.break_names),
        not_applicable("parameter_stability", "na_nonlinear"),
        not_applicable("durbin_watson", "na_nonlinear"),
        memory,
        jarque_bera(fit),
        not_applicable("breusch_pagan", "na_nonlinear"),
        *unit_root_tests(seen, dated=dated),
        not_applicable("engle_granger", "na_nonlinear"),
        not_applicable("prior_agreement", "na_no_prior"),
    )
    return log_linear_fit(
        seen,
        terms,
        terms.parameters(fit.coefficients, fit.covariance),
        choices=(
            ("error", error),
            ("returns", returns),
            ("trend", trend),
            ("breaks", ", ".join(f"{kind} {year}" for year, kind in sorted((breaks or {}).items())) or "none"),
            ("errors", f"hac, {width} lags" if errors == "hac" else errors),
            ("starts", f"{reached} of {starts} at the minimum"),
        ),
        residuals=fit.residuals,
        degrees_of_freedom=fit.degrees_of_freedom,
        tests=tests,
        diagnostics=diagnostics_of(_plain(fit)),
    )


def _plain(fit: LinearFit) -> LinearFit:
    return least_squares(fit.response, fit.design, fit.names)


def _minimised(
    seen: Observations,
    terms: ProductionTerms,
    error: ErrorForm,
    errors: ErrorKind,
    lags: int,
    *,
    starts: int,
    seed: int,
    evaluations: int,
) -> tuple[LinearFit, int]:
    """Return the regression on the derivatives at the minimum, whose coefficients are the estimates, and the starts."""
    from scipy.optimize import least_squares as minimise

    linear = least_squares(terms.response, terms.design, terms.names)
    if error == "multiplicative" or leaves_nothing(linear):
        return least_squares(terms.response, terms.design, terms.names, errors=errors, lags=lags), starts
    # parameters are measured about the linear regression in its standard errors, logs about their mean: all of size one
    level = float(seen.log_output.mean())
    target = np.exp(seen.log_output - level)
    shift = seen.log_output - terms.response - level
    size = linear.standard_errors

    def fitted(steps: Array) -> Array:
        log = shift + terms.design @ (linear.coefficients + size * steps)
        return np.exp(np.clip(log, -_FARTHEST, _FARTHEST))

    def residuals(steps: Array) -> Array:
        return np.asarray(target - fitted(steps))

    def derivatives(steps: Array) -> Array:
        return np.asarray(-fitted(steps)[:, np.newaxis] * terms.design * size)

    rng = np.random.default_rng(seed)
    points = [np.zeros(len(size)), *(2.0 * rng.standard_normal((starts - 1, len(size))))]
    ends = []
    for point in points:
        found = minimise(
            residuals,
            point,
            jac=derivatives,
            method="lm",
            x_scale="jac",
            max_nfev=evaluations,
            xtol=1e-14,
            ftol=1e-14,
            gtol=1e-14,
        )
        ends.append((float(found.cost), _relative_offset(found.fun, found.jac), found.x))
    cost, offset, steps = min(ends, key=lambda end: end[0])
    if not offset <= _OFFSET:  # NaN is no minimum either
        raise EstimationError(
            "nonlinear least squares",
            f"reaches no minimum from {starts} starts: residuals lean on the derivatives",
            value=offset,
            remedy="Take returns='constant', leave the trend out, allow more evaluations, or error='multiplicative'.",
        )
    reached = sum(end[0] <= cost * (1.0 + 1e-8) and end[1] <= _OFFSET for end in ends)
    unit = np.exp(level)
    slopes = unit * fitted(steps)[:, np.newaxis] * terms.design
    coefficients = linear.coefficients + size * steps
    at_minimum = least_squares(
        unit * residuals(steps) + slopes @ coefficients, slopes, terms.names, errors=errors, lags=lags
    )
    return at_minimum, reached


def _relative_offset(residuals: Array, derivatives: Array) -> float:
    """Return the length of the residuals' projection on the derivatives over that of the rest, each per dimension."""
    q, _ = np.linalg.qr(derivatives / np.sqrt((derivatives**2).sum(axis=0)))
    n, k = derivatives.shape
    along = q.T @ residuals
    rest = float(residuals @ residuals - along @ along) / (n - k)
    return float(np.sqrt((along @ along) / k / rest)) if rest > 0.0 else np.inf
