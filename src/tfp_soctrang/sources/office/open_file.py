"""The office's own figures: a workbook or a tidy table, told apart by the ending of the file's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.sources.office.tidy import check_tidy, read_tidy
from tfp_soctrang.sources.office.workbook import check_workbook, read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tfp_soctrang.dataset import Dataset

__all__ = ["check_office_file", "read_office_file"]

_WORKBOOKS = {".xlsx", ".xlsm"}
_TABLES = {".csv", ".txt", ".tsv"}


def _is_workbook(path: Path) -> bool:
    ending = path.suffix.lower()
    if ending in _WORKBOOKS or ending in _TABLES:
        return ending in _WORKBOOKS
    raise DataError(
        path.name or str(path),
        "is neither a bundled data set nor a file this library reads",
        value=path.suffix,
        remedy="Give soc_trang, viet_nam, a workbook (.xlsx from 'tfp-soctrang data template') or a tidy table (.csv).",
    )


def read_office_file(path: Path, *, reference: Dataset | None, decimal: str | None = None) -> Dataset:
    """Return the figures of a workbook or tidy table, with the wider territory's as reference.

    A file of the reference's own territory stands alone.

    Raises
    ------
    DataError
        The file cannot be read, or has bad cells: all of them in `issues`.
    """
    read = read_workbook if _is_workbook(path) else read_tidy
    found = read(path, decimal=decimal)
    alone = reference is None or found.territory == reference.territory
    return found if alone else replace(found, reference=reference)


def check_office_file(path: Path, *, decimal: str | None = None) -> tuple[CellIssue, ...]:
    """Return every bad cell of a workbook or tidy table.

    Raises
    ------
    DataError
        The file cannot be read at all.
    """
    return (check_workbook if _is_workbook(path) else check_tidy)(path, decimal=decimal)
