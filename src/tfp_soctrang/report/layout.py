"""Lines and columns of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

__all__ = ["bullets", "columns", "wrapped"]

_WIDTH = 100  # of a line: fits a terminal window and a page in landscape


def columns(rows: Sequence[Sequence[str]], *, indent: int = 2) -> list[str]:
    """Return rows as aligned lines: the first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append((" " * indent + "   ".join(cells)).rstrip())
    return lines


def wrapped(text: str, *, indent: int = 2, hang: int = 2) -> list[str]:
    """Return text broken into lines, the later ones indented by `hang` more."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def bullets(texts: Iterable[str], *, indent: int = 2) -> list[str]:
    """Return texts as a list, each begun by a dash."""
    return [line for text in texts for line in wrapped(f"- {text}", indent=indent)]
