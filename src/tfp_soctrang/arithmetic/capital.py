"""Capital stocks by perpetual inventory with a constant geometric rate, and initial stocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse, refuse_unknown, within
from tfp_soctrang.choices import InvestmentTiming
from tfp_soctrang.display import Shown, in_short
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "CapitalStock",
    "backcast_investment",
    "backcast_stock",
    "opening_stock",
    "perpetual_inventory",
    "ratio_stock",
    "steady_state_stock",
]

# The part of a year's depreciation that the year's own investment bears.
_OWN_YEAR: dict[InvestmentTiming, float] = {"end": 0.0, "middle": 0.5, "start": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CapitalStock(Shown):
    """Stocks of n years, shape (n, …) each, at the prices of the investment they were made of.

    `levels`, shape (n + 1, …), holds the initial stock and the closing stock of each year.
    `closing == opening + investment - consumption`, and `opening[1:] == closing[:-1]`.
    """

    levels: Array
    investment: Array

    def __post_init__(self) -> None:
        for array in (self.levels, self.investment):
            array.setflags(write=False)

    def __repr__(self) -> str:
        axes = "" if self.levels.ndim == 1 else f" over {' × '.join(map(str, self.levels.shape[1:]))}"
        first, last = (in_short(self.levels[i]) for i in (0, -1))
        return f"<CapitalStock: {len(self.investment)} years, from {first} to {last}{axes}>"

    @property
    def opening(self) -> Array:
        """The stock at the start of each year."""
        return self.levels[:-1]

    @property
    def closing(self) -> Array:
        """The stock at the end of each year."""
        return self.levels[1:]

    @property
    def average(self) -> Array:
        """The mean of opening and closing stock."""
        return 0.5 * (self.opening + self.closing)

    @property
    def consumption(self) -> Array:
        """Consumption of fixed capital: what depreciation took from the stock and from the year's investment."""
        return self.opening + self.investment - self.closing


def perpetual_inventory(
    investment: ArrayLike,
    *,
    initial_stock: ArrayLike,
    depreciation_rate: ArrayLike = 0.05,
    investment_timing: InvestmentTiming = "end",
) -> CapitalStock:
    """Return the stocks that investment builds up: closing = (1 - d) opening + (1 - c d) investment.

    c is the part of its first year that investment depreciates: 0 when it arrives at the end of the year (the
    convention that reproduces the account of the NSO of Việt Nam), 1/2 in the middle, 1 at the start.

    Parameters
    ----------
    investment
        Shape (n, …), constant prices, one row a year; may be negative (disposals) as long as the stock stays positive.
    initial_stock
        Opening stock of the first year (closing stock of the year before), same prices; broadcasts against one row of
        `investment`: a number, or one a draw, shape (m,), against investment of shape (n, 1) or (n, m).
    depreciation_rate
        Fraction of the stock a year, in [0, 1]; broadcasts against `investment`: a number; one a year, shape (n,)
        against investment of shape (n,) and (n, 1) otherwise; one a draw, shape (m,), against (n, 1) or (n, m).
    investment_timing
        When in the year investment arrives.

    Returns
    -------
    CapitalStock
        Opening, closing and average stocks, shape (n, …).

    Raises
    ------
    DataError
        A number is not finite, a rate lies outside [0, 1], the initial stock is not positive, a stock turns negative,
        or shapes do not fit.

    Notes
    -----
    The UK office's engine depreciates investment a full year in its first year (`"start"`), which moves the stock by
    one year's depreciation of investment; `"middle"` is the half-year convention of the BEA.

    References
    ----------
    OECD (2009), Measuring Capital, chapter 5. BEA (2003), Fixed Assets and Consumer Durable Goods, page M-5.

    Examples
    --------
    >>> perpetual_inventory([10.0, 10.0], initial_stock=100.0, depreciation_rate=0.05).closing.tolist()
    [105.0, 109.75]
    """
    refuse_unknown(investment_timing, "investment_timing", _OWN_YEAR)
    flow = np.asarray(investment, dtype=np.float64)
    rate = np.asarray(depreciation_rate, dtype=np.float64)
    first = np.asarray(initial_stock, dtype=np.float64)
    if flow.ndim == 0:
        raise DataError("investment", "needs years on axis 0", value=float(flow), remedy="Give one number a year.")
    least, most = (flow.min(), flow.max()) if flow.size else (0.0, 0.0)
    if not (least > -np.inf and most < np.inf):
        remedy = "Supply the year, or fill it by a rule."
        refuse(flow, ~np.isfinite(flow), "investment", "must be a finite number", remedy)
    _refuse_rate(rate)
    if not within(first, 0.0, np.inf):
        bad = ~(np.isfinite(first) & (first > 0.0))
        refuse(first, bad, "initial_stock", "must be above zero", "Give a closing stock.")
    try:
        shape = np.broadcast(flow, rate, first[None]).shape
    except ValueError:
        shape = ()
    if shape[:1] != flow.shape[:1] or len(shape) > flow.ndim:
        raise DataError(
            "perpetual_inventory",
            "depreciation_rate and initial_stock do not broadcast against investment",
            value=(rate.shape, first.shape, flow.shape),
            remedy="For draws give investment an axis behind the years: investment[:, None], shape (n, 1).",
        )
    own = _OWN_YEAR[investment_timing]
    arriving = flow if own == 0.0 else flow * (1.0 - own * rate)
    kept = 1.0 - rate
    by_year = kept.ndim == len(shape) and len(kept) > 1  # else each row is of draws alone, or all years have one
    part = kept if by_year or kept.ndim < len(shape) else kept[0]
    stock = np.empty((shape[0] + 1, *shape[1:]))
    stock[0] = first
    for t in range(shape[0]):
        row = stock[t + 1, ...]  # a view even of one number
        np.multiply(stock[t], kept[t] if by_year else part, row)
        row += arriving[t]
    # without disposals, and with rates in [0, 1], no stock can
    if least < 0.0 and stock.min() < 0.0:
        refuse(
            stock[1:],
            stock[1:] < 0.0,
            "closing stock",
            "turns negative",
            "The disposals exceed the stock: check the sign and the unit of investment.",
        )
    given = flow.copy() if flow.flags.writeable else flow  # what is read-only was given for good
    return CapitalStock(levels=stock, investment=given if flow.shape == shape else np.broadcast_to(given, shape))


