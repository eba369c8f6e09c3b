"""Workbooks of yearbook tables, as offices save them: titles above, units, years across or down, footnotes below."""

from __future__ import annotations

from pathlib import Path

from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.published_table import PublishedTable
from tfp_soctrang.sources.published.printed_numbers import Marks, looks_numeric
from tfp_soctrang.sources.published.printed_words import both_languages
from tfp_soctrang.sources.published.sheet_grid import Grid
from tfp_soctrang.sources.published.sheet_layout import blocks_of
from tfp_soctrang.sources.published.sheet_rows import BlockReader
from tfp_soctrang.sources.published.workbook_file import load_workbook

__all__ = ["read_published_workbook"]


def _without_years(grid: Grid) -> PublishedTable | None:
    """Return a sheet in which no years were found as a table of issues only; None where it has no numbers."""
    numbers = [cell for cell in grid.cells.values() if cell.stored.kind != "text" or looks_numeric(cell.text)]
    issues = list(grid.issues)
    if len(numbers) > 1 and not grid.unreadable:
        reason = Message.of("sheet_no_table", count=len(numbers))
        issues.append(grid.issue(numbers[0], reason, "sheet_write_year"))
    if not issues:
        return None
    return PublishedTable(
        file=grid.file,
        name=grid.name,
        title="",
        dimensions=("row",),
        cells=(),
        issues=tuple(issues),
        notes=tuple(grid.notes),
    )


def read_published_workbook(path: Path) -> tuple[PublishedTable, ...]:
    """Return the tables of an .xlsx or .xls workbook, in the order of its sheets.

    Parameters
    ----------
    path
        The workbook; it is read twice (formulas, cached values) and never written.

    Returns
    -------
    tuple of PublishedTable
        One for each block with a line or a column of years. Hidden rows, columns and sheets are left out and named in
        the notes. A sheet whose text is typed in VNI is a table of issues without cells.

    Raises
    ------
    DataError
        The file cannot be read, or no visible sheet has a table.
    """
    sheets = load_workbook(path)
    shown = [Grid.of(path.name, sheet) for sheet in sheets if not sheet.hidden]
    away = [both_languages("note_hidden_sheet", which=sheet.name) for sheet in sheets if sheet.hidden]
    marks = Marks.of(
        cell.text for grid in shown for cell in grid.cells.values() if cell.is_text and looks_numeric(cell.text)
    )
    tables: list[PublishedTable] = []
    for grid in shown:
        if not tables:
            grid.notes += away
        blocks = [] if grid.unreadable else blocks_of(grid)
        for at, block in enumerate(blocks, start=1):
            name = grid.name if at == 1 else f"{grid.name} ({at})"
            tables.append(BlockReader(grid, block, marks).read(name))
            grid.issues = []
        if not blocks and (empty := _without_years(grid)) is not None:
            tables.append(empty)
    if not tables:
        remedy = "Give a workbook with a table that has years as headings."
        raise DataError(path.name, "has no table on a visible sheet", remedy=remedy)
    return tuple(tables)
