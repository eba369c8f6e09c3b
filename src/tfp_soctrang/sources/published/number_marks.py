"""The numbers of an exported table: read by the mark of its file, refused with reason and remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Literal, cast

from tfp_soctrang.messages import Message
from tfp_soctrang.published_table import clean_text
from tfp_soctrang.sources.numbers import Form, decide, form_of, is_missing, to_number

__all__ = ["Mark", "decimal_mark", "is_missing", "looks_like_number", "read_all", "read_number"]

Mark = Literal[".", ","]

_COMMON_MISSING = frozenset({"", " ", "..", "-", "…"})
_NUMBER = re.compile(r"-?[0-9]+(?:[., ][0-9]+)*")


# What makes the point of a file decimal: a part behind it that is not of three digits, or before it one that is a zero
# or has more than three.
_PROOF = re.compile(r"^-?(?:[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[0-9]{4,}\.[0-9]+)$", re.MULTILINE)


def read_all(raws: Sequence[str]) -> tuple[list[float | None], dict[int, tuple[Message, Message]]]:
    """Return the number of every cell of a file, None where it has none; and by place why cells are refused.

    The file's mark is that of `decimal_mark`. Files written with a decimal point throughout, as exports are, are read
    at once.
    """
    given = raws if _COMMON_MISSING.isdisjoint(raws) else [raw for raw in raws if raw not in _COMMON_MISSING]
    text = "\n".join(given) + "\n"
    plain = not text.encode("utf-8", "replace").translate(None, b"0123456789.-\n")
    plain = plain and ".\n" not in text and "\n." not in f"\n{text}"
    numbers: list[float] | None = None
    if plain and ("." not in text or _PROOF.search(text)):
        with suppress(ValueError):  # 1.2.3 or 5-3: told cell by cell below
            numbers = list(map(float, given))
    # a run of digits past the largest double reads as infinite: the other way says so
    if numbers is not None and math.isfinite(sum(numbers)):
        if len(given) == len(raws):
            return [*numbers], {}
        values = iter(numbers)
        return [None if raw in _COMMON_MISSING else next(values) for raw in raws], {}
    mark = decimal_mark(raw for raw in raws if not is_missing(raw))
    found = [None if is_missing(raw) else read_number(raw, mark) for raw in raws]
    refused = {i: value for i, value in enumerate(found) if isinstance(value, tuple)}
    return [None if isinstance(value, tuple) else value for value in found], refused


def looks_like_number(raw: str) -> bool:
    """Return whether the text is digits with marks between them, whatever the marks mean."""
    text = raw if raw.isascii() else clean_text(raw).replace("\u2212", "-").replace("\u202f", " ")
    return _NUMBER.fullmatch(" ".join(text.split())) is not None


def decimal_mark(raws: Iterable[str]) -> Mark | None:
    """Return the decimal mark of a file by the majority of its telling numbers, None where they do not tell.

    Examples
    --------
    >>> decimal_mark(["1.234", "12.5"]), decimal_mark(["1.234", "12,5"]), decimal_mark(["1.234", "7"])
    ('.', ',', None)
    """
    return cast("Mark | None", decide(raws).decimal)


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
    form = form_of(raw)
    if not looks_like_number(raw):
        return Message.of("text_not_number"), Message.of("text_mend_number")
    if form is Form.NOT_FINITE:
        return Message.of("text_too_large"), Message.of("text_mend_number")
    if form is Form.PLAIN:
        return to_number(raw, ".")
    if mark is None:
        return Message.of("text_mark_unclear"), Message.of("text_mend_mark")
    if form is not Form.EITHER and form is not (Form.COMMA if mark == "," else Form.POINT):
        return Message.of("text_mark_other", mark=mark), Message.of("text_mend_mark")
    return to_number(raw, mark)
