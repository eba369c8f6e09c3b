"""The office's workbook, filled in and perhaps rearranged: cells are found by their codes, never by their address."""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import CellIssue
from tfp_soctrang.sources.numbers import Form, decimal_mark, form_of
from tfp_soctrang.sources.office.cells import ReadFile, assemble
from tfp_soctrang.sources.office.labels import (
    BREAKS,
    CODE,
    GUIDE,
    PRICES,
    SOURCE,
    SOURCE_SUFFIX,
    STATUS,
    STATUS_SUFFIX,
    TERRITORY,
    UNIT,
    YEAR,
    Label,
    fold,
)
from tfp_soctrang.sources.office.raw_cells import Content, Issues, RawCell, RawFile, RawRow, RawSeries
from tfp_soctrang.sources.office.register import SERIES, SHEETS, OfficeSeries, series_called
from tfp_soctrang.sources.office.xlsx_grid import Grid, open_grids

__all__ = ["check_workbook", "read_workbook"]

_NAMES = frozenset(series.name for series in SERIES)
_BESIDE = frozenset(name + suffix for name in _NAMES for suffix in (STATUS_SUFFIX, SOURCE_SUFFIX))


def read_workbook(
    path: str | os.PathLike[str], *, reference: Dataset | None = None, decimal: str | None = None
) -> Dataset:
    """Return the figures of a workbook made from the template.

    Series are matched by their codes, wherever the columns, rows and sheets were moved to, and by their Vietnamese
    headings where a code was cleared. Sheets that have neither codes nor a name of the template are left alone.
    Series without any number are left out.

    Parameters
    ----------
    path
        The .xlsx file. It is never written to.
    reference
        The wider territory's figures, kept with the data set.
    decimal
        The decimal mark of numbers that are stored as text, "," or "."; None to decide it from all of them.

    Raises
    ------
    DataError
        The file cannot be read as a workbook; or some cells are bad: one error, whose `issues` are all of them.
    """
    return _read(Path(path), decimal).dataset(reference)


def check_workbook(path: str | os.PathLike[str], *, decimal: str | None = None) -> tuple[CellIssue, ...]:
    """Return every bad cell of a workbook by sheet, row and column; none when `read_workbook` would read it.

    Raises
    ------
    DataError
        The file cannot be read as a workbook at all.
    """
    return _read(Path(path), decimal).issues


def _read(path: Path, decimal: str | None) -> ReadFile:
    decimal_mark(decimal)
    grids = open_grids(path)
    issues = Issues(path.name)
    series: dict[str, tuple[RawSeries, RawCell]] = {}
    explained: set[str] = set()
    for grid in grids:
        layout = _layout(grid, issues)
        if layout is None:
            explained |= {sheet.name for sheet in SHEETS if fold(sheet.name) == fold(grid.title)}
            continue
        for code, one in _columns(grid, layout, issues):
            if one.name in series:
                issues.add(code, "series_duplicated", name=one.name, first=series[one.name][1].place)
            else:
                series[one.name] = one, code
    for number, sheet in enumerate(SHEETS):
        names = [one.name for one in SERIES if one.sheet == sheet.name]
        if sheet.needed and sheet.name not in explained and not series.keys() & set(names):
            absent = RawCell(sheet=sheet.name, cell="", order=(len(grids) + number, 0, 0))
            issues.add(absent, "sheet_missing", sheet=sheet.name, names=", ".join(names))
    raw = RawFile(file=path.name, territories=(_territory(grids),), series=tuple(one for one, _ in series.values()))
    return assemble(raw, issues, decimal)


def _find(grid: Grid, label: Label, *, column: int | None = None, above: int | None = None) -> tuple[int, int] | None:
    """Return row and column of the first cell that holds `label`."""
    found = (
        place
        for place, cell in grid.cells.items()
        if column in {None, place[1]} and (above is None or place[0] < above) and label.matches(cell.raw)
    )
    return min(found, default=None)


