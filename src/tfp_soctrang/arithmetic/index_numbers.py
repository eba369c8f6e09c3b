"""Price and quantity indexes of many items: fixed base or chained, in one stage or two, with their contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse
from tfp_soctrang.arithmetic.index_formulas import Aggregate, Formula, bilateral_index, checked_prices_and_quantities
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["growth_contributions", "index_contributions", "price_index", "quantity_index", "two_stage_index"]


def price_index(
    prices: ArrayLike,
    quantities: ArrayLike,
    formula: Formula = "fisher",
    *,
    chained: bool = False,
    base: int = 0,
    items: Sequence[object] | None = None,
    periods: Sequence[object] | None = None,
) -> Array:
    """Return the price index of every period, 1 in the base period.

    Fixed base compares each period with the base period directly; a chained index multiplies the links from one period
    to the next. With v = p q, V = Σ v, s = v/V, L the logarithmic mean, 0 the base period and 1 the one compared, by
    baskets, Σ p1 b/Σ p0 b: `laspeyres` b = q0, `paasche` b = q1, `walsh` b = √(q0 q1), `marshall_edgeworth`
    b = q0 + q1, `fisher` the geometric mean of Laspeyres and Paasche; by logs, exp Σ w ln(p1/p0):
    `geometric_laspeyres` w = s0, `geometric_paasche` w = s1, `tornqvist` w = (s0 + s1)/2, `sato_vartia`
    w = L(s0, s1)/Σ L(s0, s1), `montgomery_vartia` w = L(v0, v1)/L(V0, V1).

    Parameters
    ----------
    prices
        Shape (n, k, …): periods on axis 0, items on axis 1; positive.
    quantities
        The same n and k; zero or above, not all zero in a period. Zero is legal with every formula here: the item has
        no weight (under `walsh`, `sato_vartia` and `montgomery_vartia` neither period gives it any).
    base
        Row of the base period; -1 is the last.
    items, periods
        Labels for messages.

    Returns
    -------
    ndarray
        Shape (n, …). `price_index(p, q, "laspeyres") * quantity_index(p, q, "paasche")` is the ratio of values, as is
        `price_index(p, q, f) * quantity_index(p, q, f)` for f `fisher`, `sato_vartia` or `montgomery_vartia`.

    Raises
    ------
    DataError
        A price is not positive (an item without a price has appeared or vanished), a quantity is negative, a period
        sells nothing, no item stands in both periods compared where the formula needs one, the formula or the base
        period is not known, or shapes do not fit.

    Notes
    -----
    `paasche` with a fixed base has the quantities of each period as basket, so that two periods other than the base
    are not compared at one basket. `montgomery_vartia` weights do not sum to one: prices all doubled need not double
    it.

    References
    ----------
    ILO and others (2004), Producer Price Index Manual, chapters 15 to 17. Balk (2008), Price and Quantity Index
    Numbers, chapter 3. Sato (1976), Review of Economics and Statistics 58. Vartia (1976), Scandinavian Journal of
    Statistics 3.

    Examples
    --------
    >>> p, q = [[1.0, 2.0], [2.0, 2.0]], [[4.0, 3.0], [2.0, 4.0]]
    >>> [float(price_index(p, q, f)[1].round(6)) for f in ("laspeyres", "paasche", "fisher")]
    [1.4, 1.2, 1.296148]
    """
    p, q = checked_prices_and_quantities(prices, quantities, formula, "price", items, periods)
    return _series(p, q, formula, chained=chained, base=base)[0]


def quantity_index(
    prices: ArrayLike,
    quantities: ArrayLike,
    formula: Formula = "fisher",
    *,
    chained: bool = False,
    base: int = 0,
    items: Sequence[object] | None = None,
    periods: Sequence[object] | None = None,
) -> Array:
    """Return the quantity index of every period: the price index with the roles of prices and quantities exchanged.

    Parameters
    ----------
    prices, quantities, formula, chained, base, items, periods
        As in `price_index`. A quantity of zero (an item that appears or vanishes) is legal with `laspeyres`,
        `paasche`, `fisher`, `walsh` and `marshall_edgeworth`, whose baskets of prices need no quantity relative; the
        other formulas take its log and refuse it. A price is needed in every period even so.

    Returns
    -------
    ndarray
        Shape (n, …), 1 in the base period.

    Raises
    ------
    DataError
        As `price_index`; or a quantity is zero and the formula takes logs.

    References
    ----------
    As `price_index`.

    Examples
    --------
    >>> p, q = [[1.0, 2.0], [2.0, 2.0]], [[4.0, 3.0], [2.0, 4.0]]
    >>> [float(quantity_index(p, q, f)[1].round(6)) for f in ("laspeyres", "paasche", "fisher")]
    [1.0, 0.857143, 0.92582]
    """
    p, q = checked_prices_and_quantities(prices, quantities, formula, "quantity", items, periods)
    return _series(q, p, formula, chained=chained, base=base)[0]


def index_contributions(
    prices: ArrayLike,
    quantities: ArrayLike,
    formula: Formula = "fisher",
    *,
    of: Aggregate = "price",
    chained: bool = False,
    base: int = 0,
    items: Sequence[object] | None = None,
    periods: Sequence[object] | None = None,
) -> Array:
    """Return what each item contributes to the change of the index since the base period.

    Basket formulas: b (p1 - p0)/Σ p0 b; Fisher is one of them, its basket being q0 + q1/Q with Q the Fisher quantity
    index. Formulas by logs: L(I, 1) w ln(p1/p0), because I - 1 = L(I, 1) ln I. In a chained index the contributions
    to a link count I[t-1] times and are summed over the links.

    Parameters
    ----------
    prices, quantities, formula, chained, base, items, periods
        As in `price_index` (`quantity_index` where `of` is "quantity").
    of
        Of which index.

    Returns
    -------
    ndarray
        Shape (n, k, …), fractions of the base period's level;
        `index_contributions(p, q, f).sum(axis=1) == price_index(p, q, f) - 1`.

    Raises
    ------
    DataError
        As `price_index` and `quantity_index`.

    Notes
    -----
    Contributions to an index that is not a fixed basket are a convention. Another for logs turns them into an
    arithmetic mean with weights in proportion to w/L(p1/p0, I) (Balk 2008, section 4.2; Reinsdorf, Diewert and Ehemann
    2002); both add up, and differ by terms of the second order.

    References
    ----------
    van IJzeren (1952) and Dumagan (2002), Economics Letters 76, for Fisher; Vartia (1976), Scandinavian Journal of
    Statistics 3, for the logarithmic mean; Reinsdorf, Diewert and Ehemann (2002), Journal of Economic and Social
    Measurement 28, for both.

    Examples
    --------
    >>> p, q = [[1.0, 2.0], [2.0, 2.0]], [[4.0, 3.0], [2.0, 4.0]]
    >>> index_contributions(p, q, "fisher")[1].round(6).tolist()
    [0.296148, 0.0]
    """
    p, q = checked_prices_and_quantities(prices, quantities, formula, of, items, periods)
    one, other = (p, q) if of == "price" else (q, p)
    return _series(one, other, formula, chained=chained, base=base)[1]


def growth_contributions(contributions: ArrayLike) -> Array:
    """Return what each item contributes to the growth of the index from one period to the next.

    (c[t] - c[t-1])/I[t-1] with I = 1 + Σ c: for a fixed-base Laspeyres volume, an item's change at base prices over
    the total of the period before.

    Parameters
    ----------
    contributions
        Shape (n, k, …), as `index_contributions` returns them.

    Returns
    -------
    ndarray
        Shape (n-1, k, …); `growth_contributions(c).sum(axis=1) == index[1:] / index[:-1] - 1`.

    Raises
    ------
    DataError
        There are fewer than two periods, or contributions add up to -1 or less: the index would not be positive.

    Examples
    --------
    >>> growth_contributions([[0.0, 0.0], [0.2, 0.05], [0.3, 0.2]]).round(6).tolist()
    [[0.2, 0.05], [0.08, 0.12]]
    """
    given = np.asarray(contributions, dtype=np.float64)
    if given.ndim < 2 or given.shape[0] < 2:
        raise DataError(
            "contributions", "need two periods on axis 0 and items on axis 1", value=given.shape, remedy="Add a period."
        )
    index = 1.0 + given.sum(axis=1, keepdims=True)
    if not (index > 0.0).all():
        row = int(np.argwhere(~(index > 0.0))[0][0])
        raise DataError(
            f"contributions, row {row}",
            "must be fractions that add up to more than -1",
            remedy="Divide per cent by 100.",
        )
    return np.asarray((given[1:] - given[:-1]) / index[:-1])


def two_stage_index(
    prices: ArrayLike,
    quantities: ArrayLike,
    groups: Sequence[object],
    formula: Formula = "fisher",
    *,
    of: Aggregate = "price",
    chained: bool = False,
    base: int = 0,
    items: Sequence[object] | None = None,
    periods: Sequence[object] | None = None,
) -> Array:
    """Return the index of group indexes: items to groups by the formula, then groups to the total by the same.

    A group's price is its price index P and its quantity its value over that, V/P; for `of="quantity"` the reverse. The
    unit of a group's quantity does not matter to any of the formulas.

    Parameters
    ----------
    prices, quantities, formula, of, chained, base, items, periods
        As in `price_index`; both stages are chained, or neither.
    groups
        The group of each item, length k.

    Returns
    -------
    ndarray
        Shape (n, …). Equal to the index in one stage for the formulas in `CONSISTENT_IN_AGGREGATION`; for the others
        equal to the second order around equal prices and quantities.

    Raises
    ------
    DataError
        As `price_index`; or `groups` does not name each item's group, or a group sells nothing in a period.

    References
    ----------
    Diewert (1978), Superlative index numbers and consistency in aggregation, Econometrica 46. Vartia (1976),
    Scandinavian Journal of Statistics 3.

    Examples
    --------
    >>> p, q = [[1.0, 2.0, 3.0], [2.0, 2.0, 2.7]], [[4.0, 3.0, 1.0], [2.0, 4.0, 2.0]]
    >>> two = two_stage_index(p, q, ["food", "food", "fuel"], "laspeyres")
    >>> bool(np.isclose(two[1], price_index(p, q, "laspeyres")[1], rtol=1e-14))
    True
    """
    p, q = checked_prices_and_quantities(prices, quantities, formula, of, items, periods)
    label = list(groups)
    if len(label) != p.shape[1]:
        raise DataError("groups", f"must name the group of {p.shape[1]} items", value=len(label), remedy="One an item.")
    columns: dict[object, list[int]] = {}
    for i, group in enumerate(label):
        columns.setdefault(group, []).append(i)
    totals = np.stack([(p[:, i] * q[:, i]).sum(axis=1) for i in columns.values()], axis=1)
    refuse(
        totals,
        ~(totals > 0.0),
        "groups",
        "sells nothing",
        "Join it to another group of items.",
        rows=periods,
        columns=list(columns),
    )
    one, other = (p, q) if of == "price" else (q, p)
    first = np.stack(
        [_series(one[:, i], other[:, i], formula, chained=chained, base=base)[0] for i in columns.values()], axis=1
    )
    return _series(first, totals / first, formula, chained=chained, base=base)[0]


def _series(p: Array, q: Array, formula: Formula, *, chained: bool, base: int) -> tuple[Array, Array]:
    """Return index (n, …) and contributions (n, k, …) of what stands first."""
    n = p.shape[0]
    if not -n <= base < n:
        raise DataError(
            "base", f"must be a row of {n} periods", value=base, remedy="Rows count from 0; -1 is the last."
        )
    if not chained:
        at = slice(base % n, base % n + 1)
        return bilateral_index(formula, p[at], p, q[at], q)
    link, change = bilateral_index(formula, p[:-1], p[1:], q[:-1], q[1:])
    start = np.ones((1, *link.shape[1:]))
    with np.errstate(over="ignore", under="ignore"):
        index = np.cumprod(np.concatenate([start, link]), axis=0)
    if not (np.isfinite(index) & (index > 0.0)).all():
        raise DataError(
            "the chain", "runs out of the range of numbers", remedy="Check the figures for one of another unit."
        )
    level = index / index[base]
    none = np.zeros((1, *change.shape[1:]))
    since_first = np.cumsum(np.concatenate([none, level[:-1, np.newaxis] * change]), axis=0)
    return np.asarray(level), np.asarray(since_first - since_first[base])
