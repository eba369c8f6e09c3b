"""Labour input: persons, hours, two definitions linked, and the composition of the employed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from tfp_soctrang.arithmetic.accounting import two_year_mean
from tfp_soctrang.arithmetic.checks import aligned, positive_levels, refuse, refuse_unknown
from tfp_soctrang.arithmetic.growth import growth_rates
from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "LabourInput",
    "hours_worked",
    "labour_input_by_cell",
    "labour_input_by_training",
    "link_definitions",
]

Definition = Literal["earlier", "later"]
Weights = Literal["wage_bill", "wage_premium"]


def hours_worked(persons: ArrayLike, hours_per_person: ArrayLike) -> Array:
    """Return labour input in hours: persons employed times hours a person works in the year.

    Parameters
    ----------
    persons, hours_per_person
        Shape (n, …), positive; axes align from the left, years first. Annual hours: a week's hours times the weeks
        worked.

    Raises
    ------
    DataError
        A number is not positive, or there are fewer than two years.

    Examples
    --------
    >>> hours_worked([600.0, 606.0], [2000.0, 1980.0]).tolist()
    [1200000.0, 1199880.0]
    """
    people, hours = positive_levels(persons, "persons"), positive_levels(hours_per_person, "hours_per_person")
    people, hours = aligned("persons and hours_per_person", people, hours)
    return np.asarray(people * hours)


def link_definitions(
    years: ArrayLike, earlier: ArrayLike, later: ArrayLike, *, at: int, levels_of: Definition = "earlier"
) -> Array:
    """Return one series out of two definitions: growth of `earlier` up to the year `at`, of `later` after it.

    With `levels_of="earlier"`: x[t] = earlier[t] to `at`, then earlier[at] · later[t] / later[at]. With `"later"`: the
    same series times later[at] / earlier[at], so that levels from `at` on are those of `later`. Growth is the same.

    Parameters
    ----------
    years
        Shape (n,).
    earlier, later
        Shape (n, …), NaN where the definition has no figure: employed persons by ICLS-13 up to `at`, by ICLS-19 from
        `at` on. Numbers on the other side of `at` are not used.
    at
        The year of the link; both definitions have a figure in it.

    Returns
    -------
    ndarray
        Shape (n, …).

    Raises
    ------
    DataError
        `at` is not among the years; a number that is needed is missing or not positive; shapes do not fit.

    Examples
    --------
    >>> nan = np.nan
    >>> link_definitions([2019, 2020, 2021], [50.0, 54.0, nan], [nan, 45.0, 46.0], at=2020).round(6).tolist()
    [50.0, 54.0, 55.2]
    """
    label = np.asarray(years)
    old, new = (np.asarray(array, dtype=np.float64) for array in (earlier, later))
    refuse_unknown(levels_of, "levels_of", get_args(Definition))
    if label.ndim != 1 or old.shape[:1] != label.shape or new.shape[:1] != label.shape:
        raise DataError(
            "link_definitions",
            "years and both definitions need the same rows",
            value=(label.shape, old.shape, new.shape),
            remedy="One row a year, NaN where a definition has no figure.",
        )
    rows = np.flatnonzero(label == at)
    if len(rows) != 1:
        raise DataError("at", "must be one of the years", value=at, remedy="Link at a year that both definitions have.")
    old, new = aligned("earlier and later", old, new)
    before, after = (side.reshape(-1, *[1] * (old.ndim - 1)) for side in (label <= at, label >= at))
    remedy = "Supply the figure, or link at another year."
    for array, name, needed in ((old, "earlier", before), (new, "later", after)):
        bad = needed & ~(np.isfinite(array) & (array > 0.0))
        refuse(array, bad, f"{name} definition", "must be a finite number above zero", remedy, label)
    ratio = old[rows] / new[rows]
    linked = np.where(before, old, new * ratio)
    return np.asarray(linked if levels_of == "earlier" else linked / ratio)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LabourInput(Shown):
    """Growth of labour input by year, log changes: hours (or persons) and what the change of composition adds.

    `hours_growth` has shape (n-1, …), `cell_share` and `cell_growth` (n-1, cells, …), two cell axes flattened to one.
    `composition_growth == labour_input_growth - hours_growth` by construction.
    """

    weights: Weights
    hours_growth: Array
    cell_share: Array
    cell_growth: Array

    def __post_init__(self) -> None:
        for array in (self.hours_growth, self.cell_share, self.cell_growth):
            array.setflags(write=False)

    @property
    def is_fallback(self) -> bool:
        """Whether the weights come from an assumed wage premium and not from wage bills."""
        return self.weights == "wage_premium"

    @property
    def cell_contribution(self) -> Array:
        """What each cell contributes to the growth of labour input: its share times its growth."""
        return np.asarray(self.cell_share * self.cell_growth)

    @property
    def labour_input_growth(self) -> Array:
        """The Törnqvist growth of labour input."""
        return np.asarray(self.cell_contribution.sum(axis=1))

    @property
    def composition_growth(self) -> Array:
        """Labour input growth less the growth of hours: the employed became more (or less) productive by their mix."""
        return self.labour_input_growth - self.hours_growth


def labour_input_by_cell(
    hours: ArrayLike, wage_bill: ArrayLike, *, cell_axes: int = 1, years: ArrayLike | None = None
) -> LabourInput:
    """Return the Törnqvist growth of labour input over cells: Δln L = Σ v̄ Δln H, v̄ the two-year mean wage-bill share.

    Composition is Δln L - Δln ΣH: zero when all cells grow alike. When an hour is paid the same in all, it is of third
    order in the changes, by which a Törnqvist index of a sum misses the sum.

    Parameters
    ----------
    hours
        Hours worked, or persons, by cell: shape (n, cells, …), or (n, training, sectors, …) with `cell_axes=2`.
    wage_bill
        What the workers of the cell are paid, current prices, same shape; the unit does not matter.
    cell_axes
        How many axes behind the years are cells.

    Returns
    -------
    LabourInput
        n-1 rows.

    Raises
    ------
    DataError
        A number is negative or not finite; a cell is empty in one year and not in the next (its growth has no
        logarithm) or has hours without a wage bill; fewer than two years; shapes do not fit. A cell empty
        throughout counts for nothing.

    References
    ----------
    Jorgenson, Gollop and Fraumeni (1987), Productivity and U.S. Economic Growth, chapter 3. OECD (2001), Measuring
    Productivity, chapter 4.

    Examples
    --------
    >>> hours, wage_bill = [[100.0, 300.0], [120.0, 300.0]], [[40.0, 60.0], [50.0, 62.0]]
    >>> labour = labour_input_by_cell(hours, wage_bill)
    >>> labour.hours_growth.round(4).tolist(), labour.composition_growth.round(4).tolist()
    ([0.0488], [0.0284])
    """
    time, pay = np.asarray(hours, dtype=np.float64), np.asarray(wage_bill, dtype=np.float64)
    first = slice(1, 1 + cell_axes)
    if cell_axes not in (1, 2) or min(time.ndim, pay.ndim) < 1 + cell_axes or time.shape[first] != pay.shape[first]:
        raise DataError(
            "hours and wage_bill",
            f"need years on axis 0 and the same cells on the next {cell_axes} axes",
            value=(time.shape, pay.shape),
            remedy="Give one wage bill for each cell; cell_axes says whether cells take one axis or two.",
        )
    if time.shape[0] != pay.shape[0] or time.shape[0] < 2:
        raise DataError(
            "hours and wage_bill",
            "need the same years, two at least",
            value=(time.shape, pay.shape),
            remedy="Add the year before the first.",
        )
    time, pay = aligned("hours and wage_bill", time, pay)
    for array, name in ((time, "hours"), (pay, "wage_bill")):
        bad = ~(np.isfinite(array) & (array >= 0.0))
        refuse(array, bad, name, "must be a finite number not below zero", "Correct the figure.", years)
    refuse(
        pay,
        (time > 0.0) & (pay == 0.0),
        "wage_bill",
        "is missing for a cell that works",
        "Supply the wage bill.",
        years,
    )
    refuse(
        time, (time == 0.0) & (pay > 0.0), "hours", "are missing for a cell that is paid", "Supply the hours.", years
    )
    turned = (time[1:] > 0.0) != (time[:-1] > 0.0)
    refuse(
        time[1:],
        turned,
        "hours",
        "of a cell that appears or disappears have no growth rate",
        "Merge the cell with a neighbour.",
        None if years is None else np.asarray(years)[1:],
    )
    flat = (time.shape[0], -1)
    time, pay = time.reshape(*flat, *time.shape[1 + cell_axes :]), pay.reshape(*flat, *pay.shape[1 + cell_axes :])
    total = positive_levels(time.sum(axis=1), "hours of all cells", years)
    share = two_year_mean(pay / positive_levels(pay.sum(axis=1), "wage bill of all cells", years)[:, np.newaxis])
    safe = np.where(time > 0.0, time, 1.0)
    return LabourInput(
        weights="wage_bill",
        hours_growth=growth_rates(total, log=True),
        cell_share=share,
        cell_growth=growth_rates(safe, log=True),
    )


def labour_input_by_training(
    persons: ArrayLike, trained_share: ArrayLike, *, wage_premium: ArrayLike, years: ArrayLike | None = None
) -> LabourInput:
    """Return labour input by trained and untrained workers: the fallback when no wage bills by cell are known.

    Two cells, q N and (1 - q) N, with wage-bill shares (1 + p) q / (1 + p q) and its complement.

    Parameters
    ----------
    persons
        N, employed persons or hours, shape (n, …), positive.
    trained_share
        q, the share of trained workers (*tỷ lệ lao động đã qua đào tạo*), fraction, shape (n, …).
    wage_premium
        p, the wage of a trained worker over that of an untrained one, less one: a number, one a year, shape (n,), or
        draws behind, shape (1, m) or (n, m). An assumption: there is no default.

    Returns
    -------
    LabourInput
        `is_fallback` is True; column 0 of the cells is trained, column 1 untrained.

    Raises
    ------
    DataError
        A share lies outside (0, 1), a premium is not above -1, a level is not positive, shapes do not fit.

    Examples
    --------
    >>> labour = labour_input_by_training([600.0, 606.0], [0.10, 0.12], wage_premium=0.5)
    >>> labour.is_fallback, labour.composition_growth.round(4).tolist()
    (True, [0.0095])
    """
    people = positive_levels(persons, "persons", years)
    trained = np.asarray(trained_share, dtype=np.float64)
    refuse(
        trained,
        ~((trained > 0.0) & (trained < 1.0)),
        "trained_share",
        "must lie between 0 and 1",
        "Shares are fractions: divide a percentage by 100.",
        years,
    )
    premium = np.asarray(wage_premium, dtype=np.float64)
    refuse(
        premium,
        ~(np.isfinite(premium) & (premium > -1.0)),
        "wage_premium",
        "must be finite and above -1",
        "The premium is the ratio of wages less one: 0.5 where the trained earn half as much again.",
        years,
    )
    people, trained, premium = aligned("persons, trained_share and wage_premium", people, trained, premium)
    shape = np.broadcast_shapes(people.shape, trained.shape, premium.shape)
    people, trained, wage = (np.broadcast_to(array, shape) for array in (people, trained, 1.0 + premium))
    cells = np.stack([trained * people, (1.0 - trained) * people], axis=1)
    wage_bill = np.stack([wage * trained * people, (1.0 - trained) * people], axis=1)
    return replace(labour_input_by_cell(cells, wage_bill, years=years), weights="wage_premium")
