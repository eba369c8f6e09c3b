"""The text layer of yearbook pages: rows of numbers under a line of years, in the order a program copied them out.

Copying loses where a number stood. A row is taken only if it has exactly one value for each year; a row that lacks a
value or has one too many casts doubt on the rows beside it, for a brace prints one value for two provinces.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tfp_soctrang.errors import CellIssue, DataError
from tfp_soctrang.messages import Message
from tfp_soctrang.published_table import PublishedCell, PublishedTable, TimeLabel, clean_text
from tfp_soctrang.sources.guards import read_limited
from tfp_soctrang.sources.published.printed_numbers import Marks, Reading, is_missing, read_number
from tfp_soctrang.sources.published.printed_words import (
    both_languages,
    edition_in,
    join_languages,
    price_base_in,
    status_of,
    table_number,
    unit_in,
    unit_line,
)
from tfp_soctrang.sources.published.tcvn3 import is_vni, looks_like_tcvn3, mixes_encodings, tcvn3_to_unicode
from tfp_soctrang.sources.published.yearbook_rows import (
    Line,
    Row,
    heading_years,
    is_line_of_years,
    mark_doubtful,
    pages_of,
    rows_of,
    take_strays,
    values_of,
    without_running_lines,
)
from tfp_soctrang.units import Unit

__all__ = ["read_yearbook_text"]

_CONTINUED = re.compile(r"\((?:tiếp theo|cont\.?)\)\s*", re.IGNORECASE)
# A table by province has no group lines: a label without values there has lost them.
_BY_PROVINCE = re.compile(r"theo (?:địa phương|tỉnh)|by (?:province|locality)", re.IGNORECASE)
# One value a page is the table's own number at its foot; no yearbook has a thousand tables.
_FOOT = re.compile(r"\d{1,3}")

_REASONS = {
    Reading.NOT_A_NUMBER: ("number_not_one", "number_write_it"),
    Reading.AMBIGUOUS: ("number_ambiguous", "number_one_style"),
    Reading.CONTRARY: ("number_contrary", "number_one_style"),
}


@dataclass(slots=True)
class _Page:
    name: str
    continued: bool
    title: str
    times: list[TimeLabel]
    unit: Unit | None
    rows: list[Row]
    issues: list[CellIssue]
    notes: list[str]


class _Reader:
    """One file being read: its name and decimal mark."""

    def __init__(self, file: str, marks: Marks) -> None:
        self.file = file
        self.marks = marks

    def issue(self, page: str, line: int, raw: str, reason: Message, remedy: str, heading: str = "") -> CellIssue:
        place = f"page {page} line {line}" if page else f"line {line}"
        return CellIssue(
            file=self.file, sheet="", cell=place, heading=heading, raw=raw, reason=reason, remedy=Message.of(remedy)
        )

    def page(self, name: str, lines: list[Line], converted: bool) -> _Page | None:
        """Return what a page holds, or None where it has no numbers."""
        notes = [both_languages("note_tcvn3")] if converted else []
        lines = without_running_lines(lines, notes)
        first, end, times = heading_years(lines)
        with_numbers = [line for line in lines if values_of(line.text)[1] and not table_number(line.text)]
        if not times:
            if not with_numbers:
                return None
            reason = Message.of("text_no_years", page=name or "1", count=len(with_numbers))
            at = with_numbers[0]
            issue = self.issue(name, at.number, at.text, reason, "text_give_heading")
            return _Page(name, False, _title(lines[:3]), [], None, [], [issue], notes)
        issues: list[CellIssue] = []
        head = lines[:first]
        unit = self._unit(name, head, issues)
        numbers = [line.text for line in head if table_number(line.text)]
        body = lines[end:]
        if not numbers and body and _FOOT.fullmatch(body[-1].text):
            numbers = [body.pop().text]
        notes += [both_languages("note_table_number", which=number) for number in numbers]
        words = [line for line in head if not table_number(line.text) and not unit_line(line.text)[0]]
        continued = any(_CONTINUED.search(line.text) for line in words)
        if continued:
            notes.append(both_languages("note_continued"))
        if any(later.year <= earlier.year for earlier, later in itertools.pairwise(times)):
            at = lines[first]
            issues.append(self.issue(name, at.number, at.text, Message.of("text_years_order"), "text_check_image"))
            return _Page(name, continued, _title(words), [], unit, [], issues, notes)
        for place, line in enumerate(body):
            if is_line_of_years(line.text):
                issues.append(
                    self.issue(name, line.number, line.text, Message.of("text_second_table"), "text_split_page")
                )
                body = body[:place]
                break
        rows = rows_of(body)
        notes += [both_languages("note_stray", line=row.line, text=row.label) for row in take_strays(rows)]
        mark_doubtful(rows, len(times), groups=not _BY_PROVINCE.search(_title(words)))
        return _Page(name, continued, _title(words), times, unit, rows, issues, notes)

    def _unit(self, page: str, head: Sequence[Line], issues: list[CellIssue]) -> Unit | None:
        unit = None
        for line in head:
            says_so, found = unit_line(line.text)
            if says_so:
                unit = found
                if found is None:
                    reason = Message.of("unit_unknown")
                    issues.append(self.issue(page, line.number, line.text, reason, "unit_write_it"))
        return unit

    def table(self, pages: Sequence[_Page]) -> PublishedTable:
        """Return the pages of one table as a table."""
        title = pages[0].title
        name = "–".join(dict.fromkeys((pages[0].name, pages[-1].name)))
        cells: list[PublishedCell] = []
        issues: list[CellIssue] = []
        seen: dict[str, str] = {}
        nil = 0
        vintage = edition_in([title])
        for page in pages:
            issues += page.issues
            labelled = [time.year for time in page.times if time.status is not None]
            group, unit = "", page.unit
            for row in page.rows:
                if not row.values and not row.fault:
                    named = unit_in(row.label)
                    group = row.label
                    unit = unit if named is None else named if isinstance(named, Unit) else None
                    continue
                label = f"{group} / {row.label}" if group else row.label
                if row.fault or label in seen:
                    issues.append(self._refused(page, row, seen.get(label, "")))
                    continue
                seen[label] = f"page {page.name} line {row.line}" if page.name else f"line {row.line}"
                for time, (line, at, raw) in zip(page.times, row.values, strict=True):
                    nil += raw in {"-", "–", "—"}
                    value = None if is_missing(raw) else read_number(raw, self.marks)
                    if isinstance(value, Reading):
                        reason, remedy = _REASONS[value]
                        heading = f"{label} {time.year}"
                        issues.append(self.issue(page.name, line, raw, Message.of(reason), remedy, heading))
                        continue
                    cells.append(
                        PublishedCell(
                            at=(f"page {page.name}, " if page.name else "") + f"line {line}, value {at}",
                            labels=(label,),
                            time=time,
                            raw=raw,
                            value=value,
                            status=status_of(time, labelled_from=min(labelled, default=None), vintage=vintage),
                            unit=unit,
                            price_base=price_base_in(f"{title} ; {group}"),
                        )
                    )
        notes = dict.fromkeys(note for page in pages for note in page.notes)
        if nil:
            notes[both_languages("note_nil", count=nil)] = None
        return PublishedTable(
            file=self.file,
            name=f"page {name}" if name else "",
            title=title,
            dimensions=("label",),
            cells=tuple(cells),
            vintage=vintage,
            issues=tuple(issues),
            notes=tuple(notes),
        )

    def _refused(self, page: _Page, row: Row, other: str) -> CellIssue:
        raw = " ".join(text for _, _, text in row.values)
        remedy = "text_check_image"
        if row.fault == "count":
            reason = Message.of("text_row_count", found=len(row.values), needed=len(page.times))
        elif row.fault:
            reason = Message.of(row.fault)
        else:
            reason, remedy = Message.of("label_twice", other=other), "name_apart"
        return self.issue(page.name, row.line, raw, reason, remedy, row.label)


def _title(lines: Iterable[Line]) -> str:
    return join_languages([_CONTINUED.sub("", line.text) for line in lines])


def read_yearbook_text(path: Path) -> tuple[PublishedTable, ...]:
    """Return the tables of a text file copied out of yearbook pages, in TCVN3 or Unicode.

    Parameters
    ----------
    path
        A text in UTF-8; `=== page index 690` marks where a page begins.

    Returns
    -------
    tuple of PublishedTable
        One for each page with numbers; a page that continues the one before it with the same years is joined to it.
        Rows that cannot be assigned to the years are issues and have no cells.

    Raises
    ------
    DataError
        The file cannot be read, is not UTF-8, is typed in VNI, mixes TCVN3 with Unicode, or has no table.
    """
    try:
        text = read_limited(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(path.name, "is not a text in UTF-8", remedy="Save the text as UTF-8.") from error
    if is_vni(text):
        raise DataError(path.name, Message.of("sheet_vni"), remedy=Message.of("sheet_vni_remedy"))
    raw = [(name, lines) for name, lines in pages_of(text.replace("\r\n", "\n").replace("\r", "\n")) if lines]
    converted = []
    for name, lines in raw:
        whole = "\n".join(line.text for line in lines)
        if mixes_encodings(whole):
            subject = f"{path.name} page {name}" if name else path.name
            raise DataError(subject, Message.of("sheet_encodings_mixed"), remedy=Message.of("sheet_one_encoding"))
        tcvn3 = looks_like_tcvn3(whole)
        kept = [replace(line, text=clean_text(tcvn3_to_unicode(line.text) if tcvn3 else line.text)) for line in lines]
        converted.append((name, [line for line in kept if line.text], tcvn3))
    tokens = [text for _, lines, _ in converted for line in lines for _, text in values_of(line.text)[1]]
    reader = _Reader(path.name, Marks.of(tokens))
    pages = [page for name, lines, tcvn3 in converted if (page := reader.page(name, lines, tcvn3)) is not None]
    if not pages:
        raise DataError(path.name, "has no table", remedy="Give the text of a page with a line of years.")
    groups: list[list[_Page]] = []
    for page in pages:
        if groups and _continues(page, groups[-1][-1]):
            groups[-1].append(page)
        else:
            groups.append([page])
    return tuple(reader.table(group) for group in groups)


def _continues(page: _Page, before: _Page) -> bool:
    return (
        page.continued
        and (page.title, page.times, page.unit) == (before.title, before.times, before.unit)
        and bool(page.times)
        and page.name.isdecimal()
        and before.name.isdecimal()
        and int(page.name) == int(before.name) + 1
    )