def opening_stock(
    closing: ArrayLike, investment: ArrayLike, depreciation_rate: ArrayLike, investment_timing: InvestmentTiming = "end"
) -> Array:
    """Return the opening stock that one year turned into `closing`: (closing - (1 - c d) I) / (1 - d).

    `perpetual_inventory` backwards by one year; shapes broadcast. A depreciation rate of one leaves it undefined (NaN).

    Examples
    --------
    >>> float(opening_stock(105.0, 10.0, 0.05))
    100.0
    """
    rate = np.asarray(depreciation_rate, dtype=np.float64)
    arriving = np.asarray(investment, dtype=np.float64) * (1.0 - _OWN_YEAR[investment_timing] * rate)
    kept = np.where(rate < 1.0, 1.0 - rate, np.nan)
    return np.asarray((np.asarray(closing, dtype=np.float64) - arriving) / kept)


def ratio_stock(output: ArrayLike, ratio: ArrayLike) -> Array:
    """Return the stock that is `ratio` times a year's output, at the prices of `output`.

    Examples
    --------
    >>> float(ratio_stock(100.0, 2.5))
    250.0
    """
    stock = np.asarray(output, dtype=np.float64) * np.asarray(ratio, dtype=np.float64)
    if not within(np.asarray(stock), 0.0, np.inf):
        bad = ~(np.isfinite(stock) & (stock > 0.0))
        refuse(stock, bad, "initial stock", "must be above zero", "Check output and ratio.")
    return np.asarray(stock)


def steady_state_stock(
    investment: ArrayLike,
    *,
    growth: ArrayLike,
    depreciation_rate: ArrayLike,
    investment_timing: InvestmentTiming = "end",
) -> Array:
    """Return the opening stock from which investment keeps the stock growing at a steady rate: (1 - c d) I / (g + d).

    Parameters
    ----------
    investment
        Investment of the first year, constant prices.
    growth
        The steady growth rate of investment and stock, fraction a year.
    depreciation_rate
        Fraction a year; `growth + depreciation_rate` must be above zero.
    investment_timing
        As in `perpetual_inventory`, with the same c.

    Returns
    -------
    ndarray
        The opening stock of the year of `investment` (closing stock of the year before); its closing stock is
        `(1 + growth)` times that.

    Raises
    ------
    DataError
        `growth + depreciation_rate` is not above zero, or investment is not; a rate lies outside [0, 1].

    References
    ----------
    Harberger (1978), as in OECD (2009), Measuring Capital, section 15.7.

    Examples
    --------
    >>> float(steady_state_stock(11.0, growth=0.06, depreciation_rate=0.05).round(12))
    100.0
    """
    refuse_unknown(investment_timing, "investment_timing", _OWN_YEAR)
    flow = np.asarray(investment, dtype=np.float64)
    rate = np.asarray(depreciation_rate, dtype=np.float64)
    _refuse_rate(rate)
    pace = np.asarray(growth, dtype=np.float64) + rate
    refuse(
        pace,
        ~(np.isfinite(pace) & (pace > 0.0)),
        "growth + depreciation_rate",
        "must be above zero",
        "There is no steady state.",
    )
    refuse(flow, ~(np.isfinite(flow) & (flow > 0.0)), "investment", "must be above zero", "Take another year.")
    return np.asarray((1.0 - _OWN_YEAR[investment_timing] * rate) * flow / pace)


