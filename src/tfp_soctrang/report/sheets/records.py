"""Sheets of values: other measures of capital, uncertainty, and the sources that every other sheet refers to."""

from __future__ import annotations

from tfp_soctrang.capital_measures import CapitalAccount
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.phase_report import PhaseReport
from tfp_soctrang.report.capital import measure_name
from tfp_soctrang.report.choice_words import CHOICES
from tfp_soctrang.report.factor_names import factor_name
from tfp_soctrang.report.names import label, part_name, place, unit_name
from tfp_soctrang.report.sheets.context import Work, origin_words
from tfp_soctrang.report.sheets.page import Page
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans
from tfp_soctrang.uncertainty import PhaseUncertainty

__all__ = [
    "MEASURE_WIDTHS",
    "SOURCE_WIDTHS",
    "UNCERTAINTY_WIDTHS",
    "write_measures",
    "write_sources",
    "write_uncertainty",
]

MEASURE_WIDTHS = (52, 14, 14, 16, 70)
UNCERTAINTY_WIDTHS = (52, 15, 15, 15, 15)
SOURCE_WIDTHS = (6, 15, 40, 18, 34, 14, 60, 16, 52)


def _shown(page: Page, row: int, column: int, value: float | NotApplicable, number: str) -> None:
    if isinstance(value, NotApplicable):
        page.text(row, column, "–", "library")
    else:
        page.value(row, column, value, "library", number)


def write_measures(work: Work, page: Page, found: CapitalAccount) -> None:
    """Write the figure under every measure of capital, as values."""
    words, language = work.words, work.language
    page.text(0, 0, LABELS["capital_heading"][language], "title")
    page.paragraph(1, words["measures_note"], "warning")
    pace = LABELS["whole_phase" if found.averaging == "cumulative" else "per_year"][language]
    captions = [
        words["measure"], words["capital_output"], f"{words['k_growth']} ({pace})", f"{words['share_tfp']} (%)",
        words["why_missing"],
    ]  # fmt: skip
    page.head(3, captions)
    row = 4
    for one in found.measures:
        page.text(row, 0, measure_name(one, language), "wrapped")
        _shown(page, row, 1, one.capital_output_ratio, "ratio2")
        _shown(page, row, 2, one.capital_growth, "percent2")
        _shown(page, row, 3, one.tfp_contribution_share, "percent1")
        share = one.tfp_contribution_share
        why = share.reason.text(language) if isinstance(share, NotApplicable) else ""
        page.text(row, 4, why, "wrapped")
        page.row_height(row, {0: measure_name(one, language), 4: why})
        row += 1
    row = _assets(work, page, row + 1, found)
    row = _services(work, page, row, found)
    _enterprises(work, page, row, found)
    page.finish(freeze=(4, 1), repeat=0 if found.assets or found.enterprises else 3)


def _assets(work: Work, page: Page, row: int, found: CapitalAccount) -> int:
    """Write the closing stocks by type of asset, as values."""
    if not found.assets:
        return row
    labels = {name: text[work.language] for name, text in LABELS.items()}
    names = list(dict.fromkeys(one.asset for one in found.assets))
    page.text(row, 0, f"{labels['asset_stocks']} ({unit_name(found.money_unit, work.language)})", "heading")
    row += 1
    page.head(row, [labels["year"], *(part_name(asset, work.language) for asset in names)])
    for one in found.years:
        row += 1
        page.value(row, 0, one.year, "year", "year")
        for column, asset in enumerate(names, start=1):
            stock = next(each for each in found.assets if (each.year, each.asset) == (one.year, asset))
            page.value(row, column, stock.closing_stock, "library", "level")
    return row + 2


def _services(work: Work, page: Page, row: int, found: CapitalAccount) -> int:
    """Write the growth of capital services and what composition adds, as values."""
    if not found.services:
        return row
    page.head(row, LABELS["services_head"][work.language].split(" | "))
    for one in found.services:
        row += 1
        page.value(row, 0, one.year, "year", "year")
        for column, rate in enumerate((one.services_growth, one.stock_growth, one.composition_effect), start=1):
            page.value(row, column, rate, "library", "percent2")
    return row + 2


def _enterprises(work: Work, page: Page, row: int, found: CapitalAccount) -> None:
    """Write the books of enterprises against the stock, as values."""
    check = found.enterprises
    if check is None:
        return
    words, language = work.words, work.language
    page.text(row, 0, words["enterprises"].format(year=check.year), "heading")
    names = ("enterprise_books", "enterprise_stock", "enterprise_share")
    page.head(row + 1, ["", *(words[name] for name in names), words["why_missing"]])
    page.text(row + 2, 0, label("enterprise_fixed_assets_current", language), "wrapped")
    page.value(row + 2, 1, check.fixed_assets, "library", "level")
    _shown(page, row + 2, 2, check.stock, "level")
    _shown(page, row + 2, 3, check.share, "percent1")
    why = check.stock.reason.text(language) if isinstance(check.stock, NotApplicable) else ""
    page.text(row + 2, 4, why, "wrapped")
    page.row_height(row + 2, {0: label("enterprise_fixed_assets_current", language), 4: why})


