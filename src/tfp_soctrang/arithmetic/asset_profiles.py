"""How one asset loses efficiency and value with age: the usual forms, and prices from efficiencies and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import common_shape, refuse
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "age_efficiency",
    "age_price",
    "declining_balance",
    "geometric",
    "hyperbolic",
    "linear",
    "one_hoss_shay",
]


def one_hoss_shay(age: ArrayLike, life: ArrayLike) -> Array:
    """Return the efficiency of an asset that serves undiminished until it retires: 1 below `life`, then 0.

    Parameters
    ----------
    age, life
        Years; any shapes that broadcast; `life` above zero.

    Raises
    ------
    DataError
        An age is negative or a life is not above zero.

    Examples
    --------
    >>> one_hoss_shay([0.0, 1.0, 2.0], 2.0).tolist()
    [1.0, 1.0, 0.0]
    """
    a, end = _age_and_life(age, life)
    return np.asarray(np.where(a < end, 1.0, 0.0))


def linear(age: ArrayLike, life: ArrayLike, *, delay: ArrayLike = 0.0) -> Array:
    """Return a straight line from 1 at `delay` to 0 at `life`: (life - age) / (life - delay), 1 before the delay.

    Parameters
    ----------
    age, life
        Years; any shapes that broadcast; `life` above zero.
    delay
        Years without loss, not negative. An asset that retires before its delay is over keeps 1 until then.

    Raises
    ------
    DataError
        An age or a delay is negative, or a life is not above zero.

    Examples
    --------
    >>> linear([0.0, 1.0, 2.0, 3.0, 4.0], 4.0).tolist()
    [1.0, 0.75, 0.5, 0.25, 0.0]
    >>> linear([1.0, 2.0, 3.0], 3.0, delay=1.0).tolist()
    [1.0, 0.5, 0.0]
    """
    a, end = _age_and_life(age, life)
    wait = np.asarray(delay, dtype=np.float64)
    refuse(wait, ~((wait >= 0.0) & np.isfinite(wait)), "delay", "must be finite and not negative", "Give years.")
    falling = (a > wait) & (a < end) & np.isfinite(end)
    left = np.where(falling, end - a, 1.0) / np.where(falling, end - wait, 1.0)
    return np.asarray(np.where(a < end, left, 0.0))


def hyperbolic(age: ArrayLike, life: ArrayLike, *, beta: ArrayLike) -> Array:
    """Return the efficiency (life - age) / (life - β age), 0 from `life` on.

    Parameters
    ----------
    age, life
        Years; any shapes that broadcast; `life` above zero.
    beta
        At most 1: 1 is one-hoss shay, between 0 and 1 loss comes late, 0 is the straight line, below 0 it comes early.

    Raises
    ------
    DataError
        An age is negative, a life is not above zero, or β is above 1 or not finite.

    References
    ----------
    OECD (2009), Measuring Capital. The BLS takes β = 0.5 for equipment and 0.75 for structures.

    Examples
    --------
    >>> hyperbolic([0.0, 1.0, 2.0, 3.0], 3.0, beta=0.5).round(3).tolist()
    [1.0, 0.8, 0.5, 0.0]
    """
    a, end = _age_and_life(age, life)
    bend = np.asarray(beta, dtype=np.float64)
    refuse(
        bend,
        ~(np.isfinite(bend) & (bend <= 1.0)),
        "beta",
        "must be a finite number of at most 1",
        "0 is a straight line.",
    )
    serving = (a < end) & np.isfinite(end)
    left = np.where(serving, end - a, 1.0) / np.where(serving, end - bend * a, 1.0)
    return np.asarray(np.where(a < end, left, 0.0))


def geometric(age: ArrayLike, rate: ArrayLike) -> Array:
    """Return (1 - rate)^age, which has no end: efficiency and price are one and the same profile.

    Parameters
    ----------
    age
        Years.
    rate
        Fraction a year, in [0, 1]; broadcasts against `age`.

    Raises
    ------
    DataError
        An age is negative or a rate lies outside [0, 1].

    Examples
    --------
    >>> geometric([0.0, 2.0, 3.0], 0.5).tolist()
    [1.0, 0.25, 0.125]
    """
    a, share = _age(age), np.asarray(rate, dtype=np.float64)
    refuse(
        share,
        ~((share >= 0.0) & (share <= 1.0)),
        "rate",
        "must lie between 0 and 1",
        "Rates are fractions: divide a percentage by 100.",
    )
    return np.asarray((1.0 - share) ** a)


def declining_balance(age: ArrayLike, life: ArrayLike, *, factor: ArrayLike = 2.0) -> Array:
    """Return (1 - factor/life)^age: geometric at a rate that the service life sets, double-declining at factor 2.

    Parameters
    ----------
    age, life
        Years; any shapes that broadcast; `life` above zero.
    factor
        Not negative. A life shorter than the factor loses everything in its first year.

    Raises
    ------
    DataError
        An age or a factor is negative, or a life is not above zero.

    Examples
    --------
    >>> declining_balance([0.0, 1.0, 2.0], 4.0).tolist()
    [1.0, 0.5, 0.25]
    """
    a, end = _age_and_life(age, life)
    pace = np.asarray(factor, dtype=np.float64)
    refuse(pace, ~((pace >= 0.0) & np.isfinite(pace)), "factor", "must be finite and not negative", "2 is usual.")
    return np.asarray((1.0 - np.minimum(pace / end, 1.0)) ** a)


def age_price(
    efficiency: ArrayLike,
    *,
    discount_rate: ArrayLike,
    rental_growth: ArrayLike = 0.0,
    tail_rate: ArrayLike = 1.0,
) -> Array:
    """Return the price of an asset by age over that of a new one, as the present value of the services it has left.

    p_s = Σ_t e_{s+t} (1+i)^t / (1+r)^(t+1), divided by p_0: rentals are paid at the end of the year.

    Parameters
    ----------
    efficiency
        Shape (ages, …) from age 0, not negative.
    discount_rate
        r, fraction a year, above -1; broadcasts against one row of `efficiency`.
    rental_growth
        i, growth of the rental of an asset of a given age, fraction a year, above -1; nominal or real as r is.
    tail_rate
        Rate, in [0, 1], at which efficiency declines beyond the last age: 1 is nothing beyond it; the rate of a
        geometric profile makes prices equal efficiencies however short the table.

    Returns
    -------
    ndarray
        Shape (ages, …); row 0 is one. `age_efficiency(age_price(e, …), …)` is `e` over its first row.

    Raises
    ------
    DataError
        A rate is out of its range, the tail has no finite value, or an asset has no services at any age.

    References
    ----------
    OECD (2009), Measuring Capital, section 3.3.

    Examples
    --------
    >>> age_price([1.0, 0.5, 0.0], discount_rate=0.05, rental_growth=0.02).round(4).tolist()
    [1.0, 0.3365, 0.0]
    """
    table, growing, discount, last = _conversion(efficiency, "efficiency", discount_rate, rental_growth, tail_rate)
    price = np.empty(np.broadcast_shapes(table.shape, growing.shape, last.shape))
    price[-1] = table[-1] / last
    for s in range(table.shape[0] - 2, -1, -1):
        price[s] = (table[s] + growing * price[s + 1]) / discount
    new = price[0].copy()
    refuse(new, ~(new > 0.0), "price of the new asset", "must be above zero", "Give an asset some efficiency.")
    price /= new
    return price


def age_efficiency(
    price: ArrayLike,
    *,
    discount_rate: ArrayLike,
    rental_growth: ArrayLike = 0.0,
    tail_rate: ArrayLike = 1.0,
) -> Array:
    """Return the efficiency by age that a price by age implies, over that of a new asset: the inverse of `age_price`.

    e_s is proportional to (1+r) p_s - (1+i) p_{s+1}: the rental is the return on the price and its loss over the year.

    Parameters
    ----------
    price
        Shape (ages, …) from age 0.
    discount_rate, rental_growth, tail_rate
        As in `age_price`.

    Returns
    -------
    ndarray
        Shape (ages, …); row 0 is one.

    Raises
    ------
    DataError
        A rate is out of its range, or the new asset has no rental above zero at these prices.

    References
    ----------
    OECD (2009), Measuring Capital, section 3.3.

    Examples
    --------
    >>> price = age_price([1.0, 0.5, 0.0], discount_rate=0.05, rental_growth=0.02)
    >>> age_efficiency(price, discount_rate=0.05, rental_growth=0.02).round(12).tolist()
    [1.0, 0.5, 0.0]
    """
    table, growing, discount, last = _conversion(price, "price", discount_rate, rental_growth, tail_rate)
    rental = np.concatenate([discount * table[:-1] - growing * table[1:], last * table[-1:]])
    new = rental[0].copy()
    refuse(new, ~(new > 0.0), "rental of the new asset", "must be above zero", "Prices rise with age: check them.")
    return np.asarray(rental / new)


def _age(age: ArrayLike) -> Array:
    a = np.asarray(age, dtype=np.float64)
    refuse(a, ~((a >= 0.0) & np.isfinite(a)), "age", "must be finite and not negative", "Ages start at 0.")
    return a


def _age_and_life(age: ArrayLike, life: ArrayLike) -> tuple[Array, Array]:
    end = np.asarray(life, dtype=np.float64)
    refuse(end, ~(end > 0.0), "life", "must be above zero", "Give years.")
    return _age(age), end


def _conversion(
    given: ArrayLike, name: str, discount_rate: ArrayLike, rental_growth: ArrayLike, tail_rate: ArrayLike
) -> tuple[Array, Array, Array, Array]:
    """Return the table, 1 + i, 1 + r, and the efficiency at the last age over its price."""
    table, tail = np.asarray(given, dtype=np.float64), np.asarray(tail_rate, dtype=np.float64)
    if table.ndim == 0:
        raise DataError(name, "needs ages on axis 0", value=float(table), remedy="Give one number for each age.")
    refuse(table, ~(np.isfinite(table) & (table >= 0.0)), name, "must be finite and not negative", "Correct it.")
    factors = []
    for rate, word in ((rental_growth, "rental_growth"), (discount_rate, "discount_rate")):
        array = np.asarray(rate, dtype=np.float64)
        refuse(
            array,
            ~(np.isfinite(array) & (array > -1.0)),
            word,
            "must be finite and above -1",
            "Rates are fractions: divide a percentage by 100.",
        )
        factors.append(1.0 + array)
    growing, discount = factors
    refuse(tail, ~((tail >= 0.0) & (tail <= 1.0)), "tail_rate", "must lie between 0 and 1", "1 is nothing beyond.")
    last = np.asarray(discount - growing * (1.0 - tail))
    refuse(
        last,
        ~(last > 0.0),
        "discount_rate",
        "must exceed the growth of the rentals of an asset that never retires (got their difference)",
        "Raise tail_rate or discount_rate.",
    )
    shape = common_shape(name, table.shape[1:], growing.shape, last.shape)
    missing = len(shape) + 1 - table.ndim
    return table.reshape(table.shape[0], *(1,) * missing, *table.shape[1:]), growing, discount, last
