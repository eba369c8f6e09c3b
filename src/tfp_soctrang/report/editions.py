"""Published tables, stored vintages and revisions as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tfp_soctrang.display import as_html
from tfp_soctrang.report.layout import bullets, columns, wrapped
from tfp_soctrang.report.names import STATUS, label, place, prices
from tfp_soctrang.report.numbers import percent, rounded_total
from tfp_soctrang.report.tables import html_record, html_table
from tfp_soctrang.report.text import issues_text
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.revision_bridge import Revision, RevisionPart
from tfp_soctrang.series import year_spans

if TYPE_CHECKING:
    from tfp_soctrang.messages import Language
    from tfp_soctrang.published_table import TableSummary

__all__ = ["revision_rows", "revision_text", "runs_text", "tables_text", "vintages_text"]

_MOST_LABELS = 12  # of a dimension that are shown: more fill the window, and --all shows them


def tables_text(summaries: Sequence[TableSummary], language: Language = "vi", *, everything: bool = False) -> str:
    """Return what the tables of a file hold: dimensions, territories, years, units, statuses, bad cells, notes."""
    parts = [_table(i, one, language, everything=everything) for i, one in enumerate(summaries, start=1)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _table(number: int, one: TableSummary, language: Language, *, everything: bool) -> list[str]:
    words = {name: text[language] for name, text in LABELS.items()}
    table = one.table
    head = f"{number}. {table.file}" + (f", {table.name}" if table.name else "")
    lines = [head, *wrapped(table.title, indent=3)]
    years = year_spans(one.years) + (f" ({', '.join(one.parts)})" if one.parts else "")
    statuses = ", ".join(f"{STATUS[status][language]} {count}" for status, count in one.statuses)
    for name, told in (
        (words["years"], years),
        (words["edition"], str(table.vintage or "–")),
        (words["units"], ", ".join(one.units) or words["not_printed"]),
        (words["prices"], ", ".join(prices(base, language) for base in one.prices) or words["not_printed"]),
        (words["numbers"], f"{one.numbers} ({statuses}); {words['blank']} {one.missing}"),
        (words["territories"], f"{len(one.territories)}" if one.territories else "–"),
    ):
        lines += wrapped(f"{name}: {told}", indent=3)
    for dimension, labels in zip(table.dimensions, one.labels, strict=True):
        shown = labels if everything else labels[:_MOST_LABELS]
        more = f" … (+{len(labels) - len(shown)})" if len(labels) > len(shown) else ""
        lines += wrapped(f"{dimension} ({len(labels)}): {'; '.join(shown)}{more}", indent=3)
    for note in table.notes:
        lines += wrapped(f"– {note}", indent=3)
    if table.issues:
        lines += [f"   {line}" for line in issues_text(table.issues, language).rstrip().splitlines()]
    return lines


def vintages_text(rows: Sequence[Sequence[str]], language: Language = "vi") -> str:
    """Return stored vintages as a table; each row has the number, data set, territory, edition, dates and file."""
    if not rows:
        return LABELS["vintages_none"][language] + "\n"
    return "\n".join(columns([LABELS["vintages_head"][language].split(" | "), *rows], indent=0)) + "\n"


def runs_text(rows: Sequence[Sequence[str]], language: Language = "vi") -> str:
    """Return kept figures as a table; each row has the number, time, TFP share, editions, code version, command."""
    if not rows:
        return LABELS["runs_none"][language] + "\n"
    return "\n".join(columns([LABELS["runs_head"][language].split(" | "), *rows], indent=0)) + "\n"


def _part_name(part: RevisionPart, revision: Revision, language: Language) -> str:
    words = LABELS[f"revision_{part.kind}"][language]
    if not part.series:
        return words
    other = "" if part.territory == revision.after.territory else f"{place(part.territory, language)}, "
    names = ", ".join(label(name, language) for name in part.series.split(", "))
    return f"{words}: {other}{names} ({year_spans(part.years)})"


def revision_rows(revision: Revision, language: Language = "vi") -> list[tuple[str, str]]:
    """Return the bridge as rows: the earlier share, every part in points, the later share; the printed parts add up."""
    words = {name: text[language] for name, text in LABELS.items()}
    ends = (revision.before.tfp_contribution_share, revision.after.tfp_contribution_share)
    printed = rounded_total(ends, [part.change for part in revision.parts], 1, language)
    return [
        (words["revision_before"], printed[0]),
        *(
            (_part_name(part, revision, language), text)
            for part, text in zip(revision.parts, printed[1:-1], strict=True)
        ),
        (words["revision_after"], printed[-1]),
    ]


def revision_text(revision: Revision, language: Language = "vi") -> str:
    """Return the bridge between two editions of a figure as text."""
    words = {name: text[language] for name, text in LABELS.items()}
    title = f"{words['revision_title']}: {place(revision.after.territory, language)}, {words['phase']} {revision.phase}"
    rows = [(name if len(name) < 78 else f"{name[:75]}…", text) for name, text in revision_rows(revision, language)]
    lines = [title, "", *columns(rows)]
    if not revision.parts:
        lines += wrapped(words["revision_none"])
    exact = percent(revision.change, 6, language)
    lines += ["", *bullets([words["revision_note"].format(change=exact)])]
    return "\n".join(lines) + "\n"


@as_html.register
def _(revision: Revision) -> str:
    title = f"{LABELS['revision_heading']['vi']}: {place(revision.after.territory, 'vi')}, {revision.phase}"
    notes = [] if revision.parts else [LABELS["revision_none"]["vi"]]
    return html_record(title, html_table(["", "Điểm %"], revision_rows(revision)), notes=notes)
