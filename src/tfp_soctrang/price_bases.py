"""Quantities published at constant prices of two years: which belong together, and one series of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.linking import carry_price_base_back, extend_by_growth, link_price_base
from tfp_soctrang.messages import Message
from tfp_soctrang.series import AnnualSeries, year_spans

__all__ = ["at_2010_prices", "chained_on_growth", "linked_bases", "price_base_pairs"]


def price_base_pairs(present: Sequence[AnnualSeries]) -> Iterator[tuple[AnnualSeries, AnnualSeries, int | None]]:
    """Yield the pairs of one quantity at constant prices of two years, the earlier base first, with their last overlap.

    The overlap is None where the two have no year in common.
    """
    for earlier, later in permutations(present, 2):
        bases = [one.price_base.year if one.price_base else None for one in (earlier, later)]
        alike = earlier.name.rpartition("_const")[0] == later.name.rpartition("_const")[0]
        if alike and bases[0] is not None and bases[1] is not None and bases[0] < bases[1]:
            both = np.intersect1d(earlier.years, later.years)
            yield earlier, later, int(both[-1]) if both.size else None


def linked_bases(present: Sequence[AnnualSeries]) -> Iterator[AnnualSeries]:
    """Yield each quantity published at two price bases as one series: at the earlier prices, then at the later."""
    for earlier, later, at in price_base_pairs(present):
        if at is not None:
            yield carry_price_base_back(earlier, later, at)
            yield link_price_base(earlier, later, at)


def chained_on_growth(levels: AnnualSeries, data: Dataset) -> AnnualSeries:
    """Return output with later years chained on published growth: that at its own prices, then that at later ones.

    Growth of 2026 is published at 2020 prices, often before the level; chained on a level at 2010 prices it links the
    two bases in the year before, and a caveat says so.
    """
    found = levels
    for name in ("output_growth", "output_growth_const2020"):
        growth = data.series.get(name)
        bases = [one.price_base.year if one is not None and one.price_base else None for one in (levels, growth)]
        if growth is None or bases[0] is None or bases[1] is None or bases[1] < bases[0]:
            continue
        if bases[0] == bases[1]:
            found = extend_by_growth(found, growth)
            continue
        before = found.years
        found = extend_by_growth(found, replace(growth, price_base=levels.price_base))
        added = np.setdiff1d(found.years, before)
        if added.size:
            note = Message.of("growth_at_later_prices", years=year_spans(added), growth=bases[1], levels=bases[0])
            found = replace(found, caveats=(*found.caveats, note))
    return found


def at_2010_prices(holder: Dataset, what: str) -> AnnualSeries:
    """Return a quantity at constant 2010 prices, carried on by what is published at 2020 prices."""
    earlier, later = holder[f"{what}_const2010"], holder.series.get(f"{what}_const2020")
    pairs = price_base_pairs([earlier, later]) if later is not None else ()
    return next((carry_price_base_back(a, b, at) for a, b, at in pairs if at is not None), earlier)