def backcast_investment(first_investment: ArrayLike, growth: ArrayLike, life: ArrayLike) -> Array:
    """Return the investment of the years before the record, had it grown at a steady rate: I / (1 + g)^k, k = life … 1.

    Parameters
    ----------
    first_investment
        Investment of the first year of the record, constant prices, not negative; shape (…).
    growth
        Fraction a year, above -1; broadcasts against `first_investment`.
    life
        How many years back, whole, at least 1; where it differs between assets or draws, the longest sets the number
        of rows and the shorter have zeros before their first year.

    Returns
    -------
    ndarray
        Shape (longest life, …), oldest year first; put before the record with `np.concatenate`.

    Raises
    ------
    DataError
        A number is out of its range.

    References
    ----------
    OECD (2009), Measuring Capital, section 15.7.

    Examples
    --------
    >>> backcast_investment(121.0, 0.1, 2).round(10).tolist()
    [100.0, 110.0]
    """
    first, pace, span = (np.asarray(x, dtype=np.float64) for x in (first_investment, growth, life))
    refuse(
        first,
        ~(np.isfinite(first) & (first >= 0.0)),
        "first_investment",
        "must be finite and not negative",
        "Take another year.",
    )
    refuse(
        pace,
        ~(np.isfinite(pace) & (pace > -1.0)),
        "growth",
        "must be finite and above -1",
        "Growth is a fraction: divide a percentage by 100.",
    )
    whole = np.isfinite(span) & (span >= 1.0)
    whole &= span == np.round(np.where(whole, span, 1.0))
    refuse(span, ~whole, "life", "must be whole years, at least 1", "Round it.")
    try:
        shape = np.broadcast_shapes(first.shape, pace.shape, span.shape)
    except ValueError as error:
        raise DataError(
            "backcast_investment",
            "first_investment, growth and life do not broadcast against each other",
            value=(first.shape, pace.shape, span.shape),
            remedy="Give one axis to each of assets and draws.",
        ) from error
    back = np.arange(span.max(), 0.0, -1.0).reshape(-1, *(1,) * len(shape))
    return np.asarray(np.where(back <= span, first / (1.0 + pace) ** back, 0.0))


def backcast_stock(
    first_investment: ArrayLike,
    *,
    growth: ArrayLike,
    life: ArrayLike,
    depreciation_rate: ArrayLike,
    investment_timing: InvestmentTiming = "end",
) -> Array:
    """Return the opening stock of backcast investment: Σ_k (1 - c d) (1 - d)^(k-1) I / (1 + g)^k, k = 1 … life.

    What is older than `life` is taken to be gone; as `life` grows this becomes `steady_state_stock`. For a profile that
    is not geometric take the last closing stock of `cohort_stock` on `backcast_investment`.

    Parameters
    ----------
    first_investment, growth, life
        As in `backcast_investment`.
    depreciation_rate
        Fraction a year, in [0, 1]; broadcasts against the others.
    investment_timing
        As in `perpetual_inventory`, with the same c.

    Returns
    -------
    ndarray
        Shape (…), the opening stock of the year of `first_investment`.

    Raises
    ------
    DataError
        A number is out of its range, or the timing is not known.

    References
    ----------
    OECD (2009), Measuring Capital, section 15.7.

    Examples
    --------
    >>> float(backcast_stock(121.0, growth=0.1, life=2, depreciation_rate=0.05).round(10))
    205.0
    """
    refuse_unknown(investment_timing, "investment_timing", _OWN_YEAR)
    rate = np.asarray(depreciation_rate, dtype=np.float64)
    _refuse_rate(rate)
    stock = np.zeros(())
    for flow in backcast_investment(first_investment, growth, life):
        stock = np.asarray(stock * (1.0 - rate) + (1.0 - _OWN_YEAR[investment_timing] * rate) * flow)
    return stock


def _refuse_rate(rate: Array) -> None:
    if rate.size and rate.min() >= 0.0 and rate.max() <= 1.0:
        return
    refuse(
        rate,
        ~((rate >= 0.0) & (rate <= 1.0)),
        "depreciation_rate",
        "must lie between 0 and 1",
        "Rates are fractions: divide a percentage by 100.",
    )
