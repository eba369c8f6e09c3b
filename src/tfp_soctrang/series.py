"""Published figures by year, with unit, price base, territory, status and origin on every number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tfp_soctrang.display import Shown
from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status, Vintage
from tfp_soctrang.units import PriceBase, Quantity, Territory, Unit

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

__all__ = ["AnnualSeries", "Link", "year_spans"]

_RATIO = Unit.parse("lần")


@dataclass(frozen=True, slots=True)
class Link:
    """Levels on the far side of the year `at` were carried from one price base to another: multiplied by `factor`."""

    at: int
    from_base: PriceBase
    to_base: PriceBase
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnnualSeries(Shown):
    """One quantity of one territory by year: only the years that have a number.

    Parameters
    ----------
    name
        The field's name of the quantity, for example `output_const2010`.
    years
        Shape (n,), whole, strictly increasing; a year that is not there has no number.
    values
        Shape (n,), finite, in `unit`.
    unit
        The unit with its multiplier.
    price_base
        The prices a money series is valued at; None for persons and ratios.
    territory
        Where.
    status
        One for each year.
    origin
        Where each year's number was read; one for each year.
    breaks
        Years whose growth from the year before is not a growth: the definition or the method changed.
    caveats
        What a reader of a figure made with this series must know.
    links
        The price bases it was carried across, in the order in which that was done.

    Raises
    ------
    DataError
        Lengths differ, years repeat or go back, a number is not finite, a money series has no price base.
    """

    name: str
    years: NDArray[np.int64]
    values: NDArray[np.float64]
    unit: Unit
    price_base: PriceBase | None
    territory: Territory
    status: tuple[Status, ...]
    origin: tuple[Origin, ...]
    breaks: frozenset[int] = field(default_factory=frozenset)
    caveats: tuple[Message, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        years = np.array(self.years, dtype=np.int64)
        values = np.array(self.values, dtype=np.float64)
        if not (years.ndim == 1 and years.shape == values.shape and len(years) == len(self.status) == len(self.origin)):
            raise DataError(
                self.name,
                "years, values, status and origin must have one entry a year",
                value=(years.shape, values.shape, len(self.status), len(self.origin)),
            )
        if np.any(np.diff(years) <= 0):
            raise DataError(self.name, "years must increase", value=years.tolist(), remedy="Give each year once.")
        bad = years[~np.isfinite(values)]
        if bad.size:
            raise DataError(
                f"{self.name}, {bad[0]}", "must be a finite number", remedy="Leave out a year that has no number."
            )
        if self.unit.quantity == Quantity.MONEY and self.price_base is None:
            raise DataError(self.name, "a money series needs a price base", value=None, remedy="Say at which prices.")
        years.setflags(write=False)
        values.setflags(write=False)
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "values", values)

    def __len__(self) -> int:
        return len(self.years)

    @property
    def vintage(self) -> tuple[Vintage, ...]:
        """The editions the numbers come from, each once."""
        return tuple(dict.fromkeys(origin.vintage for origin in self.origin if origin.vintage))

    def has(self, years: int | Iterable[int]) -> bool:
        """Return whether every one of `years` has a number."""
        wanted = [years] if isinstance(years, int | np.integer) else list(years)
        return bool(np.isin(wanted, self.years).all())

    def _position(self, year: int) -> int:
        found = np.flatnonzero(self.years == year)
        if not found.size:
            raise DataError(
                f"{self.name}, {year}",
                "has no number",
                remedy=f"The series holds {year_spans(self.years)}.",
            )
        return int(found[0])

    def at(self, year: int) -> float:
        """Return the number of `year`, in `unit`.

        Raises
        ------
        DataError
            The year has no number.
        """
        return float(self.values[self._position(year)])

    def status_at(self, year: int) -> Status:
        """Return the status of `year`."""
        return self.status[self._position(year)]

    def origin_at(self, year: int) -> Origin:
        """Return the origin of `year`."""
        return self.origin[self._position(year)]

    def window(self, first_year: int, last_year: int) -> AnnualSeries:
        """Return the years from `first_year` to `last_year` that have a number."""
        kept = np.flatnonzero((self.years >= first_year) & (self.years <= last_year))
        return replace(
            self,
            years=self.years[kept],
            values=self.values[kept],
            status=tuple(self.status[i] for i in kept),
            origin=tuple(self.origin[i] for i in kept),
        )

    def levels(self, years: ArrayLike) -> NDArray[np.float64]:
        """Return the numbers of `years`, NaN where there is none: the way from records to arrays.

        Parameters
        ----------
        years
            Shape (m,), consecutive.

        Raises
        ------
        DataError
            A declared break lies between two of the years.
        """
        wanted = np.asarray(years, dtype=np.int64)
        self._refuse_break(wanted)
        found = np.full(wanted.shape, np.nan)
        _, here, there = np.intersect1d(wanted, self.years, return_indices=True)
        found[here] = self.values[there]
        return found

    def _refuse_break(self, years: NDArray[np.int64]) -> None:
        crossed = [year for year in sorted(self.breaks) if years.size and years.min() < year <= years.max()]
        if crossed:
            raise DataError(
                f"{self.name}, {crossed[0] - 1} to {crossed[0]}",
                "the series is declared to break there, so no growth crosses it",
                remedy="Link two consistent series by growth at an overlap year, or stay on one side.",
            )

    def growth(self, first_year: int | None = None, last_year: int | None = None) -> AnnualSeries:
        """Return the discrete growth rate of every year from `first_year` to `last_year` over the year before.

        Raises
        ------
        DataError
            A year is missing, or a declared break is crossed.
        """
        last = int(self.years[-1]) if last_year is None else last_year
        first = int(self.years[0]) + 1 if first_year is None else first_year
        span = np.arange(first - 1, last + 1)
        missing = [int(year) for year in span if not self.has(int(year))]
        if missing:
            raise DataError(
                f"{self.name}, {year_spans(missing)}",
                "has no number, so growth cannot cross it",
                remedy="Fill or link it.",
            )
        levels = self.levels(span)
        where = [self._position(int(year)) for year in span]
        pairs = list(pairwise(where))
        return replace(
            self,
            name=f"{self.name}_growth",
            years=span[1:],
            values=levels[1:] / levels[:-1] - 1.0,
            unit=_RATIO,
            status=tuple(Status.weakest((self.status[a], self.status[b])) for a, b in pairs),
            origin=tuple(self.origin[b] for _, b in pairs),
        )

    def in_unit(self, unit: Unit) -> AnnualSeries:
        """Return the same quantity in another unit of its kind.

        Raises
        ------
        DataError
            The units measure different things.
        """
        if unit.quantity != self.unit.quantity:
            raise DataError(self.name, f"{self.unit} cannot be turned into {unit}", remedy="They measure other things.")
        if unit == self.unit:
            return self
        return replace(self, unit=unit, values=self.values * (self.unit.multiplier / unit.multiplier))

    def refuse_other_kind(self, other: AnnualSeries, doing: str) -> None:
        """Refuse a series of another unit, price base or territory.

        Raises
        ------
        DataError
            They differ; the text says in what.
        """
        clashes = [
            (what, mine, theirs)
            for what, mine, theirs in (
                ("unit", str(self.unit), str(other.unit)),
                ("price base", str(self.price_base), str(other.price_base)),
                ("territory", str(self.territory), str(other.territory)),
            )
            if mine != theirs
        ]
        if clashes:
            what, mine, theirs = clashes[0]
            raise DataError(
                f"{self.name} and {other.name}",
                f"cannot {doing} series of different {what}",
                value=(mine, theirs),
                remedy=_REMEDIES[what],
            )

    def __add__(self, other: AnnualSeries) -> AnnualSeries:
        """Return the sum over the years that both have; unit, price base and territory must be the same."""
        if not isinstance(other, AnnualSeries):
            return NotImplemented
        self.refuse_other_kind(other, "add")
        years, mine, theirs = np.intersect1d(self.years, other.years, return_indices=True)
        return replace(
            self,
            name=f"{self.name} + {other.name}",
            years=years,
            values=self.values[mine] + other.values[theirs],
            status=tuple(Status.weakest((self.status[a], other.status[b])) for a, b in zip(mine, theirs, strict=True)),
            origin=tuple(self.origin[a] for a in mine),
            breaks=self.breaks | other.breaks,
            caveats=tuple(dict.fromkeys(self.caveats + other.caveats)),
            links=tuple(dict.fromkeys(self.links + other.links)),
        )

    def joined(self, later: AnnualSeries) -> AnnualSeries:
        """Return this series with the years of `later` that it lacks; the same unit, price base and territory only.

        Raises
        ------
        DataError
            The series are of different kinds, or disagree on a year that both have.
        """
        self.refuse_other_kind(later, "join")
        both, mine, theirs = np.intersect1d(self.years, later.years, return_indices=True)
        for year, a, b in zip(both, mine, theirs, strict=True):
            if self.values[a] != later.values[b]:
                raise DataError(
                    f"{self.name}, {year}",
                    f"differs from {later.name}",
                    value=(float(self.values[a]), float(later.values[b])),
                    remedy="Keep one of the two, or link them by growth at an overlap year.",
                )
        cells = {
            int(y): (v, s, o) for y, v, s, o in zip(later.years, later.values, later.status, later.origin, strict=True)
        }
        cells |= {
            int(y): (v, s, o) for y, v, s, o in zip(self.years, self.values, self.status, self.origin, strict=True)
        }
        return self.with_cells(cells, later, self.breaks | later.breaks)

    def with_cells(
        self,
        cells: Mapping[int, tuple[float, Status, Origin]],
        other: AnnualSeries,
        breaks: frozenset[int] | None = None,
    ) -> AnnualSeries:
        """Return a series of these cells by year, made of this one and `other`: the caveats and links of both."""
        years = sorted(cells)
        return replace(
            self,
            caveats=tuple(dict.fromkeys(self.caveats + other.caveats)),
            years=np.array(years, dtype=np.int64),
            values=np.array([cells[year][0] for year in years], dtype=np.float64),
            status=tuple(cells[year][1] for year in years),
            origin=tuple(cells[year][2] for year in years),
            breaks=self.breaks if breaks is None else breaks,
            links=tuple(dict.fromkeys(self.links + other.links)),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a table by year: value, status, source, edition, note."""
        import pandas as pd

        return pd.DataFrame(
            {
                self.name: self.values,
                "status": [status.value for status in self.status],
                "source": [origin.source for origin in self.origin],
                "edition": [str(origin.vintage or "") for origin in self.origin],
                "note": [origin.note for origin in self.origin],
            },
            index=pd.Index(self.years, name="year"),
        )

    def __repr__(self) -> str:
        prices = f", {self.price_base}" if self.price_base else ""
        return f"<AnnualSeries {self.name}: {self.territory}, {year_spans(self.years)}, {self.unit}{prices}>"


_REMEDIES = {
    "unit": "Convert one with in_unit().",
    "price base": "Bring both to one price base first: deflate, or link by growth at an overlap year.",
    "territory": "Only levels of territories that were merged are summed, by a rule that says so.",
}


def year_spans(years: Sequence[int] | NDArray[np.int64]) -> str:
    """Return years as `2010–2019, 2021`."""
    runs: list[list[int]] = []
    for year in sorted({int(year) for year in years}):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "no year"
