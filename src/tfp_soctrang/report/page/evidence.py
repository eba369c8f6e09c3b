"""What the figure of a page rests on: filled cells, assumptions, wanted cells and sources, as rows of text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tfp_soctrang.account import FilledCell, PhaseAccount
from tfp_soctrang.messages import Language
from tfp_soctrang.report.factor_names import value_of
from tfp_soctrang.report.names import RULE, assumption_name, label, place, prices, unit_name
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.page.tables import PageTable, head_of
from tfp_soctrang.report.page.words import PAGE
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans

__all__ = ["FilledGroup", "SourceRow", "assumption_table", "cell_lines", "filled_groups", "source_rows"]

_TOLD: tuple[Literal["reason", "source"], ...] = ("reason", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledGroup:
    """The cells that one gap filler supplies, and its rule, reason and source, each with its name."""

    cells: PageTable
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source: what it gave, who published it where, under which terms; `address` is empty where it is no web page."""

    series: str
    years: str
    publisher: str
    reference: str
    address: str
    note: str
    licence: str


def filled_groups(account: PhaseAccount, language: Language) -> list[FilledGroup]:
    """Return the cells that assumptions fill: a group for each gap filler, with its rule, reason and source."""
    words = {name: text[language] for name, text in LABELS.items()}
    groups: dict[str, list[FilledCell]] = {}
    for cell in account.filled_cells:
        groups.setdefault(cell.filler.name, []).append(cell)
    found = []
    for cells in groups.values():
        first, assumption = cells[0], cells[0].filler.parameter
        name, base = label(first.series, language), prices(first.price_base, language)
        brought = f", {words['brought_to'].format(prices=base)}" if base and base not in name else ""
        rows = []
        for cell in cells:
            value, low, high = (number(one, 1, language) for one in (cell.value, cell.low, cell.high))
            rows.append((str(cell.year), value, f"{low} – {high}"))
        ends = " – ".join(percent(end, 2, language) for end in (assumption.low, assumption.high))
        rule = RULE[first.filler.rule][language].format(value=percent(first.parameter, 2, language))
        told = (
            (words["rule"], f"{rule} ({words['range']} {ends})"),
            *((words[what], assumption.in_words(what, language)) for what in _TOLD),
        )
        table = PageTable(
            caption=f"{name}{brought}, {unit_name(first.unit, language)}",
            head=head_of("filled_head", language),
            rows=tuple(rows),
        )
        found.append(FilledGroup(cells=table, told=told))
    return found


def assumption_table(account: PhaseAccount, language: Language) -> PageTable:
    """Return the other assumptions: value, range, reason, source."""
    rows = []
    for used in account.assumptions:
        one = used.assumption
        year = f" ({one.year})" if one.year else ""
        value, low, high = (value_of(one.about, part, language) for part in (used.value, one.low, one.high))
        computed = f", {LABELS['computed'][language]}" if one.value is None else ""
        reason, source = (one.in_words(what, language) for what in ("reason", "source"))
        rows.append(
            (f"{assumption_name(one, language)}{year}", f"{value}{computed}", f"{low} – {high}", reason, source)
        )
    return PageTable(
        caption=LABELS["assumptions"][language],
        head=head_of("assumption_head", language),
        rows=tuple(rows),
        stacked=True,
        wordy=frozenset({0, 3, 4}),
    )


def source_rows(account: PhaseAccount, language: Language) -> list[SourceRow]:
    """Return the sources, each with its licence; only addresses on the web become links."""
    rows = []
    for source in account.origins:
        origin = source.origin
        derived = origin.source == "derived"
        edition = f", {LABELS['edition'][language]} {origin.vintage}" if origin.vintage else ""
        reference = "" if derived else origin.reference
        web = reference.startswith(("https://", "http://")) and not any(mark.isspace() for mark in reference)
        other = "" if source.territory == account.territory else f"{place(source.territory, language)}, "
        terms = PAGE["derived_licence" if derived else "no_licence"][language]
        rows.append(
            SourceRow(
                series=f"{other}{label(source.series, language)}",
                years=year_spans(source.years),
                publisher=(LABELS["derived_cell"][language] if derived else origin.source) + edition,
                reference=reference,
                address=reference if web else "",
                note=(origin.note_vi if language == "vi" else "") or origin.note,
                licence=terms if derived else origin.licence or terms,
            )
        )
    return rows


def cell_lines(cells: Iterable[tuple[str, int]], language: Language) -> list[str]:
    """Return cells as lines, a series each: `Lao động … (employed_icls19): 2020, 2023–2025`."""
    grouped: dict[str, list[int]] = {}
    for name, year in cells:
        grouped.setdefault(name, []).append(year)
    return [f"{label(name, language)} ({name}): {year_spans(years)}" for name, years in grouped.items()]
