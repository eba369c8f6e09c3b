"""Series made of two: definitions linked at an overlap, levels chained on growth, current prices deflated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Status
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import CURRENT_PRICES, Quantity, Unit

__all__ = ["deflate", "extend_by_growth", "implicit_deflator", "link"]

_RATIO = Unit.parse("lần")


def link(earlier: AnnualSeries, later: AnnualSeries, at: int) -> AnnualSeries:
    """Return `earlier` to the year `at`, then carried on by the growth of `later`: two definitions joined.

    Levels after `at` are levels of the definition of `earlier`; their growth is that of `later`. The price bases may
    differ: that is what linking is for.

    Raises
    ------
    DataError
        One of the series has no number at `at`, or they are of different unit or territory.
    """
    if earlier.unit != later.unit or earlier.territory != later.territory:
        earlier.refuse_other_kind(replace(later, price_base=earlier.price_base), "link")
    factor = earlier.at(at) / later.at(at)
    cells = {
        int(year): (float(earlier.at(int(year))), earlier.status_at(int(year)), earlier.origin_at(int(year)))
        for year in earlier.years[earlier.years <= at]
    }
    for year in later.years[later.years > at]:
        number = int(year)
        cells[number] = (later.at(number) * factor, later.status_at(number), later.origin_at(number))
    kept = frozenset(b for b in earlier.breaks if b <= at) | frozenset(b for b in later.breaks if b > at)
    return earlier.with_cells(cells, later, kept)


def extend_by_growth(levels: AnnualSeries, growth: AnnualSeries) -> AnnualSeries:
    """Return `levels` with later years chained on by published growth rates, as far as they go.

    A chained cell is as firm as the less firm of the level and the growth it was made of.

    Parameters
    ----------
    growth
        Growth over the year before, in a unit of ratio; the same territory and the same price base.

    Raises
    ------
    DataError
        `growth` is not a rate, or belongs to another territory or price base.
    """
    if growth.unit.quantity != Quantity.RATIO:
        raise DataError(growth.name, "is not a rate", value=str(growth.unit), remedy="Give growth in % or as a ratio.")
    levels.refuse_other_kind(replace(growth, unit=levels.unit), "chain")
    rates = growth.in_unit(_RATIO)
    cells = {
        int(y): (float(v), s, o)
        for y, v, s, o in zip(levels.years, levels.values, levels.status, levels.origin, strict=True)
    }
    for year in rates.years:
        number = int(year)
        if number not in cells and number - 1 in cells:
            level, status, _ = cells[number - 1]
            cells[number] = (
                level * (1.0 + rates.at(number)),
                Status.weakest((status, rates.status_at(number))),
                rates.origin_at(number),
            )
    return levels.with_cells(cells, growth)


def implicit_deflator(current: AnnualSeries, constant: AnnualSeries) -> AnnualSeries:
    """Return a series at current prices over the same at constant prices: 1 in the base year of `constant`.

    Raises
    ------
    DataError
        `current` is not at current prices, `constant` is not at constant ones, or unit or territory differ.
    """
    if current.price_base != CURRENT_PRICES or constant.price_base in (None, CURRENT_PRICES):
        raise DataError(
            f"{current.name} / {constant.name}",
            "an implicit deflator is current over constant prices",
            value=(str(current.price_base), str(constant.price_base)),
        )
    current.refuse_other_kind(replace(constant, price_base=current.price_base), "compare")
    years, mine, theirs = np.intersect1d(current.years, constant.years, return_indices=True)
    return replace(
        constant,
        name=f"deflator of {constant.name}",
        years=years,
        values=current.values[mine] / constant.values[theirs],
        unit=_RATIO,
        status=tuple(
            Status.weakest((current.status[a], constant.status[b])) for a, b in zip(mine, theirs, strict=True)
        ),
        origin=tuple(constant.origin[b] for b in theirs),
    )


def deflate(current: AnnualSeries, deflator: AnnualSeries) -> AnnualSeries:
    """Return `current` at the constant prices of `deflator`, for the years that both have.

    The deflator of another territory is allowed: it is a proxy, and the caller says so.

    Raises
    ------
    DataError
        `current` is not at current prices, or the deflator names no base year.
    """
    if current.price_base != CURRENT_PRICES or deflator.price_base in (None, CURRENT_PRICES):
        raise DataError(
            f"{current.name} / {deflator.name}",
            "only current prices can be deflated, by a deflator with a base year",
            value=(str(current.price_base), str(deflator.price_base)),
        )
    years, mine, theirs = np.intersect1d(current.years, deflator.years, return_indices=True)
    return replace(
        current,
        years=years,
        values=current.values[mine] / deflator.values[theirs],
        price_base=deflator.price_base,
        status=tuple(current.status[a] for a in mine),
        origin=tuple(current.origin[a] for a in mine),
    )
