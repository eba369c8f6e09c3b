"""A table as an office published it, before anybody says which of its cells are which series.

Every reader of a file format ends here: cells with their place, their labels by dimension, year, status and raw text.
A mapping then picks the cells that make a series.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, overload

from tfp_soctrang.display import Shown, as_html
from tfp_soctrang.errors import CellIssue
from tfp_soctrang.provenance import Status, Vintage
from tfp_soctrang.series import year_spans
from tfp_soctrang.units import PriceBase, Unit

__all__ = [
    "CellGrid",
    "FileTables",
    "GridColumn",
    "GridRow",
    "PublishedCell",
    "PublishedTable",
    "TableSummary",
    "TimeLabel",
    "clean_text",
    "first_that_is",
    "parse_time",
    "plain_key",
]


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """A time heading: the year, the part of it (`A` a full year, `Q1`…`Q4`, `H1`, `9M`) and the status printed with it.

    `status` is None where the heading says nothing: the edition then decides.
    """

    year: int
    part: str = "A"
    status: Status | None = None


class PublishedCell(NamedTuple):
    """One cell of a published table. A tuple: tables have tens of thousands.

    Parameters
    ----------
    at
        Where it stands: `C12`, `value 17`, or its row and column counted from one.
    labels
        One for each of the table's `dimensions`, cleaned of blanks.
    time
        Year, part and printed status.
    raw
        The text as it stands in the file.
    value
        The number, in the unit printed; None where the table has none (`..`, `…`, a blank, null).
    status
        From the heading, or from the edition for a source that labels only its preliminary years.
    unit, price_base
        As printed in the labels, the title or the unit line; None where nothing is printed.
    """

    at: str | tuple[int, int]
    labels: tuple[str, ...]
    time: TimeLabel
    raw: str
    value: float | None
    status: Status
    unit: Unit | None = None
    price_base: PriceBase | None = None

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return self.at if isinstance(self.at, str) else f"row {self.at[0]}, column {self.at[1]}"


class GridRow(NamedTuple):
    """One row of a `CellGrid`: its line, what its cells share, and their texts and numbers."""

    line: int
    labels: tuple[str, ...]
    time: TimeLabel | None
    raws: Sequence[str]
    values: Sequence[float | None]
    units: Sequence[Unit | None]
    prices: Sequence[PriceBase | None]


class GridColumn(NamedTuple):
    """One column of a `CellGrid`: its number, what its cells share; `time` is None where the rows have it."""

    number: int
    labels: tuple[str, ...]
    time: TimeLabel | None


class CellGrid(Sequence[PublishedCell]):
    """The cells of a regular table, kept by rows and columns and made one by one when they are asked for."""

    def __init__(
        self, rows: Sequence[GridRow], columns: Sequence[GridColumn], status: Mapping[TimeLabel, Status]
    ) -> None:
        self._rows, self._columns, self._status = rows, columns, status

    def __len__(self) -> int:
        return len(self._rows) * len(self._columns)

    def _cell(self, row: GridRow, at: int) -> PublishedCell:
        number, labels, time = self._columns[at]
        when = time or row.time
        if when is None:
            raise ValueError("a cell of a grid needs a time")
        return PublishedCell(
            (row.line, number), row.labels + labels, when, row.raws[at], row.values[at],
            self._status[when], row.units[at], row.prices[at],
        )  # fmt: skip

    @overload
    def __getitem__(self, index: int) -> PublishedCell: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[PublishedCell]: ...
    def __getitem__(self, index: int | slice) -> PublishedCell | Sequence[PublishedCell]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        row, at = divmod(range(len(self))[index], len(self._columns))
        return self._cell(self._rows[row], at)

    def __iter__(self) -> Iterator[PublishedCell]:
        width = range(len(self._columns))
        for row in self._rows:
            for at in width:
                yield self._cell(row, at)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PublishedTable(Shown):
    """One table of a file.

    Parameters
    ----------
    file
        The file's name.
    name
        Of the table within the file: the sheet, the table's code; empty where there is only one.
    title
        As printed.
    dimensions
        Names of the dimensions that `PublishedCell.labels` follow; time is not one of them.
    cells
        In the order of the file.
    vintage
        The edition, when the file tells it.
    issues
        Cells that could not be read; a table with issues is shown, and refused where a series is made of it.
    notes
        Footnotes and remarks, as printed.
    """

    file: str
    name: str
    title: str
    dimensions: tuple[str, ...]
    cells: Sequence[PublishedCell]
    vintage: Vintage | None = None
    issues: tuple[CellIssue, ...] = ()
    notes: tuple[str, ...] = ()

    def labels(self, dimension: str) -> tuple[str, ...]:
        """Return the labels of a dimension, each once, in the order of the file."""
        at = self.dimensions.index(dimension)
        return tuple(dict.fromkeys(cell.labels[at] for cell in self.cells))

    def years(self) -> tuple[int, ...]:
        """Return the full years that have a cell, sorted."""
        return tuple(sorted({cell.time.year for cell in self.cells if cell.time.part == "A"}))


# Letters that exports put for Vietnamese ones: Icelandic Ð for Đ, the Latin letter OI for ư.
_WRONG_LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "ƣ": "ư", "Ƣ": "Ư", "\u00a0": " ", "\u200b": ""})


@lru_cache(maxsize=8192)  # labels stand on thousands of rows
def clean_text(text: str) -> str:
    """Return a label as a person reads it: composed letters, right Vietnamese letters, single blanks.

    Examples
    --------
    >>> clean_text("  Ðồng  bằng sông Cửu Long ")
    'Đồng bằng sông Cửu Long'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_WRONG_LETTERS).split())


