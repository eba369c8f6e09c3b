"""The pages of the workbook: looks, number formats, cells that give back their address, defined names, print set-up."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tfp_soctrang.messages import Language
from tfp_soctrang.report.sheets.formulas import Cell, Formula, named, span

__all__ = ["MADE", "Book", "Page"]

# A fixed date of making, for two runs to give the same bytes.
MADE = datetime.datetime(2025, 1, 1)
# The language in front makes LibreOffice show 35.415,5 in Vietnamese and 35,415.5 in English; Excel shows the
# separators of the computer it runs on, whatever a file says.
_LANGUAGE_CODE: Mapping[Language, str] = {"vi": "[$-42A]", "en": "[$-409]"}
_NUMBERS = {
    "year": "0",
    "level": "#,##0.0",
    "level0": "#,##0",
    "percent1": r"0.0\ %",
    "percent2": r"0.00\ %",
    "points": "0.0",
    "ratio2": "0.00",
    "ratio4": "0.0000",
}
_DARK, _LINE, _BAND = "#1F3864", "#BFBFBF", "#DCE6F1"
_BORDER = {"border": 1, "border_color": _LINE, "valign": "top"}
# What each look says is told in the legend of the first sheet. Fills differ in lightness too, for print in grey.
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": _DARK},
    "subtitle": {"font_size": 11, "font_color": "#595959"},
    "heading": {"bold": True, "font_size": 11, "font_color": _DARK},
    "beside": {"bold": True, "font_size": 11, "font_color": _DARK, "valign": "vcenter", "align": "right", "indent": 1},
    "middle": {"valign": "vcenter"},
    "label": {"bold": True, "valign": "top"},
    "plain": {"valign": "top"},
    "note": {"text_wrap": True, "valign": "top"},
    "warning": {"text_wrap": True, "valign": "top", "italic": True, "font_color": "#7F3F00"},
    "caption": {**_BORDER, "bold": True, "bg_color": _BAND, "align": "center", "valign": "vcenter", "text_wrap": True},
    "year": {**_BORDER, "bold": True, "bg_color": _BAND, "align": "center"},
    "wrapped": {**_BORDER, "text_wrap": True},
    "words": {**_BORDER},
    "live": {**_BORDER},
    "result": {**_BORDER, "bold": True, "bg_color": "#E2EFDA"},
    "headline": {
        **_BORDER,
        "bold": True,
        "bg_color": "#E2EFDA",
        "font_size": 18,
        "align": "center",
        "valign": "vcenter",
    },
    "assumption": {**_BORDER, "font_color": "#0000FF", "bg_color": "#FFF2CC"},
    "library": {**_BORDER, "italic": True, "font_color": "#595959", "bg_color": "#EDEDED"},
    "official": {**_BORDER, "font_color": "#0000FF"},
    "preliminary": {**_BORDER, "font_color": "#0000FF", "bg_color": "#DDEBF7"},
    "estimate": {**_BORDER, "font_color": "#0000FF", "bg_color": "#BDD7EE"},
    "unstated": {**_BORDER, "font_color": "#0000FF", "bg_color": "#D9D2E9"},
    "derived": {**_BORDER, "font_color": "#0000FF", "bg_color": "#EAD1DC"},
    "filled": {**_BORDER, "bg_color": "#F8CBAD"},
}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[rR]\d*[cC]\d*|[rR]\d*|[cC]\d*|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]")
_LINE_HEIGHT = 12.75  # points; the height Excel gives one line of Arial 10
# How many letters stand in the room of one digit, which is what widths count: text was seen to take some 0.8, bold 0.9.
_LETTERS, _BOLD_LETTERS = 1.1, 0.95
_BREAKS = re.compile(r" |(?<=[-/])(?=\w)")  # where a line may end


@dataclass(slots=True)
class Book:
    """The workbook that is being written: its language, looks and defined names."""

    book: Any
    language: Language
    title: str
    _formats: dict[tuple[str, str], Any] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def look(self, look: str, number: str = "", *, quoted: bool = False) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Return the format of a look with a number format; `quoted` text stays text even when it is edited."""
        key = (look, number + ("'" if quoted else ""))
        if key not in self._formats:
            properties = dict(_LOOKS[look])
            if not number and "border" in properties and "align" not in properties:
                properties |= {"align": "left", "indent": 1}
            if number:
                properties |= {"num_format": self.number(number)}
                if "align" not in properties:
                    # room for one blank behind: LibreOffice forgets the indent of some numbers
                    properties |= {"num_format": self.number(number) + "_ ", "align": "right"}
            if quoted:
                properties["quote_prefix"] = True
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def number(self, number: str) -> str:
        """Return a number format in the language of the workbook."""
        return _LANGUAGE_CODE[self.language] + _NUMBERS[number]

    def page(self, title: str, widths: Sequence[float]) -> Page:
        """Add a sheet."""
        return Page(self, title, widths)

    def free_name(self, wanted: str) -> str:
        """Return a defined name that Excel accepts and that is not taken, as near to `wanted` as can be."""
        found = re.sub(r"[^0-9A-Za-z_]", "_", wanted)
        if not found or not (found[0].isalpha() or found[0] == "_") or _CELL_LIKE.fullmatch(found):
            found = f"_{found}"
        found = found[:200]
        number = 1
        while found.lower() in self._names:
            number += 1
            found = f"{found.rsplit('__', 1)[0]}__{number}"
        self._names.add(found.lower())
        return found

    def define(self, wanted: str, cell: Cell, last: Cell | None = None) -> Formula:
        """Give a cell, or a column of cells up to `last`, a defined name; return the name as a formula."""
        text = self.free_name(wanted)
        self.bind(text, cell, last)
        return named(text, cell.value)

    def bind(self, text: str, cell: Cell, last: Cell | None = None) -> None:
        """Let a name that `free_name` gave stand for a cell, or for the cells up to `last`."""
        end = "" if last is None else ":" + last.fixed.split("!", 1)[1]
        self.book.define_name(text, f"={cell.fixed}{end}")


