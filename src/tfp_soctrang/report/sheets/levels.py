"""The level cells of output, investment and labour: what was published, and the formula that makes the level of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tfp_soctrang.measures import FillStep, MeasuredSeries, investment_deflator
from tfp_soctrang.provenance import Origin, Status
from tfp_soctrang.report.names import STATUS, label, place, prices, unit_name
from tfp_soctrang.report.sheets.context import Side, Work, origin_words, same_number
from tfp_soctrang.report.sheets.formulas import Cell, Formula, mean
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import AnnualSeries
from tfp_soctrang.units import Unit

__all__ = ["WIDTHS", "Levels", "mean_ratio", "needed_years", "write_levels"]

# Year, published, a second published number, level, growth or ratio, how, status, source.
WIDTHS = (8, 15, 15, 15, 13, 42, 13, 58)
_YEAR, _PUBLISHED, _SECOND, _LEVEL, _BESIDE, _HOW, _STATUS, _SOURCE = range(8)
_RATIO = Unit.parse("lần")


@dataclass(slots=True)
class Levels:
    """The level cells of a measure by year, and for investment its ratio to output."""

    cells: dict[int, Cell] = field(default_factory=dict)
    ratios: dict[int, Cell] = field(default_factory=dict)
    next_row: int = 0


@dataclass(slots=True)
class _Recipe:
    """How the published numbers of a measure become its levels.

    `own` is the series of the measure (the earlier definition of two), `later` the later definition, `growth` published
    growth that carries the levels on, `factor` turns its unit into the unit of the measure.
    """

    own: AnnualSeries
    factor: float
    deflator: AnnualSeries | None = None
    growth: AnnualSeries | None = None
    later: AnnualSeries | None = None
    link_year: int = 0

    def has(self, year: int) -> bool:
        """Return whether a year has a published level."""
        return self.own.has(year) and (self.deflator is None or self.deflator.has(year))


def _recipe(what: MeasuredSeries, side: Side) -> _Recipe:
    data = side.data
    if what.name not in data:
        earlier, later = what.name.split(" + ")
        return _Recipe(data[earlier], 1.0, later=data[later], link_year=side.inputs.settings.labour_link_year)
    own = data[what.name]
    growth = data.series.get("output_growth") if what.measure == "output" else None
    return _Recipe(
        own,
        own.unit.multiplier / what.unit.multiplier,
        deflator=investment_deflator(data, side.inputs.settings) if own.price_base != what.price_base else None,
        growth=None if growth is None or growth.price_base != own.price_base else growth.in_unit(_RATIO),
    )


def _filled(what: MeasuredSeries, side: Side) -> dict[int, float]:
    values = what.filled({}, side.inputs.output.filled({}))[:, 0]
    return {int(year): float(value) for year, value in zip(what.years, values, strict=True) if np.isfinite(value)}


def needed_years(what: MeasuredSeries, side: Side) -> list[int]:
    """Return the years that the block of a measure shows: its levels, and what those are made of."""
    recipe, years = _recipe(what, side), set(_filled(what, side))
    filled = set(what.filled_years)
    if recipe.later is not None:
        years |= {recipe.link_year}
    elif recipe.growth is not None:
        for year in sorted(years - filled):
            back = year
            while not recipe.own.has(back):
                back -= 1
                years.add(back)
    for step in what.fills:
        years |= set(_base_years(step, recipe, side))
    return sorted(years)


def _base_years(step: FillStep, recipe: _Recipe, side: Side) -> list[int]:
    """Return the years whose mean ratio is the value of a gap filler that has none, as the library takes them."""
    if step.filler.rule != "output_ratio" or step.filler.parameter.value is not None:
        return []
    return [year for year in step.filler.base_years if recipe.has(year) and year in side.inputs.years]


def write_levels(work: Work, page: Page, row: int, side: Side, what: MeasuredSeries, output: Levels | None) -> Levels:
    """Write the block of a measure from `row` on; `output` is that of output, for ratios to it."""
    language = work.language
    recipe = _recipe(what, side)
    base = "" if what.price_base is None else f", {prices(what.price_base, language)}"
    title = f"{label(what.name, language)}, {place(side.territory, language)} ({unit_name(what.unit, language)}{base})"
    page.text(row, 0, title, "heading")
    page.head(row + 1, _captions(work, recipe, what))
    found = Levels(next_row=row + 2)
    expected = _filled(what, side)
    block = _Block(work, page, side, what, recipe, found, output)
    for year in needed_years(what, side):
        if year not in what.filled_years:
            block.published(year)
    for step in what.fills:
        block.fill(step)
    for year, level in expected.items():
        same_number(f"{what.name} {year}", found.cells[year].number, level)
    block.beside()
    return found


def _captions(work: Work, recipe: _Recipe, what: MeasuredSeries) -> list[str]:
    words, language = work.words, work.language
    first, second = words["published_level"], ""
    if recipe.later is not None:
        first = words["earlier_definition"].format(name=recipe.own.name)
        second = words["later_definition"].format(name=recipe.later.name)
    elif recipe.deflator is not None:
        unit = unit_name(recipe.own.unit, language)
        first, second = f"{words['published_level']} ({words['current_prices'].lower()}, {unit})", words["deflator"]
    elif recipe.growth is not None:
        second = words["published_growth"]
    if recipe.factor != 1.0 and recipe.deflator is None:
        first = f"{first} ({unit_name(recipe.own.unit, language)})"
    beside = words["over_output" if what.measure == "investment" else "growth_of_level"]
    year, status, source = (LABELS[name][language] for name in ("year", "status", "source"))
    return [year, first, second, words["level_used"], beside, words["how"], status, source]


class _Block:
    """The rows of one measure."""

    def __init__(
        self,
        work: Work,
        page: Page,
        side: Side,
        what: MeasuredSeries,
        recipe: _Recipe,
        found: Levels,
        output: Levels | None,
    ) -> None:
        self.work, self.page, self.side, self.what = work, page, side, what
        self.recipe, self.found, self.output = recipe, found, output
        self.first = found.next_row
        self.years = needed_years(what, side)
        self.expected = _filled(what, side)
        self.second: dict[int, Cell] = {}
        self.base: dict[int, Cell] = {}
        found.next_row = self.first + len(self.years) + 1
        for year in self.years:
            page.value(self.row(year), _YEAR, year, "year", "year")
            for column in (_PUBLISHED, _SECOND, _BESIDE):
                page.blank(self.row(year), column)

    def row(self, year: int) -> int:
        """Return the row of a year."""
        return self.first + self.years.index(year)

    def told(self, year: int, how: str, status: Status, source: str) -> None:
        """Write how a level came about, how firm it is and where it is from."""
        language, row = self.work.language, self.row(year)
        if year not in self.what.needed:
            how += self.work.words["not_in_phase"]
        self.page.text(row, _HOW, how, "wrapped")
        self.page.text(row, _STATUS, STATUS[status][language], status.value)
        self.page.text(row, _SOURCE, source, "wrapped")
        self.page.row_height(row, {_HOW: how, _SOURCE: source})

    def source(self, series: AnnualSeries, year: int) -> str:
        """Return the publication of a number, with its place in the list of sources."""
        origin: Origin = series.origin_at(year)
        number = self.work.sources.number(series.territory, self.what.name, origin, year)
        return f"[{number}] {origin_words(origin, self.work.language)}"

    def level(self, year: int, formula: Formula, look: str) -> None:
        """Write the level of a year."""
        self.found.cells[year] = self.page.live(self.row(year), _LEVEL, formula, "level", look)

    def published(self, year: int) -> None:
        """Write a year that was published, or chained, deflated or linked from what was."""
        recipe, words, row = self.recipe, self.work.words, self.row(year)
        if recipe.later is not None:
            self._linked(year, recipe.later)
            return
        if not recipe.own.has(year):
            self._chained(year, recipe.growth)
            return
        status = recipe.own.status_at(year)
        cell = self.page.value(row, _PUBLISHED, recipe.own.at(year), status.value, "level")
        formula: Formula = cell
        how = words["how_published"]
        if recipe.deflator is not None:
            index = self.side.deflators[year]
            self.page.live(row, _SECOND, index, "ratio4")
            formula, how = cell / index, words["how_deflated"]
        if recipe.factor != 1.0:
            formula = formula * recipe.factor
            how = how if recipe.deflator is not None else words["how_unit"].format(factor=f"{recipe.factor:g}")
        self.level(year, formula, "live")
        self.told(year, how, status, self.source(recipe.own, year))

    def _chained(self, year: int, growth: AnnualSeries | None) -> None:
        if growth is None:
            raise RuntimeError(f"workbook, {self.what.name} {year}: neither published nor carried on by growth")
        status = Status.weakest((growth.status_at(year), self.recipe.own.status_at(self._base_of(year))))
        rate = self.page.value(self.row(year), _SECOND, growth.at(year), growth.status_at(year).value, "percent2")
        self.level(year, self.found.cells[year - 1] * (1.0 + rate), "live")
        self.told(year, self.work.words["how_chained"], self._chained_status(year, status), self.source(growth, year))

    def _base_of(self, year: int) -> int:
        back = year
        while not self.recipe.own.has(back):
            back -= 1
        return back

    def _chained_status(self, year: int, otherwise: Status) -> Status:
        at = np.flatnonzero(self.what.years == year)
        known = self.what.status[int(at[0])] if at.size else None
        return otherwise if known is None else known

    def _linked(self, year: int, later: AnnualSeries) -> None:
        recipe, words, row = self.recipe, self.work.words, self.row(year)
        for series, column, kept in ((recipe.own, _PUBLISHED, self.base), (later, _SECOND, self.second)):
            at_or_before = year <= recipe.link_year if column == _PUBLISHED else year >= recipe.link_year
            if at_or_before and series.has(year):
                kept[year] = self.page.value(row, column, series.at(year), series.status_at(year).value, "level")
        if year <= recipe.link_year:
            self.level(year, self.base[year], "live")
            source = self.source(recipe.own, year)
            if year == recipe.link_year:
                source = f"{source}; {self.source(later, year)}"
            self.told(year, words["how_published"], recipe.own.status_at(year), source)
            return
        at = recipe.link_year
        self.level(year, self.second[year] * (self.base[at] / self.second[at]), "live")
        how = words["how_linked"].format(year=at, name=later.name)
        self.told(year, how, later.status_at(year), self.source(later, year))

    def fill(self, step: FillStep) -> None:
        """Write the years that an assumption supplies, in the order in which the library fills them."""
        name = self.side.names[step.filler.name]
        years = [int(year) for year in self.what.years[step.rows]]
        if step.filler.rule == "output_ratio":
            for year in years:
                if self.output is None:
                    raise RuntimeError(f"workbook, {step.filler.name}: a ratio to output without output")
                self._write_filled(step, year, name * self.output.cells[year])
            return
        for year in years:
            if self._known(year - 1) and self._growth(step, year) is not None:
                self._write_filled(step, year, self.found.cells[year - 1] * (1.0 + self._pace(step, year, name)))
        for year in reversed(years):
            if year not in self.found.cells:
                pace = self._pace(step, year + 1, name)
                self._write_filled(step, year, self.found.cells[year + 1] / (1.0 + pace))

    def _known(self, year: int) -> bool:
        """Return whether the library has the level, not only this sheet, which shows years before those it needs."""
        return year in self.found.cells and year in self.expected

    def _growth(self, step: FillStep, year: int) -> Cell | float | None:
        if step.filler.rule == "growth":
            return 0.0
        return self.side.growths[self.what.name].get(year)

    def _pace(self, step: FillStep, year: int, name: Formula) -> Formula:
        return name if step.filler.rule == "growth" else self.side.growths[self.what.name][year] + name

    def _write_filled(self, step: FillStep, year: int, formula: Formula) -> None:
        words, name = self.work.words, self.side.names[step.filler.name].text
        self.level(year, formula, "filled")
        wider = self.side.data.reference
        territory = "" if wider is None else place(wider.territory, self.work.language)
        how = words[f"how_{step.filler.rule}"].format(name=name, territory=territory)
        self.told(year, how, Status.FILLED, words["assumption_source"].format(name=name))

    def beside(self) -> None:
        """Write the ratio to output, or growth."""
        cells = self.found.cells
        for year in self.years:
            if self.what.measure == "investment":
                if self.output is not None and year in self.output.cells:
                    ratio = cells[year] / self.output.cells[year]
                    self.found.ratios[year] = self.page.live(self.row(year), _BESIDE, ratio, "ratio4")
            elif year - 1 in cells:
                self.page.live(self.row(year), _BESIDE, cells[year] / cells[year - 1] - 1.0, "percent2")


def mean_ratio(step: FillStep, side: Side, what: MeasuredSeries, investment: Levels) -> Formula:
    """Return the mean ratio to output of the base years, where a gap filler has a rule in place of a value."""
    return mean([investment.ratios[year] for year in _base_years(step, _recipe(what, side), side)])
