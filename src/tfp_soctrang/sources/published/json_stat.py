"""Tables in JSON-stat, versions 1 and 2, as PX-Web writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Status, Vintage, status_from_words
from tfp_soctrang.published_table import PublishedCell, PublishedTable, TimeLabel, clean_text
from tfp_soctrang.sources.guards import read_limited
from tfp_soctrang.sources.published.json_stat_shape import (
    Dimension,
    Printed,
    Shape,
    datasets_of,
    is_finite,
    load_json,
    shape_of,
)
from tfp_soctrang.sources.published.number_marks import is_missing
from tfp_soctrang.sources.published.table_words import (
    is_time_name,
    price_of,
    printed_vintage,
    status_of,
    time_of,
    unit_of,
    unlike,
)
from tfp_soctrang.sources.published.text_encoding import decode_text
from tfp_soctrang.units import PriceBase, Unit

__all__ = ["read_json_stat"]

# The letters that SDMX and Eurostat write; others (f: final for some, forecast for others) have no one meaning.
_STATUS_CODES = {"p": Status.PRELIMINARY, "e": Status.ESTIMATE}


def read_json_stat(path: Path) -> tuple[PublishedTable, ...]:
    """Return the tables of a JSON-stat file.

    Labels name the cells, never the codes, which PX-Web numbers by position. The status of a cell is that of its year's
    words, else of its `status` code, else told by the labelled years or by the date of the last update
    (`table_words.status_of`); an unknown code leaves it unstated. The same year may stand twice, once preliminary and
    once final: both cells are kept, `PublishedCell.status` tells them apart, and the firmer is to be preferred where a
    series is made.

    Parameters
    ----------
    path
        The file: one dataset, a bundle of datasets by name (version 1), or a collection that holds its datasets
        (version 2).

    Returns
    -------
    tuple of PublishedTable
        One for each dataset. The place of a cell is its position in `value`, from nought as in the file.

    Raises
    ------
    DataError
        The file cannot be read, is no JSON-stat, contradicts itself, or has no dimension of time.
    """
    file = path.name
    root = load_json(file, decode_text(file, read_limited(path)))
    return tuple(_table(file, name, dataset) for name, dataset in datasets_of(file, root))


@dataclass(frozen=True, slots=True)
class _Time:
    at: int
    labels: tuple[TimeLabel | None, ...]


def _table(file: str, name: str, dataset: Mapping[str, object]) -> PublishedTable:
    shape = shape_of(file, dataset)
    time = _time_dimension(file, shape)
    dimension = shape.dimensions[time.at]
    title = clean_text(text) if isinstance(text := dataset.get("label"), str) else ""
    named = [(text, label) for text, label in zip(dimension.labels, time.labels, strict=True) if label is not None]
    updated = _updated(dataset.get("updated"))
    why = Message.of("text_not_time"), Message.of("text_mend_time")
    issues = [
        _issue(file, name, f"{dimension.name}, position {position}", "", dimension.labels[position], *why)
        for position, label in enumerate(time.labels)
        if label is None
    ]
    times = {label for _, label in named}
    by_time = {label: status_of(label, times, updated) for label in times}
    cells = _cells(file, name, shape, time, (unit_of([title]), price_of([title])), by_time, issues)
    return PublishedTable(
        file=file,
        name=name,
        title=title,
        dimensions=unlike(other.name for other in shape.dimensions if other is not dimension),
        cells=tuple(cells),
        vintage=updated or printed_vintage(named),
        issues=tuple(issues),
        notes=_notes(dataset.get("note")),
    )


def _time_dimension(file: str, shape: Shape) -> _Time:
    """Return the dimension of time: the one the role names, else the one that names times, best by its own name."""
    read = [tuple(time_of(label) for label in dimension.labels) for dimension in shape.dimensions]
    able = [
        at
        for at, times in enumerate(read)
        if shape.dimensions[at].is_time or 2 * sum(time is not None for time in times) > len(times)
    ]
    by_role = [at for at in able if shape.dimensions[at].is_time]
    by_name = [at for at in able if is_time_name(shape.dimensions[at].name)]
    chosen = by_role or by_name or able
    if len(chosen) > 1:
        raise DataError(
            file,
            "has more than one dimension of time",
            value=", ".join(shape.dimensions[at].name for at in chosen),
            remedy="Export the table with one of them.",
        )
    if not chosen or not any(read[chosen[0]]):
        raise DataError(file, Message.of("text_no_time"), remedy=Message.of("text_mend_no_time"))
    return _Time(chosen[0], read[chosen[0]])


def _updated(text: object) -> Vintage | None:
    """Return the edition told by the date of the last update; PX-Web writes the year 9999 where there is none."""
    match = re.match(r"((?:19|20)[0-9]{2})-[01][0-9]-[0-3][0-9]", text) if isinstance(text, str) else None
    return Vintage(edition=match[0], year=int(match[1])) if match else None


def _notes(notes: object) -> tuple[str, ...]:
    texts = [notes] if isinstance(notes, str) else notes if isinstance(notes, list) else []
    return tuple(clean_text(text) for text in texts if isinstance(text, str) and text.strip())


def _issue(file: str, name: str, cell: str, heading: str, raw: str, reason: Message, remedy: Message) -> CellIssue:
    return CellIssue(file=file, sheet=name, cell=cell, heading=heading, raw=raw, reason=reason, remedy=remedy)


def _cells(
    file: str,
    name: str,
    shape: Shape,
    time: _Time,
    by_title: tuple[Unit | None, PriceBase | None],
    by_time: Mapping[TimeLabel, Status],
    issues: list[CellIssue],
) -> list[PublishedCell]:
    """Return the cells that can be read, and put those that cannot among the `issues`."""
    others = [dimension for at, dimension in enumerate(shape.dimensions) if at != time.at]
    told = [_told(dimension) for dimension in others]
    first: dict[tuple[tuple[str, ...], TimeLabel, Status], str] = {}
    cells: list[PublishedCell] = []
    for index, positions in enumerate(product(*(range(len(dimension.labels)) for dimension in shape.dimensions))):
        when = time.labels[positions[time.at]]
        if when is None:
            continue  # its label is an issue already
        rest = positions[: time.at] + positions[time.at + 1 :]
        labels = tuple(dimension.labels[at] for dimension, at in zip(others, rest, strict=True))
        heading = " | ".join((*labels, shape.dimensions[time.at].labels[positions[time.at]]))
        place = f"value {index}"
        raw, value = _number(shape.values.get(index, ""))
        if isinstance(value, Message):
            issues.append(_issue(file, name, place, heading, raw, value, Message.of("text_mend_number")))
            continue
        status = when.status or _status(shape.status.get(index), by_time[when])
        if (labels, when, status) in first:
            why = Message.of("text_twice", first=first[labels, when, status])
            issues.append(_issue(file, name, place, heading, raw, why, Message.of("text_mend_twice")))
        first.setdefault((labels, when, status), place)
        words = [told[dimension][at] for dimension, at in enumerate(rest)]
        cells.append(
            PublishedCell(
                at=place,
                labels=labels,
                time=when,
                raw=raw,
                value=value,
                status=status,
                unit=next((unit for unit, _ in words if unit), by_title[0]),
                price_base=next((prices for _, prices in words if prices), by_title[1]),
            )
        )
    return cells


def _told(dimension: Dimension) -> list[tuple[Unit | None, PriceBase | None]]:
    """Return the unit and prices that each category of a dimension names; its own field of units counts first."""
    texts = [(*units, label) for units, label in zip(dimension.units, dimension.labels, strict=True)]
    return [(unit_of(words), price_of(words)) for words in texts]


def _number(entry: object) -> tuple[str, float | Message | None]:
    """Return an entry of `value` as it stands, and its number, None where there is none, or why it is refused."""
    if entry is None:
        return "null", None
    if isinstance(entry, str):
        return entry, None if is_missing(entry) else Message.of("text_not_number")
    if isinstance(entry, bool) or not isinstance(entry, int | float):
        return type(entry).__name__, Message.of("text_not_number")
    raw = entry.text if isinstance(entry, Printed) else str(entry)
    return raw, float(entry) if is_finite(entry) else Message.of("text_too_large")


def _status(code: object, by_time: Status) -> Status:
    """Return the status that an entry of `status` means; that of the time where it says only that no value is there."""
    if code is None or (isinstance(code, str) and is_missing(code)):
        return by_time
    if not isinstance(code, str):
        return Status.UNSTATED
    try:
        return _STATUS_CODES.get(code.strip().lower()) or status_from_words(code)
    except DataError:
        return Status.UNSTATED
