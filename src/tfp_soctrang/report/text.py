"""Accounts as plain text, for a terminal: a hundred characters wide, the figure first, what it rests on below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from tfp_soctrang.account import FilledCell, PhaseAccount, Source, UsedAssumption
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.errors import CellIssue, NotApplicable
from tfp_soctrang.messages import Language
from tfp_soctrang.reconciliation import CalibratedAccount
from tfp_soctrang.report.choice_words import AVERAGING, FORM, READINGS
from tfp_soctrang.report.factor_names import value_of
from tfp_soctrang.report.layout import bullets, columns, wrapped
from tfp_soctrang.report.names import (
    ASSUMPTIONS,
    PHASE_STATUS,
    RULE,
    STATUS,
    assumption_name,
    label,
    place,
    prices,
    unit_name,
)
from tfp_soctrang.report.numbers import number, percent
from tfp_soctrang.report.tables import split_rows
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import year_spans

__all__ = [
    "by_series",
    "calibration_text",
    "cells_text",
    "dataset_text",
    "issues_text",
    "phase_text",
    "rule_text",
    "source_text",
]


def phase_text(account: PhaseAccount, language: Language = "vi") -> str:
    """Return the whole account of a phase as text: figure, table, years, other readings, what it rests on, sources."""
    words = {name: text[language] for name, text in LABELS.items()}
    parts = [
        [words["title"], f"{place(account.territory, language)}, {words['phase']} {account.phase}"],
        _headline(account, words, language),
        _split(account, words, language),
        _years(account, words, language),
        _readings(account, words, language),
        _filled(account, words, language),
        _assumed(account.assumptions, words, language),
        _wanted(account, words, language),
        [words["caveats"], *bullets(caveat.text(language) for caveat in account.caveats)] if account.caveats else [],
        [words["sources"], *bullets(source_text(account, source, language) for source in account.origins)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _headline(account: PhaseAccount, words: dict[str, str], language: Language) -> list[str]:
    share = account.tfp_contribution_share
    shown = words["undefined"] if isinstance(share, NotApplicable) else f"{percent(share, 1, language)} %"
    pace = words["whole_phase" if account.averaging == "cumulative" else "per_year"]
    growth = percent(account.tfp_growth, 2, language)
    return [
        f"{words['headline']}: {shown}   ({words['tfp_growth']} {growth} {pace})",
        *wrapped(f"{words['status']}: {PHASE_STATUS[account.status][language]}", indent=0),
        *wrapped(f"{words['form']}: {FORM[account.form][language]}", indent=0),
        *wrapped(f"{words['averaging']}: {AVERAGING[account.averaging][language]}", indent=0),
        f"{words['coefficients']}: {words['capital_share']} = {number(account.capital_share, 3, language)}, "
        f"{words['labour_share']} = {number(account.labour_share, 3, language)}",
    ]


def _split(account: PhaseAccount, words: dict[str, str], language: Language) -> list[str]:
    table = split_rows(account, language)
    starred = any(cell.endswith("*") for row in table.rows for cell in row)
    rows = [[cell if i == 0 or cell.endswith("*") or not starred else f"{cell}  " for i, cell in enumerate(row)]
            for row in table.rows]  # fmt: skip
    return [*columns(rows, indent=0), *(line for note in table.notes for line in wrapped(note, indent=0))]


def _years(account: PhaseAccount, words: dict[str, str], language: Language) -> list[str]:
    filled = {cell.year for cell in account.filled_cells}
    rows = [[words["year"], "Y", "K", "L", "TFP"]]
    for level in account.levels:
        growth = (level.output_growth, level.capital_growth, level.labour_growth, level.tfp_growth)
        mark = " +" if level.year in filled or level.year - 1 in filled else ""
        if level.output_growth is not None:
            rows.append([f"{level.year}{mark}", *(percent(g, 2, language) for g in growth if g is not None)])
    return [words["by_year"], *columns(rows), *([f"  {words['filled_mark']}"] if filled else [])]


def _readings(account: PhaseAccount, words: dict[str, str], language: Language) -> list[str]:
    lines = [words["side_by_side"]]
    for other in account.alternatives:
        same = (other.form, other.averaging) == (account.form, account.averaging)
        mark = f"   ← {words['this_figure']}" if same else ""
        name = READINGS[other.form, other.averaging][language]
        lines.append(f"{percent(other.tfp_contribution_share, 1, language):>7}   {name}{mark}")
    return lines


def rule_text(cell: FilledCell, language: Language) -> str:
    """Return how a filled cell is made, with the value and range of its assumption."""
    filler = cell.filler
    shown = RULE[filler.rule][language].format(value=percent(cell.parameter, 2, language))
    low, high = (percent(end, 2, language) for end in (filler.parameter.low, filler.parameter.high))
    return f"{shown} ({LABELS['range'][language]} {low} – {high})"


def _filled(account: PhaseAccount, words: dict[str, str], language: Language) -> list[str]:
    if not account.filled_cells:
        return []
    lines = [words["filled_cells"].format(count=len(account.filled_cells))]
    for _, group in groupby(account.filled_cells, key=lambda cell: cell.filler.name):
        cells = list(group)
        first, parameter = cells[0], cells[0].filler.parameter
        name, base = label(first.series, language), prices(first.price_base, language)
        brought = f", {words['brought_to'].format(prices=base)}" if base and base not in name else ""
        lines += wrapped(f"{name}{brought}, {unit_name(first.unit, language)}:")
        rows = []
        for cell in cells:
            value, low, high = (number(one, 1, language) for one in (cell.value, cell.low, cell.high))
            rows.append([str(cell.year), value, f"({words['range']} {low} – {high})"])
        lines += columns(rows, indent=4)
        lines += wrapped(f"{words['rule']}: {rule_text(first, language)}.", indent=4)
        lines += wrapped(f"{words['reason']}: {parameter.in_words('reason', language)}", indent=4)
        lines += wrapped(f"{words['source']}: {parameter.in_words('source', language)}", indent=4)
    return lines


def _assumed(assumptions: Sequence[UsedAssumption], words: dict[str, str], language: Language) -> list[str]:
    lines = [words["assumptions"]] if assumptions else []
    for used in assumptions:
        one = used.assumption
        year = f" ({one.year})" if one.year else ""
        value, low, high = (value_of(one.about, part, language) for part in (used.value, one.low, one.high))
        computed = f", {words['computed']}" if one.value is None else ""
        lines += wrapped(
            f"{assumption_name(one, language)}{year}: {value}{computed} ({words['range']} {low} – {high}). "
            f"{one.in_words('reason', language)} {words['source']}: {one.in_words('source', language)}"
        )
    return lines


def by_series(cells: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the years of each series among cells (series, year)."""
    grouped: dict[str, list[int]] = {}
    for name, year in cells:
        grouped.setdefault(name, []).append(year)
    return grouped


