"""The figure as a workbook that an auditor can follow: formulas from the published cells to the share of TFP."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import get_args

from tfp_soctrang.capital_input import reference_ratio_drawn
from tfp_soctrang.choices import InvestmentTiming
from tfp_soctrang.errors import DataError
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.measures import OUTLAY
from tfp_soctrang.phase_report import PhaseReport
from tfp_soctrang.report.names import place, unit_name
from tfp_soctrang.report.sheets import assumed, charts, figure, growth, inventory, levels, proxies, records
from tfp_soctrang.report.sheets.assumed import AssumptionSheet, Choices
from tfp_soctrang.report.sheets.context import Side, SourceList, Work, same_number
from tfp_soctrang.report.sheets.formulas import Cell, Formula
from tfp_soctrang.report.sheets.inventory import Inventory
from tfp_soctrang.report.sheets.labour import write_labour_input, write_measured_rates, write_measured_share
from tfp_soctrang.report.sheets.levels import Levels
from tfp_soctrang.report.sheets.page import MADE, Book
from tfp_soctrang.report.sheets.words import SHEETS, texts
from tfp_soctrang.report.words import LABELS

__all__ = ["workbook_bytes", "write_workbook"]

_RATIO = "initial_capital_output_ratio"
# The assumptions that formulas of the workbook follow; and those that they follow where stocks are values.
_LIVE = (
    "labour_share", "depreciation_rate", _RATIO, "outlay_to_formation", "investment_growth", "service_life",
    "wage_premium",
)  # fmt: skip
_LIVE_BESIDE_STOCKS = ("labour_share", "wage_premium")


def write_workbook(report: PhaseReport, path: Path) -> None:
    """Write the figure of a phase as an XLSX workbook of live formulas, in the language of the report.

    Every step from the published cells (sheet of inputs) through deflation, gap fillers, capital stock and growth to
    the share is a formula with its value cached beside it; assumptions are defined names. Stocks of assets that retire,
    of several assets, or their services are values, and are said to be. Two runs write the same bytes.

    Parameters
    ----------
    report
        From `phase_report`.
    path
        A file there already is replaced.

    Raises
    ------
    DataError
        The file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import tfp_soctrang as tfp
    >>> from tfp_soctrang.phase_report import phase_report
    >>> report = phase_report(tfp.study(tfp.load("soc_trang")), 2021, 2025)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_workbook(report, Path(folder) / "figure.xlsx")
    ...     (Path(folder) / "figure.xlsx").read_bytes()[:2]
    b'PK'
    """
    content = workbook_bytes(report)
    partial = path.with_name(f"{path.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink()
        why = error.strerror or type(error).__name__
        raise DataError(path.name, f"cannot be written: {why}", remedy="Name another file.") from error


def workbook_bytes(report: PhaseReport) -> bytes:
    """Return the workbook as bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 10},
    }
    with xlsxwriter.Workbook(buffer, options) as made:
        account, language = report.account, report.language
        title = f"{place(account.territory, language)}, {LABELS['phase'][language]} {account.phase}"
        made.set_properties({"title": LABELS["title"][language], "subject": title, "created": MADE})
        made.set_calc_mode("auto")
        _Workbook(Work(Book(made, language, title), texts(language), SourceList()), report).write()
    return buffer.getvalue()


