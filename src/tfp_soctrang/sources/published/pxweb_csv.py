"""Tables that PX-Web exports as CSV, English or Vietnamese, as downloaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status
from tfp_soctrang.published_table import (
    CellGrid,
    GridColumn,
    GridRow,
    PublishedCell,
    PublishedTable,
    TimeLabel,
    clean_text,
)
from tfp_soctrang.sources.guards import read_limited
from tfp_soctrang.sources.published.number_marks import read_all
from tfp_soctrang.sources.published.pxweb_layout import Columns, Record, Sheet, columns_of, cut_sheet
from tfp_soctrang.sources.published.table_words import price_of, printed_vintage, status_of, time_of, unit_of, unlike
from tfp_soctrang.sources.published.text_encoding import decode_text
from tfp_soctrang.units import PriceBase, Unit

__all__ = ["read_pxweb_csv"]

_SHOWN = 80  # letters of a row that does not fit: enough to find it
_NOTE_SIGN = re.compile(r"(?i)[(*\[]|ghi chú|nguồn|note|source")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of numbers: its line, the group line above it (tables of one label column), its labels and cells."""

    line: int
    group: str
    labels: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(slots=True)
class _Body:
    rows: list[_Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    issues: list[CellIssue] = field(default_factory=list)


def read_pxweb_csv(path: Path) -> tuple[PublishedTable, ...]:
    """Return the one table of a PX-Web CSV export.

    Years may head the columns, stand in one of the first columns, or be joined with a label in the headings; headings
    may have several rows with merged cells; lines with a label alone head the rows below them. The status of a year
    without a word is told by the labelled years (`table_words.status_of`), and the edition is the latest year labelled.
    The same year may stand once with and once without such a word; `PublishedCell.status` tells the two apart, and the
    firmer is to be preferred where a series is made.

    Parameters
    ----------
    path
        The file: separated by tabs, `;` or `,`; UTF-8, UTF-16 with a mark, or Vietnamese of Windows (cp1258).

    Returns
    -------
    tuple of PublishedTable
        One table. Cells that could not be read are in its `issues`, with row and column of the file from one.

    Raises
    ------
    DataError
        The file cannot be read, its encoding cannot be decided, or it holds no table with years.
    """
    sheet = cut_sheet(path.name, decode_text(path.name, read_limited(path)))
    body = _body(path.name, sheet)
    columns = columns_of(path.name, sheet, [row.labels for row in body.rows])
    return (_table(path.name, sheet, columns, body),)


def _body(file: str, sheet: Sheet) -> _Body:
    """Return the rows of numbers with all their labels, the notes below, and the rows that do not fit."""
    found = _Body()
    valued = [_has_values(record, sheet) for record in sheet.body]
    end = max((at + 1 for at, has in enumerate(valued) if has), default=0)
    full = [(record, has) for record, has in zip(sheet.body[:end], valued, strict=False) if has or not record.blank]
    records = [record for record, _ in full]
    # in a table of one label column a lone label is a row cut short, unless such lines head the rows from the first on
    alone = [record for record, has in full if not has and not _is_whole(record, sheet)]
    grouped = sheet.stubs == 1 and len(alone) > 1 and alone[0] is records[0]
    labels, group = [""] * sheet.stubs, ""
    for record, has in full:
        labels = _labels_under(labels, record)
        if not has and not _is_whole(record, sheet) and (grouped or not labels[-1]):
            group = labels[0]
            continue
        cells = record.cells
        while len(cells) > sheet.width and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != sheet.width:
            found.issues.append(_wrong_width(file, sheet, record))
        elif not labels[-1]:
            raw = " | ".join(cells)[:_SHOWN]
            reason, remedy = Message.of("text_no_label"), Message.of("text_mend_label")
            found.issues.append(_issue(file, f"row {record.line}", "", raw, reason, remedy))
        else:
            found.rows.append(_Row(record.line, group if grouped else "", tuple(labels), cells))
    _take_notes(file, sheet, sheet.body[end:], found)
    if not found.rows:
        raise DataError(file, Message.of("text_no_table"), remedy=Message.of("text_mend_table"), issues=found.issues)
    return found


def _has_values(record: Record, sheet: Sheet) -> bool:
    """Return whether the record holds something beside its labels; a note that is cut at its separators does not."""
    if len(record.cells) != sheet.width and _NOTE_SIGN.match(clean_text(record.cells[0]) if record.cells else ""):
        return False
    return any(cell.strip() for cell in record.cells[sheet.stubs :])


def _is_whole(record: Record, sheet: Sheet) -> bool:
    """Return whether the record has all its cells and its last label: a row of blanks rather than a lone label."""
    return len(record.cells) == sheet.width and bool(record.cells[sheet.stubs - 1].strip())


def _labels_under(labels: Sequence[str], record: Record) -> list[str]:
    """Return the labels of a record, those left blank taken from the record above it; the last is never taken."""
    under = list(labels)
    for at in range(len(labels)):
        text = clean_text(record.cells[at]) if at < len(record.cells) else ""
        if text:
            under[at:] = [text, *([""] * (len(labels) - at - 1))]
    if len(record.cells) < len(labels) or not record.cells[len(labels) - 1].strip():
        under[-1] = ""
    return under


def _take_notes(file: str, sheet: Sheet, records: Sequence[Record], found: _Body) -> None:
    """Take the lines below the numbers as notes, a line that ends in a blank joined with the next."""
    apart, open_note = False, False
    for record in records:
        if record.blank:
            apart, open_note = True, False
        elif apart or _NOTE_SIGN.match(clean_text(record.cells[0])):
            line = "; ".join(record.cells)
            if open_note:
                line = f"{found.notes.pop()} {line}"
            found.notes.append(clean_text(line))
            apart, open_note = True, line.endswith(" ")
        else:
            found.issues.append(_wrong_width(file, sheet, record))


def _issue(file: str, cell: str, heading: str, raw: str, reason: Message, remedy: Message) -> CellIssue:
    return CellIssue(file=file, sheet="", cell=cell, heading=heading, raw=raw, reason=reason, remedy=remedy)


def _wrong_width(file: str, sheet: Sheet, record: Record) -> CellIssue:
    reason = Message.of("text_row_width", found=len(record.cells), expected=sheet.width)
    raw = " | ".join(record.cells)[:_SHOWN]
    return _issue(file, f"row {record.line}", "", raw, reason, Message.of("text_mend_row"))


def _table(file: str, sheet: Sheet, columns: Columns, body: _Body) -> PublishedTable:
    time_stub = columns.time_stub
    timed = dict(columns.times)
    if time_stub is not None:
        timed = {row.labels[time_stub]: time_of(row.labels[time_stub]) for row in body.rows}
    named = [(text, time) for text, time in timed.items() if time is not None]
    if not named:
        raise DataError(file, Message.of("text_no_time"), remedy=Message.of("text_mend_no_time"))
    grouped = any(row.group for row in body.rows)
    stub_names = [name or "row" for at, name in enumerate(columns.stub_names) if at != time_stub]
    names = [*(["group"] if grouped else []), *stub_names, *(name or "column" for name in columns.names)]
    issues = [*_bad_headings(file, sheet, columns), *body.issues]
    cells = _cells(file, sheet, columns, body, {time for _, time in named}, issues)
    return PublishedTable(
        file=file,
        name="",
        title=sheet.title,
        dimensions=unlike(names),
        cells=cells,
        vintage=printed_vintage(named),
        issues=tuple(issues),
        notes=(*sheet.above, *body.notes),
    )


def _cells(
    file: str, sheet: Sheet, columns: Columns, body: _Body, times: set[TimeLabel], issues: list[CellIssue]
) -> Sequence[PublishedCell]:
    """Return the cells that can be read, and put those that cannot among the `issues`."""
    time_stub = columns.time_stub
    status = {time: status_of(time, times) for time in times}
    width = sheet.width - sheet.stubs
    numbers, refused = read_all(list(chain.from_iterable(row.cells[sheet.stubs :] for row in body.rows)))
    described = _Described([sheet.title, *sheet.above], columns.labels)
    named = columns.times or (("", None),) * width
    heads = [
        GridColumn(sheet.stubs + at + 1, labels, time)
        for at, (labels, (_, time)) in enumerate(zip(columns.labels, named, strict=True))
    ]
    rows: list[tuple[GridRow, dict[int, tuple[Message, Message]]]] = []
    for i, row in enumerate(body.rows):
        stubs = tuple(text for at, text in enumerate(row.labels) if at != time_stub)
        if row.group:
            stubs = (row.group, *stubs)
        time_text = "" if time_stub is None else row.labels[time_stub]
        row_time = time_of(time_text) if time_stub is not None else None
        if time_stub is not None and row_time is None:
            place, (reason, remedy) = f"row {row.line}, column {time_stub + 1}", _no_time()
            issues.append(_issue(file, place, columns.stub_names[time_stub], time_text, reason, remedy))
            continue
        units, prices = described.of(stubs)
        values = numbers[i * width : (i + 1) * width]
        bad = {at: refused[i * width + at] for at in range(width) if i * width + at in refused} if refused else {}
        rows.append((GridRow(row.line, stubs, row_time, row.cells[sheet.stubs :], values, units, prices), bad))
    timed = time_stub is not None or all(time for _, time in columns.times)
    regular = _distinct((row.labels, row.time) for row, _ in rows) and _distinct((h.labels, h.time) for h in heads)
    if timed and regular and not refused:
        return CellGrid([row for row, _ in rows], heads, status)
    return _one_by_one(file, rows, heads, status, issues)


def _distinct(keys: Iterable[tuple[tuple[str, ...], TimeLabel | None]]) -> bool:
    known = list(keys)
    return len(set(known)) == len(known)


def _one_by_one(
    file: str,
    rows: Sequence[tuple[GridRow, dict[int, tuple[Message, Message]]]],
    heads: Sequence[GridColumn],
    status: Mapping[TimeLabel, Status],
    issues: list[CellIssue],
) -> list[PublishedCell]:
    """Return the cells that can be read where some cannot, or stand twice; those are put among the `issues`."""
    cells: list[PublishedCell] = []
    first: dict[tuple[tuple[str, ...], TimeLabel], PublishedCell] = {}
    for row, bad in rows:
        for at, head in enumerate(heads):
            time = head.time or row.time
            if time is None:
                continue  # its heading is an issue already
            labels, value = row.labels + head.labels, row.values[at]
            cell = PublishedCell(
                (row.line, head.number), labels, time, row.raws[at], value, status[time], row.units[at], row.prices[at]
            )
            heading = " | ".join(part for part in (*labels, _told(time)) if part)
            if at in bad:
                issues.append(_issue(file, cell.place, heading, cell.raw, *bad[at]))
                continue
            other = first.setdefault((labels, time), cell)
            if other is not cell:
                reason = Message.of("text_twice", first=other.place)
                issues.append(_issue(file, cell.place, heading, cell.raw, reason, Message.of("text_mend_twice")))
            cells.append(cell)
    return cells


def _told(time: TimeLabel) -> str:
    return str(time.year) if time.part == "A" else f"{time.year}-{time.part}"


class _Described:
    """Units and price bases of the cells of a row: over the column, else beside the row, else over the table."""

    def __init__(self, above: Sequence[str], labels: Sequence[tuple[str, ...]]) -> None:
        self._table = (unit_of(above), price_of(above))
        self._columns = [(unit_of(some), price_of(some)) for some in labels]
        self._made: dict[tuple[Unit | None, PriceBase | None], tuple[list[Unit | None], list[PriceBase | None]]] = {}

    def of(self, stubs: tuple[str, ...]) -> tuple[list[Unit | None], list[PriceBase | None]]:
        """Return the unit and the price base of each cell of a row with these labels."""
        row = (unit_of(reversed(stubs)), price_of(reversed(stubs)))
        if row not in self._made:
            self._made[row] = (
                [unit or row[0] or self._table[0] for unit, _ in self._columns],
                [base or row[1] or self._table[1] for _, base in self._columns],
            )
        return self._made[row]


def _no_time() -> tuple[Message, Message]:
    return Message.of("text_not_time"), Message.of("text_mend_time")


def _bad_headings(file: str, sheet: Sheet, columns: Columns) -> list[CellIssue]:
    """Return an issue for each heading among times that is none."""
    line = sheet.headings[-1].line
    return [
        _issue(file, f"row {line}, column {sheet.stubs + at + 1}", "", text, *_no_time())
        for at, (text, time) in enumerate(columns.times)
        if time is None
    ]
