"""Where things stand in a PX-Web CSV export: title, headings, columns of labels, body, times, names of dimensions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.published_table import TimeLabel, clean_text
from tfp_soctrang.sources.guards import MOST_CELLS
from tfp_soctrang.sources.published.number_marks import is_missing, looks_like_number
from tfp_soctrang.sources.published.table_words import factor, is_time_name, names_in_title, split_time, time_of

__all__ = ["Columns", "Record", "Sheet", "columns_of", "cut_sheet"]


def _says_missing(cell: str) -> bool:
    return bool(cell.strip()) and is_missing(cell)


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the file (or several, where a quoted cell runs over them), cut into cells."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds more than blanks."""
        return not any(cell.strip() for cell in self.cells)

    @property
    def lone(self) -> bool:
        """Whether one cell alone holds something, the first."""
        return bool(self.cells[0].strip()) and not any(cell.strip() for cell in self.cells[1:]) if self.cells else False

    @property
    def has_numbers(self) -> bool:
        """Whether a cell behind the first is a number that is no year, or a mark for a missing number."""
        return any(
            _says_missing(cell) or (looks_like_number(cell) and time_of(cell) is None) for cell in self.cells[1:]
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of an export.

    `above` are the lines between title and heading; `stubs` is the number of columns that hold labels; `width` that of
    all columns; `body` everything below the headings, blank lines and notes among it, repeated headings not.
    """

    title: str
    above: tuple[str, ...]
    headings: tuple[Record, ...]
    stubs: int
    width: int
    body: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are.

    Parameters
    ----------
    stub_names
        Of the columns of labels; empty text where nothing tells.
    time_stub
        The column of labels that holds times, None where the headings do.
    names
        Of the headings' dimensions, time left out; empty text where nothing tells.
    labels
        For each column of numbers, its label in each of `names`.
    times
        For each column of numbers, the text that names its time and that time (None if it does not name one); empty
        where a column of labels holds the times.
    """

    stub_names: tuple[str, ...]
    time_stub: int | None
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    times: tuple[tuple[str, TimeLabel | None], ...]


def cut_sheet(name: str, text: str) -> Sheet:
    """Return the parts of the export `text`.

    Raises
    ------
    DataError
        The text is no table, its quotation marks are broken, or it has more than `MOST_CELLS` cells.
    """
    records = _records(name, text)
    filled = [at for at, record in enumerate(records) if not record.blank]
    title, above = "", []
    while filled and _is_above(records, filled):
        line = clean_text(" ".join(records[filled[0]].cells))
        if title:
            above.append(line)
        title = title or line
        filled = filled[1:]
    headings: list[Record] = []
    while filled and (not headings or _is_heading(headings, records[filled[0]])):
        record = records[filled[0]]
        if all(record.cells != heading.cells for heading in headings):
            headings.append(record)
        filled = filled[1:]
    if not headings or not filled:
        raise DataError(name, Message.of("text_no_table"), remedy=Message.of("text_mend_table"))
    repeated = {heading.cells for heading in headings}
    body = tuple(record for record in records[filled[0] :] if record.cells not in repeated)
    width = len(headings[-1].cells)
    while width and not headings[-1].cells[width - 1].strip():
        width -= 1
    stubs = _stubs(title, headings, [record for record in body if len(record.cells) == width])
    if not 0 < stubs < width:
        raise DataError(name, Message.of("text_no_table"), remedy=Message.of("text_mend_table"))
    return Sheet(title, tuple(above), tuple(headings), stubs, width, body)


def _records(name: str, text: str) -> list[Record]:
    bare = re.sub(r'"[^"]*"', "", text)
    lines = [line for line in bare.splitlines() if line.strip(" ")]
    # labels hold commas, and numbers may hold decimal commas: a tab or a semicolon separates wherever it is common
    separator = next((mark for mark in "\t;," if 2 * sum(mark in line for line in lines) > len(lines)), None)
    if separator is None:
        raise DataError(name, Message.of("text_no_table"), remedy=Message.of("text_mend_table"))
    if bare.count(separator) + len(lines) > MOST_CELLS:
        raise DataError(name, Message.of("text_too_many_cells", most=MOST_CELLS), remedy=Message.of("text_mend_table"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    records: list[Record] = []
    line = 1
    try:
        for cells in reader:
            records.append(Record(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        problem = Message.of("text_broken_quotes", line=line)
        raise DataError(name, problem, remedy=Message.of("text_mend_row")) from error
    return records


def _is_above(records: Sequence[Record], filled: Sequence[int]) -> bool:
    """Return whether the first record that is not blank is a title or a line under it."""
    first = records[filled[0]]
    if first.lone or len(filled) == 1:
        return True
    # a title without quotation marks may be cut at its commas: a blank line follows it, and then the heading
    blank_follows = filled[1] > filled[0] + 1
    return filled[0] == 0 and blank_follows and not records[filled[1]].has_numbers


def _fillers(record: Record) -> bool:
    """Return whether blanks stand between the record's labels, as for merged cells."""
    labels = "".join("x" if cell.strip() else " " for cell in record.cells).strip()
    return " " in labels or len([*takewhile(lambda cell: not cell.strip(), reversed(record.cells))]) > 1


def _is_heading(above: Sequence[Record], record: Record) -> bool:
    """Return whether the record goes on with the headings: repeats one, or stands under merged or blank cells."""
    if any(record.cells == heading.cells for heading in above):
        return True
    # four levels of headings are more than any table of the office has
    if len(record.cells) < 2 or record.lone or len(above) == 4:
        return False
    if not record.cells[0].strip() and _fillers(above[-1]) and not above[-1].cells[0].strip():
        return True
    return (not record.cells[0].strip() or _fillers(above[-1])) and not record.has_numbers


def _stubs(title: str, headings: Sequence[Record], rows: Sequence[Record]) -> int:
    """Return how many columns hold labels: by the blanks above them, their names in the title, or what they hold."""
    blank = len([*takewhile(lambda at: not any(_cell(row, at).strip() for row in headings), range(_width(headings)))])
    told = names_in_title(title, _stub_headings(headings, _width(headings)))[0]
    if blank or told:
        return max(blank, told)
    count, times = 0, 0
    for at in range(_width(headings)):
        cells = [_cell(row, at) for row in rows]
        timed = sum(time_of(cell) is not None for cell in cells)
        words = sum(not looks_like_number(cell) and not _says_missing(cell) for cell in cells)
        is_time = not times and 2 * timed > len(cells)
        if time_of(_cell(headings[-1], at)) is not None or not (is_time or 2 * words > len(cells)):
            break
        count, times = count + 1, times + is_time
    return max(count, 1)


def _width(headings: Sequence[Record]) -> int:
    return max(len(row.cells) for row in headings)


def _cell(record: Record, at: int) -> str:
    return record.cells[at] if at < len(record.cells) else ""


def _stub_headings(headings: Sequence[Record], count: int) -> list[str]:
    """Return what the heading rows write above the first `count` columns: the lowest text of each."""
    above = ([clean_text(_cell(row, at)) for row in reversed(headings)] for at in range(count))
    return [next((text for text in texts if text), "") for texts in above]


def columns_of(name: str, sheet: Sheet, rows: Sequence[tuple[str, ...]]) -> Columns:
    """Return what the columns are.

    Parameters
    ----------
    name
        The file's name, for errors.
    sheet
        The parts of the export.
    rows
        The labels of each row of numbers.

    Raises
    ------
    DataError
        Neither the headings nor a column of labels name times.
    """
    levels = _levels(sheet)
    stub_names = _stub_headings(sheet.headings, sheet.stubs)
    told, rest = names_in_title(sheet.title, stub_names)
    if not any(stub_names):
        fits = _fit(rest, sheet.stubs + len(levels))
        stub_names, rest = (fits[: sheet.stubs], fits[sheet.stubs :]) if fits else (stub_names, [])
    elif told < sheet.stubs:
        rest = []

    timed = [sum(time_of(label) is not None for label in level) for level in levels]
    heading_has = 2 * max(timed) >= len(levels[0])
    time_stub = _time_stub(stub_names, rows)
    if time_stub is not None and (not heading_has or is_time_name(stub_names[time_stub])):
        if len(levels) == 1 and len(rest) == 2 and (pairs := factor(levels[0])):
            return Columns(tuple(stub_names), time_stub, tuple(rest), tuple(pairs), ())
        names = _fit(rest, len(levels)) or [""] * len(levels)
        return Columns(tuple(stub_names), time_stub, tuple(names), tuple(zip(*levels, strict=True)), ())
    if heading_has:
        at = timed.index(max(timed))
        names = _fit(rest, len(levels)) or [""] * len(levels)
        others = [level for other, level in enumerate(levels) if other != at]
        labels = tuple(zip(*others, strict=True)) if others else ((),) * len(levels[0])
        times = tuple((label, time_of(label)) for label in levels[at])
        return Columns(tuple(stub_names), None, tuple(names[:at] + names[at + 1 :]), labels, times)
    return _joined(name, stub_names, levels, rest)


def _joined(name: str, stub_names: Sequence[str], levels: list[list[str]], rest: list[str]) -> Columns:
    """Return the columns of headings that join a time with a label, such as `Total Prel. 2016`."""
    found = [(at, split) for at, level in enumerate(levels) if (split := split_time(level)) is not None]
    if not found:
        raise DataError(name, Message.of("text_no_time"), remedy=Message.of("text_mend_no_time"))
    at, (parts, time_first) = found[0]
    labels = [part[0] if part else label for part, label in zip(parts, levels[at], strict=True)]
    times = tuple(
        ((label.removesuffix(part[0]) if time_first else label.removeprefix(part[0])).strip(), part[1])
        if part
        else (label, None)
        for part, label in zip(parts, levels[at], strict=True)
    )
    rest = rest[1:] if time_first else rest[:-1]
    distinct = [*dict.fromkeys(labels)]
    if len(levels) == 1 and len(rest) == 2 and (pairs := factor(distinct)):
        by_label = dict(zip(distinct, pairs, strict=True))
        return Columns(tuple(stub_names), None, tuple(rest), tuple(by_label[label] for label in labels), times)
    names = _fit(rest, len(levels)) or [""] * len(levels)
    columns = [labels if other == at else level for other, level in enumerate(levels)]
    return Columns(tuple(stub_names), None, tuple(names), tuple(zip(*columns, strict=True)), times)


def _levels(sheet: Sheet) -> list[list[str]]:
    """Return the labels of each level of the headings, merged cells filled from the left."""
    levels: list[list[str]] = []
    for record in sheet.headings:
        level: list[str] = []
        for at in range(sheet.stubs, sheet.width):
            label = clean_text(_cell(record, at))
            merged = not label and level and record is not sheet.headings[-1]
            level.append(level[-1] if merged else label)
        levels.append(level)
    return levels


def _fit(names: list[str], count: int) -> list[str] | None:
    """Return `count` names, None where they do not come out even."""
    if len(names) == count:
        return names
    # the last name stands behind "and": of two, the first is all that stands before it, commas and all
    return [", ".join(names[:-1]), names[-1]] if count == 2 and len(names) > 2 else None


def _time_stub(stub_names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> int | None:
    """Return the column of labels that holds times for most rows, one with such a name first."""
    counts = [sum(time_of(row[at]) is not None for row in rows) for at in range(len(stub_names))]
    able = [at for at, count in enumerate(counts) if rows and 2 * count >= len(rows)]
    return next((at for at in able if is_time_name(stub_names[at])), able[0] if able else None)
