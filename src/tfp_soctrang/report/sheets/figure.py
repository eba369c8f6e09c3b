"""The first sheet: the figure, its split, the years, other readings, checks, caveats and what colours mean."""

from __future__ import annotations

from collections.abc import Sequence

from tfp_soctrang.account import PhaseAccount
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.evidence import SIDE_BY_SIDE
from tfp_soctrang.phase_report import PhaseReport
from tfp_soctrang.report.choice_words import READINGS
from tfp_soctrang.report.names import PHASE_STATUS, place
from tfp_soctrang.report.sheets.assumed import Choices
from tfp_soctrang.report.sheets.context import Work, same_number
from tfp_soctrang.report.sheets.formulas import (
    Cell,
    Formula,
    absolute,
    all_true,
    any_true,
    is_number,
    join,
    rounds,
    total,
    when,
    whole_text,
)
from tfp_soctrang.report.sheets.growth import Account, AccountRow
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.text import cells_text
from tfp_soctrang.report.words import LABELS

__all__ = ["WIDTHS", "write_figure"]

WIDTHS = (42, 17, 17, 17, 17, 17)
_PARTS = ("capital", "labour", "tfp")


def write_figure(work: Work, page: Page, report: PhaseReport, account: Account, choices: Choices) -> None:
    """Write the sheet of the figure."""
    sheet = _Figure(work, page, report, account, choices)
    row = sheet.headline(0)
    row = sheet.split(row)
    row = sheet.years(row)
    row = sheet.readings(row)
    row = sheet.checks(row)
    row = sheet.printed(row)
    row = sheet.rests_on(row)
    sheet.legend(row)
    page.finish(freeze=(2, 0), portrait=True)


