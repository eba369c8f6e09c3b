"""One table of a sheet, row by row: labels behind their groups, units by section, cells under their years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from tfp_soctrang.errors import CellIssue
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Vintage
from tfp_soctrang.published_table import PublishedCell, PublishedTable, TimeLabel, plain_key
from tfp_soctrang.sources.published.printed_numbers import Marks, is_missing
from tfp_soctrang.sources.published.printed_words import (
    both_languages,
    edition_in,
    english_only,
    join_languages,
    price_base_in,
    status_of,
    table_number,
    unit_in,
    unit_line,
)
from tfp_soctrang.sources.published.sheet_grid import Grid, GridCell, letters
from tfp_soctrang.sources.published.sheet_layout import Block, Column, holds_value, time_of
from tfp_soctrang.sources.published.sheet_values import TROUBLES, trouble, value_of
from tfp_soctrang.units import PriceBase, Unit

__all__ = ["BlockReader"]

_ORDER_MARK = re.compile(r"[IVX]{1,5}\.?|[A-Za-z]\.|[A-Z]|\d+(?:\.\d+)*\.?|[-+*•]")
_CODE_COLUMN = {"stt", "tt", "so tt", "ma", "ma so", "code", "no"}
_UNIT_COLUMN = {"don vi tinh", "dvt", "don vi", "unit", "don vi tinh unit", "dvt unit"}


@dataclass(slots=True)
class _Group:
    """A line above rows that has a label and no values; `section` when it states what is measured."""

    text: str
    indent: int
    section: bool
    inner: int | None = None


@dataclass(slots=True)
class _Measure:
    unit: Unit | None
    price_base: PriceBase | None


@dataclass(slots=True)
class BlockReader:
    """One block of one sheet being read."""

    grid: Grid
    block: Block
    marks: Marks
    cells: list[PublishedCell] = field(default_factory=list)
    issues: list[CellIssue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    seen: dict[tuple[str, str, int, str], str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    vintage: Vintage | None = None
    labelled_from: int | None = None
    table: _Measure = field(default_factory=lambda: _Measure(None, None))
    now: _Measure = field(default_factory=lambda: _Measure(None, None))
    nil: int = 0
    stacking: bool = False

    def read(self, name: str) -> PublishedTable:
        """Return the block as a table."""
        grid, block = self.grid, self.block
        title = self._title()
        self.vintage = edition_in([title, *(cell.text for cell in block.trailing)])
        times = [column.time for column in block.columns if column.time is not None]
        if block.year_column is not None:
            times += [time for row in block.body if (time := self._year(row)) is not None]
        self.labelled_from = min((time.year for time in times if time.status is not None), default=None)
        self.now = _Measure(self.table.unit, self.table.price_base)
        self._check_columns()
        skip = 0
        for at, row in enumerate(block.body):
            if skip:
                skip -= 1
                continue
            label, indent = self._label(row)
            below = block.body[at + 1] if at + 1 < len(block.body) else 0
            if below == row + 1 and (more := self._translation(below, label)):
                label, skip = f"{label} - {more}", 1
            self._row(row, label, indent)
        self.notes += [cell.text for cell in block.trailing]
        if self.nil:
            self.notes.append(both_languages("note_nil", count=self.nil))
        dimensions = ("row", "column")
        kept = [at for at in (0, 1) if any(cell.labels[at] for cell in self.cells)] or [0]
        return PublishedTable(
            file=grid.file,
            name=name,
            title=title,
            dimensions=tuple(dimensions[at] for at in kept),
            cells=tuple(cell._replace(labels=tuple(cell.labels[at] for at in kept)) for cell in self.cells),
            vintage=self.vintage,
            issues=(*grid.issues, *self.issues),
            notes=tuple(dict.fromkeys((*grid.notes, *self.notes))),
        )

    def _title(self) -> str:
        lines = []
        for cell in self.block.titles:
            says_so, unit = unit_line(cell.text)
            if cell.stored.kind in {"error", "uncomputed"}:
                self._trouble(cell, "")
            elif says_so:
                self.table.unit = unit
                if unit is None:
                    self.issues.append(self.grid.issue(cell, Message.of("unit_unknown"), "unit_write_it"))
            elif table_number(cell.text):
                self.notes.append(both_languages("note_table_number", which=cell.text.rstrip(".")))
            elif cell.is_text:
                lines.append(cell.text)
        title = join_languages(lines)
        self.table.price_base = price_base_in(title)
        if self.table.unit is None and not self.issues:
            named = unit_in(title)
            self.table.unit = named if isinstance(named, Unit) else None
        return title

    def _check_columns(self) -> None:
        """Report columns whose heading names no year, and columns that are no labels left of the years."""
        block = self.block
        for column in block.columns:
            found = self._values_in(column.number)
            if column.kind == "skipped" and found:
                which = letters(column.number)
                self.notes.append(both_languages("note_column_skipped", which=which, heading=column.heading))
            elif column.kind == "no_year" and found:
                self._no_year(column.number, column.heading)
        for number in block.label_columns:
            over = (cell for row in block.heading if (cell := self.grid.at(row, number)) is not None)
            if any(plain_key(cell.text) in _CODE_COLUMN for cell in over):
                continue
            found = [cell for cell in self._values_in(number) if not is_missing(cell.text)]
            numbers = [cell.stored.number for cell in found if cell.stored.kind == "number"]
            # marks of order are no figures: a mark of a list, or whole numbers that rise from row to row
            rises = max(numbers, default=0) < 200 and all(b > a for a, b in pairwise(numbers))
            if not rises or not all(_ORDER_MARK.fullmatch(cell.text) for cell in found):
                self._no_year(number, "")
        for row in block.heading:
            for cell in self.grid.by_row.get(row, []):
                if cell.stored.kind in {"error", "uncomputed"}:
                    self._trouble(cell, "")
                elif cell.stored.kind == "date" and time_of(cell) is None:
                    self.issues.append(self.grid.issue(cell, Message.of("sheet_date_year"), "sheet_write_year"))
                elif cell.stored.kind == "date" and (time := time_of(cell)) is not None:
                    self.notes.append(both_languages("note_date_year", which=cell.place, year=time.year))

    def _values_in(self, number: int) -> list[GridCell]:
        cells = (self.grid.cells.get((row, number)) for row in self.block.body)
        return [cell for cell in cells if cell is not None and holds_value(cell)]

    def _no_year(self, number: int, heading: str) -> None:
        found = self._values_in(number)
        cell = next(
            (kept for row in reversed(self.block.heading) if (kept := self.grid.at(row, number)) is not None), found[0]
        )
        self.issues.append(
            self.grid.issue(cell, Message.of("sheet_no_year", count=len(found)), "sheet_write_year", heading)
        )

    def _year(self, row: int) -> TimeLabel | None:
        cell = self.grid.cells.get((row, self.block.year_column or 0))
        return None if cell is None else time_of(cell)

    def _label(self, row: int) -> tuple[str, int]:
        """Return the label of a row, with its translation, and its indent."""
        cells: list[GridCell] = []
        for column in self.block.label_columns:
            cell = self.grid.at(row, column)
            if cell is not None and cell not in cells and column not in self._unit_columns():
                cells.append(cell)
        beside = [column.number for column in self.block.columns if column.kind == "translation"]
        cells += [cell for number in beside if (cell := self.grid.cells.get((row, number))) is not None]
        texts = [cell for cell in cells if cell.is_text]
        named = [cell for cell in texts if not _ORDER_MARK.fullmatch(cell.text)] or texts
        label = ""
        for cell in named:
            turns = english_only(cell.text) and not english_only(label)
            label += cell.text if not label else f" - {cell.text}" if turns else f" / {cell.text}"
        return label, min((cell.indent for cell in named), default=0)

    def _unit_columns(self) -> set[int]:
        """Return the columns of units between the labels and the years."""
        return {
            column
            for column in self.block.label_columns[1:]
            if any(
                (cell := self.grid.at(row, column)) is not None and plain_key(cell.text) in _UNIT_COLUMN
                for row in self.block.heading
            )
        }

    def _translation(self, row: int, label: str) -> str:
        """Return the label of a row that only translates the one above it, else nothing."""
        more, _ = self._label(row)
        own = [cell for cell in self.grid.by_row[row] if holds_value(cell)]
        alone = bool(more) and not own and english_only(more)
        return more if alone and label and not english_only(label) and " - " not in label else ""

    def _row(self, row: int, label: str, indent: int) -> None:
        block = self.block
        time = self._year(row)
        own = [
            cell
            for column in block.columns
            if column.kind == "data" and (cell := self.grid.cells.get((row, column.number))) is not None
        ]
        filled = [cell for cell in own if not unit_line(cell.text)[0]]
        year_cell = self.grid.cells.get((row, block.year_column or 0))
        if not filled and time is None and (year_cell is None or year_cell.is_text):
            unit_row = [cell for cell in self.grid.by_row[row] if unit_line(cell.text)[0]]
            text = label or (year_cell.text if year_cell is not None else "")
            self._group(text or (unit_row[0].text if unit_row else ""), indent)
            return
        if block.year_column is None and label:
            label = self._prefixed(label, indent)
        elif block.year_column is None:
            if filled:
                self.issues.append(self.grid.issue(filled[0], Message.of("sheet_no_label"), "sheet_name_row"))
            return
        else:
            label = self._down_label(row, label, indent, time)
            if time is None:
                if year_cell is not None and year_cell.stored.kind in TROUBLES:
                    day = year_cell.stored.kind == "date"
                    self._trouble(year_cell, label) if not day else self.issues.append(
                        self.grid.issue(year_cell, Message.of("sheet_date_year"), "sheet_write_year", label)
                    )
                elif filled:
                    reason = Message.of("sheet_row_no_year", count=len(filled))
                    self.issues.append(self.grid.issue(year_cell or filled[0], reason, "sheet_write_year", label))
                return
        self.stacking = False
        for column in block.columns:
            if column.kind == "data" and (when := column.time or time) is not None:
                self._value(row, column, label, when)

    def _down_label(self, row: int, label: str, indent: int, time: TimeLabel | None) -> str:
        """Return the label of a year's row: that of its groups, or its own, which holds until the next one."""
        if label and time is not None:
            self.groups = [group for group in self.groups if group.section]
            self.groups.append(_Group(label, indent, section=False))
            self.stacking = False
        return " / ".join(group.text for group in self.groups if group.text)

    def _group(self, text: str, indent: int) -> None:
        """Take a line without values: what follows is measured in its unit and named by it."""
        if not text:
            return
        says_so, _ = unit_line(text)
        named, prices = unit_in(text), price_base_in(text)
        section = named is not None or prices is not None
        if section:
            measured = named if isinstance(named, Unit) else None if named is not None else self.table.unit
            self.now = _Measure(measured, prices or self.table.price_base)
            self.groups = []
        elif not self.stacking:
            self.groups = [group for group in self.groups if group.section]
        self.stacking = True
        if not says_so:
            self.groups.append(_Group(text, indent, section))

    def _prefixed(self, label: str, indent: int) -> str:
        """Return a label behind the labels of its groups; a row set out as far as a group leaves it."""
        for group in list(self.groups):
            group.inner = indent if group.inner is None else group.inner
            if not group.section and group.inner > group.indent >= indent:
                self.groups.remove(group)
        return " / ".join([*(group.text for group in self.groups), label])

    def _value(self, row: int, column: Column, label: str, time: TimeLabel) -> None:
        heading = " ".join(part for part in (label, column.label, str(time.year)) if part)
        place = f"{letters(column.number)}{row}"
        cell = self.grid.cells.get((row, column.number))
        key = (label, column.label, time.year, time.part)
        if cell is not None and key in self.seen:
            reason = Message.of("label_twice", other=self.seen[key])
            self.issues.append(self.grid.issue(cell, reason, "name_apart", heading))
            return
        shown = cell or self.grid.at(row, column.number)
        if shown is not None and self.grid.is_merged(shown) and holds_value(shown) and not is_missing(shown.text):
            if shown.place not in self.told:
                self.issues.append(self.grid.issue(shown, Message.of("sheet_merged_value"), "sheet_unmerge", heading))
            self.told.add(shown.place)
            return
        self.seen[key] = place
        value, unit = None, None
        if cell is not None:
            read = value_of(self.grid, cell, self.marks, heading)
            if isinstance(read, CellIssue):
                self.issues.append(read)
                return
            self.nil += cell.text in {"-", "–", "—"}
            value, unit = read
        named = unit_in(column.label) if column.label else None
        unit = unit or (named if isinstance(named, Unit) else None if named is not None else self._row_unit(row))
        self.cells.append(
            PublishedCell(
                at=place,
                labels=(label, column.label),
                time=time,
                raw="" if cell is None else cell.stored.raw,
                value=value,
                status=status_of(time, labelled_from=self.labelled_from, vintage=self.vintage),
                unit=unit,
                price_base=price_base_in(column.label) or self.now.price_base,
            )
        )

    def _row_unit(self, row: int) -> Unit | None:
        """Return the unit of a row's own unit column, else that of its section."""
        for column in self._unit_columns():
            cell = self.grid.at(row, column)
            if cell is not None:
                unit = unit_line(cell.text)[1]
                if unit is None and cell.place not in self.told:
                    self.issues.append(self.grid.issue(cell, Message.of("unit_unknown"), "unit_write_it"))
                self.told.add(cell.place)
                return unit
        return self.now.unit

    def _trouble(self, cell: GridCell, heading: str) -> None:
        self.issues.append(trouble(self.grid, cell, heading))
