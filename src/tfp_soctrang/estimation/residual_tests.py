"""What residuals should be and are tested for: without memory, normal, of one variance."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome, chi_square_outcome
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.linear_tests import added_terms, leaves_nothing, unsuitable
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["breusch_godfrey", "breusch_pagan", "durbin_watson", "durbin_watson_statistic", "jarque_bera"]

_NODES = 600


def durbin_watson_statistic(residuals: ArrayLike) -> float:
    """Return the sum of squared changes of residuals over their sum of squares: 2 without memory, 0 with full memory.

    Examples
    --------
    >>> durbin_watson_statistic([1.0, -1.0, 1.0, -1.0])
    3.0
    """
    e = np.asarray(residuals, dtype=np.float64)
    return float(np.sum(np.diff(e) ** 2) / np.sum(e**2))


def durbin_watson(fit: LinearFit) -> HypothesisTest:
    """Return the Durbin–Watson test against positive first-order autocorrelation, with its exact p-value.

    Under independent normal errors d is a ratio of quadratic forms in them, P(d ≤ d₀) = P(Σ (λ_i - d₀) ξ_i² ≤ 0) with
    λ_i the eigenvalues of M A M, so that no table of bounds is needed.

    Parameters
    ----------
    fit
        A regression by ordinary least squares, rows in the order of years.

    References
    ----------
    Durbin and Watson (1951), Biometrika 38. Imhof (1961), Biometrika 48, equation 3.2.

    Examples
    --------
    >>> fit = least_squares([1.0, 2.0, 1.5, 2.5, 2.0, 3.0], [[1, t] for t in range(6)], ["constant", "trend"])
    >>> outcome = durbin_watson(fit).outcome
    >>> round(outcome.statistic, 3), round(outcome.p_value, 3)
    (3.548, 0.981)
    """
    null = Message.of("null_durbin_watson")
    reason = unsuitable(fit)
    n, k = fit.design.shape
    if reason is None and n - k < 2:  # residuals have one direction: d is the same whatever the errors
        reason = NotApplicable(Message.of("na_too_few", needed=k + 2, given=n))
    if reason is not None:
        return HypothesisTest(name="durbin_watson", null=null, outcome=reason)
    statistic = durbin_watson_statistic(fit.residuals)
    change = np.diff(np.eye(n), axis=0)
    q, _ = np.linalg.qr(fit.design / np.sqrt((fit.design**2).sum(axis=0)), mode="complete")
    off_design = change @ q[:, k:]
    eigenvalues = np.linalg.eigvalsh(off_design.T @ off_design)
    outcome = Outcome(
        statistic=statistic,
        distribution="durbin_watson",
        degrees_of_freedom=(),
        p_value=_negative_form(eigenvalues - statistic),
    )
    return HypothesisTest(name="durbin_watson", null=null, outcome=outcome)


@cache
def _nodes() -> tuple[Array, Array]:
    """Return nodes and weights of Gauss–Legendre integration over (0, 1)."""
    nodes, mass = np.polynomial.legendre.leggauss(_NODES)
    return 0.5 * (nodes + 1.0), 0.5 * mass


def _negative_form(weights: Array) -> float:
    """Return P(Σ w_i ξ_i² ≤ 0) of independent standard normal ξ_i (Imhof's integral, x = 0)."""
    w = weights / np.abs(weights).max()
    s, mass = _nodes()
    t = s / (1.0 - s)  # u = t²: the integrand, which falls like u^(-1-m/2), ends smoothly for every m
    angle = 0.5 * np.arctan(np.multiply.outer(t**2, w)).sum(axis=1)
    log_size = 0.25 * np.log1p(np.multiply.outer(t**2, w) ** 2).sum(axis=1)
    integrand = np.sin(angle) * np.exp(-log_size) * 2.0 / (t * (1.0 - s) ** 2)
    above = 0.5 + float(mass @ integrand) / np.pi
    return float(np.clip(1.0 - above, 0.0, 1.0))


def breusch_godfrey(fit: LinearFit, *, lags: int = 2, also: ArrayLike | None = None) -> HypothesisTest:
    """Return the Breusch–Godfrey test against autocorrelation up to `lags` years, in its F form.

    Residuals are regressed on the terms and on their own `lags` predecessors (zero before the first year). The F form
    keeps its size in short samples better than n·R² does (Kiviet 1986), but not exactly: with 25 years and inputs that
    wander it rejects a true null in 12 to 14 of 100 at the level of 10 %.

    Parameters
    ----------
    fit
        A regression by ordinary least squares, rows in the order of years.
    lags
        Years of memory looked for.
    also
        Further columns (n, q) that the estimation of other parameters has made part of the regression: the derivative
        of the equation by ρ in a regression with AR(1) errors (Davidson and MacKinnon 1993, section 10.10).

    References
    ----------
    Breusch (1978), Godfrey (1978), Econometrica 46. Kiviet (1986), Review of Economic Studies 53.
    """
    null = Message.of("null_no_autocorrelation", lags=lags)
    n = len(fit.response)
    if not 0 < lags < n:
        outcome: Outcome | NotApplicable = NotApplicable(Message.of("na_too_few", needed=lags + 1, given=n))
        return HypothesisTest(name="breusch_godfrey", null=null, outcome=outcome)
    e = fit.residuals
    past = np.column_stack([np.concatenate([np.zeros(lag), e[:-lag]]) for lag in range(1, lags + 1)])
    if also is not None and not leaves_nothing(fit):
        beside = np.asarray(also, dtype=np.float64)
        # the residuals are orthogonal to the terms but not to `also`: both enter the regression of residuals
        names = [*fit.names, *(f"also {i}" for i in range(beside.shape[1]))]
        if n <= len(names) + lags:
            short = NotApplicable(Message.of("na_too_few", needed=len(names) + lags + 1, given=n))
            return HypothesisTest(name="breusch_godfrey", null=null, outcome=short)
        wider = least_squares(fit.response, np.column_stack([fit.design, beside]), names)
        return HypothesisTest(name="breusch_godfrey", null=null, outcome=added_terms(wider, past))
    return HypothesisTest(name="breusch_godfrey", null=null, outcome=added_terms(fit, past))


def jarque_bera(fit: LinearFit) -> HypothesisTest:
    """Return the Jarque–Bera test of normal errors: n/6 (skewness² + (kurtosis - 3)²/4), chi-square with 2.

    The distribution is asymptotic: with a few tens of observations the test rejects too seldom.

    References
    ----------
    Jarque and Bera (1987), International Statistical Review 55.
    """
    null = Message.of("null_normal")
    if leaves_nothing(fit):
        return HypothesisTest(name="jarque_bera", null=null, outcome=NotApplicable(Message.of("na_exact_fit")))
    centred = fit.residuals - fit.residuals.mean()
    variance = np.mean(centred**2)
    skewness = np.mean(centred**3) / variance**1.5
    kurtosis = np.mean(centred**4) / variance**2
    statistic = float(len(centred) / 6.0 * (skewness**2 + 0.25 * (kurtosis - 3.0) ** 2))
    outcome = chi_square_outcome(float(statistic), 2)
    return HypothesisTest(name="jarque_bera", null=null, outcome=outcome)


def breusch_pagan(fit: LinearFit) -> HypothesisTest:
    """Return the Breusch–Pagan test that the variance of errors does not move with the terms, F form.

    Squared residuals are regressed on the terms (Koenker's form, which does not lean on normal errors).

    References
    ----------
    Breusch and Pagan (1979), Econometrica 47. Koenker (1981), Journal of Econometrics 17.
    """
    null = Message.of("null_one_variance")
    reason = unsuitable(fit)
    if reason is None and not fit.has_constant:
        reason = NotApplicable(Message.of("na_no_constant"))
    if reason is not None:
        return HypothesisTest(name="breusch_pagan", null=null, outcome=reason)
    squares = fit.residuals**2
    mean_only = least_squares(squares, np.ones((len(squares), 1)), ["constant"])
    return HypothesisTest(name="breusch_pagan", null=null, outcome=added_terms(mean_only, fit.design))
