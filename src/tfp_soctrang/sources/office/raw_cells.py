"""Cells as a file holds them, before they are judged; and the list of what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status

__all__ = ["Content", "Entry", "Issues", "RawCell", "RawFile", "RawRow", "RawSeries", "content_of_text", "file_error"]

# The error values of Excel and LibreOffice; pasted or exported as CSV they arrive as text.
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA|####*)|Err:\d+", re.IGNORECASE
)


class Content(Enum):
    """What kind of thing a cell holds."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "number shown as a percentage"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error value"
    UNCALCULATED = "formula without a result"


def content_of_text(text: str) -> Content:
    """Return what a text of a file is: blank, a spreadsheet's error or boolean in letters, or text."""
    stripped = text.strip()
    if not stripped:
        return Content.BLANK
    if _ERROR.fullmatch(stripped):
        return Content.ERROR
    return Content.BOOLEAN if stripped.upper() in {"TRUE", "FALSE"} else Content.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCell:
    """One cell: where it stands, under which heading, and what it holds.

    `order` is (sheet, row, column) counted from the beginning of the file; `number` holds for numbers only.
    """

    sheet: str = ""
    cell: str
    heading: str = ""
    order: tuple[int, int, int]
    content: Content = Content.BLANK
    raw: str = ""
    number: float = 0.0

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.content is Content.BLANK

    @property
    def place(self) -> str:
        """Sheet and cell in one word, as spreadsheets write it."""
        return f"{self.sheet}!{self.cell}" if self.sheet else self.cell


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """The cells of one year of one series."""

    year: RawCell
    value: RawCell
    status: RawCell
    source: RawCell


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSeries:
    """The cells of one series; a workbook tells unit, prices and breaks once, a CSV in every row."""

    name: str
    units: tuple[RawCell, ...]
    price_bases: tuple[RawCell, ...]
    breaks: tuple[RawCell, ...]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """The cells of one file that mean something."""

    file: str
    territories: tuple[RawCell, ...]
    series: tuple[RawSeries, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One year's number, read, with the cell it came from; `status` is None when that is at fault."""

    year: int
    value: float
    cell: RawCell
    status: Status | None
    source: str


@dataclass(slots=True)
class Issues:
    """Collects what is wrong with the cells of one file; the same fault of the same cell is told once."""

    file: str
    _found: dict[tuple[tuple[int, int, int], str, str], CellIssue] = field(default_factory=dict)

    def add(self, cell: RawCell, code: str, **values: object) -> None:
        """Note the fault `code` of `cell`; its remedy has the code `<code>_remedy` and the same values."""
        issue = CellIssue(
            file=self.file,
            sheet=cell.sheet,
            cell=cell.cell,
            heading=cell.heading,
            raw=cell.raw,
            reason=Message.of(code, **values),
            remedy=Message.of(f"{code}_remedy", **values),
        )
        self._found.setdefault((cell.order, cell.cell, code), issue)

    def sorted(self) -> tuple[CellIssue, ...]:
        """Return all issues by sheet, row and column."""
        return tuple(self._found[key] for key in sorted(self._found, key=lambda key: key[0]))


def file_error(file: str, code: str, *, issues: Sequence[CellIssue] = (), **values: object) -> DataError:
    """Return the error that refuses a whole file."""
    return DataError(file, Message.of(code, **values), remedy=Message.of(f"{code}_remedy", **values), issues=issues)
