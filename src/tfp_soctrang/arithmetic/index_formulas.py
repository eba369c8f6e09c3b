"""Means and bilateral index formulas: every formula is a basket or a weighted mean of logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.checks import refuse, refuse_unknown, years_first
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "CONSISTENT_IN_AGGREGATION",
    "Aggregate",
    "Formula",
    "Mean",
    "basket_index",
    "bilateral_index",
    "checked_prices_and_quantities",
    "log_mean_index",
    "logarithmic_mean",
    "mean_of_relatives",
]

Formula = Literal[
    "laspeyres", "paasche", "fisher", "tornqvist", "walsh", "marshall_edgeworth",
    "geometric_laspeyres", "geometric_paasche", "sato_vartia", "montgomery_vartia",
]  # fmt: skip
Aggregate = Literal["price", "quantity"]
Mean = Literal["arithmetic", "harmonic", "geometric"]

# An index of group indexes by the same formula is the index of the items, whatever the groups. The others are so only
# to the second order around equal prices and quantities (Diewert 1978, Econometrica 46, for the superlative ones).
CONSISTENT_IN_AGGREGATION: frozenset[Formula] = frozenset(
    {"laspeyres", "paasche", "geometric_laspeyres", "geometric_paasche", "montgomery_vartia"}
)


def _total(values: Array) -> Array:
    return np.asarray(values.sum(axis=1, keepdims=True))


def _share(values: Array) -> Array:
    return np.asarray(values / _total(values))


def logarithmic_mean(a: ArrayLike, b: ArrayLike) -> Array:
    """Return the logarithmic mean L(a, b) = (a - b)/(ln a - ln b), with its limits L(a, a) = a and L(a, 0) = 0.

    It turns differences into logs and back: `a - b == logarithmic_mean(a, b) * (log(a) - log(b))`.

    Parameters
    ----------
    a, b
        Finite, zero or above; shapes broadcast.

    Raises
    ------
    DataError
        A number is negative or not finite.

    References
    ----------
    Vartia (1976), Ideal log-change index numbers, Scandinavian Journal of Statistics 3.

    Examples
    --------
    >>> logarithmic_mean([1.0, 2.0, 3.0], [np.e, 2.0, 0.0]).round(6).tolist()
    [1.718282, 2.0, 0.0]
    """
    one, other = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    for name, array in (("a", one), ("b", other)):
        if not (np.isfinite(array) & (array >= 0.0)).all():
            raise DataError(
                f"logarithmic_mean, {name}", "must be finite and not negative", remedy="There is no log of it."
            )
    low, high = np.minimum(one, other), np.maximum(one, other)
    # ln(high/low) by log1p where the two are close: the difference of two logs would lose what is left of them there
    near = (low > 0.0) & (high < 2.0 * low)
    apart = (low > 0.0) & ~near
    distance = np.zeros(low.shape)
    np.divide(high - low, low, out=distance, where=near)
    distance = np.log1p(distance)
    logs = np.log(np.where(apart, high, 1.0)) - np.log(np.where(apart, low, 1.0))
    distance = np.where(apart, logs, distance)
    mean = np.where(low == high, low, 0.0)
    np.divide(high - low, distance, out=mean, where=distance > 0.0)
    return mean


def mean_of_relatives(relatives: ArrayLike, weights: ArrayLike | None = None, kind: Mean = "arithmetic") -> Array:
    """Return the weighted mean of price or quantity relatives over items: what an office publishes as an index.

    With weights made to sum to one: `arithmetic` Σ w r, `harmonic` 1/Σ (w/r), `geometric` exp Σ w ln r. Base-period
    value shares make Laspeyres the arithmetic and Paasche, with those of the period compared, the harmonic mean.
    Equal weights (the default) give the elementary indexes of Carli, Coggeshall and Jevons.

    Parameters
    ----------
    relatives
        Shape (n, k, …): items on axis 1; positive.
    weights
        Zero or above, not all zero; shape (n, k, …), (1, k, …) or what else broadcasts, axes aligned from the left.

    Returns
    -------
    ndarray
        Shape (n, …).

    Raises
    ------
    DataError
        A relative is not positive, a weight is negative, all are zero, shapes do not fit, or `kind` is not known.

    Examples
    --------
    >>> float(mean_of_relatives([[1.2, 0.9]], [[0.5, 0.5]], "harmonic")[0].round(6))
    1.028571
    """
    refuse_unknown(kind, "kind", get_args(Mean))
    ratio = np.asarray(relatives, dtype=np.float64)
    given = np.ones((1, 1)) if weights is None else np.asarray(weights, dtype=np.float64)
    if min(ratio.ndim, given.ndim) < 2:
        raise DataError(
            "relatives and weights",
            "need periods on axis 0 and items on axis 1",
            value=(ratio.shape, given.shape),
            remedy="One period is one row: relatives[None, :].",
        )
    refuse(ratio, ~(np.isfinite(ratio) & (ratio > 0.0)), "relatives", "must be finite and above zero")
    refuse(given, ~(np.isfinite(given) & (given >= 0.0)), "weights", "must be finite and not negative")
    deepest = max(ratio.ndim, given.ndim)
    ratio, given = years_first(ratio, deepest), years_first(given, deepest)
    try:
        given = np.broadcast_to(given, np.broadcast_shapes(ratio.shape, given.shape))
    except ValueError as error:
        raise DataError(
            "weights", "do not fit the relatives", value=(given.shape, ratio.shape), remedy="One weight an item."
        ) from error
    refuse(_total(given), _total(given) <= 0.0, "weights", "are all zero", columns=["all items"])
    weight = _share(given)
    if kind == "geometric":
        return np.asarray(np.exp((weight * np.log(ratio)).sum(axis=1)))
    if kind == "harmonic":
        return np.asarray(1.0 / (weight / ratio).sum(axis=1))
    return np.asarray((weight * ratio).sum(axis=1))


def basket_index(p0: Array, p1: Array, basket: Array) -> tuple[Array, Array]:
    """Return Σ p1 b/Σ p0 b and what each item contributes to its change, b (p1 - p0)/Σ p0 b."""
    cost = _total(p0 * basket)
    return np.asarray((_total(p1 * basket) / cost)[:, 0]), np.asarray(basket * (p1 - p0) / cost)


def log_mean_index(p0: Array, p1: Array, weight: Array) -> tuple[Array, Array]:
    """Return I = exp Σ w ln(p1/p0) and what each item contributes to its change, L(I, 1) w ln(p1/p0)."""
    parts = weight * np.log(p1 / p0)
    joint = _total(parts)
    index = np.exp(joint)
    # L(I, 1) by expm1: I is near one in most years
    scale = np.where(joint == 0.0, 1.0, np.expm1(joint) / np.where(joint == 0.0, 1.0, joint))
    return np.asarray(index[:, 0]), np.asarray(scale * parts)


# Weights of the items by formula; p0 … q1 of shape (n or 1, k, …), base period and period compared.
# Fisher: Q_F = √(Laspeyres · Paasche) of the quantities; the basket q0 + q1/Q_F is van IJzeren's.
_BASKETS: dict[str, Callable[[Array, Array, Array, Array], Array]] = {
    "laspeyres": lambda p0, p1, q0, q1: q0,
    "paasche": lambda p0, p1, q0, q1: q1,
    "walsh": lambda p0, p1, q0, q1: np.sqrt(q0) * np.sqrt(q1),
    "marshall_edgeworth": lambda p0, p1, q0, q1: q0 + q1,
    "fisher": lambda p0, p1, q0, q1: (
        q0 + q1 / np.sqrt(_total(p0 * q1) / _total(p0 * q0) * (_total(p1 * q1) / _total(p1 * q0)))
    ),
}
_LOG_WEIGHTS: dict[str, Callable[[Array, Array, Array, Array], Array]] = {
    "geometric_laspeyres": lambda p0, p1, q0, q1: _share(p0 * q0),
    "geometric_paasche": lambda p0, p1, q0, q1: _share(p1 * q1),
    "tornqvist": lambda p0, p1, q0, q1: 0.5 * (_share(p0 * q0) + _share(p1 * q1)),
    "sato_vartia": lambda p0, p1, q0, q1: _share(logarithmic_mean(_share(p0 * q0), _share(p1 * q1))),
    "montgomery_vartia": lambda p0, p1, q0, q1: (
        logarithmic_mean(p0 * q0, p1 * q1) / logarithmic_mean(_total(p0 * q0), _total(p1 * q1))
    ),
}


def bilateral_index(formula: Formula, p0: Array, p1: Array, q0: Array, q1: Array) -> tuple[Array, Array]:
    """Return the index of `p` between two periods, shape (n, …), and its contributions by item, shape (n, k, …).

    Checked arrays of shape (n or 1, k, …). The index of quantities is that of prices with the roles exchanged.
    """
    if formula in _BASKETS:
        basket = _BASKETS[formula](p0, p1, q0, q1)
        _refuse_empty(formula, _total(basket))
        return basket_index(p0, p1, basket)
    if formula in ("sato_vartia", "montgomery_vartia"):
        _refuse_empty(formula, _total(np.minimum(p0 * q0, p1 * q1)))
    return log_mean_index(p0, p1, _LOG_WEIGHTS[formula](p0, p1, q0, q1))


def _refuse_empty(formula: Formula, weight: Array) -> None:
    if (weight <= 0.0).any():
        row = int(np.argwhere(weight <= 0.0)[0][0])
        raise DataError(
            f"{formula}, comparison {row}",
            "no item stands in both periods",
            remedy="Compare periods that share items, or use laspeyres, paasche, fisher or marshall_edgeworth.",
        )


def checked_prices_and_quantities(
    prices: ArrayLike,
    quantities: ArrayLike,
    formula: Formula,
    of: Aggregate,
    items: Sequence[object] | None = None,
    periods: Sequence[object] | None = None,
) -> tuple[Array, Array]:
    """Return prices and quantities with as many axes each, refusing what the formula cannot use.

    Raises
    ------
    DataError
        As `index_numbers.price_index` and `index_numbers.quantity_index` say.
    """
    refuse_unknown(formula, "formula", get_args(Formula))
    refuse_unknown(of, "of", get_args(Aggregate))
    p, q = np.asarray(prices, dtype=np.float64), np.asarray(quantities, dtype=np.float64)
    if min(p.ndim, q.ndim) < 2 or p.shape[:2] != q.shape[:2] or p.shape[0] < 2 or p.shape[1] < 1:
        raise DataError(
            "prices and quantities",
            "need the same periods, two or more, on axis 0 and the same items on axis 1",
            value=(p.shape, q.shape),
            remedy="One row a period, one column an item; draws stand behind.",
        )
    for name, labels, length in (("periods", periods, p.shape[0]), ("items", items, p.shape[1])):
        if labels is not None and len(labels) != length:
            raise DataError(name, f"must name {length}", value=len(labels), remedy="One label each.")
    refuse(
        p,
        ~(np.isfinite(p) & (p > 0.0)),
        "prices",
        "must be finite and above zero",
        "An item that is not sold has no price: impute one, or keep to the items of all periods.",
        columns=items,
        rows=periods,
    )
    refuse(
        q,
        ~(np.isfinite(q) & (q >= 0.0)),
        "quantities",
        "must be finite and not negative",
        "Zero says that the item is not sold; net flows (inventories, trade balances) have no index of this kind.",
        columns=items,
        rows=periods,
    )
    if of == "quantity" and formula not in _BASKETS:
        refuse(
            q,
            q == 0.0,
            "quantities",
            f"the item appears or vanishes, and {formula} takes the log of its quantity",
            f"Use {', '.join(_BASKETS)}, or keep to the items of all periods.",
            columns=items,
            rows=periods,
        )
    deepest = max(p.ndim, q.ndim)
    p, q = years_first(p, deepest), years_first(q, deepest)
    try:
        with np.errstate(over="ignore"):
            value = _total(p * q)
    except ValueError as error:
        raise DataError(
            "prices and quantities", "do not broadcast", value=(p.shape, q.shape), remedy="Align the axes of draws."
        ) from error
    refuse(value, ~((value > 0.0) & np.isfinite(value)), "prices times quantities",
                 "must sum to a finite number above zero", "No item is sold in this period: leave it out.",
                 columns=["all items"], rows=periods)  # fmt: skip
    return p, q
