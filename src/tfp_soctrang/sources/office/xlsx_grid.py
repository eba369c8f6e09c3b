"""The cells of an .xlsx file as they stand in it: formulas without results, error values and formats kept apart."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang.sources.guards import read_limited, refuse_swelling_archive
from tfp_soctrang.sources.office.raw_cells import Content, RawCell, content_of_text, file_error

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["Grid", "file_bytes", "open_grids"]

_OLE = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of .xlsx under a password
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet: its title, its place among the sheets, and the cells that hold anything, by (row, column)."""

    title: str
    index: int
    cells: Mapping[tuple[int, int], RawCell]

    def at(self, row: int, column: int, heading: str = "") -> RawCell:
        """Return a cell under its heading; a blank one when nothing stands there."""
        from openpyxl.utils.cell import get_column_letter

        held = self.cells.get((row, column))
        if held is not None:
            return replace(held, heading=heading)
        return RawCell(
            sheet=self.title,
            cell=f"{get_column_letter(column)}{row}",
            heading=heading,
            order=(self.index, row, column),
        )

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell, stripped; empty when nothing does."""
        held = self.cells.get((row, column))
        return held.raw.strip() if held is not None else ""

    def whole(self) -> RawCell:
        """Return a place that stands for the sheet itself."""
        return RawCell(sheet=self.title, cell="", order=(self.index, 0, 0))


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    DataError
        There is no such file, it cannot be opened, or it is empty.
    """
    try:
        path.stat()
    except FileNotFoundError:
        raise file_error(path.name, "file_not_found") from None
    except OSError as error:
        raise file_error(path.name, "file_unreadable", why=error.strerror or type(error).__name__) from error
    content = read_limited(path)
    if not content.strip():
        raise file_error(path.name, "file_empty")
    return content


def open_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx file, in order.

    Raises
    ------
    DataError
        The file is not there, empty, no .xlsx, under a password, or damaged.
    """
    from openpyxl import load_workbook

    content = file_bytes(path)
    _refuse_other_format(path.name, content)
    refuse_swelling_archive(path)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl warns of drop-downs and styles it does not keep; nothing is saved here
        try:
            # streamed, for a sheet formatted down to row 1 048 576 would otherwise become millions of cell objects
            formulas, results = (
                load_workbook(io.BytesIO(content), read_only=True, data_only=cached, keep_links=False)
                for cached in (False, True)
            )
            found = _grids(formulas, results)
        except Exception as error:  # openpyxl lets through whatever a damaged part of the archive makes it raise
            raise file_error(path.name, "file_corrupted") from error
        formulas.close()
        results.close()
    return found


def _refuse_other_format(name: str, content: bytes) -> None:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise file_error(name, "file_encrypted" if encrypted else "file_is_xls")
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta")):
        raise file_error(name, "file_is_html")
    if not content.startswith(_ZIP):
        raise file_error(name, "file_not_xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError) as error:  # the latter: a version no program has
        raise file_error(name, "file_corrupted") from error
    if "[Content_Types].xml" in parts and not any(part.startswith("xl/") for part in parts):
        raise file_error(name, "file_not_xlsx")  # a Word or PowerPoint file
    if "[Content_Types].xml" not in parts or "xl/workbook.bin" in parts:
        raise file_error(name, "file_not_xlsx")


def _grids(formulas: Workbook, results: Workbook) -> tuple[Grid, ...]:
    grids: list[Grid] = []
    for index, (written, shown) in enumerate(zip(formulas.worksheets, results.worksheets, strict=True)):
        for sheet in (written, shown):
            sheet.reset_dimensions()  # some programs write a wrong extent, and rows beyond it would be lost
        without_result = {
            (cell.row, cell.column): getattr(cell.value, "text", None) or str(cell.value)
            for row in written.iter_rows()
            for cell in row
            if cell.value is not None and cell.data_type == "f"
        }
        cells: dict[tuple[int, int], RawCell] = {}
        for row in shown.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                without_result.pop((cell.row, cell.column), None)
                content, raw, number = _content(cell.value, cell.data_type, cell.number_format)
                cells[cell.row, cell.column] = RawCell(
                    sheet=written.title,
                    cell=cell.coordinate,
                    order=(index, cell.row, cell.column),
                    content=content,
                    raw=raw,
                    number=number,
                )
        grid = Grid(title=written.title, index=index, cells=cells)
        for (at_row, at_column), formula in without_result.items():
            cells[at_row, at_column] = replace(grid.at(at_row, at_column), content=Content.UNCALCULATED, raw=formula)
        grids.append(grid)
    return tuple(grids)


def _content(value: object, data_type: str, number_format: str) -> tuple[Content, str, float]:
    """Return what a cell holds, as text, and its number."""
    if data_type == "e":
        return Content.ERROR, str(value), 0.0
    if isinstance(value, bool):
        return Content.BOOLEAN, str(value).upper(), 0.0
    if isinstance(value, int | float):
        if "%" in number_format:
            return Content.PERCENT, f"{100 * value:.12g}%", float(value)
        return Content.NUMBER, str(value), float(value)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Content.DATE, str(value), 0.0
    return content_of_text(str(value)), str(value), 0.0
