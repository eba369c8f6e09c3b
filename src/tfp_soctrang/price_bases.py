"""Quantities that are published at constant prices of two years: which belong together, and one series of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.linking import carry_price_base_back, link_price_base
from tfp_soctrang.series import AnnualSeries

__all__ = ["at_2010_prices", "linked_bases", "price_base_pairs"]


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


def at_2010_prices(holder: Dataset, what: str) -> AnnualSeries:
    """Return a quantity at constant 2010 prices, carried on by what is published at 2020 prices."""
    earlier, later = holder[f"{what}_const2010"], holder.series.get(f"{what}_const2020")
    pairs = price_base_pairs([earlier, later]) if later is not None else ()
    return next((carry_price_base_back(a, b, at) for a, b, at in pairs if at is not None), earlier)
