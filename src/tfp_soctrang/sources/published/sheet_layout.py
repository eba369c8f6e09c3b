"""Where the tables of a sheet stand: blocks with a title, a heading and a body, years across or years down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tfp_soctrang.provenance import Status
from tfp_soctrang.published_table import TimeLabel, plain_key
from tfp_soctrang.sources.published.printed_numbers import is_missing, looks_numeric
from tfp_soctrang.sources.published.printed_words import heading_time, unit_line
from tfp_soctrang.sources.published.sheet_grid import Grid, GridCell

__all__ = ["Block", "Column", "blocks_of", "holds_value", "time_of"]

# A year typed into a cell that has a date format shows as a day of 1905: the 2 022nd day of the calendar of Excel.
_FIRST_SERIAL, _LAST_SERIAL = 1900, 2100
_PARTS = {"quy i": "Q1", "quy ii": "Q2", "quy iii": "Q3", "quy iv": "Q4", "quy 1": "Q1", "quy 2": "Q2", "quy 3": "Q3",
          "quy 4": "Q4", "q1": "Q1", "q2": "Q2", "q3": "Q3", "q4": "Q4", "6 thang": "H1", "6 thang dau nam": "H1",
          "9 thang": "9M", "9 thang dau nam": "9M", "ca nam": "A", "whole year": "A"}  # fmt: skip
_STATUS_WORDS = re.compile(r"(?:sơ bộ|prel\.?|ước(?: tính| thực hiện| th)?|est(?:imate|\.)?|[-–\s()])+", re.IGNORECASE)
# Columns that yearbooks print beside the years and that are no year's figures: rates, sums over years, plans.
_NO_SERIES = re.compile(
    r"so với|so sánh|bình quân|tốc độ|chỉ số|tăng|giảm|cơ cấu|kế hoạch|\bkh\b|mục tiêu|compared|average|growth|index|"
    r"structure|plan|target|\d{4}\s*[/–-]\s*\d{4}|%",
    re.IGNORECASE,
)


# What stands over the labels; a district's own name ("Huyện Kế Sách") must not pass for it.
_HEADING_WORDS = re.compile(
    r"(?:(?:các )?chỉ tiêu|stt|số tt|tt|năm|years?|items?|indicators?|địa phương|huyện|tỉnh|xã|nội dung|mã(?: số)?|"
    r"code|đơn vị(?: tính)?|đvt|unit|ngành(?: kinh tế)?|khu vực(?: kinh tế)?|loại hình(?: kinh tế)?|tên|"
    r"thành phần(?: kinh tế)?|provinces?|districts?|industry|industries|sectors?|no\.?|diện tích|a|b)"
    r"(?:\s*[,/(–-].*)?|phân theo.*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Column:
    """A column of values: what its heading says, and its fault.

    `kind`: `data`; `translation` (labels in the other language); `skipped` (no year's figures); `no_year`.
    """

    number: int
    kind: str
    label: str
    time: TimeLabel | None
    heading: str


@dataclass(slots=True)
class Block:
    """One table of a sheet.

    `year_column` is the column of years where they run down the rows, else None.
    """

    titles: list[GridCell] = field(default_factory=list)
    heading: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    trailing: list[GridCell] = field(default_factory=list)
    label_columns: list[int] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    year_column: int | None = None


def time_of(cell: GridCell) -> TimeLabel | None:
    """Return the time that a cell names as text, as a number or as a date."""
    stored = cell.stored
    if stored.kind == "text":
        return heading_time(cell.text)
    if stored.kind == "number" and stored.number.is_integer() and 1900 <= stored.number <= 2100:
        if "%" in stored.number_format:
            return None
        words = " ".join(re.findall(r'"([^"]*)"', stored.number_format))
        return heading_time(f"{words} {int(stored.number)}")
    if stored.kind == "date" and stored.moment is not None:
        moment = stored.moment
        serial = moment.toordinal() - 693594
        if _FIRST_SERIAL <= serial <= _LAST_SERIAL:
            return TimeLabel(serial)
        if (moment.month, moment.day) in {(1, 1), (12, 31)}:
            return TimeLabel(moment.year)
    return None


def holds_value(cell: GridCell) -> bool:
    """Return whether a cell holds a value or stands for one: a number, a mark for a missing one, a faulty formula."""
    return not cell.is_text or looks_numeric(cell.text) or is_missing(cell.text)


class _Finder:
    """A sheet being searched for its tables."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = grid.rows
        # a year merged downwards stands in every row of its heading
        down = {at: cell for at, cell in grid.spread.items() if at[1] == cell.column and at not in grid.cells}
        self.times = {at: time for at, cell in (grid.cells | down).items() if (time := time_of(cell)) is not None}

    def values(self, row: int, columns: Callable[[int], bool]) -> list[GridCell]:
        return [cell for cell in self.grid.by_row[row] if columns(cell.column) and holds_value(cell)]

    def texts(self, row: int, columns: Callable[[int], bool]) -> list[GridCell]:
        cells = self.grid.by_row[row]
        return [cell for cell in cells if columns(cell.column) and cell.is_text and not holds_value(cell)]

    def is_heading(self, at: int, least: int = 2, *, earlier: bool = True) -> bool:
        """Return whether a row is a line of years: two at least, more than other numbers, no row of a year column."""
        row = self.rows[at]
        times = {column: time for (r, column), time in self.times.items() if r == row}
        if len({(time.year, time.part) for time in times.values()}) < least:
            return False
        others = sum(holds_value(cell) and cell.column not in times for cell in self.grid.by_row[row])
        if others >= len(times):
            return False
        return self._stands_alone(at, times, earlier)

    def _stands_alone(self, at: int, times: dict[int, TimeLabel], earlier: bool) -> bool:
        """Return whether a row of numbers that could be years is no row of figures of that size.

        A heading has nothing or a heading's word on its left; it does not touch the values of a table above it; the
        column of its first year does not go on counting years, unless the row there has a label.
        """
        row, first = self.rows[at], min(times)
        labels = [cell.text for cell in self.grid.by_row[row] if cell.column < first]
        in_words = any(cell.is_text and not cell.text.isdecimal() for cell in self._own(row, first))
        known = all(_HEADING_WORDS.fullmatch(text) for text in labels)
        years = [times[column].year for column in sorted(times)]
        rising = len(years) > 2 and all(b > a for a, b in pairwise(years))
        if not (known or in_words or (rising and not earlier)):
            return False
        if earlier and self._touch(at) and self.values(self.rows[at - 1], lambda column: column >= first):
            return False
        for near in (at - 1, at + 1):
            time = self.times.get((self.rows[near], first)) if 0 <= near < len(self.rows) else None
            labelled = time is not None and self.texts(self.rows[near], lambda column: column < first)
            if time is not None and abs(time.year - times[first].year) == 1 and not labelled:
                return False
        return True

    def year_column(self, at: int, limit: int, *, within: bool) -> int | None:
        """Return the column left of `limit` in which a run of years down the rows begins here, or None.

        `within` a table with years across, a number beside a label is a code of the row, not a year.
        """
        row = self.rows[at]
        if within and self.texts(row, lambda column: column < limit):
            return None
        for cell in self.grid.by_row[row]:
            column = cell.column
            time = self.times.get((row, column))
            if time is None or column >= limit or not self.values(row, lambda c, left=column: c > left):  # type: ignore[misc]
                continue
            for later in self.rows[at + 1 :]:
                if not self.values(later, lambda c, left=column: c >= left):  # type: ignore[misc]
                    continue
                other = self.times.get((later, column))
                if other is not None and (other.year, other.part) != (time.year, time.part):
                    return column
                break
        return None

    def blocks(self) -> Iterator[Block]:
        starts = self._starts(2) or self._starts(1)
        before = 0
        for at, (index, column) in enumerate(starts):
            limit = starts[at + 1][0] if at + 1 < len(starts) else len(self.rows)
            block = Block(year_column=column)
            first = self._above(block, index, before)
            block.titles = [cell for row in self.rows[before:first] for cell in self.grid.by_row[row]]
            last = self._body(block, index, limit)
            # the lines that touch the body below are its notes; the next table's title stands behind a blank row
            before = last
            while before < limit and self.rows[before] == self.rows[before - 1] + 1 and not self._titles(before, limit):
                block.trailing += self.grid.by_row[self.rows[before]]
                before += 1
            while before < len(self.rows) and (limit == len(self.rows) or self._is_note(before)):
                block.trailing += self.grid.by_row[self.rows[before]]
                before += 1
            yield block

    def _is_note(self, at: int) -> bool:
        first = self.grid.by_row[self.rows[at]][0]
        return re.match(r"\*|\(\d|\(\*|nguồn|ghi chú|source|note", first.text, re.IGNORECASE) is not None

    def _titles(self, at: int, limit: int) -> bool:
        return limit < len(self.rows) and any(unit_line(cell.text)[0] for cell in self.grid.by_row[self.rows[at]])

    def _starts(self, least: int) -> list[tuple[int, int | None]]:
        starts: list[tuple[int, int | None]] = []
        at, limit = 0, 1 << 20
        while at < len(self.rows):
            if self.is_heading(at, least, earlier=bool(starts)):
                starts.append((at, None))
                row = self.rows[at]
                limit = min(column for r, column in self.times if r == row)
                while at + 1 < len(self.rows) and self._touch(at + 1) and self._below_heading(at + 1, limit):
                    at += 1
            elif (column := self.year_column(at, limit, within=bool(starts))) is not None:
                starts.append((at, column))
                limit = 1 << 20
                at = self._end_of_years(at, column)
                continue
            at += 1
        return starts

    def _end_of_years(self, at: int, column: int) -> int:
        """Return the first row behind a run of years that is the heading of another table, or the end."""
        for later in range(at + 1, len(self.rows)):
            row = self.rows[later]
            names = self.texts(row, lambda c: c > column)
            head = any(_HEADING_WORDS.fullmatch(cell.text) for cell in self.texts(row, lambda c: c <= column))
            if (len(names) > 1 or (names and head)) and not self.values(row, lambda c: c >= column):
                return later
            if self.is_heading(later):
                return later
        return len(self.rows)

    def _above(self, block: Block, index: int, before: int) -> int:
        """Set the heading of a block upwards from its first row of years; return the index of its first row."""
        row = self.rows[index]
        down = block.year_column is not None
        edge = block.year_column + 1 if block.year_column is not None else min(c for r, c in self.times if r == row)
        first = index
        if down:
            while first > before and not self._own(self.rows[first - 1], edge) and self._touch(first):
                first -= 1
        group = first
        while first > before and self._touch(first) and self._is_heading_part(self.rows[first - 1], edge, down):
            first -= 1
        block.heading = self.rows[first:group] if down else self.rows[first : index + 1]
        if down and not block.heading:
            first = index
        return first

    def _touch(self, index: int) -> bool:
        return self.rows[index - 1] == self.rows[index] - 1

    def _own(self, row: int, edge: int) -> list[GridCell]:
        return [cell for cell in self.grid.by_row[row] if cell.column >= edge]

    def _is_heading_part(self, row: int, edge: int, down: bool) -> bool:
        """Return whether a row above belongs to the heading: names of several columns, or a status word."""
        own = self._own(row, edge)
        if (
            not own
            or any(unit_line(cell.text)[0] for cell in own)
            or any(holds_value(cell) and (row, cell.column) not in self.times for cell in own)
        ):
            return False
        words = any(_STATUS_WORDS.fullmatch(cell.text) for cell in own)
        return down or len(own) > 1 or words or any(self.grid.is_merged(cell) for cell in own)

    def _body(self, block: Block, index: int, limit: int) -> int:
        """Set heading, columns and body of a block downwards; return the index of the first row behind the body."""
        row = self.rows[index]
        down = block.year_column
        edge = min(c for r, c in self.times if r == row) if down is None else down + 1
        start = index
        if down is None:
            start = index + 1
            while start < limit and self._touch(start) and self._below_heading(start, edge):
                block.heading.append(self.rows[start])
                start += 1
            if start < limit and self._numbers_columns(self.rows[start], edge):
                start += 1
        else:
            while start and self.rows[start - 1] not in block.heading and self._is_group(start - 1, edge, block):
                start -= 1
            if block.heading and self.rows[start] == row and self._numbers_columns(row, edge):
                start += 1
        end = start
        for at in range(start, limit):
            row = self.rows[at]
            values = self.values(row, lambda c: c >= edge)
            texts = [cell for cell in self.texts(row, lambda c: c >= edge) if not unit_line(cell.text)[0]]
            labelled = self.texts(row, lambda c: c < edge)
            follows = all(self._touch(near) for near in range(max(end, start + 1), at + 1))
            wrong = labelled and texts and follows and not self._is_note(at)
            if values or wrong or (down is not None and (row, down) in self.times):
                end = at + 1
        block.body = self.rows[start:end]
        taken = {cell.column for row in block.body + block.heading for cell in self.grid.by_row[row]}
        block.label_columns = sorted(column for column in taken if column < (edge if down is None else down))
        block.columns = [self._column(block, column) for column in sorted(taken) if column >= edge]
        return end

    def _is_group(self, at: int, edge: int, block: Block) -> bool:
        row = self.rows[at]
        touching = self.rows[at + 1] == row + 1
        return touching and not self._own(row, edge) and bool(block.heading) and row > block.heading[-1]

    def _below_heading(self, at: int, edge: int) -> bool:
        """Return whether a row goes on with the heading: words, or the year of a column that has none above."""
        row = self.rows[at]
        own = self._own(row, edge)
        labels = [cell for cell in self.grid.by_row[row] if cell.column < edge]
        return bool(own) and not labels and not any(holds_value(cell) for cell in own if not self._adds_year(cell))

    def _adds_year(self, cell: GridCell) -> bool:
        at = (cell.row, cell.column)
        return at in self.times and self.times.get((cell.row - 1, cell.column)) is None

    def _numbers_columns(self, row: int, edge: int) -> bool:
        """Return whether a row numbers the columns: A, 1, 2, 3."""
        own = [cell.stored.raw.strip("()") for cell in self._own(row, edge)]
        labels = [cell.text.strip("()") for cell in self.grid.by_row[row] if cell.column < edge]
        counted = [int(text) for text in own if text.isdecimal()]
        rises = len(counted) == len(own) > 1 and all(b == a + 1 for a, b in pairwise(counted)) and counted[0] < 5
        return rises and all(re.fullmatch(r"[A-D]?|[1-4]", label) for label in labels)

    def _column(self, block: Block, number: int) -> Column:
        """Return what the heading of a column says: its year, its other words, whether it is a column of figures."""
        pieces: list[GridCell] = []
        for row in block.heading:
            cell = self.grid.at(row, number)
            if cell is not None and cell not in pieces:
                pieces.append(cell)
        heading = " / ".join(cell.text for cell in pieces)
        times = {time for cell in pieces if (time := time_of(cell)) is not None}
        words = [cell.text for cell in pieces if time_of(cell) is None]
        part = next((_PARTS[key] for text in words if (key := plain_key(text)) in _PARTS), None)
        status = next((heading_time(f"{t} 2000") for t in words if _STATUS_WORDS.fullmatch(t)), None)
        names = [t for t in words if plain_key(t) not in _PARTS and not _STATUS_WORDS.fullmatch(t)]
        label = " / ".join(names)
        cells = [cell for row in block.body if (cell := self.grid.cells.get((row, number))) is not None]
        if block.year_column is not None:
            kind = "data" if any(holds_value(cell) for cell in cells) else "translation"
            return Column(number, kind, heading, None, heading)
        if len(times) == 1:
            time = times.pop()
            known: Status | None = time.status or (status.status if status else None)
            return Column(number, "data", label, TimeLabel(time.year, part or time.part, known), heading)
        if not any(holds_value(cell) for cell in cells):
            return Column(number, "translation", label, None, heading)
        return Column(number, "skipped" if _NO_SERIES.search(heading) else "no_year", label, None, heading)


def blocks_of(grid: Grid) -> list[Block]:
    """Return the tables of a sheet in their order; none where no row and no column of years is found."""
    return list(_Finder(grid).blocks()) if grid.rows else []
