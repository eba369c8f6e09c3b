"""Whether one set of coefficients holds for all years: at a year that is named, and at any year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import EstimationError, NotApplicable
from tfp_soctrang.estimation.hypotheses import HypothesisTest, Outcome
from tfp_soctrang.estimation.linear_tests import added_terms, independent_columns, unsuitable
from tfp_soctrang.messages import Message

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from tfp_soctrang.estimation.least_squares import LinearFit

    Array = NDArray[np.float64]

__all__ = ["break_at", "break_at_any_year"]


def break_at(fit: LinearFit, years: ArrayLike, year: int) -> HypothesisTest:
    """Return Chow's test that all coefficients are the same before `year` and from it on.

    Where one side has fewer years than coefficients it is Chow's test of prediction: every year of that side gets a
    term of its own.

    Parameters
    ----------
    fit
        A regression by ordinary least squares.
    years
        Labels of its rows, shape (n,).
    year
        First year of the second regime, known before looking at the data.

    Raises
    ------
    EstimationError
        `year` is not a year after the first.

    References
    ----------
    Chow (1960), Econometrica 28. Greene (2018), section 6.4.
    """
    label = np.asarray(years)
    if year not in label[1:].tolist():
        raise EstimationError(
            "year",
            f"must lie between {label[1]} and {label[-1]}",
            value=year,
            remedy="Name the first year of the second regime.",
        )
    later = fit.design * (label >= year)[:, np.newaxis]
    return HypothesisTest(
        name=f"break_{year}", null=Message.of("null_no_break_at", year=year), outcome=added_terms(fit, later)
    )


def break_at_any_year(
    fit: LinearFit, years: ArrayLike, *, trimming: float = 0.15, replications: int = 999, seed: int = 0
) -> HypothesisTest:
    """Return the sup-F test that no year divides the sample into two sets of coefficients, with an exact p-value.

    The largest of Chow's F over the years that leave at least a fraction `trimming` of the sample, and one year more
    than coefficients, on either side. Under independent normal errors its distribution depends on the design alone,
    and is drawn from it: the p-value is exact for any number of replications (Dufour 2006), where the asymptotic
    tables of Andrews (1993) reject far too often in short samples.

    Parameters
    ----------
    fit
        A regression by ordinary least squares.
    years
        Labels of its rows, shape (n,).
    trimming
        Fraction of the sample kept on either side.
    replications, seed
        Of the simulated distribution; the same seed gives the same p-value.

    References
    ----------
    Andrews (1993), Econometrica 61. Dufour (2006), Journal of Econometrics 133.
    """
    null = Message.of("null_stable")
    reason = unsuitable(fit)
    label = np.asarray(years)
    n, k = fit.design.shape
    least = max(int(np.ceil(trimming * n)), k + 1)
    if reason is None and n < 2 * least:
        reason = NotApplicable(Message.of("na_too_few", needed=2 * least, given=n))
    if reason is not None:
        return HypothesisTest(name="parameter_stability", null=null, outcome=reason)
    q, _ = np.linalg.qr(fit.design / np.sqrt((fit.design**2).sum(axis=0)))
    rows = np.arange(n)
    bases = {
        first: independent_columns(fit.design * (rows >= first)[:, np.newaxis], fit.design)
        for first in range(least, n - least + 1)
    }
    bases = {first: basis for first, basis in bases.items() if 0 < basis.shape[1] < n - k}
    if not bases:
        nothing = NotApplicable(Message.of("na_nothing_added"))
        return HypothesisTest(name="parameter_stability", null=null, outcome=nothing)
    errors = np.random.default_rng(seed).standard_normal((n, replications))
    drawn = np.column_stack([fit.residuals, errors - q @ (q.T @ errors)])
    statistics = np.array([_f_of(basis, drawn, n - k) for basis in bases.values()])
    largest = statistics.max(axis=0)
    # ties are rounding only: the errors have a density
    p_value = (1.0 + float((largest[1:] >= largest[0]).sum())) / (replications + 1.0)
    where = int(label[list(bases)[int(np.argmax(statistics[:, 0]))]])
    return HypothesisTest(
        name="parameter_stability",
        null=null,
        outcome=Outcome(
            statistic=float(largest[0]), distribution="sup-F, simulated", degrees_of_freedom=(), p_value=p_value
        ),
        note=Message.of("note_largest_at", year=where),
    )


def _f_of(basis: Array, residuals: Array, free: int) -> Array:
    """Return the F statistics of added columns for many residual vectors, shape (m,) of residuals (n, m)."""
    count = basis.shape[1]
    explained = ((basis.T @ residuals) ** 2).sum(axis=0)
    total = (residuals**2).sum(axis=0)
    unexplained = np.maximum(total - explained, np.finfo(np.float64).eps * total)  # an exact side: large, not infinite
    return np.asarray(explained / count / (unexplained / (free - count)))
