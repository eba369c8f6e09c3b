"""The capital stock by year: perpetual inventory as formulas, or the library's values where a sheet cannot follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tfp_soctrang.evaluation import StockPath, stock_path
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.measures import OUTLAY
from tfp_soctrang.report.names import prices, unit_name
from tfp_soctrang.report.sheets.context import Side, Work, same_number
from tfp_soctrang.report.sheets.formulas import Cell, Formula, constant, rounds_half_even, when
from tfp_soctrang.report.sheets.levels import Levels
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.words import LABELS

__all__ = ["WIDTHS", "Inventory", "by_formulas", "why_values", "write_inventory"]

# Year, output, investment, formation, depreciation, opening, consumption, closing, average, input, growth, K/Y, left of
# the initial stock, from investment since, share of the initial stock.
WIDTHS = (8, 14, 14, 14, 12, 14, 14, 14, 14, 14, 11, 9, 14, 14, 12)
(
    _YEAR, _OUTPUT, _INVESTMENT, _FORMATION, _RATE, _OPENING, _CONSUMPTION, _CLOSING, _AVERAGE, _INPUT, _GROWTH, _RATIO,
    _LEFT, _SINCE, _SHARE,
) = range(15)  # fmt: skip
_CAPTIONS = (
    "investment", "formation", "depreciation", "opening", "consumption", "closing", "average", "capital_input",
    "closing_growth", "capital_output", "from_initial", "from_investment", "from_initial_share",
)  # fmt: skip
_PART = {"end": 0.0, "middle": 0.5, "start": 1.0}


@dataclass(slots=True)
class Inventory:
    """The cells of the stock by year; `used` is the capital input where the settings give one."""

    closing: dict[int, Cell] = field(default_factory=dict)
    used: dict[int, Cell] = field(default_factory=dict)
    ratio: dict[int, Cell] = field(default_factory=dict)
    left: dict[int, Cell] = field(default_factory=dict)
    since: dict[int, Cell] = field(default_factory=dict)
    years: list[Cell] = field(default_factory=list)
    head_row: int = 0
    next_row: int = 0


def by_formulas(inputs: PhaseInputs) -> bool:
    """Return whether the stock is the usual inventory at one rate, which a sheet can follow."""
    return inputs.settings.geometric and not inputs.settings.assets


def why_values(inputs: PhaseInputs) -> str:
    """Return the word for why the stock is written as values."""
    if inputs.settings.capital_kind == "services":
        return "why_services"
    return "why_retiring" if not inputs.settings.geometric else "why_assets"


def write_inventory(
    work: Work,
    page: Page,
    row: int,
    side: Side,
    levels: Mapping[str, Levels],
    *,
    timing: Formula,
    stock: Formula,
    ratio: Formula | None,
    inputs_used: Mapping[int, float],
) -> Inventory:
    """Write the stocks of one side from `row` on.

    Parameters
    ----------
    levels
        `output` and `investment`.
    timing, stock
        The cells of these two choices.
    ratio
        The initial capital–output ratio, where the stock begins with one.
    inputs_used
        The library's capital input by year: written where the stocks are values, compared with where they are formulas.
    """
    path = stock_path(side.inputs)
    table = _Table(work, page, side, levels, path)
    if by_formulas(side.inputs):
        row = table.formulas(row, timing, stock, ratio)
        for year, level in inputs_used.items():
            same_number(f"capital input {year}", table.found.used[year].number, level)
    else:
        row = table.values(row, inputs_used)
    table.found.next_row = row
    return table.found


class _Table:
    """The table of stocks of one side."""

    def __init__(self, work: Work, page: Page, side: Side, levels: Mapping[str, Levels], path: StockPath) -> None:
        self.work, self.page, self.side, self.path = work, page, side, path
        self.output, self.investment = levels["output"].cells, levels["investment"].cells
        self.years: list[int] = side.inputs.years.tolist()
        self.flows: dict[int, Cell] = {}
        self.found = Inventory()

    def head(self, row: int) -> int:
        """Write the captions; return the first row of the table."""
        language, words, inputs = self.work.language, self.work.words, self.side.inputs
        unit = unit_name(inputs.output.unit, language)
        self.page.text(row, 0, words["money_in"].format(unit=unit, prices=prices(inputs.output.price_base, language)))
        captions = [LABELS["year"][language], LABELS["output"][language], *(words[name] for name in _CAPTIONS)]
        self.page.head(row + 1, captions)
        self.found.head_row = row + 1
        return row + 2

    def start(self, row: int, year: int) -> None:
        """Write the year, its output, investment and formation; draw the cells that may stay empty."""
        page, inputs = self.page, self.side.inputs
        self.found.years.append(page.value(row, _YEAR, year, "year", "year"))
        for column in range(_OUTPUT, _SHARE + 1):
            page.blank(row, column)
        if year in self.output:
            page.live(row, _OUTPUT, self.output[year], "level")
        if year in self.investment:
            flow = page.live(row, _INVESTMENT, self.investment[year], "level")
            outlay = inputs.investment.name in OUTLAY
            formation = flow * self.side.names["outlay_to_formation"] if outlay else flow
            self.flows[year] = page.live(row, _FORMATION, formation, "level")

    def finish(self, row: int, year: int, closing: Cell, left: Cell, before: Cell | None) -> None:
        """Write what follows from the stock: growth, its ratio to output, and what is left of the initial one."""
        page, found = self.page, self.found
        found.closing[year], found.left[year] = closing, left
        if before is not None:
            page.live(row, _GROWTH, closing / before - 1.0, "percent2")
        if year in self.output:
            found.ratio[year] = page.live(row, _RATIO, closing / self.output[year], "ratio2")
        found.since[year] = page.live(row, _SINCE, closing - left, "level")
        page.live(row, _SHARE, left / closing, "percent1")

    def formulas(self, row: int, timing: Formula, stock: Formula, ratio: Formula | None) -> int:
        """Write the inventory; return the next free row."""
        page, words = self.page, self.work.words
        page.paragraph(row, words["inventory_rule"])
        part = when(timing.is_("middle"), 0.5, when(timing.is_("start"), 1.0, 0.0))
        page.text(row + 1, 0, words["first_year_part"], "label")
        own_part = page.live(row + 1, _CLOSING, part, "ratio2")
        first = row + 2 + self._initial_rows()
        top = self.head(first + 1)
        rows = {year: top + i for i, year in enumerate(self.years)}
        for year in self.years:
            self.start(rows[year], year)
        rates = {year: self._rate(rows[year], year) for year in self.years}
        initial = self._initial(row + 2, rates, own_part, ratio)
        self._initial_year(rows[self.years[0]], rates, own_part, initial, stock)
        for year in self.years[1:]:
            self._year(rows[year], year, rates, own_part, stock)
        return top + len(self.years) + 1

    def _rate(self, row: int, year: int) -> Formula:
        measured = self.side.rates.get(year)
        rate = self.side.names["depreciation_rate"] if measured is None else measured
        return self.page.live(row, _RATE, rate, "percent2")

    def _initial_rows(self) -> int:
        return {"published": 1, "ratio": 1, "steady_state": 2, "backcast": 3}[self.side.inputs.initial_rule]

    def _initial(self, row: int, rates: Mapping[int, Formula], part: Cell, ratio: Formula | None) -> Cell:
        """Write the initial stock and what it is made of."""
        page, words, inputs = self.page, self.work.words, self.side.inputs
        rule, initial_year = inputs.initial_rule, self.years[0]
        at = row + self._initial_rows() - 1
        language = self.work.language
        shown = LABELS[f"initial_{'reference_ratio' if rule == 'ratio' and inputs.reference else rule}"][language]
        page.text(at, 0, shown.format(year=initial_year), "label")
        if rule == "published":
            if inputs.initial_stock is None:
                raise RuntimeError("workbook: a published initial stock without its number")
            series = next(
                self.side.data[name]
                for name in ("net_capital_stock_const2010", "gross_capital_stock_const2010")
                if name in self.side.data
            )
            self.work.sources.number(series.territory, series.name, series.origin_at(initial_year), initial_year)
            status = series.status_at(initial_year)
            return page.value(at, _CLOSING, inputs.initial_stock, status.value, "level")
        if rule == "ratio":
            if ratio is None:
                raise RuntimeError("workbook: an initial ratio without its cell")
            return page.live(at, _CLOSING, ratio * self.output[initial_year], "level")
        growth = self._earlier_growth(row)
        year = self.years[1]
        rate, flow = rates[year], self.flows[year]
        if rule == "steady_state":
            return page.live(at, _CLOSING, (1.0 - part * rate) * flow / (growth + rate), "level")
        page.text(row + 1, 0, words["life_used"], "label")
        life = page.live(row + 1, _CLOSING, rounds_half_even(self.side.names["service_life"]), "year")
        kept = (1.0 - rate) / (1.0 + growth)
        series_sum = when(kept.is_(1.0), life, (1.0 - kept**life) / (1.0 - kept))
        return page.live(at, _CLOSING, (1.0 - part * rate) * flow / (1.0 + growth) * series_sum, "level")

    def _earlier_growth(self, row: int) -> Cell:
        inputs = self.side.inputs
        self.page.text(row, 0, self.work.words["earlier_growth"], "label")
        if "investment_growth" in inputs.values:
            return self.page.live(row, _CLOSING, self.side.names["investment_growth"], "percent2")
        first, last = inputs.settings.growth_window or (inputs.phase.first_year, inputs.phase.last_year)
        pace = (self.output[last] / self.output[first - 1]) ** (constant(1) / constant(last - first + 1)) - 1.0
        return self.page.live(row, _CLOSING, pace, "percent2")

    def _initial_year(self, row: int, rates: Mapping[int, Formula], part: Cell, initial: Cell, stock: Formula) -> None:
        """Write the initial year: its closing stock, and its opening one where investment of the year is known."""
        page, year = self.page, self.years[0]
        closing = page.live(row, _CLOSING, initial, "level")
        used: Formula = closing
        if year in self.flows:
            rate, flow = rates[year], self.flows[year]
            opening = page.live(row, _OPENING, (closing - (1.0 - part * rate) * flow) / (1.0 - rate), "level")
            page.live(row, _CONSUMPTION, opening + flow - closing, "level")
            average = page.live(row, _AVERAGE, 0.5 * (opening + closing), "level")
            used = _chosen(stock, closing, opening, average)
        self.found.used[year] = page.live(row, _INPUT, used, "level")
        left = page.live(row, _LEFT, closing, "level")
        self.finish(row, year, closing, left, None)

    def _year(self, row: int, year: int, rates: Mapping[int, Formula], part: Cell, stock: Formula) -> None:
        page, before = self.page, self.found.closing[year - 1]
        rate, flow = rates[year], self.flows[year]
        opening = page.live(row, _OPENING, before, "level")
        consumption = page.live(row, _CONSUMPTION, rate * (opening + part * flow), "level")
        closing = page.live(row, _CLOSING, opening + flow - consumption, "level")
        average = page.live(row, _AVERAGE, 0.5 * (opening + closing), "level")
        self.found.used[year] = page.live(row, _INPUT, _chosen(stock, closing, opening, average), "level")
        left = page.live(row, _LEFT, self.found.left[year - 1] * (1.0 - rate), "level")
        self.finish(row, year, closing, left, before)

    def values(self, row: int, inputs_used: Mapping[int, float]) -> int:
        """Write the library's stocks as values, and say so; return the next free row."""
        page, words, inputs = self.page, self.work.words, self.side.inputs
        page.paragraph(row, words["stocks_are_values"].format(why=words[why_values(inputs)]), "warning")
        top = self.head(row + 2)
        before: Cell | None = None
        for i, year in enumerate(self.years):
            here = top + i
            self.start(here, year)
            stock = float(self.path.closing[i])
            closing = page.value(here, _CLOSING, stock, "library", "level")
            left = page.value(here, _LEFT, stock * float(self.path.from_initial[i]), "library", "level")
            if year in inputs_used:
                self.found.used[year] = page.value(here, _INPUT, inputs_used[year], "library", "level")
            self.finish(here, year, closing, left, before)
            before = closing
        return top + len(self.years) + 1


def _chosen(stock: Formula, closing: Formula, opening: Formula, average: Formula) -> Formula:
    return when(stock.is_("opening"), opening, when(stock.is_("average"), average, closing))
