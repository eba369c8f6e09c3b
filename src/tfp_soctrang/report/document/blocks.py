"""What a report consists of before it is set in Word or PDF: sections, paragraphs, tables, formulas, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tfp_soctrang.report.document.formulas import Formula

__all__ = ["Annex", "Block", "Draft", "FigureBlock", "FormulaBlock", "Heading", "Paragraph", "Section", "TableBlock"]

ParagraphKind = Literal["body", "item", "note", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A clause's number and title, on a line of its own."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text.

    `kind`: `body`, `item` of a list, `note` below a table, `source` of a list that is not justified.
    """

    text: str
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaBlock:
    """A formula on lines of its own."""

    lines: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table: its caption, heading rows, rows of text, the widths of its columns as parts of the page, its notes.

    An empty cell belongs to another: in the first column to the one above, elsewhere in the heading to the one before.
    The first `words` columns are text and stand to the left, the others are numbers and stand to the right. `strong`
    names the rows that stand out.
    """

    caption: str
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    words: int = 1
    strong: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """A chart as PNG, with its caption and what it shows in words for those who cannot see it."""

    caption: str
    png: bytes
    description: str


Block = Heading | Paragraph | FormulaBlock | TableBlock | FigureBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section under its roman number; `name` is that of its placeholder in the template."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex on pages of its own."""

    name: str
    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Draft:
    """Blocks being written: numbers tables and figures as they come, and clauses within a section."""

    table_word: str
    figure_word: str
    letters: str
    tables: int = 0
    figures: int = 0
    clauses: int = 0
    blocks: list[Block] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """Begin a clause."""
        self.clauses += 1
        self.blocks.append(Heading(text=f"{self.clauses}. {text}"))

    def say(self, text: str, kind: ParagraphKind = "body") -> None:
        """Write a paragraph; an empty text writes nothing."""
        if text:
            self.blocks.append(Paragraph(text=text, kind=kind))

    def items(self, texts: list[str]) -> None:
        """Write points a), b), c): those of several sentences end with full stops, short ones with semicolons.

        More points than the alphabet has letters are written with dashes.
        """
        sentences = any(". " in text for text in texts)
        for i, text in enumerate(texts):
            end = "." if sentences or i == len(texts) - 1 else ";"
            mark = f"{self.letters[i]})" if len(texts) <= len(self.letters) else "-"
            self.say(f"{mark} {text.rstrip('.;')}{end}", "item")

    def formula(self, *lines: Formula) -> None:
        """Write a formula."""
        self.blocks.append(FormulaBlock(lines=lines))

    def next_table(self) -> str:
        """Return what the next table will be called."""
        return f"{self.table_word} {self.tables + 1}"

    def table(
        self,
        caption: str,
        head: tuple[tuple[str, ...], ...],
        rows: Sequence[tuple[str, ...]],
        widths: tuple[float, ...],
        *,
        words: int = 1,
        strong: frozenset[int] = frozenset(),
        notes: tuple[str, ...] = (),
    ) -> None:
        """Write a table under the next number."""
        name = self.next_table()
        self.tables += 1
        self.blocks.append(
            TableBlock(
                caption=f"{name}. {caption}",
                head=head,
                rows=tuple(rows),
                widths=widths,
                words=words,
                strong=strong,
                notes=notes,
            )
        )

    def figure(self, caption: str, png: bytes, description: str) -> None:
        """Write a figure under the next number."""
        self.figures += 1
        name = f"{self.figure_word} {self.figures}"
        self.blocks.append(FigureBlock(caption=f"{name}. {caption}", png=png, description=description))

    def take(self) -> tuple[Block, ...]:
        """Return what was written since the last time, and begin a new section."""
        taken = tuple(self.blocks)
        self.blocks.clear()
        self.clauses = 0
        return taken
