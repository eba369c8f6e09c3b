"""What the register says of a series and of a sheet of the template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tfp_soctrang.units import PriceBase, Unit

__all__ = ["Bound", "OfficeSeries", "OfficeSheet"]


class Bound(Enum):
    """Where the numbers of a series can lie, as fractions or levels."""

    POSITIVE = "> 0"
    NOT_NEGATIVE = ">= 0"
    SHARE = "0 < x < 1"
    RATE = "0 <= x < 1"
    GROWTH = "> -1"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSheet:
    """One sheet of the template.

    Parameters
    ----------
    name
        The sheet's name.
    title_vi, title_en
        What stands above it.
    needed
        Whether a figure needs some series of it, so that a file without the sheet is refused.
    """

    name: str
    title_vi: str
    title_en: str
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSeries:
    """One series that an office can fill in.

    Parameters
    ----------
    name
        The library's name, which stands in the file as its code.
    sheet
        The sheet of the template.
    heading_vi, heading_en
        What stands above the column.
    unit
        The unit the template begins with; another of its kind is accepted.
    price_base
        The prices the series is valued at; None for persons and ratios.
    bound
        Where its numbers can lie.
    note_vi, note_en
        What to know when filling it in.
    """

    name: str
    sheet: str
    heading_vi: str
    heading_en: str
    unit: Unit
    price_base: PriceBase | None
    bound: Bound
    note_vi: str = ""
    note_en: str = ""
