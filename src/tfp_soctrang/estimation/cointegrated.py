"""Cobb–Douglas functions among series with unit roots: dynamic and fully modified least squares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse_unknown
from tfp_soctrang.errors import EstimationError
from tfp_soctrang.estimation.coefficient_covariance import inverse_products, newey_west_lags
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.least_squares import LinearFit, least_squares
from tfp_soctrang.estimation.log_linear_record import log_linear_fit
from tfp_soctrang.estimation.observations import observations
from tfp_soctrang.estimation.production_fit import ProductionFit
from tfp_soctrang.estimation.production_terms import ProductionTerms, Returns, Trend, production_terms
from tfp_soctrang.estimation.production_tests import (
    breaks_test,
    engle_granger_test,
    not_applicable,
    returns_test,
    unit_root_tests,
)
from tfp_soctrang.estimation.unit_root_tests import phillips_ouliaris

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "CointegratedMethod",
    "cointegrated_cobb_douglas",
    "dynamic_least_squares",
    "fully_modified_least_squares",
    "long_run_covariance",
]

CointegratedMethod = Literal["dynamic", "fully_modified"]


def long_run_covariance(series: ArrayLike, bandwidth: int) -> tuple[Array, Array]:
    """Return the long-run covariance of several series and its one-sided part, with Bartlett weights.

    Ω = Γ₀ + Σ_j w_j (Γ_j + Γ_j'), Λ = Γ₀ + Σ_j w_j Γ_j, w_j = 1 - j/(bandwidth + 1), Γ_j = Σ_t u_t u_{t-j}' / n: series
    are not centred.

    Parameters
    ----------
    series
        Shape (n, m), or (n,) for one.
    bandwidth
        Lags that count, 0 to n - 1.

    References
    ----------
    Newey and West (1987), Econometrica 55. Hansen (1992), Journal of Business and Economic Statistics 10.

    Examples
    --------
    >>> both, one = long_run_covariance([1.0, -1.0, 1.0, -1.0], 1)
    >>> both.tolist(), one.tolist()
    ([[0.25]], [[0.625]])
    """
    u = np.asarray(series, dtype=np.float64)
    u = u[:, np.newaxis] if u.ndim == 1 else u
    n = len(u)
    if not 0 <= bandwidth < n:
        raise EstimationError(
            "bandwidth", f"must lie between 0 and {n - 1}", value=bandwidth, remedy="A year's data: often 2 or 3."
        )
    start = u.T @ u / n
    later = np.zeros_like(start)
    for lag in range(1, bandwidth + 1):
        later = later + (1.0 - lag / (bandwidth + 1.0)) * (u[lag:].T @ u[:-lag]) / n
    return np.asarray(start + later + later.T), np.asarray(start + later)


def dynamic_least_squares(terms: ProductionTerms, *, leads: int, lags: int, bandwidth: int) -> LinearFit:
    """Return dynamic least squares: changes of the inputs before, at and after each year stand beside their levels.

    Standard errors come from the long-run variance of the residuals with n/(n - k).

    Parameters
    ----------
    terms
        A regression in levels.
    leads, lags
        Years after and before, 0 and above.
    bandwidth
        Of the long-run variance.

    References
    ----------
    Saikkonen (1991), Econometric Theory 7. Stock and Watson (1993), Econometrica 61.
    """
    if leads < 0 or lags < 0:
        raise EstimationError("leads and lags", "must not be below zero", value=(leads, lags), remedy="Often 1 and 1.")
    n = len(terms.response)
    rows = np.arange(lags + 1, n - leads)
    moving = [terms.names.index(name) for name in terms.names if name in terms.input_names]
    change = np.diff(terms.design[:, moving], axis=0)  # change[t - 1] is that of year t
    columns, names = [terms.design[rows]], list(terms.names)
    for shift in range(-lags, leads + 1):
        columns.append(change[rows + shift - 1])
        names += [f"change of {terms.names[j]}, {shift:+d}" for j in moving]
    fit = least_squares(terms.response[rows], np.column_stack(columns), names)
    long_run, _ = long_run_covariance(fit.residuals, bandwidth)
    scale = float(long_run[0, 0]) * len(rows) / fit.sum_of_squares if fit.sum_of_squares > 0.0 else 0.0
    return replace(fit, covariance=fit.covariance * scale)


def fully_modified_least_squares(terms: ProductionTerms, *, bandwidth: int) -> LinearFit:
    """Return fully modified least squares: output freed of what moves with the changes of inputs, and the bias removed.

    y⁺_t = y_t - Ω₁₂ Ω₂₂⁻¹ η_t and b = (Z'Z)⁻¹ (Z'y⁺ - n (Λ₁₂ - Ω₁₂ Ω₂₂⁻¹ Λ₂₂)'), η the changes of the inputs about
    their linear trend (logs of capital and labour drift). The first year is lost. Standard errors come from
    Ω₁₁ - Ω₁₂ Ω₂₂⁻¹ Ω₂₁ with n/(n - k).

    Parameters
    ----------
    terms
        A regression in levels.
    bandwidth
        Of the long-run covariance.

    References
    ----------
    Phillips and Hansen (1990), Review of Economic Studies 57. Hansen (1992), Journal of Business and Economic
    Statistics 10.
    """
    static = least_squares(terms.response, terms.design, terms.names)
    moving = [terms.names.index(name) for name in terms.names if name in terms.input_names]
    if not moving:
        raise EstimationError(
            "inputs", "have no elasticity to estimate", value=list(terms.input_names), remedy="Take returns='free'."
        )
    levels = terms.design[:, moving]
    about = np.column_stack([np.ones(len(levels)), np.arange(len(levels), dtype=np.float64)])
    q, _ = np.linalg.qr(about)
    shocks = np.diff(levels - q @ (q.T @ levels), axis=0)
    omega, one_sided = long_run_covariance(np.column_stack([static.residuals[1:], shocks]), bandwidth)
    weights = np.linalg.solve(omega[1:, 1:], omega[1:, 0])
    bias = np.zeros(len(terms.names))
    bias[moving] = one_sided[0, 1:] - weights @ one_sided[1:, 1:]
    first = least_squares(terms.response[1:] - shocks @ weights, terms.design[1:], terms.names)
    n, k = first.design.shape
    inverse = inverse_products(first.design)
    variance = float(omega[0, 0] - omega[0, 1:] @ weights) * n / (n - k)
    return replace(
        first,
        design=np.array(terms.design[1:]),
        response=np.array(terms.response[1:]),
        coefficients=first.coefficients - n * inverse @ bias,
        covariance=inverse * variance,
    )


def cointegrated_cobb_douglas(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike,
    returns: Returns = "free",
    trend: Trend = "none",
    method: CointegratedMethod = "dynamic",
    leads: int = 1,
    lags: int = 1,
    bandwidth: int | None = None,
) -> ProductionFit:
    """Return a Cobb–Douglas function as a cointegrating relation of output and inputs.

    Ordinary least squares among series with unit roots is consistent, but its errors and tests are not what they say
    when shocks to output and inputs come together. Dynamic least squares clears the equation of the inputs' changes in
    the years about; fully modified least squares corrects for their long-run covariance.

    Parameters
    ----------
    output, inputs, years, returns, trend
        As for `cobb_douglas`.
    method
        "dynamic" or "fully_modified".
    leads, lags
        Of "dynamic": years of changes after and before. One each suits some 25 years of annual data.
    bandwidth
        Of the Bartlett kernel; None takes the whole part of 4 (n/100)^(2/9).

    Returns
    -------
    ProductionFit
        With the tests of cointegration of Engle and Granger and of Phillips and Ouliaris (the latter needs the extra
        `cointegration`). Diagnostics are those of the static regression.

    Raises
    ------
    DataError, EstimationError
        As for `cobb_douglas`.

    References
    ----------
    Saikkonen (1991). Stock and Watson (1993). Phillips and Hansen (1990).

    Examples
    --------
    >>> walks = np.random.default_rng(1).normal([0.05, 0.01], 0.05, (40, 2)).cumsum(axis=0)
    >>> noise = 0.01 * np.random.default_rng(2).normal(size=40)
    >>> output = np.exp(walks @ [0.4, 0.6] + noise)
    >>> inputs = {"capital": np.exp(walks[:, 0]), "labour": np.exp(walks[:, 1])}
    >>> fit = cointegrated_cobb_douglas(output, inputs, years=np.arange(1980, 2020), returns="constant")
    >>> fit.elasticities[0].round(2).tolist(), fit.test("phillips_ouliaris").rejects()
    ([0.4, 0.6], True)
    """
    refuse_unknown(method, "method", get_args(CointegratedMethod))
    seen = observations(output, inputs, years)
    terms = production_terms(seen, returns=returns, trend=trend)
    loose = production_terms(seen, returns="free", trend=trend)
    width = newey_west_lags(len(seen.years)) if bandwidth is None else bandwidth

    def estimated(equation: ProductionTerms) -> LinearFit:
        if method == "dynamic":
            return dynamic_least_squares(equation, leads=leads, lags=lags, bandwidth=width)
        return fully_modified_least_squares(equation, bandwidth=width)

    fit = estimated(terms)
    free: LinearFit | EstimationError
    try:
        free = estimated(loose)
    except EstimationError as error:
        free = error
    static = least_squares(terms.response, terms.design, terms.names)
    k = len(terms.names)
    regressors = [terms.names.index(name) for name in terms.names if name in terms.input_names]
    tests = (
        returns_test(free, seen.input_names),
        breaks_test(fit, ()),
        not_applicable("parameter_stability", "na_cointegrating"),
        not_applicable("durbin_watson", "na_cointegrating"),
        not_applicable("breusch_godfrey", "na_cointegrating", lags=2),
        not_applicable("jarque_bera", "na_cointegrating"),
        not_applicable("breusch_pagan", "na_cointegrating"),
        *unit_root_tests(seen, dated=True),
        engle_granger_test(static, terms, trend, dated=True),
        phillips_ouliaris(
            terms.response, terms.design[:, regressors], trend="linear" if trend == "linear" else "constant"
        )
        if regressors
        else not_applicable("phillips_ouliaris", "na_one_input"),
        not_applicable("prior_agreement", "na_no_prior"),
    )
    chosen = (
        ("returns", returns),
        ("trend", trend),
        ("method", method),
        *((("leads", str(leads)), ("lags", str(lags))) if method == "dynamic" else ()),
        ("bandwidth", str(width)),
    )
    return log_linear_fit(
        seen,
        terms,
        terms.parameters(fit.coefficients[:k], fit.covariance[:k, :k]),
        choices=chosen,
        residuals=fit.residuals,
        degrees_of_freedom=fit.degrees_of_freedom,
        tests=tests,
        diagnostics=diagnostics_of(static),
        regression=fit,
    )
