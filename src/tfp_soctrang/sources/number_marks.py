"""How the numbers of one file are written, decided by those of them that allow one reading only.

`92 041.5`, `92,041.5` and `0.5` can only have a decimal point; `92.041,5` and `12,5` only a decimal comma; `92.041`
allows both readings, and without a number that decides it is refused.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from tfp_soctrang.messages import Message
from tfp_soctrang.sources.published_table import clean_text

__all__ = ["Mark", "decimal_mark", "is_missing", "looks_like_number", "read_number"]

Mark = Literal[".", ","]

# PX files mark a missing cell by one to six points or a dash; offices write an ellipsis or nothing.
_MISSING = re.compile(r"\.{0,6}|…|[-–—]|:")
_NUMBER = re.compile(r"-?[0-9]+(?:[., ][0-9]+)*")
_GROUPED = {".": r"[0-9]{1,3}(?:,[0-9]{3})+", ",": r"[0-9]{1,3}(?:\.[0-9]{3})+"}
_SPACED = r"[0-9]{1,3}(?: [0-9]{3})+"


def _plain(raw: str) -> str:
    if raw.isascii():  # nearly every cell: the work below is for letters beyond
        return " ".join(raw.split())
    return clean_text(raw).replace("\u2212", "-").replace("\u202f", " ")


def is_missing(raw: str) -> bool:
    """Return whether the text says that there is no number: a blank, `..`, `…`, a dash."""
    return _MISSING.fullmatch(_plain(raw)) is not None


def looks_like_number(raw: str) -> bool:
    """Return whether the text is digits with marks between them, whatever the marks mean."""
    return _NUMBER.fullmatch(_plain(raw)) is not None


def _reads(text: str, mark: Mark) -> bool:
    """Return whether `text` is a number whose decimal mark is `mark`."""
    fraction = rf"(?:{re.escape(mark)}[0-9]+)?"
    return re.fullmatch(rf"-?(?:[0-9]+|{_GROUPED[mark]}|{_SPACED}){fraction}", text) is not None


def _proves(text: str) -> Mark | None:
    """Return the decimal mark that `text` allows alone, None where it allows both or none."""
    point, comma = _reads(text, "."), _reads(text, ",")
    # "0.123": nobody groups thousands after a leading zero
    if point and comma and (match := re.match(r"-?0([.,])", text)):
        return "." if match[1] == "." else ","
    return "." if point and not comma else "," if comma and not point else None


def decimal_mark(raws: Iterable[str]) -> Mark | None:
    """Return the decimal mark of a file by the majority of its telling numbers, None where they do not tell.

    Examples
    --------
    >>> decimal_mark(["1.234", "12.5"]), decimal_mark(["1.234", "12,5"]), decimal_mark(["1.234", "7"])
    ('.', ',', None)
    """
    votes = Counter(mark for raw in raws if (mark := _proves(_plain(raw))))
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def read_number(raw: str, mark: Mark | None) -> float | tuple[Message, Message]:
    """Return the number, or why it is refused and the remedy.

    Parameters
    ----------
    raw
        The text of a cell that is not missing.
    mark
        The file's decimal mark; None when its numbers do not tell.

    Examples
    --------
    >>> read_number(" -1.234,5", ","), read_number("1234.50", ".")
    (-1234.5, 1234.5)
    """
    text = _plain(raw)
    if not looks_like_number(text):
        return Message.of("text_not_number"), Message.of("text_mend_number")
    if mark is None:
        if re.search(r"[.,]", text):
            return Message.of("text_mark_unclear"), Message.of("text_mend_mark")
        mark = "."
    if not _reads(text, mark):
        return Message.of("text_mark_other", mark=mark), Message.of("text_mend_mark")
    thousands = "," if mark == "." else "."
    value = float(text.replace(" ", "").replace(thousands, "").replace(mark, "."))
    if math.isinf(value):
        return Message.of("text_too_large"), Message.of("text_mend_number")
    return value
