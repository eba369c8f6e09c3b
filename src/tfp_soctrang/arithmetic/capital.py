"""Capital stocks by perpetual inventory with a constant geometric rate, and initial stocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.choices import InvestmentTiming
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["CapitalStock", "opening_stock", "perpetual_inventory", "ratio_stock", "steady_state_stock"]

# The part of a year's depreciation that the year's own investment bears.
_OWN_YEAR: dict[InvestmentTiming, float] = {"end": 0.0, "middle": 0.5, "start": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CapitalStock:
    """Stocks of n years, shape (n, …) each, at the prices of the investment they were made of.

    `closing == opening + investment - consumption`, and `opening[1:] == closing[:-1]`.
    """

    opening: Array
    investment: Array
    closing: Array

    def __post_init__(self) -> None:
        for array in (self.opening, self.investment, self.closing):
            array.setflags(write=False)

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
    _refuse_timing(investment_timing)
    flow = np.asarray(investment, dtype=np.float64)
    rate = np.asarray(depreciation_rate, dtype=np.float64)
    first = np.asarray(initial_stock, dtype=np.float64)
    if flow.ndim == 0:
        raise DataError("investment", "needs years on axis 0", value=float(flow), remedy="Give one number a year.")
    _refuse(flow, ~np.isfinite(flow), "investment", "must be a finite number", "Supply the year, or fill it by a rule.")
    _refuse_rate(rate)
    _refuse(
        first, ~(np.isfinite(first) & (first > 0.0)), "initial_stock", "must be above zero", "Give a closing stock."
    )
    try:
        shape = np.broadcast_shapes(flow.shape, rate.shape, (1, *first.shape))
    except ValueError:
        shape = ()
    if shape[:1] != flow.shape[:1] or len(shape) > flow.ndim:
        raise DataError(
            "perpetual_inventory",
            "depreciation_rate and initial_stock do not broadcast against investment",
            value=(rate.shape, first.shape, flow.shape),
            remedy="For draws give investment an axis behind the years: investment[:, None], shape (n, 1).",
        )
    flow = np.broadcast_to(flow, shape)
    kept = np.broadcast_to(1.0 - rate, shape)
    arriving = flow * np.broadcast_to(1.0 - _OWN_YEAR[investment_timing] * rate, shape)
    stock = np.empty((shape[0] + 1, *shape[1:]))
    stock[0] = first
    for t in range(shape[0]):
        stock[t + 1] = stock[t] * kept[t] + arriving[t]
    _refuse(
        stock[1:],
        stock[1:] < 0.0,
        "closing stock",
        "turns negative",
        "The disposals exceed the stock: check the sign and the unit of investment.",
    )
    return CapitalStock(opening=stock[:-1], investment=flow.copy(), closing=stock[1:])


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
    _refuse(
        stock, ~(np.isfinite(stock) & (stock > 0.0)), "initial stock", "must be above zero", "Check output and ratio."
    )
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
    _refuse_timing(investment_timing)
    flow = np.asarray(investment, dtype=np.float64)
    rate = np.asarray(depreciation_rate, dtype=np.float64)
    _refuse_rate(rate)
    pace = np.asarray(growth, dtype=np.float64) + rate
    _refuse(
        pace,
        ~(np.isfinite(pace) & (pace > 0.0)),
        "growth + depreciation_rate",
        "must be above zero",
        "There is no steady state.",
    )
    _refuse(flow, ~(np.isfinite(flow) & (flow > 0.0)), "investment", "must be above zero", "Take another year.")
    return np.asarray((1.0 - _OWN_YEAR[investment_timing] * rate) * flow / pace)


def _refuse_timing(timing: str) -> None:
    if timing not in _OWN_YEAR:
        raise DataError(
            "investment_timing", "is not known", value=timing, remedy=f"Use one of: {', '.join(_OWN_YEAR)}."
        )


def _refuse_rate(rate: Array) -> None:
    _refuse(
        rate,
        ~((rate >= 0.0) & (rate <= 1.0)),
        "depreciation_rate",
        "must lie between 0 and 1",
        "Rates are fractions: divide a percentage by 100.",
    )


def _refuse(array: Array, bad: NDArray[np.bool_], name: str, problem: str, remedy: str) -> None:
    if bad.any():
        where = tuple(int(i) for i in np.argwhere(bad)[0])
        place = f"{name}, row {where[0]}" if where else name
        raise DataError(place, problem, value=float(array[where]), remedy=remedy)
