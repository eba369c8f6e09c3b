"""Which cells of a published file are which series: a mapping file, and a good guess of it.

A mapping is a TOML file beside the office's: `territory`, then a `[[series]]` for each series with `name`, the label to
`select` in each dimension, and unit, prices or breaks where the file does not print them.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import DataError
from tfp_soctrang.provenance import Origin
from tfp_soctrang.published_table import PublishedCell, PublishedTable, plain_key
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.sources.territory_register import find_territory
from tfp_soctrang.units import PriceBase, Quantity, Territory, Unit

__all__ = ["Mapping_", "SeriesRule", "apply_mapping", "load_mapping", "mapping_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRule:
    """Which cells make one series: the label of every dimension of a table (all of them, or those that differ).

    `table` is the table's name or title; empty where the file has one. `unit`, `price_base` say what the file does not
    print; `breaks` declares years whose growth from the year before is none.
    """

    name: str
    select: Mapping[str, str]
    table: str = ""
    unit: Unit | None = None
    price_base: PriceBase | None = None
    breaks: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping_:  # noqa: N801 - the word is taken by collections.abc
    """A mapping file: the territory its series are of, and the rules."""

    file: str
    territory: Territory
    rules: tuple[SeriesRule, ...]


_KEYS = {"name", "select", "table", "unit", "price_base", "breaks"}


def load_mapping(path: Path) -> Mapping_:
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
    for i, entry in enumerate(tables.get("series", []), start=1):
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
    return Mapping_(file=path.name, territory=place, rules=tuple(rules))


def _rule(entry: Mapping[str, Any]) -> SeriesRule:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise ValueError(f"{unknown[0]} is not a key; use {', '.join(sorted(_KEYS))}")
    if not str(entry.get("name", "")).isidentifier():
        raise ValueError("name must be letters, digits and underscores")
    select = entry.get("select", {})
    if not isinstance(select, dict) or not all(isinstance(label, str) for label in select.values()):
        raise ValueError("select must give a label for each dimension")
    return SeriesRule(
        name=entry["name"],
        select=select,
        table=entry.get("table", ""),
        unit=Unit.parse(entry["unit"]) if "unit" in entry else None,
        price_base=PriceBase.parse(entry["price_base"]) if "price_base" in entry else None,
        breaks=frozenset(entry.get("breaks", ())),
    )


def apply_mapping(tables: Sequence[PublishedTable], mapping: Mapping_, reference: Dataset | None = None) -> Dataset:
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


def _table(tables: Sequence[PublishedTable], rule: SeriesRule, mapping: Mapping_) -> PublishedTable:
    found = [
        table
        for table in tables
        if not rule.table or plain_key(rule.table) in {plain_key(table.name), plain_key(table.title)}
    ]
    if len(found) != 1:
        raise DataError(
            f"{mapping.file}, {rule.name}",
            "names no table of the file" if not found else "must say which table of the file",
            value=rule.table,
            remedy=f"The tables are: {', '.join(repr(table.name or table.title) for table in tables)}.",
        )
    if found[0].issues:
        raise DataError(
            f"{found[0].file} {found[0].name}".strip(),
            f"has {len(found[0].issues)} bad cell(s), so no series is made of it",
            remedy="Mend them, or export the table anew.",
            issues=found[0].issues,
        )
    return found[0]


def _series(table: PublishedTable, rule: SeriesRule, mapping: Mapping_) -> AnnualSeries:
    chosen = _chosen(table, rule, mapping)
    cells: dict[int, PublishedCell] = {}
    for cell in chosen:
        if cell.value is None or cell.time.part != "A":
            continue
        other = cells.get(cell.time.year)
        if other is not None and other.status is cell.status and other.value != cell.value:
            raise DataError(
                f"{table.file}, {rule.name}, {cell.time.year}",
                f"stands twice with other numbers ({other.place} and {cell.place})",
                value=(other.raw, cell.raw),
                remedy="Select one of the two rows by its labels.",
            )
        if other is None or cell.status.meets(other.status):
            cells[cell.time.year] = cell
    if not cells:
        raise DataError(f"{table.file}, {rule.name}", "has no number for a full year", remedy="Select other labels.")
    units = {cell.unit for cell in cells.values()} if rule.unit is None else {rule.unit}
    unit = next(iter(units))
    if len(units) > 1 or unit is None:
        raise DataError(
            f"{table.file}, {rule.name}",
            "the file prints no unit for it" if unit is None else "its cells are in different units",
            remedy='Say it in the mapping, for example unit = "tỷ đồng".',
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


def _number(cell: PublishedCell) -> float:
    return float("nan") if cell.value is None else cell.value


def _chosen(table: PublishedTable, rule: SeriesRule, mapping: Mapping_) -> list[PublishedCell]:
    chosen = list(table.cells)
    for dimension, label in rule.select.items():
        named = [known for known in table.dimensions if plain_key(known) == plain_key(dimension)]
        if not named:
            raise DataError(
                f"{mapping.file}, {rule.name}",
                f"the table has no dimension {dimension!r}",
                remedy=f"Its dimensions are: {', '.join(repr(known) for known in table.dimensions)}.",
            )
        at = table.dimensions.index(named[0])
        kept = [cell for cell in chosen if plain_key(cell.labels[at]) == plain_key(label)]
        if not kept:
            raise DataError(
                f"{mapping.file}, {rule.name}",
                f"the table has no {named[0]} {label!r}",
                remedy=f"The nearest are: {_nearest(label, table.labels(named[0]))}.",
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
            f"must select one {dimension}",
            value=labels[:8],
            remedy="Add it to select.",
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
            "the file prints no price base for it",
            value=[str(base) for base in printed],
            remedy='Say it in the mapping, for example price_base = "giá so sánh 2010".',
        )
    return printed.pop()


def _origin(table: PublishedTable, cell: PublishedCell) -> Origin:
    return Origin(
        source=table.title or table.file,
        reference=", ".join(part for part in (table.file, table.name, cell.place) if part),
        vintage=table.vintage,
    )


_TOTALS = {"total", "tong so", "ca nuoc", "whole country", "toan quoc"}

# Words (as plain keys) that a table's title and labels hold together when they are that series, best first.
_WORDS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("fixed_capital_formation", (("gross fixed capital formation",), ("tich luy tai san co dinh",), ("nfi",))),
    ("investment_outlay", (("investment",), ("von dau tu",))),
    ("employed", (("employed population",), ("employed",), ("lao dong", "dang lam viec"))),
    ("output", (("gross domestic product",), ("tong san pham",), ("ngdp",))),
)


def mapping_text(tables: Sequence[PublishedTable], territory: Territory) -> str:
    """Return a guess of the mapping of a file, as TOML with what was not sure marked.

    One rule for every series that titles and labels name at a total, at each price base that is printed; a table of
    territories is read at `territory`.
    """
    lines = [
        f"# Which cells of {tables[0].file} are which series. A guess: check every line marked '?'.",
        f"territory = {_quoted(territory.name_vi)}",
        "",
    ]
    found = 0
    for table in tables:
        for name, labels, cell in _guesses(table, territory):
            found += 1
            lines += ["[[series]]", f"name = {_quoted(name)}"]
            if len(tables) > 1:
                lines.append(f"table = {_quoted(table.name or table.title)}")
            picks = ", ".join(f"{_quoted(d)} = {_quoted(x)}" for d, x in zip(table.dimensions, labels, strict=True))
            lines.append(f"select = {{ {picks} }}")
            if cell.unit is None:
                lines.append('unit = "tỷ đồng"  # ? the file prints none')
            if cell.price_base is None and (cell.unit is None or cell.unit.quantity == Quantity.MONEY):
                lines.append('price_base = "giá hiện hành"  # ? the file prints none')
            lines.append("")
    if not found:
        lines += [
            "# ? Nothing was recognised. 'tfp-soctrang data show' lists tables and labels; a rule looks like this:"
        ]
        first = tables[0]
        example = first.cells[0].labels if first.cells else ()
        picks = ", ".join(f"{_quoted(d)} = {_quoted(x)}" for d, x in zip(first.dimensions, example, strict=False))
        lines += ["# [[series]]", '# name = "output_const2010"', f"# select = {{ {picks} }}", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _guesses(table: PublishedTable, territory: Territory) -> Iterable[tuple[str, tuple[str, ...], PublishedCell]]:
    """Yield the name, the labels and a sample cell of every series that a table seems to hold."""
    seen: set[str] = set()
    for cell in table.cells:
        if cell.time.part != "A" or cell.value is None:
            continue
        title, keys = plain_key(table.title), [plain_key(label) for label in cell.labels]
        place = any(_is_place(label, territory) for label in cell.labels)
        rest = [key for key in keys if not _TOTALS & {key} and not _names_total(key)]
        name = _named(title, keys, cell)
        if name is None or name in seen:
            continue
        own = {word for word, _ in _WORDS}
        plain = [key for key in rest if not any(part in key for word in own for part in word.split("_"))]
        if place or not plain or _headed(name, keys):
            seen.add(name)
            yield name, cell.labels, cell


def _is_place(label: str, territory: Territory) -> bool:
    try:
        return find_territory(label) == territory
    except DataError:
        return False


def _names_total(key: str) -> bool:
    return key.startswith(("total", "tong so", "gia ", "at c")) or key in {"a", "annual"}


def _headed(name: str, keys: Sequence[str]) -> bool:
    """Return whether one label itself names the series, as an expenditure category does."""
    stem = name.rpartition("_")[0]
    words = next((sets for word, sets in _WORDS if stem.startswith(word)), ())
    return any(all(word in key for word in some) for some in words for key in keys)


def _named(title: str, keys: Sequence[str], cell: PublishedCell) -> str | None:
    if cell.unit is not None and cell.unit.quantity == Quantity.RATIO:
        return None
    for stem, sets in _WORDS:
        for words in sets:
            if all(any(word in text for text in (title, *keys)) for word in words):
                if stem == "employed":
                    return "employed_icls19" if cell.time.year > 2020 else "employed_icls13"
                if cell.price_base is None:
                    return f"{stem}_current"
                return f"{stem}_current" if cell.price_base.year is None else f"{stem}_const{cell.price_base.year}"
    return None
