"""Territories that were merged: the new one from its members, and a former one from the growth of the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tfp_soctrang.assumptions import Assumption, Assumptions, GapFiller
from tfp_soctrang.choices import Measure
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.measures import measure
from tfp_soctrang.merging import sum_members
from tfp_soctrang.units import Quantity, Territory, Unit

__all__ = ["carried_to", "growth_paths", "merged_dataset"]

_RATIO = Unit.parse("lần")
# Money a worker: an average, though its unit is that of a level.
_AVERAGE = "income_per_worker"


def merged_dataset(members: Sequence[Dataset], into: Territory, required: Sequence[Territory]) -> Dataset:
    """Return the figures of a merged territory: the sum of every level that all members hold, and nothing else.

    Rates, shares, hours and averages a worker are not summed: they are taken of the sums, or supplied for the merged
    territory.

    Parameters
    ----------
    members
        The figures of every territory that was merged.
    into
        The merged territory.
    required
        The territories that together are its land: `sources.territory_register.members_of(into)`.

    Raises
    ------
    DataError
        A member is missing, comes twice or is not one of the merger; members hold no level in common, or levels that
        differ in unit or price base.
    """
    common = [name for name in members[0].series if all(name in one for one in members)] if members else []
    levels = [
        name
        for name in common
        if members[0][name].unit.quantity in {Quantity.MONEY, Quantity.PERSONS} and not name.startswith(_AVERAGE)
    ]
    if not levels:
        raise DataError(
            str(into), "its members hold no level in common", value=common, remedy="Supply output of each of them."
        )
    return Dataset(
        name=into.code,
        territory=into,
        series={name: sum_members([one[name] for one in members], into, required) for name in levels},
        reference=members[0].reference,
    )


def carried_to(assumptions: Assumptions, member: Territory, territory: Territory) -> Assumptions:
    """Return the assumptions of a member for the territory it was merged into: its values, none of its gap fillers.

    The values are national ones (coefficients, depreciation), and their reasons say whose they were; the fillers rest
    on the member's own figures.
    """
    values = {
        name: replace(
            one,
            reason=f"As for {member.name_en}, which is part of it: {one.reason}",
            reason_vi=f"Như {member.name_vi}, một phần của nó: {one.reason_vi}" if one.reason_vi else "",
        )
        for name, one in assumptions.values.items()
    }
    return replace(assumptions, territory=territory.code, values=values, gap_fillers=())


def growth_paths(city: Dataset, assumptions: Assumptions, after: int, last: int) -> tuple[GapFiller, ...]:
    """Return the measured growth of a merged territory as paths that a former member may take: one a measure and year.

    Each is a fixed number: what the rule `growth_of_new_city` supplies is the office's estimate, and no range of it is
    published.

    Parameters
    ----------
    city
        The merged territory's figures: levels, or `output_growth` alone.
    assumptions
        Of the former member; their settings say which series measure what.
    after, last
        Growth years after `after`, up to `last`.
    """
    bare = replace(assumptions, territory=city.territory.code, gap_fillers=())
    years = np.arange(after, last + 1)
    found: list[GapFiller] = []
    measures: tuple[Measure, ...] = ("output", "investment", "labour")
    for what in measures:
        growth: dict[int, tuple[float, str]] = {}
        if what == "output" and "output_growth" in city:
            rates = city["output_growth"].in_unit(_RATIO)
            growth = {
                int(y): (rates.at(int(y)), rates.origin_at(int(y)).source) for y in rates.years if after < y <= last
            }
        if any(name in city for name in getattr(assumptions.settings, what)):
            levels = measure(what, city, bare, years=years, needed=tuple(years.tolist()))
            for row in range(1, len(years)):
                rate = levels.values[row] / levels.values[row - 1] - 1.0
                origin = levels.origin[row]
                if np.isfinite(rate) and origin is not None:
                    growth[int(years[row])] = (float(rate), origin.source)
        found += [_path(city.territory, what, year, rate, source) for year, (rate, source) in sorted(growth.items())]
    return tuple(found)


def _path(city: Territory, what: Measure, year: int, rate: float, source: str) -> GapFiller:
    parameter = Assumption(
        name=f"city_{what}_{year}",
        value=rate,
        low=rate,
        high=rate,
        distribution="fixed",
        unit="growth over the year before",
        source=f"Growth of {city.name_en} in {year} ({source}).",
        reason="The rule growth_of_new_city: the former territory grows as the whole city.",
        meaning="growth",
        unit_vi="tăng so với năm trước",
        source_vi=f"Tốc độ tăng của {city.name_vi} năm {year} ({source}).",
        reason_vi="Quy tắc growth_of_new_city: địa bàn cũ tăng như toàn thành phố.",
    )
    return GapFiller(parameter=parameter, measure=what, series="", years=(year,), rule="growth")
