"""Translog production functions by least squares: any number of inputs, three trends, restrictions of theory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.estimation.diagnostics import diagnostics_of
from tfp_soctrang.estimation.least_squares import ErrorKind, LinearFit, least_squares, rank_of, solutions_of
from tfp_soctrang.estimation.production_fit import Diagnostics, Parameters, ProductionFit
from tfp_soctrang.estimation.translog_model import Returns, Scale, TranslogModel, translog_model
from tfp_soctrang.estimation.translog_regularity import production_regularity
from tfp_soctrang.estimation.translog_terms import Trend
from tfp_soctrang.estimation.translog_tests import translog_tests
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["log_tfp", "production_fit_of", "translog"]


def translog(
    output: ArrayLike,
    inputs: Mapping[str, ArrayLike],
    *,
    years: ArrayLike | None = None,
    trend: Trend = "none",
    quadratic_trend: bool = False,
    returns: Returns = "free",
    separable: Sequence[Sequence[str]] = (),
    scale: Scale = "mean",
    errors: ErrorKind = "classical",
    lags: int = 0,
) -> ProductionFit:
    """Return the translog production function of output and any number of inputs, by least squares.

    ln Y = a₀ + Σ aᵢ xᵢ + ½ Σᵢ Σⱼ bᵢⱼ xᵢ xⱼ + aₜ t + ½ bₜₜ t² + Σ bᵢₜ xᵢ t + e, bᵢⱼ = bⱼᵢ, xᵢ = ln Xᵢ. The elasticity of
    input i is aᵢ + Σⱼ bᵢⱼ xⱼ + bᵢₜ t: it differs from year to year.

    Parameters
    ----------
    output
        Levels at constant prices, shape (n,), positive.
    inputs
        Levels by name, each of shape (n,), positive.
    years
        Shape (n,), whole; consecutive where there is a trend or `errors="hac"`. None: a cross section.
    trend
        `none`; `neutral`: aₜ t; `biased`: aₜ t + Σ bᵢₜ xᵢ t.
    quadratic_trend
        Whether ½ bₜₜ t² is added, as in Christensen, Jorgenson and Lau.
    returns
        `constant` imposes Σ aᵢ = 1, Σⱼ bᵢⱼ = 0 and Σ bᵢₜ = 0.
    separable
        Groups of inputs: bᵢₖ = 0 for i in the group and k outside it (linear separability). The restriction depends
        on the units of the inputs through nothing: products are zero whatever xᵢ is measured from.
    scale
        `mean`: xᵢ less its mean, that is inputs over their geometric means, and t less its mean, so that aᵢ are the
        elasticities, and Σ aᵢ the returns to scale, at the mean of the sample. `none`: logs as they are and t from the
        first year. Elasticities, TFP growth and tests are the same under both.
    errors, lags
        Kind of standard errors; see `LinearFit`.

    Returns
    -------
    ProductionFit
        Tests: `returns_to_scale`, `cobb_douglas`, `neutral_trend`, `technical_change`, and separability of every pair
        of inputs, or of the groups of `separable`, each in a linear and a weak form.

    Raises
    ------
    DataError
        A level is not positive and finite, or a choice is unknown.
    EstimationError
        A series that never moves, inputs whose logs are collinear, fewer observations than coefficients, years with a
        hole: each with what to do.

    Notes
    -----
    TFP is output less what the inputs explain: `tfp == log(output) - f(log inputs)`, constant, trend and residual
    included. With a biased trend f itself moves; then TFP is chained from year to year with the two-year mean
    elasticities, Δtfp = Δln Y - ½ Σ (εᵢₛ + εᵢₛ₋₁) Δxᵢₛ, from the level of the first year under that year's technology.
    By the quadratic lemma that is exactly the mean of the two years' ∂F/∂t, plus the change of the residual: the
    Törnqvist index is exact for a translog (Diewert 1976). It holds without the biased trend as well, so both
    definitions are one, and no year is privileged as the base of the technology.

    References
    ----------
    Christensen, Jorgenson and Lau (1973), Transcendental Logarithmic Production Frontiers, Review of Economics and
    Statistics 55, 28–45. Berndt and Christensen (1973), Journal of Econometrics 1, 81–113 (separability). Diewert
    (1976), Journal of Econometrics 4, 115–145, equations 2.2 and 2.16.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> capital, labour = np.exp(rng.normal(size=(2, 30)))
    >>> output = capital**0.4 * labour**0.6 * np.exp(0.01 * rng.normal(size=30))
    >>> fit = translog(output, {"capital": capital, "labour": labour}, returns="constant")
    >>> fit.elasticity("capital").mean().round(2), fit.test("cobb_douglas").rejects()
    (np.float64(0.4), False)
    """
    model = translog_model(
        output,
        inputs,
        years=years,
        trend=trend,
        quadratic_trend=quadratic_trend,
        returns=returns,
        separable=separable,
        scale=scale,
        consecutive=errors == "hac",
    )
    matrix, right = model.restrictions()
    fit = least_squares(
        model.response,
        model.design,
        model.terms.names,
        errors=errors,
        lags=lags,
        restrictions=(matrix, right) if len(right) else None,
    )
    return production_fit_of(model, fit)


def production_fit_of(model: TranslogModel, fit: LinearFit) -> ProductionFit:
    """Return the record of a translog production function from its regression."""
    weights = model.terms.gradients(model.logs, model.time)
    elasticities = weights @ fit.coefficients
    return ProductionFit(
        form="translog",
        choices=(*model.choices, ("errors", fit.errors), ("lags", str(fit.lags))),
        years=model.data.years,
        input_names=model.data.input_names,
        parameters=Parameters(names=fit.names, values=fit.coefficients, covariance=fit.covariance),
        elasticities=elasticities,
        elasticity_covariance=np.asarray(weights @ fit.covariance @ np.swapaxes(weights, -1, -2)),
        tfp=log_tfp(model, fit.coefficients),
        tfp_errors=NotApplicable(Message.of("translog_tfp_is_the_rest")),
        residuals=fit.residuals,
        degrees_of_freedom=fit.degrees_of_freedom,
        tests=translog_tests(model, fit),
        regularity=production_regularity(elasticities, model.terms.second_order(fit.coefficients)),
        diagnostics=_diagnostics(model, fit),
        informed=False,
        regression=fit,
        elasticity_slopes=weights,
    )


def _diagnostics(model: TranslogModel, fit: LinearFit) -> Diagnostics | NotApplicable:
    n, k = fit.design.shape
    if n < k or rank_of(fit.design)[0] < k:
        return NotApplicable(Message.of("translog_estimable_restricted_only", count=n, coefficients=k))
    matrix, right = model.restrictions()
    return diagnostics_of(fit, free=solutions_of((matrix, right), fit.names)[0] if len(right) else None)


def log_tfp(model: TranslogModel, coefficients: ArrayLike) -> Array:
    """Return the log of TFP, shape (…, n), that coefficients of shape (…, k) imply; see the notes of `translog`."""
    values = np.asarray(coefficients, dtype=np.float64)
    names = model.terms.names
    explained = [at for at, name in enumerate(names) if name not in ("constant", *model.terms.trend_names)]
    biased = [names.index(name) for name in model.terms.bias_names]
    columns = model.design
    level = (
        model.response - values[..., explained] @ columns[:, explained].T - values[..., biased] @ columns[:, biased].T
    )
    if not biased:
        return np.asarray(level)
    elasticities = np.einsum("nik,...k->...ni", model.terms.gradients(model.logs, model.time), values)
    middle = 0.5 * (elasticities[..., 1:, :] + elasticities[..., :-1, :])
    steps = np.diff(model.response) - np.einsum("...ni,ni->...n", middle, np.diff(model.logs, axis=0))
    first = level[..., :1]
    return np.concatenate([first, first + np.cumsum(steps, axis=-1)], axis=-1)
