"""Units, price bases, territories and phases: what a number is measured in, where and when."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tfp_soctrang.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CURRENT_PRICES", "Phase", "PriceBase", "Quantity", "Territory", "TerritoryKind", "Unit", "territory"]


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).strip().lower().split())


class Quantity:
    """The kinds of quantity: two units can be converted only within one of them."""

    MONEY = "money"
    PERSONS = "persons"
    RATIO = "ratio"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its multiplier: 1 `symbol` is `multiplier` đồng, persons, hours, or one (for ratios)."""

    symbol: str
    quantity: str
    multiplier: float

    @classmethod
    def parse(cls, text: str) -> Unit:
        """Return the unit that a heading or a unit cell names.

        Raises
        ------
        DataError
            The unit is not known: it is never guessed.

        Examples
        --------
        >>> Unit.parse("Tỷ đồng")
        Unit(symbol='tỷ đồng', quantity='money', multiplier=1000000000.0)
        >>> Unit.parse("thousand persons").symbol
        'nghìn người'
        """
        unit = _UNITS.get(_fold(text))
        if unit is None:
            raise DataError(
                "unit",
                "not a unit this library knows",
                value=text,
                remedy=f"Write one of: {', '.join(dict.fromkeys(u.symbol for u in _UNITS.values()))}.",
            )
        return unit

    def __str__(self) -> str:
        return self.symbol


_SPELLINGS: tuple[tuple[Unit, tuple[str, ...]], ...] = (
    (Unit("nghìn tỷ đồng", Quantity.MONEY, 1e12), ("thousand billion dong", "trillion dong")),
    (Unit("tỷ đồng", Quantity.MONEY, 1e9), ("tỉ đồng", "billion dong", "billion dongs", "bn dong", "billion đồng")),
    (Unit("triệu đồng", Quantity.MONEY, 1e6), ("million dong", "million dongs", "mill. dongs", "million đồng")),
    (Unit("nghìn đồng", Quantity.MONEY, 1e3), ("ngàn đồng", "thousand dong", "thousand đồng")),
    (Unit("đồng", Quantity.MONEY, 1.0), ("dong", "vnd")),
    (Unit("triệu người", Quantity.PERSONS, 1e6), ("million persons",)),
    (Unit("nghìn người", Quantity.PERSONS, 1e3), ("ngàn người", "1000 người", "thousand persons", "thous. pers.")),
    (Unit("người", Quantity.PERSONS, 1.0), ("persons", "person")),
    (Unit("giờ", Quantity.TIME, 1.0), ("hours", "hour", "giờ/năm")),
    (Unit("%", Quantity.RATIO, 0.01), ("phần trăm", "percent", "per cent")),
    (Unit("lần", Quantity.RATIO, 1.0), ("1", "hệ số", "ratio", "fraction", "tỷ lệ")),
)
_UNITS = {_fold(name): unit for unit, others in _SPELLINGS for name in (unit.symbol, *others)}


@dataclass(frozen=True, slots=True)
class PriceBase:
    """The prices a money series is valued at: those of a fixed `year`, or current ones (`year` is None)."""

    year: int | None

    @classmethod
    def parse(cls, text: str) -> PriceBase:
        """Return the price base that words name: *giá hiện hành*, *giá so sánh 2010*, *constant 2010*.

        Raises
        ------
        DataError
            Neither current nor constant prices of a year are named.

        Examples
        --------
        >>> PriceBase.parse("Giá so sánh 2010"), PriceBase.parse("hiện hành")
        (PriceBase(year=2010), PriceBase(year=None))
        """
        folded = _fold(text)
        if folded in {"hiện hành", "giá hiện hành", "giá thực tế", "current", "current prices"}:
            return CURRENT_PRICES
        match = re.fullmatch(
            r"(?:giá )?(?:so sánh|cố định)(?: năm)? (\d{4})"
            r"|constant (\d{4})(?: prices)?|(?:at )?constant prices of (\d{4})",
            folded,
        )
        if match is None:
            raise DataError(
                "price base",
                "not a price base this library knows",
                value=text,
                remedy="Write 'giá hiện hành' (current prices) or 'giá so sánh 2010' (constant prices of 2010).",
            )
        return cls(int(next(group for group in match.groups() if group)))

    def __str__(self) -> str:
        return "current prices" if self.year is None else f"constant {self.year} prices"


