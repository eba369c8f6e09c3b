"""From the raw cells of a file to typed series: every check of the office's files, whatever their format."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.provenance import Origin, Status, status_from_words
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.sources.numbers import Convention, Form, decide, form_of, is_missing, to_number
from tfp_soctrang.sources.office.labels import TERRITORIES, price_words
from tfp_soctrang.sources.office.raw_cells import (
    Content,
    Entry,
    Issues,
    RawCell,
    RawFile,
    RawRow,
    RawSeries,
    file_error,
)
from tfp_soctrang.sources.office.register import OfficeSeries, series_called
from tfp_soctrang.sources.plausibility import check_bounds, check_jumps, check_shares
from tfp_soctrang.sources.territory_register import units_called
from tfp_soctrang.units import PriceBase, Quantity, Territory, Unit

__all__ = ["ReadFile", "assemble"]

# National accounts were first drawn up in the 20th century, and no plan of the office looks beyond the 21st.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What a file gave: every bad cell, and the series, which are complete only when there is none."""

    file: str
    issues: tuple[CellIssue, ...]
    territory: Territory | None
    series: tuple[AnnualSeries, ...]

    def dataset(self, reference: Dataset | None) -> Dataset:
        """Return the data set.

        Raises
        ------
        DataError
            Some cell of the file is bad: one error that names them all.
        """
        if self.issues or self.territory is None:
            raise file_error(self.file, "file_refused", issues=self.issues, count=len(self.issues))
        return Dataset(
            name=self.file,
            territory=self.territory,
            series={series.name: series for series in self.series},
            reference=reference,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadSeries:
    name: str
    unit: Unit | None
    price_base: PriceBase | None
    breaks: frozenset[int]
    entries: Mapping[int, Entry]


def assemble(raw: RawFile, issues: Issues, decimal: str | None) -> ReadFile:
    """Return the series of a file's cells, and all that is wrong with them.

    Parameters
    ----------
    raw
        The cells.
    issues
        What the format's reader found wrong already.
    decimal
        The decimal mark of numbers written as text; None to decide it from all of them.

    Raises
    ------
    DataError
        `decimal` is neither "," nor ".".
    """
    texts = (row.value.raw for series in raw.series for row in series.rows if row.value.content is Content.TEXT)
    convention = decide(texts, decimal)
    place = _territory(raw.territories, issues)
    read = {series.name: _series(series, convention, issues) for series in raw.series}
    capital, labour = read.get("capital_share"), read.get("labour_share")
    if capital and labour and capital.unit and labour.unit:
        check_shares(capital.entries, capital.unit, labour.entries, labour.unit, issues)
    found = issues.sorted()
    filled = [series for series in read.values() if series.entries]
    series = () if found or place is None else tuple(_annual(one, place, raw.file) for one in filled)
    return ReadFile(file=raw.file, issues=found, territory=place, series=series)


def _annual(read: _ReadSeries, place: Territory, file: str) -> AnnualSeries:
    entries = [read.entries[year] for year in sorted(read.entries)]
    if read.unit is None:
        raise AssertionError(read.name)
    return AnnualSeries(
        name=read.name,
        years=np.array([entry.year for entry in entries], dtype=np.int64),
        values=np.array([entry.value for entry in entries], dtype=np.float64),
        unit=read.unit,
        price_base=read.price_base,
        territory=place,
        status=tuple(entry.status for entry in entries if entry.status is not None),
        origin=tuple(Origin(source=entry.source or file, reference=f"{file}, {entry.cell.place}") for entry in entries),
        breaks=read.breaks,
    )


def _words(cell: RawCell, issues: Issues) -> str | None:
    """Return the text of a cell, stripped; None when the cell is at fault."""
    faults = {Content.ERROR: "cell_error", Content.UNCALCULATED: "formula_without_value"}
    if cell.content in faults:
        issues.add(cell, faults[cell.content])
        return None
    return cell.raw.strip()


def _territory(cells: tuple[RawCell, ...], issues: Issues) -> Territory | None:
    found: tuple[Territory, RawCell] | None = None
    for cell in cells:
        words = _words(cell, issues)
        if words is None:
            continue
        if not words:
            issues.add(cell, "territory_missing")
            continue
        units = units_called(words)
        if len(units) != 1:
            offered = [unit.code for unit in units] or [place.name_vi for place in TERRITORIES]
            issues.add(cell, "territory_unknown", known=", ".join(offered))
            continue
        here = units[0]
        if found and found[0] != here:
            issues.add(cell, "territory_differs", first=found[1].place)
        found = found or (here, cell)
    return found[0] if found else None


def _series(raw: RawSeries, convention: Convention, issues: Issues) -> _ReadSeries:
    spec = series_called(raw.name)
    used = any(not row.value.blank and not is_missing(row.value.raw) for row in raw.rows)
    unit = _unit(raw, spec, issues) if used else None
    price_base = _price_base(raw, spec, unit, issues) if used else None
    breaks = _breaks(raw.breaks, issues)
    entries, strays = _entries(raw.rows, unit, convention, issues)
    # a level's sign is wrong in any unit, so it is judged even where the unit is at fault
    judged = unit if unit is not None or spec is None or spec.unit.quantity == Quantity.RATIO else spec.unit
    if spec is not None and judged is not None and spec.unit.quantity == judged.quantity:
        check_bounds([*entries.values(), *strays], spec, judged, issues)
    if unit is not None and unit.quantity != Quantity.RATIO:
        check_jumps(entries, breaks, issues)
    return _ReadSeries(name=raw.name, unit=unit, price_base=price_base, breaks=breaks, entries=entries)


def _unit(raw: RawSeries, spec: OfficeSeries | None, issues: Issues) -> Unit | None:
    example = str(spec.unit) if spec else "tỷ đồng, nghìn người, %, lần"
    found: tuple[Unit, RawCell] | None = None
    for cell in raw.units:
        words = _words(cell, issues)
        if words is None:
            continue
        if not words:
            issues.add(cell, "unit_missing", unit=example)
            continue
        try:
            unit = Unit.parse(words)
        except DataError:
            issues.add(cell, "unit_unknown", unit=example)
            continue
        if spec and unit.quantity != spec.unit.quantity:
            issues.add(cell, "unit_wrong_kind", unit=example)
        elif found and found[0] != unit:
            issues.add(cell, "unit_differs", first=found[1].place)
        found = found or (unit, cell)
    return found[0] if found else None


def _price_base(raw: RawSeries, spec: OfficeSeries | None, unit: Unit | None, issues: Issues) -> PriceBase | None:
    needed = spec.price_base is not None if spec else unit is not None and unit.quantity == Quantity.MONEY
    found: tuple[PriceBase, RawCell] | None = None
    for cell in raw.price_bases:
        words = _words(cell, issues)
        if words is None:
            continue
        if is_missing(words):
            if needed:
                issues.add(cell, "price_base_missing")
            continue
        try:
            base = PriceBase.parse(words)
        except DataError:
            issues.add(cell, "price_base_unknown")
            continue
        if spec and spec.price_base is None:
            issues.add(cell, "price_base_not_applicable", name=raw.name)
        elif spec and base != spec.price_base:
            issues.add(cell, "price_base_contradicts", name=raw.name, wanted=price_words(spec.price_base))
        elif found and found[0] != base:
            issues.add(cell, "price_base_differs", first=found[1].place)
        found = found or (base, cell)
    return found[0] if found else None


def _breaks(cells: tuple[RawCell, ...], issues: Issues) -> frozenset[int]:
    years: set[int] = set()
    for cell in cells:
        words = _words(cell, issues)
        parts = [part for part in re.split(r"[,;\s]+", words or "") if part and not is_missing(part)]
        if all(re.fullmatch(r"[12][0-9]{3}", part) for part in parts):
            years.update(map(int, parts))
        else:
            issues.add(cell, "break_not_year")
    return frozenset(years)


def _entries(
    rows: tuple[RawRow, ...], unit: Unit | None, convention: Convention, issues: Issues
) -> tuple[Mapping[int, Entry], list[Entry]]:
    """Return the numbers by year, and those whose year is at fault: they are judged all the same."""
    entries: dict[int, Entry] = {}
    strays: list[Entry] = []
    first: dict[int, RawCell] = {}
    for row in rows:
        year = _year(row, issues)
        value = _number(row.value, unit, convention, issues)
        status = _status(row, issues)
        source = _words(row.source, issues) or ""
        entry = None
        if value is not None:
            entry = Entry(year=year or 0, value=value, cell=row.value, status=status, source=source)
        if year is None or year in first:
            if year is not None:
                issues.add(row.year, "year_duplicated", year=year, first=first[year].place)
            if entry is not None:
                strays.append(entry)
            continue
        first[year] = row.year
        if entry is not None:
            entries[year] = entry
    return entries, strays


def _year(row: RawRow, issues: Issues) -> int | None:
    cell = row.year
    code, year = "", math.nan
    if cell.blank:
        if not row.value.blank and not is_missing(row.value.raw):
            issues.add(row.value, "number_without_year")
        return None
    if cell.content in {Content.ERROR, Content.UNCALCULATED}:
        _words(cell, issues)
        return None
    if cell.content is Content.NUMBER:
        year = cell.number
    elif cell.content is Content.TEXT and re.fullmatch(r"[0-9]+(?:[.,][0-9]{1,2})?", cell.raw.strip()):
        year = float(cell.raw.strip().replace(",", "."))
    if not math.isfinite(year):
        code = "year_not_number"
    elif year != math.floor(year):
        code = "year_not_whole"
    elif not _FIRST_YEAR <= year <= _LAST_YEAR:
        code = "year_out_of_range"
    if code:
        issues.add(cell, code, first=_FIRST_YEAR, last=_LAST_YEAR)
        return None
    return int(year)


_NO_NUMBER = {
    Content.ERROR: "cell_error",
    Content.UNCALCULATED: "formula_without_value",
    Content.BOOLEAN: "boolean_not_number",
    Content.DATE: "date_not_number",
}
_NO_FORM = {
    Form.WORDS: "text_not_number",
    Form.PERCENT: "number_percent_sign",
    Form.NOT_FINITE: "number_not_finite",
}


def _number(cell: RawCell, unit: Unit | None, convention: Convention, issues: Issues) -> float | None:
    """Return the number of a value cell; None when it has none or is at fault."""
    code = _NO_NUMBER.get(cell.content)
    if (
        cell.content is Content.PERCENT
        and unit is not None
        and (unit.quantity, unit.multiplier) != (Quantity.RATIO, 1.0)
    ):
        # typed as 7.71%, the cell holds 0.0771: right as a fraction, a hundredfold off under any other unit
        code = "number_percent_sign"
    elif cell.content in {Content.NUMBER, Content.PERCENT}:
        if math.isfinite(cell.number):
            return cell.number
        code = "number_not_finite"
    elif cell.content is Content.TEXT:
        return _written_number(cell, convention, issues)
    if code:
        issues.add(cell, code)
    return None


def _written_number(cell: RawCell, convention: Convention, issues: Issues) -> float | None:
    form = form_of(cell.raw)
    if form is Form.MISSING:
        return None
    if form in _NO_FORM:
        issues.add(cell, _NO_FORM[form])
    elif not convention.admits(form):
        mark = {Form.COMMA: ",", Form.POINT: "."}[form]
        if convention.given:
            issues.add(cell, "number_against_decimal", mark=convention.decimal)
        else:
            issues.add(cell, "number_conflict", mark=mark, commas=convention.commas, points=convention.points)
    elif form is Form.EITHER and convention.decimal is None:
        issues.add(cell, "number_ambiguous")
    else:
        return to_number(cell.raw, convention.decimal or ".")
    return None


def _status(row: RawRow, issues: Issues) -> Status | None:
    words = _words(row.status, issues)
    if words is None:
        return None
    if row.value.blank or is_missing(row.value.raw):
        if row.value.blank and words:
            issues.add(row.status, "status_without_number", other=row.value.cell)
        return None
    if not words:
        issues.add(row.status, "status_missing", number=row.value.raw)
        return None
    try:
        return status_from_words(words)
    except DataError:
        issues.add(row.status, "status_unknown")
        return None
