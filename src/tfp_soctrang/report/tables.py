"""The table of an account, and the records as HTML in a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tfp_soctrang.account import PhaseAccount
from tfp_soctrang.dataset import Dataset
from tfp_soctrang.display import as_html
from tfp_soctrang.errors import NotApplicable
from tfp_soctrang.messages import Language
from tfp_soctrang.report.choice_words import AVERAGING, FORM
from tfp_soctrang.report.names import PHASE_STATUS, STATUS, label, place
from tfp_soctrang.report.numbers import number, percent, rounded, rounded_parts
from tfp_soctrang.report.words import LABELS
from tfp_soctrang.series import AnnualSeries, year_spans

__all__ = ["Table", "html_heading", "html_record", "html_table", "split_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text, the first two the heading; the notes stand below."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def split_rows(account: PhaseAccount, language: Language = "vi") -> Table:
    """Return the account as a table: growth, contribution and share of output, capital, labour and TFP, rounded.

    The shares add up to exactly 100.0; a note says which one took what rounding left over.
    """
    words = {name: text[language] for name, text in LABELS.items()}
    parts = (account.output_growth, account.capital_contribution, account.labour_contribution, account.tfp_growth)
    contributions = [percent(part, 2, language) for part in parts]
    shares, notes = ["–"] * 4, []
    numbers = [
        share
        for share in (
            account.capital_contribution_share, account.labour_contribution_share, account.tfp_contribution_share
        )
        if not isinstance(share, NotApplicable)
    ]  # fmt: skip
    if len(numbers) == 3:
        split = rounded_parts(1.0, numbers[0], numbers[1], numbers[2], 1)
        shares = [number(part, 1, language) for part in (split.whole, split.capital, split.labour, split.tfp)]
        if split.adjusted:
            shares[1 if split.adjusted == "capital" else 2] += " *"
            notes.append(words["rounding"].format(part=words[split.adjusted], by=number(split.by, 1, language)))
    in_percent = [rounded(100.0 * part, 2) for part in parts]
    if in_percent[0] != sum(in_percent[1:]):
        notes.append(words["own_rounding"])
    growth = [percent(g, 2, language) for g in (account.output_growth, account.capital_growth, account.labour_growth)]
    pace = words["whole_phase" if account.averaging == "cumulative" else "per_year"]
    names = [words[name] for name in ("output", "capital", "labour", "tfp")]
    return Table(
        rows=(
            ("", words["growth"], words["contribution"], words["share"]),
            ("", pace, words["points"], words["percent"]),
            *zip(names, [*growth, "–"], contributions, shares, strict=True),
        ),
        notes=tuple(notes),
    )


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of text as an HTML table; the first cell of a row is its heading.

    Numbers stand flush right and do not break, their heading may; columns of words stand flush left.
    """
    rows = list(rows)
    wordy = {i for row in rows for i, cell in enumerate(row) if _is_words(cell)}

    def cell(i: int, text: str, tag: str) -> str:
        style = "text-align:left" if i in wordy else "text-align:right"
        if i not in wordy and (tag == "td" or not i):
            style += ";white-space:nowrap"
        return f'<{tag} style="{style}">{html.escape(text)}</{tag}>'

    heading = "".join(cell(i, text, "th") for i, text in enumerate(head))
    body = "".join(
        f"<tr>{''.join(cell(i, text, 'td' if i else 'th') for i, text in enumerate(row))}</tr>" for row in rows
    )
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def _is_words(text: str) -> bool:
    return any(part.isalpha() and len(part) > 1 for part in text.replace("_", " ").split())


def html_record(title: str, *parts: str, notes: Iterable[str] = ()) -> str:
    """Return a record as HTML: its title, its tables and other fragments, its notes below them, one a line."""
    lines = "<br>".join(html.escape(note) for note in notes)
    return f"<h4>{html.escape(title)}</h4>{''.join(parts)}" + (f"<p>{lines}</p>" if lines else "")


def html_heading(text: str) -> str:
    """Return the heading of one of several tables of a record."""
    return f"<p><strong>{html.escape(text)}</strong></p>"


@as_html.register
def _(account: PhaseAccount) -> str:
    words = {name: text["vi"] for name, text in LABELS.items()}
    table = split_rows(account)
    head = [f"{name} ({unit})" if name else "" for name, unit in zip(*table.rows[:2], strict=True)]
    notes = [
        *table.notes,
        f"{words['status']}: {PHASE_STATUS[account.status]['vi']}",
        f"{words['form']}: {FORM[account.form]['vi']}",
        f"{words['averaging']}: {AVERAGING[account.averaging]['vi']}",
    ]
    if account.filled_cells:
        notes.append(words["filled_cells"].format(count=len(account.filled_cells)))
        for name in dict.fromkeys(cell.series for cell in account.filled_cells):
            years = [cell.year for cell in account.filled_cells if cell.series == name]
            notes.append(f"– {label(name, 'vi')}: {year_spans(years)}")
    notes += [f"{words['caveats']}: {caveat.text('vi')}" for caveat in account.caveats]
    title = f"{place(account.territory, 'vi')}, {words['phase']} {account.phase}"
    return html_record(title, html_table(head, table.rows[2:]), notes=notes)


@as_html.register
def _(series: AnnualSeries) -> str:
    rows = [
        [str(year), number(value, 1), STATUS[status]["vi"], str(origin)]
        for year, value, status, origin in zip(
            series.years.tolist(), series.values.tolist(), series.status, series.origin, strict=True
        )
    ]
    title = f"{label(series.name, 'vi')} ({series.name}), {place(series.territory, 'vi')}"
    head = ["Năm", str(series.unit), "Tình trạng", "Nguồn"]
    return html_record(title, html_table(head, rows))


@as_html.register
def _(data: Dataset) -> str:
    rows = [
        [series.name, label(series.name, "vi"), year_spans(series.years), str(series.unit)]
        for series in data.series.values()
    ]
    title = f"{data.name}: {place(data.territory, 'vi')}"
    return html_record(title, html_table(["Chuỗi", "Chỉ tiêu", "Năm", "Đơn vị"], rows))
