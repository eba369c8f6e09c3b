"""Growth accounting with many inputs: capital, labour, energy, materials, services, or the assets behind one input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.arithmetic.accounting import two_year_mean
from tfp_soctrang.arithmetic.checks import positive_levels, refuse, years_first
from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = ["InputGrowth", "ManyInputAccount", "input_growth", "many_input_account"]

# Shares that are given, not made from costs, may have been printed to six digits.
_SHARES_ADD_UP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class InputGrowth(Shown):
    """Growth of an aggregate of k inputs in n-1 years: log changes and cost shares, shape (n-1, k, …)."""

    growth: Array
    cost_share: Array

    def __post_init__(self) -> None:
        for array in (self.growth, self.cost_share):
            array.setflags(write=False)

    @property
    def contributions(self) -> Array:
        """Cost share times growth, by input."""
        return np.asarray(self.cost_share * self.growth)

    @property
    def total(self) -> Array:
        """Log change of the aggregate, shape (n-1, …): the sum of the contributions."""
        return np.asarray(self.contributions.sum(axis=1))

    def with_axes(self, ndim: int) -> InputGrowth:
        """Return the same with axes of length one behind, up to `ndim`."""
        growth, share = (years_first(array, max(ndim, array.ndim)) for array in (self.growth, self.cost_share))
        return InputGrowth(growth=growth, cost_share=share)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ManyInputAccount(Shown):
    """The account of output and k inputs: n-1 growth rows labelled `years`, log changes.

    `tfp_growth == output_growth - inputs.contributions.sum(axis=1)`: the account adds up by construction.
    """

    years: NDArray[np.int64]
    output_growth: Array
    inputs: InputGrowth

    def __post_init__(self) -> None:
        for array in (self.years, self.output_growth):
            array.setflags(write=False)

    @property
    def tfp_growth(self) -> Array:
        """Output growth less the contributions of all inputs."""
        return np.asarray(self.output_growth - self.inputs.total)


def input_growth(
    quantities: ArrayLike,
    cost: ArrayLike | None = None,
    *,
    cost_share: ArrayLike | None = None,
    allow_negative: bool = False,
    items: Sequence[object] | None = None,
    years: Sequence[object] | None = None,
) -> InputGrowth:
    """Return the Törnqvist growth of an aggregate of inputs: Σ ½(s[t-1] + s[t]) Δln x, s = cost over the sum of costs.

    Parameters
    ----------
    quantities
        Shape (n, k, …): years on axis 0, inputs on axis 1; positive. An input that is zero in both of two years grows
        by nothing, provided that its cost share is zero as well.
    cost
        Shape (n, k, …), current prices, zero or above. An input without cost contributes nothing.
    cost_share
        Instead of `cost`: shares used as given, shape (n-1, k, …), or (1, k, …) for all years; they add up to one.
    allow_negative
        Whether costs may be negative (an asset whose user cost is): they count as they stand.
    items, years
        Labels for messages.

    Returns
    -------
    InputGrowth
        `total == contributions.sum(axis=1)`, and the log of the chained Törnqvist quantity index is its running sum.

    Raises
    ------
    DataError
        A quantity is not positive, a cost is negative, costs of a year do not add up to more than zero, shares not to
        one, both or neither of `cost` and `cost_share` are given, or shapes do not fit.

    References
    ----------
    Jorgenson, Gollop and Fraumeni (1987), Productivity and U.S. Economic Growth. Diewert (1976), Exact and superlative
    index numbers, Journal of Econometrics 4.

    Examples
    --------
    >>> inputs = input_growth([[1.0, 1.0], [np.e, 1.0]], [[30.0, 70.0], [50.0, 50.0]])
    >>> inputs.total.round(12).tolist()
    [0.4]
    """
    if (cost is None) == (cost_share is None):
        raise DataError("cost and cost_share", "exactly one is needed", remedy="Costs make shares; shares stand alone.")
    x = np.asarray(quantities, dtype=np.float64)
    given = np.asarray(cost if cost is not None else cost_share, dtype=np.float64)
    rows = (x.shape[0],) if x.ndim and cost is not None else (x.shape[0] - 1, 1) if x.ndim else ()
    if min(x.ndim, given.ndim) < 2 or x.shape[0] < 2 or given.shape[0] not in rows or given.shape[1] != x.shape[1]:
        raise DataError(
            "quantities and cost" if cost is not None else "quantities and cost_share",
            "need years on axis 0, two or more, and the same inputs on axis 1",
            value=(x.shape, given.shape),
            remedy="A cost for each year and input; shares for each growth year.",
        )
    refuse(
        x, ~(np.isfinite(x) & (x >= 0.0)), "quantities", "must be finite and not negative",
        "Growth needs levels: correct or supply the figure.", columns=items, rows=years,
    )  # fmt: skip
    deepest = max(x.ndim, given.ndim)
    x, given = years_first(x, deepest), years_first(given, deepest)
    share = _mean_shares(given, "cost" if cost is not None else "cost_share", allow_negative, items, years)
    try:
        shape = np.broadcast_shapes(x[1:].shape, share.shape)
    except ValueError as error:
        raise DataError(
            "quantities and cost", "do not broadcast", value=(x.shape, given.shape), remedy="Align the axes of draws."
        ) from error
    absent = (x[1:] == 0.0) & (x[:-1] == 0.0)
    no_change = np.broadcast_to(absent, shape) & (np.broadcast_to(share, shape) == 0.0)
    zero = np.broadcast_to((x[1:] == 0.0) | (x[:-1] == 0.0), shape) & ~no_change
    refuse(
        x, np.concatenate([np.zeros((1, *shape[1:]), dtype=bool), zero]), "quantities",
        "the input appears or vanishes, or has a cost without a quantity",
        "Join it to an input that is there throughout, or start the account when it is.", columns=items, rows=years,
    )  # fmt: skip
    safe = np.where(x == 0.0, 1.0, x)
    return InputGrowth(growth=np.where(absent, 0.0, np.log(safe[1:] / safe[:-1])), cost_share=np.array(share))


def _mean_shares(
    given: Array, name: str, allow_negative: bool, items: Sequence[object] | None, years: Sequence[object] | None
) -> Array:
    later = years if name == "cost" else years[-given.shape[0] :] if years is not None else None
    floor = -np.inf if allow_negative else 0.0
    refuse(
        given, ~(np.isfinite(given) & (given >= floor)), name, "must be finite and not negative",
        "Shares of a negative cost mean nothing: say what it is, or allow it.", columns=items, rows=later,
    )  # fmt: skip
    total = given.sum(axis=1, keepdims=True)
    if name == "cost":
        refuse(
            total, total <= 0.0, name, "must add up to more than zero", "Leave the year out.",
            columns=["all inputs"], rows=later,
        )  # fmt: skip
        return two_year_mean(given / total)
    refuse(
        total, np.abs(total - 1.0) > _SHARES_ADD_UP, name, "must add up to one", "Give costs instead.",
        columns=["all inputs"], rows=later,
    )  # fmt: skip
    return given


def many_input_account(
    years: Sequence[int] | NDArray[np.int64],
    output: ArrayLike,
    quantities: ArrayLike,
    cost: ArrayLike | None = None,
    *,
    cost_share: ArrayLike | None = None,
    items: Sequence[object] | None = None,
) -> ManyInputAccount:
    """Return the account by year: Δln A = Δln Y - Σ ½(s[t-1] + s[t]) Δln x over all inputs.

    Gross output with capital, labour, energy, materials and services, or value added with the kinds of capital and
    labour; whose cost exhausts the value of output.

    Parameters
    ----------
    years
        Shape (n,), whole and consecutive.
    output
        Levels, shape (n, …), positive; what stands behind the years broadcasts against what stands behind the inputs.
    quantities, cost, cost_share, items
        As in `input_growth`.

    Returns
    -------
    ManyInputAccount
        n-1 rows labelled `years[1:]`; `output_growth == tfp_growth + inputs.contributions.sum(axis=1)`.

    Raises
    ------
    DataError
        As `input_growth`; an output is not positive, or years have holes.

    References
    ----------
    Jorgenson, Gollop and Fraumeni (1987), Productivity and U.S. Economic Growth. OECD (2001), Measuring Productivity.

    Examples
    --------
    >>> account = many_input_account(
    ...     [2020, 2021], [100.0, 106.0], [[50.0, 40.0], [51.0, 43.0]], [[45.0, 55.0], [44.0, 56.0]]
    ... )
    >>> account.tfp_growth.round(6).tolist()
    [0.009319]
    """
    label = np.asarray(years)
    if label.ndim != 1 or not np.issubdtype(label.dtype, np.integer) or np.any(np.diff(label) != 1):
        raise DataError(
            "years", "must be whole and consecutive", value=label.tolist(), remedy="Fill or drop the missing years."
        )
    y = positive_levels(output, "output", label)
    inputs = input_growth(quantities, cost, cost_share=cost_share, items=items, years=label.tolist())
    if not y.shape[0] == len(label) == inputs.growth.shape[0] + 1:
        raise DataError(
            "years, output and quantities",
            "must have the same years on axis 0",
            value=(len(label), y.shape[0], inputs.growth.shape[0] + 1),
            remedy="One level for each year.",
        )
    inputs = inputs.with_axes(y.ndim + 1)
    total = inputs.total
    growth = years_first(growth_rates(y, log=True), total.ndim)
    try:
        np.broadcast_shapes(growth.shape, total.shape)
    except ValueError as error:
        raise DataError(
            "output and quantities", "do not broadcast", value=(y.shape, np.shape(quantities)),
            remedy="Behind the years of output stand the axes behind the inputs.",
        ) from error  # fmt: skip
    return ManyInputAccount(years=label[1:].astype(np.int64), output_growth=growth, inputs=inputs)
