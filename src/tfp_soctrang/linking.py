"""Series made of two: definitions or price bases linked at an overlap, levels chained on growth, prices deflated."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status
from tfp_soctrang.series import AnnualSeries, Link, year_spans
from tfp_soctrang.units import CURRENT_PRICES, PriceBase, Quantity, Unit

__all__ = ["carry_price_base_back", "deflate", "extend_by_growth", "implicit_deflator", "link", "link_price_base"]

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


def link_price_base(earlier: AnnualSeries, later: AnnualSeries, at: int) -> AnnualSeries:
    """Return `later` from the year `at` on, before it `earlier` carried to the price base of `later`.

    Levels before `at` are those of `earlier` times `later` over `earlier` in `at`: growth on each side is that of its
    own series. A carried level is as firm as the least firm of the three it is made of. Linking twice carries 1994
    prices to 2010 and on to 2020. Numbers of `later` before `at` are not used.

    Parameters
    ----------
    earlier, later
        Levels of one quantity, territory and unit at constant prices of two years.
    at
        A year in which both have a number.

    Raises
    ------
    DataError
        One of the series is not at constant prices, or both are of the same base; unit or territory differ; one has
        no positive number in `at`; a declared break lies between the years that would be joined: levels before and
        after a re-evaluation never stand in one series.
    """
    from_base, to_base = _refuse_bases(earlier, later)
    if earlier.territory != later.territory:
        raise DataError(
            f"{earlier.name} and {later.name}",
            "cannot link price bases of different territories",
            value=(earlier.territory.code, later.territory.code),
            remedy="Sum the members of a merger first, at each price base; then link the sums.",
        )
    earlier.refuse_other_kind(replace(later, price_base=from_base), "link")
    old, new = earlier.at(at), later.at(at)
    if old <= 0 or new <= 0:
        raise DataError(
            f"{earlier.name}, {at}",
            "only positive levels can be linked",
            value=(old, new),
            remedy="Link at a year in which both are positive.",
        )
    factor = new / old
    cells = {
        int(year): (
            earlier.at(int(year)) * factor,
            Status.weakest((earlier.status_at(int(year)), earlier.status_at(at), later.status_at(at))),
            earlier.origin_at(int(year)),
        )
        for year in earlier.years[earlier.years < at]
    }
    cells |= {
        int(year): (later.at(int(year)), later.status_at(int(year)), later.origin_at(int(year)))
        for year in later.years[later.years >= at]
    }
    breaks = earlier.breaks | later.breaks
    _refuse_crossed(earlier, later, breaks, sorted(cells))
    caveat = Message.of(
        "price_base_linked",
        territory=later.territory,
        at=at,
        from_year=from_base.year,
        to_year=to_base.year,
        factor=factor,
    )
    linked = later.with_cells(cells, earlier, breaks)
    return replace(
        linked,
        caveats=tuple(dict.fromkeys((*linked.caveats, caveat))),
        links=(*linked.links, Link(at, from_base, to_base, factor)),
    )


def carry_price_base_back(earlier: AnnualSeries, later: AnnualSeries, at: int) -> AnnualSeries:
    """Return `earlier` up to the year `at`, after it `later` carried to the price base of `earlier`.

    Levels after `at` are those of `later` times `earlier` over `later` in `at`: growth on each side is that of its own
    series, as in `link_price_base`, whose levels these are times one factor. So figures of 2026 at 2020 prices go on
    with a record at 2010 prices, and the initial stock, at 2010 prices too, stays what it was.

    Parameters
    ----------
    earlier, later
        Levels of one quantity, territory and unit at constant prices of two years.
    at
        A year in which both have a number.

    Raises
    ------
    DataError
        As `link_price_base`.
    """
    linked = link_price_base(earlier, later, at)
    back = linked.links[-1]
    factor = 1.0 / back.factor
    cells = {
        int(year): (earlier.at(int(year)), earlier.status_at(int(year)), earlier.origin_at(int(year)))
        for year in earlier.years[earlier.years <= at]
    }
    cells |= {
        int(year): (
            later.at(int(year)) * factor,
            Status.weakest((later.status_at(int(year)), earlier.status_at(at), later.status_at(at))),
            later.origin_at(int(year)),
        )
        for year in later.years[later.years > at]
    }
    caveat = Message.of(
        "price_base_carried_back",
        territory=later.territory,
        at=at,
        from_year=back.to_base.year,
        to_year=back.from_base.year,
        factor=back.factor,
    )
    carried = earlier.with_cells(cells, later, earlier.breaks | later.breaks)
    return replace(
        carried,
        caveats=tuple(dict.fromkeys((*carried.caveats, caveat))),
        links=(*carried.links, Link(at, back.to_base, back.from_base, factor)),
    )


def _refuse_bases(earlier: AnnualSeries, later: AnnualSeries) -> tuple[PriceBase, PriceBase]:
    bases = earlier.price_base, later.price_base
    if any(base is None or base == CURRENT_PRICES for base in bases):
        raise DataError(
            f"{earlier.name} and {later.name}",
            "only series at constant prices are linked from one price base to another",
            value=tuple(str(base) for base in bases),
            remedy="Deflate current prices first.",
        )
    if bases[0] == bases[1]:
        raise DataError(
            f"{earlier.name} and {later.name}",
            "are already at one price base",
            value=str(bases[0]),
            remedy="Join them, or link two definitions with link().",
        )
    return cast("tuple[PriceBase, PriceBase]", bases)


def _refuse_crossed(earlier: AnnualSeries, later: AnnualSeries, breaks: frozenset[int], years: list[int]) -> None:
    crossed = sorted(year for year in breaks if years[0] < year <= years[-1])
    if crossed:
        raise DataError(
            f"{earlier.name} and {later.name}, {crossed[0] - 1} to {crossed[0]}",
            f"a declared break lies between the years to be linked, {year_spans(years)}",
            remedy=f"Keep to one side of it: window() both series from {crossed[0]} on, or up to {crossed[0] - 1}.",
        )


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
        links=tuple(dict.fromkeys(current.links + deflator.links)),
        status=tuple(current.status[a] for a in mine),
        origin=tuple(current.origin[a] for a in mine),
    )
