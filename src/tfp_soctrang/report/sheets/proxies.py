"""What the figure leans on besides the territory's own levels: a deflator, and the growth of a wider territory."""

from __future__ import annotations

from tfp_soctrang.measures import FillStep, MeasuredSeries
from tfp_soctrang.report.names import STATUS, label, place, prices, unit_name
from tfp_soctrang.report.sheets.context import Side, Work, origin_words
from tfp_soctrang.report.sheets.formulas import Cell
from tfp_soctrang.report.sheets.levels import needed_years
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import AnnualSeries

__all__ = ["DEFLATION_WIDTHS", "needs_deflator", "steps_on_reference", "write_deflator", "write_reference_growth"]

DEFLATION_WIDTHS = (8, 18, 13, 18, 13, 16, 70)


def needs_deflator(side: Side) -> bool:
    """Return whether investment is published at current prices."""
    what = side.inputs.investment
    return what.name in side.data and side.data[what.name].price_base != what.price_base


def steps_on_reference(side: Side) -> list[tuple[MeasuredSeries, FillStep]]:
    """Return the fills that take the growth of the wider territory."""
    measured = dict.fromkeys(side.inputs.measures)
    return [(what, step) for what in measured for step in what.fills if step.filler.rule == "reference_growth"]


def write_deflator(work: Work, page: Page, row: int, side: Side) -> int:
    """Write the implicit deflator of one side's investment from `row` on; return the next free row."""
    language, words = work.language, work.words
    owner, _, stem = side.inputs.settings.deflator.partition(":")
    holder = side.data if owner == "own" else side.data.reference
    if holder is None:
        raise RuntimeError(f"workbook, {side.data.name}: a deflator of a territory that is not there")
    current, constant = holder[f"{stem}_current"], holder[f"{stem}_const2010"]
    page.text(row, 0, f"{label(current.name, language)}, {place(holder.territory, language)}", "heading")
    page.paragraph(row + 1, words["deflation_title"])
    year, status, source = (LABELS[name][language] for name in ("year", "status", "source"))
    captions = [
        year,
        f"{words['current_prices']} ({unit_name(current.unit, language)})",
        status,
        f"{prices(constant.price_base, language)} ({unit_name(constant.unit, language)})",
        status,
        words["deflator"],
        source,
    ]
    page.head(row + 2, captions)
    row += 3
    for one in needed_years(side.inputs.investment, side):
        if not (current.has(one) and constant.has(one)):
            continue
        page.value(row, 0, one, "year", "year")
        above, above_source = _published(work, page, row, 1, current, one, status_column=2)
        below, below_source = _published(work, page, row, 3, constant, one, status_column=4)
        side.deflators[one] = page.live(row, 5, above / below, "ratio4")
        told = f"{above_source}; {below_source}"
        page.text(row, 6, told, "wrapped")
        page.row_height(row, {6: told})
        row += 1
    return row + 1


def _published(
    work: Work, page: Page, row: int, column: int, series: AnnualSeries, year: int, *, status_column: int
) -> tuple[Cell, str]:
    """Write a published number and its status; return its cell and where it is from."""
    status, origin = series.status_at(year), series.origin_at(year)
    page.text(row, status_column, STATUS[status][work.language], status.value)
    number = work.sources.number(series.territory, series.name, origin, year)
    cell = page.value(row, column, series.at(year), status.value, "level")
    return cell, f"[{number}] {origin_words(origin, work.language)}"


def write_reference_growth(work: Work, page: Page, row: int, side: Side) -> int:
    """Write the wider territory's growth that fills cells of this one; return the next free row."""
    language, words, wider = work.language, work.words, side.data.reference
    for what, _ in steps_on_reference(side):
        if wider is None or what.name in side.growths:
            continue
        series = wider[what.name]
        heading = words["reference_growth_title"].format(
            territory=place(side.territory, language), series=label(what.name, language)
        )
        page.paragraph(row, heading, "heading")
        names = ("year", "status", "source")
        year, status, source = (LABELS[name][language] for name in names)
        unit = unit_name(series.unit, language)
        captions = [
            year,
            f"{words['published_level']} ({unit})",
            "",
            "",
            words["growth_of_level"],
            words["how"],
            status,
            source,
        ]
        page.head(row + 1, captions)
        row += 2
        before: Cell | None = None
        cells: dict[int, Cell] = {}
        for one in _years_of(side, what, series):
            page.value(row, 0, one, "year", "year")
            for column in (2, 3, 4):
                page.blank(row, column)
            cell, told = _published(work, page, row, 1, series, one, status_column=6)
            if before is not None and series.has(one - 1):
                cells[one] = page.live(row, 4, cell / before - 1.0, "percent2")
            page.text(row, 5, words["how_published"], "wrapped")
            page.text(row, 7, told, "wrapped")
            page.row_height(row, {7: told})
            before = cell
            row += 1
        side.growths[what.name] = cells
        row += 1
    return row


def _years_of(side: Side, what: MeasuredSeries, series: AnnualSeries) -> list[int]:
    """Return the reference's years that the fills of a measure may need: those filled, and one to each side."""
    grid = set(side.inputs.years.tolist())
    wanted: set[int] = set()
    for step in what.fills:
        if step.filler.rule == "reference_growth":
            filled = what.years[step.rows].tolist()
            wanted |= {year + shift for year in filled for shift in (-1, 0, 1)}
    return sorted(year for year in wanted & grid if series.has(year))
