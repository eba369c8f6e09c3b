"""The CSV form of the office's figures: one row for each series and year."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import CellIssue
from tfp_soctrang.sources.numbers import decimal_mark, is_missing
from tfp_soctrang.sources.office.cells import ReadFile, assemble
from tfp_soctrang.sources.office.labels import fold
from tfp_soctrang.sources.office.raw_cells import (
    Content,
    Issues,
    RawCell,
    RawFile,
    RawRow,
    RawSeries,
    content_of_text,
    file_error,
)
from tfp_soctrang.sources.office.register import is_series_name, series_called
from tfp_soctrang.sources.office.xlsx_grid import file_bytes

__all__ = ["check_tidy", "read_tidy"]

# The columns by their English names, with the Vietnamese ones that are accepted.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "series": ("chỉ tiêu",),
    "year": ("năm",),
    "value": ("giá trị",),
    "unit": ("đơn vị", "đơn vị tính"),
    "price_base": ("giá", "loại giá", "price base"),
    "status": ("trạng thái",),
    "territory": ("lãnh thổ",),
    "source": ("nguồn",),
    "break_years": ("năm gián đoạn chuỗi", "break years"),
}
_OPTIONAL = frozenset({"source", "break_years"})
_CALLED = {fold(name): column for column, others in _COLUMNS.items() for name in (column, *others)}
_DELIMITERS = (",", ";", "\t")


def read_tidy(path: str | os.PathLike[str], *, reference: Dataset | None = None, decimal: str | None = None) -> Dataset:
    """Return the figures of a CSV file with one row for each series and year.

    Columns, in any order, by English or Vietnamese name: series (chỉ tiêu), year (năm), value (giá trị), unit (đơn vị),
    price_base (giá), status (trạng thái), territory (lãnh thổ), and optionally source (nguồn) and break_years (năm gãy
    chuỗi). Delimiter comma, semicolon or tab; UTF-8, or UTF-16 with its mark.

    Parameters
    ----------
    path
        The file.
    reference
        The wider territory's figures, kept with the data set.
    decimal
        The decimal mark, "," or "."; None to decide it from all numbers of the file.

    Raises
    ------
    DataError
        The file cannot be read as such a CSV; or some cells are bad: one error, whose `issues` are all of them.
    """
    return _read(Path(path), decimal).dataset(reference)


def check_tidy(path: str | os.PathLike[str], *, decimal: str | None = None) -> tuple[CellIssue, ...]:
    """Return every bad cell of a CSV file by row and column; none when `read_tidy` would read it.

    Raises
    ------
    DataError
        The file cannot be read as such a CSV at all.
    """
    return _read(Path(path), decimal).issues


def _read(path: Path, decimal: str | None) -> ReadFile:
    decimal_mark(decimal)
    records = _records(path.name, _text(path.name, file_bytes(path)))
    header, columns = records[0], _header(path.name, records[0])
    issues = Issues(path.name)
    groups: dict[str, list[dict[str, RawCell]]] = {}
    territories: list[RawCell] = []
    for number, record in enumerate(records[1:], start=2):
        if not any(text.strip() for text in record):
            continue
        if len(record) != len(header):
            whole = RawCell(cell=f"row {number}", order=(0, number, -1), raw=" | ".join(record))
            issues.add(whole, "row_length", found=len(record), expected=len(header))
            continue
        cells = {name: _cell(number, place, header[place], record[place]) for name, place in columns.items()}
        territories.append(cells["territory"])
        name = _name(cells["series"], issues)
        if name is not None:
            groups.setdefault(name, []).append(cells)
    series = tuple(_series(name, rows) for name, rows in groups.items())
    absent = RawCell(cell="row 2, territory", heading="territory", order=(0, 2, columns["territory"]))
    raw = RawFile(file=path.name, territories=tuple(territories) or (absent,), series=series)
    return assemble(raw, issues, decimal)


def _text(name: str, content: bytes) -> str:
    """Return the text of the file.

    Raises
    ------
    DataError
        It is a workbook, or in an encoding that does not tell itself.
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise file_error(name, "csv_is_workbook")
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise file_error(name, "csv_encoding") from error
    if "\0" in text:  # UTF-16 without its mark passes for UTF-8 full of zeros
        raise file_error(name, "csv_encoding")
    return text


def _records(name: str, text: str) -> list[list[str]]:
    def recognised(delimiter: str) -> int:
        first = text.splitlines()[0] if text else ""
        return sum(fold(field) in _CALLED for record in csv.reader([first], delimiter=delimiter) for field in record)

    delimiter = max(_DELIMITERS, key=recognised)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise file_error(name, "csv_malformed", why=error) from error
    if not records:
        raise file_error(name, "file_empty")
    return records


def _header(name: str, header: Sequence[str]) -> dict[str, int]:
    """Return where each column stands.

    Raises
    ------
    DataError
        A column is missing, or stands twice.
    """
    places: dict[str, int] = {}
    for place, text in enumerate(header):
        column = _CALLED.get(fold(text))
        if column in places:
            raise file_error(name, "csv_header_twice", twice=column)
        if column is not None:
            places[column] = place
    missing = [column for column in _COLUMNS if column not in places and column not in _OPTIONAL]
    if missing:
        raise file_error(name, "csv_header", missing=", ".join(missing))
    return places


def _cell(row: int, place: int, heading: str, text: str) -> RawCell:
    return RawCell(
        cell=f"row {row}, {heading.strip()}",
        heading=heading.strip(),
        order=(0, row, place),
        content=content_of_text(text),
        raw=text,
    )


def _name(cell: RawCell, issues: Issues) -> str | None:
    """Return the name of a row's series: that of the register, or any identifier."""
    text = cell.raw.strip()
    spec = series_called(text)
    if spec is not None:
        return spec.name
    if cell.content is Content.TEXT and is_series_name(text):
        return text
    issues.add(cell, "series_name_bad")
    return None


def _series(name: str, rows: Sequence[dict[str, RawCell]]) -> RawSeries:
    used = [cells for cells in rows if not is_missing(cells["value"].raw)]
    blank = RawCell(cell="", order=(0, 0, 0))
    return RawSeries(
        name=name,
        units=tuple(cells["unit"] for cells in used),
        price_bases=tuple(cells["price_base"] for cells in used),
        breaks=tuple(cells["break_years"] for cells in rows if "break_years" in cells),
        rows=tuple(
            RawRow(year=cells["year"], value=cells["value"], status=cells["status"], source=cells.get("source", blank))
            for cells in rows
        ),
    )