class _Figure:
    """The parts of the sheet, one below the other."""

    def __init__(self, work: Work, page: Page, report: PhaseReport, account: Account, choices: Choices) -> None:
        self.work, self.page, self.report = work, page, report
        self.cells, self.choices = account, choices
        self.language = work.language
        self.labels = {name: words[work.language] for name, words in LABELS.items()}
        self.words = work.words
        self.chosen: AccountRow = account.chosen

    @property
    def account(self) -> PhaseAccount:
        """The account of the report."""
        return self.report.account

    def headline(self, row: int) -> int:
        """Write the title, the share, and how it was computed."""
        page, labels, found = self.page, self.labels, self.account
        page.text(row, 0, labels["title"], "title")
        page.text(row + 1, 0, f"{place(found.territory, self.language)}, {labels['phase']} {found.phase}", "subtitle")
        body = ", ".join(part for part in (self.report.letterhead.body, self.report.letterhead.parent_body) if part)
        if body:
            page.text(row + 2, 0, body, "subtitle")
        row += 3
        page.sheet.set_row(row, 27)
        page.text(row, 0, labels["headline"], "beside")
        share = page.live(row, 1, self.chosen.parts[2], "percent1", "headline")
        page.book.define("tfp_contribution_share", share)
        self.share = share
        page.text(row, 2, labels["tfp_growth"], "beside")
        growth = page.live(row, 3, self.chosen.tfp, "percent2", "headline")
        page.book.define("tfp_growth", growth)
        page.live(row, 4, self._pace(), look="middle")
        rows: list[tuple[str, str | Formula]] = [
            (labels["status"], PHASE_STATUS[found.status][self.language]),
            (labels["form"], self.choices.meaning("form")),
            (labels["averaging"], self.choices.meaning("averaging")),
        ]
        for name, told in rows:
            row += 1
            page.text(row, 0, name, "label")
            if isinstance(told, str):
                page.text(row, 1, told)
            else:
                page.live(row, 1, told, look="plain")
        row += 1
        page.text(row, 0, f"{labels['coefficients']}: {labels['capital_share']}; {labels['labour_share']}", "label")
        capital = page.live(row, 1, self.chosen.share, "ratio4")
        page.live(row, 2, 1.0 - capital, "ratio4")
        page.book.define("capital_share_of_phase", capital)
        return row + 2

    def _pace(self) -> Formula:
        cumulative = self.choices.cells["averaging"].is_("cumulative")
        return when(cumulative, self.labels["whole_phase"], self.labels["per_year"])

    def split(self, row: int) -> int:
        """Write the split of growth, with shares rounded so that they add up to 100.0."""
        page, words, labels, chosen = self.page, self.words, self.labels, self.chosen
        captions = [
            words["part"],
            words["growth_head"],
            words["points_head"],
            words["exact_share"],
            words["rounded_share"],
        ]
        page.head(row, captions)
        page.blank(row + 1, 0, "caption")
        page.live(row + 1, 1, self._pace(), look="caption")
        page.live(row + 1, 2, self._pace(), look="caption")
        page.text(row + 1, 3, "%", "caption")
        page.text(row + 1, 4, "%", "caption")
        top = row + 2
        names = ("output", *_PARTS)
        for i, name in enumerate(names):
            page.text(top + i, 0, labels[name], "words")
        growth = [page.live(top + i, 1, one, "percent2") for i, one in enumerate(chosen.growth)]
        page.blank(top + 3, 1)
        parts = [page.live(top + 1 + i, 2, getattr(chosen, name), "percent2") for i, name in enumerate(_PARTS)]
        whole = page.live(top, 2, growth[0], "percent2")
        exact = [page.live(top + 1 + i, 3, one, "percent2") for i, one in enumerate(chosen.parts)]
        defined = all_true([is_number(one) for one in exact])
        page.live(top, 3, when(defined, total(exact), labels["undefined"]), "percent2")
        last = self._rounded(top, exact, defined)
        for name, cell in zip(("output", "capital", "labour"), growth, strict=True):
            page.book.define(f"{name}_growth", cell)
        for name, cell in zip(("capital", "labour"), parts, strict=False):
            page.book.define(f"{name}_contribution", cell)
        for name, cell in zip(("capital", "labour"), exact, strict=False):
            page.book.define(f"{name}_contribution_share", cell)
        self._compare(growth, parts, exact)
        two = [rounds(100.0 * one, 2) for one in (whole, *parts)]
        apart = absolute(two[0] - two[1] - two[2] - two[3]).below(0.005)
        note = when(apart, "", labels["own_rounding"])
        page.live_paragraph(last, note, labels["own_rounding"])
        by_year = [part for one in self.cells.by_year for part in (one.capital, one.labour, one.tfp)]
        negative = any_true([one.below(0.0) for one in (*parts, *by_year)])
        text = when(negative, words["negative_found"], words["negative_none"])
        page.live_paragraph(last + 1, text, words["negative_found"])
        return last + 3

    def _rounded(self, top: int, exact: Sequence[Cell], defined: Formula) -> int:
        """Write the rounded shares and who took what rounding left over: the rule of `report.numbers`."""
        page, words, labels = self.page, self.words, self.labels
        own = [rounds(100.0 * one, 1) for one in exact]
        left = rounds(100.0 - own[0] - own[1] - own[2], 1)
        larger = absolute(exact[0]).below(absolute(exact[1]))
        undefined = labels["undefined"]
        capital = when(defined, when(larger, own[0], rounds(own[0] + left, 1)), undefined)
        labour = when(defined, when(larger, rounds(own[1] + left, 1), own[1]), undefined)
        shown = [
            page.live(top + 1 + i, 4, one, "points", "result")
            for i, one in enumerate((capital, labour, when(defined, own[2], undefined)))
        ]
        whole = page.live(top, 4, when(defined, rounds(total(shown), 1), undefined), "points", "result")
        page.define("rounded_shares", shown)
        self.sum = whole
        comma = "," if self.language == "vi" else "."
        tenths = rounds(10.0 * absolute(left), 0)
        by = join([when(left.below(0.0), "-", ""), "0", comma, whole_text(tenths)])
        before, _, rest = words["rounding_left"].partition("{by}")
        middle, _, after = rest.partition("{part}")
        part = when(larger, labels["labour"], labels["capital"])
        told = join([before, by, middle, part, after])
        nothing_left = absolute(left).below(0.05)
        note = when(defined, when(nothing_left, "", told), "")
        page.live_paragraph(top + 4, note, words["rounding_left"])
        return top + 5

    def _compare(self, growth: Sequence[Cell], parts: Sequence[Cell], exact: Sequence[Cell]) -> None:
        """Refuse a sheet whose formulas do not come to the account."""
        found = self.account
        pairs = [
            (growth[0], found.output_growth), (growth[1], found.capital_growth), (growth[2], found.labour_growth),
            (parts[0], found.capital_contribution), (parts[1], found.labour_contribution),
            (parts[2], found.tfp_growth),
            (exact[0], found.capital_contribution_share), (exact[1], found.labour_contribution_share),
            (exact[2], found.tfp_contribution_share),
        ]  # fmt: skip
        for cell, value in pairs:
            if isinstance(value, NotApplicable):
                if cell.value != self.labels["undefined"]:
                    raise RuntimeError(f"workbook, {cell.text}: {cell.value!r}, and the library has no value")
            else:
                same_number(cell.text, cell.number, value)

    def years(self, row: int) -> int:
        """Write growth and contributions by year."""
        page, words, labels = self.page, self.words, self.labels
        filled = {cell.year for cell in self.account.filled_cells}
        page.text(row, 0, words["by_year_chosen"], "heading")
        captions = [
            labels["year"], words["growth_y"], words["contribution_k"], words["contribution_l"],
            words["tfp_growth_head"], words["share_tfp"],
        ]  # fmt: skip
        page.head(row + 1, captions)
        row += 2
        for year, one in zip(self.cells.years, self.cells.by_year, strict=True):
            mark = " +" if year in filled or year - 1 in filled else ""
            page.text(row, 0, f"{year}{mark}", "year")
            for column, cell in enumerate((one.growth[0], one.capital, one.labour, one.tfp), start=1):
                page.live(row, column, cell, "percent2")
            page.live(row, 5, one.parts[2], "percent1")
            row += 1
        if filled:
            page.text(row, 0, labels["filled_mark"])
            row += 1
        return row + 1

    def readings(self, row: int) -> int:
        """Write the share of the same phase under the other readings."""
        page, labels, choices = self.page, self.labels, self.choices.cells
        page.text(row, 0, labels["side_by_side"], "heading")
        row += 1
        cells = []
        for form, averaging in SIDE_BY_SIDE:
            page.paragraph(row, READINGS[form, averaging][self.language], "wrapped", first=0, last=3)
            cell = page.live(row, 4, self.cells.readings[form, averaging].parts[2], "percent1")
            this = all_true([choices["form"].is_(form), choices["averaging"].is_(averaging)])
            page.live(row, 5, when(this, f"← {labels['this_figure']}", ""), look="plain")
            cells.append(cell)
            row += 1
        page.define("tfp_shares_side_by_side", cells)
        for cell, other in zip(cells, self.account.alternatives, strict=True):
            if not isinstance(other.tfp_contribution_share, NotApplicable):
                same_number(cell.text, cell.number, other.tfp_contribution_share)
        return row + 1

    def checks(self, row: int) -> int:
        """Write the checks: shares add up, and the sheet against the library."""
        page, words = self.page, self.words
        page.text(row, 0, words["checks"], "heading")
        page.paragraph(row + 1, words["check_sum"], "wrapped", first=0, last=3)
        page.live(row + 1, 4, self.sum, "points")
        row += 2
        share = self.account.tfp_contribution_share
        if not isinstance(share, NotApplicable):
            page.paragraph(row, words["check_library"], "wrapped", first=0, last=3)
            library = page.value(row, 4, share, "library", "percent2")
            page.paragraph(row + 1, words["check_difference"], "wrapped", first=0, last=3)
            apart = when(is_number(self.share), self.share - library, self.labels["undefined"])
            page.live(row + 1, 4, apart, "percent2")
            row += 2
        return row + 1

    def printed(self, row: int) -> int:
        """Write what the Statistics Office printed, where it printed the phase."""
        page, words, one = self.page, self.words, self.report.published
        if one is None:
            return row
        page.text(row, 0, words["published_account"], "heading")
        page.head(row + 1, [words["part"], words["printed_value"], words["printed_difference"]])
        row += 2
        ours = (*self.chosen.parts, self.chosen.tfp)
        names = [words[name] for name in ("share_k", "share_l", "share_tfp", "tfp_growth_head")]
        for name, printed, cell in zip(names, one.printed, ours, strict=True):
            page.text(row, 0, name, "words")
            value = page.value(row, 1, printed, "official", "percent1")
            page.live(row, 2, when(is_number(cell), cell - value, self.labels["undefined"]), "percent2")
            row += 1
        told = " ".join(part for part in (one.source, one.edition, one.note) if part)
        if told:
            page.paragraph(row, told)
            row += 1
        return row + 1

    def rests_on(self, row: int) -> int:
        """Write the filled cells and the caveats, as they were when the file was made."""
        page, labels, found = self.page, self.labels, self.account
        page.paragraph(row, self.words["static_note"], "warning")
        row += 1
        for heading, lines in (
            (labels["missing"], cells_text([(cell.series, cell.year) for cell in found.filled_cells], self.language)),
            (labels["caveats"], [f"– {one.text(self.language)}" for one in found.caveats]),
        ):
            if lines:
                page.text(row, 0, heading, "heading")
                for line in lines:
                    row += 1
                    page.paragraph(row, line)
                row += 2
        return row

    def legend(self, row: int) -> None:
        """Write what the colours of cells mean, and how the file is read."""
        page, words = self.page, self.words
        page.text(row, 0, words["legend"], "heading")
        looks = (
            "result", "live", "assumption", "official", "preliminary", "estimate", "unstated", "derived", "filled",
            "library",
        )  # fmt: skip
        for left, right in zip(looks[:-2:2], looks[1:-2:2], strict=True):
            row += 1
            page.text(row, 0, words[f"legend_{left}"], left)
            page.paragraph(row, words[f"legend_{right}"], right, first=1, last=3)
        for look in looks[-2:]:
            row += 1
            page.paragraph(row, words[f"legend_{look}"], look)
        page.paragraph(row + 2, words["guide"])
        if self.report.code_version:
            page.text(row + 3, 0, words["version"].format(version=self.report.code_version))
