"""The series that ship with the library: `catalogue.toml` says what each column of the CSV files is."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin, Status, Vintage
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import PriceBase, Unit, territory

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["bundled_names", "data_file", "load_bundled"]


def data_file(name: str) -> bytes:
    """Return the content of a file of the data folder: inside the installed package, or beside `src` in a checkout.

    Raises
    ------
    DataError
        There is no such file.
    """
    inside = files("tfp_soctrang").joinpath("data")
    beside = Path(__file__).parents[3] / "data"
    for folder in (inside, beside):
        entry: Traversable = folder.joinpath(name)
        if entry.is_file():
            return entry.read_bytes()
    raise DataError(name, "is not among the library's data files", remedy="Install the library anew.")


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(data_file("catalogue.toml").decode())


def bundled_names() -> tuple[str, ...]:
    """Return the names of the data sets that ship with the library."""
    return tuple(entry["name"] for entry in _catalogue()["dataset"])


@cache
def load_bundled(name: str) -> Dataset:
    """Return a data set that ships with the library, its reference territory attached.

    Raises
    ------
    DataError
        The name is not known, or a file is not the one the catalogue was written for (its sha256 differs).
    """
    entry = next((entry for entry in _catalogue()["dataset"] if entry["name"] == name), None)
    if entry is None:
        raise DataError("data set", "is not known", value=name, remedy=f"Use one of: {', '.join(bundled_names())}.")
    place = territory(entry["territory"])
    records = [record for record in _catalogue()["series"] if record["dataset"] == name]
    series = [_series(record, _rows(record["file"], record["sha256"]), place.code) for record in records]
    return Dataset(
        name=name,
        territory=place,
        series={one.name: one for one in series},
        reference=load_bundled(entry["reference"]) if "reference" in entry else None,
    )


@cache
def _rows(file: str, sha256: str) -> tuple[dict[str, str], ...]:
    content = data_file(file)
    # a checkout on Windows may have turned line ends; the catalogue's hash is of the file with \n
    found = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
    if found != sha256:
        raise DataError(
            file,
            "is not the file the catalogue describes: its sha256 differs",
            value=found,
            remedy="Restore the file, or record its new sha256 in catalogue.toml with the reason for the change.",
        )
    return tuple(csv.DictReader(io.StringIO(content.decode())))


def _series(record: dict[str, Any], rows: tuple[dict[str, str], ...], code: str) -> AnnualSeries:
    column = record["column"]
    cells = [(int(row["year"]), row) for row in rows if row[column]]
    return AnnualSeries(
        name=record["name"],
        years=np.array([year for year, _ in cells]),
        values=np.array([float(row[column]) for _, row in cells]),
        unit=Unit.parse(record["unit"]),
        price_base=PriceBase.parse(record["price_base"]) if "price_base" in record else None,
        territory=territory(code),
        status=tuple(Status(row[f"{column}_status"]) for _, row in cells),
        origin=tuple(_origin(record, year) for year, _ in cells),
        breaks=frozenset(record.get("breaks", [])),
        caveats=tuple(Message.of(caveat) for caveat in record.get("caveats", [])),
    )


def _origin(record: dict[str, Any], year: int) -> Origin:
    for entry in cast("list[dict[str, Any]]", record["origin"]):
        first, _, last = entry["years"].partition("-")
        if int(first) <= year <= int(last or first):
            vintage = Vintage(edition=entry["vintage"], year=entry.get("vintage_year")) if "vintage" in entry else None
            return Origin(
                source=entry["source"],
                reference=entry["reference"],
                vintage=vintage,
                licence=entry.get("licence", ""),
                note=entry.get("note", ""),
                note_vi=entry.get("note_vi", ""),
            )
    raise DataError(
        f"{record['dataset']}, {record['name']}, {year}",
        "has no origin in the catalogue",
        remedy="Name the source of every year.",
    )