CURRENT_PRICES = PriceBase(None)


TerritoryKind = Literal["country", "region", "province", "city"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A territory that has accounts.

    Parameters
    ----------
    code
        The name without accents, in small letters; units that share a name carry the year that tells them apart:
        `can_tho`, `can_tho_2025` (formed then), `can_tho_to_2003` (ended then).
    name_vi, name_en
        Its names.
    kind
        cả nước, vùng, tỉnh or thành phố trực thuộc trung ương.
    valid_from, valid_to
        First and last day in force, as ISO dates; None where it has been there as long as figures are published, or is
        still there.
    merged_into
        Code of the unit that took it whole.
    """

    code: str
    name_vi: str
    name_en: str
    kind: TerritoryKind = "province"
    valid_from: str | None = None
    valid_to: str | None = None
    merged_into: str | None = None

    def __str__(self) -> str:
        """Return the name, with the year where other units share it: series are told apart by this text."""
        told_apart = re.search(r"_(to_)?(\d{4})$", self.code)
        if told_apart is None:
            return self.name_vi
        return f"{self.name_vi} ({f'–{told_apart[2]}' if told_apart[1] else f'{told_apart[2]}–'})"


_TERRITORIES = {
    entry.code: entry
    for entry in (
        Territory(code="viet_nam", name_vi="Việt Nam", name_en="Viet Nam", kind="country"),
        Territory(
            code="soc_trang",
            name_vi="Sóc Trăng",
            name_en="Soc Trang",
            valid_to="2025-06-30",
            merged_into="can_tho_2025",
        ),
    )
}


def territory(name: str) -> Territory:
    """Return the territory with bundled data that has this code or name.

    The other units of the country are in the register: `sources.territory_register.find_territory`.

    Raises
    ------
    DataError
        The name is not known.
    """
    for entry in _TERRITORIES.values():
        if _fold(name) in {entry.code, _fold(entry.name_vi), _fold(entry.name_en)}:
            return entry
    raise DataError(
        "territory", "not a territory this library knows", value=name, remedy=f"Use one of: {', '.join(_TERRITORIES)}."
    )


@dataclass(frozen=True, slots=True, order=True)
class Phase:
    """The growth years from `first_year` to `last_year`, both included.

    The phase 2021–2025 holds the growth from 2020 to 2021 up to that from 2024 to 2025: it needs the levels of
    2020 … 2025 (`level_years`).

    Raises
    ------
    DataError
        `last_year` lies before `first_year`.
    """

    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        if self.last_year < self.first_year:
            raise DataError(
                "phase",
                "ends before it begins",
                value=f"{self.first_year}-{self.last_year}",
                remedy="Write the earlier year first, for example 2021-2025.",
            )

    @classmethod
    def parse(cls, text: str) -> Phase:
        """Return the phase written as `2021-2025` (any dash).

        Raises
        ------
        DataError
            The text is not two years.
        """
        match = re.fullmatch(r"\s*(\d{4})\s*[-–—]\s*(\d{4})\s*", text)
        if match is None:
            raise DataError("phase", "must be two years joined by a dash", value=text, remedy="Write it as 2021-2025.")
        return cls(int(match[1]), int(match[2]))

    @property
    def growth_years(self) -> NDArray[np.int64]:
        """The years whose growth counts: `first_year` … `last_year`."""
        return np.arange(self.first_year, self.last_year + 1)

    @property
    def level_years(self) -> NDArray[np.int64]:
        """The years whose levels are needed: `first_year - 1` … `last_year`."""
        return np.arange(self.first_year - 1, self.last_year + 1)

    def __str__(self) -> str:
        return f"{self.first_year}–{self.last_year}"
