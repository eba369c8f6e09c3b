"""The visible part of a sheet, its text in Unicode whatever font it was typed for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tfp_soctrang.errors import CellIssue
from tfp_soctrang.messages import Message
from tfp_soctrang.published_table import clean_text
from tfp_soctrang.sources.published.printed_words import both_languages
from tfp_soctrang.sources.published.tcvn3 import (
    has_unicode_letters,
    is_capitals_font,
    is_tcvn3_font,
    is_vni,
    is_vni_font,
    looks_like_tcvn3,
    mixes_encodings,
    tcvn3_to_unicode,
)
from tfp_soctrang.sources.published.workbook_file import StoredCell, StoredSheet

__all__ = ["Grid", "GridCell", "letters"]


def letters(column: int) -> str:
    """Return the letters of a column.

    Examples
    --------
    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class GridCell:
    """A stored cell with its text in Unicode, clean; `indent` counts blanks before the text too."""

    stored: StoredCell
    text: str
    indent: int

    @property
    def row(self) -> int:
        """The row it stands in."""
        return self.stored.row

    @property
    def column(self) -> int:
        """The column it stands in."""
        return self.stored.column

    @property
    def place(self) -> str:
        """Its place as Excel writes it, `C12`."""
        return f"{letters(self.column)}{self.row}"

    @property
    def is_text(self) -> bool:
        """Whether it holds text."""
        return self.stored.kind == "text"


@dataclass(slots=True, eq=False)
class Grid:
    """The visible cells of a sheet.

    Attributes
    ----------
    cells
        By row and column.
    spread
        The cell whose text a place of a merged range shows, for the places other than its own.
    rows, columns
        The visible rows and columns that hold something, sorted.
    unreadable
        Whether text of the sheet is of a code that is refused.
    """

    file: str
    name: str
    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    spread: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    issues: list[CellIssue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unreadable: bool = False
    by_row: dict[int, list[GridCell]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, sheet: StoredSheet) -> Grid:
        """Return the grid of a stored sheet."""
        grid = cls(file, sheet.name)
        everything = {(cell.row, cell.column): cell for cell in grid._decoded(sheet.cells)}
        columns = {column for _, column in everything}
        hidden = {column for column in columns if any(first <= column <= last for first, last in sheet.hidden_columns)}
        for top, left, bottom, right in sheet.merged:
            anchor = everything.get((top, left))
            if anchor is not None:
                for row in range(top, bottom + 1):
                    grid.spread.update({(row, column): anchor for column in range(left, right + 1)})
        grid.cells = {
            at: cell for at, cell in everything.items() if at[0] not in sheet.hidden_rows and at[1] not in hidden
        }
        for cell in grid.cells.values():
            grid.by_row.setdefault(cell.row, []).append(cell)
        rows = sorted({row for row, _ in everything} & sheet.hidden_rows)
        if rows:
            grid.notes.append(both_languages("note_hidden_rows", which=_ranges(rows)))
        if hidden:
            which = ", ".join(letters(column) for column in sorted(hidden))
            grid.notes.append(both_languages("note_hidden_columns", which=which))
        return grid

    @property
    def rows(self) -> list[int]:
        """The visible rows that hold something, sorted."""
        return sorted(self.by_row)

    def at(self, row: int, column: int) -> GridCell | None:
        """Return the cell that shows at a place: its own, or that of the merged range it belongs to."""
        return self.cells.get((row, column)) or self.spread.get((row, column))

    def is_merged(self, cell: GridCell) -> bool:
        """Return whether a cell is merged with others."""
        return (cell.row, cell.column) in self.spread

    def issue(self, cell: GridCell, reason: Message, remedy: str, heading: str = "") -> CellIssue:
        """Return an issue of a cell of this sheet."""
        return CellIssue(
            file=self.file,
            sheet=self.name,
            cell=cell.place,
            heading=heading,
            raw=cell.stored.raw,
            reason=reason,
            remedy=Message.of(remedy),
        )

    def _decoded(self, cells: list[StoredCell]) -> Iterator[GridCell]:
        """Yield the cells with their text in Unicode; note a conversion, report what is refused or doubtful."""
        runs = [run for cell in cells for run in cell.runs if not run[0].isascii()]
        plain = "\n".join(text for text, font in runs if not is_tcvn3_font(font))
        whole = looks_like_tcvn3(plain)
        # where both codes occur under fonts of one kind, a text that neither proves is doubtful
        doubtful_plain = mixes_encodings(plain) and any(looks_like_tcvn3(line) for line in plain.split("\n"))
        doubtful_vn = any(has_unicode_letters(text) for text, font in runs if is_tcvn3_font(font))
        converted = False
        for cell in cells:
            pieces = []
            reason = ""
            for text, font in cell.runs:
                special = not text.isascii()
                if special and (is_vni_font(font) or (not is_tcvn3_font(font) and is_vni(text))):
                    reason = "sheet_vni"
                vn = is_tcvn3_font(font)
                proved = looks_like_tcvn3(text)
                is_tcvn3 = special and not has_unicode_letters(text) and (vn or proved or whole)
                doubtful = special and not proved and not has_unicode_letters(text)
                if doubtful and (doubtful_vn if vn else doubtful_plain):
                    reason = reason or "sheet_encodings_mixed"
                converted |= is_tcvn3
                piece = tcvn3_to_unicode(text) if is_tcvn3 else text
                pieces.append(piece.upper() if is_capitals_font(font) else piece)
            text = "".join(pieces)
            blanks = len(text) - len(text.lstrip(" \u00a0\t"))
            made = GridCell(cell, clean_text(text) if cell.runs else cell.raw, cell.indent * 4 + blanks)
            if reason:
                vni = reason == "sheet_vni"
                self.unreadable |= vni
                remedy = "sheet_vni_remedy" if vni else "sheet_one_encoding"
                self.issues.append(self.issue(made, Message.of(reason), remedy))
            if made.text:
                yield made
        if converted:
            self.notes.append(both_languages("note_tcvn3"))


def _ranges(numbers: list[int]) -> str:
    """Return sorted numbers as `5, 7–9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