def _territory(grids: tuple[Grid, ...]) -> RawCell:
    """Return the cell to the right of the label "Lãnh thổ / Territory"."""
    for grid in grids:
        place = _find(grid, TERRITORY)
        if place is not None:
            row, column = place
            right = (c for r, c in grid.cells if r == row and c > column)
            return grid.at(row, min(right, default=column + 1), str(TERRITORY))
    return RawCell(sheet=GUIDE, cell="", heading=str(TERRITORY), order=(0, 0, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where a sheet keeps what; rows that were not found are None."""

    code_row: int | None
    unit_row: int | None
    price_row: int | None
    break_row: int | None
    caption_row: int
    year_column: int
    data_rows: tuple[int, ...]
    columns: tuple[int, ...]


def _layout(grid: Grid, issues: Issues) -> _Layout | None:
    """Return where the sheet keeps what, or None for a sheet that holds no series (said, if it should)."""
    year_place, code_place = _find(grid, YEAR), _find(grid, CODE)
    code_row = code_place[0] if code_place else _row_of_codes(grid)
    headed = year_place is not None and any(
        row < year_place[0] and series_called(cell.raw) for (row, _), cell in grid.cells.items()
    )
    if code_row is None and not headed:
        holds_numbers = any(_is_number(cell) for cell in grid.cells.values())
        if any(fold(sheet.name) == fold(grid.title) and (sheet.needed or holds_numbers) for sheet in SHEETS):
            issues.add(grid.whole(), "code_row_missing")
        return None
    if year_place is None:
        year_place = _first_years(grid, code_row or 0)
        if year_place is None:
            issues.add(grid.whole(), "year_column_missing")
            return None
    caption_row, year_column = year_place
    labels = {
        label: _find(grid, label, column=code_place[1] if code_place else year_column, above=caption_row)
        for label in (UNIT, PRICES, BREAKS)
    }
    rows = {label: place[0] if place else None for label, place in labels.items()}
    return _Layout(
        code_row=code_row,
        unit_row=rows[UNIT],
        price_row=rows[PRICES],
        break_row=rows[BREAKS],
        caption_row=caption_row,
        year_column=year_column,
        data_rows=tuple(sorted({row for row, _ in grid.cells if row > caption_row})),
        columns=tuple(sorted({column for _, column in grid.cells} - {year_column})),
    )


def _row_of_codes(grid: Grid) -> int | None:
    rows = Counter(row for (row, _), cell in grid.cells.items() if cell.raw.strip() in _NAMES)
    return rows.most_common(1)[0][0] if rows else None


def _first_years(grid: Grid, below: int) -> tuple[int, int] | None:
    """Return the place just above the column of years, when its label is gone: the column with most of them."""
    years = [
        place
        for place, cell in sorted(grid.cells.items())
        if place[0] > below and re.fullmatch(r"(?:19|20)[0-9]{2}", cell.raw.strip())
    ]
    if not years:
        return None
    column = Counter(column for _, column in years).most_common(1)[0][0]
    return min(row for row, at in years if at == column) - 1, column


def _is_number(cell: RawCell) -> bool:
    if cell.content is Content.TEXT:
        return form_of(cell.raw) not in {Form.WORDS, Form.MISSING}
    return cell.content not in {Content.BLANK, Content.DATE}


def _columns(grid: Grid, layout: _Layout, issues: Issues) -> Iterator[tuple[RawCell, RawSeries]]:
    """Return each series of a sheet with the cell that names it; note columns of numbers that nobody knows."""
    named: dict[int, tuple[OfficeSeries, RawCell]] = {}
    beside: dict[str, int] = {}
    for column in layout.columns:
        code = grid.text(layout.code_row, column) if layout.code_row else ""
        if code in _BESIDE:
            beside.setdefault(code, column)
            continue
        heading = _heading(grid, layout, column)
        spec = series_called(code) if code else series_called(grid.text(*heading))
        place = (layout.code_row, column) if code and layout.code_row else heading
        if spec is not None:
            named[column] = spec, grid.at(*place, spec.heading_vi)
        elif column > layout.year_column or code:
            _refuse_unknown(grid, layout, column, place, issues)
    for column, (spec, code_cell) in named.items():
        yield code_cell, _raw_series(grid, layout, column, spec, beside=beside, named=set(named))


def _heading(grid: Grid, layout: _Layout, column: int) -> tuple[int, int]:
    """Return the cell above a column that names a series in words; else its lowest text; else its caption."""
    labelled = {layout.code_row, layout.unit_row, layout.price_row, layout.break_row}
    above = [
        (row, column)
        for row in range(1, layout.caption_row)
        if row not in labelled and grid.cells.get((row, column)) is not None
    ]
    return next(
        (place for place in above if series_called(grid.text(*place))), (above or [(layout.caption_row, column)])[-1]
    )


def _refuse_unknown(grid: Grid, layout: _Layout, column: int, place: tuple[int, int], issues: Issues) -> None:
    caption, name = grid.text(layout.caption_row, column), grid.text(*place)
    if not name or ((STATUS.matches(caption) or SOURCE.matches(caption)) and place[0] == layout.caption_row):
        return
    if any(_is_number(grid.at(row, column)) and grid.text(row, layout.year_column) for row in layout.data_rows):
        near = difflib.get_close_matches(name, _NAMES, n=2) or ["output_const2010"]
        issues.add(grid.at(*place, str(CODE)), "series_unknown", near=", ".join(near))


def _raw_series(
    grid: Grid, layout: _Layout, column: int, spec: OfficeSeries, *, beside: dict[str, int], named: set[int]
) -> RawSeries:
    heading = spec.heading_vi
    following = min((other for other in named if other > column), default=max(layout.columns) + 3)

    def partner(label: Label, suffix: str, otherwise: int) -> int:
        """Return the column of a status or source: by its code, by its caption to the right, by its usual place."""
        captioned = (
            other
            for other in range(column + 1, following)
            if label.matches(grid.text(layout.caption_row, other)) and other not in beside.values()
        )
        return beside.get(spec.name + suffix) or next(captioned, otherwise)

    status, source = partner(STATUS, STATUS_SUFFIX, column + 1), partner(SOURCE, SOURCE_SUFFIX, column + 2)

    def head(row: int | None) -> RawCell:
        """Return a cell above the numbers; when its row is gone, a blank one at the caption."""
        if row is not None:
            return grid.at(row, column, heading)
        at_caption = grid.at(layout.caption_row, column, heading)
        return RawCell(sheet=grid.title, cell=at_caption.cell, heading=heading, order=at_caption.order)

    rows = []
    for row in layout.data_rows:
        year, value = grid.at(row, layout.year_column, str(YEAR)), grid.at(row, column, heading)
        footnote = not _is_number(year) and not _is_number(value) and (year.blank or value.blank)
        if footnote and grid.at(row, status).blank:
            continue
        rows.append(
            RawRow(year=year, value=value, status=grid.at(row, status, heading), source=grid.at(row, source, heading))
        )
    return RawSeries(
        name=spec.name,
        units=(head(layout.unit_row),),
        price_bases=(head(layout.price_row),),
        breaks=(head(layout.break_row),) if layout.break_row else (),
        rows=tuple(rows),
    )
