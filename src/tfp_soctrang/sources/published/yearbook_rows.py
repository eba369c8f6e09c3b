"""The lines of a yearbook page as copied out: its line of years, its rows, and which rows cannot be trusted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tfp_soctrang.published_table import TimeLabel, parse_time
from tfp_soctrang.sources.published.printed_numbers import is_missing, looks_numeric
from tfp_soctrang.sources.published.printed_words import english_only, join_languages

__all__ = [
    "Line",
    "Row",
    "heading_years",
    "is_line_of_years",
    "mark_doubtful",
    "pages_of",
    "rows_of",
    "take_strays",
    "values_of",
    "without_running_lines",
]

_PAGE = re.compile(r"===\s*page(?: index)?\s*(\d+)\s*=*", re.IGNORECASE)
_YEARS_LINE = re.compile(r"(?:(?:(?:19|20)\d\d|sơ bộ|prel\.?|ước(?: tính)?|est\.?|-)(?=\s|$)\s*)+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Only these may be left aside below a table; anything else without values is a row that lost them.
_STRAY = re.compile(r".?$|\*|\(|nguồn|ghi chú|source|notes?\b", re.IGNORECASE)
_RUNNING = re.compile(r"\d{1,4}\s+\D+|\D+\s\d{1,4}")


@dataclass(slots=True)
class Line:
    """A line of the file that is not blank: its number in the file and its text."""

    number: int
    text: str


@dataclass(slots=True)
class Row:
    """What stands between one label and the next."""

    line: int
    label: str
    values: list[tuple[int, int, str]] = field(default_factory=list)  # line, place on the line, text
    fault: str = ""


def without_running_lines(lines: list[Line], notes: list[str]) -> list[Line]:
    """Return a page without its running head or foot: a chapter's name and the page's number on one line."""
    kept = list(lines)
    at_ends = (0, -1) if len(kept) > 1 else ()
    notes.extend(
        kept.pop(at).text for at in at_ends if _RUNNING.fullmatch(kept[at].text) and not _YEAR.search(kept[at].text)
    )
    return kept


def heading_years(lines: Sequence[Line]) -> tuple[int, int, list[TimeLabel]]:
    """Return where the line of years begins and ends, and its years; no years where there are fewer than two.

    One year alone would let any label with one number after it pass for a row.
    """
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _YEARS_LINE.fullmatch(lines[end].text):
            end += 1
        words = " ".join(line.text for line in lines[at:end])
        times = [time for text in _timed(words) if (time := parse_time(text)) is not None]
        if len(times) > 1:
            return at, end, times
        at = max(end, at + 1)
    return 0, 0, []


def _timed(words: str) -> Iterator[str]:
    """Yield each year with the status words printed before it."""
    start = 0
    for match in _YEAR.finditer(words):
        yield words[start : match.end()]
        start = match.end()


def is_line_of_years(text: str) -> bool:
    """Return whether a line holds two years or more and nothing but years and their status."""
    return _YEARS_LINE.fullmatch(text) is not None and len(_YEAR.findall(text)) > 1


def values_of(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the label of a line and the values behind it, each with its place on the line."""
    words = text.split()
    cut = len(words)
    while cut and (is_missing(words[cut - 1]) or looks_numeric(words[cut - 1])):
        cut -= 1
    return " ".join(words[:cut]), list(enumerate(words[cut:], start=1))


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a page: a label, wrapped or translated over several lines, and every value up to the next."""
    rows: list[Row] = []
    for line in lines:
        label, values = values_of(line.text)
        if label:
            last = rows[-1] if rows and not rows[-1].values else None
            if last is not None and last.label and (label[0].islower() or _translates(label, last.label)):
                last.label = join_languages([last.label, label])
            else:
                rows.append(Row(line.number, label))
        elif not rows:
            rows.append(Row(line.number, ""))
        rows[-1].values += [(line.number, at, text) for at, text in values]
    return rows


def _translates(line: str, label: str) -> bool:
    return english_only(line) and not english_only(label)


def take_strays(rows: list[Row]) -> list[Row]:
    """Remove and return the lines below the last values that are no rows: footnotes, a letter of the printer's."""
    strays: list[Row] = []
    while rows and not rows[-1].values and _STRAY.match(rows[-1].label):
        strays.insert(0, rows.pop())
    return strays


def mark_doubtful(rows: list[Row], needed: int, *, groups: bool) -> None:
    """Mark the rows that cannot be taken; `groups` says whether a label without values may head a group.

    Copying keeps every value of a page, so a run of bad rows that holds just the values its labels need, or one less
    for a brace, has lent to and borrowed from no row outside it. Where the sum does not close the rows on both sides
    are refused too: the value of a brace may stand with either province.
    """
    for row in rows:
        if not row.label:
            row.fault = "text_no_label"
        elif len(row.values) not in ({0, needed} if groups else {needed}):
            row.fault = "count"
    # a label without values is a group's heading, but beside a bad row it is the row that lost them
    for before, after in [*itertools.pairwise(rows), *itertools.pairwise(rows[::-1])]:
        if before.fault and not after.fault and not after.values:
            after.fault = "count"
    beside: list[Row] = []
    for faulty, group in itertools.groupby(range(len(rows)), key=lambda at: bool(rows[at].fault)):
        run = list(group)
        if not faulty:
            continue
        labels = sum(bool(rows[at].label) for at in run)
        missing = labels * needed - sum(len(rows[at].values) for at in run)
        if len(run) == 1 or not (missing == 0 or (missing == 1 and labels > 1)):
            beside += [rows[at] for at in (run[0] - 1, run[-1] + 1) if 0 <= at < len(rows) and rows[at].values]
    for row in beside:
        row.fault = row.fault or "text_row_neighbour"


def pages_of(text: str) -> Iterator[tuple[str, list[Line]]]:
    """Yield the name (its index, empty before the first mark) and the lines of each page."""
    name, lines = "", list[Line]()
    for number, line in enumerate(text.split("\n"), start=1):
        if mark := _PAGE.fullmatch(line.strip()):
            yield name, lines
            name, lines = mark[1], []
        elif line.strip():
            lines.append(Line(number, line))
    yield name, lines