class _Workbook:
    """The sheets in the order in which they depend on each other; they stand in the order in which they are read."""

    def __init__(self, work: Work, report: PhaseReport) -> None:
        self.work, self.report = work, report
        self.inputs: PhaseInputs = report.inputs
        self.side = Side(report.data, report.inputs, {})
        self.wider = self._wider()
        self.wider_investment: Levels | None = None
        self.pages = {name: work.book.page(SHEETS[name][work.language], widths) for name, widths in self._sheets()}

    def _wider(self) -> Side | None:
        """Return the reference's side, where formulas follow its ratio; not where that is a third territory's."""
        wider, data = self.inputs.reference, self.report.data.reference
        if wider is None or data is None or wider.reference is not None or not inventory.by_formulas(self.inputs):
            return None
        return Side(data, wider, {}, prefix="reference_")

    def _sheets(self) -> list[tuple[str, tuple[float, ...]]]:
        """Return the sheets that this report has, with the widths of their columns."""
        sides = [one for one in (self.side, self.wider) if one is not None]
        there: dict[str, tuple[float, ...]] = {
            "figure": figure.WIDTHS,
            "charts": charts.WIDTHS,
            "growth": growth.WIDTHS,
            "capital": inventory.WIDTHS,
            "inputs": levels.WIDTHS,
        }
        if any(proxies.needs_deflator(one) for one in sides):
            there["deflation"] = proxies.DEFLATION_WIDTHS
        if self.wider is not None or proxies.steps_on_reference(self.side):
            there["reference"] = levels.WIDTHS
        if self.wider is not None:
            there["reference_capital"] = inventory.WIDTHS
        there |= {"assumptions": assumed.WIDTHS, "measures": records.MEASURE_WIDTHS}
        if self.report.uncertainty is not None:
            there["uncertainty"] = records.UNCERTAINTY_WIDTHS
        return [*there.items(), ("sources", records.SOURCE_WIDTHS)]

    def write(self) -> None:
        """Write every sheet."""
        report, work, pages = self.report, self.work, self.pages
        sheet, choices = self._assumptions()
        self._deflation()
        row = write_measured_rates(work, pages["inputs"], 2, self.side)
        ratio = self._reference()
        cells, labour, shares = self._inputs(row)
        if ratio is not None:
            sheet.compute(_RATIO, ratio)
        self._mean_ratios(sheet, self.side, cells["investment"])
        if self.wider is not None and self.wider_investment is not None:
            self._mean_ratios(sheet, self.wider, self.wider_investment)
        stocks = self._capital(cells, choices)
        years = self.inputs.phase.level_years.tolist()
        account = growth.write_account(
            work,
            pages["growth"],
            years,
            ([cells["output"].cells[y] for y in years], [stocks.used[y] for y in years], [labour[y] for y in years]),
            shares,
            two_year_mean=self.inputs.settings.share_years == "two_year_mean",
            choices=choices,
        )
        figure.write_figure(work, pages["figure"], report, account, choices)
        unit = unit_name(report.account.money_unit, work.language)
        charts.write_charts(work, pages["charts"], account, stocks, unit)
        records.write_measures(work, pages["measures"], report.capital)
        if report.uncertainty is not None:
            records.write_uncertainty(work, pages["uncertainty"], report, report.uncertainty)
        records.write_sources(work, pages["sources"], report)
        sheet.finish()
        pages["figure"].sheet.activate()

    # ------------------------------------------------------------------------------------------------ assumptions

    def _assumptions(self) -> tuple[AssumptionSheet, Choices]:
        work, account, inputs = self.work, self.report.account, self.inputs
        used = inputs.assumptions_used
        live = set(_LIVE if inventory.by_formulas(inputs) else _LIVE_BESIDE_STOCKS)
        idle = {name for name in used if name not in live}
        if not inventory.by_formulas(inputs):
            idle |= {step.filler.name for step in inputs.investment.fills}
        computed = {_RATIO} if inputs.reference is not None and self.wider is None else set()
        sheet = AssumptionSheet(work, self.pages["assumptions"], frozenset(idle), frozenset(computed))
        chosen = assumed.chosen_settings(inputs, account.form, account.averaging)
        choices = sheet.choices(chosen, self._open_choices())
        values = {one.assumption.name: one.value for one in account.assumptions}
        names = sheet.numbers(work.words["numbers_assumed"], self.side, used, values)
        names |= sheet.fillers(work.words["gap_fillers"], self.side)
        self.side.names = names
        if self.wider is not None:
            heading = work.words["reference_assumptions"].format(territory=place(self.wider.territory, work.language))
            wanted = self._wider_assumptions(self.wider.inputs)
            given = {name: self.wider.inputs.values[name].value or 0.0 for name in wanted}
            own = sheet.numbers(heading, self.wider, wanted, given)
            own |= sheet.fillers(f"{heading}: {work.words['gap_fillers'].lower()}", self.wider)
            self.wider.names = {**names, **own}
        return sheet, choices

    def _open_choices(self) -> list[assumed.Setting]:
        """Return the choices that can be changed in the file: those for which it holds every cell."""
        if not inventory.by_formulas(self.inputs):
            return ["form", "averaging"]
        first = int(self.inputs.years[0])
        begins_earlier = first < int(self.inputs.phase.level_years[0])
        if begins_earlier or first in levels.needed_years(self.inputs.investment, self.side):
            return ["form", "averaging", "stock", "investment_timing"]
        return ["form", "averaging", "investment_timing"]

    def _wider_assumptions(self, wider: PhaseInputs) -> list[str]:
        """Return the reference's own assumptions that its ratio rests on: how its assets age is the territory's."""
        steady = wider.initial_rule in {"steady_state", "backcast"}
        wanted = {
            _RATIO: wider.initial_rule == "ratio",
            "outlay_to_formation": wider.investment.name in OUTLAY,
            "investment_growth": steady and "investment_growth" in wider.values,
            "service_life": wider.initial_rule == "backcast" and "service_life" not in self.inputs.assumptions_used,
        }
        return [name for name, used in wanted.items() if used]

    @staticmethod
    def _mean_ratios(sheet: AssumptionSheet, side: Side, investment: Levels) -> None:
        """Set the gap fillers that take the mean ratio to output of some years."""
        for step in side.inputs.investment.fills:
            if sheet.waits_for(side.prefix + step.filler.name):
                formula = levels.mean_ratio(step, side, side.inputs.investment, investment)
                sheet.compute(side.prefix + step.filler.name, formula)

    # ------------------------------------------------------------------------------- what the levels are made of

    def _deflation(self) -> None:
        row = 2
        for side in (self.side, self.wider):
            if side is not None and proxies.needs_deflator(side):
                page = self.pages["deflation"]
                page.text(0, 0, SHEETS["deflation"][self.work.language], "title")
                row = proxies.write_deflator(self.work, page, row, side)
                page.finish(freeze=(1, 1))

    def _reference(self) -> Formula | None:
        """Write the reference's figures and stock; return its ratio where the territory takes it."""
        page, work = self.pages.get("reference"), self.work
        if page is None or self.report.data.reference is None:
            return None
        territory = place(self.report.data.reference.territory, work.language)
        page.text(0, 0, work.words["reference_title"].format(territory=territory), "title")
        row = proxies.write_reference_growth(work, page, 2, self.side)
        page.finish(freeze=(1, 1))
        wider = self.wider
        if wider is None:
            return None
        if self.side.rates:
            first = self.side.rates[int(self.inputs.years[0])]
            wider.rates = dict.fromkeys(wider.inputs.years.tolist(), first)
        else:
            row = write_measured_rates(work, page, row, wider)
        row = proxies.write_reference_growth(work, page, row, wider)
        output = levels.write_levels(work, page, row, wider, wider.inputs.output, None)
        investment = levels.write_levels(work, page, output.next_row, wider, wider.inputs.investment, output)
        self.wider_investment = investment
        return self._reference_ratio(wider, {"output": output, "investment": investment})

    def _reference_ratio(self, wider: Side, cells: dict[str, Levels]) -> Formula:
        work, page, inputs = self.work, self.pages["reference_capital"], wider.inputs
        last, language = int(inputs.years[-1]), work.language
        heading = work.words["reference_ratio_title"].format(territory=place(wider.territory, language), year=last)
        page.text(0, 0, heading, "title")
        page.text(1, 0, work.words["timing_fixed"], "label")
        timing = page.choice(1, 7, inputs.settings.investment_timing)
        page.offer(1, 7, get_args(InvestmentTiming))
        page.text(2, 0, work.words["stock_fixed"], "label")
        stock = page.choice(2, 7, inputs.settings.stock)
        found = inventory.write_inventory(
            work,
            page,
            4,
            wider,
            cells,
            timing=timing,
            stock=stock,
            ratio=wider.names[_RATIO] if inputs.initial_rule == "ratio" else None,
            inputs_used={},
        )
        page.text(found.next_row, 0, work.words["reference_ratio"], "label")
        ratio = page.live(found.next_row, 7, found.used[last] / cells["output"].cells[last], "ratio4", "result")
        same_number("reference ratio", ratio.number, float(reference_ratio_drawn(self.inputs, {}).item()))
        work.book.define("reference_ratio", ratio)
        page.finish(freeze=(1, 1), repeat=found.head_row)
        return ratio

    # ------------------------------------------------------------------------------------------- levels and stock

    def _inputs(self, row: int) -> tuple[dict[str, Levels], dict[int, Cell], list[Formula]]:
        """Write the level cells, labour input, and a measured capital share."""
        work, page, side, inputs = self.work, self.pages["inputs"], self.side, self.inputs
        page.text(0, 0, f"{SHEETS['inputs'][work.language]}: {work.book.title}", "title")
        output = levels.write_levels(work, page, row, side, inputs.output, None)
        investment = levels.write_levels(work, page, output.next_row, side, inputs.investment, output)
        persons = levels.write_levels(work, page, investment.next_row, side, inputs.labour, output)
        levels_of = {level.year: level.labour_input for level in self.report.account.levels}
        labour, row = write_labour_input(work, page, persons.next_row, side, persons, levels_of)
        for year, cell in labour.items():
            same_number(f"labour input {year}", cell.number, levels_of[year])
        shares: list[Formula]
        if "capital_share" in inputs.coefficients:
            measured, row = write_measured_share(work, page, row, inputs)
            shares = list(measured)
        else:
            shares = [1.0 - side.names["labour_share"]]
        page.finish(freeze=(1, 1))
        return {"output": output, "investment": investment}, labour, shares

    def _capital(self, cells: dict[str, Levels], choices: Choices) -> Inventory:
        work, page = self.work, self.pages["capital"]
        page.text(0, 0, f"{work.words['capital_title']}: {work.book.title}", "title")
        found = inventory.write_inventory(
            work,
            page,
            2,
            self.side,
            cells,
            timing=choices.cells["investment_timing"],
            stock=choices.cells["stock"],
            ratio=self.side.names.get(_RATIO),
            inputs_used={level.year: level.capital_input for level in self.report.account.levels},
        )
        page.define("closing_stock", list(found.closing.values()))
        page.define("left_of_initial_stock", list(found.left.values()))
        page.finish(freeze=(1, 1), repeat=found.head_row)
        return found
