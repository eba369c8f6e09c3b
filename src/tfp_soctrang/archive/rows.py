"""A data set as rows of the archive, and rows as a data set: the same bits both ways."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status, Vintage
from tfp_soctrang.series import AnnualSeries, Link
from tfp_soctrang.units import PriceBase, Territory, Unit

__all__ = [
    "VintageRows",
    "digest",
    "figures_digest",
    "read_rows",
    "rows_of",
    "same_numbers",
    "series_from",
    "write_rows",
]

Row = tuple[Any, ...]


class VintageRows(NamedTuple):
    """The rows of a vintage: its series in their order, and its observations by series and year."""

    series: list[Row]
    observations: list[Row]


def digest(*parts: object) -> str:
    """Return the sha256 of rows: of their JSON text, which gives a float the shortest digits that mean its bits."""
    # default: a damaged file may hold bytes where a text was
    text = json.dumps(parts, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def figures_digest(rows: VintageRows) -> str:
    """Return the sha256 of a vintage's series and observations."""
    return digest(rows.series, rows.observations)


def rows_of(dataset: Dataset) -> VintageRows:
    """Return the rows of a data set, without its reference."""
    series = [
        (
            name,
            position,
            one.name,
            one.unit.symbol,
            one.unit.quantity,
            float(one.unit.multiplier),
            _price_base_text(one.price_base),
            json.dumps(sorted(int(year) for year in one.breaks)),
            json.dumps([[caveat.code, caveat.values] for caveat in one.caveats], ensure_ascii=False),
            json.dumps([[link.at, link.from_base.year, link.to_base.year, link.factor] for link in one.links]),
        )
        for position, (name, one) in enumerate(dataset.series.items())
    ]
    observations = [
        (
            name,
            year,
            value,
            status.value,
            origin.source,
            origin.reference,
            origin.vintage.edition if origin.vintage else None,
            origin.vintage.year if origin.vintage else None,
            origin.licence,
            origin.note,
            origin.note_vi,
        )
        for name, one in sorted(dataset.series.items())
        for year, value, status, origin in zip(
            one.years.tolist(), one.values.tolist(), one.status, one.origin, strict=True
        )
    ]
    return VintageRows(series, observations)


def write_rows(connection: sqlite3.Connection, vintage: int, rows: VintageRows) -> None:
    """Write the rows of a vintage that is not closed yet."""
    connection.executemany(
        "INSERT INTO series (vintage, name, position, own_name, unit, quantity, multiplier, price_base, breaks,"
        " caveats, links) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(vintage, *row) for row in rows.series],
    )
    connection.executemany(
        "INSERT INTO observations (vintage, series, year, value, status, source, reference, edition, edition_year,"
        " licence, note, note_vi) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(vintage, *row) for row in rows.observations],
    )


def read_rows(connection: sqlite3.Connection, vintage: int) -> VintageRows:
    """Return the rows of a stored vintage, in the order of `rows_of`."""
    series = connection.execute(
        "SELECT name, position, own_name, unit, quantity, multiplier, price_base, breaks, caveats, links FROM series"
        " WHERE vintage = ? ORDER BY position",
        (vintage,),
    ).fetchall()
    observations = connection.execute(
        "SELECT series, year, value, status, source, reference, edition, edition_year, licence, note, note_vi"
        " FROM observations WHERE vintage = ? ORDER BY series, year",
        (vintage,),
    ).fetchall()
    return VintageRows(series, observations)


def series_from(rows: VintageRows, territory: Territory) -> dict[str, AnnualSeries]:
    """Return the series of a vintage's rows, by the data set's names and in its order."""
    cells: dict[str, list[Row]] = {}
    for name, *cell in rows.observations:
        cells.setdefault(name, []).append(tuple(cell))
    return {row[0]: _series(row, cells.get(row[0], []), territory) for row in rows.series}


def _series(row: Row, cells: Sequence[Row], territory: Territory) -> AnnualSeries:
    _, _, own_name, unit, quantity, multiplier, price_base, breaks, caveats, links = row
    return AnnualSeries(
        name=own_name,
        years=np.array([cell[0] for cell in cells], dtype=np.int64),
        values=np.array([cell[1] for cell in cells], dtype=np.float64),
        unit=Unit(unit, quantity, multiplier),
        price_base=_price_base(price_base),
        territory=territory,
        status=tuple(Status(cell[2]) for cell in cells),
        origin=tuple(_origin(cell[3:]) for cell in cells),
        breaks=frozenset(json.loads(breaks)),
        caveats=tuple(
            Message(code, tuple((name, value) for name, value in values)) for code, values in json.loads(caveats)
        ),
        links=tuple(
            Link(at=at, from_base=PriceBase(earlier), to_base=PriceBase(later), factor=factor)
            for at, earlier, later, factor in json.loads(links)
        ),
    )


def _origin(cell: Row) -> Origin:
    source, reference, edition, edition_year, licence, note, note_vi = cell
    return Origin(
        source=source,
        reference=reference,
        vintage=None if edition is None else Vintage(edition=edition, year=edition_year),
        licence=licence,
        note=note,
        note_vi=note_vi,
    )


def _price_base_text(base: PriceBase | None) -> str | None:
    if base is None:
        return None
    return "current" if base.year is None else str(base.year)


def _price_base(text: str | None) -> PriceBase | None:
    if text is None:
        return None
    return PriceBase(None if text == "current" else int(text))


def same_numbers(one: Dataset, other: Dataset) -> bool:
    """Return whether two data sets hold the same figures: values by their bits, with status, unit, prices, breaks.

    Origins and caveats may differ: a note put in better words revises no figure.
    """

    def figures(data: Dataset) -> dict[str, object]:
        return {
            name: (
                one.unit,
                one.price_base,
                one.breaks,
                one.years.tobytes(),
                one.values.tobytes(),
                one.status,
            )
            for name, one in data.series.items()
        }

    return figures(one) == figures(other)
