"""Stocks that come from before the record: what steady growth left behind, and how it runs down."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import common_shape, refuse, refuse_unknown
from tfp_soctrang.arithmetic.cohort_inventory import CohortStock, at_year_end, checked_profile
from tfp_soctrang.choices import InvestmentTiming

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["opening_run_down", "share_of_initial", "steady_growth_stock"]


def opening_run_down(
    profile: ArrayLike, *, investment_growth: ArrayLike, years: int, investment_timing: InvestmentTiming
) -> Array:
    """Return the share of an opening stock left after 0, 1, … years when its cohorts grew at a steady rate.

    q_s = Σ_k (1+g)^-k c_{k+s} / Σ_k (1+g)^-k c_k over the cohorts k = 0, 1, … before the first year, newest first:
    the rule is that investment before the record grew as `investment_growth` for as long as the profile reaches.

    Parameters
    ----------
    profile
        Shape (ages, …) from age 0, in [0, 1], its last row zeros.
    investment_growth
        Fraction a year, above -1; broadcasts against one row of `profile`.
    years
        Last row: at least the years of the record.
    investment_timing
        As in `cohort_stock`, with the same c.

    Returns
    -------
    ndarray
        Shape (years + 1, …), 1 in row 0, never rising when the profile does not.

    Raises
    ------
    DataError
        The profile does not end in zeros or leaves nothing at the end of the first year, or a number is out of its
        range.

    Examples
    --------
    >>> opening_run_down([1.0, 0.5, 0.0], investment_growth=0.0, years=2, investment_timing="end").round(4).tolist()
    [1.0, 0.3333, 0.0]
    """
    found = _totals(profile, investment_growth, years, investment_timing)
    whole = found[0].copy()
    refuse(whole, ~(whole > 0.0), "profile", "leaves nothing of a new asset after its first year", "Give longer lives.")
    found /= whole
    return found


def steady_growth_stock(
    first_investment: ArrayLike, profile: ArrayLike, *, growth: ArrayLike, investment_timing: InvestmentTiming
) -> Array:
    """Return the opening stock that steadily growing investment left: I Σ_k c_k / (1+g)^(k+1) over all ages k.

    `capital.steady_state_stock` for any profile, and equal to it for a geometric one.

    Parameters
    ----------
    first_investment
        I, investment of the first year of the record, constant prices, shape (…), above zero.
    profile
        Shape (ages, …) from age 0, its last row zeros: survival, age-price or age-efficiency of the cohort, for a
        gross, net or productive stock.
    growth
        g, fraction a year, above -1; broadcasts against one row of `profile`.
    investment_timing
        As in `cohort_stock`, with the same c.

    Raises
    ------
    DataError
        As `opening_run_down`; or investment is not above zero.

    References
    ----------
    OECD (2009), Measuring Capital, section 15.7.

    Examples
    --------
    >>> float(steady_growth_stock(12.1, [1.0, 0.5, 0.0], growth=0.1, investment_timing="end").round(10))
    16.0
    """
    first = np.asarray(first_investment, dtype=np.float64)
    refuse(first, ~(np.isfinite(first) & (first > 0.0)), "investment", "must be above zero", "Take another year.")
    total = _totals(profile, growth, 0, investment_timing)[0]
    return np.asarray(first * total / (1.0 + np.asarray(growth, dtype=np.float64)))


def _totals(profile: ArrayLike, growth: ArrayLike, years: int, investment_timing: InvestmentTiming) -> Array:
    """Return Σ_k (1+g)^-k c_{k+s} for s = 0 … years, shape (years + 1, …)."""
    refuse_unknown(investment_timing, "investment_timing", get_args(InvestmentTiming))
    table, pace = checked_profile(profile, "profile", 1), np.asarray(growth, dtype=np.float64)
    refuse(
        pace,
        ~(np.isfinite(pace) & (pace > -1.0)),
        "investment_growth",
        "must be finite and above -1",
        "Growth is a fraction.",
    )
    refuse(
        table[-1],
        table[-1] > 0.0,
        "last row of profile",
        "must be zero",
        "Go on to the age at which nothing is left; for a geometric profile the run-down is the profile itself.",
    )
    faded = at_year_end(table, investment_timing, table.shape[0])
    found = np.zeros((years + 1, *common_shape("opening_run_down", table.shape[1:], pace.shape)))
    total = np.zeros(found.shape[1:])
    for s in range(table.shape[0] - 1, -1, -1):
        total = faded[s] + total / (1.0 + pace)
        if s <= years:
            found[s] = total
    return found


def share_of_initial(stock: CohortStock) -> Array:
    """Return the share of each year's closing stock that still comes from the opening balance of the first year.

    Parameters
    ----------
    stock
        Result of `cohort_stock`.

    Returns
    -------
    ndarray
        Shape (n, …), fractions: `from_opening / closing`; NaN where there is no stock.

    Examples
    --------
    >>> from tfp_soctrang.arithmetic.cohort_inventory import cohort_stock
    >>> stock = cohort_stock([10.0, 10.0], [1.0, 0.5, 0.0], investment_timing="end",
    ...                      opening_balance=20.0, opening_profile=[1.0, 0.5, 0.0])
    >>> share_of_initial(stock).tolist()
    [0.5, 0.0]
    """
    found = np.full(stock.closing.shape, np.nan)
    np.divide(stock.from_opening, stock.closing, out=found, where=stock.closing > 0.0)
    return found