def plain_key(text: str) -> str:
    """Return a label as a key for comparing: clean, lower case, without accents and marks.

    Examples
    --------
    >>> plain_key("TP. Hồ Chí Minh"), plain_key("Đắk  Lắk")
    ('tp ho chi minh', 'dak lak')
    """
    bare = unicodedata.normalize("NFD", clean_text(text).lower().replace("đ", "d"))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", kept).split())


_STATUS = {"prel": "preliminary", "pre": "preliminary", "so bo": "preliminary", "so bo prel": "preliminary",
           "est": "estimate", "estimate": "estimate", "uoc tinh": "estimate", "uoc": "estimate"}  # fmt: skip


def parse_time(text: str) -> TimeLabel | None:
    """Return the time that a heading names, or None where it names none.

    Understands `2019`, `Prel. 2016`, `Sơ bộ 2019`, `Sơ bộ - Prel. 2022`, `Ước tính 2024`, `2019 (*)`, `2011-Q1`,
    `Q1/2011`, `Quý I năm 2011`.

    Examples
    --------
    >>> parse_time("Sơ bộ 2019")
    TimeLabel(year=2019, part='A', status=<Status.PRELIMINARY: 'preliminary'>)
    >>> parse_time("2011-Q1"), parse_time("Total (Thous. pers.) 2005")
    (TimeLabel(year=2011, part='Q1', status=None), None)
    """
    key = plain_key(text)
    if match := re.fullmatch(r"(\d{4}) ?q([1-4])|q([1-4]) (\d{4})|quy (iv|i{1,3}|[1-4])(?: nam)? (\d{4})", key):
        roman = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
        year = match[1] or match[4] or match[6]
        quarter = match[2] or match[3] or roman.get(match[5] or "", match[5])
        return TimeLabel(int(year), f"Q{quarter}")
    match = re.fullmatch(r"(?:(.+?) )?(\d{4})", key)
    if match is None or not 1900 <= int(match[2]) <= 2100 or (match[1] and match[1] not in _STATUS):
        return None
    return TimeLabel(int(match[2]), "A", Status(_STATUS[match[1]]) if match[1] else None)


def first_that_is(texts: Iterable[str], parse: type[Unit] | type[PriceBase]) -> Unit | PriceBase | None:
    """Return the first unit (or price base) that one of the texts names in whole or in brackets, or None.

    Examples
    --------
    >>> heading = ["Giá so sánh 2010 (Tỷ đồng)"]
    >>> str(first_that_is(heading, Unit)), str(first_that_is(heading, PriceBase))
    ('tỷ đồng', 'constant 2010 prices')
    """
    for text in texts:
        for part in (clean_text(text), *re.split(r"[()\[\],;:]| - ", clean_text(text))):
            try:
                return parse.parse(part)
            except ValueError:
                continue
    return None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableSummary(Shown):
    """What a published table holds, for a person who has to say which of its cells are which series.

    `labels` has the labels of each dimension; `territories` those that the register knows; `parts` the parts of a year
    that are not the full one; `statuses` counts numbers by status.
    """

    table: PublishedTable
    labels: tuple[tuple[str, ...], ...]
    territories: tuple[str, ...]
    years: tuple[int, ...]
    parts: tuple[str, ...]
    units: tuple[str, ...]
    prices: tuple[PriceBase, ...]
    numbers: int
    missing: int
    statuses: tuple[tuple[Status, int], ...]

    def __repr__(self) -> str:
        name = f", {self.table.name}" if self.table.name else ""
        return (
            f"<TableSummary {self.table.file}{name}: {self.numbers} numbers, years {year_spans(self.years)}, "
            f"{len(self.territories)} territories, {len(self.table.issues)} bad cells>"
        )


class FileTables(tuple[TableSummary, ...]):
    """What the tables of a published file hold; a tuple that shows itself as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<FileTables: {len(self)}{f', the first: {self[0]!r}' if self else ''}>"

    def _repr_html_(self) -> str:
        return as_html(self)
