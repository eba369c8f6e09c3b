"""The tables of a published file, whatever its format: told by its content, not by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang.sources.guards import read_limited

if TYPE_CHECKING:
    from tfp_soctrang.published_table import PublishedTable

__all__ = ["file_format", "open_tables"]

_HEAD = 4096  # bytes that tell a format: every one of them shows itself within the first lines


def file_format(path: Path) -> str:
    """Return the format of a file: `workbook`, `sdmx`, `json_stat`, `px`, `yearbook_text` or `pxweb_csv`.

    Raises
    ------
    DataError
        The file cannot be read.
    """
    head = read_limited(path)[:_HEAD]
    if head[:2] == b"PK" or head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "workbook"
    text = _text(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "sdmx"
    if text.startswith(("{", "[")):
        return "json_stat"
    if text.upper().startswith(("CHARSET=", "AXIS-VERSION=", "CODEPAGE=")):
        return "px"
    if text.startswith("=== page"):
        return "yearbook_text"
    return "pxweb_csv"


def _text(head: bytes) -> str:
    for bom, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(encoding, errors="replace")
    return head.decode("utf-8", errors="replace")


def open_tables(path: Path) -> tuple[PublishedTable, ...]:
    """Return the tables of a published file.

    Raises
    ------
    DataError
        The file cannot be read as what its content says it is.
    """
    return _reader(file_format(path))(path)


def _reader(name: str) -> Callable[[Path], tuple[PublishedTable, ...]]:
    if name == "workbook":
        from tfp_soctrang.sources.published.published_sheet import read_published_workbook as read
    elif name == "sdmx":
        from tfp_soctrang.sources.published.sdmx_ml import read_sdmx_ml as read
    elif name == "json_stat":
        from tfp_soctrang.sources.published.json_stat import read_json_stat as read
    elif name == "px":
        from tfp_soctrang.sources.published.px_file import read_px as read
    elif name == "yearbook_text":
        from tfp_soctrang.sources.published.yearbook_text import read_yearbook_text as read
    else:
        from tfp_soctrang.sources.published.pxweb_csv import read_pxweb_csv as read
    return read