def write_uncertainty(work: Work, page: Page, report: PhaseReport, found: PhaseUncertainty) -> None:
    """Write the distribution of the share over the ranges of the assumptions, as values."""
    words, labels = work.words, {name: text[work.language] for name, text in LABELS.items()}
    page.text(0, 0, f"{labels['headline']}: {place(found.territory, work.language)}, {found.phase}", "title")
    note = words["uncertainty_note"].format(
        draws=found.draws, seed=found.seed, sampling=CHOICES[found.sampling][work.language]
    )
    page.paragraph(1, note, "warning")
    row = 3
    interval = words["interval"].format(level=f"{100 * found.level:g}")
    page.head(
        row, ["", words["central"], words["median"], f"{interval}: {words['low']}", f"{interval}: {words['high']}"]
    )
    page.text(row + 1, 0, f"{labels['headline']} (%)", "words")
    for column, value in enumerate((found.central, found.median, found.low, found.high), start=1):
        _shown(page, row + 1, column, value, "percent1")
    page.text(row + 2, 0, f"{labels['tfp_growth']} (%)", "words")
    growth = (report.account.tfp_growth, found.tfp_growth_median, found.tfp_growth_low, found.tfp_growth_high)
    for column, value in enumerate(growth, start=1):
        page.value(row + 2, column, value, "library", "percent2")
    row += 4
    chances = [
        (words["probability_negative"], found.probability_negative),
        (words["probability_undefined"], found.probability_undefined),
    ]
    for target, chance in found.targets:
        chances.append((words["probability_target"].format(target=f"{100 * target:g}"), chance))
    for told, chance in chances:
        page.text(row, 0, told, "words")
        page.value(row, 1, chance, "library", "percent1")
        row += 1
    row = _ranking(work, page, row + 1, found, report)
    row = _swings(work, page, row, found, report)
    if found.fan:
        page.text(row, 0, words["fan"], "heading")
        row += 1
        shown = [f"{100 * p:g} %" for p in found.fan[0].probabilities]
        page.head(row, [labels["year"], *shown])
        for one in found.fan:
            row += 1
            page.value(row, 0, one.year, "year", "year")
            for column, index in enumerate(one.index, start=1):
                page.value(row, column, index, "library", "ratio4")
    page.finish(freeze=(2, 1))


def _ranking(work: Work, page: Page, row: int, found: PhaseUncertainty, report: PhaseReport) -> int:
    words = work.words
    if not found.ranking:
        return row
    page.text(row, 0, words["ranking"], "heading")
    captions = [words["what"], words["first_order"], words["total_order"], words["low"], words["high"]]
    page.head(row + 1, captions)
    row += 2
    for one in found.ranking:
        page.text(row, 0, _named(one.name, report), "words")
        for column, value in enumerate((one.first_order, one.total, one.total_low, one.total_high), start=1):
            page.value(row, column, value, "library", "percent1")
        row += 1
    return row + 1


def _swings(work: Work, page: Page, row: int, found: PhaseUncertainty, report: PhaseReport) -> int:
    words = work.words
    if not found.swings:
        return row
    page.text(row, 0, words["swings"], "heading")
    page.head(row + 1, [words["what"], words["low"], words["high"], words["at_low"], words["at_high"]])
    row += 2
    for one in found.swings:
        page.text(row, 0, _named(one.name, report), "words")
        page.value(row, 1, one.low, "library", "ratio4")
        page.value(row, 2, one.high, "library", "ratio4")
        _shown(page, row, 3, one.share_at_low, "percent1")
        _shown(page, row, 4, one.share_at_high, "percent1")
        row += 1
    return row + 1


def _named(name: str, report: PhaseReport) -> str:
    return factor_name(name, report.inputs, report.language)


def write_sources(work: Work, page: Page, report: PhaseReport) -> None:
    """Write every publication that the sheets refer to by number, and those that the account names besides."""
    words, language, listed = work.words, work.language, work.sources
    for source in report.account.origins:
        for year in source.years:
            listed.number(source.territory, source.series, source.origin, year)
    page.text(0, 0, LABELS["sources"][language], "title")
    names = ("number", "territory", "series", "years", "publication", "edition", "place_found", "licence", "note")
    page.head(2, [words[name] for name in names])
    row = 3
    for i, ((territory, series, origin), years) in enumerate(listed.years.items(), start=1):
        page.value(row, 0, i, "year", "year")
        note = (origin.note_vi if language == "vi" else "") or origin.note
        told = {
            1: place(territory, language),
            2: label(series, language),
            3: year_spans(sorted(years)),
            4: origin_words(origin, language) if origin.source == "derived" else origin.source,
            5: str(origin.vintage or ""),
            6: origin.reference,
            7: origin.licence,
            8: note,
        }
        for column, text in told.items():
            page.text(row, column, text, "wrapped")
        page.row_height(row, told)
        row += 1
    page.finish(freeze=(3, 1), repeat=2)
