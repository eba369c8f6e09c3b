"""Published growth accounts: the figures to which coefficients are calibrated."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from tfp_soctrang.errors import DataError
from tfp_soctrang.published_account import PublishedAccount, PublishedPhase
from tfp_soctrang.sources.catalogue import data_file
from tfp_soctrang.units import Phase, Territory, territory

__all__ = ["load_account"]

_COLUMNS = (
    "territory", "first_year", "last_year", "capital_contribution_share", "labour_contribution_share",
    "tfp_contribution_share", "tfp_growth", "unit",
)  # fmt: skip


def load_account(path: Path | None, place: Territory) -> PublishedAccount:
    """Return the published account of a territory: the one that ships with the library, or one from a CSV file.

    Parameters
    ----------
    path
        A CSV file with the columns of the shipped `published_accounts.csv`, one row a phase; `unit` is %, and the
        digits as printed (34.7, not 0.347): the rounding of the print is read off them. None: the shipped one.
    place
        Rows of other territories are left out.

    Raises
    ------
    DataError
        A column or a number is missing, or no row is of the territory.
    """
    name = "published_accounts.csv" if path is None else path.name
    if path is None:
        text = data_file(name).decode()
    else:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(name, f"cannot be read: {error}", remedy="Give a CSV file in UTF-8.") from error
    rows = list(csv.DictReader(io.StringIO(text)))
    absent = [column for column in _COLUMNS if not rows or column not in rows[0]]
    if absent:
        raise DataError(name, "lacks columns", value=absent, remedy=f"It needs: {', '.join(_COLUMNS)}.")
    phases = tuple(
        replace(_phase(name, line, row), second_hand=path is None)
        for line, row in enumerate(rows, start=2)
        if territory(row["territory"]) == place
    )
    if not phases:
        raise DataError(name, "has no account of this territory", value=str(place), remedy="Give --account FILE.")
    return PublishedAccount(
        name=rows[0].get("account") or name, territory=place, phases=phases, second_hand=path is None
    )


def _phase(name: str, line: int, row: dict[str, str]) -> PublishedPhase:
    if row["unit"].strip() != "%":
        raise DataError(f"{name}, line {line}, unit", "must be %", value=row["unit"], remedy="Give the printed digits.")
    values, halves = {}, {}
    for column in _COLUMNS[3:7]:
        raw = row[column].strip()
        try:
            values[column] = float(raw) / 100.0
        except ValueError as error:
            raise DataError(
                f"{name}, line {line}, {column}", "is not a number", value=raw, remedy="Write it as printed, 34.7."
            ) from error
        decimals = len(raw.partition(".")[2])
        halves[column] = 0.5 * 10.0**-decimals / 100.0
    return PublishedPhase(
        phase=Phase(int(row["first_year"]), int(row["last_year"])),
        printed=tuple(values[column] for column in _COLUMNS[3:7]),
        half_unit=tuple(halves[column] for column in _COLUMNS[3:7]),
        edition=row.get("edition", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
    )
