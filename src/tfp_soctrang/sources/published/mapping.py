"""Which cells of a published file are which series: the mapping file, and how the cells are picked.

A mapping is a TOML file beside the office's: `territory`, then a `[[series]]` for each series with `name`, the label to
`select` in each dimension, and unit, prices or breaks where the file does not print them.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.provenance import Origin
from tfp_soctrang.published_table import PublishedCell, PublishedTable, plain_key
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.sources.office.raw_cells import Entry, Issues, RawCell
from tfp_soctrang.sources.office.register import is_series_name, series_called
from tfp_soctrang.sources.plausibility import check_bounds, check_jumps
from tfp_soctrang.sources.territory_register import find_territory
from tfp_soctrang.units import PriceBase, Quantity, Territory, Unit

__all__ = ["SeriesMapping", "SeriesRule", "apply_mapping", "implausible_cells", "load_mapping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRule:
    """Which cells make one series: the label of every dimension of a table (all of them, or those that differ).

    `table` is the table's name or title; empty where the file has one. `years` takes only some (a definition changed
    on the way); `unit`, `price_base` say what the file does not print; `breaks` declares years whose growth from the
    year before is none.
    """

    name: str
    select: Mapping[str, str]
    table: str = ""
    unit: Unit | None = None
    price_base: PriceBase | None = None
    breaks: frozenset[int] = field(default_factory=frozenset)
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesMapping:
    """A mapping file: the territory its series are of, and the rules."""

    file: str
    territory: Territory
    rules: tuple[SeriesRule, ...]


_KEYS = {"name", "select", "table", "unit", "price_base", "breaks", "years"}


def load_mapping(path: Path) -> SeriesMapping:
    """Return a mapping file.

    Raises
    ------
    DataError
        It is not TOML, a key is unknown or missing, a unit or price base is none: every fault at once.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(path.name, f"cannot be read: {error}", remedy="Give a mapping file in TOML, UTF-8.") from error
    faults = [f"{key}: is not a key of a mapping" for key in tables if key not in {"territory", "series", "file"}]
    rules = []
    entries = tables.get("series", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(f"series: must be tables [[series]] (got {entries!r})")
        entries = []
    for i, entry in enumerate(entries, start=1):
        try:
            rules.append(_rule(entry))
        except ValueError as error:
            faults.append(f"series {i} ({entry.get('name', 'no name')}): {error}")
    place = None
    try:
        place = find_territory(str(tables.get("territory", "")))
    except DataError as error:
        faults.append(f"territory: {error}")
    if not rules and not faults:
        faults.append("series: there is none")
    if faults or place is None:
        raise DataError(
            path.name,
            "; ".join(faults),
            remedy="'tfp-soctrang data map FILE' writes a mapping to start from.",
        )
    return SeriesMapping(file=path.name, territory=place, rules=tuple(rules))


def _rule(entry: Mapping[str, Any]) -> SeriesRule:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise ValueError(f"{unknown[0]} is not a key; use {', '.join(sorted(_KEYS))}")
    if not is_series_name(str(entry.get("name", ""))):
        raise ValueError("name must be letters, digits and underscores")
    for key in ("table", "unit", "price_base"):
        if not isinstance(entry.get(key, ""), str):
            raise ValueError(f"{key} must be a text in quotation marks (got {entry[key]!r})")
    breaks = entry.get("breaks", [])
    if not isinstance(breaks, list) or not all(type(year) is int for year in breaks):
        raise ValueError(f"breaks must be a list of years, like [2020] (got {breaks!r})")
    select = entry.get("select", {})
    if not isinstance(select, dict) or not all(isinstance(label, str) for label in select.values()):
        raise ValueError("select must give a label for each dimension")
    return SeriesRule(
        name=entry["name"],
        select=select,
        table=entry.get("table", ""),
        unit=Unit.parse(entry["unit"]) if "unit" in entry else None,
        price_base=PriceBase.parse(entry["price_base"]) if "price_base" in entry else None,
        breaks=frozenset(breaks),
        years=_years(entry["years"]) if "years" in entry else None,
    )


def _years(text: object) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", str(text))
    if match is None or int(match[1]) > int(match[2] or match[1]):
        raise ValueError('years must read like "2010-2020"')
    return int(match[1]), int(match[2] or match[1])


def apply_mapping(
    tables: Sequence[PublishedTable], mapping: SeriesMapping, reference: Dataset | None = None
) -> Dataset:
    """Return the series that a mapping picks from the tables of a file.

    Only full years are taken. Where a year stands twice, preliminary and final, the firmer cell is taken.

    Raises
    ------
    DataError
        A label or table is not there (the nearest are named), the table has bad cells (all of them in `issues`), two
        cells of one year contradict each other, or a unit or price base is printed nowhere.
    """
    series = {rule.name: _series(_table(tables, rule, mapping), rule, mapping) for rule in mapping.rules}
    return Dataset(
        name=tables[0].file,
        territory=mapping.territory,
        series=series,
        reference=None if reference is None or reference.territory == mapping.territory else reference,
    )


def _nearest(wanted: str, known: Iterable[str]) -> str:
    keys = {plain_key(label): label for label in known}
    near = difflib.get_close_matches(plain_key(wanted), keys, n=3, cutoff=0.4)
    return ", ".join(repr(keys[key]) for key in near) or ", ".join(repr(label) for label in list(keys.values())[:8])


def _table(tables: Sequence[PublishedTable], rule: SeriesRule, mapping: SeriesMapping) -> PublishedTable:
    found = [
        table
        for table in tables
        if not rule.table or plain_key(rule.table) in {plain_key(table.name), plain_key(table.title)}
    ]
    if len(found) != 1:
        raise DataError(
            f"{mapping.file}, {rule.name}",
            Message.of("map_which_table" if found else "map_no_table"),
            value=rule.table,
            remedy=Message.of("map_tables", tables=", ".join(repr(table.name or table.title) for table in tables)),
        )
    if found[0].issues:
        raise DataError(
            f"{found[0].file} {found[0].name}".strip(),
            Message.of("map_bad_cells", count=len(found[0].issues)),
            remedy=Message.of("map_mend_cells"),
            issues=found[0].issues,
        )
    return found[0]


def _series(table: PublishedTable, rule: SeriesRule, mapping: SeriesMapping) -> AnnualSeries:
    chosen = _chosen(table, rule, mapping)
    cells: dict[int, PublishedCell] = {}
    for cell in chosen:
        if cell.value is None or cell.time.part != "A":
            continue
        if rule.years is not None and not rule.years[0] <= cell.time.year <= rule.years[1]:
            continue
        other = cells.get(cell.time.year)
        if other is not None and other.status is cell.status and other.value != cell.value:
            raise DataError(
                f"{table.file}, {rule.name}, {cell.time.year}",
                Message.of("map_twice", first=other.place, second=cell.place),
                value=(other.raw, cell.raw),
                remedy=Message.of("map_mend_twice"),
            )
        if other is None or cell.status.meets(other.status):
            cells[cell.time.year] = cell
    if not cells:
        raise DataError(f"{table.file}, {rule.name}", Message.of("map_no_year"), remedy=Message.of("map_other_labels"))
    units = {cell.unit for cell in cells.values()} if rule.unit is None else {rule.unit}
    unit = next(iter(units))
    if len(units) > 1 or unit is None:
        raise DataError(
            f"{table.file}, {rule.name}",
            Message.of("map_no_unit" if unit is None else "map_mixed_units"),
            remedy=Message.of("map_say_unit"),
        )
    implausible = implausible_cells(table.file, rule.name, unit, cells, rule.breaks)
    if implausible:
        raise DataError(
            f"{table.file}, {rule.name}",
            Message.of("map_implausible", count=len(implausible)),
            remedy=Message.of("map_ask_publisher"),
            issues=implausible,
        )
    years = sorted(cells)
    return AnnualSeries(
        name=rule.name,
        years=np.array(years),
        values=np.array([_number(cells[year]) for year in years]),
        unit=unit,
        price_base=_prices(table, rule, unit, cells.values()),
        territory=mapping.territory,
        status=tuple(cells[year].status for year in years),
        origin=tuple(_origin(table, cells[year]) for year in years),
        breaks=rule.breaks,
    )


def implausible_cells(
    file: str, name: str, unit: Unit, cells: Mapping[int, PublishedCell], breaks: frozenset[int] = frozenset()
) -> tuple[CellIssue, ...]:
    """Return the cells of a series, by year, that cannot be right: of the wrong sign, or a thousandfold off.

    A series that the office's register does not know is judged for jumps only.
    """
    issues = Issues(file)
    entries = {
        year: Entry(
            year=year,
            value=_number(cell),
            cell=RawCell(cell=cell.place, heading=name, order=(0, year, 0), raw=cell.raw),
            status=cell.status,
            source="",
        )
        for year, cell in cells.items()
    }
    spec = series_called(name)
    if spec is not None and spec.unit.quantity == unit.quantity:
        check_bounds(entries.values(), spec, unit, issues)
    if unit.quantity != Quantity.RATIO:
        check_jumps(entries, breaks, issues)
    return issues.sorted()


def _number(cell: PublishedCell) -> float:
    return float("nan") if cell.value is None else cell.value


def _chosen(table: PublishedTable, rule: SeriesRule, mapping: SeriesMapping) -> list[PublishedCell]:
    chosen = list(table.cells)
    for dimension, label in rule.select.items():
        named = [known for known in table.dimensions if plain_key(known) == plain_key(dimension)]
        if not named:
            raise DataError(
                f"{mapping.file}, {rule.name}",
                Message.of("map_no_dimension", dimension=dimension),
                remedy=Message.of("map_dimensions", dimensions=", ".join(repr(known) for known in table.dimensions)),
            )
        at = table.dimensions.index(named[0])
        kept = [cell for cell in chosen if plain_key(cell.labels[at]) == plain_key(label)]
        if not kept:
            raise DataError(
                f"{mapping.file}, {rule.name}",
                Message.of("map_no_label", dimension=named[0], label=label),
                remedy=Message.of("map_nearest", labels=_nearest(label, table.labels(named[0]))),
            )
        chosen = kept
    loose = [
        (dimension, labels)
        for at, dimension in enumerate(table.dimensions)
        if len(labels := tuple(dict.fromkeys(cell.labels[at] for cell in chosen))) > 1
    ]
    if loose:
        dimension, labels = loose[0]
        raise DataError(
            f"{mapping.file}, {rule.name}",
            Message.of("map_select_one", dimension=dimension),
            value=labels[:8],
            remedy=Message.of("map_add_select"),
        )
    return chosen


def _prices(table: PublishedTable, rule: SeriesRule, unit: Unit, cells: Iterable[PublishedCell]) -> PriceBase | None:
    if rule.price_base is not None:
        return rule.price_base
    printed = {cell.price_base for cell in cells}
    if unit.quantity != Quantity.MONEY:
        return next(iter(printed)) if len(printed) == 1 else None
    if len(printed) != 1 or None in printed:
        raise DataError(
            f"{table.file}, {rule.name}",
            Message.of("map_no_prices"),
            value=[str(base) for base in printed],
            remedy=Message.of("map_say_prices"),
        )
    return printed.pop()


def _origin(table: PublishedTable, cell: PublishedCell) -> Origin:
    return Origin(
        source=table.title or table.file,
        reference=", ".join(part for part in (table.file, table.name, cell.place) if part),
        vintage=table.vintage,
    )
