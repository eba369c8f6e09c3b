"""The charts of the workbook, drawn by Excel from its cells: contributions, growth, and the stock by origin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tfp_soctrang.report.sheets.context import Work
from tfp_soctrang.report.sheets.formulas import Cell
from tfp_soctrang.report.sheets.growth import Account
from tfp_soctrang.report.sheets.inventory import Inventory
from tfp_soctrang.report.sheets.page import Page

__all__ = ["WIDTHS", "write_charts"]

WIDTHS = (13.0,) * 10
# Okabe and Ito (2008): told apart by colour-blind readers, and by their greys in print.
_CAPITAL, _LABOUR, _TFP, _OUTPUT = "#0072B2", "#E69F00", "#56B4E9", "#000000"
_SIZE = {"width": 900, "height": 330}
_ROWS = 18  # the rows of 20 pixels that a chart covers, and one below


def write_charts(work: Work, page: Page, account: Account, inventory: Inventory, unit: str) -> None:
    """Draw the three charts below each other."""
    words, years = work.words, page.range_of(account.year_cells)
    rows = account.by_year
    outputs = [one.growth[0] for one in rows]
    draw = _Charts(work, page)
    contributions = [
        (words["chart_capital"], [one.capital for one in rows], _CAPITAL),
        (words["chart_labour"], [one.labour for one in rows], _LABOUR),
        ("TFP", [one.tfp for one in rows], _TFP),
    ]
    stacked = draw.stacked(words["chart_contributions"], years, contributions, "percent1")
    stacked.combine(draw.line("", years, [(words["chart_output"], outputs, _OUTPUT)]))
    draw.put(0, stacked, words["chart_contributions"])
    page.paragraph(_ROWS, words["chart_note"])
    growth = [
        (words["chart_output"], outputs, _OUTPUT),
        (words["chart_capital"], [one.growth[1] for one in rows], _CAPITAL),
        (words["chart_labour"], [one.growth[2] for one in rows], _LABOUR),
        ("TFP", [one.tfp for one in rows], _TFP),
    ]
    draw.put(_ROWS + 2, draw.line(words["chart_growth"], years, growth), words["chart_growth"])
    title = words["chart_origin"].format(unit=unit)
    origin = [
        (words["from_initial"], list(inventory.left.values()), _LABOUR),
        (words["from_investment"], list(inventory.since.values()), _CAPITAL),
    ]
    draw.put(2 * _ROWS + 2, draw.stacked(title, page.range_of(inventory.years), origin, "level0"), title)
    page.finish(freeze=(0, 0), portrait=True)


class _Charts:
    """Charts in the looks of the workbook."""

    def __init__(self, work: Work, page: Page) -> None:
        self.work, self.page = work, page

    def put(self, row: int, chart: Any, description: str) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Place a chart, with words for those who cannot see it."""
        chart.set_size(_SIZE)
        self.page.sheet.insert_chart(row, 0, chart, {"description": description, "object_position": 2})

    def stacked(self, title: str, years: str, series: Sequence[tuple[str, Sequence[Cell], str]], number: str) -> Any:  # noqa: ANN401
        """Return columns on top of each other; what is negative hangs below zero."""
        chart = self.page.book.book.add_chart({"type": "column", "subtype": "stacked"})
        for name, cells, colour in series:
            chart.add_series(
                {
                    "name": name,
                    "categories": years,
                    "values": self.page.range_of(cells),
                    "fill": {"color": colour},
                    "border": {"color": "#FFFFFF", "width": 0.5},
                    "gap": 60,
                }
            )
        self._axes(chart, title, number)
        return chart

    def line(self, title: str, years: str, series: Sequence[tuple[str, Sequence[Cell], str]]) -> Any:  # noqa: ANN401
        """Return lines with markers, each of a shape of its own."""
        chart = self.page.book.book.add_chart({"type": "line"})
        for (name, cells, colour), shape in zip(series, ("diamond", "square", "triangle", "circle"), strict=False):
            chart.add_series(
                {
                    "name": name,
                    "categories": years,
                    "values": self.page.range_of(cells),
                    "line": {"color": colour, "width": 2},
                    "marker": {"type": shape, "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
                }
            )
        self._axes(chart, title, "percent1")
        return chart

    def _axes(self, chart: Any, title: str, number: str) -> None:  # noqa: ANN401
        font = {"name": "Arial", "size": 9}
        if title:
            chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 12}, "overlay": False})
        # labels of years stay below the columns that hang under zero
        chart.set_x_axis({"label_position": "low", "num_font": font, "num_format": "0"})
        lines = {"visible": True, "line": {"color": "#D9D9D9"}}
        chart.set_y_axis({"num_format": self.page.book.number(number), "num_font": font, "major_gridlines": lines})
        chart.set_legend({"position": "bottom", "font": font})