def cells_text(cells: Iterable[tuple[str, int]], language: Language = "vi") -> list[str]:
    """Return cells as lines, a series each: `- Lao động … (employed_icls19): 2020, 2023–2025`."""
    grouped = by_series(cells)
    return bullets(f"{label(name, language)} ({name}): {year_spans(years)}" for name, years in grouped.items())


def _wanted(account: PhaseAccount, words: dict[str, str], language: Language) -> list[str]:
    lines = [words["missing"], *cells_text([(cell.series, cell.year) for cell in account.filled_cells], language)]
    weak = account.unofficial_cells
    if weak:
        lines += wrapped(f"{words['not_yet_official']}:")
        for status in dict.fromkeys(cell.status for cell in weak):
            lines += bullets(
                f"{STATUS[status][language]}: {label(name, language)}: {year_spans(years)}"
                for name, years in by_series((cell.series, cell.year) for cell in weak if cell.status is status).items()
            )
    return lines if len(lines) > 1 else [words["missing"], *wrapped(words["nothing_missing"])]


def source_text(account: PhaseAccount, source: Source, language: Language) -> str:
    """Return a source as one line: territory where it is another one, series, years, publication, note."""
    origin = source.origin
    edition = f", {LABELS['edition'][language]} {origin.vintage}" if origin.vintage else ""
    derived = origin.source == "derived"
    who = LABELS["derived_cell"][language] if derived else origin.source
    where = f" – {origin.reference}" if origin.reference and not derived else ""
    told = (origin.note_vi if language == "vi" else "") or origin.note
    note = f" [{told}]" if told else ""
    other = "" if source.territory == account.territory else f"{place(source.territory, language)}, "
    return f"{other}{label(source.series, language)}: {year_spans(source.years)}: {who}{edition}{where}{note}"


