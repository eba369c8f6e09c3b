"""The sections on what the figure rests on: filled cells, assumptions, caveats, what is still needed, sources."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tfp_soctrang.messages import Message
from tfp_soctrang.report.factor_names import value_of
from tfp_soctrang.report.names import STATUS, assumption_name, label, prices, unit_name
from tfp_soctrang.report.numbers import number
from tfp_soctrang.report.text import by_series, rule_text, source_text
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans

if TYPE_CHECKING:
    from tfp_soctrang.account import FilledCell
    from tfp_soctrang.messages import Language
    from tfp_soctrang.phase_report import PhaseReport
    from tfp_soctrang.report.document.blocks import Draft

__all__ = ["caveats", "evidence", "sources_annex", "supply"]


def evidence(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the filled cells and the other assumptions, each with range, reason and source."""
    _filled(report, draft, words)
    _assumptions(report, draft, words)


def _measured(cell: FilledCell, language: Language) -> str:
    """Return what a filled cell measures: series, prices where the series has others, unit."""
    name, base = label(cell.series, language), prices(cell.price_base, language)
    brought = LABELS["brought_to"][language].format(prices=base)
    return ", ".join([name, *([brought] if base and base not in name else []), unit_name(cell.unit, language)])


def _filled(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    account, language = report.account, report.language
    draft.heading(words["filled_title"])
    if not account.filled_cells:
        draft.say(words["filled_none"])
        return
    rows: list[tuple[str, ...]] = []
    points = []
    for _, group in groupby(account.filled_cells, key=lambda cell: cell.filler.name):
        cells = list(group)
        first = cells[0]
        measured = _measured(first, language)
        for cell in cells:
            value, low, high = (number(one, 1, language) for one in (cell.value, cell.low, cell.high))
            rows.append((measured if cell is first else "", str(cell.year), value, low, high))
        points.append(
            words["filled_point"].format(
                series=label(first.series, language),
                years=year_spans([cell.year for cell in cells]),
                rule=rule_text(first, language),
                reason=first.filler.parameter.in_words("reason", language),
                source=first.filler.parameter.in_words("source", language),
            )
        )
    head = (tuple(words["filled_head"].split(" | ")),)
    draft.table(words["filled_caption"], head, rows, (2.6, 0.7, 1.0, 1.0, 1.0))
    draft.items(points)


def _assumptions(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    language = report.language
    draft.heading(words["assumptions_title"])
    if not report.account.assumptions:
        draft.say(words["assumptions_none"])
        return
    rows: list[tuple[str, ...]] = []
    points = []
    computed = LABELS["computed"][language]
    for used in report.account.assumptions:
        one = used.assumption
        name = f"{assumption_name(one, language)}{f' ({one.year})' if one.year else ''}"
        values = (value_of(one.about, part, language) for part in (used.value, one.low, one.high))
        rows.append((f"{name}, {computed}" if one.value is None else name, *values))
        points.append(
            words["assumption_point"].format(
                name=name, reason=one.in_words("reason", language), source=one.in_words("source", language)
            )
        )
    head = (tuple(words["assumptions_head"].split(" | ")),)
    draft.table(words["assumptions_caption"], head, rows, (3.0, 1.0, 1.0, 1.0))
    draft.items(points)


def caveats(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write what a reader must know; nothing where there is none."""
    told = []
    for caveat in report.account.caveats:
        # on paper the reader looks into the annex, not into a program
        here = caveat if caveat.code != "initial_stock_left" else Message("initial_stock_left_annex", caveat.values)
        told.append(here.text(report.language))
    draft.items(told)


def supply(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write which cells the Statistics Office has to supply, and which are not official yet."""
    account, language = report.account, report.language
    lacking = [
        f"{label(name, language)}: {year_spans(years)}"
        for name, years in by_series((cell.series, cell.year) for cell in account.filled_cells).items()
    ]
    weak = account.unofficial_cells
    if not lacking and not weak:
        draft.say(LABELS["nothing_missing"][language])
        return
    if lacking:
        draft.heading(LABELS["missing"][language])
        draft.items(lacking)
    if weak:
        draft.heading(LABELS["not_yet_official"][language])
        draft.items(
            [
                f"{label(name, language)}: {year_spans(years)} ({STATUS[status][language]})"
                for status in dict.fromkeys(cell.status for cell in weak)
                for name, years in by_series((cell.series, cell.year) for cell in weak if cell.status is status).items()
            ]
        )


def sources_annex(report: PhaseReport, draft: Draft, words: dict[str, str]) -> None:
    """Write the publications, and the program that made the figure."""
    account, language = report.account, report.language
    draft.say(words["sources_intro"])
    for source in account.origins:
        draft.say(f"- {source_text(account, source, language)}", "source")
    if report.code_version:
        draft.say(words["made_by"].format(version=report.code_version))
