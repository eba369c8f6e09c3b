"""Numbers that were read but cannot be right: out of their range, against each other, or a thousandfold off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from statistics import median

import numpy as np

from tfp_soctrang.sources.office.raw_cells import Entry, Issues
from tfp_soctrang.sources.office.register import Bound, OfficeSeries
from tfp_soctrang.units import Quantity, Unit

__all__ = ["check_bounds", "check_jumps", "check_shares"]

# A slip between triệu and tỷ is a factor of 1000; √1000 ≈ 31.6 is half way, in logs, between it and no change at all.
_JUMP = 30.0
# Half a unit of the third decimal, to which coefficients are published; the sum of two roundings may just reach it.
_SHARES_TOLERANCE = 0.0005
# Sums of binary fractions miss by some 1e-16: room so that 0.412 + 0.5885 passes.
_ROUNDING = 1e-12
# Below one per cent no income share was ever published: a fraction under the unit %.
_SMALLEST_SHARE = 0.01


def _bound_fault(bound: Bound, fraction: float, unit: Unit) -> str | None:
    """Return the fault of a number, or None; ratios are judged as fractions, levels in any unit."""
    in_percent = unit.multiplier != 1.0
    faults: dict[Bound, tuple[tuple[bool, str], ...]] = {
        Bound.POSITIVE: ((fraction <= 0, "not_positive"),),
        Bound.NOT_NEGATIVE: ((fraction < 0, "investment_negative"),),
        Bound.SHARE: (
            (not 0 < fraction < 1, "share_out_of_range"),
            (in_percent and fraction < _SMALLEST_SHARE, "share_below_one_percent"),
        ),
        Bound.RATE: ((not 0 <= fraction < 1, "rate_out_of_range"),),
        Bound.GROWTH: (
            (fraction <= -1, "growth_out_of_range"),
            (not in_percent and fraction >= 1, "growth_percent_as_ratio"),
        ),
    }
    return next((code for wrong, code in faults[bound] if wrong), None)


def check_bounds(entries: Iterable[Entry], spec: OfficeSeries, unit: Unit, issues: Issues) -> None:
    """Note every number that lies where the series cannot."""
    for entry in entries:
        fraction = entry.value * unit.multiplier if unit.quantity == Quantity.RATIO else entry.value
        code = _bound_fault(spec.bound, fraction, unit)
        if code:
            issues.add(entry.cell, code, percent=f"{100 * fraction:.4g}")


def check_jumps(entries: Mapping[int, Entry], breaks: frozenset[int], issues: Issues) -> None:
    """Note levels more than 30 times, or less than 1/30 of, those of the year next to them in the series.

    Of the two, the one further from the median of the series (in logs) is the one at fault; at a tie the later.
    """
    levels = [entry for _, entry in sorted(entries.items()) if entry.value > 0]
    if not levels:
        return
    middle = median(float(np.log(entry.value)) for entry in levels)
    for before, after in pairwise(levels):
        ratio = after.value / before.value
        broken = any(before.year < year <= after.year for year in breaks)
        if broken or 1 / _JUMP <= ratio <= _JUMP:
            continue
        off_before, off_after = (abs(float(np.log(entry.value)) - middle) for entry in (before, after))
        wrong, other = (before, after) if off_before > off_after else (after, before)
        times = wrong.value / other.value
        issues.add(
            wrong.cell,
            "level_jump",
            times=f"{times:.0f}" if times > 1 else f"{times:.2g}",
            year=other.year,
            other=other.cell.cell,
            later=after.year,
        )


def check_shares(
    capital: Mapping[int, Entry], capital_unit: Unit, labour: Mapping[int, Entry], labour_unit: Unit, issues: Issues
) -> None:
    """Note the years whose capital and labour shares do not sum to one."""
    for year in capital.keys() & labour.keys():
        fractions = capital[year].value * capital_unit.multiplier, labour[year].value * labour_unit.multiplier
        if abs(sum(fractions) - 1.0) <= _SHARES_TOLERANCE + _ROUNDING or not all(0 < f < 1 for f in fractions):
            continue
        issues.add(
            labour[year].cell,
            "shares_do_not_sum",
            year=year,
            other=capital[year].cell.cell,
            capital=f"{fractions[0]:.6g}",
            labour=f"{fractions[1]:.6g}",
            total=f"{sum(fractions):.6g}",
            tolerance=_SHARES_TOLERANCE,
        )