def calibration_text(found: CalibratedAccount, language: Language = "vi") -> str:
    """Return a calibration as text: the point, the admissible set, and every print beside what the point gives."""
    words = {name: text[language] for name, text in LABELS.items()}
    lines = [words["calibration_title"], f"{place(found.territory, language)}: {found.account}", ""]
    rows = [["", words["point"], words["admissible"]]]
    for one in found.coefficients:
        value, low, high = (number(part, 4, language) for part in (one.value, one.low, one.high))
        ends = f" ({words['open_end']})" if one.low_open or one.high_open else ""
        year = f" ({found.initial_year})" if one.name == "initial_capital_output_ratio" else ""
        rows.append([f"{ASSUMPTIONS[one.name][language]}{year}", value, f"{low} – {high}{ends}"])
    lines += columns(rows)
    rule = words["point_rule" if found.deviation <= 1.0 else "not_reproduced"]
    lines += wrapped(rule.format(deviation=number(found.deviation, 2, language)))
    lines += ["", words["comparison"]]
    rows = [["", "", "K (%)", "L (%)", "TFP (%)", f"{words['tfp_growth']} ({words['per_year']})", ""]]
    for compared in found.comparisons:
        match = words["all_digits"] if all(compared.reproduced) else words["differs"]
        printed = [percent(part, 1, language) for part in compared.printed]
        computed = [percent(part, 1, language) for part in compared.computed]
        rows += [[str(compared.phase), words["printed"], *printed, ""], ["", words["computed_short"], *computed, match]]
    lines += columns(rows)
    lines += bullets(
        f"{compared.phase}: {compared.reason.text(language)}" for compared in found.comparisons if compared.reason
    )
    if found.caveats:
        lines += ["", words["caveats"], *bullets(caveat.text(language) for caveat in found.caveats)]
    return "\n".join(lines) + "\n"


def dataset_text(data: Dataset, language: Language = "vi") -> str:
    """Return what a data set holds, a line each series: name, words, years, unit."""
    rows = [
        [series.name, f"{label(series.name, language)}, {unit_name(series.unit, language)}", year_spans(series.years)]
        for series in data.series.values()
    ]
    return "\n".join([f"{data.name}: {place(data.territory, language)}", *columns(rows)]) + "\n"


def issues_text(issues: Sequence[CellIssue], language: Language = "vi") -> str:
    """Return every bad cell of a file: place, heading, raw text, reason, remedy."""
    words = {name: text[language] for name, text in LABELS.items()}
    lines = [words["issues"].format(count=len(issues)) if issues else words["no_issues"]]
    for i, issue in enumerate(issues, start=1):
        where = ", ".join(part for part in (issue.sheet, issue.cell) if part)
        heading = f" [{issue.heading}]" if issue.heading else ""
        lines.append(f"{i:3d}. {issue.file}: {where}{heading}: {issue.raw!r}")
        lines += wrapped(f"{issue.reason.text(language)} → {issue.remedy.text(language)}", indent=5, hang=0)
    return "\n".join(lines) + "\n"
