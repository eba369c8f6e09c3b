"""The account as formulas: by year in every form, and of the phase in every form with every averaging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from tfp_soctrang.arithmetic.accounting import SMALLEST_GROWTH
from tfp_soctrang.choices import Averaging, Form
from tfp_soctrang.report.choice_words import FORM
from tfp_soctrang.report.sheets.assumed import Choices
from tfp_soctrang.report.sheets.context import Work
from tfp_soctrang.report.sheets.formulas import (
    Cell,
    Formula,
    absolute,
    all_true,
    constant,
    exp,
    is_number,
    join,
    ln,
    mean,
    pick,
    when,
)
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.words import LABELS

__all__ = ["WIDTHS", "Account", "AccountRow", "write_account"]

# Year (or form and averaging), then growth of Y, K, L, the capital share, contributions, TFP and shares.
WIDTHS = (13, 18, 15, 15, 15, 11, 13, 13, 13, 12, 12, 12, 28)
Three = tuple[Cell, Cell, Cell]
_MEASURES = ("growth_y", "growth_k", "growth_l")


@dataclass(slots=True)
class AccountRow:
    """The account of a year or a phase: growth of Y, K and L, the capital share, contributions, TFP, and shares."""

    growth: Three
    share: Cell
    capital: Cell
    labour: Cell
    tfp: Cell
    parts: Three


@dataclass(slots=True)
class Account:
    """The cells that other sheets refer to: every reading of the phase, the chosen one, and the years of that form."""

    years: list[int]
    readings: dict[tuple[Form, Averaging], AccountRow] = field(default_factory=dict)
    chosen: AccountRow = field(init=False)
    by_year: list[AccountRow] = field(default_factory=list)
    year_cells: list[Cell] = field(default_factory=list)


def write_account(
    work: Work,
    page: Page,
    years: Sequence[int],
    levels: tuple[Sequence[Formula], Sequence[Formula], Sequence[Formula]],
    capital_shares: Sequence[Formula],
    *,
    two_year_mean: bool,
    choices: Choices,
) -> Account:
    """Write the account of a phase.

    Parameters
    ----------
    years
        The level years, k + 1 of them.
    levels
        Output, capital input and labour input, a cell a level year.
    capital_shares
        One for all years, or one a level year.
    two_year_mean
        Whether every form takes two-year means of measured shares; else `log` alone does.
    choices
        Form and averaging are taken from their cells.
    """
    table = _Tables(work, page, years, choices)
    page.text(0, 0, work.words["account_title"], "title")
    row = table.levels(2, levels, capital_shares)
    for one in get_args(Form):
        row = table.yearly(row, one, two_year_mean=two_year_mean)
    row = table.phase(row)
    table.chosen_years(row)
    page.finish(freeze=(1, 1))
    return table.found


class _Tables:
    """The tables of the sheet, one below the other."""

    def __init__(self, work: Work, page: Page, years: Sequence[int], choices: Choices) -> None:
        self.work, self.page = work, page
        self.years = list(years)
        self.form, self.averaging = choices.cells["form"], choices.cells["averaging"]
        self.found = Account(years=self.years[1:])
        self.cells: tuple[list[Cell], ...] = ([], [], [])
        self.shares: list[Cell] = []
        self.rows: dict[Form, list[AccountRow]] = {}
        self.nothing = LABELS["undefined"][work.language]
        self.measured = False

    def heads(self, first: Sequence[str]) -> list[str]:
        """Return the captions of an account behind `first`."""
        words = self.work.words
        names = (
            *_MEASURES, "capital_share", "contribution_k", "contribution_l", "tfp_growth_head",
            "share_k", "share_l", "share_tfp",
        )  # fmt: skip
        return [*first, *(LABELS[n][self.work.language] if n == "capital_share" else words[n] for n in names)]

    def levels(self, row: int, levels: tuple[Sequence[Formula], ...], capital_shares: Sequence[Formula]) -> int:
        """Write levels and capital shares; return the next free row."""
        page, language, words = self.page, self.work.language, self.work.words
        page.text(row, 0, words["smallest"], "label")
        self.smallest = page.value(row, 9, SMALLEST_GROWTH, "assumption", "percent2")
        page.text(row + 2, 0, words["levels"], "heading")
        names = ("year", "output", "capital", "labour", "capital_share")
        page.head(row + 3, [LABELS[name][language] for name in names])
        row += 4
        for i, year in enumerate(self.years):
            page.value(row, 0, year, "year", "year")
            for column, (kept, cells) in enumerate(zip(self.cells, levels, strict=True), start=1):
                kept.append(page.live(row, column, cells[i], "level"))
            share = capital_shares[i] if len(capital_shares) > 1 else capital_shares[0]
            self.shares.append(page.live(row, 4, share, "ratio4"))
            row += 1
        self.measured = len(capital_shares) > 1
        for name, kept in zip(("output_level", "capital_input_level", "labour_input_level"), self.cells, strict=True):
            page.define(name, kept)
        return row + 1

    def yearly(self, row: int, form: Form, *, two_year_mean: bool) -> int:
        """Write the account by year in one form; return the next free row."""
        page, words = self.page, self.work.words
        page.text(row, 0, words["by_year_form"].format(form=FORM[form][self.work.language]), "heading")
        page.head(row + 1, self.heads([LABELS["year"][self.work.language], words["form"]]))
        row += 2
        self.rows[form] = []
        for i, year in enumerate(self.years[1:], start=1):
            page.value(row, 0, year, "year", "year")
            page.text(row, 1, form, "words")
            rates = [cells[i] / cells[i - 1] for cells in self.cells]
            made = [ln(rate) if form == "log" else rate - 1.0 for rate in rates]
            growth = self.three(row, 2, made)
            halved = self.measured and (two_year_mean or form == "log")
            share = mean([self.shares[i - 1], self.shares[i]]) if halved else self.shares[i]
            cell = page.live(row, 5, share, "ratio4")
            self.rows[form].append(self._split(row, form, growth, cell))
            row += 1
        for name in ("capital", "labour", "tfp"):
            page.define(f"{form}_{name}_by_year", [getattr(one, name) for one in self.rows[form]])
        return row + 1

    def three(self, row: int, column: int, formulas: Sequence[Formula], look: str = "live") -> Three:
        """Write three rates side by side."""
        first, second, third = (
            self.page.live(row, column + j, one, "percent2", look) for j, one in enumerate(formulas)
        )
        return first, second, third

    def _split(self, row: int, form: Form, growth: Three, share: Cell) -> AccountRow:
        """Write contributions, TFP growth and shares of a row whose growth and capital share are there."""
        page = self.page
        capital, labour = _contributions(form, growth[1], growth[2], share)
        k = page.live(row, 6, capital, "percent2")
        n = page.live(row, 7, labour, "percent2")
        tfp = page.live(row, 8, growth[0] - k - n, "percent2")
        whole = self._defined(growth[0])
        parts = self._parts(row, [when(whole, part / growth[0], self.nothing) for part in (k, n)])
        return AccountRow(growth, share, k, n, tfp, parts)

    def _parts(self, row: int, formulas: Sequence[Formula]) -> Three:
        """Write the shares of capital and labour, and what they leave to TFP."""
        first, second = (self.page.live(row, 9 + j, one, "percent2") for j, one in enumerate(formulas))
        left = when(is_number(first), 1.0 - first - second, self.nothing)
        return first, second, self.page.live(row, 11, left, "percent2")

    def _defined(self, growth: Formula) -> Formula:
        small = absolute(growth).below(self.smallest)
        return Formula(f"NOT({small.text})", lambda: not small.value)

    def phase(self, row: int) -> int:
        """Write every reading of the phase, and the chosen one; return the next free row."""
        page, words = self.page, self.work.words
        page.text(row, 0, words["phase_table"], "heading")
        page.head(row + 1, [*self.heads([words["form"], words["averaging"]]), words["key"]])
        row += 2
        keys: list[Cell] = []
        for form in get_args(Form):
            for averaging in get_args(Averaging):
                page.text(row, 0, form, "words")
                page.text(row, 1, averaging, "words")
                key = f"{form} {averaging}"
                page.text(row, 12, key, "words")
                keys.append(Cell(page.title, row, 12, key))
                reading = self._reading(row, form, averaging)
                self.found.readings[form, averaging] = reading
                page.book.define(f"tfp_share_{form}_{averaging}", reading.parts[2])
                row += 1
        page.text(row, 0, words["chosen"], "result")
        page.blank(row, 1, "result")
        chosen = page.live(row, 12, join([self.form, " ", self.averaging]), look="result")
        all_rows = list(self.found.readings.values())

        self.found.chosen = self._row(row, all_rows, lambda cells: pick(cells, keys, chosen), "result")
        return row + 2

    def _row(
        self, row: int, of: Sequence[AccountRow], formula: Callable[[Sequence[Cell]], Formula], look: str = "live"
    ) -> AccountRow:
        """Write a row that takes each of its cells from one of several rows."""
        page = self.page

        def one(column: int, cells: Sequence[Cell], number: str = "percent2") -> Cell:
            return page.live(row, column, formula(cells), number, look)

        return AccountRow(
            growth=self.three(row, 2, [formula([each.growth[j] for each in of]) for j in range(3)], look),
            share=one(5, [each.share for each in of], "ratio4"),
            capital=one(6, [each.capital for each in of]),
            labour=one(7, [each.labour for each in of]),
            tfp=one(8, [each.tfp for each in of]),
            parts=self.three(row, 9, [formula([each.parts[j] for each in of]) for j in range(3)], look),
        )

    def _reading(self, row: int, form: Form, averaging: Averaging) -> AccountRow:
        """Write the phase in one form with one averaging."""
        page, rows, count = self.page, self.rows[form], constant(len(self.years) - 1)
        share = page.live(row, 5, mean([one.share for one in rows]), "ratio4")
        if averaging in ("compound", "cumulative"):
            made = [self._over_phase(cells, form, averaging, count) for cells in self.cells]
            return self._split(row, form, self.three(row, 2, made), share)
        growth = self.three(row, 2, [mean([one.growth[j] for one in rows]) for j in range(3)])
        k = page.live(row, 6, mean([one.capital for one in rows]), "percent2")
        n = page.live(row, 7, mean([one.labour for one in rows]), "percent2")
        tfp = page.live(row, 8, growth[0] - k - n, "percent2")
        if averaging == "arithmetic":
            whole = self._defined(growth[0])
            parts = [when(whole, part / growth[0], self.nothing) for part in (k, n)]
        else:
            yearly = [[one.parts[j] for one in rows] for j in range(2)]
            parts = [when(all_true([is_number(one) for one in cells]), mean(cells), self.nothing) for cells in yearly]
        return AccountRow(growth, share, k, n, tfp, self._parts(row, parts))

    @staticmethod
    def _over_phase(cells: Sequence[Cell], form: Form, averaging: Averaging, count: Formula) -> Formula:
        ratio = cells[-1] / cells[0]
        if form == "log":
            return ln(ratio) if averaging == "cumulative" else ln(ratio) / count
        return ratio - 1.0 if averaging == "cumulative" else ratio ** (constant(1) / count) - 1.0

    def chosen_years(self, row: int) -> None:
        """Write the years in the chosen form: what the first sheet and the charts show."""
        page, words = self.page, self.work.words
        page.text(row, 0, words["by_year_chosen"], "heading")
        page.head(row + 1, self.heads([LABELS["year"][self.work.language], words["form"]]))
        row += 2
        for i, year in enumerate(self.years[1:]):
            self.found.year_cells.append(page.value(row, 0, year, "year", "year"))
            page.live(row, 1, self.form, look="words")
            three = [self.rows[form][i] for form in get_args(Form)]
            self.found.by_year.append(self._row(row, three, self._in_form))
            row += 1
        for j, name in enumerate(("output", "capital", "labour")):
            page.define(f"{name}_growth_by_year", [one.growth[j] for one in self.found.by_year])
        page.define("tfp_growth_by_year", [one.tfp for one in self.found.by_year])

    def _in_form(self, cells: Sequence[Cell]) -> Formula:
        """Return the cell of the chosen form, of one for each form."""
        discrete, geometric, log = cells
        return when(self.form.is_("log"), log, when(self.form.is_("geometric"), geometric, discrete))


def _contributions(form: Form, capital: Formula, labour: Formula, share: Formula) -> tuple[Formula, Formula]:
    """Return the contributions of capital and labour in a form: `arithmetic.accounting.contributions` as formulas."""
    if form != "geometric":
        return share * capital, (1.0 - share) * labour
    from_capital, from_labour = share * ln(1.0 + capital), (1.0 - share) * ln(1.0 + labour)
    joint = from_capital + from_labour
    weight = when(joint.is_(0.0), 1.0, (exp(joint) - 1.0) / joint)
    return weight * from_capital, weight * from_labour
