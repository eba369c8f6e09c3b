"""Figures in: bundled data, the office's files, published files and merged territories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import BadCells
from tfp_soctrang.projection.allocation import merged_dataset
from tfp_soctrang.published_table import FileTables
from tfp_soctrang.sources.catalogue import bundled_names, load_bundled
from tfp_soctrang.sources.territory_register import find_territory, members_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["check", "guess_mapping", "load", "merged_data", "show", "write_template"]


def load(source: str | Path, *, mapping: str | Path | None = None, decimal: str | None = None) -> Dataset:
    """Return the figures of a bundled data set, of a file the office filled in, or of a file it published.

    Parameters
    ----------
    source
        `"soc_trang"`, `"viet_nam"`, or a path: a workbook (.xlsx) made from the template, a tidy table (.csv), or with
        `mapping` any published file that `show` reads.
    mapping
        A TOML file that says which cells of a published file are which series (see `guess_mapping`).
    decimal
        `","` or `"."`, for an office's file whose text cells do not tell the number format.

    Returns
    -------
    Dataset
        A province's data carry those of Việt Nam as `reference`.

    Raises
    ------
    DataError
        The name is not known, or the file has bad cells: all of them in `issues`.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> tfp.load("soc_trang")["output_const2010"].at(2021)
    35415.0
    """
    if mapping is not None:
        from tfp_soctrang.sources.published.mapping import apply_mapping, load_mapping
        from tfp_soctrang.sources.published.open_tables import open_tables

        return apply_mapping(open_tables(Path(source)), load_mapping(Path(mapping)), load_bundled("viet_nam"))
    if isinstance(source, str) and source in bundled_names():
        return load_bundled(source)
    from tfp_soctrang.sources.office.open_file import read_office_file

    return read_office_file(Path(source), reference=load_bundled("viet_nam"), decimal=decimal)


def check(path: str | Path, *, decimal: str | None = None) -> BadCells:
    """Return every bad cell of a workbook or tidy table, at once: place, heading, text, reason, remedy.

    Parameters
    ----------
    path
        An .xlsx from `write_template`, or a tidy .csv.
    decimal
        How text cells write numbers, "," or ".", when the file does not tell it.

    Raises
    ------
    DataError
        The file cannot be read at all.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_template(f"{folder}/soctrang.xlsx")
    ...     check(f"{folder}/soctrang.xlsx")
    <BadCells: 0>
    """
    from tfp_soctrang.sources.office.open_file import check_office_file

    return BadCells(check_office_file(Path(path), decimal=decimal))


def show(path: str | Path) -> FileTables:
    """Return what the tables of a published file hold.

    PX-Web CSV and JSON-stat exports, SDMX-ML 2.1, PC-Axis, workbooks (.xlsx, .xls), yearbook pages as text: the format
    is told by the content.

    Parameters
    ----------
    path
        The file as it was downloaded; nothing is written to it.

    Raises
    ------
    DataError
        The file cannot be read as what its content says it is.
    """
    from tfp_soctrang.sources.published.open_tables import open_tables
    from tfp_soctrang.sources.published.summary import summarise

    return FileTables(summarise(table) for table in open_tables(Path(path)))


def guess_mapping(path: str | Path, territory: str = "soc_trang") -> str:
    """Return a guess of the mapping of a published file as TOML; what was not sure is marked with `?`.

    Parameters
    ----------
    path
        The file as it was downloaded.
    territory
        Name or code of the territory whose cells are wanted.

    Raises
    ------
    DataError
        The file cannot be read, or the territory is not known.
    """
    from tfp_soctrang.sources.published.guess import mapping_text
    from tfp_soctrang.sources.published.open_tables import open_tables
    from tfp_soctrang.sources.territory_register import find_territory

    return mapping_text(open_tables(Path(path)), find_territory(territory))


def write_template(path: str | Path, territory: str = "soc_trang", *, overwrite: bool = False) -> None:
    """Write a workbook for the office's own figures, filled with the published ones of a bundled data set.

    Parameters
    ----------
    path
        The new .xlsx.
    territory
        Whose published figures fill it: "soc_trang" or "viet_nam".
    overwrite
        Replace the file if it is there.

    Raises
    ------
    DataError
        The file is there already and `overwrite` is not set.
    """
    from tfp_soctrang.sources.office.template import write_template as write

    write(Path(path), load_bundled(territory), overwrite=overwrite)


def merged_data(members: Sequence[Dataset], into: str) -> Dataset:
    """Return the figures of a merged territory: the sum of every level that all its members hold.

    Parameters
    ----------
    members
        The figures of every member.
    into
        Code or name of the merged territory.

    Raises
    ------
    DataError
        A member is missing or foreign, or levels differ in unit or price base.

    Examples
    --------
    >>> import tfp_soctrang as tfp
    >>> tfp.merged_data([tfp.load("soc_trang")], "can_tho_2025")
    Traceback (most recent call last):
        ...
    tfp_soctrang.errors.DataError: Cần Thơ (2025–): cannot be summed without all its members (got 'missing: ...
    """
    city = find_territory(into)
    return merged_dataset(members, city, members_of(city))
