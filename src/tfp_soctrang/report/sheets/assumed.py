"""The sheet of assumptions: choices of method with their lists, and every number with its range, reason and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tfp_soctrang.assumptions import Assumption, GapFiller
from tfp_soctrang.choices import Averaging, Form, InvestmentTiming, StockTiming
from tfp_soctrang.inputs import PhaseInputs
from tfp_soctrang.report.choice_words import AVERAGING, CAPITAL, FORM
from tfp_soctrang.report.names import AS_NUMBER, assumption_name, label, place
from tfp_soctrang.report.sheets.context import Side, Work, same_number
from tfp_soctrang.report.sheets.formulas import Cell, Formula, named, pick
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.series import year_spans

__all__ = ["WIDTHS", "AssumptionSheet", "Choices", "chosen_settings"]

# What, value, low, high, unit, reason, source, name.
WIDTHS = (40, 14, 11, 11, 26, 50, 62, 32)
_VALUE = 1
Setting = Literal["form", "averaging", "stock", "investment_timing"]
_ALLOWED: Mapping[Setting, tuple[str, ...]] = {
    "form": get_args(Form),
    "averaging": get_args(Averaging),
    "stock": get_args(StockTiming),
    "investment_timing": get_args(InvestmentTiming),
}


@dataclass(slots=True)
class Choices:
    """The cells of the choices, and their meanings in words for any sheet to look up."""

    cells: dict[Setting, Formula] = field(default_factory=dict)
    words: dict[Setting, list[Cell]] = field(default_factory=dict)
    meanings: dict[Setting, list[Cell]] = field(default_factory=dict)

    def meaning(self, setting: Setting) -> Formula:
        """Return the formula for the meaning of a choice."""
        return pick(self.meanings[setting], self.words[setting], self.cells[setting])


class AssumptionSheet:
    """The sheet while it is written: values that are formulas on other sheets are set last."""

    def __init__(self, work: Work, page: Page, idle: frozenset[str], by_library: frozenset[str]) -> None:
        """`idle`: only values rest on these, the figure of the file does not follow them; `by_library`: no formula."""
        self.work, self.page, self.idle, self.by_library = work, page, idle, by_library
        self.row = 2
        self._later: dict[str, tuple[int, str, float]] = {}
        page.text(0, 0, work.words["assumptions_title"], "title")

    def choices(self, chosen: Mapping[Setting, str], open_choices: Sequence[Setting]) -> Choices:
        """Write the choices of method; those not open have no list."""
        words, page, found = self.work.words, self.page, Choices()
        page.text(self.row, 0, words["choices"], "heading")
        page.paragraph(self.row + 1, words["choice_note"])
        self.row += 2
        for setting, word in chosen.items():
            page.text(self.row, 0, words[f"setting_{setting}"], "words")
            if setting in open_choices:
                cell = page.choice(self.row, _VALUE, word)
                page.offer(self.row, _VALUE, _ALLOWED[setting])
            else:
                page.text(self.row, _VALUE, word, "library")
                page.text(self.row, 2, words["choice_fixed"], "plain")
                cell = Cell(page.title, self.row, _VALUE, word)
            found.cells[setting] = page.book.define(f"setting_{setting}", cell)
            self.row += 1
        self._meanings(found, self.row + 1)
        for i, setting in enumerate(chosen):
            formula = found.meaning(setting)
            if setting in open_choices:
                page.live(self.row - len(chosen) + i, 2, formula, look="plain")
        self.row += 2 + sum(len(_ALLOWED[setting]) for setting in chosen) + 1
        return found

    def _meanings(self, found: Choices, row: int) -> None:
        page, language = self.page, self.work.language
        page.text(row, 0, self.work.words["meaning"], "label")
        for setting in found.cells:
            found.words[setting], found.meanings[setting] = [], []
            for word in _ALLOWED[setting]:
                row += 1
                meaning = {"form": FORM, "averaging": AVERAGING}.get(setting, CAPITAL)[word][language]  # type: ignore[index]
                page.text(row, _VALUE, word, "plain")
                page.text(row, 2, meaning, "plain")
                page.text(row, 0, self.work.words[f"setting_{setting}"], "plain")
                found.words[setting].append(Cell(page.title, row, _VALUE, word))
                found.meanings[setting].append(Cell(page.title, row, 2, meaning))

    def numbers(
        self, heading: str, side: Side, wanted: Sequence[str], values: Mapping[str, float]
    ) -> dict[str, Formula]:
        """Write the assumptions `wanted` of one side; return their names as formulas.

        `values` holds the value of each, also of those that a rule computes: their formulas are set by `compute`.
        """
        names: dict[str, Formula] = {}
        if not wanted:
            return names
        self._head(heading)
        for name in wanted:
            one = side.inputs.values[name]
            told = assumption_name(one, self.work.language)
            shown = f"{told} ({one.year})" if one.year else told
            names[name] = self._row(side.prefix + name, one, shown, values[name], percent=one.about not in AS_NUMBER)
        self.row += 1
        return names

    def fillers(self, heading: str, side: Side) -> dict[str, Formula]:
        """Write the gap fillers that one side uses; return their names as formulas."""
        names: dict[str, Formula] = {}
        language, words = self.work.language, self.work.words
        steps = [(what, step) for what in dict.fromkeys(side.inputs.measures) for step in what.fills]
        if steps:
            self._head(heading)
        for what, step in steps:
            filler: GapFiller = step.filler
            wider = side.data.reference
            rule = words[f"how_{filler.rule}"].format(
                name=filler.name, territory="" if wider is None else place(wider.territory, language)
            )
            years = year_spans(what.years[step.rows])
            shown = words["fills"].format(what=rule, series=label(what.name, language), years=years)
            names[filler.name] = self._row(
                side.prefix + filler.name, filler.parameter, shown, step.parameter, percent=True
            )
        self.row += bool(steps)
        return names

    def _head(self, heading: str) -> None:
        words, page = self.work.words, self.page
        page.text(self.row, 0, heading, "heading")
        names = ("what", "value", "low", "high", "unit", "reason", "source", "name")
        page.head(self.row + 1, [words[name] for name in names])
        self.row += 2

    def _row(self, name: str, one: Assumption, shown: str, value: float, *, percent: bool) -> Formula:
        page, language, words = self.page, self.work.language, self.work.words
        number = "percent2" if percent else "ratio4"
        text = page.book.free_name(name)
        told = text
        if name in self.idle:
            told = words["idle"].format(name=text)
            page.value(self.row, _VALUE, value, "library", number)
        elif name in self.by_library:
            told = words["by_library"].format(name=text)
            page.value(self.row, _VALUE, value, "library", number)
        elif one.value is None:
            self._later[name] = (self.row, number, value)
            told = words["computed_here"].format(name=text)
        else:
            page.value(self.row, _VALUE, value, "assumption", number)
        page.book.bind(text, Cell(page.title, self.row, _VALUE, value))
        low = page.value(self.row, 2, one.low, "words", number)
        high = page.value(self.row, 3, one.high, "words", number)
        page.warn_outside(self.row, _VALUE, low, high, words["outside_range"])
        unit, reason, source = (one.in_words(what, language) for what in ("unit", "reason", "source"))
        wrapped = {0: shown, 4: unit, 5: reason, 6: source, 7: told}
        for column, what in wrapped.items():
            page.text(self.row, column, what, "wrapped")
        page.row_height(self.row, wrapped)
        self.row += 1
        return named(text, value)

    def waits_for(self, name: str) -> bool:
        """Return whether an assumption is to be computed by a formula."""
        return name in self._later

    def compute(self, name: str, formula: Formula) -> None:
        """Set the value of an assumption that a rule computes."""
        row, number, value = self._later.pop(name)
        same_number(f"assumption {name}", formula.number, value)
        self.page.live(row, _VALUE, formula, number, "assumption")

    def finish(self) -> None:
        """Refuse to leave a value out."""
        if self._later:
            raise RuntimeError(f"workbook: no formula for {', '.join(self._later)}")
        self.page.finish(freeze=(1, 0))


def chosen_settings(inputs: PhaseInputs, form: Form, averaging: Averaging) -> dict[Setting, str]:
    """Return the choices that the sheet shows: those of the account, and of the stock."""
    settings = inputs.settings
    return {
        "form": form,
        "averaging": averaging,
        "stock": settings.stock,
        "investment_timing": settings.investment_timing,
    }
