"""Workbooks as they are stored: cells with fonts, formats and cached values, merged ranges, what is hidden."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from tfp_soctrang.errors import DataError, TfpError
from tfp_soctrang.sources.guards import MOST_CELLS, read_limited, refuse_swelling_archive

__all__ = ["Kind", "StoredCell", "StoredSheet", "load_workbook"]

# What openpyxl and xlrd hand over: neither describes its types.
_Foreign = Any

Kind = Literal["text", "number", "date", "logical", "error", "uncomputed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCell:
    """One cell of a sheet that is not empty; `runs` are the pieces of its text with their fonts."""

    row: int
    column: int
    kind: Kind
    raw: str
    number: float = 0.0
    moment: datetime | None = None
    runs: tuple[tuple[str, str], ...] = ()
    number_format: str = ""
    indent: int = 0


@dataclass(slots=True, kw_only=True)
class StoredSheet:
    """One sheet; rows and columns count from 1, merged ranges are first row, first column, last row, last column."""

    name: str
    hidden: bool = False
    cells: list[StoredCell] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def load_workbook(path: Path) -> list[StoredSheet]:
    """Return the sheets of an .xlsx or .xls file; the content decides which of the two it is.

    Raises
    ------
    DataError
        The file cannot be read, is no workbook, is encrypted, or is larger than the limits of `guards`.
    """
    data = read_limited(path)
    remedy = "Open it in Excel or LibreOffice and save it as .xlsx."
    try:
        if data.startswith(b"PK"):
            refuse_swelling_archive(path)
            _refuse_wide_merges(path, data)
            return list(_xlsx(data))
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            return list(_xls(data))
    except TfpError:
        raise
    # a broken file fails anywhere inside the readers, in as many ways as there are bytes
    except Exception as error:
        raise DataError(path.name, f"is not a readable workbook: {error}", remedy=remedy) from error
    raise DataError(path.name, "is neither an .xlsx nor an .xls file, whatever its name", remedy=remedy)


_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')


def _refuse_wide_merges(path: Path, data: bytes) -> None:
    """Refuse merged ranges over whole sheets, which the reader would fill cell by cell, and XML entities."""
    area = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            content = archive.read(name)
            if b"<!ENTITY" in content:
                raise DataError(path.name, "has XML entities of its own", value=name, remedy="Save it anew.")
            for left, top, right, bottom in _MERGE.findall(content):
                area += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
    if area > MOST_CELLS:
        raise DataError(path.name, "merges millions of cells", value=area, remedy="Undo the merging, save it anew.")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _xlsx(data: bytes) -> Iterator[StoredSheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
        computed = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # the rows of a sheet reach as far as its last formatted cell; only the cells that exist are wanted
            stored = sheet._cells
            if len(stored) > MOST_CELLS:
                raise DataError(sheet.title, "has too many cells", value=len(stored), remedy="Save the table alone.")
            cached = computed[sheet.title]._cells
            yield StoredSheet(
                name=sheet.title,
                hidden=sheet.sheet_state != "visible",
                cells=[kept for at in sorted(stored) if (kept := _xlsx_cell(stored[at], cached.get(at))) is not None],
                merged=[(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges],
                hidden_rows={row for row, shape in sheet.row_dimensions.items() if shape.hidden or shape.height == 0},
                hidden_columns=[
                    (shape.min or shape.index, shape.max or shape.index)
                    for shape in sheet.column_dimensions.values()
                    if shape.hidden or shape.width == 0
                ],
            )


def _xlsx_cell(cell: _Foreign, cached: _Foreign) -> StoredCell | None:
    value, kind = cell.value, cell.data_type
    if value is None:
        return None
    if kind == "f":
        if cached is None or cached.value is None:
            formula = getattr(value, "text", None) or str(value)
            return StoredCell(row=cell.row, column=cell.column, kind="uncomputed", raw=formula)
        value, kind = cached.value, cached.data_type
    font = (cell.font.name if cell.font is not None else "") or ""
    made = _made(value, kind == "e", font)
    return StoredCell(
        row=cell.row,
        column=cell.column,
        number_format=cell.number_format or "",
        indent=int((cell.alignment.indent if cell.alignment is not None else 0) or 0),
        **made,
    )


def _made(value: _Foreign, error: bool, font: str) -> dict[str, Any]:
    """Return the kind and content of a value as the readers give it."""
    if error:
        return {"kind": "error", "raw": str(value)}
    if isinstance(value, bool):
        return {"kind": "logical", "raw": str(value).upper()}
    if isinstance(value, (int, float)):
        text = repr(value)
        return {"kind": "number", "raw": text.removesuffix(".0"), "number": float(value)}
    if isinstance(value, (date, time, timedelta)):
        moment = value if isinstance(value, datetime) else None
        if moment is None and isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)
        return {"kind": "date", "raw": str(value), "moment": moment}
    if isinstance(value, list):  # rich text: strings and pieces with a font of their own
        runs = [
            (piece, font) if isinstance(piece, str) else (piece.text, (piece.font and piece.font.rFont) or font)
            for piece in value
        ]
    else:
        runs = [(str(value), font)]
    return {"kind": "text", "raw": "".join(text for text, _ in runs), "runs": tuple(runs)}


def _xls(data: bytes) -> Iterator[StoredSheet]:
    import xlrd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    for sheet in book.sheets():
        if sheet.nrows * sheet.ncols > MOST_CELLS:
            raise DataError(sheet.name, "has too many cells", remedy="Save the table alone.")
        yield StoredSheet(
            name=sheet.name,
            hidden=bool(sheet.visibility),
            cells=[
                kept
                for row in range(sheet.nrows)
                for column in range(sheet.row_len(row))
                if (kept := _xls_cell(book, sheet, row, column)) is not None
            ],
            merged=[(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
            hidden_rows={row + 1 for row, shape in sheet.rowinfo_map.items() if shape.hidden or shape.height == 0},
            hidden_columns=[
                (column + 1, column + 1)
                for column, shape in sheet.colinfo_map.items()
                if shape.hidden or shape.width == 0
            ],
        )


def _xls_cell(book: _Foreign, sheet: _Foreign, row: int, column: int) -> StoredCell | None:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} or value == "":
        return None
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    font = book.font_list[style.font_index].name
    made: dict[str, Any]
    if kind == xlrd.XL_CELL_ERROR:
        made = {"kind": "error", "raw": xlrd.error_text_from_code.get(value, "#ERR!")}
    elif kind == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(value, book.datemode)
        made = {"kind": "date", "raw": str(moment), "moment": moment}
    elif kind == xlrd.XL_CELL_TEXT:
        starts = [(0, style.font_index), *sheet.rich_text_runlist_map.get((row, column), [])]
        ends = [start for start, _ in starts[1:]] + [len(value)]
        runs = [(value[start:end], book.font_list[at].name) for (start, at), end in zip(starts, ends, strict=True)]
        made = {"kind": "text", "raw": value, "runs": tuple(run for run in runs if run[0])}
    else:
        made = _made(bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value, False, font)
    return StoredCell(
        row=row + 1,
        column=column + 1,
        number_format=book.format_map[style.format_key].format_str,
        indent=style.alignment.indent_level,
        **made,
    )
