"""User cost of capital by asset, under an internal or an external rate of return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse, refuse_unknown, years_first
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["NegativeUserCost", "UserCosts", "smoothed_price_change", "user_costs"]

NegativeUserCost = Literal["refuse", "keep", "zero"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class UserCosts(Shown):
    """User costs of n-1 years and k assets: `user_cost` a unit of stock, shape (n-1, k, …); `rate_of_return` (n-1, …).

    `negative` marks the assets held whose user cost came out below zero, whatever was then done with it.
    """

    rate_of_return: Array
    user_cost: Array
    stock: Array
    negative: NDArray[np.bool_]

    def __post_init__(self) -> None:
        for array in (self.rate_of_return, self.user_cost, self.stock, self.negative):
            array.setflags(write=False)

    @property
    def compensation(self) -> Array:
        """What each asset earns: user cost times stock, shape (n-1, k, …)."""
        return np.asarray(self.user_cost * self.stock)

    @property
    def total(self) -> Array:
        """What all assets earn, shape (n-1, …): capital income itself under the internal rate of return."""
        return np.asarray(self.compensation.sum(axis=1))

    @property
    def cost_share(self) -> Array:
        """Share of each asset in what all earn."""
        return np.asarray(self.compensation / self.compensation.sum(axis=1, keepdims=True))


def smoothed_price_change(asset_price: ArrayLike, *, window: int, centred: bool = False) -> Array:
    """Return the rate of change of asset prices, averaged over `window` years: what owners may have expected.

    Parameters
    ----------
    asset_price
        Shape (n, k, …), positive.
    window
        Years in the mean, the year itself and those before it (`centred`: an odd number, half of the others after
        it). At the ends of the series the years that there are.

    Returns
    -------
    ndarray
        Shape (n-1, k, …), fractions; a window of 1 gives the changes themselves.

    Raises
    ------
    DataError
        A price is not positive, or the window is not a positive number (odd when centred).

    References
    ----------
    OECD (2009), Measuring Capital, chapter 16.

    Examples
    --------
    >>> smoothed_price_change([[1.0], [1.1], [1.1]], window=2).round(12).tolist()
    [[0.1], [0.05]]
    """
    if window < 1 or (centred and window % 2 == 0):
        raise DataError(
            "window", "must be 1 or more, and odd when centred", value=window, remedy="Three or five years."
        )
    price = _prices(asset_price, None, None)
    change = price[1:] / price[:-1] - 1.0
    after = window // 2 if centred else 0
    before = window - 1 - after
    return np.stack([change[max(0, t - before) : t + after + 1].mean(axis=0) for t in range(len(change))])


def user_costs(
    asset_price: ArrayLike,
    stock: ArrayLike,
    *,
    depreciation_rate: ArrayLike,
    capital_income: ArrayLike | None = None,
    rate_of_return: ArrayLike | None = None,
    price_change: ArrayLike | None = None,
    tax_factor: ArrayLike = 1.0,
    property_tax_rate: ArrayLike = 0.0,
    negative: NegativeUserCost = "refuse",
    items: Sequence[object] | None = None,
    years: Sequence[object] | None = None,
) -> UserCosts:
    """Return the user cost of each asset: u = T q[t-1] (r + d (1 + π) - π + x).

    q is the asset's price, r the nominal rate of return, d depreciation, π the change of q (so that with π as it came
    to be u = T (q[t-1] r + d q[t] - (q[t] - q[t-1]) + x q[t-1])), T and x taxes. The internal rate of return is the r
    at which Σ u K is capital income; an external one is given, and Σ u K then need not be.

    Parameters
    ----------
    asset_price
        Shape (n, k, …), positive, years on axis 0 and assets on axis 1.
    stock
        Productive stock that yields services in the year, in the units that `asset_price` is the price of; zero or
        above, not all zero. Here and below: n rows, of which the first is not used, n-1 rows, or one for all years.
    depreciation_rate
        Fractions in [0, 1]; one an asset is shape (1, k).
    capital_income
        Capital compensation at current prices, shape (n, …) or (n-1, …), above zero: the rate is internal.
    rate_of_return
        Nominal, a fraction, shape (n, …), (n-1, …) or a number: the rate is external. Exactly one of the two.
    price_change
        π, fractions, shape (n-1, k, …); what came to be (ex post) when not given. `smoothed_price_change` makes
        another.
    tax_factor
        T, above zero: (1 - τ z - c)/(1 - τ) with rate of the income tax τ, present value of depreciation allowances z
        and investment credit c.
    property_tax_rate
        x, a fraction of the asset's value.
    negative
        What to do with a user cost below zero: `refuse`; `keep` it, and its negative share; `zero` it, the internal
        rate then being solved anew over the other assets, so that they earn all capital income. It is marked in the
        result in any case.

    Returns
    -------
    UserCosts
        n-1 years; with `capital_income`, `(user_cost * stock).sum(axis=1) == capital_income`.

    Raises
    ------
    DataError
        A price is not positive, a stock, rate, tax or income is out of its range, both or neither of `capital_income`
        and `rate_of_return` are given, shapes do not fit, or a user cost is negative and `negative` is "refuse".

    Notes
    -----
    The return is on the price at which the year begins, q[t-1]; other authors take the year's own, u = q (r + d - π).
    Ex post price changes make user costs volatile and sometimes negative; OECD (2009) advises to smooth them.

    References
    ----------
    Hall and Jorgenson (1967), Tax policy and investment behavior, American Economic Review 57. Jorgenson and Griliches
    (1967), Review of Economic Studies 34. OECD (2009), Measuring Capital, chapters 8 and 16.

    Examples
    --------
    >>> costs = user_costs(
    ...     [[1.0, 1.0], [1.02, 0.9]], [[60.0, 40.0]], depreciation_rate=[[0.03, 0.2]], capital_income=[20.0]
    ... )
    >>> costs.rate_of_return.round(4).tolist(), costs.total.round(10).tolist()
    ([0.0816], [20.0])
    """
    refuse_unknown(negative, "negative", get_args(NegativeUserCost))
    if (capital_income is None) == (rate_of_return is None):
        raise DataError(
            "capital_income and rate_of_return",
            "exactly one is needed",
            remedy="Capital income gives the internal rate of return; an external rate is given.",
        )
    price = _prices(asset_price, items, years)
    n = price.shape[0]
    by_asset = {"stock": stock, "depreciation_rate": depreciation_rate, "tax_factor": tax_factor,
                "property_tax_rate": property_tax_rate}  # fmt: skip
    if price_change is not None:
        by_asset["price_change"] = price_change
    rows = {name: _growth_rows(name, array, n) for name, array in by_asset.items()}
    name = "capital_income" if rate_of_return is None else "rate_of_return"
    common = _growth_rows(name, capital_income if rate_of_return is None else rate_of_return, n)
    deepest = max(price.ndim, common.ndim + 1, *(array.ndim for array in rows.values()))
    price = years_first(price, deepest)
    rows = {name: years_first(array, deepest) for name, array in rows.items()}
    common = years_first(common, deepest - 1)[:, np.newaxis]
    try:
        shape = np.broadcast_shapes(price[1:].shape, common.shape, *(array.shape for array in rows.values()))
    except ValueError as error:
        raise DataError(
            "user_costs", "the arrays do not broadcast", value={name: array.shape for name, array in rows.items()},
            remedy="Years on axis 0, assets on axis 1, draws behind; one rate an asset is shape (1, k).",
        ) from error  # fmt: skip
    _refuse_out_of_range(rows, common, name, items, years)

    held = np.broadcast_to(rows["stock"], shape)
    change = rows["price_change"] if price_change is not None else price[1:] / price[:-1] - 1.0
    rate = rows["depreciation_rate"]
    earning = np.broadcast_to(rows["tax_factor"] * price[:-1], shape)
    # a unit of stock costs `earning` times r, and this much whatever r is
    fixed = earning * (rate * (1.0 + change) - change + rows["property_tax_rate"])
    if rate_of_return is None:
        r, cost = _internal(common, earning, fixed, held, zero=negative == "zero")
    else:
        r, cost = np.broadcast_to(common, (shape[0], 1, *shape[2:])), common * earning + fixed
    below = (cost < 0.0) & (held > 0.0)
    if negative == "refuse":
        refuse(
            cost, below, "user_cost", "is negative",
            "The price of the asset rose by more than it cost to hold: smooth its change, or say keep or zero.",
            columns=items, rows=_later(years, n - 1),
        )  # fmt: skip
    if negative == "zero":
        cost = np.where(below, 0.0, cost)
    return UserCosts(rate_of_return=np.array(r[:, 0]), user_cost=cost, stock=np.array(held), negative=below)


def _internal(income: Array, earning: Array, fixed: Array, stock: Array, *, zero: bool) -> tuple[Array, Array]:
    """Return the rate r at which Σ (earning r + fixed) K is income, and user costs at it."""
    active = stock > 0.0
    while True:
        held = np.where(active, stock, 0.0)
        r = (income - (fixed * held).sum(axis=1, keepdims=True)) / (earning * held).sum(axis=1, keepdims=True)
        cost = earning * r + fixed
        dropped = active & (cost < 0.0)
        # without an asset that cost less than nothing r falls, so that it stays out, and income above zero keeps one in
        if not zero or not dropped.any():
            return r, cost
        active = active & ~dropped


def _prices(asset_price: ArrayLike, items: Sequence[object] | None, years: Sequence[object] | None) -> Array:
    price = np.asarray(asset_price, dtype=np.float64)
    if price.ndim < 2 or price.shape[0] < 2:
        raise DataError(
            "asset_price", "needs two years on axis 0 and assets on axis 1", value=price.shape, remedy="Add a year."
        )
    refuse(
        price, ~(np.isfinite(price) & (price > 0.0)), "asset_price", "must be finite and above zero",
        "An asset without a price has no user cost.", columns=items, rows=years,
    )  # fmt: skip
    return price


def _growth_rows(name: str, given: ArrayLike | None, n: int) -> Array:
    """Return the rows of the n-1 years that have a year before them."""
    array = np.atleast_1d(np.asarray(given, dtype=np.float64))
    if array.shape[0] not in (1, n - 1, n):
        raise DataError(
            name, f"must have {n} rows, {n - 1} (from the second year on) or one", value=array.shape,
            remedy="Years stand on axis 0; one number an asset is shape (1, k).",
        )  # fmt: skip
    return array[1:] if array.shape[0] == n else array


def _later(labels: Sequence[object] | None, rows: int) -> Sequence[object] | None:
    return None if labels is None else labels[-rows:]


def _refuse_out_of_range(
    rows: dict[str, Array], common: Array, name: str, items: Sequence[object] | None, years: Sequence[object] | None
) -> None:
    ranges = {
        "stock": (0.0, np.inf, "must be finite and not negative"),
        "depreciation_rate": (0.0, 1.0, "must lie between 0 and 1"),
        "tax_factor": (np.nextafter(0.0, 1.0), np.inf, "must be finite and above zero"),
        "property_tax_rate": (0.0, 1.0, "must lie between 0 and 1"),
        "price_change": (-1.0, np.inf, "must be finite and above -1"),
    }
    for key, array in rows.items():
        low, high, problem = ranges[key]
        one_item = array.shape[1] == 1
        refuse(
            array, ~(np.isfinite(array) & (array >= low) & (array <= high)), key, problem,
            "Rates are fractions: divide a percentage by 100.", columns=["all assets"] if one_item else items,
            rows=_later(years, array.shape[0]),
        )  # fmt: skip
    total = rows["stock"].sum(axis=1, keepdims=True)
    refuse(
        total, total <= 0.0, "stock", "adds up to nothing", "Start in a year with capital.", columns=["all assets"],
        rows=_later(years, total.shape[0]),
    )  # fmt: skip
    bad = ~np.isfinite(common) | ((common <= 0.0) if name == "capital_income" else np.zeros(common.shape, dtype=bool))
    refuse(
        common, bad, name, "must be finite, and above zero if it is income",
        "Shares in a loss mean nothing: use an external rate of return.", columns=["all assets"],
        rows=_later(years, common.shape[0]),
    )  # fmt: skip
