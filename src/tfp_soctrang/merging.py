"""The series of a merged territory, from those of its members: sums of levels, never of rates or shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.series import AnnualSeries, Link, year_spans
from tfp_soctrang.units import Quantity, Territory

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["sum_members"]


def sum_members(members: Sequence[AnnualSeries], into: Territory, required: Sequence[Territory]) -> AnnualSeries:
    """Return the levels of a merged territory: the sum of those of its members, for the years that all have.

    A year is as firm as its least firm member; a break of one member is a break of the sum.

    Money and persons are added whatever they count: averages in money (income a head, output a worker) are not told
    apart by their unit, and are not to be given.

    Parameters
    ----------
    members
        One series of levels for each territory of `required`: the same quantity, unit and price base.
    into
        The merged territory.
    required
        The territories that together are its land: `sources.territory_register.members_of(into)`.

    Raises
    ------
    DataError
        A member is missing, comes twice or is not one of the merger; the series are rates or shares, or differ in
        quantity, unit or price base; no year has a number of every member.
    """
    _refuse_rates(members)
    _refuse_wrong_members(members, into, required)
    _refuse_different(members)
    years = reduce(np.intersect1d, [series.years for series in members])
    if not years.size:
        raise DataError(
            f"{into}, {members[0].name}",
            "the members have no year in common",
            value="; ".join(f"{series.territory}: {year_spans(series.years)}" for series in members),
            remedy="Supply the years that are missing.",
        )
    windows = [_only(series, years) for series in members]
    return AnnualSeries(
        name=members[0].name,
        years=years,
        values=np.sum([series.values for series in windows], axis=0),
        unit=members[0].unit,
        price_base=members[0].price_base,
        territory=into,
        status=tuple(Status.weakest(column) for column in zip(*(series.status for series in windows), strict=True)),
        origin=tuple(_origin(windows, row) for row in range(len(years))),
        breaks=frozenset().union(*(series.breaks for series in members)),
        caveats=_caveats(members, into, years),
        links=_links(members),
    )


def _names(territories: Sequence[Territory]) -> str:
    return ", ".join(str(territory) for territory in territories)


def _refuse_rates(members: Sequence[AnnualSeries]) -> None:
    rates = [series for series in members if series.unit.quantity in {Quantity.RATIO, Quantity.TIME}]
    if rates:
        raise DataError(
            f"{rates[0].name}, {rates[0].territory}",
            "rates, shares and indices are not summed",
            value=str(rates[0].unit),
            remedy="Sum the levels they are made of, and take the rate or share of the sums.",
        )


def _refuse_wrong_members(members: Sequence[AnnualSeries], into: Territory, required: Sequence[Territory]) -> None:
    given = [series.territory for series in members]
    foreign = [territory for territory in given if territory not in required]
    if foreign:
        raise DataError(
            str(into),
            "a series of another territory was given",
            value=_names(foreign),
            remedy=f"Its members are: {_names(required) or 'none'}.",
        )
    twice = [territory for territory in required if given.count(territory) > 1]
    if twice:
        raise DataError(
            str(into), "a member was given more than once", value=_names(twice), remedy="Give one series of each."
        )
    missing = [territory for territory in required if territory not in given]
    if missing or not required:
        raise DataError(
            str(into),
            "cannot be summed without all its members",
            value=f"missing: {_names(missing) or 'any member'}",
            remedy="Supply the series of every member: a part is not the whole.",
        )


def _refuse_different(members: Sequence[AnnualSeries]) -> None:
    first = members[0]
    for series in members[1:]:
        if series.name != first.name:
            raise DataError(
                f"{first.name} and {series.name}",
                "different quantities are not summed",
                value=(str(first.territory), str(series.territory)),
                remedy="Give the same series of every member.",
            )
        first.refuse_other_kind(replace(series, territory=first.territory), "sum")


def _only(series: AnnualSeries, years: NDArray[np.int64]) -> AnnualSeries:
    kept = np.flatnonzero(np.isin(series.years, years))
    return replace(
        series,
        years=series.years[kept],
        values=series.values[kept],
        status=tuple(series.status[i] for i in kept),
        origin=tuple(series.origin[i] for i in kept),
    )


def _origin(windows: Sequence[AnnualSeries], row: int) -> Origin:
    cells = [series.origin[row] for series in windows]
    vintages = {origin.vintage for origin in cells}
    terms = " + ".join(f"{series.territory} {series.values[row]:.12g}" for series in windows)
    return Origin(
        source="; ".join(dict.fromkeys(origin.source for origin in cells)),
        reference="; ".join(dict.fromkeys(origin.reference for origin in cells if origin.reference)),
        vintage=vintages.pop() if len(vintages) == 1 else None,
        licence="; ".join(dict.fromkeys(origin.licence for origin in cells if origin.licence)),
        note="; ".join(dict.fromkeys([f"sum: {terms}", *(origin.note for origin in cells if origin.note)])),
        note_vi="; ".join(dict.fromkeys([f"tổng: {terms}", *(origin.note_vi for origin in cells if origin.note_vi)])),
    )


def _caveats(members: Sequence[AnnualSeries], into: Territory, years: NDArray[np.int64]) -> tuple[Message, ...]:
    own = [Message.of("sum_of_members", territory=into, members=_names([series.territory for series in members]))]
    left_out = np.setdiff1d(np.concatenate([series.years for series in members]), years)
    if left_out.size:
        own.append(Message.of("sum_leaves_out_years", territory=into, years=year_spans(left_out)))
    linked = [series.territory for series in members if series.links]
    if linked:
        own.append(Message.of("sum_of_linked_levels", members=_names(linked)))
    return tuple(dict.fromkeys([*own, *(caveat for series in members for caveat in series.caveats)]))


def _links(members: Sequence[AnnualSeries]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(link for series in members for link in series.links))
