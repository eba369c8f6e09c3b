"""A good guess of the mapping of a published file, for a person to check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tfp_soctrang.errors import DataError
from tfp_soctrang.published_table import PublishedCell, PublishedTable, plain_key
from tfp_soctrang.sources.published.mapping import implausible_cells
from tfp_soctrang.sources.territory_register import find_territory
from tfp_soctrang.units import Quantity, Territory

__all__ = ["mapping_text"]

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
            people = name.startswith("employed")
            if people:
                # the office counts on ICLS-13 to 2020 and on ICLS-19 from 2021
                lines.append(f'years = "{"2021-2100" if name.endswith("19") else "1990-2020"}"  # ? by definition')
            lines += _doubts(table, name, labels)
            if cell.unit is None:
                lines.append(f'unit = "{"nghìn người" if people else "tỷ đồng"}"  # ? the file prints none')
            if cell.price_base is None and not people and (cell.unit is None or cell.unit.quantity == Quantity.MONEY):
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


def _doubts(table: PublishedTable, name: str, labels: tuple[str, ...]) -> list[str]:
    """Return the years to take, where cells of others cannot be right, with a remark on each of those."""
    cells = {
        cell.time.year: cell
        for cell in table.cells
        if cell.labels == labels and cell.time.part == "A" and cell.value is not None
    }
    unit = next(iter(cells.values())).unit
    bad = () if unit is None else implausible_cells(table.file, name, unit, cells)
    if not bad:
        return []
    faulty = {year for year, cell in cells.items() if any(issue.cell == cell.place for issue in bad)}
    runs: list[list[int]] = [[]]
    for year in sorted(cells):
        runs[-1].append(year) if year not in faulty else runs.append([])
    longest = max(runs, key=len)
    years = [f'years = "{longest[0]}-{longest[-1]}"  # ? leaves out what cannot be right:'] if longest else []
    return years + [f"#   {issue.cell}: {issue.raw} ({issue.reason.text('en')})" for issue in bad]


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