class Page:
    """One sheet: every text is written as text, every number gives back its cell."""

    def __init__(self, book: Book, title: str, widths: Sequence[float]) -> None:
        self.book = book
        self.title = title
        self.widths = tuple(widths)
        self.sheet = book.book.add_worksheet(title)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, book.look("plain"))
        # a table with more columns than the page foresees goes on in the last width
        self.sheet.set_column(len(widths), len(widths) + 20, widths[-1], book.look("plain"))
        self.sheet.hide_gridlines(2)

    def text(self, row: int, column: int, text: str, look: str = "plain") -> None:
        """Write text; none is ever read as a formula."""
        self.sheet.write_string(row, column, text, self.book.look(look, quoted=text.startswith(_STARTS_A_FORMULA)))

    def value(self, row: int, column: int, value: float, look: str, number: str) -> Cell:
        """Write a number that somebody published, assumed or computed elsewhere."""
        self.sheet.write_number(row, column, value, self.book.look(look, number))
        return Cell(self.title, row, column, value)

    def choice(self, row: int, column: int, word: str) -> Cell:
        """Write a word that formulas compare with others."""
        self.text(row, column, word, "assumption")
        return Cell(self.title, row, column, word)

    def live(self, row: int, column: int, formula: Formula, number: str = "", look: str = "live") -> Cell:
        """Write a formula with its value beside it."""
        value = formula.value
        text = formula.text.replace(f"'{self.title}'!", "")
        self.sheet.write_formula(row, column, f"={text}", self.book.look(look, number), value)
        return Cell(self.title, row, column, value)

    def blank(self, row: int, column: int, look: str = "words") -> None:
        """Draw an empty cell."""
        self.sheet.write_blank(row, column, None, self.book.look(look))

    def head(self, row: int, captions: Sequence[str], column: int = 0) -> None:
        """Write the captions of a table; they set the height of their row."""
        lines = 1
        for i, caption in enumerate(captions, start=column):
            self.text(row, i, caption, "caption")
            width = self.widths[min(i, len(self.widths) - 1)]
            lines = max(lines, self._lines(caption, width, _BOLD_LETTERS))
        self.sheet.set_row(row, lines * _LINE_HEIGHT + 3)

    def paragraph(self, row: int, text: str, look: str = "note", *, first: int = 0, last: int | None = None) -> None:
        """Write text over the columns `first` to `last`, as high as it needs."""
        self._merged(row, first, last, text, look)
        self.sheet.write_string(row, first, text, self.book.look(look, quoted=text.startswith(_STARTS_A_FORMULA)))

    def live_paragraph(self, row: int, formula: Formula, longest: str, look: str = "note", *, first: int = 0) -> None:
        """Write a formula that gives text over all columns, as high as the longest it can give needs."""
        self._merged(row, first, None, longest, look)
        self.live(row, first, formula, look=look)

    def _merged(self, row: int, first: int, last: int | None, text: str, look: str) -> None:
        end = len(self.widths) - 1 if last is None else last
        if end > first:
            self.sheet.merge_range(row, first, row, end, "", self.book.look(look))
        lines = self._lines(text, sum(self.widths[first : end + 1]))
        self.sheet.set_row(row, max(1, lines) * _LINE_HEIGHT + 1.5)

    @staticmethod
    def _lines(text: str, width: float, letters: float = _LETTERS) -> int:
        """Return how many lines a text takes in a column, words being kept whole where they fit."""
        room = max(4.0, (width - 2.0) * letters)
        lines = 0
        for part in text.split("\n"):
            used, here = 0.0, 1
            for word in _BREAKS.split(part):
                if used and used + len(word) > room:
                    here, used = here + 1, 0.0
                here += math.ceil(len(word) / room) - 1 if len(word) > room else 0
                used += len(word) % room + 1.0 if len(word) > room else len(word) + 1.0
            lines += here
        return lines

    def row_height(self, row: int, texts: Mapping[int, str]) -> None:
        """Make a row as high as the longest of its wrapped texts, given by column."""
        lines = max(self._lines(text, self.widths[column]) for column, text in texts.items())
        self.sheet.set_row(row, lines * _LINE_HEIGHT + 1.5)

    def define(self, wanted: str, cells: Sequence[Cell]) -> None:
        """Give a column of cells a defined name."""
        self.book.define(wanted, cells[0], cells[-1] if len(cells) > 1 else None)

    def offer(self, row: int, column: int, words: Sequence[str]) -> None:
        """Offer words in a drop-down; others are refused."""
        self.sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(words)})

    def warn_outside(self, row: int, column: int, low: Cell, high: Cell, message: str) -> None:
        """Ask before a number outside `low` to `high` is taken."""
        own = f"'{self.title}'!"
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": "=" + low.text.replace(own, ""),
            "maximum": "=" + high.text.replace(own, ""),
            "error_type": "warning",
            "error_message": message,
        }
        self.sheet.data_validation(row, column, row, column, rule)

    def finish(self, *, freeze: tuple[int, int], repeat: int = 0, portrait: bool = False) -> None:
        """Set panes and print: A4, as wide as the page, page numbers, a row repeated: title or captions."""
        self.sheet.freeze_panes(*freeze)
        if portrait:
            self.sheet.set_portrait()
        else:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(repeat)
        title = self.book.title.replace("&", "&&")[:160]
        self.sheet.set_footer(f"&L&8{title}&C&8&A&R&8&P / &N")

    @staticmethod
    def range_of(cells: Sequence[Cell]) -> str:
        """Return the range of a column of cells as charts want it."""
        ends = cells[0].fixed, cells[-1].fixed.split("!", 1)[1]
        return f"={ends[0]}:{ends[1]}" if len(cells) > 1 else f"={ends[0]}"

    def span(self, cells: Sequence[Cell]) -> str:
        """Return cells as they are written within this page."""
        return span(cells).replace(f"'{self.title}'!", "")
