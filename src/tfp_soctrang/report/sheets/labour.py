"""Labour input where it is not persons, and the capital share where it is measured: blocks of the sheet of inputs."""

from __future__ import annotations

import numpy as np

from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.provenance import Status
from tfp_soctrang.report.names import STATUS
from tfp_soctrang.report.sheets.context import Side, Work, origin_words
from tfp_soctrang.report.sheets.formulas import Cell, Formula, constant, exp, ln, mean
from tfp_soctrang.report.sheets.levels import Levels
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.units import Unit

__all__ = ["write_labour_input", "write_measured_rates", "write_measured_share"]

_UNITS = {"hours_per_person": "giờ", "trained_share": "lần"}


def write_labour_input(
    work: Work, page: Page, row: int, side: Side, persons: Levels, labour: dict[int, float]
) -> tuple[dict[int, Cell], int]:
    """Write labour input from persons, hours, training or composition; return its cells and the next free row.

    `labour` holds the library's labour input by level year.
    """
    detail, words = side.inputs.labour_detail, work.words
    years = list(labour)
    if detail is None:
        return {year: persons.cells[year] for year in years}, row
    page.text(row, 0, words[f"labour_detail_{detail.kind}"], "heading")
    row += 1
    if detail.kind == "composition":
        page.paragraph(row, words["composition_is_value"], "warning")
        row += 1
        for series in side.inputs.supports:
            if series.name.startswith(("employed.", "income_per_worker.")):
                for year in years:
                    work.sources.number(series.territory, series.name, series.origin_at(year), year)
        return _times_index(work, page, row, years, persons, labour)
    if detail.kind == "hours":
        return _hours(work, page, row, side, years, persons)
    return _trained(work, page, row, side, years, persons)


def _times_index(
    work: Work, page: Page, row: int, years: list[int], persons: Levels, labour: dict[int, float]
) -> tuple[dict[int, Cell], int]:
    words, found = work.words, {}
    names = ("persons", "composition_index", "labour_input")
    page.head(row, [LABELS["year"][work.language], *(words[name] for name in names)])
    for year in years:
        row += 1
        page.value(row, 0, year, "year", "year")
        people = page.live(row, 1, persons.cells[year], "level")
        index = page.value(row, 2, labour[year] / people.number, "library", "ratio4")
        found[year] = page.live(row, 3, people * index, "level")
    return found, row + 2


def _given(work: Work, page: Page, row: int, side: Side, name: str, year: int, number: str) -> Cell:
    """Write a published number with its status and source; return its cell."""
    series = side.data[name].in_unit(Unit.parse(_UNITS[name]))
    status, origin = series.status_at(year), series.origin_at(year)
    page.text(row, 6, STATUS[status][work.language], status.value)
    told = f"[{work.sources.number(series.territory, series.name, origin, year)}] {origin_words(origin, work.language)}"
    page.text(row, 7, told, "wrapped")
    return page.value(row, 2, series.at(year), status.value, number)


def _heads(work: Work, names: tuple[str, ...]) -> list[str]:
    shown = [LABELS["year"][work.language], *(work.words[name] for name in names)]
    return [*shown, *[""] * (6 - len(shown)), LABELS["status"][work.language], LABELS["source"][work.language]]


def _hours(
    work: Work, page: Page, row: int, side: Side, years: list[int], persons: Levels
) -> tuple[dict[int, Cell], int]:
    found = {}
    page.head(row, _heads(work, ("persons", "hours_per_person", "labour_input")))
    for year in years:
        row += 1
        page.value(row, 0, year, "year", "year")
        people = page.live(row, 1, persons.cells[year], "level")
        hours = _given(work, page, row, side, "hours_per_person", year, "level")
        found[year] = page.live(row, 3, people * hours, "level")
        page.blank(row, 4)
        page.blank(row, 5)
    return found, row + 2


def _trained(
    work: Work, page: Page, row: int, side: Side, years: list[int], persons: Levels
) -> tuple[dict[int, Cell], int]:
    """Write persons times an index of training: wages weigh the two cells, two-year means (Törnqvist)."""
    found: dict[int, Cell] = {}
    premium = side.names["wage_premium"]
    page.head(row, _heads(work, ("trained_wages", "trained", "labour_input", "composition_index")))
    before: tuple[Cell, Cell, Cell] | None = None
    for year in years:
        row += 1
        page.value(row, 0, year, "year", "year")
        share = _given(work, page, row, side, "trained_share", year, "percent2")
        wages = page.live(row, 1, (1.0 + premium) * share / (1.0 + premium * share), "ratio4")
        index: Formula = constant(1.0)
        if before is not None:
            last_share, last_wages, last_index = before
            weight = mean([last_wages, wages])
            growth = weight * ln(share / last_share) + (1.0 - weight) * ln((1.0 - share) / (1.0 - last_share))
            index = last_index * exp(growth)
        cell = page.live(row, 4, index, "ratio4")
        found[year] = page.live(row, 3, persons.cells[year] * cell, "level")
        page.blank(row, 5)
        before = share, wages, cell
    return found, row + 2


def write_measured_share(work: Work, page: Page, row: int, inputs: PhaseInputs) -> tuple[list[Cell], int]:
    """Write the measured capital share of each level year; return its cells and the next free row."""
    words, published = work.words, inputs.share_source == "coefficients"
    page.text(row, 0, words["capital_share_head"], "heading")
    page.paragraph(
        row + 1, words["share_published" if published else "share_is_value"], "note" if published else "warning"
    )
    page.head(row + 2, [LABELS["year"][work.language], LABELS["capital_share"][work.language]])
    row += 3
    for series in inputs.supports:
        for year, origin in zip(series.years.tolist(), series.origin, strict=True):
            work.sources.number(series.territory, series.name, origin, year)
    found = []
    for year in inputs.phase.level_years.tolist():
        share = float(inputs.coefficients["capital_share"][int(np.flatnonzero(inputs.years == year)[0])])
        page.value(row, 0, year, "year", "year")
        look = _share_status(inputs, year).value if published else "library"
        found.append(page.value(row, 1, share, look, "ratio4"))
        row += 1
    return found, row + 1


def write_measured_rates(work: Work, page: Page, row: int, side: Side) -> int:
    """Write the published depreciation rates that hold in each year of the grid; return the next free row."""
    inputs = side.inputs
    if "depreciation_rate" not in inputs.coefficients:
        return row
    series = side.data["depreciation_rate"].in_unit(Unit.parse("lần"))
    page.text(row, 0, work.words["rates_head"], "heading")
    page.paragraph(row + 1, work.words["rates_held"])
    page.head(row + 2, _heads(work, ("depreciation",)))
    row += 3
    for year in inputs.years.tolist():
        at = int(series.years[series.years <= year][-1])
        status, origin = series.status_at(at), series.origin_at(at)
        page.value(row, 0, year, "year", "year")
        side.rates[year] = page.value(row, 1, series.at(at), status.value, "percent2")
        for column in range(2, 6):
            page.blank(row, column)
        page.text(row, 6, STATUS[status][work.language], status.value)
        number = work.sources.number(series.territory, series.name, origin, at)
        page.text(row, 7, f"[{number}] {origin_words(origin, work.language)}", "wrapped")
        row += 1
    return row + 1


def _share_status(inputs: PhaseInputs, year: int) -> Status:
    """Return the status of the coefficient that holds in a year."""
    for series in inputs.supports:
        if series.name in {"capital_share", "labour_share"}:
            held = [one for one in series.years.tolist() if one <= year]
            if held:
                return series.status_at(held[-1])
    return Status.UNSTATED
