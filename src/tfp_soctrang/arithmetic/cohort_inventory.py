"""Gross, net and productive stocks from investment and a cohort profile: perpetual inventory with any profile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import common_shape, refuse, refuse_unknown
from tfp_soctrang.choices import DisposalPolicy, InvestmentTiming
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CohortStock", "at_year_end", "checked_profile", "cohort_stock"]

# The part of a year's investment that arrives at its start.
_AT_START: dict[InvestmentTiming, float] = {"end": 0.0, "middle": 0.5, "start": 1.0}

# What is lost to rounding: a mean over some hundred retirement ages may exceed 1, and the sale of a whole stock the
# stock, by some hundred units of 1e-16.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CohortStock(Shown):
    """Stocks of n years, shape (n, …) each, at the prices of the investment they were made of.

    `closing == opening + investment + other_changes - consumption`, and `opening[1:] == closing[:-1]`. `from_opening`
    is the part of `closing` that comes from the opening balance of the first year.
    """

    opening: Array
    investment: Array
    other_changes: Array
    closing: Array
    from_opening: Array

    def __post_init__(self) -> None:
        for array in (self.opening, self.investment, self.other_changes, self.closing, self.from_opening):
            array.setflags(write=False)

    @property
    def average(self) -> Array:
        """The mean of opening and closing stock."""
        return 0.5 * (self.opening + self.closing)

    @property
    def consumption(self) -> Array:
        """What age took: consumption of fixed capital (net), retirement (gross), loss of efficiency (productive)."""
        return self.opening + self.investment + self.other_changes - self.closing


def cohort_stock(
    investment: ArrayLike,
    profile: ArrayLike,
    *,
    investment_timing: InvestmentTiming,
    by_cohort: bool = False,
    opening_balance: ArrayLike = 0.0,
    opening_profile: ArrayLike | None = None,
    other_changes: ArrayLike = 0.0,
    disposals: DisposalPolicy = "refuse",
) -> CohortStock:
    """Return the stock that investment builds up, each cohort fading by its age.

    closing_t = Σ_v I_v c_{t-v} + B q_{t+1}, with c_a = g_a when investment arrives at the end of the year, g_{a+1} at
    its start (a full period of loss in the first year, the convention of the UK office), and the mean of the two in
    the middle. The stock is gross, net or productive as g is survival, age-price or age-efficiency of the cohort.

    Parameters
    ----------
    investment
        Shape (n, …), constant prices, one row a year. Behind the first axis all arguments broadcast against each
        other: assets (k, 1) or (k,), draws (m,) behind assets (k, 1).
    profile
        g, shape (ages, …) from age 0, in [0, 1]; with `by_cohort` shape (ages, n, …), axis 1 the year of investment.
        It ends in a row of zeros or reaches the age of the oldest cohort.
    investment_timing
        When in the year investment arrives.
    by_cohort
        Whether each cohort has its own profile (service lives that change over time).
    opening_balance
        B: the stock at the start of the first year, same prices and kind (gross, net or productive), shape (…).
    opening_profile
        q, shape (years, …): the share of the opening balance left after 0, 1, … years, 1 in row 0; needed with an
        opening balance, because its ages are not those of new assets. `opening_run_down` derives it from g; for a
        geometric g it is g itself. It ends in a row of zeros or reaches the n-th year.
    other_changes
        Gain or loss of stock that is neither investment nor age (a disaster, a reclassification), shape (n, …), in
        the unit of this stock, at the end of the year. It changes every cohort and the opening balance by the same
        fraction, so it does not change the age of the stock; a loss of the whole stock is allowed.
    disposals
        What a negative investment is. `refuse`: an error. `reduce_stock`: assets of all ages leave, every cohort and
        the opening balance shrinking by the same fraction, at the start or the end of the year as `investment_timing`
        says (half at each for `middle`).

    Returns
    -------
    CohortStock
        Opening, closing and average stocks, shape (n, …).

    Raises
    ------
    DataError
        A number is not finite or out of its range, investment is negative and refused, disposals or losses exceed the
        stock, a profile is too short, an opening balance has no profile, or shapes do not fit.

    Notes
    -----
    With g_a = (1 - d)^a this is `perpetual_inventory`, disposals included.

    References
    ----------
    OECD (2009), Measuring Capital. ONS, `pimir`.

    Examples
    --------
    >>> cohort_stock([10.0, 20.0, 0.0], [1.0, 0.5, 0.0], investment_timing="end").closing.tolist()
    [10.0, 25.0, 10.0]
    >>> cohort_stock([10.0, 20.0, 0.0], [1.0, 0.5, 0.0], investment_timing="start").closing.tolist()
    [5.0, 10.0, 0.0]
    """
    flow, faded, balance, left, change = _checked(
        investment, profile, investment_timing, by_cohort, opening_balance, opening_profile, other_changes, disposals
    )
    n, behind = flow.shape[0], 2 if by_cohort else 1
    shape = common_shape(
        "cohort_stock", flow.shape[1:], faded.shape[behind:], balance.shape, left.shape[1:], change.shape[1:]
    )
    events = (flow < 0.0).reshape(n, -1).any(axis=1) | (change != 0.0).reshape(n, -1).any(axis=1)
    bought = np.maximum(flow, 0.0)
    if events.any():
        # what is left of each cohort differs from cell to cell once stock has gone another way than by age
        bought = np.broadcast_to(_aligned(bought, shape), (n, *shape)).copy()
    stock = np.empty((n + 1, *shape))
    stock[0] = balance
    initial = np.empty((n, *shape))
    for t in range(n):
        rows = faded[np.arange(t, -1, -1), np.arange(t + 1)] if by_cohort else faded[t::-1]
        initial[t] = balance * left[t + 1]
        stock[t + 1] = np.einsum("v...,v...->...", bought[: t + 1], rows) + initial[t]
        if events[t]:
            kept = _kept(t, stock[t], stock[t + 1], flow[t], change[t], investment_timing)
            bought[: t + 1] *= kept
            balance = balance * kept
            initial[t] *= kept
            stock[t + 1] *= kept
    return CohortStock(
        opening=stock[:-1],
        investment=np.broadcast_to(_aligned(flow.copy(), shape), (n, *shape)),
        other_changes=np.broadcast_to(_aligned(change.copy(), shape), (n, *shape)),
        closing=stock[1:],
        from_opening=initial,
    )


def _aligned(array: Array, shape: tuple[int, ...]) -> Array:
    """Return rows of `array` with axes of length one before the others, as many as `shape` has."""
    return array.reshape(array.shape[0], *(1,) * (len(shape) + 1 - array.ndim), *array.shape[1:])


def at_year_end(profile: Array, timing: InvestmentTiming, rows: int) -> Array:
    """Return c_0 … c_{rows-1}: what is left of a cohort at the end of its year of investment and of those after it."""
    padded = profile[: rows + 1]
    if padded.shape[0] <= rows:
        padded = np.concatenate([padded, np.zeros((rows + 1 - padded.shape[0], *profile.shape[1:]))])
    if timing == "end":
        return padded[:-1]
    return padded[1:] if timing == "start" else 0.5 * (padded[:-1] + padded[1:])


def _kept(t: int, opening: Array, aged: Array, flow: Array, change: Array, timing: InvestmentTiming) -> Array:
    """Return the fraction of every cohort that disposals at start and end of year t and other changes leave."""
    sold, at_start = np.minimum(flow, 0.0), _AT_START[timing]
    left = np.ones(aged.shape)
    for stock, part in ((opening, at_start), (aged, 1.0 - at_start)):
        left += _fraction(t, "investment", part * sold, stock)
    _enough(t, "investment", np.broadcast_to(sold, aged.shape), left < -_ROUNDING, opening)
    left = np.maximum(left, 0.0)
    return np.asarray(left * np.maximum(1.0 + _fraction(t, "other_changes", change, left * aged), 0.0))


def _fraction(t: int, name: str, taken: Array, stock: Array) -> Array:
    """Return the change of a stock over the stock: 0 where nothing changes, refused where it is below -1."""
    change = np.broadcast_to(taken, stock.shape)
    _enough(t, name, change, (change != 0.0) & ((stock <= 0.0) | (change < -(1.0 + _ROUNDING) * stock)), stock)
    return np.asarray(change / np.where(stock > 0.0, stock, 1.0))


def _enough(t: int, name: str, change: Array, bad: NDArray[np.bool_], stock: Array) -> None:
    if bad.any():
        where = tuple(int(i) for i in np.argwhere(bad)[0])
        column = f", column {', '.join(map(str, where))}" if where else ""
        raise DataError(
            f"{name}, row {t}{column}",
            f"takes more than the stock of {float(stock[where])!r}, or adds to a stock of nothing",
            value=float(change[where]),
            remedy="Check the sign and the unit, or give an opening balance; enter what is new as investment.",
        )


def checked_profile(given: ArrayLike, name: str, axes: int) -> Array:
    """Return a profile as an array with ages on axis 0, refusing what is not a fraction.

    Raises
    ------
    DataError
        It has fewer than `axes` axes or no age, or a number outside [0, 1].
    """
    table = np.asarray(given, dtype=np.float64)
    if table.ndim < axes or table.shape[0] == 0:
        raise DataError(name, "needs ages on axis 0", value=table.shape, remedy="Give one row for each age, from 0.")
    refuse(
        table,
        ~((table >= 0.0) & (table <= 1.0 + _ROUNDING)),
        name,
        "must lie between 0 and 1",
        "Divide a percentage by 100.",
    )
    return table


def _long_enough(table: Array, rows: int, name: str) -> None:
    if table.shape[0] < rows:
        refuse(
            table[-1],
            table[-1] > 0.0,
            f"last row of {name}",
            f"must be zero, or the table must have {rows} rows",
            "Go on to the oldest age, or add a row of zeros if what is left retires then.",
        )


def _checked(
    investment: ArrayLike,
    profile: ArrayLike,
    timing: InvestmentTiming,
    by_cohort: bool,
    opening_balance: ArrayLike,
    opening_profile: ArrayLike | None,
    other_changes: ArrayLike,
    disposals: DisposalPolicy,
) -> tuple[Array, Array, Array, Array, Array]:
    """Return investment, profile at the ends of years, opening balance, its profile and other changes."""
    refuse_unknown(timing, "investment_timing", _AT_START)
    refuse_unknown(disposals, "disposals", get_args(DisposalPolicy))
    flow = np.asarray(investment, dtype=np.float64)
    if flow.ndim == 0:
        raise DataError("investment", "needs years on axis 0", value=float(flow), remedy="Give one number a year.")
    n = flow.shape[0]
    refuse(flow, ~np.isfinite(flow), "investment", "must be a finite number", "Supply the year, or fill it by a rule.")
    if disposals == "refuse":
        refuse(flow, flow < 0.0, "investment", "is negative", 'Correct it, or say disposals="reduce_stock".')
    table = checked_profile(profile, "profile", 2 if by_cohort else 1)
    if by_cohort and table.shape[1] != n:
        raise DataError("profile", f"must have {n} cohorts on axis 1", value=table.shape, remedy="One for each year.")
    _long_enough(table, n if timing == "end" else n + 1, "profile")
    balance = np.asarray(opening_balance, dtype=np.float64)
    refuse(
        balance,
        ~(np.isfinite(balance) & (balance >= 0.0)),
        "opening_balance",
        "must be finite and not negative",
        "Give a stock.",
    )
    if opening_profile is None and (balance > 0.0).any():
        raise DataError(
            "opening_profile",
            "is needed with an opening balance",
            value=None,
            remedy="Give the share left after 0, 1, … years; opening_run_down derives it from the profile.",
        )
    left = checked_profile([1.0, 0.0] if opening_profile is None else opening_profile, "opening_profile", 1)
    refuse(left[0], left[0] != 1.0, "opening_profile, row 0", "must be 1", "Row 0 is the opening balance itself.")
    _long_enough(left, n + 1, "opening_profile")
    change = np.asarray(other_changes, dtype=np.float64)
    change = np.zeros(n) if change.ndim == 0 and change == 0.0 else change
    if change.ndim == 0 or change.shape[0] != n:
        raise DataError("other_changes", f"must have {n} years on axis 0", value=change.shape, remedy="One row a year.")
    refuse(change, ~np.isfinite(change), "other_changes", "must be a finite number", "Give 0 where nothing changed.")
    return flow, at_year_end(table, timing, n), balance, at_year_end(left, "end", n + 1), change
